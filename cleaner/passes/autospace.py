"""The quarter-em that layout engines put between ideographs and Latin, read as a space."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import FLOATS, HEADINGS, METADATA, Document, Edit, Kind, Role
from cleaner.glyphs import CJK
from cleaner.regex import regex

GAP = regex(
    rf" +(?:(?=[A-Za-z0-9+＋(\[$¥€#&~@])(?:(?<=[{CJK}] )|(?<=[{CJK}]  ))"  # 占 GDP
    rf"|(?=[{CJK}“《（])(?:(?<=[A-Za-z0-9%‰℃°+＋\])] )|(?<=[A-Za-z0-9%‰℃°+＋\])]  ))"  # GDP 比重; not behind `1.`
    r"|(?<=\+ )(?=[”’]))"  # “金融 +”
)
SECTION = regex(r"[ \t\u3000]*\d{1,2}(?:\.\d{1,2})*[ \t\u3000]+")
ROLES = HEADINGS | METADATA | FLOATS | {Role.BODY, Role.LIST_ITEM, Role.FOOTNOTE}


def autospace(document: Document) -> Iterator[Edit]:
    """Close the gaps between ideographs and Latin letters or digits in text from page layout.

    Only there: in text that a person typed such a space is a style, and stays. A gap behind `1.` is
    part of a run-in heading.
    """
    if document.kind is not Kind.WRAPPED:
        return
    for line in document.spaced():
        if line.role not in ROLES:
            continue
        # a space parts a heading from its number
        number = SECTION.match(line.text) if line.role in HEADINGS else None
        start = number.end() if number else 0
        if (fixed := line.text[:start] + GAP.sub("", line.text[start:])) != line.text:
            yield line.edit("text", fixed, "justified spacing between ideographs and Latin")
