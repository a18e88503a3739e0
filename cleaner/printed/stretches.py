"""Stretches: runs of lines that were printed at one measure, found by local evidence at each line end.

Evidence at a line end is of two kinds, both in nats (natural logarithm of how much likelier it is in printed text). Language: what
`cleaner.wording.line_ends` says. Layout: the next word had no room on the line. Lines of a window agree on up to three measures; one pass
of dynamic programming then tells each line's measure, or that it has none; a measure that was proved once is cheap to take up again.
A line that ends a sentence is neutral: paragraphs end with it, and so do verses and items.

Counter-evidence: lines that break off with room to spare; verse, lists, tables, code; lines without clauses; line ends between
ideographs of which none parts a word (two of five do in prose, one or two of a hundred elsewhere).

The thresholds were chosen on mixtures of prose, lists, verse, tables, code and chat in five languages and checked on six others; most
of them move the result by less than one line in a hundred when doubled or halved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

from cleaner.printed.rows import CLAUSES, COMMA, LOST, NARROW, Rows

WIDE = 140
"""Columns: no measure is wider."""
OPEN, OPEN_AGAIN = 1.0, 0.5
"""Nats against beginning a stretch, and one at a measure that was proved before."""
A_FULL, MOST, BROKEN = 1.0, 4.0, 3.0
"""Nats for a full line, for all of them at most, and against a line that breaks off."""
PROVED, PROVED_PAIR, PROVED_AGAIN, SURE = 1.5, 2.5, 0.5, 3.5
"""Nats that prove a stretch, one of two lines, one at a measure proved before; and those that prove a measure."""
MARKED, EVEN, MIN_EVEN = 0.8, 2, 5
"""Of the lines that break off, so many with a clause's mark inside; columns that they differ by; full lines. Lines so even are printed
though language tells nothing, if they are of clauses, or many."""
FULL_SHARE, MEAN = 0.6, 0.2
MIN_PAIRS, MIN_PAIRS_EVEN = 3, 8
MIN_CAPITALS = 4
"""Line ends: where a capital follows on all of so many, each line begins with one, as in verse. In German prose one in three does."""
WIDE_VERSE = 56
"""Columns: no line of verse is wider."""
INNER_SHARE = 0.15
"""Of the lines: some have a mark inside, or six words, as prose has."""
LEAST = -2.5
"""Nats that language may say against a full line beside a stretch."""
SHORT = 0.7
"""Of the measure: a line so short before another ends a paragraph, or is a heading."""
FEW, FEW_AFTER = 4, 2
"""Lines between two stretches of one measure: a heading, a caption, the foot of a page. Behind a stretch fewer: a list may follow."""
BRIEF = 4
"""Line ends: a stretch of so few, beside lines that break off and are none of it, must be sure, for verse and tables have such pieces."""
BESIDE = 2
"""Lines beside a single line end that are no wider than its measure."""
WINDOW, STEP, MEASURES = 12, 6, 3
USUAL, MIN_WINDOWS = 2, 2
"""Measures that many windows agree with: any line may take them up."""
NEVER = -1e9
"""The score of what cannot be."""


class Stretch(NamedTuple):
    """A run of printed lines, by their places among the filled lines."""

    first: int
    last: int
    end: int  # the last line whose end was judged; `last`, or the line before it
    measure: int  # columns of a full line
    score: float  # nats


def find(rows: Rows) -> list[Stretch]:
    """The stretches of a text, in their order."""
    sizes, stops, parted = rows.sizes, rows.stops, rows.parted
    if not any([not (stop or part) and NARROW - LOST <= size <= WIDE for size, stop, part in zip(sizes, stops, parted, strict=True)]):
        return []
    windows = _windows(rows)
    if not any(windows):
        return []
    times = Counter([measure for measures in windows for measure in measures])
    usual = frozenset([measure for measure, count in times.most_common(USUAL) if count >= MIN_WINDOWS])
    shown = [shown for run in _runs(rows, windows, usual) for shown in _shown(rows, *run)]
    proved = {stretch.measure for stretch, least, _ in shown if stretch.score >= max(least, SURE)}
    again = frozenset([measure + step for measure in proved for step in (-1, 0, 1)])
    return _extended(rows, [stretch for stretch, *least in shown if stretch.score >= least[stretch.measure in again]])


def _extended(rows: Rows, found: list[Stretch]) -> list[Stretch]:
    """The stretches with the full lines before and after them, and between two of one measure with the few lines that part them.

    Language alone may leave such a line out, or the first of a paragraph, which lost an indent.
    """
    wider: list[Stretch] = []
    for place, stretch in enumerate(found):
        first, last, end, measure = stretch.first, stretch.last, stretch.end, stretch.measure
        least = wider[-1].last if wider else 0
        first = _first_of(rows, first, least, measure)
        most = found[place + 1].first if place + 1 < len(found) else len(rows.sizes)
        end, last = _last_of(rows, end, last, most, measure)
        before = wider[-1] if wider else None
        if before and abs(before.measure - measure) <= 4 and first - before.last <= FEW:
            wider[-1] = Stretch(before.first, before.last, first - 1, before.measure, before.score)
        wider.append(Stretch(first, last, end, measure, stretch.score))
    return wider


def _first_of(rows: Rows, first: int, least: int, measure: int) -> int:
    """The first line of a stretch, some lines further up: those that belong to it, and the ended ones between them."""
    place, passed = first, 0
    while place > least and passed <= FEW:
        place -= 1
        if _belongs(rows, place, measure):
            first, passed = place, 0
        elif rows.stops[place] and not (rows.parted[place] or rows.foreign[place]) and rows.sizes[place] <= measure + 2:
            passed += 1
        else:
            break
    return first


def _last_of(rows: Rows, end: int, last: int, most: int, measure: int) -> tuple[int, int]:
    """The last line of a stretch whose end is judged, and its last line, some lines further down: as `_first_of`."""
    place, passed = last, 0
    while place + 1 < most and passed <= FEW_AFTER:
        if _belongs(rows, place, measure):
            end, last, passed = place, place + 1, 0
        elif rows.stops[place] and not (rows.parted[place] or rows.foreign[place]) and rows.sizes[place] <= measure + 2:
            passed += 1
        else:
            break
        place += 1
    return end, last


def _belongs(rows: Rows, place: int, measure: int) -> bool:
    """Whether a line beside a stretch is one of it: full, or a first line that lost an indent, and breaks off."""
    if rows.stops[place] or rows.parted[place] or rows.foreign[place] or rows.listed[place] or rows.nats[place] < LEAST:
        return False
    room = measure - rows.sizes[place]
    is_first = place == 0 or rows.stops[place - 1] or rows.parted[place - 1] or rows.sizes[place - 1] < SHORT * measure
    return room >= -2 and room - rows.units[place] < (LOST if is_first else 2)


def _windows(rows: Rows) -> list[list[int]]:
    """For each window the measures that most of its line ends agree with."""
    found: list[list[int]] = []
    sizes = rows.sizes
    said = [0.0 if stop else nats * 0.3 for stop, nats in zip(rows.stops, rows.nats, strict=True)]
    # by line: its least measure; the least at which the next word had room; what it says to a measure between, and to a wider one
    ends = [
        (least, roomy, says + 1.0, says if stop else says - 0.5)
        for least, roomy, stop, says in zip(rows.least, rows.roomy, rows.stops, said, strict=True)
    ]
    sizes = [0 if is_foreign else size for size, is_foreign in zip(sizes, rows.foreign, strict=True)]  # a row or code has no measure
    told = [size > 0 and not is_parted for size, is_parted in zip(sizes, rows.parted, strict=True)]
    for start in range(0, max(1, len(sizes) - STEP // 2), STEP):
        inside = [end for end, tells in zip(ends[start : start + WINDOW], told[start : start + WINDOW], strict=True) if tells]
        scores: list[tuple[float, int]] = []
        for measure in {size for size in sizes[start : start + WINDOW] if NARROW <= size <= WIDE}:
            score = 0.0
            for least, roomy, full, free in inside:
                if least <= measure:
                    score += full if measure < roomy else free
            if score >= 1:
                scores.append((score, measure))
        best: list[int] = []
        for _, measure in sorted(scores, reverse=True):
            if measure not in best and measure - 1 not in best and measure + 1 not in best:
                best.append(measure)
            if len(best) == MEASURES:
                break
        found.append(best)
    return found


def _runs(rows: Rows, windows: list[list[int]], usual: frozenset[int]) -> list[tuple[int, int, int]]:
    """The best way to give each line a measure or none: runs of lines of one measure, as first, last and measure.

    Half of all the time of reading goes here. Beside no measure, a line may take one of those near it: go on with it, or enter it.
    """
    live: dict[int, float] = {}  # by measure near the line, what speaks for it
    none = 0.0  # what speaks for none
    back: list[tuple[int, list[int]]] = []  # by line the best measure of the line before, and those that are entered from it
    costs: list[tuple[int, float]] = []
    best_measure = 0
    steps = zip(rows.least, rows.roomy, rows.broken, rows.nats, rows.ended, rows.foreign, strict=True)
    for place, (fits, full, broken, said, is_neutral, is_foreign) in enumerate(steps):
        if place % STEP == 0:
            window = place // STEP
            near = sorted(usual.union(*windows[max(0, window - 1) : window + 1]), reverse=True)  # of two alike the wider
            costs = [(measure, OPEN_AGAIN if measure in usual else OPEN) for measure in near]
        entered: list[int] = []
        back.append((best_measure, entered))
        if is_foreign:
            live, best_measure = {}, 0
            continue
        before, live, best, best_measure = live, {}, none, 0
        fuller, cut = said + A_FULL, said - BROKEN
        for measure, cost in costs:
            if measure < fits:
                break
            score = before.get(measure, NEVER)
            if score < best - cost:
                score = best - cost
                entered.append(measure)
            if not is_neutral:
                score += fuller if measure < full else said if measure < broken else cut
            live[measure] = score
            if score > none:
                none, best_measure = score, measure
    measure = best_measure
    labels = [0] * len(back)
    for place in range(len(back) - 1, -1, -1):
        labels[place] = measure
        best_measure, entered = back[place]
        if not measure or measure in entered:
            measure = best_measure
    found: list[tuple[int, int, int]] = []
    end = 0
    for measure, run in groupby(labels):
        start, end = end, end + len(list(run))
        if measure:
            found.append((start, end - 1, measure))
    return found


def _shown(rows: Rows, start: int, end: int, measure: int) -> list[tuple[Stretch, float, float]]:
    """The stretch of these lines, or those between lines that break off in it; the line after belongs to it.

    With each the nats that prove it, and those that do at a measure that was proved elsewhere.
    """
    while start < end and rows.parted[start]:
        start += 1  # a line before a blank one, whose end told nothing
    told = full = first_lines = pairs = hits = clauses = clausal = capitals = 0
    said = 0.0
    cuts: list[int] = []
    widest = False
    narrowest, broadest = WIDE, 0
    stops, parted, sizes, roomy, least = rows.stops, rows.parted, rows.sizes, rows.roomy, rows.least
    for place in range(start, end + 1):
        if parted[place]:
            continue
        if measure < least[place]:
            return []
        size = sizes[place]
        is_widest = size == measure and not widest
        widest = widest or is_widest
        if stops[place]:
            continue
        told += 1
        clausal += rows.marked[place]
        if measure < roomy[place]:
            narrowest, broadest = min(narrowest, size), max(broadest, size)
            full += not is_widest
        elif measure < (rows.firsts[place] if place == start else rows.broken[place]):
            first_lines += 1  # short by an indent that was lost: neutral
        else:
            cuts.append(place)
        said += rows.nats[place]
        clauses += rows.clauses[place]
        capitals += rows.capitals[place]
        pairs += rows.pairs[place] > 0
        hits += rows.pairs[place] == 2
    goes_on = end + 1 < len(sizes) and not parted[end] and not rows.foreign[end + 1]
    if goes_on and sizes[end + 1] > measure + 2:  # a wider line is of another measure: the last line end was none of this one
        return _shown(rows, start, end - 1, measure) if start < end and (not stops[end] or end - 1 > start) else []
    if not told:
        return []
    beside = range(max(0, start - BESIDE), min(len(sizes), end + goes_on + 1 + BESIDE))
    if told == 1 and any([sizes[place] > measure + 2 and not rows.foreign[place] for place in beside]):
        return []  # whole paragraphs stand beside it: one of them was cut
    if len(cuts) > max(1, told // 8):  # strangers inside, a page number or a heading
        between = [(before + 1, after - (after in cuts)) for before, after in pairwise([start - 1, *cuts, end]) if after > before + 1]
        return [shown for first, last in between for shown in _shown(rows, first, last, measure)]
    even = told > 2 and broadest - narrowest <= EVEN and not cuts and (full + 1 >= MIN_EVEN or clausal >= MARKED * told)
    said += CLAUSES * clauses if clauses * 2 > told else -COMMA * clauses
    score = said + min(A_FULL * told if even else MOST, A_FULL * full) - BROKEN * len(cuts)
    if told > 2 and (full + widest < FULL_SHARE * (told - first_lines) or (said < MEAN * told and not even)):
        return []
    if capitals == told >= MIN_CAPITALS or sum(rows.marked[start : end + 1]) < INNER_SHARE * (end - start + 1):
        return []
    last = end + goes_on
    loose = (start > 0 and not (stops[start - 1] or parted[start - 1])) or not (stops[last] or parted[last])
    needed, again = SURE if loose and told <= BRIEF else PROVED if told > 1 else PROVED_PAIR, PROVED_AGAIN
    if pairs >= (MIN_PAIRS_EVEN if even else MIN_PAIRS) and not hits and measure < WIDE_VERSE:
        needed, again = -NEVER, again if even else -NEVER
    return [(Stretch(start, last, end, measure, score), needed, again)]


def judged(stretches: Iterable[Stretch]) -> list[int]:
    """The lines, by place, whose ends were judged in a stretch."""
    return [place for stretch in stretches for place in range(stretch.first, stretch.end + 1)]


def measures(stretches: Iterable[Stretch], count: int) -> list[int]:
    """By line the measure of its stretch, 0 where it has none."""
    found = [0] * count
    for stretch in stretches:
        found[stretch.first : stretch.last + 1] = [stretch.measure] * (stretch.last + 1 - stretch.first)
    return found
