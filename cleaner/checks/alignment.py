"""Pieces of a text found again, in their order, in another text: what is missing and what is added."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

ANCHOR = 12
"""Letters of a piece that shows where we are when the ones before it are elsewhere: shorter ones stand anywhere."""
SLACK = 400
"""Letters that may have been added before an anchor, beside those of the pieces that wait for their place."""
MAX_CELLS = 400_000
"""Pieces times letters that are compared in every way: about 50 ms; beyond, only anchors are looked for."""


def differences(pieces: Sequence[str], whole: str) -> tuple[list[int], list[str]]:
    """The places of the pieces that do not stand in `whole` in their order, and the stretches of `whole` that are none of them.

    Nearly every piece stands where the one before it ends. Where one does not, the next long one that is near shows where to go on,
    and between them as many letters as can be are matched.
    """
    lost: list[int] = []
    added: list[str] = []
    waiting: list[int] = []
    size = at = 0  # letters that wait; the place in `whole`
    anchor = start = -1  # the last anchor, and where it stands
    for place, piece in enumerate(pieces):
        if not piece:
            continue
        if not whole.startswith(piece, at + size) and whole.find(piece, at) < 0:
            found = whole.find(piece, max(0, at - len(piece)), at + len(piece)) if len(piece) >= ANCHOR else -1
            if not 0 <= found <= start:
                lost.append(place)
                continue
            # the anchor before was only the first words of what stands there
            lost += [anchor, *waiting]
            added += [whole[found:start]] if found < start else []
            at, anchor, start = found + len(piece), place, found
            waiting, size = [], 0
            continue
        waiting.append(place)
        size += len(piece)
        if len(piece) < ANCHOR:
            continue
        end = at + size
        if whole[at:end] == "".join([pieces[one] for one in waiting]):
            start = end - len(piece)
        else:
            start = whole.find(piece, at, end + SLACK)
            if start < 0:
                continue
            end = start + len(piece)
            _settle(pieces, waiting[:-1], whole[at:start], lost, added)
        at, anchor = end, place
        waiting, size = [], 0
    _settle(pieces, waiting, whole[at:], lost, added)
    return lost, added


def _settle(pieces: Sequence[str], waiting: Sequence[int], gap: str, lost: list[int], added: list[str]) -> None:
    """Find the pieces that wait in `gap`, so that as many letters as can be are matched."""
    if gap == "".join([pieces[place] for place in waiting]):
        return
    if not gap:
        lost += waiting
        return
    if len(waiting) * len(gap) > MAX_CELLS:
        waiting, rest = [place for place in waiting if len(pieces[place]) >= ANCHOR], [p for p in waiting if len(pieces[p]) < ANCHOR]
        here = 0
        for place in waiting:
            found = gap.find(pieces[place], here)
            if found < 0:
                lost.append(place)
            else:
                added += [gap[here:found]] if found > here else []
                here = found + len(pieces[place])
        added += [gap[here:]] if gap[here:] not in "".join([pieces[place] for place in rest]) else []
        return
    best = [0] * (len(gap) + 1)  # letters matched in the first so many of `gap`
    steps: list[list[int]] = [best]
    for place in waiting:
        piece, after = pieces[place], best.copy()
        found = gap.find(piece)
        while found >= 0:
            end = found + len(piece)
            after[end] = max(after[end], best[found] + len(piece))
            found = gap.find(piece, found + 1)
        best = list(accumulate(after, max))
        steps.append(best)
    at = len(gap)
    spans: list[tuple[int, int]] = []
    for step in range(len(waiting), 0, -1):
        piece, before, after = pieces[waiting[step - 1]], steps[step - 1], steps[step]
        while at and after[at] == after[at - 1]:
            at -= 1
        if after[at] == before[at]:
            lost.append(waiting[step - 1])
        else:
            spans.append((at - len(piece), at))
            at -= len(piece)
    last = 0
    for start, end in reversed(spans):
        added += [gap[last:start]] if start > last else []
        last = end
    added += [gap[last:]] if last < len(gap) else []
