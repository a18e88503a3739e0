"""Headings of texts that do not mark them."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import UNMARKED, Document, Edit, Role
from cleaner.headings.places import Places
from cleaner.labels import label
from cleaner.rules import rule

ROLES = {2: Role.H2, 3: Role.H3, 4: Role.H4, 5: Role.H5, 6: Role.H6}


@rule(acts_on=UNMARKED, writes=set(ROLES.values()), fields={"joint"})
def headings(document: Document) -> Iterator[Edit]:
    """Label the headings of a text that does not mark them: numbered ones, and lines set apart between paragraphs.

    Evidence, of the whole text at once: a number in the sequence of its form (`一、`, `（一）`, `第一章`, `1.1`, `§ 1`, `Chapter 1`), or
    several lines of their own in running text, each short, without a full stop, after a finished paragraph and before the first line
    of the next, its line end with room for the next word. One such line alone is a heading only where the paragraph begins with what
    it names, where it opens a text by name, or where the entries of a list of references follow. Sequences may restart, repeat, skip.

    Counter-evidence: numbers that follow each other at once are a list or a table of contents; a label, a quotation, an open bracket,
    several short lines in a row; a text of many short lines. A doubtful kind, as questions, is one of headings where several of it
    stand between paragraphs. A line that is set apart, and is no heading, keeps a block of its own.
    """
    places = Places(document)
    if len(places) < 2:
        return
    from cleaner.headings.decision import headings as found_in  # a tenth of the code, and only a text of several lines needs it

    found, begins = found_in(places)
    for place in sorted(begins):
        if places.flow[place].joint == "\n":
            yield places.flow[place].edit("joint", "\n\n", "a short line between a finished paragraph and the first line of the next")
    starts = {heading.candidate.place for heading in found}
    for heading in found:
        item = heading.candidate
        lines = [places.flow[place] for place in range(item.place, item.end) if place == item.place or place not in starts]
        if any([line.role is not Role.BODY and line.role is not Role.KEPT for line in lines]):
            continue
        role, (first, *tail) = ROLES[heading.level], lines
        yield from label([first], role, heading.reason, opens="a heading begins a block")
        if tail and item.mark and len(first.text.strip()) <= item.mark.end:
            title, *tail = tail
            yield title.edit("role", role, "a heading whose number stands on the line before")
            yield title.edit("joint", " ", "a heading and its number")
            first = title
        why = "the heading above goes on"
        yield from label(tail, role, why, above=first.text, goes_on=why)
