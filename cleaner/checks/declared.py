"""Every rule is held to what it declares that it may change."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from cleaner.chain import CHAIN
from cleaner.checks.errors import UnsafeError
from cleaner.document import LINE_ENDS, LINE_FIELDS, PLAIN, Document, Edit, Role
from cleaner.passes.characters.controls import ESCAPE_SEQUENCE, decomposed
from cleaner.regex import regex
from cleaner.rules import Change, Rule

NO_LETTER = regex(r"[\W_ˆ]+")
"""The circumflex alone is a letter to Unicode, and a bullet to some fonts."""
NO_DIGIT = regex(r"[^0-9]+")
NO_ASCII_LETTER = regex(r"[^A-Za-z]+")
HALF = regex("[\x80-\xff\u0152-\u02dc\u2013-\u2122][@-~]")
"""A letter of ASCII that may be the second byte of a character in Shift_JIS, GBK or Big5."""
WRITTEN = regex(r"\\|&lt;|&amp;|%3A|[<&:]")
"""What the writer puts before or in the place of a sign that would be markup, and that sign."""

BUILT_IN: Mapping[str, frozenset[str]] = {
    "decode": frozenset({"bytes", "encoding"}),
    "columns": frozenset({"order"}),
    "html": frozenset({"text", "role", "facts"}),
    "set": frozenset({"facts"}),
    "front_matter": frozenset({"role"}),
    "written": frozenset({"text", "role", "front matter", "white space"}),
}
"""What readers, options and writer change under names that are no rules."""


def spaceless(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


def letters(text: str) -> str:
    """The letters and digits of `text`."""
    return NO_LETTER.sub("", text)


def numerals(text: str) -> str:
    """The ASCII digits of `text` that are none of a command to a terminal."""
    return NO_DIGIT.sub("", ESCAPE_SEQUENCE.sub("", text) if "\x1b" in text else text)


def rules_are_held(document: Document, own: Collection[Rule] = ()) -> None:
    """Raise if an edit is of a rule that does not exist, or more than its rule declares. `own` are rules beside those of the chain."""
    rules = {rule.name: rule for rule in (*own, *CHAIN)}
    _places_are_true(document)
    repaired: set[int] = set()  # places of lines that a rule edited
    for name, edits in document.record:
        if name in BUILT_IN:
            _built_in(document, name, edits, repaired)
            continue
        repaired |= {edit.place for edit in edits if edit.field == "text"}
        rule = rules.get(name)
        if rule is None:
            raise UnsafeError(f"{name} changed a line, and is no rule")
        kept, is_of_letters = KEPT.get(rule.changes), rule.changes is Change.LETTERS
        taken = re.compile(rule.takes) if rule.takes else None
        for edit in edits:
            if why := rule.refuses(edit):
                raise UnsafeError(f"{name} {why} in line {edit.line}, which it does not declare")
            if edit.field == "text":
                before, after = str(edit.before), str(edit.after)
                rest = taken.sub("", before) if taken and rule.changes is Change.MARKS else before
                if kept and (kept(rest) != kept(after) or (is_of_letters and not _keeps_ascii(before, after))):
                    raise UnsafeError(f"{name} changed more than {rule.changes!s} in line {edit.line}")
                if taken and not _rest_stands(taken, before, after):
                    raise UnsafeError(f"{name} took more than it declares out of line {edit.line}")
            if edit.field == "joint" and str(edit.after).strip():
                raise UnsafeError(f"{name} put wording between line {edit.line} and the one before")


def _places_are_true(document: Document) -> None:
    """Raise if an edit of a line names another place or wording than the line had, or gives no reason."""
    now: dict[int, str] = {}  # wording, by place; a rule may tell it as it was before its first edit
    for name, edits in document.record:
        then: dict[int, str] = {}
        for edit in edits:
            if not edit.reason:
                raise UnsafeError(f"{name} gives no reason in line {edit.line}")
            if edit.field not in LINE_FIELDS:
                continue
            line = document.lines[edit.place]
            wording = now.setdefault(edit.place, line.raw.rstrip(LINE_ENDS))
            is_wording = edit.text in (wording, then.setdefault(edit.place, wording))
            if (edit.line, edit.page) != (line.number, line.page) or not is_wording or (edit.field == "text" and edit.before != wording):
                raise UnsafeError(f"{name} records line {edit.line} as what it is not")
            if edit.field == "text":
                now[edit.place] = str(edit.after)


def _built_in(document: Document, name: str, edits: list[Edit], repaired: Collection[int]) -> None:
    opens = next((line.index for line in document.filled), 0)
    for edit in edits:
        if edit.field not in BUILT_IN[name]:
            raise UnsafeError(f"{name} changed the {edit.field} of line {edit.line}")
        if name == "written":
            if edit.field == "text" and WRITTEN.sub("", str(edit.before)).strip() != WRITTEN.sub("", str(edit.after)).strip():
                raise UnsafeError(f"the writer changed wording in line {edit.line}")
            is_escape = edit.field == "text" and str(edit.before).rstrip() != edit.after and document.kind not in PLAIN
            if is_escape and edit.place != opens and edit.place not in repaired:
                raise UnsafeError(f"the writer escaped what was read as markup in line {edit.line}")
            if edit.field == "role" and (edit.after != Role.BLANK or edit.text.strip()):
                raise UnsafeError(f"the writer left line {edit.line} out")
        if name == "front_matter" and document.lines[edit.place].role not in (Role.NOTICE, Role.FRONT_MATTER):
            raise UnsafeError(f"line {edit.line} is left out as front matter, and is none")


def _keeps_ascii(before: str, after: str) -> bool:
    """Whether all letters of ASCII stand in `after`, in their order: no damage to characters touches them."""
    if not before.isascii():
        before = HALF.sub("", before)
    found = iter(NO_ASCII_LETTER.sub("", after if after.isascii() else decomposed(after)))
    return all([sign in found for sign in NO_ASCII_LETTER.sub("", ESCAPE_SEQUENCE.sub("", before) if "\x1b" in before else before)])


def _rest_stands(taken: re.Pattern[str], before: str, after: str) -> bool:
    """Whether the letters and digits of `before` that are not `taken` stand in `after`, in their order, composed or not."""
    place, wording = 0, letters(decomposed(after))
    for part in taken.split(decomposed(before)):
        if rest := letters(part):
            place = wording.find(rest, place) + len(rest)
            if place < len(rest):
                return False
    return True


KEPT: Mapping[Change, Callable[[str], str]] = {
    Change.NOTHING: str,
    Change.SPACE: spaceless,
    Change.MARKS: letters,
    Change.LETTERS: numerals,
}
"""What of a wording must be alike before and after an edit, by what its rule declares."""
