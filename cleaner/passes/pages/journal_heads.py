"""Running heads that name a journal, with its year and issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.glyphs import HAN, letters
from cleaner.passes.pages.folios import FOLIO
from cleaner.passes.parts.title_block import ARTICLE_ID
from cleaner.regex import regex
from cleaner.rules import rule

G = r"[ \u3000]*"
ZH = regex(
    rf"(?:(?P<title>\S.{{1,60}}?)[ \u3000]+)??(?P<name>[{HAN}·]{{2,24}}){G}[（(]?(?P<year>(?:19|20)\d\d){G}年{G}"
    rf"(?:第?{G}(?P<volume>\d{{1,3}}){G}卷)?{G}第{G}(?P<number>\d{{1,3}}){G}期[)）]?{G}(?:[（(]?总{G}第?{G}\d{{1,4}}{G}期[)）]?)?\Z"
)
EN = regex(
    r"(?:(?P<title>\S.{1,80}?) +)??(?P<name>(?:The )?[A-Z][\w&]*(?:[ ](?:[A-Z][\w&]*|of|and|the|in|for|on|&)){0,8}),? +"
    r"(?:Vol(?:ume|\.)? *(?P<volume>\d{1,3}),? +)?(?:No\.?|Issue|Number) *(?P<number>\d{1,3}),? *\(?(?P<year>(?:19|20)\d\d)\)?\Z"
)
PAGE_NUMBER = regex(r"\A\d{1,4}[ \u3000\t]+(?=\D)|(?<=期)[ \u3000\t]+\d{1,4}\Z")
TOP = 8
"""Lines from the top among which the title stands."""
LAST = frozenset("期)）0123456789 \u3000")
LONGEST = 130
"""Characters: a title and a journal's name on one line."""


@rule(acts_on={Kind.WRAPPED}, writes={Role.RUNNING_HEAD}, fields={"facts"}, after=["vertical_headers"])
def journal_heads(document: Document) -> Iterator[Edit]:
    """Label running heads that name a journal with year and issue, and lines that repeat its name.

    Evidence: a line that is nothing but a name, a year and an issue (`市政研究 2021年第2期`,
    `Review of Town Affairs No. 1, 2019`) and opens the text or a page, stands twice, beside a page
    number or other furniture, or names the issue of the article's number; and any line that is just
    the name that such a line or a vertical header gave. A reference ends with the same words, but
    with more before them: a stop, an author, book title marks.
    """
    filled = document.filled
    names = {letters(line.facts["source"]) for line in filled if "source" in line.facts}
    found = [(place, match) for place, line in enumerate(filled) if (match := _head(line))]
    article = ARTICLE_ID.search(document.wording()) if found else None
    own = (article["year"], int(article["number"])) if article else None  # the issue that the text says it is from
    times = Counter(letters(match[0]) for _, match in found)
    named = Counter(letters(match["name"]) for _, match in found)
    for place, match in found:
        line = filled[place]
        # its page number stands beside it, as another does beside another; one may count an item
        is_counted = match.string != line.text.strip() and named[letters(match["name"])] > 1
        is_own = (match["year"], int(match["number"])) == own
        if not (place == 0 or is_own or is_counted or times[letters(match[0])] > 1 or _at_edge(filled, place)):
            continue
        yield line.edit("role", Role.RUNNING_HEAD, "a journal's name with year and issue")
        name = _without_title(match["name"], filled)
        if letters(name) not in names:
            names.add(letters(name))
            yield line.edit("facts", _facts(name, match), "read from the running head")
    if names:
        longest = max(map(len, names))
        heads = {place for place, _ in found}
        for place, line in enumerate(filled):
            if line.role is Role.BODY and place not in heads and len(line.text) <= 2 * longest and letters(line.text) in names:
                yield line.edit("role", Role.RUNNING_HEAD, "the journal's name again")


def _head(line: Line) -> re.Match[str] | None:
    text = line.text
    if text[-1:] not in LAST or line.role is not Role.BODY or len(text) > LONGEST or not ("期" in text or "No" in text or "Iss" in text):
        return None
    text = PAGE_NUMBER.sub("", text.strip())
    return ZH.match(text) or EN.match(text)


def _at_edge(filled: list[Line], place: int) -> bool:
    line = filled[place]
    if place + 2 == len(filled) and FOLIO.match(filled[place + 1].text):
        return True  # the last line but for its page number
    beside = filled[max(0, place - 1) : place] + filled[place + 1 : place + 2]
    return len(beside) < 2 or any(other.page != line.page or other.role is Role.RUNNING_HEAD for other in beside)


def _without_title(name: str, filled: list[Line]) -> str:
    """`name` without the title of the paper before it, which stands alone near the top of the text."""
    titles = [line.text.strip() for line in filled[:TOP]]
    return next((name[len(title) :].strip() for title in titles if name.startswith(title + " ")), name)


def _facts(name: str, match: re.Match[str]) -> dict[str, Any]:
    issue = {key: match[key] for key in ("volume", "number") if match[key]}
    return {"source": name, "date": match["year"], "issue": issue}
