"""Running titles: lines that repeat with the page and not with the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from cleaner.document import FURNITURE, LINE_ENDS, Document, Edit, Kind, Line, Role
from cleaner.passes.folios import FOLIO
from cleaner.sentences import ends_clause, ends_sentence

MIN_TIMES = 3
DEEPEST = 8
"""Lines of furniture that one page head or foot may have."""
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
    # numbers and gaps masked in one go: no line end is lost, so the keys stand in the order of the lines.
    # The lines as they were read: repairs must not change what repeats
    lines = "\n".join([line.raw.rstrip(LINE_ENDS) for line in document.filled])
    keys = DIGITS.sub("#", lines.replace(" ", "").replace("\u3000", "")).split("\n")
    repeated = {key for key, times in Counter(keys).items() if times >= min_times and 1 < len(key) <= MAX_LENGTH}
    if not repeated:
        return
    filled = document.filled
    places = defaultdict(list)
    for place, key in enumerate(keys):
        if key in repeated and not FOLIO.match(filled[place].text):
            places[key].append(place)
    for same in places.values():
        if len(same) < min_times:
            continue
        edges = sum([_at_edge(filled, keys, repeated, place) for place in same])
        if edges * 2 < len(same):
            continue
        for place in same:
            if filled[place].role is Role.BODY:
                reason = f"stands {len(same)} times, {edges} of them at a page edge or inside a sentence"
                yield filled[place].edit("role", Role.RUNNING_HEAD, reason)


def _at_edge(filled: list[Line], keys: list[str], repeated: set[str], place: int) -> bool:
    """Whether the line at `place` is at the edge of a page, looking past lines that repeat as it does and past page numbers."""
    line = filled[place]
    number = False
    behind, ahead = place + 1, place - 1
    while behind < min(len(filled), place + DEEPEST) and (keys[behind] in repeated or FOLIO.match(filled[behind].text)):
        number = number or keys[behind] not in repeated
        behind += 1
    while ahead >= max(0, place - DEEPEST) and (keys[ahead] in repeated or FOLIO.match(filled[ahead].text)):
        number = number or keys[ahead] not in repeated
        ahead -= 1
    if number or ahead < 0 or behind == len(filled):
        return True
    if keys[ahead] in repeated or keys[behind] in repeated:
        return False  # a long run of repeated lines is a table, or verse
    before, after = filled[ahead], filled[behind]
    if before.page != line.page or after.page != line.page or before.role in FURNITURE or after.role in FURNITURE:
        return True
    interrupts = before.role is Role.BODY is after.role and not ends_clause(before.text) and not ends_sentence(line.text)
    return interrupts and len(keys[ahead]) > len(keys[place])
