"""When something breaks in the middle of a conversation, the patient is told, and the conversation goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk.events import SlotSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.turn.conversation import Assistant
    from tests.conftest import Hold

SECRET = "rosalind and the oranges"


def raises(*_: Any) -> Any:
    """Fail with the patient's words in the message."""
    raise ValueError(SECRET)


def says_rubbish(dispatcher: Any, *_: Any) -> Any:
    """Put something into the messages that is no message."""
    dispatcher.messages.append(SECRET)
    return []


def names_no_response(dispatcher: Any, *_: Any) -> Any:
    """Say a response that does not exist."""
    dispatcher.utter_message(response="utter_no_such_thing")
    return []


RUBBISH = {
    "raises": raises,
    "nothing": lambda *_: None,
    "a number": lambda *_: 7,
    "a text": lambda *_: SECRET,
    "an unknown event": lambda *_: [{"event": "no_such_event", "text": SECRET}],
    "an event without a name": lambda *_: [{"text": SECRET}],
    "a value that can't be stored": lambda *_: [SlotSet("treatment", object())],
    "no message": says_rubbish,
    "no response": names_no_response,
}


@pytest.fixture
def broken(assistant: Assistant, request: pytest.FixtureRequest) -> Iterator[None]:
    """Replace the action of "what is ..." by a broken one."""
    endpoint: Any = assistant._agent.action_endpoint
    actions = endpoint._executor.actions
    kept = actions["action_answer_what"]
    actions["action_answer_what"] = RUBBISH[request.param]
    yield
    actions["action_answer_what"] = kept


@pytest.mark.parametrize(
    "broken",
    RUBBISH,
    indirect=True,
)
async def test_a_broken_action_is_never_silence(broken: None, hold: Hold, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever an action does or returns, the patient reads of a problem and whom to call; then it goes on."""
    first, failed, after = await hold(["side effects of chemo", f"what is surgery {SECRET}", "and radiation?"])
    assert first.record.outcome.value == "answer"
    assert failed.record.outcome.value == "error"
    assert "911" in failed.messages[0].text
    assert (after.record.topic, after.record.aspect) == ("radiation", "side_effects")
    assert SECRET not in caplog.text
