"""Spaces between ideographs in Markdown that a converter made of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.glyphs import CJK, HAN, MARKS
from cleaner.inline import outside_code
from cleaner.line_ends import parts_pair
from cleaner.numbering import SECTION
from cleaner.numerals import joined_digits
from cleaner.passes.gaps.gaps import BESIDE_MARK, IN_SENTENCE, MIN_GAPS, MOSTLY, NAMES, PAIR, SPACED
from cleaner.regex import regex
from cleaner.rules import Change, rule

GAP = regex(rf"(?<=[{HAN}]) (?=[{HAN}])")
"""One space: wider gaps part columns, and U+3000 is typed."""
IDEOGRAPH = regex(f"[{HAN}]")
LONG = 20
"""Ideographs of a line of running text: shorter ones tell nothing if they have no gap."""
MAX_MISSES = 2
"""Long lines without a gap inside a stretch."""
MIN_IN_STRETCH = 6
MIN_CUTS = 0.25
"""Of the gaps of a stretch, so many part two ideographs that make a word. Where lines of print were joined by a space .3 to .5 do, where
the converter put them after each character .4; where an author parts clauses, names or words with spaces, at most .1."""
CELL = regex(rf"(?<=\|) *[{CJK}](?: [{CJK}])+ *(?=\|)")
"""A cell whose ideographs all have a gap."""
WIDE_MARK = regex(f"[{MARKS}]")
RUNNING = frozenset({Role.BODY, Role.LIST_ITEM, Role.QUOTE})


@rule(acts_on={Kind.MARKDOWN}, changes=Change.SPACE)
def converted_gaps(document: Document) -> Iterator[Edit]:
    """Close the spaces between ideographs that a converter left, where it left them throughout: `水 位 的 记 录` becomes `水位的记录`.

    Evidence: a stretch of running text in which nearly every long line has such a space, six in all, a quarter of them inside words
    (see `cleaner.line_ends`). Lines of names, cells that are not letter-spaced as a whole, and lines without a mark but for those
    that are letter-spaced stay, as do spaces beside Latin; code, addresses and other spans that are no prose. One lone line counts
    only in a text that has not more long lines without such spaces.
    """
    if " " not in document.wording() or not GAP.search(document.wording()):
        return
    stretches = [stretch for stretch in _stretches(document) if stretch.is_converted()]
    if len(stretches) == 1 and len(stretches[0].lines) == 1 and _whole(document) > 1:
        return
    for stretch in stretches:
        for line in document.lines[stretch.first : stretch.last + 1]:
            if line.role is Role.TABLE:
                fixed = CELL.sub(lambda cell: _joined(cell[0]), line.text)
            elif line.role in RUNNING:
                fixed = outside_code(line.text, _running)
            elif line.role is Role.HEADING:
                fixed = outside_code(line.text, _heading)
            else:
                continue
            if fixed != line.text:
                yield line.edit("text", fixed, "spaces between ideographs that a converter left")


@dataclass(slots=True)
class _Stretch:
    """Lines of running text from one with gaps to another; headings and tables after the last up to the next text belong to it."""

    first: int  # places in the document
    last: int
    lines: list[Line] = field(default_factory=list)  # with gaps

    def is_converted(self) -> bool:
        pairs = [(line.text[match.start() - 1], line.text[match.end()]) for line in self.lines for match in GAP.finditer(line.text)]
        return len(pairs) >= MIN_IN_STRETCH and sum([parts_pair(*pair) == 2 for pair in pairs]) >= MIN_CUTS * len(pairs)


def _stretches(document: Document) -> Iterator[_Stretch]:
    found: _Stretch | None = None
    misses = 0
    before = 0  # the first heading or table since the last text
    for line in document.filled:
        if line.role not in RUNNING:
            continue
        if GAP.search(line.text) and not NAMES.match(line.text) and (IN_SENTENCE.search(line.text) or _is_spaced(line.text)):
            found = found or _Stretch(before, line.index)
            found.lines.append(line)
            found.last, misses = line.index, 0
        elif len(IDEOGRAPH.findall(line.text)) >= LONG:
            misses += 1
            if found and misses > MAX_MISSES:
                yield found
                found = None
            before = line.index + 1
    if found:
        found.last = len(document.lines) - 1 if not misses else found.last
        yield found


def _whole(document: Document) -> int:
    """The long lines of running text without any gap between ideographs."""
    lines = [line for line in document.filled if line.role in RUNNING and not GAP.search(line.text)]
    return sum([len(IDEOGRAPH.findall(line.text)) >= LONG for line in lines])


def _is_spaced(text: str) -> bool:
    gaps = len(GAP.findall(text))
    return gaps >= MIN_GAPS and gaps >= MOSTLY * len(PAIR.findall(text)) and "  " not in text.strip()


def _running(text: str) -> str:
    if _is_spaced(text):
        text = SPACED.sub("", joined_digits(text))
    elif not NAMES.match(text) and "   " not in text.strip():
        text = GAP.sub("", text)
    return BESIDE_MARK.sub("", text) if WIDE_MARK.search(text) else text


def _heading(text: str) -> str:
    """A heading keeps the gap after its number, and one or two that part its clauses."""
    marks = text[: len(text) - len(text.lstrip("# "))]
    number = SECTION.match(text, len(marks))
    start = number.end() if number else len(marks)
    bare = text[start:]
    return text[:start] + GAP.sub("", bare) if _is_spaced(bare) or _joined(bare) != bare else text


def _joined(cell: str) -> str:
    """A word of two ideographs with a gap, together; two that make no word may be a name."""
    pieces = cell.split()
    pairs = list(pairwise(pieces))
    if not pairs or any([len(piece) > 1 for piece in pieces]) or not any([parts_pair(*pair) == 2 for pair in pairs]):
        return cell
    return cell.replace(" ".join(pieces), "".join(pieces))
