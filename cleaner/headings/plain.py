"""Which candidates without a number are headings: those that stand between paragraphs, alone or one on top of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cleaner.document import Role
from cleaner.glyphs import letters
from cleaner.headings.candidates import BULLET, Candidate
from cleaner.headings.places import FILLED, Places
from cleaner.headings.wording import DATE

MAX_STACK = 2
"""Headings, one right below the other: a part and its first part. More short lines in a row are a list."""
MIN_PEERS = 3
"""Lines of a doubtful kind that stand alone between paragraphs: so many are headings of one kind."""
MANY_PEERS = 5
"""The same, for those whose end does not show."""
MAX_PART = 20
"""Characters of a heading with clauses in a text of blocks."""
MIN_BLOCKS = 2
"""Short blocks between paragraphs of a text of blocks; one may be a line of a letter, a name, a call."""


def plain_among(places: Places, items: list[Candidate], numbered: Sequence[Candidate], contents: set[int]) -> list[Candidate]:
    """Those that stand between paragraphs, alone or on top of each other; not above `contents`, nor after a colon, which a list follows."""
    found: list[Candidate] = []
    starts = {item.place for item in numbered}
    for run in _runs(items):
        dates = [place for place, item in enumerate(run) if DATE.match(letters(item.text))]
        if dates and len(run) > 1:
            run = run[dates[-1] + 1 :]  # a title page
        if not run or (run[0].place == 0 and len(run) > MAX_STACK):
            continue
        if not (run[-1].is_followed or (run[-1].end in starts and run[0].place)) or run[-1].end in contents:
            continue  # between the title and the first numbered heading no part of the text stands
        if len(run) > 1 and run[0].place and places.texts[run[0].place - 1][-1] in "：:" and run[0].place not in places.apart:
            continue
        if len(run) > MAX_STACK and not (_names(places, run[-1]) and len({item.text for item in run}) == len(run)):
            continue
        found += run
    if not places.is_printed and not _are_parts(places, found):
        return []
    sure = [item for item in found if not item.doubt and item.is_ended and item.is_sure]
    kinds = Counter(item.doubt for item in found)
    brief = _brief(places) if kinds["a question"] else 0
    kept: list[Candidate] = []
    for item in found:
        alike = kinds[item.doubt] + len(sure)
        if not item.doubt:
            is_heading = (item.is_ended and item.is_sure) or len(sure) >= MIN_BLOCKS
        elif item.doubt == "a question":
            is_heading = alike >= (MIN_PEERS if item.is_sure else MANY_PEERS) and brief <= 2 * alike
        elif not item.is_sure:
            is_heading = item.doubt == "clauses" and not places.is_cjk and len(sure) >= MANY_PEERS
        elif item.doubt in ("a label", "clauses"):
            enough = MIN_PEERS if places.is_printed else MIN_BLOCKS
            is_heading = item.is_ended and len(found) >= enough and _is_set_off(places, item)
        else:
            is_heading = False
        if is_heading:
            kept.append(item)
    return kept


def _is_set_off(places: Places, item: Candidate) -> bool:
    """Whether a heading with clauses is clearly no piece of a paragraph: it is brief, or far from full; of letters, printed at all."""
    if len(item.text) <= MAX_PART:
        return True
    return places.is_printed and (not places.is_cjk or (item.size == 1 and places.share(item.place) < FILLED))


def _runs(items: Iterable[Candidate]) -> list[list[Candidate]]:
    """Candidates one right below the other."""
    runs: list[list[Candidate]] = []
    for item in items:
        if runs and runs[-1][-1].end == item.place:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _names(places: Places, item: Candidate) -> bool:
    """Whether the paragraph after a heading begins with what it names."""
    return places.texts[item.end].startswith(item.text)


def _brief(places: Places) -> int:
    """How many lines are whole paragraphs that end a sentence: a text of talk has many, and its questions are talk too."""
    if not places.is_printed:
        return 0
    texts = places.texts
    return sum(
        [
            text[-1] in '。！!.”"' and places.ended[place] and places.share(place) < 0.75
            for place, text in enumerate(texts)
            if places.share(place) < 0.75
        ]
    )


def _are_parts(places: Places, found: list[Candidate]) -> bool:
    """Whether short blocks part a text of blocks: it is an article, by its byline; or they are several, with longer paragraphs between."""
    if any([line.role is Role.BYLINE or line.role is Role.AUTHOR for line in places.document.lines]):
        return True
    after = [(item, places.texts[item.end]) for item in found if item.end < len(places)]
    longer = sum([len(text) > 2 * len(item.text) or BULLET.match(text) is not None for item, text in after])
    return len(found) >= MIN_BLOCKS and longer >= 0.8 * len(found) and len(found) * 2 <= len(places)
