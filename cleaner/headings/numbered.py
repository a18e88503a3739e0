"""Which numbered candidates are headings: those that stand in a sequence of their form, and are no items of a list."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from cleaner.headings.candidates import Candidate, Counted
from cleaner.headings.marks import DIVISIONS, FORMS, ITEMS, neighbours
from cleaner.headings.places import Places
from cleaner.headings.wording import clauses

MIN_PROVEN = 3
"""Headings of a form that show where they end, and no fewer than those that do not: then the latter are headings as well."""
MIN_DECIMAL = 2
"""Headings such as `1.1` and `1.2`: a number alone is a row, a date, a measure."""
MIN_PLAIN = 3
"""Headings such as `1`, `2` and `3`, in a text without `1.1`."""
MIN_ITEMS = 2
"""Headings such as `1.` and `2.` below another; at the top of a text as many as `MIN_PLAIN`."""
COUNTING = frozenset({"han", "(han)", "step"})
"""Forms that count headings and items alike."""
MAX_ROW = 5
"""Numbers in a row, one a line: more are a table of contents, or of data."""


def numbered_among(places: Places, lines: list[Counted], listed: set[int]) -> list[Candidate]:
    """Those that stand in a sequence of their form, and are no items of a list."""
    groups: dict[str, list[Counted]] = defaultdict(list)
    for line in lines:
        groups[line.mark.form].append(line)
    found: list[Candidate] = []
    for form, group in groups.items():
        if form not in ITEMS:
            found += _of_form(places, form, group, listed)
    found.sort(key=lambda item: item.place)
    # in the order in which the text brings the forms: headings of one divide the items of the next
    for form in [form for form in groups if form in ITEMS]:
        found = sorted([*found, *_of_items(groups[form], listed, found)], key=lambda item: item.place)
    return found


def one_form(lines: list[Counted]) -> list[Counted]:
    """`lines` with one form for all numbers of one sequence: `1`, and `1.` before `1.1` or after it, belong to a text that counts so."""
    decimals = [(line.place, line.mark.value[0]) for line in lines if line.mark.form == "decimal" and line.candidate]
    if not decimals:
        return lines
    places = [place for place, _ in decimals]
    named: list[Counted] = []
    for line in lines:
        form, number = line.mark.form, line.mark.value[0]
        after = bisect_right(places, line.place)
        above = decimals[after - 1][1] if after else 0
        below = decimals[after][1] if after < len(decimals) else number + 1 if above < number else 0
        # before its first part, or a section without parts between two others
        fits = below == number or above == number - 1 == below - 2 or (after == len(decimals) and above < number)
        if form == "plain" or (form == "figure" and fits):
            mark = line.mark._replace(form="decimal")
            line = line._replace(mark=mark, candidate=line.candidate and line.candidate._replace(mark=mark))
        named.append(line)
    return named


def listed_among(lines: list[Counted]) -> set[int]:
    """The places of items of lists, and of entries of tables: their numbers follow each other at once, with nothing between."""
    found: set[int] = set()
    run: list[Counted] = []
    pairs: set[int] = set()
    for line in [*lines, None]:
        if line is not None and line.candidate is None:
            continue
        last = run[-1] if run else None
        alike = last is not None and line is not None and last.mark.form == line.mark.form
        is_next = line and last and last.candidate and last.candidate.end == line.place
        # answers to choose from, `A.` to `D.`, end with the question
        if line and last and is_next and (alike or last.mark.form != "letter") and not (alike and line.mark.value <= last.mark.value):
            if alike and len(line.mark.value) == len(last.mark.value):
                pairs |= {last.place, line.place}
            run.append(line)
            continue
        if len(run) > MAX_ROW or len(pairs) >= MIN_PLAIN:
            found.update([item.place for item in run])
        found.update(pairs)
        run, pairs = [line] if line else [], set()
    return found


def _of_form(places: Places, form: str, group: list[Counted], listed: set[int]) -> list[Candidate]:
    """The headings among the lines of one form that names no items."""
    usable = [line for line in group if line.candidate and line.place not in listed and line.candidate.is_followed]
    sure = sum([_candidate(line).is_sure for line in usable])
    is_proven = sure >= max(MIN_PROVEN, len(usable) - sure) or (form in DIVISIONS and sure > 0 and len(usable) >= 0.8 * len(group))
    usable = [line for line in usable if _candidate(line).is_sure or is_proven]
    values = Counter(line.mark.value for line in usable)
    items = _items(places, group, usable) if form in COUNTING else set()
    found: list[Candidate] = []
    for line in usable:
        if line.place in items:
            continue
        item, value = _candidate(line), line.mark.value
        is_supported = any([other in values for other in neighbours(value)]) or value == (1,)
        stands_out = item.is_ended and item.is_sure and item.doubt in ("", "a question")
        if is_supported and len(usable) == 1:
            is_supported = not places.is_printed or places.breaks(item.end - 1)  # the first of none
        if not places.is_printed and item.doubt == "clauses" and len(usable) == 1:
            continue  # a paragraph that a column break cut
        if not (is_supported or (stands_out and form in DIVISIONS | {"appendix"})):
            continue
        if item.is_glued and not (item.is_ended and item.is_sure and not clauses(item.text)):
            continue
        if form not in FORMS and not stands_out:
            continue
        if form == "decimal" and not item.is_sure and item.doubt:
            continue
        found.append(item)
    if form not in ("decimal", "plain"):
        return found
    numbers = [
        value_of(item)[0] for item in found if len(value_of(item)) == 1 and item.is_ended and item.is_sure and not clauses(item.text)
    ]
    are_lone = all([item.mark is not None and len(places.texts[item.place]) <= item.mark.end for item in found])
    is_plain = len(numbers) >= (MIN_ITEMS if are_lone else MIN_PLAIN) and numbers == list(range(1, len(numbers) + 1))
    return found if is_plain or sum([len(value_of(item)) > 1 for item in found]) >= MIN_DECIMAL else []


def _items(places: Places, group: list[Counted], usable: list[Counted]) -> set[int]:
    """The places of the items among `group`, by runs from 1 on.

    A run counts items where a semicolon ends one before the next number, or where fewer than half of it may be headings: the others are
    items too, that happen to break off.
    """
    may_be, found = {line.place for line in usable}, set()
    run: list[int] = []
    last: tuple[int, ...] = (0,)
    for line in [*group, None]:
        if line is None or line.mark.value <= last:
            parted = any([places.texts[place - 1][-1] in ";；" for place in run[1:]])
            if parted or 2 * len(may_be.intersection(run)) < len(run):
                found.update(run)
            run = []
        if line is not None:
            run.append(line.place)
            last = line.mark.value
    return found


def _of_items(group: list[Counted], listed: set[int], above: Sequence[Candidate]) -> list[Candidate]:
    """The headings among the lines of a form that counts items: of one section, all of them stand out and count from 1."""
    starts = [item.place for item in above]
    runs: dict[tuple[int, int], list[Counted]] = defaultdict(list)  # by the heading above, and how often they began anew
    anew = 0
    last: tuple[int, ...] = (0,)
    for line in group:
        anew += line.mark.value <= last
        last = line.mark.value
        runs[bisect_right(starts, line.place), anew].append(line)
    found: list[Candidate] = []
    for (section, _), run in runs.items():
        items = [line.candidate for line in run if line.candidate]
        stand_out = all([item.is_ended and item.is_sure and item.is_followed and item.doubt in ("", "a question") for item in items])
        values = [line.mark.value[0] for line in run]
        if len(items) < len(run) or not stand_out or values != list(range(1, len(run) + 1)):
            continue
        if len(run) >= (MIN_ITEMS if section else MIN_PLAIN) and not any([line.place in listed for line in run]):
            found += items
    return found


def _candidate(line: Counted) -> Candidate:
    assert line.candidate is not None
    return line.candidate


def value_of(item: Candidate) -> tuple[int, ...]:
    assert item.mark is not None
    return item.mark.value
