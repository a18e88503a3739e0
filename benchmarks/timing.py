"""How long one run takes, and the texts that the benchmarks of the chain run on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared/seeds"


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one run of `work`."""
    start = perf_counter()
    work()
    return perf_counter() - start


def named_files() -> list[Path]:
    """The files on the command line, or the sample documents beside the project, or its own fixtures of wrapped text."""
    return [Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt")) or sorted(ROOT.glob("fixtures/unwrap-*/input.txt"))
