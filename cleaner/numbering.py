"""Numbers and marks at the start of lines: of lists, of outlines, of headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cleaner.document import Line
from cleaner.regex import regex

NUMERALS = "一二三四五六七八九十百"
ITEM_MARK = regex(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?[0-9]{1,2}(?:[、）)]|[.．](?!\d))|[一二三四五六七八九十]是"
    r"|第[一二三四五六七八九十百\d]+[章节條条]|[-*+•●■◆○▪] |[①-⑳]"
)
"""What an item of a list or outline begins with, a number or a bullet of any kind: such a line goes on no sentence."""

COUNTED = regex(
    rf"[（(](?P<han_in_brackets>[{NUMERALS}]{{1,4}})[）)]|[（(](?P<in_brackets>\d{{1,2}})[）)]"
    rf"|(?P<han>[{NUMERALS}]{{1,4}})、|(?P<plain>\d{{1,2}})(?:、|[.．](?!\d))"
)
"""The number of a list item, in a group named like its way of writing: items of one list are written in one way and count on."""
COUNTED_FIRST = frozenset("（(0123456789" + NUMERALS)
"""What `COUNTED` begins with: most lines begin with none of these."""

NTH = rf"第[ \u3000]?([{NUMERALS}]{{1,4}}|\d{{1,3}})[ \u3000]?"
OUTLINE = (
    regex(rf"{NTH}(?:[章编篇卷讲课回]|部分)(?![，。、：；！？的])"),
    regex(rf"{NTH}节(?![，。、：；！？的])"),
    regex(rf"([{NUMERALS}]{{1,4}})、\s*(?=\S)"),
    regex(rf"[（(]([{NUMERALS}]{{1,4}})[）)]\s*(?=\S)"),
    regex(rf"{NTH}步(?![，。、；！？的])"),
    regex(r"(\d{1,2})[.．、]\s*(?=[^\W\d_])"),
)
"""The numbers of Chinese headings by rank, highest first: the order of books, papers and official documents (GB/T 9704).

Items of lists have such numbers too: the sequence decides.
"""
CHAPTER, IN_BRACKETS, FIGURES = 1, 3, 5
"""Ranks of `OUTLINE`: down to `第一节` a number names its rank, and is no item of a list; `（一）` is never higher than level 3; `1.`
counts the items of lists more often."""
OUTLINE_FIRST = frozenset("（(第0123456789" + NUMERALS)
"""What `OUTLINE` begins with."""

GLUED = regex(rf"{NTH}(?:[章编篇卷讲课回节步]|部分)[^\s\u3000：]|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[^\s\u3000.\d]")
"""A number that no gap parts from its heading: some extractors lose all gaps. A sentence or a value may begin so: `1.5亿元`."""
DECIMAL = regex(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})[ \t\u3000]+(?=[\u3400-\u9fffA-Z]|[!-~].*[\u3400-\u9fff])"
    r"|(\d{1,2}(?:\.\d{1,2}){1,3})(?=[\u3400-\u9fffA-Za-z])"
)
"""The number of a heading that counts its levels, and a gap: `1`, `1.1`. A word stands behind it; a row of a table has numbers there."""
SUBNUMBER = regex(r"\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.%％])")
"""`1.1` and the like, with a gap or without: what is no heading by its number is an item or a row. A share (`1.1%`) is none."""
SECTION = regex(r"[ \t\u3000]*\d{1,2}(?:\.\d{1,2})*[ \t\u3000]+")
"""The number at the start of a line that is known to be a heading, and its gap, whatever stands behind it."""

MIN_ITEMS = 3
"""Numbers in a row. Two may stand at the start of lines by chance, where a sentence counts its parts."""


def value_of(numeral: str) -> int:
    """The value of a Chinese numeral up to 199, or of digits."""
    if numeral.isdigit():
        return int(numeral)
    hundreds, hundred, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (NUMERALS.find(hundreds) + 1 or 1) if hundred else 0
    value += 10 * (NUMERALS.find(tens) + 1 or 1) if ten else 0
    return value + (NUMERALS.find(ones) + 1 if ones else 0)


def outline_number(text: str) -> tuple[int, int] | None:
    """The rank and the value of the number of a Chinese heading at the start of `text`: that of `（二）` is the second of rank 3."""
    text = text.lstrip()
    if text[:1] in OUTLINE_FIRST:
        for rank, pattern in enumerate(OUTLINE):
            if match := pattern.match(text):
                return rank, value_of(match[1])
    return None


def decimal_number(text: str) -> tuple[int, ...]:
    """The decimal number of a heading at the start of `text`, or nothing: `1.2 背景` gives 1 and 2."""
    match = DECIMAL.match(text.strip()) if text.lstrip()[:1].isdecimal() else None
    return tuple(map(int, (match[1] or match[2]).split("."))) if match else ()


def numbered_items(lines: Sequence[Line]) -> set[int]:
    """The lines, by index, that begin with the next number of a list that counts to three at least."""
    runs: dict[str, list[tuple[int, int]]] = defaultdict(list)  # by the way of writing: value and index
    found: set[int] = set()
    for line in lines:
        text = line.text.lstrip()
        if text[:1] not in COUNTED_FIRST or not (match := COUNTED.match(text)) or not match.lastgroup:
            continue
        run, value = runs[match.lastgroup], value_of(match[match.lastgroup])
        if run and value != run[-1][0] + 1:
            run.clear()
        run.append((value, line.index))
        if len(run) >= MIN_ITEMS:
            found.update([index for _, index in run])
    return found
