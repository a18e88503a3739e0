"""Headings of wrapped text that show by their shape: short lines between paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise

from cleaner.document import HEADINGS, Document, Edit, Kind, Line, Role
from cleaner.headlines import LARGER, ends_small, is_headline, is_short, large_words, wraps
from cleaner.labels import label
from cleaner.layout import INDENT, SLACK, Layout, layout, parts_word
from cleaner.numbering import ITEM_MARK, SUBNUMBER
from cleaner.passes.headings.numbered_headings import begins_paragraph
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import ends_clause, ends_sentence, open_pairs

INNER = regex(r"[，。；：！？]|[,;:!?] |\. [A-Z]|、$")
NAMING = regex(r"[\u3400-\u9fff]|[^\W\d_]{2}")
"""What names something: figures and formulas do not."""
BROKEN_OFF = "-‐\xad，、,“‘（("


@rule(acts_on={Kind.WRAPPED}, writes={Role.H2, Role.H3, Role.H4, Role.H5, Role.H6}, fields={"joint"}, after=["parted_headings"])
def short_headings(document: Document) -> Iterator[Edit]:
    """Label lines of wrapped text that are too short to be broken, have no stop, and stand between paragraphs.

    Evidence: the line before ends its sentence (or is a heading too), the next begins a paragraph: it
    is indented, short by a lost indent, or full and goes on; the next word would have fitted on the
    line. In Latin script the next line must begin with a capital, and a heading on up to three lines may
    also show by headline style: every word but the small ones with a capital.
    """
    flow = document.flow()
    found = sorted(_found(document, flow, layout(document)))
    for (place, size, reason), role in zip(found, _levels(flow, found), strict=True):
        first, *tail = flow[place : place + size]
        if first.role is Role.BODY:
            yield from label([first], role, reason, opens="a heading begins a block")
            why = "second line of the heading above"
            yield from label(tail, role, why, above=first.text, goes_on=why)


def _found(document: Document, flow: list[Line], measured: Layout) -> Iterator[tuple[int, int, str]]:
    """The headings: their place in `flow`, their size in lines, and why they are headings."""
    accepted: set[int] = set()
    if not measured.is_cjk:
        for place, size in _headline_style(document, flow, measured):
            accepted.update(line.index for line in flow[place : place + size])
            yield place, size, "in headline style, between paragraphs"
    widest = max(measured.measures.values(), default=measured.measure) - INDENT
    # most lines are full
    for place, line in [(place, line) for place, line in enumerate(flow[:-1]) if measured.widths.get(line.index, widest) < widest]:
        if line.index in accepted:
            continue
        if measured.is_cjk and _is_broken_heading(document, flow, place, measured, accepted):
            accepted.update((line.index, flow[place + 1].index))
            yield place, 2, "broken off though the text had room, between paragraphs"
        elif _is_short_heading(flow, place, measured, accepted):
            if parts_word(document, line, flow[place + 1], is_alone=True) or measured.breaks_beside_latin(line, flow[place + 1]):
                continue  # a piece of a line
            accepted.add(line.index)
            yield place, 1, "short, without a stop, between a finished paragraph and the first line of the next"


LOWER = {Role.H2: Role.H3, Role.H3: Role.H4, Role.H4: Role.H5, Role.H5: Role.H6, Role.H6: Role.H6}
MIN_ROW = 3
"""Headings, one right below the other: two may be a part and its first part."""


def _levels(flow: list[Line], found: list[tuple[int, int, str]]) -> Iterator[Role]:
    """The level of each heading found: 2, but one below another that it is a part of.

    That is the numbered one before it, if their numbers go on behind it; and for three in a row, which name things that their text
    is lost of, the one before them.
    """
    unnumbered = {place for place, _, _ in found}
    numbered = [place for place, line in enumerate(flow) if line.role in LOWER and place not in unnumbered]
    ends = [0, *(place + size for place, size, _ in found)]
    rows = list(accumulate([place != end for (place, _, _), end in zip(found, ends, strict=False)]))
    sizes = Counter(rows)
    for (place, _, _), row in zip(found, rows, strict=True):
        behind = bisect_right(numbered, place)
        if 0 < behind < len(numbered):
            yield LOWER[flow[numbered[behind - 1]].role]
        else:
            yield Role.H3 if sizes[row] >= MIN_ROW and row != rows[0] else Role.H2


def _is_behind_end(flow: list[Line], place: int, accepted: set[int]) -> bool:
    """Whether a block may begin at `place`: at the start, behind a finished sentence, below a heading."""
    before = flow[place - 1] if place else None
    return before is None or ends_clause(before.text) or before.role in HEADINGS or before.index in accepted


def _is_short_heading(flow: list[Line], place: int, measured: Layout, accepted: set[int]) -> bool:
    if not _is_behind_end(flow, place, accepted):
        return False
    after = flow[place + 1]
    if "\n" not in after.joint or not looks_like_heading(flow, place, measured):  # another rule joined them
        return False
    if not measured.is_cjk:
        begins = flow[place].text.strip()[0].isupper() and after.text.lstrip()[:1].isupper()
        # three short lines in a row are verse, or a list
        is_run = place + 3 < len(flow) and all([looks_like_heading(flow, behind, measured) for behind in (place + 1, place + 2)])
        return begins and not is_run and not ends_small(flow[place].text)
    if goes_on_as_paragraph(flow, place + 1, measured):
        return True
    # headings right below headings
    before = flow[place - 1] if place else None
    if before is not None and not ends_sentence(before.text) and before.role not in HEADINGS and before.index not in accepted:
        return False
    return _is_stack(flow, place, measured, 2) or (_is_stack(flow, place, measured, 3) and _names(flow[place + 2], flow[place + 3]))


def _is_stack(flow: list[Line], place: int, measured: Layout, size: int) -> bool:
    """Whether `size` lines from `place` on look like headings, and a paragraph begins behind them."""
    if place + size >= len(flow) or not goes_on_as_paragraph(flow, place + size, measured):
        return False
    return all(looks_like_heading(flow, at, measured) for at in range(place, place + size))


def _names(heading: Line, after: Line) -> bool:
    """Whether `after` begins with what `heading` names. More than two short lines in a row are a list more often, as behind a colon."""
    return after.text.lstrip().startswith(heading.text.strip())


def looks_like_heading(flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether the line at `place` is too short to be broken, and has no stop and no clauses."""
    line, after = flow[place], flow[place + 1]
    if line.index not in measured.widths:
        return False
    if measured.widths[line.index] + INDENT >= measured.measure_at(line) or after.index not in measured.widths:
        return False
    if not _can_be_heading(line.text.strip()):
        return False
    # where the next line shows its indent, this one shows its end
    return measured.certain_room(line, after, is_first=True) > (SLACK if begins_paragraph(after, measured) else INDENT)


def _can_be_heading(text: str) -> bool:
    """Whether `text` is short, and has no stop, no clauses, no mark of a list and no bracket that is open."""
    if len(text) < 2 or not is_short(text):
        return False
    if ends_clause(text) or INNER.search(text) or ITEM_MARK.match(text) or text.count("（") != text.count("）") or open_pairs(text):
        return False
    if text[-1] in BROKEN_OFF or SUBNUMBER.match(text) or not NAMING.search(text):
        return False
    return text[0].isalnum() or text[0] in "“《「"


def _is_broken_heading(document: Document, flow: list[Line], place: int, measured: Layout, accepted: set[int]) -> bool:
    """Whether the lines at `place` and behind it are one heading, set in larger letters than the text.

    Its first line breaks off though a line of the text would have had room, inside a word that the text knows or inside brackets.
    """
    if measured.breaks_words or place + 2 >= len(flow) or not _is_behind_end(flow, place, accepted):
        return False
    line, tail, after = flow[place : place + 3]
    if not {line.index, tail.index, after.index} <= measured.widths.keys() or "\n" not in tail.joint:
        return False
    if measured.room_left(tail, after, is_first=False) <= 0 or not _can_be_heading(line.text.strip() + tail.text.strip()):
        return False
    above_heading = _is_stack(flow, place + 2, measured, 1)
    if place == 0 and above_heading and measured.widths[line.index] >= LARGER * measured.measure_at(line):
        return True  # what opens a text and has no stop is no paragraph
    if measured.room_left(line, tail, is_first=True) < 0 or not (above_heading or goes_on_as_paragraph(flow, place + 2, measured)):
        return False
    return open_pairs(line.text) > 0 or parts_word(document, line, tail, is_alone=True)


def goes_on_as_paragraph(flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether a paragraph begins on the line at `place`."""
    line = flow[place]
    if begins_paragraph(line, measured) or ends_sentence(line.text):
        return True
    return measured.widths[line.index] >= 0.75 * measured.measure_at(line)


def _headline_style(document: Document, flow: list[Line], measured: Layout) -> Iterator[tuple[int, int]]:
    """Place and size of one to three lines that are in headline style together, behind a finished sentence and before a new one."""
    place = end = 0  # of the heading before
    while place < len(flow) - 1:
        before = flow[place - 1]
        begins = place == end or ends_clause(before.text) or before.role in HEADINGS
        size = 0
        if begins and flow[place].text.lstrip()[:1].isupper():
            size = next((size for size in SIZES if _in_headline_style(document, flow[place : place + size + 1], measured)), 0)
        if size:
            yield place, size
            end = place + size
        place += size or 1


def _in_headline_style(document: Document, lines: list[Line], measured: Layout) -> bool:
    """Whether all of `lines` but the last are a heading, and the last begins a paragraph."""
    *heading, after = lines
    if not heading or any(line.index not in measured.widths for line in lines):
        return False
    last = heading[-1].text.rstrip()
    if (ends_clause(last) and last[-1] != "?") or last[-1] in BROKEN_OFF or not after.text.lstrip()[:1].isupper():
        return False
    if any(not wraps(document, measured, *pair) for pair in pairwise(heading)):
        return False
    text = " ".join([line.text for line in heading])
    many = len(large_words(text)) >= MIN_LARGE
    room = measured.room_left(heading[-1], after, is_first=False)
    return (many or len(heading) > 1) and is_headline(text) and room > (1 if many else INDENT)


SIZES = (3, 2, 1)
"""Lines; tried in this order, for a part of a heading may look like one."""
MIN_LARGE = 3
"""Words with a capital: two may be a name."""
