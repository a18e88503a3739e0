"""Which language and script a text is in: enough for the `lang` key, silent when unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from cleaner.regex import regex

# common ideographs that only one of the two Chinese scripts uses, pair by pair
SIMPLIFIED = "这国来们为说时会对发后过产业经学进动现实个开问长东车书见门电机应员报场题与义体从众专务单区华协县变号听严两关无总当战图团场处备复条极权样类组织结给统线练续维编网罗职联规视览觉计认论设证评识诉译试该语误说请读课谁调谈谋谢象财责费资赛赵边达迁运还远适选钱铁银错键镇间闻队阶际难静顺须顾预领频风飞马验鱼鸡词释链连阅贴"
TRADITIONAL = "這國來們為說時會對發後過產業經學進動現實個開問長東車書見門電機應員報場題與義體從眾專務單區華協縣變號聽嚴兩關無總當戰圖團場處備復條極權樣類組織結給統線練續維編網羅職聯規視覽覺計認論設證評識訴譯試該語誤說請讀課誰調談謀謝象財責費資賽趙邊達遷運還遠適選錢鐵銀錯鍵鎮間聞隊階際難靜順須顧預領頻風飛馬驗魚雞詞釋鏈連閱貼"
_PAIRS = [(left, right) for left, right in zip(SIMPLIFIED, TRADITIONAL, strict=True) if left != right]
_TWINS = str.maketrans({left: f"[{left}{right}]" for left, right in _PAIRS})
HANS = regex("[" + "".join(sorted({left for left, _ in _PAIRS})) + "]")
HANT = regex("[" + "".join(sorted({right for _, right in _PAIRS})) + "]")
HAN = regex("[\u3400-\u9fff]+")
KANA = regex("[\u3041-\u309f\u30a1-\u30fa]+")
HANGUL = regex("[\uac00-\ud7a3]+")
EAST_ASIAN = regex("[\u3041-\ud7a3]+")
LATIN = regex("[A-Za-z]+")
WORD = regex(r"[^\W\d_]+")
FUNCTION_WORDS = {
    "en": "the and of to in is that for was with as are this from have which it be on not you by or an if can will at but they has more all when there use used any may one its we he she his her who what than other only into also been were would should must such no do does then your their our",
    "de": "der die und das in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man kann sein wurde wenn können diese dieser dieses wir ihr was unter muss",
    "fr": "le la les des de du et est un une dans que qui pour par sur au aux ce cette ces il elle ne pas plus avec sont se son sa ses ou vous nous être en mais comme tout si été leur peut fait même on où sans deux aussi dont après bien votre lorsque cela il entre",
    "es": "el la los las de del y que en un una por con para es se no su al lo como más o pero sus le ya este esta esto si porque entre cuando muy sin sobre ser también hasta hay donde desde todo nos durante uno son fue puede está tiene ha han otro otra",
    "pt": "o a os as de do da dos das e que em um uma para com não por se na no mais como mas foi ao ele seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre depois sem mesmo aos são você pode este esta esse essa num foram",
    "it": "il lo la i gli le di del della dei delle e che in un una per con non si è da al alla nel nella sono come più ma o se questo questa anche dal dalla ha su suo sua essere stato quando ogni può dove tra fra cui ci sul sulla ed",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er die om door ook als bij worden wordt dit naar of maar kan uit nog over deze heeft je wat meer tot hun wel geen",
    "sv": "och att det i en som är på för med av den till inte ett om har de eller från kan så men vid också när du ska efter vara under detta",
    "da": "og at det i en som er på for med af den til ikke et om har de eller fra kan så men ved også når du skal efter være under dette blive hvor",
    "ca": "el la els les de del i que en un una per amb és no al com més o però dels pel aquest aquesta són ha també fins entre quan seu seva ser si",
    "ro": "de și în a la cu este pe nu un o că din care pentru mai sau sunt fi se ce al ale prin dacă să fost această acest după",
    "pl": "i w na z do się nie jest to że o jak ale po co tak za od dla przez lub może są być tego czy",
}
"""The words that hold sentences together, in languages written with Latin letters."""
NAMED = ("en", "de", "fr", "es", "pt", "it")
"""Those that are named; the others are known so that a text in one of them is not taken for its neighbour."""
NO_WEIGHTS: Mapping[str, float] = {}
MIN_SHARE = 0.12
"""Of all words, those that only this language holds sentences together with; in running text it is a third."""
LEAD = 1.6
"""Times that the best language must be ahead of the next."""

SAMPLE = 1_500
"""Characters read; more never changed the answer on the texts at hand."""
MIN_LETTERS = 4


def either_script(pattern: str) -> str:
    """`pattern` of simplified ideographs, for the traditional ones too: `资料` becomes `[资資]料`. No set in brackets may stand in it."""
    return pattern.translate(_TWINS)


def detect(text: str) -> str | None:
    """The BCP 47 tag of `text` (`zh-Hans`, `zh-Hant`, `ja`, `ko`, one of `NAMED`), or None where the evidence is thin.

    Japanese by its kana, Korean by its Hangul, Chinese by which script's own ideographs prevail, languages in Latin letters by
    their function words.
    """
    text = text[:SAMPLE]
    han = kana = hangul = 0
    rest = text
    if EAST_ASIAN.search(text):
        rest = HAN.sub("", text)  # of Chinese little is left to look through for the others
        han = len(text) - len(rest)
        kana, hangul = [sum(map(len, script.findall(rest))) for script in (KANA, HANGUL)]
    latin = sum(map(len, LATIN.findall(rest)))
    if kana * 10 > han + kana and kana >= MIN_LETTERS:
        return "ja"
    if hangul * 3 > han + hangul and hangul >= MIN_LETTERS and hangul * 4 > latin:
        return "ko"
    if han >= MIN_LETTERS and han * 6 > latin:
        return _chinese(text)
    return _latin(text) if latin > 20 and latin * 2 > len(text) else None


def _chinese(text: str) -> str | None:
    """Simplified or traditional, by whose own ideographs are three times as many; None where neither are."""
    if not HANT.search(text):
        return "zh-Hans" if HANS.search(text) else None
    simplified, traditional = len(HANS.findall(text)), len(HANT.findall(text))
    if simplified > 3 * traditional:
        return "zh-Hans"
    return "zh-Hant" if traditional > 3 * simplified else None


def _latin(text: str) -> str | None:
    """The language of text in Latin letters, by its function words; one that several languages have counts for less."""
    words = WORD.findall(text.lower())
    scores = dict.fromkeys(FUNCTION_WORDS, 0.0)
    weights = _weights()
    for word, times in Counter(words).items():
        for language, weight in weights.get(word, NO_WEIGHTS).items():
            scores[language] += times * weight
    (second, _), (best, language) = sorted([(score, language) for language, score in scores.items()])[-2:]
    return language if language in NAMED and best >= max(1.5, MIN_SHARE * len(words)) and best > LEAD * second else None


@cache
def _weights() -> dict[str, dict[str, float]]:
    """By word, the languages that have it, and what it says for each."""
    lists = {language: words.split() for language, words in FUNCTION_WORDS.items()}
    times = Counter([word for words in lists.values() for word in words])
    weights: dict[str, dict[str, float]] = {}
    for language, words in lists.items():
        for word in words:
            weights.setdefault(word, {})[language] = 1 / times[word]
    return weights
