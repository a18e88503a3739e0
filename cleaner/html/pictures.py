"""Pictures: where the picture of an `img` is, whether it shows anything, and what stands below it."""

from __future__ import annotations

import re
from itertools import islice

from cleaner.html import spans
from cleaner.html.tree import Element

SOURCES = ("data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-original-src", "src")
"""Attributes that name a picture, the real one of a lazy picture before its stand-in."""
PIXEL = frozenset(["0", "1", "0px", "1px"])
MAX_STAND_IN = 200
"""Characters: a shorter picture in a `data:` URL is empty, and stands where a lazy one will be."""
FIGURE_LEVELS = 5
FIGURE_NODES = 120
"""Elements and texts of what a picture and its caption stand in."""


def source(node: Element) -> str:
    """Where the picture of an `img` is: the real address of a lazy one, the largest of several sizes."""
    for name in SOURCES:
        value = node.get(name)
        # scripts keep data of their own in some; an empty picture stands where a lazy one will be
        if value and not (re.match(r"data:image/(?:gif|svg)|about:", value) if name == "src" else value[0] in "{["):
            return value
    candidates = node.get("data-srcset") or node.get("srcset")
    if not candidates and node.parent is not None and node.parent.tag == "picture":
        sources = [child for child in node.parent.children() if child.tag == "source"]
        candidates = next((child.get("data-srcset") or child.get("srcset") for child in sources), "")
    if candidates:
        sizes = [part.split() for part in re.split(r",\s+", candidates) if part.split()]
        return max(
            sizes, key=lambda size: float(size[1][:-1]) if len(size) > 1 and re.match(r"\d{1,9}(?:\.\d{1,9})?[wx]\Z", size[1]) else 0
        )[0]
    value = node.get("src")
    return value if spans.PICTURE_DATA.match(value) and len(value) > MAX_STAND_IN else ""


def addresses(node: Element) -> set[str]:
    """All addresses that an `img` gives for its picture."""
    return {node.get(name) for name in SOURCES} - {""}


def twins(noscript: Element) -> set[str]:
    """The addresses of the pictures beside a `noscript`: it shows the same ones to those without scripts."""
    holder = noscript.parent
    if holder is None:
        return set()
    return {address for node in holder.children() if node.tag == "img" for address in addresses(node)}


def is_pixel(node: Element) -> bool:
    """Whether a picture only counts readers."""
    sizes = {node.get("width"), node.get("height")} - {""}
    return bool(sizes) and sizes <= PIXEL


def beside(caption: Element) -> Element | None:
    """The picture that a caption belongs to: the nearest around it, rather before it than after."""
    for holder in islice(caption.around(), FIGURE_LEVELS):
        if holder.end - holder.place > FIGURE_NODES:
            return None
        shown = [node for node in holder.elements() if node.tag == "img" and source(node) and not is_pixel(node)]
        if shown:
            shown = [node for node in shown if node.parent is None or node.parent.tag != "noscript"] or shown
            return next((node for node in reversed(shown) if node.place < caption.place), shown[0])
    return None
