"""Faults to plant, made systematically: what is done to a text, and where in the run it is done."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from cleaner import CHAIN, Document, Edit, Role, blocks, chain, front_matter, readers, writers
from cleaner.blocks import Block
from cleaner.document import Line
from cleaner.encodings import Decoded, decode
from cleaner.inline import escape
from cleaner.rules import Change, Rule

Rewrite = Callable[[str], str]
Plant = Callable[[pytest.MonkeyPatch], None]

WORD = re.compile(r"(?<=[\w\s])(?:[A-Za-z]{3,}|[\u4e00-\u9fff]{2})(?=[\w\s])")
TARGET = re.compile(r"(?<!!)(?<=\])\([^()\s]+\)")


def _middle(pattern: str | re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return found[len(found) // 2] if found else None


def _replaced(pattern: str | re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Rewrite:
    def change(text: str) -> str:
        match = _middle(pattern, text)
        return text[: match.start()] + new(match) + text[match.end() :] if match else text

    return change


def _swapped(text: str) -> str:
    match = _middle(r"(?<=[\w\s])([A-Za-z]{3,})( )([A-Za-z]{3,})|([\u4e00-\u9fff]{2})([\u4e00-\u9fff])([\u4e00-\u9fff])", text)
    if match is None:
        return text
    one, gap, other = [part for part in match.groups() if part is not None]
    return text[: match.start()] + other + gap + one + text[match.end() :]


WORDING: dict[str, Rewrite] = {
    "drop a word": _replaced(WORD, lambda match: ""),
    "swap words": _swapped,
    "double a word": _replaced(WORD, lambda match: match[0] * 2),
    "change a letter": _replaced(r"[\u4e00-\u9fff]|[a-z](?=[a-z])", lambda match: "x" if match[0] != "x" else "y"),
    "change a digit": _replaced(r"(?<![\[^])\d(?![\].]|\. )", lambda match: str((int(match[0]) + 1) % 10)),
    "drop a number": _replaced(r"(?<![\[^\d])\d+(?![\].\d])", lambda match: ""),
}
"""Whatever is changed so is no longer what the source says."""
FORM: dict[str, Rewrite] = {
    "glue words": _replaced(r"(?<=[A-Za-z,.]) (?=[A-Za-z])|(?<=\S)\n(?=\S)", lambda match: ""),
    "split a word": _replaced(r"(?<=[a-z]{2})(?=[a-z]{2})|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda match: " "),
    "merge paragraphs": _replaced(r"(?<=\S)\n\n(?=[^\s#>|`*\-\d\[])", lambda match: ""),
    "split a paragraph": _replaced(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])|(?<=[a-z]) (?=[a-z])", lambda match: "\n\n"),
    "change the level of a heading": _replaced(r"(?m)^##(?=[# ])", lambda match: "###"),
    "drop the mark of a heading": _replaced(r"(?m)^#+ ", lambda match: ""),
    "drop an escape": _replaced(r"\\(?=[*_\[<`#])", lambda match: ""),
    "drop a mark": _replaced(r"[，。！？]|(?<=[a-z])[,.](?= )", lambda match: ""),
}
MARKUP: dict[str, Rewrite] = {
    "change the target of a link": _replaced(TARGET, lambda match: "(http://else.where/)"),
    "drop a link": _replaced(r"(?<!!)\[([^\[\]\n^]+)\]\([^()\s]+\)", lambda match: match[1]),
    "change a picture": _replaced(r"(?<=!\[)([^\[\]\n]*)\]\([^()\s]+\)", lambda match: f"{match[1]}](http://else.where/a.png)"),
    "drop a picture": _replaced(r"!\[[^\[\]\n]*\]\([^()\s]+\)", lambda match: ""),
    "change a cell": _replaced(r"(?<=\| )[^|\n\-]*[^|\s\-](?= \|)", lambda match: "else"),
    "drop a cell": _replaced(r"(?<=\n)\| [^|\n\-]+(?=\| )", lambda match: ""),
    "merge cells": _replaced(r"(?<=[^|\n\- ]) \| (?=[^|\n\- ])", lambda match: " "),
}
ALL = {**WORDING, **FORM, **MARKUP}
LOST = {
    "drop a word",
    "drop a number",
    *MARKUP,
    "drop a line",
    "drop a block",
    "drop a key",
    "drop an item",
    "change a value",
    "change a digit of a value",
}
"""None of these may ever pass."""


# ---------------------------------------------------------------- where it is done


def in_decoder(change: Rewrite) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        def fault(data: bytes, encoding: str | None = None) -> Decoded:
            found = decode(data, encoding)
            return found._replace(text=change(found.text))

        patch.setattr("cleaner.readers.decode", fault)

    return plant


def in_reader(change: Rewrite) -> Plant:
    """The text of a line, set by its reader, not by an edit."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        def fault(*arguments: Any) -> Document:
            document = readers.read(*arguments)
            for line in document.lines[len(document.lines) // 2 :]:
                if line.role is not Role.FRONT_MATTER and (new := change(line.text)) != line.text:
                    line.text = new
                    break
            return document

        patch.setattr("cleaner.api.read", fault)

    return plant


def in_converter(change: Rewrite) -> Plant:
    """The Markdown that HTML becomes; the reader records whatever it is."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        from cleaner import html

        real_blocks, real_page = html.blocks, html.page

        def changed(found: list[Any]) -> list[Any]:
            for place in sorted(range(len(found)), key=lambda place: abs(place - len(found) // 2)):
                new = change(found[place].text)
                if new != found[place].text and not found[place].reason:
                    return [*found[:place], found[place]._replace(text=new), *found[place + 1 :]]
            return found

        patch.setattr(html, "blocks", lambda source: changed(real_blocks(source)))

        def page(source: str) -> Any:
            found, facts = real_page(source)
            return changed(found), facts

        patch.setattr(html, "page", page)

    return plant


def in_rule(name: str, change: Rewrite) -> Plant:
    """The edits of one rule, or an edit of its own where it has none."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        (rule,) = [one for one in CHAIN if one.name == name]

        @functools.wraps(rule.function)
        def fault(document: Document, **settings: Any) -> Iterator[Any]:
            found = list(rule.function(document, **settings))
            for place, edit in enumerate(found):
                if type(edit) is Edit and edit.field == "text" and (new := change(str(edit.after))) != edit.after:
                    found[place] = edit._replace(after=new)
                    return iter(found)
            touched = {edit.place for edit in found if type(edit) is Edit}
            for line in document.filled[len(document.filled) // 2 :]:
                if line.role is not Role.FRONT_MATTER and line.index not in touched and (new := change(line.text)) != line.text:
                    return iter([*found, line.edit("text", new, "a fault")])
            return iter(found)

        setattr(fault, "__kwdefaults__", rule.function.__kwdefaults__)  # noqa: B010 - a wrapper has none to mypy
        patch.setattr(chain, "CHAIN", tuple([replace(one, function=fault) if one is rule else one for one in CHAIN]))

    return plant


def in_writer(change: Rewrite) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr("cleaner.api.markdown", lambda found: change(writers.markdown(found)))

    return plant


def in_blocks(change: Callable[[list[Block]], list[Block]]) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        for place in ("cleaner.api.assemble", "cleaner.writers.assemble"):
            patch.setattr(place, lambda document: change(blocks.assemble(document)))

    return plant


def in_header(change: Rewrite) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr("cleaner.api.head", lambda *arguments: change(writers.head(*arguments)))

    return plant


def in_metadata(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr("cleaner.api.metadata", lambda *arguments: change(blocks.metadata(*arguments)))

    return plant


def in_escapes(change: Rewrite) -> Plant:
    """What the writer escapes: recorded like any other edit."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr("cleaner.writers.escape", lambda text: change(escape(text)))

    return plant


def in_roles(role: Role) -> Plant:
    """A line that is left out, moved or made a heading without a record."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        def fault(*arguments: Any, **settings: Any) -> None:
            chain.run(*arguments, **settings)
            lines = [line for line in arguments[0].lines if line.role in (Role.BODY, Role.LIST_ITEM)]
            if lines:
                lines[len(lines) // 2].role = role

        patch.setattr("cleaner.api.run", fault)

    return plant


def in_header_reader(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Plant:
    """What the parser of front matter finds."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real = front_matter.split

        def fault(text: str) -> tuple[int, Any]:
            size, found = real(text)
            return size, change(dict(found)) if found else found

        patch.setattr(front_matter, "split", fault)

    return plant


def in_record(field: str, **values: Any) -> Plant:
    """The first entry for a field: another value, or, without any, no entry."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real = Document.apply

        def fault(document: Document, edits: Any, rule: str) -> None:
            real(document, edits, rule)
            for place, (name, entries) in enumerate(document.record):
                for at, edit in enumerate(entries):
                    if edit.field == field:
                        other = [edit._replace(**values)] if values else []
                        document.record[place] = (name, [*entries[:at], *other, *entries[at + 1 :]])
                        return

        patch.setattr(Document, "apply", fault)

    return plant


def unrecorded(change: Callable[[Line], None]) -> Plant:
    """What a rule does to a line of running text behind the back of the record."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        def fault(document: Document, rules: Any, *arguments: Any, **settings: Any) -> Any:
            found = chain.run(document, rules, *arguments, **settings)
            lines = [line for line in document.lines if line.role is Role.BODY]
            if lines and any([rule.stage == "gaps" for rule in rules]):
                change(lines[len(lines) // 2])
            return found

        patch.setattr("cleaner.api.run", fault)

    return plant


def _without_last_item(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value[:-1] if isinstance(value, list) and len(value) > 1 else value for key, value in found.items()}


def _without(found: dict[str, Any]) -> dict[str, Any]:
    return dict(list(found.items())[1:])


def _value_changed(found: dict[str, Any]) -> dict[str, Any]:
    return {key: "else" if isinstance(value, str) and key != "lang" else value for key, value in found.items()}


HEADER: dict[str, Rewrite] = {
    "drop a key": _replaced(r"(?m)^(?!---|lang)\w+: .*\n", lambda match: ""),
    "change a value": _replaced(r"(?<=: )[^\s'\"].*[^'\"]$", lambda match: "else"),
    "change a digit of a value": _replaced(r"(?<=: )'?\d", lambda match: match[0][:-1] + str((int(match[0][-1]) + 1) % 10)),
    "change a word of a value": _replaced(r"(?m)(?<=: )([\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])", lambda match: ""),
    "name a key otherwise": _replaced(r"(?m)^title(?=:)", lambda match: "subtitle"),
    "unquote a value": _replaced(r"'(\d+)'", lambda match: match[1]),
    "swap an item": _replaced(r"(?m)^- (.*)\n- (.*)\n", lambda match: f"- {match[2]}\n- {match[1]}\n"),
}
BLOCKS: dict[str, Callable[[list[Block]], list[Block]]] = {
    "drop a block": lambda found: [*found[: len(found) // 2], *found[len(found) // 2 + 1 :]],
    "swap blocks": lambda found: [*found[:-2], *found[-2:][::-1]],
    "double a block": lambda found: [*found, *found[-1:]],
    "reverse the lines of a block": lambda found: [replace(one, parts=one.parts[::-1]) for one in found],
    "glue the lines of a block": lambda found: [replace(one, parts=one.parts[::2]) for one in found],
    "change the role of a block": lambda found: [replace(one, role=Role.H4) if one.role is Role.BODY else one for one in found],
    "lose the joint of a block": lambda found: [replace(one, joint="\n") for one in found],
}
OF_HTML: dict[str, Rewrite] = {
    "drop a mark": FORM["drop a mark"],
    "drop the point of a number": _replaced(r"(?<=\d)\.(?=\d)", lambda match: ""),
    "drop the indent of code": _replaced(r"(?m)(?<=\n)    (?=\S)", lambda match: ""),
    "drop the mark of an item": _replaced(r"(?m)^(?:[-*]|\d+\.) ", lambda match: ""),
    "drop the mark of a quote": _replaced(r"(?m)^> ", lambda match: ""),
    "drop the signs of code": _replaced(r"(?<!`)`([^`\n]{2,})`(?!`)", lambda match: match[1]),
    "swap the targets of links": _replaced(
        r"\(([^()\s]+)\)([^()\n]*\[[^\[\]\n]*\])\(([^()\s]+)\)", lambda match: f"({match[3]}){match[2]}({match[1]})"
    ),
    "drop what is said of a picture": _replaced(r"(?<=!\[)[^\[\]\n]+(?=\])", lambda match: ""),
    "glue words": FORM["glue words"],
}
"""What the converter may do to Markdown that no letter shows."""
RECORD: dict[str, Plant] = {
    **{f"drop an entry, {field}": in_record(field) for field in ("text", "role", "front matter", "white space", "encoding", "bytes")},
    "another place": in_record("text", line=99),
    "another page": in_record("text", page=99),
    "another wording": in_record("role", text="else"),
    "no reason": in_record("text", reason=""),
    "another text before": in_record("text", before="else"),
    "another text after": in_record("text", after="else"),
    "another front matter before": in_record("front matter", before="else"),
    "another white space after": in_record("white space", after="else"),
}
LINES: dict[str, Plant] = {
    "say something": unrecorded(lambda line: setattr(line, "facts", {"title": "else"})),
    "join a line": unrecorded(lambda line: setattr(line, "joint", "")),
    "make a heading": unrecorded(lambda line: setattr(line, "role", Role.H4)),
    "make a caption": unrecorded(lambda line: setattr(line, "role", Role.CAPTION)),
    "change a word": unrecorded(lambda line: setattr(line, "text", WORDING["swap words"](line.text))),
}
METADATA = {"drop a key": _without, "change a value": _value_changed}


def may(rule: Rule, what: str) -> bool:
    """Whether a rule declares that it may do such a thing to wording."""
    if rule.takes and not re.search(rule.takes, "馆里 5"):
        return False
    if rule.changes is Change.ANY:
        return True
    if rule.changes is Change.SPACE:
        return what in ("glue words", "split a word")
    if rule.changes is Change.MARKS:
        return what in ("glue words", "split a word", "drop a mark", "drop an escape")
    if rule.changes is Change.LETTERS:
        return what not in ("change a digit", "drop a number")
    return False


def kinds() -> Iterator[tuple[str, str, Plant]]:
    """Every fault: where, what, and how it is planted."""
    for what, change in ALL.items():
        if what not in FORM or what in ("glue words", "split a word", "drop a mark"):
            yield "decoder", what, in_decoder(change)
            yield "reader", what, in_reader(change)
        if what not in FORM:
            yield "converter", what, in_converter(change)
        yield "writer", what, in_writer(change)
    for rule in CHAIN:
        for what in ("drop a word", "swap words", "change a digit", "change the target of a link", "change a cell"):
            if not may(rule, what):
                yield f"rule {rule.name}", what, in_rule(rule.name, ALL[what])
    for what in WORDING:
        yield "escapes", what, in_escapes(ALL[what])
    yield "escapes", "drop an escape", in_escapes(lambda text: text.replace("\\", ""))
    for what, header in HEADER.items():
        yield "header", what, in_header(header)
    for what, found in {**METADATA, "drop an item": _without_last_item}.items():
        yield "metadata", what, in_metadata(found)
        yield "header reader", what, in_header_reader(found)
    for what, change in OF_HTML.items():
        yield "converter", what, in_converter(change)
    for what, plant in RECORD.items():
        yield "record", what, plant
    for what, plant in LINES.items():
        yield "rule without an edit", what, plant
    for what, one in BLOCKS.items():
        yield "blocks", what, in_blocks(one)
    for role in (Role.BOILERPLATE, Role.FOLIO, Role.BLANK, Role.TITLE, Role.CAPTION, Role.FOOTNOTE):
        yield "roles", "drop a line" if role is not Role.CAPTION else "move a line", in_roles(role)
