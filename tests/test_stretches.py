"""Stretches of printed lines: what proves them, and what does not."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, clean
from cleaner.document import Kind, Role
from cleaner.lines import Lines
from cleaner.printed.apart import METRED, PAGED, apart, table_rows
from cleaner.printed.layout import layout
from cleaner.printed.pieces import rows_of_marks
from cleaner.printed.rows import Rows, is_code, is_foreign
from cleaner.printed.stretches import find
from cleaner.readers.signs import is_markdown
from cleaner.wording.compounds import is_compound, is_suspended
from cleaner.wording.line_ends import evidence, parts_pair
from cleaner.wording.sentences import joint_between

PROSE = [
    "The station at the mouth of the river was built in the year in",
    "which the great bridge was opened, and for a long time it was the",
    "only house on that side of the water. The keeper had a boat and a",
    "garden, and his children went to school over the ice.",
]
LIST = ["Rope, forty fathoms", "Lamp oil", "Two anchors", "Bread for a week", "A spare sail", "Nails"]


def stretches(lines: list[str]) -> list[tuple[int, int]]:
    return [(found.first, found.last) for found in find(Rows(Lines.of(lines)))]


def joined(text: str) -> int:
    return sum([line.joint in ("", " ") for line in clean(text).document.filled])


def test_a_paste_of_four_lines_is_printed() -> None:
    assert stretches(PROSE) == [(0, 3)]
    assert joined("\n".join(PROSE) + "\n") == 3


def test_a_list_is_not() -> None:
    assert stretches(LIST) == []


def test_a_list_beside_printed_lines_keeps_its_lines() -> None:
    cleaned = clean("\n".join([*PROSE, "", *LIST, "", *PROSE]) + "\n")
    assert cleaned.document.kind is Kind.WRAPPED
    assert [line.role for line in cleaned.document.filled if line.text in LIST] == [Role.KEPT] * len(LIST)
    assert "\n".join(LIST) in cleaned.text


def test_one_odd_line_costs_one_line() -> None:
    lines = [*PROSE, "2*3*4", *PROSE]
    cleaned = clean("\n".join(lines) + "\n")
    assert cleaned.document.kind is Kind.WRAPPED
    assert sum([line.joint == " " for line in cleaned.document.filled]) == 6


def test_two_lines_beside_wider_ones_are_a_cut_paragraph() -> None:
    wide = "渡口的标尺一共三根，都用铁管做成，上面每隔一厘米刻一道线，涂成红白两色，远看像理发店门口的招牌，谁见了都会停下来看一看。"
    assert stretches([wide, wide[:20] + "理", "发店门口的招牌。", wide]) == []


def test_printed_can_be_forced() -> None:
    text = "春天来了\n花都开了\n"
    assert clean(text).document.kind is Kind.TEXT
    assert Cleaner(kind="printed")(text).document.kind is Kind.WRAPPED


def test_evidence_of_a_pair_and_of_a_function_word() -> None:
    assert parts_pair("厘", "米") == 1 or evidence("每隔一厘", "米刻", "c") > 0
    assert evidence("the mouth of the", "river", "l") > 1 > 0 > evidence("Lamp oil", "Two anchors", "l")


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("555–014–", "2207", ""),
        ("see pages 101-", "104", ""),
        ("RIV–2021–", "0412", ""),
        ("增加46.8", "%。", ""),
        ("write to anna", "@example.org", ""),
        ("the year 1911 –", "1912 was", " "),
        ("a well-known", "maker", " "),
    ],
)
def test_no_space_inside_numbers_ranges_and_addresses(left: str, right: str, joint: str) -> None:
    assert joint_between(left, right) == joint


@pytest.mark.parametrize(
    ("left", "right", "keeps"),
    [
        ("third", "party", True),
        ("draw", "ings", False),
        ("cross", "ed", False),
        ("peut", "être", True),
        ("est", "il", True),
        ("fenê", "tres", False),
        ("celui", "ci", True),
        ("vingt", "deux", True),
        ("prin", "temps", False),
        ("COVID", "19", True),
    ],
)
def test_compounds(left: str, right: str, keeps: bool) -> None:
    assert (
        is_compound(left, right, {"être", "fenêtre"} if not left.isascii() or left in ("peut", "est") else set(), hyphenated=True) is keeps
    )


@pytest.mark.parametrize(
    ("left", "right", "keeps"), [("auf", "weist", False), ("politisch", "historische", True), ("konföde", "rierten-Statue", False)]
)
def test_compounds_of_german_have_capitals(left: str, right: str, keeps: bool) -> None:
    words = dict.fromkeys(["der", "die", "und", "auf", "weist", "politisch", "historische"])
    assert is_compound(left, right, words, hyphenated=True) is keeps


def test_a_word_that_the_text_has_elsewhere_shows_that_it_breaks_words() -> None:
    lines = [f"the keeper of ferry {number} reads the gauge and the book of the other ferry" for number in range(90)]
    text = "\n".join(
        [*lines, "and the harbour is closed in win-", "ter, when the ice stands at the gauge, as in every winter of that coun-", "try."]
    )
    assert "coun-try" not in clean(text + "\n").text


def test_a_hyphen_that_hangs_keeps_its_gap() -> None:
    assert is_suspended("und")
    lines = [
        "Die Schule hat ihre Arbeit seit dem Herbst geteilt, denn die Vor-",
        "und Nachbereitung der Stunden nahm den Lehrern so viel Zeit, dass",
        "für die Kinder kaum noch etwas davon übrig blieb, und die Eltern",
        "waren damit sehr zufrieden.",
    ]
    assert "Vor- und Nachbereitung" in clean("\n".join(lines) + "\n").text


def test_a_soft_hyphen_at_a_line_end_goes_in_any_text() -> None:
    assert "compensation" in clean("Le niveau reste, par la compensa\u00ad\ntion des bassins.\n").text


def test_rows_and_programs_are_foreign() -> None:
    assert is_foreign("Rice  100  0  12")
    assert is_foreign("a | b | c")
    assert is_code("timer->wait();")
    assert not is_foreign("He paid 12, then 14.")
    assert not is_code("It was late; the boats were gone.")


def test_pieces_broken_at_marks_are_put_together() -> None:
    lines = [
        "大多要去看一看，",
        "守塔人多年前退休之",
        "后，",
        "灯由一台小马达看管，",
        "谁也不记",
        "得它修过没有。",
        "修缮的钱来自三处，",
        "一",
        "处是镇里的公款，",
        "一处是渔民的捐款，",
        "还有一处是一位不肯留名的老人，",
        "他",
        "每年都寄来一笔钱。",
    ]
    found = rows_of_marks(lines, [2 * len(line) for line in lines])
    assert [list(row) for row in found][:3] == [[0, 1], [2, 3, 4], [5, 6, 7]]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("# A title\n\nText.\n", True),
        ("See [the list](list.md) below.\n", True),
        ("```\nx\n```\n", True),
        ("2*3*4 and a \\ stroke\n- 3 -\n", False),
        ("*one* word\n", False),
        ("*one* word, `code`, **more**\n", True),
        ("\n".join(["* built anew", "  with `make`"] * 12), True),
        ("See [the list](list.md) below.\n\fAnd so it goes on.\n", False),
        ("See [the list](list.md) below.\n" + "And so it goes on.\n" * 50, False),
        ("See [the list](list.md) below.\n \n" + "And so it goes on.\n" * 50, True),
    ],
)
def test_signs_of_markdown_in_printed_text(text: str, is_one: bool) -> None:
    assert is_markdown(text) is is_one


def test_indents_of_one_ideograph_begin_paragraphs() -> None:
    text = (
        "　工場長は若いころ茶の作り方を学んだ。\n　だれも賛成しなかった。\n「船は来たか」\n　と聞く者があった。\n　翌年は三等になった。\n"
    )
    assert clean(text).text.count("\n\n") == 4


@pytest.mark.parametrize("lines", [PROSE, [*PROSE, "", *LIST, "", *PROSE]])
def test_the_clean_text_is_not_seen_as_printed_again(lines: list[str]) -> None:
    once = clean("\n".join(lines) + "\n").text
    assert clean(once).text == once


def test_capitals_throughout_are_no_verse() -> None:
    lines = [
        "THE FERRY IS LET AS IT LIES, WITHOUT ANY PROMISE OF THE",
        "COUNTY, WHETHER WRITTEN OR SPOKEN, ABOUT THE BOAT, THE",
        "QUAY, THE ROPES OR THE WATER OF THE RIVER, AND WHOEVER",
        "TAKES IT MUST SEE TO THEM HIMSELF, OR SEND SOMEBODY WHO",
        "KNOWS WHAT A FERRY NEEDS, AND PAY FOR WHAT HE MENDS AND",
        "FOR WHAT HE BREAKS.",
    ]
    assert find(Rows(Lines.of(lines)))
    assert not find(Rows(Lines.of([line.capitalize() for line in lines])))


INNER = """码头上的老人说不清船是哪年开的。他只记
得那年水大，淹到了第三级台阶。后来修了
堤，船就停在对岸。到了冬天，人们从冰面
上走过去。春天冰化以前，渡口要停半个月
左右，邮差绕桥走。
"""


def test_sentences_that_end_inside_lines_prove_a_short_paste() -> None:
    assert joined(INNER) == 4


def test_lines_that_end_on_a_comma_are_not_proved_by_sentences_inside() -> None:
    lines = ["冬天来了。他坐在门口，", "风从河上来。天还没有黑，", "灯先亮了。谁在对岸喊，", "声音很小。他没有听见，"]
    assert joined("\n".join(lines) + "\n") == 0


def test_where_a_line_end_parts_a_word_spaces_around_numbers_make_no_row() -> None:
    dated = ["经代表提议修改的章程、1988 年 4 月 12 日第七届全国代", "表大会第一次通过的章程、1993 年 3 月 29 日第八届全国人"]
    assert table_rows(dated) == [False, False]
    assert table_rows(["甲 12 乙 30", "丙 14 丁 28"]) == [True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第十二条   公共的财产神圣不可侵犯", False),  # the gap stands behind a number
        ("（三）    国务院", False),
        ("第十二条   张三   李四", True),
        ("第三章     总    纲", True),
        ("姓名   张三", True),  # no number
        ("1.   12   15   30", True),
    ],
)
def test_a_gap_behind_the_number_of_an_item_parts_no_cells(text: str, expected: bool) -> None:
    assert is_foreign(text) is expected


def test_the_margin_of_a_page_of_short_paragraphs_is_that_of_lines_which_a_sentence_goes_on_to() -> None:
    short = "  渡口每天早晨六点开船，晚上八点收船，大风的日子停开。\n"
    long = (
        "  渡口的规矩写在一块木板上，钉在售票的小屋门口，过往的人都看得见，一共只\n"
        "有五条，字是老站长用毛笔写的，每年春天重新描一次，描的人是他的学生，如今\n"
        "也已经白了头发。\n"
    )
    document = clean(long + short * 3 + long + short * 3).document
    indents = layout(document).indents
    assert {indents.get(line.index, 0) for line in document.filled if line.raw[0] == " "} == {2}


def test_lines_that_count_are_of_one_series_only_where_they_are_near() -> None:
    def counted(between: int) -> set[str]:
        heads = [
            [f"Report of the ferry office {number}", *[f"第{number}年，渡口还是老样子。"], *["一直到傍晚也没有人来。"] * between]
            for number in (1, 2, 3)
        ]
        return set(apart([line for head in heads for line in head], True).values())

    assert len(counted(40)) == 2
    assert PAGED in counted(40)
    assert counted(400) == set()


@pytest.mark.parametrize("between", ["", "\u3000"])
def test_couplets_with_a_gap_between_their_halves(between: str) -> None:
    couplets = [f"桥头杨柳绿如烟，{between}渡口行人夜放船。", f"江水东流三百里，{between}月光西照几多年。"]
    assert METRED in apart(["渔歌", *couplets, "后来"], True).values()
    assert METRED not in apart(["渔歌", couplets[0], f"江水东流，{between}月光西照几多年。"], True).values()
