"""Footnotes and endnotes, each with its mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from cleaner.document import Document, Doubt, Edit, Kind, Line, Role
from cleaner.labels import label
from cleaner.rules import Change, rule
from cleaner.wording.sentences import ends_sentence, joint_between

if TYPE_CHECKING:
    from cleaner.notes.lines import Note


@rule(acts_on={Kind.WRAPPED}, writes={Role.FOOTNOTE}, fields={"joint"}, changes=Change.ANY, after=["title_block"])
def footnotes(document: Document) -> Iterator[Edit | Doubt]:
    """Move footnotes to the end: `[^1]` at the mark, `[^1]:` before the text.

    Evidence: the numbers before the notes and those at their marks, both in order, prove each other as one sequence (see `notes`). Number:
    a line begins with it, or holds nothing else. Mark: where one can be (see `note_marks`), on the page of its note or the one before.
    Place: of some of a series it shows that they are notes: they end their page or the text, stand before all of it, or cut a
    sentence that goes on after them. A note alone needs a place and a mark that can be nothing else; the notes of a page are
    moved together, but for one in three whose marks are lost.
    Never: entries of a list of references and their citations, digits inside a longer number, headings, counts, counted sentences.
    """
    from cleaner.notes.finding import Search
    from cleaner.notes.lines import styles_in  # printed pages alone need them

    styles = [*styles_in(document)]
    if styles:
        search = Search(document)
        found = [note for style in styles for note in search.notes(style) if not _is_of_a_table(document, search.flow, note)]
        yield from _edits(search.flow, sorted(_of_own_marks(found), key=lambda note: note.place))
        for note in search.unmarked:
            line = search.flow[note.place]
            if line.joint == "\n":
                yield line.edit("joint", "\n\n", "the first line of a note whose mark was not found")
            yield line.doubt("among notes, and its mark was not found", "body text", "a footnote")


def _of_own_marks(notes: list[Note]) -> Iterator[Note]:
    """A mark has one note, of the style that claimed it first: items of a list are numbered, too."""
    taken: set[tuple[int, int]] = set()
    for note in notes:
        if note.mark and (note.mark.place, note.mark.offset) not in taken:
            taken.add((note.mark.place, note.mark.offset))
            yield note


def _is_of_a_table(document: Document, flow: Sequence[Line], note: Note) -> bool:
    """Whether a note with a sign and its mark stand outside of print, in a text that has print: below a table, and in a cell of it."""
    is_kept = note.mark is not None and flow[note.place].role is flow[note.mark.place].role is Role.KEPT
    return is_kept and note.style == "sign" and document.kind is Kind.WRAPPED


def _edits(flow: Sequence[Line], notes: list[Note]) -> Iterator[Edit | Doubt]:
    from cleaner.notes.finding import ENDS_ADDRESS
    from cleaner.notes.marks import LINE_OPENS_WITH_STOP

    changed: dict[int, str] = {}
    numbers = {flow[note.number_at].index for note in notes if note.number_at >= 0}
    taken = {flow[note.place].index for note in notes}
    for number, note in enumerate(notes, 1):
        assert note.mark is not None
        line, (_, offset, size, *_) = flow[note.mark.place], note.mark
        first, rest = flow[note.place], [*flow[note.place + 1 : note.end], *note.rest]
        rest = [line for line in rest if line.index not in numbers]
        tail = list(takewhile(lambda line: line.index not in taken, rest))  # notes of two styles may stand in turn
        taken.update([line.index for line in tail])
        wording = changed.get(line.index, line.text)
        offset += len(wording) - len(line.text) if line.index in changed else 0
        changed[line.index] = f"{wording[:offset].rstrip() if size > 1 else wording[:offset]}[^{number}]{wording[offset + size :]}"
        yield line.edit("text", changed[line.index], f"the mark of the footnote on line {first.number}")._replace(
            text=wording, before=wording
        )
        place, alone_at = note.mark.place, note.mark.line
        if alone_at >= 0:
            yield flow[alone_at].edit("text", "", "the mark of a footnote, raised above its line")
            yield flow[alone_at].edit("role", Role.FOOTNOTE, "the mark of a footnote, raised above its line")
            before, after = flow[alone_at - 1], flow[alone_at + 1]
            if not ends_sentence(before.text):
                yield after.edit(
                    "joint", joint_between(before.text, after.text), f"line {before.number} goes on behind the mark of a footnote"
                )
        if not line.text[:offset].strip() and line.joint == "\n":
            yield line.edit("joint", "", "a mark goes with the word before it")
        if place + 1 < len(flow) and (after := flow[place + 1]).joint == "\n" and LINE_OPENS_WITH_STOP.match(after.text):
            yield after.edit("joint", "", "a stop goes with the word before it")
        opening = first.text[note.start :].strip()
        yield first.edit("text", f"[^{number}]: {opening}".rstrip(), "a footnote")
        yield first.edit("role", Role.FOOTNOTE, f"its mark stands on line {line.number}")
        if first.joint != "\n":
            yield first.edit("joint", "\n", "a footnote")
        why = "goes on from the footnote above"
        if note.number_at >= 0:
            yield flow[note.number_at].edit("text", "", "the number of the footnote")
            yield flow[note.number_at].edit("role", Role.FOOTNOTE, why)
        last = tail[-1] if tail else first
        if not opening and tail:
            # the number had a line of its own: its wording begins on the next one
            yield tail[0].edit("role", Role.FOOTNOTE, why)
            yield tail[0].edit("joint", " ", why)
            opening, tail = tail[0].text, tail[1:]
        yield from label(tail, Role.FOOTNOTE, why, above=opening, goes_on=why)
        if not (ends_sentence(last.text) or ENDS_ADDRESS.search(last.text)):
            yield last.doubt("the footnote breaks off", "ends here", "goes on")
