"""How sentences end, break off and go on: what several passes ask of a line's wording."""

from __future__ import annotations

import re
from collections.abc import Collection

from cleaner.regex import regex
from cleaner.wording.glyphs import CLOSERS, HAS_CJK, QUOTES, WIDE
from cleaner.wording.numbering import ITEM_MARK

# a stop, then any closing marks, then citation numbers or note marks
_CLOSE = re.escape(CLOSERS)
TAIL = rf"[{_CLOSE}\"']*(?:\[\d+(?:[,，–-]\s?\d+)*\]|[①-⑳]|\[\^\w+\])*[{_CLOSE}]*\s*\Z"
ASIDE = r"[。！？]（(?:[^（）]|（[^（）]{0,40}）){1,160}）\s*\Z"  # a sentence, and a remark on it in brackets
SENTENCE_END = regex(rf"[。！？!?…．.]{TAIL}|{ASIDE}")
CLAUSE_END = regex(rf"[。！？!?…．.：:；;]{TAIL}|{ASIDE}")
STOP = regex(r"[。！？]|[.!?](?=\s|\Z)")
"""The end of a sentence, anywhere in a text."""
STOP_INSIDE = regex(r"[。；！]|[.;!](?=\s)")
"""The end of a sentence or of a part of one, with more behind it: no heading and no title has it. Either may ask a question."""
CLAUSE_MARK = regex(r"[，。；：！？、]|[,;:.!?](?=\s)")

LEADERS = (".....", ". . . . .", "………", "·····", "· · · · ·", "⋅⋅⋅⋅⋅", "⋅ ⋅ ⋅ ⋅ ⋅")
ENTRY = regex(r"(?:\.{5,}|(?:\. ){5,}\.?|…{3,}\.*|·{5,}|(?:· ){5,}|(?:⋅ ?){5,})[ \u3000]*(?:\d{1,4}|[ivxlIVXL]{1,6})?[ \u3000]*\Z")
"""Leaders up to a page number."""

MIN_LATIN = 40
"""Characters of Latin script, for the same."""
PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("「", "」"), ("『", "』"), ("【", "】"))
MIN_LENGTH = 16
"""Characters of CJK: a block that stands broken off after fewer is a list item, a line of verse, an address."""


STOPS = frozenset("。！？!?…．.")
CLAUSE_STOPS = STOPS | frozenset("：:；;")
MAY_END = frozenset("。！？!?…．.：:；;" + CLOSERS + "\"' \t\u3000\xa0①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""The last characters that are worth a closer look, for closing marks and citations may stand behind the stop."""


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a full stop, question mark or exclamation mark, seen through quotes and citations."""
    return text[-1:] in STOPS or (text[-1:] in MAY_END and _ends(text.rstrip(), STOPS, SENTENCE_END))


def ends_clause(text: str) -> bool:
    """Like `ends_sentence`, but a colon or semicolon will do: what a paragraph may end with."""
    return text[-1:] in CLAUSE_STOPS or (text[-1:] in MAY_END and _ends(text.rstrip(), CLAUSE_STOPS, CLAUSE_END))


def _ends(text: str, stops: Collection[str], end: re.Pattern[str]) -> bool:
    return text[-1:] in stops or (text[-1:] in MAY_END and end.search(text, max(0, len(text) - 70)) is not None)


def ends_aside(text: str) -> bool:
    """Whether `text`, of several lines, ends with a remark in brackets behind a finished sentence."""
    return re.search(ASIDE, text, flags=re.S) is not None


def open_pairs(text: str) -> int:
    """How many quotes and brackets `text` opens and does not close (full-width pairs only)."""
    return sum([max(0, text.count(left) - text.count(right)) for left, right in PAIRS if left in text])


SPEECHES = ("「」", "『』")


def is_unfinished(text: str) -> bool:
    """Whether `text` is running text that breaks off: no stop at its end, but clauses or an open quote inside.

    In Latin script a line of some length without a stop; what goes on behind it must begin small (see `goes_on`).
    """
    text = text.strip()
    if len(text) < MIN_LENGTH or ends_clause(text) or ENTRY.search(text, max(0, len(text) - 20)):
        return False
    if not HAS_CJK.search(text):
        return len(text) >= MIN_LATIN and " " in text and (text[-1].isalnum() or text[-1] in ",-")
    if text[0] + text[-1] in SPEECHES:
        return False  # whole, without a stop: so Japanese writes what is said
    return open_pairs(text) > 0 or (CLAUSE_MARK.search(text) is not None and not re.match(r"\S{1,12}[：:]", text))


def goes_on(after: str) -> bool:
    """Whether `after` can be the rest of a sentence that broke off: no list mark, and it ends the sentence or breaks off again."""
    after = after.strip()
    if not HAS_CJK.search(after):
        return after[:1].islower() and not ITEM_MARK.match(after)
    return not ITEM_MARK.match(after) and HAS_CJK.search(after) is not None and (ends_clause(after) or is_unfinished(after))


NUMBER_SIGNS = frozenset("-‐‑–@")
AFTER_NUMBER = frozenset("%‰℃°@")
LATIN_LAST = frozenset("abcdefghijklmnopqrstuvwxyz,")
RANGE = regex(r"(?:(?<![^\W\d_])\d[\d.,]*|\b[A-Z]{2,})[-‐‑–]\Z")
"""A number, or a code in capitals, and the dash or hyphen that goes on with it. A dash after a gap parts clauses."""
MAIL = regex(r"@[\w-]+(?:\.[\w-]+)+")


def joint_between(left: str, right: str) -> str:
    """What joins two pieces of one sentence: nothing beside CJK, one space between other words.

    Decided by the pair of characters, as in the segment break transformation of CSS Text, never by
    the language of the document. Hangul keeps its space, but for a particle or an ending, which begins no word.
    """
    if "\uac00" > left[-1:] > "\u3040" < right[:1] < "\uac00":
        return ""  # two ideographs or kana: by far the commonest pair
    if left[-1:] in LATIN_LAST and "a" <= right[:1] <= "z" and "//" not in left and "www." not in left:
        return " "  # two Latin words, none of an address
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return ""
    if left[-1] == "/" and left[-2:-1].strip():
        return ""  # a path, or a choice: `reference/` | `hit`
    if left[-1] in NUMBER_SIGNS or right[0] in AFTER_NUMBER:
        if not left[-2:-1].islower() and right[0].isalnum() and RANGE.search(left, max(0, len(left) - 30)):
            return ""  # a number, a range, a code: `pages 101-` | `104`
        if left[-1].isdigit() and right[0] in AFTER_NUMBER:
            return ""  # a share: `46.8` | `%`
        if (left[-1] == "@" and right[0].isalnum() and left[-2:-1].isalnum()) or (right[0] == "@" and MAIL.match(right)):
            return ""
    if left[-1] in "—–" and left[-2:-1] == " " and not WIDE.match(right):
        return " "  # a dash between gaps parts words
    if (
        ("://" in left or "www." in left or right[:2] == "//")
        and ADDRESS.search(left, max(0, len(left) - MAX_ADDRESS))
        and REST.match(right)
    ):
        return ""
    # a curly quote is Chinese or Latin as the character beside it is
    a, b = left.rstrip(QUOTES)[-1:] or left[-1], right.lstrip(QUOTES)[:1] or right[0]
    opens = left[-1] in "“‘" and not left[-2:-1].isalnum()  # behind a letter it closes, in German
    if WIDE.match(a) or WIDE.match(b) or opens or (right[0] in "”’" and not MISPLACED.match(right)):
        return ""
    if right[0] > "\uac00" and KOREAN_REST.match(right) and "\uac00" <= left[-1] <= "\ud7a3":
        return ""
    return " "


MAX_ADDRESS = 300
ADDRESS = regex(r"(?:https?://|www\.)[!-~]*[\w/=#?&%~+]\Z|https?:\Z")
"""An address at the end of a line, which ends with no mark of the sentence around it."""
REST = regex(r"(?!https?:|www\.)(?=\S*[A-Za-z])(?://\w|[\w%~+-]+(?:\.[\w-]+)*(?:[/?=#&]|\.[a-z]{2,}\b)|-\w+)")
"""What goes on with one: a path, a query, the end of a name of a host or of a file."""
MISPLACED = regex(r"[”’][^\W\d_]{3}")
"""A closing mark that opens a quotation, as some programs set it: behind an apostrophe stand no three letters."""
KOREAN_REST = regex(r"[은는을를의에와과로](?= )|[다요죠까](?=[.?!])|습니다|입니다|에서 |으로 |부터 |까지 ")
"""What stands at the end of a Korean word and begins none: a particle with nothing behind it, the end of a verb."""
