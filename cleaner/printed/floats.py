"""What a caption, a box or a quotation shows of itself: a figure's number, a box's label, a photo's credit, whole sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.regex import regex
from cleaner.wording.glyphs import HAN, HAS_HAN, letters
from cleaner.wording.language import either_script
from cleaner.wording.sentences import ends_sentence

FIGURE = regex(
    r"(?:(?:(?:附|续|續|流程|示意|插)?[图圖表図]|照片)[ ]?(?:\d{1,3}(?: ?[-–—.．] ?\d{1,3})?|[A-Z](?:[-.]\d{1,2})?)"
    r"|(?:Figure|Fig\.|Table|Plate|Chart|Map|Abb\.|Tab\.|Abbildung|Tabelle|Tableau|Рис\.|Рисунок|Таблица) ?[\dIVX]{1,4}(?:[-–.]\d{1,3})?"
    r"|(?:그림|표|사진|도표)[ ]?\d{1,3}(?:[-–.]\d{1,3})?"
    r"|[(<〈\[](?:그림|표|사진|도표)[ ]?\d{1,3}(?:[-–.]\d{1,3})?[)>〉\]](?=[ \u3000]))"
    r"(?:[ \u3000]*[：:.．|｜—–](?!\d)[ \u3000]*|[ \u3000]+|\Z)"
)
"""A figure's or table's number at the start of a line, and what parts it from the name. Nothing parts it in a sentence: `图1所示`."""
GLUED_FIGURE = regex(f"[图圖表][ ]?\\d{{1,3}}(?:[-–]\\d{{1,3}})?(?=[{HAN}])")
"""The same where an extractor lost the gap."""
FIGURE_FIRST = frozenset("图圖表図照插附续續流示FTPCMAРТ그표사도(<〈[")
REFERS = regex(
    r"(?:所示|可见|可知|表明|中[的，]|[为是和与與及に的]|给出|列出|显示|shows?\b|lists?\b|gives?\b|presents?\b|and\b|is\b|are\b|in\b|of\b|for\b|to\b)"
)
"""What follows a figure's number inside a sentence."""
BOX = regex(
    either_script("(?:(?:相关|知识|背景|新闻)?(?:链接|连结|背景|资料)|名词解释|延伸阅读|小贴士|编者按|小知识|小资料|用語解説|コラム)[：:]")
    + "|(?:Background|Box(?: \\d{1,2})?|Fact box|Glossary|Editor’s note)[.:] "
)
"""The labels that newspapers and books print above a box."""

BODIES = "(?:单位|單位|部门|部門|公司|中心|机构|機構|政府|[者方社院会會局馆館校厂廠处處])"
NAME = f"[{HAN}·]{{2,4}}"
CREDIT = regex(
    rf"(?:(?<=[。！？”）…])|(?<=[ \u3000])|\A)[ \u3000（(]{{0,2}}(?:(?P<sure>"
    rf"[{HAN}·、 ]{{2,20}}[/／∕][ \u3000]?[图圖摄攝]"
    rf"|[图圖][/／∕][{HAN}·]{{2,8}}|{NAME}?[摄攝]于[{HAN}\d]{{2,14}}|(?:来源|來源|出典)[：:][{HAN}]{{2,14}}|[{HAN}]{{2,10}}所?蔵|[^。『]{{0,12}}『[^。『』]{{1,20}}』より"
    rf"|[{HAN}]{{0,6}}(?:记者|記者|通讯员|通訊員|摄影|攝影)[ \u3000：:]{{0,2}}{NAME}(?:[、 \u3000]{{1,2}}{NAME}){{0,3}}[ \u3000]?[摄攝]影?"
    rf"|(?:摄影|攝影|撮影)[ \u3000]?[：:/／∕・][ \u3000]?{NAME}|{NAME}[ \u3000][摄攝]影?|[{HAN}]{{2,12}}(?:供[图圖]|[摄攝][图圖])"
    rf"|[资資]料(?:图片?|圖片?|照片|写真)|视觉中国|視覺中國|(?:新华社|新華社)[发發]|[图圖]片来源[：:][{HAN}]{{2,12}})"
    rf"|{NAME}(?:[摄攝]|撮影)|(?![^。]*[由为為可能会會将將向给給以])[{HAN}]{{0,10}}{BODIES}提供)[）)]?\s*\Z"
    r"|(?<=[.!?”] )(?:Photo|Photograph|Image|Credit|Courtesy|Picture|Foto|Bild|Фото)(?: by| of|:|/)\s?"
    r"(?P<latin>[A-Z][\w.’-]*(?: [\w.’/-]+){0,4})(?<! [A-Z]\.)\Z"
)
"""Who took or gave a picture, after its sentence. Where neither `sure` nor `latin` matched, words of a sentence may read alike."""
CREDIT_SIGNS = regex("[摄攝供图圖蔵]|来源|來源|出典|より|撮影|资料照|資料照|資料写真|视觉中国|視覺中國|新华社|新華社")
CREDIT_WORDS = regex("Photo|Image|Credit|Courtesy|Picture|Foto|Bild|Фото")
CREDIT_GATE = regex(f"{CREDIT_SIGNS.pattern}|{CREDIT_WORDS.pattern}")
CREDIT_LAST = frozenset("真片照图圖摄攝影供国國社发發提蔵り）)")
"""What a line ends with that ends a credit; a credit cut in two ends with `提` or `供` first."""

STARTERS = regex(
    r"(?:the|th[ie]s[e]?|that|those|there|then|they|an?|in|on|at|its?|s?he|his|her|we|our|your?|i|my|if|for|from|by|with|when|while|where|what|who"
    r"|why|how|as|after|before|but|and|or|so|since|some|many|mo[sr][te]|all|each|every|one|two|three|not?|to|of|yet)\Z"
)
"""English words that are written with a capital only where a sentence begins."""
WORD = regex(r"[^\W\d_]+")
ABBREVIATED = regex(r"(?:\b[A-Z][a-z]{0,4}|\b[a-z]{1,3}|\b[A-Z])\.\Z")
"""A short word before a point: as likely an abbreviation (`Inc.`, `Dr.`, `e.g.`) as the end of a sentence."""


def capital(text: str) -> str:
    """The first word of Latin `text`, in small letters, if it has a capital and no more than one; or nothing."""
    found = WORD.match(text.lstrip("“\"‘'( "))
    if not found or not found[0][0].isupper() or (len(found[0]) > 1 and found[0].isupper()):
        return ""
    return found[0].lower()


def credit_in(text: str) -> re.Match[str] | None:
    """The credit that ends `text`; most lines hold no word of one."""
    return CREDIT.search(text) if CREDIT_GATE.search(text) else None


def credit(lines: Sequence[str]) -> tuple[int, bool]:
    """How many letters stand before the credit that ends these lines, and whether it can be nothing else; (0, False) without one."""
    wording = lines[0].strip()
    for text in lines[1:]:
        text = text.strip()
        wording += text if HAS_HAN.match(wording[-1:]) or HAS_HAN.match(text[:1]) or wording[-1:] in "/／" else " " + text
    found = credit_in(wording)
    if not found or wording[:1].islower():
        return 0, False
    return len(letters(wording[: found.start()])), bool(found["sure"] or found["latin"])


def is_sentence(lines: Sequence[str], is_cjk: bool) -> bool:
    """Whether these lines are one sentence or several, of some length, with a stop that is no abbreviation's."""
    text = lines[-1].rstrip()
    if not ends_sentence(text) or not letters(text).strip(".…"):
        return False
    size = sum([len(letters(line)) for line in lines])
    return size >= MIN_SENTENCE if is_cjk else size >= MIN_LATIN and ABBREVIATED.search(text) is None


MIN_SENTENCE, MIN_LATIN = 10, 30
"""Letters of a caption or a quotation of whole sentences."""
