"""The line at the top of a newspaper page: page code, date, editor, name of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.front_matter import iso_date
from cleaner.glyphs import HAN, letters
from cleaner.regex import regex
from cleaner.rules import rule

CODE = r"(?:[A-Z]\d{1,2}?(?=(?:19|20)\d\d ?年)|[A-Z]\d{1,2}(?!\d)|第?\d{1,2}版)"
DATE = r"(?:\d{4} ?[年/.\-] ?\d{1,2} ?[月/.\-] ?\d{1,2}(?: ?日)?|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})"
EDITOR = rf"(?:(?:责任|責任|本版|执行)?(?:编辑|編輯|责编)|(?:美编|校对|版式)|Editor)[:：]?\s*(?:[{HAN}]{{2,4}}?|[A-Z][\w. ]+?)"
WEEKDAY = r"(?:星期[一二三四五六日天]|周[一二三四五六日])"
HAN_PAPER = rf"[{HAN}]{{2,10}}(?:报|報|周刊|週刊|杂志|雜誌|評論|评论|新闻|新聞|导刊|導刊)"
PAPER = rf"{HAN_PAPER}|(?:The )?[A-Z][a-z]+(?: [A-Z][a-z]+){{1,3}}"
# some extractors leave no gap between the parts
PART = regex(
    rf"\s*(?:(?P<code>{CODE})|(?P<date>{DATE})|(?P<editor>{EDITOR})|(?P<weekday>{WEEKDAY})|(?P<paper>{PAPER})"
    r"|(?<=[ \u3000])(?P<page>\d{1,3}\Z))"
    rf"(?=\s|\Z|(?:19|20)\d\d ?年|{HAN_PAPER}\s*\Z)"
)
DAY = "日 "
FIRST = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ第 \u3000")
"""What the first line of a masthead begins with: a page code or a date."""
LONGEST = 60
"""Characters."""
MAX_MISSED = 2
"""Other lines inside a masthead: the name of the section, a label."""


@rule(acts_on={Kind.WRAPPED}, writes={Role.RUNNING_HEAD}, fields={"facts"})
def mastheads(document: Document) -> Iterator[Edit]:
    """Label a newspaper's masthead and keep what it tells: the date and the name of the paper.

    Evidence: lines in a row that hold nothing but a page code, a date, an editor and
    a name, with a date and a code or an editor among them, or a name, a day of the week and the number
    of a page. A date alone may be a title, a name with a date the source of an excerpt.
    """
    facts: dict[str, Any] = {}
    for run in _runs(document):
        kinds = {kind for _, parts in run for kind in parts}
        if "date" not in kinds or not (kinds & {"code", "editor"} or kinds >= {"paper", "weekday", "page"}):
            continue
        for line, parts in run:
            yield line.edit("role", Role.RUNNING_HEAD, "a masthead: page code, date, editor or name of the paper")
            if "date" in parts and (date := (iso_date(letters(parts["date"])) or iso_date(_english(parts["date"])))):
                facts.setdefault("date", date)
            # a name glued to the editor's has no certain beginning
            if "paper" in parts and not re.search(r"\S" + re.escape(parts["paper"]), line.text):
                facts.setdefault("source", parts["paper"])
        if facts:
            yield run[0][0].edit("facts", dict(facts), "read from the masthead")


def _runs(document: Document) -> Iterator[list[tuple[Line, dict[str, str]]]]:
    """Lines that hold nothing but parts of a masthead, in a row or with a section's name among them."""
    run: list[tuple[Line, dict[str, str]]] = []
    missed = 0
    for line in document.filled:
        text = line.text
        worth = (run or text[:1] in FIRST or DAY in text) and line.role is Role.BODY and len(text) <= LONGEST
        parts = _parts(text) if worth else {}
        if parts and (not missed or "editor" in parts):
            run.append((line, parts))
            missed = 0
        elif run:
            missed += 1
            if missed > MAX_MISSED:
                yield run
                run, missed = [], 0
    if run:
        yield run


def _parts(text: str) -> dict[str, str]:
    """The parts of a masthead line by kind, or nothing if anything else stands there."""
    text = text.strip()
    parts: dict[str, str] = {}
    at = 0
    while at < len(text):
        match = PART.match(text, at)
        if not match or match.end() == at:
            return {}
        parts.setdefault(str(match.lastgroup), match[str(match.lastgroup)].strip())
        at = match.end()
    return parts


MONTHS = {
    name: number for number, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
}


def _english(date: str) -> str:
    """`16 Jul 2019` and `July 16, 2019` as `2019-7-16`; other dates as they are."""
    match = re.match(r"(\d{1,2}) ([A-Z][a-z]{2})\w*\.? (\d{4})\Z", date)
    if match and match[2] in MONTHS:
        return f"{match[3]}-{MONTHS[match[2]]}-{match[1]}"
    match = re.match(r"([A-Z][a-z]{2})\w* (\d{1,2}), (\d{4})\Z", date)
    if match and match[1] in MONTHS:
        return f"{match[3]}-{MONTHS[match[1]]}-{match[2]}"
    return date
