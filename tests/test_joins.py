"""What the sum of evidence at line ends says of lists whose bullets are lost."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.passes.paragraphs import _joins
from cleaner.sentences import joint_between

PROSE = """The committee met in the old hall by the river and spoke for three hours
about the new timetable of the ferry, which had been printed before the
winter and was no longer true. Nobody could say who had changed it, nor
why the last boat now left before the last train had come in.
"""
ITEMS = """For the next meeting each of the members brings along the following:
the timetable of last year with all of the remarks in pencil
a list of the people who take the late boat on working days
the bill for the paint
two proposals for the place of the new bell and the lamp
the letter that the harbour office sent at the end of May
what the school has written about the children's boat
the keys of the shed
"""


@pytest.mark.parametrize("without", ["", "listed", "lower"])
def test_items_behind_a_colon_stay_apart_by_where_they_stand(without: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = _joins.weights()
    kept = {name: nats for name, nats in known.items() if not without or not name.startswith(f"{without} ")}
    monkeypatch.setattr(_joins, "weights", lambda: kept)
    text = clean(f"{PROSE}\n{ITEMS}\n{PROSE}".encode()).body
    assert ("in pencil\n\na list" in text) is not bool(without)


def test_short_lines_alone_show_no_converter_that_left_gaps() -> None:
    # a second cleaning finds the masthead of a journal in blocks of its own
    source = "---\nlang: zh\n---\n\n第 3 卷 第 4 期\n\n水 利 科 学 报 告\n\n木 匠 1, 2\n\n渡船每天过河四趟，冬天只开两趟，坐船的人多半住在对岸的村里。\n"
    assert clean(source).text.count("水 利 科 学 报 告") == 1


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("http://www.har", "bour-office.org/ferries", ""),
        ("见 https://harbour.off", "ice.org 的说明", ""),
        ("www.harbour.org/fer", "ries/list", ""),
        ("https://harbour.org/list?page=", "ferries=2", ""),
        ("https:", "//harbour.org", ""),
        ("https://harbour.org/in", "-town/list", ""),
        ("https://harbour.org", "and the ferry", " "),
        ("https://harbour.org", "e.g. the ferry", " "),
        ("https://harbour.org", "12/05/2020", " "),
        ("https://harbour.org,", "ferries/list", " "),
        ("https://harbour.org", "https://ferry.org/list", " "),
        ("https://harbour.org", "www.ferry.org/list", " "),
        ("the harbour", "ferries/list", " "),
        ("the harbour", "//ferry", " "),
    ],
)
def test_an_address_cut_by_a_line_end_closes(left: str, right: str, expected: str) -> None:
    assert joint_between(left, right) == expected
