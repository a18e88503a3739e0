"""Folded lines: printed lines that an extractor gave as one, since a hyphen broke a word between them.

Some extractors take such a word for one thing and write it whole on one line, with what stood before and after it: two printed lines, or
three. What such a line shows at its end is that of the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.regex import regex

SEAM = regex("(?<=[^\\W\\d_])[\x02\ufffe](?=\\w)")
"""What one extractor writes for the hyphen inside a line: a line end for certain."""
WIDER = 1.2
"""Times the measure. Lines of letters of their own width differ by a tenth; the rest of a word and what follows it is as long, mostly."""
MOST = 4.0
"""Times the measure: a line wider than this is a whole paragraph."""
NEAR = 6
"""Lines to the next stretch: no line further off is judged by it."""
BREADTH = 0.12
"""Of the measure: a folded line ended somewhere in these columns, or one after them."""
WORD = regex(r"[^\W\d_]{4,}")
"""A word that a hyphen may break: no typesetter breaks a shorter one."""


def seams(pieces: Sequence[str]) -> dict[int, int]:
    """By place, the length of the last printed line on each piece that a sign for a hyphen proves to be folded."""
    found: dict[int, int] = {}
    if not any(["\x02" in piece or "\ufffe" in piece for piece in pieces]):
        return found
    for place, piece in enumerate(pieces):
        if "\x02" in piece or "\ufffe" in piece:
            text = piece.strip(" \t\n\r\f\x02\ufffe")
            last = max((match.end() for match in SEAM.finditer(text)), default=0)
            if last:
                found[place] = len(text) - last
    return found


def folded(texts: Sequence[str], sizes: Sequence[int], wide: Sequence[bool], measures: Sequence[int]) -> dict[int, int]:
    """By place, the length of the last printed line on each line that is far too wide for the stretches beside it.

    Evidence: the line is wider than the measure of a stretch of printed lines nearby by more than a word, and a word stands across the
    column where it ought to have ended. Counter-evidence: it is as long as a paragraph. `measures` holds that of each line, 0 for none.
    """
    near = _nearest(measures)
    found: dict[int, int] = {}
    for place, (size, is_wide, measure) in enumerate(zip(sizes, wide, near, strict=True)):
        if measure and not is_wide and WIDER * measure < size <= MOST * measure:
            text, full = texts[place], measure - 1
            start = 0
            while len(text) - start > WIDER * measure and WORD.search(text, start + int(full * (1 - BREADTH)), start + measure + 2):
                start += full
            if start:
                found[place] = len(text) - start
    return found


def _nearest(measures: Sequence[int]) -> list[int]:
    """By line its own measure, or the widest of those that stand within `NEAR` lines before and after it."""
    found = list(measures)
    for step in (1, -1):
        last, since = 0, NEAR + 1
        for place in range(len(measures))[::step]:
            if measures[place]:
                last, since = measures[place], 0
                continue
            since += 1
            if since <= NEAR:
                found[place] = max(found[place], last)
    return found
