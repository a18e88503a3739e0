"""Paragraphs that a column break or a caption cut into blocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.document import FLOATS, FURNITURE, Document, Doubt, Edit, Kind, Role
from cleaner.rules import rule
from cleaner.wording.sentences import ends_clause, goes_on, is_unfinished, joint_between, open_pairs

PASSED_OVER = FLOATS | FURNITURE | {Role.FOOTNOTE}
MIN_CUTS = 3
MIN_LENGTH = 30
"""Characters. Cut blocks have 24 to 144 in the documents that have the damage; a heading or a caption with
clause marks in it, which may lack its stop, rarely has as many."""


@rule(acts_on={Kind.TEXT}, fields={"joint"}, after=["bullets"])
def column_cuts(document: Document) -> Iterator[Edit | Doubt]:
    """Join two blocks that are one sentence cut by a column break, or by a caption.

    Evidence: most blocks of the text end their sentence, this one breaks off behind a running
    sentence (it holds clause marks, or a quote it opens stays open), and the next can be its rest.
    A caption or heading without its stop looks the same, so the text must be cut in at least three
    places by blocks too long for either. Verse, lists and addresses do not end their sentences.
    """
    flow = [line for line in document.filled if line.role not in PASSED_OVER]
    cuts = [
        (before, line)
        for before, line in pairwise(flow)
        if before.role is Role.BODY is line.role and line.joint != "\n" and is_unfinished(before.text) and goes_on(line.text)
    ]
    if sum([len(before.text) >= MIN_LENGTH or open_pairs(before.text) > 0 for before, _ in cuts]) < MIN_CUTS:
        return
    prose = [line for line in document.body() if len(line.text) >= MIN_LENGTH]
    if sum([ends_clause(line.text) for line in prose]) * 2 < len(prose):
        return
    # short, with a cut before it and one behind it: as likely a legend between two halves
    begun = {before.index for before, _ in cuts}
    legends = {line.index for _, line in cuts if line.index in begun and len(line.text) < MIN_LENGTH}
    for before, line in cuts:
        if line.index in legends:
            yield line.doubt("short, with a cut before it and one behind it", "a block of its own", "a piece of the sentence")
        elif before.index not in legends and line.joint == "\n\n":
            yield line.edit("joint", joint_between(before.text, line.text), f"line {before.number} breaks off in mid-sentence")
