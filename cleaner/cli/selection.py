"""Which files are read, and where each is written."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.cli.ignore import Ignored, Rules
from cleaner.cli.options import Options, UsageError
from cleaner.cli.writing import TEMPORARY
from cleaner.record.shown import shown

HTML = frozenset({".html", ".htm", ".xhtml"})
EXTENSIONS = HTML | {".txt", ".text", ".md", ".markdown"}
"""What is taken from a folder, unless `--include` says otherwise."""
VCS = frozenset({".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"})
STDIN = "-"


class Input(NamedTuple):
    """One input: its path as a user would write it, and where it stands below what was named."""

    path: str
    mirrored: str  # its path below the output folder, with its own extension
    error: str = ""  # a folder that cannot be read


def inputs(options: Options) -> list[Input]:
    """The files to clean, in the order they were named, those of a folder by name; none twice.

    Raises `UsageError`.
    """
    names = list(options.paths)
    if options.files_from is not None:
        names += _listed(options.files_from, options.null)
    finder = Finder(options)
    found: dict[str, Input] = {}
    for name in names:
        for one in finder.find(name):
            found.setdefault(_identity(one.path), one)
    return list(found.values())


def _identity(path: str) -> str:
    """One name for all the names of a file: links resolved, those of its folder only once."""
    if path == STDIN:
        return path
    if os.path.islink(path):
        return os.path.realpath(path)
    return os.path.join(_resolved(os.path.dirname(os.path.abspath(path))), os.path.basename(path))


_resolved = cache(os.path.realpath)


def piped() -> bytes:
    """What stands on standard input. Raises `OSError` where it is closed."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer.read()


def _listed(source: str, by_null: bool) -> list[str]:
    """Names of files from a file or standard input: as bytes, for a name need not be text."""
    try:
        if source == STDIN:
            data = piped()
        else:
            with open(source, "rb") as file:
                data = file.read()
    except OSError as error:
        raise UsageError(f"--files-from: {shown(source)}: {error.strerror}") from None
    if not by_null and b"\0" in data:
        raise UsageError(f"--files-from: {shown(source)}: names hold NUL; is it what ends them (-0)?")
    names = data.split(b"\0" if by_null else b"\n")
    return [os.fsdecode(name if by_null else name.removesuffix(b"\r")) for name in names if name.strip(b"\r" if not by_null else b"")]


class Finder:
    """Walks folders, leaving out what options and ignore files leave out."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.ignored = Ignored()
        self.include = Rules(options.bases.get("include") or os.getcwd(), options.include)
        self.exclude = Rules(options.bases.get("exclude") or os.getcwd(), options.exclude)
        is_folder = options.output not in (None, STDIN) and os.path.isdir(options.output)
        self.output = os.path.realpath(options.output) if is_folder and options.output else ""

    def find(self, name: str) -> Iterator[Input]:
        if name == STDIN or not os.path.isdir(name):
            if not (self.options.force_exclude and name != STDIN and self._left_out(name)):
                yield Input(name, _below(name))
        elif self.output and self.output == os.path.realpath(name):
            raise UsageError(f"{shown(name)} is the output folder too; to rewrite files where they are, use -i")
        elif not (self.options.force_exclude and self._left_out(name)):
            yield from self._walk(name)

    def _walk(self, top: str) -> Iterator[Input]:
        """The files of a folder and those below it, by name; files of a folder before its folders. Links to folders are not followed."""
        prefix = _below(top)
        stack = [(top, "" if prefix == os.curdir else prefix)]
        while stack:
            folder, mirrored = stack.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                yield Input(folder, mirrored, error.strerror or str(error))
                continue
            folders: list[tuple[str, str]] = []
            for entry in listed:
                path = entry.name if folder == os.curdir and top == os.curdir else entry.path
                below = os.path.join(mirrored, entry.name)
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if not self._skips(path, entry.name, True):
                            folders.append((path, below))
                    elif entry.is_file() and not self._skips(path, entry.name, False):
                        yield Input(path, below)
                except OSError:  # a link in a circle
                    continue
            stack += reversed(folders)

    def _skips(self, path: str, name: str, is_folder: bool) -> bool:
        if (name in VCS and is_folder) or TEMPORARY.match(name) or (name.startswith(".") and not self.options.hidden):
            return True
        absolute = os.path.abspath(path)
        if is_folder:
            if self.output and os.path.realpath(path) == self.output:
                return True
        elif self.options.include:
            if not self.include.verdict(absolute, is_folder):
                return True
        elif not self._is_text(name):
            return True
        return bool(self.exclude.verdict(absolute, is_folder)) or (not self.options.no_ignore and self.ignored(absolute, is_folder))

    def _is_text(self, name: str) -> bool:
        extension = os.path.splitext(name)[1].lower()
        return extension in EXTENSIONS and not (self.options.in_place and extension in HTML)

    def _left_out(self, name: str) -> bool:
        """Whether a named path, or a folder above it, is excluded or ignored."""
        path = os.path.abspath(name)
        base = self.exclude.base.rstrip(os.sep) + os.sep
        folder = os.path.dirname(path)
        above = []
        while folder.startswith(base):
            above.append(folder)
            folder = os.path.dirname(folder)
        if self.exclude.verdict(path, os.path.isdir(path)) or any([self.exclude.verdict(folder, True) for folder in above]):
            return True
        return not self.options.no_ignore and self.ignored.anywhere(path)


def _below(name: str) -> str:
    """Where a named path stands below the output folder: `a/b.txt` as it is, `/x/b.txt` and `../b.txt` as `b.txt`."""
    name = os.path.normpath(name)
    outside = os.path.isabs(name) or name.split(os.sep)[0] == os.pardir or bool(os.path.splitdrive(name)[0])
    return os.path.basename(name) if outside else name


def targets(found: Sequence[Input], options: Options, several: bool) -> list[str | None]:
    """Where each input is written; None is standard output. Raises `UsageError` if two would meet, before anything is written."""
    if options.in_place:
        return [one.path for one in found]
    if options.output in (None, STDIN):
        return [None] * len(found)
    output = options.output
    assert output is not None
    if not several and not output.endswith(("/", os.sep)) and not os.path.isdir(output):
        return [output] * len(found)
    if os.path.exists(output) and not os.path.isdir(output):
        raise UsageError(f"several inputs need a folder, and {shown(output)} is a file")
    result: list[str | None] = []
    taken: dict[str, str] = {}
    for one in found:
        name = (options.stdin_filename and os.path.basename(options.stdin_filename)) or "stdin" if one.path == STDIN else one.mirrored
        stem, extension = os.path.splitext(name)
        target = os.path.join(output, (stem if extension.lower() in EXTENSIONS else name) + ".md")
        if target in taken and not one.error:
            raise UsageError(f"two inputs would both be written to {shown(target)}: {shown(taken[target])} and {shown(one.path)}")
        taken[target] = one.path
        result.append(target)
    return result
