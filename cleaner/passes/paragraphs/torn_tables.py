"""Tables that an extractor tore into lines."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import OPEN, PLAIN, Document, Doubt, Edit, Kind, Line, Role
from cleaner.printed.cells import NARROW, NUMBERS, cells, is_cell
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.glyphs import MARKS


@rule(acts_on=PLAIN, writes={Role.TABLE, Role.KEPT}, fields={"joint"}, after=["crossed_columns", "list_lines"])
def torn_tables(document: Document) -> Iterator[Edit | Doubt]:
    """Leave the lines of a table as they are: of one laid out in columns by gaps, and of one that an extractor tore into cells.

    What stood in which column of a torn one cannot be told, so the place is reported. Evidence of columns: three lines in a row with
    two wide gaps each and no clause. Evidence of cells: see `cleaner.printed.cells`.
    """
    rows = {line.index: line for line in _rows(document)}
    for index, line in rows.items():
        yield line.edit("role", Role.TABLE, "a row of columns that gaps part")
        if index - 1 not in rows and line.joint == "\n":
            yield line.edit("joint", "\n\n", "the first row of a table")
    known = cells(document)
    torn = {index for index, reason in known.items() if reason != NARROW and document.lines[index].role is Role.BODY} - rows.keys()
    for line in [document.lines[index] for index in sorted(torn)]:
        if line.index - 1 not in torn:
            yield line.doubt("a table torn into lines", "lines apart", "a table")
        if known[line.index] == NUMBERS:
            yield line.edit("role", Role.KEPT, known[line.index])
        if line.joint == "\n":
            yield line.edit("joint", "\n\n", known[line.index])


GAP = regex(r"(?<=\S)(?: {3,}|[ \u3000]*\t[ \t\u3000]*)(?=\S)")
MIN_GAPS, MIN_LAID_OUT = 2, 3
"""Gaps in a line, and lines in a row. Two columns of prose side by side have one gap in each line."""


def _rows(document: Document) -> list[Line]:
    """The rows of tables that are laid out in columns."""
    drawn = document.unusual.intersection(DRAWN)
    rows = [line for line in document.holding("   ", "\t", *drawn) if line.role in OPEN and _is_row(line.text)]
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
    return len(GAP.findall(text)) >= MIN_GAPS and is_cell(text.strip())
