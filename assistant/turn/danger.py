"""Urgent help that was given a few messages ago, as the events of a conversation tell it. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.dialogue.replies import Outcome
from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help
from assistant.turn.crisis import only_sounds_of_the_body, only_sounds_urgent

MESSAGES_AFTER = 3
"""How many messages after urgent help, or after one that asks about it, are read in its light."""
_LONGEST = 12
"""How many messages it is read in at most, whatever they ask."""
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

    What only sounds like an emergency of another sort, shortly after one, goes on with that one.

    Args:
        heard: The messages, the last one last.
        taken_back: The form's safety question was answered with no after all.
    """
    return _most_urgent(_going_on(heard[-2 * _LONGEST :], taken_back), taken_back)


def _most_urgent(heard: Sequence[Heard], taken_back: bool) -> Danger | None:
    """Return the most urgent danger of messages that each have the tier of the emergency they go on."""
    help_ = load_urgent_help()
    found: Danger | None = None
    only_asked, calm, later = False, list[str](), list[Heard]()
    for message in reversed(heard[-_LONGEST:]):
        if message.intent == _ONLY_ASKING:
            only_asked = True
        elif message.tier is not None and not _is_over(message.tier, later):
            let_go = only_asked or any(help_.says_nothing_is_wrong(text, message.tier) for text in calm)
            asked = let_go or (taken_back and message.intent != _URGENT)
            danger = Danger(message.tier, asked, _has_help(message.tier, [message, *later]))
            if found is None or (not asked and danger.tier.urgency > found.tier.urgency):
                found = danger
        elif message.tier is None:
            calm.append(message.text)
        later.insert(0, message)
    return found


def _has_help(tier: Tier, heard: Sequence[Heard]) -> bool:
    """Say whether help was called, or is there, by the last message that tells: who then reaches nobody has none."""
    help_ = load_urgent_help()
    for message in reversed(heard):
        if help_.reaches_nobody(message.text):
            return False
        if help_.is_called_or_seen_to(tier, message.text):
            return True
    return False


def _is_over(tier: Tier, later: Iterable[Heard]) -> bool:
    """Say whether urgent help of `tier` was long ago: enough messages followed that speak of something else."""
    help_, left = load_urgent_help(), MESSAGES_AFTER
    for message in later:
        of_it = help_.answers_after(tier, message.text) or help_.is_called_or_seen_to(tier, message.text)
        left = MESSAGES_AFTER if message.tier is None and of_it else left - 1
        if left == 0:
            return True
    return False


def _going_on(heard: Sequence[Heard], taken_back: bool) -> list[Heard]:
    """Return messages; those that only sound like an emergency of another sort, with the tier of the one before.

    A fear in a fever is no crisis, and "i am all alone here" after a wish to die no matter for the body.
    """
    going_on: list[Heard] = []
    for message in heard:
        danger = _most_urgent(going_on, taken_back) if _only_sounds_urgent(message) else None
        if danger is not None and not danger.only_asked and Tier.CRISIS in (danger.tier, message.tier):
            message = replace(message, tier=danger.tier)  # noqa: PLW2901 - the same message, heard in its light
        going_on.append(message)
    return going_on


def _only_sounds_urgent(message: Heard) -> bool:
    if message.tier is None:
        return False
    sounds = only_sounds_urgent if message.tier is Tier.CRISIS else only_sounds_of_the_body
    return sounds(message.text)
