"""All texts of HTML, its links, pictures and cells are printed, or recorded as left out.

What an element tells of the text in it is a feature: "h2", "blockquote", "code", or "a" and the address of a link. One table of features is
read from the HTML, one from what is printed, and each must hold what the other says.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleaner.checks.alignment import ANCHOR, differences
from cleaner.checks.errors import UnsafeError
from cleaner.checks.rendered import UNSEEN
from cleaner.checks.tags import CODE, HEADS, LAID_OUT, NO_TEXT, TOKEN, Tags, Text, address, letters, unescape
from cleaner.document import HEADINGS, Line, Role
from cleaner.regex import regex
from cleaner.wording.glyphs import INVISIBLE, SUSPECT

if TYPE_CHECKING:
    from cleaner.api import Cleaned

NO_POINTS = str.maketrans("", "", ".:+-")
TARGET = r"\((<[^>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\\]|\\.)*+\))*+)\)"
PICTURE = regex(r"!\[((?:[^\[\]\\]|\\.)*+)\]" + TARGET)
LINK = regex(r"(?<!\\)\[((?:[^\[\]\\]|\\[\s\S])*+)\]" + TARGET[:-2] + r"(?: \"((?:[^\"\\]|\\.)*+)\")?\)")
SLASHES, SCHEMES = regex("[/?#]"), regex(r"https?:|ftp:|mailto:|tel:", re.I)
HARMLESS = regex(r"(?:https?:|ftp:|mailto:|tel:)?(?![a-z][a-z0-9+.-]*:|#)\S", re.I)
"""The address of a link that is printed as one."""
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


MATH = regex(r"<math|math/tex")
TEX = regex(r"[A-Za-z&.:+-]+")
"""Names and signs of TeX that the reader of MathML writes."""
LISTING = regex(r"class=[^<>]*(?:line-?no|line-?num|hljs-ln|gutter)|<table(?:(?!</table).)*<pre", re.S)
"""What shows that numbers stand beside lines of code."""
BESIDE = "would read as Markdown"
"""Why the reader of HTML escapes a line that is none."""
ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
MAX_BIT = 50_000
"""Letters that are looked through for texts one after the other."""
MAX_MARK = 8
"""Letters of the mark of a note."""


def is_accounted(cleaned: Cleaned) -> None:
    """Raise if a text, link, picture or cell of the HTML that was read is neither printed nor recorded as left out, or is invented."""
    written: dict[int, str] = {}
    gone: set[int] = set()
    roles: dict[int, Role] = {}  # those that the reader gave, where a rule gave another
    for rule, edits in cleaned.document.record:
        for edit in edits:
            if rule != "html":
                if edit.field == "role":
                    roles.setdefault(edit.place, Role(str(edit.before)))
            elif edit.field == "role":
                gone.add(edit.place)
            elif edit.field == "text" and edit.reason != BESIDE:
                written[edit.place] = str(edit.after)
            elif edit.field == "text" and letters(str(edit.after)) not in (letters(str(edit.before)), _repaired(str(edit.before))):
                raise UnsafeError(f"line {edit.line} beside the HTML is not what was read")
    read = [line for line in cleaned.document.lines if line.role is not Role.FRONT_MATTER]
    lines = [line for line in read if line.index in written or line.index in gone]
    if lines:
        from cleaner.html import is_page

        _converted(lines, written, gone, roles, is_page("".join([line.raw for line in read])))


def _converted(lines: list[Line], written: dict[int, str], gone: set[int], roles: dict[int, Role], is_page: bool) -> None:
    """Raise if no reading of the HTML of `lines` accounts for what they print. A whole page has more than its text."""
    from cleaner.html.tree import tidy

    kept = [line for line in lines if line.index not in gone]
    for line in kept:
        if line.role is Role.TABLE and line.index in written:
            _cells(line, written[line.index])
    printed = _printed(kept, written, roles)
    left = "".join([letters(written.get(line.index, line.text)) for line in lines if line.index in gone])
    # where the block of a text begins is found by a search and may be a little off, so that it may stand in what is left out; of two texts
    # alike it may be the one that is printed; and markup that is broken is mended for the parser
    readings: tuple[tuple[list[Line], Callable[[str], str]], ...] = (kept, str), *[(lines, str)] * (bool(gone) or is_page), (lines, tidy)
    for some, mended in readings:
        source = Source(some, gone, left, is_page, mended("".join([line.raw for line in some])))
        for source.is_lenient in (False, True)[: 1 + (is_page and some is lines)]:
            try:
                _compared(source, printed)
            except UnsafeError as error:
                found = error
            else:
                return
    raise found


class Source:
    """The HTML of some lines: `tags`, which of the lines are `gone`, the letters of what is recorded as `left` out."""

    def __init__(self, lines: list[Line], gone: set[int], left: str, is_page: bool, html: str) -> None:
        self.lines, self.gone, self.left, self.is_page = lines, gone, left, is_page
        self.is_lenient = False
        self.starts = list(accumulate([len(line.raw) for line in lines], initial=0))
        self.tags, self.html = Tags(html), html
        self.has_listing = any([line.role is Role.CODE for line in lines]) and LISTING.search(self.html.lower()) is not None
        self.features: dict[str, str] = defaultdict(str)
        for text in self.tags.texts:
            for name in (*(text.inside & HEADS), "a " + text.link):
                self.features[name] += text.letters
        if is_page:  # the first level is the title's
            self.features["h2"] = self.features["h1"] + self.features["h2"]

    @cached_property
    def between(self) -> str:
        """The letters of what stands in attributes, scripts and comments: asked for only where what is printed stands in no text."""
        return letters(self.tags.between())

    def line(self, start: int) -> Line:
        """The line that a place in the source falls on."""
        return self.lines[min(bisect_right(self.starts, start), len(self.lines)) - 1]


class Printed(NamedTuple):
    """What lines print, as their reader wrote it: their letters, features, words and code."""

    letters: str
    features: dict[str, list[str]]
    titles: list[str]  # of links
    pictures: dict[str, set[str]]  # by address, how it is described
    items: int  # marks of items, and notes
    words: set[str]
    code: list[str]


def _printed(lines: list[Line], written: dict[int, str], roles: dict[int, Role]) -> Printed:
    kept: list[str] = []
    titles: list[str] = []
    code: list[str] = []
    features: dict[str, list[str]] = defaultdict(list)
    pictures: dict[str, set[str]] = defaultdict(set)
    words: set[str] = set()
    items = 0
    for line in lines:
        text, role = written.get(line.index, line.text), roles.get(line.index, line.role)
        if role is Role.CODE:  # its own lines may begin like items
            head, end, text = text.partition("\n")
            start = head.find("```")  # behind the marks of the list or quote around
            code += ["\n".join([line[start:] for line in text.split("\n")[:-1]])] if start >= 0 else []
            if start >= 0 and text.rpartition("\n")[2].strip(" >`"):
                raise UnsafeError(f"code is not closed in line {line.number}")
            kept.append(letters(FENCE.sub(" ", NUMBERS.sub(" ", head) + end + text)))
            continue
        for name, pattern in SIGNS.items() if not MARKUP.isdisjoint(text) else ():
            features[name] += [letters(LINK.sub(r"\1 ", found["in"])) for found in pattern.finditer(text)]
        items += role is Role.FOOTNOTE
        heads: list[tuple[str, str]] = []
        if role in LISTED:
            items += sum([len(ITEM.findall(marks[0])) for marks in NUMBERS.finditer(text)])
            text = NUMBERS.sub(" ", text)
            heads = HEADING.findall(text) if "# " in text else []
        text = IN_CELLS.sub(" ", text) if role is Role.TABLE else text
        if "](" in text:
            text = CODED.sub(lambda match: BRACKETS.sub(" ", match[1]) if match[1] else match[0], text) if "`" in text else text
            for description, target in PICTURE.findall(text):
                pictures[address(ESCAPED.sub(r"\1", target))].add(letters(description))
            text = PICTURE.sub(" ", text)
            for wording, target, title in LINK.findall(text):
                features["a " + address(ESCAPED.sub(r"\1", target))].append(letters(TAGS.sub(r"\1 ", wording)))
                titles += [letters(title)] if title else []
        text = _bare(text).replace("\\lt ", " ")
        words |= {*WORD.findall(ESCAPED.sub(r"\1", text) if "\\" in text else text)}
        kept.append(letters(FENCE.sub(" ", text) if "```" in text else text))
        for marks, wording in heads:
            features[f"h{len(marks)}"].append(letters(_bare(PICTURE.sub(" ", wording))))
        if role in HEADINGS:
            features["h" + role[-1]].append(kept[-1])
    return Printed("".join(kept), features, titles, pictures, items, words, code)


def _bare(text: str) -> str:
    """Markdown without the targets of its links and the tags that it writes."""
    text = LINK.sub(r"\1 ", text) if "](" in text else text
    return TAGS.sub(r"\1 ", text) if "<" in text else text


def _compared(source: Source, printed: Printed) -> None:
    """The texts, in their order, against what is printed, in its order; then all that tells what they are."""
    shown: list[Text] = []
    others: list[str] = [source.left]
    for text in source.tags.texts:
        is_gone = source.gone and source.line(text.start).index in source.gone
        if not text.shown or is_gone or (source.is_lenient and (text.apart or text.letters in source.left)):
            others.append(text.letters)
        else:
            shown.append(text)
    places, added = differences([text.letters for text in shown], printed.letters)
    bits = "".join(added)
    for text in [shown[place] for place in places]:
        others += [text.letters, _repaired(text.text)]
        wording = text.letters
        if text.link[:1] == "#" and len(wording) < MAX_MARK:
            continue  # the mark of a note, the way back from it
        if wording.isdigit() and source.has_listing:
            continue  # the numbers of the lines of code
        is_elsewhere = (source.is_lenient and wording in bits) or wording in source.left or (source.is_page and text.apart)
        if source.is_lenient and not is_elsewhere:  # as often as it is shown, in whatever order
            is_elsewhere = printed.letters.count(wording) >= sum([one.letters == wording for one in shown])
        if not is_elsewhere and SUSPECT.search(text.text):
            is_elsewhere = _repaired(text.text) in printed.letters or _sound(wording) in _sound(printed.letters)
        if not is_elsewhere:
            number = source.line(text.start).number
            raise UnsafeError(f"a text of the HTML near line {number} is neither printed nor recorded as left out: {text.text[:40]!a}")
    missed = {*places}
    _features(source, printed, [text for place, text in enumerate(shown) if place not in missed])
    _pictures(source, printed)
    _words(source, printed)
    _code(source, printed.code)
    allowed = "".join(others)
    loose = allowed.translate(NO_POINTS) if source.is_lenient else ""
    # the parts of a number stand in two elements
    odd = [bit for bit in added if bit.strip(".:+-") and bit not in allowed and not (loose and bit.translate(NO_POINTS) in loose)]
    said = {letters(one) for one in source.tags.said} if printed.titles or printed.pictures else set()
    descriptions = {one for some in (printed.titles, *printed.pictures.values()) for one in some if one and one not in said}
    if not odd and not descriptions:
        return
    pieces = sorted({text.letters for text in source.tags.texts}) if source.is_page else []
    known = {*pieces}
    for bit in odd:
        is_known = _is_written(bit, source.html, allowed) or _is_repaired(bit, shown)
        is_known = is_known or (source.is_lenient and _consists(bit, pieces, known))
        if not is_known and (len(bit) < ANCHOR or bit not in source.between):
            raise UnsafeError(f"a text is printed that is not in the HTML: {bit[:40]!a}")
    texts = allowed + "".join([text.letters for text in shown])
    for description in descriptions:
        is_known = len(description) >= ANCHOR and (description in texts or description in source.between)
        if not is_known and not _consists(description, pieces, known):
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
    return MATH.search(html) is not None and not Counter(TEX.sub("", bit)) - Counter(missing)


def _features(source: Source, printed: Printed, texts: list[Text]) -> None:
    """What is printed as a heading or a link is one of the HTML, and what one of `texts`, which are printed, is there is printed as that.

    A line in bold may be a heading of the second level; an address that is printed needs no link. Elements have no signs in headings, code
    and cells.
    """
    for name, wordings in printed.features.items():
        if name[:2] == "a " and name[2:] not in source.tags.addresses:
            raise UnsafeError(f"a link leads where none of the HTML does: {name[2:60]!a}")
        for wording in wordings if name not in SIGNS else ():
            given = source.features.get(name, "")
            is_given = wording in given or (SUSPECT.search(source.html) is not None and _sound(wording) in _sound(given))
            if not is_given and not (name == "h2" and BOLD.search(source.html)):
                raise UnsafeError(f"a heading or link is none in the HTML, or another: {name[:60]!a} {wording[:40]!a}")
    joined = {name: "\n".join(wordings) if name in HEADS else "".join(wordings) for name, wordings in printed.features.items()}
    whole = "\n".join([*[letters(code) for code in printed.code], *["".join(printed.features.get(name, ())) for name in HEADS]])
    items: set[int] = set()
    for text in texts:
        if not text.inside and not text.link:
            continue
        in_code, in_cell = not text.inside.isdisjoint(CODE), not text.inside.isdisjoint(CELLS)
        is_linked = not text.link or "a " + text.link in joined or in_code or not text.letters or not _leads(text.link)
        if not is_linked and letters(text.link) not in printed.letters:
            raise UnsafeError(f"a link is lost: {text.link[:60]!a}")
        for name in text.inside & FEATURES:
            is_layout = LAID_OUT in text.inside or in_code or (in_cell and source.line(text.start).role is Role.TABLE)
            if (name in HEADS and is_layout) or (name in SIGNS and (in_cell or "pre" in text.inside)):
                continue
            level = "h2" if name == "h1" and source.is_page else name
            wording = joined.get(level, "")
            if text.letters not in wording and _repaired(text.text) not in wording and not (name in SIGNS and text.letters in whole):
                raise UnsafeError(f"an element of the HTML is none, or another: {name}: {text.text[:40]!a}")
        if text.item and text.letters and not in_cell and text.inside.isdisjoint(HEADS):
            items.add(text.item)
    if len(items) > printed.items:
        raise UnsafeError(f"of {len(items)} items of lists {printed.items} have a mark")


def _leads(link: str) -> bool:
    """Whether an address is printed as one: it is harmless, and nothing hides its scheme."""
    host = SLASHES.split(link, 1)[0]
    return HARMLESS.match(link) is not None and (":" not in host or SCHEMES.match(link) is not None)


SIGNS = {
    "code": regex(r"(?<!`)(`++)(?P<in>[\s\S]*?)(?<!`)\1(?!`)"),
    "blockquote": regex(r"^[ \d.*>-]*>(?P<in>.*)", re.M),
    "sub": regex(r"<sub>(?P<in>.*?)</sub>", re.S),
    "sup": regex(r"<sup>(?P<in>.*?)</sup>", re.S),
    "del": regex(r"~~(?P<in>.*?)~~", re.S),
}
"""The signs that Markdown writes for an element."""
MARKUP = frozenset("`><~")
FEATURES = HEADS | frozenset(SIGNS)
CELLS = frozenset({"td", "th"})
BOLD = regex(r"<(?:b|strong)[\s>]", re.I)


def _pictures(source: Source, printed: Printed) -> None:
    """Each picture is printed and described, and none is invented.

    Of a whole page, a picture without words goes with the furniture it stands in, and no entry names it: there none is missed.
    """
    pictures = source.tags.pictures
    known = {one for picture in pictures for one in picture.addresses}
    if (odd := printed.pictures.keys() - known) and any([one not in whole for whole in [address(unescape(source.html))] for one in odd]):
        raise UnsafeError(f"a picture is none of the HTML: {min(odd)[:60]!a}")
    # the same picture may stand twice, lazy and for readers without scripts
    shown = {one for picture in pictures if not printed.pictures.keys().isdisjoint(picture.addresses) for one in picture.addresses}
    silent = {one for picture in pictures if not all(map(letters, picture.says or ("",))) for one in picture.addresses}
    for picture in pictures:
        if shown.isdisjoint(picture.addresses) and not source.is_page:
            raise UnsafeError(f"a picture is lost: {picture.addresses[0][:60]!a}")
        if any([printed.pictures.get(one) == {""} for one in {*picture.addresses} - silent]):
            raise UnsafeError(f"what is said of a picture is lost: {picture.says[0][:40]!a}")


def _words(source: Source, printed: Printed) -> None:
    """No word in Latin letters is glued or split."""
    texts = INVISIBLE.sub("", "\n".join([text.text.replace("\n", " ") for text in source.tags.texts]))
    odd = printed.words - {*WORD.findall(texts)} - {"x"}
    if odd and SUSPECT.search(texts):
        from cleaner.html.spans import plain

        odd -= {*WORD.findall("\n".join([plain(text.text) for text in source.tags.texts if SUSPECT.search(text.text)]))}
        odd = {word for word in odd if word.isascii()}  # others may be repaired with what stands around them
    # a word may be in several elements
    whole = texts.replace("\n", "") if odd else ""
    odd = {word for word in odd if word in texts or word not in whole} - {*WORD.findall(whole)} if odd else odd
    if odd and not MATH.search(source.html):
        raise UnsafeError(f"a word is none of the HTML: {min(odd)[:40]!a}")


def _code(source: Source, printed: list[str]) -> None:
    """Code is that of the HTML, white space and all."""
    if not printed:
        return
    bare = unescape(TOKEN.sub(lambda match: CUT if PRE.match(match[0]) else "", source.html))
    given = [one.rstrip() for one in UNSEEN.sub("", bare.replace("\r\n", "\n").replace("\r", "\n")).split(CUT)]
    known = {*map(_trimmed, given), *[one.replace("\n", "") for one in given]}
    for code in printed:
        shown = UNSEEN.sub("", code)
        is_given = _trimmed(shown) in known or (shown.replace("\n", "").rstrip() in known and CUTS.search(source.html) is not None)
        if not is_given and not (source.has_listing and all([any([line in one for one in given]) for line in shown.split("\n")])):
            raise UnsafeError(f"code is not that of the HTML: {code[:40]!a}")


def _trimmed(code: str) -> str:
    return code.strip("\n").rstrip()


CUT = "\ufdd1"
"""Stands for the ends of code; no text holds it."""
PRE = regex(r"</?(?:pre|listing|xmp|button|script|style)[\s>]", re.I)
CUTS = regex(r"<pre[^>]*>(?:(?!</pre).)*<(?:br|div|li|p)[\s/>]", re.I | re.S)
"""Code with elements that begin a line."""


def _repaired(text: str) -> str:
    """The letters of a text whose characters the reader repaired, or what stands nowhere."""
    if text.isascii() or not SUSPECT.search(text):
        return "\0"
    from cleaner.html.spans import plain

    repaired = letters(plain(text))
    return repaired if repaired != letters(text) else "\0"


def _is_repaired(bit: str, texts: list[Text]) -> bool:
    """Whether letters are those of texts whose characters were repaired, all or some of them."""
    suspect = [text for text in texts if SUSPECT.search(text.text)]
    return any([bit in _repaired(text.text) for text in suspect]) or (
        suspect != [] and _sound(bit) in _sound("".join([text.letters for text in suspect]))
    )


def _sound(wording: str) -> str:
    """Letters without those that mojibake is made of, and those that it may stand for."""
    return UNSOUND.sub("", wording)


UNSOUND = regex("[\x80-\u2e7f\ue000-\uffff\U00010000-\U0010ffff]")


PIPE = regex(r"(?<!\\)\|")
CELL = regex(r"<t[dh](?=[\s/>])[^>]*>((?:[^<]++|<(?!/?t[dhr][\s/>]|/?table))*+)", re.I)
MARK = regex(r"<a\s[^<>]*href=[\"']?#[^<>]*>(?:[^<]|<(?!/a)[^<>]*>){0,9}+</a\s*>", re.I)
"""The mark of a note."""
OPENS, CLOSES = regex(r"<t[dh][\s/>]", re.I), regex(r"</t[dh][\s/>]", re.I)
UNSHOWN = regex(rf"<({'|'.join(NO_TEXT - {'noscript', 'math'})})(?=[\s/>])(?>[^<]+|<(?!/\1))*+</\1\s*>", re.I)
SPANS = regex(r"(?:col|row)span|<table.*<table|<caption", re.I | re.S)


def _cells(line: Line, text: str) -> None:
    """All rows of a table have as many cells as its first, and those that hold something are as many as in the HTML."""
    rows = [[cell.strip() for cell in PIPE.split(row.strip())[1:-1]] for row in text.split("\n") if "|" in row]
    if len({len(row) for row in rows}) > 1:
        raise UnsafeError(f"a row of the table in line {line.number} has other cells than the first")
    if line.raw.count("<table") != 1 or line.raw.count("</table") != 1:
        return
    raw = line.raw[line.raw.find("<table") : line.raw.find("</table")]
    if SPANS.search(raw) or len(OPENS.findall(raw)) != len(CLOSES.findall(raw)):
        return
    cells = CELL.findall(UNSHOWN.sub(" ", raw))
    pictures = sum(["<img" in cell for cell in cells])
    cells = [MARK.sub(" ", cell) if "[^" in text else cell for cell in cells]
    given = [one for cell in cells if (one := letters(unescape(TOKEN.sub(" ", cell))))]
    said = [one for place, row in enumerate(rows) if place != 1 for cell in row if (one := letters(_bare(IN_CELLS.sub(" ", f"|{cell}"))))]
    if given and not len(given) <= len(said) <= len(given) + pictures:
        raise UnsafeError(f"the table in line {line.number} has {len(said)} cells that hold something, and {len(given)} in the HTML")
    for one, other in zip(given, said, strict=False) if not pictures else ():
        if one not in other and _repaired(one) not in other:
            raise UnsafeError(f"a cell of the table in line {line.number} stands in another place, or is another: {one[:40]!a}")
