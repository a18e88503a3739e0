"""The search for notes: where one begins and ends, and where its mark is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from cleaner.document import HEADINGS, OPEN, Document, Line
from cleaner.glyphs import CJK, width
from cleaner.note_marks import COUNTED, LINE_OPENS_WITH_STOP, is_behind_word, marks_in
from cleaner.note_places import AROUND, HALF, NEAR, WIDE, Places, ended
from cleaner.regex import regex
from cleaner.sentences import ends_clause, ends_sentence

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
STYLES = {
    "circled": regex(rf"[ \t\u3000]*([{CIRCLED}])[ \t\u3000]*(?![，。；：、！？])", re.M),
    "bracketed": regex(r"[ \t\u3000]*[\[［〔](\d{1,2})[\]］〕][ \t\u3000]*", re.M),
    # a number that no list mark parts from the wording, and that counts nothing
    "plain": regex(rf"^[ \t]*(\d{{1,2}})(?:[ \t]{{0,2}}(?=[^\W\d_{COUNTED}]|[“《「\"（])|[ \t]*$)", re.M),
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
WORK = regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|://|\bdoi\b")
"""The year or the address of a work: a sentence that names one is not told from an entry of a list."""
ENDNOTES = regex(r"\s*(?:\S{1,3}\s*)?(?:[Ff]oot|[Ee]nd)?[Nn](?:otes|OTES)\W*\Z|\s*(?:注\s*[释釋]?|註\s*釋?|脚注|Anmerkungen|Fußnoten)\W*\Z")
"""The heading of the notes of a whole text."""
TYPED = regex(r"\[(?:[JMCDNPRSGZ]|EB|DB|CP)(?:/OL)?\]")
"""The type of a work, as entries of reference lists give it (GB/T 7714)."""
LAST_WORD = regex(rf"[{CJK}]{{2}}\Z|[^\W\d_{CJK}]{{3,}}\Z")
MIN_COUNTED = 2
"""Places where a number stands behind a word: one may be the mark of a note."""
MARK_ONLY = 4  # columns: a line that holds a number in brackets and nothing else
AHEAD, AT_FOOT, IN_SMALL_TYPE = "before the text", "at the end of a page", "in smaller type"
BOUND = frozenset({AT_FOOT, IN_SMALL_TYPE})
"""Notes that stand on the page of their marks."""
LETTER = regex(r"[^\W\d_]")
ADDRESS_FIRST = regex(r"[a-z]{3,6}://|www\.")
MAX_PAGE = 125
"""Lines of a page of two columns."""
MIN_WORDING = 8
"""Letters of a note behind a plain number that ends with no stop: shorter are the cells of tables and labels of figures."""
MIN_ENDNOTES, MAX_ENDNOTE = 3, 30
"""Notes after a text, and lines of one of them."""
MAX_NOTE = 16
"""Lines; a longer note is not told from running text."""


@dataclass(slots=True)
class Note:
    """A note: its lines, and where its mark is."""

    style: str
    number: str
    place: int  # of its first line in the flow
    start: int  # of its wording in the first line, in characters
    end: int = 0  # the place after its last line
    rest: list[Line] = field(default_factory=list)  # lines at the foot of the next page
    mark: tuple[Line, int, int] | None = None  # line, offset and size of the mark


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
    if ("*" in wording or "†" in wording or "＊" in wording) and STYLES["sign"].search(wording):
        yield "sign"


class Search(Places):
    """The search for the notes of one document, style by style."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.taken: set[int] = set()
        self.glued: set[int] = set()  # places of wording after a plain number and no gap

    def notes(self, style: str) -> list[Note]:
        """The notes of `style`, with their marks, in order."""
        pattern = STYLES[style]
        lines = (
            self.document.matching(pattern)
            if style in ("plain", "sign", "raised")
            else self.document.holding(*(CIRCLED if style == "circled" else ["[", "［", "〔"]))
        )
        starts: dict[int, Note] = {}
        for line in lines:
            place, match = self.places.get(line.index), pattern.match(line.text)
            if place is not None and match and line.role in OPEN and place not in self.taken and place not in self.furniture:
                if match.end() >= len(line.text.rstrip()) and not self._opens_note(place):
                    continue
                if style == "plain" and self._goes_on(line, match):
                    continue
                starts[place] = Note(style, match[1], place, match.end())
                if style == "plain" and match.end(1) == match.end() < len(line.text.rstrip()):
                    self.glued.add(place)
        if found := self._endnotes(starts, style):
            return found
        last = 0
        after = (-1, 0)  # where the mark of the note before is
        for block in self._blocks(starts, style):
            first = _value(block[0].number)
            on_new_page = any([edge <= block[0].place for edge in self.edges if found and edge > found[-1].place])
            if self._is_list(block) or self._is_cut_off(block) or not (where := self._where(block)):
                continue
            # one may be missed before several in a row, each with its mark, or between two
            is_later = first > last and (len(block) > 1 and where in BOUND if first > last + 2 or not last else True)
            if style != "sign" and first != last + 1 and not (first == 1 and on_new_page) and not is_later:
                continue
            marked = self._marked(block, style, after if first > last else (after[0], 0), where)
            if not marked or (style != "circled" and len(marked) < len(block)):
                continue
            if found and not ends_sentence(self.flow[found[-1].end - 1].text):
                found[-1].rest = self._rest(block[0].place)
            found += marked
            last, after = _value(marked[-1].number), _place(marked[-1])
            self.taken.update([place for note in marked for place in range(note.place, note.end)])
        return found

    def _opens_note(self, place: int) -> bool:
        """Whether the wording of a note can follow the number alone on its line: none at the end of a page, a formula, a stop."""
        if place + 1 in self.edges or self.is_behind(self.flow[place]):
            return False
        after = self.flow[place + 1].text
        return LETTER.search(after) is not None and not (LINE_OPENS_WITH_STOP.match(after) or self.holds_folio([place + 1]))

    def _endnotes(self, starts: dict[int, Note], style: str) -> list[Note]:
        """The notes of the whole text after it: from 1 on to its end, nothing else between, each with its mark before all of them."""
        ones = [place for place in starts if _value(starts[place].number) == 1]
        if style == "sign" or not ones:
            return []
        row = [starts[max(ones)]]
        for place in sorted(starts):
            if row[-1].place < place <= row[-1].place + MAX_ENDNOTE and starts[place].number in _following(style, row[-1].number):
                row.append(starts[place])
        if len(row) < MIN_ENDNOTES or len(self.flow) - row[-1].place > MAX_ENDNOTE:
            return []
        stops = [*[note.place for note in row[1:]], len(self.flow)]
        for note, stop in zip(row, stops, strict=True):
            pages = [place for place in range(note.place + 1, stop) if place in self.furniture or self.holds_folio([place])]
            note.end = pages[0] if pages else stop
            note.rest = [self.flow[place] for place in range(note.end, stop) if place not in pages]
        row[-1].end, row[-1].rest = self._end(row[-1], set()), []
        if self._is_list(row) or (style == "bracketed" and not self._are_prose(row)):
            return []
        marked = self._marked(row, style, (-1, 0), "after the text")
        if len(marked) < len(row):
            return []
        self.taken.update(range(row[0].place, row[-1].end))
        return marked

    def _goes_on(self, line: Line, match: re.Match[str]) -> bool:
        """Whether the number goes on the sentence of the line before (`takes / 2 seconds.`, `than that of example / 1 (90 °C)`).

        Either a small letter stands behind it, of that sentence or of a formula (`2πi`), but for an address. Or the line before ends
        with a word that is counted: elsewhere numbers stand behind it, too.
        """
        rest = line.text[match.end() :]
        before = self.neighbours(line)[0]
        if before is not None and (word := LAST_WORD.search(before.text.rstrip())):
            again = re.finditer(re.escape(word[0]) + r"[ ]?\d", self.document.wording())
            if len(list(islice(again, MIN_COUNTED))) == MIN_COUNTED:
                return True
        if not rest[:1].islower() or ADDRESS_FIRST.match(rest):
            return False
        return match.end(1) == match.end() or before is None or not ends_sentence(before.text)

    def _blocks(self, starts: dict[int, Note], style: str) -> Iterator[list[Note]]:
        """Notes one after the other, numbered in a row, each with its end."""
        block: list[Note] = []
        for place in sorted(starts):
            note = starts[place]
            if block and (
                place < block[-1].end
                or (style == "plain" and _value(note.number) != _value(block[-1].number) + 1 and place == block[-1].end)
            ):
                continue
            following = _following(style, note.number)
            # a number at the start of a line may be a number; a mark of another kind begins a note there
            note.end = self._end(
                note, {other for other in starts if other > place and (style != "plain" or starts[other].number in following)}
            )
            if block and (note.place != block[-1].end or note.number not in _following(style, block[-1].number)):
                yield block
                block = []
            block.append(note)
        if block:
            yield block

    def _end(self, note: Note, following: set[int]) -> int:
        """The place after `note`: where the next one or the next page begins, or after its last sentence."""
        first = self.flow[note.place]
        place = note.place + 1
        widest = width(first.text[note.start :].strip())
        if not widest and place < len(self.flow):
            widest = width(self.flow[place].text.strip())
            place += 1
        while place < min(len(self.flow), note.place + MAX_NOTE) and place not in self.edges and place not in following:
            line, before = self.flow[place], self.flow[place - 1]
            size = width(line.text.strip())
            if ended(before.text) and not self._goes_on_to(place, following, note.place):
                break
            if line.role in HEADINGS or place in self.furniture:
                break
            if (self._has_room(place, widest) and not ends_sentence(line.text)) or (widest < HALF * size and ended(before.text)):
                # the last line of a note without a stop
                return place + 1 if line.text.lstrip()[:1].islower() and not ends_clause(before.text) and size < widest else place
            widest = max(widest, size)
            place += 1
        # at the foot of a page nothing but notes is left
        foot = next((edge for edge in range(place, min(len(self.flow), note.place + MAX_NOTE)) if edge in self.page_ends), place)
        left = range(place, foot)
        return place if following.intersection(left) or self.furniture.intersection(left) or self.holds_folio(left) else foot

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

    def _is_cut_off(self, block: list[Note]) -> bool:
        """Whether a note goes on for more lines than one may have: where it ends is not known."""
        long = [note.end for note in block if note.end - note.place >= MAX_NOTE]
        return any([end not in self.edges and not ended(self.flow[end - 1].text) for end in long])

    def _where(self, block: list[Note]) -> str:
        """What the place of the notes shows: nothing, if they are inside the text."""
        start, end = block[0].place, block[-1].end
        style, first = block[0].style, self.flow[start]
        if style == "plain" and any([self._is_scrap(note) for note in block]):
            return ""
        if start == 0:
            return AHEAD if len(block) > 1 else ""
        if end in self.edges:
            if style == "bracketed" and end == len(self.flow) and not self.cuts(start, end) and start not in self.edges:
                return "at the end of the text, and no list of works" if self._are_prose(block) else ""
            return AT_FOOT
        if style == "sign":
            return ""
        is_alone = first.text[: block[0].start].strip() == first.text.strip()
        is_glued = first.text[block[0].start - 1 : block[0].start] in ("]", "］", "〕")
        if style == "bracketed" and (is_alone or is_glued) and self._are_prose(block) and self._ends_paragraph(block):
            return "behind raised numbers, and no list of works"
        if style == "plain" and is_alone:
            # a number alone inside the text may count pages or parts
            return "inside a sentence" if self.cuts(start, end) and self._are_prose(block) else ""
        if self.cuts(start, end):
            return "inside a sentence"
        if start and ENDNOTES.match(self.flow[start - 1].text) and not all([ended(self.flow[note.end - 1].text) for note in block]):
            return ""  # after their heading notes may hold several paragraphs, quotations among them
        if ends_clause(self.flow[end - 1].text) and not ended(self.flow[end - 1].text):
            return ""  # a colon announces more, and nothing says where that ends
        if (
            style == "circled"
            and ended(self.flow[end - 1].text)
            and all([self.document.wording().count(note.number) == 2 for note in block])
        ):
            return "its number stands in one other place"
        if self.is_small(start, block[0].end, start):
            return IN_SMALL_TYPE
        return "after a number without a gap, as other notes" if start in self.glued and len(self.glued) > 1 else ""

    def _is_scrap(self, note: Note) -> bool:
        """Whether the wording of a note is too short to be one, and no sentence."""
        lines = [self.flow[note.place].text[note.start :], *[line.text for line in self.flow[note.place + 1 : note.end]]]
        return not ends_sentence(lines[-1]) and len(LETTER.findall("".join(lines))) < MIN_WORDING

    def _are_prose(self, block: list[Note]) -> bool:
        """Whether at least half of the notes are sentences, and no works with their years as a list of references gives them."""
        works = 0
        for note in block:
            tail = [line.text for line in self.flow[note.place + 1 : note.end]]
            text = " ".join([self.flow[note.place].text[note.start :], *tail]).strip()
            if not text.endswith(("。", "！", "？")) and (not text.endswith((".", "!", "?")) or WORK.search(text)):
                works += 1
        return works * 2 <= len(block) - len(block) % 2

    def _ends_paragraph(self, block: list[Note]) -> bool:
        """Whether the last line of the notes ends a sentence and, by its width or by a gap after it, a paragraph."""
        end = block[-1].end
        if not ended(self.flow[end - 1].text):
            return False
        if end < len(self.flow) and self.document.gap(self.flow[end]) > self.document.usual_gap:
            return True
        sizes = [width(line.text.strip()) for line in self.flow[block[0].place : end]]
        return sizes[-1] < WIDE * max(sizes) or (len(block) > 1 and sizes[-2] <= MARK_ONLY)

    def _marked(self, block: list[Note], style: str, after: tuple[int, int], where: str) -> list[Note]:
        """The notes of the block that have one mark each, in order: before the block, or after it where it opens the text."""
        # a note inside a sentence may be read before the end of its line
        start, end = block[0].place, block[-1].end
        lines = self.flow[end:] if where == AHEAD else [*self.flow[:start], *self.flow[end : end + NEAR]]
        lines = [line for line in lines if self.places[line.index] not in self.taken]
        page = self.flow[start].page
        sheet = self.sheet(start)
        is_at_foot = where in BOUND and end < len(self.flow)
        found: list[Note] = []
        for note in block:
            marks = [mark for mark in marks_in(self.document, lines, style, note.number) if (mark[0].index, mark[1]) > after]
            if not marks and is_at_foot and style in ("circled", "bracketed", "raised"):
                # a column may be read after the notes of its page
                rest = self.flow[end:] if self.breaks or page > 1 else []
                rest = [line for line in rest if self.sheet(self.places[line.index]) <= sheet]
                marks = [mark for mark in marks_in(self.document, rest, style, note.number) if (mark[0].index, mark[1]) > after]
            near = [mark for mark in marks if page - mark[0].page <= 1] if len(marks) > 1 and page > 1 else marks
            same = [mark for mark in near if mark[0].page == page]
            chosen = same if len(near) > 1 and len(same) == 1 and page > 1 else near
            is_far = is_at_foot and len(chosen) == 1 and self._is_far(start, self.places[chosen[0][0].index])
            if chosen and style == "plain" and is_behind_word(chosen[0]) and not ended(self.flow[note.end - 1].text):
                return []
            if len(chosen) != 1 or is_far:
                if style == "circled":
                    continue
                return []
            note.mark = chosen[0]
            after = _place(note)
            found.append(note)
        return found

    def _is_far(self, place: int, mark: int) -> bool:
        """Whether `mark` is two pages before the note at `place` by the breaks, or more than a page by the lines."""
        return self.sheet(place) - self.sheet(mark) > 1 or place - mark > MAX_PAGE

    def _rest(self, end: int) -> list[Line]:
        """The lines right before the notes of a page, in smaller type: the end of the note that broke off on the page before."""
        if not ended(self.flow[end - 1].text):
            return []
        longest = range(max(AROUND, end - MAX_NOTE), end)
        start = next((place for place in longest if self.is_small(place, end, place)), end)
        return list(self.flow[start:end])


FROM_RAISED, TO_RAISED = str.maketrans(RAISED, "0123456789"), str.maketrans("0123456789", RAISED)


def _value(number: str) -> int:
    """The number of a note as a number; a sign has none."""
    if number in CIRCLED:
        return CIRCLED.find(number) + 1
    return int(number.translate(FROM_RAISED)) if number[0] in RAISED or number.isdecimal() else 0


def _following(style: str, number: str) -> tuple[str, ...]:
    """What the next note may begin with."""
    value = _value(number) + 1
    if style == "circled":
        return (CIRCLED[value - 1],) if value <= len(CIRCLED) else ()
    if style == "raised":
        return (str(value).translate(TO_RAISED),)
    return ("*", "†", "‡", "＊") if style == "sign" else (str(value),)


def _place(note: Note) -> tuple[int, int]:
    assert note.mark is not None
    return note.mark[0].index, note.mark[1]
