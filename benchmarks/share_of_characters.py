"""What decoding and the passes over characters cost on clean UTF-8, as a share of the whole chain, in one run.

python benchmarks/share_of_characters.py [FILE ...]

The passes cost what the chain takes longer with them; lists of lines that every pass needs are counted to none.
"""

from __future__ import annotations

from timing import named_files, seconds

from cleaner import Cleaner
from cleaner.encodings import decode

PASSES = ("mojibake", "controls", "compatibility_forms")
ROUNDS = 101


def main() -> None:
    paths = named_files()
    every, without = Cleaner(), Cleaner(ignore=PASSES)
    totals = [0.0, 0.0]
    print(f"{'file':<32} {'bytes':>8} {'chain ms':>9} {'characters ms':>14} {'share':>7}")
    for path in paths:
        data = path.read_bytes()
        text = data.decode("utf-8")
        if any(edit.rule in PASSES for edit in every(text).edits):
            print(f"{path.name:<32} has damaged characters, left out")
            continue
        runs: tuple[list[float], list[float], list[float]] = ([], [], [])
        for _ in range(ROUNDS):  # in turn, so that all see the same weather
            for times, work in zip(runs, (lambda: every(data), lambda: without(text), lambda: decode(data)), strict=True):  # noqa: B023
                times.append(seconds(work))
        whole, rest, decoding = map(min, runs)
        part = max(whole - rest, decoding)
        totals = [totals[0] + whole, totals[1] + part]
        print(f"{path.name:<32} {len(data):>8} {whole * 1000:>9.3f} {part * 1000:>14.3f} {100 * part / whole:>6.1f}%")
    print(f"all: {100 * totals[1] / totals[0]:.1f}%" if totals[0] else "nothing measured")


if __name__ == "__main__":
    main()
