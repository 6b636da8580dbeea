"""Leaving the chat of the terminal: at once, politely, and with the recording."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.settings import ROOT

CHAT = """
import sys
from pathlib import Path
from assistant import commands
from assistant.training import model
from assistant.turn import conversation
from assistant.dialogue.replies import Outcome, Record
from assistant.turn.turns import Said, Turn

class Fake:
    async def start(self, conversation, channel):
        return self.turn("")
    async def say(self, conversation, text, channel):
        if text == "hang":
            import asyncio
            print("hanging", flush=True)
            await asyncio.sleep(60)
        return self.turn(text)
    def turn(self, text):
        return Turn(text, (Said(f"You said {text}."),), Record(Outcome.SMALLTALK), "greet", 0.9, 1.0)

conversation.Assistant.load = lambda _: Fake()
model.find_model = lambda: Path("model")
sys.argv = ["assistant", "chat", *sys.argv[1:]]
commands.main()
"""


class Terminal:
    """A terminal of its own with the chat in it."""

    def __init__(self, *options: str) -> None:
        self._end, inside = pty.openpty()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHAT, *options],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={**kept, "PYTHONPATH": str(ROOT), "TERM": "dumb"},
            start_new_session=True,
        )
        os.close(inside)
        self.shown = ""

    def until(self, wanted: Callable[[], bool], seconds: float = 60) -> bool:
        """Read what is shown until something holds; say whether it does."""
        end = time.monotonic() + seconds
        while not wanted() and time.monotonic() < end:
            if select.select([self._end], [], [], 0.1)[0]:
                try:
                    self.shown += os.read(self._end, 65536).decode()
                except OSError:  # the chat has ended
                    break
        return wanted()

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self._end, f"{text}\n".encode())

    def interrupt(self) -> float:
        """Press Ctrl-C; return the seconds until the chat has ended.

        Nobody presses it in the millisecond between the prompt and the reading of a line: Python sees a signal that
        comes just there only with the next key.
        """
        time.sleep(0.3)
        began = time.monotonic()
        os.kill(self.process.pid, signal.SIGINT)
        self.until(lambda: self.process.poll() is not None, 20)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        return time.monotonic() - began

    def close(self) -> None:
        """End the chat if it is still there."""
        self.process.kill()
        self.process.wait()
        os.close(self._end)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A chat that is recorded, at its first prompt."""
    opened = Terminal("--record", str(tmp_path / "recorded.yml"))
    try:
        assert opened.until(lambda: "You:" in opened.shown), opened.shown
        yield opened
    finally:
        opened.close()


def left_politely(terminal: Terminal, seconds: float) -> None:
    """Check that the chat has ended at once and said so."""
    assert terminal.process.poll() == 0, terminal.shown
    assert seconds < 10
    assert terminal.shown.rstrip().endswith("Goodbye.")
    assert "Traceback" not in terminal.shown


def test_ctrl_c_at_the_prompt_leaves_at_once(terminal: Terminal) -> None:
    """Nobody has to press Enter first."""
    left_politely(terminal, terminal.interrupt())


def test_ctrl_c_keeps_the_recording(terminal: Terminal, tmp_path: Path) -> None:
    """What was recorded until then is written."""
    terminal.type("hello there")
    assert terminal.until(lambda: "You said hello there." in terminal.shown and terminal.shown.count("You:") == 2)
    left_politely(terminal, terminal.interrupt())
    assert "The conversation is written down." in terminal.shown
    assert 'user: "hello there"' in (tmp_path / "recorded.yml").read_text(encoding="utf-8")


def test_ctrl_c_in_a_turn_keeps_what_was_said_before(terminal: Terminal, tmp_path: Path) -> None:
    """A turn that takes long is given up; those before it are written."""
    terminal.type("hello there")
    assert terminal.until(lambda: terminal.shown.count("You:") == 2)
    terminal.type("hang")
    assert terminal.until(lambda: "hanging" in terminal.shown)
    left_politely(terminal, terminal.interrupt())
    assert 'user: "hello there"' in (tmp_path / "recorded.yml").read_text(encoding="utf-8")
