"""What people's names look like: enough to tell an author line from a short line of text."""

from __future__ import annotations

import re

from cleaner.regex import regex
from cleaner.wording.glyphs import HAN, HAS_HAN, letters
from cleaner.wording.line_ends import pairs

# the surnames of more than nine in ten Chinese (Ministry of Public Security, 2020), in both scripts
SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚"
    "陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟"
    "殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華赖賴喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆"
)
HAN_NAME = rf"(?:[{SURNAMES}][{HAN}]{{1,2}}|(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|皇甫|尉迟|令狐|慕容)[{HAN}]{{1,2}})"
ONE_HAN = regex(rf"{HAN_NAME}\Z")
LATIN_NAME = r"[A-Z][a-zA-Z'’\-]+(?: [A-Z]\.?)*(?: (?:de|van|von|der|da|di|la))*(?: [A-Z][a-zA-Z'’\-]+){1,2}"
HAN_NAMES = regex(rf"{HAN_NAME}(?:[\s\u3000]*[、，,;；\s\u3000][\s\u3000]*{HAN_NAME})*\Z")
LATIN_NAMES = regex(rf"(?:By\s+)?{LATIN_NAME}(?:(?:\s*[,;]\s*|\s+and\s+|\s*&\s*){LATIN_NAME})*\Z")


def are_names(text: str) -> bool:
    """Whether `text` is nothing but one or more names of people."""
    text = text.strip()
    if len(text) > 80 or OF_BODIES.search(text) or is_word(text):
        return False
    return HAN_NAMES.match(text) is not None or LATIN_NAMES.match(text) is not None


def is_word(text: str) -> bool:
    """Whether two ideographs make a common word: `简介`, `时间`, `方法` begin with surnames, too. A stretched name has a gap inside."""
    return len(text) == 2 and text[1] in pairs().get(text[0], "")


def split_names(text: str) -> list[str]:
    """The names in a line that is nothing but names."""
    text = re.sub(r"\ABy\s+", "", text.strip())
    separator = r"\s*[,;&]\s*|\s+and\s+" if text.isascii() or LATIN_NAMES.match(text) else r"[\s\u3000、，,;；]+"
    return [name for name in re.split(separator, text) if name]


MARKED = regex(
    r"(?<=[^\W\d_.])(?:[a-z],[a-z*†‡](?:,[a-z*†‡\d])*|[,，]?\s*[\d*∗＊†‡§#+$¹²³⁴⁵⁶]+(?:\s*[,，]\s*[\d*∗＊†‡§#+$¹²³⁴⁵⁶a-z]+\b)*)(?=\s*(?:[,，;；、]|\Z|\s+(?:and|und|et)\b|\s+&))"
)
"""The marks of notes that extractors glue to a name: `Lanea,c,*`, `林小满1,2`."""
BEFORE = regex(r"\A\s*(?:(?:文|作者|撰文|著者)\s*[/／:：|｜]\s*|[A-Z]?\d{6,14}\s*|(?:By|Von|Par|Por|Di)\s+)")
"""What may stand before names: a label, the number of a student."""
AFTER = regex(r"\s*(?:著|編著|编著|编|主编|撰)\Z")
PART = regex(r"\s*[,，;；、]\s*(?:(?:and|AND)\s+|&\s*)?|\s+(?:and|AND|und|et|y|e)\s+|\s*&\s*|[ \u3000]{2,}")
BETWEEN = regex(r"(?<=[^\W\d_])[,，]?[\d*∗†‡§][\d*∗†‡§,，]*+ +(?=[A-ZÀ-Þ])")
"""Marks of notes that alone part two names: `Xiaolu Huang,1,2 Bing Hu`."""
ENDS = regex(r"\A(?:[,，;；、]\s*|(?:and|&)\s+)+|\s*[,，;；、]\s*\Z")
"""What parts a name from those on the line above and below: an extractor that breaks lines at raised marks leaves it on either."""
_WORD = r"[A-ZÀ-Þ][\w'’\-]*\.?"
_INITIALS = r"(?:[A-Z]\.)+"
LATIN_PART = regex(rf"(?:{_INITIALS}-?(?:[A-Z]\.)?|{_WORD})(?: {_INITIALS}| {_WORD}| (?:de|van|von|der|den|da|di|la|le|bin|al))*\Z")
HAN_PART = regex(rf"[{HAN}·]{{2,5}}\Z|[{HAN}] ?[\u3000 ]?[{HAN}]\Z")
OF_FONTS = regex("[\ue000-\uf8ff]")
"""Signs of a font's own, as of a mark of a note that an extractor could not read."""
STRETCHED = regex(rf"(?<!\S)([{HAN}]) ([{HAN}])(?!\S)")
OF_BODIES = regex(
    r"(?:\A(?:The|An?)\s|\b(?:Corporation|Inc|Ltd|GmbH|Project|Foundation|Laborator(?:y|ies)|Labs?|Group|Universit\w+|Institut\w*|Press"
    r"|Department|Team|Trust|Society|Association|Observatory|Museum|Council|Committee|Commission|Authority|Agency|\w*[Hh]ochschule|Fakultät|Facult\w+|Academy|Ministry|Zentrum|Centre|Center)\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b)"
)
"""Words of bodies, articles, months: no person is named so."""
MAX_LATIN_WORDS = 5


def names_of(text: str) -> list[str]:
    """The names in a line that is nothing but names, marks of notes and a label aside; nothing if it is anything else.

    In Latin script each name has two words at least; in Chinese one of the names begins with a common
    surname, and is no common word.
    """
    whole = OF_FONTS.sub("", text).strip()
    text = AFTER.sub("", BEFORE.sub("", ENDS.sub("", whole), count=1))
    if not text or len(text) > 200 or (text[-1] in "。．.!?！？：:" and not text[-2:-1].isupper()):
        return []
    bare = ENDS.sub("", MARKED.sub("", BETWEEN.sub("; ", text)))
    parts = [part for part in PART.split(bare) if part]
    if HAS_HAN.search(text):
        short = letters(bare)
        if len(short) in (2, 3) and ONE_HAN.match(short) and not is_word(bare):
            return [short]  # a short name is stretched
        if len(parts) == 1:
            # names parted by gaps: those of two ideographs are stretched
            parts = STRETCHED.sub(r"\1\2", " ".join(bare.split())).split()
        # the number of a student, a label: what stands behind it needs no common surname
        named = text != ENDS.sub("", whole) or any([ONE_HAN.match(letters(part)) and not is_word(part) for part in parts])
        return [letters(part) for part in parts] if named and all([HAN_PART.match(part) for part in parts]) else []
    if OF_BODIES.search(text):
        return []
    for part in parts:
        words = part.split()
        if not LATIN_PART.match(part) or not 2 <= len(words) <= MAX_LATIN_WORDS:
            return []
    return parts if not text.isupper() or "." in text else []


BODY_NAME = regex(
    rf"[{HAN}·]{{2,24}}(?:委员会|委員會|办公室|辦公室|研究院|研究所|研究中心|编辑部|編輯部|课题组|課題組|项目组|协会|協會|学会|學會|中心|[厅廳局部社院会會])\Z"
)
"""What the name of an office, society or editorial board ends with: an author only by its place."""


SIGNING = regex(
    rf"[{HAN}·]{{2,24}}(?:(?:委[员員]|[协協学學商工]|基金|理事|[联聯]合|研究|促[进進]|董事)[会會]|[办辦]公室|研究[院所]|(?<![为為])中心|[编編][辑輯]部"
    rf"|[厅廳局部社院站馆館]|公司|大[学學]|(?:管理|[办辦]事|代表)[处處]|[{HAN}]{{2}}[组組])\Z"
)
"""What the name of a body that signs a text ends with: not what names of events end with (`座谈会`)."""
LATIN_BODY = regex(r"(?:[A-Z][\w'’&-]*|of|for|the|and|in|on|&)(?: (?:[A-Z][\w'’&-]*|of|for|the|and|in|on|&)){1,9}\Z")


def is_body_name(text: str) -> bool:
    """Whether `text` can be the name of a body that wrote something: an office, a society, a group. Its place must tell that it did."""
    return BODY_NAME.match(text.strip()) is not None


def bodies_of(text: str) -> list[str]:
    """The bodies, and the people beside them, in a line that is nothing else; their place must tell that they wrote something."""
    text = BEFORE.sub("", text.strip())
    if text.isascii():
        return [text] if LATIN_BODY.match(text) and OF_BODIES.search(text) else []
    parts = [part for part in PART.split(text) if part]
    are_bodies = [SIGNING.match(part) is not None for part in parts]
    return parts if any(are_bodies) and all([is_body or names_of(part) for is_body, part in zip(are_bodies, parts, strict=True)]) else []


MIN_NAME, MAX_NAME, MAX_CHINESE, MAX_PARTED = 2, 8, 3, 4
"""Letters of a name that is in no list of names; of a Chinese one alone on its line, and beside others."""
HAS_KANA = regex("[\u3041-\u30fa]")


def is_unlisted_name(text: str, near: str, *, below_title: bool) -> bool:
    """Whether a line can be names that are in no list, right above `near`, the first label of a paper: with kana there, or `below_title`,
    the line that opens the text, a short one or several."""
    names = [letters(name) for name in PART.split(text.strip())]
    if any([not (MIN_NAME <= len(name) <= MAX_NAME and HAS_HAN.match(name) and name.isalpha()) or is_word(name) for name in names]):
        return False
    longest = MAX_CHINESE if len(names) == 1 else MAX_PARTED
    return HAS_KANA.search(near) is not None or (below_title and max(map(len, names)) <= longest)
