"""Where a note ends: with its last sentence, where the next one begins, or with its page."""

from __future__ import annotations

from cleaner.glyphs import HAS_HAN, width
from cleaner.note_marks import LINE_OPENS_WITH_STOP
from cleaner.note_places import WIDE, Places, ended
from cleaner.note_starts import LETTER, Note
from cleaner.sentences import ends_clause, ends_sentence

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
    place = note.place + (2 if note.number_at == note.place + 1 else 1)
    widest = width(places.flow[note.place].text[note.start :].strip())
    if not widest:
        widest = width(places.flow[place].text.strip())
        place += 1
    # in another script than the text: up to where that goes on
    wording = places.flow[note.place].text[note.start :] or places.flow[min(place, len(places.flow)) - 1].text
    is_foreign = places.measured.is_cjk and not HAS_HAN.search(wording)
    while place < min(len(places.flow), note.place + MAX_NOTE) and place not in following and place not in places.edges:
        line, before = places.flow[place], places.flow[place - 1]
        size = width(line.text.strip())
        if is_foreign:
            if HAS_HAN.search(line.text) or not LETTER.search(line.text):
                break
            place += 1
            continue
        if ended(before.text) and not _goes_on_to(places, place, following, note.place):
            break
        if ends_sentence(before.text) and places.document.gap(line) > max(places.document.usual_gap, 0):
            break
        if LINE_OPENS_WITH_STOP.match(line.text) or before.text.rstrip()[-1:] in OPEN_ENDS:
            widest = max(widest, size)
            place += 1
            continue
        if _stops_short(places, place, widest):
            break
        if _has_room(places, place, widest) and not ends_sentence(line.text) and line.text.rstrip()[-1:] not in OPEN_ENDS:
            # the last line of a note without a stop
            place += (line.text.lstrip()[:1].islower() or _is_full(places, place - 1)) and not ends_clause(before.text)
            break
        widest = max(widest, size)
        place += 1
    # at the foot of a page nothing but notes is left
    foot = next((edge for edge in range(place, min(len(places.flow), note.place + MAX_NOTE)) if edge in places.edges), place)
    left = range(place, foot)
    if left and ends_sentence(places.flow[place - 1].text) and places.document.gap(places.flow[place]) > max(places.document.usual_gap, 0):
        return place
    if len(left) > (FEW if foot in places.page_ends else 1) or places.holds_folio(left):
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


def _has_room(places: Places, place: int, widest: float) -> bool:
    """Whether the first word of the next line had room on the line at `place`, and some more: it ends a paragraph."""
    after = places.flow[place + 1].text if place + 1 < len(places.flow) else ""
    size = width(places.flow[place].text.strip())
    return size < WIDE * widest and size + 1 + places.measured.first_unit(after) <= widest


def _goes_on_to(places: Places, place: int, following: set[int], first: int) -> bool:
    """Whether from `place` to the next note or the end of the page there are lines in smaller type: more of this note."""
    ahead = range(place + 1, min(place + MAX_NOTE, len(places.flow)) + 1)
    stop = next((other for other in ahead if other in following or other in places.edges), 0)
    return stop > 0 and places.is_small(place, stop, first)
