"""The command: options to jobs, results to messages and an exit code. All cleaning is in `cleaner`."""

from __future__ import annotations

import contextlib
import gc
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from cleaner import __version__
from cleaner.cli.options import ConfigError, Options, UsageError
from cleaner.cli.terminal import output
from cleaner.nearest import unknown

if TYPE_CHECKING:
    from cleaner.api import Cleaner
    from cleaner.cli.jobs import Job, Result, Task


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 1 dirty, 2 usage or a file that failed, 130 interrupted."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except UsageError as error:
        _complain(str(error) if isinstance(error, ConfigError) else f"{error} (see cleanfiles --help)")
        return 2
    except BrokenPipeError:
        _silence()  # the reader of our output has gone
        return 0
    except OSError as error:
        _complain(f"standard output: {error.strerror or error}")
        _silence()
        return 2
    except MemoryError:
        _complain("out of memory")
        return 2
    except KeyboardInterrupt:
        return 130


def _silence() -> None:
    """Let nothing more be said on standard output, also not when the interpreter flushes it at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(f"cleanfiles: {text}", file=sys.stderr)


def _run(argv: list[str]) -> int:
    if argv in (["--version"], ["-V"]):
        output(f"cleanfiles {__version__}\n")
        return 0
    given: dict[str, Any] = {"paths": argv}
    if not argv or any([argument[:1] == "-" for argument in argv]):  # else there is nothing to parse, and argparse takes 5 ms
        from cleaner.cli.help import completion, help_text, man_page, parser

        given = vars(parser().parse_args(argv))
        if shown := (
            (given.get("help") and help_text())
            or (given.get("man") and man_page())
            or (given.get("version") and f"cleanfiles {__version__}\n")
            or (given.get("completion") and completion(given["completion"]))
        ):
            output(shown)
            return 0
    from cleaner.cli.config import as_toml, resolve

    options, origins = resolve(given, os.environ, _common_folder(given))
    if options.show_config:
        output(as_toml(options, origins))
        return 0
    if options.list_rules or options.rule:
        from cleaner.cli.rules import list_rules, show_rule

        output(show_rule(options.rule) if options.rule else list_rules())
        return 0
    return _clean(options)


def _common_folder(given: dict[str, object]) -> str:
    """The folder that all inputs share: the search for a configuration file begins there."""
    paths = given.get("paths")
    names = [name for name in paths if name != "-"] if isinstance(paths, list) else []
    if not names and isinstance(given.get("stdin_filename"), str):
        names = [str(given["stdin_filename"])]
    folders = [name if os.path.isdir(name) else os.path.dirname(name) for name in map(os.path.abspath, names)]
    try:
        return os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:  # on several drives
        return os.getcwd()


# ---------------------------------------------------------------- cleaning


def _clean(options: Options) -> int:
    from cleaner.cli.selection import STDIN, inputs, piped, targets

    _check_usage(options)
    if not options.paths and options.files_from is None:
        if sys.stdin is None or sys.stdin.isatty():
            from cleaner.cli.help import help_text

            _complain("no input; name a file or folder, or - for standard input\n\n" + help_text().partition("\n\n")[0])
            return 2
        options.paths = [STDIN]
    if STDIN in options.paths and os.path.lexists(STDIN) and (sys.stdin is None or _is_device(sys.stdin)):
        raise UsageError("- is standard input, and nothing is piped there; for the file of this name say ./-")
    found = inputs(options)
    several = len(found) > 1 or any(os.path.isdir(path) for path in options.paths) or options.files_from is not None
    free = options.in_place or options.check or options.diff or options.format is not None or options.explain
    if several and not free and options.output is None:
        raise UsageError("several inputs or a folder need -o DIR, -i, --check, --diff or --format")
    if several and options.output == "-":
        raise UsageError("several inputs cannot all go to standard output; use -o DIR")
    if options.in_place and any(one.path == STDIN for one in found):
        raise UsageError("standard input cannot be rewritten in place")
    writes = options.in_place or options.output not in (None, STDIN)
    places = targets(found, options, several) if writes else [None] * len(found)
    gc.disable()  # what is imported stays: there is nothing to collect
    from cleaner.cli.jobs import Job, Task

    gc.enable()
    show = "diff" if options.diff else "explain" if options.explain or options.format == "text" else options.format or ""
    if not show and not writes and not options.check:
        show = "text"
    job = Job(cleaner(options), show, options.in_place, options.skip_existing, several)
    stdin = options.stdin_filename or "standard input"
    try:
        read = piped() if any(one.path == STDIN for one in found) else None
    except OSError as error:
        raise UsageError(error.strerror or str(error)) from None
    tasks = [
        Task(stdin, read, place) if one.path == STDIN else Task(one.path, None, place, one.error)
        for one, place in zip(found, places, strict=True)
    ]
    talks = several or writes or options.check
    from cleaner.cli.reporting import report

    return report(options, job, tasks, _work(job, tasks, options), talks)


MAX_TIMEOUT = 1_000_000
"""Seconds; eleven days are no limit, and `inf` is no number of seconds."""
CONFLICTS = (
    ("output", "in_place"),
    ("output", "check"),
    ("output", "diff"),
    ("in_place", "check"),
    ("in_place", "diff"),
    ("format", "diff"),
    ("format", "explain"),
    ("explain", "diff"),
)


def _is_device(stream: TextIO) -> bool:
    try:
        return stat.S_ISCHR(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False


def _check_usage(options: Options) -> None:
    for one, other in CONFLICTS:
        if getattr(options, one) and getattr(options, other):
            raise UsageError(f"--{one} and --{other} do not go together".replace("_", "-"))
    if options.output == "-" and (options.format or options.explain):
        raise UsageError("the text and a report cannot both go to standard output")
    if options.output == "":
        raise UsageError("--output is a file, a folder or -, and names nothing")
    if options.null and options.files_from is None:
        raise UsageError("-0 needs --files-from")
    if options.in_place and getattr(options, "from") == "html":
        raise UsageError("HTML is not rewritten in place; use -o")
    if options.timeout is not None and not 0 < options.timeout <= MAX_TIMEOUT:
        raise UsageError(f"--timeout is a number of seconds greater than 0, at most {MAX_TIMEOUT:,}")
    _jobs(options)
    if options.encoding != "auto" and not _is_encoding(options.encoding):
        from encodings.aliases import aliases

        known = filter(_is_encoding, {**aliases, **dict.fromkeys(aliases.values())})
        raise UsageError(unknown("encoding", options.encoding, known))


def _is_encoding(name: str) -> bool:
    try:
        b"a".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return True


def _jobs(options: Options) -> int:
    if options.jobs == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not options.jobs.isascii() or not options.jobs.isdigit() or not 1 <= int(options.jobs) <= 1024:
        raise UsageError(f"--jobs is auto or a number from 1 to 1024, not {options.jobs!r}")
    return int(options.jobs)


def cleaner(options: Options) -> Cleaner:
    """The library's cleaner for these options. Raises `UsageError` for a rule or setting that does not exist."""
    from cleaner.api import Cleaner
    from cleaner.plugins import installed_rules

    try:
        return Cleaner(
            select=tuple(options.select),
            ignore=tuple(options.ignore),
            level=options.level,
            kind=getattr(options, "from"),
            html=options.html,
            encoding=None if options.encoding == "auto" else options.encoding,
            front_matter=options.front_matter,
            extra=dict(options.set),
            settings=options.rules,
            rules=installed_rules(),
            check=False,  # a job checks what it is about to write
        )
    except (TypeError, ValueError) as error:
        raise UsageError(_by_option(str(error))) from None


def _by_option(message: str) -> str:
    """`message` about a rule's setting, under the name of the option that sets it."""
    from cleaner.cli.config import RULE_OPTIONS

    for key, (rule, setting) in RULE_OPTIONS.items():
        message = message.replace(f"{rule}.{setting} is", f"--{key.replace('_', '-')} is")
    return message


ENOUGH = 4_000_000
"""Bytes of input from which other processes are worth their start (about half a second of work)."""
MANY = 400
"""Files, likewise."""


def _work(job: Job, tasks: list[Task], options: Options) -> Iterator[tuple[Task, Result]]:
    jobs = min(_jobs(options), len(tasks))
    if options.jobs == "auto" and jobs > 1 and len(tasks) < MANY and sum(map(_size, tasks)) < ENOUGH:
        jobs = 1

    def tidy(task: Task, process: int) -> None:
        if task.target is not None:
            remove_of(process, os.path.dirname(os.path.realpath(task.target)))

    if jobs <= 1 and options.timeout is None:
        yield from ((task, job(task)) for task in tasks)
        return
    from cleaner.cli.writing import remove_of
    from cleaner.workers import WorkerError, in_order

    for task, result in in_order(tasks, job, max(1, jobs), options.timeout, tidy):
        yield task, job.failed(task.path, str(result)) if isinstance(result, WorkerError) else result


def _size(task: Task) -> int:
    try:
        return os.stat(task.path).st_size if task.data is None else len(task.data)
    except OSError:
        return 0
