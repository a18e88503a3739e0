"""The title block of a paper: title, subtitle, authors, abstract, keywords, class numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleaner.document import UNMARKED, Document, Edit, Line, Role
from cleaner.front_matter import iso_date
from cleaner.glyphs import HAN, HAS_HAN, letters, width
from cleaner.labels import label
from cleaner.names import are_names
from cleaner.passes.pages.folios import FOLIO
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import STOP_INSIDE, ends_clause, ends_sentence
from cleaner.titles import MAX_LINES, title_lines

ABSTRACT = regex(
    r"\s*[【\[〔（(]?\s*(?:(?:内\s*容\s*|內\s*容\s*)?(?:摘\s*要|提\s*要))\s*[】\]〕）)]?\s*[：:]\s*|\s*[【\[]\s*摘\s*要\s*[】\]]\s*|\s*Abstract\s*[:：.—]\s*"
)
KEYWORDS = regex(r"\s*[【\[〔（(]?\s*(?:关\s*键\s*[词字]|關\s*鍵\s*[詞字])\s*[】\]〕）)]?\s*[：:]?\s*|\s*Key\s?words\s*[:：]\s*", re.I)
IDENTIFIER = regex(
    r"(?:中\s*图\s*分\s*类\s*号|中\s*圖\s*分\s*類\s*號|文\s*献\s*标\s*[识志]\s*码|文\s*獻\s*標\s*識\s*碼|文\s*章\s*编\s*号|文\s*章\s*編\s*號|DOI|doi)\s*[】\]]?\s*[：:]"
)
ARTICLE_ID = regex(r"(?P<issn>\d{4}-\d{3}[\dXx])[（(](?P<year>\d{4})[）)](?P<number>\d{2})-(?P<page>\d{3,5})-(?P<pages>\d{2,3})")
"""The article id of CAJ-CD B/T 1: ISSN (year) issue - first page - number of pages."""
AUTHORS = regex(rf"[{HAN}·]{{2,5}}(?:[\s、，,;；]+[{HAN}·]{{2,5}})*\Z")
BODIES = "大学|大學|学院|學院|公司|银行|學校|学校"
AFFILIATION = regex(rf"[（(].*(?:{BODIES}|研究|中心).*[）)]\Z")
NO_TITLE = regex(rf"(?:{BODIES}|研究[所院]|出版社|[报報]社|[卷期]|\d)\s*\Z")
"""What the name of a body, an issue or a date ends with. A title may end with `研究`."""

DIGITS = regex(r"\d+")
MAX_ABSTRACT = 80
"""Lines. Longer than any abstract; where no label follows within them, none was found."""
REASONS = {
    Role.ABSTRACT: "behind an abstract label",
    Role.KEYWORDS: "behind a keywords label",
    Role.IDENTIFIERS: "labelled class numbers",
}
"""By role: why a line below the authors has it."""


@rule(
    acts_on=UNMARKED,
    writes={Role.TITLE, Role.SUBTITLE, Role.AUTHOR, Role.ABSTRACT, Role.KEYWORDS, Role.IDENTIFIERS, Role.NOTICE, Role.SERIES},
    fields={"joint", "facts"},
)
def title_block(document: Document) -> Iterator[Edit]:
    """Label the title block of a paper, wherever the extractor put it.

    Evidence: an abstract label (摘要：) with keywords or class numbers behind it. Upwards from it
    stand the authors (names only), a subtitle (——) and the title; a two-column page often yields
    this block after its running text, in the middle of a sentence.
    """
    found = [line for line in document.holding("摘", "提要", "Abstract") if ABSTRACT.match(line.text)]
    # a Chinese paper may open with its English abstract
    labelled = next((line for line in found if HAS_HAN.search(line.text)), found[0] if found else None)
    if labelled is None or labelled.role is not Role.BODY:
        return
    lines = document.body()
    start = lines.index(labelled)
    end = _labelled_end(lines, start)
    if end is None:
        return
    yield from _below(lines[start:end])
    yield from _above(lines, start, document.filled)


def _labelled_end(lines: list[Line], start: int) -> int | None:
    """The place behind the last label of the block, or None if no label follows the abstract."""
    end = None
    for place in range(start + 1, min(len(lines), start + MAX_ABSTRACT)):
        text = lines[place].text
        if KEYWORDS.match(text):
            end = place + 1
            measure = max(width(line.text.strip()) for line in lines[start:place]) if place > start else 0
            # keywords that go on: the line before is full or ends with a separator
            while end < len(lines) and not IDENTIFIER.search(lines[end].text) and end - place < 4:
                before = lines[end - 1].text.rstrip()
                if not (before.endswith(("；", ";", "，", "、", ",")) or (width(before.strip()) >= measure - 2 > 0 and end - place < 2)):
                    break
                end += 1
        elif IDENTIFIER.search(text, 0, 40):
            end = place + 1
        elif end is not None and place > end + 1:
            break
    return end


def _below(block: list[Line]) -> Iterator[Edit]:
    parts: list[tuple[Role, list[Line]]] = []
    for line in block:
        role = Role.KEYWORDS if KEYWORDS.match(line.text) else Role.IDENTIFIERS if IDENTIFIER.search(line.text) else None
        if role or not parts:
            parts.append((role or Role.ABSTRACT, [line]))
        else:
            parts[-1][1].append(line)
    for role, lines in parts:
        yield from label(lines, role, REASONS[role], goes_on="goes on inside the title block")


def _are_authors(text: str) -> bool:
    return AUTHORS.match(text.strip()) is not None or are_names(text)


def _is_title(above: list[Line]) -> bool:
    """Whether the lines above an abstract are a title: few, each longer than the next, no sentences, no date and no volume."""
    if not 0 < len(above) <= MAX_LINES or any(ends_clause(line.text) or STOP_INSIDE.search(line.text) for line in above):
        return False
    if any(iso_date(letters(line.text)) or NO_TITLE.search(line.text) for line in above):
        return False
    widths = [width(line.text.strip()) for line in above]
    return all(before >= 20 and before > 1.2 * size for before, size in pairwise(widths))


def _above(lines: list[Line], start: int, filled: list[Line]) -> Iterator[Edit]:
    # a vertical header may stand between, with the number of its page
    while start > 0 and FOLIO.match(lines[start - 1].text):
        start -= 1
    place = start - 1
    while place >= 0 and (AFFILIATION.match(lines[place].text.strip()) or _are_authors(lines[place].text)) and start - place <= 4:
        if _are_authors(lines[place].text):
            break
        place -= 1
    if place < 0 or not _are_authors(lines[place].text):
        if _is_title(lines[:start]):
            yield from label(lines[:start], Role.TITLE, "all that stands above the abstract", goes_on="the title goes on")
        return
    for line in lines[place:start]:
        if _are_authors(line.text):
            yield line.edit("role", Role.AUTHOR, "names only, right above the abstract")
        else:
            yield line.edit("role", Role.NOTICE, "affiliation, right above the abstract")
    place -= 1
    if place >= 0 and re.match(r"\s*(?:——|--)", lines[place].text):
        yield lines[place].edit("role", Role.SUBTITLE, "begins with a dash, between title and authors")
        place -= 1
    while place >= 0 and FOLIO.match(lines[place].text):
        place -= 1
    if place < 0 or ends_sentence(lines[place].text):
        return
    title = title_lines(lines, place, filled)
    above = lines[place - 1] if place else None
    # a title on two lines: only at the top of the text, where no sentence can be meant
    if (
        len(title) == 1
        and above
        and place <= 2
        and not ends_sentence(above.text)
        and sum(line.text == above.text for line in lines) == 1
        and letters(DIGITS.sub("", above.text)) != letters(lines[place].text)  # the running title, with the number of its page
        and lines[place].number - above.number <= 2
        and width(above.text.strip()) >= width(lines[place].text.strip())
    ):
        title = [above, *title]
    yield from label(title, Role.TITLE, "above the authors of the abstract", goes_on="the title goes on")
