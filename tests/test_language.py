"""The language of a text, and silence where it cannot be told."""

from __future__ import annotations

import pytest

from cleaner.wording.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("城南的旧图书馆建于一九五八年，红砖外墙上爬满了常春藤。", "zh-Hans"),
        ("城南的舊圖書館建於一九五八年，紅磚外牆上爬滿了常春藤。", "zh-Hant"),
        ("町の南の古い図書館は、一九五八年に建てられた。", "ja"),
        ("마을 남쪽의 오래된 도서관은 오래전에 지어졌다.", "ko"),
        ("The old library in the south of the town was built long ago, and nobody minds its stairs.", "en"),
        ("Die alte Bibliothek im Süden der Stadt ist vor langer Zeit gebaut worden, und niemand stört sich an ihr.", "de"),
        ("La vieille bibliothèque au sud de la ville est faite de briques, et personne ne se plaint du bruit.", "fr"),
        ("La vieja biblioteca del sur de la ciudad fue construida hace mucho, y nadie se queja de los ruidos.", "es"),
        ("A velha biblioteca no sul da cidade foi construída há muito tempo, e ninguém se queixa do barulho.", "pt"),
        ("La vecchia biblioteca nel sud della città è stata costruita da molto, e nessuno si lamenta dei gradini.", "it"),
        # what is not told apart from its neighbours
        ("上下左右山水", None),
        ("Det gamle bibliotek i byen er bygget for længe siden, og ingen har noget imod trapperne.", None),
        ("Старая библиотека на юге города построена давно, и никто не жалуется на лестницу.", None),
        ("apt install git curl; cd /usr/share/doc; ls -l *.txt", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect(text) == language
