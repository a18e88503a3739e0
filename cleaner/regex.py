"""Regular expressions that are compiled when they are first used: most texts need few of them, and start-up none."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, AnyStr


class _Compiled:
    """What a pattern is from its first use on: an object whose attributes are found at once, for it has no `__getattr__` to ask."""


class _Regex:
    def __init__(self, pattern: str | bytes | Callable[[], str], flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name == "pattern":
            self.pattern = self._pattern() if callable(self._pattern) else self._pattern
            return self.pattern
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({own: getattr(compiled, own) for own in dir(compiled) if own[0] != "_"})
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(compiled, name)


def is_compiled(pattern: re.Pattern[AnyStr]) -> bool:
    """Whether a pattern made by `regex` was used before: from now on it costs its scan, and nothing else."""
    return type(pattern) is not _Regex


@cache
def behind_line_end(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """For `pattern`, which begins with `^`, one that begins with a line end: that is a plain sign, and found many times as fast."""
    flags = pattern.flags if isinstance(pattern, re.Pattern) else vars(pattern)["_flags"]  # one of `regex` need not be compiled for it
    return re.compile(f"\n{pattern.pattern[1:]}", flags)


if TYPE_CHECKING:

    def regex(pattern: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
        """Like `re.compile`, but compiled at its first use, for patterns at the top of a module; a long one may be put together then."""

else:
    regex = _Regex
