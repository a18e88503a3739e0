"""What speaks against a heading at its place: furniture of the page, tables of contents, figures, the top of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter

from cleaner.document import Role
from cleaner.headings.candidates import Candidate, Counted, is_figure
from cleaner.headings.marks import FORMS, ITEMS, NAMED, mark_of
from cleaner.headings.places import FILLED, LONE, LONG, SMALL, Places
from cleaner.headings.wording import DIGITS, LISTED, OPENING
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_CJK, letters
from cleaner.wording.sentences import ENTRY, LEADERS

PAGED = regex(r"(?<=[^\d\s.,:]) {1,60}\d{1,3}\Z|(?<=[^\W\d]) {1,3}[ivxl]{1,6}\Z")
"""A page number at the end of an entry of a table of contents, without leaders."""
FOLIO = regex(r"(?<![\d.,])\d{1,4}\Z")
"""Figures at the end of a line, of no value."""
CELL = regex(r"[\u3040-\u30ff\u3400-\u9fff] +(?=[\u3040-\u30ff\u3400-\u9fff]{2})")
"""A gap between words of CJK, as between cells."""
MIN_CELLS = 3
"""Such gaps in a row; a heading has one or two between its clauses."""
COMMENT = regex(r"(?<!\S)(?:#|//)(?= )")
"""A comment in a line of a program, which has a number before it."""
SENTENCE = 20
"""Characters of a line that ends a sentence; a shorter one may be a name with an abbreviation."""
SPEAKER = 10
"""Characters of a line of its own that announces what somebody says, or a formula."""
NEAR = 4
"""Lines of an entry in such a list."""
MIN_SAME = 3
"""Places of one and the same line: a button, the label of a form, the foot of a page."""


LISTS = frozenset(FORMS) - {"clause"} | {"plain"}
"""Forms that go on without a heading between; articles go on from part to part of a law."""


class Against:
    """The counter-evidence that the whole text gives."""

    def __init__(self, places: Places) -> None:
        self.places = places

    @cached_property
    def same(self) -> Counter[str]:
        """How often each line stands in the text."""
        return Counter(self.places.texts)

    @cached_property
    def masked(self) -> dict[str, set[str]]:
        """The lines that differ in nothing but their figures."""
        found: dict[str, set[str]] = defaultdict(set)
        for text in self.places.texts:
            if len(text) < 100 and any([sign.isdigit() for sign in text[:1] + text[-1:]]):
                found[DIGITS.sub("0", text)].add(text)
        return found

    def _is_last(self, item: Candidate) -> bool:
        """Whether a number that goes on follows at once: what stands before it is the end of the item before, and heads nothing."""
        after = mark_of(self.places.texts[item.end])
        return after is not None and len(after.value) == 1 and after.value[0] > 1 and after.form in LISTS

    @cached_property
    def body(self) -> int:
        """The place of the first running text: a sentence that ends, or two full lines; what stands above it is the top of the text."""
        places = self.places
        for place, text in enumerate(places.texts):
            if places.is_block(place):
                if len(text) > LONG:
                    return place
                continue
            is_sentence = text[-1] in "。.！!？?" and len(text) > SENTENCE and places.share(place) > SMALL
            if is_sentence or (place + 1 < len(places) and min(places.share(place), places.share(place + 1)) >= FILLED):
                return place
        return len(places)

    @cached_property
    def titled(self) -> int | None:
        """The place after the title of the text, if that is known: what follows it may be a heading, what stands above it is none."""
        title = next((line.index for line in self.places.document.lines if line.role is Role.TITLE), None)
        return None if title is None else sum([line.index < title for line in self.places.flow])

    def differs_in_figures(self, text: str) -> bool:
        """Whether the line stands elsewhere with other figures at an end: the page number of a running head, a row, a button."""
        return len(self.masked.get(DIGITS.sub("0", text), ())) > 1

    @cached_property
    def before_folios(self) -> Counter[str]:
        """What stands before figures at the ends of lines, and how many lines have it: with other figures, or with none."""
        found = Counter([FOLIO.sub("", text).rstrip() for text in self.same if text[-1].isdigit()])
        return found + Counter([text for text in found if text in self.same])

    @cached_property
    def paged_forms(self) -> set[str]:
        """The forms of numbers whose lines head pages, with the number of the page behind them; but for those of sections."""
        paged = [mark_of(text) for text, times in self.before_folios.items() if text and times > 1]
        return {mark.form for mark in paged if mark} - {"decimal", "plain"}

    def is_paged(self, text: str) -> bool:
        """Whether a numbered line is a running head: it ends with a page number, and stands elsewhere with another, or its sisters do."""
        figures, mark = FOLIO.search(text), mark_of(text)
        if not figures or not mark or figures.start() <= mark.end:
            return False
        return mark.form in self.paged_forms or self.before_folios[FOLIO.sub("", text).rstrip()] > 1

    def is_entry(self, place: int) -> bool:
        """Whether the line stands among entries of a table of contents: leaders follow, or it and one near it end with a page number.

        Leaders may stand on a line of their own, as an extractor parts what is set apart.
        """
        texts = self.places.texts
        is_led = place + 1 in self.entries and (mark_of(texts[place]) or ENTRY.match(texts[place + 1]))
        if is_led and len(self.entries & {*range(place - 2 * NEAR, place + 2 * NEAR + 1)}) > 1:
            return True
        near = [texts[other] for other in (place - 2, place - 1, place + 1, place + 2) if 0 <= other < len(texts)]
        if texts[place][-1].isdigit() and not self.entries.isdisjoint((place - 2, place - 1, place + 1, place + 2)):
            return True
        return PAGED.search(texts[place]) is not None and any(map(PAGED.search, near))

    def top(self, item: Candidate) -> bool:
        """Whether the candidate stands at the top of a text whose title is not known: it is the title, a name, a place."""
        if item.place >= self.body:
            return False
        if self.titled is not None:
            return item.place < self.titled <= self.body  # of the masthead, unless the title stands behind the text of its page
        if not self.places.is_printed or OPENING.match(item.text):
            return False
        # of CJK, alone above the first paragraph: the heading of a text without a title; in Latin script it is the title more often
        return item.place > 0 or self.body > item.end or not HAS_CJK.search(item.text)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The letters of the title, if that is known, and of the lines above it: where they stand again, they head a page."""
        title = letters("".join([line.text for line in self.places.document.lines if line.role is Role.TITLE]))
        above = self.places.texts[: self.titled] if self.titled is not None and self.titled <= self.body else []
        return frozenset([title, *map(letters, above)])

    @cached_property
    def furniture(self) -> frozenset[int]:
        """The places of lines that the page edges show to be furniture, sure or not: none that may be the heading itself."""
        document = self.places.document
        filled = document.measured.filled
        found = {filled[row].index for row, known in document.pages.furniture.items() if not known.is_apart}
        return frozenset([place for place, line in enumerate(self.places.flow) if line.index in found])

    @cached_property
    def entries(self) -> frozenset[int]:
        """The places of entries of a table of contents, with leaders."""
        wording = self.places.document.wording()
        if not any([leaders in wording for leaders in LEADERS]):
            return frozenset()  # one scan for most texts
        return frozenset([place for place, text in enumerate(self.places.texts) if ENTRY.search(text)])

    @cached_property
    def listed(self) -> frozenset[str]:
        """The letters of the entries of a table of contents, if headings without a number that it lists stand below it."""
        texts = self.places.texts
        names = {letters(ENTRY.sub("", texts[place])) for place in self.entries}
        below = [text for text in texts[max(self.entries) :] if letters(text) in names] if names else []
        return frozenset(names if len(below) >= MIN_SAME else ())

    def repeated(self, items: Sequence[Candidate], numbered: Sequence[Candidate]) -> set[str]:
        """The lines that stand again and again, each time as a heading does and in another numbered section: parts that all of them have.

        One such line alone may be a name that all sections have below their heading.
        """
        starts = [item.place for item in numbered]
        sections: dict[str, list[int]] = defaultdict(list)
        for item in items:
            if item.is_ended and item.is_sure and item.is_followed and not item.doubt:
                sections[self.places.texts[item.place]].append(bisect_right(starts, item.place))
        parts = {text for text, found in sections.items() if len({*found} - {0}) == self.same[text] >= MIN_SAME}
        return parts if len(parts) > 1 else set()

    def plain(self, item: Candidate, parts: set[int], repeated: set[str]) -> bool:
        """Whether the place of a candidate without a number shows that it is none.

        `parts` are places of numbers below such, `repeated` are lines that are known to be headings though they stand again.
        """
        places, texts, place = self.places, self.places.texts, item.place
        if place and letters(item.text) in self.heads:
            return True
        if self.same[texts[place]] >= MIN_SAME and texts[place] not in repeated:
            return True
        if not places.is_printed:
            return False
        text, before = texts[place], texts[place - 1] if place else ""
        is_latin = not HAS_CJK.search(item.text)
        if self.is_entry(item.end - 1):
            return True
        if is_latin and any([self.differs_in_figures(text) for text in texts[place : item.end]]):
            return True
        if (item.end not in parts and self._is_last(item)) or place in self.furniture:
            return True
        if text[0] == "[" and "[" in (before[:1], texts[item.end][0]):
            return True  # the turns of speakers
        if self.listed and letters(item.text) not in self.listed and not (item.end in self.entries or LISTED.match(texts[item.end])):
            return True
        if any(map(LISTED.match, texts[max(0, place - NEAR) : place])) and any(map(LISTED.match, texts[item.end : item.end + NEAR])):
            return True  # of a list of references
        cells = len(CELL.findall(item.text))
        if cells >= MIN_CELLS or (cells > 1 and texts[item.end].count(" ") >= cells):
            return True  # a row, or the head of a table above its first row
        if not place:
            return False
        if before[-1] in ":：" and (is_latin or (len(before) <= SPEAKER and (places.ended[place - 1] or places.breaks(place - 2)))):
            return True  # what the colon announces
        return is_figure(before) and not LONE.match(before)  # the number of a section, or of a page

    def counted(self, lines: Sequence[Counted]) -> list[Counted]:
        """`lines` without the candidates that are running heads, entries of a table of contents, or ticks of an axis."""
        if not self.places.is_printed:
            return [*lines]
        figures = [line for line in lines if line.mark.form in ("plain", "decimal") and len(line.mark.value) == 1]
        runs = [list(run) for _, run in groupby(figures, key=lambda line: line.mark.value)]
        no_counts = {line.place for run in runs if len(run) >= MIN_SAME for line in run}  # a bullet that an extractor gave as a figure
        no_counts |= self._broken_series({line.place: line.mark.form for line in lines if line.candidate and line.mark.form not in NAMED})
        titles = [(line.mark.form, line.mark.value, line.place) for line in lines if line.candidate and line.place not in self.entries]
        for (form, _), run in groupby(sorted(titles, key=itemgetter(0)), key=itemgetter(0, 1)):
            # with no other number of its form between, a line that stands again heads a page
            again = [place for *_, place in run]
            no_counts.update([place for place in again[1:] if self.is_again(place) or (form not in ITEMS and self._is_edge(place))])
            # of a line and the same one right below it the first heads the page
            texts = self.places.texts
            no_counts.update([place for place, after in pairwise(again) if place + 1 == after and texts[place] == texts[after]])
            if len(again) > 1 and self.is_again(again[0]) and not no_counts.issuperset(again[1:]):
                no_counts.add(again[0])
        return [line._replace(candidate=None) if line.place in no_counts or self._is_no_heading(line) else line for line in lines]

    def is_again(self, place: int) -> bool:
        """Whether the same line stands often in the text."""
        return self.same[self.places.texts[place]] >= MIN_SAME

    def _is_edge(self, place: int) -> bool:
        """Whether the line stands beside the number of a page, or the page edges show that it is furniture."""
        beside = self.places.texts[place - 1 : place] + self.places.texts[place + 1 : place + 2]
        return place in self.furniture or any([text.isdigit() for text in beside])

    def _broken_series(self, named: dict[int, str]) -> set[int]:
        """The places of words that count (`Listing 1`), nothing behind them, of which one is no candidate: that cuts a sentence."""
        found: set[int] = set()
        for form in set(named.values()):
            series = {
                place for place, text in enumerate(self.places.texts) if text[: len(form)] == form and text[len(form) :].strip().isdigit()
            }
            found |= series if series - named.keys() else set()
        return found

    def _is_no_heading(self, line: Counted) -> bool:
        item, texts, text = line.candidate, self.places.texts, self.places.texts[line.place]
        if item is None:
            return False
        if COMMENT.search(text, line.mark.end) or item.place in self.entries or text + "。" in self.same:
            return True
        if line.mark.form not in ITEMS and (self.is_entry(item.end - 1) or self.is_paged(text)):
            return True
        beside = [is_figure(texts[at]) for at in (item.place - 1, item.end) if 0 <= at < len(texts)]
        return beside == [True, True] and len(line.mark.value) == 1  # a label between rows of figures
