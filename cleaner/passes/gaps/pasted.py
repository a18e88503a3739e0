"""Printed paragraphs in Markdown: pasted from a page, written by a converter that kept line ends, or left beside print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from cleaner.blocks import assemble
from cleaner.document import FLOATS, OPEN, PLAIN, Document, Edit, Kind, Line, Role
from cleaner.lines import Lines
from cleaner.passes.paragraphs.crossed_columns import beside
from cleaner.printed.rows import Rows, starts_item
from cleaner.printed.stretches import Stretch, find
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK, ESCAPED, MARKS
from cleaner.wording.line_ends import CLASS, evidence, pairs, parts_pair
from cleaner.wording.sentences import joint_between

SHOWN = 1.5
"""Nats at one line end that tell that a word or a phrase is cut there (see `cleaner.wording.line_ends`)."""
SPACED = regex(rf"(?<=[{CJK}{MARKS}]) (?! )|(?<! ) (?=[{CJK}{MARKS}])")
"""A space beside ideographs: those that an extractor put there are gone when a second cleaning looks."""
PROSE = frozenset({Role.BODY, Role.KEPT, Role.LIST_ITEM})
"""Lines that may be part of one paragraph; a caption is whole."""
PLAIN_TEXT = PROSE | FLOATS | {Role.TABLE}
"""What a second cleaning of plain text reads as text: nothing tells it of floats and rows."""
OPEN_LINK = regex(r"\]\([^()]*\Z")
"""A link that the line end cuts, and so is none: joined, it would become one."""
NO_PROSE = "|"
"""Stands for lines that no printed paragraph holds: a row, as `cleaner.printed.rows` sees it, ends a stretch."""
MAX_LENGTH = 80
"""Characters: lines are longer where each is a paragraph."""


@rule(acts_on={Kind.MARKDOWN, *PLAIN}, writes=PROSE, fields={"joint"}, changes=Change.SPACE, after=["gaps"])
def pasted(document: Document) -> Iterator[Edit]:
    """Join the lines of printed paragraphs of ideographs or kana in Markdown, and in what became of plain text.

    Clean text is Markdown, so that the rule comes late: it sees the lines that the others left apart as a second cleaning would.

    Evidence: the lines around fill one measure, and at least one line end among them cuts a word or leaves a phrase open. Between
    ideographs a line end shows as a gap. A blank line is passed over only where the line before it is full, and its end itself cuts a
    word or a phrase: there a page or a column ended. Counter-evidence: a sentence or a clause on each line, verse, a hard line
    break, the same line below other ones.
    An author's own wrapping of Latin text stays, and so do columns side by side.
    """
    if not document.is_wide():
        return
    is_plain = document.kind in PLAIN
    lines = [line for line in document.filled if line.role is not Role.FRONT_MATTER and line.text.strip()]
    # before each line; no line end once it is joined
    breaks = ["\n\n" if line.joint == "\n" and not document.lines[line.index - 1].text.strip() else line.joint for line in lines]
    if is_plain:  # as it is written
        blocks = assemble(document)
        lines = [line for block in blocks for line in block.lines]
        breaks = [line.joint if place else "\n\n" for block in blocks for place, line in enumerate(block.lines)]
    roles = [line.role for line in lines]
    while joined := _joined(lines, breaks, is_plain):  # what is joined shows more, as a second cleaning would see it
        joined = [place for place in joined if roles[place] is roles[place - 1] or PROSE.issuperset(roles[place - 1 : place + 1])]
        if not joined or beside(document):
            break
        for place in joined:
            breaks[place] = joint_between(lines[place - 1].text, lines[place].text)
            yield lines[place].edit("joint", breaks[place], REASON)
            if not is_plain and (text := lines[place].text)[0].isspace():
                yield lines[place].edit("text", text.lstrip(), "the indent of a line that is joined")
    for place, line in enumerate(lines if is_plain else ()):
        if "\n" not in breaks[place] and roles[place] is not roles[place - 1] and PROSE.issuperset(roles[place - 1 : place + 1]):
            roles[place] = roles[place - 1]
            yield line.edit("role", roles[place], REASON)


REASON = "a paragraph of printed lines"


def _joined(lines: list[Line], breaks: list[str], is_plain: bool) -> list[int]:
    """The lines, by place, that go on with the one before."""
    starts = [place for place, joint in enumerate(breaks) if "\n" in joint or place == 0]
    if not starts:
        return []
    if not any([_may_cut(lines[start - 1].text.rstrip()[-1:], lines[start].text.lstrip()[:1]) for start in starts[1:]]):
        return []  # nothing is cut: so it is in most Markdown
    groups = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    texts = [_text(group, breaks[start : start + len(group)], is_plain) for group, start in zip(groups, starts, strict=True)]
    gaps = [breaks[start].count("\n") - 1 for start in starts]
    above: dict[str, set[str]] = defaultdict(set)
    for before_it, text in pairwise(texts):
        above[text].add(before_it)
    rows = Rows(Lines.of(texts, gaps))
    found: list[int] = []
    stretches = [stretch for stretch in find(rows) if all([rows.scripts[place] in "cj" for place in _ends(stretch)])]
    for stretch in stretches:
        told = [cut for place in _ends(stretch) if (cut := _cuts(rows, place, rows.nats[place])) is not None]
        many = sum(told)
        if not many or many < MIN_CUTS * len(told):
            continue
        for row in range(stretch.first, stretch.last):
            before, after, gap = groups[row], groups[row + 1], gaps[row + 1]
            if after[0].role not in OPEN or before[-1].role not in PROSE or before[-1].text.endswith(("  ", "\\")):
                continue
            if not _goes_on(rows, row, gap, stretch.measure):
                continue
            if len(above[texts[row + 1]]) > 1:
                continue  # below another line, too: it is a line of its own
            if gap == 0 or (many >= MIN_CUT and before[0].role is not Role.LIST_ITEM):
                found.append(starts[row + 1])
    return found


def _text(lines: list[Line], joints: list[str], is_plain: bool) -> str:
    """The wording of lines that are one, or what stands for lines that no printed paragraph holds."""
    if lines[0].role not in (PLAIN_TEXT if is_plain else PROSE) or (lines[0].role is Role.TABLE and lines[0].text[:4].isspace()):
        return NO_PROSE
    text = lines[0].text.strip()
    if len(lines) > 1:
        text = "".join([lines[0].text, *[joint + line.text for line, joint in zip(lines[1:], joints[1:], strict=True)]]).strip()
    if len(text) > MAX_LENGTH and len(text) - text.count(" ") - text.count("\\") > MAX_LENGTH:
        return NO_PROSE  # however much of it goes
    text = ESCAPED.sub(r"\1", text) if "\\" in text and not is_plain else text
    if spaces := text.count(" "):
        text = SPACED.sub("", text) if len(text) - spaces <= MAX_LENGTH else ""
    is_prose = text and len(text) <= MAX_LENGTH and not ("](" in text and OPEN_LINK.search(text)) and "\ufffd" not in text
    return text if is_prose else NO_PROSE


def _goes_on(rows: Rows, place: int, gap: int, measure: int) -> bool:
    """Whether the line at `place` goes on in the next, `gap` blank lines further down, in a stretch of `measure`."""
    if rows.listed[place] or rows.foreign[place] or rows.foreign[place + 1]:
        return False
    is_full = rows.least[place] <= measure < rows.roomy[place]
    if rows.parted[place]:
        before, after = rows.texts[place], rows.texts[place + 1]
        return is_full and not starts_item(after) and _cuts(rows, place, evidence(before, after, rows.scripts[place])) is True
    if rows.stops[place]:
        return is_full and gap <= 0
    return rows.least[place] <= measure < rows.broken[place]


def _may_cut(left: str, right: str) -> bool:
    """Whether a word may be cut between two signs: ideographs that make one, or such with kana."""
    if CLASS[left] == CLASS[right] == "K":
        return right in pairs().get(left, "")
    return CLASS[left] in WIDE_LETTERS and CLASS[right] in WIDE_LETTERS


def _cuts(rows: Rows, place: int, nats: float) -> bool | None:
    """Whether the end of a line parts two ideographs that make a word, or stands beside kana, and language gives it so many nats.

    None where it stands beside other signs, which tell less.
    """
    left, right = rows.texts[place][-1], rows.texts[place + 1][0]
    if found := parts_pair(left, right):
        return found == 2
    return nats >= SHOWN if {CLASS[left], CLASS[right]} <= WIDE_LETTERS else None


WIDE_LETTERS = frozenset("KHT")
"""The classes of ideographs and kana (see `cleaner.wording.line_ends`)."""


MIN_CUT, MIN_CUTS = 3, 0.25
"""Line ends at one measure that cut a word, and their share of those between ideographs or kana: .4 to .5 in prose, .0 to .2 in columns
of the bench that were mixed, where only chance makes a word of two ends."""


def _ends(stretch: Stretch) -> range:
    """The rows whose ends were judged in a stretch."""
    return range(stretch.first, stretch.end + 1)
