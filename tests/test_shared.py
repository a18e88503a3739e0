"""Real documents with a hand-made answer, and the bench: thresholds that only go up."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner import clean, clean_file
from tests.conftest import ROOT

# Reached on the splits of the bench, the saved pages, the small cases and the real documents, rounded down. They were set anew once,
# when the rules moved to evidence by place; from here on they only go up: raise them when a change makes it better, never lower them.
# Two stand lower than before, for they counted what is wrong as right: a page number glued into a sentence was furniture gone (dev), and
# in a text that was left unrepaired every float had a block of its own (more).
BENCH: dict[str, dict[str, float]] = {
    "dev": {
        "headline": 0.985,
        "para_f1": 0.973,
        "head_f1": 0.975,
        "levelled": 0.842,
        "notes_f1": 0.979,
        "junk_recall": 0.938,
        "float_own_block": 0.99,
        "dup_removed": 1.0,
        "meta_f1": 0.956,
    },
    "more": {
        "headline": 0.984,
        "para_f1": 0.974,
        "head_f1": 0.939,
        "levelled": 0.74,
        "notes_f1": 1.0,
        "junk_recall": 0.952,
        "float_own_block": 0.984,
        "dup_removed": 1.0,
        "meta_f1": 0.957,
    },
}
PAGES = 0.98
CASES: dict[str, int] = {
    "captions": 3,
    "characters": 6,
    "control": 13,
    "converted-markdown": 2,
    "e-books": 5,
    "encodings": 5,
    "folios": 5,
    "footnotes": 1,
    "furniture-loss": 4,
    "headings": 6,
    "html-conversion": 17,
    "html-furniture": 13,
    "html-metadata": 9,
    "hyphens": 4,
    "insets": 3,
    "joins": 6,
    "kind-gate": 9,
    "letter-spacing": 5,
    "lists-statutes-exams": 3,
    "markdown-code": 3,
    "markdown-front-matter": 7,
    "other": 4,
    "running-heads": 3,
    "short-paste": 4,
    "title-block": 6,
    "unreadable": 2,
    "vertical-headers": 1,
}
"""Cases passed, by kind."""
REAL: dict[str, float] = {
    "a PDF dumps zh": 0.93,
    "b newspaper pages": 0.951,
    "c RSS/Jekyll/Hexo posts": 0.98,
    "d HTML pages": 0.954,
    "e encodings/mojibake": 1.0,
    "f Traditional": 0.825,
    "g PDF dumps en": 0.947,
    "h Japanese": 0.852,
    "i innocents": 0.833,
    "ALL": 0.943,
}
"""Share of the checks passed, by kind of document."""

FREE = "“市金融党建联盟”的组织架构建议如图："
"""The one paragraph boundary that the document does not decide (DAMAGE.md, 16.5)."""
NAMES = ["000", "001", "002", "003", "004"]


def parts(text: str) -> tuple[Any, str]:
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.load(head, yaml.BaseLoader), body


def cleaned(shared: Path, name: str) -> str:
    (seed,) = (shared / "seeds").glob(f"{name}_*.txt")
    return clean_file(seed).text


@pytest.mark.parametrize("name", NAMES)
def test_gold(shared: Path, name: str) -> None:
    meta, body = parts(cleaned(shared, name))
    gold_meta, gold_body = parts((shared / "gold" / f"{name}.gold.md").read_text("utf-8"))
    assert body.replace("\n\n" + FREE, FREE) == gold_body.replace("\n\n" + FREE, FREE)
    assert meta == gold_meta


@pytest.mark.parametrize("name", NAMES)
def test_facts(shared: Path, name: str) -> None:
    facts = json.loads((shared / "gold/facts.json").read_text("utf-8"))[name]
    meta, body = parts(cleaned(shared, name))
    joined = body.replace("\n\n" + FREE, FREE)
    assert [fact for fact in facts["must_contain"] if fact not in body and fact not in joined] == []
    assert [fact for fact in facts["must_not_contain"] if fact in body] == []
    blocks = [block for block in joined.strip("\n").split("\n\n") if not block.startswith("[^")]
    starts = [start for start in facts["paragraph_starts"] if not start.startswith("[^")]
    assert [block[: len(start)] for block, start in zip(blocks, starts, strict=True)] == starts
    assert {key: meta.get(key) for key in facts["meta"]} == facts["meta"]


def test_gold_stays_as_it_is(shared: Path) -> None:
    for path in sorted((shared / "gold").glob("*.gold.md")):
        assert clean_file(path).text == path.read_text("utf-8")


def told(*command: object) -> str:
    """What a yardstick prints; it imports the package from here."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    return done.stdout


def below(reached: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """What does not reach its floor."""
    assert floors
    return {name: reached.get(name, 0) for name, floor in floors.items() if reached.get(name, 0) < floor}


@pytest.mark.slow
@pytest.mark.parametrize("split", BENCH)
def test_bench(shared: Path, tmp_path: Path, split: str) -> None:
    bench = shared / "bench"
    refused: list[str] = []
    for case in sorted((bench / "cases" / split).iterdir()):
        if (case / "input.txt").exists():
            try:
                (tmp_path / f"{case.name}.md").write_text(clean_file(case / "input.txt").text, "utf-8")
            except ValueError as error:
                refused.append(f"{case.name}: {error}")
    out = tmp_path / "out.json"
    told(bench / "score.py", "--split", split, "--pred", tmp_path, "--json", out)
    groups = json.loads(out.read_text("utf-8"))["groups"]
    reached = groups["ALL (headline)"][1]
    # the share of the headings found that stand on their level falls where more are found whose level nothing shows; the product does not
    reached["levelled"] = reached["head_f1"] * reached["head_level"]
    assert below(reached, BENCH[split]) == {}
    assert groups["innocent"][1]["unchanged"] == 1
    assert refused == []


@pytest.mark.slow
def test_cases(shared: Path) -> None:
    passed = {
        kind: float(count)
        for kind, count in re.findall(r"^(\S+) +(\d+) / +\d+$", told(shared / "cases/run_cases.py", shared / "cases"), re.M)
    }
    assert below(passed, CASES) == {}


@pytest.mark.slow
def test_real_documents(shared: Path) -> None:
    command = f"{shlex.quote(sys.executable)} {shlex.quote(str(ROOT / 'cleanfiles.py'))} {{input}}"
    text = told(shared / "real/run_checks.py", "--fails", 0, "--jobs", 2, "--cmd", command).partition("By kind:")[2]
    shares = {kind: int(passed) / int(count) for kind, passed, count in re.findall(r"^ +(\S.*?) +(\d+)/(\d+) ", text, re.M)}
    assert below(shares, REAL) == {}


@pytest.mark.slow
def test_no_line_of_the_hard_pages_is_taken_for_furniture(shared: Path) -> None:
    found = re.findall(r"recall ([\d.]+) .* wrong per 1,000 lines ([\d.]+) texts hit (\d+)", told(shared / "probes/hard.py", "score"))
    assert [(wrong, hit) for _, wrong, hit in found] == [("0.00", "0")] * 3
    assert all([float(recall) >= least for (recall, *_), least in zip(found, RECALL, strict=True)]), found


RECALL = 0.0, 0.82, 0.9
"""Of the furniture: where there is none, without form feeds, with them."""


@pytest.mark.slow
def test_pages(shared: Path, tmp_path: Path) -> None:
    pages = shared / "bench/pages"
    for path in sorted((pages / "html").glob("*.html.gz")):
        (tmp_path / f"{path.name.partition('.')[0]}.md").write_text(clean(gzip.decompress(path.read_bytes())).text, "utf-8")
    assert float(told(pages / "score_pages.py", "--pred", tmp_path).split()[-1]) >= PAGES
