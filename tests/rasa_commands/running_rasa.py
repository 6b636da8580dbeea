"""Rasa's commands, run in processes of their own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

LIMIT = 300.0
"""Seconds that one command may take, on a machine that is busy with other work."""

MODEL = "models/tiny.tar.gz"

COMMANDS: dict[str, list[str]] = {
    "version": ["--version"],
    "train": ["train", "--fixed-model-name", "tiny"],
    "train nlu": ["train", "nlu", "--fixed-model-name", "only_nlu"],
    "train core": ["train", "core", "--fixed-model-name", "only_core"],
    "validate": ["data", "validate"],
    "validate the real project": ["data", "validate"],
    "split": ["data", "split", "nlu", "--training-fraction", "0.75", "--out", "made/split"],
    "convert": ["data", "convert", "nlu", "-f", "json", "--data", "data/nlu.yml", "--out", "made/nlu.json"],
    "visualize": ["visualize", "--out", "made/graph.html"],
    "test": ["test", "--model", MODEL, "--stories", "tests", "--nlu", "tests/nlu.yml", "--out", "made/test"],
    "test core": [
        *("test", "core", "--model", MODEL, "--stories", "tests", "--out", "made/test_core"),
        "--fail-on-prediction-errors",
    ],
    "test nlu": ["test", "nlu", "--model", MODEL, "--nlu", "tests/nlu.yml", "--out", "made/test_nlu"],
    "cross-validate": [
        *("test", "nlu", "--cross-validation", "-f", "2", "--nlu", "data/few.yml", "--config", "config.yml"),
        *("--out", "made/cross_validation"),
    ],
    "telemetry": ["telemetry", "disable"],
    "init": ["init", "--no-prompt"],
}
"""What `ran` runs: the arguments of `rasa`, by a name of our own."""


@dataclass
class Done:
    """A command that has ended."""

    code: int
    printed: str
    seconds: float


@dataclass
class Processes:
    """Starts processes in groups of their own, so that none of them outlives the tests."""

    home: Path
    _running: list[subprocess.Popen[str]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, arguments: list[str], folder: Path, log: Path | None = None) -> subprocess.Popen[str]:
        """Start `rasa` with these arguments in `folder`; what it prints goes to `log`, or can be read."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("LOG_LEVEL")}
        environment = {
            **inherited,
            "HOME": str(self.home),  # `rasa telemetry` writes the user's settings
            "RASA_TELEMETRY_ENABLED": "false",
            "BROWSER": "true",  # `rasa visualize` opens one
            "MPLBACKEND": "agg",
            "PYTHONUNBUFFERED": "1",
        }
        file = log.open("w", encoding="utf-8") if log else contextlib.nullcontext(subprocess.PIPE)
        with self._lock, file as output:
            process = subprocess.Popen(
                [str(Path(sys.executable).with_name("rasa")), *arguments],
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            self._running.append(process)
        return process

    def run(self, arguments: list[str], folder: Path, typed: str = "") -> Done:
        """Run `rasa` to its end, or to `LIMIT`, with `typed` as what the user types."""
        began = time.monotonic()
        process = self.start(arguments, folder)
        try:
            printed, _ = process.communicate(typed, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            self.stop(process)
            printed = f"not ready after {LIMIT:.0f} s"
        return Done(process.returncode, printed, time.monotonic() - began)

    def stop(self, process: subprocess.Popen[str]) -> None:
        """End the process and those that it started."""
        for how, wait in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(wait)
                return

    def stop_all(self) -> None:
        """End whatever is still running."""
        with self._lock:
            left = [process for process in self._running if process.poll() is None]
        for process in left:
            self.stop(process)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def ask(url: str, body: object = None) -> Any:
    """Return the JSON answer of a server, or None while it does not listen yet."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except (urllib.error.URLError, ConnectionError):
        return None


def wait_for(question: Callable[[], Any], process: subprocess.Popen[str], log: Path) -> Any:
    """Return the first answer that is not None, or fail with the log when the process ends or takes too long."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end and process.poll() is None:
        if (answer := question()) is not None:
            return answer
        time.sleep(0.2)
    pytest.fail(f"the server did not answer; it printed:\n{log.read_text(encoding='utf-8')}")
