"""Bullets that a page printed, as list marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.document import OPEN, PASSED_OVER, PLAIN, Document, Edit, Kind, Role
from cleaner.passes.characters._codes import is_illegible
from cleaner.regex import regex
from cleaner.rules import Change, rule

KNOWN = "•●▪◦‣➢➤ˆ"
BULLET = regex(rf"[ \t\u3000]*(?!ˆ\S)([{KNOWN}\ue000-\uf8e4]|\(cid:\d+\))[ \t\u3000\xa0]*(?=[^\s\ue000-\uf8ff])(?!\(cid:)", re.M)
"""Round and arrow bullets; a private character, a glyph's number or U+0088 is what becomes of those of other fonts.

From U+F8E5 on stand the pieces of tall brackets and roots (Adobe's corporate use, Symbol).

The circumflex is one only before a gap: glued to a letter it is the hat of an estimate.
"""
SIGN = r"[∙⚫⬤■◆○◇◾◼−]"
"""Round, square and long signs that stand in sentences, too: a bullet only before a gap, and where the text has them nowhere else."""
ALONE = regex(rf"^[ \t\u3000]*([a-z]|{SIGN})[ \t\u3000\xa0]+(?=[^\W\d_]|[\d“《【（(])", re.M)
"""Such a sign, or the letter that a font of signs has a bullet for."""
ODD = regex(rf"[{KNOWN}\x88\ue000-\uf8ff]")
MIN_ITEMS, MIN_ALONE = 2, 4
"""Lines that begin with one sign."""
BOXES = frozenset("□☐■☑☒")
"""What begins the options of a form: an odd sign beside one is the box that was ticked."""


@rule(
    acts_on=PLAIN,
    writes={Role.LIST_ITEM},
    fields={"joint"},
    changes=Change.MARKS,
    takes=r"\A[ \t\u3000]*(?:\(cid:\d+\)|[a-z](?=[ \t\u3000\xa0]))",  # the number of a glyph, or a letter alone, stands for a mark
    after=["unwrap"],
)
def bullets(document: Document) -> Iterator[Edit]:
    """Paragraphs behind a bullet become list items: `• 一级缓存…` becomes `- 一级缓存…`.

    Evidence: the same sign begins two lines or more of wrapped text and stands nowhere else in them; a private character or the
    number of a glyph stands nowhere else in the text. So does a letter alone, as fonts of signs leave it (`l 项目`), or a square, before
    several lines. A dot between the parts of a name (`卡尔•马克思`) stands inside its line. A sign that begins one line only stays.
    """
    found = bulleted(document)
    if not found:
        return
    is_item = False
    for line in document.filled:
        if line.role in PASSED_OVER:
            continue
        if line.role not in OPEN:
            is_item = False
            continue
        begins = "\n" in line.joint
        sign = found.get(line.index) if begins else None
        if sign:
            yield line.edit("text", "- " + line.text[len(sign) :], "a bullet that begins several lines")
            if is_item:
                yield line.edit("joint", "\n", "the next item of a list")
        if sign or (is_item and not begins):
            yield line.edit("role", Role.LIST_ITEM, "an item behind a bullet")
        is_item = bool(sign) or (is_item and not begins)


def bulleted(document: Document) -> dict[int, str]:
    """The lines of body text that begin with a bullet, by index, and the sign with the space behind it."""
    if document.kind not in PLAIN:
        return {}
    found = _alone(document) if document.kind is Kind.WRAPPED else {}
    unusual = "".join(document.unusual)
    if not ((unusual and ODD.search(unusual)) or "(cid:" in document.wording()):
        return found
    signs: dict[int, re.Match[str]] = {}
    for line in document.matching(BULLET):
        match = BULLET.match(line.text)
        if match and line.role in OPEN and not is_illegible(line.text):
            signs[line.index] = match
    wording = document.wording()
    times = Counter([match[1] for match in signs.values()])
    lines = document.lines
    ticks = {
        match[1] for at, match in signs.items() if not BOXES.isdisjoint([line.text.strip()[:1] for line in lines[max(0, at - 1) : at + 2]])
    }
    # a glyph that nobody could read may be a letter: it stands inside lines too; in text that nobody printed it may be anything
    likely = [sign for sign, count in times.items() if count >= MIN_ITEMS and sign not in ticks]
    printed = document.kind is Kind.WRAPPED
    proven = {sign for sign in likely if sign in KNOWN or (printed and wording.count(sign) == times[sign] + _lone(wording, sign))}
    found.update({index: match[0] for index, match in signs.items() if match[1] in proven and lines[index].text.count(match[1]) == 1})
    return found


def _lone(wording: str, sign: str) -> int:
    """Lines that hold a sign and nothing else: a bullet without its text."""
    return len(re.findall(rf"^[ \t]*{re.escape(sign)}[ \t]*$", wording, re.M))


def _alone(document: Document) -> dict[int, str]:
    """The lines that begin with a letter alone, or a sign before a gap, that recurs so and stands nowhere else alone in the text.

    Where a line begins with an `a`, letters count.
    """
    matches = {line.index: match for line in document.matching(ALONE) if (match := ALONE.match(line.text))}
    times = Counter([match[1] for match in matches.values()])
    likely = [sign for sign, count in times.items() if count >= MIN_ALONE and not ("a" in times and sign.isascii())]
    if not likely:
        return {}
    lone = Counter([line.text.strip() for line in document.filled])
    wording = document.wording()
    proven = {
        sign for sign in likely if len(re.findall(rf"(?<!\w){sign}(?!\w)" if sign.isascii() else sign, wording)) == times[sign] + lone[sign]
    }
    lines = document.lines
    return {index: match[0] for index, match in matches.items() if match[1] in proven and lines[index].role in OPEN}
