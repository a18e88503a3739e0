"""The title of a text where it stands again: a head at one page break, or between a late title block and the rest of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.pages.found import Certainty
from cleaner.pages.places import WORD, Places

if TYPE_CHECKING:
    from cleaner.pages.edges import Edges, Seam

TITLE_LINES = 14
"""Units from the top among which the title stands."""
OPENING = 1
"""The last unit of a title that opens the text."""
LATE_BLOCK = 14
"""Lines of a title block that an extractor wrote after the page break inside a sentence."""
MIN_TITLE = 5
"""Characters of a title that is looked for again: a shorter one may be a word of the text."""
MAX_TITLE = 160
"""Characters of a title, on all its lines."""


def titles_again(edges: Edges, seams: list[Seam]) -> bool:
    """Take the title where it stands again at one edge, on one line or on two; whether there was any."""
    places = edges.places
    titles = title_wordings(places, 0)
    found = False
    next_to = {unit for seam in seams for unit in (seam.start - 1, seam.stop)} | edges.furniture.keys()
    for seam in seams:
        if seam.certainty is not Certainty.SURE:
            continue
        for side, unit in ((-1, seam.start - 1), (1, seam.stop)):
            for units in ((unit,), (unit, unit + 1) if side > 0 else (unit - 1, unit)):
                if not (units[0] >= 0 and units[-1] < places.size) or any(one in edges.furniture for one in units):
                    continue
                wording = "".join([places.keys[one] for one in units])
                if titles.get(wording, units[0]) >= units[0] or not all(map(edges.may_be, units)):
                    continue
                # sections are named at the top of a text, in its contents, and begin pages
                if not (places.is_cut(seam.start, seam.stop + (units[-1] - unit + 1 if side > 0 else 0)) or titles[wording] <= OPENING):
                    continue
                if len(units) == 2 and (wording not in places.times or titles[wording] in edges.furniture):
                    continue  # the title is on one line where the head is on two, and stays; lines alike on both are text
                # as often as it stands inside pages it is no head; once it is the title
                inside = [other for one in units for other in places.units_of.get(places.keys[one], ()) if other not in next_to]
                if (len(units) == 1 and len(inside) > 1) or (len(units) == 2 and not set(units).issuperset(inside)):
                    continue
                for one in units:
                    edges.take(one, Certainty.SURE, "the title again, at a page break")
                    seam.layers.append(one)
                found = True
                break
    return found


def title_wordings(places: Places, start: int) -> dict[str, int]:
    """What may be the title among the first lines from `start` on, on up to three lines, and the last unit of each."""
    found: dict[str, int] = {}
    stop = min(start + TITLE_LINES, places.size)
    stop = next((unit for unit in range(start, stop) if places.has_clauses[unit] or places.runs_on(unit, unit + 1)), stop)
    for unit in range(start, stop):
        joined = ""
        for last in range(unit, min(unit + 3, stop)):
            joined += places.keys[last]
            if MIN_TITLE < len(joined) < MAX_TITLE:
                found.setdefault(joined, last)
    return found


def late_blocks(edges: Edges, seams: list[Seam]) -> None:
    """Take a head between a title block, which an extractor wrote after a page break inside a sentence, and the rest of the sentence.

    Evidence: the wording is that of the title or of another head, it stands right before the line with which the sentence goes on,
    and the break is proved.
    """
    places = edges.places
    known = {*[places.keys[unit] for unit in edges.furniture], *edges.names}
    for seam in seams:
        left = places.text_beside(seam.start, -1)
        if seam.certainty is not Certainty.SURE or left is None or seam.start in (0, places.size) or places.is_cut(seam.start, seam.stop):
            continue
        titles = title_wordings(places, seam.stop)
        for unit in range(seam.stop + 1, min(seam.stop + LATE_BLOCK, places.size - 1)):
            key = places.keys[unit]
            others = places.units_of.get(key, ())
            if len(others) < 2 or sum([other not in edges.furniture for other in others]) > 2:
                continue  # the title and this line are left, at most
            is_head = titles.get(key, unit) < unit or (key in known and others[0] < unit)
            if not is_head or len(WORD.findall(key)) <= 3 or unit in edges.furniture or not edges.may_be(unit):
                continue
            if places.runs_on(left, unit + 1) and not places.runs_on(unit - 1, unit):
                edges.take(unit, Certainty.SURE, "repeated, between a page break and the rest of the sentence")
                break
