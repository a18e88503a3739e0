"""The quarter-em that layout engines put between ideographs and Latin, read as a space."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import FLOATS, HEADINGS, METADATA, Document, Edit, Kind, Role
from cleaner.glyphs import CJK, HAS_CJK
from cleaner.numbering import SECTION
from cleaner.passes.gaps.tracking import in_paragraph
from cleaner.regex import regex
from cleaner.rules import Change, rule

LATIN_END = r"[A-Za-z0-9%‰℃°+＋\])/]"
GAP = regex(
    rf" +(?:(?=[A-Za-z0-9+＋(\[$¥€#&~@/])(?:(?<=[{CJK}] )|(?<=[{CJK}]  )|(?<=[{CJK}]   ))"  # 占 GDP
    rf"|(?=[{CJK}“《（])(?:(?<={LATIN_END} )|(?<={LATIN_END}  )|(?<={LATIN_END}   ))"  # GDP 比重; not behind `1.`
    r"|(?<=\+ )(?=[”’]))"  # “金融 +”
)
"""Up to three spaces: wider gaps part columns."""
STRETCHED = regex(r"(?<=[!-~]) {2,3}(?=[!-~])")
"""A word space of a justified line; wider gaps part columns."""
ROLES = HEADINGS | METADATA | FLOATS | {Role.BODY, Role.LIST_ITEM, Role.FOOTNOTE}


@rule(acts_on={Kind.WRAPPED}, changes=Change.SPACE, after=["glued_words"])
def autospace(document: Document) -> Iterator[Edit]:
    """Close the gaps between ideographs and Latin letters or digits in text from page layout, and make stretched word spaces one.

    Only there: in text that a person typed such a space is a style, and stays. A gap behind `1.` is
    part of a run-in heading.
    """
    for line in document.spaced():
        if line.role not in ROLES or (line.role is Role.IDENTIFIERS and "   " in line.text):
            continue  # wide gaps part class numbers
        # a space parts a heading from its number
        number = SECTION.match(line.text) if line.role in HEADINGS else None
        start = number.end() if number else 0
        # without an ideograph on the line, a curly quote is a Latin one
        fixed = line.text[:start] + GAP.sub("", line.text[start:]) if HAS_CJK.search(line.text) else line.text
        if "  " in fixed and line.role is Role.BODY and in_paragraph(document, line):
            fixed = STRETCHED.sub(" ", fixed)
        if fixed != line.text:
            yield line.edit("text", fixed, "justified spacing between ideographs and Latin")
