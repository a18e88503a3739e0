"""What language says of one line end: whether a sentence goes on over it, or a line ends there.

Each line end has a key: the class of the character before it and of the one after it, a function word before it, whether the two
ideographs beside it make a word. `data/line_ends.txt` says how much more often each key is met where a printed line was broken than
where lines end, as the natural logarithm of that ratio (nats). The counts are of laws, court papers and State papers of China (no
copyright), d2l-zh (Apache-2.0), Plurality and the 18F handbook (CC0), Darwin (public domain), Aozora Bunko's authors that died before 1954,
the laws of Germany and of France, the constitution and bills of Korea; against list items, headings, clauses and sentences one a line,
verse. `data/pairs.txt` holds pairs of ideographs that stand inside words far more often than words meet at them, from the word list
of jieba (MIT). `benchmarks/count_line_ends.py` writes both. Both are read when a line end is first asked about.
"""

from __future__ import annotations

import os
from functools import cache

from cleaner.regex import regex

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")

ENDS = frozenset('。！？!?…．.」』”’"）)：:；;】]》〉')
"""The last character of a line that may end a paragraph: such a line end tells nothing of the lines beside it."""
OPENS = frozenset("“‘《「『（([【〈")
BULLETS = frozenset("-*•·●▪■◆○□#>|+–—")
COMMAS = frozenset("，,、；;：:—–")
HYPHENS = frozenset("-\u2010\xad\x02\ufffe")
LABEL = regex(r"[\d.]{1,6}[.、．)）\s]")
WORD_BREAK = regex(r"[\s'’]")
KOREAN_ENDINGS = frozenset("다요죠까오음함임됨")
"""The last syllables of Korean verbs that end a sentence, and of the nouns that headings and items make of verbs."""
KOREAN_PARTICLES = frozenset("은는이가을를의에로와과도며고면서지게한할된될및등적인")
"""The last syllables of Korean words that a sentence goes on after."""
KANA_OR_HANGUL = regex("[\u3041-\u30fa\uac00-\ud7a3]")

_FUNCTION_WORDS = (
    "a an the of and or to in on at by for from with as that which is are was were be but if than it its their his her this these "
    "we you they i who when into can will would has have had such not der die das den dem des ein eine einer eines einem einen und "
    "oder zu im am auf aus bei mit von vom für als dass wenn nicht auch ist sind war wird werden sie er es wir sich so nur noch "
    "zum zur über durch nach wie le la les l un une du de d et ou à au aux dans sur par pour avec sans que qui ce cette ces son sa "
    "ses il elle nous vous ne pas est sont ont être plus comme si mais se leur qu el los las una y en del con para su al lo che e "
    "per non è della dei o do da os as em um uma não na no het van een op te voor met i w z nie się że jest και να το του της την "
    "τον με που από για στο στη θα в и на с не что к по из от для о у за как это а но или при до во со же его их бы то если"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that hardly end a sentence in the languages that have them."""


class _Classes(dict[str, str]):
    """The class of a character, kept once it was asked for."""

    def __missing__(self, sign: str) -> str:
        found = self[sign] = _class(sign)
        return found


def _class(sign: str) -> str:
    code = ord(sign)
    if 0x3400 <= code <= 0x9FFF or sign in "々〇" or 0xF900 <= code <= 0xFAFF or code >= 0x20000:
        return "K"
    if 0x3041 <= code <= 0x30FF:
        return "H" if code < 0x30A0 else "T"
    if 0xAC00 <= code <= 0xD7A3:
        return "G"
    if sign in COMMAS:
        return "t" if sign == "、" else ":" if sign in "：:；;" else ","
    if sign in OPENS:
        return "("
    if sign in ENDS:
        return "."
    if sign in HYPHENS:
        return "-"
    if sign.isdigit():
        return "0"
    if sign.isalpha():
        return "A" if sign.isupper() else "a"
    return "*" if sign in BULLETS else "x"


CLASS = _Classes()


def _rows(name: str) -> list[str]:
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return file.read().splitlines()


@cache
def pairs() -> dict[str, str]:
    """By ideograph, those that end a word with it before them: a line end between the two parts a word."""
    return {row[0]: row[1:] for row in _rows("pairs.txt")}


@cache
def _tables() -> dict[str, dict[str, float]]:
    """Nats by key, for each script; `X<` and `X>` hold single characters of script X before and after the line end."""
    found: dict[str, dict[str, float]] = {}
    for row in _rows("line_ends.txt"):
        name, value, keys = row.split("\t")
        found.setdefault(name, {}).update(dict.fromkeys(keys.split(" ") if name[1:] == "" else keys, float(value)))
    return found


def script_of(text: str, is_wide: bool) -> str:
    """The group of scripts whose table holds for a line: l(etters), c(hinese), j(apanese), k(orean)."""
    if not is_wide:
        return "l"
    found = KANA_OR_HANGUL.search(text)
    return "c" if not found else "j" if found[0] < "\u3400" else "k"


def parts_pair(left: str, right: str) -> int:
    """0 unless both characters are ideographs; 2 where they are a pair of the list, else 1."""
    if CLASS[left] != "K" or CLASS[right] != "K":
        return 0
    return 2 if right in pairs().get(left, "") else 1


def key_of(before: str, after: str, script: str) -> str:
    """The key of the line end between two lines without white space around them."""
    left, right = before[-1], after[0]
    end, begin = CLASS[left], CLASS[right]
    if end == begin == "K":
        return "KK!" if script != "j" and right in pairs().get(left, "") else "KK"
    if end in "aA" or (end == "0" and script == "l"):
        if script == "l" and WORD_BREAK.split(before[-12:].lower())[-1] in FUNCTION_WORDS:
            end = "f"
    elif end == "-" and not before[-2:-1].isalpha():
        end = "x"
    elif end == "G":
        end = "E" if left in KOREAN_ENDINGS else "P" if left in KOREAN_PARTICLES else "G"
    if begin == "0" and LABEL.match(after):
        begin = "1"
    elif begin == "-":
        begin = "*"
    return end + begin


@cache
def _nats(script: str, key: str, step: int) -> float:
    tables = _tables()
    return tables[script].get(f"{key}{step}", tables[script].get(key, 0.0))


@cache
def _sides(script: str) -> tuple[dict[str, float], dict[str, float]]:
    return _tables()[script + "<"], _tables()[script + ">"]


def evidence(before: str, after: str, script: str) -> float:
    """Nats for a broken line, against a line that ends, at the line end between two lines without white space around them."""
    return nats_of(key_of(before, after, script), before, after, script)


def nats_of(key: str, before: str, after: str, script: str) -> float:
    """`evidence`, given the key of the line end."""
    step = 0.0
    if key[0] in "KHT" and script in "cj":
        lefts, rights = _sides(script)
        step = lefts.get(before[-1], 0.0) + (rights.get(after[0], 0.0) if key[1] in "KHT" else 0.0)
    return _nats(script, key, 3 if step > 2.5 else -3 if step < -2.5 else round(step)) if step else _nats(script, key, 0)
