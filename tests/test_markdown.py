"""What the lines of Markdown are, and what in them no rule may touch."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner import Cleaner, Kind, UnreadableError, clean, clean_file, read
from cleaner.document import Role
from cleaner.inline import across_code, defined, outside_code, spans
from cleaner.readers.commonmark import read_markdown
from cleaner.readers.kinds import kind_of
from cleaner.readers.lines import lines_of
from cleaner.readers.markdown import looks_like_markdown

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
PARSER.core.ruler.enableOnly(["normalize", "block"])
BY_TOKEN = {
    "fence": Role.CODE,
    "code_block": Role.CODE,
    "html_block": Role.VERBATIM,
    "table_open": Role.TABLE,
}


def roles(text: str) -> list[Role]:
    lines = lines_of(text.splitlines(keepends=True), 0, 1)
    read_markdown(lines)
    return [line.role for line in lines]


def told(text: str) -> dict[int, Role]:
    """What markdown-it-py says of the filled lines that are no prose."""
    lines = text.split("\n")
    found = {}
    for token in PARSER.parse(text):
        if token.type in BY_TOKEN and token.map:
            found.update({place: BY_TOKEN[token.type] for place in range(*token.map) if lines[place].strip()})
    return found


LINES = st.sampled_from(
    [
        "word",
        "two words",
        "",
        "",
        "    four",
        "      six",
        "        eight",
        "  two",
        "\ttab",
        "- item",
        "* other",
        "- ",
        "1. one",
        "2) two",
        "  - nested",
        "    - deep",
        "-     code",
        "```",
        "```py",
        "~~~",
        "   ```",
        "    ```",
        "- ```",
        "> ```",
        "````",
        "> quote",
        ">     code",
        "> - item",
        ">",
        "# head",
        "####### no head",
        "===",
        "---",
        "***",
        "<div>",
        "</div>",
        "<span>",
        "<b>bold</b> word",
        "<pre>",
        "</pre>",
        "| a | b |",
        "| - | - |",
        "a | b",
        "-|-",
        "  | a | b |",
        "<https://a.b>",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join))
@settings(max_examples=1500, deadline=None)
def test_code_html_and_tables_are_what_commonmark_says(text: str) -> None:
    want = told(text + "\n")
    got = dict(enumerate(roles(text + "\n")))
    special = (Role.CODE, Role.TABLE)
    assert {place: role for place, role in got.items() if role in special and text.split("\n")[place].strip()} == {
        place: role for place, role in want.items() if role in special
    }
    for place, role in want.items():
        assert role is not Role.VERBATIM or got[place] is Role.VERBATIM


STAYS = [
    "$$\na\n\nb\n$$ {#eq-x}",
    "\\[\na\n\\]",
    "\\begin{align}\na\n\\end{align}",
    "{% raw %}\na\n{% endraw %}",
    "{{< tabs >}}\na\n\n{{< /tabs >}}",
    "{{#if a}}\nb\n{{/if}}",
    '{{< figure\nsrc="a"\n>}}',
    ":::{note} a\nb\n:::",
    '!!! note "a"\n\n    b\n\n    ```\n    c\n    ```',
    '=== "a"\n    b',
    "/// note | a",
    "%% a\nb %%",
    "% a comment",
    "(a-label)=",
    "import A from 'b';",
    "export const a = {\n  b: 1,\n}",
    "<Tabs\n  a={1}\n>",
    "<my-box>a</my-box>",
    "<!-- a\n\nb -->",
    "<script>\n\na\n</script>",
    "[a]: https://b.c",
    "*[HTML]: a",
    "---\ntitle: [a\nb: 1\n---",
]


@pytest.mark.parametrize("text", STAYS)
@pytest.mark.parametrize("before", ["", "text\n\n", "- item\n\n  more\n\ntext\n\n"])
def test_what_a_site_needs_stays(text: str, before: str) -> None:
    if before and text.startswith("---"):
        pytest.skip("a header is at the top")
    found = roles(f"{before}{text}\n\nprose\n")
    start, size = before.count("\n"), text.count("\n") + 1
    assert {*found[start : start + size]} <= {Role.VERBATIM, Role.BLANK}
    assert found[-1] is Role.BODY
    assert found[start] is Role.VERBATIM


@pytest.mark.parametrize("text", ["- $$\n  a\n  $$", "> $$\n> a\n> $$", '- a\n\n    !!! note "b"\n\n        c'])
def test_also_inside_lists_and_quotes(text: str) -> None:
    assert roles(text)[-1] is Role.VERBATIM


@pytest.mark.parametrize(
    "text", ["{{ a }} is prose", "{% a %} is prose", "::", "imports are dear", "$$ is money", "**Note**: a", "? a", "(a)"]
)
def test_prose_is_no_site_syntax(text: str) -> None:
    assert roles(f"{text}\n\nprose\n")[0] is Role.BODY


def test_headings_and_items_are_told() -> None:
    assert roles("A\nB\n===\n\n## C\n\n- d\n  e\n> f\n") == [
        Role.HEADING,
        Role.HEADING,
        Role.VERBATIM,
        Role.BLANK,
        Role.HEADING,
        Role.BLANK,
        Role.LIST_ITEM,
        Role.BODY,
        Role.QUOTE,
    ]


SPANS = [
    ("见[[一,二]]和![[三]]", ["[[一,二]]", "![[三]]"]),
    ("[甲](乙 丙.png)丁[戊][己]", ["](乙 丙.png)", "][己]"]),
    ("甲[^注]和[@a; b]", ["[^注]", "[@a; b]"]),
    ("`` 甲`乙 ``丙`丁`", ["`` 甲`乙 ``", "`丁`"]),
    ("$a_1$和\\(b\\)和$$c$$", ["$a_1$", "\\(b\\)", "$$c$$"]),
    ("<kbd>甲</kbd>和<a href='乙'>丙</a><img", ["<kbd>甲</kbd>", "<a href='乙'>", "</a>", "<img"]),
    ("甲{{ 乙 }}丙{% 丁 %}戊{#己 .庚}", ["{{ 乙 }}", "{% 丁 %}", "{#己 .庚}"]),
    ("见https://a.b/甲,乙。www.c.d 和e@f.g &amp; %%辛%%", ["https://a.b/甲,乙", "www.c.d", "e@f.g", "&amp;", "%%辛%%"]),
    ("参见 #标签,甲 和 @fig-1", ["#标签,甲", "@fig-1"]),
    ("没有", []),
]


@pytest.mark.parametrize(("text", "want"), SPANS)
def test_spans(text: str, want: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == want


def test_a_label_is_a_link_only_where_it_is_defined() -> None:
    labels = defined("[甲]: x\n\n> [乙 丙]: y\n[^注]: z\n")
    assert labels == {"甲", "乙 丙"}
    text = "[甲]和[甲][]和[丁]和[甲](b)"
    assert [text[start:end] for start, end in spans(text, labels)] == ["[甲]", "[甲][]", "](b)"]
    assert outside_code("[甲]乙", lambda part: part.replace("甲", "x").replace("乙", "y"), labels) == "[甲]y"


def test_pairs_go_on_after_what_is_no_prose() -> None:
    assert across_code('"甲`"`乙"', lambda part: part.replace('"', "|")) == '|甲`"`乙|'


@pytest.mark.parametrize("sign", ["[", "`", "<code>", "<!--", "{{", "{%", "$a", "\\(", "](", "a@", "[[", "%%a", "<a ", "{"])
def test_spans_are_found_in_linear_time(sign: str) -> None:
    def seconds(times: int) -> float:
        start = time.perf_counter()
        spans(sign * times)
        return time.perf_counter() - start

    assert seconds(8_000) < 12 * min(seconds(2_000) for _ in range(3)) + 0.2


@pytest.mark.parametrize("text", ["[^" * 8_000, "[" * 30_000 + "](", "[^" * 8_000 + "](x"])
def test_signs_are_looked_for_in_linear_time(text: str) -> None:
    start = time.perf_counter()
    looks_like_markdown(text)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    "line", ["- a\n# b\n", "1. a\n\n  b\n\n", "- a\n* b\n", "> a\n- `b`\n", "{% a %}\n", "$$ a\n", ":::{a}\n", "<!-- a\n", '!!! a "b"\n']
)
def test_reading_is_linear(line: str) -> None:
    def seconds(times: int) -> float:
        start = time.perf_counter()
        roles(line * times)
        return time.perf_counter() - start

    assert min(seconds(4_000) for _ in range(3)) < 10 * min(seconds(1_000) for _ in range(3)) + 0.2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.md", "markdown"),
        ("a.MDX", "markdown"),
        ("a.qmd", "markdown"),
        ("a.Rmd", "markdown"),
        ("a.htm", "html"),
        ("a.txt", "auto"),
        ("a", "auto"),
        ("a.7", "auto"),
    ],
)
def test_a_name_tells_the_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.csv", "a.py", "a.srt"])
def test_other_formats_are_refused_unless_a_kind_is_given(name: str, tmp_path: Any) -> None:
    path = tmp_path / name
    path.write_text("正文。  \n", "utf-8")
    with pytest.raises(UnreadableError, match="a format of its own"):
        clean_file(path)


@pytest.mark.parametrize(
    "text", ["_very_ good\n", "a &copy; b\n", "one  \ntwo\n", "\\* a\n", "<details>\n\na\n\n</details>\n", "2 * 3 * 4\n"]
)
def test_a_markdown_file_is_never_escaped(text: str, tmp_path: Any) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    assert clean_file(path).text == text


POST = "<div><p>城南的旧图书馆建于一九五八年，<b>红砖</b>外墙。</p><p>馆里的木楼梯走起来吱呀作响。</p></div>\n"
LANDING = '<ul id="features">\n  <li class="feature"><h3 class="title">快</h3><p class="text">一秒生成上百个页面。</p></li>\n</ul>\n'


@pytest.mark.parametrize(
    ("text", "html", "kind"),
    [
        (POST, "auto", Kind.HTML),
        (POST, "keep", Kind.MARKDOWN),
        (LANDING, "auto", Kind.MARKDOWN),
        (LANDING, "convert", Kind.HTML),
        (POST.replace("红砖", "{{ page.wall }}"), "auto", Kind.MARKDOWN),
        (POST + "<details><summary>甲</summary>乙</details>\n", "auto", Kind.MARKDOWN),
        (POST.replace("<p>", '<p class="lead">'), "auto", Kind.MARKDOWN),
        ("前言。\n\n" + POST, "auto", Kind.MARKDOWN),
        ("## 一\n\n" + POST, "convert", Kind.HTML),
        ("<!doctype html><html><body><p>甲</p></body></html>\n", "auto", Kind.MARKDOWN),
    ],
)
def test_html_inside_markdown(text: str, html: str, kind: Kind) -> None:
    assert read(text, kind="markdown", markup=html).kind is kind
    if kind is Kind.MARKDOWN:
        assert Cleaner(kind="markdown", html=html)(text).text == text


def test_html_is_one_of_three() -> None:
    with pytest.raises(ValueError, match="html is one of"):
        Cleaner(html="drop")


def test_a_lone_letter_spaced_line_among_whole_ones_stays() -> None:
    whole = "这一段没有空格，它只说明上面那些空格是作者自己写下的，所以都要留着不动。\n"
    text = f"{whole}\n今 天 天 气 很 好 ， 我 们 去 图 书 馆 看 书 。\n\n{whole}"
    assert clean(text).text == text or "今 天" in Cleaner(kind="markdown")(text).text
