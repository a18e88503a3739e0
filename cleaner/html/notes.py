"""Footnotes of a page: marks that lead to a text which leads back to the mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from cleaner.html.tree import Element
from cleaner.regex import regex

MARK = regex(r"[\[（(【]?\s*(?:\d{1,3}|[*†‡§]|[①-⑳]|[a-z]|注\d{0,2})\s*[\]）)】]?\Z")
HOME_LEVELS = 6
BLOCKS = frozenset(["li", "p", "div", "dd", "td", "aside", "section"])


class Notes(NamedTuple):
    """The footnotes of a tree."""

    marks: dict[int, str]  # `id` of the anchor at the mark -> name of its note
    texts: dict[int, str]  # `id` of the element that is the note's text -> its name
    backs: frozenset[int] = frozenset()  # `id` of the anchors that lead from a note back to its mark


NO_NOTES = Notes({}, {})


def find_notes(elements: list[Element], links: Sequence[Element]) -> Notes:
    """The footnotes of a tree, of which `elements` are all, and `links` its anchors.

    Evidence: an anchor of one number or sign leads to a place in the same tree, and an anchor in the
    block there leads back to it. A table of contents has no way back, nor has a citation.
    """
    anchors = [link for link in links if link.get("href").startswith("#") and MARK.match(link.text().strip())]
    if not anchors:
        return NO_NOTES
    places: dict[str, Element] = {}
    for element in elements:
        if element.attributes:
            for name in ("id", "name"):
                if element.get(name):
                    places.setdefault(element.get(name), element)
    leading: dict[int, list[Element]] = {}  # `id` of a block -> the marks that lead to it
    blocks: dict[int, Element] = {}
    for anchor in anchors:
        block = _block(places.get(anchor.get("href")[1:]))
        if block is not None and _block(anchor) is not block:
            blocks[id(block)] = block
            leading.setdefault(id(block), []).append(anchor)
    marks: dict[int, str] = {}
    texts: dict[int, str] = {}
    backs: set[int] = set()
    for key, led in leading.items():
        if any([id(anchor) in backs for anchor in led]):
            continue  # where the way back leads
        homes = {name for anchor in led for name in _homes(anchor)}
        ways = [a for a in blocks[key].elements() if a.tag == "a" and a.get("href")[:1] == "#" and a.get("href")[1:] in homes]
        known = {a.get("href")[1:] for a in ways}
        led = [anchor for anchor in led if known & _homes(anchor)]
        if led:
            texts[key] = str(len(texts) + 1)
            marks |= dict.fromkeys(map(id, led), texts[key])
            backs |= set(map(id, ways))
    return Notes(marks, texts, frozenset(backs))


def _homes(anchor: Element) -> set[str]:
    """What a way back to a mark leads to: the names of the mark and of what it stands in."""
    around = anchor.parent.get("id") if anchor.parent is not None else ""
    return {anchor.get("id"), anchor.get("name"), around} - {""}


def _block(element: Element | None) -> Element | None:
    """The block that `element` is, or stands in."""
    return next((one for one in islice(element.around(), HOME_LEVELS) if one.tag in BLOCKS), None) if element is not None else None
