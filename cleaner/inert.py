"""Markup that was none when it was read: removing a character never makes inert text live.

`<scr\\u200bipt>`, `java\\u200bscript:` and `[x]\\u200b(…)` mean nothing to a browser until the character between is gone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from cleaner.document import Document, Line, Role
from cleaner.passes.characters.controls import ESCAPE_SEQUENCE
from cleaner.regex import regex

LIVE = regex(
    r"(?P<tag></?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|\Z)|<!--|<[!?](?=[a-zA-Z]))"
    r"|(?P<autolink><[a-zA-Z][a-zA-Z0-9+.-]{1,31}:(?=[^\s<>]*>))"
    r"|(?P<link>\][(\[])"
    r"|(?P<definition>\]:)"
    r"|(?P<image>!\[)"
    r"|(?P<entity>&\#?[a-zA-Z0-9]{1,32};)"
    r"|(?P<scheme>(?:javascript|vbscript|data|file):)",
    re.I,
)
"""What is live in Markdown or in the HTML inside it. Each match is ASCII, so that it can be found again in the text that was read."""
ASCII = regex("[ -~]")
TICKS = regex("`+")
IN_TARGET = regex(r"\][(:]\s*<?\Z")
IN_ATTRIBUTE = regex(r"[=\"'(]\s*\Z")
DEFINES = regex(r" {0,3}\[[^\]\[]+\Z")


def defused(document: Document) -> Iterator[tuple[Line, str]]:
    """The lines of Markdown on which edits made markup of what was none, with that markup escaped.

    Evidence: a tag, a link, an address with a scheme that runs code, or a reference stands in the wording now and, between the same
    letters, did not stand in what was read. Markup that was live before stays as it is, whatever else was repaired on its line.
    """
    first: dict[int, str] = {}
    for rule, edits in document.record:
        if rule != "html":
            for edit in edits:
                if edit.field == "text" and edit.place not in first:
                    first[edit.place] = str(edit.before)
    for place, before in first.items():
        line = document.lines[place]
        if line.role is Role.CODE or line.role is Role.BLANK or not LIVE.search(line.text):
            continue
        safe = _escaped(before, line.text, line.role is Role.VERBATIM)
        if safe != line.text:
            yield line, safe


def _escaped(before: str, text: str, is_html: bool) -> str:
    before = ESCAPE_SEQUENCE.sub(lambda match: "\x00" * len(match[0]), before) if "\x1b" in before else before
    old, new = [match.start() for match in ASCII.finditer(before)], [match.start() for match in ASCII.finditer(text)]
    is_aligned = [before[at] for at in old] == [text[at] for at in new]
    place_of = dict(zip(new, old, strict=True)) if is_aligned else {}
    known = Counter() if is_aligned else Counter([match[0] for match in LIVE.finditer(before)])
    spans = list(code_spans(text))
    parts: list[str] = []
    last = 0
    for match in LIVE.finditer(text):
        while spans and spans[0][1] <= match.start():
            spans.pop(0)
        if (spans and spans[0][0] <= match.start()) or _is_escaped(text, match.start()):
            continue
        if is_aligned:
            start, end = place_of[match.start()], place_of[match.end() - 1] + 1
            if before[start:end] == match[0] and _beside(before, text, match, start, end):
                continue
        elif known[match[0]] > 0:
            known[match[0]] -= 1
            continue
        where, mark = _escape(text, match, is_html)
        if mark:
            parts += [text[last:where], mark]
            last = where if mark == "\\" else where + 1
    return "".join([*parts, text[last:]])


def _beside(before: str, text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether what must stand beside this markup stood beside it in what was read."""
    if match.lastgroup == "tag":
        return before[end : end + 1] in ("", "/", ">") or before[end].isspace()
    if match.lastgroup == "scheme":
        return before[max(0, start - 1) : start] == text[max(0, match.start() - 1) : match.start()]
    return True


def _escape(text: str, match: re.Match[str], is_html: bool) -> tuple[int, str]:
    """Where something takes the life of a match, and what: a backslash before, or what replaces the character there."""
    kind, at = match.lastgroup, match.start()
    if kind == "scheme":
        if target := IN_TARGET.search(text, max(0, at - 10), at):
            return target.start(), "\\"
        return (match.end() - 1, "%3A") if IN_ATTRIBUTE.search(text, max(0, at - 10), at) else (at, "")
    if kind == "definition" and not DEFINES.match(text, 0, at):
        return at, ""
    if is_html:
        return (at, "&lt;") if text[at] == "<" else (at, "&amp;") if text[at] == "&" else (at, "")
    return at, "\\"


def _is_escaped(text: str, at: int) -> bool:
    bare = text[:at].rstrip("\\") if text[at - 1 : at] == "\\" else text[:at]
    return (at - len(bare)) % 2 == 1


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code spans stand: runs of as many backticks, from one to the next (CommonMark 6.1); linear in the length of `text`."""
    if "`" not in text:
        return
    runs = [match.span() for match in TICKS.finditer(text)]
    by_size: dict[int, list[int]] = defaultdict(list)
    for place in range(len(runs) - 1, -1, -1):
        by_size[runs[place][1] - runs[place][0]].append(place)
    done = -1
    for place, (start, end) in enumerate(runs):
        if place <= done:
            continue
        same = by_size[end - start]
        while same and same[-1] <= place:
            same.pop()
        if same:
            done = same[-1]
            yield start, runs[done][1]
