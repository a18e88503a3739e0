"""Furniture that its form tells: a journal's name with year and issue, the parts of a masthead, stamps of an archive."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cleaner.front_matter import iso_date
from cleaner.regex import regex
from cleaner.wording.glyphs import CJK, HAN, letters

G = r"[ \u3000]*"
JOURNAL = regex(
    rf"(?:(?P<title>\S.{{1,60}}?)[ \u3000]+)??(?P<name>[{CJK}·]{{2,24}}){G}[（(]?(?P<year>(?:19|20)\d\d){G}年{G}"
    rf"(?:第?{G}(?P<volume>\d{{1,3}}){G}卷)?{G}第{G}(?P<number>\d{{1,3}}){G}期[)）]?{G}(?:[（(]?总{G}第?{G}\d{{1,4}}{G}期[)）]?)?\Z"
)
_NAME = r"[A-ZÄÖÜÉ][\w&’'-]*"
_SMALL = "of|and|the|in|for|on|&|der|die|das|des|für|und|von|zur|im|de|la|le|du|et|y"
ENGLISH_JOURNAL = regex(
    rf"(?:(?P<title>\S.{{1,80}}?) +)??(?P<name>{_NAME}(?: {_NAME}| (?:{_SMALL})){{0,8}}|{_NAME}(?: [\w&’'-]+){{1,3}}),? +"
    r"(?:(?:Vol(?:ume|\.)?|Jahrgang|Jg\.|Bd\.) *(?P<volume>\d{1,3}),? +)?"
    r"(?:No\.?|Issue|Number|Heft|H\.|Nr\.|[Nn][°º]) *(?P<number>\d{1,3}),? *"
    r"\(?(?P<year>(?:19|20)\d\d)\)?\Z"
)
OF_PAPER = regex(
    r"(?:(?P<title>\S.{1,80}?) +/ +)?(?P<name>(?:The )?[A-Z][\w&]*(?:[ ](?:[A-Z][\w&]*|of|and|the|in|for|on|&|[–-])){0,8}),? +"
    r"(?P<volume>\d{1,4})(?:[ ]?\((?P<number>\d{1,3})\))? +\((?P<year>(?:19|20)\d\d)\):? +(?P<first>\d{1,6}) ?[–-] ?(?P<last>\d{1,6})\Z"
)
"""A journal's name with volume, year and pages: `Journal of Rivers 310 (2005) 253–265`, the authors before a slash."""
BY_VOLUME = regex(
    rf"(?P<name>[{CJK}·]{{4,24}})\s+(?P<year>(?:19|20)\d\d)\s*[,，]\s*(?:[Vv]ol\.?\s*)?(?P<volume>\d{{1,3}})\s*[（(]\s*(?P<number>\d{{1,3}})\s*[)）]\Z"
)
"""A journal's name with year, volume and issue, the name apart and nothing before it: `河流研究　2023，60（3）`."""
PAGE_NUMBER = regex(r"\A\d{1,4}[ \u3000\t]+(?=\D)|(?<=期)[ \u3000\t]+\d{1,4}\Z")
COUNTED = ("期", "No", "Iss", "Num", "Heft", "H.", "Nr.", "n°", "nº", "N°", "Nº")
"""What names the number of an issue."""
JOURNAL_LAST = frozenset("期)）0123456789")
LONGEST_JOURNAL = 130
"""Characters: a title and a journal's name on one line."""

ARXIV = regex(r"arXiv:\d{4}\.\d{4,5}v\d+\s+\[[\w.-]+\]\s+\d{1,2} \w{3} \d{4}\Z")
STAMP = regex(r"https?:|www\.|\b[Dd]ownloaded\b|©|\(c\)|ISSN|\bDOI\b|\bdoi\b|arXiv|版权|下载|CNKI|cnki|Copyright")
"""What names an archive, a licence, an address: wording that no heading has."""
NAMES_ISSUE = regex(
    r"(?:19|20)\d\d ?年|第 ?\d+ ?[期卷]|\bVol\b|\bNo\.|\bIssue\b|\bHeft \d|\bNr\. \d|ISSN"
    r"|[〇一二三四五六七八九]{4}年|(?:19|20)\d\d[./-]\d{1,2}(?!\d)"
)
ISSUE = regex(r"第 ?\d+ ?[期卷]|\bVol\b|\bNo\.|\bIssue\b|\bHeft \d|\bNr\. \d|ISSN|[〇一二三四五六七八九]{4}年")
"""… and of a periodical: a title may name a year."""
MAX_ISSUE = 40
"""Characters of a head that names a year or an issue; longer lines are sentences that do."""

CODE = r"(?:[A-Z]\d{1,2}?(?=(?:19|20)\d\d ?年)|[A-Z]\d{1,2}(?!\d)|第?\d{1,2}版)"
DATE = r"(?:\d{4} ?[年/.\-] ?\d{1,2} ?[月/.\-] ?\d{1,2}(?: ?日)?|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})"
EDITOR = rf"(?:(?:责任|責任|本版|执行)?(?:编辑|編輯|編集|责编)|(?:美编|校对|版式)|Editor)[:：]?\s*(?:[{HAN}]{{2,4}}?|[A-Z][\w. ]+?)"
WEEKDAY = r"(?:星期[一二三四五六日天]|周[一二三四五六日])"
HAN_PAPER = rf"[{HAN}]{{2,10}}(?:报|報|周刊|週刊|杂志|雜誌|評論|评论|新闻|新聞|导刊|導刊)"
PAPER = rf"{HAN_PAPER}|(?:The )?[A-Z][a-z]+(?: [A-Z][a-z]+){{1,3}}"
# some extractors leave no gap between the parts
PART = regex(
    rf"\s*(?:(?P<code>{CODE})|(?P<date>{DATE})|(?P<editor>{EDITOR})|(?P<weekday>{WEEKDAY})|(?P<paper>{PAPER})"
    r"|(?<=[ \u3000])(?P<page>\d{1,3}\Z))"
    rf"(?=\s|\Z|(?:19|20)\d\d ?年|{HAN_PAPER}\s*\Z)"
)
LAST_PART = regex(rf"[ \u3000]+(?P<paper>[{HAN}]{{2,10}})\Z")
DAY = "日 "
PART_FIRST = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ第")
"""What the first line of a masthead begins with: a page code or a date."""
LONGEST_PART = 60
"""Characters."""


def journal(text: str) -> re.Match[str] | None:
    """The name of a journal with year and issue that `text` is, and nothing else but a title before it and the number of the page."""
    if text[-1:] not in JOURNAL_LAST or len(text) > LONGEST_JOURNAL:
        return None
    if ") " in text and (match := OF_PAPER.match(text)):
        return match
    if text[-1] in ")）" and (match := BY_VOLUME.match(text)):
        return match
    if not any([word in text for word in COUNTED]):
        return None
    text = PAGE_NUMBER.sub("", text)
    return JOURNAL.match(text) or ENGLISH_JOURNAL.match(text)


def journal_facts(name: str, match: re.Match[str]) -> Mapping[str, Any]:
    """What the head of a journal tells, as front matter."""
    issue = {key: match[key] for key in ("volume", "number") if match[key]}
    if pages := pages_named(match):
        issue["pages"] = f"{pages[0]}-{pages[-1]}"
    return {"source": name, "date": match["year"], "issue": issue}


def pages_named(match: re.Match[str]) -> range:
    """The pages that the head of a journal says its paper stands on."""
    return range(int(match["first"]), int(match["last"]) + 1) if "first" in match.re.groupindex else range(0)


def masthead_parts(text: str) -> dict[str, str]:
    """The parts of a masthead line by kind, or nothing if anything else stands there."""
    parts: dict[str, str] = {}
    at = 0
    while at < len(text):
        match = PART.match(text, at)
        if (not match or match.end() == at) and parts.keys() >= {"code", "date", "editor"} and (last := LAST_PART.match(text, at)):
            return {**parts, "paper": last["paper"]}  # its place tells
        if not match or match.end() == at:
            return {}
        parts.setdefault(str(match.lastgroup), match[str(match.lastgroup)].strip())
        at = match.end()
    return parts


def masthead_facts(text: str, parts: Mapping[str, str]) -> Mapping[str, Any]:
    """The date and the name of the paper that the lines of a masthead tell."""
    facts: dict[str, Any] = {}
    if date := iso_date(letters(parts["date"])) or iso_date(_by_day(parts["date"])):
        facts["date"] = date[:10]
    # a name glued to the editor's has no certain beginning
    if "paper" in parts and not re.search(r"\S" + re.escape(parts["paper"]), text):
        facts["source"] = parts["paper"]
    return facts


def _by_day(date: str) -> str:
    """`16 July 2019` and `July 16, 2019` as mail has them: `16 Jul 2019 00:00`."""
    return re.sub(r"([A-Z][a-z]{2})[a-z.]*", r"\1", re.sub(r"([A-Z]\S+) (\d+),", r"\2 \1", date)) + " 00:00"
