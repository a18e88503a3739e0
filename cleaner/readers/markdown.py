"""What is Markdown: constructs that nothing else writes."""

from __future__ import annotations

import re
from itertools import islice

from cleaner.regex import regex

NEEDED = regex(r"\\(?:[*_\[`<#+>|\\-]|\](?=[(:\[])|~\\~|&(?=#?\w{1,32};))|^[ \t]*(?:\d+\\[.)]|\\=)", re.M)
"""An escape without which there would be markup: who cleans a long text may write one."""
SET_APART = regex(r"(?:\A|\n\n)#{2,6} [^\n]+\n\n")
"""A heading between blank lines; a comment has one sign."""
ATX_HEADING = regex(r"^#{1,6} (?!.*#[ \t\u3000\xa0]*$)\S", re.M)
"""A heading, but not `# 102 #`."""
MARKDOWN = (
    # that stands apart: between lines of a program it is a comment
    ("#", regex(rf"(?:\A\s*|(?<=\n\n)){ATX_HEADING.pattern[1:]}|{ATX_HEADING.pattern}.*\n[ \t]*(?:\n|\Z)", re.M)),
    ("```", regex(r"^ {0,3}```", re.M)),
    ("~~~", regex(r"^ {0,3}~~~", re.M)),
    ("](", regex(r"\[[^\[\]\n]*\]\([^()\s]+\)")),
    ("**", regex(r"\*\*[^\s*][^*\n]*\*\*")),
    ("\n=", regex(r"^[ \t]{0,3}\S.*\n={3,}[ \t]*$", re.M)),
    ("\n-", regex(r"^[ \t]{0,3}\S.*\n-{3,}[ \t]*$", re.M)),
    ("*", regex(r"\*(?=[^*\n]*\w)[^\s*][^*\n]*\*")),
    ("$$", regex(r"^\$\$", re.M)),
    ("`", regex(r"`[^`\n]+`")),
    ("~~", regex(r"~~[^~\n]+~~")),
    ("</su", regex(r"<(su[bp])>[^<>\n]+</\1>")),
    ("- ", regex(r"^[ \t]*- +(?!\d{1,4}[ ]*-?[ \t]*$)\S", re.M)),  # an item, but not `- 3 -`, the number of a page
    ("|", regex(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.M)),
    ("]:", regex(r"^\[\^?[^\]\n]+\]:[ \t]+\S", re.M)),
    ("[^", regex(r"\[\^[^\]\s]{1,200}\]")),  # bounded, or each of many signs is looked at up to the end of the text
    ("> ", regex(r"^>[ \t]+\S", re.M)),
    ("\\", regex(r"\\[!-/:-@\[-`{-~]")),
    ("\\\n", regex(r"\\\n(?=[^\s\\])")),  # a hard break
    ("  \n", regex(r"^(?:[^\s#].*[^ \n] {2}\n){2}(?=[^ \t\n])", re.M)),  # hard breaks, two in a row
)
"""Constructs that only Markdown writes, each behind a string that it cannot do without."""


BLANK_BESIDE = regex(r"\n(?<=\n\n)|\n?.*\n[ \t]*(?:\n|\Z)")
STRUCTURE = (("[^", regex(r"^\[\^[^\]\n]+\]:[ \t]+\S", re.M)), ("|", regex(r"^\|[ \t]*:?-{3,}:?[ \t]*\|", re.M)))


def has_structure(body: str) -> bool:
    """Whether `body` has headings, notes or tables as only Markdown writes them, so that its lines are no page's lines.

    A heading that stands alone is one of several, opens the text, or has a blank line on one of its sides: a printed line may begin
    with the sign, too.
    """
    headings = list(ATX_HEADING.finditer(body)) if "#" in body else []
    if headings and (
        len(headings) > 1 or not body[: headings[0].start()].strip() or BLANK_BESIDE.match(body, max(0, headings[0].start() - 1))
    ):
        return True
    return any(sign in body and pattern.search(body) for sign, pattern in STRUCTURE)


WEAK = ("*", "\\")
"""What plain text has, too (`*claps*`, `2*3*4`, a path of Windows): another construct must stand with it."""
FEWEST = 60
"""Lines for each construct: of twelve PDF extracts without paragraphs that hold some by chance, nine have fewer."""


NOTE_BEGINS, NOTE_MARK = regex(r"^\[\^([^\]\s]{1,200})\]:[ \t]+\S", re.M), regex(r"\[\^([^\]\s]{1,200})\](?!:)")


def _has_notes(body: str) -> bool:
    """Whether a note of Markdown and its mark stand in `body`, whatever its length."""
    begins = {match[1] for match in NOTE_BEGINS.finditer(body)}
    return bool(begins) and any([match[1] in begins for match in NOTE_MARK.finditer(body)])


def looks_like_markdown(body: str) -> bool:
    """Whether `body` holds constructs that only Markdown writes: a needed escape, a heading set apart, a note with its mark, or one of all
    constructs in `FEWEST` lines."""
    if ("\\" in body and NEEDED.search(body)) or ("## " in body and SET_APART.search(body)) or ("]: " in body and _has_notes(body)):
        return True
    wanted = 1 + body.count("\n") // FEWEST
    kinds = 0
    for sign, pattern in MARKDOWN:
        if sign in body and (times := sum(1 for _ in islice(pattern.finditer(body), max(wanted, 1)))):
            wanted -= times
            kinds += 1 if sign in WEAK else 2
            if wanted <= 0 and kinds > 1:
                return True
    return False
