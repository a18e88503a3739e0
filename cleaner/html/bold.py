"""Bold lines as headings, once the blocks around them are known: what heads nothing, and one heading broken over two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.document import HEADINGS, Role
from cleaner.printed.floats import credit_in
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_HAN

if TYPE_CHECKING:
    from cleaner.html.convert import Block

NUMBERED = regex(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|第.{1,3}[章节節])[)）.、．\s]")
BY_WHOM = regex(r"[\u4e00-\u9fff]{1,8}(?:[/／]|(?:记者|記者|通讯员|通訊員)[ \u3000])\S")
"""A byline above the text: `文/…`, `…记者 …`."""
STOPS = frozenset("。！.!")
BROKEN = 2
"""Bold lines right below each other are one heading where a page in ideographs has so many: once they may be one and the next below."""


def settle(found: list[Block], bold: list[int]) -> list[Block]:
    """`found` without the headings that are none. `bold` are the places of bold lines that may be headings.

    Counter-evidence: a credit right below a picture, a byline above all text, nothing below, or a sentence in bold that it begins.
    """
    live = [place for place, block in enumerate(found) if block.role is not Role.BOILERPLATE]
    at = {place: order for order, place in enumerate(live)}
    first = next((order for order, place in enumerate(live) if not _is_picture(found[place])), 0)
    plain: set[int] = set()
    runs: list[list[int]] = []
    for place in bold:
        order = at[place]
        text = found[place].text
        before, after = [found[live[beside]] if 0 <= beside < len(live) else None for beside in (order - 1, order + 1)]
        if (
            after is None
            or (order == first and BY_WHOM.match(text))
            or (before is not None and _is_picture(before) and credit_in(text))
            or _is_bold_sentence(after)
        ):
            plain.add(place)
        elif runs and order and runs[-1][-1] == live[order - 1] and not NUMBERED.match(text):
            runs[-1].append(place)
        else:
            runs.append([place])
    for place in plain:
        text = found[place].text
        found[place] = found[place]._replace(role=Role.BODY, text=text if "**" in text else f"**{text}**")
    broken = [run for run in runs if len(run) > 1 and all([HAS_HAN.search(found[place].text) for place in run[1:]])]
    if len(broken) < BROKEN:
        return found
    for run in broken:
        found[run[0]] = found[run[0]]._replace(text=" ".join([found[place].text for place in run]))
    gone = {place for run in broken for place in run[1:]}
    return [block for place, block in enumerate(found) if place not in gone]


def _is_picture(block: Block) -> bool:
    """Whether a block is nothing but pictures."""
    return block.role is Role.BODY and block.text.startswith("![") and block.text.endswith(")")


def _is_bold_sentence(block: Block) -> bool:
    """Whether a block is one bold run that ends as a sentence does; a question may be a heading, too."""
    text = block.text
    return block.role not in HEADINGS and text.startswith("**") and text.endswith("**") and text[-3:-2] in STOPS
