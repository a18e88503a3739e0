"""What the checks before writing cost, as a share of the whole run that reads, cleans, checks and writes in place. Limit: 15 %.

python benchmarks/checks_against_run.py [FOLDER]

Text and Markdown of FOLDER (else damaged texts beside the project, else the fixtures) are rewritten in one process.
Two mixes: every file changes, and one in ten does, as in a repository that was cleaned before.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from cleaner import Cleaner, check
from cleaner.cli import jobs

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
ROUNDS = 9


def texts(folder: Path) -> list[tuple[str, bytes]]:
    """Names and content of the texts, each under a name of its own."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md") and path.is_file()]
    return [(f"{place}{path.suffix}", path.read_bytes()) for place, path in enumerate(paths)]


def seconds(files: list[tuple[str, bytes]]) -> tuple[float, float]:
    """Time to clean `files` in place, in a folder of their own, and how much of it went into the checks."""
    checking = 0.0

    def timed(*arguments: Any) -> None:
        nonlocal checking
        begin = perf_counter()
        check(*arguments)
        checking += perf_counter() - begin

    with tempfile.TemporaryDirectory() as name, patch("cleaner.cli.jobs.check", timed):
        for file, data in files:
            (Path(name) / file).write_bytes(data)
        job = jobs.Job(Cleaner(), "", in_place=True)
        start = perf_counter()
        results = [job(jobs.Task(str(Path(name) / file), None, str(Path(name) / file))) for file, _ in files]
        taken = perf_counter() - start
    assert not [result.error for result in results if result.status == "failed"]
    return taken, checking


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else next(path for path in (SHARED / "bench/cases", ROOT / "fixtures") if path.is_dir())
    cleaner = Cleaner()
    damaged, clean = [], []
    for name, data in texts(folder):
        text = cleaner(data).text.encode("utf-8")
        if text != data:
            damaged.append((name, data))
            clean.append((name, text))
    mixes = {"every file changes": damaged, "one in ten changes": [damaged[at] if at % 10 == 0 else clean[at] for at in range(len(clean))]}
    print(f"{'':<20} {'files':>6} {'KB':>6} {'run ms':>8} {'checks':>8} {'share':>6}")
    for mix, files in mixes.items():
        rounds = [seconds(files) for _ in range(ROUNDS)]
        whole, checking = (median(times) * 1000 for times in zip(*rounds, strict=True))
        size = sum([len(data) for _, data in files]) // 1000
        share = median([checks / run for run, checks in rounds])
        print(f"{mix:<20} {len(files):>6} {size:>6} {whole:>8.0f} {checking:>8.0f} {share:>6.1%}")


if __name__ == "__main__":
    main()
