"""Exact ways back: text to bytes as the wrong encoding reads them, and on to text of the right one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from cleaner.passes.characters._signs import CYRILLIC, DOUBLE_BYTES, HIGH, IN_WORD, LONE_LETTER, MARKS, RARE, is_latin
from cleaner.regex import regex
from cleaner.wording.glyphs import SUSPECT
from cleaner.wording.likelihood import LANGUAGES, WESTERN, bits_each, least_bits

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

MAX_LAYERS = 4
"""Times that one text was misread."""
WIDE_SEQUENCE = regex("[\u0800-\uffff]")
ACCENTED = regex("[\x00-\x7f\u00c0-\u017f]*")

GAIN = 12.0
"""Bits by which a repair must make the text more likely: odds of 4,000 to 1, on top of a round trip without loss."""
GAIN_ONCE = 16.0
"""The same where each character counts once, in text that is not Latin: two rare ideographs, said twice, are a word."""
GAIN_LATIN = 6.0
"""The same in Latin text, where one letter may be all that is damaged: `µµµµµµ` is not `도도도`."""
LEAD = 4.0
"""Bits by which the repair must be likelier than every other repair."""
PLAIN_BITS = 12.4
"""Bits a character outside ASCII costs at most in sound text; of 20,000 lines of manuals in Chinese and Japanese 1 in 1,000 costs more."""


def all_through(text: str) -> str:
    """`text` as what it is when all of it is UTF-8 that was read as Latin-1 or Windows-1252, the commonest damage; else `text` itself.

    Two characters of three bytes are never well formed by accident, and neither are accented letters that are likely.
    """
    fixed = text
    for _ in range(MAX_LAYERS):
        try:
            fixed = fixed.translate(WINDOWS).encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    if len(fixed) == len(text) or not (len(WIDE_SEQUENCE.findall(fixed)) > 1 or ACCENTED.fullmatch(fixed)):
        return text
    return text if LONE_LETTER.search(fixed) or least_bits(fixed) + GAIN > least_bits(text) else fixed


def exact(text: str) -> str:
    """The likeliest text that `text` is a wrong reading of, as a whole or in parts; `text` itself if there is none."""
    latin = is_latin(text)
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
    return best if least_bits(_once(best)) + (GAIN_LATIN if latin else GAIN_ONCE) < least_bits(_once(text)) else text


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
            if LONE_LETTER.search(fixed) and not LONE_LETTER.search(text):
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
        if LONE_LETTER.search(after.join(context)):
            continue
        if least_bits(after.join(context)) + GAIN < least_bits(before.join(context)):
            parts += [text[last:start], after]
            last = end
    return "".join([*parts, text[last:]])
