"""Where a note may stand: the edges of pages, smaller type, the inside of a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from cleaner.document import FURNITURE, HEADINGS, OPEN, Document, Role
from cleaner.pages.found import Certainty
from cleaner.printed.layout import Layout, now
from cleaner.regex import regex
from cleaner.wording.glyphs import CJK, HAS_HAN, width
from cleaner.wording.sentences import CLAUSE_MARK, ends_clause, ends_sentence

IN_FLOW = HEADINGS | OPEN | {Role.LIST_ITEM, Role.TABLE}
FOLIO = regex(
    r"[ \t]*(?:[^\W\d_]{1,8}\.?[ \t])?[-–—·•.]*[ \t]*\d{1,4}[ \t]*[-–—·•.]*[ \t]*\Z"
    r"|[ \t]*第?[ \t]?\d{1,4}[ \t]?(?:[页頁쪽]|ページ)(?:[ \t]*[共/／].*)?[ \t]*\Z"
)
ABBREVIATED = regex(r"\b(?:[Nn]o|[Vv]ol|pp?|eds?|al|cf|vs|St|Dr|Mrs?|Ms|Prof|[A-Z])\.\s*\Z")
ADDRESS = regex(r"://\S*[./]\s*\Z")
WITH_NUMBER = regex(r"\b([^\W\d_]+)[ ]?\d")
MEASURED = regex(rf"([{CJK}])[ ]?(?:\d{{3,}}(?![ ]?[\d年])|\d+\.\d)")
NEAR = 4
"""Lines after a note in which its mark may be yet."""
WIDE = 0.85
"""Of the widest line of a note, or of the measure: a line so wide does not end its paragraph."""
SMALL_TYPE, AROUND = 1.07, 4
"""Of the widest of so many lines before: lines so wide are set in smaller type."""


class Places:
    """The running text of a document, headings included, and what surrounds a place in it.

    A place is an offset into `flow`.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        # of text of another kind too: an extractor that breaks lines at every mark makes print look like it
        self.flow = [line for line in document.filled if line.role in IN_FLOW]
        self.places = {line.index: place for place, line in enumerate(self.flow)}
        # places that are told: of notes, of their marks, of numbers that stand apart from their notes
        self.taken: set[int] = set()
        self.marked: set[int] = set()
        self.numbers: set[int] = set()

    @cached_property
    def edges(self) -> set[int]:
        """Places before which a page begins: of another page than the line before them, or with furniture between."""
        found = {place for place in range(1, len(self.flow)) if self.flow[place].page != self.flow[place - 1].page}
        for line in self.document.filled:
            if line.role in FURNITURE:
                found.update([place for step in (1, 2, 3) if (place := self.places.get(line.index + step)) is not None][:1])
        for place in self.furniture:
            found |= {place, place + 1}
        filled = self.document.measured.filled
        for row in self.breaks:
            found.update([place for line in filled[row : row + NEAR] if (place := self.places.get(line.index))][:1])
        return found | {0, len(self.flow)}

    @cached_property
    def furniture(self) -> set[int]:
        """Places of what may be furniture, and was not sure enough to go."""
        filled = self.document.measured.filled
        return {place for row in self.document.pages.furniture if (place := self.places.get(filled[row].index)) is not None}

    @cached_property
    def repeated(self) -> frozenset[int]:
        """The places of lines whose wording stands elsewhere, too: a running head behind the notes of a page."""
        texts = [line.text.strip() for line in self.flow]
        times = Counter(texts)
        return frozenset([place for place, text in enumerate(texts) if times[text] > 1])

    @cached_property
    def counted(self) -> Counter[str]:
        """How often a number stands behind each word that one stands behind."""
        return Counter(WITH_NUMBER.findall(self.document.wording()))

    @cached_property
    def measures(self) -> frozenset[str]:
        """The ideographs behind which a number stands that is no year and too long for a mark: they measure or count."""
        return frozenset(MEASURED.findall(self.document.wording()))

    @cached_property
    def page_ends(self) -> set[int]:
        """Places before which a form feed or a mark ends a page."""
        return {place for place in self.edges if 0 < place < len(self.flow) and self.flow[place].page != self.flow[place - 1].page}

    @cached_property
    def measured(self) -> Layout:
        return now(self.document)

    def next_edge(self, place: int) -> int:
        """Where the page of the line at `place` ends."""
        return self._edges[bisect_right(self._edges, place)]

    @cached_property
    def _edges(self) -> list[int]:
        return sorted(self.edges)

    def holds_folio(self, places: Iterable[int]) -> bool:
        """Whether a number stands alone, or with one word: it may count the pages, and then what stands below or above it is a head."""
        return any([FOLIO.match(self.flow[place].text) is not None for place in places])

    def is_small(self, start: int, end: int, above: int) -> bool:
        """Whether the lines, but the last, are wider than those before `above`, as smaller type is."""
        widths = self.measured.widths
        sizes, body = [
            [widths.get(line.index) or width(line.text.strip()) for line in self.flow[first:stop]]
            for first, stop in ((start, end), (max(0, above - AROUND), above))
        ]
        return bool(body) and min(sizes[:-1] or sizes) >= SMALL_TYPE * max(body)

    def are_mostly_small(self, start: int, end: int, above: int) -> bool:
        """The same of at least half of the lines of Latin text: addresses and citations break early."""
        body = [width(line.text.strip()) for line in self.flow[max(0, above - AROUND) : above]]
        sizes = [width(line.text.strip()) for line in self.flow[start:end]]
        return bool(body) and not self.measured.is_cjk and 2 * sum([size > SMALL_TYPE * max(body) for size in sizes]) >= len(sizes)

    def sheet(self, place: int) -> int:
        """How many page breaks stand before `place`: those of the file, or else those that were found."""
        line = self.flow[place]
        row = self.document.measured.places.get(line.index, 0)
        return line.page if self.document.lines[-1].page > 1 else bisect_right(self.breaks, row)

    @cached_property
    def breaks(self) -> list[int]:
        """Where pages begin, by place among the filled lines."""
        return sorted([one.place for one in self.document.pages.breaks if one.certainty is not Certainty.UNSURE])

    def cuts(self, start: int, end: int) -> bool:
        """Whether the notes stand inside a sentence: it is open before them, and what follows can be its rest."""
        before, after = self.flow[start - 1].text, self.flow[end].text.strip()
        if ends_clause(before) or not ended(self.flow[end - 1].text):
            return False
        if not HAS_HAN.search(after):
            return after[:1].islower()
        return CLAUSE_MARK.search(before) is not None or width(before.strip()) >= WIDE * self.measured.measure


def ended(text: str) -> bool:
    """Whether a note ends with `text`: an abbreviation (`no.`) and an address go on after their point."""
    return ends_sentence(text) and not (ABBREVIATED.search(text) or ADDRESS.search(text))
