"""White space at the ends of lines, and double spaces in headings."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import HEADINGS, NO_PROSE, PASSED_OVER, PLAIN, Document, Edit, Kind, Line, Role
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import HAS_CJK

RUN = regex(r"[ \t\u3000\xa0]{2,}|[\u3000\xa0]")
SENTENCE_ENDS = frozenset("。！？…”」』")
TYPED_INDENT = 30
"""Characters: a longer line with leading spaces is a paragraph with a first-line indent, not aligned text."""

SET_RIGHT = 16
"""Blanks before a line that stands alone as a block: a name set at the right, with nothing to be aligned with. Four make code of it."""


@rule(changes=Change.SPACE, after=["pasted"])
def whitespace(document: Document) -> Iterator[Edit]:
    """Strip lines, and fold white space in headings and titles to one space.

    In Markdown leading spaces are structure and two trailing ones a line break: both stay. In plain
    text leading spaces may align columns; only those of paragraphs go.
    """
    lines = document.lines
    for line in document.spaced():
        if line.role in NO_PROSE and line.role is not Role.TABLE:
            continue
        after = lines[line.index + 1] if line.index + 1 < len(lines) else None
        fixed = _fixed(document.kind, line, after)
        if fixed != line.text:
            yield line.edit(
                "text", fixed, "white space at the end of a line" if line.text.startswith(fixed) else "white space around a line"
            )


def _fixed(kind: Kind, line: Line, after: Line | None) -> str:
    text = line.text
    if kind is Kind.MARKDOWN or line.role in (Role.LIST_ITEM, Role.QUOTE, Role.TABLE):
        bare = text.rstrip(" \t\u3000\xa0")
        goes_on = after is not None and after.role not in PASSED_OVER and after.joint == "\n"
        if kind not in PLAIN and goes_on and text[len(bare) :].startswith("  "):
            return text  # a line break
        # the next printed line of an item is no line of its own
        return bare.lstrip(" \t\u3000\xa0") if kind is Kind.WRAPPED and line.joint in ("", " ") else bare
    if kind is Kind.HTML:
        return text.strip()
    if line.role in HEADINGS or line.role is Role.TITLE:
        return RUN.sub(" ", text.strip())
    if kind is Kind.WRAPPED and line.role is not Role.KEPT:
        return text.strip().removesuffix("\xad")  # which `dehyphenate` takes away, if it is not left out
    if kind is Kind.TEXT or line.role is Role.KEPT:
        bare = text.rstrip(" \t\u3000\xa0")
        core = bare.lstrip(" \t\u3000\xa0")
        indent = bare[: len(bare) - len(core)]
        is_last = after is None or after.role is Role.BLANK or after.joint != "\n"
        is_set_right = len(indent) >= SET_RIGHT and line.joint == "\n\n" and is_last
        paragraph = (len(core) >= TYPED_INDENT or core[-1:] in SENTENCE_ENDS or is_set_right) and HAS_CJK.search(core)
        other = line.role is not Role.BODY and line.role is not Role.KEPT
        return core if paragraph or line.joint in ("", " ") or "\u3000" in indent or "\xa0" in indent or other else bare
    return text.strip()
