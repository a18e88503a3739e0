"""Write front matter: one form of YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.front_matter.scalars import DATE_TEXT, MAX_KEY, NO_STRING, NO_TEXT, TEXT, Plain
from cleaner.regex import regex

if TYPE_CHECKING:
    import yaml

# strings that only YAML 1.2 loaders, or 1.1 loaders stricter than PyYAML, take for something else
AMBIGUOUS = regex(r"[-+]?(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?\.?\Z|0o[0-7]+\Z|[yYnN]\Z|[-+]?\.(?:inf|nan)\Z", re.I)


UNSAFE = regex("[\x85\u2028\u2029\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Line ends of YAML 1.1 only, and what no loader reads unless it is escaped."""


DIGITS = regex("[0-9]{1,9}")
RANGE = regex("[0-9]{1,9}-[0-9]{1,9}")
"""Pages, an ISSN, a month: no loader takes it for anything but text."""


def _style(value: str) -> str | None:
    return '"' if UNSAFE.search(value) else "'" if AMBIGUOUS.match(value) else None


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
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=_style(value))  # type: ignore[no-any-return]

    Dumper.add_representer(Plain, plain)
    Dumper.add_representer(str, text)
    return Dumper


def dump(meta: Mapping[str, Any]) -> str:
    """`meta` as a block of YAML between `---` lines: block style, no folding, no escapes but where YAML needs them."""
    body = "".join([_simple(key, value, "") or in_yaml({key: value}) for key, value in meta.items()]) if meta else "{}\n"
    return f"---\n{body}---\n"


def in_yaml(meta: Mapping[str, Any]) -> str:
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
        if RANGE.fullmatch(value):
            return value
        return f"'{value}'" if DIGITS.fullmatch(value) or DATE_TEXT.fullmatch(value) else ""
    return str(value) if type(value) is Plain and NO_STRING.fullmatch(value) else ""
