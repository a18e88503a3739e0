"""Inside a stage the order of the rules does not matter, but for what they say themselves with `after`."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from cleaner import CHAIN, Cleaner, chain
from cleaner.rules import Rule, Stage
from tests.conftest import FIXTURES, SHARED

SEEDS = 2
EVERY = 12
"""Of the documents of the bench, one in so many."""


def shuffled(rules: tuple[Rule, ...], chance: random.Random) -> tuple[Rule, ...]:
    """The rules by stage, inside each stage in any order that `after` allows."""
    found: list[Rule] = []
    for stage in Stage:
        left = [rule for rule in rules if rule.stage is stage]
        names = {rule.name for rule in left}
        while left:
            done = {rule.name for rule in found}
            ready = [rule for rule in left if all([name in done or name not in names for name in rule.after])]
            rule = chance.choice(ready)
            left.remove(rule)
            found.append(rule)
    return tuple(found)


def documents() -> list[Path]:
    bench = sorted(SHARED.glob("bench/cases/*/*/input.txt"))[::EVERY]
    if not bench and os.environ.get("CI") == "true":
        pytest.fail("../shared is missing")
    return [*sorted(FIXTURES.glob("*/input.*")), *bench]


@pytest.mark.slow
def test_the_order_of_rules_inside_a_stage_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clean = Cleaner(check=False)
    texts = {path: path.read_bytes() for path in documents()}
    usual = {path: clean(data).text for path, data in texts.items()}
    for seed in range(SEEDS):
        monkeypatch.setattr(chain, "CHAIN", shuffled(CHAIN, random.Random(seed)))
        other = {path: clean(data).text for path, data in texts.items()}
        assert [path.parent.name for path in texts if other[path] != usual[path]] == [], seed
