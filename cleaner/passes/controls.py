"""Control characters, invisible characters and composition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.document import UNTOUCHABLE, Document, Edit, Kind, Role
from cleaner.glyphs import DIRECTION, INVISIBLE, RIGHT_TO_LEFT, SUSPECT

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LINE_ENDS = frozenset("\n\r\f")
INNER_LINE_ENDS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Line ends that no line has inside, unless HTML wrote them as character references."""
DRAWN = re.compile(r"(?<=\w)\xad(?=\w)")
"""A soft hyphen inside a printed line was drawn there: some fonts name their hyphen so."""
BROKEN = re.compile(r"(?<=[^\W\d_])[\x02\ufffe](?=[^\W\d_])")
"""What some extractors write for a hyphen and the line end behind it."""
MAX_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]{31}"
)
"""Longer runs of marks are no text (UAX #15, stream-safe), and normalising them is quadratic."""


def controls(document: Document) -> Iterator[Edit]:
    """Remove control and invisible characters; compose letters (Unicode NFC).

    C1 controls are left to `mojibake`: they are what Windows-1252 looks like, read as Latin-1.
    Zero-width joiners stay: emoji and Indic scripts need them. A lone surrogate, which no file can
    hold, becomes U+FFFD. Wording in code is composed too: the file as a whole is NFC.
    """
    is_html = document.kind is Kind.HTML  # its lines are no lines of the source
    found = "".join(document.unusual if is_html else document.unusual - LINE_ENDS)
    dirty = INVISIBLE.search(found) or INNER_LINE_ENDS.search(found) or LONE_SURROGATE.search(found)
    text = document.wording() if is_html else document.source
    if not dirty and (is_html or not document.record) and unicodedata.is_normalized("NFC", text):
        return
    for line in document.lines:
        # in text decoded wrongly a control may be half a letter: `mojibake` looks first
        if line.role is Role.FRONT_MATTER or (line.role not in UNTOUCHABLE and SUSPECT.search(line.text)):
            continue
        text = line.text
        # a block of HTML or code has line ends inside
        wrapped = document.kind is Kind.WRAPPED
        if wrapped:
            text = DRAWN.sub("-", BROKEN.sub("\u2010", text))  # `dehyphenate` decides on the latter
        cleaned = "\n".join([clean(part) for part in text.split("\n")])
        if wrapped and text.rstrip().endswith("\xad"):
            cleaned += "\xad"  # shows that a word goes on: `dehyphenate` takes it away
        if cleaned != line.text:
            yield line.edit("text", cleaned, "control or invisible characters, or not composed")


def clean(text: str) -> str:
    """`text`, a single line, without invisible characters and composed."""
    if DIRECTION.search(text) and RIGHT_TO_LEFT.search(text):
        # direction marks belong to text that runs both ways
        text = INVISIBLE.sub(lambda match: match[0] if DIRECTION.match(match[0]) else "", text)
    else:
        text = INVISIBLE.sub("", text)
    text = LONE_SURROGATE.sub("\ufffd", INNER_LINE_ENDS.sub("", text))
    return text if MAX_MARKS.search(text) else unicodedata.normalize("NFC", text)
