"""What the layout of a wrapped text shows: how wide its lines are, and how paragraphs were marked, for each printed region."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cleaner.document import Document, Line, Role
from cleaner.printed.broken_lines import breaks_between_scripts, fill, in_word, put_together, script_changes, sizes_of
from cleaner.printed.measures import IN_PIECES, first_measures, is_proportional, local_measures, raised_rows, told_measures, usual_width
from cleaner.printed.pieces import INDENT as INDENT
from cleaner.printed.pieces import SLACK as SLACK
from cleaner.printed.pieces import rows_of_words
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_HAN, NO_LINE_START, WIDE, set_width, width
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import CLAUSE_MARK, ends_clause, ends_sentence


@dataclass(slots=True)
class Layout:
    """Measurements of the running text, in display columns, by the index of the line."""

    widths: dict[int, float]  # of the wording without its gaps
    indents: dict[int, int]  # of leading spaces, less what most lines of the page have; lines without are not in it
    gaps: dict[int, int]  # blank lines before; lines without are not in it
    measure: float  # the width of a full line
    measures: dict[int, float]  # the same by line, where the text has more than one
    is_cjk: bool
    indents_kept: bool  # first lines of paragraphs are indented
    indents_lost: bool  # they were, and are two ideographs shorter for it
    gaps_kept: bool  # blank lines stand between paragraphs, and mostly there
    breaks_words: bool = False  # the extractor breaks printed lines between words of two scripts
    is_proportional: bool = False  # Latin letters differ in width, so that widths are measured by letter (see `set_width`)
    raised: frozenset[int] = frozenset()  # of these pieces those that begin with a raised citation (see `raised_rows`)
    pieces: frozenset[int] = frozenset()  # lines that are no first piece of their printed line (see `_rows`)
    regions: Mapping[int, Layout] = field(default_factory=dict)  # by line, where the text has several printed regions

    def at(self, line: Line) -> Layout:
        """The measurements of the printed region that `line` stands in: indents, gaps and breaks are told for each."""
        return self.regions.get(line.index, self) if self.regions else self

    def breaks_beside_latin(self, before: Line, line: Line) -> bool:
        """Whether the extractor breaks printed lines between words, and this is such a break: a Latin letter stands beside it."""
        left, right = before.text.rstrip()[-1:], line.text.lstrip()[:1]
        beside_latin = in_word(left) and in_word(right) and (left.isascii() or right.isascii())
        return self.breaks_words and beside_latin and not right.isdecimal()  # which may count an item

    def measure_at(self, line: Line) -> float:
        """The width of a full line around `line`."""
        here = self.regions.get(line.index, self) if self.regions else self
        return here.measures.get(line.index, here.measure)

    def room_left(self, line: Line, after: Line, is_first: bool) -> float:
        """Columns that stayed free on `line` though the first word of `after` could have stood there.

        Negative where that word would not have fitted: then the line was full. A first line whose
        indent is lost was wider by that indent than it looks.
        """
        if (here := self.at(line)) is not self:  # a line outside of all regions has none of its own
            return here.room_left(line, after, is_first)
        if self.is_cjk and " " in line.raw and self.widths[line.index] * 4 > self.measure_at(line) and is_tracked(line.raw):
            return -1  # stretched to fill the line, as it was read: another rule may close the gaps
        taken = self.widths[line.index] + (INDENT if is_first and self.indents_lost else 0)
        if is_first and self.indents_kept:
            taken += max(0, self.indents.get(line.index, 0))
        return self.measures.get(line.index, self.measure) - taken - self.first_unit(after.printed)

    def held(self, after: Line) -> float:
        """Columns by which what a layout engine would keep together at the start of `after` is wider than its first unit."""
        if (here := self.at(after)) is not self:
            return here.held(after)
        found = UNBROKEN.match(after.text.lstrip()) if self.is_cjk else None
        return max(0, width(found[0]) - self.first_unit(after.text)) if found else 0

    def first_unit(self, text: str) -> float:
        """Columns of the first thing in `text` that a line could have ended behind: a word, or an ideograph and its marks."""
        text = text.lstrip()
        if not text:
            return 0
        first = text[0]
        if "\uac00" <= first <= "\ud7a3":
            return width(text.split(None, 1)[0]) + 1  # Korean breaks lines between words
        if first > "\u3400" and text[1:2] not in NO_LINE_START:
            return 2
        if not first.isascii() and (WIDE.match(first) or first in "“‘"):
            end = 1 if first not in "“‘《（「『【" else 2
            while end < len(text) and text[end] in NO_LINE_START:
                end += 1
            return width(text[:end])
        word = WORD.match(text)
        found = word[0] if word else first
        if self.is_cjk:
            return width(found)
        return set_width(f". {found}") - set_width(".") if self.is_proportional else width(found) + 1


WORD = regex(r"[^\s\u3000-\u9fff\uff00-\uffef“”]+")
UNBROKEN = regex(r"[\u3400-\u9fff]?[“‘（《]?[!-~]+[”’）》]?")
"""An ideograph and the Latin behind it: layout engines may keep them together beside a quotation mark or slash (UAX 14, QU, SY)."""


def is_tracked(text: str) -> bool:
    """Whether `text` is letter-spaced: more than a third of it is spaces, and some of the rest are ideographs.

    A formula, a row of numbers or a short date (`a + b = c`, `1 2 3`, `3 月 5 日`) has as many gaps.
    """
    text = text.strip()
    return text.count(" ") * 3 > len(text) and len(HAS_HAN.findall(text)) >= MIN_HAN


MIN_HAN = 3
"""Ideographs; from 1 to 3 no figure of the benchmark changes."""


def parts_word(document: Document, before: Line, line: Line, is_alone: bool = False) -> bool:
    """Whether the line end parts a word: the ideographs on its two sides stand side by side elsewhere in the text.

    Two ideographs meet by chance as well. So where `before` may be a line of its own (`is_alone`: behind a finished paragraph), it
    must be half full, or of a text whose extractor breaks lines between words.
    """
    last, first = before.text.rstrip()[-1:], line.text.lstrip()[:1]
    if not HAS_HAN.match(last) or not HAS_HAN.match(first) or not document.knows(last, first):
        return False
    measured = layout(document)
    return not is_alone or measured.at(before).breaks_words or measured.widths.get(before.index, 0) * 2 >= measured.measure_at(before)


def layout(document: Document) -> Layout:
    """Measure the running text of a wrapped document; measured once, kept in the document."""
    if document.layout is None:
        is_now = document.layout_at is not None and document.layout_at[0] == len(document.record)
        document.layout = now(document) if is_now else _measure(document)
    return document.layout


def now(document: Document) -> Layout:
    """The layout of what was body when a rule first asked: for those that take more lines out of it, a few of a whole text."""
    if document.layout is not None:
        return document.layout
    if document.layout_at is None:
        document.layout_at = len(document.record), _measure(document)
    return document.layout_at[1]


def _measure(document: Document) -> Layout:
    """Each printed region for itself; a text of one region is measured as a whole."""
    lines = document.measured
    regions: list[list[int]] = [[]]
    for place, line in enumerate(lines.filled):
        if line.role is Role.BODY:
            regions[-1].append(place)
        elif line.role is Role.KEPT and regions[-1]:
            regions.append([])
    if len(regions) > 1 and not regions[-1]:
        regions.pop()
    gaps = {lines.filled[place].index: lines.gaps[place] for region in regions for place in region if lines.gaps[place]}
    found = [_measure_region(region, gaps, document) for region in regions]
    bodies = [[lines.filled[place] for place in region] for region in regions]
    told = [(body, layout.measure) for body, layout in zip(bodies, found, strict=True) if layout.is_cjk and len(body) > 2]
    widths = found[0].widths if len(found) == 1 else {index: size for layout in found for index, size in layout.widths.items()}
    firsts = first_measures(told, widths) if told else {}
    for layout in found if firsts else ():
        layout.measures.update({index: size for index, size in firsts.items() if index in layout.widths})
    if len(regions) == 1:
        return found[0]
    whole = max(found, key=lambda layout: len(layout.widths))
    return replace(
        whole,
        widths=widths,
        indents={index: size for layout in found for index, size in layout.indents.items()},
        gaps=gaps,
        raised=frozenset().union(*(layout.raised for layout in found)),
        pieces=frozenset().union(*(layout.pieces for layout in found)),
        regions={index: layout for layout in found for index in layout.widths},
    )


def _measure_region(places: list[int], gaps: dict[int, int], document: Document) -> Layout:
    lines, printed, lasts = document.measured, document.printed_measures, document.printed_lasts
    body = [lines.filled[place] for place in places]
    widths: dict[int, float] = {lines.filled[place].index: lines.sizes[place] for place in places}
    widths.update({line.index: width(line.text.strip()[-lasts[line.index] :]) for line in body if line.index in lasts} if lasts else {})
    leads = {lines.filled[place].index: lines.leads[place] for place in places if lines.leads[place]}
    is_cjk = sum([lines.wide[place] for place in places]) * 2 >= len(body)
    proportional = not is_cjk and is_proportional(body, widths)
    if proportional:
        widths = {
            line.index: size if size > len(line.text.strip()) else set_width(line.text.strip()[-lasts.get(line.index, 0) :])
            for line, size in zip(body, widths.values(), strict=True)
        }
    pieces: set[int] = set()
    if body and not is_cjk:
        sizes = [widths[line.index] for line in body]
        word_rows = rows_of_words([line.text for line in body], sizes, usual_width(Counter(sizes), is_cjk))
        joined = [body[row.start : row.stop] for row in word_rows]
        # the pieces are words: a space stands between two
        joined_sizes = [size + len(row) - 1 for size, row in zip(sizes_of(widths, joined), joined, strict=True)]
        pieces = fill(widths, joined, joined_sizes)
    counts = Counter(widths.values())
    measure = usual_width(counts, is_cjk)
    proved = [printed[line.index] for line in body if line.index in printed]
    if proved and measure < IN_PIECES * (usual := Counter(proved).most_common(1)[0][0]):
        measure = usual  # most lines are pieces of lines
    near = sum(count for size, count in counts.items() if abs(size - measure) <= INDENT)
    measures: dict[int, float] = {}
    if near < 0.6 * len(body):
        told = {line.index: printed[line.index] for line in body if line.index in printed}
        measures = told_measures(body, widths, told, is_cjk) if told else local_measures(body, widths, measure)
    indents = _relative(body, leads)
    found = Layout(
        widths, indents, gaps, measure, measures, is_cjk, False, False, False, is_proportional=proportional, pieces=frozenset(pieces)
    )
    if body:
        if is_cjk:
            changes = script_changes(body)
            found.breaks_words = breaks_between_scripts(found, body, changes)
            put_together(found, body, document.printed_rows, changes)
            rows, sizes, raised = raised_rows(body, widths, measure)
            if raised:
                found.raised = frozenset(raised)
                found.pieces |= fill(widths, rows, sizes)
        _judge(found, body)
    return found


def _relative(body: list[Line], leads: dict[int, int]) -> dict[int, int]:
    """Leading spaces less the margin of the page: what most of its lines have, of those that a sentence goes on to, if there are some."""
    if len(leads) * 5 < len(body):
        return leads
    pages: dict[int, tuple[Counter[int], Counter[int]]] = {}
    ended = True
    for line in body:
        for counts in pages.setdefault(line.page, (Counter(), Counter()))[ended:]:
            counts[leads.get(line.index, 0)] += 1
        ended = ends_clause(line.text)
    margins = {
        page: (going_on if going_on.total() >= MIN_GOING_ON else every).most_common(1)[0][0] for page, (going_on, every) in pages.items()
    }
    return {line.index: leads.get(line.index, 0) - margins[line.page] for line in body}


MIN_GOING_ON = 3
"""Lines of a page that stand behind no end of a sentence, and tell its margin: on a page of short paragraphs most lines are first ones."""


def _ends_block(text: str) -> bool:
    """Whether a short line ends a paragraph, or is a numbered heading."""
    return (
        ends_sentence(text) or text.rstrip()[-1:] == "）" or (ITEM_MARK.match(text.lstrip()) is not None and not CLAUSE_MARK.search(text))
    )


def _judge(found: Layout, body: list[Line]) -> None:
    """How first lines of paragraphs are marked, told by the lines behind a short line that ends a sentence."""
    widths, local, measure = found.widths, found.measures, found.measure
    starts = [
        line
        for before, line in itertools.pairwise(body)
        if widths[before.index] < 0.8 * (local.get(before.index, measure) if local else measure) and _ends_block(before.text)
    ]
    indents = found.indents
    indented = [(before, line) for before, line in pairwise(body) if 1 < indents.get(line.index, 0) <= 10] if indents else []
    if len(indented) >= 2 and len(indented) <= 0.5 * len(body):
        behind_end = sum([ends_clause(before.text) for before, _ in indented])
        share = sum([1 < indents.get(line.index, 0) <= 10 for line in starts]) / len(starts) if starts else 1.0
        found.indents_kept = share >= 0.6 and behind_end >= 0.6 * len(indented)
    if starts and found.is_cjk and not found.indents_kept:
        full = [line for line in starts if widths[line.index] >= found.measure_at(line) - INDENT - 2]
        short = sum([widths[line.index] <= found.measure_at(line) - INDENT + 1 for line in full])
        found.indents_lost = len(full) >= 2 and short >= 0.6 * len(full)
    gaps = [line for line in body[1:] if line.index in found.gaps]
    if 0 < len(gaps) <= 0.5 * len(body):
        after_end = sum(ends_sentence(body[bisect_left(body, line.index, key=lambda item: item.index) - 1].text) for line in gaps)
        found.gaps_kept = after_end >= 0.6 * len(gaps)
