"""Where pages break, and what is furniture: each proof, and each guard with a text that it keeps whole."""

from __future__ import annotations

from itertools import count

import pytest

from cleaner import Cleaner, clean, read
from cleaner.lines import Lines
from cleaner.pages.edges import is_whole
from cleaner.pages.finding import find_pages
from cleaner.pages.found import Certainty, Pages

SENTENCES = (
    "县里的老茶厂建在河湾东岸厂房一共三层最上面一层是晾青的地方四面开着木窗春天的时候风从河面上吹进来",
    "厂长年轻时在外省学过制茶回来以后把做青的时间由六小时改成九小时起初师傅们都不同意说祖上的规矩不能改",
    "第二年的新茶送到省里去评比得了第三名大家才慢慢信服从那以后厂里每年都要留出一间屋子专门做试验",
    "如今茶厂的生意比从前好得多可是他说机器只能做出一样的味道真正的好茶还是要靠人的手去感觉温度和湿度",
    "码头每天清早最热闹卖鱼的卖菜的和等船的人挤在石阶上说话的声音隔着半条街都能听见直到头一班船开走",
    "学校搬到北坡以后孩子们上学要多走两里山路下雨的日子常有人迟到校长便把头一节课改成自习",
)
WIDTH = 20
Printed = list[tuple[list[str], list[str]]]
"""Pages, each with the lines at its top and at its foot."""


def prose(lines: int, start: int = 0) -> list[str]:
    """Lines of one long sentence that are cut at one width, with a comma in each; no line is repeated."""
    text = "".join(f"{SENTENCES[(start + at) % 6][:33]}，{'甲乙丙丁戊己庚辛壬癸'[(start + at) // 6 % 10]}" for at in range(lines))
    cut = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)][:lines]
    return [line.replace("，", "、", 1) if line.endswith("，") else line for line in cut]


def paragraphs(lines: int, start: int = 0) -> list[str]:
    """`lines` of prose of which the last ends a sentence."""
    *rest, last = prose(lines, start)
    return [*rest, last[: WIDTH // 2] + "。"]


def pages_of(lines: list[str]) -> Pages:
    return find_pages(Lines(read("\n".join(lines) + "\n", kind="text").filled))


def taken(lines: list[str], certainty: Certainty = Certainty.SURE) -> list[str]:
    """The wording that is furniture, as sure as asked."""
    filled = read("\n".join(lines) + "\n", kind="text").filled
    furniture = pages_of(lines).furniture
    return [filled[place].text.strip() for place in sorted(furniture) if furniture[place].certainty is certainty]


def document(
    *furniture: tuple[list[str], list[str]], finished: bool = False, feed: bool = False, size: int = 20, start: int = 0
) -> list[str]:
    """Pages of prose, each with lines at its top and at its foot, either of finished paragraphs or of one sentence across all pages."""
    out: list[str] = []
    body = prose(size * len(furniture), start)
    for page, (top, foot) in enumerate(furniture):
        text = paragraphs(size, page * size) if finished else body[page * size : (page + 1) * size]
        block = [*top, *text, *foot]
        out += ["\f" + block[0], *block[1:]] if feed and page else block
    return out if finished else [*out, "。完"]


@pytest.mark.parametrize("form", ["{}", "- {} -", "· {} ·", "第 {} 页", "第 {} 页 共 40 页", "{} / 40", "Page {} of 40", "|{}"])
def test_numbers_in_mid_sentence(form: str) -> None:
    numbers = [form.format(number) for number in range(7, 12)]
    assert taken(document(*[([], [number]) for number in numbers])) == numbers


@pytest.mark.parametrize("form", ["{}", "- {} -", "第 {} 课", "{}．"])
def test_what_counts_between_finished_sentences_is_reported_at_most(form: str) -> None:
    text = document(*[([form.format(number)], []) for number in range(1, 8)], finished=True)
    assert taken(text) == []


def test_page_and_pages_are_proof_between_finished_sentences() -> None:
    numbers = [f"第 {number} 页 共 6 页" for number in range(3, 7)]
    assert taken(document(*[([], [number]) for number in numbers], finished=True)) == numbers


def test_roman_numbers() -> None:
    assert taken(document(*[([], [number]) for number in ("iv", "v", "vi", "vii")])) == ["iv", "v", "vi", "vii"]


def test_numbers_that_keep_step_with_form_feeds() -> None:
    text = document(*[([], [str(number)]) for number in range(30, 35)], finished=True, feed=True)
    assert taken(text) == ["30", "31", "32", "33", "34"]
    assert len(pages_of(text).breaks) == 4


def test_two_numbers_on_many_pages_are_those_of_chapters() -> None:
    text = document(*[(["— 1 —"] if page == 0 else ["— 2 —"] if page == 1 else [], []) for page in range(12)], finished=True, feed=True)
    assert taken(text) == []


def test_a_number_inside_a_page_that_is_known() -> None:
    lines = document(*[([], []) for _ in range(4)], finished=True, feed=True)
    for place, number in zip((10, 31, 52, 73), count(3), strict=False):
        lines.insert(place, str(number))
    assert taken(lines) == []


def test_rows_of_numbers() -> None:
    lines = document(*[([], []) for _ in range(6)], finished=True)
    for place, number in zip((20, 42, 64, 86, 108), count(1), strict=False):
        lines[place:place] = [str(number), "12.50"]
    assert taken(lines) == []


def test_several_articles_in_one_dump() -> None:
    first = document(*[([], [str(number)]) for number in range(5, 9)])
    second = document(*[([], [str(number)]) for number in range(2, 6)], start=23)
    assert taken([*first, *second]) == ["5", "6", "7", "8", "2", "3", "4", "5"]


def test_chapters_and_pages_that_count_together() -> None:
    lines = document(*[([], []) for _ in range(8)], finished=True, size=20)
    for number in range(1, 8):
        lines.insert(number * 21 - 1, str(number))
    more = document(*[([], [str(number)]) for number in (8, 9, 10)], size=38)
    wrong = set(taken([*lines, *more])) & set("1234567")
    assert not wrong


def test_heads_beside_numbers() -> None:
    text = document(*[(["河湾调查报告"], [str(number)]) for number in range(8, 13)])
    assert taken(text) == ["8", "河湾调查报告", "9", "河湾调查报告", "10", "河湾调查报告", "11", "河湾调查报告", "12"]
    assert taken(text, Certainty.UNSURE) == ["河湾调查报告"]  # its first place: it may be the title


def test_heads_of_left_and_right_pages() -> None:
    heads = ["河湾调查报告", "东岸研究所年刊"] * 4
    text = document(*[([head], [str(number)]) for head, number in zip(heads, count(21), strict=False)])
    assert [one for one in taken(text) if not one.isdigit()] == heads[2:]


def test_the_title_stays_where_it_stands_below_its_head() -> None:
    text = document((["河湾调查报告", "1", "河湾调查报告"], []), *[(["河湾调查报告", str(page)], []) for page in range(2, 6)], feed=True)
    assert taken(text, Certainty.UNSURE) == ["河湾调查报告"]
    place = next(place for place, known in pages_of(text).furniture.items() if known.certainty is Certainty.UNSURE)
    assert place == 2


def test_a_wording_that_stands_inside_pages_as_often() -> None:
    lines = document(*[(["甲方应当通知乙方"], [str(number)]) for number in range(8, 12)])
    for place in (10, 15, 33, 38, 57, 61, 80, 85):
        lines.insert(place, "甲方应当通知乙方")
    assert "甲方应当通知乙方" not in taken(lines)


def test_heads_of_tables_on_every_page() -> None:
    rows = [(["名称　单价　数量", f"螺栓  {page}2.00  400", f"垫片  3.{page}  120"], [f"第 {page} 页 共 9 页"]) for page in range(2, 7)]
    text = document(*rows, finished=True)
    assert not any("单价" in one for one in taken(text))


def test_a_title_that_counts_the_pages() -> None:
    heads = [f"河湾调查报告总第十二辑    {page}" for page in range(4, 8)]
    assert taken(document(*[([head], []) for head in heads])) == heads


def test_sections_with_one_title_are_headings() -> None:
    heads = [f"{page} Right section title" for page in range(2, 6)]
    assert taken(document(*[([head], []) for head in heads], finished=True)) == []


def test_a_short_line_in_mid_sentence() -> None:
    text = document(*[([], ["河湾制造｜东岸"]) for _ in range(4)])
    assert taken(text) == ["河湾制造｜东岸"] * 4


def test_a_term_that_is_set_on_its_own_line() -> None:
    text = document(*[([], ["命令"]) for _ in range(4)])
    assert taken(text) == []


def test_a_journal_with_year_and_issue() -> None:
    text = document((["河湾研究 2021年第3期"], []), *[(["河湾研究 2021年第3期", str(page)], []) for page in (38, 39)])
    furniture = pages_of(text).furniture
    assert furniture[0].facts == {"source": "河湾研究", "date": "2021", "issue": {"number": "3"}}
    assert [one for one in taken(text) if "期" in one] == ["河湾研究 2021年第3期"] * 3


def test_a_reference_to_a_journal() -> None:
    assert taken([*paragraphs(15), "河湾研究 2021年第3期", *paragraphs(15, 15)]) == []


@pytest.mark.parametrize("upwards", [False, True])
def test_a_vertical_head_with_year_and_issue(upwards: bool) -> None:
    head = list("河湾研究二〇二一年第十二期")
    text = [*prose(12), *(head[::-1] if upwards else head), *prose(12, 12)]
    known = pages_of(text).furniture
    assert known[12].facts == {"source": "河湾研究", "date": "2021", "issue": {"number": "12"}}
    assert sorted(known) == list(range(12, 25))


def test_a_sentence_set_one_character_a_line() -> None:
    assert taken([*prose(12), *"渡口的故事要从一九三一年说起", *prose(12, 12)]) == []


def test_the_head_of_a_table_set_one_character_a_line() -> None:
    table = [*"合格件数次品件数", "517", "83", "86.17%", "396"]
    assert taken([*paragraphs(12), "结果", *table, *paragraphs(12, 12), *table]) == []


def test_a_formula_that_was_torn_into_lines() -> None:
    formula = ["α", "r", "2", "α", "k", "E", "g", "X"]
    text = [line for page in range(4) for line in (*prose(20, page * 20)[:-1], *formula)]
    assert taken([*text, "。完"]) == []


def test_a_masthead_and_a_label_below_it() -> None:
    text = ["B2 2021年5月3日 编辑：陈琳 海港日报", "产业周刊", "老灯塔换了新窗子", *prose(20)]
    assert taken(text) == ["B2 2021年5月3日 编辑：陈琳 海港日报"]


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("B3 2015年5月23日 编辑：赵越 河湾周末", "河湾周末"),  # behind the editor stands the paper
        ("B3 2015年5月23日 河湾周末", None),
    ],
)
def test_the_last_part_of_a_masthead_is_the_paper(head: str, source: str | None) -> None:
    text = [head, "周末读本", "老灯塔换了新窗子", "本报记者 林小满 杭州报道", *prose(20)]
    assert Cleaner(kind="printed")("\n".join(text) + "\n").metadata.get("source") == source


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Handbook for Volunteer Wardens of the North Bay Ferry", "Island Notes"),
        ("Handbook of the North Bay Ferry", "Handbook for Volunteer Wardens of the Island Notes"),
    ],
)
def test_a_head_with_a_title_that_is_cut_short(title: str, source: str) -> None:
    head = "Handbook for Volunteer Wardens of the Island Notes No. 2, 2023"
    pages = [
        f"{head}\n{top}" + "\n".join(prose(20, page * 20)) + "\n" for page, top in enumerate((f"{title}\nAda Abel, Ben Carter\n", "", ""))
    ]
    assert Cleaner(kind="printed")("\f".join(pages)).metadata.get("source") == source


def test_a_title_below_a_masthead() -> None:
    assert taken(["B9", "17 Apr 2021", "Cloud Service Agreement", "By Martha Bell", "Cloud Service Agreement", *prose(20)]) == [
        "B9",
        "17 Apr 2021",
    ]


def test_a_page_that_is_printed_twice() -> None:
    page = prose(20)
    text = [*page, "3", *page[:10], *prose(20, 40), "4", *page[:10], *prose(20, 80)]
    assert not any(line in taken(text) for line in page)


def test_paragraphs_on_one_line_each() -> None:
    """Markdown that a converter wrote: what is furniture stands as paragraphs among paragraphs."""
    long = ["".join(prose(12, start * 12)) for start in range(5)]
    text = [line for page, paragraph in enumerate(long) for line in (paragraph, f"第 {page + 2} 页 共 9 页")]
    assert taken(text) == [f"第 {page} 页 共 9 页" for page in range(2, 7)]


WORDS = "the boat was late and the men on the quay had long begun to wait for the bread that it would bring them from the town"


def english(count: int, seed: int) -> list[str]:
    """Lines of print, full but for their last word, without a finished sentence at their ends."""
    words = WORDS.split()
    return [", ".join([" ".join(words[(seed + row) % 9 :][:7]), f"and {words[(row * 5 + seed) % 20]} came in"]) for row in range(count)]


def in_turn(first: str, second: str, pages: int = 8) -> list[str]:
    """Pages with one head and the number before it on the left, and another with the number behind it on the right."""
    text = english(14, 0)
    for page in range(2, 2 + pages):
        text += [f"{page} {first}" if page % 2 == 0 else f"{second} {page}", *english(14 + page % 3, page)]
    return text


def test_heads_of_left_and_right_pages_in_turn() -> None:
    heads = [line for line in in_turn("P. W. SMITH", "FERRIES WITHOUT A TIMETABLE") if line[0] == "F" or line[0].isdigit()]
    assert taken(in_turn("P. W. SMITH", "FERRIES WITHOUT A TIMETABLE")) == heads


def test_one_head_more_where_its_page_is_long() -> None:
    """A page of tables between two heads of one wording: the value shows that the second is the head of a page."""
    text = in_turn("P. W. SMITH", "FERRIES WITHOUT A TIMETABLE") + [f"{row}.5" for row in range(420)]
    text += ["12 P. W. SMITH", *english(14, 3)]
    assert taken(text)[-1] == "12 P. W. SMITH"
    assert "3 P. W. SMITH" not in taken([*text, "3 P. W. SMITH", *english(9, 4)])


def test_a_long_head_with_its_number() -> None:
    head = "Smith, J. J. & Jones, A. (2011). Ferries in Winter: What, How, Why Bother? Quarterly of the Northern Harbours, 15(2)."
    text = english(14, 0)
    for page in range(1, 6):
        text += [f"{head} {page}", *english(14, page)]
    assert taken(text) == [f"{head} {page}" for page in range(1, 6)]


def test_verse_with_a_refrain() -> None:
    verse = ["月亮出来亮汪汪", "想起我的阿哥在深山", "哥像月亮天上走", "山下小河淌水清悠悠"]
    text = [
        line for number in range(1, 8) for line in (str(number), *[f"第{number}段的第{row}句唱的是春天" for row in "一二三四五六"], *verse)
    ]
    assert taken(text) == []


def test_a_text_without_digits_and_without_repetition_has_no_pages() -> None:
    pages = pages_of(prose(40))
    assert (pages.breaks, pages.furniture, pages.edges) == ((), {}, frozenset())


@pytest.mark.parametrize("line", ["1", "12 wording", "第 3 页", "河\n湾", "| | | | | | 1 | | | | |"])
def test_hostile_input_takes_no_longer_a_line(line: str) -> None:
    """Twice the lines take about twice the steps: counted in calls, not in seconds."""
    import sys

    def calls(times: int) -> int:
        lines = Lines(read("\n".join([line, "甲乙丙丁"] * times), kind="text").filled)
        seen = 0

        def count_call(*_: object) -> None:
            nonlocal seen
            seen += 1

        sys.setprofile(count_call)
        try:
            find_pages(lines)
        finally:
            sys.setprofile(None)
        return seen

    assert calls(1600) < 2.6 * calls(800) + 5000


def test_fields_of_a_form_beside_page_numbers_stay() -> None:
    feet = [["签字日期", str(12 + page)] if page in (4, 5, 6) else [str(12 + page)] for page in range(16)]
    lines = document(*[([""], foot) for foot in feet], feed=True, finished=True)
    assert "签字日期" not in taken(lines)
    assert "15" in taken(lines)


def test_chapter_titles_in_one_place_are_heads_though_each_is_on_few_pages() -> None:
    titles = ["茶厂的来历", "山里的学校", "码头的早晨", "修船的老人"]
    lines = document(*[([titles[page // 4]], [str(12 + page)]) for page in range(16)], feed=True)
    assert {*titles} <= {*taken(lines)}


def test_the_head_of_a_table_that_goes_on_stays() -> None:
    head = "材料和配件的编号    材料和配件的名称    每件的单价（元）    仓库现有的数量    本月领用的数量    备注"
    rows = [f"{number}    螺栓    {number * 7 % 90}.50    {number * 3}" for number in range(1, 41)]
    lines = [line for start in range(0, 40, 10) for line in ("\f" * bool(start) + head, *rows[start : start + 10])]
    assert taken(lines) == []


def test_items_that_count_closer_together_than_pages_are_no_page_numbers() -> None:
    body = prose(60)
    lines = [line for number in range(12) for line in (str(number + 1), *body[5 * number : 5 * number + 5])]
    assert taken(lines) == []


def test_a_repeated_sentence_at_the_end_of_a_page_is_text() -> None:
    chapters = [[*paragraphs(12, 12 * page), "甲方应当书面通知乙方。"] for page in range(6)]
    lines = [line for page, chapter in enumerate(chapters) for line in ("\f" * bool(page) + f"第{page + 1}条", *chapter)]
    assert taken(lines) == []


def test_a_label_of_rows_set_one_character_a_line_stays() -> None:
    rows = [f"{number} 高等数学 {number % 5 + 1} {number * 16}" for number in range(40)]
    label = list("公共基础课程")
    lines = [line for page in range(4) for line in (*rows[10 * page : 10 * page + 10], *label, f"{page + 1}/4")]
    assert not {*label, "".join(label)} & {*taken(lines)}


def test_a_passage_that_is_repeated_keeps_all_its_lines() -> None:
    passage = "请各位乘客在上船以前把随身的行李放在左边的木架上，由船工统一照看，免\n得过河的时候滑进水里\n保管好船票\n等到了对岸再把它交给收票的人，没有船票的人要补交两倍的钱。"
    others = [
        "城南的旧渡口建于一九五八年，红砖的候船室外面爬满了常春藤，候船室里有\n一条走起来吱呀作响的木楼梯，读者却很少抱怨，他们说这声音像老朋友。",
        "后来桥修好了，渡口的人少了一大半，只剩下几个老人每天早上坐船去对岸喝\n茶，他们说桥上的风太大，吹得人头疼，还是坐在船里舒服些。",
        "冬天河面结了薄冰，渡船停开，两岸的人只好绕道上游的石桥，多走一个时辰，\n所以这个季节的集市总比别的时候冷清一些，卖炭的人却说冷清有冷清的好处。",
        "邮差老丁骑一辆旧自行车，每天要跑四十里路，哪家有信，哪家的狗咬人，他\n都记得一清二楚，退休那天全镇的人都到路口去送他。",
    ]
    text = f"\n{passage}\n".join(others) + "\n"
    assert clean(text).body.count("得过河的时候滑进水里") == 3


@pytest.mark.parametrize(("text", "is_one"), [("THE SOFTWARE.", False), ("Verlag Fähre GmbH & Co.", True), ("Chapter 3", True)])
def test_what_ends_a_sentence_says_nothing_alone(text: str, is_one: bool) -> None:
    assert is_whole(text) is is_one


def test_what_stands_in_mid_sentence_anywhere_is_likely_at_most() -> None:
    """Credits and boxes that an extractor wrote between printed lines; heads stand a page apart."""
    lines = prose(90)
    for place in (80, 41, 12):
        lines.insert(place, "本报记者摄影")
    assert taken(lines) == []
    assert taken(lines, Certainty.LIKELY) == ["本报记者摄影"] * 3


def test_labels_of_speakers_between_broken_off_sentences_stay() -> None:
    lines = [line for turn in range(6) for line in ("主持人林先生", *prose(8 + 3 * (turn % 2), 12 * turn))]
    assert taken(lines) == []


@pytest.mark.parametrize("lines", [14, 24])
def test_poems_and_lessons_with_one_heading_and_a_number_stay(lines: int) -> None:
    text = document(*[(["无题十四行诗", str(number)], []) for number in range(1, 9)], finished=True, size=lines)
    assert taken(text) == []


def test_numbers_between_marks_beside_the_title_are_those_of_pages() -> None:
    text = document(*[(["无题十四行诗集", f"· {number} ·"], []) for number in range(1, 7)], finished=True)
    assert [one for one in taken(text) if one[0] == "·"] == [f"· {number} ·" for number in range(1, 7)]


def test_the_first_number_is_one_where_its_page_is_as_long_as_the_others() -> None:
    body = document(*[([], [str(number)]) for number in range(12, 17)])
    assert taken(["11", *body])[0] == "11"
    assert taken([*paragraphs(50, 200)[30:], "11", *paragraphs(30, 300), *body])[0] == "12"


def test_heads_in_another_order_on_each_side_of_the_sheet() -> None:
    heads = [
        ["河湾出版社", "甲方调查年刊", "东岸研究所"],
        ["东岸研究所", "河湾出版社", "甲方调查年刊"],
        ["甲方调查年刊", "东岸研究所", "河湾出版社"],
    ]
    text = document(*[([], [str(page), *heads[page % 3]]) for page in range(11, 17)])
    assert sorted({*taken(text)}) == sorted({*heads[0], *map(str, range(11, 17))})


def test_an_address_is_no_title() -> None:
    text = document(*[(["www.hewan.example"], [str(page)]) for page in range(2, 7)])
    assert taken(text).count("www.hewan.example") == 5


def test_the_title_again_below_the_title_block_of_a_paper() -> None:
    block = ["旧渡口的修缮与保存", "林小满", "摘要：本文讨论旧渡口。", "关键词：渡口；修缮", "旧渡口的修缮与保存"]
    body = prose(60)
    text = [*body[:20], "31", *block, *body[20:40], "32", *body[40:], "33"]
    assert [place for place, known in pages_of(text).furniture.items() if known.kind == "head" and known.certainty is Certainty.SURE] == [
        25
    ]
    assert "旧渡口的修缮与保存" not in taken([*body[:20], "31", block[0], block[1], block[4], *body[20:40], "32", *body[40:], "33"])


def test_the_head_of_the_first_page_above_the_title() -> None:
    text = document(
        (["河湾调查报告", "图 1 渡口的位置", "河湾调查报告"], ["2"]), *[(["河湾调查报告"], [str(page)]) for page in range(3, 7)]
    )
    assert pages_of(text).furniture[0].certainty is Certainty.SURE
    assert 2 not in pages_of(text).furniture or pages_of(text).furniture[2].certainty is not Certainty.SURE


def test_a_vertical_head_whose_last_line_holds_the_head_in_capitals() -> None:
    head = [*"河湾研究二〇二一年第二", "期REVIEW OF THE BAY"]
    known = pages_of([*prose(12), *head, *prose(12, 12)]).furniture
    assert sorted(known) == list(range(12, 12 + len(head)))


def test_the_number_after_one_that_stands_beside_a_masthead() -> None:
    masthead = ["B2", "2021年5月3日 编辑：陈琳", "海港日报"]
    body = prose(40)
    text = [*masthead, *body[:20], "— 1 —", *masthead, *body[20:39], f"{body[39][:8]}。", "— 2 —"]
    assert [one for one in taken(text) if one[0] == "—"] == ["— 1 —", "— 2 —"]


def test_a_heading_with_its_own_number_beside_the_number_of_the_page() -> None:
    pages: Printed = [([f"第三章 河湾东岸的茶厂 {page}"], []) for page in range(17, 21)]
    assert taken(document(*pages, finished=True)) == [f"第三章 河湾东岸的茶厂 {page}" for page in range(17, 21)]
    contents = ["第二章 码头与石阶 9", "第三章 河湾东岸的茶厂 16", "第四章 北坡上的学校 24"]
    assert taken([*contents, *paragraphs(4, 300), *document(*pages, finished=True)]) == [
        f"第三章 河湾东岸的茶厂 {page}" for page in range(17, 21)
    ]


@pytest.mark.parametrize("label", ["第三章 课后的思考练习 {}", "第三章 例题 {}"])
def test_exercises_of_a_chapter_are_counted_from_one(label: str) -> None:
    pages: Printed = [([label.format(page)], []) for page in range(1, 5)]
    assert taken(document(*pages, finished=True)) == []


def test_labels_of_pages_to_the_last_line() -> None:
    pages: Printed = [([], [f"頁次 {page}"]) for page in range(1, 6)]
    assert len(taken(document(*pages, finished=True))) == 5
    assert taken([*document(*pages, finished=True), *paragraphs(3, 200)]) == []


def test_labels_of_pages_below_one_head() -> None:
    pages: Printed = [(["河湾研究", f"第{page}页"], []) for page in range(1, 6)]
    assert len(taken([*document(*pages, finished=True), *paragraphs(3, 200)])) >= 9


def test_front_pages_counted_for_themselves() -> None:
    romans = ("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    pages: Printed = [([], [number]) for number in (*romans, "1", "2", "3")]
    assert len(taken(document(*pages, finished=True, feed=True))) == 11


def test_section_numbers_that_count_with_the_pages() -> None:
    pages: Printed = [([], [str(page)]) for page in range(5, 13)]
    pages[2][0].append("3")
    pages[3][0].append("4")
    assert taken(document(*pages, finished=True, feed=True)) == [str(page) for page in range(5, 13)]


@pytest.mark.parametrize("form", ["{}ページ", "{} ページ", "{}쪽", "{}页"])
def test_numbers_with_the_word_behind_them(form: str) -> None:
    numbers = [form.format(number) for number in range(1, 6)]
    assert taken(document(*[([], [number]) for number in numbers], finished=True, feed=True)) == numbers


def test_even_numbers_beside_others_may_be_of_questions() -> None:
    lines = document(*[([], [str(number)]) for number in range(1, 6)], finished=True)
    for at, number in enumerate((31, 44, 52)):
        lines.insert(30 + 21 * at, str(number))
    assert not taken(lines)


def test_numbers_at_even_distances_down_to_the_last_line() -> None:
    even = document(*[([], [str(number)]) for number in range(1, 6)], finished=True)
    assert taken(even)[1:] == ["2", "3", "4", "5"]
    assert not taken([*even, *paragraphs(4, 120)])  # they count, between finished sentences
    uneven = document(*[([], [str(number)]) for number in range(1, 6)], finished=True)
    uneven[20:20] = paragraphs(14, 130)
    uneven[70:70] = paragraphs(14, 150)
    assert not taken(uneven)


def test_numbers_between_marks_beside_heads_that_change() -> None:
    heads = [f"- {number} - {name}" for number, name in enumerate(["茶厂的来历", "茶厂的来历", "做青的时间", "做青的时间"], 2)]
    assert taken(document(*[([head], []) for head in heads], finished=True, feed=True))[-3:] == heads[1:]


def test_two_pages_that_face_each_other() -> None:
    head = "河湾镇志"
    spreads = [str(value) for number in (7, 9, 11) for value in (number, head, head, number + 1)]
    lines = [line for at in range(3) for line in [*paragraphs(16, 16 * at), *spreads[4 * at : 4 * at + 4]]]
    assert taken(lines) == spreads
    near = [line for at in range(3) for line in [*paragraphs(3, 3 * at), *spreads[4 * at : 4 * at + 4]]]
    assert not [known for known in pages_of(near).furniture.values() if "face" in known.reason]  # rows of a table
    assert not taken([*paragraphs(16), *spreads[:4], *paragraphs(16, 16)])  # once


def test_numbers_of_the_pages_that_a_head_names() -> None:
    head = "A. Abel et al. / Journal of Rivers 310 (2005) 253–265"
    lines = document(([head], []), ([head], ["254"]), ([], ["255"]), ([], ["980"]))
    assert [line for line in taken(lines) if line.isdigit()] == ["254", "255"]
    assert "255" not in taken(document(([head], []), ([head], ["254"]), ([], ["255"]), finished=True))  # between finished sentences


def test_a_head_of_a_part_that_is_counted_for_itself() -> None:
    head = "Reports of the Harbour Court"
    numbers = [f"{number}      {head}" if number % 2 == 0 else f"{head}      {number}" for number in (1, 2, 3, 4, 1)]
    assert taken(document(*[([number], []) for number in numbers], feed=True)) == numbers
    short = [f"Part      {number}" for number in (1, 2, 3, 4, 1)]
    assert taken(document(*[([number], []) for number in short], feed=True))[4:] == []


def test_heads_that_name_the_section_of_their_page() -> None:
    names = ["茶厂的来历", "做青的时间", "评比的结果", "机器与手艺"]
    lines = [
        line for at, name in enumerate(names) for line in [name, *paragraphs(8, 20 * at + 12), name, *paragraphs(12, 20 * at), str(at + 1)]
    ]
    fed = [("\f" + line) if line in names and at and lines[at - 1].isdigit() else line for at, line in enumerate(lines)]
    assert set(names[1:]) <= set(taken(fed))
    contents = [*names, *[line for line in fed if line not in names]]  # a table of contents names all before any head does
    assert not set(taken(contents)) & set(names)


def test_heads_in_turn_are_none_of_a_table() -> None:
    rows = [f"{number} {number * 7}.5 {number * 3}%" for number in range(100, 300)]
    left, right = "河湾镇统计年报", "河湾地方经济论坛"
    lines = [line for at in range(8) for line in [f"\f{(left, right)[at % 2]}", *rows[20 * at : 20 * at + 20], f"- {at + 2} -"]]
    assert {left, right} <= set(taken(lines))
    same = [line for at in range(8) for line in [f"\f{left}", *rows[20 * at : 20 * at + 20], f"- {at + 2} -"]]
    assert left not in taken(same)  # may be the head of the table


def test_the_title_below_its_own_head_stays() -> None:
    title = "How We Work"
    lines = document(([title, title], ["1/5"]), *[([title], [f"{number}/5"]) for number in range(2, 6)], feed=True)
    lines[2:2] = [lines.pop(lines.index("1/5"))]  # an extractor wrote the foot below the title
    assert taken(lines).count(title) == 5


def test_names_with_page_numbers_of_which_one_cuts_a_sentence_are_no_headings() -> None:
    lines: list[str] = []
    for number in range(1, 6):
        lines += [*(prose if number == 2 else paragraphs)(12, 12 * number), f"Lee {number}"]
    body = clean("\n".join([*lines, *paragraphs(12, 72)]) + "\n").body
    assert "# Lee" not in body


def test_a_row_with_a_number_is_no_page_head() -> None:
    rows = ["2 河湾镇志", "3 河湾镇志", "4 游水生 男 工程学系", "5 河湾镇志"]
    lines = [line for at, row in enumerate(rows) for line in [*prose(12, 12 * at), row]]
    assert rows[2] not in taken(["河湾镇志", *lines, *prose(12, 120)])


def test_years_beside_names_are_no_page_numbers() -> None:
    text = (
        "Copyright: 2014 Owen Kerr\n 2013 Jonas Strandberg\nCopyright: 2012, Simon Josephs\nLicense: LGPL-3+ or GPL-2+\n"
        "Files: ferry-north-landing.c ferry-south-landing.c\nCopyright: 2012 Simon Josephs\n 2021 Nick Moran\n"
        "License: LGPL-3+ or GPL-2+\nCopyright: 2014 Owen Kerr\n 2014 Exeter Technologies Limited\n"
    )
    assert not [edit for edit in clean(text).edits if edit.rule == "running_heads"]


@pytest.mark.parametrize("head", ["第三章 制茶的工序", "3. 制茶的工序"])
def test_a_line_that_begins_something_cuts_a_sentence_at_a_page_edge(head: str) -> None:
    lines = document(([], []), ([head], []), ([], []), feed=True)
    assert taken(lines, Certainty.UNSURE) == [head]
    assert f"\n{head}\n" in "\n" + clean("\n".join(lines) + "\n").body.replace("#", "").replace("\n ", "\n")
    assert taken(document(([], []), ([head[-5:]], []), ([], []), feed=True), Certainty.UNSURE) == []  # may be the end of a paragraph
    inside = document(([], []), ([], []), feed=True)
    assert taken([*inside[:10], head, *inside[10:]], Certainty.UNSURE) == []


def test_a_head_in_capitals_cuts_a_latin_sentence_at_a_page_edge() -> None:
    text = english(30, 0)
    assert taken([*text[:15], "\fChapter Three The Ferry", *text[15:]], Certainty.UNSURE) == ["Chapter Three The Ferry"]
    assert taken([*text[:15], "\fthree times the ferry", *text[15:]], Certainty.UNSURE) == []


def test_the_head_above_the_heading_that_it_names() -> None:
    name = "制茶的工序"
    pages: Printed = [([*[name] * 2 * (page == 4)], [str(page)]) for page in range(2, 7)]
    lines = document(*pages, finished=True, feed=True)
    assert taken(lines).count(name) == 1
    refrain = [*lines, name]  # stands elsewhere, too
    assert taken(refrain).count(name) == 0
    foot: Printed = [([], [*[name] * 2 * (page == 4), str(page)]) for page in range(2, 7)]
    assert taken(document(*foot, finished=True, feed=True)).count(name) == 0


def test_a_number_of_a_page_in_another_column() -> None:
    """Pages whose last column an extractor wrote first: the number is inside, but written as the others and the one that is missed."""
    lines = document(*[([], [f"· {page} ·"]) for page in range(2, 8)], finished=True, feed=True)
    place = lines.index("· 4 ·")
    moved = [line for line in lines if line != "· 4 ·"]
    moved.insert(place - 9, "· 4 ·")
    assert "· 4 ·" in taken(moved)
    assert "· 4 ·" not in taken([*moved[: place - 5], "· 4 ·", *moved[place - 5 :]])  # one of two
    assert "4" not in taken([line.strip("· ") if line == "· 4 ·" else line for line in moved])


def test_the_number_of_all_pages_before_a_head() -> None:
    heads = [f"{page}/8 渡口年鉴" if page % 2 else f"渡口年鉴 {page}/8" for page in range(1, 9)]
    assert taken(document(*[([], [head]) for head in heads], finished=True)) == heads
    after_brackets = [head.replace("渡口年鉴", "渡口年鉴（上）") for head in heads]
    assert taken(document(*[([], [head]) for head in after_brackets], finished=True)) == after_brackets


def test_short_pages_below_the_title() -> None:
    title = "渡口的闭包和变量"
    lines = [title, "1", title]
    for page, size in zip(range(2, 9), (4, 30, 4, 20, 5, 25, 6), strict=True):
        lines += [*paragraphs(size, 40 * page), title, str(page)]
    lines += paragraphs(6, 400)
    assert [line for line in taken(lines) if line.isdigit()] == [str(page) for page in range(1, 9)]
    assert not [line for line in taken(lines[2:]) if line.isdigit()]  # lessons have a heading with a number, too


def test_a_head_that_recurs_beside_an_item_that_counts() -> None:
    pages: Printed = [([], [f"渡口年鉴编委会    {page}"]) for page in range(2, 8)]
    lines = document(*pages, finished=True, feed=True)
    place = lines.index("渡口年鉴编委会    4")
    assert "渡口年鉴编委会    4" in taken([*lines[:place], "说明    3", *lines[place:]])


def test_heads_that_name_a_section_of_their_page_beside_others_that_are_proved() -> None:
    lines = [
        line
        for page in range(2, 10)
        for line in (
            ["晾青的做法", *paragraphs(19, 20 * page), "晾青的做法", str(page)]
            if page == 5
            else [*paragraphs(20, 20 * page), "渡口年鉴（上）", str(page)]
        )
    ]
    lines = ["\f" + line if lines[at - 1].isdigit() and at else line for at, line in enumerate(lines)]
    assert taken(lines).count("晾青的做法") == 1


def test_pages_of_a_converter_are_told_by_the_gaps_beside_their_numbers() -> None:
    """What was cleaned once and kept its numbers stays: gaps in a line elsewhere tell nothing of them."""
    letters = "".join(SENTENCES)
    parts = [letters[at : at + 45] for at in (0, 45, 90, 135)]
    spaced = " ".join(letters[190:230]) + "，" + " ".join(letters[230:236]) + "。"

    def numbers(parts: list[str]) -> int:
        blocks = ["# 渡口", spaced, "写完了。" * 9, parts[0], "1", parts[1], "2", parts[2], "3", parts[3] + "。"]
        result = Cleaner(kind="markdown", check=False)("\n\n".join(blocks) + "\n")
        return len([edit for edit in result.edits if edit.rule == "converted_pages" and edit.field == "role"])

    assert numbers(parts) == 0
    assert numbers([" ".join(part) for part in parts]) == 3


def test_numbers_from_one_on_three_pages_in_a_row_count_a_part() -> None:
    def numbers_taken(numbers: list[str], below: str = "", *, finished: bool = False) -> list[str]:
        feet = [[number, *below[3 * at : 3 * at + 3].split()] for at, number in enumerate(numbers)]
        return taken(document(([], []), *[([], foot) for foot in feet], *[([], [])] * 6, feed=True, size=17, finished=finished))

    romans = ["I", "II", "III"]
    assert numbers_taken(romans) == romans
    assert numbers_taken(romans, finished=True) == []
    assert numbers_taken(romans, "渡口边老石桥河湾里") == []
    assert numbers_taken(["II", "III", "IV"]) == []


def test_few_pages_that_end_with_their_numbers() -> None:
    """Two pages are proved where each ends with its own number, from 1 on, or has it with a label, wherever that stands."""
    lines = document(([], ["1"]), ([], ["2"]), finished=True, feed=True)
    assert taken(lines) == ["1", "2"]
    assert taken(document(([], ["3"]), ([], ["4"]), finished=True, feed=True)) == []
    assert taken(document(([], ["7", "1"]), ([], ["8", "2"]), finished=True, feed=True)) == []  # the last cells of two tables
    labelled = document(([], ["第 7 页"]), ([], ["第 8 页"]), finished=True, feed=True)
    assert taken([*labelled[:6], labelled[20], *labelled[6:20], *labelled[21:]]) == ["第 7 页", "第 8 页"]


def test_numbers_inside_their_pages_alone_are_those_of_chapters() -> None:
    lines = document(*[([], []) for _ in range(5)], finished=True, feed=True)
    inside = [line for at in range(0, 100, 20) for line in (*lines[at : at + 9], f"— {at // 20 + 1} —", *lines[at + 9 : at + 20])]
    assert taken(inside) == []


@pytest.mark.parametrize("rows", [["茶类", "产量"], ["第一列", "第二列", "第三列"]])
def test_lines_that_recur_together_at_page_tops_are_the_head_of_a_table(rows: list[str]) -> None:
    """The first row of the head stands at page tops only, the others in other tables, too: all of them are one head."""
    cells = [cell for number in range(40) for cell in [*rows[1:], f"山{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{number}"]]
    lines = [line for at in range(6) for line in ["\f" * (at > 0) + "产地与年份", *rows, "春茶", *cells[at * 15 :][:15]]]
    assert taken(lines) == []


def test_sections_beside_a_title_on_the_other_pages() -> None:
    """The title stands on most pages beside the number, the name of the section on all others: it stands on the page before, too."""
    title, sections = "河湾镇制茶志", {3: "晾青的地方", 5: "做青的时间"}
    pages: Printed = [([sections.get(page, title)], [f"- {page} -"]) for page in range(1, 8)]
    lines = document(*pages, finished=True, feed=True)
    for page, section in sections.items():
        lines.insert(lines.index(f"- {page - 1} -") - 4, section)
    assert [taken(lines).count(section) for section in sections.values()] == [1, 1]
    lines[lines.index("- 4 -") - 5] = "另一个地方"
    assert taken(lines).count("晾青的地方") == 0  # on one page the line names no section


def apart(lines: list[str]) -> set[str]:
    """The wording that is part of no sentence though nothing proves it."""
    filled = read("\n".join(lines) + "\n", kind="text").filled
    return {filled[place].text.strip() for place, known in pages_of(lines).furniture.items() if known.is_apart}


def test_what_stands_apart_in_a_sentence() -> None:
    body = prose(60)
    head = "６５４ 河湾大学学报（自然科学版） ２０１７"
    assert apart([*body[:20], head, *body[20:40], head.replace("６５４", "８５４"), *body[40:]]) == {head, head.replace("６５４", "８５４")}
    assert apart([*body[:20], "— 7 —", *body[20:]]) == {"— 7 —"}
    assert apart([*body[:20], "[7]", *body[20:]]) == set()  # the mark of a note
    assert apart([*body[:20], "v", *body[20:]]) == set()  # a letter of a formula
    assert apart([*paragraphs(20), "IV", *["\f" + body[40], *body[41:]]]) == {"IV"}


def test_a_masthead_with_the_name_of_the_section_inside() -> None:
    head = ["B8 2022年5月10日", "要闻", "编辑：赵越 南方财经周刊"]
    assert taken([*head, *paragraphs(20)]) == [head[0], head[2]]
    assert taken([*paragraphs(20), "要闻", head[2], *paragraphs(20, 40)]) == []


def footed(*feet: str, feed: bool = True) -> list[str]:
    return document(*[([], [foot]) for foot in feet], finished=True, feed=feed)


def test_a_number_between_constant_words_far_apart() -> None:
    """Three times at least, and far from both; cells of a row change."""
    feet = [f"河湾茶校          {page}          讲义不得翻印" for page in range(11, 15)]
    assert taken(footed(*feet)) == feet
    assert taken(footed(*[foot.replace("          ", " ") for foot in feet])) == []
    assert taken(footed(*[f"{name}          {page}          册" for page, name in zip(count(11), "甲乙丙丁", strict=False)])) == []


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        ("茶业研究与发展　2023，60（3）", True),
        ("茶业研究与发展 2023, 60(3)", True),
        ("见茶业研究，2023，60（3）", False),
        ("茶业研究　2023（3）", False),
    ],
)
def test_a_journal_with_volume_and_issue(head: str, is_one: bool) -> None:
    lines = document(*[([head] if page == 499 else [], [str(page)]) for page in range(497, 501)], finished=True, feed=True)
    assert (head in taken(lines)) is is_one


def test_the_title_behind_its_authors_is_a_head() -> None:
    title = "论河湾两岸老茶厂的做青时间"
    lines = [
        title,
        *document(*[([f"周小溪等：{title}"] if page % 2 else [], [str(page)]) for page in range(496, 500)], finished=True, feed=True),
    ]
    assert taken(lines).count(f"周小溪等：{title}") == 2
    other = [line.replace(f"等：{title}", "等：河湾两岸的另一些旧事") for line in lines]
    assert not any("周小溪" in line for line in taken(other))


@pytest.mark.parametrize(
    ("top", "is_number"),
    [
        (["第五章 河湾", "25"], True),  # below a head that no other page has
        (["25", "17", "18"], True),  # a table below it, on the outermost line of that edge
        (["17", "25", "18"], False),
        (["26"], False),
        (["第五章 河湾", "25", "方法一节", "25"], False),  # a section may have the number of its page
        (["第五章 河湾", "第一节 码头", "25"], False),
    ],
)
def test_the_number_that_one_page_of_many_lacks(top: list[str], is_number: bool) -> None:
    tops = [[str(page)] if page != 25 else top for page in range(21, 29)]
    assert ("25" in taken(document(*[(top, []) for top in tops], finished=True, feed=True))) is is_number


def test_a_watermark_inside_all_pages() -> None:
    """Once on nearly all pages, and in mid-sentence: no label of examples is."""
    pages = [prose(20, 20 * page) for page in range(6)]
    broken = [[*page[:9], "河湾讲义", *page[9:]] for page in pages]
    lines = ("\f".join(["\n".join(page) for page in broken])).split("\n")
    assert taken(lines).count("河湾讲义") == 6
    few = ("\f".join(["\n".join(page) for page in [*broken[:3], *pages[3:]]])).split("\n")
    twice = ("\f".join(["\n".join([*page[:5], "河湾讲义", *page[5:]]) for page in broken])).split("\n")
    label = ("\f".join(["\n".join([*page[:9], "其中提到。", "河湾讲义", *page[9:]]) for page in pages])).split("\n")
    for other in (few, twice, label):
        assert "河湾讲义" not in taken(other)


def test_heads_outside_and_inside_of_the_number_name_sections() -> None:
    """`2.1 …` above the numbers of odd pages, the chapter, in capitals, below those of even ones."""
    lines: list[str] = []
    for page in range(10, 22, 2):
        chapter, section = f"第{'一二三四五六'[page // 2 - 5]}课 Wire 与河湾", f"{page}.1 晾青的窗"
        text = paragraphs(20, page)
        left = [str(page), chapter.upper(), chapter, *text[:9], section, *text[9:]]
        lines += ["\n".join(left), "\n".join([section, str(page + 1), *paragraphs(20, page + 1)])]
    heads = taken("\f".join(lines).split("\n"))
    assert [heads.count(line) for line in ("第一课 WIRE 与河湾", "第一课 Wire 与河湾", "12.1 晾青的窗")] == [1, 0, 1]


def test_the_pages_that_an_article_id_names() -> None:
    """`— 15 —` at the foot of one page, and `16 —` in mid-sentence, its other mark on a line of its own."""
    first, second = prose(24), prose(24, 24)
    lines = [*first, "— 15 —\f" + second[0], *second[1:12], "—", "16 —", *second[12:]]
    assert not {"— 15 —", "16 —"} & {*taken(lines)}
    assert {"—", "16 —"} <= apart(lines)
    named = ["文章编号 1008-6161(2001)-01-0015-02", *lines]
    assert {"— 15 —", "16 —"} <= {*taken(named)}


def test_a_head_that_ends_in_the_heading_below_it_is_none() -> None:
    lines = document(*[([str(page), "河湾手册 第三章 办事"], []) for page in range(7, 12)], finished=True, feed=True)
    assert taken(lines).count("河湾手册 第三章 办事") == 4
    assert taken([*lines[:2], "第三章 办事", *lines[2:]]).count("河湾手册 第三章 办事") == 5


@pytest.mark.parametrize(("size", "lines", "among"), [(7, [], True), (4, [], True), (1, [], False), (7, ["5"], False)])
def test_the_number_that_a_sequence_in_mid_sentence_leaves_out(size: int, lines: list[str], among: bool) -> None:
    """The only one of its value, on a page that is short, for it holds a picture: the sequence is as good without it."""
    body = prose(480)
    text: list[str] = []
    for page in range(1, 10):
        left = {5: size}.get(page, 40)
        text += [*(paragraphs(40, 800) if page == 4 else body[40 * page : 40 * page + left]), str(page)]
        text += [*lines, *prose(9, 900)] if page == 5 and lines else []
    assert ("5" in taken(text)) is among


def test_numbers_above_the_notes_of_their_pages_are_reported() -> None:
    """Inside the page, beside heads in turn, and in step with the page count: no proof, but part of no sentence."""
    pages = [
        [*prose(14, 20 * page), str(66 + page), ["河湾社会科学", "论老茶厂的做青"][page % 2], *paragraphs(6, 20 * page + 14)]
        for page in range(4)
    ]
    lines = "\f".join(["\n".join(page) for page in pages]).split("\n")
    assert not {"66", "67"} & {*taken(lines)}
    assert {"66", "67", "68", "69"} <= {*taken(lines, Certainty.UNSURE)}
    assert not {"66", "67"} & {*taken([line for line in lines if "河湾社会" not in line and "做青" not in line], Certainty.UNSURE)}


def test_numbers_that_are_printed_twice_at_the_top_of_their_pages() -> None:
    lines = document(*[([str(number), str(number)], []) for number in range(3, 9)], feed=True)
    assert taken(lines) == [text for number in range(3, 9) for text in (str(number), str(number))]


@pytest.mark.parametrize("form", ["{}\xa0/\xa0243\xa0", "－{}－", "― {} ―"])
def test_forms_of_numbers_at_the_foot_of_pages(form: str) -> None:
    feet = [form.format(number) for number in range(33, 39)]
    assert taken(document(*[([], [foot]) for foot in feet], feed=True)) == [foot.strip() for foot in feet]


def test_a_title_that_is_cut_inside_a_word_before_the_name_of_a_journal() -> None:
    head = "Mending the Nets of North Bay and the Har Journal of Boats No. 3, 2019"
    title = ["Mending the Nets of North Bay and the Harbour", "Jane Mills, Victor Lane"]
    lines = document(*[([head, *(title if not page else [])], []) for page in range(4)], feed=True)
    filled = read("\n".join(lines) + "\n", kind="text").filled
    furniture = find_pages(Lines(filled)).furniture
    assert [known.facts["source"] for known in furniture.values() if "source" in known.facts] == ["Journal of Boats"]


SIZES = (30, 12, 26, 9, 33, 15, 28, 10, 31, 13)


@pytest.mark.parametrize(
    ("before", "after", "is_word"),
    [
        ("大家都说真正的好茶、还是要靠人手去感觉温", "度和湿度、所以厂里每年都要留出一间屋子。", True),
        ("大家都说真正的好茶、还是要靠人的手去感觉", "不管外面天晴还是下雨、厂里都要留出屋子。", False),
        ("大家都说真正的好茶还是要靠人手感觉温", "度和湿", False),  # pieces of one line: the number is a mark
    ],
)
def test_numbers_of_uneven_pages_of_which_two_cut_a_sentence(before: str, after: str, is_word: bool) -> None:
    lines: list[str] = []
    for page, size in enumerate(SIZES):
        start = [after.replace("厂里", "县里" if page == 7 else "厂里")] if page in (3, 7) else []
        end = [before.replace("大家", "老人" if page == 6 else "大家")] if page in (2, 6) else []
        lines += [*start, *paragraphs(size, sum(SIZES[:page])), *end, str(page + 1)]
    lines += paragraphs(20, 300)
    assert set(taken(lines)) - {"8", "10"} == {str(page + 1) for page in range(len(SIZES)) if is_word} - {"8", "10"}


def test_a_head_that_is_as_wide_as_the_lines_of_one_page_proves_the_numbers_beside_it() -> None:
    head = "河湾第三中学本科毕业设计论文"
    narrow = [f"{'甲乙丙丁戊己庚辛壬癸'[row % 10]}村的茶厂{'春夏秋冬早晚前后'[row // 10]}天照常开门" for row in range(80)]
    lines = [*narrow[:40], head, "1", *narrow[40:], head, "2"]
    for page, size in enumerate(SIZES):
        start = [f"不管天晴还是下雨、{'县' if page == 7 else '厂'}里都要留出一间空屋子"] if page in (3, 7) else []
        end = [f"{'老人' if page == 6 else '大家'}都说真正的好茶、还是要靠人的手去感觉"] if page in (2, 6) else []
        lines += [*start, *paragraphs(size, sum(SIZES[:page])), *end, head, str(page + 3)]
    assert {"6", "7", "8"} <= {*taken([*lines, *paragraphs(20, 300)])}


def test_years_and_volumes_with_half_a_bracket_beside_heads() -> None:
    left, right = ["HARBOUR REVIEW", "[Vol. 12"], ["2031]", "FERRIES WITHOUT A TIMETABLE"]
    tops = [[str(page), *left] if page % 2 == 0 else [*right, str(page)] for page in range(40, 52)]
    lines = document(*[(top, []) for top in tops], feed=True)
    assert taken(lines) == [line for top in tops for line in top]


def test_a_date_that_closes_a_bracket_above_heads() -> None:
    tops = [["October 2031]", "Ferries without a Timetable", str(page)] for page in range(40, 50)]
    assert taken(document(*[(top, []) for top in tops], feed=True)).count("October 2031]") >= 9


@pytest.mark.parametrize(
    ("heads", "finished", "are_taken"),
    [
        (["712 茶业研究 2016 年 11 月", "第 38 卷第 6 期 李明，等：论河湾的茶 713"], False, True),
        (["712 茶业研究", "李明，等：论河湾的茶 713"], True, False),  # a row, and a line of the text
        (["712 茶业研究 2016 年 11 月", "713 第 38 卷第 6 期 李明，等：论河湾的茶"], True, False),  # as items of a list have it
        (["712 茶业研究", "李明，等：论河湾的茶 713", "714 茶业研究"], True, True),
    ],
)
def test_numbers_outside_on_pages_that_face_each_other(heads: list[str], finished: bool, are_taken: bool) -> None:
    assert taken(document(*[([head], []) for head in heads], finished=finished, feed=True)) == heads * are_taken


def test_a_name_between_a_number_and_an_issue() -> None:
    lines = ["274", "茶业研究", "第32 卷", *prose(40), "275", *prose(40, 40), "276", "茶业研究", "第32 卷", *prose(20, 80)]
    assert taken(lines).count("茶业研究") == 2
    lines[2] = "第31 卷"
    assert taken(lines).count("茶业研究") == 1  # not between the same lines twice: it may be the heading


def test_the_other_of_two_heads_in_turn() -> None:
    heads = ["河湾学院论文", "李明：论河湾的茶"]
    lines = document(*[([heads[page % 2]], [str(17 + page)]) for page in range(5)], finished=True, feed=True)
    assert taken(lines).count(heads[1]) == 1  # its first place may be that of the title
    lines = document(*[([heads[page in (1, 2)]], [str(17 + page)]) for page in range(6)], finished=True, feed=True)
    assert taken(lines).count(heads[1]) == 0  # on two pages in a row: a heading, and it goes on


def test_a_line_wider_than_the_sentence_that_runs_across_it() -> None:
    body = prose(40)
    head = "河湾学会，等：论各地河湾的茶以及与之相关的许多事情和其他一些说法 7"
    assert apart([*body[:20], "\f" + head, *body[20:]]) == {head}
    assert apart([*body[:20], "\f" + head + "。", *body[20:]]) == set()  # a sentence of its own
    assert apart([*body[:20], "\f" + head[:-2], *body[20:]]) == set()  # a line of the text with wider letters
    assert apart([*body[:10], head, *body[10:20], "\f" + body[20], *body[21:]]) == set()  # inside a page


@pytest.mark.parametrize(("form", "are_taken"), [("·{}·", True), ("〔{}〕", False)])
def test_numbers_between_signs_below_the_first_lines_of_two_pages(form: str, are_taken: bool) -> None:
    numbers = [form.format(214), form.format(215)]
    lines = document((["河湾与茶", numbers[0]], []), (["Tea and Rivers", numbers[1]], []), finished=True, feed=True)
    assert taken(lines) == numbers * are_taken
    assert (apart(lines) >= {"河湾与茶", "Tea and Rivers"}) is are_taken  # above the number: part of no sentence


def test_the_word_for_the_page_on_lines_of_its_own() -> None:
    lines = document(*[(["第", str(page), "页"], []) for page in range(95, 99)], finished=True, feed=True)
    assert taken(lines) == [word for page in range(95, 99) for word in ("第", str(page), "页")]
