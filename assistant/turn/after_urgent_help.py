"""What the messages before make of one: after urgent help, and after a question about a danger.

Somebody in danger who writes on is met as one, until they were only asking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.next_steps import payload
from assistant.dialogue.replies import Outcome, Record
from assistant.safety import Assessment, Tier
from assistant.safety.happening import asked_before, says_it_happens
from assistant.safety.replies import MESSAGES_AFTER, load_urgent_help
from assistant.turn.turns import Said, Turn
from knowledge.records import Channel

_URGENT, _ONLY_ASKING = "urgent_help", "only_asking"
_CHECK = "appointment_urgent_check"
"""The slot of the form's safety question: false once it was answered with no."""
_COURTESIES = frozenset(["thank", "goodbye"])
"""Intents after which urgent help is said once more below the reply, not in its place."""


@dataclass(frozen=True)
class Danger:
    """Urgent help that was given a few messages ago."""

    tier: Tier
    only_asked: bool
    """The person has said since that they were only asking."""
    called: bool = False
    """The person has said since that help has been called."""


def recent_danger(tracker: DialogueStateTracker | None, before_last: bool = True) -> Danger | None:
    """Return the urgent help that was given within the last `MESSAGES_AFTER` messages; None where there was none.

    Args:
        tracker: The conversation.
        before_last: The last message is the one that is being answered now, and does not count.
    """
    heard = _heard(tracker) if tracker else []
    taken_back = tracker is not None and tracker.get_slot(_CHECK) is False
    return _danger(heard[:-1] if before_last else heard, taken_back)


@dataclass(frozen=True)
class _Heard:
    """A message: what it was understood as, and the tier of the urgent help that it got, if it did."""

    intent: str | None
    tier: Tier | None
    text: str = ""


def _heard(tracker: DialogueStateTracker) -> list[_Heard]:
    """Return the messages of a conversation; the form gives urgent help too, to a yes to its safety question."""
    heard: list[_Heard] = []
    for event in tracker.events:
        if isinstance(event, UserUttered):
            tier = next((str(one["value"]) for one in event.entities if one.get("entity") == "tier"), "")
            given = Tier(tier) if tier else Tier.CALL_CARE_TEAM_NOW
            tier_given = given if event.intent_name == _URGENT else None
            heard.append(_Heard(event.intent_name, tier_given, event.text or ""))
        elif heard and isinstance(event, BotUttered) and heard[-1].tier is None:
            record = event.metadata.get("record") or {}
            if record.get("outcome") == Outcome.URGENT:
                heard[-1] = replace(heard[-1], tier=Tier(record["tier"]))
    return heard


def _danger(heard: Sequence[_Heard], taken_back: bool) -> Danger | None:
    """Return the most urgent one of the last messages; one that was only asked about where there is no other.

    Args:
        heard: The messages.
        taken_back: The safety question was answered with no after all.
    """
    found: Danger | None = None
    only_asked, said = False, list[str]()
    for message in reversed(heard[-MESSAGES_AFTER:]):
        said.append(message.text)
        if message.intent == _ONLY_ASKING:
            only_asked = True
        elif message.tier is not None:
            asked = only_asked or (taken_back and message.intent != _URGENT)
            called = any(load_urgent_help().has_called(message.tier, text) for text in said)
            danger = Danger(message.tier, asked, called)
            if found is None or (not asked and danger.tier.urgency > found.tier.urgency):
                found = danger
    return found


def in_the_light_of(danger: Danger | None, assessment: Assessment, turn: Turn, channel: Channel, phone: str) -> Turn:
    """Return the turn that a message gets shortly after `danger`.

    What the page answers is answered, with urgent help once more below it; so is a form that goes on, and a thank-you.
    For anything else ("what should i do") urgent help is said again, unless they have called for it; then a form asks
    on. Who was only asking is left alone, unless they insist, or the gate is not sure of what they write now ("no
    really they are numb").
    """
    if danger is None or (danger.only_asked and not _insists(assessment, turn.user)):
        return turn
    help_ = load_urgent_help()
    again = Said(help_.text_again(danger.tier, channel, phone, turn.user))
    if turn.record.outcome is Outcome.URGENT and not help_.has_called(danger.tier, turn.user):
        return _beside_another(danger, assessment, turn, again)
    if help_.has_called(danger.tier, turn.user):
        called = Said(str(getattr(help_.called[danger.tier], channel)))
        if turn.asks is not None:
            return replace(turn, messages=(called, turn.messages[-1]))
        return _only(called, danger, turn)
    if _goes_on(turn) and not danger.only_asked:
        done = danger.called and turn.intent in _COURTESIES  # a thank-you at the end of it
        return turn if done else replace(turn, messages=(*turn.messages, again))
    return _only(again, danger, turn)


def _beside_another(danger: Danger, assessment: Assessment, turn: Turn, again: Said) -> Turn:
    """Return the turn of an emergency shortly after another.

    A less urgent trouble does not take the place of a more urgent one: a raised temperature after numb legs is still a
    matter for 911.
    """
    if danger.only_asked or assessment.tier is None or assessment.tier.urgency >= danger.tier.urgency:
        return turn
    if assessment.tier is Tier.CRISIS:
        return replace(turn, messages=(*turn.messages, again))  # 988 and the other number are both needed
    if danger.tier is Tier.CRISIS:
        return replace(turn, messages=(again, *turn.messages))
    return _only(again, danger, turn)


def _only(said: Said, danger: Danger, turn: Turn) -> Turn:
    """Return a turn that says nothing else, as urgent help of the tier of `danger`."""
    return replace(turn, messages=(said,), record=Record(Outcome.URGENT, tier=danger.tier.value))


def _insists(assessment: Assessment, text: str) -> bool:
    """Say whether somebody who was only asking says now that it is so, or may say it."""
    doubtful = assessment.adds_911_line and load_urgent_help().insists(text)
    return assessment.unsure or doubtful or says_it_happens(text)


def _goes_on(turn: Turn) -> bool:
    """Say whether a turn is worth reading in danger: what appointments are like ("can i wait till monday") is not."""
    if turn.record.outcome is Outcome.ANSWER:
        return turn.record.topic != "appointment" and turn.intent != "ask_source"
    return turn.record.outcome is Outcome.BOOKING or turn.asks is not None or turn.intent in _COURTESIES


def urgent_help_for_asked(tracker: DialogueStateTracker | None) -> str | None:
    """Return the payload that gets urgent help for the danger that was asked about a moment ago; None where none was.

    For a message that says that it is happening (`assistant.safety.happening`).
    """
    said = [str(event.text or "") for event in tracker.events if isinstance(event, UserUttered)] if tracker else []
    danger = asked_before([text for text in said if not text.startswith("/")])
    if danger is None or danger.tier is None:
        return None
    return payload("urgent_help", tier=danger.tier.value, **({"kind": danger.kind} if danger.kind else {}))
