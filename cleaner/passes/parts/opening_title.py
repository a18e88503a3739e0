"""The title that opens a text, told by its place: no names, no labels and no running title stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from cleaner.document import FURNITURE, OPEN, Document, Edit, Kind, Line, Role
from cleaner.glyphs import width
from cleaner.headings.marks import mark_of
from cleaner.headings.wording import OPENING, can_be_heading, doubts
from cleaner.labels import label
from cleaner.names import is_body_name, names_of
from cleaner.pages.numbers import LONE
from cleaner.pages.places import MIN_MEASURE
from cleaner.papers import MAX_ABOVE, is_masthead
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_END, ends_sentence, open_pairs
from cleaner.titles import MAX_LINES, is_long_enough

MAX_TITLE = 60
"""Characters; measured on five documents (longest 24), with room for two clauses and a name."""
SEARCHED = 40
"""Lines from the top among which the measure is taken."""
SHORT = 0.75
"""Of the widest line near the top: a wider one may be the end of a sentence that was torn off."""
FULL = 0.9
"""Of the widest line near the top: a line of running text."""
FRONT = 2
"""The number of the page that a title stands on, at most: a part of a text that is cut out begins on a later one."""
CELLS = regex(r"\S(?:[ \u3000]{2,}|\t)\S")
"""The gap between cells, or between the two sides of a head."""
DAY = regex(r"\d{1,2}(?:st|nd|rd|th)?\.? [A-Z][a-z]{2,8}\b|\d ?月 ?\d{1,2} ?日|\b[A-Z][a-z]{2,8}\.? \d{1,2},")
PART = regex(r"(?:前言|序[言章]?|自序|引[言子]|[导導]言|[绪緒]论|目[录錄次]|摘要|内容提要|はじめに|まえがき|머리말|附[录錄件])\s*\Z")
"""What names a part of any text, and no text."""
CONTENTS = regex(r"(?i:目\s*[录錄次]|(?:table of )?contents|inhaltsverzeichnis|table des matières|sommaire|차\s*례|목\s*차)\Z")
FIELD = regex(r"[^\W\d_][^:：，,。.]{0,12}[:：] ?\S")
SAID = regex(
    r"\s*(?:[（(].*(?:19|20)\d\d ?年.*[）)]\Z|(?:19|20)\d\d ?年 ?\d{1,2} ?月(?! ?(?:\d{1,2} ?日?)? ?[-—–~－～至]).*"
    r"|[^\W\d_][^:：，,。.]{0,12}[:：] ?.{0,24}(?:19|20)\d\d\b.{0,6}\Z)"
)
"""What a text says of itself below its title: when it was passed, in brackets or the day first, or a label and a day; no period."""
RIGHTS = regex(r"©|\([cC]\)|\b[Cc]opyright\b")
"""Whose rights a text is."""
FORMED = regex(r"[A-Z]{1,4}[ /]|[\W\d]+[A-Z]?\d*\Z")
"""How the number of a standard or a report begins."""
COUNTING = frozenset({"part", "chapter", "section", "article", "sign", "han", "(han)"})
"""Forms of the numbers of headings that count no items of a list."""
PERIODICAL = regex(r"(?:[报報刊]|杂志|雜誌|通[讯訊]|论坛|論壇|年鉴|Journal|Review|Bulletin|Proceedings|Magazine|Newsletter)\Z")
"""What the name of a periodical ends with: on every page, and no title."""
MAX_NAME = 3
"""Words of a name; a title in capitals has more."""
ADDRESSED = regex(r".{2,24}[:：]\Z")
"""Those whom a letter or an order speaks to, on a line of their own."""


@rule(
    acts_on={Kind.TEXT, Kind.WRAPPED},
    writes={Role.TITLE, Role.AUTHOR},
    fields={"joint"},
    after=["title_block", "byline", "title_page", "book_head", "download_frame"],
)
def opening_title(document: Document) -> Iterator[Edit]:
    """Label the first line of a text as its title.

    Evidence: it can be a heading, has no number, is clearly shorter than the lines of the text, and what stands right below shows
    that it is not a part of it: running text as wide as it gets, the first of several numbered headings, a table of contents,
    a date or names. In a run-on text parted by indents, the first part without one.
    Counter-evidence: a page that is not the first, a masthead above it, cells, a day, the number of a standard, the name of a part.
    """
    if any([line.role in (Role.TITLE, Role.FRONT_MATTER) or "title" in line.facts for line in document.filled]):
        return
    if document.kind is Kind.TEXT:
        yield from _first_part(document)
        return
    title, below = _first_lines(document)
    if title and (reason := _shown(title, below, document)):
        yield from label(title, Role.TITLE, f"opens the text, above {reason}", goes_on="the title goes on")
        if len(names_of(below[0].text)) > 1:
            yield below[0].edit("role", Role.AUTHOR, "nothing but names, below the title")


def _first_lines(document: Document) -> tuple[list[Line], list[Line]]:
    """The first line that may be a title, or two or three that are one, and those behind it."""
    top: list[Line] = []
    for line in islice(document.filled, SEARCHED):
        number = LONE.match(line.text.strip())
        if line.role not in FURNITURE and not number:
            top.append(line)
        elif (number and len(top) < 2 and int(number["number"]) > FRONT) or (line.facts and not top):
            return [], []
    if len(top) < 2:
        return [], []
    size = 1
    while size < min(MAX_LINES, len(top) - 1) and open_pairs("".join([line.text for line in top[:size]])):
        size += 1  # a bracket that the next line closes
    return top[:size], top[size:]


def _shown(title: Sequence[Line], below: Sequence[Line], document: Document) -> str:
    """What shows that lines at the top are a title, or nothing."""
    text = "".join([line.text.strip() for line in title])
    widest = max([width(line.text.strip()) for line in below])
    is_open = all([line.role in OPEN and width(line.text.strip()) <= SHORT * widest for line in title])
    if widest < MIN_MEASURE or not is_open or not _may_be_title(text):
        return ""
    places = document.measured.places
    again = [document.pages.furniture.get(place) for place, key in enumerate(document.measured.keys) if key == "".join(text.split())]
    if any(again) and PERIODICAL.search(text):
        return ""
    after = below[0].text.strip()
    mark = mark_of(after)
    if mark and mark.value == (1,) and mark.form in COUNTING:
        others = [other for line in document.filled if (other := mark_of(line.text.strip())) and other.form == mark.form]
        return "the first numbered heading" if any([other.value == (2,) for other in others]) else ""
    if CONTENTS.match(after):
        return "a table of contents"
    if is_body_name(after) or len(names_of(after)) > 1 or (names_of(after) and SAID.match(below[1].text.strip())):
        return "names"
    if any([SAID.match(line.text.strip()) and not ends_sentence(line.text) for line in below[: 1 + is_field(after)]]):
        return "what it says of itself"
    if ADDRESSED.match(after):
        return "those whom it speaks to"
    is_apart = document.measured.gaps[places[below[0].index]] > 0
    if is_apart and any([line.role is Role.ABSTRACT for line in below[:MAX_ABOVE]]):
        return "an abstract"
    if (is_apart or document.pages.breaks) and width(after) >= FULL * widest and not CELLS.search(after):
        return "running text"
    return ""


def is_field(text: str) -> bool:
    """Whether a line is a label and what it names."""
    return FIELD.match(text) is not None


def _may_be_title(text: str) -> bool:
    if not can_be_heading(text, is_numbered=False) or mark_of(text) or not is_long_enough(text):
        return False
    if doubts(text) not in ("", "a question", "a call", "a label") or OPENING.match(text) or PART.match(text) or FORMED.match(text):
        return False
    return not (
        CELLS.search(text)
        or DAY.search(text)
        or any([len(name.split()) <= MAX_NAME for name in names_of(text)])
        or is_body_name(text)
        or is_masthead(text)
        or RIGHTS.search(text)
    )


def _first_part(document: Document) -> Iterator[Edit]:
    parts = [line for line in document.lines if line.role in OPEN][:2]
    if len(parts) < 2 or parts[0].number != parts[1].number:
        return
    first, second = parts[0].text, parts[1].text.strip()
    is_title = not first.startswith("\u3000") and len(first.strip()) <= MAX_TITLE < 2 * len(second)
    if is_title and not CLAUSE_END.search(first) and CLAUSE_END.search(second):
        yield parts[0].edit("role", Role.TITLE, "first part of a text that runs on, short and without a full stop")
