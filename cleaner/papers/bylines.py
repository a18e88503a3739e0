"""Bylines of newspapers: a reporter's names, and the place that the report came from."""

from __future__ import annotations

from cleaner.regex import regex
from cleaner.wording.glyphs import HAN

MAX_NAME = 4
"""Ideographs of a person's name; the name of a body is told by the place behind it."""
BYLINE = regex(
    rf"(?P<paper>[{HAN}]{{2,6}}?)?(?:实习|實習|特派|见习|首席)?(?:记者|記者|通讯员|通訊員|特约撰稿人?|撰稿)"
    rf"[\s\u3000:：/]+(?P<names>[{HAN}·]{{2,24}}(?:[\s\u3000、，]+[{HAN}·]{{2,24}})*?)"
    rf"(?:[\s\u3000]+(?P<place>[{HAN}]{{2,6}}?)(?:综合|專題)?(?:报道|報道|報導|电|電|讯|訊))?\Z"
)
BEHIND = regex(rf"(?P<names>[{HAN}\u3040-\u30ff·]{{2,6}}(?:[、，・][{HAN}\u3040-\u30ff·]{{2,6}})*)[ \u3000]+(?:記者|기자)\Z")
"""Names with the word behind them, as Japanese and Korean papers have it."""
PART = regex(r"[\s\u3000、，・]+")
SIGNS = ("记者", "記者", "通讯员", "通訊員", "撰稿", "기자")


def byline_of(text: str) -> dict[str, str]:
    """The names, the place and the short name of the paper that a byline tells; nothing for any other line."""
    match = BYLINE.match(text)
    if match and not match["place"] and any([len(name) > MAX_NAME for name in PART.split(match["names"])]):
        return {}
    match = match or BEHIND.match(text)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}
