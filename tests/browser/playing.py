"""An assistant without a model that plays the turns a browser has to show, with the form's steps among them."""

from __future__ import annotations

import asyncio

from assistant.dialogue.replies import Button, Outcome, Record
from assistant.safety.replies import load_urgent_help
from assistant.safety.tiers import Tier
from assistant.turn.turns import Said, Turn

START = tuple(Button(title, "/x") for title in ("All treatments", "Side effects", "Ask for an appointment"))
BAD = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>"\'&lt;'
CALENDAR = {
    "title": "Save the call to my calendar",
    "filename": "call.ics",
    "type": "text/calendar",
    "content": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
}
STEPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("appointment_urgent_check", "Is any of this new? If it is, call 911.", ("No, none of these",)),
    ("appointment_for", "Who is it for?", ("For me", "For someone else")),
    ("appointment_name", "What is your first and last name?", ()),
    ("appointment_phone", "What number can we call?", ()),
    ("appointment_times", "Which days and times work for you?", ("Any time", "Skip")),
    ("appointment_confirmed", "Pat Doe, 212-555-0142, any time. Is this right?", ("Yes, send it", "Change something")),
)


def answer(text: str = "Side effects of chemo:\n- Hair loss\n- Feeling very tired\nAsk more any time.") -> Turn:
    """Return an answer from the knowledge, with two choices."""
    record = Record(
        Outcome.ANSWER, "chemotherapy", "side_effects", ("CH9", "CH7"), answer_ids=("chemotherapy.side_effects@v",)
    )
    choices = (Button("Help with side effects", "/y"), Button("Ask for an appointment", "/book"))
    return Turn("", (Said(text, choices),), record, "ask_side_effects")


class Player:
    """Plays; what it heard and how it should fail is open to tests."""

    def __init__(self) -> None:
        self.buttons: dict[str, tuple[Button, ...]] = {}
        self.heard: list[str] = []
        self.begun: list[str] = []
        self.seconds = 0.0
        self.step: dict[str, int] = {}

    async def offered(self, conversation: str) -> tuple[Button, ...]:
        """Return what the last turn offered."""
        return self.buttons.get(conversation, ())

    async def forget(self, conversation: str) -> None:
        """Forget a conversation."""
        self.buttons.pop(conversation, None)

    async def start(self, conversation: str, channel: str) -> Turn:
        """Greet."""
        if not _asked_by_the_server(conversation):
            self.begun.append(conversation)
        text = "Hello. I can tell you about treatments for spinal cancer.\nI am automated. In an emergency, call 911."
        return await self._play(conversation, Turn("", (Said(text, START),), Record(Outcome.SMALLTALK)))

    async def press(self, conversation: str, button: Button, channel: str, message: str | None = None) -> Turn:
        """Answer a press as the words of the button."""
        return await self.say(conversation, button.title, channel)

    async def open_after_urgent_help(self, conversation: str) -> tuple[Button, ...]:
        """Have no button open but those of the last turn."""
        return ()

    async def say(self, conversation: str, text: str, channel: str, message: str | None = None) -> Turn:
        """Answer what a test says."""
        if not _asked_by_the_server(conversation):
            self.heard.append(text)
        return await self._play(conversation, self._turn(conversation, text))

    async def _play(self, conversation: str, turn: Turn) -> Turn:
        await asyncio.sleep(self.seconds)
        self.buttons[conversation] = turn.buttons
        return turn

    def _turn(self, conversation: str, text: str) -> Turn:  # noqa: PLR0911 - one line for each thing a test says
        if text == "Ask for an appointment":
            self.step[conversation] = 0
            return self._asked(conversation)
        if "legs" in text:
            return self._urgent(Tier.CALL_911, "weakness")
        if "fever" in text:
            return self._urgent(Tier.CALL_CARE_TEAM_NOW, "fever")
        if "bad" in text:
            return Turn("", (Said(BAD, (Button(BAD, "/z"),), {**CALENDAR, "title": BAD}),), Record(Outcome.SMALLTALK))
        if text.endswith("?") and conversation in self.step:
            side = answer("What chemo is:\nChemo is drugs that attack cancer cells.")
            asked = self._asked(conversation)
            return Turn("", (Said(side.messages[0].text), *asked.messages), side.record, asks=asked.asks)
        if conversation in self.step:
            self.step[conversation] += 1
            return self._asked(conversation)
        return answer()

    def _asked(self, conversation: str) -> Turn:
        record = Record(Outcome.BOOKING, "appointment")
        if self.step[conversation] >= len(STEPS):
            del self.step[conversation]
            return Turn("", (Said("It is sent. Your code is K7Q-4MX.", (), CALENDAR),), record)
        asks, text, titles = STEPS[self.step[conversation]]
        return Turn("", (Said(text, tuple(Button(title, "/step") for title in titles)),), record, asks=asks)

    def _urgent(self, tier: Tier, kind: str) -> Turn:
        text = load_urgent_help().text(tier, kind, "website", "555-0111")
        said = Said(text, (Button("I was only asking", "/only_asking"),))
        return Turn("", (said,), Record(Outcome.URGENT, tier=tier.value))


def _asked_by_the_server(conversation: str) -> bool:
    """Say whether this is no patient but the server, that asks whether all is well."""
    return conversation.startswith("health-")


def hospital_page(script: str, attributes: str = "", style: str = "") -> str:
    """Return a page of a hospital that carries the widget, with its own style."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Hospital</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css{style}"></head>
<body><main><h1>Hospital</h1><p><a href="#x" id="before">A link of the page</a></p><p>Words.</p></main>
<script src="{script}" {attributes} async></script></body></html>"""


HOSTILE = """* { display: none !important; color: red !important; visibility: hidden !important;
  font-size: 60px !important }
html, head ~ body, main, h1, p, a { display: block !important; visibility: visible !important }
button, dialog, iframe { all: unset !important; position: static !important; transform: rotate(9deg) !important;
  opacity: 0 !important; pointer-events: none !important }
div { position: static !important; width: 0 !important; height: 0 !important; overflow: hidden !important }"""
