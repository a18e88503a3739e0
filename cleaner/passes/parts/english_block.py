"""English title, authors, abstract and keywords of a Chinese paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import UNMARKED, Document, Edit, Line, Role
from cleaner.glyphs import HAS_CJK, width
from cleaner.labels import label
from cleaner.names import are_names
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import ends_sentence

ABSTRACT_EN = regex(r"\s*[\[【]?\s*Abstract\s*[\]】]?\s*[:：.—]*\s*(?=\S|\Z)", re.I)
KEYWORDS_EN = regex(r"\s*[\[【]?\s*Key\s?words\s*[\]】]?\s*[:：.—]*\s*", re.I)
AFFILIATION_EN = regex(r"\s*[\d*†]*\s*[(（]|.*\b(?:University|College|Institute|School|Department|Academy)\b")
MARKS = regex(r"[\d*†,，]+(?=\s*(?:[,，;；]|\Z))")
MAX_ABOVE = 8
"""Lines: a title on three, authors on two, affiliations on three."""
MAX_LINES = 60
"""Lines of an abstract. A choice, not measured: the benchmark has none in English."""


@rule(acts_on=UNMARKED, writes={Role.TRANSLATION, Role.NOTICE}, fields={"joint", "facts"}, after=["title_block"])
def english_block(document: Document) -> Iterator[Edit]:
    """Move the English title block of a Chinese paper to `extra`: `title_en`, `author_en`, `abstract_en`, `keywords_en`.

    Evidence: the paper has a Chinese abstract; a line of Latin script begins with `Abstract`, and behind it, with no ideograph
    between, stands `Key words`. Right above it stand names, and above them the title.
    """
    if not document.holding("Abstract", "ABSTRACT"):
        return
    if not any(line.role is Role.ABSTRACT and HAS_CJK.search(line.text) for line in document.filled):
        return
    lines = document.open()
    start = next((place for place, line in enumerate(lines) if ABSTRACT_EN.match(line.text) and not HAS_CJK.search(line.text)), None)
    if start is None:
        return
    keywords = next((place for place in range(start + 1, min(len(lines), start + MAX_LINES)) if KEYWORDS_EN.match(lines[place].text)), None)
    if keywords is None or any(HAS_CJK.search(line.text) for line in lines[start : keywords + 1]):
        return
    end = keywords + 1
    measure = max([width(line.text.strip()) for line in lines[start:keywords]])
    while end < len(lines) and not HAS_CJK.search(lines[end].text) and _goes_on(lines[end - 1].text.rstrip(), lines[end].text, measure):
        end += 1
    yield from _part(lines[start:keywords], Role.TRANSLATION, "the abstract in English")
    yield from _part(lines[keywords:end], Role.TRANSLATION, "the keywords in English")
    yield from _above(lines, start)


def _goes_on(before: str, text: str, measure: int) -> bool:
    """Whether keywords go on from one line to the next: behind a separator, or where the next word had no room and both lines have one."""
    if before.endswith((";", "；", ",", "，", "-")):
        return True
    size = width(before.strip()) + 1 + width(text.strip().partition(" ")[0])
    return size > measure and any([sign in before and sign in text for sign in ";,"]) and not ends_sentence(text)


def _above(lines: list[Line], start: int) -> Iterator[Edit]:
    """The title, the authors and where they work, upwards from the abstract."""
    top = start
    while top and start - top < MAX_ABOVE and not HAS_CJK.search(lines[top - 1].text) and not ends_sentence(lines[top - 1].text):
        top -= 1
    authors = next((place for place in range(start - 1, top - 1, -1) if are_names(MARKS.sub("", lines[place].text))), None)
    if authors is None:
        return
    if any(not AFFILIATION_EN.match(line.text) for line in lines[authors + 1 : authors + 2]):
        return
    yield from _part(lines[top:authors], Role.TRANSLATION, "the title in English, above names and the abstract")
    yield from _part(lines[authors : authors + 1], Role.TRANSLATION, "names above the abstract in English")
    yield from _part(lines[authors + 1 : start], Role.NOTICE, "affiliation, right above the abstract in English")


def _part(lines: list[Line], role: Role, reason: str) -> Iterator[Edit]:
    return label(lines, role, reason, opens=reason)
