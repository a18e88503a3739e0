"""The head of a book: its title and author on labelled lines, as e-books have them."""

from __future__ import annotations

from itertools import islice

from cleaner.document import OPEN, PLAIN, Document, Role
from cleaner.glyphs import HAS_HAN
from cleaner.names import split_names
from cleaner.regex import regex
from cleaner.rules import Proposals, rule

BOTH = regex(
    r"\s*[“\"]?(?:《(?P<title>[^《》]{1,60})》\s*(?:全文|全集)?\s*[/／|｜]?|(?P<bare>[^/／《》：:，。]{1,40})[/／])\s*(?:作者|著者|文)\s*[:：]?\s*"
    r"(?P<author>[^\s，。:：][^，。:：]{0,40}?)[”\"]?\s*\Z"
)
"""`《百万英镑》作者：马克·吐温`, `百万英镑/作者：马克·吐温`."""
TITLE = regex(r"\s*(?:书\s*名|書\s*名|题\s*名|題\s*名)\s*[:：]\s*《?(?P<title>[^《》]{1,60}?)》?\s*\Z")
AUTHOR = regex(r"\s*(?:作\s*者|著\s*者|原\s*著)\s*[:：]\s*(?P<author>[^，。:：]{2,60}?)\s*\Z")
ISBN = regex(r"\s*(?:书\s*号\s*[:：]?\s*)?ISBN\s*[:：]?\s*(?P<isbn>[\d\-—–]{9,20}[\dXx]?)\b.{0,20}\Z")
PRESS = regex(r"\s*(?:出版社|出版者|出版)\s*[:：]\s*(?P<source>[^，。:：]{2,40}?)\s*\Z")
SEARCHED = 20
"""Lines from the top: an e-book opens with a note on where it comes from, and a rule of stars."""
SIGNS = ("作者", "书名", "書名", "著者", "ISBN")


@rule(acts_on=PLAIN, writes={Role.NOTICE}, fields={"facts"})
def book_head(document: Document) -> Proposals:
    """Read title, author, press and ISBN from the labelled lines at the head of a book.

    Evidence: a line near the top that is nothing but a book's title in its marks and an author with a label, or two lines
    labelled as title and author. Counter-evidence: running text on the same line; a second title.
    """
    if not any([sign in document.wording() for sign in SIGNS]):
        return
    found = {}
    for line in islice(document.filled, SEARCHED):
        if line.role not in OPEN or len(line.text) > 100 or not (HAS_HAN.search(line.text) or "ISBN" in line.text):
            continue
        for pattern in (BOTH, TITLE, AUTHOR, ISBN, PRESS):
            if match := pattern.match(line.text):
                found[line.index] = (line, {key.replace("bare", "title"): value for key, value in match.groupdict().items() if value})
                break
    titles = {groups["title"] for _, groups in found.values() if "title" in groups}
    if len(titles) != 1 or not any(["author" in groups for _, groups in found.values()]):
        return  # the pieces of an anthology have a title each
    for line, groups in found.values():
        facts: dict[str, object] = {key: value for key, value in groups.items() if key in ("title", "source")}
        if "author" in groups:
            facts["author"] = split_names(groups["author"].removesuffix("著").strip())
        if "isbn" in groups:
            facts["identifiers"] = {"isbn": groups["isbn"]}
        yield line.edit("role", Role.NOTICE, "a labelled line at the head of a book")
        yield line.edit("facts", facts, "read from the head of the book")
