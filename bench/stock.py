"""A stock Rasa 3.6.21 assistant, as `rasa init` makes it, with one custom action that answers over HTTP."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import yaml

VERSION = "3.6.21"
_PYTHONS = ("python3.10",)
_ACTION = """from rasa_sdk import Action


class ActionAnswer(Action):
    def name(self):
        return "action_answer"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="This is an answer.", buttons=[{"title": "More", "payload": "/ask_more"}])
        return []
"""
_QUESTIONS = ("what are the side effects of chemo", "side effects of radiation", "does chemo make you tired")


class StockMissingError(RuntimeError):
    """The stock assistant can't be measured here; the message says why."""


class Stock:
    """The stock assistant in `folder`: its environment, its project, its trained model."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is filled by `prepare` and kept for the next time."""
        self.project = folder / "project"
        self.bin = folder / "venv" / "bin"
        self._timed = folder / "training-seconds"

    def prepare(self) -> None:
        """Install, make the project and train, each where it is not done yet (ten minutes and 2.5 GB).

        Raises:
            StockMissingError: there is no Python 3.10, or a step failed.
        """
        if not (self.bin / "rasa").exists():
            python = find_python()
            _run([python, "-m", "venv", str(self.bin.parent)])
            _run([str(self.bin / "pip"), "install", "--quiet", f"rasa=={VERSION}"])
        if not any(self.project.glob("models/*.tar.gz")):
            self._make_project()
            began = time.perf_counter()
            _run([str(self.bin / "rasa"), "train"], self.project)
            self._timed.write_text(f"{time.perf_counter() - began:.1f}", encoding="ascii")

    @property
    def training_seconds(self) -> float:
        """What its training took when it was prepared; 0 where that is not known."""
        return float(self._timed.read_text(encoding="ascii")) if self._timed.exists() else 0.0

    def _make_project(self) -> None:
        """Make the example of `rasa init`, and give it one intent with a custom action, and SQLite."""
        shutil.rmtree(self.project, ignore_errors=True)
        self.project.mkdir(parents=True)
        _run([str(self.bin / "python"), "-c", _INIT], self.project)
        (self.project / "actions" / "actions.py").write_text(_ACTION, encoding="utf-8")
        (self.project / "credentials.yml").write_text("rest:\n", encoding="utf-8")
        domain = yaml.safe_load((self.project / "domain.yml").read_text(encoding="utf-8"))
        domain["intents"].append("ask_more")
        domain["actions"] = ["action_answer"]
        _write(self.project / "domain.yml", domain)
        examples = "".join(f"- {question}\n" for question in (*_QUESTIONS, *(f"tell me {q}" for q in _QUESTIONS)))
        asked = {"version": "3.1", "nlu": [{"intent": "ask_more", "examples": examples}]}
        _write(self.project / "data" / "ask.yml", asked)
        rule = {"rule": "Answer", "steps": [{"intent": "ask_more"}, {"action": "action_answer"}]}
        _write(self.project / "data" / "ask_rules.yml", {"version": "3.1", "rules": [rule]})


def find_python() -> str:
    """Return a Python 3.10.

    Raises:
        StockMissingError: there is none.
    """
    known = [shutil.which(name) for name in _PYTHONS]
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.10.*/bin/python3.10"))
    for python in (*map(str, pyenv), *(name for name in known if name)):
        if subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0:
            return python
    raise StockMissingError("there is no Python 3.10, which Rasa's own releases need")


_INIT = "from rasa.cli.scaffold import create_initial_project; create_initial_project('.')"
"""What `rasa init` does, without its questions and its training."""


def environment() -> dict[str, str]:
    """Return the environment in which the stock assistant runs."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return clean | {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


def _run(command: list[str], folder: Path | None = None) -> None:
    try:
        subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True, text=True, timeout=1800)
    except (OSError, subprocess.SubprocessError) as error:
        last = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1:]
        raise StockMissingError(f"'{' '.join(command[:3])}' failed: {' '.join(last)}") from error


def _write(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
