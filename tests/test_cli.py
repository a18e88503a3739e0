"""The command as a user meets it: a row for every option, what it prints, writes and returns."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from sarif_pydantic import Result, Sarif

from cleaner import CHAIN, __version__
from cleaner.cli import main
from cleaner.cli.config import RULE_OPTIONS
from cleaner.cli.options import OPTIONS
from tests.conftest import ROOT

DAMAGED = "　　城南的旧图书馆建于一九五八年。\u200b\n"
CLEAN = "城南的旧图书馆建于一九五八年。\n"
MARKDOWN = "---\nlayout: post\ntitle: 旧馆\n---\n\n正文。\n"
PAGES = (
    "如今，图书馆每周开放六天，\n周四晚上延长到九点。志愿者\n轮流值班，替视力不好的老人\n朗读报纸；放学以后，孩子们\n"
    "— 16 —\n\f社区阅读通讯\n占满了靠窗的座位。\n去年一共借出图书五万六千\n册，其中三分之一是童书，是\n前年的两倍。最受欢迎的一本\n"
    "— 17 —\n\f社区阅读通讯\n讲河流与城市的书，被借了一\n百二十七次，书脊已经换过两\n回。\n— 18 —\n"
)
USAGE = "(see cleanfiles --help)\n"


def cleanfiles(*arguments: str | Path, variables: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(variables or {})}
    command = [sys.executable, str(ROOT / "cleanfiles.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment, check=False)


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command in this process, in a folder of its own with a few files."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    for name in ("CI", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def go(*arguments: str, stdin: bytes = b"") -> Done:
        stream = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", stream)
        code = main([*arguments])
        captured = capfdbinary.readouterr()
        return Done(code, captured.out.decode(), captured.err.decode())

    return go


FILES: dict[str, str | bytes] = {
    "甲.txt": DAMAGED,
    "b.txt": CLEAN,
    "site.md": MARKDOWN,
    "pages.txt": PAGES,
    "gbk.txt": CLEAN.encode("gbk"),
    "page.html": "<html><body><p>你好</p></body></html>",
    "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
    "empty.txt": "",
    "tree/a/x.txt": DAMAGED,
    "tree/b/y.md": CLEAN,
    "tree/.hidden/z.txt": DAMAGED,
    "tree/ignored/w.txt": DAMAGED,
    "tree/.gitignore": "ignored/\n",
    "tree/data.csv": DAMAGED,
    "names": "甲.txt\nb.txt\n",
    "names0": "甲.txt\0b.txt\0",
    "other.toml": 'level = "safe"\n',
}


class Case(NamedTuple):
    """Arguments, and what must come of them. `out` and `err` are exact, or patterns that must be found."""

    args: str
    code: int = 0
    out: str | re.Pattern[str] = ""
    err: str | re.Pattern[str] = ""
    stdin: str = ""
    files: dict[str, str] = {}  # noqa: RUF012 - content afterwards
    absent: str = ""


def find(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.M | re.S)


ANY = find("")
CASES = [
    # input and output
    Case("甲.txt", out=CLEAN),
    Case("-", out=CLEAN, stdin=DAMAGED),
    Case("", out=CLEAN, stdin=DAMAGED),
    Case("empty.txt", out=""),
    Case(
        "甲.txt -o out.md",
        err=find(r"\Acleaned 甲.txt -> out.md \(2 edits\)\n1 cleaned, 0 unchanged, 0 failed\n\Z"),
        files={"out.md": CLEAN},
    ),
    Case("甲.txt --output -", out=CLEAN),
    Case("甲.txt b.txt -o new/deep", err=ANY, files={"new/deep/甲.md": CLEAN, "new/deep/b.md": CLEAN}),
    Case("tree -o out", err=ANY, files={"out/tree/a/x.md": CLEAN, "out/tree/b/y.md": CLEAN}, absent="out/tree/ignored"),
    Case("- -o out/", stdin=DAMAGED, err=ANY, files={"out/stdin.md": CLEAN}),
    Case("- -o out/ --stdin-filename a/z.txt", stdin=DAMAGED, err=ANY, files={"out/z.md": CLEAN}),
    Case("- --stdin-filename z.txt --encoding ascii", 2, stdin=DAMAGED, err=find(r"\Acleanfiles: z.txt: not ascii")),
    Case("甲.txt b.txt", 2, err="cleanfiles: several inputs or a folder need -o DIR, -i, --check, --diff or --format " + USAGE),
    Case("tree", 2, err=find("several inputs or a folder need")),
    Case("甲.txt b.txt -o -", 2, err=find("cannot all go to standard output")),
    Case("b.txt tree/../b.md b.txt -o out", 2, err=find(r"two inputs would both be written to out/b.md: b.txt and "), absent="out"),
    Case("b.txt tree -o 甲.txt", 2, err=find("several inputs need a folder, and 甲.txt is a file")),
    Case("tree -o tree", 2, err=find("tree is the output folder too; to rewrite files where they are, use -i")),
    Case("b.txt -o 甲.txt/x.md", 2, err=find(r"cleanfiles: b.txt: cannot write 甲.txt/x.md: Not a directory\n")),
    Case("-i 甲.txt", err=find("cleaned 甲.txt"), files={"甲.txt": CLEAN}),
    Case("--in-place b.txt -q", files={"b.txt": CLEAN}),
    Case("-i page.html", 2, err=find("page.html: HTML is not rewritten in place; use -o")),
    Case("-i b.txt -f html", 2, err=find("HTML is not rewritten in place")),
    Case("-i -", 2, err=find("standard input cannot be rewritten in place")),
    Case("-i tree", err=find("1 cleaned, 1 unchanged, 0 failed"), files={"tree/a/x.txt": CLEAN, "tree/.hidden/z.txt": DAMAGED}),
    Case("-i -o x b.txt", 2, err="cleanfiles: --output and --in-place do not go together " + USAGE),
    Case("-f text site.md", out=find(r"title: 旧馆")),
    Case("- --from markdown --html keep", stdin="<p>甲</p>\n", out="<p>甲</p>\n"),
    Case("- --from text", stdin="# no heading\n", out="\\# no heading\n"),
    Case("- --from html", stdin="no tag &amp; no\n", out=find("no tag & no")),
    Case("- --from pdf", 2, err=find("argument -f/--from: invalid choice: 'pdf'")),
    Case("- -f markdown", stdin="\ufeff" + PAGES, out=find("18")),
    Case(
        "- --ignore front_matter_keys",
        stdin="---\nlayout: post\n---\n<p>旧馆重新开放。</p><p>文章来源：城市报</p>\n",
        out="---\nlayout: post\nsource: 城市报\n---\n\n旧馆重新开放。\n",
    ),
    Case("gbk.txt --encoding gbk", out=CLEAN),
    Case("gbk.txt --encoding utf-8", 2, err=find(r"\Acleanfiles: gbk.txt: not utf-8: .*\n\Z")),
    Case("-i b.txt gbk.txt --encoding gbk", err=find("1 cleaned, 1 unchanged"), files={"b.txt": CLEAN, "gbk.txt": CLEAN}),
    Case("gbk.txt --encoding gbx", 2, err=find(r"\Acleanfiles: no encoding 'gbx'; did you mean 'gbk'\? ")),
    Case("gbk.txt --encoding base64", 2, err=find(r"\Acleanfiles: no encoding 'base64'")),
    Case("甲.txt -o b.txt --skip-existing", err="0 cleaned, 0 unchanged, 1 skipped, 0 failed\n", files={"b.txt": CLEAN}),
    # checking
    Case("--check 甲.txt", 1, err="would clean 甲.txt (2 edits)\n1 would be cleaned, 0 unchanged, 0 failed\n", files={"甲.txt": DAMAGED}),
    Case("--check b.txt", err="0 would be cleaned, 1 unchanged, 0 failed\n"),
    Case("--check 甲.txt binary.txt", 2, err=find("binary.txt: a binary file, not text")),
    Case("--diff 甲.txt", 1, out=f"--- 甲.txt\n+++ 甲.txt\n@@ -1 +1 @@\n-{DAMAGED}+{CLEAN}", files={"甲.txt": DAMAGED}),
    Case("--diff gbk.txt", 1, out="--- gbk.txt\t(gb18030)\n+++ gbk.txt\n"),
    Case("--diff --check b.txt", err="0 would be cleaned, 1 unchanged, 0 failed\n"),
    Case("--diff -i b.txt", 2, err=find("--in-place and --diff do not go together")),
    Case("甲.txt --exit-non-zero-on-change", 1, out=CLEAN),
    Case("b.txt --exit-non-zero-on-change", 0, out=CLEAN),
    # selection
    Case(
        "tree --check -v", 1, err="would clean tree/a/x.txt (2 edits)\nunchanged tree/b/y.md\n1 would be cleaned, 1 unchanged, 0 failed\n"
    ),
    Case("tree --check --hidden", 1, err=find("would clean tree/.hidden/z.txt")),
    Case("tree --check --no-ignore", 1, err=find("would clean tree/ignored/w.txt")),
    Case(
        "tree --check --include *.csv --from text",
        1,
        err="would clean tree/data.csv (2 edits)\n1 would be cleaned, 0 unchanged, 0 failed\n",
    ),
    Case("tree --check --exclude a/", 0, err="0 would be cleaned, 1 unchanged, 0 failed\n"),
    Case("tree/ignored/w.txt --check", 1, err=find("would clean")),
    Case("tree/ignored --check --force-exclude", 0, err="no files to clean\n"),
    Case("tree --check --include *.rst", 0, err="no files to clean\n"),
    Case("tree/ignored/w.txt --check --force-exclude", 0, err="no files to clean\n"),
    Case("甲.txt --check --force-exclude --exclude 甲.*", 0, err="no files to clean\n"),
    Case("甲.txt --check --exclude 甲.*", 1, err=find("would clean 甲.txt")),
    Case("--files-from names --check", 1, err=find("1 would be cleaned, 1 unchanged")),
    Case("--files-from names0 -0 --check", 1, err=find("1 would be cleaned, 1 unchanged")),
    Case("--files-from names0 --null --check", 1, err=find("1 would be cleaned, 1 unchanged")),
    Case("--files-from - --check", 1, stdin="甲.txt\r\n", err=find("1 would be cleaned, 0 unchanged")),
    Case("--files-from missing --check", 2, err=find("--files-from: missing: No such file")),
    Case("-0 b.txt", 2, err=find("-0 needs --files-from")),
    Case("tree tree/a/x.txt tree --check", 1, err=find(r"\A[^\n]*x.txt[^\n]*\n1 would be cleaned, 1 unchanged")),
    # repairs
    Case("甲.txt --select controls", out="　　" + CLEAN),
    Case("甲.txt --select controls,whitespace", out=CLEAN),
    Case("甲.txt --ignore whitespace", out="　　" + CLEAN),
    Case("甲.txt --select contrls", 2, err="cleanfiles: no rule 'contrls'; did you mean 'controls'? " + USAGE),
    Case("pages.txt", out=find(r"\A(?!.*社区阅读通讯)(?!.*18)")),
    Case("pages.txt --level safe", out=find("社区阅读通讯.*18")),
    Case("pages.txt --level bold", out=find(r"\A(?!.*社区阅读通讯)(?!.*18)")),
    Case("pages.txt --level brave", 2, err=find("argument --level: invalid choice: 'brave'")),
    Case("--list-rules", out=find(r"^folios +pages +text,wrapped +normal +Label page numbers\.\n")),
    Case("--rule folios", out=find(r"\Afolios\n\nLabel page numbers.*Evidence: .*min_pages = 1.*Example \(folios-.*role  body → folio")),
    Case("--rule folio", 2, err=find("no rule 'folio'; did you mean 'folios'?")),
    # front matter and reports
    Case("site.md", out="---\ntitle: 旧馆\nextra:\n  layout: post\n---\n\n正文。\n"),
    Case("site.md --front-matter unify", out=find("extra:\n  layout: post")),
    Case("site.md --front-matter keep", out=MARKDOWN),
    Case("site.md --front-matter none", out="正文。\n"),
    Case("site.md --set source=日报 --set series=专栏", out=find("title: 旧馆.*source: 日报\nseries: 专栏")),
    Case("b.txt --set tags=甲,乙", out=find("tags:\n- 甲\n- 乙\n")),
    Case("site.md --set title", 2, err=find("--set: KEY=VALUE is wanted, not 'title'")),
    Case("site.md --set title=x --front-matter keep", 2, err=find("keys are set only where front matter is unified")),
    Case("甲.txt --format text", out=find(r"\Ap1:1 controls .*\np1:1 whitespace .*\n\Z")),
    Case("甲.txt --explain", out=find(r"\Ap1:1 controls .*\np1:1 whitespace .*\n\Z")),
    Case("甲.txt b.txt --explain", out=find(r"\A甲.txt:p1:1 controls .*\n甲.txt:p1:1 whitespace .*\n\Z"), err=ANY),
    Case("甲.txt --format json", out=find(r'"path": "甲.txt", "status": "cleaned"')),
    Case("甲.txt --format jsonl", out=find(r'\A\{"path": "甲.txt".*\n\{"summary"')),
    Case("甲.txt --format sarif", out=find(r'"ruleId": "controls"')),
    Case("甲.txt --format github", out=find(r"\A::warning file=甲.txt,line=1,title=cleanfiles controls::")),
    Case("甲.txt --format xml", 2, err=find("invalid choice: 'xml'")),
    Case("甲.txt --format json -o -", 2, err=find("the text and a report cannot both go to standard output")),
    Case("甲.txt --format json --diff", 2, err=find("--format and --diff do not go together")),
    Case("甲.txt --statistics", out=CLEAN, err="       1  controls             in 1 file\n       1  whitespace           in 1 file\n"),
    # running
    Case("甲.txt b.txt tree --check -j 2", 1, err=find(r"\Awould clean 甲.txt .*\nwould clean tree/a/x.txt .*\n2 would be")),
    Case("甲.txt --jobs 0", 2, err=find("--jobs is auto or a number from 1 to 1024, not '0'")),
    Case("甲.txt --timeout 60", out=CLEAN),
    Case("甲.txt --timeout 0", 2, err=find("--timeout is a number of seconds greater than 0")),
    Case("甲.txt --timeout inf", 2, err=find("--timeout is a number of seconds greater than 0, at most 1,000,000")),
    Case("甲.txt --timeout nan", 2, err=find("--timeout is a number of seconds greater than 0")),
    Case("甲.txt --timings", out=CLEAN, err=find(r"^ +\d+\.\d\d ms +1 edits  controls$")),
    Case("甲.txt --timeout x", 2, err=find("argument --timeout: invalid float value: 'x'")),
    Case("甲.txt binary.txt --check -q", 2, err="cleanfiles: binary.txt: a binary file, not text\n"),
    Case("甲.txt binary.txt --check --quiet --quiet", 2, err=""),
    Case("b.txt --check --verbose", 0, err=find(r"\Aunchanged b.txt\n")),
    Case("--diff --color always 甲.txt", 1, out=find("\x1b\\[31m-　　城南")),
    Case("--diff --color never 甲.txt", 1, out=find(r"\A---")),
    # configuration
    Case("--config other.toml pages.txt", out=find("18")),
    Case("--config missing.toml b.txt", 2, err=find(r"missing.toml: No such file")),
    Case("--isolated --show-config", out=find(r'^level = "normal"  # default$')),
    Case("--config other.toml --show-config", out=find(r'^level = "safe"  # .*other.toml$')),
    # more
    Case("--completion bash", out=find("--front-matter")),
    Case("--completion zsh", out=find("#compdef cleanfiles")),
    Case("--completion fish", out=find("complete -c cleanfiles")),
    Case("--man", out=find(r"\A\.TH CLEANFILES 1 .*\\-\\-front\\-matter")),
    Case("--help", out=find(r"\AExamples:\n  cleanfiles paper.txt .*\n  cleanfiles .*\n  cleanfiles .*\n\nUsage: ")),
    Case("-h", out=find("Usage: ")),
    Case("--version", out=f"cleanfiles {__version__}\n"),
    Case("-V", out=f"cleanfiles {__version__}\n"),
    Case("-V b.txt", out=f"cleanfiles {__version__}\n"),
    Case("--selct x", 2, err="cleanfiles: no option '--selct'; did you mean '--select'? " + USAGE),
    Case("--sel controls 甲.txt", 2, err=find("no option '--sel'")),
    # bad inputs: one line each, the others are done
    Case(
        "binary.txt missing.txt 甲.txt -o out",
        2,
        err=find(
            r"\Acleanfiles: binary.txt: a binary file, not text\ncleanfiles: missing.txt: No such file or directory\n"
            r"cleaned 甲.txt -> out/甲.md \(2 edits\)\n1 cleaned, 0 unchanged, 2 failed\n\Z"
        ),
        files={"out/甲.md": CLEAN},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.args or "nothing")
def test_options(case: Case, run: Run, tmp_path: Path) -> None:
    done = run(*case.args.split(), stdin=case.stdin.encode())
    for want, got in ((case.out, done.out), (case.err, done.err)):
        if isinstance(want, str):
            assert got == want
        else:
            assert want.search(got), got
    assert done.code == case.code, done
    for name, content in case.files.items():
        assert (tmp_path / name).read_text("utf-8") == content
    assert not case.absent or not (tmp_path / case.absent).exists()


def test_every_option_has_a_row() -> None:
    given = {word.partition("=")[0] for case in CASES for word in case.args.split()}
    assert [
        option.name for option in OPTIONS if not given & {*option.flags} and option.key not in RULE_OPTIONS
    ] == []  # those have their own below


@pytest.mark.parametrize(
    ("option", "value", "before", "after"),
    [
        ("--script", "s2t", "旧图书馆。\n", "舊圖書館。\n"),
        ("--cjk-spacing", "pangu", "共5层，用Python写成。\n", "共 5 层，用 Python 写成。\n"),
        ("--punctuation", "full", "旧馆,新馆.\n", "旧馆，新馆。\n"),
        ("--quotes", "corner", "他说“好”。\n", "他说「好」。\n"),
    ],
)
def test_options_that_turn_on_a_rule(option: str, value: str, before: str, after: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(before, "utf-8")
    assert run("c.txt").out == before
    assert run(option, value, "c.txt").out == after
    assert run(option, "keep", "c.txt").out == before
    done = run(option, "x", "c.txt")
    assert (done.code, done.out) == (2, "")
    assert "is one of keep, " in done.err
    assert len(done.err.splitlines()) == 1


def test_every_option_that_turns_on_a_rule_has_its_setting() -> None:
    for rule, setting in RULE_OPTIONS.values():
        assert setting in next(each for each in CHAIN if each.name == rule).settings


def test_an_unreadable_folder_is_an_error_and_the_others_are_done(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str = ".") -> object:
        if str(path).endswith("a"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("os.scandir", scandir)
    done = run("tree", "--check")
    assert (done.code, done.err) == (2, "cleanfiles: tree/a: Permission denied\n0 would be cleaned, 1 unchanged, 1 failed\n")


def test_links_to_folders_are_not_followed_and_the_output_folder_is_not_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tree/link").symlink_to(tmp_path / "tree/a", target_is_directory=True)
    (tmp_path / "tree/circle").symlink_to(tmp_path / "tree", target_is_directory=True)
    (tmp_path / "tree/out").mkdir()
    (tmp_path / "tree/out/old.md").write_text(DAMAGED, "utf-8")
    done = run("tree", "-o", "tree/out")
    assert (done.code, done.err.splitlines()[-1]) == (0, "1 cleaned, 1 unchanged, 0 failed")


def test_a_link_and_its_target_are_one_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tree/link.txt").symlink_to(tmp_path / "tree/a/x.txt")
    assert run("-i", "tree").err.splitlines()[-1] == "1 cleaned, 1 unchanged, 0 failed"
    assert (tmp_path / "tree/link.txt").is_symlink()
    assert (tmp_path / "tree/a/x.txt").read_text("utf-8") == CLEAN


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif"])
def test_reports_are_json_also_with_nothing_and_with_errors(form: str, run: Run) -> None:
    for arguments in (
        ["甲.txt", "binary.txt", "b.txt"],
        ["pages.txt"],
        ["b.txt"],
        ["binary.txt"],
        ["--force-exclude", "--exclude", "b.*", "b.txt"],
    ):
        done = run("--format", form, *arguments)
        lines = done.out.splitlines() if form == "jsonl" else [done.out]
        found = [json.loads(line) for line in lines]
        if form == "sarif":
            (one,) = found[0]["runs"]
            # two properties of the standard that its model does not have
            assert one.pop("columnKind") == "unicodeCodePoints"
            for note in one["invocations"][0].pop("toolExecutionNotifications"):
                assert set(note) == {"level", "message", "locations"}
                Result.model_validate(note, extra="forbid")
            Sarif.model_validate(found[0], extra="forbid")
            rules = {rule["id"] for rule in one["tool"]["driver"]["rules"]}
            assert {result["ruleId"] for result in one["results"]} <= rules
            assert one["invocations"][0]["executionSuccessful"] is ("binary.txt" not in arguments)
        else:
            files = found[0]["files"] if form == "json" else found[:-1]
            assert [file["path"] for file in files] == [name for name in arguments if name[-4:] == ".txt" and arguments[0][:2] != "--"]
            assert sum(found[-1]["summary"].values()) == len(files)


COMPLETE = {
    "bash": "source ./script; COMP_WORDS=(cleanfiles READ); COMP_CWORD=1; _shtab_cleanfiles cleanfiles READ cleanfiles; echo ${COMPREPLY[@]}",
    "fish": "source ./script; complete -C 'cleanfiles READ'",
}


@pytest.mark.parametrize("shell", COMPLETE)
def test_names_of_files_complete_in_real_shells(shell: str, run: Run, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    (tmp_path / "README").touch()
    (tmp_path / "script").write_text(run("--completion", shell).out, "utf-8")
    done = subprocess.run([shell, "-c", COMPLETE[shell]], capture_output=True, cwd=tmp_path, text=True, check=False, timeout=20)
    assert "README" in done.stdout


def test_github_annotations_escape_what_would_end_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a,b:c%.txt").write_text(DAMAGED, "utf-8")
    assert run("--format", "github", "a,b:c%.txt").out.startswith("::warning file=a%2Cb%3Ac%25.txt,line=1,")


# ---------------------------------------------------------------- as a process of its own


def test_names_are_shown_on_one_line(tmp_path: Path) -> None:
    done = cleanfiles(tmp_path / "no\nsuch\x1b.txt")
    assert done.stderr.decode().count("\n") == 1
    assert "no\\nsuch\\x1b.txt" in done.stderr.decode()


def test_a_name_that_is_no_text_works_in_every_locale(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xe4.txt"
    Path(os.fsdecode(name)).write_text(DAMAGED, "utf-8")
    (tmp_path / "中文.txt").write_text(DAMAGED, "utf-8")
    for variables in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "gbk"}):
        for form in ("--check", "--diff", "--explain", "--format=sarif", "--format=json"):
            done = cleanfiles(tmp_path, form, variables=variables)
            assert done.returncode == (1 if form in ("--check", "--diff") else 0), done.stderr
            assert b"Traceback" not in done.stderr
            assert b"2 would be cleaned" in done.stderr


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(CLEAN * 50_000, "utf-8")
    for option in ("", "--format jsonl", "--diff"):
        command = f"{sys.executable} {ROOT / 'cleanfiles.py'} {option} {tmp_path / 'long.txt'} | head -c 10"
        done = subprocess.run(["bash", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        assert done.stderr == b""


@pytest.mark.parametrize(
    ("redirection", "code", "message"), [(">&-", 2, b"cleanfiles: standard output: Bad file descriptor\n"), ("2>&-", 0, b"")]
)
def test_closed_streams_are_no_traceback(tmp_path: Path, redirection: str, code: int, message: bytes) -> None:
    (tmp_path / "a.txt").write_text(DAMAGED, "utf-8")
    command = f"{sys.executable} {ROOT / 'cleanfiles.py'} {tmp_path / 'a.txt'} {redirection}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, message)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_device_behind_standard_output_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, "utf-8")
    command = f"{sys.executable} {ROOT / 'cleanfiles.py'} {tmp_path / 'a.txt'} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"cleanfiles: standard output: No space left on device\n")


def test_a_file_named_dash_is_not_taken_for_empty_standard_input(tmp_path: Path) -> None:
    (tmp_path / "-").write_text(DAMAGED, "utf-8")
    command = [sys.executable, str(ROOT / "cleanfiles.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "-"], stdin=subprocess.DEVNULL, capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"for the file of this name say ./-" in done.stderr
    for arguments, data in ((["./-"], b""), (["-"], DAMAGED.encode())):
        done = subprocess.run([*command, *arguments], input=data, capture_output=True, cwd=tmp_path, env=environment, check=False)
        assert (done.returncode, done.stdout.decode()) == (0, CLEAN)


def test_python_m_runs_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "cleanfiles", "--version"], capture_output=True, cwd=ROOT, text=True, check=False)
    assert done.stdout == f"cleanfiles {__version__}\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_whole_files_and_no_litter(tmp_path: Path, jobs: str) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(DAMAGED * 300, "utf-8")
    command = [sys.executable, str(ROOT / "cleanfiles.py"), "-i", "-j", jobs, str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True)
    assert process.stderr
    with process:
        process.stderr.readline()  # the first file is done
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in rest
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(f"{number}.txt" for number in range(300))
    contents = {path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert len(contents) == 2
    assert DAMAGED * 300 in contents


HEAVY = [
    "ftfy",
    "bs4",
    "yaml",
    "markdown_it",
    "shtab",
    "subprocess",
    "concurrent",
    "multiprocessing",
    "difflib",
    "json",
]


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [
        (["--version"], [*HEAVY, "cleaner.chain", "dataclasses", "urllib", "tomllib"]),
        (["--help"], [*HEAVY, "cleaner.chain", "dataclasses"]),
        (["b.txt"], [*[module for module in HEAVY if module != "json"], "argparse"]),
        (["-i", "b.txt"], [module for module in HEAVY if module != "json"]),
    ],
)
def test_heavy_modules_are_imported_only_when_needed(tmp_path: Path, arguments: list[str], modules: list[str]) -> None:
    (tmp_path / "b.txt").write_text(CLEAN, "utf-8")
    code = f"import sys, cleanfiles; sys.argv[1:] = {arguments!r}; cleanfiles.main(); print([m for m in {modules!r} if m in sys.modules], file=sys.stderr)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=tmp_path, env=environment, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "[]"


def test_another_package_in_the_place_of_ours_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "cleaner").mkdir()
    (tmp_path / "cleaner/__init__.py").touch()
    (tmp_path / "cleanfiles.py").write_text((ROOT / "cleanfiles.py").read_text("utf-8"), "utf-8")
    done = subprocess.run([sys.executable, "cleanfiles.py", "--version"], capture_output=True, cwd=tmp_path, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("cleanfiles: another package named 'cleaner' stands in the place of ours")
    assert done.stderr.count("\n") == 1


# ---------------------------------------------------------------- in a terminal


def in_terminal(command: list[str], cwd: Path, variables: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command with a terminal as its three streams; its exit code and all that it printed there."""
    pty = pytest.importorskip("pty")
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        os.environ.update({"PYTHONPATH": str(ROOT), "TERM": "xterm", "CI": "", **(variables or {})})
        os.execv(command[0], command)
    seen = b""
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        seen += data
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), seen.decode("utf-8", "replace")


def test_no_input_at_a_terminal_is_a_usage_error(tmp_path: Path) -> None:
    code, seen = in_terminal([sys.executable, str(ROOT / "cleanfiles.py")], tmp_path)
    assert code == 2
    assert "no input; name a file or folder, or - for standard input" in seen
    assert "Examples:" in seen


def test_progress_and_colours_at_a_terminal_only(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(DAMAGED * 3000, "utf-8")
    command = [sys.executable, str(ROOT / "cleanfiles.py"), "--check", "-j", "1", "."]
    code, seen = in_terminal(command, tmp_path)
    assert code == 1
    assert re.search(r"\[.*\] +\d+/10 files, \d+ s left", seen)
    assert "\x1b[33m10 would be cleaned" in seen
    for variables in ({"CI": "1", "NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in in_terminal(command, tmp_path, variables)[1]
    piped = subprocess.run(command, capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert b"\x1b" not in piped.stderr + piped.stdout
    assert b"s left" not in piped.stderr
