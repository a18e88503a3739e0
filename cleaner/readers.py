"""From bytes to a `Document`: decode, find the front matter, tell what kind of text it is, cut it into lines.

A reader states as roles and joints whatever its format already knows, so that the passes that
guess from layout stay silent there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, count, pairwise, repeat
from typing import TYPE_CHECKING

from cleaner import front_matter
from cleaner.document import LINE_ENDS, UNTOUCHABLE, Document, Doubt, Edit, Kind, Line, Role
from cleaner.encodings import Decoded, Note, decode
from cleaner.glyphs import CLOSERS, HAS_CJK, HAS_HAN, INVISIBLE, SUSPECT, UNSEEN, width
from cleaner.inline import escape, escape_start
from cleaner.layout import rows_of_words
from cleaner.passes.controls import clean
from cleaner.passes.mojibake import repair
from cleaner.regex import regex
from cleaner.sentences import ends_sentence

if TYPE_CHECKING:
    from cleaner import html


def read(source: str | bytes, encoding: str | None = None, kind: str = "auto") -> Document:
    """A `Document` of `source`, of the kind its text shows or of a given one: "text", "html", "markdown".

    Raises `UnreadableError` if bytes cannot be decoded.
    """
    text, name, notes = decode(source, encoding) if isinstance(source, bytes) else Decoded(source, "utf-8")
    document = _read(text, name, kind)
    document.doubts += doubts(document, notes)
    return document


def doubts(document: Document, notes: Iterable[Note]) -> Iterator[Doubt]:
    """What decoding noted, as doubts about the lines where it stands."""
    lines = iter(document.lines)
    line, start, end = None, 0, 0
    for note in notes:
        while note.offset >= end and (after := next(lines, None)):
            line, start, end = after, end, end + len(after.raw)
        if line:
            number = line.number + line.raw.count("\n", 0, note.offset - start)
            yield Doubt(number, line.page, line.text, note.reason, note.readings, "decode")


def _read(text: str, name: str, kind: str) -> Document:
    head, found = front_matter.split(text)
    document = Document((), Kind.TEXT, name)
    lines = _front_matter_lines(text[:head])
    if found is not None:
        lines[0].facts = found
    body = text[head:] if head else text
    regions: list[html.Region] = []
    if kind == "html" or (kind == "auto" and "<" in body):
        from cleaner import html  # a third of the code, and most texts need none of it

        regions = html.html_regions(body)
        if kind == "html" and body.strip() and not regions:
            regions = [html.Region(0, len(body), True)]
    # headings, notes or tables of Markdown beside the HTML: it is part of a Markdown text, and stays
    beside = "".join([body[region.start : region.end] for region in regions if not region.is_html])
    if regions and (kind == "html" or not has_structure(beside)):
        document.kind = Kind.HTML
        _read_html(document, lines, body, regions)
        return document
    start = len(lines)
    is_markdown = kind == "markdown" or (kind == "auto" and found is not None)
    pieces = body.splitlines(keepends=True) if is_markdown else fold_blank_lines(body)
    if is_markdown:
        document.kind = Kind.MARKDOWN
    elif (
        (kind == "text" or not has_structure(body))
        and looks_wrapped(pieces)
        and (kind == "text" or HAS_CJK.search(body) or not looks_like_markdown(body))
    ):
        document.kind = Kind.WRAPPED
    elif kind == "auto" and looks_like_markdown(body):
        document.kind = Kind.MARKDOWN
        pieces = body.splitlines(keepends=True)  # in code, an empty line is a line
    elif runs_on(body):
        pieces = [part for piece in pieces for part in split_indents(piece)]
    lines += _lines(pieces, start, lines[-1].number + 1 if lines else 1)
    document.lines = tuple(lines)
    if UNSEEN.search(body):
        _empty_unseen(document, lines[start:])
    if document.kind is Kind.MARKDOWN:
        _read_markdown(lines[start:])
        if ODD_END.search(body):
            _record_line_ends(document, lines[start:])
    elif document.kind is Kind.TEXT:
        _read_text(lines)
    return document


def _empty_unseen(document: Document, lines: list[Line]) -> None:
    """Make blank the lines that hold only characters that nobody sees, and record what they held: no pass makes a line blank."""
    hidden = [line for line in lines if line.text.strip() and not clean(line.text).strip()]
    document.apply([line.edit("text", "", "nothing on this line can be seen") for line in hidden], "controls")
    document.empty(hidden)


ODD_END = regex(r"[\v\f\x1c-\x1e\x85\u2028\u2029]")


def _record_line_ends(document: Document, lines: list[Line]) -> None:
    """Record where Markdown is broken into lines by what ends no line in Markdown, such as a form feed: it may part paragraphs."""
    between = ""
    for line in lines:
        if line.role is Role.BLANK:
            between += line.raw
            continue
        if ODD_END.search(between):
            joint, line.joint = line.joint, between
            document.apply([line.edit("joint", joint, "no line end in Markdown")], "controls")
        between = line.raw[len(line.raw.rstrip(LINE_ENDS)) :]


def _front_matter_lines(head: str) -> list[Line]:
    return [
        Line(index, index + 1, 1, raw, raw.rstrip(LINE_ENDS), Role.FRONT_MATTER, "\n")
        for index, raw in enumerate(head.splitlines(keepends=True))
    ]


def _lines(pieces: list[str], index: int, number: int) -> list[Line]:
    """A `Line` for each piece; a form feed begins a page, and so does a page mark (see `page_marks`)."""
    if not pieces:
        return []
    texts = [raw.rstrip(LINE_ENDS) for raw in pieces]
    marks = page_marks(pieces)
    numbers = accumulate([number, *(raw.count("\n") or len(raw) > len(text) for raw, text in zip(pieces, texts, strict=True))])
    pages: Iterable[int] = repeat(1)
    if marks or any(["\f" in raw for raw in pieces]):
        pages = accumulate([1, *((position in marks) + (pieces[position - 1][-1] == "\f") for position in range(1, len(pieces)))])
    body, blank = Role.BODY, Role.BLANK
    return [
        Line(position, at, page, raw, text, body if text and not text.isspace() else blank)
        for position, at, page, raw, text in zip(count(index), numbers, pages, pieces, texts, strict=False)
    ]


FOLDED = regex(r"[^\n]*\n+|[^\n]+")


def fold_blank_lines(body: str) -> list[str]:
    """The lines of `body`, each with the empty lines behind it: they carry no text, and are half of many texts."""
    simple = len(body.splitlines()) == body.count("\n") + (body[-1:] != "\n")
    return FOLDED.findall(body) if simple else body.splitlines(keepends=True)


def page_marks(pieces: list[str]) -> frozenset[int]:
    """Places of lines that begin a page though the form feed is lost.

    Evidence: nearly every line has a blank line behind it, and these few lines begin with one
    space and have none before them. Some extractors write every page's first line so.
    """
    led = [place for place, piece in enumerate(pieces) if piece[0] == " " and piece[1:2].strip()]
    if len(led) < 2 or len(led) * 10 > len(pieces):
        return frozenset()
    filled = len(list(filter(None, map(str.strip, pieces))))
    spaced = sum([piece[-2:] == "\n\n" for piece in pieces]) + len(pieces) - filled
    if filled < 20 or spaced < 0.8 * filled:
        return frozenset()
    return frozenset(place for place in led if place and not _blank_before(pieces, place))


def _blank_before(pieces: list[str], place: int) -> bool:
    return place == 0 or pieces[place - 1].endswith("\n\n") or not pieces[place - 1].strip()


# ---------------------------------------------------------------- kinds of text

MARKDOWN = (
    ("#", regex(r"^#{1,6} (?!.*#[ \t\u3000\xa0]*$)\S", re.M)),  # a heading, but not `# 102 #`
    ("```", regex(r"^ {0,3}```", re.M)),
    ("~~~", regex(r"^ {0,3}~~~", re.M)),
    ("](", regex(r"!?\[[^\]\n]*\]\([^()\s]+\)")),
    ("**", regex(r"\*\*[^\s*][^*\n]*\*\*")),
    ("\n=", regex(r"^[ \t]{0,3}\S.*\n=+[ \t]*$", re.M)),
    ("\n-", regex(r"^[ \t]{0,3}\S.*\n-+[ \t]*$", re.M)),
    ("*", regex(r"\*[^\s*][^*\n]*\*")),
    ("$$", regex(r"^\$\$", re.M)),
    ("`", regex(r"`[^`\n]+`")),
    ("~~", regex(r"~~[^~\n]+~~")),
    ("</su", regex(r"<(su[bp])>[^<>\n]+</\1>")),
    ("- ", regex(r"^[ \t]*- +\S", re.M)),
    ("|", regex(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.M)),
    ("]:", regex(r"^\[\^?[^\]\n]+\]:[ \t]+\S", re.M)),
    ("[^", regex(r"\[\^[^\]\s]+\]")),
    ("> ", regex(r"^>[ \t]+\S", re.M)),
    ("\\", regex(r"\\[!-/:-@\[-`{-~]|\\$", re.M)),
    ("  \n", regex(r"^(?:[^\s#].*[^ \n] {2}\n){2}(?=[^ \t\n])", re.M)),  # hard breaks, two in a row
)
"""Constructs that only Markdown writes, each behind a string that it cannot do without."""


ATX_HEADING = MARKDOWN[0][1]
BLANK_BESIDE = regex(r"\n(?<=\n\n)|\n?.*\n[ \t]*(?:\n|\Z)")
STRUCTURE = (
    ("[^", regex(r"^\[\^[^\]\n]+\]:[ \t]+\S", re.M)),
    ("|", regex(r"^\|[ \t]*:?-{3,}:?[ \t]*\|", re.M)),
)


def has_structure(body: str) -> bool:
    """Whether `body` has headings, notes or tables as only Markdown writes them, so that its lines are no page's lines.

    A heading that stands alone is one of several, opens the text, or has a blank line on one of its sides: a printed line may begin
    with the sign, too.
    """
    headings = list(ATX_HEADING.finditer(body)) if "#" in body else []
    if headings and (
        len(headings) > 1 or not body[: headings[0].start()].strip() or BLANK_BESIDE.match(body, max(0, headings[0].start() - 1))
    ):
        return True
    return any(sign in body and pattern.search(body) for sign, pattern in STRUCTURE)


def looks_like_markdown(body: str) -> bool:
    """Whether `body` holds a construct that only Markdown writes."""
    # characters that will be removed or repaired must not decide of what kind the text is
    body = "\n".join(body.splitlines())
    if INVISIBLE.search(body) or SUSPECT.search(body):
        body = repair(body)
    return any(sign in body and pattern.search(body) for sign, pattern in MARKDOWN)


SHORT = 8
"""Columns."""
INNER_MARK = regex("[，。；：、！？](?=.)|, ")
MIN_LINES = 12
SAMPLE = 240
"""Lines looked at, from the middle: title pages and tables of contents stand elsewhere."""


OFTEN = 12
"""Times that a line of running text never stands: furniture that an extractor repeats."""
NEVER_ALONE = frozenset("，。、；：？！”’》」』】）,;:")
"""Marks that no typist puts on a line of their own, but some extractors do."""
MIN_ALONE = 0.08
MIN_FULL = 0.64
"""Of the lines that break off, headings aside, so many are full on a printed page: in 790 of 794 texts, most of them set for this,
and at most .43 in 14 whose lines are blocks."""


def looks_wrapped(pieces: list[str]) -> bool:
    """Whether the lines of a text are those of a printed page.

    Evidence in CJK: most lines break off in mid-sentence, on an ideograph, and the widths of those
    lines bunch just below a common measure. Poems, lists and tables have short even lines too, but
    they end their sentences, have no measure, or no punctuation inside their lines. Evidence in Latin script: most lines go on with
    a small letter on the next. Closing marks on lines of their own are an extractor's.
    """
    texts = list(filter(None, map(str.strip, pieces)))
    if len(texts) < MIN_LINES:
        return False
    if sum(map(len, texts)) > 120 * len(texts):
        return False
    if sum([text in NEVER_ALONE for text in texts]) >= max(MIN_LINES, MIN_ALONE * len(texts)):
        return True
    often = {text for text, times in Counter(texts).items() if times >= OFTEN}
    texts = [text for text in texts if text not in often]
    texts = texts[max(0, len(texts) - SAMPLE) // 2 :][:SAMPLE]
    cut = sum(["\u4e00" <= text[-1] <= "\u9fff" or text[-1] in "，、" for text in texts])
    if cut * 3 >= len(texts):
        ended = sum(map(ends_sentence, texts))
        lines = [text for text in texts if len(text) > SHORT // 2]
        prose = sum([INNER_MARK.search(text) is not None for text in lines])
        if len(lines) < MIN_LINES * 0.6 or cut < MIN_LINES * 0.6 or ended > 0.5 * len(texts) or prose * 4 < len(lines):
            return False
        # lines of up to four ideographs are tails, page numbers, vertical headers
        sizes = [size for text in texts if (size := width(text.replace(" ", ""))) > SHORT]
        widths = Counter(sizes)
        # up to two measures in one document (columns, and a block across both)
        best = [sum(widths[near] for near in range(mode - 4, mode + 5)) for mode, _ in widths.most_common(3)]
        if max(best, default=0) >= 0.5 * len(sizes):
            return True
        wide = sorted(sizes)[int(len(sizes) * 0.8)] if sizes else 0
        return _bunch([text for text in texts if text[-1] in "，、" or HAS_HAN.match(text[-1])], wide)
    if _parted(pieces) and not any("\f" in piece for piece in pieces) and sum([text[-1] in "-‐\xad" for text in texts]) < MIN_BROKEN_WORDS:
        return False
    texts = _by_printed_line(pieces) or texts
    pairs = list(pairwise(texts))
    runs_on = sum(1 for left, right in pairs if right[0].islower() and not ends_sentence(left))
    longest = sorted(map(len, texts))[int(len(texts) * 0.9)]
    full = sum(1 for text in texts if len(text) > 0.75 * longest)
    spaced = sum([" " in text for text in texts])  # base64 has no words
    return longest >= 25 and spaced >= 0.7 * len(texts) and runs_on >= 0.3 * len(pairs) and full >= 0.5 * len(texts)


def _by_printed_line(pieces: list[str]) -> list[str]:
    """The printed lines of Latin text that an extractor gave word by word, or nothing if it did not."""
    filled = [piece for piece in pieces if piece.strip()][:SAMPLE]
    sizes = [float(len(piece.strip())) for piece in filled]
    rows = rows_of_words(filled, sizes, sorted(sizes)[int(len(sizes) * 0.9)])
    inside = {place for row in rows for place in row[1:]}
    joined = {row.start: "".join(filled[row.start : row.stop]).replace("\n", "").strip() for row in rows}
    return [joined.get(place) or piece.strip() for place, piece in enumerate(filled) if place not in inside] if rows else []


def _bunch(cut: list[str], widest: int) -> bool:
    """Whether the lines that break off are about as wide as each other: full lines, between the short ones that end a paragraph."""
    sizes = Counter([size for text in cut if (size := width(text.replace(" ", ""))) > SHORT])
    mode = max(sizes, key=lambda size: (sum([sizes[near] for near in range(size - 2, size + 3)]), size), default=0)
    full = sum([times for size, times in sizes.items() if 0.85 * mode <= size <= 1.12 * mode])
    if mode < 0.6 * widest:
        return False  # items of a list, between paragraphs
    # a short line without clauses may be a heading
    headings = sum([width(text) < mode // 2 and not INNER_MARK.search(text) and width(text) > SHORT for text in cut])
    return full >= MIN_FULL * (sizes.total() - headings) and full >= MIN_LINES * 0.6


def _parted(pieces: list[str]) -> bool:
    """Whether blank lines part paragraphs of several lines: then the line breaks are the typist's, as in letters and manuals."""
    places = [place for place, piece in enumerate(pieces) if piece.strip()]
    gaps = sum([_blank_before(pieces, place) for place in places[1:]])
    return 0.05 * len(places) < gaps < 0.7 * len(places)


MIN_BROKEN_WORDS = 2
INDENT = regex(r"(?<![ \t\u00a0])[ \t\u00a0]*(?<!\u3000)\u3000{2,}(?=[^\s\u3000])")


def runs_on(body: str) -> bool:
    """Whether the line breaks of `body` are lost and only first-line indents (two U+3000) part its paragraphs.

    Evidence: indents inside lines, at least three, most of them behind the end of a sentence.
    """
    inside = [match.start() for match in INDENT.finditer(body) if match.start() and body[match.start() - 1] not in LINE_ENDS]
    return len(inside) >= 3 and sum(body[place - 1] in "。！？!?…" + CLOSERS for place in inside) * 2 >= len(inside)


def split_indents(piece: str) -> Iterator[str]:
    """`piece` cut before each first-line indent inside it."""
    last = 0
    for match in INDENT.finditer(piece):
        if match.start() > last:
            yield piece[last : match.start()]
            last = match.start()
    yield piece[last:]


def _read_text(lines: list[Line]) -> None:
    """Plain text: a blank line parts blocks, and so does a first-line indent."""
    gap = True
    for line in lines:
        if line.role is not Role.BLANK:
            line.joint = "\n\n" if gap or line.text.lstrip(" \xa0").startswith("\u3000\u3000") else "\n"
        gap = line.role is Role.BLANK or line.raw.endswith("\n\n")


FENCE = regex(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})")
DELIMITER_ROW = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
LIST_MARK = regex(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|\Z)")
HTML_LINE = regex(r" {0,3}<(?:[a-zA-Z/!?])")
AUTOLINK = regex(r" {0,3}<(?:https?:|mailto:)")
HEADING = regex(r" {0,3}#{1,6}(?:[ \t]|\Z)")
VERBATIM = regex(r" {0,3}(?:\[[^\]]+\]:|(?:[-*_][ \t]*){3,}\Z|=+[ \t]*\Z)")
"""A link's definition, a thematic break, the underline of a heading."""


def _read_markdown(lines: list[Line]) -> None:
    """Markdown: every line break stands; code, tables, HTML and math are told from prose."""
    fence = math = comment = ""
    table = html_block = in_list = False
    breaks = 0
    last_math = max([place for place, line in enumerate(lines) if "$$" in line.text and line.text.rstrip().endswith("$$")], default=-1)
    last_comment = max([place for place, line in enumerate(lines) if "-->" in line.text], default=-1)
    for place, line in enumerate(lines):
        text = line.text
        if fence:
            line.role = Role.CODE
            if text.strip().startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""
        elif comment:
            line.role = Role.VERBATIM
            comment = "" if "-->" in text else comment
        elif math:
            line.role = Role.VERBATIM
            math = "" if text.strip().endswith("$$") else math
        elif line.role is Role.BLANK:
            breaks += 1
            table = html_block = False
            continue
        elif text[0].isalpha() and not (table or html_block) and "|" not in text:  # most lines: no mark begins with a letter
            in_list = in_list and not breaks
        elif found := FENCE.match(text):
            line.role, fence = Role.CODE, found[1]
        elif text.startswith("<!--") and place <= last_comment:
            line.role, comment = Role.VERBATIM, "" if "-->" in text else "-->"
        elif text.strip().startswith("$$") and place < last_math + (text.strip() != "$$"):
            line.role, math = Role.VERBATIM, "" if text.strip() != "$$" and text.strip().endswith("$$") else "$$"
        elif html_block or (HTML_LINE.match(text) and not AUTOLINK.match(text)):
            line.role, html_block = Role.VERBATIM, True
        elif table or (
            "|" in text and place + 1 < len(lines) and "|" in lines[place + 1].text and DELIMITER_ROW.match(lines[place + 1].text)
        ):
            line.role, table = Role.TABLE, True
        elif text.startswith(("    ", "\t")) and not in_list and (breaks or not place or lines[place - 1].role is Role.CODE):
            line.role = Role.CODE
        elif HEADING.match(text):
            line.role, in_list = Role.HEADING, False
        elif VERBATIM.match(text):
            line.role = Role.VERBATIM
        elif LIST_MARK.match(text):
            line.role, in_list = Role.LIST_ITEM, True
        elif text.lstrip(" ").startswith(">"):
            line.role = Role.QUOTE
        elif not text.startswith((" ", "\t")) and breaks:
            in_list = False
        line.joint = "\n" * (breaks + 1)
        breaks = 0


def _read_html(document: Document, lines: list[Line], body: str, regions: list[html.Region]) -> None:
    """HTML and the Markdown around it. A line here is a block: its raw text is its markup, its text Markdown."""
    from cleaner import html

    start_number = lines[-1].number + 1 if lines else 1
    voices: list[html.Voice] = []
    drafts: list[tuple[str, html.Block | None]] = []
    escapes: dict[int, str] = {}  # of lines beside the HTML that are not Markdown either
    for region in regions:
        text = body[region.start : region.end]
        if not region.is_html:
            plain = not looks_like_markdown(text)
            for raw in text.splitlines(keepends=True):
                if plain and raw.strip():
                    line_text = raw.rstrip(LINE_ENDS)
                    line_text = repair(line_text) if SUSPECT.search(line_text) else line_text
                    escapes[len(drafts)] = escape_start(escape(line_text))
                drafts.append((raw, None))
            continue
        if html.is_page(text):
            blocks, voices = html.page(text)
        else:
            blocks = html.blocks(text)
        if not blocks:
            drafts.append((text, html.Block(0, Role.BLANK, "", "\n\n")))
        starts = [0, *(block.start for block in blocks[1:]), len(text)]
        drafts += [(text[starts[place] : starts[place + 1]], block) for place, block in enumerate(blocks)]
    number = start_number
    plain_lines = {len(lines) + place for place in escapes}
    markdown: list[Line] = []
    beside: list[Line] = []  # what is Markdown, not HTML
    for raw, block in [*drafts, ("", html.Block(0, Role.BLANK, "", ""))]:
        if block and markdown:
            _read_markdown(markdown)
            for line in markdown:
                if line.index in plain_lines and line.role is Role.VERBATIM:
                    line.role = Role.BODY
                if line.role not in UNTOUCHABLE:
                    line.joint = line.joint[:2]
            next((line for line in markdown if line.role is not Role.BLANK), markdown[0]).joint = "\n\n"
            beside += markdown
            markdown = []
        line = Line(len(lines), number, 1, raw, raw.rstrip(LINE_ENDS))
        if block:
            line.role, line.joint = Role.BODY if block.reason else block.role, block.joint
        else:
            line.role = Role.BLANK if not raw.strip() else Role.BODY
            markdown.append(line)
        lines.append(line)
        number += raw.count("\n")
    lines.pop()
    document.lines = tuple(lines)
    first = len(lines) - len(drafts)
    for place, text in escapes.items():
        if lines[first + place].role is Role.VERBATIM:
            lines[first + place].role = Role.BODY  # escaped, it begins no HTML
        if lines[first + place].text != text:
            document.apply([lines[first + place].edit("text", text, "would read as Markdown")], "html")
    document.apply(_conversions(lines[first:], [block for _, block in drafts]), "html")
    if UNSEEN.search("".join(document.unusual)):
        _empty_unseen(document, lines[first:])
    if beside and ODD_END.search(body):
        _record_line_ends(document, beside)
    # the least trusted voice first, so that what a better one overrules stands in the record
    for voice in reversed(voices):
        facts = front_matter.in_order({**lines[0].facts, **front_matter.unify(voice.facts)})
        if facts != lines[0].facts:
            document.apply([lines[0].edit("facts", facts, f"what {voice.name} says")], "html")


def _conversions(lines: list[Line], blocks: list[html.Block | None]) -> Iterator[Edit]:
    """What became of the markup of each line."""
    for line, block in zip(lines, blocks, strict=True):
        if block and line.text != block.text:
            yield line.edit("text", block.text, f"HTML to Markdown: {block.reason or block.role}")
        if block and block.reason:
            yield line.edit("role", block.role, block.reason)
