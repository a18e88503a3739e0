"""What the sum of evidence at line ends says of lists whose bullets are lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cleaner import Cleaner, clean
from cleaner.document import Line, Role
from cleaner.passes.paragraphs import _joins, dehyphenate
from cleaner.printed import measures
from cleaner.wording.glyphs import width
from cleaner.wording.sentences import joint_between

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


def lines_of(text: str) -> list[Line]:
    return [Line(place, place + 1, 1, f"{line}\n", line) for place, line in enumerate(text.split("\n"))]


FULL = "旧式水车的转动与河水的深浅有关匠人凭着多年的经验调整叶片"
HALF = FULL[:14]


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        (f"{FULL}\n{HALF}\n[3]的叶片", [2]),
        (f"{FULL}\n{HALF}C++\n[3]的叶片\n[4-5]和木闸", [2, 3]),
        (f"{FULL}\n{HALF}。\n[3]的叶片", []),  # behind a sentence
        (f"{FULL}\n{HALF}1987\n[3]的叶片", []),  # behind a year, as entries are
        (f"{FULL}\n参考文献\n[1]何山：水车", []),  # the first below a label
        (f"{FULL}。\n[2]何山：水车\n{HALF}社\n[3]的叶片", []),  # the next entry
        (f"{FULL}\n{FULL}\n[2]{HALF}", []),  # it may be a note below a full line
        (f"{FULL}\n{FULL}\n[2]的", [2]),  # too short for a line, and for a note
        (f"{FULL}\n{FULL}\n[2]的。", []),
        (f"{FULL}\n{HALF}。\n①\n{FULL}", [2]),
        (f"{FULL}\n{HALF}。\n①\n②\n{FULL}", []),  # marks of notes
        (f"{FULL}\n{HALF}。\n①\n{FULL}\n{HALF}。\n①\n{FULL}", [2]),  # once more: the note
        (f"{FULL}\n{FULL}人\n①\n{HALF}。\n①\n{FULL}", []),  # of a mark without room, too
        (f"{FULL}\n{FULL}。\n①\n{FULL}", []),  # no room for the mark
        (f"{FULL}\nLondon, 1987.\n①\n{FULL}", []),  # a note, and the mark of the next
    ],
)
def test_raised_citations_are_pieces_of_the_line_before(text: str, raised: list[int]) -> None:
    lines = lines_of(text)
    widths = {line.index: float(width(line.text)) for line in lines}
    rows, sizes, found = measures.raised_rows(lines, widths, width(FULL))
    assert sorted(found) == raised
    assert all(size <= width(FULL) for size in sizes)
    assert sorted({line.index for row in rows for line in row[1:]}) == raised


def test_lettered_clauses_count_on() -> None:
    texts = ["if it is", "4.3.a. the payment", "4.3.c. the rest", "4.3.b. the reward", "5.1.a. alone", "7.b. no first", "7.c. nor here"]
    assert list(_joins._clauses(texts)) == [1, 3]


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("it is —", "the payment", " "),
        ("it is—", "the payment", ""),
        ("他说 —", "付款", ""),
        ("a choice –", "the payment", " "),
        ("der „Fähre“", "darauf", " "),
        ("er rief “", "Halt", ""),
    ],
)
def test_a_dash_between_gaps_keeps_the_one_behind_it(left: str, right: str, joint: str) -> None:
    assert joint_between(left, right) == joint


@pytest.mark.parametrize(
    ("left", "right", "words", "joined"),
    [
        ("Gerichts", "oder", [], "Gerichts- oder"),
        ("Prüfung", "sowie", [], "Prüfung- sowie"),
        ("Mit", "oder", ["mitoder"], "Mitoder"),
        ("men", "tioned", ["men"], "mentioned"),
    ],
)
def test_a_hyphen_before_a_conjunction_hangs(left: str, right: str, words: list[str], joined: str) -> None:
    assert dehyphenate._joined(left, right, words, hyphenated=False) == joined


def test_the_halves_of_a_broken_word_are_no_words_of_the_text() -> None:
    lines = lines_of("один раз в год, с раз-\nличными людьми\nи двумя-\nТремя. Кот-\n")
    words = dehyphenate._words(SimpleNamespace(prose=lambda: lines))  # type: ignore[arg-type]
    assert [*words] == ["один", "раз", "в", "год", "с", "людьми", "и", "тремя"]


HARBOUR = """港务局在去年引进了一套新的排班系统，用它来安排渡船的班次，系统
的核心是一种遗传算法，最早由丹麦的一位工程师提出，他把它叫作Ti\ufffedal
算法，意思是潮汐。每天清晨，系统先读取水位和风速的预报，再算出每
条渡船的出发时间。过去需要三个人忙上一整天的工作，现在只用几分钟
"""


def test_among_ideographs_the_lines_that_end_in_latin_letters_tell_whether_words_are_broken() -> None:
    assert "叫作Tidal算法" in clean((HARBOUR * 9).replace("Ti\ufffe", "", 8) + "就能完成。\n").text


def test_words_broken_in_lines_that_are_kept() -> None:
    lines = lines_of("a new use of tech-\nnology;\na part of the non-\nSense\n  --\nor\nkept-\n  indented\nbody tech-\nnology")
    for line in lines[:-1]:
        line.role = Role.KEPT
    pairs = [line.index for _, line in dehyphenate._kept(SimpleNamespace(filled=lines))]  # type: ignore[arg-type]
    assert pairs == [1]


@pytest.mark.parametrize(
    ("left", "right", "is_known"),
    [
        ("of tech-", "nology;", True),
        ("of tech-", "nological", True),
        ("of tech-", "nicians", False),
        ("of tech-", "no1", False),
        ("--", "or", False),
    ],
)
def test_words_that_the_text_begins_alike(left: str, right: str, is_known: bool) -> None:
    assert dehyphenate._is_known(left, right, ["the", "technology", "tech"]) is is_known


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [("二○○八年九月十八日", True), ("2008 年 9 月 18 日", True), ("第 12 号", True), ("第12号楼", False), ("2008年9月18日于北京", False)],
)
def test_dates_and_numbers_of_documents(text: str, is_alone: bool) -> None:
    assert bool(_joins.DATE.fullmatch(text)) is is_alone


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


def test_an_initial_inside_a_bracket_ends_no_sentence() -> None:
    lines = [
        "The warden was asked how often the",
        "gauge is read in winter, and by whom.",
        "The Warden of the Upper Ferry (Dr H.",
        "Vane): It is read twice a day, in the",
        "morning by the keeper and at night by",
        "his son. In the ice it is read by the",
        "man who keeps the road.",
    ]
    assert "(Dr H. Vane)" in clean("\n".join(lines) + "\n").body


@pytest.mark.parametrize(
    ("marks", "taken"),
    [("•\n•\n", 2), ("1.\n2.\n", 0), ("•\n", 0), ("•\n•\n晒干的草药装在纸袋里\n", 0)],
)
def test_marks_below_the_text_of_a_page(marks: str, taken: int) -> None:
    page = "药铺的柜台后面立着一面墙的抽屉，每个抽屉上贴着药名，\n掌柜不用看就知道哪一味药放在哪里，学徒要学三年才会。\n"
    found = clean(page + marks + "\f" + page)
    assert sum([edit.rule == "torn_marks" for edit in found.edits]) == taken


LISTED = (
    "结合共乘与社群，系统不再只有单一功能，更能提供使用者之间的交流活动，",
    "采用开源的地图作为底图，快速完成路线规划，并可移植到众多移动设备上，",
    "自主研发媒合的算法，按照使用者的筛选条件，更有效率地安排每一段行程，",
)


@pytest.mark.parametrize(
    ("numbers", "joined"),
    [
        ("1. 2. 3.", ["1. 结", "2. 采", "3. 自"]),
        ("(1) (2) (3)", ["(1) 结", "(2) 采", "(3) 自"]),
        ("4. 7. 9.", []),  # they do not count on
    ],
)
def test_the_number_of_an_item_on_its_own_line_goes_to_it(numbers: str, joined: list[str]) -> None:
    text = "".join([f"{number}\n{item}\n随时可以使用。\n" for number, item in zip(numbers.split(), LISTED, strict=True)])
    found = Cleaner(kind="printed")(text).text.replace("\\", "")
    assert [start for start in ("1. 结", "2. 采", "3. 自", "(1) 结", "(2) 采", "(3) 自") if start in found] == joined


def test_numbers_below_each_other_are_cells_and_twice_printed_ones_stay() -> None:
    text = "1.\n2.\n3.\n" + "".join([f"{item}\n随时可以使用。\n" for item in LISTED])
    assert "3. 结" not in Cleaner(kind="printed")(text).text.replace("\\", "")
    text = "".join([f"{number}.\n{number}. {item}\n随时可以使用。\n" for number, item in enumerate(LISTED, 1)])
    assert "2. 2. " not in Cleaner(kind="printed")(text).text.replace("\\", "")
