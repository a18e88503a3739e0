"""Sound files that were refused: a check was too strict, the writer let markup through, or a rule fell over them."""

from __future__ import annotations

import pytest

from cleaner import UnsafeError, check, clean
from cleaner.api import Cleaner
from cleaner.checks.written import laid_out, stays_text
from cleaner.document import Role

PRINTED = """The old tea house stands on the eastern bank of the river, and its three
floors are open on all sides, so that in spring the wind carries the
smell of the leaves across the water to the landing, where the boats
lie and the men sit down to wait for the evening and for their money.
"""

PLAIN = {
    "a mail address that begins with a digit": ("2022-01-12  oubo  <214@qq.com>\n\nfixed\n", "\\<214@qq.com>"),
    "a frame of stars": ("*******\n*     *\n* Tea *\n*     *\n*******\n", "\\*     *"),
    "an item of wide gaps": ("-            0.0419    leaves\nsqrt         0.0284    water\n", "\\-            0.0419"),
    "a number before a wide gap": ("12.       0.0419    leaves\n\ntea\n", "12\\.       0.0419"),
    "a backslash at the end of a line": ("  time\\\n      8.16   8.17   8.18\n  date\n", "time\\\\\n"),
    "marks below each other": ("구분\n-\n-\n37\n100.0\n", "\\-\n\\-\n37"),
    "signs on indented lines": ("    and FLAG_* of a_* and b_* constants.\n  * New lists of A_*, B_*\n", ""),
}


@pytest.mark.parametrize(("source", "expected"), PLAIN.values(), ids=PLAIN)
def test_plain_text_stays_text(source: str, expected: str) -> None:
    assert expected in Cleaner(kind="text")(source).text


def test_lost_wording_is_seen_on_indented_lines() -> None:
    found = Cleaner(kind="text")("    and FLAG_* of a_* and b_* constants.\n  * New lists of A_*, B_*\n")
    line = found.document.lines[1]
    assert found.document.lines[0].role is not Role.CODE  # it is indented, and reads as such
    stays_text(found.document, [*laid_out(found.document)])
    line.text = line.text.replace("lists", "list")  # behind the back of the record
    with pytest.raises(UnsafeError):
        stays_text(found.document, [*laid_out(found.document)])


@pytest.mark.parametrize(
    "source",
    [
        "The `first` line.  \n\u3000\u3000  \n**The** second one.\n\n- an item\n- another `one`\n",  # it shows nothing: a blank line
        "- `a`\n\nk\n\x0e\x0e\ng\n\n\x0e\nt\n\n\x0e \nS\n\n\x0eh\n",
    ],
)
def test_lines_that_show_nothing_in_markdown(source: str) -> None:
    cleaner = Cleaner(kind="markdown")
    assert clean(cleaner(source).text).text == cleaner(source).text


def test_html_without_a_line_end() -> None:
    found = Cleaner(kind="html")("one line without any tag")
    assert found.text == "one line without any tag\n"
    assert found.undo() == b"one line without any tag"


def test_code_that_begins_like_a_fence() -> None:
    source = "<h1>T</h1><p><code>a ` b `` c &lt;script&gt; d</code></p><p>more text</p>"
    assert "a ` b `` c <script> d" in Cleaner(kind="html")(source).text


def test_lone_surrogates_in_utf_8() -> None:
    text = "有子曰：其为人也孝弟，而好犯上者，鲜矣；不好犯上，而好作乱者，未之有也。\n"
    assert clean(b"lone \xed\xa0\x80 and \xed\xbf\xbf here\n" + text.encode()).text == "lone \ufffd and \ufffd here\n" + text


def test_numbers_that_a_gap_parts_count_no_pages() -> None:
    pages = [f"{PRINTED}Tea {number} of 7{gap}8 and 9\n\f" for number, gap in enumerate([" ", "", " ", "", " "], 1)]
    check(found := clean("".join(pages)), "".join(pages), Cleaner().again(found.document))


def test_ideographs_for_compatibility_among_a_fonts_codes() -> None:
    codes = "\ufa08\u0741\u09eb\u0a37\u07c5\u0895\u12aa\u0589\u0870\u0e36\x01\u155a\x02\u07bc\x03\u04fa\x04\u0807\n"
    found = clean(codes * 3 + "\n" + PRINTED)
    assert "\ufa08" not in found.text


def test_code_below_an_item_is_code() -> None:
    code = "".join([f"disp.item_{name}(); \n" for name in "abcdef"])
    source = f"{PRINTED}\n- 11 - the landing\nwhere the boats lie\n\n{code}\n{PRINTED}"
    found = clean(source)
    assert "\n- 11 - the landing" in found.text
    assert "\n      disp.item_a();\n" in found.text  # four blanks and those of the item
    assert all(line.role is Role.CODE for line in clean(found.text).document.lines if "disp.item" in line.text)


def test_lines_of_a_torn_table_close_their_letter_spacing() -> None:
    table = "".join([f"{number} bus {number} # 包 含 相 关 文 件\n" for number in (1, 3, 7, 12, 13, 20)])
    prose = "".join([f"第 {n} 行 的 字 数 一 样 多 ， 一 直 写 到 行 末 才 会 换 行 的 文 字\n" for n in range(9)])
    check(found := clean(prose + table), prose + table, Cleaner().again(found.document))


def test_scripts_that_one_word_mixes_are_a_fonts_codes() -> None:
    codes = "Ծ૝ۭؒͰͷඃϊοΫόοΫܸ߈ମݧΛුྗʹΑΔ\nίϯϐϡʔλαΠΤϯεֶ෦ ਓ޻஌ೳઐ߈\n"
    assert [line.role for line in clean(codes * 3 + "\n" + PRINTED).document.lines[:6]] == [Role.KEPT] * 6
    assert Role.KEPT not in [line.role for line in clean("Ελληνικά и русский, עברית და ქართული.\n" + PRINTED).document.lines]
