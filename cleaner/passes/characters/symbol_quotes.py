"""Quotation marks that a journal's symbol font kept under a slash and a nought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cleaner.document import NO_PROSE, PLAIN, Document, Edit
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import HAN, MARKS

OPENING = regex(rf"(?<![\w/:.\]-])/(?= ?[{HAN}A-Z])|(?<=[{HAN}])/(?= ?[{HAN}A-Z])")
CLOSING = regex(rf"(?<=[{HAN}{MARKS}A-Za-z,.!?])0(?![\w%./])|(?<=[{HAN}][+＋])0|(?<=[{HAN}{MARKS}])0(?=[{HAN}])")
PAIR = regex(rf"(?:{OPENING.pattern})[^/0]{{1,60}}(?:{CLOSING.pattern})")
BEHIND_MARK = regex(rf"[{MARKS}]")
DOT = regex(rf"(?<=[{HAN}])#(?= ?[{HAN}])")
MIN_PAIRS = 3
MIN_SHARE = 0.8
"""Of all slashes and noughts beside ideographs, so many must pair off. A choice (`和/或`) has a slash and no nought."""


@rule(acts_on=PLAIN, changes=Change.ANY, takes="[/0#]")
def symbol_quotes(document: Document) -> Iterator[Edit]:
    """Quotation marks and name dots of a symbol font: `/三农0问题` becomes `“三农”问题`.

    Evidence: a text without quotation marks, where slashes and noughts beside ideographs stand in pairs, three times or more, and a
    slash behind a comma or another mark, where a choice (`开/关`, `元/吨`) has none. In such a text `#` between ideographs is the dot
    of a name.
    """
    wording = document.wording()
    if "/" not in wording or "“" in wording or "「" in wording:
        return
    pairs = list(PAIR.finditer(wording))
    single = max(len(OPENING.findall(wording)), len(CLOSING.findall(wording)))
    if len(pairs) < MIN_PAIRS or len(pairs) < MIN_SHARE * single:
        return
    if not any([match.start() and BEHIND_MARK.match(wording, match.start() - 1) for match in pairs]):
        return
    marks = {match.start(): "“" for match in pairs} | {match.end() - 1: "”" for match in pairs}
    marks |= {match.start(): "·" for match in DOT.finditer(wording)}
    found: dict[int, dict[int, str]] = defaultdict(dict)  # by line: the mark at each place in its text
    for (line, place), mark in zip(document.located([*marks]), marks.values(), strict=True):
        found[line.index][place] = mark
    for index in sorted(found):
        line = document.lines[index]
        if line.role not in NO_PROSE:
            fixed = "".join([found[index].get(place, sign) for place, sign in enumerate(line.text)])
            yield line.edit("text", fixed, "quotation marks of a symbol font, in pairs")
