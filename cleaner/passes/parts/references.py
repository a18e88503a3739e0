"""Lists of works: each entry from its number up to the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.document import OPEN, Document, Edit, Kind, Line
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.sentences import ends_sentence, joint_between

NUMBER = regex(r"^[ \t\u3000]*[\[［〔](\d{1,3})[\]］〕]", re.M)
MAX_ENTRY = 10
"""Lines of one entry: paragraphs behind such numbers are longer."""
MIN_ENTRIES = 4
MOST = 0.7
"""Of the entries: so many hold a year, an address or the type of a work, and so many end with a stop, where stops end entries."""


@rule(acts_on={Kind.WRAPPED}, fields={"joint"}, after=["footnotes"])
def references(document: Document) -> Iterator[Edit]:
    """Join the lines of each entry of a list of works, also where its number has a line of its own.

    Evidence: numbers in brackets begin lines, each the next of the one before and at most ten lines behind it, and most of what stands
    between them holds a year, an address or the type of a work. Counter-evidence: a gap, a number that may count pages, and, where
    entries end with a stop, what follows the stop: the head of the next page. Where the last entry ends nothing shows.
    """
    flow = [line for line in document.filled if line.role in OPEN]
    places = {line.index: place for place, line in enumerate(flow)}
    runs: list[list[int]] = [[]]
    last = 0
    for line in document.matching(NUMBER):
        if (place := places.get(line.index)) is not None:
            number = int(NUMBER.findall(line.text)[0])
            if runs[-1] and (number != last + 1 or place - runs[-1][-1] > MAX_ENTRY):
                runs.append([])
            runs[-1].append(place)
            last = number
    for run in runs:
        if len(run) >= MIN_ENTRIES:
            yield from _joined(document, flow, run)


def _joined(document: Document, flow: Sequence[Line], starts: Sequence[int]) -> Iterator[Edit]:
    """The entries that begin at `starts`, each but the last joined."""
    from cleaner.notes.finding import TYPED, WORK
    from cleaner.notes.places import FOLIO  # few texts have such lists

    entries = [flow[start:end] for start, end in pairwise(starts)]
    works = sum([any([WORK.search(line.text) or TYPED.search(line.text) for line in entry]) for entry in entries])
    if works < MOST * len(entries):
        return
    stop_ends = sum([ends_sentence(entry[-1].text) for entry in entries]) >= MOST * len(entries)
    for place in starts:
        if flow[place].joint == "\n":
            yield flow[place].edit("joint", "\n\n", "the number of an entry in a list of works")
    for entry in entries:
        ends = [place for place, line in enumerate(entry) if stop_ends and ends_sentence(line.text)]
        for place, (before, line) in enumerate(pairwise(entry), 1):
            if not stop_ends and ends_sentence(before.text):
                break
            is_end = document.gap(line) > document.usual_gap or FOLIO.match(line.text) or place > max(ends, default=len(entry))
            if line.joint == "\n":
                joint = "\n\n" if is_end else joint_between(before.text, line.text)
                yield line.edit("joint", joint, "behind the end of an entry" if is_end else "the entry goes on up to the next number")
            if is_end:
                break
