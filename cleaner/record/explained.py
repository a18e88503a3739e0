"""The change record as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.document import METADATA, NO_PROSE, Doubt, Edit, Value

MAX_MARKUP = 160
"""Characters of the markup of a block shown, and of what it became."""
MAX_BYTES = 64
"""Bytes of a line shown that could not be read."""
MAX_SHOWN = 60
"""Characters of a text edit shown around the change; a removed line is shown whole."""


def explain(edits: Iterable[Edit], doubts: Iterable[Doubt] = ()) -> str:
    """The change record as text, a line an entry: place, rule, field, before and after, reason."""
    rows = [(edit.line, _row(edit)) for edit in edits]
    rows += [(doubt.line, _doubt(doubt)) for doubt in doubts]
    return "".join([row + "\n" for _, row in sorted(rows, key=lambda pair: pair[0])])


def _row(edit: Edit) -> str:
    before, after = edit.before, edit.after
    if isinstance(before, bytes) or isinstance(after, bytes):
        change = f"{as_text(before)} → {as_text(after) if after else 'nothing'}"
    elif isinstance(before, str) and isinstance(after, str):
        change = _change(edit, before, after)
    else:
        assert isinstance(before, Mapping)
        assert isinstance(after, Mapping)
        new = {key: value for key, value in after.items() if before.get(key) != value}
        change = f"{_visible(str(new))}" + "".join(f", not {key}" for key in before if key not in after)
    return f"p{edit.page}:{edit.line} {edit.rule:<18} {edit.field:<5} {change}  ({_visible(edit.reason)})"


def _change(edit: Edit, before: str, after: str) -> str:
    if edit.field == "text":
        return _difference(before, after, shortens=edit.rule == "html")
    if edit.field == "role":
        shown = _visible(edit.text) if edit.after not in METADATA | NO_PROSE else _short(edit.text)
        return f"{before!s} → {after!s}: {shown}"
    if edit.field == "joint":
        return f"{_visible(before)} → {_visible(after)} before {_short(edit.text)}"
    if edit.field == "order":
        return f"{_without_middle(before)} → {_without_middle(after)}"
    if edit.field == "front matter":
        old, new = before.splitlines(), after.splitlines()
        rows = [f"- {row}" for row in old if row not in new] + [f"+ {row}" for row in new if row not in old]
        return _short("; ".join(rows)) if rows else "other white space"
    return f"{_visible(before)} → {_visible(after)}"


def as_text(value: Value) -> Any:
    """What an edit holds in a form for people and JSON: bytes as their hexadecimal digits, everything else as it is."""
    if isinstance(value, bytes):
        return value[:MAX_BYTES].hex(" ").upper() + (" …" if len(value) > MAX_BYTES else "")
    return value


def _doubt(doubt: Doubt) -> str:
    stands, other = doubt.readings
    return f"p{doubt.page}:{doubt.line} {doubt.rule:<18} unsure {stands}, or {other}: {_short(doubt.text)}  ({_visible(doubt.reason)})"


def _difference(before: str, after: str, shortens: bool = False) -> str:
    """The part of `before` that changed, with a little around it, and what it became; long markup without its middle."""
    shown = _without_middle if shortens else _visible
    if not after:
        return f"{shown(before)} → nothing"
    start = next((place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    tail = next(
        (place for place, (a, b) in enumerate(zip(before[start:][::-1], after[start:][::-1], strict=False)) if a != b),
        min(len(before), len(after)) - start,
    )
    lead = max(0, start - 6)
    end_before, end_after = len(before) - max(0, tail - 6), len(after) - max(0, tail - 6)
    return f"{shown(before[lead:end_before])} → {shown(after[lead:end_after])}"


def _without_middle(text: str) -> str:
    """`text` made visible, of a long one its two ends. The record itself holds it whole."""
    return _visible(text) if len(text) <= MAX_MARKUP else f"{_visible(text[: MAX_MARKUP // 2])} … {_visible(text[-MAX_MARKUP // 2 :])}"


def _short(text: str) -> str:
    shown = _visible(text.strip())
    return shown if len(shown) <= MAX_SHOWN else shown[: MAX_SHOWN - 1] + "…"


def _visible(text: str) -> str:
    """`text` on one line, with white space at its ends and control characters made visible."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    text = "".join([character if character.isprintable() or character == "\u3000" else f"\\u{ord(character):04x}" for character in text])
    return text if text.strip() == text and text else f"“{text}”"
