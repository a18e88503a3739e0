"""Finds the pages: what asks for what, in the order that `cleaner.pages` names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from cleaner.headings.wording import ends_open
from cleaner.pages import forms
from cleaner.pages.edges import Edges
from cleaner.pages.found import NOTHING, Break, Certainty, Furniture, Pages
from cleaner.pages.mid_sentence import apart, in_mid_sentence, watermarks
from cleaner.pages.numbers import Form, Number, numbers_in
from cleaner.pages.places import Places
from cleaner.pages.sequences import MIN_COUNTED, Chain, facing, is_short, lone_numbers, outside, sequences, sisters, spreads
from cleaner.pages.title_again import late_blocks
from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.lines import Lines

ARTICLE_ID = regex(r"\d{4}-\d{3}[\dXx][（(](?P<year>\d{4})[）)]-?(?P<number>\d{2})-(?P<first>\d{3,5})-(?P<count>\d{2,3})")
"""The article id of CAJ-CD B/T 1: ISSN (year) issue - first page - number of pages."""
MIN_CUT = 5
"""Words that a title which is cut short has in common with the title; the names of two journals may begin with four."""
MOSTLY = 0.8
"""Of the numbers of a sequence, those that are printed twice."""
MIN_OPENING = 4
"""Characters that a title and a head begin alike with."""
MAX_ROWS = 5
"""Lines of a masthead, with others inside it."""
CAPITALS = regex(r"[A-Z][A-Z&]+(?: [A-Z&]+)+\Z")


def find_pages(lines: Lines) -> Pages:
    """The pages of a text, given its filled lines: printed lines, or whole paragraphs.

    Linear in the number of lines. Where no line holds a digit and none is repeated nothing is looked at.
    """
    if len(lines.filled) < 2:
        return NOTHING
    wording = "\n".join(lines.keys)
    if not wording.strip():
        return NOTHING
    if len(set(lines.keys)) == len(lines.keys) and lines.filled[0].page == lines.filled[-1].page and not _has_digit(wording):
        return NOTHING
    return _Finder(lines).found()


def _has_digit(wording: str) -> bool:
    return any([digit in wording for digit in "0123456789"]) or "期" in wording


class _Finder:
    def __init__(self, lines: Lines) -> None:
        self.places = Places(lines)
        self.furniture: dict[int, Furniture] = {}  # by unit
        self.breaks: dict[int, Certainty] = {}  # units that begin a page or are furniture
        self.names: set[str] = set()
        self.numbers = list(numbers_in(self.places))

    def found(self) -> Pages:
        places = self.places
        if places.has_pages:
            self.breaks = dict.fromkeys(places.cuts[1:-1], Certainty.SURE)
        for left, right in spreads(places, self.numbers):
            for unit in range(left.unit, right.unit + 1):
                kind = "folio" if unit in (left.unit, right.unit) else "head"
                self._take(unit, kind, Certainty.SURE, "the numbers of two pages that face each other, and their heads")
        for one in sequences(places, self.numbers):
            self._take_numbers(one)
        for number in facing(places, self.numbers) if places.has_pages else ():
            if number.unit not in self.furniture or self.furniture[number.unit].certainty is not Certainty.SURE:
                self._take(number.unit, "head", Certainty.SURE, "the number of its page, outside on the sheet as on the page that faces it")
        self._take_verticals()
        self._take_journals()
        self._take_mastheads()
        if not places.has_pages:
            for unit, (certainty, reason) in in_mid_sentence(places, self._folios()).items():
                kind = "stamp" if forms.STAMP.search(places.texts[unit]) else "head"
                self._take(unit, kind, certainty, reason)
        else:
            for unit, reason in watermarks(places, self.furniture.keys()).items():
                self._take(unit, "stamp", Certainty.SURE, reason)
        for unit, text in enumerate(places.texts):
            if text[:6] == "arXiv:" and forms.ARXIV.match(text):
                self._take(unit, "stamp", Certainty.SURE, "the label of an archive")
        if not self._folios():
            heads = {unit for unit, known in self.furniture.items() if known.certainty is Certainty.SURE}
            for number, certainty in lone_numbers(places, self.numbers, heads, self.furniture.keys() - heads):
                self._take(number.unit, "folio", certainty, "a number beside a head, or on the last line")
        edges = Edges(places, self.furniture, self.names)
        seams = edges.seams(self.breaks)
        if places.has_pages:
            for side, edge in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
                edges.take_sections(seams, side, edge)
        edges.peel(seams)
        for side in (-1, 1) if seams else ():
            edges.take_sections(seams, side)
        late_blocks(edges, seams)
        for unit in edges.above_numbers() if places.has_pages else ():
            self.furniture[unit] = Furniture("head", Certainty.UNSURE, "above the number of its page", places.keys[unit], {}, True)
        beside = {unit for seam in seams for unit in (seam.start - 1, seam.stop)}
        for unit, (kind, group, reason) in apart(places, beside, self.numbers, self.furniture.keys()).items():
            if unit not in self.furniture:
                self.furniture[unit] = Furniture(kind, Certainty.UNSURE, reason, group, {}, True)
        furniture = {place: known for unit, known in self.furniture.items() for place in places.lines_of(unit)}
        # what a head tells stands on its first line
        for unit, known in self.furniture.items():
            for place in places.lines_of(unit)[1:]:
                furniture[place] = known._replace(facts={})
        size, starts = places.size, [*places.starts, len(places.lines.filled)]
        behind = {seam.stop: seam.certainty for seam in reversed(seams) if 0 < seam.stop < size}
        return Pages(
            tuple([Break(starts[stop], behind[stop]) for stop in sorted(behind)]),
            furniture,
            frozenset([starts[unit] for seam in seams for unit in (seam.start - 1, seam.stop) if 0 <= unit < size]),
        )

    def _folios(self) -> set[int]:
        return {unit for unit, known in self.furniture.items() if known.kind == "folio" and known.certainty is not Certainty.UNSURE}

    def _take(
        self, unit: int, kind: str, certainty: Certainty, reason: str, *, group: str = "", facts: Mapping[str, Any] | None = None
    ) -> None:
        cuts = certainty is Certainty.UNSURE and self.places.is_cut(unit)
        self.furniture[unit] = Furniture(kind, certainty, reason, group or self.places.keys[unit], facts or {}, cuts)
        if certainty is not Certainty.UNSURE:
            self.places.furniture.add(unit)
            self.breaks[unit] = certainty

    def _take_numbers(self, one: Chain) -> None:
        """The numbers of a sequence, each as sure as the sequence and its own place are."""
        rests = Counter([number.rest for number in one.numbers])
        sides: dict[str, set[int]] = defaultdict(set)
        for number in one.numbers:
            sides[number.rest].add(number.value % 2)
        forms_used = Counter([number.form is Form.BESIDE for number in one.numbers])
        beyond = outside(self.places, one) | one.contested
        proved: list[Number] = []
        for number in one.numbers:
            in_turn = rests[number.rest] >= MIN_COUNTED and len(sides[number.rest]) == 1  # on left pages only, or on right ones: no label
            if number.form is Form.BESIDE and (one.certainty is Certainty.UNSURE or (is_short(number.rest) and not in_turn)):
                continue  # a table, headings and labels that count
            certainty = one.certainty
            is_rare = 5 * forms_used[number.form is Form.BESIDE] < len(one.numbers)  # alone among others with wording beside them
            ends = number in (one.numbers[0], one.numbers[-1]) and number.unit != self.places.size - 1
            # wording that stands nowhere else may be a row, or a line of the text
            is_known = number.form is not Form.BESIDE or number.rest_times > 1 or number.stands or number.own or number.at_edge
            if certainty is Certainty.SURE and (number.unit in beyond or (ends and is_rare) or not is_known):
                certainty = Certainty.LIKELY
            recurs = number.at_edge and number.rest and rests[number.rest] >= MIN_COUNTED
            if number.crowded and not (number.cut or recurs):
                certainty = Certainty.UNSURE
            kind = "head" if number.rest and number.form in (Form.BESIDE, Form.DECORATED) else "folio"
            group = f"{one.reason} {one.numbers[0].unit}"
            self._take(number.unit, kind, certainty, one.reason, group=group)
            if certainty is Certainty.SURE:
                proved.append(number)
        twins = [(number.unit, self._twin(number.unit)) for number in one.numbers]
        if sum([twin >= 0 for _, twin in twins]) > max(2, MOSTLY * len(twins)):
            for unit, twin in twins:
                if twin >= 0 and twin not in self.furniture:
                    self._take(
                        twin, "folio", self.furniture[unit].certainty, f"{one.reason}, printed twice", group=self.furniture[unit].group
                    )
        for number in sisters(self.places, self.numbers, proved) if any([number.rest for number in proved]) else ():
            if number.unit not in self.furniture:
                group = f"{one.reason} {one.numbers[0].unit}"
                self._take(number.unit, "head", Certainty.SURE, f"{one.reason}, as elsewhere", group=group)

    def _twin(self, unit: int) -> int:
        """The line beside a number on its page that holds the same again, or -1."""
        places = self.places
        beside = [other for other in (unit - 1, unit + 1) if 0 <= other < places.size and places.pages[other] == places.pages[unit]]
        return next((other for other in beside if places.texts[other] == places.texts[unit]), -1) if unit in self.furniture else -1

    def _take_verticals(self) -> None:
        places = self.places
        besides: dict[str, int] = {}  # by wording, how many of its places are beside what tells of a page
        for unit, run in places.verticals.items():
            key = places.keys[unit]
            same = places.units_of.get(key, [unit])
            if key not in besides:
                besides[key] = sum([self._beside_folio(other) or places.is_cut(other) for other in same])
            beside = besides[key]
            if run.facts:
                certainty, reason = Certainty.SURE, "names year and issue"
                self.names.add(str(run.facts.get("source", "")))
            elif run.reading in self.names or (beside >= max(2, 0.5 * len(same)) and any(map(places.is_prose, same))):  # no label of rows
                certainty, reason = Certainty.SURE, f"{len(same)} times"
            elif len(same) > 1 and beside:
                certainty, reason = Certainty.LIKELY, f"{len(same)} times"
            else:
                continue
            self._take(unit, "vertical", certainty, f"set one character a line, {reason}: {run.reading[:40]}", facts=run.facts)
            after = unit + 1
            if certainty is Certainty.SURE and after < places.size and CAPITALS.match(places.texts[after]):
                self._take(after, "vertical", Certainty.SURE, "in capitals, beside a vertical head")
        self.names.discard("")

    def _take_journals(self) -> None:
        places = self.places
        found = places.journals
        article = next((match for text in places.keys if "-" in text and (match := ARTICLE_ID.search(text))), None)
        own = (article["year"], int(article["number"])) if article else None  # the issue that the text says it is from
        times = Counter([match[0] for match in found.values()])
        told: set[str] = set()
        # pages that a head or the article id says the text stands on
        named = range(int(article["first"]), int(article["first"]) + int(article["count"])) if article else range(0)
        for unit, match in found.items():
            edge = unit == 0 or self._beside_folio(unit) or places.is_cut(unit)
            if not (edge or times[match[0]] > 1 or (match["year"], int(match["number"] or 0)) == own):
                continue
            name = self._without_title(match)
            facts = forms.journal_facts(name, match) if "".join(name.split()) not in told else None
            told.add("".join(name.split()))
            named = named or forms.pages_named(match)
            self._take(unit, "head", Certainty.SURE, "a journal's name with year and issue", facts=facts)
        self.names |= told
        for number in self.numbers:  # in their order, each beside such a head, or in mid-sentence
            unit = number.unit
            beside = {one: self.furniture.get(one, _NONE) for one in (unit - 1, unit + 1)}
            heads = {one for one, known in beside.items() if known.kind == "head"}
            below_vertical = beside[unit - 1].kind == "vertical" and beside[unit - 1].certainty is Certainty.SURE
            is_alone = number.form is Form.BARE or (number.form is Form.DECORATED and not number.rest and "[" not in number.group)
            if (
                is_alone
                and number.value in named
                and unit not in self.furniture
                and (heads or below_vertical or places.is_cut(unit) or self._ends_page(unit))
            ):
                self._take(unit, "folio", Certainty.SURE, "one of the pages that the head or the article id names")
                named = range(number.value + 1, named.stop)

    def _ends_page(self, unit: int) -> bool:
        return self.places.has_pages and self.places.depth(unit)[1] == 0

    def _without_title(self, match: re.Match[str]) -> str:
        """The name of the journal without the title of the paper before it, which stands alone elsewhere, and may be cut short here."""
        head = match.string[: match.end("name")]
        title = self.openings.get(head[:MIN_OPENING], "")
        same = "".join(_in_common(head, title))
        is_cut = same != title and same[-1:].isalnum() and title[len(same) :][:1].isalnum()  # inside a word
        if same and (same == title or is_cut) and head[len(same) :][:1] == " ":
            return head[len(same) :].strip()
        # a title that is cut short ends with a word that goes on; its words stand on the line of the title, too
        words = head.split()
        cuts = [_in_common(words, text.split()) for text in self.places.texts[:8] if text != match.string]
        cut = next((cut for cut in cuts if MIN_CUT <= len(cut) < len(words) and ends_open(" ".join(cut))), [])
        return " ".join(words[len(cut) :]) if cut else match["name"]

    @cached_property
    def openings(self) -> dict[str, str]:
        """The first line that begins so, by its first letters; lines that name an issue are heads themselves."""
        texts = [text for unit, text in enumerate(self.places.texts) if unit not in self.places.journals]
        return {text[:MIN_OPENING]: text for text in reversed(texts)}

    def _take_mastheads(self) -> None:
        """Page code, date, editor and name of the paper, in a row: sure at the top of the text or of a page, and where it is repeated."""
        places = self.places
        sure: set[tuple[str, str]] = set()  # dates and papers of mastheads that are
        last = -1
        for unit in places.with_digit:
            if unit <= last or not (places.texts[unit][0] in forms.PART_FIRST or forms.DAY in places.texts[unit]):
                continue
            rows: list[int] = []
            seen: dict[str, str] = {}  # the parts of the lines, each kind once
            for row in range(unit, min(places.size, unit + MAX_ROWS)):
                parts = self._masthead_parts(row)
                # before the editor's name may stand that of the section, or a label
                if parts and seen.keys().isdisjoint(parts) and (row == unit + len(rows) or "editor" in parts):
                    rows.append(row)
                    seen.update(parts)
                if not rows:
                    break
            if "date" not in seen or not (seen.keys() & {"code", "editor"} or seen.keys() >= {"paper", "weekday", "page"}):
                continue
            last = rows[-1]
            told = seen["date"], seen.get("paper", "")
            if unit <= 2 or told in sure or any([places.times[places.keys[row]] > 1 for row in rows]):
                sure.add(told)
            facts = forms.masthead_facts("\n".join([places.texts[row] for row in rows]), seen)
            reason = "a masthead: page code, date, editor or name of the paper"
            for row in rows:
                certainty = Certainty.SURE if told in sure else Certainty.LIKELY
                self._take(row, "head", certainty, reason, group=f"masthead {unit}", facts=facts if row == unit else None)

    def _masthead_parts(self, unit: int) -> dict[str, str]:
        text = self.places.texts[unit]
        if len(text) > forms.LONGEST_PART or self.furniture.get(unit, _NONE).kind == "folio":
            return {}
        parts = forms.masthead_parts(text)
        # a name in capitals may be a title, or somebody's
        return {} if parts.keys() == {"paper"} and text.isascii() and not text.startswith("The ") else parts

    def _beside_folio(self, unit: int) -> bool:
        near = [self.furniture.get(other, _NONE) for other in range(unit - 3, unit + 4) if other != unit]
        return any(other.kind == "folio" and other.certainty is not Certainty.UNSURE for other in near)


def _in_common(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words, or characters, with which two lines begin."""
    return [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False))]


_NONE = Furniture("", Certainty.UNSURE, "", "", {})
