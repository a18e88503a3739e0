"""What is checked before a clean text leaves: a fault in a rule, a reader or the writer stops the file, it does not spoil it.

Each module is about one promise, and none asks the code that it checks: `source` decodes anew, `declared` holds every rule to what it
declares, `written` lays the kept lines out anew, `header` reads the front matter back, `rendered` parses Markdown and `markup` HTML
with other parsers than the readers do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cleaner.checks import declared, header, source, written
from cleaner.checks.errors import UnsafeError
from cleaner.document import Kind

if TYPE_CHECKING:
    from cleaner.api import Cleaned

__all__ = ["UnsafeError", "check"]


def check(cleaned: Cleaned, data: str | bytes, again: Callable[[str], Cleaned], encoding: str | None = None) -> None:
    """Check that `cleaned` accounts for all of `data`; raise `UnsafeError` if it does not. The document stays as it is.

    Every character is in the output or in the record, and every difference has an entry; each rule did only what it declares; the
    front matter reads back as the metadata; Markdown renders alike outside recorded changes; all words, links, pictures and cells of
    HTML are printed or recorded as left out; cleaning the output `again` changes nothing; undo gives the source back. `encoding` is the one
    that was asked for.
    """
    document = cleaned.document
    source.is_read(document, data, encoding is not None)
    source.is_undone(cleaned, data)
    own = getattr(again, "rules", ())
    declared.rules_are_held(document, own)
    laid = [*written.laid_out(document)]
    written.is_laid_out(cleaned, laid)
    written.stays_text(document, laid)
    header.reads_back(cleaned, laid, [rule.name for rule in own])
    if document.kind is Kind.MARKDOWN:
        from cleaner.checks import rendered

        rendered.renders_alike(cleaned, laid)
    if document.kind is Kind.HTML:
        from cleaner.checks import markup

        markup.is_accounted(cleaned)
    if again(cleaned.text).text != cleaned.text:
        raise UnsafeError("a second cleaning would change the text again")
