"""HTML cut into its texts, links and pictures: a tokenizer of its own, so that the check does not ask the reader's parser."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import is_normalized, normalize
from urllib.parse import unquote

from cleaner.checks.rendered import UNSEEN
from cleaner.regex import regex
from cleaner.wording.glyphs import INVISIBLE

TOKEN = regex(r"<(?:(/?)([a-zA-Z][^\s/>]*)([^>]*)>|!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*>)", re.S)
LONG_NUMBER = regex(r"&#[xX]?[0-9a-fA-F]{99,};?")
BARE_VALUE = regex(r"=[^\s\"']*/\Z")
"""A value without quotation marks, whose last sign is no end of the tag."""
NAME = regex(r"</?([a-zA-Z][^\s/>]*)")
BARE = regex(r"</?[a-zA-Z]++\s*+/?>")
WHOLE = regex(r"""(?:[^>=]++|=\s*+(?:"[^"]*"|'[^']*')?+)*+>""")
"""The rest of a tag: quotation marks count behind an equals sign."""
ATTRIBUTE = regex(r"""(?<![^\s"'/])([^\s"'>/=]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*+))""")
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe", "template"})
"""Elements whose content is no markup, or no content."""
NO_TEXT = RAW - {"xmp"} | frozenset("head object embed applet svg canvas audio video map rp button select datalist noscript math".split())
"""Elements of which nothing is printed, or something else than their text."""
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
TWINS = frozenset({"katex-html", "MathJax", "MathJax_Preview", "MathJax_Display"})
"""Classes of elements that show a formula again."""
HAS_TWIN = regex("katex-html|MathJax")
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rt rb ruby s samp small span strike strong sub sup "
    "time tt u var nobr output picture".split()
)
HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NAMED = regex(r"\s(?!(?:href|src|title|target|rel)\s*=)[a-z-]+\s*=", re.I)
"""An attribute by which a page may tell what an element is."""
NO_HEAD = frozenset("ul ol li dl figure figcaption blockquote pre table td th".split())
LAID_OUT = "laid out"
"""Stands among the elements around a text for a heading that holds lists, pictures or tables: what they say need not be one."""
TRACKED = NO_HEAD | NO_TEXT | INLINE | HEADS | frozenset({"listing", "xmp"})
"""Elements that tell something of the texts inside them; all others are passed over."""
PIXEL = frozenset({"0", "1", "0px", "1px"})
SOURCES = ("data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-original-src", "src")
PICTURE = regex(r"(?:https?:)?//?[^\s/]|(?![a-z]+:)[^\s#]", re.I)
"""The address of a picture that can be loaded."""
ALIKE = {"kbd": "code", "samp": "code", "tt": "code", "s": "del", "strike": "del"}
"""Elements for which Markdown has one sign."""
CODE = frozenset({"pre", "listing", "xmp", "code"})
"""Elements in which links are no links and pictures no pictures."""
NO_LETTER = regex(rf"[{INVISIBLE.pattern[1:-1]}\ufdd0\ud800-\udfff\s\\`*_#\[\]()<>~|${{}}^\"]+")
"""White space, surrogates, and signs that Markdown writes or TeX needs."""
ASCII = bytes([sign for sign in range(128) if NO_LETTER.match(chr(sign))])
"""What it takes out of ASCII: bytes are cleared many times as fast as characters."""
NO_NUMBER = regex(r"[.:+-](?:(?<=[.:])(?!(?<=\d[.:])\d)|(?<=[-+])(?:(?!\d)|(?<=\w[-+])))")
"""What is neither the point of a number nor the sign before it: it may begin an item. One set of signs first: it is looked for fast."""
POINTS = frozenset(".:+-")
NOTE = regex(r"\[\^[^\]\n]+\]:?")
"""The mark of a note; in text that stands in the HTML it is passed over, too."""
MAX_OPEN = 512
"""Such elements inside each other; deeper ones are taken for their parents."""


def unescape(text: str) -> str:
    """`text` with its character references read; a number that is too long for one stays."""
    try:
        return html.unescape(text)
    except ValueError:  # Python refuses numbers of thousands of digits
        return html.unescape(LONG_NUMBER.sub("\ufffd", text))


def letters(text: str) -> str:
    """`text`, composed, without white space, marks of notes and the signs that Markdown may write."""
    text = NOTE.sub(" ", text) if "[^" in text else text
    text = NO_NUMBER.sub("", text) if not POINTS.isdisjoint(text) else text
    if text.isascii():
        return text.encode().translate(None, ASCII).decode()
    bare = NO_LETTER.sub("", text)
    return bare if is_normalized("NFC", bare) else normalize("NFC", bare)


def address(target: str) -> str:
    """An address in one form, however its signs are written."""
    return "".join(UNSEEN.sub("", unquote(target) if "%" in target else target).strip("<>").split())


class Text(NamedTuple):
    """One text between two tags."""

    start: int  # in characters of the source
    end: int
    text: str
    letters: str
    shown: bool  # by a browser, as far as tags tell
    apart: bool  # in an inline element with attributes, or one of a site's own, which a page may mark as none of its text
    link: str  # the address of the link around, in one form, or ""
    inside: frozenset[str]  # the elements around that Markdown has a sign for, one name for each sign
    item: int  # the number of the item of a list around, or 0


class Picture(NamedTuple):
    """One picture that shows something."""

    addresses: tuple[str, ...]  # that it may be loaded from, in one form
    says: tuple[str, ...]  # what its attributes say of it


def loadable(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses of a picture that can be loaded: the real one of a lazy picture, or the only one."""
    given = [attributes[name] for name in SOURCES if attributes.get(name)]
    return tuple([address(one) for one in given if PICTURE.match(INVISIBLE.sub("", one))])


def described(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What the attributes of a picture or link say of it."""
    return tuple([attributes[name] for name in ("alt", "title") if attributes.get(name)])


class Tags:
    """All that `source` holds. Linear in the length of `source`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.texts: list[Text] = []
        self.pictures: list[Picture] = []
        self.said: list[str] = []  # of any picture or link
        self.addresses: set[str] = set()  # of all links
        self._open: list[tuple[str, bool, bool, str]] = []  # tag, not shown, apart, link
        self._hidden = self._apart = self._unscripted = 0
        self._around: tuple[str, frozenset[str]] | None = ("", frozenset())  # the link and the tags that are open
        self._items = [0]  # the numbers of those that are open
        self._item = 0
        self._twins: set[str] = set()
        end = source.rfind(">") + 1
        at = 0
        search = TOKEN.search
        unclosed: set[str] = set()
        while at < end and (match := search(source, at, end)):
            start = match.start()
            if start > at:
                self._text(at, start)
            at = match.end()
            slash, name, attributes = match.groups()
            if name is None:
                continue
            name = name.lower()
            if attributes and ('"' in attributes or "'" in attributes) and (whole := WHOLE.match(source, match.start(3))):
                at = whole.end()  # a `>` inside quotation marks ends no tag
                attributes = source[match.start(3) : at - 1]
            if name in RAW and not slash:
                found = None if name in unclosed else re.compile(f"</{name}(?=[\\s/>])", re.I).search(source, at)
                if found is None:
                    unclosed.add(name)
                    continue  # it would hide all the rest, and the reader takes it for text
                at = found.start()
            if name in TRACKED or "-" in name or name == "img" or name in self._twins or HAS_TWIN.search(attributes):
                self._tag(name, attributes, bool(slash))
        unclosed_comment = source.find("<!--", at)
        stop = unclosed_comment if unclosed_comment >= 0 else len(source)
        if at < stop:
            self._text(at, stop)

    def between(self) -> str:
        """All that stands between the texts: what is in attributes, scripts and comments may be printed, too."""
        ends = [0, *[text.end for text in self.texts]]
        starts = [*[text.start for text in self.texts], len(self.source)]
        return unescape(BARE.sub(" ", " ".join([self.source[end:start] for end, start in zip(ends, starts, strict=True)])))

    def _text(self, start: int, end: int) -> None:
        text = self.source[start:end]
        if not text.isspace():
            if self._around is None:
                link = next((link for *_, link in reversed(self._open) if link), "")
                around = [ALIKE.get(name, name) for name, *_ in self._open]
                broken = max([place for place, name in enumerate(around) if name in NO_HEAD], default=-1)
                parts = [LAID_OUT] * any([name in HEADS for name in around[: broken + 1]])
                self._around = link, frozenset([*around, *parts])
            text = unescape(text) if "&" in text else text
            bare = letters(text[1:] if text[0] in "+-" and self._is_hyphen(start) else text)
            self.texts.append(Text(start, end, text, bare, not self._hidden, self._apart > 0, *self._around, self._items[-1]))

    def _is_hyphen(self, start: int) -> bool:
        """Whether a sign is no number's: it stands right behind a word, with tags inside the line between them."""
        before = self.texts[-1] if self.texts else None
        return (
            before is not None
            and before.text[-1].isalnum()
            and all([name.lower() in INLINE for name in NAME.findall(self.source, before.end, start)])
        )

    def _tag(self, name: str, given: str, is_end: bool) -> None:
        if is_end:
            for place in range(len(self._open) - 1, -1, -1):
                if self._open[place][0] == name or (name in HEADS and self._open[place][0] in HEADS):
                    for tag, hidden, apart, _ in self._open[place:]:
                        self._hidden -= hidden
                        self._apart -= apart
                        self._unscripted -= tag == "noscript"
                        if tag == "li":
                            self._items.pop()
                    del self._open[place:]
                    self._around = None
                    break
            return
        attributes: dict[str, str] = {}
        if name in ("a", "img") or HAS_TWIN.search(given):
            for key, *values in ATTRIBUTE.findall(given):
                attributes.setdefault(key.lower(), unescape("".join(values)))
        self.said += described(attributes)
        link = address(attributes.get("href", "")) if name == "a" else ""
        self.addresses.add(link)
        if name == "img":
            is_seen = self._hidden == self._unscripted and not {attributes.get("width"), attributes.get("height")} & PIXEL
            if is_seen and (addresses := loadable(attributes)):
                self.pictures.append(Picture(addresses, described(attributes)))
        if name in VOID or (given.endswith("/") and not BARE_VALUE.search(given)) or len(self._open) >= MAX_OPEN:
            return
        if name in HEADS and self._open and self._open[-1][0] in HEADS:
            self._open.pop()
        is_twin = not TWINS.isdisjoint(attributes.get("class", "").split())
        if is_twin:
            self._twins.add(name)
        hidden, apart = name in NO_TEXT or is_twin, (name in INLINE and NAMED.search(given) is not None) or "-" in name
        self._around = None
        if name == "li":
            self._item += 1
            self._items.append(self._item)
        self._open.append((name, hidden, apart, link))
        self._hidden += hidden
        self._apart += apart
        self._unscripted += name == "noscript"
