"""Labels for lines in a row that are one thing: a title, a heading, a note, a caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.document import Edit, Line, Role
from cleaner.wording.sentences import joint_between


def label(
    lines: Sequence[Line], role: Role, reason: str, *, opens: str = "", above: str | None = None, goes_on: str = "goes on"
) -> Iterator[Edit]:
    """Give `lines` one role and join them as one sentence.

    `reason` says why they have the role, `goes_on` why a line is joined to the one before it. `opens` says why the first line
    begins a block; without it what stands before that line stays as it is. `above` is the wording that the first line goes on.
    """
    for line in lines:
        yield line.edit("role", role, reason)
        if above is not None and line.joint != (joint := joint_between(above, line.text)):
            yield line.edit("joint", joint, goes_on)
        elif above is None and opens and line.joint != "\n\n":
            yield line.edit("joint", "\n\n", opens)
        above = line.text
