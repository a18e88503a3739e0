"""The title at the top of a text that no label tells of: what shows it, and the authors and the date below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import dropwhile, islice, product
from typing import NamedTuple

from cleaner.document import FURNITURE, OPEN, Document, Edit, Line, Role
from cleaner.document import Kind as Kinds
from cleaner.front_matter import iso_date
from cleaner.headings.marks import DIVISIONS, ITEMS, mark_of
from cleaner.headings.wording import OPENING, can_be_heading, doubts
from cleaner.labels import label
from cleaner.pages.numbers import LONE, LONE_LAST
from cleaner.papers.above import (
    DAY,
    FIELD,
    MAX_TITLE,
    MIN_CUT,
    SEPARATORS,
    SHORTEST,
    Kind,
    is_masthead,
    is_stopped,
    kind_of,
    may_run,
    proven,
    stands_again,
)
from cleaner.regex import regex
from cleaner.wording.glyphs import CJK, letters, width
from cleaner.wording.names import bodies_of, is_body_name, names_of
from cleaner.wording.sentences import CLAUSE_END, ends_sentence, open_pairs

SEARCHED = 10
"""Lines from the top: a running title, a page number, a title on several lines, authors, a date."""
HIGHEST = 4
"""Lines above a title: a running title, a page number, the name of a series."""
LOOKED = 40
"""Lines from the top among which the measure is taken."""
FRONT = 2
"""The number of the page that a title stands on, at most: a part of a text that is cut out begins on a later one."""
SHORT = 0.75
"""Of the widest line near the top: a wider one may be the end of a sentence that was torn off."""
RUNNING = 0.9
"""Of the widest line near the top: a line of running text."""
SOON = 3
"""Lines behind a date among which the text begins: a heading may stand on two."""
MAX_RUN_ON = 60
"""Characters of the first part of a text that runs on; measured on five documents (longest 24)."""
CELLS = regex(r"\S(?:[ \u3000]{2,}|\t)\S")
"""The gap between cells, or between the two sides of a head."""
CONTENTS = regex(r"(?i:目\s*[录錄次]|(?:table of )?contents|inhaltsverzeichnis|table des matières|sommaire|차\s*례|목\s*차)\Z")
SAID = regex(
    r"\s*(?:[（(].*(?:19|20)\d\d ?年.*[）)]\Z|(?:19|20)\d\d ?年 ?\d{1,2} ?月(?! ?(?:\d{1,2} ?日?)? ?[-—–~－～至]).*"
    r"|[^\W\d_][^:：，,。.]{0,12}[:：] ?.{0,24}(?:19|20)\d\d\b.{0,6}\Z)"
)
"""What a text says of itself below its title: when it was passed, in brackets or the day first, or a label and a day; no period."""
NUMBERED = regex(r"[A-Z]{1,4}[ /]|(?=.*\d)[\W\d]+[A-Z]?\d*\Z|.*[〔［\[（(【](?:19|20)\d\d[〕］\])）】].{0,12}\d[号號]\Z")
"""The number of a standard, of a report, of a document of an office or a court."""
RIGHTS = regex(r"©|\([cC]\)|\b[Cc]opyright\b")
MAX_NAME_WORDS = 3
"""Words of a name; a title in capitals has more."""
ADDRESSED = regex(rf"(?:.*[{CJK}]|Dear )[^。；]{{1,40}}[:：]\Z")
"""Those whom a letter or an order speaks to, on a line of their own."""


MIN_TITLE = 4
"""Letters; a shorter one may be a word of the text, the label of a field, or a number: `附件1`."""


class Opening(NamedTuple):
    """Lines near the top that may be the title, those above and below them, and what tells that they are."""

    above: list[Line]  # that stand above titles or not
    title: list[Line]
    below: list[Line]
    labelled: int  # of those below, the lines up to the labels of a paper
    is_again: bool  # whether the wording stands again on another page, as a running title does
    is_below_head: bool  # whether it stands right above them, too, as the running title of their page

    def reason(self, document: Document) -> str:
        """What proves that the lines are the title, or nothing; what their width tells is asked first, for it needs no wording."""
        text = "".join([line.text for line in self.title])
        size = sum(map(str.isalpha, text))
        if self.is_again:
            date = self.signed()[1]
            is_proven = (self.is_below_head or len(self.title) > 1 or date) and (date or size > SHORTEST)
            if is_proven and may_run(self.title) and not CELLS.search(self.title[0].text):
                return "comes again as running title"
        first = self.below[0].text
        is_signed = SIGNED.match(first) is not None
        is_narrow = all([width(line.text.strip()) <= SHORT * self.widest for line in self.title])
        if size < MIN_TITLE or not (is_narrow or is_signed or _is_date(self.below[1])):
            return ""
        is_one = len(self.title) == 1 or (open_pairs(text[: -len(self.title[-1].text)]) and not open_pairs(text))
        # all lines above a name with the mark of a note, but for a label in capitals
        is_whole = not is_one and NOTED.match(first) is not None and len({line.text.isupper() for line in self.title}) == 1
        if not (is_one or is_whole) or not _may_open(self.title):
            return ""
        if not all([is_masthead(line.text) or NUMBERED.match(line.text.strip()) for line in self.above]):
            return ""
        authors, date = self.signed()
        if is_whole and not authors:
            return ""
        if authors and (is_signed or (date and _opens_text(self.below))):
            return "above the authors"
        shown = self._shown(document) if is_narrow else ""
        return f"opens the text, above {shown}" if shown else ""

    @property
    def widest(self) -> int:
        """Display columns of the widest line below."""
        return max([width(line.text.strip()) for line in self.below])

    def _shown(self, document: Document) -> str:
        """What below the first line of a text shows that it is the title, or nothing."""
        text = "".join([line.text.strip() for line in self.title])
        if any([len(name.split()) <= MAX_NAME_WORDS for name in names_of(text)]):
            return ""
        if mark_of(text) or doubts(text) not in ("", "a question", "a call", "a label") or OPENING.match(text):
            return ""
        below = list(dropwhile(lambda line: NUMBERED.match(line.text.strip()) is not None, self.below)) or self.below
        after = below[0].text.strip()
        if CONTENTS.match((below[1] if _is_date(below[0]) else below[0]).text.strip()):
            return "a table of contents"
        mark = mark_of(after)
        if mark and mark.value == (1,) and mark.form not in ITEMS:
            others = [other for line in document.filled if (other := mark_of(line.text.strip())) and other.form == mark.form]
            return "the first numbered heading" if any([other.value == (2,) for other in others]) else ""
        if len(names_of(after)) > 1:
            return "names"
        if any([SAID.match(line.text.strip()) and not ends_sentence(line.text) for line in below[: 1 + (FIELD.match(after) is not None)]]):
            return "what it says of itself"
        if ADDRESSED.match(after) and not (FIELD.match(below[1].text) or ADDRESSED.match(below[1].text.strip())):  # the labels of a form
            return "those whom it speaks to"
        if 0 < self.labelled < len(below) and all(
            [CELLS.search(line.text.strip()) or kind_of(line.text) is not Kind.OTHER for line in below[: self.labelled]]
        ):
            return "an abstract"
        measured = document.measured
        is_apart = measured.gaps[measured.places[below[0].index]] > 0
        if not (is_apart or document.pages.breaks) or width(after) < RUNNING * self.widest or CELLS.search(after) or after[0].islower():
            return ""
        return "" if _begins_inside(document, 1 if self.is_again and not self.is_below_head else FRONT) else "running text"

    def signed(self) -> tuple[Line | None, Line | None]:
        """The lines of the authors and of the date below the title.

        One name without a date needs a label or the mark of a note: a heading of two words looks like a name.
        """
        below = self.below[: self.labelled]
        line = self.below[0]
        if len(below) > 1 and _is_date(below[1]) and line.role in OPEN and (names_of(line.text) or bodies_of(line.text)):
            return line, below[1]
        names = names_of(line.text) if line in below and line.role in OPEN and not line.text.rstrip().endswith(SEPARATORS) else []
        is_sure = len(names) > 1 or (names and SIGNED.match(line.text))
        return line if is_sure else None, None


NOTED = regex(r".*[^\W\d_][*∗＊†‡]\s*\Z")
SIGNED = regex(rf"\s*(?:By|Von|Par|Por)\s+\S|{NOTED.pattern}|.*\s(?:著|編著|编著)\s*\Z")
"""Words beside names, and the mark of a note that tells who the author is."""


def opening(document: Document, taken: Mapping[int, str]) -> Iterator[Edit]:
    """The title at the top of printed lines, and right below it the authors with their date; `taken` are the roles of labelled lines."""
    top: list[Line] = []
    for line in islice(document.filled, LOOKED):
        text = line.text.strip()
        number = LONE.match(text) if text[-1:].isdecimal() or text[-1:] in LONE_LAST else None
        if number and len(top) < 2 and int(number["number"]) > FRONT:
            return  # on a later page
        if line.role not in FURNITURE and not number:
            top.append(line)
    labelled = next((place for place, line in enumerate(top) if line.index in taken), len(top))
    for stop in range(2, min(labelled, SEARCHED)):
        if _is_date(top[stop]) and (shown := proven(document, top, stop)):
            yield from _signed(top, *shown, stop)
            return
    if document.kind is not Kinds.WRAPPED:
        return
    widths = [width(line.text.strip()) for line in top]
    for first, size in product(range(min(HIGHEST, len(top))), range(MAX_TITLE, 0, -1)):
        title, below = top[first : first + size], top[first + size :]
        if len(below) < 2 or any([line.index in taken for line in title]):
            continue
        if max(widths[first : first + size]) > max(widths[first + size :]):
            continue
        again = stands_again(document, title, below[0])
        labelled = next((place for place, line in enumerate(below) if line.index in taken), len(below))
        found = Opening(top[:first], title, below, labelled, *again)
        if reason := found.reason(document):
            yield from label(title, Role.TITLE, reason, goes_on="the title goes on")
            authors, date = found.signed()
            if authors:
                yield authors.edit("role", Role.AUTHOR, "nothing but names, below the title")
            if letters(below[0].text) == letters("".join([line.text for line in title])):
                yield below[0].edit("role", Role.RUNNING_HEAD, "the title again")
            if date:
                yield date.edit("role", Role.NOTICE, "a date below the authors")
            return


def _signed(top: list[Line], first: int, end: int, stop: int) -> Iterator[Edit]:
    """A title that stands again, from `first` to `end`, and what stands below it up to the date at `stop`."""
    yield from label(top[first:end], Role.TITLE, "comes again as running title", goes_on="the title goes on")
    wording = letters("".join([line.text for line in top[first:end]]))
    for line in top[:first]:
        if line.role in OPEN and len(head := letters(line.text)) >= MIN_CUT and wording.startswith(head):
            yield line.edit("role", Role.RUNNING_HEAD, "the title, above the title")
    for place, line in enumerate(top[end:stop], end + 1):
        again = letters(line.text)
        if again == wording or (again in wording and not (is_body_name(again) or kind_of(again) is Kind.AFFILIATION)):
            yield line.edit("role", Role.RUNNING_HEAD, "the title again, or a part of it")
        elif place == stop or names_of(line.text):  # a heading of the text may stand between
            yield line.edit("role", Role.AUTHOR, "between a title that stands again and a date")
    yield top[stop].edit("role", Role.NOTICE, "a date below the authors")


def _may_open(title: list[Line]) -> bool:
    """Whether lines at the top can be a title: open, and neither sentence nor date nor number nor name."""
    text = "".join([line.text.strip() for line in title])
    if not all([line.role in OPEN for line in title]) or len(letters(text)) < 2:
        return False
    if CELLS.search(text) or DAY.search(text) or NUMBERED.match(text) or RIGHTS.search(text) or is_masthead(text) or is_body_name(text):
        return False
    if any([is_stopped(line.text) for line in title]):
        return False
    mark = mark_of(text)
    return can_be_heading(text[mark.end :] if mark else text, is_numbered=False)


def _is_date(line: Line) -> bool:
    return iso_date(letters(line.text)) is not None


def _opens_text(below: list[Line]) -> bool:
    """Whether a full line or a numbered heading stands soon behind names and a date: in a form more labels and fields follow."""
    most = max([width(line.text.strip()) for line in below])
    return any([width(line.text.strip()) >= RUNNING * most or mark_of(line.text.strip()) for line in below[2 : 2 + SOON]])


def _begins_inside(document: Document, front: int) -> bool:
    """Whether the first page of a text is a later one than `front`, so that its first line is the head of a page or a heading.

    The first page number tells, or the first numbered heading, which is not that of a first part. Wording that stands again on later
    pages (`front` is 1 then) is their head, wherever no number tells that this page is the first.
    """
    texts, furniture = document.measured.texts, document.pages.furniture
    folios = [place for place in sorted(furniture) if furniture[place].kind == "folio"]
    numbers = (LONE.match(texts[place]) for place in [*folios, -1])  # the last line: of a single page nothing shows that it is a folio
    number = next((int(match["number"]) for match in numbers if match), None if front == 1 else 1)
    if number is None or number > front:
        return True
    marks = (mark for text in texts if (mark := mark_of(text)) and mark.form in DIVISIONS)
    return next((mark.value[0] > 1 for mark in marks), False)


def first_part(document: Document) -> Iterator[Edit]:
    """The first part of a text that runs on and is parted by indents: short, without an indent and without a full stop."""
    parts = [line for line in document.lines if line.role in OPEN][:2]
    if len(parts) < 2 or parts[0].number != parts[1].number:
        return
    first, second = parts[0].text, parts[1].text.strip()
    is_short = not first.startswith("\u3000") and len(first.strip()) <= MAX_RUN_ON < 2 * len(second)
    if is_short and not CLAUSE_END.search(first) and CLAUSE_END.search(second):
        yield parts[0].edit("role", Role.TITLE, "first part of a text that runs on, short and without a full stop")
