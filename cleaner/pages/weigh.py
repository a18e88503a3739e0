"""What stands around each number that may be that of a page: evidence by place, for and against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from cleaner.pages.forms import MAX_ISSUE, NAMES_ISSUE, STAMP
from cleaner.pages.numbers import MAX_BESIDE, Form, Number
from cleaner.pages.places import MIN_PAGE, MIN_TIMES, NUMERIC, WORD, Places
from cleaner.regex import regex

NUMBER_FIRST, NUMBER_LAST = regex(r"\d{1,6}"), regex(r"\d{1,6}\Z")
NEAR = 3
"""Lines beside a number among which recurring wording is looked for, as long as nothing else stands between."""
MAX_DEPTH = 6
"""Lines of furniture at one edge of a page."""
SHORT_PAGES = 0.25
"""Of the pages with a head, those that have next to no text: contents, pictures."""
MOSTLY_FULL = 0.25
"""Of the places of a wording, those where it is as wide as the lines around: a head is so beside contents, a sentence everywhere."""
SENTENCE_END = frozenset("。！？.!?")
"""What no running head ends with, but notes do: `1 …。` at the foot of one page, `2 …。` at that of the next."""
MIN_HEADING = 5
"""Characters of a heading that stands again beside the number of its page."""


def weighed(places: Places, numbers: Sequence[Number]) -> list[Number]:
    """The lines that may hold a page number, with what stands around each; without lines of text that end with a number."""
    if len(numbers) < 2:
        return []
    lone = {number.unit for number in numbers}
    _see_heads(places, numbers)
    # where a single blank parts a number from wording that does not recur, it is a word of that wording; and so in a sentence
    numbers = [
        number
        for number in numbers
        if number.form is not Form.BESIDE
        or (
            (number.recurs or (number.apart and len(places.texts[number.unit]) <= MAX_BESIDE))
            and (number.rest_times > 1 or number.rest[-1] not in SENTENCE_END)
        )
    ]
    outer = _outer(places, lone) if places.has_pages else set()
    kept: list[Number] = []
    for number in numbers:
        number.cut = places.is_cut(number.unit)
        number.crowded = is_crowded(places, number, lone)
        number.at_edge = number.unit in outer
        number.score = _score(places, number)
        kept.append(number)
    return kept


def _see_heads(places: Places, numbers: Sequence[Number]) -> None:
    """See what recurring wording stands beside each number, as long as nothing else stands between, and on its line."""
    size, keys, at = places.size, places.keys, places.at
    near: dict[str, list[int]] = defaultdict(list)  # recurring wording: numbers that it stands beside
    beside: list[list[str]] = []
    far: dict[tuple[str, int], bool] = {}  # by wording and side
    full: dict[str, bool] = {}
    values = {number.unit: number.value for number in numbers if not number.rest}
    for number in numbers:
        wording = []
        for step in (-1, 1):
            for unit in range(number.unit + step, number.unit + step * (NEAR + 1), step):
                if not 0 <= unit < size or places.times[key := keys[unit]] < 2 or len(key) < 2 or NUMERIC.match(places.texts[unit]):
                    break
                if (key, step) not in far:
                    far[key, step] = _is_far(places, key) or _counts_on(places, key, step, values)
                    full[key] = MOSTLY_FULL * len(units := places.units_of[key]) <= sum([places.full[unit] for unit in units])
                if not far[key, step]:
                    break
                wording.append(key)
                near[key].append(number.unit)
        beside.append(wording)
    opening = {keys[unit] for unit in range(min(4, size)) if len(keys[unit]) > 3 and WORD.search(keys[unit])}
    rests = Counter([number.rest for number in numbers if number.rest])
    for number, wording in zip(numbers, beside, strict=True):
        for key in wording:
            if any(abs(at[other] - at[number.unit]) >= MIN_PAGE for other in (near[key][0], near[key][-1])):
                number.recurs = True
                if not full[key]:
                    number.near.add(key)
                number.strong = number.strong or _is_strong(places, key)
                number.opens = number.opens or key in opening
        number.doubled = bool(wording) and 0 < number.unit < size - 1 and keys[number.unit - 1] == keys[number.unit + 1]
        if rest := number.rest:
            number.rest_times = rests[rest]
            number.stands = number.form is Form.BESIDE and len(rest) >= MIN_HEADING and places.times[rest] > 0
            recurs = rests[rest] > 1 or places.times[rest] > 0
            number.recurs = number.recurs or (recurs and (number.form is not Form.BESIDE or len(rest) > 1))


def _is_far(places: Places, key: str) -> bool:
    """Whether the places of repeated wording are hardly ever closer together than pages, the first two, of a title and a head, apart."""
    far = [after - before >= MIN_PAGE for before, after in pairwise([places.at[unit] for unit in places.units_of[key]])]
    return sum(far[1:]) >= (1 - SHORT_PAGES) * len(far[1:]) and (len(far) > 1 or far[0])


def _counts_on(places: Places, key: str, step: int, values: Mapping[int, int]) -> bool:
    """Whether numbers that go up by one stand next to wording wherever it stands, `step` before the wording: pages of any length."""
    units = places.units_of[key]
    counted = [values[unit - step] for unit in units if unit - step in values]
    return len(counted) >= max(MIN_TIMES, len(units) - 1) and all([after - before == 1 for before, after in pairwise(counted)])


def _is_strong(places: Places, key: str) -> bool:
    unit = places.units_of[key][0]
    text = places.texts[unit]
    return unit in places.verticals or STAMP.search(text) is not None or (len(key) < MAX_ISSUE and NAMES_ISSUE.search(text) is not None)


def is_crowded(places: Places, number: Number, lone: Collection[int]) -> bool:
    """Whether numbers stand directly beside it on its page: a row or column of a table, a list, a table of contents."""
    for unit in (number.unit - 1, number.unit + 1):
        if not 0 <= unit < places.size or unit in places.verticals or places.pages[unit] != places.pages[number.unit]:
            continue
        if (
            number.form in (Form.BARE, Form.ROMAN)
            and places.texts[unit] != places.texts[number.unit]
            and places.texts[unit] not in "第页頁"  # the word for the page, torn off
            and (NUMERIC.match(places.texts[unit]) or (len(places.keys[unit]) <= 2 and places.keys[unit].isascii()))
        ):
            return True
        if number.form is Form.BESIDE and (unit in lone or _counts(places.texts[unit], number)):
            return True
    return False


def _counts(text: str, number: Number) -> bool:
    """Whether a line beside a number holds the number before it or after it, in the same place: lines of code, items of a list."""
    if not text[0 if number.leads else -1].isdecimal():
        return False
    found = NUMBER_FIRST.match(text) if number.leads else NUMBER_LAST.search(text)
    return found is not None and abs(int(found[0]) - number.value) == 1


def _outer(places: Places, lone: Collection[int]) -> set[int]:
    """The units at the edges of pages that are known, looking past what may be furniture."""
    seen: Counter[str] = Counter()
    edges = [(start, stop) for start, stop in pairwise(places.cuts) if stop > start]
    for start, stop in edges:
        top, foot = range(start, min(stop, start + MAX_DEPTH)), range(max(start, stop - MAX_DEPTH), stop)
        seen.update({places.keys[unit] for unit in {*top, *foot}})
    found: set[int] = set()
    for start, stop in edges:
        for line in (range(start, min(stop, start + MAX_DEPTH)), range(stop - 1, max(start, stop - MAX_DEPTH) - 1, -1)):
            for unit in line:
                found.add(unit)
                if not (unit in lone or unit in places.verticals or unit in places.journals or seen[places.keys[unit]] > 1):
                    break
    return found


def _score(places: Places, number: Number) -> float:
    """How good a link of a sequence the number is. It ranks sequences and proves nothing."""
    score = {Form.COUNTED: 3.0, Form.LABELLED: 3.0, Form.DECORATED: 1.5, Form.BESIDE: -0.8}.get(number.form, 0.0)
    score += 2.0 if number.cut else -0.4
    score += 2.0 * number.recurs + (number.strong or number.opens) - 1.5 * number.crowded
    return score + (number.unit in (0, places.size - 1)) + 2.0 * number.at_edge
