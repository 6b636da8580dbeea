"""What the tests of the knowledge module share."""

from __future__ import annotations

import pytest

from knowledge.reader import Knowledge, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The project's own knowledge."""
    return load_knowledge()
