"""Headings whose number stands on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import HEADINGS, Document, Edit, Kind, Line, Role
from cleaner.layout import layout
from cleaner.numbering import counts_on, decimal_number, lone_number
from cleaner.passes.headings.numbered_headings import LEVELS, MIN_DECIMAL
from cleaner.passes.headings.short_headings import goes_on_as_paragraph, looks_like_heading
from cleaner.rules import rule
from cleaner.sentences import ends_clause


@rule(acts_on={Kind.WRAPPED}, writes={Role.H2, Role.H3, Role.H4, Role.H5, Role.H6}, fields={"joint"}, after=["numbered_headings"])
def parted_headings(document: Document) -> Iterator[Edit]:
    """Join `1.2` and `背景` on the next line to one heading.

    Evidence: a section number alone on its line, behind a finished paragraph; the next line looks like
    a heading, and a paragraph or the next heading begins behind it; the number counts on from that of another heading. A
    number in a column of a table has neither a paragraph behind it nor a heading beside it.
    """
    if document.kind is not Kind.WRAPPED or not any([lone_number(line.text) for line in document.filled]):
        return
    flow, measured = document.flow(), layout(document)
    found: list[tuple[tuple[int, ...], Line, Line]] = []
    end = 0  # of the heading before
    for place, line in enumerate(flow[:-2]):
        before, after = flow[place - 1], flow[place + 2]
        number = lone_number(line.text)
        if not number or not (place == end or before.role in HEADINGS or ends_clause(before.text)):
            continue
        begins = lone_number(after.text) or decimal_number(after.text) or goes_on_as_paragraph(flow, place + 2, measured)
        if begins and looks_like_heading(flow, place + 1, measured):
            found.append((number, line, flow[place + 1]))
            end = place + 2
    others = {number for line in flow if line.role in HEADINGS and (number := decimal_number(line.text))}
    counted = {number for number, _, _ in found} | others
    kept = [(number, line, title) for number, line, title in found if counts_on(number, counted)]
    if not kept or len(counted) < MIN_DECIMAL:
        return
    top = min([len(number) for number in counted])
    for number, line, title in kept:
        if line.role is not Role.BODY:
            continue
        role = LEVELS[len(number) - top]
        yield line.edit("role", role, "the number of the heading on the next line")
        yield line.edit("joint", "\n\n", "a heading begins a block")
        yield title.edit("role", role, "a heading whose number stands on the line before")
        yield title.edit("joint", " ", "a heading and its number")
