"""Real documents with a hand-made answer, and the bench: thresholds that only go up."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner import clean, clean_file

RATCHETS = {
    "headline": 0.986,
    "para_f1": 0.975,
    "head_f1": 0.957,
    "head_level": 0.887,
    "junk_recall": 0.999,
    "float_own_block": 0.974,
    "notes_f1": 0.923,
    "dup_removed": 0.98,
    "meta_f1": 0.95,
    "unchanged": 1.0,
    "lowest": 0.968,  # headline of the worst extractor, layout or language
    "pages": 0.983,
}
CEILINGS = {"missing": 0.002, "extra": 0.004, "cjk_space": 0.04, "latin_missing": 0.027}
"""Reached on the dev split, and on the saved pages. Raise them when a change makes it better; never lower them."""

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


def test_bench(shared: Path, tmp_path: Path) -> None:
    bench = shared / "bench"
    for case in sorted((bench / "cases/dev").iterdir()):
        if (case / "input.txt").exists():
            (tmp_path / f"{case.name}.md").write_text(clean_file(case / "input.txt").text, "utf-8")
    out = tmp_path / "out.json"
    command = [sys.executable, str(bench / "score.py"), "--split", "dev", "--pred", str(tmp_path), "--json", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    groups = json.loads(out.read_text("utf-8"))["groups"]
    assert groups["innocent"][1]["unchanged"] >= RATCHETS["unchanged"]
    reached = groups["ALL (headline)"][1]
    assert not {column: reached[column] for column, floor in RATCHETS.items() if column in reached and reached[column] < floor}
    assert not {column: reached[column] for column, ceiling in CEILINGS.items() if reached[column] > ceiling}
    assert min([row["headline"] for name, (_, row) in groups.items() if name.startswith(("by ", "lang ", "with "))]) >= RATCHETS["lowest"]


def test_pages(shared: Path, tmp_path: Path) -> None:
    pages = shared / "bench/pages"
    for path in sorted((pages / "html").glob("*.html.gz")):
        (tmp_path / f"{path.name.partition('.')[0]}.md").write_text(clean(gzip.decompress(path.read_bytes())).text, "utf-8")
    command = [sys.executable, str(pages / "score_pages.py"), "--pred", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    assert float(done.stdout.split()[-1]) >= RATCHETS["pages"]
