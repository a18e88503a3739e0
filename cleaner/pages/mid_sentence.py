"""Heads of texts that have no other sign of their pages: short lines that stand in mid-sentence again and again."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import pairwise

from cleaner.pages.edges import ENDS_CLAUSE, MAX_KEY, SENTENCES
from cleaner.pages.forms import STAMP
from cleaner.pages.found import Certainty
from cleaner.pages.places import MIN_PAGE, MIN_TIMES, WORD, Places

EVEN = 0.25
"""Of the usual distance: how much longer or shorter a page may be."""
MIN_WORDING = (4, 8)
"""Characters of a head that only stands in mid-sentence, ASCII second: a shorter one may be a word that is set on a line."""


def in_mid_sentence(places: Places, known: AbstractSet[int]) -> dict[int, tuple[Certainty, str]]:
    """Short lines that are repeated in mid-sentence: heads of a text that has no other sign of its pages.

    Evidence: at least three places, at two in three of which the sentence runs across the line, never into it, or at every second one
    where all are a page's length apart; the line is shorter than a full one, which no line inside a paragraph is, or names an archive.
    Its first place may be that of the title.
    """
    found: dict[int, tuple[Certainty, str]] = {}
    for key, units in places.units_of.items():
        text = places.texts[units[0]]
        if len(units) < MIN_TIMES or not MIN_WORDING[key.isascii()] <= len(key) <= MAX_KEY or not WORD.search(key):
            continue
        is_stamp = STAMP.search(text) is not None
        if not is_stamp and (SENTENCES.search(text) or ENDS_CLAUSE.search(text)):
            continue
        if any(unit + step in known for unit in units for step in (-1, 1)):
            continue  # beside a page number it is judged as what stands at the edge of a page
        if any(places.at[after] - places.at[before] < MIN_PAGE - 2 for before, after in pairwise(units)) or not known.isdisjoint(units):
            continue
        if (not is_stamp and any(map(places.is_full, units))) or not places.is_prose(units[0]):
            continue
        across = [unit for unit in units if _interrupts(places, unit)]
        steps = sorted([places.at[after] - places.at[before] for before, after in pairwise(units)])
        usual = steps[len(steps) // 2]
        even = len(across) >= MIN_TIMES and steps[-1] - usual <= EVEN * usual >= usual - steps[0]
        if len(across) >= 2 and (2 if even else 1.5) * len(across) >= len(units):
            reason = f"stands {len(units)} times, {len(across)} of them in mid-sentence"
            found.update(dict.fromkeys(units, (Certainty.SURE, reason)))
            if units[0] not in across and not is_stamp and not any(places.has_clauses[: units[0]]):
                found[units[0]] = Certainty.UNSURE, f"{reason}; here it may be the title"
    return found


def _interrupts(places: Places, unit: int) -> bool:
    """Whether a line stands in mid-sentence, with nothing beside it but what its form tells: a formula has its words around it."""
    left, right = unit - 1, unit + 1
    while left in places.furniture or left in places.is_journal:
        left -= 1
    while right in places.furniture or right in places.is_journal:
        right += 1
    return places.runs_on(left, right) and not places.runs_on(unit, unit + 1)
