"""Characters that stand twice where a caption cut a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import FLOATS, PLAIN, Document, Doubt, Edit, Role
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import HAS_HAN

LONGEST = 4
REDUPLICATED = frozenset(
    "人天家年日事件种種处處时時常往刚剛渐慢好仅僅层層步样樣每纷紛各早晚偏白默悄静靜深高大小多少星点點句字代世个個条條片块塊张張次回寥匆茫滔巍欣勃源"
)
"""Ideographs that Chinese often says twice (`件件`, `天天`): there both may be right."""


@rule(acts_on=PLAIN, changes=Change.ANY, after=["dehyphenate"])
def doubled_characters(document: Document) -> Iterator[Edit | Doubt]:
    """Drop characters doubled where a caption cut a sentence: `只在踏板` | `踏板下面`.

    Evidence: the two halves were joined across a caption, and the second begins with the last one
    to four ideographs of the first. Where no caption stood between them, and where the ideograph is
    one that is often said twice, both stay.
    """
    if not any([line.role in FLOATS for line in document.filled]):
        return
    flow = [line for line in document.filled if line.role is Role.BODY or line.role in FLOATS]
    before = flow[0]
    for place, line in enumerate(flow):
        if line.role in FLOATS:
            continue
        if place and flow[place - 1].role in FLOATS and before.role is Role.BODY and line.joint == "":
            left, right = before.text.rstrip(), line.text.lstrip()
            size = overlap(left, right)
            if (size == 1 and right[0] in REDUPLICATED) or (size and left.endswith(right[size : 2 * size])):
                yield line.doubt("a doubled ideograph at a cut, of a kind that is said twice", "both kept", "one dropped")
            elif size and len(right) > size:
                yield line.edit("text", right[size:], f"{right[:size]} stands on both sides of a caption")
        before = line


def overlap(left: str, right: str) -> int:
    """How many ideographs (up to four) `left` ends with and `right` begins with too."""
    return next((size for size in range(LONGEST, 0, -1) if left[-size:] == right[:size] and HAS_HAN.match(right)), 0)
