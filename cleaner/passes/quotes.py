"""Quotation marks of one style around Chinese and Japanese text: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import UNTOUCHABLE, Document, Edit
from cleaner.glyphs import HAS_CJK
from cleaner.inline import outside_addresses

STYLES = ("keep", "curly", "corner")
STRAIGHT = re.compile('"([^"\n]+)"')
SINGLE = re.compile("‘([^‘’\n]*)’")
TO_CORNER = str.maketrans("“”", "「」")
TO_CURLY = str.maketrans("「」『』", "“”‘’")


def quotes(document: Document, *, style: str = "keep") -> Iterator[Edit]:
    """Write quotation marks of one style: `curly` (“ ‘ ’ ”) or `corner` (「 『 』 」).

    Only in lines with ideographs or kana, only where the marks of a line pair off; straight marks only around such characters.
    Apostrophes, inches, code and links stay. Raises `ValueError` for another style.
    """
    if style not in STYLES:
        raise ValueError(f"no quotation style {style!r}; there are {', '.join(STYLES)}")
    if style == "keep":
        return
    fix = _curly if style == "curly" else _corner
    for line in document.holding(*'"“‘「『'):
        if line.role not in UNTOUCHABLE and HAS_CJK.search(line.text):
            fixed = outside_addresses(line.text, fix)
            if fixed != line.text:
                yield line.edit("text", fixed, f"quotation marks: {style}")


def _curly(text: str) -> str:
    if text.count("「") == text.count("」") and text.count("『") == text.count("』"):
        text = text.translate(TO_CURLY)
    return _paired(text)


def _corner(text: str) -> str:
    text = _paired(text)
    if text.count("“") == text.count("”"):
        text = text.translate(TO_CORNER)
        text = SINGLE.sub(lambda match: f"『{match[1]}』" if HAS_CJK.search(match[1]) else match[0], text)
    return text


def _paired(text: str) -> str:
    """Straight marks around ideographs as curly ones, if those of the line pair off."""
    if text.count('"') % 2:
        return text
    return STRAIGHT.sub(lambda match: f"“{match[1]}”" if HAS_CJK.search(match[1]) else match[0], text)
