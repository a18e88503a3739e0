"""What a layout sets into a column of running text: pull quotes, boxes, captions with a credit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cleaner.document import FLOATS, Document, Doubt, Edit, Kind, Role
from cleaner.labels import label
from cleaner.passes.paragraphs.crossed_columns import beside
from cleaner.printed.cells import beside_cells
from cleaner.printed.floats import BOX, credit, is_sentence
from cleaner.printed.flow import (
    CUT,
    DASHES,
    DIGITS,
    DOUBLED,
    DOUBLING,
    LONE,
    NEAR,
    NO_BEGINNING,
    ODD,
    PLAIN_PROOFS,
    SPACED,
    SPACED_END,
    Flow,
)
from cleaner.printed.layout import is_tracked, layout
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.glyphs import CIRCLED, CJK, CLOSERS, HAS_CJK, NO_LINE_START, letters
from cleaner.wording.line_ends import evidence, script_of
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import CLAUSE_STOPS, MAY_END, STOP, ends_sentence, joint_between

MAX_LINES = 8
MAX_CAPTION = 4
"""Lines."""
MAX_INSETS = 3
"""Set one after the other into one sentence."""
MIN_REPEATED = 10
"""Letters of a pull quote that is repeated from the text."""
MAX_REPEATED = 160
"""Letters: what is longer is printed twice for another reason."""
CONTEXT = 3
"""Letters before it: repeated with them, it is a part of more."""
MIN_CAPTION, MIN_SURE = 6, 3
"""Letters of a caption before its credit, and before one that can be nothing else."""
LABELLED, HEADED, SIGNED, REPEATED, CREDITED, OTHER, CUT_OFF, SHORT = (
    "begins with the label of a box",
    "begins with a heading, though all around it is full",
    "a name behind a dash tells who said it",
    "repeated from elsewhere in the text",
    "ends with a credit",
    "of another measure than the lines around it",
    "a whole sentence behind a line that was cut",
    "no sentence, and short, though all around it is full",
)


BY_PLACE = frozenset((HEADED, OTHER, CUT_OFF, SHORT))
"""What the lines do not say of themselves: only running text around them shows it."""


@dataclass(frozen=True, slots=True)
class Inset:
    """Lines in a row that are no part of the running text around them, by their places in it."""

    start: int
    end: int  # the place after the last line
    role: Role
    apart: str  # what sets them apart
    goes_on: str = ""  # what proves that the sentence before goes on after them
    is_inside: bool = True  # a sentence is open before them
    is_bounded: bool = False  # its label, its credit or its repeated wording shows where it begins and ends


@rule(
    acts_on={Kind.WRAPPED},
    writes={Role.PULL_QUOTE, Role.SIDEBAR, Role.CAPTION},
    fields={"joint"},
    after=["captions", "footnotes", "source_lines", "title_block"],
)
def insets(document: Document) -> Iterator[Edit | Doubt]:
    """Label captions, boxes and quotations that were set into a sentence, so that they move after its paragraph.

    All of three must hold. Open before: the line before breaks off in mid-sentence, as a full line, or cut with room to spare.
    Set apart: a box's label, a photo's credit, wording repeated from elsewhere in the text, lines of another measure; or the place alone:
    a short line without a stop where all around is full, lines behind one that was cut or stretched.
    Goes on after: a small letter after the stop, a mark that begins no sentence, no first line of a paragraph where the text shows
    those, or the other half of a word. A cut line needs no such proof. Where nothing proves how the sentence goes on,
    lines that a label, a credit or repeated wording bounds are a block where they stand, and are reported. A line is never odd by its
    digits, Latin words or curly quotes. Every place is judged in one state of the lines.

    A caption with a credit between whole paragraphs is a block of its own, and so is a box.
    """
    flow = Flow.of(document, layout(document))
    groups: list[list[Inset]] = []
    for place in _starts(flow):
        if not groups or place >= groups[-1][-1].end:
            groups += [found] if (found := _insets(flow, place)) else []
    for found in groups if groups and not beside(document) else ():
        first, last = found[0], found[-1]
        after = flow.lines[last.end] if last.end < len(flow.lines) else None
        if beside_cells(document, flow.lines[first.start - first.is_inside], after or flow.lines[-1]):
            continue
        for inset in found:
            for start, end in pairwise([inset.start, *_parted(flow, inset), inset.end]):
                opens = "parted from the line before" if start > inset.start else ""
                yield from label(flow.lines[start:end], inset.role, inset.apart, opens=opens, goes_on=inset.apart)
        if after is None or after.joint != "\n" or not (first.is_inside or first.role is Role.SIDEBAR):
            pass
        elif last.goes_on:
            before = flow.lines[first.start - 1]
            joint = joint_between(before.text, after.text)
            yield after.edit("joint", joint, f"line {before.number} goes on here: {last.goes_on}")
        else:
            yield after.edit("joint", "\n\n", "behind what is set apart")
        if first.is_inside and not last.goes_on:
            why = f"inside a sentence, and set apart ({first.apart}), but nothing shows how the sentence goes on"
            yield flow.lines[first.start].doubt(why, "part of the sentence", "an inset")


def _parted(flow: Flow, inset: Inset) -> list[int]:
    """The places inside of `inset` where one thing ends and another begins: behind a heading or a caption that had room for more.

    Three lines show their measure, which a head and captions in a row fall short of. Two have that of the column, and no word goes over.
    """
    lines, sizes = flow.lines[inset.start : inset.end], flow.sizes[inset.start : inset.end]
    found = [place for place in range(inset.start + 1, inset.end) if flow.is_signature(place)]
    if len(lines) < 2 or not flow.measured.is_cjk or inset.is_bounded:
        return found
    own = max(sizes) if len(lines) > 2 else flow.measures[inset.start]
    for place, (size, before, line) in enumerate(zip(sizes, lines, lines[1:], strict=False), inset.start + 1):
        left, right = before.text.strip(), line.text.strip()
        had_room = own - size - flow.measured.first_unit(right) > (CUT if size < max(sizes) else ODD) and left[-1] not in OPEN_BEFORE
        if (
            had_room
            and not flow.reads_on(place - 1, place)
            and (len(lines) > 2 or evidence(left, right, script_of(left + right, True)) < 0)
        ):
            found.append(place)
    return sorted({*found})


OPEN_BEFORE = frozenset("，、；：—（(“‘《「『")


def _starts(flow: Flow) -> list[int]:
    """The places where an inset may begin, found by cheap signs: after a cut line, at an odd one, at a label, above a credit."""
    texts = [line.text.strip() for line in flow.lines]
    is_open = [text[-1:] not in CLAUSE_STOPS for text in texts]
    if flow.measured.is_cjk:
        found: set[int] = set()
        for place, (size, measure, here) in enumerate(zip(flow.sizes, flow.measures, is_open, strict=True)):
            if not here or measure - ODD < size < measure + ODD:
                continue
            # behind a line that may be cut, and up to three lines that end with one of another width
            first, last = (place + 1 if len(texts[place]) == 1 else place - 2, place + 2) if size < measure - CUT else (place, place + 1)
            found.update([other for other in range(max(1, first), last) if is_open[other - 1]])
        found.update([place for place in range(1, len(texts)) if texts[place - 1][-1:] in DOUBLING])
        found.update([place for place in range(1, len(texts)) if not is_open[place - 1] and flow.sizes[place] >= flow.measures[place] + 2])
        found.discard(len(texts))
    else:
        # a small letter after a stop, and a capital after an open line before it
        small = [place for place in range(2, len(texts)) if not is_open[place - 1] and texts[place][:1].islower()]
        reached = {place for after in small for place in range(max(1, after - MAX_LINES), after)}
        found = {place for place in reached if is_open[place - 1] and texts[place][:1] in CAPITALS}
    found.update([place for place, text in enumerate(texts) if place and text[:1] in DASHES])
    found.update([place for place, text in enumerate(texts) if place and ("：" in text or ": " in text) and BOX.match(text)])
    for place in flow.ends_credit:
        found.update(range(max(0, place - MAX_CAPTION + 1), place + 1))
    # the notes of a page, of which nobody found the marks, are counted: none is the sentence that another is set into
    return sorted([place for place in found if place < len(texts) and texts[place][:1] not in CIRCLED])


CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜÝАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ“(")


def _insets(flow: Flow, place: int) -> list[Inset]:
    """The insets that begin at `place`, one after the other, up to the line with which the sentence before them goes on."""
    found: list[Inset] = []
    while len(found) < MAX_INSETS and (inset := _inset(flow, place, found[-1].end if found else place)):
        found.append(inset)
        if (inset.goes_on in SURE or not inset.is_inside) or not inset.goes_on:
            if inset.goes_on or not inset.is_inside:
                break
            continue
        following = _inset(flow, place, inset.end)
        if following is None or following.goes_on not in SURE:
            break
    return found


SURE = PLAIN_PROOFS | {LONE}


def _inset(flow: Flow, first: int, place: int) -> Inset | None:
    """The inset at `place`, set into the sentence that is open before `first`: the shortest that is proved, or else that is bounded."""
    is_open = first > 0 and flow.is_open(first - 1)
    if not is_open and flow.ends_credit.isdisjoint(range(place, place + MAX_CAPTION)):
        return _box(flow, place) if _is_box(flow, place) else _between(flow, place)
    if RUNS_ON.match(flow.lines[place].text.lstrip()):
        return None
    is_cut = is_open and flow.is_cut(first - 1, first)
    is_stretched = is_open and flow.measured.is_cjk and flow.is_stretched(first - 1)
    behind_cut = is_cut or is_stretched or (is_open and flow.lines[first - 1].text.rstrip()[-1:] in DOUBLING)
    texts = [line.text.rstrip() for line in flow.lines[place : place + MAX_LINES]]
    bounded: Inset | None = None
    short: Inset | None = None  # a weaker sign than all others
    for size in range(1, len(texts) + 1):
        end = place + size
        is_signed = size > 1 and flow.is_signature(end - 1)
        may_be_credited = end - 1 in flow.ends_credit and size <= MAX_CAPTION
        may_be_short = is_open and size <= MAX_SHORT and not ends_sentence(texts[size - 1]) and _may_be_short(flow, first, place, end)
        if not may_be_credited and not may_be_short and not is_signed and texts[size - 1][-1:] not in MAY_END:
            continue
        inner = flow.sizes[place : end - 1]
        if size > 2 and inner[-1] < max(inner) - CUT and ends_sentence(texts[size - 2]) and not is_signed:
            break  # a paragraph ends inside
        if end < len(flow.lines) and flow.is_signature(end):
            continue
        is_followed = end < len(flow.lines) and _is_box(flow, end)
        if is_open and (end >= len(flow.lines) or not (is_followed or flow.may_go_on(end))):
            continue
        credited = may_be_credited and _is_credited(flow, place, end, is_cut)
        if not is_open:
            if credited:
                return Inset(place, end, Role.CAPTION, CREDITED, is_inside=False)
            continue
        apart, role = (
            (CREDITED, Role.CAPTION)
            if credited
            else _apart(flow, place, end - is_signed, texts[: size - is_signed], is_cut or is_stretched)
        )
        role = Role.PULL_QUOTE if is_signed else role
        is_whole = ends_sentence(texts[size - 1])
        if not apart and not (may_be_short or (is_whole and (behind_cut or size > 1))):
            continue
        goes_on = flow.goes_on(first - 1, end, first)
        if not apart and _is_headed(flow, first, place, end):
            apart, role = HEADED, Role.SIDEBAR
        if not apart and _stands_between(flow, first, place, end, goes_on, is_cut):
            apart = SHORT if may_be_short else CUT_OFF
        if apart in BY_PLACE and not flow.is_among_full(place, end):
            continue
        if apart == REPEATED and not (goes_on in PLAIN_PROOFS or is_stretched or flow.is_among_full(place, end, NEAR)):
            continue  # in drawings, tables and exercises short lines stand again and again
        if not apart or (apart == OTHER and not is_cut and goes_on not in PLAIN_PROOFS):
            continue
        if apart == LABELLED and any(map(ends_sentence, texts[: size - 1])) and goes_on not in PLAIN_PROOFS:
            continue  # it may have ended before
        if not goes_on and not is_followed:
            if is_cut and apart != HEADED:
                goes_on = "it was cut with room to spare"
            elif apart == REPEATED and is_stretched:
                goes_on = "it was stretched up to the lines between"
            elif credited and flow.sticks_out(first):
                goes_on = "a line of another measure and a credit stand between"
            elif credited and flow.reads_on(first - 1, end) > flow.reads_on(first - 1, first):
                goes_on = "a word that the text knows"
            elif (
                (apart == REPEATED or (apart == LABELLED and flow.room(end - 1, end) > 0))
                and flow.is_inner(first - 1)
                and flow.is_full(end)
            ):
                goes_on = "nothing else can complete it"
        is_bounded = apart in (LABELLED, REPEATED) or (credited and credit(texts[:size])[1])
        found = Inset(place, end, role, apart, goes_on, is_bounded=is_bounded)
        if goes_on and apart != SHORT:
            return found
        short = short or (found if apart == SHORT else None)
        bounded = bounded or (found if is_bounded else None)
    return bounded or short


def _is_headed(flow: Flow, first: int, start: int, end: int) -> bool:
    """Whether the lines are the head of a box, a few ideographs where all around is full, and whole sentences whose last line is short."""
    head, last, lines = flow.lines[start].text.strip(), flow.lines[end - 1].text, flow.lines[start:end]
    if end - start < 2 or not flow.measured.is_cjk or not (ends_sentence(last) and flow.room(end - 1, end) > 0):
        return False
    if not head.isalpha() or head.isascii() or 2 * flow.sizes[start] > flow.sizes[start + 1] or flow.begins_paragraph(start):
        return False
    if not _may_be_short(flow, first, start, start + 1) or not (flow.is_inner(first - 1) or flow.is_stretched(first - 1)):
        return False
    if BEGINS_ITEM.match(head) or ITEM_MARK.match(lines[1].text.lstrip()) or flow.shapes[DIGITS.sub("0", head)] > 1:
        return False
    if flow.begins_nothing(start) or flow.reads_on(first - 1, start) or flow.reads_on(start, start + 1):
        return False
    return not (flow.is_loose(start, end) or any(["   " in line.text.strip() or line.index in flow.measured.pieces for line in lines]))


RUNS_ON = regex(rf"[{CJK}] ?[，。；、]")
"""The last letter of a clause that began on the line before."""


def _is_box(flow: Flow, place: int) -> bool:
    return BOX.match(flow.lines[place].text.lstrip()) is not None


def _box(flow: Flow, place: int) -> Inset | None:
    """The box that begins with its label behind a whole paragraph: up to its first line that ends a sentence with room to spare."""
    if not ends_sentence(flow.lines[place - 1].text):
        return None
    for end in range(place + 1, min(place + MAX_LINES, len(flow.lines) - 1) + 1):
        if ends_sentence(flow.lines[end - 1].text) and flow.room(end - 1, end) > 0:
            return Inset(place, end, Role.SIDEBAR, LABELLED, is_inside=False)
    return None


def _between(flow: Flow, place: int) -> Inset | None:
    """What stands at `place` behind a finished sentence and is no paragraph: the name of who said it, or lines wider than all around.

    Those end with a stop, with a short line behind an open one, or before lines that fill the measure of the column.
    """
    if flow.is_signature(place):
        return Inset(place, place + 1, Role.PULL_QUOTE, SIGNED, is_inside=False)
    end, lines = place, flow.lines
    while end < min(place + MAX_CAPTION, len(lines) - 1) and flow.sticks_out(end):
        end += 1
    if end == place or end == len(lines) - 1 or not flow.measured.is_cjk or not ends_sentence(lines[place - 1].text):
        return None
    if any([not may_begin(line.text) or line.index in flow.measured.pieces for line in lines[place:end]]):
        return None
    if not ends_sentence(lines[end - 1].text):
        if ends_sentence(lines[end].text) and flow.room(end, end + 1) > 0:
            end += 1
        elif not (flow.is_full(end) and abs(flow.sizes[end] - flow.measures[end]) <= 2):
            return None
        elif evidence(left := lines[end - 1].text.strip(), right := lines[end].text.strip(), script_of(left + right, True)) >= 0:
            return None  # the sentence goes on: a line of the text with a wide number or mark
    return Inset(place, end, Role.CAPTION, OTHER, is_inside=False) if flow.is_among_full(place, end) else None


def may_begin(text: str) -> bool:
    """Whether a line begins with a letter or a number of a sentence, and is no item."""
    text = text.lstrip("“‘「『（(")
    return text[:1].isalnum() and not BEGINS_ITEM.match(text)


def _is_credited(flow: Flow, start: int, end: int, is_cut: bool) -> bool:
    """Whether the lines are a sentence and the credit of its picture, and all of the caption.

    Where its sentence takes several lines, the first is cut off from what stands before it, or wider: else it may be running text.
    """
    texts = [line.text for line in flow.lines[start:end]]
    before, is_sure = credit(texts)
    if before < (MIN_SURE if is_sure else MIN_CAPTION) or (before > len(letters(texts[0])) and not (is_cut or flow.sticks_out(start))):
        return False
    # what words of a sentence may read like stops short of the measure, or is none
    return is_sure or end >= len(flow.lines) or flow.room(end - 1, end) > 0


def _apart(flow: Flow, start: int, end: int, texts: list[str], is_cut: bool) -> tuple[str, Role]:
    """What sets the lines from `start` to `end` apart from the running text, by themselves, and what they are then."""
    is_cjk = flow.measured.is_cjk
    if not ends_sentence(texts[-1]):
        return "", Role.CAPTION
    if BOX.match(texts[0].lstrip()):
        return LABELLED, Role.SIDEBAR
    if not is_sentence(texts, is_cjk) or flow.begins_paragraph(start):
        return "", Role.CAPTION
    may_quote = is_cut or flow.is_narrow(start, end) if is_cjk else flow.begins_sentence(start)
    if may_quote and _is_repeated(flow, start, end):
        return REPEATED, Role.PULL_QUOTE
    # of two columns read in turn single lines of CJK look alike
    in_pieces = any([line.index in flow.measured.pieces for line in flow.lines[start:end]])
    is_wide = (end - start > 1 or not is_cjk) and flow.sticks_out(start) and flow.is_even(start, end)
    return (OTHER if not in_pieces and (flow.is_column(start, end) or is_wide) else ""), Role.CAPTION


def _stands_between(flow: Flow, first: int, start: int, end: int, goes_on: str, is_cut: bool) -> bool:
    """Whether the place alone shows that these lines of CJK part the halves of a sentence.

    Lines behind one that was cut or stretched: whole sentences, or nothing with a stop, of their own measure where no wording proves
    the rest. Or one short line without a stop. Nothing may speak for one text, or for something else that parted it: a word over the
    line end, a float, cells, pieces, tracking, an item, a row like others, other lines that stop short.
    """
    before, after, lines = flow.lines[first - 1], flow.lines[end], flow.lines[start:end]
    texts = [line.text.strip() for line in lines]
    is_whole = ends_sentence(texts[-1])
    if not flow.measured.is_cjk or len(lines) > (MAX_LEGEND if is_whole else MAX_SHORT):
        return False
    is_stretched, own = flow.is_stretched(first - 1), flow.has_own_measure(start, end)
    if not (is_cut or is_stretched or flow.is_in_block(first - 1)):
        return False
    # behind what has no stop a particle may go on, too
    is_alone = not is_whole and len(lines) == 1 and flow.sizes[start] < flow.measures[start] - CUT and goes_on not in ("", NO_BEGINNING)
    is_plain = goes_on in PLAIN_PROOFS and (is_whole or goes_on != NO_BEGINNING)
    is_proved = is_plain and (is_cut or is_stretched or goes_on == DOUBLED)
    if not (is_alone or is_proved or (is_cut and (own or is_stretched) and (goes_on or not is_whole))):
        return False
    if (not is_sentence(texts, is_cjk=True) or flow.begins_paragraph(start)) if is_whole else not _is_legend(flow, start, end):
        return False
    if not is_whole and goes_on not in PLAIN_PROOFS and STOP.search("".join(texts)):
        return False  # a sentence, and another that breaks off
    if BEGINS_ITEM.match(texts[0]) or not all([HAS_CJK.search(line.text) for line in (before, after)]):
        return False
    if flow.sticks_out(first - 1) or flow.is_loose(start, end):
        return False
    if any([other.role in FLOATS for other in flow.document.lines[before.index : after.index]]):
        return False
    if any(["   " in line.text.strip() or line.index in flow.measured.pieces for line in (*lines, after)]):
        return False
    is_tracked_on = SPACED_END.search(before.text.rstrip()) and not is_stretched
    if is_tracked_on or any([SPACED.match(line.text.lstrip()) for line in (lines[0], after)]):
        return False
    halves = flow.reads_on(first - 1, end)
    return flow.reads_on(first - 1, start) <= halves and flow.reads_on(end - 1, end) <= halves


def _may_be_short(flow: Flow, first: int, start: int, end: int) -> bool:
    """Whether the last of these lines has room for the first word of the next one and breaks off at no mark.

    One line alone may be wider than all around, or stand behind a line that was stretched to be cut off.
    """
    if end >= len(flow.lines) or not flow.measured.is_cjk:
        return False
    last, size, measure = flow.lines[end - 1].text.strip(), flow.sizes[end - 1], flow.measures[end - 1]
    if not (last[-1].isalnum() or last[-1] in CLOSERS) or not flow.is_full(end):
        return False
    gaps = 2 * last.count(" ")  # which a layout engine may have stretched
    if size < measure - CUT - gaps and flow.room(end - 1, end) > CUT + gaps:
        return True
    return end == start + 1 and (flow.is_stretched(first - 1) or (size > measure and flow.sticks_out(start)))


def _is_legend(flow: Flow, start: int, end: int) -> bool:
    """Whether the lines, without a stop, can be one thing: even, of some length, no items and no rows that are like others."""
    lines, sizes = flow.lines[start:end], flow.sizes[start:end]
    texts = [line.text.strip() for line in lines]
    if len(HAS_CJK.findall("".join(texts))) < MIN_SHORT or any(map(ends_sentence, texts[:-1])) or any(map(BEGINS_ITEM.match, texts)):
        return False
    if sizes[-1] > max(sizes[:-1] or sizes) or not flow.is_even(start, end) or is_tracked(lines[-1].raw) or texts[0][0] in NO_LINE_START:
        return False
    alike = DIGITS.sub("0", texts[0])
    if any([DIGITS.sub("0", line.text.strip())[:BEGINS] == alike[:BEGINS] for line in flow.lines[max(0, start - 2) : start]]):
        return False  # the next of several rows or items
    return flow.shapes[alike] <= MAX_ALIKE


BEGINS_ITEM = regex(rf"{ITEM_MARK.pattern}|\d+(?:\.\d+)*[ \u3000]")
MAX_SHORT, MIN_SHORT, MAX_LEGEND = 3, 4, 4
"""Lines and ideographs of what has no stop, and lines of what has one."""
BEGINS, MAX_ALIKE = 2, 2
"""Signs with which lines begin alike. Lines that differ in their numbers only: more are marks of a program that read the text."""


def _is_repeated(flow: Flow, start: int, end: int) -> bool:
    """Whether the wording of the lines is found once more in the text, and not with the line before it: then it is more than these lines.

    What is found oftener is a row of a table, and what is mostly signs is a formula.
    """
    wording = "".join([letters(line.text) for line in flow.lines[start:end]]).rstrip("。.！？!?…")
    whole = flow.document.measured.whole
    if not MIN_REPEATED <= len(wording) <= MAX_REPEATED or not wording[0].isalpha() or whole.count(wording) != 2:
        return False
    if flow.measured.is_cjk and 2 * len(wording.encode("ascii", "ignore")) > len(wording):
        return False
    return whole.count(letters(flow.lines[start - 1].text)[-CONTEXT:] + wording) < 2
