"""Urgent help that was given a few messages ago, as the events of a conversation tell it. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.dialogue.replies import Outcome
from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help

MESSAGES_AFTER = 3
"""How many messages after urgent help are read in its light."""
_URGENT, _ONLY_ASKING = "urgent_help", "only_asking"


@dataclass(frozen=True)
class Danger:
    """Urgent help that was given a few messages ago."""

    tier: Tier
    only_asked: bool
    """The person has said since that they were only asking."""
    called: bool = False
    """The person has said since that help has been called."""


@dataclass(frozen=True)
class Heard:
    """A message: what it was understood as, and the tier of the urgent help that it got, if it did."""

    intent: str | None
    tier: Tier | None
    text: str = ""


def heard_in(events: Iterable[Mapping[str, Any]]) -> list[Heard]:
    """Return the messages among the events of a conversation, each as Rasa's `Event.as_dict` has it.

    The form gives urgent help too, to a yes to its safety question.
    """
    heard: list[Heard] = []
    for event in events:
        if event["event"] == "user":
            understood = event.get("parse_data") or {}
            intent = (understood.get("intent") or {}).get("name")
            named = (str(one["value"]) for one in understood.get("entities") or () if one.get("entity") == "tier")
            tier = Tier(next(named, Tier.CALL_CARE_TEAM_NOW)) if intent == _URGENT else None
            heard.append(Heard(intent, tier, event.get("text") or ""))
        elif event["event"] == "bot" and heard and heard[-1].tier is None:
            record = (event.get("metadata") or {}).get("record") or {}
            if record.get("outcome") == Outcome.URGENT:
                heard[-1] = replace(heard[-1], tier=Tier(record["tier"]))
    return heard


def danger_in(heard: Sequence[Heard], taken_back: bool) -> Danger | None:
    """Return the most urgent danger of the last messages; one that was only asked about where there is no other.

    Args:
        heard: The messages, the last one last.
        taken_back: The form's safety question was answered with no after all.
    """
    help_ = load_urgent_help()
    found: Danger | None = None
    only_asked, said = False, list[str]()
    for message in reversed(heard[-MESSAGES_AFTER:]):
        said.append(message.text)
        if message.intent == _ONLY_ASKING or (message.tier is None and help_.says_nothing_is_wrong(message.text)):
            only_asked = True
        elif message.tier is not None:
            asked = only_asked or (taken_back and message.intent != _URGENT)
            called = any(help_.has_called(message.tier, text) or help_.is_seen_to(message.tier, text) for text in said)
            danger = Danger(message.tier, asked, called)
            if found is None or (not asked and danger.tier.urgency > found.tier.urgency):
                found = danger
    return found
