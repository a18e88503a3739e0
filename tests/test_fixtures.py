"""A folder in fixtures/ is a test: input.* becomes expected.md with the change record edits.txt; quiet-* stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import CHAIN, Cleaned, clean, clean_file, explain
from tests.conftest import FIXTURES

LOUD = sorted(path for path in FIXTURES.iterdir() if not path.name.startswith("quiet-"))
QUIET = sorted(path for path in FIXTURES.iterdir() if path.name.startswith("quiet-"))
READERS = {"html"}
"""Rules that are part of a reader."""
BUILT_IN = {"decode", "written"}
"""Entries for the file as a whole: `tests/test_record.py` is about them."""


def source(folder: Path) -> Path:
    (found,) = folder.glob("input.*")
    return found


def cleaned(folder: Path) -> Cleaned:
    """The input of a fixture, cleaned with the settings that stand beside it."""
    path = folder / "settings.json"
    return clean_file(source(folder), settings=json.loads(path.read_text("utf-8")) if path.exists() else None)


@pytest.mark.parametrize("folder", LOUD, ids=lambda path: path.name)
def test_damage_is_repaired(folder: Path) -> None:
    assert cleaned(folder).text == (folder / "expected.md").read_text("utf-8")


@pytest.mark.parametrize("folder", LOUD, ids=lambda path: path.name)
def test_every_edit_is_expected(folder: Path, request: pytest.FixtureRequest) -> None:
    found = cleaned(folder)
    record = explain([edit for edit in found.edits if edit.rule not in BUILT_IN], found.doubts)
    if request.config.getoption("--update"):
        (folder / "edits.txt").write_text(record, "utf-8")
    assert record == (folder / "edits.txt").read_text("utf-8")


@pytest.mark.parametrize("folder", QUIET, ids=lambda path: path.name)
def test_sound_text_stays_as_it_is(folder: Path) -> None:
    sound = cleaned(folder)
    assert sound.text == source(folder).read_text("utf-8")
    assert sound.edits == ()


@pytest.mark.parametrize("folder", [path for path in LOUD if (path / "settings.json").exists()], ids=lambda path: path.name)
def test_a_second_cleaning_with_the_same_settings_changes_nothing(folder: Path) -> None:
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    once = cleaned(folder).text
    assert clean(once, settings=settings).text == once


@pytest.mark.parametrize("rule", sorted({rule.name for rule in CHAIN} | READERS))
def test_every_rule_has_a_fixture(rule: str) -> None:
    records = "".join((folder / "edits.txt").read_text("utf-8") for folder in LOUD)
    assert f" {rule} " in records


@pytest.mark.parametrize("folder", LOUD, ids=lambda path: path.name)
def test_the_fixture_is_named_after_a_rule_that_acts_in_it(folder: Path) -> None:
    rule = folder.name.partition("-")[0]
    assert f" {rule} " in (folder / "edits.txt").read_text("utf-8")
