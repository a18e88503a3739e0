"""The pieces of printed lines in a measured text: what an extractor broke at punctuation, or where scripts meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaner.document import Line
from cleaner.glyphs import NO_LINE_START, WIDE
from cleaner.pieces import BREAKS_BEFORE, BREAKS_BEHIND, INDENT, INSIDE, MAX_PIECES, SLACK, row_end
from cleaner.regex import regex
from cleaner.sentences import ends_clause

if TYPE_CHECKING:
    from cleaner.layout import Layout

CLEARLY = 8
"""Columns: so much room left on a line that breaks off in mid-sentence proves that it ends there."""
MEETING = regex(r"[\u3400-\u9fff] ?[A-Za-z]|[A-Za-z] ?[\u3400-\u9fff]")
"""Both scripts side by side on one line."""
OPTION = regex(r"[A-Za-z][.．、)）]")
"""The letter of an answer."""
MIN_BROKEN = 3
"""Lines broken between scripts; one or two may be a label before a name."""
IN_NAMES = frozenset("/-_+*~")
"""Signs that names of files and commands begin or end with."""
MIN_ROWS = 2
"""Printed lines in pieces, at least, where an extractor breaks lines at punctuation. None in the other 104 texts measured."""
MAX_SINGLE = 4
"""Columns."""
MIN_SINGLES = 4
"""Lines; vertical headers have gone before."""


def put_together(found: Layout, body: list[Line], known: Sequence[Sequence[int]], changes: set[int]) -> None:
    """Some extractors break a printed line at its punctuation: give the pieces the width of their line.

    Evidence: the widths of lines in a row, parted by punctuation, add up to the measure; and at
    several places the punctuation is of a kind that ends no paragraph.
    """
    singles = list(_singles(found, body))
    if known:  # the reader put them together
        lines = {line.index: line for line in body}
        rows = [row for indices in known if len(row := [lines[index] for index in indices if index in lines]) > 1]
    else:
        rows = list(_rows(found, body))
        certain = [row for row in rows if any(_breaks_inside(left.text, right.text) for left, right in pairwise(row))]
        rows = rows if len(certain) >= MIN_ROWS else []
    parted = list(_script_rows(found, body, changes))
    if sum([len(row) > 2 for row in parted]) >= MIN_ROWS:
        rows += parted
    sizes = [*sizes_of(found.widths, rows), *(found.measure_at(row[0]) for row in singles)]
    found.pieces = frozenset(fill(found.widths, [*rows, *singles], sizes))


def sizes_of(widths: Mapping[int, float], rows: Iterable[list[Line]]) -> list[float]:
    """How wide the pieces of each printed line are together."""
    return [sum([widths[line.index] for line in row]) for row in rows]


def fill(widths: dict[int, float], rows: list[list[Line]], sizes: list[float]) -> set[int]:
    """Give the pieces of printed lines the width of their line; all pieces but the first of each."""
    for row, size in zip(rows, sizes, strict=True):
        widths.update(dict.fromkeys([line.index for line in row], size))
    return {line.index for row in rows for line in row[1:]}


def _breaks_inside(left: str, right: str) -> bool:
    """Whether the break between two pieces can part no paragraphs."""
    return left.rstrip()[-1:] in INSIDE or right.lstrip()[:1] in NO_LINE_START


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


def _rows(found: Layout, body: list[Line]) -> Iterator[list[Line]]:
    """Lines whose widths add up to the measure, broken at punctuation."""
    texts = [line.text.strip() or " " for line in body]
    sizes = [found.widths[line.index] for line in body]
    place = 0
    while place < len(body) - 1:
        size, end = sizes[place], 0
        if texts[place][-1] in BREAKS_BEHIND or texts[place + 1][0] in BREAKS_BEFORE:
            # pieces make the local measure too small
            for measure in dict.fromkeys((found.measure, found.measure_at(body[place]))):
                end = end or (row_end(texts, sizes, place, measure) if size < measure - INDENT else 0)
        if end:
            yield body[place:end]
        place = max(end, place + 1)


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
            # a glossary has both scripts on each of its lines; a letter may count the answers to a question
            broken += not (OPTION.match(line.text.lstrip()) or MEETING.search(before.text + "\n" + line.text))
    return broken >= MIN_BROKEN


def in_word(sign: str) -> bool:
    return sign.isalnum() or sign in IN_NAMES
