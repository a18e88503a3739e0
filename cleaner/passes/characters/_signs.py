"""The signs of text that was decoded with the wrong encoding, and what only looks like it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from cleaner.regex import is_compiled, regex
from cleaner.wording import frequencies
from cleaner.wording.glyphs import UNSEEN

DOUBLE_BYTES = ("gb18030", "cp950", "cp932", "euc_jp", "cp949")
"""Encodings of one or two bytes, in which other text is often read by mistake."""


def _inside(codec: str, codes: range) -> str:
    """The characters that `codec` reads from single bytes, as the inside of a regex."""
    return re.escape("".join([bytes([code]).decode(codec, "ignore") for code in codes]))


@cache
def common() -> str:
    """The characters that are common in Chinese, Japanese or Korean."""
    return "".join(sorted({*frequencies.SIMPLIFIED, *frequencies.TRADITIONAL, *frequencies.KANJI, *frequencies.HANGUL}))


# written twice it is found three times as fast as counted
RARE = regex(lambda: f"[^\x00-\u30ff\ud800-\uff60\U00010000-\U0010ffff{common()}]" * 2)
"""Two characters in a row that few texts hold: what a wrong double-byte encoding makes of any text."""
HIGH = regex("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™](?:[@-~]?[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]){5,}")
"""Six characters above ASCII, as double bytes look in Latin-1; some trail bytes are ASCII."""
ODD_SHARE = 20
"""Characters to a pair of rare ones, in text that is not odd: of Chinese documentation 1 line in 100 has more."""
HALVES = regex(b"[\x80-\xbf\xe2-\xef]{4}\\Z")
TWO_SEQUENCES = regex(b"(?:[\xe2-\xef][\x80-\xbf]{2}){2}")
"""Two ideographs in UTF-8."""
IN_WORD = regex("[\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f](?:(?<=[a-z].)|(?=[a-z]))")
"""An ideograph beside a small letter: in a Latin text an accented letter, as in `caf茅`."""
PARTED = regex(f"{UNSEEN.pattern}|[\u0300-\u036f\ud800-\udfff]")
"""What may stand between two halves of a damaged letter, or in one; a lone surrogate is half of none, and will be U+FFFD."""
LATIN_SHARE = 3
"""Latin letters to an ideograph that make a text Latin."""
CYRILLIC = regex(lambda: f"(?:[В-ф][{_inside('cp1251', range(0x80, 0xC0))}]{{1,3}}){{3}}")
"""Three characters as UTF-8 looks in Windows-1251: `РєР°Рє`."""
MARKS = regex("[¡£¨][¢-¾à-ê]")
"""Quotation marks, commas and accented letters in GBK, read as Latin-1: `¡°`, `£¬`, `¨¦`."""
LEADS = frozenset("ĂĹŘŮÄвпВГРС‚√¬ƒ≈◊ÿŸ┬├─┼╨╤╫ß╪╗Γ")
ODD_PAIR = regex(
    "[ĂĹŘŮÄ][€‚„…†‡‰Š‹ŚŤŽŹ‘’“”•–—™š›śťžźˇ˘Ł¤Ą¦§¨©Ş«¬\xad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż]"  # Windows-1250
    "|вЂ|п¬|[ВГРС][Ђ-Џђ-џ‚„…†‡€‰‹‘’“”•–—™›\xa0ЎўЈ¤Ґ¦§©«¬\xad®°±Ііґµ¶·№»јѕї]"  # Windows-1251
    "|‚Ä|[√¬ƒ≈◊ÿŸ][Ä-ü†°¢£§•¶ß®©™´¨≠Æ∞±≤≥¥µ∂∑∏π∫ªºΩæø]"  # Mac Roman
    "|[┬├─┼╨╤╫ß╪╗Γ][ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐]"  # code page 437
)
"""A lead byte of UTF-8 and what follows it, as other encodings of single bytes read them."""
LONE_LETTER = regex("(?<![\u0590-\u08ff])[\u0590-\u08ff](?![\u0590-\u08ff])")
"""A letter of a right-to-left script alone: `×“` and `Ø±` are signs, not letters that were misread."""

IDEOGRAPHS = regex("[\u3040-\u9fff\uac00-\ud7a3\uff61-\uff9f]+")
LETTERS = regex("[A-Za-z]+")
MAX_REMEMBERED = 4_000
"""Pairs of rare characters."""
SAMPLE = 1_000
"""Characters that tell whether a document is Latin."""


def holds_rare(text: str) -> bool:
    """Whether `text` may hold a pair of `RARE`, whose three thousand exceptions are dear to compile."""
    if is_compiled(RARE):
        return True  # its scan is faster than a look at each character
    others = {*text}.difference(common())
    return any(["\u3100" <= sign < "\ud800" or "\uff61" <= sign <= "\uffff" for sign in others])


def is_odd(text: str) -> bool:
    """Whether the rare characters of `text` are more than a rare word: many, or UTF-8 behind a double-byte encoding."""
    pairs = list(RARE.finditer(text))
    if len(pairs) * ODD_SHARE >= len(text):
        return True
    for pair in pairs:
        near = text[max(0, pair.start() - 2) : pair.end() + 3]
        if any([TWO_SEQUENCES.search(near.encode(codec, "ignore")) for codec in _halved(pair[0])]):
            return True
    return False


@lru_cache(MAX_REMEMBERED)
def _halved(pair: str) -> list[str]:
    """The encodings in which two characters look like halves of UTF-8; a rare name stands on many lines."""
    return [codec for codec in DOUBLE_BYTES if HALVES.match(pair.encode(codec, "ignore"))]


def is_latin(text: str) -> bool:
    letters = sum(map(len, LETTERS.findall(text)))
    return letters > 0 and (len(text) - len(IDEOGRAPHS.sub("", text))) * LATIN_SHARE < letters


MIN_SIGNS = 7
"""Characters outside ASCII; in seven that are no table each follows the one before in a code once in 5,000 times, in more of them rarer."""
MAX_SIGNS = 64
CODES = (*DOUBLE_BYTES, "gbk", "shift_jis", "utf-16-be", "mac_roman", "mac_latin2", "cp437", "cp1251", "koi8-r", "cp866")


def is_table(text: str) -> bool:
    """Whether the characters of `text` outside ASCII stand in the order of some code: a table of characters, of which each is meant."""
    signs = [sign for sign in text if sign > "\x7f"][:MAX_SIGNS]
    if len(signs) < MIN_SIGNS:
        return False
    return any([_in_order(signs, code) for code in CODES])


def _in_order(signs: list[str], code: str) -> bool:
    allowed = (len(signs) - 1) // 10
    for left, right in pairwise(signs):
        if left.encode(code, "ignore") >= right.encode(code, "ignore"):
            allowed -= 1
            if allowed < 0:
                return False
    return True
