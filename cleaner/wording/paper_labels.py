"""The labels that papers print before what they say of themselves, in all the ways they are written."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.regex import regex

NAMES: dict[str, tuple[str, ...]] = {
    "abstract": (
        *("摘要", "内容摘要", "內容摘要", "中文摘要", "提要", "内容提要", "內容提要"),
        *("要旨", "抄録", "論文要旨", "초록", "요약", "국문요약"),
        *("Abstract", "Zusammenfassung", "Kurzfassung", "Résumé", "Resumen", "Resumo", "Riassunto", "Аннотация"),
    ),
    "keywords": (
        *("关键词", "关键字", "關鍵詞", "關鍵字", "主题词", "主題詞", "キーワード", "핵심어", "주제어"),
        *(
            "Key words and phrases",
            "Keywords and phrases",
            "Key words",
            "Keywords",
            "Keyword",
            "Index Terms",
            "Schlüsselwörter",
            "Schlagwörter",
            "Stichwörter",
        ),
        *("Mots-clés", "Mots clés", "Palabras clave", "Palavras-chave", "Parole chiave", "Ключевые слова"),
    ),
    "clc": ("中图分类号", "中圖分類號", "中图法分类号", "分类号", "分類號"),
    "document_code": ("文献标识码", "文献标志码", "文獻標識碼", "文獻標誌碼"),
    "article_id": ("文章编号", "文章編號"),
    "doi": ("DOI",),
    "author_note": (
        *("作者简介", "作者簡介", "作者单位", "作者單位", "通讯作者", "通信作者", "通訊作者", "第一作者简介"),
        *("Biography", "Corresponding author", "About the author"),
    ),
    "fund": ("基金项目", "基金項目", "基金资助", "资助项目", "Foundation item", "Fund Project"),
    "received": ("收稿日期", "投稿日期", "Received date", "Received"),
    "revised": ("修回日期", "修订日期", "修改日期", "修訂日期", "Revised date", "Revised"),
    "accepted": ("定稿日期", "录用日期", "接受日期", "Accepted"),
    "citation": ("引用格式", "引文格式", "引用本文"),
}
"""By key of the front matter: `clc` to `doi` are identifiers, those from `author_note` on stand in `extra`; how to cite stays text."""
DATED = frozenset({"received", "revised", "accepted"})
NOTES = frozenset({"author_note", "fund", *DATED})
VALUES = {
    "clc": regex(r"[A-Z][\w.\-/+:=()（）;； ]*"),
    "document_code": regex(r"[A-Z]\d?(?![\w.])"),
    "article_id": regex(r"\d[\w()（）-]{8,40}"),
    "doi": regex(r"10\.\S+"),
}
"""What a class or number of a paper looks like behind its label."""
IDENTIFIERS = VALUES.keys()
NARROW: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code).isalnum() or chr(code) in "－．／"},
    **dict.fromkeys(map(ord, "—–−"), "-"),
}
"""Full-width letters and digits, as some journals print them, to ASCII, and all dashes to one."""
BLANK = r"[^\S\n]"


def _spaced(name: str) -> str:
    """A pattern of `name` that allows gaps between its ideographs: `摘  要`, `关 键 词`."""
    return re.escape(name).replace(r"\ ", rf"{BLANK}?") if name < "\u0500" else rf"{BLANK}*".join(name)


def _any(names: tuple[str, ...]) -> str:
    return "|".join(_spaced(name) for name in sorted(names, key=len, reverse=True))


OPEN, CLOSE = r"[【\[〔（(［]", r"[】\]〕）)］]"
# nothing in it is tried twice: lines begin with as many spaces as a page is wide
LABEL = regex(
    rf"{BLANK}*+(?:[*＊†‡]++{BLANK}*+)?(?:(?P<open>{OPEN}){BLANK}*+)?(?P<name>"
    + "|".join(f"(?P<{key}>{_any(names)})" for key, names in NAMES.items())
    + rf")(?![A-Za-z])(?:{BLANK}*(?P<close>{CLOSE}))?(?:{BLANK}*(?P<colon>[：:]|[—–]|[.．](?!\w)|--?(?=\s)))?(?P<gap>{BLANK}*)",
    re.I,
)
SPLIT_FIRST = regex(rf"{BLANK}*(?:内{BLANK}*容{BLANK}*)?(?:摘|提|[关關]{BLANK}*[键鍵]?){BLANK}*$", re.M)
"""The first piece of a stretched label that an extractor broke: `摘` above `要`, `关 键` above `词：渡口`."""
LETTERS = "".join(sorted({sign for names in NAMES.values() for name in names for sign in (name[0].lower(), name[0].upper())}))
FIRST = frozenset(f"{LETTERS}*＊†‡【[〔（(［")
"""What a line with a label begins with."""
STARTS = regex(
    rf"^{BLANK}*+(?:[*＊†‡]++{BLANK}*+)?(?:{OPEN}{BLANK}*+)?(?=[{LETTERS}])(?:{SPLIT_FIRST.pattern}|(?i:"
    + "|".join(_any(names) for names in NAMES.values())
    + "))",
    re.M,
)
"""What a line with a label, or with the first piece of one, begins with: most texts have none."""


class Found(NamedTuple):
    """A label at the start of a line."""

    key: str
    end: int  # where its value begins, in characters
    is_marked: bool  # by a colon, by brackets, or by standing alone: without, a sentence may begin with the word


SIGN = regex(r"[;,](?= )")
SENTENCE = regex(r"(?:.*\s)?(?:is|are|was|were|can|may|should|will)\s")
"""Keywords have no verb."""


def read(text: str) -> Found | None:
    """The label at the start of `text`, if it is set apart from what follows: by a colon, brackets, a gap, or the end of the line.

    `摘要：本文…`, `【摘 要】本文…`, `摘  要  本文…`, `Abstract—We…`, `Abstract` alone. `摘要的写法` is none: nothing parts the word from
    the sentence. In Latin script a gap parts every word: there the label must have a mark, a wider gap, stand
    alone, or be in capitals; keywords are parted by signs.
    """
    match = LABEL.match(text)
    if match is None:
        return None
    key = key_of(match)
    alone = not text[match.end() :].strip()
    marked = bool(match["colon"] or (match["open"] and match["close"]) or alone)
    is_latin = match["name"] < "\u0500"
    is_plain = match["name"].isupper() or len(match["gap"]) > 1 or (key in DATED and text[match.end() : match.end() + 1].isdecimal())
    is_plain = is_plain or (key == "keywords" and SIGN.search(text) is not None and not SENTENCE.match(text, match.end()))
    parted = bool(match["gap"]) and (not is_latin or is_plain)
    return Found(key, match.end(), marked) if marked or parted else None


def key_of(match: re.Match[str]) -> str:
    """The key of the label that `LABEL` matched."""
    return next(name for name in NAMES if match[name] is not None)


def fields(text: str) -> list[tuple[str, str]]:
    """The labels of a line and what each names: several stand on one line, `中图分类号：G258　文献标识码：A`.

    Inside a line a label has a colon or brackets; a word in round brackets is a remark behind a name. Gaps part class numbers, too.
    """
    starts = [
        match
        for match in LABEL.finditer(text)
        if not match.start()
        or match["colon"]
        or (match["close"] and match["open"] not in (None, "（", "("))
        or (match["gap"] and key_of(match) in IDENTIFIERS)
    ]
    stops = [*[match.start() for match in starts[1:]], len(text)]
    return [(key_of(match), text[match.end() : stop].strip(" \u3000；;")) for match, stop in zip(starts, stops, strict=False)]


def identifiers(text: str) -> dict[str, str]:
    """The class and the numbers of a paper on a line that begins with the label of one."""
    found = [(key, VALUES[key].match(SPACED.sub("", value.translate(NARROW)))) for key, value in fields(text) if key in VALUES]
    return {key: match[0].strip() for key, match in found if match}


SPACED = regex(r"(?<=[-()（）]) | (?=[-)）(（])|(?<=^[A-Z]) (?=[A-Z\d])")
"""A gap inside a number or a class that an extractor left: `1003- 0077( 2007) 06- 0095- 06`, `T P391`."""
