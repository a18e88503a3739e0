"""HTML source into a light, flat tree, whatever its state: no text lost, no recursion, time linear in size.

The tree is lexbor's (through selectolax), as every browser would build it. What makes such a parser
lose text or time is taken out beforehand, character for character, so that places in the source stay
what they are: a `<` that begins no tag is text, and nesting beyond what people write is flattened.
Where selectolax is not installed, beautifulsoup4 builds the same tree, more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cleaner.regex import regex

MAX_DEPTH = 400
"""Nested elements; deeper tags are taken out, their text stays. lexbor needs time quadratic in depth."""
MAX_OPEN = 30
"""Formatting elements open at once: every new block repeats those that are still open."""
MAX_ATTRIBUTES = 1000

LESS = "\ufdd0"
"""Stands for a `<` that is text: a noncharacter, which no text holds."""

TEMPLATED = regex(r"(<script\s+type=[\"']?text/template[\"']?\s*>)((?>[^<]+|<(?!/script))*)</script\s*>(?=\s*<noscript)", re.I)
"""Text that a script shows to readers, and `noscript` to those without scripts."""
CODED_END = regex(r"<&#47;([a-z][a-z0-9]*)>", re.I)
"""The end tags of a blog's export."""
EMPTY_ANCHOR = regex(r"<a\s+(id|name)\s*=\s*[\"']([\w.:-]+)[\"']\s*/>", re.I)
INSTRUCTION = regex(r"<\?(?!xml\s)(?>[^?]+|\?(?!>))*+\?>", re.I)
"""Code of a server, which ends with `?>`, not with the next `>`."""
NUL = regex("\0")
NOTHING = "\u200b"
"""Stands for a character that is no text: a zero width space, which is taken out of texts anyway."""

# each alternative takes its match and gives nothing back, so that the scan is linear
REST = r"(?>[\s/](?>[^<>\"'=\x80-\U0010ffff]+|=\s*+[^\s<>\"']*+|\"[^\"]*\"|'[^']*')*+)?+"
PLAIN_REST = r"(?>[\s/][^<>\"'\x80-\U0010ffff]{0,100}+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"'\x80-\U0010ffff]{0,100}+){0,20}+)?+"
"""`REST` as nearly every tag has it, in fewer steps."""
BROKEN_REST = r"\s[a-zA-Z\-]+=(?>\"[^\"<>]*\"|'[^'<>]*')[^<>]*"
"""Quotes inside a quoted value, as in `content="the "new" hall"`: what has such an attribute is a tag all the same."""
COMMENT = r"!--(?>[^-]+|-(?!-!?>))*+(?:--!?>|-*\Z)"
RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes|template|plaintext"
FLAT = "a|p|li|t[rdh]|d[td]|tbody|thead|img|br|hr|link|meta|input|option|source"
"""Tags that make no depth: many of those below."""
PAIRED = "div|span|ul|h[1-6]|path|use|g"
"""Tags that make a depth of one where only text and flat tags stand between them: half of all others."""
SOUND = (
    rf"[^<]*+(?><(?:(?![a-zA-Z/!?])|/?+(?:{FLAT})(?=[\s/>]){PLAIN_REST}>"
    rf"|(?:{PAIRED})(?=[\s/>]){PLAIN_REST}>[^<]*+(?></?+(?:{FLAT})(?=[\s/>]){PLAIN_REST}>[^<]*+)*+</(?:{PAIRED})>"
    rf"|(?P<sound>{RAW})(?=[\s/>]){PLAIN_REST}>(?>[^<]+|<(?!/(?i:(?P=sound))[\s/>]))*+|{COMMENT})[^<]*+)*+"
)
"""What needs no look: text, flat tags, pairs that hold nothing else, scripts, comments."""
TOKEN = regex(
    rf"{SOUND}(?:(?P<token><)(?:"
    rf"(?P<raw>(?i:{RAW}|noscript)(?=[\s/>]))"
    rf"{REST}>(?>[^<]+|<(?!/(?i:(?P=raw))[\s/>]))*+"
    rf"|(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9:_.\-]*)(?P<rest>{REST}(?=>)|{BROKEN_REST})>"
    rf"|(?P<comment>{COMMENT}|![dD][oO][cC][^>]*+(?:>|\Z)|!\[(?:end)?[iI][fF][^<>]*+>|\?(?:xml|php|=)[^>]*+(?:>|\Z))"
    r"|(?P<cdata>!\[CDATA\[)"
    r"|(?P<stray>(?=[a-zA-Z/!?]))"
    r")|\Z)"
)
PICTURE = regex(r"<(?:[iI][mM][gG])\s(?>[^<>\"']+|\"[^\"]*\"|'[^']*')*+>")
UNNESTED = frozenset("p li dt dd tr td th tbody thead tfoot option optgroup rt rp a".split())
"""Tags that close their own kind: many in a row are no depth."""
VOID = frozenset("area base br col embed hr img input link meta param source track wbr keygen frame".split())
FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
CLOSED = frozenset("svg style canvas object embed applet iframe noembed noframes select datalist textarea audio video".split())
"""Elements that show nothing as text and say nothing of the page: what is in them is left out of the tree."""
FLAT_TAGS = UNNESTED | VOID
EMPTY: Mapping[str, str | None] = {}


class Element:
    """An element: its tag in small letters, its attributes, and where in its tree it stands.

    `nodes` are all elements and texts of the tree in document order, one list for the whole tree: an element stands at `place`,
    and all that is in it up to `end`. Whatever looks through a tree goes along this list, and leaves out an element by going on at
    its end.
    """

    __slots__ = ("attributes", "end", "nodes", "parent", "place", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str | None], parent: Element | None, nodes: list[Element | str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.nodes = nodes
        self.place = len(nodes)
        self.end = self.place + 1
        nodes.append(self)

    def get(self, name: str) -> str:
        """The attribute `name` without white space around it, or ""."""
        return (self.attributes.get(name) or "").strip() if self.attributes else ""

    def elements(self) -> list[Element]:
        """This element and all below it, in document order."""
        return [node for node in self.nodes[self.place : self.end] if not isinstance(node, str)]

    def texts(self) -> list[str]:
        """All texts below, in document order."""
        return [node for node in self.nodes[self.place : self.end] if isinstance(node, str)]

    def text(self) -> str:
        """All text below, as it stands."""
        return "".join(self.texts())

    def children(self) -> list[Element]:
        """The elements right below."""
        found: list[Element] = []
        place = self.place + 1
        while place < self.end:
            node = self.nodes[place]
            if isinstance(node, str):
                place += 1
            else:
                found.append(node)
                place = node.end
        return found

    def find(self, tag: str) -> Element | None:
        """The first element below with `tag`."""
        return next((element for element in self.elements() if element.tag == tag and element is not self), None)

    def is_inside(self, other: Element) -> bool:
        """Whether this element is `other`, or stands in it."""
        return other.place <= self.place < other.end


def parse(source: str) -> Element:
    """The tree of `source`: its root element `html`, with `head` and `body`."""
    safe = tidy(source)
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        return _from_soup(safe)
    try:
        return _from_lexbor(LexborHTMLParser(safe), safe)
    except UnicodeEncodeError:  # lone surrogates
        return _from_lexbor(LexborHTMLParser(safe.encode("utf-8", "replace").decode()), safe)


def tidy(source: str) -> str:
    """`source` without what makes a parser lose text or time; as long as it was."""
    if NUL.search(source):
        source = source.replace("\0", NOTHING)
    if "text/template" in source:
        source = TEMPLATED.sub(_shown_template, source)
    if "<&#47;" in source:
        source = CODED_END.sub(r"</\1    >", source)
    if "/>" in source:
        source = EMPTY_ANCHOR.sub(_place_only, source)
    if "<?" in source and (end := source.rfind("?>")) >= 0:
        source = INSTRUCTION.sub(_nothing, source[: end + 2]) + source[end + 2 :]
    parts: list[str] = []
    last = depth = formatting = 0
    feed = False
    last_end: int | None = None  # of a section that is a feed, looked for once there is one
    for match in TOKEN.finditer(source):
        what = match.lastgroup
        if what == "rest":
            name = match["name"].lower()
            deep = False
            if name not in FLAT_TAGS:
                if match["close"]:
                    if name in FORMATTING:
                        formatting -= 1
                    elif depth:
                        depth -= 1
                    continue
                if name in FORMATTING:
                    formatting = formatting + 1 if formatting > 0 else 1
                    deep = formatting > MAX_OPEN
                else:
                    depth += 1
                    deep = depth > MAX_DEPTH
            start, end = match.span("rest")
            if deep:
                parts += [source[last : match.start("token")], " " * (match.end() - match.start("token"))]
                last = match.end()
            elif end - start > MAX_ATTRIBUTES * 4 and match["rest"].count("=") > MAX_ATTRIBUTES:
                parts += [source[last:start], " " * (end - start)]
                last = end
        elif what == "raw" and match["raw"].lower() == "noscript":
            # its elements may reach beyond its end; of what it holds only pictures count
            start = match.start("token")
            held = source[start : match.end()]
            pictures = "<noscript>" + "".join(PICTURE.findall(held))
            parts += [source[last:start], pictures.ljust(len(held), NOTHING)]
            last = match.end()
        elif what == "cdata" or what == "stray":
            start = match.start("token")
            if what == "cdata":
                last_end = source.rfind("]]>") if last_end is None else last_end
                if start < last_end:  # what is inside is HTML in a feed
                    parts += [source[last:start], NOTHING * (match.end() - start)]
                    last, feed = match.end(), True
                    continue
            parts += [source[last:start], LESS]
            last = start + 1
    safe = "".join([*parts, source[last:]]) if parts else source
    return safe.replace("]]>", NOTHING * 3) if feed else safe


def _shown_template(match: re.Match[str]) -> str:
    """A template that stands for its twin in `noscript`, as HTML; as long as it was."""
    tag, text = match[1], match[2]
    return NOTHING * len(tag) + text + NOTHING * (match.end() - match.end(2))


def _place_only(match: re.Match[str]) -> str:
    """An anchor that closes itself, as an element that holds nothing: to a browser it is open. As long as it was."""
    return f"<wbr {match[1]}={match[2]}".ljust(len(match[0]) - 1) + ">"


def _nothing(match: re.Match[str]) -> str:
    return NOTHING * len(match[0])


def _from_lexbor(parser: Any, source: str) -> Element:
    nodes: list[Element | str] = []
    root = Element("html", EMPTY, None, nodes)
    node = parser.root
    if node is None:
        return root
    root.attributes = node.attributes or EMPTY
    current = root
    has_less = LESS in source
    around: list[Any] = []  # the elements we are in, from below the root
    node = node.child
    while node is not None:
        tag = node.tag or "-"  # a processing instruction has none
        if tag == "-text":
            text = node.text_content
            nodes.append(text.replace(LESS, "<") if has_less else text)
        elif tag[0] != "-":
            element = Element(tag, node.attributes or EMPTY, current, nodes)
            child = None if tag in CLOSED else node.child
            if child is not None:
                around.append(node)
                current, node = element, child
                continue
        node = node.next
        while node is None and around:
            current.end = len(nodes)
            current = current.parent  # type: ignore[assignment]
            node = around.pop().next
    root.end = len(nodes)
    return root


def _from_soup(source: str) -> Element:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import CData, NavigableString, PreformattedString

    nodes: list[Element | str] = []
    root = Element("html", EMPTY, None, nodes)
    # nodes to come, each with its parent; None for the end of that
    stack: list[tuple[Any, Element]] = [(child, root) for child in reversed(BeautifulSoup(source, "html.parser").contents)]
    while stack:
        node, parent = stack.pop()
        if node is None:
            parent.end = len(nodes)
        elif isinstance(node, Tag):
            name = node.name.lower()
            if name == "html":
                root.attributes = {key: str(value) for key, value in node.attrs.items()}
                element = root
            else:
                values = {key: " ".join(value) if isinstance(value, list) else str(value) for key, value in node.attrs.items()}
                element = Element(name, values or EMPTY, parent, nodes)
                stack.append((None, element))
            stack += [(child, element) for child in reversed(node.contents)]
        elif isinstance(node, NavigableString) and (isinstance(node, CData) or not isinstance(node, PreformattedString)):
            nodes.append(str(node).replace(LESS, "<"))
    root.end = len(nodes)
    return root
