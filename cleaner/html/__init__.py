"""HTML into lines: the source is cut where blocks begin, and each piece says its text in Markdown.

`regions` tells where a body is HTML, `tree` parses, `convert` walks (`spans`, `tables` and `notes` help it);
for whole pages `main_content` finds the text and `metadata` what the page says of itself.
"""

from __future__ import annotations

from cleaner.document import HEADINGS, Role
from cleaner.html.convert import Block, Converter
from cleaner.html.elements import by_tag
from cleaner.html.main_content import judge
from cleaner.html.metadata import Voice, page_facts
from cleaner.html.notes import find_notes
from cleaner.html.regions import PAGE, Region, html_regions, opens_page, post_regions, regions
from cleaner.html.tree import parse
from cleaner.regex import regex

UNESCAPED = regex(r"\\([^\w\s])")
END = regex("</[hH][tT][mM][lL]\\s*>")

__all__ = ["Block", "Region", "Voice", "blocks", "fragment", "html_regions", "is_page", "page", "post_regions", "regions"]


def is_page(source: str) -> bool:
    """Whether `source` is one whole page; two pages in a row are text to keep, not a page to thin out."""
    if not opens_page(source):
        return False
    # a page of an inner frame or of an attribute does not begin right after the end of the first
    return not any([PAGE.match(source, match.end()) for match in END.finditer(source)])


def blocks(source: str) -> list[Block]:
    """The blocks of a fragment, in order: all its text."""
    root = parse(source)
    elements = root.elements()
    found = Converter(source, find_notes(elements, [element for element in elements if element.tag == "a"])).walk(root)
    root.nodes.clear()  # else the garbage collector had to find out that nobody needs them
    return found


def fragment(source: str) -> tuple[list[Block], list[Voice]]:
    """The blocks of a body that is one fragment, and its title: the one heading of the first level, where it opens the text."""
    found = blocks(source)
    heads = [block for block in found if block.role is Role.H1]
    if len(heads) != 1 or found[0] is not heads[0] or "[" in heads[0].text or all([block.role in HEADINGS for block in found]):
        return found, []
    found[0] = heads[0]._replace(role=Role.BOILERPLATE, reason="the title")
    return found, [Voice("the heading", {"title": UNESCAPED.sub(r"\\1", heads[0].text)})]


def page(source: str) -> tuple[list[Block], list[Voice]]:
    """The blocks of a whole page, furniture labelled as such, and what the page says of itself."""
    root = parse(source)
    elements = root.elements()
    tagged = by_tag(elements)
    notes = find_notes(elements, tagged["a"])
    judged = judge(root, tagged, notes.texts)
    found = Converter(source, notes, judged.verdicts, judged.leaves, judged.captions, judged.dropped).walk(root)
    if not any(block.role is not Role.BOILERPLATE for block in found):
        found = Converter(source, notes).walk(root)  # no text was found: everything is
    for place in range(len(found) - 1, -1, -1):
        if found[place].role is Role.VERBATIM and found[place].text == "***":
            found[place] = found[place]._replace(role=Role.BOILERPLATE, reason="a rule behind the text")
        elif found[place].role not in (Role.BOILERPLATE, Role.FOOTNOTE):
            break
    found = [block._replace(role=Role.H2) if block.role is Role.H1 else block for block in found]
    text = [leaf for leaf in judged.leaves if leaf.good and not leaf.reason]
    facts = page_facts(root, tagged, judged, text)
    root.nodes.clear()
    return found, facts
