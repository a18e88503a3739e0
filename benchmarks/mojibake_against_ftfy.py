"""Repair of text decoded with the wrong encoding, beside ftfy with default and with safe settings, in one run.

python benchmarks/mojibake_against_ftfy.py [FOLDER] [--each N] [--clean MEGABYTES]

FOLDER holds `zh-Hans.txt`, `ja.txt` …, a paragraph a line; without it the installed message catalogues are read. First each family of
damage is done to texts of ten lengths in six languages; a repair is right only if the text comes back whole. Then clean
text is given to all, and each change is a false repair; of ftfy's default, changes of quotes, width and ligatures are no repairs
of mojibake and are not counted.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator

import ftfy
from texts import sample, texts

from cleaner import Edit, read
from cleaner.passes.characters.mojibake import mojibake

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "fr", "de", "en")
LENGTHS = (2, 4, 8, 12, 16, 24, 40, 80, 160, 320)
"""Characters."""
SAFE = ftfy.TextFixerConfig(
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
"""ftfy's repair of mojibake and nothing else."""
NEEDED = 12
"""Characters from which a repair is expected."""


def as_windows(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes that it lacks are control characters."""
    return "".join([bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data])


FAMILIES: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "UTF-8 as Latin-1": (lambda text: text.encode().decode("latin-1"), LANGUAGES),
    "UTF-8 as Windows-1252": (lambda text: as_windows(text.encode()), LANGUAGES),
    "UTF-8 as Windows-1252, twice": (lambda text: as_windows(as_windows(text.encode()).encode()), LANGUAGES),
    "UTF-8 as GBK": (lambda text: text.encode().decode("gbk"), LANGUAGES),
    "UTF-8 as Big5": (lambda text: text.encode().decode("cp950"), LANGUAGES),
    "GBK as Latin-1": (lambda text: text.encode("gbk").decode("latin-1"), ("zh-Hans", "zh-Hant")),
    "GBK as Big5": (lambda text: text.encode("gbk").decode("cp950"), ("zh-Hans", "zh-Hant")),
    "Shift_JIS as GBK": (lambda text: text.encode("cp932").decode("gbk"), ("ja",)),
    "EUC-JP as Shift_JIS": (lambda text: text.encode("euc_jp").decode("cp932"), ("ja",)),
}
"""What was done to a text, and to the languages that are written in such an encoding.

A text that does not survive it (no bytes, or no text from them) is left out: nothing could bring it back.
"""
ODD = frozenset("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\xa0\xad")
"""Characters that end a line or may be white space: what damage makes of others cannot be told from them."""


def samples(family: str, language: str, length: int, count: int, paragraphs: list[str]) -> Iterator[tuple[str, str]]:
    """Up to `count` sound texts of one length, each with its damaged form."""
    chance = random.Random(f"{family} {language} {length}")
    found = 0
    for _ in range(count * 20):
        text = sample(paragraphs, length + 40, chance).replace("\n", " ")
        start = chance.randrange(40)
        text = text[start : start + length].strip()
        if len(text) < length or text.isascii():
            continue
        try:
            damaged = FAMILIES[family][0](text)
        except UnicodeError:
            continue
        if damaged != text and ODD.isdisjoint(damaged) and ODD.isdisjoint(text):
            yield text, damaged
            found += 1
            if found == count:
                return


def ours(text: str) -> str:
    document = read(text, kind="text")
    document.apply([proposal for proposal in mojibake(document) if isinstance(proposal, Edit)], "mojibake")
    return document.wording()


READERS: dict[str, Callable[[str], str]] = {
    "cleanfiles": ours,
    "ftfy": ftfy.fix_text,
    "ftfy, safe": lambda text: ftfy.fix_text(text, SAFE),
}


def is_false(name: str, before: str, after: str) -> bool:
    """Whether a change of sound text is a repair of mojibake that was none."""
    if name == "ftfy":  # only what its search for mojibake changed
        return ftfy.fix_encoding(before) != before
    return after != before


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folder", nargs="?")
    options.add_argument("--each", type=int, default=10, help="samples of each family, language and length")
    options.add_argument("--clean", type=float, default=4.0, help="megabytes of clean text of each language")
    given = options.parse_args()
    paragraphs = texts(given.folder)
    right: Counter[tuple[str, str, bool]] = Counter()
    total: Counter[tuple[str, bool]] = Counter()
    altered: Counter[tuple[str, bool]] = Counter()
    lengths: Counter[tuple[str, int]] = Counter()
    for family, (_, languages) in FAMILIES.items():
        for language in languages:
            for length in LENGTHS:
                for text, damaged in samples(family, language, length, given.each, paragraphs.get(language) or [""]):
                    total[family, length >= NEEDED] += 1
                    lengths["all", length] += 1
                    for name, repair in READERS.items():
                        found = repair(damaged)
                        right[name, family, length >= NEEDED] += found == text
                        lengths[name, length] += found == text
                        altered[name, length >= NEEDED] += found not in (text, damaged)
    print(f"| family, {NEEDED} characters and more | samples | " + " | ".join(READERS) + " |\n| --- | --- |" + " --- |" * len(READERS))
    for family in FAMILIES:
        cells = [percent(right[name, family, True], total[family, True]) for name in READERS]
        print(f"| {family} | {total[family, True]} | " + " | ".join(cells) + " |")
    everything = sum(total[family, True] for family in FAMILIES)
    cells = [percent(sum(right[name, family, True] for family in FAMILIES), everything) for name in READERS]
    print(f"| all | {everything} | " + " | ".join(cells) + " |")
    print("| changed into something else | | " + " | ".join(str(altered[name, True]) for name in READERS) + " |\n")
    print("| characters | samples | " + " | ".join(READERS) + " |\n| --- | --- |" + " --- |" * len(READERS))
    for length in LENGTHS:
        cells = [percent(lengths[name, length], lengths["all", length]) for name in READERS]
        print(f"| {length} | {lengths['all', length]} | " + " | ".join(cells) + " |")
    print("\n| clean text | MB | " + " | ".join(READERS) + " |\n| --- | --- |" + " --- |" * len(READERS))
    for language, lines in paragraphs.items():
        kept, size = [], 0
        for line in lines:
            size += len(line.encode())
            if size > given.clean * 1e6:
                break
            kept.append(line)
        false = [sum(is_false(name, line, repair(line)) for line in kept) for name, repair in READERS.items() if name != "cleanfiles"]
        document = read("\n".join(kept), kind="text")
        own = sum(isinstance(proposal, Edit) for proposal in mojibake(document))
        print(f"| {language} | {min(size, given.clean * 1e6) / 1e6:.1f} | {own} | " + " | ".join(map(str, false)) + " |")


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


if __name__ == "__main__":
    main()
