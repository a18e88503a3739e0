"""Running titles that name the section on their page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.glyphs import letters
from cleaner.numbering import CHAPTER, decimal_number, outline_number
from cleaner.passes.pages.folios import FOLIO
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import ends_sentence

PAGE = regex(r"\A\s*\d{1,4}[ \u3000\t]+(?=\S)|[ \u3000\t]+\d{1,4}\s*\Z")
"""The number of a page beside a running title."""
MAX_LENGTH = 60
"""Characters of a running title with its page number."""


@rule(acts_on={Kind.WRAPPED}, writes={Role.RUNNING_HEAD}, after=["journal_heads"])
def section_heads(document: Document) -> Iterator[Edit]:
    """Label running titles that name the section on their page: `1.2 背景 17`, or `1.2 背景` beside a lone `17`.

    Evidence: the number of a section; that of a page on the same line or the next to it, or a page break;
    and the same wording without the page number stands elsewhere as a heading, on a line or on two.
    Such lines in a row are a table of contents.
    """
    filled = [line for line in document.filled if not FOLIO.match(line.text)]
    edges = _edges(document.filled)
    wordings = [letters(line.raw) if len(line.raw) <= MAX_LENGTH else "" for line in filled]
    places: dict[str, list[int]] = defaultdict(list)  # of the first line of each heading that may be meant
    for place, wording in enumerate(wordings):
        places[wording].append(place)
        # a heading may have its number on a line of its own
        if place and wordings[place - 1]:
            places[wordings[place - 1] + wording].append(place - 1)
    found: list[int] = []
    for place, line in enumerate(filled):
        if wordings[place] and _has_section(line) and (wording := _without_page(line, edges)):
            others = [at for at in places.get(wording, [])[:MANY] if at not in (place - 1, place)]
            if others:
                found.append(place)
    rows = {place for left, right in pairwise(found) if right - left <= CLOSE for place in (left, right)}
    for place in found:
        if place not in rows and filled[place].role is Role.BODY:
            yield filled[place].edit("role", Role.RUNNING_HEAD, "the section's title again, beside the number of its page")


MANY = 3
"""Places looked at: two of them may be parts of the line itself."""
CLOSE = 2
"""Lines from one entry of a table of contents to the next, at most."""


def _edges(filled: list[Line]) -> set[int]:
    """The lines, by index, that stand beside a lone number or at a page break."""
    found: set[int] = set()
    for before, line in pairwise(filled):
        if before.page != line.page or FOLIO.match(before.text) or FOLIO.match(line.text):
            found.update((before.index, line.index))
    return found


def _has_section(line: Line) -> bool:
    """Whether the number of a section or chapter begins `line`, behind that of a page or not."""
    if ends_sentence(line.text):
        return False
    for text in (line.text.lstrip(), PAGE.sub("", line.text, count=1)):
        chapter = outline_number(text)
        if len(decimal_number(text)) > 1 or (chapter is not None and chapter[0] <= CHAPTER):
            return True
    return False


def _without_page(line: Line, edges: set[int]) -> str:
    """The wording of a running title without the number of its page; nothing if it stands at no edge of a page."""
    text = line.raw.strip()
    if PAGE.search(text):
        return letters(PAGE.sub("", text))
    return letters(text) if line.index in edges else ""
