"""How headings are set: in headline style, and in larger letters than the text."""

from __future__ import annotations

from cleaner.document import Document, Line
from cleaner.glyphs import HAS_CJK, letters
from cleaner.layout import Layout, parts_word
from cleaner.regex import regex

WORD = regex(r"[^\W\d_][\w’'-]*")
SMALL_WORDS = frozenset(
    WORD.findall(
        "a an and as at but by for from if in into nor of on onto or over per the to up via vs with about above across after against along "
        "among around before behind below beneath beside between beyond during inside near outside since through throughout toward towards "
        "under until upon within without"
    )
)
"""Words that headline style leaves small: articles, conjunctions, prepositions (Chicago Manual of Style 8.159)."""
LARGER = 2 / 3
"""Of the measure: a line of a heading may be so short and full, for headings are set up to half as large again, and ragged."""


MAX_LENGTH, MAX_LATIN = 45, 90
"""Characters of a heading on all its lines, the first without white space; flat from 30 to 60 on the benchmark."""


def is_short(text: str) -> bool:
    """Whether `text` is no longer than a heading may be: some ideographs, or twice as many letters."""
    return len(letters(text)) <= MAX_LENGTH if HAS_CJK.search(text) else len(text.strip()) <= MAX_LATIN


def large_words(text: str) -> list[str]:
    """The words of `text` that headline style begins with a capital."""
    return [word for word in WORD.findall(text) if word.lower() not in SMALL_WORDS]


def is_headline(text: str) -> bool:
    """Whether `text` is in headline style: every word but the small ones with a capital."""
    return all(word[0].isupper() for word in large_words(text))


def ends_small(text: str) -> bool:
    """Whether the last word of `text` is one that no heading ends with."""
    return (WORD.findall(text) or [""])[-1] in SMALL_WORDS


def wraps(document: Document, measured: Layout, line: Line, after: Line) -> bool:
    """Whether a heading, set in larger letters than the text, can have filled `line` and gone on to `after`.

    It ends with a small word, or parts a word that the text knows, or the next word might not have fitted.
    """
    if HAS_CJK.search(line.text[-1:] + after.text[:1]):
        return measured.widths[line.index] >= LARGER * measured.measure_at(line) and parts_word(document, line, after)
    if ends_small(line.text):
        return True
    return is_headline(after.text) and measured.widths[line.index] + measured.first_unit(after.text) > LARGER * measured.measure_at(line)
