"""The engine: rules declare themselves, likely edits wait for level bold, a user's own rules run beside ours."""

from __future__ import annotations

import pytest

from cleaner import CHAIN, Cleaner, Document, Kind, Role, clean, read, run
from cleaner.chain import chosen, ordered
from cleaner.document import Likely
from cleaner.rules import Change, Proposals, Stage, rule


@rule(writes={Role.FOLIO}, stage=Stage.PAGES)
def takes_first(document: Document) -> Proposals:
    """Take out the first line: a rule from outside."""
    yield document.lines[0].edit("role", Role.FOLIO, "the first line")


@rule(writes={Role.FOLIO}, stage=Stage.PAGES)
def undeclared(document: Document) -> Proposals:
    """Write what it does not declare."""
    yield document.lines[0].edit("joint", " ", "no reason")


@rule(writes={Role.FOLIO}, stage=Stage.PAGES)
def likely(document: Document) -> Proposals:
    """Hold the last line for furniture, without proof."""
    line = document.lines[-1]
    yield Likely((line.edit("role", Role.FOLIO, "looks like one"),), line.doubt("looks like a page number", "body text", "a page number"))


@rule(acts_on={Kind.HTML}, changes=Change.ANY, stage=Stage.PAGES)
def never(document: Document) -> Proposals:
    """Fail wherever it is asked."""
    raise AssertionError(document.kind)


def test_a_rule_of_ones_own_is_recorded_like_ours() -> None:
    found = Cleaner(rules=(takes_first,), check=False)("一行。\n\n二行。\n")
    assert found.text.endswith("二行。\n")
    assert [edit.rule for edit in found.edits if edit.field == "role"] == ["takes_first"]


def test_a_write_that_is_not_declared_is_an_error() -> None:
    with pytest.raises(ValueError, match="undeclared writes joint, which it does not declare"):
        run(read("一行。\n"), (undeclared,))


def test_what_is_likely_is_reported_and_done_at_level_bold() -> None:
    usual, bold = read("一行。\n\n12\n"), read("一行。\n\n12\n")
    run(usual, (likely,))
    run(bold, (likely,), bold=True)
    assert (usual.lines[-1].role, [doubt.rule for doubt in usual.doubts]) == (Role.BODY, ["likely"])
    assert (bold.lines[-1].role, bold.doubts) == (Role.FOLIO, [])


def test_a_rule_with_nothing_to_act_on_is_not_asked() -> None:
    run(read("一行。\n"), (never,))


def test_rules_of_one_stage_come_after_those_they_name() -> None:
    assert ordered(reversed(CHAIN)) == CHAIN
    for place, one in enumerate(CHAIN):
        names = [other.name for other in CHAIN[:place]]
        assert set(one.after) <= {*names}, one.name
    with pytest.raises(ValueError, match="two rules are named folios"):
        ordered([*CHAIN, CHAIN[[one.name for one in CHAIN].index("folios")]])


def test_level_safe_takes_nothing_out() -> None:
    assert all(not one.takes_out for one in chosen(level="safe"))
    assert clean("一行。\n").text == "一行。\n"
