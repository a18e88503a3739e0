"""Underscores in a title that stand for characters a file name cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document, Edit, Role
from cleaner.regex import regex
from cleaner.rules import rule

PAIR = regex(r"_([^_]+)_")


@rule(fields={"facts"}, after=["harvest"])
def title_quotes(document: Document) -> Iterator[Edit]:
    """Give a title back its quotes: `荣获_年度空间_称号` becomes `荣获“年度空间”称号`.

    Evidence: the words between two underscores stand in the text between quotes. An underscore may
    stand for nine other characters, so without this proof it stays.
    """
    for line in [line for line in document.filled if line.facts]:
        title = line.facts.get("title")
        if not isinstance(title, str) or title.count("_") < 2 or title.count("_") % 2:
            continue
        body = "".join([other.text for other in document.lines if other.role is not Role.FRONT_MATTER])
        fixed = PAIR.sub(lambda match, body=body: f"“{match[1]}”" if f"“{match[1]}”" in body else match[0], title)  # type: ignore[misc]
        if fixed != title:
            yield line.edit("facts", {**line.facts, "title": fixed}, "the words between the underscores stand in quotes in the text")
