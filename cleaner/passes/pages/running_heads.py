"""Running heads: what is printed at the top or foot of page after page."""

from __future__ import annotations

from cleaner.document import PLAIN, Document, Role
from cleaner.pages.proposals import furniture
from cleaner.rules import Proposals, rule


@rule(acts_on=PLAIN, writes={Role.RUNNING_HEAD}, fields={"facts"})
def running_heads(document: Document, *, min_times: int = 1) -> Proposals:
    """Label running heads and mastheads, and keep what they tell: the journal or paper, its date and issue.

    Evidence: the same wording next to page breaks that are proved, on the same side, on pages in a row, and hardly anywhere else; beside
    the number of the page, on its line, if it is a heading with a number of its own without any break, or above the heading that it
    names; with the number outside on pages that face each other; the other of two heads in turn of which one is proved; a journal's name
    with year and issue, a page code with a date and an editor, at the edge of a page; a short line that stands in mid-sentence again and
    again. What only stands between a page break and the rest of a sentence, and begins something, stays apart.
    Counter-evidence: rows of numbers beside it, the head of a table; clauses in it; the first place of a wording that stands nowhere
    else, for it may be the title. A head that stands at fewer
    than `min_times` page edges is likely at most. See `cleaner.pages`.
    """
    yield from furniture(document, "head", Role.RUNNING_HEAD, min_times)
