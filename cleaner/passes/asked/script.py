"""Simplified into Traditional Chinese, and back: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import groupby
from typing import Any, Literal, NamedTuple

from cleaner.document import Document, Edit, Role
from cleaner.front_matter import is_template
from cleaner.inline import defined, outside_code
from cleaner.printed.paragraphs import prose, rewrite
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.glyphs import HAN, HAS_HAN
from cleaner.wording.language import KANA, detect
from cleaner.wording.names import SURNAMES, are_names

Conversion = Literal[
    "keep", "s2t", "t2s", "s2tw", "tw2s", "s2twp", "tw2sp", "s2hk", "hk2s", "s2hkp", "hk2sp", "t2tw", "tw2t", "t2hk", "hk2t"
]
"""The configurations of OpenCC for Chinese: s Simplified, t Traditional, tw and hk its forms in Taiwan and Hong Kong, p with words."""
TRANSLATED = ("title", "subtitle", "author", "source", "series", "place", "categories", "tags", "keywords", "abstract")
"""Keys of the front matter that hold prose; `extra`, addresses and identifiers are not touched."""
SEGMENT = regex(r"[^。！？；!?;\n]+[。！？；!?;\n]*|[。！？；!?;\n]+")


class Converter(NamedTuple):
    """A conversion, and the ideographs that only its source script has, or only the other one."""

    name: str
    convert: Callable[[str], str]
    own: re.Pattern[str]
    other: re.Pattern[str]

    def __call__(self, text: str, follow: bool, labels: Collection[str] = ()) -> str:
        """`text` with its sentences converted that are in the source script; those that both write alike `follow` the document."""
        return outside_code(text, lambda part: SEGMENT.sub(lambda match: self._sentence(match[0], follow), part), labels)

    def _sentence(self, text: str, follow: bool) -> str:
        if not HAS_HAN.search(text) or KANA.search(text):
            return text
        own, other = len(self.own.findall(text)), len(self.other.findall(text))
        if other >= max(own, 1) or not (own or follow):
            return text
        try:
            return self.convert(text)
        except UnicodeEncodeError:  # a lone surrogate
            return text


TAKEN = f"[{HAN}]|[A-Za-z](?=[{HAN}])"
"""A word may begin with a letter where the other script writes it otherwise: `U盘` is `隨身碟` in Taiwan."""


@rule(fields={"facts"}, changes=Change.ANY, takes=TAKEN)
def script(document: Document, *, to: Conversion = "keep") -> Iterator[Edit]:
    """Convert prose between Simplified and Traditional Chinese with OpenCC: `s2t`, `t2s`, `s2twp` and others.

    Only sentences in the source script change: those where its own characters outnumber the other's. A sentence that both scripts
    write alike follows its document. Japanese, code, links and what stands in `extra` stay; in the name of an author, a surname
    changes only into a surname. `lang` follows.
    """
    if to == "keep":
        return
    convert = _converter(to)
    lines = [*prose(document), *(line for line in document.filled if line.role is Role.TABLE)]
    wording = "\n".join([line.text for line in lines])
    if detect(wording) == "ja":
        return
    follow = len(convert.own.findall(wording)) > len(convert.other.findall(wording))
    labels = defined(document.wording())
    edits = list(
        rewrite(
            lines, lambda text: convert(text, follow, labels), lambda before, after: f"script {to}: {', '.join(_phrases(before, after))}"
        )
    )
    yield from edits
    for line in document.filled:
        if line.facts and not is_template(line.facts):
            facts = {key: _fact(key, value, convert, follow) for key, value in line.facts.items()}
            if edits or facts != line.facts:
                facts = {key: _tag(value, to) if key == "lang" else value for key, value in facts.items()}
            if facts != line.facts:
                yield line.edit("facts", facts, f"script {to}")


@cache
def _converter(to: str) -> Converter:
    import opencc

    ideographs = list(map(chr, range(0x4E00, 0xA000)))
    hans, hant = (
        _only(ideographs, "gb2312", "cp950", opencc.OpenCC("s2t").convert),
        _only(ideographs, "cp950", "gb2312", opencc.OpenCC("t2s").convert),
    )
    return Converter(to, opencc.OpenCC(to).convert, *((hans, hant) if to.startswith("s") else (hant, hans)))


def _only(ideographs: list[str], standard: str, rival: str, convert: Callable[[str], str]) -> re.Pattern[str]:
    """The ideographs of a national `standard` that its `rival` lacks and has another form of."""
    found = [each for each in ideographs if each.encode(standard, "ignore") and not each.encode(rival, "ignore")]
    changed = convert("\n".join(found)).split("\n")
    return regex("[" + "".join([each for each, other in zip(found, changed, strict=True) if each != other]) + "]")


def _fact(key: str, value: Any, convert: Converter, follow: bool) -> Any:
    if key not in TRANSLATED:
        return value
    if isinstance(value, list):
        return [_fact(key, item, convert, follow) for item in value]
    if not isinstance(value, str):
        return value
    fixed = convert(value, follow)
    if key == "author" and are_names(value) and fixed[:1] not in SURNAMES:
        return value[:1] + fixed[1:]
    return fixed


def _tag(value: Any, to: str) -> Any:
    """The language tag of what was written in the script that `to` leaves; a tag of anything else stays."""
    if to[0] == "s":
        return "zh-Hant" if re.match(r"zh(?:-hans.*|-cn|-sg)?\Z", str(value), re.I) else value
    if "2s" in to:
        return "zh-Hans" if re.match(r"zh(?:-hant.*|-tw|-hk|-mo)?\Z", str(value), re.I) else value
    return value


def _phrases(before: str, after: str) -> list[str]:
    """What changed, as `before→after`, each once."""
    if len(before) == len(after):
        changed = [[*pairs] for same, pairs in groupby(zip(before, after, strict=True), lambda pair: pair[0] == pair[1]) if not same]
        runs = ["→".join(map("".join, zip(*pairs, strict=True))) for pairs in changed]
    else:
        from difflib import SequenceMatcher  # imports much

        matcher = SequenceMatcher(None, before, after, autojunk=False)
        runs = [f"{before[a:b]}→{after[c:d]}" for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return list(dict.fromkeys(runs))
