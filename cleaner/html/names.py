"""What class names, ids, roles and tags say of an element: that it is furniture, a caption, or the text."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import NamedTuple

from cleaner.html.tree import Element
from cleaner.regex import regex

FURNITURE_TAGS = frozenset(["nav", "aside", "footer", "dialog", "menu"])
MIXED_TAGS = frozenset(["form", "header"])
"""Pages put whole articles into these, too."""
MARKED_TAGS = FURNITURE_TAGS | MIXED_TAGS | {"figcaption"}
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
    breadcrumbnav editsection fenxiang bdsharebuttonbox
    """.split()
)
"""Words that class names and ids of page furniture are made of."""
PAIRS = frozenset(
    first + second
    for firsts, seconds in (
        ("author", "bio box info card block about"),
        ("about", "author"),
        ("the", "author"),
        ("read", "more next also"),
        ("see", "also more"),
        ("more", "stories story on from news articles"),
        ("you", "may"),
        ("up", "next"),
        ("most", "read popular viewed recent"),
        ("sign", "up"),
        ("sr", "only"),
        ("off", "screen"),
        ("screen", "reader"),
        ("visually", "hidden"),
        ("entry post article", "meta"),
        ("post", "nav navigation"),
        ("next prev", "next prev post article"),
        ("hot xg", "news list"),
        ("tui", "jian"),
        ("bottom", "ad"),
        ("share social", "bar button buttons tool tools box link links icon icons media"),
        ("comment comments", "list box area form section wrap wrapper"),
        ("image img photo foto picture bild", "desc description subtitle caption legend credit credits source copyright"),
    )
    for first in firsts.split()
    for second in seconds.split()
)
"""The same of two words, apart or written as one."""
TARGETS = frozenset(["main", "content"])
BEGINNINGS = regex(r"\b(?:related|recommend|newsletter|breadcrumb|sidebar|advert|sponsor)")
PICTURE_NAMES = regex(r"(?:ima?ge?|photo|foto|picture|bild)-?(?:desc|sub-?title|caption|legend|credit|source|copyright)")
PLACES = regex(r"(?:^|[\s_-])side-?(?:bar|note)s?(?:$|[\s_-])", re.I)
"""Names that say where an element stands, of a page or of a text."""
COMMENTS = regex(r"(?:^|[^a-z])comments?(?:$|[^a-z])|commentlist|disqus|livefyre")
CAPTIONS = frozenset("caption captions figcaption imagecaption credit credits imagedescription photocredit".split())
LEADS = regex(r"teaser|lead|lede|intro|dek\b|excerpt|summary|sub-?(?:title|head)|description|standfirst|sommario|chapo|perex")
"""Names of furniture that the first paragraph of an article bears, too."""
TEXT_NAMES = regex(
    r"(?:article|post|story|entry|news|rich|blog)[-_]?(?:body|content|text|detail|con)|articlebody|js_content|trs_editor|trs-editor"
    r"|artibody|mw-parser-output|markdown-body|content[-_]?(?:body|detail|text)|zoom\b|text[-_]?content"
)
"""Class names and ids that say: here is the text."""
BYLINES = regex(r"(?:^|[\s_-])(?:by-?lines?|authors?|author-?(?:names?|link|title)|writers?|reporters?|contributors?|creator)(?:$|[\s_-])")
WORD = regex(r"[a-z]+")
STYLE = regex(r"\S*:\S*")
"""A class of a utility framework that holds under a condition (`print:hidden`, `md:w-full`): it says how, not what."""
CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
HIDING = regex(r"display *: *none|visibility *: *hidden", re.I)


def names(element: Element) -> str:
    """The class names and the id of an element, in small letters apart from each other; a space where it has none."""
    attributes = element.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}" if attributes else " "


class Says(NamedTuple):
    """What class names and ids say of an element: that it is furniture, that the text of the page is here, that it is a byline."""

    furniture: bool
    text: bool
    byline: bool


@lru_cache(maxsize=1 << 15)
def says(said: str) -> Says:
    """What the names in `said` say."""
    said = STYLE.sub("", said) if ":" in said else said
    low = (said if said.islower() else CAMEL.sub("-", said)).lower()
    words = WORD.findall(low)
    if "skip" in words and not TARGETS.isdisjoint(words):
        words.remove("skip")  # the text itself, to which a link for readers of the screen leads
    is_furniture = (
        not NAMES.isdisjoint(words)
        or not PAIRS.isdisjoint(words)
        or not PAIRS.isdisjoint(map(add, words, words[1:]))
        or BEGINNINGS.search(low) is not None
    )
    return Says(is_furniture, TEXT_NAMES.search(said.lower()) is not None, BYLINES.search(low) is not None)


@lru_cache(maxsize=1024)
def caption(said: str) -> bool:
    """Whether one of the names in `said` is one of a caption or a credit."""
    low = CAMEL.sub("-", said).lower().replace("_", "-")
    return not CAPTIONS.isdisjoint(WORD.findall(low)) or PICTURE_NAMES.search(low) is not None


def is_article_body(element: Element) -> bool:
    """Whether an element says in microdata that it is the text."""
    return "itemprop" in element.attributes and "articlebody" in element.get("itemprop").lower()


def is_hidden(element: Element) -> bool:
    """Whether an element is hidden from readers."""
    return "hidden" in element.attributes or ("style" in element.attributes and HIDING.search(element.get("style")) is not None)


def is_quotation(element: Element) -> bool:
    """Whether an element is a quotation, however its site names it."""
    return element.tag == "blockquote" or any(child.tag == "blockquote" for child in element.elements())
