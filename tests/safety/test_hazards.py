"""The hazard table of docs/safety.md."""

from __future__ import annotations

import re

import pytest

from assistant.settings import ROOT

ROWS = re.findall(
    r"^\|(.+)\|(.+)\| `([^`]+)` \|$", (ROOT / "docs" / "safety.md").read_text(encoding="utf-8"), re.MULTILINE
)


def test_there_are_hazards() -> None:
    """The table is found and holds what can go wrong."""
    assert len(ROWS) >= 10


@pytest.mark.parametrize("test", [test for _, _, test in ROWS])
def test_each_hazard_names_a_test_that_exists(test: str) -> None:
    """A control without its test is no control."""
    path, _, name = test.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert f"def {name}(" in text if name else "def test_" in text
