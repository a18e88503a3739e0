"""The garbage collector of Python: it has nothing to find while one document is cleaned."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """The collector rests: lines and elements are many and all in use, and going through them again and again is a sixth of the time.

    What is in no use any more goes at once, as ever; only what refers to itself waits until the document is clean.
    """
    if not gc.isenabled():
        yield  # whoever turned it off, or a document around this one, turns it on
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
