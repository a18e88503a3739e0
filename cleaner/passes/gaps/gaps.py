"""Gaps that no typist put there: letter-spacing, justification, spaces beside full-width marks, numbers in pieces."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import groupby, pairwise

from cleaner.document import FURNITURE, HEADINGS, NO_PROSE, PLAIN, Document, Kind, Line, Role
from cleaner.inline import outside_code
from cleaner.printed.apart import NUMBER, numbers_last
from cleaner.printed.floats import FIGURE
from cleaner.regex import regex
from cleaner.rules import Change, Proposals, rule
from cleaner.wording.glyphs import CJK, HAN, HAS_CJK, HAS_HAN, MARKS, QUOTES
from cleaner.wording.line_ends import parts_pair
from cleaner.wording.numbering import NUMERALS, SECTION, value_of
from cleaner.wording.numerals import COUNTED, joined_digits, joined_numbers
from cleaner.wording.sentences import ENTRY, ends_clause

WIDE = f"{CJK}{MARKS}{QUOTES}"
BETWEEN = regex(rf"[ \u3000\xa0](?<=[{CJK}].)[ \u3000\xa0]*(?=[{CJK}])")
"""A gap between two ideographs or kana."""
PAIR = regex(rf"(?<=[{CJK}])[ \u3000\xa0]*(?=[{CJK}])")
"""Where two of them meet, with a gap or without."""
SPACED = regex(rf" (?:(?<=[{WIDE}\d%] )(?=[{WIDE}\d])|(?<=[{WIDE}] )(?=[A-Za-z])|(?<=[A-Za-z%] )(?=[{WIDE}]))")
"""The single spaces of a letter-spaced line, beside anything wide or a digit."""
MIN_GAPS = 3
"""Gaps between ideographs on a letter-spaced line. Two are a name list or a heading of two clauses: in 57,000 lines of the benchmark's
inputs none with three such gaps, most of its ideographs parted, was anything else."""
MOSTLY = 0.6
"""Of the places where two ideographs meet, so many have a gap where nothing but the line itself tells that it is letter-spaced. Names in
pairs (`张三 李四 王五`) have half or fewer."""
MIN_LONE = 6
"""Ideographs of a letter-spaced line that stands alone: fewer may be a list of single characters (`金 木 水 火 土`)."""
IN_SENTENCE = regex(f"[{MARKS}\\d]|[A-Za-z]{{2,}}")
"""What no list of single characters holds: a mark, a number, a word."""
CLAUSE = regex("[，。；：、！？．,;!?]")
"""What parts clauses: rows of a table and lines of a form have none."""
COLUMNS = regex(rf"(?<=\S) {{4,}}(?=\S)|(?<=[{CJK}]) {{2,}}(?=[{CJK}])")
"""Gaps that part columns; beside Latin two or three spaces are justification."""

LATIN_END = r"[A-Za-z0-9０-９%‰℃°+＋\])/]"
BESIDE_LATIN = regex(
    rf" (?:(?<=[{CJK}] ) {{0,2}}(?=[A-Za-z0-9０-９+＋(\[$¥€#~@/])"  # 占 GDP
    rf"|(?<={LATIN_END} ) {{0,2}}(?=[{CJK}“《（])"  # GDP 比重; not after `1.`
    r"|(?<=\+ )(?=[”’]))"  # “金融 +”
)
"""The quarter-em that layout engines put between ideographs and Latin, up to three spaces: wider gaps part columns."""
IN_WORD = "!-~\u00a1-\u10ff\u1e00-\u1fff\u2010-\u203a\uac00-\ud7a3"
"""Signs of scripts that part words with spaces: Latin, Greek, Cyrillic and their neighbours, Hangul."""
WORD_SPACE = regex(rf"(?<=[{IN_WORD}]) {{2,3}}(?=[{IN_WORD}])")
"""A word space of a justified line; wider gaps part columns."""

NUMBER_OF_SECTION = rf"§ ?\d{{1,3}}(?:\.\d{{1,2}})*|\d{{1,4}}(?:\.\d{{1,2}}){{2,4}}|\d{{1,2}}\.\d{{1,2}}(?![ \u3000]+[{COUNTED}])"
LABEL = regex(
    rf"[ \u3000]*(?:第[ \u3000]*[{NUMERALS}千零〇\d]{{1,8}}[ \u3000]*[编編章节節條条款][ \u3000]+(?=[{CJK}A-Za-z])"
    rf"|(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日[ \u3000]+(?=[{CJK}])"
    rf"|(?:{NUMBER_OF_SECTION})[ \u3000]+(?=[{CJK}“《（「]))"
)
"""The label of an article, the date of an entry or the number of a section or clause (`5.1`, `§3.2`) at the start of a paragraph, and
its gap."""
COLUMN = "    "
NUMBERED = regex(r"[ \u3000]*第.*\S")
INSIDE_LABEL = "a gap inside the number of a chapter or article"
GAPS = regex(r"(?<=\S)[ \u3000]+")
FIRST = regex(rf"[ \u3000]*([{CJK}]{{1,12}}|[{CJK}](?:[ \u3000]+[{CJK}]){{1,2}})[ \u3000]+(?=[{CJK}]{{2}})")
"""A short word and a gap: what a label and its text begin with. Single characters apart are one word."""
CELLS = regex(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?=[%％]))[%％]?[ \u3000]+(?:\(\d|[-+−]?\d(?![\d.]*[:：年月)）]))")
"""A number with a point, commas or a sign, and another beside it: cells of a row. Thousands may have gaps, too (`7 500`)."""
CELLS_GATE = regex(r"[ \u3000](?<=[\d%％].)[ \u3000]*[-+−(]?\d")
_GAP = rf"(?<=[{CJK}）)][ \u3000]"
PAGED = regex(rf"[ \u3000](?=\d)(?:{_GAP})|{_GAP}{{2}})|{_GAP}{{3}}))\d[\d.,]*[%％]?[ \u3000]{{0,9}}$", re.M)
"""A number behind a gap at the end of a line."""
LEADERS = " .…·⋅\u3000"
MAX_END = 60
"""Characters at the end of an entry in which its leaders are looked for."""
SPACES = "[ \u3000\xa0]+"
HAS_MARK = regex(f"[{MARKS}]")
LIST_MARK = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
NARROW = r"[ \u3000\xa0]{1,3}"
HANGUL = "\uac00-\ud7a3"
BESIDE_MARK = regex(
    rf"(?:(?<=\S){SPACES}(?=[，。；、！？])|(?<=[^\s{HANGUL}]){NARROW}(?=[{MARKS}]))"
    rf"|(?:(?<=[，。；、！？]){SPACES}|(?<=[{MARKS}]){NARROW})(?=[^\s*_`\[!#|>{HANGUL}])"
)
"""A wider gap beside a bracket or a colon parts columns; Korean parts its words there, too."""
BESIDE_QUOTE = regex(
    rf"(?:(?<=[{CJK}{MARKS}])|(?<=[{CJK}{MARKS}][”’])){SPACES}(?=[“‘])|(?<=[”’]){SPACES}(?=[{CJK}])|(?<=[{CJK}“”]){SPACES}(?=——)"
    rf"|(?<=[“‘]){SPACES}(?=[{CJK}])|(?<=[{CJK}]){SPACES}(?=[”’])"
)
"""A curly quote is as wide as its neighbour."""
MARK_GATE = regex(rf"[{MARKS}“‘”’—](?:(?<=[ \u3000\xa0].)|(?=[ \u3000\xa0]))")

LETTERS = regex(rf"(?:(?<=[{WIDE}])|^)[A-Za-z](?: [A-Za-z]){{2,}}(?=[{WIDE}]|$)|(?<=[{WIDE}])[A-Za-z](?: [a-z]){{2,}}(?=[{WIDE}]|$)")
"""Single letters with single spaces, an ideograph right beside them: `用的是R u s t`. Three and more; `A B` may be two names."""
LETTERS_GATE = regex("[A-Za-z] [A-Za-z] [A-Za-z]")
WORD = r"(?:[A-Za-z](?: [a-z])+|[A-Z](?: [A-Z])+|[aAI])(?: ?[,.;:!?])?"
RUN = regex(rf"(?<!\S)(?:{WORD} {{2,}})*(?:[A-Za-z](?: [a-z]){{3,}}|[A-Z](?: [A-Z]){{4,}})(?: ?[,.;:!?])?(?: {{2,}}{WORD})*(?!\S)")
RUN_GATE = regex(" [A-Za-z] [A-Za-z] [A-Za-z](?![A-Za-z])(?<=[A-Za-z] [A-Za-z] [A-Za-z] [A-Za-z])")
WIDER = regex(" {2,}")
LATIN = regex("[a-z]+")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
MIN_DIFFERENT = 6
"""Letters. The answers of a test, a rhyme scheme, a strand of bases have fewer."""

BEFORE_NUMBER = regex(rf"([{HAN}]) ([{HAN}]) ?(?=\d)")
ITEM = regex(rf"[ \t]*([A-Za-z]|\d{{1,2}}|[{NUMERALS}]{{1,3}})[ \u3000]+(?=[{CJK}“《（「])(?![{COUNTED}])")
"""A label without a mark, and a gap, where a paragraph begins."""
BLANKS = regex(rf"(?<![{HAN}] [{HAN}] )(?:年[ \u3000]+月[ \u3000]+日|[万萬][ \u3000]+[仟千][ \u3000]+[佰百]|仟[ \u3000]+佰[ \u3000]+拾)")
"""The blanks of a form, to be filled in: units in their order without a number, on a line that is not letter-spaced before them."""
_STRING = r"(?:'[^'\n]{0,80}'|\"[^\"\n]{0,80}\")"
STRINGS = regex(rf"(?:(?<=[\[{{=])|(?<=[A-Za-z_]\()) ?{_STRING}(?:[,:] ?(?:{_STRING}|[\w.-]{{1,40}}+(?=[,\]}})])))*")
"""Strings of a program among prose, behind a bracket, the name of a function or a sign that assigns: `['a b', 'c']`, `read("a b")`."""
RUNNING = frozenset({Role.BODY, Role.LIST_ITEM, Role.FOOTNOTE, Role.QUOTE, Role.ABSTRACT, Role.NOTICE})
REACH = 40
"""Lines after which the next line of running text is not looked for: a page of furniture and floats."""


@rule(changes=Change.SPACE)
def gaps(document: Document) -> Proposals:
    """Close gaps that no typist put there: `超 过 18 万 亿` becomes `超过18万亿`.

    Evidence, each on the line itself: most places where two ideographs meet have a gap, three at least (letter-spacing; its single
    digits and letters close too); a number in pieces with what it counts; a space beside a full-width mark, which brings its own
    room. On lines that were printed, also: a gap between ideographs inside a paragraph, a gap between ideographs and Latin, a word
    space stretched by justification. There only: in text that a person typed they are a style. In Markdown only numbers.

    Not closed: gaps of four spaces and more, and rows of short pieces (columns, names); one or two gaps in a heading or title, which
    part its clauses; the gap after the number of a heading; code, addresses, tables; lines with the blanks of a form (`年 月 日`). A
    lone line of a few parted characters may be a list of them: it is reported.
    """
    if document.kind in (Kind.HTML, Kind.MARKDOWN) and not document.is_wide():
        return  # without ideographs all of its gaps are word spaces
    labelled, paged = (_labelled(document), _paged(document)) if document.kind is Kind.WRAPPED else (set(), set())
    known: set[str] | None = None
    may_run = document.kind in PLAIN and RUN_GATE.search(document.wording()) is not None
    lines = document.matching(BETWEEN) if document.kind is Kind.MARKDOWN else document.spaced()
    may_be_form = lines != [] and any([unit + gap in document.wording() for unit in "年万萬仟" for gap in " \u3000"])
    for line in lines:
        role = line.role
        if role in NO_PROSE or role in FURNITURE:
            continue
        text = line.text
        if may_be_form and BLANKS.search(text):
            continue
        reasons: list[str] = []
        if document.kind is Kind.MARKDOWN:
            if (text := outside_code(text, partial(_numbers, Kind.MARKDOWN, reasons))) != line.text:
                yield line.edit("text", text, reasons[0])
            continue
        if may_run and RUN_GATE.search(text):
            # before any gap closes: wider gaps show where words end
            if known is None:
                known = set(LATIN.findall(document.wording().lower()))
            text, unsure = _words(text, known)
            reasons += ["a space after every letter"] if text != line.text else []
            for words in unsure:
                yield line.doubt("a space after every letter, and nothing shows where words end", "as it is", words)
        if text.isascii():
            text = _stretched(document, line, text, reasons)
        else:
            close = partial(_wide, document, line, reasons, line.index in labelled, line.index in paged)
            text = outside_code(text, partial(_outside_strings, close))
        if text != line.text:
            yield line.edit("text", text, "; ".join(dict.fromkeys(reasons)))
        elif not text.isascii() and BETWEEN.search(text) and is_parted(text):
            yield line.doubt("a gap after every character: letter-spaced, or a list of single characters", "as it is", "without gaps")


def _labelled(document: Document) -> set[int]:
    """The lines that begin with labels of which one follows on the other: `a`, `b`, `c`, or `一`, `二`."""
    last: dict[str, tuple[int, int]] = {}  # by form: the line before that has such a label, and its number
    found: set[int] = set()
    for line in [line for line in document.filled if line.joint not in ("", " ")]:
        if match := ITEM.match(line.text):
            form, number = _count(match[1])
            before, count = last.get(form, (0, 0))
            if number == count + 1 and count:
                found |= {before, line.index}
            last[form] = line.index, number
    return found


def _count(label: str) -> tuple[str, int]:
    """The form in which a label counts, and its number."""
    if label.isascii() and label.isalpha():
        return "a", ord(label)
    return "1" if label.isdecimal() else "一", value_of(label)


def _paged(document: Document) -> set[int]:
    """The lines that end with a number behind a gap, as those beside them do: entries of a table of contents, and rows."""
    paged, lines = {line.index for line in document.matching(PAGED)}, [line for line in document.filled if line.text.strip()]
    places = [place for place, line in enumerate(lines) if line.index in paged] if paged else []
    near = sorted({place for at in places for place in range(max(0, at - BESIDE), min(len(lines), at + BESIDE + 1))})
    found: set[int] = set()
    for _, group in groupby(enumerate(near), key=lambda pair: pair[1] - pair[0]):  # those that follow each other
        run = [lines[place] for _, place in group]
        found |= {run[at].index for at in numbers_last([line.text.strip() for line in run])}
    return found


BESIDE = 6
"""Lines before and after one that ends with a number: what is asked looks at its neighbours."""


def _title_end(text: str, is_paged: bool) -> int:
    """Where the title of an entry ends, and the gap before its leaders and page number begins; the end of `text` if it is none."""
    bare = text.rstrip(" \u3000")
    end = len(bare.rstrip("0123456789ivxlIVXL").rstrip(LEADERS))
    is_led = end < len(bare) and ENTRY.search(bare, max(end, len(bare) - MAX_END)) is not None
    if not (is_led or is_paged):
        return len(text)
    bare = bare[:end] if is_led else bare
    title, _, number = bare.rpartition(" ")
    return len(title.rstrip()) if NUMBER.match(number) else len(bare)


def _wide(document: Document, line: Line, reasons: list[str], is_labelled: bool, is_paged: bool, text: str) -> str:
    """A piece of a line with ideographs, its gaps closed."""
    printed = document.kind is Kind.WRAPPED and line.role is not Role.KEPT
    is_heading = line.role in HEADINGS
    begins = line.text.startswith(text)
    is_paged = is_paged and not is_heading and not in_paragraph(document, line)
    end = _title_end(text, is_paged) if printed and line.text.endswith(text) else len(text)
    text, tail = text[:end], text[end:]
    start = 0
    if (
        ((is_heading or tail) and (number := SECTION.match(text)))
        or (line.role is Role.LIST_ITEM and (number := LIST_MARK.match(text)))
        or (begins and line.joint not in ("", " ") and (number := LABEL.match(text)) and not is_parted(text[number.end() :]))
        or (is_labelled and begins and (number := ITEM.match(text)))
    ):
        # a gap parts a heading from its number, an item from its mark, the first line of an entry from its label
        start = number.end()
    elif (
        printed
        and (number := FIGURE.match(text, len(text) - len(text.lstrip())))
        and (line.role is Role.CAPTION or ((begins or text.startswith(COLUMN)) and _is_name(document, line)))
    ):
        if (beside := text.find(COLUMN, number.end())) > 0:  # it may have a number, too
            text, tail = text[:beside], _wide(document, line, reasons, False, False, text[beside:]) + tail
        end = len(text[: number.end()].rstrip())
        label = _closed(BESIDE_LATIN, text[:end], "justified spacing between ideographs and Latin", reasons)
        text, start = label + text[end:], number.end() - end + len(label)
    head, text = text[:start], text[start:]
    if spaced := NUMBERED.match(head):  # `第 三 章`
        head = _closed(GAPS if printed else BETWEEN, spaced[0], INSIDE_LABEL, reasons) + head[spaced.end() :]
    is_row = CELLS_GATE.search(text) is not None and CELLS.search(text) is not None
    if BETWEEN.search(text):
        if _is_spaced(document, line, text):
            count = len(BETWEEN.findall(text))
            text = _letters(document, (BETWEEN if is_heading else SPACED).sub("", joined_digits(text)))
            reasons.append(f"letter-spaced, {count} gaps between ideographs")
        elif printed and line.role in RUNNING and _is_running(document, line, text) and in_paragraph(document, line):
            first = FIRST.match(text) if begins and not head else None
            is_label = first and _is_label(document, line, first)
            text = f"{BETWEEN.sub('', first[1])} {text[first.end() :]}" if first and is_label else BETWEEN.sub("", text)
            reasons.append("a gap between ideographs inside a paragraph")
    if printed:
        if line.role is not Role.IDENTIFIERS and not is_row:  # a gap parts a label from its number, and cells
            text = _closed(BESIDE_LATIN, text, "justified spacing between ideographs and Latin", reasons) if HAS_CJK.search(text) else text
        if LETTERS_GATE.search(text):
            closed = _letters(document, text)
            if closed != text:
                reasons.append("a space after every letter")
            text = closed
        text = _stretched(document, line, text, reasons)
    text = _numbers(document.kind, reasons, text, printed)
    if MARK_GATE.search(text) and not is_row:
        text = _closed(BESIDE_MARK, text, "a space beside full-width punctuation", reasons) if HAS_MARK.search(text) else text
        # in a heading or title the space before a quote may part two clauses
        if not is_heading and line.role not in (Role.TITLE, Role.BYLINE):
            text = _closed(BESIDE_QUOTE, text, "a space beside full-width punctuation", reasons)
    return head + text + tail


def as_typed(text: str) -> str:
    """`text` as this rule writes a line that was typed: no gaps between letter-spaced characters, none beside full-width marks."""
    if is_parted(text) and IN_SENTENCE.search(text):
        text = SPACED.sub("", joined_digits(text))
    if MARK_GATE.search(text) and not (CELLS_GATE.search(text) and CELLS.search(text)):
        text = BESIDE_QUOTE.sub("", BESIDE_MARK.sub("", text))
    return text


def _outside_strings(close: Callable[[str], str], text: str) -> str:
    """`close` applied to what stands between the strings of a program: their blanks are theirs."""
    if "'" not in text and '"' not in text:
        return close(text)
    parts, last = [], 0
    for match in STRINGS.finditer(text):
        parts += [close(text[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*parts, close(text[last:])])


def _is_name(document: Document, line: Line) -> bool:
    """Whether a line that begins with a figure's number is the name of one: a line of its own, and no sentence."""
    return not in_paragraph(document, line) and not ends_clause(line.text.rstrip())


def _is_label(document: Document, line: Line, first: re.Match[str]) -> bool:
    """Whether the first word of a line is a label: it begins a paragraph, or stands behind a clause or words of another script, and its gap
    is the only one there. In stretched text the lines around have others."""
    behind = document.lines[line.index + 1 : line.index + 3]
    before = document.lines[line.index - 1].text if line.index and line.joint in ("", " ") else ""
    others = [first.string[first.end() :], before, *[one.text for one in behind if one.joint in ("", " ")]]
    if HAS_CJK.search(before) and not ends_clause(before):
        return False
    return not any([BETWEEN.search(other) for other in others]) and parts_pair(first[1][-1], first.string[first.end()]) != 2


def _numbers(kind: Kind, reasons: list[str], text: str, printed: bool = False) -> str:
    """`text` with its numbers in pieces put together, and with such a number the word before it: `超 过 18 万 亿`."""
    if (kind in PLAIN or BETWEEN.search(text)) and (joined := joined_numbers(text, printed)) != text:
        text = BEFORE_NUMBER.sub(lambda word: word[1] + word[2] if parts_pair(word[1], word[2]) == 2 else word[0], joined)
        reasons.append("a number in pieces")
    return text


def _closed(pattern: re.Pattern[str], text: str, reason: str, reasons: list[str], by: str = "") -> str:
    found = pattern.sub(by, text)
    if found != text:
        reasons.append(reason)
    return found


def _stretched(document: Document, line: Line, text: str, reasons: list[str]) -> str:
    """A line with the word spaces of justified running text as they were typed."""
    if "  " in text and document.kind is Kind.WRAPPED and line.role in RUNNING and in_paragraph(document, line):
        return _closed(WORD_SPACE, text, "a word space of a justified line", reasons, " ")
    return text


def is_parted(text: str) -> bool:
    """Whether most of the places where two ideographs meet have a gap, three at least, and no wider gap parts columns."""
    count = len(BETWEEN.findall(text))
    if count < MIN_GAPS or count < MOSTLY * len(PAIR.findall(text)):
        return False
    return not COLUMNS.search(BESIDE_MARK.sub("", text).strip())  # beside a mark no gap stays


def _is_spaced(document: Document, line: Line, text: str) -> bool:
    """Whether a line is letter-spaced: parted throughout, or a heading of two or three characters, all of them apart (`目 录`)."""
    count = len(BETWEEN.findall(text))
    if line.role in HEADINGS and 0 < count < MIN_GAPS:
        return count == len(text.split()) - 1 == len(HAS_HAN.findall(text)) - 1
    return is_parted(text) and not _may_be_list(document, line)


def _may_be_list(document: Document, line: Line) -> bool:
    """Whether a line of parted characters may be a list of them: nothing else is on it, and no line before or after goes on with it.

    On a printed page so many are a stretched line, a title or a caption.
    """
    if line.role in HEADINGS or IN_SENTENCE.search(line.text):
        return False
    printed = document.kind is Kind.WRAPPED and line.role is not Role.KEPT
    return not printed or (len(HAS_HAN.findall(line.text)) < MIN_LONE and not in_paragraph(document, line))


def _is_running(document: Document, line: Line, text: str) -> bool:
    """Whether `text` of a line is running text, no row: a mark parts its clauses, or a gap in it or in a line joined to it cuts a word."""
    if "    " in text.strip() or CLAUSE.search(text):
        return "    " not in text.strip()
    beside = document.lines[max(0, line.index - 1) : line.index + 2]
    around = [one.text for one, after in pairwise(beside) if after.joint in ("", " ")] + [beside[-1].text] * (beside[-1].joint in ("", " "))
    return any([parts_pair(one[gap.start() - 1], one[gap.end()]) == 2 for one in (text, *around) for gap in BETWEEN.finditer(one)])


def _letters(document: Document, text: str) -> str:
    """Letter-spaced Latin beside ideographs put together; in two words where the text has these two side by side elsewhere."""

    def together(match: re.Match[str]) -> str:
        letters = match[0].replace(" ", "")
        if letters.lower() in ALPHABET:
            return match[0]  # A B C D is a list
        if letters in document.wording():
            return letters
        parts = [f"{letters[:at]} {letters[at:]}" for at in range(2, len(letters) - 1) if letters[at].isupper()]
        return next((part for part in parts if part in document.wording()), letters)

    return LETTERS.sub(together, text)


def _words(text: str, known: set[str]) -> tuple[str, list[str]]:
    """Letter-spaced Latin words put together, and those of which nothing shows where they end.

    Evidence: four single letters with single spaces, and wider gaps where words end. Without such gaps it may be one word or
    several, or a word that is spelt out: it is closed if it has a line of its own and stands elsewhere in the text.
    Letters in the order of the alphabet are a list, and few letters again and again (`A C B D  B A D C`) are labels.
    """
    whole = text.strip()
    unsure: list[str] = []

    def closed(match: re.Match[str]) -> str:
        words = [word.replace(" ", "") for word in WIDER.split(match[0])]
        if any(list(word) == sorted(word) for word in words if len(word) > 3):
            return match[0]
        if len(words) > 1 and len({*filter(str.isalpha, match[0].lower())}) < MIN_DIFFERENT:
            return match[0]
        if len(words) == 1 and not (match[0] == whole and words[0].rstrip(",.;:!?").lower() in known):
            unsure.append(words[0])
            return match[0]
        return " ".join(words)

    return outside_code(text, lambda part: RUN.sub(closed, part)), unsure


def in_paragraph(document: Document, line: Line) -> bool:
    """Whether `line` is joined to the line of running text before or after it."""
    if line.joint in ("", " "):
        return True
    after = next((other for other in document.lines[line.index + 1 : line.index + 1 + REACH] if other.role is line.role), None)
    return after is not None and after.joint in ("", " ")
