"""Regular expressions that are compiled when they are first used: most texts need few of them, and start-up none."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, AnyStr

_compiler: Any = getattr(re, "_compiler", None)
_optimize: Any = getattr(_compiler, "_optimize_charset", None)
"""What Python's compiler of patterns does to each class of characters: 1.6 ms for one of 28,000 ideographs, and 300 patterns have some."""


@cache
def _once(charset: tuple[Any, ...]) -> Any:
    return _optimize(list(charset))


def _optimized(charset: list[Any], *folding: Any) -> Any:
    return _optimize(charset, *folding) if any(folding) else _once(tuple(charset))


def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, but a class of characters that stands in many patterns is worked out once: a paper starts a quarter faster.

    Where Python's compiler has no step of that name, this is `re.compile`.
    """
    if _optimize is None:
        return re.compile(pattern, flags)
    _compiler._optimize_charset = _optimized
    try:
        return re.compile(pattern, flags)
    finally:
        _compiler._optimize_charset = _optimize


class _Compiled:
    """What a pattern is from its first use on: an object whose attributes are found at once, for it has no `__getattr__` to ask."""


class _Regex:
    def __init__(self, pattern: str | bytes | Callable[[], str], flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name == "pattern":
            self.pattern: Any = self._pattern() if callable(self._pattern) else self._pattern
            return self.pattern
        found: Any = compiled(self.pattern, self._flags)
        vars(self).update({own: getattr(found, own) for own in dir(found) if own[0] != "_"})
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(found, name)


def is_compiled(pattern: re.Pattern[AnyStr]) -> bool:
    """Whether a pattern made by `regex` was used before: from now on it costs its scan, and nothing else."""
    return type(pattern) is not _Regex


@cache
def behind_line_end(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """For `pattern`, which begins with `^`, one that begins with a line end: that is a plain sign, and found many times as fast."""
    flags = pattern.flags if isinstance(pattern, re.Pattern) else vars(pattern)["_flags"]  # one of `regex` need not be compiled for it
    return compiled(f"\n{pattern.pattern[1:]}", flags)


if TYPE_CHECKING:

    def regex(pattern: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
        """Like `re.compile`, but compiled at its first use, for patterns at the top of a module; a long one may be put together then."""

else:
    regex = _Regex
