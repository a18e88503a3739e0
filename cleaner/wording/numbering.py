"""Numbers and marks at the start of lines: of lists, of outlines, of headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.document import Line

NUMERALS = "一二三四五六七八九十百"
ITEM_MARK = regex(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?[0-9]{1,2}(?:[、）)]|[.．](?!\d))|[一二三四五六七八九十]是"
    r"|第[一二三四五六七八九十百\d]+[章节條条]|[-*+•●■◆○▪] |[①-⑳]"
)
"""What an item of a list or outline begins with, a number or a bullet of any kind: such a line goes on no sentence."""


KANA = "アイウエオカキクケコサシスセソタチツテト"
"""The order that items of a Japanese list are counted in."""
HANGUL = "가나다라마바사아자차카타파하"
"""The same of a Korean one, where `다.` may be the end of a sentence, too."""
COUNTED = regex(
    rf"(?P<before>[\[(（]|第|§ ?|[^\W\d_]{{2,9}}+\.? )?(?P<value>\d{{1,3}}|[{NUMERALS}]{{1,4}}|[a-zA-Z{KANA}{HANGUL}])"
    r"(?P<after>[\])）]|[.．、:：](?!\d)|[条條]|(?=[ \t\u3000]))(?:[ \t\u3000]+|(?=\S)|\Z)"
)
"""The number or letter of an item and what stands beside it: a bracket, a mark, a word (`Section 3`, `第三条`)."""
COUNTED_FIRST = frozenset("（(0123456789" + NUMERALS)
"""What the number of an item begins with, mostly: most lines begin with none of these."""
CLOSES = {"[": "]", "(": ")）", "（": ")）", "第": "条條"}
MIN_ITEMS, REACH = 3, 40
"""Items in a row, and lines from one to the next. Two may stand at the start of lines by chance, where a sentence counts its parts."""
ENDS_ITEM = frozenset('。．.！？!?…)）]”"’/0123456789')
"""What the line before the next item ends with, a sentence, an address or a year, where the first item is not at hand."""


SUBNUMBER = regex(r"\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.%％])")
"""`1.1` and the like, with a gap or without: what is no heading by its number is an item or a row. A share (`1.1%`) is none."""
SECTION = regex(r"[ \t\u3000]*\d{1,2}(?:[.．]\d{1,2})*[ \t\u3000]+")
"""The number at the start of a line that is known to be a heading, and its gap, whatever stands behind it."""


def value_of(numeral: str) -> int:
    """The value of a Chinese numeral up to 199, or of digits."""
    if numeral.isdigit():
        return int(numeral)
    hundreds, hundred, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * (NUMERALS.find(hundreds) + 1 or 1) if hundred else 0
    value += 10 * (NUMERALS.find(tens) + 1 or 1) if ten else 0
    return value + (NUMERALS.find(ones) + 1 if ones else 0)


def roman(numeral: str) -> int:
    """The value of a Roman numeral, or nothing if it is not written as one."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    for sign, after in zip(numeral, numeral[1:] + "i", strict=True):
        total += -values[sign] if values[sign] < values[after] else values[sign]
    written, rest = "", total
    for sign, value in (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)):
        written += sign * (rest // value)
        rest %= value
    return total if written == numeral else 0


def counted_items(texts: Sequence[str], *, pairs: bool = False) -> set[int]:
    """The places of the lines that begin with the next number or letter of a list, of a statute, of a form: three at least, in one form.

    Evidence: they stand at the start of lines and count on, from the first on or each after a line that may end an item. Where a
    sentence counts its parts, the first of them stands inside a line. With `pairs` two will do where the text counts three so elsewhere.
    """
    runs: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)  # by form: value and place
    short: dict[tuple[str, str, str], list[int]] = defaultdict(list)  # by form: the first two places of runs
    found: set[int] = set()
    proved: set[tuple[str, str, str]] = set()  # forms
    for place, text in enumerate(texts if len(texts) >= MIN_ITEMS else ()):
        if not (match := COUNTED.match(text)):
            continue
        before, value, after = match["before"] or "", match["value"], match["after"]
        if after not in CLOSES.get(before, after) or not (after or (len(before) > 1 and value.isdigit())):
            continue
        is_letter = value.isascii() and value.isalpha()
        is_kana, is_hangul = value in KANA, value in HANGUL
        if (is_letter and (before not in ("", "(", "（") or after in ":：")) or (is_kana and before not in ("(", "（")):
            continue
        if is_letter:
            number = ord(value.lower()) - ord("a") + 1
        else:
            number = KANA.find(value) + 1 if is_kana else HANGUL.find(value) + 1 if is_hangul else value_of(value)
        form = (
            "a" if value.islower() else "A" if is_letter else "1" if value.isdigit() else "ア" if is_kana else "가" if is_hangul else "一"
        )
        run = runs[before, form, after]
        if run and (number != run[-1][0] + 1 or place - run[-1][1] > REACH):
            run.clear()
        if number == 1 or place == 0 or texts[place - 1][-1:] in ENDS_ITEM or (run and run[0][0] == 1):
            run.append((number, place))
        else:
            run.clear()
        if len(run) == MIN_ITEMS:
            found.update([place for _, place in run])
            proved.add((before, form, after))
        elif len(run) > MIN_ITEMS:
            found.add(place)
        elif len(run) == MIN_ITEMS - 1 and run[0][0] == 1:
            short[before, form, after] += [place for _, place in run]
    for form_of in proved & short.keys() if pairs else ():
        found.update(short[form_of])
    return found


def numbered_items(lines: Sequence[Line]) -> set[int]:
    """The lines, by index, that `counted_items` finds."""
    return {lines[place].index for place in counted_items([line.text.strip() for line in lines])}
