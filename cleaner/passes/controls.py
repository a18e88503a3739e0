"""Control characters, invisible characters and composition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.document import Document, Edit, Role

# C0 without tab, C1, soft hyphen, zero width space, word joiner, direction marks, BOM, noncharacters
INVISIBLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LINE_ENDS = frozenset("\n\r\f")
MAX_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]{31}"
)
"""Longer runs of marks are no text (UAX #15, stream-safe), and normalising them is quadratic."""


def controls(document: Document) -> Iterator[Edit]:
    """Remove control and invisible characters; compose letters (Unicode NFC).

    Zero-width joiners stay: emoji and Indic scripts need them. A lone surrogate, which no file can
    hold, becomes U+FFFD. Wording in code is composed too: the file as a whole is NFC.
    """
    found = "".join(document.unusual - LINE_ENDS)
    dirty = INVISIBLE.search(found) or LONE_SURROGATE.search(found)
    if not dirty and not document.edits and unicodedata.is_normalized("NFC", document.source):
        return
    for line in document.lines:
        if line.role is Role.FRONT_MATTER:
            continue
        text = line.text
        # a block of HTML or code has line ends inside
        clean = "\n".join([_clean(part) for part in text.split("\n")])
        if clean != text:
            yield line.edit("text", clean, "control or invisible characters, or not composed")


def _clean(text: str) -> str:
    text = LONE_SURROGATE.sub("\ufffd", INVISIBLE.sub("", text))
    return text if MAX_MARKS.search(text) else unicodedata.normalize("NFC", text)
