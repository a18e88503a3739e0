"""What a text says of itself above its first paragraph: title, authors, date, abstract, keywords, class numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cleaner.document import HEADINGS, OPEN, UNMARKED, Document, Edit, Line, Role
from cleaner.document import Kind as Format
from cleaner.headings.wording import ends_open
from cleaner.labels import label
from cleaner.pages.numbers import LONE
from cleaner.papers.above import (
    MAX_ABOVE,
    MAX_COLUMN,
    MAX_TITLE,
    OF_MASTHEAD,
    TOP,
    Kind,
    is_masthead,
    is_stopped,
    kind_of,
    masthead,
    people,
    proven,
    title_before,
)
from cleaner.papers.bylines import SIGNS as REPORTED
from cleaner.papers.bylines import byline_of, glued
from cleaner.papers.openings import first_part, opening
from cleaner.papers.parts import LATE, Part, blocks, is_listed, widest
from cleaner.regex import regex
from cleaner.rules import Proposals, rule
from cleaner.wording.glyphs import width
from cleaner.wording.language import EAST_ASIAN, LATIN
from cleaner.wording.names import bodies_of, names_of
from cleaner.wording.paper_labels import FIRST, STARTS, identifiers

FOLIO = "-–—·| "
"""Signs around a page number."""
RULE = regex(r"\s*[—–_\-─━*＊=]{6,}\s*\Z")
"""A printed rule below the block."""
FULL = 0.8
"""Of the widest line: nothing at the top of a paper that is shorter is running text."""
READ = frozenset({Role.TITLE, Role.AUTHOR, Role.BYLINE, Role.ABSTRACT, Role.KEYWORDS, Role.TRANSLATION})
"""What the head of a text is read by, once: a second paper stays in the body."""
REASONS = {Role.ABSTRACT: "after an abstract label", Role.KEYWORDS: "after a keywords label", Role.IDENTIFIERS: "labelled class numbers"}


@rule(
    acts_on=UNMARKED,
    writes={
        *(Role.TITLE, Role.SUBTITLE, Role.AUTHOR, Role.BYLINE, Role.SERIES, Role.ABSTRACT, Role.KEYWORDS, Role.IDENTIFIERS),
        *(Role.NOTICE, Role.TRANSLATION, Role.BOILERPLATE, Role.RUNNING_HEAD, Role.FOLIO),
    },
    fields={"joint", "facts"},
    after=["book_head", "download_frame"],
)
def title_block(document: Document) -> Proposals:
    """Label what stands above the first paragraph of a text or of a paper: title, authors, date, abstract, keywords, class numbers.

    The labels of a paper tell most, wherever an extractor put them: upwards from them stand dates, affiliations, the authors (names only),
    a subtitle (——) and the title, and above it only what a masthead is made of. The same labels in English are a translation. Without
    labels a reporter's byline tells, and the line above it is the title. Without either it is the first line that can be a heading and
    that something proves: it stands again as running title, or names with a date stand below it, or a table of contents, the first
    numbered heading, running text.

    Counter-evidence: a numbered heading, a body's name, a date, a page number, a sentence is no title; a heading of two words may look
    like a name. An abstract of which no end shows, and a second paper of the same text, stay in the body.
    """
    if len(document.filled) > 1 and not any([line.role in READ for line in document.filled]):
        # what is read of a line last is the surest
        yield from {(edit.place, edit.field): edit for edit in _read(document)}.values()


def _read(document: Document) -> Iterator[Edit]:
    taken: dict[int, str] = {}
    if papers := _papers(document):
        edits = list(_paper(document, *papers))
        yield from edits
        taken = {edit.place: str(edit.after) for edit in edits if edit.field == "role"}
    if Role.TITLE in taken.values():
        return
    if document.kind is not Format.HTML and any(["title" in line.facts for line in document.filled]):
        return
    if not taken and (byline := _byline(document)):
        yield from _report(document, byline)
    elif document.kind is Format.TEXT:
        if edits := list(first_part(document)):
            yield from edits
        else:
            yield from opening(document, taken)
    elif document.kind is Format.WRAPPED:
        yield from opening(document, taken)


def _papers(document: Document) -> tuple[list[Line], list[list[Part]], bool] | None:
    """The lines of a text with the labels of papers, the labelled blocks, those in its own language first, and whether that is CJK."""
    may_be = next((True for line in document.filled if line.text.lstrip()[:1] in FIRST), False)  # else no pattern need be compiled
    labelled = {line.index for line in document.matching(STARTS)} if may_be else set()
    if not labelled:
        return None
    # headings, too, that a first run found among them: a second one sees the same neighbours
    roles = OPEN if document.kind is Format.HTML else OPEN | HEADINGS
    near = min(labelled) - 2 * MAX_ABOVE  # names in columns may look like a table
    lines = [
        line
        for line in document.filled
        if line.role in roles
        or (line.role is Role.TABLE and near <= line.index < near + 2 * MAX_ABOVE and kind_of(line.text) is Kind.AUTHORS)
    ]
    found = blocks(document, lines, labelled)
    if not found:
        return None
    inside = {place for parts in found for part in parts for place in range(part.start, part.stop)}
    rest = "".join([line.text for place, line in enumerate(lines) if place not in inside])
    size = len(rest) - len(EAST_ASIAN.sub("", rest))
    is_cjk = 2 * size > len(rest) or (size > 0 and 2 * size > len(LATIN.findall(rest)))  # a word is about as much as two ideographs
    found.sort(key=lambda parts: (EAST_ASIAN.search(lines[parts[0].start].text) is not None) is not is_cjk)
    if found[0][0].start > LATE and len([parts for parts in found if parts[0].key == found[0][0].key]) > 2:
        return None  # papers of a volume
    return lines, found, is_cjk


def _paper(document: Document, lines: list[Line], found: list[list[Part]], is_cjk: bool) -> Iterator[Edit]:
    own = found[0]
    wording = "".join([line.text for line in lines[own[0].start : own[-1].stop]])
    # of a paper whose own abstract has no label the one in English is labelled alone
    yield from _parts(document, lines, own, translated=is_cjk and not EAST_ASIAN.search(wording))
    for line in lines[own[-1].stop :][:1]:
        if RULE.match(line.text):
            yield line.edit("role", Role.BOILERPLATE, "a printed rule below the title block")
    if own[0].start <= LATE:
        yield from _above(document, lines, own[0].start)
    for parts in found[1:] if EAST_ASIAN.search(lines[own[0].start].text) else ():
        wording = "".join([line.text for line in lines[parts[0].start : parts[-1].stop]])
        keys = {part.key for part in parts}
        is_below = parts[0].start - own[-1].stop <= MAX_TITLE + 1
        if (is_below or keys >= {"abstract", "keywords"}) and not EAST_ASIAN.search(wording):
            yield from _translation(document, lines, parts)
            break


def _parts(document: Document, lines: Sequence[Line], parts: list[Part], translated: bool = False) -> Iterator[Edit]:
    """The labelled parts, each whole: lines inside it that look like rows of a table are more of it."""
    for part in parts:
        role = part.role
        if role is None or part.start == part.stop:
            continue
        read = {line.index for line in lines[part.start : part.stop]}
        inside = document.lines[min(read) : max(read) + 1]
        own = [line for line in inside if line.index in read or (line.role is Role.TABLE and document.kind is Format.WRAPPED)]
        reason = REASONS[role]
        size = part.label if role is Role.KEYWORDS and is_listed(lines, part) else len(own)
        as_role = Role.TRANSLATION if translated and role is not Role.IDENTIFIERS else role
        opens = "the same in English" if translated else ""
        yield from label(own[:size], as_role, reason, opens=opens, goes_on="goes on inside the title block")
        for line in own[size:]:
            yield line.edit("role", as_role, "a keyword on a line of its own")
            yield line.edit("joint", "  ", "the next keyword")


def _translation(document: Document, lines: Sequence[Line], parts: list[Part]) -> Iterator[Edit]:
    """The labelled parts in English, and above them the names and the title, where those stand there."""
    yield from _parts(document, lines, parts, translated=True)
    floor = start = parts[0].start
    while floor > max(0, start - MAX_ABOVE) and not EAST_ASIAN.search(lines[floor - 1].text):
        floor -= 1
    found = people(lines[floor:start], start - floor, is_top=False)
    found = {floor + place: kind for place, kind in found.items()}
    below = min(found, default=start)
    first = max(floor, below - MAX_TITLE)
    if not found or first == below:
        return
    yield from label(lines[first:below], Role.TRANSLATION, "the title in English, above names", opens="the title in English")
    for place, kind in found.items():
        role = Role.TRANSLATION if kind is Kind.AUTHORS else Role.NOTICE
        yield from label([lines[place]], role, f"{kind}, above the abstract in English", opens="a line of a title block")


def _above(document: Document, lines: list[Line], start: int) -> Iterator[Edit]:
    """Authors, where they work, subtitle and title, upwards from the first label."""
    measure = widest(lines, start)
    while start > 1 and lines[start - 1].text.strip(FOLIO).isdecimal() and len(lines[start - 1].text.strip(FOLIO)) > 1:
        start -= 1
        yield lines[start].edit("role", Role.FOLIO, "a page number inside the title block")
    found = people(lines, start, is_top=start <= TOP)
    names = min(found, default=0)
    # names tell the title, but where no wording above them can be one
    if title_before(lines, _second(lines, names), document)[0] == names and (shown := proven(document, lines, start)):
        first, end = shown
        found = {place: Kind.AUTHORS if place == end else kind_of(lines[place].text) for place in range(end, start)}
        yield from label(lines[first:end], Role.TITLE, "comes again as running title", goes_on="the title goes on")
        yield from _below(lines, found)
        if all([is_masthead(line.text) for line in lines[:first]]):
            yield from _mastheads(lines[:first])
        return
    if not found and (behind := _names_behind(lines, start)):
        found = dict.fromkeys(range(behind[0], start), Kind.AFFILIATION)
        facts = {"author": behind[1], "extra": {"author_note": "".join([lines[place].text.strip() for place in found])}}
        yield from [lines[place].edit("facts", facts, "names after where they work") for place in found]
    below = min(found, default=start)
    is_whole = len(found) == start - below  # else a line between was not read: a form, or an imprint inside the text, may have names, too
    subtitle = below - 1 if below and kind_of(lines[below - 1].text) is Kind.SUBTITLE else None
    second = _second(lines, below if subtitle is None else subtitle)
    first, opens = title_before(lines, second, document)
    title = lines[first:second]
    # without names a line below the first may be the authors, if the first had room for more
    is_first = all([is_masthead(line.text) for line in lines[:first]])
    is_shown = found or (opens and is_first and all([width(line.text.strip()) >= FULL * measure for line in title[:-1]]))
    if not (title and is_shown and (is_whole or opens)):
        yield from _apart(lines[:start], measure)
        return
    if ends_open(title[-1].text.strip()):
        return
    if _is_translation(title, lines[:first], lines[start]):
        yield from _apart(lines[:start], measure)
        return
    yield from _below(lines, found)
    if not is_whole:
        yield from [line.edit("joint", "\n\n", "a line of a title block") for line in lines[below:start] if line.joint == "\n"]
    if subtitle is not None:
        yield lines[subtitle].edit("role", Role.SUBTITLE, "begins with a dash, between title and authors")
    reason = "above the authors of the abstract" if found else "all that stands above the abstract"
    yield from label(title, Role.TITLE, reason, goes_on="the title goes on")
    yield from label(
        lines[second : below if subtitle is None else subtitle], Role.TRANSLATION, "the title again, in English", opens="in English"
    )
    if opens:
        yield from _mastheads(lines[:first])


def _is_translation(title: Sequence[Line], above: Sequence[Line], labelled: Line) -> bool:
    """Whether a title in Latin script stands between wording in another and the labels of a paper in that: it is the title again."""
    return not any([EAST_ASIAN.search(line.text) for line in title]) and all(
        [EAST_ASIAN.search(text) for text in (labelled.text, "".join([line.text for line in above]))]
    )


def _second(lines: Sequence[Line], below: int) -> int:
    """Where the lines in Latin script begin that end right before `below`, under a line in another: a title stands in two languages."""
    start = below
    while (
        start > 0
        and below - start < MAX_TITLE
        and not EAST_ASIAN.search(lines[start - 1].text)
        and LATIN.search(lines[start - 1].text)
        and kind_of(lines[start - 1].text) is Kind.OTHER
    ):
        start -= 1
    is_second = (
        0 < start < below and EAST_ASIAN.search(lines[start - 1].text) and not any([is_stopped(line.text) for line in lines[start:below]])
    )
    return start if is_second else below


def _below(lines: Sequence[Line], found: Mapping[int, Kind]) -> Iterator[Edit]:
    """What stands between the title and the labels.

    A mark alone goes with where the authors work behind it, and is no note itself. Between the names and an address stands where they work.
    """
    between = [place + 1 for place in found if place + 1 not in found and found.get(place + 2) is Kind.EMAIL]
    kinds = {**found, **dict.fromkeys(between, Kind.AFFILIATION)}
    authors = [lines[place] for place, kind in kinds.items() if kind is Kind.AUTHORS]
    latin = [line for line in authors if not EAST_ASIAN.search(line.text)]
    names = [name for line in latin for name in names_of(line.text)]
    for place, kind in sorted(kinds.items()):
        if kind is Kind.AUTHORS and len(latin) < len(authors) and lines[place] in latin:
            yield lines[place].edit("role", Role.TRANSLATION, "the names again, in Latin script")
            yield lines[place].edit("facts", {"extra": {"author_en": names}}, "the names again, in Latin script")
        elif kind is Kind.AUTHORS:
            yield lines[place].edit("role", Role.AUTHOR, "names only, above the abstract")
        elif kind is Kind.AFFILIATION and (kinds.get(place - 1) is Kind.MARK or _is_rest(lines, place, kinds)):
            above = lines[place - 1].text
            yield from label([lines[place]], Role.NOTICE, f"{kind}, on two lines", above=above, goes_on="the rest of an affiliation")
        elif kind is Kind.LABEL and identifiers(lines[place].text):
            yield lines[place].edit("role", Role.IDENTIFIERS, "a number of the paper, below its title")
        elif kind is not Kind.LABEL and (kind is not Kind.MARK or kinds.get(place + 1) is Kind.AFFILIATION):
            yield lines[place].edit("role", Role.NOTICE, f"{kind}, above the abstract")


def _is_rest(lines: Sequence[Line], place: int, kinds: Mapping[int, Kind]) -> bool:
    """Whether a line is more of the affiliation above it, and by itself none."""
    return kinds.get(place - 1) is Kind.AFFILIATION and kind_of(lines[place].text) is not Kind.AFFILIATION


def _names_behind(lines: Sequence[Line], start: int) -> tuple[int, list[str]] | None:
    """The first of the lines right above `start` that say where the authors work and end with their names, and the names."""
    first = next((place for place in (start - 1, start - 2) if place > 0 and kind_of(lines[place].text) is Kind.AFFILIATION), start)
    words = lines[start - 1].text.split()
    names = names_of(words[-1]) if first < start and len(words) > 1 else []
    return (first, names) if names else None


def _apart(above: Sequence[Line], measure: float) -> Iterator[Edit]:
    """Keep lines at the top of the text apart that belong to the block and are not read: none of them is a full line of a paragraph."""
    if len(above) <= MAX_ABOVE and all([width(line.text.strip()) < FULL * measure for line in above]):
        yield from [line.edit("joint", "\n\n", "a line of a title block") for line in above if line.joint == "\n"]


def _mastheads(lines: Sequence[Line]) -> Iterator[Edit]:
    """What stands above a title at the top of the text: the journal, an address, a date."""
    for line in lines:
        kind = kind_of(line.text)
        if kind in OF_MASTHEAD and (kind is not Kind.LABEL or identifiers(line.text)):
            yield line.edit("role", Role.IDENTIFIERS if kind is Kind.LABEL else Role.NOTICE, f"{kind}, above the title")
            if facts := masthead(line.text):
                yield line.edit("facts", facts, "read from the masthead")


# a newspaper's byline

TAIL = regex("\\s*[\u3041-\u309f]+\\s*\\Z")
"""Kana alone: no title."""

SEARCHED = 14
"""Lines from the top in which a byline is looked for: masthead, series, label, a title on three lines."""


def _byline(document: Document) -> Line | None:
    """The line that is nothing but a reporter's byline: among the first of the text, or the one of the text, with its place, which an
    extractor wrote late."""
    lines = [line for line in document.holding(*REPORTED, "By ") if line.role in OPEN and _is_byline(line.text.strip(), document)]
    if not lines or lines[0] in document.filled[:SEARCHED]:
        return lines[0] if lines else None
    return lines[0] if len(lines) == 1 and "place" in byline_of(lines[0].text.strip()) else None


def _is_byline(text: str, document: Document) -> bool:
    # printed lines may begin with `By`: there a name shows by what stands beside it
    return bool(byline_of(text) or glued(text)) or (
        document.kind is not Format.WRAPPED and text.startswith("By ") and (names_of(text) or bodies_of(text)) != []
    )


def _report(document: Document, byline: Line) -> Iterator[Edit]:
    """The byline, the title right above it, and what names a series or a column above that."""
    is_latin = byline.text.lstrip().startswith("By ")
    reason = "nothing but names behind `By`" if is_latin else "a reporter's names and place"
    place = document.filled.index(byline)
    role = Role.AUTHOR if is_latin else Role.BYLINE if byline_of(byline.text.strip()) else Role.NOTICE
    yield byline.edit("role", role, reason)
    if place < SEARCHED:
        above = [line for line in document.filled[:place] if line.role in OPEN and not LONE.match(line.text)]
    else:
        above = [line for line in document.filled[place - 1 : place] if line.role in OPEN and document.gap(line)]
    if above and not any([is_stopped(line.text) for line in above]):
        # a line end may cut off the ending of a Japanese title
        is_tail = len(above) > 1 and len(above[-1].text.strip()) <= MAX_COLUMN and TAIL.match(above[-1].text)
        title = above[-2 if is_tail else -1 :]
        yield from label(title, Role.TITLE, "the last line above the byline", goes_on="the title goes on")
        for line in above[: -len(title)]:
            if "——" in line.text or len(line.text.strip()) <= MAX_COLUMN:
                yield line.edit("role", Role.SERIES, "a series or column above the title")
