"""What is said of the files: reports on standard output, a line each and a summary on standard error."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from cleaner.cli.jobs import Job, Result, Task
from cleaner.cli.options import Options
from cleaner.cli.terminal import GREEN, RED, YELLOW, Messages, colored, colored_diff, escaped, is_terminal, output, wants_color
from cleaner.record import reports
from cleaner.record.shown import shown


def report(options: Options, job: Job, tasks: Sequence[Task], done: Iterable[tuple[Task, Result]], talks: bool) -> int:
    """Print what comes of each task as soon as it is done, then the summary; the exit code."""
    messages = Messages(options.quiet, options.verbose, options.color, os.environ, len(tasks))
    form = job.show if job.show in reports.FORMATS and job.show != "text" else ""
    colors = job.show == "diff" and wants_color(options.color, sys.stdout, os.environ)
    statuses: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    files: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    errors: list[tuple[str, str]] = []
    to_terminal = is_terminal(sys.stdout)
    if form:
        output(reports.head(form))
    between = ""
    try:
        for count, (task, result) in enumerate(done, 1):
            statuses[result.status] += 1
            rules.update(result.rules)
            files.update(dict.fromkeys(result.rules, 1))
            seconds.update(result.seconds)
            if result.output:
                messages.clear()
                text = escaped(result.output) if to_terminal else result.output
                output(between + (colored_diff(text) if colors else text))
                between = reports.separator(form)
            if result.status == "failed":
                errors.append((result.path, result.error))
                messages.error(f"{shown(result.path)}: {result.error}")
                if options.verbose > 1 and result.trace:
                    messages.say(result.trace)
            elif talks:
                _say(messages, options, task, result)
            messages.done(count)
    finally:
        messages.clear()
    if form:
        output(reports.tail(form, statuses, dict(rules.most_common()), errors))
    if options.statistics:
        for rule, times in rules.most_common():
            messages.say(f"{times:>8}  {rule:<20} in {files[rule]} file{'s' * (files[rule] != 1)}")
    if options.timings:
        for step, taken in sorted(seconds.items(), key=lambda pair: -pair[1]):
            messages.say(f"{taken * 1000:>10.2f} ms  {rules[step]:>8} edits  {step}")
    if talks and not options.quiet:
        messages.say("no files to clean" if not tasks else _summary(statuses, options, messages.color))
    if statuses["failed"]:
        return 2
    dirty = statuses["cleaned"] and (options.check or options.diff or options.exit_non_zero_on_change)
    return 1 if dirty else 0


def _say(messages: Messages, options: Options, task: Task, result: Result) -> None:
    """The line of one file: what changed, or with -v that nothing did."""
    name = shown(result.path)
    if result.status == "cleaned" and not messages.quiet and not options.diff:
        arrow = f" -> {shown(task.target)}" if task.target not in (None, task.path) and task.target else ""
        unsure = f", {result.doubts} unsure" if result.doubts else ""
        verb = "cleaned" if task.target is not None else "would clean"
        messages.say(f"{verb} {name}{arrow} ({result.edits} edit{'s' * (result.edits != 1)}{unsure})")
    elif result.status != "cleaned" and messages.verbose:
        messages.say(f"{result.status} {name}")


def _summary(statuses: Counter[str], options: Options, color: bool) -> str:
    would = "would be " if not (options.in_place or options.output) else ""
    parts = [f"{statuses['cleaned']} {would}cleaned", f"{statuses['unchanged']} unchanged"]
    if statuses["skipped"]:
        parts.append(f"{statuses['skipped']} skipped")
    parts.append(f"{statuses['failed']} failed")
    tone = RED if statuses["failed"] else YELLOW if would and statuses["cleaned"] else GREEN
    return colored(", ".join(parts), tone, color)
