"""The front matter of the input in one schema."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import front_matter
from cleaner.document import Document, Edit, Line
from cleaner.rules import Change, rule


@rule(fields={"facts"}, changes=Change.SPACE)
def front_matter_keys(document: Document) -> Iterator[Edit]:
    """Give every key of the front matter its place in the one schema; unknown keys go under `extra`.

    Entities in prose are read (`&mdash;`). Stays silent where the front matter already is what would be written, but for white space
    at the ends of its lines; and where it is a template, which is no data yet.
    """
    header = document.header
    if not header:
        return
    first = header[0]
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
