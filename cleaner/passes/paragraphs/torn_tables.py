"""Tables that an extractor tore into lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.document import PLAIN, Document, Doubt, Edit, Kind, Line, Role
from cleaner.glyphs import MARKS
from cleaner.layout import Layout, layout
from cleaner.numbering import numbered_items
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import ends_clause

MIN_ROWS = 6
"""Lines in a row. Fewer may be a heading, a date and a name."""
MAX_WIDTH = 0.8
"""Of the measure: cells are short."""
MIN_NUMBERS = 0.5
"""Of the lines, those that hold a digit."""
CLAUSES = regex(r"[，。；！？：]|[,;:!?] [a-z]|\. [A-Z]")
DIGIT = regex(r"\d")


@rule(acts_on=PLAIN, writes={Role.TABLE, Role.KEPT}, fields={"joint"}, after=["crossed_columns", "list_lines"])
def torn_tables(document: Document) -> Iterator[Edit | Doubt]:
    """Leave the lines of a table as they are: of one laid out in columns by gaps, and of one that an extractor tore into cells.

    What stood in which column of a torn one cannot be told, so the place is reported. Evidence of columns: three lines in a row with
    two wide gaps each and no clause. Evidence of cells: six short lines or more in a row, with no clause and no stop in them, half of
    them with numbers. Verse has few numbers, the lines of a paragraph are full, and a list counts on.
    """
    rows = _rows(document)
    for before, line in pairwise([None, *rows]):
        assert line is not None
        yield line.edit("role", Role.TABLE, "a row of columns that gaps part")
        if before is None or line.index != before.index + 1:
            yield from [line.edit("joint", "\n\n", "the first row of a table")] if line.joint == "\n" else []
    if document.kind is not Kind.WRAPPED:
        return
    taken = {line.index for line in rows}
    body, measured = document.body(), layout(document)
    cells = {line.index for line in body if line.index not in taken and _is_cell(line, measured)}
    if len(cells) < MIN_ROWS:
        return
    cells -= numbered_items(body)
    run: list[Line] = []
    for line in [*document.filled, None]:
        if line is not None and line.index in cells:
            run.append(line)
            continue
        if len(run) >= MIN_ROWS and sum([DIGIT.search(cell.text) is not None for cell in run]) >= MIN_NUMBERS * len(run):
            yield run[0].doubt(f"a table torn into {len(run)} lines", "lines apart", "a table")
            for cell in run:
                yield cell.edit("role", Role.KEPT, "a line of a torn table")
                if cell.joint == "\n":
                    yield cell.edit("joint", "\n\n", "a line of a torn table")
        run = []


GAP = regex(r"(?<=\S)(?: {3,}|[ \u3000]*\t[ \t\u3000]*)(?=\S)")
ROWS = frozenset({Role.BODY, Role.KEPT})
MIN_GAPS, MIN_LAID_OUT = 2, 3
"""Gaps in a line, and lines in a row. Two columns of prose side by side have one gap in each line."""


def _rows(document: Document) -> list[Line]:
    """The rows of tables that are laid out in columns."""
    drawn = document.unusual.intersection(DRAWN)
    rows = [line for line in document.holding("   ", "\t", *drawn) if line.role in ROWS and _is_row(line.text)]
    found: list[Line] = []
    run: list[Line] = []
    for line in [*rows, None]:
        if line is not None and run and line.index == run[-1].index + 1:
            run.append(line)
            continue
        # of plain text only where a gap rule might take a column's gap for one beside a mark
        if len(run) >= MIN_LAID_OUT and (document.kind is Kind.WRAPPED or any([BESIDE_MARK.search(row.text) for row in run])):
            found += run
        run = [line] if line is not None else []
    return found


BESIDE_MARK = regex(f"[{MARKS}](?: {{3,}}|\t)|(?: {{3,}}|\t)[{MARKS}]")


DRAWN = frozenset(map(chr, range(0x2501, 0x2580)))
"""Signs that boxes are drawn with; a dash may be `─`, too."""


def _is_row(text: str) -> bool:
    """Whether wide gaps part the line into three cells or more, none with a clause in it, or a side of a drawn box stands in it."""
    if not DRAWN.isdisjoint(text):
        return True
    return len(GAP.findall(text)) >= MIN_GAPS and not CLAUSES.search(text) and not ends_clause(text)


def _is_cell(line: Line, measured: Layout) -> bool:
    if measured.widths.get(line.index, measured.measure) > MAX_WIDTH * measured.measure_at(line):
        return False
    return not ends_clause(line.text) and not CLAUSES.search(line.text)
