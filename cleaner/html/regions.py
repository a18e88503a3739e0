"""Which stretches of a body are HTML: a page, a fragment, a post, or none."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.glyphs import INVISIBLE, SUSPECT
from cleaner.html.spans import ODD
from cleaner.passes.characters.mojibake import repair
from cleaner.regex import regex

CONTAINERS = (
    "address article aside body center dd details div dl dt fieldset figcaption figure footer form header hgroup "
    "html main nav section summary tbody td tfoot th thead tr"
)
BLOCK_TAGS = f"{CONTAINERS} blockquote h1 h2 h3 h4 h5 h6 hr li ol p pre table ul"

STARTS_BLOCK = regex(
    rf"[ \t]*</?(?:{'|'.join(BLOCK_TAGS.split())}|br|img|span|font|strong|b|em|a|figure|script|style|iframe|video|audio)(?=[\s/>])", re.I
)
HAS_TAG = regex(r"(?<!\\)<(?:(?:p|div|hr|table|t[rdh]|ul|ol|li|h[1-6]|blockquote|pre|center)(?=[\s/>])|font\s+\w+=)[^<>]*>", re.I)
"""Tags that only markup writes; `<section>` or `<address>` may be a placeholder in a manual."""
IN_PLACE = regex(
    rf"(?:^[ \t\u3000]*|[>。．.!?！？…”\"][ \t]*){HAS_TAG.pattern}|{HAS_TAG.pattern}(?=[ \t]*(?:<|$))|(?<!\\)<[a-z]\w*\s+[\w-]+=[^<>]*>",
    re.I | re.M,
)
"""Such a tag where markup has it: at an end of a line, beside another tag, behind a sentence, or with attributes. In prose about markup
tags stand inside sentences."""
END_TAG = regex(r"(?<!\\)</(?:p|div|table|t[rdh]|ul|ol|li|h[1-6]|blockquote|pre|center)\s*>", re.I)
"""The end of an element that began before; alone it is nothing."""
LINE_BREAK = regex(r"(?<!\\)<br\s*/?>", re.I)
PAGE = regex(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:(?:<!--(?>[^-]+|-(?!->))*-->|<(style|script)\b(?>[^<]+|<(?!/\1))*</\1\s*>)\s*)*)"
    r"<(?:!doctype\s*html|html|head|body)\b",
    re.I,
)
NESTING = regex(r"<(/?)(div|section|article|table|ul|ol|blockquote|center|figure|dl|main|pre)\b[^<>]*?(/?)>", re.I)
LINE_END = r"[\r\n\f\v\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?+"
LOST = regex("[\x81\x8d\x8f\x90\x9d]")
"""The controls that Windows-1252 has no character for; a repair brings all others to light."""
UNSEEN = rf"(?:[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]|{INVISIBLE.pattern}|{LOST.pattern})*"
BLANK_LINES = regex(rf"{LINE_END}{UNSEEN}{LINE_END}\s*")


class Region(NamedTuple):
    """A stretch of a body, in characters from its start, that is HTML or is not."""

    start: int
    end: int
    is_html: bool


ANYWHERE = regex(r"(?:^|>)[ \t]*<(?:!doctype\s*html|html|head|body)\b[^<>]*>", re.I | re.M)
TAIL = regex(r"</(?:html|body)\s*>", re.I)
UNSEEN_PARTS = regex(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.I | re.S)
BEFORE = 60
"""Words before the first tag of a page, and behind its last: a warning that a server printed."""
BEFORE_LENGTH = 100_000
"""Characters of them with their markup."""


def opens_page(body: str) -> bool:
    """Whether `body` is a page, whatever tags, comments or warnings of a server stand before its first line.

    Counter-evidence: a backquote, or text before and after it that no markup opens: a text that shows how a page is written.
    """
    if PAGE.match(body):
        return True
    match = ANYWHERE.search(body, 0, BEFORE_LENGTH)
    if match is None:
        return False
    before = body[: match.start()]
    ends = [*TAIL.finditer(body, max(0, len(body) - BEFORE_LENGTH))]
    if "`" in before or not ends:
        return False
    words, after = [len(UNSEEN_PARTS.sub("", text).split()) for text in (before, body[ends[-1].end() :])]
    return words < BEFORE and after < (BEFORE if before.lstrip().startswith("<") else 1)


def html_regions(body: str) -> list[Region]:
    """The regions of a body that is HTML, or whose greater part is HTML blocks: a page, a fragment, a post. Else none."""
    if "<" not in body:
        return []
    if opens_page(body):
        return [Region(0, len(body), True)]
    if not _has_tag(body):
        return []
    found = regions(body)
    if len(found) == 1 and found[0].is_html:
        return found
    sizes = [_visible(body[region.start : region.end]) for region in found]
    inside = sum([size for size, region in zip(sizes, found, strict=True) if region.is_html])
    # a post may end in long links; one that opens as HTML is HTML all the same
    return found if inside * (3 if found[0].is_html else 2) > sum(sizes) else []


FOR_A_SITE = regex(
    r"\{\{|\{%|\{:|<(?:details|summary|form|button|input|select|textarea|style|nav|template|slot|dialog|svg|canvas)(?=[\s/>])"
    r"|</?[A-Za-z]+-[a-z]|\smarkdown(?=[\s=>])",
    re.I,
)
"""What a page generator or a script needs, and a post in prose never holds: templates, controls, components, Markdown inside HTML."""
COMPONENT = regex(r"<[A-Z][a-z]\w*[\s/>]")
LISTING = regex(r"<pre\b.*?</pre>|<code\b.*?</code>", re.I | re.S)
BLOCK = regex(
    r"<(/?)(p|div|section|article|aside|header|footer|main|ul|ol|li|blockquote|h[1-6]|table|t[dhr]|figure|dl|d[dt])\b([^<>]*)>", re.I
)
STYLED = regex(r"\s(?:id|class)\s*=", re.I)
ANY_TAG = regex(r"<[^<>]*>")
MIN_PLAIN = 0.6
"""Of the words of a post so many stand in paragraphs without name and class; of six landing pages of site generators at most .4."""


def post_regions(body: str) -> list[Region]:
    """The regions of a Markdown text whose body is a post in HTML, as feeds and exports have it. Else none.

    Evidence: it opens as HTML, next to nothing stands beside, and most words stand in paragraphs without `id` or `class`. Not a post
    is what holds templates, components, forms or other things that a site needs: it stays byte for byte, and so does a whole page.
    """
    found = [] if opens_page(body) else html_regions(body)
    if not found or not found[0].is_html or not STARTS_BLOCK.match(body.lstrip()):
        return []
    prose = LISTING.sub("", body)
    return [] if FOR_A_SITE.search(prose) or COMPONENT.search(prose) or _plain_share(prose) < MIN_PLAIN else found


def _plain_share(body: str) -> float:
    """The share of the words of `body` whose innermost block has no name and no class."""
    plain = words = last = 0
    styled = [False]
    for tag in BLOCK.finditer(body):
        size = sum(map(len, ANY_TAG.sub("", body[last : tag.start()]).split()))
        words += size
        plain += 0 if styled[-1] else size
        last = tag.end()
        if not tag[1]:
            styled.append(STYLED.search(tag[3]) is not None)
        elif len(styled) > 1:
            styled.pop()
    size = sum(map(len, ANY_TAG.sub("", body[last:]).split()))
    return (plain + (0 if styled[-1] else size)) / ((words + size) or 1)


def _has_tag(text: str) -> bool:
    """Whether `text` holds tags that only markup writes, most of them where markup has them.

    Markdown writes a lone line break so, too, and those in the cells of a table.
    """
    if HAS_TAG.search(text) and 2 * sum(1 for _ in IN_PLACE.finditer(text)) >= sum(1 for _ in HAS_TAG.finditer(text)):
        return True
    return len(LINE_BREAK.findall(text)) > 1 and not text.lstrip().startswith("|")


def _visible(text: str) -> int:
    """Characters of `text` without white space and invisible ones, once it is repaired."""
    if ODD.search(text):
        text = repair(text) if SUSPECT.search(text) else text
        text = LOST.sub("", INVISIBLE.sub("", text))
    return sum(map(len, text.split()))


def regions(body: str) -> list[Region]:
    """Cut `body` at blank lines into HTML and other text; an element that is still open goes on past a blank line."""
    found: list[Region] = []
    depth = start = 0
    is_opened = _has_tag(body)
    for end in [*(match.end() for match in BLANK_LINES.finditer(body)), len(body)]:
        if start == end:
            continue
        html = depth > 0 or _is_html(body[start:end], is_opened)
        if html and end < len(body):
            tags = NESTING.findall(LOST.sub("", INVISIBLE.sub("", body[start:end])))
            depth = max(0, depth + sum([-1 if close else 1 for close, _, empty in tags if not empty]))
        if found and found[-1].is_html == html:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Region(start, end, html))
        start = end
    return found


def _is_html(chunk: str, is_opened: bool) -> bool:
    """Whether a chunk between blank lines is HTML: it begins with a block, or holds one and no code, or the end of one that was opened."""
    if STARTS_BLOCK.match(chunk.lstrip()):
        return True
    chunk = INVISIBLE.sub("", chunk)
    if STARTS_BLOCK.match(chunk.lstrip()):
        return True
    return "`" not in chunk and (_has_tag(chunk) or (is_opened and END_TAG.search(chunk) is not None))
