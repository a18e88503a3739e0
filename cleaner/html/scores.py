"""A score for each block of a page: how much it, its names and its neighbours speak for text, how much for furniture.

The score is a sum of nine signs, each times its weight: log-odds, learnt by logistic regression with cross-validation by site on
five collections of pages and then rounded. A quarter more or less on all weights at once changes F1 by .002. Only the length, the
claim of an element to be the text, and the links around are missed when left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from math import exp, log1p

from cleaner.html import names
from cleaner.html.elements import Tagged
from cleaner.html.leaves import Leaf
from cleaner.html.tree import Element
from cleaner.html.wording import SHORT, may_lead_away

BIAS = -2.5
LENGTH = 3.0
"""Times the logarithm of the letters, 1 at `FULL_LENGTH`."""
FULL_LENGTH = 6.5
LINKED = -2.0
"""Times the share of linked letters."""
ITEM = 1.5
PARAGRAPH = 1.0
NAMED = -3.0
"""Times how surely the names around are those of furniture: the less, the more of the page's running text they hold."""
CLAIMED = 2.5
"""Where an element around claims to be the text; half of it for all blocks where no element does."""
LINKS_AROUND = -2.0
"""Times the mean share of linked letters in the two blocks before and after."""
LEADS_AWAY = -2.0
LATE = -1.0
"""Times the share of running text before it, for short blocks."""

SLUGS = 3
"""Elements of a tag whose `id` is made of their heading's words, from which a generator wrote them."""
HEADING_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
CLAIMS = {"article": 2, "main": 1}
"""Tags that say they are the text, and how plainly."""
ITEMS = frozenset(["li", "dd", "dt"])
PARAGRAPHS = frozenset(["p", "blockquote", "pre"])


class Blocks:
    """The blocks of a page with sums over them, so that each element is looked up, not walked through."""

    def __init__(self, body: Element, tagged: Tagged, found: list[Leaf]) -> None:
        self.body = body
        self.order = body.elements()
        self.tagged = tagged
        self.found = found
        counts = [0] * (body.end - body.place + 1)
        for leaf in found:
            counts[leaf.place - body.place + 1] += 1
        self.counts = list(accumulate(counts))  # blocks that begin before each place of the tree
        self.good = _sums([leaf.good for leaf in found])
        self.total = self.good[-1] or 1
        self.slugs: dict[str, int] = {}  # elements whose `id` is made of their heading's words, by tag
        self.posts: dict[tuple[str, str], list[Element]] = {}  # of a thread, by tag and class
        self.properties: list[Element] = []  # what has an `itemprop`
        self.bylines: list[Element] = []  # what says in its names that it is a byline
        self.named: dict[int, str] = {}  # what elements that are named as furniture are called, by `id`
        self.marked: list[Element] = []  # elements that may say of themselves, in whatever way, that they are furniture
        self.strengths: list[tuple[int, Element]] = []  # elements that say they are the text, and how plainly: 1 to 4
        self.weight = _sums([leaf.weight for leaf in found])
        self._score()
        self.scored = _sums([leaf.score * leaf.weight for leaf in found])
        self.mass = self.weight

    def span(self, element: Element) -> tuple[int, int]:
        """The first block of an element, and the first after it."""
        start = self.body.place
        return self.counts[element.place - start], self.counts[element.end - start]

    def share(self, element: Element) -> float:
        """The share of the page's running text that an element holds."""
        first, end = self.span(element)
        return (self.good[end] - self.good[first]) / self.total

    def mean(self, first: int, end: int) -> float:
        """The mean score of some blocks, by their letters."""
        weight = self.weight[end] - self.weight[first]
        return (self.scored[end] - self.scored[first]) / weight if weight else 0.0

    def weigh(self) -> None:
        """Work out the mass of all blocks: the letters of those without a verdict, by how likely they are text."""
        self.mass = _sums([0.0 if leaf.reason else leaf.weight / (1 + exp(-leaf.score)) for leaf in self.found])

    def mass_of(self, element: Element) -> float:
        """The mass of the blocks in an element."""
        first, end = self.span(element)
        return self.mass[end] - self.mass[first]

    def _score(self) -> None:
        found = self.found
        named, claimed = self._names()
        claim = 0.0 if any([claims and leaf.good for claims, leaf in zip(claimed, found, strict=True)]) else CLAIMED / 2
        linked = [0.0, 0.0, *(leaf.linked / len(leaf.text) for leaf in found), 0.0, 0.0]
        last = len(found) - 1
        for place, leaf in enumerate(found):
            beside = min(2, place) + min(2, last - place) or 1
            around = linked[place] + linked[place + 1] + linked[place + 3] + linked[place + 4]
            weight = leaf.weight
            tag = leaf.element.tag
            score = BIAS + LENGTH * min(1.0, log1p(weight) / FULL_LENGTH) + LINKED * linked[place + 2] + LINKS_AROUND * around / beside
            score += NAMED * named[place] + (claim or CLAIMED * claimed[place])
            if tag in PARAGRAPHS:
                score += PARAGRAPH
            elif tag in ITEMS:
                score += ITEM
            if len(leaf.text) < SHORT and may_lead_away(leaf.text):
                score += LEADS_AWAY
            if leaf.good < SHORT:
                score += LATE * self.good[place] / self.total
            leaf.score = score

    def _is_slug(self, element: Element) -> bool:
        """Whether only the `id` of an element names it, and that is made of its heading's words, as it is of others on the page.

        Counter-evidence: a lone one is the template's, `comments` above the comments.
        """
        if "id" not in element.attributes or not self._spells(element) or names.says(f"{element.get('class')} ").furniture:
            return False
        others = self.slugs.get(element.tag)
        if others is None:
            others = self.slugs[element.tag] = sum(map(self._spells, self.tagged[element.tag]))
        return others >= SLUGS

    def _spells(self, element: Element) -> bool:
        """Whether the `id` of an element is made of the words of its heading."""
        first, end = self.span(element)
        if first == end or "id" not in element.attributes or self.found[first].element.tag not in HEADING_TAGS:
            return False
        said, heading = _words(element.get("id")), _words(self.found[first].text)
        return said != "" and heading != "" and (heading.startswith(said) or heading in said)  # some systems set more beside it

    def _names(self) -> tuple[list[float], list[bool]]:
        """For each block, how surely the names around it say furniture, and whether one says text."""
        found = self.found
        named = [0.0] * len(found)
        claimed = [False] * len(found)
        for element in self.order:
            tag, attributes = element.tag, element.attributes
            is_marked = tag in names.MARKED_TAGS
            if not attributes and not is_marked and tag not in CLAIMS:
                continue
            surely = 1.0 if tag == "figcaption" else 0.0
            strength = CLAIMS.get(tag, 0)
            if "class" in attributes or "id" in attributes:
                said = names.names(element)
                is_furniture, is_text, is_byline = names.says(said)
                if is_byline:
                    self.bylines.append(element)
                if is_furniture and not self._is_slug(element):
                    is_marked = True
                    self.named[id(element)] = said
                    surely = surely or 1 - 2 * self.share(element)
                if is_text:
                    strength = 3
            if "itemprop" in attributes:
                self.properties.append(element)
                if names.is_article_body(element):
                    strength = 4
            if "role" in attributes and not strength:
                strength = int(element.get("role") == "main")
            if is_marked or "role" in attributes or "style" in attributes or "hidden" in attributes:
                self.marked.append(element)
            if strength:
                self.strengths.append((strength, element))
            if surely > 0 or strength > 2:
                first, end = self.span(element)
                while first < end and found[first].element.place < element.place:
                    first += 1  # a block that began before, and goes on in this element
                if strength > 2:
                    claimed[first:end] = [True] * (end - first)
                if surely > 0:
                    for place in range(first, end):
                        if named[place] < surely:
                            named[place] = surely
        return named, claimed


def _words(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _sums(values: Iterable[float]) -> list[float]:
    return [0.0, *accumulate(values)]
