"""Quotation marks of one style around Chinese and Japanese text: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from cleaner.document import Document, Edit
from cleaner.inline import across_code, defined
from cleaner.printed.paragraphs import prose, rewrite
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK, HAS_CJK, MARKS

Style = Literal["keep", "curly", "corner"]
STRAIGHT = regex(r'(?<![\dA-Za-z])"(?=\S)([^"\n]+)(?<=\S)"')
"""A pair of straight marks: neither is one of inches, as in `5" 屏`."""
RUN = regex("(?:“[^“”\n]*”)+")
"""Quotations side by side: `“甲”“B”` are of one style."""
BESIDE = regex(f"[{CJK}{MARKS}]")
SINGLE = regex("‘([^‘’\n]*)’")
TO_CORNER = str.maketrans("“”", "「」")
TO_CURLY = str.maketrans("「」『』", "“”‘’")


@rule(fields={"facts"}, changes=Change.MARKS, after=["script"])
def quotes(document: Document, *, style: Style = "keep") -> Iterator[Edit]:
    """Write quotation marks of one style: `curly` (“ ‘ ’ ”) or `corner` (「 『 』 」).

    Only in paragraphs with ideographs or kana, only where the marks of a paragraph pair off, and only around such characters or beside one.
    Apostrophes, inches, code and links stay.
    """
    if style == "keep":
        return
    fix = _curly if style == "curly" else _corner
    labels = defined(document.wording())
    yield from rewrite(
        prose(document), lambda text: across_code(text, fix, labels) if _balanced(text) else text, lambda *_: f"quotation marks: {style}"
    )


def _balanced(text: str) -> bool:
    """Whether each mark of a text with ideographs has its partner; a quotation may go on over several paragraphs."""
    return (
        HAS_CJK.search(text) is not None
        and all(text.count(left) == text.count(right) for left, right in ("“”", "「」", "『』"))
        and text.count('"') % 2 == 0
    )


def _curly(text: str) -> str:
    return _paired(text.translate(TO_CURLY))


def _corner(text: str) -> str:
    text = SINGLE.sub(lambda match: f"『{match[1]}』" if HAS_CJK.search(match[1]) else match[0], _paired(text))
    return RUN.sub(lambda match: match[0].translate(TO_CORNER) if _is_cjk(match) else match[0], text)


def _is_cjk(match: re.Match[str]) -> bool:
    """Whether one of the quotations side by side holds ideographs, or the first or last stands beside one."""
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return HAS_CJK.search(match[0]) is not None or BESIDE.search(around) is not None


def _paired(text: str) -> str:
    """Straight marks around ideographs as curly ones."""
    return STRAIGHT.sub(lambda match: f"“{match[1]}”" if HAS_CJK.search(match[1]) else match[0], text)
