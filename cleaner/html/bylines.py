"""Lines beside the text that say by whom, when and from where: labels, bylines by class, the dateline of an agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Any

from cleaner.html import names
from cleaner.html.facts import DATED, add, is_placeholder, person
from cleaner.html.leaves import Leaf
from cleaner.html.spans import visible
from cleaner.html.tree import Element
from cleaner.html.wording import SHORT, SIGNED
from cleaner.regex import regex
from cleaner.wording.names import are_names, split_names

DATE = r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
VISIBLE_DATE = regex(
    rf"(?:(?:发布|发表|更新|成文|稿件)?(?:时间|日期|于)\s*[：:]?\s*"
    rf"|(?<!\S)(?:最終)?(?:更新|公開|掲載|投稿|発表|作成)日時?\s*[：:]?\s*|\A|[\s　|｜/])({DATE})"
)
CHANGED = regex(r"\W*(?:最[后後近終])?(?:更新|修改|修订)|\W*(?:last )?(?:updated|modified)", re.I)
VISIBLE_SOURCE = regex(
    r"(?<![据片料])(?:文章|稿件|稿源|信息|内容|新闻|本文)?(?:来\s*源|來\s*源|稿源)(?:于"
    r"|自)?\s*[：:]\s*([^\s　|｜：:，。；;（）()【】\[\]]{2,30})"
)
VISIBLE_AUTHOR = regex(
    r"(?:作\s*者|撰\s*文|撰\s*稿|著者|筆者|文)\s*[：:/／|｜]\s*([^：:|｜（）()\[\]【】]{2,40}?)(?=\s*(?:来\s*源|责任|编\s*辑"
    r"|时间|发布|日期|阅读|浏览|点击|\d{4}|\||｜|\Z)|\s{2})"
)
VISIBLE_EDITOR = regex(r"(?:责\s*任\s*编\s*辑|责\s*编|責\s*任\s*編\s*輯)\s*[：:]\s*([^\s：:|｜（）()\[\]【】，。]{2,20})")
PICTURE_BY = regex(
    r"(?:photo\w*|image|picture|illustration|video|graphic|translat\w+|reviewed|edited|powered|provided|sponsored)\W*(?:by)?\W*\Z", re.I
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
BY = regex(
    rf"(?<![^\s|•·,])(?:(?:Written|Posted|Published|Reported|Text|Words)\s+by|By|by|BY|Von|Par|Por"
    rf"|Author)\s*:?\s+([^|•·\n]{{3,60}}?)(?=\s*(?:[|•·]|\Z| on | at |\d|{MONTH}\.? \d))"
)
DATELINE = regex(
    r"\W*(?P<agency>[\u4e00-\u9fff]{1,6}?[社网報报])(?P<place>[\u4e00-\u9fff]{2,8}?)(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|電|讯"
    r"|訊|消息)\s*(?:[（(]\s*(?:[\u4e00-\u9fff]{0,4}记者|[\u4e00-\u9fff]{0,4}記者|通讯员)\s*(?P<who>[^（）()]{2,40})[）)])?"
)
"""How the report of an agency begins: `新华社巴黎12月9日电（记者…）`."""
AUTHOR_PAGES = frozenset(
    """
    author authors by people person persons staff editor editors contributor contributors reporter reporters writer writers columnist
    columnists journalist journalists profile profiles autor autore autoren
    """.split()
)
"""Folders of the pages about authors."""
OTHERS = regex(r"comment|related|widget|sidebar|footer|teaser|(?<![a-z])card|recommend|avatar|bio\b|promo|more-")
"""Names around the bylines of others."""
LEVELS_UP = 6
BYLINE_LENGTH = 120
MAX_BYLINES = 4
"""More different ones are a stream, each with its own."""
SINGLE = regex(r"[\w.'’·\- ]{2,30}\Z")
BY_BEFORE = regex(r"\b[Bb]y\W*\Z")
"""What stands right before a name of any form."""
SAID = frozenset(["author", "writer", "byline"])
"""Class names that say of an element that it is the author's name, and of no more."""


def labels(near: list[Leaf]) -> dict[str, Any]:
    """What labels in the short blocks around the text say."""
    facts: dict[str, Any] = {}
    # a date of the last change is better than none
    for leaf in sorted(near, key=lambda leaf: CHANGED.match(leaf.text) is not None):
        if len(leaf.text) > SHORT:
            continue
        text = parted(leaf)
        if match := VISIBLE_SOURCE.search(text):
            add(facts, "source", match[1])
        if match := VISIBLE_AUTHOR.search(text):
            for name in split_names(match[1]) if are_names(match[1]) else [match[1].strip()]:
                add(facts, "author", name)
        elif (match := BY.search(text)) and "author" not in facts and not PICTURE_BY.search(text, 0, match.start(1)):
            for one in _people(match[0], False):
                add(facts, "author", one)
        if (match := SIGNED.match(text)) and are_names(match[1]):
            for name in split_names(match[1]):
                add(facts, "author", name)
        if (match := VISIBLE_EDITOR.search(text)) and not is_placeholder(match[1]):
            facts.setdefault("editor", match[1])
        if match := VISIBLE_DATE.search(text):
            add(facts, "date", re.sub(r"\s*([-/.年月])\s*", r"\1", match[1]).replace("：", ":"))
        elif "date" not in facts and DATED.search(text):
            add(facts, "date", text)
    return facts


def parted(leaf: Leaf) -> str:
    """The text of a block with a gap where an element begins: labels stand in elements of their own."""
    nodes = leaf.element.nodes[leaf.place : leaf.end]
    return " ".join([word for node in nodes if isinstance(node, str) for word in node.split()])


def dateline(text: str) -> dict[str, Any]:
    """The place and the reporters that the first words of a report name."""
    facts: dict[str, Any] = {}
    if match := DATELINE.match(text):
        add(facts, "place", match["place"])
        for name in re.split(r"[\s、，,;；]+", match["who"] or ""):
            if are_names(name):
                add(facts, "author", name)
    return facts


def bylines(marked: list[Element], links: Sequence[Element], start: int, end: int) -> dict[str, Any]:
    """The authors that elements name which are `marked` as bylines, and `links` to authors, between two places of the tree.

    Counter-evidence: more than a few different ones, or names of comments and of other stories around them.
    """
    found: list[list[str]] = []
    over = 0
    parent: Element | None = None  # of the last link to an author
    near = {element.place: element for element in marked if start <= element.place <= end}
    near |= {link.place: link for link in links if start <= link.place <= end and (_is_by_author(link) or _leads_to_author(link))}
    for place in sorted(near):
        element = near[place]
        if place < over:
            continue
        if element.tag == "a":
            is_author = _is_by_author(element) or (_leads_to_author(element) and BY_BEFORE.search(_before(element)) is not None)
        else:
            is_author = not SAID.isdisjoint(element.get("class").lower().split())
        text = visible(" ".join(element.texts()))
        if not text or len(text) > BYLINE_LENGTH or _is_of_others(element):
            continue
        people = _people(text, False) or _linked(element) or _people(text, is_author)
        if people:
            over = element.end
            if element.tag == "a" and parent is element.parent:
                found[-1] += [name for name in people if name not in found[-1]]  # several authors in one line
            elif people not in found:
                found.append(people)
            parent = element.parent if element.tag == "a" else None
    facts: dict[str, Any] = {}
    if len(found) <= MAX_BYLINES:
        for name in found[0] if found else []:
            add(facts, "author", name)
    return facts


def _is_by_author(link: Element) -> bool:
    """Whether a link says that it leads to the author."""
    return "rel" in link.attributes and "author" in link.get("rel").lower().split()


def _leads_to_author(link: Element) -> bool:
    """Whether a link leads to the page of an author, in a folder of such pages."""
    parts = link.get("href").split("/")
    return not AUTHOR_PAGES.isdisjoint(parts) and any(
        [folder in AUTHOR_PAGES and page[:1] not in ("", "?", "#") for folder, page in pairwise(parts[1:])]
    )


def _people(text: str, is_author: bool) -> list[str]:
    """The people in a byline, or nothing where it is anything else."""
    match = BY.search(text)
    said = match[1] if match else text
    for part in (said, said.split(",")[0]):
        name = person(part)
        if are_names(name):
            return split_names(name)
    if not is_author:
        return []
    name = person(said)
    return [name] if SINGLE.match(name) and any(map(str.isalpha, name)) else []


def _linked(element: Element) -> list[str]:
    """The people whom the links of a byline name, those that lead to the pages of authors if any do."""
    links = [link for link in element.elements() if link.tag == "a"]
    own = [link for link in links if _leads_to_author(link) or _is_by_author(link)]
    people = [name for link in own or links for name in _people(visible(link.text()), False)]
    named = [name for name in people if not name.isupper()]
    return list(dict.fromkeys(named or people))  # in capitals beside others: a button


def _before(element: Element) -> str:
    """The text right before an element."""
    place = element.place - 1
    while place > 0 and not (isinstance(node := element.nodes[place], str) and not node.isspace()):
        place -= 1
    return str(element.nodes[place])


def _is_of_others(element: Element) -> bool:
    for here in islice(element.around(), LEVELS_UP):
        if here.tag in ("body", "article", "main"):
            return False
        if here.tag in ("aside", "footer", "nav") or (here.attributes and OTHERS.search(names.names(here).lower())):
            return True
    return False
