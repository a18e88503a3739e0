"""What stands above the labels of a paper: masthead, title, subtitle, authors, where they work, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from cleaner.document import Line
from cleaner.front_matter import iso_date
from cleaner.glyphs import CJK, HAN, HAS_CJK, letters, width
from cleaner.names import are_names, names_of
from cleaner.numbering import outline_number
from cleaner.paper_labels import IDENTIFIERS, NOTES, read
from cleaner.regex import regex
from cleaner.titles import has_stop

BODIES = "大学|大學|学院|學院|公司|银行|學校|学校|研究所|研究院|研究中心|医院|實驗室|实验室|出版社"
AFFILIATION = regex(
    rf"[（(].*(?:{BODIES}|中心|系|\d{{5,6}}).*[）)]\s*\Z|(?:\d[.．、]?\s*)?[{HAN}·（）() ]*(?:{BODIES})[^，。！？]{{0,40}}\Z"
    r"|[^.!?]{0,80}\b(?:University|College|Institute|School of|Department|Faculty|Academy|Laborator(?:y|ies)|Division of|Centre|Center"
    r"|Universit[äàéy]\w*|Hochschule|Institut)\b.*"
)
EMAIL = regex(r"\S*\s*[\w.+{},\-]+@[\w.\-]+(?:\s*[,;，；]\s*[\w.+\-]+@[\w.\-]+)*\s*\Z|\{?[\w.,\- ]+\}?@[\w.\-]+\Z")
MARK = regex(r"\s*(?:[a-z]|[\d*†‡§¶¹²³⁴]+)\s*\Z")
"""The mark of a note, alone on its line, before where an author works."""
URL = regex(r"(?:https?://|www\.)\S+\Z")
PUBLISHED = regex(r"(?:Received|Accepted|Revised|Submitted|Published|Available)\b.*\d{4}.*\Z", re.I)
G = r"[ \u3000]*"
JOURNAL_ZH = regex(
    rf"(?P<name>[{CJK}·]{{2,24}}){G}[|｜,，（(]?{G}(?P<year>(?:19|20)\d\d){G}年{G}[,，]?"
    rf"(?:第?{G}(?P<volume>\d{{1,3}}){G}卷)?{G}[,，]?{G}第{G}(?P<number>\d{{1,3}}){G}期[)）]?.{{0,20}}\Z"
)
JOURNAL_EN = regex(
    r"(?P<name>(?:The )?[A-Z][\w&]*(?:[ ](?:[A-Z][\w&]*|of|and|the|in|for|on|&)){1,9}),? +(?:[Vv]ol(?:ume|\.)? *)?(?P<volume>\d{1,4})"
    r"(?:,? *(?:[Nn]o\.?|[Ii]ssue|\() *(?P<number>\d{1,3})\)?)?,? *\((?P<year>(?:19|20)\d\d)\)"
    r"(?:[ ,:]+(?P<pages>[A-Z]?\d{1,5}[–—-][A-Z]?\d{1,5}))?\Z"
)
"""`Journal of Ferry Studies 12 (2009) 117-129`."""
ISSUE_LINE = regex(
    r"\b(?:No|Nr|Vol|Volume|Issue|Heft)\.? ?\d{1,4}\b.{0,30}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.{0,20}\b(?:No|Nr|Vol|Volume|Issue)\.? ?\d"
    r"|(?:19|20)\d\d ?年.{0,12}第 ?\d{1,4} ?期|\b(?:Report|Working Paper|Memo) No\.? ?\d",
    re.I,
)
"""A number of an issue and its year: a line of the masthead, whatever else an extractor put beside it."""
NO_TITLE = regex(
    rf"(?:{BODIES}|[报報]社|[卷期页頁])\s*\Z|\A\s*[|｜]|\AarXiv:"
    r"|\A(?:Page|Seite|p\.|第)\s*\d{1,4}\s*[页頁]?\Z|\A[\s\d\-—–·.|/]+\Z"
)
"""What the name of a body, an issue or a page number ends with, and what no title is made of. A title may end with `研究`."""
BODY_FIRST = regex(r"by\s|(?:University|Department|School|Institute|Faculty|College|Laboratory) (?:of|for)\b", re.I)
"""A byline, or the name of a body: no title, though a title may name one."""
PARTED_NAME = regex(rf"[{HAN}]{{1,3}}[ \u3000]+[{HAN}\u3041-\u30fa]{{1,4}}\Z")
"""A name of Japanese or Chinese with a gap, above the same in Latin script."""
MAX_TITLE = 3
"""Printed lines of a title."""
MAX_ABOVE = 16
"""Lines between the title and the abstract: authors on two, where they work on eight, dates, an address."""
CLEARLY_SHORTER = 1.2


class Kind(StrEnum):
    """What a line above the labels is."""

    LABEL = "label"
    JOURNAL = "journal"
    URL = "address"
    DATE = "date"
    DATES = "dates of the paper"
    EMAIL = "e-mail"
    AFFILIATION = "affiliation"
    AUTHORS = "authors"
    SUBTITLE = "subtitle"
    MARK = "mark"
    OTHER = "other"


OF_AUTHORS = frozenset({Kind.DATES, Kind.EMAIL, Kind.AFFILIATION, Kind.AUTHORS, Kind.MARK})
"""What stands between the title and the abstract."""
OF_MASTHEAD = frozenset({Kind.LABEL, Kind.JOURNAL, Kind.URL, Kind.DATE})


def kind_of(text: str) -> Kind:
    """What a line above the labels of a paper is, told by its wording alone."""
    text = text.strip()
    found = read(text)
    if found and (found.key in IDENTIFIERS or found.key in NOTES):
        return Kind.LABEL
    for kind, pattern in ((Kind.JOURNAL, JOURNAL_ZH), (Kind.JOURNAL, JOURNAL_EN), (Kind.URL, URL), (Kind.DATES, PUBLISHED)):
        if pattern.match(text):
            return kind
    if iso_date(letters(text)):
        return Kind.DATE
    if text.startswith(("——", "--")) and len(text) > 4 and HAS_CJK.search(text):
        return Kind.SUBTITLE
    if EMAIL.match(text):
        return Kind.EMAIL
    if MARK.match(text):
        return Kind.MARK
    if names_of(text) or are_names(text):
        return Kind.AUTHORS
    return Kind.AFFILIATION if AFFILIATION.match(text) else Kind.OTHER


def masthead(text: str) -> dict[str, Any]:
    """What a journal's line tells: its name, the year, volume, issue and pages."""
    match = JOURNAL_ZH.match(text.strip()) or JOURNAL_EN.match(text.strip())
    if not match:
        return {}
    groups = match.groupdict()
    issue = {
        "volume": groups["volume"],
        "number": groups["number"],
        "pages": (groups.get("pages") or "").replace("–", "-").replace("—", "-"),
    }
    return {"source": match["name"], "date": match["year"], "issue": {key: value for key, value in issue.items() if value}}


def is_masthead(text: str) -> bool:
    """Whether a line stands above titles and is none: a journal's, a date, an address, a page number, the name of a body."""
    return kind_of(text) in OF_MASTHEAD or NO_TITLE.search(text) is not None or ISSUE_LINE.search(text) is not None


def may_be_title(text: str, measure: float) -> bool:
    """Whether a line can be one of a title: no sentence, no numbered heading, no body's name, no date, not wider than the text is."""
    text = text.strip()
    return (
        0 < len(text) <= 120
        and width(text) <= measure * CLEARLY_SHORTER
        and not has_stop(text)
        and not NO_TITLE.search(text)
        and not (text.isascii() and BODY_FIRST.match(text))
        and not ISSUE_LINE.search(text)
        and outline_number(text) is None
    )


def title_above(lines: Sequence[Line], place: int, measure: float) -> tuple[int, bool]:
    """Where the title that ends right before `place` begins, and whether all above it is masthead, so that it opens the text.

    Lines of a title follow each other without a gap; on a page whose block was printed late the text before it ends in mid-sentence,
    and only one line is sure.
    """
    first = place
    while first > 0 and place - first < MAX_TITLE and kind_of(lines[first - 1].text) in (Kind.OTHER, Kind.AFFILIATION, Kind.AUTHORS):
        if not may_be_title(lines[first - 1].text, measure):
            break
        first -= 1
    opens = all(is_masthead(line.text) for line in lines[:first])
    return first, opens
