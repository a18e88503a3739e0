"""Running titles: lines that repeat with the page and not with the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from cleaner.document import FURNITURE, Document, Edit, Kind, Line, Role
from cleaner.sentences import ends_clause

MIN_TIMES = 3
MAX_LENGTH = 50
"""Characters. Running titles are single lines; body lines repeat only in verse."""
DIGITS = re.compile("[0-9]+")


def running_heads(document: Document, *, min_times: int = MIN_TIMES) -> Iterator[Edit]:
    """Label lines that stand again on other pages, at the edge of the page.

    Evidence: the same short line (numbers aside) at least `min_times`, and at least half of the
    times it stands at a page edge, beside other furniture, or between two halves of a sentence. A
    refrain or a table header repeats too, but inside the page and between whole sentences.
    """
    if document.kind is not Kind.WRAPPED:
        return
    # numbers and gaps masked in one go: no line end is lost, so the keys stand in the order of the lines
    keys = DIGITS.sub("#", document.wording().replace(" ", "").replace("\u3000", "")).split("\n")
    repeated = {key for key, times in Counter(keys).items() if times >= min_times and 1 < len(key) <= MAX_LENGTH}
    if not repeated:
        return
    filled = document.filled
    places = defaultdict(list)
    for place, key in enumerate(keys):
        if key in repeated and filled[place].role in (Role.BODY, Role.TITLE):
            places[key].append(place)
    for same in places.values():
        if len(same) < min_times:
            continue
        edges = sum(_at_edge(filled, place) for place in same)
        if edges * 2 < len(same):
            continue
        for place in same:
            if filled[place].role is Role.BODY:
                yield filled[place].edit(
                    "role", Role.RUNNING_HEAD, f"stands {len(same)} times, {edges} of them at a page edge or inside a sentence"
                )


def _at_edge(filled: list[Line], place: int) -> bool:
    line = filled[place]
    before = filled[place - 1] if place else None
    after = filled[place + 1] if place + 1 < len(filled) else None
    if before is None or after is None or before.page != line.page or after.page != line.page:
        return True
    if before.role in FURNITURE or after.role in FURNITURE:
        return True
    return before.role is Role.BODY and after.role is Role.BODY and not ends_clause(before.text) and len(before.text) > len(line.text)
