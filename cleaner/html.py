"""HTML into lines: the source is cut where blocks begin, and each piece says its text in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from cleaner.document import HEADINGS, Role
from cleaner.glyphs import C1, INVISIBLE, SUSPECT
from cleaner.inline import escape, escape_start
from cleaner.passes.mojibake import repair
from cleaner.sentences import CLAUSE_END

CONTAINERS = (
    "address article aside body center dd details div dl dt fieldset figcaption figure footer form header hgroup "
    "html main nav section summary tbody td tfoot th thead tr"
)
BLOCK_TAGS = f"{CONTAINERS} blockquote h1 h2 h3 h4 h5 h6 hr li ol p pre table ul"
BLOCKS = frozenset(BLOCK_TAGS.split())
DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "input",
        "button",
        "select",
        "textarea",
    ]
)
PAGE_FURNITURE = frozenset(["nav", "header", "footer", "aside", "form"])

STARTS_BLOCK = re.compile(
    rf"[ \t]*</?(?:{'|'.join(BLOCK_TAGS.split())}|br|img|span|font|strong|b|em|a|figure|script|style|iframe|video|audio)(?=[\s/>])", re.I
)
HAS_TAG = re.compile(r"(?<!\\)</?(?:p|div|br|hr|table|t[rdh]|ul|ol|li|h[1-6]|blockquote|pre|center)(?=[\s/>])[^<>]*>", re.I)
"""Tags that only markup writes; `<section>` or `<address>` may be a placeholder in a manual."""
PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
NESTING = re.compile(r"<(/?)(div|section|article|table|ul|ol|blockquote|center|figure|dl|main|pre)\b[^<>]*?(/?)>", re.I)
WHITE_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
LINE_END = r"(?:\r\n|\r(?!\n)|[\n\f\v\x85\u2028\u2029])"
UNSEEN = rf"(?:[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]|{INVISIBLE.pattern}|{C1.pattern})*"
BLANK_LINES = re.compile(rf"{LINE_END}{UNSEEN}{LINE_END}\s*")

BOLD_HEADING_LENGTH = 30
"""Characters: a longer bold paragraph is emphasis, not a heading (measured on the headings of five documents: at most 26)."""


class Block(NamedTuple):
    """One block of the page: where its markup starts in the region, what it is, and its Markdown."""

    start: int
    role: Role
    text: str
    joint: str


class Region(NamedTuple):
    """A stretch of a body, in characters from its start, that is HTML or is not."""

    start: int
    end: int
    is_html: bool


def html_regions(body: str) -> list[Region]:
    """The regions of a body that is HTML, or whose greater part is HTML blocks: a page, a fragment, a post. Else none."""
    if "<" not in body:
        return []
    if PAGE.match(body):
        return [Region(0, len(body), True)]
    if not HAS_TAG.search(body):
        return []
    found = regions(body)
    inside = sum(_visible(body[region.start : region.end]) for region in found if region.is_html)
    # a post may end in long links; one that opens as HTML is HTML all the same
    return found if inside * (3 if found[0].is_html else 2) > _visible(body) else []


def _visible(text: str) -> int:
    """Characters of `text` without white space and invisible ones."""
    return len("".join(C1.sub("", INVISIBLE.sub("", text)).split()))


def regions(body: str) -> list[Region]:
    """Cut `body` at blank lines into HTML and other text; an element that is still open goes on past a blank line."""
    found: list[Region] = []
    depth = start = 0
    for end in [*(match.end() for match in BLANK_LINES.finditer(body)), len(body)]:
        if start == end:
            continue
        chunk = INVISIBLE.sub("", body[start:end])
        html = depth > 0 or STARTS_BLOCK.match(chunk.lstrip()) is not None or (HAS_TAG.search(chunk) is not None and "`" not in chunk)
        if html:
            depth = max(0, depth + sum(-1 if close else 1 for close, _, empty in NESTING.findall(chunk) if not empty))
        if found and found[-1].is_html == html:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Region(start, end, html))
        start = end
    return found


def blocks(source: str) -> list[Block]:
    """The blocks of a stretch of HTML, in order."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(source, "html.parser")
    root: Any = soup
    if PAGE.match(source) and len(soup.find_all("body")) < 2:
        root = soup.find("article") or soup.find("main") or soup.body or soup
    return _Walk(source, is_page=root is not soup).walk(root)


class _Walk:
    """One iterative walk over a parsed tree: deep nesting must not reach the recursion limit."""

    def __init__(self, source: str, is_page: bool) -> None:
        self.source = source
        self.is_page = is_page
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.found: list[Block] = []
        self.pieces: list[str] = []
        self.start: int | None = None
        self.cursor = 0
        self.role = Role.BODY
        self.prefixes: list[str] = []  # of the lists and quotes around
        self.marker = ""  # of the list item that has not printed its first block
        self.tight = False

    def walk(self, root: Any) -> list[Block]:
        from bs4 import Comment, Tag
        from bs4.element import NavigableString

        stack: list[tuple[Any, bool]] = [(root, False)]
        lists: list[list[Any]] = []
        opened: dict[int, int] = {}  # inline tag -> where its pieces begin
        while stack:
            node, done = stack.pop()
            if isinstance(node, NavigableString):
                if type(node) is NavigableString or (not isinstance(node, Comment) and type(node).__name__ == "CData"):
                    self._text(str(node))
                continue
            if not isinstance(node, Tag):
                continue
            name = node.name.lower()
            if name in DROPPED or (self.is_page and name in PAGE_FURNITURE):
                continue
            if done:
                self._close(node, name, opened, lists)
                continue
            if name in ("pre", "table", "img", "br", "hr"):
                self._atom(node, name)
                continue
            self._open(node, name, opened, lists)
            stack.append((node, True))
            stack += [(child, False) for child in reversed(node.contents)]
        self._flush()
        return self.found

    def _offset(self, node: Any) -> int:
        if node.sourceline is None or node.sourceline > len(self.line_starts):
            return self.cursor
        at: int = self.line_starts[node.sourceline - 1] + int(node.sourcepos or 0)
        return min(at, len(self.source))

    def _open(self, node: Any, name: str, opened: dict[int, int], lists: list[list[Any]]) -> None:
        if name in BLOCKS:
            self._flush()
            self.start = self.cursor = max(self.cursor, self._offset(node))
            if name in ("ul", "ol"):
                try:
                    number = int(node.get("start", 1)) if name == "ol" else 0
                except (ValueError, TypeError):
                    number = 1
                self.tight = bool(lists)
                lists.append([name, number])
            elif name == "li":
                if lists and lists[-1][0] == "ol":
                    self.marker = f"{lists[-1][1]}. "
                    lists[-1][1] += 1
                else:
                    self.marker = "- "
                self.prefixes.append(self.marker)
            elif name == "blockquote":
                self.prefixes.append("> ")
            elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
                self.role = Role(f"heading {name[1]}")
            elif name in ("td", "th"):
                self.pieces.append(" ")
        else:
            opened[id(node)] = len(self.pieces)

    def _close(self, node: Any, name: str, opened: dict[int, int], lists: list[list[Any]]) -> None:
        if name in BLOCKS:
            if name in ("p", "div") and self._only_bold():
                self.role = Role.H2
            self._flush()
            if name in ("ul", "ol") and lists:
                lists.pop()
                self.tight = bool(lists)
            elif name in ("li", "blockquote") and self.prefixes:
                self.prefixes.pop()
                self.marker = ""
                self.tight = name == "li"
            return
        begin = opened.pop(id(node), len(self.pieces))
        inner = "".join(self.pieces[begin:])
        if not inner.strip():
            return
        wrapped = None
        if name in ("strong", "b"):
            wrapped = self._delimit(inner, "**")
        elif name in ("em", "i"):
            wrapped = self._delimit(inner, "*")
        elif name in ("del", "s", "strike"):
            wrapped = self._delimit(inner, "~~")
        elif name in ("code", "kbd", "samp", "tt"):
            wrapped = self._code(node.get_text())
        elif name in ("sup", "sub"):
            wrapped = f"<{name}>{inner.strip()}</{name}>"
        elif name == "a":
            wrapped = self._link(inner, str(node.get("href") or ""))
        if wrapped is not None:
            self.pieces[begin:] = [wrapped]

    def _text(self, text: str) -> None:
        if self.start is None and text.strip():
            # a text node has no place of its own: find its first words behind the last block
            snippet = re.split(r"[&<>\r\n]", text.strip(), maxsplit=1)[0][:20]
            at = self.source.find(snippet, self.cursor, self.cursor + 100_000) if snippet else -1
            self.start = self.cursor = at if at >= 0 else self.cursor
        text = WHITE_SPACE.sub(" ", text)
        # before anything is escaped: what a repair brings to light may be markup
        self.pieces.append(escape(repair(text) if SUSPECT.search(text) else INVISIBLE.sub("", text), alone=False))

    def _atom(self, node: Any, name: str) -> None:
        if name == "br":
            self.pieces.append("\n")
        elif name == "img":
            source = str(node.get("data-src") or node.get("src") or "").strip()
            if source and not _is_pixel(node) and (_is_harmless(source) or re.match(r"data:image/(?!svg)", source, re.I)):
                if self.start is None:
                    self.start = self.cursor = max(self.cursor, self._offset(node))
                self.pieces.append(f"![{escape(str(node.get('alt') or '').strip())}]({_target(source)})")
        else:
            self._flush()
            self.start = self.cursor = max(self.cursor, self._offset(node))
            if name == "hr":
                self._emit(Role.VERBATIM, "***")
            elif name == "pre":
                self._emit(Role.CODE, _fence(node))
            else:
                self._table(node)

    def _table(self, node: Any) -> None:
        rows = [[_cell(cell) for cell in row.find_all(["td", "th"], recursive=False)] for row in node.find_all("tr")]
        rows = [row for row in rows if any(row)]
        columns = max((len(row) for row in rows), default=0)
        if columns < 2:  # a layout table
            for row in rows:
                self._emit(Role.BODY, row[0])
            return
        lines = ["| " + " | ".join(row + [""] * (columns - len(row))) + " |" for row in rows]
        self._emit(Role.TABLE, "\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]]))

    def _delimit(self, inner: str, mark: str) -> str:
        core = inner.strip()
        lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        if (core.startswith(mark) and core.endswith(mark)) or ("\n" in core.replace("\\\n", "") and "\n\n" in core):
            return inner
        return f"{lead}{mark}{core}{mark}{tail}"

    def _code(self, text: str) -> str:
        ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{ticks}{pad}{' '.join(text.split())}{pad}{ticks}"

    def _link(self, inner: str, href: str) -> str | None:
        href = href.strip()
        if not href or not _is_harmless(href):
            return None
        core = inner.strip()
        return inner.replace(core, f"[{core}]({_target(href)})", 1)

    def _only_bold(self) -> bool:
        text = "".join(self.pieces).strip()
        inner = text[2:-2]
        return bool(
            text.startswith("**")
            and text.endswith("**")
            and 0 < len(inner.strip()) <= BOLD_HEADING_LENGTH
            and "**" not in inner
            and "\n" not in inner
            and not CLAUSE_END.search(inner.strip())
            and not self.prefixes
        )

    def _flush(self) -> None:
        text = "".join(self.pieces)
        role, self.role = self.role, Role.BODY
        self.pieces = []
        for part in re.split(r"[ \u3000\xa0]*\n[ \u3000\xa0]*\n\s*", text):
            part = re.sub(" {2,}", " ", re.sub(r" *\n *", "\\\\\n", part.strip(" \n")))
            if role in (Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6):
                part = part.replace("\\\n", " ")
                bold = re.fullmatch(r"\*\*([^*]+)\*\*", part)
                part = bold[1].strip() if bold else part
            if part.strip():
                self._emit(role, escape_start(part) if role is Role.BODY else part)
        self.start = None

    def _emit(self, role: Role, text: str) -> None:
        start = self.start if self.start is not None else self.cursor
        self.cursor = start
        joint = "\n\n"
        if self.prefixes and role not in HEADINGS:
            indent = "".join("> " if prefix == "> " else " " * len(prefix) for prefix in self.prefixes)
            first = indent
            if self.marker:
                first = indent[: len(indent) - len(self.marker)] + self.marker
                joint = "\n" if self.tight else "\n\n"
                self.tight = True
            elif self.tight and ">" not in indent:
                joint = "\n\n"
            text = first + text.replace("\n", "\n" + indent.rstrip(" ") if ">" in indent else "\n" + indent)
            if role is Role.BODY:
                role = Role.LIST_ITEM if self.marker or ">" not in indent else Role.QUOTE
            self.marker = ""
        self.found.append(Block(start, role, text, joint))
        self.start = None


def _is_harmless(url: str) -> bool:
    """Whether a reader may follow `url`: relative, or of a scheme that runs nothing."""
    scheme = re.match(r"([a-z][a-z0-9+.\-]*):", re.sub(r"[\x00-\x20]", "", url), re.I)
    return scheme is None or scheme[1].lower() in ("http", "https", "ftp", "mailto", "tel")


def _is_pixel(node: Any) -> bool:
    return str(node.get("width", "")).strip() in ("0", "1") or str(node.get("height", "")).strip() in ("0", "1")


def _target(url: str) -> str:
    """A link target that CommonMark reads back: spaces and brackets percent-encoded."""
    return quote(url, safe="!#$%&'*+,/:;=?@[]~-._" + "".join({character for character in url if ord(character) > 127}))


def _cell(node: Any) -> str:
    inner = _Walk(str(node), is_page=False)
    return " ".join(block.text for block in inner.walk(node)).replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")


def _fence(node: Any) -> str:
    text = node.get_text().strip("\n")
    code = node.find("code")
    classes = " ".join([*(node.get("class") or []), *((code.get("class") or []) if code else [])])
    language = re.search(r"(?:language|lang|brush:?)[-\s]?(\w+)", classes)
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{ticks}{language[1] if language else ''}\n{text}\n{ticks}"


def page_facts(source: str) -> Iterator[tuple[str, str]]:
    """What the head of a page says: key of the front matter and value, the most trusted first."""
    from bs4 import BeautifulSoup

    head = BeautifulSoup(source[:200_000], "html.parser")
    wanted = {
        "og:title": "title",
        "author": "author",
        "article:author": "author",
        "article:published_time": "date",
        "og:site_name": "source",
        "og:url": "url",
        "og:image": "image",
        "keywords": "keywords",
        "description": "abstract",
        "og:description": "abstract",
    }
    for meta in head.find_all("meta"):
        name = str(meta.get("property") or meta.get("name") or "").lower()
        value = str(meta.get("content") or "").strip()
        if name in wanted and value:
            yield wanted[name], value
    link = head.find("link", rel="canonical")
    if link and link.get("href"):
        yield "url", str(link["href"])
    if head.title and head.title.string:
        yield "title", str(head.title.string).strip()
