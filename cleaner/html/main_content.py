"""The main content of a page: which element holds the article, and what inside it is none of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from cleaner.document import Role
from cleaner.glyphs import HAS_CJK
from cleaner.html.convert import BLOCKS, UNSHOWN, is_permalink
from cleaner.html.tree import Element
from cleaner.regex import regex

FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "dialog", "menu"])
MIXED_TAGS = frozenset(["form", "header"])
"""Pages put whole articles into these, too."""
FURNITURE_ROLES = frozenset(
    """
    navigation banner contentinfo complementary search dialog alertdialog alert menu menubar toolbar tooltip form
    """.split()
)
NAMES = frozenset(
    """
    ad ads adv advert adverts advertisement advertising adsense adslot dfp gpt sponsor sponsored sponsors promo promos
    promotion breadcrumb breadcrumbs comment comments commentlist commenting disqus respond livefyre reply cookie
    cookies consent gdpr cli footer masthead menu submenu nav navbar navigation navi pagination pager paging newsletter
    newsletters signup subscribe subscription subscriptions subscriber popup modal overlay tooltip lightbox recirc
    recirculation recommend recommended recommendation recommendations related readmore seealso popular trending latest
    outbrain taboola zergnet share sharing shares sharebar sharethis sharedaddy addthis addtoany social follow sidebar
    side sidenav aside widget widgets rail tags taglist tagcloud hashtags bio authorbio byline dateline timestamp
    postmeta copyright disclaimer skip login paywall rating ratings vote votes poll toolbar print caption captions
    figcaption imagecaption credit credits teaser teasers carousel slider rollover qrcode ewm crumbs weizhi
    breadcrumbnav fenxiang bdsharebuttonbox
    """.split()
)
"""Words that class names and ids of page furniture are made of."""
PAIRS = regex(
    r"author-?(?:bio|box|info|card|block|about)|about-?(?:the-?)?author|read-?(?:more|next|also)|see-?also"
    r"|more-?(?:stories|story|on|from|news|articles)|you-?may|up-?next|most-?(?:read|popular|viewed|recent)|sign-?up"
    r"|sr-only|screen-?reader|visually-?hidden|(?:entry|post|article)-?meta|jp-?related|post-?nav|news-?letter"
    r"|(?:next|prev)-?(?:next|prev|post|article)|hot-?news|xg-?(?:list|news)|tui-?jian|bottom-?ad"
)
TEXT_NAMES = regex(
    r"(?:article|post|story|entry|news|rich|blog)[-_]?(?:body|content|text|detail|con)|articlebody|js_content|trs_editor|trs-editor"
    r"|artibody|mw-parser-output|markdown-body|content[-_]?(?:body|detail|text)|zoom\b|text[-_]?content"
)
"""Class names and ids that say: here is the text."""
WORD = regex(r"[a-z]+")
CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")

MIN_GOOD = 60
"""Latin letters of a block that counts as running text; an ideograph counts for three."""
STOP = regex(r"[.,;!?。，；！？、…]")
ENDS = frozenset(".!?。！？…”\"’'）):：;；")
LABEL = regex(
    r"\W*(?:related|read (?:more|also|next)|see (?:also|more)|also (?:read|on)|more(?: on| from)?\s*:|watch\s*:|don.?t miss|recommended|you (?:may|might)"
    r"|click here|get (?:the latest|\w+ \w+ on the go)|subscribe|sign up|follow (?:us|him|her|me|\w+ on)|like us|share this|have a tip|advert"
    r"|copyright|all rights reserved|©|tags?\s*:|filed under|topics?\s*:|disclaimer\s*:|story continues|for more information.{0,20}click"
    r"|相关(?:阅读|新闻|链接|推荐|文章)|相關(?:閱讀|新聞|連結)|延伸[阅閱][读讀]|推荐阅读|更多(?:精彩|新闻|内容|资讯)|分享到|分享至|扫一扫|扫描二维码|长按.{0,6}二维码|关注我们"
    r"|点击(?:查看|进入|下载|这里)|返回(?:首页|顶部|搜狐|列表)|查看更多|上一[篇页条]|下一[篇页条]|(?:本文|文章|稿件|信息)来源\s*[：:]|版权(?:所有|声明)|特别声明|免责声明|郑重声明|(?:本文)?标签\s*[：:]|关\s*键词\s*[：:]|(?:责任|責任)?[编編]\s*[辑輯]\s*[：:]|责编\s*[：:]|打印本页|关闭窗口|举报)",
    re.I,
)
"""What a block begins with that leads away from the text."""


HIDING = regex("display *: *none", re.I)


class Leaf(NamedTuple):
    """A block of text without blocks inside it."""

    element: Element
    text: str
    linked: int  # characters of it inside links
    good: int  # how much running text it is; 0 for labels, links and lists of words
    place: int  # where in the tree its text begins


def _good(text: str, linked: int) -> int:
    size = len(text)
    if size * 3 < MIN_GOOD or linked * 2 > size:
        return 0
    if not text.isascii() and HAS_CJK.search(text):
        size *= 3
    return size if size >= MIN_GOOD and STOP.search(text) else 0


Verdicts = dict[int, tuple[Role, str]]


class Page(NamedTuple):
    """A whole page, judged."""

    verdicts: Verdicts  # what is no part of its text: by `id` of the element, its role and the reason
    title: str  # its visible heading, or ""
    leaves: list[Leaf]  # all its blocks
    near: list[Leaf]  # the short blocks before and behind its text, where labels stand


NEAR = 12
"""Short blocks looked at before the text; behind it half as many."""


def judge(root: Element, elements: list[Element], notes: Collection[int] = ()) -> Page:
    """Find the text of a whole page, and what on it is none.

    `elements` are all of the tree, in order; `notes` holds the `id` of those that are footnotes.
    """
    body = next((child for child in root.children() if child.tag == "body"), root)
    verdicts: Verdicts = {}
    order = elements[elements.index(body) :]
    everything = leaves(body)
    _sum(order, everything)
    total = body.good
    window = _letters(next((element.text() for element in elements if element.tag == "title"), ""))
    heading = next((leaf.text for leaf in everything if leaf.element.tag == "h1" and len(leaf.text) > 3), "")
    _furniture(order, total or 1, verdicts)
    if not total:
        return Page(verdicts, heading, everything, everything[:NEAR])
    live = [leaf for leaf in everything if id(leaf.element) not in verdicts]
    _sum(order, live)
    main = _main(body, order)
    _outside(body, main, verdicts)
    inside = [leaf for leaf in live if leaf.element.is_inside(main) and not (notes and _is_note(leaf.element, notes))]
    _ends(inside, window, verdicts)
    texts = [place for place, leaf in enumerate(everything) if leaf.good and leaf.element.is_inside(main)]
    if not texts:
        return Page(verdicts, heading, everything, everything[:NEAR])
    before, behind = everything[: texts[0]], everything[texts[-1] + 1 :]
    inner = next((leaf.text for leaf in reversed(before) if leaf.element.tag == "h1" and len(leaf.text) > 3), heading) or next(
        (leaf.text for leaf in reversed(before) if _is_title(leaf, window)), ""
    )
    # the nearest first: a page has many dates, and its own stands beside its title
    near = [leaf for leaf in reversed(before) if not leaf.good][:NEAR] + [leaf for leaf in behind if not leaf.good][: NEAR // 2]
    return Page(verdicts, inner, everything, near)


def leaves(top: Element) -> list[Leaf]:
    """The leaf blocks below `top`, in order."""
    found: list[Leaf] = []
    parts: list[str] = []
    linked = links = start = 0  # characters inside links, where the link ends that we are in, and where the text begins
    block, end = top, top.end  # the block that we are in
    around: list[Element] = []  # the blocks around it

    def flush() -> None:
        nonlocal linked
        text = " ".join("".join(parts).split())
        if text:
            linked = min(linked, len(text))
            found.append(Leaf(block, text, linked, _good(text, linked), start))
        parts.clear()
        linked = 0

    nodes, place = top.nodes, top.place + 1
    while True:
        while place == end:
            if parts:
                flush()
            if not around:
                return found
            block = around.pop()
            end = block.end
        node = nodes[place]
        place += 1
        if isinstance(node, str):
            if parts or not node.isspace():
                start = start if parts else place - 1
                parts.append(node)
                if place <= links:
                    linked += len(node.strip())
            continue
        tag = node.tag
        if tag in BLOCKS:
            if parts:
                flush()
            around.append(block)
            block, end = node, node.end
        elif tag in UNSHOWN:
            place = node.end
        elif tag == "br":
            start = start if parts else place - 1
            parts.append(" ")
        elif tag == "a" and node.end > place:
            if is_permalink(node):
                place = node.end
            else:
                links = max(links, node.end)


def _sum(order: list[Element], found: list[Leaf]) -> None:
    """Note in each element how much running text stands in it."""
    for element in order:
        element.good = 0
    for leaf in found:
        leaf.element.good += leaf.good
    top = order[0].parent
    for element in reversed(order):
        if element.good:
            parent = element.parent
            if parent is not None and parent is not top:
                parent.good += element.good


@lru_cache(maxsize=4096)
def _names_furniture(names: str) -> bool:
    for name in names.split():
        low = CAMEL.sub("-", name).lower().replace("_", "-")
        if not NAMES.isdisjoint(WORD.findall(low)) or PAIRS.search(low):
            return True
    return False


def _furniture(order: list[Element], total: int, verdicts: Verdicts) -> None:
    """Mark what says of itself that it is furniture, unless it holds much of the page's text."""
    has_quotes = any([element.tag == "blockquote" for element in order])
    end = 0  # of the last one that was marked
    verdict = Role.BOILERPLATE, ""
    for element in order[1:]:
        if element.place < end:
            verdicts[id(element)] = verdict
            continue
        tag = element.tag
        share = element.good / total
        reason = ""
        if share >= 0.4:
            continue
        if tag in FURNITURE_TAGS or (tag in MIXED_TAGS and share < 0.3):
            reason = f"{tag} of the page"
        elif tag == "figcaption":
            reason = "caption, kept with its picture"
        elif attributes := element.attributes:
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            if ("role" in attributes and element.get("role") in FURNITURE_ROLES) or _is_hidden(element):
                reason = element.get("role") or "hidden"
            elif share < 0.25 and names != " " and _names_furniture(names) and not (has_quotes and _quotes(element)):
                reason = f"named {names.strip()[:40]}"
        if reason:
            verdict = verdicts[id(element)] = Role.BOILERPLATE, reason
            end = element.end


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attributes or ("style" in element.attributes and HIDING.search(element.get("style")) is not None)


def _quotes(element: Element) -> bool:
    """Whether an element is a quotation, however its site names it."""
    return element.tag == "blockquote" or any(child.tag == "blockquote" for child in element.elements())


def _strength(element: Element) -> int:
    """How plainly an element says that it is the text."""
    if element.attributes:
        if "articlebody" in element.get("itemprop").lower():
            return 4
        names = f"{element.get('class')} {element.get('id')}"
        if names != " " and TEXT_NAMES.search(names.lower()):
            return 3
    if element.tag == "article":
        return 2
    return int(element.tag == "main" or element.get("role") == "main")


def _main(body: Element, order: list[Element]) -> Element:
    """The element that holds the article.

    Downwards from the body while one child holds most of the running text. Where it parts, the
    strongest claim among its descendants that holds enough of it goes on.
    """
    main = body
    strengths = [(strength, element) for element in order if element.good and (strength := _strength(element)) > 1]
    while True:
        best = max(main.children(), key=lambda child: child.good, default=None)
        if best is not None and best.good >= 0.75 * main.good and (best.tag not in TEXTUAL or _is_layout_list(best)):
            main = best
            continue
        enough = 0.3 * main.good
        least = 2 if main is body else max(2, _strength(main) + 1)
        claims = [
            (strength, element)
            for strength, element in strengths
            if strength >= least and element.good >= enough and element is not main and element.is_inside(main)
        ]
        if not claims:
            return main
        main = max(claims, key=lambda claim: (claim[0], claim[1].good))[1]


TEXTUAL = frozenset(["p", "ul", "ol", "table", "blockquote", "pre"])
LAYOUT_DEPTH = 3
LAYOUT_PARTS = 3
"""Paragraphs in one item of a list that only places things on the page."""


def _is_layout_list(element: Element) -> bool:
    """Whether a list has nearly all its running text in one item, of several paragraphs: the page's columns, not a list."""
    if element.tag not in ("ul", "ol"):
        return False
    best = max(element.children(), key=lambda item: item.good, default=None)
    if best is None or best.good < 0.75 * element.good:
        return False
    paragraphs = 0
    level = [best]
    for _ in range(LAYOUT_DEPTH):  # not all the way down: lists nest
        level = [child for holder in level for child in holder.children()]
        paragraphs += sum([child.tag == "p" and child.good > 0 for child in level])
    return paragraphs >= LAYOUT_PARTS


def _outside(body: Element, main: Element, verdicts: Verdicts) -> None:
    """Mark what stands beside `main` and the elements around it."""
    inside = main
    while inside is not body and inside.parent is not None:
        if inside.tag in ("ul", "ol", "li"):
            inside.tag = "div"  # a list of the layout
        for sibling in inside.parent.children():
            if sibling is not inside:
                verdicts.setdefault(id(sibling), (Role.BOILERPLATE, "outside the main content"))
        inside = inside.parent


def _is_note(element: Element | None, notes: Collection[int]) -> bool:
    while element is not None and id(element) not in notes:
        element = element.parent
    return element is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_title(leaf: Leaf, window: str) -> bool:
    """Whether a heading of any level is the page's title, for the title of the window begins with it."""
    return leaf.element.tag in HEADING_TAGS and len(leaf.text) > 5 and window.startswith(_letters(leaf.text))


def _ends(found: list[Leaf], window: str, verdicts: Verdicts) -> None:
    """Mark the title and what stands above it, labels that lead away, and short lines behind the text."""
    good = [place for place, leaf in enumerate(found) if leaf.good]
    if not good:
        return
    first, last = good[0], good[-1]
    places = sorted([leaf.element.place for leaf in found])

    def is_whole(leaf: Leaf) -> bool:
        """Whether the element of a leaf holds nothing else."""
        element = leaf.element
        return element.tag != "body" and bisect_left(places, element.end) - bisect_left(places, element.place) == 1

    homes = {id(leaf.element.parent) for leaf in found if leaf.good}
    titles = [place for place, leaf in enumerate(found[: first + 1]) if leaf.element.tag == "h1" or _is_title(leaf, window)]
    begin = titles[-1] + 1 if titles else 0
    for place, leaf in enumerate(found):
        reason = ""
        text = leaf.text
        unfinished = text[-1] not in ENDS
        at_home = id(leaf.element.parent) in homes
        if place < begin:
            reason = "above the text"
        elif leaf.linked * 10 >= 8 * len(text) and leaf.element.tag != "p" and not (at_home and first < place < last):
            reason = "nothing but links"
        elif place < first and unfinished and leaf.element.tag not in HEADING_TAGS and not (at_home and NUMBERED_PAPER.match(text)):
            reason = "a label above the text"
        elif ADVERT.match(text):
            reason = "an advertisement"
        elif place > last and unfinished and not at_home and not (leaf.element.tag in ("li", "td", "th", "pre") and not leaf.linked):
            reason = "a label behind the text"
        elif ((leaf.linked or place < first or place > last) and LABEL.match(text) and len(text) < 200) or (
            leaf.linked * 10 >= 9 * len(text) and text.isupper() and text.isascii() and text.count(" ") > 1
        ):
            reason = "leads away from the text"
        if reason and is_whole(leaf):
            verdicts.setdefault(id(leaf.element), (Role.BOILERPLATE, reason))


NUMBERED_PAPER = regex(r"[\u4e00-\u9fff]{1,12}\s*[〔\[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号\Z")
"""The number of an official paper (`城教〔2023〕17号`), which stands above its text and belongs to it."""
ADVERT = regex(r"\W*(?:advert|advertisement|sponsored(?: content| links?)?|related(?: news| stories| articles)?|广告|廣告|推广)\W*\Z", re.I)
HEADING_TAGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
