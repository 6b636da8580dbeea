"""Whether the 911 line was said a moment ago: beside every other answer it is read by nobody."""

from __future__ import annotations

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.next_steps import ONLY_ASKING
from assistant.language.folding import fold
from assistant.language.foreign import is_mostly_foreign
from assistant.safety import Assessment
from assistant.safety.gate import ERROR
from assistant.safety.replies import load_urgent_help
from assistant.turn.names_given import beside_name
from assistant.turn.urgent_help import assess_in_time

LATELY = 4
"""How many messages before."""


async def line_needed(text: str, assessment: Assessment, tracker: DialogueStateTracker | None) -> Assessment:
    """Return the assessment of a message, without the 911 line where that says nothing new.

    A question about danger signs always gets it. A message that is only not surely calm gets it where neither the line
    nor urgent help was said lately, and the person does not write that nothing is wrong. So does any in another
    language, whose line says that it was not read; a name in another language was.
    """
    if not assessment.adds_911_line or assessment.asks_about is not None:
        return assessment
    if is_mostly_foreign(fold(text)):
        return Assessment(unsure=assessment.unsure) if await _is_name(text, tracker) else assessment
    if load_urgent_help().says_nothing_is_wrong(text) or await _said_lately(tracker):
        return Assessment(unsure=assessment.unsure)
    return assessment


async def _is_name(text: str, tracker: DialogueStateTracker | None) -> bool:
    """Say whether a message was a name for the form, and beside it holds nothing that needs the line."""
    rest = beside_name(text, tracker)
    return rest is not None and not (rest and (await assess_in_time(rest)).adds_911_line)


async def _said_lately(tracker: DialogueStateTracker | None) -> bool:
    """Say whether one of the last messages, before the one that is answered, was met with urgent help or the line."""
    said = [str(event.text or "") for event in tracker.events if isinstance(event, UserUttered)] if tracker else []
    for text in said[-LATELY - 1 : -1]:
        if text.startswith(ONLY_ASKING):
            return True
        before = await assess_in_time(text)
        if before != ERROR and (before.tier is not None or before.adds_911_line):
            return True
    return False
