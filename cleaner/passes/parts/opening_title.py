"""The title of a text whose line breaks are lost."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import OPEN, Document, Edit, Kind, Role
from cleaner.rules import rule
from cleaner.sentences import CLAUSE_END

MAX_TITLE = 60
"""Characters; measured on five documents (longest 24), with room for two clauses and a name."""


@rule(acts_on={Kind.TEXT}, writes={Role.TITLE}, fields={"joint"}, after=["title_page"])
def opening_title(document: Document) -> Iterator[Edit]:
    """Label the first part of a run-on text as its title.

    Evidence: the text stands on one line, parted by first-line indents; the first part is short,
    has no indent of its own and no full stop; a paragraph follows.
    """
    parts = [line for line in document.lines if line.role in OPEN][:2]
    if len(parts) < 2 or parts[0].number != parts[1].number or any(line.role is Role.TITLE for line in document.lines):
        return
    first, second = parts[0].text, parts[1].text.strip()
    if (
        not first.startswith("\u3000")
        and len(first.strip()) <= MAX_TITLE < 2 * len(second)
        and not CLAUSE_END.search(first)
        and CLAUSE_END.search(second)
    ):
        yield parts[0].edit("role", Role.TITLE, "first part of a text that runs on, short and without a full stop")
