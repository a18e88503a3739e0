"""Whether a printed line goes on in the next one: all that shows at its end, as one sum of evidence.

Each line is measured once; what stands at a line end is then named (`Ends.at`), and each name has a weight, in nats (natural logarithm of
how much likelier it is where a line goes on). The weights are fitted by `benchmarks/weigh_joins.py`, which says on what.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise

from cleaner.document import FURNITURE, Document, Line, Role
from cleaner.lines import holds_wide
from cleaner.pages.proposals import apart as furniture_apart
from cleaner.passes.paragraphs.bullets import bulleted
from cleaner.printed.apart import METRED, NEXT_NUMBER, PAGED, SMALL, VERSE, apart
from cleaner.printed.floats import FIGURE, FIGURE_FIRST, REFERS
from cleaner.printed.flow import PARTICLE
from cleaner.printed.layout import INDENT, Layout, layout, parts_word
from cleaner.printed.measures import CIRCLES
from cleaner.printed.rows import (
    WIDE_SHARE,
    begins_entry,
    is_code,
    is_foreign,
    is_row,
    labels_of,
    recurring_bullets,
    recurring_labels,
)
from cleaner.regex import regex
from cleaner.wording.glyphs import CLOSERS, width
from cleaner.wording.line_ends import DATA, evidence, script_of
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import AFTER_NUMBER, ENTRY, LEADERS, RANGE, ends_aside, ends_clause, ends_sentence

ROOM = {True: (0, 1, 2, 4, 10), False: (0, 0.02, 0.06, 0.2)}
"""Where the room that the next word had left is told apart: in columns for ideographs, by share of the measure for letters."""
FEW_PRINTED, WIDEST, AT_EDGE = 0.15, 4, 4
"""Of the lines around so few are in print; lines on each side whose widths are asked for there; so many that have the measure prove it."""
HALF = 0.45
"""Of the measure: room that no printed line leaves."""
SHORT, SHORT_SHARE = 6, 0.2
"""Columns, and of the measure: a line with more room breaks off."""
RUNS = (1, 2, 4, 8)
"""How many lines in a row break off."""
BESIDE = 3
"""Lines before and after whose signs of programs are counted."""
NEAR, PER_COLUMNS = 6, 20
"""Lines before and after whose marks of clauses are counted, and the columns that one of them is for: cells and code have few."""
SHOWN = regex(
    r"[\n，。；：！？、,;.!?{}=<>_$\\|#&*@^`~(/:0-9-](?:(?<=[\n，。；：！？、{}=<>_$\\|#&*@^`~;])|(?<=[,.!?])(?=\s|\Z)|(?<=[^\W\d_]\()"
    r"|(?<=\()(?=\))|(?<=-)(?=-)|(?<=[^\s/]/)(?=[^\s/])|(?<=[^\W\d_][0-9])|(?<=[0-9])(?=[^\W\d_])|(?<=:)(?=\S))"
)
"""The marks of clauses, the signs of programs, paths and commands, and the line ends. All begin with one class and look back from there."""
MARKS, STOPS = "，；：、,;", "。！？.!?"
NO_SIGNS, NO_MARKS = str.maketrans("", "", "{}=<>_$\\|#&*@^`~(/:0123456789-"), str.maketrans("", "", MARKS.replace(";", "") + STOPS)
NO_STOPS = str.maketrans("", "", MARKS)
SENTENCES = 40
"""Lines before and after whose sentences are counted."""
MOSTLY = 0.8
"""Of the sentences around: so many end their paragraphs that hardly one goes on behind a full line."""
SIDE = 10
"""Lines before and after, of which some break off and some stand in print."""
FEW_SIGNS = 0.4
"""By columns, as `Ends.signs`: running text has fewer."""
NEVER_FIRST = frozenset("，。、；：？！”’》」』】）%％,.;:?!)")
"""Marks that extractors put on a line of their own, but no paragraph begins with (kinsoku)."""
NEVER_LAST = frozenset("，、,“‘《「『【（(第")
MARKS_FIRST = frozenset("，。、；：？！")
OPENERS = frozenset('“‘「『《（(【"')
SPEECH, SPEECH_END = frozenset("“「『"), frozenset("”」』")
BROKEN_WORD = regex(r"[^\W\d_][-\u2010\xad]\s*\Z")
BRACKET = regex("[（(《）)》]")
INITIAL = regex(r"\b[A-Z]\.\Z")
"""The initial of a name: inside a bracket it ends no sentence."""
FORMULA = regex(r"[!-~\u00a0-\u2bff]+(?:[ ][!-~\u00a0-\u2bff]+)* \(\d{1,3}(?:[.-]\d{1,3})?\)")
"""Signs without an ideograph, and a number in brackets."""
DIGITS = frozenset("123456789")
COMMENT = regex(r"(?:\A|(?<=\s))//(?=\s|\Z)")
DASHED = regex(r"[^\s，。；：、,;:?!][^，。；：、,;:?!]{0,23} [-–—] \S")
"""What an entry begins with: a name, and a dash between spaces."""
CLAUSE_NUMBER = regex(r"((?:\d{1,2}\.?){1,4})\(?([a-z])[.)]?[ \t]")
DATE = regex(
    r"[\d〇○Ｏ零一二三四五六七八九十]{2,4} ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日|第 ?\d{1,4} ?号"
)
"""The date of a document, or its number."""
LONGEST_ASIDE = 8
"""Lines."""
IN_TURN = "two lines in turn, again and again"
FURNITURE_LIKELY = "beside what is likely furniture of a page"
NAMED = "behind the name of a figure"
CODE = regex(r"(?:[A-Z]{2,5}[ :]{1,2})?[\w./:-]{0,30}\d[\w./:-]{0,30}(?: [A-Z])?", re.A)
"""A number, code or address alone."""
ITEM_NUMBER = regex(r"[（(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})(?:[.．、]|[)）\]][.．]?)")
"""The number of an item and its mark, and nothing else."""
LABEL = regex(r"[^，。；：、,.;:?!]{1,16}[：:](?!//)")
"""What a field or an entry begins with."""


class Ends:
    """What shows at the ends of the lines of running text, by place; `flow` are the lines that are printed one after the other."""

    def __init__(self, document: Document, flow: list[Line]) -> None:
        self.document, self.flow = document, flow
        self.layout = measured = layout(document)
        texts = self.texts = [line.text.strip() or " " for line in flow]  # a rule may have emptied one
        self.sizes = [measured.widths.get(line.index) or width(text) for line, text in zip(flow, texts, strict=True)]
        self.in_print = _Mean([line.index in document.printed_ends for line in flow], SIDE)
        self.measures = self._measures()
        self.is_body = [line.role is Role.BODY for line in flow]
        self.wide = [
            measured.at(line).is_cjk or (size > WIDE_SHARE * len(text) and holds_wide(text))
            for line, text, size in zip(flow, texts, self.sizes, strict=True)
        ]
        self.ended = [_end(text) for text in texts]
        self.begins = [_begin(text) for text in texts]
        for place in [place for place, line in enumerate(flow) if line.index in measured.raised] if measured.raised else ():
            self.begins[place] = "mark"  # a raised citation begins nothing
            if texts[place] in CIRCLES:
                self.ended[place] = self.ended[place - 1]
        rest = [measured.first_unit(line.printed) for line in flow[1:]] + [0]
        self.rooms = [
            measure - size - unit for measure, size, unit in zip(self.measures, self.sizes, rest, strict=True)
        ]  # that the next word left
        self.short = [
            body and end in ",o" and room > max(SHORT, SHORT_SHARE * measure)
            for body, end, room, measure in zip(self.is_body, self.ended, self.rooms, self.measures, strict=True)
        ]
        found = "".join(SHOWN.findall("\n".join(texts)))
        marks = found.translate(NO_SIGNS)
        self.clauses = list(map(len, marks.split("\n")))  # marks of clauses on each line
        signs = list(map(len, found.translate(NO_MARKS).split("\n")))
        self.widths, self.marks = _Mean(self.sizes, NEAR), _Mean(self.clauses, NEAR)
        around, near = _Mean(signs, BESIDE), _Mean(self.sizes, BESIDE)
        self.signs = [
            min(1.0, PER_COLUMNS * (own + around[place]) / max(PER_COLUMNS, self.sizes[place] + near[place]))
            if own or around[place]
            else 0.0
            for place, own in enumerate(signs)
        ]
        self.code = [
            is_code(text)
            or (own > 1 and own * PER_COLUMNS >= len(text) and not (clause or is_wide or "://" in text))
            or ("//" in text and COMMENT.search(text) is not None)
            for text, own, clause, is_wide in zip(texts, signs, self.clauses, self.wide, strict=True)
        ]
        self.loose = _Mean(self.short, SIDE)
        self.runs = _runs(self.short)
        stops = list(map(len, marks.translate(NO_STOPS).split("\n")))
        lines = list(zip(self.ended, self.rooms, self.is_body, stops, strict=True))
        self.last_stops = _Mean([body and end == "." and room > INDENT for end, room, body, _ in lines], SENTENCES)
        self.inner_stops = _Mean([body * (stop - (end == ".")) if stop else 0 for end, _, body, stop in lines], SENTENCES)
        self.labels = [(":" in text or "：" in text) and LABEL.match(text) is not None for text in texts]
        self.apart = self._apart()
        for place, reason in self.apart.items():
            if reason == NEXT_NUMBER and self.begins[place] == "wide":
                self.begins[place] = "item"  # a letter counts it
        self.listed = [False]  # behind a clause that ends in a mark such as a colon, and no sentence since
        for end, body in zip(self.ended, self.is_body, strict=True):
            self.listed.append(body and (end == ":" or (end != "." and self.listed[-1])))

    def _measures(self) -> list[float]:
        """The width of a full line, by place: where hardly a line around is in print, that of the widest beside it: no page ends them."""
        told = [self.layout.measure_at(line) or 1 for line in self.flow]
        if not self.document.printed_measures:
            return told
        return [measure if self.in_print[place] >= FEW_PRINTED else self._widest(place, measure) for place, measure in enumerate(told)]

    def _widest(self, place: int, measure: float) -> float:
        sizes = self.sizes[max(0, place - WIDEST) : place + WIDEST + 1]
        return measure if sum([abs(size - measure) <= 2 for size in sizes]) >= AT_EDGE else max(measure, *sizes)

    def is_item(self, place: int) -> bool:
        """Whether the line right above holds nothing but the next number of a list; numbers below each other are cells."""
        last = place - 1
        if self.apart.get(last) != NEXT_NUMBER or place in self.apart or not self.is_body[last]:
            return False
        if self.texts[place].startswith(self.texts[last]):
            return False  # the number is printed twice
        is_close = self.layout.gaps.get(self.flow[place].index, 0) <= self.document.usual_gap
        is_number = [ITEM_NUMBER.fullmatch(text) is not None for text in self.texts[max(0, last - 1) : place + 1]]
        return is_close and is_number[-3:] in ([False, True, False], [True, False])

    def is_rest(self, place: int) -> bool:
        """Whether the line begins with a particle, which begins no sentence, behind an open line."""
        last = place - 1
        is_open = self.ended[last] == "o" and self.is_body[last] and place not in self.apart
        return is_open and self.texts[place][0] in "们們的了" and PARTICLE.match(self.texts[place]) is not None

    def is_full(self, place: int) -> bool:
        """Whether the line before is in print, open, and so full that nothing outweighs it: most lines are, and need no sum.

        Or the line begins with a raised citation.
        """
        last = place - 1
        before, line = self.flow[last].index, self.flow[place].index
        return line in self.layout.raised or (
            self.ended[last] in "o,"
            and self.begins[place] == ("wide" if self.wide[last] else "small")
            and self.rooms[last] <= 2
            and self.sizes[last] <= self.measures[last] + SHORT
            and (before in self.document.printed_ends or not self.document.printed_measures)
            and place not in self.apart
            and self.layout.gaps.get(line, 0) <= self.document.usual_gap
            and line not in self.layout.indents
            and max(self.signs[last], self.signs[place]) < FEW_SIGNS
        )

    def is_cut(self, place: int, first: int) -> bool:
        """Whether a sentence ends on the line before, with so much room left or before a line so far apart that nothing outweighs it.

        Of 1,806 such line ends of printed documents the sum joined none, and was in doubt of none. Or a figure's name ends there, or
        the line is of verse or the head of a page, or right behind it.
        """
        last = place - 1
        if self.begins[place] == "mark":
            return False
        if self.apart.get(place) in (NAMED, METRED, PAGED):
            return True
        if self.ended[last] != ".":
            return False
        room = self.layout.room_left(self.flow[last], self.flow[place], first == last)
        return place in self.apart or room > max(SHORT, SHORT_SHARE * self.measures[last])

    def may_go_on(self, place: int) -> bool:
        """Whether a sentence may go on at a line, from the line before what is likely furniture."""
        reasons = (FURNITURE_LIKELY, PAGED)
        if place < 2 or self.apart.get(place) not in reasons or self.apart.get(place - 1) not in reasons:
            return False
        return self.ended[place - 2] in "o," and not self.short[place - 2] and self.begins[place] in ("wide", "small", "mark")

    def _apart(self) -> dict[int, str]:
        """The lines, by place, that stand apart from the one before by what they are, and why."""
        document, texts = self.document, self.texts
        entries = {line.index for line in document.holding(*LEADERS) if ENTRY.search(line.text)}
        likely, bullets = furniture_apart(document), bulleted(document)
        labels, marks = labels_of(texts), recurring_bullets(texts)
        recurring = recurring_labels(labels)
        # between two lines of print a number alone is no word of a sentence: the next one had room beside it, or stands on another
        # page; nor is a code at the edge of one
        pages = [line.page for line in self.flow]
        likely |= {
            line.index
            for place, (line, text) in enumerate(zip(self.flow[1:-1], texts[1:-1], strict=True), 1)
            if not self.short[place - 1]
            if (text.isdecimal() and len(text) < 4 and not self.short[place + 1])
            or (pages[place + 1] > pages[place - 1] and CODE.fullmatch(text) and text[-1] != ".")
        }
        dashed = [(" - " in text or " – " in text or " — " in text) and DASHED.match(text) is not None for text in texts]
        again = [text == before and len(text) > 1 for text, before in zip(texts[2:], texts, strict=False)]
        in_turn = {one for place, two in enumerate(pairwise(again), 3) if all(two) for one in range(place - 3, place + 1)}
        indices = [line.index for line in self.flow]
        apart_by = {  # a later reason is the one that is told
            "lines of a program": [place for place, two in enumerate(pairwise(self.code), 1) if all(two)],
            "beside a row of columns that gaps part": _laid_out([line.raw.rstrip() for line in self.flow]),
            "begins with a label, as other lines do": [
                place
                for place, label in enumerate(labels)
                if label and place and begins_entry(texts[place - 1], labels[place - 1], label, recurring)
            ],
            "begins with a name and a dash, as the line before does": [place for place, two in enumerate(pairwise(dashed), 1) if all(two)],
            "begins with a bullet, as other lines do": [
                place for place, (index, text) in enumerate(zip(indices, texts, strict=True)) if index in bullets or text[:2] in marks
            ],
            FURNITURE_LIKELY: _beside(indices, likely),
            "an entry of a table of contents": _beside(indices, entries),
            "the next lettered clause": _clauses(texts),
            "behind a date or number on a line of its own": [
                place + 1
                for place, text in enumerate(texts[:-1])
                if text[-1] in "日号"
                and DATE.fullmatch(text)
                and self.short[place]
                and place
                and (self.short[place - 1] or self.ended[place - 1] == ".")
            ],
            "ideographs behind a line in Latin script alone": [
                place
                for place, (before, text) in enumerate(pairwise(texts), 1)
                if " " in before and before.isascii() and text[0] > "\u3040" and not PARTICLE.match(text)
            ],
            NAMED: self._named(),
            IN_TURN: _beside(range(len(texts)), in_turn),
        }
        found = {place: reason for reason, places in apart_by.items() for place in places if place}
        others = apart(texts, self.layout.is_cjk)
        if document.printed_measures:  # a full line that breaks off behind `of`, or is as wide as print ever is, ends none of verse
            for place in [place for place, reason in others.items() if reason == VERSE and self.rooms[place - 1] <= 0]:
                word = texts[place - 1].rpartition(" ")[2]
                if word in SMALL or (word.isalnum() and self.sizes[place - 1] >= self.measures[place - 1]):
                    del others[place]
        return {**others, **found}

    def _named(self) -> Iterator[int]:
        """The places of lines behind a figure's name that a blank line, an indent, a page, or its width beyond all print parts from it."""
        texts, gaps, usual = self.texts, self.layout.gaps, self.document.usual_gap
        for place in [place for place, text in enumerate(texts[:-1]) if text[0] in FIGURE_FIRST and self.ended[place] == "o"]:
            text = texts[place].replace("\t", " ")
            match = FIGURE.match(text)
            line, after = self.flow[place], self.flow[place + 1]
            if not match or REFERS.match(text, match.end()) or (place and self.ended[place - 1] == "o" and not self.short[place - 1]):
                continue
            parted = gaps.get(after.index, 0) > usual or (after.raw[0].isspace() and not line.raw[0].isspace())
            edge = [between for between in self.document.lines[line.index + 1 : after.index] if between.role in FURNITURE]
            if parted or edge or self.sizes[place] >= self.measures[place] + SHORT:
                yield place + 1

    def brief(self, place: int) -> float:
        """The share of the sentences around that end their paragraph: on a line with room to spare, not inside of one."""
        ends = self.last_stops[place]
        return ends / max(0.01, ends + self.inner_stops[place])

    def at(self, place: int, first: int) -> dict[str, float]:
        """What shows between the line at `place` and the one before it, whose paragraph begins at `first`: names, and how much of each."""
        flow, measured = self.flow, self.layout
        last = place - 1
        before, line, left, right = flow[last], flow[place], self.texts[last], self.texts[place]
        here = measured.at(line)
        is_first = first == last
        is_cjk = self.wide[last] or here.is_cjk
        script = "c" if is_cjk else "l"
        measure = self.measures[last]
        end, begin = self.ended[last], self.begins[place]
        if end == "o" and left[-1] == "）" and ends_aside("".join(self.texts[max(first, place - LONGEST_ASIDE) : place])):
            end = "."
        ended = "." if end == ":" else end
        room = measured.room_left(before, line, is_first) + measure - measured.measure_at(before)
        size = room if is_cjk else room / measure
        step = "half" if room > HALF * measure else str(sum([size > edge for edge in ROOM[is_cjk]]))
        filled = "full" if room <= 2 else "near" if room <= max(SHORT, SHORT_SHARE * measure) else "short"
        kind = f"{script}{ended} {filled}"
        found: dict[str, float] = {script: 1, f"room {script}{end}{step}": 1, f"begins {script}{end} {begin}": 1}
        found[f"beside {kind}"] = self.in_print[last]
        found[f"loose {kind}"] = self.loose[last]
        if end in ",o":
            nats = evidence(left, right, script_of(left + right, self.wide[last]))
            found[f"nats {script} {filled}"] = max(-3.0, min(3.0, nats))
            found[f"marks {script} {filled}"] = min(1.0, PER_COLUMNS * self.marks[last] / max(1.0, self.widths[last]))
            if is_cjk and parts_word(self.document, before, line, is_alone=is_first):
                found["parts a word"] = 1
            if self.runs[last]:
                found[f"run {script}{sum([self.runs[last] > edge for edge in RUNS])}"] = 1
        elif room <= 2:
            found[f"brief {script}"] = brief = self.brief(last)
            if brief > MOSTLY:
                found[f"brief {script} mostly"] = 1
            if left[-1] in SPEECH_END and right[0] in SPEECH:
                found["speeches"] = 1
        if place + 1 < len(flow) and self.is_body[place + 1]:
            rest = self.rooms[place]
            shape = "full" if rest <= 0.02 * measure else "near" if rest <= SHORT_SHARE * measure else "short"
            found[f"next {script}{ended}{'.' if self.ended[place] in '.:' else 'o'}{shape}"] = 1
        if end == "o":
            if self.listed[place]:
                found[f"listed {script} {filled}"] = 1
            if self.begins[first] == "small" and not is_cjk:
                found[f"lower {filled} {begin}"] = 1
        if signs := max(self.signs[last], self.signs[place]):
            found[f"signs {script} {filled}"] = signs
        if line.index in measured.pieces and self.apart.get(place) != IN_TURN:
            found["piece"] = 1  # a number inside a line counts no block
        elif place in self.apart and begin != "mark":
            found["apart"] = 1
        if word_goes_on(left, right):
            found["word goes on"] = 1
        if (ended != "." or INITIAL.search(left)) and in_bracket(left, right):
            found["bracket"] = 1
        if ended != "." and here.breaks_beside_latin(before, line) and not ITEM_MARK.match(right):
            found["breaks words"] = 1
        if labels := self.labels[last] + 2 * self.labels[place]:
            found[f"label {labels} {filled}"] = 1
        if foreign := is_foreign(left) + is_foreign(right):
            found[f"foreign {foreign}"] = 1
        if left[:4] == right[:4] and len(right) > 4:
            found["same start"] = 1
        if end == "o" and left[-1] in CLOSERS:
            found[f"closes {script} {filled}"] = 1
        if is_first and ended != "." and ITEM_MARK.match(left):
            found[f"item {script} {filled}"] = 1
        if gap := measured.gaps.get(line.index, 0):
            if gap > self.document.usual_gap:
                found[f"gap {'kept' if here.gaps_kept else 'loose'} {kind}"] = 1
                found[f"gap {ended} {begin}"] = 1
            else:
                found["usual gap"] = 1
        self._indent(found, place, here, ended)
        if is_cjk and ended == "." and FORMULA.fullmatch(right):
            found["formula"] = 1
        short_by = self.measures[place] - self.sizes[place]
        if is_cjk and ended == "." and here.indents_lost and INDENT - 1 <= short_by <= INDENT + 2 and right[0] != "（":
            found["lost indent"] = 1
        return found

    def _indent(self, found: dict[str, float], place: int, here: Layout, ended: str) -> None:
        indents = self.layout.indents
        if not indents and not here.indents_kept:
            return
        indent, outer = indents.get(self.flow[place].index, 0), indents.get(self.flow[place - 1].index, 0)
        if here.indents_kept:
            found[f"indent {'kept' if indent > 1 else 'none'} {ended}"] = 1
        elif indent > outer + 1:
            after = indents.get(self.flow[place + 1].index, 0) if place + 1 < len(self.flow) else 0
            found[f"indent {'alone' if after < indent - 1 else 'deeper'} {ended}"] = 1
        elif indent < outer - 1:
            found[f"indent less {ended}"] = 1


def _beside(lines: Sequence[int], chosen: set[int]) -> Iterator[int]:
    """The places of the chosen lines, and of those after them."""
    for place in [place for place, line in enumerate(lines) if line in chosen] if chosen else ():
        yield from range(place, min(place + 2, len(lines)))


def _clauses(texts: Sequence[str]) -> Iterator[int]:
    """The places of lines that begin with the number of a section and a letter (`4.3.a.`), where the letters count on from the first."""
    runs: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if text[0] in DIGITS and (match := CLAUSE_NUMBER.match(text)):
            run = runs.setdefault(match[1], [])
            if ord(match[2]) == ord("a") + len(run):
                run.append(place)
    for run in runs.values():
        yield from run if len(run) > 1 else ()


def _end(text: str) -> str:
    """How a line ends: a sentence, a clause, with a mark that ends none, open."""
    return "." if ends_sentence(text) else ":" if ends_clause(text) else "," if text[-1:] in NEVER_LAST else "o"


def _begin(text: str) -> str:
    """What a line begins with."""
    first = text[:1]
    if first in MARKS_FIRST:
        return "mark"
    if (mark := ITEM_MARK.match(text)) and mark[0][-1] != "是":
        return "item"
    if first.isalpha():
        return "wide" if first > "\u3000" else "small" if first.islower() else "capital"
    for name, signs in (("never", NEVER_FIRST), ("open", OPENERS)):
        if first in signs:
            return name
    return "digit" if first.isdigit() else "wide" if first > "\u3000" else "sign"


def _laid_out(texts: Sequence[str]) -> Iterator[int]:
    """The places of lines that stand apart from the one before, being rows of columns, given all lines with their leading spaces.

    Both lines have a wide gap; or only this one, and the line before begins where a cell behind a name does: the name stands in the
    middle of a cell of several lines.
    """
    if not any(["   " in text.lstrip() for text in texts]):
        return
    rows = [[match.end() for match in WIDE_GAP.finditer(text)] if "   " in text and is_row(text.strip()) else [] for text in texts]
    for place in range(1, len(texts)):
        before = texts[place - 1]
        lead = len(before) - len(before.lstrip())
        if rows[place] and (rows[place - 1] or lead in rows[place]):
            yield place


WIDE_GAP = regex(r"(?<=[^\W\d_][^\W\d_]) {3,}(?=\S)|(?<=[^\W_])(?<=\S) {3,}(?=[^\W_])")


def _runs(flags: list[bool]) -> list[int]:
    """By place, in how many in a row a feature holds, itself among them."""
    runs = [(flag, len(list(run))) for flag, run in groupby(flags)]
    return [size * flag for flag, size in runs for _ in range(size)]


class _Mean:
    """By place, the mean of the values around it, `reach` lines on each side."""

    def __init__(self, values: Sequence[float], reach: int) -> None:
        self.sums, self.reach = list(accumulate(values, initial=0.0)), reach

    def __getitem__(self, place: int) -> float:
        start, end = max(0, place - self.reach), min(len(self.sums) - 1, place + self.reach + 1)
        return (self.sums[end] - self.sums[start]) / (end - start)


def in_bracket(before: str, line: str) -> bool:
    """Whether a bracket, or the mark of a title, that `before` opens last is closed on `line`, before another one opens."""
    opened = max([before.rfind(sign) for sign in "（(《"])
    if opened < 0 or opened < max([before.rfind(sign) for sign in "）)》"]):
        return False
    end = BRACKET.search(line)
    return end is not None and end[0] in "）)》"


def word_goes_on(before: str, line: str) -> bool:
    """Whether a word goes on after its hyphen with a small letter, a number or code after its dash, or with its sign."""
    right = line.lstrip()[:1]
    if right.islower():
        return BROKEN_WORD.search(before) is not None
    left = before.rstrip()
    return (right.isdigit() and RANGE.search(left) is not None) or (right in AFTER_NUMBER and left[-1:].isdigit())


@cache
def weights() -> dict[str, float]:
    """Nats by name."""
    with open(os.path.join(DATA, "joins.txt"), encoding="utf-8") as file:
        rows = [row.split("\t") for row in file.read().splitlines()]
    return {name: float(value) for value, name in rows}


def score_of(found: dict[str, float]) -> float:
    """The sum of evidence, in nats: a line goes on where it is above nothing."""
    known = weights()
    return sum([known.get(name, 0.0) * value for name, value in found.items()])


def reason_of(found: dict[str, float], score: float) -> str:
    """The strongest evidence for what was decided, in words."""
    known, side = weights(), 1 if score > 0 else -1
    values = [side * known.get(name, 0.0) * value for name, value in found.items()]
    name = [*found][values.index(max(values))]
    return REASONS.get(name.split(" ", 1)[0], OTHER)[score <= 0]


OTHER = ("goes on", "stands alone")
REASONS = {
    "room": ("the line before is full", "the line before had room for the next word"),
    "beside": ("stands among printed lines", "stands beside printed lines"),
    "loose": ("stands among lines that break off",) * 2,
    "label": ("goes on behind a label", "beside a label, as fields and entries have"),
    "begins": ("begins as the rest of a sentence does", "begins as a paragraph does"),
    "nats": ("the wording goes on", "the wording ends there"),
    "run": ("one of several pieces of printed lines", "one of several lines that break off"),
    "listed": ("goes on in a list behind a colon", "in a list behind a colon"),
    "lower": ("goes on where lines begin with small letters", "behind what began with a small letter"),
    "marks": ("stands among clauses", "stands among lines without clauses"),
    "next": ("is as long as the rest of a paragraph", "is as short as a line of its own"),
    "apart": ("goes on whatever it looks like", "stands apart"),
    "brief": ("sentences here go on behind the end of a line", "sentences here end their paragraphs"),
    "gap": ("goes on behind a blank line", "behind a blank line"),
    "indent": ("not indented", "indented"),
    "lost": ("full but for an indent", "short by a lost indent, behind a finished sentence"),
    "piece": ("a piece of the same printed line: their widths add up to the measure",) * 2,
    "word": ("a hyphen or dash shows that a word or number goes on",) * 2,
    "bracket": ("inside an open bracket",) * 2,
    "parts": ("the line end parts a word that the text knows",) * 2,
    "breaks": ("broken between words, as lines of this text are",) * 2,
    "signs": ("stands among signs of formulas", "stands among signs of programs and paths"),
}
