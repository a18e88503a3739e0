"""Columns of which an extractor gave the lines in turn."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from cleaner.document import OPEN, PLAIN, Document, Doubt, Edit, Kind, Line, Role
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.glyphs import HAS_HAN
from cleaner.wording.sentences import MAY_END

LAGS = (2, 3)
"""Lines that the rest of a sentence is away where two or three columns stand in turn."""
MIN_SCORE = 8
"""Lines that go on behind the next one, less those that go on with the next. In three texts with crossed columns
24 and more, at most 4 in the other 110 (dev split of the benchmark and samples); flat from 5 to 23."""
MIN_LENGTH = 10
"""Characters: a shorter line is no line of a column."""
BLOCK = 50
"""Lines."""
TRIES = 8
"""Pairs of lines: of sound ones four in ten go on with a pair of ideographs that the text knows, of crossed ones one in eight."""
SAMPLE = 100_000
"""Characters."""
FIRST, LAST = "\u3400", "\u9fff"

SIDE_BY_SIDE = regex(
    rf"^[ ]*[^\n ].{{{MIN_LENGTH - 2},}}(?:[^\W\d_]|[，。、；,.;)”’-]) {{3,}}(?=[^\W\d_]|[“《（(])(?=(?:[^\n ] ?){{{MIN_LENGTH},}}$)", re.M
)
"""Text on both sides of a wide gap: before the gap behind `第一条` stands a label."""
BEHIND_MARK = regex(r"[，。、；] {3,7}\Z")
"""A mark that fills a square, and a gap: justification may have left it there, unless the second text begins where others do."""
EDGE = 3
"""Characters: the left edge of the second column moves by so many, since letters differ in width."""
MIN_SHARE = 0.2
"""Of the lines of a page: with fewer, such a gap may stand in a table."""
FAR, MIN_TURNS = " " * 20, 6
"""Blanks before a line of a second column, and times that a line of one follows on one of the other, or the other way round."""
REACH = 8
"""Lines from one such line to the next: where one column has ended or is broken by a heading, the lines between are of the same page."""


@rule(acts_on=PLAIN, writes={Role.TABLE}, fields={"joint"})
def crossed_columns(document: Document) -> Iterator[Edit | Doubt]:
    """Leave lines apart where columns stand in turn, and report the place: no rule can tell the order by layout there.

    Evidence: the last ideograph of a line and the first of the line after next stand together elsewhere in the text, again and
    again, and hardly ever those of two lines in a row. In sound text a line break cuts words that the text knows. Columns that stand
    side by side on one line, with a gap between, are reported, and their lines stay as they are, gaps and all.
    """
    if side_by_side := beside(document):
        yield side_by_side[0].doubt("columns stand side by side, parted by gaps", "as it is", "columns one behind the other")
        was_alone = False
        for line in _lines_of(document, side_by_side):
            is_alone = HAS_HAN.search(line.text) is not None and "   " not in line.text.strip()
            if not is_alone:
                yield line.edit("role", Role.TABLE, "columns stand side by side here")
            if line.joint == "\n" and (is_alone or was_alone or document.gap(line) > document.usual_gap):
                yield line.edit(
                    "joint", "\n\n", "alone on its line, among columns" if is_alone else "behind a blank line or a line of one column"
                )
            was_alone = is_alone
        return
    lines = document.body()
    # a text whose lines are paragraphs ends them with stops
    if sum([line.text[-1:] not in MAY_END for line in lines]) * 2 < len(lines):
        return
    region = _region(document, [line.text.strip() for line in lines])
    if not region:
        return
    first, last = region
    yield lines[first].doubt(
        f"columns stand in turn from here to line {lines[last].number}: the line after next goes on, not the next",
        "lines apart, in the order of the input",
        "columns one behind the other",
    )
    for line in lines[first : last + 1] if document.kind is Kind.WRAPPED else ():
        if line.joint == "\n":
            yield line.edit("joint", "\n\n", "columns stand in turn here")


def _lines_of(document: Document, side_by_side: list[Line]) -> Iterator[Line]:
    """The lines of the pages on which columns stand side by side: those that show it, and the few between them."""
    for before, line in pairwise([*side_by_side, side_by_side[-1]]):
        between = document.lines[before.index : line.index] if line.index - before.index <= REACH else [before]
        yield from [other for other in between if other.role in OPEN]
    yield from [line] if line.role in OPEN else []


def beside(document: Document) -> list[Line]:
    """The lines that show two columns side by side, on pages where these are a large share of the lines: nothing in it can move.

    They hold one line of each, the second from the same left edge on; or they hold one of the second alone, and begin there.
    """
    found: dict[int, list[tuple[Line, int, bool]]] = defaultdict(list)  # by page: where the second begins, and whether behind a wide mark
    for line in document.matching(SIDE_BY_SIDE) if "   " in document.wording() else ():
        if match := SIDE_BY_SIDE.match(line.text):
            found[line.page].append((line, match.end(), BEHIND_MARK.search(match[0]) is not None))
    shown: list[Line] = []
    rows = Counter([line.page for line in document.body()]) if max(map(len, found.values()), default=0) >= MIN_SCORE else {}
    for page, here in found.items() if rows else ():
        edge = Counter([start for _, start, _ in here]).most_common(1)[0][0]
        times = sum([abs(start - edge) <= EDGE or not is_behind for _, start, is_behind in here])
        free = sum([not is_behind for _, _, is_behind in here])
        if times < max(MIN_SCORE, MIN_SHARE * rows[page], len(here) / 2) or free * 3 < len(here):
            continue
        alone = [line for line in document.holding(" " * (edge - EDGE)) if line.page == page]
        shown += [line for line, _, _ in here] + [line for line in alone if abs(len(line.text) - len(line.text.lstrip()) - edge) <= EDGE]
    return sorted({*shown, *_in_turn(document)}, key=lambda line: line.index)


def _in_turn(document: Document) -> Iterator[Line]:
    """The lines of two columns at different heights: each has a line of its own, those of the second begin far to the right.

    What stands before and behind such a line ends left of it, again and again. A formula stands below full lines, a title below none.
    """
    deep = document.holding(FAR)
    if len(deep) < MIN_TURNS // 2:
        return
    lines = [line for line in document.filled if line.role in OPEN and len(line.text.strip()) >= MIN_LENGTH]
    turns = []
    for place, pair in enumerate(pairwise(lines)):
        left, right = sorted(pair, key=lambda line: line.text.startswith(FAR))
        if right.text.startswith(FAR) and len(left.text) <= len(right.text) - len(right.text.lstrip()) and left.page == right.page:
            turns.append(place)
    for _, group in groupby(enumerate(turns), lambda turn: turn[1] - turn[0]):  # one right behind the other
        places = [place for _, place in group]
        if len(places) >= MIN_TURNS:
            yield from lines[places[0] : places[-1] + 2]


def _region(document: Document, texts: list[str]) -> tuple[int, int] | None:
    """The first and last place of the lines that stand in turn (the run with the largest sum of evidence), if there are any."""
    edges = [(text[-1:], text[:1]) if len(text) >= MIN_LENGTH else ("", text[:1]) for text in texts]
    if not _may_cross(edges, document.wording()):
        return None
    known = document.pairs()
    score = best = start = 0
    found = None
    for place, (last, _) in enumerate(edges):
        if not FIRST <= last <= LAST:
            continue
        goes_on = [lag for lag in (1, *LAGS) if place + lag < len(edges) and (last, edges[place + lag][1]) in known]
        score += bool(goes_on) - 2 * (1 in goes_on)
        if score <= 0:
            score, start = 0, place + 1
        elif score > best:
            best, found = score, (start, min(place + LAGS[-1], len(edges) - 1))
    return found if best >= MIN_SCORE else None


def _may_cross(edges: list[tuple[str, str]], wording: str) -> bool:
    """Whether somewhere hardly a line goes on with the next: a look at a few lines in every fifty."""
    sample = wording[:SAMPLE]
    for start in range(0, len(edges) - 1, BLOCK):
        tried = known = 0
        for (last, _), (_, first) in pairwise(edges[start : start + BLOCK]):
            if FIRST <= last <= LAST and FIRST <= first <= LAST:
                tried += 1
                known += last + first in sample
                if known == 2 or tried == TRIES:
                    break
        if tried == TRIES and known < 2:
            return True
    return False
