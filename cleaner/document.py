"""The document model: a fixed list of lines, and edits that say what each line is and how it reads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cleaner.lines import Lines
from cleaner.regex import behind_line_end, is_compiled, regex
from cleaner.wording.glyphs import MAY_BE_WIDE

if TYPE_CHECKING:
    from cleaner.pages.found import Pages
    from cleaner.printed.layout import Layout

UNUSUAL = regex("[^\n -~\u2014\u2018-\u201d\u2026\u3001-\u3003\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]")
USUAL = frozenset("\n，。、；：“”（）《》" + "".join(map(chr, range(0x20, 0x7F))))
SMALL = 2_000
"""Characters; to look at each of so few is faster than to compile `UNUSUAL`."""
LINE_ENDS = "\n\r\f"
"""What ends a line. All else that `str.splitlines` cuts at is a character to repair: U+0085 may be a byte of an ideograph."""


class Role(StrEnum):
    """What a line is."""

    __hash__ = str.__hash__  # Enum's own is written in Python and ten times as slow

    BODY = "body"
    KEPT = "kept line"  # of plain text beside printed lines: its line end is the author's own
    BLANK = "blank"
    # headings; HEADING is one that Markdown input wrote itself, marks and all
    HEADING = "heading"
    H1 = "heading 1"
    H2 = "heading 2"
    H3 = "heading 3"
    H4 = "heading 4"
    H5 = "heading 5"
    H6 = "heading 6"
    # other parts of the body
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    VERBATIM = "verbatim"
    # floats: printed behind the paragraph they interrupt
    CAPTION = "caption"
    PULL_QUOTE = "pull quote"
    SIDEBAR = "sidebar"
    FOOTNOTE = "footnote"
    # what the document says of itself: printed as front matter
    FRONT_MATTER = "front matter"
    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    BYLINE = "byline"
    SERIES = "series"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    IDENTIFIERS = "identifiers"
    NOTICE = "notice"
    TRANSLATION = "translation"  # title, authors, abstract or keywords in a second language
    SOURCE = "source"
    # furniture: kept in the document, never printed
    RUNNING_HEAD = "running head"
    FOLIO = "folio"
    BOILERPLATE = "boilerplate"
    DUPLICATE = "duplicate"


HEADINGS = frozenset({Role.HEADING, Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6})
FLOATS = frozenset({Role.CAPTION, Role.PULL_QUOTE, Role.SIDEBAR})
FURNITURE = frozenset({Role.RUNNING_HEAD, Role.FOLIO, Role.BOILERPLATE, Role.DUPLICATE})
METADATA = frozenset(
    {
        Role.FRONT_MATTER,
        Role.TITLE,
        Role.SUBTITLE,
        Role.AUTHOR,
        Role.BYLINE,
        Role.SERIES,
        Role.ABSTRACT,
        Role.KEYWORDS,
        Role.IDENTIFIERS,
        Role.NOTICE,
        Role.TRANSLATION,
        Role.SOURCE,
    }
)
PASSED_OVER = FURNITURE | FLOATS | METADATA | {Role.BLANK, Role.FOOTNOTE}
"""What may stand between two lines of one paragraph, or two items of one list."""
OPEN = frozenset({Role.BODY, Role.KEPT})
"""Lines of which no rule has said yet what they are."""
NO_PROSE = frozenset({Role.BLANK, Role.CODE, Role.VERBATIM, Role.TABLE, Role.FRONT_MATTER})
"""Lines that no prose pass may rewrite."""


class Kind(StrEnum):
    """What kind of input a document is; it decides which passes may run."""

    __hash__ = str.__hash__

    MARKDOWN = "markdown"
    HTML = "html"  # a page, a fragment, or HTML inside Markdown
    WRAPPED = "wrapped"  # text from a page layout: every printed line is a line
    TEXT = "text"  # plain text whose lines are paragraphs


OF_BLOCKS = frozenset({Kind.TEXT, Kind.HTML})
"""Kinds whose lines are whole blocks that a person, or a column break, set apart."""
PLAIN = frozenset({Kind.TEXT, Kind.WRAPPED})
"""Kinds whose wording is plain text: markup in it is no markup, and what a font or an extractor did to it shows."""
UNMARKED = OF_BLOCKS | {Kind.WRAPPED}
"""Kinds that do not say themselves what is a title, a heading, a caption."""

for _member in (*Role, *Kind):
    # Python 3.11 finds a member through a descriptor, ten times slower than a plain attribute
    type.__setattr__(type(_member), _member.name, _member)


Facts = Mapping[str, Any]
"""What a text says of itself, by front matter key: strings, lists and mappings of strings."""
LineField = Literal["text", "role", "joint", "facts"]
"""The fields of a line that edits change."""
FileField = Literal["bytes", "encoding", "order", "front matter", "white space"]
"""What differs between the file that was read and the one that is written, beside the lines: see `Edit`."""
LINE_FIELDS: frozenset[str] = frozenset(get_args(LineField))
Value = str | bytes | Facts
"""What an edit holds: bytes for "bytes", a mapping for "facts", else a string (a role is one)."""


class Edit(NamedTuple):
    """One change: an entry of the change record.

    Most are changes of one field of one line. Those of a `FileField` tell what else is not as it was read: the encoding; bytes that
    writing the text in that encoding would not give back, such as a byte order mark; the front matter as a whole; white space between
    lines and at the end, told once with the first place and the number of places; the lines of columns, in the order they were read and
    are held in. They change no line, and undoing them gives the bytes.
    """

    place: int  # of the line in the document, from 0
    line: int  # its line in the file, from 1; a form feed ends one, as a line feed does
    page: int  # its page, from 1
    text: str  # its wording when the edit was made, so that removed text stands in the record
    field: LineField | FileField
    before: Value
    after: Value
    reason: str
    rule: str = ""  # stamped by the record, never by a pass


class Doubt(NamedTuple):
    """A place that the evidence does not decide: left as it is, and reported."""

    line: int
    page: int
    text: str
    reason: str
    readings: tuple[str, str]  # the one that stands, and the other
    rule: str = ""


class Likely(NamedTuple):
    """Edits that are likely and not proved: made at level bold, reported below it as a place with two readings."""

    edits: tuple[Edit, ...]  # made together, or not at all
    doubt: Doubt  # what is reported instead


_new = tuple.__new__  # twice as fast as what a named tuple brings
MANY = 100
"""Questions that take as long as one set of all pairs."""
NO_FACTS: Mapping[str, Any] = {}


class Line:
    """A line of the source. Only `text`, `role`, `joint` and `facts` change, and only through edits.

    `raw` holds the line, its line end and, where layout is all that they say, the empty lines behind
    it; `text` starts as `raw` without its line ends. `joint` is what stands between this line and the
    printed line before it: "" or " " inside a paragraph, "\\n" for a kept line break, "\\n\\n"
    between blocks. `facts` holds what the line says of the document, by front matter key.
    """

    __slots__ = ("facts", "index", "joint", "number", "page", "raw", "role", "text")

    def __init__(self, index: int, number: int, page: int, raw: str, text: str, role: Role = Role.BODY, joint: str = "\n") -> None:
        self.index = index  # place in the document, from 0
        self.number = number  # line in the file, from 1
        self.page = page  # from 1
        self.raw = raw
        self.text = text
        self.role = role
        self.joint = joint
        self.facts = NO_FACTS

    @property
    def printed(self) -> str:
        """The wording with the bullet that the page printed; a list item has a list mark there."""
        return self.raw.rstrip(LINE_ENDS) if self.role is Role.LIST_ITEM else self.text

    def edit(self, name: LineField, after: Value, reason: str) -> Edit:
        """Propose that the field `name` become `after`."""
        return _new(Edit, (self.index, self.number, self.page, self.text, name, getattr(self, name), after, reason, ""))

    def doubt(self, reason: str, stands: str, other: str) -> Doubt:
        """Report two readings of this line of which `stands` was kept."""
        return Doubt(self.number, self.page, self.text, reason, (stands, other))


@dataclass(slots=True, eq=False)
class Document:
    """The lines of one source, and the record of all that was done to them."""

    lines: tuple[Line, ...]
    kind: Kind
    encoding: str = "utf-8"
    order: Sequence[int] = ()  # the indices of the lines in the order of the source, where that is another (see `cleaner.readers.columns`)
    record: list[tuple[str, list[Edit]]] = field(default_factory=list)  # what each rule did, in order
    doubts: list[Doubt] = field(default_factory=list)
    printed_measures: Mapping[int, int] = field(default_factory=dict)  # by line index, where stretches of printed lines were found
    printed_ends: frozenset[int] = frozenset()  # the lines, by index, whose ends stand inside such a stretch
    printed_lasts: Mapping[int, int] = field(default_factory=dict)  # by line index, the length of the last printed line on one of several
    printed_rows: tuple[tuple[int, ...], ...] = ()  # lines, by index, that an extractor gave as pieces of one printed line
    usual_gap: int = 0  # blank lines that the extractor wrote after every printed line
    cells: Mapping[int, str] | None = None  # lines of tables and lists (see `cleaner.printed.cells`)
    layout: Layout | None = None  # measured when a pass first asks (see `cleaner.printed.layout`)
    layout_at: tuple[int, Layout] | None = None  # measured before that, and how long the record was then
    _unusual: frozenset[str] | None = None
    _measured: Lines | None = None
    _pages: Pages | None = None
    _filled: list[Line] | None = None
    _spaced: list[Line] | None = None
    _wording: str | None = None
    _starts: list[int] | None = None  # of the filled lines in the wording
    _is_wide: bool | None = None
    _pairs: set[tuple[str, str]] | None = None
    _asked: int = 0
    _source: str | None = None

    @property
    def source(self) -> str:
        """The decoded input, put together from the lines as they were read."""
        if self._source is None:
            self._source = "".join([line.raw for line in self.as_read])
        return self._source

    @property
    def as_read(self) -> Sequence[Line]:
        """The lines in the order of the source."""
        return [self.lines[index] for index in self.order] if self.order else self.lines

    @property
    def unusual(self) -> frozenset[str]:
        """The characters of the source beyond printable ASCII, unified ideographs and full-width marks.

        One scan tells all the passes that look for odd characters whether they have any work. Of
        HTML, it is the wording found in it that counts.
        """
        if self._unusual is None:
            text = self.wording() if self.kind is Kind.HTML else self.source
            if len(text) < SMALL and not is_compiled(UNUSUAL):
                text = "".join([sign for sign in frozenset(text) if not "\u4e00" <= sign <= "\u9fff" and sign not in USUAL])
            self._unusual = frozenset(UNUSUAL.findall(text) if text else ())
        return self._unusual

    def is_repaired(self) -> bool:
        """Whether a repair of wrong characters brought others to light, which `unusual` does not know."""
        return any([rule == "mojibake" for rule, _ in self.record])

    @property
    def header(self) -> list[Line]:
        """The lines of the front matter, with which a document begins."""
        return list(takewhile(lambda line: line.role is Role.FRONT_MATTER, self.lines))

    @property
    def filled(self) -> list[Line]:
        """The lines that are not blank; no pass makes a line blank."""
        if self._filled is None:
            self._filled = [line for line in self.lines if line.role is not Role.BLANK]
        return self._filled

    @property
    def measured(self) -> Lines:
        """The features of the filled lines, measured once: when a rule first asks, after the characters are repaired."""
        if self._measured is None:
            self._measured = Lines(self.filled)
        return self._measured

    @property
    def pages(self) -> Pages:
        """The page breaks and the furniture at the edges of pages, found once: when a rule first asks."""
        if self._pages is None:
            from cleaner.pages.finding import find_pages

            self._pages = find_pages(self.measured)
        return self._pages

    def empty(self, lines: list[Line]) -> None:
        """Make blank the lines of which a reader has taken away all that they held; no pass does."""
        for line in lines:
            line.role = Role.BLANK
        self._filled = self._wording = self._starts = self._is_wide = self._measured = None

    def start_over(self, lines: Iterable[Line], order: Sequence[int] = ()) -> None:
        """Hold `lines`, with nothing done to them yet, in place of those that were read before; only a reader does so."""
        self.lines, self.order = tuple(lines), order
        self.record.clear()
        self.doubts.clear()
        self._filled = self._wording = self._starts = self._is_wide = self._measured = self._spaced = self._source = self._unusual = None

    def wording(self) -> str:
        """The wording of the filled lines as one text, as repaired so far."""
        if self._wording is None:
            self._wording = "\n".join([line.text for line in self.filled])
        return self._wording

    def is_wide(self) -> bool:
        """Whether the wording holds anything that is printed wide: one scan tells many passes that text in Latin script is not for them."""
        if self._is_wide is None:
            self._is_wide = MAY_BE_WIDE.search(self.wording()) is not None
        return self._is_wide

    def pairs(self) -> set[tuple[str, str]]:
        """All characters that stand side by side on a line of the source: what words the text knows."""
        if self._pairs is None:
            self._pairs = set(pairwise(self.source))
        return self._pairs

    def knows(self, left: str, right: str) -> bool:
        """Whether two characters stand side by side on a line of the source; for a few questions a search is faster than `pairs`."""
        if self._pairs is None and self._asked < MANY:
            self._asked += 1
            return left + right in self.source
        return (left, right) in self.pairs()

    def holding(self, *signs: str) -> list[Line]:
        """The filled lines that hold one of `signs`: the fastest way to the few lines that a pass may touch."""
        wording = self.wording()
        present = [sign for sign in signs if sign in wording]
        if len(present) == 1:
            return [line for line in self.filled if present[0] in line.text]
        found = {line.index for sign in present for line in self.filled if sign in line.text}
        return [line for line in self.filled if line.index in found] if found else []

    def spaced(self) -> list[Line]:
        """The filled lines that hold white space; found once, for passes only ever close gaps."""
        if self._spaced is None:
            self._spaced = [
                line for line in self.filled if " " in line.text or "\u3000" in line.text or "\xa0" in line.text or "\t" in line.text
            ]
        return self._spaced

    def matching(self, pattern: re.Pattern[str]) -> list[Line]:
        """The lines that hold a match of `pattern`, found in one scan of the whole text.

        This is how a pass finds its lines: most documents have none for it. `^` and `$` need
        `re.M`; white space must be spelt `[ \\t]`, for `\\s` would match line ends.
        """
        found: list[Line] = []
        wording = self.wording()
        # with a line end before the first line, that before each other line stands where the line did
        matches = behind_line_end(pattern).finditer(f"\n{wording}") if pattern.pattern[0] == "^" else pattern.finditer(wording)
        for line, _ in self.located([match.start() for match in matches]):
            if not found or found[-1] is not line:
                found.append(line)
        return found

    def located(self, offsets: Sequence[int]) -> list[tuple[Line, int]]:
        """The line that each of `offsets` into `wording()`, in characters, falls on, and the offset in its text."""
        if not offsets:
            return []
        filled, starts = self.filled, self._starts
        if starts is None:
            starts = self._starts = [0, *accumulate([len(line.text) + 1 for line in filled])]
        rows = [bisect_right(starts, offset) - 1 for offset in offsets]
        return [(filled[row], offset - starts[row]) for row, offset in zip(rows, offsets, strict=True)]

    def prose(self) -> Iterator[Line]:
        """The lines that passes over wording may touch: no code, tables, front matter, blanks."""
        return (line for line in self.filled if line.role not in NO_PROSE)

    def open(self) -> list[Line]:
        """The lines of which no rule has said what they are, in order: running text, and lines that are not printed prose."""
        return [line for line in self.filled if line.role in OPEN]

    def body(self) -> list[Line]:
        """The lines of running text, in order."""
        return [line for line in self.filled if line.role is Role.BODY]

    def flow(self) -> list[Line]:
        """The lines of running text and the headings among them, in order.

        Of wrapped text also lists and tables: they were running text before a pass told them from it, and every line has the same
        neighbours in a second run.
        """
        roles = HEADINGS | {Role.BODY, Role.LIST_ITEM, Role.TABLE} if self.kind is Kind.WRAPPED else HEADINGS | {Role.BODY}
        return [line for line in self.filled if line.role in roles]

    def gap(self, line: Line) -> int:
        """Blank lines before `line`: lines of their own, or folded into the line before."""
        gap, place = 0, line.index - 1
        while place >= 0 and self.lines[place].role is Role.BLANK:
            gap += max(1, self.lines[place].raw.count("\n"))
            place -= 1
        if place >= 0:
            raw = self.lines[place].raw
            gap += max(0, len(raw) - len(raw.rstrip("\n")) - 1)
        return gap

    @property
    def edits(self) -> list[Edit]:
        """The change record: every edit in the order it was made, with the name of its rule."""
        return stamped(self.record)

    def apply(self, edits: Iterable[Edit], rule: str) -> None:
        """Carry out edits and record them under the name of their rule. Each is carried out before the next one is asked for.

        Raises `ValueError` if a line is not as its edit found it: two passes fight.
        """
        lines = self.lines
        done: list[Edit] = []
        for edit in edits:
            place, number, _, _, name, before, after, _, _ = edit
            if name not in LINE_FIELDS:
                done.append(edit)
                continue
            line = lines[place]
            if getattr(line, name) != before:
                raise ValueError(f"{rule} edits line {number}, which has changed since")
            setattr(line, name, after)
            if name == "text":
                self._wording = self._is_wide = self._starts = None
            done.append(edit)
        if done:
            self.record.append((rule, done))


def restored(document: Document) -> dict[tuple[int, str], Value]:
    """What every edited field of a line held before its first edit, by place and field. The document stays as it is.

    Raises `ValueError` if the record does not fit the document.
    """
    found: dict[tuple[int, str], Value] = {}
    lines = document.lines
    for _, edits in reversed(document.record):
        for place, number, _, _, name, before, after, _, _ in reversed(edits):
            if name in LINE_FIELDS:
                key = (place, name)
                if (found[key] if key in found else getattr(lines[place], name)) != after:
                    raise ValueError(f"the record of line {number} does not fit the document")
                found[key] = before
    return found


def stamped(record: Iterable[tuple[str, list[Edit]]]) -> list[Edit]:
    """The edits of a record, each with the name of its rule: done when they are read, not for every text."""
    return [Edit._make((*edit[:-1], rule)) for rule, edits in record for edit in edits]
