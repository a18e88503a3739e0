"""The whole chain against `ftfy.fix_text` on the same text, in one run: the ratio of the medians.

python benchmarks/chain_against_ftfy.py [FILE ...]
"""

from __future__ import annotations

from statistics import median

import ftfy
from timing import named_files, seconds

from cleaner import clean

ROUNDS = 31


def main() -> None:
    paths = named_files()
    print(f"{'file':<32} {'chars':>8} {'chain ms':>9} {'ftfy ms':>9} {'ratio':>6}")
    for path in paths:
        data = path.read_bytes()
        text = data.decode("utf-8")
        ours, theirs = [], []
        clean(data), ftfy.fix_text(text)
        for _ in range(ROUNDS):  # in turn, so that both see the same weather
            ours.append(seconds(lambda data=data: clean(data)))  # type: ignore[misc]
            theirs.append(seconds(lambda text=text: ftfy.fix_text(text)))  # type: ignore[misc]
        ratio = median(theirs) / median(ours)
        print(f"{path.name:<32} {len(text):>8} {median(ours) * 1000:>9.2f} {median(theirs) * 1000:>9.2f} {ratio:>6.1f}")


if __name__ == "__main__":
    main()
