"""Values that a page gives for keys of the front matter: which are believed, and what is cut from them."""

from __future__ import annotations

import html
import re
from typing import Any

from cleaner.front_matter import iso_date
from cleaner.html.spans import visible
from cleaner.regex import regex
from cleaner.wording.names import are_names

MAX_VALUE = 2000
SOFT_HYPHEN = "\xad"
"""Where a word may be cut: says nothing in a value."""
MAX_NAME = 80
MAX_AUTHORS = 30
PLACEHOLDER = regex(
    r"[\W_]*\Z|\W*(?:your |my )?(?:name|author(?: name)?|admin(?:istrator)?|editor|root|user(?:name)?"
    r"|webmaster|guest|anonymous|unknown|undefined|null|none|nan|n/?a|test|default|untitled(?: document)?|document|title"
    r"|home(?: ?page)?|index|website|site ?name"
    r"|未知|不详|佚名|匿名|无|暂无|默认|管理员|站长|本站|网站|作者|来源|标题|无标题(?:文档)?|新建文档|首页|原创|编辑|小编"
    r"|微信公众平台|互联\s*网|网络|转载|本网|本站原创|未知来源)\W*\Z",
    re.I | re.S,
)
TEMPLATE = regex(r"\{\{|\}\}|\{%|<%|\$\{|%s\b|\[(?:author|name|title|date)\]", re.I)
SPACED_WORDS = regex(r"[^\s,，;；、]*[\u4e00-\u9fff][^\s,，;；、]*(?: +[^\s,，;；、]+)+\Z")
"""Chinese keywords parted by spaces: Chinese has none inside a word."""
NO_DATE = regex(r"(?:0000|0001|1970-01-01|1900-01-01)")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DATED = regex(
    r"\b(?:(?P<m1>[A-Z][a-z]{2,8})\.? (?P<d1>\d{1,2})(?:st|nd|rd|th)?,? (?P<y1>(?:19|20)\d{2})|(?P<d2>\d{1,2})(?:st|nd|rd"
    r"|th)? (?P<m2>[A-Z][a-z]{2,8})\.?,? (?P<y2>(?:19|20)\d{2})|(?P<d3>\d{1,2})\.(?P<m3>\d{1,2})\.(?P<y3>(?:19|20)\d{2})"
    r"|(?P<m4>\d{1,2})/(?P<d4>1[3-9]|2\d|3[01])/(?P<y4>(?:19|20)\d{2})"
    r"|[A-Z][a-z]{2} (?P<m5>[A-Z][a-z]{2}) {1,2}(?P<d5>\d{1,2}) \d\d:\d\d:\d\d(?: [A-Z]{1,5})? (?P<y5>(?:19|20)\d{2}))\b"
)
"""Days as they are written in English (`June 1, 2019`, `1 June 2019`, `11/28/2016` where only one number can be the month), in German
with dots (`19.07.2022`), by computers (`Mon Aug 03 12:45:00 EDT 2015`)."""
MOMENT = regex(r"(\d{4}-\d{2}-\d{2})T\d")
"""A moment whose zone or hour is written in a way of its own: the day is sure."""
TAG = regex(r"</?[a-zA-Z][^<>]*>")
REFERENCE = regex(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
"""What is left of an entity that was encoded twice."""
LABELLED = regex(
    r"\A\s*(?:by|written by|posted by|author|authors?\s*:|source|text|von|par|por|作\s*者|撰\s*文|文|[\u4e00-\u9fff]{0,2}[来來]\s*源"
    r"|稿源|記者|记者|著者|编辑)\s*(?:[:：/／|｜]\s*|(?<=[a-z])\s+(?=[A-Z]))",
    re.I,
)
"""The label that some sites leave before the value; inside it, `von` and `by` are parts of a name."""
ROLE = regex(
    r"[\s,|•·–—-]*(?:\b|(?<=[a-z]))(?:(?:Senior|Chief|Associate|Assistant|Deputy|Managing|Contributing|Staff|National|Guest"
    r"|Special|Political|Science|Sports|Business)\s+)*"
    r"(?:Staff|Writer|Reporter|Editor|Correspondent|Contributor|Columnist|Journalist|Producer|Photographer|Special to\b.*)(?:,?\s.*)?\Z"
)
"""What a person does, after the name."""
WHEN = regex(
    r"(?:\s+|\s*[,|•·–—])\s*(?:(?:on|at|updated|published|posted)\b.*|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d.*"
    r"|\d{1,4}[-/.年].*|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}.*)\Z",
    re.I,
)
"""A date after the name."""
BROKEN = regex(r"(?<=\w)=\\?\Z")
"""The end of a value that a quote inside it cut off."""
NOT_A_NAME = regex(
    r"[\d\W_]*\Z|(?:twitter|facebook|instagram|linkedin|e-?mail|website|follow|profile|contact|view all.*|all posts.*"
    r"|more from.*|read more.*|share)\Z|.*(?:\.(?:com|org|net|cn|co|de)\b|https?:)",
    re.I,
)


def add(facts: dict[str, Any], key: str, value: object) -> None:
    """Believe `value` for `key`, unless it is a placeholder or does not fit; the first one stands, authors are collected."""
    if not isinstance(value, str):
        return
    if len(value) > MAX_VALUE * 4:
        return
    while "&" in value and REFERENCE.search(value) and (decoded := html.unescape(value)) != value:
        value = decoded  # encoded as often as templates stand in each other
    value = visible(TAG.sub("", value.replace(SOFT_HYPHEN, "")))
    if not value or is_placeholder(value) or len(value) > MAX_VALUE or BROKEN.search(value):
        return
    if key == "author":
        known = facts.get("author", [])
        name = person(value)
        if name and name not in known and len(known) < MAX_AUTHORS:
            facts["author"] = [*known, name]
        return
    if key == "source":
        value = LABELLED.sub("", value, count=1)
    if key == "date":
        value = date(value)
    if key == "keywords" and SPACED_WORDS.match(value):
        value = ",".join(value.split())
    if key == "url":
        value = re.sub(r"#(?!!).*", "", value)
    if not value or (key in ("url", "image") and not re.match(r"https?://\S+\Z", value)):
        return
    facts.setdefault(key, value)


def person(value: str) -> str:
    """The name in an author's value, without label, role and date; "" where it is an address, a number or no name."""
    if "://" in value or "@" in value or len(value) > MAX_NAME:
        return ""
    value = LABELLED.sub("", value, count=1)
    for tail in (WHEN, ROLE):
        shorter = tail.sub("", value)
        value = shorter if are_names(shorter) else value
    value = value.strip(" ,;|·•-–—《》【】[]")
    return "" if NOT_A_NAME.match(value) or is_placeholder(value) else value


def is_placeholder(value: str) -> bool:
    """Whether a value is one that a template or a form left."""
    return PLACEHOLDER.match(value) is not None or TEMPLATE.search(value) is not None


def date(text: str) -> str:
    """`text` as an ISO 8601 date, or "" where it is none or a placeholder."""
    text = re.sub(r"(?<=日)(?=\d)", " ", text)
    found = iso_date(text) or ""
    if not found and (match := MOMENT.match(text)):
        found = iso_date(match[1]) or ""
    if not found and (match := DATED.search(text)):
        day, month, year = (next(filter(None, [match[f"{part}{form}"] for form in range(1, 6)]), "") for part in "dmy")
        if month[:3].lower() in MONTHS:
            month = str(MONTHS.index(month[:3].lower()) + 1)
        found = iso_date(f"{year}-{month}-{day}") or ""
    return "" if NO_DATE.match(found) else found
