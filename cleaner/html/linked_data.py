"""What JSON-LD says of the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from cleaner.html.facts import add
from cleaner.html.tree import Element

ARTICLES = frozenset(
    """
    article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    reviewnewsarticle socialmediaposting techarticle scholarlyarticle webpage posting liveblogposting
    advertisercontentarticle report creativework
    """.split()
)
MAX_JSON = 300_000
"""Characters of one JSON-LD script that is read."""


def linked_data(scripts: list[Element]) -> Iterator[dict[str, Any]]:
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
    add(facts, "title", item["headline"])
    authors = item.get("author") or item.get("creator")
    for author in authors if isinstance(authors, list) else [authors]:
        name = author.get("name") if isinstance(author, dict) else author
        for one in name if isinstance(name, list) else [name]:
            add(facts, "author", one)
    add(facts, "date", item.get("datePublished") or item.get("dateCreated"))
    publisher = item.get("publisher")
    add(facts, "source", publisher.get("name") if isinstance(publisher, dict) else publisher)
    address = item.get("mainEntityOfPage") or item.get("url")
    add(facts, "url", address.get("@id") if isinstance(address, dict) else address)
    return facts
