"""What a text says of itself above its first paragraph: title, authors, date, abstract, keywords, class numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, product, takewhile
from typing import NamedTuple

from cleaner.bylines import SIGNS as REPORTED
from cleaner.bylines import byline_of
from cleaner.document import FURNITURE, OPEN, UNMARKED, Document, Edit, Line, Role
from cleaner.document import Kind as Format
from cleaner.front_matter import iso_date
from cleaner.glyphs import HAS_CJK, HAS_HAN, letters, width
from cleaner.headings.marks import mark_of
from cleaner.headings.wording import OPENING, can_be_heading, doubts, ends_open
from cleaner.labels import label
from cleaner.names import MAX_NAME, MIN_NAME, are_names, is_body_name, is_japanese_name, is_word, names_of
from cleaner.numbering import outline_number
from cleaner.pages.numbers import LONE
from cleaner.pages.places import MIN_MEASURE, MIN_PAGE
from cleaner.paper_labels import SIGNS, SPLIT_FIRST, STARTS
from cleaner.paper_parts import SECTION, Part, blocks, is_listed, widest
from cleaner.papers import DAY, MAX_ABOVE, MAX_COLUMN, MAX_TITLE, OF_MASTHEAD, TOP, Kind, is_masthead, kind_of, masthead, people, title_before
from cleaner.regex import regex
from cleaner.rules import Proposals, rule
from cleaner.sentences import CLAUSE_END, CLAUSE_MARK, ends_sentence, open_pairs
from cleaner.titles import is_long_enough, is_stopped

FOLIO = "-–—·| "
"""Signs around a page number."""
RULE = regex(r"\s*[—–_\-─━*＊=]{6,}\s*\Z")
"""A printed rule below the block."""
PIECES = regex("[摘提键鍵关關]\\s*\n")
FULL = 0.8
"""Of the widest line: nothing at the top of a paper that is shorter is running text."""
REASONS = {
    Role.ABSTRACT: "after an abstract label",
    Role.KEYWORDS: "after a keywords label",
    Role.IDENTIFIERS: "labelled class numbers",
}


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
    taken: dict[int, str] = {}
    if papers := _papers(document):
        lines, found = papers
        proposals = list(_paper(document, lines, found))
        yield from proposals
        taken = {edit.place: str(edit.after) for edit in proposals if type(edit) is Edit and edit.field == "role"}
    if Role.TITLE in taken.values():
        return
    if document.kind is not Format.HTML and any([line.role is Role.TITLE or "title" in line.facts for line in document.filled]):
        return
    if not taken and (byline := _byline(document)):
        yield from _report(document, byline)
    elif document.kind is Format.TEXT:
        yield from _first_part(document)
    elif document.kind is Format.WRAPPED:
        yield from _opening(document, taken)


def _papers(document: Document) -> tuple[list[Line], list[list[Part]]] | None:
    """The lines of a text that has the labels of papers, and the labelled blocks: that in the language of the text first."""
    labelled = {line.index for line in document.holding(*SIGNS) if STARTS.match(line.text)}
    if not labelled and not (PIECES.search(document.wording()) and SPLIT_FIRST.search(document.wording())):
        return None
    lines = document.open()
    found = blocks(lines, labelled)
    if not found:
        return None
    inside = {place for parts in found for part in parts for place in range(part.start, part.stop)}
    rest = [HAS_CJK.search(line.text) is not None for place, line in enumerate(lines) if place not in inside]
    is_cjk = 2 * sum(rest) > len(rest)
    found.sort(key=lambda parts: (HAS_CJK.search(lines[parts[0].start].text) is not None) is not is_cjk)
    if found[0][0].start > LATE and len([parts for parts in found if parts[0].key == found[0][0].key]) > 2:
        return None  # papers of a volume
    return lines, found


LATE = 150
"""Lines above a title block that an extractor wrote behind the text of its page: two columns; on the benchmark 112 at most."""


def _paper(document: Document, lines: list[Line], found: list[list[Part]]) -> Proposals:
    own = found[0]
    yield from _parts(lines, own)
    if own[-1].stop < len(lines) and RULE.match(lines[own[-1].stop].text):
        yield lines[own[-1].stop].edit("role", Role.BOILERPLATE, "a printed rule below the title block")
    if own[0].start <= LATE:
        yield from _above(document, lines, own[0].start)
    other = next((parts for parts in found[1:] if {part.key for part in parts} >= {"abstract", "keywords"}), None)
    if other and HAS_CJK.search(lines[own[0].start].text) and not HAS_CJK.search("".join([line.text for line in lines[other[0].start : other[-1].stop]])):
        yield from _translation(lines, other)


def _parts(lines: Sequence[Line], parts: list[Part], translated: bool = False) -> Iterator[Edit]:
    for part in parts:
        role, own = part.role, lines[part.start : part.stop]
        if role is None:
            continue
        reason = REASONS[role]
        size = part.label if role is Role.KEYWORDS and is_listed(lines, part) else len(own)
        as_role = Role.TRANSLATION if translated and role is not Role.IDENTIFIERS else role
        opens = "the same in English" if translated else ""
        yield from label(own[:size], as_role, reason, opens=opens, goes_on="goes on inside the title block")
        for line in own[size:]:
            yield line.edit("role", as_role, "a keyword on a line of its own")
            yield line.edit("joint", "  ", "the next keyword")


def _translation(lines: Sequence[Line], parts: list[Part]) -> Iterator[Edit]:
    """The labelled parts in English, and above them the names and the title, where those stand there."""
    yield from _parts(lines, parts, translated=True)
    start = parts[0].start
    floor = start
    while floor and start - floor < MAX_ABOVE and lines[floor - 1].role in OPEN and not HAS_CJK.search(lines[floor - 1].text):
        if ends_sentence(lines[floor - 1].text):
            break
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


def _above(document: Document, lines: list[Line], start: int) -> Proposals:
    """Authors, where they work, subtitle and title, upwards from the first label."""
    measure = widest(lines, start)
    while start > 1 and lines[start - 1].text.strip(FOLIO).isdecimal() and len(lines[start - 1].text.strip(FOLIO)) > 1:
        start -= 1
        yield lines[start].edit("role", Role.FOLIO, "a page number inside the title block")
    found = people(lines, start, is_top=start <= TOP)
    if not found and (behind := _names_behind(lines, start)):
        found = dict.fromkeys(range(behind[0], start), Kind.AFFILIATION)
        yield lines[start - 1].edit("facts", {"author": behind[1]}, "names after where they work")
    if not found and start > 1 and _is_author_here(lines, start - 1, document):
        found = {start - 1: Kind.AUTHORS}
    below = min(found, default=start)
    subtitle = below - 1 if below and kind_of(lines[below - 1].text) is Kind.SUBTITLE else None
    below = below if subtitle is None else subtitle
    first, opens = title_before(lines, below, document, measure)
    title = lines[first:below]
    is_sure = bool(found) or (opens and len(title) <= 2 and _narrows(title))
    missing = found and len(found) < start - min(found)
    if not title or not is_sure or ends_open(title[-1].text.strip()) or (missing and not (opens and is_long_enough("".join([line.text for line in title])))):
        yield from _apart(lines[:start], measure)
        return
    for place, kind in found.items():
        role = Role.AUTHOR if kind is Kind.AUTHORS else Role.NOTICE
        if kind is not Kind.LABEL:
            yield lines[place].edit("role", role, "names only, above the abstract" if role is Role.AUTHOR else f"{kind}, above the abstract")
    if missing:
        yield from [line.edit("joint", "\n\n", "a line of a title block") for line in lines[below:start] if line.role in OPEN and line.joint == "\n"]
    if subtitle is not None:
        yield lines[subtitle].edit("role", Role.SUBTITLE, "begins with a dash, between title and authors")
    yield from label(title, Role.TITLE, "above the authors of the abstract" if found else "all that stands above the abstract", goes_on="the title goes on")
    if opens:
        yield from _mastheads(lines[:first])


def _is_author_here(lines: Sequence[Line], place: int, document: Document) -> bool:
    """Whether the line above the labels is an author by its place: a short one below a title that stands again in the text."""
    text, above = letters(lines[place].text), letters(lines[place - 1].text)
    keys = document.measured.keys
    if not (MIN_NAME <= len(text) <= MAX_NAME and HAS_CJK.match(text) and text.isalpha()) or is_word(text):
        return False
    return keys.count(above) > 1 or (keys[0] != above and keys[0].startswith(above))


def _names_behind(lines: Sequence[Line], start: int) -> tuple[int, list[str]] | None:
    """The first of the lines right above `start` that say where the authors work and end with their names, and the names."""
    first = next((place for place in (start - 1, start - 2) if place > 0 and kind_of(lines[place].text) is Kind.AFFILIATION), start)
    words = lines[start - 1].text.split()
    names = names_of(words[-1]) if first < start and len(words) > 1 else []
    return (first, names) if names else None


def _narrows(above: Sequence[Line]) -> bool:
    """Whether lines are those of a centred title: each longer than the next."""
    widths = [width(line.text.strip()) for line in above]
    return all(before > size for before, size in pairwise(widths))


def _apart(above: Sequence[Line], measure: float) -> Iterator[Edit]:
    """Keep lines at the top of the text apart that belong to the block and are not read: none of them is a full line of a paragraph."""
    if len(above) <= MAX_ABOVE and all([width(line.text.strip()) < FULL * measure for line in above]):
        yield from [line.edit("joint", "\n\n", "a line of a title block") for line in above if line.joint == "\n"]


def _mastheads(lines: Sequence[Line]) -> Iterator[Edit]:
    """What stands above a title at the top of the text: the journal, an address, a date."""
    for line in lines:
        kind = kind_of(line.text)
        if kind in OF_MASTHEAD:
            yield line.edit("role", Role.IDENTIFIERS if kind is Kind.LABEL else Role.NOTICE, f"{kind}, above the title")
            if facts := masthead(line.text):
                yield line.edit("facts", facts, "read from the masthead")


# a newspaper's byline

SEARCHED = 14
"""Lines from the top in which a byline is looked for: masthead, series, label, a title on three lines."""


def _byline(document: Document) -> Line | None:
    """The line that is nothing but a reporter's byline: among the first of the text, or the one of the text, with its place, which an
    extractor wrote late."""
    lines = [line for line in document.holding(*REPORTED, "By ") if _is_byline(line.text.strip(), document)]
    if not lines or lines[0].role not in OPEN or lines[0] is document.filled[0]:
        return None
    is_late = lines[0] not in document.filled[:SEARCHED]
    return None if is_late and (len(lines) > 1 or "place" not in byline_of(lines[0].text.strip())) else lines[0]


def _is_byline(text: str, document: Document) -> bool:
    # printed lines may begin with `By`: there a name shows by what stands beside it
    return bool(byline_of(text)) or (document.kind is not Format.WRAPPED and text.startswith("By ") and are_names(text))


def _report(document: Document, byline: Line) -> Iterator[Edit]:
    """The byline, the title right above it, and what names a series or a column above that."""
    is_latin = byline.text.lstrip().startswith("By ")
    yield byline.edit("role", Role.AUTHOR if is_latin else Role.BYLINE, "nothing but names behind `By`" if is_latin else "a reporter's names and place")
    place = document.filled.index(byline)
    if place < SEARCHED:
        above = [line for line in document.filled[:place] if line.role in OPEN and not LONE.match(line.text)]
    else:
        above = [line for line in document.filled[place - 1 : place] if line.role in OPEN and document.gap(line)]
    if above and not any([is_stopped(line.text) for line in above]):
        yield above[-1].edit("role", Role.TITLE, "the last line above the byline")
        for line in above[:-1]:
            if "——" in line.text or (len(line.text.strip()) <= MAX_COLUMN and not CLAUSE_MARK.search(line.text)):
                yield line.edit("role", Role.SERIES, "a series or column above the title")


# a text that opens with its title

HIGHEST = 4
"""Lines above a title: a running title, a page number, the name of a series."""
LOOKED = 40
"""Lines from the top among which the measure is taken."""
FRONT = 2
"""The number of the page that a title stands on, at most: a part of a text that is cut out begins on a later one."""
SHORT = 0.75
"""Of the widest line near the top: a wider one may be the end of a sentence that was torn off."""
RUNNING = 0.9
"""Of the widest line near the top: a line of running text."""
SOON = 3
"""Lines behind a date among which the text begins: a heading may stand on two."""
REACH = 3
"""Lines below a title that are the same where it stands again: of a form, or of the head of a table."""
CENTURIES = ("17", "18", "19", "20")
"""Of a year; any other four figures are a number."""
MAX_RUN_ON = 60
"""Characters of the first part of a text that runs on; measured on five documents (longest 24)."""
CELLS = regex(r"\S(?:[ \u3000]{2,}|\t)\S")
"""The gap between cells, or between the two sides of a head."""
CONTENTS = regex(r"(?i:目\s*[录錄次]|(?:table of )?contents|inhaltsverzeichnis|table des matières|sommaire|차\s*례|목\s*차)\Z")
SAID = regex(
    r"\s*(?:[（(].*(?:19|20)\d\d ?年.*[）)]\Z|(?:19|20)\d\d ?年 ?\d{1,2} ?月(?! ?(?:\d{1,2} ?日?)? ?[-—–~－～至]).*"
    r"|[^\W\d_][^:：，,。.]{0,12}[:：] ?.{0,24}(?:19|20)\d\d\b.{0,6}\Z)"
)
"""What a text says of itself below its title: when it was passed, in brackets or the day first, or a label and a day; no period."""
FIELD = regex(r"[^\W\d_][^:：，,。.]{0,12}[:：] ?\S")
NUMBERED = regex(r"[A-Z]{1,4}[ /]|[\W\d]+[A-Z]?\d*\Z|.*[〔［\[（(【](?:19|20)\d\d[〕］\])）】].{0,12}\d[号號]\Z")
"""The number of a standard, of a report, of a document of an office or a court."""
RIGHTS = regex(r"©|\([cC]\)|\b[Cc]opyright\b")
PERIODICAL = regex(r"(?:[报報刊]|杂志|雜誌|通[讯訊]|论坛|論壇|年鉴|Journal|Review|Bulletin|Proceedings|Magazine|Newsletter)\Z")
"""What the name of a periodical ends with: on every page, and no title."""
COUNTING = frozenset({"part", "chapter", "section", "article", "sign", "han", "(han)"})
"""Forms of the numbers of headings that count no items of a list."""
MAX_NAME_WORDS = 3
"""Words of a name; a title in capitals has more."""
ADDRESSED = regex(r"[^。；]{2,40}[:：]\Z")
"""Those whom a letter or an order speaks to, on a line of their own."""


class Opening(NamedTuple):
    """Lines near the top that may be the title, those above and below them, and what tells that they are."""

    above: list[Line]
    title: list[Line]
    below: list[Line]
    labelled: int  # of those below, the lines up to the labels of a paper
    is_again: bool  # whether the wording stands again on another page, as a running title does
    is_below_head: bool  # whether it stands right above them, too, as the running title of their page

    @property
    def wording(self) -> str:
        """The letters of the title."""
        return letters("".join([line.text for line in self.title]))

    def reason(self, document: Document) -> str:
        """What proves that the lines are the title, or nothing."""
        authors, date = self.signed()
        if self.is_below_head or (self.is_again and (len(self.title) > 1 or date or (authors and is_long_enough(self.wording)))):
            return "comes again as running title"
        if self.above or (len(self.title) > 1 and not open_pairs(self.title[0].text)) or not is_long_enough(self.wording):
            return ""
        if authors and (BY.match(authors.text) or (date and _opens_text(self.below[2 : 2 + SOON]))):
            return "above the authors"
        shown = _shown(self.title, self.below, self.labelled, document)
        return f"opens the text, above {shown}" if shown else ""

    def pieces(self) -> list[Line]:
        """The lines right below the title that repeat a part of it: a title page has it, too, in another size."""
        return list(takewhile(lambda line: line.role in OPEN and letters(line.text) in self.wording, self.below))

    def signed(self) -> tuple[Line | None, Line | None]:
        """The lines of the authors and of the date below the title.

        With a date below them names may stand behind a heading, if the title stands again; else they stand right below the title, and one
        name in Latin letters needs a label: a heading of two words looks like a name.
        """
        pieces = len(self.pieces())
        if 0 < pieces < len(self.below) and _is_date(self.below[pieces]):
            return None, self.below[pieces]
        below = self.below[: self.labelled]
        for line, date in pairwise(below[: REACH + 1] if self.is_again else below[:2]):
            if _is_date(date) and line.role in OPEN and (names_of(line.text) or (self.is_again and is_japanese_name(line.text, [other.text for other in self.below]))):
                return line, date
        line = self.below[0]
        names = names_of(line.text) if line in below and line.role in OPEN and line.text.rstrip()[-1:] not in GOES_ON else []
        is_sure = len(names) > 1 or (names and (BY.match(line.text) or (self.is_again and HAS_HAN.search(line.text))))
        return line if is_sure else None, None


GOES_ON = frozenset(",，、;；")
"""What ends a line that the next one goes on with: of a list of people who were there, it tells no author."""
BY = regex(r"\s*(?:By|Von|Par|Por)\s+\S")


def _opening(document: Document, taken: Mapping[int, str]) -> Iterator[Edit]:
    """The title at the top of printed lines, and right below it the authors with their date; `taken` are the roles of labelled lines."""
    top: list[Line] = []
    for line in islice(document.filled, LOOKED):
        number = LONE.match(line.text.strip())
        if number and len(top) < 2 and int(number["number"]) > FRONT:
            return  # on a later page
        if line.role not in FURNITURE and not number:
            top.append(line)
    for first, size in product(range(HIGHEST), range(MAX_TITLE, 0, -1)):
        title, below = top[first : first + size], top[first + size :]
        if len(below) < 2 or any([line.index in taken for line in title]) or not _may_open(title, below):
            continue
        labelled = next((place for place, line in enumerate(below) if line.index in taken), len(below))
        above = [line for line in top[:first] if not (is_masthead(line.text) or NUMBERED.match(line.text.strip()))]
        found = Opening(above, title, below, labelled, *_again(document, title, below))
        if reason := found.reason(document):
            yield from label(title, Role.TITLE, reason, goes_on="the title goes on")
            authors, date = found.signed()
            if authors:
                yield authors.edit("role", Role.AUTHOR, "nothing but names, below the title")
            for line in found.pieces():
                if (date and not authors) or letters(line.text) == found.wording:
                    yield line.edit("role", Role.RUNNING_HEAD, "the title again, or a part of it")
            if date:
                yield date.edit("role", Role.NOTICE, "a date below the authors")
            return


def _may_open(title: list[Line], below: list[Line]) -> bool:
    """Whether lines at the top can be a title: open, no wider than the text, and neither sentence nor date nor number nor name."""
    text = "".join([line.text.strip() for line in title])
    most = max([width(line.text.strip()) for line in below])
    if not all([line.role in OPEN and width(line.text.strip()) <= most for line in title]) or len(letters(text)) < 2:
        return False
    if CELLS.search(text) or DAY.search(text) or NUMBERED.match(text) or RIGHTS.search(text) or is_masthead(text) or is_body_name(text):
        return False
    if any([is_stopped(line.text) for line in title]):
        return False
    mark = mark_of(text)
    return can_be_heading(text[mark.end :] if mark else text, is_numbered=False)


def _is_date(line: Line) -> bool:
    date = iso_date(letters(line.text))
    return date is not None and date[:2] in CENTURIES


def _opens_text(lines: Sequence[Line]) -> bool:
    """Whether text or a numbered heading begins on lines behind a date: in a form more labels and fields follow."""
    return any([CLAUSE_MARK.search(line.text) or outline_number(line.text) for line in lines])


def _again(document: Document, title: list[Line], below: list[Line]) -> tuple[bool, bool]:
    """Whether the wording of a title stands again on another page, and whether it stands right above.

    The head of a table and the letterhead of a firm come again with the same line below them: they are labels of a form.
    """
    keys, places, filled = document.measured.keys, document.measured.places, document.filled
    wording, name = letters("".join([line.text for line in title])), letters(below[0].text)
    first, last = places[title[0].index], places[title[-1].index]
    again = [place for place, key in enumerate(keys) if key == wording and not first <= place <= last]
    if any([name in keys[place + 1 : place + 1 + REACH] for place in again if place > last]):
        return False, False
    is_above = any([all([_is_bare(line) for line in filled[place + 1 : first]]) for place in again if place < first])
    return is_above or any([place >= last + MIN_PAGE for place in again]), is_above


def _is_bare(line: Line) -> bool:
    """Whether nothing but a page number or furniture stands on a line."""
    return line.role in FURNITURE or LONE.match(line.text.strip()) is not None


def _shown(title: list[Line], below: list[Line], labelled: int, document: Document) -> str:
    """What below the first line of a text shows that it is the title, or nothing."""
    text = "".join([line.text.strip() for line in title])
    widest_here = max([width(line.text.strip()) for line in below])
    if widest_here < MIN_MEASURE or any([width(line.text.strip()) > SHORT * widest_here for line in title]):
        return ""
    if not is_long_enough(text) or any([len(name.split()) <= MAX_NAME_WORDS for name in names_of(text)]):
        return ""
    if mark_of(text) or doubts(text) not in ("", "a question", "a call", "a label") or OPENING.match(text) or SECTION.match(text):
        return ""
    if PERIODICAL.search(text) and any([key == letters(text) and place in document.pages.furniture for place, key in enumerate(document.measured.keys)]):
        return ""
    after = below[0].text.strip()
    mark = mark_of(after)
    if mark and mark.value == (1,) and mark.form in COUNTING:
        others = [other for line in document.filled if (other := mark_of(line.text.strip())) and other.form == mark.form]
        return "the first numbered heading" if any([other.value == (2,) for other in others]) else ""
    if CONTENTS.match(after):
        return "a table of contents"
    if len(names_of(after)) > 1 or (names_of(after) and SAID.match(below[1].text.strip())):
        return "names"
    if any([SAID.match(line.text.strip()) and not ends_sentence(line.text) for line in below[: 1 + (FIELD.match(after) is not None)]]):
        return "what it says of itself"
    if ADDRESSED.match(after):
        return "those whom it speaks to"
    if 0 < labelled < len(below) and all([CELLS.search(line.text.strip()) or kind_of(line.text) is not Kind.OTHER for line in below[:labelled]]):
        return "an abstract"
    measured = document.measured
    is_apart = measured.gaps[measured.places[below[0].index]] > 0
    if (is_apart or document.pages.breaks) and width(after) >= RUNNING * widest_here and not CELLS.search(after):
        return "running text"
    return ""


def _first_part(document: Document) -> Iterator[Edit]:
    """The first part of a text that runs on and is parted by indents: short, without an indent and without a full stop."""
    parts = [line for line in document.lines if line.role in OPEN][:2]
    if len(parts) < 2 or parts[0].number != parts[1].number:
        return
    first, second = parts[0].text, parts[1].text.strip()
    if not first.startswith("\u3000") and len(first.strip()) <= MAX_RUN_ON < 2 * len(second):
        if not CLAUSE_END.search(first) and CLAUSE_END.search(second):
            yield parts[0].edit("role", Role.TITLE, "first part of a text that runs on, short and without a full stop")
