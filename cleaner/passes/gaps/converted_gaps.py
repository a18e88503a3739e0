"""Spaces between ideographs that a converter of pages left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.document import HEADINGS, Document, Edit, Line, Role
from cleaner.inline import outside_code
from cleaner.passes.gaps.gaps import BESIDE_MARK, IN_SENTENCE, SPACED, is_parted
from cleaner.printed.measures import usual_width
from cleaner.printed.paragraphs import grouped, rewrite
from cleaner.printed.pieces import INDENT
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK, HAN, MARKS, width
from cleaner.wording.line_ends import parts_pair
from cleaner.wording.numbering import NUMERALS, SECTION
from cleaner.wording.numerals import joined_digits

GAP = regex(rf" (?<=[{HAN}] )(?=[{HAN}])")
"""One space: wider gaps part columns, and U+3000 is typed."""
LONG = 20
"""Ideographs of a line of running text: shorter ones tell nothing if they have no gap."""
IS_LONG = regex(rf"(?:[^{HAN}]*+[{HAN}]){{{LONG}}}")
MAX_MISSES = 2
"""Long lines without a gap inside a stretch."""
MIN_IN_STRETCH = 6
MIN_CUTS = 0.25
"""Of the gaps of a stretch, so many part two ideographs that make a word. Where lines of print were joined by a space .3 to .5 do, where
the converter put them after each character .4; where an author parts clauses, names or words with spaces, at most .1."""
BREAK = regex(rf"(?<=[{HAN}{MARKS}]) (?=[{HAN}{MARKS}])")
"""What a line end of print may have become."""
NARROW, MIN_EVEN, UNEVEN = 24, 0.7, 2
"""Columns that a measure has at least; of the pieces between gaps, so many that fill it, and the columns that they differ by."""
ARTICLE = regex(rf"\s*(?:第 ?[{NUMERALS}\d]{{1,5}} ?[{HAN}]{{1,2}}|\d{{1,2}} ?[{HAN}]{{2}}) ")
"""The number of an article, or of a part by its name: the gap behind it is typed."""
COLUMNS = "   "
"""Blanks inside a paragraph, or before one of its lines but the first, that part columns: what stands there is no converter's."""
CELL = regex(rf"(?<=\|) *[{CJK}](?: [{CJK}])+ *(?=\|)")
"""A cell whose ideographs all have a gap."""
_SHORT = f"[{CJK}] [{CJK}]"
NAMES = regex(rf"\s*[{CJK}]{{2,4}} +(?:{_SHORT} +)*[{CJK}]{{2,4}}(?: +(?:[{CJK}]{{2,4}}|{_SHORT}))*\s*\Z")
"""Pieces of two to four ideographs and nothing else: names, of which one of two may be set as wide as the others, terms, cells."""
LABEL = regex(rf"\s*([{CJK}] [{CJK}]) (?=[{CJK}]{{2}})(?!.*[{CJK}] [{CJK}])")
"""Two single characters, apart from each other and from whole words, no other gap on the line: the label of a form and its value."""
WIDE_MARK = regex(f"[{MARKS}]")
RUNNING = frozenset({Role.BODY, Role.LIST_ITEM, Role.QUOTE, Role.KEPT})


@rule(fields={"joint"}, changes=Change.SPACE, after=["whitespace"])
def converted_gaps(document: Document) -> Iterator[Edit]:
    """Close the spaces between ideographs that a converter left, where it left them throughout: `水 位 的 记 录` becomes `水位的记录`.

    Evidence: a stretch of running text in which nearly every long line has such a space, six in all, a quarter of them inside words
    (see `cleaner.wording.line_ends`), one line of it long; or fewer, two at least, and all of them inside
    words. Lines of names, cells that are not letter-spaced as a whole, and lines without a mark but for those
    that are letter-spaced stay, as do spaces beside Latin; code, addresses and other spans that are no prose. One lone line counts
    only in a text that has not more long lines without such spaces. Lines that are joined count as one, so that a second cleaning,
    which finds them joined, sees the same.
    """
    paragraphs, found = _found(document)
    columns = {index for one in paragraphs if COLUMNS in one.text for index in range(one.first, one.last + 1)}
    proved = any([stretch.is_converted() for stretch in found])
    stretches = [stretch for stretch in found if stretch.is_converted(proved)]
    if len(stretches) == 1 and len(stretches[0].spaced) == 1 and _whole(paragraphs) > 1:
        return
    for stretch in stretches:
        lines = [line for line in document.lines[stretch.first : stretch.last + 1] if line.index not in columns]
        for roles, fix in FIXES:
            yield from rewrite([line for line in lines if line.role in roles], fix, lambda *_: REASON)


REASON = "spaces between ideographs that a converter left"


def _found(document: Document) -> tuple[list[Paragraph], list[_Stretch]]:
    """The paragraphs of a text, and its stretches with gaps."""
    if " " not in document.wording() or not document.is_wide() or not GAP.search(document.wording()):
        return [], []
    paragraphs = [Paragraph(lines) for lines in grouped(line for line in document.filled if line.role in RUNNING)]
    return paragraphs, list(_stretches([one for one in paragraphs if COLUMNS not in one.text], len(document.lines)))


class Paragraph:
    """Lines of running text that are joined, and their wording."""

    def __init__(self, lines: list[Line]) -> None:
        self.first, self.last = lines[0].index, lines[-1].index
        self.text = (lines[0].text.lstrip(" ") if lines[0].joint == "\n\n" else lines[0].text) + "".join(
            [line.joint + line.text for line in lines[1:]]
        )


@dataclass(slots=True)
class _Stretch:
    """Paragraphs from one with gaps to another; headings and tables after the last up to the next text belong to it."""

    first: int  # places in the document
    last: int
    spaced: list[str] = field(default_factory=list)  # the wording of those with gaps

    def is_converted(self, elsewhere: bool = False) -> bool:
        """Whether a converter left the gaps; fewer tell it where that is proved elsewhere in the text."""
        pairs = [(text[match.start() - 1], text[match.end()]) for text in self.spaced for match in GAP.finditer(text, _start(text))]
        if len(pairs) >= MIN_IN_STRETCH and _are_even(self.spaced):
            return True
        inside = sum([parts_pair(*pair) == 2 for pair in pairs])
        if elsewhere or (len(pairs) >= MIN_IN_STRETCH and any([len(text) >= LONG for text in self.spaced])):
            return inside > 0 and inside >= MIN_CUTS * len(pairs)
        return len(pairs) > 1 and inside == len(pairs)


def _start(text: str) -> int:
    """Where the wording behind the number of an article begins."""
    match = ARTICLE.match(text)
    return match.end() if match else 0


def _are_even(texts: list[str]) -> bool:
    """Whether gaps stand where printed lines ended: the pieces between them are of one width, or of two or three where a gap is lost.

    The first of a paragraph may be short by an indent; the last ends nowhere. Letter-spacing leaves pieces of one ideograph.
    """
    sizes: list[tuple[int, bool]] = []
    for text in texts:
        start = _start(text)
        first, *rest = BREAK.split(text[start:])[:-1] or [""]
        sizes += [(width(text[:start] + first), True), *[(width(piece), False) for piece in rest]]
    sizes = [(size, is_first) for size, is_first in sizes if size > 2]
    measure = usual_width(Counter([float(size) for size, _ in sizes]), is_cjk=True)
    if measure < NARROW:
        return False
    missed = [
        min([abs(size + lost - lines * measure) for lines in (1, 2, 3) for lost in (0, INDENT * is_first)]) for size, is_first in sizes
    ]
    return sum([size <= UNEVEN for size in missed]) >= MIN_EVEN * len(missed)


def _stretches(paragraphs: list[Paragraph], end: int) -> Iterator[_Stretch]:
    """`end` is the number of lines of the document."""
    found: _Stretch | None = None
    misses = 0
    before = 0  # the first heading or table since the last text
    for paragraph in paragraphs:
        text = paragraph.text
        if GAP.search(text) and not NAMES.match(text) and (IN_SENTENCE.search(text) or _is_spaced(text)):
            found = found or _Stretch(before, paragraph.last)
            found.spaced.append(text)
            found.last, misses = paragraph.last, 0
        elif IS_LONG.match(text):
            misses += 1
            if found and misses > MAX_MISSES:
                yield found
                found = None
            before = paragraph.last + 1
    if found:
        found.last = end - 1 if not misses else found.last
        yield found


def _whole(paragraphs: list[Paragraph]) -> int:
    """The long paragraphs without any gap between ideographs."""
    return sum([IS_LONG.match(one.text) is not None and not GAP.search(one.text) for one in paragraphs])


def _is_spaced(text: str) -> bool:
    return is_parted(text) and "  " not in text.strip()


def _running(text: str) -> str:
    if start := _start(text):
        return text[:start] + _running(text[start:])
    if label := LABEL.match(text):
        return text[: label.start(1)] + _joined(label[1]) + text[label.end(1) :]
    if _is_spaced(text):
        text = SPACED.sub("", joined_digits(text))
    elif not NAMES.match(text):
        text = GAP.sub("", text)
    return BESIDE_MARK.sub("", text) if WIDE_MARK.search(text) else text


def _heading(text: str) -> str:
    """A heading keeps the gap after its number, and one or two that part its clauses; one that cuts a word goes."""
    marks = text[: len(text) - len(text.lstrip("# "))]
    number = SECTION.match(text, len(marks))
    start = number.end() if number else len(marks)
    bare = text[start:]
    if _is_spaced(bare) or _joined(bare) != bare:
        return text[:start] + GAP.sub("", bare)
    return text[:start] + GAP.sub(lambda gap: "" if parts_pair(bare[gap.start() - 1], bare[gap.end()]) == 2 else " ", bare)


def _joined(cell: str) -> str:
    """A word of two ideographs with a gap, together; two that make no word may be a name."""
    pieces = cell.split()
    pairs = list(pairwise(pieces))
    if not pairs or any([len(piece) > 1 for piece in pieces]) or not any([parts_pair(*pair) == 2 for pair in pairs]):
        return cell
    return cell.replace(" ".join(pieces), "".join(pieces))


FIXES: tuple[tuple[frozenset[Role], Callable[[str], str]], ...] = (
    (frozenset({Role.TABLE}), lambda text: CELL.sub(lambda cell: _joined(cell[0]), text)),
    (RUNNING, lambda text: outside_code(text, _running)),
    (HEADINGS, lambda text: outside_code(text, _heading)),
)
