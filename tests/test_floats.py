"""What is set into a sentence moves only where the sentence provably goes on; notes have a number, a mark and a place; lists stay lists."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pytest

from cleaner import Cleaner, clean
from cleaner.blocks import assemble
from cleaner.document import FLOATS, Role
from cleaner.printed.floats import credit_in, is_sentence
from tests.conftest import ROOT

OPENING = (
    "县里的老茶厂建在河湾东岸，厂房一共三层，最上面一层是晾青的地方，四面开着木窗，春天的时候风从河面上吹进来，茶叶的香味一直飘到对岸的码头。",
    "厂长姓罗，年轻时在外省学过制茶，回来以后把做青的时间由六小时改成九小时，起初师傅们都不同意，说祖上传下来的规矩不能随便改动。",
    "第二年的新茶送到省里去评比，得了第三名，大家才慢慢信服。从那以后厂里每年都要留出一间屋子专门做试验，失败的茶叶堆在墙角。",
    "如今茶厂的生意比从前好得多，可是罗厂长说，机器只能做出一样的味道，真正的好茶还是要靠人的手去感觉温度和湿度。",
    "渡口的故事要从一九三一年说起，那一年夏天雨水特别多，河面比平时宽了一倍，镇上的人把门板拆下来垫在街上走路，水退以后才收回去。",
)
OTHERS = (
    "县志上说这座石桥建于两百多年以前，中间塌过两回，都是当地人凑钱重修的，桥头的石碑上刻着出钱人的姓名，大半已经看不清楚。",
    "邮差老丁骑一辆旧自行车，每天要跑四十里路，哪家有信，哪家的狗咬人，他都记得一清二楚，退休那天全镇的人都到路口去送他。",
    "冬天河面结了薄冰，渡船停开，两岸的人只好绕道上游的石桥，多走一个时辰，所以这个季节的集市总比别的时候冷清一些。",
)
ENGLISH = (
    "The harbour is busiest in the early morning, when those who sell fish, those who sell greens and those who wait for the boat crowd "
    "upon the steps, and their voices carry over half the street until the first boat has left.",
    "Old Wills has mended boats there for thirty years. He says that a wooden boat has less to fear from water than from the sun, for "
    "planks that have split in the heat are the hardest of all to mend, and he covers them with wet mats.",
    "The stone bridge was built more than two hundred years ago and has fallen twice; both times the people of the place paid for it "
    "themselves, and their names are cut into a stone at its foot, where most of them can no longer be read.",
)


def wrapped(text: str, measure: int) -> list[str]:
    """`text` in lines of so many ideographs, or columns of Latin; no mark begins a line."""
    if text.isascii():
        return textwrap.wrap(text, measure)
    lines, rest = [], text
    while len(rest) > measure:
        end = measure + (rest[measure] in "，。、；：！？")
        lines.append(rest[:end])
        rest = rest[end:]
    return [*lines, rest] if rest else lines


def printed(paragraphs: Sequence[str], measure: int, inset: Sequence[str] = (), at: int = 2, indent: str = "　　") -> str:
    """`paragraphs` as printed lines with first-line indents, `inset` after line `at` of the second."""
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        printed_lines = wrapped(indent + paragraph, measure)
        if number == 1:
            printed_lines[at:at] = inset
        lines += printed_lines
    return "\n".join(lines) + "\n"


def floats(text: str) -> list[str]:
    """The floats of `text`, once it is clean."""
    return [block.text for block in assemble(clean(text).document) if block.role in FLOATS]


def notes(text: str) -> list[str]:
    """The notes of `text`, once it is clean."""
    return [block.text for block in assemble(clean(text).document) if block.role is Role.FOOTNOTE]


@pytest.mark.parametrize(
    ("inset", "expected"),
    [
        (["图3　晾青房的剖面"], "图3\u3000晾青房的剖面"),
        (["图 3-1 晾青房的剖面"], "图3-1晾青房的剖面"),
        (["茶农把鲜叶倒进竹匾。周文涛/摄"], "茶农把鲜叶倒进竹匾。周文涛/摄"),
        (["茶农把鲜叶倒进竹匾。本报记者", "周文涛 摄"], "茶农把鲜叶倒进竹匾。本报记者周文涛摄"),
        (["茶农把鲜叶倒进竹匾。县茶业公司提供"], "茶农把鲜叶倒进竹匾。县茶业公司提供"),
        (["名词解释：做青是指把鲜叶", "反复摇动和摊放。"], "名词解释：做青是指把鲜叶反复摇动和摊放。"),
        (["背景：这座茶厂建于一九五六年，", "原名红星茶厂。"], "背景：这座茶厂建于一九五六年，原名红星茶厂。"),
    ],
)
def test_an_inset_moves_after_the_paragraph_whose_sentence_it_cuts(inset: list[str], expected: str) -> None:
    text = printed([*OPENING, *OTHERS], 26, inset)
    assert [found.replace(" ", "") for found in floats(text)] == [expected]
    assert OPENING[1] in clean(text).text


@pytest.mark.parametrize(
    "inset",
    [
        ["图1所示的晾青房一共三层，每一层都开着"],  # a sentence refers to the figure
        ["茶农把鲜叶倒进竹匾，一遍又一遍地摇动。"],  # a sentence, with nothing that sets it apart
        ["茶农把鲜叶倒进竹匾。鲜叶由县茶业公司提供"],  # words of a sentence
        ["共收入1,204.50元、3,618.75元、2,990.25元、1,100.00元，"],  # wide by its digits
    ],
)
def test_what_may_be_a_part_of_the_sentence_stays(inset: list[str]) -> None:
    assert floats(printed([*OPENING, *OTHERS], 26, inset)) == []


@pytest.mark.parametrize(
    "text",
    [
        "没有图的说明放在这里，运来一架水下摄\n像机的那一天，全镇的人都到岸边去看，学校也放了半天假，老师带着学生",
        "修坝以前没有人想过要测沙，后来测了一\n回，才知道问题不小，县里立即派人。运来一架水下摄\n像机的那一天，全镇的人都到岸边去看，",
    ],
)
def test_a_line_that_ends_like_a_credit_is_none(text: str) -> None:
    assert floats(printed(OPENING, 26) + text + "\n" + printed(OTHERS, 26)) == []


def test_a_paragraph_may_begin_after_an_inset() -> None:
    lines = wrapped("　　" + OTHERS[0], 26)
    text = (
        printed(OPENING, 26) + "\n".join([*lines[:2], "背景：这座茶厂建于一九五六年，", "原名红星茶厂。"]) + "\n" + printed(OTHERS[1:], 26)
    )
    assert floats(text) == []


def test_where_nothing_shows_how_the_sentence_goes_on_a_credited_caption_stands_where_it_stood_and_is_reported() -> None:
    # without indents, and with no word across the cut that the text knows
    caption = "茶农把鲜叶倒进竹匾。周文涛/摄"
    text = printed([*OPENING, *OTHERS], 26, [caption], at=1, indent="")
    found = clean(text)
    before, after = text.split(caption)
    assert before.strip().splitlines()[-1].strip() + "\n\n" + caption + "\n\n" + after.strip()[:10] in found.text
    assert [doubt.readings for doubt in found.doubts if doubt.rule == "insets"] == [("part of the sentence", "an inset")]


def test_english_insets_go_where_a_small_letter_follows() -> None:
    quote = ["Background: The harbour was built in", "the year of the great flood."]
    assert floats(printed(ENGLISH, 44, quote, indent="  ")) == [" ".join(quote)]


@pytest.mark.parametrize("inset", ["The steps on the morning of the fair.", "Wills on the morning of the fair."])
def test_an_english_sentence_that_nothing_sets_apart_stays(inset: str) -> None:
    assert floats(printed(ENGLISH, 70, [inset], indent="  ")) == []


def test_a_mark_that_an_extractor_put_below_its_sentence_is_the_rest_of_none() -> None:
    whole = wrapped("这一家人从祖上起就住在桥头，那时候还没有码头也没有铺着石板的街，只有几条小船。", 26)
    assert floats(printed([*OPENING, *OTHERS], 26, [*whole, "。"])) == []


@pytest.mark.parametrize("last", ["leafRead", "iPhone users", "Van Rossum, G. wrote"])
def test_what_does_not_begin_with_a_plain_small_word_goes_on_no_sentence(last: str) -> None:
    text = (
        printed(ENGLISH, 70, indent="")
        + "You join it with the\nBackground: Server of the harbour office.\n"
        + last
        + "\n"
        + printed(ENGLISH, 70, indent="")
    )
    assert floats(text) == []


@pytest.mark.parametrize("mark", ["①", "[1]", "1"])
def test_a_note_at_the_foot_of_a_page(mark: str) -> None:
    lines = printed([*OPENING, OTHERS[0].replace("以前，", f"以前，{mark}")], 26).splitlines()
    text = "\n".join([*lines[:-1], f"{mark} 参见《县志》第三卷。"]) + "\n\f" + lines[-1] + "\n" + printed(OTHERS[1:], 26)
    assert notes(text) == ["[^1]: 参见《县志》第三卷。"]
    assert "以前，[^1]" in clean(text).text


@pytest.mark.parametrize(
    "lines",
    [
        ["1", "渡口的来历"],  # a heading below its number
        ["1 渡口的来历"],
        ["[1] 陆文举. 渡口的来历[J]. 河湾志, 2019(3): 12-15."],  # a list of references
    ],
)
def test_what_is_no_note_stays(lines: list[str]) -> None:
    text = printed([*OPENING, OTHERS[0].replace("两回，", "两回，1[1]")], 26) + "\n".join(lines) + "\n" + printed(OTHERS[1:], 26)
    assert notes(text) == []


def test_the_digits_of_a_longer_number_are_no_mark() -> None:
    text = printed(
        [*OPENING, "罗厂长说编号是1673-5555（2019）17-0074-04的那一篇写得最好，后来收进了县里编的集子，封面上印着老茶厂的三层楼房和木窗。"],
        26,
    )
    lines = text.splitlines()
    text = "\n".join([*lines[:-1], "1 参见《县志》第三卷。"]) + "\n\f" + lines[-1] + "\n" + printed(OTHERS, 26)
    assert notes(text) == []
    assert "[^1]" not in clean(text).text


def test_entries_that_differ_in_a_word_or_a_digit_are_no_duplicates() -> None:
    text = "\n\n".join([*OPENING, OPENING[1].replace("六小时", "五小时"), OPENING[2].replace("第三名", "第二名")]) + "\n"
    assert clean(text).text == text


def test_an_english_sentence_of_two_lines_may_be_the_rest_of_the_line_before() -> None:
    assert floats(printed(ENGLISH, 30, ["The steps on the morning of", "the autumn fair."], indent="  ")) == []


def test_dots_are_no_sentence() -> None:
    assert not is_sentence(["渡口的东边与西边", "..."], is_cjk=True)


def test_labels_of_figures_in_a_row_are_no_names_of_each_other() -> None:
    lines = [line for paragraph in OPENING for line in textwrap.wrap("　　" + paragraph, 24)]
    text = clean("\n".join([*lines, "图1", "图2", "图3", "渡口与石桥"]) + "\n").text
    assert all(f"图{number}" in text for number in (1, 2, 3))


def test_a_caption_that_is_centred_is_told_once() -> None:
    lines = [line for paragraph in (*OPENING, *OTHERS) for line in textwrap.wrap("　　" + paragraph, 20)]
    text = clean("\n".join([*lines[:12], " " * 12 + "图 3 渡口与石桥的位置图", *lines[12:]]) + "\n").text
    assert "渡口与石桥的位置图" in text


def test_a_caption_among_lines_that_are_alike_is_part_of_none() -> None:
    line = "馆里的木楼梯走起来吱呀作响，读者却很少抱怨\n"
    after = "城南的旧图书馆建于一九五八年，红砖外墙上爬满了常春藤。\n"
    cleaned = clean(line * 7 + "2022 年 6 月 17 日\n图1 旧馆的楼梯\n" + after * 2)
    assert "\n图1 旧馆的楼梯" in cleaned.text


def test_a_wide_gap_beside_a_bracket_parts_columns() -> None:
    row = "线性代数（理工）        Linear Algebra"
    text = printed(OTHERS, 56) + f"\n{row}\n\n"
    assert row in Cleaner(kind="printed")(text).text
    assert "桥头（理工） Linear" not in Cleaner(kind="printed")(text.replace("桥头的", "桥头（理工） Linear 的")).text


def test_korean_keeps_the_spaces_beside_brackets() -> None:
    text = "이 기준은 「공공주택 특별법」 및 「도로법」 에 따라 시장이 세운 계획을 정한다.\n" * 6
    assert "기준은 「공공주택 특별법」 및 「도로법」 에" in Cleaner(kind="printed")(text).text


def test_a_ticked_box_beside_others_is_no_bullet() -> None:
    options = "踏勘现场\n\uf0fe不组织\n□组织，时间：\n投标预备会\n\uf0fe不召开\n□召开，时间：\n"
    assert "- 不组织" not in Cleaner(kind="printed")(printed(OTHERS, 56) + options).text
    assert "- 不组织" in Cleaner(kind="printed")(printed(OTHERS, 56) + options.replace("□", "")).text


def test_a_title_before_an_indented_paragraph_cuts_no_sentence() -> None:
    halves = "那一年的冬天特别冷，河面上结了冰，渡船停在岸边，他写信回来说，", "船家的儿子在外省学做茶，三年没有回家，信也越来越少。"
    blocks = [*OPENING, halves[0], "\n故乡的人", halves[1], *OTHERS]
    assert floats("\n\n".join(blocks) + "\n") == ["故乡的人"]
    assert floats("\n\n".join(["　　" + block if block[0] != "\n" else block for block in blocks]) + "\n") == []


def test_a_caption_of_which_a_sentence_is_open_stays() -> None:
    caption = ["Figure 2: The boats and their loads. Then the boats of", "w1 w2 of the north shore, which are all of wood"]
    assert floats(printed(ENGLISH, 70, [caption[0] + "."], at=0, indent="  ")) == [caption[0] + "."]
    assert floats(printed(ENGLISH, 70, caption, at=0, indent="  ")) == []


def test_a_row_in_another_script_goes_on_no_caption() -> None:
    name = "表2：渡口各年的船只和船家的人数以及他们的收入和支出"
    assert not floats(printed([*OPENING, *OTHERS], 26, [name, "Boats and People"], at=0))


def test_a_drawing_is_kept_line_by_line() -> None:
    drawing = "┌─────────────────────────┐\n│ 北窗下面是晾青用的竹匾  │\n│ 门在南边  │\n└─────────────────────────┘\n"
    assert drawing in Cleaner(kind="printed")(printed(OTHERS, 28) + drawing + printed(OPENING, 28)).text


@pytest.mark.parametrize(("rest", "expected"), [("看，再决定走哪一条路。", 1), ("都，再决定走哪一条路。", 0)])
def test_a_sentence_between_a_verb_and_the_same_verb_is_a_caption(rest: str, expected: int) -> None:
    caption = ["值班的人正在检查灯塔的电路，保证过往的船夜里也看得见航道", "的标志。"]
    text = printed([OPENING[0], OTHERS[0][:48] + "看一" + rest, *OTHERS[1:]], 26, caption)
    assert len(floats(text)) == expected


def between(inset: Sequence[str], left: str, right: str, before: str = "") -> list[str]:
    """What is found where `inset` stands behind the third line of a paragraph, of which two more lines begin with `right`."""
    lines = [*wrapped(OTHERS[1] * 2, 30)[:2], left, *inset, right + OPENING[2][: 30 - len(right)], OPENING[2][40:60] + "。"]
    text = printed(OPENING[:2], 30, indent="") + before + "\n".join(lines) + "\n" + printed([*OTHERS, *OPENING[3:]], 30, indent="")
    return floats(text)


FULL = "邮差每天早上从县城出发，走四十里路把报纸和信送到镇上，晚上又把镇"


@pytest.mark.parametrize(
    "inset",
    [
        ["晾青房的老照片"],  # short, without a stop, a credit, a number
        ["左起：罗厂长、老丁、周师傅"],
        ["“好茶要靠人的手”"],
    ],
)
def test_a_short_line_between_the_halves_of_a_word_is_a_legend(inset: list[str]) -> None:
    assert between(inset, FULL[:29] + "石", "桥边，") == inset


@pytest.mark.parametrize(
    ("inset", "left", "right"),
    [
        (["晾青房的老照片，"], FULL[:29] + "石", "桥边，"),  # it breaks off itself
        (["3. 晾青房的老照片"], FULL[:29] + "石", "桥边，"),  # an item
        (["3.1 晾青房的老照片"], FULL[:29] + "石", "桥边，"),  # a heading
        (["桥头的老照片"], FULL[:29] + "石", "桥边，"),  # the word goes on here as well
        (["晾青房的老照片"], FULL[:30], "冬天，"),  # nothing shows that the sentence goes on
        (["，照片"], FULL[:29] + "石", "桥边，"),  # begins with what begins no line
        (["晾青房   东 2 间"], FULL[:29] + "石", "桥边，"),  # cells
        (["水退了。他们又回到晾青"], FULL[:30], "滩，"),  # a second sentence is open
    ],
)
def test_a_short_line_that_may_be_something_else_is_no_legend(inset: list[str], left: str, right: str) -> None:
    assert between(inset, left, right) == []


def test_where_other_lines_stop_short_a_short_line_is_no_legend() -> None:
    rows = "".join([f"{wrapped(text, 30)[0]}\n{text[30:40]}\n" for text in OPENING[2:4]])
    assert between(["晾青房的老照片"], FULL[:29] + "石", "桥边，")
    assert not between(["晾青房的老照片"], FULL[:29] + "石", "桥边，", rows)


@pytest.mark.parametrize(("left", "expected"), [(" ".join(FULL[:20] + "石"), 1), (FULL[:14] + "石", 1), (FULL[:29] + "石", 0)])
def test_whole_sentences_behind_a_line_that_was_stretched_or_cut_part_the_halves_of_a_word(left: str, expected: int) -> None:
    box = ["你可知道，晾青房里的木窗夜里是不关的？", "师傅们说，风比火更要紧。"]
    assert len(between(box, left, "桥边，")) == expected


def test_the_number_of_another_figure_goes_on_no_sentence() -> None:
    lines = [*wrapped(OTHERS[1] * 2, 30)[:2], FULL[:14], "图3　晾青房的剖面", "图4　" + OPENING[2][:27], OPENING[2][27:60] + "。"]
    text = printed(OPENING[:2], 30, indent="") + "\n".join(lines) + "\n" + printed([*OTHERS, *OPENING[3:]], 30, indent="")
    assert FULL[:14] + "图4" not in clean(text).text.replace("\u3000", "")


def test_a_page_number_is_no_name_of_a_figure() -> None:
    assert floats(printed([*OPENING, *OTHERS], 26, ["Fig. 1", "", "渡口", ""])) == ["Fig. 1渡口"]
    assert floats(printed([*OPENING, *OTHERS], 26, ["Fig. 1", "", "483", ""])) == []


@pytest.mark.parametrize("caption", ["图3 渡口与石桥的位置", "茶农把鲜叶倒进竹匾。周文涛/摄"])
def test_between_columns_side_by_side_a_caption_stays_where_it_stands(caption: str) -> None:
    left, right = wrapped("".join(OPENING), 20), wrapped("".join(OTHERS * 2), 20)
    rows = [f"{one:　<20}      {other}" for one, other in zip(left, right, strict=False)]
    rows[8:9] = [rows[8][:20], caption, "的石桥，多走一个时辰，所以这个季节的集市"]
    rows.insert(4, "".join(OTHERS)[:40])  # over the gutter: which column goes on where is not proved
    found = [line.replace(" ", "") for line in Cleaner(kind="printed")("\n".join(rows) + "\n").text.split("\n") if line]
    at = found.index(caption.replace(" ", ""))
    assert found[at - 1 : at + 2] == [rows[9], caption.replace(" ", ""), rows[11]]


def test_behind_a_caption_between_gaps_no_sentence_goes_on_where_paragraphs_end_without_a_stop() -> None:
    lines = [line for text in (*OPENING, *OTHERS) for line in wrapped(text, 26)]
    lines[5:6] = ["茶厂各年的产量如表一", "", "图3 晾青房的剖面", ""]
    joined = "茶厂各年的产量如表一第二年的新茶"
    assert joined in Cleaner(kind="printed")("\n".join(lines) + "\n").text
    lines[-1:] = ["船只的数目如表二", "", OTHERS[0][:26]]
    assert joined not in Cleaner(kind="printed")("\n".join(lines) + "\n").text


def test_an_item_is_no_caption_between_the_halves_of_a_sentence() -> None:
    halves = "The harbour is busiest in the early morning when those who sell fish and", "those who sell greens crowd upon the steps."
    for caption in ("The steps at noon.", "(2) The steps at noon."):
        assert floats("\n\n".join([*ENGLISH, halves[0], "\n" + caption, halves[1], *ENGLISH]) + "\n") == [caption][: caption[0] == "T"]


@pytest.mark.parametrize("line", ["图1 的曲线在三年里都比平常的日子高（见附录）", "图1 与图2 的曲线都比平常的日子高出许多（人次）"])
def test_a_figure_that_a_sentence_names_begins_no_caption(line: str) -> None:
    source = (ROOT / "fixtures/captions-full-line-in-a-sentence/input.txt").read_text("utf-8")
    old = next(one for one in source.splitlines() if one.startswith("图1"))
    assert not any(edit.rule == "captions" for edit in Cleaner(kind="printed")(source.replace(old, line)).edits)


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("修好的楼梯。图/资料室", True),
        ("修好的楼梯。林小满摄于2015年10月", True),
        ("修好的楼梯。来源：河湾镇图书馆", True),
        ("修好的楼梯。攝影∕林小滿", True),
        ("輸出第一号となった見本帳。当社史料室蔵", True),
        ("織機の前に立つ従業員。社内報『たていと』より", True),
        ("Der Kran nach der Reparatur. Foto: Stadtarchiv", True),
        ("这幅照片的来源：没有人知道", False),
        ("他说这张照片摄于茶厂关门以前的那一年", False),
        ("木匠より若い船頭", False),
    ],
)
def test_credits(text: str, is_sure: bool) -> None:
    found = credit_in(text)
    assert bool(found and (found["sure"] or found["latin"])) == is_sure


def test_the_credit_of_a_photo_may_end_the_text() -> None:
    lines = [
        "The station at the mouth of the river was built in the year in",
        "which the great bridge was opened, and for a long time it was the",
    ]
    assert clean("\n".join([*lines * 3, "Photo: A. Keeper"])).text.endswith("Keeper\n")


def test_a_sentence_of_the_text_behind_a_stretched_line_among_short_lines_is_a_quotation() -> None:
    """Where few lines are full, room on the line before tells nothing; that it was stretched does."""
    quoted = "老人说：“水退了再回来就可以了，何必急呢？"
    talk = "".join([f"“{word}了吗？”\n“{word}了。”\n" for word in "来走看写说睡吃喝坐站"])
    lines = [
        wrapped(OTHERS[0], 30)[0],
        " ".join(FULL[:20]),
        *wrapped(quoted, 12),
        "渡船每天清早开出第一班，坐的多半是赶集的人，他们挑着青菜和鱼。",
    ]
    text = talk + "\n".join(lines) + "\n" + talk + printed([f"{quoted}”" + OPENING[0], *OTHERS], 30, indent="")
    found = clean(text).text
    assert "把报纸渡船每天清早" in found
    assert f"\n\n{quoted}\n" in found


def test_short_lines_that_stand_again_among_short_lines_are_no_quotation() -> None:
    task = "什么发生了变化？\n（ ）\n什么是不变的？\n"
    text = f"第一单元 茶与水\n茶叶 茶水\n{task}{task}烘干湿茶叶中的水\n茶叶洗完以后，原\n本湿漉漉的叶子上怎么没有\n多少水了呢？\n"
    assert not [edit for edit in clean(text).edits if edit.rule == "insets"]
