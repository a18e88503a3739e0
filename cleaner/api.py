"""The library: one document, one file, many files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner import front_matter
from cleaner.blocks import assemble, metadata
from cleaner.chain import LEVELS, checked, chosen, run
from cleaner.document import Document, Doubt, Edit, Role, stamped
from cleaner.readers import read
from cleaner.rules import Rule
from cleaner.writers import explain, markdown

FRONT_MATTER = ("unify", "keep", "none")


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


@dataclass(frozen=True, slots=True)
class Cleaner:
    """A way to clean, fixed once and used for many documents: `Cleaner(level="safe")(text)`.

    `select` and `ignore` hold names of rules: only these, not these. `level` is one of
    `cleaner.chain.LEVELS`. `kind` is "auto", "text", "printed" (all lines are those of a printed page), "html" or
    "markdown". `encoding` overrides the detection. `front_matter` is "unify" (one schema), "keep" (the input's own stays as it is) or
    "none". `extra` sets front matter keys. `settings` maps a rule's name to keyword arguments, such
    as `{"folios": {"min_pages": 4}}`. `rules` are rules of your own (see `cleaner.rules.rule`), run beside those of the
    chain, recorded and checked as they are. Raises `ValueError` for a name that does not exist.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: str = "normal"
    kind: str = "auto"
    encoding: str | None = None
    front_matter: str = "unify"
    extra: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        chosen(self.select, self.ignore, self.level, self.rules)
        checked(self.settings, self.rules)
        if self.front_matter not in FRONT_MATTER:
            raise ValueError(f"front_matter is one of {', '.join(FRONT_MATTER)}, not {self.front_matter!r}")
        if self.front_matter != "unify" and self.extra:
            raise ValueError("front matter keys are set only where front matter is unified")

    def __call__(self, source: str | bytes) -> Cleaned:
        """Clean one document. Raises `UnreadableError` if the bytes are no text."""
        document = read(source, self.encoding, self.kind)
        wanted = front_matter.unify(self.extra) if self.extra else {}
        if wanted and document.lines:
            first = document.lines[0]
            facts = front_matter.merge([wanted, first.facts]) if first.role is not Role.FRONT_MATTER else {**first.facts, **wanted}
            if facts != first.facts:
                document.apply([first.edit("facts", facts, "asked for")], "set")
        ignore = (*self.ignore, "front_matter_keys") if self.front_matter == "keep" else self.ignore
        chain = chosen(self.select, ignore, self.level, self.rules)
        # without the rule nobody gives the keys their places: they stay
        keep = not wanted and all([rule.name != "front_matter_keys" for rule in chain])
        run(document, chain, self.settings, bold=self.level == "bold")
        blocks = assemble(document)
        meta = metadata(document, blocks)
        if wanted:
            meta = front_matter.merge([wanted, meta])
        if self.front_matter == "none":
            given = [line for line in document.lines if line.role is Role.FRONT_MATTER]
            document.apply([line.edit("role", Role.NOTICE, "no front matter is asked for") for line in given], "front_matter")
            meta = {}
        text = markdown(document, blocks, meta, keep=keep)
        return Cleaned(text, document, tuple(document.doubts), meta, tuple(document.record))


USUAL = Cleaner()


def clean(source: str | bytes, *, encoding: str | None = None, settings: Mapping[str, Mapping[str, Any]] | None = None) -> Cleaned:
    """Clean one document.

    `source` is decoded text or the bytes of a file; `encoding` overrides the detection of the
    latter. `settings` maps a rule's name to its keyword arguments, such as
    `{"folios": {"min_pages": 4}}`. Raises `UnreadableError` if the bytes are no text. For more
    choices see `Cleaner`.
    """
    return (Cleaner(encoding=encoding, settings=settings or {}) if encoding or settings else USUAL)(source)


def clean_file(
    path: str | os.PathLike[str], *, encoding: str | None = None, settings: Mapping[str, Mapping[str, Any]] | None = None
) -> Cleaned:
    """Clean the file at `path`, which is only read. Raises `OSError` and `UnreadableError`."""
    return clean(_bytes(path), encoding=encoding, settings=settings)


def _bytes(path: str | os.PathLike[str]) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def clean_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int = 1,
    cleaner: Cleaner | None = None,
    on_error: Callable[[str, Exception], None] | None = None,
) -> Iterator[Cleaned]:
    """Clean many files, one after the other or in `jobs` processes; results come in the order of `paths`.

    Lazy: paths are taken as results are asked for, and only a few are ahead. A file that cannot be
    cleaned raises, or goes to `on_error(path, error)` and is left out.
    """
    from cleaner.cli.workers import in_order

    load = Load(cleaner or Cleaner())
    for path, outcome in in_order((os.fspath(path) for path in paths), load, jobs):
        if isinstance(outcome, Exception):
            if on_error is None:
                raise outcome
            on_error(path, outcome)
        else:
            yield outcome


@dataclass(frozen=True, slots=True)
class Load:
    """What a worker of `clean_many` does with one path: the clean document, or the error."""

    cleaner: Cleaner

    def __call__(self, path: str) -> Cleaned | Exception:
        try:
            return self.cleaner(_bytes(path))
        except (OSError, ValueError) as error:
            return error


__all__ = ["LEVELS", "Cleaned", "Cleaner", "clean", "clean_file", "clean_many"]
