"""What the lines of a Markdown text are, as CommonMark says.

The top level is read line by line, which is enough for most texts. A list or quote that may hold code, HTML or tables goes through
markdown-it-py, which maps its blocks to lines; so the cost of a parser is paid only where there is something to parse.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cleaner.document import NO_PROSE, Line, Role
from cleaner.readers.extensions import LOOK, Extensions, after, columns
from cleaner.regex import regex
from cleaner.wording.glyphs import UNSEEN

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

FENCE = regex(r"(`{3,}(?=[^`]*\Z)|~{3,})")
DELIMITER_ROW = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
CELL_END = regex(r"(?<!\\)\|")
LIST_MARK = regex(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|\Z)")
INTERRUPTS = regex(r"(?:[-+*]|1[.)])[ \t]+\S")
"""A list that may begin below a line of a paragraph."""
HEADING = regex(r"#{1,6}(?:[ \t]|\Z)")
EMPTY_ITEM = regex(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]*\Z")
UNDERLINE = regex(r"(?:=+|-+)[ \t]*\Z")
BREAK = regex(r"(?:[-*_][ \t]*){3,}\Z")
AUTOLINK = regex(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[\w.+-]+@)[^\s<>]*>")
RAW = regex(r"<(?:(script|pre|style|textarea)(?=[\s>]|\Z)|(!--)|(\?)|(!\[CDATA\[)|(![A-Za-z]))", re.I)
BLOCK_TAG = regex(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|"
    r"figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|"
    r"optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s>]|/>|\Z)",
    re.I,
)
COMPONENT = regex(r"</?(?:[A-Z]|[a-z][\w.]*[-:])|<>|</>")
"""An element of JSX, or one that a page defines itself."""
WHOLE_TAG = regex(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>[ \t]*\Z")
OPEN_TAG = regex(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?\Z")
"""A tag that goes on below."""
MAY_HOLD = regex(
    r"```|~~~|<|\t|^(?:[ \t]*>)*[ \t]*(?:[-+*]|\d{1,9}[.)]) {5}|\|[ \t]*:?-|-[ \t]*\||^> {5}|^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]*)?\n {4}",
    re.M,
)
"""What a list or quote must hold if any line of it is code, HTML or a table."""

LAZY = regex(r"^[ \t]*[^\s>]", re.M)
"""A line below a quote without its mark."""


def read_markdown(lines: list[Line]) -> None:
    """Give the lines of a Markdown text their roles and joints: every line break stands."""
    Reader(lines, [line.text for line in lines]).read()
    breaks = 0
    for line in lines:
        if line.role is Role.BLANK:
            breaks += not UNSEEN.search(line.raw)  # a line that held characters nobody sees was no blank line
        else:
            line.joint = "\n" * (breaks + 1)
            breaks = 0


class Reader:
    """Reads the top level; `lines` get their roles, `texts` is their wording."""

    def __init__(self, lines: list[Line], texts: list[str]) -> None:
        self.lines, self.texts = lines, texts
        self.extensions = Extensions(texts)
        self.ends: dict[str, list[int]] = {}

    def read(self) -> None:
        texts, size = self.texts, len(self.texts)
        place = next((at for at, text in enumerate(texts) if text.strip()), size)
        if place < size and (end := self.extensions.header(place)) > place:
            self.mark(place, end, Role.VERBATIM)
            place = end
        opened = -1  # where the paragraph began that is open
        while place < size:
            text = texts[place]
            if not text or text.isspace():
                opened = -1
                place += 1
                continue
            end = place
            if not text[0].isalpha() or "|" in text or (text[0] in "ie" and opened < 0):
                end = self.block(place, opened)
            if end > place:
                opened = -1
                place = end
            else:
                opened = place if opened < 0 else opened
                place += 1

    def mark(self, start: int, end: int, role: Role) -> None:
        for line in self.lines[start:end]:
            line.role = role

    def block(self, place: int, opened: int) -> int:
        """The line after the block that begins at `place`, or `place` if that is a line of a paragraph, open since `opened` or new."""
        text = self.texts[place]
        if text[0] in " \t" and columns(text) >= 4:
            return place if opened >= 0 else self.indented(place)
        text = text.lstrip()
        sign = text[0]
        if sign in LOOK and (end := self.extensions.end(place, len(self.texts))) > place:
            self.mark(place, end, Role.VERBATIM)
            return end
        if sign in "`~" and (fence := FENCE.match(text)):
            end = self.fenced(place, fence[1])
            self.mark(place, end, Role.CODE)
            return end
        if sign == "<" and (end := self.html(place, opened >= 0, text)) > place:
            self.mark(place, end, Role.VERBATIM)
            return end
        if sign == "#" and HEADING.match(text):
            self.lines[place].role = Role.HEADING
            return place + 1
        if opened >= 0 and sign in "=-" and UNDERLINE.match(text):
            self.mark(opened, place, Role.HEADING)
            self.lines[place].role = Role.VERBATIM
            return place + 1
        if sign in "-*_" and BREAK.match(text):
            self.lines[place].role = Role.VERBATIM
            return place + 1
        if sign == ">" or (LIST_MARK.match(text) and (opened < 0 or INTERRUPTS.match(text))):
            return self.container(place, sign == ">")
        if "|" in text and self.is_table(place):
            return self.table(place)
        return place

    def indented(self, place: int) -> int:
        """Indented code; blank lines inside it are code."""
        end = at = place
        while at < len(self.texts) and (not self.texts[at].strip() or columns(self.texts[at]) >= 4):
            at += 1
            end = at if self.texts[at - 1].strip() else end
        self.mark(place, end, Role.CODE)
        return end

    def fenced(self, place: int, mark: str) -> int:
        sign, size = mark[0], len(mark)
        for at in range(place + 1, len(self.texts)):
            text = self.texts[at]
            if sign in text and not (bare := text.strip()).strip(sign) and len(bare) >= size and columns(text) < 4:
                return at + 1
        return len(self.texts)

    def html(self, place: int, in_paragraph: bool, text: str) -> int:
        """The line after the HTML that begins at `place`; in a paragraph only some begins a block."""
        if raw := RAW.match(text):
            close = "-->" if raw[2] else "?>" if raw[3] else "]]>" if raw[4] else ">" if raw[5] else f"</{raw[1].lower()}>"
            if close in text[raw.end() :].lower():
                return place + 1
            end = after(self.holding(close), place)
            if end > place or not raw[2]:
                return end if end > place else len(self.texts)
        elif not self.begins_html(text, in_paragraph):
            return place
        at = place
        while at < len(self.texts) and self.texts[at].strip():
            at += 1
        return at

    @staticmethod
    def begins_html(text: str, in_paragraph: bool) -> bool:
        if AUTOLINK.match(text):
            return False
        if BLOCK_TAG.match(text) or COMPONENT.match(text):
            return True
        return not in_paragraph and (WHOLE_TAG.match(text) or OPEN_TAG.match(text)) is not None

    def holding(self, close: str) -> list[int]:
        """The lines that hold `close`, in small letters."""
        if close not in self.ends:
            self.ends[close] = [at for at, text in enumerate(self.texts) if close in text.lower()]
        return self.ends[close]

    def is_table(self, place: int) -> bool:
        if place + 1 >= len(self.texts):
            return False
        head, rule = self.texts[place], self.texts[place + 1]
        return "-" in rule and ("|" in rule or ":" in rule) and DELIMITER_ROW.match(rule) is not None and _cells(head) == _cells(rule)

    def table(self, place: int) -> int:
        at = place + 2
        while at < len(self.texts) and (text := self.texts[at].lstrip()) and columns(self.texts[at]) < 4:
            if text[0] in "`~>#<" and (
                FENCE.match(text) or text[0] == ">" or HEADING.match(text) or RAW.match(text) or BLOCK_TAG.match(text)
            ):
                break
            if LIST_MARK.match(text) or BREAK.match(text):
                break
            at += 1
        self.mark(place, at, Role.TABLE)
        return at

    def container(self, place: int, is_quote: bool) -> int:
        """A list or a quote and what follows up to a line that is surely outside; returns the first line that is to be read anew."""
        stop = self.quote_end(place) if is_quote else self.list_end(place)
        texts = self.texts[place:stop]
        for line, text in zip(self.lines[place:stop], texts, strict=True):
            bare = text.lstrip()
            if bare:
                line.role = Role.QUOTE if bare[0] == ">" else Role.LIST_ITEM if LIST_MARK.match(text) else Role.BODY
        source = "\n".join(texts)
        if MAY_HOLD.search(source) or (is_quote and LAZY.search(source)):
            stop = self.parsed(place, stop, source)
        self.extended(place, stop)
        return stop

    def quote_end(self, place: int) -> int:
        """A blank line, or one that cannot go on a paragraph; a list that follows at once is read with the quote."""
        for at in range(place, len(self.texts)):
            bare = self.texts[at].lstrip()
            if not bare:
                return at
            if bare[0] != ">" and columns(self.texts[at]) < 4:
                if LIST_MARK.match(bare):
                    return self.list_end(at)
                if self.begins_block(bare):
                    return at
        return len(self.texts)

    def list_end(self, place: int) -> int:
        """A line that is indented less than any list and follows a blank line or an empty item, or cannot go on a paragraph."""
        gap = EMPTY_ITEM.match(self.texts[place]) is not None
        for at in range(place + 1, len(self.texts)):
            text = self.texts[at]
            bare = text.lstrip()
            if not bare:
                gap = True
                continue
            if columns(text) < 2 and not LIST_MARK.match(text) and (gap or self.begins_block(bare)):
                return at
            gap = EMPTY_ITEM.match(text) is not None
        return len(self.texts)

    @staticmethod
    def begins_block(text: str) -> bool:
        if text[0] not in "`~>#<$:{!?-*_" or AUTOLINK.match(text):
            return False
        return text[0] in ">$:{!?" or any([sign.match(text) for sign in (FENCE, HEADING, BREAK, RAW, BLOCK_TAG, COMPONENT)])

    def parsed(self, place: int, stop: int, source: str) -> int:
        """Code, HTML and tables as markdown-it-py maps them; returns where to read on, for what may go on after `stop`."""
        for token in _parser().parse(source + "\n"):
            role = ROLES.get(token.type)
            if not role or not token.map:
                continue
            start, end = token.map
            if token.level == 0 and place + end >= stop < len(self.texts) and role is not Role.TABLE and place + start > place:
                self.mark_blank(place + start, stop)
                return place + start
            self.mark(place + start, place + end, role)
        return stop

    def mark_blank(self, start: int, stop: int) -> None:
        for at in range(start, stop):
            self.lines[at].role = Role.BODY if self.texts[at].strip() else Role.BLANK

    def extended(self, place: int, stop: int) -> None:
        """What CommonMark does not know inside a list or quote."""
        if not MAY_EXTEND.search("\n".join(self.texts[place:stop])):
            return
        inside = [LEAD.sub(lambda lead: " " * len(lead[0]), text, count=1) for text in self.texts[place:stop]]
        extensions, at = Extensions(inside), 0
        while at < len(inside):
            prose = inside[at].strip() and self.lines[place + at].role not in NO_PROSE
            end = extensions.end(at, len(inside)) if prose else at
            self.mark(place + at, place + end, Role.VERBATIM)
            at = max(end, at + 1)


MAY_EXTEND = regex(r"\$\$|\{[%{]|:::|!!! |\?\?\?|=== |\\\[|\\begin|\]:|%%|///|\)=[ \t]*$", re.M)
LEAD = regex(r"(?:[ \t]*>)*[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?")
ROLES = {"fence": Role.CODE, "code_block": Role.CODE, "html_block": Role.VERBATIM, "table_open": Role.TABLE}


def _cells(row: str) -> int:
    row = row.strip()
    return len(CELL_END.findall(row.removeprefix("|"))) + (not (row.endswith("|") and not row.endswith("\\|") and len(row) > 1))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
