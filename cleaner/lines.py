"""What every filled line shows, measured once: no rule measures for itself.

Measured after the characters are repaired and before anything else changes; later edits of the wording change no measure. Each
feature is one list, in the order of the filled lines, made in bulk when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.wording.glyphs import MAY_BE_WIDE, width

if TYPE_CHECKING:
    from cleaner.document import Line

WHITE = (" ", "\t", "\u3000", "\xa0")


BEGINNING = 4
"""Letters."""


class Lines:
    """The filled lines of a document and their features, by place: `widths[3]` is the width of `filled[3]`."""

    def __init__(self, filled: list[Line]) -> None:
        self.filled = filled

    @classmethod
    def of(cls, texts: list[str], gaps: list[int] | None = None) -> Lines:
        """Lines of which only the wording is known, without white space around it, and the blank lines before each."""
        lines = cls([])
        lines.texts, lines.gaps, lines.leads = texts, gaps or [0] * len(texts), [0] * len(texts)
        return lines

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each line here, by its index in the document."""
        return {line.index: place for place, line in enumerate(self.filled)}

    @cached_property
    def texts(self) -> list[str]:
        """The wording without white space around it."""
        return [line.text.strip() for line in self.filled]

    @cached_property
    def beginnings(self) -> dict[str, list[int]]:
        """The places of the lines that begin with the same `BEGINNING` letters: those of one wording are found without a search."""
        found: dict[str, list[int]] = {}
        for place, key in enumerate(self.keys):
            found.setdefault(key[:BEGINNING], []).append(place)
        return found

    @cached_property
    def columns(self) -> list[int]:
        """Display columns of the wording."""
        try:
            return [(len(text) + len(text.encode())) // 2 for text in self.texts]  # as `width` has it
        except UnicodeEncodeError:
            return list(map(width, self.texts))

    @cached_property
    def widths(self) -> list[int]:
        """Display columns of the wording without its gaps (see `without_gaps`)."""
        return [without_gaps(text, size) if " " in text else size for text, size in zip(self.texts, self.columns, strict=True)]

    @cached_property
    def wide(self) -> list[bool]:
        """Whether each line holds what is printed wide: an accent or a curly quotation mark counts half a column more and is none."""
        return list(map(is_wide, self.texts, self.columns))

    @cached_property
    def sizes(self) -> list[int]:
        """`widths`, but of lines in Latin letters with the gaps as they are."""
        return [width if wide else size for width, size, wide in zip(self.widths, self.columns, self.wide, strict=True)]

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


def is_wide(text: str, size: int) -> bool:
    """Whether a line of so many columns holds what is printed wide: ideographs, kana, hangul or their marks."""
    return size > len(text) and holds_wide(text)


def holds_wide(text: str) -> bool:
    """Whether `text` holds a sign from U+2E80 on: no wide one comes before, but a few symbols."""
    return MAY_BE_WIDE.search(text) is not None or max(text, default="") > "\u2e7f"


def without_gaps(text: str, size: int) -> int:
    """Of `size` columns of a line those without its gaps: in CJK autospace counts half a column (a quarter of an ideograph), the gaps of
    a letter-spaced line nothing; a word space that justification stretched is one."""
    if size == len(text):
        is_stretched = "  " in text and text.count("  ") * 5 > text.count(" ") * 2
        return len(" ".join(text.split())) if is_stretched else size
    gaps = text.count(" ")
    # letter by letter: words that two spaces part have as many
    is_spaced = gaps * 3 > len(text) and ("   " in text or len(text.split()) * 3 > len(text))
    return size - (gaps if is_spaced else (gaps + 1) // 2)
