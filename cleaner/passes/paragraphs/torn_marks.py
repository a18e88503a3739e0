"""Marks of lists that an extractor gave at the end of their page, or behind the first line of their item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import FURNITURE, OPEN, PLAIN, Document, Edit, Kind, Line, Role
from cleaner.printed.layout import Layout, layout
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import ends_sentence

MARK = regex(r"\s*[•●▪◦‣·]\s*\Z")
ALONE = regex("^[ \\t]*[•●▪◦‣➢\ue000-\uf8ff][ \\t]*$", re.M)
FULL = 6
"""Columns: a line with no more room goes on in the next one."""
LONGEST, MIN_MARKS = 5, 2
"""Characters of a line that holds a mark alone, with its spaces; marks in a row: one may be that of an item on the next page."""


@rule(acts_on=PLAIN, writes={Role.RUNNING_HEAD}, changes=Change.MARKS)
def torn_marks(document: Document) -> Iterator[Edit]:
    """Take out the bullets of a page's lists where they stand in a row below its text: `•`, `•`, `•`.

    Some pages draw the marks of their items last. What item each belongs to nobody can tell, and they part a sentence that goes on
    behind the page. Evidence: two lines or more that hold a bullet and nothing else; and nothing stands below them on their page but
    furniture and notes. In a row beside their items they stay, as numbers do.

    One alone behind a line that begins a block goes to the start of that line, where two or more stand inside a sentence so: bullets that
    are printed a little lower than their lines. The line before those is full and begins a block, and the next one is no item.
    """
    for before, mark in _lower(document):
        yield before.edit("text", f"{mark.text.strip()} {before.text.lstrip()}", "the bullet of this item, from the line below")
        yield mark.edit("role", Role.RUNNING_HEAD, "the bullet of the item that begins on the line before")
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


def _lower(document: Document) -> list[tuple[Line, Line]]:
    """The first lines of items, each with the bullet that stands alone below it."""
    marks = {line.index for line in document.matching(ALONE)} if document.kind is Kind.WRAPPED else set()
    if len(marks) < MIN_MARKS:
        return []
    measured = layout(document)
    lines = [line for line in document.filled if line.role in OPEN and line.index in measured.widths]
    found: list[tuple[Line, Line]] = []
    inside = 0
    for place in [place for place, line in enumerate(lines) if line.index in marks and 0 < place < len(lines) - 1]:
        last, before, mark, after = lines[max(0, place - 2)], *lines[place - 1 : place + 2]
        if before.index in marks or after.index in marks:
            continue
        begins = "\n\n" in before.joint or last.index in marks or _is_ended(measured, last, before)
        if begins or not _is_ended(measured, before, after):
            found.append((before, mark))
            inside += begins and not _is_ended(measured, before, after) and not ITEM_MARK.match(after.text.strip())
    return found if inside >= MIN_MARKS else []


def _is_ended(measured: Layout, line: Line, after: Line) -> bool:
    """Whether a line ends a sentence, or breaks off."""
    return ends_sentence(line.text.strip()) or measured.room_left(line, after, False) > FULL
