"""Years and days alone on their lines that head what follows: letters, a diary, annals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.headings.candidates import Candidate
from cleaner.headings.marks import Mark
from cleaner.headings.places import LONG, Places
from cleaner.regex import regex
from cleaner.wording.numbering import NUMERALS, value_of

_N = rf"(\d{{1,2}}|[{NUMERALS}]{{1,3}})"
_ERA = r"([\u4e00-\u9fff]{2})([元一二三四五六七八九十]{1,3}|\d{1,2})"
_YEAR = rf"(?:公元)?(?:([一二三四五六七八九〇○零]{{4}}|\d{{4}})|{_ERA}) ?年(?:[（(].{{1,12}}[）)])?"
_DAY = rf"{_N} ?月(?: ?{_N} ?[日号號])?"
DATE = regex(rf"(?=.{{0,12}}[年月])(?:{_YEAR})? ?(?:{_DAY})?(?:[ \u3000（(].{{1,10}})?\Z")
"""A year, by its number or as one of an era, a month, a day, with a remark (`晴`, `星期三`); one of them at least, and no more."""
DATES = ("year", "day")
"""The two forms of headings that are dates."""
DIGITS = str.maketrans("一二三四五六七八九〇○零", "123456789000")
MAX_DATE = 30
"""Characters of a date with its remarks."""
MIN_DATES = 3
"""In a row: two may be those of two signatures."""


class Dated(NamedTuple):
    """A line that is a date and nothing else."""

    place: int
    era: str  # as it is written; nothing for a year by its number
    year: int  # 0 if the line has none
    day: int  # month and day as a number that grows with them; 0 if the line has none


def dated(places: Places, taken: frozenset[int]) -> tuple[list[Candidate], frozenset[int]]:
    """The dates that head what follows, and the places of those that do not.

    Evidence: three and more stand alone on their lines and go forward, from year to year; a finished paragraph, or a heading, stands
    before the first of them; below each one text begins at once, below the last one too, and below half of them more than a row has.
    A date that closes a letter has the name before it, or no text of its own below the last.
    """
    lines = [line for place, text in enumerate(places.texts) if len(text) <= MAX_DATE for line in _dates(place, text) if place not in taken]
    # the full date that closes a preface may stand beside years and days
    full = [line for line in lines if line.year and line.day]
    found: list[Candidate] = []
    against: set[int] = set()
    for series in (full, [line for line in lines if not (line.year and line.day)]):
        if len(series) < MIN_DATES:
            continue
        if _are_headings(places, series, taken):
            found += [_candidate(places, line) for line in series]
        else:
            against.update([line.place for line in series])
    return found, frozenset(against)


def _are_headings(places: Places, lines: list[Dated], taken: frozenset[int]) -> bool:
    """Whether the dates of one kind head what follows."""
    if not (places.ended[lines[0].place] or lines[0].place - 1 in taken) or not _go_forward(lines):
        return False
    ends = [line.place for line in lines[1:]] + [len(places)]
    # but for the years right above their first day
    below = [(line.place, end) for line, end in zip(lines, ends, strict=True) if line.day or end > line.place + 1]
    with_text = [place for place, end in below if sum(map(len, places.texts[place + 1 : end])) > LONG]
    return 2 * len(with_text) >= len(below) and all([_heads(places, place) for place, _ in below])


def _dates(place: int, text: str) -> Iterator[Dated]:
    if ("年" in text or "月" in text) and (match := DATE.match(text)):
        number, era, of_era, month, day = match.groups()
        year = int(number.translate(DIGITS)) if number else value_of(of_era.replace("元", "一")) if of_era else 0
        yield Dated(place, era or "", year, 100 * value_of(month) + value_of(day or "") if month else 0)


def _go_forward(lines: Sequence[Dated]) -> bool:
    """Whether the dates go forward: a day without a year is one of the year above; of two eras either may be the first."""
    heads = [line for line in lines if not line.day]
    if len({(line.era, line.year) for line in heads}) < len(heads):
        return False
    years = [line for line in lines if line.year]
    if any([after.era == before.era and after.year < before.year for before, after in pairwise(years)]):
        return False
    same_year = [(before, after) for before, after in pairwise(lines) if (before.era, before.year) == (after.era, after.year)]
    return all([before.day < after.day for before, after in same_year])


def _heads(places: Places, place: int) -> bool:
    """Whether a date stands alone and text begins below it: a paragraph, or with a colon the words that call a reader."""
    after = place + 1
    if after >= len(places) or not places.breaks(place) or not (places.ended[place] or places.breaks(place - 1)):
        return False
    return places.is_prose(after)


def _candidate(places: Places, line: Dated) -> Candidate:
    text = places.texts[line.place]
    mark = Mark(DATES[line.day > 0], (line.day or line.year,), len(text))
    return Candidate(line.place, 1, "", mark, is_ended=True, is_sure=True, is_followed=True, doubt="")
