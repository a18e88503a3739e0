"""The parser of the command line, the help and the man page, made from the table of options."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from cleaner import __version__
from cleaner.cli.options import OPTIONS, SAME, UsageError
from cleaner.nearest import unknown

EXAMPLES = """\
  cleanfiles paper.txt                 clean Markdown on standard output
  cleanfiles scans/ -o clean/          a folder of files into another
  cleanfiles --diff notes.md           what would change, and nothing else"""

SUMMARY = "Clean Markdown from damaged text: PDF extraction, scraped HTML, old encodings."


class Parser(argparse.ArgumentParser):
    """argparse, but a wrong command line is an exception, and its message is one line."""

    def error(self, message: str) -> NoReturn:
        if message.startswith("unrecognized arguments: "):
            found = message.removeprefix("unrecognized arguments: ").split(" ")[0]
            message = unknown("option", found, [flag for option in OPTIONS for flag in option.flags])
        raise UsageError(message)


def parser() -> Parser:
    """The parser of the command line. What is not given is absent from its result, so that configuration can give it."""
    result = Parser(prog="cleanfiles", description=SUMMARY, add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    result.add_argument("paths", nargs="*", metavar="PATH")
    for option in OPTIONS:
        how: dict[str, Any] = {"dest": option.key, "help": option.help}
        if option.kind == "flag":
            how["action"] = "store_true"
        elif option.kind == "count":
            how["action"] = "count"
        else:
            how["metavar"] = option.value
            if option.choices:
                how["choices"] = option.choices
            if option.kind in ("list", "globs", "pairs"):
                how["action"] = "append"
            if option.kind == "number":
                how["type"] = float
        result.add_argument(*option.flags, **how)
    return result


def rows() -> list[tuple[str, str, str]]:
    """Group, flags and text of each row of the help."""
    found: list[tuple[str, str, str]] = []
    for option in OPTIONS:
        if option.row == SAME:
            found[-1] = (option.group, f"{found[-1][1]}, {option.usage}", found[-1][2])
        else:
            found.append((option.group, option.usage, option.row or option.help))
    return found


WIDTH = 34
"""Columns of the flags in the help."""


def help_text() -> str:
    lines = ["Examples:", EXAMPLES, "", "Usage: cleanfiles [OPTIONS] [PATH|-]..."]
    last = ""
    for group, flags, text in rows():
        if group != last:
            lines.append(f"{group}:")
            last = group
        lines.append(f"  {flags:<{WIDTH}}  {text}")
    lines.append("Exit codes: 0 done, 1 check or diff found changes, 2 a file or the command line failed, 130 interrupted.")
    return "\n".join(lines) + "\n"


def man_page() -> str:
    """The man page in roff, from the same table as `--help`."""

    def plain(text: str) -> str:
        text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
        return "\\&" + text if text.startswith((".", "'")) else text

    lines = [
        f'.TH CLEANFILES 1 "" "cleanfiles {__version__}" "User Commands"',
        ".SH NAME",
        "cleanfiles \\- clean Markdown from damaged text",
        ".SH SYNOPSIS",
        ".B cleanfiles",
        "[OPTIONS] [PATH|\\-]...",
        ".SH DESCRIPTION",
        plain(SUMMARY),
        "Standard input is read where no PATH is given, or for the PATH \\-.",
        ".SH EXAMPLES",
        ".nf",
        *map(plain, EXAMPLES.splitlines()),
        ".fi",
        ".SH OPTIONS",
    ]
    last = ""
    for option in OPTIONS:
        if option.group != last:
            lines.append(f".SS {plain(option.group)}")
            last = option.group
        lines += [".TP", f".B {plain(option.usage)}", plain(option.help[0].upper() + option.help[1:] + ".")]
    lines += [
        ".SH EXIT STATUS",
        *(line for code, text in EXIT_CODES.items() for line in (".TP", f".B {code}", plain(text))),
        ".SH FILES",
        "pyproject.toml with a table tool.cleanfiles, cleanfiles.toml, .cleanfilesignore, .ignore, .gitignore",
        ".SH ENVIRONMENT",
        plain("CLEANFILES_NAME stands for the option --name; NO_COLOR, FORCE_COLOR and TERM=dumb are heeded."),
    ]
    return "\n".join(lines) + "\n"


def completion(shell: str) -> str:
    """The completion script for a shell."""
    import shtab

    described = parser()
    for action in described._actions:
        if {"PATH", "FILE"} & {*str(action.metavar).split("|")}:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return str(shtab.complete(described, shell))


EXIT_CODES = {
    0: "Done.",
    1: "Check or diff found a file that would change.",
    2: "Wrong usage or configuration, or a file that could not be read, decoded, written or failed its check; all others are done.",
    130: "Interrupted.",
}
