"""Page numbers: what may be one, and which form a sequence that is proved."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from cleaner.pages.forms import MAX_ISSUE, NAMES_ISSUE, STAMP
from cleaner.pages.places import NUMERIC, WORD, Places
from cleaner.regex import regex


class Certainty(StrEnum):
    """How sure it is that a line is furniture."""

    SURE = "sure"  # proved: of 1,000 lines on texts the proofs were not written on, at most 2 are none
    LIKELY = "likely"
    UNSURE = "unsure"


class Form(StrEnum):
    """How a page number is written."""

    BARE = "bare"  # 12
    DECORATED = "decorated"  # - 12 -, · 12 ·
    LABELLED = "labelled"  # 第 12 页, Page 12
    COUNTED = "counted"  # 第 12 页 共 20 页, 12 / 20
    ROMAN = "roman"  # xii
    BESIDE = "beside wording"  # 12 Annual Report


MAX_NUMBER = 2000
LONGEST = 120
"""Characters of a line that holds a page number, with the wording beside it."""
MAX_LABEL = 25
"""Characters of text after a labelled number inside a line: `(see page 22)` and what goes on is text."""
MIN_PAGE, MAX_PAGE = 8, 400
"""Lines of text from one page number to the next: flat from 5 to 14 on the benchmark."""
MAX_GAP = 4
"""Pages from one number that was found to the next."""
NEAR = 3
"""Lines beside a number among which recurring wording is looked for, as long as nothing else stands between."""
MAX_DEPTH = 6
"""Lines of furniture at one edge of a page."""
MIN_HEADING = 5
"""Characters of a heading that stands again beside the number of its page."""
MIN_COUNTED = 3
"""Pages with one wording beside their numbers."""
SHORT = 4
"""Pages of a text of which one page break in mid-sentence is proof enough."""
EVEN = 0.25
"""Of a page's length: how much longer or shorter a page may be that goes on a sequence which is proved."""
COVERED, FEW = 0.4, 5
"""Share of the pages of a sequence, and of all pages if it has less than five numbers, that have one: chapters begin pages, too."""
MANY = 6
"""Numbers of one value that are tried before a number."""
MAX_CHAINS = 8

D = r"[-—–‐·•.~=_*｜|〔〕\[\]【】<>《》 \u3000\t\xa0]{0,8}"
LONE = regex(
    rf"(?P<before>{D}(?:第|Page|PAGE|page|[Pp]\.|[Pp]g\.|页码[:：]?|頁碼[:：]?|Seite|Página|Стр\.|页|頁|- ?Page)?\.?{D})(?P<number>\d{{1,4}})"
    rf"(?P<after>[ \u3000]*[页頁]?{D}(?:(?:[/／,，]|of|sur|von|de|共|总|из)[ \u3000]*(?:共|总|第)?[ \u3000]*(?P<all>\d{{1,4}})[ \u3000]*[页頁]?)?{D})\Z"
)
LONE_LAST = frozenset("0123456789页頁-—–‐·•.~=_*｜|〔〕[]【】<>《》")
MARK = regex(
    r"第[ \u3000]*(?P<han>\d{1,4})[ \u3000]*[页頁](?:[ \u3000/,，]*共[ \u3000]*(?P<of_han>\d{1,4})[ \u3000]*[页頁])?"
    r"|\b(?:[Pp]age|PAGE)[ ]+(?P<latin>\d{1,4})(?:[ ]+of[ ]+(?P<of_latin>\d{1,4}))?\b|\[Page (?P<rfc>\d{1,4})\]"
    r"|(?<![\d/.-])(?P<part>\d{1,3})[ ]?/[ ]?(?P<of_part>\d{1,3})[ ]*\Z"
)
REFERS = regex(r"[(（见見]|\b(?:see|See|on|at|from|to|and)\b")
"""What stands before the page that a sentence sends the reader to."""
ROMAN = regex(r"[-—– ]*(?P<number>[ivxlc]{1,7}|[IVXLC]{1,7})[-—– ]*\Z")
LEADING = regex(r"(?P<number>\d{1,4})(?P<gap>[ \t\u3000\xa0]+|(?=[|·•\u2003｜]))(?P<rest>.*\w.*)\Z")
TRAILING = regex(r"(?P<rest>.*\w\S*?)(?P<gap>[ \t\u3000\xa0]+|(?<=[|·•｜]))(?P<number>\d{1,4})\Z")
DIGITS = frozenset("0123456789")


@dataclass(slots=True, eq=False)
class Number:
    """A line that may hold the number of its page."""

    unit: int
    value: int
    form: Form
    group: str  # numbers of one sequence have one; bare ones and those beside wording alternate
    total: int = 0  # the number of all pages, where it is given
    rest: str = ""  # the wording beside it
    leads: bool = False  # it stands before that wording, as the number of a section does
    apart: bool = True  # no single blank parts it from that wording, as in a sentence
    rest_times: int = 0  # how often a number stands beside that wording
    stands: bool = False  # … stands alone on a line elsewhere, as a heading does
    cut: bool = False  # a sentence runs across it
    recurs: bool = False  # wording stands beside it that also stands beside other such numbers, pages away
    strong: bool = False  # … and is a vertical head, a stamp, or names an issue
    opens: bool = False  # … and opens the text: the title, as a head
    crowded: bool = False  # other numbers stand directly beside it
    at_edge: bool = False  # nothing but what may be furniture parts it from the edge of a page that is known
    score: float = 0.0

    @property
    def proof(self) -> bool:
        """Whether the number has a proof of its own, not only its place in the sequence."""
        return self.cut or self.recurs or self.at_edge or self.form in (Form.DECORATED, Form.LABELLED, Form.COUNTED)


@dataclass(slots=True, eq=False)
class Sequence_:
    """Numbers of one form that go up with the pages, and how sure that is."""

    numbers: list[Number]
    certainty: Certainty
    reason: str
    by_pages: bool  # counted along page breaks that are known


def numbers_in(places: Places) -> Iterator[Number]:
    """The lines that may hold a page number, each in one form."""
    for unit, text in enumerate(places.texts):
        first, last = text[0], text[-1]
        if unit in places.verticals or len(text) > LONGEST:
            continue
        if last in LONE_LAST and (match := LONE.match(text)) and (number := _lone(unit, match)):
            yield number
        elif len(text) <= 12 and first in "ivxlcIVXLC-—–" and (match := ROMAN.match(text)):
            group = "ROMAN" if match["number"].isupper() else "roman"
            if value := _roman(match["number"].lower()):
                yield Number(unit, value, Form.ROMAN, group)
        elif ("页" in text or "頁" in text or "age" in text or "AGE" in text or "/" in text) and (match := MARK.search(text)):
            if number := _marked(unit, text, match):
                yield number
        elif (first in DIGITS and (match := LEADING.match(text))) or (last in DIGITS and (match := TRAILING.match(text))):
            if int(match["number"]) <= MAX_NUMBER and len(text) <= 90 and WORD.search(match["rest"]):
                rest = "".join(match["rest"].split())
                yield Number(
                    unit, int(match["number"]), Form.BESIDE, "#", rest=rest, leads=match.start("number") == 0, apart=match["gap"] != " "
                )


def _lone(unit: int, match: re.Match[str]) -> Number | None:
    """A number alone on its line, with what decorates it."""
    before, after = "".join(match["before"].split()), "".join(match["after"].split())
    value, total = int(match["number"]), int(match["all"] or 0)
    if value > MAX_NUMBER or len(before) + len(after) > 14 or (total and value > total):
        return None
    if total:
        return Number(unit, value, Form.COUNTED, f"{before}#{after}", total)
    if not before and not after:
        return Number(unit, value, Form.BARE, "#")
    if any(map(str.isalpha, before + after)):
        return Number(unit, value, Form.LABELLED, f"{before}#{after}")
    if before in (".", "") and after in (".", "。", "") or before in ("*", "•") and not after:
        return None  # the number of an item, a decimal
    return Number(unit, value, Form.DECORATED, f"{before}#{after}")


def _marked(unit: int, text: str, match: re.Match[str]) -> Number | None:
    """A labelled number with other wording on its line."""
    if REFERS.search(text[max(0, match.start() - 12) : match.start()]) or (match.start() and len(text) - match.end() > MAX_LABEL):
        return None
    kind = match.lastgroup or ""
    value = int(match["han"] or match["latin"] or match["rfc"] or match["part"])
    total = int(match["of_han"] or match["of_latin"] or match["of_part"] or 0)
    if kind == "of_part" and (value > total or total < 3):
        return None
    rest = "".join((text[: match.start()] + text[match.end() :]).split())
    return Number(unit, value, Form.COUNTED if total else Form.LABELLED, "…#/" if kind == "of_part" else "…页#", total, rest)


def _roman(numeral: str) -> int:
    """The value of a Roman numeral, or nothing if it is not written as one."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    for sign, after in zip(numeral, numeral[1:] + "i", strict=True):
        total += -values[sign] if values[sign] < values[after] else values[sign]
    written, rest = "", total
    for sign, value in (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)):
        written += sign * (rest // value)
        rest %= value
    return total if written == numeral else 0


def sequences(places: Places) -> list[Sequence_]:
    """All sequences of page numbers, the best first; a line belongs to one at most."""
    numbers = list(numbers_in(places))
    if len(numbers) < 2:
        return []
    _weigh(places, numbers)
    # a line of text may end with a number
    numbers = [
        number for number in numbers if number.form is not Form.BESIDE or (number.recurs or number.apart) and not _is_text(places, number)
    ]
    found = list(_along_pages(places, numbers)) if places.has_pages else []
    taken = {number.unit for one in found for number in one.numbers}
    numbered = {places.pages[number.unit] for one in found if one.certainty is not Certainty.UNSURE for number in one.numbers}
    groups: dict[str, list[Number]] = defaultdict(list)
    for number in numbers:
        # in a table stand numbers beside numbers; a page whose edges are known has none inside
        if number.unit not in taken and (not number.crowded or number.cut or number.strong or number.opens):
            if not places.has_pages or ((number.cut or number.total) and places.pages[number.unit] not in numbered):
                groups[number.group].append(number)
    best = {group: _best(places, members) for group, members in groups.items()}
    for _ in range(MAX_CHAINS):
        if not best:
            break
        group = max(best, key=lambda group: best[group][0])
        score, chain = best[group]
        if score < 2 or len(chain) < 2:
            break
        if places.has_pages and len(chain) < 3 and not chain[0].total:
            del best[group]  # inside pages that are known
            continue
        one = _proved(places, chain)
        found.append(one)
        # numbers between two page numbers of one sequence are no page numbers
        first, last = (chain[0].unit, chain[-1].unit) if one.certainty is not Certainty.UNSURE else (0, -1)
        units = {number.unit for number in chain}
        for name in list(best):
            left = [number for number in groups[name] if number.unit not in units and not first <= number.unit <= last]
            if len(left) < len(groups[name]):
                groups[name] = left
                best[name] = _best(places, left)
    return found


def lone_numbers(places: Places, heads: Collection[int]) -> Iterator[tuple[Number, Certainty]]:
    """The one number of a text with one page break: directly beside a head that its form tells, or likely on the last line."""
    for number in numbers_in(places):
        if number.unit in heads or number.form in (Form.BESIDE, Form.ROMAN):
            continue
        beside = [unit for unit in (number.unit - 1, number.unit + 1) if unit in heads]
        if _is_crowded(places, number, ()):
            continue
        if beside and (places.is_cut(number.unit) or beside[0] in places.verticals):
            yield number, Certainty.SURE
        elif beside or (number.unit == places.size - 1 and (heads or number.form is not Form.BARE)):
            yield number, Certainty.LIKELY


def _weigh(places: Places, numbers: Sequence[Number]) -> None:
    """See what stands around each number."""
    size, keys, at = places.size, places.keys, places.at
    near: dict[str, list[int]] = defaultdict(list)  # recurring wording: numbers that it stands beside
    beside: list[list[str]] = []
    for number in numbers:
        wording = []
        for step in (-1, 1):
            for unit in range(number.unit + step, number.unit + step * (NEAR + 1), step):
                if not 0 <= unit < size or places.times[key := keys[unit]] < 2 or len(key) < 2:
                    break
                if NUMERIC.match(places.texts[unit]) or not _is_pagelike(places, key):
                    break
                wording.append(key)
                near[key].append(number.unit)
        beside.append(wording)
    opening = {keys[unit] for unit in range(min(4, size)) if len(keys[unit]) > 3 and WORD.search(keys[unit])}
    rests = Counter([number.rest for number in numbers if number.rest])
    lone = {number.unit for number in numbers}
    outer = _outer(places, lone) if places.has_pages else set()
    for number, wording in zip(numbers, beside, strict=True):
        number.cut = places.is_cut(number.unit)
        for key in wording:
            if any(abs(at[other] - at[number.unit]) >= MIN_PAGE for other in (near[key][0], near[key][-1])):
                number.recurs = True
                number.strong = number.strong or _is_strong(places, key)
                number.opens = number.opens or key in opening
        number.stands = number.form is Form.BESIDE and len(number.rest) >= MIN_HEADING and places.times[number.rest] > 0
        if (
            number.rest
            and (rests[number.rest] > 1 or places.times[number.rest])
            and (number.form is not Form.BESIDE or len(number.rest) > 1)
        ):
            number.recurs = True
        number.rest_times = rests[number.rest]
        number.crowded = _is_crowded(places, number, lone)
        number.at_edge = number.unit in outer
        number.score = _score(places, number)


def _is_text(places: Places, number: Number) -> bool:
    """Whether the line of a number is part of a sentence that runs into it or out of it."""
    return not number.cut and (places.runs_on(number.unit - 1, number.unit) or places.runs_on(number.unit, number.unit + 1))


def _is_pagelike(places: Places, key: str) -> bool:
    """Whether wording is repeated, and never closer together than two page numbers, but for the first two times: a title and a head."""
    known = places.pagelike.get(key)
    if known is None:
        units = places.units_of[key]
        known = all(places.at[after] - places.at[before] >= MIN_PAGE for before, after in zip(units[1:], units[2:], strict=False))
        known = known and (len(units) > 2 or places.at[units[1]] - places.at[units[0]] >= MIN_PAGE)
        places.pagelike[key] = known
    return known


def _is_strong(places: Places, key: str) -> bool:
    unit = places.units_of[key][0]
    text = places.texts[unit]
    return unit in places.verticals or STAMP.search(text) is not None or (len(key) < MAX_ISSUE and NAMES_ISSUE.search(text) is not None)


def _is_crowded(places: Places, number: Number, lone: Collection[int]) -> bool:
    """Whether numbers stand directly beside it on its page: a row or column of a table, a list, a table of contents."""
    for unit in (number.unit - 1, number.unit + 1):
        if not 0 <= unit < places.size or unit in places.verticals or places.pages[unit] != places.pages[number.unit]:
            continue
        if number.form in (Form.BARE, Form.ROMAN) and (
            NUMERIC.match(places.texts[unit]) or (len(places.keys[unit]) <= 2 and places.keys[unit].isascii())
        ):
            return True
        if number.form is Form.BESIDE and unit in lone:
            return True
    return False


def _outer(places: Places, lone: Collection[int]) -> set[int]:
    """The units at the edges of pages that are known, looking past what may be furniture."""
    seen: Counter[str] = Counter()
    edges = [(start, stop) for start, stop in zip(places.cuts, places.cuts[1:], strict=False) if stop > start]
    for start, stop in edges:
        top, foot = range(start, min(stop, start + MAX_DEPTH)), range(max(start, stop - MAX_DEPTH), stop)
        seen.update({places.keys[unit] for unit in {*top, *foot}})
    found: set[int] = set()
    for start, stop in edges:
        for line in (range(start, min(stop, start + MAX_DEPTH)), range(stop - 1, max(start, stop - MAX_DEPTH) - 1, -1)):
            for unit in line:
                found.add(unit)
                if not (unit in lone or unit in places.verticals or unit in places.is_journal or seen[places.keys[unit]] > 1):
                    break
    return found


def _score(places: Places, number: Number) -> float:
    """How good a link of a sequence the number is. It ranks sequences and proves nothing."""
    score = {Form.COUNTED: 3.0, Form.LABELLED: 3.0, Form.DECORATED: 1.5, Form.BESIDE: -0.8}.get(number.form, 0.0)
    score += 2.0 if number.cut else -0.4
    score += 2.0 * number.recurs + (number.strong or number.opens) - 1.5 * number.crowded
    return score + (number.unit in (0, places.size - 1)) + 2.0 * number.at_edge


def _along_pages(places: Places, numbers: Sequence[Number]) -> Iterator[Sequence_]:
    """Sequences along page breaks that are known: the number less the count of pages is the same on page after page."""
    groups: dict[tuple[str, int], list[Number]] = defaultdict(list)
    for number in numbers:
        if number.at_edge and not (number.crowded and not number.cut):
            groups[number.group, number.value - places.pages[number.unit]].append(number)
    runs: list[list[Number]] = []
    for members in groups.values():
        run: list[Number] = []
        for number in members:
            if run and places.pages[number.unit] - places.pages[run[-1].unit] > MAX_GAP:
                runs.append(run)
                run = []
            run.append(number)
        runs.append(run)
    runs = [_one_a_page(places, run) for run in runs]
    taken: set[int] = set()
    total = len(places.cuts) - 1
    for run in sorted([run for run in runs if len(run) > 1], key=lambda run: (-len(run), -sum([number.score for number in run]))):
        run = [number for number in run if places.pages[number.unit] not in taken]
        if len(run) < 2:
            continue
        span = places.pages[run[-1].unit] - places.pages[run[0].unit] + 1
        proper = [number for number in run if number.form is not Form.BESIDE or number.recurs or number.cut]
        many = len(run) >= FEW or len(run) >= COVERED * total
        proved = any([number.cut or number.total for number in run])
        if len(proper) >= 2 and many and len(run) >= COVERED * span:
            certainty = Certainty.SURE if len(proper) > 2 or proved else Certainty.LIKELY
        else:
            certainty = Certainty.UNSURE
        if certainty is Certainty.UNSURE and len(run) < 3:
            continue
        taken.update([places.pages[number.unit] for number in run])
        yield Sequence_(run, certainty, f"keeps step with the page count, {len(run)} times", True)


def _one_a_page(places: Places, run: list[Number]) -> list[Number]:
    """The numbers of a sequence without a second one on a page: the one that stands and is written as most are, farthest out."""
    sides = [below < above for above, below in map(places.depth, [number.unit for number in run])]
    at_foot = 2 * sum(sides) > len(run)
    beside = 2 * sum([number.form is Form.BESIDE for number in run]) > len(run)
    kept: dict[int, tuple[tuple[bool, bool, int], Number]] = {}
    for side, number in zip(sides, run, strict=True):
        page = places.pages[number.unit]
        rank = (side == at_foot, (number.form is Form.BESIDE) == beside, -min(places.depth(number.unit)))
        if page not in kept or rank > kept[page][0]:
            kept[page] = (rank, number)
    return [number for _, number in kept.values()]


def _best(places: Places, numbers: list[Number]) -> tuple[float, list[Number]]:
    """The best sequence: numbers that go up, by one and at distances of a page, with a small loss for those left out between."""
    by_value: dict[int, list[int]] = defaultdict(list)
    score = [number.score for number in numbers]
    back = [-1] * len(numbers)
    length = [0.0] * len(numbers)  # of the page before, in lines
    at = places.at
    for place, number in enumerate(numbers):
        here = at[number.unit]
        own = number.score
        for step in range(1, MAX_GAP + 1):
            tried = 0
            for other in reversed(by_value.get(number.value - step, ())):
                before = numbers[other]
                distance = here - at[before.unit]
                if distance > MAX_PAGE * step or tried >= MANY:
                    break
                if distance < MIN_PAGE and not (distance >= 3 and (number.total or number.unit >= places.size - 3)):
                    continue
                tried += 1
                link = 0.7 - 0.7 * (step - 1)
                if length[other] and not number.unit == places.size - 1:
                    link += max(-2.5, 0.7 - 1.5 * abs(log(distance / step / length[other])))
                if (number.form is Form.BESIDE) != (before.form is Form.BESIDE):
                    link -= 2.0
                elif number.rest and number.rest == before.rest:
                    link += 2.0
                if number.total != before.total:
                    link -= 4.0
                if score[other] + link + own > score[place]:
                    score[place], back[place], length[place] = score[other] + link + own, other, distance / step
        by_value[number.value].append(place)
    if not numbers:
        return 0.0, []
    place = max(range(len(numbers)), key=score.__getitem__)
    best, chain = score[place], []
    while place >= 0:
        chain.append(numbers[place])
        place = back[place]
    return best, chain[::-1]


def _proved(places: Places, chain: list[Number]) -> Sequence_:
    """The sequence with the proof that it is one, where no page breaks are known; a sum of likelihoods is none, nor is regular distance.

    Chapters, questions of an exam, verses and notes count as evenly as pages do (12 wrong removals per 1,000 lines if a score decides).
    """
    count = len(chain)
    cut = sum([number.cut for number in chain])
    strong = sum([number.strong for number in chain])
    crowded = sum([number.crowded for number in chain])
    form = Counter([number.form for number in chain]).most_common(1)[0][0]
    rests = Counter([number.rest for number in chain if number.form is Form.BESIDE and number.recurs])
    ends = chain[-1].unit == places.size - 1 and not chain[-1].crowded
    follow = any([after.value == before.value + 1 for before, after in zip(chain, chain[1:], strict=False)])

    def made(certainty: Certainty, reason: str) -> Sequence_:
        return Sequence_(chain, certainty, f"{reason}, {count} in sequence", False)

    if 2 * crowded > count:
        return made(Certainty.UNSURE, "beside other numbers")
    if form is Form.COUNTED and follow and (cut or count > 2 or any(map(str.isalpha, chain[0].group))):  # 1/2 and 2/2 may be fractions
        return made(Certainty.SURE, "the number of a page and of all pages")
    if form is Form.LABELLED and cut and follow:
        return made(Certainty.SURE, "labelled as the number of a page, in mid-sentence")
    proved = ""
    both = sum([number.strong or number.opens or number.cut for number in chain])
    if cut >= 2 and cut >= 0.25 * count:
        proved = f"in mid-sentence {cut} times"
    elif both >= 2 and both >= 0.6 * count and (cut or strong >= 2 or (follow and both > 2)):
        proved = "in mid-sentence, or beside a head that names an issue or opens the text"
    elif cut > (2 * sum([number.leads for number in chain]) > count) and max(rests.values(), default=0) >= max(MIN_COUNTED, 0.6 * count):
        proved = "beside one wording, and in mid-sentence"
    elif sum([number.stands for number in chain]) >= max(2, 0.6 * count):
        proved = "beside the title of a section"
    elif ends and cut and (count <= SHORT or form is Form.DECORATED or _is_even(places, chain)):
        proved = "in mid-sentence, and the last line of the text"
    elif ends and count >= 3 and form is Form.DECORATED:
        proved = "set between marks, and the last line of the text"
    if proved:
        return made(Certainty.SURE, proved)
    if cut or form in (Form.COUNTED, Form.LABELLED) or (count >= 3 and ends):
        return made(Certainty.LIKELY, "counts as pages do")
    return made(Certainty.UNSURE, "counts, between finished sentences")


def _page(places: Places, chain: Sequence[Number], at: int) -> float:
    """The length of the pages from the number at `at` to the next, in lines."""
    return (places.at[chain[at + 1].unit] - places.at[chain[at].unit]) / (chain[at + 1].value - chain[at].value)


def _is_even(places: Places, chain: Sequence[Number]) -> bool:
    """Whether all pages but the last are about as long as each other: a sequence that is two, of chapters and of pages, is not."""
    pages = sorted([_page(places, chain, at) for at in range(len(chain) - 2)])
    usual = pages[len(pages) // 2]
    return pages[-1] - usual <= EVEN * usual >= usual - pages[0]


def outside(places: Places, one: Sequence_) -> set[int]:
    """The units of a sequence that its proofs do not reach: before the first number that is proved itself and after the last.

    A number there belongs to it where its page is about as long as those between the proofs.
    """
    numbers = one.numbers
    rests = Counter([number.rest for number in numbers if number.form is Form.BESIDE])
    own = [
        at
        for at, number in enumerate(numbers)
        if number.cut
        or number.strong
        or number.opens
        or number.stands
        or rests[number.rest] >= MIN_COUNTED
        or number.unit == places.size - 1
    ]
    if one.by_pages or not own or numbers[0].form not in (Form.BARE, Form.BESIDE, Form.ROMAN):
        return set()
    first, last = own[0], own[-1]

    inside = sorted([_page(places, numbers, at) for at in range(first, last)])
    usual = inside[len(inside) // 2] if inside else 0.0
    while first > 0 and abs(_page(places, numbers, first - 1) - usual) <= EVEN * usual:
        first -= 1
    while last + 1 < len(numbers) and abs(_page(places, numbers, last) - usual) <= EVEN * usual:
        last += 1
    return {number.unit for number in [*numbers[:first], *numbers[last + 1 :]]}
