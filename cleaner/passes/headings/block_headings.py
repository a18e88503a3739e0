"""Headings of a text whose lines are blocks: newspaper pieces, and texts whose line breaks are lost."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from cleaner.document import HEADINGS, OF_BLOCKS, Document, Edit, Kind, Line, Role
from cleaner.glyphs import width
from cleaner.numbering import ITEM_MARK
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK, ends_clause, ends_sentence, open_pairs

MAX_PLAIN = 64
"""Display columns of a heading without a number."""
MIN_CUT = 16
"""Characters of a paragraph that a column break cut."""
MAX_PART = 20
"""Characters of a heading among the parts of a run-on text."""


@rule(acts_on=OF_BLOCKS, writes={Role.H2, Role.H3, Role.H4, Role.H5, Role.H6}, fields={"joint"}, after=["short_headings"])
def block_headings(document: Document) -> Iterator[Edit]:
    """Label short blocks between paragraphs as headings.

    Evidence: a block without clause marks between paragraphs that end their sentences, in a text
    with a byline; or several short parts of a run-on text, with longer parts between them. Without
    either a short block may be a line of verse, an address, an item.
    """
    if document.kind is Kind.TEXT and _runs_on(flow := document.flow()):
        yield from _parts(flow)
    elif any([line.role is Role.BYLINE or line.role is Role.AUTHOR for line in document.lines]):
        yield from _between_paragraphs(document.flow())


def _runs_on(flow: list[Line]) -> bool:
    return len(flow) > 2 and sum(left.number == right.number for left, right in itertools.pairwise(flow)) * 2 > len(flow)


def _parts(flow: list[Line]) -> Iterator[Edit]:
    short = []
    for place, line in enumerate(flow[:-1]):
        text = line.text.strip()
        if (
            len(text) <= MAX_PART
            and not ends_clause(text)
            and "：" not in text
            and ends_sentence(flow[place + 1].text)
            and len(flow[place + 1].text) > 2 * len(text)
        ):
            short.append(line)
    if len(short) >= 2 and len(short) * 2 < len(flow):
        for line in [line for line in short if line.role is Role.BODY]:
            yield line.edit("role", Role.H2, f"one of {len(short)} short parts without a full stop, with longer parts between them")


def _between_paragraphs(flow: list[Line]) -> Iterator[Edit]:
    for place, line in enumerate(flow[:-1]):
        text = line.text.strip()
        if line.role is not Role.BODY or width(text) > MAX_PLAIN or ITEM_MARK.match(text) or not text[:1].isalnum() or text[:1].islower():
            continue
        if CLAUSE_MARK.search(text) or ends_clause(text) or open_pairs(text) or text.count("（") != text.count("）"):
            continue
        before, after = flow[place - 1] if place else None, flow[place + 1]
        begins = before is None or ends_clause(before.text) or before.role in HEADINGS
        if begins and after.role is Role.BODY and _is_prose(after.text.strip(), text):
            yield line.edit("role", Role.H2, "short, without clause marks, between paragraphs")


def _is_prose(text: str, heading: str) -> bool:
    """Whether `text` is a paragraph, whole or cut by a column break."""
    return ends_sentence(text) or (len(text) > max(MIN_CUT, 2 * len(heading)) and CLAUSE_MARK.search(text) is not None)
