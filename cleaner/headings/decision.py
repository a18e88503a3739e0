"""Which candidates are headings, and of which level: one decision that sees all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.headings.against import Against
from cleaner.headings.candidates import Candidate, Counted, counted, in_sequence, set_apart
from cleaner.headings.dates import DATES, dated
from cleaner.headings.marks import FORMS, ITEMS
from cleaner.headings.numbered import listed_among, numbered_among, one_form, value_of
from cleaner.headings.places import Places
from cleaner.headings.plain import MIN_PARTED, MIN_PEERS, divided, plain_among

IN_SEQUENCE = "numbered, in sequence, without a full stop"
REASONS = dict.fromkeys(DATES, "a date of several that go forward, each above its text")
"""Why a heading is one, where it is no common number."""


class Heading(NamedTuple):
    """A heading: its lines, its level below the title (2 is the highest), and why it is one."""

    candidate: Candidate
    level: int
    reason: str


def headings(places: Places) -> tuple[list[Heading], set[int]]:
    """The headings of a text, in order; and the places where a block begins, though no heading is known there.

    Those are printed lines that are set apart as headings are, what stands below them, and numbers that go on a heading's.
    """
    against = Against(places)
    all_lines = one_form(in_sequence(places, counted(places)))
    lines = against.counted(all_lines)
    listed = listed_among(places, lines)
    ruled_out = {line.place for line, left in zip(all_lines, lines, strict=True) if line.candidate and not left.candidate}
    numbered = numbered_among(places, lines, listed, ruled_out)
    dates, no_dates = dated(places, _taken(numbered))
    numbered = sorted([*numbered, *dates], key=lambda item: item.place)
    taken = _taken(numbered)
    ends = frozenset(item.end for item in numbered)
    forms = Counter(line.mark.form for line in all_lines)
    all_apart = set_apart(places, taken, ends, forms)
    apart = [item for item in all_apart if not against.top(item)]
    undated = [item for item in apart if item.place not in no_dates]
    parts = divided(numbered, undated)
    repeated = against.repeated(undated, numbered)
    plain = [item for item in plain_among(places, undated, numbered, listed, repeated) if not against.plain(item, parts, repeated)]
    alone = [item for item in apart if item.is_ended and item.is_sure and not places.is_block(item.place) and item not in plain]
    begins = {place for item in alone for place in (item.place, item.end)} | _members(lines, taken)
    return _levelled(numbered, plain), begins - taken - _taken(plain)


def _members(lines: list[Counted], taken: frozenset[int]) -> set[int]:
    """The places of numbers that go on a heading's, in a form that counts no items: they head the text on their own line."""
    found: set[int] = set()
    last: dict[tuple[str, tuple[int, ...]], int] = {}
    for line in lines:
        series, number = (line.mark.form, line.mark.value[:-1]), line.mark.value[-1]
        if line.place not in taken and line.mark.form not in ITEMS and last.get(series) == number - 1:
            found.add(line.place)
        elif line.place not in taken:
            continue
        last[series] = number
    return found


def _taken(items: list[Candidate]) -> frozenset[int]:
    return frozenset(place for item in items for place in range(item.place, item.end))


def _levelled(numbered: list[Candidate], plain: list[Candidate]) -> list[Heading]:
    """The level of each heading.

    Numbered ones: by the order of their forms, and by how many parts their number has. Others are the highest, but one below a
    numbered heading is a part of it, if the numbers go on after it; and numbers that count the parts of others are one lower.
    """
    order = _order(numbered)
    top = min([len(value_of(item)) for item in numbered if _form(item) == "decimal"], default=1)
    lower = _counts_parts(numbered, plain, order)
    levels: dict[int, int] = {}
    depth = 0  # of the decimal number that the others stand below
    for item in numbered:
        form = _form(item)
        if form == "decimal" or order[form] < order.get("decimal", 0):
            depth = len(value_of(item)) - top if form == "decimal" else 0
        levels[item.place] = order[form] + depth + lower
    starts = [item.place for item in numbered]
    found = [Heading(item, min(6, levels[item.place]), REASONS.get(_form(item), IN_SEQUENCE)) for item in numbered]
    sections = [bisect_right(starts, item.place) for item in plain]
    is_parted = len({*sections} - {0, len(starts)}) >= MOST_PARTED * max(2, len(starts) - 1)  # and so is the last
    for item, after in zip(plain, sections, strict=True):
        level = 2
        if 0 < after < len(starts) + is_parted and not lower:
            level = levels[starts[after - 1]] + 1
            below = levels[starts[after]] if after < len(starts) else level
            level = below if below < level - 1 else level
        found.append(Heading(item, min(6, level), "short, without a stop, between a finished paragraph and the first line of the next"))
    return _without_jumps(sorted(found, key=lambda heading: heading.candidate.place))


def _without_jumps(found: list[Heading]) -> list[Heading]:
    """`found`, each at most one level below the heading that it is a part of: a form that counts parts of two others has two levels.

    `4.3.3` tells its level, though `4.3` may not have been found.
    """
    above: list[tuple[int, int]] = []  # the headings that are open, by the level of their form and their own
    for place, heading in enumerate(found):
        while above and above[-1][0] >= heading.level:
            above.pop()
        is_told = heading.candidate.mark is not None and len(value_of(heading.candidate)) > 1
        level = min(heading.level, above[-1][1] + 1) if above and not is_told else heading.level
        above.append((heading.level, level))
        found[place] = heading._replace(level=level)
    return found


def _counts_parts(numbered: list[Candidate], plain: list[Candidate], order: Mapping[str, int]) -> bool:
    """Whether the numbers count parts of the headings without one.

    They stand right below such (`divided`); or wherever one follows, the highest numbers begin anew, and those that begin anew follow one
    (but for a third, whose headings were not found), or most headings have no number.
    """
    if divided(numbered, plain):
        return True
    top = min(order.values(), default=0)
    tops = [item for item in numbered if order[_form(item)] == top and len(value_of(item)) == 1]
    places = [item.place for item in plain]
    sections = [0, *[bisect_right(places, item.place) for item in tops]]
    below = [item for item, (before, after) in zip(tops, pairwise(sections), strict=True) if before < after]
    if not below or any([value_of(item) != (1,) for item in below if item is not tops[0]]):
        return False
    of_parts = all([_form(item) in OF_PARTS for item in tops])
    if of_parts and len(plain) >= max(MIN_PARTED, len(numbered)):
        return True
    anew = [item for item in tops if value_of(item) == (1,)]
    return len(below) >= max(MIN_PARTED if of_parts else MIN_PEERS, MOST_PARTED * len(anew))


OF_BOOKS = frozenset({"part", "subpart", "chapter", "section", "clause"})
"""Forms of which one contains the next in every text, in an excerpt that begins inside a chapter as well."""
MOST_PARTED = 2 / 3
"""Of the numbered headings with others below them, but for the last one."""
OF_PARTS = ITEMS | {"numeral"}
"""Forms that count the parts of headings without a number, as they count items."""


def _form(item: Candidate) -> str:
    assert item.mark is not None
    return item.mark.form


def _order(numbered: Sequence[Candidate]) -> dict[str, int]:
    """The level of each form: the known order of forms, and for others the order in which the text brings them.

    A form is above another where one of its headings stands before one of the other's.
    """
    forms: list[str] = []
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for item in numbered:
        form = _form(item)
        first.setdefault(form, item.place)
        last[form] = item.place
        if form in forms:
            continue
        rank = FORMS.index(form) if form in FORMS else None
        place = len(forms)
        if rank is not None:
            place = next((at for at, other in enumerate(forms) if other in FORMS and FORMS.index(other) > rank), place)
        forms.insert(place, form)
    levels: dict[str, int] = {}
    for at, form in enumerate(forms):
        above = [levels[other] + 1 for other in forms[:at] if first[other] < last[form] or {other, form} <= OF_BOOKS]
        levels[form] = max([3 if form == "(han)" else 2, *above])
    levels["appendix"] = levels.get("chapter", 2)
    return levels
