"""The blocks of a page that hold text themselves: what they say, how much of it is linked, how much is running text."""

from __future__ import annotations

from cleaner.html.elements import BLOCKS, UNSHOWN, is_permalink
from cleaner.html.tree import NOTHING, Element
from cleaner.regex import regex

MIN_GOOD = 60
"""Latin letters of a block that counts as running text; an ideograph counts for three."""
STOP = regex(r"[.,;!?。，；！？、…]")
ADDRESS = regex(r"\S+://\S+")
TELLING = BLOCKS | UNSHOWN | {"br", "a"}
IDEOGRAPHS = regex("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]+")


class Leaf:
    """A block of text without blocks inside it."""

    __slots__ = ("element", "end", "good", "inner", "is_link", "linked", "place", "reason", "score", "text", "weight")

    def __init__(self, element: Element, text: str, linked: int, inner: int, place: int, end: int) -> None:
        self.element = element
        self.text = text
        self.linked = linked  # characters of it inside links to elsewhere
        self.inner = inner  # and inside links to places of the page
        self.place = place  # where in the tree its text begins, and ends
        self.end = end
        size = len(text) if "://" not in text else len(ADDRESS.sub("", text))
        # an ideograph says as much as three letters
        self.weight = size if text.isascii() else size + 2 * sum(map(len, IDEOGRAPHS.findall(text)))
        # how much running text it is; 0 for labels, links and lists of words
        self.good = self.weight if size * 3 >= MIN_GOOD <= self.weight and linked * 2 <= size and STOP.search(text) else 0
        self.is_link = linked * 10 >= 8 * len(text)  # nothing but links
        self.score = 0.0  # above 0: rather text than furniture
        self.reason = ""  # why it is no part of the text


def leaves(top: Element) -> list[Leaf]:
    """The leaf blocks below `top`, in order. A link is an `a` with `href`."""
    found: list[Leaf] = []
    parts: list[str] = []
    linked = inner = 0  # characters inside links
    links = jumps = 0  # where the link ends that we are in
    start = last = 0  # where the text begins and ends
    block, end = top, top.end  # the block that we are in
    around: list[Element] = []  # the blocks around it

    def flush() -> None:
        nonlocal linked, inner
        text = " ".join("".join(parts).replace(NOTHING, "").split())
        if text:
            found.append(Leaf(block, text, min(linked, len(text)), min(inner, len(text)), start, last + 1))
        parts.clear()
        linked = inner = 0

    nodes, place = top.nodes, top.place + 1
    while True:
        while place == end:
            if parts:
                flush()
            if not around:
                return found
            block = around.pop()
            end = block.end
        node = nodes[place]
        place += 1
        if isinstance(node, str):
            if parts or not node.isspace():
                last = place - 1
                start = start if parts else last
                parts.append(node)
                if place <= links:
                    linked += len(node.strip())
                elif place <= jumps:
                    inner += len(node.strip())
            continue
        tag = node.tag
        if tag not in TELLING:
            continue
        if tag in BLOCKS:
            if parts:
                flush()
            around.append(block)
            block, end = node, node.end
        elif tag in UNSHOWN:
            place = node.end
        elif tag == "br":
            if parts:
                parts.append(" ")
        elif node.end > place:
            href = node.attributes.get("href")
            if href is None:
                continue
            if not href.startswith("#"):
                links = max(links, node.end)
            elif is_permalink(node):
                place = node.end
            else:
                jumps = max(jumps, node.end)
