"""Journal headers set vertically in the margin, which extractors write one character a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.glyphs import HAN, letters
from cleaner.regex import regex
from cleaner.rules import rule

MIN_RUN = 5
MAX_CHARACTERS = 3
"""Characters a line, spaces not counted: rotated Latin comes in clumps of up to three (`TIC`)."""

DIGITS = "〇一二三四五六七八九"
YEAR_ISSUE = regex(r"(?P<year>[〇○零一二三四五六七八九\d]{4})年?(?:总?第?(?P<number>[〇○零一二三四五六七八九十\d]{1,3})期)?")
CAPITALS = regex(r"[A-Z][A-Z&]+(?: [A-Z&]+)+\Z")
HAN_WORD = regex(rf"[{HAN}]{{2,}}\Z")
JOURNAL = regex(rf"[{HAN}]{{2,20}}")


@rule(acts_on={Kind.WRAPPED}, writes={Role.RUNNING_HEAD}, fields={"facts"}, after=["mastheads"])
def vertical_headers(document: Document) -> Iterator[Edit]:
    """Label a vertical journal header and keep what it tells: journal, year, issue.

    Evidence: at least five lines in a row of at most three characters each, without punctuation,
    that read downwards as a name with a year and an issue, or that stand again on other pages.
    """
    runs = list(_runs(document))
    seen = [_reading(run) for run in runs]
    names: set[str] = set()
    for run, reading in zip(runs, seen, strict=True):
        dated = YEAR_ISSUE.search(reading)
        if not dated and seen.count(reading) < 2:
            continue
        facts = _facts(reading, dated) if dated else {}
        names.add(str(facts.get("source", "")))
        for line in [*run, *_rotated(document.filled, run)]:
            yield line.edit("role", Role.RUNNING_HEAD, f"vertical header, {len(run)} short lines: {reading[:40]}")
        if facts:
            yield run[0].edit("facts", facts, "read downwards from the vertical header")
    # the name alone is shorter than a run has to be
    labelled = {line.index for run in runs for line in run}
    for run in _runs(document, 2) if any(names) else ():
        if _reading(run) in names and not labelled.intersection(line.index for line in run):
            for line in run:
                yield line.edit("role", Role.RUNNING_HEAD, f"vertical header, the name again: {_reading(run)}")


def _rotated(filled: list[Line], run: list[Line]) -> list[Line]:
    """The journal's name in capitals, which was set beside the vertical one, right behind it."""
    place = bisect_left(filled, run[-1].index, key=lambda line: line.index) + 1
    behind = filled[place] if place < len(filled) else None
    return [behind] if behind and behind.role is Role.BODY and CAPITALS.match(behind.text.strip()) else []


def _runs(document: Document, shortest: int = MIN_RUN) -> Iterator[list[Line]]:
    for run in _short_lines(document):
        # a short line above, such as an author's name, is no part of it
        start = next((place for place, line in enumerate(run) if not HAN_WORD.match(letters(line.text))), len(run))
        if len(run) - start >= shortest:
            yield run[start:]


def _short_lines(document: Document) -> Iterator[list[Line]]:
    """Lines in a row of at most `MAX_CHARACTERS`, letters and digits only."""
    run: list[Line] = []
    last = -1
    # a gap of a few spaces may stand in such a line, not more
    for place, line in [(place, line) for place, line in enumerate(document.filled) if len(line.text) < 4 * MAX_CHARACTERS]:
        text = letters(line.text)
        fits = line.role is Role.BODY and len(text) <= MAX_CHARACTERS and text.isalnum() and not (text.isdecimal() and len(text) > 1)
        if place != last + 1 or not fits:
            if run:
                yield run
            run = []
        if fits:
            run.append(line)
        last = place
    if run:
        yield run


def _reading(run: list[Line]) -> str:
    return "".join(letters(line.text) for line in run)


def _facts(reading: str, dated: re.Match[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    around = reading[: dated.start()] + "\n" + reading[dated.end() :]
    name = JOURNAL.search(around)
    if name:
        facts["source"] = name[0]
    year = dated["year"].translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
    facts["date"] = year
    number = _number(dated["number"] or "")
    if number:
        facts["issue"] = {"number": number}
    return facts


def _number(text: str) -> str:
    """A Chinese numeral below one hundred as digits: `十二` is `12`."""
    if text.isascii():
        return text
    tens, ten, ones = text.rpartition("十")
    value = (DIGITS.find(tens) if tens else 1) * 10 if ten else 0
    return str(value + (DIGITS.find(ones) if ones else 0)) if len(ones) <= 1 else ""
