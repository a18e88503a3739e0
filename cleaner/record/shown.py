"""Names for people: on one line, with nothing that a terminal would obey."""

from __future__ import annotations


def shown(name: str, kept: str = "") -> str:
    """A file name with control, invisible and undecodable characters escaped, but for those `kept`."""
    if name.isprintable():
        return name or "''"
    return "".join([one if one.isprintable() or one in kept else one.encode("unicode_escape", "surrogatepass").decode() for one in name])
