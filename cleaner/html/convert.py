"""The walk over a tree: blocks of Markdown in document order, each with the place where its markup starts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleaner.document import HEADINGS, Role
from cleaner.html import bold, listings, mathml, pictures, spans, tables
from cleaner.html.elements import BLOCKS, DROPPED, UNSHOWN, is_permalink
from cleaner.html.emphasis import Piece
from cleaner.html.inline import Inline, bold_text, paragraphs
from cleaner.html.nesting import Nesting
from cleaner.html.notes import NO_NOTES, Notes
from cleaner.html.places import Places
from cleaner.html.spans import BREAK
from cleaner.html.tree import Element
from cleaner.regex import regex
from cleaner.wording.sentences import CLAUSE_END

if TYPE_CHECKING:
    from cleaner.html.leaves import Leaf

APART = BLOCKS | {"br"}
PREFORMATTED = frozenset(["pre", "listing", "xmp", "plaintext"])
LISTS = frozenset(["ul", "ol", "menu", "dir"])
DEFINING = frozenset(["dt", "dd", "p", "div"])
"""Blocks that a definition may begin with, or a second term of the same."""
BOLD_HOLDERS = frozenset(["p", "div", "section", "center"])
ATOMS = PREFORMATTED | {"table", "img", "br", "hr", "math", "noscript", "rt"}

MAX_TABLES = 8
"""Tables inside each other; the cells of deeper ones are blocks like any other."""
PARTS = frozenset({"div", "p", "section", "header"})
"""Elements that may stand inside a heading and part nothing there."""
BOLD_HEADING_LENGTH = 30
"""Characters: a longer bold paragraph is emphasis, not a heading (measured on the headings of five documents: at most 26)."""
DASHES = "—–―-"
COMMAS = "，,、"
NOTE_INDENT = "    "
CLOSING_SIGNS = regex(r"(?<![^ \t])#+\Z")
"""What closes a heading of Markdown, and is no part of it."""
BESIDE = 6
"""Nodes after a formula for the eye among which the script with its TeX is looked for."""
TEX_TYPE = regex(r"math/tex(?:; *mode=(display))?\s*\Z", re.I)


class Block(NamedTuple):
    """One block: where its markup starts in the source, what it is, and its Markdown."""

    start: int
    role: Role
    text: str
    joint: str
    reason: str = ""  # why it is no part of the text, where it is none


PLACE = attrgetter("place")
NO_VERDICTS: Mapping[int, tuple[Role, str]] = {}
NOTHING_DROPPED: Mapping[int, Leaf] = {}


class Converter:
    """One iterative walk over a tree: deep nesting must not reach the recursion limit.

    `notes` are the footnotes of the tree; `verdicts` says by `id` of an element what a look at the whole page found it to be,
    `leaves` are the texts of its blocks, and `dropped` those of them that share their element with others; `captions` are the
    descriptions of pictures by their `id`, None where this is no page.
    """

    def __init__(
        self,
        source: str,
        notes: Notes = NO_NOTES,
        verdicts: Mapping[int, tuple[Role, str]] = NO_VERDICTS,
        leaves: Sequence[Leaf] = (),
        captions: Mapping[int, str] | None = None,
        dropped: Mapping[int, Leaf] = NOTHING_DROPPED,
    ) -> None:
        self.places = Places(source, max(source.find("<body"), 0) if captions is not None else 0)
        self.verdicts = verdicts
        self.leaves = leaves
        self.captions = captions
        self.dropped = dropped
        self.found: list[Block] = []
        self.inline = Inline(notes)
        self.nesting = Nesting()
        self.role = Role.BODY
        self.pictures: set[str] = set()
        self.formula = ""  # the TeX of the last one
        self.marks = notes
        self.level = 0  # tables around
        self.note = ""  # the note that we are in
        self.noted = ""  # the note that has printed its first block
        self.noted_at = 0  # where that stands among the blocks
        self.bold_headings = True
        self.bold: list[int] = []  # where the bold lines that may be headings stand among the blocks
        self.term = 0  # pieces up to the end of the last term

    def walk(self, root: Element) -> list[Block]:
        """The blocks below `root`."""
        nodes, place = root.nodes, root.place + 1
        opened = [root]  # the elements we are in
        end = root.end  # of the innermost
        verdicts, dropped, text = self.verdicts, self.dropped, self._text
        while True:
            while place == end:
                element = opened.pop()
                if not opened:
                    self._flush()
                    return bold.settle(self.found, self.bold) if self.bold else self.found
                self._leave(element, element.tag)
                end = opened[-1].end
            node = nodes[place]
            place += 1
            if isinstance(node, str):
                if dropped and place - 1 in dropped:
                    self._dropped(dropped[place - 1], place - 1)
                elif self.inline.pieces or not node.isspace():
                    text(node)
                continue
            tag = node.tag
            if tag in DROPPED:
                if tag == "script":
                    self._tex_script(node)
                elif tag == "input":
                    self._box(node)
            elif verdicts and id(node) in verdicts and not (self.nesting.in_cell and tag in BLOCKS):
                self.judged(node, *verdicts[id(node)])
            elif tag in ATOMS and (tag != "table" or self.level < MAX_TABLES):
                self._atom(node, tag)
            elif not (node.attributes and (self._is_formula(node) or (tag == "a" and is_permalink(node)))):
                self._enter(node, tag)
                opened.append(node)
                end = node.end
                continue
            place = node.end

    # ------------------------------------------------------------ elements

    def _enter(self, node: Element, tag: str) -> None:
        if tag not in BLOCKS:
            self.inline.enter(node, tag)
            return
        if self.role in HEADINGS and tag in PARTS:
            self.inline.pieces.append(spans.SPACE)  # a heading is one line, whatever it is laid out with
            return
        if not (tag in DEFINING and self._is_term()):
            self._flush()
        if tag in LISTS:
            holder = node.parent
            self.nesting.open_list(tag, node.number("start") or 1, holder is not None and holder.tag in LISTS)
        elif tag == "li":
            self.note = self.marks.texts.get(id(node), "") or self.note
            self.nesting.open_item(node.number("value"))
        elif tag == "blockquote":
            self.nesting.open_quote()
        elif tag[0] == "h" and tag[1:].isdigit():
            self.role = Role(f"heading {tag[1]}")
        elif node.attributes and id(node) in self.marks.texts:
            self.note = self.marks.texts[id(node)]

    def _leave(self, node: Element, tag: str) -> None:
        if tag not in BLOCKS:
            self.inline.leave(tag)
            return
        if self.role in HEADINGS and tag in PARTS:
            self.inline.pieces.append(spans.SPACE)
            return
        if tag in BOLD_HOLDERS and self.role is Role.BODY and self.bold_headings and not self.nesting.levels:
            text = bold_text(self.inline.pieces, BOLD_HEADING_LENGTH)
            # behind a dash stands who said what is above
            if text and not CLAUSE_END.search(text) and text[-1] not in COMMAS and text[0] not in DASHES:
                self.role = Role.H2
                self.bold.append(len(self.found))
        if tag == "dt" and self.inline.pieces:
            self.inline.pieces.append(BREAK)
            self.term = len(self.inline.pieces)
            return
        self._flush()
        self.role = Role.BODY
        if tag in LISTS:
            self.nesting.close_list()
        elif tag == "li":
            self.nesting.close_item()
        elif tag == "blockquote":
            self.nesting.close_quote()
        if self.note and id(node) in self.marks.texts:
            self.note = ""

    def _is_term(self) -> bool:
        """Whether what was read last is a term, and what follows is its definition: they are lines of one paragraph."""
        pieces = self.inline.pieces
        return 0 < self.term <= len(pieces) and not any([piece.value.strip() for piece in pieces[self.term :]])

    def judged(self, node: Element, role: Role, reason: str) -> None:
        """An element that the page as a whole showed to be no part of the text."""
        if node.tag not in BLOCKS and role is Role.BOILERPLATE:
            return  # inside a paragraph: it stands in the markup of the record
        first, last = [bisect_left(self.leaves, place, key=PLACE) for place in (node.place, node.end)]
        self._flush()
        self._set_apart(" ".join([leaf.text for leaf in self.leaves[first:last]]), role, reason)

    def _dropped(self, leaf: Leaf, place: int) -> None:
        """A text that shares its element with others, and is no part of the page's text."""
        if place == leaf.place:
            self._flush()
            self._set_apart(leaf.text, Role.BOILERPLATE, leaf.reason)

    def _set_apart(self, text: str, role: Role, reason: str) -> None:
        """A block of its own for a text that is no part of the page's text."""
        text = spans.visible(text)
        if not text:
            return
        self.places.find(text)
        start = self.places.take()
        before = self.found[-1] if self.found else None
        if before and before.role is role is Role.BOILERPLATE and before.reason == reason:
            self.found[-1] = before._replace(text=f"{before.text} {text}")
        else:
            self.found.append(Block(start, role, text, "\n\n", reason))

    def _text(self, text: str) -> None:
        if self.places.start is None and not text.isspace():
            self.places.find(text)
        self.inline.text(text)

    # ------------------------------------------------------------ formulas, boxes, pictures, code

    def _tex_script(self, node: Element) -> None:
        if match := TEX_TYPE.match(node.get("type")):
            self.inline.math(node.text(), is_displayed=match[1] is not None)

    def _box(self, node: Element) -> None:
        """The box of a task at the start of an item."""
        if (
            node.get("type").lower() == "checkbox"
            and self.nesting.is_item_open()
            and not any([piece.value.strip() for piece in self.inline.pieces])
        ):
            self.inline.pieces += [Piece("raw", "[x]" if "checked" in node.attributes else "[ ]"), spans.SPACE]

    def _is_formula(self, node: Element) -> bool:
        """Whether an element shows a formula for the eye; what it says stands in or beside it as MathML or TeX, and is printed once."""
        name = node.get("class")
        if "katex-html" in name:
            return node.parent is not None and node.parent.find("math") is not None
        if "MathJax" not in name or not any([word.startswith("MathJax") for word in name.split()]):
            return False
        beside = [item for item in node.nodes[node.end : node.end + BESIDE] if not isinstance(item, str) and item.tag == "script"]
        if not any([TEX_TYPE.match(script.get("type")) for script in beside]) and (math := node.find("math")) is not None:
            self._atom(math, "math")
        return True

    def _atom(self, node: Element, tag: str) -> None:
        if tag == "br":
            self.inline.pieces.append(BREAK)
        elif tag == "img":
            self._image(node)
        elif tag == "noscript":
            known = self.pictures | pictures.twins(node)
            for picture in node.elements():
                if picture.tag == "img" and pictures.source(picture) not in known:
                    self._image(picture)
        elif tag == "rt":
            reading = spans.visible(node.text())
            if reading:
                self.inline.pieces.append(Piece("text", f"（{reading}）"))
        elif tag == "math":
            if tex := mathml.tex(node):
                self.formula = tex
                self.inline.math(tex, mathml.is_displayed(node))
            else:
                self.inline.pieces.append(Piece("text", " ".join(_shown(node).split())))
        else:
            self._flush()
            if tag == "hr":
                if not self.nesting.is_item_open():  # what an item begins with parts it from the one before
                    self.places.find_tag("hr")
                    self.emit(Role.VERBATIM, "***")
            elif tag == "table":
                tables.convert(node, self)
            else:
                self.preformatted(node)

    def _image(self, node: Element) -> None:
        source = pictures.source(node)
        if not source or pictures.is_pixel(node) or not (spans.is_harmless(source) or spans.PICTURE_DATA.match(source)):
            return
        if self.formula and mathml.plain(node.get("alt")) == self.formula:
            return  # the formula once more
        self.pictures.add(source)
        self.pictures |= pictures.addresses(node)
        if self.places.start is None:
            self.places.find_picture(source)
        alt = (self.captions or {}).get(id(node)) or node.get("alt")
        self.inline.pieces.append(Piece("raw", spans.image(source, spans.repaired(alt or node.get("title")))))

    def preformatted(self, node: Element) -> None:
        """A listing."""
        text = listings.lines(node)
        if not text.strip():
            return
        self.places.find(text)
        ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        self.emit(Role.CODE, f"{ticks}{listings.language(node)}\n{text}\n{ticks}")

    def within_cell(self) -> Converter:
        """A converter for what stands inside a cell, which stays whole; where in the source its blocks begin, nobody asks."""
        inner = Converter("", self.marks, self.verdicts, self.leaves, self.captions)
        inner.pictures, inner.level = set(self.pictures), self.level + 1
        inner.nesting, inner.bold_headings = Nesting(in_cell=True), False
        return inner

    # ------------------------------------------------------------ blocks

    def _flush(self) -> None:
        """Finish the block we are in."""
        if not self.inline.pieces:
            self.places.start = None
            return
        pieces, self.term = self.inline.take(), 0
        role, self.role = self.role, Role.BODY
        for paragraph in paragraphs(pieces, role in HEADINGS):
            text = spans.render(paragraph)
            if role in HEADINGS:
                bold = re.fullmatch(r"\*\*([^*]+)\*\*", text)
                text = CLOSING_SIGNS.sub(r"\\\g<0>", bold[1].strip() if bold else text)
            if text.strip():
                verbatim = role in HEADINGS or next((piece.kind for piece in paragraph if piece.kind != "open"), "") == "code"
                self.emit(role, text if verbatim else spans.at_start(text))
        self.places.start = None

    def emit(self, role: Role, text: str) -> None:
        """A block, as it stands in the lists, quotes and notes around."""
        start = self.places.take()
        if self.note and role is Role.BODY:
            if self.noted == self.note:
                note = self.found[self.noted_at]
                self.found[self.noted_at] = note._replace(text=f"{note.text}\n\n{NOTE_INDENT}{text}")
            else:
                self.noted, self.noted_at = self.note, len(self.found)
                self.found.append(Block(start, Role.FOOTNOTE, f"[^{self.note}]: {text}", "\n\n"))
            self.nesting.set_aside()
            return
        self.found.append(Block(start, *self.nesting.place(role, text)))


def _shown(node: Element) -> str:
    """The text of an element that a reader sees, its blocks parted by spaces."""
    parts: list[str] = []
    nodes, place, end = node.nodes, node.place, node.end
    while place < end:
        item = nodes[place]
        place += 1
        if isinstance(item, str):
            parts.append(item)
        elif item.tag in UNSHOWN:
            place = item.end
        elif item.tag in APART:
            parts.append(" ")
    return "".join(parts)
