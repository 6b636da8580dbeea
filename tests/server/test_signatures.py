"""Who goes live is told what no clinician has signed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.server import signatures
from assistant.server.signatures import RULES, unsigned_files
from assistant.settings import ROOT
from knowledge.reader import FOLDER, KnowledgeError


def test_drafts_are_named_by_their_files() -> None:
    """Answers, lines and rules that are drafts are named by files that are there."""
    found = unsigned_files()
    assert RULES in found
    assert "knowledge/urgent_help.yml" in found
    assert "knowledge/responses.yml" in found
    assert "knowledge/side_effects.yml" in found
    assert "assistant/booking/wording.yml" in found
    assert all((ROOT / name).is_file() for name in found)


def test_signatures_that_can_not_be_read_stop_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of signatures that is no use is named with its line: its drafts must not be passed over in silence."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "responses.yml").write_text("review: {state: approved}\n", encoding="utf-8")
    monkeypatch.setattr(signatures, "FOLDER", tmp_path)
    with pytest.raises(KnowledgeError, match=r"^knowledge/responses\.yml:1: "):
        unsigned_files()
