"""Finds the source material, which stands beside the repository and is no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.reader import FOLDER

SHARED = FOLDER.parent.parent / "shared"
"""The folder of the source material: beside the repository where it was built, absent in a clone."""


def source_file(path: str) -> Path:
    """Return a file of the source material; skip the test where it is not there."""
    found = SHARED / path
    if not found.is_file():
        pytest.skip("the source material is not beside this repository")
    return found
