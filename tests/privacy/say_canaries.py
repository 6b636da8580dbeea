"""Says canaries through every door, with every part broken in turn, all logs at DEBUG. Run by test_canaries.py."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from assistant.privacy.quiet import be_quiet, hide_words_of_errors

be_quiet(logging.DEBUG)
hide_words_of_errors()

import httpx  # noqa: E402

from actions import validate_appointment_form  # noqa: E402
from assistant.booking.delivery.worker import deliver_due  # noqa: E402
from assistant.booking.shared import shared_store  # noqa: E402
from assistant.booking.store import BookingStore  # noqa: E402
from assistant.channels.sms import store as phones  # noqa: E402
from assistant.channels.sms.simulated import TARGET, signed_form  # noqa: E402
from assistant.channels.website.history import History  # noqa: E402
from assistant.server import launch  # noqa: E402
from assistant.server.app import create_app  # noqa: E402
from assistant.server.retention import keep_doing  # noqa: E402
from assistant.settings import load_settings  # noqa: E402
from assistant.tracker_store import store as stores  # noqa: E402

NAME, PHONE, WORDS = "Zyqquorra Canaryson", "212-555-0187", "xylocanary"
NUMBER = "+12125550187"
ALL = f"{WORDS} my name is {NAME}, {PHONE}, {WORDS}@canary.example, born 04/05/1967"
TOKEN = "a-token-that-is-only-used-in-tests"
URL = "https://chat.hospital.example"


def breaks(*_: Any, **__: Any) -> Any:
    """Fail, with the patient's words in the message, as parsers and drivers do."""
    raise ValueError(ALL)


class Person:
    """Talks to the website."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._token = ""
        self.buttons: list[str] = []

    async def send(self, **body: str) -> dict[str, Any]:
        """Send a message, in a chat that is begun where there is none."""
        if not self._token:
            self._token = (await self._http.post("/api/sessions")).json()["token"]
        headers = {"Authorization": f"Bearer {self._token}"}
        turn = (await self._http.post("/api/messages", json=body, headers=headers)).json()
        self.buttons = [button["id"] for message in turn["messages"] for button in message["buttons"]]
        return turn

    async def raw(self, content: bytes) -> None:
        """Send what is no message."""
        headers = {"Authorization": f"Bearer {self._token}"}
        await self._http.post("/api/messages", content=content, headers=headers)

    async def book(self) -> dict[str, Any]:
        """Ask for an appointment and go through the whole form."""
        await self.send(text="i want to book an appointment")
        typed = {"name": NAME, "number": PHONE, "times": "tuesday morning", "access": f"a ramp, {WORDS}"}
        turn = {}
        for step in ("no", "me", "name", "number", "known", "topic", "times", "language", "access", "mail", "send"):
            if step in typed:
                turn = await self.send(text=typed[step])
            elif self.buttons:
                turn = await self.send(press=self.buttons[0])
        return turn


async def send_text(http: httpx.AsyncClient, text: str, signed_with: str = TOKEN) -> str:
    """Post a text as Twilio does, and return the answer."""
    body, headers = signed_form(signed_with, URL, NUMBER, text)
    return (await http.post(TARGET, content=body, headers=headers)).text


@contextmanager
def broken_actions(assistant: Any) -> Iterator[None]:
    """Let every action raise, whatever the message is understood as."""
    actions = assistant._agent.action_endpoint._executor.actions
    with patch.dict(actions, dict.fromkeys(actions, breaks)):
        yield


def faults(assistant: Any, store: Any, history: History) -> dict[str, Callable[[], Any]]:
    """Return what can break inside a turn."""
    processor = assistant._agent.processor
    return {
        "action": lambda: broken_actions(assistant),
        "store read": lambda: patch.object(store, "retrieve", breaks),
        "store write": lambda: patch.object(store, "save", breaks),
        "database": lambda: patch.object(store.database, "reading", breaks),
        "understanding": lambda: patch.object(processor, "parse_message", breaks),
        "policies": lambda: patch.object(processor, "predict_next_with_tracker_if_should", breaks),
        "history": lambda: patch.object(history, "add", breaks),
        "assistant": lambda: patch.object(assistant, "say", breaks),
        "gate": lambda: patch("assistant.safety.gate._assess", breaks),
    }


async def talk(folder: Path) -> None:
    """Go through everything."""
    settings = load_settings()
    stores.DATABASE, phones.DATABASE = folder / "conversations.db", folder / "sms.db"
    assistant, store = launch.load()
    for logger in [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]:
        logger.setLevel(logging.DEBUG)
    warnings.simplefilter("always")
    history = History(folder / "website.db")
    app = create_app(assistant, store, settings, bookings=shared_store(), history=history)
    web = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=URL)

    person = Person(web)
    for text in (ALL, f'/greet{{"name": "{NAME}"}}', f"what is surgery {ALL}", f"i can't move my legs {ALL}"):
        await person.send(text=text)
    for content in (ALL.encode(), b'{"text": "' + ALL.encode() * 20 + b'"}', b'{"' + ALL.encode() + b'": 1}'):
        await person.raw(content)
    await person.raw(b'{"press": "' + WORDS.encode() + b'"}')
    await web.get(f"/{WORDS}?{WORDS}", headers={"Authorization": f"Bearer {ALL}", "Cookie": f"staff_session={WORDS}"})
    await web.get("/api/messages", headers={"Authorization": f"Bearer {ALL}"})

    sent = await Person(web).book()
    assert "code" in sent["messages"][0]["text"], "the form was not sent"
    with patch.object(BookingStore, "submit", breaks):
        assert (await Person(web).book())["record"]["outcome"] == "error"
    with patch.object(validate_appointment_form, "read_answer", breaks):
        await Person(web).book()
    deliver_due(shared_store(), type("Broken", (), {"deliver": breaks})())

    for name, fault in faults(assistant, store, history).items():
        broken = Person(web)
        await broken.send(text="hello")
        with fault():
            turn = await broken.send(text=f"what is surgery {ALL}")
            assert turn["messages"][0]["text"], name
            assert await send_text(web, f"what is surgery {ALL}"), name

    await send_text(web, ALL)
    await send_text(web, ALL, signed_with="another-token-than-the-line-has-it")
    with patch("assistant.channels.sms.talk.Talk.reply", breaks):
        await send_text(web, ALL)
    await web.post("/staff/sign-in", data={"name": NAME, "password": WORDS})
    with patch("assistant.channels.website.router.body", breaks):
        await person.raw(b"{}")

    daily = asyncio.create_task(keep_doing(breaks))
    lost = [asyncio.create_task(asyncio.to_thread(breaks))]
    await asyncio.sleep(0.3)
    daily.cancel()
    lost.clear()
    gc.collect()
    warnings.warn(ALL, UserWarning, stacklevel=1)
    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    logging.getLogger("rasa.core").exception(ALL, exc_info=ValueError(ALL))
    logging.getLogger("assistant.after").error("canaries.said")


if __name__ == "__main__":
    asyncio.run(talk(Path(sys.argv[1])))
    print("all said", flush=True)
    breaks()
