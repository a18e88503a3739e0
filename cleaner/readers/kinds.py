"""What the name of a file says of its format: it is believed, whatever the text looks like."""

from __future__ import annotations

import os

from cleaner.encodings import UnreadableError

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"})
HTML = frozenset({".html", ".htm", ".xhtml"})
OTHER = frozenset(
    [
        ".json", ".jsonl", ".ndjson", ".json5", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".env", ".properties", ".xml", ".xsl",
        ".svg", ".rss", ".atom", ".opml", ".plist", ".csv", ".tsv", ".py", ".pyi", ".ipynb", ".js", ".mjs", ".cjs", ".ts",
        ".jsx", ".tsx", ".vue", ".css", ".scss", ".less", ".java", ".kt", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs",
        ".go", ".rs", ".rb", ".php", ".pl", ".lua", ".r", ".sh", ".bash", ".zsh", ".ps1", ".bat", ".sql", ".swift",
        ".scala", ".dart", ".diff", ".patch", ".lock", ".srt", ".vtt", ".ass", ".ssa", ".lrc", ".sub", ".rst", ".adoc", ".org",
        ".tex", ".bib", ".ics", ".vcf", ".eml", ".mbox", ".po", ".pot", ".rtf",
    ]
)  # fmt: skip
"""Formats that are text and neither prose nor Markdown: their line ends and signs mean something to a program."""


def kind_of(path: str | os.PathLike[str]) -> str:
    """The kind of text that a name promises: "markdown", "html", or "auto" where it promises none.

    Raises `UnreadableError` for the name of another format: repaired as prose, it would no longer be one.
    """
    suffix = os.path.splitext(os.fspath(path))[1].lower()
    if suffix in MARKDOWN:
        return "markdown"
    if suffix in HTML:
        return "html"
    if suffix in OTHER:
        raise UnreadableError(f"{suffix} is a format of its own; to clean it all the same, say what kind of text it is (--from, kind)")
    return "auto"
