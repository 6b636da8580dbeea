"""What the messages before make of one: after urgent help, and after a question about a danger.

Somebody in danger who writes on is met as one, until they were only asking.
"""

from __future__ import annotations

from dataclasses import replace

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.about_this_chat import WHY_URGENT
from assistant.dialogue.next_steps import ONLY_ASKING, payload
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.dialogue.telling import asks_something
from assistant.language.folding import fold
from assistant.safety import Assessment, Tier
from assistant.safety.happening import asked_before, says_it_happens
from assistant.safety.replies import load_urgent_help
from assistant.turn.crisis import in_crisis, only_sounds_of_the_body, still_offering_help
from assistant.turn.danger import Danger, danger_in, heard_in
from assistant.turn.turns import Said, Turn
from knowledge.records import Channel

_CHECK = "appointment_urgent_check"
"""The slot of the form's safety question: false once it was answered with no."""
_COURTESIES = frozenset(["thank", "goodbye"])
"""Intents after which urgent help is said once more below the reply, not in its place."""


def recent_danger(tracker: DialogueStateTracker | None, before_last: bool = True) -> Danger | None:
    """Return the urgent help that was given within the last few messages; None where there was none.

    Args:
        tracker: The conversation.
        before_last: The last message is the one that is being answered now, and does not count.
    """
    if tracker is None:
        return None
    told = (event.as_dict() for event in tracker.events if isinstance(event, UserUttered | BotUttered))
    heard = heard_in(told)
    return danger_in(heard[:-1] if before_last else heard, tracker.get_slot(_CHECK) is False)


def may_take_back(text: str) -> bool:
    """Say whether a message can take urgent help back at all: the conversation need not be read for any other."""
    help_ = load_urgent_help()
    return help_.means_only_asking(text) or help_.says_nothing_is_wrong(text)


def takes_back(text: str, danger: Danger | None, assessment: Assessment) -> bool:
    """Say whether a message shortly after `danger` does what the button "I was only asking" does.

    It says so, or that nothing is wrong, and asks nothing, tells of no danger and of nobody who sees to one.
    """
    help_ = load_urgent_help()
    if danger is None or help_.means_only_asking(text):
        return danger is not None
    wrong = help_.says_nothing_is_wrong(text, danger.tier) and not help_.is_called_or_seen_to(danger.tier, text)
    return wrong and not danger.only_asked and not asks_something(fold(text)) and assessment.tier is None


def only_asking_button() -> Button:
    """Return the button that stands below urgent help, each time that it is said."""
    return Button(load_urgent_help().only_asking, ONLY_ASKING)


def after_press(payload: str, turn: Turn, tracker: DialogueStateTracker | None, channel: Channel) -> Turn:
    """Return the turn to which a press led, with the lines on emergencies that belong to it."""
    if payload == ONLY_ASKING and not in_crisis(tracker):
        # The gate saw a danger: whoever only asks about it gets what every question on danger signs gets.
        danger, words = recent_danger(tracker), load_urgent_help()
        line = words.still_here if danger and danger.tier is Tier.CRISIS else words.danger_signs
        return replace(turn, messages=(*turn.messages, Said(getattr(line, channel))))
    return still_offering_help(turn, tracker, channel)


def in_the_light_of(
    danger: Danger | None, assessment: Assessment, turn: Turn, channel: Channel, phone: str, *, names_treatment: bool
) -> Turn:
    """Return the turn that a message, which may name a treatment, gets shortly after `danger`.

    What the page answers is answered, with urgent help once more beside it; so is a form that goes on, and a thank-you.
    What is asked of the emergency itself ("can it wait", "no one picks up") has replies of its own, and for anything
    else ("what should i do") urgent help is said again, unless they have called for it, or somebody sees to it; then a
    form asks on. Who was only asking, or says that nothing is wrong, is left alone, unless they insist.
    """
    if danger is None or _is_let_go(danger, assessment, turn):
        return turn
    help_ = load_urgent_help()
    again = Said(help_.text_again(danger.tier, channel, phone, turn.user), (only_asking_button(),))
    seen_to = help_.is_called_or_seen_to(danger.tier, turn.user)
    if turn.record.outcome is Outcome.URGENT and not (seen_to and _says_nothing_new(danger, assessment, turn)):
        return _beside_another(danger, assessment, turn, again, channel)
    asks_of_it = help_.answers_after(danger.tier, turn.user) and not names_treatment
    goes_on = _goes_on(turn) and not (asks_of_it and turn.record.outcome is Outcome.ANSWER)
    left = danger.called and not goes_on and not asks_of_it and not assessment.unsure
    if left and danger.tier is Tier.CRISIS and not seen_to:
        return turn  # whoever writes with 988 may ask what they came for; 988 stays on offer below
    if seen_to or left:
        return _with_called(_right(danger, channel), danger, turn)
    if goes_on and not danger.only_asked:
        return turn if danger.called else _beside_answer(replace(again, buttons=()), danger, turn)
    return _only(again, danger, turn)


def _right(danger: Danger, channel: Channel) -> Said:
    """Return that it was right to call."""
    return Said(str(getattr(load_urgent_help().called[danger.tier], channel)))


def _says_nothing_new(danger: Danger, assessment: Assessment, turn: Turn) -> bool:
    """Say whether a message on help that was called only sounds like an emergency, and like no more urgent one."""
    if assessment.tier is None or load_urgent_help().has_called(danger.tier, turn.user):
        return True
    sounds = assessment.by == "example" and assessment.tier is not Tier.CRISIS
    return sounds and assessment.tier.urgency <= danger.tier.urgency


def _is_let_go(danger: Danger, assessment: Assessment, turn: Turn) -> bool:
    """Say whether urgent help is not said again: nothing is wrong, or they were only asking and insist on nothing."""
    if assessment.tier is None and load_urgent_help().says_nothing_is_wrong(turn.user, danger.tier):
        return True
    return danger.only_asked and not _insists(assessment, turn)


def _with_called(called: Said, danger: Danger, turn: Turn) -> Turn:
    """Return the turn of who has called for help: they are told that it was right; what else they ask is answered."""
    if turn.record.outcome is Outcome.URGENT:
        return _only(called, danger, turn)
    if turn.asks is not None:
        return replace(turn, messages=(called, turn.messages[-1]))
    if turn.record.outcome is Outcome.ANSWER and _goes_on(turn):
        return turn if danger.called else replace(turn, messages=(called, *turn.messages))
    return _only(called, danger, turn)


def _beside_another(danger: Danger, assessment: Assessment, turn: Turn, again: Said, channel: Channel) -> Turn:
    """Return the turn of an emergency shortly after another.

    A less urgent trouble does not take the place of a more urgent one: a raised temperature after numb legs is still a
    matter for 911. After a wish to die 988 stays first, and what is asked of the emergency itself is answered.
    """
    if danger.only_asked or assessment.tier is None:
        return turn
    asks_of_it = load_urgent_help().answers_after(danger.tier, turn.user)
    if assessment.tier is danger.tier and asks_of_it and assessment.kind != "suicidal":
        return _only(again, danger, turn)
    if assessment.tier is Tier.CRISIS and danger.tier is not Tier.CRISIS:
        return _crisis_beside(danger, assessment, turn, again, channel)
    less_urgent = assessment.tier.urgency < danger.tier.urgency
    if danger.tier is Tier.CRISIS and (less_urgent or only_sounds_of_the_body(turn.user)):
        return replace(turn, messages=(again, *turn.messages))
    return _only(again, danger, turn) if less_urgent else turn


def _crisis_beside(danger: Danger, assessment: Assessment, turn: Turn, again: Said, channel: Channel) -> Turn:
    """Return the turn of a wish to die shortly after a physical emergency: both numbers are needed.

    Where no word of a rule speaks of suicide ("is so bad? i can wait morning" in a fever), the number for what was told
    comes first.
    """
    if assessment.by != "example":
        return replace(turn, messages=(*turn.messages, again))
    first = _right(danger, channel) if danger.called else again
    return replace(turn, messages=(first, Said(str(getattr(load_urgent_help().still_here, channel)))))


def _beside_answer(again: Said, danger: Danger, turn: Turn) -> Turn:
    """Return an answer with urgent help: 911 stands first, whatever else is worth reading."""
    first = danger.tier is Tier.CALL_911 and turn.record.outcome is Outcome.ANSWER
    return replace(turn, messages=(again, *turn.messages) if first else (*turn.messages, again))


def _only(said: Said, danger: Danger, turn: Turn) -> Turn:
    """Return a turn that says nothing else, as urgent help of the tier of `danger`."""
    return replace(turn, messages=(said,), record=Record(Outcome.URGENT, tier=danger.tier.value))


def _insists(assessment: Assessment, turn: Turn) -> bool:
    """Say whether somebody who was only asking says now that it is so, or may say it, and asks nothing else."""
    doubtful = assessment.adds_911_line and load_urgent_help().insists(turn.user)
    return (assessment.unsure and not _goes_on(turn)) or doubtful or says_it_happens(turn.user)


def _goes_on(turn: Turn) -> bool:
    """Say whether a turn is worth reading in danger: what appointments are like ("can i wait till monday") is not."""
    if turn.record.outcome is Outcome.ANSWER:
        return turn.record.topic != "appointment" and turn.intent != "ask_source"
    if turn.record.topic == WHY_URGENT:
        return True
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
