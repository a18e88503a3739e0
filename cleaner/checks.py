"""What is checked before a clean text leaves: a fault in a pass or writer stops the file, it does not spoil it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner import front_matter
from cleaner.blocks import KEEPS_BLANK_LINES, NOT_PRINTED
from cleaner.chain import undo
from cleaner.document import FLOATS, Document, Kind, Line, Role
from cleaner.encodings import decode
from cleaner.glyphs import INVISIBLE
from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.api import Cleaned


class UnsafeError(Exception):
    """The record does not account for the clean text; the message says what was found."""


def check(cleaned: Cleaned, source: str | bytes, again: Callable[[str], Cleaned]) -> None:
    """Check that `cleaned` accounts for every character of `source`; raise `UnsafeError` if it does not.

    Every character is in the output or in the record; Markdown renders alike outside recorded
    changes; cleaning the output `again` changes nothing; undo gives the source back. The last of
    these is done for real: afterwards the document is as it was read.
    """
    document = cleaned.document
    text = document.source
    if not _is_source(text, source, document.encoding):
        raise UnsafeError("the lines are not the source")
    _accounted(cleaned)
    if document.kind is Kind.MARKDOWN:
        _renders_alike(cleaned)
    if again(cleaned.text).text != cleaned.text:
        raise UnsafeError("a second cleaning would change the text again")
    try:
        restored = undo(document)
    except ValueError as error:
        raise UnsafeError(str(error)) from None
    if restored != text:
        raise UnsafeError("undo does not give the source back")


def _is_source(text: str, source: str | bytes, encoding: str) -> bool:
    if isinstance(source, str):
        return text == source
    try:
        data = text.encode(encoding)
        # a byte order mark is no text; an encoding may have several byte forms for one character
        if (source.endswith(data) and len(source) - len(data) <= 4) or source.decode(encoding) == text:
            return True
    except (UnicodeError, LookupError):
        pass
    # bytes that could not be read, or two encodings in one file: then decoding has noted where
    return decode(source).text == text


# ---------------------------------------------------------------- every character


def _accounted(cleaned: Cleaned) -> None:
    document = cleaned.document
    # a reader that builds lines from markup gives them their roles itself, and records them as edits of the text
    recorded = {edit.place for rule, edits in document.record for edit in edits if edit.field == "role" or rule == "html"}
    for line in [line for line in document.lines if line.role in LEFT_OUT]:
        if line.role is Role.BLANK:
            if line.text and not line.text.isspace() and INVISIBLE.sub("", line.text).strip():
                raise UnsafeError(f"line {line.number} is left out as blank, and is not")
        elif line.index not in recorded:
            raise UnsafeError(f"line {line.number} is left out, and no record says why")
    kept = list(_printed(document))
    body = _squeezed(cleaned.text[_head(cleaned) :])
    if not _in_order(kept, body):
        missing = Counter(_squeezed("".join([line.text for line in kept])))
        missing.subtract(body)
        odd = next((sign for sign, times in missing.items() if times), "")
        if odd or not any(line.role in MOVED for line in kept):
            raise UnsafeError(f"what is kept is not what is written: {odd!a}" if odd else "the text changed its order")
    written = Counter(_leaves(cleaned.metadata))
    for line in document.filled:
        if line.role is Role.FRONT_MATTER and line.facts and not _kept_as_written(cleaned):
            for value in _leaves(line.facts):
                if value not in written and front_matter.iso_date(value) is None:
                    raise UnsafeError(f"a value of the front matter is lost: {value[:40]!a}")


def _printed(document: Document) -> Iterator[Line]:
    for line in document.lines if document.kind is Kind.MARKDOWN else document.filled:
        if line.role not in NOT_PRINTED and (line.text or line.role in KEEPS_BLANK_LINES):
            yield line


LEFT_OUT = NOT_PRINTED - {Role.FRONT_MATTER}
MOVED = FLOATS | {Role.FOOTNOTE}


def _in_order(lines: list[Line], body: str) -> bool:
    """Whether `body`, squeezed, is the lines one after the other, with floats further down and notes at the end."""
    at = 0
    floats: list[str] = []
    notes: list[str] = []
    for line in lines:
        text = line.text
        if line.role in MOVED:
            (floats if line.role in FLOATS else notes).append(_squeezed(text))
            continue
        if not body.startswith(text, at):  # else it needs no squeezing
            text = _squeezed(text)
            if floats and not body.startswith(text, at) and body.startswith("".join(floats), at):
                at += sum(map(len, floats))
                floats = []
            if not body.startswith(text, at):
                return False
        at += len(text)
    return body[at:] == "".join(floats + notes)


def _squeezed(text: str) -> str:
    """`text` without white space and the signs that the writer adds: escapes, marks of headings."""
    return "".join(text.split()).replace("\\", "").replace("#", "")


def _kept_as_written(cleaned: Cleaned) -> bool:
    """Whether the output begins with the input's own front matter."""
    lines = [line.text.rstrip() for line in cleaned.document.filled if line.role is Role.FRONT_MATTER]
    return bool(lines) and cleaned.text.startswith("\n".join(lines[:-1]).lstrip("\ufeff\n"))


def _head(cleaned: Cleaned) -> int:
    """Length of the front matter of the output, in characters, with the blank line behind it."""
    text = cleaned.text
    if not cleaned.metadata and not any(line.role is Role.FRONT_MATTER for line in cleaned.document.lines):
        return 0
    end = text.find("\n---\n", 3) + len("\n---\n") if text.startswith("---\n") else 0
    if end < len("---\n\n---\n"):  # TOML, JSON, or no key
        end = front_matter.split(text)[0]
    return end + (text[end : end + 1] == "\n")


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)
    else:
        yield " ".join(str(value).split())


# ---------------------------------------------------------------- rendered Markdown


def _renders_alike(cleaned: Cleaned) -> None:
    """Raise if Markdown renders otherwise outside the lines that the record names."""
    document = cleaned.document
    lines = [line for line in document.lines if line.role is not Role.FRONT_MATTER]
    body = cleaned.text[_head(cleaned) :].split("\n")
    places: dict[int, int] = {}  # line of the output's body -> line of the document
    ends: dict[int, int] = {}  # line of the output's body -> its length
    before_text = ""
    at = -1
    start = 0  # where the line begins in the line of the output that it was joined to
    for line in _printed(document):
        if line.role is Role.FRONT_MATTER:
            continue
        if at >= 0 and "\n" not in line.joint:
            start = len(body[at][:start]) + len(before_text) + len(line.joint)
        else:
            at, start = at + line.joint.count("\n") if at >= 0 else 0, 0
        places[at] = line.index
        before_text = line.text
        if at >= len(body) or not body[at].startswith(line.text.rstrip(), start):
            raise UnsafeError(f"line {line.number} is not written as it is recorded")
        ends[at] = start + len(line.text.rstrip())
    if any([body[number][end:].strip() for number, end in ends.items()]):
        raise UnsafeError("more is written than is recorded")
    if any(text.strip() for number, text in enumerate(body) if number not in places):
        raise UnsafeError("a line is written that is not in the source")
    record = [edit for _, edits in document.record for edit in edits if document.lines[edit.place].role is not Role.FRONT_MATTER]
    before = {edit.place: edit.before for edit in reversed(record) if edit.field == "text"}  # the wording that was read
    edited = {edit.place for edit in record if edit.field in ("text", "role") or (edit.field == "joint" and "\n" not in edit.after)}
    if not any(_tells(document.lines[place], before.get(place)) for place in edited):
        return  # no sign of markup was touched, so no other line can read otherwise
    source = "\n".join([before.get(line.index, line.text) for line in lines])
    old = _unedited(source, {place: line.index for place, line in enumerate(lines)}, edited)
    new = _unedited("\n".join(body), places, edited)
    if old != new:
        odd = next((one for one, other in zip(old, new, strict=False) if one != other), (old or new)[-1])
        raise UnsafeError(f"line {document.lines[min(odd.lines)].number} would render otherwise, and no record says so")


def _tells(line: Line, before: str | None) -> bool:
    """Whether the edits of a line may change how other lines are read."""
    return line.role in NOT_PRINTED or (before is not None and _skeleton(before) != _skeleton(line.text))


LETTERS = regex(r"[^\s\d!-/:-@\[-`{-~]+")


def _skeleton(text: str) -> str:
    """The signs of `text` that markup is made of: letters as one letter, no white space at the end."""
    return LETTERS.sub("a", text.rstrip())


class Rendered(NamedTuple):
    """One leaf of rendered Markdown: the lines it comes from, the elements around it, its own HTML."""

    lines: frozenset[int]
    inside: tuple[str, ...]
    html: str


def _unedited(text: str, places: Mapping[int, int], edited: set[int]) -> list[Rendered]:
    """The leaves of `text` rendered that hold no edited line. `places` gives for each line its place in the document."""
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    renderer = RendererHTML()
    environment: dict[str, Any] = {}
    found: list[Rendered] = []
    inside: list[str] = []
    for token in parser.parse(text, environment):
        if token.nesting == 1:
            inside.append(f"{token.tag}{token.attrs.get('start', '')}")
        elif token.nesting == -1:
            inside.pop()
        elif token.map:
            here = frozenset(places[line] for line in range(*token.map) if line in places)
            html = renderer.renderInline(token.children, parser.options, environment) if token.children else token.content.strip()
            if here and not here & edited:
                found.append(Rendered(here, tuple(inside), f"{token.type} {html}"))
    return found
