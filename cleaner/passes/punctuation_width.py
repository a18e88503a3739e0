"""Half-width punctuation between ideographs to full-width: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import UNTOUCHABLE, Document, Edit
from cleaner.glyphs import CJK, CLOSERS
from cleaner.inline import outside_addresses

STYLES = ("keep", "full")
FULL = dict(zip(",.;:!?", "，。；：！？", strict=True))
MARK = re.compile(rf"[,.;:!?](?<=[{CJK}”’」』》）].) *(?=[{CJK}“‘「『《（]|[{re.escape(CLOSERS)}]*\Z)")
PARENTHESES = re.compile(
    rf"\((?<=[{CJK}，。；：！？、].)([^()\n]*[{CJK}][^()\n]*)\)|(?:(?<=\s)|\A)\(([{CJK}][^()\n]*)\)(?=[{CJK}，。；：！？、])"
)


def punctuation_width(document: Document, *, style: str = "keep") -> Iterator[Edit]:
    """Write `,.;:!?()` between ideographs full-width: `你好,世界.` becomes `你好，世界。`

    A mark must stand behind an ideograph and before another, or at the end of its block; parentheses must hold an ideograph. So
    numbers, times, names of files, Latin words, code and links stay. Raises `ValueError` for another style than `keep` and `full`.
    """
    if style not in STYLES:
        raise ValueError(f"no punctuation style {style!r}; there are {', '.join(STYLES)}")
    if style == "keep":
        return
    for line in document.matching(re.compile(rf"[,.;:!?(](?<=[{CJK}”’」』》）].)|\([{CJK}]")):
        if line.role not in UNTOUCHABLE:
            fixed = outside_addresses(line.text, _full)
            if fixed != line.text:
                yield line.edit("text", fixed, "half-width punctuation between ideographs")


def _full(text: str) -> str:
    text = MARK.sub(lambda match: FULL[match[0][0]], text)
    return PARENTHESES.sub(lambda match: f"（{match[1] or match[2]}）", text)
