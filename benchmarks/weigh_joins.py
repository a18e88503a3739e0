"""Fit the weights of `passes/paragraphs/_joins.py`, and write them to `cleaner/data/joins.txt`.

    python benchmarks/weigh_joins.py FOLDER …

A folder holds cases, each a folder with `input.txt` and one of: `truth.md` (Markdown, a paragraph a line), `expected.md` (a fixture),
`truth.json` (pages that were printed: `blocks` with `kind`, `start` and `len` in the text without white space, and for each line of the
input the pieces `[offset, length, start in that text]` that it holds). A line end counts where its wording stands once in the truth.

Each name is weighed by logistic regression, with a normal prior (variance 1/2) around what the mark means where few texts have it.
A line end of the benchmark counts 3; of printed pages one that goes on 1, others 1.5, those between rows, items or lines of code more,
and all printed documents of a language count alike (their folders are named `LANGUAGE-NUMBER.EXTRACTOR`), so that the long ones do not
decide alone; fixtures count ten times. Of lines in a row that break off no document counts for more than thirty. Lines inside a cell of a
table are left out: what an extractor tore there nobody can put together.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from cleaner import CHAIN, read, run
from cleaner.document import HEADINGS, PASSED_OVER, Document, Kind, Role
from cleaner.front_matter import split
from cleaner.passes.paragraphs._joins import Ends, score_of

WEIGHTS = Path(__file__).parent.parent / "cleaner/data/joins.txt"
MARKUP = re.compile(r"^(?:#{1,6} |- |> )|\[\^\w+\]:?|\\(?=[!-/:-@\[-`{-~])", re.M)
SIDE = 9
"""Letters compared on each side of a line end."""
PRIORS = {
    r"apart": -7.0,
    r"speeches": -3.0,
    r"formula": -4.0,
    r"begins ..? item": -1.5,
    r"begins .o mark": 3.0,
    r"word goes on": 5.0,
    r"piece": 3.0,
    r"breaks words": 3.0,
    r"bracket": 2.0,
    r"indent (?:alone|deeper|kept) \.": -1.5,
    r"gap \S item": -1.0,
    r"lost indent": -1.0,
}
DEFINED = 2.0
"""How narrow the prior is: of a weight of 1 more than it, the sum of log-likelihoods must gain 1."""
MOST = 30
ROUNDS = 40
BREAKS_OFF = re.compile(r"run [cl][2-4]\Z")
BY_KIND = {("code", "code"): 6.0, ("cell", "cell"): 2.0, ("li", "li"): 3.0}
Row = tuple[dict[str, float], bool, float]


def wording(text: str) -> str:
    """`text` without markup and white space."""
    return re.sub(r"\s+", "", MARKUP.sub("", text))


def folded(text: str) -> str:
    """`text` as it is counted in `truth.json`."""
    return "".join(re.sub(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\ufffe\uffff\x00-\x1f]", "", unicodedata.normalize("NFKC", text)))


def ends(document: Document) -> Iterator[tuple[int, int, dict[str, float]]]:
    """The line before, the line, and what shows between them, for each decision of `unwrap`."""
    run(document, takewhile(lambda rule: rule.name != "unwrap", CHAIN))
    flow = [line for line in document.filled if line.role not in PASSED_OVER]
    shown, before, first = Ends(document, flow), None, 0
    for place, line in enumerate(flow):
        if line.role is not Role.BODY:
            before = line if line.role in HEADINGS else None
            continue
        begins = "\n\n" in line.joint
        if line.joint == "\n":
            begins = before is None or before.role in HEADINGS
            if before is not None and not begins:
                found = shown.at(place, first)
                yield before.index, line.index, found
                begins = score_of(found) <= 0
        first = place if begins else first
        before = line


def told_by_wording(document: Document, truth: str) -> Iterator[Row]:
    blocks = "\n".join([block for block in map(wording, truth[split(truth)[0] :].split("\n")) if block])
    plain = blocks.replace("\n", "")
    for before, line, found in ends(document):
        both = wording(document.lines[before].text)[-SIDE:] + wording(document.lines[line].text)[:SIDE]
        if plain.count(both) == 1:
            yield found, both in blocks, 3.0


def told_by_place(document: Document, source: str, truth: dict[str, list]) -> Iterator[Row]:  # type: ignore[type-arg]
    blocks = [block for block in truth["blocks"] if block["len"]]
    starts = [block["start"] for block in blocks]
    lines, places, at = list(map(folded, source.replace("\f", "\n\f").split("\n"))), {}, 0
    for line in document.filled:
        own = folded(line.raw.strip())
        at = next((place for place in range(at, len(lines)) if lines[place] == own), at)
        places[line.index] = at
        at += 1
    for before, after, found in ends(document):
        left, right = truth["lines"][places[before]], truth["lines"][places[after]]
        if not (isinstance(left, list) and left and isinstance(right, list) and right):
            continue
        last, next_one = left[-1][2] + left[-1][1] - 1, right[0][2]
        one, other = (bisect_right(starts, place) - 1 for place in (last, next_one))
        kinds = blocks[one]["kind"], blocks[other]["kind"]
        if "math" not in kinds and not (one == other and kinds[0] in ("code", "cell")):
            yield found, one == other and abs(next_one - last - 1) <= 3, 1.0 if one == other else BY_KIND.get(kinds, 1.5)


def rows(folder: Path) -> Iterator[Row]:
    """What all line ends of a case show, whether the line goes on, and how much each counts."""
    source = (folder / "input.txt").read_text("utf-8")
    document = read(source)
    if document.kind is not Kind.WRAPPED:
        return
    if (path := folder / "truth.json").exists():
        told = list(told_by_place(document, source, json.loads(path.read_text("utf-8"))))
    else:
        path = next(path for path in (folder / "truth.md", folder / "expected.md", folder / "input.txt") if path.exists())
        told = list(told_by_wording(document, path.read_text("utf-8")))
    broken = [any(map(BREAKS_OFF.match, found)) for found, _, _ in told]
    share = min(1.0, MOST / max(1, sum(broken))) * (1.0 if path.name.startswith("truth") else 10.0)
    for (found, goes_on, weight), is_broken in zip(told, broken, strict=True):
        yield found, goes_on, weight * (share if is_broken else max(1.0, share))


def evened(printed: dict[str, list[Row]]) -> list[Row]:
    """The line ends of printed documents, given by name; each document counts as much as its language's documents do on average."""
    sums = {name: sum([counts for _, _, counts in own]) for name, own in printed.items()}
    means: dict[str, list[float]] = defaultdict(list)
    for name, much in sums.items():
        means[name.partition("-")[0]].append(much)
    shares = {name: sum(own) / len(own) / sums[name] for name in sums for own in [means[name.partition("-")[0]]]}
    return [(found, goes_on, counts * shares[name]) for name, own in printed.items() for found, goes_on, counts in own]


def fitted(told: list[Row]) -> dict[str, float]:
    """The weights by name: one name after the other, each by a step of Newton's, until nothing moves."""
    columns: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, (found, _, _) in enumerate(told):
        for name, value in found.items():
            columns[name].append((place, value))
    priors = {name: next((mean for form, mean in PRIORS.items() if re.match(form, name)), 0.0) for name in columns}
    weights = dict.fromkeys(columns, 0.0)
    sums = [0.0] * len(told)
    for _ in range(ROUNDS):
        moved = 0.0
        for name, column in columns.items():
            slope, bend = DEFINED * (priors[name] - weights[name]), DEFINED
            for place, value in column:
                _, goes_on, counts = told[place]
                chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sums[place]))))
                slope += counts * value * (goes_on - chance)
                bend += counts * value * value * chance * (1 - chance)
            step = max(-1.0, min(1.0, slope / bend))
            weights[name] += step
            moved = max(moved, abs(step))
            for place, value in column:
                sums[place] += step * value
        if moved < 0.01:
            break
    return weights


def main() -> None:
    told: list[Row] = []
    printed: dict[str, list[Row]] = defaultdict(list)
    for folder in sys.argv[1:]:
        count = 0
        for case in sorted(path.parent for path in Path(folder).glob("*/input.txt")):
            meta = case / "meta.json"
            if not meta.exists() or json.loads(meta.read_text("utf-8")).get("group") not in ("unrecoverable-order", "innocent"):
                own = list(rows(case))
                count += len(own)
                if own and (case / "truth.json").exists():
                    printed[case.name.partition(".")[0]] += own
                else:
                    told += own
        print(folder, count, "line ends")
    told += evened(printed)
    weights = fitted(told)
    wrong = Counter([goes_on for found, goes_on, _ in told if (sum([weights[name] * much for name, much in found.items()]) > 0) != goes_on])
    print(f"of {len(told)} line ends {wrong[False]} joined and {wrong[True]} cut wrongly")
    WEIGHTS.write_text("".join([f"{weight:.2f}\t{name}\n" for name, weight in sorted(weights.items()) if abs(weight) >= 0.05]), "utf-8")


if __name__ == "__main__":
    main()
