"""Where a title begins: titles are set on up to three lines."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.document import Line
from cleaner.glyphs import letters
from cleaner.sentences import STOP_INSIDE, ends_clause

MAX_LINES = 3
CALLS = "？?！!"
"""What a title may end with, though it ends a sentence too."""
MIN_TITLE = 4
"""Letters; a shorter one may be a word of the text, the label of a field, or a number: `附件1`."""


def is_long_enough(text: str) -> bool:
    """Whether a title is no mere label."""
    return sum(map(str.isalpha, text)) >= MIN_TITLE


def is_stopped(text: str) -> bool:
    """Whether a line ends a sentence or a clause, as no title does: one that asks or calls out may be a title."""
    text = text.strip()
    return text[-1:] not in CALLS and ends_clause(text)


def has_stop(text: str) -> bool:
    """Whether a sentence, or a part of one, ends inside a line, or at its end: no title has that."""
    return is_stopped(text) or STOP_INSIDE.search(text.strip().rstrip(CALLS)) is not None


def title_lines(lines: Sequence[Line], last: int, filled: Sequence[Line]) -> list[Line]:
    """The lines of the title that ends with `lines[last]`: as many as stand again together as one running title.

    A title on several lines shows by nothing else: its first line might be a label, or the title of
    the page. Where no line of the text repeats it, the last line alone is returned.
    """
    seen = {letters(line.text) for line in filled}
    for size in range(min(MAX_LINES, last + 1), 1, -1):
        found = list(lines[last + 1 - size : last + 1])
        if letters("".join([line.text for line in found])) in seen:
            return found
    return [lines[last]]
