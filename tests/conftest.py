"""Where things lie, and the option that rewrites the expected change records for review."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# a landing must not hang on luck; on a developer's machine every run looks somewhere else
settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite fixtures/*/edits.txt; read the difference before you commit it")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; under CI its absence is a failure."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared is missing")
        pytest.skip("../shared is not here")
    return SHARED
