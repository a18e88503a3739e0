"""What every filled line shows, measured once: no rule measures for itself.

Measured after the characters are repaired and before anything else changes; later edits of the wording change no measure. Each
feature is one list, in the order of the filled lines, made in bulk when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.glyphs import width
from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.document import Line

DIGITS = regex("[0-9]+")
WHITE = (" ", "\t", "\u3000", "\xa0")


class Lines:
    """The filled lines of a document and their features, by place: `widths[3]` is the width of `filled[3]`."""

    def __init__(self, filled: list[Line]) -> None:
        self.filled = filled

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each line here, by its index in the document."""
        return {line.index: place for place, line in enumerate(self.filled)}

    @cached_property
    def texts(self) -> list[str]:
        """The wording without white space around it."""
        return [line.text.strip() for line in self.filled]

    @cached_property
    def widths(self) -> list[int]:
        """Display columns of the wording without its gaps (see `width_without_gaps`)."""
        return [width_without_gaps(text) for text in self.texts]

    @cached_property
    def leads(self) -> list[int]:
        """Display columns of the white space before the wording."""
        return [
            width(line.text[: len(line.text) - len(line.text.lstrip())]) if line.text[:1] in " \t\u3000\xa0" else 0 for line in self.filled
        ]

    @cached_property
    def gaps(self) -> list[int]:
        """Blank lines before each line: lines of their own, or folded into the line before."""
        found: list[int] = []
        blank = last = 0
        for line in self.filled:
            found.append(blank + line.index - last)
            last, blank = line.index + 1, line.raw.count("\n") - 1 if line.raw[-2:] == "\n\n" else 0
        return found

    @cached_property
    def keys(self) -> list[str]:
        """The wording without any white space, digits kept: lines of one key say the same."""
        wording = "\n".join(self.texts)
        for sign in WHITE:
            wording = wording.replace(sign, "")
        return wording.split("\n")

    @cached_property
    def whole(self) -> str:
        """All `keys` in a row: whether wording is repeated anywhere, wherever its lines break."""
        return "".join(self.keys)

    @cached_property
    def masked_keys(self) -> list[str]:
        """`keys` with every number as `#`: for counters of pages only, since lines that differ in their digits say different things."""
        return DIGITS.sub("#", "\n".join(self.keys)).split("\n")


def width_without_gaps(text: str) -> int:
    """Columns of a line: in CJK autospace counts half a column (a quarter of an ideograph), the gaps of a letter-spaced line nothing; a
    word space that justification stretched is one."""
    size = width(text)
    if size == len(text) and "  " in text and text.count("  ") * 5 > text.count(" ") * 2:
        return len(" ".join(text.split()))
    if size == len(text) or " " not in text:
        return size
    gaps = text.count(" ")
    return size - (gaps if gaps * 3 > len(text) else (gaps + 1) // 2)
