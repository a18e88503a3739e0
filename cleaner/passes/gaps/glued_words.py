"""Latin words that an extractor glued together: reported, not guessed."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import NO_PROSE, Document, Doubt, Kind
from cleaner.regex import regex
from cleaner.rules import rule

GLUED = regex(r"(?<![\w./:@&=?#%_-])[A-Za-z]?[a-z]{20,}(?![\w./:@&=?#%_-])")
"""Letters of one word; English has few with more than twenty (`internationalization` has as many). An address is no word."""
MANY_LETTERS = regex("[a-z]{20}")


@rule(acts_on={Kind.WRAPPED})
def glued_words(document: Document) -> Iterator[Doubt]:
    """Report words that lost the spaces between them: `centralprocessingunit`.

    Evidence: more than twenty small letters in a row in wrapped text. Where they part only a dictionary could tell.
    """
    for line in document.matching(MANY_LETTERS):
        match = GLUED.search(line.text)
        if match and line.role not in NO_PROSE:
            yield line.doubt(f"words glued together by the extractor: {match[0]}", "as it is", "several words")
