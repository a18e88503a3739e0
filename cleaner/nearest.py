"""Messages about names that do not exist."""

from __future__ import annotations

from collections.abc import Iterable


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """`no rule 'folio'; did you mean 'folios'?`"""
    from difflib import get_close_matches  # imports much; only mistakes need it

    known = [one for one in known if one != name]
    close = get_close_matches(name.replace("-", "_"), known, n=1) or get_close_matches(name, known, n=1)
    return f"no {what} {name!r}" + (f"; did you mean {close[0]!r}?" if close else "")
