"""Mathematics: MathML into TeX, and TeX between delimiters in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.html.tree import Element
from cleaner.regex import regex

MAX_DEPTH = 60
"""Elements inside each other; what is deeper is read as a row of its texts."""
DELIMITER = regex(r"\\[()\[\]]")
NOT_TEX = regex(r"[\u2e80-\U0010ffff]")
SIGN = regex(r"[\\^_{}=+<>]")
SHORT = regex(r"\s*[A-Za-z0-9]{1,3}\s*")
STYLED = regex(r"\s*\{\\(?:display|text)style\s+(.*?)\s*\}\s*", re.S)
BRACE = regex(r"(?<!\\)[{}]")
WORD_AT_END = regex(r"\\[A-Za-z]+\Z")
INVISIBLE = {ord(character): None for character in "\u2061\u2062\u2063\u2064\u200b\ufe00\ufe01"}
SPECIAL = {"{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "$": r"\$", "\\": r"\backslash ", "~": r"\sim "}
"""What means something else in TeX."""
OPERATORS = {
    "−": "-", "∗": "*", "⋅": r"\cdot ", "×": r"\times ", "÷": r"\div ", "±": r"\pm ", "∓": r"\mp ", "≤": r"\le ", "≥": r"\ge ",
    "≠": r"\ne ", "≈": r"\approx ", "∞": r"\infty ", "∑": r"\sum ", "∏": r"\prod ", "∫": r"\int ", "∂": r"\partial ", "∇": r"\nabla ",
    "→": r"\to ", "⇒": r"\Rightarrow ", "∈": r"\in ", "∪": r"\cup ", "∩": r"\cap ", "⊂": r"\subset ", "√": r"\surd ", "⋯": r"\cdots ",
    "…": r"\ldots ", "∀": r"\forall ", "∃": r"\exists ", "‖": r"\|", "′": "'", "⟨": r"\langle ", "⟩": r"\rangle ",
}  # fmt: skip
ACCENTS = {
    "^": "hat", "ˆ": "hat", "¯": "bar", "‾": "overline", "―": "overline", "_": "underline", "→": "vec", "⃗": "vec", "˙": "dot", ".": "dot",
    "¨": "ddot", "~": "tilde", "˜": "tilde", "⏞": "overbrace", "⏟": "underbrace", "ˇ": "check", "˘": "breve",
}  # fmt: skip
FUNCTIONS = frozenset(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin sinh
    sup tan tanh
    """.split()
)
LIMITS = frozenset([r"\sum ", r"\prod ", r"\int ", r"\lim ", r"\max ", r"\min ", r"\sup ", r"\inf ", r"\limsup ", r"\liminf "])
"""What bounds stand at, above and below or beside alike."""
UNREAD = frozenset(["annotation", "annotation-xml", "mspace", "mphantom", "maligngroup", "malignmark", "none", "mprescripts"])
ARGUMENTS = {"mfrac": 2, "mroot": 2, "msup": 2, "msub": 2, "msubsup": 3, "mover": 2, "munder": 2, "munderover": 3}


def delimited(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each text before a formula, the TeX of the formula, and whether it is displayed; last the text after all, with no TeX.

    A formula stands between `\\(` and `\\)` or `\\[` and `\\]`. Regular expressions and paths write these, too: what has no sign of
    mathematics between them is text.
    """
    done = start = 0
    opened = ""
    for match in DELIMITER.finditer(text):
        sign = match[0][1]
        if sign in "([":
            if not opened:
                opened, start = sign, match.start()
        elif opened and (opened == "(") == (sign == ")"):
            tex = text[start + 2 : match.start()]
            opened = ""
            if not NOT_TEX.search(tex) and tex.strip() and (SIGN.search(tex) or SHORT.fullmatch(tex)):
                yield text[done:start], tex, sign == "]"
                done = match.end()
    yield text[done:], "", False


def tex(math: Element) -> str:
    """The TeX of a `math` element: the one it brings, or what its elements say; "" where it is a single name or number."""
    for element in math.elements():
        if element.tag == "annotation" and "tex" in element.get("encoding").lower():
            return plain(element.text())
    if brought := math.get("alttext"):
        return plain(brought)
    if not any([element.tag not in ("math", "mrow", "mstyle", "mi", "mn", "mtext", "semantics") for element in math.elements()]):
        return ""
    return _row(math.children(), 0).strip()


def plain(source: str) -> str:
    """TeX without the braces that set its style."""
    match = STYLED.fullmatch(source)
    if match is None:
        return source
    depth = 0
    for brace in BRACE.findall(match[1]):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return source
    return match[1]


def is_displayed(math: Element) -> bool:
    """Whether a formula stands on a line of its own."""
    holder = math.parent.parent if math.parent is not None and math.parent.tag == "mjx-assistive-mml" else None
    return (
        math.get("display") == "block"
        or (math.parent is not None and "mathml-display" in math.parent.get("class"))
        or (holder is not None and holder.get("display") == "true")
    )


def _row(elements: list[Element], depth: int) -> str:
    out = ""
    for element in elements:
        part = _element(element, depth + 1)
        # a name of TeX ends where no letter follows
        out += f" {part}" if part[:1].isalpha() and WORD_AT_END.search(out) else part
    return out


def _group(element: Element, depth: int) -> str:
    return "{" + _element(element, depth + 1).strip() + "}"


def _element(element: Element, depth: int) -> str:
    tag = element.tag
    if tag in UNREAD:
        return ""
    if tag in ("mi", "mn", "mo", "mtext", "ms") or depth > MAX_DEPTH:
        return _token(tag, " ".join(element.text().translate(INVISIBLE).split()))
    parts = element.children()
    if len(parts) == ARGUMENTS.get(tag, -1):
        return _scripted(tag, parts, depth)
    if tag == "msqrt":
        return rf"\sqrt{{{_row(parts, depth).strip()}}}"
    if tag == "mtable":
        rows = [" & ".join(_row(cell.children(), depth + 2).strip() for cell in row.children()) for row in parts]
        return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"
    if tag == "semantics":
        return _row(parts[:1], depth)
    return _row(parts, depth) if parts else _token("mtext", " ".join(element.text().split()))


def _token(tag: str, text: str) -> str:
    if tag == "mtext" or (tag == "ms" and text):
        return rf"\text{{{text}}}" if text else ""
    if tag == "mi" and len(text) > 1:
        name = "".join([SPECIAL.get(character, character) for character in text])
        return rf"\{text} " if text in FUNCTIONS else rf"\mathrm{{{name}}}"
    if text in FUNCTIONS:
        return rf"\{text} "
    return "".join([OPERATORS.get(character) or SPECIAL.get(character, character) for character in text])


def _scripted(tag: str, parts: list[Element], depth: int) -> str:
    """A fraction, a root, or a base with what stands at it."""
    if tag == "mfrac":
        return rf"\frac{_group(parts[0], depth)}{_group(parts[1], depth)}"
    if tag == "mroot":
        return rf"\sqrt[{_element(parts[1], depth + 1).strip()}]{_group(parts[0], depth)}"
    base = _element(parts[0], depth + 1)
    marks = [part.text().strip() for part in parts[1:]]
    if tag in ("mover", "munder") and base not in LIMITS:
        name = ACCENTS.get(marks[0])
        if name:
            return rf"\{name}{{{base.strip()}}}"
        return rf"\{tag[1:]}set{_group(parts[1], depth)}{{{base.strip()}}}"
    base = base.rstrip() if base in LIMITS else base
    if len(base) > 1 and base.strip() and not base.startswith("\\") and not base.isdigit():
        base = "{" + base.strip() + "}"
    below = parts[1] if tag in ("msub", "msubsup", "munder", "munderover") else None
    above = parts[-1] if tag in ("msup", "msubsup", "mover", "munderover") else None
    if above is not None and below is None and marks[0] in ("′", "'"):
        return f"{base}'"
    return base + (f"_{_group(below, depth)}" if below is not None else "") + (f"^{_group(above, depth)}" if above is not None else "")
