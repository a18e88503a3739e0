"""Spaces between ideographs and Latin letters or digits: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import UNTOUCHABLE, Document, Edit
from cleaner.glyphs import CJK
from cleaner.inline import outside_addresses

STYLES = ("keep", "none", "pangu")
LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff"
MISSING = re.compile(rf"(?<=[{CJK}])(?=[{LATIN}])|(?<=[{LATIN}%℃°])(?=[{CJK}])")
GAP = re.compile(rf"(?<=[{CJK}]) +(?=[{LATIN}])|(?<=[{LATIN}%℃°]) +(?=[{CJK}])")
EITHER = re.compile(rf"[{CJK}](?: *[{LATIN}]|(?<=[{LATIN}%℃° ].))")


def cjk_spacing(document: Document, *, style: str = "keep") -> Iterator[Edit]:
    """Put one space between ideographs and Latin letters or digits (`pangu`), or none (`none`).

    Code, links and addresses stay, and so do punctuation and what stands beside it. Raises `ValueError` for another style.
    """
    if style not in STYLES:
        raise ValueError(f"no spacing style {style!r}; there are {', '.join(STYLES)}")
    if style == "keep":
        return
    for line in document.matching(EITHER):
        if line.role not in UNTOUCHABLE:
            fixed = outside_addresses(line.text, _pangu if style == "pangu" else _none)
            if fixed != line.text:
                yield line.edit("text", fixed, f"spaces between ideographs and Latin: {style}")


def _pangu(text: str) -> str:
    return MISSING.sub(" ", GAP.sub(" ", text))


def _none(text: str) -> str:
    return GAP.sub("", text)
