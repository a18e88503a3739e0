"""Encodings beside the usual ones: UTF-16 and UTF-32 without a mark, seven bits with shifts, two encodings in one file."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from cleaner.encodings.readings import MARGIN, SEQUENCE, Reading, escaped, readings, too_rare
from cleaner.encodings.results import SAMPLE, SHORT, Decoded, Note, decoded, is_utf_8
from cleaner.regex import regex
from cleaner.wording.likelihood import least_bits

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
SHIFTED = (("iso2022_jp_2", b"\x1b$"), ("iso2022_kr", b"\x1b$)C"), ("hz", b"~{"))
"""Encodings of seven bits, with the bytes that shift them."""
SWITCH = 20.0
"""Bits for each change of encoding inside a file."""
MIN_FOREIGN = 6
"""Characters outside ASCII that lines in a second encoding must hold."""

NOT_ASCII = regex("[^\x00-\x7f]")
LINE = regex(b"[^\n]*\n?")


def wide(data: bytes, rival: float) -> tuple[str, str] | None:
    """UTF-16 or UTF-32 without a mark, if it is the most likely reading by far; `rival` is the cost of the best other one."""
    found = []
    for name in WIDE:
        size = 4 if "32" in name else 2
        if len(data) % size and len(data) < SHORT:
            continue
        whole = min(len(data), SAMPLE) // size * size
        try:
            text = data[:whole].decode(name)
        except UnicodeDecodeError:
            continue
        if text:
            found.append(Reading(least_bits(text), text, name))
    if not found:
        return None
    best = min(found)
    if too_rare(best.text) or rival < best.bits + MARGIN:
        return None
    try:
        return cut(data, best.encoding), best.encoding
    except UnicodeDecodeError:
        return None


def cut(data: bytes, name: str) -> str:
    """UTF-16 or UTF-32; the bytes of a last character that is cut stay as escapes."""
    end = len(data) - len(data) % (4 if "32" in name else 2)
    return data[:end].decode(name) + "".join([chr(0xDC00 + byte) for byte in data[end:]])


def shifted(data: bytes) -> Decoded | None:
    for name, sign in SHIFTED:
        if sign in data and data.isascii():
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if NOT_ASCII.search(text) and least_bits(text) + MARGIN < least_bits(data.decode("ascii")):
                return Decoded(text, name)
    return None


def mixed(data: bytes, whole: float | None) -> Decoded | None:
    """A file whose lines are in two encodings, UTF-8 and another, as concatenated files are.

    Evidence: the lines that are no UTF-8 have one likely reading together, and the file so read is much cheaper than in one encoding
    (`whole` bits, unless the file is too long to be read in all of them).
    """
    lines = [line for line in LINE.findall(data) if line]
    sound = [line.isascii() or is_utf_8(line) for line in lines]
    high = [kind for line, kind in zip(lines, sound, strict=True) if not line.isascii()]
    if True not in high or False not in high:
        return None
    foreign = b"".join([line for line, kind in zip(lines, sound, strict=True) if not kind])
    best, *others = sorted(readings(foreign[:SAMPLE]))
    rivals = [other for other in others if other.bits < best.bits + MARGIN and other.text != best.text]
    if best.encoding == "utf-8" or rivals or too_rare(best.text) or len(SEQUENCE.findall(best.text)) < MIN_FOREIGN:
        return None
    if whole is not None:
        cost = best.bits + least_bits("".join([line.decode() for line, kind in zip(lines, sound, strict=True) if kind]))
        if cost + SWITCH * (len(list(groupby(high))) - 1) > whole:
            return None
    parts: list[str] = []
    notes: list[Note] = []
    size = 0
    for kind, run in groupby(zip(lines, sound, strict=True), key=itemgetter(1)):
        text = escaped(b"".join([line for line, _ in run]), "utf-8" if kind else best.encoding)
        if not kind:
            notes.append(Note(size, f"lines in {best.encoding} in a file in utf-8", (best.encoding, "utf-8")))
        parts.append(text)
        size += len(text)
    text, name, damaged = decoded("".join(parts), f"utf-8 and {best.encoding}")
    return Decoded(text, name, tuple(sorted([*damaged, *notes])))
