"""What the wording of a heading may be, and what it never is."""

from __future__ import annotations

from cleaner.regex import regex
from cleaner.wording.glyphs import HAS_CJK, letters
from cleaner.wording.numbering import ITEM_MARK, NUMERALS, SUBNUMBER
from cleaner.wording.sentences import ENTRY, ends_clause, open_pairs

__all__ = ["ends_clause"]

DIGITS = regex(r"\d+")
WORD = regex(r"(?<!\w)[^\W\d_][\w’'-]*")
_SMALL = (
    "a an and as at but by for from if in into nor of on onto or over per the to up via vs with about above across after against along "
    "among around before behind below beneath beside between beyond during inside near outside since through throughout toward towards "
    "under until upon within without"
)
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that headline style leaves small: articles, conjunctions, prepositions (Chicago Manual of Style 8.159)."""

MAX_LENGTH, MAX_LATIN = 45, 90
"""Characters of a heading on all its lines, the first without white space; flat from 30 to 60 on the benchmark."""
CALLS = "？?！!…"
"""What a heading may end with, though it ends a sentence too."""
CLAUSES = regex(r"[，。；：！？]|[,;:!?](?=\s)|(?<![A-Z\d])\.(?=\s)")
"""Marks of clauses and sentences inside a line; an abbreviated name (`J. Smith`) has none."""
STOPS = regex(r"[。；！？](?=.)|[;!?](?=\s)|(?<![A-Z\d])\.(?=\s)")
"""The end of a sentence or of a part of one, with more behind it."""
NAMING = regex(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\d_]{2}")
"""What names something: figures and formulas do not."""
NAMING_ALONE = regex(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\d_]{3}")
"""The same without a number, where two letters are a cell of a table or a label of a figure."""
_OPEN = (
    "& = + a an the and or nor of for from into onto to with that which whose than is are was were be has have had via vs its their our "
    "his my your these those der die das dem des und oder von vom zum zur ein eine einen einem einer mit le la les du des et ou un une de"
)
OPEN_WORDS = frozenset(_OPEN.split())
"""Last words of a line that the next line goes on: no heading ends with an article, a conjunction, a possessive, most prepositions."""
UNENDED = regex(r"(?:[把被或且并並]|[^行作认認人][为為]|[^参參][与與]|[^总總共饱飽温溫]和|[^目标標]的|[处處位属屬][于於])\Z")
"""Last words of a line of Chinese that the next line goes on: conjunctions, prepositions and copulas, but for words that end like them."""
NAMES = frozenset("的被把")
"""Those of them that may end a name as well (`穿在身上的`, `蓝印花被`, `火把`), where the place shows that nothing goes on."""
WHOLE = regex(r"是[^是的，、]{1,6}的\Z")
"""What tells of something with 是 and 的 is whole, though it ends with 的: `声音是怎样产生的`."""
MIN_RUNNING = 5
"""Words, not in headline style: with so many any small last word is one that goes on (`consistent requests in`)."""
ADDRESS = regex(r"://|\bwww\.|\w@\w")
STATEMENT = regex(r'[a-z]+ "[^"]*"\Z')
"""A word of a program and a string."""
SIGNS = regex(r"[<>={}|\\≡≠≤≥≈→←⇒⇔⊕⊗∑∏∫√∈⟨⟩]|\w\.\w+/\w|\A\d+[/)]\w")
"""Signs of code, of formulas and of addresses."""
_VERBS = (
    "is are was were has have had will would can could may might must shall should do does did been ist sind war waren wird werden "
    "wurde wurden hat haben hatte kann können muss est sont était"
)
VERBS = frozenset(_VERBS.split())
"""Auxiliary verbs: small in a line that is not in headline style, they show a sentence."""
MIN_COMMAS = 3
"""Commas of a list of names or places; beside the colon of a label, one less."""
_ASKING = "what who when where why how which whose was wer wann wo warum wie que qui quand comment pourquoi"
ASKING = frozenset(_ASKING.split())
"""First words of a question or a clause that may name a part of a text: `How it was done`."""
MIN_SENTENCE = 8
"""Words of a sentence that is no heading: a short one may be (`Sandwiches are for eating`)."""
MAX_RUNNING = 12
"""Words of a heading that is not in headline style."""
LABEL = regex(r"\d{0,2}[^\W\d]{1,4}[：:]|[A-Z][^\W\d]+: ")
"""One word and a colon: a label of what follows on the line."""
OPTIONS = regex(r"[^A-Z][B-E][．、]|B\..*C\.|C\..*D\.|[（(][ \u3000]*[）)]")
"""Answers to choose from, on one line, and the gap for the answer."""
VALUE = regex(r"\d+[.．]\d")
"""A value, an address, a number that is none of a heading."""
CAPTION = regex(
    r"[图圖図表] {0,3}[(（]?[\dA-Z一二三四五六七八九十]|(?i:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle)(?: {0,3}\d| {1,3}[A-Z])"
)
"""The label of a figure or table."""
PAGE = regex(
    rf"第 ?(?:\d+|[{NUMERALS}]+) ?(?:[页頁]|[期号號]\Z)|(?:Page|Seite) \d+\b|(?:共 ?)?\d+[ \u3000]?[页頁](?![\u3400-\u9fff])|\d+ ?ページ"
)
"""The number of a page or an issue with its words."""
DATE = regex(r"\d{4}[-./年] ?\d{1,2}(?:[-./月] ?(?:\d{1,2} ?日?)?)?\Z|(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2},)? \d{4}\Z")
"""A day or month alone on its line: of a title page."""
OPENING = regex(r"(?i:abstract|summary|introduction|preface|foreword|contents|zusammenfassung|einleitung|vorwort|résumé)\Z")
"""Names of the part that a text begins with."""
LISTED = regex(r"\[[\w+-]{1,8}\](?:\s|\Z)")
"""The mark of an entry in a list of references, at the start of a line."""
BROKEN_OFF = frozenset("-‐\xad，、,“‘《「（(—–…·/")
SQUARES = "■□◆◇▼▽ \u3000"
"""Signs that stand before a heading more often than before an item."""
PICTURE = regex("[\U0001f300-\U0001faff]\ufe0f? ?(?=[^\\W_])")
"""A picture before a heading, with its number or without; those of lists are ticks and crosses."""
NOTED = regex(r"\[[^\W\d_]{2}[^\[\]]{0,10}\] ?\w")
"""A word in brackets before a heading: of what kind the part is, or since when."""
OPENERS = frozenset("“《「『【‘\"'(（§")


def is_short(text: str) -> bool:
    """Whether `text` is no longer than a heading may be: some ideographs, or twice as many letters."""
    return len(letters(text)) <= MAX_LENGTH if HAS_CJK.search(text) else len(text) <= MAX_LATIN


def large_words(text: str) -> list[str]:
    """The words of `text` that headline style begins with a capital."""
    return [word for word in WORD.findall(text) if word.lower() not in SMALL_WORDS]


def is_headline(text: str) -> bool:
    """Whether `text` is in headline style: every word but the small ones with a capital."""
    return all([word[0].isupper() for word in large_words(text)])


def ends_small(text: str) -> bool:
    """Whether the last word of `text` is one that no heading ends with."""
    return (WORD.findall(text) or [""])[-1] in SMALL_WORDS


def ends_open(text: str) -> bool:
    """Whether the last word of `text` shows that the next line goes on with it: a function word, no particle of a verb (`log in`)."""
    words = text.split()
    if UNENDED.search(text) and not WHOLE.search(text):
        return True
    if words[-1] in OPEN_WORDS or (len(words) == 1 and text.lower() in OPEN_WORDS):
        return True
    return words[-1] in SMALL_WORDS and len(words) >= MIN_RUNNING and not is_headline(text)


def is_sentence(text: str) -> bool:
    """Whether `text`, in Latin script, is running text by its words: a small auxiliary verb, or many words, not in headline style."""
    words = text.split()
    if is_headline(text) or text[-1] in CALLS:
        return False
    return len(words) > MAX_RUNNING or (len(words) >= MIN_SENTENCE and words[0].lower() not in ASKING and not VERBS.isdisjoint(words))


def is_list(text: str) -> bool:
    """Whether `text`, in Latin script, lists names, places or keywords."""
    commas = text.count(",")
    return commas >= MIN_COMMAS or (commas == MIN_COMMAS - 1 and ": " in text and not is_headline(text))


def clauses(text: str) -> bool:
    """Whether `text` has marks of clauses inside it."""
    return CLAUSES.search(text.rstrip(CALLS)) is not None


MARKS_INSIDE = frozenset("，、；")
"""What parts clauses: of a heading more than one sign follows the last of them."""


def can_be_heading(text: str, *, is_numbered: bool, is_whole: bool = False) -> bool:
    """Whether `text`, without its number, may be the wording of a heading; of one that `is_whole` the place shows that it ends there.

    Never: the end of a sentence or of a clause (but for a question or a call), two sentences, an open quote or bracket, a line that
    breaks off, an entry of a table of contents, what names nothing. Without a number, neither an item nor a line that begins small.
    """
    if not is_short(text) or not NAMING.search(text) or PAGE.match(text):
        return False
    body = text.rstrip(CALLS)
    if ends_clause(text) and (text[-1] not in CALLS or not body):
        return False
    if text[-1] in BROKEN_OFF and text[-1:] not in CALLS:
        return False
    if text[0] in "（(" and text[-1] in "）)" and not is_numbered:
        return False  # a remark on what stands before
    if ADDRESS.search(text) or " = " in text or (ends_open(text) and not (is_whole and text[-1] in NAMES)) or text[-2:-1] in MARKS_INSIDE:
        return False
    if text.count('"') % 2:
        return False  # of speech that began before, or goes on
    if STOPS.search(body) or ENTRY.search(text) or open_pairs(text) or text.count("（") != text.count("）"):
        return False
    if is_numbered:
        return not text.startswith(("• ", "- "))
    if LABEL.match(text) or OPTIONS.search(text) or STATEMENT.match(text) or CAPTION.match(text) or VALUE.match(text):
        return False
    if not HAS_CJK.search(text) and (SIGNS.search(text) or is_sentence(text) or is_list(text)):
        return False
    if text.count("，") >= MIN_COMMAS:
        return False  # a sentence, though its stop is missing
    if not (NAMING_ALONE.search(text) or (text.isupper() and " " not in text)):
        return False
    if sum(map(text.count, ")）")) > sum(map(text.count, "(（")):
        return False  # what the line before opened
    name = text.lstrip(SQUARES)
    if picture := PICTURE.match(name):
        return len(name) > picture.end() + 1
    if len(name) < 2 or ITEM_MARK.match(name) or SUBNUMBER.match(name):
        return False
    return name[0].isalnum() or name[0] in OPENERS or NOTED.match(name) is not None


MIN_LARGE = 3
"""Words with a capital, in headline style: two may be a name."""


DOUBTS = (
    ("speech", regex(r"[，；：].*[？?]\Z")),
    ("a question", regex(r"[？?か]\Z")),
    ("a call", regex(r"[！!]\Z")),
    ("breaks off", regex(r"…\Z")),
    ("a colon", regex(r"[：:]\Z")),
    ("a label", regex(r"[：:](?!\Z)")),
    ("clauses", regex(r"[，,](?!\d)|[\u3041-\u3096]、|、[\u3041-\u3096]|、.{12}")),
)


def doubts(text: str) -> str:
    """What makes it doubtful that `text` is a heading, or nothing: it asks, calls out, has a label or clauses, or is quoted speech."""
    if text[0] in "“「『‘\"'" and text[-1] in "”」』’\"'":
        return "quoted"
    if not HAS_CJK.search(text) and len(large_words(text)) >= MIN_LARGE and is_headline(text):
        return ""
    return next((name for name, pattern in DOUBTS if pattern.search(text)), "")
