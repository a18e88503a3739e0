"""Site navigation around an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document, Edit, Kind, Role
from cleaner.regex import regex
from cleaner.rules import rule

LINK = regex(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]*)\)")
SEPARATORS = regex(r"[\s|｜·•/>»«<\-—、，,]*\Z")
WAY = regex(r"(?:返回|回到|首页|首頁|主页|上一[篇页章]|下一[篇页章]|更多|目录|Home|Back|Next|Previous|Prev|Top)", re.I)


@rule(acts_on={Kind.HTML}, writes={Role.BOILERPLATE})
def navigation(document: Document) -> Iterator[Edit]:
    """Label the last blocks of a post that are nothing but links of the site.

    Evidence: only links and separators, at the end, to places on the site itself (no scheme), and
    their words are those of getting about: back, home, next. A list of references has none.
    """
    for line in reversed(document.lines):
        if line.role in (Role.BLANK, Role.BOILERPLATE):
            continue
        links = LINK.findall(line.text)
        if not links or not SEPARATORS.match(LINK.sub("", line.text)) or not SEPARATORS.match(LINK.sub("", line.text)[::-1]):
            return
        if not all(target.startswith(("/", "#", "?", ".")) for _, target in links) or not any(
            WAY.match(words.strip()) for words, _ in links
        ):
            return
        yield line.edit("role", Role.BOILERPLATE, "only links of the site, at the end")
