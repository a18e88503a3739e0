"""Text decoded with the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import NO_PROSE, PLAIN, Document, Doubt, Edit, Line, Role
from cleaner.inline import PROTECTED, outside_code
from cleaner.passes.characters._codes import LOST as LOST_SIGN
from cleaner.passes.characters._codes import is_illegible
from cleaner.passes.characters._repair import repair as repair  # readers ask for it here
from cleaner.passes.characters._round_trips import all_through
from cleaner.passes.characters._signs import (
    CYRILLIC,
    HIGH,
    IN_WORD,
    LEADS,
    MARKS,
    ODD_PAIR,
    PARTED,
    RARE,
    SAMPLE,
    holds_rare,
    is_latin,
    is_odd,
)
from cleaner.passes.characters.controls import LAST_HYPHEN, clean, clean_lines
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import SUSPECT

NOT_ASCII = regex("[^\x00-\x7f]")
MENTIONED = regex("([\"'])[^\x00-\x1f!-\x7f]{1,40}\\1|[“‘「『][^\x00-\x1f!-\x7f”’」』]{1,40}[”’」』]")
"""A quotation of nothing but characters outside ASCII: whole words are longer than that in damage of Latin text."""
GATE = frozenset(map(chr, (*range(0x80, 0xA0), *range(0xC2, 0xF5), 0xFFFD)))
LOST = {
    "锟斤拷": "U+FFFD in UTF-8, read as GBK",
    "烫烫烫": "memory that was never written, read as GBK",
    "屯屯屯": "memory that was never written, read as GBK",
    "\ufffd": "characters that no longer stand here",
}


@rule(changes=Change.LETTERS, after=["numeric_references", "lost_signs"])
def mojibake(document: Document) -> Iterator[Edit | Doubt]:
    """Repair text that was decoded with the wrong encoding: `donâ€™t` becomes `don’t`, `浣犲ソ` becomes `你好`.

    Evidence: the line, or a part of it, goes back to bytes and on to text of another encoding, comes back the same, and is far more
    likely there (see `cleaner.wording.likelihood`). Short damage in Latin text is left to ftfy's encoding repair; its defaults would turn
    `，“”` into ASCII. What the damage lost (`锟斤拷`, U+FFFD) is reported, never guessed.
    """
    repaired, code = set(), []
    suspects = _suspects(document)
    legible = [line for line in suspects if line.role is not Role.KEPT and not is_illegible(line.text)]  # see `lost_signs`
    if 2 * len(legible) < len(suspects):  # what the first cleaning of a font's own codes left
        legible = [line for line in legible if LOST_SIGN not in line.text]
    for line in legible:
        if line.role in NO_PROSE:
            code.append(line)
            continue
        fixed = clean_lines(repair(line.text) if document.kind in PLAIN else _outside_code(line.text))
        if (last := LAST_HYPHEN.search(line.text)) and fixed == clean_lines(line.text):
            fixed = fixed.rstrip() + last[0]  # `dehyphenate` decides on it
        if fixed != line.text and (fixed != clean_lines(line.text) or SUSPECT.search(line.text)):  # `controls` sees to all but suspects
            if _is_mentioned(line.text):
                yield line.doubt("mojibake that is quoted in a line without any", "as it is", fixed)
                continue
            repaired.add(line.index)
            yield line.edit("text", fixed, "text decoded with the wrong encoding")
    if code and len(repaired) > 1 and all([line.index in repaired or line.text.isascii() for line in document.prose()]):
        for line in code:  # no example: all of the file was decoded so
            if (fixed := all_through(line.text)) != line.text:
                yield line.edit("text", fixed, "text decoded with the wrong encoding, as all of the file")
    for line in document.holding(*LOST):
        if line.role not in NO_PROSE and line.role is not Role.KEPT:
            sign = next(sign for sign in LOST if sign in line.text)
            yield line.doubt(f"{sign * max(1, 3 // len(sign))}: {LOST[sign]}", "as it is", "text that is lost")


def _is_mentioned(text: str) -> bool:
    """Whether all damage of a line is what it quotes: no decoding damages a quotation and nothing beside it."""
    rest = MENTIONED.sub(" ", text)
    return rest != text and bool(rest.strip()) and repair(rest) == clean(rest)


def _outside_code(text: str) -> str:
    """`text` repaired outside code, where an example of mojibake is meant, unless the whole line was decoded wrong in one way."""
    fixed = outside_code(text, repair)
    if fixed == text or (whole := all_through(text)) == text:
        return fixed
    # of the damage most must stand in the prose: beside an example one slip proves nothing
    prose = PROTECTED.sub("", text)
    repaired = all_through(prose)
    return whole if repaired != prose and 2 * len(NOT_ASCII.findall(repaired)) > len(NOT_ASCII.findall(whole)) else fixed


def _suspects(document: Document) -> list[Line]:
    """The lines that hold a sign of a wrong encoding; a pattern is asked only where the document has a character of it."""
    unusual, wide = document.unusual, document.is_wide()
    asked = [
        *([SUSPECT, HIGH] if not GATE.isdisjoint(unusual) else []),
        *([MARKS] if not unusual.isdisjoint("¡£¨") else []),
        *([RARE] if wide and holds_rare(document.wording()) else []),
        *([IN_WORD] if wide and is_latin(document.wording()[:SAMPLE]) else []),
        *([ODD_PAIR] if not unusual.isdisjoint(LEADS) else []),
        *([CYRILLIC] if not unusual.isdisjoint("РСГвгде") else []),
    ]
    found = {line.index: line for sign in asked for line in document.matching(sign) if sign is not RARE or is_odd(line.text)}
    if unusual and PARTED.search("".join(unusual)):
        signs = (SUSPECT, HIGH, MARKS, RARE, CYRILLIC)
        found |= {line.index: line for line in document.matching(PARTED) if any([sign.search(clean(line.text)) for sign in signs])}
    return [found[index] for index in sorted(found)]
