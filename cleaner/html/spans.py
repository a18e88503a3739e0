"""Inline content into Markdown: emphasis, links, images, code and math, with nothing read as markup that was text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from cleaner.html.emphasis import Piece, brackets, emphasize
from cleaner.inline import escape, escape_start
from cleaner.passes.characters.controls import ESCAPE_SEQUENCE
from cleaner.passes.characters.mojibake import repair
from cleaner.regex import regex
from cleaner.wording.glyphs import C1, INVISIBLE, SUSPECT, WIDE

UNSEEN = regex(f"{ESCAPE_SEQUENCE.pattern}|{INVISIBLE.pattern}|{C1.pattern}")
ODD = regex(f"[\u00c2-\u00f4\x80-\x9f\ufffd{INVISIBLE.pattern[1:]}")
"""What repairs may begin with, and what is invisible."""
NOT_PLAIN = regex(rf"{ODD.pattern[:-1]}\t\n\r\f\v\x1c-\x1e\x85\u2028\u2029\\`*_\[<&~]")
"""What a text must hold, if not two spaces, to become anything else than itself: white space, odd characters, markup."""
WHITE_SPACE = regex(r"[ \t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
LINE_BREAKS = frozenset("\n\r\f\v\x85\u2028\u2029")
HARMLESS = frozenset(["http", "https", "ftp", "mailto", "tel", "file"])
SCHEME = regex(r"([a-z][a-z0-9+.\-]*):", re.I)
PICTURE_DATA = regex(r"data:image/(?:png|gif|jpe?g|webp|bmp)\b", re.I)
TARGET_SAFE = "!#$%&'*+,/:;=?@[]~-._"
PARENTHESES = regex(r"[^()]*+(?:\([^()]*+\)[^()]*+)++")
"""Pairs of parentheses in an address, none in another: CommonMark reads these as they are."""
PLAIN_URL = regex(r"(?:https?://|[/#])[\w!#$%&'*+,/:;=?@~.\-]*\Z", re.ASCII)
"""An address that is harmless and stays as it is: nearly every one."""
BULLET = regex(r"([-+*])(?=[ \t]|\Z)")
NUMBER = regex(r"(\d{1,9})([.)])(?=[ \t]|\Z)")
RUN_IN = regex(r"\d{1,2}\. [^。！？]{2,40}[。！？].")
"""A numbered run-in heading stays inside its paragraph as it is (see the output contract)."""
OWN_TAG = regex(r"<su[bp]>(?!\s*\Z)")
"""With text behind it, such a tag begins no block."""
START_SIGNS = frozenset("-+*_#><`~[0123456789")
"""What anything but a paragraph may begin with."""
THEMATIC = regex(r"(?:[-*_][ \t]*){3,}\\?\Z")
DELIMITER_ROW = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")


BREAK = Piece("break", "")
SPACE = Piece("text", " ")
CLOSE = Piece("close", "")


def is_harmless(url: str) -> bool:
    """Whether a reader may follow `url`: relative, or of a scheme that runs nothing."""
    if PLAIN_URL.match(url):
        return True
    scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", UNSEEN.sub("", url)))
    return scheme is None or scheme[1].lower() in HARMLESS


def target(url: str) -> str:
    """A link target that CommonMark reads back: spaces and brackets percent-encoded, other scripts as they are."""
    if PLAIN_URL.match(url):
        return url
    url = UNSEEN.sub("", url)
    safe = TARGET_SAFE + "()" if PARENTHESES.fullmatch(url) else TARGET_SAFE
    if url.isascii():
        return quote(url, safe=safe)
    return quote(url, safe=safe + "".join({character for character in url if ord(character) > 0xA0 and not character.isspace()}))


def title(text: str) -> str:
    """The title of a link, in quotes that it does not hold."""
    text = repaired(text).replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\<")
    return f'"{text}"'


def image(source: str, description: str) -> str:
    """An image, described on one line."""
    return f"![{brackets(escape(' '.join(description.split()), alone=False))}]({target(source)})"


def math(tex: str, display: bool = False) -> str:
    """TeX between dollar signs, in a form that is inert for renderers that know no math."""
    tex = " ".join(tex.replace("`", "").split())
    tex = re.sub(r"<(?=[a-zA-Z/!?])", r"\\lt ", tex).replace("](", "] (")
    mark = "$$" if display else "$"
    return f"{mark}{tex}{mark}" if tex else ""


def repaired(text: str) -> str:
    """`text` with wrong characters repaired: before anything is escaped, for what comes to light may be markup."""
    if not ODD.search(text):
        return text
    return repair(text) if SUSPECT.search(text) else INVISIBLE.sub("", text)


def render(pieces: Iterable[Piece]) -> str:
    """The Markdown of one paragraph's pieces; a hard break is a backslash and a line end."""
    pieces = list(pieces)
    if len(pieces) == 1 and pieces[0].kind == "text":
        return plain(pieces[0].value)
    items = _spans(_gaps(pieces))
    if not items:
        return ""
    if len(items) == 1 and items[0].kind == "text":
        return escape(items[0].value)
    return "".join(emphasize(items))


def _is_plain(text: str) -> bool:
    """Whether `text` is its own Markdown, but for spaces around it."""
    return "  " not in text and not NOT_PLAIN.search(text)


def plain(text: str) -> str:
    """The Markdown of a paragraph that is nothing but `text`."""
    if _is_plain(text):
        return text.strip(" ")
    return escape(collapsed(repaired(text)).strip(" "))


def collapsed(text: str) -> str:
    """`text` with its white space collapsed."""
    if "  " not in text and text.isprintable():
        return text
    return WHITE_SPACE.sub(_collapse, text)


def _collapse(match: re.Match[str]) -> str:
    """White space is one space; a line break between two ideographs is nothing."""
    text = match.string
    start, end = match.span()
    if start and end < len(text) and not LINE_BREAKS.isdisjoint(match[0]) and WIDE.match(text[start - 1]) and WIDE.match(text[end]):
        return ""
    return " "


def _gaps(pieces: list[Piece]) -> list[Piece]:
    """Pieces with white space collapsed across their borders, and moved out of the spans it stands at the edge of.

    Between two ideographs none is left where a tag stands: no reader sees it, and no later rule either.
    """
    out: list[Piece] = []
    gap = ""  # white space seen and not yet written
    crossed = False  # whether a tag stands inside the gap
    before = "\n"  # the last character written, or a line end
    for piece in pieces:
        kind = piece.kind
        if kind in ("open", "close"):
            crossed = True
            out.append(piece)
            continue
        if kind == "break":
            out.append(BREAK)
            gap, before = "", "\n"
            continue
        if kind != "text":
            if gap and before != "\n":
                _insert_gap(out)
            gap, crossed, before = "", False, "a"
            out.append(piece)
            continue
        text = repaired(piece.value)
        core = text.strip(" \t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")
        if not core:
            gap += text
            continue
        gap += text[: len(text) - len(text.lstrip(" \t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"))]
        if gap and before != "\n":
            close = WIDE.match(before) and WIDE.match(core[0]) and (crossed or not LINE_BREAKS.isdisjoint(gap))
            if not close:
                _insert_gap(out)
        core = collapsed(core)
        if out and out[-1].kind == "text":
            out[-1] = Piece("text", out[-1].value + core)
        else:
            out.append(Piece("text", core))
        before, crossed = core[-1], False
        gap = text[len(text.rstrip(" \t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")) :]
    return out


def _insert_gap(out: list[Piece]) -> None:
    """One space at the end of `out`, but before the spans that open there."""
    place = len(out)
    while place and out[place - 1].kind == "open":
        place -= 1
    # ... and behind those that close there
    if place and out[place - 1].kind == "text":
        out[place - 1] = Piece("text", out[place - 1].value + " ")
    else:
        out.insert(place, SPACE)


def _spans(pieces: list[Piece]) -> list[Piece]:
    """Pieces without empty spans, spans inside their like, and borders between two of a kind; breaks only inside, every span closed."""
    out: list[Piece] = []
    opened: list[tuple[str, bool]] = []  # kind, and whether it was written
    for piece in pieces + [CLOSE] * sum([piece.kind == "open" for piece in pieces]):
        kind = piece.kind
        if kind == "open":
            nested = any(name == piece.value for name, _ in opened)
            if not nested and piece.value != "link" and out and out[-1].kind == "close" and out[-1].value == piece.value:
                out.pop()  # two of a kind side by side are one
                opened.append((piece.value, True))
            else:
                opened.append((piece.value, not nested))
                if not nested:
                    out.append(piece)
        elif kind == "close":
            name, written = opened.pop() if opened else ("", False)
            if not written:
                continue
            breaks = 0
            while out and out[-1].kind == "break":
                out.pop()
                breaks += 1
            if out and out[-1].kind == "open":
                out.pop()
            else:
                out.append(Piece("close", name))
            out += [BREAK] * breaks
        elif kind == "break" and (not out or out[-1].kind == "open"):
            place = len(out)
            while place and out[place - 1].kind == "open":
                place -= 1
            if place:
                out.insert(place, BREAK)
        elif kind == "code" and out and out[-1].kind == "code":
            out[-1] = Piece("code", out[-1].value + piece.value)
        elif kind == "text" and out and out[-1].kind == "text":
            out[-1] = Piece("text", out[-1].value + piece.value)
        else:
            out.append(piece)
    while out and out[-1].kind == "break":
        out.pop()
    return out


def at_start(text: str) -> str:
    """`text`, a paragraph, with a backslash where the first characters of one of its lines would make it something else.

    A number at the start stays (a run-in heading); behind a line break it would begin a list. Indents
    are looked through: a later rule takes them away.
    """
    if text[:1] not in START_SIGNS and not text[:1].isspace() and "\n" not in text:
        return text
    first, *rest = text.split("\n")
    lines = [_first_line(first)]
    for line in rest:
        core = line.lstrip()
        indent = line[: len(line) - len(core)]
        if (DELIMITER_ROW.match(core.removesuffix("\\")) and core.strip()) or BULLET.match(core):
            core = "\\" + core
        elif NUMBER.match(core):
            core = NUMBER.sub(r"\1\\\2", core, count=1)
        elif not OWN_TAG.match(core):
            core = escape_start("\n" + core)[1:]
        lines.append(indent + core)
    return "\n".join(lines)


def _first_line(text: str) -> str:
    core = text.lstrip()
    indent = text[: len(text) - len(core)]
    if BULLET.match(core) or THEMATIC.match(core):
        return f"{indent}\\{core}"
    if NUMBER.match(core) and not RUN_IN.match(core):
        return indent + NUMBER.sub(r"\1\\\2", core, count=1)
    return text if OWN_TAG.match(core) else indent + escape_start(core)


def visible(text: str) -> str:
    """`text` on one line, without invisible characters."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line  # most texts
    return " ".join(UNSEEN.sub("", text).split())
