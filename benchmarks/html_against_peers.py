"""HTML against markdownify (post bodies) and trafilatura (whole pages), in one run: ratios of the CPU time.

pip install -e '.[bench]'
python benchmarks/html_against_peers.py [FOLDER]

FOLDER holds saved pages (`*.html`, `*.html.gz`) and posts (`*.md`, `*.txt`); without it the shared samples are taken.
A post counts with its front matter for cleanfiles, and with its body alone for markdownify.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import markdownify
import trafilatura

from cleaner import clean
from cleaner.front_matter import split

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
ROUNDS = 5
FEWEST_RUNS = 150
"""Of few small files each is run more often: a millisecond is soon disturbed."""


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def compare(name: str, ours: list[Callable[[], object]], theirs: list[Callable[[], object]], peer: str) -> None:
    """Print the time for all files: of each the fastest of several rounds, both tools in turn so that they see the same weather."""
    rounds = max(ROUNDS, FEWEST_RUNS // len(ours))
    mine = other = 0.0
    for our, their in zip(ours, theirs, strict=True):
        times = [(seconds(our), seconds(their)) for _ in range(rounds + 1)]
        mine += min(time for time, _ in times[1:])
        other += min(time for _, time in times[1:])
    each = 1000 / len(ours)
    print(f"{name:<8} {len(ours):>4} files  cleanfiles {mine * each:7.2f} ms  {peer} {other * each:7.2f} ms  ratio {other / mine:5.2f}")


def main() -> None:
    folders = [Path(sys.argv[1])] if len(sys.argv) > 1 else [SHARED / "bench/pages/html", SHARED / "seeds", ROOT / "fixtures/html-post"]
    paths = [path for folder in folders for path in sorted(folder.glob("*"))]
    pages = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths if ".html" in path.suffixes
    ]
    posts = [path.read_bytes() for path in paths if path.suffix in (".md", ".txt")]
    posts = [post for post in posts if (parts := split(post.decode())) and parts[1] is not None and b"<p" in post]
    if pages:
        compare(
            "pages",
            [lambda page=page: clean(page) for page in pages],  # type: ignore[misc]
            [lambda page=page: trafilatura.extract(page) for page in pages],  # type: ignore[misc]
            "trafilatura",
        )
    if posts:
        bodies = [text[split(text)[0] :] for text in map(bytes.decode, posts)]
        compare(
            "posts",
            [lambda post=post: clean(post) for post in posts],  # type: ignore[misc]
            [lambda body=body: markdownify.markdownify(body) for body in bodies],  # type: ignore[misc]
            "markdownify",
        )
    for size in (1, 10):
        text = "<div>" + "<p>城南的旧图书馆建于<b>一九五八年</b>，红砖外墙上爬满了<a href='x'>常春藤</a>。</p>\n" * (size * 9000) + "</div>"
        print(f"growth   {len(text.encode()) / 1e6:6.1f} MB  {seconds(lambda text=text: clean(text)):6.2f} s")  # type: ignore[misc]


if __name__ == "__main__":
    main()
