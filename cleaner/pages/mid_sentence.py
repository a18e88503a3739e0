"""Heads of texts that have no other sign of their pages: short lines that stand in mid-sentence again and again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from cleaner.pages.edges import ENDS_CLAUSE, MAX_KEY, SENTENCES, is_whole
from cleaner.pages.forms import MAX_ISSUE, NAMES_ISSUE, STAMP
from cleaner.pages.found import Certainty
from cleaner.pages.numbers import Form, Number
from cleaner.pages.places import BEGINS_ITEM, BEGINS_ON, BEGINS_SMALL, ENDS_OPEN, MIN_PAGE, MIN_PROSE, MIN_TIMES, WORD, Places

EVEN, FEW, SHORT_PAGE = 0.25, 4, 20
"""Of the usual distance: how much longer or shorter a page may be; at so few places, or on pages with fewer lines, one
line, and at three none. What else is set into printed prose, such as credits and boxes, stands anywhere; labels of speakers come often."""
SAME = 4
"""Characters with which lines begin that are alike: furniture cuts the text at places that have nothing in common."""
WIDER = 1.15
"""Of the measure: no line of a paragraph is so wide."""
MIN_ALIKE = 8
"""Letters of a line as wide as those of a paragraph that stands again with other numbers: no chance makes it."""
MIN_WORDING = (4, 8)
"""Characters of a head that only stands in mid-sentence, ASCII second: a shorter one may be a word that is set on a line."""

ALL_PAGES, MIN_PAGES, MIN_ACROSS = 0.8, 5, 3
"""Of the known pages that bear a watermark, the fewest of them, and the sentences that it cuts: fields of a form and labels cut none."""


def watermarks(places: Places, known: AbstractSet[int]) -> dict[int, str]:
    """Short lines inside their pages that stand on nearly all known pages, once on each, and again and again in mid-sentence."""
    found: dict[int, str] = {}
    pages = len(places.cuts) - 1
    for key, units in places.units_of.items():
        if not max(MIN_PAGES, ALL_PAGES * pages) <= len(units) <= pages or not MIN_WORDING[key.isascii()] <= len(key) <= MAX_KEY:
            continue
        is_inside = not any([0 in places.depth(unit) for unit in units]) and known.isdisjoint(units)
        if (
            not is_inside
            or len({places.pages[unit] for unit in units}) < len(units)
            or not WORD.search(key)
            or SENTENCES.search(places.texts[units[0]])
            or any([places.full[unit] for unit in units])
        ):
            continue
        across = sum([_interrupts(places, unit) for unit in units])
        if across >= MIN_ACROSS:
            found.update(dict.fromkeys(units, f"once on each of {len(units)} pages, {across} times in mid-sentence"))
    return found


def in_mid_sentence(places: Places, known: AbstractSet[int]) -> dict[int, tuple[Certainty, str]]:
    """Short lines that are repeated in mid-sentence: heads of a text that has no other sign of its pages.

    Evidence: at least three places, at two in three of which the sentence runs across the line, never into it, or at every second one
    where more are; all are a page's length apart, or the line names an archive or an issue. Else it is likely: a credit, a box, a
    banner. The line is shorter than a full one, which no line inside a paragraph is. Its first place may be that of the title.
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
        told = is_stamp or (len(key) < MAX_ISSUE and NAMES_ISSUE.search(text) is not None)
        steps = sorted([places.at[after] - places.at[before] for before, after in pairwise(units)])
        if steps[0] < MIN_PAGE - 2 * told or not known.isdisjoint(units):
            continue
        if (not is_stamp and any([places.full[unit] for unit in units])) or not places.is_prose(units[0]):
            continue
        across = [unit for unit in units if _interrupts(places, unit)]
        usual = steps[len(steps) // 2]
        most = EVEN * usual if len(units) > FEW and usual >= SHORT_PAGE else len(units) > MIN_TIMES
        even = steps[-1] - usual <= most >= usual - steps[0]
        if len(across) >= 2 and (2 if even and len(across) >= MIN_TIMES else 1.5) * len(across) >= len(units):
            reason = f"stands {len(units)} times, {len(across)} of them in mid-sentence"
            found.update(dict.fromkeys(units, (Certainty.SURE if even or told else Certainty.LIKELY, reason)))
            if units[0] not in across and not is_stamp and not any(places.has_clauses[: units[0]]):
                found[units[0]] = Certainty.UNSURE, f"{reason}; here it may be the title"
    return found


def apart(places: Places, edges: AbstractSet[int], numbers: Sequence[Number], doubted: AbstractSet[int]) -> dict[int, tuple[str, str, str]]:
    """Lines that may be furniture and are no part of the sentence around them: what they may be, their group, and why.

    `edges` are the units next to page breaks, `doubted` those of numbers that may be of pages. No proof that they are furniture, but that
    the sentence breaks off before them and goes on behind them. Asked of a number alone on its line, which at the edge of a page is part of
    no sentence; and of lines that say something alone: a short one at a page edge, or beside what may be a page number, where it begins
    something, with a number or in mid-sentence with a capital, or parts a word; one there with a number that is wider than those of the
    sentence; and one that is alike, but for its numbers, to another.
    """
    found: dict[int, tuple[str, str, str]] = {}
    for number in numbers:
        unit, text = number.unit, places.texts[number.unit]
        if number.rest or number.form is Form.BARE or "[" in number.group or text[-1] in ".。":
            continue  # the joins ask of bare numbers themselves, by the room beside them
        if (places.has_pages and 0 in places.depth(unit)) or (len(text) > 1 and places.is_cut(unit)):
            found[unit] = "folio", "alone", "a number alone, at a page edge or in a sentence"
            if unit and places.texts[unit - 1] == text[-1] and text[0] != text[-1]:  # its other mark, alone
                found[unit - 1] = found[unit]
    beside = {unit + step for unit in {number.unit for number in numbers} & {*doubted, *found} for step in (-1, 1)}
    counted = {unit for unit in places.with_digit if places.texts[unit][0].isdecimal() or places.texts[unit][-1].isdecimal()}
    short = [unit for unit in range(places.size) if not _is_line(places, unit) or unit in counted]
    groups: dict[str, list[int]] = defaultdict(list)
    for unit, key in zip(short, places.masked(short), strict=True):
        if 2 <= len(key) <= MAX_KEY:
            groups[key].append(unit)
    alike = {key: units for key, units in groups.items() if len(units) > 1 and WORD.search(key)}
    for key, units in alike.items():
        before = Counter([places.keys[unit - 1][:SAME] for unit in units if unit])
        after = Counter([places.keys[unit + 1][:SAME] for unit in units if unit + 1 < places.size])
        for unit in units[units[0] == 0 : len(units) - (units[-1] + 1 == places.size)]:
            if before[places.keys[unit - 1][:SAME]] > 1 or after[places.keys[unit + 1][:SAME]] > 1:
                continue  # entries that end or begin alike
            if (len(key) >= MIN_ALIKE or not _is_line(places, unit)) and _parts(places, unit, len(units) >= MIN_TIMES):
                found[unit] = "head", key, "cuts a sentence, and stands elsewhere, too, but for its numbers"
    for unit in {*edges, *beside} - found.keys():
        if not 0 < unit < places.size - 1 or _is_line(places, unit):
            continue
        begins = _begins(places, unit) or places.is_in_word(unit)
        if (unit in counted and _is_beyond(places, unit)) or (begins and _parts(places, unit, False)):
            found[unit] = "head", places.keys[unit], "between a page break and the rest of the sentence"
    return found


def _begins(places: Places, unit: int) -> bool:
    """Whether a line begins something: with a number, or with a capital where the sentence goes on with a small letter."""
    text = places.texts[unit]
    return BEGINS_ITEM.match(text) is not None or (text[0].isupper() and BEGINS_SMALL.match(places.texts[unit + 1]) is not None)


def _is_beyond(places: Places, unit: int) -> bool:
    """Whether a line that no clause ends is wider than those of the sentence that runs across it: whatever stands in it, it is no part."""
    beside = (places.text_beside(unit, step) for step in (-1, 1))
    return (
        places.is_cut(unit)
        and not ENDS_CLAUSE.search(places.texts[unit])
        and places.widths[unit] > WIDER * max([places.widths[one] for one in beside if one is not None] + [places.measures[unit]])
    )


def _is_line(places: Places, unit: int) -> bool:
    """Whether a line is as wide as those inside a paragraph: neither shorter nor wider."""
    return places.full[unit] and places.widths[unit] <= WIDER * places.measures[unit]


def _parts(places: Places, unit: int, often: bool) -> bool:
    """Whether the line at `unit` says something alone, and stands between two halves of a sentence.

    What stands there often (`often`) may have made the line before it shorter, too.
    """
    if not (is_whole(places.texts[unit]) and WORD.search(places.keys[unit])):
        return False
    left, right = places.text_beside(unit, -1), places.text_beside(unit, 1)
    if left is None or right is None or not (often or places.full[left]) or places.widths[left] < MIN_PROSE or not places.is_prose(left):
        return False
    after = places.texts[right]
    if not ENDS_OPEN.search(places.texts[left]) or not BEGINS_ON.match(after) or BEGINS_ITEM.match(after):
        return False
    return places.widths[unit] > WIDER * places.measures[unit] or not places.runs_on(unit, right)


def _interrupts(places: Places, unit: int) -> bool:
    """Whether a line stands in mid-sentence, with nothing beside it but what its form tells: a formula has its words around it."""
    left, right = unit - 1, unit + 1
    while left in places.furniture or left in places.journals:
        left -= 1
    while right in places.furniture or right in places.journals:
        right += 1
    return places.runs_on(left, right) and not places.runs_on(unit, unit + 1)
