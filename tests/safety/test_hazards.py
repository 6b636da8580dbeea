"""The hazard table of docs/safety.md."""

from __future__ import annotations

import re

import pytest

from assistant.settings import ROOT

TABLE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8").partition("## Hazards")[2]
ROWS = [row.split("|")[1:-1] for row in TABLE.splitlines() if row.startswith("| ")][1:]
TESTS = [(hazard.strip(), re.findall(r"`([^`]+)`", tests)) for hazard, _, tests in ROWS]


def test_there_are_hazards() -> None:
    """The table is found and holds what can go wrong, and no row goes without a test."""
    assert len(TESTS) >= 10
    assert not [hazard for hazard, tests in TESTS if not tests]


@pytest.mark.parametrize("test", [test for _, tests in TESTS for test in tests])
def test_each_hazard_names_a_test_that_exists(test: str) -> None:
    """A control without its test is no control."""
    path, _, name = test.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert f"def {name}(" in text if name else "def test_" in text
