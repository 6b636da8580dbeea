"""Another provider: signed JSON in, JSON out, the same conversation."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from line_fakes import WORDS, FakeTalks, said
from standardwebhooks import Webhook

from assistant.channels.sms.router import sms_router
from assistant.settings import Settings

KEY = "whsec_" + base64.b64encode(b"a key that is only used in tests").decode()
TARGET = "/sms/json"
HELLO: dict[str, Any] = {"from": "+12125550142", "text": "hello"}


@pytest.fixture
def http(talks: FakeTalks, tmp_path: Path) -> httpx.AsyncClient:
    """A client of a server that has only this provider."""
    settings = Settings(sms_webhook_secret=KEY, _env_file=None)  # type: ignore[call-arg]
    app = FastAPI()
    app.include_router(sms_router(talks, settings, tmp_path / "sms.db"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://line")


def signed(body: Any, identifier: str = "m1", age: timedelta = timedelta(0), key: str = KEY) -> dict[str, Any]:
    """Return the content and the headers of a request."""
    content = body if isinstance(body, str) else json.dumps(body)
    when = datetime.now(UTC) - age
    headers = {
        "webhook-id": identifier,
        "webhook-timestamp": str(int(when.timestamp())),
        "webhook-signature": Webhook(key).sign(identifier, when.replace(microsecond=0), content),
    }
    return {"content": content, "headers": headers}


async def test_a_signed_message_is_answered(http: httpx.AsyncClient, talks: FakeTalks) -> None:
    """The texts to send come in the response."""
    response = await http.post(TARGET, **signed(HELLO))
    assert response.status_code == 200
    assert response.json() == {"messages": [WORDS.first_contact, "You said hello."]}
    picture = await http.post(TARGET, **signed({**HELLO, "text": "", "media": 1}, "m2"))
    assert picture.json() == {"messages": [WORDS.media_only]}


async def test_a_retry_gets_the_same_reply(http: httpx.AsyncClient, talks: FakeTalks) -> None:
    """The id of the webhook names the message."""
    first = await http.post(TARGET, **signed(HELLO))
    again = await http.post(TARGET, **signed(HELLO))
    assert first.json() == again.json()
    assert talks.words == ["hello"]


async def test_silence_is_an_empty_list(http: httpx.AsyncClient) -> None:
    """After a stop there is nothing to send."""
    await http.post(TARGET, **signed({**HELLO, "text": "STOP"}))
    assert (await http.post(TARGET, **signed(HELLO, "m2"))).json() == {"messages": []}


@pytest.mark.parametrize("fault", ["none", "missing", "key", "id", "body", "old", "early", "rubbish", "version"])
async def test_what_is_not_signed_is_refused(http: httpx.AsyncClient, talks: FakeTalks, fault: str) -> None:
    """No, wrong, changed, old or early signature: 403, and the assistant hears nothing."""
    request = signed(HELLO)
    headers = request["headers"]
    if fault == "none":
        request["headers"] = {}
    elif fault == "missing":
        del headers["webhook-signature"]
    elif fault == "key":
        request = signed(HELLO, key=base64.b64encode(b"another key that is only for tests").decode())
    elif fault == "id":
        headers["webhook-id"] = "m2"
    elif fault == "body":
        request["content"] = request["content"].replace("hello", "hullo")
    elif fault in ("old", "early"):
        request = signed(HELLO, age=timedelta(minutes=6 if fault == "old" else -6))
    elif fault == "rubbish":
        headers["webhook-signature"] = "v1,***"
    elif fault == "version":
        headers["webhook-signature"] = headers["webhook-signature"].replace("v1,", "v1")
    response = await http.post(TARGET, **request)
    assert response.status_code == 403
    assert talks.heard == []


@pytest.mark.parametrize(
    ("more", "heard"),
    [
        ({"text": "hello \ud83d"}, "hello \ufffd"),
        ({"text": "\ude00hello"}, "\ufffdhello"),
        ({"text": "hello \U0001f600"}, "hello \U0001f600"),
        ({"media": None}, "hello"),
        ({"media": "1"}, "hello"),
        ({"media": -1}, "hello"),
        ({"media": ["https://pictures.invented.example/1"]}, "hello"),
        ({"to": "+12125550100", "carrier": {"name": "x"}}, "hello"),
        ({"text": 2026}, "2026"),
        ({"from": 12125550142}, "hello"),
    ],
)
async def test_a_signed_text_is_read_whatever_is_odd_in_it(
    http: httpx.AsyncClient, talks: FakeTalks, more: dict[str, Any], heard: str
) -> None:
    """Half an emoji, unknown fields, a number of pictures that is none: the patient gets an answer, not silence."""
    talks.turns = [said("An answer.")]
    response = await http.post(TARGET, **signed({**HELLO, **more}))
    assert response.status_code == 200
    assert any("An answer." in text for text in response.json()["messages"])
    assert talks.words == [heard]


@pytest.mark.parametrize("text", [None, ["hello"], ""])
async def test_a_signed_message_without_words_is_answered(http: httpx.AsyncClient, text: object) -> None:
    """No words that can be read: a picture is said not to be seen."""
    response = await http.post(TARGET, **signed({**HELLO, "text": text, "media": 1}))
    assert response.json() == {"messages": [WORDS.media_only]}


async def test_a_line_break_as_it_is_in_the_text(http: httpx.AsyncClient, talks: FakeTalks) -> None:
    """JSON wants it escaped; who forgets that is understood."""
    response = await http.post(TARGET, **signed('{"from": "+12125550142", "text": "a\nb"}'))
    assert response.status_code == 200
    assert talks.words == ["a\nb"]


async def test_a_very_long_text_is_answered(http: httpx.AsyncClient, talks: FakeTalks) -> None:
    """What is too long is said to be, and an emergency is seen at any place in it."""
    story = "What does surgery do, and what does chemo do? " * 120
    response = await http.post(TARGET, **signed({**HELLO, "text": story}))
    assert response.json() == {"messages": [WORDS.too_long]}
    weak = "Since this morning i cant lift my left leg. "
    for number, text in enumerate((weak + story, story[:3000] + weak + story[:3000], story + weak)):
        answered = await http.post(TARGET, **signed({**HELLO, "text": text}, f"u{number}"))
        assert answered.json()["messages"] != [WORDS.too_long]
        assert weak.strip() in talks.words[number]


@pytest.mark.parametrize(
    "body",
    ["", "[]", '{"text": "hello"}', '{"from": "", "text": "a"}', '{"from": [], "text": "a"}', "\x00", "[" * 9000],
)
async def test_another_form_is_refused(http: httpx.AsyncClient, body: str) -> None:
    """Signed, but from nobody who could be answered: 400 with the form it should have."""
    response = await http.post(TARGET, **signed(body))
    assert response.status_code == 400
    assert '{"from": ..., "text": ..., "media": 0}' in response.text
