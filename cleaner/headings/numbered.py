"""Which numbered candidates are headings: those that stand in a sequence of their form, and are no items of a list."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cleaner.headings.candidates import RUN_IN, Candidate, Counted, is_figure
from cleaner.headings.marks import DIVISIONS, FORMS, ITEMS, LETTERED, NAMED, Mark, neighbours
from cleaner.headings.places import Places
from cleaner.headings.wording import can_be_heading, doubts, ends_clause
from cleaner.regex import regex

MIN_PROVEN = 3
"""Headings of a form that show where they end, and no fewer than those that do not: then the latter are headings as well."""
HALF, MOST = 0.5, 0.8
"""Of a series that no book numbers so: so many head something, of words that count (`案例一`) and of articles (`第一条 租赁物件`)."""
MAX_BACK = 3
"""Numbers such as `1.1` for each that is lower than the one before; 5 and more in dumps of articles, 2 in tables."""
MIN_DECIMAL = 2
"""Headings such as `1.1` and `1.2`: a number alone is a row, a date, a measure."""
MIN_PLAIN = 3
"""Headings such as `1`, `2` and `3`, in a text without `1.1`."""
MIN_ITEMS = 2
"""Headings such as `1.` and `2.` below another; at the top of a text as many as `MIN_PLAIN`."""
ABOVE = frozenset(FORMS[: FORMS.index("decimal")])
"""Forms that are higher than `1.1`."""
LISTING = frozenset({"figure)", "(letter)", "circled", "syllable)"})
"""Forms that count items far more often than headings: running text must stand between."""
COUNTING = frozenset({"han", "(han)", "step"})
"""Forms that count headings and items alike."""
MIN_PARTED = 2
"""Full lines between two numbers of one sequence: running text, which items of a list seldom have."""
MIN_TEXT = 4
"""The same, where nothing else shows headings: two of them, the rest of a sequence, numerals alone."""
MAX_STEP = 3
"""Lines from one item to the next, each with a short line that explains it; below a heading are more, of a table or a list."""
MAX_BRIEF = 24
"""Ideographs of a heading with clauses, in a sequence of such; twice as many letters."""
REMARK = regex(r"[（(][^（）()]{0,8}[）)]\Z")
"""What follows a question of an exam: a remark in brackets, or answers to choose from."""
ANSWERS = regex(r"[（(]?A[.．、)）].*(?:\n.*){0,2}?[\n \t\u3000][（(]?B[.．、)）]|[（(]?[B-D][.．、)）]")
"""The first answer with the next one beside it or at most two lines below: `A.` alone may number a part of a section."""


def numbered_among(places: Places, lines: list[Counted], listed: set[int], against: set[int]) -> list[Candidate]:
    """Those that stand in a sequence of their form, and are no items of a list; `against` are places of lines that are something else."""
    groups: dict[str, list[Counted]] = defaultdict(list)
    for line in lines:
        groups[line.mark.form].append(line)
    found: list[Candidate] = []
    for form, group in groups.items():
        if form == "numeral":
            parted = "（(" if groups.get("(han)") else ""  # the number of an item, parted from its text as an extractor does
            alone = [line for line in group if len(places.texts[line.place]) <= line.mark.end]
            found += _of_numerals(places, [line for line in alone if places.texts[line.place][0] not in parted])
            found += _of_form(places, form, [line for line in group if len(places.texts[line.place]) > line.mark.end], listed)
        elif form not in ITEMS:
            found += _of_form(places, form, group, listed)
    items = [form for form in groups if form in ITEMS]
    found = _with_sisters(places, [line for line in lines if line.mark.form not in ITEMS], found, listed | against)
    # in the order in which the text brings the forms: headings of one divide the items of the next
    for form in items:
        ends = {item.end for item in found}
        below = [line if line.place not in ends else _below(line) for line in groups[form]]
        new = _of_items(places, below, listed, found)
        found = sorted([*found, *_with_sisters(places, below, new, listed | against)], key=lambda item: item.place)
    return found


def _below(line: Counted) -> Counted:
    """A line that stands right below a heading: nothing of a paragraph is open there."""
    return line._replace(candidate=line.candidate and line.candidate._replace(is_ended=True))


def _with_sisters(places: Places, lines: Sequence[Counted], found: list[Candidate], against: set[int]) -> list[Candidate]:
    """`found` with those that a sequence misses: lines that count on from a heading, or up to one, and are written as it is.

    Between two headings a line may be wider than it would be alone; before the first and behind the last its place must show that it
    is one. It must be no sentence, and not much longer than its sisters. `against` are places of lines that are something else.
    """
    rows: dict[tuple[str, tuple[int, ...]], list[Counted]] = defaultdict(list)  # by form and the number above, in their order
    if not found:
        return found
    taken = against.union(*[range(item.place, item.end) for item in found])
    starts = {item.place: item for item in found}
    for line in lines:
        if line.place in starts or line.place not in taken:
            rows[line.mark.form, line.mark.value[:-1]].append(line)
    parts = {line.place: line.mark.form for line in lines if line.candidate}
    more: list[Candidate] = []
    for series in rows.values():
        numbers = [line.mark.value[-1] for line in series]
        heads = [at for at, line in enumerate(series) if line.place in starts]
        for before, after in pairwise([-1, *heads, len(series)] if heads else []):
            first, last = [starts[series[at].place] if 0 <= at < len(series) else None for at in (before, after)]
            between = series[before + 1 : after]
            if first and last and numbers[before] < numbers[after]:
                more += _sisters(places, between, range(numbers[before] + 1, numbers[after]), [first, last], parts, is_inside=True)
                continue
            if first:
                more += _sisters(places, between, range(numbers[before] + 1, LETTERED), [first], parts, is_inside=False)
            if last:
                more += _sisters(places, between, range(numbers[after] - 1, 0, -1), [last], parts, is_inside=False)
    return sorted({item.place: item for item in [*found, *more]}.values(), key=lambda item: item.place)


MAX_MISSING = 2
"""Headings in a row that a sequence misses."""
MAX_LONGER, MIN_LONGER = 2, 8
"""Times the length of the longer of two headings that one between them may have; and characters of that, at least."""


def _sisters(
    places: Places, lines: list[Counted], wanted: range, beside: list[Candidate], parts: Mapping[int, str], *, is_inside: bool
) -> list[Candidate]:
    """The headings among `lines`, all between two headings of their series or at its end, that count as `wanted`, from the one beside on.

    `parts` are the lines that may be headings, by place, and their forms.
    Up to `MAX_MISSING` between two are headings if each may be one; of more, and at an end, those whose place shows it.
    """
    found: list[Candidate] = []
    missed = 0
    counted: dict[int, list[Counted]] = defaultdict(list)
    for line in lines:
        counted[line.mark.value[-1]].append(line)
    for number in wanted:
        rows = counted.get(number, ())
        item = _sister(places, rows[0], beside) if len(rows) == 1 else None
        if len(rows) > 1 or missed > MAX_MISSING or not (rows or is_inside):
            break
        missed = 0 if item and _shows(places, item, parts) else missed + 1
        found += [item] if item else []
    if is_inside and len(found) == len(wanted) <= MAX_MISSING:
        return found
    return [item for item in found if _shows(places, item, parts)]


def _shows(places: Places, item: Candidate, parts: Mapping[int, str]) -> bool:
    """Whether the place of a line shows that it is a heading: what is before is finished, its end is the author's, text follows, or a
    part with a number of another form."""
    form = item.mark.form if item.mark else ""
    is_parted = item.is_sure or places.is_loose(item.end - 1)
    is_ended = item.is_ended or (item.mark is not None and item.mark.form not in ITEMS)
    return is_ended and is_parted and (item.is_followed or item.end == len(places) or parts.get(item.end, form) != form)


def _sister(places: Places, line: Counted, beside: Sequence[Candidate]) -> Candidate | None:
    """The heading that a counted line is, if one must stand there."""
    wording = places.texts[line.place][line.mark.end :]
    item = line.candidate
    may_be = can_be_heading(wording, is_numbered=True) if wording else not any([one.text for one in beside])
    if item is None and may_be and places.is_loose(line.place):
        doubt = doubts(wording) if wording else ""
        item = Candidate(line.place, 1, wording, line.mark, is_ended=True, is_sure=False, is_followed=True, doubt=doubt)
    if item is None or (not item.is_sure and (item.doubt not in SURE_DOUBTS or (not places.is_cjk and places.is_full(item.end - 1)))):
        return None
    return item if len(item.text) <= MAX_LONGER * max([MIN_LONGER, *[len(one.text) for one in beside]]) else None


SURE_DOUBTS = ("", "a question", "a label")
"""Doubts about its wording that the number of a line dispels."""


def one_form(lines: list[Counted]) -> list[Counted]:
    """`lines` with one form for all numbers of one sequence: `1`, and `1.` before `1.1` or after it, belong to a text that counts so."""
    decimals = [(line.place, line.mark.value) for line in lines if line.mark.form == "decimal" and line.candidate]
    if not decimals:
        return lines
    places = [place for place, _ in decimals]
    higher = [line.place for line in lines if line.mark.form in ABOVE]
    named: list[Counted] = []
    last = 0
    for line in lines:
        form, number = line.mark.form, line.mark.value[0]
        after = bisect_right(places, line.place)
        above = decimals[after - 1][1][0] if after else 0
        below = decimals[after][1][:2] if after < len(decimals) else ()
        if below and below[0] > LETTERED:
            below = ()  # an appendix counts by itself
        elif below and bisect_right(higher, line.place) != bisect_right(higher, places[after]):
            below = (number,)  # of another chapter: neither its part nor the next
        # before its first part, or a section without parts between two others
        fits = below == (number, 1) or (above == number - 1 and below[:1] == (number + 1,)) or (not below and above < number)
        # within the parts of one section the next cannot stand, nor one far ahead: it is an item, a row, a value, the number of a page
        is_inside = 0 < after < len(decimals) and decimals[after - 1][1] < decimals[after][1]
        is_near = not last or number == 1 or last < number <= last + 1 + MAX_MISSING
        fits_plain = above < number <= below[0] if is_inside and below else is_near
        if (form == "plain" and fits_plain) or (form == "figure" and fits):
            mark = line.mark._replace(form="decimal")
            line = line._replace(mark=mark, candidate=line.candidate and line.candidate._replace(mark=mark))
        elif form == "plain":
            line = line._replace(candidate=None)
        if line.candidate and line.mark.form == "decimal":
            last = line.mark.value[0]
        named.append(line)
    return _with_those_before(named)


def _with_those_before(lines: list[Counted]) -> list[Counted]:
    """`lines` with the form of `1.1` for the numbers that count up to one of that form: `1.` to `5.`, where `6.` has parts."""
    found: list[Counted] = []
    wanted = 0
    for line in reversed(lines):
        form, value = line.mark.form, line.mark.value
        if form == "decimal" and line.candidate and len(value) == 1:
            wanted = value[0] - 1
        elif form == "figure" and line.candidate and value[0] == wanted:
            mark = line.mark._replace(form="decimal")
            line, wanted = line._replace(mark=mark, candidate=line.candidate._replace(mark=mark)), wanted - 1
        found.append(line)
    return found[::-1]


def listed_among(places: Places, lines: list[Counted]) -> set[int]:
    """The places of items of lists, and of entries of tables: their numbers follow each other, with nothing between or a page number."""
    at = {line.place: line.mark for line in lines}
    # above the next number stands no text of its own
    found = {line.place for line in lines if line.candidate and _is_next(line.mark, at.get(line.candidate.end))}
    run: list[Counted] = []
    pairs: set[int] = set()
    again: set[int] = set()
    for line in [*lines, None]:
        if line is not None and line.candidate is None:
            continue
        last = run[-1] if run else None
        alike = last is not None and line is not None and last.mark.form == line.mark.form
        is_next = line and last and _candidate(last).end in (line.place, line.place - is_figure(places.texts[line.place - 1]))
        if line and last and is_next and not (alike and line.mark.value < last.mark.value):
            if alike and len(line.mark.value) == len(last.mark.value):
                (pairs if last.mark.value < line.mark.value else again).update([last.place, line.place])
            run.append(line)
            continue
        if len(pairs) >= MIN_PLAIN:
            inner = {item.mark.form for item in run[1:-1]}  # a form that stands at an end only heads the list, or what follows it
            found.update([item.place for item in run if item.mark.form in inner])
        found.update(pairs)
        if len(again) >= MIN_PLAIN:
            found |= again  # a chapter of several pages, each with an entry
        run, pairs, again = [line] if line else [], set(), set()
    return found


def _is_next(mark: Mark, after: Mark | None) -> bool:
    """Whether one number goes on another: `1` and `1.` may be of one form, see `one_form`."""
    if after is None or after.value != (*mark.value[:-1], mark.value[-1] + 1):
        return False
    return after.form == mark.form or {after.form, mark.form} == {"decimal", "plain"}


def _of_form(places: Places, form: str, group: list[Counted], listed: set[int]) -> list[Candidate]:
    """The headings among the lines of one form that names no items."""
    usable = [line for line in group if line.candidate and line.place not in listed and line.candidate.is_followed]
    sure = sum([_candidate(line).is_sure for line in usable])
    counts_on = [line.mark.value for line in usable] == [(number,) for number in range(1, len(group) + 1)]
    is_proven = sure >= max(MIN_PROVEN, len(usable) - sure) or (counts_on and len(usable) >= MIN_PROVEN)
    usable = [line for line in usable if _candidate(line).is_sure or (is_proven and not _is_cut(places, _candidate(line)))]
    series = [line for line in group if line.place not in listed]
    if usable and form not in NAMED and 2 * sum(map(bool, _between(places, series))) < len(series):
        return []  # a word that counts rows, examples, labels: below most of them stands no running text
    values = {line.mark.value for line in (usable if form in ("decimal", "clause", "article") else group)}
    items = _items(places, group, usable) if form in COUNTING else set()
    found: list[Candidate] = []
    for line in usable:
        if line.place in items:
            continue
        item, value = _candidate(line), line.mark.value
        is_supported = any([other in values for other in neighbours(value)]) or value == (1,)
        is_alone = form == "decimal" and len(places.texts[item.place]) <= line.mark.end
        stands_out = item.is_ended and item.is_sure and item.doubt in ("", "a question") and not is_alone
        if is_supported and len(usable) == 1:
            is_supported = places.breaks(item.end - 1)  # the first of none
        if not (is_supported or (stands_out and form in DIVISIONS | {"appendix"})):
            continue
        if (item.is_glued or (item.doubt == "clauses" and form == "decimal")) and not item.is_ended:
            continue
        if (form not in FORMS or form == "clause") and not stands_out:
            continue
        found.append(item)
    if (form not in FORMS or form == "clause") and form != "appendix":
        sentences = [
            line for line in series if not line.candidate and (ends_clause(places.texts[line.place]) or places.is_full(line.place))
        ]
        least = max(HALF * len(series), MOST * (len(series) - len(sentences)) if form in ("clause", "article") else 0)
        unsure = [item for item in map(_candidate, usable) if item.is_ended and not item.is_sure and not item.doubt]
        if len(found) + len(unsure) < least:
            return []  # on the lines of the others their text begins: headings are all or none
    if form == "decimal":
        found = _in_order(found)
        if MAX_BACK * _back(found) > len(found):
            return [item for item in found if len(value_of(item)) == 1]
    if form not in NAMED and len({value_of(item) for item in found}) < MIN_ITEMS:
        return []  # a word that counts no second
    if form not in ("decimal", "plain") or sum([len(value_of(item)) > 1 for item in found]) >= MIN_DECIMAL:
        return found
    if sum([len(places.texts[item.place]) <= item.mark.end for item in found if item.mark]) >= MIN_ITEMS:
        return found  # numbers alone, in the order of sections
    firsts = _of_items(places, [line for line in group if len(line.mark.value) == 1], listed, [])
    tops = {value_of(item)[0] for item in firsts}
    return [*firsts, *[item for item in found if len(value_of(item)) > 1 and value_of(item)[0] in tops]]


def _in_order(found: list[Candidate]) -> list[Candidate]:
    """`found` without values and measures: numbers without a neighbour that are not between the two beside them, though these go on."""
    beside = zip(found, found[1:], found[2:], strict=False)
    values = [tuple(map(value_of, three)) for three in beside]
    odd = {at for at, (before, value, after) in enumerate(values, 1) if before < after and not before < value < after}
    known = {value_of(item) for item in found}
    return [item for at, item in enumerate(found) if at not in odd or not known.isdisjoint(neighbours(value_of(item)))]


def _back(found: Sequence[Candidate]) -> int:
    """How often a number of several parts is lower than the one before: of headings that is once a text, of the rows of a table often."""
    values = [value_of(item) for item in found if len(value_of(item)) > 1]
    return sum([after < before for before, after in pairwise(values)])


def _is_cut(places: Places, item: Candidate) -> bool:
    """Whether a line with clauses is full: the first of a sentence, and its end is the page's."""
    return item.doubt in ("clauses", "a label") and places.is_full(item.end - 1)


def _items(places: Places, group: list[Counted], usable: list[Counted]) -> set[int]:
    """The places of the items among `group`, by runs from 1 on.

    A run counts items where a semicolon ends one before the next number, or where fewer than half of it may be headings: the others are
    items too, that happen to break off.
    """
    may_be, found = {line.place for line in usable}, set()
    for run in _runs(places, group, set()):
        parted = any([places.texts[line.place - 1][-1] in ";；" for line in run[1:]])
        if parted or 2 * sum([line.place in may_be for line in run]) < len(run):
            found.update([line.place for line in run])
    return found


def _of_items(places: Places, group: list[Counted], listed: set[int], above: Sequence[Candidate]) -> list[Candidate]:
    """The headings among the lines of a form that counts items: of one sequence, all stand out, or paragraphs show that they do."""
    starts = [item.place for item in above]
    found: list[Candidate] = []
    alone: list[Candidate] = []
    others: list[list[Counted]] = []
    for run in _runs(places, group, listed):
        section = bisect_right(starts, run[0].place)
        if _are_headings(places, run, listed, MIN_ITEMS if section else MIN_PLAIN):
            found += [line.candidate for line in run if line.candidate]
        elif section and len(run) == 1 and run[0].mark.value == (1,) and _stands_out(run[0], listed):
            alone += [_candidate(run[0])]
        else:
            others.append(run)
    if found:
        found += alone  # the only part of a section, where those of others are headings
    if len(found) >= MIN_PLAIN:
        found += [line.candidate for run in others if _are_alike(places, run, listed) for line in run if line.candidate]
    return found


def _runs(places: Places, group: list[Counted], listed: set[int]) -> list[list[Counted]]:
    """The sequences among the lines of one form, in which one that begins anew stands inside the one before, and that may go on after it.

    A line goes on the innermost sequence that its number fits, and of two that it fits one of its own kind: headings, or items. A number
    that fits none breaks the sequence it stands in.
    """
    found: list[list[Counted]] = []
    inner: list[list[Counted]] = []
    for line in group:
        if line.candidate is None and not (places.ended[line.place] or places.breaks(line.place - 1)):
            continue  # by chance at the start of a printed line
        value, lowest = line.mark.value[0], max(0, len(inner) - MAX_OPEN)
        fits = [depth for depth, run in enumerate(inner[lowest:], lowest) if run[-1].mark.value[0] == value - 1]
        alike = [depth for depth in fits if _stands_out(inner[depth][-1], listed) == _stands_out(line, listed)]
        if fits:
            depth = (alike or fits)[-1]
            del inner[depth + 1 :]
            inner[depth].append(line)
        elif inner and value > inner[-1][-1].mark.value[0]:
            inner[-1].append(line)
        else:
            inner.append([line])
            found.append(inner[-1])
    return found


MAX_OPEN = 100
"""Sequences that a line may go on, so that each line asks no more: a text may begin thousands of them and end none."""


def _stands_out(line: Counted, listed: set[int]) -> bool:
    """Whether the line shows that it is whole, between what is finished and what begins."""
    item = line.candidate
    if item is None or line.place in listed:
        return False
    return item.is_ended and item.is_sure and item.is_followed and item.doubt in ("", "a question")


def _are_headings(places: Places, run: list[Counted], listed: set[int], least: int) -> bool:
    """Whether the lines of one sequence are headings.

    They count from 1, or go on where an excerpt begins; those whose text follows on their line tell nothing of the others. All of them
    stand out; or full lines of running text part them, and no more than one is doubtful, or all are whole and brief.
    """
    values = [line.mark.value[0] for line in run]
    run = [line for line in run if not RUN_IN.match(places.texts[line.place], line.mark.end)]
    items = [line.candidate for line in run if line.candidate]
    if values != list(range(values[0], values[0] + len(values))) or len(items) < MIN_ITEMS:
        return False
    below = ["\n".join(places.texts[item.end : item.end + 3]) for item in items if item.end < len(places) and not places.is_full(item.end)]
    if any(map(ANSWERS.match, below)) or sum([REMARK.match(text.partition("\n")[0]) is not None for text in below]) >= MIN_ITEMS:
        return False  # questions, and answers to choose from, each on a line
    between = _between(places, run)
    strong = sum([_stands_out(line, listed) for line in run])
    if run[0].mark.form in LISTING and min(between) < MIN_PARTED:
        return False
    if strong == len(run):
        if values[0] == 1 and len(run) >= least:
            return any(between[:-1]) or max([after.place - line.place for line, after in pairwise(run)]) > MAX_STEP
        return min(between) >= MIN_TEXT
    if len(run) < MIN_PLAIN or not all(between[:-1]):
        return False
    if 3 * strong >= 2 * len(run):  # some of them are odd
        whole = [item for item in items if item.is_ended and item.is_sure]
        return values[0] == 1 or (len(whole) == len(run) and min(between) >= MIN_TEXT)
    brief = MAX_BRIEF if places.is_cjk else 2 * MAX_BRIEF
    return values[0] == 1 and min(between[:-1]) >= MIN_PARTED and all([item.is_sure and len(item.text) <= brief for item in items])


def _are_alike(places: Places, run: list[Counted], listed: set[int]) -> bool:
    """Whether a sequence is one of headings where its form has others: each stands alone, with a label or without, above full lines."""
    values = [line.mark.value[0] for line in run]
    items = [line.candidate for line in run if line.candidate and line.place not in listed and line.candidate.doubt in SURE_DOUBTS]
    if len(run) < MIN_ITEMS or values != list(range(1, len(run) + 1)) or len(items) < len(run):
        return False
    return all(_between(places, run)) and all([item.is_ended and item.is_sure and item.is_followed for item in items])


def _of_numerals(places: Places, group: list[Counted]) -> list[Candidate]:
    """The numerals that stand alone above the parts of a story: two and more that count on, each with running text below it."""
    found: list[Candidate] = []
    for run in _runs(places, [line for line in group if line.candidate], set()):
        values = [line.mark.value[0] for line in run]
        counts_on = values == list(range(values[0], values[0] + len(run)))
        beside = [places.texts[line.place - 1] for line in run if places.texts[line.place].isascii()]
        if len(set(beside)) < len(beside):
            continue  # Roman, below the same line: numbers of pages, below their running head
        if len(run) >= MIN_ITEMS and counts_on and min(_between(places, run)) >= MIN_TEXT:
            found += [_candidate(line) for line in run]
    return found


def _between(places: Places, run: list[Counted]) -> list[int]:
    """The full lines behind each of `run`, up to the next."""
    ends = [*[line.place for line in run[1:]], len(places)]
    return [places.filled[end] - places.filled[line.place + 1] for line, end in zip(run, ends, strict=True)]


def _candidate(line: Counted) -> Candidate:
    assert line.candidate is not None
    return line.candidate


def value_of(item: Candidate) -> tuple[int, ...]:
    assert item.mark is not None
    return item.mark.value
