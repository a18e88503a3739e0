"""Page numbers: how they are written, and the lines that may hold one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from cleaner.pages.places import LONGEST, MIN_TIMES, WORD, Places
from cleaner.regex import regex
from cleaner.wording.glyphs import CJK
from cleaner.wording.numbering import roman


class Form(StrEnum):
    """How a page number is written."""

    BARE = "bare"  # 12
    DECORATED = "decorated"  # - 12 -, · 12 ·
    LABELLED = "labelled"  # 第 12 页, Page 12
    COUNTED = "counted"  # 第 12 页 共 20 页, 12 / 20
    ROMAN = "roman"  # xii
    BESIDE = "beside wording"  # 12 Annual Report


MAX_NUMBER = 99_999
"""Volumes of journals and gazettes are counted through."""
MAX_BESIDE = 90
"""Characters of a running head with the number beside it; a longer one is a sentence, unless the same wording counts elsewhere."""
MAX_LABEL = 25
"""Characters of text after a labelled number inside a line: `(see page 22)` and what goes on is text."""

D = r"[-—–‐－―─·•.~=_*｜|〔〕\[\]【】<>《》 \u3000\t\xa0]{0,8}"
LABEL = r"第|Page|PAGE|page|[Pp]\.|[Pp]g\.|[页頁][码碼次][:：]?|Seite|Página|Стр\.|页|頁|- ?Page"
OF = r"[/／,，]|of|sur|von|de|共|总|из"
LONE = regex(
    rf"(?P<before>{D}(?:{LABEL})?\.?{D})(?P<number>\d{{1,5}})"
    rf"(?P<after>[ \u3000\xa0]*(?:[页頁쪽]|ページ|페이지)?{D}"
    rf"(?:(?:{OF})[ \u3000\xa0]*(?:共|总|第)?[ \u3000\xa0]*(?P<all>\d{{1,4}})[ \u3000\xa0]*[页頁]?)?{D})\Z"
)
LONE_LAST = frozenset("页頁쪽ジ지-—–‐－―─·•.~=_*｜|〔〕[]【】<>《》")
MARK = regex(
    r"第[ \u3000\xa0]*(?P<han>\d{1,4})[ \u3000\xa0]*[页頁](?:[ \u3000/,，]*共[ \u3000\xa0]*(?P<of_han>\d{1,4})[ \u3000\xa0]*[页頁])?"
    r"|共[ \u3000\xa0]*(?P<of_last>\d{1,4})[ \u3000\xa0]*[页頁][ \u3000/,，]*第[ \u3000\xa0]*(?P<last>\d{1,4})[ \u3000\xa0]*[页頁]"
    r"|\b(?:[Pp]age|PAGE):?[ ]+(?P<latin>\d{1,4})(?:[ ]+of[ ]+(?P<of_latin>\d{1,4}))?\b|\[Page (?P<rfc>\d{1,4})\]"
    r"|(?<!\S)(?P<sign>[-—–－―─·•])[ \xa0]?(?P<between>\d{1,4})[ \xa0]?(?P=sign)(?!\S)"
    r"|(?<![\d/.-])(?P<part>\d{1,3})[ \xa0]?/[ \xa0]?(?P<of_part>\d{1,3})[ \xa0]?[页頁]?[ ]*\Z"
    r"|\A(?P<first>\d{1,3})[ \xa0]?/[ \xa0]?(?P<of_first>\d{1,3})[ ]+(?=\D)"
)
SIGNS = frozenset("-—–－―─·•")
"""What stands on both sides of a number beside wording."""
REFERS = regex(r"[(（][^)）]*\Z|[见見]|\b(?:see|See|on|at|from|to|and)\b")
"""What stands before the page that a sentence sends the reader to."""
ROMAN = regex(r"[-—– ]*(?P<number>[ivxlc]{1,7}|[IVXLC]{1,7})[-—– ]*\Z")
LEADING = regex(r"(?P<number>\d{1,5})(?P<gap>[ \t\u3000\xa0]*[|·•\u2003｜][ \t\u3000\xa0]*|[ \t\u3000\xa0]+)(?P<rest>.*\w.*)\Z")
TRAILING = regex(r"(?P<rest>.*\w\S*?)(?P<gap>[ \t\u3000\xa0]*[|·•｜][ \t\u3000\xa0]*|[ \t\u3000\xa0]+)(?P<number>\d{1,5})\Z")
BETWEEN = regex(r"(?P<rest>\S.*?)[ \t\u3000\xa0]{3,}(?P<number>\d{1,5})[ \t\u3000\xa0]{3,}(?P<behind>\D*\w\D*)\Z")
"""A number in the middle of a line, far from the wording on both sides."""
OWN = regex(rf"(?:第[一二三四五六七八九十\d]+[^\W\d]|\d{{1,2}}(?:\.\d{{1,2}})*\.?)(?:[{CJK}\uac00-\ud7af].{{3}}|[^\W\d_].{{7}})")
"""Wording that has a number of its own, as the heading of a chapter: no second number counts it."""
ROMAN_FIRST = frozenset("ivxlcIVXLC-—–")


@dataclass(slots=True, eq=False)
class Number:
    """A line that may hold the number of its page."""

    unit: int
    value: int
    form: Form
    group: str  # numbers of one sequence have one; bare ones and those beside wording alternate
    total: int = 0  # the number of all pages, where it is given
    rest: str = ""  # the wording beside it
    leads: bool = False  # it stands before that wording, as the number of a section does
    apart: bool = True  # no single blank parts it from that wording, as in a sentence
    rest_times: int = 0  # how often a number stands beside that wording
    stands: bool = False  # … stands alone on a line elsewhere, as a heading does
    cut: bool = False  # a sentence runs across it
    recurs: bool = False  # wording stands beside it that also stands beside other such numbers, pages away
    near: set[str] = field(default_factory=set)  # that wording, where it stands on another line
    strong: bool = False  # … and is a vertical head, a stamp, or names an issue
    opens: bool = False  # … and opens the text: the title, as a head
    doubled: bool = False  # … and stands on both sides of it
    crowded: bool = False  # other numbers stand directly beside it
    at_edge: bool = False  # nothing but what may be furniture parts it from the edge of a page that is known
    score: float = 0.0

    @property
    def own(self) -> bool:
        """Whether the wording beside it has a number of its own."""
        return self.form is Form.BESIDE and OWN.match(self.rest) is not None

    @property
    def proof(self) -> bool:
        """Whether the number has a proof of its own, not only its place in the sequence."""
        is_written = self.form in (Form.DECORATED, Form.LABELLED, Form.COUNTED)
        return self.cut or self.strong or self.stands or self.own or self.at_edge or is_written


def numbers_in(places: Places) -> Iterator[Number]:
    """The lines that may hold a page number, each in one form."""
    texts = places.texts
    romans = [unit for unit, text in enumerate(texts) if len(text) <= 12 and text[0] in ROMAN_FIRST and ROMAN.match(text)]
    trailing = {
        unit: match
        for unit in places.with_digit
        if texts[unit][-1].isdecimal() and len(places.keys[unit]) <= LONGEST and (match := TRAILING.match(texts[unit]))
    }
    times = Counter([_rest(match) for match in trailing.values()])
    between = {
        unit: match
        for unit in places.with_digit
        if "   " in texts[unit] and len(places.keys[unit]) <= LONGEST and (match := BETWEEN.match(texts[unit]))
    }
    around = Counter([_rest(match) + _behind(match) for match in between.values()])
    for unit in sorted([*places.with_digit, *romans]):
        text = texts[unit]
        first, last = text[0], text[-1]
        if unit in places.verticals or len(places.keys[unit]) > LONGEST:
            continue
        if (last in LONE_LAST or last.isdecimal()) and (match := LONE.match(text)) and (number := _lone(unit, match)):
            yield number
        elif len(text) <= 12 and first in ROMAN_FIRST and (match := ROMAN.match(text)):
            group = "ROMAN" if match["number"].isupper() else "roman"
            if value := roman(match["number"].lower()):
                yield Number(unit, value, Form.ROMAN, group)
        elif (
            ("/" in text and (first.isdecimal() or last.isdecimal()))
            or "age" in text
            or "页" in text
            or "頁" in text
            or "PAGE" in text
            or first in SIGNS
            or last in SIGNS
        ) and (match := MARK.search(text)):
            if number := _marked(unit, text, match):
                yield number
        elif (match := between.get(unit)) and around[rest := _rest(match) + _behind(match)] >= MIN_TIMES:
            yield Number(unit, int(match["number"]), Form.BESIDE, "#", rest=rest)
        else:
            match = trailing.get(unit)
            if first.isdecimal() and not (match and times[_rest(match)] > 1 and OWN.match(_rest(match))):
                match = LEADING.match(text) or match
            if match and (value := int(match["number"])) <= MAX_NUMBER and WORD.search(rest := _rest(match)):
                leads, apart = match.start("number") == 0, match["gap"] != " "
                yield Number(unit, value, Form.BESIDE, "#", rest=rest, leads=leads, apart=apart)


def _rest(match: re.Match[str]) -> str:
    return "".join(match["rest"].split())


def _behind(match: re.Match[str]) -> str:
    return "".join(match["behind"].split())


def _lone(unit: int, match: re.Match[str]) -> Number | None:
    """A number alone on its line, with what decorates it."""
    before, after = "".join(match["before"].split()), "".join(match["after"].split())
    value, total = int(match["number"]), int(match["all"] or 0)
    if value > MAX_NUMBER or len(before) + len(after) > 14 or (total and value > total):
        return None
    if total:
        return Number(unit, value, Form.COUNTED, f"{before}#{after}", total)
    if not before and not after:
        return Number(unit, value, Form.BARE, "#")
    if any(map(str.isalpha, before + after)):
        return Number(unit, value, Form.LABELLED, f"{before}#{after}")
    if (before in (".", "") and after in (".", "。", "")) or (before in ("*", "•") and not after):
        return None  # the number of an item, a decimal
    return Number(unit, value, Form.DECORATED, f"{before}#{after}")


def _marked(unit: int, text: str, match: re.Match[str]) -> Number | None:
    """A labelled number with other wording on its line."""
    if REFERS.search(text[max(0, match.start() - 12) : match.start()]) or (match.start() and len(text) - match.end() > MAX_LABEL):
        return None
    if match["sign"]:
        rest = "".join((text[: match.start()] + text[match.end() :]).split())
        return Number(unit, int(match["between"]), Form.DECORATED, f"{match['sign']}#{match['sign']}", rest=rest)
    kind = match.lastgroup or ""
    value = int(match["han"] or match["last"] or match["latin"] or match["rfc"] or match["part"] or match["first"])
    total = int(match["of_han"] or match["of_last"] or match["of_latin"] or match["of_part"] or match["of_first"] or 0)
    if kind in ("of_part", "of_first") and (value > total or total < 3):
        return None
    rest = "".join((text[: match.start()] + text[match.end() :]).split())
    group = f"…#/{total}" if kind in ("of_part", "of_first") else "…页#"
    return Number(unit, value, Form.COUNTED if total else Form.LABELLED, group, total, rest)
