"""Who goes live is told what no clinician has signed."""

from __future__ import annotations

from assistant.server.signatures import RULES, unsigned_files
from assistant.settings import ROOT


def test_drafts_are_named_by_their_files() -> None:
    """Answers, lines and rules that are drafts are named by files that are there."""
    found = unsigned_files()
    assert RULES in found
    assert "knowledge/urgent_help.yml" in found
    assert all((ROOT / name).is_file() for name in found)
