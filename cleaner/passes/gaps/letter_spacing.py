"""Latin words with a space behind every letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import NO_PROSE, PLAIN, Document, Doubt, Edit
from cleaner.inline import outside_code
from cleaner.regex import regex
from cleaner.rules import Change, rule

WORD = r"(?:[A-Za-z](?: [a-z])+|[A-Z](?: [A-Z])+|[aAI])(?: ?[,.;:!?])?"
RUN = regex(rf"(?<!\S)(?:{WORD} {{2,}})*(?:[A-Za-z](?: [a-z]){{3,}}|[A-Z](?: [A-Z]){{4,}})(?: ?[,.;:!?])?(?: {{2,}}{WORD})*(?!\S)")
GATE = regex("[A-Za-z] [A-Za-z] [A-Za-z] [A-Za-z](?![A-Za-z])")
GAP = regex(" {2,}")
LATIN = regex("[a-z]+")
MIN_DIFFERENT = 6
"""Letters. The answers of a test, a rhyme scheme, a strand of bases have fewer."""


@rule(acts_on=PLAIN, changes=Change.SPACE, after=["tracking"])
def letter_spacing(document: Document) -> Iterator[Edit | Doubt]:
    """Close letter-spaced Latin words: `t h e  r e a d i n g  r o o m` becomes `the reading room`.

    Evidence: four single letters with single spaces, and wider gaps where words end. Without such gaps it may be one word or
    several, or a word that is spelt out: it is closed if it has a line of its own and stands elsewhere in the text, else reported.
    Letters in the order of the alphabet are a list, and few letters again and again (`A C B D  B A D C`) are labels.
    """
    if document.kind not in PLAIN or not GATE.search(document.wording()):
        return
    known = set(LATIN.findall(document.wording().lower()))
    for line in document.matching(RUN):
        if line.role in NO_PROSE:
            continue
        whole = line.text.strip()
        unsure: list[str] = []

        def closed(match: re.Match[str], whole: str = whole, unsure: list[str] = unsure) -> str:
            words = [word.replace(" ", "") for word in GAP.split(match[0])]
            if any(list(word) == sorted(word) for word in words if len(word) > 3):
                return match[0]
            if len(words) > 1 and len({*filter(str.isalpha, match[0].lower())}) < MIN_DIFFERENT:
                return match[0]
            alone = match[0] == whole
            if len(words) == 1 and not (alone and words[0].rstrip(",.;:!?").lower() in known):
                unsure.append(words[0])
                return match[0]
            return " ".join(words)

        fixed = outside_code(line.text, lambda part, closed=closed: RUN.sub(closed, part))  # type: ignore[misc]
        if fixed != line.text:
            yield line.edit("text", fixed, "a space behind every letter")
        for words in unsure:
            yield line.doubt("a space behind every letter, and nothing shows where words end", "as it is", words)
