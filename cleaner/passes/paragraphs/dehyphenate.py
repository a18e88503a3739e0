"""Words broken by a hyphen at a line end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from cleaner.document import FLOATS, HEADINGS, Document, Edit, Kind, Line, Role
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.compounds import is_compound, is_suspended

HYPHENS = ("-", "\u2010", "\u00ad", "\u2011")
INNER = regex(r"\u2010(?<=\w.)\w")
DRAWN = regex(r"\xad(?<=\w.)\w")
GLUED = regex(r"[^\W\d_][\x02\ufffe]\w")
JOINED = regex(r"([^\W\d_]+(?:-[^\W\d_]+)*)\u2010(\w+(?:-[^\W\d_]+)*)")
CHAIN = regex(r"[^\W\d_]+(?:\u2010[^\W\d_]+){2,}")
BROKEN = regex(r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)[-\u2010\u00ad\u2011]\s*\Z")
REST = regex(r"\s*(\w+(?:-[^\W\d_]+)*)")
WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
IN_HALVES = regex(r"[^\W\d_]+\u2010\w+")

IN_ADDRESS = regex(r"(?:://|www\.|/\w+/)[!-~]*-\Z")
"""A hyphen inside an address of the web or a path, at the end of a line: it is part of the name."""
KEPT_BREAK = regex(r"[^\W\d_]{3}[-\u2010]\s*\Z")
ENDS_LATIN = regex(r"[A-Za-z][-\u2010]?\s*\Z")
"""Among ideographs only such a line could end inside a word."""
SHORTEST = 3
"""Letters of the rest of a word that another word shares."""
MAX_LINES_A_BREAK = 30
"""Hyphenated English of eight documents broke a word every 3 to 18 lines, text set without hyphenation every 45 and more."""
ROLES = (
    {*(Role.BODY, Role.LIST_ITEM, Role.ABSTRACT, Role.TRANSLATION, Role.NOTICE, Role.FOOTNOTE, Role.KEPT, Role.TITLE, Role.SUBTITLE)}
    | HEADINGS
    | FLOATS
)


@rule(acts_on={Kind.WRAPPED, Kind.TEXT, Kind.MARKDOWN}, fields={"joint"}, changes=Change.MARKS, after=["column_cuts"])
def dehyphenate(document: Document) -> Iterator[Edit]:
    """Join a word that a hyphen breaks at the line end: `munici-⏎pality` becomes `municipality`.

    The document is its own dictionary: the hyphen stays where the hyphenated form stands elsewhere, where both halves are words of the
    text and their sum is not, before a capital or a digit, and in a chain of hyphens. Then the language decides (see
    `cleaner.wording.compounds`): `third-party`, `peut-être`, `Vor- und Nachbereitung` keep it. A text that has U+2010 at line ends only
    writes its own hyphens otherwise: there all of them go; and a text that hardly breaks any word keeps them all.

    Some OCR loses the hyphen: the halves of a word are joined where the text has the word inside its lines and neither half.

    A soft hyphen at a line end breaks a word in any text; other hyphens do where lines of print were joined.
    """
    yield from _without_hyphen(document)
    soft = document.holding("\xad")
    printed = document.kind is Kind.WRAPPED
    if not (printed or soft):
        return
    source = document.source
    odd = document.unusual
    glued = [] if odd.isdisjoint("\x02\ufffe") else [line for line in document.holding("\u2010") if GLUED.search(line.raw)]
    breaks = [(last, line) for last, line in pairs_of_a_role(document) if last.text.rstrip().endswith(HYPHENS) and _is_break(last, line)]
    kept = [(last, line) for last, line in _kept(document)]
    words = _words(document) if breaks or glued or kept else {}
    breaks += [(last, line) for last, line in kept if _is_known(last.text, line.text, words)]
    # a text that is hyphenated at all breaks a word every few lines: one that hardly does has hyphens of its own there
    could = [line for line in document.filled if ENDS_LATIN.search(line.text)] if document.is_wide() else document.filled
    hyphenated = (len(breaks) + len(glued)) * MAX_LINES_A_BREAK >= len(could) or any(
        [_has_whole(last.text, line.text, words) for last, line in breaks]
    )
    drawn = "\xad" in odd and DRAWN.search(source) is not None
    inner = "\u2010" in odd and INNER.search(source) is not None
    fixed = {line.index: (line, line.text.replace("\xad", "")) for line in soft}
    for last, line in breaks:
        text = last.text.rstrip()
        left, right = BROKEN.search(text, text.rfind(" ") + 1), REST.match(line.text)
        if not left:
            continue
        if right and is_suspended(right[1]) and text[-1] != "\xad":
            continue  # `Vor- und Nachbereitung`: the gap stays, too
        certain = (text[-1] == "\xad" and not drawn) or (text[-1] == "\u2010" and not inner)
        keep = IN_ADDRESS.search(text) is not None or (not certain and is_compound(left[1], right[1] if right else "", words, hyphenated))
        fixed[last.index] = last, text[:-1] + ("-" if keep else "")
        yield line.edit("joint", "", "a compound broken at its hyphen" if keep else "rest of a broken word")
    for line in glued:
        _, text = fixed.get(line.index, (line, line.text))
        text = CHAIN.sub(lambda match: match[0].replace("\u2010", "-"), text)
        fixed[line.index] = line, JOINED.sub(lambda match: _joined(match[1], match[2], words, hyphenated), text)
    for line, text in fixed.values():
        if text != line.text.rstrip():
            yield line.edit("text", text, "a word broken at the line end")


def _without_hyphen(document: Document) -> Iterator[Edit]:
    """Join words whose hyphen is lost at a line end."""
    if document.kind is not Kind.WRAPPED or document.is_wide():
        return
    lines = [line for line in document.filled if line.role in ROLES]
    cut = [line.joint == " " and last.text.rstrip()[-1:].isalpha() and line.text.lstrip()[:1].islower() for last, line in pairwise(lines)]
    if not any(cut):
        return
    rows = [words.split() for words in "\n".join([line.text for line in lines]).translate(NO_MARKS).lower().split("\n")]
    inside = {word for words in rows for word in words[1:-1]}
    for is_cut, line, (left, right) in zip(cut, lines[1:], pairwise(rows), strict=True):
        if is_cut and left and right and left[-1] + right[0] in inside and left[-1] not in inside and right[0] not in inside:
            yield line.edit("joint", "", "the halves of a word that this text has elsewhere")


NO_MARKS = str.maketrans("", "", ".,;:!?\"'()[]“”‘’")


def _is_break(last: Line, line: Line) -> bool:
    """Whether a word may be broken behind the hyphen at the end of a line: the sentence goes on with a gap, or a soft hyphen shows it."""
    return line.joint == " " or (last.text.rstrip()[-1] == "\xad" and line.joint == "\n" and line.text.lstrip()[:1].islower())


def _kept(document: Document) -> Iterator[tuple[Line, Line]]:
    """Lines that stand as they are, one after the other, of which the first may end inside a word."""
    for last, line in pairwise(document.filled):
        if last.role is line.role is Role.KEPT and line.text[:1].islower() and line.joint != " " and KEPT_BREAK.search(last.text):
            yield last, line


def _is_known(last: str, line: str, words: Collection[str]) -> bool:
    """Whether the text has the word that a hyphen breaks at the end of `last`, or one that begins alike."""
    left, right = BROKEN.search(last), REST.match(line)
    if not left or not right or not right[1].isalpha():
        return False
    begun = (left[1] + right[1][:SHORTEST]).lower()
    return any([word.startswith(begun) for word in words])


def _has_whole(last: str, line: str, words: Collection[str]) -> bool:
    """Whether the text has the word that a hyphen breaks, and has it without a hyphen: so it breaks words."""
    left, right = BROKEN.search(last), REST.match(line)
    if not left or not right or not right[1][0].islower():
        return False
    halves = left[1].lower(), right[1]
    return "".join(halves) in words and "-".join(halves) not in words


def pairs_of_a_role(document: Document) -> Iterator[tuple[Line, Line]]:
    """Lines of one role in a row, whatever stands between."""
    before: dict[Role, Line] = {}
    for line in document.filled:
        if line.role in ROLES:
            if line.role in before:
                yield before[line.role], line
            before[line.role] = line


def _words(document: Document) -> dict[str, None]:
    """The words of the text in their order, without the two halves of those that a hyphen breaks."""
    texts = [line.text for line in document.prose()]
    for place, text in enumerate(texts):
        if text.rstrip().endswith(HYPHENS):
            texts[place] = text[: len(text.rstrip()) - len(text.split()[-1])]
            if place + 1 < len(texts) and texts[place + 1].lstrip()[:1].islower():
                texts[place + 1] = texts[place + 1].lstrip().partition(" ")[2]
    # each word once: most stand in a text again and again
    wording = " ".join(dict.fromkeys("\n".join(texts).lower().split()))
    return dict.fromkeys(WORD.findall(IN_HALVES.sub(" ", wording) if "\u2010" in wording else wording))


def _joined(left: str, right: str, words: Collection[str], hyphenated: bool) -> str:
    if is_suspended(right) and (left + right).lower() not in words:
        return f"{left}- {right}"
    return f"{left}-{right}" if is_compound(left, right, words, hyphenated) else left + right
