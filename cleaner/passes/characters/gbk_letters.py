"""Latin letters that an old Chinese font kept in a row of GBK."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import NO_PROSE, Document, Edit
from cleaner.inline import outside_code
from cleaner.regex import regex
from cleaner.rules import Change, rule

ROW = {bytes([0xA0, 0x80 | code]).decode("gbk"): chr(code) for code in range(0x21, 0x7F)}
"""GBK A0A1 to A0FE, rare ideographs with the radicals of cattle and dogs: the low seven bits are an ASCII character."""
SIGNS = "".join(ROW)
LETTERS = "".join([sign for sign, letter in ROW.items() if letter.isalpha()])
RUN = regex(f"[{LETTERS}](?:[ ,.:;'’()&-]{{0,2}}[{SIGNS}])+")
MIN_LETTERS = 3
"""Ideographs of that row in one run; a word with more than one of them is unknown to Chinese."""


@rule(changes=Change.LETTERS, after=["compatibility_forms"])
def gbk_letters(document: Document) -> Iterator[Edit]:
    """Latin words from a font that kept its letters in GBK row A0: `犜犺犲狅狉狔` becomes `Theory`.

    Evidence: three or more ideographs of that row in one run, which read as letters and do not stand in the order of the code,
    as they do in a list of characters.
    """
    for line in document.matching(RUN) if document.is_wide() else ():
        if line.role not in NO_PROSE:
            fixed = outside_code(line.text, lambda part: RUN.sub(_letters, part))
            if fixed != line.text:
                yield line.edit("text", fixed, "letters of a font that kept them in GBK row A0")


def _letters(match: re.Match[str]) -> str:
    signs = [sign for sign in match[0] if sign in ROW]
    if len(signs) < MIN_LETTERS or signs == sorted(signs):
        return match[0]
    return "".join([ROW.get(sign, sign) for sign in match[0]])
