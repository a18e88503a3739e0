"""What the lines above a text are: masthead, title, subtitle, authors, where they work, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Any

from cleaner.document import FURNITURE, OPEN, Document, Line
from cleaner.front_matter import iso_date
from cleaner.headings.marks import OUTLINE, mark_of
from cleaner.headings.wording import ends_open, is_headline
from cleaner.lines import BEGINNING
from cleaner.pages.numbers import LONE
from cleaner.pages.places import MIN_PAGE
from cleaner.regex import regex
from cleaner.wording.glyphs import CJK, HAN, HAS_CJK, HAS_HAN, letters, width
from cleaner.wording.names import MARKED, bodies_of, is_unlisted_name, is_word, names_of
from cleaner.wording.paper_labels import IDENTIFIERS, NOTES, read
from cleaner.wording.sentences import CLAUSE_MARK, STOP_INSIDE, ends_clause, ends_sentence

BODIES = "大学|大學|学院|學院|公司|银行|學校|学校|研究所|研究院|研究中心|医院|實驗室|实验室|出版社"
AFFILIATION = regex(
    rf"[（(].*(?:{BODIES}|中心|系|\d{{5,6}}).*[）)]\s*\Z|(?:\d[.．、]?\s*)?[{HAN}·（）() ]*(?:{BODIES})[^，。！？]{{0,40}}"
    rf"(?:[，,] ?[{HAN} ]{{2,12}}\d{{0,6}})?\Z"
    r"|(?:[（(]? ?\d{1,2}[.．、] ?)?[^.!?]{0,80}(?:\b|(?<=\d))(?:College|Institute|School of|Department|Faculty|Academy"
    r"|Laborator(?:y|ies)|Division of|Centre|Center|Universi[td]\w+|Hochschule|Institut)\b.*|.{2,40}\b(?:Inc|Ltd|LLC|GmbH)\.?\Z"
)
ADDRESS = regex(rf"[{HAN}\d ]{{2,16}}\Z|(?=.*[,\d])[A-Z][^.!?]{{1,60}}\Z|[A-Z]\w+(?: [A-Z]\w+){{0,2}}\Z")
"""What may stand below the name of a body: a town, a postcode, a country."""
EMAIL = regex(r"\S*\s*[\w.+{},\-]+@[\w.\-]+(?:\s*[,;，；]\s*[\w.+\-]+@[\w.\-]+)*\s*\Z|\{?[\w.,\- ]+\}?@[\w.\-]+\Z")
MARK = regex(r"\s*(?:[a-z]|[\d*†‡§¶¹²³⁴]+)\s*\Z")
"""The mark of a note, alone on its line, before where an author works."""
URL = regex(r"(?:https?://|www\.)\S+\Z")
PUBLISHED = regex(r"(?:Received|Accepted|Revised|Submitted|Published|Available)\b.*\d{4}.*\Z", re.I)
G = r"[ \u3000]*"
JOURNAL_ZH = regex(
    rf"(?P<name>[{CJK}·]{{2,24}}){G}[|｜,，（(]?{G}(?P<year>(?:19|20)\d\d){G}年{G}[,，]?"
    rf"(?:第?{G}(?P<volume>\d{{1,3}}){G}卷)?{G}[,，]?{G}第{G}(?P<number>\d{{1,3}}){G}期[)）]?.{{0,20}}\Z"
)
JOURNAL_EN = regex(
    r"(?P<name>(?:The )?[A-Z][\w&]*(?:[ ](?:[A-Z][\w&]*|of|and|the|in|for|on|&)){1,9}),? +(?:[Vv]ol(?:ume|\.)? *)?(?P<volume>\d{1,4})"
    r"(?:,? *(?:[Nn]o\.?|[Ii]ssue|\() *(?P<number>\d{1,3})\)?)?,? *\((?P<year>(?:19|20)\d\d)\)"
    r"(?:[ ,:]+(?P<pages>[A-Z]?\d{1,5}[–—-][A-Z]?\d{1,5}))?\Z"
)
"""`Journal of Ferry Studies 12 (2009) 117-129`."""
ISSUE_LINE = regex(
    r"\b(?:No|Nr|Vol|Volume|Issue|Heft)\.? ?\d{1,4}\b.{0,30}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.{0,20}\b(?:No|Nr|Vol|Volume|Issue)\.? ?\d"
    r"|(?:19|20)\d\d ?年.{0,12}第 ?\d{1,4} ?期|第 ?\d{1,4} ?卷.{0,4}第 ?\d{1,4} ?期|\bVol\.? ?\d{1,4}.{0,4}\bNo\.? ?\d"
    r"|\b(?:Report|Working Paper|Memo) No\.? ?\d|\b(?:pages?|pp\.) ?\d+ ?[-–]"
    r"|\bISSN\b|\d ?\(\d{1,3}\)[,:]",
    re.I,
)
"""A number of an issue and its year: a line of the masthead, whatever else an extractor put beside it."""
PERIODICAL = regex(
    r"(?:[学學日晚周週月季][报報刊]|杂志|雜誌|通[讯訊]|论坛|論壇|年鉴)(?:（.{2,14}）)?\Z"
    r"|\b(?:Journal|Proceedings|Transactions|Annals|Bulletin|Conference) (?:of|on)\b|\b(?:Magazine|Newsletter)\Z"
)
"""What the name of a periodical ends with: it stands above the titles of what it prints."""
HEAD = regex(r"(?=.*\d)\s*\S.*(?:[ \u3000]{2}|\t)\s*\S")
"""A number and a wide gap: two sides of a head."""
NO_TITLE = regex(
    rf"(?:{BODIES}|[报報]社|[卷期页頁]|(?:政府|[厅廳局室会會部])文件)\s*\Z|\A\s*[|｜]|\AarXiv:"
    r"|\A(?:Page|Seite|p\.|第)\s*\d{1,4}\s*[页頁]?\Z|\A(?:[\s\d\-—–·.|/]+|[ivxlc]+)\Z"
)
"""What the name of a body, an issue, the head of an office's letter or a page number ends with, and what no title is made of.

A title may end with `研究`.
"""
BODY_FIRST = regex(r"by\s|(?:University|Department|School|Institute|Faculty|College|Laboratory) (?:of|for)\b", re.I)
"""A byline, or the name of a body: no title, though a title may name one."""
PARTED_NAME = regex(rf"[{HAN}]{{1,3}}[ \u3000]+[{HAN}\u3041-\u30fa]{{1,4}}\Z")
"""A name of Japanese or Chinese with a gap, above the same in Latin script."""
FIELD = regex(r"\s*[^\W\d_][^:：，,。.]{0,23}[:：]\s*\S")
"""A label of a few words, and what it names."""
SEPARATORS = tuple("；;，,、")
"""What parts names and keywords: a line that ends with one goes on."""
MAX_TITLE = 3
"""Printed lines of a title."""
MAX_ABOVE = 16
"""Lines between the title and the abstract: authors on two, where they work on eight, dates, an address."""
BELOW = 400
"""Lines below a label in which the words of a title are looked for."""
MANY_NAMES = 2
"""A title may look like one name or two, and like no more."""
TAKEN_OUT = 4
"""Lines between two that follow each other, blank or taken out: what stands on both sides of a head set beside the text is not one."""
TOP = 24
"""Lines: no title block that opens a text is longer above its abstract."""
MAX_PROVEN = 5
"""Printed lines of a title that stands again as one."""
SHORTEST = 2
"""Letters of a title that stands again."""
MIN_CUT = 12
"""Letters that a running title which is cut short, or has more beside it, and the title have in common at least."""
REACH = 3
"""Lines below a title that are the same where it stands again: of a form, or of the head of a table."""
MAX_SIGNED = 4
"""Lines from the first author that place alone tells to the label or the date below."""
MAX_AUTHOR = 40
"""Columns of authors that are known by their place alone."""
MAX_TAIL = 4
"""Ideographs of the last line of a title that are no title alone."""


CLOSING = regex(r"\s*[：:；;，,、。）)】〕」』》”]")
"""What no line begins with that begins a title."""
MAX_COLUMN = 6
"""Letters of the name of a column."""


class Kind(StrEnum):
    """What a line above a text is, told by its wording alone."""

    LABEL = "label"
    JOURNAL = "journal"
    URL = "address"
    DATE = "date"
    DATES = "dates of the paper"
    EMAIL = "e-mail"
    AFFILIATION = "affiliation"
    AUTHORS = "authors"
    SUBTITLE = "subtitle"
    MARK = "mark"
    OTHER = "other"


OF_AUTHORS = frozenset({Kind.DATE, Kind.DATES, Kind.EMAIL, Kind.AFFILIATION, Kind.AUTHORS, Kind.MARK, Kind.LABEL})
"""What stands between the title and the abstract."""
OF_MASTHEAD = frozenset({Kind.LABEL, Kind.JOURNAL, Kind.URL, Kind.DATE})


@lru_cache(maxsize=1024)
def kind_of(text: str) -> Kind:
    """What a line above a text is."""
    text = text.strip()
    found = read(text)
    if found and (found.key in IDENTIFIERS or found.key in NOTES):
        return Kind.LABEL
    for kind, pattern in ((Kind.JOURNAL, JOURNAL_ZH), (Kind.JOURNAL, JOURNAL_EN), (Kind.URL, URL), (Kind.DATES, PUBLISHED)):
        if pattern.match(text):
            return kind
    if iso_date(letters(text)):
        return Kind.DATE
    if text.startswith(("——", "--")) and HAS_CJK.search(text):
        return Kind.SUBTITLE
    if EMAIL.match(text):
        return Kind.EMAIL
    if MARK.match(text):
        return Kind.MARK
    if names_of(text):
        return Kind.AUTHORS
    return Kind.AFFILIATION if AFFILIATION.match(text) else Kind.OTHER


def masthead(text: str) -> dict[str, Any]:
    """What a journal's line tells: its name, the year, volume, issue and pages; of an address, the address."""
    text = text.strip()
    if URL.match(text):
        return {"extra": {"url": text}}
    match = JOURNAL_ZH.match(text) or JOURNAL_EN.match(text)
    if not match:
        return {}
    groups = match.groupdict()
    issue = {
        "volume": groups["volume"],
        "number": groups["number"],
        "pages": (groups.get("pages") or "").replace("–", "-").replace("—", "-"),
    }
    return {"source": match["name"], "date": match["year"], "issue": {key: value for key, value in issue.items() if value}}


def is_masthead(text: str) -> bool:
    """Whether a line stands above titles and is none: a journal's, a date, an address, a page number, the name of a body."""
    return kind_of(text) in OF_MASTHEAD or any([pattern.search(text) for pattern in (NO_TITLE, ISSUE_LINE, PERIODICAL, HEAD)])


_MONTH = r"(?:Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)[a-z]{0,6}\b\.?"
DAY = regex(rf"\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH}|\d ?月 ?\d{{1,2}} ?日|\b{_MONTH} \d{{1,2}}\b")
"""A day of the year: of the place and time of a conference, of an issue."""


CALLS = "？?！!"
"""What a title may end with, though it ends a sentence too."""


def is_stopped(text: str) -> bool:
    """Whether a line ends a sentence or a clause, as no title does: one that asks or calls out may be a title."""
    text = text.strip()
    return text[-1:] not in CALLS and ends_clause(text)


def may_be_title(text: str) -> bool:
    """Whether a line can be one of a title: no sentence, no numbered heading, no body's name, no date."""
    text = text.strip()
    return (
        not is_stopped(text)
        and not STOP_INSIDE.search(text.rstrip(CALLS))
        and not NO_TITLE.search(text)
        and not (text.isascii() and BODY_FIRST.match(text))
        and not ISSUE_LINE.search(text)
        and not PERIODICAL.search(text)
        and not HEAD.match(text)
        and not DAY.search(text)
        and not ((mark := mark_of(text)) and mark.form in OUTLINE)
        and not STUDENT.match(text)
    )


STUDENT = regex(r"[A-Z]?\d{6,}\s+\D")
"""The number of a student, before a name."""


def people(lines: Sequence[Line], start: int, *, is_top: bool) -> dict[int, Kind]:
    """What the lines right above `start` are, by place, from the first line of names on; nothing where no names stand there.

    `is_top`: above the labels of a paper that opens the text short lines between the names and `start` may be anything, and are left out.
    """
    found: dict[int, Kind] = {}
    is_named = False
    for place in range(start - 1, max(-1, start - 1 - MAX_ABOVE), -1):
        text, kind = lines[place].text.strip(), kind_of(lines[place].text)
        if place in found:
            continue
        if kind is Kind.AUTHORS and _are_words(text, lines[start : start + BELOW]):
            kind = Kind.OTHER
        if kind in (Kind.OTHER, Kind.AUTHORS) and (first := _of_affiliation(lines, place, kind, found.get(place + 1))) is not None:
            found.update(dict.fromkeys(range(first, place + 1), Kind.AFFILIATION))
            continue
        is_above_name = found.get(place + 1) is Kind.AUTHORS and not HAS_HAN.search(lines[place + 1].text)
        if kind is Kind.OTHER and is_above_name and PARTED_NAME.match(MARKED.sub("", text)):
            kind = Kind.AUTHORS  # in two scripts
        near = "".join([line.text for line in lines[start : start + 2]])
        if kind is Kind.OTHER and place == start - 1 and is_unlisted_name(text, near, below_title=_is_below_title(lines, place)):
            kind = Kind.AUTHORS
        if kind is Kind.AUTHORS and is_named and _is_title_tail(lines, place, found):
            break
        if kind in OF_AUTHORS:
            found[place] = kind
            is_named = is_named or kind is Kind.AUTHORS
        elif is_named or not is_top or ends_sentence(text):
            break
    names = sorted([place for place, kind in found.items() if kind is Kind.AUTHORS])
    if not names and (signed := _bodies(lines, start)):
        return signed
    if len(names) > 1 and not may_be_title(lines[names[0] - 1].text) and len(names_of(lines[names[0]].text)) <= MANY_NAMES:
        del names[0]  # of lines like names the first is the title, where nothing above can be it
    # above the names no affiliation is looked for: it may be the title
    top = min(names, default=start)
    while found.get(top - 1) is Kind.LABEL:
        top -= 1
    return {place: kind for place, kind in sorted(found.items()) if place >= top}


def _are_words(text: str, below: Sequence[Line]) -> bool:
    """Whether what looks like one name in Latin script is a line of the title: the text has its words in small letters, too."""
    words = text.split()
    if not text.isascii() or not all(map(str.isalpha, words)):
        return False
    wording = "".join([f"{line.text} " for line in below])
    return all([f" {word.lower()} " in wording for word in words])


def _of_affiliation(lines: Sequence[Line], place: int, kind: Kind, below: Kind | None) -> int | None:
    """Where the lines begin, up to `place`, that say where an author works though the last of them alone does not: one closes a bracket
    that opens above, or names a town below a body."""
    text, above = lines[place].text.strip(), lines[place - 1].text.strip() if place else ""
    if CLOSES.match(text):
        for first in range(place - 1, max(-1, place - MAX_TITLE - 1), -1):
            if lines[first].text.lstrip()[:1] in ("（", "("):
                return first if AFFILIATION.match("".join([line.text.strip() for line in lines[first : place + 1]])) else None
        return None
    if not ADDRESS.match(text) or kind_of(above) is not Kind.AFFILIATION:
        return None
    is_rest = above.endswith((",", "，")) or (kind is Kind.OTHER and below in (None, Kind.EMAIL, Kind.AFFILIATION, Kind.MARK))
    return place if is_rest else None


CLOSES = regex(r"[^（()）]*[)）]\Z")
"""The end of a bracket that opens on a line above."""


def _above(lines: Sequence[Line], place: int) -> list[str]:
    """What may be the title above `place`, from the top of the text, a masthead or a whole sentence on; nothing where it is too long."""
    start = max(0, place - MAX_TITLE - 1)
    above = [line.text for line in lines[start : max(0, place)]]
    top = max([at + 1 for at, text in enumerate(above) if is_masthead(text) or ends_sentence(text)], default=0)
    top = max([top, *[at for at in range(1, len(above)) if gap(lines, start + at) >= TAKEN_OUT]])
    above = above[top:]
    is_open = len(above) > MAX_TITLE or (above and above[-1].rstrip().endswith(SEPARATORS))
    return [] if is_open else above


def _is_below_title(lines: Sequence[Line], place: int) -> bool:
    """Whether a title may end right above `place`, with a line that is not full: of a full one a short line is the rest."""
    above = [width(text.strip()) for text in _above(lines, place)]
    return len(above) == 1 or (len(above) > 1 and above[-1] < max(above))


def _bodies(lines: Sequence[Line], start: int) -> dict[int, Kind]:
    """The bodies that stand between the title that opens a text and its first label, at `start`, or the date above that."""
    place = start - 1
    while place > 0 and kind_of(lines[place].text) is Kind.DATE:
        place -= 1
    above = _above(lines, place)
    if not above or not bodies_of(lines[place].text):
        return {}
    if is_unlisted_name(above[-1], "", below_title=True):
        return {}  # a name that is in no list, above where its bearer works
    return {place: Kind.AUTHORS, **dict.fromkeys(range(place + 1, start), Kind.DATE)}


def _is_title_tail(lines: Sequence[Line], place: int, below: dict[int, Kind]) -> bool:
    """Whether a line that looks like names, above others, is of the title: it opens the text, or the line above goes on with it, or it
    has more or fewer names than the line right below it."""
    above = lines[place - 1].text.split() if place else []
    if len(names_of(lines[place].text)) > MANY_NAMES:
        return False
    if not above or (above[-1].isascii() and above[-1].islower() and not HAS_HAN.search(lines[place].text)):
        return True
    if below.get(place + 1) is not Kind.AUTHORS or lines[place].text.rstrip().endswith(SEPARATORS):
        return False
    here, after = [max(1, len(names_of(lines[at].text))) for at in (place, place + 1)]  # one that is in no list may be in two scripts
    return here != after


def proven(document: Document, lines: Sequence[Line], stop: int) -> tuple[int, int] | None:
    """Where above `stop` the title begins and ends that stands again in the text, and has nothing but those who signed it below it.

    `stop` is the place of a date or of the first label of a paper. No wording tells the title here, and none the authors: they are what
    stands between, a person or a body. A running title that is whole is asked for first, then one that is cut short or has more beside it.
    """
    is_dated = kind_of(lines[stop].text) is Kind.DATE
    ends, sizes = range(stop - 1, max(0, stop - 1 - MAX_SIGNED), -1), range(MAX_PROVEN, 0, -1)
    for is_like_names, is_whole, end, size in product((False, True), (True, False), ends, sizes):
        title = lines[max(0, end - size) : end]
        wording = letters("".join([line.text for line in title]))
        if letters("".join([line.text for line in lines[end:stop]])).startswith(wording):
            continue  # the running title above the title
        # above a date a heading of the text may stand before the authors
        signer, others = (lines[stop - 1], lines[end : stop - 1]) if is_dated else (lines[end], lines[end + 1 : stop])
        if not (may_sign(signer.text) or letters(signer.text) in wording) or any([_parts(line.text, is_dated=is_dated) for line in others]):
            continue
        if (kind_of(title[0].text) is Kind.AUTHORS) is not is_like_names or not (is_dated or sum(map(str.isalpha, wording)) > SHORTEST):
            continue
        if may_run(title) and any(stands_again(document, title, lines[end], is_whole=is_whole)):
            return end - len(title), end
    return None


def _parts(text: str, *, is_dated: bool) -> bool:
    """Whether a line parts a title from what stands below it: a sentence; above the labels of a paper all that is no line of authors."""
    return is_stopped(text) if is_dated else kind_of(text) not in OF_AUTHORS


def may_sign(text: str) -> bool:
    """Whether a short line can be the author by its place: a body, a pen name, a name that is in no list."""
    text = text.strip()
    if text.startswith("——") or any(map(str.isdigit, text)) or is_word(text):
        return False
    return bool(names_of(text) or bodies_of(text)) or (
        width(text) <= MAX_AUTHOR and not CLAUSE_MARK.search(text.replace("、", "").replace("，", ""))
    )


def may_run(title: Sequence[Line]) -> bool:
    """Whether lines can be a title that running titles prove: long enough, and nothing that stands above or below titles."""
    wording = "".join([line.text for line in title])
    if sum(map(str.isalpha, wording)) < SHORTEST or kind_of(title[0].text) not in (Kind.OTHER, Kind.AFFILIATION, Kind.AUTHORS):
        return False
    if runs_on(title[-1]):
        return False
    return all([line.role in OPEN for line in title]) and not is_stopped(title[-1].text)


def runs_on(line: Line) -> bool:
    """Whether a title has another line below this one: it ends on a comma, or on a word that leaves it open."""
    text = line.text.strip()
    return text[-1:] in (",", "，", "、") or ends_open(text)


def stands_again(document: Document, title: Sequence[Line], below: Line, *, is_whole: bool = True) -> tuple[bool, bool]:
    """Whether the wording of a title stands again on another page, and whether it stands right above, as running titles do.

    `is_whole`: the whole wording, else its beginning. The head of a table and the letterhead of a firm come again with the same line
    below them: they are labels of a form.
    """
    keys, places, filled = document.measured.keys, document.measured.places, document.filled
    wording, opens, name = letters("".join([line.text for line in title])), letters(title[0].text), letters(below.text)
    first, last = places[title[0].index], places[title[-1].index]
    again = [place for place in document.measured.beginnings.get(wording[:BEGINNING], ()) if not first <= place <= last]
    size = 1  # lines on which it stands again
    if is_whole:
        own = [letters(line.text) for line in title]
        is_run = all([CLOSING.match(line.text) for line in title[1:]])  # two rows may be labels
        if len(own) > 1 and is_run and (as_here := [place for place in again if keys[place : place + len(own)] == own]):
            again, size = as_here, len(own)
        else:
            again = [place for place in again if keys[place] == wording]
    else:  # the title cut short, or with more beside it on several pages
        is_open = runs_on(title[0])
        again = [place for place in again if keys[place].startswith(wording[:MIN_CUT]) and (is_open or keys[place] != opens)]
        times = Counter([keys[place] for place in again])
        again = [place for place in again if times[key := keys[place]] > 1 or (len(key) >= MIN_CUT and wording.startswith(key))]
    if any([name in keys[place + size : place + size + REACH] for place in again if place > last]):
        return False, False
    is_above = any([all([is_bare(line) for line in filled[place + size : first]]) for place in again if first - MIN_PAGE < place < first])
    if is_above and len(again) == 1 and document.gap(title[0]) <= document.usual_gap:
        is_above = False  # two equal lines: labels of a form
    is_below = any([place >= last + MIN_PAGE or (place > last and filled[place].role in FURNITURE) for place in again])
    return is_above or is_below, is_above


def is_bare(line: Line) -> bool:
    """Whether nothing but a page number or furniture stands on a line."""
    return line.role in FURNITURE or LONE.match(line.text.strip()) is not None


def gap(lines: Sequence[Line], place: int) -> int:
    """Blank lines before the line at `place`."""
    if not 0 < place < len(lines):
        return 0
    return max(lines[place].number - lines[place - 1].number - 1, lines[place - 1].raw.count("\n") - 1)


def _is_all_masthead(lines: Sequence[Line]) -> bool:
    """Whether no line is of the text; the last ones are asked first, for most often the nearest is."""
    return all(is_masthead(line.text) for line in reversed(lines))


def title_before(lines: Sequence[Line], below: int, document: Document) -> tuple[int, bool]:
    """Where the title that ends right before `below` begins, and whether all above it is masthead, so that it opens the text.

    At the top of a text the lines that follow each other without a gap are the title, but for names of the journal or a column before it.
    Several that stand again as one are the surest. On a page whose block was printed late the text before it ends in mid-sentence, and
    only one line is sure.
    """
    if below > 1 and kind_of(lines[below - 1].text) is Kind.AFFILIATION and kind_of(lines[below - 2].text) in OF_AUTHORS:
        return below, False  # where the author above works
    for first in range(max(0, below - MAX_PROVEN), below - 1 if below < len(lines) else 0):
        if may_run(lines[first:below]) and any(stands_again(document, lines[first:below], lines[below])):
            return first, _is_all_masthead(lines[:first])
    first = below
    while first > 0 and below - first < MAX_TITLE and kind_of(lines[first - 1].text) in (Kind.OTHER, Kind.AFFILIATION, Kind.AUTHORS):
        above = lines[first - 1].text.strip()
        if not may_be_title(above.rstrip(":：") if first < below else above) or (first < below and gap(lines, first) > document.usual_gap):
            break
        first -= 1
    if _is_all_masthead(lines[:first]):
        while below - first > 1 and _is_head(lines, first, document.filled):
            first += 1
        # a line above a longer one may be the name of something else
        is_one = all(
            [_goes_on(lines, at) or width(lines[at - 1].text.strip()) >= width(lines[at].text.strip()) for at in range(first + 1, below)]
        )
        return first if is_one else below, True
    at = document.measured.places[lines[first].index] if first < below else 0
    if first == below or (at and is_bare(document.filled[at - 1])):
        return first, False  # it begins a page, or stands behind the number of the page that was printed before it
    if len(letters("".join([line.text for line in lines[first:below]]))) <= SHORTEST:
        return below, False  # the head of a column of a table, a word of a form
    if is_masthead(lines[first - 1].text) or gap(lines, first) > document.usual_gap:
        return first, False
    is_alone = below <= MAX_ABOVE and below - first > 1 and not _is_head(lines, below - 2, document.filled)
    first = below - 1
    while first > 0 and below - first < MAX_TITLE and _goes_on(lines, first) and may_be_title(lines[first - 1].text.rstrip(" :：")):
        first -= 1
    # near the top of a text one line may be the last of a title that begins above, and so may lines of which the first begins small
    return below if is_alone and (below - first == 1 or lines[first].text.lstrip()[:1].islower()) else first, False


def _is_head(lines: Sequence[Line], first: int, filled: Sequence[Line]) -> bool:
    """Whether a line above a title stands again elsewhere, as the name of the journal does, or is the short name of a column."""
    wording = letters(lines[first].text)
    if HAS_HAN.match(wording) and len(wording) <= MAX_COLUMN and width(lines[first + 1].text.strip()) >= 2 * width(wording):
        return True
    return not _goes_on(lines, first + 1) and sum([letters(line.text) == wording for line in filled]) > 1


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """Whether the line at `place` is the rest of a title that begins above it: it begins small, or the line above ends with a word that
    goes on, or both are in capitals, or it is a few ideographs after a full line."""
    text, above = lines[place].text.strip(), lines[place - 1].text.strip()
    if text[:1].islower() or above[-1:] in ":：" or (is_headline(above) and ends_open(above)):
        return True
    if text.isupper() and above.isupper() and gap(lines, place) == 0:
        return True
    return HAS_HAN.match(text) is not None and len(text) <= MAX_TAIL
