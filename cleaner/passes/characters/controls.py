"""Control characters, invisible characters and composition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from cleaner.document import LINE_ENDS, NO_PROSE, Document, Doubt, Edit, Kind, Role
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import CJK, DIRECTION, HIDES, INVISIBLE, RIGHT_TO_LEFT, SIGN_FOR_HYPHEN, SUSPECT

LONE_SURROGATE = regex("[\ud800-\udfff]")
BREAKS = regex("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What elsewhere parts lines, words or records; none is the end of a line here."""
BETWEEN_WORDS = regex(rf"(?<=[\w.,;:!?)”’%])(?<![{CJK}])[\r\v\f\x1c-\x1e\x85\u2028\u2029]+(?=[\w(“‘])")
DIRTY = regex("|".join([signs.pattern for signs in (INVISIBLE, HIDES, BREAKS, LONE_SURROGATE)]))
"""What a line must hold to be changed where there is nothing to compose."""
LAST_HYPHEN = regex(r"(?<=\w)[\x02\x1e\xad\ufffe](?=[ \t]*\Z)")
"""At the end of a line a hyphen, whatever an extractor wrote for it: `dehyphenate` decides on it."""
SEEN_HYPHEN = regex(rf"(?<=\w)(?:\xad(?:(?=\d)|(?<=\d.))|(?<![{CJK}])\x1e(?![{CJK}]))(?=\w)")
"""A soft hyphen where no word can be broken was drawn: some fonts name their hyphen so. U+001E between words is a word processor's own
code for a hyphen at which no line ends."""
DRAWN = regex(r"(?<=\w)\xad(?=\w)")
"""Inside a printed line all of them were drawn."""
BROKEN = regex(r"(?<=[^\W\d_])[\x02\ufffe](?=\w)")
"""What some extractors write for a hyphen, and the line end behind it."""
PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
MAX_PRIVATE = 50
"""Different characters of private use that are looked for, for the report."""
ESCAPE_SEQUENCE = regex(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[@-Z\\^_])")
"""A command to a terminal (ECMA-48): colours, cursor moves, titles, links."""

NEVER_MOJIBAKE = regex(rf"{ESCAPE_SEQUENCE.pattern}|[\x00-\x08\x0e-\x1b\x1f\x7f]")
"""What no mojibake that waits for its repair is made of."""

JOINING = "\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ua840-\uabff\U00010a00-\U00011fff"
"""Scripts that write with joiners: Arabic, Indic, Mongolian and their neighbours."""
EMOJI = "\u00a9\u00ae\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
HIDDEN = regex(
    f"(?<![{JOINING}{EMOJI}\ufe0f])[\u200c\u200d]"  # a joiner that joins nothing
    f"|(?<=[{EMOJI}\ufe0f])(?:\u200c|\u200d(?![{EMOJI}]))"
    "|\u200d(?=[\u4e00-\u9fff])"
    "|[\u206a-\u206f\U000e0000-\U000e001f]"  # deprecated
    "|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007f]+"  # tags without a flag
    "|(?<![\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\U000e0100-\U000e01ef])[\U000e0100-\U000e01ef]+"  # of no ideograph
    "|(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}"  # variations of a variation; one may be a slip
)
"""Invisible characters where they can mean nothing: padding, or text that is hidden from the reader."""

UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
"""Scripts that part words by U+200B where a line may break: Thai, Lao, Tibetan, Burmese, Khmer, Tai."""
ZERO_WIDTH = regex(f"(?<=[{UNSPACED}])\u200b(?!\u200b)|(?<!\u200b)\u200b(?=[{UNSPACED}])")
CLOSES = regex(r"[^\w\s*_][*_]{1,3}\u200b\w|\w\u200b[*_]{1,3}[^\w\s*_]")
"""Without the character, emphasis that ends or begins with a mark would not be emphasis."""
ADDRESS = regex(r"(?<=\]\()([^()\s]+)(?=[)\s])")
"""Where a link of Markdown points: a file of that name may be written with parted letters."""
KEPT = "\ue000\ufdd0"  # stands for the character while the others go; no text holds a noncharacter

JAMO = regex("[\u1100-\u11ff]")
"""Parts of Korean syllables."""
MAX_MARKS = 30
"""Combining marks on one letter; longer runs are no text (UAX #15, stream-safe), and normalising them is quadratic."""


TAKEN = "|".join([signs.pattern for signs in (ESCAPE_SEQUENCE, DIRTY)])


@rule(fields={"joint"}, changes=Change.LETTERS, takes=TAKEN, after=["mojibake"])
def controls(document: Document) -> Iterator[Edit | Doubt]:
    """Remove control and invisible characters; compose letters (Unicode NFC).

    Joiners, tags and variation selectors stay where emoji, flags, Arabic and Indic scripts and ideographs need them. A lone
    surrogate, which no file can hold, becomes U+FFFD. Wording in code is composed too, the address of a link is not. Private use
    stays and is reported.
    """
    is_html = document.kind is Kind.HTML  # its lines are no lines of the source
    found = "".join(document.unusual if is_html else document.unusual - frozenset(LINE_ENDS))
    private = PRIVATE.findall(found) if found else []
    for line in document.holding(*private[:MAX_PRIVATE]) if private else ():
        sign = PRIVATE.search(line.text)
        yield line.doubt(f"private use: U+{ord(sign[0]) if sign else 0:04X}", "as it is", "a character that only one font knows")
    dirty = found and DIRTY.search(found)
    known = not is_html or not document.is_repaired()
    plain = (known and all(map(_stands_alone, found))) or composed(document.wording() if is_html else document.source)
    settled = plain and (is_html or not document.record)
    if not dirty and settled:
        return
    for line in document.lines:
        if line.role is Role.FRONT_MATTER:
            continue
        text = line.text
        if settled and not DIRTY.search(text):
            continue
        if line.role not in NO_PROSE and line.role is not Role.KEPT and SUSPECT.search(text):  # `mojibake` passes over a font's own codes
            if (bare := LONE_SURROGATE.sub("\ufffd", NEVER_MOJIBAKE.sub("", text))) != text:
                yield line.edit("text", bare, "control characters")
            continue
        last = LAST_HYPHEN.search(text) if SIGN_FOR_HYPHEN.search(text) and not is_html else None
        if document.kind is Kind.WRAPPED:
            text = DRAWN.sub("-", BROKEN.sub("\u2010", text))  # `dehyphenate` decides on the latter
        elif not is_html and line.role not in NO_PROSE and BROKEN.search(text):
            text = BROKEN.sub("-", text)
        cleaned = clean_lines(SEEN_HYPHEN.sub("-", text), document.kind is Kind.MARKDOWN)
        if last:
            cleaned = cleaned.rstrip() + ("\xad" if last[0] == "\xad" else "\u2010")
        if cleaned.isspace() and not line.text.isspace():
            cleaned = ""  # on a line of code nobody else takes the blanks
        if cleaned != line.text:
            yield line.edit("text", cleaned, "control or invisible characters, or not composed")


def clean(text: str, is_markdown: bool = False) -> str:
    """`text`, a single line, without invisible characters and composed.

    `is_markdown`: those that close emphasis stay, and addresses of links as they are composed.
    """
    text = ESCAPE_SEQUENCE.sub("", text) if "\x1b" in text else text
    if BREAKS.search(text):
        text = BREAKS.sub("", BETWEEN_WORDS.sub(" ", text))
    if "\u200b" in text:
        text = text.replace("\u200b", KEPT) if is_markdown and CLOSES.search(text) else ZERO_WIDTH.sub(KEPT, text)
    if DIRECTION.search(text) and RIGHT_TO_LEFT.search(text):
        # direction marks belong to text that runs both ways
        text = INVISIBLE.sub(lambda match: match[0] if DIRECTION.match(match[0]) else "", text)
    else:
        text = INVISIBLE.sub("", text)
    if HIDES.search(text):
        text = HIDDEN.sub("", text)
    text = LONE_SURROGATE.sub("\ufffd", text)
    parts = ADDRESS.split(text) if is_markdown and "](" in text else [text]
    return "".join([part if place % 2 else compose(part) for place, part in enumerate(parts)]).replace(KEPT, "\u200b")


def clean_lines(text: str, is_markdown: bool = False) -> str:
    """`text` with each of its lines cleaned: a block of HTML or code has line ends inside."""
    return "\n".join([clean(part, is_markdown) for part in text.split("\n")])


def composed(text: str) -> bool:
    """Whether `text` is in NFC, but for runs of marks that are too long; linear in its length."""
    return compose(text) == text if _long_runs(text) else unicodedata.is_normalized("NFC", text)


def _stands_alone(character: str) -> bool:
    """Whether NFC leaves the character as it is, whatever stands beside it; ASCII and ideographs do."""
    return unicodedata.category(character)[0] != "M" and not JAMO.match(character) and unicodedata.is_normalized("NFC", character)


def compose(text: str) -> str:
    """`text` in NFC, but for runs of marks that are too long; linear in its length."""
    if text.isascii():
        return text
    runs = _long_runs(text)
    if not runs:
        return unicodedata.normalize("NFC", text)
    parts, last = [], 0
    for start, end in runs:
        parts += [unicodedata.normalize("NFC", text[last:start]), text[start:end]]
        last = end
    return "".join([*parts, unicodedata.normalize("NFC", text[last:])])


def decomposed(text: str) -> str:
    """`text` in NFD, without runs of marks that are too long; linear in its length."""
    return unicodedata.normalize("NFD", _marks().sub("", text) if MAY_BE_LONG.search(text) else text)


def _long_runs(text: str) -> list[tuple[int, int]]:
    """Where a letter carries more than `MAX_MARKS` marks."""
    if not MAY_BE_LONG.search(text):
        return []
    # the letter before them goes with its marks
    return [(max(0, match.start() - 1), match.end()) for match in _marks().finditer(text)]


MAY_HOLD_MARKS = "\u0300-\u036f\u0483-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u309a\ua66f-\uabed\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a"
MAY_BE_LONG = regex(f"[{MAY_HOLD_MARKS}]{{{MAX_MARKS + 1},}}")
"""The blocks of all marks, with letters between them: a run of marks stands in a run of these, which is found ten times as fast."""


@cache
def _marks() -> re.Pattern[str]:
    marks = "".join([chr(code) for code in (*range(0x300, 0xFFFF), *range(0x101FD, 0x1E94B)) if unicodedata.combining(chr(code))])
    return re.compile(f"[{marks}]{{{MAX_MARKS + 1},}}")
