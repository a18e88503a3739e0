"""Give every key of a front matter its place in one schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.front_matter.dates import from_binary, iso_date
from cleaner.front_matter.scalars import LINE_BREAK, Plain
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_CJK

SCHEMA = [
    "title", "subtitle", "author", "date", "lang", "source", "series", "place", "url", "image", "categories", "tags", "keywords",
    "abstract", "issue", "identifiers", "extra",
]  # fmt: skip
"""The keys of the front matter, in the order they are written (see docs/front-matter.md)."""

KEYS = frozenset(SCHEMA)
LISTS = frozenset({"author", "categories", "tags", "keywords"})
ISSUE = ("volume", "number", "pages")
IDENTIFIERS = ("issn", "doi", "isbn", "clc", "document_code", "article_id")


def table(**names: str) -> dict[str, str]:
    """From each of some names to the key that they stand for."""
    return {name: key for key, together in names.items() for name in together.split()}


SYNONYMS = table(
    title="headline",
    subtitle="sub_title",
    author="authors by byline writer creator",
    date="pubdate pub_date published publishdate publish_date date_published datepublished created lastmod",
    lang="language locale",
    source="publication publisher journal site_name",
    series="column",
    place="location dateline",
    url="link canonical canonical_url canonicalurl source_url",
    image="headimg thumbnail cover cover_image coverimage featured_image banner img",
    categories="category",
    tags="tag",
    keywords="keyword",
    abstract="description summary excerpt",
)
"""Names that mean the same, as Jekyll, Hexo, Hugo, Pandoc and OpenGraph have them."""

SEPARATORS = regex(r"\s*[,，;；、]\s*")
SEPARATORS_OR_SPACES = regex(rf"{SEPARATORS.pattern}|\s+")


NO_PICTURE = regex(r"(?!https?:|data:image/)[a-z][a-z0-9+.\-]*+:", re.I)
"""An address of another kind than a picture has, such as `javascript:`."""
TEXT_KEYS = KEYS - {"date", "url", "image", "issue", "identifiers", "extra"}
"""Keys whose value is prose."""
ENTITY = regex(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,31});(?!#?\w{1,32};)")
NAMES = regex(r"(?:[^\W\d_][\w.’'-]*\s+){1,3}[^\W\d_][\w.’'-]*\Z")
"""A person's full name in Latin letters: two to four words."""
NAMED = ("name", "display_name")
"""Where a mapping that stands for an author has its name, as WordPress, Quarto and Hugo write it."""
NO_VALUE = frozenset(["true", "false", "null"])


def place_of(name: str) -> str:
    """The key of the schema that `name` stands for, or `name` itself in small letters."""
    key = name.lower()
    return key if key in KEYS else SYNONYMS.get(key.replace("-", "_"), key)


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
        key = place_of(name)
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
                if key == "author" and _says_more(value):
                    extra.setdefault(name, value)
    if extra:
        meta["extra"] = extra
    return in_order(meta)


def _fit(key: str, value: Any, jekyll: bool) -> Any:
    """`value` in the type that the schema wants for `key`, or None where it does not fit."""
    if isinstance(value, Plain) and value == "null":
        return None
    if key == "author":
        return _authors(value)
    if key in LISTS:
        if isinstance(value, str) and not (isinstance(value, Plain) and value.lower() in NO_VALUE):
            value = (SEPARATORS_OR_SPACES if jekyll and key in ("categories", "tags") else SEPARATORS).split(value)
        return _texts(value)
    if key in ("issue", "identifiers"):
        if isinstance(value, Mapping) and value and all(isinstance(item, str) for item in value.values()):
            return {name: str(item) for name, item in value.items()}
        return None
    if isinstance(value, list) and len(value) == 1 and key in ("image", "series"):
        value = value[0]
    # a number may be a title or a year, never a picture or a journal
    if (
        not isinstance(value, str)
        or not value.strip()
        or (isinstance(value, Plain) and (key not in ("title", "date") or value.lower() in NO_VALUE))
    ):
        return None
    text = one_line(value)
    if key == "date":
        return iso_date(text) or iso_date(from_binary(text))
    if key == "image" and NO_PICTURE.match(text):
        return None
    if key == "url":
        return text if re.match(r"https?://\S+\Z", text) else None
    return text


def _texts(value: Any) -> list[str] | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [one_line(item) for item in value if item.strip()] or None
    return None


def _authors(value: Any) -> list[str] | None:
    """The names of a text, a list, a mapping with a name, or a list of those."""
    if isinstance(value, Plain):
        return None
    if isinstance(value, str):
        return _texts(_people(value))
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return None
    return _texts([_name(item) if isinstance(item, Mapping) else item for item in value])


def _name(author: Mapping[str, Any]) -> Any:
    return next((author[key] for key in NAMED if isinstance(author.get(key), str) and not isinstance(author[key], Plain)), None)


def _says_more(value: Any) -> bool:
    """Whether an author is a mapping with more than a name: what else it says stays."""
    return any([isinstance(item, Mapping) and len(item) > 1 for item in (value if isinstance(value, list) else [value])])


def _people(text: str) -> list[str]:
    """The people that a text names. A comma parts them only between full names: `Smith, John` is one, and so is `Acme, Inc.`"""
    people = STRONG_SEPARATORS.split(text)
    parts = [part for person in people for part in COMMA.split(person)]
    if len(parts) > len(people) and all([HAS_CJK.search(part) or NAMES.match(part) for part in parts if part]):
        return parts
    return people


STRONG_SEPARATORS = regex(r"\s*[，;；、]\s*")
COMMA = regex(r"\s*,\s*")


def one_line(text: str) -> str:
    """White space at the ends gone, line breaks as spaces."""
    return " ".join(text.split()) if LINE_BREAK.search(text) else str(text).strip()


def decoded(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """`found` with entities read in the values of keys that hold prose, as some exports write them: `&mdash;` becomes —.

    Each is read once: where that gives another entity, the value stays. `&lt;` and `&gt;` stay, so that nothing becomes a tag.
    """
    return {
        name: value if (isinstance(value, str) and "&" not in value) or place_of(name) not in TEXT_KEYS else _decoded(value)
        for name, value in found.items()
    }


def is_template(value: Any) -> bool:
    """Whether a front matter is one to be filled in: some value of it is a template tag."""
    if isinstance(value, str):
        return "{{" in value or "{%" in value
    if isinstance(value, Mapping):
        return any([is_template(item) for item in value.values()])
    return isinstance(value, list) and any([is_template(item) for item in value])


def names(found: Mapping[str, Any]) -> set[str]:
    """The keys of the schema that a front matter has in any form: under another name, without a value, one level down."""
    inner = [key for value in found.values() if isinstance(value, Mapping) for key in value]
    return {place_of(name) for name in [*found, *inner]}


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return [_decoded(item) for item in value]
    if not isinstance(value, str) or "&" not in value:
        return value
    text = ENTITY.sub(_character, value)
    return text if ENTITY.sub(_character, text) == text else value


def _character(entity: re.Match[str]) -> str:
    from html import unescape

    character = unescape(entity[0])
    return character if character not in ("<", ">", "\ufffd") and (character.isprintable() or character == "\xa0") else entity[0]


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
