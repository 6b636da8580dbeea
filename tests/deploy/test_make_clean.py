"""`make clean` and `make clean-data`, in a folder of their own."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.settings import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that was set up, trained and used."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in (".venv/bin/python", "models/model.tar.gz", "var/bookings.db", "var/booking.key", "var/sms.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def make(target: str, folder: Path, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    """Run make."""
    return subprocess.run(
        ["make", target], cwd=folder, stdin=stdin, capture_output=True, text=True, timeout=60, check=False
    )


def typed(answer: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `make clean-data` in a terminal in which a person types."""
    person, terminal = pty.openpty()
    os.write(person, f"{answer}\n".encode())
    try:
        return make("clean-data", folder, terminal)
    finally:
        os.close(person)
        os.close(terminal)


def test_clean_keeps_what_patients_left(folder: Path) -> None:
    """Requests, their key, and who said STOP stay: only what can be made again goes."""
    assert make("clean", folder).returncode == 0
    assert sorted(file.name for file in (folder / "var").iterdir()) == ["booking.key", "bookings.db", "sms.db"]
    assert not (folder / ".venv").exists()
    assert not (folder / "models").exists()


def test_data_is_deleted_only_where_a_person_says_so(folder: Path) -> None:
    """Without a terminal nobody can be asked, so nothing is deleted; nor by any answer but the whole word."""
    done = make("clean-data", folder)
    assert done.returncode != 0
    assert "terminal" in done.stdout + done.stderr
    for answer in ("", "y", "no"):
        assert typed(answer, folder).returncode != 0
        assert (folder / "var" / "bookings.db").exists()
    assert typed("delete", folder).returncode == 0
    assert not (folder / "var").exists()
    assert (folder / ".venv").exists()


def test_help_tells_them_apart(folder: Path) -> None:
    """Both are in the list, with what they delete."""
    lines = {line.split()[0]: line for line in make("help", folder).stdout.splitlines()}
    assert "asks" in lines["clean-data"]
    assert "requests" in lines["clean-data"]
    assert "trained" in lines["clean"]
