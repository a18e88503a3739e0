"""The walk over a tree: blocks of Markdown in document order, each with the place where its markup starts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleaner.document import HEADINGS, Role
from cleaner.html import spans, tables
from cleaner.html.notes import NO_NOTES, Notes
from cleaner.html.spans import BREAK, Piece
from cleaner.html.tree import Element
from cleaner.regex import regex
from cleaner.sentences import CLAUSE_END

if TYPE_CHECKING:
    from cleaner.html.leaves import Leaf

BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p
    plaintext pre search section summary table tbody td tfoot th thead tr ul xmp
    """.split()
)
DROPPED = frozenset(
    """
    script style template iframe object embed applet svg canvas head title meta link base input button select datalist
    textarea audio video source track param noembed noframes map rp
    """.split()
)
UNSHOWN = DROPPED | {"noscript"}
APART = BLOCKS | {"br"}
SPANS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
    "sup": "sup",
    "sub": "sub",
}
CODE = frozenset(["code", "kbd", "samp", "tt"])
PREFORMATTED = frozenset(["pre", "listing", "xmp", "plaintext"])
LISTS = frozenset(["ul", "ol", "dl", "menu", "dir"])
ITEMS = frozenset(["li", "dd"])
PLAIN_BLOCKS = BLOCKS - LISTS - ITEMS - PREFORMATTED - {"dt", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table"}
"""Blocks that only part their text from what stands around it."""
ATOMS = PREFORMATTED | {"table", "img", "br", "hr", "math", "noscript", "rt"}

SOURCES = ("data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-original-src", "src")
"""Attributes that name a picture, the real one of a lazy picture before its stand-in."""

PERMALINKS = frozenset(["¶", "#", "§", "🔗", "∞"])
MAX_TABLES = 8
"""Tables inside each other; the cells of deeper ones are blocks like any other."""
MAX_STAND_IN = 200
"""Characters: a shorter picture in a `data:` URL is empty, and stands where a lazy one will be."""
BOLD_HEADING_LENGTH = 30
"""Characters: a longer bold paragraph is emphasis, not a heading (measured on the headings of five documents: at most 26)."""
MAX_PREFIXES = 24
"""Lists and quotes inside each other; deeper ones stay at this depth, for every line repeats its indents."""
INDENTS = regex(r"^[^\S\n]+(?=\S)", re.M)
WORDS = regex(r"\w{2,16}|[^\s<>&\"'\w]{2,16}|\w")
OPENING_TAG = regex(r"<[a-zA-Z][^<>]*\Z")
LOOK_BACK = 400
"""Characters before a text among which the tags that open its block are looked for."""
LANGUAGE = regex(r"(?:^|\s)(?:language|lang|highlight-source|brush:?|sourceCode|src)[-\s:]*([\w+#.\-]+)")
HIGHLIGHT = regex(r"(?:^|\s)highlight\s+(?!is-|fade)([a-z][\w+#.\-]*)")
CLOSING_SIGNS = regex(r"(?<![^ \t])#+\Z")
"""What closes a heading of Markdown, and is no part of it."""
SPHINX = regex(r"(?:^|\s)highlight-(?!default|none|text)([a-z][\w+#]*)\s+notranslate")
TEX_TYPE = regex(r"math/tex(?:; *mode=(display))?\s*\Z", re.I)
TEX = regex(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.S)

IS_TEX = regex(r"[\x00-\u2e7f]*[\\^_{}=+<>][\x00-\u2e7f]*|\s*[A-Za-z0-9]{1,3}\s*")
"""What stands between `\\(` and `\\)` where it is mathematics; regular expressions and paths write these, too."""


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

    `notes` are the footnotes of the tree; `verdicts` says by `id` of an element what a look at the whole page
    found it to be, and `leaves` are the texts of its blocks; where `is_page` is set, captions become the descriptions
    of their pictures.
    """

    def __init__(
        self,
        source: str,
        notes: Notes = NO_NOTES,
        verdicts: Mapping[int, tuple[Role, str]] = NO_VERDICTS,
        leaves: Sequence[Leaf] = (),
        is_page: bool = False,
        dropped: Mapping[int, Leaf] = NOTHING_DROPPED,
    ) -> None:
        self.source = source
        self.verdicts = verdicts
        self.leaves = leaves
        self.is_page = is_page
        self.dropped = dropped
        self.found: list[Block] = []
        self.notes: list[Block] = []
        self.pieces: list[Piece] = []
        self.open: list[Piece] = []  # spans around the place we are at
        self.start: int | None = None
        self.cursor = max(source.find("<body"), 0) if is_page else 0
        self.budget = 20 * len(source)  # characters that may be searched in vain
        self.role = Role.BODY
        self.prefixes: list[str] = []  # of the lists and quotes around
        self.marker = ""  # of the list item that has not printed its first block
        self.tight = False
        self.lists: list[list[object]] = []
        self.code = 0
        self.pictures: set[str] = set()
        self.marks = notes
        self.level = 0  # tables around
        self.note = ""

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
                    return sorted(self.found + self.notes, key=lambda block: block.start) if self.notes else self.found
                self._leave(element, element.tag)
                end = opened[-1].end
            node = nodes[place]
            place += 1
            if isinstance(node, str):
                if dropped and place - 1 in dropped:
                    self._dropped(dropped[place - 1], place - 1)
                elif self.pieces or not node.isspace():
                    text(node)
                continue
            tag = node.tag
            if tag in DROPPED:
                if tag == "script":
                    self._tex_script(node)
            elif verdicts and id(node) in verdicts:
                self._judged(node, *verdicts[id(node)])
            elif tag in ATOMS and (tag != "table" or self.level < MAX_TABLES):
                self._atom(node, tag)
            elif not (
                (node.attributes and (self._is_twin(node) or (tag == "a" and is_permalink(node))))
                or (tag in PLAIN_BLOCKS and node.end == place + 1 and self._only_text(node, nodes[place]))
            ):
                self._enter(node, tag)
                opened.append(node)
                end = node.end
                continue
            place = node.end

    # ------------------------------------------------------------ elements

    def _enter(self, node: Element, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
            if tag in LISTS:
                self.tight = bool(self.lists)
                self.lists.append([tag, _number(node.get("start"), 1)])
            elif tag in ITEMS or (tag == "dt" and self.lists):
                note = self.marks.texts.get(id(node), "")
                if note:
                    self.note = note
                self._open_item(node, tag)
            elif tag == "blockquote":
                self.prefixes.append("> ")
            elif tag[0] == "h" and tag[1:].isdigit():
                self.role = Role(f"heading {tag[1]}")
            elif node.attributes and id(node) in self.marks.texts:
                self.note = self.marks.texts[id(node)]
            return
        span = SPANS.get(tag)
        if span:
            if not self.code:
                piece = Piece("open", span)
                self.pieces.append(piece)
                self.open.append(piece)
        elif tag == "a":
            mark = self.marks.marks.get(id(node)) if self.marks.marks else None
            if mark:
                self._unwrap_sup()
                self.pieces.append(Piece("raw", f"[^{mark}]"))
                self.open.append(Piece("open", "mark"))
                return
            href = node.get("href")
            kind = "link" if href and not href.startswith("#") and spans.is_harmless(href) else "anchor"
            if kind == "anchor" and len(href) > 1 and spans.is_harmless(href) and id(node) not in self.marks.backs:
                kind = "link"
            elif id(node) in self.marks.backs:
                kind = "mark"
            piece = Piece("open", kind, spans.target(href) if kind == "link" else "")
            if kind == "link":
                self.pieces.append(piece)
            self.open.append(piece)
        elif tag in CODE:
            self.code += 1

    def _only_text(self, node: Element, text: Element | str) -> bool:
        """Whether a block holds nothing but `text`, and needs no more than to be printed: most do."""
        if not isinstance(text, str) or self.open or self.code or "\\" in text or id(node) in self.marks.texts:
            return False
        self._flush()
        if self.role is not Role.BODY:
            return False
        if not text.isspace():
            self._place(text)
            if plain := spans.plain(text):
                self._emit(Role.BODY, spans.at_start(plain))
            self.start = None
        return True

    def _unwrap_sup(self) -> None:
        """Footnote marks stand in `sup`, which says nothing more."""
        while self.pieces and self.pieces[-1].kind == "open" and self.pieces[-1].value == "sup":
            self.pieces.pop()
            for place in range(len(self.open) - 1, -1, -1):
                if self.open[place].value == "sup":
                    self.open[place] = Piece("open", "anchor")
                    break

    def _leave(self, node: Element, tag: str) -> None:
        if tag in BLOCKS:
            if tag in ("p", "div", "section", "center") and self.role is Role.BODY and self._only_bold():
                self.role = Role.H2
            self._flush()
            self.role = Role.BODY
            if tag in LISTS and self.lists:
                self.lists.pop()
                self.tight = bool(self.lists)
            elif self.prefixes and (tag in ITEMS or tag == "blockquote" or (tag == "dt" and self.lists)):
                self.prefixes.pop()
                self.marker = ""
                self.tight = tag != "blockquote"
            if self.note and id(node) in self.marks.texts:
                self.note = ""
            return
        if tag in SPANS or tag == "a":
            if tag in SPANS and self.code:
                return
            if self.open:
                piece = self.open.pop()
                if piece.value not in ("anchor", "mark"):
                    self.pieces.append(Piece("close", piece.value))
        elif tag in CODE and self.code:
            self.code -= 1

    def _open_item(self, node: Element, tag: str) -> None:
        if tag == "dd":
            self.prefixes.append("  ")
            return
        kind = self.lists[-1] if self.lists else ["ul", 1]
        if kind[0] == "ol":
            number = _number(node.get("value"), int(str(kind[1])))
            self.marker = f"{number}. "
            kind[1] = number + 1
        else:
            self.marker = "- "
        self.prefixes.append(self.marker)

    def _judged(self, node: Element, role: Role, reason: str) -> None:
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
        self._place(text)
        start = self.start if self.start is not None else self.cursor
        before = self.found[-1] if self.found else None
        if before and before.role is role is Role.BOILERPLATE and before.reason == reason:
            self.found[-1] = before._replace(text=f"{before.text} {text}")
        else:
            self.found.append(Block(start, role, text, "\n\n", reason))
        self.cursor = start
        self.start = None

    def _text(self, text: str) -> None:
        if text.isspace():
            if not self.pieces:
                return  # between blocks
        elif self.start is None:
            self._place(text)
        if self.code:
            self.pieces.append(Piece("code" if text.strip() else "text", spans.repaired(text)))
        elif "\\(" in text or "\\[" in text:
            self._text_with_math(text)
        elif self.marks.backs and any(piece.value == "mark" for piece in self.open):
            return
        else:
            self.pieces.append(Piece("text", text))

    def _text_with_math(self, text: str) -> None:
        last = 0
        for match in TEX.finditer(text):
            tex = match[1] or match[2]
            if not IS_TEX.fullmatch(tex):
                continue
            self.pieces.append(Piece("text", text[last : match.start()]))
            self._math(tex, display=match[2] is not None)
            last = match.end()
        self.pieces.append(Piece("text", text[last:]))

    def _math(self, tex: str, display: bool) -> None:
        formula = spans.math(tex, display)
        if formula:
            self.pieces.append(Piece("raw", formula))

    def _tex_script(self, node: Element) -> None:
        match = TEX_TYPE.match(node.get("type"))
        if match:
            self._math(node.text(), display=match[1] is not None)

    @staticmethod
    def _is_twin(node: Element) -> bool:
        """Whether an element shows again, for the eye, a formula that stands beside it as MathML or TeX."""
        name = node.get("class")
        return "katex-html" in name or "MathJax" in name.split() or "MathJax_Preview" in name or "MathJax_Display" in name

    def _atom(self, node: Element, tag: str) -> None:
        if tag == "br":
            self.pieces.append(BREAK)
        elif tag == "img":
            self._image(node)
        elif tag == "noscript":
            for picture in node.elements():
                if picture.tag == "img" and picture_source(picture) not in self.pictures:
                    self._image(picture)
        elif tag == "rt":
            reading = spans.visible(node.text())
            if reading:
                self.pieces.append(Piece("text", f"（{reading}）"))
        elif tag == "math":
            tex = _tex(node)
            if tex:
                self._math(tex, display=node.get("display") == "block")
            else:
                self.pieces.append(Piece("text", " ".join(_shown(node).split())))
        else:
            self._flush()
            if tag == "hr":
                at = self.source.find("<hr", self.cursor)
                self.start = self.cursor = at if at >= 0 else self.cursor
                self._emit(Role.VERBATIM, "***")
            elif tag == "table":
                self._table(node)
            else:
                self._preformatted(node)

    def _image(self, node: Element) -> None:
        source = picture_source(node)
        if not source or _is_pixel(node) or not (spans.is_harmless(source) or spans.PICTURE_DATA.match(source)):
            return
        self.pictures.add(source)
        if self.start is None:
            at = self.source.find(source[:80], self.cursor)
            at = self.source.rfind("<", self.cursor, at) if at >= 0 else -1
            self.start = self.cursor = self._opening(at) if at >= 0 else self.cursor
        alt = node.get("alt")
        if self.is_page:
            alt = _caption(node) or alt
        self.pieces.append(Piece("raw", spans.image(source, spans.repaired(alt))))

    def _preformatted(self, node: Element) -> None:
        text = _lines(node)
        if not text.strip():
            return
        self._place(text)
        language = _language(node)
        ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        self._emit(Role.CODE, f"{ticks}{language}\n{text}\n{ticks}")

    def _table(self, node: Element) -> None:
        rows = tables.rows(node)
        code = tables.listing(rows)
        if code is not None:
            self._preformatted(code)
            return
        if tables.is_layout(node, rows):
            for row in rows:
                for cell in row:
                    self._inner(cell)
            return
        caption = next((child for child in node.children() if child.tag == "caption"), None)
        if caption is not None:
            self._inner(caption)
        grid = [[(self._cell(cell) if cell is not None else "") for cell in row] for row in tables.grid(rows)]
        grid = [row for row in grid if any(row)]
        if not grid:
            return
        self._place(next((spans.visible(text) for row in grid for text in row if text.strip()), ""))
        lines = ["| " + " | ".join(row) + " |" for row in grid]
        self._emit(Role.TABLE, "\n".join([lines[0], "|" + " --- |" * len(grid[0]), *lines[1:]]))

    def _cell(self, cell: Element) -> str:
        only = cell.nodes[cell.place + 1] if cell.end == cell.place + 2 else None
        if isinstance(only, str) and "\\" not in only:
            text = spans.at_start(spans.plain(only))
        else:
            inner = self._converter("")  # where in the source the blocks of a cell begin, nobody asks
            text = " ".join([block.text for block in inner.walk(cell)])
            self.pictures |= inner.pictures
        return text.replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")

    def _inner(self, element: Element) -> None:
        """The blocks of a cell of a layout table, or of a caption."""
        inner = self._converter(self.source)
        inner.cursor = self.cursor
        for block in inner.walk(element):
            self.cursor = self.start = max(self.cursor, block.start)
            if block.role in (Role.CODE, Role.TABLE, Role.VERBATIM) or block.role in HEADINGS or not self.prefixes:
                self.found.append(block)
                self.start = None
            else:
                self._emit(block.role, block.text)
        self.pictures |= inner.pictures

    def _converter(self, source: str) -> Converter:
        inner = Converter(source, self.marks, self.verdicts, self.leaves, self.is_page, self.dropped)
        inner.pictures = set(self.pictures)
        inner.level = self.level + 1
        return inner

    # ------------------------------------------------------------ blocks

    def _place(self, text: str) -> None:
        """Look up where in the source the block that begins with `text` starts: at the tags that open it.

        The tree has no places. A first word that stands as it is in the source tells, and one that
        does not (an entity) leaves the block at the place of the one before.
        """
        word = WORDS.search(text)
        if word is None:
            self.start = self.cursor
            return
        end = len(self.source) if self.budget > 0 else self.cursor + LOOK_BACK
        at = self.source.find(word[0], self.cursor, end)
        if at > 0 and self.source[at - 1] != ">" and self.source.rfind("<", self.cursor, at) > self.source.rfind(">", self.cursor, at):
            at = self._behind_a_tag(word[0], at, min(end, at + 50 * LOOK_BACK))
        if at < 0:
            self.budget -= end - self.cursor
            self.start = self.cursor
            return
        self.start = self.cursor = self._opening(at)

    def _behind_a_tag(self, word: str, at: int, end: int) -> int:
        """Where `word`, which stands inside a tag at `at`, stands as text before `end`, or `at`."""
        find = self.source.find
        close = find(">", at, end)
        while close >= 0:
            following = find("<", close, end)
            found = find(word, close, following if following >= 0 else end)
            if found >= 0:
                return found
            close = find(">", following, end) if following >= 0 else -1
        return at

    def _opening(self, at: int) -> int:
        """The start of the tags right before `at`, or `at`."""
        floor = max(self.cursor, at - LOOK_BACK)
        source = self.source
        start, end = at, source.rfind(">", floor, at)
        while end >= 0:
            tag = source.rfind("<", floor, end)
            if tag < 0 or source[tag + 1] == "/" or not OPENING_TAG.match(source, tag, end):
                break
            start = tag
            end = source.rfind(">", floor, tag)
            if end + 1 < tag and not source[end + 1 : tag].isspace():
                break
        return start

    def _only_bold(self) -> bool:
        """Whether the pieces are one short bold run that ends no sentence: a heading by another name."""
        if self.prefixes or len(self.pieces) < 3:
            return False
        pieces = [piece for piece in self.pieces if piece.kind != "text" or not piece.value.isspace()]
        if len(pieces) < 3 or (pieces[0].kind, pieces[0].value) != ("open", "strong"):
            return False
        depth, size, text = 0, 0, ""
        for piece in pieces:
            if piece.value == "strong" and piece.kind in ("open", "close"):
                depth += 1 if piece.kind == "open" else -1
            elif piece.kind == "text":
                if depth < 1:
                    return False
                text += piece.value
                size += len(piece.value)
            elif piece.kind in ("raw", "break", "code"):
                return False
            if size > 4 * BOLD_HEADING_LENGTH:
                return False
        text = spans.visible(text)
        return any(map(str.isalnum, text)) and len(text) <= BOLD_HEADING_LENGTH and not CLAUSE_END.search(text)

    def _flush(self) -> None:
        """Finish the block we are in. Spans that are open go on in the next one."""
        if not self.pieces:
            self.start = None
            return
        pieces, self.pieces = self.pieces, [piece for piece in self.open if piece.value not in ("anchor", "mark")]
        role, self.role = self.role, Role.BODY
        if len(pieces) == 1 and pieces[0].kind == "text" and role not in HEADINGS:
            text = spans.plain(pieces[0].value)
            if text:
                self._emit(role, spans.at_start(text))
            self.start = None
            return
        if not any(piece.kind not in ("open", "close") for piece in pieces):
            self.start = None
            if role in HEADINGS:
                self.role = role if not pieces else Role.BODY
            return
        for paragraph in _paragraphs(pieces, role in HEADINGS):
            text = spans.render(paragraph)
            if role in HEADINGS:
                bold = re.fullmatch(r"\*\*([^*]+)\*\*", text)
                text = CLOSING_SIGNS.sub(r"\\\g<0>", bold[1].strip() if bold else text)
            if text.strip():
                verbatim = role in HEADINGS or next((piece.kind for piece in paragraph if piece.kind != "open"), "") == "code"
                self._emit(role, text if verbatim else spans.at_start(text))
        self.start = None

    def _emit(self, role: Role, text: str) -> None:
        start = self.start if self.start is not None else self.cursor
        self.cursor = start
        if self.note and role is Role.BODY:
            text = f"[^{self.note}]: {text}"
            self.notes.append(Block(start, Role.FOOTNOTE, text, "\n\n"))
            self.note, self.marker, self.start = "", "", None
            return
        joint = "\n\n"
        if self.prefixes and role not in HEADINGS:
            if role is Role.BODY:
                text = INDENTS.sub("", text)  # behind a mark no later rule sees them
            prefixes = self.prefixes[:MAX_PREFIXES]
            indent = "".join([prefix if prefix == "> " else " " * len(prefix) for prefix in prefixes])
            first = indent
            if self.marker:
                first = indent[: len(indent) - len(prefixes[-1])] + self.marker
                joint = "\n" if self.tight else "\n\n"
                self.tight = True
            head, *rest = text.split("\n")
            text = "\n".join([first + head, *(indent + part if part else indent.rstrip(" ") for part in rest)])
            if role is Role.BODY:
                role = Role.LIST_ITEM if self.marker or ">" not in indent else Role.QUOTE
            self.marker = ""
        self.found.append(Block(start, role, text, joint))
        self.start = None


def _paragraphs(pieces: list[Piece], is_heading: bool) -> Iterator[list[Piece]]:
    """Pieces cut where two line breaks follow each other; in a heading a line break is a space. Every span is closed."""
    if is_heading:
        pieces = [spans.SPACE if piece.kind == "break" else piece for piece in pieces]
    if len(pieces) == 1:
        yield pieces
        return
    if sum([piece.kind == "break" for piece in pieces]) < 2:
        yield pieces + _closing(_around(pieces))
        return
    paragraph: list[Piece] = []
    breaks = 0
    for piece in pieces:
        if piece.kind == "break":
            breaks += 1
        elif piece.kind not in ("open", "close") and (piece.kind != "text" or piece.value.strip()):
            if breaks > 1:
                around = _around(paragraph)
                yield paragraph + _closing(around)
                paragraph = list(around)
            breaks = 0
        paragraph.append(piece)
    yield paragraph + _closing(_around(paragraph))


def _around(pieces: list[Piece]) -> list[Piece]:
    """The spans that `pieces` open and do not close."""
    around: list[Piece] = []
    for piece in pieces:
        if piece.kind == "open":
            around.append(piece)
        elif piece.kind == "close" and around:
            around.pop()
    return around


def _closing(around: list[Piece]) -> list[Piece]:
    return [Piece("close", piece.value) for piece in reversed(around)]


def is_permalink(node: Element) -> bool:
    """Whether an anchor is the sign beside a heading that leads to the heading itself: for copying, not for reading."""
    return node.get("href").startswith("#") and node.text().strip() in PERMALINKS


def _number(value: str, default: int) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default


def picture_source(node: Element) -> str:
    """Where the picture of an `img` is: the real address of a lazy one, the largest of several sizes."""
    for name in SOURCES:
        value = node.get(name)
        if value and not (name == "src" and re.match(r"data:image/(?:gif|svg)|about:", value)):
            return value
    candidates = node.get("data-srcset") or node.get("srcset")
    if not candidates and node.parent is not None and node.parent.tag == "picture":
        sources = [child for child in node.parent.children() if child.tag == "source"]
        candidates = next((child.get("data-srcset") or child.get("srcset") for child in sources), "")
    if candidates:
        sizes = [part.split() for part in re.split(r",\s+", candidates) if part.split()]
        return max(
            sizes, key=lambda size: float(size[1][:-1]) if len(size) > 1 and re.match(r"\d{1,9}(?:\.\d{1,9})?[wx]\Z", size[1]) else 0
        )[0]
    source = node.get("src")
    return source if spans.PICTURE_DATA.match(source) and len(source) > MAX_STAND_IN else ""


def _is_pixel(node: Element) -> bool:
    return node.get("width") in ("0", "1", "0px", "1px") or node.get("height") in ("0", "1", "0px", "1px")


def _caption(node: Element) -> str:
    """The caption of the figure that a picture stands in."""
    figure = node.parent
    for _ in range(4):
        if figure is None or figure.tag == "figure":
            break
        figure = figure.parent
    if figure is None or figure.tag != "figure":
        return ""
    caption = figure.find("figcaption")
    return spans.visible(caption.text()) if caption is not None else ""


def _tex(node: Element) -> str:
    for element in node.elements():
        if element.tag == "annotation" and "tex" in element.get("encoding").lower():
            return element.text()
    return node.get("alttext")


def _lines(node: Element) -> str:
    """The text of a `pre`, white space and all; `br` and the lines of highlighters are line ends."""
    parts: list[str] = []
    place = node.place
    while place < node.end:
        item = node.nodes[place]
        place += 1
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == "br":
            parts.append("\n")
        elif item.tag in DROPPED:
            place = item.end
        elif item.tag in ("div", "li", "p") and parts and not parts[-1].endswith("\n"):
            parts.append("\n")
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    return spans.repaired(re.sub(r"[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)).rstrip("\n")


def _language(node: Element) -> str:
    names = [node.get("class"), node.get("lang"), *(element.get("class") for element in node.elements() if element.tag == "code")]
    parent = node.parent
    for _ in range(6):
        if parent is None or parent.tag == "body":
            break
        if parent.tag in ("figure", "div"):
            names.append(parent.get("class"))
            if match := HIGHLIGHT.search(parent.get("class")):
                names.append(f"language-{match[1]}")
            if match := SPHINX.search(parent.get("class")):
                names.append(f"language-{match[1]}")
        parent = parent.parent
    for name in names:
        if match := LANGUAGE.search(name):
            return match[1]
    return ""


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
