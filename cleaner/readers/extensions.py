"""Blocks that CommonMark does not know and a site needs: math, templates, directives, admonitions, modules, definitions.

Their lines stay byte for byte, and no rule may touch them. Each construct is told by how it begins; where it must be closed to be
what it looks like, it counts only if it is.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from cleaner.regex import regex

DEFINITION = regex(r"\[[^\]]+\]:|\*\[[^\]]+\]:")
"""Of a link, a footnote, an abbreviation."""
TARGET = regex(r"\([\w:.-]+\)=[ \t]*\Z")
"""MyST: a label for what follows."""
ADMONITION = regex(r"(?:!!!|\?\?\?\+?|===[!+]*)[ \t]+[\w\"'-]")
"""Python-Markdown: what belongs to it is indented by four."""
COLONS = regex(r"(:{3,})(\{[A-Za-z])?")
"""A fence of a directive, or of a division; what stands in a directive of MyST may be anything."""
SLASHES = regex(r"/{3,}(?:[ \t]+\w|[ \t]*\Z)")
MATH_END = regex(r"\$\$[ \t]*(?:\{[^{}]*\}|\([\w:.-]+\))?[ \t]*\Z")
BEGIN = regex(r"\\begin\{(\w+\*?)\}")
MODULE = regex(
    r"import[ \t]+(?:['\"]|(?:type[ \t]+)?[\w*{][^'\"]*\bfrom[ \t]+['\"]|\{[^}]*\Z)"
    r"|export[ \t]+(?:const|let|var|async|function|default|class|type|interface|\{|\*)(?!\w)"
)
"""A line of JavaScript, as MDX has it."""
TAG = regex(r"\{%[-+]?[ \t]*(end(?=\w))?(\w+)|\{\{[<%][ \t]*(/?)[ \t]*([\w./-]+)|\{\{([#/])[ \t]*(\w+)")
"""A tag of Liquid, Nunjucks or Jinja; a shortcode of Hugo; a block of Handlebars."""
ONLY_TAGS = regex(r"(?:\{%[^\n]*?%\}|\{\{[^\n]*?\}\}|[ \t])+\Z")
MAX_TAG = 60
"""Lines of one tag; longest seen on the sites of six generators: 31."""
KEY = regex(r"[ \t]*(?:[\w.-]+[ \t]*[:=]|#|-[ \t]|[\]})]|\{[{%]|['\"])|[ \t]+\S")
FIRST_KEY = regex(r"[\w.-]+[ \t]*[:=]|#|\{[{%]")
MAX_HEAD = 200
"""Lines of a header that could not be read."""


class Extensions:
    """What stands in `texts`, the lines of a Markdown text as they will be once invisible characters are gone."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def end(self, place: int, stop: int) -> int:
        """The line after the construct that begins at `place`, at most `stop`; `place` itself if none does."""
        text = self.texts[place].strip()
        look = LOOK.get(text[0])
        return min(look(self, place, text), stop) if look else place

    def header(self, place: int) -> int:
        """The line after what looks like front matter at `place` and could not be read as such."""
        fence = self.texts[place].rstrip()
        if fence not in ("---", "+++") or place + 1 >= len(self.texts) or not FIRST_KEY.match(self.texts[place + 1]):
            return place
        for at in range(place + 1, min(place + MAX_HEAD, len(self.texts))):
            if self.texts[at].rstrip() == fence:
                return at + 1
            if self.texts[at].strip() and not KEY.match(self.texts[at]):
                return place
        return place

    def _bracket(self, place: int, text: str) -> int:
        return place + 1 if DEFINITION.match(text) else place

    def _dollar(self, place: int, text: str) -> int:
        if not text.startswith("$$"):
            return place
        if len(text) > len("$$$$") and MATH_END.search(text, 2):
            return place + 1
        return after(self._math_ends, place)

    def _backslash(self, place: int, text: str) -> int:
        if text == "\\[":
            return after(self._bracket_ends, place)
        begin = BEGIN.match(text)
        if not begin:
            return place
        close = f"\\end{{{begin[1]}}}"
        return place + 1 if close in text else after(self._ends.get(begin[1], []), place)

    def _brace(self, place: int, text: str) -> int:
        if text[1:2] not in ("%", "{"):
            return place
        if place in self._pairs:
            return self._pairs[place] + 1
        if ONLY_TAGS.match(text):
            return place + 1
        close = "%}" if text[1] == "%" else "}}"
        if close in text:
            return place  # prose goes on behind it
        for at in range(place + 1, min(place + MAX_TAG, len(self.texts))):
            if close in self.texts[at]:
                return at + 1
        return place

    def _colon(self, place: int, text: str) -> int:
        fence = COLONS.match(text)
        if not fence:
            return place
        if not fence[2]:
            return place + 1
        for at in range(bisect_left(self._colons, place + 1), len(self._colons)):
            closing = self.texts[self._colons[at]].strip()
            if closing == fence[1]:
                return self._colons[at] + 1
        return place + 1

    def _admonition(self, place: int, text: str) -> int:
        if not ADMONITION.match(text):
            return place
        indent = columns(self.texts[place]) + 4
        end = at = place + 1
        while at < len(self.texts) and (not self.texts[at].strip() or columns(self.texts[at]) >= indent):
            at += 1
            end = at if self.texts[at - 1].strip() else end
        return end

    def _slash(self, place: int, text: str) -> int:
        return place + 1 if SLASHES.match(text) else place

    def _percent(self, place: int, text: str) -> int:
        if text.startswith("%%"):  # a comment of Obsidian
            return place + 1 if "%%" in text[2:] else max(after(self._percents, place), place + 1)
        return place + 1 if text[1:2] in ("", " ") else place

    def _parenthesis(self, place: int, text: str) -> int:
        return place + 1 if TARGET.match(text) else place

    def _module(self, place: int, text: str) -> int:
        if not MODULE.match(text) or (place and self.texts[place - 1].strip() and not MODULE.match(self.texts[place - 1])):
            return place
        while place < len(self.texts) and self.texts[place].strip():
            place += 1
        return place

    def _holding(self, sign: str) -> list[int]:
        return [place for place, text in enumerate(self.texts) if sign in text]

    @cached_property
    def _math_ends(self) -> list[int]:
        return [place for place in self._holding("$$") if MATH_END.search(self.texts[place])]

    @cached_property
    def _bracket_ends(self) -> list[int]:
        return [place for place in self._holding("\\]") if self.texts[place].strip() == "\\]"]

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place in self._holding("\\end{"):
            found.setdefault(self.texts[place].partition("\\end{")[2].partition("}")[0], []).append(place)
        return found

    @cached_property
    def _percents(self) -> list[int]:
        return self._holding("%%")

    @cached_property
    def _colons(self) -> list[int]:
        return [place for place in self._holding(":::") if not self.texts[place].strip().strip(":")]

    @cached_property
    def _pairs(self) -> dict[int, int]:
        """Where a paired tag that opens at the start of a line is closed, by the line where it opens."""
        opened: dict[str, list[int]] = {}
        found: dict[int, int] = {}
        for place, text in enumerate(self.texts):
            if "{%" not in text and "{{" not in text:
                continue
            for tag in TAG.finditer(text):
                name = tag[2] or tag[4] or tag[6]
                if tag[1] or tag[3] or tag[5] == "/":
                    if opened.get(name):
                        start = opened[name].pop()
                        found[start] = max(place, found.get(start, place))
                else:
                    opened.setdefault(name, []).append(place)
        return found


LOOK = {
    "[": Extensions._bracket,
    "*": Extensions._bracket,
    "$": Extensions._dollar,
    "\\": Extensions._backslash,
    "{": Extensions._brace,
    ":": Extensions._colon,
    "!": Extensions._admonition,
    "?": Extensions._admonition,
    "=": Extensions._admonition,
    "/": Extensions._slash,
    "%": Extensions._percent,
    "(": Extensions._parenthesis,
    "i": Extensions._module,
    "e": Extensions._module,
}
"""By the first character of a line."""


def after(ends: list[int], place: int) -> int:
    """The line after the first of `ends` that is behind `place`, or `place` if none is."""
    at = bisect_left(ends, place + 1)
    return ends[at] + 1 if at < len(ends) else place


def columns(text: str) -> int:
    """Columns of the white space before `text`; a tab goes on to the next fourth."""
    lead = text[: len(text) - len(text.lstrip(" \t"))]
    return len(lead.expandtabs(4)) if "\t" in lead else len(lead)
