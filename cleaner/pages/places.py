"""The units of a text, and what shows around each: the evidence by place that all of `cleaner.pages` rests on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner.pages.forms import JOURNAL_LAST, journal
from cleaner.pages.vertical import vertical_runs
from cleaner.regex import regex
from cleaner.wording.glyphs import CJK
from cleaner.wording.line_ends import parts_pair

if TYPE_CHECKING:
    from cleaner.lines import Lines

FULL = 0.8
"""Of the measure: a line as wide is full. Flat from .75 to .85 on the benchmark."""
TWO_LINES = 1.2
"""Of the measure: two lines as wide together are no pieces of one."""
WINDOW = 20
"""Lines on both sides among which a measure is taken."""
MAX_MEASURE = 100
"""Columns: a wider line is a whole paragraph, and full as such."""
MIN_MEASURE = 22
"""Columns: narrower lines are cells of a table, verse, or words."""
MIN_PROSE = 14
"""Columns of a line that can break off in a sentence."""
LONGEST_PAGE = 250
"""Lines: form feeds farther apart, by the median, part chapters of a file and no pages."""
MIN_PAGE = 8
"""Lines of text from one page number to the next: flat from 5 to 14 on the benchmark."""
LONGEST = 160
"""Characters without gaps of a line that holds a page number, with the wording beside it."""
MIN_TIMES = 3
"""Page edges at which wording stands to be sure; with 2 the benchmark gains .1 % and long texts lose."""
MAX_PASSED = 6
"""Lines that are passed over when the text on the other side of an edge is looked for."""

WORD = regex(rf"[A-Za-zÀ-ÿΑ-я{CJK}\uac00-\ud7af]")
NUMERIC = regex(r"[第共页頁\d\s.,，%％/()（）$€¥￥+\-—–:：*]+\Z")
LETTERS = regex(r"[^\W\d_]+|\n")
HAS_DIGIT = regex(r"\d")
ENDS_OPEN = regex(rf"[{CJK}0-9A-Za-zÀ-ÿΑ-я\uac00-\ud7af，、,‘“（(《—‐\u00ad\u0002-]\Z")
ENDS_WIDE = regex(rf"[{CJK}\uac00-\ud7af，、“‘（《]\Z")
ENDS_IN_WORD = regex(r"[^\W\d_][-‐\u00ad\u0002]\Z")
BEGINS_ON = regex(rf"[{CJK}，。、；：！？）》”’」』…a-zà-ÿα-ωа-я0-9(（《“‘—\uac00-\ud7af]")
BEGINS_STOP = regex("[。，；：！？、]")
NOTE_MARK = regex(r"[\[［〔]\d{1,2}[\]］〕]\Z|[①-⑳]\Z")
BEGINS_SMALL = regex(r"[a-zß-öø-ÿα-ωа-я]")
BEGINS_ITEM = regex(
    r"[（(]?[一二三四五六七八九十百]{1,4}[、.．）)]|第[一二三四五六七八九十百0-9]{1,4}[章节節条條编編回卷部]|[0-9]{1,3}[.．、)）]"
    r"|[•●▪·\-*◆■]|[图表圖][ 0-9]|[(（][0-9]{1,2}[)）]|[①-⑳]|\[[0-9]+\]|摘 *要|关键[词字]|附[录件]|参考文献"
)
ENDS_SENTENCE = regex(r"[。．！？；;]\Z|[0-9a-zà-ÿа-я\uac00-\ud7af)”]\.\Z")
HAS_CLAUSES = regex(r"[，。．；、,.;](?:(?<=[，。．；、])|(?<=[a-zà-ÿа-я\uac00-\ud7af].) )")


class Places:
    """Every filled line, or run of lines set as one vertical head, as one unit, and questions about its surroundings.

    Units are numbered in their order; `texts`, `keys`, `pages`, `widths` and `at` are columns. `at` counts the lines of text before
    a unit: a paragraph on one line takes as many as it would fill, a vertical head none.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        runs = vertical_runs(lines.keys, lines.texts)
        inside = {place for run in runs for place in range(run.start + 1, run.stop)}
        # a line of control characters is filled when it is read, and empty when they are gone
        self.starts = [place for place, key in enumerate(lines.keys) if key and place not in inside]
        first = {run.start: run for run in runs}
        self.verticals = {unit: first[place] for unit, place in enumerate(self.starts) if place in first}
        self.texts, self.keys, self.widths = lines.texts, lines.keys, lines.widths
        if len(self.starts) < len(lines.filled):
            readings = {place: run.reading for place, run in first.items()}
            self.texts = [readings.get(place) or lines.texts[place] for place in self.starts]
            self.keys = [readings.get(place) or lines.keys[place] for place in self.starts]
            self.widths = [lines.widths[place] for place in self.starts]
        self.pages = [lines.filled[place].page for place in self.starts]
        rows = [1 + width // MAX_MEASURE for width in self.widths]
        for unit in self.verticals:
            rows[unit] = 0
        self.at = list(accumulate(rows, initial=0))
        self.size = len(self.texts)
        self.times = Counter(self.keys)
        self.cuts = [0, *[unit for unit in range(1, self.size) if self.pages[unit] != self.pages[unit - 1]], self.size]
        lengths = sorted([after - before for before, after in zip(self.cuts, self.cuts[1:], strict=False)])
        self.has_pages = len(self.cuts) > 2 and lengths[len(lengths) // 2] <= LONGEST_PAGE
        self.furniture: set[int] = set()  # units that are known for furniture: text goes on across them
        self._prose: dict[int, bool] = {}

    @cached_property
    def units_of(self) -> dict[str, list[int]]:
        """The units of each wording that is repeated."""
        found: dict[str, list[int]] = {key: [] for key, times in self.times.items() if times > 1}
        for unit, key in enumerate(self.keys):
            if key in found:
                found[key].append(unit)
        return found

    def masked(self, units: list[int]) -> list[str]:
        """The letters of units: lines that differ in their numbers and signs alone have the same."""
        return "".join(LETTERS.findall("\n".join([self.keys[unit] for unit in units]))).split("\n") if units else []

    def lines_of(self, unit: int) -> range:
        """The places of the filled lines that `unit` holds."""
        run = self.verticals.get(unit)
        return range(run.start, run.stop) if run else range(self.starts[unit], self.starts[unit] + 1)

    @cached_property
    def measures(self) -> list[int]:
        """Columns of a full line around each unit: the width that one in five is wider than, capped. Eight in a row have one."""
        found: list[int] = []
        for start in range(0, self.size, 8):
            near = sorted(self.widths[max(0, start - WINDOW) : start + 8 + WINDOW])
            found += [min(MAX_MEASURE, near[len(near) * 4 // 5])] * min(8, self.size - start)
        return found

    @cached_property
    def full(self) -> list[bool]:
        """Whether each line is as wide as those that go on with the next."""
        return [size >= FULL * measure for size, measure in zip(self.widths, self.measures, strict=True)]

    @cached_property
    def with_digit(self) -> list[int]:
        """The units that hold a digit: no other is the number of a page, a masthead or the head of a journal."""
        return [unit for unit, text in enumerate(self.texts) if HAS_DIGIT.search(text)]

    @cached_property
    def has_clauses(self) -> list[bool]:
        """Whether a mark stands inside the line, as in sentences."""
        return [HAS_CLAUSES.search(text) is not None for text in self.texts]

    def is_prose(self, unit: int) -> bool:
        """Whether the lines around are printed prose: they have a measure, a third is full, marks stand inside.

        Without this test lines of verse count as sentences cut in two (.84 wrong removals per 1,000 lines on sound texts).
        """
        block = unit // 4
        if block not in self._prose:
            near = range(max(0, 4 * block - 10), min(self.size, 4 * block + 14))
            full = sum(self.full[near.start : near.stop])
            marked = sum(self.has_clauses[near.start : near.stop])
            self._prose[block] = self.measures[unit] >= MIN_MEASURE and full >= 0.3 * len(near) and marked >= 0.15 * len(near)
        return self._prose[block]

    @cached_property
    def journals(self) -> dict[int, re.Match[str]]:
        """Units that name a journal with year and issue, and nothing else."""
        texts = self.texts
        return {unit: match for unit in self.with_digit if texts[unit][-1] in JOURNAL_LAST and (match := journal(texts[unit]))}

    def is_note(self, unit: int) -> bool:
        """Whether a unit is the mark of a note and stands twice, in the text and before its note: a page has its number once."""
        return self.times[self.keys[unit]] > 1 and NOTE_MARK.match(self.texts[unit]) is not None

    def is_text(self, unit: int) -> bool:
        """Whether a unit may be running text: no number, no vertical head, no wording that is repeated, unless a sentence ends on it."""
        if unit in self.furniture or unit in self.verticals or unit in self.journals:
            return False
        text, key = self.texts[unit], self.keys[unit]
        return not NUMERIC.match(text) and (self.times[key] < 2 or len(key) <= 3 or ENDS_SENTENCE.search(text) is not None)

    def text_beside(self, unit: int, step: int) -> int | None:
        """The next unit in the direction of `step` that may be running text, within a few lines."""
        for _ in range(MAX_PASSED):
            unit += step
            if not 0 <= unit < self.size:
                return None
            if self.is_text(unit):
                return unit
        return None

    def runs_on(self, left: int | None, right: int | None) -> bool:
        """Whether one sentence runs from the unit `left` into `right`: the line is full and breaks off, the next cannot begin anything."""
        if left is None or right is None or left < 0 or right >= self.size:
            return False
        before, after = self.texts[left], self.texts[right]
        if not ENDS_OPEN.search(before) or not BEGINS_ON.match(after) or BEGINS_ITEM.match(after):
            return False
        if self.widths[left] < MIN_PROSE or not self.full[left] or not self.is_prose(left):
            return False
        wide = ENDS_WIDE.search(before) is not None
        if not wide and not BEGINS_SMALL.match(after):
            return False
        if wide and after[0].isascii() and after[0].isalnum() and before[-1] not in "，、":
            return False
        return 2 * len(WORD.findall(before)) >= len(self.keys[left]) and 3 * len(WORD.findall(after)) >= len(self.keys[right])

    def is_cut(self, unit: int, stop: int | None = None) -> bool:
        """Whether a sentence runs across the units from `unit` up to `stop` (one unit, if none is given).

        The mark of a note before the stop of its sentence is set into it: hardly a page begins with a stop.
        """
        after = self.text_beside((stop or unit + 1) - 1, 1)
        if after is not None and BEGINS_STOP.match(self.texts[after]) and NOTE_MARK.match(self.texts[unit]):
            return False
        return self.runs_on(self.text_beside(unit, -1), after)

    def is_in_word(self, unit: int) -> bool:
        """Whether `unit` parts a word, and what is beside it is wider than a printed line: it is no mark of a note, torn off its line."""
        left, right = self.text_beside(unit, -1), self.text_beside(unit, 1)
        if left is None or right is None or self.widths[left] + self.widths[right] <= TWO_LINES * self.measures[unit]:
            return False
        before, after = self.texts[left], self.texts[right]
        return parts_pair(before[-1], after[0]) == 2 or (ENDS_IN_WORD.search(before) is not None and BEGINS_SMALL.match(after) is not None)

    def depth(self, unit: int) -> tuple[int, int]:
        """Units between `unit` and the top and the foot of its page."""
        cut = bisect_right(self.cuts, unit) - 1
        return unit - self.cuts[cut], self.cuts[cut + 1] - 1 - unit
