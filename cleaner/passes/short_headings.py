"""Headings of wrapped text that show by their shape: short lines between paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import HEADINGS, Document, Edit, Kind, Line, Role
from cleaner.labels import label
from cleaner.layout import INDENT, Layout, layout, parts_word
from cleaner.numbering import ITEM_MARK, SUBNUMBER
from cleaner.passes.numbered_headings import MAX_LENGTH, begins_paragraph
from cleaner.regex import regex
from cleaner.sentences import ends_clause, ends_sentence, open_pairs

INNER = regex(r"[，。；：！？]|[,;:!?] |\. [A-Z]|、$")
BROKEN_OFF = "-‐\xad，、,“‘（("
MAX_LATIN = 80
"""Characters of a heading in Latin script."""
WORD = regex(r"[^\W\d_][\w’'-]*")
SMALL_WORDS = frozenset(WORD.findall("a an and as at but by for from if in into nor of on onto or over per the to up via vs with"))
"""Words that headline style leaves small (Chicago Manual of Style 8.159)."""


def short_headings(document: Document) -> Iterator[Edit]:
    """Label lines of wrapped text that are too short to be broken, have no stop, and stand between paragraphs.

    Evidence: the line before ends its sentence (or is a heading too), the next begins a paragraph: it
    is indented, short by a lost indent, or full and goes on; the next word would have fitted on the
    line. In Latin script the next line must begin with a capital, and a heading on one line or two may
    also show by headline style: every word but the small ones with a capital.
    """
    if document.kind is not Kind.WRAPPED:
        return
    measured = layout(document)
    flow = document.flow()
    accepted: set[int] = set()
    if not measured.is_cjk:
        for lines in _headline_style(flow, measured):
            accepted.update(line.index for line in lines)
            if lines[0].role is Role.BODY:
                yield from _heading(lines, "in headline style, between paragraphs")
    widest = max(measured.measures.values(), default=measured.measure) - INDENT
    # most lines are full
    for place, line in [(place, line) for place, line in enumerate(flow[:-1]) if measured.widths.get(line.index, widest) < widest]:
        if line.index in accepted or not _is_short_heading(flow, place, measured, accepted):
            continue
        if parts_word(document, line, flow[place + 1]) or measured.breaks_beside_latin(line, flow[place + 1]):
            continue  # a piece of a line
        accepted.add(line.index)
        if line.role is Role.BODY:
            yield from _heading([line], "short, without a stop, between a finished paragraph and the first line of the next")


def _heading(lines: list[Line], reason: str) -> Iterator[Edit]:
    first, *tail = lines
    yield from label([first], Role.H2, reason, opens="a heading begins a block")
    why = "second line of the heading above"
    yield from label(tail, Role.H2, why, above=first.text, goes_on=why)


def _is_short_heading(flow: list[Line], place: int, measured: Layout, accepted: set[int]) -> bool:
    before = flow[place - 1] if place else None
    if not (before is None or ends_clause(before.text) or before.role in HEADINGS or before.index in accepted):
        return False
    after = flow[place + 1]
    if "\n" not in after.joint or not _looks_like_heading(flow, place, measured):  # another rule joined them
        return False
    if not measured.is_cjk:
        begins = flow[place].text.strip()[0].isupper() and after.text.lstrip()[:1].isupper()
        # three short lines in a row are verse, or a list
        is_run = place + 3 < len(flow) and all([_looks_like_heading(flow, behind, measured) for behind in (place + 1, place + 2)])
        return begins and not is_run
    if _goes_on_as_paragraph(flow, place + 1, measured):
        return True
    # a heading right below a heading; more short lines than two may be a list, as they are behind a colon
    stacked = before is not None and ends_sentence(before.text) and place + 2 < len(flow)
    return stacked and _looks_like_heading(flow, place + 1, measured) and _goes_on_as_paragraph(flow, place + 2, measured)


def _looks_like_heading(flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether the line at `place` is too short to be broken, and has no stop and no clauses."""
    line, after = flow[place], flow[place + 1]
    if line.index not in measured.widths:
        return False
    if measured.widths[line.index] + INDENT >= measured.measure_at(line) or after.index not in measured.widths:
        return False
    text = line.text.strip()
    if not 1 < len(text) <= (MAX_LENGTH if measured.is_cjk else MAX_LATIN):
        return False
    if ends_clause(text) or INNER.search(text) or ITEM_MARK.match(text) or text.count("（") != text.count("）") or open_pairs(text):
        return False
    if text[-1] in BROKEN_OFF or SUBNUMBER.match(text):
        return False
    if not text[0].isalnum() and text[0] not in "“《「":
        return False
    return measured.room_left(line, after, is_first=True) > INDENT


def _goes_on_as_paragraph(flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether a paragraph begins on the line at `place`."""
    line = flow[place]
    if begins_paragraph(line, measured) or ends_sentence(line.text):
        return True
    return measured.widths[line.index] >= 0.75 * measured.measure_at(line)


def _headline_style(flow: list[Line], measured: Layout) -> Iterator[list[Line]]:
    """One or two lines that are in headline style together, behind a finished sentence and before a new one."""
    place = 0
    while place < len(flow) - 1:
        before = flow[place - 1] if place else None
        begins = before is None or ends_clause(before.text)
        size = 0
        if begins and flow[place].text.lstrip()[:1].isupper():
            size = next((size for size in (1, 2) if _in_headline_style(flow[place : place + size + 1], measured)), 0)
        if size:
            yield flow[place : place + size]
        place += size or 1


def _in_headline_style(lines: list[Line], measured: Layout) -> bool:
    """Whether all of `lines` but the last are a heading, and the last begins a paragraph."""
    *heading, after = lines
    if not heading or any(line.index not in measured.widths for line in lines) or ends_clause(heading[-1].text):
        return False
    if measured.room_left(heading[-1], after, is_first=False) <= INDENT or not after.text.lstrip()[:1].isupper():
        return False
    words = WORD.findall(" ".join([line.text for line in heading]))
    large = [word for word in words if word.lower() not in SMALL_WORDS]
    return len(large) >= MIN_LARGE and all(word[0].isupper() for word in large) and heading[-1].text.rstrip()[-1] not in BROKEN_OFF


MIN_LARGE = 3
"""Words with a capital: two may be a name."""
