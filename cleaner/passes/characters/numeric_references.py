"""Numeric character references and names of digits that a converter left in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import PLAIN, Document, Edit
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK

_REFERENCE = r"&#(?:[0-9]{2,6}|[xX][0-9A-Fa-f]{2,5});"
REFERENCE = regex(_REFERENCE)
INSIDE = regex(rf"(?<=[^\W\d_])(?:{_REFERENCE})+|(?:{_REFERENCE})+(?=[^\W\d_])|(?:{_REFERENCE}){{2,}}")
"""References that touch a letter or each other."""
MIN_BETWEEN_IDEOGRAPHS = 3
"""References in a text, of which each may stand alone between ideographs: an explanation of them shows one or two."""
EXPLAINED = regex(r"&amp;#|&lt;|</?[a-z]+[ >/]")
"""Text about markup writes references to show them."""
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_GLYPH = rf"/(?:{'|'.join(DIGITS)})\.[a-z]*(?:lining|oldstyle|[lopt]num|t?lf|t?osf)(?![a-z])"
GLYPH = regex(_GLYPH)
"""The name of the glyph of a digit, with the style of its figure, as fonts name them."""
MIN_GLYPHS = 3
"""In a text: what explains them shows one or two."""


@rule(acts_on=PLAIN, changes=Change.ANY, takes=f"{_REFERENCE}|{_GLYPH}")
def numeric_references(document: Document) -> Iterator[Edit]:
    """Letters for the references that stand for them: `f&#234;te` becomes `fête`, `&#x4E2D;&#x6587;` `中文`, `/five.tnum/one.tnum` `51`.

    Evidence: a reference to a letter inside a word, or several in a row; names of digits with a style of figures, three at least.
    Counter-evidence: one that stands alone (`&#234; is a
    circumflex`), and text about markup, which shows escaped signs or tags.
    """
    named = document.holding("/") if any([style in document.wording() for style in ("lining", "oldstyle", "num", "lf", "osf")]) else []
    if sum([len(GLYPH.findall(line.text)) for line in named]) >= MIN_GLYPHS:
        for line in named:
            digits = GLYPH.sub(lambda match: str(DIGITS.index(match[0][1 : match[0].index(".")])), line.text)
            if digits != line.text:
                yield line.edit("text", digits, "digits of which a converter wrote the names")
    lines = document.holding("&#")
    if not lines or EXPLAINED.search(document.wording()):
        return
    many = sum([len(REFERENCE.findall(line.text)) for line in lines]) >= MIN_BETWEEN_IDEOGRAPHS
    for line in lines:
        fixed = INSIDE.sub(lambda match: _letters(match, many), line.text)
        if fixed != line.text:
            yield line.edit("text", fixed, "letters that a converter wrote as references")


WIDE = regex(f"[{CJK}\uac00-\ud7a3]")
JOINS = frozenset("’‘-‐·\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f“”")
"""Marks that stand inside words, or between ideographs."""


def _letters(match: re.Match[str], many: bool) -> str:
    from html import unescape  # its two thousand names are read where there is a reference

    found = REFERENCE.findall(match[0])
    letters = [unescape(reference) for reference in found]
    if not all([letter > "\x9f" and (letter.isalpha() or letter in JOINS) for letter in letters]):
        return match[0]
    alone = len(found) == 1 and (WIDE.match(letters[0]) or letters[0] in JOINS)
    before, after = match.string[: match.start()][-1:], match.string[match.end() : match.end() + 1]
    if alone and not (many or (letters[0] in "’‘-‐" and before.isalpha() and after.isalpha())):
        return match[0]
    return "".join(letters)
