"""What both reading and writing of front matter know of YAML's scalars."""

from __future__ import annotations

import re

from cleaner.regex import regex

LINE_BREAK = regex("[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line, in one of its versions."""
USUAL = "\u00b7\u2013\u2014\u2018-\u201d\u2026\u3001-\u3003\u3008-\u3011\u3014\u3015\u3041-\u30ff\u3400-\u9fff\uff01-\uff5e"
SIGNS = rf"0-9A-Z_a-z.,;/+%()=?!&|$@~*'\"\-{USUAL}"
FIRST = r"(?:[A-Za-z\u3400-\u9fff\u201c\u300a\uff08]|\d{1,9}[.\u3001]?(?=[\u3400-\u9fff]))"
WORDS = rf"{FIRST}(?:[{SIGNS}:]*[{SIGNS}])?(?: [{SIGNS}:]*[{SIGNS}])*"
TEXT = regex(WORDS, re.ASCII)
"""A string that needs no quotes in YAML, but for `NO_TEXT`. Such scalars, nearly all, are read and written without the YAML library."""
MAX_KEY = 100
"""Characters; YAML writes longer keys in another way."""
NO_TEXT = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
DATE_TEXT = regex(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d)?)?", re.ASCII)
NO_STRING = regex(r"true|false|null|0|[1-9]\d{0,8}", re.ASCII)


class Plain(str):
    """A scalar that stood unquoted in the source and is no string to YAML: `false`, `3`, `null`.

    Kept as written, so that what moves to `extra` keeps its value and its type.
    """

    __slots__ = ()
