"""Starts servers in processes of their own, for tests of what they say and how they end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from assistant.settings import ROOT

HERE = Path(__file__).parent
SERVER = """
import sys, signal
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)
from assistant.server import launch
from door_fakes import FakeAssistant, FakeStore, error_turn
fake = FakeAssistant(FakeStore())
fake.turn = error_turn() if "broken" in sys.argv else None
fake.seconds = 0.3 if "slow" in sys.argv else 0.0
launch.load = lambda: (fake, fake.store)
launch.DATABASE = Path("website.db")
launch.run()
"""


def environment(**more: str) -> dict[str, str]:
    """Return the environment without settings, and with `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return {**kept, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE))), **more}


def start(folder: Path, port: int, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Start a server around the fake assistant."""
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, *arguments],
        cwd=folder,
        env=environment(ASSISTANT_PORT=str(port), **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def serve(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command `assistant serve` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", "serve"],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
