"""HTML, and the Markdown beside it, into lines."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import front_matter, html
from cleaner.document import LINE_ENDS, NO_PROSE, Document, Edit, Line, Role
from cleaner.inline import escape, escape_start
from cleaner.passes.characters.mojibake import repair
from cleaner.readers.commonmark import read_markdown
from cleaner.readers.lines import Repair, cut_lines, record_form_feeds
from cleaner.readers.markdown import looks_like_markdown
from cleaner.wording.glyphs import SUSPECT


def read_html(document: Document, lines: list[Line], body: str, regions: list[html.Region], repair_all: Repair) -> None:
    """HTML and the Markdown around it. A line here is a block: its raw text is its markup, its text Markdown."""
    start_number = lines[-1].number + 1 if lines else 1
    voices: list[html.Voice] = []
    drafts: list[tuple[str, html.Block | None]] = []
    escapes: dict[int, str] = {}  # of lines beside the HTML that are not Markdown either
    for region in regions:
        text = body[region.start : region.end]
        if not region.is_html:
            plain = not looks_like_markdown(text)
            for raw in cut_lines(text):
                if plain and raw.strip():
                    line_text = raw.rstrip(LINE_ENDS)
                    line_text = repair(line_text) if SUSPECT.search(line_text) else line_text
                    escapes[len(drafts)] = escape_start(escape(line_text))
                drafts.append((raw, None))
            continue
        if region.is_page or html.is_page(text):
            blocks, voices = html.page(text)
        elif len(regions) == 1 and not (lines and lines[0].facts.get("title")):
            blocks, voices = html.fragment(text)
        else:
            blocks = html.blocks(text)
        if not blocks:
            drafts.append((text, html.Block(0, Role.BLANK, "", "\n\n")))
        starts = [0, *(block.start for block in blocks[1:]), len(text)]
        drafts += [(text[starts[place] : starts[place + 1]], block) for place, block in enumerate(blocks)]
    number = start_number
    plain_lines = {len(lines) + place for place in escapes}
    markdown: list[Line] = []
    beside: list[Line] = []  # what is Markdown, not HTML
    for raw, block in [*drafts, ("", html.Block(0, Role.BLANK, "", ""))]:
        if block and markdown:
            read_markdown(markdown)
            for line in markdown:
                if line.index in plain_lines and line.role is Role.VERBATIM:
                    line.role = Role.BODY
                if line.role not in NO_PROSE:
                    line.joint = line.joint[:2]
            next((line for line in markdown if line.role is not Role.BLANK), markdown[0]).joint = "\n\n"
            beside += markdown
            markdown = []
        line = Line(len(lines), number, 1, raw, raw.rstrip(LINE_ENDS))
        if block:
            line.role, line.joint = Role.BODY if block.reason else block.role, block.joint
        else:
            line.role = Role.BLANK if not raw.strip() else Role.BODY
            markdown.append(line)
        lines.append(line)
        number += raw.count("\n")
    lines.pop()
    document.lines = tuple(lines)
    first = len(lines) - len(drafts)
    for place, text in escapes.items():
        if lines[first + place].role is Role.VERBATIM:
            lines[first + place].role = Role.BODY  # escaped, it begins no HTML
        if lines[first + place].text != text:
            document.apply([lines[first + place].edit("text", text, "would read as Markdown")], "html")
    document.apply(_conversions(lines[first:], [block for _, block in drafts]), "html")
    repair_all(document)
    document.empty([line for line in lines[first:] if line.role not in (Role.BLANK, Role.BOILERPLATE) and not line.text.strip()])
    if beside and "\f" in body:
        record_form_feeds(document, beside)
    # the least trusted voice first, so that what a better one overrules stands in the record
    for voice in reversed(voices):
        facts = front_matter.in_order({**lines[0].facts, **front_matter.unify(voice.facts)})
        if facts != lines[0].facts:
            document.apply([lines[0].edit("facts", facts, f"what {voice.name} says")], "html")


def _conversions(lines: list[Line], blocks: list[html.Block | None]) -> Iterator[Edit]:
    """What became of the markup of each line."""
    for line, block in zip(lines, blocks, strict=True):
        if block and line.text != block.text:
            yield line.edit("text", block.text, f"HTML to Markdown: {block.reason or block.role}")
        if block and block.reason:
            yield line.edit("role", block.role, block.reason)
