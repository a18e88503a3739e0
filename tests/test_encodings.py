"""Every byte decoded right, or reported, or the file refused."""

from __future__ import annotations

import random

import pytest

from cleaner import UnreadableError, check, clean
from cleaner.encodings import decode

HANS = "城南的旧图书馆建于一九五八年，红砖外墙上爬满了常春藤。"
HANT = "城南的舊圖書館建於一九五八年，紅磚外牆上爬滿了常春藤。"
JA = "町の南の古い図書館は、一九五八年に建てられた。階段はいつもきしむ。"
KO = "마을 남쪽의 오래된 도서관은 천구백오십팔년에 지어졌다."
RU = "Старая библиотека на юге города построена давно."
DE = "Die Bücherei im Süden der Stadt ist für jeden geöffnet, und niemand stört sich an der Treppe."
EN = "The old library doesn’t close before seven, and the “readers” don’t mind."
PL = "Biblioteka w południowej części miasta jest stara, ale ludzie, którzy tam są, nie skarżą się na żadne książki."
LV = (
    "Vecā bibliotēka pilsētas dienvidos ir atvērta katru dienu, un neviens nesūdzas par kāpnēm vai grāmatām. "
    "Lasītāji ņem grāmatas līdzi uz mājām, bērni ierodas pēc skolas, un šķirkļi katalogā ir uzrakstīti ar roku."
)
RU_LONG = "Библиотека открыта каждый день, кроме понедельника. Читатели приносят книги домой. Я люблю её лестницу."
PT = "A biblioteca no sul da cidade é velha, e as pessoas que estão lá não se queixam das questões dos outros."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HANS, "gbk"),
        (HANS + "㐀𠀀", "gb18030"),
        (HANT, "gb18030"),
        (HANT, "big5"),
        (JA, "shift_jis"),
        (JA, "euc_jp"),
        (JA, "iso2022_jp"),
        (HANS, "hz"),
        (KO, "euc_kr"),
        (KO, "iso2022_kr"),
        (RU, "cp1251"),
        (RU, "koi8_r"),
        (RU, "cp866"),
        (RU_LONG, "mac_cyrillic"),
        (DE, "cp1252"),
        (EN, "cp1252"),
        (PL, "cp1250"),
        (PL, "iso8859_2"),
        (LV, "cp1257"),
        (PT, "cp1252"),  # õ would be ő in Windows-1250: the words decide
        (DE, "utf-8"),
        *((text, f"utf-{size}-{order}") for text in (HANS, JA, KO, RU, DE) for size in (16, 32) for order in ("le", "be")),
    ],
)
def test_each_encoding_is_found(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.notes == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(DE, "mac_roman"), (DE, "cp850"), (PL, "mac_latin2"), (PL, "cp852"), (LV, "cp775"), (RU, "cp855"), (RU, "iso8859_5")],
)
def test_an_encoding_that_nobody_writes_any_more_is_reported(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert [note.reason for note in decoded.notes] == ["an encoding that is rarely used"]


def test_damaged_bytes_are_kept_counted_and_located() -> None:
    data = f"{HANS}\n{HANS}\n".encode()
    data = data[:9] + b"\xff\xfe" + data[11:]
    decoded = decode(data)
    assert decoded.text == (HANS[:3] + "\ufffd" + HANS[4:] + "\n" + HANS + "\n")
    assert [(note.offset, note.reason) for note in decoded.notes] == [(3, "3 bytes not in utf-8: FF FE A7")]
    (doubt,) = [doubt for doubt in clean(data).doubts if doubt.rule == "decode"]
    assert (doubt.line, doubt.readings) == (1, ("U+FFFD", "text that is lost"))


def test_a_cut_last_character_is_kept() -> None:
    assert decode(HANS.encode()[:-1]).text == HANS[:-1] + "\ufffd"
    assert decode(b"\xff\xfe" + HANS.encode("utf-16-le")[:-1]).text == HANS[:-1] + "\ufffd"


def test_concatenated_files_are_read_in_their_own_encodings() -> None:
    data = f"{HANS}\n".encode() * 3 + f"{HANS}\n".encode("gbk") * 3
    decoded = decode(data)
    assert decoded.text == f"{HANS}\n" * 6
    assert decoded.encoding == "utf-8 and gb18030"
    assert [note.offset for note in decoded.notes] == [3 * (len(HANS) + 1)]


def test_two_ideographs_that_are_sound_utf_8_are_reported() -> None:
    decoded = decode("选项 -e <模式>".encode("gbk")[5:])
    assert decoded.encoding == "utf-8"
    assert [note.readings for note in decoded.notes] == [("utf-8", "gb18030")]
    assert decode("Łódź, [ˈʃɛf], Ǵ".encode()).notes == ()


def test_signs_that_vendors_map_in_two_ways_are_read_as_windows_does() -> None:
    text = HANT + "‧" * 20
    assert decode(text.encode("cp950")).text == text


def test_surrogate_pairs_in_utf_8_are_characters() -> None:
    assert decode("𠀀".encode("utf-16-be").decode("utf-16-be").encode() + b"\xed\xa1\x80\xed\xb0\x80").text == "𠀀𠀀"


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "no-such-charset"])
def test_a_declared_charset_must_pass_the_test(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{HANS}</p></body></html>'
    for encoding in ("utf-8", "gbk"):
        assert decode(page.encode(encoding)).text == page


def test_what_a_page_declares_has_no_rival_that_nobody_writes() -> None:
    row = "<td>Prev</a>\xa0</td><th>house\xa0rules </th><td>\xa0<a>Next</a></td>" * 2
    text = "<p>The ferry goes every hour as long as the river is open, and it stops at the first ice.</p>"
    page = f'<html><head><meta charset="ISO-8859-1"><title>House \xbb Ferry</title></head><body>{row}{text}</body></html>'
    found = decode(page.encode("latin-1"))
    assert (found.text, found.encoding) == (page, "cp1252")


def test_a_declared_charset_decides_where_the_bytes_leave_it_open() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-2"?><p>Příliš žluťoučký kůň</p>'
    assert decode(page.encode("iso8859-2")).text == page


@pytest.mark.parametrize(
    "data",
    [
        b"f\xc3\xffr ",  # damaged UTF-8 with nothing sound beside it
        RU.upper().encode("cp1251"),  # in KOI8 these are small letters
        b"quest\xf5es",  # õ or ő, and no words to tell
        bytes(random.Random(1).choices(range(128, 256), k=300)),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="--encoding"):
        decode(data)
    assert decode(data, "latin-1").text == data.decode("latin-1")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "no-such-encoding"])
def test_an_encoding_that_was_named_and_does_not_fit_is_refused(encoding: str) -> None:
    with pytest.raises(UnreadableError, match=f"not {encoding}"):
        decode(HANS.encode("gbk"), encoding)


@pytest.mark.parametrize(
    "data",
    [
        HANS.encode()[:9] + b"\xff\xfe" + HANS.encode()[11:],
        HANS.encode()[:-1],
        b"\xff\xfe" + HANS.encode("utf-16-le")[:-1],
        f"{HANS}\n".encode() * 3 + f"{HANS}\n".encode("gbk") * 3,
        HANS.encode() + b"\xed\xa1\x80\xed\xb0\x80",
        HANS.encode("utf-16-be"),
        JA.encode("iso2022_jp"),
        HANT.encode("big5"),
        HANT.encode("utf-8-sig"),
    ],
)
def test_what_was_decoded_passes_the_check_before_it_is_written(data: bytes) -> None:
    check(clean(data), data, clean)
