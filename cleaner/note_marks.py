"""Where the mark of a note can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaner.document import OPEN, Document, Line
from cleaner.glyphs import CJK
from cleaner.regex import regex
from cleaner.sentences import ends_sentence

COUNTED = "年月日个個位名人次项項级級号號期卷章节節条條页頁时時分秒元亿億万萬千百十%岁歲天周种種家台届屆"
"""What a number counts: no note begins with it, and no mark stands before it."""
BEHIND_STOP = '[。！？；：，、”’）)」』》.!?;,"]'
BEFORE_STOP = "(?=[，。；：、！？])"
SMALL = "a-zß-öø-ÿ"
WORD = regex(r"[^\W\d_]+\Z")
LINE_OPENS_WITH_STOP = regex(r"[ \t\u3000]*[，。；：！？]")
NEAR = 4
"""Lines between a sentence and its mark, on a line of its own."""

Mark = tuple[Line, int, int]
"""The line, the offset and the size of a mark."""


@cache
def _patterns(style: str, number: str) -> tuple[re.Pattern[str], ...]:
    """Where the mark `number` can be, the likelier place first."""
    if style == "raised":
        return (regex(rf"(?<=\S){number}(?![⁰¹²³⁴-⁹])"),)
    if style == "circled":
        # behind a gap it numbers what follows it, but for a gap that an extractor left behind a stop
        return (regex(rf"(?:(?<=\S)|^[ ]*(?={number}{BEFORE_STOP})|(?<=[。！？；：，、.!?;:,”’\"][ ])){number}|[ ]{number}{BEFORE_STOP}"),)
    if style == "bracketed":
        return (regex(rf"[ ]?[\[［〔]{number}[\]］〕]"),)
    if style == "sign":
        return (regex(rf"(?<=[^\s*†‡＊]){re.escape(number)}(?![*†‡＊])"),)
    # a number of its own: no digit beside it but for the mark before or after, and no dash, point or slash that goes on a number
    before, after = int(number) - 1, int(number) + 1
    front = rf"(?:(?<={BEHIND_STOP})(?<!\d[.,])(?<!\b[A-Z]\.)|(?<={BEHIND_STOP}{before}))"
    after_stop = rf"{front}{number}(?=(?:{after})?(?:\s*\Z| ?[^\d\s.,、．）){COUNTED}/~～:：-]))(?![-–—./]\d)"
    return (regex(after_stop), regex(rf"(?<=[{CJK}])[ ]?{number}{BEFORE_STOP}"))


def marks_in(document: Document, lines: Sequence[Line], style: str, number: str) -> list[Mark]:
    """All places of `lines` where the mark of the note `number` can be, of the likeliest kind that there is.

    A plain number is a mark right after a stop, or between an ideograph and a stop; else where a line break parts it from one of
    both; else glued to the end of a word in small letters. A word that other numbers follow as well is one that is counted (`table2`).
    """
    beginning = BEGINNINGS.get(style)
    lines = [line for line in lines if line.role in OPEN]
    for pattern in _patterns(style, number):
        found = []
        for place, line in enumerate(lines):
            if number in line.text:
                opening = beginning.match(line.text) if beginning else None
                if opening and opening.end() >= len(line.text.rstrip()) and _stops(lines, place + 1):
                    opening = None  # alone on its line, before the stop of its sentence
                found += [(line, match.start(), len(match[0])) for match in pattern.finditer(line.text, opening.end() if opening else 0)]
        if found:
            return found
    if style != "plain":
        return []
    return _beside_line_break(document, lines, number) or _behind_word(lines, number, document.wording())


def _stops(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and LINE_OPENS_WITH_STOP.match(lines[place].text) is not None


BEGINNINGS = {"bracketed": regex(r"[ \t\u3000]*[\[［〔]\d{1,2}[\]］〕]"), "circled": regex("[ \t\u3000]*[①-⑳](?![，。；：、！？])")}
"""How a note begins its line: what stands there is no mark."""


def _beside_line_break(document: Document, lines: Sequence[Line], number: str) -> list[Mark]:
    """Marks that a line break parts from the stop beside them: on a line of their own after it, or at the end or start of a line.

    A number alone that stands apart counts a section.
    """
    found: list[Mark] = []
    size = len(number)
    opening, closing = _at_line_start(number), _at_line_end(number)
    for place in range(len(lines)):
        line = lines[place]
        if number not in line.text:
            continue
        before = lines[place - 1] if place and line.index - lines[place - 1].index < NEAR else None
        after = lines[place + 1] if place + 1 < len(lines) and lines[place + 1].index - line.index < NEAR else None
        if line.text.strip() == number:
            gaps = [document.gap(one) for one in (line, after) if one]
            if before and ends_sentence(before.text) and max(gaps) <= max(document.usual_gap, 0):
                found.append((line, line.text.find(number), size))
            continue
        match = opening.match(line.text) if before and ENDS_BEFORE_MARK.search(before.text) else None
        if after and not match and LINE_OPENS_WITH_STOP.match(after.text):
            match = closing.search(line.text)
        if match:
            found.append((line, match.start(1), size))
    return found


ENDS_BEFORE_MARK = regex(rf"[{CJK}。！？][ \t]*\Z")


@cache
def _at_line_start(number: str) -> re.Pattern[str]:
    return regex(rf"[ \t]*({number})(?:[，。；：！？]|[”’」』])")


@cache
def _at_line_end(number: str) -> re.Pattern[str]:
    return regex(rf"(?<=[{CJK}])({number})[ \t]*\Z")


def is_behind_word(mark: Mark) -> bool:
    """Whether the mark is glued to a word of Latin script."""
    line, offset, _ = mark
    return offset > 0 and line.text[offset - 1].isascii() and line.text[offset - 1].isalpha()


def _behind_word(lines: Sequence[Line], number: str, wording: str) -> list[Mark]:
    """Marks glued to a word in small letters, if no other number ever follows that word."""
    pattern = _glued(number)
    found: list[Mark] = []
    for line in lines:
        if number in line.text:
            for match in pattern.finditer(line.text):
                word = WORD.search(line.text[: match.start()])
                if word and len(re.findall(rf"\b{word[0]}[ ]?\d", wording)) == 1:
                    found.append((line, match.start(), len(number)))
    return found


@cache
def _glued(number: str) -> re.Pattern[str]:
    return regex(rf"(?<=[{SMALL}]{{3}}){number}(?=[ ,.;:)]|\Z)(?![.,:]\d)")
