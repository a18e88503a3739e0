"""Marks of lists that an extractor gave at the end of their page."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import FURNITURE, OPEN, PLAIN, Document, Edit, Line, Role
from cleaner.rules import rule

BULLETS = frozenset("•●▪◦‣·")
LONGEST = 5
"""Characters of a line that holds a mark alone, with its spaces."""
MIN_MARKS = 2
"""One may be the mark of an item on the next page."""
ABOVE_EDGE = FURNITURE | {Role.FOOTNOTE}


@rule(acts_on=PLAIN, writes={Role.RUNNING_HEAD}, fields=())
def torn_marks(document: Document) -> Iterator[Edit]:
    """Take out the marks of a page's lists where they stand in a row below its text: `•`, `•`, `•`, or `1.`, `2.`.

    Some pages draw the marks of their items last. What item each belongs to nobody can tell, and they part a sentence that goes on
    behind the page. Evidence: two lines or more that hold a mark and nothing else, numbers counting from one; and nothing stands
    below them on their page but furniture and notes. In a row beside their items they stay.
    """
    filled = document.filled
    runs: list[list[int]] = []
    for place in [place for place, line in enumerate(filled) if len(line.text) <= LONGEST and line.role in OPEN and _mark(line)]:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        lines = [filled[place] for place in run]
        if len(run) >= MIN_MARKS and _counts([_mark(line) for line in lines]) and _ends_page(filled, run[-1]):
            for line in lines:
                yield line.edit("role", Role.RUNNING_HEAD, "marks of lists in a row below the text of a page")


def _mark(line: Line) -> str:
    """The mark that stands alone on a line: a bullet, or the number before a point."""
    mark = line.text.strip()
    number = mark[:-1]
    return mark if mark in BULLETS else number if mark[-1:] == "." and number.isascii() and number.isdecimal() else ""


def _counts(marks: list[str]) -> bool:
    """Whether each number is one, or the next one."""
    last = 0
    for mark in marks:
        if mark not in BULLETS:
            if int(mark) not in (1, last + 1):
                return False
            last = int(mark)
    return True


def _ends_page(filled: list[Line], place: int) -> bool:
    """Whether what stands below the line at `place` is furniture, notes, or another page."""
    if place + 1 == len(filled):
        return True
    return filled[place + 1].role in ABOVE_EDGE or filled[place + 1].page != filled[place].page
