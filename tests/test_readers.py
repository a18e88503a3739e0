"""Bytes to text, and what kind of text it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from cleaner import Cleaner, Kind, UnreadableError, clean, read
from cleaner.encodings import decode
from cleaner.readers.markdown import looks_like_markdown
from cleaner.readers.signs import is_markdown
from cleaner.wording.paper_labels import STARTS
from tests.conftest import FIXTURES

TEXT = "城南的旧图书馆建于一九五八年，红砖外墙上爬满了常春藤。馆里的木楼梯走起来吱呀作响，读者却很少抱怨。" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "big5"])
def test_encodings(encoding: str) -> None:
    text = (
        TEXT
        if encoding != "big5"
        else "城南的舊圖書館建於一九五八年，紅磚外牆上爬滿了常春藤。館裡的木樓梯走起來吱呀作響，讀者卻很少抱怨。" * 4
    )
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "binary"),
        (b"PK\x03\x04", "binary"),
        (b"abc" + b"\0" * 50, "binary"),
        (b"\xff\xfe\x00\xd8\x20", "byte order mark"),
        (b"\xe5\x9f" + b"\0" * 20 + b"\xff", "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.TEXT),
        ("一段话。\n", Kind.TEXT),
        ("# 标题\n", Kind.MARKDOWN),
        ("---\ntitle: a\n---\n一段话。\n", Kind.MARKDOWN),
        ("---\n\n一段话。\n\n---\n", Kind.TEXT),
        ("<p>一段话。</p>", Kind.HTML),
        ("<!DOCTYPE html><html><body>一段话。</body></html>", Kind.HTML),
        ("a<b 正文，1<2 而且 3>2。\n", Kind.TEXT),
        (
            "用 <p> 标签写一段，用 `<br>` 换行，这里只是说起它们而已，并没有使用。\n\n# 标签\n\n就是这样，没有别的意思了，谢谢大家阅读。\n",
            Kind.MARKDOWN,
        ),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


def test_wrapped_text_is_told_from_verse() -> None:
    assert read((FIXTURES / "unwrap-lost-indents/input.txt").read_text("utf-8")).kind is Kind.WRAPPED
    verse = "\n".join(["春风吹过河边的柳树，", "柳树下有人轻轻唱歌。"] * 12)
    assert read(verse).kind is Kind.TEXT
    assert clean(verse).text == verse + "\n"


def test_gaps_that_are_closed_hide_no_measure() -> None:
    """A letter-spaced line, and spaces beside full-width marks, take no room on the line as it is written."""
    page = (
        "候这里一天能磨三担麦子， 后来通了\n电 ， 水轮停在那里 ， 长满了青苔 ， 再\n没 有 人 去 管 它 。 去 年 冬 天 ， 修 轮 子 的\n"
        "木匠住在磨坊里 ，用了两个月 ，把坏\n掉的叶片一片一片换成新的柏木 ，又\n"
    )
    assert read(page).kind is Kind.WRAPPED
    assert "去年冬天，修轮子的木匠住在磨坊里，用了两个月，把坏掉的叶片" in clean(page).text


def test_typed_lines_that_would_read_as_print_name_their_language() -> None:
    """Without their indents, the lines fill one measure: a second cleaning takes them for Markdown, not for a page."""
    text = (
        "就本镇所知道的情况来看，前十户人家的水磨没有合用的轮子，也没有哪一家把水\n"
        "          渠借给别的人家。根据去年冬天修轮子以前最后一次查看的结果，各家门前的水渠\n说明\n"
    )
    cleaned = clean(text)
    assert cleaned.document.kind is Kind.TEXT
    assert cleaned.text == "---\nlang: zh-Hans\n---\n\n" + text.replace("  ", "")


def test_what_holds_very_many_brackets_is_cleaned_once() -> None:
    """There the closing ones are escaped (see `cleaner.inline.escape`): such an escape shows Markdown, too."""
    log = "".join([f"12:{place // 60:02}:{place % 60:02} mill[{place}]: the wheel turns\n" for place in range(600)])
    assert clean(clean(log).text).edits == ()


def test_line_numbers_are_those_of_the_file() -> None:
    document = read("---\ntitle: a\n---\n<p>一</p>\n\n<p>二</p>\n<p>三</p>")
    assert [(line.number, line.text) for line in document.lines[3:]] == [(4, "一"), (6, "二"), (7, "三")]


def test_a_page_without_its_parts_that_are_no_text() -> None:
    page = """<html><head><title>旧馆新生</title><meta name="author" content="林小满"><meta property="og:url" content="https://example.org/1">
    <script>var x = 1;</script></head><body><nav><a href="/">首页</a></nav><article><p>城南的旧图书馆。</p>
    <img src="pixel.gif" width="1"><a href="javascript:alert(1)">点击</a></article><footer>版权所有</footer></body></html>"""
    cleaned = clean(page)
    assert cleaned.metadata == {"title": "旧馆新生", "author": ["林小满"], "lang": "zh-Hans", "url": "https://example.org/1"}
    assert cleaned.text.endswith("---\n\n城南的旧图书馆。\n\n点击\n")


HTML = [
    ("<p>a <em>b</em> <strong> c </strong>d</p>", "a *b* **c** d\n"),
    ("<p>一<br>二<br><br>三</p>", "一\\\n二\n\n三\n"),
    ("<h1><b>标题</b></h1><h3>小标题</h3>", "# 标题\n\n### 小标题\n"),
    ("<ol start=3><li>三</li><li>四<p>又</p></li></ol>", "3. 三\n4. 四\n\n   又\n"),
    ("<p><code>a`b</code> <del>旧</del> H<sub>2</sub>O</p>", "``a`b`` ~~旧~~ H<sub>2</sub>O\n"),
    ("<p>2 * 3 * 4, *not* emphasis, [a](b)</p>", "2 * 3 * 4, \\*not\\* emphasis, \\[a](b)\n"),
    ("<p># no heading</p><p>&lt;b&gt;</p>", "\\# no heading\n\n\\<b>\n"),
    ("<blockquote>一<blockquote>二</blockquote></blockquote>", "> 一\n>\n> > 二\n"),
    ("<table><tr><td>one column</td></tr></table>", "one column\n"),
    ("<table><tr><td>a|b</td><td>c</td></tr><tr><td>d</td></tr></table>", "| a\\|b | c |\n| --- | --- |\n| d |  |\n"),
    ("<p><b>这一段全部加粗，而且有句号，所以不是标题。</b></p>", "**这一段全部加粗，而且有句号，所以不是标题。**\n"),
    ("<p>一</p><hr><p>二</p>", "一\n\n***\n\n二\n"),
    ("<p><a href='http://x.y'><img src='a b.png' alt='图'></a></p>", "[![图](a%20b.png)](http://x.y)\n"),
    ("<ul><li><h3>标题</h3>正文</li></ul>", "- ### 标题\n\n  正文\n"),
    ("<pre>  a\n\n  b</pre>", "```\n  a\n\n  b\n```\n"),
]


@pytest.mark.parametrize(("html", "markdown"), HTML)
def test_html(html: str, markdown: str) -> None:
    text = clean(html).text
    assert text.partition("---\n\n")[2] == markdown if text.startswith("---\nlang") else text == markdown


def test_deep_nesting_is_no_error() -> None:
    cleaned = clean("<div>" * 3000 + "底" + "</div>" * 3000)
    assert "底" in cleaned.text


def test_page_numbers_between_dashes_are_no_list() -> None:
    """A line of its own that holds a number between dashes is a page number; an item has words."""
    assert not looks_like_markdown("A line.\n\n- 3 -\n\nAnother line.\n")
    assert looks_like_markdown("A line.\n\n- 3 eggs\n- milk\n")


def test_an_escape_before_what_would_be_a_heading_is_markdown() -> None:
    printed = "The tea house stands on the eastern bank of the river, and its three\n" * 30
    assert is_markdown(f"\\# a comment\n{printed}")
    assert not is_markdown(f"of \\# a comment\n{printed}")


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n# count the lines\ny = 2\n",  # a comment
        "Neg\n-\nPartialOrd\n=\n",  # cells
        "*!*\nlet x = 1;\n*/!*\n",  # marks in a program
        "- 2\n",  # a page number
        "He stood up.\n*claps*\n*laughs*\n",  # a stage direction
        "2*3*4 = 24\n",
        "C:\\(a)\n",
        "word\n" * 60 + "the pattern *.txt and *.md\n",  # one construct in a long text
    ],
)
def test_signs_by_chance_are_no_markdown(text: str) -> None:
    assert not looks_like_markdown(text)
    assert looks_like_markdown("# 甲\n\n乙\n")
    assert looks_like_markdown("甲 *.txt* 乙\n- 丙\n")


@pytest.mark.parametrize(("sign", "tells"), [("a \\* b\n", True), ("1\\. b\n", True), ("\n## 甲\n\n", True), ("1\\~4\n", False)])
def test_one_needed_escape_or_heading_shows_markdown_in_a_long_text(sign: str, tells: bool) -> None:
    assert looks_like_markdown("word\n" * 100 + sign + "word\n" * 100) == tells


def test_labels_are_looked_for_in_linear_time() -> None:
    # three runs of white space in a row were tried in every division
    start = time.perf_counter()
    assert not list(STARTS.finditer((" " * 400 + "甲\n") * 50))
    assert time.perf_counter() - start < 0.5


def test_forms_that_count_items_are_judged_in_one_order() -> None:
    # the order of a set of names changes from one process to the next
    text = "".join([f"{mark}. {name}\n\n{'城南的旧图书馆建于一九五八年，红砖外墙上爬满了常春藤。' * 3}\n\n" for mark, name in OUTLINE])
    program = f"from cleaner import clean; print(clean({text!r}).explain())"
    found = [
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]


OUTLINE = [
    ("I", "沿革"),
    ("A", "建馆"),
    ("B", "迁址"),
    ("II", "馆藏"),
    ("A", "书籍"),
    ("B", "图册"),
    ("III", "读者"),
    ("A", "学生"),
    ("B", "居民"),
]


def test_the_level_safe_moves_no_columns() -> None:
    source = (FIXTURES / "unwrap-columns-side-by-side/input.txt").read_text("utf-8")
    assert "order" in {edit.field for edit in Cleaner()(source).edits}
    assert "order" not in {edit.field for edit in Cleaner(level="safe")(source).edits}


@pytest.mark.parametrize(
    ("mark", "note", "tells"),
    [
        ("[^1]", "[^1]: О заводе.", True),
        ("", "[^1]: О заводе.", False),  # a note that nothing marks
        ("[^2]", "[^1]: О заводе.", False),
        ("[^1]", "см. [^1]: О заводе.", False),  # inside a line
    ],
)
def test_one_note_and_its_mark_tell_markdown_however_long_the_text(mark: str, note: str, tells: bool) -> None:
    assert looks_like_markdown(f"слово{mark}\n" + "слово\n" * 400 + f"\n{note}\n") == tells
