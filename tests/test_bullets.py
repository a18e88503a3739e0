"""Which signs alone at line starts are bullets, and which are words, letters that count, or signs of a formula."""

from __future__ import annotations

import pytest

from cleaner import clean

PROSE = (
    "The committee met in the old school at the end of the harbour and agreed on a list of the repairs\n"
    "that are to be made before winter; each of them was given to one of the members, who will report on\n"
    "the work at the next meeting, which is to be held in the same room on the first Monday in October:\n"
)
ITEMS = ("mend the roof of the boat house", "paint the doors and the gate", "clear the ditch behind it", "find a new lamp for the pier")


@pytest.mark.parametrize("sign", ["l", "n", "\u2212", "\u26ab", "\u25a0", "\u2219"])
def test_a_sign_before_several_lines_is_a_bullet(sign: str) -> None:
    text = clean(PROSE + "".join([f"{sign} {item}\n" for item in ITEMS]) + PROSE).text
    assert "\n\n- " + "\n- ".join(ITEMS) in text


@pytest.mark.parametrize(
    "lines",
    [
        [f"l {item}" for item in ITEMS[:3]],  # too few
        [f"l {item}" for item in ITEMS] + ["the length l of the pier"],  # a word, or a variable
        [f"{letter} {item}" for letter, item in zip("aabb", ITEMS, strict=True)] + [f"b {item}" for item in ITEMS],  # letters that count
        [f"l{item}" for item in ITEMS],  # no gap
        [f"\u25a0 {item}" for item in ITEMS] + ["see \u25a0 above"],
        [f"l +{item}" for item in ITEMS],  # a formula
        [f"\uf8f8 {item}" for item in ITEMS],  # a piece of a tall bracket, in the code of the Symbol font
    ],
)
def test_what_else_stands_there_stays(lines: list[str]) -> None:
    found = clean(PROSE + "\n".join(lines) + "\n" + PROSE)
    assert not [edit for edit in found.edits if edit.rule == "bullets"]
