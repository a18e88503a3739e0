"""What cleaning takes out of texts, and what it moves, with its surroundings: to be read, for nobody else can say what was wrong.

python benchmarks/harm.py FOLDER [--rule RULE]... [--level LEVEL] [--kind KIND] [--json]

Every file below FOLDER (or FOLDER itself, if it is a file) is cleaned. Printed by rule: each run of lines that a rule took out or
moved, with two lines before and after, and each edit inside a line that left out letters or digits; then a table: how many lines and
files each rule touched, and how many digits went with them. A file whose clean text is refused is counted, and named on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cleaner import CHAIN, Cleaned, Cleaner, UnreadableError, UnsafeError
from cleaner.document import FLOATS, Edit, Role
from cleaner.rules import TAKEN_OUT, Stage

MOVED = FLOATS | {Role.FOOTNOTE}
"""Roles of lines that leave their place, and are printed elsewhere."""
SIDE = 2
"""Lines of context."""


@dataclass(frozen=True)
class Harm:
    """One run of lines that a rule took out, moved or made shorter."""

    file: str
    line: int
    rule: str
    what: str  # "removed", "moved", "shortened"
    reason: str
    before: list[str]
    lines: list[str]
    after: list[str]

    @property
    def digits(self) -> int:
        return sum(character.isdigit() for line in self.lines for character in line)


def harms(cleaned: Cleaned, file: str) -> Iterator[Harm]:
    """All runs of lines of one document that lost their place, in the order of the record."""
    lines = cleaned.document.lines
    runs: list[list[tuple[Edit, str]]] = []
    for edit in cleaned.edits:
        what = _what(edit)
        if not what:
            continue
        if runs and runs[-1][-1][0].rule == edit.rule and runs[-1][-1][1] == what and _follows(cleaned, runs[-1][-1][0].place, edit.place):
            runs[-1].append((edit, what))
        else:
            runs.append([(edit, what)])
    for run in runs:
        first, last = run[0][0], run[-1][0]
        filled = [line for line in lines if line.raw.strip()]
        before = [line.raw.strip() for line in filled if line.index < first.place][-SIDE:]
        after = [line.raw.strip() for line in filled if line.index > last.place][:SIDE]
        wording = [edit.text.strip() if edit.field == "role" else f"{edit.before!s} → {edit.after!s}" for edit, _ in run]
        yield Harm(file, first.line, first.rule, run[0][1], first.reason, before, wording, after)


def _what(edit: Edit) -> str:
    """What an edit did to the wording of its line, if it did anything to be read here."""
    if edit.field == "role" and edit.after in TAKEN_OUT and edit.before is not edit.after:
        return "moved" if edit.after in MOVED else "removed"
    if edit.field == "text":
        before, after = (sum(map(str.isalnum, str(text))) for text in (edit.before, edit.after))
        return "shortened" if after < before else ""
    return ""


def _follows(cleaned: Cleaned, before: int, place: int) -> bool:
    """Whether nothing but blank lines stands between two lines."""
    return before < place and not any(line.text.strip() for line in cleaned.document.lines[before + 1 : place])


def all_harms(folder: Path, cleaner: Cleaner) -> Iterator[Harm | UnsafeError | None]:
    """The harms of every file below `folder`, and once for each file that was read nothing, or why its clean text was refused."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
        if not path.is_file():
            continue
        try:
            cleaned = cleaner(path.read_bytes())
        except UnreadableError:
            continue
        except UnsafeError as error:
            yield UnsafeError(f"{path}: {error}")
            continue
        yield None
        yield from harms(cleaned, str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rule", action="append", default=[], help="run only the rules of characters and this one")
    parser.add_argument("--level", default="normal")
    parser.add_argument("--kind", default="auto")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found: list[Harm] = []
    files = 0
    refused: list[UnsafeError] = []
    select = [rule.name for rule in CHAIN if rule.stage is Stage.CHARACTERS or rule.name in options.rule] if options.rule else []
    for harm in all_harms(options.folder, Cleaner(select=tuple(select), level=options.level, kind=options.kind)):
        if harm is None:
            files += 1
        elif isinstance(harm, UnsafeError):
            refused.append(harm)
        elif not options.rule or harm.rule in options.rule:
            found.append(harm)
    for error in refused:
        print(f"refused: {error}", file=sys.stderr)
    if options.json:
        print(json.dumps([{**asdict(harm), "digits": harm.digits} for harm in found], ensure_ascii=False, indent=1))
        return
    by_rule: dict[str, list[Harm]] = defaultdict(list)
    for harm in found:
        by_rule[harm.rule].append(harm)
    for rule, own in sorted(by_rule.items()):
        print(f"== {rule}")
        for harm in own:
            print(f"{harm.file}:{harm.line}: {harm.what} ({harm.reason})")
            for sign, lines in ((" ", harm.before), ("-", harm.lines), (" ", harm.after)):
                for line in lines:
                    print(f"  {sign} {line[:100]!r}"[:120])
    print(f"{'rule':22}{'what':10}{'runs':>6}{'lines':>7}{'files':>7}{'digits':>8}   of {files} files, and {len(refused)} refused")
    for rule, own in sorted(by_rule.items()):
        for what in ("removed", "moved", "shortened"):
            some = [harm for harm in own if harm.what == what]
            if some:
                count = sum(len(harm.lines) for harm in some)
                print(f"{rule:22}{what:10}{len(some):6}{count:7}{len({harm.file for harm in some}):7}{sum(harm.digits for harm in some):8}")


if __name__ == "__main__":
    main()
