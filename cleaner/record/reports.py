"""The change record for machines: JSON, JSON lines, SARIF, GitHub annotations.

Each file is a piece of its own, so that the first is printed before the last is read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from cleaner.document import Doubt, Edit
from cleaner.record.explained import as_text, explain
from cleaner.record.shown import shown

BUILT_IN = {
    "decode": "Bytes as text: encoding, byte order mark, bytes that are no text.",
    "columns": "Columns that stand side by side on the lines of a page, one behind the other.",
    "html": "HTML as Markdown.",
    "set": "Front matter keys that were asked for.",
    "front_matter": "Front matter that is left out because none is asked for.",
    "written": "What the writer adds or leaves out: escapes, white space between lines, the form of the front matter.",
}
"""Entries of the record that no rule makes."""
FORMATS = ("text", "json", "jsonl", "sarif", "github")


def head(form: str) -> str:
    """What stands before the first file."""
    if form == "json":
        return '{"version": 1, "files": [\n'
    if form == "sarif":
        return _sarif_head()
    return ""


def separator(form: str) -> str:
    """What stands between two files that both have something to say."""
    return ",\n" if form in ("json", "sarif") else ""


def tail(form: str, summary: Mapping[str, int], rules: Mapping[str, int], errors: Sequence[tuple[str, str]]) -> str:
    """What stands behind the last file. `summary` counts files by status, `rules` edits by rule; `errors` are path and reason."""
    if form == "json":
        return "\n], " + _json({"summary": summary, "rules": rules})[1:] + "\n"
    if form == "jsonl":
        return _json({"summary": summary, "rules": rules}) + "\n"
    if form == "sarif":
        notes = [
            {"level": "error", "message": {"text": reason}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}]}
            for path, reason in errors
        ]
        run = {"invocations": [{"executionSuccessful": not errors, "toolExecutionNotifications": notes}], "columnKind": "unicodeCodePoints"}
        return "\n], " + _json(run)[1:] + "]}\n"
    return ""


def piece(form: str, path: str, status: str, edits: Sequence[Edit], doubts: Sequence[Doubt], error: str = "", named: bool = True) -> str:
    """What a report in format `form` says of one file; `named`: the text report puts the path before each line."""
    if form == "text":
        rows = explain(edits, doubts)
        prefix = shown(path) + ":"
        return "".join([prefix + row + "\n" for row in rows.split("\n")[:-1]]) if named else rows
    if form == "github":
        return _github(path, edits, doubts, error)
    if form == "sarif":
        found: list[Edit | Doubt] = [*edits, *doubts]
        return ",\n".join([_json(_result(path, one)) for one in found])
    entry = {
        "path": path,
        "status": status,
        "edits": [_edit(edit) for edit in edits],
        "doubts": [_doubt(doubt) for doubt in doubts],
        **({"error": error} if error else {}),
    }
    return _json(entry) + ("" if form == "json" else "\n")


def _edit(edit: Edit) -> dict[str, Any]:
    fields = ("rule", "line", "page", "field", "before", "after", "reason", "text")
    return {name: as_text(getattr(edit, name)) for name in fields if name != "text" or edit.field != "text"}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    kept, other = doubt.readings
    return {
        "rule": doubt.rule,
        "line": doubt.line,
        "page": doubt.page,
        "kept": kept,
        "other": other,
        "reason": doubt.reason,
        "text": doubt.text,
    }


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, default=dict)


# ---------------------------------------------------------------- GitHub


def _github(path: str, edits: Sequence[Edit], doubts: Sequence[Doubt], error: str) -> str:
    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    path = shown(path, kept="\r\n")
    rows = [f"::error file={value(path)},title=cleanfiles::{data(error)}\n"] if error else []
    rows += [f"::warning file={value(path)},line={edit.line},title=cleanfiles {value(edit.rule)}::{data(edit.reason)}\n" for edit in edits]
    rows += [
        f"::notice file={value(path)},line={doubt.line},title=cleanfiles {value(doubt.rule)}::{data(f'unsure: {doubt.reason}')}\n"
        for doubt in doubts
    ]
    return "".join(rows)


# ---------------------------------------------------------------- SARIF 2.1.0


def uri(path: str) -> str:
    from urllib.parse import quote

    name = quote(os.fsencode(path.replace(os.sep, "/")))
    return "file://" + ("" if name.startswith("/") else "/") + name if os.path.isabs(path) else name


def _sarif_head() -> str:
    from cleaner import __version__
    from cleaner.chain import CHAIN

    rules = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.doc.partition("\n")[0]},
            "fullDescription": {"text": " ".join(rule.doc.split())},
        }
        for rule in CHAIN
    ]
    rules += [{"id": name, "shortDescription": {"text": text}, "fullDescription": {"text": text}} for name, text in BUILT_IN.items()]
    driver = {"name": "cleanfiles", "version": __version__, "rules": rules}
    return (
        '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{"tool": '
        + _json({"driver": driver})
        + ', "results": [\n'
    )


def _result(path: str, one: Edit | Doubt) -> dict[str, Any]:
    return {
        "ruleId": one.rule,
        "level": "warning" if isinstance(one, Edit) else "note",
        "message": {"text": one.reason},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": {"startLine": one.line}}}],
    }
