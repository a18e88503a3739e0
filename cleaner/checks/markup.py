"""All texts of HTML, its links, pictures and cells are printed, or recorded as left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import is_normalized, normalize
from urllib.parse import unquote

from cleaner.checks.alignment import ANCHOR, differences
from cleaner.checks.errors import UnsafeError
from cleaner.checks.rendered import UNSEEN, visible
from cleaner.checks.tags import CODE, HEADS, TOKEN, Tags, Text, unescape
from cleaner.document import HEADINGS, Line, Role
from cleaner.glyphs import INVISIBLE, SUSPECT
from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.api import Cleaned

NO_LETTER = regex(rf"[{INVISIBLE.pattern[1:-1]}\ufdd0\s\\`*_#\[\]()<>~|${{}}^\"]+")
"""White space, and signs that Markdown writes or TeX needs."""
NO_NUMBER = regex(r"[.:](?!(?<=\d[.:])\d)|[-+](?!\d)|(?<=\w)[-+]")
"""What is neither the point of a number nor the sign before it: it may begin an item."""
POINTS = frozenset(".:+-")
NO_POINTS = str.maketrans("", "", ".:+-")
TARGET = r"\((<[^>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\\]|\\.)*+\))*+)\)"
PICTURE = regex(r"!\[((?:[^\[\]\\]|\\.)*+)\]" + TARGET)
LINK = regex(r"(?<!\\)\[((?:[^\[\]\\]|\\[\s\S])*+)\]" + TARGET[:-2] + r"(?: \"((?:[^\"\\]|\\.)*+)\")?\)")
HARMLESS = regex(r"(?:https?:|ftp:|mailto:|tel:)?(?![a-z][a-z0-9+.-]*:|#)\S", re.I)
"""The address of a link that is printed as one."""
NOTE = regex(r"\[\^[^\]\n]+\]:?")
"""The mark of a note; in text that stands in the HTML it is passed over, too."""
WORD = regex("[A-Za-z\u00c0-\u024f]+")
FENCE = regex(r"^[ >]*`{3,}[^\s`]*$", re.M)
"""The line before code, with the name of its language."""
BRACKETS = regex(r"[\[\]()]")
SPAN = r"(?<!`)(`++)[\s\S]*?(?<!`)\2(?!`)"
CODED = regex(rf"\\[\s\S]|({SPAN})")
"""A code span, in which brackets are no link."""
TAGS = regex(rf"(\\[\s\S]|{SPAN})|</?(?:su[bp]|br)>")
"""Tags that Markdown writes, behind what makes them text: an escape, a code span."""
NUMBERS = regex(r"^[ >]*(?:(?:\d+\.|[-*]) [ >]*)+", re.M)
"""The marks of items."""
ITEM = regex(r"\d+\. |[-*] ")
HEADING = regex(r"^[ >]*(#{1,6}) (.+)", re.M)
IN_CELLS = regex(r"(?:\||<br>) *(?:\d+\. )+")
"""The same of lists in the cells of a table."""
LISTED = frozenset({Role.LIST_ITEM, Role.QUOTE, Role.FOOTNOTE, Role.TABLE})


TEX_NAMES = regex(
    r"mathrm|beginmatrix|endmatrix|matrix|frac|sqrt|text|left|right|overset|underset|overline|underline|overbrace|underbrace|ddot|cdots|ldots|cdot"
    r"|tilde|check|breve|hat|bar|vec|dot|times|div|approx|infty|sum|prod|int|partial|nabla|Rightarrow|forall|exists|langle|rangle|subset|surd"
    r"|backslash|sim|cup|cap|pm|mp|le|ge|ne|to|in"
)
"""The names of TeX that the reader of MathML writes."""
LISTING = regex(r"class=[^<>]*(?:line-?no|line-?num|hljs-ln|gutter)|<table(?:(?!</table).)*<pre", re.S)
"""What shows that numbers stand beside lines of code."""
BESIDE = "would read as Markdown"
"""Why the reader of HTML escapes a line that is none."""
ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
MAX_BIT = 50_000
"""Letters that are looked through for texts one after the other."""
MAX_MARK = 8
"""Letters of the mark of a note."""


def letters(text: str) -> str:
    """`text`, composed, without white space and the signs that Markdown may write."""
    bare = NO_LETTER.sub("", NO_NUMBER.sub("", text) if not POINTS.isdisjoint(text) else text)
    return bare if bare.isascii() or is_normalized("NFC", bare) else normalize("NFC", bare)


def _unmarked(text: str) -> str:
    """The letters of `text` without marks of notes."""
    return letters(NOTE.sub(" ", text) if "[^" in text else text)


def is_accounted(cleaned: Cleaned) -> None:
    """Raise if a text, link, picture or cell of the HTML that was read is neither printed nor recorded as left out, or is invented."""
    written: dict[int, str] = {}
    gone: set[int] = set()
    roles: dict[int, Role] = {}  # those that the reader gave, where a rule gave another
    for rule, edits in cleaned.document.record:
        if rule != "html":
            for edit in edits:
                if edit.field == "role":
                    roles.setdefault(edit.place, Role(str(edit.before)))
        else:
            for edit in edits:
                if edit.field == "text" and edit.reason == BESIDE:
                    if letters(str(edit.before)) != letters(str(edit.after)) and _repaired(str(edit.before)) != letters(str(edit.after)):
                        raise UnsafeError(f"line {edit.line} beside the HTML is not what was read")
                elif edit.field == "text":
                    written[edit.place] = str(edit.after)
                elif edit.field == "role":
                    gone.add(edit.place)
    lines = [line for line in cleaned.document.lines if line.role is not Role.FRONT_MATTER]
    lines = [line for line in lines if line.index in written or line.index in gone]
    if lines:
        _converted(cleaned, lines, written, gone, roles)


def _converted(cleaned: Cleaned, lines: list[Line], written: dict[int, str], gone: set[int], roles: dict[int, Role]) -> None:
    """Raise if no reading of the HTML of `lines` accounts for what they print."""
    for line in lines:
        if line.role is Role.TABLE and line.index in written:
            _cells(line, written[line.index])
    printed = _printed([line for line in lines if line.index not in gone], written, roles)
    left = "".join([letters(written.get(line.index, line.text)) for line in lines if line.index in gone])
    whole = is_page(cleaned)
    # where the block of a text begins is found by a search and may be a little off, so that it may stand in what is left out; and of
    # two texts alike it may be the one that is printed
    kept = [line for line in lines if line.index not in gone]
    for some, ways in ((kept, (False,)), (lines, (False, True)[0 if gone else 1 : 1 + whole])):
        if not ways:
            continue
        source = Source(some, gone if some is lines else set(), left, whole)
        for source.is_lenient in ways:
            try:
                _compared(source, printed)
            except UnsafeError:
                continue
            return
    # markup that is broken means what a browser makes of it
    from cleaner.checks.parsed import Parsed

    source = Source(lines, set(), left, whole, Parsed)
    for source.is_lenient in (False, True)[: 1 + whole]:
        try:
            _compared(source, printed)
        except UnsafeError as error:
            found = error
        else:
            return
    raise found


def is_page(cleaned: Cleaned) -> bool:
    """Whether the document is a whole page, which has more than its text."""
    from cleaner.html import is_page

    return is_page("".join([line.raw for line in cleaned.document.lines if line.role is not Role.FRONT_MATTER]))


class Source:
    """The HTML of some lines: `tags`, which of the lines are `gone`, the letters of what is recorded as `left` out."""

    def __init__(self, lines: list[Line], gone: set[int], left: str, is_page: bool, parser: type[Tags] = Tags) -> None:
        self.lines, self.gone, self.left, self.is_page = lines, gone, left, is_page
        self.is_lenient = False
        self.starts = list(accumulate([len(line.raw) for line in lines], initial=0))
        self.tags = parser("".join([line.raw for line in lines]))
        low = self.tags.source.lower()
        self.has_listing = any([line.role is Role.CODE for line in lines]) and LISTING.search(low) is not None

    def line(self, start: int) -> Line:
        """The line that a place in the source falls on."""
        return self.lines[min(bisect_right(self.starts, start), len(self.lines)) - 1]


class Printed(NamedTuple):
    """What lines print, as their reader wrote it: their letters, descriptions of pictures, addresses of links and pictures."""

    letters: str
    links: dict[str, set[str]]  # by address, the letters of the links to it
    titles: list[str]  # of links
    pictures: dict[str, set[str]]  # by address, how it is described
    heads: dict[str, list[str]]  # by level, such as "h2", the letters of headings
    items: int  # marks of items, and notes
    words: set[str]
    code: list[str]
    signs: dict[str, str]  # by element, the letters that stand in its signs


def _printed(lines: list[Line], written: dict[int, str], roles: dict[int, Role]) -> Printed:
    kept: list[str] = []
    titles: list[str] = []
    code: list[str] = []
    links: dict[str, set[str]] = defaultdict(set)
    pictures: dict[str, set[str]] = defaultdict(set)
    heads: dict[str, list[str]] = defaultdict(list)
    words: set[str] = set()
    items = 0
    signs: dict[str, str] = defaultdict(str)
    for line in lines:
        text, role = written.get(line.index, line.text), roles.get(line.index, line.role)
        if role is Role.CODE:  # its own lines may begin like items
            head, end, text = text.partition("\n")
            start = head.find("```")  # behind the marks of the list or quote around
            code += ["\n".join([line[start:] for line in text.split("\n")[:-1]])] if start >= 0 else []
            if start >= 0 and text.rpartition("\n")[2].strip(" >`"):
                raise UnsafeError(f"code is not closed in line {line.number}")
            kept.append(_unmarked(FENCE.sub(" ", NUMBERS.sub(" ", head) + end + text)))
            continue
        for name, pattern in SIGNS.items():
            for found in pattern.finditer(text):
                signs[name] += _unmarked(LINK.sub(r"\1 ", found["in"]))
        items += role is Role.FOOTNOTE
        if role in LISTED:
            items += sum([len(ITEM.findall(marks[0])) for marks in NUMBERS.finditer(text)])
            text = NUMBERS.sub(" ", text)
            for marks, wording in HEADING.findall(text) if "# " in text else ():
                heads[f"h{len(marks)}"].append(_unmarked(TAGS.sub(r"\1 ", LINK.sub(r"\1 ", wording))))
        text = IN_CELLS.sub(" ", text) if role is Role.TABLE else text
        if "](" in text:
            text = CODED.sub(lambda match: BRACKETS.sub(" ", match[1]) if match[1] else match[0], text) if "`" in text else text
            for description, target in PICTURE.findall(text):
                pictures[_address(ESCAPED.sub(r"\1", target))].add(letters(description))
            text = PICTURE.sub(" ", text)
            for wording, target, title in LINK.findall(text):
                links[_address(ESCAPED.sub(r"\1", target))].add(_unmarked(TAGS.sub(r"\1 ", wording)))
                titles += [letters(title)] if title else []
            text = LINK.sub(r"\1 ", text)
        text = TAGS.sub(r"\1 ", text) if "<" in text else text
        text = text.replace("\\lt ", " ")
        words |= {*WORD.findall(ESCAPED.sub(r"\1", text))}
        kept.append(_unmarked(FENCE.sub(" ", text)))
        if role in HEADINGS:
            heads["h" + role[-1]].append(kept[-1])
    return Printed("".join(kept), links, titles, pictures, heads, items, words, code, signs)


def _compared(source: Source, printed: Printed) -> None:
    """The texts, in their order, against what is printed, in its order; then links and pictures."""
    shown: list[Text] = []
    others: list[str] = []
    for text in source.tags.texts:
        is_gone = source.gone and source.line(text.start).index in source.gone
        if not text.shown or is_gone or (source.is_lenient and (text.apart or letters(text.text) in source.left)):
            others.append(text.text)
        else:
            shown.append(text)
    places, added = differences([_unmarked(text.text) for text in shown], printed.letters)
    lost = [shown[place] for place in places]
    bits = "".join(added)
    for text in lost:
        wording = _unmarked(text.text)
        if text.link[:1] == "#" and len(wording) < MAX_MARK:
            continue  # the mark of a note, the way back from it
        if wording.isdigit() and source.has_listing:
            continue  # the numbers of the lines of code
        is_elsewhere = (source.is_lenient and wording in bits) or wording in source.left or (source.is_page and text.apart)
        if source.is_lenient and not is_elsewhere:  # as often as it is shown, in whatever order
            is_elsewhere = printed.letters.count(wording) >= sum([_unmarked(one.text) == wording for one in shown])
        if not is_elsewhere and _repaired(text.text) not in printed.letters:
            number = source.line(text.start).number
            raise UnsafeError(f"a text of the HTML near line {number} is neither printed nor recorded as left out: {text.text[:40]!a}")
    missed = {*places}
    _addresses(source, printed, [(text, place not in missed) for place, text in enumerate(shown)])
    _headings(source, printed.heads, [text for place, text in enumerate(shown) if place not in missed])
    _marked(printed, [text for place, text in enumerate(shown) if place not in missed])
    _items(printed, [text for place, text in enumerate(shown) if place not in missed])
    _words(source, printed)
    _code(source, printed.code)
    if added or printed.titles or printed.pictures:
        # what stands in attributes is asked for only where something is printed that stands in no text
        allowed = letters("\n".join(others)) + source.left
        between = letters(source.tags.between())
        missing = "".join([letters(text.text) for text in lost]) + "".join([_repaired(text.text) for text in lost])
        known_letters = (missing + allowed).translate(NO_POINTS) if source.is_lenient else ""
        pieces = sorted({letters(text.text) for text in source.tags.texts}) if source.is_page else []
        known = set(pieces)
        for bit in added:
            is_known = (
                not bit.strip(".:+-")  # the parts of a number stand in two elements
                or bit in allowed
                or bit in missing
                or (source.is_lenient and bit.translate(NO_POINTS) in known_letters)
                or (len(bit) >= ANCHOR and bit in between)
                or (source.is_lenient and _consists(bit, pieces, known))
            )
            if not is_known and bit not in _all_repaired(shown) and not _is_written(bit, source.tags.source, missing + allowed):
                raise UnsafeError(f"a text is printed that is not in the HTML: {bit[:40]!a}")
        texts = allowed + between + letters("\n".join([text.text for text in shown]))
        said = {letters(unescape(one)) for one in source.tags.said}
        short = [
            one
            for some in printed.pictures.values()
            for one in some
            if 0 < len(one) < ANCHOR and one not in said | known and "&" not in one
        ]
        for description in [*printed.titles, *short, *[one for some in printed.pictures.values() for one in some if len(one) >= ANCHOR]]:
            if (description in short or description not in texts) and not _consists(description, pieces, known):
                raise UnsafeError(f"a picture is described as the HTML does not: {description[:40]!a}")


def _consists(bit: str, pieces: list[str], known: set[str]) -> bool:
    """Whether letters are nothing but texts one after the other: those of a page that stand in another order, or twice.

    `pieces` are the texts in the order of their letters, `known` the same as a set.
    """
    if len(bit) > MAX_BIT or not pieces:
        return False
    sizes = {len(piece) for piece in pieces if 0 < len(piece) <= len(bit)}
    # of the first and the last text only a part may be left over
    tails = {len(piece) - at for piece in pieces for at in _starts(piece, bit[:1]) if bit.startswith(piece[at:])}
    ends = {0, *tails}
    while ends:
        start = min(ends)
        rest = bit[start:]
        at = bisect_left(pieces, rest)
        if any([piece.startswith(rest) for piece in pieces[at : at + 1]]):
            return True
        ends.remove(start)
        ends |= {start + size for size in sizes if start + size <= len(bit) and bit[start : start + size] in known}
    return False


def _starts(text: str, letter: str) -> Iterator[int]:
    """Where `letter` stands in `text`, but for its first letter."""
    at = text.find(letter, 1)
    while at >= 0:
        yield at
        at = text.find(letter, at + 1)


def _is_written(bit: str, html: str, missing: str) -> bool:
    """Whether letters are what Markdown writes for elements: the box of a task, brackets of a reading, the TeX of a formula in MathML."""
    if (set(bit) == {"x"} and "checkbox" in html) or (set(bit) <= {*"（）"} and "<rt" in html):
        return True
    return "<math" in html and not Counter(TEX_NAMES.sub("", bit)) - Counter(missing)


def _addresses(source: Source, printed: Printed, texts: list[tuple[Text, bool]]) -> None:
    """Each text that is printed and was a link is one still, each picture is printed, and no address is another.

    `texts` says of each text whether it is printed. Of a whole page, a picture without words goes with the furniture it stands in, and
    no entry names it: there none is missed.
    """
    known = {_address(address) for address in source.tags.addresses}
    linked: dict[str, str] = defaultdict(str)
    for text in source.tags.texts:
        linked[_address(text.link)] += _unmarked(text.text)
    for address, wordings in printed.links.items():
        if address not in known:
            raise UnsafeError(f"a link leads where none of the HTML does: {address[:60]!a}")
        for wording in wordings:
            if wording not in linked[address]:
                raise UnsafeError(f"a link leads where another does: {address[:60]!a}")
    for text in [text for text, is_printed in texts if is_printed and text.link and text.inside.isdisjoint(CODE)]:
        address = _address(text.link)
        if (
            letters(text.text)
            and HARMLESS.match(visible(text.link))
            and address not in printed.links
            and letters(address) not in printed.letters
        ):
            raise UnsafeError(f"a link is lost: {text.link[:60]!a}")
    if printed.pictures:
        between = _address(unescape(source.tags.source))
        for address in printed.pictures:
            if address not in between:
                raise UnsafeError(f"a picture is none of the HTML: {address[:60]!a}")
    pictures = source.tags.pictures if not source.is_page else []
    shown = {value for one in pictures if any([_address(value) in printed.pictures for value in one.addresses]) for value in one.addresses}
    for picture in pictures:
        if shown.isdisjoint(picture.addresses):  # the same picture may stand twice, lazy and for readers without scripts
            raise UnsafeError(f"a picture is lost: {picture.addresses[0][:60]!a}")
    silent = {_address(value) for picture in source.tags.pictures for value in picture.addresses if not letters("".join(picture.says))}
    for picture in source.tags.pictures:
        for address in {_address(value) for value in picture.addresses} - silent:
            if printed.pictures.get(address) == {""}:
                raise UnsafeError(f"what is said of a picture is lost: {picture.says[0][:40]!a}")


def _headings(source: Source, printed: dict[str, list[str]], texts: list[Text]) -> None:
    """Headings of each level are those of the HTML; of a page the first level is the title's, and a line in bold may be of the second."""
    given: dict[str, str] = defaultdict(str)
    for text in source.tags.texts:
        for name in text.inside & HEADS:
            given[name] += _unmarked(text.text)
    if source.is_page:
        given["h2"] = given["h1"] + given["h2"]
    for level, wordings in printed.items():
        for wording in wordings:
            if wording not in given[level] and not (level == "h2" and BOLD.search(source.tags.source)):
                raise UnsafeError(f"a heading is none of this level in the HTML: {wording[:40]!a}")
    for text in texts:
        level = next(iter(text.inside & HEADS), "") if text.inside.isdisjoint(CODE) else ""
        level = "h2" if source.is_page and level == "h1" else level
        wording = "".join(printed.get(level, ()))
        if level and _unmarked(text.text) not in wording and _repaired(text.text) not in wording:
            raise UnsafeError(f"a heading of the HTML is none, or of another level: {text.text[:40]!a}")


SIGNS = {
    "code": regex(r"(?<!`)(`++)(?P<in>[\s\S]*?)(?<!`)\1(?!`)"),
    "blockquote": regex(r"^[ \d.*>-]*>(?P<in>.*)", re.M),
    "sub": regex(r"<sub>(?P<in>.*?)</sub>"),
    "sup": regex(r"<sup>(?P<in>.*?)</sup>"),
    "del": regex(r"~~(?P<in>.*?)~~"),
}
"""The signs that Markdown writes for an element."""
ALIKE = {"kbd": "code", "samp": "code", "tt": "code", "s": "del", "strike": "del"}


def _marked(printed: Printed, texts: list[Text]) -> None:
    """What an element holds stands in its signs; not in headings, of which the whole is one, and not in code."""
    whole = "".join([*[letters(code) for code in printed.code], *["".join(some) for some in printed.heads.values()]])
    for text in texts:
        for name in text.inside & SIGNED if text.inside.isdisjoint({"pre", "td", "th"}) else ():
            wording = _unmarked(text.text)
            if wording not in printed.signs[ALIKE.get(name, name)] and wording not in whole:
                raise UnsafeError(f"the signs of an element are lost, {name}: {text.text[:40]!a}")


SIGNED = frozenset({*SIGNS, *ALIKE})
BOLD = regex(r"<(?:b|strong)[\s>]", re.I)


def _items(printed: Printed, texts: list[Text]) -> None:
    """Every item of a list has its mark; in cells they have none."""
    items = {text.item for text in texts if text.item and letters(text.text) and text.inside.isdisjoint({"td", "th", *HEADS})}
    if len(items) > printed.items:
        raise UnsafeError(f"of {len(items)} items of lists {printed.items} have a mark")


def _words(source: Source, printed: Printed) -> None:
    """No word in Latin letters is glued or split."""
    texts = [INVISIBLE.sub("", text.text) for text in source.tags.texts]
    known = {word for text in (*texts, "".join(texts)) for word in WORD.findall(text)}
    if (odd := printed.words - known) and not source.tags.source.isascii():
        odd -= {*WORD.findall(_all_repaired(source.tags.texts))}
    if odd:
        odd -= {*_across(texts)}
    if odd - {"x"} and "<math" not in source.tags.source:
        raise UnsafeError(f"a word is none of the HTML: {min(odd)[:40]!a}")


def _across(texts: list[str]) -> Iterator[str]:
    """Words that several texts in a row make together."""
    parts: list[str] = []
    for text in (*texts, " "):
        words = WORD.findall(text)
        if words and text.startswith(words[0]):
            parts.append(words[0])
        if len(words) != 1 or words[0] != text:
            yield from ["".join(parts[first : last + 1]) for last in range(len(parts)) for first in range(max(0, last - MOST_PARTS), last)]
            parts = [words[-1]] if words and text.endswith(words[-1]) else []


MOST_PARTS = 8
"""Elements that a word is in."""


def _code(source: Source, printed: list[str]) -> None:
    """Code is that of the HTML, white space and all."""
    if not printed:
        return
    bare = TOKEN.sub(lambda match: "\0" if PRE.match(match[0]) else "", source.tags.source)
    given = [one.rstrip() for one in unescape(bare).replace("\r\n", "\n").replace("\r", "\n").split("\0")]
    known = {form(one) for one in given for form in (_trimmed, _on_one_line)}
    for code in printed:
        is_given = _trimmed(code) in known or (_on_one_line(code) in known and CUTS.search(source.tags.source) is not None)
        if not is_given and not (source.has_listing and all([any([line in one for one in given]) for line in code.split("\n")])):
            raise UnsafeError(f"code is not that of the HTML: {code[:40]!a}")


def _trimmed(code: str) -> str:
    return code.strip("\n").rstrip()


def _on_one_line(code: str) -> str:
    return code.replace("\n", "").rstrip()


PRE = regex(r"</?(?:pre|listing|xmp|button|script|style)[\s>]", re.I)
CUTS = regex(r"<pre[^>]*>(?:(?!</pre).)*<(?:br|div|li|p)[\s/>]", re.I | re.S)
"""Code with elements that begin a line."""


def _repaired(text: str) -> str:
    """The letters of a text whose characters the reader repaired, or what stands nowhere."""
    return _all_repaired([Text(0, 0, text, True, False, "", frozenset(), 0)]) if not text.isascii() and SUSPECT.search(text) else "\0"


def _all_repaired(texts: list[Text]) -> str:
    from cleaner.html.spans import plain

    found = [(letters(text.text), letters(plain(text.text))) for text in texts if not text.text.isascii()]
    return "\n".join([repaired for given, repaired in found if repaired != given])


def _address(target: str) -> str:
    """An address in one form, however its signs are written."""
    return "".join(UNSEEN.sub("", unquote(target)).strip("<>").split())


PIPE = regex(r"(?<!\\)\|")
CELL = regex(r"<t[dh](?=[\s/>])[^>]*>((?:[^<]++|<(?!/?t[dhr][\s/>]|/?table))*+)", re.I)
OPENS, CLOSES = regex(r"<t[dh][\s/>]", re.I), regex(r"</t[dh][\s/>]", re.I)
SPANS = regex(r"(?:col|row)span|<table.*<table|<caption", re.I | re.S)


def _cells(line: Line, text: str) -> None:
    """All rows of a table have as many cells as its first, and those that hold something are as many as in the HTML."""
    rows = [[cell.strip() for cell in PIPE.split(row.strip())[1:-1]] for row in text.split("\n") if "|" in row]
    if len({len(row) for row in rows}) > 1:
        raise UnsafeError(f"a row of the table in line {line.number} has other cells than the first")
    if line.raw.count("<table") != 1 or line.raw.count("</table") != 1:
        return
    raw = line.raw[line.raw.find("<table") : line.raw.find("</table")]
    cells = CELL.findall(raw)
    found = [cell for cell in cells if letters(unescape(TOKEN.sub("", cell)))]
    pictures = sum(["<img" in cell for cell in cells])
    held = sum([bool(letters(cell)) for place, row in enumerate(rows) if place != 1 for cell in row])
    given = [_unmarked(unescape(TOKEN.sub(" ", cell))) for cell in found]
    said = [
        _unmarked(TAGS.sub(r"\1 ", LINK.sub(r"\1 ", cell))) for place, row in enumerate(rows) if place != 1 for cell in row if letters(cell)
    ]
    if not pictures and len(given) == len(said) and not SPANS.search(raw):
        for one, other in zip(given, said, strict=True):
            if one not in other and _repaired(one) not in other:
                raise UnsafeError(f"a cell of the table in line {line.number} stands in another place, or is another: {one[:40]!a}")
    is_sound = len(OPENS.findall(raw)) == len(CLOSES.findall(raw))
    if is_sound and not SPANS.search(raw) and found and not len(found) <= held <= len(found) + pictures:
        raise UnsafeError(f"the table in line {line.number} has {held} cells that hold something, and {len(found)} in the HTML")
