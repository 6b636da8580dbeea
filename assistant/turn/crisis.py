"""Whether somebody spoke of suicide in this session, so that every later turn keeps offering 988."""

from __future__ import annotations

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.safety import Tier, assess
from assistant.safety.replies import load_urgent_help


def in_crisis(tracker: DialogueStateTracker | None) -> bool:
    """Say whether 988 is to be kept on offer.

    A wish to die that was said in words of the rules is kept in mind whatever is said later. What only sounded like one
    is let go once the person writes that nothing is wrong ("i meant the hair"), or presses the button
    (`action_answer_only_asking`).
    """
    if tracker is None or not tracker.get_slot("crisis"):
        return False
    taken_back = False
    for event in reversed(tracker.events):
        if not isinstance(event, UserUttered):
            continue
        text = str(event.text or "")
        if _is_crisis(event):
            return not (taken_back and assess(text).by == "example")
        taken_back = taken_back or load_urgent_help().says_nothing_is_wrong(text)
    return True


def _is_crisis(event: UserUttered) -> bool:
    found = {str(one.get("entity")): one.get("value") for one in event.entities}
    return event.intent_name == "urgent_help" and (
        found.get("tier") == Tier.CRISIS.value or found.get("kind") == "suicidal"
    )
