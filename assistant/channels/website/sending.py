"""A turn as the website's client gets it."""

from __future__ import annotations

from typing import Any

from assistant.channels.website.calls import calls_of
from assistant.channels.website.source import source_of
from assistant.channels.website.tokens import Tokens
from assistant.channels.website.words import words_in
from assistant.settings import Settings
from assistant.turn.turns import Said, Turn
from knowledge.reader import load_knowledge


class Sender:
    """Puts turns into the form of docs/http-api.md."""

    def __init__(self, tokens: Tokens, settings: Settings) -> None:
        """Name buttons with `tokens`, and numbers to call as the settings do."""
        self._tokens = tokens
        self._settings = settings
        self._words = words_in("", settings)
        self._knowledge = load_knowledge()

    def sent(self, conversation: str, turn: Turn) -> dict[str, Any]:
        """Return what is sent of a turn; `source`, `call` and `asks` only where the turn has them."""
        extras = {
            "source": source_of(turn.record, self._knowledge),
            "call": calls_of(turn, self._settings, self._words),
            "asks": turn.asks,
        }
        return {
            "messages": [self._message(conversation, message) for message in turn.messages],
            "record": turn.record.as_dict(),
            **{name: value for name, value in extras.items() if value},
        }

    def _message(self, conversation: str, message: Said) -> dict[str, Any]:
        buttons = [
            {"id": self._tokens.button_id(conversation, button), "title": button.title} for button in message.buttons
        ]
        file = {"attachment": dict(message.attachment)} if message.attachment else {}
        return {"text": message.text, "buttons": buttons, **file}
