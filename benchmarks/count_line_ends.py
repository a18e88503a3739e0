"""Count what `cleaner.wording.line_ends` reads: how line ends of printed lines differ from those of lines that end.

    python benchmarks/count_line_ends.py TEXTS DICT

TEXTS holds files named for a script and a language (`c-zh-Hans.txt`, `l-de.txt`): a paragraph a line, headings behind `# `, list items
behind `- `, lines of verse behind `> `; `@ name` begins a document. DICT is the file dict.txt of the package jieba (MIT). Paragraphs
are laid out at measures of 14 to 40 ideographs or 40 to 90 columns; half of the documents in Latin letters are hyphenated. Each kind of
line that ends (paragraphs, clauses one a line, headings, items, verse) counts alike. Lines that end as a sentence does are left out.
"""

from __future__ import annotations

import itertools
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from cleaner.wording import line_ends
from cleaner.wording.glyphs import NO_LINE_START, width

HAN = re.compile("[\u3400-\u9fff]+")
NO_LINE_END = "“‘《「『（([【〈"
UNIT = re.compile(r"[\u2e80-\uabff\ud7a4-\uffef“”‘’…—]|[^\s\u2e80-\uabff\ud7a4-\uffef“”‘’…—]+|\s+")
CHARACTERS = 300
PAIRS = 10_000
OPEN = 0.1
"""Of the lines of a kind, at least, do not end as sentences do: others tell nothing of those that do not."""


def lay_out(text: str, measure: int, hyphens: bool, rnd: random.Random) -> list[str]:
    """`text` as printed lines of `measure` columns."""
    lines, line, size = [], "", 0
    units: list[str] = []
    for unit in UNIT.findall(text):
        if units and (unit in NO_LINE_START or units[-1][-1] in NO_LINE_END) and not unit.isspace():
            units[-1] += unit
        else:
            units.append(" " if unit.isspace() else unit)
    for unit in units:
        wide = width(unit)
        if size + wide > measure and line.strip():
            room = measure - size - 1
            if hyphens and unit.isalpha() and unit.isascii() and len(unit) > 6 and room > 2 and rnd.random() < 0.6:
                cut = min(room, len(unit) - 3)
                lines.append(line + unit[:cut] + "-")
                unit = unit[cut:]
            else:
                lines.append(line.rstrip())
            line, size = "", 0
            unit = unit.lstrip()
            wide = width(unit)
        line, size = line + unit, size + wide
    return [*lines, line.rstrip()]


def documents(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The documents of a file, each a list of kinds and texts."""
    found: list[tuple[str, str]] = []
    for row in path.read_text("utf-8").splitlines():
        if row[:2] == "@ ":
            if found:
                yield found
            found = []
        elif row[:2] in ("# ", "- ", "> "):
            found.append((row[0], row[2:].strip()))
        elif row.strip():
            found.append(("p", row.strip()))
    if found:
        yield found


def ends(path: Path, rnd: random.Random) -> Iterator[tuple[str, str, str]]:
    """(kind, line, next line) of every line end: kind "cut" where a printed line is broken."""
    script = path.name[0]
    for document in documents(path):
        hyphens = rnd.random() < 0.5
        measure = rnd.choice(range(40, 91)) if script == "l" else 2 * rnd.choice(range(14, 41))
        for (kind, text), (kind_after, after) in itertools.pairwise(document):
            yield kind if kind == kind_after else "p", text, after
            if kind != "p":
                continue
            lines = lay_out(text, measure, hyphens, rnd)
            for left, right in itertools.pairwise(lines):
                yield "cut", left.strip(), right.strip()
            for name, pattern in (("sentence", r"(?<=[。！？])(?=[^”」』）])|(?<=[.!?]) "), ("clause", r"(?<=[，；。])|(?<=[,;.]) ")):
                pieces = [piece.strip() for piece in re.split(pattern, text) if piece.strip()]
                for left, right in itertools.pairwise(pieces):
                    yield name, left, right
            clauses = [piece for piece in re.split(r"[，。；！？]|[,.;]\s", text) if len(piece.strip()) > 3]
            for left, right in itertools.pairwise(clauses):
                yield "unmarked", left.strip(), right.strip()


def ratio(part: float, of: float, other: float, of_other: float) -> float:
    """Nats, smoothed by a count of one in ten thousand."""
    return math.log((part / max(1, of) + 1e-4) / (other / max(1, of_other) + 1e-4))


def count(paths: list[Path], script: str) -> list[str]:
    """The rows of `line_ends.txt` for one script."""
    found: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    shares: Counter[str] = Counter()
    last: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    first: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    samples = []
    for path in paths:
        rnd = random.Random(7)
        samples += [sample for sample in ends(path, rnd) if sample[1] and sample[2]]
    for kind, left, right in samples:  # which characters end and begin units of a sentence
        if script in "cj" and kind in ("cut", "unmarked"):
            last[kind == "cut"][left[-1]] += 1
            first[kind == "cut"][right[0]] += 1
    steps = []
    for counts in (last, first):
        totals = [counts[True].total(), counts[False].total()]
        common = [sign for sign, _ in (counts[True] + counts[False]).most_common() if line_ends.CLASS[sign] in "KHT"][:CHARACTERS]
        steps.append({sign: round(2 * ratio(counts[True][sign], totals[0], counts[False][sign], totals[1])) / 2 for sign in common})
    before, after = steps
    for kind, left, right in samples:
        shares[kind] += 1
        if left[-1] in line_ends.ENDS:
            continue
        key = line_ends.key_of(left, right, script)
        step = 0
        if script in "cj" and key[0] in "KHT":
            step = max(-3, min(3, round(before.get(left[-1], 0) + (after.get(right[0], 0) if key[1] in "KHT" else 0))))
        found[kind][key, step] += 1
    cut = found.pop("cut")
    kinds = {kind: met for kind, met in found.items() if met.total() > max(200, OPEN * shares[kind])}
    print(script, cut.total(), {kind: met.total() for kind, met in kinds.items()})
    real: dict[tuple[str, int], float] = defaultdict(float)
    for met in kinds.values():
        for pair, number in met.items():
            real[pair] += number / met.total() / len(kinds)
    values: dict[str, list[str]] = defaultdict(list)
    for pair in sorted({*cut, *real}):
        if cut[pair] + real[pair] * 1000 >= 20 or cut[pair] >= 5:
            value = max(-4.0, min(4.0, ratio(cut[pair], cut.total(), real[pair], 1)))
            values[f"{value:.1f}"].append(pair[0] + (str(pair[1]) if pair[1] else ""))
    rows = [f"{script}\t{value}\t{' '.join(sorted(keys))}" for value, keys in sorted(values.items(), key=lambda item: float(item[0]))]
    for name, signs in ((f"{script}<", before), (f"{script}>", after)):
        grouped: dict[float, str] = defaultdict(str)
        for sign, value in signs.items():
            if value:
                grouped[value] += sign
        rows += [f"{name}\t{value}\t{text}" for value, text in sorted(grouped.items())]
    return rows


def weights(words: list[tuple[str, float]]) -> dict[str, float]:
    """By pair of ideographs, how often it stands inside words, against how often words would meet at it by chance."""
    inside: dict[str, float] = defaultdict(float)
    end: dict[str, float] = defaultdict(float)
    begin: dict[str, float] = defaultdict(float)
    total = 0.0
    for word, frequency in words:
        total += frequency + 0.5
        end[word[-1]] += frequency + 0.5
        begin[word[0]] += frequency + 0.5
        for left, right in itertools.pairwise(word):
            inside[left + right] += frequency + 0.5
    return {pair: number for pair, number in inside.items() if math.log1p(number / (end[pair[0]] * begin[pair[1]] / total + 1.0)) > 1}


def main(texts: str, words: str) -> None:
    from opencc import OpenCC

    listed = [row.split() for row in Path(words).read_text("utf-8").splitlines()]
    simplified = [(word, float(frequency)) for word, frequency, *_ in listed if HAN.fullmatch(word)]
    convert = OpenCC("s2t").convert
    traditional = [(convert(word), frequency) for word, frequency in simplified]
    kept: set[str] = set()
    for entries in (simplified, traditional):
        found = weights(entries)
        kept |= set(sorted(found, key=lambda pair: -found[pair])[:PAIRS])
    rows: dict[str, str] = defaultdict(str)
    for pair in sorted(kept):
        rows[pair[0]] += pair[1]
    data = Path(line_ends.DATA)
    data.mkdir(exist_ok=True)
    (data / "pairs.txt").write_text("".join([f"{left}{rights}\n" for left, rights in rows.items()]), "utf-8")
    line_ends.pairs.cache_clear()
    print(len(kept), "pairs")
    table: list[str] = []
    for script in "cjkl":
        table += count(sorted(Path(texts).glob(f"{script}-*.txt")), script)
    (Path(line_ends.DATA) / "line_ends.txt").write_text("\n".join(table) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
