"""Lines that may be headings, each with the evidence of its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.headings.marks import COUNTING, Mark, counts_aloud, mark_of
from cleaner.headings.places import MAX_LINES, Places
from cleaner.headings.wording import CALLS, can_be_heading, clauses, doubts, ends_clause
from cleaner.layout import SLACK
from cleaner.numbering import ITEM_MARK
from cleaner.regex import regex
from cleaner.sentences import joint_between


class Candidate(NamedTuple):
    """One to four lines that may be a heading together."""

    place: int
    size: int  # in lines
    text: str  # without the number
    mark: Mark | None
    is_ended: bool  # what stands before is finished
    is_sure: bool  # its end shows: the line end is the author's
    is_followed: bool  # a paragraph, or something counted, begins after it
    doubt: str  # what makes its wording doubtful, or nothing
    is_glued: bool = False  # no gap parts its number from the wording, as in a sentence; some extractors lose all gaps

    @property
    def end(self) -> int:
        """The place after it."""
        return self.place + self.size


class Counted(NamedTuple):
    """A line that begins with a number, a heading or not."""

    place: int
    mark: Mark
    candidate: Candidate | None


RUN_IN = regex(r"[（(][^（）()]{1,20}[）)]\Z|\Z")
"""What stands behind `第一条` where it is a heading: nothing, or its subject in brackets."""
BULLET = regex(r"[-*+•●■◆○▪] ")
SHOWING = frozenset({"part", "chapter", "section", "article", "sign", "han", "(han)", "figure", "(figure)"})
"""Forms that begin a line by chance so rarely that the line before ends there."""
GLUED = frozenset({"decimal", "part", "chapter", "section", "step"})
"""Forms that a gap parts from the wording."""
ALONE = frozenset({"decimal", "part", "chapter", "section", "appendix", "article"})
"""Forms whose number may stand on a line of its own."""


def counted(places: Places) -> list[Counted]:
    """All lines that begin with a number, with the heading that each may be."""
    found: list[Counted] = []
    end = 0  # of the candidate before
    texts = places.texts
    for place, text in enumerate(texts):
        if text[0] not in COUNTING and not (place == end or places.is_ended(place)):
            continue
        if (mark := mark_of(text)) is None or place < end:
            continue
        candidate = _counted_candidate(places, place, mark, is_below=place == end and place > 0)
        found.append(Counted(place, mark, candidate))
        end = candidate.end if candidate else end
    return found


def _counted_candidate(places: Places, place: int, mark: Mark, *, is_below: bool) -> Candidate | None:
    text = places.texts[place]
    if mark.form == "article" and not RUN_IN.match(text, mark.end):
        return None
    if len(text) <= mark.end and mark.form not in ALONE:
        return None
    if counts_aloud(text, mark):
        return None
    extent = _extent(places, place, mark)
    if extent is None:
        return None
    size, is_sure = extent
    wording = _joined(places.texts[place : place + size])[mark.end :].lstrip()
    if wording and not can_be_heading(wording, is_numbered=True):
        return None
    is_ended = is_below or places.is_ended(place)
    is_glued = mark.form in GLUED and mark.end < len(text) and text[mark.end - 1] not in " \t\u3000：:."
    doubt = doubts(wording) if wording else ""
    return Candidate(place, size, wording, mark, is_ended, is_sure, place + size < len(places), doubt, is_glued)


def _is_followed(places: Places, place: int) -> bool:
    """Whether a paragraph, or something counted or listed, begins at `place`."""
    return place < len(places) and (
        places.is_prose(place) or mark_of(places.texts[place]) is not None or BULLET.match(places.texts[place]) is not None
    )


def _joined(texts: list[str]) -> str:
    joined = texts[0]
    for text in texts[1:]:
        joined += joint_between(joined, text) + text
    return joined


def _extent(places: Places, place: int, mark: Mark | None) -> tuple[int, bool] | None:
    """The lines of the heading that begins at `place`, and whether its end shows; nothing if it is running text."""
    texts, last = places.texts, place
    if mark and len(texts[place]) <= mark.end:
        # its number alone: the title is on the next line, if that is one
        after = place + 1
        if not places.is_printed or after >= len(places):
            return (1, True) if mark.form != "decimal" else None
        if mark_of(texts[after]) or places.is_prose(after) or not can_be_heading(texts[after], is_numbered=True):
            return (1, True) if mark.form != "decimal" else None
        last = after
    while True:
        size, text, after = last - place + 1, texts[last], last + 1
        if ends_clause(text) and text[-1] not in CALLS:
            return None
        if after >= len(places) or not places.is_printed:
            return size, True
        if text[-1] in CALLS and places.is_prose(after):
            return size, True
        if (number := mark_of(texts[after])) and (number.form in SHOWING or places.breaks(last)):
            return size, True
        if BULLET.match(texts[after]):
            return size, True
        if after in places.apart or (places.is_indented(after, lost=mark is not None) and (places.is_prose(after) or not places.goes_on(last))):
            return size, True
        if places.breaks(last):
            if size < MAX_LINES and places.goes_on(last):
                last = after
                continue
            return size, True
        # full to the brim: either its tail follows, or this is running text
        tail = texts[after]
        is_tail = not (ends_clause(tail) and tail[-1] not in CALLS) and not clauses(tail)
        if is_tail and size < MAX_LINES - 1 and (places.room(after) > SLACK * 2 or places.share(after) < 0.6):
            last = after
            continue
        # not quite full: where its like are headings, it is one too
        return (size, False) if size == 1 and mark and not clauses(text[mark.end :]) else None


def set_apart(places: Places, taken: frozenset[int], ends: frozenset[int]) -> Iterator[Candidate]:
    """Lines without a number that may be headings: short, without a stop, of a block of their own, with a paragraph after them.

    `taken` are the places of numbered headings, `ends` those after them. Most lines are full, or end a sentence.
    """
    texts, end = places.texts, 0
    for place, text in enumerate(texts[:-1]):
        if place < end or place in taken:
            continue
        is_below = place in ends or (place == end and place > 0)
        if not (is_below or places.is_ended(place) or _is_behind_item(places, place)):
            continue
        if not can_be_heading(text, is_numbered=False) or mark_of(text):
            continue
        if places.begins_small(place):
            continue
        extent = _extent(places, place, None)
        if extent is None or not extent[1]:
            continue
        size = extent[0]
        wording = _joined(texts[place : place + size])
        if size > 1 and not can_be_heading(wording, is_numbered=False):
            continue
        candidate = Candidate(
            place, size, wording, None, is_below or places.is_ended(place), True, _is_followed(places, place + size), doubts(wording)
        )
        if place + size < len(places) and not places.begins_small(place + size):
            yield candidate
            end = candidate.end


def _is_behind_item(places: Places, place: int) -> bool:
    """Whether the line before is an item of a list that breaks off: items have no stop."""
    before = places.texts[place - 1]
    return ITEM_MARK.match(before) is not None and places.breaks(place - 1)
