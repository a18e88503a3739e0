"""Inline Markdown: what must be escaped to stay text, and what no prose pass may touch."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from cleaner.regex import regex

MAY_PROTECT = regex(r"[`<@{\[$#&]|://|\\\(|www\.|%%")
PROTECTED = regex(
    r"(?<!`)(`++).+?(?<!`)\1(?!`)"  # code span
    r"|!?\[\[[^\[\]\n]+\]\]"  # wikilink, embed
    r"|\[\^[^\[\]\n]+\]:?"  # mark of a footnote
    r"|\[@[^\[\]\n]+\]"  # citation
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)(?:\{[^{}\n]*\})?"  # link target
    r"|\]\[[^\[\]\n]*\]"  # label of a reference
    r"|<!--.{0,2000}?-->"
    r"|<(code|kbd|samp|var|pre|script|style)\b[^<>]*>.{0,2000}?</\2>"
    r"|<[a-zA-Z/!?][^<>]*(?:>|\Z)"  # autolink, inline HTML
    r"|\$\$[^$]+\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$|\\\(.{1,500}?\\\)"  # math
    r"|\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|\{[^{}\n]*\}"  # template, shortcode, attributes, expression
    r"|%%[^%\n]+%%"  # comment
    r"|&#?\w{1,32};"
    r"|(?:(?:https?|ftp)://|www\.)[^\s<>\u3000-\u3004\u3008-\u303f\uff00-\uff60“”]+"
    r"|[\w.+-]{1,64}@[A-Za-z0-9.-]+"
    r"|(?<![^\s(（\[])@[A-Za-z][\w:.-]*"  # cross-reference, name of an account
    r"|(?<!\S)#[^\s#\[\](){}|]+",  # tag
    re.S | re.A,
)
LABEL = regex(r"\[([^\[\]\n]+)\](?!\(|\[[^\]])")
"""What may be a reference by its text alone: `[label]`, `[label][]`."""


def spans(text: str, labels: Collection[str] = ()) -> list[tuple[int, int]]:
    """The stretches of a line that no rule over prose may touch, in order.

    They are code, math, targets and labels of links, wikilinks, addresses, HTML, attributes, templates, references. `labels` are
    those that the document defines (see `defined`), in small letters: `[label]` is a link only where there is one.
    """
    if not MAY_PROTECT.search(text):
        return []
    found = [match.span() for match in PROTECTED.finditer(text)]
    if labels and "[" in text:
        found += [match.span() for match in LABEL.finditer(text) if " ".join(match[1].split()).casefold() in labels]
        found = _apart(sorted(found))
    return found


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`found`, in order, with those that overlap as one."""
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def outside_code(text: str, fix: Callable[[str], str], labels: Collection[str] = ()) -> str:
    """`fix` applied to `text` except where `spans` finds what is no prose."""
    found = spans(text, labels)
    if not found:
        return fix(text)
    parts, last = [], 0
    for start, end in found:
        parts += [fix(text[last:start]), text[start:end]]
        last = end
    return "".join([*parts, fix(text[last:])])


STAND_IN = "\ufdd0"
"""A noncharacter: no text holds it, since `controls` removes it."""


def across_code(text: str, fix: Callable[[str], str], labels: Collection[str] = ()) -> str:
    """`fix` applied as in `outside_code`, but to the text as a whole, each span as one sign: a pair goes on after what is no prose."""
    found = spans(text, labels)
    if not found or STAND_IN in text:
        return fix(text) if not found else text
    parts, last = [], 0
    for start, end in found:
        parts.append(text[last:start])
        last = end
    fixed = fix(STAND_IN.join([*parts, text[last:]])).split(STAND_IN)
    kept = [text[start:end] for start, end in found]
    return "".join([part + span for part, span in zip(fixed, [*kept, ""], strict=True)])


DEFINED = regex(r"^[ \t>]*\[([^\]^\n][^\]\n]*)\]:", re.M)


def defined(wording: str) -> frozenset[str]:
    """The labels of all link definitions of a document, in small letters."""
    return frozenset(" ".join(label.split()).casefold() for label in DEFINED.findall(wording)) if "]:" in wording else frozenset()


MARKUP = regex(r"[\\`*_\[<&~]")
ESCAPE = regex(
    r"\\(?=[!-/:-@\[-`{-~\n]|\Z)"  # a backslash that would escape, or break a line
    r"|`"
    r"|\*+|_+"
    r"|~~"
    r"|\[(?=[^\]\n]*\](?:[(:]|\[))"  # a link, a definition
    r"|<(?=[a-zA-Z/!?](?:[^<>]*>|(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>))"
    r"|<(?=[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>)"  # an address of mail
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


BLOCK_START = regex(
    r"( {0,3}(?=[-+*](?:[ \t]+[-+*](?:\s|\Z)| {5}| ?\t))"
    r"| {0,3}\d{1,9}(?=[.)](?: {5}| ?\t))"
    r"| {0,3}(?:(?:[-+*]|\d{1,9}[.)]) {1,4}){1,9}(?=(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)\Z)"
    r"| {0,3}(?:(?:[-+*]|\d{1,9}[.)]) {1,4})*+(?=#{1,6}(?:\s|\Z)|>|<[!?/a-zA-Z]|```|~~~|\[[^\]]+\]:))"
)
"""Up to where a line begins a block that is none in plain text; an item may begin with one. Behind a mark and five columns stands code."""
YEAR_START = regex(r"( {0,3}\d{3,9})(?=[.)](?:\s|\Z))")
UNDERLINE = regex(r"( {0,3})(?==+[ \t]*\Z|-+[ \t]*\Z|\+\Z)")
"""Below a line of text it makes that line a heading, or begins a list; alone it is text, or a thematic break."""


def escape_start(text: str) -> str:
    """`text`, a block of plain text, with a backslash where the first characters of a line would make it something else.

    A list mark stays, but for one before another (`- - -`): a bullet in plain text means a bullet, and `1. ` is as often a run-in heading.
    """
    if "\n" not in text:
        # a number of three digits begins no run-in heading, but a list
        return _escaped_at(BLOCK_START.match(text) or YEAR_START.match(text), text)
    first, *rest = text.split("\n")
    below = [_escaped_at(match, line) if (match := UNDERLINE.match(line)) else escape_start(line) for line in rest]
    return "\n".join([escape_start(first), *below])


def _escaped_at(start: re.Match[str] | None, text: str) -> str:
    return f"{start[1]}\\{text[start.end(1) :]}" if start else text
