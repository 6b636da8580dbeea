"""A driver without a model, and the reading of conversations from text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from assistant.conversation_tests.drivers import not_offered
from assistant.conversation_tests.names import Names
from assistant.conversation_tests.reading import Conversation, read_file
from assistant.conversation_tests.seeing import Inside, Message, Seen

DOMAIN = {
    "intents": ["greet", "ask_what"],
    "actions": ["action_answer_what"],
    "responses": {
        "utter_greet": [{"text": "Hello {name}, welcome."}],
        "utter_deny": [{"text": "All right.", "channel": "sms"}, {"text": "As you like."}],
    },
    "slots": {"treatment": {}, "crisis": {}},
}
NAMES = Names(DOMAIN, ["CH1", "CH2", "RA1"])
RECORD = {"outcome": "answer", "topic": "chemotherapy", "aspect": "what", "facts": ["CH1", "CH2"], "verdict": None}
ANSWER = Seen(
    (Message("What chemo is:\nChemo is treatment with drugs.", ("Side effects", "Ask for an appointment")),),
    {**RECORD, "tier": None, "answer_ids": ["chemotherapy.what@1"]},
    Inside(
        (("ask_what", 0.9), ("ask_goal", 0.08)),
        ("action_answer_what",),
        (),
        {"treatment": "chemotherapy", "crisis": None, "sure": True},
        (("intent", "ask_what"), ("action", "action_answer_what")),
    ),
)

_WELCOME = Inside((), ("action_session_start",), ("utter_greet",))


class FakeDriver:
    """Says the same to everything."""

    shows_record = True
    shows_inside = True
    channels = ("website", "sms")

    def __init__(self, seen: Seen = ANSWER) -> None:
        self.seen = seen
        self.said: list[str] = []
        self.waited: list[int] = []

    async def begin(self, channel: str, slots: Mapping[str, Any]) -> tuple[FakeDriver, Seen]:
        """Begin."""
        return self, Seen((Message("Hello Rosalind, welcome."),), {"outcome": "smalltalk"}, _WELCOME)

    async def say(self, text: str) -> Seen:
        """Answer."""
        self.said.append(text)
        return self.seen

    async def press(self, title: str) -> Seen:
        """Answer, where the button is there."""
        if title not in self.seen.buttons:
            raise not_offered(title, self.seen.buttons)
        return self.seen

    async def later(self, minutes: int) -> None:
        """Count the minutes."""
        self.waited.append(minutes)

    async def close(self) -> None:
        """Nothing is held."""


def read_steps(folder: Path, steps: str, more: str = "") -> Conversation:
    """Return the conversation of which these are the steps."""
    head = f"test_cases:\n  - test_case: A patient asks\n{more}    steps:\n"
    path = folder / "what_a_patient_asks.yml"
    body = "".join(f"      {line}\n" for line in dedent(steps).strip().splitlines())
    path.write_text(head + body, encoding="utf-8")
    return read_file(path, NAMES)[0]
