"""The library: what it refuses, rules from other packages, and how it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaner import Cleaner, UnsafeError, clean
from cleaner.plugins import installed_rules
from tests.conftest import ROOT

WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"kind": "pdf"}, ValueError, "no kind 'pdf'"),
    ({"kind": None}, TypeError, "kind is a string, not None"),
    ({"level": "brave"}, ValueError, "no level 'brave'"),
    ({"level": 3}, TypeError, "level is a string, not 3"),
    ({"front_matter": "yes"}, ValueError, "front_matter is one of unify, keep, none"),
    ({"front_matter": None}, TypeError, "front_matter is a string"),
    ({"select": "folios"}, TypeError, "select is a tuple, not 'folios'"),
    ({"select": (1,)}, TypeError, "names of rules are strings, not 1"),
    ({"ignore": ("folio",)}, ValueError, "no rule 'folio'; did you mean 'folios'"),
    ({"encoding": "gbx"}, ValueError, "no encoding 'gbx'; did you mean 'gbk'"),
    ({"encoding": "base64"}, ValueError, "no encoding 'base64'"),
    ({"encoding": 8}, TypeError, "encoding is a name or None, not 8"),
    ({"extra": None}, TypeError, "extra is a mapping, not None"),
    ({"extra": {"title": 1}}, TypeError, "extra maps strings to strings"),
    ({"extra": {"title": "x"}, "front_matter": "none"}, ValueError, "only where front matter is unified"),
    ({"settings": {"folios": 1}}, TypeError, "the settings of folios are a mapping"),
    ({"settings": {"folios": {"min_pages": "x"}}}, ValueError, "folios.min_pages is a whole number"),
    ({"rules": (len,)}, TypeError, "rules holds what cleaner.rules.rule makes"),
    ({"check": 1}, TypeError, "check is True or False, not 1"),
]


@pytest.mark.parametrize(("choices", "error", "message"), WRONG, ids=lambda value: str(value)[:40])
def test_what_a_cleaner_cannot_be_made_with_is_refused(choices: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Cleaner(**choices)


@pytest.mark.parametrize("source", [None, 1, ["一"], Path("a.txt")])
def test_a_document_is_text_or_bytes(source: Any) -> None:
    with pytest.raises(TypeError, match="a document is a string or bytes, not"):
        clean(source)


def test_other_buffers_of_bytes_are_read() -> None:
    data = "正文。\n".encode()
    assert clean(bytearray(data)).text == clean(memoryview(data)).text == "正文。\n"  # type: ignore[arg-type]


def test_the_library_checks_unless_it_is_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.api.markdown", lambda blocks: "别的。\n")
    with pytest.raises(UnsafeError, match="what is kept is not what is written"):
        clean("　　正文。\n")
    assert Cleaner(check=False)("　　正文。\n").text == "别的。\n"


def test_seconds_are_told_by_rule() -> None:
    seconds = clean("　　正文。\n").seconds
    assert {"read", "controls", "written"} <= {*seconds}
    assert all(taken >= 0 for taken in seconds.values())


PLUGIN = '''
from cleaner import Document
from cleaner.rules import Change, Proposals, Stage, rule

@rule(changes=Change.MARKS, stage=Stage.ASKED)
def no_stars(document: Document) -> Proposals:
    """Take lone stars away."""
    for line in document.holding("\\u2605"):
        yield line.edit("text", line.text.replace("\\u2605", ""), "a star")
'''


def test_rules_of_other_packages_are_used_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "stars.py").write_text(PLUGIN, "utf-8")
    info = tmp_path / "stars-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stars\nVersion: 1\n", "utf-8")
    (info / "entry_points.txt").write_text("[cleanfiles.rules]\nno_stars = stars:no_stars\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cleanfiles", *arguments]
        return subprocess.run(command, input="★正文。\n", capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)

    assert run("-").stdout == "正文。\n"
    assert run("-", "--ignore", "no_stars").stdout == "★正文。\n"
    assert "no_stars " in run("--list-rules").stdout
    assert "Take lone stars away." in run("--rule", "no-stars").stdout
    (info / "entry_points.txt").write_text("[cleanfiles.rules]\nno_stars = stars:Stage\n", "utf-8")
    assert "stars:Stage of stars is no rule" in run("-").stderr
    assert installed_rules() == ()


@pytest.mark.slow
def test_the_installed_library_is_typed(tmp_path: Path) -> None:
    """A wheel, in an environment of its own beside what it needs: `from cleanfiles import clean` passes mypy --strict."""
    pytest.importorskip("hatchling")
    wheel = tmp_path / "wheel"
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(wheel), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (file,) = wheel.glob("*.whl")
    place = tmp_path / "site"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(place), str(file)], check=True)
    assert (place / "cleanfiles-stubs/__init__.pyi").exists()
    script = tmp_path / "user.py"
    script.write_text('from cleanfiles import Cleaner, clean\n\nreveal_type(clean("x").text)\nreveal_type(Cleaner().level)\n', "utf-8")
    environment = {**os.environ, "MYPYPATH": str(place), "PYTHONPATH": ""}
    check = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file", os.devnull, str(script)]
    done = subprocess.run(check, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert 'Revealed type is "str"' in done.stdout or 'Revealed type is "builtins.str"' in done.stdout, done.stdout
    assert "error" not in done.stdout, done.stdout
