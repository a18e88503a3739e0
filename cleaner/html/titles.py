"""The title of a page, as its witnesses agree on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.html.facts import is_placeholder
from cleaner.regex import regex

if TYPE_CHECKING:
    from cleaner.html.metadata import Voice

WORD = regex(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W_]+")
SHARED = 1 / 3
"""Of the long words of the shorter title, so many stand in the other where both name the same text."""
SEPARATOR = regex(r"\s+[-–—|·•:»]\s+|\s*[_|｜]+\s*|(?<=[\u3000-\u9fff])\s*[-–—]\s*(?=[\u4e00-\u9fff])")


PAGE = regex(r"\s*[（(]\s*\d{1,3}\s*[/／]\s*\d{1,3}\s*(?:ページ|页|頁|page)?\s*[）)]\Z", re.I)
"""Which page of an article this is."""


def title(heading: str, window: str, voices: list[Voice]) -> str:
    """The title of the text, not of the site: the heading where the others confirm it, else the others without the site's name."""
    heading, window = ["" if is_placeholder(text) else text for text in (heading, window)]
    said = [voice.facts["title"] for voice in voices if "title" in voice.facts]
    sites = {voice.facts["source"] for voice in voices if "source" in voice.facts}
    known = {letters(site) for site in sites}
    # the name of the site may be a heading, too, and stands in the title of the window
    is_site = letters(heading) in known or (bool(said) and letters(said[0]) in letters(window))
    witnesses = [*said, *([] if said and is_site else [window])]
    if not heading or not any([letters(heading) in letters(other) for other in witnesses]):
        if said and not (heading and letters(heading) not in known and _tells_the_same(heading, said[0])):
            heading = _without_site(said[0], sites)
        heading = heading or _without_site(window, sites)
    return PAGE.sub("", heading)


def _tells_the_same(heading: str, title: str) -> bool:
    """Whether a heading is the same title in other words: the page shows one to readers, and gives another to search engines."""
    ours, theirs = [{word for word in WORD.findall(text.lower()) if len(word) > 3 or not word.isascii()} for text in (heading, title)]
    return len(ours & theirs) >= max(1, SHARED * min(len(ours), len(theirs)))


def letters(text: str) -> str:
    """The letters and digits of a text in small letters, for comparing."""
    return "".join(filter(str.isalnum, text.lower()))


def _without_site(title: str, sites: set[str]) -> str:
    """`title` without the name of the site behind it."""
    for site in sites:
        rest = title.removesuffix(site).rstrip()
        if site and rest != title and rest and rest[-1] in ":：-–—|｜_":
            return rest[:-1].rstrip()
    cuts = list(SEPARATOR.finditer(title))
    if not cuts:
        return title
    for cut in cuts:
        if title[cut.end() :] in sites:
            return title[: cut.start()]
    # several parts behind the first: the site and its sections
    first, last = title[: cuts[0].start()], title[cuts[-1].end() :]
    if len(cuts) > 1 and len(first) >= 8 and "_" in title[cuts[0].start() : cuts[0].end()]:
        return first
    head = title[: cuts[-1].start()]
    return head if len(head) >= 2 * len(last) and len(head) >= 6 else title
