"""Programs on printed pages: which lines around those with signs belong to them, and what ends one."""

from __future__ import annotations

import pytest

from cleaner.printed.programs import programs
from cleaner.printed.rows import is_code


def found(text: str) -> list[str]:
    lines = text.split("\n")
    texts = [line.strip() for line in lines]
    leads = [len(line) - len(line.lstrip()) for line in lines]
    return ["\n".join(lines[run.start : run.stop]) for run in programs(texts, leads, list(map(is_code, texts)))]


LOOP = "for (;;) {\n  fill(lamp);\n}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LOOP, [LOOP]),
        ("老人点灯。\n" + LOOP + "\n天亮了。", [LOOP]),
        ("int main()\n" + LOOP, ["int main()\n" + LOOP]),  # the head stands above its bracket
        ("// 点灯\n" + LOOP, ["// 点灯\n" + LOOP]),
        ("let x = 1;\nfill(x);", []),  # two lines are none
        ("fill(lamp);\nreturn lamp\nkeep it\nburn it\nand go\nfill(oil);\nfill(it);", []),  # too much between
        ("fill(lamp);\n17\nfill(oil);\n" + LOOP, ["fill(oil);\n" + LOOP]),  # the number of a page
        ("fill(lamp);\n1) fill the lamp\nfill(oil);\n" + LOOP, ["fill(oil);\n" + LOOP]),  # an item
        (LOOP + "\nthe keeper of the lamp fills it every day", [LOOP]),  # running words
        ("data = {\n  a\n  b\n  c\n  d\n}", []),  # hardly a line has signs
        ('x = {\n"oil": 1,\n"wind": [\n]\n}', ['x = {\n"oil": 1,\n"wind": [\n]\n}']),
        ("/* 每天\n点灯 */\n" + LOOP, [LOOP]),
        ("fill(lamp); /* 每天\n点灯 */\n" + LOOP, ["fill(lamp); /* 每天\n点灯 */\n" + LOOP]),  # a comment goes on
        ("fill(lamp); /* 点灯\n" + "天黑了。\n" * 8 + LOOP, [LOOP]),  # nothing closes it
        ('say("点灯");\nsay("天黑了");\nsay(“走吧”);', ['say("点灯");\nsay("天黑了");\nsay(“走吧”);']),
    ],
)
def test_the_lines_of_a_program(text: str, expected: list[str]) -> None:
    assert found(text) == expected
