"""Writes a conversation that was held in the terminal as a test: what was said, and what came back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.conversation_tests.reading import FOLDER
from assistant.conversation_tests.schema import NOTHING
from assistant.turn.turns import Turn
from knowledge.records import Channel

_OF_RECORD = ("outcome", "topic", "aspect", "verdict", "tier")


class Recorder:
    """Keeps the turns of one conversation."""

    def __init__(self, path: Path, channel: Channel) -> None:
        """Write to `path`, which must not exist yet.

        Raises:
            FileExistsError: it does; the message says what to do.
            FileNotFoundError: its folder does not exist.
        """
        if path.exists():
            raise FileExistsError(f"{path} exists already; choose another name")
        if not path.absolute().parent.is_dir():
            raise FileNotFoundError(f"{path}: the folder {path.parent} does not exist")
        self._path, self._channel = path, channel
        self._turns: list[tuple[str, Turn]] = []

    def keep(self, turn: Turn, pressed: bool) -> None:
        """Keep what was said and what came."""
        self._turns.append(("press" if pressed else "user", turn))

    def write(self) -> bool:
        """Write the file, and return whether there was something to write."""
        if self._turns:
            self._path.write_text(recorded(self._turns, self._channel, self._path), encoding="utf-8")
        return bool(self._turns)


def recorded(turns: Sequence[tuple[str, Turn]], channel: Channel, path: Path) -> str:
    """Return turns as a file of conversations, named after the file."""
    lines = []
    if path.absolute().is_relative_to(FOLDER):
        depth = len(path.absolute().relative_to(FOLDER).parts) - 1
        lines.append(f"# yaml-language-server: $schema={'../' * depth}schema.json")
    name = path.stem.replace("_", " ").capitalize()
    lines += [
        "# Recorded as it was. Read each reply: what is wrong in it must not stay as what is expected.",
        "test_cases:",
    ]
    lines.append(f"  - test_case: {_quoted(name)}")
    if channel != "website":
        lines.append(f"    channel: {channel}")
    lines.append("    steps:")
    for kind, turn in turns:
        lines.append(f"      - {kind}: {_quoted(turn.user)}")
        lines += [f"        {line}" for line in _expected(turn.record.as_dict())]
    return "\n".join(lines) + "\n"


def _expected(record: Mapping[str, Any]) -> list[str]:
    lines = [f"{key}: {record[key]}" for key in _OF_RECORD if record[key] is not None]
    if record["topic"] is None:
        lines.insert(1, f"topic: {NOTHING}")
    return [*lines, f"facts: [{', '.join(record['facts'])}]"]


def _quoted(text: str) -> str:
    """Return a text as a quoted YAML scalar; JSON's form is one."""
    return json.dumps(text, ensure_ascii=False)
