"""Printed page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document, Edit, Kind, Role
from cleaner.regex import regex
from cleaner.rules import rule

GAP = r"[ \u3000\t]*"
EDGE = rf"(?:[-—–·•.]{GAP}){{0,2}}"  # - 7 -, · 7 ·
FOLIO = regex(
    rf"{GAP}{EDGE}(?:第{GAP}|(?:Page|page|PAGE|p\.){GAP})?(\d{{1,4}})"
    rf"(?:{GAP}[页頁])?(?:{GAP}(?:[/／共]|of)?{GAP}(?:共{GAP}|of{GAP})?\d{{1,4}}{GAP}[页頁]?)?{GAP}{EDGE}\Z"
)
LAST = frozenset("0123456789 \u3000\t页頁-—–·•.")
MAX_LENGTH = 24
"""Characters."""
DECORATED = regex(rf"{GAP}(?:([-—–·•]){GAP}\d{{1,4}}{GAP}\1|第{GAP}\d{{1,4}}{GAP}[页頁]){GAP}\Z")
MIN_PAGES = 3
YEAR = 1000
"""A number above a title may be the year of a report."""
MIN_DISTANCE = 15
"""Lines from one page number to the next, at least: no page is shorter, but for the last."""


@rule(acts_on={Kind.WRAPPED}, writes={Role.FOLIO}, after=["running_heads"])
def folios(document: Document, *, min_pages: int = MIN_PAGES) -> Iterator[Edit]:
    """Label page numbers.

    Evidence: a line that is only a number and stands at the edge of a page, beside furniture, keeps
    step with the page count at least `min_pages` times, or goes on the sequence of such numbers a
    page away. A number in a list or a year in a table does none of this.
    """
    filled = document.filled
    lone = [
        (place, line, int(found[1]))
        for place, line in enumerate(filled)
        if line.text[-1:] in LAST and line.role is Role.BODY and len(line.text.strip()) <= MAX_LENGTH and (found := FOLIO.match(line.text))
    ]
    steps = Counter(number - line.page for _, line, number in lone)
    sure: dict[int, int] = {}  # page number: place
    rest = []
    for place, line, number in lone:
        before = filled[place - 1] if place else None
        after = filled[place + 1] if place + 1 < len(filled) else None
        seen = steps[number - line.page]
        reason = ""
        if (line.page > 1 and seen >= min_pages) or (filled[-1].page > 1 and seen >= min_pages):
            reason = f"keeps step with the page count, {seen} times"
        elif (before is not None and before.role is Role.RUNNING_HEAD) or (after is not None and after.role is Role.RUNNING_HEAD):
            reason = "a number beside other page furniture"
        elif filled[-1].page > 1 and (before is None or after is None or before.page != line.page or after.page != line.page):
            reason = "a lone number at the edge of a page"
        elif before is None and after is not None and after.role is Role.TITLE and number < YEAR:
            reason = "a number above the title"
        elif after is None and DECORATED.match(line.text):
            reason = "a number between dashes, or of a page, on the last line of the text"
        if reason:
            sure[number] = place
            yield line.edit("role", Role.FOLIO, reason)
        else:
            rest.append((place, line, number))
    for place, line, number in rest:
        # numbers of a list stand closer together
        distance = 1 if place + 1 == len(filled) else MIN_DISTANCE
        if sure.get(number - 1, place) <= place - distance or sure.get(number + 1, place) >= place + MIN_DISTANCE:
            yield line.edit("role", Role.FOLIO, "goes on the sequence of the page numbers")
