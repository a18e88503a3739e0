"""What is done with one input, here or in a worker: read, clean, check, write; the result is small and can be sent."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import NamedTuple

from cleaner.api import Cleaned, Cleaner, for_name
from cleaner.checks import UnsafeError, check
from cleaner.cli import writing
from cleaner.cli.selection import HTML
from cleaner.document import Kind
from cleaner.encodings import UnreadableError, is_utf_8
from cleaner.record import reports
from cleaner.record.shown import shown


class Task(NamedTuple):
    """One input: its name, its bytes if they come from standard input, where it is written (None: nowhere)."""

    path: str
    data: bytes | None
    target: str | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one input."""

    path: str
    status: str  # cleaned, unchanged, skipped, failed
    output: str = ""  # for standard output: the text, a diff, a piece of a report
    error: str = ""
    trace: str = ""
    edits: int = 0
    doubts: int = 0
    rules: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done with every input. `show` is "text", "diff", a report's format, or ""."""

    cleaner: Cleaner
    show: str
    in_place: bool = False
    skip_existing: bool = False
    named: bool = True

    def __call__(self, task: Task) -> Result:
        try:
            if task.error:
                return self.failed(task.path, task.error)
            return self._do(task)
        except OSError as error:
            return self.failed(task.path, error.strerror or str(error))
        except (UnreadableError, RefusedError) as error:
            return self.failed(task.path, str(error))
        except UnsafeError as error:
            return self.failed(task.path, f"not cleaned, for the check failed: {error}")
        except writing.WriteError as error:
            where = "" if task.target == task.path or task.target is None else shown(task.target)
            return self.failed(task.path, f"cannot write {where or 'it'}: {error}")
        except MemoryError:
            return self.failed(task.path, "out of memory")
        except Exception as error:  # a fault of ours must not stop the others
            import traceback

            reason = f"internal error, please report it: {type(error).__name__}: {error}".split("\n", 1)[0]
            return self.failed(task.path, shown(reason), traceback.format_exc())

    def failed(self, path: str, error: str, trace: str = "") -> Result:
        output = reports.piece(self.show, path, "failed", (), (), error) if self.show in reports.FORMATS else ""
        return Result(path, "failed", output, error, trace)

    def _do(self, task: Task) -> Result:
        if task.target is not None:
            writing.sweep(os.path.dirname(task.target) or os.curdir)
            if self.skip_existing and not self.in_place and os.path.exists(task.target):
                return Result(task.path, "skipped")
        data, state = (task.data, None) if task.data is not None else writing.read(task.path)
        cleaner = for_name(self.cleaner, task.path)
        if self.in_place and cleaner.encoding and is_utf_8(data):
            cleaner = replace(cleaner, encoding=None)  # what an earlier run wrote
        cleaned = cleaner(data)
        if self.in_place and _is_page(task.path, cleaned):
            raise RefusedError("HTML is not rewritten in place; use -o to write Markdown beside it")
        new = _encoded(cleaned)
        status = "unchanged" if new == data else "cleaned"
        rules = Counter({rule: 0 for rule, _ in cleaned.document.record})
        for rule, edits in cleaned.document.record:
            rules[rule] += len(edits)
        output = cleaned.text if self.show == "text" else ""
        if (self.show in reports.FORMATS and self.show != "text") or self.show == "explain":
            form = "text" if self.show == "explain" else self.show
            output = reports.piece(form, task.path, status, cleaned.edits, cleaned.doubts, named=self.named)
        elif self.show == "diff" and status == "cleaned":
            output = difference(task.path, cleaned)
        seconds = dict(cleaned.seconds)
        if status == "cleaned":
            start = perf_counter()
            # in place, the next run reads the file as this one did if it is told its kind
            told = self.in_place and cleaner.kind != "auto"
            check(cleaned, data, cleaner if told else cleaner.again(cleaned.document), cleaner.encoding)
            seconds["check"] = perf_counter() - start
        if task.target is not None:
            writing.write(task.target, new, state if self.in_place else None)
        return Result(task.path, status, output, "", "", rules.total(), len(cleaned.doubts), rules, seconds)


class RefusedError(Exception):
    """An input that is sound and is not taken; the message says why."""


def _is_page(path: str, cleaned: Cleaned) -> bool:
    if os.path.splitext(path)[1].lower() in HTML:
        return True
    if cleaned.document.kind is not Kind.HTML:
        return False
    from cleaner.html import is_page

    return is_page(cleaned.document.source)


def _encoded(cleaned: Cleaned) -> bytes:
    try:
        return cleaned.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RefusedError(f"its text holds half a surrogate pair, at character {error.start}") from None


def difference(path: str, cleaned: Cleaned) -> str:
    """A unified diff from the source to the clean text; encodings stand in its head where they differ."""
    import difflib

    name, encoding = shown(path), cleaned.document.encoding
    rows = list(difflib.unified_diff(_lines(cleaned.document.source), _lines(cleaned.text)))[2:]
    note = f"\t({encoding})" if encoding != "utf-8" else "\t(byte order mark)" if not rows else ""
    ended = [row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows]
    return "".join([f"--- {name}{note}\n", f"+++ {name}\n", *ended])


def _lines(text: str) -> list[str]:
    """Lines as diff and patch count them: LF alone ends one."""
    return [line + "\n" for line in text.split("\n")[:-1]] + [last for last in [text.rpartition("\n")[2]] if last]
