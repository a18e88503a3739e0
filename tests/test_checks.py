"""Faults planted in passes, blocks and writer: each is stopped before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner import CHAIN, Cleaned, Cleaner, Document, Edit, Role, UnsafeError, blocks, chain, check, clean, readers, writers
from cleaner.cli import main
from tests.conftest import FIXTURES
from tests.test_properties import DOCUMENTS as ALL_DOCUMENTS

def _fixture(name: str) -> bytes:
    (path,) = (FIXTURES / name).glob("input.*")
    return path.read_bytes()


NAMES = (
    "unwrap-lost-indents",
    "unwrap-english-indents",
    "title_block-behind-first-page",
    "numbered_headings-sections",
    "footnotes-circled",
    "html-constructs",
    "html-page",
    "html-post",
    "front_matter_keys-toml",
    "controls-invisible",
)
RICH = """---
layout: post
title: 旧馆
date: '2022'
tags:
- 城南
- 读者
---

# 旧馆\u200b

馆里有 1958 年的[楼梯](http://a.b/c)和 ![图](http://a.b/d.png)，the old stairs creak.

| 年 | 册数 |
| --- | --- |
| 2021 | 5600 |
| 2022 | 6100 |

- `code 1` and *emphasis*

```
code 2
```
"""
STARRED = "馆里有 *1958* 年的楼梯，\u200b[见](http://a.b/c)，the old stairs <b>creak</b> at night.\n\n城南的旧图书馆建于一九五八年 5 月。\n"
DOCUMENTS: dict[str, bytes] = {
    **{name: _fixture(name) for name in NAMES},
    "Markdown": RICH.encode(),
    "GBK": "城南的旧图书馆建于一九五八年，藏书 12 万册。\n\n馆里的木楼梯吱呀作响，读者很多。".encode("gbk"),
    "plain text": "馆里有 *1958* 年的楼梯 `code` 和 [x](y\u3000z)，the old stairs <creak at night.\n".encode(),
}
TEXT = "　　城南的旧图书馆建于一九五八年。\n　　馆里的木楼梯吱呀作响。\u200b\n"
MARKDOWN = "# 旧馆\n\n正文\u200b一。\n\n- 甲\n- 乙\n\n```\ncode\n```\n\n正文二。\n"
FRONT = "---\nlayout: post\ntitle: 旧馆\n---\n\n正文。\n"


CHOICES: list[dict[str, Any]] = [
    {},
    {"level": "safe"},
    {"level": "bold"},
    {"front_matter": "none"},
    {"front_matter": "keep"},
    {"ignore": ("front_matter_keys",)},
    {"select": ("whitespace",)},
    {"kind": "markdown"},
]


@pytest.mark.parametrize("path", ALL_DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_sound_documents_pass(path: Path, choice: dict[str, Any]) -> None:
    cleaner = Cleaner(**choice)
    data = path.read_bytes()
    check(cleaner(data), data, cleaner)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/input.*")), ids=lambda path: path.parent.name)
def test_at_level_safe_nothing_is_taken_out_of_the_body(path: Path) -> None:
    from cleaner.blocks import NOT_PRINTED
    from cleaner.document import FLOATS

    # the furniture of a whole web page goes with its reader, at every level
    edits = [edit for edit in Cleaner(level="safe")(path.read_bytes()).edits if edit.rule != "html"]
    assert [edit for edit in edits if edit.field == "role" and edit.after in NOT_PRINTED | FLOATS | {Role.FOOTNOTE}] == []


Fault = Callable[[pytest.MonkeyPatch], None]


def silent_text(patch: pytest.MonkeyPatch) -> None:
    """A pass that changes a line itself instead of proposing an edit."""

    def fault(document: Document) -> Iterator[Edit]:
        document.lines[-1].text = document.lines[-1].text.replace("正", "反").replace("馆", "棺")
        return iter(())

    patch.setattr(chain, "CHAIN", (fault, *CHAIN))


def silent_role(patch: pytest.MonkeyPatch) -> None:
    """A pass that takes a line out without a record."""

    def fault(document: Document) -> Iterator[Edit]:
        document.lines[-1].role = Role.BOILERPLATE
        return iter(())

    patch.setattr(chain, "CHAIN", (*CHAIN, fault))


def blanked(patch: pytest.MonkeyPatch) -> None:
    """A pass that calls a line blank which is not."""

    def fault(document: Document) -> Iterator[Edit]:
        document.lines[-1].role = Role.BLANK
        return iter(())

    patch.setattr(chain, "CHAIN", (*CHAIN, fault))


def restless(patch: pytest.MonkeyPatch) -> None:
    """A pass that finds something to do at every run."""

    def fault(document: Document) -> Iterator[Edit]:
        line = next(line for line in document.filled if line.role is not Role.FRONT_MATTER)
        yield line.edit("text", line.text + "。", "one more")

    patch.setattr(chain, "CHAIN", (*CHAIN, fault))


def wrong_record(patch: pytest.MonkeyPatch) -> None:
    """A record whose `before` is not what stood there."""
    real = Document.apply

    def apply(self: Document, edits: list[Edit], rule: str) -> None:
        real(self, edits, rule)
        if self.record and self.record[-1][1]:
            self.record[-1] = (rule, [edit._replace(before="x") if edit.field == "text" else edit for edit in self.record[-1][1]])

    patch.setattr(Document, "apply", apply)


def other_source(patch: pytest.MonkeyPatch) -> None:
    """A reader that loses the last line."""
    real = readers.read

    def read(*arguments: Any) -> Document:
        document = real(*arguments)
        document.start_over(document.lines[:-1])
        return document

    patch.setattr("cleaner.api.read", read)


def writer(change: Callable[[str], str]) -> Fault:
    def plant(patch: pytest.MonkeyPatch) -> None:
        real = writers.markdown
        patch.setattr("cleaner.api.markdown", lambda *a, **k: change(real(*a, **k)))

    return plant


def lost_block(patch: pytest.MonkeyPatch) -> None:
    real = blocks.assemble
    patch.setattr("cleaner.api.assemble", lambda document: real(document)[:-1])


def lost_metadata(patch: pytest.MonkeyPatch) -> None:
    real = blocks.metadata
    patch.setattr("cleaner.api.metadata", lambda *a: {key: value for key, value in real(*a).items() if key != "extra"})


def opened_fence(patch: pytest.MonkeyPatch) -> None:
    """A recorded edit that makes other lines read as code."""

    def fault(document: Document) -> Iterator[Edit]:
        for line in document.filled:
            if line.text == "正文一。":
                yield line.edit("text", "~~~", "a fault")

    patch.setattr(chain, "CHAIN", (*CHAIN, fault))


FAULTS: list[tuple[Fault, str, str]] = [
    (silent_text, TEXT, "undo does not give the source back"),
    (silent_text, MARKDOWN, "undo does not give the source back"),
    (silent_role, TEXT, "left out, and no record says why"),
    (silent_role, MARKDOWN, "left out, and no record says why"),
    (blanked, TEXT, "left out as blank, and is not"),
    (restless, TEXT, "a second cleaning would change the text again"),
    (restless, MARKDOWN, "a second cleaning would change the text again"),
    (wrong_record, TEXT, "does not fit the document"),
    (other_source, TEXT, "the lines are not the source"),
    (lost_block, TEXT, "what is kept is not what is written"),
    (lost_block, MARKDOWN, "what is kept is not what is written"),
    (writer(lambda text: text.replace("楼", "搂")), TEXT, "what is kept is not what is written"),
    (writer(lambda text: text + "附言\n"), TEXT, "what is kept is not what is written"),
    (writer(lambda text: "\n\n".join(text.split("\n\n")[::-1])), TEXT, "the text changed its order"),
    (writer(lambda text: text.replace("正文二。", "  正文二。")), MARKDOWN, "is not written as it is recorded"),
    (writer(lambda text: text.replace("\n\n", "\n")), MARKDOWN, "is not written as it is recorded"),
    (writer(lambda text: text.replace("- 甲\n- 乙", "- 甲 - 乙")), MARKDOWN, "is not written as it is recorded"),
    (lost_metadata, FRONT, "a value of the front matter is lost"),
    (opened_fence, MARKDOWN, "would render otherwise, and no record says so"),
]


@pytest.mark.parametrize(("fault", "text", "message"), FAULTS, ids=[f"{fault.__name__}-{at}" for at, (fault, _, _) in enumerate(FAULTS)])
def test_a_fault_is_stopped(
    fault: Fault, text: str, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / ("a.txt" if text is TEXT else "a.md")
    path.write_text(text, "utf-8")
    sound = clean(text)
    assert sound.text != text  # there is something to write
    check(sound, text, clean)
    fault(monkeypatch)
    assert main(["-i", str(path)]) == 2
    captured = capfd.readouterr()
    assert message in captured.err
    assert captured.err.splitlines()[0].startswith(f"cleanfiles: {path}: not cleaned, for the check failed: ")
    assert path.read_text("utf-8") == text
    assert main([str(path)]) == 2
    assert capfd.readouterr().out == ""


def test_an_unsafe_text_is_an_error_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def again(text: str) -> Cleaned:
        return clean(text + "x")

    with pytest.raises(UnsafeError, match="second cleaning"):
        check(clean(TEXT), TEXT, again)


def test_a_fault_of_ours_is_one_line_and_the_traceback_is_for_vv(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def fault(document: Document) -> Iterator[Edit]:
        raise RuntimeError("broken\nin two lines")

    monkeypatch.setattr(chain, "CHAIN", (*CHAIN, fault))
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert main([str(tmp_path / "a.txt")]) == 2
    assert capfd.readouterr().err == f"cleanfiles: {tmp_path}/a.txt: internal error, please report it: RuntimeError: broken\n"
    assert main(["-vv", str(tmp_path / "a.txt")]) == 2
    assert "Traceback" in capfd.readouterr().err
