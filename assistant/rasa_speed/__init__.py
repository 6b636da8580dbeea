"""Replacements of parts of Rasa 3.6.21 that cost much and change nothing: each gives what Rasa's own part gives.

tests/dialogue/test_rasa_speed.py compares each with what it replaces. docs/performance.md says what each is worth.
"""

from __future__ import annotations

from assistant.rasa_speed.applied import look_at_kinds
from assistant.rasa_speed.domain import read_the_domain_quickly
from assistant.rasa_speed.events import resolve_events_quickly
from assistant.rasa_speed.messages import copy_nothing_for_messages
from assistant.rasa_speed.rules import look_up_rules
from assistant.rasa_speed.runner import run_in_order
from assistant.rasa_speed.states import remember_states


def make_rasa_quick() -> None:
    """Put all replacements in place, before a model is loaded. Calling it again changes nothing."""
    resolve_events_quickly()
    run_in_order()
    remember_states()
    look_up_rules()
    look_at_kinds()
    copy_nothing_for_messages()
    read_the_domain_quickly()
