"""Configuration: which place wins, what is refused and in which words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaner.cli.config import as_toml, nearest_file, resolve
from cleaner.cli.options import LASTING, UsageError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder in it, and a home of its own."""
    (tmp_path / "home/cleanfiles").mkdir(parents=True)
    (tmp_path / "repo/.git").mkdir(parents=True)
    (tmp_path / "repo/docs").mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "repo/docs")
    return tmp_path


PLACES = {
    "flag": "flag",
    "environment": "environment",
    "config": "given.toml",
    "nearest": "repo/cleanfiles.toml",
    "user": "home/cleanfiles/cleanfiles.toml",
}


@pytest.mark.parametrize("count", range(len(PLACES) + 1))
def test_the_nearer_place_wins(project: Path, count: int) -> None:
    """With the first `count` places silent, the next one decides."""
    given: dict[str, object] = {}
    environment = {"XDG_CONFIG_HOME": str(project / "home")}
    speaking = list(PLACES)[count:]
    for place in speaking:
        value = place if place == speaking[0] else "not this"
        if place == "flag":
            given["encoding"] = value
        elif place == "environment":
            environment["CLEANFILES_ENCODING"] = value
        else:
            (project / PLACES[place]).write_text(f"encoding = '{value}'\n", "utf-8")
            if place == "config":
                given["config"] = str(project / PLACES[place])
    options, origins = resolve(given, environment, ".")
    assert options.encoding == (speaking[0] if speaking else "auto")
    assert origins["encoding"].endswith(PLACES.get(speaking[0], "")) if speaking else origins["encoding"] == "default"


def test_the_nearest_file_is_found_up_to_the_root_of_the_repository(project: Path) -> None:
    (project / "cleanfiles.toml").touch()
    assert nearest_file(".") is None
    (project / "repo/pyproject.toml").write_text("[tool.other]\n# cleanfiles\n", "utf-8")
    assert nearest_file(".") is None
    (project / "repo/pyproject.toml").write_text("[tool.cleanfiles]\nlevel = 'safe'\n", "utf-8")
    assert nearest_file(".") == str(project / "repo/pyproject.toml")
    assert resolve({}, {}, ".")[0].level == "safe"
    (project / "repo/cleanfiles.toml").touch()
    assert nearest_file(".") == str(project / "repo/cleanfiles.toml")
    (project / "repo/docs/cleanfiles.toml").touch()
    assert nearest_file(".") == str(project / "repo/docs/cleanfiles.toml")


def test_isolated_reads_no_file(project: Path) -> None:
    (project / "repo/cleanfiles.toml").write_text("nonsense", "utf-8")
    assert resolve({"isolated": True}, {}, ".")[0].level == "normal"


def test_extend_lays_a_file_over_another(project: Path) -> None:
    (project / "base.toml").write_text("level = 'bold'\nencoding = 'gbk'\n[folios]\nmin-pages = 7\n", "utf-8")
    (project / "repo/cleanfiles.toml").write_text("extend = '../base.toml'\nlevel = 'safe'\n[running_heads]\nmin_times = 5\n", "utf-8")
    options, _ = resolve({}, {}, ".")
    assert (options.level, options.encoding) == ("safe", "gbk")
    assert options.rules == {"folios": {"min_pages": 7}, "running_heads": {"min_times": 5}}


def test_set_tables_are_merged_and_options_for_rules_become_settings(project: Path) -> None:
    (project / "repo/cleanfiles.toml").write_text("quotes = 'corner'\n[set]\nsource = 'a'\nplace = 'b'\n", "utf-8")
    options, _ = resolve({"set": ["source=c"], "cjk_spacing": "none"}, {}, ".")
    assert options.set == {"source": "c", "place": "b"}
    assert options.rules == {"cjk_spacing": {"style": "none"}, "quotes": {"style": "corner"}}


WRONG = [
    ("selct = ['a']", "no key 'selct'; did you mean 'select'?"),
    ("output = 'x'", "no key 'output'"),
    ("level = 'brave'", "level is one of safe, normal, bold, not 'brave'"),
    ("hidden = 'yes'", "hidden is true or false, not 'yes'"),
    ("select = 'controls'", "select is a list of strings, not 'controls'"),
    ("set = ['a=b']", "set is a table of strings, not ['a=b']"),
    ("timeout = 'x'", "timeout is a number, not 'x'"),
    ("verbose = 7", "verbose is 0, 1 or 2, not 7"),
    ("encoding = 8", "encoding is a string, not 8"),
    ("extend = 1", "extend is a path, not 1"),
    ("extend = 'cleanfiles.toml'", "extends itself"),
    ("extend = 'gone.toml'", "gone.toml: No such file or directory"),
    ("[folio]\nmin_pages = 1", "no key or rule 'folio'; did you mean 'folios'?"),
    ("level = x", "Invalid value (at line 1, column 9)"),
]


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[text for text, _ in WRONG])
def test_what_is_wrong_in_a_file_is_named_with_the_file(project: Path, text: str, message: str) -> None:
    (project / "repo/cleanfiles.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        resolve({}, {}, ".")
    assert message in str(caught.value)
    assert ".toml: " in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("CLEANFILES_LEVLE", "safe", "no variable 'CLEANFILES_LEVLE'; did you mean 'CLEANFILES_LEVEL'?"),
        ("CLEANFILES_OUTPUT", "x", "no variable 'CLEANFILES_OUTPUT'"),
        ("CLEANFILES_LEVEL", "x", "CLEANFILES_LEVEL: one of safe, normal, bold is wanted, not 'x'"),
        ("CLEANFILES_HIDDEN", "maybe", "CLEANFILES_HIDDEN is 1 or 0, not 'maybe'"),
        ("CLEANFILES_TIMEOUT", "x", "CLEANFILES_TIMEOUT: a number is wanted, not 'x'"),
        ("CLEANFILES_QUIET", "x", "CLEANFILES_QUIET: a number is wanted, not 'x'"),
    ],
)
def test_what_is_wrong_in_the_environment_is_named(project: Path, name: str, value: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve({}, {name: value}, ".")
    assert message in str(caught.value)


def test_variables_have_the_types_of_their_options(project: Path) -> None:
    environment = {
        "CLEANFILES_SELECT": "controls, title-quotes",
        "CLEANFILES_HIDDEN": "1",
        "CLEANFILES_TIMEOUT": "2.5",
        "CLEANFILES_QUIET": "2",
        "CLEANFILES_SET": "source=日报",
        "CLEANFILES_EXCLUDE": "*.log",
    }
    options, _ = resolve({}, environment, ".")
    assert (options.select, options.hidden, options.timeout, options.quiet) == (("controls", "title_quotes"), True, 2.5, 2)
    assert (options.set, options.exclude) == ({"source": "日报"}, ("*.log",))


def test_globs_of_a_file_are_relative_to_it(project: Path) -> None:
    (project / "repo/cleanfiles.toml").write_text("exclude = ['/docs/old/']\n", "utf-8")
    assert resolve({}, {}, ".")[0].bases["exclude"] == str(project / "repo")


def test_the_shown_configuration_is_toml_that_says_the_same(project: Path) -> None:
    given = {"select": ["controls"], "set": ['a=b"c'], "timeout": 3.0, "hidden": True}
    options, origins = resolve(given, {}, ".")
    options.rules["folios"] = {"min_pages": 4}
    shown = as_toml(options, origins)
    (project / "repo/cleanfiles.toml").write_text(shown, "utf-8")
    again, _ = resolve({}, {}, ".")
    for option in LASTING.values():
        assert getattr(again, option.key) == getattr(options, option.key), option.name
    assert tomllib.loads(shown)["folios"] == {"min_pages": 4}
    assert "hidden = true  # flag" in shown
