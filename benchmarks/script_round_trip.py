"""Simplified to Traditional Chinese and back: what does not come back, and what changed outside prose.

python benchmarks/script_round_trip.py [FILE ...]

Each file is cleaned, then converted with `s2t`, then back with `t2s`. A difference is listed with its words; code, links, addresses
and `extra` must be as they were, and a second `s2t` must change nothing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from cleaner import clean
from cleaner.inline import PROTECTED

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared/seeds"
FENCED = re.compile(r"^(```|~~~).*?^\1", re.S | re.M)


def converted(text: str, to: str) -> str:
    return clean(text, settings={"script": {"to": to}}).text


def outside_prose(text: str) -> list[str]:
    """Code blocks, code spans, links, addresses, math."""
    return [match[0] for match in FENCED.finditer(text)] + [match[0] for match in PROTECTED.finditer(FENCED.sub("", text))]


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt")) or sorted(ROOT.glob("fixtures/*/expected.md"))
    print("| file | characters | changed by s2t | not back after t2s | changed outside prose | changed by a second s2t |")
    print("| --- | --- | --- | --- | --- | --- |")
    differences: Counter[str] = Counter()
    for path in paths:
        sound = clean(path.read_bytes())
        traditional = converted(sound.text, "s2t")
        back = converted(traditional, "t2s")
        changed = sum(one != other for one, other in zip(sound.text, traditional, strict=False))
        codes = SequenceMatcher(None, sound.text, back, autojunk=False).get_opcodes()
        odd = [f"{sound.text[a:b]}→{back[c:d]}" for tag, a, b, c, d in codes if tag != "equal"]
        differences.update(odd)
        protected = Counter(outside_prose(sound.text)) != Counter(outside_prose(traditional))
        extra = [clean(text).metadata.get("extra") for text in (sound.text, traditional)]
        outside = int(protected) + int(extra[0] != extra[1])
        again = int(converted(traditional, "s2t") != traditional)
        print(f"| {path.name[:24]} | {len(sound.text)} | {changed} | {len(odd)} | {outside} | {again} |")
    print("\nnot back: " + (", ".join(f"{change} ({times})" for change, times in differences.most_common()) or "nothing"))


if __name__ == "__main__":
    main()
