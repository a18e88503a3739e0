"""The element of a page that holds its article, and what beside it belongs to it."""

from __future__ import annotations

from cleaner.html import names
from cleaner.html.leaves import Leaf
from cleaner.html.scores import HEADING_TAGS, Blocks
from cleaner.html.tree import Element
from cleaner.html.wording import DATE

LISTS = frozenset(["ul", "ol"])
WINNER = 0.75
"""Share of the mass below that a child needs to be gone into; .55 to .85 give the same."""
THREAD = 1.5
"""The text of all posts of a thread, in that of the longest."""
CLAIMANT = 0.3
"""Share of the mass that an element needs whose name claims the text."""
LEVELS = 3
"""Elements around the main one whose other children may join."""
JOINS = 0.03
"""Share of the main element's mass that running text beside it needs; .01 to .1 give the same."""
BESIDE_CLAIM = 1.0
"""The score that text beside an `articleBody` needs to join it."""
TEXTUAL = frozenset(["p", "ul", "ol", "table", "blockquote", "pre"])
JOINING = frozenset(["p", "ul", "ol", "blockquote", "pre", "table", "figure", "dl"])
OTHER_STORIES = 2
STREAM = 3
"""Links and dates of a stream of other stories."""
LAYOUT_DEPTH = 3
LAYOUT_PARTS = 3
"""Paragraphs in one item of a list that only places things on the page."""


def find_article(blocks: Blocks, title: int) -> Element:
    """The element that holds the article.

    Downwards from the body while one child holds most of the text. Where it parts, the strongest claim among its descendants that
    holds enough of it goes on.
    """
    main, body, mass = blocks.body, blocks.body, blocks.mass_of
    if (titled := _titled_article(blocks, title)) is not None:
        return titled
    strengths = [claim for claim in blocks.strengths if claim[0] > 1 and mass(claim[1])]
    while True:
        best = max(main.children(), key=mass, default=None)
        if best is not None and mass(best) >= WINNER * mass(main) and (best.tag not in TEXTUAL or _is_layout_list(best, blocks)):
            main = best
            continue
        enough = CLAIMANT * mass(main)
        least = 2 if main is body else max(2, next((strength for strength, element in blocks.strengths if element is main), 0) + 1)
        claims = [
            (strength, element)
            for strength, element in strengths
            if strength >= least and mass(element) >= enough and element.is_inside(main)
        ]
        if not claims:
            return main
        best = max(claims, key=lambda claim: (claim[0], mass(claim[1])))[1]
        if len(peers := _peers(best, [element for _, element in strengths if element.is_inside(main)], blocks)) > 1:
            return around(peers, main)
        main = best


def _peers(claimant: Element, claims: list[Element], blocks: Blocks) -> list[Element]:
    """The posts of a thread: elements of the same tag and names as `claimant`, with text that scores as such, as much as there or more.

    Counter-evidence: what links or dates announce is another story.
    """
    said, mass = names.names(claimant), blocks.mass_of
    alike = [element for element in claims if element.tag == claimant.tag and names.names(element) == said]
    posts = {text: element for element in reversed(alike) if (text := _post(element, blocks))}  # what stands twice is the site's
    found = sorted(posts.values(), key=lambda element: element.place)
    return found if sum(map(mass, found)) >= THREAD * mass(claimant) else []


def _post(element: Element, blocks: Blocks) -> str:
    """The first running text of an element that scores as text and announces no other, or ""."""
    first, end = blocks.span(element)
    live = [leaf for leaf in blocks.found[first:end] if not leaf.reason]
    if any(map(leads_elsewhere, live)):
        return ""
    return next((leaf.text for leaf in live if leaf.good and leaf.score > 0), "")


def around(elements: list[Element], main: Element) -> Element:
    """The smallest element around all, of which `main` is one."""
    return next((one for one in elements[0].around() if one is main or one.end >= elements[-1].end), main)


def _titled_article(blocks: Blocks, title: int) -> Element | None:
    """The `article` with the page's title and text of its own, where others with headings of their own stand beside it: other stories."""
    if title < 0:
        return None
    articles = blocks.tagged["article"]
    holders = [element for element in articles if blocks.span(element)[0] <= title < blocks.span(element)[1]]
    if not holders or len(articles) - len(holders) < OTHER_STORIES:
        return None
    main = holders[-1]
    first, end = blocks.span(main)
    if not any([leaf.good and not leaf.reason and leaf.score > 0 for leaf in blocks.found[max(first, title + 1) : end]]):
        return None
    others = [blocks.span(element) for element in articles if not element.is_inside(main) and not main.is_inside(element)]
    headed = [start for start, end in others if start < end and blocks.found[start].element.tag in HEADING_TAGS]
    return main if len(headed) >= OTHER_STORIES and len(headed) * 2 > len(others) else None


def _is_layout_list(element: Element, blocks: Blocks) -> bool:
    """Whether a list has nearly all its text in one item, of several paragraphs: the page's columns, not a list."""
    if element.tag not in LISTS:
        return False
    best = max(element.children(), key=blocks.mass_of, default=None)
    if best is None or blocks.mass_of(best) < WINNER * blocks.mass_of(element):
        return False
    paragraphs = 0
    level = [best]
    for _ in range(LAYOUT_DEPTH):  # not all the way down: lists nest
        level = [child for holder in level for child in holder.children()]
        paragraphs += sum([child.tag == "p" and blocks.share(child) > 0 for child in level])
    return paragraphs >= LAYOUT_PARTS


def widened(blocks: Blocks, main: Element, title: int) -> list[bool]:
    """Which blocks belong to `main`, or stand beside it with text that scores as such: the other sections, answers, posts.

    Counter-evidence: an element that holds the title and its text is no narrower than the article; a stream of links or dates is
    other articles; where the page says what its text is, only text that scores high joins.
    """
    inside = [False] * len(blocks.found)
    first, end = blocks.span(main)
    inside[first:end] = [True] * (end - first)
    whole = blocks.mass_of(main)
    least = BESIDE_CLAIM if any(map(names.is_article_body, main.around())) else 0.0
    element, level = main, 0
    while element is not blocks.body and element.parent is not None and level < LEVELS:
        holder = element.parent
        here = blocks.span(element)
        if blocks.span(holder) != here:
            level += 1
            if here[0] <= title < here[1]:
                break
            for sibling in holder.children():
                first, end = blocks.span(sibling)
                if first < end and sibling is not element and _belongs(sibling, blocks, whole, least):
                    inside[first:end] = [True] * (end - first)
        element = holder
    return inside


def leads_elsewhere(leaf: Leaf) -> bool:
    """Whether a block is what other stories are announced with: a link, or a date."""
    return leaf.is_link or (len(leaf.text) < 40 and DATE.search(leaf.text) is not None)


def _belongs(sibling: Element, blocks: Blocks, whole: float, least: float) -> bool:
    """Whether an element beside the main one is part of the same article."""
    first, end = blocks.span(sibling)
    live = [leaf for leaf in blocks.found[first:end] if not leaf.reason]
    good = sum([leaf.good for leaf in live])
    if not good or id(sibling) in blocks.named:
        return False
    weight = sum([leaf.weight for leaf in live])
    if sum([leaf.score * leaf.weight for leaf in live]) <= least * weight:
        return False
    away = sum(map(leads_elsewhere, live))
    if away >= STREAM and away * 5 >= len(live):
        return False  # a stream of other articles
    if sibling.tag in JOINING:
        return True
    return good >= JOINS * whole and sum([leaf.linked * leaf.weight / len(leaf.text) for leaf in live]) < 0.3 * weight
