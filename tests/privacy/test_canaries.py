"""Nothing that a patient says gets into any output, log, traceback or plain file, whatever breaks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from assistant.booking.passwords import hash_password
from assistant.settings import ROOT

CANARIES = re.compile(r"zyqquorra|canaryson|555.?0187|5550187|xylocanary|canary\.example|04/05/1967", re.IGNORECASE)
EVENTS = (
    "turn.failed",
    "action.failed",
    "form.failed",
    "booking.failed",
    "booking.delivery_failed",
    "store.failed",
    "history.failed",
    "sms.failed",
    "sms.refused",
    "request.failed",
    "retention.failed",
    "canaries.said",
)


@pytest.fixture(scope="module")
def said(model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """All that is printed while canaries are said through every path, and the folder of what was kept."""
    folder = tmp_path_factory.mktemp("var")
    settings = {
        "ASSISTANT_SECRET": "a-secret-that-is-only-used-in-tests-0123456789",
        "ASSISTANT_BOOKING_KEYS": Fernet.generate_key().decode(),
        "ASSISTANT_BOOKING_DATABASE": f"sqlite:///{folder}/bookings.db",
        "ASSISTANT_TWILIO_AUTH_TOKEN": "a-token-that-is-only-used-in-tests",
        "ASSISTANT_PUBLIC_URL": "https://chat.hospital.example",
        "ASSISTANT_STAFF_PASSWORDS": f"r.sample:{hash_password('a-long-password')}",
        "ASSISTANT_METRICS": "true",
        # What an operator who looks for a fault may set.
        "LOG_LEVEL": "DEBUG",
        "LOG_LEVEL_LIBRARIES": "DEBUG",
        "PYTHONWARNINGS": "always",
        "PYTHONASYNCIODEBUG": "1",
        "FORCE_JSON_LOGGING": "true",
    }
    script = Path(__file__).with_name("say_canaries.py")
    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "all said" in done.stdout, done.stderr[-3000:]
    return done.stdout + done.stderr, folder


def test_no_canary_is_printed(said: tuple[str, Path]) -> None:
    """Output, logs at DEBUG, warnings and tracebacks of every failure hold no word, name or number of a patient."""
    found = [line for line in said[0].splitlines() if CANARIES.search(line)]
    assert not found, found[:5]


@pytest.mark.parametrize("event", EVENTS)
def test_each_failure_is_logged(said: tuple[str, Path], event: str) -> None:
    """The failures did happen, and an operator sees the kind of each."""
    assert event in said[0]


def test_an_error_that_nobody_caught_is_told_by_its_kind_and_place(said: tuple[str, Path]) -> None:
    """The last resort names the error's kind and the line of code, so that it can be found."""
    assert "ERROR not caught: ValueError" in said[0]
    assert "say_canaries.py:" in said[0]


@pytest.mark.parametrize("file", ["conversations.db", "website.db", "sms.db", "bookings.db"])
def test_no_canary_is_readable_on_the_disk(said: tuple[str, Path], file: str) -> None:
    """What was kept of all this is sealed, in the database and in its journal."""
    kept = b"".join(part.read_bytes() for part in said[1].glob(f"{file}*"))
    assert len(kept) > 4096
    assert not CANARIES.search(kept.decode("latin-1"))
