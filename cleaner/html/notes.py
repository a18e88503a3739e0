"""Footnotes of a page: marks that lead to a text which leads back to the mark."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.html.tree import Element
from cleaner.regex import regex

MARK = regex(r"[\[（(【]?\s*(?:\d{1,3}|[*†‡§]|[①-⑳]|[a-z]|注\d{0,2})\s*[\]）)】]?\Z")
SIGNS = regex(r"[\W_]*[^\W_]?[\W_]*\Z")
"""Signs, with one letter or digit at most: `^`, `↩`, `a`, `[1]`."""
BLOCKS = frozenset(["li", "p", "div", "dd", "td", "aside", "section"])


class Notes(NamedTuple):
    """The footnotes of a tree."""

    marks: dict[int, str]  # `id` of the anchor at the mark -> name of its note
    texts: dict[int, str]  # `id` of the element that is the note's text -> its name
    backs: frozenset[int] = frozenset()  # `id` of the anchors that lead from a note back to its mark


NO_NOTES = Notes({}, {})


def find_notes(elements: list[Element]) -> Notes:
    """The footnotes of a tree, of which `elements` are all.

    Evidence: an anchor of one number or sign leads to a place in the same tree, and an anchor in the
    block there leads back to it. A table of contents has no way back, nor has a citation.
    """
    anchors = [
        element for element in elements if element.tag == "a" and element.get("href").startswith("#") and MARK.match(element.text().strip())
    ]
    if not anchors:
        return NO_NOTES
    places: dict[str, Element] = {}
    for element in elements:
        if element.attributes:
            for name in ("id", "name"):
                if element.get(name):
                    places.setdefault(element.get(name), element)
    marks: dict[int, str] = {}
    texts: dict[int, str] = {}
    backs: set[int] = set()
    names: dict[int, str] = {}
    for anchor in anchors:
        block = _block(places.get(anchor.get("href")[1:]))
        if block is None or id(anchor) in backs or _block(anchor) is block:
            continue
        homes = {anchor.get("id"), anchor.get("name")}
        if anchor.parent is not None:
            homes.add(anchor.parent.get("id"))
        back = next((a for a in block.elements() if a.tag == "a" and a.get("href")[1:] in homes - {""} and a.get("href")[:1] == "#"), None)
        if back is None:
            continue
        name = names.setdefault(id(block), str(len(names) + 1))
        marks[id(anchor)] = name
        texts[id(block)] = name
        # the ways back to this mark and to others of the same note; a link in words to elsewhere belongs to the text of the note
        for a in block.elements():
            if a.tag == "a" and (href := a.get("href")).startswith("#") and (href[1:] in homes or SIGNS.match(a.text())):
                backs.add(id(a))
    return Notes(marks, texts, frozenset(backs))


def _block(element: Element | None) -> Element | None:
    """The block that `element` is, or stands in."""
    for _ in range(6):
        if element is None or element.tag in BLOCKS:
            return element
        element = element.parent
    return None
