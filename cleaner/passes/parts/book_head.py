"""The head of a book or a thesis: title and author on labelled lines, as e-books and forms of title pages have them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from cleaner.document import OPEN, PLAIN, Document, Line, Role
from cleaner.papers.above import may_be_title
from cleaner.regex import regex
from cleaner.rules import Proposals, rule
from cleaner.wording.glyphs import HAS_HAN, width
from cleaner.wording.names import names_of, split_names

BOTH = regex(
    r"\s*[“\"]?(?:《(?P<title>[^《》]{1,60})》\s*(?:全文|全集)?\s*[/／|｜]?|(?P<bare>[^/／《》：:，。]{1,40})[/／])\s*(?:作者|著者|文)\s*[:：]?\s*"
    r"(?P<author>[^\s，。:：][^，。:：]{0,40}?)[”\"]?\s*\Z"
)
"""`《百万英镑》作者：马克·吐温`, `百万英镑/作者：马克·吐温`."""
PARTED = r"(?:\s*[:：]\s*|[ \u3000]{2,})"
"""What parts a label from what it names: a colon, or the gap between cells."""
TITLE = regex(
    rf"\s*(?:[书書]\s*名|(?:中\s*文|[论論]\s*文|[毕畢][业業]|[设設][计計]|[课課][题題]){{0,3}}[题題]\s*[名目]){PARTED}《?(?P<title>[^《》\s][^《》]{{0,60}}?)》?\s*\Z"
)
AUTHOR = regex(r"\s*(?:作\s*者|著\s*者|原\s*著)\s*[:：]\s*(?P<author>[^，。:：]{2,60}?)\s*\Z")
STUDENT = regex(rf"\s*(?:(?:[学學]\s*生|作\s*者|申\s*[请請]\s*人|研\s*究\s*生)\s*)?姓\s*名{PARTED}(?P<author>\S[^，。:：]{{1,40}}?)\s*\Z")
ISBN = regex(r"\s*(?:书\s*号\s*[:：]?\s*)?ISBN\s*[:：]?\s*(?P<isbn>[\d\-—–]{9,20}[\dXx]?)\b.{0,20}\Z")
PRESS = regex(r"\s*(?:出版社|出版者|出版)\s*[:：]\s*(?P<source>[^，。:：]{2,40}?)\s*\Z")
CELL = regex(rf"\s*[^\W\d_][^，。:：]{{0,16}}?{PARTED}|[^，。:：]{{1,16}}[:：]\s*\Z")
"""A line with a label."""
SEARCHED = 20
"""Lines from the top: an e-book opens with a note on where it comes from, and a rule of stars."""
SIGNS = ("作者", "书名", "書名", "著者", "ISBN", "姓")


@rule(acts_on=PLAIN, writes={Role.NOTICE, Role.TITLE}, fields={"facts"})
def book_head(document: Document) -> Proposals:
    """Read title, author, press and ISBN from the labelled lines at the head of a book or a thesis.

    Evidence: a line near the top that is nothing but a book's title in its marks and an author with a label, two lines labelled as title
    and author, or a labelled author right below the line that opens the text. The title of a thesis goes on where a line without a label
    begins below its value. Counter-evidence: running text on the same line; a second title; a line below the title that may be more of it.
    """
    if not any([sign in document.wording() for sign in SIGNS]):
        return
    found: dict[int, tuple[Line, dict[str, Any]]] = {}
    top = list(islice(document.filled, SEARCHED))
    for place, line in enumerate(top):
        if line.role not in OPEN or len(line.text) > 100 or not (HAS_HAN.search(line.text) or "ISBN" in line.text):
            continue
        for pattern in (BOTH, TITLE, AUTHOR, STUDENT, ISBN, PRESS):
            if match := pattern.match(line.text):
                groups = {key.replace("bare", "title"): value for key, value in match.groupdict().items() if value}
                if pattern is STUDENT and not names_of(groups["author"]):
                    break
                found[place] = (line, groups)
                if pattern is TITLE:
                    rest = _rest(top[place + 1 :], width(line.text[: match.start("title")]))
                    if rest is None:
                        return
                    groups["title"] += "".join([more.text.strip() for more in rest])
                    found.update({place + at: (more, {"title": groups["title"]}) for at, more in enumerate(rest, 1)})
                break
    titles = {groups["title"] for _, groups in found.values() if "title" in groups}
    if not any(["author" in groups for _, groups in found.values()]) or len(titles) > 1:
        return  # the pieces of an anthology have a title each
    if not titles:
        if 1 not in found or "author" not in found[1][1] or top[0].role not in OPEN or not may_be_title(top[0].text):
            return
        yield top[0].edit("role", Role.TITLE, "opens the text, above a labelled author")
    for line, groups in found.values():
        facts = {key: value for key, value in groups.items() if key in ("title", "source")}
        if "author" in groups:
            named = groups["author"].removesuffix("著").strip()
            facts["author"] = names_of(named) or split_names(named)
        if "isbn" in groups:
            facts["identifiers"] = {"isbn": groups["isbn"]}
        yield line.edit("role", Role.NOTICE, "a labelled line at the head of a book")
        yield line.edit("facts", facts, "read from the head of the book")


def _rest(below: Sequence[Line], column: int) -> list[Line] | None:
    """The lines with which a labelled title goes on: each begins at `column`, where its value begins, up to the next label; None where
    another line follows that may be one."""
    rest: list[Line] = []
    for line in below:
        if CELL.match(line.text) or line.role not in OPEN:
            return rest
        if abs(width(line.text) - width(line.text.lstrip()) - column) > 1:
            return None
        rest.append(line)
    return rest
