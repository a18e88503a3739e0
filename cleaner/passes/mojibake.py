"""Text decoded with the wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from cleaner.document import Document, Edit, Role

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

GATE = frozenset(map(chr, (*range(0x80, 0xA0), *range(0xC2, 0xF5), 0xFFFD)))
# a UTF-8 lead byte and what follows it, both read as Latin-1 or Windows-1252
SUSPECT = re.compile(r"[Â-ô][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|[\x80-\x9f]|\ufffd")


def mojibake(document: Document) -> Iterator[Edit]:
    """Repair text that was decoded with the wrong encoding: `donâ€™t` becomes `don’t`.

    Evidence: ftfy finds a chain of encodings that turns the line into likely text without loss.
    Only its encoding repair runs; its defaults would turn `，“”` into ASCII.
    """
    if GATE.isdisjoint(document.unusual):
        return
    suspects = [line for line in document.matching(SUSPECT) if line.role is not Role.FRONT_MATTER]
    if suspects:
        import ftfy
    for line in suspects:
        fixed = ftfy.fix_encoding(line.text, _config())
        if fixed != line.text and fixed.splitlines() == [fixed]:
            yield line.edit("text", fixed, "text decoded with the wrong encoding")


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
