"""The head of a newspaper piece: series, label, title, byline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleaner.document import OPEN, UNMARKED, Document, Edit, Kind, Line, Role
from cleaner.glyphs import HAN
from cleaner.names import are_names
from cleaner.passes.pages.folios import FOLIO
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_MARK
from cleaner.titles import is_stopped

NAME = rf"[{HAN}·]{{2,4}}"
BYLINE = regex(
    rf"(?P<paper>[{HAN}]{{2,6}}?)?(?:实习|實習|特派|见习|首席)?(?:记者|記者|通讯员|通訊員|特约撰稿人?|撰稿)"
    rf"[\s\u3000:：/]+(?P<names>{NAME}(?:[\s\u3000、，]+{NAME})*?)"
    rf"(?:[\s\u3000]+(?P<place>[{HAN}]{{2,6}}?)(?:综合|專題)?(?:报道|報道|報導|电|電|讯|訊))?\Z"
)
BODY = regex(
    rf"(?P<paper>[{HAN}]{{2,6}}?)?(?:记者|記者|通讯员|通訊員)[\s\u3000:：/]+(?P<names>[{HAN}·]{{2,24}}(?:[\s\u3000、，]+[{HAN}·]{{2,24}}){{0,3}}?)"
    rf"[\s\u3000]+(?P<place>[{HAN}]{{2,6}}?)(?:综合|專題)?(?:报道|報道|報導|电|電|讯|訊)\Z"
)
"""The same with the name of a body, or names of other lengths: the place must follow."""
BEHIND = regex(rf"(?P<names>[{HAN}\u3040-\u30ff·]{{2,6}}(?:[、，・][{HAN}\u3040-\u30ff·]{{2,6}})*)[ \u3000]+(?:記者|기자)\Z")
"""Names with the word behind them, as Japanese and Korean papers have it."""
SIGNS = ("记者", "記者", "通讯员", "通訊員", "撰稿")
SEARCHED = 14
"""Lines from the top in which a byline is looked for: masthead, series, label, a title on three lines."""


@rule(
    acts_on=UNMARKED,
    writes={Role.BYLINE, Role.TITLE, Role.SERIES, Role.AUTHOR, Role.SUBTITLE},
    fields={"joint", "facts"},
    after=["article_notes"],
)
def byline(document: Document) -> Iterator[Edit]:
    """Label a newspaper byline (`本报记者 林小满 杭州报道`) and the title, label and series above it.

    Evidence: a line near the top that is nothing but `记者`, names parted by spaces, and
    `place + 报道`. The title is the last line above it; a line with `——` or a short one above the
    title names the series or the column. Farther down the one byline of the text, with its place, that an extractor
    wrote late: there the title is a line that stands apart right above it. Several are of several pieces.
    """
    lines = [line for line in document.holding(*SIGNS, "By ") if _is_byline(line.text.strip(), document)]
    if not lines or document.filled[0] is lines[0] or lines[0].role not in OPEN:
        return
    top = list(islice((line for line in document.filled if line.role is not Role.FRONT_MATTER), SEARCHED))
    is_late = lines[0] not in top
    if is_late and (len(lines) > 1 or "place" not in byline_of(lines[0].text.strip())):
        return
    latin = lines[0].text.lstrip().startswith("By ")
    yield lines[0].edit(
        "role", Role.AUTHOR if latin else Role.BYLINE, "nothing but names behind `By`" if latin else "a reporter's names and place"
    )
    if is_late:
        place = document.filled.index(lines[0])
        before, title = document.filled[place - 2 : place]
        above = [title] if title.role in OPEN and before.number + 1 < title.number else []
    else:
        above = [line for line in top[: top.index(lines[0])] if line.role in OPEN and not FOLIO.match(line.text)]
    if not above or any(is_stopped(line.text) for line in above):
        return
    title = above.pop()
    yield title.edit("role", Role.TITLE, "the last line above the byline")
    for line in above:
        if _names_series(line):
            yield line.edit("role", Role.SERIES, "a series or column above the title")


def byline_of(text: str) -> dict[str, str]:
    """The names, the place and the short name of the paper that a byline tells; nothing for any other line."""
    match = BYLINE.match(text) or BODY.match(text) or BEHIND.match(text)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}


def _is_byline(text: str, document: Document) -> bool:
    # in wrapped text `title_page` looks for names in Latin script
    if any([sign in text for sign in SIGNS]) and byline_of(text):
        return True
    return document.kind is not Kind.WRAPPED and text.startswith("By ") and are_names(text)


def _names_series(line: Line) -> bool:
    text = line.text.strip()
    return "——" in text or (len(text) <= 6 and not CLAUSE_MARK.search(text))
