"""Simplified into Traditional Chinese, and back: off unless asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from cleaner.document import UNTOUCHABLE, Document, Edit, Role
from cleaner.glyphs import HAS_HAN
from cleaner.inline import outside_addresses
from cleaner.language import HANS, HANT

CONVERSIONS = ("s2t", "t2s", "s2tw", "tw2s", "s2twp", "tw2sp", "s2hk", "hk2s", "s2hkp", "hk2sp", "t2tw", "tw2t", "t2hk", "hk2t")
"""The configurations of OpenCC for Chinese: s Simplified, t Traditional, tw and hk its forms in Taiwan and Hong Kong, p with words."""
TRANSLATED = ("title", "subtitle", "author", "source", "series", "place", "categories", "tags", "keywords", "abstract")
"""Keys of the front matter that hold prose; `extra`, addresses and identifiers are not touched."""
SEGMENT = re.compile(r"[^。！？；!?;\n]+[。！？；!?;\n]*|[。！？；!?;\n]+")


def script(document: Document, *, to: str | None = None) -> Iterator[Edit]:
    """Convert prose between Simplified and Traditional Chinese with OpenCC; `to` is one of `CONVERSIONS`.

    Only sentences in the source script change: those with characters of its own and none of the other. A sentence that both
    scripts write the same way follows its document. Code, links and what stands in `extra` stay. Raises `ValueError` if there is no
    such conversion.
    """
    if to is None:
        return
    if to not in CONVERSIONS:
        raise ValueError(f"no script conversion {to!r}; there are {', '.join(CONVERSIONS)}")
    source, target = (HANS, HANT) if to.startswith("s") else (HANT, HANS)
    wording = document.wording()
    follow = len(source.findall(wording)) > len(target.findall(wording))

    def convert(text: str) -> str:
        return outside_addresses(text, lambda part: SEGMENT.sub(lambda match: _segment(match[0], to, source, target, follow), part))

    for line in document.filled:
        if line.text and (line.role not in UNTOUCHABLE or line.role is Role.TABLE) and HAS_HAN.search(line.text):
            fixed = convert(line.text)
            if fixed != line.text:
                yield line.edit("text", fixed, f"script {to}: {', '.join(_phrases(line.text, fixed))}")
        if line.facts:
            facts = {key: _fact(key, value, convert, to) for key, value in line.facts.items()}
            if facts != line.facts:
                yield line.edit("facts", facts, f"script {to}")


def _segment(text: str, to: str, source: re.Pattern[str], target: re.Pattern[str], follow: bool) -> str:
    if not HAS_HAN.search(text):
        return text
    own, other = len(source.findall(text)), len(target.findall(text))
    if other >= max(own, 1) or not (own or follow):
        return text
    converted: str = _converter(to).convert(text.encode("utf-8", "replace").decode())
    return converted


@cache
def _converter(to: str) -> Any:
    import opencc

    return opencc.OpenCC(to)


def _fact(key: str, value: Any, convert: Callable[[str], str], to: str) -> Any:
    if key == "lang" and value in ("zh-Hans", "zh-Hant"):
        return "zh-Hans" if to.endswith(("2s", "2sp")) else "zh-Hant"
    if key not in TRANSLATED:
        return value
    if isinstance(value, str):
        return convert(value)
    return [convert(item) if isinstance(item, str) else item for item in value] if isinstance(value, list) else value


def _phrases(before: str, after: str) -> list[str]:
    """What changed, as `before→after`, each once."""
    if len(before) == len(after):
        runs, start = [], None
        for place, (left, right) in enumerate(zip(before + " ", after + " ", strict=True)):
            if left != right and start is None:
                start = place
            elif left == right and start is not None:
                runs.append(f"{before[start:place]}→{after[start:place]}")
                start = None
    else:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        runs = [f"{before[a:b]}→{after[c:d]}" for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return list(dict.fromkeys(runs))
