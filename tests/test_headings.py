"""Headings: what speaks against one, by wording and by place."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, clean
from cleaner.headings.wording import can_be_heading, doubts

PROSE = """The harbour is busiest in the early morning, when those who sell
fish, those who sell greens and those who wait for the boat crowd
upon the steps, and their voices carry over half the street until
the first boat has left.
"""


@pytest.mark.parametrize(
    "text",
    [
        "The boats are moored below the house of",  # goes on with the next line
        "Mills &",
        "Water is drawn from the wells of the old town",  # a sentence, by its verb
        "x <- count(rows)",
        "rows = 3",
        "http://example.org/boats",
        "Elm Street, Riverton, North County, Old Country",
        "the second part) of the wall",
        "T TT FT",
        "瓦片换了三遍，费用合计为",
        "塔身的位置处于",
        "表  2.1  书架的清点",  # a caption, its gaps kept
    ],
)
def test_wording_that_is_no_heading(text: str) -> None:
    assert not can_be_heading(text, is_numbered=False)


@pytest.mark.parametrize(
    "text",
    [
        "What Is Done With the Boats",
        "How it was done",
        "Sandwiches are for eating",
        "Logging in",
        "WC",
        "Mending and Airing",
        "改变读者的行为",
        "研究的目的",
    ],
)
def test_wording_that_may_be_a_heading(text: str) -> None:
    assert can_be_heading(text, is_numbered=False)


def _headings(source: str) -> list[str]:
    return [line for line in clean(source).text.split("\n") if line.startswith("#")]


def test_a_number_with_a_stop_stands_above_its_parts() -> None:
    source = f"1. THE HARBOUR\n{PROSE}2. THE BOATS\n{PROSE}2.1 Mending\n{PROSE}2.2 Airing\n{PROSE}3. THE END\n{PROSE}"
    assert _headings(source) == ["## 1. THE HARBOUR", "## 2. THE BOATS", "### 2.1 Mending", "### 2.2 Airing", "## 3. THE END"]


def test_numbers_alone_above_their_titles() -> None:
    assert _headings(f"{PROSE}\n1\n\nMending\n\n{PROSE}\n2\n\nAiring\n\n{PROSE}") == ["## 1 Mending", "## 2 Airing"]


def test_ticks_of_an_axis_are_no_sections() -> None:
    chart = "3.6\n3.8\nAverage Length\n4.0\n4.2\nAnnual Award\n4.4\n"
    assert _headings(f"{PROSE}{chart}{PROSE}") == []


def test_a_running_head_with_page_numbers_is_no_heading() -> None:
    source = f"1 Mending\n{PROSE}1.1 Planks\n{PROSE}4 Miller and Smith\n{PROSE}1.2 Nails\n{PROSE}6 Miller and Smith\n{PROSE}"
    assert _headings(source) == ["## 1 Mending", "### 1.1 Planks", "### 1.2 Nails"]


def test_a_title_at_the_top_is_no_heading() -> None:
    assert _headings(f"Drying Leaves in Moving Air\nA. Abel\nRiverton Institute\n{PROSE}{PROSE}") == []


STEPS = """旧仓库改成书房以后，每天关门以前要做的事情写在门后的一张
纸上，新来的管理员照着做，做完一件就在旁边打一个勾，从来没
有出过差错。
1. 清点架上的书
每层分别登记。
2. 打扫楼梯
雨天多擦一遍。
3. 关灯锁门
离开前再看一遍。
这张纸用了两年，边角已经卷了起来，后来又抄了一张新的，字写
得更大一些，贴在同一个地方，旧的那一张收进了抽屉里。
"""


def test_items_that_a_short_line_explains_are_no_headings() -> None:
    assert "#" not in clean(STEPS).text


def test_behind_a_comma_stands_no_heading() -> None:
    text = (
        "渡口的船票分成单程和来回两种，单程票当天有效，来回票在三天以内有效，过了期限要\n"
        "另外补票，学生和七十岁以上的老人只收一半的钱，带牲畜过河的按照牲畜的大小另行计\n算，价钱写在候船室的木牌上。\n\n"
        "船票是乘客和渡口之间的凭据，上面写着日期、船号和价钱，上船的时候由收票的人撕去一\n角，是一张小小的纸，\n\n"
        "渡口几十年来的老规\n\n"
        "矩都在这张纸上面。坐船的人把它放在口袋里，下船以前应当保管好，遇到检查的时候拿出\n来，没有船票的人要补交两倍的钱。\n"
    )
    for name in ("候船室的木牌怎样写", "收票的人怎样换班"):
        text += f"\n{name}\n\n" + (
            f"{name[:3]}的事情是由渡口的老人们商量以后定下来的，商量的时候年轻人也可以在旁边听，听完以\n"
            f"后说自己的意见，{name[-2:]}的日子一年只有一回，定下来以后就照着做，做满一年再来商量，许多年都\n没有变过。\n"
        )
    printed = Cleaner(kind="printed")
    assert "老规" not in "".join(headed(printed(text).body))
    assert len(headed(printed(text.replace("小小的纸，", "小小的纸。")).body)) == 3


def headed(body: str) -> list[str]:
    return [line for line in body.split("\n") if line.startswith("#")]


TALE = """渡船每天过河四趟，冬天只开两趟，坐船的人多半住在对岸的村里。
老桥在那年大水以后就封了，一直没有再开，村里凑钱造了一条新
船，请磨坊的木匠动手，前后用了十一个月，用的都是落叶松。
"""
TOLD = """逢集的日子船上装的是山羊和母鸡，还有一袋一袋从磨坊运来的面
粉，春天水涨得高，码头淹在水里，只好从船上搭一块跳板到祠堂
的墙根，管祠堂的老人为了门前的烂泥发过好几回脾气。
"""


def test_headings_in_running_text_stay_beside_many_entries_that_are_none() -> None:
    printed = Cleaner(kind="printed")
    parts = f"{TALE}渡口的规矩怎样定\n{TOLD}{{}}{TALE}画家留下的画\n{TOLD}"
    entries = "".join(
        f"{name}{where}\n"
        for where in ("由磨坊保管", "放在棚子里", "已经记在账上")
        for name in ("木桨", "船舵", "绳子", "桐油", "灯台", "灯油", "木板", "书包")
    )
    assert len(found := headed(printed(parts.format("")).body)) == 2
    assert headed(printed(parts.format(entries)).body) == found[:1]  # the second stands beside the entries


def test_a_label_of_a_form_is_no_title() -> None:
    prose = (
        "城南的旧图书馆建于一九五八年，红砖外墙上爬满了常春藤。馆里的木楼梯走起来吱呀作响，读者却很少抱怨，因为大家都听惯了这\n"
        "种声音。去年秋天图书馆关门修缮，工人们换下了腐朽的窗框，又把屋顶的瓦重新铺过一遍，一直做到冬天才停下来，花了不少工夫。\n"
    )
    form = "学位论文开题报告 学号 3220230001 姓名 导师 专业 周文 陆小梅 软件工程 学院：计算机学院".replace(" ", "\n\n")
    cleaned = clean(f"{form}\n\n2025 年 2 月 9 日\n\n{prose * 3}\n导师\n\n{prose}")
    assert cleaned.metadata == {"lang": "zh-Hans"}


@pytest.mark.parametrize(
    "text", ["図(三)模型架構", "圖(三)模型架構", "Fig 2-3. A drawing of the boats", "5ページ", "[3] Miller", 'group "磨坊"']
)
def test_captions_and_page_numbers_are_no_headings(text: str) -> None:
    assert not can_be_heading(text, is_numbered=False)


def test_a_word_in_brackets_may_begin_a_heading() -> None:
    assert can_be_heading("[コラム] 渡し船の灯り", is_numbered=False)
    assert not can_be_heading("• the first of the boats", is_numbered=True)


PRINTED = Cleaner(kind="printed")


def test_a_list_between_two_headings_does_not_list_them() -> None:
    items = "".join(f"{number}. {name}\n" for number, name in enumerate(("木桨", "船舵", "绳子", "桐油", "灯台", "灯油"), 1))
    source = f"一、渡口的规矩\n{TALE}二、船上的东西\n{items}三、画家的画\n{TOLD}四、磨坊的木匠\n{TALE}"
    assert [line[3:5] for line in headed(PRINTED(source).body)] == ["一、", "二、", "三、", "四、"]


def test_measure_words_count_parts_but_not_pages() -> None:
    parts = f"第一题\n{TALE}第二题\n{TOLD}第三题\n{TALE}"
    assert headed(PRINTED(parts).body) == ["## 第一题", "## 第二题", "## 第三题"]
    assert headed(PRINTED(parts.replace("题", "页")).body) == []


def test_numbers_with_hyphens_count_sections() -> None:
    source = f"3. 渡口\n{TALE}3-1. 规矩\n{TOLD}3-2. 船票\n{TALE}4. 画家\n{TOLD}4-1. 灯台\n{TALE}"
    found = headed(PRINTED(source).body)
    assert found == ["## 3. 渡口", "### 3-1. 规矩", "### 3-2. 船票", "## 4. 画家", "### 4-1. 灯台"]


def test_no_part_begins_before_a_number_that_goes_on() -> None:
    names = ("船票的样子", "木桨的样子", "灯台的样子", "绳子的样子")
    found = [f"（{number}）渡口\n{TALE}{name}\n{{0}}" for number, name in zip("一二三四", names, strict=True)]
    assert len(headed(PRINTED("".join(found).format("") + TOLD).body)) == 4
    assert len(headed(PRINTED("".join(found).format(TOLD) + TOLD).body)) == 8


def test_a_numbered_line_that_repeats_alone_heads_pages() -> None:
    head = "附录G 渡口的规矩\n"
    found = headed(PRINTED(f"{head}{TALE}{TOLD}{head}{TOLD}{TALE}{head}{TALE}{TOLD}").body)
    assert len(found) <= 1


def test_the_head_of_a_table_is_no_heading() -> None:
    table = "名称 保管 说明\n木桨 磨坊 每年上一次油，要用桐油，不能用别的油，上完以后晾三天，\n再收进棚子里。\n"
    source = f"渡口的规矩怎样定\n{TOLD}{TALE}{{}}{TALE}画家留下的画\n{TOLD}磨坊的木匠\n{TALE}"
    assert not any("名称" in line for line in headed(PRINTED(source.format(table)).body))


JAPANESE = """渡し船は毎日四回川を渡り、冬には二回だけ出る。船に乗る人の多く
は向こう岸の村に住んでいて、朝は市場へ野菜を運び、夕方には空の
籠を持って帰ってくる。橋は大水の年に閉じられたままである。
"""


def test_clauses_and_particles_of_japanese_show_running_text() -> None:
    source = f"船着き場の決まり\n{JAPANESE}{{}}絵描きの残した絵\n{JAPANESE}水車小屋の大工\n{JAPANESE}"
    assert len(headed(PRINTED(source.format("")).body)) == 3
    for piece in ("水の上の灯り\nと呼ばれる灯りは船の先に一つだけ付けられていて、夜になると遠くからも\n見える。\n",):
        assert len(headed(PRINTED(source.format(piece)).body)) == 3


def test_a_division_among_lines_of_code_is_a_heading() -> None:
    code = "for i in boats {\n  count(i)\n  return i\n}\n"
    source = f"7.6.1 渡口的规矩\n{TALE}7.6.2 船上的东西\n{code}7.6.3 画家的画\n{code}7.6.4 磨坊的木匠\n{TALE}"
    assert len(headed(clean(source).body)) == 4


def test_a_heading_may_stand_behind_code() -> None:
    source = f"渡口的规矩怎样定\n{TOLD}count(boat); // 每年一次\n画家留下的画\n{TALE}磨坊的木匠\n{TOLD}"
    assert len(headed(PRINTED(source).body)) == 3


def test_a_question_of_japanese_ends_without_a_mark() -> None:
    assert doubts("水が凍ると何が起こるか、融けると何が起こるか") == "a question"
    assert doubts("純粋な水が凍る過程は、次のように進む") == "clauses"


COLUMN = """渡船每天过河四趟，冬天只开
两趟，坐船的人多半住在对岸
的村里，等船的时候在祠堂的
墙根晒太阳，说说今年的收成
和磨坊的生意。
"""


def test_a_whole_series_of_short_lines_is_one_of_headings() -> None:
    series = [f"{number}、{name}怎样做法\n{COLUMN}" for number, name in zip("一二三四", ("渡口", "红烧茄子", "桐油", "灯台"), strict=True)]
    assert len(headed(PRINTED("".join(series)).body)) == 4


def test_a_heading_goes_on_with_a_particle() -> None:
    source = f"第3章\n船着き場の灯りを灯す仕組み\nの作製\n{JAPANESE}3.1 灯りの油\n{JAPANESE}3.2 灯りの芯\n{JAPANESE}"
    assert headed(PRINTED(source).body)[0] == "## 第3章 船着き場の灯りを灯す仕組みの作製"


def test_a_bullet_alone_follows_no_heading() -> None:
    source = f"渡口的规矩怎样定\n{TOLD}{{}}{TALE}画家留下的画\n{TOLD}磨坊的木匠\n{TALE}"
    assert len(headed(PRINTED(source.format("每年上一次油\n•\n")).body)) == 3
    assert len(headed(PRINTED(source.format("".join("•\n" * 40))).body)) == 3


def test_code_does_not_show_that_an_author_broke_the_lines() -> None:
    code = "let boat = 3;\ncount(boat)\nmend(boat)\nif (boat) {\n  count(boat)\n}\n"
    parts = [f"{TALE * 3}{who}的事情\n{who}在渡口住了三年，留下的东西都挂在祠堂里：\n{code}" for who in ("画家", "木匠", "船工")]
    assert len(headed(clean("".join(parts) + TALE * 3).body)) == 3


def test_a_figure_that_stands_for_a_bullet_counts_no_headings() -> None:
    listed = "".join([f"2 {who}在渡口住过\n{TALE}" for who in ("画家", "木匠", "船工", "邮差")])
    assert not headed(PRINTED(f"1 渡口的来历\n{TALE}{listed}3 渡口的将来\n{TALE}").body)[1:-1]


LEADERS = "造船的木匠 . . . . . . . . . . . . . .\n渡口的规矩 . . . . . . . . . . . . . .\n"


def test_chapters_among_entries_with_leaders_are_entries() -> None:
    printed = Cleaner(kind="printed")
    chapters = f"第一章 渡船\n{TALE}{TOLD}第二章 石碑\n{TALE}{TOLD}"
    assert headed(printed(chapters).body) == ["## 第一章 渡船", "## 第二章 石碑"]
    assert headed(printed(f"第一章 渡船\n{LEADERS}第二章 石碑\n{LEADERS}{chapters}").body) == ["## 第一章 渡船", "## 第二章 石碑"]


def test_a_number_that_cannot_stand_between_two_parts_is_a_row() -> None:
    source = f"1 Mending\n{PROSE}1.1 Planks\n{PROSE}{{}}1.2 Nails\n{PROSE}2 Launching\n{PROSE}2.1 Rollers\n{PROSE}2.2 Ropes\n{PROSE}"
    found = _headings(source.format(""))
    assert len(found) == 6
    assert _headings(source.format(f"1 Barrels\n{PROSE}2 Hammers\n{PROSE}3 Buckets\n{PROSE}")) == found
    assert _headings(source.format(f"9 Barrels\n{PROSE}")) == found


def test_words_that_count_head_running_text_or_nothing() -> None:
    printed = Cleaner(kind="printed")
    names = ("木桨", "船舵", "绳子", "桐油")
    told = "".join(f"示例{number}：{name}\n{TALE}{TOLD}" for number, name in enumerate(names, 1))
    rows = "".join(f"示例{number}：{name}\n放在棚子里\n" for number, name in enumerate(names, 1))
    assert len(headed(printed(told).body)) == 4
    assert headed(printed(f"{TALE}{TOLD}{rows}{TALE}{TOLD}").body) == []


def test_headings_of_one_text_have_one_style() -> None:
    heads = ("Mending the Old Boat", "Planks From the Mill", "Nails and Their Makers", "A Day at the Ferry")
    source = PROSE + "".join(f"{head}\n{PROSE}" for head in heads)
    assert len(_headings(source)) == 4
    assert _headings(f"{source}The miller supplies that wood\n{PROSE}") == _headings(source)


def test_formal_numerals_stand_above_sections() -> None:
    printed = Cleaner(kind="printed")
    parts = f"壹、渡船\n{TALE}第一節 木桨\n{TALE}{TOLD}一、船舵\n{TOLD}二、桐油\n{TALE}第二節 绳子\n{TOLD}貳、石碑\n{TALE}{TOLD}"
    assert headed(printed(parts).body) == [
        "## 壹、渡船",
        "### 第一節 木桨",
        "#### 一、船舵",
        "#### 二、桐油",
        "### 第二節 绳子",
        "## 貳、石碑",
    ]


def test_a_number_is_supported_by_those_beside_it_heading_or_not() -> None:
    printed = Cleaner(kind="printed")
    source = f"问题1、渡口\n{TALE}{TOLD}问题2、石碑\n{TALE}{TOLD}{{}}问题5、灯台\n{TALE}{TOLD}"
    assert headed(printed(source.format("")).body) == ["## 问题1、渡口", "## 问题2、石碑"]
    fourth = f"问题4、撑船的老人在对岸住了三十年，每天天亮以前就把船撑\n过来。{TALE}{TOLD}"
    assert headed(printed(source.format(fourth)).body) == ["## 问题1、渡口", "## 问题2、石碑", "## 问题5、灯台"]


NAMED = ("渡口的规矩怎样定", "画家留下的画", "磨坊的木匠")


def test_an_issue_line_counts_no_volumes() -> None:
    source = "".join([f"第{number}卷　第{number + 1}期\n{TALE}{TOLD}" for number in (1, 2, 3)])
    assert not headed(PRINTED(source).body)
    assert len(headed(PRINTED(source.replace("期", "次过河")).body)) == 3


def test_the_first_line_of_a_sentence_is_no_heading_though_its_number_counts() -> None:
    counted = [f"{number}、{name}\n{TALE}{TOLD}" for number, name in zip("一三四", NAMED, strict=True)]
    source = (
        "{}二、渡船是指每天过河四趟的大船、冬天只开两趟的小船以及其他相关联\n的船。渡口的老人和磨坊的木匠都住在对岸的村里，每天过河四趟去买\n菜。\n"
        + TALE
    )
    assert len(headed(PRINTED(source.format(counted[0]) + "".join(counted[1:])).body)) == 3


@pytest.mark.parametrize("text", ["这里的人多半、\n住在对岸的村里", "木匠 : 是, 是啊,,\n另一条船的木匠"])
def test_a_line_with_room_behind_its_comma_is_no_heading(text: str) -> None:
    source = "".join([f"{name}\n{TALE}{TOLD}" for name in NAMED])
    assert len(headed(PRINTED(f"{source}{text}\n{TALE}{TOLD}").body)) <= 4
    assert "、" not in "".join(headed(PRINTED(f"{source}{text}\n{TALE}{TOLD}").body))


def test_turns_of_speakers_are_no_headings() -> None:
    asked = [f"[Anna] What is done about the {name}?\n[Ben] {PROSE}" for name in ("boats", "greens", "steps")]
    titled = [f"What is done about the {name}?\n{PROSE}" for name in ("fish", "wells", "nets")]
    found = headed(PRINTED("".join(asked + titled)).body)
    assert len(found) == 3
    assert not any("[" in line for line in found)


def test_below_a_table_of_contents_stand_the_headings_that_it_lists() -> None:
    names = ("The Harbour", "The Boats", "The Nets", "The End of the Day")
    entries = "".join([f"{name} {'.' * 40} {number}\n" for number, name in enumerate(names, 1)])
    source = "Contents\n" + entries + "".join([f"{name}\n{PROSE}{PROSE}" for name in names])
    assert len(headed(PRINTED(source).body)) == len(headed(PRINTED(f"{source}A Boat With a Net\n{PROSE}").body)) == 3


def test_cells_in_pairs_of_which_one_repeats_are_no_headings() -> None:
    pairs = [("Tables Poor", "XLS"), ("Tables Fair", "XLSX"), ("Tables Fair", "ODS"), ("Tables Good", "JSON")]
    source = "".join([f"{kind}\n{name}\n{PROSE}" for kind, name in pairs])
    assert not headed(PRINTED(PROSE + source).body)


def test_a_version_on_a_line_of_its_own_is_no_section() -> None:
    source = "".join([f"1.{number} {name}\n{TALE}{TOLD}" for number, name in enumerate(NAMED, 1)])
    table = "系统\n20.04\n说明\n木桨\n船票\n"
    assert len(headed(PRINTED(source + table + TALE).body)) == 3


def test_a_sentence_that_begins_with_a_version_is_no_section() -> None:
    parts = [f"{number} {name}\n{TALE}{TOLD}" for number, name in zip(("1", "1.1", "2.1"), NAMED, strict=True)]
    cut = "渡船每天过河四趟，冬天只开两趟，坐船的人多半住在对岸的村子\n2.0 的船多半是新的, 村里凑钱造的船以及旧\n船\n2\n船又"
    assert len(headed(PRINTED("".join([*parts[:2], cut + TALE, parts[2]])).body)) == 3


def test_a_line_at_page_edges_is_no_heading_though_it_may_be_text() -> None:
    names = ("渡口的规矩怎样定", "画家留下的画", "磨坊的木匠")
    pages = [f"{name}\n{TALE}{TOLD}{TOLD}" for name in names]
    head = "渡口的故事第三"
    source = f"{pages[0]}\f{head}\n{pages[1]}\f{pages[2]}\f{head}\n{TALE}"
    assert PRINTED(source).body.count(f"# {head}") == 1  # the first may be the heading itself


def test_a_block_with_clauses_above_its_shorter_rest_is_no_heading() -> None:
    dates = "".join([f"\n2020.{day}.2-2020.{day}.15      木匠{day}的船\n" for day in range(1, 9)])
    rows = "\n（一）木匠是指村里造船的人，另外有\n\n住在对岸的人。\n\n（二）老人\n\n①  船票      一百    元，桨  两  百 元\n\n"
    source = "".join([f"{name}\n{TALE}{TOLD}" for name in NAMED]).replace("\n", "\n\n") * 2
    found = _headings(source + dates + rows + dates)
    assert "### （二）老人" in found
    assert not any("（一）" in line for line in found)


KOREAN = """나룻배는 매일 네 번 강을 건너고 겨울에는 두 번만 나간다. 배를 타는 사람은
대부분 건너편 마을에 살고 있으며 아침에는 시장으로 채소를 나르고 저녁에는
빈 바구니를 들고 돌아온다. 다리는 큰물이 난 해부터 닫혀 있다.
"""


def test_korean_counts_chapters_and_sections() -> None:
    source = "".join([f"제{number}장 나루의 규칙\n제1절 배\n{KOREAN}제2절 노\n{KOREAN}" for number in (1, 2)])
    assert [line.split()[0] for line in headed(PRINTED(source).body)] == ["##", "###", "###"] * 2


def test_articles_are_headings_all_of_them_or_none() -> None:
    alone, glued = "第{}条（渡船）\n" + TALE, "第{}条（渡口）渡口由村里的老人们看管，每天开四趟，冬天只开两趟，\n" + TOLD
    assert len(headed(PRINTED("".join([alone.format(number) for number in (1, 2, 3)])).body)) == 3
    source = "".join([(alone if number in (1, 2) else glued).format(number) for number in range(1, 8)])
    assert not headed(PRINTED(source).body)


def test_a_tab_may_part_a_section_sign_from_its_number() -> None:
    source = "".join([f"§\t{number}\tOf the {name}\n{PROSE}" for number, name in enumerate(("boats", "nets", "wells"), 1)])
    assert len(headed(PRINTED(source).body)) == 3


def test_a_paragraph_may_begin_with_a_short_line_that_a_comma_ends() -> None:
    first = "純粋な水が凍る過程は、\n今では次のように\n"
    source = f"渡し船の決まり\n{JAPANESE}背景\n{first}{JAPANESE}{JAPANESE}水車小屋の大工\n{JAPANESE}絵描きの残した絵\n{JAPANESE}"
    assert "## 背景" in headed(PRINTED(source).body)


def test_a_number_before_leaders_is_an_entry_of_contents() -> None:
    source = f"3.1 The Harbour\n{PROSE}3.2 The Boats\n{PROSE}3.3 The Lamps………...34\n{PROSE}3.4 The Steps\n{PROSE}"
    assert not [heading for heading in _headings(source) if "Lamps" in heading]


def test_rows_of_a_list_of_sources_are_no_headings() -> None:
    titles = ("渡口的木船怎样修补", "磨坊的水轮和石磨", "画家在渡口的三年", "祠堂里的石碑")
    below = "老王送的书 ，放在二楼东面靠窗的架子上，编号 2014-05-07 ，从来没有借出过，也没有人来问过{}"
    rows = "".join(f"{number} {title}\n\n{below}\n\n" for number, title in enumerate(titles, 1))
    assert headed(PRINTED(rows.format(*[""] * 4)).body) == []
    assert len(headed(PRINTED(rows.format(*["。"] * 4)).body)) == 4


def test_a_section_before_the_number_of_a_page_heads_that_page() -> None:
    source = f"1.1 渡船的来历\n{TALE}{TOLD}{TALE}1.2 渡口的规矩\n{TALE}{TOLD}1.2 渡口的规矩 7\n{TALE}1.2 渡口的规矩 9\n{TOLD}{TALE}"
    assert headed(PRINTED(source).body) == ["## 1.1 渡船的来历", "## 1.2 渡口的规矩"]


def test_dates_that_repeat_may_be_headings() -> None:
    source = "".join(f"04.24 {name}\n{TALE}{TOLD}" for name in ("渡口的早晨", "磨坊的木匠", "祠堂的石碑", "画家的小屋"))
    assert len(headed(PRINTED(source).body)) == 4


def test_a_heading_without_a_number_may_stand_above_numbered_paragraphs() -> None:
    names = ("The Old Boats", "Mending and Airing", "What It Costs")
    source = PROSE + "".join(f"{name}\n2.{number + 2} The {PROSE[4:]}" for number, name in enumerate(names))
    assert [line.lstrip("# ") for line in _headings(source)] == list(names)
    listed = f"{PROSE}Mending and Airing\n3. The {PROSE[4:]}{PROSE}"
    assert _headings(listed) == []  # the end of an item before the third


@pytest.mark.parametrize("text", ["门是锁着的", "声音是怎样产生的"])
def test_what_is_told_with_a_copula_is_whole(text: str) -> None:
    assert can_be_heading(text, is_numbered=True)


def test_a_label_behind_the_number_of_a_note_is_no_heading() -> None:
    assert not can_be_heading("2译注：渡口的船工", is_numbered=False)


def test_the_first_line_of_a_turn_is_no_heading() -> None:
    turns = "".join(
        f"{who}：\n{said}\n{TALE}{TOLD}" for who, said in (("船工", "渡口的规矩怎样定"), ("画家", "磨坊的木匠"), ("木匠", "祠堂里的石碑"))
    )
    assert headed(PRINTED(f"{TALE}{TOLD}{turns}").body) == []


def test_two_thirds_of_a_series_show_it() -> None:
    names = ("渡口的来历", "船是谁造，谁来修", "磨坊的木匠", "祠堂，石碑和画", "画家的小屋", "渡口的将来")
    series = "".join(f"（{number}）{name}\n{TALE}{TOLD}" for number, name in enumerate(names, 1))
    assert len(headed(PRINTED(series).body)) == 6


def test_a_heading_may_stand_behind_bullets_alone_and_an_item_behind_one() -> None:
    names = ("渡口的规矩怎样定", "画家留下的画", "磨坊的木匠")
    source = "".join(f"{name}\n{TOLD}每年上一次油\n{{0}}" for name in names)
    assert len(headed(PRINTED(source.format("•\n•\n")).body)) == 3
    assert len(headed(PRINTED(source.format("•\n")).body)) < 3


def test_words_that_count_are_headings_where_half_of_them_stand_out() -> None:
    heads = "".join(f"问题{number}、{name}\n{TALE}{TOLD}" for number, name in enumerate(("渡船谁来开", "石碑谁来修", "船票谁来收"), 1))
    runs_on = "".join(f"问题{number}、{TOLD}{TALE}" for number in range(4, 9))
    assert len(headed(PRINTED(heads).body)) == 3
    assert headed(PRINTED(heads + runs_on).body) == []


def test_one_without_a_number_before_a_higher_one_stands_beside_it() -> None:
    plain = "".join(f"{name}\n{TOLD}{TALE}" for name in ("科学窗", "渡口的画", "练习与思考"))
    source = f"第一章 渡船\n{TALE}第一节 木匠\n{TALE}一、木料\n{TALE}{TOLD}二、桐油\n{TALE}{TOLD}{plain}第二章 石碑\n{TALE}{TOLD}"
    levels = {line.lstrip("# "): line.count("#") for line in headed(PRINTED(source).body)}
    assert (levels["科学窗"], levels["第二章 石碑"], levels["二、桐油"]) == (2, 2, 4)


CALLED = "阿芸：\n"
LETTER = """渡口的水涨了，船停了三天，昨天才通。你寄的两本书
都到了，封皮有点湿，里面一页没有坏，我已经看完了
一本，另一本留着慢慢看。这里的春天来得早，堤上的
柳树全绿了，孩子们放学以后在树下做游戏，一直玩到
天黑。入冬以后活不多，队里让我去管仓库，仓库里有
一只猫。
"""
SIGNED = "仲文\n"
DAYS = ("三月四日", "六月九日", "十一月二日")


def test_days_head_letters_and_may_go_on_in_the_next_year() -> None:
    first, second, third = DAYS
    letter = CALLED + LETTER + SIGNED
    source = f"{LETTER}一九六二年\n{second}\n{letter}{third}\n{letter}一九六三年\n{first}\n{letter}{second}\n{letter}"
    assert _headings(source) == ["## 一九六二年", f"### {second}", f"### {third}", "## 一九六三年", f"### {first}", f"### {second}"]


def test_a_numbered_heading_may_stand_above_the_first_of_the_days() -> None:
    letters = "".join([f"{day}\n{LETTER}" for day in DAYS])
    assert _headings(f"{LETTER}一、来信\n{letters}二、渡口\n{LETTER}")[:4] == ["## 一、来信", *[f"### {day}" for day in DAYS]]


@pytest.mark.parametrize(
    "dates",
    [
        ("1月5日 晴", "1月9日 雨", "2月1日 多云"),
        ("1962年3月4日", "1962年6月9日（星期六）", "1963年2月1日"),
        ("民国二年", "民国三年", "民国四年"),
        ("昭和六十三年", "平成元年", "平成二年"),
        ("一九六二年三月", "一九六二年六月", "一九六三年二月"),
    ],
)
def test_dates_of_any_form_head_what_is_below(dates: tuple[str, ...]) -> None:
    letters = "".join([f"{date}\n{LETTER}" for date in dates])
    assert _headings(LETTER + letters) == [f"## {date}" for date in dates]


def test_the_date_of_a_preface_is_none_of_those_that_head_letters() -> None:
    letters = "".join([f"{day}\n{CALLED}{LETTER}{SIGNED}" for day in DAYS])
    assert _headings(f"{LETTER}二〇〇一年五月一日\n\n{letters}") == [f"## {day}" for day in DAYS]


ENDED = CALLED + LETTER + SIGNED


@pytest.mark.parametrize(
    "source",
    [
        LETTER + "".join([ENDED + day + "\n" for day in DAYS]),  # they close the letters
        LETTER + "".join([LETTER + day + "\n" for day in DAYS]),  # no name before: there is nothing below the last
        "".join([ENDED + day + "\n" for day in DAYS]) + LETTER,  # something is
        f"{LETTER}一九六二年三月\n{LETTER}",  # one alone
        LETTER + "".join([f"{day}\n{LETTER}" for day in reversed(DAYS)]),  # back in time
        LETTER + "".join([f"{day}\n{LETTER}" for day in (DAYS[0], DAYS[0], DAYS[0])]),
        LETTER + "".join([f"{year}\n{LETTER}" for year in ("民国四年", "民国三年", "民国二年")]),
        LETTER + "".join([f"{day}\n到会的有三人。\n" for day in DAYS]) + LETTER,  # rows
        LETTER + "".join([f"{day}\n渡口\n{LETTER}" for day in DAYS]),  # what is below it is a place
        LETTER + "".join([f"{year}\n{day}\n{LETTER}" for day in DAYS for year in ["一九六二年"]]),
    ],
)
def test_dates_that_head_nothing(source: str) -> None:
    assert _headings(source) == []


GROUPS = "第一组　挂在门上的\n1　篮子\n{0}2　蓝布棉被\n{0}第二组　放在屋里的\n3　木箱\n{0}4　水缸\n{0}"
IN_GROUPS = ["## 第一组 挂在门上的", "### 1 篮子", "### 2 蓝布棉被", "## 第二组 放在屋里的", "### 3 木箱", "### 4 水缸"]
BLOCK = LETTER.replace("\n", "") + "\n"


@pytest.mark.parametrize("text", [LETTER, LETTER.replace("\n", "") + "\n"])
def test_numbers_that_count_on_through_groups_stand_below_them(text: str) -> None:
    found = [line.replace("\u3000", " ") for line in _headings(GROUPS.format(text).replace("\n", "\n\n" if text == BLOCK else "\n"))]
    assert found == IN_GROUPS


def test_a_number_does_not_prove_that_a_conjunction_ends_a_heading() -> None:
    assert "和" not in "".join(_headings(GROUPS.format(LETTER).replace("挂在门上的", "渡口与仓库和")))


def test_where_blocks_are_broken_a_short_one_may_go_on() -> None:
    broken = BLOCK.rstrip("。\n") + "\n\n"
    assert "挂在门上的" not in "".join(_headings(GROUPS.replace("\n", "\n\n").format(broken)))


def test_numerals_count_the_parts_of_headings_without_a_number() -> None:
    numerals = f"一\n{LETTER}{LETTER}二\n{LETTER}{LETTER}"
    source = f"{LETTER}旧码头\n{LETTER}堤上的柳树\n{numerals}仓库\n{LETTER}"
    assert _headings(source) == ["## 旧码头", "## 堤上的柳树", "### 一", "### 二", "## 仓库"]


def test_the_number_of_a_section_may_stand_above_a_short_title_with_a_colon() -> None:
    source = f"{LETTER}第一节\n渡口\n{LETTER}第二节\n仓库：管过的\n{LETTER}第三节\n小学\n{LETTER}"
    assert _headings(source) == ["## 第一节 渡口", "## 第二节 仓库：管过的", "## 第三节 小学"]


def test_a_part_below_a_roman_number_is_no_answer_to_it() -> None:
    source = f"I. The ferry\n{PROSE}II. What was read\nA. In summer\n{PROSE}{PROSE}B. In winter\n{PROSE}{PROSE}III. What it cost\n{PROSE}"
    assert [line.lstrip("# ")[:3] for line in headed(PRINTED(source).body)][:2] == ["I. ", "II."]
    given = f"A. The red one\nB. The green one\n{PROSE}"
    answers = f"I. Who rows\n{PROSE}II. Which boat goes first\n{given}III. Which boat is new\n{given}"
    assert headed(PRINTED(answers).body) == []
