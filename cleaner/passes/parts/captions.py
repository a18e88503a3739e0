"""Captions of figures and tables, told by their numbers; and captions between blocks that are two halves of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.document import FLOATS, HEADINGS, PLAIN, Document, Doubt, Edit, Kind, Line, Role
from cleaner.labels import label
from cleaner.pages.proposals import apart
from cleaner.passes.paragraphs.crossed_columns import beside
from cleaner.printed.cells import beside_cells
from cleaner.printed.floats import CREDIT, FIGURE, FIGURE_FIRST, GLUED_FIGURE, REFERS, credit
from cleaner.printed.flow import HAS_LETTERS, PLAIN_PROOFS, SMALL, Flow, ends_block
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.glyphs import HAS_CJK, width
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import CLAUSE_MARK, ENTRY, ends_clause, ends_sentence, goes_on, is_unfinished, joint_between

MAX_NAME = 120
"""Columns of a figure's name."""
MAX_CAPTION = 90
"""Characters of a block."""
MAX_BLOCKS = 3
MAX_LINES = 6
BLOCKS = HEADINGS | FLOATS | {Role.BODY}


@rule(acts_on=PLAIN, writes={Role.CAPTION}, fields={"joint"}, after=["title_block"])
def captions(document: Document) -> Iterator[Edit | Doubt]:
    """Label captions, so that they are blocks of their own and move after the paragraph that they interrupt.

    Evidence in printed lines: a figure's number at the start of a line and a name after it, short of the measure and without a stop,
    or whole sentences of which the last line is short. A number that a sentence refers to (`图 1 所示`, `Table 2 lists`) is none, and
    a full line may go on. Where the end of a name does not show, the line only begins a block, and is reported. Inside a sentence that
    goes on in a caption of several lines, see `insets` for what proves it.
    Evidence in text of blocks: the block before breaks off, the block after goes on and begins no paragraph by an indent, and between
    them are short ones that more blank lines than usual set apart, or that a figure's number or a credit tells.
    """
    if document.kind is Kind.TEXT:
        yield from _between_blocks(document)
    elif document.kind is Kind.WRAPPED:
        yield from _in_lines(document)


def _between_blocks(document: Document) -> Iterator[Edit]:
    blocks = [line for line in document.filled if line.role in BLOCKS]
    gaps: Counter[int] = Counter()
    place = 0
    while place < len(blocks) - 2:
        before = blocks[place]
        place += 1
        if before.role in HEADINGS or not is_unfinished(before.text):
            continue
        if not gaps:
            gaps = Counter([gap for line in blocks if (gap := document.gap(line))] or [1])
        is_apart = document.gap(blocks[place]) > gaps.most_common(1)[0][0]
        for end in range(place + 1, min(place + MAX_BLOCKS + 1, len(blocks))):
            last, after = blocks[end - 1], blocks[end]
            # a line break inside a block is kept: what it parts belongs together
            like = _like_caption(last.text.strip()) if is_apart else _is_told(last)
            if last.role is not Role.BODY or not like or "\n" in (last.joint, after.joint):
                break
            if after.role is Role.BODY and not after.raw[:1].isspace() and goes_on(after.text):
                yield from [line.edit("role", Role.CAPTION, "between two halves of a sentence, set apart") for line in blocks[place:end]]
                place = end
                break


def _like_caption(text: str) -> bool:
    return (
        len(text) <= MAX_CAPTION
        and not ITEM_MARK.match(text)
        and (ends_sentence(text) or CREDIT.search(text) is not None or not CLAUSE_MARK.search(text))
    )


def _is_told(line: Line) -> bool:
    """Whether `line` begins with the number of a figure or ends with a credit that can be nothing else."""
    return _is_named(line) or credit([line.text])[1]


def _in_lines(document: Document) -> Iterator[Edit | Doubt]:
    named = [line for line in document.filled if line.role is Role.BODY and line.text.lstrip()[:1] in FIGURE_FIRST and _is_named(line)]
    if not named:
        return
    is_parted = bool(beside(document))
    flow = Flow.of(document)
    places = {line.index: place for place, line in enumerate(flow.lines)}
    found: dict[int, int] = {}
    unsure: list[Line] = []
    for line in named:
        place = places.get(line.index)
        if place is None or _is_entry(flow, line):
            continue
        if end := _end(flow, place, place in found.values()):
            found[place] = end
        elif place and line.joint == "\n" and flow.is_open(place - 1):
            unsure.append(line)
    for line in unsure:
        if places[line.index] not in found.values():  # what stands behind a caption is told with it
            reason = "begins with a figure's number, and the end of its name does not show"
            yield line.edit("joint", "\n\n", reason)
            yield line.doubt(reason, "a new paragraph", "a caption inside a sentence")
    heads = apart(document) if found else set()
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
            is_apart = all([document.gap(line) > document.usual_gap for line in (flow.lines[first], after)])
            proof = flow.goes_on(first - 1, last, first)
            if not proof and flow.is_cut(first - 1, first) and flow.may_go_on(last) and not (is_apart and _ends_open(flow, set(found))):
                proof = "it was cut with room to spare"
            if after.joint != "\n" or found[place] != last:
                pass
            elif is_parted or before.index in heads or FIGURE.match(after.text.lstrip()) or beside_cells(document, before, after):
                edits.append(after.edit("joint", "\n\n", "beside columns, cells, a head or another figure: what goes on here is open"))
            elif proof:
                edits.append(after.edit("joint", joint_between(before.text, after.text), f"line {before.number} goes on here: {proof}"))
        yield from edits


def _ends_open(flow: Flow, captions: set[int]) -> bool:
    """Whether anywhere but above a caption a line is cut with room to spare before a gap: paragraphs end without a stop here."""
    gaps = [place for place in range(1, len(flow.lines)) if flow.document.gap(flow.lines[place]) > flow.document.usual_gap]
    return any([place not in captions and flow.is_open(place - 1) and flow.is_cut(place - 1, place) for place in gaps])


def _is_named(line: Line) -> bool:
    """Whether `line` begins with the number of a figure, and what stands after it does not make it part of a sentence."""
    text = line.text.strip()
    match = FIGURE.match(text) or GLUED_FIGURE.match(text)
    if match is None or REFERS.match(text, match.end()):
        return False
    return _parts(match[0]) or not text[match.end() : match.end() + 1].islower()


def _parts(number: str) -> bool:
    """Whether a mark or the gap of an ideograph, no mere space, parts the number of a figure from what follows."""
    return number[-1:] == "\u3000" or number.rstrip()[-1:] in "：:.．|｜—–"


def _is_entry(flow: Flow, line: Line) -> bool:
    """Whether `line` is an entry of a list of figures: beside leaders to a page number, or one of several names in a row."""
    measured = flow.document.measured
    texts, place = measured.texts, measured.places[line.index]
    if any(map(ENTRY.search, texts[max(0, place - 1) : place + 2])):
        return True
    sign, count = texts[place][:1], 1
    for step in (-1, 1):
        at = place
        while near := [other for other in (at + step, at + 2 * step) if 0 <= other < len(texts) and texts[other][:1] == sign]:
            at = next((other for other in near if FIGURE.match(texts[other])), -1)
            if at < 0 or measured.filled[at].page != line.page or count >= ENTRIES:
                break
            count += 1
    return count >= ENTRIES


ENTRIES = 3
"""Numbered names of one sort on every line, or every other: one page hardly prints three figures with nothing between them."""


def _end(flow: Flow, place: int, is_beside: bool) -> int:
    """The place after the caption that begins with a figure's number at `place`, or 0 where its end does not show.

    Its last line has room for the next word, or stands before a gap or what begins a paragraph. `is_beside`: right after another one.
    """
    first = flow.lines[place].text.strip()
    match = FIGURE.match(first)
    start = place + 1 if match and match.end() == len(first) else place
    if start == len(flow.lines) or (
        start > place
        and (not HAS_LETTERS.search(flow.lines[start].text) or flow.begins_anew(start) or FIGURE.match(flow.lines[start].text.lstrip()))
    ):
        return 0  # a number without a name
    is_open = place > 0 and not is_beside and flow.is_open(place - 1)
    last = start
    while (goes_on := _goes_on(flow, place, last, is_open)) and last < place + MAX_LINES:
        last += 1
    text = flow.lines[last].text.strip()
    if goes_on or (goes_on is None and not AT_END.search(text)):
        return 0
    if last == start:
        offset = match.end() - 1 if match and start == place else 0
        if not ends_clause(text) and not CLAUSE_MARK.search(IN_BRACKETS.sub("", text[offset:])) and width(text) <= MAX_NAME:
            return last + 1
    wording = " ".join([line.text.strip() for line in flow.lines[place : last + 1]])
    if not ends_sentence(text) and SENTENCE.search(wording):
        return 0  # its last sentence is open
    if _changes_script(flow, last):
        return last + 1
    # inside a sentence the next line may be its rest
    has_room = last + 1 < len(flow.lines) and _room(flow, place, last) > 0
    is_closed = not is_open or has_room or (last > start and AT_END.search(wording)) or _is_proved(flow, place, last + 1)
    is_named = match and (_parts(match[0]) or (is_open and _is_proved(flow, place, last + 1)))
    return last + 1 if start == place and is_named and is_closed else 0


def _is_proved(flow: Flow, place: int, after: int) -> bool:
    """Whether the wording of the line at `after` shows that the sentence before the caption at `place` goes on there."""
    return after < len(flow.lines) and flow.measured.is_cjk and flow.goes_on(place - 1, after, place) in PLAIN_PROOFS


AT_END = regex(r"（[^（）]*）\Z")
"""A unit or a source at the end of a full line: the sentence around it goes on behind it."""
IN_BRACKETS = regex(r"（[^（）]*）|\([^()]*\)")
"""A unit or a remark: `（单位：件）`. Its marks are no clause's."""
SENTENCE = regex(r"[。！？]|[a-z)\] ]{3}[.!?] [A-Z]| [.] [A-Z]")
"""The end of one sentence and the start of the next."""


def _goes_on(flow: Flow, place: int, last: int, is_open: bool) -> bool | None:
    """Whether the caption that begins at `place` goes on after the line at `last`: it breaks off in a word or bracket, or is full.

    None where it may end on a full line, and nothing after it shows that it does.
    """
    after = last + 1
    if after == len(flow.lines) or _is_parted(flow, after) or _completes_word(flow, place, after):
        return False
    if is_open and _is_proved(flow, place, after):
        return False
    left, right = flow.lines[last].text.strip(), flow.lines[after].text.strip()
    if (left[-1] in HYPHENS and right[:1].islower()) or _is_inside_brackets([line.text for line in flow.lines[place:after]]):
        return True
    is_latin, ends = not HAS_CJK.search(left), ends_block(left)
    if _changes_script(flow, last):
        return False
    # a ragged line is as full as the one after it shows
    is_ragged = is_latin and not is_open and flow.sizes[last] + flow.measured.first_unit(right) > flow.sizes[after]
    if is_ragged and not ends and SMALL.match(right):
        return True
    begins = flow.begins_sentence(after) if is_latin or not flow.measured.is_cjk else False
    if _room(flow, place, last) > 0 or flow.begins_paragraph(after) is True or (begins and not flow.measured.is_cjk):
        return False
    # what is in Latin letters only is the first row of a table
    return None if ends or begins or not (is_latin or HAS_CJK.search(right)) else True


def _changes_script(flow: Flow, last: int) -> bool:
    """Whether the line at `last` is in Latin letters and ends with a stop, and ideographs or kana follow: a caption in two languages."""
    text = flow.lines[last].text.strip()
    if last + 1 == len(flow.lines) or not ends_clause(text):
        return False
    return not HAS_CJK.search(text) and HAS_CJK.match(flow.lines[last + 1].text.lstrip()) is not None


def _room(flow: Flow, place: int, last: int) -> float:
    """Columns free on the line at `last` of the caption at `place`. Its first line is no piece of a printed line, short as it is."""
    is_piece = last == place and flow.lines[last].index in flow.measured.pieces
    return flow.room(last, last + 1) + (flow.sizes[last] - width(flow.lines[last].text.strip()) if is_piece else 0)


def _completes_word(flow: Flow, place: int, after: int) -> bool:
    """Whether a word that was broken with a hyphen before the caption at `place` can go on with the line at `after`."""
    return place > 0 and flow.lines[place - 1].text.rstrip()[-1:] in HYPHENS and flow.lines[after].text.lstrip()[:1].islower()


def _is_parted(flow: Flow, place: int) -> bool:
    """Whether a gap, a page break or its own wording sets the line at `place` apart from the one before it."""
    line, document = flow.lines[place], flow.document
    if line.page != flow.lines[place - 1].page or document.gap(line) > document.usual_gap:
        return True
    return flow.begins_anew(place) or FIGURE.match(line.text.lstrip()) is not None


def _is_inside_brackets(texts: Sequence[str]) -> bool:
    """Whether these lines open more brackets than they close."""
    wording = "".join(texts)
    return wording.count("(") + wording.count("（") > wording.count(")") + wording.count("）")


HYPHENS = frozenset("-\xad\u2010")
