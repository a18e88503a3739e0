"""Whether a Korean word goes on over a line end, as the syllables beside it tell.

Korean parts its words by spaces, and most print breaks its lines anywhere: the space, if there was one, is lost at the line end. Each
place has names: the syllable before and after it and both together, the two syllables at each side, with the sign where a word begins or
ends, and the lengths of the pieces. `data/korean.txt` says what each weighs, in nats, where lines are broken anywhere. It was fitted by
`benchmarks/weigh_korean.py` on the Korean of React's and Rust's manuals, of PyTorch's tutorials, of KLUE and KorNLI (news, reviews, talk).
With the words of the text itself (see `korean_words`), 94 in 100 line ends of an encyclopaedia are told rightly, 97 of tales and manuals.
"""

from __future__ import annotations

import os
from functools import cache

from cleaner.regex import regex
from cleaner.wording.line_ends import DATA

LAST, FIRST = regex("[\uac00-\ud7a3]*\\Z"), regex("[\uac00-\ud7a3]+")
WHOLE = 0.45
"""Of the places where a line may be broken: so many are between two words."""
LONGEST = 5
"""Syllables of a piece that are told apart."""


def names_of(left: str, right: str) -> list[str]:
    """What shows between `left`, the last word of a line, and `right`, the first of the next one, which begins with a syllable."""
    begun, rest = pieces(left, right)
    last, first, sign = _class(left[-1]), right[0], _sign(right[len(rest) :])
    names = [f"<{last}", f">{first}", last + first, f">{(rest + sign)[:2]}"]
    names += [f"#{min(len(begun), LONGEST)}", f"%{min(len(rest), LONGEST)}{sign}"]
    return [*names, "<" + (("^" if begun == left else "~") + begun)[-2:]] if begun else names


def pieces(left: str, right: str) -> tuple[str, str]:
    """The syllables that `left` ends with and those that `right` begins with."""
    return LAST.findall(left)[0], FIRST.findall(right)[0]


def evidence(left: str, right: str) -> float:
    """Nats for one word against two, as `names_of`."""
    weights = _weights()
    return weights[""] + sum([weights.get(name, 0.0) for name in names_of(left, right)])


def _class(sign: str) -> str:
    return sign if "\uac00" <= sign <= "\ud7a3" else "0" if sign.isdigit() else "A" if sign.isalpha() else ")"


def _sign(rest: str) -> str:
    first = rest[:1]
    return "$" if not first else "." if first in ".?!" else "," if first in ",;:" else "A" if first.isalnum() else "("


@cache
def _weights() -> dict[str, float]:
    """Nats by name; the empty one holds for all places."""
    with open(os.path.join(DATA, "korean.txt"), encoding="utf-8") as file:
        rows = [row.split("\t") for row in file.read().splitlines()]
    return {name: float(value) for value, names in rows for name in names.split(" ")}
