"""Title, authors and date at the top of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product

from cleaner.document import FURNITURE, OPEN, Document, Edit, Kind, Line, Role
from cleaner.front_matter import iso_date
from cleaner.glyphs import HAS_CJK, letters, width
from cleaner.headings.wording import OPENERS, STOPS
from cleaner.labels import label
from cleaner.names import are_names, is_body_name, is_word, names_of
from cleaner.numbering import outline_number
from cleaner.pages.places import MIN_PAGE
from cleaner.papers import BODY_FIRST, kind_of
from cleaner.papers import Kind as Where
from cleaner.passes.pages.folios import FOLIO
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK
from cleaner.titles import MAX_LINES, is_long_enough, is_stopped, title_lines

SEARCHED = 10
"""Lines from the top: a running title, a page number, a title on three lines, authors, a date."""
KNOWN = frozenset({Role.TITLE, Role.AUTHOR, Role.BYLINE})
REACH = 3
"""Lines above the names among which a title that stands again is looked for: a heading of the text may stand between."""
HIGHEST = 4
"""Lines above a title: a running title, a page number, the name of a series."""
MIN_TIMES = 2
MAX_TITLE, MAX_LATIN_TITLE = 60, 130
"""Characters of one line of a title, in ideographs and in Latin script."""


MAX_LABEL = 2
"""Letters of a label of a form, above somebody's name; a title so short has a date below it."""


@rule(
    acts_on={Kind.WRAPPED},
    writes={Role.RUNNING_HEAD, Role.TITLE, Role.AUTHOR, Role.NOTICE, Role.SUBTITLE, Role.BYLINE},
    fields={"joint", "facts"},
    after=["title_block", "byline"],
)
def title_page(document: Document) -> Iterator[Edit]:
    """Label the title, the authors and the date that stand above the text of a report.

    Evidence: near the top a line that is nothing but names, with a date behind it, or below a line
    that comes again as running title, or with a label (`By …`). The line above it is the title. A
    heading of two ideographs may look like a name, but no date follows it. Where no names stand, the
    line that comes again as running title, and stands below one or is broken into several.
    """
    if any([line.role in KNOWN for line in document.filled]):
        return
    top = list(islice((line for line in document.filled if line.role not in FURNITURE), SEARCHED))
    for place, line in sorted(enumerate(top), key=lambda each: (not _is_dated(top, each[0]), each[0])):
        is_named = are_names(line.text) or len(names_of(line.text)) > 0
        if (
            not place
            or line.role not in OPEN
            or top[place - 1].text.rstrip()[-1:] in GOES_ON
            or not (is_named or _may_be_author(line, top, place))
        ):
            continue
        title, repeated = _above_names(top, place, document.filled)
        dated, labelled = _is_dated(top, place), BY.match(line.text) is not None
        if not title or not (
            (dated and (repeated or (is_named and _opens_text(document.filled, top[place + 1])))) or (is_named and (repeated or labelled))
        ):
            continue
        wording = letters("".join([other.text.rstrip("\xad\u2010") for other in title]))
        if len(wording) <= MAX_LABEL and not dated:
            continue
        yield from label(title, Role.TITLE, "above the authors", goes_on="the title goes on")
        for other in document.filled[:SEARCHED]:
            if other.role in OPEN and other not in title and other.index < title[0].index and _is_cut(other, wording):
                yield other.edit("role", Role.RUNNING_HEAD, "the title, cut short, above the title")
        again = [other for other in top[: place + 1] if other.index > title[-1].index and letters(other.text) in wording]
        if line in again:  # no author
            yield from (other.edit("role", Role.RUNNING_HEAD, "the title again, or a part of it") for other in again if other.role in OPEN)
        else:
            yield line.edit("role", Role.AUTHOR, "below the title, above a date" if dated else "nothing but names, below the title")
        if dated:
            yield top[place + 1].edit("role", Role.NOTICE, "a date below the authors")
        return
    title = _running_title(document.filled)
    yield from label(title, Role.TITLE, "comes again as running title", goes_on="the title goes on")


GOES_ON = frozenset(",，、;；")
"""What ends a line that the next one goes on with: of a list of people who were there, it tells no author."""
BY = regex(r"\s*(?:By|Von|Par|Por)\s+\S")


CENTURIES = ("17", "18", "19", "20")
"""Of a year; any other four figures are a number."""


def _is_dated(top: list[Line], place: int) -> bool:
    """Whether the line after that at `place` is a date."""
    date = iso_date(letters(top[place + 1].text)) if place + 1 < len(top) else None
    return date is not None and date[:2] in CENTURIES


def _may_be_author(line: Line, top: list[Line], place: int) -> bool:
    """Whether a short line right above a date can be the author by its place: a body, a pen name, a name of another country."""
    text = line.text.strip()
    if not _is_dated(top, place) or outline_number(text) or iso_date(letters(text)):
        return False
    return is_body_name(text) or (
        width(text) <= MAX_AUTHOR and not is_word(text) and not CLAUSE_MARK.search(text.replace("、", "").replace("，", ""))
    )


MAX_AUTHOR = 40
"""Columns of a line of authors that are known by their place alone."""


def _above_names(top: list[Line], place: int, filled: list[Line]) -> tuple[list[Line], bool]:
    """The title above the names at `place`, and whether its wording stands in the text once more.

    A line that stands again as running title is the surest, even if the first heading was read before the names; else the line
    right above them that is no numbered heading.
    """
    for above in range(place - 1, max(-1, place - 1 - REACH), -1):
        title = title_lines(top, above, filled)
        wording = letters("".join([line.text for line in title]))
        if _is_title(title) and _is_running(title, wording, letters(top[place].text), filled):
            return title, True
        if whole := _cut_above(top, above, place, filled):
            return whole, True
    above = place - 1
    while above and outline_number(top[above].text):
        above -= 1
    title = title_lines(top, above, filled)
    return (title if _is_title(title) and is_long_enough("".join([line.text for line in title])) else []), False


def _is_running(title: list[Line], wording: str, name: str, filled: list[Line]) -> bool:
    """Whether the wording of `title` stands again as on another page, or right above it: not as the labels of a form do.

    The head of a table and the letterhead of a firm come again with the same line below them, `name`.
    """
    first, last = filled.index(title[0]), filled.index(title[-1])
    again = [place for place, line in enumerate(filled) if letters(line.text) == wording and not first <= place <= last]
    if any([letters(line.text) == name for place in again if place > last for line in filled[place + 1 : place + 1 + REACH]]):
        return False
    return any([place >= last + MIN_PAGE or (place < first and _is_bare(filled[place + 1 : first])) for place in again])


def _is_bare(lines: list[Line]) -> bool:
    """Whether nothing but page numbers and furniture stands on `lines`."""
    return all([line.role in FURNITURE or FOLIO.match(line.text) for line in lines])


def _opens_text(filled: list[Line], date: Line) -> bool:
    """Whether text or a numbered heading begins soon after the date: in a form more labels and fields follow."""
    start = filled.index(date) + 1
    return any([CLAUSE_MARK.search(line.text) or outline_number(line.text) for line in filled[start : start + SOON]])


SOON = 3
"""Lines behind a date among which the text begins: a heading may stand on two."""


def _cut_above(top: list[Line], above: int, place: int, filled: list[Line]) -> list[Line]:
    """The lines from `above` to the names, if together they begin with a line near the top that breaks off: a running title cut short."""
    title = top[above:place]
    wording = letters("".join([line.text.rstrip("\xad\u2010") for line in title]))
    if len(title) > MAX_LINES or not all(line.role in OPEN and _can_be_title(line) for line in title):
        return []
    return title if any(_is_cut(line, wording) for line in filled[:SEARCHED] if line not in title) else []


def _is_cut(line: Line, wording: str) -> bool:
    """Whether a line is the beginning of a title, given as its letters, and breaks off."""
    head = letters(line.text)
    return len(head) >= MIN_CUT and head != wording and wording.startswith(head)


MIN_CUT = 12
"""Characters that a running title and the title have in common at least."""


def _is_title(lines: list[Line]) -> bool:
    text = lines[0].text.strip()
    if text[:1].islower() or not (text[:1].isalnum() or text[:1] in OPENERS) or STOPS.search(text) or outline_number(text):
        return False  # running text, a box to tick
    if not HAS_CJK.search(text) and kind_of(text) is Where.AFFILIATION:
        return False
    return all(line.role in OPEN for line in lines) and (len(lines) > 1 or _can_be_title(lines[0]))


def _running_title(filled: list[Line]) -> list[Line]:
    """The lines near the top that stand again as running title: below the running title of their page, or on several lines."""
    times = Counter([letters(line.text) for line in filled])
    for place, size in product(range(HIGHEST), range(MAX_LINES, 0, -1)):
        title = filled[place : place + size]
        wording = letters("".join([line.text for line in title]))
        if len(title) < size or times[wording] < MIN_TIMES or not is_long_enough(wording) or not all(map(_can_be_title, title)):
            continue
        if size > 1 or any(letters(line.text) == wording and _is_bare(filled[at + 1 : place]) for at, line in enumerate(filled[:place])):
            return title
    return []


NUMBERED = regex(r"[〔［\[（(【](?:19|20)\d\d[〕］\])）】].{0,12}\d[号號]\Z")
"""The number of a document of an office or a court, with its year in brackets."""

PAGE_BESIDE = regex(r" {3,}\W*\d{1,4}\W*\Z")
"""The number of its page behind a head, on its line."""


def _can_be_title(line: Line) -> bool:
    text = line.text.strip()
    return (
        line.role in OPEN
        and 1 < len(text) <= (MAX_TITLE if HAS_CJK.search(text) else MAX_LATIN_TITLE)
        and not NUMBERED.search(text)
        and not PAGE_BESIDE.search(text)
        and not is_stopped(text)
        and not BODY_FIRST.match(text)
        and not (CLAUSE_MARK.search(text) and len(text) > (40 if HAS_CJK.search(text) else 90))
    )
