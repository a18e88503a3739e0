"""What is Markdown, and what its lines are."""

from __future__ import annotations

import re

from cleaner.document import Line, Role
from cleaner.glyphs import INVISIBLE, SUSPECT
from cleaner.passes.characters.mojibake import repair
from cleaner.regex import regex

MARKDOWN = (
    ("#", regex(r"^#{1,6} (?!.*#[ \t\u3000\xa0]*$)\S", re.M)),  # a heading, but not `# 102 #`
    ("```", regex(r"^ {0,3}```", re.M)),
    ("~~~", regex(r"^ {0,3}~~~", re.M)),
    ("](", regex(r"!?\[[^\]\n]*\]\([^()\s]+\)")),
    ("**", regex(r"\*\*[^\s*][^*\n]*\*\*")),
    ("\n=", regex(r"^[ \t]{0,3}\S.*\n=+[ \t]*$", re.M)),
    ("\n-", regex(r"^[ \t]{0,3}\S.*\n-+[ \t]*$", re.M)),
    ("*", regex(r"\*[^\s*][^*\n]*\*")),
    ("$$", regex(r"^\$\$", re.M)),
    ("`", regex(r"`[^`\n]+`")),
    ("~~", regex(r"~~[^~\n]+~~")),
    ("</su", regex(r"<(su[bp])>[^<>\n]+</\1>")),
    ("- ", regex(r"^[ \t]*- +\S", re.M)),
    ("|", regex(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|", re.M)),
    ("]:", regex(r"^\[\^?[^\]\n]+\]:[ \t]+\S", re.M)),
    ("[^", regex(r"\[\^[^\]\s]+\]")),
    ("> ", regex(r"^>[ \t]+\S", re.M)),
    ("\\", regex(r"\\[!-/:-@\[-`{-~]|\\$", re.M)),
    ("  \n", regex(r"^(?:[^\s#].*[^ \n] {2}\n){2}(?=[^ \t\n])", re.M)),  # hard breaks, two in a row
)
"""Constructs that only Markdown writes, each behind a string that it cannot do without."""


ATX_HEADING = MARKDOWN[0][1]
BLANK_BESIDE = regex(r"\n(?<=\n\n)|\n?.*\n[ \t]*(?:\n|\Z)")
STRUCTURE = (
    ("[^", regex(r"^\[\^[^\]\n]+\]:[ \t]+\S", re.M)),
    ("|", regex(r"^\|[ \t]*:?-{3,}:?[ \t]*\|", re.M)),
)


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


def looks_like_markdown(body: str) -> bool:
    """Whether `body` holds a construct that only Markdown writes."""
    # characters that will be removed or repaired must not decide of what kind the text is
    body = "\n".join(body.splitlines())
    if INVISIBLE.search(body) or SUSPECT.search(body):
        body = repair(body)
    return any(sign in body and pattern.search(body) for sign, pattern in MARKDOWN)


FENCE = regex(r" {0,3}(`{3,}(?=[^`]*\Z)|~{3,})")
DELIMITER_ROW = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
LIST_MARK = regex(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|\Z)")
HTML_LINE = regex(r" {0,3}<(?:[a-zA-Z/!?])")
AUTOLINK = regex(r" {0,3}<(?:https?:|mailto:)")
HEADING = regex(r" {0,3}#{1,6}(?:[ \t]|\Z)")
VERBATIM = regex(r" {0,3}(?:\[[^\]]+\]:|(?:[-*_][ \t]*){3,}\Z|=+[ \t]*\Z)")
"""A link's definition, a thematic break, the underline of a heading."""


def read_markdown(lines: list[Line]) -> None:
    """Markdown: every line break stands; code, tables, HTML and math are told from prose."""
    fence = math = comment = ""
    table = html_block = in_list = False
    breaks = 0
    last_math = max([place for place, line in enumerate(lines) if "$$" in line.text and line.text.rstrip().endswith("$$")], default=-1)
    last_comment = max([place for place, line in enumerate(lines) if "-->" in line.text], default=-1)
    for place, line in enumerate(lines):
        text = line.text
        if fence:
            line.role = Role.CODE
            if text.strip().startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""
        elif comment:
            line.role = Role.VERBATIM
            comment = "" if "-->" in text else comment
        elif math:
            line.role = Role.VERBATIM
            math = "" if text.strip().endswith("$$") else math
        elif line.role is Role.BLANK:
            if line.raw.strip():
                continue  # characters that nobody sees stood there: to CommonMark no blank line
            breaks += 1
            table = html_block = False
            continue
        elif text[0].isalpha() and not (table or html_block) and "|" not in text:  # most lines: no mark begins with a letter
            in_list = in_list and not breaks
        elif found := FENCE.match(text):
            line.role, fence = Role.CODE, found[1]
        elif text.startswith("<!--") and place <= last_comment:
            line.role, comment = Role.VERBATIM, "" if "-->" in text else "-->"
        elif text.strip().startswith("$$") and place < last_math + (text.strip() != "$$"):
            line.role, math = Role.VERBATIM, "" if text.strip() != "$$" and text.strip().endswith("$$") else "$$"
        elif html_block or (HTML_LINE.match(text) and not AUTOLINK.match(text)):
            line.role, html_block = Role.VERBATIM, True
        elif table or (
            "|" in text and place + 1 < len(lines) and "|" in lines[place + 1].text and DELIMITER_ROW.match(lines[place + 1].text)
        ):
            line.role, table = Role.TABLE, True
        elif text.startswith(("    ", "\t")) and not in_list and (breaks or not place or lines[place - 1].role is Role.CODE):
            line.role = Role.CODE
        elif HEADING.match(text):
            line.role, in_list = Role.HEADING, False
        elif VERBATIM.match(text):
            line.role = Role.VERBATIM
        elif LIST_MARK.match(text):
            line.role, in_list = Role.LIST_ITEM, True
        elif text.lstrip(" ").startswith(">"):
            line.role = Role.QUOTE
        elif not text.startswith((" ", "\t")) and breaks:
            in_list = False
        line.joint = "\n" * (breaks + 1)
        breaks = 0
