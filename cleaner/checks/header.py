"""The front matter reads back as the metadata, and the metadata is what the lines say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cleaner import front_matter, language
from cleaner.checks.errors import UnsafeError
from cleaner.document import Document, Kind, Line

if TYPE_CHECKING:
    from cleaner.api import Cleaned

CONVERTED = frozenset({Kind.HTML, Kind.WRAPPED})
Leaf = tuple[tuple[str, ...], str]


def reads_back(cleaned: Cleaned) -> None:
    """Raise if a value is lost on its way from the lines to the metadata, or another stands in the file."""
    document = cleaned.document
    head = cleaned.text[: len(cleaned.text) - len(cleaned.body)].rstrip("\n")
    head += "\n" if head else ""
    given = document.header
    metadata = {**cleaned.metadata}
    _says_what_lines_say(document, metadata)
    _names_the_language(cleaned)
    if not head:
        if given and cleaned.metadata:
            raise UnsafeError("the front matter of the input is not written")
        return
    if given and head == _as_given(given):
        return  # as it was read: no value can differ
    if given and (added := _added(head, given)) is not None:
        found = _loaded(f"---\n{added}---\n")
        metadata = {key: value for key, value in metadata.items() if key in found}
    elif given and not any([edit.field == "facts" for _, edits in document.record for edit in edits]):
        raise UnsafeError("the front matter of the input is written otherwise, and no record says so")
    else:
        found = _loaded(head)
    said, written = ({key: _typed(value) for key, value in one.items()} for one in (metadata, found))
    if said != written or list(said) != list(written):
        odd = next((key for key in {**said, **written} if said.get(key) != written.get(key)), "")
        raise UnsafeError(f"the front matter does not read back as the metadata: {odd}")


def _as_given(given: list[Line]) -> str:
    return "\n".join([line.text for line in given]).strip("\ufeff\n") + "\n"


def _added(head: str, given: list[Line]) -> str | None:
    """The lines that `head` has before the last line of the header that was given, where it is else the same; None where it is not."""
    lines = _as_given(given).rstrip("\n").split("\n")
    start, end = "\n".join(lines[:-1]) + "\n", lines[-1] + "\n"
    return head[len(start) : -len(end)] if head.startswith(start) and head.endswith(end) else None


def _loaded(head: str) -> Mapping[str, Any]:
    """The YAML between the marks of a header, every scalar that is a string to YAML as a string, every other as it is written."""
    import yaml

    loaders = [getattr(yaml, f"C{name}", getattr(yaml, name)) for name in ("SafeLoader", "BaseLoader")]
    if not head.startswith("---\n") or not head.endswith("\n---\n"):
        raise UnsafeError("the front matter does not stand between its marks")
    try:
        typed, plain = (yaml.load(head[4:-4], loader) for loader in loaders)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnsafeError(f"the front matter is no YAML: {str(error).splitlines()[0]}") from None
    found = _paired(typed, plain)
    return found if isinstance(found, dict) else {}


def _paired(typed: Any, plain: Any) -> Any:
    if isinstance(plain, Mapping) and isinstance(typed, Mapping):
        return {name: _paired(typed.get(key), plain[name]) for key, name in zip(typed, plain, strict=False)}
    if isinstance(plain, list) and isinstance(typed, list):
        return [_paired(one, other) for one, other in zip(typed, plain, strict=True)]
    return typed if isinstance(typed, str) else front_matter.Plain(plain)


def _typed(value: Any) -> Any:
    """`value` in a form that tells `'2022'` from `2022`."""
    if isinstance(value, Mapping):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_typed(item) for item in value]
    return (type(value) is front_matter.Plain, str(value))


def _says_what_lines_say(document: Document, metadata: Mapping[str, Any]) -> None:
    """Each value of the metadata is one that a line says under this key, and each key that a line names has its value."""
    said: dict[str, list[Any]] = {}
    for line in document.lines:
        for key, value in line.facts.items():
            said.setdefault(key, []).append(value)
    for key, value in metadata.items():
        if key == "lang" and key not in said:
            continue
        known = set(_leaves(said.get(key, [])))
        for leaf in _leaves([value]):
            if leaf not in known:
                raise UnsafeError(f"no line says what the front matter says: {leaf[1][:40]!a}")
    for key, values in said.items():
        if key in front_matter.KEYS and key not in metadata and any(value not in (None, "", [], {}) for value in values):
            raise UnsafeError(f"a value of the front matter is lost: {key}")


MIN_SAMPLE = 200
"""Characters of a body that tell its language beyond doubt."""


def _names_the_language(cleaned: Cleaned) -> None:
    """What was laid out anew says what language it is in, where its beginning and its end tell and agree."""
    document = cleaned.document
    if document.kind not in CONVERTED or "lang" in cleaned.metadata or len(cleaned.body) < MIN_SAMPLE:
        return
    said = [str(cleaned.metadata.get(key, "")) for key in ("title", "abstract")]
    begins, ends = [
        language.detect(text) for text in ("\n".join([*said, cleaned.body[: language.SAMPLE]]), cleaned.body[-language.SAMPLE :])
    ]
    if begins and begins == ends:
        raise UnsafeError("the language of the text is not named")


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item, path)
    else:
        yield path, str(value)
