"""The title block of a paper: title, subtitle, authors, abstract, keywords, class numbers."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.document import FURNITURE, UNMARKED, Document, Edit, Line, Role
from cleaner.glyphs import CJK, HAS_HAN, letters, width
from cleaner.headings.marks import mark_of
from cleaner.headings.wording import ends_open, is_headline
from cleaner.labels import label
from cleaner.names import is_body_name, is_word, names_of
from cleaner.numbering import decimal_number, outline_number
from cleaner.paper_labels import IDENTIFIERS, NOTES, SIGNS, SPLIT_FIRST, STARTS, Found, read
from cleaner.papers import (
    MAX_ABOVE,
    MAX_TITLE,
    NO_TITLE,
    OF_AUTHORS,
    OF_MASTHEAD,
    PARTED_NAME,
    Kind,
    kind_of,
    masthead,
    may_be_title,
    title_above,
)
from cleaner.regex import regex
from cleaner.rules import Proposals, rule
from cleaner.sentences import STOP, ends_clause, ends_sentence
from cleaner.titles import is_long_enough, title_lines

ARTICLE_ID = regex(r"(?P<issn>\d{4}-\d{3}[\dXx])[（(](?P<year>\d{4})[）)](?P<number>\d{2})-(?P<page>\d{3,5})-(?P<pages>\d{2,3})")
"""The article id of CAJ-CD B/T 1: ISSN (year) issue - first page - number of pages."""
MAX_ABSTRACT = 80
"""Lines. Longer than any abstract; where no label follows within them, none was found."""
NEAR = 6
"""Lines from one label to the next, but for the abstract's."""
MAX_KEYWORD = 24
"""Columns of a keyword that has a line of its own."""
SEPARATORS = ("；", ";", "，", "、", ",", "-")
RULE = regex(r"\s*[—–_\-─━*＊=]{6,}\s*\Z")
"""A printed rule below the block."""
OF_BLOCK = frozenset({Role.TITLE, Role.AUTHOR, Role.ABSTRACT, Role.KEYWORDS})
PIECES = regex("[摘提键鍵关關]\\s*\n")
REASONS = {
    Role.ABSTRACT: "after an abstract label",
    Role.KEYWORDS: "after a keywords label",
    Role.IDENTIFIERS: "labelled class numbers",
}
NAME_LIKE = regex(rf"[{CJK}·・]{{2,8}}(?:[、，,；;][{CJK}·・]{{2,8}})*\Z")
HAS_KANA = regex("[\u3041-\u30fa]")
TOP = 24
"""Lines: no title block that opens a text is longer above its abstract."""
PAGE = 40
"""Lines: what stands farther from the block is printed on another page, perhaps to another measure."""
MAX_BESIDE = 110
"""Characters of a line between names and abstract: where they work, an address, the kind of the report."""
MIN_JOINED = 3
"""Names on two lines, at least, that only together are names."""
SECTION = regex(
    r"(?:(?:\d{1,2}|[IVX]{1,4})[.．]?\s+)?(?:Introduction|INTRODUCTION|Background|BACKGROUND|Overview|引\s*言|前\s*言|绪\s*论|導\s*言|导\s*言|はじめに|Einleitung)\s*\Z"
    r"|(?:1|I)[.．]?\s+[A-Z][\w ,:'’&\-]{2,60}\Z|(?:Categories and Subject|General Terms|CCS C|ACM C|Index Terms)"
)
"""What begins after an abstract: the first section, or the classes of a paper."""
MAX_TAIL = 4
"""Ideographs of the last line of a title that are no title alone."""
FULL = 0.8
"""Of the widest line: nothing at the top of a paper that is shorter is running text."""
ROLE_OF = {"abstract": Role.ABSTRACT, "keywords": Role.KEYWORDS, **dict.fromkeys(IDENTIFIERS, Role.IDENTIFIERS)}


class Anchor(NamedTuple):
    """A label of the block: the place of its line, and the lines that its own wording takes."""

    place: int
    key: str
    lines: int


@rule(
    acts_on=UNMARKED,
    writes={
        Role.TITLE,
        Role.SUBTITLE,
        Role.AUTHOR,
        Role.ABSTRACT,
        Role.KEYWORDS,
        Role.IDENTIFIERS,
        Role.NOTICE,
        Role.BOILERPLATE,
        Role.FOLIO,
    },
    fields={"joint", "facts"},
)
def title_block(document: Document) -> Proposals:
    """Label the title block of a paper, wherever the extractor put it.

    Evidence: two labels of different kinds close to each other (an abstract with keywords, keywords with class numbers), set apart by
    a colon, brackets or a gap. Upwards from the first stand dates, affiliations, the authors (names only), a subtitle (——) and the
    title, and above it only what a masthead is made of: a journal with its issue, an address, a DOI. A two-column page often yields
    the block after its running text, in the middle of a sentence: there the title is the one line above the authors.

    Counter-evidence: a sentence that begins with such a word; a numbered heading, a body's name or a page number is no title. An
    abstract of which no end shows, and a second paper of the same text, stay in the body.
    """
    found = {line.index for line in document.holding(*SIGNS) if STARTS.match(line.text)}
    if not found and not (PIECES.search(document.wording()) and SPLIT_FIRST.search(document.wording())):
        return
    if any([line.role in OF_BLOCK for line in document.filled]):
        return  # the first block of the text was read: a second paper stays in the body
    lines = document.open()
    block = _block(lines, found)
    if not block:
        return
    measure = _widest(lines, block[0].place)
    end = yield from _below(lines, block)
    if end < len(lines) and RULE.match(lines[end].text):
        yield lines[end].edit("role", Role.BOILERPLATE, "a printed rule below the title block")
    yield from _above(lines, block[0].place, document.filled, measure)


def _anchors(lines: Sequence[Line], labelled: set[int]) -> Iterator[Anchor]:
    """The labels at the starts of `labelled` lines, by index, and those that an extractor broke in two."""
    for place, line in enumerate(lines):
        text = line.text
        if len(text) < 8 and text.strip()[:1] in "摘提内內关關" and SPLIT_FIRST.match(text) and place + 1 < len(lines):
            found = read(letters(text) + lines[place + 1].text.lstrip())
            if found and found.end > len(letters(text)):
                yield Anchor(place, found.key, 2)
                continue
        if line.index in labelled and (found := read(text)) and _is_label(found, lines, place):
            yield Anchor(place, found.key, 1)


def _is_label(found: Found, lines: Sequence[Line], place: int) -> bool:
    """Whether the wording of a label is one here: without a mark it must not be the rest of a sentence."""
    return found.is_marked or place == 0 or ends_clause(lines[place - 1].text) or found.key in ("abstract", "keywords")


def _block(lines: Sequence[Line], found: set[int]) -> list[Anchor]:
    """The labels of the first title block; that in ideographs, if the paper has one in two languages."""
    groups: list[list[Anchor]] = []
    for anchor in _anchors(lines, found):
        last = groups[-1][-1] if groups else None
        reach = MAX_ABSTRACT if last and last.key == "abstract" else NEAR
        if last is None or anchor.place - last.place > reach or any(anchor.key == other.key for other in groups[-1]):
            groups.append([])
        groups[-1].append(anchor)
    whole = [core for group in groups if (core := _core(group) or _alone(group, lines))]
    chinese = [group for group in whole if HAS_HAN.search(lines[group[0].place].text)]
    return next(iter(chinese or whole), [])


def _core(group: list[Anchor]) -> list[Anchor]:
    """The labels that make a block: from the first abstract, keywords or class number to the last; none where they are of one kind."""
    own = [anchor for anchor in group if anchor.key in ROLE_OF]
    kinds = {ROLE_OF[anchor.key] for anchor in own}
    if len(kinds) < 2:
        return []
    # a DOI above the title is no part of the labels below it
    while own[0].key in IDENTIFIERS and len({ROLE_OF[anchor.key] for anchor in own[1:]}) > 1:
        own = own[1:]
    return [anchor for anchor in group if own[0].place <= anchor.place <= own[-1].place]


def _alone(group: list[Anchor], lines: Sequence[Line]) -> list[Anchor]:
    """Keywords alone, right below names and what can be their title; or an abstract alone below such lines at the top of the text."""
    own = next((anchor for anchor in group if anchor.key in ("keywords", "abstract")), None)
    found = read(lines[own.place].text) if own and own.lines == 1 else None
    if own is None or found is None or own.place < 2:
        return []
    measure = _widest(lines, own.place)
    if own.key == "abstract":
        return [own] if found.is_marked and own.place <= TOP and _names_above(lines, own.place) is not None else []
    names, title = lines[own.place - 1].text, lines[own.place - 2].text
    is_author = names_of(names) or _is_author_here(lines, own.place - 1)
    return [own] if is_author and may_be_title(title, measure) else []


def _names_above(lines: Sequence[Line], start: int) -> int | None:
    """The place of the names nearest above `start`, with nothing but short lines between: of names on two lines that of the second."""
    for place in range(start - 1, max(-1, start - 1 - MAX_ABOVE), -1):
        text = lines[place].text.strip()
        if names_of(text) or (place and len(names_of(f"{lines[place - 1].text.strip()} {text}")) >= MIN_JOINED):
            return place
        if ends_sentence(text) or len(text) > MAX_BESIDE:
            return None
    return None


def _is_author_here(lines: Sequence[Line], place: int) -> bool:
    """Whether the line above the labels is an author by its place: a body, or a short name below a line that stands again in the text.

    Japanese names are of no list: in a text with kana below them the place alone tells.
    """
    text = letters(lines[place].text)
    if is_body_name(text):
        return True
    if HAS_KANA.search(lines[place + 1].text) and NAME_LIKE.match(text) and not is_word(text):
        return True
    above = letters(lines[place - 1].text)
    again = sum([letters(line.text) == above for line in lines]) > 1 or letters(lines[0].text).startswith(above)
    return again and NAME_LIKE.match(text) is not None and not is_word(text)


def _below(lines: Sequence[Line], block: list[Anchor]) -> Generator[Edit, None, int]:
    """Label the parts, each from its label to the next; give the place after the last."""
    places = [*(anchor.place for anchor in block[1:]), None]
    end = block[0].place
    for anchor, following in zip(block, places, strict=True):
        end = following if following is not None else _end(lines, anchor)
        role = ROLE_OF.get(anchor.key)
        if role is Role.ABSTRACT and following is None and not end:
            return anchor.place  # no end shows
        if role is None:
            continue  # a note on the author or the fund has a rule of its own
        stop = min(end, _end(lines, anchor)) if role is not Role.ABSTRACT else end
        part = lines[anchor.place : stop]
        if role is Role.ABSTRACT and _is_form(part[anchor.lines :]):
            continue
        if role is Role.KEYWORDS and len(part) > anchor.lines and _is_listed(lines, anchor):
            yield from label(part[: anchor.lines], role, REASONS[role], goes_on="goes on inside the title block")
            for line in part[anchor.lines :]:
                yield line.edit("role", role, "a keyword on a line of its own")
                yield line.edit("joint", "  ", "the next keyword")
        else:
            yield from label(part, role, REASONS[role], goes_on="goes on inside the title block")
    return end


def _is_form(lines: Sequence[Line]) -> bool:
    """Whether lines are fields, one a line, on a page that tells of the work: they are no abstract, which has sentences behind labels."""
    return len(lines) >= MIN_FIELDS and all([FIELD.match(line.text) and not ends_sentence(line.text) for line in lines[:MIN_FIELDS]])


FIELD = regex(r"\s*[^\W\d_][^:：，,。.]{0,23}[:：]\s*\S")
"""A label of a few words, and what it names."""
MIN_FIELDS = 3
"""Lines with a label, one below the other: a title and what follows it has one."""


def _first_value(lines: Sequence[Line], anchor: Anchor) -> str:
    """What stands after a label on its own line."""
    text = "".join([letters(line.text) if anchor.lines > 1 else line.text for line in lines[anchor.place : anchor.place + anchor.lines]])
    found = read(text)
    return text[found.end :].strip() if found else ""


def _is_listed(lines: Sequence[Line], anchor: Anchor) -> bool:
    """Whether the keywords stand one a line: each set apart, or together between their label and a wider gap."""
    value, place = _first_value(lines, anchor), anchor.place + anchor.lines
    if width(value) > MAX_KEYWORD or any(sign in value for sign in "；;，,、"):
        return False
    if _gap(lines, place) > 0:
        return True
    stop = next((at for at in range(place, min(len(lines), place + MAX_LISTED)) if not _is_keyword(lines[at].text)), place)
    apart = next((at for at in range(place + 1, stop + 1) if _gap(lines, at) > 0), 0)
    return not value and apart - place > 1


def _is_keyword(text: str) -> bool:
    """Whether a line can be one keyword: short, no part of a list or a sentence, no heading and no label."""
    text = text.strip()
    if width(text) > MAX_KEYWORD or any(sign in text for sign in "；;，,、") or STOP.search(text):
        return False
    return not (read(text) or SECTION.match(text) or outline_number(text) or decimal_number(text))


MAX_LISTED = 8
"""Lines of keywords, one a line."""


def _end(lines: Sequence[Line], anchor: Anchor) -> int:
    """The place after the last line of what a label names."""
    place = anchor.place + anchor.lines
    if ROLE_OF.get(anchor.key) is not Role.KEYWORDS:
        return _abstract_end(lines, place) if anchor.key == "abstract" else place
    listed, gap = _is_listed(lines, anchor), _gap(lines, place)
    if not _first_value(lines, anchor) and place < len(lines):
        place += 1  # the label has a line of its own
    while place < len(lines) and place - anchor.place < 10:
        before, text = lines[place - 1].text.rstrip(), lines[place].text.strip()
        if read(text) or STOP.search(text) or SECTION.match(text) or outline_number(text) or decimal_number(text) or mark_of(text):
            break
        goes_on = before.endswith(SEPARATORS)
        # one keyword a line, each set apart like the one before it
        item = listed and _is_keyword(text) and _gap(lines, place) == gap and place - anchor.place < MAX_LISTED
        unit = width(text.partition(" ")[0]) + 1 if text[:1].isascii() else 2  # what had no room on the line before
        full = place - anchor.place == anchor.lines and width(before.strip()) + unit >= max(_measure(lines, anchor.place), 40)
        if not (goes_on or item or ((full or _closes(lines, place)) and any(sign in text and sign in before for sign in "；;,，、"))):
            break
        place += 1
    return place


def _closes(lines: Sequence[Line], place: int) -> bool:
    """Whether the line at `place`, which no gap sets apart, stands right before a gap, a label or the number of a heading."""
    if _gap(lines, place) or place + 1 >= len(lines):
        return False
    text = lines[place + 1].text
    return _gap(lines, place + 1) > 0 or bool(read(text) or SECTION.match(text.strip()) or outline_number(text) or decimal_number(text))


def _widest(lines: Sequence[Line], place: int) -> int:
    """The width of the widest line on the page around `place`, in columns."""
    return max([width(line.text.strip()) for line in lines[max(0, place - PAGE) : place + PAGE]])


def _measure(lines: Sequence[Line], place: int) -> int:
    return max([width(line.text.strip()) for line in lines[max(0, place - 5) : place]], default=0)


def _gap(lines: Sequence[Line], place: int) -> int:
    """Blank lines before the line at `place`."""
    if not 0 < place < len(lines):
        return 0
    return max(lines[place].number - lines[place - 1].number - 1, lines[place - 1].raw.count("\n") - 1)


def _abstract_end(lines: Sequence[Line], start: int) -> int:
    """The place after an abstract whose text begins at `start` and that no label follows; 0 where its end does not show.

    It goes up to the introduction, if that stands on the same page or the next; else it is one paragraph, and this must end for sure:
    the next line has the number of a heading, or a gap before it, or the last line is short.
    """
    near = range(start, min(len(lines), start + PAGE))
    if section := next((place for place in near if SECTION.match(lines[place].text.strip())), 0):
        return section
    measure = _widest(lines, start)
    for place in range(start + 1, min(len(lines), start + MAX_ABSTRACT)):
        before, text = lines[place - 1].text, lines[place].text
        if ends_sentence(before):
            is_last = outline_number(text) or decimal_number(text) or _gap(lines, place) > _gap(lines, place - 1)
            return place if is_last or width(before.strip()) < FULL * measure else 0
    return 0


def _above(lines: list[Line], start: int, filled: Sequence[Line], measure: float) -> Proposals:
    """Authors, where they work, subtitle and title, upwards from the first label."""
    while start > 0 and NO_TITLE.search(lines[start - 1].text) and kind_of(lines[start - 1].text) is Kind.OTHER and start > 1:
        start -= 1  # a page number between them
    place = start
    kinds: dict[int, Kind] = {}
    behind = _names_behind(lines, start)
    if behind:
        place, names_found = behind
        kinds = dict.fromkeys(range(place, start), Kind.AFFILIATION)
        yield lines[start - 1].edit("facts", {"author": names_found}, "names after where they work")
    near = _names_above(lines, start) if start <= TOP else None
    while place > 0 and start - place < MAX_ABOVE:
        if near is not None and place - 1 > near and kind_of(lines[place - 1].text) is Kind.OTHER:
            place -= 1
            continue  # a short line between the names and the abstract stays in the body
        if near is not None and place - 1 == near and not names_of(lines[near].text):
            kinds[near] = kinds[near - 1] = Kind.AUTHORS
            place -= 2
            continue
        kind = kind_of(lines[place - 1].text)
        if place == start and kind in (Kind.OTHER, Kind.AFFILIATION) and place > 1 and _is_author_here(lines, place - 1):
            kind = Kind.AUTHORS if place == 2 or kind_of(lines[place - 2].text) is not Kind.AUTHORS else kind
        if kind is Kind.OTHER and kinds.get(place) is Kind.AUTHORS and PARTED_NAME.match(lines[place - 1].text.strip()):
            kind = Kind.AUTHORS  # in two scripts
        if kind not in OF_AUTHORS and not _is_note(lines[place - 1].text) and not (kind is Kind.DATE and start - place < 3):
            break
        if kind is Kind.AUTHORS and _is_title_tail(lines, place - 1, kinds):
            break  # the title may look like a name
        place -= 1
        kinds[place] = kind
    # above the names no affiliation is looked for: it may be the title
    names = [at for at in kinds if kinds[at] is Kind.AUTHORS]
    parted: list[Edit] = []
    tail = behind is not None or Kind.AFFILIATION in kinds.values()
    if names:
        for at in [at for at in kinds if at < min(names)]:
            del kinds[at]
        place = min(kinds)
        # between the names and an address stands where they work
        kinds.update(
            {
                at: Kind.AFFILIATION
                for at in range(place + 1, start - 1)
                if at not in kinds and {at - 1, at + 1} <= kinds.keys() and kinds[at + 1] is Kind.EMAIL
            }
        )
        others = [lines[at] for at in range(place, start) if at not in kinds]
        parted = [line.edit("joint", "\n\n", "a line of a title block") for line in others if line.joint == "\n"]
    if not names and not tail:
        first, opens = title_above(lines, start, measure)
        if opens and 0 < start - first <= 2 and _narrows(lines[first:start]):
            yield from _title(lines, first, start, "all that stands above the abstract")
            yield from _mastheads(lines[:first])
        else:
            yield from _apart(lines[:start], measure)
        return
    if (
        len(names) > 1
        and place <= MAX_TITLE
        and not (place and title_above(lines, place, measure)[1] and title_above(lines, place, measure)[0] < place)
    ):
        del kinds[place]  # of several lines like names at the top the first is the title
        place += 1
    elif len(names) == 1 and place == 0:
        return  # a title that looks like a name, and no author
    subtitle = place - 1 if place and kind_of(lines[place - 1].text) is Kind.SUBTITLE else None
    below = subtitle if subtitle is not None else place
    first, opens = title_above(lines, below, measure)
    if opens:
        first = _after_heads(lines, first, below, filled)
    if not opens and not names and not behind:
        yield from _apart(lines[:start], measure)
        return
    if not opens:
        found = [] if below == 0 or not may_be_title(lines[below - 1].text, measure) else title_lines(lines, below - 1, filled)
        first = below - len(found)
        while len(found) == below - first and first > 0 and below - first < MAX_TITLE and _goes_on(lines, first, measure):
            found, first = [lines[first - 1], *found], first - 1
    if not 0 < below - first <= MAX_TITLE or ends_open(lines[below - 1].text.strip()):
        return  # names without a title may be anything, and a title does not end with `and`
    is_long = is_long_enough("".join([line.text for line in lines[first:below]]))
    if any([at not in kinds for at in range(place, start)]) and not (opens and is_long):
        return  # a label and a field, more of them below: a form, or an imprint inside the text
    yield from parted
    for at, kind in sorted(kinds.items()):
        role = Role.AUTHOR if kind is Kind.AUTHORS else Role.NOTICE
        is_marked = kind is Kind.AFFILIATION and kinds.get(at - 1) is Kind.MARK
        if kind is Kind.MARK and kinds.get(at + 1) is not Kind.AFFILIATION:
            # no note: beside the head of its page it counts the pages
            if any([line.role in FURNITURE for line in filled if line.index < lines[at].index][-1:]) and lines[at].text.strip().isdecimal():
                yield lines[at].edit("role", Role.FOLIO, "a page number beside a running head, above the abstract")
            continue
        if kind is not Kind.LABEL and role is Role.AUTHOR and kinds.get(at - 1) is Kind.AUTHORS and not names_of(lines[at].text):
            yield from label([lines[at]], role, "names only, above the abstract", above=lines[at - 1].text, goes_on="the names go on")
        elif is_marked:
            yield from label([lines[at]], role, f"{kind}, behind its mark", above=lines[at - 1].text, goes_on="behind its mark")
        elif kind is not Kind.LABEL:
            yield lines[at].edit("role", role, "names only, above the abstract" if role is Role.AUTHOR else f"{kind}, above the abstract")
    if subtitle is not None:
        yield lines[subtitle].edit("role", Role.SUBTITLE, "begins with a dash, between title and authors")
    yield from _title(lines, first, below, "above the authors of the abstract")
    if opens:
        yield from _mastheads(lines[:first])


def _is_title_tail(lines: Sequence[Line], place: int, kinds: dict[int, Kind]) -> bool:
    """Whether a line that looks like names, above others, is of the title: it opens the text, or is one name above a list of them."""
    below = [at for at in kinds if kinds[at] is Kind.AUTHORS]
    if not below:
        return False
    above = lines[place - 1].text.strip().split() if place else []
    if above and above[-1].isalpha() and above[-1].islower() and above[-1].isascii():
        return True  # `Selectivity Operators in` goes on
    return place == 0 or (len(names_of(lines[place].text)) == 1 and len(names_of(lines[min(below)].text)) > 1)


def _after_heads(lines: Sequence[Line], first: int, below: int, filled: Sequence[Line]) -> int:
    """Where a title at the top of the text begins, after lines that stand again elsewhere: the name of the journal or column."""
    while below - first > 1:
        wording = letters(lines[first].text)
        if sum([letters(line.text) == wording for line in filled]) < 2:
            break
        first += 1
    return first


def _goes_on(lines: Sequence[Line], first: int, measure: float) -> bool:
    """Whether the line at `first` is the rest of a title that begins above it.

    It begins small, or the line above ends with a word that goes on, or it is a few ideographs after a full line.
    """
    text, above = lines[first].text.strip(), lines[first - 1].text.strip()
    if not may_be_title(above, measure) or kind_of(above) not in (Kind.OTHER, Kind.AUTHORS):
        return False
    if is_headline(above) and ends_open(above):
        return True
    return text[:1].islower() or (HAS_HAN.match(text) is not None and len(text) <= MAX_TAIL and width(above) > 3 * width(text))


def _is_note(text: str) -> bool:
    found = read(text)
    return found is not None and found.key in NOTES


def _names_behind(lines: Sequence[Line], start: int) -> tuple[int, list[str]] | None:
    """Where the lines above the labels say where the authors work and end with their names: the first of the lines, and the names."""
    first = start - 2 if start > 1 and kind_of(lines[start - 1].text) is Kind.OTHER else start - 1
    if first < 0 or kind_of(lines[first].text) is not Kind.AFFILIATION:
        return None
    last = lines[start - 1].text.replace("\u3000", " ").split()
    names = names_of(last[-1]) if len(last) > 1 or first < start - 1 else []
    return (first, names) if names else None


def _apart(above: Sequence[Line], measure: float) -> Proposals:
    """Keep lines at the top of the text apart that belong to the block and are not read: none of them is a full line of a paragraph."""
    if 0 < len(above) <= MAX_ABOVE and all(width(line.text.strip()) < FULL * measure for line in above):
        for line in above:
            if line.joint == "\n":
                yield line.edit("joint", "\n\n", "a line of a title block")


def _narrows(above: Sequence[Line]) -> bool:
    """Whether lines are those of a centred title: each longer than the next."""
    widths = [width(line.text.strip()) for line in above]
    return all(before > size for before, size in pairwise(widths))


def _title(lines: Sequence[Line], first: int, end: int, reason: str) -> Proposals:
    yield from label(lines[first:end], Role.TITLE, reason, goes_on="the title goes on")


def _mastheads(lines: Sequence[Line]) -> Proposals:
    """What stands above a title at the top of the text: the journal, an address, a date."""
    for line in lines:
        kind = kind_of(line.text)
        if kind not in OF_MASTHEAD:
            continue
        facts = masthead(line.text)
        if kind is Kind.URL:
            facts = {"extra": {"url": line.text.strip()}}
        yield line.edit("role", Role.IDENTIFIERS if kind is Kind.LABEL else Role.NOTICE, f"{kind}, above the title")
        if facts:
            yield line.edit("facts", facts, "read from the masthead")
