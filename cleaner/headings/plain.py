"""Which candidates without a number are headings: those that stand between paragraphs, alone or one on top of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cleaner.document import Role
from cleaner.headings.candidates import BULLET, Candidate
from cleaner.headings.dates import DATES
from cleaner.headings.places import FILLED, Places
from cleaner.headings.wording import DATE, DIGITS, LISTED, OPENING, PICTURE, SIGNS, ends_clause, is_headline
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_CJK, letters

MAX_STACK = 2
"""Headings, one right below the other: a part and its first part. More short lines in a row are a list."""
MIN_PEERS = 3
"""Lines of a doubtful kind that stand alone between paragraphs: so many are headings of one kind."""
MIN_SISTERS, MIN_BESIDE = 2, 3
"""Headings that stand in running text, of one text; beside numbered headings more, for who numbers some numbers all."""
MAX_SHORT = 10
"""Other short lines without a stop for each of them; up to 8 in the benchmark, 19 to 60 in tables, forms and questions of an exam."""
NEAR, RUNNING, MOSTLY = 5, 0.4, 0.7
"""Lines above and below a heading in running text, and how many of them the page has ended; more in a text of many short lines."""
MOSTLY_APART = 0.8
"""Of the numbered headings; no page begins with the others alone."""
MAX_PART = 20
"""Characters of a heading with clauses in a text of blocks."""
MIN_WORDS, MIN_VOTES, MIN_STYLED = 3, 4, 0.75
"""Words of a heading that shows its style; headings, and how many of them, in headline style: then all are."""
REMARK = regex(r"[(（].*")
"""What need not be in the style of the rest."""
MIN_BLOCKS = 2
"""Short blocks between paragraphs of a text of blocks; one may be a line of a letter, a name, a call."""


def plain_among(
    places: Places, items: list[Candidate], numbered: Sequence[Candidate], contents: set[int], repeated: set[str]
) -> list[Candidate]:
    """Those that stand between paragraphs, alone or on top of each other; not above `contents`, nor after a colon, which a list follows.

    `repeated` are lines that are known to be headings.
    """
    found: list[Candidate] = []
    pictured = _pictured(items)
    starts = {item.place for item in numbered}
    parts = divided(numbered, items)
    goes_on = {item.place for item in numbered if item.mark and item.mark.value[-1] > 1} - parts
    runs = _runs(items)
    firsts = [run[0].text for run in runs if len(run) == MAX_STACK]
    if len(firsts) >= MIN_PEERS and len(set(firsts)) < len(firsts):
        runs = [run for run in runs if len(run) != MAX_STACK]  # cells of a table, row by row, some of them the same
    for run in runs:
        dates = [place for place, item in enumerate(run) if DATE.match(letters(item.text))]
        if dates and len(run) > 1:
            run = run[dates[-1] + 1 :]  # a title page
        if not run or (run[0].place == 0 and len(run) > MAX_STACK):
            continue
        if not (run[-1].is_followed or (run[-1].end in starts and run[0].place)) or run[-1].end in contents:
            continue  # between the title and the first numbered heading no part of the text stands
        if run[-1].end in goes_on:
            continue  # nothing of its own stands below it
        if len(run) > 1 and run[0].place and places.texts[run[0].place - 1][-1] in "：:" and run[0].place not in places.apart:
            continue
        if len(run) > MAX_STACK and not _names(places, run[-1]):
            continue
        if sum([item.doubt == "a question" for item in run]) > 1 or (
            places.is_cjk and any([places.has_rest(item.end - 1) for item in run])
        ):
            continue  # questions of a list; a sentence that goes on
        found += run
    if not places.is_printed and not _are_parts(places, found, parts):
        return pictured
    if places.is_printed:
        sisters = {DIGITS.sub("0", item.text) for item in found if _is_in_text(places, item)}
        least = MIN_BESIDE if len(numbered) >= MIN_SISTERS else MIN_SISTERS
        known = [item for item in found if _names(places, item) or OPENING.match(item.text) or LISTED.match(places.texts[item.end])]
        known += [*_alike(places, found, numbered), *[item for item in found if places.texts[item.place] in repeated]]
        among = found if len(found) * MAX_SHORT >= _short(places, found) else [item for item in found if _is_in_text(places, item, MOSTLY)]
        found = [item for item in found if item in known or (len(sisters) >= least and item in among)]
    voting = [is_headline(item.text) for item in found if not HAS_CJK.search(item.text) and len(item.text.split()) >= MIN_WORDS]
    if sum(voting) >= max(MIN_VOTES, MIN_STYLED * len(voting)):
        found = [item for item in found if len(item.text.split()) < MIN_WORDS or is_headline(REMARK.sub("", item.text))]
    sure = [item for item in found if not item.doubt and item.is_ended and item.is_sure]
    kinds = Counter(item.doubt for item in found)
    kept: list[Candidate] = []
    for item in found:
        if not item.doubt:
            is_heading = (item.is_ended and item.is_sure) or len(sure) >= MIN_BLOCKS
        elif item.doubt == "a question":
            is_heading = kinds[item.doubt] + len(sure) >= MIN_PEERS
        else:
            enough = MIN_PEERS if places.is_printed else MIN_BLOCKS
            is_known = item.doubt in ("a label", "clauses") and item.is_sure and item.is_ended
            is_heading = is_known and len(found) >= enough and _is_set_off(places, item)
        if is_heading and item not in pictured:
            kept.append(item)
    return sorted([*kept, *pictured], key=lambda item: item.place)


def divided(numbered: Sequence[Candidate], plain: Sequence[Candidate]) -> set[int]:
    """The places of numbered headings that those without a number divide: the first stands right below one, and so does another.

    A heading without text of its own contains the next. One alone may be the title, unless another heading stands above it.
    """
    if not numbered or not numbered[0].mark or numbered[0].mark.form in DATES:
        return set()
    tops = {item.place for item in numbered if item.mark and item.mark.form == numbered[0].mark.form}
    above = [item for item in plain if item.end in tops and item.is_ended and item.is_sure and item.doubt in LABELLED]
    if not above or (above[0].end > numbered[0].place and numbered[0].mark.value[-1] == 1):
        return set()  # but where the first was not found, or is not part of an excerpt
    return tops if len(above) >= MIN_PARTED or plain[0].end < above[0].place < numbered[0].place else set()


LABELLED = ("", "a label", "clauses")
"""Doubts about the wording of a heading that its place dispels."""
MIN_PARTED = 2
"""Headings without a number whose parts others count."""


def _alike(places: Places, items: Sequence[Candidate], numbered: Sequence[Candidate]) -> list[Candidate]:
    """Those that stand as the numbered headings of the text do: blank lines set them apart from what is before, not from their text.

    And what stands first below the title and its lines, no longer than those: the text has a part before its first number.
    """
    ends = {item.end for item in numbered}
    above = [item.place in places.apart for item in numbered if item.place not in ends]
    if len(above) < MIN_PEERS:
        return []
    apart = places.apart if sum(above) >= MOSTLY_APART * len(above) else frozenset()
    longest = max([len(places.texts[item.place]) for item in numbered])
    is_titled = any([line.role is Role.TITLE for line in places.document.lines])
    starts = {item.place for item in numbered}
    certain = [item for item in items if not item.doubt and item.is_sure and item.end not in places.apart and item.end not in starts]
    return [item for item in certain if item.place in apart or (is_titled and not item.place and len(item.text) <= longest)]


def _pictured(items: Sequence[Candidate]) -> list[Candidate]:
    """Those that a picture begins, if three have the same, none right below another: as items of a list they would follow each other."""
    found = [item for item in items if not item.doubt and PICTURE.match(item.text)]
    signs = Counter([item.text[0] for item in found])
    listed = {run[0].text[0] for run in _runs(found) if len(run) > MAX_STACK}
    return [item for item in found if signs[item.text[0]] >= MIN_PEERS and item.text[0] not in listed]


def _is_in_text(places: Places, item: Candidate, least: float = RUNNING) -> bool:
    """Whether running text stands around a candidate: lines whose end is the page's, not the author's."""
    around = [*range(max(0, item.place - NEAR), item.place), *range(item.end, min(len(places), item.end + NEAR))]
    return sum([not places.breaks(place) for place in around]) >= least * len(around)


def _short(places: Places, items: Sequence[Candidate]) -> int:
    """How many other printed lines the author ended without a stop: cells, labels, answers to choose from; no items, no code."""
    ended = [place for place, text in enumerate(places.texts) if places.breaks(place) and not (ends_clause(text) or places.is_block(place))]
    other = [place for place in ended if BULLET.match(places.texts[place]) or SIGNS.search(places.texts[place])]
    return len(ended) - len(other) - sum([item.size for item in items])


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


def _are_parts(places: Places, found: list[Candidate], parts: set[int]) -> bool:
    """Whether short blocks part a text of blocks: it is an article, by its byline; or they are several, above longer paragraphs.

    Or above numbered `parts` of their own.
    """
    if any([line.role is Role.BYLINE or line.role is Role.AUTHOR for line in places.document.lines]):
        return True
    after = [(item, places.texts[item.end]) for item in found if item.end < len(places)]
    longer = sum([item.end in parts or len(text) > 2 * len(item.text) or BULLET.match(text) is not None for item, text in after])
    return len(found) >= MIN_BLOCKS and longer >= 0.8 * len(found) and len(found) * 2 <= len(places)
