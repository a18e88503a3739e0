"""Numbers at the start of lines: what numbered headings and numbered lists have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cleaner.document import Line
from cleaner.regex import regex

NUMERALS = "一二三四五六七八九十百"
ITEM = regex(
    rf"[（(](?P<han_in_brackets>[{NUMERALS}]{{1,4}})[）)]|[（(](?P<in_brackets>\d{{1,2}})[）)]"
    rf"|(?P<han>[{NUMERALS}]{{1,4}})、|(?P<plain>\d{{1,2}})(?:、|[.．](?!\d))"
)
FIRST = frozenset("（(0123456789" + NUMERALS)
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


def numbered_items(lines: Sequence[Line]) -> set[int]:
    """The lines, by index, that begin with the next number of a list that counts to three at least."""
    runs: dict[str, list[tuple[int, int]]] = defaultdict(list)  # by the way of writing: value and index
    found: set[int] = set()
    for line in lines:
        text = line.text.lstrip()
        if text[:1] not in FIRST or not (match := ITEM.match(text)) or not match.lastgroup:
            continue
        run, value = runs[match.lastgroup], value_of(match[match.lastgroup])
        if run and value != run[-1][0] + 1:
            run.clear()
        run.append((value, line.index))
        if len(run) >= MIN_ITEMS:
            found.update([index for _, index in run])
    return found
