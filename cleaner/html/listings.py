"""Code: the lines of a `pre`, without the numbers that stand beside them, and its language."""

from __future__ import annotations

import re
from itertools import islice

from cleaner.html import spans
from cleaner.html.tree import Element
from cleaner.regex import regex

UNSHOWN = frozenset(["script", "style", "template", "svg", "button"])
LANGUAGE = regex(r"(?:^|\s)(?:language|lang|highlight-source|brush:?|sourceCode|src)[-\s:]*([\w+#.\-]+)")
HIGHLIGHT = regex(r"(?:^|\s)highlight\s+(?!is-|fade)([a-z][\w+#.\-]*)")
SPHINX = regex(r"(?:^|\s)highlight-(?!default|none|text)([a-z][\w+#]*)\s+notranslate")
NUMBER_NAMES = regex(r"(?:^|[\s_-])(?:line-?nos?|line-?num(?:ber)?s?|ln|hljs-ln-numbers|gutter|special)(?:$|[\s_-])", re.I)
"""Names of the elements in which highlighters set the numbers of lines."""
MAX_DIGITS = 7
"""Of the number of a line."""
HOLDER_LEVELS = 6


def lines(node: Element) -> str:
    """The text of a `pre`, white space and all; `br` and the lines of highlighters are line ends, numbers of lines go."""
    numbers = _numbers(node)
    parts: list[str] = []
    place = node.place
    while place < node.end:
        item = node.nodes[place]
        place += 1
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == "br":
            parts.append("\n")
        elif item.tag in UNSHOWN or id(item) in numbers:
            place = item.end
        elif item.tag in ("div", "li", "p") and parts and not parts[-1].endswith("\n"):
            parts.append("\n")
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    return spans.repaired(re.sub(r"[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)).rstrip("\n")


def _numbers(node: Element) -> set[int]:
    """The `id` of the elements that hold numbers of lines: named so, and counting up one by one."""
    inner = [element for element in node.elements() if element.attributes and element is not node]
    found = [element for element in inner if NUMBER_NAMES.search(element.get("class"))]
    return set(map(id, found)) if count_up([element.text().strip() for element in found]) else set()


def count_up(words: list[str]) -> bool:
    """Whether words are numbers, each one more than the one before."""
    if not words or not all([word.isascii() and word.isdigit() and len(word) <= MAX_DIGITS for word in words]):
        return False
    numbers = list(map(int, words))
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def language(node: Element) -> str:
    """The language of a `pre`, as its class, its `code` or the elements around it name it, or ""."""
    names = [node.get("class"), node.get("lang"), *(element.get("class") for element in node.elements() if element.tag == "code")]
    for parent in islice(node.around(), 1, HOLDER_LEVELS + 1):
        if parent.tag in ("figure", "div"):
            names.append(parent.get("class"))
            if match := HIGHLIGHT.search(parent.get("class")):
                names.append(f"language-{match[1]}")
            if match := SPHINX.search(parent.get("class")):
                names.append(f"language-{match[1]}")
    for name in names:
        if match := LANGUAGE.search(name):
            return match[1]
    return ""
