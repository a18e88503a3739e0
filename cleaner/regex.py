"""Regular expressions that are compiled when they are first used: most texts need few of them, and start-up none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr


class _Regex:
    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # reached once for each name: from then on it is an attribute like any other, as fast as that of a compiled pattern
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:

    def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Like `re.compile`, but compiled at its first use; for patterns that stand at the top of a module."""

else:
    regex = _Regex
