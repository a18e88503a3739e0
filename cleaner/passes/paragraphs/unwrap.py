"""Lines of a printed page back into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import HEADINGS, PASSED_OVER, Document, Doubt, Edit, Kind, Role
from cleaner.rules import rule
from cleaner.wording.sentences import joint_between

DOUBT = 0.85
"""Nats: where the sum of evidence is no more, three decisions of ten are wrong (see docs/joins.md)."""

ITEM = "the item whose number stands on the line before"


@rule(acts_on={Kind.WRAPPED}, fields={"joint"}, after=["torn_marks", "torn_tables"])
def unwrap(document: Document) -> Iterator[Edit | Doubt]:
    """Join the lines of wrapped text into paragraphs.

    Evidence is summed at each line end (see `_joins`): how full the line is and how it ends, what the next one begins with and looks
    like, indents, blank lines, numbers and marks of lists, lines in a row that break off, a word that is cut. The strongest is the
    reason that is told. Where the sum is near nothing, the decision is reported as doubtful.
    """
    from cleaner.passes.paragraphs._joins import Ends, reason_of, score_of

    flow = [line for line in document.filled if line.role not in PASSED_OVER]
    if not flow:
        return  # all that stands there is front matter
    ends = Ends(document, flow)
    before = None
    first = 0  # the place where the paragraph of `before` begins
    for place, line in enumerate(flow):
        if line.role is not Role.BODY:
            before = line if line.role in HEADINGS else None
            continue
        if line.joint != "\n":
            first = place if "\n\n" in line.joint else first
        elif before is None or before.role in HEADINGS:
            yield line.edit("joint", "\n\n", "first line behind a heading" if before else "first line of the text")
            first = place
        else:
            if ends.is_item(place):
                score, reason = DOUBT, ITEM
            elif ends.is_full(place):
                score, reason = DOUBT, "the line before is full"
            elif ends.is_rest(place):
                score, reason = DOUBT, "begins with a particle"
            elif ends.is_cut(place, first):
                score, reason = -DOUBT, ends.apart.get(place, "the line before had room for the next word")
            else:
                found = ends.at(place, first)
                score = score_of(found)
                reason = ends.apart[place] if score <= 0 and place in ends.apart else reason_of(found, score)
            if score <= 0:
                yield line.edit("joint", "\n\n", reason)
                first = place
            else:
                yield line.edit("joint", " " if reason == ITEM else joint_between(before.text, line.text), reason)
            if score <= 0 and ends.may_go_on(place):
                yield line.doubt("a sentence may go on behind what is likely furniture of a page", "a new paragraph", "joined")
            elif abs(score) < DOUBT:
                stands, other = ("joined", "a new paragraph") if score > 0 else ("a new paragraph", "joined")
                yield line.doubt(reason, stands, other)
        before = line
