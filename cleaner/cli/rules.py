"""What each rule does, from its own docstring, settings and fixtures."""

from __future__ import annotations

import inspect
from pathlib import Path

from cleaner.chain import CHAIN
from cleaner.cli.config import RULE_OPTIONS
from cleaner.cli.options import UsageError
from cleaner.nearest import unknown

PACKAGE = Path(__file__).parent.parent
SHOWN = 3
"""Lines of a change record in an example."""


def list_rules() -> str:
    """Each rule of the chain in its order, with the first line of its docstring."""
    option = {rule: f" (off; --{key.replace('_', '-')} turns it on)" for key, (rule, _) in RULE_OPTIONS.items()}
    rows = [(rule.name, (rule.doc).partition("\n")[0] + option.get(rule.name, "")) for rule in CHAIN]
    return "".join([f"{name:<20} {text}\n" for name, text in rows])


def show_rule(name: str) -> str:
    """One rule: its docstring, its settings, an example from its fixtures. Raises `UsageError` if there is none of this name."""
    rules = {rule.name: rule for rule in CHAIN}
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
