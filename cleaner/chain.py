"""The whole design in one place: which passes run, in which order, and why in this order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from itertools import cycle, groupby, islice
from typing import Any, get_args, get_type_hints

from cleaner.document import LINE_ENDS, Document, Doubt, Edit
from cleaner.nearest import unknown
from cleaner.passes.article_notes import article_notes
from cleaner.passes.autospace import autospace
from cleaner.passes.block_headings import block_headings
from cleaner.passes.bullets import bullets
from cleaner.passes.byline import byline
from cleaner.passes.captions import captions
from cleaner.passes.cjk_spacing import cjk_spacing
from cleaner.passes.column_cuts import column_cuts
from cleaner.passes.compatibility_forms import compatibility_forms
from cleaner.passes.controls import controls
from cleaner.passes.crossed_columns import crossed_columns
from cleaner.passes.dehyphenate import dehyphenate
from cleaner.passes.doubled_characters import doubled_characters
from cleaner.passes.duplicates import duplicates
from cleaner.passes.english_block import english_block
from cleaner.passes.folios import folios
from cleaner.passes.footnotes import footnotes
from cleaner.passes.front_matter_keys import front_matter_keys
from cleaner.passes.gbk_letters import gbk_letters
from cleaner.passes.glued_words import glued_words
from cleaner.passes.harvest import harvest
from cleaner.passes.insets import insets
from cleaner.passes.journal_heads import journal_heads
from cleaner.passes.jump_lines import jump_lines
from cleaner.passes.letter_spacing import letter_spacing
from cleaner.passes.mastheads import mastheads
from cleaner.passes.mojibake import mojibake
from cleaner.passes.navigation import navigation
from cleaner.passes.numbered_headings import numbered_headings
from cleaner.passes.opening_title import opening_title
from cleaner.passes.parted_headings import parted_headings
from cleaner.passes.punctuation_spaces import punctuation_spaces
from cleaner.passes.punctuation_width import punctuation_width
from cleaner.passes.quotes import quotes
from cleaner.passes.running_heads import running_heads
from cleaner.passes.script import script
from cleaner.passes.section_heads import section_heads
from cleaner.passes.short_headings import short_headings
from cleaner.passes.source_lines import source_lines
from cleaner.passes.split_numbers import split_numbers
from cleaner.passes.symbol_quotes import symbol_quotes
from cleaner.passes.title_block import title_block
from cleaner.passes.title_page import title_page
from cleaner.passes.title_quotes import title_quotes
from cleaner.passes.torn_tables import torn_tables
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
    gbk_letters,
    symbol_quotes,
    # what is not running text, while page edges, gaps and indents still show: in turn until none finds more (see `run`)
    mastheads,
    vertical_headers,
    journal_heads,
    title_block,
    english_block,
    article_notes,
    byline,
    title_page,
    opening_title,
    section_heads,
    running_heads,
    folios,
    jump_lines,
    navigation,
    footnotes,
    source_lines,
    # duplicates on raw lines, before any join; they would hide as parts of longer paragraphs.
    # Captions after them: a caption is seen by the sentence that goes on behind it
    duplicates,
    captions,
    insets,
    # headings before joins, or they would be joined; they need line widths
    numbered_headings,
    parted_headings,
    short_headings,
    block_headings,
    crossed_columns,
    torn_tables,
    unwrap,
    bullets,
    column_cuts,
    # these look at two lines that are known to be one sentence
    dehyphenate,
    doubled_characters,
    # gaps inside lines last: line widths with their gaps were evidence.
    # Numbers in pieces when stretched gaps are word spaces: wider ones part columns
    tracking,
    letter_spacing,
    glued_words,
    autospace,
    split_numbers,
    punctuation_spaces,
    whitespace,
    # metadata from the repaired wording
    harvest,
    title_quotes,
    # what a person asked for, when all words are whole and all facts are found; script first, for words decide of it
    script,
    quotes,
    punctuation_width,
    cjk_spacing,
)

TAKING_OUT = frozenset(
    {
        "mastheads",
        "title_block",
        "english_block",
        "article_notes",
        "byline",
        "title_page",
        "opening_title",
        "vertical_headers",
        "journal_heads",
        "section_heads",
        "running_heads",
        "folios",
        "jump_lines",
        "navigation",
        "footnotes",
        "source_lines",
        "duplicates",
        "captions",
        "insets",
        "doubled_characters",
    }
)
"""Rules that take wording out of the body or move it, on evidence of layout or repetition.

What one of them finds is evidence for the others: a page number stands beside a running title, a running title beside a page number.
"""
MAX_ROUNDS = 4
"""In 636 documents nothing was found after the first; a made-up text may have a chain of evidence as long as itself."""

LEVELS: Mapping[str, tuple[frozenset[str], Mapping[str, Mapping[str, Any]]]] = {
    "safe": (TAKING_OUT, {}),
    "normal": (frozenset(), {}),
    "bold": (frozenset(), {"folios": {"min_pages": 2}, "running_heads": {"min_times": 2}}),
}
"""What each level leaves out, and the settings it brings. Safe takes no wording out of the body, but for
what the reader of a whole web page leaves out; bold is content with one sign less of what repeats with the page."""


def chosen(select: Collection[str] = (), ignore: Collection[str] = (), level: str = "normal") -> tuple[Pass, ...]:
    """The passes of the chain that `select` names (all, if it names none), without those that `ignore` and `level` leave out.

    Raises `ValueError` for a name that does not exist.
    """
    return _chosen(CHAIN, tuple(select), tuple(ignore), level)


@lru_cache
def _chosen(chain: tuple[Pass, ...], select: tuple[str, ...], ignore: tuple[str, ...], level: str) -> tuple[Pass, ...]:
    names = [rule.__name__ for rule in chain]
    for name in [*select, *ignore]:
        if name not in names:
            raise ValueError(unknown("rule", name, names))
    if level not in LEVELS:
        raise ValueError(unknown("level", level, LEVELS))
    left_out = {*ignore, *(LEVELS[level][0] - {*select})}
    return tuple([rule for name, rule in zip(names, chain, strict=True) if (not select or name in select) and name not in left_out])


def merged(level: str, settings: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The settings of `level` with `settings` laid over them. Raises `ValueError` for a rule or setting that does not exist."""
    rules = {rule.__name__: rule for rule in CHAIN} if settings else {}
    both = {name: dict(values) for name, values in LEVELS[level][1].items()}
    for name, values in settings.items():
        if name not in rules:
            raise ValueError(unknown("rule", name, rules))
        for key, value in values.items():
            known: Mapping[str, Any] = rules[name].__kwdefaults__ or {}
            if key not in known:
                raise ValueError(f"{name}: {unknown('setting', key, known)}")
            default = known[key]
            choices = _choices(rules[name], key)
            if choices and value not in choices:
                raise ValueError(f"{name}.{key} is one of {', '.join(choices)}, not {value!r}")
            if isinstance(default, int) and type(value) is not type(default):
                raise ValueError(f"{name}.{key} is {'true or false' if isinstance(default, bool) else 'a whole number'}, not {value!r}")
            both.setdefault(name, {})[key] = value
    return both


def _choices(rule: Pass, key: str) -> tuple[str, ...]:
    """The values that a setting may have, if they are few."""
    return get_args(get_type_hints(rule)[key])


def run(document: Document, chain: tuple[Pass, ...] = CHAIN, settings: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    """Apply every pass of `chain` to `document`, which records each edit under the pass's name.

    Those in a row that take wording out take turns until each was asked once more behind the last edit. `settings` maps a rule's
    name to keyword arguments for it.
    """
    for in_turn, rules in _turns(chain):
        quiet = 0  # passes asked since the last edit
        for rule in islice(cycle(rules), MAX_ROUNDS * len(rules)) if in_turn else rules:
            quiet = 0 if _apply(document, rule, settings or {}) else quiet + 1
            if in_turn and quiet == len(rules):
                break


@lru_cache
def _turns(chain: tuple[Pass, ...]) -> list[tuple[bool, list[Pass]]]:
    """The passes of `chain` in groups, and whether those of a group take turns."""
    return [(in_turn, list(group)) for in_turn, group in groupby(chain, lambda rule: rule.__name__ in TAKING_OUT)]


def _apply(document: Document, rule: Pass, settings: Mapping[str, Mapping[str, Any]]) -> bool:
    """Apply one pass, and tell whether it edited anything."""
    name = rule.__name__
    # the pass ends before its first edit is applied: it judges one state, not its own traces
    proposals = list(rule(document, **settings.get(name, {})))
    if not proposals:
        return False  # most passes have nothing to do in most documents
    edits = [proposal for proposal in proposals if type(proposal) is Edit]
    document.apply(edits, name)
    known = set(document.doubts)  # a pass that is asked again reports the same again
    doubts = [proposal._replace(rule=name) for proposal in proposals if type(proposal) is Doubt]
    document.doubts += [doubt for doubt in doubts if doubt not in known]
    return bool(edits)


def undo(document: Document) -> str:
    """Take back every edit, newest first, and return the source that stands there then.

    Raises `ValueError` if the record does not fit the document.
    """
    lines = document.lines
    for _, edits in reversed(document.record):
        for place, number, _, _, name, before, after, _, _ in reversed(edits):
            line = lines[place]
            if getattr(line, name) != after:
                raise ValueError(f"the record of line {number} does not fit the document")
            setattr(line, name, before)
    document.record.clear()
    return "".join([line.text + line.raw[len(line.raw.rstrip(LINE_ENDS)) :] for line in document.lines])
