"""Cells by place: which lines of a printed text are those of a table or a drawing, whatever the extractor made of them.

Lines of a table are short, for a cell is narrower than the column of text; they hold no clause and end none; and several stand in a row.
That is what rows, cells one a line and columns one behind the other have in common. One short line may be a heading, a name or the last
one of a paragraph; what a number counts is an item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from cleaner.document import PASSED_OVER, Document, Kind, Line
from cleaner.printed.floats import FIGURE
from cleaner.printed.layout import layout
from cleaner.regex import regex
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import ends_clause

MAX_WIDTH, MAX_NARROW = 0.8, 0.5
"""Of the measure: no cell is wider; and where all are narrower than this, numbers need not prove the table."""
MIN_CELLS, MIN_NAMED = 6, 3
"""Lines in a row. Fewer may be a heading, a date and a name; beside the name of a table or figure so few will do."""
MIN_NUMBERS = 0.5
"""Of the lines, those that hold a digit."""
CLAUSES = regex(r"[，。；！？]|[,;!?] [a-z]|\. [A-Z]")
BULLETS = frozenset("-*+•●■◆○▪")
GOES_ON = frozenset("，、（《")
"""What a line ends with that goes on in the next."""
DIGIT = regex(r"\d")


NUMBERS, NAMED, NARROW = "half of these short lines hold numbers", "short lines beside a table's or figure's name", "short lines"


def cells(document: Document) -> Mapping[int, str]:
    """The lines of tables, drawings and lists, by index, and what shows it: found once, before any line is joined."""
    if document.cells is None:
        document.cells = dict(_found(document)) if document.kind is Kind.WRAPPED else {}
    return document.cells


def _found(document: Document) -> Iterator[tuple[int, str]]:
    """Evidence is of a run of short lines without clauses: six of which half hold numbers, or all are narrow; or a name beside them."""
    measured, features = layout(document), document.measured
    widths = dict(zip([line.index for line in features.filled], features.widths, strict=True))
    lines = [line for line in document.filled if line.role not in PASSED_OVER]
    pieces = measured.pieces.union(*document.printed_rows)
    spaced = [line.index for line in lines if line.text[-1:] == " "]
    if len(spaced) * 2 < len(lines):
        pieces = pieces.union(spaced)  # words of a line that justification parted
    shares = [widths[line.index] / (measured.measure_at(line) or 1) for line in lines]
    for place, line in enumerate(lines):
        if shares[place] <= MAX_WIDTH:
            text = line.text.strip() or "."  # a rule may have emptied it
            if line.index in pieces or _is_item(text) or not is_cell(text):
                shares[place] = 1.0
    end = 0
    for is_short, group in groupby([share <= MAX_WIDTH for share in shares]):
        start, end = end, end + len(list(group))
        if not is_short:
            continue
        run = lines[start:end]
        cells_only = [line for line in run if not names(line.text.lstrip())]
        is_named = MIN_NAMED <= len(cells_only) < len(run)
        if len(run) >= MIN_CELLS and sum([DIGIT.search(line.text) is not None for line in run]) >= MIN_NUMBERS * len(run):
            yield from [(line.index, NUMBERS) for line in run]
        elif is_named or (len(run) >= MIN_CELLS and max(shares[start:end]) <= MAX_NARROW):
            yield from [(line.index, NAMED if is_named else NARROW) for line in cells_only]


def names(text: str) -> bool:
    """Whether `text` begins with the number of a figure or table."""
    return FIGURE.match(text) is not None


def beside_cells(document: Document, before: Line, after: Line) -> bool:
    """Whether `before` or `after` stands in a table, or lines of one stand between them: then no sentence goes on from one to the other."""
    return any([index in cells(document) for index in range(before.index, after.index + 1)])


def is_cell(text: str) -> bool:
    """Whether a line holds no clause and ends none. A letter alone may be one of a word set upright."""
    if text[-1] in GOES_ON or (len(text) == 1 and text.isalpha()):
        return False
    return not (ends_clause(text) or CLAUSES.search(text))


def _is_item(text: str) -> bool:
    return text[0] not in BULLETS and ITEM_MARK.match(text) is not None
