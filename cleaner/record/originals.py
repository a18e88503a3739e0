"""The bytes of the source: what the record must hold besides the text to give them back, and the way back."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from cleaner.document import Document, Edit

RULE = "decode"


def byte_edits(document: Document, data: bytes) -> list[Edit]:
    """What `data` holds that neither the decoded text nor UTF-8 tells: its encoding, a byte order mark, bytes that are no text.

    Bytes that encoding a line of the text again does not give stand in the record line by line, as line feeds count lines.
    """
    text, encoding = document.source, document.encoding
    codec = encoding.partition(" and ")[0]
    encoded = encode(text, codec)
    edits: list[Edit] = []
    if encoded != data:
        edits = _mark(data, encoded) if encoded and data.endswith(encoded) else _pieces(document, text, codec, data)
    if codec != "utf-8" and (edits or data != encode(text, "utf-8")):
        edits.append(Edit(0, 1, 1, "", "encoding", encoding, "utf-8", "clean files are UTF-8", RULE))
    return edits


def encode(text: str, codec: str) -> bytes | None:
    """`text` in an encoding, or None where it cannot be written in it."""
    try:
        return text.encode(codec)
    except (UnicodeError, LookupError):
        return None


def _mark(data: bytes, encoded: bytes) -> list[Edit]:
    return [Edit(0, 1, 1, "", "bytes", data[: -len(encoded)], b"", "a byte order mark is no text", RULE)]


def _pieces(document: Document, text: str, codec: str, data: bytes) -> list[Edit]:
    """The lines whose bytes are not what encoding them again gives; all of the text as one where its lines cannot be told in the bytes."""
    if not text:
        return [Edit(0, 1, 1, "", "bytes", data, b"", "a byte order mark is no text", RULE)]
    texts, pieces = text.split("\n"), data.split(b"\n")
    if len(texts) != len(pieces) or codec.startswith(("utf-16", "utf-32")):
        texts, pieces = [text], [data]
    starts = [0, *accumulate([line.raw.count("\n") for line in document.as_read])]
    found: list[Edit] = []
    for number, (wording, piece) in enumerate(zip(texts, pieces, strict=True)):
        if encode(wording, codec) != piece:
            line = document.as_read[min(bisect_right(starts, number), len(document.lines)) - 1]
            shown = wording.encode("utf-8", "replace")
            found.append(Edit(line.index, number + 1, line.page, wording, "bytes", piece, shown, "bytes that its text does not give", RULE))
    return found


def original_bytes(text: str, edits: list[Edit]) -> bytes:
    """The bytes that `text` was decoded from, by the entries "encoding" and "bytes" of the record; without any, its UTF-8."""
    codec = next((str(edit.before).partition(" and ")[0] for edit in edits if edit.field == "encoding"), "utf-8")
    odd = [edit for edit in edits if edit.field == "bytes"]
    mark = b"".join([edit.before for edit in odd if not edit.after and edit.line == 1 and type(edit.before) is bytes])
    changed = [edit for edit in odd if edit.after or edit.line > 1]
    if not changed:
        return mark + text.encode(codec, "surrogatepass" if codec == "utf-8" else "strict")
    pieces = text.split("\n")
    found: list[bytes] = []
    at = 0
    for edit in changed:
        assert type(edit.before) is bytes
        assert type(edit.after) is bytes
        found += [piece.encode(codec) for piece in pieces[at : edit.line - 1]]
        found.append(edit.before)
        at = edit.line + edit.after.count(b"\n")
    return mark + b"\n".join([*found, *[piece.encode(codec) for piece in pieces[at:]]])
