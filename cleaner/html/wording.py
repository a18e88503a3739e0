"""What short lines beside a text say: labels that lead away, advertisements, datelines, attachments."""

from __future__ import annotations

import re

from cleaner.regex import regex

LABEL = regex(
    r"\W{0,4}(?:related|read (?:more|also|next)|see (?:also|more)|also (?:read|on)|more(?: on| from)?\s*:|watch\s*:|don.?t miss"
    r"|recommended|you (?:may|might)"
    r"|click here|get (?:the latest|\w+ \w+ on the go)|subscribe|sign up|follow (?:us|him|her|me|\w+ on)|like us|share this"
    r"|have a tip|advert"
    r"|copyright|all rights reserved|©|tags?\s*:|filed under|topics?\s*:|disclaimer\s*:|story continues|for more information.{0,20}click"
    r"|相关(?:阅读|新闻|链接|推荐|文章)|相關(?:閱讀|新聞|連結)|延伸[阅閱][读讀]|推荐阅读|更多(?:精彩|新闻|内容|资讯)|分享到"
    r"|分享至|扫一扫|扫描二维码|长按.{0,6}二维码|关注我们"
    r"|点击(?:查看|进入|下载|这里)|返回.{0,6}(?:首页|顶部|搜狐|列表)|查看更多|上一[篇页条]|下一[篇页条]|(?:本文|文章|稿件"
    r"|信息)来源\s*[：:]|版权(?:所有|声明)|特别声明|免责声明|郑重声明|(?:本文)?标签\s*[：:]|关\s*键词\s*[：:]|(?:责任"
    r"|責任)?[编編]\s*[辑輯]\s*[：:]|责编\s*[：:]|打印本页|关闭窗口|举报)",
    re.I,
)
"""What a block begins with, a few signs aside, that leads away from the text, wherever it stands."""
FOREIGN_LABEL = regex(
    r"\W{0,4}(?:lire aussi|à lire|voir aussi|lea (?:también|además|aquí|más)|vea (?:también|además)|puedes ver|mira (?:también"
    r"|lo que)|te puede interesar"
    r"|también (?:lee|puede)|más (?:noticias|información|sobre)\b|noticias relacionadas|leggi anche|guarda anche|potrebbe interessarti"
    r"|leia (?:também|mais)|veja também|saiba mais|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również|więcej)"
    r"|dowiedz się więcej"
    r"|więcej (?:na|informacji)|polecamy|lesen sie (?:auch|mehr)|lies auch|weiterlesen|mehr (?:zum|zu|über|dazu)\b"
    r"|auch interessant|das könnte sie"
    r"|weiterführende|weitere (?:themen|artikel|meldungen|informationen|nachrichten|beiträge)|zum weiterlesen"
    r"|ähnliche (?:artikel|beiträge)|passend dazu"
    r"|empfohlen|lees (?:ook|meer)|bekijk ook|läs (?:också|även|mer)|les også|читайте также|смотрите также|по теме"
    r"|keine kommentare|no comments"
    r"|comments?\s*(?:\(\d+\))?\Z|kommentare|comentarios|commentaires|komentarze|leave a (?:reply|comment)|über den autor|about the author"
    r"|sobre el autor|teilen|compartir|partager|udostępnij|tags?\b|schlagwörter|stichworte|etiquetas|abonn(?:ieren|ez)|suscríbe|newsletter"
    r"|folgen sie|síguenos|suivez|folge uns|impressum|datenschutz|letzte aktualisierung|crédits? photos?|foto(?:s"
    r"|grafía)?\s*[:：©]|bild(?:er)?\s*[:：©]"
    r"|quelle\s*:|fuente\s*:|source\s*:)",
    re.I,
)
"""The same in other languages, and words that also begin sentences: a sign where the block scores low, too."""
ADVERT = regex(r"\W*(?:advert|advertisement|sponsored(?: content| links?)?|related(?: news| stories| articles)?|广告|廣告|推广)\W*\Z", re.I)
ANY_LABEL = regex(f"(?:{LABEL.pattern})|(?:{FOREIGN_LABEL.pattern})|(?:{ADVERT.pattern})", re.I)
ATTACHED = regex(r"\W*(?:附[件表录图]|attachments?\b|anlagen?\b|anexos?\b|pièces? jointes?)", re.I)
"""What official papers end with."""
NUMBERED_PAPER = regex(r"[\u4e00-\u9fff]{1,12}\s*[〔\[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号\Z")
"""The number of an official paper (`城教〔2023〕17号`), which stands above its text and belongs to it."""
DATE = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]")
BYLINE = regex(
    r"\W*(?:by|von|por|par|di|od|autor|author|posted|published|updated|written|photo|foto|image|source|quelle|credit|fuente"
    r"|作者|来源|编辑|记者|发布|时间|责编)\b",
    re.I,
)
"""What a line begins with that says when, by whom or from where."""
CHANGED = regex(
    r"\W*(?:aktualisiert|publiziert|veröffentlicht|erstellt|geändert|zuletzt|stand\s*:|(?:first |last )?(?:published|updated"
    r"|posted|modified|reviewed)|publicado|actualizado"
    r"|publié|mis à jour|modifié|pubblicato|aggiornato|opublikowano|zaktualizowano|aktualizacja|gepubliceerd|发布(?:时间|日期"
    r"|于)|更新(?:时间|日期|于)|最后(?:更新|修改))\b",
    re.I,
)
"""What a line begins with that says when its page was written or changed."""
SIGNED = regex(r"(?:《[^《》]{1,15}》\s*)?(?:作\s*者|撰\s*文|撰\s*稿|著者|筆者|投稿者)\s+(.{2,40})\Z")
"""A label without a colon, and nothing but names behind it."""
SHORT = 200
"""Characters: a label is no longer (as the date and source lines of pages are)."""


def leads_away(text: str) -> bool:
    """Whether a short block begins as one that leads away from the text."""
    return len(text) < SHORT and LABEL.match(text) is not None


def may_lead_away(text: str) -> bool:
    """The same, with words that also begin sentences."""
    return len(text) < SHORT and ANY_LABEL.match(text) is not None


def says_when(text: str) -> bool:
    """Whether a line says no more than when its page was written or changed."""
    return len(text) < SHORT / 2 and CHANGED.match(text) is not None and DATE.search(text) is not None


def is_dated(text: str) -> bool:
    """Whether a short line says when, by whom or from where."""
    return len(text) < SHORT / 2 and (DATE.search(text) or BYLINE.match(text)) is not None
