"""Words broken by a hyphen at a line end."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import FLOATS, Document, Edit, Kind, Line, Role
from cleaner.regex import regex
from cleaner.rules import Change, rule

HYPHENS = ("-", "\u2010", "\u00ad")
INNER = regex(r"\w\u2010\w")
DRAWN = regex(r"\w\xad\w")
GLUED = regex(r"[^\W\d_][\x02\ufffe][^\W\d_]")
JOINED = regex(r"([^\W\d_]+(?:-[^\W\d_]+)*)\u2010([^\W\d_]+(?:-[^\W\d_]+)*)")
CHAIN = regex(r"[^\W\d_]+(?:\u2010[^\W\d_]+){2,}")
BROKEN = regex(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad]\s*\Z")
REST = regex(r"\s*([^\W\d_]+(?:-[^\W\d_]+)*)")
WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")


SOLID = frozenset(
    WORD.findall(
        "after any back be can down every fore for here how in inter into no not off on out over per pre re some sub super there "
        "trans un under up what when where who with"
    )
)
"""Words that English writes together with what follows (`cannot`, `outdoor`), and prefixes that look like words."""
TENS = frozenset(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
MAX_LINES_A_BREAK = 30
"""Hyphenated English of eight documents broke a word every 3 to 18 lines, text set without hyphenation every 45 and more."""
ROLES = frozenset({Role.BODY, Role.LIST_ITEM, Role.ABSTRACT, Role.TRANSLATION, Role.NOTICE, Role.FOOTNOTE}) | FLOATS


@rule(acts_on={Kind.WRAPPED}, fields={"joint"}, changes=Change.MARKS, after=["column_cuts"])
def dehyphenate(document: Document) -> Iterator[Edit]:
    """Join a word that a hyphen breaks at the line end: `munici-⏎pality` becomes `municipality`.

    The document is its own dictionary: the hyphen stays where the hyphenated form stands elsewhere,
    where both halves are words of the text and their sum is not, before a capital or a digit, and in a
    chain of hyphens. A text that has U+2010 at line ends only writes its own hyphens otherwise: there
    all of them go; and a text that hardly breaks any word keeps them all.
    """
    source = document.source
    soft = document.holding("\xad")
    odd = document.unusual
    glued = [] if odd.isdisjoint("\x02\ufffe") else [line for line in document.holding("\u2010") if GLUED.search(line.raw)]
    breaks = [(last, line) for last, line in _pairs(document) if line.joint == " " and last.text.rstrip().endswith(HYPHENS)]
    words = _words(document) if breaks or glued else set()
    # a text that is hyphenated at all breaks a word every few lines: one that hardly does has hyphens of its own there
    hyphenated = (len(breaks) + len(glued)) * MAX_LINES_A_BREAK >= len(document.filled)
    drawn = "\xad" in odd and DRAWN.search(source) is not None
    inner = "\u2010" in odd and INNER.search(source) is not None
    fixed = {line.index: (line, line.text.replace("\xad", "")) for line in soft}
    for last, line in breaks:
        text = last.text.rstrip()
        left, right = BROKEN.search(text), REST.match(line.text)
        if not left:
            continue
        certain = (text[-1] == "\xad" and not drawn) or (text[-1] == "\u2010" and not inner)
        keep = not certain and _is_compound(left[1], right[1] if right else "", words, hyphenated)
        fixed[last.index] = last, text[:-1] + ("-" if keep else "")
        yield line.edit("joint", "", "a compound broken at its hyphen" if keep else "rest of a broken word")
    for line in glued:
        _, text = fixed.get(line.index, (line, line.text))
        text = CHAIN.sub(lambda match: match[0].replace("\u2010", "-"), text)
        fixed[line.index] = line, JOINED.sub(lambda match: _joined(match[1], match[2], words, hyphenated), text)
    for line, text in fixed.values():
        if text != line.text.rstrip():
            yield line.edit("text", text, "a word broken at the line end")


def _pairs(document: Document) -> Iterator[tuple[Line, Line]]:
    """Lines of one role in a row, whatever stands between."""
    before: dict[Role, Line] = {}
    for line in document.filled:
        if line.role in ROLES:
            if line.role in before:
                yield before[line.role], line
            before[line.role] = line


def _words(document: Document) -> set[str]:
    """The words of the text, without those at a line end that a hyphen breaks and the rests behind them."""
    found: set[str] = set()
    for line in document.prose():
        words = WORD.findall(line.text.lower())
        found.update(words[:-1] if line.text.rstrip().endswith(HYPHENS) else words)
    return found


def _joined(left: str, right: str, words: set[str], hyphenated: bool) -> str:
    return f"{left}-{right}" if _is_compound(left, right, words, hyphenated) else left + right


def _is_compound(left: str, right: str, words: set[str], hyphenated: bool) -> bool:
    """Whether `left` and `right` are written with a hyphen. `left` may end a chain of hyphens, `right` begin one."""
    if not right or not right[0].islower():
        return True
    left = left.lower()
    whole, last = left + right, left.rpartition("-")[2]
    if whole in words:
        return False
    if "-" in right or left in TENS or len(last) == 1 or f"{left}-{right}" in words or not hyphenated:
        return True
    return len(last) > 2 and len(right) > 2 and last in words and right in words and last not in SOLID
