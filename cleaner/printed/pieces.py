"""Printed lines that an extractor gave in pieces: word by word, broken at punctuation, or where scripts meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cleaner.printed.rows import starts_item
from cleaner.wording.glyphs import NO_LINE_START

BREAKS_BEHIND = frozenset("，。、；：！？）》”’」』】,;:)")
BREAKS_BEFORE = frozenset("（《“‘「『【(，。、；：！？）》”’」』】")
SLACK = 2
"""Columns that a justified line may fall short of the measure: one ideograph."""
INDENT = 4
"""A first-line indent that is lost."""

MIN_WORD_ROWS, MIN_PIECES = 3, 2
WIDEST, NEARLY = 1.05, 0.8
"""Of the measure: no row is wider, and one of several words that is nearly so wide proves that words were parted."""


def rows_of_words(texts: Sequence[str], widths: Sequence[float], measure: float) -> list[range]:
    """Printed lines that an extractor gave word by word, as ranges of `texts`: each piece but the last ends with a space.

    Evidence that it does: rows of three pieces and more that fill a line of the `measure`, at several places. Spaces at the ends of
    all lines mean nothing: a row ends with a piece that has none.
    """
    rows: list[range] = []
    certain = start = 0
    spaced = [text[-1:] == " " for text in texts]
    if not any(spaced):
        return rows
    while start < len(texts):
        end, size = start + 1, widths[start]
        while end < len(texts) and spaced[end - 1] and size + widths[end] <= measure * WIDEST:
            size += 1 + widths[end]
            end += 1
        if end - start > 1 and not spaced[end - 1]:
            rows.append(range(start, end))
            certain += end - start > MIN_PIECES and size >= measure * NEARLY
        start = end
    return rows if certain >= MIN_WORD_ROWS else []


COMMAS = frozenset("，、；：,")
MIN_COMMAS, COMMA_SHARE = 6, 0.2
"""Lines that end with a comma though they fill no line: so many, where an extractor breaks lines at punctuation."""
WIDER = 8
"""Columns that the measure may exceed the widest piece by."""
MIN_ROWS, ROW_SHARE = 3, 0.5
"""Rows of pieces that fill the measure, and of the pieces that do not fill it so many stand in such a row."""
MISSED = 0.05
"""The share of pieces that a column counts for, by which rows miss the measure on average."""
MAX_PIECES = 10
VERSE = 16
"""Columns of a line of seven ideographs and a mark: lines that are all so wide are of a poem, though four of them may fill a measure."""
INSIDE = frozenset("，、（《“‘「『【")
"""What a piece ends with where the break after it parts no paragraphs."""
STOPS = frozenset("。！？")
MIN_CERTAIN, REACH = 2, 40
"""Rows that only a break at punctuation explains; lines from one to a row that may be two paragraphs."""


def rows_beside(texts: Sequence[str], sizes: Sequence[int], measures: Sequence[int]) -> list[range]:
    """Printed lines of CJK that an extractor broke at some marks, among lines that it did not break: ranges of lines.

    `measures` holds by line that of its stretch, 0 for none: a row fills that of the stretch beside it. Evidence that it is none of two
    paragraphs: a break after a comma or an opening mark, and a full line of the stretch beside the row. Near two such rows, a break at a
    stop counts too, if the row breaks off at its end. Verse fills no measure.
    """
    inside = [left[-1] in INSIDE or right[0] in NO_LINE_START for left, right in pairwise(texts)]  # the break can part no paragraphs
    if sum(inside) < MIN_CERTAIN:
        return []
    near = _nearest(measures)
    rows: list[range] = []
    certain: list[int] = []
    place = 0
    while place < len(texts) - 1:
        measure = near[place]
        broken = texts[place][-1] in BREAKS_BEHIND or texts[place + 1][0] in BREAKS_BEFORE
        end = row_end(texts, sizes, place, measure) if broken and measure and sizes[place] < measure - SLACK else 0
        if not end:
            place += 1
            continue
        is_certain = any(inside[place : end - 1])
        if not is_certain:  # two paragraphs may fill the measure by chance: the later row that only its breaks explain is the true one
            later = row_end(texts, sizes, end - 1, measure)
            if later > end and any(inside[end - 1 : later - 1]):
                place = end - 1
                continue
        if is_certain or texts[end - 1][-1] not in STOPS:
            rows.append(range(place, end))
        beside = [line for line in (place - 1, end) if 0 <= line < len(texts)]
        if is_certain and any([measures[line] and abs(measures[line] - SLACK / 2 - sizes[line]) <= SLACK for line in beside]):
            certain.append(place)
        place = end
    if len(certain) < MIN_CERTAIN:
        return []
    near_certain = [bisect_left(certain, row.start - REACH) < bisect_right(certain, row.start + REACH) for row in rows]
    return [row for row, is_near in zip(rows, near_certain, strict=True) if is_near]


def _nearest(measures: Sequence[int]) -> list[int]:
    """By line the measure of its stretch, or of the last one before it, or of the first; of those alike, the widest that many have."""
    counts = Counter(filter(None, measures))
    found: list[int] = []
    last = next(filter(None, measures), 0)
    for measure in measures:
        last = measure or last
        found.append(last)
    wider = {
        measure: max(other for other in range(measure, measure + INDENT + 1) if counts[other] >= OFTEN * counts[measure])
        for measure in counts
    }
    return [wider.get(measure, 0) for measure in found]


OFTEN = 0.25


def rows_of_marks(texts: Sequence[str], sizes: Sequence[int]) -> list[range]:
    """Printed lines of CJK that an extractor broke at each punctuation mark: ranges of lines whose widths add up to one measure."""
    if len(texts) < MIN_COMMAS:
        return []
    filled = sorted(sizes)
    widest = filled[int(len(filled) * 0.97)]
    commas = sum([text[-1] in COMMAS and size < 0.8 * widest for text, size in zip(texts, sizes, strict=True)])
    if commas < max(MIN_COMMAS, COMMA_SHARE * len(texts)):
        return []
    best: list[range] = []
    best_score = -1.0
    for measure in range(widest, widest + WIDER + 1):
        rows, packed, loose = _packed(texts, sizes, measure)
        if len(rows) < MIN_ROWS or packed < ROW_SHARE * (packed + loose):
            continue
        missed = sum([abs(measure - sum(sizes[row.start : row.stop])) for row in rows]) / len(rows)
        score = packed / (packed + loose) - MISSED * missed
        if score > best_score:
            best, best_score = rows, score
    return best


def _packed(texts: Sequence[str], sizes: Sequence[int], measure: int) -> tuple[list[range], int, int]:
    """Rows of pieces that fill `measure`; how many pieces stand in them, and how many fill no line and stand in none."""
    rows: list[range] = []
    packed = loose = place = 0
    while place < len(texts):
        if sizes[place] >= measure - SLACK:
            place += 1
            continue
        end = row_end(texts, sizes, place, measure)
        if end:
            rows.append(range(place, end))
            packed += end - place
            place = end
        else:
            loose += texts[place][-1] not in "。！？"
            place += 1
    return rows, packed, loose


def row_end(texts: Sequence[str], sizes: Sequence[float], place: int, measure: float) -> int:
    """The place after the row that begins at `place`, or 0."""
    size = sizes[place]
    shared = best = 0
    begins = place > 0 and texts[place - 1][-1] in "。！？”"
    ends: list[float] = []  # widths up to the end of a sentence
    for end in range(place + 1, min(place + MAX_PIECES, len(texts))):
        left, right = texts[end - 1], texts[end]
        if left[-1] not in BREAKS_BEHIND and right[0] not in BREAKS_BEFORE:
            break
        if left[-1] in "。！？）" and starts_item(right):
            break
        if left[-1] in "。！？":
            ends.append(size)
        size += sizes[end]
        shared += left[-1] in BREAKS_BEHIND and right[0] in BREAKS_BEFORE  # two marks side by side share their room (kinsoku)
        if size > measure + SLACK + 1 + shared:
            break
        # what stands after the stop may be the first line of a paragraph, short by a lost indent
        if size >= measure - SLACK - 1 and not any(size - before >= measure - INDENT - SLACK for before in ends):
            best = end + 1
        elif begins and abs(measure - INDENT - size) <= 1:
            best = end + 1  # the first line of a paragraph, short by a lost indent
    is_verse = sizes[place] <= VERSE and len(set(sizes[place:best])) == 1 and texts[best - 1][-1] in BREAKS_BEHIND
    return 0 if is_verse else best
