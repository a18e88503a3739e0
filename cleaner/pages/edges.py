"""The furniture at the edges of pages: what is next to every page break, layer by layer from outside in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.pages.forms import ISSUE, MAX_ISSUE, NAMES_ISSUE, STAMP
from cleaner.pages.found import Certainty, Furniture
from cleaner.pages.places import BEGINS_ITEM, BEGINS_SMALL, MIN_TIMES, WORD, Places
from cleaner.pages.title_again import TITLE_LINES, opens_paper, titles_again
from cleaner.pages.weigh import NEAR
from cleaner.regex import regex

SHARE = 0.6
"""Of all places of a wording that are page edges: flat from .4 to .8; without it ten times as many wrong removals."""
COVER = 0.3
"""Of all pages: wording on fewer may be a label of figures, the head of a table, a field of a form (88 of 102 wrong lines on 50 reports),
unless other wording stands in its place on other pages, beside their numbers, as chapters change."""
STEP = 2
"""Pages from one place to the next: heads of left and right pages alternate."""
MAX_LAYERS = 4
"""Lines of wording at one edge; a page of which more is repeated is printed twice, or a slide that is built up."""
MIN_HALF = (3, 5)
"""Characters of the half of a head that does not change, ASCII second."""
MOST_PAGES, FEW_OTHERS = 0.5, 0.2
"""Of the pages, those with heads that have one half alike, and of these heads the other lines that have it: a table has more."""
HALVES = regex(r"[ \t\u3000]{2,}")
MAX_KEY = 160
"""Characters without gaps. Download notes are long; no running head is longer."""

ENDS_CLAUSE = regex(r"[。．；;，,、：:]\Z")
SENTENCES = regex(r"[，。；]|[^\W\d]．|, .*[a-zà-ÿ]|[a-zà-ÿ\uac00-\ud7a3]{2}\.(?: |\Z)")
LAST_WORD = regex(r"[^\W\d_]{4}\.\Z")
"""The last word of a sentence, in capitals too: an abbreviation is shorter."""
SHORTEST = (3, 5)
"""Characters of a head, ASCII second, where no prose stands: shorter ones are cells, which are repeated."""
NUMBERS = regex(r"(?<!\w)\d[\d,.]*%?(?!\w)")
OPENERS, CLOSERS = "（(《「『“[【", ")）》」』”]】"


@dataclass(slots=True, eq=False)
class Seam:
    """A page break: the units from `start` up to `stop` are furniture; the text goes on behind them."""

    start: int
    stop: int
    certainty: Certainty
    number: int | None = None
    page: int = 0  # counted along the text
    layers: list[int] = field(default_factory=list)  # units that were taken at its edges


class Edges:
    """Finds the furniture at the edges of pages, once the breaks are known."""

    def __init__(self, places: Places, furniture: dict[int, Furniture], names: Collection[str]) -> None:
        self.places = places
        self.furniture = furniture
        self.names = names  # of journals, known from heads with year and issue
        self.taken: dict[tuple[int, str], list[tuple[int, Seam]]] = defaultdict(list)  # by side and wording

    def seams(self, breaks: Mapping[int, tuple[Certainty, int | None]]) -> list[Seam]:
        """The page breaks in order; those that only furniture parts are one. `breaks` are units that begin a page or are furniture."""
        size = self.places.size
        found: list[Seam] = []
        for unit in sorted(breaks):
            certainty, number = breaks[unit]
            stop = unit + (self._is_taken(unit))
            start = unit
            while start > 0 and self._is_taken(start - 1):
                start -= 1
            while stop < size and self._is_taken(stop):
                stop += 1
            if found and start <= found[-1].stop:
                last = found[-1]
                last.stop = max(last.stop, stop)
                last.number = number if last.number is None else last.number
                last.certainty = Certainty.SURE if Certainty.SURE in (last.certainty, certainty) else certainty
            else:
                found.append(Seam(start, stop, certainty, number))
        if found and found[0].start > 0:
            found.insert(0, Seam(0, 0, Certainty.SURE))
        if found and found[-1].stop < size:
            found.append(Seam(size, size, Certainty.SURE))
        page, known = 0, None
        for seam in found:
            if self.places.has_pages:
                seam.page = self.places.pages[min(seam.stop, size - 1)] + (seam.stop == size)
                continue
            step = seam.number - known if seam.number is not None and known is not None else 1
            page += step if 0 < step <= 4 else 1
            known = seam.number if seam.number is not None else None if known is None else known + 1
            seam.page = page
        return found

    def _is_taken(self, unit: int) -> bool:
        known = self.furniture.get(unit)
        return known is not None and known.certainty is not Certainty.UNSURE

    def peel(self, seams: list[Seam]) -> None:
        """Take what is next at several edges, on one side, and hardly anywhere else; then what is next after it; then judge all."""
        self._take_doubled(seams)
        while True:
            for seam in seams:
                while seam.start > 0 and self._is_taken(seam.start - 1):
                    seam.start -= 1
                while seam.stop < self.places.size and self._is_taken(seam.stop):
                    seam.stop += 1
            runs = [(side, seam, self._next(seam, side)) for seam in seams if len(seam.layers) < 3 * MAX_LAYERS for side in (-1, 1)]
            groups: dict[tuple[int, str], list[tuple[int, Seam]]] = defaultdict(list)
            for side, seam, run in runs:
                for unit in run:
                    groups[side, self.places.keys[unit]].append((unit, seam))
            accepted = {group for group, units in groups.items() if self._stands_at_edges(*group, units)}
            taken = len(self.furniture)
            for side, seam, run in runs:
                for unit in run:
                    key = self.places.keys[unit]
                    if (side, key) not in accepted:
                        break
                    if unit in self.furniture:
                        continue  # between two edges
                    self.taken[side, key].append((unit, seam))
                    seam.layers.append(unit)
                    self.take(unit, Certainty.LIKELY, "at the edges of pages")
            if taken == len(self.furniture) and not titles_again(self, seams):
                break
        self._judge(seams)
        for side in (-1, 1):
            self._take_sections(seams, side)

    def _take_doubled(self, seams: list[Seam]) -> None:
        """Take the first of two lines that are alike at the top of a page, beside its number: the head, and the heading that it names.

        Only above a full line of prose, and where they stand nowhere else: a refrain is sung again.
        """
        places = self.places
        for unit in [seam.stop for seam in seams if seam.stop < places.size - 2]:
            key = places.keys[unit]
            is_double = key == places.keys[unit + 1] and places.times[key] == 2 and places.is_full(unit + 2) and places.is_prose(unit + 2)
            if is_double and not places.is_full(unit) and self._beside_number(unit) and self.may_be(unit):
                self.take(unit, Certainty.SURE, "names the heading below it, beside the number of the page")

    def take_apart(self, seams: list[Seam]) -> None:
        """Set lines apart that stand between a page break and the rest of the sentence that it cuts: a head that nothing else proves.

        Evidence: the line is short and ends nothing, and it begins something, with a number or in mid-sentence with a capital.
        """
        places, size = self.places, self.places.size
        for seam in seams:
            for left, unit, right in ((seam.start - 2, seam.start - 1, seam.stop), (seam.start - 1, seam.stop, seam.stop + 1)):
                if not (0 <= left < unit < right < size) or unit in self.furniture or not places.runs_on(left, right):
                    continue
                text = places.texts[unit]
                begins = BEGINS_ITEM.match(text) or (text[0].isupper() and BEGINS_SMALL.match(places.texts[right]))
                if begins and is_whole(text) and self.may_be(unit) and not (places.is_full(unit) or places.runs_on(unit, right)):
                    reason = "between a page break and the rest of the sentence"
                    self.furniture[unit] = Furniture("head", Certainty.UNSURE, reason, places.keys[unit], {}, True)

    def _next(self, seam: Seam, side: int) -> list[int]:
        """The unit next to a break and, where it is repeated, those that are repeated behind it: their order may change with the side."""
        places = self.places
        unit = seam.stop if side > 0 else seam.start - 1
        run: list[int] = []
        while 0 <= unit < places.size and unit not in self.furniture and len(run) < MAX_LAYERS and self.may_be(unit):
            if run and 1 in (places.times[places.keys[unit]], places.times[places.keys[run[-1]]]):
                break
            run.append(unit)
            unit += side
        return run

    def take(self, unit: int, certainty: Certainty, reason: str) -> None:
        kind = "stamp" if STAMP.search(self.places.texts[unit]) else "head"
        self.furniture[unit] = Furniture(kind, certainty, reason, self.places.keys[unit], {})
        self.places.furniture.add(unit)

    def may_be(self, unit: int) -> bool:
        """Whether a unit is wording that could be a head: no clause ends on it, no bracket closes that was opened before."""
        key, text = self.places.keys[unit], self.places.texts[unit]
        if len(key) > MAX_KEY or not WORD.search(key) or ENDS_CLAUSE.search(text):
            return False
        return key[-1] not in CLOSERS or sum(map(key.count, OPENERS)) >= sum(map(key.count, CLOSERS))

    def _stands_at_edges(self, side: int, key: str, units: list[tuple[int, Seam]]) -> bool:
        """Whether wording is next at several edges on one side, and hardly anywhere else."""
        places = self.places
        count = len({unit for unit, _ in units})
        first = units[0][0]
        everywhere = sum([len(self.taken.get((one, key), ())) for one in (-1, 1)])
        if key in self.names:
            return True
        if count + everywhere < 2:
            return False
        if count + everywhere < SHARE * places.times[key]:
            return False
        if count + everywhere < 4:
            long = len(key) > 12 and places.is_full(first) and places.is_prose(first)
            numbers = sum([self._beside_number(unit) for unit, _ in units])  # none stands before the first page
            numbered = count + everywhere >= MIN_TIMES and numbers >= max(2, len(units) - 1)
            if not numbered and (SENTENCES.search(places.texts[first]) or (long and count < MIN_TIMES)):
                return False
        return True

    def _judge(self, seams: list[Seam]) -> None:
        """How sure each line is that was taken at an edge: see the module for what counts against it."""
        places = self.places
        pages = max(1, len(seams) - 2)
        cut = {id(seam): places.is_cut(seam.start, seam.stop) if seam.start > 0 and seam.stop < places.size else False for seam in seams}
        units_of: dict[str, list[int]] = defaultdict(list)
        headed: dict[int, set[int]] = {-1: set(), 1: set()}  # pages with wording beside their numbers, by side
        for (side, key), units in self.taken.items():
            units_of[key] += [unit for unit, _ in units]
            headed[side].update([seam.page for unit, seam in units if self._beside_number(unit)])
        turns = {side: self._in_turn(side) for side in (-1, 1)}
        for (side, key), taken in self.taken.items():
            count, text = len(taken), places.texts[taken[0][0]]
            at = sorted([seam.page for _, seam in taken])
            # two in a row are one place, but for a head above the title of the text
            twice = sum([before > 0 and after - before == 1 for before, after in pairwise(sorted([unit for unit, _ in taken]))])
            close = [after - before <= STEP for before, after in pairwise(at)]
            in_step = count - twice >= MIN_TIMES and sum(close) >= SHARE * len(close)
            names = key in self.names or (len(key) < MAX_ISSUE and NAMES_ISSUE.search(text) is not None and not SENTENCES.search(text))
            names_issue = key in self.names or (names and ISSUE.search(text) is not None)
            others = set(places.units_of.get(key, ())).difference(units_of[key])
            beside_rows = sum([not cut[id(seam)] and self._is_row(seam.stop if side > 0 else seam.start - 1) for _, seam in taken])
            is_of_prose = any([places.is_prose(unit) for unit, _ in taken])
            cuts = sum([cut[id(seam)] for _, seam in taken])
            first = after = min(units_of[key])
            while after in self.furniture:  # where a head and the title stand at one page top, the title is below
                first = after if places.keys[after] == key else first
                after += 1
            for unit, seam in taken:
                runs = cut[id(seam)] and cuts >= min(2, 0.5 * count)  # one in many is a cell that looks open
                if seam.certainty is Certainty.SURE and (in_step or runs or names):
                    certainty, why = Certainty.SURE, f"at {count} page edges"
                    changes = len(headed[side]) >= COVER * pages and self._beside_number(unit)
                    if count < COVER * pages and not (runs or names or changes):
                        certainty, why = Certainty.LIKELY, f"{why}, on few pages"
                else:
                    certainty, why = Certainty.LIKELY, f"at {count} page edges"
                is_apart = False
                if len(seam.layers) > 2 * MAX_LAYERS:
                    certainty, why = Certainty.UNSURE, "a page that is printed twice"
                elif key not in turns[side] and beside_rows >= 0.8 * count:
                    certainty, why = Certainty.UNSURE, f"{why}, beside rows of a table"
                elif certainty is Certainty.SURE and len(key) < SHORTEST[key.isascii()] and not is_of_prose:
                    certainty, why = Certainty.LIKELY, f"{why}, a word"
                elif (
                    unit == first
                    and not any(other < first + TITLE_LINES for other in others)  # that one may be the heading
                    and not names_issue
                    and not self._is_broken(key)
                    and not STAMP.search(text)
                    and not (cut[id(seam)] and not opens_paper(places, unit))  # a sentence has no heading inside
                    and (first > min(units_of[key]) or not self._is_above_number(unit))
                ):
                    certainty, why, is_apart = Certainty.UNSURE, f"{why}, may be the heading itself", True
                self.furniture[unit] = self.furniture[unit]._replace(certainty=certainty, reason=why, is_apart=is_apart)

    def _in_turn(self, side: int) -> set[str]:
        """The wordings that stand on left pages only or on right pages only, where both have some: the head of a table has no side."""
        sides: list[set[str]] = [set(), set()]
        for (other, key), taken in self.taken.items():
            parities = {seam.page % 2 for _, seam in taken}
            if other == side and len(taken) >= MIN_TIMES and len(parities) == 1:
                sides[min(parities)].add(key)
        return sides[0] | sides[1] if all(sides) else set()

    def _take_sections(self, seams: list[Seam], side: int) -> None:
        """Take heads that name the section of their page: the wording changes as the headings of the text do.

        Evidence: beside the numbers of most pages stands a line that stands once more as a line of the page before or of its own, or the
        one of the page before again, and hardly anywhere else. A table of contents names all sections before any head does.
        """
        places = self.places
        found: list[int] = []
        others_of_page = 0  # heads beside the number that are proved
        for seam in seams:
            unit = seam.stop if side > 0 else seam.start - 1
            known = self.furniture.get(unit - side)
            if seam.certainty is not Certainty.SURE or not known or not 0 <= unit < places.size:
                continue
            if known.kind == "folio" and unit not in self.furniture:
                found.append(unit)
            elif known.kind == "head" and known.certainty is Certainty.SURE and self._is_number(unit - 2 * side):
                others_of_page += 1
        heads: list[int] = []
        own = 0  # of these, those that name a heading on their page
        for before, unit, after in zip([-1, *found], found, [*found[1:], places.size], strict=False):
            key = places.keys[unit]
            others = [other for other in places.units_of.get(key, ()) if other not in found]
            goes_on = bool(heads) and heads[-1] == before and places.keys[before] == key
            if (goes_on or any([before < other < after for other in others])) and len(others) <= 2 and self._may_head(unit):
                heads.append(unit)
                own += any([unit < other < after if side > 0 else before < other < unit for other in others])
        is_proved = len(heads) >= max(MIN_TIMES, SHARE * len(found)) and len({places.keys[unit] for unit in heads}) > 1
        if is_proved or (heads and own == len(found) and others_of_page >= MIN_TIMES):
            for unit in heads:
                self.take(unit, Certainty.SURE, f"names the section of its page, as {len(heads)} heads do, beside the number")

    def _may_head(self, unit: int) -> bool:
        """Whether a line can be a head that stands on one page only: one that may be a head, no full line, no clauses."""
        return self.may_be(unit) and not self.places.is_full(unit) and not SENTENCES.search(self.places.texts[unit])

    def _is_broken(self, key: str) -> bool:
        """Whether the wording stands at the top of the text on two or three lines, too: a title that is a line long as a head."""
        keys = self.places.keys[:TITLE_LINES]
        starts = [unit for unit, first in enumerate(keys) if key.startswith(first) and first != key]
        return any("".join(keys[unit : unit + lines]) == key for unit in starts for lines in (2, 3))

    def _is_above_number(self, unit: int) -> bool:
        """Whether the page number, and perhaps other heads, are next below a line: what stands outside of it is no heading of the text."""
        unit += 1
        while (known := self.furniture.get(unit)) and known.kind != "folio":
            unit += 1
        return known is not None and known.certainty is Certainty.SURE

    def _beside_number(self, unit: int) -> bool:
        return any([self._is_number(other) for other in range(unit - NEAR, unit + NEAR + 1) if other != unit])

    def _is_number(self, unit: int) -> bool:
        known = self.furniture.get(unit)
        return known is not None and known.kind == "folio" and known.certainty is Certainty.SURE

    def _is_row(self, unit: int) -> bool:
        """Whether a line of text holds numbers: a head beside it may be that of a table, which is repeated on every page."""
        if not 0 <= unit < self.places.size or unit in self.furniture:
            return False
        return len(NUMBERS.findall(self.places.texts[unit])) >= 2 - (len(self.places.keys[unit]) < 12)


def is_whole(text: str) -> bool:
    """Whether a line can be one that says something alone: no clause, no half of a bracket, nothing that only goes with a word before."""
    if SENTENCES.search(text) or ENDS_CLAUSE.search(text) or LAST_WORD.search(text) or not text[0].isalnum():
        return False
    return text.count("(") + text.count("（") == text.count(")") + text.count("）")
