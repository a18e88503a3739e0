"""Whether a word that is broken after a hyphen is a compound that is written with it.

Of a language only what its grammar fixes is listed: words that begin or end compounds, clitics, numerals. All else the text tells.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from cleaner.regex import regex

_SOLID = (
    "after any back be can com con dis down every fore for here how in inter into no not off on out over per pre re some sub super there "
    "un under up what when where who with"
)
SOLID = frozenset(_SOLID.split())
"""Words that English writes together with what follows (`cannot`, `outdoor`), and prefixes that look like words."""
TENS = frozenset(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
_FIRST = (
    # English
    "well self long short high low third second first half full cross large small open hard free real single double cost time user "
    "state world much far near deep wide broad narrow early late mid ill all top bottom right left cutting decision data end fine "
    "front ground hand life line many old new one two three four five six seven eight nine ten object peer point risk side step task "
    "thought use value work year co "
    # French
    "vice celui celle ceux celles peut avant après vingt trente quarante cinquante soixante quatre dix cent demi mi semi ex non "
    "grand grands petit petits sous arrière quelques soi chef chefs elle lui eux moi toi nous vous là ci au par "
    # Italian, Spanish, Portuguese, German
    "socio político auto"
)
FIRST = frozenset(_FIRST.split())
"""Words that begin compounds, where what follows is a word of its own (see `LAST`), or stands in a language that joins them so."""
ENGLISH_FIRST = frozenset(["well", "self", "long", "third", "cross", "half"])
"""Those after which English nearly always writes a hyphen, but before a suffix."""
_ENDINGS = (
    "ize ized izes ise ised ity ities ment ments able ible tion tions ation ations sion sions ence ences ance ous ful ical ism ist "
    "ists ive ively ional"
)
SUFFIXES = frozenset(["ed", "er", "ers", "es", "est", "ing", "ings", "ish", "ly", "ness", "th", "ths", "ty", *_ENDINGS.split()])
NEVER_A_WORD = ("tion", "tious", "cious")
"""Beginnings that no English word has: the hyphen before them broke a word."""
_LAST = (
    "party term known based related level scale free like year old time wide led driven specific oriented defined made making "
    "effective efficient friendly size sized speed end run running standing lasting established being depth range quality "
    "dimensional dependent independent aware conscious out up off in down by to hand handed minded blown fetched reaching sided "
    "fold house shot class rate income born bound powered funded owned operated generation order"
)
LAST = frozenset(_LAST.split())
"""Words that end compounds."""
_FRENCH_FIRST = "vice celui celle ceux celles vingt trente quarante cinquante soixante quatre demi semi arrière quelques avant"
FRENCH_FIRST = frozenset(_FRENCH_FIRST.split())
_CLITICS = (
    "t il ils elle elles on je tu nous vous ce ci là moi toi lui leur leurs le la les en y même mêmes être dire dessus dessous "
    "delà se me te lo los las nos os vos lhe lhes"
)
CLITICS = frozenset(_CLITICS.split())
"""What French, Spanish and Portuguese put after a verb or a pronoun with a hyphen."""
SAMPLE = 200
"""Words that tell whether a text is French: the first, for the order of a set is another in every run."""
MANY = 500
"""Different words: a text with so many would have a half that is a word."""
SHORTEST_REST = 2
"""Letters: no typesetter leaves so few of a broken word on the next line; French clitics are as short."""
FRENCH = frozenset("éèêëàâçôûùîïœ")
GERMAN = {"der", "die", "und"}
"""Words that every German text has among its first."""
ADJECTIVE = regex(r"(?:isch|deutsch|o)(?:e[mnrs]?)?\Z")
"""What German joins with a hyphen in small letters: `deutsch-französisch`, `politisch-historische`."""
VOWELS = frozenset("aeiouyéèêëàâôûùîïœ")
JOINING = frozenset(["und", "oder", "bzw", "sowie", "et", "ou", "and", "or", "y", "e", "o", "u", "en", "of", "och", "og", "i", "lub", "ja"])
"""Conjunctions before which a hyphen stands for what both words have in common."""


def is_suspended(right: str) -> bool:
    """Whether the hyphen before `right` hangs: `Vor- und Nachbereitung`, `two- and threefold`."""
    return right.lower() in JOINING


def is_compound(left: str, right: str, words: Collection[str], hyphenated: bool) -> bool:
    """Whether `left` and `right` are written with a hyphen, in a text of these `words` that is `hyphenated` or not.

    `left` may end a chain of hyphens, `right` begin one. Evidence, strongest first: the rest begins with a capital or a digit; the
    whole stands in the text, with the hyphen or without; a chain; a numeral, a clitic, a first or last word of compounds; in French a
    break between a consonant and a vowel, where no word is broken; both halves are words of the text.
    """
    if not right or not right[0].islower():
        return True
    left = left.lower().rpartition("’")[2].rpartition("'")[2]
    whole, last = left + right, left.rpartition("-")[2]
    if f"{left}-{right}" in words:
        return True
    if whole in words:
        return False
    if ("-" in right and (last in words or right.count("-") > 1 or not hyphenated)) or left in TENS or len(last) == 1:
        return True
    if "-" in left and last in words and right in words:
        return True  # `cup-of-` | `ramen`
    if (right in SUFFIXES and len(right) > SHORTEST_REST) or right.startswith(NEVER_A_WORD):
        return False
    if not hyphenated:
        is_told = len(words) >= MANY and last.isascii() and len(last) > 2
        return not is_told or last in words or right in words or last in FIRST or right in LAST
    if (last in ENGLISH_FIRST and right not in SUFFIXES) or last in FRENCH_FIRST or (right in LAST and last in FIRST):
        return True
    if set(islice(words, SAMPLE)) >= GERMAN:
        return ADJECTIVE.search(last) is not None and ADJECTIVE.search(right) is not None  # nouns have a capital
    is_french = not FRENCH.isdisjoint(whole) or not FRENCH.isdisjoint("".join(islice(words, SAMPLE)))
    if is_french and right in CLITICS and (len(right) <= SHORTEST_REST or right[0] in VOWELS or last in FIRST):
        return True
    if is_french and last[-1] not in VOWELS and right[0] in VOWELS:
        return True
    return len(last) > 2 and len(right) > 2 and last in words and right in words and last not in SOLID
