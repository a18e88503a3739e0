"""Bytes to text: every byte decoded right, or reported, or the file refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from cleaner.language import detect
from cleaner.likelihood import CENTRAL, LANGUAGES, WESTERN, bits_each, bits_each_in_context, least_bits
from cleaner.regex import regex


class UnreadableError(ValueError):
    """The bytes are no text, or text in no encoding that can be told; the message says why."""


class Note(NamedTuple):
    """A place where decoding had to choose; the reader turns it into a `Doubt`."""

    offset: int  # of the place in the decoded text, in characters
    reason: str
    readings: tuple[str, str]  # the one that stands, and the other


class Decoded(NamedTuple):
    """Text, the name of the encoding it was in, and what could not be read."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


class Reading(NamedTuple):
    """One way to read the bytes, with what it costs as text (see `cleaner.likelihood`)."""

    bits: float
    text: str
    encoding: str


BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"BZh9",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ\x90\0",
    b"BM\x00",
    b"RIFF",
    b"OggS",
    b"ID3\x03",
    b"fLaC",
    b"\0\0\1\0",
    b"wOFF",
    b"wOF2",
    b"\xca\xfe\xba\xbe",
    b"SQLite format 3\0",
)
MAX_NULS = 0.1
"""Of all bytes: UTF-8 with more is binary."""
MAX_CONTROLS = 0.02
"""Of all bytes, in a file that is no UTF-8: other control characters in one that is binary."""

FAMILIES: tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...] = (
    (("utf-8",), LANGUAGES, 0.0),
    (("gb18030",), ("zh-Hans", "zh-Hant"), 0.0),
    (("cp950", "big5hkscs"), ("zh-Hant",), 0.0),
    (("cp932", "shift_jis_2004"), ("ja",), 0.0),
    (("euc_jp", "euc_jis_2004"), ("ja",), 0.0),
    (("cp949", "euc_kr"), ("ko",), 0.0),
    (("cp1252",), WESTERN, 0.0),
    (("cp1251",), ("cyrillic",), 0.0),
    (("koi8-u",), ("cyrillic",), 4.0),
    (("cp866",), ("cyrillic",), 8.0),
    (("cp1250",), CENTRAL, 8.0),
    (("iso8859-2",), CENTRAL, 8.0),
    (("cp1253", "iso8859-7"), ("greek",), 8.0),
    (("cp1254",), ("tr",), 8.0),
    (("cp1255",), ("hebrew",), 8.0),
    (("cp1256",), ("arabic",), 8.0),
    (("cp874",), ("thai",), 8.0),
)
"""Encodings that hold ASCII: each with its vendor's variants, the languages written in it, and the bits that its rarity costs."""
DOUBLE_BYTE_LANGUAGES = frozenset(("zh-Hans", "zh-Hant", "ja", "ko"))
SINGLE_BYTES = frozenset(name for names, languages, _ in FAMILIES for name in names if DOUBLE_BYTE_LANGUAGES.isdisjoint(languages))
LATIN = {"cp1252": (*WESTERN, "en"), "cp1250": CENTRAL, "iso8859-2": CENTRAL, "cp1254": ("tr",)}
"""Encodings of Latin letters, between which the words around may decide."""
OTHER_LETTERS = SINGLE_BYTES - LATIN.keys()
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
SHIFTED = (("iso2022_jp_2", b"\x1b$"), ("iso2022_kr", b"\x1b$)C"), ("hz", b"~{"))
"""Encodings of seven bits, with the bytes that shift them."""

MARGIN = 10.0
"""Bits that the best reading must be ahead of every other: odds of 1,000 to 1."""
DAMAGE = 9.0
"""Bits that a damaged place in UTF-8 costs less for each sound sequence beside it: those are no accident."""
SOUND = 3.0
"""Bits that each continuation byte of a sound sequence costs less, in UTF-8 with damaged places: one in four is one by chance."""
MAX_BITS = 15.5
"""Bits a character outside ASCII may cost on average; more is no text. Random bytes come to 18, rare names to 14."""
MAX_ACCENTED_BITS = 12.5
"""The same in an encoding of Latin letters, where any byte is a letter: an accented capital costs 11.5, a lone `ÿ` behind `Ã` 15."""
MAX_LETTER_BITS = 8.5
"""The same in other encodings of single bytes, which write whole words in them: letters cost 6, random ones 9."""
SWITCH = 20.0
"""Bits for each change of encoding inside a file."""
MIN_FOREIGN = 6
"""Characters outside ASCII that lines in a second encoding must hold."""
MIN_UNSURE = 12
"""Characters outside ASCII that a text in an encoding beyond `FAMILIES` must hold."""
SAMPLE = 8_192
"""Bytes that readings are compared on; the best one then reads them all."""

SHORT = 256
"""Bytes: UTF-16 without a mark may look like UTF-8 with control characters; longer texts have an ideograph or a NUL that shows it.
A shorter text is not taken for UTF-16 whose last character is cut."""

HZ = regex(rb"~(?=\{)")
CONTROL = regex(b"[\0-\x08\x0e-\x1a\x1c-\x1f]")
SURROGATE_PAIR = regex(b"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
LINE = regex(b"[^\n]*\n?")
HIGH_LINES = regex(b"[^\n]*[\x80-\xff][^\n]*\n?")
BAD_RUN = regex("[\udc00-\udcff]+")
NO_CHARACTER = regex("[\ue000-\uf8ff\udc00-\udcff]")
WIDE_SEQUENCE = regex("[\u0800-\uffff]")
ODD_LETTER = regex("[\u0180-\u036f\u0460-\u052f\u0700-\u07ff]")
"""Letters that UTF-8 writes in two bytes and hardly any language uses: two ideographs in GBK may look so."""
SEQUENCE = regex("[^\x00-\x7f\udc80-\udcff]")
NOT_ASCII = regex("[^\x00-\x7f]")
DECLARED = regex(rb"""<(?:meta\b[^<>]*?\bcharset|\?xml\b[^<>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "shift_jis": "cp932", "euc_kr": "cp949", "koi8-r": "koi8-u"}
ALIASES |= {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""What pages declare, and what they mean by it (WHATWG Encoding Standard)."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """`data` as text, with the encoding it was in and a note for each place that could not be read.

    A byte order mark decides, then strict UTF-8. Else every encoding of `FAMILIES` reads the bytes, and so do UTF-16 and UTF-32;
    the most likely text wins if it is `MARGIN` bits ahead. A charset that a page declares counts for as much, no more. Bytes that
    the winner cannot read become U+FFFD and a note. `encoding` overrides all this. Raises `UnreadableError` for binary data,
    and where no reading is likely or two are nearly as likely.
    """
    if encoding:
        return _as_told(data, encoding)
    for bom, name in BOMS:
        if data.startswith(bom):
            return _with_bom(data[len(bom) :], name)
    if data.startswith(BINARY):
        raise UnreadableError("a binary file, not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data)
    # a single byte is found ten times as fast as two
    odd = b"\0" in data or (b"\x1b" in data and b"\x1b$" in data) or (b"~" in data and HZ.search(data) is not None)
    odd = odd or (len(data) < SHORT and CONTROL.search(data) is not None)
    return _detect(data) if odd else Decoded(text, "utf-8", _may_be_chinese(data, text))


def _may_be_chinese(data: bytes, text: str) -> tuple[Note, ...]:
    """A note if text in sound UTF-8 is not clearly more likely than the same bytes in GB18030, as two ideographs may be."""
    if len(data) > SAMPLE or WIDE_SEQUENCE.search(text) or not ODD_LETTER.search(text):
        return ()
    try:
        other = least_bits(data.decode("gb18030"), ("zh-Hans", "zh-Hant"))
    except UnicodeDecodeError:
        return ()
    if other > least_bits(text) + MARGIN:
        return ()
    return (Note(0, "sound UTF-8, but as likely text in another encoding", ("utf-8", "gb18030")),)


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableError(f"not {encoding}: {error}") from None


def _with_bom(data: bytes, name: str) -> Decoded:
    """What stands behind a byte order mark; a cut last character is kept as U+FFFD."""
    if name == "utf-8":
        try:
            return Decoded(data.decode(name), name)
        except UnicodeDecodeError:
            return _decoded(_escaped(data, name), name)
    try:
        return _decoded(_cut(data, name), name)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"begins with a {name} byte order mark but is not {name}: {error.reason}") from None


def _detect(data: bytes) -> Decoded:
    """The most likely reading of bytes that are not plain UTF-8."""
    data = SURROGATE_PAIR.sub(_joined, data)  # CESU-8
    if shifted := _shifted(data):
        return shifted
    head = data[:SAMPLE]
    declared = _declared(data)
    readings = sorted(_readings(head, declared))
    if wide := _wide(data, readings[0].bits):
        return _decoded(*wide)
    if data.count(b"\0") > MAX_NULS * len(data):
        raise UnreadableError("a binary file, not text")
    if is_utf_8(data):
        return Decoded(data.decode(), "utf-8")
    if len(CONTROL.findall(data)) > MAX_CONTROLS * len(data):
        raise UnreadableError("a binary file, not text")
    if len(data) > SAMPLE:
        head = b"".join(HIGH_LINES.findall(data[: 64 * SAMPLE]))[:SAMPLE]
        readings = sorted(_readings(head or data[-SAMPLE:], declared))
    best = readings[0]
    if mixed := _mixed(data, best.bits if len(data) <= SAMPLE else None):
        return mixed
    rivals = [reading for reading in readings[1:] if reading.bits < best.bits + MARGIN and reading.text != best.text]
    if rivals:
        # damage in UTF-8 is always reported, so that it may win where the evidence is thin
        best = next((reading for reading in (best, *rivals) if reading.encoding == "utf-8" and _mostly_sound(reading.text)), best)
    kept = BAD_RUN.sub("", best.text) if best.encoding == "utf-8" and _mostly_sound(best.text, 2) else best.text
    if _too_rare(kept):
        return _fallback(data, best)
    if best.encoding in LATIN and detect(best.text) in LATIN[best.encoding]:
        rivals = [rival for rival in rivals if rival.encoding not in LATIN]
    if best.encoding in OTHER_LETTERS:
        # what one reads as small letters the other reads as capitals: the letters themselves must agree with the case
        letters = min([(least_bits(reading.text.lower()), reading) for reading in readings if reading.encoding in OTHER_LETTERS])[1]
        rivals += [letters] if letters.encoding != best.encoding else []
    if best.encoding != "utf-8" and (rivals or _unlike_words(best)):
        names = ", ".join(sorted({best.encoding, *(rival.encoding for rival in rivals)}))
        raise UnreadableError(f"in an encoding that cannot be told ({names}); name it with --encoding")
    return _decoded(_escaped(data, best.encoding), best.encoding)


def _mostly_sound(text: str, times: int = 1) -> bool:
    """Whether UTF-8 has as many sound sequences as damaged places, or `times` as many."""
    return len(SEQUENCE.findall(text)) >= times * len(BAD_RUN.findall(text))


def _joined(match: re.Match[bytes]) -> bytes:
    return match[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()


def _escaped(data: bytes, name: str) -> str:
    """`data` decoded, with bytes that cannot be read as lone surrogates U+DC80 to U+DCFF."""
    return data.decode(name, "surrogateescape")


def _decoded(text: str, name: str) -> Decoded:
    """Text whose unreadable bytes become U+FFFD, one for a run of them, and a note each."""
    notes: list[Note] = []
    parts: list[str] = []
    last = size = 0
    for match in BAD_RUN.finditer(text):
        parts += [text[last : match.start()], "\ufffd"]
        size += match.start() - last
        last = match.end()
        shown = " ".join([f"{ord(character) - 0xDC00:02X}" for character in match[0][:8]]) + (" …" if len(match[0]) > 8 else "")
        count = len(match[0])
        notes.append(Note(size, f"{count} byte{'s' if count > 1 else ''} not in {name}: {shown}", ("U+FFFD", "text that is lost")))
        size += 1
    return Decoded("".join([*parts, text[last:]]), name, tuple(notes))


def _readings(data: bytes, declared: str | None = None) -> Iterator[Reading]:
    for names, languages, rarity in FAMILIES:
        readings = []
        for name in names:
            try:
                text = _escaped(data, name)
            except UnicodeDecodeError:
                continue
            cost = least_bits(text, languages) + rarity - (MARGIN if declared in names else 0.0)
            if name == "utf-8":
                sound = SEQUENCE.findall(text)
                cost -= DAMAGE * min(len(BAD_RUN.findall(text)), len(sound)) + SOUND * (len("".join(sound).encode()) - len(sound))
            readings.append(Reading(cost, text, name))
        if readings:
            # the common variant of a vendor wins if it has all the characters: the rest differ in a few signs
            yield next((reading for reading in readings if not NO_CHARACTER.search(reading.text)), min(readings))


def _declared(data: bytes) -> str | None:
    """The encoding that a page names in its first kilobyte, if it is one that pages are written in."""
    match = DECLARED.search(data[:1024])
    try:
        name = codecs.lookup(match[1].decode()).name if match else None
    except LookupError:
        return None
    return ALIASES.get(name, name) if name else None


def _wide(data: bytes, rival: float) -> tuple[str, str] | None:
    """UTF-16 or UTF-32 without a mark, if it is the most likely reading by far; `rival` is the cost of the best other one."""
    readings = []
    for name in WIDE:
        size = 4 if "32" in name else 2
        if len(data) % size and len(data) < SHORT:
            continue
        whole = min(len(data), SAMPLE) // size * size
        try:
            text = data[:whole].decode(name)
        except UnicodeDecodeError:
            continue
        if text:
            readings.append(Reading(least_bits(text), text, name))
    if not readings:
        return None
    best = min(readings)
    if _too_rare(best.text) or rival < best.bits + MARGIN:
        return None
    try:
        return _cut(data, best.encoding), best.encoding
    except UnicodeDecodeError:
        return None


def _cut(data: bytes, name: str) -> str:
    """UTF-16 or UTF-32; the bytes of a last character that is cut stay as escapes."""
    end = len(data) - len(data) % (4 if "32" in name else 2)
    return data[:end].decode(name) + "".join([chr(0xDC00 + byte) for byte in data[end:]])


def _shifted(data: bytes) -> Decoded | None:
    for name, sign in SHIFTED:
        if sign in data and data.isascii():
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if NOT_ASCII.search(text) and least_bits(text) + MARGIN < least_bits(data.decode("ascii")):
                return Decoded(text, name)
    return None


def _mixed(data: bytes, whole: float | None) -> Decoded | None:
    """A file whose lines are in two encodings, UTF-8 and another, as concatenated files are.

    Evidence: the lines that are no UTF-8 have one likely reading together, and the file so read is much cheaper than in one encoding
    (`whole` bits, unless the file is too long to be read in all of them).
    """
    lines = [line for line in LINE.findall(data) if line]
    sound = [line.isascii() or is_utf_8(line) for line in lines]
    high = [kind for line, kind in zip(lines, sound, strict=True) if not line.isascii()]
    if True not in high or False not in high:
        return None
    foreign = b"".join([line for line, kind in zip(lines, sound, strict=True) if not kind])
    best, *others = sorted(_readings(foreign[:SAMPLE]))
    rivals = [other for other in others if other.bits < best.bits + MARGIN and other.text != best.text]
    if best.encoding == "utf-8" or rivals or _too_rare(best.text) or len(SEQUENCE.findall(best.text)) < MIN_FOREIGN:
        return None
    if whole is not None:
        cost = best.bits + least_bits("".join([line.decode() for line, kind in zip(lines, sound, strict=True) if kind]))
        if cost + SWITCH * (len(list(groupby(high))) - 1) > whole:
            return None
    parts: list[str] = []
    notes: list[Note] = []
    size = 0
    for kind, run in groupby(zip(lines, sound, strict=True), key=itemgetter(1)):
        text = _escaped(b"".join([line for line, _ in run]), "utf-8" if kind else best.encoding)
        if not kind:
            notes.append(Note(size, f"lines in {best.encoding} in a file in utf-8", (best.encoding, "utf-8")))
        parts.append(text)
        size += len(text)
    text, name, damaged = _decoded("".join(parts), f"utf-8 and {best.encoding}")
    return Decoded(text, name, tuple(sorted([*damaged, *notes])))


def is_utf_8(data: bytes) -> bool:
    """Whether all of `data` is UTF-8; ASCII is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _too_rare(text: str) -> bool:
    """Whether the characters outside ASCII are so rare in every language that this is no text."""
    return bits_each(text) > MAX_BITS


def _unlike_words(reading: Reading) -> bool:
    """Whether the letters that an encoding of single bytes reads are so odd where they stand that the bytes may be something else."""
    limit = MAX_ACCENTED_BITS if reading.encoding in LATIN else MAX_LETTER_BITS
    return reading.encoding in SINGLE_BYTES and bits_each_in_context(reading.text) > limit


def _fallback(data: bytes, best: Reading) -> Decoded:
    """A second opinion for what `FAMILIES` lacks; it must be the likelier text, and it is reported."""
    import charset_normalizer

    found = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    if found is not None:
        try:
            text = data.decode(found.encoding)
        except UnicodeDecodeError:
            text = ""
        if len(NOT_ASCII.findall(text)) >= MIN_UNSURE and not _too_rare(text) and least_bits(text[:SAMPLE]) + MARGIN < best.bits:
            return Decoded(text, found.encoding, (Note(0, "an encoding that is not certain", (found.encoding, best.encoding)),))
    raise UnreadableError("in no encoding that can be told; name it with --encoding")
