"""Journal headers set vertically in the margin, which extractors write one character a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.glyphs import HAN, letters

MIN_RUN = 5
MAX_CHARACTERS = 3
"""Characters a line, spaces not counted: rotated Latin comes in clumps of up to three (`TIC`)."""

DIGITS = "〇一二三四五六七八九"
YEAR_ISSUE = re.compile(r"(?P<year>[〇○零一二三四五六七八九\d]{4})年?(?:总?第?(?P<number>[〇○零一二三四五六七八九十\d]{1,3})期)?")
JOURNAL = re.compile(rf"[{HAN}]{{2,20}}")


def vertical_headers(document: Document) -> Iterator[Edit]:
    """Label a vertical journal header and keep what it tells: journal, year, issue.

    Evidence: at least five lines in a row of at most three characters each, without punctuation,
    that read downwards as a name with a year and an issue, or that stand again on other pages.
    """
    if document.kind is not Kind.WRAPPED:
        return
    runs = list(_runs(document))
    seen = [_reading(run) for run in runs]
    for run, reading in zip(runs, seen, strict=True):
        dated = YEAR_ISSUE.search(reading)
        if not dated and seen.count(reading) < 2:
            continue
        facts = _facts(reading, dated) if dated else {}
        for line in run:
            yield line.edit("role", Role.RUNNING_HEAD, f"vertical header, {len(run)} short lines: {reading[:40]}")
        if facts:
            yield run[0].edit("facts", facts, "read downwards from the vertical header")


def _runs(document: Document) -> Iterator[list[Line]]:
    run: list[Line] = []
    last = -1
    # a gap of a few spaces may stand in such a line, not more
    for place, line in [(place, line) for place, line in enumerate(document.filled) if len(line.text) < 4 * MAX_CHARACTERS]:
        text = letters(line.text)
        fits = line.role is Role.BODY and len(text) <= MAX_CHARACTERS and text.isalnum() and not (text.isdecimal() and len(text) > 1)
        if place != last + 1 or not fits:
            if len(run) >= MIN_RUN:
                yield run
            run = []
        if fits:
            run.append(line)
        last = place
    if len(run) >= MIN_RUN:
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
