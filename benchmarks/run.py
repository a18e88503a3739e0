"""Every figure of speed in one run: ratios to other tools, the cost of the check, the start, growth.

python benchmarks/run.py [--json FILE] [--only PART …] [--rounds N]

Parts: `chain` (against `ftfy.fix_text`, with the check and without it), `html` (pages against trafilatura, posts against markdownify),
`start` (the command against bare Python), `growth` (exponents of the time: 1 is linear). Times are of the processor; of each file and
tool the fastest of some rounds counts, tools in turn so that both see the same weather. A tool that is not installed is left out, and
so is a set of which no file is beside the project. The tools come with `pip install -e '.[bench]'`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from math import log
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from cleaner import Cleaner
from cleaner.front_matter import split

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SETS = {
    "seed 003": ("seeds/003*", 1),
    "damaged Chinese": ("bench/cases/dev/d0[1-5]*/input.txt", 14),
    "English": ("bench/cases/dev/d1[34]*/input.txt", 8),
    "clean Chinese": ("bench/truth/*/[dh]0*.md", 10),
}
"""The sets of texts: a pattern, and how many of its files."""
OWN = {"own fixtures": ROOT.glob("fixtures/unwrap-*/input.txt")}
SIZES = (1, 4, 16)
START_ROUNDS = 15
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
Row = dict[str, Any]


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def fastest(works: Iterable[Callable[[], object]], rounds: int) -> list[float]:
    """The fastest of some rounds of each, all in turn; a first round warms up and does not count."""
    works = list(works)
    times = [[seconds(work) for work in works] for _ in range(rounds + 1)][1:]
    return [min(column) for column in zip(*times, strict=True)]


def against(part: str, name: str, items: list[Any], tools: dict[str, Callable[[Any], object]], rounds: int) -> Row:
    """The milliseconds that each tool takes for `items`, and how many times faster the first is than the last."""
    each = [fastest([lambda tool=tool, item=item: tool(item) for tool in tools.values()], rounds) for item in items]  # type: ignore[misc]
    times = dict(zip(tools, [1000 * sum(column) for column in zip(*each, strict=True)], strict=True))
    ours, *_, theirs = times.values()
    return {"part": part, "name": name, "files": len(items), "ms": times, "ratio": theirs / ours}


def installed(name: str, function: str) -> Callable[[Any], object] | None:
    try:
        found: Callable[[Any], object] = getattr(import_module(name), function)
    except ImportError:
        print(f"{name} is not installed: left out", file=sys.stderr)
        return None
    return found


def chain(rounds: int) -> Iterator[Row]:
    fix = installed("ftfy", "fix_text")
    sets = {name: sorted(SHARED.glob(pattern))[:most] for name, (pattern, most) in SETS.items()} if SHARED.is_dir() else OWN
    for name, found in sets.items():
        data = [path.read_bytes() for path in found]
        tools: dict[str, Callable[[Any], object]] = {"cleanfiles": Cleaner(check=False), "with check": Cleaner()}
        if fix:
            tools["ftfy"] = lambda source, fix=fix: fix(source.decode())  # type: ignore[misc]
        if data:
            row = against("chain", name, data, tools, rounds)
            row["checked"] = row["ratio"] * row["ms"]["cleanfiles"] / row["ms"]["with check"]
            row["characters"] = sum([len(source.decode()) for source in data])
            yield row


def html(rounds: int) -> Iterator[Row]:
    """A post counts with its front matter for cleanfiles, and with its body alone for markdownify."""
    folders = [SHARED / "bench/pages/html", SHARED / "seeds", ROOT / "fixtures/html-post"]
    paths = [path for folder in folders for path in sorted(folder.glob("*"))]
    pages = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths if ".html" in path.suffixes
    ]
    posts = [path.read_bytes() for path in paths if path.suffix in (".md", ".txt")]
    posts = [post for post in posts if split(post.decode())[1] is not None and b"<p" in post]
    clean = Cleaner(check=False)
    if pages and (extract := installed("trafilatura", "extract")):
        yield against("html", "pages", pages, {"cleanfiles": clean, "trafilatura": extract}, min(rounds, 3))
    if posts and (convert := installed("markdownify", "markdownify")):
        body = lambda post: convert(post.decode()[split(post.decode())[0] :])  # noqa: E731
        yield against("html", "posts", posts, {"cleanfiles": clean, "markdownify": body}, 10 * rounds)


def start(rounds: int) -> Iterator[Row]:
    """Wall-clock milliseconds above `python -c pass`; byte code is written first, as pip does when it installs."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.txt"
        small.write_text("城南的旧图书馆建于一九五八年。\n", "utf-8")
        commands = {
            "bare Python": ["-c", "pass"],
            "--version": ["cleanfiles.py", "--version"],
            "one small text": ["cleanfiles.py", str(small)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(START_ROUNDS + 1):
            for name, command in commands.items():
                begin = perf_counter()
                subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
                times[name].append(1000 * (perf_counter() - begin))
    found = {name: median(each[1:]) for name, each in times.items()}
    for name in ("--version", "one small text"):
        yield {"part": "start", "name": name, "ms": {name: found[name]}, "above": found[name] - found["bare Python"]}


def growing() -> dict[str, Callable[[int], str]]:
    """Texts of any size: ordinary ones, and the beginnings of markup that never ends."""
    line = "城南的旧图书馆建于一九五八年，红砖外墙上爬满了常春藤，门前有两棵银杏树，秋天的时候"
    latin = "The old library in the south of the town was built in the year 1958, and its walls\nare covered with ivy; "
    found: dict[str, Callable[[int], str]] = {
        "printed Chinese": lambda size: "\n".join([line[at % 20 :] + line[: at % 20] for at in range(150 * size)]) + "。\n",
        "printed English": lambda size: (latin * 75 * size).strip() + ".\n",
        "Markdown": lambda size: "# 标题\n\n" + f"- {line}，见[说明](a.md)。\n- `x = 1`\n\n{line}。\n\n" * 75 * size,
        "HTML": lambda size: "<div>" + f"<p>{line}<b>一九五八年</b>，<a href='x'>常春藤</a>。</p>\n" * 150 * size + "</div>",
    }
    hostile = ("[^", "<p>", "\\(", "*_", "> ", "[[", "((", "![", "　 ", "1. ")
    return found | {f"{sign!r} again and again": lambda size, sign=sign: sign * 4000 * size for sign in hostile}


def growth(rounds: int) -> Iterator[Row]:
    """The exponent of the time from the second size to the last, and milliseconds by size."""
    clean = Cleaner()
    for name, make in growing().items():
        texts = [make(size) for size in SIZES]
        times = [fastest([lambda text=text: clean(text)], max(1, rounds // size))[0] for text, size in zip(texts, SIZES, strict=True)]  # type: ignore[misc]
        exponent = log(times[-1] / times[1]) / log(len(texts[-1]) / len(texts[1]))
        ms = {f"{size}x": 1000 * time for size, time in zip(SIZES, times, strict=True)}
        yield {"part": "growth", "name": name, "ms": ms, "exponent": exponent}


PARTS = {"chain": chain, "html": html, "start": start, "growth": growth}


def shown(row: Row) -> str:
    figures = [f"{name} {row[name]:.2f}" for name in ("ratio", "checked", "above", "exponent") if name in row]
    return f"{row['part']:<7} {row['name']:<26} {'  '.join(figures):<28} " + ", ".join(
        [f"{tool} {ms:.1f} ms" for tool, ms in row["ms"].items()]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    rows: list[Row] = []
    for part in arguments.only:
        for row in PARTS[part](arguments.rounds):
            rows.append(row)
            print(shown(row), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
