"""Finished parts of a paragraph: every mark of emphasis stands where CommonMark reads it as one, and text is escaped."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from cleaner.inline import escape
from cleaner.regex import regex

MARKS = {"strong": "**", "em": "*", "del": "~~"}
SPARED = regex(r"[\\`*_\[\]<&~!]")


class Piece(NamedTuple):
    """A piece of inline content.

    `kind` is `text`, `code`, `raw` (finished Markdown), `break`, or `open` and `close` of the span
    named by `value`; for a link `value` is `link` and `target` its address.
    """

    kind: str
    value: str
    target: str = ""


def is_punctuation(character: str) -> bool:
    """Whether CommonMark takes `character` for punctuation."""
    return unicodedata.category(character)[0] in "PS"


def brackets(text: str) -> str:
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)


def code(text: str) -> str:
    """A code span."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    text = " ".join(text.split())
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def emphasize(items: list[Piece]) -> list[str]:
    """The finished parts of a paragraph, with every delimiter where CommonMark reads it as one."""
    parts: list[str] = []
    kinds: list[str] = []
    pairs: list[tuple[int, int, str]] = []
    stack: list[int] = []
    depth = 0  # links open
    for place, item in enumerate(items):
        kind = item.kind
        part = ""
        if kind == "text":
            part = _text(item.value, depth > 0)
            following = items[place + 1] if place + 1 < len(items) else None
            if following and part.endswith("!") and (following.kind, following.value) == ("open", "link"):
                part = part[:-1] + "\\!"  # or the link would become an image
        elif kind == "code":
            part = code(item.value)
            if not part.strip("`"):
                part, kind = "", "text"
        elif kind == "raw":
            part = item.value
        elif kind == "break":
            part = "\\\n"
        elif kind == "open":
            stack.append(place)
            depth += item.value == "link"
        elif stack:
            start = stack.pop()
            depth -= item.value == "link"
            pairs.append((start, place, item.value))
        parts.append(part)
        kinds.append(kind)
    for start, end, name in pairs:
        if name == "link":
            parts[start], parts[end] = "[", f"]({items[start].target})"
    for start, end, name in pairs:
        if name in MARKS:
            _delimit(parts, kinds, start, end, MARKS[name])
        elif name in ("sup", "sub"):
            parts[start], parts[end] = f"<{name}>", f"</{name}>"
    return parts


def _text(text: str, in_link: bool) -> str:
    if not SPARED.search(text):
        return text
    text = escape(text, alone=False)
    text = re.sub(r"(?<!\\)<(?=[a-zA-Z/!?])|(?<!\\)<\Z", r"\\<", text)
    if in_link:
        return brackets(text)
    # a bracket that closes here, before a bracket of ours
    return re.sub(r"(?<!\\)\](?=[(\[:]|\Z)", r"\\]", text) if "]" in text else text


def _delimit(parts: list[str], kinds: list[str], start: int, end: int, mark: str) -> None:
    """Set `mark` around the parts between `start` and `end`, or what marks them as well where CommonMark would not read it."""
    first = next((place for place in range(start + 1, end) if parts[place]), None)
    last = next((place for place in range(end - 1, start, -1) if parts[place]), None)
    if first is None or last is None:
        return
    left = _neighbour(parts, start, -1)
    right = _neighbour(parts, end, +1)
    # ideographic and other spaces stand outside
    inner = parts[first].lstrip() if kinds[first] == "text" else parts[first]
    parts[start] += parts[first][: len(parts[first]) - len(inner)]
    left = parts[start][-1:] or left
    parts[first] = inner
    inner = parts[last].rstrip() if kinds[last] == "text" else parts[last]
    space = parts[last][len(inner) :]
    parts[last] = inner
    right = space[:1] or right
    if kinds[first] == "text" and not (left.isspace() or is_punctuation(left)):
        shifted = _leading_marks(parts[first])
        if shifted and not (first == last and shifted == len(parts[first])):
            parts[start] += parts[first][:shifted]
            parts[first] = parts[first][shifted:]
            left = parts[start][-1]
    tail = ""
    if kinds[last] == "text" and not (right.isspace() or is_punctuation(right)):
        shifted = _trailing_marks(parts[last]) if right != "[" or parts[last][-1] != "!" else 0  # or the link would become an image
        if shifted and not (first == last and shifted == len(parts[last])):
            tail = parts[last][-shifted:]
            parts[last] = parts[last][:-shifted]
            right = tail[0]
    tail += space
    if not parts[first] or not parts[last]:
        parts[end] = tail + parts[end]
        return
    opens = not is_punctuation(_edge(parts[first][0])) or left.isspace() or is_punctuation(left)
    closes = not is_punctuation(_edge(parts[last][-1])) or right.isspace() or is_punctuation(right)
    if opens and closes:
        parts[start] += mark
        parts[end] = mark + tail + parts[end]
    elif kinds[first] == "open" and kinds[last] == "close" and parts[first] == "[" and last - first > 1:
        parts[end] = tail + parts[end]
        parts[first] += mark  # inside the link, which stands between punctuation
        parts[last] = mark + parts[last]
    else:  # Markdown has no mark that would be read here: the words stay, without it
        parts[end] = tail + parts[end]


def _edge(character: str) -> str:
    """Delimiters of other emphasis join the run: they are no punctuation beside it."""
    return "a" if character == "*" else character


def _neighbour(parts: list[str], place: int, step: int) -> str:
    """The character beside a delimiter: outside its paragraph a line end."""
    place += step
    while 0 <= place < len(parts):
        text = parts[place].strip("*") if set(parts[place]) == {"*"} else parts[place]
        if text:
            return text[-1] if step < 0 else text[0]
        place += step
    return "\n"


@cache
def _shiftable(character: str) -> bool:
    return is_punctuation(character) and character not in "\\`*_[]<>~&#|$"


def _leading_marks(text: str) -> int:
    """How many signs at the start of `text` may stand outside of a mark."""
    return next((count for count, character in enumerate(text) if not (_shiftable(character) or character.isspace())), len(text))


def _trailing_marks(text: str) -> int:
    count = _leading_marks(text[::-1])
    return 0 if count and text[-1 - count : -count] == "\\" else count
