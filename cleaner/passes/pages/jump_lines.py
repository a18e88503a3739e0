"""Lines that send the reader to another page: `（下转第81页）`."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import UNMARKED, Document, Edit, Role
from cleaner.regex import regex
from cleaner.rules import Change, rule

TARGET = r"(?:第?\s*[A-Z]?\d{1,4}\s*[页頁版面]|(?:on|from)\s+(?:page|p\.)\s*[A-Z]?\d{1,4})"
WORDS = r"(?:下\s*[转轉接]|上\s*[接转轉]|Continued|continued)"  # each begins with a letter, not a class: found twice as fast
SIGNS = ("下", "上", "ontinued")
HAS_WORDS = regex(WORDS)
JUMP = regex(
    rf"[ \t\u3000]*(?:[（(\[【〔][ \t]*{WORDS}\s*{TARGET}[ \t]*[）)\]】〕]|(?:\A|(?<=\n))[ \t\u3000]*{WORDS}\s*{TARGET}(?=\s*\Z))[ \t]*\Z"
)


@rule(acts_on=UNMARKED, writes={Role.RUNNING_HEAD}, changes=Change.ANY, takes=JUMP.pattern, after=["folios"])
def jump_lines(document: Document) -> Iterator[Edit]:
    """Take out jump lines: `（下转第81页）`, `（上接第77页）`, `(continued on page 12)`.

    Evidence: the words, a page or section number and, at the end of other text, brackets around both. The sentence goes on behind them.
    """
    wording = document.wording()
    if not any([sign in wording for sign in SIGNS]):
        return
    for line in document.matching(HAS_WORDS):
        if line.role is not Role.BODY or not (match := JUMP.search(line.text)):
            continue
        rest = line.text[: match.start()]
        if rest.strip():
            yield line.edit("text", rest, "sends the reader to another page")
        else:
            yield line.edit("role", Role.RUNNING_HEAD, "sends the reader to another page")
