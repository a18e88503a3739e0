"""The two ends of a page's text: its title, what stands above it, and the labels before and after it."""

from __future__ import annotations

from cleaner.html.leaves import Leaf
from cleaner.html.tree import Element
from cleaner.html.wording import ADVERT, ATTACHED, NUMBERED_PAPER, is_dated, leads_away, may_lead_away, says_when

ENDS = frozenset(".!?。！？…”\"’'）):：;；")
HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
CELLS = frozenset(["li", "dd", "dt", "td", "th", "tr"])
TITLE_LOOKS = 40
"""Blocks after a heading among which its running text is looked for."""
SURE = 0.5
"""The score from which an unfinished line before the text is part of it, and a label is none."""
AFTER = -0.5
"""The score below which a short block after the text goes."""
LINE = 25
PARAGRAPH = 120
"""Letters (an ideograph is three) of an unfinished line before the text that stays: beside running text, and anywhere."""


def letters(text: str) -> str:
    """The letters and digits of a text, for comparing titles."""
    return "".join(filter(str.isalnum, text))


def is_title(leaf: Leaf, window: str) -> bool:
    """Whether a heading of any level is the page's title, for the title of the window begins with it."""
    return leaf.element.tag in HEADINGS and len(leaf.text) > 5 and window.startswith(letters(leaf.text))


def find_title(found: list[Leaf], window: str) -> int:
    """The place of the page's title among its blocks, or -1: the heading that the window names too, with the most text after it."""
    heads = [place for place, leaf in enumerate(found) if (leaf.element.tag == "h1" and len(leaf.text) > 3) or is_title(leaf, window)]
    titles = [place for place in heads if letters(found[place].text) in window] or heads
    return max(titles, key=lambda place: (sum([leaf.good > 0 for leaf in found[place : place + TITLE_LOOKS]]), -place), default=-1)


def mark_ends(kept: list[Leaf], window: str) -> None:
    """Give a reason to the title and what stands above it, to labels that lead away, and to short lines after the text."""
    good = [place for place, leaf in enumerate(kept) if leaf.good]
    if not good:
        return
    first, last = good[0], good[-1]
    sure = next((place for place in reversed(good) if kept[place].score > 0), len(kept))
    homes = {id(leaf.element.parent) for leaf in kept if leaf.good}
    titles = [place for place, leaf in enumerate(kept[: first + 1]) if leaf.element.tag == "h1" or is_title(leaf, window)]
    begin = titles[-1] + 1 if titles else 0
    for place, leaf in enumerate(kept):
        text, element, linked = leaf.text, leaf.element, leaf.linked
        tag, holder = element.tag, element.parent
        unfinished = text[-1] not in ENDS
        at_home = _is_home(element, homes)
        is_item = not linked and (tag in CELLS or tag == "pre" or (holder is not None and holder.tag in CELLS))
        before = place < first
        if place < begin:
            leaf.reason = "above the text"
        elif (linked + leaf.inner * before) * 10 >= 8 * len(text) and tag != "p" and not (at_home and first < place < last):
            leaf.reason = "nothing but links"
        elif before and unfinished and tag not in HEADINGS and not _opens(leaf, at_home):
            leaf.reason = "a label above the text"
        elif ADVERT.match(text):
            leaf.reason = "an advertisement"
        elif place > last and unfinished and not at_home and not is_item:
            leaf.reason = "a label after the text"
        elif ((linked or before or place > last) and leads_away(text)) or (leaf.score < SURE and may_lead_away(text)):
            leaf.reason = "leads away from the text"
        elif says_when(text) and (not leaf.good or place > last):
            leaf.reason = "says when the page was written"
        elif linked * 10 >= 9 * len(text) and text.isupper() and text.isascii() and text.count(" ") > 1:
            leaf.reason = "leads away from the text"
        elif place > sure and leaf.score < AFTER and not is_item and (linked or not leaf.good) and not ATTACHED.match(text):
            leaf.reason = "after the text"


def _opens(leaf: Leaf, at_home: bool) -> bool:
    """Whether an unfinished line before the first sentence belongs to the text: an item, a line of some length, a number."""
    if at_home and NUMBERED_PAPER.match(leaf.text):
        return True
    if is_dated(leaf.text):
        return False
    tag, weight = leaf.element.tag, leaf.weight
    if leaf.linked or (leaf.score > SURE and weight >= LINE):
        return leaf.score > SURE and weight >= LINE
    return weight >= PARAGRAPH or tag in CELLS or tag == "pre" or (at_home and tag == "p" and weight >= LINE)


def _is_home(element: Element, homes: set[int]) -> bool:
    """Whether running text stands in the same element, for an item also in the list or table around."""
    holder = element.parent
    if holder is None or id(holder) in homes:
        return holder is not None
    if element.tag in CELLS and holder.parent is not None:
        return id(holder.parent) in homes or id(holder.parent.parent) in homes
    return False
