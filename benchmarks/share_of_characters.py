"""What decoding and the passes over characters cost on clean UTF-8, as a share of the whole chain, in one run.

python benchmarks/share_of_characters.py [FILE ...]
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from cleaner import clean, read
from cleaner.encodings import decode
from cleaner.passes.compatibility_forms import compatibility_forms
from cleaner.passes.controls import controls
from cleaner.passes.mojibake import mojibake

ROOT = Path(__file__).parent.parent
PASSES = (mojibake, controls, compatibility_forms)
ROUNDS = 31


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(ROOT.glob("fixtures/*/expected.md"))
    shares = []
    print(f"{'file':<48} {'bytes':>8} {'chain ms':>9} {'characters ms':>14} {'share':>7}")
    for path in paths:
        data = path.read_bytes()
        if clean(data).edits and not sys.argv[1:]:
            continue  # not clean
        whole, part = [], []
        for _ in range(ROUNDS):  # in turn, so that both see the same weather
            start = perf_counter()
            clean(data)
            whole.append(perf_counter() - start)
            part.append(characters(data))
        shares.append(median(part) / median(whole))
        name = f"{path.parent.name}/{path.name}"
        print(f"{name:<48} {len(data):>8} {median(whole) * 1000:>9.3f} {median(part) * 1000:>14.3f} {100 * shares[-1]:>6.1f}%")
    print(f"median share of {len(shares)} files: {100 * median(shares):.1f}%")


def characters(data: bytes) -> float:
    """Seconds for decoding, and for what the passes over characters look at in the document as it was read."""
    start = perf_counter()
    text = decode(data).text
    seconds = perf_counter() - start
    document = read(text)
    start = perf_counter()
    for rule in PASSES:
        list(rule(document))
    return seconds + perf_counter() - start


if __name__ == "__main__":
    main()
