"""Printed page numbers."""

from __future__ import annotations

from cleaner.document import PLAIN, Document, Role
from cleaner.pages.numbers import LONE as FOLIO
from cleaner.pages.proposals import furniture
from cleaner.rules import Proposals, rule

__all__ = ["FOLIO", "folios"]


@rule(acts_on=PLAIN, writes={Role.FOLIO})
def folios(document: Document, *, min_pages: int = 1) -> Proposals:
    """Label page numbers.

    Evidence: numbers of one form that go up with the pages, and a proof that they do: they keep step with page breaks that are known;
    or name the page and the number of all pages; or stand in mid-sentence; or beside a head that names an issue or opens the text; or are
    labelled to the last line; or are written as those of the pages around, of which one is missed.
    Counter-evidence: chapters, questions, verses and notes count as evenly, so regular distance proves nothing; numbers beside numbers
    are a table. A sequence of fewer than `min_pages` numbers is likely at most. See `cleaner.pages`.
    """
    yield from furniture(document, "folio", Role.FOLIO, min_pages)
