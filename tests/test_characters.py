"""Mojibake, control characters and composition: what is repaired, and what looks like it and stays."""

from __future__ import annotations

import json
import sys
import unicodedata
from time import perf_counter

import pytest

from cleaner import CHAIN, Cleaner, Document, clean, read, run
from cleaner.passes.characters.controls import MAX_MARKS, MAY_BE_LONG
from cleaner.rules import Stage
from tests.conftest import FIXTURES
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


PARAGRAPH = "城南的旧图书馆每周开放六天，读者都来借阅；馆里的木楼梯走起来吱呀作响。"
"""Its UTF-8 holds the byte 85, which Latin-1 reads as the control character next line."""


@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_as_latin_1_with_all_bytes(times: int) -> None:
    assert b"\x85" in PARAGRAPH.encode()
    damaged = f"{PARAGRAPH}\n\n{PARAGRAPH}"
    for _ in range(times):
        damaged = damaged.encode().decode("latin-1")
    assert clean(damaged).text == f"{PARAGRAPH}\n\n{PARAGRAPH}\n"


def test_the_code_of_a_file_that_was_decoded_wrong_as_a_whole_is_repaired_with_it() -> None:
    text = f"# 一\n\n{PARAGRAPH}用`打印('书')`打印。\n\n```\n# 注释\n```\n"
    assert clean(text.encode().decode("latin-1")).text == text


@pytest.mark.parametrize(
    "text",
    [
        "# 一\n\n```\nÃ© and â€™\n```\n\n声音 é\n",
        "# 一\n\n把`Ã©`和`å\u009b¾ä¹¦`读错了，é是对的。\n",
        "# One\n\nUse `Ã©` and `â€™` with care.\n",
    ],
)
def test_examples_of_mojibake_in_code_stay(text: str) -> None:
    assert clean(text).text == text


def test_one_slip_beside_an_example_is_repaired_and_the_example_stays() -> None:
    assert clean("# One\n\nUse `Ã©` and `â€™` when you donâ€™t know.\n").text == "# One\n\nUse `Ã©` and `â€™` when you don’t know.\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Un régime équilibré, des gâteaux.", "mac_roman"),
        ("Tiếng Việt", "cp437"),
        ("Liège, avenue de l'Hôpital", "cp1250"),
        ("Rating – Ukrsotsbank’s", "cp1251"),
        ("Привет, мир", "cp437"),
    ],
)
def test_utf_8_as_other_encodings_of_single_bytes(text: str, wrong: str) -> None:
    assert clean(text.encode().decode(wrong)).text == text + "\n"


def test_a_table_of_characters_is_no_mojibake() -> None:
    for row in ("丂丄丅丆丏丒丗丟丠両丣並丩丮丯丱丳", "갂갃갅갆갋갘갞갟갡갢", "\u00c2\u00c3\u00c4\u00c5\u00c6\u00c7\u00c8\u00c9\u00ca"):
        assert clean(row).text == row + "\n"


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
        "ภาษา\u200bไทย",  # where a line may break
        "ខ្ញុំ\u200bស្រឡាញ់",
        "本次采购2×“大份”纸张，3×¥20",
        "Enigu HH:MM[:ss[.µµµµµµ]]",
        "Offering 5×£35 pin ups, Ø±0.05 mm, “AMANHÃ”",
        "─┐ ┌─┬─┐ ├── x",
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
        ("one\u2028two", "one two"),
        ("图\u2028书", "图书"),
        ("end.\u000bNext", "end. Next"),
        ("COVID\u00ad19", "COVID-19"),
    ],
)
def test_what_nobody_sees_goes(text: str, expected: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == expected + "\n"
    assert [edit.before for edit in cleaned.edits if edit.field == "text"] == [text]


def test_a_line_on_which_nothing_can_be_seen_is_recorded() -> None:
    for text in ("一\n\u200b\n二\n", "# 一\n\n\x1b[0m\n二\n"):
        assert any(edit.before in ("\u200b", "\x1b[0m") and edit.after == "" for edit in clean(text).edits)


@pytest.mark.parametrize("sign", ["\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_what_ends_no_line_is_a_character(sign: str) -> None:
    assert len(read(f"一{sign}二\n三").lines) == 2


@pytest.mark.parametrize(("sign", "hyphen"), [("\x02", "\u2010"), ("\x1e", "\u2010"), ("\ufffe", "\u2010"), ("\xad", "\xad")])
def test_a_sign_for_a_hyphen_at_a_line_end_stays_one(sign: str, hyphen: str) -> None:
    def repair(document: Document) -> None:
        run(document, [rule for rule in CHAIN if rule.stage is Stage.CHARACTERS])

    document = read(f"a well{sign}\nknown text", repair=repair)
    assert document.lines[0].text.endswith("well" + hyphen)


def test_the_code_of_a_word_processor_for_a_hyphen_is_one() -> None:
    assert (
        clean("a well\x1eknown man, 1990\x1e1995, and a field\x1e of data\n").text == "a well-known man, 1990-1995, and a field of data\n"
    )
    assert clean("一\x1e二\n").text == "一二\n"


def test_structure_is_seen_behind_characters_that_go() -> None:
    assert clean("\u200b```\ncode\n```\n\n正文。\n").text == "```\ncode\n```\n\n正文。\n"
    assert clean("- a\n\u0005\n  b\n").text == "- a\n  b\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<scr\u200bipt>x</script>", "&lt;script>x"),  # in a block of HTML a backslash does not count
        ("<\u0001img src=x>", "&lt;img src=x>"),
        ("[x]\u200b(javascript:a)", "[x\\](javascript:a)"),
        ("[x](java\u200bscript:a)", "[x\\](javascript:a)"),
        ("[x](https://example.org/\u200b)", "[x](https://example.org/)"),
        ("`<scr\u200bipt>`", "`<script>`"),
        ("**“一”**\u200b二", "**“一”**\u200b二"),
    ],
)
def test_what_was_no_markup_becomes_none(text: str, expected: str) -> None:
    assert expected in clean(f"# 一\n\n{text}\n").text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la f&#234;te", "la fête"),
        ("l&#8217;&#xE9;t&#xe9;", "l’été"),
        ("&#x4E2D;&#x6587;", "中文"),
        ("写 &#20013; 会得到中", None),
        ("写成&amp;#20013;，就是f&#234;te", None),
        ("a &#38; b", None),
        ("/five.tnum/one.tnum The Fight: /two.proportionallining", "51 The Fight: 2"),
        ("/five.tnum and /one.tnum are names", None),
        ("see /one.html, /two.html and /three.html", None),
        ("see /one.number, /two.numb and /three.tnuma", None),
    ],
)
def test_numeric_references(text: str, expected: str | None) -> None:
    edits = [edit.after for edit in clean(text).edits if edit.rule == "numeric_references"]
    assert edits == ([expected] if expected else [])


@pytest.mark.parametrize("text", ["未来杠杆", "杜松杉木板材来", "朡朣朤朥朩朰朲朶朷"])  # words, and a table in the order of the code
def test_trees_that_are_no_letters_stay(text: str) -> None:
    assert clean(text).text == text + "\n"


SENTENCES = """the old library stood at the edge of the town, and
nobody remembered who had built its tower; children
came after school to read, and the readers of the
morning papers filled the seats beside the window
until the clock of the tower struck seven times."""


def test_pages_that_cannot_be_read_are_reported_with_their_share() -> None:
    cipher = "".join([chr(ord(sign) - 29) if sign > " " else sign for sign in SENTENCES])
    (doubt,) = [doubt for doubt in clean(f"{SENTENCES}\f{cipher}").doubts if doubt.rule == "unreadable"]
    assert doubt.page == 2
    assert "100 % of page 2" in doubt.reason
    phonetic = "".join([chr(0x180 + ord(sign)) if sign > " " else sign for sign in SENTENCES])
    assert any(doubt.rule == "unreadable" for doubt in clean(phonetic).doubts)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCES,
        "\n".join([f"0xFF{code:02X} QX{code} ZWJ" for code in range(64, 96)]),  # a table of codes
        "Tiếng Việt có dấu, nǐ hǎo, [ˈʃɛf ðə ˈkwɪk ˈbraʊn ˈfɒks]",
    ],
)
def test_what_can_be_read_is_not_reported(text: str) -> None:
    assert [doubt for doubt in clean(text).doubts if doubt.rule == "unreadable"] == []


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
        text = "\u200ba" + "\u0301\u0316" * size
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


def test_a_soft_hyphen_that_looks_like_mojibake_is_one() -> None:
    assert "cérébrale" in clean("L’artère se divise ensuite et la partie céré\u00ad\nbrale en reçoit le sang des autres.\n" * 3).text


@pytest.mark.parametrize(
    "text",
    [
        "der \x1canzielle Au\x1clug der \x1cscher\n",  # of one kind
        "au\x1brufen und \x1canziell\n",  # two of them
        "name\x1fada\x1eport\x1fnorth bay\x1eboat\x1fgull\n",  # records and fields
        "\x1b[31mred\x1b[0m and \x1b[32mgreen\x1b[0m, p\x1dege\n",  # of a terminal
    ],
)
def test_control_characters_that_are_no_letters_of_the_cork_encoding(text: str) -> None:
    assert not [edit for edit in clean(text).edits if edit.rule == "cork_letters"]


def test_a_table_beside_words_parted_by_tabs_keeps_its_cells() -> None:
    prose = (FIXTURES / "word_spaces-tabs" / "input.txt").read_text("utf-8")
    rows = ["Name\tAge\tPlace", "Anna\t34\tMill", "Ben\t51\tBridge"]
    assert all(row.expandtabs(1) not in clean("\n".join([prose, *rows]) + "\n").text for row in rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we find 2 \x03 1, a = \x15x and f\x0ex", "we find 2 \ufffd 1, a = \ufffdx and f\ufffdx"),  # one apart proves the font
        ("we find f\x0ex and a\x15", "we find fx and a"),
        ("that is \x15x", "that is \ufffdx"),
        ("\x15x is it", "x is it"),  # before a line noise may stand
        ("it ends.\x1a", "it ends."),
        ("a \x03 b and ¤\x0b c", "a \ufffd b and ¤\ufffd c"),
        ("we find a \x02b", "we find a b"),
        ("a \x03 well\x1eknown man", "a \ufffd well known man"),
        ("see \x13 PAGE \x14 3\x15 there", "see  PAGE  3 there"),  # a field of a word processor
        ("\x02\n\nit is said\n\n\x03", "it is said"),  # what frames a message
        ("\x93 it is", "\ufffd it is"),
    ],
)
def test_a_control_character_where_a_sign_stood(text: str, expected: str) -> None:
    assert Cleaner(kind="text")(text + "\n").text.replace("\\", "") == expected + "\n"


@pytest.mark.parametrize(("source", "fixed"), [("左手边的石头，右\n⼿”\n", "手”"), ("⼿\n", "⼿")])
def test_a_radical_beside_a_mark_stands_for_a_letter(source: str, fixed: str) -> None:
    assert clean(source).text.rstrip().endswith(fixed)


def test_accents_beside_a_lost_sign_are_no_other_encoding() -> None:
    cleaned = clean("les points à proximité du \x0f voisinage ont été visités, créée par \x0f aussi.")
    assert cleaned.text == "les points à proximité du \ufffd voisinage ont été visités, créée par \ufffd aussi.\n"
