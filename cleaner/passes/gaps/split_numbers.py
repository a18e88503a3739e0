"""Numbers, dates and units that letter-spacing broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleaner.document import HEADINGS, PLAIN, Document, Edit, Kind, Role
from cleaner.glyphs import HAN, HAS_CJK, letters
from cleaner.inline import outside_code
from cleaner.passes.gaps.tracking import COLUMNS
from cleaner.regex import regex
from cleaner.rules import Change, rule

UNIT = "(?:[年月日号號分秒岁歲世个個位名人次件倍元亿億万萬千百%％‰℃]|[时時](?![间間候])|[点點](?![点點]))"
DIGITS = regex(rf"(?<![\d.,])(?<![\d.,] )(?:\d(?: \d)+(?: ?\. ?\d(?: \d)*)?|\d \. ?\d(?: \d)*)(?= ?{UNIT})")
"""`2 0 2 3 年`, `8 . 7 5 %`: single digits, and behind them what they count."""
DECIMAL = regex(rf"(?<![\d.,])(?<=[^\s\d])( ?\d+) \. ?(\d+)(?= ?{UNIT})")
"""`增长 15 . 2 %`; at the start of a line `5. 2 年` is an item of a list."""
FRACTION = regex(rf"(?<=[{HAN}])( ?\d+)\. (\d+)(?= ?[倍元亿億万萬千百%％‰℃])")
"""`增长 8. 6 %`; behind a mark, or before what is counted whole, `2. 3 个` is an item of a list."""
LARGE = regex(r"(?<=\d)(?: ?[十百千万萬亿億](?: ?\d+(?= ?[十百千万萬]))?)+(?: ?元)?")
"""`18 万 亿 元`."""
GAP = regex(rf"(?<=[{HAN}]) (?=[{HAN}])")
SIGN = regex(r"(?<=\d) +(?=[%％‰℃])")
GATE = regex(r"\d ?[ .] ?\d|\d ?[十百千万萬亿億] |\d +[%％‰℃]")
MAX_NUMBERS = 0.5
"""Of the words of a line: with more numbers it is a row of a table."""


@rule(acts_on=PLAIN, changes=Change.SPACE, after=["autospace"])
def split_numbers(document: Document) -> Iterator[Edit]:
    """Put numbers together by a grammar: `2 0 2 3 年` becomes `2023年`, `5 . 2 %` `5.2%`, `18 万 亿` `18万亿`.

    Evidence: single digits with single spaces and a unit behind them; a decimal point with a space beside it between a word and a
    unit; a gap inside a Chinese numeral. Digits that count up (`1 3 5 日`) may be a list: they stay, unless other numbers of the text
    are in pieces. A row of a table (half of its words are numbers) and aligned columns stay, and what HTML or Markdown wrote stays.
    """
    lines = [line for line in document.spaced() if line.role in ROLES and GATE.search(line.text) and HAS_CJK.search(line.text)]
    lines = [line for line in lines if not _is_row(line.text)]
    sure = any([not _counts_up(letters(match[0])) for line in lines for match in DIGITS.finditer(line.text)])
    for line in lines:
        fixed = outside_code(line.text, lambda part: _closed(part, sure, document.kind is Kind.WRAPPED))
        if fixed != line.text:
            yield line.edit("text", fixed, "a number in pieces")


ROLES = HEADINGS | {Role.BODY, Role.LIST_ITEM, Role.FOOTNOTE, Role.ABSTRACT, Role.NOTICE, Role.TITLE, Role.CAPTION}


def _closed(text: str, sure: bool, wrapped: bool) -> str:
    pieces = DIGITS.sub(lambda match: _digits(match, sure), text)
    pieces = FRACTION.sub(r"\1.\2", DECIMAL.sub(r"\1.\2", pieces))
    text = SIGN.sub("", pieces) if wrapped or pieces != text else text
    return LARGE.sub(_large, text)


def _large(match: re.Match[str]) -> str:
    """A numeral without its gaps, if one stands between ideographs in it or right behind; a gap beside the digits alone is a style."""
    return match[0].replace(" ", "") if GAP.search(match.string, match.start(), match.end() + 2) else match[0]


def _digits(match: re.Match[str], sure: bool) -> str:
    number = match[0].replace(" ", "")
    counted = len(number) > 2 and number in "0123456789"  # `1 2 3 4 月` is a list whatever else is in pieces
    return match[0] if counted or (_counts_up(number) and not sure) else number


def _counts_up(number: str) -> bool:
    """Whether every digit is larger than the one before: `1 3 5 日` is a list of days."""
    return number.isdigit() and all([left < right for left, right in pairwise(number)])


def _is_row(text: str) -> bool:
    words = text.split()
    numbers = [word for word in words if word[0].isdigit() and len(word) > 1]
    return COLUMNS.search(text.strip()) is not None or len(numbers) > MAX_NUMBERS * len(words)
