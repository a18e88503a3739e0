"""The notes of a document: each style of them one sequence, its numbers found twice, before the notes and at their marks.

Notes in the order of counting and marks in the order of reading prove each other: what one place leaves open, its neighbours decide.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cleaner.document import HEADINGS, OPEN, Document, Line
from cleaner.glyphs import CJK, HAS_HAN, width
from cleaner.note_marks import CIRCLED, COUNTED, FAIR, LINE_OPENS_WITH_STOP, PLAIN, POOR, RAISED, STOPS, SURE, Mark, loose_mark, marks_in, value
from cleaner.note_places import AROUND, HALF, NEAR, WIDE, Places, ended
from cleaner.numbering import outline_number
from cleaner.regex import regex
from cleaner.sentences import ends_clause, ends_sentence

YEAR = r"(?:1[5-9]|20)\d\d"
STYLES = {
    "circled": regex(rf"[ \t\u3000]*([{CIRCLED}])[ \t\u3000]*(?![，。；：、！？はがをのにでもへ])", re.M),
    "bracketed": regex(r"[ \t\u3000]*[\[［〔](\d{1,2})[\]］〕][ \t\u3000]*", re.M),
    # a number that no list mark parts from the wording, and that counts nothing
    "plain": regex(rf"^[ \t]*(\d{{1,2}})(?:[ \t]{{0,2}}(?=[^\W\d_{COUNTED}]|[“《「\"（])|[ ](?={YEAR}[^\d\s])|[ \t]*$)", re.M),
    "dotted": regex(r"^[ \t]*(\d{1,2})[.．、][ \t]?(?=[^\d\s])", re.M),
    "raised": regex(r"^[ \t]*([¹²³⁴-⁹][⁰¹²³⁴-⁹]?)[ \t]*(?=[^\W\d_]|[“《「\"（])", re.M),
    "sign": regex(r"^[ \t]*([*†‡＊])[ \t]*(?=[^\W\d_]|[“《「\"（])", re.M),
}
"""How the number of a note begins its line, or fills it, by its style."""
REFERENCES = regex(
    r"[ \t\u3000\d.、一二三四五六七八九十]*(?:(?:主要)?(?:[参參]\s*考\s*|引\s*用\s*)?文\s*[献獻]|参考书目"
    r"|references|bibliography|works cited)[:： \t\u3000]*\Z",
    re.I,
)
"""The heading of a list that stays a list."""
WORK = regex(rf"(?<!\d){YEAR}(?!\d)|://|\bdoi\b")
"""The year or the address of a work: a sentence that names one is not told from an entry of a list."""
ENDNOTES = regex(r"\s*(?:\S{1,3}\s*)?(?:[Ff]oot|[Ee]nd)?[Nn](?:otes|OTES)\W*\Z|\s*(?:注\s*[释釋]?|註\s*釋?|脚注|Anmerkungen|Fußnoten)\W*\Z")
"""The heading of the notes of a whole text."""
TYPED = regex(r"\[(?:[JMCDNPRSGZ]|EB|DB|CP)(?:/OL)?\]")
"""The type of a work, as entries of reference lists give it (GB/T 7714)."""
LAST_WORD = regex(rf"[{CJK}]{{2}}\Z|[^\W\d_{CJK}]{{3,}}\Z")
COUNTED_WORD = regex(rf"(?:[{CJK}]{{2}}|(?<![^\W\d_{CJK}])[^\W\d_{CJK}]{{3,}}+)(?=[ ]?\d)")
MIN_COUNTED = 2
"""Places where a number stands behind a word: one may be the mark of a note."""
MARK_ONLY = 4  # columns: a line that holds a number in brackets and nothing else
AHEAD, AT_FOOT, IN_SMALL_TYPE = "before the text", "at the end of a page", "in smaller type"
LAST, AT_END = "at the end of the text", "at the end of the text, and no list of works"
LONE_NUMBER = regex(r"\W*(\d{1,4})\W*\Z")
LETTER = regex(r"[^\W\d_]")
WORD = regex(r"[^\W\d_]{2}")
LINK = regex(r"[a-z]{3,6}://[!-~]+\Z")
ADDRESS_FIRST = regex(r"[a-z]{3,6}://|www\.")
MAX_FOOT = 24
"""Lines at the foot of a page among which the numbers of its notes stand apart from them."""
MAX_PAGE = 125
"""Lines of a page of two columns."""
MIN_WORDING = 8
"""Letters of a note behind a plain number that ends with no stop: shorter are the cells of tables and labels of figures."""
MIN_ENDNOTES, MAX_ENDNOTE = 3, 30
"""Notes after a text, and lines of one of them."""
MOST = 0.7
"""Of the notes after a text: so many at least are found with their marks. The others stay where they are."""
MIN_ROOM = 6
"""Columns on the last line of a note in CJK: an ideograph and the marks that a layout engine keeps with it leave fewer."""
FEW = 3
"""Lines behind the end of a note to the end of its page that are more of it; where there are others, they are in smaller type."""
MAX_NOTE = 16
"""Lines; a longer note is not told from running text."""


@dataclass(slots=True)
class Note:
    """A note: its lines, and where its mark is."""

    style: str
    number: int
    place: int  # of its first line in the flow
    start: int  # of its wording in the first line, in characters
    number_at: int = -1  # the place of its number, if that stands alone and not before the wording
    end: int = 0  # the place after its last line
    is_bounded: bool = False  # `end` was found with its beginning
    rest: list[Line] = field(default_factory=list)  # lines at the foot of the next page
    where: str = ""  # what its place shows; nothing, if it is inside the text
    mark: Mark | None = None


class Pair(NamedTuple):
    """A note and one of the places where its mark can be."""

    note: Note
    mark: Mark
    weight: float


def styles_in(document: Document) -> Iterator[str]:
    """The styles of which the document has a note at all, by one scan each."""
    wording = document.wording()
    if document.unusual.intersection(CIRCLED):
        yield "circled"
    if "[1]" in wording or "［1］" in wording or "〔1〕" in wording:
        yield "bracketed"
    if document.unusual.intersection(RAISED) and STYLES["raised"].search(wording):
        yield "raised"
    if STYLES["plain"].search(wording):
        yield "plain"
    if STYLES["dotted"].search(wording):
        yield "dotted"
    if ("*" in wording or "†" in wording or "＊" in wording) and STYLES["sign"].search(wording):
        yield "sign"


class Search(Places):
    """The search for the notes of one document, style by style."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.taken: set[int] = set()  # places of notes
        self.marked: set[int] = set()  # places of marks
        self.numbers: set[int] = set()  # places of numbers apart from their notes

    @cached_property
    def repeated(self) -> frozenset[int]:
        """The places of lines whose wording stands elsewhere, too: a running head behind the notes of a page."""
        texts = [line.text.strip() for line in self.flow]
        times = Counter(texts)
        return frozenset([place for place, text in enumerate(texts) if times[text] > 1])

    def notes(self, style: str) -> list[Note]:
        """The notes of `style`, each with its mark, in order: all of one sequence, or none."""
        starts = self._starts(style)
        marks = marks_in(self, style) if starts else {}
        marks = {number: [mark for mark in those if mark.place not in self.taken | self.numbers] for number, those in marks.items()}
        if not any(marks.values()):
            return []
        found = self._endnotes(starts, style, marks) or self._page_notes(starts, style, marks)
        lines = {place for note in found for place in (*range(note.place, note.end), note.number_at)}
        if any([note.mark is not None and note.mark.place in lines for note in found]):
            return []
        self.taken |= lines
        self.marked.update([note.mark.place for note in found if note.mark])
        return found

    def _starts(self, style: str) -> dict[int, Note]:
        """The lines that begin with the number of a note, by place."""
        pattern = STYLES[style]
        lines = (
            self.document.matching(pattern)
            if style in ("plain", "dotted", "sign", "raised")
            else self.document.holding(*(CIRCLED if style == "circled" else ["[", "［", "〔"]))
        )
        taken = self.taken | self.marked | (self.furniture if style in PLAIN else set())
        found: dict[int, re.Match[str]] = {}
        for line in lines:
            place, match = self.places.get(line.index), pattern.match(line.text)
            if place is not None and match and line.role in OPEN and place not in taken:
                found[place] = match
        alone = {place: value(match[1]) for place, match in found.items() if match.end() >= len(self.flow[place].text.rstrip())}
        starts = self._apart(alone, style)
        self.numbers.update([note.number_at for note in starts.values()])
        bounded = {place for note in starts.values() for place in range(note.place, note.end)} | self.numbers
        for place, match in found.items():
            if place in bounded:
                continue
            if place in alone:
                before = self.flow[place - 1]
                may_open = before.role in OPEN and not pattern.match(before.text) and outline_number(before.text) is None
                if self.is_behind(self.flow[place]) and may_open:
                    starts[place - 1] = Note(style, alone[place], place - 1, 0, number_at=place)
                    self.numbers.add(place)
                    continue
                if not self._opens_note(place):
                    continue
            if style in PLAIN and self._goes_on(self.flow[place], match):
                continue
            starts[place] = Note(style, value(match[1]), place, match.end())
        if style == "dotted":
            # a number that begins one line only, and no item of a list
            times = Counter([note.number for note in starts.values()])
            return {place: note for place, note in starts.items() if times[note.number] == 1}
        return starts

    def _apart(self, alone: dict[int, int], style: str) -> dict[int, Note]:
        """The notes at the feet of pages whose numbers stand apart from them, as an extractor reads raised digits: so many as numbers.

        Below the first number and, for numbers left over at the very end, right above it: each note ends with its sentence.
        """
        feet: dict[int, list[int]] = {}
        edges = sorted(self.edges)
        for place in sorted(alone):
            edge = edges[bisect_right(edges, place)]
            if edge - place <= MAX_FOOT:
                feet.setdefault(edge, []).append(place)
        starts: dict[int, Note] = {}
        for edge, places in feet.items():
            numbers = sorted([alone[place] for place in places])
            is_row = numbers == list(range(numbers[0], numbers[0] + len(places)))
            if not is_row or all([place + 1 < edge and place + 1 not in alone for place in places]):
                continue  # each before its wording
            first = places[0]
            ends = [place + 1 for place in range(first, edge) if place not in alone and ended(self.flow[place].text)]
            left = len(places) - len(ends)
            above = range(first - left, first)
            if left < 0 or places[-1] in ends or (len(places) == 1 and style in PLAIN):
                continue
            if left:
                is_last = places[-left:] == list(range(edge - left, edge)) and sorted([alone[place] for place in places[-left:]]) == numbers[:left]
                is_open = above[0] > 0 and not ended(self.flow[above[0] - 1].text) and edges[bisect_right(edges, above[0] - 1)] == edge
                if not is_last or not is_open or not all([ended(self.flow[place].text) for place in above]):
                    continue
                ends = [*[place + 1 for place in above], *ends]
            wording = [place for place in range(above.start, edge) if place not in alone]
            if wording[-1] + 1 != ends[-1]:
                continue  # it breaks off
            begins = [wording[0], *[next(place for place in wording if place >= end) for end in ends[:-1]]]
            at = {alone[place]: place for place in places}
            for number, place, end in zip(numbers, begins, [*begins[1:], edge], strict=True):
                starts[place] = Note(style, number, place, 0, at[number], end, is_bounded=True)
        return starts

    def _opens_note(self, place: int) -> bool:
        """Whether the wording of a note can follow the number alone on its line: none at the end of a page, a formula, a stop."""
        if place + 1 in self.edges:
            return False
        after = self.flow[place + 1].text
        return LETTER.search(after) is not None and not (LINE_OPENS_WITH_STOP.match(after) or self.holds_folio([place + 1]))

    def _endnotes(self, starts: dict[int, Note], style: str, marks: dict[int, list[Mark]]) -> list[Note]:
        """The notes of the whole text after it: from 1 on to its end, nothing else between, each with its mark before all of them."""
        ones = [place for place in starts if starts[place].number == 1]
        if style == "sign" or not ones:
            return []
        row = [starts[max(ones)]]
        for place in sorted(starts):
            if row[-1].place < place <= row[-1].place + MAX_ENDNOTE and starts[place].number == row[-1].number + 1:
                row.append(starts[place])
        if len(row) < MIN_ENDNOTES or len(self.flow) - row[-1].place > MAX_ENDNOTE:
            return []
        others = self._blocks(starts, style) if len(ones) > 1 else []
        if any([block[0].number == 1 and block[0].place < row[0].place and block[-1].end in self.edges for block in others]):
            return []  # notes of pages, numbered anew on each
        stops = [*[note.place for note in row[1:]], len(self.flow)]
        for note, stop in zip(row, stops, strict=True):
            pages = [place for place in range(note.place + 1, stop) if place in self.furniture or self.holds_folio([place])]
            note.end = pages[0] if pages else stop
            note.rest = [self.flow[place] for place in range(note.end, stop) if place not in pages]
            note.where = "after the text"
        row[-1].end, row[-1].rest = self._end(row[-1], set()), []
        if self._is_list(row):
            return []
        pairs = [Pair(note, mark, mark.rank) for note in row for mark in marks.get(note.number, []) if mark.place < row[0].place]
        chain = _chain(pairs, lambda before, after: 0)
        if len(chain) < MOST * len(row) or (style == "bracketed" and not self._are_prose(row) and not self._are_each_cited(row, marks)):
            return []
        if all([pair.mark.rank == POOR for pair in chain]) or (style == "dotted" and not self._are_no_items(chain)):
            return []
        found = _marked(chain, pairs)
        return found if len(found) >= MOST * len(row) and not self._are_like_items(chain) else []

    def _are_each_cited(self, row: list[Note], marks: dict[int, list[Mark]]) -> bool:
        """Whether the text cites each of these once, in their order, and no short line above them names a list."""
        above = self.flow[row[0].place - 1].text.strip()
        once = all([len([mark for mark in marks.get(note.number, []) if mark.place < row[0].place]) <= 1 for note in row])
        return once and (ends_clause(above) or ENDNOTES.match(above) is not None)

    def _page_notes(self, starts: dict[int, Note], style: str, marks: dict[int, list[Mark]]) -> list[Note]:
        """The notes of pages: numbered through, or anew on each page."""
        notes: list[Note] = []
        blocks = [block for block in self._blocks(starts, style) if not self._is_list(block)]
        for block in blocks:
            where = self._where(block)
            for note in block:
                note.where, note.rest = where, []
            notes += block
        pairs = [pair for note in notes for pair in self._pairs(note, marks.get(note.number, []))]
        found: list[Note] = []
        low: Mark | None = None
        for series in _series(_chain(pairs, self._step)):
            series = self._filled(series, blocks)
            if self._is_proved(series):
                marked = _marked(series, pairs, low)
                low = series[-1].mark
                chosen = {note.place for note in marked}
                broken = {note.place for block in blocks if not chosen.issuperset([note.place for note in block]) for note in block}
                found += [note for note in marked if note.place not in broken]  # of a page all or none
        for note, after in pairwise(found):
            last = self.flow[note.end - 1]
            if not note.is_bounded and not ends_sentence(last.text) and (not self.measured.is_cjk or self._is_full(note.end - 1)):
                rest = self._rest(after.place)
                note.rest = (
                    rest if not {self.places[line.index] for line in rest} & {other.mark.place for other in found if other.mark} else []
                )
        return found

    def _filled(self, series: list[Pair], blocks: list[list[Note]]) -> list[Pair]:
        """The series with those notes between others of a page of which the number stands once between the marks of the others."""
        numbers = {pair.note.place: pair for pair in series}
        for block in blocks:
            if (
                block[0].style != "plain"
                or all([note.place in numbers for note in block])
                or not any([note.place in numbers for note in block])
            ):
                continue
            for note in block:
                if note.place in numbers:
                    continue
                low = max([pair.mark for pair in series if pair.note.place < note.place], default=None)
                high = min([pair.mark for pair in series if pair.note.place > note.place], default=None)
                if mark := loose_mark(self, note.number, low, high or Mark(block[0].place - 1, 10**6, 0, 0)):
                    series = sorted([*series, Pair(note, mark, 0)], key=lambda pair: pair.note.place)
                    numbers[note.place] = series[0]
        return series

    def _is_proved(self, series: list[Pair]) -> bool:
        """Whether the places of some notes show that these are notes; if there is but one, it and its mark need no others."""
        first = series[0].note
        weight = sum([pair.weight for pair in series]) + sum([self._step(*two) or 0 for two in pairwise(series)])
        if weight + _opening(first) < PROVED or self._are_like_items(series) or all([pair.mark.rank == POOR for pair in series]):
            return False
        if first.style == "dotted" and not (all([pair.note.where in (AT_FOOT, LAST) for pair in series]) and self._are_no_items(series)):
            return False
        if first.style in PLAIN and not all([WORD.search(self._wording(pair.note)) for pair in series]):
            return False  # a formula
        return len(series) > 1 or (first.where not in ("", IN_SMALL_TYPE) and self._is_sure(series[0]))

    def _is_sure(self, pair: Pair) -> bool:
        """Whether a note and its mark need no others that prove them."""
        if pair.note.style in PLAIN and self._is_scrap(pair.note):
            return False
        is_ended = ended(self.flow[pair.note.end - 1].text)
        if (pair.note.style == "sign" and not is_ended) or self._is_like_item(pair.mark):
            return False
        return pair.mark.rank >= (FAIR if pair.note.style not in PLAIN or is_ended else SURE)

    def _are_no_items(self, series: list[Pair]) -> bool:
        """Whether notes numbered as items are (`1.`) can be none: addresses and nothing else, or each with a fair mark."""
        return self._are_links([pair.note for pair in series]) or all([pair.mark.rank > POOR for pair in series])

    def _are_like_items(self, series: list[Pair]) -> bool:
        """Whether most marks begin their lines: then sentences are counted twice, and there are no notes."""
        return series[0].note.style != "bracketed" and 2 * sum([self._is_like_item(pair.mark) for pair in series]) > len(series)

    def _is_like_item(self, mark: Mark) -> bool:
        """Whether the number begins its line and may be that of an item."""
        text = self.flow[mark.place].text
        return mark.rank < SURE and not text[: mark.offset].strip() and text[mark.offset + mark.size :].strip() != ""

    def _pairs(self, note: Note, marks: Sequence[Mark]) -> Iterator[Pair]:
        """The note with each mark that it may have: on its page or the one before, before it, or in a column that is read after it."""
        sheet = self.sheet(note.place)
        first = bisect_left(marks, (max(0, note.place - MAX_PAGE),)) if note.where not in FAR else 0
        has_breaks = bool(self.breaks) or self.document.lines[-1].page > 1
        is_whole = note.style != "bracketed" and ended(self.flow[note.end - 1].text)  # an entry of a list is one, too
        weight = PLACES.get(note.where) or (SHOWN if note.where else ENDED if is_whole else NOT_SHOWN)
        for mark in marks[first:]:
            if note.place <= mark.place < note.end:
                continue
            pages = sheet - self.sheet(mark.place)
            if note.where in FAR:
                pages = min(abs(pages), 1)
            elif mark.place >= note.end + NEAR and not (has_breaks and pages == 0 and note.where == AT_FOOT):
                break
            if pages < 0 and mark.place > note.end:
                break
            if pages <= 1:
                yield Pair(note, mark, weight + mark.rank - abs(pages))

    def _step(self, before: Pair, after: Pair) -> float | None:
        """What it costs that one note with its mark follows the other; None if it cannot."""
        if before.note.end > after.note.place:
            return None
        step = after.note.number - before.note.number
        if step == 1:
            return IN_ROW if before.note.end == after.note.place else 0
        if after.note.number == 1 and any([before.note.place < edge <= after.note.place for edge in self.edges]):
            return 0
        return MISSED if 1 < step <= MAX_MISSED and after.note.where in (AT_FOOT, LAST) else None

    @cached_property
    def counted(self) -> Counter[str]:
        """How often a number stands behind each word, or two ideographs."""
        return Counter(COUNTED_WORD.findall(self.document.wording()))

    def _goes_on(self, line: Line, match: re.Match[str]) -> bool:
        """Whether the number goes on the sentence of the line before (`takes / 2 seconds.`, `than that of example / 1 (90 °C)`).

        Either a small letter stands behind it, of that sentence or of a formula (`2πi`), but for an address. Or the line before ends
        with a word that is counted: elsewhere numbers stand behind it, too.
        """
        rest = line.text[match.end() :]
        before = self.neighbours(line)[0]
        if before is not None and (word := LAST_WORD.search(before.text.rstrip())) and self.counted[word[0]] >= MIN_COUNTED:
            return True
        if not rest[:1].islower() or ADDRESS_FIRST.match(rest):
            return False
        return match.end(1) == match.end() or before is None or not ends_sentence(before.text)

    def _blocks(self, starts: dict[int, Note], style: str) -> list[list[Note]]:
        """Notes one right after the other, numbered in a row, each with its end."""
        blocks: dict[tuple[int, int], list[Note]] = {}  # by where they end, and the number that may follow
        for place in sorted(starts):
            note = starts[place]
            # a number at the start of a line may be a number; a mark of another kind begins a note there
            block = blocks.pop((place, note.number if style != "sign" else 0), [])
            near = [other for other in range(place + 1, place + MAX_NOTE + 2) if other in starts]
            following = {other for other in near if style != "plain" or starts[other].number == note.number + 1}
            note.end = note.end if note.is_bounded else self._end(note, following)
            blocks[note.end, note.number + 1 if style != "sign" else 0] = [*block, note]
        return list(blocks.values())

    def _end(self, note: Note, following: set[int]) -> int:
        """The place after `note`: where the next one or the next page begins, or after its last sentence."""
        place = note.place + (2 if note.number_at == note.place + 1 else 1)
        widest = width(self.flow[note.place].text[note.start :].strip())
        if not widest and place < len(self.flow):
            widest = width(self.flow[place].text.strip())
            place += 1
        # in another script than the text: up to where that goes on
        wording = self.flow[note.place].text[note.start :] or self.flow[min(place, len(self.flow)) - 1].text
        is_foreign = self.measured.is_cjk and not HAS_HAN.search(wording) and LETTER.search(wording) is not None
        near = range(note.place + 1, note.place + MAX_NOTE + 1)
        stops = following.union([other for other in near if other in self.edges or other in self.taken or other in self.marked])
        while place < min(len(self.flow), note.place + MAX_NOTE) and place not in stops:
            line, before = self.flow[place], self.flow[place - 1]
            size = width(line.text.strip())
            if is_foreign:
                if HAS_HAN.search(line.text) or not LETTER.search(line.text):
                    break
                place += 1
                continue
            if ended(before.text) and not self._goes_on_to(place, following, note.place):
                break
            if line.role in HEADINGS or place in self.furniture or self._stops_short(place, widest):
                break
            if LINE_OPENS_WITH_STOP.match(line.text):
                place += 1
                continue
            if (self._has_room(place, widest) and not ends_sentence(line.text)) or (widest < HALF * size and ended(before.text)):
                # the last line of a note without a stop
                goes_on = line.text.lstrip()[:1].islower() or self._is_full(place - 1)
                place += goes_on and not ends_clause(before.text) and size < widest
                break
            widest = max(widest, size)
            place += 1
        # at the foot of a page nothing but notes is left
        foot = next((edge for edge in range(place, min(len(self.flow), note.place + MAX_NOTE)) if edge in self.edges), place)
        left = range(place, foot)
        if len(left) > (FEW if foot in self.page_ends else 1) and not (foot in self.page_ends and self.is_small(place, foot, note.place)):
            return place
        is_taken = any([other in stops or other in self.furniture or other in self.repeated for other in left])
        return place if is_taken or self.holds_folio(left) else foot

    def _stops_short(self, place: int, widest: int) -> bool:
        """Whether the line before the one at `place`, of CJK, had room for more, and that one is too wide for the note."""
        before, line = self.flow[place - 1], self.flow[place]
        if not self.measured.is_cjk or before.index not in self.measured.widths or before.text.rstrip()[-1:] in STOPS:
            return False
        return width(line.text.strip()) > widest + 2 and self.measured.room_left(before, line, is_first=False) > MIN_ROOM

    def _is_full(self, place: int) -> bool:
        """Whether the line at `place`, of CJK, is as wide as the running text: in smaller type it is wider."""
        line = self.flow[place]
        return self.measured.is_cjk and self.measured.widths.get(line.index, 0) >= self.measured.measure_at(line)

    def _has_room(self, place: int, widest: float) -> bool:
        """Whether the first word of the next line had room on the line at `place`, and some more: it ends a paragraph."""
        after = self.flow[place + 1].text if place + 1 < len(self.flow) else ""
        size = width(self.flow[place].text.strip())
        return size < WIDE * widest and size + 1 + self.measured.first_unit(after) <= widest

    def _goes_on_to(self, place: int, following: set[int], first: int) -> bool:
        """Whether from `place` to the next note or the end of the page there are a few lines in smaller type: more of this note."""
        ahead = range(place + 1, min(place + MAX_NOTE, len(self.flow)) + 1)
        stop = next((other for other in ahead if other in following or other in self.edges), 0)
        return stop > 0 and stop - place > 1 and self.is_small(place, stop, first)

    def _is_list(self, block: list[Note]) -> bool:
        """Whether these are entries of a list of references, or lines of a list that goes on without a mark."""
        above = self.flow[max(0, block[0].place - 60) : block[0].place]
        if any([len(line.text) < 30 and REFERENCES.match(line.text.strip()) for line in above]):
            return True
        return any([TYPED.search(line.text) for line in self.flow[block[0].place : block[-1].end]])

    def _where(self, block: list[Note]) -> str:
        """What the place of the notes shows: nothing, if they are inside the text."""
        start, end = block[0].place, block[-1].end
        style, first = block[0].style, self.flow[start]
        if start == 0:
            return AHEAD if len(block) > 1 else ""
        is_above_folio = end + 1 in self.edges and end < len(self.flow) and self.holds_folio([end])
        if end in self.edges or is_above_folio:
            if style == "bracketed" and end == len(self.flow) and not self.cuts(start, end) and start not in self.edges:
                # a list of works begins with its first number
                return AT_END if self._are_prose(block) or self._are_links(block) else LAST if block[0].number > 1 else ""
            return AT_FOOT if end < len(self.flow) else LAST
        if style == "sign":
            return ""
        if (number := LONE_NUMBER.match(self.flow[end].text)) and int(number[1]) != block[-1].number + 1:
            return "above a number alone on its line"
        is_alone = first.text[: block[0].start].strip() == first.text.strip()
        is_glued = first.text[block[0].start - 1 : block[0].start] in ("]", "］", "〕")
        if style == "bracketed" and (is_alone or is_glued) and self._are_prose(block) and self._ends_paragraph(block):
            return "behind raised numbers, and no list of works"
        if style == "plain" and is_alone:
            # a number alone inside the text may count pages or parts
            return "inside a sentence" if self.cuts(start, end) and self._are_prose(block) else ""
        if self.cuts(start, end):
            return "inside a sentence"
        if (
            style == "circled"
            and ended(self.flow[end - 1].text)
            and all([self.document.wording().count(CIRCLED[note.number - 1]) == 2 for note in block])
        ):
            return "its number stands in one other place"
        return IN_SMALL_TYPE if self.is_small(start, block[0].end, start) else ""

    def _is_scrap(self, note: Note) -> bool:
        """Whether the wording of a note is too short to be one, and no sentence."""
        wording = self._wording(note)
        return not ends_sentence(wording) and len(LETTER.findall(wording)) < MIN_WORDING

    def _wording(self, note: Note) -> str:
        return " ".join([self.flow[note.place].text[note.start :], *[line.text for line in self.flow[note.place + 1 : note.end]]]).strip()

    def _are_prose(self, block: list[Note]) -> bool:
        """Whether at least half of the notes are sentences, and no works with their years as a list of references gives them."""
        works = 0
        for note in block:
            text = self._wording(note)
            if not text.endswith(("。", "！", "？")) and (not text.endswith((".", "!", "?")) or WORK.search(text)):
                works += 1
        return works * 2 <= len(block) - len(block) % 2

    def _are_links(self, block: list[Note]) -> bool:
        """Whether each of the notes is an address and nothing else."""
        return all([LINK.match(self._wording(note).replace(" ", "")) for note in block])

    def _ends_paragraph(self, block: list[Note]) -> bool:
        """Whether the last line of the notes ends a sentence and, by its width or by a gap after it, a paragraph."""
        end = block[-1].end
        if not ended(self.flow[end - 1].text):
            return False
        if end < len(self.flow) and self.document.gap(self.flow[end]) > self.document.usual_gap:
            return True
        sizes = [width(line.text.strip()) for line in self.flow[block[0].place : end]]
        return sizes[-1] < WIDE * max(sizes) or (len(block) > 1 and sizes[-2] <= MARK_ONLY)

    def _rest(self, end: int) -> list[Line]:
        """The lines right before the notes of a page, in smaller type: the end of the note that broke off on the page before."""
        if not ended(self.flow[end - 1].text):
            return []
        longest = range(max(AROUND, end - MAX_NOTE), end)
        start = next((place for place in longest if self.is_small(place, end, place)), end)
        return list(self.flow[start:end])


FAR = frozenset({AHEAD, LAST, AT_END})
"""Notes that may stand on another page than their marks."""
PLACES = {AT_FOOT: 3.0, LAST: 3.0}
SHOWN, ENDED, NOT_SHOWN = 2.0, -2.5, -4.0
"""What the place of a note counts, beside the rank of its mark."""
MISSED, MAX_MISSED = -3.0, 3
"""What it costs that the notes between two were not found, and how many these may be."""
IN_ROW = 0.5
"""What it counts that one note stands right behind the other."""
PROVED = 4
"""What the notes of a series must count together: one at the foot of a page, and its mark, or five in a row anywhere with sure marks."""
LOOK_BACK = 100
"""Pairs before one among which the pair before it is sought."""


def _chain(pairs: list[Pair], step: Callable[[Pair, Pair], float | None]) -> list[Pair]:
    """The pairs that follow one another, notes and marks both in their order, and weigh most."""
    pairs = sorted(pairs, key=lambda pair: (pair.note.place, pair.mark))
    weights: list[float] = []
    before: list[int] = []
    for place, pair in enumerate(pairs):
        best, last = _opening(pair.note), -1
        for other in range(max(0, place - LOOK_BACK), place):
            if pairs[other].mark < pair.mark and weights[other] > best and pairs[other].note is not pair.note:
                cost = step(pairs[other], pair)
                if cost is not None and weights[other] + cost > best:
                    best, last = weights[other] + cost, other
        weights.append(best + pair.weight)
        before.append(last)
    found: list[Pair] = []
    place = max(range(len(pairs)), key=weights.__getitem__, default=-1)
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def _opening(first: Note) -> float:
    """What it costs that a series begins with this note."""
    return 0 if first.number == 1 or first.style == "sign" else MISSED


def _series(chain: list[Pair]) -> Iterator[list[Pair]]:
    """The parts of a chain that are numbered through."""
    series: list[Pair] = []
    for pair in chain:
        if series and pair.note.number <= series[-1].note.number:
            yield series
            series = []
        series.append(pair)
    if series:
        yield series


def _marked(chain: list[Pair], pairs: list[Pair], first: Mark | None = None) -> list[Note]:
    """The notes of the chain with their marks, but for those whose mark could as well stand elsewhere between its neighbours."""
    others: dict[int, list[Pair]] = {}
    for pair in pairs:
        others.setdefault(id(pair.note), []).append(pair)
    found: list[Note] = []
    for place, pair in enumerate(chain):
        low = chain[place - 1].mark if place else first
        high = chain[place + 1].mark if place + 1 < len(chain) else None
        alike = [
            other
            for other in others.get(id(pair.note), [])
            if other.weight >= pair.weight and other.mark != pair.mark and (low is None or other.mark > low) and (high is None or other.mark < high)
        ]
        if not alike:
            pair.note.mark = pair.mark
            found.append(pair.note)
    return found
