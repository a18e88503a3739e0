"""Words for people: names on one line, colours, messages, the progress line."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Mapping
from typing import TextIO

from cleaner.regex import regex

RED, GREEN, YELLOW, CYAN, BOLD = "31", "32", "33", "36", "1"


CONTROLS = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal may take for a command, line feeds and tabs aside."""


def escaped(text: str) -> str:
    """`text` for a terminal: control characters and marks of direction are shown, not obeyed."""
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what goes to `stream`: the option, then NO_COLOR, FORCE_COLOR, and whether a terminal reads it."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return environment.get("TERM") != "dumb" and is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def colored(text: str, color: str, wanted: bool) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if wanted else text


def colored_diff(diff: str) -> str:
    colors = {"---": BOLD, "+++": BOLD, "@": CYAN, "-": RED, "+": GREEN}
    lines = []
    for line in diff.split("\n"):
        color = next((colors[start] for start in colors if line.startswith(start)), "")
        lines.append(colored(line, color, bool(color)))
    return "\n".join(lines)


class Messages:
    """Standard error: messages, and below them, on a terminal, one line of progress."""

    DELAY = 1.0
    """Seconds before the progress line shows: short runs need none."""
    PAUSE = 0.1
    """Seconds between two states of it."""

    def __init__(self, quiet: int, verbose: int, color: str, environment: Mapping[str, str], total: int) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.color = wants_color(color, sys.stderr, environment) if sys.stderr else False
        self.total = total
        self.start = self.last = time.monotonic()
        self.progress = is_terminal(sys.stderr) and not environment.get("CI") and environment.get("TERM") != "dumb" and not quiet
        self.drawn = False

    def say(self, text: str) -> None:
        """A line on standard error, which may have been closed."""
        self.clear()
        with contextlib.suppress(OSError, ValueError, AttributeError):
            print(text, file=sys.stderr, flush=True)

    def error(self, text: str) -> None:
        if self.quiet < 2:
            self.say(f"cleanfiles: {text}")

    def done(self, count: int) -> None:
        """Show how far the run has come."""
        now = time.monotonic()
        if not self.progress or now - self.start < self.DELAY or now - self.last < self.PAUSE or not sys.stderr:
            return
        self.last = now
        left = (now - self.start) / count * (self.total - count) if count else 0
        filled = round(24 * count / self.total) if self.total else 0
        bar = colored("=" * filled, GREEN, self.color) + " " * (24 - filled)
        # stay within 80 columns and in ASCII: any console can print it
        sys.stderr.write(f"\r[{bar}] {count}/{self.total} files, {left:.0f} s left \x1b[K")
        sys.stderr.flush()
        self.drawn = True

    def clear(self) -> None:
        if self.drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.drawn = False


def output(data: bytes | str) -> None:
    """Write to standard output: UTF-8 with LF line ends, whatever the console's encoding is."""
    stream = sys.stdout
    if stream is None:
        raise OSError(9, os.strerror(9))
    stream.flush()
    stream.buffer.write(data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)
    stream.buffer.flush()
