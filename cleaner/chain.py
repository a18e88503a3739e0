"""The whole design in one place: the stages, in their order, the rules of each, and how they are run."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from graphlib import TopologicalSorter
from importlib import import_module
from time import perf_counter
from typing import Any

from cleaner.document import LINE_ENDS, Document, Doubt, Edit, Likely, restored
from cleaner.nearest import unknown
from cleaner.rules import Rule, Stage

# characters   Wrong characters first: every later rule reads them, and a gap or a control character may be half a letter.
# pages        What repeats with the page and not with the text, while the edges of pages still show.
# parts        What is not running text: title blocks, notes, floats, duplicates; on printed lines, before any join hides them.
# headings     Before the joins, or they would be joined; they need the widths of lines.
# paragraphs   Lines into paragraphs, and what shows where two lines are known to be one sentence.
# gaps         Inside lines, and last: the widths of lines with their gaps were evidence.
# metadata     From the repaired wording.
# asked        What is done only where somebody asks for it, when all words are whole and all facts are found.
STAGES = tuple(Stage)

PASSES = os.path.join(os.path.dirname(__file__), "passes")


def _of_stage(stage: Stage) -> list[Rule]:
    """The rules of a stage: every file in its folder defines the rule of its name."""
    names = sorted(name[:-3] for name in os.listdir(os.path.join(PASSES, stage)) if name.endswith(".py") and name[0] != "_")
    return [getattr(import_module(f"cleaner.passes.{stage}.{name}"), name) for name in names]


def ordered(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """`rules` by stage; inside a stage each after the rules that it says it must follow, and else by name.

    Raises `ValueError` if two rules have one name, or each must follow the other.
    """
    by_stage: dict[Stage, dict[str, Rule]] = {stage: {} for stage in STAGES}
    for rule in sorted(rules, key=lambda rule: rule.name):
        if any(rule.name in group for group in by_stage.values()):
            raise ValueError(f"two rules are named {rule.name}")
        by_stage[rule.stage][rule.name] = rule
    found: list[Rule] = []
    for group in by_stage.values():
        sorter = TopologicalSorter({name: [other for other in rule.after if other in group] for name, rule in group.items()})
        found += [group[name] for name in sorter.static_order()]
    return tuple(found)


CHAIN = ordered([rule for stage in STAGES for rule in _of_stage(stage)])

LEVELS: Mapping[str, str] = {
    "safe": "takes no wording out of the body and moves none, but for what the reader of a whole web page leaves out",
    "normal": "acts on what is sure, reports what is likely",
    "bold": "acts on what is likely, too",
}


def chosen(
    select: Collection[str] = (), ignore: Collection[str] = (), level: str = "normal", rules: Collection[Rule] = ()
) -> tuple[Rule, ...]:
    """The rules of the chain that `select` names (all, if it names none), without those that `ignore` and `level` leave out.

    `rules` are added to those of the chain. Raises `ValueError` for a name that does not exist.
    """
    return _chosen(CHAIN, tuple(rules), tuple(select), tuple(ignore), level)


@lru_cache
def _chosen(
    chain: tuple[Rule, ...], own: tuple[Rule, ...], select: tuple[str, ...], ignore: tuple[str, ...], level: str
) -> tuple[Rule, ...]:
    rules = ordered([*chain, *own]) if own else chain
    names = [rule.name for rule in rules]
    for name in [*select, *ignore]:
        if name not in names:
            raise ValueError(unknown("rule", name, names))
    if level not in LEVELS:
        raise ValueError(unknown("level", level, LEVELS))
    return tuple(
        [
            rule
            for rule in rules
            if (not select or rule.name in select)
            and rule.name not in ignore
            and (level != "safe" or rule.name in select or not rule.takes_out)
        ]
    )


def checked(settings: Mapping[str, Mapping[str, Any]], rules: Collection[Rule] = ()) -> Mapping[str, Mapping[str, Any]]:
    """`settings`, by the names of rules. Raises `ValueError` for a rule, a setting or a value that does not exist."""
    known = {rule.name: rule for rule in [*CHAIN, *rules]} if settings else {}
    for name, values in settings.items():
        if name not in known:
            raise ValueError(unknown("rule", name, known))
        for key, value in values.items():
            if key not in known[name].settings:
                raise ValueError(f"{name}: {unknown('setting', key, known[name].settings)}")
            default, choices = known[name].settings[key], known[name].choices(key)
            if choices and value not in choices:
                raise ValueError(f"{name}.{key} is one of {', '.join(choices)}, not {value!r}")
            if isinstance(default, int) and type(value) is not type(default):
                raise ValueError(f"{name}.{key} is {'true or false' if isinstance(default, bool) else 'a whole number'}, not {value!r}")
    return settings


def run(
    document: Document, chain: Iterable[Rule] = CHAIN, settings: Mapping[str, Mapping[str, Any]] | None = None, *, bold: bool = False
) -> dict[str, float]:
    """Apply the rules of `chain` to `document`, each once; it records every edit under the rule's name. Returns seconds by rule.

    `settings` maps a rule's name to keyword arguments for it. What a rule holds for likely is done where `bold`, else reported.
    Raises `ValueError` if a rule makes an edit that it does not declare.
    """
    seconds: dict[str, float] = {}
    last = perf_counter()
    for rule in chain:
        if document.kind in rule.acts_on:
            _apply(document, rule, (settings or {}).get(rule.name, {}), bold)
            now = perf_counter()
            seconds[rule.name] = now - last
            last = now
    return seconds


def _apply(document: Document, rule: Rule, settings: Mapping[str, Any], bold: bool) -> None:
    # the rule ends before its first edit is applied: it judges one state, not its own traces
    proposals = list(rule(document, **settings))
    if not proposals:
        return  # most rules have nothing to do in most documents
    edits: list[Edit] = []
    for proposal in proposals:
        if type(proposal) is Edit:
            edits.append(proposal)
        elif type(proposal) is Likely and bold:
            edits += proposal.edits
        else:
            doubt = proposal.doubt if type(proposal) is Likely else proposal
            assert type(doubt) is Doubt
            document.doubts.append(doubt._replace(rule=rule.name))
    if not {edit.field for edit in edits} <= rule.fields - {"role"}:
        for edit in edits:
            if refused := rule.refuses(edit):
                raise ValueError(f"{rule.name} {refused}, which it does not declare")
    document.apply(edits, rule.name)


def undo(document: Document) -> str:
    """Take back every edit, newest first, and return the source that stands there then.

    Raises `ValueError` if the record does not fit the document.
    """
    for (place, name), before in restored(document).items():
        setattr(document.lines[place], name, before)
    document.record.clear()
    return "".join([line.text + line.raw[len(line.raw.rstrip(LINE_ENDS)) :] for line in document.as_read])
