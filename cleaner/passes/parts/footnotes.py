"""Footnotes between two lines of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

from cleaner.document import Document, Doubt, Edit, Kind, Line, Role
from cleaner.glyphs import HAN, width
from cleaner.labels import label
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.sentences import CLAUSE_MARK, ends_sentence

MARK = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ANY_MARK = regex(f"[{MARK}]")
NOTE = regex(rf"\s*([{MARK}])\s*(?=\S)")
COUNTED = "年月日个個位名人次项項级級号號期卷章节節条條页頁时時分秒元亿億万萬千百十%"
# a number that no list mark parts from the wording, and that counts nothing
DIGIT_NOTE = regex(rf"^[ \t]*(\d{{1,2}})[ \t]{{0,2}}(?=[^\W\d_{COUNTED}]|[“《「\"（])", re.M)
LONE_DIGIT = regex(r"[ \t]*(\d{1,2})[ \t]*\Z")
BEHIND_STOP = '[。！？；：，、”’）)」』》.!?;,"]'
BEFORE_STOP = "(?=[，。；：、！？])"
ABBREVIATED = regex(r"\b(?:[Nn]o|[Vv]ol|pp?|eds?|al|cf|vs|St|Dr|Mrs?|Ms|Prof|[A-Z])\.\s*\Z")
ADDRESS = regex(r"://\S*[./]\s*\Z")
MAX_NOTE = 8
"""Lines; a longer note is not told from running text."""
HALF = 0.5
"""Of the next line: a note that is no wider ends, and what stands behind it is running text."""
WIDE = 0.85
"""Of the widest line of a note: a line so wide does not end its paragraph."""


@rule(acts_on={Kind.WRAPPED}, writes={Role.FOOTNOTE}, fields={"joint"}, changes=Change.ANY, after=["opening_title"])
def footnotes(document: Document) -> Iterator[Edit | Doubt]:
    """Move footnotes to the end: `[^1]` at the mark, `[^1]:` before the text.

    Evidence for a circled number: it starts a line, and the same one stands inside an earlier line
    of the same page or the page before, and no other. Evidence for a plain one: lines begin with 1,
    2, 3 … and no list mark, and each of these numbers stands exactly once right behind (or before) a
    punctuation mark, in the same order. List counters in a sentence stand close together and have no
    partner at a line start; counts (`3个月`) and years have other words behind them.
    """
    if document.kind is not Kind.WRAPPED or any([line.role is Role.FOOTNOTE for line in document.filled]):
        return  # found and counted: all at once, for a note may only be told by its neighbours
    marked = {line.index for line in document.holding(*sorted(document.unusual.intersection(MARK)))}
    notes = list(_circled(document.flow(), marked)) if marked else []
    notes += _plain(document)
    notes.sort(key=lambda note: note.first.index)
    changed: dict[int, str] = {}
    for number, note in enumerate(notes, 1):
        mark = note.mark
        wording = changed.get(mark.index, mark.text)
        place = note.place if mark.index not in changed else note.place + len(wording) - len(mark.text)
        changed[mark.index] = f"{wording[:place]}[^{number}]{wording[place + note.size :]}"
        yield mark.edit("text", changed[mark.index], f"the mark of the footnote on line {note.first.number}")._replace(before=wording)
        yield note.first.edit("text", f"[^{number}]: {note.first.text[note.start :]}", "a footnote")
        yield note.first.edit("role", Role.FOOTNOTE, f"its mark stands on line {mark.number}")
        if note.first.joint != "\n":
            yield note.first.edit("joint", "\n", "a footnote")
        why = "goes on from the footnote above"
        yield from label(note.tail, Role.FOOTNOTE, why, above=note.first.text[note.start :], goes_on=why)
        last = [note.first, *note.tail][-1]
        if not ends_sentence(last.text):
            yield last.doubt("the footnote breaks off", "ends here", "goes on")


@dataclass(slots=True)
class Note:
    """A footnote: its lines, and where its mark stands."""

    first: Line
    start: int  # of its wording in the first line, in characters
    mark: Line
    place: int  # of the mark in its line, in characters
    size: int  # of the mark, in characters
    tail: list[Line] = field(default_factory=list)


def _circled(body: list[Line], marked: set[int]) -> Iterator[Note]:
    marks: dict[str, list[tuple[Line, int]]] = {}
    taken: set[int] = set()
    for place, line in enumerate(body):
        if place in taken or line.index not in marked:
            continue
        found = NOTE.match(line.text)
        for match in ANY_MARK.finditer(line.text, found.end() if found else 0):
            marks.setdefault(match[0], []).append((line, match.start()))
        if not found:
            continue
        earlier = [mark for mark in marks.get(found[1], []) if mark[0] is not line]
        # of the same page or the page before; endnotes stand on the last page
        partners = [mark for mark in earlier if line.page - mark[0].page <= 1] or earlier
        if len(partners) != 1:
            continue
        marks[found[1]].remove(partners[0])
        tail = _tail(body, place, found.end())
        taken.update(range(place + 1, place + 1 + len(tail)))
        yield Note(line, found.end(), *partners[0], 1, tail)


def _tail(body: list[Line], place: int, start: int, following: int = 0) -> list[Line]:
    """The lines that go on from the note at `place`: up to the end of its sentence, each as wide as a line of the note or the last."""
    last = body[place]
    widest = width(last.text[start:].strip())
    tail: list[Line] = []
    for line in body[place + 1 : place + MAX_NOTE]:
        if _ended(last.text) or NOTE.match(line.text) or _number(line) == following or line.page != last.page:
            break
        size = width(line.text.strip())
        if (size < WIDE * widest and not ends_sentence(line.text)) or widest < HALF * size:
            break
        tail.append(line)
        widest = max(widest, size)
        last = line
    return tail


def _number(line: Line) -> int:
    """The number of the note that may begin on `line`, or -1."""
    found = DIGIT_NOTE.match(line.text) or LONE_DIGIT.match(line.text)
    return int(found[1]) if found else -1


def _ended(text: str) -> bool:
    """Whether a note ends with `text`: an abbreviation (`no.`) and an address go on behind their point."""
    if not ends_sentence(text):
        return False
    return not (ABBREVIATED.search(text) or ADDRESS.search(text))


def _plain(document: Document) -> list[Note]:
    """Notes with plain numbers: in sequence from 1, each with one partner."""
    starts = document.matching(DIGIT_NOTE)
    lone = [line for line in document.filled if len(line.text) < MAX_LONE and LONE_DIGIT.match(line.text)]
    if not starts and not lone:
        return []
    body = document.flow()
    places = {line.index: place for place, line in enumerate(body)}
    starts, lone = [[line for line in lines if line.index in places] for lines in (starts, lone)]
    found = [(line, match[1], match.end()) for line in starts if (match := DIGIT_NOTE.match(line.text))]
    found += [(line, line.text.strip(), len(line.text)) for line in lone if places[line.index] + 1 < len(body)]
    found.sort(key=lambda item: item[0].index)
    notes: list[Note] = []
    expected = 1
    after = (-1, 0)  # where the mark before stands
    for line, number, start in found:
        if int(number) != expected or (start < len(line.text) and _is_heading(body, places[line.index], expected + 1)):
            continue
        partner = _partner(body, line, number, after)
        if partner is None:
            continue
        mark, place, size = partner
        note = Note(line, start, mark, place, size)
        if start == len(line.text):
            behind = body[places[line.index] + 1]
            note.tail = [behind, *_tail(body, places[behind.index], 0, expected + 1)]
        else:
            note.tail = _tail(body, places[line.index], start, expected + 1)
        if any(mark is other for other in note.tail):
            continue
        notes.append(note)
        expected += 1
        after = (mark.index, place)
    return notes


def _is_heading(body: list[Line], place: int, following: int) -> bool:
    """Whether the line at `place` stands between two paragraphs as a numbered heading does: it has no stop, no clauses, and is not full."""
    if place + 1 == len(body) or (place and not ends_sentence(body[place - 1].text)):
        return False
    text, after = body[place].text.strip(), body[place + 1]
    if ends_sentence(text) or CLAUSE_MARK.search(text):
        return False
    return width(text) < WIDE * width(after.text.strip()) and _number(after) != following


MAX_LONE = 8
"""Characters of a line that is only a mark."""
REACH = 400
"""Lines before and behind a note within which its mark may stand: endnotes stand at the end of the text."""


@cache
def _marks(number: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where the mark `number` can stand: right behind a stop, or between an ideograph and a stop."""
    front = rf"(?:(?<={BEHIND_STOP})(?<!\d[.,])|(?<={BEHIND_STOP}\d))"  # the latter: two marks in a row
    behind_stop = regex(rf"{front}{number}(?=\d?(?:\s*\Z| ?[^\d\s.,、．）){COUNTED}]))")
    return behind_stop, regex(rf"(?<=[{HAN}]){number}{BEFORE_STOP}")


PLACE = attrgetter("index")


def _partner(body: list[Line], note: Line, number: str, after: tuple[int, int]) -> tuple[Line, int, int] | None:
    """The one place behind `after` where the mark `number` can stand, as line, place and size; or None."""
    start, end = [bisect_left(body, note.index + reach, key=PLACE) for reach in (-REACH, REACH + 1)]
    for pattern in _marks(number):
        found = [
            (line, match.start(), len(number))
            for line in body[start:end]
            if line is not note and number in line.text
            for match in pattern.finditer(line.text)
            if (line.index, match.start()) > after
        ]
        near = [mark for mark in found if abs(mark[0].page - note.page) <= 1 and mark[0].index < note.index + MAX_NOTE] or found
        if len(near) == 1:
            return near[0]
        if near:
            return None
    return None
