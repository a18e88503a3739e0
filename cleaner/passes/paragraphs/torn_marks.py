"""Marks of lists that an extractor gave at the end of their page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.document import FURNITURE, OPEN, PLAIN, Document, Edit, Line, Role
from cleaner.regex import regex
from cleaner.rules import rule

MARK = regex(r"\s*(?:[•●▪◦‣·]|(\d{1,2})\.)\s*\Z")
LONGEST, MIN_MARKS = 5, 2
"""Characters of a line that holds a mark alone, with its spaces; marks in a row: one may be that of an item on the next page."""


@rule(acts_on=PLAIN, writes={Role.RUNNING_HEAD})
def torn_marks(document: Document) -> Iterator[Edit]:
    """Take out the marks of a page's lists where they stand in a row below its text: `•`, `•`, `•`, or `1.`, `2.`.

    Some pages draw the marks of their items last. What item each belongs to nobody can tell, and they part a sentence that goes on
    behind the page. Evidence: two lines or more that hold a mark and nothing else, numbers counting from one; and nothing stands
    below them on their page but furniture and notes. In a row beside their items they stay.
    """
    run: list[tuple[Line, int]] = []
    for line in [*document.filled, None]:
        if line is not None and len(line.text) <= LONGEST and line.role in OPEN and (mark := MARK.match(line.text)):
            run.append((line, int(mark[1] or 0)))
            continue
        if not run:
            continue
        ends = line is None or line.role in FURNITURE or line.role is Role.FOOTNOTE or line.page != run[-1][0].page
        numbers = [0, *[number for _, number in run if number]]
        if len(run) >= MIN_MARKS and ends and all([number in (1, before + 1) for before, number in pairwise(numbers)]):
            yield from [marked.edit("role", Role.RUNNING_HEAD, "marks of lists in a row below the text of a page") for marked, _ in run]
        run = []
