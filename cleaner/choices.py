"""What a `Cleaner` may be made with: wrong types and values are refused before any work is done, in words that name them."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.chain import checked, chosen
from cleaner.nearest import unknown
from cleaner.rules import Rule

if TYPE_CHECKING:
    from cleaner.api import Cleaner

KINDS = ("auto", "text", "printed", "html", "markdown")
HTML = ("auto", "convert", "keep")
FRONT_MATTER = ("unify", "keep", "none")


def validated(cleaner: Cleaner) -> None:
    """Raise `ValueError` for a name or value that does not exist, `TypeError` for a value of another type."""
    for name in ("select", "ignore", "rules"):
        value = getattr(cleaner, name)
        if isinstance(value, str) or not isinstance(value, (tuple, list)):
            raise TypeError(f"{name} is a tuple, not {value!r}")
        object.__setattr__(cleaner, name, tuple(value))
    for name, wanted, what in (
        ("level", str, "a string"),
        ("kind", str, "a string"),
        ("html", str, "a string"),
        ("front_matter", str, "a string"),
        ("extra", Mapping, "a mapping"),
        ("settings", Mapping, "a mapping"),
        ("check", bool, "True or False"),
    ):
        if not isinstance(getattr(cleaner, name), wanted):
            raise TypeError(f"{name} is {what}, not {getattr(cleaner, name)!r}")
    for rule in cleaner.rules:
        if not isinstance(rule, Rule):
            raise TypeError(f"rules holds what cleaner.rules.rule makes, not {rule!r}")
    for name in (*cleaner.select, *cleaner.ignore):
        if not isinstance(name, str):
            raise TypeError(f"names of rules are strings, not {name!r}")
    for name, values in cleaner.settings.items():
        if not isinstance(values, Mapping):
            raise TypeError(f"the settings of {name} are a mapping, not {values!r}")
    chosen(cleaner.select, cleaner.ignore, cleaner.level, cleaner.rules)
    checked(cleaner.settings, cleaner.rules)
    if cleaner.kind not in KINDS:
        raise ValueError(unknown("kind", cleaner.kind, KINDS))
    if cleaner.html not in HTML:
        raise ValueError(f"html is one of {', '.join(HTML)}, not {cleaner.html!r}")
    if cleaner.front_matter not in FRONT_MATTER:
        raise ValueError(f"front_matter is one of {', '.join(FRONT_MATTER)}, not {cleaner.front_matter!r}")
    if cleaner.front_matter != "unify" and cleaner.extra:
        raise ValueError("front matter keys are set only where front matter is unified")
    for key, value in cleaner.extra.items():
        if not isinstance(key, str) or not isinstance(value, str):
            raise TypeError(f"extra maps strings to strings, not {key!r} to {value!r}")
    if cleaner.encoding is not None:
        _encoding(cleaner.encoding)


def _encoding(name: Any) -> None:
    if not isinstance(name, str):
        raise TypeError(f"encoding is a name or None, not {name!r}")
    try:
        b"a".decode(codecs.lookup(name).name, "replace")
    except (LookupError, ValueError):
        from encodings.aliases import aliases

        raise ValueError(unknown("encoding", name, {**aliases, **dict.fromkeys(aliases.values())})) from None


def as_source(source: Any) -> str | bytes:
    """Text or bytes as they are, other buffers of bytes copied; raises `TypeError` for all else, `None` too."""
    if isinstance(source, (str, bytes)):
        return source
    if isinstance(source, (bytearray, memoryview)):
        return bytes(source)
    raise TypeError(f"a document is a string or bytes, not {type(source).__name__}")
