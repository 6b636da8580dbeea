"""`assistant feedback` shows an editor which answers help."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.channels.website import history
from assistant.channels.website.history import History
from assistant.commands.feedback import feedback


def _told(ids: list[str]) -> dict[str, object]:
    return {"messages": [], "record": {"answer_ids": ids}}


def test_the_least_helpful_answer_stands_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Opinions are counted by answer, whatever version of it was shown, with the reasons."""
    monkeypatch.setattr(history, "DATABASE", tmp_path / "website.db")
    kept = History(tmp_path / "website.db")
    for number, (ids, helpful, reason) in enumerate(
        [
            (["surgery.what@1"], True, None),
            (["chemotherapy.what@1"], False, "hard_to_read"),
            (["chemotherapy.what@2"], False, "hard_to_read"),
        ]
    ):
        kept.add("c", None, "words", _told(ids))
        kept.rate("c", number + 1, "2026-11-23", helpful, reason)
    feedback()
    shown = capsys.readouterr().out
    assert shown.index("chemotherapy.what") < shown.index("surgery.what")
    assert "hard_to_read 2" in shown
    assert "words" not in shown


def test_without_opinions_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody said anything there is one line, and no file is made."""
    monkeypatch.setattr(history, "DATABASE", tmp_path / "website.db")
    feedback()
    assert "No patient has said" in capsys.readouterr().out
    assert not (tmp_path / "website.db").exists()
