"""Characters that only an extractor writes: Kangxi radicals, CJK radicals, Latin ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.document import NO_PROSE, UNMARKED, Document, Doubt, Edit
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.language import detect

# radicals of U+2E80 to U+2EFF that stand for a whole ideograph; Unicode gives most of them no decomposition
RADICALS = dict(
    zip(
        "⺟⺠⺨⺩⺫⺬⺮⺯⺱⺲⺳⺴⺵⺷⺸⺺⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻕⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "母民犬王目示竹糸网网网网网羊羊聿肉臼艹虎衤西西见角讠贝车辶辶辶钅長长长门阝青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙亀龟龟",
        strict=True,
    )
)
DOOR = "⼾"
DOORS = {"zh-Hans": "户", "ja": "戸"}
"""The one radical whose ideograph differs by script; of all 214, fonts for simplified Chinese share a glyph against NFKC with no other."""
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
RADICAL = regex("[\u2e80-\u2fd5]")
DAMAGED = regex(f"[\u2e80-\u2fd5{LIGATURES}]")
UNKNOWN_GLYPH = regex(r"(?<=\S)[ \t]*\(cid:\d+\)")
"""Not at the start of a line, where it may be a bullet."""
DOUBLED = regex("([\u2e80-\u2fd5])(?=(.))|(?<=(.))([\u2e80-\u2fd5])")
"""A radical beside another character: some extractors write both for one glyph, which is known by one of them alone."""
LIGATURE = regex(f"[{LIGATURES}](?:(?<=[a-zA-Z{LIGATURES}].)|(?<=[a-zA-Z{LIGATURES}] .)|(?= ?[a-zA-Z{LIGATURES}]))")
"""A ligature beside a letter; a gap may be letter-spacing. One that stands alone may be meant."""


@rule(acts_on=UNMARKED, changes=Change.LETTERS, takes=DAMAGED.pattern, after=["controls"])
def compatibility_forms(document: Document) -> Iterator[Edit | Doubt]:
    """Radicals and ligatures back to ordinary characters: `⾦融` becomes `金融`, `⽂文化` `文化`, `oﬃce` `office`.

    A radical that stands alone on its line may be meant (a list of radicals) and stays. NFKC as a whole would
    change `①`, `（` and `２`, so it is asked for single characters only.
    """
    for line in document.holding("(cid:"):
        if UNKNOWN_GLYPH.search(line.text):
            yield line.doubt("a glyph of which the extractor knew only the number", "as it is", "a character that is lost")
    if not document.is_repaired() and not DAMAGED.search("".join(document.unusual)):
        return
    door = DOORS.get(detect(document.wording()) or "", "戶") if DOOR in document.unusual else ""
    for line in document.matching(DAMAGED):
        fixed = LIGATURE.sub(lambda match: _ordinary(match[0]), line.text)
        if len(fixed.strip()) > 1:
            fixed = _without_radicals(fixed, door)
        if fixed != line.text and line.role not in NO_PROSE:
            yield line.edit("text", fixed, "radicals or ligatures that stand for letters")


def _without_radicals(text: str, door: str) -> str:
    """`text` with ideographs for radicals, one for a radical and its ideograph side by side."""

    def ordinary(radical: str) -> str:
        return door if radical == DOOR else _ordinary(radical) if RADICAL.match(radical) else radical

    def once(match: re.Match[str]) -> str:
        radical, neighbour = (match[1], match[2]) if match[1] else (match[4], match[3])
        return "" if radical != neighbour and ordinary(radical) == ordinary(neighbour) else match[0]

    return RADICAL.sub(lambda match: ordinary(match[0]), DOUBLED.sub(once, text))


def _ordinary(sign: str) -> str:
    return RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)
