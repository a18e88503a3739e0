"""Take single guards out of the rules that remove, move and label lines, and tell which of them no fixture misses.

python tests/mutants.py [--sample 60] [--seed 1] [--jobs 2]

A guard is one condition of an `and` or `or`, or an `if` that only leaves (`return`, `continue`, `break`). Each mutant is a copy of the
package without one guard; it cleans the fixtures until an output is not the expected one. Survivors are printed: each wants a fixture
that fails without its guard, or is needless. The exit code tells nothing of them: some guards save only time.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACES = ("cleaner/passes/**/*.py", "cleaner/pages/*.py", "cleaner/headings/*.py", "cleaner/floats.py")
TIMEOUT = 60
"""Seconds; a mutant that takes longer is noticed."""
CLEAN_ALL = """
import json, sys
from pathlib import Path
from cleaner import Cleaner
from cleaner.api import for_name
for folder in sorted(Path(sys.argv[1]).iterdir()):
    (source,) = folder.glob("input.*")
    path = folder / "settings.json"
    settings = json.loads(path.read_text("utf-8")) if path.exists() else {}
    wanted = source if folder.name.startswith("quiet-") else folder / "expected.md"
    if for_name(Cleaner(settings=settings, check=False), source)(source.read_bytes()).text != wanted.read_text("utf-8"):
        sys.exit(f"missed by {folder.name}")
"""


class Guard(ast.NodeTransformer):
    """Take out the guard of one number; without a number only count them."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, str]] = []  # line and wording of each

    def _is_wanted(self, node: ast.expr) -> bool:
        self.found.append((node.lineno, ast.unparse(node)))
        return len(self.found) - 1 == self.wanted

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        neutral = ast.Constant(isinstance(node.op, ast.And))
        node.values = [neutral if self._is_wanted(value) else value for value in node.values]
        self.generic_visit(node)
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        if len(node.body) == 1 and isinstance(node.body[0], (ast.Return, ast.Continue, ast.Break)) and self._is_wanted(node.test):
            node.test = ast.Constant(False)
        self.generic_visit(node)
        return node


def guards() -> Iterator[tuple[Path, int, int, str]]:
    """File, number in the file, line and wording of every guard."""
    for path in sorted({path for place in PLACES for path in ROOT.glob(place)}):
        counter = Guard()
        counter.visit(ast.parse(path.read_text("utf-8")))
        for number, (line, wording) in enumerate(counter.found):
            yield path, number, line, wording


def survives(path: Path, number: int) -> bool:
    """Whether all fixtures pass without this guard."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "cleaner", Path(folder) / "cleaner", ignore=shutil.ignore_patterns("__pycache__"))
        tree = Guard(number).visit(ast.parse(path.read_text("utf-8")))
        (Path(folder) / path.relative_to(ROOT)).write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
        command = [sys.executable, "-c", CLEAN_ALL, str(ROOT / "fixtures")]
        environment = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description="Take single guards out, and tell which of them no fixture misses.")
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    every = list(guards())
    chosen = sorted(random.Random(asked.seed).sample(every, min(asked.sample, len(every))))
    with ThreadPoolExecutor(asked.jobs) as pool:
        alive = list(pool.map(lambda guard: survives(guard[0], guard[1]), chosen))
    for (path, _, line, wording), is_alive in zip(chosen, alive, strict=True):
        if is_alive:
            print(f"{path.relative_to(ROOT)}:{line}: no fixture misses `{wording}`")
    print(f"{sum(alive)} of {len(chosen)} guards are missed by no fixture ({len(every)} in all)")


if __name__ == "__main__":
    main()
