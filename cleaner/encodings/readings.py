"""Every way to read bytes that hold ASCII, with what it costs as text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.encodings.results import BAD_RUN
from cleaner.regex import regex
from cleaner.wording.likelihood import BALTIC, CENTRAL, LANGUAGES, WESTERN, bits_each, bits_each_in_context, least_bits


class Reading(NamedTuple):
    """One way to read the bytes, with what it costs as text (see `cleaner.wording.likelihood`)."""

    bits: float
    text: str
    encoding: str


NORDIC = ("da", "sv", "fi", "is")
FAMILIES: tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...] = (
    (("utf-8",), LANGUAGES, 0.0),
    (("gb18030",), ("zh-Hans", "zh-Hant", "cyrillic", "greek"), 0.0),
    (("cp950", "big5hkscs"), ("zh-Hant", "cyrillic"), 0.0),
    (("cp932", "shift_jis_2004"), ("ja", "cyrillic"), 0.0),
    (("euc_jp", "euc_jis_2004"), ("ja", "cyrillic", "greek"), 0.0),
    (("cp949", "euc_kr"), ("ko", "cyrillic"), 0.0),
    (("gb18030",), ("ja",), 8.0),
    (("johab",), ("ko", "cyrillic"), 8.0),
    (("cp1252",), WESTERN, 0.0),
    (("iso8859-15",), WESTERN, 6.0),
    (("mac_roman",), WESTERN, 10.0),
    (("cp850",), (*WESTERN, "et"), 10.0),
    (("cp437",), WESTERN, 10.0),
    (("cp860",), ("pt",), 12.0),
    (("cp863",), ("fr",), 12.0),
    (("cp865",), NORDIC, 12.0),
    (("cp861",), NORDIC, 12.0),
    (("mac_iceland",), NORDIC, 12.0),
    (("cp1250",), CENTRAL, 8.0),
    (("iso8859-2",), CENTRAL, 8.0),
    (("iso8859-16",), CENTRAL, 12.0),
    (("mac_latin2",), (*CENTRAL, *BALTIC), 12.0),
    (("cp852",), CENTRAL, 12.0),
    (("cp1257",), (*BALTIC, *NORDIC, "pl", "hr"), 8.0),
    (("iso8859-13",), (*BALTIC, *NORDIC, "pl", "hr"), 10.0),
    (("iso8859-4",), (*BALTIC, *NORDIC), 12.0),
    (("iso8859-10",), (*BALTIC, *NORDIC, *CENTRAL), 12.0),
    (("cp775",), (*BALTIC, "pl"), 12.0),
    (("cp1254",), ("tr",), 8.0),
    (("mac_turkish",), ("tr",), 12.0),
    (("cp857",), ("tr",), 12.0),
    (("iso8859-3",), ("tr", "it", "es"), 14.0),
    (("cp1251",), ("cyrillic",), 0.0),
    (("koi8-u",), ("cyrillic",), 4.0),
    (("cp866",), ("cyrillic",), 8.0),
    (("koi8-t",), ("cyrillic",), 10.0),
    (("kz1048",), ("cyrillic",), 10.0),
    (("ptcp154",), ("cyrillic",), 12.0),
    (("mac_cyrillic",), ("cyrillic",), 8.0),
    (("iso8859-5",), ("cyrillic",), 10.0),
    (("cp855",), ("cyrillic",), 12.0),
    (("cp1253", "iso8859-7"), ("greek",), 8.0),
    (("mac_greek",), ("greek",), 12.0),
    (("cp737",), ("greek",), 12.0),
    (("cp869",), ("greek",), 14.0),
    (("cp1255",), ("hebrew",), 8.0),
    (("cp862",), ("hebrew",), 12.0),
    (("cp1256",), ("arabic",), 8.0),
    (("iso8859-6",), ("arabic",), 10.0),
    (("cp874",), ("thai",), 8.0),
)
"""Encodings that hold ASCII: each with its vendor's variants, the languages written in it, and the bits that its rarity costs."""
LETTERS = frozenset(("cyrillic", "greek", "hebrew", "arabic", "thai"))
IDEOGRAPHS = frozenset(("zh-Hans", "zh-Hant", "ja", "ko"))
OTHER_LETTERS = frozenset(name for names, languages, _ in FAMILIES for name in names if LETTERS.issuperset(languages))
LATIN = {name: languages for names, languages, _ in FAMILIES for name in names if LETTERS.union(IDEOGRAPHS).isdisjoint(languages)}
"""Encodings of Latin letters, between which the words around may decide, with their languages."""
RARE = 10.0
"""An encoding that costs so much is reported where it is found: nobody writes it any more."""
RARITY = {name: rarity for names, _, rarity in FAMILIES for name in names}

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
NO_CHARACTER = regex("[\ue000-\uf8ff\udc00-\udcff]")
SEQUENCE = regex("[^\x00-\x7f\udc80-\udcff]")
DECLARED = regex(rb"""<(?:meta\b[^<>]*?\bcharset|\?xml\b[^<>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "shift_jis": "cp932", "euc_kr": "cp949", "koi8-r": "koi8-u"}
ALIASES |= {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""What pages declare, and what they mean by it (WHATWG Encoding Standard)."""


def readings(data: bytes, declared: str | None = None) -> Iterator[Reading]:
    for names, languages, rarity in FAMILIES:
        found = []
        for name in names:
            try:
                text = escaped(data, name)
            except UnicodeDecodeError:
                continue
            cost = least_bits(text, languages) + rarity - (MARGIN if declared in names else 0.0)
            if name == "utf-8":
                sound = SEQUENCE.findall(text)
                cost -= DAMAGE * min(len(BAD_RUN.findall(text)), len(sound)) + SOUND * (len("".join(sound).encode()) - len(sound))
            found.append(Reading(cost, text, name))
        if found:
            # the common variant of a vendor wins if it has all the characters: the rest differ in a few signs
            yield next((reading for reading in found if not NO_CHARACTER.search(reading.text)), min(found))


def escaped(data: bytes, name: str) -> str:
    """`data` decoded, with bytes that cannot be read as lone surrogates U+DC80 to U+DCFF."""
    return data.decode(name, "surrogateescape")


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first kilobyte, if it is one that pages are written in."""
    match = DECLARED.search(data[:1024])
    try:
        name = codecs.lookup(match[1].decode()).name if match else None
    except LookupError:
        return None
    return ALIASES.get(name, name) if name else None


def too_rare(text: str) -> bool:
    """Whether the characters outside ASCII are so rare in every language that this is no text."""
    return bits_each(text) > MAX_BITS


def unlike_words(reading: Reading) -> bool:
    """Whether the letters that an encoding of single bytes reads are so odd where they stand that the bytes may be something else."""
    limit = MAX_ACCENTED_BITS if reading.encoding in LATIN else MAX_LETTER_BITS
    is_single_byte = reading.encoding in LATIN or reading.encoding in OTHER_LETTERS
    return is_single_byte and bits_each_in_context(reading.text) > limit
