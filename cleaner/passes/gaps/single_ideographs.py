"""Letter-spaced ideographs inside a sentence, on whatever line of print they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import FURNITURE, HEADINGS, NO_PROSE, Document, Edit, Kind
from cleaner.inline import outside_code
from cleaner.passes.gaps.gaps import BETWEEN, MIN_GAPS
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK, MARKS, QUOTES
from cleaner.wording.line_ends import parts_pair

RUN = regex(rf"[{CJK}](?:(?: | ?[{MARKS}{QUOTES}] ?)[{CJK}])+")
"""Ideographs of which each is parted from the next, by a gap or a mark."""
SENTENCE = regex(f"[{MARKS}{QUOTES}\\d]|[A-Za-z]{{2,}}")
"""What no list of single characters and no row of labels holds: a mark, a number, a word."""
MIN_WORDS = 0.15
"""Of the gaps of a run, so many part two ideographs that make a word; in a list of names or things none does."""


@rule(changes=Change.SPACE, after=["converted_gaps"])
def single_ideographs(document: Document) -> Iterator[Edit]:
    """Close the gaps of letter-spaced ideographs in a sentence: `这条路“走 得 过 去”的` becomes `这条路“走得过去”的`.

    Evidence: three gaps in a row, each ideograph parted from the next, one of them inside a word; a mark, a number or a word on the
    line. The other rules ask what is around a line; here it may stand alone, between columns that could not be told apart.
    """
    for line in document.spaced() if document.kind is Kind.WRAPPED else ():
        if line.role in NO_PROSE or line.role in FURNITURE or line.role in HEADINGS or not SENTENCE.search(line.text):
            continue
        if BETWEEN.search(line.text) and (text := outside_code(line.text, lambda part: RUN.sub(_joined, part))) != line.text:
            yield line.edit("text", text, "a run of letter-spaced ideographs in a sentence")


def _joined(run: re.Match[str]) -> str:
    """A run without its gaps, if there are several and they part words."""
    gaps = list(BETWEEN.finditer(run[0]))
    words = sum([parts_pair(run[0][gap.start() - 1], run[0][gap.end()]) == 2 for gap in gaps])
    return BETWEEN.sub("", run[0]) if len(gaps) >= MIN_GAPS and words >= MIN_WORDS * len(gaps) else run[0]
