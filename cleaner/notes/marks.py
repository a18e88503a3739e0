"""Where the marks of notes can be: one scan for each style."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleaner.document import OPEN, Line
from cleaner.notes.places import WIDE, Places
from cleaner.regex import regex
from cleaner.wording.glyphs import CIRCLED, CJK, width
from cleaner.wording.numerals import COUNTED
from cleaner.wording.sentences import CLAUSE_MARK, ends_clause, ends_sentence

SIGNS = "*†‡"
BEHIND_STOP = '[。．！？；：，、”’）)」』》«».!?;,"]'
STOPS = "，。；：、！？．"
LINE_OPENS_WITH_STOP = regex(r"[ \t\u3000]*[，。；：！？]")
PLAIN = frozenset({"plain", "dotted"})
"""Styles of notes whose marks are bare digits."""
SURE, FAIR, POOR = 3, 2, 1
"""How well a place suits a mark: it can hardly be anything else; it may be; only the notes around prove it."""


class Mark(NamedTuple):
    """A place where the mark of a note can be, in the order of reading."""

    place: int  # of its line in the flow
    offset: int
    size: int
    rank: int
    line: int = -1  # the place of the line before, if it has that alone


# a number of its own: no digit beside it, and no dash, point or slash that goes on a number
_BEHIND = rf"(?:(?<={BEHIND_STOP})(?<!\d[.,，、])(?<!\b[A-Z]\.)|(?<=[。！？；：，、”’）][ ]))"
_AFTER_STOP = rf"{_BEHIND}([1-9]\d{{0,2}})(?=\s*\Z| ?[^\d\s.,、．）){COUNTED}/~～:：-])(?![-–—./]\d)"
_MARKS: Mapping[str, tuple[tuple[re.Pattern[str], int], ...]] = {
    # behind a gap it numbers what follows it, but for a gap that an extractor left behind a stop
    # (behind a mark that opens or parts a list it may number an item)
    "circled": (
        (regex(rf"(?<=[^\s：；，、:;,])([{CIRCLED}])|(?<=[。！？.!?”’\"][ ])([{CIRCLED}])|[ ]([{CIRCLED}])(?=[ ]?[{STOPS}])"), SURE),
        (regex(rf"(?<=[。！？.!?”’\"])[ ]{{2,99}}([{CIRCLED}])(?=\s*\Z)"), SURE),  # apart, and the last of its line
        (regex(rf"(?<=[：；，、:;,])[ ]?([{CIRCLED}])"), FAIR),
        # apart from the words beside it: an extractor set it so, or it numbers what follows it
        (regex(rf"(?<=[^\s：；，、:;,])[ ]([{CIRCLED}])[ ]?(?=[{CJK}])"), POOR),
    ),
    "bracketed": ((regex(r"[ ]?[\[［〔] ?(\d{1,2}) ?[\]］〕]"), SURE),),
    "sign": ((regex(r"(?:(?<=[^\W_])|(?<=[^\W_]\.)|(?<=[’”\"）)」』》!?。，,；;：:]))([*†‡＊])(?![*†‡＊])"), SURE),),  # but not `refs/*`
    "plain": (
        (regex(_AFTER_STOP), SURE),
        (regex(r"(?<=[a-z][ ](?:1[5-9]|20)\d\d[.,])([1-9]\d{0,2})(?=\s*\Z|[ ][^\W\d])"), POOR),  # `before 2019.2`
        # behind one or two ideographs between stops it is what they measure (`长256，宽34；`)
        (regex(rf"(?<=[{CJK}])(?<!第)(?<![{STOPS}][{CJK}])(?<![{STOPS}][{CJK}]{{2}})[ ]?([1-9]\d?)[ ]?(?=[{STOPS}])(?!、\d)"), SURE),
        (regex(rf"(?<=[{CJK}])(?<!第)([1-9]\d?)(?=[」』”’])"), FAIR),  # inside the quotation marks of the word that it explains
        (regex(rf"(?<=[{CJK}])(?<![第约約共等之在为為有])[ ]?([1-9]\d?)[ ]?(?=[{CJK}（「『《“])(?!\d?[ ]?[{COUNTED}—–～至])"), POOR),
    ),
}
"""Behind the line's own number, if it has one."""
_GLUED = regex(rf"([^\W\d_{CJK}]{{3,}})([1-9]\d{{0,2}})(?=[ ,.;:){STOPS}）》」』”—{CJK}]|\Z)(?![.,:]\d|[{COUNTED}])")
"""A number glued to a Latin word."""
_MAY_BE_GLUED = regex(r"[1-9](?<=[^\W\d_].)")
_AT_END = regex(rf"(?<=[{CJK}])(?<!第)([1-9]\d{{0,2}})[ \t]*\Z")
_BEGINS = {
    "circled": regex(f"[ \t\u3000]*([{CIRCLED}])"),
    "bracketed": regex(r"[ \t\u3000]*[\[［〔] ?(\d{1,2}) ?[\]］〕]"),
    "sign": regex(r"[ \t\u3000]*([*†‡＊])(?=\s*\Z)"),
    "plain": regex(rf"[ \t]*([1-9]\d{{0,2}})(?![\d.,、．）){COUNTED}/~～:：%-]\d?)(?=\s*\Z|[^\W\d]|[{STOPS}”’」』“《「（])"),
}
"""A number at the start of its line: the number of a note, or a mark that a line break parts from its word."""


def value(number: str) -> int:
    """The number of a note as a number; signs count as they follow each other."""
    if number in CIRCLED:
        return CIRCLED.index(number) + 1
    return int(number) if number.isdecimal() else SIGNS.find(number.replace("＊", "*")) + 1


def marks_in(places: Places, style: str) -> dict[int, list[Mark]]:
    """By number, all places where a mark of `style` can be, in the order of reading."""
    style = "plain" if style in PLAIN else style
    found: dict[int, list[Mark]] = defaultdict(list)
    document = places.document
    for line in document.matching(_ANY[style]):
        place = places.places.get(line.index)
        if place is None or line.role not in OPEN:
            continue
        for number, mark in _on_line(places, line, place, style):
            found[value(number)].append(mark)
    return {number: sorted(set(marks)) for number, marks in found.items()}


_ANY = {
    "circled": regex(f"[{CIRCLED}]"),
    "bracketed": regex(r"[\[［〔] ?\d"),
    "sign": regex("[*†‡＊]"),
    "plain": regex(r"\d(?<!\d\d)\d{0,2}(?!\d)"),  # begun with the digit it is found five times as fast
}


def _on_line(places: Places, line: Line, place: int, style: str) -> Iterator[tuple[str, Mark]]:
    text = line.text
    begins = _BEGINS[style].match(text) if style in _BEGINS else None
    start = begins.end() if begins else 0
    for pattern, rank in _MARKS[style]:
        for match in pattern.finditer(text, start):
            number = match[match.lastindex or 0]
            behind_word = style == "plain" and text[match.start() - 1] not in BEHIND_STOP
            is_poor = behind_word and text[match.start() - 1] in places.measures
            yield number, Mark(place, match.start(), len(match[0]), POOR if is_poor else rank)
            if style == "plain" and not behind_word and len(number) == 2 and ord(number[1]) == ord(number[0]) + 1:
                for step in (0, 1):  # the marks of two notes: 3 and 4 as 34
                    yield number[step], Mark(place, match.start(match.lastindex or 0) + step, 1, rank)
    if style == "plain":
        for match in _GLUED.finditer(text, start) if _MAY_BE_GLUED.search(text, start) else ():
            if places.counted[match[1]] == 1:  # a word that other numbers follow is counted (`table2`)
                rank = POOR if match[1][0].isupper() and not places.measured.is_cjk else FAIR
                yield match[2], Mark(place, match.start(2), len(match[2]), rank)
        after = places.flow[place + 1].text if place + 1 < len(places.flow) else ""
        at_end = _AT_END.search(text) if not begins else None
        if at_end and (rank := FAIR if LINE_OPENS_WITH_STOP.match(after) else POOR if _OPENS_ANEW.match(after) else 0):
            yield at_end[1], Mark(place, at_end.start(1), len(at_end[1]), rank)
    gaps = _gaps_above(places, place, begins) if begins else []
    if begins and len(gaps) == 1:
        yield begins[1], Mark(place - 1, gaps[0].start(), 1, FAIR, place)
    elif begins and _is_raised(places, place, begins):
        yield begins[1], Mark(place + 1, len(places.flow[place + 1].text.rstrip()), 0, FAIR, place)
    elif begins and _in_column(places, place, begins):
        for offset, size in _below(places.flow[place + 1].text.rstrip(), begins.start(1)):
            yield begins[1], Mark(place + 1, offset, size, FAIR, place)
    elif begins and place and (rank := _rank_at_start(places, place, begins, style)):
        first = len(text) - len(text.lstrip())
        yield begins[1], Mark(place, first, begins.end() - first, rank)


def _gaps_above(places: Places, place: int, begins: re.Match[str]) -> list[re.Match[str]]:
    """The gaps beside stops in the line above the number at `place`, if that is alone and apart: one may be its place."""
    if begins.end() < len(places.flow[place].text.rstrip()) or not 0 < place < len(places.flow) - 1:
        return []
    beside = [places.document.gap(line) for line in places.flow[place : place + 2]]
    return [*_GAP.finditer(places.flow[place - 1].text)] if max(beside) > max(places.document.usual_gap, 0) else []


def _is_raised(places: Places, place: int, begins: re.Match[str]) -> bool:
    """Whether a raised number alone on its line cuts a sentence: an extractor read it before its line, which has one place for it."""
    if begins.end() < len(places.flow[place].text.rstrip()) or not 0 < place < len(places.flow) - 1:
        return False
    before, after = places.flow[place - 1].text.rstrip(), places.flow[place + 1].text.rstrip()
    lines, usual = places.flow[place + 1 : place + 3], max(places.document.usual_gap, 0)
    if ends_sentence(before) or not after.endswith(("。", "！", "？")) or after.lstrip().startswith(begins[1]):
        return False
    if all([places.document.gap(line) > usual for line in lines]):
        return True  # the last line of a paragraph, set apart because of what stands beside its end
    is_cut = _ENDS_WITH_CJK.search(before) is not None and not ends_clause(before)
    return is_cut and len(after) > MIN_LINE and not CLAUSE_MARK.search(after[:-1])


def _in_column(places: Places, place: int, begins: re.Match[str]) -> bool:
    """Whether a raised number alone on its line is written in its column above the line that has its place."""
    indent = begins.start(1)
    if begins.end() < len(places.flow[place].text.rstrip()) or indent < MIN_COLUMN or not 0 < place < len(places.flow) - 1:
        return False
    beside = [places.flow[place - 1].text, places.flow[place + 1].text]
    return places.document.gap(places.flow[place + 1]) == 0 and max(map(_lead, beside)) < indent


def _below(text: str, indent: int) -> Iterator[tuple[int, int]]:
    """The place on the line `text` of a raised number that is written above it in its column: its only gap beside a stop, or its end."""
    gaps = [*_GAP.finditer(text)]
    if len(gaps) == 1:
        yield gaps[0].start(), 1
    elif not gaps and ends_clause(text) and width(text) <= indent:
        yield len(text), 0


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


_GAP = regex(rf"(?<=[{STOPS}”’」』）])[ ](?=[{CJK}“‘「『《（])|(?<=[{CJK}”’」』）])[ ](?=[{STOPS}])")
MIN_COLUMN = 4
"""Columns."""
MIN_LINE = 6
"""Characters."""
_OPENS_ANEW = regex(rf"[ \t\u3000]*[{CJK}•](?<![{COUNTED}—–～至])")


def _rank_at_start(places: Places, place: int, begins: re.Match[str], style: str) -> int:
    """How well the number that begins the line at `place` suits a mark of the line before; alone and apart it counts a section."""
    line, before = places.flow[place], places.flow[place - 1]
    usual = max(places.document.usual_gap, 0)
    rest, last = line.text[begins.end() :].strip(), before.text.rstrip()
    if (
        (style == "circled" and not rest and ends_sentence(last) and place + 1 < len(places.flow))
        and places.document.gap(places.flow[place + 1]) >= places.document.gap(line)
        and places.document.wording().count(begins[1]) == 2
    ):
        return SURE  # an extractor wrote it behind the line that it is raised above
    if places.document.gap(line) > usual:
        # raised behind the short last line of its paragraph, or the number of a section
        is_apart = not rest and place + 1 < len(places.flow) and places.document.gap(places.flow[place + 1]) > usual
        return POOR if is_apart and ends_sentence(last) and width(last.strip()) < WIDE * places.measured.measure else 0
    if rest:
        if rest[0] in STOPS:
            return SURE if style != "plain" or _ENDS_WITH_CJK.search(last) else 0
        return _beside(last, rest, style)
    if place + 1 == len(places.flow):
        return 0
    if places.document.gap(after := places.flow[place + 1]) > usual:
        return FAIR
    if LINE_OPENS_WITH_STOP.match(after.text):
        return SURE
    return _beside(last, "", style)


def _beside(last: str, rest: str, style: str) -> int:
    """How well a number between the line `last` and `rest` suits its mark; a plain one more often begins a line than ends one."""
    if ends_clause(last) or last[-1:] in STOPS or last[-1:] == "," or rest[:1].islower():
        return POOR if style == "plain" else FAIR
    return POOR if _ENDS_WITH_CJK.search(last) else 0


_ENDS_WITH_CJK = regex(rf"[{CJK}。！？][ \t]*\Z")
