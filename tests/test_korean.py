"""Korean words at line ends."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.passes.paragraphs import korean_words
from cleaner.wording.korean import evidence, names_of

CUT = """나룻배를 모는 노인은 새벽마다 강가에 나와 물의 깊이를 재고 바람의 방
향을 살핀 다음에야 배를 띄웠다. 마을 사람들은 그가 고개를 끄덕일 때까
지 돌계단에 앉아 기다렸으며, 아무도 먼저 배에 오르지 않았다. 장날에는
채소를 실은 수레가 줄을 지었고 아이들은 배가 떠나기 전에 강물에 돌을
던지며 놀았다. 노인이 병으로 누운 뒤에는 그의 딸이 노를 이어받았는데,
"""
"""A line end that parts a word, and others between words; each test puts its own words behind."""
WHOLE = """나룻배를 모는 노인은 새벽마다 강가에 나와 물의 깊이를 재고
바람의 방향을 살핀 다음에야 배를 띄웠다. 마을 사람들은 그가
고개를 끄덕일 때까지 돌계단에 앉아 기다렸으며, 아무도 먼저
배에 오르지 않았다. 장날에는 채소를 실은 수레가 줄을 지었고
아이들은 배가 떠나기 전에 강물에 돌을 던지며 놀았다. 노인이
"""


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("구", "조로", True),
        ("운", "영", True),
        ("감", "소시킬", True),
        ("유전자", "가", True),
        ("API", "를", True),
        ("(chromosome)", "는", True),
        ("20", "개의", True),
        ("요소라고", "할", False),
        ("수", "있다.", False),
        ("나루터의", "등불은", False),
        ("마을", "사람들은", False),
        ("Flutter", "프로젝트를", False),
    ],
)
def test_syllables_tell_whether_a_word_goes_on(left: str, right: str, one: bool) -> None:
    assert (evidence(left, right) > korean_words.DOUBT) == one


def test_a_place_is_named_by_what_stands_beside_it() -> None:
    assert names_of("강가", "에서는.") == ["<가", ">에", "가에", ">에서", "#2", "%3.", "<강가"]
    assert names_of("강", "을") == ["<강", ">을", "강을", ">을$", "#1", "%1$", "<^강"]
    assert names_of("(배", "를") == ["<배", ">를", "배를", ">를$", "#1", "%1$", "<~배"]
    assert names_of("API", "를,") == ["<A", ">를", "A를", ">를,", "#0", "%1,"]
    assert names_of("12", "개(") == ["<0", ">개", "0개", ">개(", "#0", "%1("]
    assert names_of("(2)", "는x") == ["<)", ">는", ")는", ">는A", "#0", "%1A"]


def test_words_are_joined_where_lines_break_anywhere() -> None:
    text = clean(CUT + "사람들은 그녀가 아버지보다 물길을 더 잘 안다고 말했다.\n").text
    assert "바람의 방향을" in text
    assert "끄덕일 때까지 돌계단에" in text
    assert "돌을 던지며" in text


def test_words_stay_apart_where_lines_break_between_words() -> None:
    # `맨 위층` alone might be one word: the other lines tell
    text = clean(WHOLE + "병으로 누운 뒤에는 그의 딸이 노를 이어받았는데 그녀는 맨\n위층의 방에서 강을 내려다보며 물길을 익혔다.\n").text
    assert "맨 위층의" in text


def test_a_particle_behind_latin_letters_is_joined_only_where_words_are_cut() -> None:
    assert "GPS를 보는" in clean(CUT + "그녀는 젊은 사람답게 물길을 외우는 대신에 작은 화면의 GPS\n를 보는 것이 편하다고 했다.\n").text
    assert "GPS 를 보는" in clean(WHOLE + "병으로 누운 뒤에는 그의 딸이 노를 이어받았는데 그녀는 GPS\n를 보는 것이 편하다고 했다.\n").text


@pytest.mark.parametrize(
    ("left", "right", "words", "step"),
    [
        ("물레", "방아를", {"물레방아를"}, korean_words.KNOWN),
        ("물레", "방아를", {"물레방아를", "물레"}, korean_words.KNOWN),
        ("물레", "방아를", {"물레방아를", "방아를"}, 0.0),  # both may be what was written
        ("물레", "방아를", {"물레", "방아를"}, korean_words.HALVES),
        ("물레", "방아를", {"물레"}, 0.0),
        ("API", "를", {"를"}, 0.0),
    ],
)
def test_the_text_is_its_own_dictionary(left: str, right: str, words: set[str], step: float) -> None:
    assert korean_words._nats(left, right, words) - evidence(left, right) == pytest.approx(step)


def test_spaces_at_line_ends_decide() -> None:
    spaced = CUT.replace("\n", " \n").replace("방 \n", "방\n").replace("때까 \n", "때까\n")
    text = clean(spaced + "사람들은 그녀가 아버지보다 물길을 더 잘 안다고 말했다. 봄이면 그녀도 강\n가에 나왔다.\n").text
    assert "강가에" in text
    assert "실은 수레가 줄을 지었고 아이들은" in text


def test_a_doubtful_place_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(korean_words, "evidence", lambda left, right: 0.1 if right == "지" else 9.0)
    found = clean(CUT + "사람들은 그녀가 아버지보다 물길을 더 잘 안다고 말했다.\n")
    assert "때까 지" in found.text
    assert [doubt.rule for doubt in found.doubts].count("korean_words") == 1
