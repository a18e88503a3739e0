"""What a page says of itself: title, authors, date, publication, address; the most trusted voice first.

Order of trust: JSON-LD, OpenGraph, Dublin Core and citation tags, other `meta` names, microdata, `time` and the canonical link, the
visible title, bylines, labels beside the text (`来源：`, `作者：`), the dateline, and last the `title` of the window. A placeholder
(`author`, `{{name}}`, 1970) is no voice at all, and the name of the site is no author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from cleaner.front_matter import decoded
from cleaner.html import titles
from cleaner.html.bylines import bylines, dateline, labels
from cleaner.html.elements import Tagged
from cleaner.html.facts import SOFT_HYPHEN, add, is_placeholder
from cleaner.html.leaves import Leaf
from cleaner.html.linked_data import linked_data
from cleaner.html.main_content import Page
from cleaner.html.meta_names import NAMES, OPEN_GRAPH, PROPERTIES, SCHOLARLY
from cleaner.html.spans import visible
from cleaner.html.tree import Element
from cleaner.regex import regex
from cleaner.wording import language
from cleaner.wording.names import are_names

ACCOUNT, ACCOUNT_TAGS = "js_name", ("a", "strong")
"""The `id` of the account's name on a page of WeChat, and the tags that bear it."""
MOMENT = regex(r"\bvar ct\s*=\s*[\"'](\d{9,10})[\"']")
"""Seconds since 1970 at which an article of WeChat was published."""
BYLINE = "a byline"
COMMENT = "comment"
"""In the microdata of what others say below an article."""
LOGIN = regex(r"[a-z0-9_.-]+\Z")
"""The name that a writer signs in with."""
COMPANY = regex(r"\b(?:Inc|Ltd|LLC|GmbH|Corp)\.?\Z|\A株式会社|(?:株式会社|有限公司)\Z")
TAG = regex(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?\Z")
"""A language tag (BCP 47) as pages write it."""
SAMPLE = 1000
"""Characters of a text that tell its language."""
BEFORE_TITLE = 60
"""Nodes of the tree before the title among which a byline may stand."""
AFTER_TEXT = 6
"""The same right behind the text."""
WRITTEN_BY = regex(r"(?:written|posted) by|author|(?:verfasst|geschrieben) von|écrit par|escrito por|scritto da|作者|執筆者?", re.I)
"""What the card of a page says before its author's name."""


class Voice(NamedTuple):
    """What one voice of a page says: its name, and values by front matter key."""

    name: str
    facts: dict[str, Any]


def page_facts(root: Element, tagged: Tagged, page: Page, text: list[Leaf]) -> list[Voice]:
    """What a page whose running text is `text` says, the most trusted voice first."""
    metas, times = tagged["meta"], tagged["time"]
    scripts = [script for script in tagged["script"] if "ld+json" in script.get("type").lower()]
    window = next(filter(None, [visible(title.text()) for title in tagged["title"]]), "")
    account = next((visible(holder.text()) for tag in ACCOUNT_TAGS for holder in tagged[tag] if holder.attributes.get("id") == ACCOUNT), "")
    voices = [Voice("JSON-LD", facts) for facts in islice(linked_data(scripts), 1)]
    said = [((meta.get("property") or meta.get("name")).lower(), meta) for meta in metas]
    voices += [Voice(name, _meta(said, table)) for name, table in (("OpenGraph", OPEN_GRAPH), ("Dublin Core", SCHOLARLY), ("meta", NAMES))]
    voices.append(Voice("the site's name", _meta(said, {"sitename": "source"})))
    voices.append(Voice("microdata", _microdata(page.properties, metas)))
    voices.append(Voice("the page", _markup(times, tagged["link"]) | (_account(account, tagged["script"]) if account else {})))
    if text:
        start = min([leaf.place for leaf in [*page.near, text[0]]]) - BEFORE_TITLE
        voices.append(Voice(BYLINE, bylines(page.bylines, tagged["a"], start, text[-1].end + AFTER_TEXT)))
    voices.append(Voice("labels beside the text", labels(page.near)))
    voices.append(Voice("the card", _card(said)))
    if text:
        voices.append(Voice("the dateline", dateline(text[0].text)))
        voices.append(Voice("the page's language", _language([root, *tagged["body"]], text)))
    title = titles.title(page.title.replace(SOFT_HYPHEN, ""), window.replace(SOFT_HYPHEN, ""), voices)
    if window and not is_placeholder(window):
        voices.append(Voice("the window", {"title": window}))
    _correct(voices, title)
    if title:
        voices.insert(0, Voice("the title", {**decoded({"title": title})}))
    return [voice for voice in voices if voice.facts]


def _correct(voices: list[Voice], title: str) -> None:
    """Take out what is the title or the keywords once more as an abstract, and the site's name as an author."""
    letters = titles.letters
    sites = {letters(voice.facts["source"]) for voice in voices if "source" in voice.facts}
    keywords = [word for voice in voices for word in voice.facts.get("keywords", "").replace("，", ",").split(",")]
    has_people = any([are_names(name) for voice in voices for name in voice.facts.get("author", ())])
    for voice in voices:
        facts = voice.facts
        if "abstract" in facts:
            rest = letters(facts["abstract"])
            if letters(title).startswith(rest):
                rest = ""
            for known in (letters(title), *sorted(map(letters, keywords), key=len, reverse=True)):
                rest = rest.replace(known, "") if known else rest
            if not rest:
                del facts["abstract"]
        if "author" in facts:
            people = [name for name in facts["author"] if letters(name) not in sites and not (has_people and LOGIN.match(name))]
            # a company beside people is who publishes them
            people = [name for name in people if not COMPANY.search(name)] or people
            if people:
                facts["author"] = people
            else:
                del facts["author"]
    named = [voice for voice in voices if "author" in voice.facts]
    byline: list[str] = next((voice.facts["author"] for voice in named if voice.name == BYLINE), [])
    if byline and {letters(name) for name in named[0].facts["author"]} < {letters(name) for name in byline}:
        named[0].facts["author"] = byline  # some templates name the first author alone


def _language(elements: list[Element], blocks: list[Leaf]) -> dict[str, Any]:
    """The language that the page names, where its text does not tell."""
    tag = next(filter(None, [element.get("lang") for element in elements]), "")
    head, _, region = tag.replace("_", "-").partition("-")
    tag = head.lower() + (f"-{region.upper() if len(region) == 2 else region}" if region else "")
    if not TAG.match(tag) or language.detect("\n".join([leaf.text for leaf in blocks])[:SAMPLE]):
        return {}
    return {"lang": tag}


def _meta(said: list[tuple[str, Element]], table: dict[str, str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, meta in said:
        if name in table:
            add(facts, table[name], meta.get("content"))
    return facts


def _card(said: list[tuple[str, Element]]) -> dict[str, Any]:
    """The author whom the card of a page names for other sites: some systems name there who posted it."""
    facts: dict[str, Any] = {}
    labels = [name for name, meta in said if name.startswith("twitter:label") and WRITTEN_BY.fullmatch(meta.get("content"))]
    for name, meta in said:
        if name.startswith("twitter:data") and f"twitter:label{name[12:]}" in labels:
            add(facts, "author", meta.get("content"))
    return facts


def _microdata(properties: list[Element], metas: Sequence[Element]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for element in [*(meta for meta in metas if meta.get("itemprop")), *properties]:
        key = PROPERTIES.get(element.get("itemprop").split(" ")[0].lower())
        if key and not any([COMMENT in f"{one.get('itemtype')} {one.get('itemprop')}".lower() for one in element.around()]):
            # a person may be a thing of its own, with a name
            names = [one for one in element.elements()[1:] if one.get("itemprop") == "name"] if key == "author" else []
            said = names[0] if names else element
            add(facts, key, said.get("content") or said.get("datetime") or visible(said.text()))
    return facts


def _markup(times: Sequence[Element], links: Sequence[Element]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    published = [time for time in times if "pubdate" in time.attributes or "published" in time.get("class").lower()]
    for time in [*published, *times[:1]]:
        add(facts, "date", time.get("datetime") or visible(time.text()))
    for link in links:
        if link.get("rel").lower() == "canonical":
            add(facts, "url", link.get("href"))
    return facts


def _account(name: str, scripts: Sequence[Element]) -> dict[str, Any]:
    """The account that published an article of WeChat, and when: the visible date is reckoned from today (`昨天`)."""
    facts: dict[str, Any] = {}
    add(facts, "source", name)
    for script in scripts:
        if match := MOMENT.search(script.text()):
            add(facts, "date", f"{datetime.fromtimestamp(int(match[1]), UTC):%Y-%m-%dT%H:%M:%SZ}")
            break
    return facts
