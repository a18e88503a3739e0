"""Which candidates are headings, and of which level: one decision that sees all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.document import Role
from cleaner.glyphs import letters
from cleaner.headings.candidates import Candidate, Counted, counted, set_apart
from cleaner.headings.marks import DIVISIONS, FORMS, ITEMS, neighbours
from cleaner.headings.places import FILLED, Places
from cleaner.headings.wording import DATE, clauses

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


class Heading(NamedTuple):
    """A heading: its lines, its level below the title (2 is the highest), and why it is one."""

    candidate: Candidate
    level: int
    reason: str


def headings(places: Places) -> list[Heading]:
    """The headings of a text, in order."""
    lines = _named(counted(places))
    listed = _listed(lines) if any([line.candidate for line in lines]) else set()
    numbered = _numbered(places, lines, listed)
    taken = frozenset(place for item in numbered for place in range(item.place, item.end))
    ends = frozenset(item.end for item in numbered)
    contents = {line.place for line in lines if line.place in listed and line.mark.form not in ITEMS}
    plain = _plain(places, list(set_apart(places, taken, ends)), numbered, contents)
    return _levelled(numbered, plain)


# --- numbered


def _numbered(places: Places, lines: list[Counted], listed: set[int]) -> list[Candidate]:
    """Those that stand in a sequence of their form, and are no items of a list."""
    groups: dict[str, list[Counted]] = defaultdict(list)
    for line in lines:
        groups[line.mark.form].append(line)
    found: list[Candidate] = []
    for form, group in groups.items():
        if form not in ITEMS:
            found += _of_form(places, form, group, listed)
    found.sort(key=lambda item: item.place)
    for form in ITEMS & groups.keys():
        found += _of_items(groups[form], listed, found)
    return sorted(found, key=lambda item: item.place)


def _named(lines: list[Counted]) -> list[Counted]:
    """`lines` with one form for all numbers of one sequence: `1`, and `1.` before `1.1` or after it, belong to a text that counts so."""
    decimals = [(line.place, line.mark.value[0]) for line in lines if line.mark.form == "decimal" and line.candidate]
    if not decimals:
        return lines
    places = [place for place, _ in decimals]
    named: list[Counted] = []
    for line in lines:
        form, number = line.mark.form, line.mark.value[0]
        after = bisect_right(places, line.place)
        fits = decimals[after][1] == number if after < len(decimals) else decimals[after - 1][1] < number
        if form == "plain" or (form == "figure" and fits):
            line = line._replace(mark=line.mark._replace(form="decimal"))
        named.append(line)
    return named


def _listed(lines: list[Counted]) -> set[int]:
    """The places of items of lists, and of entries of tables: their numbers follow each other at once, with nothing between."""
    found: set[int] = set()
    run: list[Counted] = []
    pairs: set[int] = set()
    for line in [*lines, None]:
        if line is not None and line.candidate is None:
            continue
        last = run[-1] if run else None
        alike = last is not None and line is not None and last.mark.form == line.mark.form
        if line and last and last.candidate and last.candidate.end == line.place and not (alike and line.mark.value <= last.mark.value):
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
    items = _items(group, usable) if form in COUNTING else set()
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
    numbers = [_mark(item)[0] for item in found if len(_mark(item)) == 1 and item.is_ended and item.is_sure and not clauses(item.text)]
    is_plain = len(numbers) >= MIN_PLAIN and numbers == list(range(1, len(numbers) + 1))
    return found if is_plain or sum([len(_mark(item)) > 1 for item in found]) >= MIN_DECIMAL else []


def _items(group: list[Counted], usable: list[Counted]) -> set[int]:
    """The places of runs from 1 on of which fewer than half may be headings: the others are items too, that happen to break off."""
    places, found = {line.place for line in usable}, set()
    run: list[int] = []
    last: tuple[int, ...] = (0,)
    for line in [*group, None]:
        if line is None or line.mark.value <= last:
            if 2 * len(places.intersection(run)) < len(run):
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
    anew, last = 0, (0,)
    for line in group:
        anew += line.mark.value <= last
        last = line.mark.value
        runs[bisect_right(starts, line.place), anew].append(line)
    found: list[Candidate] = []
    for (section, _), run in runs.items():
        items = [line.candidate for line in run if line.candidate]
        stand_out = all([item.is_ended and item.is_sure and item.is_followed and not clauses(item.text) for item in items])
        values = [line.mark.value[0] for line in run]
        if len(items) < len(run) or not stand_out or values != list(range(1, len(run) + 1)):
            continue
        if len(run) >= (MIN_ITEMS if section else MIN_PLAIN) and not any([line.place in listed for line in run]):
            found += items
    return found


def _candidate(line: Counted) -> Candidate:
    assert line.candidate is not None
    return line.candidate


def _mark(item: Candidate) -> tuple[int, ...]:
    assert item.mark is not None
    return item.mark.value


# --- without numbers

MAX_STACK = 2
"""Headings, one right below the other: a part and its first part. More short lines in a row are a list."""
MIN_PEERS = 3
"""Lines of a doubtful kind that stand alone between paragraphs: so many are headings of one kind."""
MANY_PEERS = 5
"""The same, for those whose end does not show."""
MAX_BLOCK = 24
"""Characters of a heading among blocks of CJK: a longer one may be a paragraph that a column break cut."""
MAX_PART = 20
"""Characters of a heading with clauses in a text of blocks."""
MIN_BLOCKS = 2
"""Short blocks between paragraphs of a text of blocks; one may be a line of a letter, a name, a call."""


def _plain(places: Places, items: list[Candidate], numbered: Sequence[Candidate], contents: set[int]) -> list[Candidate]:
    """Those that stand between paragraphs, alone or on top of each other; not above `contents`, nor after a colon, which a list follows."""
    found: list[Candidate] = []
    starts = {item.place for item in numbered}
    for run in _runs(items):
        dates = [place for place, item in enumerate(run) if DATE.match(letters(item.text))]
        if dates and len(run) > 1:
            run = run[dates[-1] + 1 :]  # a title page
        if not run or (run[0].place == 0 and len(run) > MAX_STACK):
            continue
        if not (run[-1].is_followed or run[-1].end in starts) or run[-1].end in contents:
            continue
        if len(run) > 1 and run[0].place and places.texts[run[0].place - 1][-1] in "：:" and run[0].place not in places.apart:
            continue
        if len(run) > MAX_STACK and not (_names(places, run[-1]) and len({item.text for item in run}) == len(run)):
            continue
        found += run
    if not places.is_printed:
        found = [item for item in found if len(item.text) <= MAX_BLOCK or not places.is_cjk]
        if not _are_parts(places, found):
            return []
    sure = [item for item in found if not item.doubt and item.is_ended and item.is_sure]
    kinds = Counter(item.doubt for item in found)
    brief = _brief(places)
    kept: list[Candidate] = []
    for item in found:
        alike = kinds[item.doubt] + len(sure)
        if not item.doubt:
            is_heading = (item.is_ended and item.is_sure) or len(sure) >= MIN_BLOCKS
        elif item.doubt == "a question":
            is_heading = alike >= (MIN_PEERS if item.is_sure else MANY_PEERS) and brief <= 2 * alike
        elif not item.is_sure:
            is_heading = item.doubt == "clauses" and not places.is_cjk and len(sure) >= MANY_PEERS
        elif item.doubt in ("a label", "clauses"):
            is_heading = item.is_ended and len(found) >= (MIN_PEERS if places.is_printed else MIN_BLOCKS) and (len(item.text) <= MAX_PART or (places.is_printed and not places.is_cjk) or (places.is_printed and item.size == 1 and places.share(item.place) < FILLED))
        else:
            is_heading = False
        if is_heading:
            kept.append(item)
    return kept


def _runs(items: Iterable[Candidate]) -> list[list[Candidate]]:
    """Candidates one right below the other."""
    runs: list[list[Candidate]] = []
    for item in items:
        if runs and runs[-1][-1].end == item.place:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _names(places: Places, item: Candidate) -> bool:
    """Whether the paragraph after a heading begins with what it names."""
    return places.texts[item.end].startswith(item.text)


def _brief(places: Places) -> int:
    """How many lines are whole paragraphs that end a sentence: a text of talk has many, and its questions are talk too."""
    if not places.is_printed:
        return 0
    texts = places.texts
    return sum(
        [
            text[-1] in "。！!.”\"" and places.is_ended(place) and places.share(place) < 0.75
            for place, text in enumerate(texts)
            if places.share(place) < 0.75
        ]
    )


def _are_parts(places: Places, found: list[Candidate]) -> bool:
    """Whether short blocks part a text of blocks: it is an article, by its byline; or they are several, with longer paragraphs between."""
    if any([line.role is Role.BYLINE or line.role is Role.AUTHOR for line in places.document.lines]):
        return True
    longer = sum([len(places.texts[item.end]) > 2 * len(item.text) for item in found if item.end < len(places)])
    return len(found) >= MIN_BLOCKS and longer >= 0.8 * len(found) and len(found) * 2 <= len(places)


# --- levels


def _levelled(numbered: list[Candidate], plain: list[Candidate]) -> list[Heading]:
    """The level of each heading.

    Numbered ones: by the order of their forms, and by how many parts their number has. Others are the highest, but one below a
    numbered heading is a part of it, if the numbers go on after it.
    """
    order = _order(numbered)
    top = min([len(_mark(item)) for item in numbered if _form(item) == "decimal"], default=1)
    levels: dict[int, int] = {}
    for item in numbered:
        form = _form(item)
        level = order[form] + (len(_mark(item)) - top if form == "decimal" else 0)
        levels[item.place] = max(level, 3) if form == "(han)" else level
    starts = [item.place for item in numbered]
    found = [Heading(item, min(6, levels[item.place]), "numbered, in sequence, without a full stop") for item in numbered]
    for item in plain:
        after = bisect_right(starts, item.place)
        level = levels[starts[after - 1]] + 1 if 0 < after < len(starts) else 2
        found.append(Heading(item, min(6, level), "short, without a stop, between a finished paragraph and the first line of the next"))
    return sorted(found, key=lambda heading: heading.candidate.place)


def _form(item: Candidate) -> str:
    assert item.mark is not None
    return item.mark.form


def _order(numbered: Iterable[Candidate]) -> dict[str, int]:
    """The level of each form: the known order of forms, and for others the order in which the text brings them."""
    forms: list[str] = []
    for item in numbered:
        if (form := _form(item)) in forms:
            continue
        rank = FORMS.index(form) if form in FORMS else None
        place = len(forms)
        if rank is not None:
            place = next((at for at, other in enumerate(forms) if other in FORMS and FORMS.index(other) > rank), place)
        forms.insert(place, form)
    levels: dict[str, int] = {}
    level = 2
    for form in forms:
        level = max(level, 3) if form == "(han)" else level
        levels[form] = level
        level += 1
    return levels
