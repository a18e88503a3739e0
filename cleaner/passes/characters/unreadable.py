"""Text layers whose characters are not what the page shows: fonts without a table of characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from cleaner.document import PLAIN, Document, Doubt, Line, Role
from cleaner.passes.characters._signs import RARE, holds_rare, is_table
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.likelihood import LETTERS as BY_FREQUENCY
from cleaner.wording.likelihood import bits_each

GLYPH = r"(?:/[A-Za-z]{0,2}\d{1,5}|\(cid:\d+\))"
GLYPHS = regex(rf"{GLYPH}(?:[ \t]*{GLYPH}){{5}}")
"""Six numbers of glyphs in a row."""
MIN_IDEOGRAPH_BITS = 15.5
"""Bits an ideograph costs on average: random ones 19, rare names 14 (see `cleaner.wording.likelihood`)."""
IDEOGRAPHS = regex("[\u3400-\u9fff]")
MIN_IDEOGRAPHS = 20

WINDOW = 30
"""Lines that are judged together."""
MIN_LINES, MIN_LETTERS = 4, 120
MAX_RANK = 9.9
"""Mean place of the letters of a window in `BY_FREQUENCY`, from 0: at most 9.5 in 1,200 windows of 45 languages, at least 10.7 in
English with its letters shifted by 1 to 25."""
MAX_RANK_MIXED, MIN_MIXED = 9.2, 0.5
"""The same where so many of the words mix letters with digits or other signs, as where other characters than letters were shifted."""
MIXED = regex(r"[A-Za-z](?=[0-9@<>=?;:^\\|~])|[0-9@<>=?;:^\\|~](?=[A-Za-z])")
NO_LETTERS = bytes(code for code in range(256) if not chr(code).isascii() or not chr(code).isalpha())
MAX_WORD = 12
"""Letters of a word on average: what is longer is code, not language."""
MIN_SHAPES = 0.9
"""Of the lines of a window, so many begin in a way of their own: the rows of a table do not."""
SHAPE = bytes(48 if chr(code).isdigit() and code < 128 else 97 if chr(code).isalpha() and code < 128 else code for code in range(256))


@rule(acts_on=PLAIN, after=["mojibake", "font_letters", "compatibility_forms", "controls"])
def unreadable(document: Document) -> Iterator[Doubt]:
    """Report the pages whose wording cannot be read; it is never repaired.

    Evidence: glyphs as numbers (`/31 /8 /18`, `(cid:31)`), lines of a font's own codes (see `lost_signs`), ideographs that are all
    rare, and lines of words whose letters are as frequent as in no language in Latin script. Counter-evidence: tables of characters
    or of codes, whose lines look alike. The share of the page's lines is named.
    """
    found = {line.index for line in _of_glyphs(document)} | {line.index for line in document.filled if line.role is Role.KEPT}
    found |= {line.index for line in _of_rare_ideographs(document)}
    by_page: dict[int, list[Line]] = defaultdict(list)
    for page, group in groupby(document.filled, key=attrgetter("page")):
        by_page[page] += group
    for page, lines in by_page.items():
        bad = [line for line in lines if line.index in found]
        bad = bad or [line for window in _windows(lines) if _is_cipher(window) for line in window]
        if bad:
            share = f"{100 * len(bad) / len(lines):.0f} % of page {page}"
            yield bad[0].doubt(f"unreadable: the font of the page names no characters ({share})", "as it is", "text that is lost")


def _of_glyphs(document: Document) -> Iterable[Line]:
    wording = document.wording()
    return document.matching(GLYPHS) if "/" in wording or "(cid:" in wording else ()


def _of_rare_ideographs(document: Document) -> Iterable[Line]:
    if not document.is_wide() or not holds_rare(document.wording()) or not RARE.search(document.wording()):
        return ()
    found = []
    for line in document.matching(RARE):
        ideographs = IDEOGRAPHS.findall(line.text)
        if len(ideographs) >= MIN_IDEOGRAPHS and bits_each("".join(ideographs)) > MIN_IDEOGRAPH_BITS and not is_table(line.text):
            found.append(line)
    return found if len(found) >= MIN_LINES else ()


def _windows(lines: list[Line]) -> Iterator[list[Line]]:
    return (lines[start : start + WINDOW] for start in range(0, len(lines), WINDOW))


def _is_cipher(lines: list[Line]) -> bool:
    text = "\n".join([line.text for line in lines])
    data = text.encode("ascii", "ignore")
    letters = data.translate(None, NO_LETTERS).lower()
    if len(letters) < MIN_LETTERS or len(lines) < MIN_LINES or len(data) < 0.8 * len(text):
        return False
    rank = sum([place * letters.count(letter.encode()) for place, letter in enumerate(BY_FREQUENCY)]) / len(letters)
    if rank < MAX_RANK_MIXED:
        return False
    words = text.split()
    if sum(map(len, words)) > MAX_WORD * len(words):
        return False
    shapes = {line.text.encode("ascii", "replace").strip()[:20].translate(SHAPE) for line in lines}
    if len(shapes) < MIN_SHAPES * len(lines):
        return False
    return rank > MAX_RANK or sum([MIXED.search(word) is not None for word in words]) >= MIN_MIXED * len(words)
