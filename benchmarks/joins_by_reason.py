"""How often a join, or a new paragraph, is right: by the reason that `unwrap` gives, on cases with known truth.

python benchmarks/joins_by_reason.py [FOLDER]

FOLDER holds one folder a case, with `input.txt` and `truth.md`. A decision counts if the wording on its two sides stands side by side
in the truth: there it is a paragraph border or not. The rest (captions and notes that were moved, text that is gone) is not judged.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from cleaner import CHAIN, read, run
from cleaner.document import Document, Edit, Line, Role
from cleaner.front_matter import split

CASES = Path(__file__).parent.parent.parent / "shared/bench/cases/dev"
SIDE = 9
"""Letters compared on each side of a decision."""
MARKUP = re.compile(r"^(?:#{1,6} |- |> )|\[\^\w+\]:?|\\(?=[!-/:-@\[-`{-~])", re.M)
LEVELS = ("sure", "unsure")


def wording(text: str) -> str:
    """`text` without markup and white space."""
    return re.sub(r"\s+", "", MARKUP.sub("", text))


def decisions(document: Document) -> list[tuple[Edit, str, Line, Line]]:
    """What `unwrap` decided: the edit, how sure it is, the line before and the line."""
    unsure = {doubt.line for doubt in document.doubts if doubt.rule == "unwrap"}
    made = {edit.place: edit for edit in document.edits if edit.rule == "unwrap" and edit.field == "joint"}
    body = [line for line in document.filled if line.role in (Role.BODY, Role.LIST_ITEM)]
    return [(made[line.index], LEVELS[line.number in unsure], before, line) for before, line in pairwise(body) if line.index in made]


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else CASES
    right: Counter[tuple[str, bool, str]] = Counter()
    judged: Counter[tuple[str, bool, str]] = Counter()
    everything: Counter[tuple[str, bool, str]] = Counter()
    for case in sorted(path.parent for path in folder.glob("*/truth.md")):
        meta = case / "meta.json"
        if meta.exists() and json.loads(meta.read_text("utf-8")).get("group") == "unrecoverable-order":
            continue
        document = read((case / "input.txt").read_bytes())
        run(document, CHAIN)
        truth_text = (case / "truth.md").read_text("utf-8")
        # a paragraph is one line there
        blocks = [wording(block) for block in truth_text[split(truth_text)[0] :].split("\n")]
        truth = "\n".join(block for block in blocks if block)
        plain = truth.replace("\n", "")
        for edit, sure, before, line in decisions(document):
            key = sure, "\n\n" not in edit.after, edit.reason
            everything[key] += 1
            left, after = wording(before.text)[-SIDE:], wording(line.text)[:SIDE]
            if plain.count(left + after) == 1:
                joined = left + after in truth
                judged[key] += 1
                right[key] += joined == key[1]
    keys = sorted(everything, key=lambda key: (LEVELS.index(key[0]), -everything[key]))
    rows = [(level, "join" if joins else "new paragraph", reason, [(level, joins, reason)]) for level, joins, reason in keys]
    for level_, joins in [(level, joins) for level in LEVELS for joins in (True, False)]:
        rows.append((level_, "join" if joins else "new paragraph", "all", [key for key in keys if key[:2] == (level_, joins)]))
    print(f"{'level':<8} {'decision':<14} {'reason':<70} {'number':>7} {'share':>6} {'judged':>7} {'right':>6}")
    for name, decision, reason, counted in rows:
        number, seen, good = (sum([counts[key] for key in counted]) for counts in (everything, judged, right))
        if number:
            share = f"{good / seen:6.3f}" if seen else "     –"
            print(f"{name:<8} {decision:<14} {reason[:70]:<70} {number:>7} {number / sum(everything.values()):6.3f} {seen:>7} {share}")


if __name__ == "__main__":
    main()
