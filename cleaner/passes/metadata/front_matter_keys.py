"""The keys of the front matter that the input brought."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import front_matter
from cleaner.document import Document, Edit, Role
from cleaner.rules import rule


@rule(fields={"facts"})
def front_matter_keys(document: Document) -> Iterator[Edit]:
    """Give every key of the front matter its place in the one schema; unknown keys go under `extra`.

    Stays silent where the front matter already is what would be written.
    """
    first = document.lines[0] if document.lines else None
    if first is None or first.role is not Role.FRONT_MATTER:
        return
    unified = front_matter.unify(first.facts)
    if dict(unified) != dict(first.facts):
        yield first.edit("facts", unified, "one schema for every document")
