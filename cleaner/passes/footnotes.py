"""Footnotes between two lines of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document, Edit, Kind, Line, Role
from cleaner.sentences import ends_sentence, joint_between

MARK = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ANY_MARK = re.compile(f"[{MARK}]")
NOTE = re.compile(rf"\s*([{MARK}])\s*(?=\S)")
MAX_NOTE = 6
"""Lines; a longer note is not told from running text."""


def footnotes(document: Document) -> Iterator[Edit]:
    """Move footnotes to the end: `[^1]` at the mark, `[^1]:` before the text.

    Evidence: a circled number at the start of a line and the same one inside an earlier line of
    the same page or the page before, and no other. List counters in a sentence stand close
    together and have no partner at a line start.
    """
    if document.kind is not Kind.WRAPPED:
        return
    marked = {line.index for line in document.holding(*sorted(document.unusual.intersection(MARK)))}
    if not marked:
        return
    body = document.body()
    marks: dict[str, list[Line]] = {}
    number = 0
    changed: dict[int, str] = {}
    taken = set()
    for place, line in enumerate(body):
        if place in taken or line.index not in marked:
            continue
        found = NOTE.match(line.text)
        for mark in ANY_MARK.findall(line.text, found.end() if found else 0):
            marks.setdefault(mark, []).append(line)
        if not found:
            continue
        earlier = [other for other in marks.get(found[1], []) if other is not line]
        # of the same page or the page before; endnotes stand on the last page
        partners = [other for other in earlier if line.page - other.page <= 1] or earlier
        if len(partners) != 1:
            continue
        number += 1
        partner = partners[0]
        marks[found[1]].remove(partner)
        wording = changed.get(partner.index, partner.text)
        changed[partner.index] = wording.replace(found[1], f"[^{number}]", 1)
        yield partner.edit("text", changed[partner.index], f"the mark of the footnote on line {line.number}")._replace(before=wording)
        yield line.edit("text", f"[^{number}]: {line.text[found.end() :]}", "a footnote")
        yield line.edit("role", Role.FOOTNOTE, f"its mark stands on line {partner.number}")
        last = line
        for step, tail in enumerate(body[place + 1 : place + MAX_NOTE], place + 1):
            if ends_sentence(last.text) or NOTE.match(tail.text) or tail.page != line.page:
                break
            taken.add(step)
            yield tail.edit("role", Role.FOOTNOTE, "goes on from the footnote above")
            yield tail.edit("joint", joint_between(last.text, tail.text), "goes on from the footnote above")
            last = tail
