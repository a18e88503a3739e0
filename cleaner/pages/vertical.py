"""Heads set vertically in the margin, which extractors write one character a line."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.regex import regex
from cleaner.wording.glyphs import HAN
from cleaner.wording.numbering import value_of

MIN_RUN = 5
"""Lines in a row; four may be the torn head of a table column, and the name alone of a known journal may have two."""
MAX_CHARACTERS = 3
"""Characters a line, gaps not counted: rotated Latin comes in clumps of up to three (`TIC`)."""
MIN_SHORT, MIN_TIMES = 3, 3
"""Lines of a shorter run, which is a head where the whole of it stands again so often at the edge of pages."""
PIECE = 4
"""Lines of a piece of a run that is looked for again."""

YEAR = regex(r"(?P<year>[〇○零一二三四五六七八九\d]{4})年")
ISSUE = regex(r"(?:总?第|(?<=[年卷]))(?P<number>[〇○零一二三四五六七八九十\d]{1,4})期")
HAS_DIGIT = regex("[0-9]")
HAN_WORD = regex(rf"[{HAN}]{{2,}}\Z")
JOURNAL = regex(rf"[{HAN}]{{2,20}}")
RADICAL = regex("[\u2f00-\u2fd5]")
"""A radical may be meant where it stands alone on a line, so it is repaired there by no one; in a run it is the character."""
WITH_CAPITALS = regex(rf"[{HAN}](?=[A-Z][A-Z&]+(?: [A-Z&]+)+\Z)")
"""The last character of a head, and behind it on its line the same head in capitals, which is set beside it."""
NAME = regex(rf"(?:[{HAN}]+|[A-Z&]+)\Z")
TO_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class Vertical(NamedTuple):
    """A run of lines that read as one head."""

    start: int  # place of its first line
    stop: int  # behind its last line
    reading: str  # downwards or, where only that makes sense, upwards
    facts: Mapping[str, Any]  # journal, year and issue; empty if it names none


def vertical_runs(keys: Sequence[str], texts: Sequence[str]) -> list[Vertical]:
    """The runs of at least five lines of up to three characters that name a year and an issue, or of which a piece is repeated.

    `keys` is the wording of the filled lines without gaps, `texts` the same with them. A torn table head has neither, or is not at
    the edge of a page: that is for the caller to see.
    """
    if RADICAL.search("".join([key for key in keys if len(key) <= MAX_CHARACTERS])):
        keys = [unicodedata.normalize("NFKC", key) if len(key) <= MAX_CHARACTERS and RADICAL.search(key) else key for key in keys]
    runs = list(_short_runs(keys, texts))
    found: list[Vertical] = []
    rest: list[tuple[int, int]] = []
    for start, stop in runs:
        # a short line above, such as an author's name, is no part of it
        while start < stop and (HAN_WORD.match(keys[start]) or keys[start].isdigit()):
            start += 1
        while stop > start and keys[stop - 1].isdigit():
            stop -= 1
        if stop - start < 2:
            continue
        last = WITH_CAPITALS.match(texts[stop]) if stop < len(texts) else None
        if stop - start >= MIN_RUN and (facts := _facts([*keys[start:stop], last[0] if last else ""])):
            found.append(Vertical(start, stop + (last is not None), *facts))
        else:
            rest.append((start, stop))
    found += _known(keys, rest, {str(run.facts["source"]) for run in found if "source" in run.facts})
    found += _repeated(keys, rest, {place for run in found for place in run[:1]})
    return sorted(found)


def _short_runs(keys: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines in a row of at most three characters, letters and digits only, and one number of one digit at a time."""
    start = last = -2
    for place in [place for place, key in enumerate(keys) if len(key) <= MAX_CHARACTERS]:
        key = keys[place]
        # a gap of a few spaces may stand in such a line, not more; a longer number is that of the page
        if not key.isalnum() or (len(key) > 1 and HAS_DIGIT.search(key)) or len(texts[place]) >= 4 * MAX_CHARACTERS:
            continue
        if place != last + 1:
            if last > start >= 0:
                yield start, last + 1
            start = place
        last = place
    if last > start >= 0:
        yield start, last + 1


def _facts(lines: Sequence[str]) -> tuple[str, Mapping[str, Any]] | None:
    """The reading of a run and what it tells, if it names a year and an issue, downwards or upwards."""
    for order in (lines, lines[::-1]):
        reading = "".join(order)
        year, issue = YEAR.search(reading), ISSUE.search(reading)
        if not year or not issue:
            continue
        facts: dict[str, Any] = {}
        cut = min(year.start(), issue.start()), max(year.end(), issue.end())
        if name := JOURNAL.search(reading[: cut[0]] + "\n" + reading[cut[1] :]):
            facts["source"] = name[0]
        facts["date"] = year["year"].translate(TO_DIGITS)
        number = issue["number"]
        facts["issue"] = {"number": str(value_of(number)) if "十" in number else number.translate(TO_DIGITS)}
        return reading, facts
    return None


def _known(keys: Sequence[str], runs: Sequence[tuple[int, int]], names: set[str]) -> Iterator[Vertical]:
    """Runs that are the name of a journal which another head gave with year and issue."""
    for start, stop in runs:
        for reading in ("".join(keys[start:stop]), "".join(keys[start:stop][::-1])):
            if reading in names:
                yield Vertical(start, stop, reading, {})
                break


def _repeated(keys: Sequence[str], runs: Sequence[tuple[int, int]], taken: set[int]) -> Iterator[Vertical]:
    """The parts of runs of which every piece is repeated in another place, and short runs that are repeated as a whole."""
    runs = [run for run in runs if run[0] not in taken]
    wholes = Counter([tuple(keys[start:stop]) for start, stop in runs if MIN_SHORT <= stop - start < MIN_RUN])
    for start, stop in runs:
        whole = tuple(keys[start:stop])
        if wholes[whole] >= MIN_TIMES and len(whole) < MIN_RUN and _is_wordy(whole):
            yield Vertical(start, stop, "".join(whole), {})
    pieces = Counter(
        [piece for start, stop in runs for at in range(start, stop - PIECE + 1) if _is_wordy(piece := tuple(keys[at : at + PIECE]))]
    )
    for start, stop in runs:
        at = start
        while at <= stop - PIECE:
            if pieces[tuple(keys[at : at + PIECE])] < 2:
                at += 1
                continue
            end = at + PIECE
            while end < stop and pieces[tuple(keys[end - PIECE + 1 : end + 1])] > 1:
                end += 1
            if end - at >= MIN_RUN:
                yield Vertical(at, end, "".join(keys[at:end]), {})
            at = end


def _is_wordy(piece: tuple[str, ...]) -> bool:
    """Whether a piece reads as a name, in ideographs or in capitals: a formula that was torn into lines is repeated, too."""
    return len(set(piece)) > 1 and NAME.match("".join(piece)) is not None
