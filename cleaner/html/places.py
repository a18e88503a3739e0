"""Where in the source a block begins: the tree of the parser has no places, so the words of the block are looked up."""

from __future__ import annotations

from cleaner.regex import regex

WORDS = regex(r"\w{2,16}|[^\s<>&\"'\w]{2,16}|\w")
OPENING_TAG = regex(r"<[a-zA-Z][^<>]*\Z")
LOOK_BACK = 400
"""Characters before a text among which the tags that open its block are looked for."""
SEARCHED = 20
"""Times the length of the source that may be searched in vain."""


class Places:
    """A cursor that goes through the source block by block, and never back."""

    def __init__(self, source: str, cursor: int = 0) -> None:
        self.source = source
        self.cursor = cursor
        self.after = cursor  # where the first word of the last block that was found ends: the next one begins behind it
        self.start: int | None = None  # of the block that is being read
        self.budget = SEARCHED * len(source)

    def find(self, text: str) -> None:
        """Look up where the block that begins with `text` starts: at the tags that open it.

        A first word that stands as it is in the source tells, and one that does not (an entity) leaves the block at the place of
        the one before.
        """
        word = WORDS.search(text)
        if word is None:
            self.start = self.cursor
            return
        begin = max(self.cursor, self.after)
        end = len(self.source) if self.budget > 0 else begin + LOOK_BACK
        at = self.source.find(word[0], begin, end)
        if at > 0 and self.source[at - 1] != ">" and self.source.rfind("<", begin, at) > self.source.rfind(">", begin, at):
            at = self._after_a_tag(word[0], at, min(end, at + 50 * LOOK_BACK))
        if at < 0:
            self.budget -= end - begin
            self.start = self.cursor
            return
        self.start = self.cursor = self._opening(at)
        self.after = at + len(word[0])

    def find_picture(self, address: str) -> None:
        """Look up the tag that names a picture."""
        at = self.source.find(address[:80], self.cursor)
        at = self.source.rfind("<", self.cursor, at) if at >= 0 else -1
        self.start = self.cursor = self._opening(at) if at >= 0 else self.cursor

    def find_tag(self, tag: str) -> None:
        """Look up the next tag of this name."""
        at = self.source.find(f"<{tag}", self.cursor)
        self.start = self.cursor = at if at >= 0 else self.cursor

    def take(self) -> int:
        """The start of the block that has been read; the next one begins there or after."""
        self.cursor = self.start if self.start is not None else self.cursor
        self.start = None
        return self.cursor

    def _after_a_tag(self, word: str, at: int, end: int) -> int:
        """Where `word`, which stands inside a tag at `at`, stands as text before `end`, or `at`."""
        find = self.source.find
        close = find(">", at, end)
        while close >= 0:
            following = find("<", close, end)
            found = find(word, close, following if following >= 0 else end)
            if found >= 0:
                return found
            close = find(">", following, end) if following >= 0 else -1
        return at

    def _opening(self, at: int) -> int:
        """The start of the tags right before `at`, or `at`."""
        floor = max(self.cursor, at - LOOK_BACK)
        source = self.source
        start, end = at, source.rfind(">", floor, at)
        while end >= 0:
            tag = source.rfind("<", floor, end)
            if tag < 0 or source[tag + 1] == "/" or not OPENING_TAG.match(source, tag, end):
                break
            start = tag
            end = source.rfind(">", floor, tag)
            if end + 1 < tag and not source[end + 1 : tag].isspace():
                break
        return start
