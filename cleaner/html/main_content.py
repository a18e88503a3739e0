"""The main content of a page: which element holds the article, what beside it belongs to it, what in it does not.

Each block has a score (`scores`). What names itself furniture goes where its blocks do not score as text; then the element that holds
most of what is left is looked for, downwards; what stands beside it and scores as text joins it; last its two ends are looked at (`ends`).
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate
from typing import NamedTuple

from cleaner.document import Role
from cleaner.html import names
from cleaner.html.convert import BLOCKS
from cleaner.html.ends import find_title, letters, mark_ends
from cleaner.html.leaves import Leaf, leaves
from cleaner.html.scores import Blocks
from cleaner.html.tree import Element
from cleaner.html.wording import DATE, is_dated

WINNER = 0.75
"""Share of the mass below that a child needs to be gone into; .55 to .85 give the same."""
CLAIMANT = 0.3
"""Share of the mass that an element needs whose name claims the text."""
WHOLE = 0.4
"""Share of the running text from which an element is no furniture, whatever it says of itself."""
NAMED_WHOLE = 0.25
"""The same where only a name says so; for a `form` or `header` it is `MIXED_WHOLE`."""
MIXED_WHOLE = 0.3
LEVELS = 3
"""Elements around the main one whose other children may join."""
JOINS = 0.03
"""Share of the main element's mass that running text beside it needs; .01 to .1 give the same."""
LEAD_BLOCKS = 12
"""Blocks between title and text among which a lead is looked for; 6 to 24 give the same."""
LEAD_SCORE = -0.5
NAMED_LEAD_SCORE = -1.5
LEAD_LENGTH = 120
"""Letters of a lead without a stop."""
BESIDE_CLAIM = 1.0
"""The score that text beside an `articleBody` needs to join it."""
NEAR = 12
"""Short blocks looked at before the text for labels; after it half as many."""
TEXTUAL = frozenset(["p", "ul", "ol", "table", "blockquote", "pre"])
JOINING = frozenset(["p", "ul", "ol", "blockquote", "pre", "table", "figure", "dl"])
OTHER_STORIES = 2
HEADING_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
LISTS = frozenset(["ul", "ol"])
LAYOUT_DEPTH = 3
LAYOUT_PARTS = 3
"""Paragraphs in one item of a list that only places things on the page."""
OUTSIDE = "outside the main content"
CAPTION = "caption, kept with its picture"

Verdicts = dict[int, tuple[Role, str]]


class Page(NamedTuple):
    """A whole page, judged."""

    verdicts: Verdicts  # what is no part of its text: by `id` of the element, its role and the reason
    dropped: dict[int, Leaf]  # the same for texts that share their element with others, by place in the tree
    title: str  # its visible heading, or ""
    leaves: list[Leaf]  # all its blocks
    near: list[Leaf]  # the short blocks before and after its text, where labels stand


def judge(root: Element, elements: list[Element], notes: Collection[int] = ()) -> Page:
    """Find the text of a whole page, and what on it is none.

    `elements` are all of the tree, in order; `notes` holds the `id` of those that are footnotes.
    """
    body = next((child for child in root.children() if child.tag == "body"), root)
    found = leaves(body)
    window = letters(next((element.text() for element in elements if element.tag == "title"), ""))
    heading = next((leaf.text for leaf in found if leaf.element.tag == "h1" and len(leaf.text) > 3), "")
    blocks = Blocks(body, elements[elements.index(body) :], found)
    title = find_title(found, window)
    inline, main = _mark(blocks, title, window, notes)
    if all([leaf.reason for leaf in found]):
        return Page({}, {}, heading, found, found[:NEAR])
    verdicts, dropped = _verdicts(blocks, title, main)
    verdicts |= inline
    texts = [place for place, leaf in enumerate(found) if leaf.good and not leaf.reason]
    if not texts:
        return Page(verdicts, dropped, heading, found, found[:NEAR])
    before, after = found[: texts[0]], found[texts[-1] + 1 :]
    inner = found[title].text if title >= 0 else heading
    # the nearest first: a page has many dates, and its own stands beside its title
    near = [leaf for leaf in reversed(before) if not leaf.good][:NEAR] + [leaf for leaf in after if not leaf.good][: NEAR // 2]
    return Page(verdicts, dropped, inner, found, near)


def _mark(blocks: Blocks, title: int, window: str, notes: Collection[int]) -> tuple[Verdicts, Element]:
    """Give a reason to each block that is no part of the text; verdicts for furniture within blocks, and the main element."""
    found = blocks.found
    inline = _furniture(blocks)
    if not blocks.good[-1]:
        return inline, blocks.body
    for doubtful in ("named", ""):  # where all running text says that it is furniture, names say nothing; then tags neither
        if not any([leaf.good and not leaf.reason for leaf in found]):
            for leaf in found:
                if leaf.reason.startswith(doubtful):
                    leaf.reason = ""
    blocks.weigh()
    main = _main(blocks, title)
    inside = _widened(blocks, main, title)
    for leaf, stays in zip(found, inside, strict=True):
        if not stays and not leaf.reason:
            leaf.reason = OUTSIDE
    _lead(found, title)
    mark_ends([leaf for leaf in found if not leaf.reason and not (notes and _is_note(leaf.element, notes))], window, found[title] if title >= 0 else None)
    element: Element | None = main
    while element is not None and element is not blocks.body:
        if element.tag in LISTS or element.tag == "li":
            element.tag = "div"  # a list of the layout
        element = element.parent
    return inline, main


def _furniture(blocks: Blocks) -> Verdicts:
    """Mark what says of itself that it is furniture, unless it holds much of the page's text or its blocks score as text."""
    order = blocks.order
    has_quotes = any([element.tag == "blockquote" for element in order])
    inline: Verdicts = {}
    over = 0  # where the last one that was marked ends
    for element in order[1:]:
        if element.place < over:
            continue
        tag = element.tag
        reason, is_sure, whole = "", True, WHOLE
        if tag in names.FURNITURE_TAGS:
            reason = f"{tag} of the page"
        elif tag in names.MIXED_TAGS:
            reason, whole = f"{tag} of the page", MIXED_WHOLE
        elif tag == "figcaption":
            reason = CAPTION
        elif attributes := element.attributes:
            said = blocks.named.get(id(element), "")
            if ("role" in attributes and element.get("role") in names.FURNITURE_ROLES) or names.is_hidden(element):
                reason = element.get("role") or "hidden"
            elif said and not (has_quotes and names.is_quotation(element)):
                is_sure = names.caption(said)
                reason, whole = CAPTION if is_sure else f"named {said.strip()[:40]}", NAMED_WHOLE
        if not reason or blocks.share(element) >= whole:
            continue
        if (tag not in BLOCKS or reason == "hidden") and element.find("math") is not None:
            continue  # what readers see of it is beside it
        first, end = blocks.span(element)
        if first == end:
            inline[id(element)] = Role.BOILERPLATE, reason  # within a block, or without text
        elif is_sure or blocks.mean(first, end) <= 0:
            for leaf in blocks.found[first:end]:
                leaf.reason = leaf.reason or reason
        else:
            continue
        over = element.end
    return inline


def _main(blocks: Blocks, title: int) -> Element:
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
            if strength >= least and mass(element) >= enough and element is not main and element.is_inside(main)
        ]
        if not claims:
            return main
        main = max(claims, key=lambda claim: (claim[0], mass(claim[1])))[1]


def _titled_article(blocks: Blocks, title: int) -> Element | None:
    """The `article` with the page's title and text of its own, where others with headings of their own stand beside it: other stories."""
    if title < 0:
        return None
    articles = [element for element in blocks.order if element.tag == "article"]
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


def _widened(blocks: Blocks, main: Element, title: int) -> list[bool]:
    """Which blocks belong to `main`, or stand beside it with text that scores as such: the other sections, answers, posts.

    Counter-evidence: an element that holds the title and its text is no narrower than the article; a stream of links or dates is
    other articles; where the page says what its text is, only text that scores high joins.
    """
    inside = [False] * len(blocks.found)
    first, end = blocks.span(main)
    inside[first:end] = [True] * (end - first)
    whole = blocks.mass_of(main)
    least = 0.0
    holder: Element | None = main
    while holder is not None and holder is not blocks.body:
        if names.is_article_body(holder):
            least = BESIDE_CLAIM
        holder = holder.parent
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
    away = sum([leaf.linked * 10 >= 8 * len(leaf.text) or (len(leaf.text) < 40 and DATE.search(leaf.text) is not None) for leaf in live])
    if away >= 3 and away * 5 >= len(live):
        return False  # a stream of other articles
    if sibling.tag in JOINING:
        return True
    return good >= JOINS * whole and sum([leaf.linked * leaf.weight / len(leaf.text) for leaf in live]) < 0.3 * weight


def _lead(found: list[Leaf], title: int) -> None:
    """What stands between the title and the text and reads as text, or is named as a lead, is its lead, though it stands in the page's head."""
    first = next((place for place, leaf in enumerate(found) if leaf.good and not leaf.reason), -1)
    if not 0 <= title < first:
        return
    between = [leaf for leaf in found[title + 1 : first] if leaf.linked * 2 <= len(leaf.text)]  # not the menus
    if len(between) >= LEAD_BLOCKS:
        return
    for leaf in between:
        if leaf.linked * 4 >= len(leaf.text) or not (leaf.good or leaf.weight >= LEAD_LENGTH) or is_dated(leaf.text):
            continue
        is_named = names.LEADS.search(names.names(leaf.element).lower()) is not None
        reason = leaf.reason
        if leaf.score > (NAMED_LEAD_SCORE if is_named else LEAD_SCORE) and (
            reason in (OUTSIDE, "header of the page") or (reason.startswith("named") and (is_named or names.LEADS.search(reason.lower())))
        ):
            leaf.reason = ""


def _is_note(element: Element | None, notes: Collection[int]) -> bool:
    while element is not None and id(element) not in notes:
        element = element.parent
    return element is not None


def _verdicts(blocks: Blocks, title: int, main: Element) -> tuple[Verdicts, dict[int, Leaf]]:
    """What was marked: by element where all of it goes, else by text."""
    found = blocks.found
    kept = list(accumulate([0, *(not leaf.reason for leaf in found)]))
    stays = [leaf.place for leaf in found if not leaf.reason]
    first, last = stays[0], stays[-1]
    head = found[title].place if title >= 0 and found[title].place < first else 0  # pictures below the title stay
    verdicts: Verdicts = {}
    over = 0
    marked = [False] * len(found)  # blocks whose element goes
    for element in blocks.order[1:]:
        place = element.place
        if place < over or (element.tag not in BLOCKS and element.tag != "img"):
            continue
        start, end = blocks.span(element)
        if start == end:
            if (head or first) < place < last or (head < place and element.is_inside(main)):
                continue
            verdicts[id(element)] = Role.BOILERPLATE, OUTSIDE
        elif kept[start] == kept[end]:
            reason = found[start].reason
            if reason == CAPTION and element.tag != "figcaption" and element.find("img") is not None:
                continue  # the picture stays
            verdicts[id(element)] = Role.BOILERPLATE, reason
            marked[start:end] = [True] * (end - start)
        else:
            continue
        over = element.end
    dropped = {at: leaf for leaf, goes in zip(found, marked, strict=True) if leaf.reason and not goes for at in range(leaf.place, leaf.end)}
    return verdicts, dropped
