"""A file is written whole or not at all: every file operation is made to fail in turn."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleaner.cli import writing
from cleaner.cli.writing import WriteError, read, sweep, write
from tests.conftest import ROOT

OLD, NEW = b"old\n", b"new\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_equal_bytes_touch_nothing(file: Path) -> None:
    os.utime(file, (1e9, 1e9))
    before = file.stat()
    assert write(str(file), OLD) is False
    after = file.stat()
    assert (after.st_mtime, after.st_ino) == (before.st_mtime, before.st_ino)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_mode_is_kept_whatever_the_mask(file: Path, mode: int) -> None:
    file.chmod(mode)
    mask = os.umask(0o077)
    try:
        assert write(str(file), NEW)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert file.read_bytes() == NEW


def test_a_new_file_gets_its_folders_and_the_mode_of_the_mask(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        assert write(str(tmp_path / "x/y/z.md"), NEW)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "x/y/z.md").stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_target_is_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    link = tmp_path / "sub/link.txt"
    link.symlink_to("../a.txt")
    assert write(str(link), NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names(tmp_path / "sub") == ["link.txt"]


def test_another_hard_link_keeps_the_old_content(file: Path, tmp_path: Path) -> None:
    os.link(file, tmp_path / "b.txt")
    write(str(file), NEW)
    assert (tmp_path / "b.txt").read_bytes() == OLD


def test_a_file_that_changed_meanwhile_is_not_overwritten(file: Path, tmp_path: Path) -> None:
    _, seen = read(str(file))
    file.write_bytes(b"edited meanwhile\n")
    with pytest.raises(WriteError, match="changed by another program"):
        write(str(file), NEW, seen)
    assert file.read_bytes() == b"edited meanwhile\n"
    file.unlink()
    with pytest.raises(WriteError, match="changed by another program"):
        write(str(file), NEW, seen)
    assert names(tmp_path) == []


def test_a_read_only_file_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(WriteError, match="read-only"):
        write(str(file), NEW)
    assert file.read_bytes() == OLD


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_only_regular_files_are_read_and_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for name in ("fifo", "."):
        with pytest.raises(OSError, match="not a regular file"):
            read(str(tmp_path / name))
        with pytest.raises(WriteError, match="not a regular file"):
            write(str(tmp_path / name), NEW)


def test_planted_links_under_temporary_names_are_not_followed(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"victim")
    numbers = iter(range(5))
    monkeypatch.setattr(writing, "NUMBERS", numbers)
    for number in range(3):
        (tmp_path / f".cleanfiles-{writing.HOST}-{os.getpid()}-{number}.tmp").symlink_to(victim)
    assert write(str(file), NEW)
    assert file.read_bytes() == NEW
    assert victim.read_bytes() == b"victim"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("operation", ["os.open", "os.fsync", "os.fchmod", "os.replace"])
def test_when_an_operation_fails_the_file_is_as_it_was_and_nothing_is_left(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, error: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(operation, fail)
    with pytest.raises((WriteError, KeyboardInterrupt, MemoryError)) as caught:
        write(str(file), NEW)
    monkeypatch.undo()
    assert isinstance(caught.value, WriteError) is isinstance(error, OSError)
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["a.txt"]


def test_leftovers_of_dead_processes_are_removed_and_others_stay(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    dead, alive, host = process.pid, os.getpid(), writing.HOST
    other = "0" * 8 if host != "0" * 8 else "1" * 8
    stay = [f".cleanfiles-{host}-{alive}-0.tmp", f".cleanfiles-{other}-{dead}-0.tmp", f".cleanfiles-{host}-{dead}-0.tmp.txt", "a.tmp"]
    go = [f".cleanfiles-{host}-{dead}-0.tmp", f".cleanfiles-{other}-{dead}-1.tmp"]
    for name in stay + go:
        (tmp_path / name).touch()
    long_ago = time.time() - writing.STALE - 60
    os.utime(tmp_path / go[1], (long_ago, long_ago))
    (tmp_path / f".cleanfiles-{host}-{dead}-9.tmp").mkdir()  # no file of ours
    sweep(str(tmp_path))
    assert names(tmp_path) == sorted([*stay, f".cleanfiles-{host}-{dead}-9.tmp"])


def test_a_killed_run_leaves_whole_files_and_the_next_removes_its_traces(tmp_path: Path) -> None:
    """Killed just before the rename: the worst moment there is."""
    (tmp_path / "a.txt").write_text("　　正文。\u200b\n", "utf-8")
    code = "import os, signal; os.replace = lambda *a: os.kill(os.getpid(), signal.SIGKILL); import cleanfiles, sys; sys.argv[1:] = ['-i', '.']; cleanfiles.main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert killed.returncode == -9
    assert len(names(tmp_path)) == 2
    assert all(name == "a.txt" or name.startswith(".cleanfiles-") for name in names(tmp_path))
    assert (tmp_path / "a.txt").read_text("utf-8") == "　　正文。\u200b\n"
    done = subprocess.run(
        [sys.executable, str(ROOT / "cleanfiles.py"), "-i", "."], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text("utf-8") == "正文。\n"
