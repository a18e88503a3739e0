"""Rules that other packages bring: entry points of the group `cleanfiles.rules`, each naming what `cleaner.rules.rule` made."""

from __future__ import annotations

import os
import sys

from cleaner.rules import Rule

GROUP = "cleanfiles.rules"


def installed_rules() -> tuple[Rule, ...]:
    """The rules of all installed packages, by name.

    The command uses them; the library where it is told to: `Cleaner(rules=installed_rules())`. Raises `TypeError` for an entry point
    that is no rule.
    """
    if not any(map(_brings_rules, dict.fromkeys(sys.path))):
        return ()
    from importlib.metadata import entry_points

    found: list[Rule] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        rule = point.load()
        if not isinstance(rule, Rule):
            raise TypeError(f"{point.value} of {point.dist.name if point.dist else 'a package'} is no rule")
        found.append(rule)
    return tuple(found)


def _brings_rules(folder: str) -> bool:
    """Whether a package in `folder` names the group; a look at its files is ten times as fast as `importlib.metadata`."""
    try:
        with os.scandir(folder or os.curdir) as entries:
            names = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return False
    for name in names:
        try:
            with open(os.path.join(name, "entry_points.txt"), "rb") as file:
                if b"[cleanfiles.rules]" in file.read():
                    return True
        except OSError:
            continue
    return False
