"""Whether a printed line goes on in the next one: all that shows at its end, as one sum of evidence.

Each line is measured once; what stands at a line end is then named (`Ends.at`), and each name has a weight, in nats (natural logarithm of
how much likelier it is where a line goes on). The weights are fitted by `benchmarks/weigh_joins.py`, which says on what.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate

from cleaner.apart import SMALL, VERSE, apart
from cleaner.document import Document, Line, Role
from cleaner.glyphs import CLOSERS, width
from cleaner.layout import INDENT, Layout, layout, parts_word
from cleaner.line_ends import DATA, evidence, script_of
from cleaner.numbering import ITEM_MARK
from cleaner.pages.proposals import apart as furniture_apart
from cleaner.passes.paragraphs.bullets import bulleted
from cleaner.regex import regex
from cleaner.rows import (
    WIDE_SHARE,
    begins_alike,
    begins_entry,
    is_code,
    is_foreign,
    is_row,
    labels_of,
    recurring_bullets,
    recurring_labels,
)
from cleaner.sentences import AFTER_NUMBER, ENTRY, LEADERS, RANGE, STOP, ends_aside, ends_clause, ends_sentence

ROOM = {True: (0, 1, 2, 4, 10), False: (0, 0.02, 0.06, 0.2)}
"""Where the room that the next word had left is told apart: in columns for ideographs, by share of the measure for letters."""
HALF = 0.45
"""Of the measure: room that no printed line leaves."""
SHORT, SHORT_SHARE = 6, 0.2
"""Columns, and of the measure: a line with more room breaks off."""
RUNS, MARKED = (1, 2, 4, 8), (0, 0.15, 0.4)
"""How many lines in a row break off, and marks of clauses around them in `PER_COLUMNS`."""
MOST_PIECES = 8
BESIDE = 3
"""Lines to the next stretch."""
NEAR, PER_COLUMNS = 6, 20
"""Lines before and after whose marks of clauses are counted, and the columns that one of them is for: cells and code have few."""
CLAUSE = regex(r"[，。；：！？、]|[,;.!?](?=\s|\Z)")
SIGNS = regex(r"[{}=<>_$\\|;#&*@^`~]|[^\W\d_]\(|--|\(\)|[^\s/]/[^\s/]|\w\.\w|[^\W\d_]\d|\d[^\W\d_]|:\S")
"""Signs of programs, paths and commands."""
MAY_HAVE_SIGNS = regex(r"[{}=<>_$\\|;#&*@^`~(/\d]|--|\.\w|:\S")
"""What each of them holds: most lines of prose have none."""
FEW_SIGNS = 0.25
"""By columns, as `Ends.signs`: running text has fewer."""
NEVER_FIRST = frozenset("，。、；：？！”’》」』】）%％,.;:?!)")
"""Marks that extractors put on a line of their own, but no paragraph begins with (kinsoku)."""
NEVER_LAST = frozenset("，、,“‘《「『【（(第")
MARKS_FIRST = frozenset("，。、；：？！")
OPENERS = frozenset('“‘「『《（(【"')
SPEECH, SPEECH_END = frozenset("“「『"), frozenset("”」』")
BROKEN_WORD = regex(r"[^\W\d_][-\u2010\xad]\s*\Z")
BRACKET = regex("[（(）)]")
FORMULA = regex(r"[!-~\u00a0-\u2bff]+(?:[ ][!-~\u00a0-\u2bff]+)* \(\d{1,3}(?:[.-]\d{1,3})?\)")
"""Signs without an ideograph, and a number in brackets."""
LONGEST_ASIDE = 8
"""Lines."""
LONE_MARK = regex(r"\(?(?:[a-zA-Z]|\d{1,2})[).]|\d+")
SPEECH_STOP = regex(r"[。！？…!?.][”」』]")


class Ends:
    """What shows at the ends of the lines of running text, by place; `flow` are the lines that are printed one after the other."""

    def __init__(self, document: Document, flow: list[Line]) -> None:
        self.document, self.flow = document, flow
        self.layout = measured = layout(document)
        texts = self.texts = [line.text.strip() or " " for line in flow]  # a rule may have emptied one
        self.sizes = [measured.widths.get(line.index) or width(text) for line, text in zip(flow, texts, strict=True)]
        self.measures = [measured.measure_at(line) or 1 for line in flow]
        self.is_body = [line.role is Role.BODY for line in flow]
        self.wide = [
            measured.at(line).is_cjk or size > WIDE_SHARE * len(text) for line, text, size in zip(flow, texts, self.sizes, strict=True)
        ]
        self.ended = [_end(text) for text in texts]
        self.begins = [_begin(text) for text in texts]
        rest = [measured.first_unit(line.printed) for line in flow[1:]] + [0]
        self.rooms = [
            measure - size - unit for measure, size, unit in zip(self.measures, self.sizes, rest, strict=True)
        ]  # that the next word left
        self.short = [
            body and end in ",o" and room > max(SHORT, SHORT_SHARE * measure)
            for body, end, room, measure in zip(self.is_body, self.ended, self.rooms, self.measures, strict=True)
        ]
        self.runs = _runs(self.short)
        self.fills = self._fills()
        self.apart = self._apart()
        self.brief = [self._brief(closes) for closes in (False, True)]

    @cached_property
    def counts(self) -> list[int]:
        """How many signs of programs each line has."""
        return _counts(SIGNS, [text if MAY_HAVE_SIGNS.search(text) else "" for text in self.texts])

    @cached_property
    def marks(self) -> list[float]:
        """The marks of clauses around each line, by columns."""
        marks, sizes = _mean(_counts(CLAUSE, self.texts), NEAR), _mean(self.sizes, NEAR)
        return [min(1.0, PER_COLUMNS * mark / max(1.0, size)) for mark, size in zip(marks, sizes, strict=True)]

    @cached_property
    def signs(self) -> list[float]:
        """The signs of programs on each line and around it, by columns."""
        signs, sizes = self.counts, self.sizes
        rows = zip(signs, _mean(signs, BESIDE), sizes, _mean(sizes, BESIDE), strict=True)
        return [min(1.0, PER_COLUMNS * (own + around) / max(PER_COLUMNS, size + beside)) for own, around, size, beside in rows]

    def is_full(self, place: int) -> bool:
        """Whether the line before is in print, open, and so full that nothing outweighs it: most lines are, and need no sum."""
        last = place - 1
        before, line = self.flow[last].index, self.flow[place].index
        return (
            self.ended[last] == "o"
            and self.begins[place] == ("wide" if self.wide[last] else "small")
            and self.rooms[last] <= 2
            and self.sizes[last] <= self.measures[last] + SHORT
            and (before in self.document.printed_ends or not self.document.printed_measures)
            and place not in self.apart
            and self.layout.gaps.get(line, 0) <= self.document.usual_gap
            and line not in self.layout.indents
            and max(self.signs[last], self.signs[place]) < FEW_SIGNS
        )

    def _fills(self) -> list[bool]:
        """Whether each line that breaks off, and those after it, fill the measure together: a printed line in pieces."""
        found = [False] * len(self.texts)
        for place, (short, measure) in enumerate(zip(self.short, self.measures, strict=True)):
            if short:
                size = self.sizes[place]
                for other in range(place + 1, min(place + MOST_PIECES, len(self.texts))):
                    size += self.sizes[other] + (not self.wide[other])
                    if size >= measure - 3 or not self.short[other]:
                        break
                if abs(size - measure) <= 3:
                    found[place:other] = [True] * (other - place)
        return found

    def _apart(self) -> dict[int, str]:
        """The lines, by place, that stand apart from the one before by what they are, and why."""
        document, texts = self.document, self.texts
        entries = {line.index for line in document.holding(*LEADERS) if ENTRY.search(line.text)}
        likely, bullets = furniture_apart(document), bulleted(document)
        labels, marks = labels_of(texts), recurring_bullets(texts)
        recurring = recurring_labels(labels)
        # between two lines of print a number alone is no word of a sentence: the next one had room beside it
        likely |= {
            line.index
            for line, text, (left, right) in zip(self.flow[1:], texts[1:], zip(self.short, self.short[2:], strict=False), strict=False)
            if text.isdecimal() and len(text) < 4 and not (left or right)
        }
        rows = set(_laid_out([line.raw.rstrip() for line in self.flow]))
        programs = [is_code(text) or self._is_dense(place) for place, text in enumerate(texts)]
        found: dict[int, str] = {}
        for place in range(1, len(texts)):
            before, line = self.flow[place - 1].index, self.flow[place].index
            if line in entries or before in entries:
                found[place] = "an entry of a table of contents"
            elif line in likely or before in likely:
                found[place] = "beside what is likely furniture of a page"
            elif line in bullets or texts[place][:2] in marks:
                found[place] = "begins with a bullet, as other lines do"
            elif begins_alike(texts[place - 1], texts[place]):
                found[place] = "begins with a number, as the line before does"
            elif labels[place] and begins_entry(texts[place - 1], labels[place - 1], labels[place], recurring):
                found[place] = "begins with a label, as other lines do"
            elif place in rows:
                found[place] = "beside a row of columns that gaps part"
            elif programs[place - 1] and programs[place]:
                found[place] = "lines of a program"
        others = apart(texts, self.layout.is_cjk)
        if document.printed_measures:  # a full line that breaks off behind `of`, or is as wide as print ever is, ends none of verse
            for place in [place for place, reason in others.items() if reason == VERSE and self.rooms[place - 1] <= 0]:
                word = texts[place - 1].rpartition(" ")[2]
                if word in SMALL or (word.isalnum() and self.sizes[place - 1] >= self.measures[place - 1]):
                    del others[place]
        return {**others, **found}

    def _is_dense(self, place: int) -> bool:
        """Whether a line is so full of the signs of programs, and without a clause, that it is none of prose. An address may go on."""
        text = self.texts[place]
        signs = self.counts[place]
        return signs > 1 and signs * PER_COLUMNS >= len(text) and not (self.wide[place] or "://" in text or CLAUSE.search(text))

    def _brief(self, closes: bool) -> float:
        """The share of finished sentences that end their paragraph, told by those that end on a short line or inside one.

        Of speeches (`closes`) more do.
        """
        lines = [
            (text, room > INDENT)
            for text, end, room, body in zip(self.texts, self.ended, self.rooms, self.is_body, strict=True)
            if body and end == "." and (not closes or text[-1] in SPEECH_END)
        ]
        whole = "\n".join([text for text, body in zip(self.texts, self.is_body, strict=True) if body])
        inside = len((SPEECH_STOP if closes else STOP).findall(whole)) - len(lines)
        ended = sum([is_short for _, is_short in lines])
        return ended / max(1, ended + max(0, inside) + closes / 4)  # one speech proves little

    def at(self, place: int, first: int) -> dict[str, float]:
        """What shows between the line at `place` and the one before it, whose paragraph begins at `first`: names, and how much of each."""
        flow, measured, document = self.flow, self.layout, self.document
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
        room = measured.room_left(before, line, is_first)
        size = room if is_cjk else room / measure
        step = "half" if room > HALF * measure else str(sum([size > edge for edge in ROOM[is_cjk]]))
        filled = "full" if room <= 2 else "near" if room <= max(SHORT, SHORT_SHARE * measure) else "short"
        found: dict[str, float] = {script: 1, f"room {script}{end}{step}": 1}
        near = self._near(before, line)
        if near:
            found[f"print {near} {ended}{filled}"] = 1
        found[f"begins {script}{end} {begin}"] = 1
        found[f"begins {script}{end} {begin} {filled}"] = 1
        if end in ",o":
            nats = evidence(left, right, script_of(left + right, self.wide[last]))
            found[f"nats {script} {filled}"] = max(-3.0, min(3.0, nats))
            found[f"marks {script} {filled}"] = self.marks[last]
            if is_cjk and parts_word(document, before, line, is_alone=is_first):
                found["parts a word"] = 1
            if self.runs[last]:
                run = sum([self.runs[last] > edge for edge in RUNS])
                found[f"run {script}{run}"] = 1
                around = ("none", "few", "some", "many")[sum([self.marks[last] > edge for edge in MARKED])]
                found[f"run marks {script}{min(run, 3)} {around}"] = 1
                found[f"fills {script}" if self.fills[last] else f"no fill {script}"] = 1
                if self.sizes[last] + self.sizes[place] <= measure:
                    found[f"fits {script}"] = 1
        elif room <= 2:
            closes = left[-1] in SPEECH_END
            found["brief " + script] = self.brief[closes]
            if closes:
                found["speech"] = 1
                if right[0] in SPEECH:
                    found["speeches"] = 1
        if place + 1 < len(flow) and self.is_body[place + 1]:
            rest = self.rooms[place]
            shape = "full" if rest <= 0.02 * measure else "near" if rest <= SHORT_SHARE * measure else "short"
            found[f"next {script}{ended}{'.' if self.ended[place] in '.:' else 'o'}{shape}"] = 1
        if signs := max(self.signs[last], self.signs[place]):
            found[f"signs {script} {filled}"] = signs
            if end not in ".:" and signs > 0.5:
                found[f"many signs {script} {begin} {filled}"] = 1
        if place in self.apart and begin != "mark":
            found["apart"] = 1
        if line.index in measured.pieces:
            found["piece"] = 1
        if word_goes_on(left, right):
            found["word goes on"] = 1
        if ended != "." and in_bracket(left, right):
            found["bracket"] = 1
        if here.breaks_words and ended != "." and not ITEM_MARK.match(right):
            found["breaks words " + filled] = 1
        if foreign := is_foreign(left) + is_foreign(right):
            found[f"foreign {foreign}"] = 1
        if (shape := _shape(left)) and shape == _shape(right):
            found[f"same shape {script}{ended}"] = 1
        if left[:4] == right[:4] and len(right) > 4:
            found["same start"] = 1
        if end == "o" and left[-1] in CLOSERS:
            found[f"closes {script} {filled}"] = 1
        if ITEM_MARK.fullmatch(left):
            found["mark alone"] = 1
        elif is_first and ended != "." and ITEM_MARK.match(left):
            found[f"item {script} {filled}"] = 1
        if LONE_MARK.fullmatch(right):
            found["number alone"] = 1
        if gap := measured.gaps.get(line.index, 0):
            if gap > document.usual_gap:
                found[f"gap {'kept' if here.gaps_kept else 'loose'} {script}{ended} {filled}"] = 1
                found[f"gap {ended} {begin}"] = 1
            else:
                found["usual gap"] = 1
        self._indent(found, place, here, ended)
        if is_cjk and ended == ".":
            short_by = self.measures[place] - self.sizes[place]
            if here.indents_lost and INDENT - 1 <= short_by <= INDENT + 2 and right[0] != "（":
                found["lost indent"] = 1
            if FORMULA.fullmatch(right):
                found["formula"] = 1
        return found

    def _near(self, before: Line, line: Line) -> str:
        """How far the end of a line stands from print: nothing where it is in a stretch, or where none was found."""
        document = self.document
        measures, folded = document.printed_measures, document.printed_lasts
        if not measures or before.index in document.printed_ends:
            return ""
        if (before.index in folded or line.index in folded) and not ends_clause(before.text):
            return ""
        left, right = measures.get(before.index, 0), measures.get(line.index, 0)
        if line.index - before.index > 1 and left > 0 and abs(left - right) <= INDENT:
            return ""  # furniture parted them
        if before.index in document.printed_apart or line.index in document.printed_apart:
            return "apart"
        if any([line.index + step in measures for step in range(-BESIDE - 1, BESIDE + 1)]):
            return "beside"
        return "away"

    def _indent(self, found: dict[str, float], place: int, here: Layout, ended: str) -> None:
        indents = self.layout.indents
        if not indents and not here.indents_kept:
            return
        indent, outer = indents.get(self.flow[place].index, 0), indents.get(self.flow[place - 1].index, 0)
        mark = ITEM_MARK.match(self.texts[place - 1])
        if mark is not None and indent > outer and abs(indent - outer - width(mark[0])) <= 1:
            found["hangs"] = 1  # the second line of an item
        elif here.indents_kept:
            found[f"indent {'kept' if indent > 1 else 'none'} {ended}"] = 1
        elif indent > outer + 1:
            after = indents.get(self.flow[place + 1].index, 0) if place + 1 < len(self.flow) else 0
            found[f"indent {'alone' if after < indent - 1 else 'deeper'} {ended}"] = 1
        elif indent < outer - 1:
            found[f"indent less {ended}"] = 1


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


@lru_cache(8)
def _shape(text: str) -> str:
    """What a line begins with: words, numbers and signs; nothing where these are the words and commas of any line."""
    shape = DIGITS.sub("0", WORDS.sub("a", text[:40]))[:SHAPE]
    return shape if PLAIN_SHAPE.search(shape) is None else ""


WORDS, DIGITS = regex(r"[^\W\d_]+"), regex(r"\d+")
PLAIN_SHAPE = regex(r"^(?:a[ ，、]?)+\Z")
SHAPE = 5


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


def _counts(pattern: re.Pattern[str], texts: Sequence[str]) -> list[int]:
    """By line, how often a `pattern` is met that spans no line end: asked of all lines at once."""
    found = "".join([match[0] for match in re.findall(f"{pattern.pattern}|\\n", "\n".join(texts))])
    return list(map(len, found.split("\n")))


def _runs(flags: list[bool]) -> list[int]:
    """By place, in how many in a row a feature holds, itself among them."""
    found: list[int] = [0] * len(flags)
    start = 0
    for place, flag in enumerate([*flags, False]):
        if not flag:
            found[start:place] = [place - start] * (place - start)
            start = place + 1
    return found


def _mean(values: Sequence[float], reach: int) -> list[float]:
    """By place, the mean of the values around it."""
    sums = list(accumulate(values, initial=0.0))
    count = len(values)
    inner = max(0, count - reach)  # the lines with so many after them
    starts, ends = [0] * (count - inner) + [*range(inner)], [*range(reach + 1, reach + 1 + inner)] + [count] * (count - inner)
    return [(sums[end] - sums[start]) / (end - start) for start, end in zip(starts, ends, strict=True)]


def in_bracket(before: str, line: str) -> bool:
    """Whether a bracket that `before` opens last is closed on `line`, before another one opens."""
    opened = max(before.rfind("（"), before.rfind("("))
    closed = max(before.rfind("）"), before.rfind(")"))
    end = BRACKET.search(line)
    return opened > closed and end is not None and end[0] in "）)"


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
    "print": ("stands among printed lines", "stands beside printed lines"),
    "begins": ("begins as the rest of a sentence does", "begins as a paragraph does"),
    "nats": ("the wording goes on", "the wording ends there"),
    "run": ("one of several pieces of printed lines", "one of several lines that break off"),
    "marks": ("stands among clauses", "stands among lines without clauses"),
    "next": ("is as long as the rest of a paragraph", "is as short as a line of its own"),
    "apart": ("goes on whatever it looks like", "stands apart"),
    "brief": ("sentences here go on behind the end of a line", "sentences here end their paragraphs"),
    "gap": ("goes on behind a blank line", "behind a blank line"),
    "indent": ("not indented", "indented"),
    "lost": ("full but for an indent", "short by a lost indent, behind a finished sentence"),
    "hangs": ("the second line of an item", "indented below an item"),
    "piece": ("a piece of the same printed line: their widths add up to the measure",) * 2,
    "word": ("a hyphen or dash shows that a word or number goes on",) * 2,
    "bracket": ("inside an open bracket",) * 2,
    "parts": ("the line end parts a word that the text knows",) * 2,
    "breaks": ("broken between words, as lines of this text are",) * 2,
    "signs": ("stands among signs of formulas", "stands among signs of programs and paths"),
}
