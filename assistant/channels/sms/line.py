"""The text message line: one message in, the texts to send out, whatever happens."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from assistant.channels.emergencies import emergency_in_time
from assistant.channels.sms.identity import Identity
from assistant.channels.sms.keywords import Keyword, asks_to_stop, keyword_of
from assistant.channels.sms.stops import WaitingStops
from assistant.channels.sms.store import PhoneStore
from assistant.channels.sms.talk import Talk, Texts
from assistant.channels.sms.transport import Incoming
from assistant.channels.sms.words import Texting
from assistant.storage.turn_locks import OneProcess, TurnLocks

logger = logging.getLogger(__name__)

SECONDS = 4.5
"""A message that is not answered by then gets a fixed reply, so that no reply takes five."""
MAX_WAITING = 8
"""Messages of one phone that may wait for their turn."""


class NotKeptError(RuntimeError):
    """Somebody said stop, and it can't be kept: the provider must not be told that all is well."""


@dataclass
class _Queue:
    """The messages of one phone: one is answered at a time, in the order they came."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Line:
    """Answers text messages: in order, once each, in time."""

    def __init__(
        self,
        talk: Talk,
        store: PhoneStore,
        identity: Identity,
        words: Texting,
        care_team_phone: str,
        *,
        clock: Callable[[], float] = time.time,
        seconds: float = SECONDS,
        locks: TurnLocks | None = None,
    ) -> None:
        """Answer by `talk`; `words` are the fixed texts, `clock` gives seconds since 1970.

        `locks` keep the order of messages among several processes.
        """
        self._talk = talk
        self._store = store
        self._identity = identity
        self._words = words
        self._care_team_phone = care_team_phone
        self._clock = clock
        self._seconds = seconds
        self._locks = locks or OneProcess()
        self._queues: dict[str, _Queue] = {}
        self._stops = WaitingStops(store)

    async def answer(self, transport: str, incoming: Incoming) -> Texts:
        """Return the texts to send: silence only where somebody asked for it.

        Raises:
            NotKeptError: somebody said stop, and it can be kept neither in the store nor in memory.
        """
        now = self._clock()
        phone = self._identity.phone(incoming.number)
        message = self._identity.message(transport, incoming.identifier)
        queue = self._queues.setdefault(phone, _Queue())
        if queue.users > MAX_WAITING:
            return await self._instead(phone, incoming, now, self._words.busy)
        queue.users += 1
        try:
            return await self._in_time(queue, phone, message, incoming, now)
        finally:
            queue.users -= 1
            if not queue.users:
                del self._queues[phone]

    async def _in_time(self, queue: _Queue, phone: str, message: str, incoming: Incoming, now: float) -> Texts:
        try:
            async with asyncio.timeout(self._seconds), queue.lock, self._locks.hold(phone):
                return await self._once(phone, message, incoming, now)
        except TimeoutError:
            logger.error("sms.failed error=TimeoutError")
            return await self._instead(phone, incoming, now, self._words.out_of_time)
        except Exception as error:  # noqa: BLE001 - whatever fails, the patient gets a reply
            logger.error("sms.failed error=%s", type(error).__name__)
            return await self._instead(phone, incoming, now, self._words.fallback)

    async def _once(self, phone: str, message: str, incoming: Incoming, now: float) -> Texts:
        """Answer a message, or give the same reply where it was answered before."""
        known = await self._store.known(phone, message)
        if known.reply is not None:
            return known.reply
        before = self._stops.over(phone, known.phone)
        texts, state = await self._talk.reply(before, incoming, now, message, partial(self._store.begin, phone))
        await self._store.keep(phone, message, state.model_copy(update={"seen": now}), texts, now)
        if before.stopped and not state.stopped:
            self._stops.begun_again(phone, state.asked)
        return texts

    async def _instead(self, phone: str, incoming: Incoming, now: float, fixed: str) -> Texts:
        """Return a fixed text in place of an answer; an emergency still gets urgent help, and a stop is kept."""
        keyword = incoming.answered or keyword_of(incoming.text)
        if keyword is None:
            if emergency := await emergency_in_time(incoming.text):
                return (emergency.help("sms", self._care_team_phone),)
            if asks_to_stop(incoming.text):
                keyword = Keyword.STOP
        if keyword is not Keyword.STOP:
            return (fixed,)
        if not await self._stops.keep(phone, now):
            raise NotKeptError
        return () if incoming.answered else (self._words.stop,)
