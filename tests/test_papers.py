"""What papers, theses and books say of themselves: labels, lists of keywords, names, notes; and what stays in the body."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner import Cleaner
from cleaner.papers.above import may_be_title
from cleaner.passes.metadata.harvest import NOTE_MARKS
from cleaner.wording.names import bodies_of, names_of
from cleaner.wording.paper_labels import fields, identifiers, read

BODY = (
    "县里的老茶厂建在河湾东岸，厂房一共三层，最上面一层是\n"
    "晾青的地方，四面开着木窗，春天的时候风从河面上吹进来，\n"
    "满屋子都是茶香，过路的人闻见了总要停下来站一会儿才走。\n"
)
ENGLISH = (
    "The ferry at North Bay has carried farmers across the water for more than\n"
    "ninety years, and the records kept by three generations of ferrymen are\n"
    "usually complete. The oldest of them lists every cart and every sheep.\n"
)
HEAD = "河湾茶厂的来历\n林小满\n摘　要：本文讨论老茶厂的来历，以及它在今天的用处。\n"


def told(text: str) -> dict[str, Any]:
    return dict(Cleaner(kind="printed")(text).metadata)


def body(text: str) -> str:
    return Cleaner(kind="printed")(text).body


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("中图分类号：G258　文献标识码：A　文章编号：1234-5678（2023）03-0017-05", ["clc", "document_code", "article_id"]),
        ("中图法分类号  TP182    文献标志码  A      doi:10.3969/j.2016", ["clc", "document_code", "doi"]),
        ("收稿日期：2007-04-10 定稿日期：2007-07-13", ["received", "accepted"]),
        ("作者简介：何山（通信作者），男", ["author_note"]),  # a remark behind a name
        ("作者简介：何山【通信作者】林小满", ["author_note", "author_note"]),
        ("基金项目：河湾基金项目 （2023）", ["fund"]),  # a word of the value
    ],
)
def test_all_labels_of_a_line(line: str, found: list[str]) -> None:
    assert [key for key, _ in fields(line)] == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("文章编号: 1003- 0077( 2007) 06- 0095- 06", {"article_id": "1003-0077(2007)06-0095-06"}),
        ("中图分类号: T P391    文献标识码 : A", {"clc": "TP391", "document_code": "A"}),
        ("文章编号：1000—8608（2005）02—0291—07", {"article_id": "1000-8608（2005）02-0291-07"}),
        ("中图分类号：ＴＰ１８　犇犗犐号", {"clc": "TP18"}),
        ("DOI", {}),
        ("文献标识码：见封底", {}),
        ("分类号：待定", {}),
    ],
)
def test_class_numbers(line: str, found: dict[str, str]) -> None:
    assert identifiers(line) == found


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Keywords JavaScript, just-in-time compilation, trace trees.", "keywords"),
        ("Keywords are parted by commas, and in some journals by semicolons.", None),
        ("Keywords for a paper, which its authors choose, are printed here", None),
        ("摘要的写法有三种", None),
        ("요 약", "abstract"),
        ("引用格式", "citation"),
    ],
)
def test_labels(line: str, key: str | None) -> None:
    found = read(line)
    assert (found and found.key) == key


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("关键词：茶厂；渡 口；老 河湾\n", ["茶厂", "渡口", "老河湾"]),  # gaps inside
        ("关键词　深度学习　文本生成　LSTM　风格计算\n", ["深度学习", "文本生成", "LSTM", "风格计算"]),
        ("关键词　茶 厂　渡 口\n", ["茶厂", "渡口"]),
        ("关键词：m\n6\nA；茶厂；渡口\n", ["m 6 A", "茶厂", "渡口"]),  # a sign in a word
        ("关键词：茶厂；渡口，河湾；码头\n", ["茶厂", "渡口，河湾", "码头"]),
        ("关键词\n\n茶厂, 渡口, 平行社会\n\n引用格式\nDOI\n", ["茶厂", "渡口", "平行社会"]),
        ("关键词：茶厂；渡口；\n河湾\n", ["茶厂", "渡口", "河湾"]),
        ("关键词：茶厂；渡口\n本文讨论；\n", ["茶厂", "渡口"]),
        ("关键词：茶厂；渡口\n（讨论）\n", ["茶厂", "渡口"]),  # there was room for it
        ("关键词：茶厂的来历；渡口的来历；河湾的来历；码头的来历；顾客的购\n买意愿\n", 5),  # the line end cuts a word
        ("关键词：茶厂的来历；渡口的来历；河湾的来历；码头的来历；顾客的问\n背景\n", 5),  # a heading
    ],
)
def test_where_keywords_end(lines: str, words: list[str] | int) -> None:
    found = told(HEAD + lines + "\n一、来历\n" + BODY)["keywords"]
    assert (len(found) if isinstance(words, int) else found) == words
    assert found[-1] != "顾客的问背景"


@pytest.mark.parametrize(
    ("below", "last"),
    [
        ("projection; (OLPP).\n", "orthogonal small harbour projection"),
        ("(OLPP).\n", "orthogonal small harbour (OLPP)"),
        ("is true of all the ferries that went over the wide river in spring\n", "orthogonal small harbour"),
        ("The records are complete, and the ferrymen were, too, in their way\n", "orthogonal small harbour"),
    ],
)
def test_where_english_keywords_end(below: str, last: str) -> None:
    head = "Old Ferries\nAda Abel\nAbstract: We looked at the old ferry and at all of its many records.\n"
    words = told(f"{head}Keywords: ferries; rivers; towns; bridges; orthogonal small harbour\n{below}{ENGLISH}")["keywords"]
    assert last in words


def test_keywords_that_begin_with_a_sign_are_torn() -> None:
    text = f"{HEAD}关键词：；渡口；码头\n中图分类号：G25\n{BODY}"
    assert "keywords" not in told(text)
    assert "渡口；码头" in body(text)


def test_a_label_without_a_value_stays() -> None:
    text = f"{HEAD}关键词：茶厂；渡口\nDOI\n{BODY}"
    assert "identifiers" not in told(text)
    assert "DOI" in body(text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("袁 勇 1, 2", ["袁勇"]),
        ("刘　峤　李　杨　段　宏　秦志光", ["刘峤", "李杨", "段宏", "秦志光"]),
        ("李涓子，侯磊＊", ["李涓子", "侯磊"]),
        ("徐小林1，盛小潘2\uf020", ["徐小林", "盛小潘"]),
        ("E0872717  洪小雅", ["洪小雅"]),
        ("Ada Abel2 Ben Carter1 Eve Lane1", ["Ada Abel", "Ben Carter", "Eve Lane"]),
        ("林小满 1 ，", ["林小满"]),  # raised marks break lines
        ("，何山2,3", ["何山"]),
        (", Ben Carter2,3", ["Ben Carter"]),
        ("and Eve Lane5", ["Eve Lane"]),
        ("Ada Abel,1,2 Ben Carter,2 Eve Lane,3 and Jane Mills1, 4", ["Ada Abel", "Ben Carter", "Eve Lane", "Jane Mills"]),
        ("ADA ABEL,* EVE B. LANE† & BEN CARTER‡", ["ADA ABEL", "EVE B. LANE", "BEN CARTER"]),
        ("王 小 明 李 四", []),  # nothing tells which belong together
        ("第 1 组", []),
    ],
)
def test_names(line: str, names: list[str]) -> None:
    assert names_of(line) == names


ALONE = "Abstract\nWe looked at the old ferry and at a gauge.\nKeywords: ferries; boats\n"


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        # each author above a body and its town
        (
            "Old Boats of North Bay\nAda Abel\nHarbour School, College of Boats\nNorth Bay, Finland\nada@example.org\nBen Carter\n"
            "College of Boats\nNorth Bay, Finland\n",
            "Old Boats of North Bay",
            ["Ada Abel", "Ben Carter"],
        ),
        ("The Ferry at\nBay Boats\nAda Abel\nCollege of Boats\n", "The Ferry at Bay Boats", ["Ada Abel"]),  # `bay` and `boats` are words
        # a country is no author, nor is a line above it the title
        ("Old Boats\nAda Abel1\n1 Harbour University, North Bay,\nSouth Africa\n", "Old Boats", ["Ada Abel"]),
        ("Ada Abel, Ben Carter, Eve Lane\nJane Mills, Tom Ford\n", None, None),
        (
            "Old Boats\nAda Abel, Ben Carter, Eve Lane\nJane Mills, Tom Ford\n",
            "Old Boats",
            [*("Ada Abel", "Ben Carter", "Eve Lane"), *("Jane Mills", "Tom Ford")],
        ),
        ("Harbour Journal of Boats\nVol. 3 No. 2\nOld Boats of\nNorth Bay\nAda Abel1\n", "Old Boats of North Bay", ["Ada Abel"]),
        (
            "Printed by:\nOLD BOATS:\nThe Boats of the Bay\nwith a List\nAda Abel1\n",
            "OLD BOATS: The Boats of the Bay with a List",
            ["Ada Abel"],
        ),
        # one line of several that may be the title
        (
            "OPEN RESEARCH\nHow people mend\ntheir old boats\nin the harbours of the north\nand of the south of Finland\nAda Abel1\n",
            None,
            None,
        ),
    ],
)
def test_lines_around_names_in_latin_script(head: str, title: str | None, author: list[str] | None) -> None:
    meta = told(head + ALONE + "1 Introduction\nThe bay has boats.\n" + ENGLISH * 3)
    assert (meta.get("title"), meta.get("author")) == (title, author)


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("茶史研究\n\n河湾茶厂的来历\n林小满，\n何山\n（河湾大学 茶史学院，\n东岸 450001）\n", "河湾茶厂的来历", ["林小满", "何山"]),
        ("河湾茶厂的来历\nDOI: 10.1234/abc.5\n林小满\n", "河湾茶厂的来历", ["林小满"]),
        ("河湾茶厂的来历\n郗云归、亓小满\n", "河湾茶厂的来历", ["郗云归", "亓小满"]),
        ("第3卷 第2期\n河湾茶厂的来历\n林小满\n", "河湾茶厂的来历", ["林小满"]),
        ("茶史研究\nHarbour Journal of Boats\n河湾茶厂的来历\n与它的用处\n林小满\n", "河湾茶厂的来历与它的用处", ["林小满"]),
        ("RESEARCH NOTES\n\n河湾茶厂的来历\n与它的用处\n林小满\n", "河湾茶厂的来历与它的用处", ["林小满"]),
        ("河湾茶厂的来历\n老渡口、旧茶厂博物馆\n", None, None),
        (BODY + "姓名\n职称\n单\n位\n\n林小满\n\n教 授\n\n何山\n\n副 教 授 河湾大学茶史系\n\n备注\n\n", None, None),  # a table of people
    ],
)
def test_lines_around_names_in_chinese(head: str, title: str | None, author: list[str] | None) -> None:
    meta = told(head + WORDED + BODY * 2)
    assert (meta.get("title"), meta.get("author")) == (title, author)


def test_a_number_between_title_and_names_is_read() -> None:
    assert told("河湾茶厂的来历\nDOI: 10.1234/abc.5\n林小满\n" + WORDED + BODY * 2)["identifiers"] == {"doi": "10.1234/abc.5"}


NOTED = "Old Boats of North Bay\nAda Abel* & Ben Carter**\n"
FEET = "* Reader in boats at the harbour school.\n** Keeper of the boats.\n"


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        (FEET, ["* Reader in boats at the harbour school.", "** Keeper of the boats."]),
        ("** Keeper of the boats.\n* Reader in boats.\n", None),  # not in their order
        (FEET.partition("\n")[0] + "\n", None),  # one is missing
    ],
)
def test_notes_of_the_names_at_the_foot_of_their_page(notes: str, found: list[str] | None) -> None:
    half = "They list each cart and each sheep that went over the water, in a small\n"
    cleaned = Cleaner(kind="printed")(f"{NOTED}{ENGLISH * 2}{half}{notes}\fround hand, and of which no more is said.\n{ENGLISH * 2}")
    assert cleaned.metadata["author"] == ["Ada Abel", "Ben Carter"]
    assert cleaned.metadata.get("extra", {}).get("author_note") == found
    assert ("in a small round hand, and" in cleaned.body) == (found is not None)


def test_a_head_with_two_sides_is_no_title() -> None:
    head = "第45卷  第4期                 河 湾 学 院 学 报\n2016年7月            Journal of North Bay College\n"
    found = told(
        f"{head}茶厂技术综述\n徐小林1，盛小潘2\n(1. 河湾大学茶史研究所  611731；2. 河湾中学  250101)\n"
        + HEAD.partition("满\n")[2]
        + "关键词：茶；渡口\n"
        + BODY
    )
    assert (found["title"], found["author"]) == ("茶厂技术综述", ["徐小林", "盛小潘"])


def test_the_language_of_a_paper_is_that_of_its_letters() -> None:
    torn = "\n".join(["Web", "K", "No", "Vol", "ISSN", "Tea", "X", "Y"]) + "\n"
    found = told(f"{torn}{HEAD}关键词：茶厂；渡口\n{torn}Abstract: {ENGLISH}Keywords: tea; ferries\n{torn}{BODY * 3}")
    assert found["keywords"] == ["茶厂", "渡口"]
    assert found["extra"]["keywords_en"] == ["tea", "ferries"]


def test_classes_of_a_paper_are_no_abstract() -> None:
    head = "Old Ferries\nAda Abel and Ben Carter\nAbstract\n"
    found = told(
        f"{head}{ENGLISH}Categories and Subject Descriptors D.3.4 [Ferries]: Boats\nGeneral Terms Design.\nKeywords ferries, boats, rivers.\n{ENGLISH}"
    )
    assert found["abstract"].endswith("every sheep.")
    assert found["keywords"] == ["ferries", "boats", "rivers"]


PAPER = HEAD + "关键词：茶厂；渡口\n\n一、来历\n" + BODY


@pytest.mark.parametrize(
    ("note", "extra"),
    [
        ("收稿日期：２０２３－０６－１２；修回日期：2023.6.15\n", {"received": "2023-06-12", "revised": "2023-06-15"}),
        ("收稿日期：20230612\n", {"received": "2023-06-12"}),
        ("收稿日期：2023-13-45\n", {"received": "2023-13-45"}),
        ("收稿日期：2023年6月12日。林小满，女，副教授。\n", {"received": "2023-06-12", "author_note": "林小满，女，副教授。"}),
        (
            "基金项目：河湾社会科学基金重点项目（2023A01）；河湾镇教育\n科研项目（22）\nThis work was supported by the fund of the river town.\n",
            {"fund": "河湾社会科学基金重点项目（2023A01）；河湾镇教育科研项目（22）"},
        ),
        (
            "作者简介：林小满（1978-），女，博士生；何小山，男，教授，博士生导师\n渡口资讯\n的茶厂与渡口的来历有关的文字在这里才接着往下说完了。\n",
            {},
        ),
    ],
)
def test_notes_end_with_their_paragraph(note: str, extra: dict[str, str]) -> None:
    assert told(PAPER + note + BODY).get("extra", {}) == extra


COVER = "学校代码：10335\n\n      论文题目：      面向社区的茶厂管理系统\n{more}\n      学生姓名：      林小满\n\n      指导教师：      何山\n\n"


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ("", "面向社区的茶厂管理系统"),
        ("                      设计与实现\n", "面向社区的茶厂管理系统设计与实现"),
        ("  设计与实现\n", None),  # another line, or more of the title: nothing tells
        ("      论文题目：      渡口管理系统\n", None),  # two
    ],
)
def test_cells_of_a_title_page(more: str, title: str | None) -> None:
    text = COVER.replace("{more}\n", more) + BODY
    found = told(text)
    assert found.get("title") == title
    assert found.get("author") == (["林小满"] if title else None)
    assert "指导教师" in body(text)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("河湾渡船史\n作者：阿林\n译者：何山\n", "河湾渡船史"),
        ("河湾渡船史，以及其他。\n作者：阿林\n", None),
        ("论文题目：河湾渡船史\n姓名：见封底说明\n", None),
        ("河湾茶社\n茶史丛书\n作者：阿林\n", None),
    ],
)
def test_a_labelled_author_below_the_first_line(head: str, title: str | None) -> None:
    assert told(head + "\n" + BODY).get("title") == title


def test_the_ending_of_a_title_above_a_byline() -> None:
    body = "厚い壁に囲まれた古い茶工場の三階では、春になると川から風が吹き込んで茶の香りがする。\n\n"
    found = dict(Cleaner(kind="text")(f"古い渡し場の記録——三つの町での観察\n\nから\n\n榊原澄江 記者\n\n{body * 3}").metadata)
    assert found["title"] == "古い渡し場の記録——三つの町での観察から"
    assert "series" not in found


WORDED = HEAD.partition("林小满\n")[2] + "关键词：茶厂；渡口\n\n一、来历\n"
KEYS = "关键词：茶厂；渡口\n\n一、来历\n"


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("河湾省茶业协会、东岸渡口管理处", ["河湾省茶业协会", "东岸渡口管理处"]),
        ("河湾茶史博物馆、林小满", ["河湾茶史博物馆", "林小满"]),
        ("老茶厂修缮工作组", ["老茶厂修缮工作组"]),
        ("North Bay Ferry Trust", ["North Bay Ferry Trust"]),
        ("By Commission on Old Ferries", ["Commission on Old Ferries"]),
        ("Old Ferries of the Bay", []),
        ("The records of the Society are old", []),
        ("全省茶业工作座谈会", []),  # an event
        ("以老茶厂的修缮为中心", []),
        ("林小满、何山", []),  # people alone
        ("河湾省茶业协会、来历", []),
        ("老茶厂的来历", []),
    ],
)
def test_bodies(line: str, bodies: list[str]) -> None:
    assert bodies_of(line) == bodies


@pytest.mark.parametrize(
    ("above", "labels", "author"),
    [
        ("河湾茶厂的来历\n河湾省茶业协会、东岸渡口管理处\n", KEYS, ["河湾省茶业协会", "东岸渡口管理处"]),
        ("河湾茶厂的来历\n老茶厂修缮工作组\n2018年3月\n", WORDED, ["老茶厂修缮工作组"]),
        ("河湾茶厂的来历\n老茶厂修缮工作组\n2018年3月\n", "", ["老茶厂修缮工作组"]),
        ("河湾茶厂的来历与它在今天的用\n处\n老茶厂修缮工作组\n", KEYS, ["老茶厂修缮工作组"]),
        ("河湾茶厂的来历\n郗云归\n河湾茶史研究中心\n", KEYS, None),  # a name that is in no list, and where it works
        ("河湾茶厂的来历，\n老茶厂修缮工作组\n", KEYS, None),
        ("河湾茶厂\n的来历\n与它在\n今天的用处\n老茶厂修缮工作组\n", KEYS, None),
        ("河湾茶厂的来历\n全省茶业工作座谈会\n2018年3月\n", "", None),
    ],
)
def test_bodies_below_a_title_are_its_authors(above: str, labels: str, author: list[str] | None) -> None:
    assert told(above + labels + BODY * 2).get("author") == author


@pytest.mark.parametrize(
    ("above", "found"),
    [
        (BODY.replace("才走。\n", "才走\n60\n"), ("河湾茶厂的来历", ["郗云归"])),
        (BODY, ("河湾茶厂的来历", ["郗云归"])),
        (BODY.replace("才走。\n", "才走\n"), (None, None)),  # in mid-sentence, and nothing parts the block from it
    ],
)
def test_a_block_behind_the_text_of_its_page(above: str, found: tuple[str | None, list[str] | None]) -> None:
    meta = told(BODY * 3 + above + "河湾茶厂的来历\n郗云归\n" + WORDED + BODY)
    assert (meta.get("title"), meta.get("author")) == found


def test_the_lines_behind_a_page_number_are_a_title() -> None:
    head = "60\nKeeping the Old Boats of North\nBay on the Water\nNorth Bay Ferry Trust\nAbstract: We looked at the old ferry.\nKeywords: ferries; boats\n"
    meta = told(ENGLISH * 3 + ENGLISH.replace("sheep.\n", "sheep\n") + head + ENGLISH)
    assert (meta.get("title"), meta.get("author")) == ("Keeping the Old Boats of North Bay on the Water", ["North Bay Ferry Trust"])


def test_the_rest_of_a_line_is_no_second_title() -> None:
    meta = told("河湾茶厂书信选（1958—\n1979）\n" + HEAD.partition("历\n")[2] + "关键词：茶厂；渡口\n" + BODY)
    assert meta["title"] == "河湾茶厂书信选（1958—1979）"


def test_keywords_alone_below_names_in_a_second_language() -> None:
    english = "Old Rooms\nLIN Xiaoman\nKey words: tea; ferries\n"
    extra = told(f"{HEAD}关键词：茶厂；渡口\n{english}\n一、来历\n{BODY}")["extra"]
    assert extra == {"title_en": "Old Rooms", "author_en": ["LIN Xiaoman"], "keywords_en": ["tea", "ferries"]}


def test_keywords_alone_in_another_language_far_below_are_text() -> None:
    english = "Old Rooms\nLIN Xiaoman\nKey words: tea; ferries\n"
    assert "extra" not in told(f"{HEAD}关键词：茶厂；渡口\n\n一、来历\n{BODY * 3}{english}{BODY}")


def test_the_rest_of_a_full_line_is_no_name() -> None:
    assert "author" not in told("老渡口书信选\n河湾茶厂旧事与旧物之来\n由编\n" + WORDED + BODY)


def test_the_mark_of_a_note_is_no_part_of_the_title() -> None:
    marked = [NOTE_MARKS.sub("", title) for title in ("河湾的茶厂与渡口#", "河湾的茶厂与渡口 *", "茶厂里的C#")]
    assert marked == ["河湾的茶厂与渡口", "河湾的茶厂与渡口", "茶厂里的C#"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("题目：河湾茶厂的来历\n林小满\n", "河湾茶厂的来历"),  # the label is none of it
        # nor is the place of the author above
        ("河湾的旧事\nLin Xiaoman\nHarbour School\nlin@example.org\nHe Shan\nHarbour University\nJane Mills\n", "河湾的旧事"),
        ("河湾茶厂的来历\n大河满\nlin@example.org\nHistory of the Tea House at River Bend\nLin Xiaoman, He Shan\n", None),  # in English
    ],
)
def test_what_stands_above_names_may_be_no_title(head: str, title: str | None) -> None:
    assert told(head + HEAD.partition("林小满\n")[2] + KEYS + BODY).get("title") == title


def test_a_name_behind_the_number_of_a_student_is_no_title() -> None:
    assert not may_be_title("21142016 三ツ谷 春希")
    assert may_be_title("21142016年的渡口")


def test_a_title_in_capitals_on_two_lines_and_an_abstract_before_the_first_section() -> None:
    text = f"journal of harbours\n1995, pages 12-30\nREADING THE GAUGE AT THE FERRY\nFOR BOATS OF ALL SIZES\nI. MILLS, AND V. LANE\nAbstract.\n{ENGLISH}0. Introduction\n{ENGLISH * 3}Key words and phrases. ferries, gauges\n{ENGLISH * 3}"
    found = told(text)
    assert found["title"] == "READING THE GAUGE AT THE FERRY FOR BOATS OF ALL SIZES"
    assert found["author"] == ["I. MILLS", "V. LANE"]
    assert found["keywords"] == ["ferries", "gauges"]
    assert "Introduction" not in found["abstract"]
