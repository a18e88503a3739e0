"""The labelled parts of a paper: abstract, keywords, class numbers, and where each of them ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.document import Document, Line, Role
from cleaner.headings.marks import mark_of
from cleaner.papers.above import FIELD, SEPARATORS, TOP, gap, people, proven
from cleaner.regex import regex
from cleaner.wording.glyphs import letters, width
from cleaner.wording.line_ends import pairs
from cleaner.wording.paper_labels import IDENTIFIERS, SPLIT_FIRST, identifiers, read
from cleaner.wording.sentences import STOP, ends_sentence

MAX_ABSTRACT = 80
"""Lines. Longer than any abstract; where no label follows within them, none was found."""
LATE = 200
"""Lines above a title block that an extractor wrote behind the text of its page: two columns of a large page have 156."""
NEAR = 6
"""Lines from one label to the next, but for the abstract's."""
PAGE = 40
"""Lines: what stands farther from the block is printed on another page, perhaps to another measure."""
MAX_KEYWORD = 24
"""Columns of a keyword that has a line of its own."""
MAX_LISTED = 8
"""Lines of keywords, one a line."""
MIN_FULL = 40
"""Columns: keywords end at the measure only if lines are so wide."""
SECTION = regex(
    r"(?:(?:\d{1,2}|[IVX]{1,4})[.．]?\s+)?(?:Introduction|INTRODUCTION|Background|BACKGROUND|Overview|TABLE OF CONTENTS|CONTENTS"
    r"|引\s*言|前\s*言|绪\s*论|導\s*言|导\s*言|はじめに|Einleitung)\s*\Z"
    r"|(?:1|I)[.．]?\s+[A-Z][\w ,:'’&\-]{2,60}\Z"
)
"""The first section, or the table of contents."""
CLASSES = regex(r"Categories and Subject|General Terms|CCS C|ACM C")
"""The classes of a paper, between its abstract and its keywords."""
FULL = 0.8
"""Of the widest line: a shorter one ends a paragraph."""
MIN_FIELDS = 3
"""Lines with a label, one below the other: a title and what follows it has one."""
UNMARKED = frozenset({"abstract", "keywords", "clc", "document_code", "article_id"})
"""Labels that a gap alone parts from what they name; `DOI` and `Received` begin lines of other kinds, too."""


ROLES = {"abstract": Role.ABSTRACT, "keywords": Role.KEYWORDS}


class Part(NamedTuple):
    """A label, what its lines are, the place of the first of them and that behind the last, and the lines that its own wording takes.

    A note on the author or the fund has a rule of its own, and of a label without a value nothing is read: their lines keep their role.
    """

    key: str
    role: Role | None
    start: int
    stop: int
    label: int


def blocks(document: Document, lines: Sequence[Line], labelled: set[int]) -> list[list[Part]]:
    """The labelled parts that stand together, block by block; `labelled` holds the lines, by index, that may begin with a label.

    Evidence: two labels of different kinds near each other (an abstract with keywords, keywords with class numbers); or one alone below
    names. An abstract of which no end shows ends its block.
    """
    groups: list[list[Part]] = []
    for part in _labels(lines, labelled):
        last = groups[-1][-1] if groups else None
        reach = MAX_ABSTRACT if last and last.key == "abstract" else NEAR
        if last is None or part.start - last.start > reach or any([part.key == other.key for other in groups[-1]]):
            groups.append([])
        groups[-1].append(part)
    cores = [core for group in groups if (core := _core(group) or _alone(group, lines, document))]
    return [parts for core in cores if (parts := _ended(lines, core))]


def _labels(lines: Sequence[Line], labelled: set[int]) -> Iterator[Part]:
    """The labels at the starts of lines, and those that an extractor broke in two; each ends behind its line."""
    for place, line in enumerate(lines):
        if line.index not in labelled:
            continue
        text = line.text
        if SPLIT_FIRST.match(text) and place + 1 < len(lines):
            found = read(letters(text) + lines[place + 1].text.lstrip())
            if found and found.end > len(letters(text)):
                yield Part(found.key, ROLES[found.key], place, place + 2, 2)
        elif (found := read(text)) and (found.is_marked or found.key in UNMARKED):
            yield Part(found.key, ROLES.get(found.key, Role.IDENTIFIERS if identifiers(text) else None), place, place + 1, 1)


def _core(group: list[Part]) -> list[Part]:
    """The labels that make a block: from the first abstract, keywords or class number to the last; none where they are of one kind."""
    own = [part for part in group if part.key in ROLES or part.key in IDENTIFIERS]
    # a DOI above the title is no part of the labels below it
    while own and own[0].key in IDENTIFIERS and len({ROLES.get(part.key) for part in own[1:]}) > 1:
        own = own[1:]
    if len({ROLES.get(part.key) for part in own}) < 2:
        return []
    return [part for part in group if own[0].start <= part.start <= own[-1].start]


def _alone(group: list[Part], lines: Sequence[Line], document: Document) -> list[Part]:
    """Keywords alone, or an abstract alone at the top of the text, below names and what can be their title."""
    part = next((part for part in group if part.key in ("keywords", "abstract")), None)
    if part is None or (part.key == "abstract" and part.start > TOP):
        return []
    names = people(lines, part.start, is_top=part.key == "abstract")
    is_shown = (names and min(names) > 0) or (part.start <= LATE and proven(document, lines, part.start))
    return [part] if is_shown else []


def _ended(lines: Sequence[Line], core: list[Part]) -> list[Part]:
    """The parts, each up to its end: an abstract goes on to the next label, all others end by themselves."""
    found: list[Part] = []
    for part, following in zip(core, [*core[1:], None], strict=True):
        stop = following.start if following else len(lines)
        if part.key == "abstract":
            if not (stop := stop if following else _abstract_end(lines, part.stop)):
                break
            stop = next((place for place in range(part.stop, stop) if _ends_abstract(lines[place].text.strip())), stop)
            stop = part.start if _is_form(lines[part.stop : stop]) else stop
        else:
            above = lines[max(found[-1].start if found else 0, part.start - 5) : part.start]
            stop = min(stop, _keywords_end(lines, part, above) if part.key == "keywords" else part.stop)
            if part.key == "keywords" and not _has_words(lines, part._replace(stop=stop)):
                part, stop = part._replace(role=None), part.stop
        found.append(part._replace(stop=stop))
    return found


def _is_form(lines: Sequence[Line]) -> bool:
    """Whether lines are fields, one a line, on a page that tells of the work: they are no abstract, which has sentences behind labels."""
    return len(lines) >= MIN_FIELDS and all([FIELD.match(line.text) for line in lines[:MIN_FIELDS]])


def _abstract_end(lines: Sequence[Line], start: int) -> int:
    """The place behind an abstract whose text begins at `start` and that no label follows; 0 where its end does not show.

    It goes up to the introduction, if that stands on the same page or the next; else it is one paragraph, and this ends for sure where
    the last line is short.
    """
    near = range(start, min(len(lines), start + PAGE))
    if section := next((place for place in near if (text := lines[place].text.strip()) and _ends_abstract(text)), 0):
        return section
    last = next((place for place in near if ends_sentence(lines[place].text)), -1)
    return last + 1 if last > start - 1 and width(lines[last].text.strip()) < FULL * widest(lines, start) else 0


def _ends_abstract(text: str) -> bool:
    """Whether a line cannot be of an abstract: the heading of the first section, the classes of the paper."""
    return bool(SECTION.match(text) or CLASSES.match(text))


def _keywords_end(lines: Sequence[Line], part: Part, above: Sequence[Line]) -> int:
    """The place behind the keywords that begin with the label `part`; `above` are the lines that tell how wide the lines of the block are.

    They go on where the line before is open: it ends with a sign that parts them, or what follows had no room on it and is parted by the
    same sign, or is the rest of a word; or one a line, where each is set apart. No label, heading or sentence is a keyword.
    """
    place = part.stop
    if not _value(lines, part) and place < len(lines):
        place += 1  # the label has a line of its own
    first = _value(lines, part) or lines[place - 1].text
    is_listed = _is_keyword(first) and _are_listed(lines, place) and (place > part.stop or gap(lines, place) > 0)
    room = max([MIN_FULL, *[width(line.text.strip()) for line in above]])
    stop = min(len(lines), part.start + MAX_LISTED + 2)
    while place < stop:
        before, text = lines[place - 1].text.strip(), lines[place].text.strip()
        if (
            LOWERED.search(before)
            and len(text) <= MAX_LOWERED
            and place + 1 < stop
            and any(map(lines[place + 1].text.__contains__, SEPARATORS))
        ):
            place += 2  # a raised or lowered sign inside a word has a line of its own
            continue
        lead = width(text.partition(" ")[0]) + 1 if text[:1].isascii() else 2  # what had no room on the line before
        is_full = width(before) + lead >= (FULL if SMALL.match(text) else 1) * max(room, width(text))
        is_rest = SMALL.match(text) or text[:1] in pairs().get(before[-1:], "")  # of a keyword that the line end cuts
        is_open = is_full and any([sign in before and (sign in text or (is_rest and _is_short(text))) for sign in SEPARATORS])
        goes_on = before.endswith((*SEPARATORS, "-")) or is_open
        if _is_new(text.rstrip(".") if SMALL.match(text) else text):
            break
        if not (goes_on or (is_listed and _is_keyword(text))):
            break
        place += 1
    return place


def _has_words(lines: Sequence[Line], part: Part) -> bool:
    """Whether a list of keywords begins with a word: of one that begins with a sign between two, the first are lost."""
    text = _value(lines, part) or "".join([line.text.strip() for line in lines[part.start + part.label : part.stop]])
    return text[:1] not in ("", *SEPARATORS)


LOWERED = regex(r"(?:\A|[\W_])[A-Za-z]\Z")
"""A letter alone, behind which a raised or lowered sign may stand: `m` of m⁶A, `L` of LaTeX."""
MAX_LOWERED = 2
SMALL = regex(r"[a-z(（]")
"""What begins no keyword and no line of another kind, right behind keywords."""


def _value(lines: Sequence[Line], part: Part) -> str:
    """What stands behind a label on its own lines."""
    own = [line.text for line in lines[part.start : part.start + part.label]]
    text = own[0] if part.label == 1 else letters(own[0]) + own[1].lstrip()
    found = read(text)
    return text[found.end :].strip() if found else ""


def is_listed(lines: Sequence[Line], part: Part) -> bool:
    """Whether the keywords of `part` stand one a line."""
    return part.stop - part.start > part.label and not any(
        [sign in line.text for line in lines[part.start : part.stop] for sign in SEPARATORS]
    )


def _are_listed(lines: Sequence[Line], place: int) -> bool:
    """Whether keywords stand one a line from `place` on: each set apart, or together above a wider gap."""
    stop = next((at for at in range(place, min(len(lines), place + MAX_LISTED)) if not _is_keyword(lines[at].text)), place)
    return any([gap(lines, at) > 0 for at in range(place, stop + 1)])


def _is_keyword(text: str) -> bool:
    """Whether a line can be one keyword: short, no part of a list or a sentence, no heading and no label."""
    return _is_short(text) and not any([sign in text for sign in SEPARATORS]) and not _is_new(text)


def _is_short(text: str) -> bool:
    return width(text.strip()) <= MAX_KEYWORD


def _is_new(text: str) -> bool:
    """Whether a line begins something else than keywords: a label, a heading, a sentence."""
    text = text.strip()
    return bool(read(text) or STOP.search(text) or SECTION.match(text) or CLASSES.match(text) or mark_of(text))


def widest(lines: Sequence[Line], place: int) -> int:
    """The width of the widest line on the page around `place`, in columns."""
    return max([width(line.text.strip()) for line in lines[max(0, place - PAGE) : place + PAGE]])
