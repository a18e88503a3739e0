"""The start of the command against that of Python itself, in one run: milliseconds above `python -c pass`, and the ratio.

Limits: `--version` 60 ms, one small text 120 ms above. Byte code is written first, as pip does when it installs.

python benchmarks/start_against_python.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
ROUNDS = 15
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def milliseconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    return (perf_counter() - start) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.txt"
        small.write_text("城南的旧图书馆建于一九五八年。\n", "utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "--version": ["cleanfiles.py", "--version"],
            "--help": ["cleanfiles.py", "--help"],
            "one small text": ["cleanfiles.py", str(small)],
        }
        for command in commands.values():
            milliseconds(command)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):  # in turn, so that all see the same weather
            for name, command in commands.items():
                times[name].append(milliseconds(command))
    bare = median(times["python -c pass"])
    for name, found in times.items():
        print(f"{name:<16} {median(found):>7.1f} ms  {median(found) - bare:>+7.1f} ms  {median(found) / bare:>5.1f}")


if __name__ == "__main__":
    main()
