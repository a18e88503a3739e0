"""The second opinion on HTML: the tree that a browser would build, asked where a tokenizer finds a difference.

Broken markup means what a browser makes of it. The tree is the parser's own; the reader's walk over it is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.checks.tags import ALIKE, NO_TEXT, PIXEL, TWINS, Picture, Tags, Text, address, described, letters, loadable
from cleaner.html.tree import tidy


class Parsed(Tags):
    """What `Tags` holds, by way of a parser; without places in the source."""

    def __init__(self, source: str) -> None:
        from selectolax.lexbor import LexborHTMLParser

        self.source = source
        self.texts = []
        self.pictures = []
        self.addresses = set()
        self.said = []
        safe = tidy(source).encode("utf-8", "replace").decode()
        for node, inside in _walk(LexborHTMLParser(safe).root):
            hidden = any([self._is_hidden(one) for one in inside])
            apart = any([one.tag not in BLOCKS and bool(one.attributes.keys() - PLAIN or "-" in one.tag) for one in inside])
            values = {key: value or "" for key, value in node.attributes.items()} if node.tag in ("a", "img") else {}
            self.said += described(values)
            if node.tag == "-text":
                text = node.text_content or ""
                link = next((one.attributes.get("href") or "" for one in reversed(inside) if one.tag == "a"), "")
                if not text.isspace():
                    item = next((one.mem_id for one in reversed(inside) if one.tag == "li"), 0)
                    names = frozenset([ALIKE.get(one.tag, one.tag) for one in inside])
                    self.texts.append(Text(0, 0, text, letters(text), not hidden, apart, address(link), names, item))
            elif node.tag == "a":
                self.addresses.add(address(values.get("href", "")))
            elif node.tag == "img":
                is_seen = (
                    not any([self._is_hidden(one) and one.tag != "noscript" for one in inside])
                    and not {values.get("width"), values.get("height")} & PIXEL
                )
                if is_seen and (addresses := loadable(values)):
                    self.pictures.append(Picture(addresses, described(values)))

    @staticmethod
    def _is_hidden(node: Any) -> bool:
        return node.tag in NO_TEXT or not TWINS.isdisjoint((node.attributes.get("class") or "").split())

    def between(self) -> str:
        """All of the source: where the texts stand in it, the tree does not say."""
        return Tags(self.source).between()


PLAIN = frozenset({"href", "src", "title", "target", "rel"})
"""Attributes that do not tell what an element is."""
BLOCKS = frozenset("html body p div section article main header footer aside nav ul ol li dl dt dd table tbody thead tr td th".split())
"""Elements that no page takes out of the middle of a sentence."""


def _walk(root: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Every node below `root`, with the elements around it; without recursion."""
    inside: list[Any] = []
    node = root.child if root is not None else None
    while node is not None:
        yield node, inside
        if node.child is not None and node.tag != "-text":
            inside.append(node)
            node = node.child
            continue
        while node is not None and node.next is None:
            node = inside.pop() if inside else None
        node = node.next if node is not None else None
