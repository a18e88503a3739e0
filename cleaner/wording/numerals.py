"""Numbers, dates and units that letter-spacing broke, put together by a grammar."""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.regex import regex
from cleaner.wording.glyphs import HAN, HAS_CJK

COUNTED = "年月日个個位名人次项項级級號号期卷章节節条條页頁時时分秒元亿億万萬千百十%岁歲天周种種家台届屆割つ回倍円"
"""What a number counts: no note begins with it, and no mark stands before it."""
UNIT = "(?:[年月日号號分秒岁歲世个個位名人次件倍元亿億万萬千百%％‰℃]|[时時](?![间間候])|[点點](?![点點]))"
DIGITS = regex(rf"(?<![\d.,])(?<![\d.,] )(?:\d(?: \d)+(?: ?\. ?\d(?: \d)*)?|\d \. ?\d(?: \d)*)(?= ?{UNIT})")
"""`2 0 2 3 年`, `8 . 7 5 %`: single digits, and after them what they count."""
DECIMAL = regex(rf"(?<![\d.,])(?<=[^\s\d])( ?\d+) \. ?(\d+)(?= ?{UNIT})")
"""`增长 15 . 2 %`; at the start of a line `5. 2 年` is an item of a list."""
FRACTION = regex(rf"(?<=[{HAN}])( ?\d+)\. (\d+)(?= ?[倍元亿億万萬千百%％‰℃])")
"""`增长 8. 6 %`; after a mark, or before what is counted whole, `2. 3 个` is an item of a list."""
LARGE = regex(r"(?<=\d)(?: ?[十百千万萬亿億](?: ?\d+(?= ?[十百千万萬]))?)+(?: ?元)?")
"""`18 万 亿 元`."""
GAP = regex(rf" (?<=[{HAN}] )(?=[{HAN}])")
SIGN = regex(r"(?<=\d) +(?=[%％‰℃])")
GATE = regex(r"\d ?[ .] ?\d|\d ?[十百千万萬亿億] |\d +[%％‰℃]")
SPACED_DIGITS = regex(r"(?<![\d.,])(?<![\d.,] )\d(?: ?[.,] ?\d| \d)+(?![\d])")
"""Single digits with single spaces on a letter-spaced line, a point or comma among them."""
WHOLE = regex(r" \d[.,]\d")
"""A number with its point in place, behind another: a page and a section."""
MAX_NUMBERS = 0.5
"""Of the words of a line: with more numbers it is a row of a table."""
COLUMNS = regex(r"\S {2,}\S")


def joined_numbers(text: str, is_extracted: bool) -> str:
    """`text` with its broken numbers whole: `2 0 2 3 年` becomes `2023年`, `5 . 2 %` `5.2%`, `18 万 亿` `18万亿`.

    Evidence: single digits with single spaces and a unit after them; a decimal point with a space beside it between a word and a unit;
    a gap inside a Chinese numeral. Digits that count up (`1 3 5 日`) may be a list of days: they stay. A row of a table (half of its
    words are numbers) and aligned columns stay. A space before `%` goes only where the text is extracted from a page, or the number
    was in pieces: a person may type it, and most languages of Latin script have it.
    """
    if not GATE.search(text) or _is_row(text):
        return text
    pieces = DIGITS.sub(_digits, text)
    pieces = FRACTION.sub(r"\1.\2", DECIMAL.sub(r"\1.\2", pieces))
    return LARGE.sub(_large, SIGN.sub("", pieces) if (is_extracted and HAS_CJK.search(text)) or pieces != text else text)


def joined_digits(text: str) -> str:
    """`text`, known to be letter-spaced, with its single digits put together: `1 0 . 2 %` becomes `10.2%`, `1 1.1` are two numbers."""
    return SIGN.sub("", SPACED_DIGITS.sub(lambda match: match[0] if WHOLE.search(match[0]) else match[0].replace(" ", ""), text))


def _large(match: re.Match[str]) -> str:
    """A numeral without its gaps, if one stands between ideographs in it or right after; a gap beside the digits alone is a style."""
    return match[0].replace(" ", "") if GAP.search(match.string, match.start(), match.end() + 2) else match[0]


def _digits(match: re.Match[str]) -> str:
    number = match[0].replace(" ", "")
    counts_up = number.isdigit() and all([left < right for left, right in pairwise(number)])
    return match[0] if counts_up or WHOLE.search(match[0]) else number


def _is_row(text: str) -> bool:
    words = text.split()
    numbers = [word for word in words if word[0].isdigit() and len(word) > 1]
    return COLUMNS.search(text.strip()) is not None or len(numbers) > MAX_NUMBERS * len(words)
