"""Fragments that stand again because of a column or page break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from math import ceil
from os.path import commonprefix

from cleaner.document import HEADINGS, PLAIN, Document, Doubt, Edit, Kind, Line, Role
from cleaner.passes.paragraphs.doubled_characters import overlap
from cleaner.regex import regex
from cleaner.rules import rule
from cleaner.wording.glyphs import HAN, letters
from cleaner.wording.numbering import NUMERALS
from cleaner.wording.sentences import CLAUSE_MARK, ends_clause, ends_sentence, goes_on, is_unfinished

MIN_LENGTH = 16
"""Characters. Shorter ones are slogans, table cells and replies, which repeat on purpose."""
REACH = 14
"""Blocks back: a column's worth. Measured: 9 and 1 to 12 blocks in the documents that have the damage."""
FAR = 40
"""Blocks back for a fragment of `LONG` characters that begins in mid-sentence, which no writer repeats: a page or two."""
LONG = 40
"""Characters."""
SURE_LENGTH = 30
"""Characters of a fragment that is told in a text that is no running text; the options of exam questions are shorter."""
AFTER_IDEOGRAPH = regex(f"[{HAN}]{{2}}")
PROSE = 30
"""Characters: most blocks of at least as many end a sentence, or the text is a form, a log, a list."""
CAPTIONS = 4
"""Blocks behind a cut among which its rest is looked for: a caption and a credit may stand between."""
WORDS = regex(r"[^\W\d_]{4}")
"""Letters in a row: leaders, rules and rows of numbers have none."""
COUNTED = regex("[0-9０-９一二三四五六七八九十]")
STOP = regex(r"[。！？!?]|\.(?!\d)")
ALIKE = 0.9
"""Share of a fragment that must be the tail of its original, where its first words are other ones."""


@rule(acts_on=PLAIN, writes={Role.DUPLICATE}, after=["title_block"])
def duplicates(document: Document) -> Iterator[Edit | Doubt]:
    """Label a fragment of an earlier paragraph that a column or page break repeated.

    Evidence: the block stands, as a whole, inside one of the blocks before it, and is no complete
    sentence there: it starts or ends in mid-sentence. A slogan, a deck under a heading or a refrain
    repeats whole sentences, or comes before the text that quotes it. Where the first words of a
    fragment are other ones, the block beside it must be a repeated fragment too, of the block beside
    the original: a column read twice. Alone it stays and is reported, and a whole sentence with
    another name or number in it is meant. Of the title of a chapter that is printed twice, one line after the other, number and all,
    the second goes.
    """
    yield from _titles(document)
    if document.kind is not Kind.TEXT:
        return
    blocks = [line for line in document.filled if line.role in TITLED]
    is_prose: bool | None = None
    gone: set[int] = set()
    broken_off = cache(lambda place: is_unfinished(blocks[place].text))
    texts = [letters(line.text) for line in blocks]  # gaps are closed only later
    everything = "".join(texts)
    starts = [0, *accumulate(map(len, texts))]
    for place, line in enumerate(blocks):
        text = texts[place]
        if line.role is not Role.BODY or line.joint != "\n\n" or len(text) < MIN_LENGTH or not WORDS.search(text):
            continue
        if place + 1 < len(blocks) and (blocks[place + 1].joint == "\n" or blocks[place + 1].role in HEADINGS):
            continue  # the first line of a block of several
        reach = FAR if len(text) >= LONG else REACH
        window = starts[max(0, place - reach)], starts[place]
        if everything.find(text[:MIN_LENGTH], *window) < 0 and everything.find(text[-MIN_LENGTH:], *window) < 0:
            continue
        begins_small = line.text.lstrip()[:1].islower()
        is_short = not CLAUSE_MARK.search(line.text) and not ends_sentence(line.text) and len(text) < LONG
        if is_short and not begins_small:
            continue
        if is_prose is None:
            is_prose = _is_prose(blocks)
        alike: Line | None = None  # a block that ends in the same way
        for back in range(place - 1, max(-1, place - 1 - reach), -1):
            if back in gone:
                continue
            whole = texts[back]
            if is_short and (place - back > 1 or not _is_inside(text, whole)):
                continue
            if line is blocks[-1] and text != whole and whole.startswith(text):
                break  # an excerpt ends here, and repeats nothing because of a column
            reason = _repeats(text, whole, apart=back < place - 1)
            if not reason and broken_off(back):
                # the original may itself be cut, by a column break or a caption; what only a later block holds is no part of it
                behind = range(back + 1, min(back + 1 + CAPTIONS, place))
                rests = [texts[rest] for rest in behind if rest not in gone and (rest == back + 1 or text not in texts[rest])]
                for joined in (texts[back] + rest[size:] for rest in rests for size in {0, overlap(texts[back], rest)}):
                    if reason := _repeats(text, joined, apart=True):
                        whole = joined
                        break
            if not reason and (tail := _shared_tail(text, texts[back])):
                alike = alike or blocks[back]
                reason = f"the last {tail} characters" if _is_row(texts, place, back) else ""
            if reason and not is_prose and not _begins_inside_clause(text, whole):
                reason = ""
            if reason and (place - back <= REACH or not _begins_sentence(text, whole)):
                gone.add(place)
                yield line.edit("role", Role.DUPLICATE, f"{reason} of line {blocks[back].number}")
                break
        else:
            if alike:
                yield line.doubt(f"ends like line {alike.number}, behind other first words", "kept", "a duplicate")


CHAPTER = regex(
    rf"^[ \t\u3000]*(?:第[{NUMERALS}零〇两\d]{{1,5}}[章节節回卷部篇]|(?:Chapter|CHAPTER|Kapitel|Chapitre) [\dIVXLC]{{1,6}}\b)", re.M
)


CHAPTER_SIGNS = ("章", "节 ", "節 ", "回 ", "卷 ", "篇 ", "Chapter", "CHAPTER", "Kapitel", "Chapitre")


def _titles(document: Document) -> Iterator[Edit]:
    """The second of two lines in a row that hold the same number and title of a chapter."""
    if not any([sign in document.wording() for sign in CHAPTER_SIGNS]):
        return
    keys, places = document.measured.keys, document.measured.places
    filled = document.measured.filled
    for line in document.matching(CHAPTER):
        place = places.get(line.index, 0)
        if place and keys[place] == keys[place - 1] and {line.role, filled[place - 1].role} <= TITLED:
            yield line.edit("role", Role.DUPLICATE, f"the title of line {filled[place - 1].number} once more")


TITLED = HEADINGS | {Role.BODY}


def _is_prose(blocks: list[Line]) -> bool:
    """Whether the long blocks are sentences: half of them end one; or, of a text cut often, most end one or go on in the next."""
    long = [(line, after) for line, after in pairwise([*blocks, None]) if line is not None and len(line.text) >= PROSE]
    ended = sum([ends_clause(line.text) for line, _ in long])
    if ended * 2 >= len(long):
        return True
    cut = sum([after is not None and is_unfinished(line.text) and goes_on(after.text) for line, after in long])
    return ended + cut >= MOST * len(long) and ended >= (1 - MOST) * len(long)


MOST = 0.8
"""Of the blocks."""


def _begins_sentence(text: str, whole: str) -> bool:
    at = whole.find(text)
    return at <= 0 or ends_clause(whole[:at])


def _begins_inside_clause(text: str, whole: str) -> bool:
    """Whether a long `text` begins right behind an ideograph of `whole`: no form, log or list of questions repeats such a piece."""
    at = whole.find(text)
    return at > 0 and len(text) >= SURE_LENGTH and AFTER_IDEOGRAPH.match(whole, at - 1) is not None


def _repeats(text: str, whole: str, apart: bool) -> str:
    """How `text` repeats `whole`, a block before it, or "" if it does not or may do so on purpose."""
    at = whole.find(text)
    if at < 0:
        return ""
    if text == whole:  # damage only if it breaks off
        return "the same broken block" if apart and is_unfinished(text) else ""
    return "" if ends_sentence(text) and (at == 0 or ends_sentence(whole[:at])) else "a fragment"


def _is_inside(text: str, whole: str) -> bool:
    """Whether `text` stands in `whole` between small letters: it begins and breaks off in mid-sentence."""
    at = whole.find(text)
    return at > 0 and whole[at - 1].islower() and whole[at + len(text) : at + len(text) + 1].islower()


def _shared_tail(text: str, whole: str) -> int:
    """How many characters at the end of `whole` stand in `text` behind other first words; 0 if they are few.

    Of the sentence of `whole` so much is missing in `text` that it cannot be the same one with another name. One that differs in a
    number is meant.
    """
    least = max(MIN_LENGTH, ceil(ALIKE * len(text)))
    if len(whole) - len(text) < MIN_LENGTH or not whole.endswith(text[-least:]) or not ends_sentence(text):
        return 0
    tail = least + len(commonprefix([text[-least - 1 :: -1], whole[-least - 1 :: -1]]))  # noqa: RUF071 (character by character is meant)
    first_words, lead = text[:-tail], STOP.split(whole[:-tail])[-1]
    if not first_words or COUNTED.search(first_words) or len(lead) - len(first_words) < MIN_LENGTH:
        return 0
    return tail


def _is_row(texts: list[str], place: int, back: int) -> bool:
    """Whether the block before or behind `place` repeats the one before or behind `back`."""
    beside = [(place + step, back + step) for step in (-1, 1) if place - back > 1 and back + step >= 0 and place + step < len(texts)]
    return any([len(texts[copy]) >= MIN_LENGTH and _repeats(texts[copy], texts[whole], apart=True) for copy, whole in beside])
