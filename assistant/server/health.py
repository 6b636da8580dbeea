"""Whether the assistant really answers: a plain question is asked at the start, and again all the time."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from assistant.channels.needs import Store, Talks
from assistant.dialogue.replies import Outcome
from assistant.safety import assess
from assistant.turn.turns import Turn
from assistant.turn.urgent_help import assess_in_time

logger = logging.getLogger(__name__)

QUESTION = "What are the side effects of radiation therapy?"
INTENT = "ask_side_effects"
"""What every usable model takes the question for."""
SECONDS = 30.0
"""Between two checks."""
_AGAIN_SECONDS = 2.0
"""After a check that failed: all replicas may have failed at once, and none should stay away for long."""
_GATE_FAILS = "the urgent-help gate fails on a plain question"
_READ = ["GET", "HEAD"]
_STALE = 4
"""After so many missed checks the last result counts no more."""


class Readiness:
    """Asks the assistant a question and remembers whether it was answered."""

    def __init__(self, assistant: Talks, store: Store, seconds: float = SECONDS) -> None:
        """Check `assistant` every so many `seconds`; nothing of it stays in `store`."""
        self._assistant = assistant
        self._store = store
        self._seconds = seconds
        self._reason: str | None = "the first check is not done yet"
        self._gate_fails = False
        self._checked = time.monotonic()
        self.answered = asyncio.Event()
        """Set from the first check that succeeds."""

    @property
    def reason(self) -> str | None:
        """Why the assistant is not ready, or None where it is."""
        if time.monotonic() - self._checked > _STALE * self._seconds:
            return "no check was done for too long"
        return self._reason

    @property
    def serving(self) -> str | None:
        """Why no message should come to this replica, or None where each gets urgent help or words to go on with.

        A replica without its database still sees emergencies, and gives the safe reply with the number to call: it is
        not ready, and better than none. One that never answered, or whose gate fails, is not.
        """
        if self._gate_fails:
            return _GATE_FAILS
        return None if self.answered.is_set() else self._reason

    async def check(self) -> str | None:
        """Ask now, and return `reason`."""
        conversation = f"health-{secrets.token_hex(8)}"
        try:
            if not self.answered.is_set():  # the first time it loads what it needs: longer than a patient would wait
                await asyncio.to_thread(assess, QUESTION)
            self._gate_fails = (await assess_in_time(QUESTION)).tier is not None
            await self._assistant.start(conversation, "website")
            answer = await self._assistant.say(conversation, QUESTION, "website")
            self._reason = _GATE_FAILS if self._gate_fails else _fault(answer)
            await self._store.forget(conversation)
        except Exception as error:  # noqa: BLE001 - whatever it is, the assistant is not ready
            self._reason = f"the assistant failed: {type(error).__name__}"
        self._checked = time.monotonic()
        if self._reason is None:
            self.answered.set()
        return self.reason

    async def keep_checking(self) -> None:
        """Check again and again, until cancelled."""
        while True:
            await asyncio.sleep(self._seconds if self._reason is None else min(self._seconds, _AGAIN_SECONDS))
            before = self._reason
            if (now := await self.check()) and now != before:
                logger.error("not.ready reason=%s", now)

    def router(self) -> APIRouter:
        """Return the addresses at which orchestrators and proxies ask."""
        router = APIRouter()

        @router.api_route("/health/live", methods=_READ)
        async def live() -> JSONResponse:
            """Say that the process is up."""
            return JSONResponse({"status": "live"})

        @router.api_route("/health/ready", methods=_READ)
        async def ready() -> JSONResponse:
            """Say whether the assistant answers."""
            if reason := self.reason:
                return JSONResponse({"status": "not ready", "reason": reason}, 503)
            return JSONResponse({"status": "ready"})

        @router.api_route("/health/serving", methods=_READ)
        async def serving() -> JSONResponse:
            """Say whether messages may come to this replica, also while its database is away."""
            if reason := self.serving:
                return JSONResponse({"status": "not serving", "reason": reason}, 503)
            return JSONResponse({"status": "serving"})

        return router


def _fault(turn: Turn) -> str | None:
    """Return what is wrong with the answer to the question, if anything."""
    if turn.record.outcome is Outcome.ERROR:
        return "the assistant answered with a technical problem"
    if not any(message.text.strip() for message in turn.messages):
        return "the assistant answered without words"
    if turn.intent != INTENT:
        return "the model does not understand a plain question"
    if turn.record.outcome is not Outcome.ANSWER:
        return f"a plain question got no answer, but the outcome {turn.record.outcome.value}"
    return None
