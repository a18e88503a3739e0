"""Gaps inside lines: which no typist put there, and which part labels, cells, columns and clauses."""

from __future__ import annotations

import pytest

from cleaner import Document, clean
from cleaner.document import Doubt, Edit, Kind, Line, Role
from cleaner.passes.gaps.converted_gaps import _running
from cleaner.passes.gaps.gaps import gaps
from cleaner.passes.gaps.single_ideographs import single_ideographs
from cleaner.wording.numerals import joined_numbers


def closed(*texts: str, kind: Kind = Kind.WRAPPED, role: Role = Role.BODY, joint: str = "") -> list[str]:
    """The lines `texts`, each joined to the one before, with their gaps closed."""
    lines = [Line(place, place + 1, 1, text, text, role, joint if place else "\n\n") for place, text in enumerate(texts)]
    document = Document(tuple(lines), kind)
    document.apply([edit for edit in gaps(document) if isinstance(edit, Edit)], "gaps")
    return [line.text for line in lines]


def test_a_note_without_words_stands_among_rows() -> None:
    assert closed("水位 12", "雨量 15", "")[-1] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a wide gap beside a mark goes, and so parts no columns
        ("   我 在 河 岸 上 看 见 的 最 大 的 水 轮 是 ：          。\n", "我在河岸上看见的最大的水轮是：。\n"),
        # an indent parts no columns, either
        (
            "    2. 水分对麦子的 生 长 变化的影响：\n\n    3. 夏天河水的变 化 和冬天的不同：\n\n"
            "6 水轮的影 响\n\n画一画，不同的季节里水轮怎么 转 动？\n",
            "\n\n6 水轮的影响\n\n画一画，不同的季节里水轮怎么转动？\n",
        ),
        # two blanks at the end of a typed line are no line break
        ("• On Sundays\n• In cypress wood  \n– from the hills\n• In spring\n", "- In cypress wood\n"),
    ],
)
def test_gaps_are_judged_as_a_second_cleaning_sees_them(text: str, expected: str) -> None:
    assert expected in clean(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("船工说这条路“走 得 过 去”的", "船工说这条路“走得过去”的"),  # single ideographs, one gap of three inside a word
        ("水很大，错 误。记 录和从前", "水很大，错 误。记 录和从前"),  # two gaps only
        ("其中有赵 钱 孙 李四家，都姓", "其中有赵 钱 孙 李四家，都姓"),  # a list has no words
        ("其中有一个水 位 的 记 录和从前", "其中有一个水 位 的 记 录和从前"),  # nothing tells a sentence
    ],
)
@pytest.mark.parametrize("role", [Role.BODY, Role.KEPT])
def test_letter_spaced_ideographs_close_wherever_they_stand(text: str, expected: str, role: Role) -> None:
    document = Document((Line(0, 1, 1, text, text, role, "\n\n"),), Kind.WRAPPED)
    document.apply([edit for edit in single_ideographs(document) if isinstance(edit, Edit)], "single_ideographs")
    assert document.lines[0].text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他们在河边种 树，水退以后", "他们在河边种树，水退以后"),  # a mark parts its clauses
        ("水位的记 录比去年多", "水位的记录比去年多"),  # a gap cuts a word
        ("内景 码头的候船室 白天", "内景 码头的候船室 白天"),  # a row
        ("渡船    三艘，木头 的", "渡船    三艘，木头 的"),  # columns
        ("水 位 的 记 录 每 天", "水位的记录每天"),
        ("水 位 的 记 录    每 天", "水 位 的 记 录    每 天"),
        ("金 木 水 火 土  船 土", "金 木 水 火 土  船 土"),
        ("用  Rust  写 的 程 序 在 码 头", "用Rust写的程序在码头"),  # beside Latin two spaces are justification
        ("the  harbour   is busy and", "the harbour is busy and"),
        ("the  harbour    is  busy", "the harbour    is busy"),
    ],
)
def test_gaps_inside_a_paragraph(text: str, expected: str) -> None:
    assert closed(text, "后面的一行文字接着说下去。")[0] == expected


def test_a_line_beside_one_with_a_cut_word_is_no_row() -> None:
    assert closed("水位的记 录比去年多", "渡船 码头和石桥的故事")[1] == "渡船码头和石桥的故事"
    assert closed("渡船 码头和石桥的故事", "水位的记 录比去年多")[0] == "渡船码头和石桥的故事"
    assert closed("渡船 码头和石桥的故事", "水位的记 录比去年多", joint="\n\n")[0] == "渡船 码头和石桥的故事"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a 渡船的开法", "b 码头的修法"), ["a 渡船的开法", "b 码头的修法"]),
        (("9 渡船 的开法", "10 码头的修法"), ["9 渡船 的开法", "10 码头的修法"]),
        (("a 渡船的开法", "c 码头的修法"), ["a渡船的开法", "c码头的修法"]),
        (("1 渡船的开法", "b 码头的修法"), ["1渡船的开法", "b码头的修法"]),
        (("3 月的渡船", "4 月的渡船"), ["3月的渡船", "4月的渡船"]),  # a count
        (("a ）渡船的开法", "b ）码头的修法"), ["a）渡船的开法", "b）码头的修法"]),  # a mark brings its own room
    ],
)
def test_labels_of_which_one_follows_the_other_keep_their_gap(texts: tuple[str, ...], expected: list[str]) -> None:
    assert closed(*texts, joint="\n\n") == expected


def test_inside_a_paragraph_a_label_is_a_number() -> None:
    assert closed("2 艘渡船，", "3 座石桥。")[1] == "3座石桥。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.1 渡船的 GPS 记录", "5.1 渡船的GPS记录"),
        ("§3.2 渡船", "§3.2 渡船"),
        ("§3 “渡船”", "§3 “渡船”"),
        ("3.2.1 分船", "3.2.1 分船"),  # what a number of three parts stands before is not counted
        ("5.1 亿元的渡船", "5.1亿元的渡船"),
        ("60 日以后", "60日以后"),
        ("第六条 渡船 的开法", "第六条 渡船 的开法"),
        ("第 六 条 渡 船 的 开 法", "第六条渡船的开法"),
        ("渡船的 App 7.5 12.25", "渡船的 App 7.5 12.25"),  # cells
        ("渡船（艘） 2,070 8", "渡船（艘） 2,070 8"),
        ("渡船 80% -3", "渡船 80% -3"),
        ("渡船 7 500 艘", "渡船7 500艘"),
        ("5 月 2.5 10:30 开", "5月2.5 10:30开"),
        ("7.5 2) 渡船 9 艘", "7.5 2)渡船9艘"),
        ("渡船 App 的开法 . . . . . . . 13", "渡船App的开法 . . . . . . . 13"),
        ("渡船（大） …………… 3", "渡船（大） …………… 3"),
        ("渡船 2……………", "渡船 2……………"),
        ("1 分船 ...... iv", "1 分船 ...... iv"),
        ("渡船 13", "渡船13"),
        ("    图 4-1 渡船的开法", "    图4-1 渡船的开法"),
        ("图 4-1 渡船的开法        图 4-2 码头的钟", "图4-1 渡船的开法        图4-2 码头的钟"),
        ("图 4-1 渡船的开法        见图 4-2 码头", "图4-1 渡船的开法        见图4-2码头"),
    ],
)
def test_what_a_gap_parts_stays(text: str, expected: str) -> None:
    assert closed(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("变量 boats 是['渡船 木 船', 'GPS 船', 3]，共 三项", "变量boats是['渡船 木 船', 'GPS 船', 3]，共三项"),
        ('先用 read("渡船 名 单")取得，再写', '先用read("渡船 名 单")取得，再写'),
        ("设 name='渡船 A'，再写 两行", "设name='渡船 A'，再写两行"),
        ("他说'渡 船'，又说\"木 船\"，大家笑", "他说'渡船'，又说\"木船\"，大家笑"),  # quoted words of a sentence
        ("在[渡 船]上写it's，再写 两行", "在[渡船]上写it's，再写两行"),
    ],
)
def test_strings_of_a_program_keep_their_blanks(text: str, expected: str) -> None:
    assert closed("先写一行，", text)[1] == expected


def test_inside_a_paragraph_a_number_is_no_section() -> None:
    assert closed("渡船有长有短，短的是", "5.1 尺，长的是九尺。")[1] == "5.1尺，长的是九尺。"


def test_lines_beside_entries_and_rows_end_with_a_number() -> None:
    entries = ["5.1 渡船 . . . . . . . 12", "第六章 石桥 13", "6.1 码头 . . . . . . . 14"]
    assert closed(*entries, joint="\n\n")[1] == "第六章 石桥 13"
    assert closed(*entries)[1] == "第六章 石桥13"  # inside a paragraph
    assert closed("渡船（艘） 9", "石桥（座） 12", "码头（个） 3", joint="\n\n") == ["渡船（艘） 9", "石桥（座） 12", "码头（个） 3"]
    assert closed("渡船（艘） 9", "石桥（座） 12", joint="\n\n") == ["渡船（艘）9", "石桥（座）12"]
    assert closed("见 [a](b) 渡船 9", "石桥 12", "码头 3", joint="\n\n")[1:] == ["石桥 12", "码头 3"]


@pytest.mark.parametrize(
    ("texts", "place", "expected"),
    [
        (("摘 要 渡船的记录，", "每天都写。"), 0, "摘要 渡船的记录，"),
        (("あらまし 渡し船の記録，", "毎日書く。"), 0, "あらまし 渡し船の記録，"),
        (("渡船的记录。", "关键词 渡船，石桥"), 1, "关键词 渡船，石桥"),  # behind a sentence
        (("Ferry", "摘要 渡船，石桥"), 1, "摘要 渡船，石桥"),  # behind words of another script
        (("渡船的记录，", "也写 石桥，码头"), 1, "也写石桥，码头"),
        (("渡船的 记录，每天都 写，", "不多。"), 0, "渡船的记录，每天都写，"),
        (("渡船的 石桥，", "每天都 写，不多。"), 0, "渡船的石桥，"),  # the line behind is stretched
        (("渡船的 石桥。", "每天 渡船，不多。"), 1, "每天渡船，不多。"),  # the line before
        (("水位的记 录，", "不多。"), 0, "水位的记录，"),  # a word is cut
        (("水位 的，", "不多。"), 0, "水位的，"),
    ],
)
def test_a_label_at_the_start_of_a_paragraph_keeps_its_gap(texts: tuple[str, ...], place: int, expected: str) -> None:
    assert closed(*texts)[place] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("渡船 7 艘，占 70 %。", "渡船7艘，占70%。"), ("Fähren: 70 % und 30 %", "Fähren: 70 % und 30 %")],
)
def test_the_space_before_the_sign_of_a_share_closes_beside_ideographs(text: str, expected: str) -> None:
    assert closed(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("题 目 渡船的开法", "题目 渡船的开法"),
        ("  题 目 渡船的开法", "  题目 渡船的开法"),
        ("甲 乙 渡船的开法", "甲 乙 渡船的开法"),  # no word
        ("题 目 渡船的 开法", "题目渡船的开法"),
        ("题 目 船", "题目船"),
        ("4 单元 渡船的 样子和开法", "4 单元 渡船的样子和开法"),
        ("石大河 林 木 高水生", "石大河 林 木 高水生"),  # names, as wide as each other
    ],
)
def test_where_a_converter_left_gaps_a_label_keeps_one(text: str, expected: str) -> None:
    assert _running(text) == expected


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.WRAPPED, Kind.HTML, Kind.MARKDOWN])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规模超 过 18 万 亿 元", "规模超过18万亿元"),
        ("（超 过 18 万 亿）", "（超过18万亿）"),
        ("张 三 18 万 亿", "张 三 18万亿"),  # no word
    ],
)
def test_a_word_before_a_number_in_pieces(kind: Kind, text: str, expected: str) -> None:
    assert closed(text, kind=kind)[0].replace("三18", "三 18") == expected


@pytest.mark.parametrize(
    "text", ["- 超 过 18 艘 船\n", "水 位 的 记 录 每 天 写。\n\n[a](b)\n", "`超 过 18 万 亿`[a](b)\n", "3 . 5 倍[a](b)\n"]
)
def test_in_markdown_nothing_else_changes(text: str) -> None:
    assert not [edit for edit in clean(text).edits if edit.rule == "gaps"]


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        ("目 录", Kind.WRAPPED, Role.H2, "目录"),
        ("目 录 一", Kind.WRAPPED, Role.BODY, "目 录 一"),
        ("渡船 石桥", Kind.WRAPPED, Role.H2, "渡船 石桥"),  # two clauses
        ("1 渡 船 的 开 法", Kind.WRAPPED, Role.H2, "1 渡船的开法"),
        ("渡船 “石桥”", Kind.WRAPPED, Role.H2, "渡船 “石桥”"),
        ("渡船 “石桥”", Kind.WRAPPED, Role.BODY, "渡船“石桥”"),
        ("渡船 “石桥”", Kind.WRAPPED, Role.TITLE, "渡船 “石桥”"),
        ("F123   文献标识码 A", Kind.WRAPPED, Role.IDENTIFIERS, "F123   文献标识码 A"),
        ("金 木 水 火 土", Kind.WRAPPED, Role.BODY, "金 木 水 火 土"),
        ("金 木 水 火 土 日", Kind.WRAPPED, Role.BODY, "金木水火土日"),
        ("金 木 水 火 土 日", Kind.TEXT, Role.BODY, "金 木 水 火 土 日"),
        ("金 木 水 火 土 日", Kind.WRAPPED, Role.KEPT, "金 木 水 火 土 日"),
        ("渡 船 于 年 月 日", Kind.WRAPPED, Role.BODY, "渡船于年月日"),
        ("渡船 年 月 日 开", Kind.WRAPPED, Role.BODY, "渡船 年 月 日 开"),  # the blanks of a form
        ("占 GDP 比重", Kind.TEXT, Role.BODY, "占 GDP 比重"),
        ("占 GDP 比重", Kind.WRAPPED, Role.KEPT, "占 GDP 比重"),
        ("水 位，多", Kind.WRAPPED, Role.CODE, "水 位，多"),
        ("水位 ，多", Kind.HTML, Role.BODY, "水位，多"),
        ("수위 （물）", Kind.WRAPPED, Role.BODY, "수위 （물）"),
        ("用A B C D写", Kind.WRAPPED, Role.BODY, "用A B C D写"),  # the alphabet
        ("用R u s t写", Kind.WRAPPED, Role.BODY, "用Rust写"),
    ],
)
def test_a_line_alone(text: str, kind: Kind, role: Role, expected: str) -> None:
    assert closed(text, kind=kind, role=role) == [expected]


def test_letter_spaced_letters_are_two_words_where_the_text_has_two() -> None:
    assert closed("用L o g M a t写", "Log Mat是一种，", joint="\n\n")[0] == "用Log Mat写"
    assert closed("用L o g M a t写", "别的。", joint="\n\n")[0] == "用LogMat写"


def test_a_list_of_single_characters_is_reported() -> None:
    document = Document((Line(0, 1, 1, "金 木 水 火 土", "金 木 水 火 土", Role.BODY, "\n\n"),), Kind.TEXT)
    assert [type(found) for found in gaps(document)] == [Doubt]


@pytest.mark.parametrize(
    ("text", "joined"), [("- 1 1.1 名词解释", "- 1 1.1 名词解释"), ("增长 1 1 . 1 %", "增长 11.1%"), ("共 1 1 名", "共 11 名")]
)
def test_a_number_with_its_point_in_place_is_no_piece(text: str, joined: str) -> None:
    assert joined_numbers(text, is_extracted=False) == joined
