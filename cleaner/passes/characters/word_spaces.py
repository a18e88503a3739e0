"""Word spaces that an extractor wrote as another blank."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import PLAIN, Document, Edit
from cleaner.regex import regex
from cleaner.rules import Change, rule
from cleaner.wording.sentences import ends_sentence

OTHER = regex(r"[\xa0\t](?<=[^\s].)(?=[^\s])")
BLANKS = regex(r"(?<=[^\s]) ?[\xa0\t][ \xa0\t]*")
SPACE = regex(r"(?<=[^\W\d_]|[,.;]) (?=[^\W\d_])")
SMALL_WORDS = regex(r"[\xa0\t][a-zß-öø-ÿ]+[,.;:]?(?=[\xa0\t])")
"""A word in small letters with such a blank on both sides: of the cells of a table few are."""
MIN_BLANKS, MOSTLY = 20, 3
"""Such blanks, and how many to a space between words: an author sets a few, a keyboard writes spaces."""
MIN_SMALL = 0.25
"""Of the blanks, those before a small word with another behind it. Running text in English, German and French has .3 to .6, tables none
to .1."""
CLAUSES = regex(r"[,.;:][\xa0\t](?=[^\s])")
MIN_CLAUSES = 0.02
"""Of the blanks, those behind a clause: running text has .05 and more, lists of words (a word and what means the same) none."""


@rule(acts_on=PLAIN, changes=Change.SPACE)
def word_spaces(document: Document) -> Iterator[Edit]:
    """Write word spaces as spaces where an extractor wrote no-break spaces or tabs: no rule would see words there, and no line break.

    Evidence: such blanks stand between words three times as often as spaces do, and a quarter of them before a single word in small
    letters, as in sentences, some of them behind a clause. Tables and lists of words have tabs, but neither; where such an extractor
    wrote a text, a line is one of its sentences by a small word of its own, or by going on with the line above.
    """
    unusual = document.unusual
    if "\xa0" not in unusual and "\t" not in unusual:
        return
    wording = document.wording()
    count = len(OTHER.findall(wording))
    if count < MIN_BLANKS or count < MOSTLY * len(SPACE.findall(wording)):
        return
    if len(SMALL_WORDS.findall(wording)) < MIN_SMALL * count or len(CLAUSES.findall(wording)) < MIN_CLAUSES * count:
        return
    goes_on = False
    for line in document.prose():
        if SMALL_WORDS.search(line.text) or goes_on:
            text = BLANKS.sub(" ", line.text)
            goes_on = not ends_sentence(text)
            if text != line.text:
                yield line.edit("text", text, "word spaces written as other blanks")
