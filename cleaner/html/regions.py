"""Which stretches of a body are HTML: a page, a fragment, a post, or none."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.html.spans import ODD
from cleaner.passes.characters.mojibake import repair
from cleaner.regex import regex
from cleaner.wording.glyphs import INVISIBLE, SUSPECT

CONTAINERS = (
    "address article aside body center dd details div dl dt fieldset figcaption figure footer form header hgroup "
    "html main nav section summary tbody td tfoot th thead tr"
)
BLOCK_TAGS = f"{CONTAINERS} blockquote h1 h2 h3 h4 h5 h6 hr li ol p pre table ul"
STARTING = frozenset(f"{BLOCK_TAGS} br img span font strong b em a script style iframe video audio".split())
FIRST_TAG = regex(r"\s*</?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
HAS_TAG = regex(r"<(?<!\\<)(?:(?:p|div|hr|table|t[rdh]|ul|ol|li|h[1-6]|blockquote|pre|center)(?=[\s/>])|font\s+\w+=)[^<>]*>", re.I)
"""Tags that only markup writes; `<section>` or `<address>` may be a placeholder in a manual."""
ATTRIBUTED = regex(r"<(?<!\\<)[a-z]\w*\s+[\w-]+=[^<>]*>", re.I)
BEFORE_TAG, BEHIND_TAG = frozenset('\n>。．.!?！？…”"'), frozenset("\n<")
"""What stands beside a tag where markup has it: a line end, another tag, the end of a sentence. In prose about markup tags stand inside
sentences."""
BESIDE = 40
"""Characters looked at for it beside a tag."""
END_TAG = regex(r"</(?<!\\</)(?:p|div|table|t[rdh]|ul|ol|li|h[1-6]|blockquote|pre|center)\s*>", re.I)
"""The end of an element that began before; alone it is nothing."""
LINE_BREAK = regex(r"<(?<!\\<)br\s*/?>", re.I)
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
    is_page: bool = False  # known to be a whole page


ANYWHERE = regex(r"<(?:!doctype\s*html|html|head|body)\b[^<>]*>", re.I)
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
    match = next(filter(_is_first, ANYWHERE.finditer(body, 0, BEFORE_LENGTH)), None)
    if match is None:
        return False
    before = body[: match.start()]
    ends = [*TAIL.finditer(body, max(0, len(body) - BEFORE_LENGTH))]
    if "`" in before or not ends:
        return False
    words, after = [len(UNSEEN_PARTS.sub("", text).split()) for text in (before, body[ends[-1].end() :])]
    return words < BEFORE and after < (BEFORE if before.lstrip().startswith("<") else 1)


def _is_first(tag: re.Match[str]) -> bool:
    """Whether a tag stands at the beginning of a line, or behind another."""
    return tag.string[max(0, tag.start() - BESIDE) : tag.start()].rstrip(" \t")[-1:] in ("", "\n", ">")


def html_regions(body: str) -> list[Region]:
    """The regions of a body that is HTML, or whose greater part is HTML blocks: a page, a fragment, a post. Else none."""
    return [Region(0, len(body), True)] if opens_page(body) else _part_regions(body)


def _part_regions(body: str) -> list[Region]:
    """The same of a body that is no page."""
    if not _has_tag(body):
        return []
    end = body.rstrip()
    is_framed = _starts_block(body) and END_TAG.fullmatch(end, max(0, end.rfind("<"))) is not None
    if not is_framed and _of_elements(body) < MIN_INSIDE:
        return []
    found = regions(body, is_opened=True)
    if len(found) == 1 and found[0].is_html:
        return found
    sizes = [_visible(body[region.start : region.end]) for region in found]
    inside = sum([size for size, region in zip(sizes, found, strict=True) if region.is_html])
    # a post may end in long links; one that opens as HTML is HTML all the same
    return found if inside * (3 if found[0].is_html else 2) > sum(sizes) else []


MIN_INSIDE = 0.25
"""Of the wording: of two printed lessons on markup .06 and .17 stand in elements, of thirty posts and fragments at least .34."""
ELEMENT = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*>")
OPTIONAL_END = frozenset("p li dt dd td th tr thead tbody tfoot option".split())
"""Elements that may leave out their end tag: in a text that never has it the next of their name ends them, or a blank line."""


def _of_elements(body: str) -> float:
    """The share of the wording of `body` on lines that hold a tag or stand inside an element that is closed.

    A text that speaks of markup and shows some, as lessons do, has most of its wording outside, whatever its samples leave open.
    """
    size = inside = place = reach = 0
    spans = iter(_elements(body))
    start, end = next(spans, (len(body) + 1, 0))
    for line in body.split("\n"):
        after = place + len(line)
        is_tagged = False
        while start <= after:
            is_tagged, reach = True, max(reach, end)
            start, end = next(spans, (len(body) + 1, 0))
        filled = len((UNSEEN_PARTS.sub("", line) if is_tagged else line).strip())
        size += filled
        inside += filled if is_tagged or reach > place else 0
        place = after + 1
    return inside / size if size else 1.0


def _elements(body: str) -> list[tuple[int, int]]:
    """Where tags that stand as markup has them, and the elements that they close, begin and end, in order."""
    spans: list[tuple[int, int]] = []
    opened: dict[str, list[tuple[int, int]]] = {}
    never_closed = {name for name in OPTIONAL_END if f"</{name}" not in body}
    for tag in ELEMENT.finditer(body):
        if not ("=" in tag[0] or _is_in_place(tag)):
            continue
        closes, name, span = tag[1], tag[2].lower(), tag.span()
        before = opened.setdefault(name, [])
        spans.append(span)
        if before and (closes or name in never_closed):
            spans.append((before.pop()[0], span[0]))
        if not closes:
            before.append(span)
    for name in never_closed & opened.keys():
        spans += [(start, blank.start() if (blank := BLANK_LINES.search(body, end)) else len(body)) for start, end in opened[name]]
    return sorted(spans)


FOR_A_SITE = regex(
    r"\{[{%:]|<(?:(?:details|summary|form|button|input|select|textarea|style|nav|template|slot|dialog|svg|canvas)(?=[\s/>])"
    r"|/?[A-Za-z]+-[a-z])",
    re.I,
)
MARKDOWN_INSIDE = regex(r"<[^<>]*\smarkdown(?=[\s=>])", re.I)
"""What a page generator or a script needs, and a post in prose never holds: templates, controls, components, Markdown inside HTML."""
COMPONENT = regex(r"<[A-Z][a-z]\w*[\s/>]")
LISTING = regex(r"<pre\b.*?</pre>|<code\b.*?</code>", re.I | re.S)
BLOCK = regex(
    r"([^<]*)(?:<(/?)(p|div|section|article|aside|header|footer|main|ul|ol|li|blockquote|h[1-6]|table|t[dhr]|figure|dl|d[dt])?\b"
    r"([^<>]*)>?)?",
    re.I,
)
"""A text, and of the tag behind it the sign of an end, the name if it is a block, and the rest."""
STYLED = regex(r"\s(?:id|class)\s*=", re.I)
MIN_PLAIN = 0.6
"""Of the words of a post so many stand in paragraphs without name and class; of six landing pages of site generators at most .4."""


def post_regions(body: str) -> list[Region]:
    """The regions of a Markdown text whose body is a post in HTML, as feeds and exports have it. Else none.

    Evidence: it opens as HTML, next to nothing stands beside, and most words stand in paragraphs without `id` or `class`. Not a post
    is what holds templates, components, forms or other things that a site needs: it stays byte for byte, and so does a whole page.
    """
    found = [] if opens_page(body) else _part_regions(body)
    if not found or not found[0].is_html or not _starts_block(body):
        return []
    prose = LISTING.sub("", body)
    is_sites = any([pattern.search(prose) for pattern in (FOR_A_SITE, COMPONENT, MARKDOWN_INSIDE)])
    return [] if is_sites or _plain_share(prose) < MIN_PLAIN else found


def _plain_share(body: str) -> float:
    """The share of the text of `body` whose innermost block has no name and no class."""
    sizes = {False: 0, True: 0}
    styled = [False]
    for text, end, name, rest in BLOCK.findall(body):
        sizes[styled[-1]] += len(text.strip())
        if name and not end:
            styled.append(STYLED.search(rest) is not None)
        elif name and len(styled) > 1:
            styled.pop()
    return sizes[False] / (sum(sizes.values()) or 1)


def _has_tag(text: str) -> bool:
    """Whether `text` holds tags that only markup writes, most of them where markup has them.

    Markdown writes a lone line break so, too, and those in the cells of a table.
    """
    tags = list(HAS_TAG.finditer(text))
    if tags:
        placed = sum(map(_is_in_place, tags))
        if placed * 2 >= len(tags) or (placed + len(ATTRIBUTED.findall(text))) * 2 >= len(tags):
            return True
    return len(LINE_BREAK.findall(text)) > 1 and not text.lstrip().startswith("|")


def _is_in_place(tag: re.Match[str]) -> bool:
    """Whether a tag stands where markup has it: at an end of a line, beside another tag, behind a sentence."""
    text, (start, end) = tag.string, tag.span()
    before = text[max(0, start - BESIDE) : start].rstrip(" \t\u3000")[-1:]
    return before in BEFORE_TAG or not before or (text[end : end + BESIDE].lstrip(" \t")[:1] or "\n") in BEHIND_TAG


def _visible(text: str) -> int:
    """Characters of `text` without white space and invisible ones, once it is repaired."""
    if ODD.search(text):
        text = repair(text) if SUSPECT.search(text) else text
        text = _seen(text)
    return sum(map(len, text.split()))


def regions(body: str, is_opened: bool | None = None) -> list[Region]:
    """Cut `body` at blank lines into HTML and other text; an element that is still open goes on past a blank line.

    `is_opened` says whether the body has tags that only markup writes, where that is known.
    """
    found: list[Region] = []
    depth = start = 0
    is_opened = _has_tag(body) if is_opened is None else is_opened
    is_odd = ODD.search(body) is not None
    for end in [*(match.end() for match in BLANK_LINES.finditer(body)), len(body)]:
        if start == end:
            continue
        html = depth > 0 or _is_html(body[start:end], is_opened, is_odd)
        if html and end < len(body):
            tags = NESTING.findall(_seen(body[start:end]) if is_odd else body[start:end])
            depth = max(0, depth + sum([-1 if close else 1 for close, _, empty in tags if not empty]))
        if found and found[-1].is_html == html:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Region(start, end, html))
        start = end
    return found


def _seen(text: str) -> str:
    """`text` without what nobody sees."""
    return LOST.sub("", INVISIBLE.sub("", text))


def _starts_block(chunk: str) -> bool:
    """Whether `chunk` begins with a tag as HTML does."""
    tag = FIRST_TAG.match(chunk)
    return tag is not None and tag[1].lower() in STARTING


def _is_html(chunk: str, is_opened: bool, is_odd: bool) -> bool:
    """Whether a chunk between blank lines is HTML: it begins with a block, or holds one and no code, or the end of one that was opened."""
    if is_odd:
        chunk = INVISIBLE.sub("", chunk)
    return _starts_block(chunk) or ("`" not in chunk and (_has_tag(chunk) or (is_opened and END_TAG.search(chunk) is not None)))
