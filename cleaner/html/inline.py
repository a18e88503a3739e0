"""The inline content of the block that is being read: a list of pieces, and the spans that are open around the place we are at."""

from __future__ import annotations

from urllib.parse import unquote

from cleaner.html import mathml, spans
from cleaner.html.emphasis import Piece
from cleaner.html.notes import Notes
from cleaner.html.tree import Element
from cleaner.regex import regex

SPANS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "del", "s": "del", "strike": "del", "sup": "sup", "sub": "sub"}
CODE = frozenset(["code", "kbd", "samp", "tt"])
UNWRITTEN = frozenset(["anchor", "mark"])
"""Spans that Markdown has no sign for."""
INDENTED = regex(r"[ \t\r\n]*[\u3000\u2003]{2}")
"""What a paragraph of Chinese begins with."""


class Inline:
    """The pieces of one block. Spans that are open when it ends go on in the next one."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.pieces: list[Piece] = []
        self.open: list[Piece] = []  # spans around the place we are at
        self.code = 0  # elements of code around
        self.code_start = 0

    def enter(self, node: Element, tag: str) -> None:
        """An inline element begins."""
        span = SPANS.get(tag)
        if span:
            if not self.code:
                piece = Piece("open", span)
                self.pieces.append(piece)
                self.open.append(piece)
        elif tag == "a":
            self._enter_link(node)
        elif tag in CODE:
            self.code += 1
            if self.code == 1:
                self.code_start = len(self.pieces)

    def leave(self, tag: str) -> None:
        """An inline element ends."""
        if tag in SPANS or tag == "a":
            if tag in SPANS and self.code:
                return
            if self.open:
                piece = self.open.pop()
                if piece.value not in UNWRITTEN:
                    self.pieces.append(Piece("close", piece.value))
        elif tag in CODE and self.code:
            self.code -= 1
            inside = self.pieces[self.code_start :]
            if not self.code and not any([piece.kind == "code" and piece.value.strip() for piece in inside]):
                self.pieces[self.code_start :] = [Piece("text", piece.value) if piece.kind == "code" else piece for piece in inside]

    def _enter_link(self, node: Element) -> None:
        mark = self.notes.marks.get(id(node)) if self.notes.marks else None
        if mark:
            self._unwrap_sup()
            self.pieces.append(Piece("raw", f"[^{mark}]"))
            self.open.append(Piece("open", "mark"))
            return
        href = node.get("href")
        is_back = id(node) in self.notes.backs
        if is_back:
            kind = "mark"
        elif href and href != "#" and spans.is_harmless(href):
            kind = "link"
        else:
            kind = "anchor"
        piece = Piece("open", kind, _target(node, href) if kind == "link" else "")
        if kind == "link":
            self.pieces.append(piece)
        self.open.append(piece)

    def _unwrap_sup(self) -> None:
        """Footnote marks stand in `sup`, which says nothing more."""
        while self.pieces and self.pieces[-1].kind == "open" and self.pieces[-1].value == "sup":
            self.pieces.pop()
            for place in range(len(self.open) - 1, -1, -1):
                if self.open[place].value == "sup":
                    self.open[place] = Piece("open", "anchor")
                    break

    def text(self, text: str) -> None:
        """A text."""
        if self.code:
            self.pieces.append(Piece("code", spans.repaired(text)))
        elif "\\(" in text or "\\[" in text:
            for before, tex, is_displayed in mathml.delimited(text):
                self.pieces.append(Piece("text", before))
                self.math(tex, is_displayed)
        elif self.notes.backs and any([piece.value == "mark" for piece in self.open]):
            return
        else:
            self.pieces.append(Piece("text", text))

    def math(self, tex: str, is_displayed: bool) -> None:
        """A formula."""
        formula = spans.math(tex, is_displayed)
        if formula:
            self.pieces.append(Piece("raw", formula))

    def take(self) -> list[Piece]:
        """The pieces of the block, which is finished."""
        pieces, self.pieces = self.pieces, [piece for piece in self.open if piece.value not in UNWRITTEN]
        self.code_start = len(self.pieces)
        return pieces


def _target(node: Element, href: str) -> str:
    """The target of a link, with its title where that says more than its words and its address."""
    target = spans.target(href)
    title = " ".join(node.get("title").split()) if node.attributes else ""
    if not title:
        return target
    known = spans.visible(node.text()).casefold(), unquote(href).replace("_", " ").casefold()
    if any([title.casefold() in text for text in known]):
        return target
    return f"{target} {spans.title(title)}"


def paragraphs(pieces: list[Piece], is_heading: bool) -> list[list[Piece]]:
    """Pieces cut where two line breaks follow each other, or one and the indent of a paragraph; open spans go on in the next.

    In a heading a line break is a space.
    """
    if is_heading:
        return [[spans.SPACE if piece.kind == "break" else piece for piece in pieces]]
    found: list[list[Piece]] = [[]]
    breaks = 0
    for piece in pieces:
        if piece.kind == "break":
            breaks += 1
        elif breaks and piece.kind == "text" and piece.value.isspace():
            continue
        elif piece.kind not in ("open", "close") and (piece.kind != "text" or piece.value.strip()):
            if breaks > 1 or (breaks and piece.kind == "text" and INDENTED.match(piece.value)):
                found.append(_around(found[-1]))
            breaks = 0
        found[-1].append(piece)
    return found


def _around(pieces: list[Piece]) -> list[Piece]:
    """The spans that `pieces` open and do not close."""
    around: list[Piece] = []
    for piece in pieces:
        if piece.kind == "open":
            around.append(piece)
        elif piece.kind == "close" and around:
            around.pop()
    return around


def bold_text(pieces: list[Piece], longest: int) -> str:
    """The text of pieces that are nothing but one bold run, or "" where they are something else or longer."""
    pieces = [piece for piece in pieces if piece.kind != "text" or not piece.value.isspace()]
    if len(pieces) < 3 or (pieces[0].kind, pieces[0].value) != ("open", "strong"):
        return ""
    depth, text = 0, ""
    for piece in pieces:
        if piece.value == "strong" and piece.kind in ("open", "close"):
            depth += 1 if piece.kind == "open" else -1
        elif piece.kind == "text":
            if depth < 1:
                return ""
            text += piece.value
        elif piece.kind in ("raw", "break", "code"):
            return ""
    text = spans.visible(text)
    return text if any(map(str.isalnum, text)) and len(text) <= longest else ""
