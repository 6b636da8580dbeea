"""The conversations that the website holds open: one turn at a time, and the buttons that may be pressed."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from assistant.channels.website.history import History
from assistant.channels.website.sending import Sender
from assistant.channels.website.tokens import Ticket, Tokens
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.server.errors import NOT_OFFERED, SESSION_EXPIRED, TOO_MANY, ApiError
from assistant.server.sessions import Store, Talks
from assistant.settings import ROOT, Settings
from assistant.turns import Said, Turn
from knowledge.records import Channel

logger = logging.getLogger(__name__)

DOOR: Channel = "website"
"""The channel of this door; a client can't choose another."""
MAX_WAITING = 50
"""Messages of one conversation that may wait for their turn."""
MAX_HELD = 10_000
"""Conversations whose buttons are held in memory; those of others are read from the store."""


@dataclass
class _Open:
    """One conversation. The buttons are None until they are known."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    offered: tuple[Button, ...] | None = None


@dataclass
class _Asked:
    """A message of a patient: the client's id for it, and the words as they were shown (a button's once known)."""

    message: str | None = None
    you: str | None = None


class Sessions:
    """Takes turns to the assistant and back, for many conversations at once."""

    def __init__(self, assistant: Talks, store: Store, history: History, tokens: Tokens, settings: Settings) -> None:
        """Talk to `assistant`, whose conversations are in `store`; what was shown is in `history`."""
        self._assistant = assistant
        self._store = store
        self._history = history
        self._tokens = tokens
        self._sender = Sender(tokens, settings)
        self._safe = _safe_turn(settings.care_team_phone)
        self._open: OrderedDict[str, _Open] = OrderedDict()

    async def start(self) -> tuple[Ticket, dict[str, Any]]:
        """Begin a new conversation: its ticket, and the first turn as it is sent."""
        await self._quietly(self._history.purge)
        ticket = self._tokens.issue()
        name = ticket.conversation
        return ticket, await self._turn(name, _Asked(), lambda _: self._assistant.start(name, DOOR))

    async def say(self, conversation: str, text: str, message: str | None = None) -> dict[str, Any]:
        """Send what a person typed; return the turn as it is sent. A message that was sent before is not said twice.

        Raises:
            ApiError: too many messages wait already, or the conversation has ended.
        """
        asked = _Asked(message, text)
        return await self._turn(conversation, asked, lambda _: self._assistant.say(conversation, text, DOOR))

    async def press(self, conversation: str, button_id: str, message: str | None = None) -> dict[str, Any]:
        """Press the button with this id; return the turn as it is sent. A press that was sent before is not done twice.

        Raises:
            ApiError: the last turn of this conversation did not offer it, too many messages wait already, or the
                conversation has ended.
        """
        asked = _Asked(message)

        async def work(state: _Open) -> Turn:
            if state.offered is None:
                state.offered = await self._store.offered(conversation)
            for button in state.offered:
                if self._tokens.button_id(conversation, button) == button_id:
                    asked.you = button.title
                    return await self._assistant.press(conversation, button, DOOR)
            raise ApiError(NOT_OFFERED)

        return await self._turn(conversation, asked, work)

    async def shown(self, conversation: str, after: int) -> list[dict[str, Any]]:
        """Return what was shown after the turn with this number, as the client reads it.

        Raises:
            ApiError: the conversation has ended.
        """
        await self._refuse_closed(conversation)
        return [one.as_dict() for one in await asyncio.to_thread(self._history.after, conversation, after)]

    async def rate(self, conversation: str, number: int, day: str, helpful: bool, reason: str | None) -> bool:
        """Keep an opinion on the turn with this number; False where there is no such turn."""
        return await asyncio.to_thread(self._history.rate, conversation, number, day, helpful, reason)

    async def forget(self, conversation: str) -> None:
        """End a conversation and delete all that was said in it; turns under way are waited for."""
        state = self._open.setdefault(conversation, _Open())
        async with state.lock:
            await asyncio.to_thread(self._history.close, conversation)
            await self._store.forget(conversation)

    async def _turn(self, conversation: str, asked: _Asked, work: Callable[[_Open], Awaitable[Turn]]) -> dict[str, Any]:
        """Do `work` when its turn comes: messages of one conversation are answered in the order they came."""
        state = self._open.setdefault(conversation, _Open())
        if state.users >= MAX_WAITING:
            raise ApiError(TOO_MANY)
        state.users += 1
        try:
            async with state.lock:
                await self._refuse_closed(conversation)
                if (earlier := await self._earlier(conversation, asked)) is not None:
                    return earlier
                turn = await self._done(state, work)
                sent = self._sender.sent(conversation, turn)
                number = await self._quietly(self._history.add, conversation, asked.message, asked.you, sent)
                return {"number": number or 0, **sent}
        finally:
            state.users -= 1
            self._open.move_to_end(conversation)
            self._let_go()

    async def _earlier(self, conversation: str, asked: _Asked) -> dict[str, Any] | None:
        """Return the turn that answered this very message before, if it was answered."""
        if asked.message is None:
            return None
        found = await self._quietly(self._history.find, conversation, asked.message)
        return None if found is None else {"number": found.number, **found.turn}

    async def _refuse_closed(self, conversation: str) -> None:
        if await self._quietly(self._history.is_closed, conversation):
            raise ApiError(SESSION_EXPIRED)

    async def _quietly(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Do something with the history; where it fails the patient still gets the answer, only not after a reload."""
        try:
            return await asyncio.to_thread(work, *arguments)
        except Exception as error:  # noqa: BLE001 - a file may fail in any way
            logger.error("history.failed error=%s", type(error).__name__)
            return None

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
