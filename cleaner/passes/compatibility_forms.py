"""Characters that only an extractor writes: Kangxi radicals, CJK radicals, Latin ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.document import UNMARKED, UNTOUCHABLE, Document, Edit

# radicals of U+2E80 to U+2EFF that stand for a whole ideograph; Unicode gives most of them no decomposition
RADICALS = dict(
    zip(
        "⺟⺠⺨⺩⺫⺬⺮⺯⺱⺲⺳⺴⺵⺷⺸⺺⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻕⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "母民犬王目示竹糸网网网网网羊羊聿肉臼艹虎衤西西见角讠贝车辶辶辶钅長长长门阝青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙亀龟龟",
        strict=True,
    )
)
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
RADICAL = re.compile("[\u2e80-\u2fd5]")
DAMAGED = re.compile(f"[\u2e80-\u2fd5{LIGATURES}]")
OTHER_WORDS = re.compile(r"[^\W\d_]")
LIGATURE = re.compile(f"[{LIGATURES}](?:(?<=[a-zA-Z{LIGATURES}].)|(?<=[a-zA-Z{LIGATURES}] .)|(?= ?[a-zA-Z{LIGATURES}]))")
"""A ligature beside a letter; a gap may be letter-spacing. One that stands alone may be meant."""


def compatibility_forms(document: Document) -> Iterator[Edit]:
    """Radicals and ligatures back to ordinary characters: `⾦融` becomes `金融`, `oﬃce` becomes `office`.

    A radical that stands alone on its line may be meant (a list of radicals) and stays. NFKC as a whole would
    change `①`, `（` and `２`, so it is asked for single characters only.
    """
    if document.kind not in UNMARKED or (not document.record and not DAMAGED.search("".join(document.unusual))):
        return
    for line in document.matching(DAMAGED):
        fixed = LIGATURE.sub(_plain, line.text)
        if OTHER_WORDS.search(RADICAL.sub("", fixed)) or len(RADICAL.findall(fixed)) > 1:
            fixed = RADICAL.sub(_plain, fixed)
        if fixed != line.text and line.role not in UNTOUCHABLE:
            yield line.edit("text", fixed, "radicals or ligatures that stand for letters")


def _plain(match: re.Match[str]) -> str:
    return RADICALS.get(match[0]) or unicodedata.normalize("NFKC", match[0])
