"""What decoding gives: text with notes, or the error."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.regex import regex

SAMPLE = 8_192
"""Bytes that readings are compared on; the best one then reads them all."""
SHORT = 256
"""Bytes: UTF-16 without a mark may look like UTF-8 with control characters; longer texts have an ideograph or a NUL that shows it.
A shorter text is not taken for UTF-16 whose last character is cut."""
CONTROL = regex(b"[\0-\x08\x0e-\x1a\x1c-\x1f]")
BAD_RUN = regex("[\udc00-\udcff]+")
"""Bytes that no character could be read from (`surrogateescape`)."""


class UnreadableError(ValueError):
    """The bytes are no text, or text in no encoding that can be told; the message says why."""


class Note(NamedTuple):
    """A place where decoding had to choose; the reader turns it into a `Doubt`."""

    offset: int  # of the place in the decoded text, in characters
    reason: str
    readings: tuple[str, str]  # the one that stands, and the other


class Decoded(NamedTuple):
    """Text, the name of the encoding it was in, and what could not be read."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def is_utf_8(data: bytes) -> bool:
    """Whether all of `data` is UTF-8; ASCII is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decoded(text: str, name: str) -> Decoded:
    """Text whose unreadable bytes become U+FFFD, one for a run of them, and a note each."""
    notes: list[Note] = []
    parts: list[str] = []
    last = size = 0
    for match in BAD_RUN.finditer(text):
        parts += [text[last : match.start()], "\ufffd"]
        size += match.start() - last
        last = match.end()
        shown = " ".join([f"{ord(character) - 0xDC00:02X}" for character in match[0][:8]]) + (" …" if len(match[0]) > 8 else "")
        count = len(match[0])
        notes.append(Note(size, f"{count} byte{'s' if count > 1 else ''} not in {name}: {shown}", ("U+FFFD", "text that is lost")))
        size += 1
    return Decoded("".join([*parts, text[last:]]), name, tuple(notes))
