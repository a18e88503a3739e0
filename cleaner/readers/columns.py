"""Columns that stand side by side on the lines of a page, one behind the other: the gutter between them shows where to cut.

An extractor that keeps the layout of a page (`pdftotext -layout`) writes two columns on one line each. Their gutter is white at one
place over many lines, and behind it begins the second column, line below line. Where both sides are prose, each with a measure of its own,
a page is read left, then right. What a table holds in two wide cells is no prose: its lines are not full, or end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from cleaner.document import Edit, Line
from cleaner.lines import holds_wide, is_wide
from cleaner.printed.rows import INNER, NARROW, SIX_WORDS
from cleaner.readers.lines import cut_lines, fold_blank_lines
from cleaner.regex import regex
from cleaner.wording.glyphs import width
from cleaner.wording.line_ends import ENDS, evidence, script_of

MIN_ROWS = 8
"""Lines with text on both sides of a gutter."""
INDENT = 6
"""Characters that the first line of a paragraph may begin further in."""
ALIGNED = 0.7
"""Of the lines with two sides: so many begin their second at the edge, or at an indent; the others are formulas, captions, centred."""
FULL, MOSTLY = 0.8, 0.6
"""Of the measure; and how many lines are so wide on each side, at least. The others end a paragraph."""
LEAST, MARKED = -0.5, 0.3
"""Nats that language may say against a line end, and the share of lines with a clause's mark inside: of 600 columns of prose all but two
have more; no column of a table had a fifth."""
ALIKE, MIN_ALIKE = 3, 2
"""Characters that two sides of a line begin alike with, and such lines: an old and a new version side by side are rows of a table."""
FOOT = 2
"""Lines apart at the foot of a page: a page number, an address."""
EDGES = 3
"""Places where most second sides begin: that of an indent may be more frequent. Beside one gutter found the first is tried."""
WIDEST = 500
"""Characters of a row: no page is wider."""
MARGIN = 2
"""Characters."""
GAP = regex(r"(?<=\S) {2,}(?=\S)")
SIDES, BEHIND = regex(r" *(?:\S ?){10,}+ +(?=(?:\S ?){10})"), regex(r" {24,}(?:\S ?){10}")
"""Text on both sides of a gap, or behind one: several such lines are of columns that were not told apart."""


class Span(NamedTuple):
    """A piece of a row: the row's place in the text, and where the piece begins and ends."""

    row: int
    start: int
    end: int


Zone = tuple[range, list[Span]]
"""The rows on which columns stand side by side, and their pieces in reading order."""


@dataclass(slots=True)
class Columns:
    """The lines of a text, cut where columns stand side by side."""

    pieces: list[str]  # in the order of the source, with their line ends
    order: list[int] = field(default_factory=list)  # their places in the order of reading, if there are columns; white space comes last
    zones: list[tuple[int, int, str]] = field(default_factory=list)  # where each begins and ends in that order, and how it was written

    @classmethod
    def of(cls, text: str) -> Columns:
        """Those of a text."""
        found, last = cls([]), 0
        gaps: list[int] = []
        rows = cut_lines(text) if "   " in text else []
        for zone, spans in side_by_side(rows):
            found._pass(rows[last : zone.start])
            places: dict[tuple[int, int], int] = {}
            filled = groupby(sorted([span for span in spans if rows[span.row][span.start : span.end].strip()]), lambda span: span.row)
            inside = {row: list(group) for row, group in filled}
            for row in zone:
                at, whole = 0, rows[row]
                for span in inside.get(row, [Span(row, 0, 0)]):
                    if span.start > at:
                        gaps.append(len(found.pieces))
                        found.pieces.append(whole[at : span.start])
                    at = span.end
                    places[row, span.start] = len(found.pieces)
                    found.pieces.append(whole[span.start : at])
                found.pieces[-1] += whole[at:]
            start = len(found.order)
            found.order += [places[span.row, span.start] for span in spans if (span.row, span.start) in places]
            found.zones.append((start, len(found.order), "".join(rows[zone.start : zone.stop])))
            last = zone.stop
        if not found.zones:
            return cls(fold_blank_lines(text))
        found._pass(rows[last:])
        found.order += gaps
        return found

    def _pass(self, rows: list[str]) -> None:
        """Take over lines on which nothing stands side by side."""
        self.order += range(len(self.pieces), len(self.pieces) + len(rows))
        self.pieces += rows

    def moves(self, lines: Sequence[Line]) -> Iterator[Edit]:
        """What the record tells of the move, given the lines in the order of reading."""
        for start, end, written in self.zones:
            first = lines[start]
            read = "\n".join([line.raw.strip() for line in lines[start:end]])
            yield Edit(first.index, first.number, first.page, first.text, "order", written, read, REASON)


REASON = "columns stand side by side, parted by a gutter: the left one is read first"


def side_by_side(pieces: Sequence[str]) -> Iterator[Zone]:
    """The columns of each page, given the lines of the text with their line ends."""
    start = 0
    for end, piece in enumerate(pieces, 1):
        if piece[-1] == "\f" or end == len(pieces):
            page = [text.rstrip() for text in pieces[start:end]]
            if found := _zone(page, 0, FOOT) if max(map(len, page)) <= WIDEST else None:
                rows, spans = found
                yield range(start + rows.start, start + rows.stop), [Span(start + span.row, span.start, span.end) for span in spans]
            start = end


def _zone(page: Sequence[str], lead: int, foot: int = 0) -> Zone | None:
    """The columns of a page, or of one side of it: `lead` characters stand before each row. At its foot so many lines may be apart."""
    edges = Counter([match.end() for row in page if "  " in row for match in GAP.finditer(row)])
    for edge, times in edges.most_common(EDGES if foot else 1):
        if times >= MIN_ROWS and (found := _at(page, edge, lead, foot)):
            return found
    return None


def _at(page: Sequence[str], edge: int, lead: int, foot: int) -> Zone | None:
    """The columns to the two sides of one edge."""
    crosses = [_crosses(row, edge) for row in page]
    left = [bool(row[:edge].strip()) for row in page]
    aligned = [place for place, row in enumerate(page) if left[place] and not crosses[place] and row[edge : edge + INDENT].strip()]
    if len(aligned) < MIN_ROWS or any(crosses[aligned[0] : aligned[-1]]):
        return None
    both = [place for place in range(aligned[0], aligned[-1] + 1) if left[place] and len(page[place]) > edge]
    sizes = [[width(_without_margin(page[place][start:end])) for place in aligned] for start, end in ((0, edge), (edge, None))]
    measures = [sorted(side)[len(side) // 2] for side in sizes]
    full = [[FULL * measure <= size <= measure / FULL for size in side] for side, measure in zip(sizes, measures, strict=True)]
    alike = sum([page[place].lstrip()[:ALIKE] == page[place][edge:].lstrip()[:ALIKE] for place in aligned])
    if alike >= MIN_ALIKE or len(aligned) < ALIGNED * len(both) or min(measures) < NARROW or min(map(sum, full)) < MOSTLY * len(aligned):
        return None
    may_begin = [
        one or (bool(row[edge : edge + INDENT].strip()) and width(row.strip()) >= FULL * measures[1])
        for row, one in zip(page, left, strict=True)
    ]
    rows = range(_first(page, edge, crosses, may_begin, aligned[0]), _end(page, crosses, aligned[-1] + 1, foot))
    if len([row for row in (*page[: rows.start], *page[rows.stop :]) if SIDES.match(row)]) > 2 * FOOT:
        return None  # columns go on above or below, and what stands there was not told apart
    spans: list[Span] = []
    for start, end in ((0, edge), (edge, max(map(len, page)))):
        side = [page[place][start:end].rstrip() for place in rows]
        inner = _zone(side, lead + start)
        if not inner and (len([text for text in side if SIDES.match(text) or BEHIND.match(text)]) >= MIN_ROWS or not _is_prose(side)):
            return None
        whole = [Span(place, lead + start, lead + start + len(text)) for place, text in enumerate(side)]
        found = [*whole[: inner[0].start], *inner[1], *whole[inner[0].stop :]] if inner else whole
        spans += [Span(rows.start + row, a, b) for row, a, b in found]
    return rows, spans


def _without_margin(text: str) -> str:
    """A row of a column without what stands apart behind it: one or two characters of a head that is printed upright in the margin."""
    before, _, last = text.strip().rpartition("  ")
    return before.rstrip() if before and len(last) <= MARGIN else text.strip()


def _crosses(row: str, edge: int) -> bool:
    """Whether text runs over the gutter: no space stands before the edge, or one behind a narrow sign or Hangul: it parts words."""
    before = row[edge - 2 : edge]
    return bool(before.strip()) and not (before[1:] == " " and holds_wide(before[0]) and not "\uac00" <= before[0] <= "\ud7a3")


def _first(page: Sequence[str], edge: int, crosses: Sequence[bool], may_begin: Sequence[bool], first: int) -> int:
    """The first row of columns that stand side by side from row `first` on: lines above belong to them up to one over the gutter.

    Behind a blank line they are a group of their own, and must be several with text on both sides. A title in the middle of a page, or
    a running head, begins none.
    """
    end = found = first
    while True:
        start = end
        while start and page[start - 1] and not crosses[start - 1]:
            start -= 1
        inside = [place for place in range(start, end) if may_begin[place]]
        if inside and (end == first or (end - start > FOOT and any([len(page[place]) > edge for place in inside]))):
            found = inside[0]
        if not start or crosses[start - 1]:
            return found
        end = start
        while end and not page[end - 1]:
            end -= 1


def _end(page: Sequence[str], crosses: Sequence[bool], last: int, foot: int) -> int:
    """The row after columns that stand side by side up to row `last`: groups of lines below belong to them unless one is over the gutter.

    The last lines of the page, or before such a line, are none if they are few and stand apart: a page number, the names of authors.
    """
    place = end = last
    is_apart = False
    while place < len(page):
        start = place
        while place < len(page) and page[place] and not crosses[place]:
            place += 1
        if place < len(page) and crosses[place]:
            return end if is_apart else place
        if not is_apart or place - start > foot:
            end = place
        while place < len(page) and not page[place]:
            place += 1
        is_apart = True
    return end


def _is_prose(side: Sequence[str]) -> bool:
    """Whether the lines of a column hold clauses, and go on from one to the next as a sentence does; the cells of a table do neither."""
    texts = [text.strip() for text in side if text]
    said = [
        evidence(before, line, script_of(before + line, is_wide(before, width(before))))
        for before, line in pairwise(texts)
        if before[-1] not in ENDS
    ]
    marked = sum([INNER.search(text) is not None or SIX_WORDS.search(text) is not None for text in texts])
    return len(said) >= MIN_ROWS // 2 and sum(said) >= LEAST * len(said) and marked >= MARKED * len(texts)
