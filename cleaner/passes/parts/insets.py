"""What a layout sets into a column of running text: pull quotes, sidebars, captions with a credit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.glyphs import HAN, letters
from cleaner.labels import label
from cleaner.language import either_script
from cleaner.layout import Layout, is_tracked, layout
from cleaner.numbering import ITEM_MARK
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK, MAY_END, ends_clause, ends_sentence

BODIES = "(?:单位|單位|部门|部門|公司|中心|机构|機構|[者方社院会會局馆館校])"
CREDIT = regex(
    rf"(?:(?<=[。！？”\s])|\A)(?:[{HAN}·、/／ ]{{2,16}}(?:[供攝摄][图圖]|[/／]\s?[图圖摄攝]|[摄攝]影?|{BODIES}提供)"
    rf"|[资資]料(?:图片|圖片|照片)|视觉中国|視覺中國|[{HAN}]{{2,8}}[/／][图圖])\s*\Z"
    r"|(?<=[.!?] )(?:Photo|Photograph|Image|Credit|Courtesy)(?: by| of|:)\s+[A-Z][\w. ]{1,40}\Z"
)
CREDIT_LAST = frozenset("片照图圖摄攝供影国國")
SIDEBAR = regex(
    either_script("(?:(?:相关|知识|背景|新闻)?(?:链接|连结|背景|资料)|名词解释|延伸阅读|小贴士|编者按)：")
    + "|(?:Background|Box|Fact box|Glossary|Editor’s note): "
)
"""The labels that newspapers print above a box."""
MAX_LINES = 8
MAX_CAPTION = 4
"""Lines."""
ODD = 4
"""Columns: a line of another font size or a narrower box differs from the measure by two ideographs at least."""
MIN_LETTERS = 10
"""Letters of a pull quote that stands again in the text."""
CONTEXT = 4
"""Letters beside a pull quote that are compared with those beside the sentence it repeats."""
MIN_CAPTION = 6
"""Letters of a caption before its credit."""
AROUND = 5
"""Lines before and behind an inset whose width is compared."""
LATIN = regex("[A-Za-z]{3}")
"""Latin words break lines unevenly: width proves nothing there."""
SENTENCE_ENDS = frozenset("。！？!?….”」』）")


@dataclass(frozen=True, slots=True)
class _Plain:
    """The wording of the document without white space."""

    text: str
    starts: Mapping[int, int]  # where each line begins in it, by the index of the line

    @classmethod
    def of(cls, document: Document) -> _Plain:
        parts = [letters(line.text) for line in document.filled]
        places = [0, *accumulate(map(len, parts))]
        return cls("".join(parts), {line.index: place for line, place in zip(document.filled, places, strict=False)})


@dataclass(frozen=True, slots=True)
class Inset:
    """Lines in a row that are no part of the running text around them."""

    start: int  # place of the first line
    end: int  # place behind the last line
    role: Role
    reason: str


@rule(acts_on={Kind.WRAPPED}, writes={Role.PULL_QUOTE, Role.SIDEBAR, Role.CAPTION}, fields={"joint"}, after=["captions"])
def insets(document: Document) -> Iterator[Edit]:
    """Label pull quotes, sidebars and captions that stand between two lines of a paragraph.

    Evidence: the line before breaks off in mid-sentence, these lines end a sentence (or carry a
    credit), and either their wording stands again elsewhere in the text, or they open with a label
    (`背景：`), or all but the last are wider or narrower than the lines around them; in Latin script also
    that a small letter follows behind their stop. A credit is enough between whole paragraphs too.
    """
    measured = layout(document)
    flow = [line for line in document.flow() if line.index in measured.widths]
    plain: _Plain | None = None
    # nearly all lines are full and go on: they are passed over at once
    one_measure, widths, full = measured.is_cjk and not measured.measures, measured.widths, measured.measure - ODD
    place = 1
    while place < len(flow) - 1:
        text, size = flow[place].text, widths[flow[place].index]
        is_full = one_measure and full < size < full + 2 * ODD and widths[flow[place - 1].index] >= full - 2
        if is_full and text[-1:] not in MAY_END and text[-1:] not in CREDIT_LAST and "：" not in text and ": " not in text:
            place += 1
            continue
        found = None
        if _may_begin(flow, place, measured):
            plain = plain or _Plain.of(document)
            found = _inset(flow, place, measured, plain)
        if found is None and (not measured.is_cjk or flow[place].text.rstrip()[-1:] in CREDIT_LAST):
            found = _credited(flow, place, measured)
        if found is None:
            place += 1
            continue
        yield from label(flow[found.start : found.end], found.role, found.reason, goes_on=found.reason)
        # what stands behind an inset goes on the line before it: another inset may
        del flow[found.start : found.end]
        place = max(1, found.start)


def _may_begin(flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether an inset may begin at `place`: inside a sentence, and with a line unlike its neighbours or with a label."""
    before, line = flow[place - 1], flow[place]
    if not measured.is_cjk and not line.text.lstrip()[:1].isupper():
        return False
    if ends_clause(before.text) or _is_alone(flow, place - 1, measured):
        return False
    if not measured.is_cjk or _is_odd(line, measured) or ends_sentence(line.text) or _is_cut(before, line, measured):
        return True
    return ("：" in line.text or ": " in line.text) and SIDEBAR.match(line.text.lstrip()) is not None


def _is_alone(flow: list[Line], place: int, measured: Layout) -> bool:
    """Whether the line at `place` is no part of a sentence: short, without a clause, behind the end of another, as a heading is."""
    line = flow[place]
    ended = place == 0 or ends_clause(flow[place - 1].text)
    return ended and measured.widths[line.index] * 2 < measured.measure_at(line) and not CLAUSE_MARK.search(line.text)


def _is_odd(line: Line, measured: Layout) -> bool:
    off = measured.widths[line.index] - measured.measure_at(line)
    return abs(off) >= ODD and not is_tracked(line.raw)


def _is_cut(before: Line, line: Line, measured: Layout) -> bool:
    """Whether the line before breaks off with room to spare."""
    return (
        measured.widths[before.index] < measured.measure_at(before) - ODD - 2 and measured.room_left(before, line, is_first=False) > ODD + 2
    )


def _inset(flow: list[Line], place: int, measured: Layout, plain: _Plain) -> Inset | None:
    """The inset that begins at `place`, inside a sentence."""
    before, first = flow[place - 1], flow[place]
    label = SIDEBAR.match(first.text.lstrip())
    best: Inset | None = None
    for end in range(place + 1, min(place + 1 + MAX_LINES, len(flow))):
        lines = flow[place:end]
        if not ends_sentence(lines[-1].text):
            continue
        after = flow[end].text.lstrip()
        if _stands_again(lines, plain):
            best = Inset(place, end, Role.PULL_QUOTE, "inside a sentence, and stands again in the text")
            continue  # it may have a second sentence
        if best or ITEM_MARK.match(after) or ITEM_MARK.match(first.text.lstrip()):
            break
        if label and (measured.is_cjk or after[:1].islower()):
            return Inset(place, end, Role.SIDEBAR, "inside a sentence, with a label")
        if measured.is_cjk:
            if _is_wider(flow, place, end, measured):
                return Inset(place, end, Role.CAPTION, "inside a sentence, and wider than the lines around it")
        elif after[:1].islower() and (_is_cut(before, first, measured) or _is_even(lines, measured)):
            return Inset(place, end, Role.CAPTION, "a sentence of its own, and a small letter behind its stop")
    return best


def _stands_again(lines: list[Line], plain: _Plain) -> bool:
    """Whether the wording of `lines` stands elsewhere in the text too, and begins a sentence or a line there, among other words.

    With the same words before or behind it, a whole passage is printed twice.
    """
    wording = letters("".join([line.text for line in lines])).rstrip("。.！？!?…")
    text, own = plain.text, plain.starts[lines[0].index]
    if len(wording) < MIN_LETTERS or text.count(wording) < 2:
        return False
    line_starts = set(plain.starts.values())
    before, behind = _context(text, own, wording)
    at = text.find(wording)
    while at >= 0:
        begins = at == 0 or text[at - 1] in SENTENCE_ENDS or at in line_starts
        other = _context(text, at, wording)
        if at != own and begins and before != other[0] and behind != other[1]:
            return True
        at = text.find(wording, at + 1)
    return False


def _context(text: str, at: int, wording: str) -> tuple[str, str]:
    """A few letters before and behind the `wording` that stands at `at`."""
    end = at + len(wording) + 1  # behind its stop
    return text[max(0, at - CONTEXT) : at], text[end : end + CONTEXT]


def _is_wider(flow: list[Line], place: int, end: int, measured: Layout) -> bool:
    """Whether all lines but the last are wider than the running text before and behind them, as smaller type is."""
    lines = flow[place : end - 1]
    if not lines or any(is_tracked(line.raw) or LATIN.search(line.text) for line in lines):
        return False
    around = flow[max(0, place - AROUND) : place] + flow[end : end + AROUND]
    widest = max([measured.widths[line.index] for line in around if not is_tracked(line.raw)], default=0)
    return min([measured.widths[line.index] for line in lines]) >= max(widest, measured.measure) + ODD - 1


def _is_even(lines: list[Line], measured: Layout) -> bool:
    """Whether all of `lines` but the last are about as wide as each other, and the last no wider."""
    sizes = [measured.widths[line.index] for line in lines]
    full = sizes[:-1] or sizes
    slack = ODD * 3  # ragged
    return max(full) - min(full) <= slack and sizes[-1] <= max(full) + slack


def _credited(flow: list[Line], last: int, measured: Layout) -> Inset | None:
    """The caption whose credit ends the line at `last`."""
    text = flow[last].text.strip()
    credit = CREDIT.search(text)
    if not credit:
        return None
    start = last
    while start > max(0, last - MAX_CAPTION + 1) and not (_is_whole(flow[start : last + 1]) and not _goes_up(flow, start, measured)):
        start -= 1
        # the credit would have fitted behind the stop: it belongs to a caption that stands elsewhere
        if ends_sentence(flow[start].text) and measured.room_left(flow[start], flow[start + 1], is_first=False) > len(text) * 2:
            return None
    if not _is_whole(flow[start : last + 1]):
        return None
    before, after = flow[start - 1] if start else None, flow[last + 1] if last + 1 < len(flow) else None
    if before is not None and not ends_clause(before.text) and after is not None and ITEM_MARK.match(after.text.lstrip()):
        return None
    return Inset(start, last + 1, Role.CAPTION, "ends with a credit")


def _is_whole(lines: list[Line]) -> bool:
    """Whether `lines` hold a sentence or name of some length before the credit, and begin like one."""
    wording = " ".join([line.text.strip() for line in lines])
    credit = CREDIT.search(wording)
    return credit is not None and len(letters(wording[: credit.start()])) >= MIN_CAPTION and not wording[0].islower()


def _goes_up(flow: list[Line], start: int, measured: Layout) -> bool:
    """Whether the line above `start` belongs to the caption: unfinished, and as unlike the running text as the caption is."""
    above = flow[start - 1]
    wide = measured.widths[above.index] >= measured.measure_at(above) + ODD - 1 and not is_tracked(above.raw)
    return measured.is_cjk and wide and not ends_clause(above.text)
