"""The trained model: where it is, whether it is still of today's data, and how it is trained."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.settings import ROOT
from assistant.training.check import check_training_data
from knowledge.vocabulary import vocabulary_version

MODELS = ROOT / "models"
_KEPT = 3
_DATA = ("config.yml", "domain.yml", "data/*.yml")
_CODE = (
    "requirements.lock",
    "assistant/language/*",
    "assistant/nlu/*.py",
    "assistant/nlu/remarks.yml",
    "assistant/nlu/details/*.yml",
    "assistant/safety/around.yml",
)
"""Files that decide what a model does, as patterns below the project's folder; the words of the knowledge do too."""


class ModelError(RuntimeError):
    """There is no usable model; the message says what to do."""


def fingerprint(root: Path = ROOT) -> str:
    """Return 12 hex digits that change whenever a file changes from which the model is trained."""
    return _digest(root, *_DATA, *_CODE)


def _digest(root: Path, *patterns: str) -> str:
    """Return 12 hex digits of the knowledge's words and of the files below `root`."""
    digest = hashlib.sha256(vocabulary_version().encode())
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def model_path() -> Path:
    """Return where the model of today's data is, or will be."""
    return MODELS / f"assistant-{fingerprint()}.tar.gz"


def find_model() -> Path:
    """Return the model of today's data, with an urgent-help gate that has learned today's examples.

    Raises:
        ModelError: it was not trained yet, or the data or the examples changed since.
        SafetyFileError: the rules of the gate can't be used.
    """
    path = model_path()
    if path.exists():
        check_gate()
        return path
    older = any(MODELS.glob("assistant-*.tar.gz"))
    problem = "The model is older than the data, domain or knowledge" if older else "There is no trained model yet"
    raise ModelError(f"{problem}. Run 'make train' (about five minutes).")


def check_gate() -> None:
    """Load what the urgent-help gate needs, so that no message is the first to find it missing.

    Raises:
        ModelError: it has not learned today's examples.
        SafetyFileError: its rules can't be used.
    """
    from assistant.safety.rules import load_rules
    from assistant.safety.second_look import LEARNED, SecondLookError, shared_second_look

    load_rules()
    try:
        shared_second_look()
    except SecondLookError as error:
        older = LEARNED.exists()
        problem = "is older than its examples" if older else "has not learned its examples yet"
        raise ModelError(f"The urgent-help gate {problem}. Run 'make train' (half an hour).") from error


def train(report: Callable[[str], None], force: bool = False) -> Path:
    """Train the model where it is missing or stale, and return its path; `report` is told each step.

    Raises:
        TrainingDataError: a name or a sentence in the training data is not right; the message says where.
        ModelError: Rasa refuses the training data; the message names the first problem.
    """
    path = model_path()
    if path.exists() and not force:
        return path
    check_training_data()
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ["RASA_CACHE_DIRECTORY"] = str(_cache())
    os.environ["LOG_LEVEL"] = "ERROR"  # Rasa's progress bars run over each other; this switches them off
    from rasa.model_training import train as rasa_train
    from rasa.shared.exceptions import RasaException

    with _told_of_components(report):
        try:
            result = rasa_train(
                domain=str(ROOT / "domain.yml"),
                config=str(ROOT / "config.yml"),
                training_files=[str(ROOT / "data")],
                output=str(MODELS),
                force_training=force,
                fixed_model_name=path.name.removesuffix(".tar.gz"),
            )
        except RasaException as error:
            raise ModelError(f"Training stopped: {_without_advice(str(error))}") from error
    if result.code != 0 or not path.exists():
        raise ModelError("Training stopped. Run 'make check' to see what is wrong with the data.")
    for old in sorted(MODELS.glob("assistant-*.tar.gz"), key=lambda file: file.stat().st_mtime)[:-_KEPT]:
        old.unlink()
    return path


def _cache() -> Path:
    """Return where Rasa keeps what each step of a training made, for today's code; what older code made is deleted.

    Rasa makes a step again where its input, its settings or the source of its class changed, and sees no change in what
    that class calls (`rasa.engine.training.fingerprinting`): the new model would hold what the old code learned.
    """
    folder = ROOT / ".rasa" / f"cache-{_digest(ROOT, *_CODE)}"
    for old in folder.parent.glob("cache*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def _without_advice(message: str) -> str:
    """Return what Rasa says of a file without its advice to upload it to a page of somebody else."""
    return message.partition("You can use https://yamlchecker.com")[0].strip()


@contextmanager
def _told_of_components(report: Callable[[str], None]) -> Iterator[None]:
    """Pass on which component Rasa is training, and keep the rest of its log quiet."""

    class Steps(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if "'" in message:
                report(message.split("'")[1])

    hooks, handler = logging.getLogger("rasa.engine.training.hooks"), Steps()
    before = hooks.level, hooks.propagate
    hooks.addHandler(handler)
    hooks.setLevel(logging.INFO)
    hooks.propagate = False
    try:
        yield
    finally:
        hooks.removeHandler(handler)
        hooks.level, hooks.propagate = before
