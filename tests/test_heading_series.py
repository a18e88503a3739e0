"""A series of numbered headings is decided as a whole: which lines belong to it, and what speaks against all of them."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.headings.marks import mark_of
from cleaner.headings.wording import can_be_heading

PRINTED = Cleaner(kind="printed")
TALE = """　　渡船每天过河四趟，冬天只开两趟，坐船的人多半住在对岸的村里。
老桥在那年大水以后就封了，一直没有再开，村里凑钱造了一条新
船，请磨坊的木匠动手，前后用了十一个月，用的都是落叶松。
　　逢集的日子船上装的是山羊和母鸡，还有一袋一袋从磨坊运来的
面粉，春天水涨得高，码头淹在水里，只好从船上搭一块跳板。
"""
PROSE = """The harbour is busiest in the early morning, when those who sell
fish, those who sell greens and those who wait for the boat crowd
upon the steps, and their voices carry over half the street until
the first boat has left.
"""
NAMES = ("旧码头", "仓库", "小学", "堤上的柳树", "灯台", "磨坊")


def headings(source: str) -> list[str]:
    return [line for line in PRINTED(source).body.split("\n") if line.startswith("#")]


def series(form: str, text: str = TALE, names: tuple[str, ...] = NAMES[:4]) -> str:
    numbers = zip("一二三四五六", range(1, 7), names, strict=False)
    return "".join([form.format(han=han, number=number, name=name) + f"\n{text}" for han, number, name in numbers])


@pytest.mark.parametrize(
    "form",
    [
        "{han} 、{name}",  # a gap before the mark, of a justified line
        "第{han}章、{name}",
        "Q{number}：{name}是什么时候修的，谁修的？",
        "问{number}：{name}怎样修",
        "（{number}）. {name}",
        "{number}- {name}",
        "Q{number}　{name}怎样修",
        "其{han}：{name}",
        "00{number} {name}",
    ],
)
def test_forms_of_numbers(form: str) -> None:
    assert mark_of(form.format(han="一", number=1, name=NAMES[0])) is not None
    assert len(headings(series(form))) == 4


@pytest.mark.parametrize("text", ["第一章、第二章的安排", "A-frames of oak", "问1个人", "12-inch boards", "Ⅱ型船", "其一，旧码头"])
def test_what_counts_nothing(text: str) -> None:
    assert mark_of(text) is None


def test_the_last_of_a_series_needs_no_text_at_the_end_of_an_excerpt() -> None:
    assert headings(series("第{han}章　{name}") + "第五章　灯台\n")[-1] == "## 第五章 灯台"


def test_the_first_of_a_series_may_stand_below_what_is_not_finished() -> None:
    source = "Journal of Harbours and\nI. INTRODUCTION\n" + PROSE + f"II. BOATS\n{PROSE}{PROSE}III. NETS\n{PROSE}{PROSE}"
    assert len(headings(source)) == 3


def test_a_series_goes_on_behind_another_that_stands_inside_it() -> None:
    inner = f"一、渡口由村里的老人们看管，每天开四趟，冬天只开两趟，没有例外，\n{TALE}二、渡船由磨坊的木匠看管，每天开四趟，冬天只开两趟，没有例外，\n{TALE}"
    source = series("{han}、{name}", names=NAMES[:2]) + inner + f"三、小学\n{TALE}"
    assert [line.split("、")[0] for line in headings(source)] == ["## 一", "## 二", "## 三"]


def test_an_appendix_ends_no_sequence() -> None:
    parts = f"1. 旧码头\n1.1 石阶\n{TALE}1.2 跳板\n{TALE}2. 仓库\n2.1 门窗\n{TALE}2.2 楼梯\n{TALE}3. 后记\n{TALE}A.1 账目\n{TALE}A.2 名单\n{TALE}"
    assert "## 3. 后记" in headings(parts)


def test_numbers_stand_out_below_headings_that_their_series_proves() -> None:
    wide = "研究里的第二个问题：渡口的老人们怎样看管渡船和码头上的石阶"  # too wide to show its end
    source = f"一、旧码头\na) 石阶\n{TALE}b) 跳板\n{TALE}二、{wide}\na) 门窗\n{TALE}b) 楼梯\n{TALE}三、小学\na) 课桌\n{TALE}b) 黑板\n{TALE}"
    assert len(headings(source)) == 9


def test_a_label_counts_below_sections_where_others_of_its_form_do() -> None:
    sections = [f"{han}、{name}\na) 石阶\n{TALE}b) {{}}跳板\n{TALE}" for han, name in zip("一二三", NAMES, strict=False)]
    source = sections[0].format("") + sections[1].format("") + sections[2].format("后来：")
    assert len(headings(source)) == 9


def test_what_stands_right_above_the_next_number_is_a_row() -> None:
    rows = "3 一种用桐油浸过的船板 甲一二三四\n4 一种用落叶松做成的船舵以及它在冬天的保管和修理的方法 甲二三四五六七\n"
    source = f"1 码头\n1.1 旧码头\n{TALE}1.2 仓库\n{TALE}2 学校\n2.1 小学\n{TALE}2.2 灯台\n{TALE}{rows}"
    assert not [line for line in headings(source) if "一种" in line]


def test_names_in_capitals_end_with_a_stop_and_those_that_run_in_tell_nothing_of_the_others() -> None:
    source = f"1. DUTIES.\n{PROSE}{PROSE}2. TERM. The boats are let for a year, and for as many more as both\nsides agree upon.\n"
    source += f"3. BOATS AND NETS.\n{PROSE}{PROSE}4. SAFETY\n{PROSE}{PROSE}"
    assert headings(source) == ["## 1. DUTIES.", "## 3. BOATS AND NETS.", "## 4. SAFETY"]


def test_between_two_headings_those_are_headings_that_show_it() -> None:
    asked = ["{}由谁看管？", "{}坏了，找谁修", "{}旧了，找谁修", "{}没有了，怎么办", "{}由谁看管？", "{}由谁看管？", "{}由谁看管？"]
    lines = [f"Q{number}：{text.format('渡船')}\n{TALE}" for number, text in enumerate(asked, 1)]
    assert [line[:5] for line in headings("".join(lines))] == [f"## Q{number}" for number in range(1, 8)]
    assert len(headings("".join(lines[:2] + lines[3:]))) == 6


def test_articles_that_announce_a_list_are_sentences() -> None:
    articles = [f"Art. {number}. The {name} has these duties:\n{PROSE}" for number, name in enumerate(("master", "mate", "cook"), 1)]
    sentences = [f"Art. {number}. The boats are let for a year, and for as many more as both\nsides agree upon.\n" for number in (4, 5, 6)]
    assert headings("".join([*articles, *sentences])) == []


def test_sentences_among_articles_count_against_none() -> None:
    source = f"第一条　渡口由村里看管。\n第二条　旧码头\n{TALE}第三条　仓库\n{TALE}第四条　小学\n{TALE}第五条　本约一式两份。\n"
    assert len(headings(source)) == 3


def test_a_number_that_goes_on_a_headings_begins_a_block() -> None:
    source = series("Q{number}：{name}由谁看管？") + "石阶和跳板由村里的老人们看管，木桨和船舵由磨坊的木匠看管，绳子\n"
    source += f"Q5：渡船每天过河四趟，冬天只开两趟，坐船的人多半住在对岸的村里\n{TALE}"
    assert "\n\nQ5：渡船" in PRINTED(source).body


def test_headings_below_the_last_part_stand_as_those_below_the_others() -> None:
    below = "Mending the {0}\n{1}Airing the {0}\n{1}"
    source = "".join(
        [f"{letter}- Of {name}\n{PROSE}{below.format(name, PROSE)}" for letter, name in zip("ABC", ("boats", "nets", "wells"), strict=True)]
    )
    assert [line.split()[0] for line in headings(source)] == ["##", "###", "###"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "老人回家，锁上门，撕了几张纸，才写成下面的信",
        "如果你不满意船上的座位，请不要上船，任何\n座位都要坐稳！",
        "渡船几点开？\n码头在哪里？",
    ],
)
def test_sentences_without_a_number(line: str) -> None:
    sisters = f"渡口的规矩怎样定\n{TALE}画家留下的画\n{TALE}"
    assert len(headings(f"{TALE}{sisters}{line}\n{TALE}{sisters}")) == 4


def test_three_commas_make_a_sentence() -> None:
    assert can_be_heading("学党史，悟思想，办实事", is_numbered=False)
    assert not can_be_heading("学党史，悟思想，办实事，开新局", is_numbered=False)


PICTURES = "".join([f"\U0001f4cb {name}\n\n{TALE.split(chr(10), 1)[0].strip()}\n\n" for name in NAMES[:4]])


def test_a_picture_that_several_lines_have_begins_headings_and_items_of_lists_follow_each_other() -> None:
    assert len(headings(TALE + PICTURES + TALE)) == 4
    assert headings(TALE + "".join([f"\U0001f4cb {name}\n" for name in NAMES]) + TALE) == []


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("Ⅲ. 旧码头", "Ⅰ"),
        ("贰·仓库", "formal"),
        ("Глава 5. Лодки", "chapter"),
        ("Section 1 - Boats", "section"),
        ("Chapitre 2 Barques", "chapter"),
    ],
)
def test_forms_of_other_scripts(line: str, form: str) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert mark.form == form
    assert line[mark.end :][0] not in "-. "


def levels(source: str) -> list[int]:
    return [len(line.split()[0]) for line in headings(source)]


DIVIDED = [f"旧码头\n§ 1 石阶\n{TALE}§ 2 跳板\n{TALE}", f"仓库\n§ 3 门窗\n{TALE}", f"小学\n§ 4 课桌\n{TALE}"]


def test_headings_right_above_numbered_ones_divide_them() -> None:
    assert levels(TALE + "".join(DIVIDED)) == [2, 3, 3, 2, 3, 2, 3]
    assert levels(f"前面的话\n{TALE}渡口的事\n{TALE}{DIVIDED[0]}") == [2, 2, 2, 3, 3]
    blocks = "\n\n".join("".join(DIVIDED).replace(TALE, TALE.replace("\n", "").replace("　", "") + "\n").split("\n"))
    assert [len(line.split()[0]) for line in Cleaner()(blocks).body.split("\n") if line.startswith("#")] == [2, 3, 3, 2, 3, 2, 3]


def test_who_signs_each_letter_divides_nothing() -> None:
    days = [f"{year}年\n{TALE}{name}\n" for year, name in zip(("一九五八", "一九六一", "一九六七", "一九七三"), NAMES, strict=False)]
    assert len(headings(TALE + "".join(days))) == 4


def test_articles_are_parts_of_chapters_in_an_excerpt_that_begins_inside_one() -> None:
    articles = [f"第{han}條　{name}\n{TALE}" for han, name in zip("三四五六", NAMES, strict=False)]
    assert levels("".join([*articles[:2], "第二章　仓库的规矩\n", *articles[2:]])) == [3, 3, 2, 3, 3]
    sections = [f"第{han}节　{name}\n{TALE}" for han, name in zip("二三", NAMES, strict=False)]
    assert levels("".join([*sections, f"第五章　灯台\n{TALE}"])) == [3, 3, 2]


def test_a_number_that_stands_again_at_the_edge_of_a_page_heads_it() -> None:
    edges = [f"{number}\nCHAPTER {chapter}. THE BOATS\n{PROSE}{PROSE}" for number, chapter in ((17, 1), (18, 1), (26, 2), (27, 2))]
    source = f"Chapter 1\nThe Boats\n{PROSE}{PROSE}{edges[0]}{edges[1]}Chapter 2\nThe Nets\n{PROSE}{PROSE}{edges[2]}{edges[3]}"
    assert headings(source) == ["## Chapter 1 The Boats", "## Chapter 2 The Nets"]


def test_a_line_that_is_a_sentence_elsewhere_is_none_without_its_stop() -> None:
    source = f"一、旧码头\n{TALE}二、仓库\n{TALE}三、小学归还村里\n{TALE}"
    assert len(headings(source)) == 3
    assert len(headings(source + f"三、小学归还村里。\n{TALE}")) == 2


def test_the_title_of_a_chapter_goes_on_below_however_narrow_it_is() -> None:
    source = f"第一章　渡口的旧码头和仓库\n和小学\n{TALE}第二章　灯台\n{TALE}"
    assert headings(source)[0] == "## 第一章 渡口的旧码头和仓库和小学"


def test_the_first_part_of_a_section_ends_the_name_above_it() -> None:
    flat = TALE.replace("\n", "").replace("　", "")
    column = "\n".join([flat[start : start + 17] for start in range(0, len(flat), 17)]) + "\n"
    source = f"{column}第 3 章 操作\n3.1 开船前的检查\n{column}3.2 关灯\n{column}第 4 章 保管\n4.1 冬天\n{column}"
    assert levels(source) == [2, 3, 3, 2, 3]


def test_letters_with_clauses_are_headings_as_long_as_twice_the_ideographs() -> None:
    parts = f"A. The three hillsides\n{PROSE}B. Boats, nets and what we did to them\n{PROSE}C. Tar, in two coats\n(i) Boats. {PROSE}"
    assert len(headings(f"I. Harbours\n{PROSE}II. Boats\n{parts}III. Nets\n{PROSE}")) == 6


KOREAN = """봄에 지붕에서 물이 한 번 샜으나 기술자가 사흘에 걸쳐 기와를
바꾸어 책은 한 권도 젖지 않았다. 겨울이 되자 창틈을 솜으로
막아 실내는 예년보다 훨씬 따뜻해졌다.
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (series("３．{number}\u2003{name}"), 4),  # an em space behind the number
        ("".join([f"{part}篇：{name}\n{TALE}一、{name}\n{TALE}" for part, name in zip("上中下", NAMES, strict=False)]), 6),
        ("".join([f"{syllable}. 창고\n{KOREAN}" for syllable in "가나다"]), 3),
    ],
)
def test_forms_that_count(source: str, expected: int) -> None:
    assert len(headings(source)) == expected


def test_two_parties_are_counted_aloud() -> None:
    assert mark_of("丙、旧码头") == ("stem", (3,), 2)
    assert mark_of("甲、乙双方") is None
    assert mark_of("下部结构") is None


def test_numbers_that_begin_anew_below_headings_without_one_count_their_parts() -> None:
    source = "".join([f"{name}\n{TALE}{series('{number}. {name}', names=NAMES[2:4])}" for name in ("渡口", "集市", "水灾", "渡船")])
    assert headings(source) == ["## 渡口", *PARTS, "## 集市", *PARTS, "## 水灾", *PARTS, "## 渡船", *PARTS]
    # one that was not found is told by the others
    assert headings(source.replace("集市\n", "")) == ["## 渡口", *PARTS, *PARTS, "## 水灾", *PARTS, "## 渡船", *PARTS]


PARTS = ["### 1. 小学", "### 2. 堤上的柳树"]


def test_numbers_that_go_on_behind_a_heading_without_one_are_the_highest() -> None:
    first, last = series("{number}. {name}", names=NAMES[:2]), series("{number}. {name}", names=NAMES[2:4])
    more = last.replace("1. ", "3. ").replace("2. ", "4. ")
    assert headings(f"渡口\n{TALE}{first}集市\n{TALE}{last}水灾\n{TALE}{more}")[1] == "## 1. 旧码头"


def test_parts_that_every_section_has() -> None:
    source = TALE + "".join([f"第{han}课 {name}\n讲解\n{TALE}练习\n{TALE}" for han, name in zip("一二三", NAMES, strict=False)])
    assert headings(source)[:3] == ["## 第一课 旧码头", "### 讲解", "### 练习"]
    assert len(headings(source)) == 9
    # in running text, and not once a section, they head pages
    assert len(headings(source + f"讲解\n{TALE}")) == 3


def test_articles_that_fill_their_line_vote_with_the_others() -> None:
    full = "The Boats and the Men Who Mend Them Here in the Harbour"
    names = ("The Boats", "The Harbour", "The School", full, "The Lamp", full)
    source = "".join([f"Article {number} {name}\n{PROSE}" for number, name in enumerate(names, 1)])
    assert headings(source)[:3] == ["## Article 1 The Boats", "## Article 2 The Harbour", "## Article 3 The School"]


@pytest.mark.parametrize(
    "contents",
    [
        "1.1 旧码头\n. . . . . . . . . . . . . . . .\n1\n1.2 仓库\n. . . . . . . . . . . . . . . .\n3\n",
        "1.1\n旧码头\n. . . . . . . . . . . . . . . .\n1\n1.2\n仓库\n. . . . . . . . . . . . . . . .\n3\n",
        "1.1 旧码头\n1\n1.2 仓库\n3\n",
    ],
)
def test_entries_of_contents_in_pieces(contents: str) -> None:
    body = f"1.1 旧码头\n{TALE}1.2 仓库\n{TALE}"
    assert len(headings(contents + body)) == len(headings(body)) == 2


def test_a_chapter_of_several_entries() -> None:
    contents = "".join([f"第{han}章 {name}({number})\n" for han, name in zip("一二三", NAMES, strict=False) for number in (1, 2, 3)])
    assert headings(contents + series("第{han}章 {name}")) == headings(series("第{han}章 {name}"))


def test_a_line_right_above_the_same_heads_the_page() -> None:
    source = series("{number} {name}").replace("2 仓库\n", "2 仓库\n2 仓库\n")
    assert len(headings(source)) == 4


@pytest.mark.parametrize("value", ["2.4 GHz的处理器", "9.8 米每秒"])
def test_values_between_decimals(value: str) -> None:
    source = "".join([f"3.{number} {name}\n{TALE}" for number, name in enumerate(NAMES[:4], 1)])
    assert headings(source.replace("3.3 ", f"{value}\n{TALE}3.3 ")) == headings(source)


def test_rows_are_no_decimals() -> None:
    rows = ("2.5 仓库", "1.2 小学", "3.3 灯台", "2.2 磨坊", "1.4 码头", "0.9 渡口")
    assert headings("".join([f"{row}\n{TALE}" for row in rows])) == []
    assert headings("".join([f"{value}Hz\n{TALE}" for value in ("43.1", "43.2", "56.9", "57.1")])) == []


def test_a_word_that_counts_no_second() -> None:
    assert headings(f"{TALE}第一天\n{TALE}") == []
    assert headings(f"{TALE}第一天\n{TALE}第二天\n{TALE}") == ["## 第一天", "## 第二天"]


PLAIN = f"{TALE}渡口\n{TALE}集市\n{TALE}水灾\n{TALE}"


@pytest.mark.parametrize(
    "line",
    [
        '大家都说会修的"\n',  # speech that began before
        "第3期\n",
        "旧码头 仓库 小学 堤上的柳树\n",
        "堤上的柳树\n的树皮每年都有人来剥，村里立了牌子以后才没有人再来剥树皮。\n",
        "堤上的柳树\n是一种不怕水淹的树，种下去的头一年就能长到一人多高。\n",
    ],
)
def test_lines_between_paragraphs_that_are_no_headings(line: str) -> None:
    assert headings(PLAIN + line + TALE) == headings(PLAIN) == ["## 渡口", "## 集市", "## 水灾"]


def test_the_number_of_a_page_is_no_heading() -> None:
    assert not can_be_heading("９５\u3000页", is_numbered=False)
    assert can_be_heading("3 页岩与砂岩", is_numbered=True)


def test_behind_a_semicolon_no_heading_stands() -> None:
    source = PLAIN + "　　码头归村里修，仓库归磨坊修；\n堤上的柳树\n" + TALE
    assert headings(source) == headings(PLAIN)
