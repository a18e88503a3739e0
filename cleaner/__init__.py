"""Clean Markdown from damaged text.

>>> from cleaner import clean
>>> print(clean("  \\n城南的旧图书馆建于一九五八年。\\x00 \\n").text)
城南的旧图书馆建于一九五八年。
<BLANKLINE>
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.blocks import assemble, metadata
from cleaner.chain import CHAIN, run, undo
from cleaner.document import Document, Doubt, Edit, Kind, Line, Role, stamped
from cleaner.encodings import UnreadableError
from cleaner.readers import read
from cleaner.writers import explain, markdown

__version__ = "0.1.0"
__all__ = [
    "CHAIN",
    "Cleaned",
    "Document",
    "Doubt",
    "Edit",
    "Kind",
    "Line",
    "Role",
    "UnreadableError",
    "clean",
    "clean_file",
    "explain",
    "read",
    "run",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean document and the record of how it came to be."""

    text: str
    """UTF-8 Markdown: front matter, a blank line, the body, one line end."""
    document: Document
    """The lines of the source with their roles, joints and repaired wording."""
    doubts: tuple[Doubt, ...]
    """Places that the evidence does not decide; they were left as they are."""
    metadata: Mapping[str, Any]
    """The front matter by key, in the order of the schema."""
    _record: tuple[tuple[str, list[Edit]], ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every change, in the order it was made; `undo(document)` takes them back."""
        return tuple(stamped(self._record))

    def explain(self) -> str:
        """The change record as text, one entry a line."""
        return explain(self.edits, self.doubts)


def clean(source: str | bytes, *, encoding: str | None = None, settings: Mapping[str, Mapping[str, Any]] | None = None) -> Cleaned:
    """Clean one document.

    `source` is decoded text or the bytes of a file; `encoding` overrides the detection of the
    latter. `settings` maps a rule's name to its keyword arguments, such as
    `{"folios": {"min_pages": 4}}`. Raises `UnreadableError` if the bytes are no text.
    """
    document = read(source, encoding)
    run(document, CHAIN, settings)
    blocks = assemble(document)
    meta = metadata(document, blocks)
    return Cleaned(markdown(document, blocks, meta), document, tuple(document.doubts), meta, tuple(document.record))


def clean_file(
    path: str | os.PathLike[str], *, encoding: str | None = None, settings: Mapping[str, Mapping[str, Any]] | None = None
) -> Cleaned:
    """Clean the file at `path`, which is only read. Raises `OSError` and `UnreadableError`."""
    return clean(Path(path).read_bytes(), encoding=encoding, settings=settings)
