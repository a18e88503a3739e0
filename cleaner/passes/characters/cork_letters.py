"""Letters of the Cork encoding that a font of TeX left as control characters."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import NO_PROSE, PLAIN, Document, Edit
from cleaner.regex import regex
from cleaner.rules import Change, rule

CORK = {"\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl", "\x9f": "§", "ÿ": "ß"}
"""The Cork (T1) encoding of TeX: five ligatures in places of control characters, `§` and `ß` in those of others."""
LIGATURE = regex(r"[^\W\d_][\x1b-\x1f][a-zà-öø-þ]|(?<![^\s(/-])[\x1b-\x1f][a-zà-öø-þ]")
"""Inside a word, or before its second letter; an escape sequence has a bracket there."""
SIGN = regex(r"[\x1b-\x1f](?=[a-zà-öø-þ])|\x9f(?=[\s\d(])|(?<=[a-zà-öø-þ])ÿ")
MIN_PLACES = 3
"""Ligatures, `ff`, `fi` or `fl` two of them: data have one control character before letters, or those of records and fields."""


@rule(acts_on=PLAIN, changes=Change.ANY, takes="[\x1b-\x1f\x9fÿ]|y\u0308")
def cork_letters(document: Document) -> Iterator[Edit]:
    """Read ligatures, `§` and `ß` of the Cork encoding, which came out as control characters: `ö\\x1bentlich` becomes `öffentlich`.

    Evidence: control characters in the places of ligatures inside words or at their start, three in the text, and two kinds of the
    short ones.
    Counter-evidence: escape sequences, which have a bracket; control characters between fields.
    """
    if document.unusual.isdisjoint("\x1b\x1c\x1d\x1e\x1f"):
        return
    found = LIGATURE.findall(document.wording())
    if len(found) < MIN_PLACES or sum([any([sign in match for match in found]) for sign in "\x1b\x1c\x1d"]) < 2:
        return
    for line in document.holding(*CORK):
        if line.role not in NO_PROSE and (text := SIGN.sub(lambda match: CORK[match[0]], line.text)) != line.text:
            yield line.edit("text", text, "letters of the Cork encoding of TeX")
