"""Give every key of a front matter its place in one schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.front_matter.dates import from_binary, iso_date
from cleaner.front_matter.scalars import Plain
from cleaner.regex import regex

SCHEMA = [
    "title",
    "subtitle",
    "author",
    "date",
    "lang",
    "source",
    "series",
    "place",
    "url",
    "image",
    "categories",
    "tags",
    "keywords",
    "abstract",
    "issue",
    "identifiers",
    "extra",
]
"""The keys of the front matter, in the order they are written (see docs/front-matter.md)."""

KEYS = frozenset(SCHEMA)
LISTS = frozenset({"author", "categories", "tags", "keywords"})
ISSUE = ("volume", "number", "pages")
IDENTIFIERS = ("issn", "doi", "isbn", "clc", "document_code", "article_id")

SYNONYMS = {
    "headline": "title",
    "sub_title": "subtitle",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "writer": "author",
    "creator": "author",
    "pubdate": "date",
    "pub_date": "date",
    "published": "date",
    "publishdate": "date",
    "publish_date": "date",
    "date_published": "date",
    "datepublished": "date",
    "created": "date",
    "lastmod": "date",
    "language": "lang",
    "locale": "lang",
    "publication": "source",
    "publisher": "source",
    "journal": "source",
    "site_name": "source",
    "column": "series",
    "location": "place",
    "dateline": "place",
    "link": "url",
    "canonical": "url",
    "canonical_url": "url",
    "canonicalurl": "url",
    "source_url": "url",
    "headimg": "image",
    "thumbnail": "image",
    "cover": "image",
    "cover_image": "image",
    "coverimage": "image",
    "featured_image": "image",
    "banner": "image",
    "img": "image",
    "category": "categories",
    "tag": "tags",
    "keyword": "keywords",
    "description": "abstract",
    "summary": "abstract",
    "excerpt": "abstract",
}
"""Names that mean the same, as Jekyll, Hexo, Hugo, Pandoc and OpenGraph have them."""

SEPARATORS = regex(r"\s*[,，;；、]\s*")
SEPARATORS_OR_SPACES = regex(rf"{SEPARATORS.pattern}|\s+")


def unify(found: Mapping[str, Any]) -> dict[str, Any]:
    """Give every key of a front matter its place in `SCHEMA`.

    What has no place, or whose value does not fit its place, goes to `extra` under its own name
    and with its own value; nothing is lost.
    """
    meta: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    jekyll = "layout" in found
    # a key with the schema's own name comes before its synonyms
    for name, value in sorted(found.items(), key=lambda pair: pair[0].lower() not in KEYS):
        key = name.lower()
        if key not in KEYS:
            key = SYNONYMS.get(key.replace("-", "_"), key)
        if key == "extra" and isinstance(value, Mapping):
            extra.update(value)
        elif key in IDENTIFIERS and isinstance(value, str) and value and not (isinstance(value, Plain) and value == "null"):
            meta.setdefault("identifiers", {}).setdefault(key, str(value))
        else:
            fitted = _fit(key, value, jekyll) if key in KEYS else None
            if fitted is None or meta.get(key, fitted) != fitted:
                if value not in ("", [], {}, Plain("null")) or key not in KEYS:
                    extra[name] = value
            else:
                meta[key] = fitted
    if extra:
        meta["extra"] = extra
    return in_order(meta)


def _fit(key: str, value: Any, jekyll: bool) -> Any:
    """`value` in the type that the schema wants for `key`, or None where it does not fit."""
    if isinstance(value, Plain) and value == "null":
        return None
    if key in LISTS:
        if isinstance(value, str):
            value = (SEPARATORS_OR_SPACES if jekyll and key in ("categories", "tags") else SEPARATORS).split(value)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return [_one_line(item) for item in value if item.strip()] or None
        return None
    if key in ("issue", "identifiers"):
        if isinstance(value, Mapping) and value and all(isinstance(item, str) for item in value.values()):
            return {name: str(item) for name, item in value.items()}
        return None
    if isinstance(value, list) and len(value) == 1 and key in ("image", "series"):
        value = value[0]
    if not isinstance(value, str) or not value.strip():
        return None
    text = _one_line(value)
    if key == "date":
        return iso_date(text) or iso_date(from_binary(text))
    if key == "url":
        return text if re.match(r"https?://\S+\Z", text) else None
    return text


def _one_line(text: str) -> str:
    """White space at the ends gone, line breaks as spaces."""
    return " ".join(text.split()) if "\n" in text else str(text).strip()


def in_order(meta: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that have a value, in the order of the schema; sub-keys of `issue` and `identifiers` too."""
    ordered = {key: meta[key] for key in SCHEMA if key in meta and meta[key] not in (None, "", [], {})}
    for key, names in (("issue", ISSUE), ("identifiers", IDENTIFIERS)):
        if key in ordered:
            ordered[key] = dict(sorted(ordered[key].items(), key=lambda pair: names.index(pair[0]) if pair[0] in names else len(names)))
    return ordered


def merge(facts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One mapping from many, the most trusted first: a value that stands is not overwritten.

    Mappings (`issue`, `identifiers`, `extra`) are merged key by key.
    """
    meta: dict[str, Any] = {}
    for fact in facts:
        for key, value in fact.items():
            if isinstance(value, Mapping) and isinstance(meta.get(key), Mapping):
                meta[key] = {**meta[key], **value, **meta[key]}
            else:
                meta.setdefault(key, value)
    return in_order(meta)
