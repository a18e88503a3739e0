"""Many items in several processes: in order, a few ahead, none lost when one hangs or dies."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import Cleaner, UnreadableError, clean, clean_many
from cleaner.workers import AHEAD, WorkerError, in_order


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order([-3, 2, -1, 0], abs, jobs)) == [(-3, 3), (2, 2), (-1, 1), (0, 0)]


def test_one_that_takes_too_long_is_given_up_and_the_others_are_done() -> None:
    ended: list[tuple[float, int]] = []
    start = time.monotonic()
    results = list(in_order([0.0, 60.0, 0.0, 0.0], time.sleep, 2, timeout=1.5, tidy=lambda item, process: ended.append((item, process))))
    assert time.monotonic() - start < 30
    assert [str(outcome) for _, outcome in results] == ["None", "not done after 1.5 s", "None", "None"]
    assert [item for item, _ in ended] == [60.0]


def test_a_worker_that_dies_costs_its_item_only() -> None:
    results = [outcome for _, outcome in in_order([3, 4], os._exit, 2)]
    assert [str(result) for result in results] == [
        "the process that cleaned it died (exit code 3)",
        "the process that cleaned it died (exit code 4)",
    ]
    assert all(isinstance(result, WorkerError) for result in results)


def test_items_are_taken_as_results_are_asked_for() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = in_order(items(), abs, 2)
    next(results)
    assert len(taken) <= 2 * AHEAD + 1
    results.close()  # type: ignore[attr-defined]


def test_clean_many_is_ordered_and_hands_on_errors(tmp_path: Path) -> None:
    paths = []
    for number in range(4):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"　　第{number}段。\n", "utf-8")
    (tmp_path / "binary").write_bytes(b"\x7fELF")
    mixed = [paths[0], tmp_path / "binary", tmp_path / "missing", paths[1]]
    errors: list[tuple[str, Exception]] = []
    for jobs in (1, 2):
        assert [cleaned.text for cleaned in clean_many(paths, jobs=jobs)] == [f"第{number}段。\n" for number in range(4)]
        errors.clear()
        found = list(clean_many(mixed, jobs=jobs, cleaner=Cleaner(level="safe"), on_error=lambda path, error: errors.append((path, error))))
        assert [cleaned.text for cleaned in found] == ["第0段。\n", "第1段。\n"]
        assert [type(error) for _, error in errors] == [UnreadableError, FileNotFoundError]
        with pytest.raises(UnreadableError):
            list(clean_many(mixed, jobs=jobs))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"select": ("folio",)}, "no rule 'folio'; did you mean 'folios'"),
        ({"level": "brave"}, "no level 'brave'"),
        ({"front_matter": "x"}, "front_matter is one of unify, keep, none"),
        ({"settings": {"folio": {}}}, "no rule 'folio'"),
        ({"settings": {"folios": {"min_page": 2}}}, "folios: no setting 'min_page'; did you mean 'min_pages'"),
        ({"settings": {"folios": {"min_pages": "2"}}}, "folios.min_pages is a whole number, not '2'"),
    ],
)
def test_a_cleaner_refuses_names_that_do_not_exist(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Cleaner(**wrong)  # type: ignore[arg-type]


def test_a_cleaner_can_be_sent_and_is_fixed() -> None:
    import pickle

    cleaner = Cleaner(level="safe", settings={"folios": {"min_pages": 4}})
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner
    with pytest.raises(AttributeError):
        cleaner.level = "bold"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(clean("　　正文。\n"))).text == "正文。\n"
