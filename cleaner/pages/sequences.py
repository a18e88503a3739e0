"""Sequences of page numbers, and the proofs that they are some.

A sum of likelihoods is no proof, nor is regular distance: chapters, questions of an exam, verses and notes count as evenly as pages
do. On sound texts of 22 kinds a score that decides takes out 12 lines of 1,000, the proofs named here none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from math import log

from cleaner.pages.forms import NAMES_ISSUE
from cleaner.pages.found import Certainty
from cleaner.pages.numbers import MAX_NUMBER, SIGNS, Form, Number
from cleaner.pages.places import MIN_PAGE, WORD, Places
from cleaner.pages.weigh import is_crowded, weighed

MAX_PAGE = 400
"""Lines of text from one page number to the next, at most."""
MIN_CAPTION = 3
"""Lines from one page number to the next on the page of a picture: its number and what is printed below it."""
MAX_GAP = 4
"""Pages from one number that was found to the next."""
COVERED, FEW = 0.4, 5
"""Share of the pages of a sequence, and of all pages if it has less than five numbers, that have one: chapters begin pages, too."""
MIN_COUNTED = 3
"""Pages with one wording beside their numbers."""
LOWEST = 3
"""The first page with a heading that has a number of its own beside its number: exercises of a chapter are counted from one."""
PROOF = 2.0
"""What the signs of a sequence must weigh together to be sure."""
FEW_LEFT = 0.2
"""Of the numbers of a sequence, those of its form that it leaves out, where its even steps and its end are to prove it."""
CUT = 0.25
"""Share of the numbers in mid-sentence of which less may be notes, or lines that look open."""
EVEN = 0.25
"""Of a page's length: how much longer or shorter a page may be that goes on a sequence which is proved."""
NEARLY_ALL = 0.8
"""Of the pages: one may hold a picture, or be two that are counted as one."""
MIN_FITTING = 4
"""Numbers that tell how long a page is."""
MOST_INNER = 0.5
"""Of a sequence, the numbers that an extractor wrote inside their page; chapters that keep step by chance stand there."""
MANY = 6
"""Numbers of one value that are tried before a number."""
MOST = 0.6
"""Of the pages of a sequence that have a second number beside the first."""
YEARS = range(1900, 2100)
"""What names and dates end with, beside a head or not: owners of rights stand in the order of years."""
MAX_LONE = 2000
"""The number of a text that has only one; higher ones are postal codes and years."""
MIN_WORDING, MIN_LATIN_WORDING = 6, 12
"""Characters of wording beside a number: shorter is a label that counts (`Listing 3`, `第 3 课`)."""
MAX_CHAINS = 8
"""Sequences in one text: several articles, and what only counts as pages do."""


@dataclass(slots=True, eq=False)
class Chain:
    """Numbers of one form that go up with the pages, and how sure that is."""

    numbers: list[Number]
    certainty: Certainty
    reason: str
    contested: set[int] = field(default_factory=set)  # units of numbers for which another stands as well
    between: set[int] = field(default_factory=set)  # … of those that it left out, on short pages: they tell nothing of its length


def sequences(places: Places, numbers: Sequence[Number]) -> list[Chain]:
    """All sequences of page numbers, the best first; a line belongs to one at most."""
    numbers = [number for number in weighed(places, numbers) if number.unit not in places.furniture and not places.is_note(number.unit)]
    if places.has_pages:
        return list(_along_pages(places, numbers))
    found: list[Chain] = []
    groups: dict[str, list[Number]] = defaultdict(list)
    for number in numbers:
        if not number.crowded or number.cut or number.strong or number.opens:  # in a table stand numbers beside numbers
            groups[number.group].append(number)
    best = {group: _best(places, members) for group, members in groups.items()}
    for _ in range(MAX_CHAINS):
        if not best:
            break
        group = max(best, key=lambda group: best[group][0])
        score, chain = best[group]
        if score < 2 or len(chain) < 2:
            break
        one = _proved(places, chain, len(groups[group]) - len(chain))
        if _is_list(chain, [number for number in numbers if number.group == group]):
            one.certainty = Certainty.UNSURE
        one.contested = _contested(chain, [number for number in numbers if number.group == group])
        if one.certainty is Certainty.SURE and len(chain) >= MIN_FITTING:
            one.between = {number.unit for number in chain}
            chain = one.numbers = _between(places, chain, numbers)
            one.between ^= {number.unit for number in chain}
        found.append(one)
        # numbers between two page numbers of one sequence are no page numbers
        first, last = (chain[0].unit, chain[-1].unit) if one.certainty is not Certainty.UNSURE else (0, -1)
        units = {number.unit for number in chain}
        for name in list(best):
            left = [number for number in groups[name] if number.unit not in units and not first <= number.unit <= last]
            if len(left) < len(groups[name]):
                groups[name] = left
                best[name] = _best(places, left)
    return found


def _between(places: Places, chain: list[Number], numbers: Sequence[Number]) -> list[Number]:
    """A proved sequence with the numbers that it leaves out between two of its own.

    Each is the only one there with its value, alone on its line, and a page of the usual length from one of the two, none from the other:
    the page between is that of a picture, with its caption at least.
    """
    pages = sorted([_page(places, chain, at) for at in range(len(chain) - 1)])
    usual = pages[len(pages) // 2]
    shortest, longest = min(pages[0], (1 - EVEN) * usual), max(pages[-1], (1 + EVEN) * usual)
    found = list(chain)
    for before, after in pairwise(chain):
        if after.value != before.value + 2:
            continue
        sought = before.value + 1, before.group
        others = [one for one in numbers if before.unit < one.unit < after.unit and (one.value, one.group) == sought]
        if len(others) != 1 or others[0].rest or others[0].crowded:
            continue
        here = places.at[others[0].unit]
        steps = here - places.at[before.unit], places.at[after.unit] - here
        if min(steps) >= MIN_CAPTION and any([shortest <= step <= longest for step in steps]):
            found.append(others[0])
    return sorted(found, key=lambda number: number.unit)


def spreads(places: Places, numbers: Sequence[Number]) -> Iterator[tuple[Number, Number]]:
    """The numbers of two pages that face each other, which an extractor wrote in a row with the one head of both between them.

    Evidence: `7`, the head once for each page, `8`; twice at least, pages apart, each beginning on the same side of a sheet.
    """
    found: list[tuple[Number, Number]] = []
    for left, right in pairwise([number for number in numbers if number.form is Form.BARE]):
        between = {places.keys[unit] for unit in range(left.unit + 1, right.unit)}
        if right.value == left.value + 1 and right.unit == left.unit + 3 and len(between) == 1 and WORD.search(between.pop()):
            found.append((left, right))
    same = {(left.value % 2, places.keys[left.unit + 1]) for left, _ in found}
    far = all([places.at[after.unit] - places.at[before.unit] >= MIN_PAGE for (before, _), (after, _) in pairwise(found)])
    if len(found) > 1 and len(same) == 1 and far:
        yield from found


def facing(places: Places, numbers: Sequence[Number]) -> Iterator[Number]:
    """The numbers, beside heads, of pages that face each other: at the left on even pages, at the right on odd ones.

    Evidence: the outermost lines at one edge of known pages in a row, in step with them; on three pages, or each line names an issue or
    cuts a sentence. Lists have their numbers on one side.
    """
    outside = [number for number in numbers if number.form is Form.BESIDE and number.leads == (number.value % 2 == 0)]
    for edge in (0, 1):
        runs: dict[tuple[int, int], list[Number]] = defaultdict(list)  # by the value of the first page, and the place in the row
        for place, number in enumerate([number for number in outside if places.depth(number.unit)[edge] == 0]):
            runs[number.value - places.pages[number.unit], number.value - place].append(number)
        for run in runs.values():
            told = [NAMES_ISSUE.search(number.rest) is not None or places.is_cut(number.unit) for number in run]
            if len(run) >= MIN_COUNTED or (len(run) > 1 and all(told)):
                yield from run


def _along_pages(places: Places, numbers: Sequence[Number]) -> Iterator[Chain]:
    """Sequences along page breaks that are known: the number less the count of pages is the same on page after page.

    Where columns are read in turn a number that is written as those of pages are may stand inside one.
    """
    runs: dict[tuple[str, int, int], list[Number]] = {}
    inner: dict[int, list[Number]] = defaultdict(list)  # beside a head, inside their page: perhaps above its notes
    last: dict[tuple[str, int], tuple[int, int]] = {}  # page and count of the run that a number of this group and step goes on
    for number in numbers:
        page = places.pages[number.unit]
        is_written = number.form in (Form.DECORATED, Form.LABELLED, Form.COUNTED) and not number.rest and "[" not in number.group
        if is_written or (number.at_edge and not (number.crowded and not number.cut and number.rest_times < MIN_COUNTED)):
            key = number.group, number.value - page
            before, count = last.get(key, (page, 0))
            last[key] = page, count + (page - before > MAX_GAP)
            runs.setdefault((*key, last[key][1]), []).append(number)
        elif number.form is Form.BARE and number.near and not number.crowded:
            inner[number.value - page].append(number)
    taken: set[tuple[int, bool]] = set()  # a page may have its own number at one edge, and one of the copy at the other
    counted: set[int] = set()  # pages of sequences that are sure: those before the text may be counted for themselves
    total = len(places.cuts) - 1
    ranked = sorted(map(partial(_one_a_page, places), runs.values()), key=lambda run: (-len(run), -sum([one.score for one in run])))
    for run in ranked:
        run = [number for number in run if _edge(places, number) not in taken]
        if sum([not number.at_edge and min(places.depth(number.unit)) > 1 for number in run]) > MOST_INNER * len(run):
            run = [number for number in run if number.at_edge]
        if len(run) < 2:
            continue
        pages = [places.pages[number.unit] for number in run]
        proper = [number for number in run if number.form is not Form.BESIDE or number.recurs or number.cut]
        proved = any([number.cut or number.total for number in run])
        is_last = all([places.depth(number.unit)[1] == 0 and not number.crowded for number in run])
        # of a part that is counted for itself, and of a text of few pages: from 1 on, as the last line of each; or marked on each
        whole = run[0].value == 1 and len(run) == pages[-1] - pages[0] + 1 and (len(run) == run[0].total or (proved and len(run) > 2))
        whole = whole or (is_last and [number.value for number in run] == pages == [*range(1, total + 1)])
        marked = all([number.form is Form.LABELLED or SIGNS.issuperset(number.group[::2]) for number in run])
        whole = whole or (marked and len(run) == total)
        others = len(counted) if len(run) >= MIN_COUNTED and counted.isdisjoint(pages) else 0
        many = len(run) >= COVERED * (pages[-1] - pages[0] + 1) and (whole or len(run) >= min(FEW, COVERED * (total - others)))
        if len(proper) > 1 and many:
            certainty = Certainty.SURE if len(proper) > 2 or proved or whole else Certainty.LIKELY
        elif len(run) > 2:
            certainty = Certainty.UNSURE
        else:
            continue
        if certainty is Certainty.SURE and len(run) >= MIN_COUNTED:
            run = _completed(places, run, numbers)
        taken.update([_edge(places, number) for number in run])
        counted.update(pages if certainty is Certainty.SURE else ())
        yield Chain(run, certainty, f"keeps step with the page count, {len(run)} times")
    if not counted:
        for run in map(partial(_one_a_page, places), inner.values()):
            if len(run) >= MIN_COUNTED:
                yield Chain(run, Certainty.UNSURE, f"inside its page, beside a head, {len(run)} times in step with the page count")


def _completed(places: Places, run: list[Number], numbers: Sequence[Number]) -> list[Number]:
    """A proved sequence with the numbers of pages that it lacks: each the one its page must have, alone at an edge or one line inside,
    and the only one of its value there, for a section may have the number of its page.

    A head that no other page has may stand outside of it; where other numbers are beside it, as in a table, it is the outermost line of
    the edge where the sequence stands.
    """
    step, group = run[0].value - places.pages[run[0].unit], run[0].group
    at_foot = 2 * sum([_edge(places, number)[1] for number in run]) > len(run)
    pages = {places.pages[number.unit] for number in run}
    missing: dict[int, list[Number]] = defaultdict(list)
    for number in numbers:
        page = places.pages[number.unit]
        if number.rest or number.group != group or number.value - page != step or page in pages or pages.isdisjoint((page - 1, page + 1)):
            continue
        missing[page].append(number)
    for found in missing.values():
        depth = places.depth(found[0].unit)
        if len(found) == 1 and (depth[at_foot] == 0 if found[0].crowded else min(depth) <= 1):
            found[0].crowded, found[0].at_edge = False, True
            run = [*run, found[0]]
    return sorted(run, key=lambda number: number.unit)


def _edge(places: Places, number: Number) -> tuple[int, bool]:
    """The page of a number, and whether it stands at its foot."""
    above, below = places.depth(number.unit)
    return places.pages[number.unit], below < above


def _one_a_page(places: Places, run: list[Number]) -> list[Number]:
    """The numbers of a sequence without a second one on a page: the one that stands and is written as most are, farthest out."""
    sides = [below < above for above, below in map(places.depth, [number.unit for number in run])]
    at_foot = 2 * sum(sides) > len(run)
    beside = 2 * sum([number.form is Form.BESIDE for number in run]) > len(run)
    kept: dict[int, tuple[tuple[bool, bool, int], Number]] = {}
    times = Counter([places.pages[number.unit] for number in run])
    for side, number in zip(sides, run, strict=True):
        page = places.pages[number.unit]
        if not number.at_edge and times[page] > 1:
            continue
        rank = (side == at_foot, (number.form is Form.BESIDE) == beside, -min(places.depth(number.unit)))
        if page not in kept or rank > kept[page][0]:
            kept[page] = (rank, number)
    return [number for _, number in kept.values()]


def _best(places: Places, numbers: list[Number]) -> tuple[float, list[Number]]:
    """The best sequence: numbers that go up, by one and at distances of a page, with a small loss for those left out between."""
    by_value: dict[int, list[int]] = defaultdict(list)
    score = [number.score for number in numbers]
    back = [-1] * len(numbers)
    length = [0.0] * len(numbers)  # of the page before, in lines
    at = places.at
    for place, number in enumerate(numbers):
        here = at[number.unit]
        own = number.score
        for step in range(1, MAX_GAP + 1):
            tried = 0
            for other in reversed(by_value.get(number.value - step, ())):
                before = numbers[other]
                distance = here - at[before.unit]
                if distance > MAX_PAGE * step or tried >= MANY:
                    break
                headed = number.opens and before.opens  # pages of contents and of pictures are short
                if distance < MIN_PAGE and not (distance >= 3 and (number.total or headed or number.unit >= places.size - 3)):
                    continue
                tried += 1
                link = 0.7 - 0.7 * (step - 1)
                if length[other] and not headed and number.unit != places.size - 1:
                    link += max(-2.5, 0.7 - 1.5 * abs(log(distance / step / length[other])))
                if (number.form is Form.BESIDE) != (before.form is Form.BESIDE):
                    link -= 2.0
                if score[other] + link + own > score[place]:
                    score[place], back[place], length[place] = score[other] + link + own, other, distance / step
        by_value[number.value].append(place)
    if not numbers:
        return 0.0, []
    place = max(range(len(numbers)), key=score.__getitem__)
    best, chain = score[place], []
    while place >= 0:
        chain.append(numbers[place])
        place = back[place]
    return best, chain[::-1]


def _proved(places: Places, chain: list[Number], others: int) -> Chain:
    """The sequence with the proof that it is one, where no page breaks are known: what tells of pages is weighed, `PROOF` is enough.

    `others` are the numbers of its form that it leaves out. No weight is a proof alone but headings that have a number of their own,
    titles of sections, heads that name an issue, and labels with the number of all pages; for all else two things must agree that
    chapters, questions, verses and notes do not have together.
    """
    count = len(chain)
    cut = sum([number.cut for number in chain])
    form = Counter([number.form for number in chain]).most_common(1)[0][0]
    wordings = Counter([number.rest for number in chain if number.form is Form.BESIDE and number.recurs])
    own = Counter([number.rest for number in chain if number.own and not number.crowded])
    lowest = {number.rest: number.value for number in reversed(chain)}
    heads = sum([number.strong or number.opens or number.cut for number in chain])
    headed = heads > 1 and heads >= MOST * count and not all([number.value in YEARS for number in chain])
    if not headed:
        wordings.update([key for number in chain for key in number.near])
    follow = any([after.value == before.value + 1 for before, after in pairwise(chain)])
    ends = chain[-1].unit == places.size - 1 and not chain[-1].crowded
    same = sum([times for _, times in wordings.most_common(2) if times >= MIN_COUNTED])
    # of two sequences in one text, of questions and of pages, the wrong one may end on the last line
    alone = ends and others <= FEW_LEFT * count
    signs = [  # each makes it likely
        # 1/2 and 2/2 may be fractions
        (
            form is Form.COUNTED and follow,
            2.0 if count > 2 or any(map(str.isalpha, chain[0].group)) else 1.5,
            "with the number of all pages",
        ),
        (form is Form.LABELLED and follow, 1.5, "labelled as the number of a page"),
        (cut, (1.0 if cut >= CUT * count else 0.5) + (cut > 1), f"in mid-sentence {cut} times"),
        (ends and (count > 2 or cut or form is Form.LABELLED), 1.0 if cut or alone else 0.5, "to the last line of the text"),
        (headed and sum([number.strong for number in chain]) > 1, 2.0, "beside a head that names an issue"),
        (headed and chain[0].doubled, 1.0, "between a head and the title"),
        # poems, days and lessons have one heading and a number below it, too
        (headed and follow and (cut or count > 2), 1.0, "beside a head that opens the text"),
        (max([times for rest, times in own.items() if lowest[rest] >= LOWEST], default=0) >= MIN_COUNTED, 2.0, "beside a numbered heading"),
        (sum([number.stands for number in chain]) >= max(2, MOST * count), 2.0, "beside the title of a section"),
    ]
    supports = [  # none says anything alone
        (form is Form.DECORATED and count > 2, 1.0, "set between marks"),
        (same >= max(MIN_COUNTED, MOST * count), 1.0, "beside one wording, or two in turn"),
        (cut > 1 and any([places.is_in_word(number.unit) for number in chain if number.cut]), 0.5, "once in a word"),
        (count >= MIN_FITTING and (cut or alone) and _is_even(places, chain), 1.0 if alone else 0.5, "at even distances"),
    ]
    told = [(weight, reason) for holds, weight, reason in signs if holds]
    told += [(weight, reason) for holds, weight, reason in supports if holds and told]
    certainty = Certainty.SURE if sum([weight for weight, _ in told]) >= PROOF else Certainty.LIKELY if told else Certainty.UNSURE
    if 2 * sum([number.crowded for number in chain]) > count:
        certainty = Certainty.UNSURE
    reason = ", ".join([reason for _, reason in told]) or "counts, between finished sentences"
    return Chain(chain, certainty, f"{reason}, {count} in sequence")


def _contested(chain: Sequence[Number], numbers: Sequence[Number]) -> set[int]:
    """The units of the numbers in a sequence instead of which another of that value might be the one: notes count, too."""
    places_of: dict[int, list[Number]] = defaultdict(list)
    for number in numbers:
        places_of[number.value].append(number)
    found: set[int] = set()
    for at, number in enumerate(chain):
        if number.cut or (number.form is Form.BESIDE and number.recurs):
            continue
        first = chain[at - 1].unit if at else -1
        last = chain[at + 1].unit if at + 1 < len(chain) else number.unit + MAX_PAGE
        if any(first < other.unit < last and other is not number for other in places_of[number.value]):
            found.add(number.unit)
    return found


def _is_list(chain: Sequence[Number], numbers: Sequence[Number]) -> bool:
    """Whether between most numbers of a sequence stand those it leaves out: rows and items count so, closer together than pages."""
    places_of: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        places_of[number.value].append(number.unit)
    filled = 0
    for before, after in pairwise(chain):
        between = range(before.value + 1, after.value)
        filled += bool(between) and all([any(before.unit < unit < after.unit for unit in places_of[value]) for value in between])
    return 2 * filled > len(chain) - 1


def _page(places: Places, chain: Sequence[Number], at: int) -> float:
    """The length of the pages from the number at `at` to the next, in lines."""
    return (places.at[chain[at + 1].unit] - places.at[chain[at].unit]) / (chain[at + 1].value - chain[at].value)


def _is_even(places: Places, chain: Sequence[Number]) -> bool:
    """Whether nearly all pages but the last are about as long as each other: a sequence that is two, of chapters and of pages, is not."""
    pages = sorted([_page(places, chain, at) for at in range(len(chain) - 2)])
    usual = pages[len(pages) // 2]
    return sum([abs(page - usual) <= EVEN * usual for page in pages]) >= NEARLY_ALL * len(pages)


def outside(places: Places, one: Chain) -> set[int]:
    """The units of a sequence that its proofs do not reach: before the first number that is proved itself and after the last.

    A number there belongs to it where its page is about as long as those between the proofs, or one of several.
    """
    numbers = [number for number in one.numbers if number.unit not in one.between]
    rests = Counter([number.rest for number in numbers if number.form is Form.BESIDE])
    own = {
        at
        for at, number in enumerate(numbers)
        if number.proof or number.opens or rests[number.rest] >= MIN_COUNTED or number.unit == places.size - 1
    }
    if len(numbers) >= MIN_FITTING and _is_even(places, numbers):
        own.update(range(1, len(numbers) - 1))
    if not own:
        return set()
    pages = [_page(places, numbers, at) for at in range(len(numbers) - 1)]
    first, last = min(own), max(own)
    inside = sorted(pages[first:last])
    usual = inside[len(inside) // 2] if inside else 0.0
    shortest, longest = (1 - EVEN) * usual, (1 + EVEN) * usual
    if len(inside) >= MIN_FITTING:
        shortest, longest = min(inside[0], shortest), max(inside[-1], longest)
    while first > 0 and shortest <= pages[first - 1] <= longest:
        first -= 1
    while last < len(pages) and shortest <= pages[last] <= longest:
        last += 1
    return {number.unit for number in [*numbers[:first], *numbers[last + 1 :]]}


def lone_numbers(
    places: Places, numbers: Sequence[Number], heads: Collection[int], doubted: Collection[int]
) -> Iterator[tuple[Number, Certainty]]:
    """The numbers of a text of one or two pages: with the label and the number of all pages (`Page 1 of 23`), directly beside a head that
    its form tells, or on the last line; there sure as the one after a number that is. `doubted` are units of sequences nothing proves."""
    before: Number | None = None
    for number in numbers:
        if number.unit in heads or number.form in (Form.BESIDE, Form.ROMAN) or number.value > MAX_LONE:
            continue
        beside = [unit for unit in (number.unit - 1, number.unit + 1) if unit in heads]
        if is_crowded(places, number, ()):
            continue
        is_last = number.unit == places.size - 1
        tells = number.total and not number.rest and any(map(str.isalpha, number.group)) and number.unit not in doubted
        follows = is_last and before and (before.group, before.value + 1) == (number.group, number.value)
        if tells or follows or (beside and (places.is_cut(number.unit) or beside[0] in places.verticals)):
            before = number
            yield number, Certainty.SURE
        elif beside or (is_last and (heads or number.form is not Form.BARE)):
            yield number, Certainty.LIKELY


def is_short(rest: str) -> bool:
    """Whether the wording beside a number may be no more than a label."""
    return len(rest) < (MIN_LATIN_WORDING if rest.isascii() else MIN_WORDING)


def sisters(places: Places, numbers: Sequence[Number], proved: Sequence[Number]) -> Iterator[Number]:
    """The numbers with wording that is `proved` to be a head beside the number of its page, at other places.

    Evidence: the same wording, no wording with a number on the next lines (a table of contents), and a value between those of the page
    numbers around or, in a part that is counted for itself, a place at the edge of a page. `proved` are of one sequence, in order.
    """
    wordings = Counter([number.rest for number in proved if number.form is Form.BESIDE])
    units, values = [number.unit for number in proved], [0, *[number.value for number in proved], MAX_NUMBER + 1]
    entries = {number.unit for number in numbers if number.form is Form.BESIDE and not number.leads}
    for number in numbers:
        times = wordings[number.rest]
        if not times or entries & {number.unit - 1, number.unit + 1}:
            continue
        at = bisect_left(units, number.unit)
        in_order = times >= MIN_COUNTED and values[at] < number.value < values[at + 1]
        if in_order or (places.has_pages and 0 in places.depth(number.unit) and not is_short(number.rest)):
            yield number
