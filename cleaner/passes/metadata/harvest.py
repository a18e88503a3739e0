"""Metadata from the lines that say something of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cleaner.document import METADATA, Document, Edit, Line, Role
from cleaner.front_matter import iso_date
from cleaner.papers.above import PARTED_NAME
from cleaner.papers.bylines import PART, SIGNS, byline_of
from cleaner.passes.parts.source_lines import ADDRESS, SOURCE, without_links
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.glyphs import CJK, HAS_CJK, letters
from cleaner.wording.names import MARKED, bodies_of, names_of, split_names
from cleaner.wording.paper_labels import DATED, LABEL, NARROW, NOTES, fields, identifiers, key_of


@rule(fields={"facts"}, after=["front_matter_keys"])
def harvest(document: Document) -> Iterator[Edit]:
    """Read the front matter's values from labelled lines, after their wording was repaired."""
    group: list[Line] = []
    found: list[tuple[Line, Mapping[str, Any]]] = []
    # the abstract is one, though a note at the foot of its page may stand inside it
    told = sorted([line for line in document.filled if line.role in METADATA], key=lambda line: line.role is not Role.ABSTRACT)
    for line in [*told, None]:
        if group and (line is None or line.role is not group[0].role or (line.role is not Role.ABSTRACT and "\n" in line.joint)):
            found.append((group[0], _facts_of(group, document)))
            group = []
        if line is not None and line.role in READERS:
            group.append(line)
    for line, facts in _with_all_notes(found):
        if facts and not line.facts:
            yield line.edit("facts", facts, f"read from the {line.role}")


def _facts_of(group: list[Line], document: Document) -> Mapping[str, Any]:
    first = group[0]
    text = first.text.strip() + "".join([(line.joint if "\n" not in line.joint else " ") + line.text.strip() for line in group[1:]])
    raw = first.raw.strip()
    if first.role is Role.KEYWORDS and not LISTED.search(_value(text)) and letters(raw) == letters(text) and not STRETCHED.search(raw):
        text = raw  # of words that only gaps part some were closed
    return READERS[first.role](text.replace("\\\n", " "), document)


LISTED = regex(r"[；;，,、]|\s{2,}")
"""What parts keywords, but for a gap."""
STRETCHED = regex(rf"[{CJK}] [{CJK}](?!\S)")


def _with_all_notes(found: list[tuple[Line, Mapping[str, Any]]]) -> Iterator[tuple[Line, Mapping[str, Any]]]:
    """Several notes on the authors are a list, and so are names on several lines, for a key has one value."""
    notes = [facts["extra"]["author_note"] for _, facts in found if "author_note" in facts.get("extra", {})]
    # names on several lines are one list: a key has one value, and none may be lost
    names = [name for line, facts in found if line.role is Role.AUTHOR for name in facts.get("author", [])]
    for line, facts in found:
        if line.role is Role.AUTHOR:
            facts = {**facts, "author": list(dict.fromkeys(names))}
        if len(notes) > 1 and "author_note" in facts.get("extra", {}):
            facts = {**facts, "extra": {**facts["extra"], "author_note": notes}}
        yield line, facts


def _title(text: str, document: Document) -> Mapping[str, Any]:
    title = TITLE_LABEL.sub("", NOTE_MARKS.sub("", text))
    return {"title": title[1:-1] if QUOTED.match(title) else title}


QUOTED = regex(r"《[^《》]+》\Z")
"""The title of a book in its marks, and nothing else."""


TITLE_LABEL = regex(r"\A(?:[论論]文)?(?:[题題]目|[标標][题題])[ \u3000]*[：:][ \u3000]*")
"""What names the title on its own line."""
NOTE_MARKS = regex(r"\s*(?:[*∗＊†‡§¶]|(?<![A-Za-z])[#＃])+\Z")
"""The mark of a note at the end of a title."""


def _subtitle(text: str, document: Document) -> Mapping[str, Any]:
    return {"subtitle": re.sub(r"\A(?:[—–-]\s*)+", "", text)}


def _author(text: str, document: Document) -> Mapping[str, Any]:
    name = MARKED.sub("", text)
    return {"author": names_of(text) or bodies_of(text) or ([" ".join(name.split())] if PARTED_NAME.match(name) else split_names(text))}


def _value(text: str) -> str:
    """`text` without its label: its role tells that there is one, however it is parted from what it names."""
    found = LABEL.match(text)
    return text[found.end() :] if found else text


def _abstract(text: str, document: Document) -> Mapping[str, Any]:
    return {"abstract": _value(text).strip()}


def _keywords(text: str, document: Document) -> Mapping[str, Any]:
    return {"keywords": words_of(_value(text))}


BETWEEN = regex(rf"(?<=[{CJK}])[ \u3000]+(?=[{CJK}])")
"""A gap between two ideographs of one keyword."""


def words_of(value: str) -> list[str]:
    """The words of a list, parted by the first of these that it has: semicolons, commas, wide gaps, gaps."""
    separator = next((sign for sign in ("[；;]", "[，,、]" if HAS_CJK.search(value) else ",", r"\s{2,}") if re.search(sign, value)), r"\s")
    words = [BETWEEN.sub("", word.strip("。. \u3000")) for word in re.split(separator, value)]
    return [word for word in words if word]


ARTICLE_ID = regex(r"(?P<issn>\d{4}-\d{3}[\dXx])[（(](?P<year>\d{4})[）)](?P<number>\d{2})-(?P<page>\d{3,5})-(?P<pages>\d{2,3})")
"""The article id of CAJ-CD B/T 1: ISSN (year) issue - first page - number of pages."""


def _identifiers(text: str, document: Document) -> Mapping[str, Any]:
    found = identifiers(text)
    article = ARTICLE_ID.fullmatch(found.get("article_id", ""))
    if not article:
        return {"identifiers": found} if found else {}
    first, pages = int(article["page"]), int(article["pages"])
    # issue 04 is not April: the id gives the year alone
    return {
        "date": article["year"],
        "issue": {"number": article["number"], "pages": f"{first}-{first + pages - 1}" if pages > 1 else str(first)},
        "identifiers": {"issn": article["issn"], **found},
    }


def _byline(text: str, document: Document) -> Mapping[str, Any]:
    told = byline_of(text)
    if not told:
        return {}
    facts: dict[str, Any] = {"author": [name for name in PART.split(told["names"]) if name not in SIGNS]}
    if "place" in told:
        facts["place"] = told["place"]
    paper = told.get("paper", "")
    # 《X》记者 in the text, and the byline's short form of X
    for name in re.findall(r"《([^》]{2,20})》(?:记者|記者)", document.source):
        if paper and _shortens(paper, name):
            facts["source"] = name
            break
    return facts


def _shortens(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in this order."""
    rest = iter(name)
    return all(character in rest for character in short)


def _series(text: str, document: Document) -> Mapping[str, Any]:
    """A series; beside one with a dash, a short label is the column and a category."""
    series = re.sub(r"\s+(?=——)", "", text)
    others = [line for line in document.lines if line.role is Role.SERIES and line.text.strip() != text]
    if "——" not in text and any("——" in line.text for line in others):
        return {"categories": [text]}
    return {"series": series}


def _source(text: str, document: Document) -> Mapping[str, Any]:
    if match := SOURCE.match(without_links(text)):
        return {"source": match["name"].strip()}
    match = ADDRESS.match(text)
    return {"url": match["url"] or match["text"] or match["bare"]} if match else {}


DAY = regex(
    r"(?P<year>(?:19|20)\d\d)[\W年]{0,4}(?P<month>\d\d?)[\W月]{0,4}(?P<day>\d\d?) ?日?(?!\d)[；;。．.\s]*|\d.*?(?:[；;。．]|\.(?!\d)|\Z)\s*"
)
"""A day at the start of a note, however it is written; what stands behind it is another one, or of the author's life."""


def _notice(text: str, document: Document) -> Mapping[str, Any]:
    label = LABEL.match(text)
    if not label or key_of(label) not in NOTES:
        date = iso_date(letters(text))
        return {"date": date} if date else {"extra": {"author_note": text}}
    extra: dict[str, str] = {}
    for key, value in fields(text):
        values = {key: value}
        if key in DATED and (day := DAY.match(value.translate(NARROW))):
            iso = day["year"] and iso_date(f"{day['year']}-{day['month']:0>2}-{day['day']:0>2}")
            values = {key: iso or day[0].strip(" ；;。．."), "author_note": value[day.end() :].strip()}
        for name, told in values.items():
            if told and name in NOTES:
                extra[name] = f"{extra[name]} {told}" if name in extra else told
    return {"extra": extra} if extra else {}


def _translation(text: str, document: Document) -> Mapping[str, Any]:
    label = LABEL.match(text)
    if label and key_of(label) == "abstract":
        return {"extra": {"abstract_en": text[label.end() :]}}
    if label and key_of(label) == "keywords":
        return {"extra": {"keywords_en": words_of(text[label.end() :])}}
    # a title may look like names (`Old Rooms, New Readers`), but the names stand below it
    first = next(line for line in document.filled if line.role is Role.TRANSLATION)
    names = [] if text.startswith(first.text.strip()) else names_of(text)
    return {"extra": {"author_en": names} if names else {"title_en": text}}


READERS: Mapping[Role, Callable[[str, Document], Mapping[str, Any]]] = {
    Role.TITLE: _title,
    Role.SUBTITLE: _subtitle,
    Role.AUTHOR: _author,
    Role.ABSTRACT: _abstract,
    Role.KEYWORDS: _keywords,
    Role.IDENTIFIERS: _identifiers,
    Role.BYLINE: _byline,
    Role.SERIES: _series,
    Role.SOURCE: _source,
    Role.NOTICE: _notice,
    Role.TRANSLATION: _translation,
}
