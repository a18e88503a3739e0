"""Years and days alone on their lines that head what follows: letters, a diary, annals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.headings.candidates import Candidate
from cleaner.headings.marks import Mark
from cleaner.headings.places import LONG, Places
from cleaner.layout import INDENT
from cleaner.numbering import NUMERALS, value_of
from cleaner.regex import regex

_N = rf"(\d{{1,2}}|[{NUMERALS}]{{1,3}})"
_YEAR = r"(?:公元)?(?:([一二三四五六七八九〇○零]{4}|\d{4})|([\u4e00-\u9fff]{2})([元一二三四五六七八九十]{1,3}|\d{1,2})) ?年(?:[（(].{1,12}[）)])?"
_DAY = rf"{_N} ?月(?: ?{_N} ?[日号號])?"
DATE = regex(rf"(?=.{{0,12}}[年月])(?:{_YEAR})? ?(?:{_DAY})?(?:[ \u3000（(].{{1,10}})?\Z")
"""A year, by its number or as one of an era, a month, a day, with a remark (`晴`, `星期三`); one of them at least, and no more."""
DIGITS = str.maketrans("一二三四五六七八九〇○零", "123456789000")
MIN_DAYS, MIN_YEARS = 3, 2
"""In a row. Two days may be those of two signatures, and one year may stand anywhere. Below half of them stands more text than `LONG`: less may be a row."""
MAX_CALL = 10
"""Characters of the words that a letter calls its reader with."""


class Dated(NamedTuple):
    """A line that is a date and nothing else."""

    place: int
    era: str  # as it is written; nothing for a year by its number
    year: int  # 0 if the line has none
    day: int  # month and day as a number that grows with them; 0 if the line has none


def dated(places: Places, taken: frozenset[int]) -> list[Candidate]:
    """The dates that head what follows.

    Evidence: three and more stand alone on their lines and go forward, from year to year; a finished paragraph, or a heading, stands
    before the first of them, and below each one text begins at once, below the last one too. A date that closes a letter has the name
    before it, no text of its own below the last, or stands at the right edge.
    """
    lines = [line for place, text in enumerate(places.texts) if "年" in text or "月" in text for line in _dates(place, text)]
    lines = [line for line in lines if line.place not in taken]
    full = [line for line in lines if line.year and line.day]  # a preface that is dated so stands beside years and days of the other kind
    return [*_series(places, full, taken), *_series(places, [line for line in lines if line not in full], taken)]


def _series(places: Places, lines: list[Dated], taken: frozenset[int]) -> list[Candidate]:
    """The dates of one kind, if they head what follows."""
    if len(lines) < MIN_DAYS or not _begins(places, lines[0].place, taken):
        return []
    after = [line.place for line in lines[1:]] + [len(places)]
    below = [(line, end) for line, end in zip(lines, after, strict=True) if end > line.place + 1 or line.day]  # not right above its first day
    with_text = [line for line, end in below if sum(map(len, places.texts[line.place + 1 : end])) > LONG]
    if 2 * len(with_text) < len(below) or not all([_heads(places, line.place) for line, _ in below]) or not _go_forward(lines):
        return []
    return [_candidate(places, line) for line in lines]


def _dates(place: int, text: str) -> list[Dated]:
    match = DATE.match(text) if len(text) <= 30 else None
    if match is None:
        return []
    number, era, of_era, month, day = match.groups()
    year = int(number.translate(DIGITS)) if number else (1 if of_era == "元" else value_of(of_era)) if of_era else 0
    return [Dated(place, era or "", year, 100 * value_of(month) + (value_of(day) if day else 0) if month else 0)]


def _go_forward(lines: Sequence[Dated]) -> bool:
    """Whether the dates go forward: a day without a year is one of the year above; of two eras either may be the first."""
    years = [line for line in lines if line.year]
    if any([after.era == before.era and after.year < before.year for before, after in pairwise(years)]):
        return False
    heads = [line for line in years if not line.day]
    if len({(line.era, line.year) for line in heads}) < len(heads) or 0 < len(heads) < MIN_YEARS:
        return False
    return all([after.day > before.day or after.year > before.year or after.era != before.era for before, after in pairwise(lines) if after.day])


def _begins(places: Places, place: int, taken: frozenset[int]) -> bool:
    """Whether what stands before the first date is finished: where dates close letters, the name of the writer stands there."""
    return places.ended[place] or place - 1 in taken


def _heads(places: Places, place: int) -> bool:
    """Whether a date stands alone, not at the right edge, and text begins below it."""
    after = place + 1
    if after >= len(places) or not places.breaks(place) or (place and not (places.ended[place] or places.breaks(place - 1))):
        return False
    ground, line = places.grounds[place], places.flow[place]
    if ground is not None and ground.indents.get(line.index, 0) > INDENT and places.left[place] <= ground.indents[line.index] + INDENT:
        return False
    text = places.texts[after]
    return places.is_prose(after) or (text[-1] in ":：，," and len(text) <= MAX_CALL)


def _candidate(places: Places, line: Dated) -> Candidate:
    text = places.texts[line.place]
    mark = Mark("day" if line.day else "year", (line.day or line.year,), len(text))
    return Candidate(line.place, 1, "", mark, is_ended=True, is_sure=True, is_followed=True, doubt="")
