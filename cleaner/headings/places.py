"""What the lines around a heading show: where blocks begin and end, and where a paragraph begins.

Two kinds of ground: printed lines, whose widths tell a line end of the page from one of the author; and blocks, which are whole.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import accumulate

from cleaner.document import HEADINGS, Document, Kind, Line, Role
from cleaner.headings.marks import DIVISIONS, mark_of
from cleaner.headings.wording import CALLS, PAGE, clauses, ends_clause, ends_small, is_headline
from cleaner.printed.layout import INDENT, SLACK, Layout, layout, parts_word
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_CJK, width
from cleaner.wording.numbering import COUNTED_FIRST, ITEM_MARK
from cleaner.wording.sentences import MAY_END, open_pairs

NOTED = regex(r"(?<!\d)[。！？”.!?]\d{1,3}\Z")
"""A sentence and the number of a note."""
LARGER = 2 / 3
"""Of the measure: a line of a heading may be so short and full, for headings are set up to half as large again, and ragged."""
NEVER_FIRST = frozenset("ンーッャュョァィゥェォっゃゅょぁぃぅぇぉを々，。、；：！？）」』》”")
"""Kana that no word begins with, and marks that stand behind one."""
PARTICLES = frozenset("がのにとは")
"""Particles of Japanese, with an ideograph behind: they go on what stands before."""
CONTINUING = regex(r"的(?![确確士])|是(?:一[种種个個类類项項款]|指|由|[目当當]前)")
"""What goes on a sentence in Chinese: the particle that no word begins with, but for a few, and a copula, whose subject stands before."""
LETTERED = regex(r"[a-z][.)）]|\([a-z]{1,4}\) [A-ZÀ-Þ]")
"""The letter of an item."""
LONE = regex(r"\d{1,2}\.?\Z")
JOINING = frozenset("和与與及")
"""What joins the second line of a title to the first."""
COMMA = regex(r"[，,](?!\d)")
KATAKANA = regex("[\u30a1-\u30fc]{2}")
TYPED = 0.15
"""Of the lines: in text with one paragraph a line hardly any begins small."""
LONG = 40
"""Characters of a block: no heading has more."""
WHOLE = 0.8
"""Of the blocks longer than that; 0.6 in an exam that formulas broke up, 0.9 and more in articles."""
SMALL = 0.5
"""Of the measure: a word or two, the rest of a heading."""
FILLED = 0.75
"""Of the measure: a line so wide may be the first of a paragraph."""
ITEM_FIRST = COUNTED_FIRST | frozenset("第-*+•●■◆○▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""What `ITEM_MARK` begins with."""
BULLETS = frozenset("-*+•●■◆○▪◦")
"""Alone on a line. Two in a row: an extractor put them behind their items; one may stand before its own."""
MAX_LINES = 4
"""Of a heading: three printed lines, and a number on its own."""


OF_TEXT = HEADINGS | {Role.BODY}
FLOWING = OF_TEXT | {Role.KEPT, Role.LIST_ITEM, Role.TABLE}
"""Among printed lines also lines that are whole, lists and tables, so that every line has the same neighbours in a second run."""


class Places:
    """The running text of a document, line by line, and what shows at each place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        roles = FLOWING if document.kind is Kind.WRAPPED else OF_TEXT
        self.flow: list[Line] = [line for line in document.filled if line.role in roles]
        self.texts: list[str] = [line.text.strip() for line in self.flow]
        self.is_printed = document.kind is Kind.WRAPPED
        self.measured: Layout | None = layout(document) if self.is_printed else None
        self._breaks: dict[int, bool] = {}
        self.is_cjk = self.measured.is_cjk if self.measured else document.is_wide()

    def __len__(self) -> int:
        return len(self.flow)

    @cached_property
    def apart(self) -> frozenset[int]:
        """The places of lines with more blank lines before them than is usual, where that says anything: not where a page begins.

        Where most of them stand inside sentences, an extractor put the blank lines anywhere.
        """
        if not self.is_printed:
            return frozenset()
        gaps = self.gaps
        usual = Counter(gaps[1:]).most_common(1)[0][0] if len(gaps) > 1 else 0
        found = [place for place in range(1, len(gaps)) if gaps[place] > usual and self.flow[place].page == self.flow[place - 1].page]
        ended = [place for place in found if ends_clause(self.texts[place - 1]) or self.breaks(place - 1)]
        return frozenset(ended) if len(ended) >= 0.8 * len(found) else frozenset()

    @cached_property
    def gaps(self) -> list[int]:
        """Blank lines before each line."""
        lines = self.document.measured
        return [lines.gaps[lines.places[line.index]] for line in self.flow]

    @cached_property
    def is_typed(self) -> bool:
        """Whether an author broke the lines of text without a measure: many begin small. Then blank lines part blocks, or nothing does."""
        blocks = [text for place, text in enumerate(self.texts) if self.is_block(place)]
        return sum([text[0].islower() for text in blocks]) >= TYPED * len(blocks)

    @cached_property
    def grounds(self) -> list[Layout | None]:
        """The measurements of the printed stretch that each line stands in; nothing for a block."""
        measured = self.measured
        return [measured.at(line) if measured and line.index in measured.widths else None for line in self.flow]

    @cached_property
    def left(self) -> list[float]:
        """Columns between the end of each line and the measure; without end for a block."""
        here = zip(self.flow, self.grounds, strict=True)
        return [ground.measure_at(line) - ground.widths[line.index] if ground else 1e9 for line, ground in here]

    def unsure(self, place: int) -> int:
        """Columns that a first line may be short by, where its stretch does not show whether paragraphs were indented."""
        ground = self.grounds[place]
        return INDENT if ground and self.is_cjk and not ground.indents_kept and not ground.indents_lost else 0

    def is_inside_word(self, place: int) -> bool:
        """Whether the characters on the two sides of the line end before `place`, of CJK, stand side by side elsewhere in the text."""
        left, right = self.texts[place - 1][-1], self.texts[place][0]
        return bool(HAS_CJK.match(left) and HAS_CJK.match(right)) and self.document.knows(left, right)

    def loses_indents(self, place: int) -> bool:
        """Whether first lines of paragraphs are known to be short by an indent, where the line stands."""
        ground = self.grounds[place]
        return ground is not None and ground.indents_lost

    def is_block(self, place: int) -> bool:
        """Whether the line is whole: not one of those that were printed, and measured."""
        return self.grounds[place] is None

    def room(self, place: int, *, is_first: bool = False) -> float:
        """Columns left on a printed line though the next one's first word could have stood there; without end for a block."""
        if place + 1 >= len(self.flow) or self.measured is None or self.is_block(place):
            return 1e9
        line, after = self.flow[place], self.flow[place + 1]
        return self.measured.room_left(line, after, is_first)

    def breaks(self, place: int) -> bool:
        """Whether the end of the line is the author's: the next word would certainly have fitted, and no word is parted there."""
        found = self._breaks.get(place)
        if found is None:
            found = self._breaks[place] = self._is_broken(place)
        return found

    def _is_broken(self, place: int) -> bool:
        if self.left[place] <= SLACK and place + 1 < len(self.flow) and not self.is_block(place + 1):
            return False  # full: what most lines are
        if self.measured is None or place + 1 >= len(self.flow) or self.is_block(place) or self.is_block(place + 1):
            return True
        line, after = self.flow[place], self.flow[place + 1]
        # where the next line shows its indent, this one shows its end
        least = SLACK if self.is_indented(place + 1) else self.unsure(place) + INDENT
        if self.is_cjk and self.share(place) > SMALL:
            least += 2 * self.texts[place].count(" ")  # which a line that is justified may have made wider
        room = self.measured.room_left(line, after, is_first=True)
        if room <= least or room - self.measured.at(line).held(after) <= least:
            return False
        return not (parts_word(self.document, line, after, is_alone=True) or self.measured.breaks_beside_latin(line, after))

    def is_indented(self, place: int, *, lost: bool = True) -> bool:
        """Whether a printed line shows the indent of a first line, kept or (a weak sign: it is short by as much) `lost`."""
        ground, line = self.grounds[place], self.flow[place]
        if ground is None:
            return False
        if ground.indents_kept:
            return ground.indents.get(line.index, 0) > 1
        if lost and ground.indents_lost:
            return -INDENT - 2 <= ground.widths.get(line.index, 0) - ground.measure_at(line) <= -INDENT + 1
        return False

    def share(self, place: int) -> float:
        """How much of the measure a printed line fills; a block is as wide as it is long."""
        ground, line = self.grounds[place], self.flow[place]
        if ground is None:
            return min(1.0, len(self.texts[place]) / LONG)
        size = ground.widths[line.index]
        return size / max(1, size + self.left[place])

    @cached_property
    def ended(self) -> list[bool]:
        """Whether what stands before each place is finished: nothing, a heading, a sentence; or it is set apart."""
        flow, texts, apart = self.flow, self.texts, self.apart
        found = [True]
        for place in range(1, len(texts)):
            text = texts[place - 1]
            if flow[place - 1].role in HEADINGS or place in apart or (text in BULLETS and texts[place - 2] in BULLETS):
                found.append(True)
            elif (len(text) < 4 and LONE.match(text)) or PAGE.fullmatch(text):
                found.append(found[-1])  # a number alone is no running text: of a page, or of what follows
            elif text[-1] not in MAY_END and not text[-1].isdigit():
                found.append(False)
            elif ends_clause(text) or (text[-1].isdigit() and NOTED.search(text)):
                found.append(not (text[-1] in "]0123456789" and self.is_rest(place)))
            else:
                found.append(False)
        return found

    @cached_property
    def filled(self) -> list[int]:
        """How many lines before each place are as wide as those of running text."""
        return list(
            accumulate(
                [
                    self.share(place) >= FILLED and (not self.is_block(place) or ends_clause(self.texts[place]))
                    for place in range(len(self))
                ],
                initial=0,
            )
        )

    def is_rest(self, place: int, gap: int = SLACK) -> bool:
        """Whether a line and the one before, a number or the mark of a note, fill one printed line: an extractor parted them there.

        The line may be short by `gap` columns: the indent of a first line, and what stood behind its number.
        """
        measured, line, before = self.measured, self.flow[place], self.flow[place - 1]
        if measured is None or self.is_block(place) or self.is_block(place - 1):
            return False
        size = measured.widths.get(line.index, 0) + measured.widths.get(before.index, 0)
        return -INDENT <= measured.measure_at(line) - size <= gap

    @cached_property
    def behind_items(self) -> frozenset[int]:
        """The places of lines before which an item of a list stands, on one line or more, and ends for certain: items have no stop."""
        found: set[int] = set()
        for place, text in enumerate(self.texts[:-1]):
            if text[0] in ITEM_FIRST and ITEM_MARK.match(text):
                last = place
                while last < len(self) - 2 and last - place < MAX_LINES - 1 and not self.breaks(last):
                    last += 1
                if self.breaks(last):
                    found.add(last + 1)
        return frozenset(found)

    def is_prose(self, place: int) -> bool:
        """Whether a paragraph may begin on the line: it is full, or has clauses, or ends a sentence. In Latin script it begins large."""
        text = self.texts[place]
        if self.begins_small(place):
            return False
        if ends_clause(text) or clauses(text):
            return True
        if self.is_block(place):
            return len(text) > LONG
        if place + 1 >= len(self.flow):
            return False
        least = LARGER if self.is_indented(place, lost=False) else FILLED
        return self.room(place, is_first=True) <= SLACK + self.unsure(place) or self.share(place) >= least

    def has_rest(self, place: int) -> bool:
        """Whether the line below one with clauses is the rest of its sentence: it is shorter; among printed lines it has the stop too."""
        text, after = self.texts[place], place + 1
        if not self.is_printed or after in self.apart or text[-1] in CALLS or not COMMA.search(text):
            return False
        return width(self.texts[after]) < width(text) and (self.is_block(place) or ends_clause(self.texts[after]))

    def is_inside(self, place: int) -> bool:
        """Whether a line goes on the block before: it begins small, or no blank line parts them though an author broke the lines."""
        return self.begins_small(place) or (self.is_typed and not self.gaps[place])

    def begins_small(self, place: int) -> bool:
        """Whether the line begins with a small letter, as no block does: but for a name, it goes on."""
        text = self.texts[place]
        if text[0] in NEVER_FIRST or (text[0] in PARTICLES and "\u4e00" <= text[1:2] <= "\u9fff"):
            return True
        if text[0] in "的是" and CONTINUING.match(text):
            return True
        if LETTERED.match(text):
            return False
        return (text[0].islower() or (text[0] in "(/&" and text[1:2].isalpha() and not self.is_cjk)) and not HAS_CJK.search(text[:12])

    def opens(self, place: int) -> bool:
        """Whether the line shows that it is the first of a paragraph: by its indent, kept; or lost, for then it is short by as much.

        A line that leaves room for the next word and ends no clause is none of a paragraph but its first, whose indent an extractor
        lost: in CJK where ideographs stand on both sides of the line end, for words of letters leave such room as well.
        """
        ground, line, text = self.grounds[place], self.flow[place], self.texts[place]
        if ground is None or place + 2 >= len(self.flow) or self.begins_small(place):
            return False
        if ground.indents_kept:
            return ground.indents.get(line.index, 0) > 1
        after = self.texts[place + 1]
        if ends_clause(text) or (self.breaks(place + 1) and not ends_clause(after)):
            return False  # what begins here would end without a stop
        if self.is_cjk and not (HAS_CJK.match(text[-1]) and HAS_CJK.match(after[0]) and width(text) == 2 * len(text)):
            return False
        room = self.room(place)
        return self.is_indented(place) or (SLACK if self.is_cjk else 0) <= room <= INDENT + SLACK

    def is_full(self, place: int) -> bool:
        """Whether the next word did not fit on the line, which stands alone in its row."""
        return self.room(place) < 0 and width(self.texts[place]) >= SMALL * self.measured.measure_at(self.flow[place])  # type: ignore[union-attr]

    def is_short(self, place: int) -> bool:
        """Whether a line of CJK ends far from the measure, where no heading is broken: whatever its last word, it is whole."""
        return self.is_cjk and self.share(place) < LARGER and (self.breaks(place) if self.is_printed else self.is_of_paragraphs)

    @cached_property
    def is_of_paragraphs(self) -> bool:
        """Whether the blocks of a text are whole: the long ones end as paragraphs do. Where an extractor broke them, two of three do."""
        ends = [ends_clause(text) for text in self.texts if len(text) > LONG]
        return sum(ends) >= WHOLE * len(ends)

    def is_loose(self, place: int, least: int = 0) -> bool:
        """Whether the next word would have fitted on a line of CJK, were it the first of its paragraph or not: so it is no full line."""
        ground = self.grounds[place]
        return self.room(place) >= least + (0 if ground and ground.indents_kept else INDENT)

    def goes_on(self, place: int) -> bool:
        """Whether a heading that began before goes on from `place` to the next line, though the line may have room: it is set larger."""
        line, after = self.flow[place], self.flow[place + 1]
        text, next_text = self.texts[place], self.texts[place + 1]
        if self.measured is None or self.is_block(place + 1):
            return False
        if self.begins_small(place + 1) or open_pairs(text) or text[-1:] in "-‐\xad、，,":
            return True
        if KATAKANA.match(text[-1] + next_text[0]):
            return True  # inside a word
        if next_text[-1] in "？?" and text[-1] not in CALLS and self.share(place) >= LARGER and self.breaks(place + 1):
            return self.share(place + 1) < FILLED  # the rest of the question
        if HAS_CJK.search(text[-1:] + next_text[:1]):
            # as wide as a heading is set: what begins the next line would have stuck out
            is_full = self.measured.widths[line.index] + self.measured.first_unit(next_text) > self.measured.widths[after.index]
            mark = mark_of(text)
            is_titled = mark is not None and mark.form in DIVISIONS  # its end is no paragraph's, wherever it stands
            is_rest = (is_titled and next_text[0] in JOINING) or parts_word(self.document, line, after)
            return is_full and (is_titled or self.share(place) >= LARGER) and is_rest
        if ends_small(text):
            return True
        full = LARGER * self.measured.measure_at(line)
        wide = self.measured.widths[line.index] + self.measured.first_unit(next_text) > full
        is_rest = is_headline(text) or (self.share(place + 1) < SMALL and place + 2 < len(self.flow) and self.is_prose(place + 2))
        return wide and is_headline(next_text) and is_rest and self.room(place + 1) > INDENT
