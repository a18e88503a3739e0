"""The furniture at the edges of pages: what is next to every page break, layer by layer from outside in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from cleaner.pages.forms import ISSUE, MAX_ISSUE, NAMES_ISSUE, STAMP
from cleaner.pages.found import Certainty, Furniture
from cleaner.pages.places import HAS_DIGIT, MIN_TIMES, NUMERIC, WORD, Places
from cleaner.pages.title_again import MIN_TITLE, TITLE_LINES, opens_paper, titles_again
from cleaner.pages.weigh import NEAR
from cleaner.regex import regex

SHARE = 0.6
"""Of all places of a wording that are page edges: flat from .4 to .8; without it ten times as many wrong removals."""
COVER = 0.3
"""Of all pages: wording on fewer may be a label of figures, the head of a table, a field of a form (88 of 102 wrong lines on 50 reports),
unless other wording stands in its place on other pages, beside their numbers, as chapters change."""
STEP = 2
"""Pages from one place to the next: heads of left and right pages alternate."""
MOST = 0.8
"""Of the places of a wording, those beside rows of numbers that make it the head of a table."""
MIN_DATED = 4
"""Pages with the same number and no word, or the same bracket that closes: cells of a table and ends of sentences differ."""
MAX_LAYERS = 4
"""Lines of wording at one edge; a page of which more is repeated is printed twice, or a slide that is built up."""
MAX_OUTSIDE = 2
"""Lines above the number of their page, of which each may be a head."""
MAX_KEY = 160
"""Characters without gaps. Download notes are long; no running head is longer."""

ENDS_CLAUSE = regex(r"[。．；;，,、：:]\Z")
SENTENCES = regex(r"[，。；]|[^\W\d]．|, .*[a-zà-ÿ]|[a-zà-ÿ\uac00-\ud7a3]{2}\.(?: |\Z)")
LAST_WORD = regex(r"[^\W\d_]{4}\.\Z")
"""The last word of a sentence, in capitals too: an abbreviation is shorter."""
NUMBERS = regex(r"(?<!\w)\d[\d,.]*%?(?!\w)")
OPENERS, CLOSERS = "（(《「『“[【", ")）》」』”]】"


@dataclass(slots=True, eq=False)
class Seam:
    """A page break: the units from `start` up to `stop` are furniture; the text goes on behind them."""

    start: int
    stop: int
    certainty: Certainty
    page: int = 0  # counted along the text
    layers: list[int] = field(default_factory=list)  # units that were taken at its edges


class Edges:
    """Finds the furniture at the edges of pages, once the breaks are known."""

    def __init__(self, places: Places, furniture: dict[int, Furniture], names: Collection[str]) -> None:
        self.places = places
        self.furniture = furniture
        self.names = names  # of journals, known from heads with year and issue
        self.taken: dict[tuple[int, str], list[tuple[int, Seam]]] = defaultdict(list)  # by side and wording

    def seams(self, breaks: Mapping[int, Certainty]) -> list[Seam]:
        """The page breaks in order; those that only furniture parts are one. `breaks` are units that begin a page or are furniture."""
        size = self.places.size
        found: list[Seam] = []
        for unit in sorted(breaks):
            stop = unit + (self._is_taken(unit))
            start = unit
            while start > 0 and self._is_taken(start - 1):
                start -= 1
            while stop < size and self._is_taken(stop):
                stop += 1
            if found and start <= found[-1].stop:
                last = found[-1]
                last.stop = max(last.stop, stop)
                last.certainty = last.certainty if last.certainty is Certainty.SURE else breaks[unit]
            else:
                found.append(Seam(start, stop, breaks[unit]))
        if found and found[0].start > 0:
            found.insert(0, Seam(0, 0, Certainty.SURE))
        if found and found[-1].stop < size:
            found.append(Seam(size, size, Certainty.SURE))
        for place, seam in enumerate(found):
            seam.page = self.places.pages[min(seam.stop, size - 1)] + (seam.stop == size) if self.places.has_pages else place
        return found

    def _is_taken(self, unit: int) -> bool:
        known = self.furniture.get(unit)
        return known is not None and known.certainty is not Certainty.UNSURE

    def peel(self, seams: list[Seam]) -> None:
        """Take what is next at several edges, on one side, and hardly anywhere else; then what is next after it; then judge all."""
        self._take_doubled(seams)
        while True:
            size = self.places.size
            starts, stops = list(range(size + 1)), list(range(size + 1))  # of the furniture before each unit, and from it on
            for unit in sorted(self.furniture):
                starts[unit + 1] = starts[unit] if self._is_taken(unit) else unit + 1
            for unit in sorted(self.furniture, reverse=True):
                stops[unit] = stops[unit + 1] if self._is_taken(unit) else unit
            for seam in seams:
                seam.start, seam.stop = starts[seam.start], stops[seam.stop]
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

    def _take_doubled(self, seams: list[Seam]) -> None:
        """Take the first of two lines that are alike at the top of a page, beside its number: the head, and the heading that it names.

        Only above a full line of text, and where they stand nowhere else: a refrain is sung again.
        """
        places = self.places
        for unit in [seam.stop for seam in seams if seam.stop < places.size - 2]:
            key, below = places.keys[unit], unit + 2
            is_double = key == places.keys[unit + 1] and places.times[key] == 2 and self.may_be(unit) and self._beside_number(unit)
            if is_double and not places.full[unit] and places.full[below] and (places.has_clauses[below] or places.is_prose(below)):
                self.take(unit, Certainty.SURE, "names the heading below it, beside the number of the page")

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
        """Whether a unit is wording that could be a head: no clause ends on it, no bracket closes that was opened before, once."""
        key, text = self.places.keys[unit], self.places.texts[unit]
        if (
            len(key) > MAX_KEY
            or not (WORD.search(key) or self._is_dated(unit))
            or (ENDS_CLAUSE.search(text) and not (text[-1] in ",，" and self._is_cut_title(unit)))
        ):
            return False
        opened, closed = sum(map(key.count, OPENERS)), sum(map(key.count, CLOSERS))
        return key[-1] not in CLOSERS or opened >= closed or self.places.times[key] >= MIN_DATED

    def _is_dated(self, unit: int) -> bool:
        """Whether a line without a word is the same on many pages and holds signs that no amount has: a year with its bracket (`2021]`)."""
        text = self.places.texts[unit]
        return self.places.times[self.places.keys[unit]] >= MIN_DATED and NUMERIC.match(text) is None and HAS_DIGIT.search(text) is not None

    def _is_cut_title(self, unit: int) -> bool:
        """Whether a line that ends on a comma is a title that was cut there: it opens the text, and stands on several pages."""
        key = self.places.keys[unit]
        return key[-1] in ",，" and self.places.times[key] >= MIN_TIMES and key in self.places.keys[:2]

    def _stands_at_edges(self, side: int, key: str, units: list[tuple[int, Seam]]) -> bool:
        """Whether wording is next at several edges on one side, and hardly anywhere else."""
        places = self.places
        first = units[0][0]
        count = len({unit for unit, _ in units}) + sum([len(self.taken.get((one, key), ())) for one in (-1, 1)])
        if key in self.names:
            return True
        if count < 2 or count < SHARE * places.times[key]:
            return False
        numbers = sum([self._beside_number(unit) for unit, _ in units])  # none stands before the first page
        if count >= 4 or (count >= MIN_TIMES and numbers >= max(2, len(units) - 1)):
            return True
        long = len(key) > 12 and places.full[first] and places.is_prose(first)
        return not (SENTENCES.search(places.texts[first]) or (long and count < MIN_TIMES))

    def _judge(self, seams: list[Seam]) -> None:
        """How sure each line is that was taken at an edge: see the module for what counts against it."""
        places = self.places
        pages = max(1, len(seams) - 2)
        cut = {id(seam): seam.start > 0 and seam.stop < places.size and places.is_cut(seam.start, seam.stop) for seam in seams}
        units_of: dict[str, list[int]] = defaultdict(list)
        headed: dict[int, set[int]] = {-1: set(), 1: set()}  # pages with wording beside their numbers, by side
        for (side, key), taken in self.taken.items():
            units_of[key] += [unit for unit, _ in taken]
            headed[side].update([seam.page for unit, seam in taken if self._beside_number(unit)])
        # wording on left pages only or on right pages only, where both have some: the head of a table has no side
        turns = {side: {_parity(taken) for (other, _), taken in self.taken.items() if other == side} - {None} for side in (-1, 1)}
        for (side, key), taken in self.taken.items():
            count, text = len(taken), places.texts[taken[0][0]]
            names = key in self.names or (len(key) < MAX_ISSUE and NAMES_ISSUE.search(text) is not None and not SENTENCES.search(text))
            cuts = sum([cut[id(seam)] for _, seam in taken])
            in_step, first = _in_step(taken), self._first(key, units_of[key])
            is_table = not (_parity(taken) and len(turns[side]) == 2) and self._heads_table(side, taken, cut)
            is_other = self._is_other_head(side, taken)
            for unit, seam in taken:
                runs = cut[id(seam)] and cuts >= min(2, 0.5 * count)  # one in many is a cell that looks open
                changes = len(headed[side]) >= COVER * pages and self._beside_number(unit)
                is_sure = runs or names or (is_other and unit != first) or (in_step and (count >= COVER * pages or changes))
                certainty = Certainty.SURE if is_sure and seam.certainty is Certainty.SURE else Certainty.LIKELY
                reason, is_apart = f"at {count} page edges", False
                if is_table or len(seam.layers) > 2 * MAX_LAYERS:
                    certainty = Certainty.UNSURE
                    reason = f"{reason}, the head of a table" if is_table else "a page that is printed twice"
                elif unit == first and self._may_be_heading(unit, units_of[key], is_cut=cut[id(seam)]):
                    certainty, reason, is_apart = Certainty.UNSURE, f"{reason}, may be the heading itself", True
                self.furniture[unit] = self.furniture[unit]._replace(certainty=certainty, reason=reason, is_apart=is_apart)
        self._take_between(units_of.values())

    def _take_between(self, wordings: Iterable[list[int]]) -> None:
        """Take what is repeated between the number of its page and a head that names an issue: the name of the periodical.

        The titles of slides stand between numbers and the name of a lecture, too. What may be the heading itself stands above the same
        head at another of its places.
        """
        places = self.places
        for units in wordings:
            between = [unit for unit in units if self._is_number(unit - 1) and self._is_proved(unit + 1)]
            between = [unit for unit in between if ISSUE.search(places.texts[unit + 1])]
            below = Counter([places.keys[unit + 1] for unit in between])
            for unit in between:
                known = self.furniture[unit]
                if below[places.keys[unit + 1]] > 1 if known.is_apart else known.certainty is Certainty.LIKELY:
                    self.take(unit, Certainty.SURE, "repeated, between the number of its page and an issue")

    def _is_proved(self, unit: int) -> bool:
        known = self.furniture.get(unit)
        return known is not None and known.certainty is Certainty.SURE

    def _is_other_head(self, side: int, taken: list[tuple[int, Seam]]) -> bool:
        """Whether a wording is the second of two heads in turn: twice at least, on the pages between those of one that is on three."""
        around = {seam.page + step for _, seam in taken for step in (-1, 1)}
        if len(taken) < 2:
            return False
        first = [heads for (other, _), heads in self.taken.items() if other == side and _parity(heads) and _in_step(heads)]
        return any([around <= {seam.page for _, seam in heads} for heads in first])

    def _heads_table(self, side: int, taken: list[tuple[int, Seam]], cut: Mapping[int, bool]) -> bool:
        """Whether recurring lines are the head of a table: beside most are rows of numbers, or two lines that recur."""
        places, keys = self.places, self.places.keys
        next_to = {seam.stop if side > 0 else seam.start - 1 for _, seam in taken if not cut[id(seam)]}
        inner = [unit for unit in next_to if 0 <= unit < places.size and unit not in self.furniture]
        cells = [unit for unit in inner if WORD.search(keys[unit]) and not (places.full[unit] and places.is_prose(unit))]
        again = max(Counter([(keys[unit], keys[unit + side]) for unit in cells if 0 <= unit + side < places.size]).values(), default=0)
        return sum(map(self._is_row, inner)) >= MOST * len(taken) or (again > 1 and again >= SHARE * len(taken))

    def _first(self, key: str, units: list[int]) -> int:
        """The first place of a wording; where a head and the title stand at one page top, the title is below."""
        first = after = min(units)
        while after in self.furniture:
            first = after if self.places.keys[after] == key else first
            after += 1
        return first

    def _may_be_heading(self, unit: int, units: list[int], *, is_cut: bool) -> bool:
        """Whether the first place of a wording may be that of the heading: no earlier one is, and no sentence has a heading inside."""
        places = self.places
        key, text = places.keys[unit], places.texts[unit]
        names_issue = key in self.names or (len(key) < MAX_ISSUE and ISSUE.search(text) is not None and not SENTENCES.search(text))
        others = set(places.units_of.get(key, ())).difference(units)
        below = places.keys[unit + 1] if unit + 1 < places.size else key
        return not (
            names_issue
            or (len(below) >= MIN_TITLE and below != key and key.endswith(below))  # names the heading below it, behind the book
            or STAMP.search(text)
            or _is_no_heading(key)
            or any(other < unit + TITLE_LINES for other in others)  # that one may be the heading
            or self._is_broken(key)
            or (is_cut and not opens_paper(places, unit))
            or (unit == min(units) and self._is_above_number(unit))
        )

    def take_sections(self, seams: list[Seam], side: int, edge: int = 0) -> None:
        """Take heads beside the number of their page that name its section: the wording changes as the headings of the text do.

        Evidence: each stands once more as a line of its page or of the two before, or is the head of the page before again, and hardly
        anywhere else; so on most pages, or on all that have no other head beside their number. A table of contents names all sections
        before any head does. With an `edge` of pages that are known, -1 for their tops, asked of the two lines there.
        """
        places = self.places
        found: list[int] = []
        heads: list[int] = []
        others_of_page = 0  # heads beside the number that are proved
        for before, seam, after in zip([seams[0], seams[0], *seams], seams, [*seams[1:], seams[-1]], strict=False):
            unit = seam.stop if side > 0 else seam.start - 1
            known = self.furniture.get(unit - side)
            if seam.certainty is not Certainty.SURE or not known or not 0 <= unit < places.size:
                continue
            if known.kind == "head" and known.certainty is Certainty.SURE and self._is_number(unit - 2 * side):
                others_of_page += 1
            if known.kind != "folio" or unit in self.furniture:
                continue
            outer = unit - side if edge * side < 0 else unit
            if edge and not (places.pages[unit] == places.pages[unit - side] and places.depth(outer)[edge > 0] == 0):
                continue
            key = places.keys[unit]
            units = self._alike(key)
            goes_on = bool(heads) and heads[-1] == found[-1] and places.keys[heads[-1]] == key
            found.append(unit)
            first, last = self._pages_around(unit) if places.has_pages else (before.stop, after.start)
            named = {unit, *units[bisect_left(units, first) : bisect_left(units, last)]} != {unit}
            if (goes_on or named) and len(units) <= 3 + len(heads) and self._may_head(unit):
                heads.append(unit)
        most = len(heads) >= max(MIN_TIMES, SHARE * len(found)) and len({places.keys[unit] for unit in heads}) > 1
        if most or (heads and len(heads) == len(found) and others_of_page >= MIN_TIMES):
            for unit in heads:
                self.take(unit, Certainty.SURE, f"names the section of its page, as {len(heads)} heads do, beside the number")

    def _alike(self, key: str) -> list[int]:
        """The units of a wording, in capitals or not: heads may be set in capitals where the heading is not."""
        return self.by_letters.get(key.casefold(), [])

    @cached_property
    def by_letters(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for unit, key in enumerate(self.places.keys):
            found[key.casefold()].append(unit)
        return found

    def _pages_around(self, unit: int) -> tuple[int, int]:
        """The first unit of the page two before that of `unit`, and the one behind its page."""
        cuts = self.places.cuts
        cut = bisect_right(cuts, unit) - 1
        return cuts[max(0, cut - 2)], cuts[cut + 1]

    def _may_head(self, unit: int) -> bool:
        """Whether a line can be a head that stands on one page only: one that may be a head, no full line of prose, no clauses."""
        places = self.places
        return self.may_be(unit) and not (places.full[unit] and places.is_prose(unit)) and not SENTENCES.search(places.texts[unit])

    def _is_broken(self, key: str) -> bool:
        """Whether the wording stands at the top of the text on two or three lines, too: a title that is a line long as a head."""
        keys = self.places.keys[:TITLE_LINES]
        starts = [unit for unit, first in enumerate(keys) if key.startswith(first) and first != key]
        return any("".join(keys[unit : unit + lines]) == key for unit in starts for lines in (2, 3))

    def _is_above_number(self, unit: int) -> bool:
        """Whether the page number, or what can be no heading, is below a line and perhaps other heads: no heading stands outside of it."""
        unit += 1
        while (known := self.furniture.get(unit)) and known.kind != "folio" and not _is_no_heading(self.places.keys[unit]):
            unit += 1
        return known is not None and (known.certainty is Certainty.SURE or known.kind != "folio")

    def _beside_number(self, unit: int) -> bool:
        return any([self._is_number(other) for other in range(unit - NEAR, unit + NEAR + 1) if other != unit])

    def above_numbers(self) -> list[int]:
        """Lines above the number of their page, where the page goes on below it: perhaps heads that one page has.

        On slides the number stands below a title, too, where that is all.
        """
        places = self.places
        tops = [unit for unit in self.furniture if self._is_number(unit) and places.depth(unit)[0] <= MAX_OUTSIDE < places.depth(unit)[1]]
        above = [unit for number in tops for unit in range(number - places.depth(number)[0], number)]
        return [unit for unit in above if unit not in self.furniture and self._may_head(unit)]

    def _is_number(self, unit: int) -> bool:
        known = self.furniture.get(unit)
        return known is not None and known.kind == "folio" and known.certainty is Certainty.SURE

    def _is_row(self, unit: int) -> bool:
        """Whether a line of text holds numbers: a head beside it may be that of a table, which is repeated on every page."""
        return len(NUMBERS.findall(self.places.texts[unit])) >= 2 - (len(self.places.keys[unit]) < 12)


def _is_no_heading(key: str) -> bool:
    """Whether wording has no word but those of page numbers (`页`), or a bracket that stands open (`[Vol. 12`)."""
    return not WORD.search(key) or NUMERIC.match(key) is not None or sum(map(key.count, OPENERS)) != sum(map(key.count, CLOSERS))


def _parity(taken: list[tuple[int, Seam]]) -> str | None:
    """The pages, left or right, that all places of a wording are on."""
    sides = {seam.page % 2 for _, seam in taken}
    return ("left", "right")[min(sides)] if len(taken) >= MIN_TIMES and len(sides) == 1 else None


def _in_step(taken: list[tuple[int, Seam]]) -> bool:
    """Whether wording stands on pages in a row, or on every second one; two in a row are one place, but for a head above the title."""
    units = sorted([unit for unit, _ in taken])
    places = len(units) - sum([before > 0 and after - before == 1 for before, after in pairwise(units)])
    close = [after - before <= STEP for before, after in pairwise(sorted([seam.page for _, seam in taken]))]
    return places >= MIN_TIMES and sum(close) >= SHARE * len(close)


def is_whole(text: str) -> bool:
    """Whether a line can be one that says something alone: no clause, no half of a bracket, nothing that only goes with a word before."""
    if SENTENCES.search(text) or ENDS_CLAUSE.search(text) or LAST_WORD.search(text) or not text[0].isalnum() or text[-1] in "！？!?…”’":
        return False
    return text.count("(") + text.count("（") == text.count(")") + text.count("）")
