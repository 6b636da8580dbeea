"""Rasa's debug messages without the copies that they are given."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TypeVar

from rasa.core import processor
from rasa.core.actions import forms
from rasa.core.policies import memoization, rule_policy

MODULES = (processor, forms, memoization, rule_policy)
"""Each copies for its debug messages only: tests/dialogue/test_rasa_speed.py looks."""
_Any = TypeVar("_Any")


def copy_nothing_for_messages() -> None:
    """Let Rasa hand what it works with to its debug messages, as nobody reads them here (`assistant.privacy.quiet`).

    It copies events, states and slots for them, twenty times a turn.
    """
    for module in MODULES:
        module.copy = SimpleNamespace(deepcopy=_itself)


def _itself(value: _Any) -> _Any:
    return value
