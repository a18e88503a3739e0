"""The encoding of bytes that are not plainly UTF-8, and of UTF-8 that may be something else."""

from __future__ import annotations

import re

from cleaner.encodings.others import cut, mixed, shifted, wide
from cleaner.encodings.readings import (
    LATIN,
    MARGIN,
    OTHER_LETTERS,
    RARE,
    RARITY,
    SEQUENCE,
    Reading,
    declared_encoding,
    escaped,
    readings,
    too_rare,
    unlike_words,
)
from cleaner.encodings.results import BAD_RUN, CONTROL, SAMPLE, Decoded, Note, UnreadableError, decoded, is_utf_8
from cleaner.regex import regex
from cleaner.wording.language import detect
from cleaner.wording.likelihood import least_bits

MAX_NULS = 0.1
"""Of all bytes: UTF-8 with more is binary."""
MAX_CONTROLS = 0.02
"""Of all bytes, in a file that is no UTF-8: other control characters in one that is binary."""

SURROGATE_PAIR = regex(b"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


def doubted(data: bytes, text: str) -> tuple[Note, ...]:
    """A note if text in sound UTF-8 is not clearly more likely than the same bytes in GB18030, as two ideographs may be."""
    try:
        other = least_bits(data.decode("gb18030"), ("zh-Hans", "zh-Hant"))
    except UnicodeDecodeError:
        return ()
    if other > least_bits(text) + MARGIN:
        return ()
    return (Note(0, "sound UTF-8, but as likely text in another encoding", ("utf-8", "gb18030")),)


def with_mark(data: bytes, name: str) -> Decoded:
    """What stands behind a byte order mark; a cut last character is kept as U+FFFD."""
    if name == "utf-8":
        try:
            return Decoded(data.decode(name), name)
        except UnicodeDecodeError:
            return decoded(escaped(data, name), name)
    try:
        return decoded(cut(data, name), name)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"begins with a {name} byte order mark but is not {name}: {error.reason}") from None


def detected(data: bytes) -> Decoded:
    """The most likely reading of bytes that are not plain UTF-8."""
    data = SURROGATE_PAIR.sub(_joined, data)  # CESU-8
    if found := shifted(data):
        return found
    head = data[:SAMPLE]
    declared = declared_encoding(data)
    ranked = sorted(readings(head, declared))
    if utf := wide(data, ranked[0].bits):
        return decoded(*utf)
    if data.count(b"\0") > MAX_NULS * len(data):
        raise UnreadableError("a binary file, not text")
    if is_utf_8(data):
        return Decoded(data.decode(), "utf-8")
    if len(CONTROL.findall(data)) > MAX_CONTROLS * len(data):
        raise UnreadableError("a binary file, not text")
    if len(data) > SAMPLE:
        head = b"".join([line for line in data[: 64 * SAMPLE].splitlines(keepends=True) if not line.isascii()])[:SAMPLE]
        ranked = sorted(readings(head or data[-SAMPLE:], declared))
    if found := mixed(data, ranked[0].bits if len(data) <= SAMPLE else None):
        return found
    best, rivals = _by_words(*_by_letters(*_best(ranked), ranked), ranked, declared)
    if best.encoding == declared:  # no page is in an encoding that nobody writes any more
        rivals = [rival for rival in rivals if RARITY[rival.encoding] < RARE]
    kept = BAD_RUN.sub("", best.text) if best.encoding == "utf-8" and _mostly_sound(best.text, 2) else best.text
    if too_rare(kept):
        raise UnreadableError("in no encoding that can be told; name it with --encoding")
    if best.encoding != "utf-8" and (rivals or unlike_words(best)):
        names = ", ".join(sorted({best.encoding, *(rival.encoding for rival in rivals)}))
        raise UnreadableError(f"in an encoding that cannot be told ({names}); name it with --encoding")
    text, name, notes = decoded(escaped(data, best.encoding), best.encoding)
    if RARITY[name] >= RARE:
        other = next((reading.encoding for reading in ranked if reading.encoding != name), "another encoding")
        notes = (Note(0, "an encoding that is rarely used", (name, other)), *notes)
    return Decoded(text, name, notes)


def _best(ranked: list[Reading]) -> tuple[Reading, list[Reading]]:
    """The cheapest of `ranked` readings, and its rivals: others that are about as cheap and say something else."""
    best = ranked[0]
    rivals = [reading for reading in ranked[1:] if reading.bits < best.bits + MARGIN and reading.text != best.text]
    if rivals:
        # damage in UTF-8 is always reported, so that it may win where the evidence is thin
        best = next((reading for reading in (best, *rivals) if reading.encoding == "utf-8" and _mostly_sound(reading.text)), best)
    return best, rivals


def _by_letters(best: Reading, rivals: list[Reading], ranked: list[Reading]) -> tuple[Reading, list[Reading]]:
    """What one encoding reads as small letters another reads as capitals: the letters themselves must agree with the case."""
    if best.encoding in OTHER_LETTERS:
        letters = min([(least_bits(reading.text.lower()), reading) for reading in ranked if reading.encoding in OTHER_LETTERS])[1]
        if letters.text.lower() != best.text.lower():
            rivals = [*rivals, letters]
    return best, rivals


def _by_words(best: Reading, rivals: list[Reading], ranked: list[Reading], declared: str | None) -> tuple[Reading, list[Reading]]:
    """Between encodings of Latin letters the language decides, which the words of ASCII letters tell: its letters must be likely."""
    language = detect(best.text) if best.encoding in LATIN else None
    if language is None or not any([language in languages for languages in LATIN.values()]):
        return best, rivals
    of_language = [
        reading._replace(
            bits=least_bits(reading.text, (language,)) + RARITY[reading.encoding] - (MARGIN if reading.encoding == declared else 0.0)
        )
        for reading in ranked
        if language in LATIN.get(reading.encoding, ())
    ]
    best, latin = _best(sorted(of_language))
    return best, [*latin, *[rival for rival in rivals if rival.encoding not in LATIN]]


def _mostly_sound(text: str, times: int = 1) -> bool:
    """Whether UTF-8 has as many sound sequences as damaged places, or `times` as many."""
    return len(SEQUENCE.findall(text)) >= times * len(BAD_RUN.findall(text))


def _joined(match: re.Match[bytes]) -> bytes:
    return match[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16").encode()
