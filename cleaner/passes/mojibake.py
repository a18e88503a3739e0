"""Text decoded with the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from cleaner.document import UNTOUCHABLE, Document, Edit, Kind
from cleaner.glyphs import C1, SUSPECT
from cleaner.inline import outside_code
from cleaner.passes.controls import clean

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

GATE = frozenset(map(chr, (*range(0x80, 0xA0), *range(0xC2, 0xF5), 0xFFFD)))
MAX_ROUNDS = 8


def mojibake(document: Document) -> Iterator[Edit]:
    """Repair text that was decoded with the wrong encoding: `donâ€™t` becomes `don’t`.

    Evidence: ftfy finds a chain of encodings that turns the line into likely text without loss.
    Only its encoding repair runs; its defaults would turn `，“”` into ASCII.
    """
    if GATE.isdisjoint(document.unusual):
        return
    for line in document.matching(SUSPECT):
        if line.role in UNTOUCHABLE:
            continue  # an example of mojibake in code is meant
        fixed = repair(line.text) if document.kind in (Kind.TEXT, Kind.WRAPPED) else outside_code(line.text, repair)
        fixed = "\n".join([clean(part) for part in fixed.split("\n")])
        if fixed != line.text:
            yield line.edit("text", fixed, "text decoded with the wrong encoding")


def repair(text: str) -> str:
    """`text` repaired and cleaned, until nothing changes: one repair may uncover the next. C1 controls that stay are no text."""
    return "\n".join([_repair(part) if SUSPECT.search(part) else clean(part) for part in text.split("\n")])


def _repair(text: str) -> str:
    import ftfy

    # without the white space around it, which a later pass may strip
    core = text.strip()
    start = text.index(core)
    end = start + len(core)
    for _ in range(MAX_ROUNDS):
        fixed = clean(C1.sub("", ftfy.fix_encoding(core, _config()))).strip()
        if fixed == core or len(fixed.splitlines()) > 1:
            break
        core = fixed
    return clean(text[:start] + core + text[end:])


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
