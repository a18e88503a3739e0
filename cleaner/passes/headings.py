"""Headings that plain text shows only by their numbering or their shape."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from cleaner.document import HEADINGS, OF_BLOCKS, UNMARKED, Document, Edit, Kind, Line, Role
from cleaner.layout import INDENT, Layout, layout
from cleaner.sentences import CLAUSE_MARK, MARKER, ends_clause, ends_sentence, joint_between, open_pairs

NUMERALS = "一二三四五六七八九十百"
NUMBERED = (
    (Role.H2, re.compile(rf"([{NUMERALS}]{{1,4}})、\s*(?=\S)")),
    (Role.H3, re.compile(rf"[（(]([{NUMERALS}]{{1,4}})[）)]\s*(?=\S)")),
    (Role.H2, re.compile(rf"第([{NUMERALS}]{{1,4}})[章编篇](?=[\s\u3000]|\Z)")),
    (Role.H3, re.compile(rf"第([{NUMERALS}]{{1,4}})节(?=[\s\u3000]|\Z)")),
)
FIRST = frozenset("（(第" + NUMERALS)
MAX_LENGTH = 45
"""Characters of a heading, with its wrapped tail."""
INNER = re.compile(r"[，。；：！？]|[,;:!?] |\. [A-Z]|、$")
MAX_PLAIN = 32
"""Characters of a heading without a number, in text of blocks."""
MAX_PART = 20
"""Characters of a heading among the parts of a run-on text."""


def headings(document: Document) -> Iterator[Edit]:
    """Label headings: `一、` as level 2, `（一）` as level 3, and unnumbered ones where their shape proves them.

    Evidence for a numbered one: it stands in the sequence of its level, has no full stop, and text
    or a lower heading follows before the next one (else it is a list). In wrapped text a heading
    that fills its line may have a tail on the next. Evidence for an unnumbered one: a short line or
    block without clause marks between paragraphs that end their sentences, in wrapped text or in a
    text with a byline; or several short parts of a run-on text, with longer parts between them.
    """
    if document.kind not in UNMARKED:
        return
    flow = [line for line in document.filled if line.role is Role.BODY or line.role in HEADINGS]
    numbered = list(_numbered(document, flow))
    taken: set[int] = set()
    for role, found in numbered:
        taken.update(line.index for line in found)
        if found[0].role is not Role.BODY:
            continue
        yield found[0].edit("role", role, "numbered, in sequence, without a full stop")
        if found[0].joint != "\n\n":
            yield found[0].edit("joint", "\n\n", "a heading begins a block")
        for before, line in itertools.pairwise(found):
            yield line.edit("role", role, "tail of the heading above, which fills its line")
            yield line.edit("joint", joint_between(before.text, line.text), "tail of the heading above")
    if document.kind is Kind.WRAPPED:
        yield from _short_lines(flow, taken, layout(document))
    if document.kind in OF_BLOCKS:
        blocks = [line for line in flow if line.role is Role.BODY and line.index not in taken]
        if document.kind is Kind.TEXT and _runs_on(blocks):
            yield from _parts(blocks)
        elif any(line.role is Role.BYLINE for line in document.lines):
            yield from _between_paragraphs(flow, taken)


def _value(numeral: str) -> int:
    """A Chinese numeral up to 199 as a number."""
    hundreds, hundred, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (NUMERALS.find(hundreds) + 1 or 1) if hundred else 0
    value += 10 * (NUMERALS.find(tens) + 1 or 1) if ten else 0
    return value + (NUMERALS.find(ones) + 1 if ones else 0)


def _numbered(document: Document, flow: list[Line]) -> Iterator[tuple[Role, list[Line]]]:
    measured = layout(document) if document.kind is Kind.WRAPPED else None
    found: list[tuple[Role, int, int, list[Line]]] = []  # role, number, place, lines
    for place, line in enumerate(flow):
        text = line.text.lstrip()
        if text[:1] not in FIRST:
            continue
        for role, pattern in NUMBERED:
            match = pattern.match(text)
            if match:
                lines = _extent(flow, place, measured)
                if lines and len("".join(item.text for item in lines)) <= MAX_LENGTH:
                    found.append((role, _value(match[1]), place, lines))
                break
    for position, (role, number, place, lines) in enumerate(found):
        same = [item for item in found[:position] if item[0] is role]
        if same and number not in (1, same[-1][1] + 1):
            continue
        if not same and number != 1 and not any(item[0] is role and item[1] == number + 1 for item in found[position + 1 :]):
            continue
        behind = place + len(lines)
        if behind >= len(flow):
            continue
        # the same level again at once: a list, not headings
        if any(item[0] is role and item[2] == behind for item in found) or (same and same[-1][2] + len(same[-1][3]) == place):
            continue
        yield role, lines


def _extent(flow: list[Line], place: int, measured: Layout | None) -> list[Line]:
    """The lines of the heading that begins at `place`, or none if it is running text."""
    line = flow[place]
    if ends_clause(line.text) or re.search(r"[，、]\s*\Z", line.text):
        return []
    if measured is None:
        return [line] if not open_pairs(line.text) else []
    lines = [line]
    for behind, tail in enumerate(flow[place + 1 : place + 3], place + 2):
        last = lines[-1]
        room = measured.room_left(last, tail, is_first=len(lines) == 1)
        if room > INDENT or _begins_paragraph(tail, measured):
            return lines
        if MARKER.match(tail.text.strip()):
            return lines
        # full to the brim: either its tail follows, or this is running text
        tail_width, full = measured.widths.get(tail.index, 0), measured.measure_at(tail)
        following = flow[behind] if behind < len(flow) else None
        short = following is None or measured.room_left(tail, following, is_first=False) > 4 or tail_width < 0.6 * full
        if ends_clause(tail.text) or CLAUSE_MARK.search(tail.text) or not short:
            return []
        lines.append(tail)
    return lines


def _begins_paragraph(line: Line, measured: Layout) -> bool:
    if measured.indents_kept:
        return measured.indents.get(line.index, 0) > 1
    if measured.indents_lost:
        return -INDENT - 2 <= measured.widths.get(line.index, 0) - measured.measure_at(line) <= -INDENT + 1
    return False


def _short_lines(flow: list[Line], taken: set[int], measured: Layout) -> Iterator[Edit]:
    """Lines of wrapped text that are too short to be broken, have no stop, and stand between paragraphs.

    The line before ends its sentence (or is a heading too), the next begins a paragraph: it is
    indented, short by a lost indent, or full and goes on.
    """
    accepted: set[int] = set()
    widths = measured.widths
    widest = max(measured.measures.values(), default=measured.measure) - INDENT
    # most lines are full
    for place, line in [(place, line) for place, line in enumerate(flow[:-1]) if widths.get(line.index, widest) < widest]:
        if widths[line.index] + INDENT >= measured.measure_at(line) or line.index in taken:
            continue
        text = line.text.strip()
        if not 1 < len(text) <= MAX_LENGTH:
            continue
        if (
            ends_clause(text)
            or INNER.search(text)
            or MARKER.match(text)
            or open_pairs(text)
            or (not text[0].isalnum() and text[0] not in "“《「")
        ):
            continue
        before, after = flow[place - 1] if place else None, flow[place + 1]
        if after.index not in measured.widths or measured.room_left(line, after, is_first=True) <= INDENT:
            continue
        begins = before is None or ends_clause(before.text) or before.role in HEADINGS or before.index in taken or before.index in accepted
        if not begins or not _goes_on_as_paragraph(flow, place + 1, measured):
            continue
        if text[-1] in "-‐\xad，、,“‘（(" or (not measured.is_cjk and (not text[0].isupper() or after.text.lstrip()[:1].islower())):
            continue
        accepted.add(line.index)
        if line.role is Role.BODY:
            yield line.edit("role", Role.H2, "short, without a stop, between a finished paragraph and the first line of the next")
            yield line.edit("joint", "\n\n", "a heading begins a block")


def _goes_on_as_paragraph(flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether a paragraph begins on the line at `place`."""
    line = flow[place]
    if _begins_paragraph(line, measured) or ends_sentence(line.text):
        return True
    return measured.widths[line.index] >= 0.75 * measured.measure_at(line)


def _runs_on(blocks: list[Line]) -> bool:
    return len(blocks) > 2 and sum(left.number == right.number for left, right in itertools.pairwise(blocks)) * 2 > len(blocks)


def _parts(blocks: list[Line]) -> Iterator[Edit]:
    short = []
    for place, line in enumerate(blocks[:-1]):
        text = line.text.strip()
        if (
            len(text) <= MAX_PART
            and not ends_clause(text)
            and "：" not in text
            and ends_sentence(blocks[place + 1].text)
            and len(blocks[place + 1].text) > 2 * len(text)
        ):
            short.append(line)
    if len(short) >= 2 and len(short) * 2 < len(blocks):
        for line in short:
            yield line.edit("role", Role.H2, f"one of {len(short)} short parts without a full stop, with longer parts between them")


def _between_paragraphs(flow: list[Line], taken: set[int]) -> Iterator[Edit]:
    for place, line in enumerate(flow[:-1]):
        text = line.text.strip()
        if line.role is not Role.BODY or line.index in taken or len(text) > MAX_PLAIN or MARKER.match(text):
            continue
        if CLAUSE_MARK.search(text) or ends_clause(text) or open_pairs(text):
            continue
        before, after = flow[place - 1] if place else None, flow[place + 1]
        begins = before is None or ends_clause(before.text) or before.role in HEADINGS or before.index in taken
        if begins and after.role is Role.BODY and after.index not in taken and ends_sentence(after.text):
            yield line.edit("role", Role.H2, "short, without clause marks, between paragraphs that end their sentences")
