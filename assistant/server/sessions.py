"""The conversations that the HTTP door holds open: one turn at a time, and the buttons that may be pressed."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from assistant.dialogue.replies import Button, Outcome, Record
from assistant.server.errors import NOT_OFFERED, TOO_MANY, ApiError
from assistant.server.tokens import Ticket, Tokens
from assistant.settings import ROOT
from assistant.turns import Said, Turn
from knowledge.records import Channel

logger = logging.getLogger(__name__)

DOOR: Channel = "website"
"""The channel of this door; a client can't choose another."""
MAX_WAITING = 50
"""Messages of one conversation that may wait for their turn."""
MAX_HELD = 10_000
"""Conversations whose buttons are held in memory; those of others are read from the store."""


class Talks(Protocol):
    """What this door needs of the assistant."""

    async def start(self, conversation: str, channel: Channel) -> Turn:
        """Begin a conversation."""

    async def say(self, conversation: str, text: str, channel: Channel) -> Turn:
        """Send what a person typed."""

    async def press(self, conversation: str, button: Button, channel: Channel) -> Turn:
        """Press a button that was offered."""


class Store(Protocol):
    """What this door needs of the place where conversations are kept."""

    async def offered(self, conversation: str) -> tuple[Button, ...]:
        """Return the buttons of the last turn that was kept."""

    async def forget(self, conversation: str) -> None:
        """Delete a conversation."""


@dataclass
class _Open:
    """One conversation. The buttons are None until they are known."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    offered: tuple[Button, ...] | None = None


class Sessions:
    """Takes turns to the assistant and back, for many conversations at once."""

    def __init__(self, assistant: Talks, store: Store, tokens: Tokens, care_team_phone: str) -> None:
        """Talk to `assistant`, whose conversations are in `store`."""
        self._assistant = assistant
        self._store = store
        self._tokens = tokens
        self._safe = _safe_turn(care_team_phone)
        self._open: OrderedDict[str, _Open] = OrderedDict()

    async def start(self) -> tuple[Ticket, dict[str, Any]]:
        """Begin a new conversation: its ticket, and the first turn as it is sent."""
        ticket = self._tokens.issue()
        name = ticket.conversation
        return ticket, await self._turn(name, lambda _: self._assistant.start(name, DOOR))

    async def say(self, conversation: str, text: str) -> dict[str, Any]:
        """Send what a person typed; return the turn as it is sent.

        Raises:
            ApiError: too many messages wait already.
        """
        return await self._turn(conversation, lambda _: self._assistant.say(conversation, text, DOOR))

    async def press(self, conversation: str, button_id: str) -> dict[str, Any]:
        """Press the button with this id; return the turn as it is sent.

        Raises:
            ApiError: the last turn of this conversation did not offer it, or too many messages wait already.
        """

        async def work(state: _Open) -> Turn:
            if state.offered is None:
                state.offered = await self._store.offered(conversation)
            for button in state.offered:
                if self._tokens.button_id(conversation, button) == button_id:
                    return await self._assistant.press(conversation, button, DOOR)
            raise ApiError(NOT_OFFERED)

        return await self._turn(conversation, work)

    async def _turn(self, conversation: str, work: Callable[[_Open], Awaitable[Turn]]) -> dict[str, Any]:
        """Do `work` when its turn comes: messages of one conversation are answered in the order they came."""
        state = self._open.setdefault(conversation, _Open())
        if state.users >= MAX_WAITING:
            raise ApiError(TOO_MANY)
        state.users += 1
        try:
            async with state.lock:
                turn = await self._done(state, work)
        finally:
            state.users -= 1
            self._open.move_to_end(conversation)
            self._let_go()
        return self._sent(conversation, turn)

    async def _done(self, state: _Open, work: Callable[[_Open], Awaitable[Turn]]) -> Turn:
        """Do the work of a turn; where it fails, the safe reply is the turn."""
        try:
            turn = await work(state)
        except ApiError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever fails, the patient gets a reply
            logger.error("turn.failed error=%s", type(error).__name__)
            turn = self._safe
        # A turn that failed takes no choice away: "please try again" must be possible.
        if turn.record.outcome is not Outcome.ERROR or turn.buttons:
            state.offered = turn.buttons
        return turn

    def _sent(self, conversation: str, turn: Turn) -> dict[str, Any]:
        messages = [
            {
                "text": message.text,
                "buttons": [
                    {"id": self._tokens.button_id(conversation, button), "title": button.title}
                    for button in message.buttons
                ],
            }
            for message in turn.messages
        ]
        return {"messages": messages, "record": turn.record.as_dict()}

    def _let_go(self) -> None:
        """Forget what is known of the conversations that were quiet longest."""
        for name in list(self._open)[: max(0, len(self._open) - MAX_HELD)]:
            if not self._open[name].users:
                del self._open[name]


def _safe_turn(care_team_phone: str) -> Turn:
    """Return the turn of last resort, with the words of domain.yml."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    text = str(domain["responses"]["utter_technical_problem"][0]["text"])
    return Turn("", (Said(text.format(care_team_phone=care_team_phone)),), Record(Outcome.ERROR))
