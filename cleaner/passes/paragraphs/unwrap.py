"""Lines of a printed page back into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import HEADINGS, PASSED_OVER, Document, Doubt, Edit, Kind, Line, Role
from cleaner.passes.paragraphs._joins import Ends, reason_of, score_of
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import joint_between, tells_spaces

DOUBT = 0.85
"""Nats: where the sum of evidence is no more, three decisions of ten are wrong (see docs/joins.md)."""


@rule(acts_on={Kind.WRAPPED}, fields={"joint"}, after=["torn_marks", "torn_tables"])
def unwrap(document: Document) -> Iterator[Edit | Doubt]:
    """Join the lines of wrapped text into paragraphs.

    Evidence is summed at each line end (see `_joins`): how full the line is and how it ends, what the next one begins with and looks
    like, indents, blank lines, numbers and marks of lists, lines in a row that break off, a word that is cut. The strongest is the
    reason that is told. Where the sum is near nothing, the decision is reported as doubtful.
    """
    flow = [line for line in document.filled if line.role not in PASSED_OVER]
    ends = Ends(document, flow)
    korean = tells_spaces([line.text for line in flow])
    words: frozenset[str] | None = None
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
            if ends.is_full(place):
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
                joint = joint_between(before.text, line.text)
                if joint and before.text[-1:] >= "\uac00" <= line.text.lstrip()[:1]:
                    words = _korean_words(flow) if words is None else words
                    if korean or _parts_word(before.text, line.text, words):
                        joint = ""  # no space at this line end, and one at others; or the text has the word elsewhere: it goes on
                yield line.edit("joint", joint, reason)
            if abs(score) < DOUBT:
                stands, other = ("joined", "a new paragraph") if score > 0 else ("a new paragraph", "joined")
                yield line.doubt(reason, stands, other)
        before = line


KOREAN, KOREAN_LAST = regex("[\uac00-\ud7a3]+"), regex(r"[\uac00-\ud7a3]+\Z")


def _korean_words(lines: list[Line]) -> frozenset[str]:
    """The Korean words that stand inside lines: those at the two ends may be parts of words."""
    inside = [line.text.split()[1:-1] for line in lines]
    return frozenset([match[0] for words in inside for word in words if (match := KOREAN.search(word))])


def _parts_word(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether a line end parts a Korean word: the text has it elsewhere as one, and not both of its halves as words.

    Of 2,962 places in four texts, each judged by the rest of its text, it finds half of the cut words and joins 2 of 1,000 pairs of words.
    """
    last, first = KOREAN_LAST.search(left), KOREAN.match(right.lstrip())
    return last is not None and first is not None and last[0] + first[0] in words and not (last[0] in words and first[0] in words)
