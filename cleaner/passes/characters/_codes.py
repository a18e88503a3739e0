"""Lines whose letters are a font's own codes: what the page shows stands nowhere in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.document import Document, Line

CODES = regex(r"[\x01-\x06\x0e-\x19\x1c-\x1f]")
"""C0 controls that are no white space, no command to a terminal and no end of a file."""
FIELDS = regex("\x13[^\x13-\x15]*(?:\x14[^\x13-\x15]*)?\x15")
"""What a word processor writes around a field."""
WINDOW = 30
"""Lines that are judged together."""
MIN_KINDS = 4
"""Different codes in a window: stray ones, and the marks of a word processor, are of one or two kinds."""
MIN_ON_LINE = 2
"""… on a line alone, where no other line of the window proves the font."""
MANY = 0.5
"""Of the lines from the first to the last that hold codes: those between show nothing of the page, either."""

ODD_LETTERS = regex("[\u0180-\u036f]")
"""African and phonetic letters, letters that modify others, combining marks."""
ODD_RUN = regex("[\u0180-\u036f](?:[ -\u017f\ufffd]{0,3}[\u0180-\u036f]){7}")
ANY_LETTER = regex(r"[^\W\d_]")
MIN_ODD = 0.5
"""Of the letters of a line: Vietnamese, Pinyin and phonetic transcription stay below a third."""

SCRIPTS = (
    *("\u0370-\u03ff\u1f00-\u1fff", "\u0400-\u052f", "\u0530-\u058f", "\u0590-\u05ff", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"),
    *("\u0700-\u074f", "\u0780-\u07bf", "\u07c0-\u07ff", "\u10a0-\u10ff"),
    *[f"{chr(start)}-{chr(start + 0x7F)}" for start in range(0x900, 0x1000, 0x80)],
)
"""Greek, Cyrillic, Armenian, Hebrew, Arabic, Syriac, Thaana, N'Ko, Georgian; the scripts of India, and on to Tibetan, of a block each."""
_LETTER = f"[{''.join(SCRIPTS)}]"
MIXED = regex(f"{_LETTER}(?={_LETTER})(?:" + "|".join([f"(?<=[{own}])(?![{own}])" for own in SCRIPTS]) + ")")
"""A letter beside one of another of these scripts, in one word: no language writes so."""

LOST = "\ufffd"
LOST_SHARE = 10
"""Characters of a line to each that is lost."""


def is_illegible(text: str) -> bool:
    """Whether most of what a line shows stands nowhere in it: lost signs, letters that no language has many of, scripts in one word."""
    if LOST in text and text.count(LOST) >= MIN_KINDS and text.count(LOST) * LOST_SHARE >= len(text):
        return True
    if len(MIXED.findall(text)) >= MIN_KINDS:
        return True
    return ODD_RUN.search(text) is not None and len(ODD_LETTERS.findall(text)) >= MIN_ODD * len(ANY_LETTER.findall(text))


def of_codes(document: Document) -> list[Line]:
    """The lines, in their order, that hold a font's codes instead of letters.

    Evidence: control characters of at least `MIN_KINDS` kinds close together, or letters of which most are such as no language has many
    of. Where codes stand on many lines the lines between are of the same font.
    """
    found: dict[int, Line] = {}
    unusual = "".join(sorted(document.unusual))
    if not unusual:
        return []  # and no pattern is compiled
    if CODES.search(unusual):
        filled = document.filled
        for start in range(0, len(filled), WINDOW):
            lines = filled[start : start + WINDOW]
            codes = [CODES.findall(FIELDS.sub("", line.text)) for line in lines]
            if len({code for some in codes for code in some}) < MIN_KINDS:
                continue
            coded = [place for place, some in enumerate(codes) if some]
            if len(coded) < 2 and len(codes[coded[0]]) < MIN_ON_LINE:
                continue
            between = range(coded[0], coded[-1] + 1)
            found |= {lines[place].index: lines[place] for place in (between if len(coded) >= MANY * len(between) else coded)}
    for gate, sign in ((ODD_LETTERS, ODD_RUN), (MIXED, MIXED)):
        if gate.search(unusual):
            found |= {line.index: line for line in document.matching(sign) if is_illegible(line.text)}
    return [found[index] for index in sorted(found)]
