"""Tables that an extractor tore into lines."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document, Doubt, Edit, Kind, Line, Role
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


@rule(acts_on={Kind.WRAPPED}, writes={Role.TABLE}, fields={"joint"}, after=["crossed_columns"])
def torn_tables(document: Document) -> Iterator[Edit | Doubt]:
    """Leave the lines of a torn table apart, and report the place: what stood in which column cannot be told.

    Evidence: six short lines or more in a row, with no clause and no stop in them, half of them with numbers. Verse has few numbers,
    the lines of a paragraph are full, and a list counts on.
    """
    measured = layout(document)
    numbered = numbered_items(document.body())
    run: list[Line] = []
    for line in [*document.filled, None]:
        if line is not None and line.role is Role.BODY and line.index not in numbered and _is_cell(line, measured):
            run.append(line)
            continue
        if len(run) >= MIN_ROWS and sum([DIGIT.search(cell.text) is not None for cell in run]) >= MIN_NUMBERS * len(run):
            yield run[0].doubt(f"a table torn into {len(run)} lines", "lines apart", "a table")
            for cell in run:
                yield cell.edit("role", Role.TABLE, "a line of a torn table: its gaps part columns")
                if cell.joint == "\n":
                    yield cell.edit("joint", "\n\n", "a line of a torn table")
        run = []


def _is_cell(line: Line, measured: Layout) -> bool:
    if measured.widths.get(line.index, measured.measure) > MAX_WIDTH * measured.measure_at(line):
        return False
    return not ends_clause(line.text) and not CLAUSES.search(line.text)
