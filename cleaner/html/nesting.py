"""Lists and quotes around a block: what its lines begin with, and what stands between it and the block before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.document import HEADINGS, Role
from cleaner.regex import regex

MAX_LEVELS = 24
"""Lists and quotes inside each other; deeper ones stay at this depth, for every line repeats its indents."""
INDENTS = regex(r"^[^\S\n]+(?=\S)", re.M)
QUOTE = "> "


class Nesting:
    """The lists and quotes around the place we are at."""

    def __init__(self, in_cell: bool = False) -> None:
        self.levels: list[_Level] = []
        self.tight = False
        self.lists: list[_List] = []
        self.in_cell = in_cell
        self.has_items = False

    def is_item_open(self) -> bool:
        """Whether an item is open that has not printed its first block."""
        return any([level.mark for level in self.levels])

    def set_aside(self) -> None:
        """What comes first in the item is printed elsewhere, and no mark with it."""
        for level in self.levels:
            level.mark = ""

    def open_list(self, tag: str, start: int, is_in_list: bool) -> None:
        """A list begins; one right inside another is part of the item before."""
        is_part = is_in_list and bool(self.lists) and self.lists[-1].has_items
        if is_part:
            around = self.lists[-1]
            self.levels.append(_Level(" " * len(f"{around.number - 1}. " if around.tag == "ol" else "- ")))
        self.tight = self.tight if self.is_item_open() else bool(self.lists) and self.lists[-1].has_items
        self.lists.append(_List(tag, start, is_part))

    def close_list(self) -> None:
        """The innermost list ends."""
        if self.lists:
            if self.lists.pop().is_part:
                self.levels.pop()
            self.tight = bool(self.lists)

    def open_item(self, value: int | None) -> None:
        """An item begins."""
        self.has_items = True
        around = self.lists[-1] if self.lists else _List()
        around.has_items = True
        if around.tag == "ol":
            number = around.number if value is None else value
            mark = f"{number}. "
            around.number = number + 1
        else:
            mark = "" if self.in_cell else "- "
        self.levels.append(_Level(" " * len(mark), mark))

    def close_item(self) -> None:
        """The innermost item ends."""
        if self.levels:
            self.levels.pop()
            self.tight = True

    def open_quote(self) -> None:
        """A quote begins."""
        self.levels.append(_Level(QUOTE))

    def close_quote(self) -> None:
        """The innermost quote ends."""
        if self.levels and any([level.indent == QUOTE for level in self.levels]):
            self.levels.pop()
            self.tight = False

    def place(self, role: Role, text: str) -> tuple[Role, str, str]:
        """A block with what its lines begin with here, the marks of all items that it is the first of, indents, quotes; and its joint."""
        if not self.levels:
            return role, text, "\n\n"
        levels = self.levels if len(self.levels) <= MAX_LEVELS else [*self.levels[: MAX_LEVELS - 1], self.levels[-1]]
        is_quoted = any([level.indent == QUOTE for level in levels])
        if role in HEADINGS:
            role, text = Role.QUOTE if is_quoted else Role.LIST_ITEM, f"{'#' * int(role[-1])} {text}"
        if role is Role.BODY:
            text = INDENTS.sub("", text)  # behind a mark no later rule sees them
        indent = "".join([level.indent for level in levels])
        first = "".join([level.mark or level.indent for level in levels])
        is_first = first != indent
        joint = "\n" if is_first and self.tight else "\n\n"
        self.tight = self.tight or is_first
        above = ""
        if is_quoted and joint == "\n\n":  # a quote goes on: its mark stands on the line between
            depth = max([place for place, level in enumerate(levels) if level.indent == QUOTE and level.is_printed], default=-1)
            if depth >= 0:
                above, joint = "".join([level.indent for level in levels[: depth + 1]]).rstrip() + "\n", "\n"
        for level in levels:
            level.mark, level.is_printed = "", True
        head, *rest = text.split("\n")
        text = above + "\n".join([first + head, *(indent + part if part else indent.rstrip(" ") for part in rest)])
        if role is Role.BODY:
            role = Role.LIST_ITEM if is_first or not is_quoted else Role.QUOTE
        return role, text, joint


@dataclass
class _Level:
    """An item or a quote that is open."""

    indent: str  # what its lines begin with
    mark: str = ""  # what its first line begins with, until that is printed
    is_printed: bool = False


@dataclass
class _List:
    """A list that is open."""

    tag: str = "ul"
    number: int = 1  # of its next item
    is_part: bool = False  # of the item before, right inside another list
    has_items: bool = False
