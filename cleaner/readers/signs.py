"""Whether printed text was written as Markdown: the signs that nothing else writes, and weaker ones that agree."""

from __future__ import annotations

import re

from cleaner.regex import regex

STRONG = (
    ("](", regex(r"\[[^\[\]\n]{0,200}\]\((?:[a-z]+://|/|#|\.\.?/|[^()\s]{1,80}\.[a-z]{2,5})[^()\s]{0,400}\)")),
    ("|", regex(r"^\|?[^|\n]*\|.*\n[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t:|-]*$", re.M)),
    ("[^", regex(r"^\[\^[^\]\n]+\]:[ \t]+\S", re.M)),
    ("\\#", regex(r"^\\#{1,6}(?: |$)", re.M)),
)
"""Constructs that nothing but Markdown writes, each after a string that it cannot do without: a link with its target, a pipe table with
its rule, a note, the escape without which its line would be a heading."""
FENCE = regex(r"^ {0,3}(?:```|~~~)", re.M)
HEADING = regex(r"(?:\A|\n[ \t]*\n)#(?:#{1,5} | (?!\d))(?!.*#[ \t\u3000\xa0]*\n)[^\s#][^\n]*\n[ \t]*(?:\n|\Z)")
"""A heading with `#`, set apart by blank lines; a number behind a single `#` is that of an item."""
OPENING = regex(r"\s*#{1,6} [^\s\d#][^\n]*\n")
ITEM = " "
"""What an item cannot do without."""
WEAK = (
    ("**", regex(r"(?<![\w*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![\w*])")),
    ("*", regex(r"(?<![\w*\\])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*])")),
    ("`", regex(r"(?<!`)`[^`\n]+`(?!`)")),
    (ITEM, regex(r"^[ \t]*[-*] +[^\s\d-]", re.M)),
    ("> ", regex(r"^>[ \t]+\S", re.M)),
    ("\\", regex(r"\\[!-/:-@\[-`{-~]")),
    ("~~", regex(r"~~[^~\s][^~\n]*~~")),
    ("#", regex(r"^#{1,6} [^\s\d#]", re.M)),
)
INLINE = ("**", "*", "`", "~~")
MIN_KINDS, MIN_TIMES, MIN_INLINE = 2, 2, 3
"""Weak signs that agree: of two kinds and each twice, one of them of emphasis or code, or of three kinds of these. Prose has stray ones:
`2*3*4`, a backslash or a star of OCR; and printed lists have dashes, formulas `> 0`."""

BREAK = regex(r"[^\s\\]\\\n(?=[^\s\\])")
"""A hard break: a backslash at the end of a line that goes on in the next."""
MIN_BREAKS, BROKEN = 2, 10
"""Hard breaks, and lines for each: the commands of a manual go on so, too, but its lines are more."""

FEWEST_HEADINGS, FEWEST_SIGNS = 300, 60
"""Lines for each: Markdown that is long has many. A paper of a thousand printed lines has a few stray ones of three kinds."""


MIN_LISTED, LISTED = 10, 8
"""Items, and lines for each: a log of changes is mostly items, and one other sign makes it Markdown, as 24 of 600 installed documents."""


def is_markdown(body: str) -> bool:
    """Whether `body`, in which printed lines were found, is nevertheless Markdown: its author's lines.

    Blank lines or items part the paragraphs of Markdown. Signs in what an extractor gave of pages stand there in print.
    """
    if "\f" in body:
        return False
    lines = body.count("\n")
    found = {sign: len(pattern.findall(body, 0, SAMPLE)) for sign, pattern in WEAK if sign in body}
    if found.get(ITEM, 0) > max(MIN_LISTED, lines / LISTED) and sum(found.values()) > found[ITEM]:
        return True
    if lines >= MIN_LINES and not BLANK.search(body.rstrip()):
        return False
    if any([sign in body and pattern.search(body) for sign, pattern in STRONG]):
        return True
    if ("```" in body or "~~~" in body) and len(FENCE.findall(body)) > 1:
        return True
    if "#" in body and (OPENING.match(body) or len(HEADING.findall(body)) * FEWEST_HEADINGS > lines):
        return True
    if "\\\n" in body and len(BREAK.findall(body, 0, SAMPLE)) > max(MIN_BREAKS, lines / BROKEN):
        return True
    agreeing = [sign for sign, times in found.items() if times >= MIN_TIMES]
    agree = len(agreeing) >= MIN_KINDS and any([sign in INLINE for sign in agreeing])
    agree = agree or sum([found.get(sign, 0) > 0 for sign in INLINE]) >= MIN_INLINE
    return agree and sum(found.values()) * FEWEST_SIGNS > lines


BLANK = regex(r"\n[ \t\r]*\n")
MIN_LINES = 40
"""Lines: in so many of Markdown, some paragraph ends."""
SAMPLE = 200_000
"""Characters looked through for weak signs."""
