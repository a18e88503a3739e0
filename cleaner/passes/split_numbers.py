"""Numbers, dates and units that letter-spacing broke."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import HEADINGS, PLAIN, Document, Edit, Role
from cleaner.glyphs import HAS_CJK
from cleaner.inline import outside_code
from cleaner.passes.tracking import COLUMNS
from cleaner.regex import regex

UNIT = "[年月日号號时時点點分秒岁歲世个個位名人次件倍元亿億万萬千百%％‰℃]"
DIGITS = regex(rf"(?<![\d.,])(?<![\d.,] )(?=\d ?[ .])\d(?: \d)*(?: ?\. ?\d(?: \d)*)?(?= ?{UNIT})")
"""`2 0 2 3 年`, `8 . 7 5 %`: single digits, and behind them what they count."""
DECIMAL = regex(rf"(?<![\d.,])(?<=[^\s\d])( ?\d+)(?: \. ?|\. )(\d+)(?= ?{UNIT})")
"""`增长 15 . 2 %`; at the start of a line `5. 2 年` is an item of a list."""
LARGE = regex(r"(?<=\d)(?: ?[十百千万萬亿億](?: ?\d+(?= ?[十百千万萬]))?)+(?: ?元)?")
"""`18 万 亿 元`."""
SIGN = regex(r"(?<=\d) +(?=[%％‰℃])")
GATE = regex(r"\d ?[ .] ?\d|\d ?[十百千万萬亿億] |\d +[%％‰℃]")
MAX_NUMBERS = 0.5
"""Of the words of a line: with more numbers it is a row of a table."""


def split_numbers(document: Document) -> Iterator[Edit]:
    """Put numbers together by a grammar: `2 0 2 3 年` becomes `2023年`, `5 . 2 %` `5.2%`, `18 万 亿` `18万亿`.

    Evidence: single digits with single spaces and a unit behind them; a decimal point with a space beside it between a word and a
    unit. A row of a table (half of its words are numbers) and aligned columns stay, and what HTML or Markdown wrote stays.
    """
    if document.kind not in PLAIN:
        return
    for line in document.spaced():
        text = line.text
        if not (line.role in ROLES and GATE.search(text) and HAS_CJK.search(text)) or _is_row(text):
            continue
        fixed = outside_code(text, _closed)
        if fixed != text:
            yield line.edit("text", fixed, "a number in pieces")


ROLES = HEADINGS | {Role.BODY, Role.LIST_ITEM, Role.FOOTNOTE, Role.ABSTRACT, Role.NOTICE, Role.TITLE, Role.CAPTION}


def _closed(text: str) -> str:
    text = DECIMAL.sub(r"\1.\2", DIGITS.sub(_digits, text))
    return SIGN.sub("", LARGE.sub(lambda match: match[0].replace(" ", ""), text))


def _digits(match: re.Match[str]) -> str:
    number = match[0].replace(" ", "")
    counted = len(number) > 2 and number in "0123456789"  # `1 2 3 4 月` is a list
    at_start = match.start() == 0 and match[0].startswith(number[:1] + ". ")
    return match[0] if counted or at_start else number


def _is_row(text: str) -> bool:
    words = text.split()
    numbers = [word for word in words if word[0].isdigit() and len(word) > 1]
    return COLUMNS.search(text.strip()) is not None or len(numbers) > MAX_NUMBERS * len(words)
