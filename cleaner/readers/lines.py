"""Text cut into lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from itertools import accumulate, count, repeat

from cleaner.document import LINE_ENDS, Document, Line, Role
from cleaner.regex import regex
from cleaner.wording.glyphs import UNSEEN

Repair = Callable[[Document], None]
"""The rules of the stage `characters`, as the caller chose them: run before anything asks what a line is."""


FORM_FEED = regex(r"[^\f]*\f|[^\f]+")


def cut_lines(text: str) -> list[str]:
    """`text` cut after each line end, and nowhere else: line feed, carriage return, both, form feed."""
    if "\r" not in text and "\f" not in text:
        return StringIO(text, "\n").readlines()
    pieces = StringIO(text, "").readlines()
    return [part for piece in pieces for part in (FORM_FEED.findall(piece) if "\f" in piece else (piece,))] if "\f" in text else pieces


def repair_characters(document: Document, lines: Iterable[Line], repair: Repair, order: Sequence[int] = ()) -> None:
    """Hold `lines`, with their characters repaired; those on which nothing was left to be seen are blank. The rules record it."""
    document.start_over(lines, order)
    repair(document)
    if document.record:
        document.empty([line for line in document.filled if line.role is not Role.FRONT_MATTER and not line.text.strip()])


def repair_outside_code(document: Document, repair: Repair) -> None:
    """Repair the characters once more, from the beginning, now that the lines know what is code; their roles and joints stay."""
    for line in document.lines:
        line.text = line.raw.rstrip(LINE_ENDS)
    document.start_over(document.lines)
    repair(document)


HIDDEN_START = regex(rf"\n(?:{UNSEEN.pattern}|[\x85\u2028\u2029])+")
"""With the line feed before it, which is found twice as fast as the beginning of a line."""


def without_hidden_starts(text: str) -> str:
    """`text` of the same length, with spaces for what nobody sees at the beginning of lines: it hides what the line is."""
    return HIDDEN_START.sub(lambda match: "\n".ljust(len(match[0])), f"\n{text}")[1:]


def repaired(lines: Sequence[Line]) -> list[str]:
    """The wording of `lines` as it reads now, with their line ends; one that stood beside another column has none of its own."""
    return [line.text + (line.raw[len(line.raw.rstrip(LINE_ENDS)) :] or "\n") for line in lines]


def record_form_feeds(document: Document, lines: list[Line]) -> None:
    """Record where Markdown is broken into lines by form feeds, which end no line there: they may part paragraphs."""
    between = ""
    for line in lines:
        if line.role is Role.BLANK:
            between += line.raw
            continue
        if "\f" in between:
            joint, line.joint = line.joint, between
            document.apply([line.edit("joint", joint, "no line end in Markdown")], "controls")
        between = line.raw[len(line.raw.rstrip(LINE_ENDS)) :]


def front_matter_lines(head: str) -> list[Line]:
    return [Line(index, index + 1, 1, raw, raw.rstrip(LINE_ENDS), Role.FRONT_MATTER, "\n") for index, raw in enumerate(cut_lines(head))]


def lines_of(pieces: list[str], index: int, number: int) -> list[Line]:
    """A `Line` for each piece; a form feed begins a page, and so does a page mark (see `page_marks`)."""
    if not pieces:
        return []
    texts = [raw.rstrip(LINE_ENDS) for raw in pieces]
    marks = page_marks(pieces)
    numbers = accumulate([number, *[raw.count("\n") or len(raw) > len(text) for raw, text in zip(pieces, texts, strict=True)]])
    pages: Iterable[int] = repeat(1)
    if marks or any(["\f" in raw for raw in pieces]):
        pages = accumulate([1, *((position in marks) + (pieces[position - 1][-1] == "\f") for position in range(1, len(pieces)))])
    body, blank = Role.BODY, Role.BLANK
    roles = [body if text and not text.isspace() else blank for text in texts]
    return list(map(Line, count(index), numbers, pages, pieces, texts, roles))


FOLDED = regex(r"[^\n]*\n+|[^\n]+")


def fold_blank_lines(body: str) -> list[str]:
    """The lines of `body`, each with the empty lines behind it: they carry no text, and are half of many texts."""
    return FOLDED.findall(body) if "\n\n" in body and "\r" not in body and "\f" not in body else cut_lines(body)


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
