"""Inline Markdown: what must be escaped to stay text, and what no prose pass may touch."""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner.regex import regex

_MARKUP = (
    r"(`+).+?(?<!`)\1(?!`)"  # code span
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"  # link target
    r"|<[a-zA-Z/!][^<>]*>"  # autolink, inline HTML
    r"|\$\$[^$]+\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$"  # math
)
PROTECTED = regex(_MARKUP + r"|(?:https?|ftp)://[^\s<>\u3000-\u303f\uff00-\uffef\u4e00-\u9fff“”]+", re.S)
ADDRESS = regex(_MARKUP + r"|(?:https?|ftp)://[^\s<>\u3000-\u3004\u3008-\u303f\uff00-\uff60“”]+|[\w.+-]{1,64}@[A-Za-z0-9.-]+", re.S | re.A)


def outside_code(text: str, fix: Callable[[str], str]) -> str:
    """`fix` applied to `text` except code spans, link targets, inline HTML, URLs and math."""
    if "`" not in text and "](" not in text and "<" not in text and "://" not in text and "$" not in text:
        return fix(text)
    return _outside(PROTECTED, text, fix)


def outside_addresses(text: str, fix: Callable[[str], str]) -> str:
    """`fix` applied as in `outside_code`; addresses with ideographs in them, and those of mail, are whole there."""
    if not any(sign in text for sign in ("`", "](", "<", "://", "$", "@")):
        return fix(text)
    return _outside(ADDRESS, text, fix)


def _outside(protected: re.Pattern[str], text: str, fix: Callable[[str], str]) -> str:
    parts, last = [], 0
    for match in protected.finditer(text):
        parts += [fix(text[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*parts, fix(text[last:])])


MARKUP = regex(r"[\\`*_\[<&~]")
ESCAPE = regex(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)"  # a backslash that would escape
    r"|`"
    r"|\*+|_+"
    r"|~~"
    r"|\[(?=[^\]\n]*\](?:[(:]|\[))"  # a link, a definition
    r"|<(?=[a-zA-Z/!?](?:[^<>]*>|(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>))"
    r"|&(?=#?\w{1,32};)"
)


MAX_BRACKETS = 500
CLOSING_BRACKET = regex(r"(?<!\\)\](?=[(:\[])")


def escape(text: str, alone: bool = True) -> str:
    """`text` with a backslash before each character that CommonMark would read as inline markup.

    A lone delimiter, one between spaces, and `_` inside a word need none; where the text is only a
    part of its paragraph (`alone` is false), what looks lone here may find its partner there.
    """
    if not MARKUP.search(text):
        return text
    if text.count("[") > MAX_BRACKETS:  # looking from each for its partner would take time quadratic in their number
        return CLOSING_BRACKET.sub(r"\\]", "[".join([escape(part, False) if part else "" for part in text.split("[")]))
    beyond = " " if alone else ""  # a delimiter of ours may stand there
    ticks, stars, scores = text.count("`"), text.count("*"), text.count("_")

    def one(match: re.Match[str]) -> str:
        found = match[0]
        before, after = text[match.start() - 1 : match.start()] or beyond, text[match.end() : match.end() + 1] or beyond
        if found[0] == "`" and ticks < 2 and alone:
            return found
        if found[0] in "*_":
            if (before.isspace() and after.isspace()) or (alone and (stars if found[0] == "*" else scores) <= len(found)):
                return found
            if found[0] == "_" and before.isalnum() and after.isalnum():
                return found
        return "".join("\\" + character for character in found)

    return ESCAPE.sub(one, text)


BLOCK_START = regex(r"#{1,6}(?=\s|\Z)|>|<(?=[!?/a-zA-Z])|```|~~~|\[[^\]]+\]:")
YEAR_START = regex(r"(\d{3,9})([.)])(?=\s|\Z)")
UNDERLINE = regex(r"(?:=+|-+)[ \t]*\Z")
"""Below a line of text it makes that line a heading; alone it is text, or a thematic break."""


def escape_start(text: str) -> str:
    """`text`, a block of plain text, with a backslash where the first characters of a line would make it something else.

    List marks stay: a bullet in plain text means a bullet, and `1. ` is as often a run-in heading.
    """
    if "\n" not in text:
        # a number of three digits begins no run-in heading, but a list
        return "\\" + text if BLOCK_START.match(text) else YEAR_START.sub(r"\1\\\2", text, count=1) if YEAR_START.match(text) else text
    first, *rest = text.split("\n")
    return "\n".join([escape_start(first), *("\\" + line if UNDERLINE.match(line) else escape_start(line) for line in rest)])
