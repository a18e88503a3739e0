"""Mojibake, control characters and composition: what is repaired, and what looks like it and stays."""

from __future__ import annotations

import json
import sys
import unicodedata
from time import perf_counter

import pytest

from cleaner import clean
from cleaner.passes.characters.controls import MAX_MARKS, MAY_BE_LONG
from tests.test_encodings import DE, HANS, HANT, JA, RU


def as_windows(text: str) -> str:
    return "".join([bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()])


@pytest.mark.parametrize("text", [HANS, HANT, JA, DE, RU, "Elle a mangé l’été dernier à la crêperie."])
def test_utf_8_as_windows_1252_once_and_twice(text: str) -> None:
    assert clean(as_windows(text)).text == text + "\n"
    assert clean(as_windows(as_windows(text))).text == text + "\n"


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        (HANS[:-1].encode().decode("gb18030"), HANS[:-1]),
        (HANS.encode("gbk").decode("latin-1"), HANS),
        (JA.encode("cp932").decode("gbk"), JA),
        (JA.encode("cp932").decode("latin-1"), JA),
        ("программа".encode().decode("cp1251"), "программа"),
        ("Au café, l’été".encode().decode("gbk"), "Au café, l’été"),
    ],
)
def test_other_mix_ups(damaged: str, text: str) -> None:
    assert clean(damaged).text == text + "\n"


def test_parts_of_one_file() -> None:
    conflict = f"<<<<<<< ours\n{HANS}\n=======\n{as_windows(HANS)}\n>>>>>>> theirs\n"
    assert clean(conflict).text.count(HANS) == 2


@pytest.mark.parametrize("text", ["锟斤拷锟斤拷", "烫烫烫烫", "屯屯屯屯", "图书\ufffd馆"])
def test_what_is_lost_is_reported_and_never_guessed(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == text + "\n"
    assert [doubt.rule for doubt in cleaned.doubts] == ["mojibake"]


@pytest.mark.parametrize(
    "text",
    [
        "辉煌的杠杆，寥寥几个廉洁的矛盾，碰撞出饕餮。",
        "呵呵呵呵呵呵呵呵",
        "葡萄葡萄，旮旯旮旯，轟轟轟",
        "屯溪屯溪",
        "Ünïcödé ÀÉÎÕÜ naïve Ångström São Paulo",
        "Ærøskøbing, Þingvellir, İstanbul, Łódź",
        "¡Hola! ¿Qué? £5 §3 ¨ ª º ½",
        "ｱｲｳｴｵ ｶﾅ",
        "👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️",  # a family, the flag of England, a red heart
        "葛󠄀飾区",  # an ideographic variation
        "می‌خواهم क्‍ष",  # joiners that Persian and Hindi need
        "עברית\u200f (abc)",
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert clean(text).text == text + "\n"
    assert clean(text + "\n").edits == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("图\u200b书\ufeff馆", "图书馆"),
        ("图\u202e书", "图书"),
        ("a\u200db", "ab"),
        ("hi\U000e0068\U000e0069", "hi"),  # text hidden in tags
        ("a\ufe01\ufe02\ufe03\ufe04", "a\ufe01"),
        ("\x1b[31m红\x1b[0m", "红"),
        ("e\u0301", "é"),
        ("a\x00b\x7fc", "abc"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_what_nobody_sees_goes(text: str, expected: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == expected + "\n"
    assert [edit.before for edit in cleaned.edits if edit.field == "text"] == [text]


def test_a_line_on_which_nothing_can_be_seen_is_recorded() -> None:
    for text in ("一\n\u200b\n二\n", "# 一\n\n\x1b[0m\n二\n"):
        assert any(edit.before in ("\u200b", "\x1b[0m") and edit.after == "" for edit in clean(text).edits)


def test_a_form_feed_in_markdown_is_recorded() -> None:
    cleaned = clean("# 一\n\n二\f三\n")
    assert cleaned.text == "# 一\n\n二\n三\n"
    assert [(edit.field, edit.before, edit.after) for edit in cleaned.edits] == [("joint", "\f", "\n")]


def test_private_use_stays_and_is_reported() -> None:
    cleaned = clean("图\ue000书")
    assert cleaned.text == "图\ue000书\n"
    assert [doubt.reason for doubt in cleaned.doubts] == ["private use: U+E000"]


def test_long_runs_of_marks_are_linear() -> None:
    def seconds(size: int) -> float:
        text = "a" + "\u0301\u0316" * size
        start = perf_counter()
        clean(text)
        return perf_counter() - start

    seconds(10)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.001)  # ten times as much; quadratic would be a hundred


def test_a_run_of_any_mark_is_seen() -> None:
    marks = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    assert [mark for mark in marks if not MAY_BE_LONG.match(mark * (MAX_MARKS + 1))] == []


def test_settings_stand_in_the_record() -> None:
    cleaned = clean("旧图书馆\n", settings={"script": {"to": "s2t"}})
    assert [edit.reason for edit in cleaned.edits] == ["script s2t: 旧图书馆→舊圖書館"]
    assert json.dumps(cleaned.text, ensure_ascii=False) == '"舊圖書館\\n"'
