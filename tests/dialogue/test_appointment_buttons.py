"""Buttons of the appointment form that come late: a page that was left open, a text that was sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.dialogue.next_steps import payload
from assistant.dialogue.replies import Button, Outcome

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant

ME = Button("Me", payload("choose", choice="self"))
SEND = Button("Send it", payload("choose", choice="send"))


async def _said(assistant: Assistant, conversation: str, *texts: str) -> None:
    await assistant.start(conversation, "website")
    for text in texts:
        await assistant.say(conversation, text, "website")


async def test_a_late_press_asks_the_standing_question_again(assistant: Assistant) -> None:
    """A button of an earlier question is no answer to the one that stands."""
    await _said(assistant, "late-press", "i want an appointment", "no", "me", "ana lopez")
    turn = await assistant.press("late-press", ME, "website")
    assert turn.record.outcome is Outcome.BOOKING
    assert turn.asks == "appointment_phone"


async def test_a_press_after_the_form_has_ended_sends_nothing(assistant: Assistant) -> None:
    """A request that was given up is not sent by a button that is still seen."""
    await _said(assistant, "after-the-end", "i want an appointment", "no", "cancel")
    turn = await assistant.press("after-the-end", SEND, "website")
    assert turn.record.outcome is Outcome.REDIRECT
    assert turn.asks is None
    assert turn.messages[0].text.startswith("No request for an appointment was sent")
