"""The phone in the terminal, and the file for Twilio."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from line_fakes import WORDS, FakeTalks
from typer.testing import CliRunner

from assistant.channels.sms.router import sms_router
from assistant.commands import app
from assistant.settings import Settings


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, talks: FakeTalks) -> CliRunner:
    """A terminal in which the line is around a fake assistant."""
    settings = Settings(_env_file=None)  # type: ignore[call-arg]

    def line(_: Any, database: Path) -> FastAPI:
        server = FastAPI()
        server.include_router(sms_router(talks, settings, database))
        return server

    monkeypatch.setattr(sys.modules["assistant.commands.sms"], "_line", line)
    monkeypatch.setattr("assistant.settings.load_settings", lambda: settings)
    return CliRunner()


def test_texting_in_the_terminal(terminal: CliRunner, talks: FakeTalks) -> None:
    """Each text that comes back is shown with its segments; a picture and silence are shown too."""
    result = terminal.invoke(app, ["sms"], input="hello\n:picture\nstop\nhello\n")
    assert result.exit_code == 0, result.output
    shown = " ".join(result.output.split())
    assert "You said hello. (1 segment, 15 characters)" in shown
    assert WORDS.media_only in shown
    assert "(no text comes back)" in shown
    assert talks.words == ["hello"]


def test_a_server_that_is_not_there(terminal: CliRunner) -> None:
    """One line that says what to do, and status 1."""
    result = terminal.invoke(app, ["sms", "--url", "http://127.0.0.1:9"], input="hello\n")
    assert result.exit_code == 1
    assert "make run" in result.output


def test_the_file_for_twilio(terminal: CliRunner) -> None:
    """TwiML on the standard output, and nothing else."""
    result = terminal.invoke(app, ["sms-fallback"])
    assert result.exit_code == 0
    assert result.output.startswith("<?xml")
    assert WORDS.fallback.partition("'")[0] in result.output


def test_ctrl_c_leaves_without_a_word() -> None:
    """Ctrl-C at the prompt ends the conversation."""

    class Interrupted:
        def input(self, _: str) -> str:
            raise KeyboardInterrupt

        def print(self) -> None:
            """Print nothing."""

    from assistant.commands.sms import _typed

    assert _typed(Interrupted()) is None  # type: ignore[arg-type]
