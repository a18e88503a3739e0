"""What a paper says of its author, its fund and its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import FURNITURE, OPEN, PLAIN, Document, Doubt, Edit, Kind, Line, Role
from cleaner.labels import label
from cleaner.printed.floats import ABBREVIATED
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.glyphs import CJK, width
from cleaner.wording.paper_labels import DATED as DATED_KEYS
from cleaner.wording.paper_labels import NOTES, STARTS, Found, read
from cleaner.wording.sentences import ends_sentence

HAS_DATE = regex(r"\d|年.+月")
FULL = 0.7
"""Of the widest line of a note: all its lines but the last are at least as wide."""
MAX_LINES = 8
"""Lines of a note: of three authors it has about six. A choice, not measured: the benchmark has no such notes."""


def note_label(text: str) -> Found | None:
    """The label of a note at the start of `text`."""
    found = read(text)
    return found if found and found.key in NOTES and found.is_marked else None


@rule(acts_on=PLAIN, writes={Role.NOTICE}, fields={"joint", "facts"}, after=["title_block"])
def article_notes(document: Document) -> Iterator[Edit | Doubt]:
    """Notes on the author, the fund and the dates of a paper, moved to `extra`: `作者简介：`, `基金项目：`, `收稿日期：`.

    Evidence: such a label at the start of a line, in a text that has an abstract. On a printed page the note stands at the foot of
    the first page, often inside a sentence; it ends with its own sentence, with a rest of two ideographs, or where narrower lines
    follow. One that does not end within eight lines stays, and so does a sentence about dates that names none. Or the signs at the names
    of the authors (`Anna Lane*`) open lines at the foot of their page, all of them and in their order.
    """
    yield from _of_names(document)
    if not any([line.role is Role.ABSTRACT for line in document.filled]):
        return
    lines = document.filled
    places = {line.index: place for place, line in enumerate(lines)}
    last: Line | None = None
    for line in document.matching(STARTS):
        if line.role not in OPEN or (last and line.index <= last.index) or not (found := note_label(line.text)):
            continue
        is_date = found.key in DATED_KEYS
        if is_date and not HAS_DATE.search(line.text):
            continue  # a sentence about dates
        note = _note(lines, places[line.index], document.kind, is_date)
        if not note:
            yield line.doubt("a note on the author or the fund of which no end shows", "body text", "metadata")
            continue
        # the notes of one paper are read as one
        above = last.text if last and last.index == line.index - 1 else None
        yield from label(note, Role.NOTICE, "behind a label of a paper's notes", opens="first line of a note", above=above)
        last = note[-1]


def _of_names(document: Document) -> Iterator[Edit]:
    """The notes at the foot of a page of which the signs stand at the names of the authors above."""
    authors = [line for line in document.filled if line.role is Role.AUTHOR]
    signs = list(dict.fromkeys(SIGN.findall("".join([line.text for line in authors]).translate(ASTERISKS))))
    if not signs or authors[0].page == document.lines[-1].page:
        return
    page = [line for line in document.filled if line.page == authors[0].page and line.index > authors[-1].index]
    starts = [place for place, line in enumerate(page) if OPENS_NOTE.match(line.text.translate(ASTERISKS))]
    if [SIGN.findall(page[place].text.translate(ASTERISKS))[0] for place in starts] != signs:
        return
    if not all([line.role in OF_FOOT for line in page[starts[0] :]]):
        return
    for start, stop in zip(starts, [*starts[1:], len(page)], strict=True):
        note = [line for line in page[start:stop] if line.role not in FURNITURE]
        yield from label(note, Role.NOTICE, "behind the sign at an author's name", opens="first line of a note")


SIGN = regex(r"[*†‡]+")
ASTERISKS = str.maketrans("∗＊", "**")
OPENS_NOTE = regex(r"\s*[*†‡]+\s*(?:[A-Z]|\Z)")
OF_FOOT = OPEN | FURNITURE | {Role.ABSTRACT}
"""What may stand behind the first note on its page: a run of text that was taken for more of the abstract, too."""


def _note(lines: list[Line], place: int, kind: Kind, is_date: bool) -> list[Line]:
    """The lines of the note that begins at `place`; none if its end does not show."""
    for end in range(place + 1, min(place + MAX_LINES, len(lines)) + 1):
        text = lines[end - 1].text.rstrip()
        is_ended = (ends_sentence(text) and not ABBREVIATED.search(text)) or MAIL.search(text) or (is_date and text[-1:].isdigit())
        if end < len(lines) and CONTACT.match(lines[end].text):
            continue  # an address is more of it
        if kind is Kind.TEXT or is_ended or (end < len(lines) and read(lines[end].text)) or _stops(lines, place, end):
            return _up_to_short(lines[place:end])
        if end < len(lines) and (lines[end].role not in OPEN or lines[end].page != lines[place].page):
            return lines[place:end] if text[-1] in CLOSED else []
    return []


def _up_to_short(note: list[Line]) -> list[Line]:
    """`note` up to its first short line, which ends its paragraph; nothing where that line shows no end."""
    widths = [width(line.text.strip()) for line in note]
    short = next((place for place, size in enumerate(widths[:-1]) if size < FULL * max(widths)), -1)
    return note if short < 0 else note[: short + 1] if note[short].text.rstrip()[-1] in CLOSED else []


CLOSED = frozenset("）)。．.；;")


def _stops(lines: list[Line], place: int, end: int) -> bool:
    """Whether the last line from `place` to `end` shows by its width that no more of the note follows.

    It is a rest that is no line of its own, or the only line, and the two behind it are set to one narrower measure.
    """
    text = lines[end - 1].text.rstrip()
    if not ENDS_CJK.search(text) or not all([line.role in OPEN for line in lines[end : end + 2]]):
        return False
    last, *more = [width(line.text.strip()) for line in lines[place:end]]
    behind = [width(line.text.strip()) for line in lines[end : end + 2]]
    if more:
        return more[-1] <= REST
    return len(behind) == 2 and max(behind) < NARROW * last and max(behind) - min(behind) <= ROOM and not ends_sentence(lines[end].text)


ENDS_CJK = regex(rf"[{CJK}]\Z")
REST = 4
"""Columns: two ideographs may be the rest of a sentence, more the name of a journal below it."""
NARROW, ROOM = 0.9, 4
"""Of the note: lines of a column are narrower; columns that two of its lines may differ."""
CONTACT = regex(r"\s*[EＥ].?(?:mail|ｍａｉｌ)\s*[:：]", re.I)
MAIL = regex(r"[@＠][\w.．-]+\Z")
"""An address at the end of a line: what a note says last."""
