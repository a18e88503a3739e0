"""Bylines of newspapers: a reporter's names, and the place that the report came from."""

from __future__ import annotations

from cleaner.glyphs import HAN
from cleaner.regex import regex

NAME = rf"[{HAN}·]{{2,4}}"
BYLINE = regex(
    rf"(?P<paper>[{HAN}]{{2,6}}?)?(?:实习|實習|特派|见习|首席)?(?:记者|記者|通讯员|通訊員|特约撰稿人?|撰稿)"
    rf"[\s\u3000:：/]+(?P<names>{NAME}(?:[\s\u3000、，]+{NAME})*?)"
    rf"(?:[\s\u3000]+(?P<place>[{HAN}]{{2,6}}?)(?:综合|專題)?(?:报道|報道|報導|电|電|讯|訊))?\Z"
)
BODY = regex(
    rf"(?P<paper>[{HAN}]{{2,6}}?)?(?:记者|記者|通讯员|通訊員)[\s\u3000:：/]+(?P<names>[{HAN}·]{{2,24}}(?:[\s\u3000、，]+[{HAN}·]{{2,24}}){{0,3}}?)"
    rf"[\s\u3000]+(?P<place>[{HAN}]{{2,6}}?)(?:综合|專題)?(?:报道|報道|報導|电|電|讯|訊)\Z"
)
"""The same with the name of a body, or names of other lengths: the place must follow."""
BEHIND = regex(rf"(?P<names>[{HAN}\u3040-\u30ff·]{{2,6}}(?:[、，・][{HAN}\u3040-\u30ff·]{{2,6}})*)[ \u3000]+(?:記者|기자)\Z")
"""Names with the word behind them, as Japanese and Korean papers have it."""
SIGNS = ("记者", "記者", "通讯员", "通訊員", "撰稿", "기자")


def byline_of(text: str) -> dict[str, str]:
    """The names, the place and the short name of the paper that a byline tells; nothing for any other line."""
    match = BYLINE.match(text) or BODY.match(text) or BEHIND.match(text)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}
