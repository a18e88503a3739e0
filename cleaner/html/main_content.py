"""The main content of a page: which element holds the article, what beside it belongs to it, what in it does not.

Each block has a score (`scores`). What names itself furniture goes where its blocks do not score as text; then the element that holds
most of what is left is looked for, downwards; what stands beside it and scores as text joins it; last its two ends are looked at (`ends`).
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate
from typing import NamedTuple

from cleaner.document import Role
from cleaner.html import names, pictures
from cleaner.html.article import LISTS, STREAM, around, find_article, leads_elsewhere, widened
from cleaner.html.elements import BLOCKS, Tagged
from cleaner.html.ends import find_title, letters, mark_ends
from cleaner.html.leaves import Leaf, leaves
from cleaner.html.scores import NAMED, Blocks
from cleaner.html.spans import visible
from cleaner.html.tree import Element
from cleaner.html.wording import SIGNED, is_dated, may_lead_away
from cleaner.regex import regex

WHOLE = 0.4
"""Share of the running text from which an element is no furniture, whatever it says of itself."""
NAMED_WHOLE = 0.25
"""The same where only a name says so; for a `form` or `header` it is `MIXED_WHOLE`."""
MIXED_WHOLE = 0.3
LEAD_BLOCKS = 12
"""Blocks between title and text among which a lead is looked for; 6 to 24 give the same."""
LEAD_SCORE = -0.5
NAMED_LEAD_SCORE = -1.5
LEAD_LENGTH = 120
"""Letters of a lead without a stop."""
COMMENTED = 0.05
"""Of the letters of comments, so many stand before them as the text that they are about."""
PICTURED = 0.1
"""The same of a gallery that counts its pictures: an article that is one has a few lines before."""
COUNTED = regex(r"\d{1,3} ?(?:/|of|von) ?(\d{1,3})\b")
"""The number of a picture and of all: `3/50`."""
TWIN = 0.4
"""Of the running text, so much is the second of two: less may be a refrain."""
NEAR = 12
"""Short blocks looked at before the text for labels; after it half as many."""
QUOTES = " \"'“”„«»‘’"
DIALOGS = frozenset(["dialog", "alertdialog"])
OUTSIDE = "outside the main content"
CAPTION = "caption, kept with its picture"

Verdicts = dict[int, tuple[Role, str]]


class Page(NamedTuple):
    """A whole page, judged."""

    verdicts: Verdicts  # what is no part of its text: by `id` of the element, its role and the reason
    dropped: dict[int, Leaf]  # the same for texts that share their element with others, by place in the tree
    captions: dict[int, str]  # what stands beside pictures and describes them, by `id`
    title: str  # its visible heading, or ""
    leaves: list[Leaf]  # all its blocks
    near: list[Leaf]  # the short blocks before and after its text, where labels stand
    bylines: list[Element]  # what says in its names that it is a byline
    properties: list[Element]  # what has an `itemprop`


def judge(root: Element, tagged: Tagged, notes: Collection[int] = ()) -> Page:
    """Find the text of a whole page, and what on it is none.

    `tagged` are all elements of the tree; `notes` holds the `id` of those that are footnotes.
    """
    body = next((child for child in root.children() if child.tag == "body"), root)
    found = leaves(body)
    window = letters(tagged["title"][0].text()) if tagged["title"] else ""
    heading = next((leaf.text for leaf in found if leaf.element.tag == "h1" and len(leaf.text) > 3), "")
    blocks = Blocks(body, tagged, found)
    title = find_title(found, window)
    if _pass_over_dialogs(blocks, title):
        blocks = Blocks(body, tagged, found)
    judged = Page({}, {}, {}, heading, found, found[:NEAR], blocks.bylines, blocks.properties)
    main = _mark(blocks, title, window, notes, judged)
    if all([leaf.reason for leaf in found]):
        return Page({}, {}, {}, heading, found, found[:NEAR], blocks.bylines, blocks.properties)
    _verdicts(blocks, title, main, judged)
    texts = [place for place, leaf in enumerate(found) if leaf.good and not leaf.reason]
    if not texts:
        return judged
    before, after = found[: texts[0]], found[texts[-1] + 1 :]
    # the nearest first: a page has many dates, and its own stands beside its title, or between the first or the last paragraphs
    near = [leaf for leaf in reversed(before) if not leaf.good][:NEAR]
    beside = [*found[title + 1 : title + 1 + NEAR], *found[texts[0] : texts[0] + NEAR], *found[max(0, texts[-1] - NEAR // 2) : texts[-1]]]
    near += [
        leaf for leaf in dict.fromkeys(beside) if leaf not in near and (is_dated(leaf.text) if leaf.reason else SIGNED.match(leaf.text))
    ]
    near += [leaf for leaf in after if not leaf.good][: NEAR // 2]
    return judged._replace(title=found[title].text if title >= 0 else "", near=near)


def _pass_over_dialogs(blocks: Blocks, title: int) -> bool:
    """Mark what stands in dialogs over the page: of however much running text, it is not what the page is about; whether any was.

    Counter-evidence: the title stands in it, or no running text outside.
    """
    found, passed = blocks.found, False
    for element in blocks.marked:
        first, end = blocks.span(element)
        if (element.tag == "dialog" or element.get("role") in DIALOGS) and not first <= title < end:
            good = [leaf for leaf in found[first:end] if leaf.good]
            if good and title >= 0 and sum([leaf.good for leaf in good]) < sum([leaf.good for leaf in found]):
                for leaf in good:
                    leaf.good, leaf.reason = 0, "a dialog over the page"
                passed = True
    return passed


def _mark(blocks: Blocks, title: int, window: str, notes: Collection[int], judged: Page) -> Element:
    """Give a reason to each block that is no part of the text, fill `judged`, and find the main element."""
    found = blocks.found
    _furniture(blocks, title, judged)
    if not blocks.good[-1]:
        return blocks.body
    for doubtful in ("named", ""):  # where all running text says that it is furniture, names say nothing; then tags neither
        if not any([leaf.good and not leaf.reason for leaf in found]):
            for leaf in found:
                if leaf.reason.startswith(doubtful):
                    leaf.reason = ""
    blocks.weigh()
    thread = max(blocks.posts.values(), key=len, default=[])
    main = around(thread, blocks.body) if len(thread) > 1 else find_article(blocks, title)
    inside = widened(blocks, main, title)
    for leaf, stays in zip(found, inside, strict=True):
        if not stays and not leaf.reason:
            leaf.reason = OUTSIDE
    _lead(found, title)
    _twin(found)
    mark_ends(
        [leaf for leaf in found if not leaf.reason and not any([id(one) in notes for one in (leaf.element.around() if notes else ())])],
        window,
        found[title] if title >= 0 else None,
    )
    for element in main.around():
        if element.tag in LISTS or element.tag == "li":
            element.tag = "div"  # a list of the layout
    return main


def _furniture(blocks: Blocks, title: int, judged: Page) -> None:
    """Mark what says of itself that it is furniture, unless it holds much of the page's text or its blocks score as text.

    Captions are what is named as one, and has a picture beside it. That of a listing stays, and so does running text without a
    picture, but for what a gallery says once more.
    """
    has_quotes = len(blocks.tagged["blockquote"]) > 0
    captions = judged.captions
    over = 0  # where the last one that was marked ends
    for element in blocks.marked:
        if element.place < over or element is blocks.body:
            continue
        tag = element.tag
        reason, said, is_sure, whole = "", "", True, WHOLE
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
                reason, whole = CAPTION if names.caption(said) else f"named {said.strip()[:40]}", NAMED_WHOLE
                is_sure = reason == CAPTION
        if not reason:
            continue
        first, end = blocks.span(element)
        if first < end and blocks.found[end - 1].end > element.end:
            end -= 1  # a block that begins in this element and goes on behind it
        if (tag == "aside" or names.PLACES.search(said)) and _is_inset(element, first, end, blocks):
            for leaf in blocks.found[first:end]:
                leaf.score -= NAMED  # its name says nothing
            continue
        picture = _pictured(element, first, end, blocks) if reason == CAPTION else None
        texts = [leaf.text for leaf in blocks.found[first:end]] or [element.text()]
        stays = reason == CAPTION and (_has_listing(element) or (picture is None and any([leaf.good for leaf in blocks.found[first:end]])))
        if stays and not any([visible(" ".join(texts)) in known for known in captions.values()]):
            continue
        is_named = bool(said) and not is_sure
        if is_named and _is_post(element, said, blocks, title):
            continue
        if blocks.share(element) >= whole and not (is_named and _follows_text(element, said, blocks, title)):
            continue
        if (tag not in BLOCKS or reason == "hidden") and element.find("math") is not None:
            continue  # what readers see of it is beside it
        if picture is not None:
            known = captions.get(id(picture), "")
            captions[id(picture)] = visible(" ".join([known, *[text for text in texts if visible(text) not in known]]))
        if first == end and is_named and tag == "a" and _is_in_sentence(element):
            continue
        if first == end and picture is not None and picture.is_inside(element):
            places = [at for at in range(element.place, element.end) if isinstance(node := element.nodes[at], str) and not node.isspace()]
            leaf = Leaf(element, visible(element.text()), 0, 0, min(places, default=element.place), element.end)
            leaf.reason = reason
            judged.dropped.update(dict.fromkeys(places, leaf))
        elif first == end:
            judged.verdicts[id(element)] = Role.BOILERPLATE, reason  # within a block, or without text
        elif is_sure or blocks.mean(first, end) <= 0 or (is_named and _follows_text(element, said, blocks, title)):
            for leaf in blocks.found[first:end]:
                leaf.reason = leaf.reason or reason
        else:
            continue
        over = element.end


def _is_post(element: Element, said: str, blocks: Blocks, title: int) -> bool:
    """Whether what is named as a comment is a post of a thread: its first one is the first running text below the title.

    The others of the thread are of the same tag and class.
    """
    first, end = blocks.span(element)
    if not names.COMMENTS.search(names.CAMEL.sub("-", said).lower()) or not 0 <= title < first:
        return False
    alike = element.tag, element.get("class")
    if blocks.good[end] > blocks.good[first] and not any([leaf.good and not leaf.reason for leaf in blocks.found[title:first]]):
        blocks.posts.setdefault(alike, [])
    if alike in blocks.posts:
        blocks.posts[alike].append(element)
    return alike in blocks.posts


def _is_inset(element: Element, first: int, end: int, blocks: Blocks) -> bool:
    """Whether what is named as standing aside stands among the paragraphs of the text, and is running text: the author's own inset.

    Counter-evidence: links and labels that lead away; a quotation from the text itself, or from the description of its picture.
    """
    found = blocks.found
    beside = [found[place] for place in (first - 1, end) if 0 <= place < len(found)]
    if not any([leaf.good and leaf.element.parent is element.parent for leaf in beside]):
        return False
    inside = found[first:end]
    longest = max([leaf.text for leaf in inside], key=len, default="").strip(QUOTES)
    others = [leaf.text for leaf in found[:first] + found[end:]] + [node.get("alt") for node in element.elements() if node.tag == "img"]
    weight = sum([leaf.weight for leaf in inside])
    return (
        any([leaf.good for leaf in inside])
        and not any([longest in text for text in others])
        and sum([leaf.linked * leaf.weight / len(leaf.text) for leaf in inside]) * 4 < weight
        and not any([may_lead_away(leaf.text) for leaf in inside])
    )


def _pictured(caption: Element, first: int, end: int, blocks: Blocks) -> Element | None:
    """The picture beside a caption, where no running text stands between them."""
    picture = pictures.beside(caption)
    if picture is None:
        return None
    place = blocks.span(picture)[0]
    between = blocks.found[place:first] if picture.place < caption.place else blocks.found[end:place]
    return None if any([leaf.good for leaf in between]) else picture


def _has_listing(caption: Element) -> bool:
    """Whether a caption stands in a figure that shows code, a table or a quotation."""
    return (
        caption.tag == "figcaption"
        and caption.parent is not None
        and any([node.tag in ("pre", "table", "blockquote") for node in caption.parent.elements()])
    )


def _is_in_sentence(link: Element) -> bool:
    """Whether text stands right before and right behind a link: it is a part of a sentence, whatever its names say."""
    nodes, before, after = link.nodes, link.place - 1, link.end
    sides = [nodes[before], nodes[after] if after < len(nodes) else ""]
    return all([isinstance(side, str) and not side.isspace() and side != "" for side in sides])


def _follows_text(element: Element, said: str, blocks: Blocks, title: int) -> bool:
    """Whether an element holds the comments on the text before it, a stream of other stories or a gallery, however long they are.

    Counter-evidence: next to no text stands before: a report minute by minute is named so, too.
    """
    first, end = blocks.span(element)
    least = COMMENTED
    if not names.COMMENTS.search(said.lower()):
        counted = [match[1] for leaf in blocks.found[first:end] if not leaf.good and (match := COUNTED.match(leaf.text))]
        if len(counted) >= STREAM and len(set(counted)) == 1:
            least = PICTURED
        away = sum([leads_elsewhere(leaf) for leaf in blocks.found[first:end]])
        if least == COMMENTED and (away < STREAM or away * 2 < end - first):
            return False
    if any([names.COMMENTS.search(blocks.named.get(id(one), "").lower()) for one in element.around() if one is not element]):
        return False  # one of many
    before = sum([leaf.weight for leaf in blocks.found[max(0, title) : first] if leaf.score > 0 and not leaf.reason])
    return title < first and before > least * (blocks.weight[end] - blocks.weight[first])


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


def _twin(found: list[Leaf]) -> None:
    """The text that stands twice on the page, for print or for another screen, word for word: the second is left out."""
    live = [place for place, leaf in enumerate(found) if leaf.good and not leaf.reason]
    texts = [found[place].text for place in live]
    first = dict(zip(reversed(texts), reversed(range(len(texts))), strict=True))
    start = next((at for at, text in enumerate(texts) if first[text] < at), 0)
    size = min(start - first[texts[start]], len(texts) - start) if start else 0
    if size and found[live[start]].element.parent is found[live[first[texts[start]]]].element.parent:
        return  # the author's own repetition
    while size > 1 and texts[first[texts[start]] :][:size] != texts[start : start + size]:
        size -= 1
    if size > 1 and sum(map(len, texts[start : start + size])) >= TWIN * sum(map(len, texts)):
        for leaf in found[live[start] : live[start + size - 1] + 1]:
            leaf.reason = leaf.reason or "stands twice on the page"


def _verdicts(blocks: Blocks, title: int, main: Element, judged: Page) -> None:
    """Fill `judged` with what was marked: by element where all of it goes, else by text."""
    found = blocks.found
    kept = list(accumulate([0, *(not leaf.reason for leaf in found)]))
    stays = [leaf.place for leaf in found if not leaf.reason]
    first, last = stays[0], stays[-1]
    head = found[title].place if title >= 0 and found[title].place < first else 0  # pictures below the title stay
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
            judged.verdicts.setdefault(id(element), (Role.BOILERPLATE, OUTSIDE))
        elif kept[start] == kept[end]:
            reason = found[start].reason
            if reason == CAPTION and element.tag != "figcaption" and element.find("img") is not None:
                continue  # the picture stays
            judged.verdicts[id(element)] = Role.BOILERPLATE, reason
            marked[start:end] = [True] * (end - start)
        else:
            continue
        over = element.end
    for leaf, goes in zip(found, marked, strict=True):
        if leaf.reason and not goes:
            for at in range(leaf.place, leaf.end):
                judged.dropped.setdefault(at, leaf)
