"""Who says that they see or hear badly, where the form has asked what would help at the visit, answers that."""

from __future__ import annotations

from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.appointment.needs import need_at_visit
from assistant.dialogue.next_steps import payload
from assistant.turn.after_urgent_help import recent_danger
from assistant.turn.rasa_turns import asked_slot


def need_told(text: str, tracker: DialogueStateTracker | None) -> str | None:
    """Return the payload by which the form notes the need that is the whole of `text`; None where the gate decides.

    It does wherever else that is typed, and after an emergency in this conversation that may not be over.
    """
    need = need_at_visit(text)
    if need is None or tracker is None or asked_slot(tracker) != "appointment_access":
        return None
    if tracker.get_slot("crisis") or recent_danger(tracker, before_last=False) is not None:
        return None
    return payload("choose", choice=need)
