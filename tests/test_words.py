"""What stands in plain text reads as the same words, signs and numbers when its Markdown is rendered."""

from __future__ import annotations

import re
import re._compiler as re_compiler  # type: ignore[import-not-found]

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner import Cleaner, clean
from cleaner.regex import compiled
from cleaner.wording.glyphs import HAN

READERS = [MarkdownIt("commonmark"), MarkdownIt("commonmark").enable("strikethrough")]
SIGNS = [
    *("*claps*", "*", "* z", "* * *", "+", "+ x", "+ 5 %", "-", "- y", "- - -", "1.", "1. eins", "2. zwei", "10. x", "3) drei"),
    *("   1. a", "  - a", "1. - a", "1. ***", "- # a", "1958. Ende", "_a_", "__init__", "a_b_c", "2*3*4", "旧馆*的*楼梯", "`x`", "``"),
    *("<b>", "</p>", "<!-- c -->", "<a@b.c>", "<http://a.b>", "&amp;", "&", "[x](y)", "![i](j)", "[x]", "[x]: y", "[^1]", "# h", "#"),
    *("# h #", "> q", ">", "===", "=", "~~~", "```", "~~weg~~", "\\", "\\*", "a\\", "C:\\_a", "    vier *", "     x <b>", "\tTab `x`"),
    *("城南的旧图书馆。", "word", "$a$", "{{ a }}", "• Punkt", "（1）甲", "(1) a"),
]
LINES = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=3).map(" ".join)
ALIKE = str.maketrans({"+": "-", "*": "-", ")": "."})
"""Bullets are shown alike, and so is what stands behind a number."""


def shown(reader: MarkdownIt, text: str) -> str:
    """What a reader of the rendered text sees, numbers of items too, without white space."""
    seen: list[str] = []
    lists: list[int] = []
    for token in reader.parse(text):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else -1)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            seen.append("-" if lists[-1] < 0 else f"{lists[-1]}.")
            lists[-1] += lists[-1] >= 0
        elif token.type in ("hr", "fence", "html_block", "heading_open", "blockquote_open"):
            seen.append(f"<{token.type}>")
        elif token.type == "code_block":
            seen.append(token.content)
        for child in token.children or ():
            seen.append(child.content if child.type in ("text", "text_special", "softbreak") else f"<{child.type}>")
    return "".join("".join(seen).split()).translate(ALIKE)


def same(text: str) -> None:
    body = Cleaner(kind="text", select=("controls",), front_matter="none")(text).body
    for reader in READERS:
        assert shown(reader, body) == "".join(text.split()).translate(ALIKE), body


@given(st.lists(LINES, min_size=1, max_size=4).map("\n\n".join))
@example("1. a\n\n3. c\n\n4. d\n\n1. e")
@example("1. a\n\n   1. b\n\n2. c\n\n2. d")
@example("1. * - # a\n\n1. - ***")
@example("1.\n\nEins")
@example("1. eins\n\n\tTab\n\n1. eins")
@example("- a\n\n      x <b> *y*\n\n      z")
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_paragraphs(text: str) -> None:
    same(text)


@given(st.lists(LINES.filter(lambda line: not re.match(r" *\d", line)), min_size=1, max_size=4).map("\n".join))
@example("- a\n*\nb")
@example("    vier *\n> q\n`x`")
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_lines_of_one_paragraph(text: str) -> None:
    same(text)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("He stood up.\n*claps*\nThe end.\n", "He stood up.\n\\*claps\\*\nThe end.\n"),
        ("Reis\n\n* p < 0.05\n", "Reis\n\n\\* p < 0.05\n"),  # a lone star is a mark, two are bullets
        ("* Reis\n\n* Tee\n", "* Reis\n\n* Tee\n"),
        ("* Reis\n    * Tee\n", "* Reis\n    * Tee\n"),
        ("+ Reis\n+ Tee\n", "+ Reis\n+ Tee\n"),
        ("Preise\n\n+ 5 % im Mai\n", "Preise\n\n\\+ 5 % im Mai\n"),
        ("1.\n\nReis\n\n2.\n\nTee\n", "1\\.\n\nReis\n\n2\\.\n\nTee\n"),
        ("1. Reis\n\n3. Tee\n\n4. Salz\n", "1. Reis\n\n3\\. Tee\n\n4. Salz\n"),
        ("9. Reis\n\n10. Tee\n\n1. Salz\n\n2. Öl\n", "9. Reis\n\n10. Tee\n\n1\\. Salz\n\n2. Öl\n"),
        ("1. Reis\n\n1) Tee\n\nSalz\n\n1) Öl\n", "1. Reis\n\n1) Tee\n\nSalz\n\n1) Öl\n"),
        ("1. Reis\n\n   1. Tee\n\n   2. Salz\n\n2. Öl\n", "1. Reis\n\n   1. Tee\n\n   2. Salz\n\n2. Öl\n"),
    ],
)
def test_marks_that_are_none_are_escaped(source: str, written: str) -> None:
    assert clean(source).text == written
    assert clean(written).text == written


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("      The keeper of the lamp writes down the wind at noon every day.\n", False),
        ("      渡口的老人每天中午把风向写在本子上，天黑以前点灯。\n", False),
        ("      make lamp wind noon\n      make shore\n", True),
    ],
)
def test_text_that_is_set_in_is_no_code(text: str, is_code: bool) -> None:
    source = "The log of the station:\n\n" + text + "\nIt ends here.\n"
    assert ("<pre>" in READERS[0].render(clean(source).body)) == is_code


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (f"[{HAN}]+", 0),
        (f"[^{HAN}a]+", 0),
        (f"[{HAN}]|[a-z\\d]", re.IGNORECASE),
        ("[a-zſ]+", re.IGNORECASE),
        ("[^\\W\\d_]", re.ASCII),
        ("[x]", 0),
    ],
)
def test_a_class_that_is_worked_out_once_holds_the_same_characters(pattern: str, flags: int) -> None:
    text = "".join(map(chr, [*range(0x300), *range(0x2E80, 0xD7FF, 7), *range(0x1F600, 0x20010, 3)]))
    step = re_compiler._optimize_charset
    plain = re.compile(f"(?:{pattern})", flags).findall(text)
    assert compiled(pattern, flags).findall(text) == compiled(f"(?:{pattern})(?:)", flags).findall(text) == plain
    assert re_compiler._optimize_charset is step
