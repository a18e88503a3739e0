"""The command `cleanfiles`, and the library under the name it is installed by: `from cleanfiles import clean`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner import Cleaned as Cleaned
    from cleaner import Cleaner as Cleaner
    from cleaner import UnreadableError as UnreadableError
    from cleaner import UnsafeError as UnsafeError
    from cleaner import clean as clean
    from cleaner import clean_file as clean_file
    from cleaner import clean_many as clean_many

CLASH = (
    "cleanfiles: another package named 'cleaner' stands in the place of ours; "
    "remove both and install again: pip uninstall -y cleaner cleanfiles && pip install cleanfiles"
)


def main() -> int:
    """Run the command; see `cleaner.cli.main`."""
    try:
        from cleaner.cli import main as run
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "cleaner":
            raise
        print(CLASH, file=sys.stderr)
        return 2
    return run()


def __getattr__(name: str) -> Any:
    import cleaner

    if name.startswith("__"):
        raise AttributeError(name)
    try:
        return getattr(cleaner, name)
    except AttributeError:
        if not hasattr(cleaner, "HOMES"):
            raise ImportError(CLASH) from None
        raise AttributeError(f"module 'cleanfiles' has no attribute {name!r}") from None


if __name__ == "__main__":
    raise SystemExit(main())
