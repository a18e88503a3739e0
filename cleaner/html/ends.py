"""The two ends of a page's text: its title, what stands above it, and the labels before and after it."""

from __future__ import annotations

from itertools import pairwise

from cleaner.html.leaves import Leaf
from cleaner.html.tree import Element
from cleaner.html.wording import ADVERT, ATTACHED, NUMBERED_PAPER, is_dated, leads_away, may_lead_away, says_when

ENDS = frozenset(".!?。！？…”\"’'）):：;；")
HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
CELLS = frozenset(["li", "dd", "dt", "td", "th"])
TITLE_LOOKS = 40
"""Blocks after a heading among which its running text is looked for."""
TITLE_ABOVE = 8
"""Blocks above the text among which a title that is no heading is looked for."""
MIN_TITLE = 6
"""Letters of such a title."""
PICTURE_NODES = 40
"""Nodes of an element that shows a picture and its caption."""
SURE = 0.5
"""The score from which an unfinished line before the text is part of it, and a label is none."""
LONE = -1.0
"""The score from which a line of links alone among the text stays."""
AFTER = -0.5
"""The score below which a short block after the text goes."""
AFTER_THE_TEXT = "after the text"
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
    """The place of the page's title among its blocks, or -1.

    It is a heading that the title of the window begins with, or holds, with the most text after it; a site puts its name and a way to
    its first page into a heading, too. Without such a heading it is a line that the window begins with, or the one heading right above
    the date and the source of the text.
    """
    heads = [place for place, leaf in enumerate(found) if (leaf.element.tag == "h1" and len(leaf.text) > 3) or is_title(leaf, window)]
    titles = [place for place in heads if letters(found[place].text) in window] or heads

    def rank(place: int) -> tuple[bool, bool, int, int]:
        leaf = found[place]
        begins = window.startswith(letters(leaf.text))
        is_sites = not begins and leaf.linked >= len(leaf.text)
        return not is_sites, begins, sum([other.good > 0 for other in found[place : place + TITLE_LOOKS]]), -place

    if titles:
        best = max(titles, key=rank)
        if (
            letters(found[best].text) in window
            or not any([leaf.good for leaf in found[:best]])
            or any([leaf.good for leaf in found[best:]])
        ):
            return _second_half(found, best, window)
        return -1  # what heads no text, and is not the window's title either, is a note of a program
    first = next((place for place, leaf in enumerate(found) if leaf.good and leaf.score > 0), 0)
    for place in range(first - 1, max(-1, first - TITLE_ABOVE), -1):
        leaf = found[place]
        size = len(letters(leaf.text))
        if size >= MIN_TITLE and not leaf.linked and window.startswith(letters(leaf.text)) and size * 3 >= len(window):
            return place
        if leaf.element.tag in HEADINGS:
            same = sum([other.element.tag == leaf.element.tag for other in found[place : place + TITLE_LOOKS]])
            is_headed = size >= MIN_TITLE and same == 1 and any([is_dated(other.text) for other in found[place + 1 : first]])
            return place if is_headed else -1
    return -1


def _second_half(found: list[Leaf], title: int, window: str) -> int:
    """The heading below `title`, and above the text, where the window names both: the first is the site's; else `title`."""
    rest = window.removeprefix(letters(found[title].text))
    for place in range(title + 1, min(title + TITLE_LOOKS, len(found))):
        leaf = found[place]
        if len(rest) >= MIN_TITLE and leaf.element.tag in HEADINGS and letters(leaf.text) == rest:
            return place
        if leaf.good:
            break
    return title


def mark_ends(kept: list[Leaf], window: str, title: Leaf | None) -> None:
    """Give a reason to the title and what stands above it, to labels that lead away, and to short lines after the text."""
    good = [place for place, leaf in enumerate(kept) if leaf.good]
    if not good:
        return
    first, last = good[0], good[-1]
    sure = next((place for place in reversed(good) if kept[place].score > 0), len(kept))
    homes = {id(holder) for leaf in kept if leaf.good for holder in _homes(leaf.element)}
    titles = [place for place, leaf in enumerate(kept[: first + 1]) if leaf is title or leaf.element.tag == "h1" or is_title(leaf, window)]
    begin = titles[-1] + 1 if titles else 0
    first = next((place for place in good if place >= begin), first)
    for place, leaf in enumerate(kept):
        text, element, linked = leaf.text, leaf.element, leaf.linked
        tag, holder = element.tag, element.parent
        unfinished = text[-1] not in ENDS
        at_home = _is_home(element, homes)
        is_item = not linked and (tag == "pre" or _is_cell(element) or (holder is not None and _is_cell(holder)))
        before = place < first
        if place < begin or (leaf is title and tag == "h1"):
            leaf.reason = "above the text"
        elif (
            (linked + leaf.inner * before) * 10 >= 8 * len(text)
            and tag != "p"
            and not (first < place < last and (at_home or _is_lone(kept, place)))
        ):
            leaf.reason = "nothing but links"
        elif before and unfinished and tag not in HEADINGS and not _opens(leaf, at_home) and (is_dated(text) or not _has_picture(element)):
            leaf.reason = "a label above the text"
        elif leaf.is_link and not any(map(str.isalpha, text)) and sum(map(str.isdigit, text)) > 1:
            leaf.reason = "a way to other pages"
        elif ADVERT.match(text):
            leaf.reason = "an advertisement"
        elif place > last and unfinished and not at_home and not is_item:
            leaf.reason = "a label after the text"
        elif tag in HEADINGS and not linked and _heads(leaf, kept[place + 1 : place + 2]):
            continue
        elif ((linked or before or place > last) and leads_away(text)) or (leaf.score < SURE and may_lead_away(text)):
            leaf.reason = "leads away from the text"
        elif says_when(text) and (not leaf.good or place > last):
            leaf.reason = "says when the page was written"
        elif linked * 10 >= 9 * len(text) and text.isupper() and text.isascii() and text.count(" ") > 1:
            leaf.reason = "leads away from the text"
        elif place > sure and leaf.score < AFTER and not is_item and (linked or not leaf.good) and not ATTACHED.match(text):
            leaf.reason = AFTER_THE_TEXT
    for head, below in reversed([*pairwise(kept)]):
        if head.reason == AFTER_THE_TEXT and head.element.tag in HEADINGS and not below.reason:
            head.reason = ""  # what it heads stays


def _is_lone(kept: list[Leaf], place: int) -> bool:
    """Whether a line of links stands alone among the text: where the author sends the reader, no menu."""
    return kept[place].score > LONE and not kept[place - 1].is_link and not kept[place + 1].is_link


def _heads(leaf: Leaf, following: list[Leaf]) -> bool:
    """Whether running text without links stands right below a heading: a section of the author's, whatever it is called."""
    for below in following:
        between = leaf.element.nodes[leaf.end : below.place]
        return below.good > 0 and not below.linked and all([not isinstance(node, str) or node.isspace() for node in between])
    return False


def _homes(element: Element) -> list[Element | None]:
    """The element of running text and what it stands in; of an item, also what its list stands in."""
    holder = element.parent
    return [element, holder, holder.parent if holder is not None and element.tag == "li" else None]


def _opens(leaf: Leaf, at_home: bool) -> bool:
    """Whether an unfinished line before the first sentence belongs to the text: an item, a line of some length, a number."""
    if at_home and NUMBERED_PAPER.match(leaf.text):
        return True
    if is_dated(leaf.text):
        return False
    tag, weight = leaf.element.tag, leaf.weight
    if leaf.linked or (leaf.score > SURE and weight >= LINE):
        return leaf.score > SURE and weight >= LINE
    return weight >= PARAGRAPH or tag == "pre" or _is_cell(leaf.element) or (at_home and tag == "p" and weight >= LINE)


def _is_cell(element: Element) -> bool:
    """Whether an element is an item, or a cell of a table that has cells side by side."""
    tag, row = element.tag, element.parent
    if tag not in ("td", "th"):
        return tag in CELLS
    return row is not None and sum([child.tag in ("td", "th") for child in row.children()]) > 1


def _has_picture(element: Element) -> bool:
    """Whether an element shows a picture beside its line of text."""
    return element.end - element.place <= PICTURE_NODES and element.find("img") is not None


def _is_home(element: Element, homes: set[int]) -> bool:
    """Whether running text stands in the same element, for an item also in the list or table around."""
    holder = element.parent
    if holder is None or id(holder) in homes:
        return holder is not None
    if element.tag in CELLS and holder.parent is not None:
        return id(holder.parent) in homes or id(holder.parent.parent) in homes
    return False
