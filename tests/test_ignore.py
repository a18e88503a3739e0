"""Ignore files mean to us what they mean to git: git itself is asked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.cli.ignore import Ignored, parsed

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is the oracle")

PATHS = ["a", "b.txt", "a/b.txt", "a/b", "a/b/c.txt", "a/b/c/d", "x/a/b.txt", "foo bar", "a ", "!b", "#c", "[d]", "a/*", "x/y/z/a"]
GLOBS = [
    "a",
    "/a",
    "a/",
    "/a/",
    "*.txt",
    "a/*",
    "a/**",
    "**/b",
    "a/**/c.txt",
    "**",
    "/**",
    "**/",
    "a**",
    "a***/b",
    "!b.txt",
    "!a/b.txt",
    "\\!b",
    "\\#c",
    "# c",
    "#c",
    "[ab]",
    "[!ab].txt",
    "[^b].txt",
    "[a-c]*",
    "[]a]",
    "[[:alpha:]].txt",
    "[[:nope:]]",
    "[a",
    "*a*b*",
    "*b*.t*t",
    "a*/*b*",
    "**/*a*b*",
    "*.*t",
    "x*/**/*b",
    "**b",
    "a/**b",
    "[a]*b",
    "?.txt",
    "b?txt",
    "foo\\ bar",
    "a\\ ",
    "a ",
    "a/b/",
    "x/**/a",
    "\\[d]",
    "a\\",
    "*/b.txt",
    "x/*/b.txt",
    "",
    "/",
    "//",
    "!",
]

"""No letters beyond ASCII: to git `?` and `[!a]` are a byte, to us a character, as to ripgrep."""


def in_git(folder: Path, paths: list[str]) -> set[str]:
    command = ["git", "-c", "core.excludesFile=", "check-ignore", "--no-index", "-z", "--stdin"]
    done = subprocess.run(command, cwd=folder, input="\0".join(paths).encode(), capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return {name for name in done.stdout.decode().split("\0") if name}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def ours(folder: Path, paths: list[str]) -> set[str]:
    ignored = Ignored()
    return {path for path in paths if ignored.anywhere(str(folder / path))}


@pytest.mark.parametrize("glob", GLOBS)
def test_each_pattern(repository: Path, glob: str) -> None:
    (repository / ".gitignore").write_text(glob + "\n", "utf-8")
    assert ours(repository, PATHS) == in_git(repository, PATHS)


@given(st.lists(st.one_of(st.sampled_from(GLOBS), st.text("ab/*?![]\\ .-c", max_size=7)), max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_patterns_together(repository: Path, globs: list[str]) -> None:
    (repository / ".gitignore").write_text("\n".join(globs) + "\n", "utf-8")
    assert ours(repository, PATHS) == in_git(repository, PATHS)


def test_nearer_files_and_our_own_names_win(tmp_path: Path) -> None:
    (tmp_path / ".git/info").mkdir(parents=True)
    (tmp_path / "a").mkdir()
    for name, text in {
        ".git/info/exclude": "*.bak\n",
        ".gitignore": "*.txt\n*.md\n",
        "a/.gitignore": "!kept.txt\n",
        ".ignore": "!b.md\n",
        ".cleanfilesignore": "c.md\n",
        "a/.ignore": "!c.md\n",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    ignored = Ignored()
    wanted = {"x.txt": True, "a/x.txt": True, "a/kept.txt": False, "x.bak": True, "b.md": False, "a/c.md": True, "d.md": True, "e": False}
    assert {name: ignored.anywhere(str(tmp_path / name)) for name in wanted} == wanted


def test_hostile_patterns_take_no_time() -> None:
    for glob, path in (("*a" * 12 + "b", "a" * 40), ("a*" * 30 + "/b", "a" * 200 + "/c"), ("**/" * 12 + "b", "a/" * 20)):
        rule = parsed(glob)
        assert rule is not None
        assert not rule.pattern.match(path)
