"""Imports point one way (docs/architecture.md): the server puts the parts together, and they know nothing of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import ROOT

SERVER = "assistant.server"
PARTS = ("actions", "assistant/booking", "assistant/channels", "assistant/dialogue", "assistant/language")
PARTS += ("assistant/nlu", "assistant/privacy", "assistant/safety", "assistant/settings", "assistant/storage")
PARTS += ("assistant/training", "assistant/unanswered", "knowledge")


def imports_of(source: str) -> Iterator[str]:
    """Return all that a file imports, also for types only and within functions, with the names that are taken of it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out from the root"
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("part", PARTS)
def test_no_part_imports_the_server(part: str) -> None:
    """What the server puts together, such as the channels, imports nothing of it."""
    files = sorted(Path(ROOT / part).rglob("*.py"))
    assert files
    upwards = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in imports_of(file.read_text(encoding="utf-8"))
        if f"{name}.".startswith(f"{SERVER}.")
    ]
    assert upwards == []


@pytest.mark.parametrize(
    "source",
    [
        "import assistant.server.app",
        "from assistant import server",
        "from assistant.server import app",
        "def f():\n    from assistant.server.app import create_app",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import assistant.server",
    ],
)
def test_every_way_of_importing_is_seen(source: str) -> None:
    """However it is written, an import of the server is found."""
    assert any(f"{name}.".startswith(f"{SERVER}.") for name in imports_of(source))
