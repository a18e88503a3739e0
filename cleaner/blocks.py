"""Kept lines into blocks, in the order they are printed; what the lines say of the document into one mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner import front_matter
from cleaner.document import FLOATS, FURNITURE, HEADINGS, METADATA, Document, Kind, Line, Role
from cleaner.wording import language
from cleaner.wording.glyphs import HAS_CJK

KEEPS_BLANK_LINES = frozenset({Role.CODE, Role.VERBATIM})
NOT_PRINTED = FURNITURE | METADATA | {Role.BLANK}


@dataclass(slots=True)
class Block:
    """A paragraph, heading, float, note or other piece of the body, with the lines it is made of."""

    role: Role
    joint: str  # what stands between it and the block before
    parts: list[str] = field(default_factory=list)  # wording and joints, in turn
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def assemble(document: Document) -> list[Block]:
    """The blocks of the body. Floats come behind the paragraph they interrupt, footnotes at the end."""
    blocks: list[Block] = []
    floats: list[Block] = []
    notes: list[Block] = []
    open_block: Block | None = None
    is_markdown, footnote = document.kind is Kind.MARKDOWN, Role.FOOTNOTE
    keeps_joints = is_markdown or document.kind is Kind.HTML
    for line in document.lines if is_markdown else document.filled:
        role = line.role
        if role in NOT_PRINTED or (not line.text and role not in KEEPS_BLANK_LINES):
            continue
        goes_on = "\n\n" not in line.joint
        if role in FLOATS:
            if floats and goes_on and line.joint != "\n":
                floats[-1].parts += [line.joint, line.text]
                floats[-1].lines.append(line)
            else:
                floats.append(Block(role, "\n\n", [line.text], [line]))
        elif role is footnote:
            if notes and line.joint in ("", " "):
                notes[-1].parts += [line.joint, line.text]
                notes[-1].lines.append(line)
            else:
                notes.append(Block(role, "\n\n", [line.text], [line]))
        elif open_block is not None and goes_on and (is_markdown or role is open_block.role):
            open_block.parts += [line.joint, line.text]
            open_block.lines.append(line)
        else:
            if floats:
                blocks += floats
                floats = []
            joint = line.joint if keeps_joints and line.joint.startswith("\n") else "\n\n"
            open_block = Block(role, joint, [line.text], [line])
            blocks.append(open_block)
    return blocks + floats + notes


def metadata(document: Document, blocks: list[Block], *, converted: bool = False) -> dict[str, Any]:
    """The front matter: facts of all lines, the most trusted first, and `lang`.

    A text that was not `converted` and says nothing of itself gets none: `lang` alone is no reason.

    Trust: front matter of the input, then labelled lines in their order, then furniture.
    """
    ranked: tuple[list[Mapping[str, Any]], list[Mapping[str, Any]], list[Mapping[str, Any]]] = ([], [], [])
    for line in document.lines:  # a page may say something of itself and hold no text
        if line.facts:
            rank = 0 if line.role is Role.FRONT_MATTER else 2 if line.role in FURNITURE else 1
            ranked[rank].append(line.facts)
    # class numbers say more than the rest of a title block
    ranked[1].sort(key=lambda facts: "identifiers" not in facts)
    meta = front_matter.merge([facts for group in ranked for facts in group])
    # converted: laid out anew, so that its lines are no longer those of the source
    converted = (
        converted
        or document.kind in (Kind.HTML, Kind.WRAPPED)
        or any(
            (edit.field == "role" and edit.after is not Role.TABLE) or (edit.field == "joint" and document.kind is not Kind.MARKDOWN)
            for rule, edits in document.record
            if rule != "controls"
            for edit in edits
        )
    )
    if (meta or converted) and "lang" not in meta:
        said = [str(meta.get(key, "")) for key in ("title", "abstract")]
        lang = language.detect(_sample(meta, blocks)) or language.detect(_longest(blocks))
        lang = lang or language.detect("\n".join([*said, *[block.text for block in blocks]]))
        if lang in ("zh-Hans", "zh-Hant") and "abstract" in meta and not HAS_CJK.search(said[1]):
            later = language.detect("\n".join([block.text for block in blocks[len(blocks) // 2 :] if block.role in LANGUAGE]))
            lang = later or lang  # it opens with an abstract in Chinese, and has its own in the language of the text
        if lang:
            meta = front_matter.in_order({**meta, "lang": lang})
    return meta


def _longest(blocks: list[Block]) -> str:
    """The longest blocks: where a text opens with names or a table, they are what is written in a language."""
    return "\n".join(sorted([block.text for block in blocks if block.role in LANGUAGE], key=len, reverse=True)[:LONGEST])


LANGUAGE = frozenset({Role.BODY, Role.LIST_ITEM, Role.QUOTE, Role.KEPT})
LONGEST = 8
SHORT = 60
"""Characters of a block that may be a name or a label."""


def _sample(meta: Mapping[str, Any], blocks: list[Block]) -> str:
    """Enough of the wording to tell the language by: running text first, for names and labels are of no language."""
    parts = [str(meta.get("title", "")), str(meta.get("abstract", ""))]
    size = 0
    prose = [block for block in blocks if block.role is not Role.CODE and block.role is not Role.VERBATIM]
    for is_short in (False, True):
        for block in prose:
            text = block.text
            if (len(text) < SHORT) is not is_short:
                continue
            parts.append(text)
            size += len(text)
            if size > language.SAMPLE:
                return "\n".join(parts)
    return "\n".join(parts)


def is_heading(block: Block) -> bool:
    """Whether the writer gives this block its heading marks."""
    return block.role in HEADINGS and block.role is not Role.HEADING
