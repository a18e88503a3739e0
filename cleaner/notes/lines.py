"""Where notes begin, by numbers at the start of lines or apart from them, and where they end: with a sentence, another note, a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from cleaner.document import Document, Line
from cleaner.notes.marks import LINE_OPENS_WITH_STOP, PLAIN, Mark, value
from cleaner.notes.places import WIDE, Places, ended
from cleaner.regex import regex
from cleaner.wording.glyphs import CIRCLED, HAS_HAN, width
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.numerals import COUNTED
from cleaner.wording.sentences import ends_clause, ends_sentence

YEAR = r"(?:1[5-9]|20)\d\d"
STYLES = {
    "circled": regex(rf"[ \t\u3000]*([{CIRCLED}])[ \t\u3000]*(?![，。；：、！？はがをのにでもへ])", re.M),
    "bracketed": regex(r"[ \t\u3000]*[\[［〔] ?(\d{1,2}) ?[\]］〕][ \t\u3000]*", re.M),
    # a number that no list mark parts from the wording, and that counts nothing
    "plain": regex(rf"^[ \t]*(\d{{1,3}})(?:[ \t]{{0,2}}(?=[^\W\d_{COUNTED}]|[“《「\"（])|[ ](?={YEAR}[^\d\s])|[ \t]*$)", re.M),
    "dotted": regex(r"^[ \t]*(\d{1,3})[.．、](?:[ \t]{0,2}(?=[^\d\s])|[ \t]{1,2}(?=\d))", re.M),
    "sign": regex(r"^[ \t]*([*†‡＊])[ \t]*(?:(?=[^\W\d_]|[“《「\"（])|$)", re.M),
}
"""How the number of a note begins its line, or fills it, by its style."""
LONE = regex(rf"\s*(?:[\[［〔] ?\d{{1,2}} ?[\]］〕]|[{CIRCLED}])\s*\Z")
"""A number alone on its line: of another note, where an extractor read the numbers apart."""
LETTER = regex(r"[^\W\d_]")
MAX_FOOT = 24
"""Lines at the foot of a page among which the numbers of its notes stand apart from them."""


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
    block: int = 0  # the place of the first of the notes that stand in a row with it
    rest: list[Line] = field(default_factory=list)  # lines at the foot of the next page
    where: str = ""  # what its place shows; nothing, if it is inside the text
    mark: Mark | None = None


def styles_in(document: Document) -> Iterator[str]:
    """The styles of which the document has a note at all, by one scan each."""
    wording = document.wording()
    if document.unusual.intersection(CIRCLED):
        yield "circled"
    if any([one in wording for one in ("[1]", "[ 1 ]", "［1］", "〔1〕")]):
        yield "bracketed"
    styles = ("plain", "dotted", "sign") if any([sign in wording for sign in "*†‡＊"]) else ("plain", "dotted")
    yield from [style for style in styles if document.matching(STYLES[style])]


def starts_in(places: Places, style: str) -> dict[int, Note]:
    """The lines that begin with the number of a note, by place."""
    pattern = STYLES[style]
    lines = (
        places.document.matching(pattern)
        if style in ("plain", "dotted", "sign")
        else places.document.holding(*(CIRCLED if style == "circled" else ["[", "［", "〔"]))
    )
    taken = places.taken | places.marked | (places.furniture if style in PLAIN else set())
    found: dict[int, re.Match[str]] = {}
    for line in lines:
        place, match = places.places.get(line.index), pattern.match(line.text)
        if place is not None and match and place not in taken:
            found[place] = match
    alone = {place: value(match[1]) for place, match in found.items() if match.end() >= len(places.flow[place].text.rstrip())}
    starts = _apart(places, alone, style, found.keys() - alone.keys())
    places.numbers.update([note.number_at for note in starts.values()])
    bounded = {place for note in starts.values() for place in range(note.place, note.end)} | places.numbers
    for place, match in found.items():
        if place in bounded:
            continue
        if place in alone and (place + 1 in alone or not _opens_note(places, place, found.keys())):
            continue
        starts[place] = Note(style, value(match[1]), place, match.end())
    return starts


def _apart(places: Places, alone: dict[int, int], style: str, others: Collection[int]) -> dict[int, Note]:
    """The notes at the feet of pages whose numbers stand apart from them, as an extractor reads raised digits: so many as numbers.

    All of them below the first number, or from the paragraph on that it ends or interrupts: each note ends with its sentence.
    """
    feet: dict[int, list[int]] = {}
    for place in sorted(alone):
        edge = places.next_edge(place)
        if edge - place <= MAX_FOOT:
            feet.setdefault(edge, []).append(place)
    starts: dict[int, Note] = {}
    for edge, alone_at in feet.items():
        edge = min([place for place in range(alone_at[-1] + 1, edge) if place in others], default=edge)
        if style not in PLAIN and len({alone[place] for place in alone_at}) == 1:
            alone_at = alone_at[-1:]  # what stands above it is its mark
        numbers = sorted([alone[place] for place in alone_at])
        is_row = numbers == list(range(numbers[0], numbers[0] + len(alone_at)))
        first = alone_at[0] if style in PLAIN else _begin_above(places, alone_at[0], edge)
        if not is_row or (first == alone_at[0] and all([place + 1 < edge and place + 1 not in alone for place in alone_at])):
            continue  # each before its wording
        ends = [place + 1 for place in range(first, edge) if place not in alone and ended(places.flow[place].text)]
        if len(alone_at) == 1 and first < alone_at[0]:
            ends = [edge]
        if len(ends) != len(alone_at):
            continue
        wording = [place for place in range(first, edge) if place not in alone]
        begins = [wording[0], *[next(place for place in wording if place >= end) for end in ends[:-1]]]
        at = {alone[place]: place for place in alone_at}
        for number, place, end in zip(numbers, begins, [*begins[1:], edge], strict=True):
            starts[place] = Note(style, number, place, 0, at[number], end, is_bounded=True)
    return starts


def _begin_above(places: Places, number: int, edge: int) -> int:
    """Where the paragraph begins, a few lines above its number alone on a line, that the number ends with the page or interrupts."""
    usual = max(places.document.usual_gap, 0)
    for place in range(number, max(0, number - FEW) - 1, -1):
        line, before = places.flow[place], places.flow[place - 1]
        is_apart = places.document.gap(line) > usual
        if place in places.edges or (place == number and is_apart):
            break
        full = WIDE * places.measured.measure
        if place < number and (is_apart or (ended(before.text) and width(before.text.strip()) < full)):
            is_open = number == place + 1 < edge - 1 and is_apart and not ends_clause(line.text)
            is_open = is_open and not places.flow[number + 1].text.lstrip()[:1].isupper()
            is_head = width(line.text.strip()) < HALF * places.measured.measure or ITEM_MARK.match(line.text)
            return place if (is_open or number + 1 == edge) and not is_head else number
    return number


HALF = 0.5
"""Of the measure."""


def _opens_note(places: Places, place: int, found: Collection[int]) -> bool:
    """Whether the wording of a note can follow the number alone on its line: none at the end of a page, or in a formula."""
    if place + 1 in places.edges or places.holds_folio([place + 1]) or not LETTER.search(places.flow[place + 1].text):
        return False
    edge, usual = places.next_edge(place), max(places.document.usual_gap, 0)
    if places.document.gap(places.flow[place + 1]) <= usual:
        return True
    # apart from its wording it may belong to either of two last paragraphs of the page
    for other in range(max(place + 2, edge - FEW), edge):
        text = places.flow[other - 1].text.strip()
        is_end = ended(text) or width(text) < WIDE * places.measured.measure
        if is_end and places.document.gap(places.flow[other]) > usual and (other in found or not places.cuts(place, other)):
            return False
    return True


OPEN_ENDS = frozenset("，、：；,")
"""No note ends with these."""
MIN_ROOM = 6
"""Columns on the last line of a note in CJK: an ideograph and the marks that a layout engine keeps with it leave fewer."""
FEW = 3
"""Lines behind the end of a note, to the end of its page, that are more of it."""
MAX_NOTE = 16
"""Lines; a longer note is not told from running text."""


def end_of(places: Places, note: Note, following: set[int]) -> int:
    """The place after `note`: where the next one or the next page begins, or after its last sentence."""
    place = note.place + 1
    widest = width(places.flow[note.place].text[note.start :].strip())
    if not widest:
        widest = width(places.flow[place].text.strip())
        place += 1
    # in another script than the text: up to where that goes on
    wording = places.flow[note.place].text[note.start :] or places.flow[min(place, len(places.flow)) - 1].text
    is_foreign = places.measured.is_cjk and not HAS_HAN.search(wording)
    edge = places.next_edge(note.place)
    while place < min(len(places.flow), note.place + MAX_NOTE) and place not in following and place not in places.edges:
        ahead = range(place, min(place + FEW, edge))
        next_one = next((other for other in ahead if other in following or other in places.numbers), 0)
        if next_one in following:
            return next_one  # a line or two between a note and the next one are more of it
        if LONE.match(places.flow[place].text):
            return place
        line, before = places.flow[place], places.flow[place - 1]
        size = width(line.text.strip())
        if is_foreign:
            if HAS_HAN.search(line.text):
                break
            place += 1
            continue
        if ended(before.text) and (place in places.repeated or not _goes_on_to(places, place, following, note.block)):
            break
        if ends_sentence(before.text) and places.document.gap(line) > max(places.document.usual_gap, 0):
            break
        if not LINE_OPENS_WITH_STOP.match(line.text) and before.text.rstrip()[-1:] not in OPEN_ENDS:
            if _stops_short(places, place, widest):
                break
            if size < WIDE * widest and not ends_sentence(line.text) and line.text.rstrip()[-1:] not in OPEN_ENDS:
                # the last line of a note without a stop
                place += line.text.lstrip()[:1].islower() or _is_full(places, place - 1)
                break
        widest = max(widest, size)
        place += 1
    # at the foot of a page nothing but notes is left
    foot = next((edge for edge in range(place, min(len(places.flow), note.place + MAX_NOTE)) if edge in places.edges), place)
    left = range(place, foot)
    if any([LONE.match(places.flow[other].text) for other in left]):
        return place
    if left and ends_sentence(places.flow[place - 1].text) and places.document.gap(places.flow[place]) > max(places.document.usual_gap, 0):
        return place
    are_few = len(left) <= (FEW if foot in places.page_ends else 1) or places.are_mostly_small(place, foot, note.block)
    if not are_few or places.holds_folio(left):
        return place
    return place if any([other in following or other in places.repeated for other in left]) else foot


def _stops_short(places: Places, place: int, widest: int) -> bool:
    """Whether the line before the one at `place`, of CJK, had room for more, and that one is too wide for the note."""
    before, line = places.flow[place - 1], places.flow[place]
    if before.index not in places.measured.widths:
        return False
    return width(line.text.strip()) > widest + 2 and places.measured.room_left(before, line, is_first=False) > MIN_ROOM


def _is_full(places: Places, place: int) -> bool:
    """Whether the line at `place`, of CJK, is as wide as the running text: in smaller type it is wider."""
    line = places.flow[place]
    return places.measured.widths.get(line.index, 0) >= places.measured.measure_at(line)


def _goes_on_to(places: Places, place: int, following: set[int], above: int) -> bool:
    """Whether from `place` to the next note or the end of the page there are lines in smaller type: more of this note."""
    ahead = range(place + 1, min(place + MAX_NOTE, len(places.flow)) + 1)
    stop = next((other for other in ahead if other in following or other in places.edges), 0)
    return stop > 0 and places.is_small(place, stop, above)
