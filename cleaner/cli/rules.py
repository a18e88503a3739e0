"""What each rule does, from its own docstring, settings and fixtures."""

from __future__ import annotations

import inspect
from pathlib import Path

from cleaner.chain import CHAIN, ordered
from cleaner.cli.config import RULE_OPTIONS
from cleaner.cli.options import UsageError
from cleaner.nearest import unknown
from cleaner.plugins import installed_rules
from cleaner.rules import EVERY_KIND

PACKAGE = Path(__file__).parent.parent
SHOWN = 3
"""Lines of a change record in an example."""


def list_rules() -> str:
    """Each rule in its order: name, stage, kinds of text, the lowest level at which it runs, the first line of its docstring."""
    option = {rule: f" (off; --{key.replace('_', '-')} turns it on)" for key, (rule, _) in RULE_OPTIONS.items()}
    rows = []
    for rule in ordered([*CHAIN, *installed_rules()]):
        kinds = "all" if rule.acts_on == EVERY_KIND else ",".join(sorted(rule.acts_on))
        level = "normal" if rule.takes_out else "safe"
        rows.append(
            f"{rule.name:<20} {rule.stage:<10} {kinds:<17} {level:<6} {rule.doc.partition(chr(10))[0]}{option.get(rule.name, '')}\n"
        )
    return "".join(rows)


def show_rule(name: str) -> str:
    """One rule: its docstring, its settings, an example from its fixtures. Raises `UsageError` if there is none of this name."""
    rules = {rule.name: rule for rule in (*CHAIN, *installed_rules())}
    name = name.replace("-", "_")
    if name not in rules:
        raise UsageError(unknown("rule", name, rules))
    parts = [name, "", inspect.cleandoc(rules[name].doc)]
    settings = rules[name].settings
    if settings:
        parts += ["", "Settings:", *(f"  {key} = {value!r}" for key, value in settings.items())]
    if rules[name].takes_out:
        parts += ["", "Left out at --level safe."]
    for folder in _fixtures(name):
        rows = [row for row in (folder / "edits.txt").read_text("utf-8").splitlines() if f" {name} " in row.partition("  (")[0] + " "]
        parts += ["", f"Example ({folder.name}):", *(f"  {row}" for row in rows[:SHOWN])]
        break
    return "\n".join(parts) + "\n"


def _fixtures(name: str) -> list[Path]:
    for root in (PACKAGE / "fixtures", PACKAGE.parent / "fixtures"):
        if root.is_dir():
            return sorted(root.glob(f"{name}-*"))
    return []
