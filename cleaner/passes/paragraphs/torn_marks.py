"""Marks of lists that an extractor gave at the end of their page."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import FURNITURE, OPEN, PLAIN, Document, Edit, Line, Role
from cleaner.regex import regex
from cleaner.rules import rule

MARK = regex(r"\s*[•●▪◦‣·]\s*\Z")
LONGEST, MIN_MARKS = 5, 2
"""Characters of a line that holds a mark alone, with its spaces; marks in a row: one may be that of an item on the next page."""


@rule(acts_on=PLAIN, writes={Role.RUNNING_HEAD})
def torn_marks(document: Document) -> Iterator[Edit]:
    """Take out the bullets of a page's lists where they stand in a row below its text: `•`, `•`, `•`.

    Some pages draw the marks of their items last. What item each belongs to nobody can tell, and they part a sentence that goes on
    behind the page. Evidence: two lines or more that hold a bullet and nothing else; and nothing stands below them on their page but
    furniture and notes. In a row beside their items they stay, as numbers do.
    """
    run: list[Line] = []
    for line in [*document.filled, None]:
        if line is not None and len(line.text) <= LONGEST and line.role in OPEN and MARK.match(line.text):
            run.append(line)
            continue
        if not run:
            continue
        ends = line is None or line.role in FURNITURE or line.role is Role.FOOTNOTE or line.page != run[-1].page
        if len(run) >= MIN_MARKS and ends:
            yield from [marked.edit("role", Role.RUNNING_HEAD, "bullets in a row below the text of a page") for marked in run]
        run = []
