"""The hooks through pre-commit itself: the first run fails and repairs, the second passes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

DAMAGED = "　　城南的旧图书馆建于一九五八年。\u200b\n"
CLEAN = "城南的旧图书馆建于一九五八年。\n"
MANY = 300


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the files of this project as they are now, as pre-commit would clone it."""
    folder = tmp_path_factory.mktemp("hooks") / "cleanfiles"
    folder.mkdir()
    for name in ("cleaner", "fixtures", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("cleanfiles.py", "pyproject.toml", ".pre-commit-hooks.yaml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    files: dict[str, bytes] = {
        "a b.md": DAMAGED.encode(),
        "目录/中文 名.txt": DAMAGED.encode(),
        "gbk.txt": CLEAN.encode("gbk"),
        "good.md": b"# Good\n\nText.\n",
        "requirements.txt": b"ftfy \n",
        "docs/LICENSE.txt": DAMAGED.encode(),
        "CMakeLists.txt": DAMAGED.encode(),
        "robots.txt": DAMAGED.encode(),
        "excluded/x.md": DAMAGED.encode(),
        "cleanfiles.toml": b'exclude = ["/excluded/"]\n',
        "code.py": b"x = 1   \n",
        **{f"many/{number}.md": (DAMAGED if number % 7 == 0 else CLEAN).encode() for number in range(MANY)},
    }
    for name, data in files.items():
        path = tmp_path / "repository" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    folder = tmp_path / "repository"
    (folder / "link.md").symlink_to("a b.md")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    return folder


def pre_commit(repository: Path, hooks: Path, home: Path, hook: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files", "--verbose"]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, env=environment, check=False)


def changed(repository: Path) -> set[str]:
    return {line[3:].strip('"') for line in git(repository, "status", "--porcelain").splitlines()}


def test_the_hook_fails_and_repairs_and_then_passes(repository: Path, hooks: Path, home: Path) -> None:
    first = pre_commit(repository, hooks, home, "cleanfiles")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "files were modified by this hook" in first.stdout
    wanted = {"a b.md", "目录/中文 名.txt", "gbk.txt"} | {f"many/{number}.md" for number in range(0, MANY, 7)}
    assert changed(repository) == wanted
    assert (repository / "gbk.txt").read_text("utf-8") == CLEAN
    assert (repository / "link.md").is_symlink()
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "y")
    second = pre_commit(repository, hooks, home, "cleanfiles")
    assert second.returncode == 0, second.stdout + second.stderr
    assert changed(repository) == set()


def test_the_check_hook_fails_and_writes_nothing(repository: Path, hooks: Path, home: Path) -> None:
    done = pre_commit(repository, hooks, home, "cleanfiles-check")
    assert done.returncode == 1
    assert "+++ a b.md" in done.stdout
    assert changed(repository) == set()


def test_the_repository_is_clean_by_its_own_hook() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    (hook,) = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert hook["entry"].startswith("python -m cleanfiles --in-place --force-exclude")
    files = [str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("fixtures/*/input.txt")]]
    done = subprocess.run(
        [sys.executable, "-m", "cleanfiles", "--check", "--force-exclude", *files], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
