"""Paragraphs of a Markdown file that were pasted from a printed page."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.rows import Rows
from cleaner.rules import rule
from cleaner.sentences import joint_between
from cleaner.stretches import Stretch, find

MIN_LINES = 3
SHOWN = 1.5
"""Nats at one line end that tell that a word or a phrase is cut there (see `cleaner.line_ends`)."""


@rule(acts_on={Kind.MARKDOWN, Kind.TEXT}, fields={"joint"})
def pasted(document: Document) -> Iterator[Edit]:
    """Join the lines of a paragraph of ideographs or kana that was pasted from a printed page.

    Evidence: its lines fill one measure, and at least one line end cuts a word or leaves a phrase open. Between ideographs a line end
    shows as a gap. Counter-evidence: a sentence or a clause on each line, verse, a hard line break. An author's own wrapping of Latin
    text stays.
    """
    if not document.is_wide():
        return
    for paragraph in _paragraphs(document):
        texts = [line.text.strip() for line in paragraph]
        if any([len(text) > MAX_LENGTH for text in texts]) or any([line.text.endswith(("  ", "\\")) for line in paragraph[:-1]]):
            continue
        rows = Rows(texts, [0] * len(texts))
        for stretch in find(rows):
            if _is_cut(rows, stretch):
                for before, line in zip(paragraph[stretch.first :], paragraph[stretch.first + 1 : stretch.last + 1], strict=False):
                    yield line.edit("joint", joint_between(before.text, line.text), "a paragraph pasted from a printed page")


MAX_LENGTH = 80
"""Characters: lines are longer where each is a paragraph."""


def _paragraphs(document: Document) -> Iterator[list[Line]]:
    """Running text of several lines without a blank line between."""
    run: list[Line] = []
    for line in document.filled:
        if line.role is Role.BODY and run and line.joint == "\n":
            run.append(line)
            continue
        if len(run) >= MIN_LINES:
            yield run
        run = [line] if line.role is Role.BODY else []
    if len(run) >= MIN_LINES:
        yield run


def _is_cut(rows: Rows, stretch: Stretch) -> bool:
    """Whether a line end of the stretch, between ideographs or kana, cuts a word or a phrase."""
    ends = range(stretch.first, stretch.end + 1)
    return all([rows.scripts[place] in "cj" for place in ends]) and any(
        [not rows.stops[place] and (rows.pairs[place] == 2 or rows.nats[place] >= SHOWN) for place in ends]
    )
