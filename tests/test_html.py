"""HTML: the structure of a fragment survives, whole pages give their text, and hostile input neither runs nor vanishes."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner import Cleaned, Cleaner, clean, undo
from cleaner.document import Role
from cleaner.front_matter import split
from cleaner.html import blocks
from cleaner.html.facts import date
from cleaner.html.tree import MAX_DEPTH, parse, tidy
from tests.conftest import FIXTURES

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def body(text: str) -> str:
    return re.sub(r"\A---\n.*?^---\n", "", text, count=1, flags=re.S | re.M) if text.startswith("---\n") else text


def structure(html: str) -> dict[str, Any]:
    """What a reader sees of `html`, read by a parser that the product does not use."""
    soup = BeautifulSoup(html, "html.parser")
    return {
        "text": re.sub(r"\s+", "", soup.get_text()),
        "lists": [len(item.find_parents(["ul", "ol"])) for item in soup.find_all("li")],
        "cells": [re.sub(r"\s+", "", cell.get_text()) for cell in soup.find_all(["td", "th"])],
        "links": [unquote(str(link["href"])) for link in soup.find_all("a", href=True)],
        "images": [unquote(str(image["src"])) for image in soup.find_all("img", src=True)],
        "strong": [re.sub(r"\s+", "", strong.get_text()) for strong in soup.find_all(["strong", "b"])],
        "code": [re.sub(r"\s+", " ", code.get_text()).strip() for code in soup.find_all("code")],
        "headings": [heading.name for heading in soup.find_all(re.compile("h[1-6]"))],
    }


WORDS = st.sampled_from(
    ["旧馆", "木楼梯", "reading room", "5.1万", "a*b", "x_y_z", "[1]", "1 < 2", "# 号", "- 横", "A&B", "`", "\\", "!", "|"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: "，".join(words).replace("&", "&amp;").replace("<", "&lt;"))
INLINE = st.one_of(
    TEXT,
    st.builds("书<strong>{}</strong>，".format, st.sampled_from(["旧馆", "reading room", "5.1万"])),
    st.builds('见<a href="{}">{}</a>。'.format, st.sampled_from(["https://example.org/a", "/b(c)", "d e"]), TEXT),
    st.builds('<img src="{}" alt="图">'.format, st.sampled_from(["a.png", "https://example.org/b_c.jpg"])),
    st.builds("<code>{}</code> ".format, st.sampled_from(["x = 1", "a*b", "[c](d)"])),
    st.just("<br>"),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=4).map(lambda parts: "文<span>" + "</span>".join(parts) + "</span>")
BLOCK = st.one_of(
    st.builds("<p>{}</p>".format, PARAGRAPH),
    st.builds("<h2>{}</h2>".format, st.sampled_from(["来历", "C# 与 F#", "Rooms"])),
    st.builds("<ul><li>{}</li><li>{}<ol><li>{}</li></ol></li></ul>".format, PARAGRAPH, PARAGRAPH, PARAGRAPH),
    st.builds("<blockquote><p>{}</p></blockquote>".format, PARAGRAPH),
    st.builds("<table><tr><th>{}</th><th>年</th></tr><tr><td>{}</td><td>月</td></tr></table>".format, TEXT, TEXT),
    st.just("<hr>"),
)


@given(st.lists(BLOCK, min_size=1, max_size=5).map("\n".join))
@settings(max_examples=300, deadline=None)
def test_the_structure_of_a_fragment_survives(html: str) -> None:
    found = MARKDOWN.render("\n\n".join(block.text if "heading" not in block.role else f"## {block.text}" for block in blocks(html)))
    expected, rendered = structure(html), structure(found)
    for key in ("text", "lists", "cells", "links", "images", "strong", "code"):
        assert rendered[key] == expected[key], (key, found)
    assert len(rendered["headings"]) == len(expected["headings"])


def rendered(html: str) -> dict[str, Any]:
    """What a reader sees of the Markdown of a fragment, headings as headings."""
    return structure(
        MARKDOWN.render(
            "\n\n".join(f"{'#' * int(block.role[-1])} {block.text}" if "heading" in block.role else block.text for block in blocks(html))
        )
    )


POSTS = [
    # typed in an editor
    '<p>城南的旧图书馆<strong>重新开门</strong>了。</p><p><img src="/a.jpg" alt="楼梯"></p><ul><li>地方志<ul><li>老地图</li></ul></li></ul>',
    # one paragraph, parted by line breaks
    '城南的旧图书馆重新开门了。<br/><br/>第一天来了<b>八百多位</b>读者，见<a href="https://example.org/a_b?c=1&amp;d=2">报道</a>。<br/><img src="b.png"/>',
    # pasted from a word processor
    '<p class="MsoNormal"><span lang="EN-US" style="font-size:12pt">2023</span><span>年</span><o:p></o:p></p><p><b><span>一、</span><span>来历</span></b></p><p><i>城</i>南</p>',
    # pasted from an app: sections and spans without paragraphs
    '<section><section><span>旧馆</span><span>新生</span></section><section><img src="https://example.org/1?wx=png"><span>读者 reading room 多</span></section></section>',
    # a mirror of a feed: a table, a quotation, code
    "<blockquote><p>楼梯<em>不能</em>拆。</p></blockquote><table><tr><th>室</th><th>座</th></tr><tr><td>南</td><td>60</td></tr></table><pre><code>a  b\n* c</code></pre>",
    # signs of Markdown, entities, a tag that is none
    '<p>1 &lt; 2，a*b*c，[x](y)，&amp;amp;，<a href="/c(d)">e_f_g</a>，5&nbsp;km，a<b 正文</p><p># 号</p><p>- 横</p>',
]


@pytest.mark.parametrize("html", POSTS)
def test_all_of_a_post_survives(html: str) -> None:
    expected, found = structure(html.replace("a<b", "a&lt;b")), rendered(html)
    for key in ("text", "lists", "cells", "links", "images"):
        assert found[key] == expected[key], key
    bold = [*found["strong"], *re.findall("(?m)^## (.*)", clean(html).text)]
    assert sorted(bold) == sorted(expected["strong"])


def test_all_of_a_real_post_survives(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        source = text[split(text)[0] :]
        if "</p>" in source:
            for key in ("text", "lists", "cells", "links", "images"):
                assert rendered(source)[key] == structure(source)[key], (path.name, key)


def is_part(few: str, many: str) -> bool:
    """Whether the characters of `few` stand in `many`, in this order."""
    rest = iter(many)
    return all(character in rest for character in few)


@pytest.mark.parametrize("folder", sorted(FIXTURES.glob("html-*")), ids=lambda path: path.name)
def test_nothing_of_a_fixture_is_invented_or_out_of_order(folder: Any) -> None:
    (path,) = folder.glob("input.*")
    source = path.read_text("utf-8")
    soup = BeautifulSoup(re.sub("<(?=[a-z]+ *[\u4e00-\u9fff])", "&lt;", source), "html.parser")
    markdown = re.sub(r"(?m)^\[\^\d\]: .*|\[\^\d\]", "", body(clean(source).text))  # notes stand at the end
    found = structure(MARKDOWN.render(markdown))
    assert is_part("".join(filter(str.isalnum, found["text"])), "".join(map(str, soup.find_all(string=True))))
    assert set(found["links"]) <= {unquote(str(link["href"])) for link in soup.find_all("a", href=True)}
    pictures = {
        unquote(word) for picture in soup.find_all(["img", "source"]) for value in picture.attrs.values() for word in str(value).split()
    }
    assert set(found["images"]) <= pictures
    assert max(found["lists"], default=0) <= max(
        [len(item.find_parents(["ul", "ol", "dl"])) for item in soup.find_all(["li", "dt", "dd"])], default=0
    )


@pytest.mark.parametrize("folder", sorted(FIXTURES.glob("html-*")), ids=lambda path: path.name)
def test_nothing_of_a_fixture_runs(folder: Any) -> None:
    (path,) = folder.glob("input.*")
    soup = BeautifulSoup(MARKDOWN.render(body(clean(path.read_bytes()).text)), "html.parser")
    assert not soup.find(["script", "style", "iframe", "form"])
    assert not [link for link in soup.find_all("a") if str(link.get("href", "")).startswith("javascript")]


CONVERTED = [
    ("<p>字<b>“引”</b>字，<b>标题：</b>正文</p>", "字“**引**”字，**标题**：正文\n"),
    ("<p>字<b>　粗 </b>字</p>", "字　**粗**字\n"),
    ("<p>a<b></b> <b>b</b><b>c</b></p>", "a **bc**\n"),
    ("<p>字<b><a href=x>链</a></b>字</p>", "字[**链**](x)字\n"),
    ("<p>图![<a href=x>链</a>](y)</p>", "图![[链](x)\\](y)\n"),
    ("<p>[a<b>b</b>](javascript:c)</p>", "[a**b**\\](javascript:c)\n"),
    ("<p>- a<br>1. b<br>--|--</p>", "\\- a\\\n1\\. b\\\n\\--|--\n"),
    ("<p>1. 顶层设计。先说这些。</p>", "1. 顶层设计。先说这些。\n"),
    ("<p>***</p>", "\\***\n"),
    ("<p>一\n二 <i>三</i> 四 five</p>", "一二*三*四 five\n"),
    ('<p>x<img width="570" height="0" src="p.gif"><img data-src="{1}" src="q.gif"></p>', "x![](p.gif)![](q.gif)\n"),
    ("<p><code>a</code><code>b</code><b><code>c</code></b></p>", "`ab`**`c`**\n"),
    ('<p><a href="#top">回</a><a href="javascript:x">点</a><a>空</a></p>', "[回](#top)点空\n"),
    ('<p>x<img width="1" src="p.gif"><img src="data:text/html,x"></p>', "x\n"),
    ('<p><img srcset="a.jpg 1x, b.jpg 2x"><img data-original="c.jpg" src="d.gif"></p>', "![](b.jpg)![](c.jpg)\n"),
    ("<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x^2</annotation></semantics></math>", "$x^2$\n"),
    ("<math><mi>x</mi></math>", "x\n"),
    ('<p>设<script type="math/tex">a<b</script>与\\[y=1\\]</p>', "设$a\\lt b$与$$y=1$$\n"),
    ('<p><span class="katex"><math alttext="z_1"><mi>z</mi></math><span class="katex-html">z1</span></span></p>', "$z_1$\n"),
    ("<table><tr><td><p>一</p><ul><li>甲</li></ul></td><td>二</td></tr></table>", "一\n\n- 甲\n\n二\n"),
    ("<table><caption>表一</caption><tr><td>a<td>b</table>", "表一\n\n| a | b |\n| --- | --- |\n"),
    ("<ul><li>甲<table><tr><td>一</td></tr></table></li></ul>", "- 甲\n\n  一\n"),
    ("<table><tr><td>1 2</td><td><pre>a\nb</pre></td></tr></table>", "```\na\nb\n```\n"),
    ("<table><tr><td>7 9</td><td><pre>a\nb</pre></td></tr></table>", "7 9\n\n```\na\nb\n```\n"),
    ('<div class="highlight-source-sh"><pre>ls<br>```</pre></div>', "````sh\nls\n```\n````\n"),
    ("<b><p>甲。</p><p>乙。</p></b>", "**甲。**\n\n**乙。**\n"),
    ("<p>一<br><br><b>二<br><br>三</b></p>", "一\n\n**二**\n\n**三**\n"),
    ("<![CDATA[<p>甲</p>]]>", "甲\n"),
    ("<p>a<b 正文 c</p>", "a<b 正文 c\n"),
    ('<ol><li value="7">七</li><li>八</li></ol>', "7. 七\n8. 八\n"),
    ("<p><a href='java\u00adscript:x'>点</a><img src='\u200bdata\u200b:text/html,x'></p>", "点\n"),
    ("<h2></h2><p>甲</p><h2><div>乙</div></h2><p>丙</p>", "甲\n\n## 乙\n\n丙\n"),
    ("<p>甲<b>* 乙\n丙</b></p>", "甲\\* 乙丙\n"),
    ("<h2>C #</h2><h2>C#</h2><p><b>#</b></p>", "## C \\#\n\n## C#\n\n**#**\n"),
    ("<h2>来历<a href='#a'>¶</a></h2><p>见<a href='#b'>#3</a></p>", "## 来历\n\n见[#3](#b)\n"),
    ("<p>　# 甲</p><blockquote>　乙<br>丙</blockquote>", "\\# 甲\n\n> 乙\\\n> 丙\n"),
    ('<meta content="甲" 乙"丙"=""><p>丁</p>', "丁\n"),
    ("<div class='highlight-c notranslate'><div class='highlight'><pre>x;</pre></div></div>", "```c\nx;\n```\n"),
    ("<menu><li>甲</li></menu><blockquote>一<p>二</blockquote>", "- 甲\n\n> 一\n>\n> 二\n"),
    (
        "<p>半<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>，<math><msqrt><mi>x</mi></msqrt></math></p>",
        "半$\\frac{1}{2}$，$\\sqrt{x}$\n",
    ),
    ("<p><mjx-container class=MathJax><math><mi>a</mi><mo>=</mo><mn>2</mn></math></mjx-container>，</p>", "$a=2$，\n"),
    ("<blockquote><p>甲。</p><ul><li>乙</li></ul></blockquote><blockquote>丙</blockquote>", "> 甲。\n>\n> - 乙\n\n> 丙\n"),
    ("<blockquote>甲<blockquote>乙</blockquote>丙</blockquote>", "> 甲\n>\n> > 乙\n>\n> 丙\n"),
    ("<ul><li><input type=checkbox> 甲</li><li><input type=checkbox checked>乙</li></ul>", "- [ ] 甲\n- [x] 乙\n"),
    ("<ul><li>甲</li><ul><li>乙</li></ul></ul>", "- 甲\n  - 乙\n"),
    ("<ol><li>甲</li><ol><li>乙</li></ol><li>丙</li></ol>", "1. 甲\n   1. 乙\n2. 丙\n"),
    ("<table><tr><th>a<th>b</tr><tr><td><ul><li>甲<li>乙</ul><td>丙</table>", "| a | b |\n| --- | --- |\n| 甲<br>乙 | 丙 |\n"),
    ("<p><code><span>git</span> <b>commit</b></code></p>", "`git commit`\n"),
    ("<pre><span class=linenos>1</span>a\n<span class=linenos>2</span>b</pre>", "```\na\nb\n```\n"),
    ("<pre><span class=lineno>1</span>a\n<span class=lineno>7</span>b</pre>", "```\n1a\n7b\n```\n"),
    ("<p>　　甲。<br>　　乙。<br>　　</p>", "甲。\n\n乙。\n"),
    ("<p><a href='/a' title='更多'>甲</a><a href='/b_c' title='b c'>乙</a></p>", '[甲](/a "更多")[乙](/b_c)\n'),
    ("<p><b>甲<&#47;b>乙</p>", "**甲**乙\n"),
    ("<p>甲<?php if (a > b) echo; ?>乙</p>", "甲乙\n"),
    ("<h2><a id='x'/>甲</h2><p>乙</p>", "## 甲\n\n乙\n"),
    ("<figure><noscript><img src='a.jpg'></noscript><img data-actualsrc='a.jpg' data-original='b.jpg'></figure>", "![](b.jpg)\n"),
    ("<table><caption><b>表一</b></caption><tr><td>a<td>b</table>", "**表一**\n\n| a | b |\n| --- | --- |\n"),
    (f"<table><tr><td>注</td><td>{'书架上有灯，' * 25}</td></tr></table>", f"注\n\n{'书架上有灯，' * 25}\n"),
    ('<div "="">甲</div>', "甲\n"),
    ("<ul><li>甲<ol><li>乙<h2>题</h2><p>文</p></li></ol></li></ul>", "- 甲\n  1. 乙\n\n     ## 题\n\n     文\n"),
    ("<ul><li><h3>题</h3><p>文</p><p>又</p></li><li>乙</li></ul>", "- ### 题\n\n  文\n\n  又\n- 乙\n"),
    ("<dl><dt>甲<dt>乙<dd><p>丙。</p><p>丁。</p></dl>", "甲\\\n乙\\\n丙。\n\n丁。\n"),
    ("<dl><dt>甲<dd><ul><li>乙</ul><dt>丙<dd>丁<p>戊</dl>", "甲\n\n- 乙\n\n丙\\\n丁\n\n戊\n"),
    ("<dl><div><dt>甲</dt> <dd> <div>乙</div></dd></div><dt>丙</dl><p>丁", "甲\\\n乙\n\n丙\n\n丁\n"),
    ("<ul><li><dl><dt>甲<dd>乙</dl><li>丙</ul>", "- 甲\\\n  乙\n- 丙\n"),
    ("<table><tr><td>01 02</td><td><pre>a\nb</pre></td></tr></table>", "```\na\nb\n```\n"),
]


@pytest.mark.parametrize(("html", "markdown"), CONVERTED)
def test_conversion(html: str, markdown: str) -> None:
    # a paragraph before it, so that even a lone inline element is read as HTML
    cleaned = clean("<p>城南。</p>" + html)
    assert body(cleaned.text).lstrip("\n") == "城南。\n\n" + markdown
    assert Cleaner(kind="markdown")(cleaned.text).text == cleaned.text
    assert undo(cleaned.document) == "<p>城南。</p>" + html


def test_footnotes_need_a_way_back() -> None:
    note = '<p>文<a href="#a" id="b">1</a></p><p id="a">注。{}</p>'
    assert "文[^1]\n\n[^1]: 注。" in clean(note.format('<a href="#b">↑</a>')).text
    assert "[^1]" not in clean(note.format("")).text


def test_a_note_of_two_paragraphs_stays_one() -> None:
    html = '<p>文<a href="#a" id="b">1</a></p><p>又。</p><ol><li id="a"><p>注。</p><p>再注。<a href="#b">↑</a></p></li></ol>'
    assert clean(html).text.endswith("又。\n\n[^1]: 注。\n\n    再注。\n")


def test_a_mark_inside_a_note_is_one_and_notes_stand_in_their_order() -> None:
    note = '<li id="n{0}"><a href="#r{0}">^</a> {1}</li>'
    html = (
        '<p>文<sup id="r1"><a href="#n1">[1]</a></sup>。</p><ol>'
        + note.format(1, '注<sup id="r2"><a href="#n2">[2]</a></sup>。')
        + note.format(2, "再注。")
    )
    assert clean(html).text == "文[^1]。\n\n[^1]: 注[^2]。\n\n[^2]: 再注。\n"
    # the place of a note in the source is not sure
    html = "<p>文<sup id=r1><a href=#n1>[4]</a></sup></p><ul><li id=n1><span><a href=#r1>^</a> April</span>2011</li><li>^<i>October2018</i></li></ul>"
    assert clean(html).text == "文[^1]\n- ^*October2018*\n\n[^1]: April2011\n"


def test_the_one_heading_of_the_first_level_is_the_title_of_a_fragment() -> None:
    assert clean("<h1>旧馆</h1><h2>来历</h2><p>城南的旧图书馆。</p>").metadata["title"] == "旧馆"
    assert "title" not in clean("<h1>旧馆</h1><p>城南的旧图书馆。</p><h1>新馆</h1><p>城北的。</p>").metadata


def test_what_a_server_prints_before_a_page_makes_it_no_fragment() -> None:
    html = f"<!DOCTYPE html><html><body><nav><a href='/'>首页</a></nav><p>{TEXT_A}</p></body></html>"
    assert body(clean("Warning: date() in /srv/a.php on line 5\n" + html).text).strip() == TEXT_A
    shown = "A page is written so:\n\n```html\n" + html + "\n```\n"
    assert "首页" in clean(shown).text


def test_the_dateline_names_place_and_reporter_and_the_page_its_language() -> None:
    assert {"place": "北湾", "author": ["林小满"]}.items() <= page(f"<p>城南社北湾12月9日电（记者林小满）{TEXT_A}</p>").metadata.items()
    text = "Piekarz otwiera o szóstej, sprzedaje chleb do południa i zamyka, gdy zabraknie ostatniego bochenka."
    assert clean(f"<!DOCTYPE html><html lang=pl-PL><body><p>{text}</p></body></html>").metadata["lang"] == "pl-PL"


def test_what_reads_as_a_tag_in_code_is_its_text() -> None:
    assert "1 <XY> <sub> <br> <mH>" in clean("<p>Format:</p><pre>1 &lt;XY&gt; &lt;sub&gt; &lt;br&gt; &lt;mH&gt;</pre><p>Ende.</p>").text


def test_hard_breaks_are_read_as_such_again() -> None:
    line = "quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo"
    html = f"<p>Lorem ipsum<br>dolor sit</p><p>{line}<br>{line}<br>{line}</p><p>{line}<br>{line}</p>"
    assert clean(html).text.count("\\\n") == 4


def test_delimiters_without_end_take_no_time() -> None:
    assert clean("<p>" + "\\(" * 32000).text.count("(") == 32000
    assert clean("<!-- -->" * 4000 + "<p>底").text == "底\n"


def test_spans_cannot_blow_up_a_table() -> None:
    html = "<table>" + "<tr><td colspan=1000 rowspan=99999999999>甲<td>乙" * 300 + "</table>"
    text = clean(html).text
    assert text.count("甲") == text.count("乙") == 300
    assert len(text) < 40 * len(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "底" + "</div>" * 5000,
        "".join(f"<b {number}>" for number in range(2000)) + "底",
        "<p " + " ".join(f"a{number}=1" for number in range(9000)) + ">底</p>",
        "<p>" + "<a " * 9000 + "底",
        "<p>" + "</" * 9000 + "底",
        "<ul><li>" * 500 + "底",
        "<table><tr><td>" * 1000 + "底",
        "<p>" + "<![CDATA[" * 9000 + "底",
        "<p>\0底\0</p>",
        "<p>&#" + "9" * 5000 + ";底</p>",
        "<p " * 9000 + "底",
        "<p '\">" * 9000 + "底",
    ],
)
def test_hostile_fragments_keep_their_text(html: str) -> None:
    assert "底" in clean(html).text
    assert len(tidy(html)) == len(html)
    depth = max(sum(1 for _ in _ancestors(element)) for element in parse(html).elements())
    assert depth <= MAX_DEPTH * 5


def test_many_brackets_make_no_link() -> None:
    text = clean("<p>" + "[" * 5000 + "x](javascript:y)</p>").text
    assert "x\\](javascript:y)" in text


def _ancestors(element: Any) -> Any:
    while element.parent is not None:
        element = element.parent
        yield element


def test_without_the_fast_parser_the_result_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [FIXTURES / "html-post/input.md", FIXTURES / "html-page/input.html", FIXTURES / "html-hexo-code/input.md"]
    before = [clean(path.read_bytes()).text for path in paths]
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    assert [clean(path.read_bytes()).text for path in paths] == before


# ---------------------------------------------------------------- whole pages

TEXT_A = "城南的旧图书馆关门修缮十四个月之后，昨天早上重新开门，第一天就来了八百多位读者，多半是老街坊。"
TEXT_B = "设计师说，拆掉楼梯最省钱，可是街坊们舍不得；最后换掉了三十七块踏板，别的都留着，扶手也是旧的。"


def page(inside: str, head: str = "") -> Cleaned:
    return clean(f"<!DOCTYPE html><html><head>{head}</head><body>{inside}</body></html>")


PAGES = [
    (
        f"<div><p>{TEXT_A}</p><p>{TEXT_B}</p></div><div class='recommend'><p>别的新闻，也很长，说的是河边那几棵柳树今年长得好。</p></div>",
        [TEXT_A, TEXT_B],
    ),
    (f"<form><nav><a href='/'>首页</a></nav><p>{TEXT_A}</p><p>{TEXT_B}</p></form>", [TEXT_A, TEXT_B]),
    (f"<div class='has-sidebar'><p>{TEXT_A}</p></div>", [TEXT_A]),
    (
        f"<div itemprop='articleBody'><p>{TEXT_A}</p></div><div class='x'>" + f"<p>{TEXT_B}</p>" * 2 + "</div>",
        [TEXT_A],
    ),
    (f"<p>{TEXT_A}</p><ul><li>甲条</li><li>乙条</li></ul><p>{TEXT_B}</p><p>扫一扫关注我们</p>", [TEXT_A, "- 甲条\n- 乙条", TEXT_B]),
    (f"<p>{TEXT_A}<span class='tooltip'>小字</span></p><div>广告</div><p>{TEXT_B}</p>", [TEXT_A, TEXT_B]),
    (f"<p>{TEXT_A}</p><p style='display: none'>藏着</p><p>{TEXT_B}</p>", [TEXT_A, TEXT_B]),
    (f"<p>{TEXT_A}</p><blockquote class='social-embed'>引一句</blockquote><p>{TEXT_B}</p>", [TEXT_A, "> 引一句", TEXT_B]),
    (f"<ul><li>{TEXT_A}</li><li>{TEXT_B}</li></ul>", [f"- {TEXT_A}\n- {TEXT_B}"]),
    (f"<ol><li>{TEXT_A}{TEXT_A}{TEXT_A}{TEXT_A}</li><li>{TEXT_B}</li></ol>", [f"1. {TEXT_A}{TEXT_A}{TEXT_A}{TEXT_A}\n2. {TEXT_B}"]),
    (f"<div><p>城教〔2023〕17号</p><p>{TEXT_A}</p><hr></div>", ["城教〔2023〕17号", TEXT_A]),
    # the shorter of two sections, and one of links
    (
        f"<div><div><p>{TEXT_A}</p><p>{TEXT_B}</p><p>{TEXT_A}</p></div><div><p>{TEXT_B}</p></div>"
        + "<div>"
        + "<p><a href='/x'>别的新闻，也很长，说的是河边那几棵柳树今年长得好。</a></p>" * 3
        + "</div></div>",
        [TEXT_A, TEXT_B, TEXT_A, TEXT_B],
    ),
    # items, a picture and its line before the first sentence; a label is none of them
    (
        f"<div><h1>面饼</h1><ul><li>面粉两杯</li><li>水一杯</li></ul><p><img src=a.jpg><br>刚出锅的</p><p>目录</p><p>{TEXT_A}</p></div>",
        ["- 面粉两杯\n- 水一杯", "![](a.jpg)\\\n刚出锅的", TEXT_A],
    ),
    # the lead in the head of the page
    (f"<header><h1>旧馆</h1><p>{TEXT_B}</p></header><div><p>{TEXT_A}</p><p>{TEXT_A}</p></div>", [TEXT_B, TEXT_A, TEXT_A]),
    # loose text between paragraphs that stays, and loose text that goes
    (f"<div>分享到：<p>{TEXT_A}</p><p>{TEXT_B}</p></div>", [TEXT_A, TEXT_B]),
    # an anchor without an address is no link
    (f"<p>{TEXT_A}</p><p><a name=x>{TEXT_B}</a></p>", [TEXT_A, TEXT_B]),
    # a line of links alone among the text is the author's, a run of them is not
    (
        f"<div><section><p>{TEXT_A}</p><ul><li><a href='/x'>旧馆的照片在这里</a></li></ul></section><section><p>{TEXT_B}</p></section></div>",
        [TEXT_A, "- [旧馆的照片在这里](/x)", TEXT_B],
    ),
    # the whole text once more, for print
    (
        f"<div class='a'><p>{TEXT_A}</p><p>{TEXT_B}</p></div><div class='b'><h2>旧馆</h2><p>{TEXT_A}</p><p>{TEXT_B}</p></div>",
        [TEXT_A, TEXT_B],
    ),
    # the title, below what reads as text
    (f"<article><div>{TEXT_B}</div><h1>旧馆新生</h1><p>{TEXT_A}</p></article>", [TEXT_B, TEXT_A]),
    # signs that stand before a sign of copyright are no label
    (f"<div><p>{TEXT_A}</p><p>&lt &gt &amp &copy2024</p><p>{TEXT_B}</p></div>", [TEXT_A, "< > & ©2024", TEXT_B]),
    # comments are longer than the text before them
    (f"<h1>旧馆</h1><p>{TEXT_A}</p><div class=comments>" + f"<p>{TEXT_B}</p>" * 9 + "</div>", [TEXT_A]),
    # a report minute by minute is named like comments
    (f"<h1>旧馆</h1><div class=live-comments><p class=comment>{TEXT_A}</p><p class=comment>{TEXT_B}</p></div>", [TEXT_A, TEXT_B]),
    # the titled article, and other stories that are longer
    (
        f"<div><article><h1>旧馆新生</h1><p>{TEXT_A}</p></article><div>"
        + f"<article><h2>柳树</h2><p>{TEXT_B}{TEXT_B}</p></article>" * 3
        + "</div></div>",
        [TEXT_A],
    ),
    # what a script shows, and `noscript` says again
    (f"<div><script type='text/template'><p>{TEXT_A}</p></script><noscript><p>{TEXT_A}</p></noscript></div>", [TEXT_A]),
    # rows of a table that only places things
    (
        f"<table><tr><td>现在位置：<a href='/'>首页</a></td></tr><tr><td><p>{TEXT_A}</p><p>{TEXT_B}</p></td></tr><tr><td>编辑：顾安</td></tr></table>",
        [TEXT_A, TEXT_B],
    ),
    # a consent over the page, longer than the text
    (f"<h1>旧馆重新开门</h1><p>{TEXT_A}</p><div role=dialog>" + f"<p>{TEXT_B}</p>" * 9 + "</div>", [TEXT_A]),
    # the whole page is a dialog
    (f"<div role=dialog><h1>旧馆</h1><p>{TEXT_A}</p><p>{TEXT_B}</p></div>", [TEXT_A, TEXT_B]),
    # posts of a thread are named as comments, the first too; what follows the text of an article is none of them
    (
        "<h1>旧馆重新开门</h1><div>"
        + "".join([f"<article class='post user-comment' id=c{text[:2]}><p>{text}</p></article>" for text in (TEXT_A, TEXT_B)])
        + f"<div><p>{TEXT_A * 2}</p><p>{TEXT_B * 2}</p></div></div>",
        [TEXT_A, TEXT_B, TEXT_A * 2, TEXT_B * 2],
    ),
    # classes that hold under a condition name nothing
    (f"<p>{TEXT_A}</p><h2 class='print:block'>旧楼梯</h2><p>{TEXT_B}</p>", [TEXT_A, "## 旧楼梯", TEXT_B]),
    # the text without scripts, and a picture without scripts
    (
        f"<p>页面加载不了，请刷新一下再试，或者换一个浏览器看看。</p><noscript><div><p>{TEXT_A * 50}</p><p>{TEXT_B}</p></div></noscript>",
        ["页面加载不了，请刷新一下再试，或者换一个浏览器看看。", TEXT_A * 50, TEXT_B],
    ),
    (f"<p>{TEXT_A * 50}</p><noscript><p>{TEXT_B * 45}</p></noscript>", [TEXT_A * 50]),
    # a rule that begins an item parts it from the one before
    (f"<ul><li><hr><p>{TEXT_A}</p></li><li><hr><p>{TEXT_B}</p></li></ul>", [f"- {TEXT_A}\n- {TEXT_B}"]),
    # a block of nothing but a joiner
    (f"<p>{TEXT_A}</p><p>{TEXT_B}</p><p>\u200d</p>", [TEXT_A, TEXT_B]),
    # an item of a cell that is nothing but a link, and the words of a button
    (
        f"<p>{TEXT_A}</p><table><tr><th><a href='/k'>树种</a> <div>(<a href='/n'>今年</a>)</div></th><td><ul><li>柳树三十株</li>"
        f"<li><a href='/y'>榆树</a></li></ul><button>更多</button></td></tr></table><p>{TEXT_B}</p>",
        [TEXT_A, "| [树种](/k) ([今年](/n)) | 柳树三十株<br>[榆树](/y) |\n| --- | --- |", TEXT_B],
    ),
    # a smiley, described in signs and in words
    (f"<p>{TEXT_A}<img src='s.gif' alt=':)' title='Smile'></p><p>{TEXT_B}</p>", [TEXT_A + "![:)](s.gif)", TEXT_B]),
    # the mark of a template begins no code of a server
    (f"<?><p>{TEXT_A}</p><?><p>{TEXT_B}</p><?php echo 1 ?>", [TEXT_A, TEXT_B]),
    # names that are made of a heading's words, with a sign before them
    (
        f"<p>{TEXT_A}</p><h2 id=h-1-print>Print</h2><p>{TEXT_B}</p><h2 id=h-2-social-part>Social</h2><p>{TEXT_A}</p>"
        f"<h2 id=h-3-comments>Comments</h2><p>{TEXT_B}</p>",
        [TEXT_A, "## Print", TEXT_B, "## Social", TEXT_A, "## Comments", TEXT_B],
    ),
    ("<p>短</p>", ["短"]),
    ("<nav>首页</nav>", ["首页"]),
]


@pytest.mark.parametrize(("inside", "texts"), PAGES)
def test_the_main_content_of_a_page(inside: str, texts: list[str]) -> None:
    cleaned = page(inside)
    assert body(cleaned.text).strip("\n") == "\n\n".join(texts)
    assert undo(cleaned.document).count("<body>") == 1


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        # a credit below a picture, a byline above the text, a line that heads nothing
        ("<p><img src=a.jpg></p><p><b>集市重开。记者 顾安 摄</b></p>", ["![](a.jpg)", "**集市重开。记者 顾安 摄**", TEXT_A, TEXT_B]),
        ("<p><b>本报记者 顾安</b></p>", ["**本报记者 顾安**", TEXT_A, TEXT_B]),
        ("<p><b>文/顾安、陆文举</b></p>", ["**文/顾安、陆文举**", TEXT_A, TEXT_B]),
        (f"<p>{TEXT_B}</p><p><b>文/武之道</b></p>", [TEXT_B, "## 文/武之道", TEXT_A, TEXT_B]),
        # the beginning of a sentence, and a heading above a question
        (f"<p>{TEXT_B}</p><p><b>从今晚八点起，</b></p>", [TEXT_B, "**从今晚八点起，**", TEXT_A, TEXT_B]),
        (f"<p>{TEXT_B}</p><p><b>旧桥全桥</b></p><p><b>封闭施工！</b></p>", [TEXT_B, "**旧桥全桥**", "**封闭施工！**", TEXT_A, TEXT_B]),
        (f"<p>{TEXT_B}</p><p><b>修桥</b></p><p><b>为什么要修？</b></p>", [TEXT_B, "## 修桥", "**为什么要修？**", TEXT_A, TEXT_B]),
        # headings over two lines, as the page has them; once they may be two
        (
            f"<p>{TEXT_B}</p><p><b>1</b></p><p><b>旧桥</b></p><p>{TEXT_A}</p><p><b>2</b></p><p><b>新桥</b></p>",
            [TEXT_B, "## 1 旧桥", TEXT_A, "## 2 新桥", TEXT_A, TEXT_B],
        ),
        (f"<p>{TEXT_B}</p><p><b>两座桥</b></p><p><b>旧桥</b></p>", [TEXT_B, "## 两座桥", "## 旧桥", TEXT_A, TEXT_B]),
        (
            f"<p>{TEXT_B}</p><p><b>一、旧桥</b></p><p><b>1. 木桥</b></p><p>{TEXT_A}</p><p><b>二、新桥</b></p><p><b>1. 石桥</b></p>",
            [TEXT_B, "## 一、旧桥", "## 1. 木桥", TEXT_A, "## 二、新桥", "## 1. 石桥", TEXT_A, TEXT_B],
        ),
    ],
)
def test_bold_lines_that_are_headings_and_others(inside: str, texts: list[str]) -> None:
    for after in ("", "<p><b>（顾安整理）</b></p>"):
        found = blocks(f"<div>{inside}<p>{TEXT_A}</p><p>{TEXT_B}</p>{after}</div>")
        assert [f"## {block.text}" if block.role is Role.H2 else block.text for block in found[: len(texts)]] == texts
        assert all([block.text == "**（顾安整理）**" and block.role is Role.BODY for block in found[len(texts) :]])


def test_the_words_of_furniture_stand_apart_in_the_record() -> None:
    document = page(f"<nav><ul><li>退出</li></ul>14:53<b>版</b></nav><p>{TEXT_A}</p><p>{TEXT_B}</p>").document
    assert [line.text for line in document.lines if line.role is Role.BOILERPLATE] == ["退出 14:53版"]


def test_two_pages_in_one_file_are_not_thinned_out() -> None:
    text = clean(f"<html><body><p>{TEXT_A}</p></body></html><html><body><p>{TEXT_B}</p></body></html>").text
    assert TEXT_A in text
    assert TEXT_B in text


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


FACTS = [
    ('<meta name="author" content="name"><title>Untitled Document</title>', "", {}),
    ('<meta name="author" content="{{ author }}"><meta name="date" content="1970-01-01">', "", {}),
    ('<meta property="article:author" content="https://example.org/lin"><meta name="author" content="林小满">', "", {"author": ["林小满"]}),
    (linked('{"@type": "Organization", "name": "甲", "author": "乙"}'), "", {}),
    (linked("{not json"), "", {}),
    (
        linked(
            '{"@graph": [{"@type": ["NewsArticle"], "headline": "旧馆", "author": "林小满", "publisher": {"name": "城南周刊"}, "url": "https://a.b/c"}]}'
        ),
        "",
        {"title": "旧馆", "author": ["林小满"], "source": "城南周刊", "url": "https://a.b/c"},
    ),
    (
        '<meta property="og:title" content="甲"><meta name="DC.Title" content="乙"><meta name="DC.Date" content="2023-10-14">',
        "",
        {"title": "甲", "date": "2023-10-14"},
    ),
    (
        '<meta name="PubDate" content="2023-10-14 09:00"><meta name="ContentSource" content="新华社">',
        "",
        {"date": "2023-10-14T09:00:00", "source": "新华社"},
    ),
    (
        '<link rel="canonical" href="https://example.org/1">',
        '<time datetime="2023-10-14">昨天</time>',
        {"date": "2023-10-14", "url": "https://example.org/1"},
    ),
    ("", '<span itemprop="author">林小满</span>', {"author": ["林小满"]}),
    ("<title>旧馆新生 - 城南周刊</title>", "<h1>旧馆新生</h1>", {"title": "旧馆新生"}),
    ("<title>旧馆新生记事一则_社区_城南周刊</title>", "", {"title": "旧馆新生记事一则"}),
    (
        "",
        "<div>发布时间：2021年06月30日 18:55　来源：城南通讯社　作者：林小满　责任编辑：顾安</div>",
        {"author": ["林小满"], "date": "2021-06-30T18:55:00", "source": "城南通讯社", "extra": {"editor": "顾安"}},
    ),
    ('<meta name="SiteName" content="甲网"><meta name="ContentSource" content="乙局">', "", {"source": "乙局"}),
    ("", "<div>更新于2023-10-15</div><div>2023-10-14 来源：乙社</div>", {"date": "2023-10-14", "source": "乙社"}),
    ('<meta name="keywords" content="旧馆 楼梯">', "", {"keywords": ["旧馆", "楼梯"]}),
    ('<meta name="keywords" content="reading room">', "", {"keywords": ["reading room"]}),
    ('<title>旧馆重新开门</title><meta name="description" content="旧馆重新开门">', "", {"title": "旧馆重新开门"}),
    (
        '<meta property="og:site_name" content="微信公众平台"><script>var ct = "1697245512";</script>',
        '<a id="js_name"> 城南周刊 </a><em id="publish_time">昨天</em>',
        {"date": "2023-10-14T01:05:12Z", "source": "城南周刊"},
    ),
    ("", "<div>By Ann Lee | October 14, 2023</div>", {"author": ["Ann Lee"], "date": "2023-10-14"}),
    ("", "<div class='post-byline'><a href='/authors/lin'>林小满</a></div>", {"author": ["林小满"]}),
    ("", "<div>By Ann Lee December 3, 2020</div>", {"author": ["Ann Lee"], "date": "2020-12-03"}),
    ("", "<div>Photo by Ann Lee</div>", {}),
    ("", "<span>来源：城南日报</span><span>作者：林小满</span>", {"author": ["林小满"], "source": "城南日报"}),
    ('<meta name="author" content="Ann Lee, Staff Writer">', "", {"author": ["Ann Lee"]}),
    ('<meta name="author" content="by Ann Lee">', "", {"author": ["Ann Lee"]}),
    ('<meta name="author" content="Daniel Von Holm">', "", {"author": ["Daniel Von Holm"]}),
    ('<meta property="og:site_name" content="城南网"><meta name="author" content="城南网">', "", {"source": "城南网"}),
    ('<meta name="description" content="A &amp;mdash; B, as it was once said here">', "", {"abstract": "A — B, as it was once said here"}),
    ('<meta name="keywords" content="旧馆,楼梯"><meta name="description" content="旧馆 楼梯">', "", {"keywords": ["旧馆", "楼梯"]}),
    ('<link rel="canonical" href="https://example.org/1#top">', "", {"url": "https://example.org/1"}),
    (
        "<title>旧馆新生记事 - 城南周刊</title>",
        "<header><h1><a href='/'>城南周刊</a></h1></header><h2>旧馆新生记事</h2>",
        {"title": "旧馆新生记事"},
    ),
    (
        '<meta property="og:title" content="Reading room opens after repairs">',
        "<h1>Old reading room opens its doors again</h1>",
        {"title": "Old reading room opens its doors again"},
    ),
    # the window names the site first, and both are headings
    ("<title>城南的旧日记 - 旧馆新生记事</title>", "<h1>城南的旧日记</h1><p>目录</p><h3>■ 旧馆新生记事</h3>", {"title": "■ 旧馆新生记事"}),
    ('<meta name="cXenseParse:author" content="林小满">', "", {"author": ["林小满"]}),
    ('<meta name="writer" content="林小满，<b>城南网</b>">', "", {"author": ["林小满，城南网"]}),
    ('<meta name="author" content="Acme Inc."><meta name="author" content="Ann Lee">', "", {"author": ["Ann Lee"]}),
    ('<meta name="author" content="Acme Inc.">', "", {"author": ["Acme Inc."]}),
    ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">', "", {"author": ["Ann Lee"]}),
    ('<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Ann Lee">', "", {}),
    (
        "",
        "<span itemprop=author itemscope><link itemprop=url href=/a><link itemprop=name content='Ann Lee'></span>",
        {"author": ["Ann Lee"]},
    ),
    ('<meta name="date" content="Mon Aug 03 12:45:00 EDT 2015">', "", {"date": "2015-08-03"}),
    ('<meta name="description" content="A &amp;amp;mdash; B, as it once stood here">', "", {"abstract": "A — B, as it once stood here"}),
]


@pytest.mark.parametrize(("head", "top", "facts"), FACTS)
def test_what_a_page_says_of_itself(head: str, top: str, facts: dict[str, Any]) -> None:
    meta = dict(page(f"{top}<p>{TEXT_A}</p><p>{TEXT_B}</p>", head).metadata)
    assert meta.pop("lang") == "zh-Hans"
    assert meta == facts


def test_a_heading_below_all_text_is_no_title() -> None:
    """Such as the window of a translator."""
    found = page(f"<p>{TEXT_A}</p><div><h1>Original text</h1></div>", "<title>旧馆重新开门</title>")
    assert found.metadata["title"] == "旧馆重新开门"


def test_the_author_right_behind_the_text() -> None:
    found = page(f"<article><h1>旧馆</h1><p>{TEXT_A}</p></article><span class='writer writer-name'>《KT》</span>")
    assert found.metadata["author"] == ["KT"]


def test_what_a_better_voice_overrules_stands_in_the_record() -> None:
    record = page(
        f"<p>{TEXT_A}</p>",
        '<meta property="og:title" content="甲"><meta name="date" content="2020-01-02"><meta property="article:published_time" content="2021-03-04">',
    )
    assert record.metadata["date"] == "2021-03-04"
    assert "2020-01-02" in record.explain()


def test_losing_titles_stand_in_the_record() -> None:
    cleaned = page(f"<h1>旧馆新生</h1><p>{TEXT_A}</p>", '<title>旧馆新生_城南</title><meta property="og:title" content="旧馆新生！">')
    assert cleaned.metadata["title"] == "旧馆新生"
    titles = [edit.after["title"] for edit in cleaned.edits if isinstance(edit.after, Mapping) and "title" in edit.after]
    assert titles[0] == "旧馆新生_城南"
    assert "旧馆新生！" in titles


def test_long_markup_is_shown_by_its_ends_and_kept_whole() -> None:
    style = "font: " * 200
    cleaned = clean(f"<p style='{style}'>甲乙丙。</p><p>丁</p>")
    assert len(cleaned.explain()) < 600
    assert any(style in str(edit.before) for edit in cleaned.edits)


HEADS = [
    ('title: ""', {}),
    ("date:  +0800", {"extra": {"date": "+0800"}}),
    ("date: !binary |\n  MjAyMy0xMC0xNA==", {"date": "2023-10-14"}),
]


@pytest.mark.parametrize(("head", "facts"), HEADS)
def test_odd_front_matter_of_posts(head: str, facts: dict[str, Any]) -> None:
    cleaned = clean(f"---\n{head}\n---\n<p>城南的旧图书馆说这是对的。</p>\n")
    assert {key: value for key, value in cleaned.metadata.items() if key != "lang"} == facts
    assert body(cleaned.text) == "\n城南的旧图书馆说这是对的。\n"


def test_references_inside_tags() -> None:
    assert clean('<p>见<a href="https:&#47;&#47;example.org&#47;a">甲</a>。</p>').text == "见[甲](https://example.org/a)。\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14th October 2023", "2023-10-14"),
        ("Oct. 3, 2021", "2021-10-03"),
        ("2021年6月30日18:55", "2021-06-30T18:55:00"),
        ("soon", ""),
        ("0001-01-01", ""),
        ("Foo 3, 2021", ""),
    ],
)
def test_dates_of_pages(text: str, found: str) -> None:
    assert date(text) == found


def test_a_page_without_text_keeps_what_it_says_of_itself() -> None:
    found = page("<div id='app'></div>", "<title>渡口的冬天</title><meta name='author' content='陆文举'>")
    assert found.metadata["title"] == "渡口的冬天"
    assert found.body == ""


def test_a_title_whose_references_were_encoded_twice() -> None:
    found = page(f"<h1>桥&amp;#x26;渡口的冬天</h1><p>{TEXT_A}</p><p>{TEXT_B}</p>", "<title>桥&amp;#x26;渡口的冬天</title>")
    assert found.metadata["title"] == "桥&渡口的冬天"


def test_a_page_whose_texts_stand_in_another_order_is_accounted_for() -> None:
    # a picture with a line break in its link, an address that begins with a bracket, a note that is printed at the end
    inside = (
        f"<p>{TEXT_A}<a href='&gt;https://example.org/a'>甲</a></p><p><a href='b.html'><img src='b.jpg' alt='乙'><br>乙处的桥头</a></p>"
        f"<p>{TEXT_B}</p>"
    )
    found = page(inside)
    assert "乙处的桥头" in found.text
    assert TEXT_B in found.text


def test_a_heading_behind_the_last_paragraph_stays_with_what_it_heads() -> None:
    head = "<!DOCTYPE html><html lang=en><head><title>Breaking a line</title></head><body><article>\n<h1>Breaking a line</h1>\n"
    text = "<p>The element ends a line; write it once, not twice, and keep water apart from all the others in the same text.</p>\n"
    listed = "<h2>What you need</h2>\n<ul><li>Two eggs and some flour</li><li>A bowl, a spoon</li></ul>\n</article></body></html>"
    assert "## What you need\n\n- Two eggs" in Cleaner(kind="html")(head + text + listed).text


def test_a_raised_number_may_begin_a_paragraph() -> None:
    assert (
        Cleaner(kind="html")("<p><sup>1</sup> There are more of them than boats.</p>").body
        == "<sup>1</sup> There are more of them than boats.\n"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<h2><strong><div class="s"></div>Boats<div></div></strong></h2><p>They wait.</p>', "## Boats\n\nThey wait.\n"),
        ("<h2><div>Boats</div><div>and nets</div></h2><p>They wait.</p>", "## Boats and nets\n\nThey wait.\n"),
    ],
)
def test_a_heading_is_one_line_whatever_stands_inside_it(source: str, expected: str) -> None:
    assert clean(source).body == expected


@pytest.mark.parametrize(
    ("source", "expected"), [("<p>nobody donâ€™t mind it.</p>", "nobody don’t mind it.\n"), ("<p>cafÃ© trÃ¨s bon</p>", "café très bon\n")]
)
def test_repaired_words_of_html_pass_the_check(source: str, expected: str) -> None:
    assert clean(source).body == expected
