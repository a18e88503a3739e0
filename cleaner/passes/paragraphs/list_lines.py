"""Lines that begin a block by their number, letter or label, whatever the line before looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.document import OPEN, Document, Edit, Kind, Line
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.numbering import NUMERALS, value_of

OPTION = regex(r"^[ \t\u3000]*[（(]?([A-H])(?:[．.、](?![\w.])|[．、]|[)）])[ \t\u3000]*(?=\S)", re.M)
ARTICLE = regex(rf"^[ \t\u3000]*第([{NUMERALS}]{{1,6}}|\d{{1,4}})[条條][ \t\u3000]+(?=\S)", re.M)
FIELD = regex(r"^[ \t\u3000]*[^\s：:，。]{1,12}[（(]?[^\s：:，。]{0,8}[)）]?[：:][ \t\u3000]*[_＿]{2,}", re.M)
MIN_OPTIONS = 3
"""Letters in a row, from A on. Two may be the initials of names."""
REACH = 6
"""Lines: the next answer to a question is no farther."""
MIN_FIELDS = 2


@rule(acts_on={Kind.WRAPPED}, fields={"joint"})
def list_lines(document: Document) -> Iterator[Edit]:
    """Begin a block at the answers to a question, the articles of a statute, the fields of a form.

    Evidence: lines begin with A, B, C … in a row, a few lines apart; with the next number of an article (`第二条`) and a gap; with a
    label and a rule to write on, several of them. A letter may be an initial, and a sentence may name an article: neither counts on.
    """
    wording = document.wording()
    if any([f"B{mark}" in wording for mark in "．.、)）"]):
        options = _numbered(document, OPTION)
        answers = _counted([(line, ord(letter) - ord("A") + 1) for line, letter in options], MIN_OPTIONS, REACH)
        yield from _begin(answers, "an answer to choose")
    if any([sign in wording for sign in "条條"]):
        articles = [(line, value_of(number)) for line, number in _numbered(document, ARTICLE)]
        yield from _begin(_counted(articles, 2, len(document.lines)), "an article of a statute")
    if any([rule in wording for rule in ("__", "＿＿")]):
        fields = [line for line in document.matching(FIELD) if line.role in OPEN]
        yield from _begin(fields if len(fields) >= MIN_FIELDS else [], "a field of a form")


def _numbered(document: Document, pattern: re.Pattern[str]) -> list[tuple[Line, str]]:
    """The lines of running text that `pattern` matches, and what it says of them."""
    lines = [line for line in document.matching(pattern) if line.role in OPEN]
    return [(line, match[1]) for line in lines if (match := pattern.match(line.text))]


def _begin(lines: Sequence[Line], reason: str) -> Iterator[Edit]:
    for line in lines:
        if line.joint == "\n":
            yield line.edit("joint", "\n\n", reason)


def _counted(numbered: Sequence[tuple[Line, int]], least: int, reach: int) -> list[Line]:
    """The lines whose numbers count on from one to the next, `least` of them at least, no more than `reach` lines apart."""
    found: list[Line] = []
    run: list[Line] = []
    last = 0
    for line, value in [*numbered, (None, 0)]:
        if line is not None and run and value == last + 1 and line.number - run[-1].number <= reach:
            run.append(line)
        else:
            if len(run) >= least:
                found += run
            run = [line] if line is not None and (value == 1 or reach > REACH) else []
        last = value
    return found
