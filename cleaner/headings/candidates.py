"""Lines that may be headings, each with the evidence of its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleaner.headings.marks import COUNTING, DIVISIONS, ITEMS, NAMED, Mark, counts_aloud, mark_of, numeral_value
from cleaner.headings.places import LONE, MAX_LINES, PARTICLES, SMALL, Places
from cleaner.headings.wording import CALLS, MAX_LATIN, NAMING_ALONE, STOPS, can_be_heading, clauses, doubts, ends_clause
from cleaner.printed.layout import INDENT, SLACK
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_CJK
from cleaner.wording.line_ends import parts_pair
from cleaner.wording.numbering import ITEM_MARK, NUMERALS
from cleaner.wording.sentences import joint_between


class Candidate(NamedTuple):
    """One to four lines that may be a heading together."""

    place: int
    size: int  # in lines
    text: str  # without the number
    mark: Mark | None
    is_ended: bool  # what stands before is finished
    is_sure: bool  # its end shows: the line end is the author's
    is_followed: bool  # a paragraph, or something counted, begins after it
    doubt: str  # what makes its wording doubtful, or nothing
    is_glued: bool = False  # no gap parts its number from the wording, as in a sentence; some extractors lose all gaps

    @property
    def end(self) -> int:
        """The place after it."""
        return self.place + self.size


class Counted(NamedTuple):
    """A line that begins with a number, a heading or not."""

    place: int
    mark: Mark
    candidate: Candidate | None


MIN_LONE = 2
"""Numbers that stand alone above titles: `1` and `2`."""
STRETCHED = regex(r"[\u3400-\u9fff] [\u3400-\u9fff].* [!-~]|[!-~] .*[\u3400-\u9fff] [\u3400-\u9fff]")
"""Gaps between ideographs, and beside letters: a line that was stretched to its full width."""
LOOSE = 0.7
"""Of the measure."""
MAX_PARAGRAPH = 16
"""Lines of a paragraph up to its first stop; most have one sooner."""
MIN_UNENDED = 2
"""Blocks in a row that end without a stop: they are no paragraphs. One may be cut by a page, or by a float."""
MAX_PARTS = 4
"""Of a number such as `1.1.1.1`."""
MAX_REST = 3
"""Ideographs: so few are no heading of their own."""
COLONS = frozenset(":：")
ANNOUNCING = DIVISIONS | {"han"}
"""Forms of headings that may end with a colon."""
RUN_IN = regex(r"(?=[^a-z]{0,8}[A-Z]{2})[^a-z]{3,80}[.:] [A-Z]")
"""A name in capitals and the text that follows it on its line: its sisters may stand alone."""
STOPPED = frozenset("。；;.")
CLOSING = frozenset(")）;{}")
"""What a paragraph ends with that tells its source, and a statement of a program; with room behind it on its line."""
OPEN_ENDS = frozenset("，、；")
"""Behind such a mark no heading stands, whatever stands between."""
COMMAS = OPEN_ENDS | {","}
BULLET = regex(r"[-*•●■◆○▪◦](?: |\Z)")
SHOWING = frozenset({"part", "subpart", "chapter", "formal", "section", "clause", "article", "sign", "han", "(han)", "figure", "(figure)"})
"""Forms that begin a line by chance so rarely that the line before ends there."""
GLUED = frozenset({"decimal", "part", "subpart", "chapter", "section", "step"})
"""Forms that a gap parts from the wording."""
NUMERAL = regex(rf"[{NUMERALS}]{{1,3}}\Z|[（(][{NUMERALS}]{{1,3}}[）)]\Z|[０-９]{{1,2}}\Z|[IVX]{{1,5}}\.?\Z")
ALONE = frozenset({"numeral", "decimal", "plain", "sign", "part", "subpart", "chapter", "section", "appendix", "clause", "article"})
"""Forms whose number may stand on a line of its own."""
DIVIDING = frozenset({"numeral", "part", "chapter"})
"""Those of them that an extractor does not part from a line they would begin: no line begins so."""
BARE = frozenset({"decimal", "plain"})
"""Those of them that are no heading without a title."""


FIGURE = regex(r"[\d.,%±+−-]{1,8}\Z")


def is_figure(text: str) -> bool:
    """Whether a line is a number and nothing else: a tick of an axis, a cell, a page number."""
    return text[0] in "0123456789.+-−±" and FIGURE.match(text) is not None


def counted(places: Places) -> list[Counted]:
    """All lines that begin with a number, with the heading that each may be."""
    found: list[Counted] = []
    end = 0  # of the candidate before
    texts = places.texts
    for place, text in enumerate(texts):
        if place < end or (text[0] not in COUNTING and not (place == end or places.ended[place] or places.breaks(place - 1))):
            continue
        if (mark := _lone(text) or mark_of(text)) is None:
            continue
        candidate = _counted_candidate(places, place, mark, is_below=place == end)
        found.append(Counted(place, mark, candidate))
        end = candidate.end if candidate else end
    return found


def _lone(text: str) -> Mark | None:
    """A number of one part that stands alone: of the heading on the next line, if the sequence bears it out; or of a page, or a cell.

    A numeral may stand alone above a part of a story.
    """
    if NUMERAL.match(text):
        return Mark("numeral", (numeral_value(text.strip(".（()）")),), len(text))
    return Mark("plain", (int(text.rstrip(".")),), len(text)) if LONE.match(text) else None


def in_sequence(places: Places, lines: list[Counted]) -> list[Counted]:
    """`lines` without the numbers alone that are no headings: those of headings count on, with their parts and with other headings.

    Between two of them one may be missing. A page number, or a cell, does not stand in the order of the sections.
    """
    found: list[Counted] = []
    same = Counter(places.texts)
    last, kept = 0, 0
    for line in lines:
        first = line.mark.value[0]
        if line.mark.form == "plain" and len(places.texts[line.place]) <= line.mark.end:
            item = line.candidate
            if item is None or item.end >= len(places) or same[places.texts[item.end - 1]] > 2:
                continue
            below = mark_of(places.texts[item.end])
            if not places.is_prose(item.end) and below is None:
                continue
            if not last < first <= last + 2:
                continue
            kept += 1
        if line.candidate and line.mark.form in ("decimal", "plain", "figure") and last <= first <= last + 2:
            last = first
        found.append(line)
    if kept >= MIN_LONE:
        return found
    return [line for line in found if len(places.texts[line.place]) > line.mark.end or line.mark.form != "plain"]


def _counted_candidate(places: Places, place: int, mark: Mark, *, is_below: bool) -> Candidate | None:
    text = places.texts[place]
    if 0 in mark.value[:-1] or len(mark.value) > MAX_PARTS:
        return None  # a value, or an address
    if len(text) <= mark.end and mark.form not in ALONE and mark.form in NAMED:
        return None
    if counts_aloud(text, mark) or STOPS.search(text, mark.end) or RUN_IN.match(text, mark.end):
        return None
    extent = _extent(places, place, mark)
    if extent is None:
        return None
    size, is_sure = extent
    wording = _joined(places.texts[place : place + size])[mark.end :].lstrip()
    name = wording.rstrip(":：.") if wording.isupper() else wording.rstrip(":：")
    if wording and not can_be_heading(name, is_numbered=True, is_whole=places.is_short(place + size - 1)):
        return None
    doubt = doubts(wording) if wording else ""
    if doubt == "speech" and mark.form not in ITEMS:
        doubt = "a question"  # who speaks counts nothing
    is_ended = is_below or places.ended[place] or places.breaks(place - 1)
    is_glued = mark.form in GLUED and text[mark.end - 1] not in " \t\u3000：:.、"
    if is_glued and wording and not NAMING_ALONE.search(wording):
        return None  # a value with its unit
    is_followed = place + size < len(places) or len(mark.value) > 1  # on the next page, which is not at hand
    return Candidate(place, size, wording, mark, is_ended, is_sure, is_followed, doubt, is_glued)


def _is_followed(places: Places, place: int) -> bool:
    """Whether a paragraph, or something counted or listed, begins at `place`."""
    if is_figure(places.texts[place]):
        return False
    if mark_of(places.texts[place]):
        return True
    if bullet := BULLET.match(places.texts[place]):
        return len(places.texts[place]) > bullet.end()
    is_first = place + 1 < len(places) and places.share(place) >= SMALL and places.begins_small(place + 1)
    return (places.is_prose(place) or is_first or places.texts[place][-1] in OPEN_ENDS) and _closes(places, place)


def _closes(places: Places, start: int) -> bool:
    """Whether what begins at the line ends as a paragraph does, with a stop: not before two blocks have ended without one."""
    ends = -int(places.texts[start][-1] in OPEN_ENDS)
    for place in range(start, min(start + MAX_PARAGRAPH, len(places) - 1)):
        if ends_clause(places.texts[place]):
            return True
        is_end = places.breaks(place) and not places.begins_small(place + 1)
        ends += is_end and (not places.is_block(place) or places.is_prose(place))
        if ends == MIN_UNENDED:
            return False
    return True


def _joined(texts: list[str]) -> str:
    joined = texts[0]
    for text in texts[1:]:
        joined += joint_between(joined, text) + text
    return joined


def _extent(places: Places, place: int, mark: Mark | None) -> tuple[int, bool] | None:
    """The lines of the heading that begins at `place`, and whether its end shows; nothing if it is running text."""
    texts, last = places.texts, place
    if mark and len(texts[place]) <= mark.end and mark.form in ALONE:
        # its number alone: the title is on the next line, if that is one
        after = place + 1
        if mark.form not in DIVIDING and after < len(places) and places.is_rest(after, 2 * INDENT):
            return None
        if not places.is_printed or after >= len(places):
            return None if mark.form in BARE else (1, True)
        is_whole = places.is_short(after)
        is_prose = places.is_prose(after) and not (is_whole and mark.form in DIVISIONS)
        if mark_of(texts[after]) or is_prose or not can_be_heading(texts[after], is_numbered=True, is_whole=is_whole):
            return None if mark.form in BARE else (1, True)
        last = after
    best: tuple[int, bool] | None = None
    while last - place < MAX_LINES:
        size, text, after = last - place + 1, texts[last], last + 1
        if size == 1 and mark is None and places.is_cjk and text[-1] in COMMAS and places.breaks(last):
            return best  # a sentence, with room for the next word
        is_named = mark and (text[-1] in COLONS if mark.form in ANNOUNCING else text[-1] == "." and text.isupper())
        if ends_clause(text) and text[-1] not in CALLS and not is_named:
            return best
        if after < len(places) and places.share(last) < SMALL and places.begins_small(after) and texts[after][0] not in PARTICLES:
            return None  # no heading is broken so early: a stretched line of a paragraph, in pieces
        if after >= len(places):
            return size, True
        if places.is_block(last):
            # among printed lines blocks are mostly code, and an author's line ends tell nothing of those that are none
            is_part = (mark and mark.form in DIVISIONS) or HAS_CJK.match(text)
            goes_on = places.begins_small(after) if is_part else places.is_inside(after)
            return None if goes_on or places.has_rest(last) else (size, True)
        if _ends(places, place, last, mark):
            is_named = texts[after].startswith(text)
            # a full line may go on behind what stands there
            is_parted = _shows_start(places, after) and (size > 1 or not places.is_full(last))
            is_sure = mark is not None or places.breaks(last) or is_parted or is_named
            # where first lines are short, one that is short by as much may be such a line
            is_sure = is_sure or (places.loses_indents(after) and places.opens(after) and not places.is_indented(last))
            best = (size, is_sure)
            if _shows_start(places, after) or not places.goes_on(last):
                return best
        elif not (places.goes_on(last) or (_is_tail(places, last, size) and (mark or not clauses(text)))):
            # not quite full: where its like are headings, it is one too
            is_likely = size == 1 and mark and not clauses(text[mark.end :])
            return best or ((size, False) if is_likely else None)
        last = after
    return best


def _ends(places: Places, place: int, last: int, mark: Mark | None) -> bool:
    """Whether the end of the line at `last` shows that the heading from `place` on ends there."""
    text, after = places.texts[last], last + 1
    if places.breaks(last) or _shows_start(places, after) or (mark and _counts_anew(places.texts[after], mark if place == last else None)):
        return True
    if text[-1] in CALLS and places.is_prose(after):
        return True
    if place == last and len(text) > 1 and places.texts[after].startswith(text):
        return True  # the paragraph begins with what it names
    if places.opens(after) or (mark and places.is_indented(after) and not _is_dead_end(places, after + 1)):
        return True
    is_prose = places.is_prose(after) and (not places.is_loose(after) or ends_clause(places.texts[after]))
    # beside letters gaps differ, and so does the width of a line
    return places.is_cjk and places.is_loose(last, SLACK) and is_prose and (" " not in text or places.share(last) < LOOSE)


def _counts_anew(text: str, above: Mark | None) -> bool:
    """Whether the line is the first of a sequence: of parts of the numbered line, of the one right `above` it with its number."""
    number = mark_of(text)
    firsts = ((1,), (*above.value, 1)) if above else ((1,),)
    return number is not None and number.form != "plain" and number.value in firsts


def _is_dead_end(places: Places, place: int) -> bool:
    """Whether a paragraph would end at the line without a stop."""
    return place < len(places) and places.breaks(place) and not ends_clause(places.texts[place])


def _shows_start(places: Places, place: int) -> bool:
    """Whether the line begins a block for certain: it is set apart, indented, an item, or numbered in a form that chance does not make."""
    text = places.texts[place]
    if place in places.apart or BULLET.match(text) or (places.is_indented(place, lost=False) and places.is_prose(place)):
        return True
    number = mark_of(text)
    return number is not None and number.form in SHOWING


def _is_tail(places: Places, last: int, size: int) -> bool:
    """Whether the line after `last`, which is full, may be the last of its heading: it is short, with no clauses.

    After two lines a short one may be a heading of its own as well, unless it goes on a word that the text knows.
    """
    place = last + 1
    text = places.texts[place]
    asks = text[-1] in CALLS and places.breaks(place)
    if (ends_clause(text) and not asks) or (clauses(text) and not asks) or ITEM_MARK.match(text):
        return False
    if size == 1 and _is_dead_end(places, place + 1) and places.is_prose(min(place + 2, len(places) - 1)):
        return True  # no paragraph begins here, for it would end without a stop
    if size > 1 and len(text) > MAX_REST and places.is_cjk and not places.document.knows(places.texts[last][-1], text[0]):
        return False
    return places.room(place) > SLACK * 2 or places.share(place) < 0.6


def _parts_known_word(places: Places, place: int) -> bool:
    """Whether a word that the text has elsewhere goes on over the line end before `place`, whatever stands between."""
    left, right = places.texts[place - 1][-1], places.texts[place][0]
    return parts_pair(left, right) == 2 and places.document.knows(left, right)


def set_apart(places: Places, taken: frozenset[int], ends: frozenset[int], forms: Mapping[str, int]) -> Iterator[Candidate]:
    """Lines without a number that may be headings: short, without a stop, of a block of their own, with a paragraph after them.

    `taken` are the places of numbered headings, `ends` those after them; `forms` tells how many lines each form counts:
    a word with a number that counts nothing else is wording. Most lines are full, or end a sentence.
    """
    texts, end = places.texts, 0
    for place, text in enumerate(texts[:-1]):
        if place < end or place in taken:
            continue
        is_below = place in ends or (place == end and place > 0)
        if text[-1] in STOPPED or (places.measured is None and len(text) > MAX_LATIN):
            continue  # a sentence, or a block that is too long
        is_ended = is_below or places.ended[place]
        before = texts[place - 1]
        is_behind = place in places.behind_items or ((before[-1] in CLOSING or "// " in before) and places.breaks(place - 1))
        if not (is_ended or is_behind) or STOPS.search(text) or places.begins_small(place):
            continue
        if places.is_cjk and not places.breaks(place) and clauses(text):
            continue  # the first line of a paragraph: most that begin a block are
        mark = mark_of(text)
        if (mark and (mark.form in NAMED or forms[mark.form] > 1)) or STRETCHED.search(text) or (place and before[-1] in OPEN_ENDS):
            continue
        extent = _extent(places, place, None)
        if extent is None or place + extent[0] >= len(texts):
            continue
        size, is_sure = extent
        if _parts_known_word(places, place + size):
            continue
        if not is_sure and not places.is_cjk and places.is_full(place + size - 1):
            continue  # it is full, and nothing shows that it ends there
        if not is_sure and (
            places.is_inside_word(place + size) or (places.loses_indents(place + size) and places.share(place + size) >= 1)
        ):
            continue  # no paragraph begins inside a word, nor with a full line where first lines are short
        is_first = places.is_indented(place) and not (places.is_indented(place + 1) and places.opens(place + 1))
        if not is_sure and (is_first or not (is_below or not place or places.breaks(place - 1))):
            continue  # the first line of a paragraph
        wording = _joined(texts[place : place + size])
        if not can_be_heading(wording, is_numbered=False):
            continue
        is_ended = is_ended or texts[place + size].startswith(wording)  # the paragraph begins with it
        candidate = Candidate(place, size, wording, None, is_ended, is_sure, _is_followed(places, place + size), doubts(wording))
        if not places.begins_small(place + size):
            yield candidate
            end = candidate.end
