"""`assistant train`: train the model where it is missing or older than its data."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from rich.console import Console

from assistant.training.check import check_training_data
from assistant.training.model import ModelError, find_model
from assistant.training.model import train as train_model

_GATE = "Teaching the urgent-help gate its examples (half an hour)"
_STEPS = {
    "NgramFeaturizer": "Learning which words and pieces of words matter",
    "IntentClassifier": "Learning to tell questions apart",
    "MemoizationPolicy": "Learning the stories",
    "RulePolicy": "Checking the rules against the stories",
}


def train(
    force: Annotated[bool, typer.Option(help="Train also where the model is of today's data.")] = False,
) -> None:
    """Train the model where it is missing or stale (about five minutes)."""
    console = Console()
    check_training_data()  # before the gate learns: a mistake is told in seconds, not after half an hour
    _prepare(console)
    if not force:
        try:
            console.print(f"The model is up to date: {find_model().name}")
            return
        except ModelError:
            pass
    began = time.monotonic()
    step = "Reading the sentences (the longest step, one to two minutes)"
    with console.status(f"{step} ...") as status:

        def report(component: str) -> None:
            nonlocal step
            if component in _STEPS and _STEPS[component] != step:
                console.print(f"  {time.monotonic() - began:4.0f} s  {step}: done")
                step = _STEPS[component]
                status.update(f"{step} ...")

        if not console.is_terminal:
            console.print(f"Training the model. {step} ...")
        path = train_model(report, force)
    console.print(f"  {time.monotonic() - began:4.0f} s  {step}: done")
    console.print(f"Trained {path.name} in {time.monotonic() - began:.0f} s")


def _prepare(console: Console) -> None:
    """Write the sentence encoder and teach the urgent-help gate, where that is not done yet."""
    with console.status("Preparing the sentence encoder ...") as status:
        from assistant.language.encoder_file import encoder_file
        from assistant.safety.build import build
        from assistant.safety.examples import load_examples
        from assistant.safety.rules import load_rules

        load_rules()
        load_examples()  # a mistake in them is told before the gate begins to learn
        encoder_file()  # now, because a server may not be allowed to write it
        told = False

        def report(share: float) -> None:
            nonlocal told
            if not (told or console.is_terminal):
                console.print(f"{_GATE} ...")
            told = True
            status.update(f"{_GATE}: {share:.0%}")

        learned = build(report)
    if learned:
        console.print(f"{_GATE}: done")
