"""From bytes to a `Document`: decode, find the front matter, tell what kind of text it is, cut it into lines.

A reader states as roles and joints whatever its format already knows, so that the rules that
guess from layout stay silent there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cleaner import front_matter
from cleaner.document import Document, Doubt, Kind, Line, Role
from cleaner.encodings import Decoded, Note, decode
from cleaner.glyphs import HAS_CJK, SIGN_FOR_HYPHEN
from cleaner.readers.lines import (
    Repair,
    cut_lines,
    fold_blank_lines,
    front_matter_lines,
    lines_of,
    record_form_feeds,
    repair_characters,
    repair_outside_code,
    repaired,
    without_hidden_starts,
)
from cleaner.readers.markdown import has_structure, looks_like_markdown, read_markdown
from cleaner.readers.printed import looks_wrapped, runs_on, split_indents

if TYPE_CHECKING:
    from cleaner import html


def nothing(document: Document) -> None:
    """Leave the characters as they are, for the chain to repair: then what they hide of the structure is not seen."""


def read(source: str | bytes, encoding: str | None = None, kind: str = "auto", repair: Repair = nothing) -> Document:
    """A `Document` of `source`, of the kind its text shows or of a given one: "text", "html", "markdown".

    `repair` applies the rules over characters to the lines, before anything asks what they are. Raises `UnreadableError` if bytes
    cannot be decoded.
    """
    text, name, notes = decode(source, encoding) if isinstance(source, bytes) else Decoded(source, "utf-8")
    document = _read(text, name, kind, repair)
    document.doubts += doubts(document, notes)
    return document


def doubts(document: Document, notes: Iterable[Note]) -> Iterator[Doubt]:
    """What decoding noted, as doubts about the lines where it stands."""
    lines = iter(document.lines)
    line, start, end = None, 0, 0
    for note in notes:
        while note.offset >= end and (after := next(lines, None)):
            line, start, end = after, end, end + len(after.raw)
        if line:
            number = line.number + line.raw.count("\n", 0, note.offset - start)
            yield Doubt(number, line.page, line.text, note.reason, note.readings, "decode")


def _read(text: str, name: str, kind: str, repair: Repair) -> Document:
    head, found = front_matter.split(text)
    document = Document((), Kind.TEXT, name)
    lines = front_matter_lines(text[:head])
    if found is not None:
        lines[0].facts = found
    body = text[head:] if head else text
    regions: list[html.Region] = []
    if kind == "html" or (kind == "auto" and "<" in body):
        from cleaner import html  # a third of the code, and most texts need none of it

        regions = html.html_regions(without_hidden_starts(body))
        if kind == "html" and body.strip() and not regions:
            regions = [html.Region(0, len(body), True)]
    # headings, notes or tables of Markdown beside the HTML: it is part of a Markdown text, and stays
    beside = "".join([body[region.start : region.end] for region in regions if not region.is_html])
    if regions and (kind == "html" or not has_structure(beside)):
        document.kind = Kind.HTML
        from cleaner.readers.markup import read_html

        read_html(document, lines, body, regions, repair)
        return document

    def hold(pieces: list[str]) -> None:
        repair_characters(document, [*lines, *lines_of(pieces, start, lines[-1].number + 1 if lines else 1)], repair)

    start, source = len(lines), body
    is_markdown = kind == "markdown" or (kind == "auto" and found is not None)
    document.kind = Kind.MARKDOWN if is_markdown else Kind.TEXT
    pieces = cut_lines(source) if is_markdown else fold_blank_lines(source)
    hold(pieces)
    if document.record:  # what follows judges the text as it reads now
        pieces = repaired(pieces, document.lines[start:])
        body = "".join(pieces)
    if is_markdown:
        pass
    elif (
        (kind == "text" or not has_structure(body))
        and looks_wrapped(pieces)
        and (kind == "text" or HAS_CJK.search(body) or not looks_like_markdown(body))
    ):
        document.kind = Kind.WRAPPED
        if document.record and SIGN_FOR_HYPHEN.search(source):
            hold(fold_blank_lines(source))  # a hyphen on printed lines, nothing elsewhere
    elif kind == "auto" and looks_like_markdown(body):
        document.kind = Kind.MARKDOWN
        hold(cut_lines(source))  # in code, an empty line is a line
    elif runs_on(body):
        hold([part for piece in fold_blank_lines(source) for part in split_indents(piece)])
    if document.kind is Kind.MARKDOWN:
        read_markdown(list(document.lines[start:]))
        if document.record or document.doubts:
            repair_outside_code(document, repair)
        if "\f" in body:
            record_form_feeds(document, list(document.lines[start:]))
    elif document.kind is Kind.TEXT:
        read_text(list(document.lines))
    return document


def read_text(lines: list[Line]) -> None:
    """Plain text: a blank line parts blocks, and so does a first-line indent."""
    gap = True
    for line in lines:
        if line.role is not Role.BLANK:
            line.joint = "\n\n" if gap or line.text.lstrip(" \xa0").startswith("\u3000\u3000") else "\n"
        gap = line.role is Role.BLANK or line.raw.endswith("\n\n")
