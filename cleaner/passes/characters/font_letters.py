"""Latin letters that a font kept in places of ideographs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaner.document import NO_PROSE, Document, Edit
from cleaner.inline import outside_code
from cleaner.passes.characters._signs import common
from cleaner.regex import regex
from cleaner.rules import Change, rule

SIGNS = bytes([byte for code in range(0xA1, 0xFF) for byte in (0xA0, code)]).decode("gbk")
"""Rare ideographs with the radicals of cattle and dogs, of which the low seven bits are an ASCII character."""
GBK_ROW = dict(zip(SIGNS, map(chr, range(0x21, 0x7F)), strict=True))
LETTERS = "".join([sign for sign, letter in GBK_ROW.items() if letter.isalpha()])
RUN = regex(f"[{LETTERS}](?:[ ,.:;'’()&-]{{0,2}}[{SIGNS}])+")
MIN_LETTERS = 3
"""Ideographs of that row in one run; a word with more than one of them is unknown to Chinese."""

OFFSET = 0x6700
TREES = "\u6721-\u677e"
"""U+6700 and ASCII: ideographs with the radical of trees, of which many are common (`本`, `来`, `机`)."""
UNKNOWN = "朡朣朤朥朩朰朲朶朷朸朹朻朼朿杁杄杊杋杍杒杘杙杚杛杣杤杧杩杫杸杹杺杽"
"""Those of them that are on the first level of no national standard (GB 2312, Big5, JIS X 0208)."""
IS_UNKNOWN = frozenset(UNKNOWN)
MAY_BE_FONT = regex(f"[{LETTERS}{UNKNOWN}]")
IS_SELDOM = regex(lambda: f"[{''.join([sign for sign in map(chr, range(OFFSET + 0x21, OFFSET + 0x7F)) if sign not in common()])}]")
RUN_OF_TREES = regex(f"[{TREES}]+(?: [{TREES}]+)*")
MIN_RUN, MIN_UNKNOWN = 4, 2
"""Ideographs in one run, and unknown ones among them, that prove the font: no Chinese text writes so many side by side."""
WORDING = regex(r"[A-Za-z0-9(,.)][A-Za-z0-9 .,:;()%/+&'-]*")
OF_TEXT = regex("^[a-z](?=[A-Z])|(?<=[A-Z0-9]{2})[a-z]$")
"""A letter whose case is not that of the word beside it: the ideograph belongs to the Chinese text around."""


@rule(changes=Change.ANY, takes=f"[{SIGNS}{TREES}]")
def font_letters(document: Document) -> Iterator[Edit]:
    """Latin words from a font that kept its letters in GBK row A0 or at U+6700: `犜犺犲狅狉狔` becomes `Theory`, `杂杁杒杔` `BART`.

    Evidence: three or more ideographs of that row in one run, which read as letters and do not stand in the order of the code,
    as they do in a list of characters. Of those at U+6700 many are common: a run of four with two unknown ones proves the font, and
    then other runs that read as letters, figures and marks of words are such, too.
    """
    if not document.is_wide():
        return
    wording = document.wording()
    if not MAY_BE_FONT.search(wording):
        return  # one scan for most texts
    lines = {line.index: (line, RUN, _from_row) for line in document.matching(RUN)}
    trees = document.matching(RUN_OF_TREES) if not IS_UNKNOWN.isdisjoint(wording) else []
    if any([_is_certain(run) for line in trees for run in RUN_OF_TREES.findall(line.text)]):
        lines |= {line.index: (line, RUN_OF_TREES, _from_offset) for line in trees if line.index not in lines}
    for index in sorted(lines):
        line, pattern, read = lines[index]
        if line.role not in NO_PROSE:
            fixed = outside_code(line.text, _replacing(pattern, read))
            if fixed != line.text:
                yield line.edit("text", fixed, "letters of a font that kept them in places of ideographs")


def _replacing(pattern: re.Pattern[str], read: Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return lambda part: pattern.sub(read, part)


def _from_row(match: re.Match[str]) -> str:
    signs = [sign for sign in match[0] if sign in GBK_ROW]
    if len(signs) < MIN_LETTERS or signs == sorted(signs):
        return match[0]
    return "".join([GBK_ROW.get(sign, sign) for sign in match[0]])


def _is_certain(run: str) -> bool:
    signs = run.replace(" ", "")
    return len(signs) >= MIN_RUN and sum([sign in UNKNOWN for sign in signs]) >= MIN_UNKNOWN and [*signs] != sorted(signs)


def _from_offset(match: re.Match[str]) -> str:
    run = match[0]
    letters = "".join([sign if sign == " " else chr(ord(sign) - OFFSET) for sign in run])
    known = not any([sign in UNKNOWN for sign in run])
    if len(run) < (MIN_RUN if known else 2) or not IS_SELDOM.search(run) or not WORDING.fullmatch(letters):
        return run
    return OF_TEXT.sub(lambda odd: run[odd.start()], letters)
