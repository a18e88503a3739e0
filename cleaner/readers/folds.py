"""Folded lines: printed lines that an extractor gave as one, since a hyphen broke a word between them.

Some extractors take such a word for one thing and write it whole on one line, with what stood before and after it: two printed lines, or
three. What such a line shows at its end is that of the last of them.
"""

from __future__ import annotations

from collections import Counter
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
RUN = 4
"""Folded lines in a row, at most."""
MIN_LINKED, LINKED = 3, 0.7
"""Folded lines, and of all of them, that a sentence goes on to or from: whole paragraphs beside print are as wide, and none does."""
ALIKE, BESIDE = 3, 2
"""Columns that one measure may differ by; lines."""
WORD = regex(r"[^\W\d_]{4,}")
"""A word that a hyphen may break: no typesetter breaks a shorter one."""


def seams(pieces: Sequence[str], start: int) -> dict[int, int]:
    """By line, counted from `start`, the length of the last printed line on each piece that a sign for a hyphen proves to be folded."""
    found: dict[int, int] = {}
    for place, piece in enumerate(pieces, start):
        if "\x02" in piece or "\ufffe" in piece:
            text = piece.strip(" \t\n\r\f\x02\ufffe")
            last = max((match.end() for match in SEAM.finditer(text)), default=0)
            if last:
                found[place] = len(text) - last
    return found


def folded(
    texts: Sequence[str], sizes: Sequence[int], wide: Sequence[bool], measures: Sequence[int], stops: Sequence[bool], nats: Sequence[float]
) -> dict[int, int]:
    """By place, the length of the last printed line on each line that is far too wide for the stretches beside it.

    Evidence: the line is wider than the measure of a stretch of printed lines nearby by more than a word, and a word stands across the
    column where it ought to have ended; or it is as wide as two or three lines of the text's commonest measure, and stands beside one.
    Counter-evidence: it is as long as a paragraph, or stands in a run of such lines: no text breaks a word on each of five lines. Most
    such lines of a text must be linked: a sentence goes on to them or from them.
    `measures` holds that of each line, 0 for none.
    """
    least = min(filter(None, measures), default=0)
    if not any([not is_wide and size > WIDER * least for size, is_wide in zip(sizes, wide, strict=True)]):
        return {}
    near = _nearest(sizes, measures)
    found: dict[int, int] = {}
    run: list[int] = []
    linked = 0
    for place, (size, is_wide, measure) in enumerate(zip(sizes, wide, near, strict=True)):
        goes_on = not stops[place] and nats[place] > 0
        is_linked = goes_on or (place > 0 and not stops[place - 1] and nats[place - 1] > 0)
        if not measure or is_wide or not WIDER * measure < size <= MOST * measure:
            run = []
            continue
        run.append(place)
        if len(run) > RUN:
            for other in run:
                found.pop(other, None)
            continue
        text, full = texts[place], measure - 1
        start = 0
        while len(text) - start > WIDER * measure and WORD.search(text, start + int(full * (1 - BREADTH)), start + measure + 2):
            start += full
        if start:
            found[place] = len(text) - start
            linked += is_linked
    return found if linked >= max(MIN_LINKED, LINKED * len(found)) else {}


def _nearest(sizes: Sequence[int], measures: Sequence[int]) -> list[int]:
    """By line the measure that it is judged by.

    It is the widest of those that stand within `NEAR` lines; for a line as wide as two or three of the commonest, beside such a one, that.
    """
    counts = Counter([measure for measure in measures if measure])
    if not counts:
        return list(measures)
    usual = max(counts, key=lambda measure: sum([times for other, times in counts.items() if abs(other - measure) <= ALIKE]))
    found = [0 if _is_multiple(measure, usual) else measure for measure in measures]
    own = list(found)
    for step in (1, -1):
        last, since = 0, NEAR + 1
        for place in range(len(own))[::step]:
            if own[place]:
                last, since = own[place], 0
                continue
            since += 1
            if since <= NEAR:
                found[place] = max(found[place], last)
    like = [(1 - 2 * BREADTH) * usual <= size <= usual + ALIKE for size in sizes]
    for place, size in enumerate(sizes):
        if not found[place] and _is_multiple(size, usual) and any(like[max(0, place - BESIDE) : place + BESIDE + 1]):
            found[place] = usual
    return found


def _is_multiple(size: int, measure: int) -> bool:
    """Whether so many columns are two or three full lines of `measure`."""
    return any([(times - BREADTH * times) * measure <= size <= times * measure + ALIKE * times for times in (2, 3)])
