"""Columns side by side: when a page is read left, then right, and when it stays as it is."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.checks import check
from cleaner.readers.columns import Columns

LEFT = (
    "the boats were turned on the beach",
    "and scraped by the old men, who in",
    "their own time had been out in all",
    "weathers, and of the fish which no",
    "one had seen since the harbour was",
    "built, and of the storm in which a",
    "quarter of the fleet was lost with",
    "its crews, and then of the planks,",
    "which dried in the wind before all",
    "the children came to tar them with",
)
RIGHT = (
    "brushes that their mothers made of",
    "reeds, so that on the first day of",
    "May the whole bay smelled of tar a",
    "mile out to sea, and the ships had",
    "to close their windows, as people",
    "on the other shore used to say. It",
    "was the only day on which no child",
    "was sent to school, and the priest",
    "himself, who had been a sailor and",
    "had never learned to walk slowly a",
)
GUTTER = 8


def page(left: tuple[str, ...] = LEFT, right: tuple[str, ...] = RIGHT, *, above: str = "", below: str = "") -> str:
    edge = max(map(len, left)) + GUTTER
    rows = [f"{one:<{edge}}{other}".rstrip() for one, other in zip(left, right, strict=True)]
    return above + "\n".join(rows) + "\n" + below


def read(text: str) -> list[str]:
    """The lines in the order of reading."""
    columns = Columns.of(text)
    pieces = [columns.pieces[place] for place in columns.order] if columns.order else columns.pieces
    return [piece.strip() for piece in pieces if piece.strip()]


def test_the_left_column_is_read_first() -> None:
    assert read(page()) == [*LEFT, *RIGHT]


def test_each_page_is_read_for_itself() -> None:
    assert read(page() + "\f" + page(RIGHT, LEFT)) == [*LEFT, *RIGHT, *RIGHT, *LEFT]


def test_three_columns() -> None:
    edge = len(LEFT[0]) + GUTTER
    rows = [f"{a:<{edge}}{b:<{edge}}{a}" for a, b in zip(LEFT, RIGHT, strict=True)]
    assert read("\n".join(rows)) == [*LEFT, *RIGHT, *LEFT]


def test_an_indent_may_be_more_frequent_than_the_edge() -> None:
    right = tuple([" " * 2 * (place < 11) + text for place, text in enumerate(RIGHT * 2)])
    assert read(page(LEFT * 2, right)) == [*LEFT * 2, *RIGHT * 2]


WIDE = "a line that runs over both of the columns, and over the gutter that parts them"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (page(above=WIDE + "\n\n"), [WIDE, *LEFT, *RIGHT]),  # above or below columns
        (page(below="\n" + WIDE), [*LEFT, *RIGHT, WIDE]),
        (page(below="\n" + " " * 38 + "12\n"), [*LEFT, *RIGHT, "12"]),  # a page number is no line of a column
        (page(above="Sea Days\n\n"), ["Sea Days", *LEFT, *RIGHT]),  # a heading at the left edge
        (page(below="of the harbour.\n"), [*LEFT, "of the harbour.", *RIGHT]),  # the left column is longer
        (page(below="\none\ntwo\nthree\n"), [*LEFT, "one", "two", "three", *RIGHT]),
        (page(above=" " * 42 + RIGHT[0] + "\n"), [*LEFT, RIGHT[0], *RIGHT]),  # the right column begins higher
        (
            page(above="     12                          Sea Days          2\n"),
            ["12                          Sea Days          2", *LEFT, *RIGHT],
        ),  # a running head
        (page((*LEFT[:4], "", *LEFT[4:]), (*RIGHT[:4], "", *RIGHT[4:])), [*LEFT, *RIGHT]),
    ],
)
def test_what_belongs_to_the_columns(text: str, expected: list[str]) -> None:
    assert read(text) == expected


NUMBERS = tuple(f"{number}.50 for {number} of them {'.' * number}" for number in range(10))


def test_a_head_that_is_printed_upright_in_the_margin_makes_no_line_wider() -> None:
    right = tuple([f"{text}{' ' * 12}{sign}" for text, sign in zip(RIGHT, "     HARBO", strict=True)])
    assert read(page(right=right))[: len(LEFT)] == [*LEFT]


@pytest.mark.parametrize(
    "text",
    [
        page(LEFT[:7], RIGHT[:7]),  # few lines
        page(NUMBERS),  # cells hold no clauses
        page(right=NUMBERS),
        page(tuple([text[: 14 + 20 * (place % 4 == 1)] for place, text in enumerate(LEFT)])),  # lines are not full
        page(tuple([text.replace(" ", "    ", 1)[: len(LEFT[0])] for text in LEFT])),  # a gap parts the cells of each
        page(tuple([text[:12] for text in LEFT])),  # nor wide enough
        page(LEFT * 2, tuple([" " * (place % 2 * 8) + text for place, text in enumerate(RIGHT * 2)])),  # half begin at the edge
        page(tuple([f"Then {text[:20]}, {text[:5]}" for text in LEFT])),  # each line begins a sentence, none ends one
        page(below="\n" + "-" * 600),  # no page is so wide
        page(below=f"\n{WIDE}\n" + "".join([f"{one[:20]}    {other}\n" for one, other in zip(LEFT[:6], RIGHT, strict=False)])),
        page().replace("\n" + LEFT[5], f"\n{WIDE}\n{LEFT[5]}"),  # a line over the gutter between them
        page(right=(*LEFT[:2], *RIGHT[2:])),  # two versions of a text, row by row
        page(right=tuple([" " * (place % 2 * 8) + text for place, text in enumerate(RIGHT)])),  # no edge
        page() + "\n" + WIDE + "\n\n" + page(),  # columns above and below: which goes on where?
        page(tuple([text.replace(",", "").replace(".", "").replace(" ", "_") for text in LEFT])),  # no words
    ],
)
def test_what_is_not_proved_stays(text: str) -> None:
    assert "".join(Columns.of(text).pieces) == text
    assert not Columns.of(text).order


def test_a_title_in_the_middle_stays_above_three_columns() -> None:
    edge = len(LEFT[0]) + GUTTER
    rows = [f"{a:<{edge}}{b:<{edge}}{a}" for a, b in zip(LEFT, RIGHT, strict=True)]
    assert read("\n".join([" " * (edge + 2) + "Sea Days", *rows]))[0] == "Sea Days"


ALONE = " " * (len(LEFT[0]) + GUTTER)


def test_lines_at_different_heights_are_those_of_two_columns() -> None:
    rows = [row for one, other in zip(LEFT, RIGHT, strict=True) for row in (one, ALONE + other)]
    assert read("\n".join([*rows, LEFT[0]])) == [*LEFT, LEFT[0], *RIGHT]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"the boats{' ' * 30}(of the bay)", ["the boats", "(of the bay)"]),  # a bracket hangs before the edge
        ("the boats were turned on the beach and then", ["the boats were turned on the beach and then"]),  # an end in the gutter
    ],
)
def test_a_line_may_reach_into_the_gutter(row: str, expected: list[str]) -> None:
    left, right = page().split("\n")[:5], [ALONE + "  " + text for text in RIGHT[:2]]
    rows = "\n".join([*left, right[0], row, right[1], *page().split("\n")[5:]])
    found = read(rows)
    assert found[5] == expected[0]
    assert found[0] == LEFT[0]
    assert expected[-1] in found


def test_a_figure_over_both_columns_stays_below_them() -> None:
    text = page() + "\n" + " " * 20 + "Fig. 2. Where the boats were drawn up\n\n" + page(LEFT[:2], RIGHT[:2])
    assert read(text)[:20] == [*LEFT, *RIGHT]


def test_a_head_printed_upright_in_the_left_margin_is_read_last() -> None:
    signs = "海潮与渔村第三期"
    rows = [f"{sign}        {row}" for sign, row in zip([*signs, " ", " "], page().split("\n"), strict=False)]
    assert read("\n".join(rows)) == [*LEFT, *RIGHT, *signs]


def test_the_letters_of_an_index_are_no_head_in_the_margin() -> None:
    left = tuple([text for letter, line in zip("ABCDEFGHIJ", LEFT, strict=True) for text in (letter, line, line)])
    right = tuple([text for line in RIGHT for text in (line, line, line)])
    assert read(page(left, right))[:4] == ["A", LEFT[0], LEFT[0], "B"]


def test_a_table_below_the_columns_is_no_part_of_them() -> None:
    table = "".join([f"{1990 + year}           {year}.5          {year}.7                    {year}.9\n" for year in range(6)])
    assert read(page(below="\n" + table))[-6:] == table.strip().split("\n")


def test_lines_at_different_heights_are_not_joined_where_no_gutter_is_proved() -> None:
    rows = [row for one, other in zip(LEFT[:7], RIGHT[:7], strict=True) for row in (one, ALONE + other)]
    assert not Columns.of("\n".join(rows)).order
    assert f"{LEFT[0]} {RIGHT[0]}" not in Cleaner()("\n".join(rows)).text


def test_the_record_leads_back() -> None:
    source = (page(above=WIDE + "\n\n") + "\f" + page()).replace("\n", "\r\n").encode()
    cleaned = Cleaner()(source)
    check(cleaned, source, Cleaner(check=False))
    assert cleaned.undo() == source
    assert [edit.field for edit in cleaned.edits if edit.rule == "columns"] == ["order", "order"]
    assert "the boats were turned on the beach and scraped by the old men" in cleaned.text


def test_columns_that_are_not_proved_stay_on_their_page() -> None:
    crossed = page().replace("\n" + LEFT[5], f"\n{WIDE}\n{LEFT[5]}")
    found = Cleaner()(page() + "\f" + crossed + "\f" + page())
    assert "the boats were turned on the beach and scraped by the old men" in found.text
    edge = max(map(len, LEFT)) + GUTTER
    assert f"\n{LEFT[0]:<{edge}}{RIGHT[0]}\n{LEFT[1]:<{edge}}{RIGHT[1]}\n" in found.text
    assert [doubt.page for doubt in found.doubts if doubt.rule == "crossed_columns"] == [2]


def test_a_space_behind_hangul_parts_words_and_is_no_gutter() -> None:
    text = "마을 앞바다에 안개가 걷히면, 어부들은 그물을 배에 싣고, 아이들은 방파제 끝까지 따라 나가 손을 흔들었고, " * 6
    left, right = (tuple([text[start : start + 18].strip() for start in range(first, first + 180, 18)]) for first in (0, 90))
    edge = max(map(len, left)) + GUTTER
    crossed = "어부들은그물을배에싣고아이들은방파제끝까지따라나가손을흔들"[: edge - 1] + " 었다고 한다"
    rows = page(left, right).split("\n")
    assert read("\n".join(rows)) == [*left, *right]
    assert not Columns.of("\n".join([*rows[:5], crossed, *rows[5:]])).order


def test_lines_of_one_column_stand_apart_where_nothing_moves() -> None:
    text = "渡口每天早晨六点开船，晚上八点收船，大风的日子停开，乘船的人先在小屋买票，带牲口的另买一张，" * 9
    rows = [f"{text[start : start + 18]}{' ' * 12}{text[start + 100 : start + 118]}" for start in range(0, 270, 18)]
    alone = [text[start : start + 18] for start in (270, 288, 306)]
    found = Cleaner()("\n".join([*rows[:6], text[7:52], *rows[6:12], *alone, *rows[12:]]) + "\n")
    assert "\n\n".join(alone) in found.text


def test_where_columns_go_on_above_what_crosses_them_nothing_is_cut() -> None:
    text = page(LEFT[:3], RIGHT[:3]) + "\n" + "A line that runs over the gutter from the left to the right margin.\n\n" + page()
    assert read(text)[0] == text.split("\n")[0].strip()
