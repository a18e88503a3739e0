"""Kinds of elements: blocks, and what is shown to no reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cleaner.html.tree import Element

Tagged = Mapping[str, Sequence[Element]]
"""All elements of a tree by tag, in order; none of a tag is an empty list."""

BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p
    plaintext pre search section summary table tbody td tfoot th thead tr ul xmp
    """.split()
)
DROPPED = frozenset(
    """
    script style template iframe object embed applet svg canvas head title meta link base input button select datalist
    textarea audio video source track param noembed noframes map rp
    """.split()
)
UNSHOWN = DROPPED | {"noscript"}


def by_tag(elements: Sequence[Element]) -> Tagged:
    """`elements` by tag."""
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for element in elements:
        found[element.tag].append(element)
    return found


PERMALINKS = frozenset(["¶", "#", "§", "🔗", "∞"])


def is_permalink(node: Element) -> bool:
    """Whether an anchor is the sign beside a heading that leads to the heading itself: for copying, not for reading."""
    return node.get("href").startswith("#") and node.text().strip() in PERMALINKS
