"""What the layout of a wrapped text shows: how wide its lines are, and how paragraphs were marked."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cleaner.document import Document, Line, Role
from cleaner.glyphs import HAS_HAN, NO_LINE_START, WIDE, set_width, width
from cleaner.numbering import ITEM_MARK
from cleaner.regex import regex
from cleaner.sentences import CLAUSE_MARK, ends_clause, ends_sentence

INDENT = 4
"""A first-line indent in display columns: two ideographs (GB/T 9704 and common practice)."""
SLACK = 2
"""Columns that a justified line may fall short of the measure: one ideograph."""


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
    pieces: frozenset[int] = frozenset()  # lines that are no first piece of their printed line (see `_rows`)
    regions: Mapping[int, Layout] = field(default_factory=dict)  # by line, where the text has several printed regions

    def at(self, line: Line) -> Layout:
        """The measurements of the printed region that `line` stands in: indents, gaps and breaks are told for each."""
        return self.regions.get(line.index, self)

    def breaks_beside_latin(self, before: Line, line: Line) -> bool:
        """Whether the extractor breaks printed lines between words, and this is such a break: a Latin letter stands beside it."""
        left, right = before.text.rstrip()[-1:], line.text.lstrip()[:1]
        beside_latin = _in_word(left) and _in_word(right) and (left.isascii() or right.isascii())
        return self.breaks_words and beside_latin and not right.isdecimal()  # which may count an item

    def measure_at(self, line: Line) -> float:
        """The width of a full line around `line`."""
        if self.regions:
            return self.at(line).measure_at(line)
        return self.measures.get(line.index, self.measure)

    def room_left(self, line: Line, after: Line, is_first: bool) -> float:
        """Columns that stayed free on `line` though the first word of `after` could have stood there.

        Negative where that word would not have fitted: then the line was full. A first line whose
        indent is lost was wider by that indent than it looks.
        """
        if self.regions:
            return self.at(line).room_left(line, after, is_first)
        if self.is_cjk and " " in line.raw and is_tracked(line.raw):  # as it was read: another rule may close the gaps
            return -1  # stretched to fill the line
        taken = self.widths[line.index] + (INDENT if is_first and self.indents_lost else 0)
        if is_first and self.indents_kept:
            taken += max(0, self.indents.get(line.index, 0))
        return self.measure_at(line) - taken - self.first_unit(after.printed)

    def certain_room(self, line: Line, after: Line, is_first: bool) -> float:
        """Like `room_left`, but with room for all of `after` that some layout engines would not break: see `UNBROKEN`."""
        if self.regions:
            return self.at(line).certain_room(line, after, is_first)
        held = UNBROKEN.match(after.text.lstrip())
        longest = width(held[0]) if held and self.is_cjk else 0
        return self.room_left(line, after, is_first) - max(0, longest - self.first_unit(after.text))

    def first_unit(self, text: str) -> float:
        """Columns of the first thing in `text` that a line could have ended behind: a word, or an ideograph and its marks."""
        text = text.lstrip()
        if not text:
            return 0
        if "\uac00" <= text[0] <= "\ud7a3":
            return width(text.split(None, 1)[0]) + 1  # Korean breaks lines between words
        if text[0] > "\u3400" and text[1:2] not in NO_LINE_START:
            return 2
        if WIDE.match(text[0]) or text[0] in "“‘":
            end = 1 if text[0] not in "“‘《（「『【" else 2
            while end < len(text) and text[end] in NO_LINE_START:
                end += 1
            return width(text[:end])
        word = re.match(r"[^\s\u3000-\u9fff\uff00-\uffef“”]+", text)
        found = word[0] if word else text[0]
        if self.is_cjk:
            return width(found)
        return set_width(f". {found}") - set_width(".") if self.is_proportional else width(found) + 1


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


def _width_without_gaps(text: str) -> int:
    """Columns of a CJK line: autospace counts half a column (a quarter of an ideograph), the gaps of a tracked line nothing."""
    gaps = text.count(" ")
    return width(text) - (gaps if gaps * 3 > len(text) else (gaps + 1) // 2)


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
        document.layout = _measure(document)
    return document.layout


def _measure(document: Document) -> Layout:
    """Each printed region for itself; a text of one region is measured as a whole."""
    regions: list[list[Line]] = [[]]
    gaps: dict[int, int] = {}
    blank = last = 0
    for line in document.filled:
        # blank lines of their own, and those folded into the line before
        gap, last = blank + line.index - last, line.index + 1
        blank = line.raw.count("\n") - 1 if line.raw[-2:] == "\n\n" else 0
        if line.role is Role.BODY:
            if gap:
                gaps[line.index] = gap
            regions[-1].append(line)
        elif line.role is Role.KEPT and regions[-1]:
            regions.append([])
    if len(regions) > 1 and not regions[-1]:
        regions.pop()
    if len(regions) == 1:
        return _measure_region(regions[0], gaps, document)
    found = [_measure_region(body, gaps, document) for body in regions]
    whole = max(found, key=lambda layout: len(layout.widths))
    return replace(
        whole,
        widths={index: size for layout in found for index, size in layout.widths.items()},
        indents={index: size for layout in found for index, size in layout.indents.items()},
        gaps=gaps,
        pieces=frozenset().union(*(layout.pieces for layout in found)),
        regions={line.index: layout for body, layout in zip(regions, found, strict=True) for line in body},
    )


def _measure_region(body: list[Line], gaps: dict[int, int], document: Document) -> Layout:
    printed = document.printed_measures
    widths: dict[int, float] = {}
    leads: dict[int, int] = {}
    cjk_lines = 0
    for line in body:
        text, index = line.text, line.index
        core = text.strip()
        size = width(core)
        if size > len(core):
            cjk_lines += 1
            if " " in core:
                size = _width_without_gaps(core)
        widths[index] = size
        if text != core and text[0] in " \u3000\t\xa0":
            leads[index] = width(text[: len(text) - len(text.lstrip())])
    is_cjk = cjk_lines * 2 >= len(body)
    is_proportional = not is_cjk and _is_proportional(body, widths)
    if is_proportional:
        widths = {
            line.index: size if size > len(line.text.strip()) else set_width(line.text)
            for line, size in zip(body, widths.values(), strict=True)
        }
    pieces: set[int] = set()
    if body and not is_cjk:
        sizes = [widths[line.index] for line in body]
        rows = rows_of_words([line.raw for line in body], sizes, _mode(Counter(sizes), is_cjk))
        printed = [body[row.start : row.stop] for row in rows]
        pieces = _fill(widths, printed, _sizes(widths, printed))
    counts = Counter(widths.values())
    measure = _mode(counts, is_cjk)
    told = [printed[line.index] for line in body if line.index in printed]
    if told and measure < IN_PIECES * (usual := Counter(told).most_common(1)[0][0]):
        measure = usual  # most lines are pieces of lines
    near = sum(count for size, count in counts.items() if abs(size - measure) <= INDENT)
    measures: dict[int, float] = {}
    if near < 0.6 * len(body):
        told = {line.index: printed[line.index] for line in body if line.index in printed}
        measures = _told_measures(body, widths, told, is_cjk) if told else _local_measures(body, widths, measure)
    indents = _relative(body, leads)
    found = Layout(
        widths, indents, gaps, measure, measures, is_cjk, False, False, False, is_proportional=is_proportional, pieces=frozenset(pieces)
    )
    if body:
        if is_cjk:
            _put_together(found, body, document.printed_rows)
            found.breaks_words = _breaks_words(found, body)
        _judge(found, body)
    return found


MIN_LINES = 12
FULL = 0.9
"""Of the lines, ordered by width: one that is full. The widest may stick out."""
CLEARLY = 8
"""Columns: so much room left on a line that breaks off in mid-sentence proves that it ends there."""
MEETING = regex(r"[\u3400-\u9fff] ?[A-Za-z]|[A-Za-z] ?[\u3400-\u9fff]")
"""Both scripts side by side on one line."""
OPTION = regex(r"[A-Za-z][.．、)）]")
"""The letter of an answer."""
MIN_BROKEN = 3
"""Lines broken between scripts; one or two may be a label before a name."""
IN_NAMES = frozenset("/-_+*~")
"""Signs that names of files and commands begin or end with."""
MIN_ROWS = 2
"""Printed lines in pieces, at least, where an extractor breaks lines at punctuation. None in the other 104 texts measured."""
BREAKS_BEHIND = frozenset("，。、；：！？）》”’」』】,;:)")
BREAKS_BEFORE = frozenset("（《“‘「『【(，。、；：！？）》”’」』】")
INSIDE = frozenset("，、（《“‘「『【")
MAX_PIECES = 8
MAX_SINGLE = 4
"""Columns."""
MIN_SINGLES = 4
"""Lines; vertical headers have gone before."""


def _put_together(found: Layout, body: list[Line], known: Sequence[Sequence[int]]) -> None:
    """Some extractors break a printed line at its punctuation: give the pieces the width of their line.

    Evidence: the widths of lines in a row, parted by punctuation, add up to the measure; and at
    several places the punctuation is of a kind that ends no paragraph.
    """
    singles = list(_singles(found, body))
    rows = list(_rows(found, body))
    certain = [row for row in rows if any(_breaks_inside(left.text, right.text) for left, right in pairwise(row))]
    rows = rows if len(certain) >= MIN_ROWS else []
    if known:  # the reader put them together
        lines = {line.index: line for line in body}
        rows = [row for indices in known if len(row := [lines[index] for index in indices if index in lines]) > 1]
    parted = list(_script_rows(found, body))
    if sum([len(row) > 2 for row in parted]) >= MIN_ROWS:
        rows += parted
    sizes = [*_sizes(found.widths, rows), *(found.measure_at(row[0]) for row in singles)]
    found.pieces = frozenset(_fill(found.widths, [*rows, *singles], sizes))


def _sizes(widths: Mapping[int, float], rows: Iterable[list[Line]]) -> list[float]:
    """How wide the pieces of each printed line are together."""
    return [sum([widths[line.index] for line in row]) for row in rows]


def _fill(widths: dict[int, float], rows: list[list[Line]], sizes: list[float]) -> set[int]:
    """Give the pieces of printed lines the width of their line; all pieces but the first of each."""
    for row, size in zip(rows, sizes, strict=True):
        widths.update(dict.fromkeys([line.index for line in row], size))
    return {line.index for row in rows for line in row[1:]}


def rows_of_words(raws: Sequence[str], widths: Sequence[float], measure: float) -> list[range]:
    """Printed lines that an extractor gave word by word, as ranges of `raws`: each piece but the last ends with a space.

    Evidence that it does: rows of three pieces and more that fill a line of the `measure`, at several places. Spaces at the ends of
    all lines mean nothing: a row ends with a piece that has none.
    """
    rows: list[range] = []
    certain = start = 0
    while start < len(raws):
        end, size = start + 1, widths[start]
        while end < len(raws) and raws[end - 1].rstrip("\n")[-1:] == " " and size + widths[end] <= measure * WIDEST:
            size += 1 + widths[end]
            end += 1
        if end - start > 1 and raws[end - 1].rstrip("\n")[-1:] != " ":
            rows.append(range(start, end))
            certain += end - start > MIN_PIECES and size >= measure * NEARLY
        start = end
    return rows if certain >= MIN_WORD_ROWS else []


MIN_WORD_ROWS, MIN_PIECES = 3, 2
WIDEST, NEARLY = 1.05, 0.8
"""Of the measure: no row is wider, and one of several words that is nearly so wide proves that words were parted."""


def _breaks_inside(left: str, right: str) -> bool:
    """Whether the break between two pieces can part no paragraphs."""
    return left.rstrip()[-1:] in INSIDE or right.lstrip()[:1] in NO_LINE_START


def _singles(found: Layout, body: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines of one ideograph and its marks each: a line that was stretched to fill the measure."""
    run: list[Line] = []
    for line in body:
        if found.widths[line.index] <= MAX_SINGLE and WIDE.search(line.text):
            run.append(line)
            continue
        if len(run) >= MIN_SINGLES:
            yield run
        run = []
    if len(run) >= MIN_SINGLES:
        yield run


def _rows(found: Layout, body: list[Line]) -> Iterator[list[Line]]:
    """Lines whose widths add up to the measure, broken at punctuation."""
    place = 0
    while place < len(body) - 1:
        size = found.widths[body[place].index]
        if size >= found.measure - INDENT and size >= found.measure_at(body[place]) - INDENT:
            place += 1  # a full line: nearly all are
            continue
        # pieces make the local measure too small
        end = _row_end(found, body, place, found.measure) or _row_end(found, body, place, found.measure_at(body[place]))
        if end:
            yield body[place:end]
        place = max(end, place + 1)


def _script_rows(found: Layout, body: list[Line]) -> Iterator[list[Line]]:
    """Lines that some extractors break where Latin and ideographs meet: together they fit on one printed line, and nearly fill it."""
    place = 0
    while place < len(body) - 1:
        end, size, measure = place + 1, found.widths[body[place].index], found.measure_at(body[place])
        while (
            end < len(body) and end - place < MAX_PIECES and _change_script(body[end - 1].text.rstrip()[-1:], body[end].text.lstrip()[:1])
        ):
            if size + 1 + found.widths[body[end].index] > measure + SLACK:
                break
            size += 1 + found.widths[body[end].index]
            end += 1
        if end - place > 1 and end < len(body) and size + found.first_unit(body[end].text) > measure - SLACK:
            yield body[place:end]
        place = end


def _breaks_words(found: Layout, body: list[Line]) -> bool:
    """Whether lines with room to spare break off where Latin and ideographs meet, inside a sentence, again and again."""
    broken = 0
    for earlier, before, line in zip(body, body[1:], body[2:], strict=False):
        if found.widths[before.index] < found.measure_at(before) - CLEARLY - SLACK and not ends_clause(earlier.text):
            # a glossary has both scripts on each of its lines; a letter may count the answers to a question
            alike = OPTION.match(line.text.lstrip()) or MEETING.search(before.text + "\n" + line.text)
            broken += not alike and _change_script(before.text.rstrip()[-1:], line.text.lstrip()[:1])
    return broken >= MIN_BROKEN


def _change_script(left: str, right: str) -> bool:
    # a number at the start of a line may count an item
    return _in_word(left) and _in_word(right) and left.isascii() is not right.isascii() and not right.isdecimal()


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign in IN_NAMES


def _row_end(found: Layout, body: list[Line], place: int, measure: float) -> int:
    """The place behind the row that begins at `place`, or 0."""
    size = found.widths[body[place].index]
    best = shared = 0
    begins = place > 0 and ends_sentence(body[place - 1].text)
    ends: list[float] = []  # widths up to the end of a sentence
    if size >= measure - INDENT:
        return 0
    for end in range(place + 1, min(place + MAX_PIECES, len(body))):
        left, right = body[end - 1].text.rstrip(), body[end].text.lstrip()
        if left[-1:] not in BREAKS_BEHIND and right[:1] not in BREAKS_BEFORE:
            break
        if ends_sentence(left):
            ends.append(size)
        size += found.widths[body[end].index]
        # two marks side by side share their room (kinsoku)
        shared += left[-1:] in BREAKS_BEHIND and right[:1] in BREAKS_BEFORE
        if size > measure + SLACK + 1 + shared:
            break
        # what stands behind the stop may be the first line of a paragraph, short by a lost indent
        if size >= measure - SLACK - 1 and not any(measure - INDENT - 1 <= size - before <= measure - INDENT + 1 for before in ends):
            best = end + 1
        elif begins and abs(measure - INDENT - size) <= 1:
            best = end + 1  # the first line of a paragraph, short by a lost indent
    return best


def _is_proportional(body: list[Line], widths: dict[int, float]) -> bool:
    """Whether Latin text was set in letters of their own widths, not typed: so measured, the lines that go on are more alike.

    Such a line is not wider than the measure, and would be with the next word; how far the lines miss that, on average, decides.
    """
    pairs = [(line, after) for line, after in pairwise(body) if after.text.lstrip()[:1].islower() and not ends_sentence(line.text)]
    if len(pairs) < MIN_LINES:
        return False
    typed = [(widths[line.index], len(after.text.split(maxsplit=1)[0]) + 1.0) for line, after in pairs]
    printed = [(set_width(line.text), set_width(after.text.split(maxsplit=1)[0])) for line, after in pairs]
    return _missed(printed) < _missed(typed)


def _missed(lines: list[tuple[float, float]]) -> float:
    """How far lines, given as their width and that of the next word, miss their common measure on average: a share of it."""
    measure = sorted(size for size, _ in lines)[int(len(lines) * FULL)]
    return sum([max(0.0, measure - size - word, size - measure) for size, word in lines]) / measure / len(lines)


def _mode(counts: Counter[float], is_cjk: bool) -> float:
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


NARROWEST = 0.4
"""Of the measure of the text: no column is narrower, and where a few short lines stand together, none of them is full."""


IN_PIECES = 0.8
"""Of the measure of the stretches: where most lines are so short, they are pieces of lines."""
ALIKE = 3
"""Columns that the measures of two stretches may differ by where they are one."""


def _told_measures(body: list[Line], widths: dict[int, float], told: dict[int, int], is_cjk: bool) -> dict[int, float]:
    """A measure for every line from its stretch, or from the stretch nearest to it that is wide enough for it."""
    names: dict[int, int] = {}  # by the measure of a stretch, the commonest of those like it
    for measure, _ in Counter(told.values()).most_common():
        names[measure] = next((other for other in set(names.values()) if abs(other - measure) <= ALIKE), measure)
    groups: dict[int, list[float]] = {}
    for index, measure in told.items():
        groups.setdefault(names[measure], []).append(widths[index])
    modes = {name: _mode(Counter(sizes), is_cjk) for name, sizes in groups.items()}
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


def _local_measures(body: list[Line], widths: dict[int, float], measure: float) -> dict[int, float]:
    """A measure for every line from its neighbours, for texts with columns of different width."""
    window: list[float] = []
    sizes = [widths[line.index] for line in body]
    reach = 6
    found: dict[int, float] = {}
    for place, line in enumerate(body):
        window = sorted(sizes[max(0, place - reach) : place + reach + 1])
        found[line.index] = max(window[int(len(window) * 0.7)], int(NARROWEST * measure))
    return found


def _relative(body: list[Line], leads: dict[int, int]) -> dict[int, int]:
    """Leading spaces less the margin of the page: what most of its lines have."""
    if len(leads) * 5 < len(body):
        return leads
    pages: dict[int, Counter[int]] = {}
    for line in body:
        if line.page not in pages:
            pages[line.page] = Counter()
        pages[line.page][leads.get(line.index, 0)] += 1
    margins = {page: counts.most_common(1)[0][0] for page, counts in pages.items()}
    return {line.index: leads.get(line.index, 0) - margins[line.page] for line in body}


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
