"""Blocks into Markdown. Only here is syntax known.

Writing is a last, built-in step of the chain: what it does to wording (escapes) are edits of lines like any other, under the name
`written`, so that the text of a printed line is what the file holds. What differs beside the lines is told once for the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from cleaner import front_matter
from cleaner.blocks import Block, assemble, is_heading
from cleaner.document import LINE_ENDS, PLAIN, Document, Edit, Kind, Line, Role
from cleaner.inert import defused
from cleaner.inline import escape, escape_start
from cleaner.printed.rows import WIDE_SHARE, is_code, is_prose
from cleaner.regex import regex
from cleaner.wording.glyphs import width

RULE = "written"
TAIL = "white space at the end of the file"


def settle(document: Document, blocks: list[Block]) -> list[Block]:
    """Make the lines what is written, with a record, and return the blocks of them: escapes, no blanks at the end."""
    if document.kind in PLAIN:
        if edits := list(_less_indented(blocks)):
            document.apply(edits, RULE)
            for block in blocks:
                block.parts[::2] = [line.text for line in block.lines]
        edits = list(_escapes(blocks))
    else:
        edits = [line.edit("text", text, "would become markup") for line, text in defused(document)]
    if edits:
        document.apply(edits, RULE)
        for block in blocks:
            block.parts[::2] = [line.text for line in block.lines]
    if edits := _tail(blocks):
        document.apply(edits, RULE)
        blocks = assemble(document)
    if blocks and not document.header and _opens_front_matter(blocks):
        first = blocks[0].lines[0]
        document.apply([first.edit("text", "\\" + first.text, "would read as front matter")], RULE)
        blocks = assemble(document)
    return blocks


def markdown(blocks: list[Block]) -> str:
    """The body: the blocks with their marks, one line end at the end."""
    parts: list[str] = []
    for block in blocks:
        parts += [block.joint, f"{'#' * int(block.role[-1])} ", *block.parts] if is_heading(block) else [block.joint, *block.parts]
    return "".join(parts[1:]) + "\n" if parts else ""


def head(document: Document, meta: Mapping[str, Any], keep: bool) -> str:
    """The front matter as the input wrote it, where no key changed or, with `keep`, all are to be kept; else written anew.

    With `keep`, what the body tells besides is added to YAML.
    """
    header = document.header
    changed = [edit for _, edits in document.record for edit in edits if edit.field == "facts"]
    if not header or (changed and not keep):
        return front_matter.dump(meta) if meta else ""
    kept = [line.text for line in header]
    if keep and kept[0].strip("\ufeff \t") == "---":  # YAML takes another key as a line; the record holds what TOML and JSON cannot
        given: Any = next((edit.before for edit in changed if edit.place == header[0].index), header[0].facts)
        there = front_matter.names(given) | {"lang", "extra"}
        added = {key: value for key, value in meta.items() if key not in there}
        if added and given and not front_matter.is_template(given):
            kept[-1:] = [front_matter.dump(added)[len("---\n") :].rstrip("\n")]
    return "\n".join(kept).strip("\ufeff\n") + "\n"


def gap_after(document: Document, blocks: list[Block], keep: bool) -> str:
    """The blank line between front matter and body; front matter that is kept keeps its distance."""
    return blocks[0].joint[1:] if keep and document.header and document.kind is Kind.MARKDOWN and blocks else "\n"


def file_edits(document: Document, blocks: list[Block], read: str, written: str, between: str) -> list[Edit]:
    """What differs beside the lines: the front matter as it was `read` and is `written`, white space between lines and at the end."""
    edits: list[Edit] = []
    if read != written:
        edits.append(Edit(0, 1, 1, "", "front matter", read, written, _why(read, written), RULE))
    return edits + _white_space(document, blocks, between)


def _why(source: str, written: str) -> str:
    if not source:
        return "what the document says of itself"
    if not written:
        return "no front matter is asked for"
    comments = [line for line in source.splitlines() if line.lstrip().startswith("#") and line.strip() not in written]
    gone = f"; {len(comments)} line{'s' * (len(comments) != 1)} of comments go" if comments else ""
    return f"written in one form{gone}"


# ---------------------------------------------------------------- escapes


MOST_INDENT = 3
"""Columns: with more, a block is code in Markdown."""


def _less_indented(blocks: list[Block]) -> Iterator[Edit]:
    """Blocks that are set in and would become code, moved left: all lines by as much as they share, the first as far as it must.

    What may be code stays: Latin without a line of running words, a comment, a line with the signs of a program.
    """
    for block in blocks:
        texts = [line.text.expandtabs(4) for line in block.lines]
        leads = [len(text) - len(text.lstrip(" ")) for text in texts]
        if block.role is Role.CODE or leads[0] <= MOST_INDENT or not _reads_as_text([text.strip() or " " for text in texts]):
            continue
        least = min(leads)
        for line, lead in zip(block.lines, leads, strict=True):
            less = least if line is not block.lines[0] else max(least, lead - MOST_INDENT)
            if less:
                yield line.edit("text", " " * (lead - less) + line.text.lstrip(" \t"), "so far set in it would become code")


def _reads_as_text(texts: list[str]) -> bool:
    """Whether a block is mostly in ideographs, or holds a line of running words, and none of its lines looks like code."""
    if any([is_code(text) or text.startswith(COMMENT) for text in texts]):
        return False
    if any(map(is_prose, texts)):
        return True
    whole = "".join("".join(texts).split())
    return width(whole) > WIDE_SHARE * len(whole)


COMMENT = ("//", "/*", "#", "--", ">", "$")


NOTE_MARK = regex(r"\[\^[^\]\s]+\]: ")
MARK = regex(r" *(?:(\d{1,9})([.)])|[-+*])(?: {1,4}(?=[^ \n])|[ \t]*(\Z))")
"""What begins an item, and what seems to and has nothing behind it."""
STARRED = regex(r"^[ \t]*([*+])(?=[ \t])", re.M)
CLOSING_MARKS = regex(r"(?:(?<=[ \t])|\A)#+\Z")
"""Signs at the end of a heading that CommonMark would take for its closing marks."""


def _escapes(blocks: list[Block]) -> Iterator[Edit]:
    """Backslashes where plain text would read as Markdown, block by block, given to the lines they stand in."""
    items: list[Item] = []  # those that are open
    texts = [block.text for block in blocks]
    stars = Counter([sign for text in texts if "*" in text or "+" in text for sign in STARRED.findall(text)])
    lone = "".join([sign for sign, times in stars.items() if times == 1])
    for block, text in zip(blocks, texts, strict=True):
        if block.role is Role.CODE:  # as much as what follows a list is indented to be part of its last item
            inside = " " * (items[-1].column if items else 0)
            yield from [line.edit("text", f"{inside}    {line.text.rstrip()}", "code is indented") for line in block.lines]
            continue
        start = _code_size(text, items)
        if start and start == len(text):
            continue  # code inside of the last item, if there is one
        if is_heading(block) or (block.role is Role.FOOTNOTE and NOTE_MARK.match(text)):
            items.clear()
            start = 0 if is_heading(block) else text.index(" ") + 1
            safe = escape(text[start:])
            safe = CLOSING_MARKS.sub(lambda match: "\\" + match[0], safe) if not start else safe
        elif text[:1].isalpha() and "\n" not in text:  # as nearly all
            items.clear()
            safe = escape(text)
        else:
            single = "" if block.role is Role.LIST_ITEM else lone
            lines = escape_start(escape(text[start:])).split("\n")
            safe = "\n".join([_no_item(items, line, place == 0, single) for place, line in enumerate(lines)])
        if len(safe) + start > len(text):
            yield from _by_line(block, text, text[:start] + safe)


def _code_size(text: str, items: list[Item]) -> int:
    """Characters at the start of a block, set in as code is, in which a backslash is one."""
    size = 0
    for line in text.split("\n") if text[:1] in (" ", "\t") else ():
        bare = line.lstrip(" \t")
        indent = len(line[: len(line) - len(bare)].expandtabs(4))
        if bare and indent <= MOST_INDENT + max([item.column for item in items if item.column <= indent], default=0):
            break
        size += len(line) + 1
    return min(size, len(text))


class Item(NamedTuple):
    """An item of a list to which more may belong."""

    column: int  # of its wording
    sign: str
    number: int


def _no_item(items: list[Item], text: str, begins: bool, lone: str) -> str:
    """A line with a backslash where Markdown would make it an item that is none. `begins`: it is the first of its block.

    Nothing stands behind its mark; or it is the only one with a star or plus in the text (`lone`); or it would get another number, that
    of the item before and one.
    """
    mark = MARK.match(text)
    if not (mark or begins):
        return text  # it goes on what is above
    last: Item | None = None
    indent = len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(4))
    while items and indent < items[-1].column:
        last = items.pop()
    if not mark or not (begins or last or (mark[1] in (None, "1") and mark[3] is None)):
        return text  # no such item interrupts a paragraph
    sign, number, at = mark[2] or text[indent], int(mark[1] or 0), mark.end(1) if mark[1] else indent
    counted = last.number + 1 if last and last.sign == sign and mark[1] else number
    if mark[3] is None and sign not in lone and (counted == number or not begins):
        items.append(Item(mark.end(), sign, counted))
        return text
    if last and not begins:
        items.append(last)
    return f"{text[:at]}\\{text[at:]}"


def _by_line(block: Block, text: str, safe: str) -> Iterator[Edit]:
    """The backslashes that `safe` has and `text` has not, as edits of the lines of the block."""
    places: list[int] = []  # in `text`
    found = safe.find("\\")
    while found >= 0:
        at = found - len(places)
        if text[at : at + 1] != "\\":
            places.append(at)
        found = safe.find("\\", found + 1)
    end = 0
    for place, line in enumerate(block.lines):
        start = end + (len(block.parts[2 * place - 1]) if place else 0)
        size, end = len(line.text), start + len(line.text)
        inside = [where - start for where in places if where <= end or place == len(block.lines) - 1]
        places = places[len(inside) :]
        if inside:
            cuts = [0, *[max(0, where) for where in inside], size]
            yield line.edit("text", "\\".join([line.text[a:b] for a, b in pairwise(cuts)]), "would read as Markdown")


def _tail(blocks: list[Block]) -> list[Edit]:
    """White space at the end of the file is none of the text: empty lines of code, blanks after the last word."""
    edits: list[Edit] = []
    for line in (line for block in reversed(blocks) for line in reversed(block.lines)):
        bare = line.text.rstrip()
        if bare:
            return edits if bare == line.text else [*edits, line.edit("text", bare, TAIL)]
        edits.append(line.edit("role", Role.BLANK, TAIL))
    return edits


def _opens_front_matter(blocks: list[Block]) -> bool:
    start = blocks[0].text
    return start.startswith(("---", "+++", "{")) and front_matter.split(markdown(blocks))[1] is not None


# ---------------------------------------------------------------- white space


def _white_space(document: Document, blocks: list[Block], between: str) -> list[Edit]:
    """White space that is written otherwise than it was read and that no edit of a line tells, by reason: the first place, the number."""
    told = {edit.place for _, edits in document.record for edit in edits if edit.field in ("joint", "role")}
    lines = document.lines
    found: dict[str, list[Any]] = {}

    def note(line: Line, before: str, after: str, reason: str) -> None:
        if before != after:
            entry = found.setdefault(reason, [0, line, before, after])
            entry[0] += 1

    def blank(some: Sequence[Line]) -> str:
        return "".join([line.raw for line in some if line.role is Role.BLANK])

    last: Line | None = None
    for block in blocks:
        for place, line in enumerate(block.lines):
            if last is None:
                start = next((one.index + 1 for one in reversed(lines[: line.index]) if one.role is not Role.BLANK), 0)
                note(line, blank(lines[start : line.index]), between, "no blank lines at the start")
            elif last.index < line.index and line.index not in told:
                skipped = lines[last.index + 1 : line.index]
                if all([one.role is Role.BLANK for one in skipped]):
                    joint = block.parts[2 * place - 1] if place else block.joint
                    before = last.raw[len(last.raw.rstrip(LINE_ENDS)) :] + blank(skipped)
                    odd = before.strip("\n") != ""
                    note(line, before, joint, "lines end with one line feed" if odd else "blocks are parted by one blank line")
            if last is None or last.index < line.index:
                last = line
    if last is None:
        note(lines[-1], blank(lines), "", "nothing but white space")
    elif document.kind is not Kind.HTML or not document.record:  # the reader of HTML records all that it wrote otherwise
        tail = last.raw[len(last.raw.rstrip(LINE_ENDS)) :] + blank(lines[last.index + 1 :])
        note(last, tail, "\n", "one line feed at the end of the file")
    return [
        Edit(
            *(line.index, line.number, line.page, line.text, "white space", before, after),
            f"{reason}; {times} places" if times > 1 else reason,
            RULE,
        )
        for reason, (times, line, before, after) in found.items()
    ]
