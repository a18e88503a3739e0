"""What a page says of itself: title, authors, date, publication, address; the most trusted voice first.

Order of trust: JSON-LD, OpenGraph, Dublin Core and citation tags, other `meta` names, microdata,
`time` and the canonical link, the visible title, labels beside the text (`来源：`, `作者：`), and last the
`title` of the window. A placeholder (`author`, `{{name}}`, 1970) is no voice at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from cleaner.front_matter import iso_date
from cleaner.html.leaves import Leaf
from cleaner.html.spans import visible
from cleaner.html.tree import Element
from cleaner.names import are_names, split_names
from cleaner.regex import regex

ARTICLES = frozenset(
    """
    article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    reviewnewsarticle socialmediaposting techarticle scholarlyarticle webpage posting liveblogposting
    advertisercontentarticle report creativework
    """.split()
)
MAX_JSON = 300_000
"""Characters of one JSON-LD script that is read."""

OPEN_GRAPH = {
    "og:title": "title",
    "article:author": "author",
    "og:article:author": "author",
    "article:published_time": "date",
    "og:article:published_time": "date",
    "og:release_date": "date",
    "og:site_name": "source",
    "og:url": "url",
    "og:image": "image",
    "og:description": "abstract",
}
SCHOLARLY = {
    "dc.title": "title",
    "dcterms.title": "title",
    "citation_title": "title",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_author": "author",
    "dc.date": "date",
    "dc.date.issued": "date",
    "dc.date.created": "date",
    "dcterms.date": "date",
    "dcterms.created": "date",
    "dcterms.issued": "date",
    "citation_publication_date": "date",
    "citation_date": "date",
    "dc.publisher": "source",
    "dcterms.publisher": "source",
    "citation_journal_title": "source",
    "dc.subject": "keywords",
    "dc.description": "abstract",
    "dcterms.abstract": "abstract",
    "citation_abstract": "abstract",
    "citation_doi": "doi",
}
NAMES = {
    "articletitle": "title",
    "author": "author",
    "byl": "author",
    "sailthru.author": "author",
    "parsely-author": "author",
    "shareaholic:article_author_name": "author",
    "pubdate": "date",
    "publishdate": "date",
    "publish_date": "date",
    "publish-date": "date",
    "publication_date": "date",
    "publishtime": "date",
    "date": "date",
    "sailthru.date": "date",
    "parsely-pub-date": "date",
    "article.published": "date",
    "contentsource": "source",
    "source": "source",
    "mediaid": "source",
    "copyright-source": "source",
    "twitter:title": "title",
    "keywords": "keywords",
    "news_keywords": "keywords",
    "description": "abstract",
    "twitter:description": "abstract",
    "twitter:image": "image",
    "thumbnail": "image",
}
PROPERTIES = {"headline": "title", "author": "author", "datepublished": "date", "datecreated": "date"}

PLACEHOLDER = regex(
    r"[\W_]*\Z|\W*(?:your |my )?(?:name|author(?: name)?|admin(?:istrator)?|editor|root|user(?:name)?"
    r"|webmaster|guest|anonymous|unknown|undefined|null|none|nan|n/?a|test|default|untitled(?: document)?|document|title|home(?: ?page)?|index|website|site ?name"
    r"|未知|不详|佚名|匿名|无|暂无|默认|管理员|站长|本站|网站|作者|来源|标题|无标题(?:文档)?|新建文档|首页|原创|编辑|小编|微信公众平台|互联\s*网|网络|转载|本网|本站原创|未知来源)\W*\Z",
    re.I | re.S,
)
TEMPLATE = regex(r"\{\{|\}\}|\{%|<%|\$\{|%s\b|\[(?:author|name|title|date)\]", re.I)
SPACED_WORDS = regex(r"[^\s,，;；、]*[\u4e00-\u9fff][^\s,，;；、]*(?: +[^\s,，;；、]+)+\Z")
"""Chinese keywords parted by spaces: Chinese has none inside a word."""
NO_DATE = regex(r"(?:0000|0001|1970-01-01|1900-01-01)")
SEPARATOR = regex(r"\s+[-–—|·•:»]\s+|\s*[_|｜]+\s*|(?<=[\u3000-\u9fff])\s*[-–—]\s*(?=[\u4e00-\u9fff])")
DATE = r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
VISIBLE_DATE = regex(rf"(?:(?:发布|发表|更新|成文|稿件)?(?:时间|日期|于)\s*[：:]?\s*|\A|[\s　|｜/])({DATE})")
TELLING = frozenset(["meta", "script", "link", "time", "title"])
ACCOUNT = "js_name"
"""The `id` of the account's name on a page of WeChat."""
MOMENT = regex(r"\bvar ct\s*=\s*[\"'](\d{9,10})[\"']")
"""Seconds since 1970 at which an article of WeChat was published."""
CHANGED = regex(r"\W*(?:最[后後近])?(?:更新|修改|修订)|\W*(?:last )?(?:updated|modified)", re.I)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ENGLISH_DATE = regex(
    r"\b(?:(?P<m1>[A-Z][a-z]{2,8})\.? (?P<d1>\d{1,2})(?:st|nd|rd|th)?,? (?P<y1>(?:19|20)\d{2})|(?P<d2>\d{1,2})(?:st|nd|rd|th)? (?P<m2>[A-Z][a-z]{2,8})\.?,? (?P<y2>(?:19|20)\d{2}))\b"
)
VISIBLE_SOURCE = regex(
    r"(?<![据片料])(?:文章|稿件|稿源|信息|内容|新闻|本文)?(?:来\s*源|來\s*源|稿源)(?:于|自)?\s*[：:]\s*([^\s　|｜：:，。；;（）()【】\[\]]{2,30})"
)
VISIBLE_AUTHOR = regex(
    r"(?:作\s*者|撰\s*文|撰\s*稿|文)\s*[：:/／|｜]\s*([^：:|｜（）()\[\]【】]{2,40}?)(?=\s*(?:来\s*源|责任|编\s*辑|时间|发布|日期|阅读|浏览|点击|\d{4}|\||｜|\Z)|\s{2})"
)
VISIBLE_EDITOR = regex(r"(?:责\s*任\s*编\s*辑|责\s*编|責\s*任\s*編\s*輯)\s*[：:]\s*([^\s：:|｜（）()\[\]【】，。]{2,20})")
BY = regex(r"(?:By|by|BY)\s+([^|•·\n]{3,60}?)(?=\s*(?:[|•·,]|\Z| on | at |\d))")
NEAR = 12
"""Leaf blocks before the text, and behind its end, in which labels are looked for."""


class Voice(NamedTuple):
    """What one voice of a page says: its name, and values by front matter key."""

    name: str
    facts: dict[str, Any]


def page_facts(elements: list[Element], title: str, near: list[Leaf]) -> list[Voice]:
    """What the page says, the most trusted voice first. `title` is its visible heading, `near` the labels around the text."""
    scripts, metas, links, properties, times = [], [], [], [], []
    window = account = ""
    for element in elements:
        tag = element.tag
        if tag in TELLING:
            if tag == "meta":
                metas.append(element)
            elif tag == "script":
                if "ld+json" in element.get("type").lower():
                    scripts.append(element)
            elif tag == "link":
                links.append(element)
            elif tag == "time":
                times.append(element)
            elif not window and (element.parent is None or element.parent.tag != "svg"):
                window = visible(element.text())
        if attributes := element.attributes:
            if "itemprop" in attributes and tag != "meta":
                properties.append(element)
            if "id" in attributes and attributes["id"] == ACCOUNT:
                account = visible(element.text())
    voices = [Voice("JSON-LD", facts) for facts in _linked_data(scripts)][:1]
    said = [((meta.get("property") or meta.get("name")).lower(), meta) for meta in metas]
    voices += [Voice(name, _meta(said, table)) for name, table in (("OpenGraph", OPEN_GRAPH), ("Dublin Core", SCHOLARLY), ("meta", NAMES))]
    voices.append(Voice("the site's name", _meta(said, {"sitename": "source"})))
    voices.append(Voice("microdata", _microdata(properties, metas)))
    voices.append(Voice("the page", _markup(times, links) | (_account(account, elements) if account else {})))
    voices.append(Voice("labels beside the text", _labels(near)))
    title = _title(title, window, voices)
    if window and not _is_placeholder(window):
        voices.append(Voice("the window", {"title": window}))
    for voice in voices:
        if "abstract" in voice.facts and _letters(title).startswith(_letters(voice.facts["abstract"])):
            del voice.facts["abstract"]  # the title once more
    if title:
        voices.insert(0, Voice("the title", {"title": title}))
    return [voice for voice in voices if voice.facts]


def _linked_data(scripts: list[Element]) -> Iterator[dict[str, Any]]:
    """Facts of the JSON-LD objects that describe an article; one without a headline describes something else."""
    for script in scripts:
        text = script.text()
        if len(text) > MAX_JSON:
            continue
        try:
            found = json.loads(re.sub(r"[\x00-\x1f]", " ", text.strip().removeprefix("<!--").removesuffix("-->")))
        except (ValueError, RecursionError):
            continue
        queue = [found]
        for item in queue:
            if len(queue) > 200:
                break
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                graph = item.get("@graph")
                queue += graph if isinstance(graph, list) else []
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(str(kind).lower() in ARTICLES - {"webpage", "creativework"} for kind in kinds) and isinstance(
                    item.get("headline"), str
                ):
                    facts = _article(item)
                    if facts:
                        yield facts


def _article(item: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    _add(facts, "title", item["headline"])
    authors = item.get("author") or item.get("creator")
    for author in authors if isinstance(authors, list) else [authors]:
        name = author.get("name") if isinstance(author, dict) else author
        for one in name if isinstance(name, list) else [name]:
            _add(facts, "author", one)
    _add(facts, "date", item.get("datePublished") or item.get("dateCreated"))
    publisher = item.get("publisher")
    _add(facts, "source", publisher.get("name") if isinstance(publisher, dict) else publisher)
    address = item.get("mainEntityOfPage") or item.get("url")
    _add(facts, "url", address.get("@id") if isinstance(address, dict) else address)
    return facts


def _meta(said: list[tuple[str, Element]], table: dict[str, str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, meta in said:
        if name in table:
            _add(facts, table[name], meta.get("content"))
    return facts


def _microdata(properties: list[Element], metas: list[Element]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for element in [*(meta for meta in metas if meta.get("itemprop")), *properties]:
        key = PROPERTIES.get(element.get("itemprop").split(" ")[0].lower())
        if key and not _is_comment(element):
            _add(facts, key, element.get("content") or element.get("datetime") or visible(element.text()))
    return facts


def _is_comment(element: Element | None) -> bool:
    while element is not None:
        if "comment" in element.get("itemtype").lower() or "comment" in element.get("itemprop").lower():
            return True
        element = element.parent
    return False


def _markup(times: list[Element], links: list[Element]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    published = [time for time in times if "pubdate" in time.attributes or "published" in time.get("class").lower()]
    for time in [*published, *times[:1]]:
        _add(facts, "date", time.get("datetime") or visible(time.text()))
    for link in links:
        if link.get("rel").lower() == "canonical":
            _add(facts, "url", link.get("href"))
    return facts


def _account(name: str, elements: list[Element]) -> dict[str, Any]:
    """The account that published an article of WeChat, and when: the visible date is reckoned from today (`昨天`)."""
    facts: dict[str, Any] = {}
    _add(facts, "source", name)
    for element in elements:
        if element.tag == "script" and (match := MOMENT.search(element.text())):
            _add(facts, "date", f"{datetime.fromtimestamp(int(match[1]), UTC):%Y-%m-%dT%H:%M:%SZ}")
            break
    return facts


def _labels(near: list[Leaf]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    # a date of the last change is better than none
    for leaf in sorted(near, key=lambda leaf: CHANGED.match(leaf.text) is not None):
        text = leaf.text
        if len(text) > 200:
            continue
        if match := VISIBLE_SOURCE.search(text):
            _add(facts, "source", match[1])
        if match := VISIBLE_AUTHOR.search(text):
            for name in split_names(match[1]) if are_names(match[1]) else [match[1].strip()]:
                _add(facts, "author", name)
        elif (match := BY.match(text)) and "author" not in facts and are_names(match[1]):
            for name in split_names(match[1]):
                _add(facts, "author", name)
        if (match := VISIBLE_EDITOR.search(text)) and not _is_placeholder(match[1]):
            facts.setdefault("editor", match[1])
        if match := VISIBLE_DATE.search(text):
            _add(facts, "date", re.sub(r"\s*([-/.年月])\s*", r"\1", match[1]).replace("：", ":"))
        elif "date" not in facts:
            _add(facts, "date", text if ENGLISH_DATE.search(text) else None)
    return facts


def _add(facts: dict[str, Any], key: str, value: object) -> None:
    """Believe `value` for `key`, unless it is a placeholder or does not fit; the first one stands, authors are collected."""
    if not isinstance(value, str):
        return
    value = visible(value)
    if not value or _is_placeholder(value) or len(value) > 2000:
        return
    if key == "author":
        if "://" in value or "@" in value or len(value) > 80:
            return
        value = re.sub(r"\A(?:By|by|BY|作者[：:])\s*", "", value)
        known = facts.setdefault("author", [])
        if value not in known:
            known.append(value)
        return
    if key == "date":
        value = date(value)
        if not value:
            return
    if key == "keywords" and SPACED_WORDS.match(value):
        value = ",".join(value.split())
    if key in ("url", "image") and not re.match(r"https?://\S+\Z", value):
        return
    facts.setdefault(key, value)


def _is_placeholder(value: str) -> bool:
    return PLACEHOLDER.match(value) is not None or TEMPLATE.search(value) is not None


def date(text: str) -> str:
    """`text` as an ISO 8601 date, or "" where it is none or a placeholder."""
    text = re.sub(r"(?<=日)(?=\d)", " ", text)
    found = iso_date(text) or ""
    if not found and (match := ENGLISH_DATE.search(text)):
        month = (match["m1"] or match["m2"])[:3].lower()
        if month in MONTHS:
            found = iso_date(f"{match['y1'] or match['y2']}-{MONTHS.index(month) + 1}-{match['d1'] or match['d2']}") or ""
    return "" if NO_DATE.match(found) else found


def _title(heading: str, window: str, voices: list[Voice]) -> str:
    """The title of the text, not of the site: the heading where the others confirm it, else the others without the site's name."""
    said = [voice.facts["title"] for voice in voices if "title" in voice.facts]
    sites = {voice.facts["source"] for voice in voices if "source" in voice.facts}
    if heading and not _is_placeholder(heading) and any(_letters(heading) in _letters(other) for other in [*said, window]):
        return heading
    if said:
        return _without_site(said[0], sites)
    if heading and not _is_placeholder(heading):
        return heading
    return _without_site(window, sites) if window and not _is_placeholder(window) else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _without_site(title: str, sites: set[str]) -> str:
    """`title` without the name of the site behind it."""
    cuts = list(SEPARATOR.finditer(title))
    if not cuts:
        return title
    for cut in cuts:
        if title[cut.end() :] in sites:
            return title[: cut.start()]
    # several parts behind the first: the site and its sections
    first, last = title[: cuts[0].start()], title[cuts[-1].end() :]
    if len(cuts) > 1 and len(first) >= 8 and "_" in title[cuts[0].start() : cuts[0].end()]:
        return first
    head = title[: cuts[-1].start()]
    return head if len(head) >= 2 * len(last) and len(head) >= 6 else title
