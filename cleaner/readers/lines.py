"""Text cut into lines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, count, repeat

from cleaner.document import LINE_ENDS, Document, Line, Role
from cleaner.passes.characters.controls import clean
from cleaner.regex import regex


def empty_unseen(document: Document, lines: list[Line]) -> None:
    """Make blank the lines that hold only characters that nobody sees, and record what they held: no pass makes a line blank."""
    hidden = [line for line in lines if line.text.strip() and not clean(line.text).strip()]
    document.apply([line.edit("text", "", "nothing on this line can be seen") for line in hidden], "controls")
    document.empty(hidden)


ODD_END = regex(r"[\v\f\x1c-\x1e\x85\u2028\u2029]")


def record_line_ends(document: Document, lines: list[Line]) -> None:
    """Record where Markdown is broken into lines by what ends no line in Markdown, such as a form feed: it may part paragraphs."""
    between = ""
    for line in lines:
        if line.role is Role.BLANK:
            between += line.raw
            continue
        if ODD_END.search(between):
            joint, line.joint = line.joint, between
            document.apply([line.edit("joint", joint, "no line end in Markdown")], "controls")
        between = line.raw[len(line.raw.rstrip(LINE_ENDS)) :]


def front_matter_lines(head: str) -> list[Line]:
    return [
        Line(index, index + 1, 1, raw, raw.rstrip(LINE_ENDS), Role.FRONT_MATTER, "\n")
        for index, raw in enumerate(head.splitlines(keepends=True))
    ]


def lines_of(pieces: list[str], index: int, number: int) -> list[Line]:
    """A `Line` for each piece; a form feed begins a page, and so does a page mark (see `page_marks`)."""
    if not pieces:
        return []
    texts = [raw.rstrip(LINE_ENDS) for raw in pieces]
    marks = page_marks(pieces)
    numbers = accumulate([number, *(raw.count("\n") or len(raw) > len(text) for raw, text in zip(pieces, texts, strict=True))])
    pages: Iterable[int] = repeat(1)
    if marks or any(["\f" in raw for raw in pieces]):
        pages = accumulate([1, *((position in marks) + (pieces[position - 1][-1] == "\f") for position in range(1, len(pieces)))])
    body, blank = Role.BODY, Role.BLANK
    return [
        Line(position, at, page, raw, text, body if text and not text.isspace() else blank)
        for position, at, page, raw, text in zip(count(index), numbers, pages, pieces, texts, strict=False)
    ]


FOLDED = regex(r"[^\n]*\n+|[^\n]+")


def fold_blank_lines(body: str) -> list[str]:
    """The lines of `body`, each with the empty lines behind it: they carry no text, and are half of many texts."""
    simple = len(body.splitlines()) == body.count("\n") + (body[-1:] != "\n")
    return FOLDED.findall(body) if simple else body.splitlines(keepends=True)


def page_marks(pieces: list[str]) -> frozenset[int]:
    """Places of lines that begin a page though the form feed is lost.

    Evidence: nearly every line has a blank line behind it, and these few lines begin with one
    space and have none before them. Some extractors write every page's first line so.
    """
    led = [place for place, piece in enumerate(pieces) if piece[0] == " " and piece[1:2].strip()]
    if len(led) < 2 or len(led) * 10 > len(pieces):
        return frozenset()
    filled = len(list(filter(None, map(str.strip, pieces))))
    spaced = sum([piece[-2:] == "\n\n" for piece in pieces]) + len(pieces) - filled
    if filled < 20 or spaced < 0.8 * filled:
        return frozenset()
    return frozenset(place for place in led if place and not _blank_before(pieces, place))


def _blank_before(pieces: list[str], place: int) -> bool:
    return place == 0 or pieces[place - 1].endswith("\n\n") or not pieces[place - 1].strip()
