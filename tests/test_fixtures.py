"""A folder in fixtures/ is a test: input.* becomes expected.md with the change record edits.txt; quiet-* stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import CHAIN, clean_file
from tests.conftest import FIXTURES

LOUD = sorted(path for path in FIXTURES.iterdir() if not path.name.startswith("quiet-"))
QUIET = sorted(path for path in FIXTURES.iterdir() if path.name.startswith("quiet-"))
READERS = {"html"}
"""Rules that are part of a reader."""


def source(folder: Path) -> Path:
    (found,) = folder.glob("input.*")
    return found


@pytest.mark.parametrize("folder", LOUD, ids=lambda path: path.name)
def test_damage_is_repaired(folder: Path) -> None:
    assert clean_file(source(folder)).text == (folder / "expected.md").read_text("utf-8")


@pytest.mark.parametrize("folder", LOUD, ids=lambda path: path.name)
def test_every_edit_is_expected(folder: Path, request: pytest.FixtureRequest) -> None:
    record = clean_file(source(folder)).explain()
    if request.config.getoption("--update"):
        (folder / "edits.txt").write_text(record, "utf-8")
    assert record == (folder / "edits.txt").read_text("utf-8")


@pytest.mark.parametrize("folder", QUIET, ids=lambda path: path.name)
def test_sound_text_stays_as_it_is(folder: Path) -> None:
    cleaned = clean_file(source(folder))
    assert cleaned.text == source(folder).read_text("utf-8")
    assert cleaned.edits == ()


@pytest.mark.parametrize("rule", sorted({rule.__name__ for rule in CHAIN} | READERS))
def test_every_rule_has_a_fixture(rule: str) -> None:
    records = "".join((folder / "edits.txt").read_text("utf-8") for folder in LOUD)
    assert f" {rule} " in records


@pytest.mark.parametrize("folder", LOUD, ids=lambda path: path.name)
def test_the_fixture_is_named_after_a_rule_that_acts_in_it(folder: Path) -> None:
    rule = folder.name.partition("-")[0]
    assert f" {rule} " in (folder / "edits.txt").read_text("utf-8")
