"""What a rule is: a generator of proposals, and what it declares of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, get_args, get_type_hints

from cleaner.document import FLOATS, FURNITURE, METADATA, Document, Doubt, Edit, Kind, Likely, Role

Proposals = Iterator[Edit | Doubt | Likely]
Function = Callable[..., Proposals]
EVERY_KIND = frozenset(Kind)


class Stage(StrEnum):
    """The stages of the chain, in their order. All rules of one stage may rely on what the stages before it found."""

    __hash__ = str.__hash__

    CHARACTERS = "characters"
    PAGES = "pages"
    PARTS = "parts"
    HEADINGS = "headings"
    PARAGRAPHS = "paragraphs"
    GAPS = "gaps"
    METADATA = "metadata"
    ASKED = "asked"


class Change(StrEnum):
    """What a rule may do to the wording of a line; each value allows what those before it allow."""

    NOTHING = "nothing"
    SPACE = "white space"
    MARKS = "punctuation and other signs"
    LETTERS = "letters, not digits"
    ANY = "anything"


TAKEN_OUT = FURNITURE | FLOATS | (METADATA - {Role.FRONT_MATTER}) | {Role.FOOTNOTE}
"""Roles of lines that leave the place where they stood."""


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule of the chain: its function, and what it declares. Called, it gives its proposals for a document."""

    function: Function
    stage: Stage
    acts_on: frozenset[Kind]
    writes: frozenset[Role]
    fields: frozenset[str]
    changes: Change
    takes: str
    after: tuple[str, ...]

    @cached_property
    def name(self) -> str:
        """The name of the function: users select, ignore and set the rule by it."""
        return self.function.__name__

    @cached_property
    def doc(self) -> str:
        """The docstring of the function: what the rule does, its evidence, its counter-evidence."""
        return self.function.__doc__ or ""

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """The keyword arguments of the function, with their defaults."""
        return self.function.__kwdefaults__ or {}

    @cached_property
    def takes_out(self) -> bool:
        """Whether the rule takes wording out of the body or moves it, so that `--level safe` leaves it out."""
        return not self.writes.isdisjoint(TAKEN_OUT) or (self.changes is Change.ANY and self.stage is Stage.PARAGRAPHS)

    def choices(self, setting: str) -> tuple[str, ...]:
        """The values that a setting may have, if they are few."""
        return get_args(get_type_hints(self.function)[setting])

    def __call__(self, document: Document, **settings: Any) -> Proposals:
        return self.function(document, **settings)

    def __reduce__(self) -> tuple[Any, ...]:
        # by its place, so that workers in other processes find the same rule
        return _found, (self.function.__module__, self.name)

    def refuses(self, edit: Edit) -> str:
        """Why the rule may not make this edit, or nothing: a field or a role that it does not declare."""
        if edit.field == "role":
            return "" if edit.after in self.writes else f"makes a line {edit.after!s}"
        return "" if edit.field in self.fields else f"writes {edit.field}"


def _found(module: str, name: str) -> Rule:
    from importlib import import_module

    found: Rule = getattr(import_module(module), name)
    return found


def rule(
    *,
    acts_on: Iterable[Kind] = EVERY_KIND,
    writes: Iterable[Role] = (),
    fields: Iterable[str] = (),
    changes: Change = Change.NOTHING,
    takes: str = "",
    after: Iterable[str] = (),
    stage: Stage | None = None,
) -> Callable[[Function], Rule]:
    """Declare a generator function to be a rule.

    `acts_on` names the kinds of document on which there is anything to do; the engine skips the rule elsewhere. `writes` are the roles
    that it may give a line, `fields` the others of "joint" and "facts" that it may write, `changes` what it may do to wording. `takes` is a
    pattern of all that it may take out or replace: the rest stays, in its order. `after` names rules of the same stage that must have
    spoken before. `stage` is the folder of the rule's file; a rule from outside names it.
    """

    def declare(function: Function) -> Rule:
        own = stage or Stage(function.__module__.split(".")[-2])
        written = {*fields, *({"text"} if changes is not Change.NOTHING else ())}
        return Rule(function, own, frozenset(acts_on), frozenset(writes), frozenset(written), changes, takes, tuple(after))

    return declare
