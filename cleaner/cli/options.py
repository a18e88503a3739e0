"""Every option once: flags, configuration key, environment variable, help and man page (`cleaner.cli.help`) are made from this table."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple


class Option(NamedTuple):
    """One option. Its name, without dashes, is its key in a configuration file; `CLEANFILES_NAME` is its variable."""

    flags: tuple[str, ...]
    group: str
    help: str
    kind: str = "flag"  # flag, count, text, choice, list (comma-separated), globs, pairs (KEY=VALUE), number
    metavar: str = ""
    default: Any = None
    choices: tuple[str, ...] = ()
    lasting: bool = True  # may stand in configuration and environment
    row: str = ""  # text of the row that it shares with the next in `--help`, which must fit a screen; there `SAME`

    @property
    def name(self) -> str:
        return self.flags[-1].lstrip("-")

    @property
    def key(self) -> str:
        return self.name.replace("-", "_")

    @property
    def value(self) -> str:
        """What help shows behind the flags."""
        return self.metavar or ("|".join(self.choices) if self.choices else "")

    @property
    def usage(self) -> str:
        return ", ".join(self.flags) + (f" {self.value}" if self.value else "")


SAME = "the row above"
FILES, CHECKS, SELECTION, REPAIRS, OUTPUT, RUN, CONFIGURATION, OTHER = (
    "Input and output",
    "Checking (writes nothing)",
    "Which files",
    "Repairs",
    "Front matter and reports",
    "Running",
    "Configuration",
    "More",
)

OPTIONS = (
    Option(("-o", "--output"), FILES, "write there; a folder mirrors the tree", "text", "FILE|DIR|-", lasting=False),
    Option(("-i", "--in-place"), FILES, "rewrite text and Markdown files where they are", lasting=False, default=False),
    Option(("-f", "--from"), FILES, "kind of input", "choice", default="auto", choices=("auto", "text", "printed", "html", "markdown")),
    Option(("--html",), FILES, "HTML inside Markdown", "choice", default="auto", choices=("auto", "convert", "keep")),
    Option(("--encoding",), FILES, "encoding of input", "text", "NAME", default="auto"),
    Option(("--stdin-filename",), FILES, "name that standard input goes by in messages", "text", "NAME", lasting=False),
    Option(("--skip-existing",), FILES, "with -o: leave outputs that are there", default=False),
    Option(("--check",), CHECKS, "exit 1 if a file would change", default=False, lasting=False),
    Option(("--diff",), CHECKS, "show what would change; exit 1 if anything", default=False, lasting=False),
    Option(("--exit-non-zero-on-change",), CHECKS, "when files are written too: exit 1 if one changed", default=False),
    Option(
        ("--include",),
        SELECTION,
        "in folders: only files that match (.gitignore syntax)",
        "globs",
        "GLOB",
        (),
        row="in folders: only such files, not such (.gitignore syntax)",
    ),
    Option(("--exclude",), SELECTION, "in folders: no files that match (.gitignore syntax)", "globs", "GLOB", (), row=SAME),
    Option(
        ("--hidden",), SELECTION, "in folders: hidden files too", default=False, row="in folders: hidden files too; heed no ignore files"
    ),
    Option(("--no-ignore",), SELECTION, "in folders: do not heed .gitignore, .ignore and .cleanfilesignore", default=False, row=SAME),
    Option(("--force-exclude",), SELECTION, "leave out what is ignored or excluded even if named", default=False),
    Option(
        ("--files-from",),
        SELECTION,
        "read the names of files from there, one a line",
        "text",
        "FILE|-",
        lasting=False,
        row="names of files, one a line; with -0 ended by NUL",
    ),
    Option(("-0", "--null"), SELECTION, "names in --files-from are ended by NUL", default=False, lasting=False, row=SAME),
    Option(("--select",), REPAIRS, "only these rules", "list", "RULE,…", (), row="only these rules; not these"),
    Option(("--ignore",), REPAIRS, "all rules but these", "list", "RULE,…", (), row=SAME),
    Option(("--level",), REPAIRS, "how much evidence a repair needs", "choice", default="normal", choices=("safe", "normal", "bold")),
    Option(
        ("--script",),
        REPAIRS,
        "convert Chinese to a script; off unless asked for",
        "text",
        "NAME",
        row="off unless asked for: s2t, t2s, s2twp, …; pangu, none",
    ),
    Option(("--cjk-spacing",), REPAIRS, "spaces between ideographs and Latin; off unless asked for", "text", "STYLE", row=SAME),
    Option(
        ("--punctuation",),
        REPAIRS,
        "width of punctuation beside ideographs; off unless asked for",
        "text",
        "STYLE",
        row="off unless asked for: full; corner, curly",
    ),
    Option(("--quotes",), REPAIRS, "form of quotation marks; off unless asked for", "text", "STYLE", row=SAME),
    Option(
        ("--list-rules",),
        REPAIRS,
        "list all rules",
        default=False,
        lasting=False,
        row="all rules; one rule with its evidence and an example",
    ),
    Option(("--rule",), REPAIRS, "show one rule with its evidence and an example", "text", "NAME", lasting=False, row=SAME),
    Option(("--front-matter",), OUTPUT, "one schema, as it stands, none", "choice", default="unify", choices=("unify", "keep", "none")),
    Option(("--set",), OUTPUT, "set a front matter key in every file", "pairs", "KEY=VALUE", {}),
    Option(("--format",), OUTPUT, "print a report", "choice", choices=("text", "json", "jsonl", "sarif", "github"), lasting=False),
    Option(("--explain",), OUTPUT, "print every change with its reason (the text report)", default=False, lasting=False),
    Option(
        ("--statistics",),
        OUTPUT,
        "counts by rule on standard error",
        default=False,
        row="counts by rule on standard error; milliseconds, too",
    ),
    Option(("--timings",), OUTPUT, "milliseconds and edits by rule on standard error", default=False, row=SAME),
    Option(
        ("-j", "--jobs"),
        RUN,
        "number of processes; auto is one a core where there is much to do",
        "text",
        "N",
        "auto",
        row="processes, auto is one a core; limit per file",
    ),
    Option(("--timeout",), RUN, "give up a file after so many seconds", "number", "SECONDS", row=SAME),
    Option(
        ("-q", "--quiet"), RUN, "errors only; twice: nothing", "count", default=0, row="errors only, -qq nothing; more, -vv with tracebacks"
    ),
    Option(("-v", "--verbose"), RUN, "unchanged files too; twice: tracebacks of internal errors", "count", default=0, row=SAME),
    Option(("--color",), RUN, "colours", "choice", default="auto", choices=("auto", "always", "never")),
    Option(
        ("--config",), CONFIGURATION, "read this configuration file too", "text", "FILE", lasting=False, row="read this file too; read none"
    ),
    Option(("--isolated",), CONFIGURATION, "read no configuration file", default=False, lasting=False, row=SAME),
    Option(("--show-config",), CONFIGURATION, "the settings in force, and where they come from", default=False, lasting=False),
    Option(
        ("--completion",),
        OTHER,
        "print the completion script of a shell",
        "choice",
        choices=("bash", "zsh", "fish"),
        lasting=False,
        row="completion for a shell; the man page",
    ),
    Option(("--man",), OTHER, "print the man page", default=False, lasting=False, row=SAME),
    Option(("-h", "--help"), OTHER, "show the help", default=False, lasting=False, row="this help; the version"),
    Option(("-V", "--version"), OTHER, "show the version", default=False, lasting=False, row=SAME),
)

BY_KEY = {option.key: option for option in OPTIONS}
LASTING = {option.name: option for option in OPTIONS if option.lasting}


class UsageError(Exception):
    """The command line or configuration asks for something that is not there; the message says what."""


class ConfigError(UsageError):
    """A fault in a configuration file; the message names the file, and `--help` knows no more."""


class Options(SimpleNamespace):
    """The options in force, by their keys; `paths`, the inputs; `rules`, settings by rule; `bases`, the folders of globs, by key."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"no option {name!r}")
