"""Running heads with the page number on their line: the other places of a wording that is proved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.pages.numbers import Form, Number

MIN_TURNS = 3
"""Pages of each side with one wording beside their numbers."""
MIN_WORDING, MIN_LATIN_WORDING = 6, 12
"""Characters of wording beside a number: shorter is a label that counts (`Listing 3`, `第 3 课`)."""


def is_short(rest: str) -> bool:
    """Whether the wording beside a number may be no more than a label."""
    return len(rest) < (MIN_LATIN_WORDING if rest.isascii() else MIN_WORDING)


def sisters(numbers: Sequence[Number], proved: Sequence[Number]) -> Iterator[Number]:
    """The numbers with wording that is `proved` to be a head beside the number of its page, at other places, in the order of the pages.

    Evidence: the same wording, the number on the same side of it, no wording with a number on the next lines (a table of contents), and a
    value between those of the page numbers around. `proved` are those numbers of one sequence, in order.
    """
    wordings = Counter([(number.rest, number.leads) for number in proved if number.form is Form.BESIDE])
    units, values = [number.unit for number in proved], [number.value for number in proved]
    entries = {number.unit for number in numbers if number.form is Form.BESIDE and not number.leads}
    for number in numbers:
        if number.form is not Form.BESIDE or wordings[number.rest, number.leads] < MIN_TURNS:
            continue
        if entries & {number.unit - 1, number.unit + 1}:
            continue
        at = bisect_left(units, number.unit)
        if units[at : at + 1] == [number.unit] or (at and values[at - 1] >= number.value):
            continue
        if at == len(units) or number.value < values[at]:
            units.insert(at, number.unit)
            values.insert(at, number.value)
            yield number
