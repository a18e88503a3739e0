"""Printed lines that an extractor gave in pieces: word by word, broken at punctuation, or where scripts meet."""

from __future__ import annotations

from collections.abc import Sequence

BREAKS_BEHIND = frozenset("，。、；：！？）》”’」』】,;:)")
BREAKS_BEFORE = frozenset("（《“‘「『【(，。、；：！？）》”’」』】")
SLACK = 2
"""Columns that a justified line may fall short of the measure: one ideograph."""
INDENT = 4
"""A first-line indent that is lost."""

MIN_WORD_ROWS, MIN_PIECES = 3, 2
WIDEST, NEARLY = 1.05, 0.8
"""Of the measure: no row is wider, and one of several words that is nearly so wide proves that words were parted."""


def rows_of_words(raws: Sequence[str], widths: Sequence[float], measure: float) -> list[range]:
    """Printed lines that an extractor gave word by word, as ranges of `raws`: each piece but the last ends with a space.

    Evidence that it does: rows of three pieces and more that fill a line of the `measure`, at several places. Spaces at the ends of
    all lines mean nothing: a row ends with a piece that has none.
    """
    rows: list[range] = []
    certain = start = 0
    while start < len(raws):
        end, size = start + 1, widths[start]
        while end < len(raws) and raws[end - 1].rstrip("\n")[-1:] == " " and size + widths[end] <= measure * WIDEST:
            size += 1 + widths[end]
            end += 1
        if end - start > 1 and raws[end - 1].rstrip("\n")[-1:] != " ":
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
        if left[-1] in "。！？":
            ends.append(size)
        size += sizes[end]
        shared += left[-1] in BREAKS_BEHIND and right[0] in BREAKS_BEFORE  # two marks side by side share their room (kinsoku)
        if size > measure + SLACK + 1 + shared:
            break
        # what stands after the stop may be the first line of a paragraph, short by a lost indent
        if size >= measure - SLACK - 1 and not any(measure - INDENT - 1 <= size - before <= measure - INDENT + 1 for before in ends):
            best = end + 1
        elif begins and abs(measure - INDENT - size) <= 1:
            best = end + 1  # the first line of a paragraph, short by a lost indent
    return best
