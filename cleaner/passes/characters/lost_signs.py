"""Control characters that stand for what a font draws: bullets, operators, Greek letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.document import NO_PROSE, PLAIN, Document, Doubt, Edit, Role
from cleaner.passes.characters._codes import FIELDS, of_codes
from cleaner.regex import regex
from cleaner.rules import Change, rule

SIGN = "[\x01-\x06\x0e-\x1a\x1c-\x1f\x80-\x84\x86-\x9f]"
"""Control characters that are no white space and no command to a terminal."""
SIGNS = regex(SIGN)
APART = regex(rf"(?<!\w)(?<!{SIGN}){SIGN}(?:(?=[ \t,;:)\]])|(?<!\x1a)\Z)|(?<=\S[ \t])(?!\x02){SIGN}(?=\w)")
"""As a word or a mark of its own, or glued to the word behind it. U+0002 is a hyphen, U+001A at the end ends a file."""
ANYWHERE = regex(rf"(?!(?<=\w)[\x02\x1e\x1f](?:\w|\Z)){SIGN}|(?<=[^\w\s])\x0b(?= |\Z)")
"""Where the font is proved: any of them but hyphens and separators, and the code of a vertical tab that is glued to a mark."""
OPENING = regex(rf"[ \t]*({SIGN})[ \t]+\S")
ALL_HIGH = regex("[\x80-\x84\x86-\x9f][\x80-\x9f \t]*\\Z")
OTHER = regex("[\x80-\xff]{2}[!-~]?[\x80-\xff]|[\xc2-\xc5][\x80-\xbf]")
"""What text in another encoding is full of, and French (`été`, `créée`) is not: there, a character alone may be a word."""
MIN_ITEMS = 3
ANY_CONTROL = regex("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f]")
BULLET, LOST = "•", "\ufffd"


@rule(acts_on=PLAIN, writes={Role.KEPT}, changes=Change.LETTERS, takes=ANY_CONTROL.pattern, after=["cork_letters", "numeric_references"])
def lost_signs(document: Document) -> Iterator[Edit | Doubt]:
    """Write U+FFFD for a control character that stands where a sign is missing, and `•` where items begin with it.

    Evidence: one that stands apart, as a word or a mark does, or glued to the word behind it; a font without a table of characters
    leaves its own codes there, and then others inside words are such codes, too. One that at least `MIN_ITEMS` lines begin with, and
    that stands nowhere else, is a bullet. Counter-evidence: a line of nothing but C0 controls frames a message; beside other signs of
    a wrong encoding it may be a letter; fields of a word processor. What is lost is reported, never guessed. A line of a font's own
    codes is kept as it is, each code a lost letter.
    """
    coded = [line for line in of_codes(document) if line.text.strip(" \t\0")]
    for line in coded:
        yield line.edit("role", Role.KEPT, "a font's own codes")
        if (text := ANY_CONTROL.sub(LOST, line.text).strip()) != line.text:  # an indent would be code
            yield line.edit("text", text, "a control character where a sign is missing")  # `unreadable` reports it
    found = [sign for sign in document.unusual if SIGNS.match(sign)]
    if not found:
        return
    lost = {line.index for line in coded}
    lines = [
        line
        for line in document.holding(*found, "\x0b")
        if not (line.index in lost or line.role in NO_PROSE or OTHER.search(line.text) or FIELDS.search(line.text))
    ]
    times = Counter([sign for line in lines for sign in line.text if sign in found])
    openings = Counter([match[1] for line in lines if (match := OPENING.match(line.text))])
    bullets = {sign for sign, count in openings.items() if count >= MIN_ITEMS and count == times[sign]}
    signs = {line.index for line in lines if ALL_HIGH.match(line.text) or (SIGNS.sub("", line.text).strip() and APART.search(line.text))}
    told: set[str] = set()
    for line in lines if signs else ():
        text = line.text
        opening = OPENING.match(text)
        if opening and opening[1] in bullets:
            text = text.replace(opening[1], BULLET, 1)
        if ALL_HIGH.match(text) or SIGNS.sub("", text).strip():
            text = ANYWHERE.sub(LOST, text)
        if text == line.text:
            continue
        yield line.edit("text", text, "a control character where a sign is missing")
        gone = {sign for sign in found if line.text.count(sign) > text.count(sign)} - bullets - told
        for sign in sorted(gone):
            yield line.doubt(f"a font's own code: U+{ord(sign):04X}", "a sign that is lost", "nothing")
        told |= gone
