"""Bytes to text: every byte decoded right, or reported, or the file refused."""

from __future__ import annotations

import codecs

from cleaner.encodings.results import CONTROL, SAMPLE, SHORT, Decoded, Note, UnreadableError, is_utf_8
from cleaner.regex import regex

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"Rar!", b"7z\xbc\xaf", b"MZ\x90\0", b"BM\x00", b"RIFF",
    b"OggS", b"ID3\x03", b"fLaC", b"\0\0\1\0", b"wOFF", b"wOF2", b"\xca\xfe\xba\xbe", b"SQLite format 3\0",
)  # fmt: skip
"""What files begin with that are no text."""

HZ = regex(rb"~(?=\{)")
WIDE_SEQUENCE = regex("[^\0-\u07ff\U00010000-\U0010ffff]")  # a class of small ranges compiles ten times as fast
ODD_LETTER = regex("[\u0180-\u036f\u0460-\u052f\u0700-\u07ff]")
"""Letters that UTF-8 writes in two bytes and hardly any language uses: two ideographs in GBK may look so."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """`data` as text, with the encoding it was in and a note for each place that could not be read.

    A byte order mark decides, then strict UTF-8. Else every encoding of `FAMILIES` reads the bytes, and so do UTF-16 and UTF-32;
    the most likely text wins if it is `MARGIN` bits ahead. A charset that a page declares counts for as much, no more, but where it
    wins, encodings that nobody writes any more are no rivals. Bytes that
    the winner cannot read become U+FFFD and a note. `encoding` overrides all this. Raises `UnreadableError` for binary data,
    and where no reading is likely or two are nearly as likely.
    """
    if encoding:
        return _as_told(data, encoding)
    for bom, name in BOMS:
        if data.startswith(bom):
            from cleaner.encodings.detection import with_mark  # most files are plain UTF-8, and need none of it

            return with_mark(data[len(bom) :], name)
    if data.startswith(BINARY):
        raise UnreadableError("a binary file, not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    # a single byte is found ten times as fast as two
    odd = text is None or b"\0" in data or (b"\x1b" in data and b"\x1b$" in data) or (b"~" in data and HZ.search(data) is not None)
    odd = odd or (len(data) < SHORT and CONTROL.search(data) is not None)
    if text is not None and not odd and (len(data) > SAMPLE or WIDE_SEQUENCE.search(text) or not ODD_LETTER.search(text)):
        return Decoded(text, "utf-8")
    from cleaner.encodings.detection import detected, doubted

    return detected(data) if text is None or odd else Decoded(text, "utf-8", doubted(data, text))


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableError(f"not {encoding}: {error}") from None


__all__ = ["Decoded", "Note", "UnreadableError", "decode", "is_utf_8"]
