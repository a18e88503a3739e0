"""Half-width punctuation between ideographs to full-width: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from cleaner.document import Document, Edit
from cleaner.inline import defined, outside_code
from cleaner.printed.paragraphs import prose, rewrite
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK, CLOSERS, HAS_CJK, MARKS

Style = Literal["keep", "full"]
FULL = dict(zip(",.;:!?", "，。；：！？", strict=True))
BEHIND = rf"(?<=[{CJK}”’」』》）].)"
CLOSING = rf'["{re.escape(CLOSERS)}]'
MARK = regex(
    rf"""[,;:!?]{BEHIND} *(?=["“‘「『《（]?[{CJK}])"""
    rf"|[,.;:!?]{BEHIND}(?={CLOSING}*\n|{CLOSING}+[{CJK}])"
    rf"|\.(?<=\S\S[{CJK}”’」』》）].) +(?=[“‘「『《（]?[{CJK}])"  # not in `卡尔.马克思`, nor behind the number of a heading: `一. 旧馆`
)
PARENTHESES = regex(rf"(?<=[{CJK}{MARKS},;:!?)])\(([^()（）\n]*)\)|(?:(?<=\s)|\A)\(([^()（）\n]*)\)(?=[{CJK}{MARKS}])")


@rule(fields={"facts"}, changes=Change.MARKS, after=["quotes"])
def punctuation_width(document: Document, *, style: Style = "keep") -> Iterator[Edit]:
    """Write `,.;:!?()` between ideographs full-width: `你好,世界.` becomes `你好，世界。`

    A mark must stand behind an ideograph and before another, or at the end of its block; parentheses must hold an ideograph. So
    numbers, times, names of files, Latin words, code and links stay, and so does a full stop inside a sentence, which may part a name.
    """
    if style == "keep":
        return
    labels = defined(document.wording())
    yield from rewrite(prose(document), lambda text: _fixed(text, labels), lambda *_: "half-width punctuation between ideographs")


def _fixed(text: str, labels: Collection[str]) -> str:
    return outside_code(text + "\n", _full, labels)[:-1]  # the end of the paragraph is seen only in its last part


def _full(text: str) -> str:
    # parentheses first: a mark may stand behind one
    return MARK.sub(lambda match: FULL[match[0][0]], PARENTHESES.sub(_parenthesis, text))


def _parenthesis(match: re.Match[str]) -> str:
    inner = match[1] or match[2] or ""
    return f"（{inner}）" if HAS_CJK.search(inner) else match[0]
