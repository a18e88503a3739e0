"""Characters that only an extractor writes: Kangxi radicals, CJK radicals, Latin ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.document import UNTOUCHABLE, Document, Edit, Kind
from cleaner.glyphs import CJK, MARKS, QUOTES

# radicals of U+2E80 to U+2EFF that stand for a whole ideograph; Unicode gives most of them no decomposition
RADICALS = dict(
    zip(
        "⺟⺠⺨⺩⺫⺬⺮⺯⺱⺲⺳⺴⺵⺷⺸⺺⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻕⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "母民犬王目示竹糸网网网网网羊羊聿肉臼艹虎衤西西见角讠贝车辶辶辶钅長长长门阝青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙亀龟龟",
        strict=True,
    )
)
LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
DAMAGED = re.compile(f"[\u2e80-\u2fd5{LIGATURES}]")
KANGXI = re.compile(rf"[\u2e80-\u2fd5]+(?=[{CJK}{MARKS}{QUOTES}\w])|(?<=[{CJK}{MARKS}{QUOTES}\w])[\u2e80-\u2fd5]+|[\u2e80-\u2fd5]{{2,}}")
LIGATURE = re.compile(f"[{LIGATURES}]")


def compatibility_forms(document: Document) -> Iterator[Edit]:
    """Radicals and ligatures back to ordinary characters: `⾦融` becomes `金融`, `oﬃce` becomes `office`.

    A radical that stands alone may be meant (a table of radicals) and stays. NFKC as a whole would
    change `①`, `（` and `２`, so it is asked for single characters only.
    """
    if document.kind is Kind.MARKDOWN or not DAMAGED.search("".join(document.unusual)):
        return
    for line in document.matching(DAMAGED):
        fixed = LIGATURE.sub(_plain, KANGXI.sub(_plain, line.text))
        if fixed != line.text and line.role not in UNTOUCHABLE:
            yield line.edit("text", fixed, "radicals or ligatures that stand for letters")


def _plain(match: re.Match[str]) -> str:
    return "".join([RADICALS.get(character) or unicodedata.normalize("NFKC", character) for character in match[0]])
