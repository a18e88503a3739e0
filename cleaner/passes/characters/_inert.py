"""Markup that only comes about when characters that nobody sees are taken away: it stays text."""

from __future__ import annotations

import re

from cleaner.regex import regex

GONE = "\ufdd1"  # stands where a character was taken away; no text holds a noncharacter
CODE_SPAN = regex(r"(`+)(?!`).+?(?<!`)\1(?!`)")
TAG = regex(rf"(?<!\\)<(?=[A-Za-z/!?{GONE}][^<>{GONE}]{{0,2000}}{GONE}|{GONE})")
"""The beginning of a tag with such a place inside."""
JOINT = regex(rf"(?<=[^\\]\]){GONE}+(?=[(\[:])")
"""Such a place between a link's text and what follows it."""
TARGET = regex(rf"(?<=[^\\]\])\((?=[ \t<]{{0,20}}([a-zA-Z{GONE}]{{0,60}}(?:[:&]|\Z)))")
SCRIPTS = ("javascript:", "vbscript:", "data:")


def inert(marked: str) -> str:
    """`marked` without its `GONE`, with a backslash before markup that was none before: a tag, a link, an address that is a script."""
    if "<" not in marked and "]" not in marked:
        return marked.replace(GONE, "")
    parts, last = [], 0
    for span in CODE_SPAN.finditer(marked):
        parts += [_escaped(marked[last : span.start()]), span[0]]
        last = span.end()
    return "".join([*parts, _escaped(marked[last:])]).replace(GONE, "")


def _escaped(text: str) -> str:
    if GONE not in text:
        return text
    return TARGET.sub(_target, JOINT.sub("\\\\", TAG.sub("\\\\<", text)))


def _target(match: re.Match[str]) -> str:
    scheme = match[1]
    return "\\(" if GONE in scheme and scheme.replace(GONE, "").lower().startswith(SCRIPTS) else "("
