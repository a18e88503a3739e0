"""The pieces of printed lines in a measured text: what an extractor broke where scripts meet, or stretched to single ideographs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cleaner.document import Line
from cleaner.printed.pieces import MAX_PIECES, SLACK
from cleaner.regex import regex
from cleaner.wording.glyphs import WIDE
from cleaner.wording.sentences import ends_clause

if TYPE_CHECKING:
    from cleaner.printed.layout import Layout

CLEARLY = 8
"""Columns: so much room left on a line that breaks off in mid-sentence proves that it ends there."""
MEETING = regex(r"[\u3041-\u9fff\uac00-\ud7a3] ?[A-Za-z]|[A-Za-z] ?[\u3041-\u9fff\uac00-\ud7a3]")
"""Both scripts side by side on one line: hardly any has them where an extractor breaks lines there."""
MET = 2
"""Times as many lines broken between scripts as lines that have both side by side: of other extractors at most 1.8 times as many."""
OPTION = regex(r"[A-Za-z][.．、)）]")
"""The letter of an answer."""
MIN_BROKEN = 3
"""Lines broken between scripts; one or two may be a label before a name."""
IN_NAMES = frozenset("/-_+*~")
"""Signs that names of files and commands begin or end with."""
MAX_SINGLE = 4
"""Columns."""
MIN_SINGLES = 4
"""Lines; vertical headers have gone before."""


def put_together(found: Layout, body: list[Line], known: Sequence[Sequence[int]], changes: set[int]) -> None:
    """Give the pieces of a printed line the width of their line.

    The reader knows those that were broken at words or at punctuation (see `cleaner.printed.pieces`); here those are found that were broken
    between scripts, where the extractor does that, and lines of one ideograph each.
    """
    lines = {line.index: line for line in body}
    rows = [row for indices in known if len(row := [lines[index] for index in indices if index in lines]) > 1]
    if found.breaks_words:
        rows += _script_rows(found, body, changes)
    rows += _mark_rows(found, body, {line.index for row in rows for line in row})
    singles = list(_singles(found, body))
    sizes = [*sizes_of(found.widths, rows), *(found.measure_at(row[0]) for row in singles)]
    found.pieces = frozenset(fill(found.widths, [*rows, *singles], sizes))


def _mark_rows(found: Layout, body: list[Line], known: set[int]) -> Iterator[list[Line]]:
    """Lines that an extractor broke before a mark that no printed line begins with (kinsoku), where the two fit on one line."""
    begun = 0  # the place after the last row
    for place in [place for place, line in enumerate(body) if line.text.lstrip()[:1] in NEVER_FIRST and place]:
        before, line = body[place - 1 : place + 1]
        size = found.widths[before.index] + found.widths[line.index]
        if place > begun and known.isdisjoint((before.index, line.index)) and size <= found.measure_at(before) + SLACK:
            yield [before, line]
            begun = place + 1


NEVER_FIRST = frozenset("，。、；：！？）》”’」』】")


def sizes_of(widths: Mapping[int, float], rows: Iterable[list[Line]]) -> list[float]:
    """How wide the pieces of each printed line are together."""
    return [sum([widths[line.index] for line in row]) for row in rows]


def fill(widths: dict[int, float], rows: list[list[Line]], sizes: list[float]) -> set[int]:
    """Give the pieces of printed lines the width of their line; all pieces but the first of each."""
    for row, size in zip(rows, sizes, strict=True):
        widths.update(dict.fromkeys([line.index for line in row], size))
    return {line.index for row in rows for line in row[1:]}


def _singles(found: Layout, body: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines of one ideograph and its marks each: a line that was stretched to fill the measure."""
    run: list[Line] = []
    for line in body:
        if found.widths[line.index] <= MAX_SINGLE and WIDE.search(line.text):
            run.append(line)
            continue
        if len(run) >= MIN_SINGLES:
            yield run
        run = []
    if len(run) >= MIN_SINGLES:
        yield run


def _script_rows(found: Layout, body: list[Line], changes: set[int]) -> Iterator[list[Line]]:
    """Lines that some extractors break where Latin and ideographs meet: together they fit on one printed line, and nearly fill it."""
    begun = 0  # the place after the last row
    for place in sorted(changes):
        if place < begun:
            continue
        end, size, measure = place + 1, found.widths[body[place].index], found.measure_at(body[place])
        while end < len(body) and end - place < MAX_PIECES and end - 1 in changes:
            if size + 1 + found.widths[body[end].index] > measure + SLACK:
                break
            size += 1 + found.widths[body[end].index]
            end += 1
        if end - place > 1 and end < len(body) and size + found.first_unit(body[end].text) > measure - SLACK:
            yield body[place:end]
        begun = end


def script_changes(body: list[Line]) -> set[int]:
    """The places of lines that end inside a word of one script where the next line goes on in another: ideographs, Latin."""
    texts = [line.text.strip() or " " for line in body]
    ends = "".join([text[-1] for text in texts])
    begins = "".join([text[0] for text in texts[1:]])
    return {
        place
        for place, (left, right) in enumerate(zip(ends, begins, strict=False))
        # a number at the start of a line may count an item
        if left.isascii() is not right.isascii() and in_word(left) and in_word(right) and not right.isdecimal()
    }


def breaks_between_scripts(found: Layout, body: list[Line], changes: set[int]) -> bool:
    """Whether lines with room to spare break off where Latin and ideographs meet, inside a sentence, again and again."""
    broken = 0
    for place in changes:
        if place == 0:
            continue
        earlier, before, line = body[place - 1 : place + 2]
        if found.widths[before.index] < found.measure_at(before) - CLEARLY - SLACK and not ends_clause(earlier.text):
            # a number may be a line of its own, a letter may count the answers to a question
            is_word = before.text.rstrip()[-1:].isalpha() and line.text.lstrip()[:1].isalpha()
            broken += is_word and not (OPTION.match(line.text.lstrip()) or MEETING.search(before.text + "\n" + line.text))
    return broken >= MIN_BROKEN and MET * sum([MEETING.search(line.text) is not None for line in body]) <= broken


def in_word(sign: str) -> bool:
    return sign.isalnum() or sign in IN_NAMES
