"""Columns that stand side by side on the lines of a page, one behind the other: the gutter between them shows where to cut.

An extractor that keeps the layout of a page (`pdftotext -layout`) writes two columns on one line each. Their gutter is white at one
place over many lines, and behind it begins the second column, line below line. Where both sides are prose, each with a measure of its own,
a page is read left, then right. What a table holds in two wide cells is no prose: its lines are not full, or end. The lines of
the columns may stand at different heights, each on a line of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from cleaner.document import Edit, Line
from cleaner.lines import holds_wide, is_wide
from cleaner.printed.rows import INNER, NARROW, SIX_WORDS
from cleaner.readers.lines import cut_lines, fold_blank_lines
from cleaner.regex import regex
from cleaner.wording.glyphs import width
from cleaner.wording.line_ends import ENDS, evidence, script_of

MIN_ROWS = 8
"""Lines whose text begins behind a gutter, beside text before it."""
INDENT, HANGS = 6, 3
"""Characters that the first line of a paragraph may begin further in, and that any may begin before the edge: letters differ in width."""
ALIGNED = 0.7
"""Of the lines with two sides: so many begin their second at the edge, or at an indent; the others are formulas, captions, centred."""
FULL, MANY = 0.8, 0.4
"""Of the measure; and how many lines of a column are so wide, at least. The others end a paragraph, or are headings, formulas, captions:
of 347 columns on 160 pages of journals, one in ten has less than .53."""
MIN_FULL = 3
"""Full lines of a group above or below that has text on both sides, if it has so many."""
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
MIN_UPRIGHT = 5
"""Lines with a sign of a head that is printed upright."""
OUTSIDE = 0.8
"""Of the lines beside it: so many do not reach the margin."""
UPRIGHT, UPRIGHT_LAST = regex(r" *(\S{1,2})(?: {4}|$)"), regex(r" {4}(\S{1,2})$")
BEGINS = regex(r"(?:(?<=\S) {2,}|^ {24,})(?=\S)")
"""A gap, or the space before a line of the second column alone."""
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
            read = [span for span in spans if (span.row, span.start) in places and (span.end or span.row not in inside)]
            found.order += dict.fromkeys([places[span.row, span.start] for span in read])
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
            margin = _margin(page) if _edges(page) else []
            for row, first, last in margin:
                page[row] = (page[row][:first] + " " * (last - first) + page[row][last:]).rstrip()
            lead = max([last for row, _, last in margin if page[row][last:].strip()], default=0)
            if found := _zone(page, lead, FOOT) if max(map(len, page)) <= WIDEST else None:
                rows, spans = found
                spans += [span for span in margin if span.row in rows]
                yield range(start + rows.start, start + rows.stop), [Span(start + span.row, span.start, span.end) for span in spans]
            start = end


def _zone(page: Sequence[str], lead: int = 0, foot: int = 0) -> Zone | None:
    """The columns of a page, or of one side of it: `lead` characters stand before each row. At its foot so many lines may be apart."""
    return next((found for edge in _edges(page) if (found := _at(page, edge, lead, foot))), None)


def _edges(page: Sequence[str]) -> list[int]:
    """Where text begins behind a gap on many lines, the most frequent place first."""
    edges = Counter([match.end() for row in page if "  " in row for match in BEGINS.finditer(row)])
    return [edge for edge, times in edges.most_common(EDGES) if times >= MIN_ROWS]


def _at(page: Sequence[str], edge: int, lead: int, foot: int) -> Zone | None:
    """The columns to the two sides of one edge."""
    cuts = [_cut(page, place, edge) for place in range(len(page))]
    crosses = [cut is None for cut in cuts]
    sides = [("", row) if cut is None else (row[:cut].rstrip(), " " * cut + row[cut:]) for row, cut in zip(page, cuts, strict=True)]
    left = [bool(one.strip()) for one, _ in sides]
    right = [cut is not None and bool(row[cut : edge + INDENT].strip()) for row, cut in zip(page, cuts, strict=True)]
    # beside text of the left column: on its line, or between two of its lines
    beside = [one or (before and after) for one, before, after in zip(left, [False, *left], [*left[1:], False], strict=False)]
    aligned = _unbroken([place for place, begins in enumerate(right) if begins and beside[place] and cuts[place] == edge], crosses)
    if len(aligned) < MIN_ROWS:
        return None
    both = [place for place in range(aligned[0], aligned[-1] + 1) if left[place] and len(page[place]) > edge]
    two = [place for place in both if right[place]]
    alike = [place for place in two if (start := sides[place][0].lstrip()[:ALIKE]) == sides[place][1].lstrip()[:ALIKE] and start.isalpha()]
    if len(alike) >= MIN_ALIKE or len(two) < ALIGNED * len(both):
        return None
    measures = [_measure([sides[place][side] for place in aligned]) for side in (0, 1)]
    full = [[_is_full(side, measure) for side, measure in zip(row, measures, strict=True)] for row in sides]
    ends = list(crosses)
    for is_group, group in groupby(range(len(page)), lambda place: bool(page[place]) and not crosses[place]):
        places = list(group)
        if is_group and (places[-1] < aligned[0] or places[0] > aligned[-1]):
            is_table = any([left[place] and len(page[place]) > edge for place in places]) and not _are_lines(page, full, places)
            ends[places[0] : places[-1] + 1] = [is_table or len(page[place]) == cuts[place] != edge for place in places]
    may_begin = [one or (begins and wide[1]) for one, begins, wide in zip(left, right, full, strict=True)]
    rows = range(_first(page, edge, ends, may_begin, aligned[0]), _end(page, ends, aligned[-1] + 1, foot))
    if len([row for row in (*page[: rows.start], *page[rows.stop :]) if SIDES.match(row)]) > FOOT:
        return None  # columns go on above or below, and what stands there was not told apart
    found = [_read(rows.start, [sides[place][which].rstrip() for place in rows], margin) for which, margin in ((0, lead), (1, edge))]
    return (rows, [span for side in found for span in side]) if all(found) else None


def _read(first: int, side: Sequence[str], margin: int) -> list[Span]:
    """One side of the rows from `first` on, in the order of reading: a column, or columns of its own; nothing where it is neither."""
    inner = _zone(side, margin)
    apart = [text for text in side if SIDES.match(text[margin:]) or BEHIND.match(text[margin:])]
    if not inner and (len(apart) >= MIN_ROWS or not _is_column(side)):
        return []
    whole = [Span(place, min(margin, len(text) - len(text.lstrip())), len(text)) for place, text in enumerate(side)]
    found = [*whole[: inner[0].start], *inner[1], *whole[inner[0].stop :]] if inner else whole
    return [Span(first + row, start, end) for row, start, end in found]


def _margin(page: Sequence[str]) -> list[Span]:
    """The signs of a head that is printed upright in the margin: apart from all others on their lines, below each other."""
    matches = [(row, match) for row, text in enumerate(page) for match in (UPRIGHT.match(text), UPRIGHT_LAST.search(text)) if match]
    signs = [Span(row, *match.span(1)) for row, match in matches]
    places = Counter([start for row, start, end in signs if page[row][start:end].isalpha()])
    place, times = places.most_common(1)[0] if places else (0, 0)
    if times < MIN_UPRIGHT:
        return []
    found = list(dict.fromkeys([span for span in signs if abs(span.start - place) <= HANGS]))
    rows = {span.row for span in found}
    beside = [text for row, text in enumerate(page[min(rows) : max(rows) + 1], min(rows)) if text and row not in rows]
    first, last = min([start for _, start, _ in found]), max([end for _, _, end in found])
    clear = max(sum([len(text) < first for text in beside]), sum([not text[:last].strip() for text in beside]))
    return found if clear >= OUTSIDE * len(beside) else []


def _unbroken(aligned: list[int], crosses: Sequence[bool]) -> list[int]:
    """Of these rows the most that follow each other without one between them whose text runs over the gutter."""
    broken = list(accumulate(crosses, initial=0))
    return max([list(group) for _, group in groupby(aligned, lambda place: broken[place])], key=len, default=[])


def _cut(page: Sequence[str], place: int, edge: int) -> int | None:
    """Where a row is cut at a gutter: at its edge, or a little before, where its text begins behind a gap. None if text runs over it."""
    row = page[place]
    before = row[edge - 2 : edge]
    # behind a narrow sign or Hangul a single space parts words
    if not before.strip() or (before[1:] == " " and holds_wide(before[0]) and not "\uac00" <= before[0] <= "\ud7a3"):
        return edge
    begins = row.rfind("  ", 0, edge) + 2
    if edge - HANGS <= begins < edge and row[begins] != " ":
        return begins
    # a line of the left column alone may be longer where those of the right one begin further in
    if len(row) < edge + INDENT:
        around = [*page[max(0, place - 1) : place], *page[place + 1 : place + 2]]
        if not any([other[len(row) - 2 : len(row)].strip() for other in around]):
            return len(row)
    return None


def _measure(texts: Sequence[str]) -> int:
    """The width of a full line: that of which a quarter of the lines are no shorter."""
    return sorted([width(text.strip()) for text in texts])[len(texts) * 3 // 4]


def _is_full(text: str, measure: int) -> bool:
    """Whether a line is about as wide as its column, without a gap that parts cells."""
    return "   " not in text.strip() and width(text.strip()) >= FULL * measure


def _are_lines(page: Sequence[str], full: Sequence[Sequence[bool]], places: Sequence[int]) -> bool:
    """Whether a group of rows that is apart from the columns holds lines of them, and not the cells of a table."""
    wide = [place for place in places if width(page[place].strip()) >= NARROW]
    return sum([any(full[place]) for place in wide]) >= max(len(wide) / 2, min(len(wide), MIN_FULL))


def _is_column(side: Sequence[str]) -> bool:
    """Whether the lines of one side are those of a column of prose: many of them full, and sentences."""
    texts = [text for text in side if text]
    if len(texts) < MIN_ROWS:
        return False
    measure = _measure(texts)
    full = [text for text in texts if _is_full(text, measure) and width(text.strip()) <= measure / FULL]
    return measure >= NARROW and len(full) >= MANY * len(texts) and _is_prose(texts)


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
