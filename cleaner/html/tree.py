"""HTML source into a light, flat tree, whatever its state: no text lost, no recursion, time linear in size.

The tree is lexbor's (through selectolax), as every browser would build it. What makes such a parser
lose text or time is taken out beforehand, character for character, so that places in the source stay
what they are: a `<` that begins no tag is text, and nesting beyond what people write is flattened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from cleaner.html.regions import UNSEEN_PARTS
from cleaner.regex import regex

MAX_DEPTH = 400
"""Nested elements; deeper tags are taken out, their text stays. lexbor needs time quadratic in depth."""
MANY, FEW = 5000, 1000
"""Tags from which a depth may cost, and tags up to which nothing does; a parsed tree tells its depth for less than its source."""
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
INSTRUCTION = regex(r"<\?(?:>|(?!xml\s)(?>[^?]+|\?(?!>))*+\?>)", re.I)
"""Code of a server, which ends with `?>`, not with the next `>`; `<?>` is a mark of a template, and holds nothing."""
RARE = regex(
    r"<(?:&#47;|\?(?!xml\s)|[aA]\s+(?:[iI][dD]|[nN][aA][mM][eE])\s*=\s*[\"'][\w.:-]+[\"']\s*/>|[sS][cC][rR][iI][pP][tT]\s+type=[\"']?text/t)"
)
"""What one of these four begins with: one scan for all."""
NOTHING = "\u200b"
"""Stands for a character that is no text: a zero width space, which is taken out of texts anyway."""

UNSCRIPTED = regex(r"<noscript(?=[\s/>])([^>]*>)((?>[^<]+|<(?!/noscript))*)</noscript\s*>", re.I)
WHOLE_TEXT = 2000
"""Characters, with markup, of a `noscript` that may hold the text of a page; most hold a picture or a request."""

# each alternative takes its match and gives nothing back, so that the scan is linear
REST = r"(?>[\s/](?>[^<>\"'=\x80-\U0010ffff]+|=\s*+[^\s<>\"']*+|\"[^\"]*\"|'[^']*')*+)?+"
PLAIN_REST = r"(?>[\s/][^<>\"'\x80-\U0010ffff]{0,100}+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"'\x80-\U0010ffff]{0,100}+){0,20}+)?+"
"""`REST` as nearly every tag has it, in fewer steps."""
BROKEN_REST = r"\s(?:[a-zA-Z\-]+=(?>\"[^\"<>]*\"|'[^'<>]*')|[\"'])[^<>]*"
"""Quotes inside a quoted value, as in `content="the "new" hall"`, or in the place of a name: what has them is a tag all the same."""
COMMENT = r"!--(?>[^-]+|-(?!-!?>))*+(?:--!?>|-*\Z)"
RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes|template|plaintext"
RAW_TEXT = "|".join(rf"{name}(?=[\s/>]){PLAIN_REST}>(?>[^<]+|<(?!/(?i:{name})[\s/>]))*+" for name in RAW.split("|"))
SOUND = (
    rf"[^<]*+(?><(?:(?![a-zA-Z/!?])|(?:/|(?!(?i:{RAW}|noscript)[\s/>]))[a-zA-Z][a-zA-Z0-9:_.\-]*+{PLAIN_REST}>"
    rf"|{RAW_TEXT}|{COMMENT})[^<]*+)*+"
)
"""What needs no look: text, tags, scripts, comments."""
TOKEN = regex(
    rf"{SOUND}(?:(?P<token><)(?:"
    rf"(?P<raw>(?i:{RAW}|noscript)(?=[\s/>]))"
    rf"{REST}>(?>[^<]+|<(?!/(?i:(?P=raw))[\s/>]))*+"
    rf"|/?[a-zA-Z][a-zA-Z0-9:_.\-]*(?P<rest>{REST}(?=>)|{BROKEN_REST})>"
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
ANY_CASE = "|".join(["".join([f"[{letter}{letter.upper()}]" for letter in name]) for name in sorted(FORMATTING)])
FORMATTED = regex(rf"<(/?)(?=[bBcCeEfFiInNsStTuU])(?:{ANY_CASE})[\s/>]")
TAG = regex(
    rf"<(?:(?P<raw>(?i:{RAW}))(?=[\s/>]){REST}>(?>[^<]+|<(?!/(?i:(?P=raw))[\s/>]))*+|{COMMENT}"
    rf"|(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9:_.\-]*)(?:{REST}(?=>)|{BROKEN_REST})>)"
)
CLOSED = frozenset("svg style canvas object embed applet iframe noembed noframes select datalist textarea audio video".split())
"""Elements that show nothing as text and say nothing of the page: what is in them is left out of the tree."""
FLAT_TAGS = UNNESTED | VOID | frozenset(RAW.split("|"))
DRAWN = frozenset("path use circle rect line polygon polyline ellipse stop image animate g".split())
"""Elements of a drawing, which may close themselves."""
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
        return [node for node in self.nodes[self.place : self.end] if node.__class__ is not str]  # type: ignore[misc]

    def texts(self) -> list[str]:
        """All texts below, in document order."""
        return [node for node in self.nodes[self.place : self.end] if node.__class__ is str]

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

    def around(self) -> Iterator[Element]:
        """This element and all that it stands in, the nearest first."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent

    def number(self, name: str) -> int | None:
        """The attribute `name` as a number, if it is one."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None

    def is_inside(self, other: Element) -> bool:
        """Whether this element is `other`, or stands in it."""
        return other.place <= self.place < other.end


def parse(source: str) -> Element:
    """The tree of `source`: its root element `html`, with `head` and `body`."""
    safe = tidy(source)

    def lexbor(safe: str, deepest: int) -> Element | None:
        try:
            parser = LexborHTMLParser(safe)
        except UnicodeEncodeError:  # lone surrogates
            parser = LexborHTMLParser(safe.encode("utf-8", "replace").decode())
        return _from_lexbor(parser, LESS in safe, deepest)

    tags = safe.count("<")
    is_plain = tags <= FEW or (tags <= MANY and not _has_open_formatting(safe))
    return (lexbor(safe, MAX_DEPTH) if is_plain else None) or lexbor(flattened(safe), len(safe))  # type: ignore[return-value]


def _has_open_formatting(source: str) -> bool:
    """Whether more formatting elements than a few may be open at once."""
    sums = list(accumulate([-1 if close else 1 for close in FORMATTED.findall(source)], initial=0))
    return max(sums) - min(sums) > MAX_OPEN


def flattened(source: str) -> str:
    """`source`, which is tidy, without the tags that are nested deeper than people write; as long as it was."""
    parts: list[str] = []
    last = depth = formatting = 0
    for match in TAG.finditer(source):
        name = (match["name"] or "").lower()
        if not name or name in FLAT_TAGS or (match[0][-2] == "/" and name in DRAWN):
            continue
        if match["close"]:
            if name in FORMATTING:
                formatting -= 1
            elif depth:
                depth -= 1
            continue
        if name in FORMATTING:
            formatting = formatting + 1 if formatting > 0 else 1
        else:
            depth += 1
        if depth > MAX_DEPTH or formatting > MAX_OPEN:
            parts += [source[last : match.start()], " " * len(match[0])]
            last = match.end()
    return "".join([*parts, source[last:]])


def tidy(source: str) -> str:
    """`source` without what makes a parser lose text or time; as long as it was."""
    source = source.replace("\0", NOTHING)
    if RARE.search(source):
        source = EMPTY_ANCHOR.sub(_place_only, CODED_END.sub(r"</\1    >", TEMPLATED.sub(_shown_template, source)))
        end = source.rfind("?>") + 2
        source = INSTRUCTION.sub(_nothing, source[:end]) + source[end:] if end > 1 else source
    if "noscript" in source:
        source = _shown_unscripted(source)
    parts: list[str] = []
    last = 0
    feed = False
    last_end: int | None = None  # of a section that is a feed, looked for once there is one
    for match in TOKEN.finditer(source):
        what = match.lastgroup
        if what == "rest":
            start, end = match.span("rest")
            if end - start > MAX_ATTRIBUTES * 4 and match["rest"].count("=") > MAX_ATTRIBUTES:
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


def _shown_unscripted(source: str) -> str:
    """`source` with the `noscript` that holds more words than all beside it as any element: a script would show them. As long as it was."""
    held = max(UNSCRIPTED.finditer(source), key=lambda match: len(match[2]), default=None)
    if held is None or len(held[2]) < WHOLE_TEXT:
        return source
    inside, beside = [sum(map(len, UNSEEN_PARTS.sub(" ", text).split())) for text in (held[2], source)]
    if inside <= beside:
        return source
    return f"{source[: held.start()]}<div     {held[1]}{held[2]}{'</div>'.ljust(held.end() - held.end(2))}{source[held.end() :]}"


def _place_only(match: re.Match[str]) -> str:
    """An anchor that closes itself, as an element that holds nothing: to a browser it is open. As long as it was."""
    return f"<wbr {match[1]}={match[2]}".ljust(len(match[0]) - 1) + ">"


def _nothing(match: re.Match[str]) -> str:
    return NOTHING * len(match[0])


def _from_lexbor(parser: Any, has_less: bool, deepest: int) -> Element | None:
    """The tree of lexbor's parser, or None where it is nested deeper than `deepest`."""
    nodes: list[Element | str] = []
    root = Element("html", EMPTY, None, nodes)
    node = parser.root
    if node is None:
        return root
    root.attributes = node.attributes or EMPTY
    current = root
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
                if len(around) > deepest:
                    return None
                current, node = element, child
                continue
        node = node.next
        while node is None and around:
            current.end = len(nodes)
            current = current.parent  # type: ignore[assignment]
            node = around.pop().next
    root.end = len(nodes)
    return root
