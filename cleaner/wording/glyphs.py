"""Facts about characters that several passes need: classes and widths."""

from __future__ import annotations

from functools import lru_cache

from cleaner.regex import regex

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
CJK = HAN + KANA
"""Ideographs and kana, as the inside of a regex class. Hangul is not among them: Korean has word spaces."""

MARKS = "\u3001\u3002\u3008-\u3011\u3014-\u301f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
"""Full-width punctuation that is unmistakably CJK."""
QUOTES = "\u201c\u201d\u2018\u2019"
"""Curly quotes: full-width in Chinese, narrow in Latin text; their neighbours decide."""
DASHES = "\u2014\u2026"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
"""Numbers in circles, from 1 on: the marks of notes, and of items."""

CLOSERS = "\u201d\u2019\u3009\u300b\u300d\u300f\u3011\u3015\u3017\uff09)]"
NO_LINE_START = (
    "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\u201d\u2019\u3009\u300b\u300d\u300f\u3011\u3015\u3017\uff09\u2026%\uff05\u2030),.;:?!"
)
"""Marks that may not begin a line (kinsoku; JIS X 4051, GB/T 15834)."""

HAS_CJK = regex(f"[{CJK}]")
HAS_HAN = regex(f"[{HAN}]")
WIDE = regex(f"[{CJK}{MARKS}{DASHES}]")
MAY_BE_WIDE = regex("[^\0-\u2e7f\U00010000-\U0001ffff\U00040000-\U0010ffff]")
"""East Asian characters and full-width marks."""

# C0 without tab and what ends lines, soft hyphen, zero width space, direction marks, word joiner, BOM, noncharacters
INVISIBLE = regex("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
SIGN_FOR_HYPHEN = regex("[\x02\x1e\xad\ufffe]")
"""What some extractors write for a hyphen at a line end."""
HIDES = regex("[\u200c\u200d\u206a-\u206f\ufe00-\ufe0f\U000e0000-\U000e01ef]")
"""Joiners, tags, variation selectors: invisible too, and needed in some places."""
UNSEEN = regex(f"{INVISIBLE.pattern}|{HIDES.pattern}")
# a UTF-8 lead byte and what follows it, both read as Latin-1 or Windows-1252; begun with one class it is found five times as fast
SUSPECT = regex(r"[Â-ô\x80-\x9f\ufffd](?:(?<=[\x80-\x9f\ufffd])|[\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™])")
DIRECTION = regex("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
C1 = regex("[\x80-\x84\x86-\x9f]")
"""The second set of control characters, without next line (U+0085)."""


def width(text: str) -> int:
    """The width of `text` in display columns: 2 for an ideograph or full-width mark, 1 for ASCII.

    Counted through UTF-8 (three bytes against one), which is exact for CJK and ASCII and right to
    half a column for the rest; ten times as fast as a loop over East Asian Width.
    """
    if text.isascii():
        return len(text)
    try:
        return (len(text) + len(text.encode())) // 2
    except UnicodeEncodeError:  # a lone surrogate
        return (len(text) + len(text.encode(errors="surrogatepass"))) // 2


BOOK_FACE = {
    45: "'", 50: "|", 62: " ,.", 70: "/:;\\ijlt", 83: "!()-I[]`fr", 97: "Js", 102: '"', 111: "?acez", 117: "^", 120: "{}", 135: "~",
    139: "FPS", 141: "+<=>", 153: "ELTZ", 167: "BCR", 180: "ADGHKNOQUVXYw", 194: "&m", 208: "%", 222: "M", 230: "@", 236: "W",
}  # fmt: skip
"""Characters by width, in 250ths of the type size: Times Roman, of the Adobe core font metrics. All others are as wide as a digit."""
DIGIT, AVERAGE = 125, 102
"""The width of a digit, and of a letter or space of English prose on average."""
WIDTHS = bytes(next((size for size, signs in BOOK_FACE.items() if chr(code) in signs), DIGIT) for code in range(256))


@lru_cache(maxsize=1 << 14)
def set_width(text: str) -> float:
    """The width of Latin `text` without its outer space as a book face sets it, in average letters; gaps count as one word space.

    Faces differ, but their wide letters are the same: of lines that are full the widths so measured lie closer together than their
    numbers of letters do. The last lines and words are remembered, for every measuring asks again.
    """
    return sum(" ".join(text.split()).encode("latin-1", "replace").translate(WIDTHS)) / AVERAGE


def letters(text: str) -> str:
    """`text` without any white space: for comparing wording."""
    return "".join(text.split())


ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
"""What a first cleaning may have escaped: a second one measures the lines as they were."""
