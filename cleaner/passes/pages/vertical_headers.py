"""Heads set vertically in the margin."""

from __future__ import annotations

from cleaner.document import PLAIN, Document, Role
from cleaner.pages.proposals import furniture
from cleaner.rules import Proposals, rule


@rule(acts_on=PLAIN, writes={Role.RUNNING_HEAD}, fields={"facts"})
def vertical_headers(document: Document) -> Proposals:
    """Label heads in the margin that extractors write one character a line, and keep what they tell: journal, year, issue.

    Evidence: at least five lines in a row of up to three characters that read, downwards or upwards, as a year and an issue; or that
    are repeated beside page numbers, at page edges, in mid-sentence. Counter-evidence: the torn head of a table has none of these.
    """
    yield from furniture(document, "vertical", Role.RUNNING_HEAD)
