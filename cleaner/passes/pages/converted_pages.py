"""Page numbers and running heads that a converter of pages left in Markdown, and the sentences that they cut."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from cleaner.document import HEADINGS, Document, Kind, Line, Role
from cleaner.passes.gaps.converted_gaps import GAP
from cleaner.regex import regex
from cleaner.rules import Proposals, rule
from cleaner.wording.glyphs import HAN
from cleaner.wording.line_ends import evidence, parts_pair

NUMBER = regex(r"(?:[-–—·•] ?)?(\d{1,4})(?: ?[-–—·•])?|第 ?(\d{1,4}) ?页")
"""All of a block that is the number of a page."""
NUMBERS = regex(r"\n(?:[-–—·•第] ?)?\d{1,4} ?[-–—·•页]?[ \t]*(?=\n|\Z)")
OPEN = "，、"
CUT_BEFORE = regex(rf"[{HAN}{OPEN}]\Z")
CUT_BEHIND = regex(f"[{HAN}]")
IDEOGRAPH = regex(f"[{HAN}]")
UNLIKELY = -2.0
"""Nats at a line end (see `cleaner.wording.line_ends`) that tell of two paragraphs; of 30 sentences that pages cut none had less, -2.9 did
one paragraph without a mark at its end."""
LONG = 20
"""Ideographs of a paragraph that a page may cut: the lines of a poem are shorter, and end as openly."""
MIN_PAGES = 2
MIN_CUTS = 2
"""Sentences that the numbers stand in, or one and the head of the pages. Of chapters and sections none does."""
MIN_TITLE = 6
"""Letters of the title that stands beside numbers."""
BESIDE = 2
"""Blocks before and behind a number that may be the head of a page."""
MAX_HEAD = 60
"""Characters of one."""


class _Block(NamedTuple):
    lines: list[Line]
    text: str
    is_body: bool


@rule(acts_on={Kind.MARKDOWN}, writes={Role.FOLIO, Role.RUNNING_HEAD}, fields={"joint"})
def converted_pages(document: Document) -> Proposals:
    """Label page numbers and running heads among the paragraphs that a converter wrote, and join the sentences that they cut.

    Evidence: in the paragraphs beside most numbers gaps inside words, as such a converter left them (see `converted_gaps`; what was cleaned
    before has none there), gaps between ideographs beside the title of the text; and lone numbers that go up by one, two of them
    at least in the middle of a sentence: between a paragraph of ideographs that ends in none of its marks and another that goes on.
    Beside most of these numbers the same short line, and nowhere else but at the beginning: it counts as much as a sentence, and where it
    is the title of the text it is proof enough.
    Counter-evidence: the numbers of sections and of stanzas cut no long sentence.
    """
    if not document.is_wide() or len(NUMBERS.findall("\n" + document.wording())) < MIN_PAGES:
        return
    blocks = _blocks(document)
    numbers = _sequence(blocks)
    if len(numbers) < MIN_PAGES:
        return
    heads, is_titled = _heads(blocks, [place for place, _ in numbers])
    gone = {place for place, _ in numbers} | heads
    cuts: list[tuple[_Block, _Block]] = []
    gapped = 0
    for place, _ in numbers:
        before, behind = place - 1, place + 1
        while before in gone:
            before -= 1
        while behind in gone:
            behind += 1
        beside = blocks[max(0, before) : before + 1], blocks[behind : behind + 1]
        gapped += any([(GAP.search if is_titled else _has_gap)(block.text) for block in [*beside[0], *beside[1]]])
        cuts += [(left, right) for left in beside[0] for right in beside[1] if _is_cut(left, right)]
    if 2 * gapped < len(numbers) or not (is_titled or len(cuts) + bool(heads) >= MIN_CUTS):
        return
    for place in sorted(gone):
        role = Role.RUNNING_HEAD if place in heads else Role.FOLIO
        for line in blocks[place].lines:
            yield line.edit("role", role, "beside the numbers of pages" if place in heads else "the number of a page, which cuts sentences")
    for _, going_on in cuts:
        yield going_on.lines[0].edit("joint", "", "the sentence goes on behind the end of a page")


def _blocks(document: Document) -> list[_Block]:
    found: list[list[Line]] = []
    for line in document.filled:
        if line.role is Role.FRONT_MATTER:
            continue
        if found and "\n\n" not in line.joint and line.role is found[-1][-1].role:
            found[-1].append(line)
        else:
            found.append([line])
    return [_Block(lines, "\n".join([line.text for line in lines]).strip(), lines[0].role is Role.BODY) for lines in found]


def _sequence(blocks: list[_Block]) -> list[tuple[int, int]]:
    """The longest run of lone numbers that go up by one: the places of their blocks, and the numbers."""
    runs: list[list[tuple[int, int]]] = []
    for place, block in enumerate(blocks):
        match = NUMBER.fullmatch(block.text) if block.is_body else None
        if match is None:
            continue
        number = int(match[1] or match[2])
        run = next((run for run in reversed(runs) if run[-1][1] == number - 1), None)
        if run is None:
            runs.append([(place, number)])
        else:
            run.append((place, number))
    return max(runs, key=len, default=[])


def _heads(blocks: list[_Block], numbers: list[int]) -> tuple[set[int], bool]:
    """The blocks of wordings that stand beside most numbers, at the beginning above a title that says the same, and nowhere else.

    And whether one of them is the title.
    """
    near = {place + step for place in numbers for step in range(-BESIDE, BESIDE + 1) if step and 0 <= place + step < len(blocks)}
    beside = Counter([blocks[place].text for place in near if _may_be_head(blocks[place])])
    all_of = Counter([block.text for block in blocks])
    headings = ["".join(filter(str.isalnum, block.text)) for block in blocks if block.lines[0].role in HEADINGS]
    heads: set[int] = set()
    is_titled = False
    for text, times in beside.items():
        first = [place for place, block in enumerate(blocks[: BESIDE + 1]) if block.text == text and place not in near]
        if times < MIN_PAGES or times * 2 < len(numbers) or all_of[text] > times + len(first):
            continue
        heads |= {place for place in near if blocks[place].text == text}
        words = "".join(filter(str.isalnum, text))
        if any([heading.startswith(words) for heading in headings]):
            heads |= set(first)
            is_titled = is_titled or (len(words) >= MIN_TITLE and headings[0].startswith(words))
    return heads, is_titled


def _has_gap(text: str) -> bool:
    return any([parts_pair(text[gap.start() - 1], text[gap.end()]) == 2 for gap in GAP.finditer(text)])


def _may_be_head(block: _Block) -> bool:
    return block.is_body and len(block.text) <= MAX_HEAD and NUMBER.fullmatch(block.text) is None


def _is_cut(before: _Block, behind: _Block) -> bool:
    """Whether a sentence goes on from one paragraph to another."""
    left, right = before.text.rstrip(), behind.text.lstrip()
    return (
        before.is_body
        and behind.is_body
        and CUT_BEFORE.search(left) is not None
        and CUT_BEHIND.match(right) is not None
        and (left[-1] in OPEN or evidence(left, right, "c") > UNLIKELY)
        and all([len(IDEOGRAPH.findall(text)) >= LONG for text in (left, right)])
    )
