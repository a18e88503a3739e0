"""The repository keeps its own rules: lint, types, no sample's words in the code, documents in step."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import CHAIN, clean
from tests.conftest import FIXTURES, ROOT

CODE = sorted((ROOT / "cleaner").rglob("*.py"))


LABELS = {"数据来源", "文章来源", "关键词", "中图分类号", "分类号", "文献标识码", "标识码", "文章编号", "委员会"}
"""Labels that half the language's documents bear, the periodicals among them by a national standard (CONVENTIONS.md names them)."""


def tool(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_lint() -> None:
    tool("ruff", "check", ".")


def test_format() -> None:
    tool("ruff", "format", "--check", ".")


def test_types() -> None:
    tool("mypy")


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_no_pattern_is_compiled_before_it_is_needed(path: Path) -> None:
    """At the top of a module stands `regex(…)` of `cleaner.regex`: a hundred compiled patterns cost more than a short text."""
    nodes: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    for node in nodes:
        if not isinstance(node, ast.FunctionDef):
            assert not isinstance(node, ast.Call) or ast.unparse(node.func) != "re.compile", f"{path.name}:{node.lineno}"
            nodes += ast.iter_child_nodes(node)


def test_no_words_of_a_sample_stand_in_the_code(shared: Path) -> None:
    """Strings of three and more ideographs in the code, docstrings too, that stand in a sample document."""
    samples = [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    found = []
    for path in CODE:
        for word in re.findall(r"[\u4e00-\u9fff]{3,}", path.read_text("utf-8")):
            if word not in LABELS and path.name != "language.py" and any(word in sample for sample in samples):
                found.append(f"{path.name}: {word}")
    assert found == []


def test_no_document_of_the_samples_is_copied(shared: Path) -> None:
    samples = "".join(path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt")))
    for path in sorted(FIXTURES.glob("*/*")):
        for run in re.findall(r"[\u4e00-\u9fff]{9,}", path.read_text("utf-8")):
            assert run not in samples, f"{path}: {run}"


def test_rule_function_file_and_docstring_share_one_name() -> None:
    names = [rule.name for rule in CHAIN]
    assert len(set(names)) == len(names)
    assert {path.stem for path in (ROOT / "cleaner/passes").glob("*/[!_]*.py")} == set(names)
    for rule in CHAIN:
        assert rule.doc, rule.name
        assert re.match(r"[A-Z].*[.:]", rule.doc.partition("\n")[0] + "."), rule.name


def test_the_two_readmes_show_the_same_commands() -> None:
    blocks = [
        re.findall(r"```(?:sh|python)\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S) for name in ("README.md", "README.zh-CN.md")
    ]
    assert blocks[0] == blocks[1]
    assert blocks[0]


def test_the_man_page_is_that_of_the_options() -> None:
    from cleaner.cli.help import man_page

    assert (ROOT / "docs/cleanfiles.1").read_text("utf-8") == man_page()


def test_every_option_stands_in_the_documents() -> None:
    from cleaner.cli.help import help_text
    from cleaner.cli.options import OPTIONS

    documents = "".join((ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("usage", "configuration", "reports")) + help_text()
    assert [option.name for option in OPTIONS if option.flags[-1] not in documents] == []
    assert len(help_text().splitlines()) <= 50
    assert max(map(len, help_text().splitlines())) <= 110


def test_the_library_has_the_name_of_the_distribution() -> None:
    import cleaner
    import cleanfiles

    assert all(getattr(cleanfiles, name) is getattr(cleaner, name) for name in cleaner.__all__)
    assert {name for names in cleaner.HOMES.values() for name in names} == {*cleaner.__all__}
    with pytest.raises(AttributeError, match="no attribute 'cleen'"):
        cleanfiles.cleen  # noqa: B018


def test_the_readme_shows_what_happens() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        before, after = re.search(r"```text\n(.*?)```\n\n```markdown\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S).groups()  # type: ignore[union-attr]
        assert clean(before).text == after


def test_the_changelog_names_the_version() -> None:
    from cleaner import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
