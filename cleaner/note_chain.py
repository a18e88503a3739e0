"""Notes and marks in their order: of all pairs those that follow one another and weigh most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.note_marks import POOR, Mark
from cleaner.note_places import NEAR, Places, ended
from cleaner.note_starts import Note
from cleaner.regex import regex

AHEAD, AT_FOOT = "before the text", "at the end of a page"
LAST, AT_END = "at the end of the text", "at the end of the text, and no list of works"
FAR = frozenset({AHEAD, LAST, AT_END})
"""Notes that may stand on another page than their marks."""
PLACES = {AT_FOOT: 3.0, LAST: 3.0, AT_END: 3.0}
SHOWN, ENDED, NOT_SHOWN = 2.0, -2.5, -4.0
"""What the place of a note counts, beside the rank of its mark."""
MISSED, MAX_MISSED = -3.0, 3
"""What it costs that the notes between two were not found, and how many these may be."""
IN_ROW = 0.5
"""What it counts that one note stands right behind the other."""
PROVED, PROVED_ALONE = 4, 5
"""What the notes of a series must count together, five in a row anywhere with sure marks; and one alone, at the foot of its page."""
ENDS_ADDRESS = regex(r"[a-z]{3,6}://[!-~]+\s*\Z")
LOOK_BACK = 100
"""Pairs before one among which the pair before it is sought."""
MAX_PAGE = 125
"""Lines of a page of two columns."""


class Pair(NamedTuple):
    """A note and one of the places where its mark can be."""

    note: Note
    mark: Mark
    weight: float


def pairs_of(places: Places, note: Note, marks: Sequence[Mark]) -> Iterator[Pair]:
    """The note with each mark that it may have: on its page or the one before, before it, or in a column that is read after it."""
    sheet = places.sheet(note.place)
    first = bisect_left(marks, (max(0, note.place - MAX_PAGE),)) if note.where not in FAR else 0
    last = places.flow[note.end - 1].text
    if not note.where and places.measured.is_cjk and not (ended(last) or ENDS_ADDRESS.search(last)):
        return  # nothing shows where it ends; a Latin line that does not end its sentence has room behind it
    weight = PLACES.get(note.where) or (SHOWN if note.where else NOT_SHOWN if note.style == "bracketed" else ENDED)
    for mark in marks[first:]:
        if note.place <= mark.place < note.end:
            continue
        pages = sheet - places.sheet(mark.place)
        if note.where in FAR:
            pages = min(abs(pages), 1)
        elif mark.place >= note.end + NEAR and note.where != AT_FOOT:
            break
        if pages < 0 and mark.place > note.end:
            break
        if pages <= 1:
            yield Pair(note, mark, weight + mark.rank - abs(pages))


def step(places: Places, before: Pair, after: Pair) -> float | None:
    """What it costs that one note with its mark follows the other; None if it cannot."""
    if before.note.end > after.note.place:
        return None
    step = after.note.number - before.note.number
    if step == 1:
        return IN_ROW if before.note.end == after.note.place else 0
    if after.note.number == 1 and places.next_edge(before.note.place) <= after.note.place:
        return 0
    return MISSED if 1 < step <= MAX_MISSED and after.note.where in (AT_FOOT, LAST) else None


def chain_of(pairs: list[Pair], step: Callable[[Pair, Pair], float | None]) -> list[Pair]:
    """The pairs that follow one another, notes and marks both in their order, and weigh most."""
    pairs = sorted(pairs, key=lambda pair: (pair.note.place, pair.mark))
    weights: list[float] = []
    before: list[int] = []
    for place, pair in enumerate(pairs):
        best, last = opening(pair.note), -1
        for other in range(max(0, place - LOOK_BACK), place):
            if pairs[other].mark < pair.mark and weights[other] + IN_ROW > best and pairs[other].note is not pair.note:
                cost = step(pairs[other], pair)
                if cost is not None and weights[other] + cost > best:
                    best, last = weights[other] + cost, other
        weights.append(best + pair.weight)
        before.append(last)
    found: list[Pair] = []
    place = max(range(len(pairs)), key=weights.__getitem__, default=-1)
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def opening(first: Note) -> float:
    """What it costs that a series begins with this note."""
    return 0 if first.number == 1 else MISSED


def in_series(chain: list[Pair]) -> Iterator[list[Pair]]:
    """The parts of a chain that are numbered through."""
    series: list[Pair] = []
    for pair in chain:
        if series and pair.note.number <= series[-1].note.number:
            yield series
            series = []
        series.append(pair)
    if series:
        yield series


def marked(chain: list[Pair], pairs: list[Pair], first: Mark | None = None) -> list[Note]:
    """The notes of the chain with their marks, but for those whose mark could as well stand elsewhere between its neighbours."""
    others: dict[int, list[Pair]] = {}
    for pair in pairs:
        others.setdefault(id(pair.note), []).append(pair)
    found: list[Note] = []
    for place, pair in enumerate(chain):
        low = chain[place - 1].mark if place else first
        high = chain[place + 1].mark if place + 1 < len(chain) else None
        alike = [
            other
            for other in others.get(id(pair.note), [])
            if other.weight >= pair.weight
            and other.mark != pair.mark
            and (low is None or other.mark > low)
            and (high is None or other.mark < high)
        ]
        if not alike:
            pair.note.mark = pair.mark
            found.append(pair.note)
    return found


def weighs_enough(places: Places, series: list[Pair]) -> bool:
    """Whether the places, the marks and the order of these notes together show that they are notes; more than doubtful marks do."""
    steps = sum([step(places, *two) or 0 for two in pairwise(series)])
    weight = opening(series[0].note) + sum([pair.weight for pair in series]) + steps
    return weight >= (PROVED if len(series) > 1 else PROVED_ALONE) and any([pair.mark.rank > POOR for pair in series])
