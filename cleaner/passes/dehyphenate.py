"""Words broken by a hyphen at a line end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document, Edit, Kind, Line

BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\s*\Z")
REST = re.compile(r"\s*([^\W\d_]+)")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def dehyphenate(document: Document) -> Iterator[Edit]:
    """Join a word that a hyphen breaks at the line end: `munici-⏎pality` becomes `municipality`.

    The document is its own dictionary: the hyphen stays where the hyphenated form stands elsewhere,
    where both halves are words of the text and their sum is not, and before a capital or a digit.
    """
    if document.kind is not Kind.WRAPPED:
        return
    words: set[str] | None = None
    for line in document.holding("\xad"):
        yield line.edit("text", line.text.replace("\xad", ""), "a soft hyphen")
    before: Line | None = None
    for line in document.body():
        if before is not None and line.joint == " " and before.text.rstrip()[-1:] in ("-", "\u2010", "\u00ad"):
            left, right = BROKEN.search(before.text), REST.match(line.text)
            if left:
                words = _words(document) if words is None else words
                soft = before.text.rstrip()[-1] == "\xad"
                keep = not soft and (right is None or not right[1][0].islower() or _is_compound(left[1].lower(), right[1].lower(), words))
                if not keep and not soft:
                    cut = before.text.rstrip()[:-1]
                    yield before.edit("text", cut, f"a word broken at the line end: {left[1]}{right[1] if right else ''}")
                yield line.edit("joint", "", "a compound broken at its hyphen" if keep else "rest of a broken word")
        before = line


def _words(document: Document) -> set[str]:
    """The words of the text, without those at a line end that a hyphen breaks and the rests behind them."""
    found: set[str] = set()
    for line in document.prose():
        words = WORD.findall(line.text.lower())
        found.update(words[:-1] if line.text.rstrip().endswith("-") else words)
    return found


def _is_compound(left: str, right: str, words: set[str]) -> bool:
    if left + right in words:
        return False
    return f"{left}-{right}" in words or (len(left) > 2 and len(right) > 2 and left in words and right in words)
