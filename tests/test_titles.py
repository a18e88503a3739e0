"""Titles and bylines that no label tells: what shows each, and each guard with a text that it keeps from being misread."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, read, run

BODY = (
    "县里的老茶厂建在河湾东岸，厂房一共三层，最上面一层是\n"
    "晾青的地方，四面开着木窗，春天的时候风从河面上吹进来，\n"
    "满屋子都是茶香，过路的人闻见了总要停下来站一会儿才走。\n"
    "厂长年轻时在外省学过制茶，回来以后把做青的时间由六小时\n"
    "改成九小时，起初师傅们都不同意，说祖上的规矩不能改。\n"
)
ENGLISH = (
    "The ferry at North Bay has carried farmers across the water for more than\n"
    "ninety years, and the records kept by three generations of ferrymen are\n"
    "usually complete. The oldest of them lists every cart and every sheep that\n"
    "went over, with the price that was paid for each, in a small round hand.\n"
)


def told(text: str) -> dict[str, object]:
    return dict(Cleaner(kind="printed")(text).metadata)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("河湾茶厂的来历\n\n", BODY, "河湾茶厂的来历"),
        ("关于下发《河湾茶厂管理办法\n（试行）》的通知\n", "全体职工：\n" + BODY, "关于下发《河湾茶厂管理办法（试行）》的通知"),
        ("河湾渡船管理条例\n（2011年3月4日河湾镇人民代表会议通过）\n", BODY, "河湾渡船管理条例"),
        ("茶厂修缮报告\n修缮日期：2020-10-10\n版本：第一版\n", BODY, "茶厂修缮报告"),
        ("茶厂修缮报告\n地点：东街\n修缮日期：2020-10-10\n", BODY, "茶厂修缮报告"),
        ("Notes on the Old Ferry\nAda Abel, Ben Carter\n", ENGLISH, "Notes on the Old Ferry"),
        ("河湾茶厂的来历\n目录\n一、来历……1\n二、厂房……3\n", BODY, "河湾茶厂的来历"),
        ("Notes on the Old Ferry\nAda B. Abel*\n", ENGLISH, "Notes on the Old Ferry"),
        ("Notes on the Old Ferry\nand Its Gauges\nAda B. Abel*\n", ENGLISH, "Notes on the Old Ferry and Its Gauges"),
        ("RESEARCH NOTE\nNotes on the Old Ferry\nAda B. Abel*\n", ENGLISH, None),
        ("《河湾茶厂旧事》\n林小满 著\n", BODY, "河湾茶厂旧事"),
    ],
)
def test_what_stands_below_shows_the_title(head: str, body: str, title: str | None) -> None:
    assert told(head + body).get("title") == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("河湾茶厂的来历\n", BODY),  # right above text, and no page is known
        ("12\n\n河湾茶厂的来历\n\n", BODY),  # on the twelfth page
        ("前言\n\n", BODY),  # of any text
        ("Introduction\n\n", ENGLISH),
        ("第三课 茶厂的来历\n\n", BODY),
        ("Lesson 1\n\n", ENGLISH),
        ("名称    数量\n\n", BODY),  # cells
        ("9月28日 东岸晴\n\n", BODY),  # a day
        ("Week of 30th June 2019\n\n", ENGLISH),
        ("GB/T 7714-2015\n\n", BODY),  # the number of a standard
        ("河湾茶业有限公司\n\n", BODY),  # a body
        ("Copyright (c) 1907 by the Ferrymen\n\n", ENGLISH),
        ("时，厂房的木窗全都开着，\n\n", BODY),
        ("教育与工作\n2012年9月－2016年6月 河湾中学\n2016年9月－2020年6月 河湾学院\n", BODY),  # periods
        ("船灯部件\n单价\n", BODY),  # one short word, which may be a name
        ("2017届茶学论文\n分类号：\n学校代码：\n10269\n学号：\n", BODY),  # above the labels of a form
        ("满屋子都是茶香，过路的人闻见了总要停下来站一会\n\n", BODY),  # as wide as the text
    ],
)
def test_a_first_line_that_is_no_title(head: str, body: str) -> None:
    assert "title" not in told(head + body)


@pytest.mark.parametrize(
    ("head", "end", "title"),
    [
        ("河湾茶厂的来历", "", "河湾茶厂的来历"),
        ("河湾茶厂的来历", "\n1\n", "河湾茶厂的来历"),
        ("河湾茶厂的来历", "\n5\n", None),  # the number at the foot of its page
        ("河湾茶厂的来历", "\n第5页\n", None),
        ("河湾茶厂的来历", "\n2.3 厂房\n\n" + BODY, None),  # its first numbered heading is of a second part
    ],
)
def test_a_text_that_begins_on_a_later_page_has_no_title(head: str, end: str, title: str | None) -> None:
    assert told(f"{head}\n\n{BODY}{end}").get("title") == title


@pytest.mark.parametrize(("first", "title"), [(1, "河湾茶厂的来历"), (14, None)])
def test_the_head_of_pages_is_the_title_on_the_first_alone(first: int, title: str | None) -> None:
    pages = [f"河湾茶厂的来历\n\n{BODY * 3}\n{number}\n" for number in range(first, first + 4)]
    assert told("\f".join(pages)).get("title") == title


def test_a_head_above_the_rest_of_a_sentence_is_no_title() -> None:
    assert "title" not in told("Notes on the Old Ferry\n\nof " + ENGLISH)


def test_a_page_number_in_roman_numerals_is_no_title() -> None:
    assert "title" not in told("ii\nABSTRACT\n\n" + ENGLISH + "Keywords: ferries; harbours\n")


def test_a_text_that_is_all_title_block() -> None:
    found = told("Notes on the Old Ferry\nABSTRACT\n\n" + ENGLISH + "Keywords: ferries; harbours\n")
    assert (found["title"], found["keywords"]) == ("Notes on the Old Ferry", ["ferries", "harbours"])


def test_names_below_a_title_are_its_authors() -> None:
    assert told("Notes on the Old Ferry\nAda Abel, Ben Carter\n" + ENGLISH)["author"] == ["Ada Abel", "Ben Carter"]


def test_people_who_were_there_are_no_authors() -> None:
    text = (
        "North Bay Ferry Committee Meeting\nPlace: Harbour Hall\nDate: October 5, 2020\nPresent: Ada Abel, Dan Moss,\nBen Carter, Eve Lane\n"
        + ENGLISH
    )
    found = told(text)
    assert found["title"] == "North Bay Ferry Committee Meeting"
    assert "author" not in found


def test_a_name_of_a_periodical_on_every_page_is_no_title() -> None:
    pages = "\f".join([f"社区阅读通讯\n{BODY}" for _ in range(4)]).replace("县里的", "", 1)
    assert "title" not in told(pages)


def test_a_byline_that_was_written_late() -> None:
    late = f"{BODY * 3}\n渡口的故事\n\n本报记者 林小满 杭州报道\n{BODY.replace('县里', '乡里')}"
    found = told(late)
    assert (found["title"], found["author"], found["place"]) == ("渡口的故事", ["林小满"], "杭州")
    two = f"{late}\n茶厂的故事\n\n本报记者 何山 杭州报道\n{BODY.replace('县里', '镇里')}"
    assert "author" not in told(two)
    running = f"{BODY * 3}本报记者 林小满 杭州报道\n{BODY.replace('县里', '乡里')}"
    assert "title" not in told(running)


def test_of_several_bylines_the_first_is_the_one() -> None:
    document = read("茶厂的来历\n" + "本报记者 林小满 杭州报道\n" + BODY + "本报记者 林小满 杭州报道\n" + BODY)
    run(document)
    edits = len([edit for edit in document.edits if edit.rule == "title_block"])
    run(document)
    assert edits > 0
    assert len([edit for edit in document.edits if edit.rule == "title_block"]) == edits


def test_an_imprint_inside_the_text_is_no_title_block() -> None:
    place = "Harbour Road 14, North Bay\n"
    imprint = f"Ferry Group\nDepartment of Ferries\nUniversity of North Bay\n{place}"
    assert not told(
        f"Ferries at Work\n\n{ENGLISH}\n{place}Bachelor Thesis\n{imprint}URL: http://www.example.org/\nAbstract\n\n{ENGLISH}"
    ).get("author")


def test_class_numbers_in_full_width_are_read() -> None:
    head = "河湾茶厂的来历\n林小满\n摘　要：本文讨论老茶厂。\n关键词：茶厂；渡口\n中图分类号：ＴＰ３９１　　　文献标志码：Ａ\n"
    assert told(f"{head}{BODY}")["identifiers"] == {"clc": "TP391", "document_code": "A"}


@pytest.mark.parametrize("below", ["壹、前言\n", "一、前言\n"])
def test_keywords_end_before_a_heading(below: str) -> None:
    head = "河湾茶厂的来历\n林小满\n摘　要：本文讨论老茶厂。\n关键词：茶厂的来历、渡口的来历、河湾的来历、码头的来历、学校\n"
    assert told(f"{head}{below}{BODY}")["keywords"][-1] == "学校"  # type: ignore[index]


def test_english_keywords_go_on_where_the_next_word_had_no_room() -> None:
    head = "河湾茶厂的来历\n林小满\n摘　要：本文讨论老茶厂。\n关键词：茶厂；渡口\nThe Old Tea House\nLin Xiaoman\n"
    english = "Abstract: The paper tells of the old tea house\nby the river, and of its three floors.\nKey words: tea house; ferry; open\n"
    extra = told(f"{head}{english}interconnection; river\n{BODY}")["extra"]
    assert extra["keywords_en"] == ["tea house", "ferry", "open interconnection", "river"]  # type: ignore[index]


PAPER = "摘 要：本文讨论老茶厂。\n关键词：茶厂；渡口\n" + BODY
ENGLISH_PAPER = "Abstract: This study looks at the old ferry.\nKeywords: ferries, harbours, small towns\n" + ENGLISH


@pytest.mark.parametrize(
    ("head", "paper", "title"),
    [
        ("专题研究\n论老茶厂的修缮与利用\n林小满\n", PAPER, "论老茶厂的修缮与利用"),  # a column
        ("河湾学院学报（社会科学版）\n论老茶厂的修缮\n林小满\n", PAPER, "论老茶厂的修缮"),  # a periodical
        ("茶厂研究与茶史\n\n论老茶厂的修缮\n林小满\n", PAPER, "论老茶厂的修缮"),  # set apart
        ("论老茶厂的修缮问题与\n对策\n林小满\n", PAPER, "论老茶厂的修缮问题与对策"),
        (
            "Proceedings of the Workshop on Ferries, pages 12–19\nNorth Bay, June 3\nHow Ferries Cross\nAda Abel\n",
            ENGLISH_PAPER,
            "How Ferries Cross",
        ),
        ("ISSN 1234-5678\nOld Ferries:\nA Comparative Study\nAda Abel and Ben Carter\n", ENGLISH_PAPER, "Old Ferries: A Comparative Study"),
        ("University of North Bay\nOld Ferries\nAda Abel\n", ENGLISH_PAPER, "Old Ferries"),
        ("Ferry Notes\nOld Ferries and Their Towns\nAda Abel\n", ENGLISH_PAPER, None),  # one title or two names: nothing tells
        ("老茶厂的修缮与利用\n茶厂编写组\n", PAPER, "老茶厂的修缮与利用"),
        ("老茶厂的修缮与利用\n茶厂的旧物与旧事\n", PAPER, None),
    ],
)
def test_of_the_lines_above_the_authors_only_the_title_is_one(head: str, paper: str, title: str | None) -> None:
    assert told(head + paper).get("title") == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "河湾镇人民政府文件\n河政发〔2021〕12号\n\n河湾镇关于保护老茶厂的意见\n\n各村民委员会，镇直各部门：\n",
            "河湾镇关于保护老茶厂的意见",
        ),
        ("关于保护老茶厂的通知\n河政发〔2021〕12号\n各村民委员会：\n", "关于保护老茶厂的通知"),
        ("河湾茶厂\n\n老茶厂的来历\n\n", None),
    ],
)
def test_letters_of_offices(head: str, title: str | None) -> None:
    assert told(head + BODY).get("title") == title


def test_two_words_with_capitals_below_a_title_are_no_author() -> None:
    pages = "\f".join(
        [f"Benefits of the Ferry\n{part}" for part in ("\nBenefits of the Ferry\nHealth Insurance\n" + ENGLISH, ENGLISH, ENGLISH)]
    )
    assert "author" not in told(pages)


def test_keywords_end_before_a_wider_line() -> None:
    head = "Old Ferries\nAda Abel\nAbstract: We looked at it.\nKeywords: ferries, small harbours, town\n"
    assert told(head + ENGLISH.replace("farmers across", "farmers, across"))["keywords"] == ["ferries", "small harbours", "town"]


def test_class_numbers_and_keywords_that_a_gap_parts() -> None:
    found = told("河湾茶厂的来历\n林小满\n摘 要  本文讨论老茶厂。\n关键词  茶厂;  渡口\n中图分类号  TP182    文献标志码  A\n" + BODY)
    assert (found["keywords"], found["identifiers"]) == (["茶厂", "渡口"], {"clc": "TP182", "document_code": "A"})


def test_a_role_inside_a_byline_is_no_name() -> None:
    assert told("守护老渡口\n本报记者 林小满 通讯员 何山\n" + BODY)["author"] == ["林小满", "何山"]


def test_papers_of_a_volume_tell_nothing_of_it() -> None:
    paper = "Ferry Talk\nAda Abel\nAbstract: We looked at it.\nKeywords: ferries; harbours\n" + ENGLISH * 6
    assert not set(told(ENGLISH * 60 + paper.replace("Talk", "One") + paper.replace("Talk", "Two") + paper)) - {"lang"}


def test_an_abstract_in_chinese_that_stands_first_tells_no_language() -> None:
    chinese = f"摘 要\n\n{BODY * 3}\n关键词：茶厂；渡口\n\n"
    found = told(f"{chinese}ABSTRACT\n\n{ENGLISH * 2}\nKeywords: ferry; records\n\nChapter 1 Introduction\n\n" + ENGLISH * 8)
    assert (found["lang"], found["keywords"]) == ("en", ["ferry", "records"])


def paged(head: str, first: str, body: str = BODY) -> str:
    """Three pages with the running title `head`; `first` stands above the text of the first."""
    return "\f".join([f"{head}\n{first}{body * 2}", f"{head}\n{body * 2}", f"{head}\n{body * 2}"])


@pytest.mark.parametrize("author", ["河湾中学语文教研组", "卞小舟", "望舒草堂主人", "约翰·麦克米伦", "North Bay Ferry Trust"])
@pytest.mark.parametrize("title", ["第七章 茶厂的声音", "河湾法院民事判决书\n（2021）江05民终1187号", "灯下的账簿——读《茶、盐\n与信》"])
@pytest.mark.parametrize("below", ["2017 年 10 月\n", "关键词：茶；渡船；账簿\n"])
def test_place_alone_tells_who_signed_a_title_that_stands_again(title: str, author: str, below: str) -> None:
    found = told(paged(title.replace("\n", ""), f"{title}\n{author}\n{below}"))
    assert "".join(str(found.get("title")).split()) == "".join(title.split())
    assert found.get("author") == [author]


@pytest.mark.parametrize("below", ["2022-06\n", "Keywords: ferries; rent; heating\n"])
def test_a_running_title_that_is_cut_short_is_not_the_title(below: str) -> None:
    first = f"Keeping the Ferry On: Advice for\nTenants on the Water\nCommission on Ferries\n{below}"
    found = told(paged("Keeping the Ferry On: Advice f", first, ENGLISH))
    assert found.get("title") == "Keeping the Ferry On: Advice for Tenants on the Water"
    assert found.get("author") == ["Commission on Ferries"]


def test_a_heading_between_title_and_authors_is_no_author() -> None:
    found = told(paged("河湾茶厂的来历", "河湾茶厂的来历\n背景\n藤村健一\n2015年2月\n"))
    assert (found.get("title"), found.get("author"), found.get("date")) == ("河湾茶厂的来历", ["藤村健一"], "2015-02")


@pytest.mark.parametrize(
    "first",
    [
        "河湾茶厂的来历\n第2版\n2015年2月\n",  # a number is no author
        "河湾茶厂的来历\n春茶不多。\n2015年2月\n",  # a sentence neither
        "河湾茶厂的来历\n方法\n2015年2月\n",  # nor a word
    ],
)
def test_what_is_no_author_by_its_place(first: str) -> None:
    assert "author" not in told(paged("河湾茶厂的来历", first))


def test_the_labels_of_a_form_are_no_title() -> None:
    assert "title" not in told("".join([f"收货单位\n河湾茶厂\n2015年{month}月\n{BODY * 2}" for month in (2, 3, 4)]))


@pytest.mark.parametrize("name", ["卞舟海", "郗海"])
def test_a_short_name_between_the_first_line_and_the_keywords(name: str) -> None:
    assert told(f"河湾茶厂的来历\n{name}\n关键词：茶；渡船；账簿\n{BODY}").get("author") == [name]


def test_no_line_is_edited_twice() -> None:
    abstract = "摘 要：茶厂建在河湾东岸，厂房一共三层。结果表明木窗有用。\n关键词：茶；渡船；账簿\n"
    for first in ("河湾茶厂修缮的\n随机研究\n燕思齐、楚怀远\n2022年8月\n", "河湾茶厂的来历\n燕思齐\n某处\n2022年8月\n"):
        found = Cleaner(kind="printed")(paged("河湾茶厂修缮的随机研究", first + abstract))
        edits = [(edit.place, edit.field) for edit in found.edits if edit.rule == "title_block"]
        assert len(edits) == len(set(edits)) > 0


@pytest.mark.parametrize(("head", "title"), [("9 困兽", None), ("（2021）江05民终1187号判决", "（2021）江05民终1187号判决")])
def test_a_number_below_its_running_title(head: str, title: str | None) -> None:
    assert told(paged(head, f"{head}\n")).get("title") == title


@pytest.mark.parametrize("author", ["本报记者 河湾中学语文教研组 杭州报道", "本报记者 约翰·麦克米伦 杭州报道"])
def test_a_byline_may_name_a_body(author: str) -> None:
    assert told(f"守护老渡口\n{author}\n{BODY}")["author"] == [author.split()[1]]


def test_a_body_that_the_title_names_is_its_author() -> None:
    for body in ("河湾法院", "河湾大学"):
        assert told(paged(f"{body}章程汇编", f"{body}章程汇编\n{body}\n2015年2月\n")).get("author") == [body]
    assert "author" not in told(paged("茶厂的来历全文", "茶厂的来历全文\n茶厂的来历\n2015年2月\n"))


def test_a_title_on_two_lines_that_stands_again_is_taken_whole() -> None:
    title = "第三条河流\n的第二个名字，以及我们"
    found = told(paged(title.replace("\n", ""), f"{title}\n王小明、李红\n摘 要：本文讨论河流。\n关键词：茶；渡船\n"))
    assert found.get("title") == title.replace("\n", "")


def test_two_equal_lines_are_labels_of_a_form() -> None:
    label = "四号黑体茶厂的字样\n"
    assert "title" not in told(f"封面书脊的式样\n{label}{label}小四号黑体\n{BODY}")


def test_an_abstract_in_another_language_alone_is_a_translation() -> None:
    found = told(f"河湾渡口的来历\n\n{BODY}\nAbstract: {ENGLISH}Keywords: ferries; bridges\n{BODY * 2}")
    assert "abstract" not in found
    assert "abstract_en" in dict(found["extra"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("河湾茶厂的来历\n\n河湾茶厂的来\n历\n", ("河湾茶厂的来历", ["河湾省茶业协会", "东岸渡口修缮与管理促进中心"])),
        (
            "渡口讲义（第三讲）\n：冬天的渡船\n\n渡口讲义（第三讲）\n：冬天的渡船\n",
            ("渡口讲义（第三讲）：冬天的渡船", ["河湾省茶业协会", "东岸渡口修缮与管理促进中心"]),
        ),
        ("船灯部件\n单价\n\n船灯部件\n单价\n", (None, None)),  # the head of a table on two lines
    ],
)
def test_a_title_above_bodies_and_a_date(head: str, found: tuple[str | None, list[str] | None]) -> None:
    signed = "河湾省茶业协会、东岸渡口修缮与管理促进中心\n2023年11月\n" if found[0] else ""
    meta = told(head + signed + BODY)
    assert (meta.get("title"), meta.get("author")) == found


def test_a_title_does_not_end_with_a_word_that_goes_on() -> None:
    head = "Handbook for Wardens of the\n"
    pages = "\f".join([head + part for part in (f"\n{head}North Bay Ferry\nNorth Bay Ferry Trust\n2023-02\n{ENGLISH}", ENGLISH, ENGLISH)])
    found = told(pages)
    assert (found.get("title"), found.get("author")) == ("Handbook for Wardens of the North Bay Ferry", ["North Bay Ferry Trust"])


def test_a_running_title_right_below_a_late_block() -> None:
    block = "河湾茶厂的来历\n老茶厂修缮有限公司\n关键词：茶厂；渡口\n"
    found = told(f"{BODY}{BODY}— 101 —\n{block}河湾茶厂的来历\n{BODY}{BODY}— 102 —\n")
    assert (found.get("title"), found.get("author")) == ("河湾茶厂的来历", ["老茶厂修缮有限公司"])


def test_a_dated_title_in_a_text_of_whole_paragraphs() -> None:
    lines = ["河湾茶厂的来历", "", "河湾茶厂的来历", "老茶厂修缮工作组", "2018年3月", *BODY.replace("\n", "").split("，")]
    meta = Cleaner(kind="text")("\n".join(lines) + "\n").metadata
    assert (meta.get("title"), meta.get("author")) == ("河湾茶厂的来历", ["老茶厂修缮工作组"])


def test_a_body_behind_by() -> None:
    text = ENGLISH.replace("\n", " ").strip()
    meta = Cleaner()(f"Old Ferries\n\nBy Commission on Old Ferries and Boats\n\n{text}\n\n{text[:-1]}, too.\n").metadata
    assert (meta.get("title"), meta.get("author")) == ("Old Ferries", ["Commission on Old Ferries and Boats"])


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("本报记者林小满北京报道", {"author": ["林小满"], "place": "北京"}),
        ("本报记者王立新赵明北京报道", {"author": ["王立新", "赵明"], "place": "北京"}),
        ("本报记者亓晓萌北京报道", {"extra": {"author_note": "本报记者亓晓萌北京报道"}}),  # nothing tells where the name ends
        ("本报记者林小满县里茶报道", None),  # no place
    ],
)
def test_a_byline_of_which_the_gaps_are_lost(byline: str, found: dict[str, object] | None) -> None:
    meta = told(f"社区观察\n河湾茶厂的来历\n{byline}\n{BODY * 2}")
    expected = {"title": "河湾茶厂的来历", "lang": "zh-Hans", "series": "社区观察", **found} if found else {"lang": "zh-Hans"}
    assert meta == expected


def test_names_behind_by_may_have_any_letters() -> None:
    meta = dict(
        Cleaner()("Old Boats\n\nBy María José Ortiz-Vega and J. R. O'Donnell\n\nThe bay has old boats, and they are mended.\n").metadata
    )
    assert (meta.get("title"), meta.get("author")) == ("Old Boats", ["María José Ortiz-Vega", "J. R. O'Donnell"])


@pytest.mark.parametrize("below", ["分类号:\n学校代码: 10269\n", "Presented by:\nThe Ferry:\n"])
def test_a_label_below_the_first_line_is_nobody_who_is_spoken_to(below: str) -> None:
    assert "title" not in told(f"2017届研究生论文\n{below}{BODY}")
