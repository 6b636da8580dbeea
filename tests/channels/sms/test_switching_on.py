"""When the text line is on, and what its settings must be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from line_fakes import TOKEN, WORDS, FakeTalks
from pydantic import ValidationError
from real_hospital import PRODUCTION

from assistant.channels.sms import phone_page
from assistant.channels.sms.providers import DEMO_TOKEN
from assistant.channels.sms.router import sms_router
from assistant.channels.sms.simulated import PHONE_NUMBER, PhoneError, SimulatedPhone
from assistant.settings import Settings

URL = "https://chat.invented.example"


def settings(**values: Any) -> Settings:
    """Return settings that no file and no variable changes."""
    return Settings(_env_file=None, **values)


def client(talks: FakeTalks, chosen: Settings, tmp_path: Path) -> httpx.AsyncClient:
    """Return a client of the line with these settings."""
    app = FastAPI()
    app.include_router(sms_router(talks, chosen, tmp_path / "sms.db"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://line")


async def test_a_demonstration_works_without_an_account(talks: FakeTalks, tmp_path: Path) -> None:
    """Without any setting, a phone that signs with the demonstration's token is answered."""
    http = client(talks, settings(), tmp_path)
    phone = SimulatedPhone(http, DEMO_TOKEN, "http://127.0.0.1:8000")
    assert (await phone.send("hello"))[-1] == "You said hello."


async def test_production_is_off_until_it_is_set_up(talks: FakeTalks, tmp_path: Path) -> None:
    """No token, no text line: no webhook, no page, no file."""
    http = client(talks, settings(**PRODUCTION), tmp_path)
    for path in ("/sms/twilio", "/sms/json", "/sms/phone/send"):
        assert (await http.post(path)).status_code == 404
    assert (await http.get("/sms/phone")).status_code == 404
    assert list(tmp_path.iterdir()) == []


async def test_production_never_takes_the_demonstrations_token(talks: FakeTalks, tmp_path: Path) -> None:
    """With a token and an address the line is on, for that token only, and without the page."""
    http = client(talks, settings(**PRODUCTION, twilio_auth_token=TOKEN, public_url=URL), tmp_path)
    with pytest.raises(PhoneError, match="refused the signature"):
        await SimulatedPhone(http, DEMO_TOKEN, URL).send("hello")
    assert (await SimulatedPhone(http, TOKEN, URL).send("hello"))[-1] == "You said hello."
    assert (await http.get("/sms/phone")).status_code == 404


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"twilio_auth_token": TOKEN}, "ASSISTANT_PUBLIC_URL"),
        ({"twilio_auth_token": TOKEN, "public_url": "http://plain.example"}, "https://"),
        ({"twilio_auth_token": "demonstration", "public_url": URL}, "too short"),
        ({"public_url": "chat.invented.example"}, "https://"),
        ({"sms_webhook_secret": "not base64!"}, "base64"),
        ({"sms_webhook_secret": "c2hvcnQ="}, "24 bytes"),
    ],
)
def test_settings_that_can_not_work_stop_the_start(values: dict[str, str], problem: str) -> None:
    """Half a setup is an error with what to set, not a line that is silently off; secrets are not shown."""
    with pytest.raises(ValidationError, match=problem) as refused:
        settings(**PRODUCTION, **values)
    assert TOKEN not in str(refused.value)


def test_tokens_are_not_printed() -> None:
    """Settings in a log hold no token."""
    assert TOKEN not in repr(settings(twilio_auth_token=TOKEN))


async def test_the_page_is_a_phone(talks: FakeTalks, tmp_path: Path) -> None:
    """What is typed on the page is signed and answered as Twilio's, with its segments."""
    http = client(talks, settings(), tmp_path)
    page = (await http.get("/sms/phone")).text
    assert "Demo Hospital" in page
    for file in ("/sms/phone/phone.css", "/sms/phone/phone.js"):
        assert file in page
        assert (await http.get(file)).status_code == 200
    answer = (await http.post("/sms/phone/send", json={"text": "hello", "number": PHONE_NUMBER})).json()
    assert answer["texts"][1] == {"text": "You said hello.", "segments": 1, "characters": 15, "gsm": True}
    picture = (await http.post("/sms/phone/send", json={"text": "", "picture": True})).json()
    assert [one["text"] for one in picture["texts"]] == [WORDS.media_only]


def test_the_page_loads_nothing_from_elsewhere() -> None:
    """The page, its style and its script name no other server, hold no inline code and insert no HTML."""
    for file in phone_page._FILES.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "http" not in text.replace("https://hospital.example", "")
        assert "innerHTML" not in text
        assert "onclick" not in text
        assert "style=" not in text


@pytest.mark.parametrize(
    "body", [{"text": "a" * 1601}, {"text": "a", "number": "+493012345"}, {}, {"text": "a", "x": 1}]
)
async def test_the_page_takes_invented_numbers_only(talks: FakeTalks, tmp_path: Path, body: dict[str, Any]) -> None:
    """A body of another form is refused."""
    assert (await client(talks, settings(), tmp_path).post("/sms/phone/send", json=body)).status_code == 422


async def test_a_phone_without_a_server_says_what_to_do() -> None:
    """Nobody listens: one line that says how to start it."""
    async with httpx.AsyncClient(base_url="http://127.0.0.1:9") as http:
        with pytest.raises(PhoneError, match="make run"):
            await SimulatedPhone(http, TOKEN, URL).send("hello")
