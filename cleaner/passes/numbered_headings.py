"""Headings that show by their numbers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.document import UNMARKED, Document, Edit, Kind, Line, Role
from cleaner.glyphs import letters
from cleaner.layout import INDENT, SLACK, Layout, layout
from cleaner.numbering import NUMERALS, value_of
from cleaner.regex import regex
from cleaner.sentences import CLAUSE_MARK, ENTRY, MARKER, ends_clause, joint_between, open_pairs

NUMBERED = (
    (Role.H2, regex(rf"([{NUMERALS}]{{1,4}})、\s*(?=\S)")),
    (Role.H3, regex(rf"[（(]([{NUMERALS}]{{1,4}})[）)]\s*(?=\S)")),
    (Role.H2, regex(rf"第([{NUMERALS}]{{1,4}})[章编篇](?=[\s\u3000]|\Z)")),
    (Role.H3, regex(rf"第([{NUMERALS}]{{1,4}})节(?=[\s\u3000]|\Z)")),
)
DECIMAL = regex(r"(\d{1,2}(?:\.\d{1,2}){0,3})[ \t\u3000]+(?=[\u3400-\u9fffA-Z])")
LEVELS = (Role.H2, Role.H3, Role.H4, Role.H5)
MIN_DECIMAL = 2
"""Headings such as `1.1` and `1.2`: a number alone is a row, a date, a measure."""
FIRST = frozenset("（(第" + NUMERALS)
MAX_LENGTH = 45
"""Characters of a heading, with its wrapped tail; white space, which other rules take away, is not counted."""
MIN_PROVEN = 3
"""Headings of a level that show where they end, and no fewer than those that do not: then the latter are headings as well."""


def numbered_headings(document: Document) -> Iterator[Edit]:
    """Label numbered headings: `一、` as level 2, `（一）` as level 3; `1` as level 2, `1.1` as level 3 and so on.

    Evidence: it stands in the sequence of its level, has no full stop, and text or a lower heading
    follows before the next one (else it is a list). In wrapped text a heading that fills its line may
    have a tail on the next.
    """
    if document.kind not in UNMARKED:
        return
    flow = document.flow()
    for role, found in [*_numbered(document, flow), *_decimal(document, flow)]:
        if found[0].role is not Role.BODY:
            continue
        yield found[0].edit("role", role, "numbered, in sequence, without a full stop")
        if found[0].joint != "\n\n":
            yield found[0].edit("joint", "\n\n", "a heading begins a block")
        for before, line in itertools.pairwise(found):
            yield line.edit("role", role, "tail of the heading above, which fills its line")
            yield line.edit("joint", joint_between(before.text, line.text), "tail of the heading above")


def _numbered(document: Document, flow: list[Line]) -> Iterator[tuple[Role, list[Line]]]:
    measured = layout(document) if document.kind is Kind.WRAPPED else None
    found: list[tuple[Role, int, int, list[Line], bool]] = []  # role, number, place, lines, whether its end shows
    for place, line in enumerate(flow):
        text = line.text.lstrip()
        if text[:1] not in FIRST:
            continue
        for role, pattern in NUMBERED:
            match = pattern.match(text)
            if match:
                lines, sure = _extent(flow, place, measured)
                if lines and len(letters("".join([item.text for item in lines]))) <= MAX_LENGTH:
                    found.append((role, value_of(match[1]), place, lines, sure))
                break
    if not found:
        return
    proven = Counter(role for role, _, _, _, sure in found if sure)
    weak = Counter(role for role, _, _, _, sure in found if not sure)
    found = [item for item in found if item[4] or proven[item[0]] >= max(MIN_PROVEN, weak[item[0]])]
    starts = {(role, place) for role, _, place, _, _ in found}
    latest = {(role, number): place for role, number, place, _, _ in found}
    last: dict[Role, tuple[int, int]] = {}  # number and end of the one before, by level
    for role, number, place, lines, _ in found:
        before, end = last.get(role, (0, -1))
        last[role] = number, place + len(lines)
        follows = number in (1, before + 1)
        # one that was missed, or stands in its paragraph, does not end the sequence
        goes_on = number > before and latest.get((role, number + 1), -1) > place
        behind = place + len(lines)
        if not (follows or goes_on) or behind >= len(flow):
            continue
        # the same level again at once: a list, not headings
        if (role, behind) in starts or end == place:
            continue
        yield role, lines


def _decimal(document: Document, flow: list[Line]) -> Iterator[tuple[Role, list[Line]]]:
    """Headings with decimal numbers that count on: `1`, `1.1`, `1.1.1`."""
    measured = layout(document) if document.kind is Kind.WRAPPED else None
    found: list[tuple[tuple[int, ...], list[Line]]] = []
    begins = {line.index: number for line in flow if (number := _number(line.text))}
    if not any([len(number) > 1 for number in begins.values()]):
        return
    rows = _rows(flow, begins)
    for place, line in enumerate(flow[:-1]):
        number, text = begins.get(line.index, ()), line.text.strip()
        if number and line.index not in rows and not (CLAUSE_MARK.search(text) or ENTRY.search(text)):
            lines, _ = _extent(flow, place, measured)
            after = flow[place + len(lines)] if place + len(lines) < len(flow) else None
            listed = after is None or len(begins.get(after.index, ())) == len(number)  # the next of its level at once
            if lines and not listed and len("".join([item.text for item in lines])) <= MAX_LENGTH:
                found.append((number, lines))
    counted = {number for number, _ in found}
    kept = [(number, lines) for number, lines in found if _counts_on(number, counted)]
    if sum([len(number) > 1 for number, _ in kept]) < MIN_DECIMAL or len(kept) > len(counted):
        return  # a number twice: rows of a table, or a table of contents
    top = min([len(number) for number, _ in kept])
    for number, lines in kept:
        yield LEVELS[len(number) - top], lines


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


def _number(text: str) -> tuple[int, ...]:
    """The decimal number at the start of `text`, or nothing."""
    match = DECIMAL.match(text.strip()) if text.lstrip()[:1].isdecimal() else None
    return tuple(map(int, match[1].split("."))) if match else ()


def _counts_on(number: tuple[int, ...], counted: set[tuple[int, ...]]) -> bool:
    """Whether the number before or behind it, or the first below it, is counted too."""
    *parents, last = number
    return not counted.isdisjoint([(*parents, last - 1), (*parents, last + 1), (*number, 1)]) or (last == 1 and tuple(parents) in counted)


def _extent(flow: list[Line], place: int, measured: Layout | None) -> tuple[list[Line], bool]:
    """The lines of the heading that begins at `place`, and whether its end shows; no lines if it is running text."""
    line = flow[place]
    if ends_clause(line.text) or re.search(r"[，、]\s*\Z", line.text):
        return [], False
    if measured is None:
        return ([line] if not open_pairs(line.text) else []), True
    lines = [line]
    for behind, tail in enumerate(flow[place + 1 : place + 3], place + 2):
        last = lines[-1]
        room = measured.room_left(last, tail, is_first=len(lines) == 1)
        if room > INDENT or begins_paragraph(tail, measured) or MARKER.match(tail.text.strip()) or DECIMAL.match(tail.text.strip()):
            return lines, True
        # full to the brim: either its tail follows, or this is running text
        tail_width, full = measured.widths.get(tail.index, 0), measured.measure_at(tail)
        following = flow[behind] if behind < len(flow) else None
        short = following is None or measured.room_left(tail, following, is_first=False) > 4 or tail_width < 0.6 * full
        if ends_clause(tail.text) or CLAUSE_MARK.search(tail.text) or not short:
            # not quite full: where its like are headings, it is one too
            is_short = measured.widths.get(line.index, full) < full - SLACK and not CLAUSE_MARK.search(line.text)
            return ([line] if len(lines) == 1 and is_short else []), False
        lines.append(tail)
    return lines, True


def begins_paragraph(line: Line, measured: Layout) -> bool:
    """Whether `line` shows the indent of a first line, kept or lost."""
    if measured.indents_kept:
        return measured.indents.get(line.index, 0) > 1
    if measured.indents_lost:
        return -INDENT - 2 <= measured.widths.get(line.index, 0) - measured.measure_at(line) <= -INDENT + 1
    return False
