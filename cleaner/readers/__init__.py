"""From bytes to a `Document`: decode, find the front matter, tell what kind of text it is, cut it into lines.

A reader states as roles and joints whatever its format already knows, so that the rules that
guess from layout stay silent there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaner import front_matter
from cleaner.document import Document, Doubt, Kind, Line, Role
from cleaner.encodings import Decoded, Note, decode
from cleaner.lines import Lines
from cleaner.readers.columns import Columns
from cleaner.readers.folds import seams
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
from cleaner.readers.markdown import has_structure, looks_like_markdown
from cleaner.readers.printed import Printed, printed, runs_on, split_indents
from cleaner.readers.signs import is_markdown
from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_CJK, SIGN_FOR_HYPHEN
from cleaner.wording.sentences import CLAUSE_MARK

if TYPE_CHECKING:
    from cleaner import html


def nothing(document: Document) -> None:
    """Leave the characters as they are, for the chain to repair: then what they hide of the structure is not seen."""


def read(
    source: str | bytes,
    encoding: str | None = None,
    kind: str = "auto",
    repair: Repair = nothing,
    markup: str = "auto",
    *,
    may_move: bool = True,
) -> Document:
    """A `Document` of `source`, of the kind its text shows or of a given one: "text", "printed", "html", "markdown".

    "text" is plain text, in which lines of print are found; of "printed" text all lines are.

    `markup` says what becomes of HTML inside Markdown: "auto" converts a post, "convert" every block, "keep" none. Unless it `may_move`
    lines, columns that stand side by side stay so.
    `repair` applies the rules over characters to the lines, before anything asks what they are. Raises `UnreadableError` if bytes
    cannot be decoded.
    """
    text, name, notes = decode(source, encoding) if isinstance(source, bytes) else Decoded(source, "utf-8")
    document = _read(text, name, kind, repair, markup, may_move)
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


def _read(text: str, name: str, kind: str, repair: Repair, markup: str, may_move: bool) -> Document:
    head, found = front_matter.split(text)
    document = Document((), Kind.TEXT, name)
    lines = front_matter_lines(text[:head])
    if found is not None:
        lines[0].facts = found
    body = text[head:] if head else text
    is_told = kind == "markdown" or (kind == "auto" and found is not None)
    regions = _regions(body, kind, markup, is_told)
    if regions and markup == "keep" and kind != "html":
        regions, is_told = [], True
    if regions:
        document.kind = Kind.HTML
        from cleaner.readers.markup import read_html

        read_html(document, lines, body, regions, repair)
        return document

    def hold(pieces: list[str], order: Sequence[int] = ()) -> None:
        held = lines_of(pieces, start, lines[-1].number + 1 if lines else 1)
        for index, place in enumerate(order, start):
            held[place].index = index
        order = [*range(start), *[line.index for line in held]] if order else ()
        held.sort(key=lambda line: line.index)
        repair_characters(document, [*lines, *held], repair, order)

    start, source = len(lines), body
    found_lines: Printed | None = None
    document.kind = Kind.MARKDOWN if is_told else Kind.TEXT
    columns = Columns(cut_lines(source)) if is_told else Columns.of(source) if may_move else Columns(fold_blank_lines(source))
    hold(columns.pieces, columns.order)
    pieces = [line.raw for line in document.lines[start:]] if columns.order else columns.pieces
    folds = {} if is_told else seams(pieces, start)
    if document.record or columns.order:  # what follows judges the text as it reads now
        pieces = repaired(document.lines[start:])
        body = "".join(pieces)
    told = body
    if not is_told:
        filled = document.filled if not start else [line for line in document.filled if line.index >= start]
        shown = [line for line in filled if line.role is not Role.KEPT]
        if len(shown) < len(filled):  # on a line of a font's own codes no sign is markup
            kept = [line.role is Role.KEPT for line in document.lines[start:]]
            told = "".join(["\n" if is_kept else piece for piece, is_kept in zip(pieces, kept, strict=True)])
        lines_read = document.measured if len(shown) == len(document.filled) else Lines(shown)
        found_lines = printed(lines_read, forced=kind == "printed", seams=folds)
        if found_lines and found_lines.code:  # what a program writes is no markup
            hidden = {*found_lines.code, *[line.index for line in filled if line.role is Role.KEPT]}
            told = "".join(["\n" if place in hidden else piece for place, piece in enumerate(pieces, start)])
        if found_lines and (kind != "auto" or not is_markdown(told)):
            document.kind = Kind.WRAPPED
            if document.record and SIGN_FOR_HYPHEN.search(source):
                hold(columns.pieces, columns.order)  # a hyphen on printed lines, nothing elsewhere
        elif kind == "auto" and looks_like_markdown(told):
            document.kind = Kind.MARKDOWN
            hold(cut_lines(source))  # in code, an empty line is a line
        elif runs_on(body):
            hold([part for piece in fold_blank_lines(source) for part in split_indents(piece)])
        elif columns.order:
            hold(fold_blank_lines(source))
    if document.kind is Kind.MARKDOWN:
        from cleaner.readers.commonmark import read_markdown

        read_markdown(list(document.lines[start:]))
        if document.record or document.doubts:
            repair_outside_code(document, repair)
        if "\f" in body:
            record_form_feeds(document, list(document.lines[start:]))
    elif document.kind is Kind.TEXT:
        read_text(list(document.lines))
    elif found_lines:
        document.printed_measures = found_lines.measures
        document.printed_ends = frozenset(found_lines.ends)
        document.printed_lasts = found_lines.lasts
        document.printed_rows = tuple(found_lines.rows)
        document.usual_gap = found_lines.usual_gap
        if found_lines.kept:
            keep_lines(document.lines[start:], found_lines.kept)
        for index in found_lines.code:
            document.lines[index].role = Role.CODE
        for index in found_lines.tables:
            document.lines[index].role = Role.TABLE
        if columns.order:
            document.apply(columns.moves(document.lines[start:]), "columns")
    return document


def _regions(body: str, kind: str, markup: str, is_markdown: bool) -> list[html.Region]:
    """The stretches of a body that are read as HTML and those beside them, or none if it is no HTML."""
    if kind not in ("auto", "markdown", "html") or not ("<" in body or kind == "html") or not body.strip():
        return []
    from cleaner import html  # a third of the code, and most texts need none of it

    if kind == "html":
        return [html.Region(0, len(body), True)]
    if kind == "auto" and not (is_markdown and markup == "convert") and html.is_page(body):
        return [html.Region(0, len(body), True, True)]
    body = without_hidden_starts(body)
    if is_markdown and markup == "convert":
        regions = html.regions(body)
        return regions if any(region.is_html for region in regions) else []
    regions = html.post_regions(body) if is_markdown else html.html_regions(body)
    # headings, notes or tables of Markdown beside the HTML: it is part of a Markdown text, and stays
    beside = "".join([body[region.start : region.end] for region in regions if not region.is_html])
    return [] if has_structure(beside) else regions


def read_text(lines: list[Line]) -> None:
    """Plain text: a blank line parts blocks, and so does a first-line indent; where those are proved, each line is a paragraph."""
    proved = _indents_are_proved(lines)
    gap = True
    before = ""
    for line in lines:
        if line.role is not Role.BLANK:
            starts = gap or line.text.lstrip(" \xa0").startswith("\u3000\u3000")
            if proved and not starts:
                starts = INDENT.match(line.text) is not None or before[-1:] in AFTER_PARAGRAPH
            line.joint = "\n\n" if starts else "\n"
            before = line.text.rstrip()
        gap = line.role is Role.BLANK or line.raw.endswith("\n\n")


INDENT = regex(r"(?:\u3000| {4}|\t)[ \t\u3000]*\S")
AFTER_PARAGRAPH = frozenset("。！？…”」』：）")
MIN_INDENTS, MOSTLY = 3, 0.75
"""Lines with an indent, and how many of the lines before them end a sentence, where indents begin paragraphs."""


def _indents_are_proved(lines: list[Line]) -> bool:
    """Whether first-line indents begin the paragraphs of a text that has one a line."""
    filled = [line.text for line in lines if line.role is Role.BODY]
    indented = [(before.rstrip(), text) for before, text in pairwise(filled) if text[0] in "\u3000 \t" and INDENT.match(text)]
    if len(indented) < MIN_INDENTS or not any([HAS_CJK.search(text) for _, text in indented[:MIN_INDENTS]]):
        return False
    ended = sum([before[-1:] in AFTER_PARAGRAPH or CLAUSE_MARK.search(before) is None for before, _ in indented])
    clauses = sum([CLAUSE_MARK.search(text.rstrip()[:-1]) is not None or text.rstrip()[-1] in "。！？”」" for _, text in indented])
    return ended >= MOSTLY * len(indented) and clauses >= MOSTLY * len(indented)


def keep_lines(lines: Iterable[Line], kept: Collection[int]) -> None:
    """Plain text beside printed lines: its line ends are the author's own, and a blank line parts blocks."""
    gap, outside = True, False
    for line in lines:
        if line.role is not Role.BLANK:
            is_kept = line.index in kept
            if is_kept:
                line.role = Role.KEPT
                line.joint = "\n\n" if gap or not outside else "\n"
            elif outside:
                line.joint = "\n\n"
            outside = is_kept
        gap = line.role is Role.BLANK or line.raw.endswith("\n\n")
