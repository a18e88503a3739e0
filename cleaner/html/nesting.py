"""Lists and quotes around a block: what its lines begin with, and what stands between it and the block before."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.document import HEADINGS, Role
from cleaner.regex import regex

MAX_PREFIXES = 24
"""Lists and quotes inside each other; deeper ones stay at this depth, for every line repeats its indents."""
INDENTS = regex(r"^[^\S\n]+(?=\S)", re.M)
QUOTE = "> "


class Placed(NamedTuple):
    """A block as it stands in its lists and quotes."""

    role: Role
    text: str
    joint: str


class Nesting:
    """The lists and quotes around the place we are at."""

    def __init__(self, in_cell: bool = False) -> None:
        self.prefixes: list[str] = []
        self.marker = ""  # of the list item that has not printed its first block
        self.tight = False
        self.lists: list[_List] = []
        self.in_cell = in_cell
        self.has_items = False
        self.quoted: list[bool] = []  # for each quote around, whether a block of it was printed

    def open_list(self, tag: str, start: int, is_in_list: bool) -> None:
        """A list begins; one right inside another is part of the item before."""
        indent = ""
        if is_in_list and self.lists:
            around = self.lists[-1]
            indent = " " * len(f"{around.number - 1}. " if around.tag == "ol" else "- ")
            self.prefixes.append(indent)
        self.tight = bool(self.lists)
        self.lists.append(_List(tag, start, indent))

    def close_list(self) -> None:
        """The innermost list ends."""
        if self.lists:
            if self.lists.pop().indent:
                self.prefixes.pop()
            self.tight = bool(self.lists)

    def open_item(self, tag: str, value: int | None) -> None:
        """An item begins, or the paragraph below a term."""
        self.has_items = True
        if tag == "dd":
            self.prefixes.append("  ")
            return
        around = self.lists[-1] if self.lists else _List("ul", 1, "")
        if around.tag == "ol":
            number = around.number if value is None else value
            self.marker = f"{number}. "
            around.number = number + 1
        else:
            self.marker = "" if self.in_cell else "- "
        self.prefixes.append(self.marker)

    def close_item(self) -> None:
        """The innermost item ends."""
        if self.prefixes:
            self.prefixes.pop()
            self.marker = ""
            self.tight = True

    def open_quote(self) -> None:
        """A quote begins."""
        self.prefixes.append(QUOTE)
        self.quoted.append(False)

    def close_quote(self) -> None:
        """The innermost quote ends."""
        if self.prefixes and self.quoted:
            self.prefixes.pop()
            self.quoted.pop()
            self.marker = ""
            self.tight = False

    def place(self, role: Role, text: str) -> Placed:
        """A block with what its lines begin with here."""
        if not self.prefixes:
            return Placed(role, text, "\n\n")
        if role in HEADINGS:
            if not self.quoted:  # it ends the list
                return Placed(role, text, "\n\n")
            role, text = Role.QUOTE, f"{'#' * int(role[-1])} {text}"
        if role is Role.BODY:
            text = INDENTS.sub("", text)  # behind a mark no later rule sees them
        prefixes = self.prefixes[:MAX_PREFIXES]
        indents = [prefix if prefix == QUOTE else " " * len(prefix) for prefix in prefixes]
        indent = first = "".join(indents)
        joint = "\n\n"
        if self.marker:
            first = indent[: len(indent) - len(prefixes[-1])] + self.marker
            joint = "\n" if self.tight else "\n\n"
            self.tight = True
        above = ""
        if any(self.quoted) and joint == "\n\n":  # a quote goes on: its mark stands on the line between
            places = [place for place, one in enumerate(indents) if one == QUOTE]
            depth = max([place for place, printed in zip(places, self.quoted, strict=False) if printed], default=-1)
            if depth >= 0:
                above, joint = "".join(indents[: depth + 1]).rstrip() + "\n", "\n"
        self.quoted = [True] * len(self.quoted)
        head, *rest = text.split("\n")
        text = above + "\n".join([first + head, *(indent + part if part else indent.rstrip(" ") for part in rest)])
        if role is Role.BODY:
            role = Role.LIST_ITEM if self.marker or ">" not in indent else Role.QUOTE
        self.marker = ""
        return Placed(role, text, joint)


class _List:
    """A list that is open."""

    __slots__ = ("indent", "number", "tag")

    def __init__(self, tag: str, number: int, indent: str) -> None:
        self.tag = tag
        self.number = number  # of its next item
        self.indent = indent  # where it stands right inside another list
