"""Removing a character never makes inert text live."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt

from cleaner import Cleaner, clean
from cleaner.inert import code_spans

SIGNS = {"zero width space": "\u200b", "control": "\x01", "direction": "\u202e", "soft hyphen": "\xad", "escape sequence": "\x1b[0m"}
FORMS = {
    "tag": "<scr{}ipt>alert(1)</scr{}ipt>",
    "address": "[x](java{}script:alert(1))",
    "link": "[x]{}(javascript:alert(1))",
}
SOURCES = {
    "text": "城南的旧图书馆，{} 建于一九五八年。\n",
    "Markdown": "# 旧馆\n\n城南的 **旧图书馆**，{} 建于一九五八年。\n",
    "HTML": "<p>城南的旧图书馆，{} 建于一九五八年。</p>\n",
}
LIVE = re.compile(r"<script|href=.?javascript:", re.I)


def rendered(text: str) -> str:
    """`text` as a renderer that trusts every address shows it."""
    reader = MarkdownIt("commonmark", {"html": True})
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return html.unescape(str(reader.render(text)).replace("&lt;", "\x00"))


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sign", SIGNS)
def test_inert_text_stays_inert(sign: str, form: str, source: str) -> None:
    wording = FORMS[form].replace("{}", SIGNS[sign])
    markup = html.escape(wording, quote=False) if source == "HTML" else wording
    text = SOURCES[source].format(markup)
    assert not LIVE.search(rendered(text)) or source == "HTML"
    cleaned = clean(text)
    assert not LIVE.search(rendered(cleaned.text)), cleaned.text
    assert clean(cleaned.text).text == cleaned.text


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
def test_raw_markup_of_html_stays_inert(sign: str) -> None:
    for text in (f"<p>甲<scr{sign}ipt>alert(1)</scr{sign}ipt>乙</p>", f"<p><a href='java{sign}script:alert(1)'>甲</a></p>"):
        assert not LIVE.search(rendered(clean(text).text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一\n\n[链\u200b接](http://a.b/\u200bc)\n", "# 一\n\n[链接](http://a.b/c)\n"),  # a link before, a link after
        ("# 一\n\n`<scr\u200bipt>` 与 <b>粗\u200b体</b>\n", "# 一\n\n`<script>` 与 <b>粗体</b>\n"),  # in code nothing is live
        ("# 一\n\n甲<scr\u200bipt> 与 <b>粗体</b>\n", "# 一\n\n甲\\<script> 与 <b>粗体</b>\n"),  # only what is new
        ("# 一\n\n&l\u200bt;\n", "# 一\n\n\\&lt;\n"),
        ("# 一\n\n<div>\n<scr\u200bipt>\n</div>\n", "# 一\n\n<div>\n&lt;script>\n</div>\n"),  # no backslash counts there
        ("# 一\n\n[a]: java\u200bscript:x\n", "# 一\n\n[a\\]: javascript:x\n"),
        ('# 一\n\n<b title="java\u200bscript:x">一\u200b</b>\n', '# 一\n\n<b title="javascript%3Ax">一</b>\n'),
    ],
)
def test_only_what_was_no_markup_is_escaped(text: str, expected: str) -> None:
    assert clean(text).text == expected


def test_code_spans_are_those_of_commonmark() -> None:
    assert list(code_spans("a `b` c ``d ` e`` `f")) == [(2, 5), (8, 17)]
    assert list(code_spans("none")) == []


@pytest.mark.parametrize("before", ["", " ", "   ", "1. ", "- "])
@pytest.mark.parametrize("mark", ["> 楼梯", ">", "# 楼梯", "<p>楼梯", "[楼梯]: 旧", "===", "---"])
def test_plain_text_that_begins_like_a_block_is_escaped_at_any_indent(before: str, mark: str) -> None:
    escaped = mark if before.strip() and mark == "===" else f"\\{mark}"
    assert Cleaner(kind="text")(f"馆里的楼梯\n{before}{mark}\n").text == f"馆里的楼梯\n{before}{escaped}\n"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("馆里的楼梯：\n\n     左边的一段\n       右边的一段\n", "馆里的楼梯：\n\n左边的一段\n  右边的一段\n"),
        ("馆里的楼梯：\n\n      左边的一段\n  右边的一段\n", "馆里的楼梯：\n\n   左边的一段\n右边的一段\n"),
        ("馆里的楼梯：\n\n    // 左边的一段\n", "馆里的楼梯：\n\n    // 左边的一段\n"),
        ("馆里的楼梯：\n\n    lamp(左边的一段);\n", "馆里的楼梯：\n\n    lamp(左边的一段);\n"),
        ("馆里的楼梯：\n\n    make the stairs wide\n", "馆里的楼梯：\n\n    make the stairs wide\n"),
    ],
)
def test_text_that_is_set_in_becomes_no_code(source: str, written: str) -> None:
    assert Cleaner(kind="text")(source).text == written
