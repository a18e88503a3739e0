"""Paragraphs of several printed lines, rewritten as one text: words and quotations go on from line to line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from cleaner.document import NO_PROSE, Document, Edit, Line, Role
from cleaner.regex import regex

MAX_COMPARED = 4_000
"""Characters of a paragraph whose old and new wording are compared; in a longer one each line is rewritten for itself."""


NOTE = regex(r"\[\^[^\]\s]+\]:")
"""A footnote: Markdown's reader calls it verbatim, like other definitions, but what it says is prose."""


def prose(document: Document) -> Iterator[Line]:
    """The lines whose wording may change if asked for: no code, addresses, front matter."""
    return (line for line in document.filled if line.role not in NO_PROSE or (line.role is Role.VERBATIM and NOTE.match(line.text)))


def rewrite(lines: Iterable[Line], fix: Callable[[str], str], reason: Callable[[str, str], str]) -> Iterator[Edit]:
    """Propose `fix` of each paragraph among `lines`, as edits of its lines and of the joints between them.

    `reason` is given what stood there and what takes its place.
    """
    for paragraph in grouped(lines):
        before = paragraph[0].text + "".join([line.joint + line.text for line in paragraph[1:]])
        after = fix(before)
        if after == before:
            continue
        cuts = _cuts(paragraph, before, after)
        if cuts is None:
            parts = [(line.joint, fix(line.text)) for line in paragraph]
        else:
            parts = [(after[end:start], after[start:stop]) for (end, start), (stop, _) in pairwise(cuts)]
        for number, (line, (joint, text)) in enumerate(zip(paragraph, parts, strict=True)):
            if number and joint != line.joint:
                yield line.edit("joint", joint, reason(line.joint, joint))
            if text != line.text:
                yield line.edit("text", text, reason(line.text, text))


def grouped(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """`lines` in groups: a line that is joined to the one before of its role stands with it. What floats between does not part them."""
    groups: list[list[Line]] = []
    last: dict[str, list[Line]] = {}
    for line in lines:
        if line.joint in ("", " ") and line.role in last:
            last[line.role].append(line)
        else:
            last[line.role] = [line]
            groups.append(last[line.role])
    return iter(groups)


def _cuts(paragraph: list[Line], before: str, after: str) -> list[tuple[int, int]] | None:
    """Where each line ends in `after`, and where the next begins; None where that cannot be told."""
    starts, ends, place = [], [0], 0
    for number, line in enumerate(paragraph):
        place += len(line.joint) if number else 0
        starts.append(place)
        place += len(line.text)
        ends.append(place)
    if len(paragraph) == 1:
        return [(0, 0), (len(after), len(after))]
    left, right = _places(before, after)
    cuts = [(left(end), right(start)) for end, start in zip(ends, [*starts, len(before)], strict=True)]
    cuts[0], cuts[-1] = (0, 0), (len(after), len(after))
    sound = all(end <= start <= stop for (end, start), (stop, _) in pairwise(cuts)) and all(
        after[end:start] in ("", " ") for end, start in cuts[1:-1]
    )
    return cuts if sound else None


def _places(before: str, after: str) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """From a place in `before` to that in `after`: before what was put in there, and behind it."""
    if len(before) == len(after):
        return int, int
    old, new = _filled(before), _filled(after)
    if len(old) == len(new):  # only white space came or went
        return (
            lambda place: new[count - 1] + 1 if (count := bisect_left(old, place)) else 0,
            lambda place: new[count] if (count := bisect_left(old, place)) < len(new) else len(after),
        )
    if max(len(before), len(after)) > MAX_COMPARED:
        return (lambda place: -1), (lambda place: -2)
    from difflib import SequenceMatcher  # imports much

    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()

    def at(place: int, number: int) -> int:
        _, start, end, new_start, new_end = codes[number]
        return new_end if place == end else min(new_start + place - start, new_end)

    stops, begins = [code[2] for code in codes], [code[1] for code in codes]
    return (
        lambda place: at(place, min(bisect_left(stops, place), len(codes) - 1)),
        lambda place: at(place, bisect_right(begins, place) - 1),
    )


def _filled(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if not character.isspace()]
