"""Text decoded with the wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner import frequencies
from cleaner.document import NO_PROSE, PLAIN, Document, Doubt, Edit, Line
from cleaner.glyphs import C1, SUSPECT, UNSEEN
from cleaner.inline import outside_code
from cleaner.likelihood import LANGUAGES, WESTERN, bits_each, least_bits
from cleaner.passes.characters.controls import clean, clean_lines
from cleaner.regex import is_compiled, regex
from cleaner.rules import Change, rule

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

GATE = frozenset(map(chr, (*range(0x80, 0xA0), *range(0xC2, 0xF5), 0xFFFD)))
MAX_REMEMBERED = 2_000
"""Lines whose repair is remembered: the reader asks for it first, to tell the kind of text, and then the pass."""
MAX_ROUNDS = 8

# ---------------------------------------------------------------- what is mojibake


def _inside(codec: str, codes: range) -> str:
    """The characters that `codec` reads from single bytes, as the inside of a regex."""
    return re.escape("".join([bytes([code]).decode(codec, "ignore") for code in codes]))


COMMON = "".join(sorted({*frequencies.SIMPLIFIED, *frequencies.TRADITIONAL, *frequencies.KANJI, *frequencies.HANGUL}))
_RARE = f"[^\x00-\u30ff\uf900-\uff60\ud800-\udfff\U00010000-\U0010ffff{COMMON}]"
RARE = regex(_RARE + _RARE)  # written twice it is found three times as fast as counted
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
CYRILLIC = regex(f"(?:[В-ф][{_inside('cp1251', range(0x80, 0xC0))}]{{1,3}}){{3}}")
"""Three characters as UTF-8 looks in Windows-1251: `РєР°Рє`."""
MARKS = regex("[¡£¨][¢-¾à-ê]")
"""Quotation marks, commas and accented letters in GBK, read as Latin-1: `¡°`, `£¬`, `¨¦`."""
LOST = {
    "锟斤拷": "U+FFFD in UTF-8, read as GBK",
    "烫烫烫": "memory that was never written, read as GBK",
    "屯屯屯": "memory that was never written, read as GBK",
    "\ufffd": "characters that no longer stand here",
}

DOUBLE_BYTES = ("gb18030", "cp950", "cp932", "euc_jp", "cp949")
RIGHT: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("utf-8", LANGUAGES, 0.0),
    ("gb18030", ("zh-Hans", "zh-Hant"), 0.0),
    ("cp950", ("zh-Hant",), 6.0),
    ("cp932", ("ja",), 6.0),
    ("euc_jp", ("ja",), 6.0),
    ("cp949", ("ko",), 6.0),
    ("gb18030", ("ja", "cyrillic"), 18.0),
)
"""What the bytes may have been, with the languages written in it, and the bits that its rarity costs."""
SINGLE_BYTES = ("latin-1", "cp1251", "koi8-r")
DOUBLED = frozenset((0xED, 0xEE, 0xFA, 0xFB, 0xFC))
"""Lead bytes of the NEC and IBM rows of Shift_JIS: the same characters stand in two of them, so the way back is lost."""
WINDOWS = str.maketrans({bytes([byte]).decode("cp1252", "ignore") or chr(byte): chr(byte) for byte in range(0x80, 0xA0)})
"""Windows-1252 to Latin-1: of the two, each text of the damage may be a mixture."""
_SEQUENCE = b"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
UTF_8 = regex(_SEQUENCE + b"(?:[ -~]{0,3}" + _SEQUENCE + b")*")

IDEOGRAPHS = regex("[\u3040-\u9fff\uac00-\ud7a3\uff61-\uff9f]+")
LETTERS = regex("[A-Za-z]+")
SAMPLE = 1_000
"""Characters that tell whether a document is Latin."""
GAIN = 12.0
"""Bits by which a repair must make the text more likely: odds of 4,000 to 1, on top of a round trip without loss."""
GAIN_ONCE = 16.0
"""The same where each character counts once, in text that is not Latin: two rare ideographs, said twice, are a word."""
LEAD = 4.0
"""Bits by which the repair must be likelier than every other repair."""
PLAIN_BITS = 12.4
"""Bits a character outside ASCII costs at most in sound text; of 20,000 lines of manuals in Chinese and Japanese 1 in 1,000 costs more."""


@rule(changes=Change.LETTERS)
def mojibake(document: Document) -> Iterator[Edit | Doubt]:
    """Repair text that was decoded with the wrong encoding: `donâ€™t` becomes `don’t`, `浣犲ソ` becomes `你好`.

    Evidence: the line, or a part of it, goes back to bytes and on to text of another encoding, comes back the same, and is far more
    likely there (see `cleaner.likelihood`). Short damage in Latin text is left to ftfy's encoding repair; its defaults would turn
    `，“”` into ASCII. What the damage lost (`锟斤拷`, U+FFFD) is reported, never guessed.
    """
    for line in _suspects(document):
        if line.role in NO_PROSE:
            continue  # an example of mojibake in code is meant
        fixed = clean_lines(repair(line.text) if document.kind in PLAIN else outside_code(line.text, repair))
        if fixed != line.text and (fixed != clean_lines(line.text) or SUSPECT.search(line.text)):  # `controls` sees to all but suspects
            yield line.edit("text", fixed, "text decoded with the wrong encoding")
    for line in document.holding(*LOST):
        if line.role not in NO_PROSE:
            sign = next(sign for sign in LOST if sign in line.text)
            yield line.doubt(f"{sign * max(1, 3 // len(sign))}: {LOST[sign]}", "as it is", "text that is lost")


def _holds_rare(text: str) -> bool:
    """Whether `text` may hold a pair of `RARE`, whose three thousand exceptions are dear to compile."""
    if is_compiled(RARE):
        return True  # its scan is faster than a look at each character
    others = {*text}.difference(COMMON)
    return any(["\u3100" <= sign < "\ud800" or "\ue000" <= sign < "\uf900" or "\uff61" <= sign <= "\uffff" for sign in others])


def _suspects(document: Document) -> list[Line]:
    found = {} if GATE.isdisjoint(document.unusual) else {line.index: line for line in document.matching(SUSPECT)}
    if not GATE.isdisjoint(document.unusual):
        found.update({line.index: line for line in document.matching(HIGH)})
    if not document.unusual.isdisjoint("¡£¨"):
        found.update({line.index: line for line in document.matching(MARKS)})
    if document.is_wide():
        if _holds_rare(document.wording()):
            found.update({line.index: line for line in document.matching(RARE) if _is_odd(line.text)})
        if _is_latin(document.wording()[:SAMPLE]):
            found.update({line.index: line for line in document.matching(IN_WORD)})
    if not document.unusual.isdisjoint("РСГвгде"):
        found.update({line.index: line for line in document.matching(CYRILLIC)})
    if PARTED.search("".join(document.unusual)):
        signs = (SUSPECT, HIGH, MARKS, RARE, CYRILLIC)
        found.update({line.index: line for line in document.matching(PARTED) if any([sign.search(clean(line.text)) for sign in signs])})
    return [found[index] for index in sorted(found)]


def _is_odd(text: str) -> bool:
    """Whether the rare characters of `text` are more than a rare word: many, or UTF-8 behind a double-byte encoding."""
    pairs = list(RARE.finditer(text))
    if len(pairs) * ODD_SHARE >= len(text):
        return True
    for codec in DOUBLE_BYTES:
        for pair in pairs:
            if HALVES.match(pair[0].encode(codec, "ignore")):
                near = text[max(0, pair.start() - 2) : pair.end() + 3]
                if TWO_SEQUENCES.search(near.encode(codec, "ignore")):
                    return True
    return False


def _is_latin(text: str) -> bool:
    rest = IDEOGRAPHS.sub("", text)
    return (len(text) - len(rest)) * LATIN_SHARE < sum(map(len, LETTERS.findall(rest)))


def repair(text: str) -> str:
    """`text` repaired and cleaned, until nothing changes: one repair may uncover the next. C1 controls that stay are no text."""
    return "\n".join([_repair(part) for part in text.split("\n")])


@lru_cache(MAX_REMEMBERED)
def _repair(text: str) -> str:
    for _ in range(MAX_ROUNDS):
        fixed = _exact(text)
        if fixed == text:  # control characters may be halves of letters: only now they go
            fixed = _short(text) if SUSPECT.search(text) else clean(text)
        if fixed == text:
            break
        text = fixed
    return text


# ---------------------------------------------------------------- exact round trips


def _exact(text: str) -> str:
    """The likeliest text that `text` is a wrong reading of, as a whole or in parts; `text` itself if there is none."""
    latin = _is_latin(text)
    if RARE.search(text) or (latin and IN_WORD.search(text)):
        wrong: tuple[str, ...] = DOUBLE_BYTES
    elif HIGH.search(text) or SUSPECT.search(text) or MARKS.search(text) or CYRILLIC.search(text):
        wrong = SINGLE_BYTES
    else:
        return text
    readings: dict[str, float] = {}
    for codec in wrong:
        fixed = _parts(text, codec, latin)
        if fixed != text:
            readings.setdefault(fixed, least_bits(fixed))
    if latin or bits_each(text) > PLAIN_BITS:
        for codec in wrong:
            for fixed, cost in _whole(text, codec, latin):
                readings[fixed] = min(cost, readings.get(fixed, cost))
    if not readings:
        return text
    (cost, best), *others = sorted((cost, fixed) for fixed, cost in readings.items())
    rivals = [fixed for other, fixed in others if other < cost + LEAD]
    if rivals or len(best.splitlines()) > 1 or cost + GAIN > least_bits(text):
        return text
    return best if latin or least_bits(_once(best)) + GAIN_ONCE < least_bits(_once(text)) else text


def _once(text: str) -> str:
    """Each character of `text` once: a rare one that is said over and over (`呵呵呵呵`) is no more evidence than one."""
    return "".join(dict.fromkeys(text))


def _whole(text: str, wrong: str, latin: bool) -> Iterator[tuple[str, float]]:
    """`text` as each encoding reads the bytes that `wrong` read, where that is plain text, with its cost."""
    data = _bytes(text, wrong)
    if data is None:
        return
    double_bytes = wrong in DOUBLE_BYTES or HIGH.search(text) or MARKS.search(text)
    for right, languages, rarity in RIGHT:
        if right != wrong and (double_bytes or right == "utf-8"):
            try:
                fixed = data.decode(right)
            except UnicodeDecodeError:
                continue
            if fixed == text or (latin and wrong in DOUBLE_BYTES and IN_WORD.search(fixed)):
                continue
            if bits_each(fixed) <= PLAIN_BITS and _bytes(fixed, right) == data:
                yield fixed, least_bits(fixed, (*languages, *WESTERN) if latin else languages) + rarity


def _bytes(text: str, codec: str) -> bytes | None:
    """The bytes that `codec` reads as `text`, and no other text."""
    try:
        if codec == "latin-1":
            return text.translate(WINDOWS).encode(codec)
        data = text.encode(codec)
        if codec == "cp932" and any(character.encode(codec)[0] in DOUBLED for character in text):
            return None
        return data if data.decode(codec) == text else None
    except UnicodeError:
        return None


def _parts(text: str, wrong: str, latin: bool) -> str:
    """`text` with each part that is UTF-8 behind `wrong`, and more likely so, as that."""
    pieces = [_bytes(character, wrong) or b"\n" for character in text]
    data = b"".join(pieces)
    places = {start: place for place, start in enumerate(accumulate(map(len, pieces), initial=0))}
    parts, last = [], 0
    for match in UTF_8.finditer(data):
        if match.start() not in places or match.end() not in places:
            continue
        start, end = places[match.start()], places[match.end()]
        before = text[start:end]
        if wrong in DOUBLE_BYTES and not latin and not RARE.search(before):
            continue
        try:
            after = match[0].decode("utf-8")
        except UnicodeDecodeError:
            continue
        if bits_each(after) > PLAIN_BITS and not SUSPECT.search(after):  # one layer of several
            continue
        context = text[max(0, start - 1) : start], text[end : end + 1]
        if least_bits(after.join(context)) + GAIN < least_bits(before.join(context)):
            parts += [text[last:start], after]
            last = end
    return "".join([*parts, text[last:]])


# ---------------------------------------------------------------- short damage in Latin text


def _short(text: str) -> str:
    import ftfy

    # without the white space around it, which a later pass may strip
    core = text.strip()
    start = text.index(core)
    end = start + len(core)
    for _ in range(MAX_ROUNDS):
        fixed = clean(C1.sub("", ftfy.fix_encoding(core, _config()))).strip()
        if fixed == core or len(fixed.splitlines()) > 1:
            break
        core = fixed
    return clean(text[:start] + core + text[end:])


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
