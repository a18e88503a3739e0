"""Captions and credits that cut a sentence in two, or stand where a figure was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.document import FLOATS, HEADINGS, OF_BLOCKS, UNMARKED, Document, Edit, Kind, Line, Role
from cleaner.passes.parts.insets import CREDIT
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK, ends_clause, ends_sentence, goes_on, is_unfinished

LABEL = regex(r"[ \u3000]*(?:图|圖|表|Figure|Fig\.|Table)[ ]?\d{1,3}(?: ?[-–.] ?\d{1,3})?[ \u3000：:.][ \u3000]*\S")
CENTRED = regex(r"(?: {4}|\u3000\u3000)")
FIRST = frozenset(" \u3000图圖表FT")
MAX_LABELLED = 60
"""Characters of a caption that shows only by its label."""
MAX_CAPTION = 90
"""Characters."""
MAX_BLOCKS = 3
BLOCKS = HEADINGS | FLOATS | {Role.BODY}


@rule(acts_on=UNMARKED, writes={Role.CAPTION}, fields={"joint"}, after=["duplicates"])
def captions(document: Document) -> Iterator[Edit]:
    """Label captions and photo credits, so that they move behind the paragraph they interrupt.

    Evidence in text of blocks: the block before breaks off, the block behind goes on, and between
    them stands a short one that is set apart by more blank lines than usual or ends in a credit.
    Evidence in wrapped text: a short line with a figure's number, or one that is centred, names a
    figure or table, and ends there.
    """
    if document.kind in OF_BLOCKS:
        yield from _between_blocks(document)
    elif document.kind is Kind.WRAPPED:
        yield from _in_lines(document)


def _between_blocks(document: Document) -> Iterator[Edit]:
    blocks = [line for line in document.filled if line.role in BLOCKS]
    gaps: dict[int, int] = {}
    usual = place = 0
    while place < len(blocks) - 2:
        before = blocks[place]
        place += 1
        if before.role in HEADINGS or not is_unfinished(before.text):
            continue
        if not gaps:
            gaps = {line.index: gap for line in blocks if (gap := document.gap(line))} or {before.index: 1}
            usual = Counter(gaps.values()).most_common(1)[0][0]
        for size in range(1, MAX_BLOCKS + 1):
            inside = blocks[place : place + size]
            after = blocks[place + size] if place + size < len(blocks) else None
            # a line break inside a block is kept: what it parts belongs together
            if after is None or any(line.joint == "\n" or line.role in HEADINGS for line in (*inside, after)):
                break
            if not all(line.role is Role.BODY and _like_caption(line) for line in inside):
                break
            apart = gaps.get(inside[0].index, 0) > usual
            credited = any(CREDIT.search(line.text.strip()) for line in inside)
            if (apart or credited) and goes_on(after.text):
                for line in inside:
                    yield line.edit(
                        "role", Role.CAPTION, "between two halves of a sentence" + (", set apart" if apart else ", with a credit")
                    )
                place += size
                break


def _like_caption(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= MAX_CAPTION and (
        ends_sentence(text) or CREDIT.search(text) is not None or not CLAUSE_MARK.search(text) or LABEL.match(text) is not None
    )


def _in_lines(document: Document) -> Iterator[Edit]:
    candidates = [line for line in document.filled if line.text[:1] in FIRST]
    alone = sum(CENTRED.match(line.text) is not None for line in candidates) * 20 < len(document.filled)
    for line in candidates:
        if line.role is not Role.BODY:
            continue
        text = line.text.strip()
        label = LABEL.match(text)
        if len(text) > MAX_LABELLED or ends_clause(text) or CLAUSE_MARK.search(text, label.end() - 1 if label else 0):
            continue
        if label or (alone and CENTRED.match(line.text) and re.search(r"[图表圖]\Z", text)):
            yield line.edit("role", Role.CAPTION, "a figure's number and name" if label else "centred, names a figure")
