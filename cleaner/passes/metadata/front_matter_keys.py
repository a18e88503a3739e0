"""The front matter of the input in one schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cleaner import front_matter
from cleaner.document import Document, Edit, Line, Role
from cleaner.rules import Change, rule


@rule(fields={"facts", "joint"}, changes=Change.ANY)
def front_matter_keys(document: Document) -> Iterator[Edit]:
    """Give every key of the front matter its place in the one schema; unknown keys go under `extra`.

    Entities in prose are read (`&mdash;`). Stays silent where the front matter already is what would be written, but for white space
    at the ends of its lines and the blank line after it; and where it is a template, which is no data yet.
    """
    header = [line for line in document.lines if line.role is Role.FRONT_MATTER]
    if not header:
        return
    first = header[0]
    after = next((line for line in document.filled if line.index > header[-1].index), None)
    if after and after.joint.startswith("\n") and after.joint != "\n\n" and "\n" in header[-1].raw:
        yield after.edit("joint", "\n\n", "one blank line after the front matter")
    if front_matter.is_template(first.facts):
        return
    unified = front_matter.unify(front_matter.decoded(first.facts))
    if dict(unified) != dict(first.facts):
        yield first.edit("facts", unified, "one schema for every document")
    else:
        yield from _stripped(header)


def _stripped(header: list[Line]) -> Iterator[Edit]:
    """White space at the ends of lines goes where no value changes by it."""
    stripped = [line.text.rstrip(" \t") for line in header]
    if any([line.text != text for line, text in zip(header, stripped, strict=True)]):
        found = front_matter.split("\n".join(stripped) + "\n")[1]
        if found is not None and dict(found) == dict(header[0].facts):
            yield from [
                line.edit("text", text, "white space at the end of a line")
                for line, text in zip(header, stripped, strict=True)
                if line.text != text
            ]


def dropped_comments(document: Document) -> Iterator[Edit]:
    """The comments of a front matter that is written anew, as edits: data has no place for them."""
    header = [line for line in document.lines if line.role is Role.FRONT_MATTER]
    if not header or header[0].text.strip("\ufeff") not in ("---", "+++"):
        return
    edits = [edit for _, edits in document.record for edit in edits if edit.field == "facts" and edit.place == header[0].index]
    if not edits:
        return
    values = list(leaves(edits[0].before))
    for line in header[1:-1]:
        start = _comment(line.text, values) if "#" in line.text else -1
        if start >= 0:
            yield line.edit("text", line.text[:start].rstrip(), "a comment of the front matter, which is written anew")


def _comment(text: str, values: list[str]) -> int:
    """Where the comment of a line begins, or -1: at a number sign after white space that no value holds."""
    start = text.find("#")
    while start >= 0:
        words = text[start:].replace('"', "'").partition("'")[0].rstrip()
        if not text[:start].strip() or (text[start - 1].isspace() and not any([words in value for value in values])):
            return start if not any([text.strip() in value for value in values]) else -1
        start = text.find("#", start + 1)
    return -1


def leaves(value: Any) -> Iterator[str]:
    """Every scalar of a front matter."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield str(value)
