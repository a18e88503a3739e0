"""The title of a text where it stands again: a head at one page break, or between a late title block and the rest of a sentence."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from cleaner.pages.found import Certainty
from cleaner.pages.places import WORD, Places
from cleaner.regex import regex
from cleaner.wording.glyphs import HAN
from cleaner.wording.names import names_of
from cleaner.wording.paper_labels import FIRST, LABEL

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

AUTHORS = regex(rf"[{HAN}·]{{2,8}}(?:[、，,][{HAN}·]{{2,8}}){{0,3}}(?:等|等人)?[：:]|[\w.,·-]{{2,30}}etal\.?[:：,]")
"""Who wrote a paper, before its title."""


def titles_again(edges: Edges, seams: list[Seam]) -> bool:
    """Take the title where it stands again at one edge, on one line or on two; whether there was any."""
    places = edges.places
    of_papers = {}
    for seam in seams:
        of_papers.update(titles_of_papers(places, seam.stop))
    titles = {**title_wordings(places, 0), **of_papers}
    found = False
    next_to = {unit for seam in seams for unit in (seam.start - 1, seam.stop)} | edges.furniture.keys()
    for seam in seams:
        if seam.certainty is not Certainty.SURE:
            continue
        for side, unit in ((-1, seam.start - 1), (1, seam.stop)):
            for units in ((unit,), (unit, unit + 1) if side > 0 else (unit - 1, unit)):
                if not (units[0] >= 0 and units[-1] < places.size) or any(one in edges.furniture for one in units):
                    continue
                wording = _title_of("".join([places.keys[one] for one in units]), titles)
                if titles.get(wording, units[0]) >= units[0] or not all(map(edges.may_be, units)):
                    continue
                # sections are named at the top of a text, in its contents, and begin pages
                cut = places.is_cut(seam.start, seam.stop + (units[-1] - unit + 1 if side > 0 else 0))
                if not (cut or wording in of_papers or titles[wording] <= OPENING):
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


def _title_of(wording: str, titles: Collection[str]) -> str:
    """The title that stands behind its authors (`李明等：论河流`), or else the whole wording."""
    authors = AUTHORS.match(wording)
    return wording[authors.end() :] if authors and wording[authors.end() :] in titles else wording


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


def titles_of_papers(places: Places, start: int) -> dict[str, int]:
    """What is the title where a paper begins with the line `start`, on up to three lines: a label of its abstract or keywords follows."""
    block = range(start + 1, min(start + LATE_BLOCK, places.size))
    texts = [(unit, places.texts[unit]) for unit in block]
    labels = (
        unit for unit, text in texts if text[0] in FIRST and (match := LABEL.match(text)) and (match["abstract"] or match["keywords"])
    )
    label = next(labels, start)
    found: dict[str, int] = {}
    for unit in range(start, min(start + 3, label)):
        wording = "".join(places.keys[start : unit + 1])
        if MIN_TITLE < len(wording) < MAX_TITLE:
            found[wording] = unit
    return found


def opens_paper(places: Places, unit: int) -> bool:
    """Whether a line is the title of a paper: names stand right below it, or its labels do."""
    return bool(titles_of_papers(places, unit)) and (
        LABEL.match(places.texts[unit + 1]) is not None or names_of(places.texts[unit + 1]) != []
    )


def late_blocks(edges: Edges, seams: list[Seam]) -> None:
    """Take a head between a title block, which an extractor wrote after a page break inside a sentence, and the rest of the sentence.

    Evidence: the wording is that of the title or of another head, it stands right before the line with which the sentence goes on,
    and the break is proved. Where the first line of the block could go on with the sentence, too, it has the labels of a paper; a title
    that is repeated below those, without a sentence that is cut, is likely a head.
    """
    places = edges.places
    known = {*[places.keys[unit] for unit in edges.furniture], *edges.names}
    for seam in seams:
        left = places.text_beside(seam.start, -1)
        if left is None or seam.start in (0, places.size):
            continue
        of_paper = titles_of_papers(places, seam.stop)
        is_plain = seam.certainty is Certainty.SURE and not places.is_cut(seam.start, seam.stop)
        titles = title_wordings(places, seam.stop) if is_plain else {}
        for unit in range(seam.stop + 1, min(seam.stop + LATE_BLOCK, places.size - 1)):
            if unit in edges.furniture:
                continue  # asked first: a head that all pages have stands in thousands of places
            key = places.keys[unit]
            if of_paper.get(key, unit) >= unit:
                others = places.units_of.get(key, ())
                if len(others) < 2 or sum([other not in edges.furniture for other in others]) > 2:
                    continue  # the title and this line are left, at most
                if not (titles.get(key, unit) < unit or (is_plain and key in known and others[0] < unit)):
                    continue
            if len(WORD.findall(key)) <= 3 or not edges.may_be(unit):
                continue
            if places.runs_on(left, unit + 1) and not places.runs_on(unit - 1, unit):
                edges.take(unit, Certainty.SURE, "repeated, between a page break and the rest of the sentence")
                break
            if key in of_paper and seam.certainty is Certainty.SURE:
                edges.take(unit, Certainty.LIKELY, "the title again, below the title block of a page")
                break
