"""The conversations of the website: one turn at a time, each message once, and only buttons that were offered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from assistant.channels.emergencies import emergency_in_time
from assistant.channels.needs import Store, Talks
from assistant.channels.problems import NOT_OFFERED, SESSION_EXPIRED, TOO_MANY, ApiError
from assistant.channels.website.history import History
from assistant.channels.website.sending import Sender
from assistant.channels.website.tokens import Ticket, Tokens
from assistant.dialogue.replies import Outcome, Record
from assistant.settings import Settings
from assistant.storage.database import aside
from assistant.storage.turn_locks import OneProcess, TurnLocks
from assistant.training.domain_file import own_domain
from assistant.turn.turns import Said, Turn
from assistant.turn.urgent_help import assess_in_time, with_urgent_help
from knowledge.records import Channel

logger = logging.getLogger(__name__)

DOOR: Channel = "website"
"""The channel of this door; a client can't choose another."""
MAX_WAITING = 50
"""Messages of one conversation that may wait for their turn."""


@dataclass
class _Queue:
    """The messages of one conversation that this process answers now: one at a time, in the order they came."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


@dataclass
class _Asked:
    """A message of a patient: the client's id for it, and the words as they were shown (a button's once known)."""

    message: str | None = None
    you: str | None = None


class Sessions:
    """Takes turns to the assistant and back, for many conversations at once."""

    def __init__(
        self,
        assistant: Talks,
        store: Store,
        history: History,
        tokens: Tokens,
        settings: Settings,
        *,
        locks: TurnLocks | None = None,
    ) -> None:
        """Talk to `assistant`, whose conversations are in `store`; what was shown is in `history`.

        `locks` keep the order of messages among several processes.
        """
        self._assistant = assistant
        self._store = store
        self._history = history
        self._tokens = tokens
        self._sender = Sender(tokens, settings)
        self._safe = _safe_turn(settings.care_team_phone)
        self._care_team_phone = settings.care_team_phone
        self._locks = locks or OneProcess()
        self._wait_seconds = settings.turn_seconds / 2
        self._queues: dict[str, _Queue] = {}

    async def start(self) -> tuple[Ticket, dict[str, Any]]:
        """Begin a new conversation: its ticket, and the first turn as it is sent."""
        await self._quietly(self._history.purge)
        ticket = self._tokens.issue()
        name = ticket.conversation
        return ticket, await self._turn(name, _Asked(), lambda: self._assistant.start(name, DOOR))

    async def say(self, conversation: str, text: str, message: str | None = None) -> dict[str, Any]:
        """Send what a person typed; return the turn as it is sent. A message that was sent before is not said twice.

        Raises:
            ApiError: too many messages wait already, or the conversation has ended.
        """
        asked = _Asked(message, text)
        return await self._turn(conversation, asked, lambda: self._assistant.say(conversation, text, DOOR, message))

    async def press(self, conversation: str, button_id: str, message: str | None = None) -> dict[str, Any]:
        """Press the button with this id; return the turn as it is sent. A press that was sent before is not done twice.

        Raises:
            ApiError: the last turn of this conversation did not offer it, too many messages wait already, or the
                conversation has ended.
        """
        asked = _Asked(message)

        async def work() -> Turn:
            for open_now in (self._store.offered, self._assistant.open_after_urgent_help):
                for button in await open_now(conversation):
                    if self._tokens.button_id(conversation, button) == button_id:
                        asked.you = button.title
                        return await self._assistant.press(conversation, button, DOOR, message)
            # It may have been pressed already, by this very message: its turn may offer other buttons.
            if message and (turn := await self._assistant.again(conversation, message, DOOR)):
                return turn
            raise ApiError(NOT_OFFERED)

        return await self._turn(conversation, asked, work)

    async def urgent_help(self, conversation: str, text: str) -> dict[str, Any] | None:
        """Return urgent help for a text that is not taken (too long, too many), or that waits for its turn.

        None where it tells of no emergency. No lock is waited for, and nothing is kept.
        """
        emergency = await emergency_in_time(text)
        if emergency is None:
            return None
        said = Said(emergency.help(DOOR, self._care_team_phone))
        turn = Turn("", (said,), Record(Outcome.URGENT, tier=emergency.tier.value))
        return {"number": 0, **self._sender.sent(conversation, turn)}

    async def shown(self, conversation: str, after: int) -> list[dict[str, Any]]:
        """Return what was shown after the turn with this number, as the client reads it.

        Raises:
            ApiError: the conversation has ended.
        """
        await self._refuse_closed(conversation)
        return [one.as_dict() for one in await aside(self._history.after, conversation, after)]

    async def rate(self, conversation: str, number: int, day: str, helpful: bool, reason: str | None) -> bool:
        """Keep an opinion on the turn with this number; False where there is no such turn."""
        return await aside(self._history.rate, conversation, number, day, helpful, reason)

    async def forget(self, conversation: str) -> None:
        """End a conversation and delete all that was said in it; turns under way are waited for."""
        async with self._place_in(conversation) as queue, queue.lock, self._locks.hold(conversation):
            await aside(self._history.close, conversation)
            await self._store.forget(conversation)

    async def _turn(self, conversation: str, asked: _Asked, work: Callable[[], Awaitable[Turn]]) -> dict[str, Any]:
        """Do `work` when its turn comes: messages of one conversation are answered in the order they came."""
        async with self._place_in(conversation) as queue, AsyncExitStack() as held:
            if queue.users > MAX_WAITING:
                raise ApiError(TOO_MANY)
            if not await self._turn_has_come(conversation, queue, held):
                return {"number": 0, **self._sender.sent(conversation, await self._instead(asked))}
            await self._refuse_closed(conversation)
            if (earlier := await self._earlier(conversation, asked)) is not None:
                return earlier
            turn = await self._done(asked, work)
            sent = self._sender.sent(conversation, turn)
            number = await self._quietly(self._history.add, conversation, asked.message, asked.you, sent)
            return {"number": number or 0, **sent}

    @asynccontextmanager
    async def _place_in(self, conversation: str) -> AsyncIterator[_Queue]:
        """Stand in the queue of a conversation."""
        queue = self._queues.setdefault(conversation, _Queue())
        queue.users += 1
        try:
            yield queue
        finally:
            queue.users -= 1
            if not queue.users:
                del self._queues[conversation]

    async def _turn_has_come(self, conversation: str, queue: _Queue, held: AsyncExitStack) -> bool:
        """Wait for the turn, here and among all processes, and keep it in `held`; False where that takes too long."""
        try:
            async with asyncio.timeout(self._wait_seconds):
                await held.enter_async_context(queue.lock)
                await held.enter_async_context(self._locks.hold(conversation))
        except Exception as error:  # noqa: BLE001 - whatever fails, the patient gets a reply
            logger.error("turn.not_begun error=%s", type(error).__name__)
            return False
        return True

    async def _instead(self, asked: _Asked) -> Turn:
        """Return the safe reply in place of a turn; an emergency still gets urgent help."""
        said = asked.you or ""
        return with_urgent_help(said, await assess_in_time(said), self._safe, DOOR, self._care_team_phone)

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
            return await aside(work, *arguments)
        except Exception as error:  # noqa: BLE001 - a file may fail in any way
            logger.error("history.failed error=%s", type(error).__name__)
            return None

    async def _done(self, asked: _Asked, work: Callable[[], Awaitable[Turn]]) -> Turn:
        """Do the work of a turn; where it fails, the safe reply is the turn."""
        try:
            return await work()
        except ApiError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever fails, the patient gets a reply
            logger.error("turn.failed error=%s", type(error).__name__)
            return await self._instead(asked)


def _safe_turn(care_team_phone: str) -> Turn:
    """Return the turn of last resort, with the words of domain.yml."""
    text = str(own_domain()["responses"]["utter_technical_problem"][0]["text"])
    return Turn("", (Said(text.format(care_team_phone=care_team_phone)),), Record(Outcome.ERROR))
