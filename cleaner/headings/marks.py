"""The numbers of headings, in every way of writing them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleaner.regex import regex
from cleaner.wording.glyphs import CJK
from cleaner.wording.numbering import NUMERALS, value_of


class Mark(NamedTuple):
    """The number at the start of a line: in which form it is written, its value, and where the wording behind it begins."""

    form: str
    value: tuple[int, ...]
    end: int


FORMS = ("part", "subpart", "chapter", "formal", "section", "clause", "sign", "han", "(han)", "step", "decimal", "figure", "(figure)")
"""Forms whose order is known, highest first: that of books, papers and official documents (GB/T 9704, JIS, DIN 5008).

`1` is "figure" where nothing else of the text counts `1.1`, else "decimal". All other forms stand where the text puts them.
"""
OUTLINE = frozenset(FORMS) - {"decimal"}
"""Those that no title of a text begins with (`3.0`, a version, may)."""
ITEMS = frozenset({"figure", "figure)", "(figure)", "roman", "letter", "(letter)", "circled", "stem", "syllable", "syllable)"})
"""Forms that count the items of lists more often than headings."""
DIVISIONS = frozenset({"part", "subpart", "chapter", "formal", "section", "sign", "decimal"})
"""Forms that name a part of a text: no item of a list is counted so."""

FORMAL = "壹贰叁肆伍陆柒捌玖拾貳參陸"
_PLAIN = str.maketrans(FORMAL, "一二三四五六七八九十二三六")
"""Numerals of documents that nobody may change, as those of a cheque."""
HANGUL = "\uac00-\ud7a3"
STEMS = "甲乙丙丁戊己庚辛壬癸"
"""What counts parts and items in Chinese and Japanese before the numerals do: the celestial stems."""
VOLUMES = "上中下"
SYLLABLES = "가나다라마바사아자차카타파하"
"""What counts items and parts in Korean, in the order of the consonants."""
LARGE = "A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я"
"""Letters that a heading begins with, of Latin, Greek and Cyrillic script."""
_N = rf"[ \u2000-\u200a\u3000]?(?P<n>[{NUMERALS}〇零]{{1,5}}|\d{{1,3}})[ \u2000-\u200a\u3000]?"
_WORDS = {
    "part": ("Part", "Book", "Teil", "Buch", "Partie", "Часть"),
    "chapter": ("Chapter", "Kapitel", "Chapitre", "Capítulo", "Глава"),
    "section": ("Section", "Abschnitt", "Раздел"),
    "article": ("Article", "Artikel", "Art.", "Статья"),
    "appendix": ("Appendix", "Annex", "Schedule", "Exhibit", "Anhang", "Anlage", "Приложение", "附录", "附錄", "附件", "付録", "別紙"),
}
"""What divides a text, by name. Any other word that counts on counts as well: `Phase 1`, `案例一`."""
_FORM_OF = {word: form for form, words in _WORDS.items() for word in words}
OF_PAGES = frozenset("页頁版期号號卷")
"""What the numbers of pages and issues count; any other measure word counts parts of a text (`第三题`, `第二天：`)."""
_NO_DIVISION = frozenset(
    {"Figure", "Fig", "Table", "Page", "Abbildung", "Tabelle", "Seite", "图表", "圖表", "页次", "頁次", "页码", "頁碼"}
)
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_VALUE = rf"(?P<n>\d{{1,3}}|[IVXL]{{1,6}}|[A-Z]|[{NUMERALS}]{{1,3}}|(?i:{'|'.join(COUNTS)}))"
_PATTERNS = {
    form: regex(pattern)
    for form, pattern in {
        "part": rf"第{_N}(?:[编編篇卷部]|部分)(?:[：:]|(?![，。、；！？的门長长]|[ \u2000-\u200a\u3000]*第.{{1,6}}[期号號]))",
        "volume": rf"(?P<n>[{VOLUMES}])[篇编編卷](?:[：:]|(?=[ \u2000-\u200a\u3000]|\Z))",
        "subpart": rf"第{_N}分[编編](?![，。、：；！？的])",
        "chapter": rf"[第제]{_N}[章讲講课課回장](?:[：:]|、(?!第)|(?![，。、；！？的{HANGUL}]))",
        "section": rf"[第제]{_N}[节節절](?:[：:]|、(?!第)|(?![，。、；！？的{HANGUL}]))",
        "clause": rf"[第제]{_N}(?:[-－]\d{{1,2}} ?)?[条條조](?:之[{NUMERALS}]{{1,2}})?(?![，。、：；！？的{HANGUL}])",
        "step": rf"第{_N}步(?![，。、；！？的])",
        "nth": rf"第{_N}(?P<word>[\u3041-\u30ff\u4e00-\u9fff])(?:[：:]|(?=[ \u2000-\u200a\u3000]|\Z))",
        "question": r"[QＱ问問](?P<n>\d{1,2})(?:[ \u2000-\u200a\u3000]?[.．、:：]|[ \u2000-\u200a\u3000])",
        "sign": r"§[ \t]?(?P<n>\d{1,4})[a-z]?[.]?(?=[ \t\u2000-\u200a\u3000]|\Z)",
        "(han)": rf"[（(](?P<n>[{NUMERALS}]{{1,4}})[）)][.．]?",
        "han": rf"(?P<n>[{NUMERALS}]{{1,4}})[ \u2000-\u200a\u3000]?、",
        "formal": rf"(?P<n>[{FORMAL}]{{1,3}})[、·]",
        "numeral": rf"(?P<n>[{NUMERALS}]{{1,3}})[ \u2000-\u200a\u3000]{{1,2}}(?=[{CJK}]{{2}})",
        "(figure)": r"[（(](?P<n>\d{1,2})[）)][.．]?",
        "figure)": r"(?P<n>\d{1,2})[）)](?=[ \t\u2000-\u200a\u3000]*(?:[^\W\d_]|[“《「]))",
        "(letter)": r"[（(]?(?P<n>[a-z])[）)](?=[ \t\u2000-\u200a\u3000]*[^\W\d_])",
        "circled": r"(?P<n>[①-⑳])",
        "stem": rf"(?P<n>[{STEMS}])、(?![{STEMS}])",
        "syllable": rf"(?P<n>[{SYLLABLES}])\.[ \t\u2000-\u200a\u3000]+(?=[^\W\d_])",
        "syllable)": rf"(?P<n>[{SYLLABLES}])\)[ \t\u2000-\u200a\u3000]+(?=[^\W\d_])",
        "decimal": r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,4})"
        rf"(?:[.．]?(?:[ \t\u2000-\u200a\u3000]+(?:[-–—] )?"
        rf"(?=(?:\d{{1,2}}[.．、] ?)?[{CJK}{HANGUL}{LARGE}“《「\"'(（]|[a-z][!-~]{{0,20}} ?[{CJK}])|\Z)"
        rf"|(?=[{CJK}A-Z“《「]))",
        "hyphened": rf"(?P<n>\d{{1,2}}[-－‐]\d{{1,2}}(?=[.．][ \u2000-\u200a\u3000]+[{CJK}{HANGUL}])|\d{{1,2}}(?:[-－‐]\d{{1,2}}){{2,3}})"
        rf"[.．][ \u2000-\u200a\u3000]+(?=[{CJK}{HANGUL}{LARGE}])",
        "plain": rf"(?P<n>\d{{1,2}})[ \t\u2000-\u200a\u3000]+(?:[-–—·] )?(?!つ)(?=[{CJK}{HANGUL}{LARGE}“《「]|[!-~].{{0,40}}[{CJK}])",
        "ordinal": r"(?P<n>\d{1,2})\. (?P<word>Teil|Buch|Kapitel|Abschnitt)\b[:.]?",
        "figure": r"(?P<n>\d{1,2})(?:[.．、]|[-–—](?= ))[ \t\u2000-\u200a\u3000]*(?=[^\W\d_]|[“《「])",
        "lettered": r"(?P<n>[A-Z](?:[.．]\d{1,2}){1,3})[.．]?(?:[ \t\u2000-\u200a\u3000]+(?=[^\W\d_]|[“《「\"'(（])|\Z)",
        "zeros": rf"(?P<n>0\d\d)[ \t\u2000-\u200a\u3000]+(?=[{CJK}{HANGUL}{LARGE}“《「])",
        "its": rf"(?P<word>其)(?P<n>[{NUMERALS}]{{1,2}})(?:[：:]|(?=[ \u2000-\u200a\u3000]|\Z))",
        "Ⅰ": r"(?P<n>[Ⅰ-Ⅻ])(?:[.．、]|(?=[ \t\u2000-\u200a\u3000]))[ \t\u2000-\u200a\u3000]*(?=[^\W\d_])",
        "roman": r"(?P<n>[IVX]{1,5})(?:[.．、]| ?[-–—](?= ))[ \t\u2000-\u200a\u3000]*(?=[^\W\d_])",
        "letter": r"(?P<n>[A-H])(?:[.．]| ?[-–—](?= ))[ \t\u2000-\u200a\u3000]*(?=[^\W\d_])",
        "word": r"(?P<word>[A-ZÄÖÜ][a-zäöüíß]{2,11}|[А-Я][а-я]{3,11}|[A-ZА-Я]{3,9}|Art\.|[\u4e00-\u9fff]{2})"
        rf"(?:[ \u2000-\u200a\u3000]|(?<=[\u4e00-\u9fff])|(?=\d)){_VALUE}(?![.．]\d)(?=[ \u3000：:.．、—–-]|\Z)(?:[：:.．]| ?[-–—](?= ))?",
    }.items()
}
NAMED = frozenset(_PATTERNS) | {"article"}
"""All forms but words that count."""
_BY_FIRST = {
    "第": ("part", "subpart", "chapter", "section", "clause", "step", "nth"),
    "제": ("chapter", "section", "clause"),
    "§": ("sign",),
    "其": ("its",),
    **dict.fromkeys("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", ("Ⅰ",)),
    **dict.fromkeys("QＱ问問", ("question",)),
    **dict.fromkeys("（(", ("(han)", "(figure)", "(letter)")),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", ("circled",)),
    **dict.fromkeys("abcdefgh", ("(letter)",)),
    **dict.fromkeys(STEMS, ("stem",)),
    **dict.fromkeys(VOLUMES, ("volume",)),
    **dict.fromkeys(SYLLABLES, ("syllable", "syllable)")),
    **dict.fromkeys(NUMERALS, ("han", "numeral")),
    **dict.fromkeys(FORMAL, ("formal",)),
    "0": ("zeros", "decimal", "hyphened", "ordinal", "figure", "figure)", "plain"),
    **dict.fromkeys("123456789０１２３４５６７８９", ("decimal", "hyphened", "ordinal", "figure", "figure)", "plain")),
}
LETTERS = {
    "(letter)": "abcdefghijklmnopqrstuvwxyz",
    "stem": STEMS,
    "syllable": SYLLABLES,
    "syllable)": SYLLABLES,
    "volume": VOLUMES,
}
"""Signs that count by their order."""
COUNTING = frozenset(_BY_FIRST)
"""What a number begins with; behind other signs only a word may count (`Chapter 3`)."""
LETTERED = 1000
"""Above all numbers of chapters: `A.1`, of an appendix, counts on as `1.1` does."""
MARKED = frozenset(".．、-–—")
"""What stands behind a letter or a Roman numeral that counts."""
_GAP = regex(r"[ \t\u2000-\u200a\u3000]*")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@lru_cache(maxsize=2048)
def mark_of(text: str) -> Mark | None:
    """The number at the start of `text`, which has no white space before it, or nothing."""
    first = text[:1]
    for form in _BY_FIRST.get(first, ()):
        if match := _PATTERNS[form].match(text):
            number = unicodedata.normalize("NFKC", match["n"]).translate(_PLAIN)
            numbers = number.replace("-", ".").replace("‐", ".").split(".")
            if form in LETTERS:
                return Mark("part" if form == "volume" else form, (LETTERS[form].index(numbers[0]) + 1,), _end(text, match.end()))
            word = match["word"] if form in ("nth", "ordinal", "its") else ""
            if word in OF_PAGES:
                return None
            form = {"hyphened": "decimal", "nth": word, "its": word, "ordinal": _FORM_OF.get(word, "")}.get(form, form)
            return Mark(form, tuple(map(numeral_value if form == "Ⅰ" else value_of, numbers)), _GAP.match(text, match.end()).end())  # type: ignore[union-attr]
    if (first.isascii() and first.isupper()) or "一" <= first <= "鿿" or first in "ÄÖÜ" or "А" <= first <= "Я":
        return _lettered(text)
    return None


def _lettered(text: str) -> Mark | None:
    """A mark that a letter begins: `IV.`, `B.`, `B.2.1`, `Chapter 3`, `附录A`."""
    if not MARKED.isdisjoint(text[1:7]):
        if match := _PATTERNS["lettered"].match(text):
            letter, *numbers = match["n"].replace("．", ".").split(".")
            return Mark("decimal", (LETTERED + ord(letter), *map(value_of, numbers)), match.end())
        for form in ("roman", "letter"):
            if match := _PATTERNS[form].match(text):
                return Mark(form, (_lettered_value(match["n"], roman=form == "roman"),), match.end())
    if not (match := _PATTERNS["word"].match(text)) or match["word"].capitalize() in _NO_DIVISION:
        return None
    form = _FORM_OF.get(match["word"].capitalize(), match["word"])
    return Mark(form, (_lettered_value(match["n"], roman=len(match["n"]) > 1 or match["n"] in "IVX"),), _end(text, match.end()))


def _end(text: str, end: int) -> int:
    return _GAP.match(text, end).end()  # type: ignore[union-attr]


def numeral_value(numeral: str) -> int:
    """The value of a Chinese or Roman numeral."""
    return _lettered_value(numeral, roman=True)


def _lettered_value(number: str, *, roman: bool) -> int:
    if number.isdecimal() or number[0] in NUMERALS:
        return value_of(number)
    if number.lower() in COUNTS:
        return COUNTS.index(number.lower()) + 1
    if roman and all([sign in _ROMAN for sign in number]):
        values = [_ROMAN[sign] for sign in number]
        return sum([-value if value < max(values[place:]) else value for place, value in enumerate(values)])
    return ord(number[0]) - ord("A") + 1


def counts_aloud(text: str, mark: Mark) -> bool:
    """Whether what `mark` begins is somebody who counts (`一、二、三，起！`): the next number follows at once."""
    after = mark_of(text[mark.end :])
    return after is not None and after.form == mark.form


def neighbours(value: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The numbers beside `value` in its sequence: the one before, the one after, and the first below it or the one above."""
    *above, last = value
    yield (*above, last - 1)
    yield (*above, last + 1)
    yield (*value, 1)
    if last == 1 and above:
        yield tuple(above)
