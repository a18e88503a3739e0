"""Decoding beside chardet, charset-normalizer and beautifulsoup4's detector, in one run: 16 kinds of bytes by length.

python benchmarks/encodings_against_peers.py [FOLDER] [--each N]

FOLDER holds `zh-Hans.txt`, `ja.txt` …, a paragraph a line; without it the installed message catalogues are read. A text is right only
if every character is. Of damaged UTF-8 every sound part must be there, in order. Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import codecs
import random
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module

from texts import sample, texts

from cleaner.encodings import UnreadableError, decode

ANY = ("zh-Hans", "zh-Hant", "ja", "ko", "ru", "de", "fr", "es", "pt")
WESTERN = ("de", "fr", "es", "pt")
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "UTF-8": ("utf-8", ANY),
    "UTF-8, marked": ("utf-8-sig", ANY),
    "UTF-8, damaged": ("utf-8", ANY),
    "UTF-16, marked": ("utf-16", ANY),
    "UTF-16-LE": ("utf-16-le", ANY),
    "UTF-16-BE": ("utf-16-be", ANY),
    "UTF-32-LE": ("utf-32-le", ANY),
    "GBK": ("gbk", ("zh-Hans",)),
    "GB18030": ("gb18030", ("zh-Hans", "zh-Hant")),
    "Big5": ("cp950", ("zh-Hant",)),
    "Shift_JIS": ("cp932", ("ja",)),
    "EUC-JP": ("euc_jp", ("ja",)),
    "ISO-2022-JP": ("iso2022_jp", ("ja",)),
    "EUC-KR": ("cp949", ("ko",)),
    "Windows-1252": ("cp1252", WESTERN),
    "Windows-1251": ("cp1251", ("ru",)),
}
LENGTHS = (20, 50, 100, 200, 500, 2_000, 8_000)
"""Bytes at most."""
MIN_SEQUENCES = 4
"""Characters outside ASCII in a text that is to be damaged; fewer would leave nothing to know it by."""
NEVER = b"\xc0\xc1\xf5\xf8\xfc"
ONE_IN = 50
"""Of these characters, how many are damaged; at least one is."""


def samples(kind: str, length: int, count: int, paragraphs: dict[str, list[str]]) -> Iterator[tuple[str, bytes]]:
    """`count` texts of one kind, each with its bytes, spread over the languages."""
    encoding, languages = KINDS[kind]
    chance = random.Random(f"{kind} {length}")
    for number in range(count):
        language = languages[number % len(languages)]
        if language not in paragraphs:
            continue
        for _ in range(100):
            text = shortened(sample(paragraphs[language], length, chance), encoding, length)
            high = len(text.encode("ascii", "ignore")) - len(text)
            if is_plain(text.encode(encoding)) and not encoding.startswith("iso2022"):
                continue
            if text and -high >= (MIN_SEQUENCES if kind == "UTF-8, damaged" else 1):
                data = text.encode(encoding)
                yield text, damaged(data, chance) if kind == "UTF-8, damaged" else data
                break


def is_plain(data: bytes) -> bool:
    """Whether the bytes are printable ASCII, as those of a few kana in UTF-16 are: then they are ASCII, whatever was meant."""
    return data.isascii() and data.decode().isprintable()


def shortened(text: str, encoding: str, length: int) -> str:
    """As much of the beginning of `text` as fits, without what the encoding cannot hold."""
    if not codecs.lookup(encoding).name.startswith("utf"):
        text = text.encode(encoding, "ignore").decode(encoding)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(text[:middle].encode(encoding)) <= length else (low, middle - 1)
    return text[:low].strip()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with one byte in each of a few characters replaced by one that UTF-8 never holds."""
    broken = bytearray(data)
    leads = [place for place, byte in enumerate(data) if byte >= 0xC0]
    for place in chance.sample(leads, max(1, len(leads) // ONE_IN)):
        broken[place + chance.randrange(2)] = chance.choice(NEVER)
    return bytes(broken)


def holds(parts: list[str], text: str) -> bool:
    """Whether `parts` stand in `text`, in this order."""
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return sum(map(len, parts)) * 2 > len(text)


def ours(data: bytes) -> tuple[str, bool] | None:
    try:
        decoded = decode(data)
    except UnreadableError:
        return None
    return decoded.text, bool(decoded.notes)


def theirs(name: str) -> Callable[[bytes], tuple[str, bool] | None] | None:
    """What a peer makes of bytes: text and whether it said that some are lost, or nothing."""
    try:
        module = import_module(name)
    except ImportError:
        return None

    def with_encoding(data: bytes, encoding: str | None) -> tuple[str, bool] | None:
        if not encoding:
            return None
        try:
            # a peer names an encoding; what it leaves unread must be dealt with by its caller
            text = data.decode(encoding, "replace")
        except LookupError:
            return None
        return text.removeprefix("\ufeff"), "\ufffd" in text

    if name == "chardet":
        return lambda data: with_encoding(data, module.detect(data)["encoding"])
    if name == "charset_normalizer":

        def best(data: bytes) -> tuple[str, bool] | None:
            found = module.from_bytes(data).best()
            return with_encoding(data, found.encoding if found else None)

        return best

    def dammit(data: bytes) -> tuple[str, bool] | None:
        found = module.UnicodeDammit(data)
        return (found.unicode_markup, found.contains_replacement_characters) if found.unicode_markup else None

    return dammit


def verdict(kind: str, text: str, found: tuple[str, bool] | None) -> str:
    if found is None:
        return "refused"
    read, told = found
    if kind == "UTF-8, damaged":
        return "right" if told and holds([part for part in read.split("\ufffd") if part], text) else "reported" if told else "wrong"
    return "right" if read == text else "reported" if told else "wrong"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folder", nargs="?")
    options.add_argument("--each", type=int, default=36, help="samples of each kind and length")
    given = options.parse_args()
    paragraphs = texts(given.folder)
    readers = {"cleanfiles": ours}
    for name in ("chardet", "charset_normalizer", "bs4"):
        if reader := theirs(name):
            readers[name] = reader  # type: ignore[assignment]
    counts: Counter[tuple[str, str, int, str]] = Counter()
    for kind in KINDS:
        for length in LENGTHS:
            for text, data in samples(kind, length, given.each, paragraphs):
                for name, reader in readers.items():
                    counts[name, kind, length, verdict(kind, text, reader(data))] += 1
    print("cleanfiles: right / refused / reported as unsure / wrong in silence, by length in bytes\n")
    print("| kind | " + " | ".join(map(str, LENGTHS)) + " |\n| --- |" + " --- |" * len(LENGTHS))
    outcomes = ("right", "refused", "reported", "wrong")
    for kind in KINDS:
        cells = ["/".join(str(counts["cleanfiles", kind, length, outcome]) for outcome in outcomes) for length in LENGTHS]
        print(f"| {kind} | " + " | ".join(cells) + " |")
    print("\nright, in per cent\n\n| kind | " + " | ".join(readers) + " |\n| --- |" + " --- |" * len(readers))
    rows: list[tuple[str, tuple[str, ...], tuple[int, ...]]] = [(kind, (kind,), LENGTHS) for kind in KINDS]
    rows += [("all", tuple(KINDS), LENGTHS), ("all of 100 bytes and more", tuple(KINDS), LENGTHS[2:])]
    for label, kinds, lengths in rows:
        print(f"| {label} | " + " | ".join(share(counts, name, kinds, lengths) for name in readers) + " |")
    for outcome in ("wrong", "refused"):
        cells = [str(sum(counts[name, kind, length, outcome] for kind in KINDS for length in LENGTHS)) for name in readers]
        print(f"| {outcome}{' in silence' if outcome == 'wrong' else ''}, samples | " + " | ".join(cells) + " |")
    print(f"\n{sum(number for key, number in counts.items() if key[0] == 'cleanfiles')} samples")


def share(counts: Counter[tuple[str, str, int, str]], name: str, kinds: tuple[str, ...], lengths: tuple[int, ...]) -> str:
    chosen = {key: number for key, number in counts.items() if key[0] == name and key[1] in kinds and key[2] in lengths}
    total = sum(chosen.values())
    right = sum(number for key, number in chosen.items() if key[3] == "right")
    return f"{100 * right / total:.1f}" if total else "-"


if __name__ == "__main__":
    main()
