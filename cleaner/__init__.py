"""Clean Markdown from damaged text.

>>> from cleaner import clean
>>> print(clean("  \\n城南的旧图书馆建于一九五八年。\\x00 \\n").text)
城南的旧图书馆建于一九五八年。
<BLANKLINE>
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.api import Cleaned, Cleaner, clean, clean_file, clean_many
    from cleaner.chain import CHAIN, run, undo
    from cleaner.checks import UnsafeError, check
    from cleaner.document import Document, Doubt, Edit, Kind, Line, Role
    from cleaner.encodings import UnreadableError
    from cleaner.readers import read
    from cleaner.record.explained import explain

__version__ = "0.1.0"
__all__ = [
    "CHAIN",
    "Cleaned",
    "Cleaner",
    "Document",
    "Doubt",
    "Edit",
    "Kind",
    "Line",
    "Role",
    "UnreadableError",
    "UnsafeError",
    "check",
    "clean",
    "clean_file",
    "clean_many",
    "explain",
    "read",
    "run",
    "undo",
]

HOMES = {
    "api": ("Cleaned", "Cleaner", "clean", "clean_file", "clean_many"),
    "chain": ("CHAIN", "run", "undo"),
    "checks": ("UnsafeError", "check"),
    "document": ("Document", "Doubt", "Edit", "Kind", "Line", "Role"),
    "encodings": ("UnreadableError",),
    "readers": ("read",),
    "record.explained": ("explain",),
}
"""Where each public name lives: imported when it is first used, so that `cleanfiles --version` loads no pass."""


def __getattr__(name: str) -> Any:
    for module, names in HOMES.items():
        if name in names:
            return getattr(import_module(f"cleaner.{module}"), name)
    raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
