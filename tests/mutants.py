"""Take single guards out of the rules that remove, move and label lines, and tell which of them no test misses.

python tests/mutants.py [--sample 60] [--seed 1] [--jobs 2] [--most 0.6] [FILE ...]

A guard is one condition of an `and` or `or`, or an `if` that only leaves (`return`, `continue`, `break`). Every guard of the package is
compiled as a switch; a mutant is a process in which one is off. It runs the fixtures and the small tests in which that guard ever
decides, the quickest first, until one fails. Survivors are printed: each wants a fixture that fails without its guard, or is needless;
some save only time. The exit code is 1 where a larger share than `--most` survives; the same code gives the same share. Of FILEs
all guards are taken.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import json
import multiprocessing
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from inspect import signature
from itertools import chain, product
from pathlib import Path
from time import perf_counter
from types import CodeType
from typing import Any, NamedTuple
from zlib import crc32

import pytest

ROOT = Path(__file__).parent.parent
PLACES = ("cleaner/passes/**/*.py", "cleaner/pages/*.py", "cleaner/headings/*.py", "cleaner/printed/floats.py", "cleaner/printed/cells.py")
TIMEOUT = 60
"""Seconds; a mutant that takes longer is noticed."""


class Guard(NamedTuple):
    """A guard of the source, and the value that stands for it where it is out."""

    path: Path
    line: int
    wording: str
    out: bool


class Switches(ast.NodeTransformer):
    """Make every guard a call that `off` can answer, and list them."""

    def __init__(self, path: Path, first: int) -> None:
        self.path, self.first = path, first
        self.found: list[Guard] = []

    def _switch(self, node: ast.expr, out: bool) -> ast.expr:
        number = self.first + len(self.found)
        self.found.append(Guard(self.path, node.lineno, ast.unparse(node), out))
        call = ast.Call(ast.Name("__guard__", ast.Load()), [ast.Constant(number), self.visit(node), ast.Constant(out)], [])
        return ast.copy_location(call, node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        # what stands behind the last `or` as a default (`or {}`) is no condition
        node.values = [
            self.visit(value) if isinstance(value, (ast.Constant, ast.Dict)) else self._switch(value, isinstance(node.op, ast.And))
            for value in node.values
        ]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        if len(node.body) == 1 and isinstance(node.body[0], (ast.Return, ast.Continue, ast.Break)):
            node.test = self._switch(node.test, False)
            node.body, node.orelse = [[self.visit(one) for one in part] for part in (node.body, node.orelse)]
            return node
        self.generic_visit(node)
        return node


class Package(MetaPathFinder):
    """The package as its guards are switches. It must be installed before the first import of `cleaner`."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType] = {}
        self.guards: list[Guard] = []
        self.off = -1
        """The number of the guard that is out."""
        self.deciding: set[int] = set()
        """The guards that had another value than the one that stands for them."""
        for path in sorted({path for place in PLACES for path in ROOT.glob(place)}):
            switches = Switches(path, len(self.guards))
            tree = ast.fix_missing_locations(switches.visit(ast.parse(path.read_text("utf-8"))))
            self.code[str(path)] = compile(tree, path, "exec")
            self.guards += switches.found
        setattr(builtins, "__guard__", self.value)  # noqa: B010 - a new name to mypy
        sys.path.insert(0, str(ROOT))
        sys.meta_path.insert(0, self)

    def value(self, number: int, value: Any, out: bool) -> Any:
        if number == self.off:
            return out
        if bool(value) is not out:
            self.deciding.add(number)
        return value

    def find_spec(self, name: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.origin in self.code:
            spec.loader = Switched(self.code[spec.origin], name, spec.origin)
        return spec


class Switched(SourceFileLoader):
    def __init__(self, code: CodeType, name: str, path: str) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        return self.code


PACKAGE = Package()
MODULES = (
    *("cells", "characters", "floats", "gaps", "headings", "joins", "language", "markdown", "notes", "pages", "papers", "programs"),
    *("stretches", "titles", "words"),
)
"""Tests of the rules, by small texts."""
Case = Callable[[], None]

from cleaner import Cleaner, explain  # noqa: E402 - behind the switches
from cleaner.api import for_name  # noqa: E402
from tests.test_fixtures import BUILT_IN, source  # noqa: E402


def fixture(folder: Path) -> None:
    """Fail if a fixture gives other text, edits or doubts than its folder says."""
    path = folder / "settings.json"
    settings = json.loads(path.read_text("utf-8")) if path.exists() else {}
    found = for_name(Cleaner(settings=settings, check=False), source(folder))(source(folder).read_bytes())
    if folder.name.startswith("quiet-"):
        assert found.edits == ()
        return
    assert found.text == (folder / "expected.md").read_text("utf-8")
    record = explain([edit for edit in found.edits if edit.rule not in BUILT_IN], found.doubts)
    assert record == (folder / "edits.txt").read_text("utf-8")


def cases() -> list[Case]:
    """All fixtures, and the tests of the modules that need nothing but their parameters."""
    found: list[Case] = [partial(fixture, folder) for folder in sorted((ROOT / "fixtures").iterdir())]
    for module in MODULES:
        for name, function in vars(import_module(f"tests.test_{module}")).items():
            if name.startswith("test_") and "linear" not in name:  # what looks at the clock may fail by chance
                marks = getattr(function, "pytestmark", [])
                sets = [[_named(mark.args[0], values) for values in mark.args[1]] for mark in marks if mark.name == "parametrize"]
                given = [dict(chain.from_iterable(map(dict.items, one))) for one in product(*sets)]
                if len(sets) == len(marks) and given and given[0].keys() == signature(function).parameters.keys():
                    found += [partial(function, **one) for one in given]
    return found


def _named(names: str | Sequence[str], values: Any) -> dict[str, Any]:
    split = [name.strip() for name in names.split(",")] if isinstance(names, str) else names
    return dict(zip(split, values if len(split) > 1 else [values], strict=True))


def sample(guards: Sequence[int], size: int, seed: int) -> list[int]:
    """So many of the guards, by what they say: the sample stays nearly the same when others come and go."""
    times: Counter[tuple[Path, str]] = Counter()
    order = {}
    for number in guards:
        path, _, wording, _ = PACKAGE.guards[number]
        times[path, wording] += 1
        order[number] = crc32(f"{seed} {path.relative_to(ROOT)} {wording} {times[path, wording]}".encode())
    return sorted(sorted(order, key=order.__getitem__)[:size])


def decided(number: int) -> tuple[float, int, frozenset[int]]:
    """How long a case takes, and the guards that decide in it."""
    start = perf_counter()
    with suppress(pytest.skip.Exception):
        CASES[number]()
    return perf_counter() - start, number, frozenset(PACKAGE.deciding)


def survives(guard: int, numbers: Sequence[int]) -> bool:
    """Whether all of these cases pass without this guard."""
    PACKAGE.off = guard
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(TIMEOUT)
    try:
        for number in numbers:
            with suppress(pytest.skip.Exception):
                CASES[number]()
    except (Exception, KeyboardInterrupt):
        return False
    return True


CASES = cases()


def main() -> int:
    parser = argparse.ArgumentParser(description="Take single guards out, and tell which of them no test misses.")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--most", type=float, default=1.0)
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    places = {path.resolve() for path in asked.files}
    every = [number for number, guard in enumerate(PACKAGE.guards) if not places or guard.path in places]
    chosen = sample(every, asked.sample or (len(every) if places else 60), asked.seed)
    # a process for each, forked before anything was cleaned: what one remembers must not hide a guard from the next
    with multiprocessing.get_context("fork").Pool(asked.jobs, maxtasksperchild=1) as pool:
        quickest = sorted(pool.map(decided, range(len(CASES)), chunksize=1))
        work = [(guard, [case for _, case, guards in quickest if guard in guards]) for guard in chosen]
        alive = pool.starmap(survives, work, chunksize=1)
    for (number, where), is_alive in zip(work, alive, strict=True):
        if is_alive:
            guard = PACKAGE.guards[number]
            print(f"{guard.path.relative_to(ROOT)}:{guard.line}: no test misses `{guard.wording}` (decides in {len(where)})")
    never = sum([not where for _, where in work])
    print(f"{sum(alive)} of {len(chosen)} guards are missed by no test, {never} decide in none ({len(every)} in all)")
    return int(sum(alive) > asked.most * len(chosen))


if __name__ == "__main__":
    sys.exit(main())
