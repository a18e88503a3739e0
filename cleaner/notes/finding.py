"""The notes of a document: each style of them one sequence, its numbers found twice, before the notes and at their marks.

Notes in the order of counting and marks in the order of reading prove each other: what one place leaves open, its neighbours decide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from cleaner.document import Document, Line
from cleaner.notes.lines import FEW, MAX_NOTE, OPEN_ENDS, STYLES, YEAR, Note, end_of, starts_in
from cleaner.notes.marks import PLAIN, POOR, SURE, Mark, marks_in
from cleaner.notes.places import AROUND, NEAR, Places, ended
from cleaner.regex import regex
from cleaner.wording.glyphs import CIRCLED
from cleaner.wording.sentences import ends_sentence

REFERENCES = regex(
    r"[ \t\u3000\d.、一二三四五六七八九十]*(?:(?:主要)?(?:[参參]\s*考\s*|引\s*用\s*)?文\s*[献獻]|参考书目"
    r"|r[eé]f[eé]rences(?: bibliographiques)?|bibliogra(?:phy|phie|fía)|(?:works|literature) cited|literatur(?:verzeichnis)?)"
    r"[:： \t\u3000]*\Z",
    re.I,
)
"""The heading of a list that stays a list."""
WORK = regex(rf"(?<!\d){YEAR}(?!\d)|://|\bdoi\b")
"""The year or the address of a work: a sentence that names one is not told from an entry of a list."""
LATIN_WORK = regex(rf"[(,.;:] ?{YEAR}(?!\d)|(?<!\d){YEAR}(?: ?[;:()]|\.?\Z|, ?\d)|://|\bdoi\b|\b[A-Z]\.|\bpp?\.")
"""The same in Latin script, where sentences name years, too: the year at its place in an entry, the initial of a name, pages."""
ENDNOTES = regex(r"\s*(?:\S{1,3}\s*)?(?:[Ff]oot|[Ee]nd)?[Nn](?:otes|OTES)\W*\Z|\s*(?:注\s*[释釋]?|註\s*釋?|脚注|Anmerkungen|Fußnoten)\W*\Z")
"""The heading of the notes of a whole text."""
TYPED = regex(r"\[(?:[JMCDNPRSGZ]|EB|DB|CP)(?:/OL)?\]")
"""The type of a work, as entries of reference lists give it (GB/T 7714)."""
MAX_LIST = 60
"""Lines of a list of references without numbers."""
MIN_ENDNOTES, MAX_ENDNOTE = 3, 30
"""Notes after a text, and lines of one of them."""
MOST = 0.7
"""Of the notes after a text: so many at least are found with their marks. The others stay where they are."""
AHEAD, AT_FOOT = "before the text", "at the end of a page"
LAST, AT_END = "at the end of the text", "at the end of the text, and no list of works"
FAR = frozenset({AHEAD, LAST, AT_END})
"""Notes that may stand on another page than their marks."""
PLACES = {AT_FOOT: 3.0, LAST: 3.0, AT_END: 3.0}
SHOWN, ENDED, NOT_SHOWN = 2.0, -2.5, -4.0
"""What the place of a note counts, beside the rank of its mark."""
MISSED, MAX_MISSED = -3.0, 3
"""What it costs that the notes between two were not found, and how many these may be."""
MAX_UNMARKED = 1 / 3
"""Of the notes of a page: so many may have lost their marks, and stay; else all do."""
MIN_POOR = 3
"""Notes in order, each at the foot of its page, that prove marks of which each alone could be a number."""
IN_ROW = 0.5
"""What it counts that one note stands right behind the other."""
PROVED, PROVED_ALONE = 4, 5
"""What the notes of a series must count together, five in a row anywhere with sure marks; and one alone, at the foot of its page."""
ENDS_ADDRESS = regex(r"[a-z]{3,6}://[!-~]+\s*\Z")
LOOK_BACK = 100
"""Pairs before one among which the pair before it is sought."""
MAX_PAGE = 125
"""Lines of a page of two columns."""


class Search(Places):
    """The search for the notes of one document, style by style."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.unmarked: list[Note] = []

    def notes(self, style: str) -> list[Note]:
        """The notes of `style`, each with its mark, in order: all of one sequence, or none."""
        starts = starts_in(self, style)
        marks = marks_in(self, style) if starts else {}
        told = self.taken | self.numbers
        marks = {number: [mark for mark in those if mark.place not in told] for number, those in marks.items()}
        if style == "sign":  # one that begins more lines than it marks, or before a small letter, is a bullet
            times = Counter([note.number for note in starts.values()])
            beside = {number: [mark for mark in those if not {mark.place, mark.line} & starts.keys()] for number, those in marks.items()}
            more = [number for number in times if times[number] > (len(beside.get(number, [])) or 2 * (len(marks.get(number, [])) == 2))]
            starts = {at: note for at, note in starts.items() if note.number not in more and not self._wording_at(note).islower()}
        if not any(marks.values()):
            return []
        found = self._endnotes(starts, style, marks) or self._page_notes(starts, style, marks)
        while crossed := self._crossed(found):
            found = [note for note in found if note.block not in crossed]
        lines = {place for note in found for place in (*range(note.place, note.end), note.number_at)}
        marked = {place for note in found if note.mark for place in (note.mark.place, note.mark.line)} - {-1}
        self.taken |= lines
        self.marked |= marked
        return found

    @staticmethod
    def _crossed(found: list[Note]) -> set[int]:
        """The rows of notes whose marks stand inside notes."""
        lines = {place for note in found for place in (*range(note.place, note.end), note.number_at)} - {-1}
        return {note.block for note in found if note.mark and {note.mark.place, note.mark.line} & lines}

    def _endnotes(self, starts: dict[int, Note], style: str, marks: dict[int, list[Mark]]) -> list[Note]:
        """The notes of the whole text after it: from 1 on to its end, nothing else between, each with its mark before all of them."""
        ones = [place for place in starts if starts[place].number == 1]
        if not ones:
            return []
        row = [starts[max(ones)]]
        for place in sorted(starts):
            if row[-1].place < place <= row[-1].place + MAX_ENDNOTE and starts[place].number == row[-1].number + 1:
                row.append(starts[place])
        if len(row) < MIN_ENDNOTES or len(self.flow) - row[-1].place > MAX_ENDNOTE or any([note.is_bounded for note in row]):
            return []
        stops = [*[note.place for note in row[1:]], len(self.flow)]
        for note, stop in zip(row, stops, strict=True):
            inner = [place for place in range(note.place + 1, stop) if self.flow[place - 1].text.rstrip()[-1:] not in OPEN_ENDS]
            pages = [place for place in inner if self.holds_folio([place])]
            note.end = pages[0] if pages else stop
            note.rest = [self.flow[place] for place in range(note.end, stop) if place not in pages]
            note.where, note.block = LAST, row[0].place
        row[-1].end, row[-1].rest = end_of(self, row[-1], set()), []
        if self._is_list(row):
            return []
        above = self.flow[row[0].place - 1].text.strip()
        if style == "bracketed" and not (self._are_prose(row) or ENDNOTES.match(above)):
            return []
        pairs = [Pair(note, mark, SHOWN + mark.rank) for note in row for mark in marks.get(note.number, []) if mark.place < row[0].place]
        chain = chain_of(pairs, partial(step, self))
        found = marked(chain, pairs)
        named = ENDNOTES.match(above) is not None and len(found) == len(row)  # a heading says it, and each has its mark
        return found if len(found) >= MOST * len(row) and (named or self._are_proved(chain, pairs)) else []

    def _page_notes(self, starts: dict[int, Note], style: str, marks: dict[int, list[Mark]]) -> list[Note]:
        """The notes of pages: numbered through, or anew on each page."""
        notes: list[Note] = []
        blocks = [block for block in self._blocks(starts, style, marks) if not self._is_list(block) and not self._breaks_off(block, starts)]
        for block in blocks:
            where = self._where(block)
            for note in block:
                note.where, note.rest = where, []
            notes += block
        pairs = [pair for note in notes for pair in pairs_of(self, note, marks.get(note.number, []))]
        found: list[Note] = []
        low: Mark | None = None
        for series in in_series(chain_of(pairs, partial(step, self))):
            if self._are_proved(series, pairs):
                told = marked(series, pairs, low)
                low = series[-1].mark
                chosen = {note.place for note in told}
                rows = [block for block in blocks if not chosen.isdisjoint([note.place for note in block])]
                left = [[note for note in block if note.place not in chosen] for block in rows]
                broken = {block[0].place for block, rest in zip(rows, left, strict=True) if len(rest) > MAX_UNMARKED * len(block)}
                found += [note for note in told if note.block not in broken]
                self.unmarked += [note for rest in left for note in rest if note.block not in broken]
        for note, after in pairwise(found):
            last = self.flow[note.end - 1]
            if not note.is_bounded and not ends_sentence(last.text):
                rest = self._rest(after.place)
                note.rest = (
                    rest if not {self.places[line.index] for line in rest} & {other.mark.place for other in found if other.mark} else []
                )
        return found

    def _are_proved(self, series: list[Pair], pairs: list[Pair]) -> bool:
        """Whether these are notes, and no items, cells or labels; `pairs` are all that were weighed."""
        first = series[0].note
        if not weighs_enough(self, series) or self._are_like_items(series):
            return False
        if all([pair.mark.rank == POOR for pair in series]) and not self._are_without_rivals(series, pairs):
            return False
        if first.style == "dotted":  # as items are: most have their place, and most of their marks can hardly be anything else
            placed, sure = [sum(signs) for signs in zip(*[(bool(pair.note.where), pair.mark.rank > POOR) for pair in series], strict=True)]
            if 2 * placed < len(series) or 2 * sure <= len(series):
                return False
        if first.style not in PLAIN or (len(series) > 1 and not self.measured.is_cjk):
            return True
        last = [self.flow[pair.note.end - 1].text for pair in series]  # none of a row of headings ends like a note
        return any([ended(text) or (len(series) > 1 and ENDS_ADDRESS.search(text)) for text in last])

    def _are_without_rivals(self, series: list[Pair], pairs: list[Pair]) -> bool:
        """Whether notes with none but doubtful marks stand at page feet, and nothing else can be their marks.

        Among ideographs two are enough, each with one place for its mark, on lines of their own; behind the same ideograph numbers count
        what it names (`方案1`), on one line what they stand before.
        """
        if any([pair.note.where not in (AT_FOOT, LAST) for pair in series]):
            return False
        if not self.measured.is_cjk:
            return len(series) >= MIN_POOR
        places = Counter([id(pair.note) for pair in pairs])
        behind = {self.flow[pair.mark.place].text[pair.mark.offset - 1] for pair in series}
        lines = {pair.mark.place for pair in series}
        is_whole = all([after.note.number == before.note.number + 1 for before, after in pairwise(series)])
        end = series[-1].note.end
        if not is_whole or (end < len(self.flow) and STYLES[series[0].note.style].match(self.flow[end].text)):
            return False  # a note among them or behind them has no mark
        return 1 < len(series) == len(behind) == len(lines) and all([places[id(pair.note)] == 1 for pair in series])

    def _are_like_items(self, series: list[Pair]) -> bool:
        """Whether most marks begin their lines and may number items: then sentences are counted twice, and there are no notes."""
        marks = [(self.flow[pair.mark.place].text, pair.mark) for pair in series if pair.mark.rank < SURE]
        first = [text[mark.offset + mark.size :].strip() for text, mark in marks if not text[: mark.offset].strip()]
        return series[0].note.style != "bracketed" and 2 * sum(map(bool, first)) > len(series)

    def _blocks(self, starts: dict[int, Note], style: str, marks: Mapping[int, Sequence[Mark]]) -> list[list[Note]]:
        """Notes one right after the other, numbered in a row, each with its end.

        Where the marks of two notes stand before the first one of their page, no text is read between them: all of it is notes.
        """
        blocks: dict[tuple[int, int], list[Note]] = {}  # by where they end, and the number that may follow
        for place in sorted(starts):
            note = starts[place]
            # a number at the start of a line may be a number; a mark of another kind begins a note there
            block = blocks.pop((place, note.number if style != "sign" else 0), [])
            near = [other for other in range(place + 1, place + MAX_PAGE) if other in starts and starts[other].number == note.number + 1]
            following = {other for other in near if other < place + MAX_NOTE + 2}
            note.block = block[0].place if block else place
            if not note.is_bounded:
                after = min(near, default=0)
                is_marked = 0 < after <= self.next_edge(place) and self._are_marked_above(note, marks)
                note.end = after if is_marked else end_of(self, note, following)
            blocks[note.end, note.number + 1 if style != "sign" else 0] = [*block, note]
        return list(blocks.values())

    def _are_marked_above(self, note: Note, marks: Mapping[int, Sequence[Mark]]) -> bool:
        """Whether the marks of `note` and of the next one stand before the first note of their row, on its page, and nowhere below it."""
        sheet = self.sheet(note.block)
        for number in (note.number, note.number + 1):
            places = [mark.place for mark in marks.get(number, []) if self.sheet(mark.place) == sheet]
            if not places or max(places) >= note.block:
                return False
        return True

    def _is_list(self, block: list[Note]) -> bool:
        """Whether these are entries of a list of references, or lines of a list that goes on without a mark."""
        head = max([place for place in self.heads if place < block[0].place], default=-1)
        if head >= 0:
            entries = [line.text for line in self.flow[head + 1 : block[0].place]]
            numbered = any([STYLES[block[0].style].match(text) for text in entries[: None if len(entries) < MAX_LIST else FEW]])
            if numbered or (len(entries) < MAX_LIST and not any([WORK.search(text) or TYPED.search(text) for text in entries])):
                return True
        return any([TYPED.search(line.text) for line in self.flow[block[0].place : block[-1].end]])

    @cached_property
    def heads(self) -> list[int]:
        """The places of the headings of lists of references."""
        return [place for place, line in enumerate(self.flow) if REFERENCES.match(line.text.strip())]

    def _breaks_off(self, block: list[Note], starts: dict[int, Note]) -> bool:
        """Whether the next notes begin a line or two behind these, on one page: what stands between is more of the last one."""
        end = block[-1].end
        return end not in self.edges and any([place in starts for place in range(end + 1, end + FEW)])

    def _where(self, block: list[Note]) -> str:
        """What the place of the notes shows: nothing, if they are inside the text."""
        start, end = block[0].place, block[-1].end
        if start == 0:
            return AHEAD if len(block) > 1 else ""
        usual = max(self.document.usual_gap, 0)
        is_above = end < len(self.flow) and (self.holds_folio([end]) or self.document.gap(self.flow[end]) > usual)
        if end in self.edges or (is_above and end + 1 in self.edges):
            if block[0].style == "bracketed" and end == len(self.flow):
                return AT_END if self._are_prose(block) or self._are_links(block) else ""
            return AT_FOOT if end < len(self.flow) else LAST
        if is_above and str(block[-1].number + 1) not in re.findall(r"\d+", self.flow[end].text):
            return "above what may count the pages"
        if self.cuts(start, end):
            return "inside a sentence"
        if (
            block[0].style == "circled"
            and ended(self.flow[end - 1].text)
            and all([self.document.wording().count(CIRCLED[note.number - 1]) == 2 for note in block])
        ):
            return "its number stands in one other place"
        if len(block) == 1 and ended(self.flow[end - 1].text) and self._is_alone_twice(block[0]):
            return "its number is alone on its line there and in one other place"
        return "in smaller type" if self.is_small(start, block[0].end, start) else ""

    def _is_alone_twice(self, note: Note) -> bool:
        """Whether the number in brackets fills its line, and one other line of the text, and stands nowhere else."""
        number = self.flow[note.place].text.strip()
        lines = self.document.holding(number) if note.style == "bracketed" and not self._wording_at(note) else []
        return [line.text.strip() for line in lines] == [number] * 2

    def _wording_at(self, note: Note) -> str:
        """The first sign of the note's wording on the line of its number."""
        return self.flow[note.place].text[note.start :].lstrip()[:1]

    def _wording(self, note: Note) -> str:
        return " ".join([self.flow[note.place].text[note.start :], *[line.text for line in self.flow[note.place + 1 : note.end]]]).strip()

    def _are_prose(self, block: list[Note]) -> bool:
        """Whether at least half of the notes are sentences, and no works with their years as a list of references gives them."""
        work = WORK if self.measured.is_cjk else LATIN_WORK
        texts = [self._wording(note) for note in block]
        works = sum(
            [not text.endswith(("。", "！", "？")) and (text[-1:] not in (".", "!", "?") or bool(work.search(text))) for text in texts]
        )
        return works * 2 <= len(block) - len(block) % 2

    def _are_links(self, block: list[Note]) -> bool:
        """Whether each of the notes is an address and nothing else."""
        return all([ENDS_ADDRESS.match(self._wording(note).replace(" ", "")) for note in block])

    def _rest(self, end: int) -> list[Line]:
        """The lines right before the notes of a page, in smaller type: the end of the note that broke off on the page before."""
        if not ended(self.flow[end - 1].text):
            return []
        longest = range(max(AROUND, end - MAX_NOTE), end)
        start = next((place for place in longest if self.is_small(place, end, place)), end)
        return list(self.flow[start:end])


class Pair(NamedTuple):
    """A note and one of the places where its mark can be."""

    note: Note
    mark: Mark
    weight: float


def pairs_of(places: Places, note: Note, marks: Sequence[Mark]) -> Iterator[Pair]:
    """The note with each mark that it may have: on its page or the one before, before it, or in a column that is read after it."""
    sheet = places.sheet(note.place)
    is_far = note.where in FAR and (note.style != "dotted" or note.number == 1)  # a list of works goes on over pages, too
    first = 0 if is_far else bisect_left(marks, (max(0, note.place - MAX_PAGE),))
    last = places.flow[note.end - 1].text
    if not note.where and places.measured.is_cjk and not (ended(last) or ENDS_ADDRESS.search(last)):
        return  # nothing shows where it ends; a Latin line that does not end its sentence has room behind it
    weight = PLACES.get(note.where) or (SHOWN if note.where else NOT_SHOWN if note.style == "bracketed" else ENDED)
    for mark in marks[first:]:
        if note.place <= mark.place < note.end:
            continue
        pages = sheet - places.sheet(mark.place)
        if is_far:
            pages = min(abs(pages), 1)
        elif mark.place >= note.end + NEAR and note.where != AT_FOOT:
            break
        if pages < 0:
            break
        if pages <= 1:
            yield Pair(note, mark, weight + mark.rank - abs(pages))


def step(places: Places, before: Pair, after: Pair) -> float | None:
    """What it costs that one note with its mark follows the other; None if it cannot."""
    step = after.note.number - before.note.number
    if step == 1:
        return IN_ROW if before.note.end == after.note.place else 0
    is_later = places.next_edge(before.note.place) <= after.note.place
    if after.note.number == 1 and is_later:
        return 0
    if step > 1 and after.note.where:
        return MISSED if step <= MAX_MISSED else 2 * MISSED if is_later else None
    return None


def chain_of(pairs: list[Pair], step: Callable[[Pair, Pair], float | None]) -> list[Pair]:
    """The pairs that follow one another, notes and marks both in their order, and weigh most."""
    pairs = sorted(pairs, key=lambda pair: (pair.note.place, pair.mark))
    weights: list[float] = []
    before: list[int] = []
    for place, pair in enumerate(pairs):
        best, last = opening(pair.note), -1
        for other in range(max(0, place - LOOK_BACK), place):
            if pairs[other].mark < pair.mark and weights[other] + IN_ROW > best and pairs[other].note is not pair.note:
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


def opening(first: Note) -> float:
    """What it costs that a series begins with this note."""
    return 0 if first.number == 1 else MISSED


def in_series(chain: list[Pair]) -> Iterator[list[Pair]]:
    """The parts of a chain that are numbered through."""
    series: list[Pair] = []
    for pair in chain:
        if series and pair.note.number <= series[-1].note.number:
            yield series
            series = []
        series.append(pair)
    if series:
        yield series


def marked(chain: list[Pair], pairs: list[Pair], first: Mark | None = None) -> list[Note]:
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
            if other.weight >= pair.weight
            and other.mark != pair.mark
            and (low is None or other.mark > low)
            and (high is None or other.mark < high)
        ]
        if not alike:
            pair.note.mark = pair.mark
            found.append(pair.note)
    return found


def weighs_enough(places: Places, series: list[Pair]) -> bool:
    """Whether the places, the marks and the order of these notes together show that they are notes; more than doubtful marks do."""
    steps = sum([step(places, *two) or 0 for two in pairwise(series)])
    first = series[0].note
    # a note before it has its number and its mark, and was not told only because its wording stands elsewhere
    is_next = first.where == AT_FOOT and first.style == "circled" and places.document.wording().count(CIRCLED[first.number - 2]) == 2
    weight = (0 if is_next else opening(first)) + sum([pair.weight for pair in series]) + steps
    return weight >= (PROVED if len(series) > 1 else PROVED_ALONE)
