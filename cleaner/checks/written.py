"""The kept lines stand in the body as they are, in their order, parted as their roles and joints say; the others have a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cleaner.blocks import KEEPS_BLANK_LINES, NOT_PRINTED
from cleaner.checks.declared import spaceless
from cleaner.checks.errors import UnsafeError
from cleaner.document import FLOATS, LINE_ENDS, PLAIN, Document, Kind, Line, Role, Value
from cleaner.regex import regex
from cleaner.wording.glyphs import INVISIBLE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from cleaner.api import Cleaned

LEFT_OUT = NOT_PRINTED - {Role.FRONT_MATTER}
MOVED = FLOATS | {Role.FOOTNOTE}
ANY = frozenset(Role)
READ = {
    Kind.TEXT: frozenset({Role.FRONT_MATTER, Role.BODY}),
    Kind.WRAPPED: frozenset({Role.FRONT_MATTER, Role.BODY, Role.KEPT, Role.CODE, Role.TABLE}),
    Kind.HTML: ANY - FLOATS,
}
"""The roles of printed lines that a reader gives."""
MARK_OF = {Role(f"heading {level}"): "#" * level + " " for level in range(1, 7)}


Laid = Sequence[tuple[str, str, Line]]


def is_laid_out(cleaned: Cleaned, laid: Laid) -> None:
    """Raise if a line is left out without a record, or the body is not the kept lines."""
    document = cleaned.document
    recorded = {edit.place for _, edits in document.record for edit in edits if edit.field == "role"}
    joined = {edit.place for _, edits in document.record for edit in edits if edit.field == "joint"}
    read = READ.get(document.kind, ANY - MOVED)
    for line in document.lines:
        if line.role not in LEFT_OUT:
            if line.role not in read and line.index not in recorded:
                raise UnsafeError(f"line {line.number} is a {line.role!s}, and no record says why")
            if line.index not in joined and (not line.joint or line.joint.strip("\n")):
                raise UnsafeError(f"line {line.number} is joined to the one before, and no record says why")
            continue
        if line.role is Role.BLANK:
            if line.text and not line.text.isspace() and VISIBLE.search(INVISIBLE.sub("", line.text)):
                raise UnsafeError(f"line {line.number} is left out as blank, and is not")
        elif line.index not in recorded:
            raise UnsafeError(f"line {line.number} is left out, and no record says why")
    _gaps_are_told(cleaned, laid)
    if not cleaned.text.endswith(cleaned.body):
        raise UnsafeError("the body is not what is written")
    expected = "".join([f"{joint}{mark}{line.text}" for joint, mark, line in laid])
    expected += "\n" if expected else ""
    if cleaned.body != expected:
        pairs = zip(expected.split("\n"), cleaned.body.split("\n"), strict=False)
        raise UnsafeError(f"what is kept is not what is written: {next((one[:40] for one, other in pairs if one != other), 'a line')!a}")


VISIBLE = regex(r"[^\s\x00-\x1f\x7f-\x9f]")


def _gaps_are_told(cleaned: Cleaned, laid: Laid) -> None:
    """Raise if white space between two lines differs and no entry tells it, or an entry tells what is not so."""
    document = cleaned.document
    told = {(edit.place, edit.before, edit.after) for _, edits in document.record for edit in edits if edit.field == "white space"}
    edited = {edit.place for _, edits in document.record for edit in edits if edit.field in ("joint", "role")}
    is_ordered = any([edit.field == "order" for _, edits in document.record for edit in edits])
    differ: set[tuple[int, Value, Value]] = set()
    ends: set[tuple[int, Value, Value]] = set()
    last: Line | None = None
    for joint, _, line in laid:
        if last and not last.index < line.index:
            continue
        between = document.lines[last.index + 1 if last else 0 : line.index]
        blanks = "".join([one.raw for one in between if one.role is Role.BLANK])
        if last is None:
            at = max([one.index for one in between if one.role is not Role.BLANK], default=-1) + 1
            before = "".join([one.raw for one in document.lines[at : line.index]])
            head = cleaned.text[: len(cleaned.text) - len(cleaned.body)]
            ends.add((line.index, before, head[len(head.rstrip("\n")) + 1 :]))
        elif line.index not in edited and all([one.role is Role.BLANK for one in between]):
            before = last.raw[len(last.raw.rstrip(LINE_ENDS)) :] + blanks
            if before != joint:
                differ.add((line.index, before, joint))
            if document.kind is Kind.TEXT and "\n\n" not in joint and before.replace("\r\n", "\n").count("\n") > 1:
                raise UnsafeError(f"the blank line before line {line.number} is lost")
            is_cut = is_ordered or line.raw[:1].isspace()  # where columns stood side by side, or at an indent
            if not before and "\n" in joint and not is_cut and document.kind is not Kind.HTML:
                raise UnsafeError(f"line {line.number} begins where none ends")
        last = line
    rest = document.lines[last.index + 1 if last else 0 :]
    tail = last.raw[len(last.raw.rstrip(LINE_ENDS)) :] if last else ""
    tail += "".join([one.raw for one in rest if one.role is Role.BLANK])
    needed = {one for one in ends if one[1] != one[2]}
    ends.add((last.index if last else len(document.lines) - 1, tail, "\n" if last else ""))
    ends = {one for one in ends if one[1] != one[2]}
    # the reader of HTML records all that it wrote otherwise, and so its end
    is_untold = (differ and not told & differ) or not (needed if document.kind is Kind.HTML else ends) <= told
    if not told <= differ | ends or (cleaned.text != document.source and is_untold):
        raise UnsafeError("the record does not tell the white space as it was read and is written")


def laid_out(document: Document) -> Iterator[tuple[str, str, Line]]:
    """For each printed line, in the order of print: what parts it from the one before, its heading mark, the line.

    Floats stand after the paragraph they interrupt, notes at the end. A paragraph goes on until a line of another role or with a
    blank line before it; in Markdown the line ends are as they were read.
    """
    as_read = document.kind is Kind.MARKDOWN
    floats: list[tuple[str, Line]] = []
    notes: list[tuple[str, Line]] = []
    last: Line | None = None
    is_first = True
    for line in document.lines if as_read else document.filled:
        role, joint = line.role, line.joint
        if role in NOT_PRINTED or not (line.text or role in KEEPS_BLANK_LINES):
            continue
        if role in FLOATS or role is Role.FOOTNOTE:
            moved = floats if role in FLOATS else notes
            goes_on = bool(moved) and "\n\n" not in joint and (joint != "\n" if role in FLOATS else joint in ("", " "))
            moved.append((joint if goes_on else "\n\n", line))
            continue
        begins = last is None or "\n\n" in joint or not (as_read or last.role is role)
        if begins:
            for before, one in floats:
                yield "" if is_first else before, "", one
                is_first = False
            floats.clear()
            if not (joint[:1] == "\n" and document.kind in (Kind.MARKDOWN, Kind.HTML)):
                joint = "\n\n"
        yield "" if is_first else joint, MARK_OF.get(role, "") if begins else "", line
        is_first = False
        last = line
    for before, one in (*floats, *notes):
        yield "" if is_first else before, "", one
        is_first = False


# ---------------------------------------------------------------- escapes


SIGNS = regex(r"[\\`*_\[<&~]|^[ ]{0,3}(?:[#>=+|-]|\d{3,9}[.)])", re.M)
"""What may be markup in plain text: anywhere, and at the start of a line."""
LIST_MARKS = regex(r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$))+", re.M)
MAX_READINGS = 100
"""Ways to read marks alike that stand line below line."""
BREAK = regex(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.M)
NOTE_MARK = regex(r"\[\^[^\]\s]+\]: ")
TEXT = frozenset({"text", "text_special", "softbreak", "hardbreak"})


def stays_text(document: Document, laid: Laid) -> None:
    """Raise if a block of plain text would render as anything but its wording, with its heading marks or list marks."""
    if document.kind not in PLAIN:
        return
    bare: dict[int, str] = {}
    for rule, edits in document.record:
        if rule == "written":
            for edit in edits:
                if edit.field == "text":
                    bare.setdefault(edit.place, str(edit.before))
    block: list[tuple[str, str, Line]] = []
    for part in laid:
        if block and "\n\n" in part[0]:
            _block_stays_text(block, bare)
            block = []
        block.append(part)
    _block_stays_text(block, bare)


def _block_stays_text(block: list[tuple[str, str, Line]], bare: Mapping[int, str]) -> None:
    text = "".join([line.text if place == 0 else joint + line.text for place, (joint, _, line) in enumerate(block)])
    if not SIGNS.search(text):
        return
    first = block[0][2]
    if first.role is Role.CODE:
        return  # indented: nothing in it is markup
    wording = "".join([(joint if place else "") + bare.get(line.index, line.text) for place, (joint, _, line) in enumerate(block)])
    if first.role is Role.FOOTNOTE and (mark := NOTE_MARK.match(text)):
        text, wording = text[mark.end() :], wording[mark.end() :]
    kinds, shown, code = _rendered(block[0][1] + text)
    if code:  # a backslash is one there
        pairs = zip(text.split("\n"), wording.split("\n"), strict=True)
        wording = "\n".join(
            [written if place in code and _bare(written) == _bare(bare) else bare for place, (written, bare) in enumerate(pairs)]
        )
    expected = spaceless(wording)
    if block[0][1]:
        is_alike = kinds == [f"h{len(block[0][1]) - 1}"] and shown == expected
    else:
        if "hr" in kinds:  # a row of stars between two lines is no text, whatever it means
            wording = BREAK.sub("", wording, count=kinds.count("hr"))
            expected = spaceless(wording)
        is_alike = not {*kinds} - {"p", "ul", "ol", "li", "code", "hr"} and _shows(shown, wording)
    if not is_alike:
        raise UnsafeError(f"line {first.number} would not read as plain text: {' '.join(kinds)} {shown[:40]!a}")


def _shows(shown: str, wording: str) -> bool:
    """Whether `shown` is the wording without white space, and without those list marks that markup took as such."""
    places, last = {0}, 0  # in `shown`: each mark stands there or was taken
    for mark in LIST_MARKS.finditer(wording):
        piece = spaceless(wording[last : mark.start()])
        places = {at + len(piece) for at in places if shown.startswith(piece, at)}
        for written in mark[0].split():
            places |= {at + len(written) for at in places if shown.startswith(written, at)}
        if not 0 < len(places) <= MAX_READINGS:
            return False
        last = mark.end()
    return any([shown[at:] == spaceless(wording[last:]) for at in places])


def _bare(text: str) -> str:
    """`text` without backslashes."""
    return text.replace("\\", "")


def _rendered(text: str) -> tuple[list[str], str, set[int]]:
    """The blocks that `text` renders as, by tag, their text without white space, and the lines of code; whatever is no text is named."""
    kinds: list[str] = []
    code: set[int] = set()
    parts: list[str] = []
    for token in parser().parse(text):
        if token.type == "inline":
            for child in token.children or ():
                parts.append(child.content)
                if child.type not in TEXT:
                    kinds.append(child.type)
        elif token.nesting == 1 or token.type in ("hr", "code_block", "fence", "html_block"):
            kinds.append("code" if token.type == "code_block" else token.tag or token.type)
            parts.append(token.content)
            code.update(range(*token.map) if token.type == "code_block" and token.map else ())
    return kinds, spaceless("".join(parts)), code


@cache
def parser() -> MarkdownIt:
    """CommonMark and nothing else."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True})
