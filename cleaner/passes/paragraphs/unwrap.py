"""Lines of a printed page back into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from cleaner.apart import apart
from cleaner.document import HEADINGS, PASSED_OVER, Document, Doubt, Edit, Kind, Line, Role
from cleaner.glyphs import width
from cleaner.layout import CLEARLY, INDENT, SLACK, Layout, is_tracked, layout, parts_word
from cleaner.line_ends import evidence, script_of
from cleaner.numbering import ITEM_MARK
from cleaner.pages.proposals import apart as furniture_apart
from cleaner.passes.paragraphs.bullets import bulleted
from cleaner.regex import regex
from cleaner.rows import WIDE_SHARE, begins_alike, begins_entry, is_foreign, is_prose, labels_of, recurring_bullets, recurring_labels
from cleaner.rules import rule
from cleaner.sentences import ENTRY, LEADERS, MAY_END, RANGE, STOP, ends_aside, ends_clause, ends_sentence, joint_between, tells_spaces


@rule(acts_on={Kind.WRAPPED}, fields={"joint"}, after=["torn_tables"])
def unwrap(document: Document) -> Iterator[Edit | Doubt]:
    """Join the lines of wrapped text into paragraphs.

    Evidence that a line begins a paragraph, strongest first: an indent, where the text kept them;
    a bullet that other lines begin with too, or the next number of a list; a list mark behind a
    finished sentence; the line before had room for this one's first word; the line is short by
    exactly a lost indent, behind a finished sentence. A full line that ends a sentence with none of
    these is joined and reported as doubtful.
    """
    measured = layout(document)
    # wider than this, a line that does not end a sentence goes on whatever stands behind it
    plain = measured.is_cjk and not (measured.indents_kept or measured.gaps_kept or measured.measures or measured.regions)
    full = measured.measure - CLEARLY - SLACK if plain else 1 << 30
    before: Line | None = None
    is_first = True  # whether `before` begins a paragraph
    flow = [line for line in document.filled if line.role not in PASSED_OVER]
    bullets = bulleted(document)
    entries = {line.index for line in document.holding(*LEADERS) if ENTRY.search(line.text)}
    likely = furniture_apart(document)
    texts = [line.text.strip() for line in flow]
    labels, marks = labels_of(texts), recurring_bullets(texts)
    recurring, alone = recurring_labels(labels), apart(texts, measured.is_cjk)
    korean = tells_spaces([line.text for line in flow])
    brief: dict[bool, bool] = {}  # by whether a speech ends there; asked for where it matters
    first = 0  # the place where the paragraph of `before` begins
    for place, line in enumerate(flow):
        if line.role is not Role.BODY:
            before = line if line.role in HEADINGS else None
            continue
        if line.joint != "\n":
            before, is_first = line, "\n\n" in line.joint
            first = place if is_first else first
            continue
        if before is None or before.role in HEADINGS:
            starts, reason = True, "first line behind a heading" if before else "first line of the text"
        elif line.index in entries or before.index in entries:
            starts, reason = True, "an entry of a table of contents"
        elif line.index in likely or before.index in likely:
            starts, reason = True, "beside what is likely furniture of a page"
        elif place in alone and line.index not in measured.pieces:
            starts, reason = True, alone[place]
        elif line.index in bullets:
            starts, reason = True, "begins with a bullet, as other lines do"
        elif line.text.lstrip()[:2] in marks or begins_alike(texts[place - 1], texts[place]):
            starts, reason = True, "begins with a bullet or a number, as other lines do"
        elif begins_entry(texts[place - 1], labels[place - 1], labels[place], recurring):
            starts, reason = True, "begins with a label, as other lines do"
        elif measured.widths[before.index] > full and _is_certain(document, before, line) and before.text[-1:] not in MAY_END:
            starts, reason = False, FULL
        else:
            after = flow[place + 1] if place + 1 < len(flow) else None
            ended = ends_clause(before.text) or (before.text.rstrip()[-1:] == "）" and ends_aside(_tail(flow, first, place)))
            here = measured.at(line)
            density = 1.0 if _is_certain(document, before, line) else _density(document, line)
            wide = is_wide(before.text)
            judge = _judge_cjk if here.is_cjk or wide else _judge_latin
            starts, reason = judge(here, before, line, is_first, ended, after)
            if not starts and not wide and _ends_typed(document, here, before, line, is_first, ended):
                starts, reason = True, "the line before ends there: the next word had room, or a blank line stands between"
            if not starts and _begins(measured, before, line, after, ended):
                starts, reason = True, "begins a speech, an indented paragraph or a formula with its number"
            if reason is UNSURE:
                closes = before.text.rstrip()[-1:] in SPEECH_END
                if closes not in brief:
                    brief[closes] = _has_brief_paragraphs(flow, measured, closes)
                if brief[closes]:
                    starts, reason = True, BRIEF
            if starts and word_goes_on(before.text, line.text):
                starts, reason = False, "a hyphen or dash shows that a word or number goes on"
            elif starts and not ended and in_bracket(before.text, line.text):
                starts, reason = False, "inside an open bracket"
            elif reason is BROKEN_OFF and parts_word(document, before, line, is_alone=is_first):
                starts, reason = False, "the line end parts a word that the text knows"
            elif reason is BROKEN_OFF and here.breaks_words and density == 1.0 and not _is_apart(here, before, line):
                starts, reason = False, "broken between words, as lines of this text are"
            told = starts or density == 1.0 or word_goes_on(before.text, line.text)
            if not told and not _goes_on(document, here, before, line, density, is_first):
                starts, reason = True, "no stretch of printed lines, and nothing shows that the line before goes on"
        if starts:
            first = place
            yield line.edit("joint", "\n\n", reason)
            if reason is LOST_INDENT:
                yield line.doubt("the line before is full and ends a sentence, this one is short by an indent", "a new paragraph", "joined")
            elif reason is BRIEF:
                yield line.doubt("the line before is full and ends a sentence, and no indent shows", "a new paragraph", "joined")
        else:
            joint = joint_between(before.text, line.text) if before else ""
            if joint and korean and before and before.text[-1:] >= "\uac00" <= line.text.lstrip()[:1]:
                joint = ""  # no space at this line end, and one at others: a word goes on
            yield line.edit("joint", joint, reason)
            if reason is UNSURE:
                yield line.doubt("the line before is full and ends a sentence, and no indent shows", "joined", "a new paragraph")
        before, is_first = line, starts


def _is_apart(here: Layout, before: Line, line: Line) -> bool:
    """Whether a line begins an item, or the line before is a numbered one of less than half the measure: the name of what follows."""
    if ITEM_MARK.match(line.text.lstrip()):
        return True
    return ITEM_MARK.match(before.text.lstrip()) is not None and 2 * here.widths[before.index] < here.measure_at(before)


def in_bracket(before: str, line: str) -> bool:
    """Whether a bracket that `before` opens last is closed on `line`, before another one opens."""
    opened = max(before.rfind("（"), before.rfind("("))
    closed = max(before.rfind("）"), before.rfind(")"))
    end = BRACKET.search(line)
    return opened > closed and end is not None and end[0] in "）)"


def word_goes_on(before: str, line: str) -> bool:
    """Whether a word goes on after its hyphen with a small letter, or a number or code after its dash with a digit."""
    right = line.lstrip()[:1]
    if right.islower():
        return BROKEN_WORD.search(before) is not None
    return right.isdigit() and RANGE.search(before.rstrip()) is not None


BROKEN_WORD = regex(r"[^\W\d_][-\u2010\xad]\s*\Z")
BRACKET = regex("[（(）)]")


def _is_certain(document: Document, before: Line, line: Line) -> bool:
    """Whether a stretch of printed lines proves that lines are broken between these two; in a text where none was found, all may be.

    Lines that furniture parted stand in two stretches of one measure. A line that holds several printed ones proves it, too.
    """
    measures, folded = document.printed_measures, document.printed_lasts
    if not measures or before.index in document.printed_ends:
        return True
    if (before.index in folded or line.index in folded) and not ends_clause(before.text):
        return True
    left, right = measures.get(before.index, 0), measures.get(line.index, 0)
    return line.index - before.index > 1 and left > 0 and abs(left - right) <= INDENT


def _ends_typed(document: Document, measured: Layout, before: Line, line: Line, is_first: bool, ended: bool) -> bool:
    """Whether a line in Latin letters ends its paragraph: a blank line stands after it, or the next word had room and is no small one."""
    small = line.text.lstrip()[:1].islower() and not ended
    if small or BROKEN_WORD.search(before.text) or line.index in measured.pieces:
        return False
    if measured.gaps.get(line.index, 0) > document.usual_gap or NOTICE.match(line.text.lstrip()):
        return True
    left, right = before.text.strip(), line.text.strip()
    if ended or left[-1:] in DASHES or evidence(left, right, "l") >= TOLD:
        return False
    return measured.room_left(before, line, is_first) > max(ROOM, ROOM_SHARE * measured.measure_at(before))


NOTICE = regex(r"©|\([Cc]\) |Copyright\b|\W\s*\Z")
"""A line of a copyright notice, or a sign alone: each begins a line of its own."""
DASHES = frozenset("-‐‑–—/")
ROOM, ROOM_SHARE = 6, 0.2
"""Columns, and of the measure: so much room for the next word, which begins with no small letter, shows where a line ends."""


def _goes_on(document: Document, measured: Layout, before: Line, line: Line, density: float, is_first: bool) -> bool:
    """Whether the sentence of `before`, whose end stands in no stretch, goes on.

    Among printed lines (`density`) it must be full, and neither of another kind nor in a run that counts against print. Elsewhere
    language must tell it, too.
    """
    left, right = before.text.strip(), line.text.strip()
    if is_tracked(before.raw) or min(width(left), width(right)) <= SINGLE:
        return True
    if right[0] in "，。、；：？！" and left[-1].isalnum():
        return True  # wherever the line before breaks off: nothing begins with such a mark
    widest = measured.measure_at(before) + max(WIDER, WIDER_SHARE * measured.measure_at(before))
    fits = max(measured.widths[before.index], measured.widths[line.index]) <= widest
    among = density >= NEARLY_ALL or (is_prose(right) and _is_near(document, line))
    if among and right[0].islower() and left[-1] not in ENDED and is_prose(left):
        return measured.room_left(before, line, False) <= ROOM_SHARE * measured.measure_at(before)
    if not fits or is_foreign(left) or is_foreign(right):
        return False
    room = measured.room_left(before, line, False)
    dense = density >= MOSTLY and before.index not in document.printed_apart and line.index not in document.printed_apart
    if line.index in measured.pieces or right[0] in NEVER_FIRST or left[-1] in OPENING:
        return dense and (room <= CLEARLY + SLACK or line.index in measured.pieces)
    if ends_clause(left) or ITEM_MARK.match(right):
        return dense and room <= SLACK
    script = script_of(left + right, width(left + right) > len(left + right))
    said = evidence(left, right, script)
    if dense:
        if script == "l" and said < 0 and not measured.is_cjk:
            return False
        return room <= (CLEARLY + SLACK if said >= TOLD else INDENT if said > NOT_DENIED or is_first else SLACK)
    return (said >= (TOLD if density < SOME else NOT_DENIED) and room <= SLACK) or (said >= STRONG and room <= CLEARLY + SLACK)


def _is_near(document: Document, line: Line) -> bool:
    """Whether a printed line stands a few lines before or after."""
    return any([line.index + step in document.printed_measures for step in range(-NEAR, NEAR + 1)])


NEAR = 12
"""Lines."""


ENDED = frozenset("。！？!?….:：;；")
NEARLY_ALL = 0.6
"""Of the lines around, those that are printed: among fewer, a line that was broken by its author is as likely."""


def is_wide(text: str) -> bool:
    """Whether a line is mostly in ideographs or kana."""
    return width(text) > WIDE_SHARE * len(text)


def _density(document: Document, line: Line) -> float:
    """The share of printed lines among those around `line`, single signs aside."""
    counts = _counted(document)
    place = document.measured.places[line.index]
    start, end = max(0, place - REACH), min(len(counts) - 1, place + REACH + 1)
    told, printed = counts[end][0] - counts[start][0], counts[end][1] - counts[start][1]
    return printed / max(told, FEWEST)


def _counted(document: Document) -> list[tuple[int, int]]:
    """How many lines, single signs aside, stand before each place, and how many of them are printed."""
    lines, found = document.measured, document.printed_counts
    if not found:
        told = accumulate([size > SINGLE for size in lines.widths], initial=0)
        measures = document.printed_measures
        pairs = zip(lines.filled, lines.widths, strict=True)
        printed = accumulate([size > SINGLE and line.index in measures for line, size in pairs], initial=0)
        found = document.printed_counts = list(zip(told, printed, strict=True))
    return found


REACH = 100
FEWEST = 20
SINGLE = 4
WIDER, WIDER_SHARE = 4, 0.2
"""Columns that a line may be wider than the measure: marks that hang, two of them."""
MOSTLY, SOME = 0.45, 0.35
TOLD, NOT_DENIED, STRONG = 0.5, -1.3, 2.0
"""Nats (see `cleaner.line_ends`)."""
OPENING = frozenset("“‘《「『【（(第")


def _begins(measured: Layout, before: Line, line: Line, after: Line | None, ended: bool) -> bool:
    """Whether a line behind a full one begins something by itself, whatever other lines do.

    A speech behind the end of another; a line further in than both beside it, behind a finished sentence; a formula with its number.
    """
    left, right = before.text.rstrip(), line.text.strip()
    if left[-1:] in SPEECH_END and right[:1] in SPEECH and ended:
        return True
    indents = measured.indents
    indent = indents.get(line.index, 0)
    beside = max(indents.get(before.index, 0), indents.get(after.index, 0) if after else 0)
    if ended and beside < indent - 1 < MOST_INDENT and not _hangs(measured, before, line):
        return True
    return ended and measured.at(line).is_cjk and FORMULA.fullmatch(right) is not None


def _hangs(measured: Layout, before: Line, line: Line) -> bool:
    """Whether a line is the second one of an item: as far in as the wording behind the mark of the line before."""
    mark = ITEM_MARK.match(before.text.lstrip())
    step = measured.indents.get(line.index, 0) - measured.indents.get(before.index, 0)
    return mark is not None and step > 0 and abs(step - width(mark[0])) <= 1


SPEECH, SPEECH_END = frozenset("“「『"), frozenset("”」』")
MOST_INDENT = 10
"""Columns."""
FORMULA = regex(r"[!-~\u00a0-\u2bff]+(?:[ ][!-~\u00a0-\u2bff]+)* \(\d{1,3}(?:[.-]\d{1,3})?\)")
"""Signs without an ideograph, and a number in brackets."""


def _has_brief_paragraphs(flow: list[Line], measured: Layout, closes: bool) -> bool:
    """Whether half of the sentences end a paragraph: then one that ends with its line does so more likely than not.

    A sentence fills its last line by chance, whether its paragraph ends there or not. The paragraphs are counted by their short last lines.
    Of speeches (`closes`) more end their paragraph, so they are counted against those that more follows on the same line.
    """
    lines = [line for line in flow if line.index in measured.widths]
    if closes:
        last = [line.text.rstrip() for line in lines if measured.widths[line.index] < measured.measure_at(line) - INDENT]
        inside = sum([len(SPEECH_STOP.findall(line.text.rstrip()[:-1])) for line in lines])
        return sum([text[-1:] in SPEECH_END and ends_sentence(text) for text in last]) > max(1, inside)
    ends = sum([measured.widths[line.index] < measured.measure_at(line) - INDENT and ends_sentence(line.text) for line in lines])
    return ends * 2 > len(STOP.findall("\n".join([line.text for line in lines])))


SPEECH_STOP = regex(r"[。！？…!?.][”」』]")


LONGEST_ASIDE = 8
"""Lines."""


def _tail(flow: list[Line], first: int, place: int) -> str:
    """The end of the paragraph before `place`, as one string."""
    return "".join([line.text.strip() for line in flow[max(first, place - LONGEST_ASIDE) : place]])


ITEM_END = frozenset("。．.！？）)”")
"""Behind a semicolon the next number may stand inside the sentence."""
NEVER_FIRST = frozenset("，。、；：？！”’》」』】）%％,.;:?!)")
"""Marks that extractors put on a line of their own, but no paragraph begins with (kinsoku)."""
NEVER_LAST = frozenset("，、,“‘《「『【（(第")

FULL = "the line before is full and goes on"
LOST_INDENT = "short by a lost indent, behind a finished sentence"
BROKEN_OFF = "the line before breaks off with room to spare"
BRIEF = "the line before is full and ends a sentence, as half of all sentences here end their paragraphs"
UNSURE = "the line before is full; nothing shows a new paragraph"


def _judge_cjk(measured: Layout, before: Line, line: Line, is_first: bool, ended: bool, after: Line | None) -> tuple[bool, str]:
    if line.index in measured.pieces:
        return False, "a piece of the same printed line: their widths add up to the measure"
    if line.text.lstrip()[:1] in NEVER_FIRST:
        return False, "begins with a mark that may not begin a line"
    if before.text.rstrip()[-1:] in NEVER_LAST:
        return False, "the line before ends with a comma, an opening mark or 第"
    if measured.indents_kept:
        if measured.indents.get(line.index, 0) > 1:
            return True, "indented"
        if ended and measured.room_left(before, line, is_first) > CLEARLY:
            return True, "the line before ends a sentence and had room for more"
        return False, "not indented"
    gap = measured.gaps_kept and line.index in measured.gaps
    if not ended and not gap and measured.widths[before.index] > measured.measure_at(before) - CLEARLY - SLACK:
        return False, FULL
    room = measured.room_left(before, line, is_first)
    if gap and (ended or room > 0):
        return True, "behind a blank line"
    if ended and ITEM_MARK.match(line.text.strip()):
        return True, "begins with a list mark"
    if not ended:
        if before.text.rstrip()[-1:].isascii() and "a" <= line.text.lstrip()[:1] <= "z":
            return False, "goes on with a small Latin letter"
        is_aside = line.text.lstrip()[:1] in ("（", "(") and not ITEM_MARK.match(line.text.lstrip())
        if measured.certain_room(before, line, is_first) > CLEARLY + SLACK and not is_aside:
            return True, BROKEN_OFF
        return False, FULL if room <= 0 else "the line before breaks off in mid-sentence"
    if room >= SLACK - 1:
        return True, "the line before had room for the next word"
    short_by = measured.measure_at(line) - measured.widths[line.index]
    # a remark in brackets belongs to the sentence before it
    if measured.indents_lost and INDENT - 1 <= short_by <= INDENT + 2 and line.text.lstrip()[:1] != "（":
        return True, LOST_INDENT
    return False, UNSURE if ends_sentence(before.text) else "the line before is full"


LONE_MARK = regex(r"\(?[a-zA-Z\d]{1,2}\)")
FITS, FITS_TYPED = 0.98, 0.95
"""Of the measure: a line on which the next word would have ended there had room for it.

Of 435 finished sentences that go on, at the end of lines of eight English texts in 31 settings, 5 of a hundred ended so far to the left,
and of 1,373 that end a paragraph 85; the same from .96 to .99. By number of letters it were 24 and 89.
"""


def _judge_latin(measured: Layout, before: Line, line: Line, is_first: bool, ended: bool, after: Line | None) -> tuple[bool, str]:
    if line.index in measured.pieces:
        return False, "a piece of the same printed line: an extractor gave it word by word"
    indent = measured.indents.get(line.index, 0)
    if measured.indents_kept and indent > 1 and (ended or not line.text.strip()[:1].islower()) and not _hangs(measured, before, line):
        return True, "indented"
    if measured.gaps_kept and line.index in measured.gaps and (ended or not line.text.strip()[:1].islower()):
        return True, "behind a blank line"
    if measured.gaps.get(line.index) and LONE_MARK.fullmatch(line.text.strip()) and not in_bracket(before.text, line.text):
        return True, "the mark of an item, behind a blank line"
    if ended and re.match(r"\s*(?:[-*•]|\(?\w{1,3}[.)])\s", line.text):
        return True, "begins with a list mark"
    fits = FITS if measured.is_proportional else FITS_TYPED
    taken = measured.widths[before.index] + measured.first_unit(line.text)
    if ended and taken <= fits * measured.measure_at(before):
        return True, "the line before had room for the next word"
    if ended and after is not None and after.index in measured.widths and line.index not in measured.folded and not ends_clause(line.text):
        rest = measured.widths[line.index] + measured.first_unit(after.text)
        if rest <= fits * measured.measure_at(line) and line.text.strip()[:1].isupper():
            return True, "short by a lost indent: the next word would have fitted on it"
    if not ended and taken <= 0.45 * measured.measure_at(before) and not line.text.strip()[:1].islower():
        return True, "the line before breaks off with room to spare"
    return False, "goes on"
