"""Markdown renders alike outside recorded changes, and code, formulas, HTML and addresses are what was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from cleaner.blocks import NOT_PRINTED
from cleaner.checks.errors import UnsafeError
from cleaner.checks.written import Laid
from cleaner.document import Line, Role
from cleaner.passes.characters.controls import ESCAPE_SEQUENCE
from cleaner.regex import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

    from cleaner.api import Cleaned

LETTERS = regex(r"[^\s\d!-/:-@\[-`{-~]+")
MAY_PROTECT = regex(r"[`<\[$|]|\A(?: {4}|\t)")
"""What a line shows that holds code, HTML, an address, a formula or cells, or may be code as a whole."""
ENCODED = regex(r"(?:%[89A-F][\dA-F])+", re.I)
"""Characters outside ASCII in an address, as the parser writes them."""
UNSEEN = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e01ef]"
)
NOTE = regex(r"^([ \t>]*)\[(?=\^[^\]\n]+\]:)", re.M)
CODE = regex(r"(?<!`)(`++).+?(?<!`)\1(?!`)", re.S)
LINE_ENDS = regex("\n+")
FORMULA = regex(r"\$\$[^$]+\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$")


class Leaf(NamedTuple):
    """One leaf of rendered Markdown: the lines it comes from, the elements around it, its own HTML, and what in it no rule may rewrite."""

    lines: frozenset[int]
    inside: tuple[str, ...]
    html: str
    kept: tuple[str, ...]


def renders_alike(cleaned: Cleaned, laid: Laid) -> None:
    """Raise if a line that was not edited renders otherwise, or code, a formula, HTML, an address or a cell differs anywhere."""
    document = cleaned.document
    edited: dict[int, str] = {}  # the wording that was read, by place
    marked: set[int] = set()  # lines that the writer escaped, and those that were decoded with the wrong encoding, code and all
    changed: set[int] = set()
    for rule, edits in document.record:
        for edit in edits:
            if edit.field in ("text", "role") or (edit.field == "joint" and "\n" not in edit.after):
                changed.add(edit.place)
            if edit.field == "joint" and "\n\n" in str(edit.before) and "\n" not in str(edit.after):  # the block before goes on, too
                changed.add(next(line.index for line in reversed(document.lines[: edit.place]) if line.role not in NOT_PRINTED))
            if edit.field == "text":
                edited.setdefault(edit.place, str(edit.before))
                marked |= {edit.place} if rule in ("written", "mojibake") else set()
    lines = [line for line in document.lines if line.role is not Role.FRONT_MATTER and line.index not in _asked_out(cleaned)]
    tells = any([_tells(document.lines[place], edited.get(place)) for place in changed])
    if not tells and not any([_may_protect(document.lines[place], before) for place, before in edited.items()]):
        return  # no sign of markup was touched, so no line can read otherwise
    places: dict[int, int] = {}  # line of the body -> line of the document
    at = 0
    for joint, _, line in laid:
        at += joint.count("\n")
        places[at] = line.index
    at_of = {at: line.index for at, line in enumerate(lines) if line.role is not Role.BLANK}
    # what is markup may be told before the characters are repaired or after: a line of nothing but U+FEFF is a blank line
    read = [edited.get(line.index, line.text) for line in lines]
    new = list(_leaves(cleaned.body, places))
    first_odd: int | None = None
    for one in (visible, str, _seen):
        old = list(_leaves("\n".join(map(one, read)), at_of))
        odd = _first_odd(old, new, changed)
        if odd is None:
            break
        first_odd = odd if first_odd is None else first_odd
    else:
        raise UnsafeError(f"line {document.lines[first_odd or 0].number} would render otherwise, and no record says so")
    gone = {line.index for line in lines if line.role in NOT_PRINTED and line.role is not Role.BLANK} | marked
    kept = [[one for leaf in leaves if not leaf.lines & gone for one in leaf.kept] for leaves in (old, new)]
    if kept[0] != kept[1]:
        unlike = next((one for one, other in zip(*kept, strict=False) if one != other), max(kept, key=len)[-1])
        raise UnsafeError(f"code, a formula, HTML, an address or a cell is not as it was read: {unlike[:60]!a}")


def _asked_out(cleaned: Cleaned) -> set[int]:
    return {edit.place for rule, edits in cleaned.document.record if rule == "front_matter" for edit in edits}


def _first_odd(old: list[Leaf], new: list[Leaf], changed: set[int]) -> int | None:
    """The first line that was not edited and renders otherwise, or None."""
    before, after = ([leaf[:3] for leaf in leaves if not leaf.lines & changed] for leaves in (old, new))
    if before == after:
        return None
    odd = next((one for one, other in zip(before, after, strict=False) if one != other), (before or after)[-1])
    return min(odd[0])


def _tells(line: Line, before: str | None) -> bool:
    """Whether the edits of a line may change how other lines are read."""
    return line.role in NOT_PRINTED or (before is not None and _skeleton(before) != _skeleton(line.text))


def _skeleton(text: str) -> str:
    """The signs of `text` that markup is made of: letters as one letter, no white space at the end."""
    return LETTERS.sub("a", text.rstrip())


def _may_protect(line: Line, before: str) -> bool:
    return line.role in (Role.CODE, Role.VERBATIM, Role.TABLE) or MAY_PROTECT.search(before) is not None


def visible(text: str) -> str:
    """`text` composed, without the characters that nobody sees."""
    return normalize("NFC", UNSEEN.sub("", ESCAPE_SEQUENCE.sub("", text) if "\x1b" in text else text))


def _seen(text: str) -> str:
    """`text`, or nothing where it shows nothing: a line of ideographic spaces is a blank line to whoever wrote it."""
    seen = visible(text)
    return "" if seen.isspace() else seen


def _leaves(text: str, places: Mapping[int, int]) -> Iterator[Leaf]:
    """The leaves of `text` rendered. `places` gives for each line its place in the document."""
    reader = parser()
    environment: dict[str, Any] = {}
    inside: list[str] = []
    # a note is prose, and to CommonMark the definition of a link
    for token in reader.parse(NOTE.sub(r"\1\\[", text) if "[^" in text else text, environment):
        if token.nesting == 1:
            inside.append(f"{token.tag}{token.attrs.get('start', '')}")
        elif token.nesting == -1:
            inside.pop()
        elif token.map:
            here = frozenset([places[line] for line in range(*token.map) if line in places])
            html = reader.renderer.renderInline(token.children, reader.options, environment) if token.children else token.content.strip()
            if token.type == "inline":  # a line that only unseen characters filled is none
                html = LINE_ENDS.sub("\n", visible(html)).strip()
            if here:
                yield Leaf(here, tuple(inside), f"{token.type} {html}", tuple(_kept(token, inside)))


def _kept(token: Token, inside: list[str]) -> Iterator[str]:
    """What no rule may rewrite: code, HTML and formulas byte for byte but for unseen characters, addresses, the existence of a cell."""
    if token.type in ("fence", "code_block", "html_block"):
        yield f"{token.type} {visible(token.info)} {visible(token.content).rstrip()}"
    if inside and inside[-1] in ("td", "th"):
        yield "cell"
    for child in token.children or ():
        if child.type in ("code_inline", "html_inline"):
            # over line ends, white space before one is the source's and none of the code's
            content = " ".join(child.content.split()) if child.type == "code_inline" and "\n" in token.content else child.content
            yield f"{child.type} {visible(content)}"
        elif child.type in ("link_open", "image"):
            address = str(child.attrs.get("href", child.attrs.get("src", "")))
            yield f"{child.type} {visible(ENCODED.sub(lambda match: unquote(match[0]), address))}"
    for formula in FORMULA.findall(CODE.sub("", token.content)) if "$" in token.content else ():
        yield f"formula {visible(formula)}"


@cache
def parser() -> Any:
    """CommonMark with tables; every address is one, also those that a browser would refuse."""
    from markdown_it import MarkdownIt

    reader: Any = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.validateLink = lambda url: True
    return reader
