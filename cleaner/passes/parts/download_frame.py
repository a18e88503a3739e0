"""What a site of downloads put around a book: its notice, rows of marks, the state of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.document import METADATA, OPEN, PLAIN, Document, Edit, Line, Role
from cleaner.regex import regex
from cleaner.rules import Proposals, rule
from cleaner.wording.glyphs import HAS_HAN, letters
from cleaner.wording.numbering import ITEM_MARK
from cleaner.wording.sentences import CLAUSE_MARK, ends_clause

ADDRESS = regex(r"(?i)https?://|\bwww\.\w|\b[\w-]{2,}\.(?:com|net|org|cn|cc|info)\b")
OF_ADDRESS = ("://", "www.", ".com", ".net", ".org", ".cn", ".cc", ".info")
BOOK = regex(r"[电電]子[书書]|小[说說]|[本全好][书書]|(?i:\btxt\b|txt版|\be-?books?\b)")
DOWNLOAD = regex(r"下[载載]|(?i:\bdownload)")
MORE = regex(r"更多|\bmore\b")
DUTIES = regex(r"(?:收集|整理|制作|製作){2}|[删刪]除|版[权權]")
"""Of who made or holds the file; authors of books tell where there is something to download, too."""
ROW = regex(r"\s*[“\"]?(?P<mark>[^\w\s“”\"'。，])(?P=mark){4,}[^。，]{0,16}?(?:(?P=mark){3,})?[”\"]?\s*\Z")
"""A row of one mark, also around some words: `━━━━━`, `------章节内容开始-------`."""
LABELLED = regex(r"[^\s:：，。]{1,8}[:：][^:：，。]{1,16}\Z")
"""`状态:全本`: a short label and a short value, and nothing else."""
SAID = regex(r"(?:作\s*者|著\s*者|[书書題题]\s*名|[译譯]\s*者|出版|ISBN)")
"""What a book says of itself stays, if nothing read it."""
EDGE = 12
"""Lines from the first or the last of a text; frames that were seen have up to eight."""
NEAR = 2
"""Lines between a notice and the first or the last line, where no row of marks shows a frame."""
MAX_BLURB = 2
"""Lines before a notice that end a sentence: what the book is about. More are the text itself."""
LONGEST = 200
"""Characters of a notice: a longer line is a paragraph."""
MAX_TITLE = 20
"""Characters."""
OPENS = regex(r"\s*(?:序[言章幕]?|自序|代序|前言|引[子言]|楔子|导言|導言|第[一1][章回卷部节節].{0,20})\s*\Z")
"""What opens a book, on a line of its own."""


@rule(acts_on=PLAIN, writes={Role.BOILERPLATE, Role.DUPLICATE, Role.TITLE}, fields={"joint"}, after=["book_head", "stamps"])
def download_frame(document: Document) -> Proposals:
    """Take out the frame that a site of downloads put around a book: `━━━━`, `状态:全本`, `更多电子书请访问:http://…`, `----正文----`.

    Evidence: at the very start or end of the text stands a notice that has an address and speaks of books and of getting them, beside a
    row of marks; of the lines up to it go the rows, and the short labelled lines between two rows. Counter-evidence: paragraphs of the
    text before it. A notice without a row must be the first or last line and speak of rights or duties, too. What a book says of itself
    stays, and so does whatever else stands between the rows. Behind the frame the title stands again, or above the line that opens it.
    """
    edges = "\n".join([line.text for line in _edges(document.filled)]).lower() if document.is_wide() else ""
    if not any([sign in edges for sign in OF_ADDRESS]) or not ADDRESS.search(edges):
        return
    filled = document.filled
    head = _frame(filled[:EDGE])
    found = [*head, *(_frame(filled[: -EDGE - 1 : -1]) if len(filled) > 2 * EDGE else ())]
    for line in found:
        yield line.edit("role", Role.BOILERPLATE, "of the frame that a site of downloads put around the book")
    for line in _edges(filled):
        if _is_notice(line) and line not in found:
            yield line.doubt("speaks of books and a site, near the edge of the text", "text", "a notice of a site of downloads")
    if head:
        yield from _title(document, filled[filled.index(head[-1]) + 1 :][:3])


def _edges(filled: Sequence[Line]) -> Sequence[Line]:
    return filled if len(filled) <= 2 * EDGE else [*filled[:EDGE], *filled[-EDGE:]]


def _frame(lines: Sequence[Line]) -> list[Line]:
    """The lines of a frame, seen from the edge of the text inwards."""
    rows = [place for place, line in enumerate(lines) if line.role in OPEN and ROW.match(line.text)]
    notices = [
        place
        for place, line in enumerate(lines)
        if _is_notice(line) and (any([abs(place - row) == 1 for row in rows]) or (place < NEAR and _is_plain_notice(line.text)))
    ]
    if not notices:
        return []
    inside = [place for place in rows if place <= notices[-1] + 1]
    ended = [place for place, line in enumerate(lines[: notices[-1]]) if ends_clause(line.text) and place not in notices]
    if len(ended) > MAX_BLURB or any([place < min([*inside, *notices]) for place in ended]):
        return []
    end = max([notices[-1], *inside])
    return [line for place, line in enumerate(lines[: end + 1]) if place in notices or place in inside or _is_state(line, place, inside)]


def _is_notice(line: Line) -> bool:
    text = line.text
    if line.role not in OPEN or len(text) > LONGEST or not ADDRESS.search(text) or not BOOK.search(text):
        return False
    return any([speech.search(text) for speech in (DOWNLOAD, MORE, DUTIES)])


def _is_plain_notice(text: str) -> bool:
    """Whether a notice needs no row of marks: it speaks of the file and of who holds it, and is not set as a paragraph."""
    return DOWNLOAD.search(text) is not None and DUTIES.search(text) is not None and not text[0].isspace()


def _is_state(line: Line, place: int, rows: Sequence[int]) -> bool:
    """Whether a line between two rows says what the file is: a label and a value of a few characters, none that the book says of itself."""
    if line.role not in OPEN or not any([row < place for row in rows]) or not any([row > place for row in rows]):
        return False
    text = line.text.strip().strip('“”"')
    return LABELLED.match(text) is not None and not SAID.match(text)


def _title(document: Document, after: Sequence[Line]) -> Iterator[Edit]:
    """The title behind the frame: it was read in the frame, or it stands right above the line that opens the book."""
    if len(after) < 2 or after[0].role not in OPEN:
        return
    first, second = after[:2]
    known = [str(line.facts["title"]) for line in document.filled[:EDGE] if line.role in METADATA and "title" in line.facts]
    if known:
        if letters(first.text) == letters(known[0]):
            yield first.edit("role", Role.DUPLICATE, "the title again, behind the frame")
    elif OPENS.match(second.text) and _may_be_title(first.text):
        yield first.edit("role", Role.TITLE, "alone between the frame of a site and the line that opens the book")
        for line in after[1:]:
            if line.joint != "\n\n":
                yield line.edit("joint", "\n\n", "the line that opens the book stands alone")


def _may_be_title(text: str) -> bool:
    is_short = len(text.strip()) <= MAX_TITLE and HAS_HAN.search(text) is not None
    return is_short and not (CLAUSE_MARK.search(text) or ITEM_MARK.match(text) or OPENS.match(text))
