"""Letter-spaced text: a space behind every character, where a line was stretched to fill the measure."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import HEADINGS, Document, Edit, Kind, Line, Role
from cleaner.glyphs import CJK, MARKS, QUOTES
from cleaner.regex import regex
from cleaner.rules import Change, rule

MIN_GAPS = 3
"""Gaps between ideographs in one line. Two make a name list (`张 三 李 四` has them every second time) or a heading."""

GAP = regex(rf"(?<=[{CJK}])[ \u3000\xa0]+(?=[{CJK}])")
WIDE = f"{CJK}{MARKS}{QUOTES}"
TRACKED = regex(rf" (?:(?<=[{WIDE}\d%] )(?=[{WIDE}\d])|(?<=[{WIDE}] )(?=[A-Za-z])|(?<=[A-Za-z%] )(?=[{WIDE}]))")
ROLES = frozenset({Role.BODY, Role.LIST_ITEM, Role.FOOTNOTE, Role.ABSTRACT, Role.NOTICE, Role.SUBTITLE}) | HEADINGS
RUNNING = (Role.BODY, Role.LIST_ITEM)
REACH = 40
"""Lines behind which the next line of running text is not looked for: a page of furniture and floats."""
COLUMNS = regex(r"\S {2,}\S")


@rule(acts_on={Kind.WRAPPED}, changes=Change.SPACE)
def tracking(document: Document) -> Iterator[Edit]:
    """Close the gaps of letter-spaced lines: `是 前 年 的 两 倍` becomes `是前年的两倍`.

    Evidence: at least three gaps of one space between ideographs in one line of wrapped text. Wider
    gaps part columns and stay. In a paragraph of several lines a single gap between ideographs is
    no word border either; in a heading it may part two clauses.
    """
    for line in document.spaced():
        if line.role not in ROLES:
            continue
        if not GAP.search(line.text):
            continue
        text = line.text.strip()
        gaps = len(GAP.findall(text))
        if gaps >= MIN_GAPS and not COLUMNS.search(text):
            fixed = _close(text)
            reason = f"letter-spaced, {gaps} gaps between ideographs"
        elif gaps and line.role in RUNNING and in_paragraph(document, line):
            fixed = GAP.sub("", text)
            reason = "a gap between ideographs inside a paragraph"
        else:
            continue
        if fixed != text:
            yield line.edit("text", line.text.replace(text, fixed, 1), reason)


def in_paragraph(document: Document, line: Line) -> bool:
    """Whether `line` is joined to the line of running text before or behind it."""
    if line.joint in ("", " "):
        return True
    behind = next((other for other in document.lines[line.index + 1 : line.index + 1 + REACH] if other.role is line.role), None)
    return behind is not None and behind.joint in ("", " ")


def _close(text: str) -> str:
    return TRACKED.sub("", text)
