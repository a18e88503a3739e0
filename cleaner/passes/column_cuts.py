"""Paragraphs that a column break or a caption cut into blocks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from cleaner.document import Document, Edit, Kind, Role
from cleaner.sentences import ends_clause, goes_on, is_unfinished, joint_between

MIN_BLOCKS = 5
MIN_LENGTH = 16
"""Characters; shorter blocks do not tell prose from lists."""


def column_cuts(document: Document) -> Iterator[Edit]:
    """Join two blocks that are one sentence cut by a column break, or by a caption.

    Evidence: most blocks of the text end their sentence, this one breaks off behind a running
    sentence (it holds clause marks, or a quote it opens stays open), and the next does not begin
    with a list mark or a heading. Verse, lists and addresses do not end their sentences.
    """
    if document.kind is not Kind.TEXT:
        return
    blocks = [line for line in document.lines if line.role is Role.BODY]
    prose = [line for line in blocks if len(line.text) >= MIN_LENGTH]
    if len(prose) < MIN_BLOCKS or sum(ends_clause(line.text) for line in prose) * 2 < len(prose):
        return
    flow = [line for line in document.lines if line.role not in (Role.BLANK, Role.CAPTION, Role.PULL_QUOTE, Role.DUPLICATE)]
    for before, line in itertools.pairwise(flow):
        if before.role is Role.BODY is line.role and line.joint == "\n\n" and is_unfinished(before.text) and goes_on(line.text):
            joint = joint_between(before.text, line.text)
            yield line.edit("joint", joint, f"line {before.number} breaks off in mid-sentence")
