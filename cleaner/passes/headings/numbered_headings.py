"""Headings that show by their numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from cleaner.document import HEADINGS, UNMARKED, Document, Edit, Kind, Line, Role
from cleaner.headlines import LARGER, is_short, wraps
from cleaner.labels import label
from cleaner.layout import INDENT, SLACK, Layout, layout
from cleaner.numbering import FIGURES, GLUED, IN_BRACKETS, ITEM_MARK, OUTLINE_FIRST, counts_on, decimal_number, outline_number
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK, ENTRY, STOP_INSIDE, ends_clause, open_pairs

LEVELS = (Role.H2, Role.H3, Role.H4, Role.H5, Role.H6)
MIN_DECIMAL = 2
"""Headings such as `1.1` and `1.2`: a number alone is a row, a date, a measure."""
MANY = 8
"""Headings to one line more that begins with their numbers: a page number before a running title, a value."""
MIN_PLAIN = 3
"""Headings such as `1`, `2` and `3`, which stand alone, in a text without `1.1` and `1.2`."""
MIN_FIGURES = 2
"""Headings such as `1.` and `2.` below another."""
CALLS = "？?！!…"
"""What a numbered heading may end with, though it ends a sentence too."""
ITEM_TEXT = regex(r"[，。；！？]|[,;.!?](?=\s)")
"""What stands in an item behind `1.` and in no heading."""
MIN_PROVEN = 3
"""Headings of a level that show where they end, and no fewer than those that do not: then the latter are headings as well."""


@rule(acts_on=UNMARKED, writes={Role.H2, Role.H3, Role.H4, Role.H5, Role.H6}, fields={"joint"})
def numbered_headings(document: Document) -> Iterator[Edit]:
    """Label numbered headings: `一、` as level 2, `（一）` as level 3; `1` as level 2, `1.1` as level 3 and so on.

    Chapters (`第一章`, `第一节`) stand above them, `1.` below. Evidence: it stands in the sequence of its
    level, has no full stop, and text or a lower heading follows before the next one (else it is a
    list). In wrapped text a heading that fills its line may have a tail on the next.
    """
    flow = document.flow()
    for role, found in [*_numbered(document, flow), *_decimal(document, flow)]:
        if found[0].role is not Role.BODY:
            continue
        first, *tail = found
        yield from label([first], role, "numbered, in sequence, without a full stop", opens="a heading begins a block")
        why = "tail of the heading above"
        yield from label(tail, role, f"{why}, which fills its line", above=first.text, goes_on=why)


class Found(NamedTuple):
    """A line, and its tails, that a number begins as it may a heading."""

    rank: int
    number: int
    place: int
    lines: list[Line]
    sure: bool  # its end shows


def _numbered(document: Document, flow: list[Line]) -> Iterator[tuple[Role, list[Line]]]:
    measured = layout(document) if document.kind is Kind.WRAPPED else None
    begins = [(place, *numbered) for place, line in enumerate(flow) if (numbered := _begins(line, outline_number))]
    if all([rank == FIGURES for _, rank, _ in begins]):
        return
    found: list[Found] = []
    for place, rank, number in begins:
        lines, sure = _extent(document, flow, place, measured)
        text = "".join([item.text for item in lines])
        doubtful = (rank == FIGURES and (not sure or ITEM_TEXT.search(text))) or (
            GLUED.match(text) and not (sure and _is_alone(flow, place, bool(found) and found[-1].place + len(found[-1].lines) == place))
        )
        if lines and is_short(text) and not doubtful:
            found.append(Found(rank, number, place, lines, sure))
    proven = Counter(rank for rank, _, _, _, sure in found if sure)
    weak = Counter(rank for rank, _, _, _, sure in found if not sure)
    found = [item for item in found if item.sure or proven[item.rank] >= max(MIN_PROVEN, weak[item.rank])]
    kept = list(_in_sequence(found, len(flow)))
    kept = [item for item in kept if item.rank != FIGURES] + _figures(kept, [place for place, rank, _ in begins if rank == FIGURES])
    levels = _levels({item.rank for item in kept})
    for item in kept:
        yield levels[item.rank], item.lines


def _in_sequence(found: list[Found], end: int) -> Iterator[Found]:
    """Those that count on and are not items of a list."""
    starts = {(item.rank, item.number, item.place) for item in found}
    latest = {(item.rank, item.number): item.place for item in found}
    last: dict[int, tuple[int, int]] = {}  # number and end of the one before, by rank
    for item in found:
        rank, number, place, lines, _ = item
        before, before_end = last.get(rank, (0, -1))
        behind = place + len(lines)
        last = {above: value for above, value in last.items() if above < rank} | {rank: (number, behind)}
        follows = number in (1, before + 1)
        # one that was missed, or stands in its paragraph, does not end the sequence
        goes_on = number > before and latest.get((rank, number + 1), -1) > place
        # the next of the same level at once: a list, not headings
        listed = (rank, number + 1, behind) in starts or (before_end == place and before + 1 == number)
        if (follows or goes_on) and behind < end and not listed:
            yield item


def _figures(kept: list[Found], figures: list[int]) -> list[Found]:
    """Those of rank `1.` that count two and more below a heading, where no other line (at `figures`) begins so: else they are items."""
    found: list[Found] = []
    above = [item.place for item in kept if item.rank != FIGURES]
    below: dict[int, list[Found]] = defaultdict(list)  # by how many headings stand above
    for item in kept:
        if item.rank == FIGURES:
            below[bisect_right(above, item.place)].append(item)
    times = Counter([bisect_right(above, place) for place in figures])
    for at, run in below.items():
        alike = times[at] if at else 0
        if len(run) == alike >= MIN_FIGURES and [item.number for item in run] == list(range(1, alike + 1)):
            found += run
    return found


def _levels(ranks: Collection[int]) -> dict[int, Role]:
    """The level of each rank that a text has."""
    levels: dict[int, Role] = {}
    level = 0
    for rank in sorted(ranks):
        level = max(level, int(rank == IN_BRACKETS))
        levels[rank] = LEVELS[level]
        level += 1
    return levels


def _decimal(document: Document, flow: list[Line]) -> Iterator[tuple[Role, list[Line]]]:
    """Headings with decimal numbers that count on: `1`, `1.1`, `1.1.1`."""
    measured = layout(document) if document.kind is Kind.WRAPPED else None
    found: list[tuple[tuple[int, ...], list[Line]]] = []
    plain: list[int] = []  # those of one level that stand alone
    begins = {line.index: number for line in flow if (number := _decimal_number(line))}
    has_parts = any([len(number) > 1 for number in begins.values()])
    if not has_parts and (measured is None or len(begins) < MIN_PLAIN):
        return
    rows = _rows(flow, begins)
    end = 0  # of the heading before
    for place, line in enumerate(flow[:-1]):
        number, text = begins.get(line.index, ()), line.text.strip()
        if number and line.index not in rows and not (STOP_INSIDE.search(text.rstrip(CALLS)) or ENTRY.search(text)):
            lines, sure = _extent(document, flow, place, measured)
            after = flow[place + len(lines)] if place + len(lines) < len(flow) else None
            listed = after is None or len(begins.get(after.index, ())) == len(number)  # the next of its level at once
            alone = sure and _is_alone(flow, place, place == end)
            needs_room = not has_parts or GLUED.match(line.raw.lstrip())
            if (needs_room and not alone) or (not sure and CLAUSE_MARK.search(text)):
                continue
            if lines and not listed and is_short("".join([item.text for item in lines])):
                found.append((number, lines))
                end = place + len(lines)
                plain += number if alone and len(number) == 1 else ()
    counted = {number for number, _ in found}
    is_plain = measured is not None and len(plain) >= MIN_PLAIN and plain == list(range(1, len(plain) + 1))
    if not has_parts and not is_plain:
        return
    kept: list[tuple[tuple[int, ...], list[Line]]] = []
    for number, lines in found:
        if counts_on(number, counted) and (not kept or number > kept[-1][0]):
            kept.append((number, lines))
    has_two = sum([len(number) > 1 for number, _ in kept]) >= MIN_DECIMAL
    if not (has_two or is_plain) or len(found) > len(counted) + len(kept) // MANY:
        return  # numbers twice: rows of a table, or a table of contents
    top = min([len(number) for number, _ in kept])
    for number, lines in kept:
        yield LEVELS[len(number) - top], lines


def _begins(line: Line, number: Callable[[str], Any]) -> Any:
    """What `number` finds at the start of `line`, as it is or as it was printed: another rule may have closed the gap behind it."""
    if line.text.lstrip()[:1] not in OUTLINE_FIRST:
        return None
    return number(line.text) or number(line.raw)


def _decimal_number(line: Line) -> tuple[int, ...]:
    return _begins(line, decimal_number) or ()


def _rows(flow: list[Line], begins: Mapping[int, tuple[int, ...]]) -> set[int]:
    """The lines of long runs that all begin with a number and count on: a table of contents, or of data."""
    rows: set[int] = set()
    run: list[int] = []
    for line in [*flow, None]:
        number = begins.get(line.index) if line else None
        if run and (number is None or number < begins[run[-1]]):
            rows.update(run if len(run) > len(LEVELS) else ())
            run = []
        if line and number:
            run.append(line.index)
    return rows


def _extent(document: Document, flow: list[Line], place: int, measured: Layout | None) -> tuple[list[Line], bool]:
    """The lines of the heading that begins at `place`, and whether its end shows; no lines if it is running text."""
    line = flow[place]
    if _ends(line.text) or re.search(r"[，、]\s*\Z", line.text):
        return [], False
    if measured is None:
        return ([line] if not open_pairs(line.text) else []), True
    lines = [line]
    for behind, tail in enumerate(flow[place + 1 : place + 3], place + 2):
        last = lines[-1]
        room = measured.room_left(last, tail, is_first=len(lines) == 1)
        numbered = ITEM_MARK.match(tail.printed.strip()) is not None or _decimal_number(tail) != ()
        if (room > SLACK and not _is_tail(document, flow, behind - 1, measured)) or begins_paragraph(tail, measured) or numbered:
            return lines, True
        # full to the brim: either its tail follows, or this is running text
        tail_width, full = measured.widths.get(tail.index, 0), measured.measure_at(tail)
        following = flow[behind] if behind < len(flow) else None
        short = following is None or measured.room_left(tail, following, is_first=False) > 4 or tail_width < 0.6 * full
        if _ends(tail.text) or CLAUSE_MARK.search(tail.text.rstrip(CALLS)) or not short:
            # not quite full: where its like are headings, it is one too
            is_short = measured.widths.get(line.index, full) < full - SLACK and not CLAUSE_MARK.search(line.text)
            return ([line] if len(lines) == 1 and is_short else []), False
        lines.append(tail)
    return lines, True


def _is_alone(flow: list[Line], place: int, below_heading: bool) -> bool:
    """Whether no sentence goes on to the line at `place`, and it has no clauses."""
    before = flow[place - 1] if place else None
    behind_end = before is None or below_heading or before.role in HEADINGS or ends_clause(before.text)
    return behind_end and not CLAUSE_MARK.search(flow[place].text.rstrip(CALLS))


def _ends(text: str) -> bool:
    """Whether `text` ends a clause; a heading may ask, call out, or break off."""
    return ends_clause(text) and text.rstrip()[-1] not in CALLS


def _is_tail(document: Document, flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether the line at `place` is the tail of the heading before it, set in larger letters."""
    before, tail, after = flow[place - 1], flow[place], flow[place + 1 : place + 2]
    if not after or tail.index not in measured.widths or ends_clause(tail.text) or ends_clause(before.text):
        return False
    return measured.widths[tail.index] < LARGER * measured.measure_at(tail) and wraps(document, measured, before, tail)


def begins_paragraph(line: Line, measured: Layout) -> bool:
    """Whether `line` shows the indent of a first line, kept or lost."""
    if measured.indents_kept:
        return measured.indents.get(line.index, 0) > 1
    if measured.indents_lost:
        return -INDENT - 2 <= measured.widths.get(line.index, 0) - measured.measure_at(line) <= -INDENT + 1
    return False
