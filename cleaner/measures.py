"""How wide a full line is: for a text, and around each of its lines."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from cleaner.document import Line
from cleaner.glyphs import set_width
from cleaner.pieces import INDENT, SLACK
from cleaner.sentences import ends_sentence

MIN_LINES = 12
FULL = 0.9
"""Of the lines, ordered by width: one that is full. The widest may stick out."""
IN_PIECES = 0.8
"""Of the measure of the stretches: where most lines are so short, they are pieces of lines."""
ALIKE = 3
"""Columns that the measures of two stretches may differ by where they are one."""
NARROWEST = 0.4
"""Of the measure of the text: no column is narrower, and where a few short lines stand together, none of them is full."""


def is_proportional(body: list[Line], widths: dict[int, float]) -> bool:
    """Whether Latin text was set in letters of their own widths, not typed: so measured, the lines that go on are more alike.

    Such a line is not wider than the measure, and would be with the next word; how far the lines miss that, on average, decides.
    """
    pairs = [(line, after) for line, after in pairwise(body) if after.text.lstrip()[:1].islower() and not ends_sentence(line.text)]
    if len(pairs) < MIN_LINES:
        return False
    words = [after.text.split(maxsplit=1)[0] for _, after in pairs]
    typed = [(widths[line.index], len(word) + 1.0) for (line, _), word in zip(pairs, words, strict=True)]
    printed = [(set_width(line.text), set_width(word)) for (line, _), word in zip(pairs, words, strict=True)]
    return _missed(printed) < _missed(typed)


def _missed(lines: list[tuple[float, float]]) -> float:
    """How far lines, given as their width and that of the next word, miss their common measure on average: a share of it."""
    measure = sorted(size for size, _ in lines)[int(len(lines) * FULL)]
    return sum([max(0.0, measure - size - word, size - measure) for size, word in lines]) / measure / len(lines)


def usual_width(counts: Counter[float], is_cjk: bool) -> float:
    """The width that most full lines have: the commonest in the fullest window of three columns."""
    if not counts:
        return 0
    if not is_cjk:
        ordered = sorted(counts.elements())
        return ordered[int(len(ordered) * FULL)]
    window = {size: sum([counts[size + step] for step in (-1, 0, 1)]) for size in counts}
    centre = max(window, key=lambda size: (window[size], size))
    # many short paragraphs: their first lines, shorter by a lost indent, may outnumber the full ones
    wider = [size for size in window if INDENT - 1 <= size - centre <= INDENT + 1 and window[size] >= 0.4 * window[centre]]
    centre = max(wider, key=lambda size: window[size], default=centre)
    return max((centre - 1, centre, centre + 1), key=lambda size: counts[size])


def told_measures(body: list[Line], widths: dict[int, float], told: dict[int, int], is_cjk: bool) -> dict[int, float]:
    """A measure for every line from its stretch, or from the stretch nearest to it that is wide enough for it."""
    names: dict[int, int] = {}  # by the measure of a stretch, the commonest of those like it
    for measure, _ in Counter(told.values()).most_common():
        names[measure] = next((other for other in set(names.values()) if abs(other - measure) <= ALIKE), measure)
    groups: dict[int, list[float]] = {}
    for index, measure in told.items():
        groups.setdefault(names[measure], []).append(widths[index])
    modes = {name: usual_width(Counter(sizes), is_cjk) for name, sizes in groups.items()}
    modes = {name: size if size >= IN_PIECES * name else name for name, size in modes.items()}
    found = {index: modes[names[measure]] for index, measure in told.items()}
    nearest: dict[int, tuple[int, float]] = {}
    for order in (body, body[::-1]):
        last, since = 0.0, 0
        for line in order:
            if line.index in told:
                last, since = modes[names[told[line.index]]], 0
                continue
            since += 1
            distance, size = nearest.get(line.index, (1 << 30, 0.0))
            if last and (since < distance or size + SLACK < widths[line.index]):
                nearest[line.index] = since, last
    return {**found, **{index: size for index, (_, size) in nearest.items()}}


def local_measures(body: list[Line], widths: dict[int, float], measure: float) -> dict[int, float]:
    """A measure for every line from its neighbours, for texts with columns of different width."""
    window: list[float] = []
    sizes = [widths[line.index] for line in body]
    reach = 6
    found: dict[int, float] = {}
    for place, line in enumerate(body):
        window = sorted(sizes[max(0, place - reach) : place + reach + 1])
        found[line.index] = max(window[int(len(window) * 0.7)], int(NARROWEST * measure))
    return found
