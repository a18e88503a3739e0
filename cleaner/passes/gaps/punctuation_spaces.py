"""Spaces beside full-width punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import HEADINGS, NO_PROSE, UNMARKED, Document, Edit, Role
from cleaner.glyphs import CJK, MARKS
from cleaner.inline import outside_code
from cleaner.regex import regex
from cleaner.rules import Change, rule

SPACES = "[ \u3000\xa0]+"
HAS_MARK = regex(f"[{MARKS}]")
BESIDE_MARK = regex(rf"(?<=\S){SPACES}(?=[{MARKS}])|(?<=[{MARKS}]){SPACES}(?=[^\s*_`\[!#|>])")
BESIDE_QUOTE = regex(
    rf"(?:(?<=[{CJK}{MARKS}])|(?<=[{CJK}{MARKS}][”’])){SPACES}(?=[“‘])|(?<=[”’]){SPACES}(?=[{CJK}])|(?<=[{CJK}“”]){SPACES}(?=——)"
    rf"|(?<=[“‘]){SPACES}(?=[{CJK}])|(?<=[{CJK}]){SPACES}(?=[”’])"
)
GATE = regex(rf"[{MARKS}“‘”’—](?:(?<=[ \u3000\xa0].)|(?<=[{MARKS}”’])(?=[ \u3000\xa0]))")


@rule(acts_on=UNMARKED, changes=Change.SPACE, after=["split_numbers"])
def punctuation_spaces(document: Document) -> Iterator[Edit]:
    """Remove spaces beside full-width punctuation, which brings its own room.

    A curly quote counts as full-width beside an ideograph. In a heading or title the space before a
    quote may part two clauses and stays. Markdown that a person wrote is left alone.
    """
    if document.kind not in UNMARKED or not (document.is_wide() or "——" in document.wording()):
        return
    for line in document.spaced():
        text = line.text
        if text.isascii() or line.role is Role.BOILERPLATE or line.role in NO_PROSE or not GATE.search(text):
            continue
        heading = line.role in HEADINGS or line.role in (Role.TITLE, Role.BYLINE)
        fixed = outside_code(text, lambda part, heading=heading: _fix(part, heading))  # type: ignore[misc]
        if fixed != text:
            yield line.edit("text", fixed, "a space beside full-width punctuation")


def _fix(text: str, heading: bool) -> str:
    text = BESIDE_MARK.sub("", text) if HAS_MARK.search(text) else text
    return text if heading else BESIDE_QUOTE.sub("", text)
