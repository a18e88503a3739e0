"""Ignore files, by the rules of gitignore(5).

Our own: the kept library for it is under a copyleft licence. The tests ask git itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from cleaner.regex import regex

NAMES = (".cleanfilesignore", ".ignore", ".gitignore")
"""Files whose rules hold for the folder they lie in and all below; an earlier name beats a later one."""


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    includes: bool  # the line began with `!`
    only_folders: bool


class Rules:
    """The rules of one ignore file, or of one list of globs; the last that matches decides."""

    def __init__(self, base: str, lines: Iterable[str]) -> None:
        self.base = base
        """The folder, as an absolute path, to which patterns with a slash are relative."""
        self.rules = [rule for line in lines if (rule := parsed(line))][::-1]

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Whether `path` (absolute) is ignored; None if no rule says anything."""
        if not self.rules:
            return None
        base = self.base.rstrip(os.sep) + os.sep
        name = path[len(base) :] if path.startswith(base) else os.path.basename(path)
        if os.sep != "/":
            name = name.replace(os.sep, "/")
        for pattern, includes, only_folders in self.rules:
            if (is_folder or not only_folders) and pattern.match(name):
                return not includes
        return None


def parsed(line: str) -> Rule | None:
    """The rule of one line; None for a comment, a blank line, or a pattern that can match nothing."""
    line = line.rstrip("\r\n")
    kept = line.rstrip(" ")
    if (len(kept) - len(kept.rstrip("\\"))) % 2 and len(kept) < len(line):
        kept += " "  # an escaped space
    if not kept or kept.startswith("#"):
        return None
    includes = kept.startswith("!")
    glob = kept[1:] if includes else kept
    only_folders = glob.endswith("/")
    glob = glob[:-1] if only_folders else glob
    anchored = "/" in glob
    glob = glob[1:] if glob.startswith("/") else glob
    if not glob:
        return None
    body = _regex(glob)
    return None if body is None else Rule(re.compile(("" if anchored else "(?:.*/)?") + body + r"\Z", re.S), includes, only_folders)


STARS = regex(r"\*+")


def _regex(glob: str) -> str | None:
    """A glob as a regular expression; None if it is no valid pattern."""
    parts: list[str] = []
    starred = -1  # where in `parts` the last star of this segment stands
    at = 0
    while at < len(glob):
        sign = glob[at]
        if stars := STARS.match(glob, at):
            end = stars.end()
            alone = len(stars[0]) == 2 and (at == 0 or glob[at - 1] == "/") and (end == len(glob) or glob[end] == "/")
            if alone and end < len(glob):
                if parts[-1:] != ["(?:.*/)?"]:
                    parts.append("(?:.*/)?")  # **/
                end += 1
            elif alone:
                parts.append(".+" if at else ".*")  # /** : all that is inside
            else:
                if starred >= 0:
                    # what stands between two stars is found where it first stands, once and for all: else the time explodes
                    parts[starred:] = [f"(?>[^/]*?{''.join(parts[starred + 1 :])})"]
                starred = len(parts)
                parts.append("[^/]*")
            at = end
        elif sign == "[":
            found = _class(glob, at)
            if found is None:
                return None
            text, at = found
            parts.append(text)
        elif sign == "\\" and at + 1 == len(glob):
            return None
        else:
            if sign == "/":
                starred = -1
            at += sign == "\\"
            parts.append("[^/]" if sign == "?" else re.escape(glob[at]))
            at += 1
    return "".join(parts)


POSIX = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}


def _class(glob: str, at: int) -> tuple[str, int] | None:
    """The bracket expression that begins at `at` as a regular expression, and where it ends."""
    end = at + 1
    negated = glob[end : end + 1] in ("!", "^")
    end += negated
    items: list[str] = []
    first = True
    while end < len(glob):
        sign = glob[end]
        if sign == "]" and not first:
            inside = "".join(items)
            return (f"(?!/)[^{inside}]" if negated else f"(?!/)[{inside}]") if inside else "(?!)", end + 1
        first = False
        named = re.compile(r"\[:([a-z]+):\]").match(glob, end)
        if named:
            if named[1] not in POSIX:
                return None
            items.append(POSIX[named[1]])
            end = named.end()
            continue
        low, end = _one(glob, end)
        if glob[end : end + 1] == "-" and glob[end + 1 : end + 2] not in ("]", ""):
            high, end = _one(glob, end + 1)
            if low <= high:
                items.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            items.append(re.escape(low))
    return None


def _one(glob: str, at: int) -> tuple[str, int]:
    return (glob[at + 1], at + 2) if glob[at] == "\\" and at + 1 < len(glob) else (glob[at], at + 1)


class Ignored:
    """Which paths ignore files leave out. Files are read once for each folder."""

    def __init__(self) -> None:
        self.of_folder: dict[str, tuple[Rules, ...]] = {}
        self.roots: dict[str, str] = {}

    def __call__(self, path: str, is_folder: bool) -> bool:
        """Whether `path` (absolute) itself is ignored, its folders aside."""
        folders: list[str] = []
        folder, root = os.path.dirname(path), self.root(os.path.dirname(path))
        while True:
            folders.append(folder)
            if folder == root or folder == os.path.dirname(folder):
                break
            folder = os.path.dirname(folder)
        for place in range(len(NAMES)):
            for folder in folders:
                verdict = self.rules(folder)[place].verdict(path, is_folder)
                if verdict is not None:
                    return verdict
        return bool(self.rules(root)[-1].verdict(path, is_folder))

    def anywhere(self, path: str) -> bool:
        """Whether `path` or a folder above it, up to the root of its repository, is ignored."""
        root = self.root(os.path.dirname(path))
        above: list[str] = []
        folder = os.path.dirname(path)
        while folder not in (root, os.path.dirname(folder)):
            above.append(folder)
            folder = os.path.dirname(folder)
        return any([self(folder, True) for folder in reversed(above)]) or self(path, os.path.isdir(path))

    def root(self, folder: str) -> str:
        """The root of the repository that `folder` is in; without one, that of the file system."""
        if folder not in self.roots:
            above = os.path.dirname(folder)
            if os.path.exists(os.path.join(folder, ".git")) or above == folder:
                self.roots[folder] = folder
            else:
                self.roots[folder] = self.root(above)
        return self.roots[folder]

    def rules(self, folder: str) -> tuple[Rules, ...]:
        """The rules of the files in `folder`, in the order of `NAMES`, then those of `.git/info/exclude`."""
        if folder not in self.of_folder:
            names = [*NAMES, os.path.join(".git", "info", "exclude")]
            self.of_folder[folder] = tuple([Rules(folder, _lines(os.path.join(folder, name))) for name in names])
        return self.of_folder[folder]


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
            return file.readlines()
    except OSError:
        return []
