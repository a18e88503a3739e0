"""What an archive or publisher prints on pages: labels, download notes, notices of rights."""

from __future__ import annotations

from cleaner.document import PLAIN, Document, Role
from cleaner.pages.proposals import furniture
from cleaner.rules import Proposals, rule


@rule(acts_on=PLAIN, writes={Role.RUNNING_HEAD})
def stamps(document: Document) -> Proposals:
    """Label the label of an archive (`arXiv:2101.01234v2 [cs.TE] 7 Jan 2021`), and download and copyright notes at page edges.

    Evidence: the label has its number, its class and its date, and nothing else; a note is repeated at page breaks that are proved.
    """
    yield from furniture(document, "stamp", Role.RUNNING_HEAD)
