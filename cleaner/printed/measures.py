"""How wide a full line is: for a text, and around each of its lines."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from cleaner.document import Line
from cleaner.printed.pieces import INDENT, SLACK
from cleaner.regex import regex
from cleaner.wording.glyphs import CIRCLED, set_width
from cleaner.wording.numbering import numbered_items
from cleaner.wording.sentences import CLAUSE_MARK, ends_clause, ends_sentence

MIN_LINES = 12
FULL = 0.9
"""Of the lines, ordered by width: one that is full. The widest may stick out."""
IN_PIECES = 0.8
"""Of the measure of the stretches: where most lines are so short, they are pieces of lines."""
ALIKE = 3
"""Columns that the measures of two stretches may differ by where they are one."""
NARROWEST = 0.4
"""Of the measure of the text: no column is narrower, and where a few short lines stand together, none of them is full."""

MIN_FIRST, MOSTLY_FIRST = 12, 0.9
"""First lines of paragraphs, and the share of them that one width of their own has: a novel had all 106; two columns 8 by chance."""
CITED = regex(r"\[(\d{1,3})(?:[-–,，]\s?\d{1,3})*\]")
CIRCLES = frozenset(CIRCLED)
TOO_SOON = 8
"""Columns of room on a line that breaks off in mid-sentence."""
FRAGMENT = 0.25
"""Of the measure: no full line and hardly a note is so short."""
RAISED = 0.5
"""Of its usual width a raised mark takes so much."""
OPEN_CITED = frozenset("+)）】”’》」』\"'")
"""What else than a letter a citation stands behind."""
ENTRIES = 6
"""Lines from an entry of a list of references to the next one."""


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


def first_measures(bodies: list[tuple[list[Line], float]], widths: dict[int, float]) -> dict[int, float]:
    """By index, the first lines of paragraphs of CJK that are full in a narrower measure of their own, and that measure.

    Some conversions wrap the first line of each paragraph sooner than the rest. Evidence: of the lines behind a finished sentence that
    break off in mid-sentence hardly one has another width, and most lines behind them are full. `bodies` are the printed regions of the
    text, and their measures.
    """
    firsts = [
        (line.index, widths[line.index], widths[after.index] >= measure - INDENT)
        for body, measure in bodies
        for before, line, after in zip(body, body[1:], body[2:], strict=False)
        if measure / 2 < widths[line.index] < measure - INDENT - SLACK and ends_sentence(before.text) and not ends_clause(line.text)
    ]
    if len(firsts) < MIN_FIRST:
        return {}
    mode = usual_width(Counter([size for _, size, _ in firsts]), is_cjk=True)
    found = [(index, is_followed) for index, size, is_followed in firsts if abs(size - mode) <= SLACK]
    if len(found) < MOSTLY_FIRST * len(firsts) or sum([is_followed for _, is_followed in found]) * 2 < len(found):
        return {}
    return dict.fromkeys([index for index, _ in found], mode)


def raised_rows(body: list[Line], widths: dict[int, float], measure: float) -> tuple[list[list[Line]], list[float], set[int]]:
    """The pieces of printed lines that an extractor broke at raised citations, how wide each such line is, and what begins with one.

    Evidence: `[3]` stands at the start of a line, behind one that breaks off in mid-sentence. Both are of one printed line where they
    fit on it, or where what stands behind the citation breaks off too soon. A mark in a circle stands alone behind a line with room for
    it. Counter-evidence: it is an entry of a list of references, or the mark of a note, as the lines beside it are.
    """
    texts = [line.text.strip() for line in body]
    marked = [place for place, text in enumerate(texts) if place and ((text[:1] == "[" and CITED.match(text)) or text in CIRCLES)]
    raised: set[int] = set()
    if not marked:
        return [], [], raised
    items = numbered_items(body)
    found: list[tuple[list[Line], float]] = []
    entry = (-ENTRIES - 1, 0)  # the place and the number of the last one
    circled: set[str] = set()
    for place in marked:
        line, before, text, left = body[place], body[place - 1], texts[place], texts[place - 1]
        row, size = found[-1] if found and found[-1][0][-1] is before else ([before], widths[before.index])
        if match := CITED.match(text):
            number = int(match[1])
            is_entry = line.index in items or (place - entry[0] <= ENTRIES and number == entry[1] + 1)
            is_entry = is_entry or (number == 1 and size < measure / 2 and not CLAUSE_MARK.search(left))  # a label, and the first
            if is_entry or not (left[-1:].isalpha() or left[-1:] in OPEN_CITED) or ends_clause(left):
                entry = place, number
                continue
            size += widths[line.index] - (1 - RAISED) * len(match[0])
            if size > measure + INDENT:
                is_piece = widths[before.index] < measure - TOO_SOON > widths[line.index] or widths[line.index] < FRAGMENT * measure
                if not is_piece or ends_clause(text):
                    continue  # it may begin a printed line, or be a note
        else:
            beside = texts[place - 1][:1], texts[place + 1][:1] if place + 1 < len(texts) else ""
            if left.isascii() or left[-1:] == "." or text in circled or not CIRCLES.isdisjoint(beside):
                circled.discard(text)
                continue
            circled.add(text)  # where it stands again, it is the mark of the note
            if size + RAISED * widths[line.index] > measure + SLACK:
                continue
            size += RAISED * widths[line.index]
        if len(row) > 1:
            found.pop()
        raised.add(line.index)
        found.append(([*row, line], min(size, measure)))
    return [row for row, _ in found], [size for _, size in found], raised


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
