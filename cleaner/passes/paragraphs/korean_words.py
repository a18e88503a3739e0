"""Korean words that a line end parts."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from cleaner.document import Document, Kind
from cleaner.passes.paragraphs.dehyphenate import pairs_of_a_role
from cleaner.regex import regex
from cleaner.rules import Proposals, rule
from cleaner.wording.korean import FIRST, WHOLE, evidence, pieces

BEGINS = regex("\\s*[\uac00-\ud7a3]")
ENDS = regex(r"(?:[\uac00-\ud7a3]|(?<![.,/:@_-])[A-Za-z0-9)\]%]) ?\Z")
"""A syllable, or what a particle stands behind: a word in Latin letters, a number, a bracket."""
MIN_SPACED = 3
"""Lines of each kind: with a space at all ends, or at one by chance, nothing is told."""
SURE = 2.0
"""Nats against a word that the spaces at line ends tell: they are believed up to here."""
DOUBT = 0.4
"""Nats: in texts that the weights were not fitted on four decisions of ten are wrong below it."""
KNOWN, HALVES = 3.0, -1.0
"""Nats for a word that the text has elsewhere, and against one that it has not where it has both halves: counted in four texts."""


@rule(acts_on={Kind.WRAPPED}, fields={"joint"}, after=["unwrap", "dehyphenate"])
def korean_words(document: Document) -> Proposals:
    """Join a Korean word that a line end parts: `구⏎조로` becomes `구조로`; two words keep the space between them.

    Some print breaks lines between words only, some anywhere. Anywhere, more than half of the ends part a word; which, the syllables beside
    them tell (see `cleaner.wording.korean`). That a text breaks its words at all is told by all of its joined lines together, so one likely
    place proves nothing. The text is its own dictionary. An extractor that leaves a space at some line ends leaves it where a word ends:
    there it decides.
    """
    ends = [
        (before, line)
        for before, line in pairs_of_a_role(document)
        if BEGINS.match(line.text)
        and ENDS.search(before.text)
        and (line.joint == " " or (line.joint == "" and before.text.rstrip()[-1] >= "\uac00"))
    ]
    if not ends:
        return
    words = {match[0] for line in document.filled for word in line.text.split()[1:-1] if (match := FIRST.search(word))}
    nats = [_nats(before.text.split()[-1], line.text.split()[0], words) for before, line in ends]
    told = tells_spaces([line.text for line in document.filled])
    breaks = sum([math.log(WHOLE) + math.log1p(math.exp(min(nat, 9.0))) for nat in nats])
    for (before, line), nat in zip(ends, nats, strict=True):
        if told:
            parts = before.text[-1] != " " and nat > -SURE
        elif breaks > 0:
            parts = nat > DOUBT
            if -DOUBT < nat <= DOUBT:
                yield line.doubt("syllables that may be one word or two", "two words", "one word")
        else:
            parts = line.joint == ""
        if parts != (line.joint == ""):
            yield line.edit("joint", "" if parts else " ", "the rest of a Korean word" if parts else "a Korean word of its own")


def _nats(left: str, right: str, words: Collection[str]) -> float:
    """Nats for one word against two, given the words inside the lines of the text: those at the ends may be pieces."""
    begun, rest = pieces(left, right)
    has_both = begun in words and rest in words
    known = KNOWN if begun and begun + rest in words and rest not in words else HALVES if has_both and begun + rest not in words else 0.0
    return evidence(left, right) + known


def tells_spaces(texts: Sequence[str]) -> bool:
    """Whether an extractor left a space at those ends of Korean lines where a word ends, for some have one and some have none."""
    spaced = sum([text[-1:] == " " and "\uac00" <= text.rstrip()[-1:] <= "\ud7a3" for text in texts])
    bare = sum(["\uac00" <= text[-1:] <= "\ud7a3" for text in texts])
    return min(spaced, bare) >= MIN_SPACED
