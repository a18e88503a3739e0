"""Lines of a printed text that are no running text by what stands beside them: rows, entries, formulas, numbers that count on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from cleaner.regex import regex
from cleaner.wording.line_ends import parts_pair
from cleaner.wording.numbering import counted_items, roman
from cleaner.wording.sentences import ENTRY

NUMBER = regex(r"[-+(−]?(?:\d[\d.,:/]*|\.\d+)[%x×)]?\Z")
HAS_DIGIT = regex(r"\d")
PAGE = regex(r"\S[ \t\u3000]+(\d{1,3})\Z")
MIN_ENTRIES = 4
"""Lines in a row that end with page numbers that do not fall. Three lines of prose may end with numbers by chance."""
STOP_INSIDE = regex(r"[.;:,!?][ ](?![A-Z\d])|[。；，]")
WORD = regex(r"[^\W\d_]{3}")
SHORT = 12
"""Characters: a formula, a letter of a diagram."""
_SMALL = "a an as at be by do go he if in is it me my no of on or so to up us we"
SMALL = frozenset(_SMALL.split())
NEXT_NUMBER = "the next number of a list"
VERSE = "each line begins with a capital, as in verse"
MIN_SYMBOLS = 2
"""In a row: one may be the exponent or the mark of a note of the line before."""


def apart(texts: Sequence[str], is_cjk: bool) -> dict[int, str]:
    """By place, the lines that begin a block of their own, and why. `texts` have no white space around them.

    Evidence is of lines in a row: as many numbers on each; page numbers at their ends; letters and signs without a word; a number
    that counts on from an item a few lines before. The line after such rows begins a block, too.
    """
    found: dict[int, str] = {}
    for start, end in _runs(table_rows(texts)):
        found.update(dict.fromkeys(range(start, end + 1), "rows of one order of words and numbers"))
    for start, end in _entries(texts):
        found.update(dict.fromkeys(range(start, end + 1), "an entry of a table of contents"))
    if not is_cjk:
        for start, end in _runs([_is_symbols(text) for text in texts]):
            if end - start >= MIN_SYMBOLS:
                found.update(dict.fromkeys(range(start, end + 1), "letters and signs of a formula or a drawing"))
    found.update(dict.fromkeys(counted_items(texts, pairs=True), NEXT_NUMBER))
    for place in _paged(texts):
        found.update(dict.fromkeys((place, place + 1), PAGED))
    found.update(dict.fromkeys(_alike_but_for_numbers(texts), "begins as other entries do, but for its number"))
    found.update(dict.fromkeys(_units(texts), "the next unit of a series, behind a finished one"))
    if not is_cjk:
        found.update(dict.fromkeys(_verse(texts), VERSE))
    else:
        found.update(dict.fromkeys(_metred(texts), METRED))
    return found


def _paged(texts: Sequence[str]) -> Iterator[int]:
    """The places of short lines that are alike but for the number at their end, which counts on: what may be the heads of pages.

    Evidence: three in a row of one wording, each a number on; lines of text stand between them.
    """
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)  # by wording: place and number
    for place, text in enumerate(texts):
        if text[-1:] in COUNTS and len(text) <= LONGEST_HEAD and (match := LAST_NUMBER.search(text)):
            number = int(match[0]) if match[0].isdecimal() else roman(match[0].lower())
            alike[text[: match.start()]].append((place, number))
    for wording, heads in alike.items():
        if len(heads) < MIN_ALIKE or not HAS_LETTER.search(wording):
            continue
        run = heads[:1]
        for place, number in [*heads[1:], (0, 0)]:
            last, count = run[-1]
            if number == count + 1 and 2 < place - last <= FAR:
                run.append((place, number))
                continue
            yield from [one for one, _ in run] if len(run) >= MIN_ALIKE else []
            run = [(place, number)]


FAR = 250
"""Lines from one head to the next, or from one entry to the next: a page and an entry are shorter."""
HAS_LETTER = regex(r"[^\W\d_]")
COUNTS = frozenset("0123456789ivxlcIVXLC")
LAST_NUMBER = regex(r"(?<=\S[ .])(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\Z")
LONGEST_HEAD = 100
PAGED = "alike but for its number, as the heads of pages are"


def _alike_but_for_numbers(texts: Sequence[str]) -> list[int]:
    """The places of entries of annals, steps and minutes: several lines begin with one opening that counts or dates (`昭武三年，`).

    Evidence: three of them or more, none far from the next, and no line between them has it inside. In prose one of twenty such openings
    begins a line.
    """
    opened = [match[0] if _may_open(text[:LONGEST_OPENING]) and (match := OPENING.match(text)) else "" for text in texts]
    shapes = [
        _shape(opening) if COUNT.search(opening) and not COUNT.fullmatch(opening[:-1]) else "" for opening in opened
    ]  # a number alone counts nothing
    runs: dict[str, list[int]] = {shape: [] for shape in shapes if shape}
    ended: list[list[int]] = []
    for place, text in enumerate(texts if len(runs) else ()):
        for shape in {_shape(opening) for opening in OPENING_INSIDE.findall(text)} & runs.keys():
            ended.append(runs[shape])
            runs[shape] = []
        if shape := shapes[place]:
            if runs[shape] and place - runs[shape][-1] > FAR:
                ended.append(runs[shape])
                runs[shape] = []
            runs[shape].append(place)
    # a word may look like a number: `一般来说，` is always the same
    return [place for run in (*ended, *runs.values()) if len({opened[place] for place in run}) >= MIN_ALIKE for place in run if place]


def _may_open(start: str) -> bool:
    return "，" in start or "：" in start or start[:1] in "12"


def _shape(opening: str) -> str:
    """An opening with its numbers alike; a date of a year and a month is as one of a day."""
    return "0." if opening[-1:].isdecimal() else COUNT.sub("0", opening.replace(" ", ""))


def _units(texts: Sequence[str]) -> Iterator[int]:
    """The places of articles and sections that their kind and number name (`제4절`, `Article IV.`), and of turns of speech (`[Name]`).

    Evidence: numbers of one kind begin lines and count on, whatever number of lines apart, and names begin several lines; behind what
    may end a block. A sentence may name an article at the start of a line: it counts on by chance only.
    """
    kinds: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)  # by kind: place and number
    names: list[int] = []
    for place, text in enumerate(texts):
        if text[:1] == "[":
            names += [place] if SPEAKER.match(text) else []
        elif match := UNIT.match(text):
            value = match["value"]
            kinds[match["kind"], match["after"]].append((place, int(value) if value.isdigit() else roman(value.lower())))
    series = [names]
    for numbers in kinds.values():
        before = [[value for _, value in numbers[max(0, at - RECENT) : at]] for at in range(len(numbers))]
        series.append([place for (place, value), last in zip(numbers, before, strict=True) if value == 1 or value - 1 in last])
    for places in series:
        ended = [place for place in places if place and (ENDED.search(texts[place - 1]) or UNIT.match(texts[place - 1]))]
        yield from ended if len(ended) >= MIN_ALIKE else []


UNIT = regex(r"(?P<kind>제|[^\W\d_]{3,9} )(?P<value>\d{1,3}|[IVXLC]{1,7})(?P<after>[조절장편관]|[.:])(?=[ \t]+[^제\s]|\Z)")
SPEAKER = regex(r"\[[^\W\d_][^\[\]\d]{0,20}\](?= \S)")
ENDED = regex(r"[.。!?！？](?:[”’」』\"')]|[ ]?[<(\[〈][^<>()\[\]]{1,40}[>)\]〉]){0,3}\Z")
"""A finished sentence, and perhaps a remark on it (`<개정 19.03.08.>`)."""
RECENT = 3
"""Numbers of one kind: one of the last is the one before, though a sentence may have named another since."""


DATE = r"(?:1[5-9]|20)\d\d(?:[.．]\d{1,2}){1,2}(?:/\d{1,2})?(?![\d.．]|[ ]?[^\u3400-\u9fff《“ ])"
CLAUSE = r"[^\W_][^\s，。、；：！？,.;:!?]{0,5}(?:[ ]?[^\s，。、；：！？,.;:!?]{1,2})?[，：]"
OPENING = regex(rf"{DATE}|{CLAUSE}")
OPENING_INSIDE = regex(rf"(?<=[。；！？，]){CLAUSE}|(?<=[^\d.．]){DATE}")
LONGEST_OPENING = 10
"""Characters of a clause with its mark."""
COUNT = regex(r"[\d元一二三四五六七八九十百]+")
MIN_ALIKE = 3
"""Entries: two sentences that begin with years may be of one paragraph."""


def _verse(texts: Sequence[str]) -> Iterator[int]:
    """The places of lines of verse: in a row, each begins with a capital, though the line before it ends no sentence.

    Prose does that by chance where a name or, in German, a noun begins a line: as often as one stands inside its lines, or inside
    these. There the first line goes on a sentence, or the last one goes on with a small letter.
    """
    usual = 0.0
    for start, end in _runs([text.lstrip(OPENING_MARKS)[:1].isupper() for text in texts]):
        ends_open = [place for place in range(start, end - 1) if texts[place][-1] not in NO_VERSE_END]
        if len(ends_open) < MIN_OPEN:
            continue
        begun = start > 0 and texts[start - 1][:1].islower() and texts[start - 1][-1] not in NO_VERSE_END
        goes_on = end < len(texts) and texts[end][:1].islower() and texts[end - 1][-1] not in NO_VERSE_END
        usual = usual or _capitals_inside(texts)
        chance = max(usual, _capitals_inside(texts[start:end])) ** len(ends_open)
        if chance < (BY_CHANCE / 100 if begun or goes_on else BY_CHANCE):
            yield from range(start + 1, end)


def _capitals_inside(texts: Sequence[str]) -> float:
    """The share of words with a capital among those behind a word on their line; few words tell little."""
    words: list[bool] = [word.isupper() for text in texts for word in INSIDE.findall(text)]
    return max(LEAST, (sum(words) + 0.5) / max(20, len(words)))


def _metred(texts: Sequence[str]) -> Iterator[int]:
    """The places of verse in ideographs, and of the line behind it: lines in a row are of as many, without a mark inside.

    Four lines of four to seven ideographs, or two of two such halves each; every second one ends a sentence. In prose a line of two
    equal clauses that ends with the second is rare, and two in a row are rarer.
    """
    for start, end in _runs([_metre(text) if text[-1:] in VERSE_END else 0 for text in texts]):
        ends = texts[start:end] if _metre(texts[start]) < 0 else texts[start + 1 : end : 2]
        if len(ends) >= MIN_METRED and all([text[-1] in "。！？" for text in ends]):
            yield from range(start, end + 1)


def _metre(text: str) -> int:
    """How many ideographs a line of verse has; below nothing where it is two lines of as many each, 0 where it is none."""
    match = METRE.match(text)
    if match is None or match[2] is None:
        return len(match[1]) if match else 0
    return -len(match[1]) if len(match[1]) == len(match[2]) else 0


METRE = regex(r"([\u3400-\u9fff]{4,7})(?:[，。！？；、]|[，、；]\u3000?([\u3400-\u9fff]{4,7})[。！？])\Z")
VERSE_END = frozenset("，。！？；、")
METRED = "as long as the lines beside it, as in verse"
MIN_METRED = 2
INSIDE = regex(r"[^\W\d_],? ([^\W\d_])")
NO_VERSE_END = frozenset('.!?:-…。！？：”’"»」』)')
OPENING_MARKS = "\"'“‘«„("
MIN_OPEN, LEAST = 2, 0.02
"""Line ends that end no sentence, and the share of capitals that any prose has."""
BY_CHANCE = 0.0001
"""How often prose may look like verse; where it goes on before or behind, a hundredth of it."""


def _runs(features: Sequence[object]) -> Iterator[tuple[int, int]]:
    """The ranges of places where a feature holds, the same for all lines."""
    end = 0
    for feature, run in groupby(features):
        start, end = end, end + len(list(run))
        if feature:
            yield start, end


def table_rows(texts: Sequence[str]) -> list[bool]:
    """Which lines are rows of a table, by the lines beside them: words and numbers stand in one order, without a clause.

    Two lines prove it that have two numbers each, three lines where each ends with its only one: a number at the start may count items.
    Where a line end parts a word, spaces around numbers are those of a sentence.
    """
    numbered = [HAS_DIGIT.search(text) is not None for text in texts]
    beside = zip(texts, [*texts[1:], "."], numbered, [False, *numbered], [*numbered[1:], False], strict=False)
    orders = [
        _order(text) if own and (before or after) and parts_pair(text[-1], line[0]) < 2 else "" for text, line, own, before, after in beside
    ]
    found = [False] * len(texts)
    for start, end in _runs(orders):
        count = orders[start].count("n")
        if end - start >= (2 if count > 1 else 3):
            found[start:end] = [True] * (end - start)
    return found


def numbers_last(texts: Sequence[str]) -> set[int]:
    """The places of lines beside entries of a table of contents, and of rows whose only number is their last cell."""
    found = {place for start, end in _entries(texts) for place in range(start, end)}
    entries = [place for place, text in enumerate(texts) if ENTRY.search(text, max(0, len(text) - 20))]
    found.update([beside for place in entries for beside in (place - 1, place + 1) if 0 <= beside < len(texts)])
    return found.union([place for place, is_row in enumerate(table_rows(texts)) if is_row and _order(texts[place]) == "wn"])


def laid_out(texts: Sequence[str], rows: Sequence[bool]) -> list[int]:
    """Of `table_rows` the places of those with several numbers, which are kept as they are: a table of contents has one at each end."""
    found = [place for place, is_row in enumerate(rows) if is_row and _order(texts[place]).count("n") > 1]
    return [place for place in found if not SECTION_AND_PAGE.match(texts[place])]


SECTION_AND_PAGE = regex(r"[\d.]+[ \t\u3000]+[^\W\d].*[^\d.,][ \t\u3000.…·]+\d{1,3}\Z")


def _order(text: str) -> str:
    """In which order words and numbers stand on a line, as `wnn`; nothing where it has a clause, or its one number not at the end."""
    if text[-1:] in NO_CELL or STOP_INSIDE.search(text):
        return ""
    found = ""
    for cell in text.split():
        kind = "n" if NUMBER.match(cell) else "w"
        if kind == "n" or found[-1:] != "w":
            found += kind
    return found if found.count("n") > 1 or found == "wn" else ""


NO_CELL = frozenset(".,;:!?。，；：！？-—")
"""What no row of a table ends with."""


def _entries(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of lines that end with page numbers that do not fall, and are no sentences."""
    start, last = 0, -1
    for place, text in enumerate([*texts, ""]):
        match = PAGE.search(text, max(0, len(text) - 12)) if text[-1:].isdigit() else None
        page = int(match[1]) if match and not text[0].islower() and not STOP_INSIDE.search(text) and _order(text).count("n") < 2 else -1
        if page >= 0 and page >= last:
            start = place if last < 0 else start
            last = page
            continue
        if last >= 0 and place - start >= MIN_ENTRIES:
            yield start, place
        start, last = place, page


def _is_symbols(text: str) -> bool:
    """Whether a line holds letters and signs, and no word."""
    return len(text) <= SHORT and not WORD.search(text) and text[-1:] not in ".。!?" and text.lower() not in SMALL
