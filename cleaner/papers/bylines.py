"""Bylines of newspapers: a reporter's names, and the place that the report came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.regex import regex
from cleaner.wording.glyphs import HAN
from cleaner.wording.names import ONE_HAN, is_word

MAX_NAME = 4
"""Ideographs of a person's name; the name of a body is told by the place behind it."""
BYLINE = regex(
    rf"(?P<paper>[{HAN}]{{2,6}}?)?(?:实习|實習|特派|见习|首席)?(?:记者|記者|通讯员|通訊員|特约撰稿人?|撰稿)"
    rf"[\s\u3000:：/]+(?P<names>[{HAN}·]{{2,24}}(?:[\s\u3000、，]+[{HAN}·]{{2,24}})*?)"
    rf"(?:[\s\u3000]+(?P<place>[{HAN}]{{2,6}}?)(?:综合|專題)?(?:报道|報道|報導|电|電|讯|訊))?\Z"
)
BEHIND = regex(rf"(?P<names>[{HAN}\u3040-\u30ff·]{{2,6}}(?:[、，・][{HAN}\u3040-\u30ff·]{{2,6}})*)[ \u3000]+(?:記者|기자)\Z")
"""Names with the word behind them, as Japanese and Korean papers have it."""
GLUED = regex(
    rf"(?P<paper>[{HAN}]{{2,6}}?)?(?:实习|實習|特派|见习|首席)?(?:记者|記者)(?P<names>[{HAN}·]{{2,18}})(?P<place>[{HAN}]{{2}})"
    r"(?:报道|報道|報導)\Z"
)
"""A byline of which an extractor took the gaps."""
PART = regex(r"[\s\u3000、，・]+")
SIGNS = ("记者", "記者", "通讯员", "通訊員", "撰稿", "기자")


def byline_of(text: str) -> dict[str, str]:
    """The names, the place and the short name of the paper that a byline tells; nothing for any other line, and of one without gaps
    nothing where its names can be parted in two ways or in none."""
    if match := glued(text):
        ways = [*_parted(match["names"])]
        return {**match.groupdict(""), "names": "、".join(ways[0])} if len(ways) == 1 else {}
    match = BYLINE.match(text)
    if match and not match["place"] and any([len(name) > MAX_NAME for name in PART.split(match["names"])]):
        return {}
    match = match or BEHIND.match(text)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}


def glued(text: str) -> re.Match[str] | None:
    """A byline without gaps: the two ideographs before its last word are a word, as names of towns are."""
    match = GLUED.match(text)
    return match if match and is_word(match["place"]) else None


def _parted(names: str) -> Iterator[list[str]]:
    """The ways to part names that nothing parts: each begins with a common surname, and is no common word."""
    if not names:
        yield []
    for size in (2, 3):
        if len(names) >= size and ONE_HAN.match(names[:size]) and not is_word(names[:size]):
            yield from [[names[:size], *rest] for rest in _parted(names[size:])]
