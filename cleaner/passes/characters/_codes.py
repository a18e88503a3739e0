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


LOST = "\ufffd"
LOST_SHARE = 10
"""Characters of a line to each that is lost."""


def is_illegible(text: str) -> bool:
    """Whether most of what a line shows stands nowhere in it: lost signs, or letters that no language has many of."""
    if LOST in text and text.count(LOST) >= MIN_KINDS and text.count(LOST) * LOST_SHARE >= len(text):
        return True
    return ODD_RUN.search(text) is not None and len(ODD_LETTERS.findall(text)) >= MIN_ODD * len(ANY_LETTER.findall(text))


def of_codes(document: Document) -> list[Line]:
    """The lines, in their order, that hold a font's codes instead of letters.

    Evidence: control characters of at least `MIN_KINDS` kinds close together, or letters of which most are such as no language has many
    of. Where codes stand on many lines the lines between are of the same font.
    """
    found: dict[int, Line] = {}
    if CODES.search("".join(document.unusual)):
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
    if ODD_LETTERS.search("".join(document.unusual)):
        found |= {line.index: line for line in document.matching(ODD_RUN) if is_illegible(line.text)}
    return [found[index] for index in sorted(found)]
