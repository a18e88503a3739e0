"""Regular expressions that are compiled when they are first used: most texts need few of them, and start-up none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, AnyStr


class _Regex:
    def __init__(self, pattern: str | bytes | Callable[[], str], flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags
        self.is_compiled = False

    def __getattr__(self, name: str) -> Any:
        # reached once for each name: from then on it is an attribute like any other, as fast as that of a compiled pattern
        pattern = self._pattern() if callable(self._pattern) else self._pattern
        found = pattern if name == "pattern" else getattr(re.compile(pattern, self._flags), name)
        setattr(self, name, found)
        self.is_compiled = self.is_compiled or name != "pattern"
        return found


def is_compiled(pattern: re.Pattern[AnyStr]) -> bool:
    """Whether a pattern made by `regex` was used before: from now on it costs its scan, and nothing else."""
    return bool(vars(pattern)["is_compiled"])


if TYPE_CHECKING:

    def regex(pattern: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
        """Like `re.compile`, but compiled at its first use, for patterns at the top of a module; a long one may be put together then."""

else:
    regex = _Regex
