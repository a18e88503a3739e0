"""Whether the lines of a plain text are those of a printed page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cleaner.document import LINE_ENDS
from cleaner.glyphs import CLOSERS, HAS_HAN, width
from cleaner.layout import rows_of_words
from cleaner.readers.lines import _blank_before
from cleaner.regex import regex
from cleaner.sentences import ends_sentence

SHORT = 8
"""Columns."""
INNER_MARK = regex("[，。；：、！？](?=.)|, ")
MIN_LINES = 12
SAMPLE = 240
"""Lines looked at, from the middle: title pages and tables of contents stand elsewhere."""


OFTEN = 12
"""Times that a line of running text never stands: furniture that an extractor repeats."""
NEVER_ALONE = frozenset("，。、；：？！”’》」』】）,;:")
"""Marks that no typist puts on a line of their own, but some extractors do."""
MIN_ALONE = 0.08
MIN_FULL = 0.64
"""Of the lines that break off, headings aside, so many are full on a printed page: in 790 of 794 texts, most of them set for this,
and at most .43 in 14 whose lines are blocks."""


def looks_wrapped(pieces: list[str]) -> bool:
    """Whether the lines of a text are those of a printed page.

    Evidence in CJK: most lines break off in mid-sentence, on an ideograph, and the widths of those
    lines bunch just below a common measure. Poems, lists and tables have short even lines too, but
    they end their sentences, have no measure, or no punctuation inside their lines. Evidence in Latin script: most lines go on with
    a small letter on the next. Closing marks on lines of their own are an extractor's.
    """
    texts = list(filter(None, map(str.strip, pieces)))
    if len(texts) < MIN_LINES:
        return False
    if sum(map(len, texts)) > 120 * len(texts):
        return False
    if sum([text in NEVER_ALONE for text in texts]) >= max(MIN_LINES, MIN_ALONE * len(texts)):
        return True
    often = {text for text, times in Counter(texts).items() if times >= OFTEN}
    texts = [text for text in texts if text not in often]
    texts = texts[max(0, len(texts) - SAMPLE) // 2 :][:SAMPLE]
    cut = sum(["\u4e00" <= text[-1] <= "\u9fff" or text[-1] in "，、" for text in texts])
    if cut * 3 >= len(texts):
        ended = sum(map(ends_sentence, texts))
        lines = [text for text in texts if len(text) > SHORT // 2]
        prose = sum([INNER_MARK.search(text) is not None for text in lines])
        if len(lines) < MIN_LINES * 0.6 or cut < MIN_LINES * 0.6 or ended > 0.5 * len(texts) or prose * 4 < len(lines):
            return False
        # lines of up to four ideographs are tails, page numbers, vertical headers
        sizes = [size for text in texts if (size := width(text.replace(" ", ""))) > SHORT]
        widths = Counter(sizes)
        # up to two measures in one document (columns, and a block across both)
        best = [sum(widths[near] for near in range(mode - 4, mode + 5)) for mode, _ in widths.most_common(3)]
        if max(best, default=0) >= 0.5 * len(sizes):
            return True
        wide = sorted(sizes)[int(len(sizes) * 0.8)] if sizes else 0
        return _bunch([text for text in texts if text[-1] in "，、" or HAS_HAN.match(text[-1])], wide)
    if _parted(pieces) and not any("\f" in piece for piece in pieces) and sum([text[-1] in "-‐\xad" for text in texts]) < MIN_BROKEN_WORDS:
        return False
    texts = _by_printed_line(pieces) or texts
    pairs = list(pairwise(texts))
    runs_on = sum(1 for left, right in pairs if right[0].islower() and not ends_sentence(left))
    longest = sorted(map(len, texts))[int(len(texts) * 0.9)]
    full = sum(1 for text in texts if len(text) > 0.75 * longest)
    spaced = sum([" " in text for text in texts])  # base64 has no words
    return longest >= 25 and spaced >= 0.7 * len(texts) and runs_on >= 0.3 * len(pairs) and full >= 0.5 * len(texts)


def _by_printed_line(pieces: list[str]) -> list[str]:
    """The printed lines of Latin text that an extractor gave word by word, or nothing if it did not."""
    filled = [piece for piece in pieces if piece.strip()][:SAMPLE]
    sizes = [float(len(piece.strip())) for piece in filled]
    rows = rows_of_words(filled, sizes, sorted(sizes)[int(len(sizes) * 0.9)])
    inside = {place for row in rows for place in row[1:]}
    joined = {row.start: "".join(filled[row.start : row.stop]).replace("\n", "").strip() for row in rows}
    return [joined.get(place) or piece.strip() for place, piece in enumerate(filled) if place not in inside] if rows else []


def _bunch(cut: list[str], widest: int) -> bool:
    """Whether the lines that break off are about as wide as each other: full lines, between the short ones that end a paragraph."""
    sizes = Counter([size for text in cut if (size := width(text.replace(" ", ""))) > SHORT])
    mode = max(sizes, key=lambda size: (sum([sizes[near] for near in range(size - 2, size + 3)]), size), default=0)
    full = sum([times for size, times in sizes.items() if 0.85 * mode <= size <= 1.12 * mode])
    if mode < 0.6 * widest:
        return False  # items of a list, between paragraphs
    # a short line without clauses may be a heading
    headings = sum([width(text) < mode // 2 and not INNER_MARK.search(text) and width(text) > SHORT for text in cut])
    return full >= MIN_FULL * (sizes.total() - headings) and full >= MIN_LINES * 0.6


def _parted(pieces: list[str]) -> bool:
    """Whether blank lines part paragraphs of several lines: then the line breaks are the typist's, as in letters and manuals."""
    places = [place for place, piece in enumerate(pieces) if piece.strip()]
    gaps = sum([_blank_before(pieces, place) for place in places[1:]])
    return 0.05 * len(places) < gaps < 0.7 * len(places)


MIN_BROKEN_WORDS = 2
INDENT = regex(r"(?<![ \t\u00a0])[ \t\u00a0]*(?<!\u3000)\u3000{2,}(?=[^\s\u3000])")


def runs_on(body: str) -> bool:
    """Whether the line breaks of `body` are lost and only first-line indents (two U+3000) part its paragraphs.

    Evidence: indents inside lines, at least three, most of them behind the end of a sentence.
    """
    inside = [match.start() for match in INDENT.finditer(body) if match.start() and body[match.start() - 1] not in LINE_ENDS]
    return len(inside) >= 3 and sum(body[place - 1] in "。！？!?…" + CLOSERS for place in inside) * 2 >= len(inside)


def split_indents(piece: str) -> Iterator[str]:
    """`piece` cut before each first-line indent inside it."""
    last = 0
    for match in INDENT.finditer(piece):
        if match.start() > last:
            yield piece[last : match.start()]
            last = match.start()
    yield piece[last:]
