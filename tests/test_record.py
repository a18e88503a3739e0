"""The record is complete: whatever differs from the source is an entry, and undo gives the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, UnreadableError, clean, explain, undo
from tests.conftest import FIXTURES, SHARED

LONG = "城南的旧图书馆建于一九五八年，馆里的木楼梯吱呀作响，读者却很少抱怨。"
SOURCES: list[tuple[str | bytes, list[tuple[str, str]]]] = [
    (LONG, [("white space", "one line feed at the end of the file")]),
    (f"{LONG}\n\n\n\n{LONG}\n", [("white space", "blocks are parted by one blank line")]),
    (f"\n\n{LONG}\n", [("white space", "no blank lines at the start")]),
    (f"# 一\r\n\r\n{LONG}\r\n", [("white space", "lines end with one line feed"), ("white space", "one line feed at the end of the file")]),
    (b"\xef\xbb\xbf" + f"{LONG}\n".encode(), [("bytes", "a byte order mark is no text")]),
    (f"{LONG}\n".encode("gbk"), [("encoding", "clean files are UTF-8")]),
    (f"{LONG}\n".encode("utf-16"), [("bytes", "a byte order mark is no text"), ("encoding", "clean files are UTF-8")]),
    (f"{LONG}\n甲\n".encode().replace(b"\xe7\x94\xb2", b"\xe7\x94"), [("bytes", "bytes that its text does not give")]),
    ("馆里有 *1958* 年的楼梯 `x` 与 `y`，从前的 2*3*4 呢？没有 \\* 吧。\n", []),
    ("\xa0", [("white space", "nothing but white space")]),
    (b"\xef\xbb\xbf", [("bytes", "a byte order mark is no text")]),
    ("# 一\n\n```\ncode\n\n\n", [("role", "white space at the end of the file"), ("white space", "one line feed at the end of the file")]),
    ("---\n# comment\nlayout: post\ntitle: 旧馆\n---\n\n正文。\n", [("front matter", "written in one form; 1 line of comments go")]),
]


@pytest.mark.parametrize(("source", "entries"), SOURCES, ids=str)
def test_what_differs_is_an_entry(source: str | bytes, entries: list[tuple[str, str]]) -> None:
    cleaned = clean(source)
    data = source.encode() if isinstance(source, str) else source
    assert cleaned.text.encode() == data or cleaned.edits
    found = [(edit.field, edit.reason) for edit in cleaned.edits]
    assert [entry for entry in entries if entry not in found] == []
    assert cleaned.undo() == data
    assert len(cleaned.explain().splitlines()) >= len(cleaned.edits)


def test_the_text_of_a_printed_line_is_what_is_written() -> None:
    cleaned = clean("馆里有 *1958* 年的 <b>楼梯</b> 与 [x](y\u3000z)。\n", encoding=None)
    body = cleaned.body.splitlines()
    assert [line.text for line in cleaned.document.filled] == body
    escapes = [edit for edit in Cleaner(kind="text")("馆里有 *1958* 年的楼梯。\n").edits if edit.rule == "written"]
    assert [(edit.before, edit.after) for edit in escapes] == [("馆里有 *1958* 年的楼梯。", "馆里有 \\*1958\\* 年的楼梯。")]


def test_escapes_of_a_joined_paragraph_stand_in_the_lines_they_are_in() -> None:
    lines = [f"第{number}行的字数一样多，一直写到行末才*会*换行的文字" for number in "一二三四五六七八九十"]
    cleaned = Cleaner(kind="text")("\n".join([*lines, "这里结束。", *lines, "又结束。"]) + "\n")
    assert cleaned.text.count("\\*") == 40
    assert undo(cleaned.document).count("\\") == 0


DOCUMENTS = [path for folder in (FIXTURES, SHARED / "cases", SHARED / "seeds") for path in sorted(folder.rglob("*.*")) if path.is_file()]


@pytest.mark.parametrize("choice", [{}, {"front_matter": "keep"}, {"front_matter": "none"}, {"level": "safe"}], ids=str)
def test_no_file_is_changed_without_an_entry(choice: dict[str, str]) -> None:
    cleaner = Cleaner(check=False, **choice)  # type: ignore[arg-type]
    for path in DOCUMENTS:
        data = path.read_bytes()
        try:
            cleaned = cleaner(data)
        except UnreadableError:
            continue
        assert cleaned.text.encode() == data or cleaned.edits, path
        assert cleaned.undo() == data, path
        assert cleaned.text.endswith(cleaned.body)


def test_body_and_metadata_are_there_whatever_is_printed() -> None:
    source = "---\ntitle: 旧馆\nlayout: post\n---\n\n正文。\n"
    for choice in ("unify", "keep", "none"):
        cleaned = Cleaner(front_matter=choice)(source)
        assert cleaned.body == "正文。\n"
        assert cleaned.metadata["title"] == "旧馆"


def test_a_report_shows_bytes_as_digits(tmp_path: Path) -> None:
    cleaned = clean(b"\xef\xbb\xbf" + "正文。\n".encode())
    assert "EF BB BF → nothing" in explain(cleaned.edits)


def test_a_blank_line_inside_front_matter_is_part_of_it() -> None:
    source = "---\npub_date: 2021-03-27\ndescription: 旧馆\n\n---\n\n城南的旧图书馆\u200b。\n"
    (entry,) = [edit for edit in clean(source).edits if edit.field == "front matter"]
    assert entry.before == "---\npub_date: 2021-03-27\ndescription: 旧馆\n\n---\n"
