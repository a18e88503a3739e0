"""Read front matter: YAML, TOML or JSON at the top of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.front_matter.scalars import NO_TEXT, USUAL, WORDS, Plain
from cleaner.regex import regex

if TYPE_CHECKING:
    import yaml

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
SIMPLE_LINE = regex(
    r"(?:[ ]{0,4}(?P<key>[A-Za-z_][\w\-]*):|[ ]{0,4}-(?= +\S))"
    r"(?: +(?:(?P<other>true|false|null|0|[1-9]\d{0,8})(?= *\r?\n)"
    rf"|(?P<text>{WORDS})"
    rf"|\"(?P<double>[ !#-\[\]-~{USUAL}]*)\"|'(?P<single>[ -&(-~{USUAL}]*)'"
    # a day and hour, a month, pages from and to, the id of an article
    r"|(?P<numbers>\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?: [-+]\d\d:?\d\d)?)?|\d{1,9}-\d[\d\uff08\uff09\-]*)))? *\r?\n",
    re.ASCII,
)
"""A line of front matter that means to YAML what it seems to."""
ITEM_LINE = regex(r"[ \t]*-[ \t]+(.*?)[ \t]*\Z")


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
    from datetime import date  # only a header in TOML may hold one

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


def read_simple(head: str) -> dict[str, Any] | None:
    """YAML of keys, strings, lists of strings and keys one level down, as nearly every front matter has it; None where it may be more."""
    found: dict[str, Any] = {}
    key, end, depth = "", 0, -1  # `depth` is the indent of what stands below `key`
    while end < len(head):
        match = SIMPLE_LINE.match(head, end)
        if match is None:
            return None
        name = match["key"]
        value: Any = match[match.lastgroup] if match.lastgroup and match.lastgroup != "key" else None
        if match.lastgroup == "other":
            value = Plain(value)
        elif match["text"] and value.lower() in NO_TEXT:
            return None
        if name and name.lower() in NO_TEXT:
            return None
        indent = match.start("key") - end if name else match[0].index("-")
        if name and not indent:
            if name in found:
                return None
            key, found[name], depth = name, Plain("null") if value is None else value, -1
        elif not key:
            return None
        else:
            if depth < 0:
                if type(found[key]) is not Plain or found[key] != "null" or head[:end].rstrip(" \r\n")[-1:] != ":":
                    return None  # `key: null` before a list
                found[key], depth = {} if name else [], indent
            below = found[key]
            if depth != indent:
                return None
            if name and isinstance(below, dict) and value is not None and name not in below:
                below[name] = value
            elif not name and isinstance(below, list):
                below.append(value)
            else:
                return None
        end = match.end()
    return found or None


def _read_yaml(head: str) -> Mapping[str, Any] | None:
    simple = read_simple(head)
    if simple is not None:
        return simple
    import yaml

    if DEEP.search(head):
        return None
    try:
        # an alias can stand for a document of any size
        aliased = "*" in head and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(head, loader()))
        found = _read_lines(head) if aliased else yaml.load(head, loader())
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
def loader() -> type[yaml.SafeLoader]:
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
        if any([isinstance(key, (dict, list)) for key, _ in pairs]):
            raise yaml.YAMLError("a key is a mapping, as `{{ title }}` is to YAML")
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
