"""Repair of one line: exact ways back first, ftfy's search for short damage in Latin text, until nothing changes."""

from __future__ import annotations

from functools import lru_cache

from cleaner.passes.characters._round_trips import GAIN, all_through, exact
from cleaner.passes.characters._signs import LONE_LETTER, ODD_PAIR, is_table
from cleaner.passes.characters.controls import clean
from cleaner.wording.glyphs import C1, SUSPECT
from cleaner.wording.likelihood import least_bits

MAX_REMEMBERED = 2_000
"""Lines whose repair is remembered: of Markdown they are asked for once to find the code, and once outside it."""
MAX_ROUNDS = 8


def repair(text: str) -> str:
    """`text` repaired and cleaned, until nothing changes: one repair may uncover the next. C1 controls that stay are no text."""
    return "\n".join([_repair(part) for part in text.split("\n")])


@lru_cache(MAX_REMEMBERED)
def _repair(text: str) -> str:
    fixed = _until_nothing_changes(text)
    return clean(text) if fixed != text and is_table(text) else fixed


def _until_nothing_changes(text: str) -> str:
    for _ in range(MAX_ROUNDS):
        fixed = all_through(text)
        if fixed == text:
            fixed = exact(text)
            if SUSPECT.search(text) or ODD_PAIR.search(text):
                fixed = min((fixed, _short(text)), key=least_bits)
        if fixed == text:  # control characters may be halves of letters: only now they go
            fixed = clean(C1.sub("", text))
        if fixed == text:
            break
        text = fixed
    return text


def _short(text: str) -> str:
    import ftfy

    # without the white space around it, which a later pass may strip
    core = text.strip(" \t\u3000")
    start = text.index(core)
    fixed = ftfy.fix_encoding(core)
    if fixed == core or "\n" in fixed or LONE_LETTER.search(fixed) or least_bits(fixed) + GAIN > least_bits(core):
        return text
    return text[:start] + fixed + text[start + len(core) :]
