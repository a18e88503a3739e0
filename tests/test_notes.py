"""Where the mark of a note may be, where a note may stand, and what only looks like either."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import cast

import pytest

from cleaner import Document, Edit, clean, read
from cleaner.document import Kind, Line
from cleaner.notes.lines import Note
from cleaner.notes.marks import SURE, Mark
from cleaner.passes.parts.footnotes import _of_own_marks
from cleaner.passes.parts.references import references
from tests.test_floats import ENGLISH, OPENING, OTHERS, notes, printed

NOTE = "参见《县志》第三卷。"
ENGLISH_NOTE = "The figure leaves out all boats under forty tons."


def with_page_foot(text: str, *foot: str) -> str:
    """`text` as printed lines of which the last three stand on the next page, after `foot` and a page break."""
    lines = text.splitlines()
    return "\n".join([*lines[:-3], *foot]) + "\n\f" + "\n".join(lines[-3:]) + "\n"


def english(wording: str) -> str:
    return printed([ENGLISH[0], ENGLISH[1].replace("thirty years", wording), ENGLISH[2]], 70, indent="  ")


def test_a_mark_may_be_glued_to_a_word() -> None:
    text = with_page_foot(english("thirty years1 and more"), f"1 {ENGLISH_NOTE}")
    assert notes(text) == [f"[^1]: {ENGLISH_NOTE}"]
    assert "thirty years[^1] and more" in clean(text).text


@pytest.mark.parametrize("wording", ["thirty files/* and more", "thirty A_* and more", "thirty = * and more"])
def test_an_asterisk_that_stands_for_a_name_is_no_mark(wording: str) -> None:
    assert not notes(with_page_foot(english(wording), f"* {ENGLISH_NOTE}"))


def test_an_asterisk_behind_a_word_is_a_mark() -> None:
    assert notes(with_page_foot(english("thirty years* and more"), f"* {ENGLISH_NOTE}")) == [f"[^1]: {ENGLISH_NOTE}"]


def test_a_sign_that_begins_more_lines_than_it_marks_is_a_bullet() -> None:
    text = with_page_foot(english("thirty years* and more"), f"* {ENGLISH_NOTE}", "* The boats of the north shore are left out, too.")
    assert not notes(text)
    assert not notes(with_page_foot(english("thirty years* and more"), "* the boats of the north shore are left out, too."))


@pytest.mark.parametrize("note", [ENGLISH_NOTE, "The figures are kept at https://example.org/boats."])
def test_a_note_ends_before_a_gap(note: str) -> None:
    text = with_page_foot(english("thirty years* and more"), f"* {note}", "", "Ninth Meeting of Ferrymen, North Bay, 1907.")
    assert notes(text) == [f"[^1]: {note}"]


@pytest.mark.parametrize(("more", "count"), [("", 2), ("那一卷里也写到了石桥和老茶厂，页数没有人核对过。\n", 0)])
def test_notes_with_a_line_between_them_and_the_next_ones_stay(more: str, count: int) -> None:
    lines = printed([*OPENING, OTHERS[0].replace("以前，", "以前，①").replace("两回，", "两回，②")], 26).splitlines()
    foot = ["① 参见《县志》第二卷。", "② 参见《县志》第三卷，书里说这座石桥一共塌过两回。", *more.splitlines(), "① 参见《县志》第一卷。"]
    text = "\n".join([*lines[:-1], *foot, lines[-1]]) + "\n" + printed(OTHERS[1:], 26)
    assert len(notes(text)) == count


def test_under_the_heading_of_notes_all_their_marks_prove_them() -> None:
    heading = "\n注释\n" + "".join([f"{number} https://example.org/{name}\n" for number, name in enumerate(("a", "b", "c"), 1)])
    marked = [line.replace("，", f"{at}而", 1) for at, line in enumerate(OTHERS, 1)]
    assert len(notes(printed(marked, 56) + heading)) == 3
    assert not notes(printed([line.replace("3而", "而") for line in marked], 56) + heading)


def test_a_word_that_other_numbers_follow_is_counted() -> None:
    assert notes(with_page_foot(english("thirty years1 and years2"), f"1 {ENGLISH_NOTE}")) == []


def test_a_note_behind_a_word_is_a_sentence() -> None:
    assert notes(with_page_foot(english("thirty years1 and more"), "1 www.example.org")) == []


@pytest.mark.parametrize(("before", "after"), [("码头", "1，声音"), ("码头1", "，声音")])
def test_a_line_break_may_part_a_mark_from_the_stop_after_it(before: str, after: str) -> None:
    lines = [
        "　　集市每逢三六九开张，渡船一靠岸就挤满了提篮子的人，",
        f"早晨卖鱼的和卖菜的，还有等船的人，大家都挤到了{before}",
        f"{after}传出半条街去。",
    ]
    text = "\n".join([*printed(OPENING, 26).splitlines(), *lines, f"1 {NOTE}"]) + "\n\f" + printed(OTHERS, 26)
    assert notes(text) == [f"[^1]: {NOTE}"]
    assert "码头[^1]，声音" in clean(text).text


def test_a_mark_is_on_the_page_of_its_note_or_the_one_before() -> None:
    page = "\n\f" + printed(OTHERS[1:], 26)
    head = printed([*OPENING, OTHERS[0].replace("以前，", "以前，①")], 26)
    near = head + f"① {NOTE}" + page
    assert notes(near) == [f"[^1]: {NOTE}"]
    assert notes(head + page.rstrip() + page.rstrip() + f"\n① {NOTE}" + page) == []


def test_numbers_before_the_parts_of_a_list_are_no_marks() -> None:
    text = printed([*OPENING, "茶厂有三条规矩：①早晨不许下水，②夜里不许点灯。" + OTHERS[0]], 26)
    assert (
        notes(
            text + "① 早晨的水还很凉。\n② 夜里的灯要用油。\n" + printed(OTHERS[1:], 26) + "① 渡船在冬天停开。\n" + printed(OTHERS[1:], 26)
        )
        == []
    )


def test_the_number_behind_a_gap_numbers_what_follows() -> None:
    text = "第四条（开放） ①茶厂每天上午开放，下午制茶。" + OTHERS[0]
    assert notes(printed([*OPENING, text], 26) + "①本章程自公布之日起施行。\n") == []


def test_a_page_number_is_no_part_of_the_last_note() -> None:
    lines = printed([*OPENING, OTHERS[0].replace("以前，", "以前，①")], 26)
    text = lines + f"① {NOTE}\n\n第 12 页\n\f" + printed(OTHERS[1:], 26)
    assert notes(text) == [f"[^1]: {NOTE}"]


def test_bracketed_sentences_at_the_end_of_the_text_are_notes() -> None:
    paragraphs = [*OPENING, OTHERS[0].replace("以前，", "以前，[1]"), OTHERS[1]]
    assert notes(printed(paragraphs, 26) + f"[1] {NOTE}\n") == [f"[^1]: {NOTE}"]


@pytest.mark.parametrize(
    "work", ["Marsh J. The Harbour Towns. London: Field, 1891.", "Marsh J. The Harbour Towns: https://www.example.org/harbour."]
)
def test_bracketed_works_at_the_end_of_the_text_are_a_list(work: str) -> None:
    text = printed([ENGLISH[0], ENGLISH[1].replace("thirty years.", "thirty years [1]."), ENGLISH[2]], 70, indent="  ")
    assert notes(text + f"[1] {work}\n") == []


def test_a_section_number_is_no_mark() -> None:
    # the number of a section after a finished sentence, and a line that begins with the same number
    text = printed(ENGLISH, 70, indent="  ")
    assert notes(text + "\n1\n\nIntroduction\n\n" + with_page_foot(text, f"1 {ENGLISH_NOTE}")) == []


def test_notes_after_their_heading_with_quotations_stay() -> None:
    text = printed([ENGLISH[0], ENGLISH[1].replace("thirty years.", "thirty years.1"), ENGLISH[2]], 70, indent="  ")
    note = [
        "Notes",
        "1Of the mending of boats the old register of the harbour, which",
        "is lost, says the",
        "following: they mend what the sun",
        "has split.",
    ]
    text += "\n".join(note) + "\n" + printed(ENGLISH[:1], 70, indent="  ")
    assert notes(text) == []


QUESTIONS = (
    "1．有人在县志里说：“使茶厂之上，渡口之细，渐摩濡染，莫不有诗书宽大之气，厂长之所是未必是，厂长之所非未必非。”这最接近的是（）",
    "A．天下兴亡",
    "B．民为邦本",
    "2．县里的老茶厂建在河湾东岸，最上面一层是晾青的地方，春天的时候风从河面上吹进来，茶叶的香味一直飘到对岸的码头。这反映出（）",
    "A．茶厂的规模很大",
    "B．茶叶的产量很高",
)


def test_a_piece_of_an_exam_question_that_stands_twice_goes() -> None:
    piece = QUESTIONS[0][QUESTIONS[0].index("染，莫不") - 2 :]
    text = "\n\n".join([*QUESTIONS[:3], piece, *QUESTIONS[3:]]) + "\n"
    assert piece not in clean(text).text.replace(QUESTIONS[0], "")


def test_an_option_that_repeats_words_of_the_question_stays() -> None:
    option = "春天的时候风从河面上吹进来，茶叶的香味一直飘到对岸的码头。"
    text = "\n\n".join([*QUESTIONS, option]) + "\n"
    assert clean(text).text.count(option) == 2


@pytest.mark.parametrize("foot", [["1 row"], ["1", "0.48"], ["1", "(3.7)", ENGLISH_NOTE], ["1", "Page 12", ENGLISH_NOTE]])
def test_cells_formulas_and_page_numbers_behind_a_number_are_no_notes(foot: list[str]) -> None:
    assert notes(with_page_foot(english("thirty years1 and more"), *foot)) == []


@pytest.mark.parametrize(
    "foot",
    [
        [
            "1 The clerk left out all boats under forty tons, and whoever wants",
            "to hear of them must ask the",
            "harbourmaster-general-of-the-county-of-X, who has a list.",
        ],
        ["1 The clerk left out the", "boats under forty tons, and whoever wants to hear of them must ask."],
    ],
)
def test_a_ragged_or_joined_line_ends_no_note(foot: list[str]) -> None:
    (note,) = notes(with_page_foot(english("thirty years1 and more"), *foot))
    assert note == f"[^1]: {' '.join(foot)[2:]}"


def test_the_mark_of_a_note_at_the_foot_of_a_page_is_not_more_than_a_page_of_lines_before_it() -> None:
    words = [
        "river",
        "mill",
        "loom",
        "boat",
        "road",
        "fair",
        "wool",
        "dye",
        "arch",
        "toll",
        "cart",
        "rider",
        "flood",
        "stone",
        "valley",
        "county",
        "parish",
        "ferry",
    ]
    lines = [f"and of the {one} they said that no {other} had ever been so well kept, nor" for one in words for other in words]
    far = english("thirty years1 and more").splitlines()
    text = "\n".join([*far, *lines[:140], f"1 {ENGLISH_NOTE}"]) + "\n\f" + "\n".join(lines[140:160]) + "\n"
    assert notes(text) == []


def test_the_label_of_a_figure_at_the_foot_of_a_page_is_no_note() -> None:
    assert notes(with_page_foot(printed([*OPENING, OTHERS[0].replace("以前，", "以前1，"), OTHERS[1]], 26), "1行一列")) == []


def test_a_note_ends_where_one_of_another_style_begins() -> None:
    """Each line belongs to one note, whatever two searches held for its rest."""
    document = read("甲1乙*丙。\n1 一\n* 二\n三\n")
    flow = document.filled
    notes = [Note("plain", 1, 1, 2, end=4, mark=Mark(0, 1, 1, SURE)), Note("sign", 1, 2, 2, end=4, mark=Mark(0, 3, 1, SURE))]
    module = import_module("cleaner.passes.parts.footnotes")
    document.apply([edit for edit in module._edits(flow, notes) if isinstance(edit, Edit)], "footnotes")
    assert [line.text for line in flow] == ["甲[^1]乙[^2]丙。", "[^1]: 一", "[^2]: 二", "三"]


def test_a_note_on_the_author_goes_on_behind_an_abbreviation() -> None:
    note = ["* Corresponding author. Address: Harbour Office, 7 Quay Street, North Bay, Vic.", "3084. Tel.: 9450 8719."]
    text = clean(
        "\n".join(["On Ferries", "Abstract: Ferries and bridges.", "Keywords: ferries; bridges", *note, *printed(ENGLISH, 70).splitlines()])
    )
    assert "Vic. 3084" in str(text.metadata)


def test_a_note_on_the_author_ends_on_its_page() -> None:
    head, lines = ["渡口与石桥", "摘要：本文说渡口。", "关键词：渡口；石桥"], printed(OPENING, 26).splitlines()
    text = clean("\n".join([*head, *lines[:4], "作者简介：林小满，研究员，主要研究渡口", "\f" + lines[4], *lines[5:]]) + "\n")
    assert lines[4].strip() not in str(text.metadata)


@pytest.mark.parametrize(
    ("note", "columns", "is_read"),
    [
        (["作者简介：林小满，女，博士，研究员，主要研究方向为渡口和石", "桥"], 26, True),  # a line that stops short
        (["作者简介：林小满，女，博士，研究员，主要研究方向为渡口和石桥的历史"], 20, True),  # what follows has narrower lines
        (["作者简介：林小满，女，博士，研究员，主要研究方向为渡口和石", "桥，"], 26, False),
    ],
)
def test_a_note_on_the_author_without_a_stop_ends_where_its_lines_do(note: list[str], columns: int, is_read: bool) -> None:
    head = ["渡口与石桥", "摘要：本文说渡口。", "关键词：渡口；石桥"]
    text = clean("\n".join([*head, *note, *printed([OPENING[0] * 2, *OTHERS], columns, indent="").splitlines()]) + "\n")
    assert ("author_note" in text.metadata.get("extra", {})) == is_read
    assert OPENING[0][:6] not in str(text.metadata)


def test_a_line_of_a_log_that_repeats_the_end_of_another_stays() -> None:
    rest = "no answer from the ferry of the north shore, waiting for the next one"
    text = (
        "\n\n".join([*[f"07:{minute} harbour office, day watch: all is well" for minute in range(10, 20)], f"07:20 bridge: {rest}", rest])
        + "\n"
    )
    assert clean(text).text.count(rest) == 2


def test_a_number_raised_above_its_line_marks_the_one_stop_of_that_line() -> None:
    lines = printed([*OPENING, *OTHERS], 26).splitlines()
    at = next(place for place, line in enumerate(lines) if line.endswith("随便改动。"))
    text = with_page_foot("\n".join([*lines[:at], "[1]", *lines[at:]]), "[1]", NOTE)
    assert notes(text) == [f"[^1]: {NOTE}"]
    assert "下来的规矩不能随便改动。[^1]" in clean(text).text
    assert "改动。[^1]" not in clean(text.replace("的规矩不能", "的规矩，不能")).text


def test_a_number_may_stand_below_the_first_line_of_its_note() -> None:
    page = printed([*OPENING, OTHERS[0].replace("两回，", "两回，[1]")], 26)
    note = ["周文涛在《县志》的第三卷里说这座石桥的碑文一", "[1]", "共有两百多字。"]
    text = page + "\n".join(["", "", *note]) + "\n\f" + printed(OTHERS[1:], 26)
    assert notes(text) == ["[^1]: 周文涛在《县志》的第三卷里说这座石桥的碑文一共有两百多字。"]
    heading = text.replace(note[0], "二、石桥的碑文与县志里的三种记载以及其他的来源")
    assert notes(heading) == ["[^1]: 共有两百多字。"]


def test_notes_whose_numbers_and_marks_have_lines_alone_may_stand_inside_the_text() -> None:
    lines = printed([*OPENING, *OTHERS], 26).splitlines()
    for end, added in (
        ("全镇的人都到路口去送他。", ["[2]"]),
        ("已经看不清楚。", ["[1]", NOTE]),
        ("随便改动。", ["[1]"]),
    ):
        at = next(place for place, line in enumerate(lines) if line.endswith(end[-4:]))
        lines[at + 1 : at + 1] = added
    text = with_page_foot("\n".join(lines), "[2]", "见县志。")
    assert notes(text) == [f"[^1]: {NOTE}", "[^2]: 见县志。"]
    assert notes(text.replace("石桥，", "石桥[1]，")) == []


def test_a_second_note_is_one_where_number_and_mark_of_the_first_are_there() -> None:
    marked = [OPENING[0], OPENING[1].replace("做青的", "做青①的"), *OPENING[2:]]
    first = printed(marked, 26) + "县志的第三卷。\n①\n\f"
    text = first + with_page_foot(printed([OTHERS[0].replace("石桥", "石桥②", 1), *OTHERS[1:]], 26), "②", NOTE)
    assert notes(text) == [f"[^1]: {NOTE}"]
    assert notes(text.replace("做青①", "做青")) == []


def paper(block: str) -> str:
    """A paper with `block` between its authors and its abstract."""
    head = f"A Space-Efficient Algorithm for the Clique Problem\nNorihiro Obata1\nTakuya Kida1\n{block}\n"
    return head + f"Abstract: {ENGLISH[0]}\nKeywords: cliques; graphs\n\n" + printed(ENGLISH * 3, 80, indent="")


def test_a_mark_alone_is_part_of_the_affiliation_behind_it_and_no_note() -> None:
    found = clean(paper("1\nHokkaido University")).metadata
    assert found["extra"]["author_note"] == "1 Hokkaido University"
    assert "extra" not in clean(paper("1")).metadata


def test_between_names_and_an_address_stands_where_they_work() -> None:
    found = clean(paper("Intel Corporation\nkida@intel.com"))
    assert found.metadata["extra"]["author_note"] == ["Intel Corporation", "kida@intel.com"]


def test_a_note_goes_on_with_an_address_and_a_date_ends_at_a_stop() -> None:
    foot = "收稿日期：2016-07-27；在线出版日期：2017-01-18．周飞，女，博士研究生，研究方向为诊断．\nE-mail：zhf@126.com．董军（通信作者），男，博士．\n"
    text = foot + "卷积神经网络研究综述\n周飞　董军\n摘　要　" + OPENING[0] + "\n关键词　茶厂；河湾\n" + printed([*OPENING, *OTHERS], 30)
    extra = clean(text).metadata["extra"]
    assert extra["received"] == "2016-07-27"
    assert extra["author_note"].startswith("在线出版日期")
    assert extra["author_note"].endswith("董军（通信作者），男，博士．")


def test_a_number_alone_beside_a_running_head_above_the_abstract_counts_the_pages() -> None:
    head = "\n".join("现代治理二〇二二年第四期")
    text = f"信息竞赛的赛事与赛制\n张漫游\n\n{head}\nMODERN GOVERNANCE\n\n156\n\n摘要：{OPENING[0]}\n关键词：茶厂；河湾\n\n" + printed(
        [*OPENING, *OTHERS], 30
    )
    found = clean(text)
    assert "156" not in found.text
    assert found.metadata["title"] == "信息竞赛的赛事与赛制"


ENTRIES = (
    "陆远：《渡口旧闻》，河湾书局2011",
    "何山：《石桥的碑文》，县志馆1998",
    "罗平：《茶厂三十年》，东岸书局2004",
    "许岚：《河上的冬天》，远山书局2016",
)


def entries(*numbers: str, middle: str = "年版，", end: str = "第三章。") -> list[str]:
    """The joints of each line of four works, behind `numbers`, as `references` leaves them."""
    lines = [text for number, work in zip(numbers, ENTRIES, strict=True) for text in (f"{number} {work}", middle, end) if text]
    found = [Line(place, place + 1, 1, text, text) for place, text in enumerate(lines)]
    document = Document(tuple(found), Kind.WRAPPED)
    document.apply([edit for edit in references(document) if isinstance(edit, Edit)], "references")
    return [line.joint for line in found]


@pytest.mark.parametrize(
    ("numbers", "middle", "end", "joints"),
    [
        (("[1]", "[2]", "[3]", "[4]"), "年版，", "第三章。", ["\n\n", "", ""]),
        (("[8]", "[9]", "[10]", "[11]"), "年版，", "第三章。", ["\n\n", "", ""]),
        (("[1]", "[2]", "[3]", "[5]"), "年版，", "第三章。", ["\n", "\n", "\n"]),  # no row
        (("[1]", "[2]", "[3]", "[4]"), "年版，", "12", ["\n\n", "", "\n\n"]),  # a number that counts the pages
        (("[1]", "[2]", "[3]", "[4]"), "年版。", "渡口故事", ["\n\n", "", "\n"]),  # what follows a stop stays
        (("[1]", "[2]", "[3]", "[4]"), "年版，第三章。见", "", ["\n\n", ""]),
    ],
)
def test_lines_of_the_entries_of_a_list(numbers: tuple[str, ...], middle: str, end: str, joints: list[str]) -> None:
    assert entries(*numbers, middle=middle, end=end)[: len(joints)] == joints


@pytest.mark.parametrize(
    ("wording", "numbers", "count"),
    [
        ("宽34，", (3, 4), 0),
        ("石桥面积34，", (3, 4), 0),
        ("长3，宽4，", (3, 4), 0),
        ("石桥在1、5两月，", (1,), 0),
        ("石桥在5、1两月，", (1,), 0),
        ("高1，", (1,), 0),
        ("桥高1，", (1,), 0),
        ("石桥面积1，茶厂面积256，", (1,), 0),
        ("石桥面积1，茶厂面积6.2，", (1,), 0),
        ("石桥面积1，茶厂面积，", (1,), 1),
    ],
)
def test_what_a_word_measures_or_counts_is_no_mark(wording: str, numbers: tuple[int, ...], count: int) -> None:
    page = printed([OPENING[0], OPENING[1].replace("做青的", f"做青的，{wording}"), *OTHERS], 40)
    assert len(notes(with_page_foot(page, *[f"{number} 铜扣夹衣，见下。" for number in numbers]))) == count


@pytest.mark.parametrize(
    ("foot", "count"),
    [(["1 挑花头帕", "2 铜扣夹衣"], 0), (["1 挑花头帕", "2 见铜扣夹衣。"], 2), (["1 https://example.org/a", "2 https://example.org/b"], 2)],
)
def test_a_row_of_headings_at_the_foot_of_a_page_is_no_row_of_notes(foot: list[str], count: int) -> None:
    page = printed([*OPENING, OTHERS[0].replace("以前，", "以前，1").replace("两回，", "两回，2"), *OTHERS[1:]], 26)
    assert len(notes(with_page_foot(page, *foot))) == count


@pytest.mark.parametrize(("marked", "count"), [("thirty years,12 and more", 2), ("thirty years12 and more", 0)])
def test_two_digits_behind_a_stop_may_be_two_marks(marked: str, count: int) -> None:
    foot = [f"1 {ENGLISH_NOTE}", "2 The boats of the north shore are left out, too."]
    assert len(notes(with_page_foot(english(marked), *foot))) == count


def raised(number: str, indent: int, line: str, *more: str) -> str:
    """A text with a page foot, a line of it between two paragraphs, and above that line `number` in its column, as a layout keeps it."""
    lines = printed([OPENING[0], OPENING[1]], 26, indent="").splitlines()
    text = "\n".join([*lines, " " * indent + number, line, *more, *printed(OTHERS, 26, indent="").splitlines()])
    return with_page_foot(text, f"{number} {NOTE}")


@pytest.mark.parametrize(
    ("indent", "line", "found"),
    [
        (20, "茶厂的人都还记得那一年。 河水涨到了第二层的窗台，", "那一年。[^1]河水"),
        (20, "茶厂的人都还记得那一年 。河水涨到了第二层的窗台，", "那一年[^1]。河水"),
        (20, "茶厂的人都还记得。", "还记得。[^1]"),
        (20, "茶厂的人都还记得", ""),  # no end
        (30, "茶厂。 大家，那年。 河水。", ""),
        (20, " " * 24 + "茶厂的人都还记得那一年。 河水涨到窗台，", "改动。[^1]"),  # not above the line
        (20, "茶厂的人都还记得那一年的河水。", ""),  # wider than the column of the number, and without a gap
        (20, "茶厂的人。 都还记得，那年。 河水涨到窗台，", ""),  # two gaps
    ],
)
def test_a_number_in_its_column_marks_the_gap_or_the_end_of_the_line_below(indent: int, line: str, found: str) -> None:
    text = clean(raised("①", indent, line)).text
    assert found in text
    assert ("[^1]:" in text) == bool(found)


@pytest.mark.parametrize(
    ("last", "lines", "count"),
    [("。", "\n①\n\n", 1), ("。", "\n    ①\n\n", 1), ("，", "\n①\n\n", 0), ("。", "\n①\n", 0), ("。", "  ①\n  ", 1)],
)
def test_a_circled_number_alone_behind_a_sentence_marks_it(last: str, lines: str, count: int) -> None:
    first = printed([OPENING[0], OPENING[1]], 26).rstrip()[:-1] + last
    text = with_page_foot(f"{first}\n{lines}" + printed(OTHERS, 26), f"① {NOTE}")
    assert len(notes(text)) == count
    assert (f"{first.splitlines()[-1][-4:]}[^1]" in clean(text).text) == (count == 1)


def test_a_circled_number_alone_before_its_note_marks_no_other_one() -> None:
    page = printed([OPENING[0], OPENING[1].replace("做青的", "做青①的")], 26)
    text = f"{page}①\n{NOTE}\n\f" + with_page_foot(printed(OTHERS, 26), "① 见县志。")
    assert notes(text) == [f"[^1]: {NOTE}"]


def test_a_mark_has_one_note() -> None:
    """Items of a list have numbers, too: the style that claimed the mark first keeps it."""
    mark = Mark(3, 10, 1, 0)
    first, second, other = [cast(Note, SimpleNamespace(mark=found)) for found in (mark, mark, Mark(4, 10, 1, 0))]
    assert list(_of_own_marks([first, second, other])) == [first, other]


@pytest.mark.parametrize("foot", [("*", NOTE), (NOTE, "*")])
def test_a_sign_alone_on_its_line_numbers_the_note_below_or_above_it(foot: tuple[str, ...]) -> None:
    lines = printed([OPENING[0], *OPENING[1:], OTHERS[0].replace("石桥", "石桥*", 1), *OTHERS[1:]], 26)
    text = with_page_foot(lines, "", *foot)
    assert notes(text) == ([f"[^1]: {NOTE}"] if foot[0] == "*" else notes(text))
    assert not notes(with_page_foot(lines.replace("石桥*", "石桥"), "", *foot))


@pytest.mark.parametrize(
    ("entries", "count"),
    [(["Ferris, A. (1998). The boats of the bay. North Press.", "Oake, B. (2004). Tolls. Bay Press."], 1), (["* Ferris, A. (1998)."], 0)],
)
def test_a_note_may_stand_below_works_that_are_numbered_otherwise(entries: list[str], count: int) -> None:
    foot = ["References", *entries, f"* {ENGLISH_NOTE}"]
    assert len(notes(with_page_foot(english("thirty years* and more"), *foot))) == count


@pytest.mark.parametrize(("wording", "mark"), [("years until 2019.2", "until 2019.[^2]"), ("»many«2", "»many«[^2]")])
def test_a_latin_mark_may_stand_behind_a_year_that_ends_its_sentence_and_behind_a_guillemet(wording: str, mark: str) -> None:
    text = english(f"thirty years1, {wording} And so it was for all").replace("until\n", "until ")
    assert mark in clean(with_page_foot(text, f"1 {ENGLISH_NOTE}", "2 The county paid for the bridge.")).text


def test_a_number_alone_marks_the_gap_in_the_line_above_it() -> None:
    lines = printed([OPENING[0], *OPENING[1:], *OTHERS], 26).splitlines()
    at = next(place for place, line in enumerate(lines) if "。" in line[:-4])
    cut = lines[at].index("。") + 1
    lines[at : at + 1] = [f"{lines[at][:cut]} {lines[at][cut:]}", "[1]", ""]
    text = with_page_foot("\n".join(lines), "", f"[1] {NOTE}")
    assert notes(text) == [f"[^1]: {NOTE}"]
    assert f"{lines[at][:cut]}[^1]{lines[at][cut + 1 :]}{lines[at + 3]}" in clean(text).text


def test_a_number_apart_from_two_last_paragraphs_of_its_page_has_no_note() -> None:
    text = printed([OPENING[0], *OPENING[1:], OTHERS[0].replace("石桥", "石桥[1]", 1), *OTHERS[1:]], 26)
    assert notes(with_page_foot(text, "", "[1]", "", NOTE)) == [f"[^1]: {NOTE}"]
    assert not notes(with_page_foot(text, "", "[1]", "", "主持：周文涛。", "", NOTE))


FOOT = ("Minutes of 4 May.", "See the list of boats, which leaves out those of the north shore.", "Letter of the same day.")
"""What notes of one page say."""


def cited(
    first: int, marked: Sequence[int] = (0, 1, 2), behind: Sequence[str] = ("the early morning,", "upon the steps,", "over half the street")
) -> str:
    """A page of print with notes numbered like items from `first` on; those `marked` have a mark `behind` their words."""
    text = ENGLISH[0]
    for at in marked:
        text = text.replace(behind[at], f"{behind[at]}{first + at}", 1)
    foot = [f"{first + at}. {wording}" for at, wording in enumerate(FOOT)]
    return with_page_foot(printed([text, *ENGLISH[1:3]], 70, indent="  "), *foot)


@pytest.mark.parametrize("first", [1, 41, 98])
def test_an_excerpt_may_begin_in_the_middle_of_the_numbers(first: int) -> None:
    assert notes(cited(first)) == [f"[^{number}]: {wording}" for number, wording in enumerate(FOOT, 1)]


def test_of_three_notes_one_may_have_lost_its_mark_and_stays() -> None:
    found = clean(cited(41, (0, 2)))
    assert notes(cited(41, (0, 2))) == [f"[^1]: {FOOT[0]}", f"[^2]: {FOOT[2]}"]
    assert f". {FOOT[1]}\n\n" in found.text.split("bridge was")[1].split("\n\n42", 1)[1]
    assert any([doubt.reason == "among notes, and its mark was not found" for doubt in found.doubts])
    assert not notes(cited(41, (0,)))


def test_numbers_of_sections_and_of_items_are_no_numbers_of_notes() -> None:
    assert not notes(cited(1).replace("\n1. ", "\n1.1 ").replace("\n2. ", "\n1.2 ").replace("\n3. ", "\n1.3 "))
    assert not notes(cited(41).replace("41. Minutes", "References\n41. Minutes"))


@pytest.mark.parametrize(("marked", "found"), [("in 1985,{}", True), ("they wait{}—some", True), ("a price of 12,{}", False)])
def test_a_mark_may_stand_behind_a_year_and_before_a_dash(marked: str, found: bool) -> None:
    page = cited(98, (0, 2), ("the early morning,", "", "over half the street"))
    page = page.replace("those who sell greens", f"those {marked.format(99)} sell greens")
    assert (f"[^2]: {FOOT[1]}" in notes(page)) is found


def test_between_notes_whose_marks_stand_above_them_is_no_running_text() -> None:
    page = cited(41).replace(
        FOOT[1],
        "See the list of boats in the papers of the\nBoats.\nREV.\nCoast and its harbours. Here it is not said.\nOf the north shore.\nNone.",
    )
    assert [note[:12] for note in notes(page)] == ["[^1]: Minute", "[^2]: See th", "[^3]: Letter"]


def test_a_bracketed_number_may_have_gaps_inside() -> None:
    page = printed([*OPENING, OTHERS[0].replace("以前，", "以前，[ 1 ]").replace("两回，", "两回，[ 2 ]")], 26)
    text = with_page_foot(page + printed(OTHERS[1:], 26), "[ 1 ] 参见《县志》第二卷。", "[ 2 ] " + NOTE)
    assert notes(text) == ["[^1]: 参见《县志》第二卷。", f"[^2]: {NOTE}"]


def test_a_note_ends_before_the_number_of_another_alone_on_its_line() -> None:
    page = printed([*OPENING, OTHERS[0].replace("以前，", "以前，[3]").replace("两回，", "两回，[4]")], 26)
    text = with_page_foot(page + printed(OTHERS[1:], 26), "[3] 参见《县志》第二卷。", "[4] " + NOTE, "[1]", "[2]")
    assert not [note for note in notes(text) if "[1]" in note]
