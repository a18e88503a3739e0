"""Which lines are those of tables and drawings: a column of text, and what is set into it."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.document import Document
from cleaner.printed.cells import NAMED, NARROW, NUMBERS, beside_cells, cells

PROSE = """The wells of the village were measured every spring by the two
sisters who kept the mill, and their notes went to the town in
a tin box. Nobody there read them for many years, until a clerk
who was looking for the deeds of the mill found the box and saw"""
AFTER = """what it held. He did not know that one well had been dug deeper
in the third year, and so he thought that the water had fallen
by more than it had. The sisters laughed about it when he came
to ask them, and they showed him the stone with the old mark."""
WORDS = ["North well", "South well", "The mill", "Old spring", "Upper farm", "Lower farm"]


def document(lines: list[str]) -> Document:
    """The lines between two halves of a paragraph, before any rule but those over characters."""
    return Cleaner(kind="printed", select=("controls",), check=False)("\n".join([PROSE, *lines, AFTER])).document


def found(lines: list[str]) -> list[str]:
    """What shows each of the lines to be a cell, or nothing."""
    known = cells(document(lines))
    assert known.keys() <= set(range(4, 4 + len(lines)))
    return [known.get(place, "") for place in range(4, 4 + len(lines))]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (WORDS, NARROW),
        ([word + " 12" for word in WORDS], NUMBERS),
        ([WORDS[0], *[word + " 12" for word in WORDS[1:4]], *WORDS[4:]], NUMBERS),
        ([word + " and all the fields below it 9" for word in WORDS], NUMBERS),
        (WORDS[:5], ""),  # too few
        ([*WORDS[:5], "The old spring behind the upper farm"], ""),  # one is no narrow line
        ([word + " and all the fields below" for word in WORDS], ""),
        ([*WORDS[:5], "Lower farm, here"], ""),  # a clause
        ([*WORDS[:5], "《Lower farm"], NARROW),
        ([*WORDS[:5], "Lower farm《"], ""),  # goes on
        ([*WORDS[:5], "Lower farm."], ""),  # ends a sentence
        ([*WORDS[:5], "A"], ""),  # a letter set upright
        ([*WORDS[:5], "7"], NARROW),
        ([*WORDS[:5], "7. farm"], ""),  # an item
        ([*WORDS[:5], "* farm"], NARROW),  # behind a bullet
        ([*WORDS[:5], "Lower farm "], ""),  # a word of a line that was stretched
    ],
)
def test_short_lines_in_a_row_are_cells(lines: list[str], reason: str) -> None:
    assert found(lines) == [reason] * len(lines)


def test_spaces_at_all_line_ends_say_nothing() -> None:
    lines = [f"{line} " for line in [*PROSE.split("\n"), *WORDS, *AFTER.split("\n")]]
    known = cells(Cleaner(kind="printed", select=("controls",), check=False)("\n".join(lines)).document)
    assert list(known) == [4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("lines", "reasons"),
    [
        (["Table 2", *WORDS[:3]], ["", NAMED, NAMED, NAMED]),
        ([*WORDS[:3], "Figure 2"], [NAMED, NAMED, NAMED, ""]),
        (["Table 2", *WORDS[:2]], ["", "", ""]),
        (["Table 2", "Table 3", *WORDS[:2]], [""] * 4),
        (["Tables", *WORDS[:3]], [""] * 4),
        (["Table 2", *[word + " 12" for word in WORDS]], [NUMBERS] * 7),
    ],
)
def test_the_name_of_a_table_is_none_of_its_cells(lines: list[str], reasons: list[str]) -> None:
    assert found(lines) == reasons


def test_only_printed_text_has_cells() -> None:
    assert cells(Cleaner()("\n".join(WORDS)).document) == {}


def test_lines_beside_cells() -> None:
    known = document(WORDS)
    lines = known.lines
    beside = [beside_cells(known, lines[before], lines[after]) for before, after in ((3, 10), (9, 10), (3, 4), (2, 3), (10, 11))]
    assert beside == [True, True, True, False, False]
