"""Which lines of a plain text are those of a printed page, and which are lines of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cleaner.document import LINE_ENDS
from cleaner.lines import Lines
from cleaner.passes.gaps.gaps import as_typed
from cleaner.printed.apart import laid_out
from cleaner.printed.pieces import rows_beside, rows_of_marks, rows_of_words
from cleaner.printed.programs import programs
from cleaner.printed.rows import Rows
from cleaner.printed.stretches import Stretch, find, judged, measures
from cleaner.readers.folds import folded
from cleaner.regex import regex
from cleaner.wording.glyphs import CLOSERS, ESCAPED

SINGLE = 4
"""Columns: a line that is no wider is a piece of a vertical header, a page number, a mark: it ends no region."""
MIN_RUN = 5
"""Lines of another kind in a row that end a printed region: fewer may be a heading, a caption, the foot of a page."""
LONG_RUN, LONG, MOSTLY = 12, 40, 0.5
"""The same in a text of so many lines, most of which are printed: its title pages and lists are printed, too."""
WIDER = 4
"""Columns that a printed line may be wider than its measure: marks that hang."""
OTHER = 0.7
"""Of such a run, at least, counts against print (see `_against`)."""
TIMES = 3
"""Rounds of looking for folded lines."""
QUOTES = frozenset("“「『")
ROOM = 8
"""Columns: a line with so much room left, that the next word could have used, ends there."""


@dataclass(slots=True)
class Printed:
    """The printed lines of a text, by their index in the document."""

    measures: dict[int, int]  # by line, where a measure was found
    kept: set[int] = field(default_factory=set)  # lines that stand outside of print
    ends: list[int] = field(default_factory=list)  # lines whose ends were judged
    rows: list[tuple[int, ...]] = field(default_factory=list)  # lines that are one printed line
    code: list[int] = field(default_factory=list)  # lines of a program
    tables: list[int] = field(default_factory=list)  # rows of a table
    usual_gap: int = 0  # blank lines that this extractor writes after every line
    lasts: dict[int, int] = field(default_factory=dict)  # by line, the length of the last printed line on one of several


def printed(lines: Lines, *, forced: bool = False, seams: Mapping[int, int] = {}) -> Printed | None:
    """The printed regions of a text, given its filled lines; None where nothing is printed.

    A region is what lies between the first and the last stretch (see `cleaner.printed.stretches`), and the odd lines around them:
    headings, page numbers, captions, a few rows. Only a run of at least `MIN_RUN` lines that count against print, being rows, code, or
    short lines that end, ends a region. Where `forced`, all lines are printed, whatever they look like. `seams` holds by line the
    length of the last printed line on one of several, where signs for hyphens tell it; where lines are too wide for those beside them,
    it is found.
    """
    lines = _as_shown(lines)
    texts, gaps = lines.texts, lines.gaps
    if not texts:
        return None
    groups = [[place] for place in range(len(texts))]
    lasts: dict[int, int] = {}
    rows = whole = Rows(lines)
    found = find(rows)
    if seams:  # the same signs may be hyphens that stand inside printed lines
        signed = {place: seams[line.index] for place, line in enumerate(lines.filled) if line.index in seams}
        other = Rows(lines, signed)
        if _told(better := find(other)) > _told(found):
            lasts, rows, whole, found = signed, other, other, better
    for _ in range(TIMES if found else 0):  # what is found proves more
        more = {**lasts, **folded(texts, whole.sizes, whole.wide, measures(found, len(texts)), whole.stops, whole.nats)}
        if more == lasts:
            break
        other = Rows(lines, more)
        better = find(other)
        if _told(better) < _told(found):
            break
        lasts, rows, found = more, other, better
    told = _told(found)
    for parted in _parted(lines, measures(found, len(texts))):
        joined = _groups(parted, gaps) if parted else []
        if not joined or len(joined) == len(texts):
            continue
        other = Rows(Lines.of(["".join([texts[place] for place in group]) for group in joined], [gaps[group[0]] for group in joined]))
        better = find(other)
        lines_told = sum([len(joined[row]) for stretch in better for row in range(stretch.first, stretch.last + 1)])
        if lines_told > told:
            groups, rows, found, lasts, told = joined, other, better, {}, lines_told
    if not found and len(rest := _between_pages(texts)) < len(texts):
        groups = [[place] for place in rest]
        rows = Rows(Lines.of([texts[place] for place in rest], [gaps[place] for place in rest]))
        found = find(rows)
    if not found and not forced:
        closed = printed(typed) if (typed := _as_typed(lines)) else None
        return closed if closed and len(closed.measures) >= MOSTLY * len(texts) else None
    by_row = measures(found, len(groups))
    numbers = [[lines.filled[place].index for place in group] for group in groups]
    result = Printed({index: measure for group, measure in zip(numbers, by_row, strict=True) if measure for index in group})
    result.usual_gap = rows.usual_gap
    result.lasts = {numbers[row][0]: last for row, last in lasts.items()}
    result.rows = [tuple(group) for group in numbers if len(group) > 1]
    result.ends = [index for row in judged(found) for index in numbers[row]]
    likely = [is_code and (not measure or text[-1] in "{};") for is_code, measure, text in zip(rows.code, by_row, rows.texts, strict=True)]
    result.code = [
        index for run in programs(rows.texts, [lines.leads[group[0]] for group in groups], likely) for row in run for index in numbers[row]
    ]
    result.kept.update(result.code)
    if not forced:
        result.kept.update([index for row in _other_rows(rows, found, by_row) if not _is_item(rows, row) for index in numbers[row]])
    table = [index for row in laid_out(rows.texts, rows.tables) if not by_row[row] for index in numbers[row]]
    result.tables = [index for index in table if index not in result.kept]
    result.kept.update(result.tables)
    return result


def _told(found: list[Stretch]) -> int:
    """How many lines the stretches hold."""
    return sum([stretch.last + 1 - stretch.first for stretch in found])


def _parted(lines: Lines, told: list[int]) -> Iterator[list[range]]:
    """The pieces of printed lines, as ranges of lines, in each way that an extractor may break them: at words, at marks, at some marks."""
    texts, sizes = lines.texts, lines.columns
    words = rows_of_words([line.text for line in lines.filled], sizes, sorted(sizes)[int(len(sizes) * 0.9)])
    if words:
        yield words
    else:
        yield rows_of_marks(texts, sizes)
        yield rows_beside(texts, lines.widths, told)


def _groups(parted: list[range], gaps: list[int]) -> list[list[int]]:
    """The filled lines in groups: the pieces of each row, if no blank line parts them, and each other line alone."""
    groups: list[list[int]] = []
    last = 0
    for row in parted:
        if any([gaps[place] for place in row[1:]]):
            continue
        groups += [[place] for place in range(last, row.start)]
        groups.append(list(row))
        last = row.stop
    return groups + [[place] for place in range(last, len(gaps))]


def _between_pages(texts: list[str]) -> list[int]:
    """The lines, by place, without page numbers between dashes and what is repeated beside them: in a short text they cut every stretch.

    Two such numbers at least: one may be anything.
    """
    numbers = [place for place, text in enumerate(texts) if PAGE_NUMBER.match(text)]
    if len(numbers) < MIN_PAGES:
        return list(range(len(texts)))
    beside = [place + step for place in numbers for step in (-1, 1) if 0 <= place + step < len(texts)]
    times = Counter([texts[place] for place in beside])
    gone = {*numbers, *(place for place in beside if times[texts[place]] > 1)}
    return [place for place in range(len(texts)) if place not in gone]


PAGE_NUMBER = regex(r"[—–-] ?\d{1,4} ?[—–-]\Z")
MIN_PAGES = 2


def _as_shown(lines: Lines) -> Lines:
    """The lines without escapes: what a first cleaning wrote makes a line no wider."""
    if not any(["\\" in text for text in lines.texts]):
        return lines
    shown = Lines(lines.filled)
    shown.texts = [ESCAPED.sub(r"\1", text) for text in lines.texts]
    shown.gaps, shown.leads = lines.gaps, lines.leads
    return shown


def _as_typed(lines: Lines) -> Lines | None:
    """The lines as `gaps` would write them if they were typed, or None where it would change none: then they come to one measure."""
    texts = [as_typed(text) if " " in text else text for text in lines.texts] if any(lines.wide) else lines.texts
    if texts == lines.texts:
        return None
    typed = Lines(lines.filled)
    typed.texts, typed.gaps, typed.leads = texts, lines.gaps, lines.leads
    return typed


def _other_rows(rows: Rows, found: list[Stretch], by_row: list[int]) -> Iterator[int]:
    """The rows in runs of lines that count against print: such a run ends a region."""
    count = len(by_row)
    in_print = sum(map(bool, by_row))
    shortest = LONG_RUN if in_print >= max(LONG, MOSTLY * sum([size > SINGLE for size in rows.sizes])) else MIN_RUN
    edges = [(-1, found[0].measure), *((stretch.last, stretch.measure) for stretch in found)]
    for (before, measure), after in zip(edges, [*found, None], strict=True):
        start = before + 1
        end = after.first if after else count
        told = [row for row in range(start, end) if rows.sizes[row] > SINGLE]
        if len(told) < MIN_RUN:
            continue
        widest = max(measure, after.measure if after else 0)
        against = sum([_against(rows, row, widest) for row in told])
        foreign = sum([rows.foreign[row] for row in told])
        wide = sum([rows.sizes[row] > widest + WIDER and not rows.foreign[row] for row in told])
        enough = MIN_RUN if foreign >= OTHER * len(told) else shortest
        is_print = _in_one_measure(rows, measure, after, start) and _are_paragraphs(rows, told, widest)
        if len(told) >= enough and against - wide >= OTHER * len(told) and not is_print:
            yield from range(start, end)


def _in_one_measure(rows: Rows, measure: int, after: Stretch | None, start: int) -> bool:
    """Whether a run stands between printed lines of one `measure`, or behind some of them, at the end of the text and without a gap."""
    if start == 0:
        return False
    return abs(after.measure - measure) <= WIDER if after else not rows.parted[start - 1]


def _is_item(rows: Rows, row: int) -> bool:
    """Whether a line is one of several items beside each other that count on and end as items do: each is a block wherever it stands."""
    return row in rows.counted and not rows.counted.isdisjoint((row - 1, row + 1)) and rows.texts[row][-1] in ITEM_ENDS


def _are_paragraphs(rows: Rows, run: list[int], measure: int) -> bool:
    """Whether the lines of a run are paragraphs of one line: sentences that end with room to spare, as wide as they happen to be.

    A few may be headings, or speeches that the extractor broke. Rows, programs and lines that are too wide are none, and where half of
    the lines have one width they are verse.
    """
    sizes = [rows.sizes[row] for row in run]
    if any([rows.foreign[row] for row in run]) or max(sizes) > measure + WIDER or Counter(sizes).most_common(1)[0][1] * 2 > len(run):
        return False
    full = [measure - rows.sizes[row] - rows.units[row] <= ROOM for row in run]
    texts = [rows.texts[row] for row in run]
    finished = sum([text[-1] in FINISHED or text[0] in QUOTES or is_full for text, is_full in zip(texts, full, strict=True)])
    return finished >= FINISHED_SHARE * len(run)


FINISHED = frozenset('。！？!?….．：:”」』"')
FINISHED_SHARE = 0.8
ITEM_ENDS = FINISHED | frozenset("；;")
"""What an item of a list that counts ends with."""


def _against(rows: Rows, row: int, measure: int) -> float:
    """How much a line counts against print at `measure`: it is a row or code, or ends with room left."""
    room = measure - rows.sizes[row]
    if rows.foreign[row] or room < -WIDER:
        return 1.0
    if room - rows.units[row] <= ROOM:
        return 0.5 if rows.nats[row] <= -2 else 0.0
    if rows.stops[row]:
        return 0.0 if rows.texts[row][0] in QUOTES else 1.0  # a speech is a paragraph
    return 1.0 if rows.nats[row] <= -0.5 else 0.0 if rows.nats[row] >= 0.5 else 0.5


INDENT = regex(r"(?<![ \t\u00a0])[ \t\u00a0]*(?<!\u3000)\u3000{2,}(?=[^\s\u3000])")


def runs_on(body: str) -> bool:
    """Whether the line breaks of `body` are lost and only first-line indents (two U+3000) part its paragraphs.

    Evidence: indents inside lines, at least three, most of them after the end of a sentence.
    """
    inside = [match.start() for match in INDENT.finditer(body) if match.start() and body[match.start() - 1] not in LINE_ENDS]
    return len(inside) >= 3 and sum(body[place - 1] in "。！？!?…" + CLOSERS for place in inside) * 2 >= len(inside)


def split_indents(piece: str) -> Iterator[str]:
    """`piece` cut before each first-line indent inside it."""
    last = 0
    for match in INDENT.finditer(piece):
        if match.start() > last:
            yield piece[last : match.start()]
            last = match.start()
    yield piece[last:]
