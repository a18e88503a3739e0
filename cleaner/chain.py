"""The whole design in one place: which passes run, in which order, and why in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cleaner.document import LINE_ENDS, Document, Doubt, Edit
from cleaner.passes.autospace import autospace
from cleaner.passes.byline import byline
from cleaner.passes.captions import captions
from cleaner.passes.column_cuts import column_cuts
from cleaner.passes.compatibility_forms import compatibility_forms
from cleaner.passes.controls import controls
from cleaner.passes.dehyphenate import dehyphenate
from cleaner.passes.doubled_characters import doubled_characters
from cleaner.passes.duplicates import duplicates
from cleaner.passes.folios import folios
from cleaner.passes.footnotes import footnotes
from cleaner.passes.front_matter_keys import front_matter_keys
from cleaner.passes.harvest import harvest
from cleaner.passes.headings import headings
from cleaner.passes.mastheads import mastheads
from cleaner.passes.mojibake import mojibake
from cleaner.passes.navigation import navigation
from cleaner.passes.opening_title import opening_title
from cleaner.passes.punctuation_spaces import punctuation_spaces
from cleaner.passes.running_heads import running_heads
from cleaner.passes.source_lines import source_lines
from cleaner.passes.title_block import title_block
from cleaner.passes.title_page import title_page
from cleaner.passes.title_quotes import title_quotes
from cleaner.passes.tracking import tracking
from cleaner.passes.unwrap import unwrap
from cleaner.passes.vertical_headers import vertical_headers
from cleaner.passes.whitespace import whitespace

Pass = Callable[..., Iterator[Edit | Doubt]]
"""Takes a `Document` and settings, proposes edits, changes nothing. Its name is the rule's name."""

CHAIN: tuple[Pass, ...] = (
    front_matter_keys,
    # wrong characters first: every later rule reads them
    # (a control character may be half a letter of mojibake)
    mojibake,
    controls,
    compatibility_forms,
    # what is not running text, while page edges, gaps and indents still show
    mastheads,
    title_block,
    byline,
    title_page,
    opening_title,
    vertical_headers,
    running_heads,
    folios,
    navigation,
    footnotes,
    source_lines,
    # duplicates on raw lines, before any join; they would hide as parts of longer paragraphs.
    # Captions after them: a caption is seen by the sentence that goes on behind it
    duplicates,
    captions,
    # headings before joins, or they would be joined; they need line widths
    headings,
    unwrap,
    column_cuts,
    # these look at two lines that are known to be one sentence
    dehyphenate,
    doubled_characters,
    # gaps inside lines last: line widths with their gaps were evidence
    tracking,
    autospace,
    punctuation_spaces,
    whitespace,
    # metadata from the repaired wording
    harvest,
    title_quotes,
)


def run(document: Document, chain: tuple[Pass, ...] = CHAIN, settings: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    """Apply every pass of `chain` to `document`, which records each edit under the pass's name.

    `settings` maps a rule's name to keyword arguments for it.
    """
    for rule in chain:
        name = rule.__name__
        # the pass ends before its first edit is applied: it judges one state, not its own traces
        proposals = list(rule(document, **(settings or {}).get(name, {})))
        if proposals:
            document.apply([proposal for proposal in proposals if type(proposal) is Edit], name)
            document.doubts += [proposal._replace(rule=name) for proposal in proposals if type(proposal) is Doubt]


def undo(document: Document) -> str:
    """Take back every edit, newest first, and return the source that stands there then.

    Raises `ValueError` if the record does not fit the document.
    """
    for edit in reversed(document.edits):
        line = document.lines[edit.place]
        if getattr(line, edit.field) != edit.after:
            raise ValueError(f"the record of line {edit.line} does not fit the document")
        setattr(line, edit.field, edit.before)
    document.record.clear()
    return "".join([line.text + line.raw[len(line.raw.rstrip(LINE_ENDS)) :] for line in document.lines])
