"""Captions of figures and tables, told by their numbers; and captions between blocks that are two halves of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.document import FLOATS, HEADINGS, OPEN, PLAIN, Document, Edit, Kind, Likely, Line, Role
from cleaner.floats import CREDIT, FIGURE, FIGURE_FIRST, GLUED_FIGURE, REFERS
from cleaner.flow import Flow
from cleaner.labels import label
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK, ends_clause, ends_sentence, goes_on, is_unfinished, joint_between

MAX_NAME = 60
"""Characters of a figure's name."""
MAX_CAPTION = 90
"""Characters of a block."""
MAX_BLOCKS = 3
MAX_LINES = 6
BLOCKS = HEADINGS | FLOATS | {Role.BODY}


@rule(acts_on=PLAIN, writes={Role.CAPTION}, fields={"joint"})
def captions(document: Document) -> Iterator[Edit | Likely]:
    """Label captions, so that they are blocks of their own and move after the paragraph that they interrupt.

    Evidence in printed lines: a figure's number at the start of a line and a name after it, short of the measure and without a stop,
    or whole sentences of which the last line is short. A number that a sentence refers to (`图 1 所示`, `Table 2 lists`) is none, and
    a full line may go on. Inside a sentence that goes on in a caption of several lines, see `insets` for what proves it.
    Evidence in text of blocks: the block before breaks off, the block after it goes on, and between them are short ones that more
    blank lines than usual set apart, or that end with a credit.
    """
    if document.kind is Kind.TEXT:
        yield from _between_blocks(document)
    elif document.kind is Kind.WRAPPED:
        yield from _in_lines(document)


def _between_blocks(document: Document) -> Iterator[Edit]:
    blocks = [line for line in document.filled if line.role in BLOCKS]
    gaps: dict[int, int] = {}
    usual = place = 0
    while place < len(blocks) - 2:
        before = blocks[place]
        place += 1
        if before.role in HEADINGS or not is_unfinished(before.text):
            continue
        if not gaps:
            gaps = {line.index: gap for line in blocks if (gap := document.gap(line))} or {before.index: 1}
            usual = Counter(gaps.values()).most_common(1)[0][0]
        for size in range(1, MAX_BLOCKS + 1):
            inside = blocks[place : place + size]
            after = blocks[place + size] if place + size < len(blocks) else None
            # a line break inside a block is kept: what it parts belongs together
            if after is None or any(line.joint == "\n" or line.role in HEADINGS for line in (*inside, after)):
                break
            if not all(line.role is Role.BODY and _like_caption(line) for line in inside):
                break
            apart = gaps.get(inside[0].index, 0) > usual
            credited = any(CREDIT.search(line.text.strip()) for line in inside)
            if (apart or credited) and goes_on(after.text):
                for line in inside:
                    yield line.edit(
                        "role", Role.CAPTION, "between two halves of a sentence" + (", set apart" if apart else ", with a credit")
                    )
                place += size
                break


def _like_caption(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= MAX_CAPTION and (
        ends_sentence(text) or CREDIT.search(text) is not None or not CLAUSE_MARK.search(text) or FIGURE.match(text) is not None
    )


CENTRED = regex(r"(?: {4}|\u3000\u3000).*[图圖表][ \t\u3000]*\Z")
"""A line set in from the margin that ends with what a figure is called."""
RARE = 20
"""One such line in so many at most: where more are set in, it is a habit of the text."""


def _centred(document: Document) -> Iterator[Edit]:
    """Lines that are centred, as few are, and name a figure or table: 市镇联盟体系图."""
    lines = [line for line in document.holding("图", "圖", "表") if CENTRED.match(line.text)]
    if len(lines) * RARE < len(document.filled):
        for line in lines:
            text = line.text.strip()
            if line.role in OPEN and len(text) <= MAX_NAME and not CLAUSE_MARK.search(text):
                yield line.edit("role", Role.CAPTION, "centred, names a figure")


def _in_lines(document: Document) -> Iterator[Edit | Likely]:
    yield from _centred(document)
    named = [line for line in document.filled if line.text.lstrip()[:1] in FIGURE_FIRST and line.role is Role.BODY and _is_named(line)]
    if not named:
        return
    flow = Flow.of(document)
    places = {line.index: place for place, line in enumerate(flow.lines)}
    found = {place: end for line in named if (place := places.get(line.index)) is not None and (end := _end(flow, place))}
    for place in sorted(found):
        lines = flow.lines[place : found[place]]
        edits = list(label(lines, Role.CAPTION, "a figure's number and name", goes_on="the caption goes on"))
        first, last = place, found[place]
        while first - 1 in found and found[first - 1] == first:
            first -= 1  # captions in a row
        while last in found:
            last = found[last]
        if first and last < len(flow.lines) and flow.is_open(first - 1):
            before, after = flow.lines[first - 1], flow.lines[last]
            proof = flow.goes_on(first - 1, last, first)
            if not proof and flow.is_cut(first - 1, first) and flow.may_go_on(last):
                proof = "it was cut with room to spare"
            if len(lines) > 1 and not proof and not _is_alone(lines[0]):
                why = "a caption inside a sentence, but nothing shows how the sentence goes on"
                yield Likely(tuple(edits), lines[0].doubt(why, "part of the sentence", "a caption"))
                continue
            if proof and after.joint == "\n" and found[place] == last:
                edits.append(after.edit("joint", joint_between(before.text, after.text), f"line {before.number} goes on here: {proof}"))
        yield from edits


def _is_named(line: Line) -> bool:
    """Whether `line` begins with the number of a figure, and what stands after it does not make it part of a sentence."""
    text = line.text.strip()
    match = FIGURE.match(text) or GLUED_FIGURE.match(text)
    return match is not None and REFERS.match(text, match.end()) is None


def _is_alone(line: Line) -> bool:
    text = line.text.strip()
    match = FIGURE.match(text)
    return match is not None and match.end() == len(text)


def _end(flow: Flow, place: int) -> int:
    """The place after the caption that begins with a figure's number at `place`, or 0 where its end does not show."""
    after = place + 1
    if _is_alone(flow.lines[place]):
        return after + 1 if after < len(flow.lines) and _is_name(flow, after, 0) else 0
    text = flow.lines[place].text.strip()
    match = FIGURE.match(text)
    if _is_name(flow, place, match.end() - 1 if match else 0):
        return after
    if not match or match[0].rstrip()[-1:] not in "：:.．|—–" or (place and flow.is_open(place - 1)):
        return 0  # inside a sentence the next line may be its rest
    for end in range(after, min(place + MAX_LINES, len(flow.lines)) + 1):
        if ends_sentence(flow.lines[end - 1].text):
            return end if end == len(flow.lines) or flow.room(end - 1, end) > 0 else 0
    return 0


def _is_name(flow: Flow, place: int, start: int) -> bool:
    """Whether the line at `place`, from `start`, is a name: no stop, no clause, and not so wide that it must go on."""
    text = flow.lines[place].text.strip()
    if len(text) > MAX_NAME or ends_clause(text) or CLAUSE_MARK.search(text, start):
        return False
    after = place + 1
    if after == len(flow.lines) or flow.room(place, after) > 0:
        return True
    # a full line goes on, unless the next begins a sentence, or completes a word of the line before
    if flow.measured.is_cjk:
        return flow.begins_paragraph(after) is True
    return flow.begins_sentence(after) or (place > 0 and flow.lines[place - 1].text.rstrip()[-1:] in HYPHENS)


HYPHENS = frozenset("-\xad\u2010")
