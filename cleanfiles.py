"""The command line: arguments, files, exit codes. All cleaning is in `cleaner`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cleaner import Cleaned, UnreadableError, __version__, clean

EXAMPLES = """\
examples:
  cleanfiles paper.txt                 clean Markdown on standard output
  cleanfiles paper.txt -o paper.md     ... or in a file
  cleanfiles *.txt -o clean/           many files into a folder
  cleanfiles --explain paper.txt       every change, with its reason
"""


class InputError(Exception):
    """One input that could not be cleaned or written; the message says why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 2 usage or a file that failed, 130 interrupted."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    inputs: list[str] = arguments.input
    output: str | None = arguments.output
    if len(inputs) > 1 and output is None and not arguments.explain:
        parser.error("several inputs need -o DIR")
    try:
        targets = _targets(inputs, output)
    except ValueError as error:
        parser.error(str(error))
    failed = False
    try:
        for name, target in zip(inputs, targets, strict=True):
            try:
                cleaned = _clean(name, arguments.encoding)
                if arguments.explain:
                    _print(cleaned.explain())
                elif target is None:
                    _print(cleaned.text)
                else:
                    _write(target, cleaned.text)
            except InputError as error:
                failed = True
                print(f"cleanfiles: {_shown(name)}: {error}", file=sys.stderr)
    except BrokenPipeError:
        # the reader of our output has gone: be quiet, also when the interpreter flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 2 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cleanfiles",
        description="Clean Markdown from damaged text: PDF extraction, scraped HTML, old encodings.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("input", nargs="+", metavar="INPUT", help="a file; - reads standard input")
    parser.add_argument("-o", "--output", metavar="FILE|DIR", help="where to write; several inputs need a folder")
    parser.add_argument("--explain", action="store_true", help="print the change record instead of the text")
    parser.add_argument("--encoding", metavar="NAME", help="the encoding of the input, if its detection fails")
    parser.add_argument("--version", action="version", version=f"cleanfiles {__version__}")
    return parser


def _targets(inputs: Sequence[str], output: str | None) -> list[Path | None]:
    """Where each input is written; None is standard output. Raises `ValueError` if two would meet."""
    if output in (None, "-"):
        return [None] * len(inputs)
    assert output is not None
    folder = len(inputs) > 1 or output.endswith(("/", os.sep)) or Path(output).is_dir()
    if not folder:
        return [Path(output)]
    if Path(output).exists() and not Path(output).is_dir():
        raise ValueError(f"several inputs need a folder, and {_shown(output)} is a file")
    targets: list[Path | None] = []
    for name in inputs:
        target = Path(output) / ("stdin.md" if name == "-" else Path(name).stem + ".md")
        if target in targets:
            raise ValueError(f"two inputs would both be written to {_shown(str(target))}")
        targets.append(target)
    return targets


def _clean(name: str, encoding: str | None) -> Cleaned:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return clean(data, encoding=encoding)
    except OSError as error:
        raise InputError(error.strerror or str(error)) from None
    except UnreadableError as error:
        raise InputError(str(error)) from None


def _print(text: str) -> None:
    """Text on standard output as UTF-8 with LF line ends, whatever the console's encoding is."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _write(target: Path, text: str) -> None:
    """Write `target` whole or not at all: into a temporary file beside it, which then takes its name."""
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise InputError(f"cannot write {_shown(str(target))}: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _shown(name: str) -> str:
    """A file name on one line: control and undecodable characters escaped."""
    return "".join(
        [character if character.isprintable() else character.encode("unicode_escape", "surrogatepass").decode() for character in name]
    )


if __name__ == "__main__":
    raise SystemExit(main())
