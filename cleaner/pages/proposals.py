"""What the rules propose for the furniture that was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from cleaner.document import OPEN, Document, Doubt, Edit, Likely, Role
from cleaner.pages.found import Certainty


def furniture(document: Document, kind: str, role: Role, least: int = 1) -> Iterator[Edit | Likely | Doubt]:
    """The furniture of one kind as edits where it is sure; what is likely or unsure is reported once for each wording or sequence.

    A wording or sequence with less than `least` lines is likely at most.
    """
    pages = document.pages
    if not pages.furniture:
        return
    filled = document.measured.filled
    times = Counter([known.group for known in pages.furniture.values() if known.certainty is not Certainty.UNSURE]) if least > 1 else None
    likely: dict[str, list[Edit]] = defaultdict(list)
    unsure: dict[str, list[int]] = defaultdict(list)
    for place in sorted([place for place, known in pages.furniture.items() if known.kind == kind]):
        known, line = pages.furniture[place], filled[place]
        if line.role not in OPEN:
            continue
        if known.certainty is Certainty.UNSURE:
            unsure[known.group].append(place)
            continue
        edits = [line.edit("role", role, known.reason)]
        if known.facts:
            edits.append(line.edit("facts", known.facts, f"read from the {role}"))
        if known.certainty is Certainty.SURE and (times is None or times[known.group] >= least):
            yield from edits
        else:
            likely[known.group] += edits
    for edits in likely.values():
        line = document.lines[edits[0].place]
        yield Likely(tuple(edits), line.doubt(_times(edits[0].reason, len(edits)), "text", str(role)))
    for places in unsure.values():
        yield filled[places[0]].doubt(_times(pages.furniture[places[0]].reason, len(places)), "text", str(role))


def apart(document: Document) -> set[int]:
    """The lines that may be furniture and stay, by index: no sentence goes on into them or out of them.

    Of those that nothing proves, the ones that cut a sentence, for the break itself tells that they are no part of it; and the numbers
    that may be of pages, for a number inside a sentence does more harm than a cut.
    """
    filled = document.measured.filled
    furniture = [(filled[place], known) for place, known in document.pages.furniture.items()]
    return {
        line.index
        for line, known in furniture
        if line.role in OPEN and (known.certainty is Certainty.LIKELY or known.is_apart or line.text.strip().isdigit())
    }


def _times(reason: str, times: int) -> str:
    return f"{reason}; so do {times - 1} more" if times > 1 else reason
