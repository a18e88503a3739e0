"""Running text in which something may be set: what is open before a place, how wide lines are there, what goes on after it.

Two questions stand apart, and both must be answered before anything moves: is this set apart from the running text, and does the
sentence that was open before it go on after it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cleaner.document import Document, Line
from cleaner.printed.floats import BOX, CREDIT_LAST, CREDIT_SIGNS, CREDIT_WORDS, STARTERS, capital, credit_in
from cleaner.printed.layout import INDENT, UNBROKEN, Layout, is_tracked, now
from cleaner.regex import regex
from cleaner.wording.glyphs import CJK, HAN, HAS_CJK, HAS_HAN, NO_LINE_START, letters
from cleaner.wording.line_ends import parts_pair
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import CLAUSE_MARK, ends_clause, ends_sentence

ODD = 4
"""Columns: a line of another type size or a narrower box differs from the measure by two ideographs at least."""
CUT = 6
"""Columns that stay free on a line cut in mid-sentence, with the next ideograph: full lines fall short by two or three marks at most."""
CUT_LATIN, WIDER_LATIN = 0.9, 1.07
"""Of the measure: a line on which the next word would have ended there was cut; and one so wide stands in another measure."""
EVEN = 0.85
"""Of the first line of an inset, the least width of the others but the last: a ragged line is as narrow."""
AROUND, MIN_AROUND = 5, 3
"""Lines before and after an inset whose width is compared, and how many of them must be full on each side."""
FILLED = 0.15
"""Of the measure, what a line of running text may fall short of it, and its first line with it whose indent was lost."""
NEAR = 15
"""Lines before and after, as many as a column shows at a glance, among which others stop short."""
CREDIT_TAIL = 14
"""Signs at the end of a line in which the word of a credit is."""
SMALL_WORD = regex(r"(?<![^\W_])[a-zß-öø-ÿ]+(?![^\W_])")
HAS_LETTERS = regex(r"[^\W\d_]")
NOTED = regex(r"[。！？.!?”][ ]?\d{1,2}\Z")
DASHES = frozenset("—―─–")
SIGNATURE = regex(r"[—―─–]{1,2}[ \u3000]?[^\W\d_a-zß-öø-ÿ][^，。！？；：….,;:!?—―─–]{1,39}\Z")
MIN_STARTS, USUAL = 4, 0.75
"""Lines that begin a paragraph after a short line, and the share of them that begin alike, for a convention."""
SMALL = regex(r"[a-zß-öø-ÿ][a-zß-öø-ÿ'’-]*(?=[ ,;.:!?]|\Z)(?!\.\S)")
"""A word in small letters only; the names of programs often hold others."""
REST = regex(f"[{HAN}][，。；、]")
"""One ideograph and a mark: the rest of a word, but for those that begin a sentence alone."""
DIGITS = regex(r"\d+")
TOGETHER = regex(f"[{HAN}]{{2}}")
SPACED, SPACED_END = regex(rf"[{CJK}，。、] [{CJK}，。、]"), regex(rf"[{CJK}，。、] [{CJK}，。、]\Z")
"""Ideographs side by side, and letter-spaced ones at the start and the end of a line."""
PARTICLE = regex("们|們|的(?![确確士的])|了(?![解不却卻结結如望无無断斷然])|[吗嗎呢吧][，。！？]")
"""A particle begins no sentence; the words that begin with the same ideograph are left out."""
ALONE = frozenset("是不好对行嗯哦啊唉哎喂但而故即又且另看听来走快對聽來")


SMALL_LETTER, NO_BEGINNING, HALF_OF_WORD = "a small letter after the stop", "what begins no sentence", "the other half of a word"
LONE, DOUBLED = "one ideograph before a mark", "a verb once more: 看一 | 看"
DOUBLING = frozenset("一不了")
PLAIN_PROOFS = frozenset({SMALL_LETTER, NO_BEGINNING, HALF_OF_WORD, DOUBLED})
"""Proofs in the wording of the line itself."""


@dataclass(frozen=True)
class Flow:
    """The lines of running text in order, and what tells whether something is set into them."""

    document: Document
    lines: list[Line]
    measured: Layout

    @classmethod
    def of(cls, document: Document, measured: Layout | None = None) -> Flow:
        """The body of `document`, as it is now."""
        measured = measured or now(document)
        return cls(document, [line for line in document.body() if line.index in measured.widths], measured)

    @cached_property
    def sizes(self) -> list[float]:
        """The width of each line, without its gaps."""
        widths = self.measured.widths
        return [widths[line.index] for line in self.lines]

    @cached_property
    def measures(self) -> list[float]:
        """The width of a full line around each line."""
        if not self.measured.measures:
            return [self.measured.measure] * len(self.lines)
        return [self.measured.measure_at(line) for line in self.lines]

    @cached_property
    def ends_credit(self) -> frozenset[int]:
        """The places of lines that may end as a photo's credit does: by a sign near the end, or a word on a line or the one before."""
        document, found = self.document, set[int]()
        pattern = CREDIT_SIGNS if self.measured.is_cjk else CREDIT_WORDS
        if pattern.search(document.wording()) is None:
            return frozenset()
        if not self.measured.is_cjk:
            named = {line.index for line in document.matching(CREDIT_WORDS)}
            places = [at for at, line in enumerate(self.lines) if line.index in named]
            return frozenset([*places, *[at + 1 for at in places if at + 1 < len(self.lines)]])
        for place, line in enumerate(self.lines):
            end = line.text.rstrip()[-CREDIT_TAIL:]
            if (end[-1:] in CREDIT_LAST or "于" in end or "/" in end or "源" in end or "／" in end or "∕" in end) and CREDIT_SIGNS.search(
                end
            ):
                found.add(place)
        return frozenset(found)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that the text writes in small letters."""
        return frozenset(SMALL_WORD.findall(self.document.source))

    def begins_sentence(self, place: int) -> bool:
        """Whether the capital of the Latin line at `place` is a sentence's: the text writes the word small elsewhere, or English does."""
        word = capital(self.lines[place].text)
        return STARTERS.match(word) is not None or (len(word) > 1 and word in self.small_words)  # a letter may be a variable

    def room(self, place: int, after: int) -> float:
        """Columns free on the line at `place` with the first word of the line at `after` on it."""
        return self.measures[place] - self.sizes[place] - self.measured.first_unit(self.lines[after].text)

    def is_cut(self, place: int, after: int) -> bool:
        """Whether the line at `place`, inside a paragraph, breaks off in mid-sentence with room to spare: something cut it.

        The line before it is full and open, so that it is no heading and no item. A line stretched to one ideograph on each line of the
        input is as wide as these together.
        """
        first, size = place, self.sizes[place]
        if self.measured.is_cjk:
            size = most_width(self.lines[place].text)
            while self._is_single(place) and first > 0 and self._is_single(first - 1):
                first -= 1
                size += 2
        is_stretched = self.measured.is_cjk and self.is_stretched(place)
        if first < 1 or (ends_block(self.lines[first - 1].text) and not is_stretched):
            return False
        measure, above = self.measures[place], self.sizes[first - 1]
        if not self.measured.is_cjk:
            unit = self.measured.first_unit
            fits = size + unit(self.lines[after].text) <= CUT_LATIN * measure
            return fits and above + unit(self.lines[first].text) > CUT_LATIN * measure
        if (first == place and self.lines[place].index in self.measured.pieces) or not HAS_CJK.search(self.lines[place].text):
            return False
        # a layout engine may keep an ideograph and the Latin beside it together
        text = self.lines[after].text.lstrip()
        held = UNBROKEN.match(text)
        free = measure - size - max(self.measured.first_unit(text), most_width(held[0]) if held else 0)
        return free > CUT and (is_stretched or above >= measure - CUT)

    def is_stretched(self, place: int) -> bool:
        """Whether the line at `place` was letter-spaced to fill its measure, and the next one was not: something cut its paragraph.

        No last line of a paragraph is stretched, and a title has no clause.
        """
        line = self.lines[place]
        if (
            not (is_tracked(line.raw) and SPACED_END.search(line.text.rstrip()))
            or TOGETHER.search(line.raw)
            or place + 1 == len(self.lines)
        ):
            return False
        if SPACED.match(self.lines[place + 1].text.lstrip()):
            return False
        return CLAUSE_MARK.search(line.text) is not None or (place > 0 and self.is_in_block(place))

    def _is_single(self, place: int) -> bool:
        text = self.lines[place].text.strip()
        return len(text) == 1 and HAS_HAN.match(text) is not None

    def is_in_block(self, place: int) -> bool:
        """Whether the line before the one at `place` is full and open."""
        return self.sizes[place - 1] >= self.measures[place] - CUT and not ends_block(self.lines[place - 1].text)

    @cached_property
    def _starts_show(self) -> str:
        """How the first line of a paragraph shows: "indented", "short" by a lost indent, or not at all."""
        lines, sizes, measures = self.lines, self.sizes, self.measures
        starts = [
            place
            for place in range(1, len(lines))
            if sizes[place - 1] < 0.8 * measures[place - 1]
            and ends_block(lines[place - 1].text)
            and sizes[place] > measures[place] - CUT - 1
        ]
        if self.measured.indents_kept:
            return "indented" if len(starts) >= MIN_STARTS else ""
        if self.measured.indents_lost:
            short = sum([-1 <= sizes[place] - measures[place] + INDENT <= 1 for place in starts])
            full = sum([sizes[place] >= measures[place] - 1 for place in starts])
            return "short" if short >= MIN_STARTS and short >= USUAL * (short + full) else ""
        return ""

    def begins_paragraph(self, place: int) -> bool | None:
        """Whether the line at `place` begins a paragraph by the convention of the text; None where it has none, or does not tell."""
        line = self.lines[place]
        if self._starts_show == "indented":
            return self.measured.indents.get(line.index, 0) > 1
        if self._starts_show == "short":
            # one mark may hang over the edge
            return False if self.sizes[place] - _hangs(line.text) >= self.measures[place] - INDENT + 2 else None
        return None

    def is_open(self, place: int) -> bool:
        """Whether the line at `place` is running text that breaks off in mid-sentence, and no heading: one stands after a sentence."""
        text = self.lines[place].text.rstrip()
        if not HAS_LETTERS.search(text) or ends_block(text) or text[-1] == "—" or credit_in(text):
            return False
        if place == 0 or ends_block(self.lines[place - 1].text):
            # the first line of its paragraph: only a full one is surely no heading
            if self.measured.is_cjk and self.is_stretched(place):
                return True
            least = self.measures[place] - INDENT - 3 if self.measured.is_cjk else 0.8 * self.measures[place]
            return self.sizes[place] >= least
        return True

    def goes_on(self, before: int, after: int, between: int) -> str:
        """What proves that the sentence of the line at `before` goes on with the line at `after` and not with the one at `between`."""
        left, right = self.lines[before].text.strip(), self.lines[after].text.strip()
        if self.begins_anew(after):
            return ""
        if SMALL.match(right) and (left[-1].isalpha() or left[-1] in ",-"):
            return SMALL_LETTER
        if not self.measured.is_cjk:
            return ""
        if self.begins_nothing(after):
            return NO_BEGINNING
        is_rest = REST.match(right) is not None and right[0] not in ALONE
        if left[-2:-1] == right[0] and left[-1] in DOUBLING:
            return DOUBLED
        if self.reads_on(before, after) > self.reads_on(before, between) + (0 if is_rest else 1):
            return HALF_OF_WORD
        if is_rest:
            return LONE
        is_inner = self.begins_paragraph(after) is False and (self.is_full(before) or (before > 0 and self.is_in_block(before)))
        return "no first line of a paragraph" if is_inner else ""

    def begins_nothing(self, place: int) -> bool:
        """Whether the line at `place` begins with a mark, though a sentence ended before it, or with a particle."""
        text = self.lines[place].text.lstrip()
        # a mark may belong to the quotation or bracket that closes before it
        stops = self.lines[place - 1].text.rstrip()[-1:] in "。！？"
        return (stops and text[0] in NO_LINE_START and text[0] not in "”’…") or PARTICLE.match(text) is not None

    def reads_on(self, before: int, after: int) -> int:
        """How surely a word goes over from the line at `before` to that at `after`: 2 for a word of the list, 1 for what the text knows."""
        left, right = self.lines[before].text.rstrip()[-1:], self.lines[after].text.lstrip()[:1]
        listed = parts_pair(left, right)
        return listed if listed == 2 else int(listed == 1 and self.document.knows(left, right))

    def is_loose(self, start: int, end: int) -> bool:
        """Whether around the lines from `start` to `end` more than one line stops short in mid-sentence: a list, a form, verse."""
        around = self._stops_short[max(0, start - NEAR - 1) : start - 1] + self._stops_short[end : end + NEAR]
        return sum(around) > 1

    @cached_property
    def _stops_short(self) -> list[bool]:
        """Whether each line, open and behind a full and open one, has room for more."""
        full = [size >= measure - CUT for size, measure in zip(self.sizes, self.measures, strict=True)]
        is_open = [not ends_block(line.text) for line in self.lines]
        before = [False, *[here and there for here, there in zip(full, is_open, strict=True)]]
        ends = zip(before, full, is_open, self.lines, strict=False)
        return [
            inside and here and not filled and len(line.text.strip()) > 1 and not is_tracked(line.raw)
            for inside, filled, here, line in ends
        ]

    @cached_property
    def shapes(self) -> Counter[str]:
        """How often lines stand that are alike but for their numbers."""
        return Counter([DIGITS.sub("0", line.text.strip()) for line in self.lines])

    def is_inner(self, place: int) -> bool:
        """Whether the line at `place` and the one before it are full and open: a line inside a paragraph."""
        return place > 0 and self.is_in_block(place) and self.is_full(place)

    def is_full(self, place: int) -> bool:
        """Whether the line at `place`, none of the last, is as wide as the measure, or nearly."""
        return self.sizes[place] >= self.measures[place] - CUT if self.measured.is_cjk else self.room(place, place + 1) <= 0

    def begins_anew(self, place: int) -> bool:
        """Whether the line at `place` begins an item, a box, or a paragraph by the convention of the text."""
        text = self.lines[place].text.lstrip()
        return ITEM_MARK.match(text) is not None or BOX.match(text) is not None or self.begins_paragraph(place) is True

    def is_signature(self, place: int) -> bool:
        """Whether the line at `place` tells who said what ends before it: a dash and a name, short and without a stop, on no list."""
        text = self.lines[place].text.strip()
        if text[:1] not in DASHES or not place or not SIGNATURE.match(text) or not ends_sentence(self.lines[place - 1].text):
            return False
        beside = [self.lines[other].text.lstrip()[:1] for other in (place - 1, place + 1) if other < len(self.lines)]
        return DASHES.isdisjoint(beside) and (place + 1 == len(self.lines) or self.room(place, place + 1) > 0)

    def is_among_full(self, start: int, end: int, reach: int = AROUND) -> bool:
        """Whether running text stands before and behind the lines from `start` to `end`: some of `reach` lines there fill their measure."""
        sides = self._filled[max(0, start - reach) : start], self._filled[end : end + reach]
        return all([sum(side) >= min(MIN_AROUND, max(1, len(side) - 1)) for side in sides])  # the last line of the text is short

    @cached_property
    def _filled(self) -> list[bool]:
        """Whether each line is as wide as the measure, or nearly, and no wider."""
        return [-FILLED * measure <= size - measure <= ODD for size, measure in zip(self.sizes, self.measures, strict=True)]

    def may_go_on(self, place: int) -> bool:
        """Whether nothing shows that the line at `place` begins something new."""
        return not self.begins_anew(place) and (self.measured.is_cjk or SMALL.match(self.lines[place].text.lstrip()) is not None)

    def sticks_out(self, place: int) -> bool:
        """Whether the line at `place` is wider than all around: by an ideograph that no mark hangs over the edge for, or a short word."""
        places = [*range(max(0, place - AROUND), place), *range(place + 1, min(len(self.lines), place + AROUND))]
        if not self.measured.is_cjk:
            around = [self.sizes[other] for other in places]
            return self.measured.is_proportional and self.sizes[place] >= WIDER_LATIN * max(self.measures[place], *around)
        around = [self.sizes[other] - _hangs(self.lines[other].text) for other in places]
        widest: float = max(self.measured.measure, self.measures[place], *around)
        return _least_width(self.lines[place].text) >= widest + 2

    def is_even(self, start: int, end: int) -> bool:
        """Whether all lines from `start` but the last are about as wide as the first: of one measure, whatever it is."""
        return min(self.sizes[start : max(start + 1, end - 1)]) >= EVEN * self.sizes[start]

    def has_own_measure(self, start: int, end: int) -> bool:
        """Whether all these lines but the last fill a measure of their own; of one line, whether it sticks out."""
        inner, measure = self.sizes[start : end - 1], self.measures[start]
        if not inner:
            return self.sticks_out(start)
        most = [most_width(line.text) for line in self.lines[start : end - 1]]
        is_even = max(inner) - min(inner) <= ODD and self.sizes[end - 1] <= max(inner) and 2 * min(inner) >= measure
        # a first line whose indent was lost is narrower, too
        return is_even and (self.sticks_out(start) or max(most) <= measure - (ODD if len(inner) > 1 else 2 * ODD))

    def is_column(self, start: int, end: int) -> bool:
        """Whether the lines of CJK, three and the last at least, fill one narrower measure: two may have been cut by chance."""
        if not self.measured.is_cjk or end - start <= MIN_AROUND or ends_block(self.lines[start].text):
            return False
        sizes, most = self.sizes[start : end - 1], [most_width(line.text) for line in self.lines[start : end - 1]]
        is_even = max(sizes) - min(sizes) <= ODD // 4 and self.sizes[end - 1] <= max(sizes)
        return is_even and max(most) <= self.measures[start] - ODD and abs(self.sizes[start - 1] - max(sizes)) >= ODD

    def is_narrow(self, start: int, end: int) -> bool:
        """Whether all lines from `start` but the last stop short of the measure in mid-sentence, and there is one."""
        full = range(start, end - 1)
        return len(full) > 0 and all([most_width(self.lines[place].text) <= self.measures[place] - ODD - 2 for place in full])


def ends_block(text: str) -> bool:
    """Whether a paragraph may end with `text`: with a stop and the mark of a note, or with a remark in brackets."""
    text = text.rstrip()
    return ends_clause(text) or text[-1:] in "）)" or (text[-1:].isdecimal() and NOTED.search(text) is not None)


def _hangs(text: str) -> int:
    """Columns of the mark that may hang over the edge after `text`."""
    return 2 if text.rstrip()[-1:] in NO_LINE_START else 0


def most_width(text: str) -> int:
    """The most columns that a line of CJK may take: two for every sign, as in lines of so many characters each."""
    return 2 * len(letters(text))


def _least_width(text: str) -> float:
    """The least that a line of CJK takes: a mark at its end may hang, others be half as wide, and some fonts have narrow digits."""
    wording = letters(text)
    wide = len(HAS_HAN.findall(wording))
    narrow = len(wording) - wide
    ascii_signs = len(wording.encode("ascii", "ignore"))
    return 2 * wide + (narrow - ascii_signs) + ascii_signs / 2 - (wording[-1:] in NO_LINE_START)
