"""The library: one document, one file, many files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter
from typing import Any

from cleaner import front_matter
from cleaner.blocks import assemble, metadata
from cleaner.chain import LEVELS, chosen, run
from cleaner.choices import as_source, validated
from cleaner.document import Document, Doubt, Edit, Facts, Kind, Role, stamped
from cleaner.readers import read
from cleaner.readers.kinds import kind_of
from cleaner.record.explained import explain
from cleaner.record.originals import RULE as DECODE
from cleaner.record.originals import byte_edits, original_bytes
from cleaner.rules import Rule, Stage
from cleaner.writers import RULE, file_edits, gap_after, head, markdown, settle


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean document and the record of how it came to be."""

    text: str
    """UTF-8 Markdown: front matter, a blank line, the body, one line end."""
    body: str
    """The body alone, whatever is asked of the front matter."""
    metadata: Facts
    """What the document says of itself, by front matter key, in the order of the schema, whatever is asked of the front matter."""
    doubts: tuple[Doubt, ...]
    """Places that the evidence does not decide; they were left as they are."""
    document: Document
    """The lines of the source with their roles, joints and repaired wording."""
    seconds: Mapping[str, float]
    """How long each rule took, in seconds, and how long reading ("read") and writing ("written") did."""
    _record: tuple[tuple[str, list[Edit]], ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every difference between the source and the text, in the order it was made."""
        return tuple(stamped(self._record))

    def explain(self) -> str:
        """The change record as text, one entry a line."""
        return explain(self.edits, self.doubts)

    def undo(self) -> bytes:
        """The bytes that were cleaned; of text that was given as a string, its UTF-8. The document stays as it is."""
        return original_bytes(self.document.source, [edit for rule, edits in self._record if rule == DECODE for edit in edits])


@dataclass(frozen=True, slots=True)
class Cleaner:
    """A way to clean, fixed once and used for many documents: `Cleaner(level="safe")(text)`.

    `select` and `ignore` hold names of rules: only these, not these. `level` is one of
    `cleaner.chain.LEVELS`. `kind` is "auto", "text", "printed" (all lines are those of a printed page), "html" or "markdown".
    `html` says what becomes of HTML inside Markdown: "auto" converts a post in prose, "convert" every block, "keep" none. `encoding`
    overrides the detection. `front_matter` is "unify" (one schema), "keep" (the input's own stays as it is) or
    "none". `extra` sets front matter keys. `settings` maps a rule's name to keyword arguments, such
    as `{"folios": {"min_pages": 4}}`. `rules` are rules of your own (see `cleaner.rules.rule`), run beside those of the
    chain, recorded and checked as they are. With `check` (the default) a text leaves only if its record accounts for it
    (see `cleaner.checks`). Raises `ValueError` for a name or value that does not exist, `TypeError` for what is of another type.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: str = "normal"
    kind: str = "auto"
    html: str = "auto"
    encoding: str | None = None
    front_matter: str = "unify"
    extra: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    check: bool = True

    def __post_init__(self) -> None:
        validated(self)

    def __call__(self, source: str | bytes) -> Cleaned:
        """Clean one document. Raises `UnreadableError` if the bytes are no text, `UnsafeError` if the check fails."""
        if type(source) not in (str, bytes):
            source = as_source(source)
        cleaned = self._cleaned(source)
        if self.check and (cleaned.document.record or not is_same(cleaned.text, source)):
            from cleaner.checks import check

            check(cleaned, source, self.again(cleaned.document), self.encoding)
        return cleaned

    def again(self, document: Document) -> Cleaner:
        """The cleaner that must leave alone what became of `document`: it is Markdown, and read as it shows."""
        is_markdown = (
            self.kind == "markdown" or document.kind is Kind.HTML or (self.front_matter == "none" and document.kind is not Kind.TEXT)
        )
        return replace(self, kind="markdown" if is_markdown else "auto", encoding=None, check=False)

    def _cleaned(self, source: str | bytes) -> Cleaned:
        start = perf_counter()
        ignore = (*self.ignore, "front_matter_keys") if self.front_matter == "keep" else self.ignore
        chain = chosen(self.select, ignore, self.level, self.rules)
        over_characters = [rule for rule in chain if rule.stage is Stage.CHARACTERS]
        bold = self.level == "bold"
        seconds: dict[str, float] = {}

        def repair(document: Document) -> None:
            for name, time in run(document, over_characters, self.settings, bold=bold).items():
                seconds[name] = seconds.get(name, 0.0) + time

        document = read(source, self.encoding, self.kind, repair, self.html, may_move=self.level != "safe")
        given = "".join([line.raw for line in document.header])
        if isinstance(source, bytes):
            document.apply(byte_edits(document, source), DECODE)
        wanted = front_matter.unify(self.extra) if self.extra else {}
        if wanted and document.lines:
            first = document.lines[0]
            facts = front_matter.merge([wanted, first.facts]) if first.role is not Role.FRONT_MATTER else {**first.facts, **wanted}
            if facts != first.facts:
                document.apply([first.edit("facts", facts, "asked for")], "set")
        # without the rule nobody gives the keys their places: they stay
        keep = not wanted and all([rule.name != "front_matter_keys" for rule in chain])
        seconds["read"] = perf_counter() - start - sum(seconds.values())
        seconds |= run(document, chain[len(over_characters) :], self.settings, bold=bold)
        start = perf_counter()
        blocks = assemble(document)
        meta = metadata(document, blocks)
        if wanted:
            meta = front_matter.merge([wanted, meta])
        if self.front_matter == "none":
            document.apply([line.edit("role", Role.NOTICE, "no front matter is asked for") for line in document.header], "front_matter")
        blocks = settle(document, blocks)
        body = markdown(blocks)
        if document.kind is Kind.TEXT and document.record and not (meta or document.header) and read(body).kind is Kind.WRAPPED:
            meta = metadata(document, blocks, converted=True)  # its language says that these lines are no longer those of a page
        above = head(document, meta, keep) if self.front_matter != "none" else ""
        between = gap_after(document, blocks, keep) if above and body else ""
        text = above + between + body
        if document.lines and not is_same(text, source):
            document.apply(file_edits(document, blocks, given, above, between), RULE)
        seconds["written"] = perf_counter() - start
        return Cleaned(text, body, meta, tuple(document.doubts), document, seconds, tuple(document.record))


def is_same(text: str, source: str | bytes) -> bool:
    """Whether the clean text is the source, byte for byte."""
    return text == source if isinstance(source, str) else text.encode("utf-8", "surrogatepass") == source


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
    """Clean the file at `path`, which is only read; its name tells its kind. Raises `OSError` and `UnreadableError`."""
    cleaner = Cleaner(encoding=encoding, settings=settings or {}) if encoding or settings else USUAL
    return for_name(cleaner, path)(_bytes(path))


def for_name(cleaner: Cleaner, path: str | os.PathLike[str]) -> Cleaner:
    """`cleaner` for a file of this name, whose ending is believed unless a kind is given.

    Raises `UnreadableError` for the name of a format that is neither prose nor Markdown nor HTML.
    """
    kind = kind_of(path) if cleaner.kind == "auto" else "auto"
    return cleaner if kind == "auto" else replace(cleaner, kind=kind)


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
    from cleaner.workers import in_order

    work = partial(_loaded, cleaner or Cleaner())
    for path, outcome in in_order((os.fspath(path) for path in paths), work, jobs):
        if isinstance(outcome, Exception):
            if on_error is None:
                raise outcome
            on_error(path, outcome)
        else:
            yield outcome


def _loaded(cleaner: Cleaner, path: str) -> Cleaned | Exception:
    """What a worker of `clean_many` does with one path: the clean document, or the error."""
    try:
        return for_name(cleaner, path)(_bytes(path))
    except (OSError, ValueError) as error:
        return error


__all__ = ["LEVELS", "Cleaned", "Cleaner", "clean", "clean_file", "clean_many"]
