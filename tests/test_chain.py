"""Passes that take wording out take turns: what one finds is evidence for the next."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import Document, Doubt, Edit, Role, read, run
from cleaner.chain import MAX_ROUNDS


def folios(document: Document) -> Iterator[Edit | Doubt]:
    """A pass under the name of one that takes wording out: it finds a line at each turn, by the one before, and reports the last."""
    yield document.lines[-1].doubt("a line that is never sure", "body text", "a page number")
    found = [line for line in document.lines[:-1] if line.role is Role.BODY]
    if found:
        yield found[0].edit("role", Role.FOLIO, "the next in turn")


def unwrap(document: Document) -> Iterator[Edit | Doubt]:
    """The same under the name of a pass that takes none out."""
    yield from folios(document)


def taken(source: str, rule: object) -> tuple[list[Role], int]:
    document = read(source)
    run(document, (rule,))  # type: ignore[arg-type]
    return [line.role for line in document.lines], len(document.doubts)


def test_they_are_asked_until_none_finds_more_and_report_a_doubt_once() -> None:
    assert taken("一\n二\n三\n", folios) == ([Role.FOLIO, Role.FOLIO, Role.BODY], 1)


def test_a_chain_of_evidence_as_long_as_the_text_is_cut() -> None:
    roles, _ = taken("一\n" * 20, folios)
    assert roles.count(Role.FOLIO) == MAX_ROUNDS


def test_other_passes_are_asked_once() -> None:
    assert taken("一\n二\n三\n", unwrap) == ([Role.FOLIO, Role.BODY, Role.BODY], 1)
