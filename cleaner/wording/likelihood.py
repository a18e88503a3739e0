"""How likely a text is, in bits: the one measure by which encodings and repairs are compared.

A text costs the sum of its characters; a character costs the less the more common it is in its language. Of two readings of the
same bytes the cheaper one is right, and the difference says how surely: 10 bits are odds of 1,000 to 1.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log2

from cleaner.regex import regex
from cleaner.wording import frequencies

WESTERN = ("en", "fr", "de", "es", "pt", "it", "ca", "sv", "da", "nl", "fi", "is")
CENTRAL = ("pl", "cs", "hu", "ro", "hr", "sk")
BALTIC = ("lv", "lt", "et")
LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", *WESTERN, *CENTRAL, *BALTIC, "tr", "vi", "cyrillic", "greek", "hebrew", "arabic", "thai")
PLACES = {language: place for place, language in enumerate(LANGUAGES)}
ESCAPED = "[\udc80-\udcff]"
"""A byte that no character could be read from (`surrogateescape`), as the inside of a regex."""

ASCII = regex("[\x00-\x7f]+")
LONG_ASCII = regex("([\x00-\x7f]{2})[\x00-\x7f]+([\x00-\x7f]{2})")
"""ASCII of which only the ends stand beside other characters."""
LETTERS = "etaoinsrldcumphgbfyvwkxjqz"
CAPITAL = 2.5
"""Bits that a capital costs more than its small letter."""
LATIN_TEXT = 24
"""Bits at most that ASCII letters speak against a language of another script, 1 bit each of the most common."""
IMPOSSIBLE = 26.0
"""Bits of what no text holds: control characters, private use, unassigned code points, bytes that could not be read."""
RARE = 19.0
CAPITALS = "".join(filter(str.isupper, map(chr, range(0xC0, 0x180))))
SMALL = "".join(filter(str.islower, map(chr, range(0xDF, 0x180))))
SYMBOLS = "\u00a1-\u00a9\u00ac-\u00af\u00b1-\u00b9\u00bc-\u00bf\u00d7\u00f7\u02d8-\u02dd\u2500-\u25ff"
WIDE = "\u3040-\u9fff\uac00-\ud7a3\uff61-\uff9f"
OTHER = "\u0370-\u06ff\u0e00-\u0e7f"
NEIGHBOURS = (
    (regex(f"[A-Za-z](?=[{OTHER}])|[{OTHER}](?=[A-Za-z])"), 9.0),
    (regex(f"[a-z](?=[{WIDE}])|[{WIDE}](?=[a-z])"), 5.0),
    (regex(f"[a-z][{WIDE}](?=[a-z])"), 6.0),
    (regex(f"[a-z{SMALL}](?=[{CAPITALS}])|[{SMALL}](?=[A-Z])"), 8.0),
    (regex("[A-Za-z\u00c0-\u017f](?=[“”„‚‘™][A-Za-z\u00c0-\u017f])"), 8.0),
    (regex(f"[a-z\u00c0-\u017f](?=[{SYMBOLS}][^\\W\\d_])|[\u00c0-\u017f](?=[{SYMBOLS}])"), 8.0),
    (regex("[а-яё](?=[А-ЯЁ])|[α-ω](?=[Α-Ω])"), 4.0),
)
"""Bits for two characters that seldom meet: letters of two scripts in one word, a capital or a symbol between small letters."""
APOSTROPHES = ("en", "fr", "it", "ca")
"""Languages that write one in many words."""
# a level is a part of a national standard: its authors' own judgement of what is common
LEVELS = {
    "zh-Hans": (("gb2312", b"\xd8", 14.5), ("gb2312", b"\xff", 17.0)),
    "zh-Hant": (("big5", b"\xc9", 14.5), ("big5", b"\xff", 17.0)),
    "ja": (("euc_jp", b"\xd0", 14.0), ("euc_jp", b"\xff", 17.0)),
    "ko": (("euc_kr", b"\xc9", 14.0), ("euc_kr", b"\xff", 17.0)),
}


MAX_REMEMBERED = 20_000
"""Characters whose costs are remembered: more than a document of any script has."""


class Costs(dict[str, tuple[float, ...]]):
    """For each character outside ASCII its cost in each of `LANGUAGES`, found when it is first asked for."""

    def __missing__(self, character: str) -> tuple[float, ...]:
        costs = tuple([_table(language).get(character) or _unlisted(character, language) for language in LANGUAGES])
        if len(self) < MAX_REMEMBERED:
            self[character] = costs
        return costs


COSTS = Costs()


def least_bits(text: str, languages: Sequence[str] = LANGUAGES) -> float:
    """The cost of `text` in that of `languages` which it fits best, in bits."""
    ascii_text = text.encode("ascii", "ignore").decode()
    foreign = ASCII.sub("", text) if len(ascii_text) < len(text) else ""
    latin = min(LATIN_TEXT, sum(map(ascii_text.count, LETTERS[:8])))
    counts = Counter(foreign).items()
    costs = [COSTS[character] if count == 1 else [count * cost for cost in COSTS[character]] for character, count in counts]
    totals = [*map(sum, zip(*costs, strict=True))] if costs else [0.0] * len(LANGUAGES)
    penalties = _penalties()
    least = min([totals[PLACES[language]] + latin * penalties[PLACES[language]] for language in languages], default=0.0)
    beside = LONG_ASCII.sub(r"\1\n\2", text)
    return _ascii_bits(ascii_text) + least + sum([cost * len(pattern.findall(beside)) for pattern, cost in NEIGHBOURS])


@cache
def _penalties() -> tuple[bool, ...]:
    """Whether ASCII letters speak against each of `LANGUAGES`."""
    return tuple([language not in frequencies.LATIN for language in LANGUAGES])


def bits_each(text: str) -> float:
    """The bits that a character of `text` outside ASCII costs on average; 0 if there is none."""
    characters = ASCII.sub("", text)
    return least_bits(characters) / len(characters) if characters else 0.0


def bits_each_in_context(text: str) -> float:
    """`bits_each`, and what the characters around add to it."""
    characters = ASCII.sub("", text)
    return (least_bits(text) - _ascii_bits("".join(ASCII.findall(text)))) / len(characters) if characters else 0.0


def _ascii_bits(text: str) -> float:
    table = _ascii()
    return sum([count * table[character] for character, count in Counter(text).items()])


@cache
def _ascii() -> dict[str, float]:
    table = dict.fromkeys(map(chr, range(0x80)), IMPOSSIBLE) | {"\t": 7.0, "\n": 4.0, "\r": 4.0, "\f": 12.0, " ": 3.0}
    table |= dict.fromkeys("0123456789.,", 6.0) | dict.fromkeys("!\"#$%&'()*+-/:;<=>?@[\\]^_`{|}~", 8.0)
    for rank, letter in enumerate(LETTERS):
        table[letter] = 4.0 + rank / 6
        table[letter.upper()] = table[letter] + CAPITAL
    return table


@cache
def _table(language: str) -> dict[str, float]:
    """The cost of each listed character: a bit more each time its rank doubles (Zipf's law)."""
    if language in LEVELS:
        table = dict.fromkeys("“”‘’—…·《》〈〉「」『』【】（）！？；：、々ー／％", 8.5) | {"，": 5.5, "。": 6.0, "、": 7.0, "\u3000": 7.5}
    else:
        table = dict.fromkeys("“”‘’—–…„«»‹›•°§©®\xa0", 9.5) | dict.fromkeys("ºª€£¡¿×·²³½¼¾±µ¢†‡", 12.0)
    if language == "zh-Hans":
        return table | _ranked(frequencies.SIMPLIFIED, 6.0)
    if language == "zh-Hant":
        return table | _ranked(frequencies.TRADITIONAL, 6.0)
    if language == "ja":
        return table | _ranked(frequencies.KANJI, 7.0) | _ranked(frequencies.KANA, 4.0)
    if language == "ko":
        return table | _ranked(frequencies.HANGUL, 5.0)
    if language in frequencies.LATIN:
        small = _ranked(frequencies.LATIN[language], 11.0 if language == "en" else 6.0, 1)
        table |= {"’": 6.0} if language in APOSTROPHES else {}
    else:
        small = _ranked(getattr(frequencies, language.upper()), 3.0, 3)
    table |= {"İ": 12.0} if language == "tr" else {}  # whose small letter is ASCII
    return table | {letter.upper(): cost + 2 * CAPITAL for letter, cost in small.items() if len(letter.upper()) == 1} | small


def _ranked(characters: str, first: float, doubling: int = 8) -> dict[str, float]:
    return {character: first + log2(1 + rank / doubling) for rank, character in enumerate(characters)}


def _unlisted(character: str, language: str) -> float:
    """The cost of a character that its language seldom uses."""
    category = unicodedata.category(character)
    if category[0] == "C" and character != "\xad" and category != "Cf":
        return IMPOSSIBLE
    if character == "\ufffd":
        return IMPOSSIBLE - 4
    if "\uff61" <= character <= "\uff9f":  # half-width kana: any byte is one in Shift_JIS
        return 13.0
    if "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e":
        return 11.0
    wide = "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"
    for codec, end, cost in LEVELS.get(language, ()) if wide else ():
        try:
            if character.encode(codec) < end:
                return cost
        except UnicodeEncodeError:
            break
    if category[0] == "L":
        return RARE if wide or character > "\u2fff" else 15.0
    return 14.0
