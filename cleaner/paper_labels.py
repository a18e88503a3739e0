"""The labels that papers print before what they say of themselves, in all the ways they are written."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.regex import regex

NAMES: dict[str, tuple[str, ...]] = {
    "abstract": (
        *("摘要", "内容摘要", "內容摘要", "中文摘要", "提要", "内容提要", "內容提要", "要旨", "抄録", "論文要旨", "초록"),
        *("Abstract", "Zusammenfassung", "Résumé", "Resumen"),
    ),
    "keywords": (
        *("关键词", "关键字", "關鍵詞", "關鍵字", "主题词", "主題詞", "キーワード", "핵심어", "주제어"),
        *("Key words", "Keywords", "Keyword", "Index Terms", "Schlüsselwörter", "Mots-clés", "Palabras clave"),
    ),
    "clc": ("中图分类号", "中圖分類號", "分类号", "分類號"),
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
}
"""By key of the front matter: `clc` to `doi` are identifiers, the last four stand in `extra`."""
IDENTIFIERS = frozenset({"clc", "document_code", "article_id", "doi"})
DATED = frozenset({"received", "revised"})
NOTES = frozenset({"author_note", "fund", "received", "revised"})
BLANK = r"[^\S\n]"


def _spaced(name: str) -> str:
    """A pattern of `name` that allows gaps between its ideographs: `摘  要`, `关 键 词`."""
    return re.escape(name).replace(r"\ ", rf"{BLANK}?") if name.isascii() or "é" in name or "ü" in name else rf"{BLANK}*".join(name)


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
STARTS = regex(
    rf"^{BLANK}*+(?:[*＊†‡]++{BLANK}*+)?(?:{OPEN}{BLANK}*+)?(?:" + "|".join(_any(names) for names in NAMES.values()) + ")", re.M | re.I
)
"""What a line with a label begins with: most texts have none."""
SIGNS = (
    *[
        "摘",
        "提要",
        "要旨",
        "抄録",
        "초록",
        "词",
        "詞",
        "关键字",
        "關鍵字",
        "キーワード",
        "핵심어",
        "주제어",
        "分类号",
        "分類號",
        "标识码",
        "标志码",
        "標識碼",
        "標誌碼",
    ],
    *[
        "文章编号",
        "文章編號",
        "作者",
        "基金",
        "项目",
        "日期",
        "bstract",
        "BSTRACT",
        "ey",
        "EY",
        "ndex",
        "NDEX",
        "DOI",
        "doi",
        "Zusammenfassung",
        "ésumé",
        "Resumen",
        "Schl",
        "Mots",
        "Palabras",
    ],
    *("eceived", "evised", "iography", "uthor", "oundation", "und P", "分 类 号"),
)
"""One of these stands on every line that has a label, but for labels in pieces: most lines have none, and are not looked at again."""
SPLIT_FIRST = regex(rf"^{BLANK}*(?:内{BLANK}*容{BLANK}*)?(?:摘|提|[关關]{BLANK}*[键鍵]?){BLANK}*$", re.M)
"""The first piece of a stretched label that an extractor broke: `摘` above `要`, `关 键` above `词：渡口`."""


class Found(NamedTuple):
    """A label at the start of a line."""

    key: str
    end: int  # where its value begins, in characters
    is_marked: bool  # by a colon, by brackets, or by standing alone: without, a sentence may begin with the word


SIGN = regex(r"[;,](?= )")


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
    is_latin = match["name"][0] < "\u0400"
    is_plain = match["name"].isupper() or len(match["gap"]) > 1 or (key in DATED and text[match.end() : match.end() + 1].isdecimal())
    is_plain = is_plain or (key == "keywords" and len(SIGN.findall(text)) > 1 and not text.rstrip().endswith("."))
    parted = bool(match["gap"]) and (not is_latin or is_plain)
    return Found(key, match.end(), marked) if marked or parted else None


def key_of(match: re.Match[str]) -> str:
    """The key of the label that `LABEL` matched."""
    return next(name for name in NAMES if match[name] is not None)


def label_inside(text: str, start: int) -> re.Match[str] | None:
    """The next label with a colon or in brackets behind `start`: several stand on one line, `中图分类号：G258　文献标识码：A`."""
    for match in LABEL.finditer(text, start):
        if match["colon"] or (match["open"] and match["close"]):
            return match
    return None
