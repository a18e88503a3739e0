"""The command as a user meets it: exit codes, standard output, messages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import __version__
from tests.conftest import ROOT

DAMAGED = "　　城南的旧图书馆建于一九五八年。\u200b\n"
CLEAN = "城南的旧图书馆建于一九五八年。\n"


def cleanfiles(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / "cleanfiles.py"), *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲.txt").write_text(DAMAGED, "utf-8")
    (tmp_path / "b.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def test_one_input_goes_to_standard_output(folder: Path) -> None:
    done = cleanfiles(folder / "甲.txt")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CLEAN, b"")


def test_a_dash_reads_standard_input() -> None:
    done = cleanfiles("-", stdin=DAMAGED.encode())
    assert (done.returncode, done.stdout.decode()) == (0, CLEAN)


def test_several_inputs_need_a_folder(folder: Path) -> None:
    done = cleanfiles(folder / "甲.txt", folder / "b.txt")
    assert done.returncode == 2
    assert b"several inputs need -o DIR" in done.stderr


def test_output_file_and_folder(folder: Path) -> None:
    assert cleanfiles(folder / "甲.txt", "-o", folder / "out.md").returncode == 0
    assert (folder / "out.md").read_text("utf-8") == CLEAN
    assert cleanfiles(folder / "甲.txt", folder / "b.txt", "-o", folder / "new" / "deep").returncode == 0
    assert sorted(path.name for path in (folder / "new" / "deep").iterdir()) == ["b.md", "甲.md"]


def test_two_inputs_for_one_output_are_refused_before_any_write(folder: Path) -> None:
    (folder / "b.html").write_text("<p>x</p>", "utf-8")
    done = cleanfiles(folder / "b.txt", folder / "b.html", "-o", folder / "out")
    assert done.returncode == 2
    assert b"two inputs" in done.stderr
    assert not (folder / "out").exists()


def test_a_bad_file_gets_one_line_and_the_others_are_done(folder: Path) -> None:
    before = (folder / "binary.txt").read_bytes()
    done = cleanfiles(folder / "binary.txt", folder / "missing.txt", folder / "甲.txt", "-o", folder / "out")
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert lines[0].endswith("binary.txt: a binary file, not text")
    assert lines[1].endswith("missing.txt: No such file or directory")
    assert len(lines) == 2
    assert (folder / "out" / "甲.md").read_text("utf-8") == CLEAN
    assert (folder / "binary.txt").read_bytes() == before


def test_an_empty_file_gives_an_empty_file(folder: Path) -> None:
    done = cleanfiles(folder / "empty.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_encoding_overrides(folder: Path) -> None:
    (folder / "gbk.txt").write_bytes(CLEAN.encode("gbk"))
    assert cleanfiles(folder / "gbk.txt", "--encoding", "gbk").stdout.decode() == CLEAN
    done = cleanfiles(folder / "gbk.txt", "--encoding", "utf-8")
    assert done.returncode == 2
    assert b"not utf-8" in done.stderr
    assert cleanfiles(folder / "gbk.txt", "--encoding", "no-such").returncode == 2


def test_explain_prints_the_record(folder: Path) -> None:
    done = cleanfiles("--explain", folder / "甲.txt")
    assert done.returncode == 0
    assert "p1:1 controls" in done.stdout.decode()
    assert "p1:1 whitespace" in done.stdout.decode()


def test_version_and_help() -> None:
    assert cleanfiles("--version").stdout.decode().strip() == f"cleanfiles {__version__}"
    assert b"examples:" in cleanfiles("--help").stdout


def test_no_input_is_a_usage_error() -> None:
    assert cleanfiles().returncode == 2


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    done = cleanfiles(folder / "b.txt", "-o", folder / "甲.txt" / "x.md")
    assert done.returncode == 2
    assert b"cannot write" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_failed_write_leaves_the_target_and_no_litter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import cleanfiles as command

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = folder / "b.txt"
    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(command.InputError, match="No space left"):
        command._write(target, "x\n")
    assert target.read_text("utf-8") == CLEAN
    assert sorted(path.name for path in folder.iterdir()) == ["b.txt", "binary.txt", "empty.txt", "甲.txt"]


def test_names_are_shown_on_one_line(folder: Path) -> None:
    done = cleanfiles(folder / "no\nsuch\x1b.txt")
    assert done.stderr.decode().count("\n") == 1
    assert "no\\nsuch\\x1b.txt" in done.stderr.decode()


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    (folder / "long.txt").write_text(CLEAN * 50_000, "utf-8")
    command = f"{sys.executable} {ROOT / 'cleanfiles.py'} {folder / 'long.txt'} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("module", ["ftfy", "bs4", "yaml", "charset_normalizer"])
def test_heavy_modules_are_imported_only_when_needed(folder: Path, module: str) -> None:
    code = f"import sys, cleanfiles; cleanfiles.main([{str(folder / 'b.txt')!r}]); sys.exit({module!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == 0
