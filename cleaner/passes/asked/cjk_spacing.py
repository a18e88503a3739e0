"""Spaces between ideographs and Latin letters or digits: off unless asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cleaner.document import Document, Edit
from cleaner.inline import defined, outside_code
from cleaner.printed.paragraphs import prose, rewrite
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK

Style = Literal["keep", "none", "pangu"]
LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff"
MISSING = regex(rf"(?<=[{CJK}])(?=[{LATIN}])|(?<=[{LATIN}%℃°])(?=[{CJK}])")
GAP = regex(rf"(?<=[{CJK}]) +(?=[{LATIN}])|(?<=[{LATIN}%℃°]) +(?=[{CJK}])")


@rule(fields={"facts", "joint"}, changes=Change.SPACE, after=["punctuation_width"])
def cjk_spacing(document: Document, *, style: Style = "keep") -> Iterator[Edit]:
    """Put one space between ideographs and Latin letters or digits (`pangu`), or none (`none`).

    Code, links and addresses stay, and so do punctuation and what stands beside it.
    """
    if style == "keep":
        return
    fix = _pangu if style == "pangu" else _none
    labels = defined(document.wording())
    yield from rewrite(
        prose(document), lambda text: outside_code(text, fix, labels), lambda *_: f"spaces between ideographs and Latin: {style}"
    )


def _pangu(text: str) -> str:
    return MISSING.sub(" ", GAP.sub(" ", text))


def _none(text: str) -> str:
    return GAP.sub("", text)
