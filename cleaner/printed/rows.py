"""What the filled lines of a text show at their ends: the features that stretches are found by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise

from cleaner.lines import Lines
from cleaner.printed.apart import table_rows
from cleaner.regex import regex
from cleaner.wording.glyphs import NO_LINE_START, width
from cleaner.wording.line_ends import BULLETS, COMMAS, ENDS, HYPHENS, KANA_OR_HANGUL, OPENS, key_of, nats_of, script_of
from cleaner.wording.numbering import counted_items

NARROW = 24
"""Columns: no measure is narrower."""
COMMA, CLAUSES = -0.5, -1.0
"""Nats for a comma at a line end, and more for each where most line ends have one."""
LOST = 6
"""Columns that a first line may fall short by: an indent that was lost, and a word that had no room."""
NEVER = 1 << 30
"""Columns: no measure is so wide."""
INDENTED = 12
"""Columns that an indent may have: a line further in stands elsewhere."""
MIN_SPACED, SPACED = 6, 0.75
"""Lines that break off, and how many of them have a blank line after them where all lines have."""
LONG, CLAUSES_INSIDE = 40, 1.2
"""Columns and nats: a line so long with a clause's mark inside that ends without one breaks off. Verse has shorter lines."""
INNER = regex(r"[，。；：、！？．,;:.?!](?:(?<=[，。；：、！？．])(?=.)|(?<=[,;:.]) (?=\S)|(?<=[\u3040-\u9fff][,;:?!])(?=.))")
SIX_WORDS = regex(r"(?<![^\s\u3040-\u9fff])(?:[^\s\u3040-\u9fff]++ {1,2}){5}[^\s\u3040-\u9fff]")
CLAUSE_MARK = regex(r"[，。；：、！？](?=.)")
SENTENCE_INSIDE = 1.5
"""Nats: a line with the end of a sentence inside that ends without one breaks off. A line that was typed as one holds whole sentences."""
SENTENCE_MARK = regex(r"[。！？][”」』]?(?=[^”」』）)])")
COLUMN_GAP = regex(r"[\u3040-\u9fff：] {3,}[\u3040-\u9fff]|(?<![，。；、！？ ]) {4}| {8}")
"""A wide gap that no justified line has between its ideographs and Latin letters, but behind a mark, where it is of at most three
ideographs: it parts columns."""
LIST_MARK = regex(
    r"(?:[-*+•·●▪◦○◆■□☐►▶➢✓√※][ \t\u3000]*\S|\(?\d{1,3}[.)、．](?!\d)\s*\S|[（(][ \t]*[\d一二三四五六七八九十a-zA-Z가-하]{1,3}[ \t]*[)）]"
    r"|[①-⑳]|[一二三四五六七八九十]{1,3}、|#{1,6} |\||>|第.{1,4}[章节節条條]|[a-zA-Z][.)][ \t]|[가-하]\. )"
)
LIST_FIRST = frozenset("-*+•·●▪◦○◆■□☐►▶➢✓√※(（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十#|>第")
_KEYWORDS = "def class return try: else: var let const int void #include // /* $ >>> elif except"
KEYWORDS = frozenset(_KEYWORDS.split())
KNOWN = 1 << 14
"""Lines of which it is remembered whether they are of a table or of code: the reader asks, and joining asks again."""
CODE_SIGNS = ("=>", "::", "==", "&&", "();", "->", "+=", "</", "/>", "){", ") {")
CODE = regex(
    r"^\w+(?: \w+){1,4} = \w+\Z|[a-z_]\w*\.\w+\(|^\w+(?:[.\[]\w+\]?)* [+-]?= "
    r"|\w\(\w*\)[:;.]|\w\(\w+, |\w=[\w\"'\[{(]|[A-Za-z0-9_]\([^()]*,\Z| --\w+="
)
STATEMENT = regex(
    r"\b[A-Z]{2,} [A-Z]{2,}\b|[A-Za-z0-9)] [+/%] [A-Za-z0-9(]|[={}<>_$\\|&*@\[\]]"
    r"|[A-Za-z0-9_]\((?:\w+,\w|.*\)(?:;| [;{]))|[A-Za-z]\.[A-Za-z]|[A-Za-z]\([)\"']|\+\+|--|->|\"\);\Z"
)
"""What a statement has besides words and the semicolon at its end."""
HANGING = frozenset("，。、；：！？．")
"""Marks that may hang over the edge of the column."""
DIGIT = regex("[0-9]")
DATED = regex(r"[\[(]?\d+[-/.:年]\d")
NUMBER = regex(r"[-+(/]?[\d.,]*\d[%)x×]?\Z|-\Z")
LABEL = regex(r"[^\s，。、；：:,.;（(“「《]{1,6}：(?=\S)|[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}(?:\([^()]{1,40}\))?: (?=\S)")
"""What a speaker's words, a field or an entry begin with."""


class Rows:
    """What the filled lines of a text show at their ends, one list a feature."""

    def __init__(self, lines: Lines, lasts: Mapping[int, int] = {}) -> None:
        """`lasts` holds by place the length of the last printed line on a text of several (see `cleaner.readers.folds`)."""
        texts = lines.texts
        count = len(texts)
        self.texts = texts
        self.sizes = lines.widths
        if lasts:
            self.sizes = list(self.sizes)
            for place, last in lasts.items():
                self.sizes[place] = Lines.of([texts[place][-last:]]).widths[0]
        self.wide = lines.wide
        if any(lines.leads):
            margin = Counter(lines.leads).most_common(1)[0][0]
            self.sizes = [
                size + lead - margin if 0 < lead - margin <= INDENTED else size for size, lead in zip(self.sizes, lines.leads, strict=True)
            ]
        after = [*lines.gaps[1:], 0]
        self.stops = [text[-1] in ENDS for text in texts]
        self.usual_gap = self._usual_gap(after)
        self.parted = [gap > self.usual_gap for gap in after]  # a blank line after it, where not all lines have one
        if count:
            self.parted[-1] = True
        whole = "\n".join(texts)
        if KANA_OR_HANGUL.search(whole):
            self.scripts = [script_of(text, is_wide) for text, is_wide in zip(texts, self.wide, strict=True)]
        else:
            self.scripts = ["c" if is_wide else "l" for is_wide in self.wide]
        self.listed = [False] * count  # the next line begins with a list mark
        self.nats = [0.0] * count
        self.units = [0] * count  # columns of the first word of the next line, and the space before it
        self.pairs = [0] * count
        self.hyphens = [False] * count  # a word goes on
        self.capitals = [
            text[0].isupper() and not text.isupper() for text in [*texts[1:], "."][:count]
        ]  # the next line begins with one, and is not all of them
        self.clauses = [False] * count  # ends with a comma: one a line in verse and lyrics, some in prose
        signed = list(map(is_code, texts))
        # has the signs of a program, or stands between two lines that have them and is no sentence
        between = zip(texts, signed, [False, *signed], [*signed[1:], False], strict=False)
        self.code = [is_signed or (before and after and text[-1] not in ".。") for text, is_signed, before, after in between]
        self.tables = table_rows(texts)  # is a row of a table, by the lines beside it
        self.foreign = [
            is_program or in_table or is_row(text) for text, is_program, in_table in zip(texts, self.code, self.tables, strict=True)
        ]
        self.least = [size - 2 if text[-1] in HANGING else size for text, size in zip(texts, self.sizes, strict=True)]  # no measure is less
        self._judge_ends()
        # the next word had room in every measure from here on
        self.roomy = [size + unit + 2 for size, unit in zip(self.sizes, self.units, strict=True)]

    def _judge_ends(self) -> None:
        texts, scripts, parted, stops, sizes, found = self.texts, self.scripts, self.parted, self.stops, self.sizes, self.nats
        labels, bullets = labels_of(texts), recurring_bullets(texts)
        recurring = recurring_labels(labels)
        self.counted = counted = counted_items(texts)  # begin with the next number of a list
        for place, (before, line) in enumerate(pairwise(texts)):
            script, end, first = scripts[place], before[-1], line[0]
            if script == "l":
                script = scripts[place + 1]
            # nearly all begin with one of the first
            self.units[place] = (
                2
                if "\u3041" <= first <= "\u9fff" and script in "cj" and line[1:2] not in NO_LINE_START
                else first_unit(line) + (script in "lk")
            )
            if parted[place]:
                continue
            key = key_of(before, line, script)
            nats = nats_of(key, before, line, script)
            is_counted = place + 1 in counted
            if is_counted:
                stops[place] = True
            if end in ",，" and nats < COMMA:
                self.clauses[place] = True
                found[place] = COMMA
            elif script in "cj" and sizes[place] >= NARROW and not stops[place] and CLAUSE_MARK.search(before):
                if end not in COMMAS and SENTENCE_MARK.search(before):
                    nats += SENTENCE_INSIDE
                elif sizes[place] >= LONG:
                    nats += CLAUSES_INSIDE
                found[place] = nats
            else:
                found[place] = nats
            if (
                is_counted
                or ((first in LIST_FIRST or line[1:2] in (".", ")")) and starts_item(line))
                or (bullets and line[:2] in bullets)
                or (labels[place + 1] and begins_entry(before, labels[place], labels[place + 1], recurring))
                or ((first in "[(" or first.isdigit()) and begins_alike(before, line))
            ):
                self.listed[place] = True
                found[place] = min(nats, -1.5)
            if end in HYPHENS and before[-2:-1].isalpha() and first.islower():
                self.hyphens[place] = True
            if script == "c" and key[:2] == "KK":
                self.pairs[place] = len(key) - 1

    @cached_property
    def ended(self) -> list[bool]:
        """Whether each line ends a sentence, or a blank line stands after it: its end says nothing."""
        return [stop or parted for stop, parted in zip(self.stops, self.parted, strict=True)]

    @cached_property
    def firsts(self) -> list[int]:
        """The least measure at which each line breaks off for certain, were it a first line: it may have lost an indent.

        A line that breaks off in a word does at none.
        """
        return [NEVER if hyphen else roomy - 2 + LOST for roomy, hyphen in zip(self.roomy, self.hyphens, strict=True)]

    @cached_property
    def broken(self) -> list[int]:
        """The least measure at which each line breaks off for certain."""
        return [
            first if is_first else NEVER if hyphen else roomy
            for first, is_first, hyphen, roomy in zip(self.firsts, [True, *self.ended], self.hyphens, self.roomy, strict=False)
        ]

    @cached_property
    def marked(self) -> list[bool]:
        """Whether each line has a mark inside, or six words, as prose has."""
        return [INNER.search(text) is not None or (text.count(" ") > 4 and SIX_WORDS.search(text) is not None) for text in self.texts]

    def _usual_gap(self, after: list[int]) -> int:
        """Blank lines after nearly all lines that break off: some extractors write one after every line."""
        open_gaps = [gap for gap, size, stop in zip(after, self.sizes, self.stops, strict=True) if size >= NARROW and not stop]
        spaced = sum([gap > 0 for gap in open_gaps])
        if len(open_gaps) < MIN_SPACED or spaced < SPACED * len(open_gaps):
            return 0
        return Counter([gap for gap in after if gap]).most_common(1)[0][0]


def is_foreign(text: str) -> bool:
    """Whether a line is of a table or of code: cells parted by wide gaps, mostly numbers, or the signs of a program."""
    return is_row(text) or is_code(text)


LONGEST_NUMBER = 8
"""Characters of an item's number, such as `第一百二十三条`."""


@lru_cache(KNOWN)
def is_row(text: str) -> bool:
    """Whether a line is of a table: cells parted by wide gaps, or mostly numbers. A gap behind the number of an item parts no cells."""
    if "   " in text and starts_item(text):
        number, _, rest = text.partition("   ")
        text = rest.lstrip() if " " not in number and len(number) <= LONGEST_NUMBER else text
    if "|" in text or "│" in text or "\t" in text or ("   " in text and not _is_justified(text)):
        return True
    if (text[-1].isdigit() or text[-1] in "x×%") and text.count(" ") > 1:
        cells = text.split()
        return sum([NUMBER.match(cell) is not None for cell in cells]) * 2 > len(cells) > 2
    return False


@lru_cache(KNOWN)
def is_code(text: str) -> bool:
    """Whether a line has the signs of a program."""
    last = text[-1]
    if last in "{}" or (last in "(:{=;," and text.split(" ", 1)[0] in KEYWORDS):
        return True
    if last == ";":  # behind words of a language, a clause or an item ends
        words = text.replace(", ", ",").split()
        is_short = len(words) < 3 + words[0].isdigit() and text.isascii() and not starts_item(text)
        return len(text) == 1 or (text[-2] not in " \xa0\u202f" and (is_short or STATEMENT.search(text) is not None))
    if last == "." or not ("(" in text or "=" in text or ">" in text or "::" in text or "&&" in text):
        return False
    if not (any([sign in text for sign in CODE_SIGNS]) or (("(" in text or "=" in text) and CODE.search(text))):
        return False
    return not is_prose(text) and width(text) <= WIDE_SHARE * len(text)  # no formula, call or address inside a sentence


def is_prose(text: str) -> bool:
    """Whether a line is of running text in Latin letters, whatever formula is in it: of seven words or more, most of them small."""
    words = text.split()
    small = sum([word.islower() and word.strip(",;:").isalpha() for word in words])
    return len(words) >= FEWEST_WORDS and small >= MOSTLY_WORDS * len(words)


FEWEST_WORDS, MOSTLY_WORDS = 7, 0.6
WIDE_SHARE = 1.4
"""Columns to a character: so wide is a line that is mostly in ideographs or kana."""


def recurring_bullets(texts: Iterable[str]) -> frozenset[str]:
    """The dashes, stars and dots that several lines begin with, each with the space after it; one may be a dash of the sentence."""
    found = Counter([text[:2] for text in texts if text[1:2] == " " and text[0] in BULLETS])
    return frozenset([bullet for bullet, times in found.items() if times >= MIN_BULLETS])


MIN_BULLETS = 3


def _is_justified(text: str) -> bool:
    """Whether the wide gaps of a line are spaces that were stretched: they stand beside clauses, or are many between small words."""
    if CLAUSE_MARK.search(text) and not COLUMN_GAP.search(text):
        return True
    words = text.split()
    return text.count("   ") > 2 and sum([word.islower() for word in words]) * 5 > len(words) * 3


def labels_of(texts: Iterable[str]) -> list[str]:
    """The label that each line begins with, of a speaker or a field, or nothing."""
    return [match[0] if (":" in text or "：" in text) and (match := LABEL.match(text)) else "" for text in texts]


def recurring_labels(labels: Iterable[str]) -> frozenset[str]:
    """The labels that several lines begin with."""
    return frozenset([label for label, times in Counter(labels).items() if label and times > 1])


def begins_entry(before: str, label_before: str, label: str, recurring: frozenset[str]) -> bool:
    """Whether the `label` that a line begins with tells an entry: the line `before` has one, or it recurs, behind the end of a sentence."""
    return label_before != "" or (before[-1] in ENDS and label in recurring)


def begins_alike(before: str, line: str) -> bool:
    """Whether both lines begin with a date, a time or another number of one form, as the lines of a log do."""
    if not (line[:1].isdigit() or line[:1] in "[(") or not DATED.match(line):
        return False
    start = DIGIT.sub("0", line[:10])
    return start == DIGIT.sub("0", before[:10]) and start.count("0") > 3


def starts_item(text: str) -> bool:
    """Whether `text` begins with a mark or number of a list, an outline or a statute."""
    return (text[0] in LIST_FIRST or text[1:2] in (".", ")")) and LIST_MARK.match(text) is not None


def first_unit(text: str) -> int:
    """Columns of the first thing in `text` that a line could have ended after: a word, or an ideograph and its marks."""
    if "\u3041" <= text[0] <= "\u9fff" and text[1:2] not in NO_LINE_START:
        return 2  # as nearly all are
    if text[0] >= "\u2e80" and not "\uac00" <= text[0] <= "\ud7a3":
        end = 1
        if text[0] in OPENS:
            end = 2
        while text[end : end + 1] and text[end] in NO_LINE_START:
            end += 1
        return width(text[:end])
    word = text.split(None, 1)[0]
    if word.isascii():
        return len(word)
    end = 1
    while end < len(word) and (word[end] < "\u2e80" or "\uac00" <= word[end] <= "\ud7a3" or word[end] in NO_LINE_START):
        end += 1
    return width(word[:end])
