"""Running titles: lines that repeat with the page and not with the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise, starmap

from cleaner.document import FURNITURE, LINE_ENDS, PASSED_OVER, Document, Edit, Kind, Line, Role
from cleaner.glyphs import HAS_CJK, letters
from cleaner.numbering import CHAPTER, lone_number, outline_number
from cleaner.passes.pages.folios import DECORATED, FOLIO
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK, STOP, ends_clause, ends_sentence

MIN_TIMES = 3
DEEPEST = 8
"""Lines of furniture that one page head or foot may have."""
MIN_PERIOD = 5
"""Lines of a page, on average: what comes again sooner is a table or a list."""
MIN_LINE = 10
"""Characters of a line of running text: shorter ones are rows of a table that was torn into lines."""
MIN_TITLE = 4
"""Characters of a title that is looked for again: a shorter one may be a word of the text."""
MIN_PASSAGE = 3
"""Lines of a passage: page furniture of as many is made of names and numbers."""
LEADING = regex(r"\A\s*\d+[ \u3000\t]")
TRAILING = regex(r"[ \u3000\t]\d+\s*\Z")
COUNTER = regex(f"{LEADING.pattern}|{TRAILING.pattern}")
"""A number that stands apart, first or last on its line."""
MIN_PAGE = 15
"""Lines; no page but the last is shorter."""
MAX_LENGTH = 160
"""Characters, without spaces. Running titles and download notes are single lines; body lines repeat only in verse."""
MAY_BE_TITLE = frozenset({Role.BODY, Role.RUNNING_HEAD})
DIGITS = regex("[0-9]+")


@rule(acts_on={Kind.WRAPPED}, writes={Role.RUNNING_HEAD}, after=["section_heads"])
def running_heads(document: Document, *, min_times: int = MIN_TIMES) -> Iterator[Edit]:
    """Label lines that stand again on other pages, at the edge of the page, and the title where it stands again.

    Evidence: the same short line (numbers aside) at least `min_times`, and at least half of the
    times it stands at a page edge, beside other furniture, or between two halves of a sentence; or
    twice, both times at a page break, beside a page number or other furniture; or lines that differ
    only by a number that counts the pages (see `_counts_pages`). A refrain or a table
    header repeats too, but inside the page and between whole sentences. A heading that is also a
    running title is kept where it stands as a heading.
    """
    # numbers and gaps masked in one go: no line end is lost, so the keys stand in the order of the lines.
    # The lines as they were read: repairs must not change what repeats
    lines = "\n".join([line.raw.rstrip(LINE_ENDS) for line in document.filled])
    keys = DIGITS.sub("#", lines.replace(" ", "").replace("\u3000", "")).split("\n")
    repeated = {key for key, times in Counter(keys).items() if times >= 2 and 1 < len(key) <= MAX_LENGTH and not _is_tail(key)}
    filled = document.filled
    title = "".join([letters(line.text) for line in filled if line.role is Role.TITLE])
    again = _titles_again(filled, title)
    yield from (filled[place].edit("role", Role.RUNNING_HEAD, "the title again") for place in again if filled[place].role is Role.BODY)
    if not repeated:
        return
    repeated -= _passages(filled, keys, repeated)
    places = defaultdict(list)
    for place, key in enumerate(keys):
        if key in repeated and place not in again and not FOLIO.match(filled[place].text) and not lone_number(filled[place].text):
            places[key].append(place)
    for key, same in places.items():
        edges = [_edge(filled, keys, repeated, again, place) for place in same]
        if same[-1] - same[0] < MIN_PERIOD * (len(same) - 1):
            continue
        counted = "#" in key and _counts_pages(filled, same, edges, title)
        if len(same) >= min_times:
            if not counted and sum(map(bool, edges)) * 2 < len(same):
                continue
        elif not counted and (len(key) < 3 or not all(edges) or INSIDE in edges or (AT_END in edges and _differ(filled, same))):
            continue
        inside = [] if counted else [place for place, edge in zip(same, edges, strict=True) if not edge]
        kept = next((place for place in inside if _is_heading(filled, place)), None)
        for place, edge in zip(same, edges, strict=True):
            if filled[place].role is Role.BODY and place != kept:
                reason = f"stands {len(same)} times{', here ' + edge if edge else ', and counts the pages' if counted else ''}"
                yield filled[place].edit("role", Role.RUNNING_HEAD, reason)


def _counts_pages(filled: list[Line], same: list[int], edges: list[str], title: str) -> bool:
    """Whether the lines, alike but for their numbers, count the pages: the first or last number goes up by one, or by two on odd pages.

    Headings count, too, and the days of a diary. So it must be the title that is counted, or a chapter
    with a number of its own, or one of three lines and more stand where no heading does.
    """
    first = filled[same[0]].raw
    numbers = [tuple(map(int, DIGITS.findall(filled[place].raw))) for place in same]
    if any(behind - before < MIN_PAGE for before, behind in pairwise(same)) or len({len(row) for row in numbers}) > 1:
        return False
    # a chapter counts itself by its own number
    section = outline_number(COUNTER.sub("", first).strip())
    wording = letters(DIGITS.sub("", first))
    breaks = len(same) >= MIN_TIMES and len(wording) >= MIN_TITLE and any(edge not in ("", AT_END) for edge in edges)
    if not (wording == title or breaks or (section is not None and section[0] <= CHAPTER)):
        return False
    for apart, at in ((LEADING, 0), (TRAILING, -1)):
        if apart.search(first):
            others = {row[1:] if at == 0 else row[:-1] for row in numbers}
            if len(others) == 1 and {after[at] - before[at] for before, after in pairwise(numbers)} in ({1}, {2}):
                return True
    return False


def _passages(filled: list[Line], keys: list[str], repeated: set[str]) -> set[str]:
    """The keys of running text that is printed twice: lines in the same order again, with sentences that run from one to the next."""
    pairs = Counter([pair for pair in pairwise(keys) if pair[0] in repeated and pair[1] in repeated])
    found: set[str] = set()
    start = 0
    for place, pair in enumerate([*pairwise(keys), ("", "")]):
        if pairs[pair] >= 2:
            continue
        lines = filled[start : place + 1]
        if len(lines) >= MIN_PASSAGE and any([STOP.search(line.text) for line in lines]) and any(starmap(_runs_on, pairwise(lines))):
            # a running title above it, a name below it have no clauses
            prose = [at for at, line in enumerate(lines, start) if CLAUSE_MARK.search(line.text) or STOP.search(line.text)]
            found.update(keys[prose[0] : prose[-1] + 1])
        start = place + 1
    return found


def _runs_on(line: Line, after: Line) -> bool:
    """Whether the sentence on `line` goes on: a clause ends on it and no sentence, and `after` begins with an ideograph or small."""
    begins = after.text.lstrip()[:1]
    return (
        not ends_clause(line.text) and CLAUSE_MARK.search(line.text) is not None and (HAS_CJK.match(begins) is not None or begins.islower())
    )


INSIDE = "inside a sentence"
AT_END = "at an end of the text"


def _differ(filled: list[Line], same: list[int]) -> bool:
    """Whether the numbers in the lines differ: the last line of a text may count what the first one began."""
    return len({letters(filled[place].text) for place in same}) > 1


def _edge(filled: list[Line], keys: list[str], repeated: set[str], again: set[int], place: int) -> str:
    """Why the line at `place` is at the edge of a page, looking past lines that repeat as it does and past page numbers; or ""."""
    line = filled[place]
    number = False
    behind, ahead = place + 1, place - 1
    while behind < min(len(filled), place + DEEPEST) and (keys[behind] in repeated or FOLIO.match(filled[behind].text)):
        number = number or keys[behind] not in repeated or DECORATED.match(filled[behind].text) is not None
        behind += 1
    while ahead >= max(0, place - DEEPEST) and (keys[ahead] in repeated or FOLIO.match(filled[ahead].text)):
        number = number or keys[ahead] not in repeated or DECORATED.match(filled[ahead].text) is not None
        ahead -= 1
    if number:
        return "beside a page number"
    if ahead < 0 or behind == len(filled):
        return AT_END
    if keys[ahead] in repeated or keys[behind] in repeated:
        return ""  # a long run of repeated lines is a table, or verse
    before, after = filled[ahead], filled[behind]
    if before.page != line.page or after.page != line.page:
        return "at a page break"
    if before.role in FURNITURE or after.role in FURNITURE or not again.isdisjoint((ahead, behind)):
        return "beside page furniture"
    interrupts = PASSED_OVER.isdisjoint((before.role, after.role)) and not ends_clause(before.text) and not ends_sentence(line.text)
    # shorter than a full line, or in another script than it (a download note)
    alien = HAS_CJK.search(before.text) is not None and not HAS_CJK.search(line.text)
    return INSIDE if interrupts and len(keys[ahead]) >= MIN_LINE and (alien or len(keys[ahead]) > len(keys[place])) else ""


def _is_tail(key: str) -> bool:
    """Whether a bracket closes that was opened on the line before."""
    return key[-1] in ")）" and key.count("（") + key.count("(") < key.count("）") + key.count(")")


def _is_heading(filled: list[Line], place: int) -> bool:
    """Whether the line at `place` stands between a finished paragraph and the next."""
    return place > 0 and ends_sentence(filled[place - 1].text) and not ends_clause(filled[place].text)


def _titles_again(filled: list[Line], title: str) -> set[int]:
    """Places where the title, given as its letters, stands again, on one line or broken into two as anywhere."""
    if not title:
        return set()
    found: set[int] = set()
    for place, line in enumerate(filled):
        if line.role not in MAY_BE_TITLE or len(line.text) > 3 * len(title):
            continue
        text = letters(line.text)
        # with the number of its page on the same line
        if text == title or (COUNTER.search(line.text) and letters(COUNTER.sub("", line.text)) == title):
            if len(title) >= MIN_TITLE or _beside_number(filled, place):
                found.add(place)
        elif len(text) > 1 and title.startswith(text) and _is_body_with(filled, place + 1, title[len(text) :]):
            found.update((place, place + 1))
    return found


def _beside_number(filled: list[Line], place: int) -> bool:
    return any(FOLIO.match(line.text) for line in filled[max(0, place - 1) : place + 2])


def _is_body_with(filled: list[Line], place: int, wording: str) -> bool:
    return place < len(filled) and filled[place].role in MAY_BE_TITLE and letters(filled[place].text) == wording
