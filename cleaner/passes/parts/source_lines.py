"""Lines behind a text that say where it came from."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import OPEN, UNMARKED, Document, Edit, Kind, Role
from cleaner.regex import regex
from cleaner.rules import rule

SOURCE = regex(
    r"[（(【\[]?\s*(?:文章|稿件|稿源|信息|内容|新闻|本文)?(?:来源|來源)(?:于|自)?\s*[：:]\s*"
    r"(?P<name>[^。！？；：:\s](?:[ \t\u3000\xa0]*[^。！？；：:\s]){1,29}?)\s*[）)】\]]?\Z"
)
ADDRESS = regex(r"<(?P<url>https?://[^\s<>]+)>\Z|\[(?P<text>https?://[^\]\s]+)\]\((?P=text)\)\Z|(?P<bare>https?://\S+)\Z")
LINK = regex(r"(?<!!)\[([^\[\]]*)\]\([^()\s]*\)")
LAST_BLOCKS = 4


def without_links(text: str) -> str:
    """`text` with the words of its links alone: sites link the names of companies inside a source's name."""
    return LINK.sub(r"\1", text) if "](" in text else text


@rule(acts_on=UNMARKED, writes={Role.SOURCE}, fields={"facts"})
def source_lines(document: Document) -> Iterator[Edit]:
    """Label `（来源：…）` and a lone address at the end of a text.

    Evidence: one of the last blocks, and nothing else on it. `数据来源` and `图片来源` name the source
    of figures and pictures, not of the text, and stay. A lone address is a source behind a post;
    behind plain text it may be anything.
    """
    left = LAST_BLOCKS
    for line in reversed(document.lines):
        if line.role in (Role.BLANK, Role.BOILERPLATE):
            continue
        text = line.text.strip()
        if not left or line.role not in OPEN:
            return
        left -= 1
        if "源" in (shown := without_links(text)) and SOURCE.match(shown):
            yield line.edit("role", Role.SOURCE, "a source label at the end")
        elif document.kind is Kind.HTML and ADDRESS.match(text):
            yield line.edit("role", Role.SOURCE, "a lone address behind the text")
        else:
            return
