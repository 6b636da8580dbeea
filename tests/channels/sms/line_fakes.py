"""An assistant without a model, a clock set by hand, and a phone that posts as Twilio does."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI

from assistant.channels.caller import caller_number
from assistant.channels.sms.identity import Identity
from assistant.channels.sms.line import SECONDS, Line
from assistant.channels.sms.router import add_company
from assistant.channels.sms.simulated import PHONE_NUMBER, TARGET, signed_form, texts_in
from assistant.channels.sms.store import PhoneStore
from assistant.channels.sms.talk import Talk
from assistant.channels.sms.twilio_transport import TwilioTransport
from assistant.channels.sms.words import Texting, load_texting
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.settings import Settings
from assistant.turn.turns import Said, Turn

SECRET = "a-secret-that-is-only-used-in-tests-0123456789"
TOKEN = "a-token-that-is-only-used-in-tests"
URL = "https://chat.hospital.example"
SETTINGS = Settings(secret=SECRET, twilio_auth_token=TOKEN, public_url=URL, _env_file=None)  # type: ignore[call-arg]
WORDS: Texting = load_texting().filled(SETTINGS)
OTHER_NUMBER = "+12125550143"

EFFECTS = Button("Side effects", '/ask_side_effects{"treatment": "chemotherapy"}')
HELP_WITH = Button("Help with side effects", "/ask_side_effect_management")
BOOK = Button("Ask for an appointment", "/book_appointment")
LONG = " ".join(f"This is sentence number {word} of them all, and so on." for word in "abcdefgh")
"""An answer of several texts."""


def said(
    text: str,
    *buttons: Button,
    outcome: Outcome = Outcome.ANSWER,
    more: tuple[str, ...] = (),
    asks: str | None = None,
) -> Turn:
    """Return a turn that says `text` and then `more`, and offers `buttons`; `asks` is what a form asks for."""
    return Turn("", (Said(text, buttons), *(Said(one) for one in more)), Record(outcome), asks=asks)


class Clock:
    """Seconds since 1970, moved by hand; each clock has a time of its own, so that no test meets another's session."""

    _starts = itertools.count(1_800_000_000, 100_000)

    def __init__(self) -> None:
        self.now = float(next(self._starts))

    def __call__(self) -> float:
        """Return the time, a moment later at each look."""
        self.now += 0.001
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        """Let time pass."""
        self.now += minutes * 60


class FakeTalks:
    """Says what it is told to say next, or repeats what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.started: list[str] = []
        self.turns: list[Turn | Exception] = []
        self.seconds = 0.0
        self.callers: list[str | None] = []
        self.most_at_once: Counter[str] = Counter()
        self.begun = asyncio.Event()
        """Set once something is being answered."""
        self._now: Counter[str] = Counter()

    async def start(self, conversation: str, channel: str) -> Turn:
        """Begin."""
        assert channel == "sms"
        self.started.append(conversation)
        return said("Welcome. In an emergency call 911.", outcome=Outcome.SMALLTALK)

    async def say(self, conversation: str, text: str, channel: str, message: str | None = None) -> Turn:
        """Hear words."""
        assert channel == "sms"
        return await self._answer(conversation, text)

    async def press(self, conversation: str, button: Button, channel: str, message: str | None = None) -> Turn:
        """Hear a button."""
        assert channel == "sms"
        return await self._answer(conversation, button.payload)

    async def _answer(self, conversation: str, heard: str) -> Turn:
        self.begun.set()
        self._now[conversation] += 1
        self.most_at_once[conversation] = max(self.most_at_once[conversation], self._now[conversation])
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self._now[conversation] -= 1
        self.heard.append((conversation, heard))
        self.callers.append(caller_number.get())
        turn = self.turns.pop(0) if self.turns else said(f"You said {heard}.")
        if isinstance(turn, Exception):
            raise turn
        return turn

    @property
    def words(self) -> list[str]:
        """What was heard, in order."""
        return [heard for _, heard in self.heard]


class Handset:
    """A phone that texts a line, which runs in this process."""

    def __init__(self, talks: Any, database: Path, clock: Clock, seconds: float = SECONDS) -> None:
        identity = Identity(SECRET)
        self.store = PhoneStore(database)
        self.database = database
        self.line = Line(
            Talk(talks, identity, WORDS, SETTINGS.care_team_phone),
            self.store,
            identity,
            WORDS,
            SETTINGS.care_team_phone,
            clock=clock,
            seconds=seconds,
        )
        router = APIRouter(prefix="/sms")
        add_company(router, TwilioTransport(TOKEN, URL), self.line)
        app = FastAPI()
        app.include_router(router)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=URL)

    async def post(
        self,
        text: str,
        *,
        media: int = 0,
        identifier: str | None = None,
        number: str = PHONE_NUMBER,
        answered: str | None = None,
    ) -> httpx.Response:
        """Post a text and return the response."""
        body, headers = signed_form(TOKEN, URL, number, text, media=media, identifier=identifier, answered=answered)
        return await self.http.post(TARGET, content=body, headers=headers)

    async def text(self, text: str, **more: Any) -> tuple[str, ...]:
        """Send a text and return those that come back."""
        response = await self.post(text, **more)
        assert response.status_code == 200, response.text
        return texts_in(response.text)

    async def last(self, text: str, **more: Any) -> str:
        """Send a text and return the last one that comes back."""
        return (await self.text(text, **more))[-1]
