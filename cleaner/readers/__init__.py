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
from cleaner.glyphs import HAS_CJK, UNSEEN
from cleaner.readers.commonmark import read_markdown
from cleaner.readers.lines import ODD_END, empty_unseen, fold_blank_lines, front_matter_lines, lines_of, record_line_ends
from cleaner.readers.markdown import has_structure, looks_like_markdown
from cleaner.readers.printed import looks_wrapped, runs_on, split_indents

if TYPE_CHECKING:
    from cleaner import html


def read(source: str | bytes, encoding: str | None = None, kind: str = "auto", markup: str = "auto") -> Document:
    """A `Document` of `source`, of the kind its text shows or of a given one: "text", "html", "markdown".

    `markup` says what becomes of HTML inside Markdown: "auto" converts a post, "convert" every block, "keep" none.
    Raises `UnreadableError` if bytes cannot be decoded.
    """
    text, name, notes = decode(source, encoding) if isinstance(source, bytes) else Decoded(source, "utf-8")
    document = _read(text, name, kind, markup)
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


def _read(text: str, name: str, kind: str, markup: str) -> Document:
    head, found = front_matter.split(text)
    document = Document((), Kind.TEXT, name)
    lines = front_matter_lines(text[:head])
    if found is not None:
        lines[0].facts = found
    body = text[head:] if head else text
    is_markdown = kind == "markdown" or (kind == "auto" and found is not None)
    regions = _regions(body, kind, markup, is_markdown)
    if regions and markup == "keep" and kind != "html":
        regions, is_markdown = [], True
    if regions:
        document.kind = Kind.HTML
        from cleaner.readers.markup import read_html

        read_html(document, lines, body, regions)
        return document
    start = len(lines)
    pieces = body.splitlines(keepends=True) if is_markdown else fold_blank_lines(body)
    if is_markdown:
        document.kind = Kind.MARKDOWN
    elif (
        (kind == "text" or not has_structure(body))
        and looks_wrapped(pieces)
        and (kind == "text" or HAS_CJK.search(body) or not looks_like_markdown(body))
    ):
        document.kind = Kind.WRAPPED
    elif kind == "auto" and looks_like_markdown(body):
        document.kind = Kind.MARKDOWN
        pieces = body.splitlines(keepends=True)  # in code, an empty line is a line
    elif runs_on(body):
        pieces = [part for piece in pieces for part in split_indents(piece)]
    lines += lines_of(pieces, start, lines[-1].number + 1 if lines else 1)
    document.lines = tuple(lines)
    if UNSEEN.search(body):
        empty_unseen(document, lines[start:])
    if document.kind is Kind.MARKDOWN:
        read_markdown(lines[start:])
        if ODD_END.search(body):
            record_line_ends(document, lines[start:])
    elif document.kind is Kind.TEXT:
        read_text(lines)
    return document


def _regions(body: str, kind: str, markup: str, is_markdown: bool) -> list[html.Region]:
    """The stretches of a body that are read as HTML and those beside them, or none if it is no HTML."""
    if kind == "text" or not ("<" in body or kind == "html") or not body.strip():
        return []
    from cleaner import html  # a third of the code, and most texts need none of it

    if kind == "html":
        return html.html_regions(body) or [html.Region(0, len(body), True)]
    if is_markdown and markup == "convert":
        regions = html.regions(body)
        return regions if any(region.is_html for region in regions) else []
    is_page = kind == "auto" and html.is_page(body)
    regions = html.post_regions(body) if is_markdown and not is_page else html.html_regions(body)
    # headings, notes or tables of Markdown beside the HTML: it is part of a Markdown text, and stays
    beside = "".join([body[region.start : region.end] for region in regions if not region.is_html])
    return [] if has_structure(beside) else regions


def read_text(lines: list[Line]) -> None:
    """Plain text: a blank line parts blocks, and so does a first-line indent."""
    gap = True
    for line in lines:
        if line.role is not Role.BLANK:
            line.joint = "\n\n" if gap or line.text.lstrip(" \xa0").startswith("\u3000\u3000") else "\n"
        gap = line.role is Role.BLANK or line.raw.endswith("\n\n")
