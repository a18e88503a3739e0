"""Clean text in ten languages to measure on: what is installed on most systems, or files of one's own."""

from __future__ import annotations

import gettext
import random
import re
from pathlib import Path

LOCALES = {
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "ja": "ja",
    "ko": "ko",
    "ru": "ru",
    "de": "de",
    "fr": "fr",
    "es": "es",
    "pt": "pt",
    "en": "en_GB",
}
DAMAGED = re.compile("\ufffd|[ÂÃâ][\x80-\xbf]")
CATALOGUES = Path("/usr/share/locale")


def texts(folder: str | None = None) -> dict[str, list[str]]:
    """Paragraphs by language: the lines of `zh-Hans.txt`, `ja.txt` … in `folder`, or the installed message catalogues."""
    if folder:
        found = {language: Path(folder, f"{language}.txt") for language in LOCALES}
        lines = {language: path.read_text("utf-8").split("\n") for language, path in found.items() if path.exists()}
    else:
        lines = {language: _messages(locale) for language, locale in LOCALES.items()}
    # a text that was damaged before it came here proves nothing
    return {
        language: kept for language, each in lines.items() if (kept := [line for line in each if line.strip() and not DAMAGED.search(line)])
    }


def _messages(locale: str) -> list[str]:
    found: set[str] = set()
    for path in sorted((CATALOGUES / locale / "LC_MESSAGES").glob("*.mo")):
        try:
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)
        except (OSError, UnicodeDecodeError):
            continue
        messages: dict[object, str] = vars(catalogue)["_catalog"]
        found.update(" ".join(text.split()) for key, text in messages.items() if key and text != key and text.isprintable())
    return sorted(found)


def sample(paragraphs: list[str], length: int, chance: random.Random) -> str:
    """At least `length` characters of running text from a random place."""
    place = chance.randrange(len(paragraphs))
    text = paragraphs[place]
    while len(text) < length:
        place = (place + 1) % len(paragraphs)
        text += "\n" + paragraphs[place]
    return text
