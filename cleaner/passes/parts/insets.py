"""What a layout sets into a column of running text: pull quotes, boxes, captions with a credit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document, Doubt, Edit, Kind, Likely, Role
from cleaner.floats import BOX, credit, is_sentence
from cleaner.flow import CUT, PLAIN_PROOFS, Flow
from cleaner.glyphs import CJK, letters
from cleaner.labels import label
from cleaner.layout import layout
from cleaner.note_marks import CIRCLED
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_STOPS, MAY_END, ends_sentence, joint_between

MAX_LINES = 8
MAX_CAPTION = 4
"""Lines."""
MANY = 6
"""Insets of one text that no label, credit or repeated wording bounds: forms and columns read across have more (of 380 texts, two)."""
MIN_REPEATED = 10
"""Letters of a pull quote that is repeated from the text."""
MAX_REPEATED = 160
"""Letters: what is longer is printed twice for another reason."""
CONTEXT = 3
"""Letters before it: repeated with them, it is a part of more."""
MIN_CAPTION = 6
"""Letters of a caption before its credit."""


@dataclass(frozen=True, slots=True)
class Inset:
    """Lines in a row that are no part of the running text around them, by their places in it."""

    start: int
    end: int  # the place after the last line
    role: Role
    apart: str  # what sets them apart
    goes_on: str  # what proves that the sentence before goes on after them, or nothing
    is_inside: bool = True  # a sentence is open before them
    is_bounded: bool = False  # its label, its credit or its repeated wording shows where it begins and ends


@rule(
    acts_on={Kind.WRAPPED},
    writes={Role.PULL_QUOTE, Role.SIDEBAR, Role.CAPTION},
    fields={"joint"},
    after=["captions", "footnotes", "source_lines", "title_block"],
)
def insets(document: Document) -> Iterator[Edit | Doubt | Likely]:
    """Label captions, boxes and quotations that were set into a sentence, so that they move after its paragraph.

    Sure where all three hold. Open before: the line before breaks off in mid-sentence, as a full line, or cut with room to spare.
    Set apart: a box's label, a photo's credit, a measure of its own over several lines, wording repeated from elsewhere in the text.
    Goes on after: a small letter after the stop, a mark that begins no sentence, no first line
    of a paragraph where the text shows those, or a phrase that the text knows. A cut line needs no such proof where a label, credit,
    measure or repeated wording sets the lines apart. Where nothing proves how the sentence goes on, lines that a label, a credit or
    repeated wording bounds are a block where they stand, others are likely, and both are reported. A line is never odd by its digits,
    Latin words or curly quotes. Every place is judged in one state of the lines.

    A caption with a credit between whole paragraphs is a block of its own.
    """
    flow = Flow.of(document, layout(document))
    taken = 0
    groups: list[tuple[int, list[Inset]]] = []
    for place in _starts(flow):
        found = _insets(flow, place) if place >= taken else []
        if found:
            taken = found[-1].end
            groups.append((place, found))
    plain = sum([not inset.is_bounded and inset.is_inside for _, found in groups for inset in found])
    for place, found in groups:
        if plain > MANY and not all([inset.is_bounded or not inset.is_inside for inset in found]):
            continue  # what nothing bounds is rare, or its proofs prove nothing here
        taken = found[-1].end
        edits: list[Edit] = []
        for inset in found:
            edits += label(flow.lines[inset.start : inset.end], inset.role, inset.apart, goes_on=inset.apart)
        if not found[0].is_inside:
            after = flow.lines[taken] if taken < len(flow.lines) else None
            if found[0].role is Role.SIDEBAR and after is not None and after.joint == "\n":
                edits.append(after.edit("joint", "\n\n", "behind a box"))
            yield from edits
            continue
        before, first, after, goes_on = flow.lines[place - 1], flow.lines[place], flow.lines[taken], found[-1].goes_on
        why = f"inside a sentence, and set apart ({found[0].apart}), but nothing shows how the sentence goes on"
        if not goes_on and all([inset.is_bounded for inset in found]):
            # a block of its own where it stands
            if after.joint == "\n":
                edits.append(after.edit("joint", "\n\n", why))
            yield from edits
            yield first.doubt(why, "part of the sentence", "an inset")
            continue
        if after.joint == "\n":
            joint = joint_between(before.text, after.text)
            edits.append(after.edit("joint", joint, f"line {before.number} goes on here: {goes_on or 'it is open'}"))
        if goes_on:
            yield from edits
        else:
            yield Likely(tuple(edits), first.doubt(why, "part of the sentence", "an inset"))


def _starts(flow: Flow) -> list[int]:
    """The places where an inset may begin, found by cheap signs: after a cut line, at an odd one, at a label, above a credit."""
    sizes, measures = flow.sizes, flow.measures
    texts = [line.text.strip() for line in flow.lines]
    is_open = [text[-1:] not in CLAUSE_STOPS for text in texts]
    found: set[int] = set()
    if flow.measured.is_cjk:
        short = [size < measure - CUT or len(text) == 1 for size, measure, text in zip(sizes, measures, texts, strict=True)]
        odd = [not measure - ODD < size < measure + ODD for size, measure in zip(sizes, measures, strict=True)]
        rests = [place for place in range(1, len(texts)) if texts[place - 1][-1:] in "。！？" and flow.is_rest(place)]
        found.update([place for after in rests for place in range(max(1, after - MAX_PLAIN), after) if is_open[place - 1]])
        # after a line that may be cut, or where lines that go on are wider or narrower than the measure
        found.update(
            [place for place in range(1, len(texts) - 1) if is_open[place - 1] and (short[place - 1] or (odd[place] and is_open[place]))]
        )
    else:
        # a small letter after a stop, and a capital after an open line before it
        small = [place for place in range(2, len(texts)) if not is_open[place - 1] and texts[place][:1].islower()]
        reached = {place for after in small for place in range(max(1, after - MAX_LINES), after)}
        found.update([place for place in reached if is_open[place - 1] and texts[place][:1] in CAPITALS])
    found.update([place for place, text in enumerate(texts) if place and ("：" in text or ": " in text) and BOX.match(text)])
    for place, ends in enumerate(flow.ends_credit):
        if ends:
            found.update(range(max(0, place - MAX_CAPTION + 1), place + 1))
    # the notes of a page, of which nobody found the marks, are counted: none is the sentence that another is set into
    return sorted([place for place in found if texts[place][:1] not in CIRCLED])


ODD = 4
"""Columns: a line that differs from the measure by less is like its neighbours."""
CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜÝАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ“(")


def _insets(flow: Flow, place: int) -> list[Inset]:
    """The insets that begin at `place`, one after the other, up to the line with which the sentence before them goes on."""
    found: list[Inset] = []
    while len(found) < MAX_INSETS and (inset := _inset(flow, place, found[-1].end if found else place)):
        found.append(inset)
        if inset.goes_on or not inset.is_inside:
            return found
        if not inset.is_bounded:
            break
    return found if len(found) == 1 or all([inset.is_bounded for inset in found]) else []


MAX_INSETS = 3
"""Set one after the other into one sentence."""


def _inset(flow: Flow, first: int, place: int) -> Inset | None:
    """The inset at `place`, set into the sentence that is open before `first`: the shortest that is proved, or else that is likely."""
    is_open = first > 0 and flow.is_open(first - 1)
    has_credit = any(flow.ends_credit[place : place + MAX_CAPTION])
    has_label = BOX.match(flow.lines[place].text.lstrip()) is not None
    if not is_open and not has_credit:
        return _box(flow, place) if has_label else None
    if RUNS_ON.match(flow.lines[place].text.lstrip()):
        return None
    is_cut = is_open and flow.is_cut(first - 1, first)
    texts = [line.text.rstrip() for line in flow.lines[place : place + MAX_LINES]]
    likely: Inset | None = None
    for size in range(1, len(texts) + 1):
        end = place + size
        may_be_credited = size <= MAX_CAPTION and flow.ends_credit[end - 1]
        if not may_be_credited and texts[size - 1][-1:] not in MAY_END:
            continue
        inner = flow.sizes[place : end - 1]
        if size > 2 and inner[-1] < max(inner) - CUT and ends_sentence(texts[size - 2]):
            break  # a paragraph ends inside
        is_followed = end < len(flow.lines) and BOX.match(flow.lines[end].text.lstrip()) is not None
        if is_open and (end >= len(flow.lines) or not (is_followed or flow.may_go_on(end))):
            continue
        credited = may_be_credited and _is_credited(flow, place, end, is_open, is_cut)
        if not is_open:
            if credited:
                return Inset(place, end, Role.CAPTION, "ends with a credit", "", is_inside=False)
            continue
        apart, role = ("ends with a credit", Role.CAPTION) if credited else _apart(flow, place, end, texts[:size], is_cut)
        if not apart:
            continue
        goes_on = flow.goes_on(first - 1, end, first)
        if apart == WHOLE and goes_on not in PLAIN_PROOFS:
            continue
        if apart == LABELLED and any(map(ends_sentence, texts[: size - 1])) and goes_on not in PLAIN_PROOFS:
            continue  # it may have ended before
        is_bounded = apart in BOUNDED or (credited and credit(texts[:size])[1])
        if not goes_on and not is_followed:
            if is_cut:
                goes_on = "it was cut with room to spare"
            elif credited and flow.sticks_out(first):
                goes_on = "a line of another measure and a credit stand between"
            elif credited and flow.knows_cut(first - 1, end, first):
                goes_on = "a word that the text knows"
            elif apart in BOUNDED and flow.is_inner(first - 1) and flow.room(end - 1, end) > 0 and flow.is_full(end):
                goes_on = "nothing else can complete it"
        found = Inset(place, end, role, apart, goes_on, is_bounded=is_bounded)
        if goes_on:
            return found
        likely = likely or found
    return likely


RUNS_ON = regex(rf"[{CJK}] ?[，。；、]")
"""The last letter of a clause that began on the line before."""


def _box(flow: Flow, place: int) -> Inset | None:
    """The box that begins with its label behind a whole paragraph: up to its first line that ends a sentence with room to spare."""
    if not ends_sentence(flow.lines[place - 1].text):
        return None
    for end in range(place + 1, min(place + MAX_LINES, len(flow.lines) - 1) + 1):
        if ends_sentence(flow.lines[end - 1].text) and flow.room(end - 1, end) > 0:
            return Inset(place, end, Role.SIDEBAR, LABELLED, "", is_inside=False)
    return None


LABELLED, REPEATED = "begins with the label of a box", "repeated from elsewhere in the text"
BOUNDED = frozenset({LABELLED, REPEATED})
"""What shows where the inset begins and ends: the line before it, full and inside a paragraph, can go on nowhere but after it."""


def _is_credited(flow: Flow, start: int, end: int, is_open: bool, is_cut: bool) -> bool:
    """Whether the lines are a sentence and the credit of its picture, and all of the caption.

    Where its sentence takes several lines, the first is cut off from what stands before it, or they are set in another measure: else
    the first may be running text.
    """
    texts = [line.text for line in flow.lines[start:end]]
    before, is_sure = credit(texts)
    if before < MIN_CAPTION:
        return False
    if before > len(letters(texts[0])) and not (is_cut or flow.sticks_out(start) or flow.own_measure(start, end)):
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
    begins = is_cjk or flow.begins_sentence(start)
    if begins and (is_cut or not is_cjk or flow.is_narrow(start, end)) and _is_repeated(flow, start, end):
        return REPEATED, Role.PULL_QUOTE
    if own := flow.own_measure(start, end):
        return f"{own} than the lines around it", Role.CAPTION
    if COLUMNS.search("\n".join([line.text.strip() for line in flow.lines[start - 1 : end + 1]])):
        return "", Role.CAPTION
    # of two columns read in turn single lines of CJK look alike, and in Latin script the second line may be the rest
    if is_cjk:
        before = flow.lines[start - 1].text.rstrip()[-1:]
        is_whole = end - start == MAX_PLAIN and flow.is_rest(end) and not flow.document.knows(before, texts[0].lstrip()[:1])
    else:
        is_inner = is_cut or flow.is_inner(start - 1)
        is_whole = is_inner and begins and end - start == 1 and ENDS_SMALL.search(texts[0]) is not None and flow.room(start, end) > 0
    return (WHOLE if is_whole else "", Role.CAPTION)


COLUMNS = regex(r"\S[ ]{3}")
"""What stands between two columns on one line."""
WHOLE = "a whole sentence inside another"
MAX_PLAIN = 2
"""Lines of a caption in CJK that nothing but its grammar tells."""
ENDS_SMALL = regex(r"\b(?!(?:etc|vol|eds|approx|resp|incl|usw|bzw)\.)[a-zß-öø-ÿ]{3,}[.!?]\Z")
"""A word in small letters and a stop: no abbreviation, no initial."""


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
