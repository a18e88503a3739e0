"""Which lines in a row are a program that a printed page shows: told by lines with the signs of one, and by what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.printed.rows import is_code, is_prose
from cleaner.regex import regex

MIN_LINES, MIN_SIGNED = 3, 2
"""Lines of a run, and those of them with the signs of a program, at least: one or two may be a formula, or a call that a sentence names."""
SIGNED = 0.5
"""Of the lines of a run that are no comment, at least, have such signs; the others stand between them, or inside of their brackets."""
MOST_BETWEEN = 3
"""Lines without signs in a row between two that have them: more are a text of another kind."""
LONGEST_COMMENT = 6
"""Lines over which a comment may go on: a mark that nothing closes opens none."""

COMMENT = regex(r"//|/\*|\*/|#(?:[ \t#]|\Z)|--(?=[ \t])")
"""What a line that is a comment begins with."""
ASIDE = regex(
    r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|“[^“”]*”|‘[^‘’]*’|`[^`]*`)"
    r"|/\*.*?(?:\*/|\Z)|(?:(?<=[\s;{}),])|\A)//.*|(?:(?<=[\s)\]'\"])|\A)#+(?:[ \t].*|\Z)|\*/"
)
"""Quoted words and comments: what stands in them says nothing of the line."""
KEY = regex(r"[\"'][\w.-]+[\"']\s*:")
SIGNS = regex(
    r"[\]})]+[,;)]*(?: ?\.\.\.)?\Z"  # closing brackets alone
    r"|#(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|pragma)\b"
    r"|</?[a-z][\w-]*(?:\s[^<>]*)?>"  # an element of markup
    r"|\w+(?:, \w+)* := \S"
    r"|(?:import|from) [\w.]+(?: (?:import|as) [\w., *]+)?;?\Z"
    r"|(?:[A-Za-z_][\w.]*(?:\[\w*\])?[ *&]+){0,3}[A-Za-z_][\w.:]*\(.*\) ?[;:{]?\Z"  # a call, or the head of a function
)
NUMBERED = regex(r"\(?\d{1,3}[.)、](?!\d)|\d+\Z")
"""An item of a list, or a number of a page: neither is a line of a program."""
BREAKS, MAY_BE, HAS_SIGNS = range(3)


def programs(texts: Sequence[str], leads: Sequence[int], likely: Sequence[bool]) -> Iterator[range]:
    """The runs of lines that are a program. `leads` are the columns before each line; the search begins at lines that are `likely`."""
    last = 0
    for place, is_likely in enumerate(likely):
        if is_likely and place >= last and _kind(texts[place]) == HAS_SIGNS:
            run, signed = _run(texts, leads, place, last)
            last = run.stop
            said = len(run) - sum([COMMENT.match(texts[place]) is not None for place in run])
            if len(run) >= MIN_LINES and signed >= max(MIN_SIGNED, SIGNED * said):
                yield run


def _kind(text: str) -> int:
    """Whether a line has the signs of a program, may stand between lines that have, or is of another kind."""
    if KEY.match(text):
        return HAS_SIGNS
    code = _bare(text)
    if not code:
        return MAY_BE
    if NUMBERED.match(code):
        return BREAKS
    has_signs = SIGNS.match(code) or is_code(code) or is_code(text)
    if code.isascii() and (has_signs or not is_prose(code)):
        return HAS_SIGNS if has_signs else MAY_BE
    return MAY_BE if has_signs else BREAKS


def _bare(text: str) -> str:
    """`text` without comments, and with nothing between its quotation marks."""
    return ASIDE.sub(lambda aside: '""' if aside[1] else "", text).strip()


def _run(texts: Sequence[str], leads: Sequence[int], start: int, last: int) -> tuple[range, int]:
    """The lines around `start` that belong to its program, none before `last`, and how many of them have signs."""
    signed, first = 1, start
    for place in range(start - 1, max(last, start - 1 - MOST_BETWEEN) - 1, -1):
        if (kind := _kind(texts[place])) == BREAKS:
            break
        if kind == HAS_SIGNS or (COMMENT.match(texts[place]) and first == place + 1):
            first, signed = place, signed + (kind == HAS_SIGNS)
    end, depth, comment = start + 1, _depth(texts[start]), _opened(texts[start])
    for place in range(start + 1, len(texts)):
        text = texts[place]
        kind = _kind(text)
        if comment and "*/" in text:
            end, comment = place + 1, 0
            continue
        if comment > 1:
            comment -= 1
            continue
        if comment or kind == BREAKS or (kind == MAY_BE and place - end >= MOST_BETWEEN):
            break
        if kind == HAS_SIGNS or depth > 0 or leads[place] > leads[first] or COMMENT.match(text):
            end, signed = place + 1, signed + (kind == HAS_SIGNS)
            depth = max(0, depth + _depth(text))
            comment = _opened(text)
    return range(first, end), signed


def _depth(text: str) -> int:
    """How many brackets a line leaves open, less those that it closes."""
    code = _bare(text)
    return sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))


def _opened(text: str) -> int:
    """The lines that the comment which `text` leaves open may go on over; none if it leaves none open."""
    return LONGEST_COMMENT if text.rfind("/*") > text.rfind("*/") else 0
