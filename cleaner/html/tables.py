"""Tables: rows and spans into a grid, and what is no table but a layout or a code listing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.document import Role
from cleaner.html import listings, spans
from cleaner.html.tree import Element

if TYPE_CHECKING:
    from cleaner.html.convert import Converter

MAX_SPAN = 1000
"""Columns or rows of one cell, as in the HTML standard."""
FILL = 4
"""Cells of the grid for each cell of the table; spans that would make more are not filled."""
MAX_PARTS = 3
"""Paragraphs and items of a cell beside its label; with more it is a section below a heading."""
ROW_TEXT = 120
"""Letters: with a cell of so many a lone row is no entry of a table, but a note with its sign, or two columns."""
INNER_BLOCKS = frozenset("table ul ol dl pre blockquote h1 h2 h3 h4 h5 h6 hr figure article section form".split())


def rows(table: Element) -> list[list[Element]]:
    """The cells of each row of `table`, not those of tables inside it; rows without cells are left out."""
    found: list[list[Element]] = []
    stack = table.children()[::-1]
    while stack:
        element = stack.pop()
        if element.tag == "tr":
            cells = [child for child in element.children() if child.tag in ("td", "th")]
            if cells:
                found.append(cells)
        elif element.tag in ("td", "th"):
            found.append([element])
        elif element.tag in ("tbody", "thead", "tfoot", "form"):
            stack += element.children()[::-1]
    return found


def grid(found: list[list[Element]]) -> list[list[Element | None]]:
    """Rows of equal length: every cell at its column; places that a span covers are None."""
    budget = FILL * sum(map(len, found)) + MAX_SPAN
    lines: list[list[Element | None]] = []
    covered: dict[int, int] = {}  # column -> rows below that a cell above still covers
    for row in found:
        line: list[Element | None] = []
        below: dict[int, int] = {}
        for cell in row:
            while covered.get(len(line), 0):
                line.append(None)
            columns, height = [max(1, min(cell.number(name) or 1, MAX_SPAN)) for name in ("colspan", "rowspan")]
            if columns > budget:
                columns = 1
            budget -= columns
            if height > 1:
                for column in range(len(line), len(line) + columns):
                    below[column] = min(height - 1, len(found))
            line += [cell, *[None] * (columns - 1)]
        while covered.get(len(line), 0):
            line.append(None)
        covered = {column: left - 1 for column, left in covered.items() if left > 1} | below
        lines.append(line)
    width = max(map(len, lines), default=0)
    # columns that hold no cell at all come from spans that nobody needs
    used = sorted({column for line in lines for column, cell in enumerate(line) if cell is not None})
    if len(lines) * width > FILL * sum(map(len, found)) + MAX_SPAN * 4:
        longest = max(map(len, found))
        return [[*row, *[None] * (longest - len(row))] for row in found]
    return [[line[column] if column < len(line) else None for column in used] for line in lines]


def is_layout(table: Element, found: list[list[Element]]) -> bool:
    """Whether `table` only places things on the page.

    Evidence: it says so, has no two cells in a row, sets a text beside something in its only row, or its cells hold blocks of text
    that no table cell of Markdown can.
    """
    if table.get("role") in ("presentation", "none") or max(map(len, found), default=0) < 2:
        return True
    if any(cell.tag == "th" for row in found for cell in row):
        if all([len(row) == 2 and row[0].tag == "th" and row[1].tag == "td" for row in found]) and any([_is_text(row[1]) for row in found]):
            return True
        return any(element.tag in ("table", "pre") for row in found for cell in row for element in cell.elements() if element is not cell)
    if len(found) == 1 and any([len(spans.visible(cell.text())) > ROW_TEXT for cell in found[0]]):
        return True
    for row in found:
        for cell in row:
            paragraphs = 0
            for element in cell.elements():
                if element.tag in INNER_BLOCKS and element is not cell:
                    return True
                paragraphs += element.tag == "p" and bool(element.text().strip())
            if paragraphs > 2:
                return True
    return False


def _is_text(cell: Element) -> bool:
    """Whether a cell holds a text of its own, not an entry: several paragraphs or items."""
    return sum([element.tag in ("p", "li", "dd") for element in cell.elements()]) > MAX_PARTS


def listing(found: list[list[Element]]) -> Element | None:
    """The `pre` of a code listing that stands in a table beside its line numbers, or None.

    Evidence: one row of two cells, the first nothing but numbers that count up, the second a `pre`.
    """
    if len(found) != 1 or len(found[0]) != 2:
        return None
    code = found[0][1].find("pre")
    if code is None:
        return None
    # highlighters part the numbers with line breaks or elements, which are no text
    return code if listings.count_up(" ".join(found[0][0].texts()).split()) else None


def convert(table: Element, out: Converter) -> None:
    """Print a table as one of Markdown below its caption, or block by block what it only places on the page."""
    found = rows(table)
    code = listing(found)
    if code is not None:
        out.preformatted(code)
        return
    out.level += 1
    is_placing = is_layout(table, found)
    for element in [table] if is_placing else [child for child in table.children() if child.tag == "caption"]:
        out.walk(element)
    out.level -= 1
    lines = [] if is_placing else [[(_cell(cell, out) if cell is not None else "") for cell in row] for row in grid(found)]
    lines = [row for row in lines if any(row)]
    if not lines:
        return
    out.places.find(next((spans.visible(text) for row in lines for text in row if text.strip()), ""))
    printed = ["| " + " | ".join(row) + " |" for row in lines]
    out.emit(Role.TABLE, "\n".join([printed[0], "|" + " --- |" * len(lines[0]), *printed[1:]]))


def _cell(cell: Element, out: Converter) -> str:
    """The text of a cell on one line; the items of a list are parted by line breaks, as GFM reads them in cells."""
    only = cell.nodes[cell.place + 1] if cell.end == cell.place + 2 else None
    if isinstance(only, str) and "\\" not in only:
        text = spans.at_start(spans.plain(only))
    else:
        inner = out.within_cell()
        texts = [block.text.strip() for block in inner.walk(cell)]
        text = ("<br>" if inner.nesting.has_items else " ").join(texts)
        out.pictures |= inner.pictures
    return text.replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")
