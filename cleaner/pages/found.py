"""What is found of the pages of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Certainty(StrEnum):
    """How sure it is that a line is furniture."""

    SURE = "sure"  # proved: of 1,000 lines on texts the proofs were not written on, at most 2 are none
    LIKELY = "likely"
    UNSURE = "unsure"


class Furniture(NamedTuple):
    """What a line of furniture is, how sure that is, and why."""

    kind: str  # "folio", "head", "vertical", "stamp"
    certainty: Certainty
    reason: str
    group: str  # lines of one group are reported together: one sequence, one wording
    facts: Mapping[str, Any]  # what it tells of the document, as front matter
    is_apart: bool = False  # whether it is part of no sentence, though not sure to be furniture


class Break(NamedTuple):
    """A page break: where the text goes on, and how sure that is."""

    place: int  # of the first line of text after the break, among the filled lines
    certainty: Certainty


@dataclass(frozen=True)
class Pages:
    """Page breaks, furniture by place among the filled lines, and the lines of text next to the breaks."""

    breaks: tuple[Break, ...]
    furniture: Mapping[int, Furniture]
    edges: frozenset[int]  # places of lines of text that are first or last on a page; none where no break is known


NOTHING = Pages((), {}, frozenset())
