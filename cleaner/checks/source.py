"""The lines are the source, and the record leads back to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.checks.errors import UnsafeError
from cleaner.document import LINE_ENDS, Document, Kind, restored
from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.api import Cleaned

BAD_RUN = regex("[\udc80-\udcff]+")
MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
"""Byte order marks, the longer ones first."""


def is_read(document: Document, data: str | bytes, is_told: bool) -> None:
    """The lines, one after the other, are `data` decoded: strict UTF-8 where it is that, else what encodes to the same bytes.

    `is_told`: the encoding was given.
    """
    text = document.source
    if not (text == data if isinstance(data, str) else _is_decoded(text, data, document, is_told)):
        raise UnsafeError("the lines are not the source")


SHIFTED = regex(rb"[\0\x1b]|~\{|\A(?=.{0,256}\Z)[^\x01-\x08\x0e-\x1f]*[\x01-\x08\x0e-\x1f]", re.S)
"""What other encodings than UTF-8 write beside ASCII, and control characters in a few bytes."""


def _is_decoded(text: str, data: bytes, document: Document, is_told: bool) -> bool:
    names = document.encoding.split(" and ")
    if names[0] == "utf-8" or not (is_told or data.startswith((*MARKS,)) or SHIFTED.search(data)):
        try:
            strict = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return strict in (text, "\ufeff" + text) and names == ["utf-8"]
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    if mark and not is_told and names[0] != MARKS[mark]:
        return False
    bare = data[len(mark) :]
    for one in (data, bare):
        try:
            if text.encode(names[0]) == one or one.decode(names[0]) == text:
                return True
        except (UnicodeError, LookupError):
            continue
    # bytes that could not be read, or two encodings in one file: decoding has noted each such place
    places = {doubt.line for doubt in document.doubts if doubt.rule == "decode"}
    if text.count("\n") != bare.count(b"\n") or names[0].startswith(("utf-16", "utf-32")):
        return bool(places) and any([_damaged(bare, name) == text for name in names])
    pieces = zip(text.split("\n"), bare.split(b"\n"), strict=True)
    return all([any([_damaged(piece, name) == line for name in names]) for line, piece in pieces])


def _damaged(data: bytes, name: str) -> str:
    """`data` decoded, U+FFFD for each run of bytes that cannot be; surrogate pairs in UTF-8 (CESU-8) are the characters they mean."""
    size = 4 if "utf-32" in name else 2 if "utf-16" in name else 1
    end = len(data) - len(data) % size
    try:
        text = data[:end].decode(name, "surrogateescape" if size == 1 else "strict") + "\udc80" * (end < len(data))
        if name == "utf-8" and "\udced" in text:
            text = data.decode(name, "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeError:
        return BAD_RUN.sub("\ufffd", text) if "text" in locals() else ""
    return BAD_RUN.sub("\ufffd", text)


def is_undone(cleaned: Cleaned, data: str | bytes) -> None:
    """Taking back every edit, newest first, leaves each line as it was read, and the entries of the file give its bytes."""
    document = cleaned.document
    try:
        before = {place: value for (place, name), value in restored(document).items() if name == "text"}
        given = cleaned.undo()
    except (ValueError, LookupError) as error:
        raise UnsafeError(str(error)) from None
    for line in document.lines:
        text = before.get(line.index, line.text)
        if "\n" in str(text) and document.kind is not Kind.HTML:
            raise UnsafeError(f"line {line.number} is more than one line")
        if not (line.raw.startswith(str(text)) and not line.raw[len(str(text)) :].strip(LINE_ENDS)):
            raise UnsafeError(f"undo does not give the source back in line {line.number}")
    if given != (data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data):
        raise UnsafeError("undo does not give the bytes of the source back")
    if not document.record and cleaned.text != document.source:
        raise UnsafeError("the text differs from the source, and the record is empty")
