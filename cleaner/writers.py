"""Blocks into Markdown, and the change record into a report. Only here is syntax known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cleaner import front_matter
from cleaner.blocks import Block, is_heading
from cleaner.document import METADATA, NO_PROSE, PLAIN, Document, Doubt, Edit, Role
from cleaner.inline import escape, escape_start


def markdown(document: Document, blocks: list[Block], meta: Mapping[str, Any], *, keep: bool = False) -> str:
    """The clean file: front matter, then the blocks, one line end at the end.

    With `keep`, front matter that the input wrote stays as it is, and what its body tells besides is added to it.
    """
    parts: list[str] = []
    plain = document.kind in PLAIN
    for block in blocks:
        text = block.text
        if plain and block.role is Role.CODE:
            text = "    " + text.replace("\n", "\n    ")
        elif plain and block.role is not Role.FOOTNOTE:
            text = escape(text)
            if not is_heading(block):
                text = escape_start(text)
        if is_heading(block):
            text = f"{'#' * int(block.role[-1])} {text}"
        parts += [block.joint, text]
    body = "".join(parts[1:]).rstrip()
    head = _front_matter(document, meta, keep)
    if not head and front_matter.split(body)[1] is not None:
        body = "\\" + body  # text that would be read as front matter
    if head and body:
        head += "\n"
    return head + body + "\n" if body else head


def _front_matter(document: Document, meta: Mapping[str, Any], keep: bool) -> str:
    """The front matter as the input wrote it, where no key changed or all are to be kept; else written anew."""
    kept = [line.text.rstrip() for line in document.filled if line.role is Role.FRONT_MATTER]
    if kept and keep:
        given = front_matter.unify(next((line.facts for line in document.filled if line.role is Role.FRONT_MATTER), {}))
        added = {key: value for key, value in meta.items() if key not in given and key not in ("lang", "extra")}
        if added and kept[0].strip("\ufeff") == "---":  # YAML takes another key as a line; the record holds what TOML and JSON cannot
            kept[-1:] = [front_matter.dump(added)[len("---\n") :].rstrip("\n")]
        return "\n".join(kept).strip("\ufeff\n") + "\n"
    if kept and not any(edit.field == "facts" for _, edits in document.record for edit in edits):
        return "\n".join(kept).strip("\ufeff\n") + "\n"
    return front_matter.dump(meta) if meta else ""


MAX_MARKUP = 160
"""Characters of the markup of a block shown, and of what it became."""
MAX_SHOWN = 60
"""Characters of a text edit shown around the change; a removed line is shown whole."""


def explain(edits: Iterable[Edit], doubts: Iterable[Doubt] = ()) -> str:
    """The change record as text, a line an entry: place, rule, field, before and after, reason."""
    rows = [(edit.line, _row(edit)) for edit in edits]
    rows += [(doubt.line, _doubt(doubt)) for doubt in doubts]
    return "".join([row + "\n" for _, row in sorted(rows, key=lambda pair: pair[0])])


def _row(edit: Edit) -> str:
    if edit.field == "text":
        change = _difference(edit.before, edit.after, shortens=edit.rule == "html")
    elif edit.field == "role":
        gone = edit.after not in METADATA | NO_PROSE
        change = f"{edit.before} → {edit.after}: {_visible(edit.text) if gone else _short(edit.text)}"
    elif edit.field == "joint":
        change = f"{_visible(edit.before)} → {_visible(edit.after)} before {_short(edit.text)}"
    else:
        new = {key: value for key, value in edit.after.items() if edit.before.get(key) != value}
        change = f"{_visible(str(new))}" + "".join(f", not {key}" for key in edit.before if key not in edit.after)
    return f"p{edit.page}:{edit.line} {edit.rule:<18} {edit.field:<5} {change}  ({edit.reason})"


def _doubt(doubt: Doubt) -> str:
    stands, other = doubt.readings
    return f"p{doubt.page}:{doubt.line} {doubt.rule:<18} unsure {stands}, or {other}: {_short(doubt.text)}  ({doubt.reason})"


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
