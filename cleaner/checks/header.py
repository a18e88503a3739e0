"""The front matter reads back as the metadata, and the metadata is what the lines say."""

from __future__ import annotations

import html
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from cleaner import front_matter
from cleaner.checks.declared import letters, spaceless
from cleaner.checks.errors import UnsafeError
from cleaner.checks.written import Laid
from cleaner.document import FURNITURE, METADATA, Document, Kind, Line, Role
from cleaner.regex import regex
from cleaner.wording import language

if TYPE_CHECKING:
    from cleaner.api import Cleaned

CONVERTED = frozenset({Kind.HTML, Kind.WRAPPED})
Leaf = tuple[tuple[str, ...], str]


def reads_back(cleaned: Cleaned, laid: Laid, own: Collection[str] = ()) -> None:
    """Raise if a value is lost or invented on its way from the source to the metadata, or another stands in the file.

    `own` are names of rules beside those of the chain: what they say of a document may stand nowhere in it.
    """
    document = cleaned.document
    whole = cleaned.text[: len(cleaned.text) - len(cleaned.body)]
    head = whole.rstrip("\n")
    head += "\n" if head else ""
    given = document.header
    metadata = {**cleaned.metadata}
    _facts_are_true(document, own)
    _says_what_lines_say(document, metadata)
    _names_the_language(cleaned)
    _is_told(cleaned, laid, head, whole[len(head) :])
    if not head:
        if given and cleaned.metadata:
            raise UnsafeError("the front matter of the input is not written")
        return
    if given and head == _as_given(given):
        return  # as it was read: no value can differ
    added = _added(head, given) if given else None
    if added is not None:
        found = _loaded(f"---\n{added}---\n")
        metadata = {key: value for key, value in metadata.items() if key in found}
    elif given and not any([edit.field == "facts" for _, edits in document.record for edit in edits]):
        raise UnsafeError("the front matter of the input is written otherwise, and no record says so")
    else:
        found = _loaded(head)
    keys = [line.partition(":")[0].strip("'\"") for line in head.split("\n")[1:-2] if line and line[0] not in " -"]
    if added is None and keys != list(found):
        raise UnsafeError("a key of the front matter does not stand once at the start of a line")
    said, written = ({key: _typed(value) for key, value in one.items()} for one in (metadata, found))
    if said != written or list(said) != list(written):
        odd = next((key for key in {**said, **written} if said.get(key) != written.get(key)), "")
        raise UnsafeError(f"the front matter does not read back as the metadata: {odd}")


def _is_told(cleaned: Cleaned, laid: Laid, head: str, gap: str) -> None:
    """The record holds the front matter as it was read and is written, and one blank line, or what stood there, parts it from the body."""
    document = cleaned.document
    left_out = {edit.place for rule, edits in document.record if rule == "front_matter" for edit in edits}
    read = "".join([line.raw for line in document.lines if line.role is Role.FRONT_MATTER or line.index in left_out])
    told = [(edit.before, edit.after) for _, edits in document.record for edit in edits if edit.field == "front matter"]
    if told != ([(read, head)] if read != head and cleaned.text != document.source else []):
        raise UnsafeError("the record does not hold the front matter as it was read and written")
    is_parted = gap == "\n" or (document.header and laid and gap == laid[0][2].joint[1:])
    if head and cleaned.body and not is_parted:
        raise UnsafeError("the front matter is not parted from the body by one blank line")


def _as_given(given: list[Line]) -> str:
    return "\n".join([line.text for line in given]).strip("\ufeff\n") + "\n"


def _added(head: str, given: list[Line]) -> str | None:
    """The lines that `head` has before the last line of the header that was given, where it is else the same; None where it is not."""
    lines = _as_given(given).rstrip("\n").split("\n")
    start, end = "\n".join(lines[:-1]) + "\n", lines[-1] + "\n"
    return head[len(start) : -len(end)] if head.startswith(start) and head.endswith(end) else None


def _loaded(head: str) -> Mapping[str, Any]:
    """The YAML between the marks of a header, every scalar that is a string to YAML as a string, every other as it is written."""
    if not head.startswith("---\n") or not head.endswith("\n---\n"):
        raise UnsafeError("the front matter does not stand between its marks")
    if (only := ONE_WORD.fullmatch(head)) and NO_STRINGS.isdisjoint([only["key"], only["word"].lower()]):
        return {only["key"]: only["word"]}  # most texts say nothing but their language: no parser is needed to read that
    import yaml

    try:
        found = _value(yaml.compose(head[4:-4], getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnsafeError(f"the front matter is no YAML: {str(error).splitlines()[0]}") from None
    return found if isinstance(found, dict) else {}


ONE_WORD = regex(r"---\n(?P<key>[a-z]+): (?P<word>[A-Za-z]+(?:-[A-Za-z]+)*)\n---\n")
NO_STRINGS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""Words that YAML 1.1 reads as truth values or as nothing; the writer has its own list, which this one does not trust."""


def _value(node: Any) -> Any:
    """What a node of YAML says, as the writer of front matter tells strings from other scalars."""
    if node is None or isinstance(node.value, str):
        return node and (node.value if node.tag == "tag:yaml.org,2002:str" else front_matter.Plain(node.value))
    if node.id == "mapping":
        return {key.value: _value(value) for key, value in node.value}
    return [_value(one) for one in node.value]


def _typed(value: Any) -> Any:
    """`value` in a form that tells `'2022'` from `2022`."""
    if isinstance(value, Mapping):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_typed(item) for item in value]
    return (type(value) is front_matter.Plain, str(value))


def _words(value: Any) -> list[tuple[tuple[str, ...], str]]:
    """The scalars of parsed front matter, in a form that all parsers give; empty ones are left out."""
    found = [(path, letters(leaf)) for path, leaf in _leaves(value)]
    return [(path, leaf) for path, leaf in found if leaf.lower() not in ("", "null", "none")]


def _says_what_lines_say(document: Document, metadata: Mapping[str, Any]) -> None:
    """Each value of the metadata is one that a line says under this key, and each key that a line names has its value: the header's own,
    where it has one."""
    said: dict[tuple[str, ...], list[Any]] = {}
    for line in document.lines:
        for path, value in _values(line.facts) if line.facts else ():
            said.setdefault(path, []).append(value)
    told = dict(_values(metadata))
    for path, value in told.items():
        if value not in said.get(path, []) and (path != ("lang",) or path in said):
            raise UnsafeError(f"no line says what the front matter says: {str(value)[:40]!a}")
    own = dict(_values(document.header[0].facts)) if document.header else {}
    for path, values in said.items():
        value = own.get(path, values[0])
        is_lost = path not in told or (path in own and told[path] != value)
        if is_lost and path[0] in front_matter.KEYS and any([one not in NOTHING for one in values]):
            raise UnsafeError(f"a value of the front matter is lost: {' '.join(path)}")


def _values(facts: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of facts; of `issue`, `identifiers` and `extra`, each of those inside."""
    for key, value in facts.items():
        if isinstance(value, Mapping) and value:
            yield from [((key, name), inner) for name, inner in value.items()]
        else:
            yield (key,), value


NOTHING: tuple[Any, ...] = (None, "", [], {})


def _facts_are_true(document: Document, own: Collection[str]) -> None:
    """What lines say of the document stands in its source, and no later rule loses it."""
    first: dict[int, Mapping[str, Any]] = {}
    changes: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = []
    left_out = {edit.place for rule, edits in document.record if rule == "front_matter" for edit in edits}
    for rule, edits in document.record:
        for edit in edits:
            if edit.field == "facts" and isinstance(edit.before, Mapping) and isinstance(edit.after, Mapping):
                first.setdefault(edit.place, edit.before)
                if rule not in own and rule not in ASKED:
                    changes.append((rule, edit.before, edit.after))
    header = [line for line in document.lines if line.role is Role.FRONT_MATTER or line.index in left_out]
    for line in document.lines:
        if first.get(line.index, line.facts):
            if not header or line is not header[0]:
                raise UnsafeError(f"line {line.number} says something of the document, and no record says why")
            _is_parsed("".join([one.raw for one in header]), first.get(line.index, line.facts))
    wording = Wording(document)
    for rule, given, after in changes:
        before = {key: _shown(value) for key, value in given.items()}
        decoded = [value for key, value in before.items() if value is not given[key]]
        held, known = letters("".join([leaf for _, leaf in _leaves(after)])), {leaf for _, leaf in _leaves(before)}
        for path, leaf in _leaves(after):
            is_said = leaf in known or path[0] == "lang" or (path[0] == "date" and any([_is_date(one, after) for one in decoded]))
            if not is_said and not wording.says(leaf):
                raise UnsafeError(f"{rule} says what the text does not: {leaf[:40]!a}")
        if rule == "html":
            continue  # the better voice of a page overrules the others, on the record
        for path, value in _values(given):
            leaf = "".join([leaf for _, leaf in _leaves(value)])
            is_held = any([letters(html.unescape(one)) in held for one in {leaf, _shown(leaf)}])
            if not is_held and value != "null" and not _is_date(_shown(leaf), after):
                raise UnsafeError(f"{rule} loses what the front matter says: {path[-1]}")
        extra = given.get("extra")
        inside = extra if isinstance(extra, Mapping) else {}
        for name, value in after.get("extra", {}).items() if rule == "front_matter_keys" else ():
            if _typed(value) != _typed(given.get(name, inside.get(name))):
                raise UnsafeError(f"{rule} changes what has no place in the schema: {name}")


def _shown(value: Any) -> Any:
    """A value as it reads: some tools write dates in base64."""
    if not (isinstance(value, str) and BASE64.match(value.strip())):
        return value
    read = b64decode(value.strip().rstrip("=") + "==").decode("utf-8", "replace")
    return read if read.isascii() and read[:4].isdigit() else value


BASE64 = regex(r"(?:[A-Za-z0-9+/]{4}){2,12}(?:[A-Za-z0-9+/]{2,3}={1,2})?\Z")


class Wording:
    """The wording of a document, as it was read and as it was repaired, read more and more freely."""

    def __init__(self, document: Document) -> None:
        self.source = document.source
        self._read: list[str] = []
        self._more = self._freer(document)

    def readings(self) -> Iterator[str]:
        """The readings, the strictest first; each is made when it is asked for."""
        yield from self._read
        for one in self._more:
            self._read.append(one)
            yield one

    @staticmethod
    def _freer(document: Document) -> Iterator[str]:
        yield document.source
        # what became of the lines, and those that say something of the document without the furniture between them
        telling = "".join([line.text for line in document.lines if line.role in METADATA | FURNITURE])
        edited = [str(edit.after) for _, edits in document.record for edit in edits if edit.field == "text"]
        repaired = "\n".join([TARGET.sub("", telling), *edited])
        yield repaired
        text = html.unescape(document.source)
        yield text
        yield spaceless(f"{text}\n{repaired}")
        for _ in range(MORE_TIMES if "&" in text else 0):  # in attributes entities are written two or three times over
            text = html.unescape(text)
            yield text
        texts = (text, TAG.sub("", text) if "<" in text else "", repaired)  # tags may stand in attributes
        yield "\n".join([letters(normalize("NFKC", one)) for one in texts])

    def says(self, value: str) -> bool:
        """Whether a value stands in the wording; of a date or pages the first number, for the others may be reckoned."""
        if FIGURES.match(value):
            seconds = str(int(datetime.fromisoformat(value).timestamp())) if "T" in value else ""
            if value.partition("-")[0].lstrip("0") in self.source or (seconds and seconds in self.source):
                return True
        bare, wording = spaceless(value), letters(normalize("NFKC", value))
        for reading in self.readings():
            if value in reading or bare in reading:
                return True
        # a head on its side may be read upwards
        if wording in reading or wording in (numbers := reading.translate(NUMERALS)) or wording[::-1] in numbers:
            return True
        # set in columns, its lines may have others between them
        pieces = [wording[at : at + PIECE] for at in range(0, len(wording) - PIECE, PIECE)]
        return len(wording) >= LONG and sum([piece in reading for piece in pieces]) >= MOST * len(pieces)


MORE_TIMES = 2
TAG = regex("<[^<>]*>")
TARGET = regex(r"\]\([^()]*\)")
LONG, PIECE, MOST = 30, 4, 0.5
"""Letters of a value of several lines, and of the pieces that are looked for; so many of them stand on one line."""
NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
FIGURES = regex(r"\d{1,8}(?:[-T:+]\d{1,8})*Z?\Z", re.ASCII)
"""A date, or pages from and to."""


FRACTION = regex(r"(?<=:[0-9]{2})\.[0-9]+")


def _is_date(leaf: str, facts: Mapping[str, Any]) -> bool:
    """Whether the digits of a value are those of the date that it became."""
    digits = Counter(filter(str.isdigit, FRACTION.sub("", leaf)))
    return digits.total() >= 4 and not digits - Counter(str(facts.get("date", "")))


def _is_parsed(given: str, facts: Mapping[str, Any]) -> None:
    """The front matter that was read says what another parser finds in it."""
    import yaml

    bare = given.strip("\ufeff \t\r\n")
    found: Any = None
    try:
        if bare.startswith("+++"):
            import tomllib

            found = tomllib.loads(bare[3:-3].replace("\r\n", "\n"))
        elif bare.startswith("{"):
            import json

            found = json.loads(bare, parse_int=str, parse_float=str)
        elif "*" not in bare:  # an alias can stand for a document of any size
            found = yaml.load(bare[3:-3], getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (ValueError, yaml.YAMLError, RecursionError):
        found = None  # it is read line by line
    said = _words(facts)
    if isinstance(found, Mapping):
        is_alike = set(found) == set(facts) and said == _words(found)
    else:
        is_alike = all([leaf in letters(given) for _, leaf in said])
    if not is_alike:
        raise UnsafeError("the front matter was not read as it is written")


ASKED = frozenset({"set", "script", "quotes", "punctuation_width", "cjk_spacing"})
"""Rules that write what somebody asked for."""
MIN_SAMPLE = 200
"""Characters of a body that tell its language beyond doubt."""


def _names_the_language(cleaned: Cleaned) -> None:
    """What was laid out anew says what language it is in, where its beginning and its end tell and agree; and no other."""
    document, lang = cleaned.document, cleaned.metadata.get("lang", "")
    is_said = any(["lang" in line.facts for line in document.lines])
    if is_said or len(cleaned.body) < MIN_SAMPLE or not (lang or document.kind in CONVERTED):
        return
    said = [str(cleaned.metadata.get(key, "")) for key in ("title", "abstract")]
    begins = language.detect("\n".join([*said, cleaned.body[: language.SAMPLE]]))
    if (
        begins
        and lang != begins == language.detect(cleaned.body[-language.SAMPLE :])
        and lang != language.detect(cleaned.body[: language.SAMPLE])
    ):
        raise UnsafeError("the language of the text is not named")


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item, path)
    else:
        yield path, value.isoformat() if isinstance(value, date) else str(value).lower() if isinstance(value, bool) else str(value)
