"""What a check raises."""

from __future__ import annotations


class UnsafeError(Exception):
    """The record does not account for the clean text; the message says what was found."""
