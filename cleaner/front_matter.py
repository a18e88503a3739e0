"""Front matter: read YAML, TOML or JSON, give every key its place in one schema, write YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.regex import regex

if TYPE_CHECKING:
    import yaml

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

MAX_CHARACTERS = 65_536
"""Longer front matter is taken for text: libyaml needs seconds, or a stack, for hostile input."""
MAX_DEPTH = 50

MAY_OPEN = regex(r"\ufeff?\s*[-+{]")
OPENING = regex(r"(?:\ufeff)?(?:[ \t\r]*\n)*(---|\+\+\+)[ \t]*\r?\n")
JSON_OPENING = regex(r"(?:\ufeff)?(?:[ \t\r]*\n)*\{[ \t]*\r?\n")
CLOSING = {"---": regex(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.M), "+++": regex(r"^\+\+\+[ \t]*\r?(?:\n|\Z)", re.M)}
DEEP = regex(rf"[\[{{](?:[^\[\]{{}}]*[\[{{]){{{MAX_DEPTH}}}")
OTHER_LINE_ENDS = regex("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
KEY_LINE = regex(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*?))?[ \t]*\Z")
USUAL = "\u00b7\u2013\u2014\u2018-\u201d\u2026\u3001-\u3003\u3008-\u3011\u3041-\u30ff\u3400-\u9fff\uff01-\uff5e"
SIGNS = rf"0-9A-Z_a-z.,;/+%()=?!&|$@~*'\"\-{USUAL}"
WORDS = rf"[A-Za-z\u3400-\u9fff](?:[{SIGNS}:]*[{SIGNS}])?(?: [{SIGNS}:]*[{SIGNS}])*"
TEXT = regex(WORDS, re.ASCII)
"""A string that needs no quotes in YAML, but for `NO_TEXT`. Such scalars, nearly all, are read and written without the YAML library."""
MAX_KEY = 100
"""Characters; YAML writes longer keys in another way."""
NO_TEXT = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
DATE_TEXT = regex(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d)?)?", re.ASCII)
NO_STRING = regex(r"true|false|null|0|[1-9]\d{0,8}", re.ASCII)
SIMPLE_LINE = regex(
    r"(?:(?P<key>[A-Za-z_][\w\-]*):|[ ]{0,4}-(?= +\S))"
    r"(?: +(?:(?P<other>true|false|null|0|[1-9]\d{0,8})(?= *\r?\n)"
    rf"|(?P<text>{WORDS})"
    rf"|\"(?P<double>[ !#-\[\]-~{USUAL}]*)\"|'(?P<single>[ -&(-~{USUAL}]*)'"
    r"|(?P<date>\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?: [-+]\d\d:?\d\d)?)?)))? *\r?\n",
    re.ASCII,
)
"""A line of front matter that means to YAML what it seems to."""
ITEM_LINE = regex(r"[ \t]*-[ \t]+(.*?)[ \t]*\Z")


class Plain(str):
    """A scalar that stood unquoted in the source and is no string to YAML: `false`, `3`, `null`.

    Kept as written, so that what moves to `extra` keeps its value and its type.
    """

    __slots__ = ()


def split(text: str) -> tuple[int, Mapping[str, Any] | None]:
    """Find front matter at the top of `text`.

    Returns its length in characters and its mapping, or `(0, None)` where there is none: no
    opening line, no closing line, or something between them that is no mapping.
    """
    if not MAY_OPEN.match(text):
        return 0, None
    opening, closing = _bounds(text)
    if OTHER_LINE_ENDS.search(text, 0, closing.end() if closing else MAX_CHARACTERS):
        # as many characters as before, so that the length found holds for the text as it came
        text = OTHER_LINE_ENDS.sub("\n", text[: MAX_CHARACTERS * 2].replace("\r\n", " \n"))
        opening, closing = _bounds(text)
    if opening:
        if not closing:
            return 0, None
        head = text[opening.end() : closing.start()]
        found = _read_toml(head) if opening[1] == "+++" else _read_yaml(head)
        return (closing.end(), found) if found is not None else (0, None)
    if JSON_OPENING.match(text):
        import json

        start = text.index("{")
        try:
            found, end = json.JSONDecoder(parse_int=Plain, parse_float=Plain, parse_constant=Plain).raw_decode(
                text[: start + MAX_CHARACTERS], start
            )
        except (ValueError, RecursionError):
            return 0, None
        rest = re.compile(r"[ \t]*\r?(?:\n|\Z)").match(text, end)
        if isinstance(found, dict) and rest:
            return rest.end(), {str(key): _plain(value) for key, value in found.items()}
    return 0, None


def _bounds(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The line that opens front matter in YAML or TOML, and the one that closes it."""
    opening = OPENING.match(text)
    return opening, CLOSING[opening[1]].search(text, opening.end(), opening.end() + MAX_CHARACTERS) if opening else None


def _plain(value: Any) -> Any:
    """A JSON or TOML value with every scalar as text; what is no string there stays plain here."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return Plain("null" if value is None else str(value).lower())
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return Plain(value)


def _read_toml(head: str) -> Mapping[str, Any] | None:
    import tomllib

    try:
        return {key: _plain(value) for key, value in tomllib.loads(head.replace("\r\n", "\n")).items()}
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _read_simple(head: str) -> dict[str, Any] | None:
    """YAML of keys, strings and lists of strings as nearly every front matter has it, or None where it may be more than that."""
    found: dict[str, Any] = {}
    key, end, depth = "", 0, -1
    while end < len(head):
        match = SIMPLE_LINE.match(head, end)
        if match is None:
            return None
        value: Any = match[match.lastgroup] if match.lastgroup and match.lastgroup != "key" else None
        if match.lastgroup == "other":
            value = Plain(value)
        elif match["text"] and value.lower() in NO_TEXT:
            return None
        if match["key"]:
            key = match["key"]
            if key in found or key.lower() in NO_TEXT:
                return None
            found[key], depth = Plain("null") if value is None else value, -1
        else:
            indent = match[0].index("-")
            if not key or depth not in (-1, indent) or (depth < 0 and (type(found[key]) is not Plain or found[key] != "null")):
                return None
            if depth < 0 and head[: match.start()].rstrip(" \r\n")[-1:] != ":":
                return None  # `key: null` before a list
            if depth < 0:
                found[key], depth = [], indent
            found[key].append(value)
        end = match.end()
    return found or None


def _read_yaml(head: str) -> Mapping[str, Any] | None:
    simple = _read_simple(head)
    if simple is not None:
        return simple
    import yaml

    if DEEP.search(head):
        return None
    try:
        # an alias can stand for a document of any size
        aliased = "*" in head and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(head, _loader()))
        found = _read_lines(head) if aliased else yaml.load(head, _loader())
    except (yaml.YAMLError, ValueError, RecursionError):
        found = _read_lines(head)
    if found is None and not head.strip():
        return {}
    return found if isinstance(found, dict) and all(isinstance(key, str) for key in found) else None


def _read_lines(head: str) -> dict[str, Any] | None:
    """Front matter that is no YAML (`title: a: b`, `title: @x`), read line by line as its writer meant it."""
    found: dict[str, Any] = {}
    key = ""
    for line in head.splitlines():
        item = ITEM_LINE.match(line)
        pair = KEY_LINE.match(line)
        if item and key and (found[key] == "" or isinstance(found[key], list)):
            found[key] = [*(found[key] or []), _unquote(item[1])]
        elif pair and pair[1] not in found:
            key = pair[1]
            found[key] = _unquote(pair[2] or "")
        elif line.strip():
            return None
    return found


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


@cache
def _loader() -> type[yaml.SafeLoader]:
    """A YAML loader that keeps every scalar as the text it is, refuses double keys."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolver: Any = yaml.SafeLoader("")

    class Loader(base):  # type: ignore[misc]
        pass

    def scalar(loader: Any, node: yaml.ScalarNode) -> str:
        if not node.style and resolver.resolve(yaml.ScalarNode, node.value, (True, False)) not in (
            "tag:yaml.org,2002:str",
            "tag:yaml.org,2002:timestamp",
        ):
            return Plain(node.value if node.value.strip() else "null")
        return str(node.value)

    def mapping(loader: Any, node: yaml.MappingNode) -> dict[str, Any]:
        pairs = [(loader.construct_object(key, deep=True), loader.construct_object(value, deep=True)) for key, value in node.value]
        keys = [str(key) if isinstance(key, str) else "" for key, _ in pairs]
        if len(set(keys)) < len(keys):
            raise yaml.YAMLError("a key stands twice")
        return {key: value for key, (_, value) in zip(keys, pairs, strict=True)}

    def sequence(loader: Any, node: yaml.SequenceNode) -> list[Any]:
        return [loader.construct_object(item, deep=True) for item in node.value]

    def anything(loader: Any, suffix: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        return mapping(loader, node) if isinstance(node, yaml.MappingNode) else sequence(loader, node)  # type: ignore[arg-type]

    Loader.yaml_constructors = {}
    Loader.yaml_multi_constructors = {"": anything}
    Loader.add_constructor("tag:yaml.org,2002:str", scalar)
    for tag in ("bool", "int", "float", "null", "timestamp", "merge", "value"):
        Loader.add_constructor(f"tag:yaml.org,2002:{tag}", scalar)
    Loader.add_constructor("tag:yaml.org,2002:map", mapping)
    Loader.add_constructor("tag:yaml.org,2002:seq", sequence)
    return Loader


def _from_binary(value: str) -> str:
    """The text that a `!binary` scalar holds, as some tools write dates, or "" where it holds none."""
    import base64

    try:
        return base64.b64decode("".join(value.split()), validate=True).decode("utf-8")
    except ValueError:
        return ""


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
        return iso_date(text) or iso_date(_from_binary(text))
    if key == "image" and NO_PICTURE.match(text):
        return None
    if key == "url":
        return text if re.match(r"https?://\S+\Z", text) else None
    return text


def _one_line(text: str) -> str:
    """White space at the ends gone, line breaks as spaces."""
    return " ".join(text.split()) if "\n" in text else str(text).strip()


NO_PICTURE = regex(r"(?!https?:|data:image/)[a-z][a-z0-9+.\-]*+:", re.I)
"""An address of another kind than a picture has, such as `javascript:`."""
SEPARATORS = regex(r"\s*[,，;；、]\s*")
SEPARATORS_OR_SPACES = regex(rf"{SEPARATORS.pattern}|\s+")
ISO_DATE = regex(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?"
    r"(?:(?:[T ]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\Z"
)


def iso_date(text: str) -> str | None:
    """`text` as an ISO 8601 date or date-time, or None if it is no date.

    Reads ISO 8601, Jekyll's `2022-01-05 16:42:44 +0800`, `2021年6月30日` and RFC 2822. An offset is
    kept and never invented; `GMT` is `Z`, and RFC 2822's `-0000` means that the zone is unknown.
    """
    found = ISO_DATE.match(text.strip())
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        try:
            datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC)
        except ValueError:
            return None
        parts = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
        if hour is None or day is None:
            return parts if hour is None else None
        offset = "" if not zone else "Z" if zone in ("Z", "UTC", "GMT") else f"{zone[:3]}:{zone[-2:]}"
        return f"{parts}T{int(hour):02}:{minute}:{second or '00'}{offset}"
    if not re.match(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}", text):
        return None
    from email.utils import parsedate_to_datetime  # imports much, and is rarely needed

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.isoformat().replace("+00:00", "Z")


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


# strings that only YAML 1.2 loaders, or 1.1 loaders stricter than PyYAML, take for something else
AMBIGUOUS = regex(r"[-+]?(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?\.?\Z|0o[0-7]+\Z|[yYnN]\Z|[-+]?\.(?:inf|nan)\Z", re.I)


@cache
def _dumper(c_emitter: bool) -> type[yaml.SafeDumper]:
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper) if c_emitter else yaml.SafeDumper

    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def plain(dumper: Any, value: Plain) -> yaml.Node:
        return dumper.represent_scalar(dumper.resolve(yaml.ScalarNode, str(value), (True, False)), str(value))  # type: ignore[no-any-return]

    def text(dumper: Any, value: str) -> yaml.Node:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="'" if AMBIGUOUS.match(value) else None)  # type: ignore[no-any-return]

    Dumper.add_representer(Plain, plain)
    Dumper.add_representer(str, text)
    return Dumper


def dump(meta: Mapping[str, Any]) -> str:
    """`meta` as a block of YAML between `---` lines: block style, no folding, no escapes but where YAML needs them."""
    body = "".join([_simple(key, value, "") or _yaml({key: value}) for key, value in meta.items()]) if meta else "{}\n"
    return f"---\n{body}---\n"


def _yaml(meta: Mapping[str, Any]) -> str:
    import yaml

    # libyaml writes every character beyond U+FFFF as an escape, PyYAML's own emitter does not
    bmp = not re.search("[\U00010000-\U0010ffff]", repr(meta))
    return yaml.dump(dict(meta), Dumper=_dumper(bmp), allow_unicode=True, sort_keys=False, width=1 << 30, default_flow_style=False)


def _simple(key: str, value: Any, indent: str) -> str:
    """The lines of `key` where all in them is simple, or ""."""
    name = _scalar(key)
    if not name or len(name) > MAX_KEY:
        return ""
    if isinstance(value, str):
        scalar = _scalar(value)
        return f"{indent}{name}: {scalar}\n" if scalar else ""
    if isinstance(value, list):
        items = [_scalar(item) for item in value]
        return f"{indent}{name}:\n" + "".join([f"{indent}- {item}\n" for item in items]) if all(items) and items else ""
    if isinstance(value, Mapping):
        inner = [_simple(inside, item, indent + "  ") for inside, item in value.items()]
        return f"{indent}{name}:\n" + "".join(inner) if all(inner) and inner else ""
    return ""


def _scalar(value: Any) -> str:
    """`value` as YAML writes it, or "" where that takes more than a look."""
    if type(value) is str:
        if TEXT.fullmatch(value):
            return value if value.lower() not in NO_TEXT else ""
        return f"'{value}'" if DATE_TEXT.fullmatch(value) else ""
    return str(value) if type(value) is Plain and NO_STRING.fullmatch(value) else ""
