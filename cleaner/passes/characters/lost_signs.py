"""Control characters that stand for what a font draws: bullets, operators, Greek letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.document import NO_PROSE, PLAIN, Document, Doubt, Edit, Role
from cleaner.passes.characters._codes import of_codes
from cleaner.regex import regex
from cleaner.rules import Change, rule

SIGN = "[\x01-\x06\x0e-\x19\x1c-\x1f\x80-\x84\x86-\x9f]"
"""Control characters that are no white space, no command to a terminal and no end of a file."""
SIGNS = regex(SIGN)
ALONE = regex(rf"(?<!\w)(?<!{SIGN}){SIGN}(?=[ \t,;:)\]]|\Z)")
GLUED = regex(rf"(?<!\w)(?<!{SIGN})(?!\x02){SIGN}(?=[^\W\d_])")
"""Glued to the word behind it, where the text has that sign again and again; U+0002 is a hyphen."""
TAB_TOO = regex("(?<=[^\\w\\s])\x0b(?= |\\Z)")
"""The sign whose code is that of a vertical tab: glued to a mark, where the text has other such signs."""
OPENING = regex(rf"[ \t]*({SIGN})[ \t]+\S")
ALL_HIGH = regex("[\x80-\x84\x86-\x9f][\x80-\x9f \t]*\\Z")
OTHER = regex("[\x80-\xff]{2}|[\x80-\xff][ -~]?[\xa0-\xff]")
"""What text in another encoding is full of: there, a character alone may be a word."""
MIN_ITEMS = 3
MIN_SIGNS = 3
ANY_CONTROL = regex("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f]")
BULLET, LOST = "•", "\ufffd"


@rule(acts_on=PLAIN, writes={Role.KEPT}, changes=Change.LETTERS, takes=ANY_CONTROL.pattern, after=["cork_letters", "numeric_references"])
def lost_signs(document: Document) -> Iterator[Edit | Doubt]:
    """Write U+FFFD for a control character that stands where a sign is missing, and `•` where items begin with it.

    Evidence: the character stands alone, as a word or a mark does, before a gap or the end of the line and behind no letter; a font
    without a table of characters leaves its own codes there. One that at least `MIN_ITEMS` lines begin with, and that stands nowhere
    else, is a bullet. Counter-evidence: a line of nothing but C0 controls frames a message; beside other signs of a wrong encoding it
    may be a letter. What is lost is reported, never guessed. A line of a font's own codes is kept as it is, each code a lost letter.
    """
    coded = of_codes(document)
    for line in coded:
        yield line.edit("role", Role.KEPT, "a font's own codes")
    lost = {line.index for line in coded}
    found = [sign for sign in document.unusual if SIGNS.match(sign)]
    if not found:
        return
    lines = [line for line in document.holding(*found) if line.role not in NO_PROSE and not OTHER.search(line.text)]
    times = Counter([sign for line in lines for sign in line.text if sign in found])
    openings = Counter([match[1] for line in lines if (match := OPENING.match(line.text))])
    bullets = {sign for sign, count in openings.items() if count >= MIN_ITEMS and count == times[sign]}
    several = sum([len(ALONE.findall(line.text)) for line in lines]) >= MIN_SIGNS
    told: set[str] = set()
    if lost:
        lines = sorted({line.index: line for line in [*lines, *coded]}.values(), key=lambda line: line.index)
    if several and "\x0b" in document.unusual:
        lines = sorted({line.index: line for line in [*lines, *document.holding("\x0b")]}.values(), key=lambda line: line.index)
    for line in lines:
        text = line.text
        opening = OPENING.match(text)
        if opening and opening[1] in bullets:
            text = text.replace(opening[1], BULLET, 1)
        if line.index in lost:
            text = ANY_CONTROL.sub(LOST, text).strip()  # an indent would be code
        elif ALL_HIGH.match(text):
            text = SIGNS.sub(LOST, text)
        elif not text.isspace() and SIGNS.sub("", text).strip():
            text = ALONE.sub(LOST, text)
        if several:
            text = TAB_TOO.sub(LOST, text)
            text = GLUED.sub(lambda match: LOST if times[match[0]] >= MIN_SIGNS else match[0], text)
        if text == line.text:
            continue
        yield line.edit("text", text, "a control character where a sign is missing")
        if line.index in lost:
            continue  # `unreadable` reports it
        gone = {sign for sign in found if line.text.count(sign) > text.count(sign)} - bullets - told
        for sign in sorted(gone):
            yield line.doubt(f"a font's own code: U+{ord(sign):04X}", "a sign that is lost", "nothing")
        told |= gone
