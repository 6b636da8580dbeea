"""The same conversations over the webhook of text messages, and doors that can not be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from runner_fakes import DOMAIN, FakeDriver, read_steps
from twilio.request_validator import RequestValidator

from assistant.conversation_tests.drivers import DoorError
from assistant.conversation_tests.drivers.http import Http
from assistant.conversation_tests.drivers.sms import TOKEN, Sms, token_of_environment
from assistant.conversation_tests.messages import failure_text
from assistant.conversation_tests.running import run
from assistant.conversation_tests.suite import jobs

URL = "https://hospital.example/sms/twilio"
SECRET = "a-token-that-is-only-used-in-tests"


class FakeWebhook:
    """Checks the signature and answers with TwiML."""

    def __init__(self, reply: str) -> None:
        self.reply = reply
        self.forms: list[dict[str, str]] = []
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
        signature = request.headers["X-Twilio-Signature"]
        if not RequestValidator(SECRET).validate(str(request.url), form, signature):
            return httpx.Response(403)
        self.forms.append(form)
        return httpx.Response(200, text=self.reply)


TWIML = (
    "<?xml version='1.0'?><Response><Message><Body>Chemo is drugs &amp; more.\n1 Side effects\n2 Ask for an appointment"
    "</Body></Message></Response>"
)


async def test_over_the_webhook(tmp_path: Path) -> None:
    """A signed form goes out; TwiML comes back; pressing sends the number of the choice."""
    webhook = FakeWebhook(TWIML)
    driver = Sms(URL, SECRET, webhook.transport)
    steps = "- user: what is chemo?\n  says: drugs & more\n  topic: radiation\n- press: side effects\n  max_segments: 1"
    result = await run(read_steps(tmp_path, steps), "sms", driver, DOMAIN)
    assert result.failure is None, failure_text(result)
    assert result.unseen == 1
    assert [form["Body"] for form in webhook.forms] == ["Hello", "what is chemo?", "1"]
    first, second, _ = webhook.forms
    assert first["From"] == second["From"]
    assert first["From"][5:10] == "55501"
    assert len(first["From"]) == 12
    assert first["MessageSid"] != second["MessageSid"]
    await driver.close()


async def test_each_text_conversation_has_a_number_of_its_own(tmp_path: Path) -> None:
    """What one conversation said must not be remembered in the next."""
    webhook = FakeWebhook(TWIML)
    driver = Sms(URL, SECRET, webhook.transport)
    for _ in range(5):
        await run(read_steps(tmp_path, "- user: ''"), "sms", driver, DOMAIN)
    assert len({form["From"] for form in webhook.forms}) > 1
    assert webhook.forms[1]["Body"] == ""


async def test_a_door_that_can_not_be_used_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No server, a wrong token, no TwiML, no address: each is one clear line."""

    async def problem(driver: Any) -> str:
        with pytest.raises(DoorError) as caught:
            await run(read_steps(tmp_path, "- user: x"), "sms", driver, DOMAIN)
        return str(caught.value)

    assert "Is the server running?" in await problem(Http("http://127.0.0.1:1"))
    assert "Is the server running?" in await problem(Sms("http://127.0.0.1:1/sms", SECRET))
    assert f"Are {TOKEN} and the public address" in await problem(Sms(URL, "another", FakeWebhook(TWIML).transport))
    assert "no TwiML" in await problem(Sms(URL, SECRET, FakeWebhook("hello").transport))
    for door in (lambda: Http("hospital.example"), lambda: Sms("hospital.example", SECRET)):
        with pytest.raises(DoorError, match="begins with http"):
            door()
    monkeypatch.delenv(TOKEN, raising=False)
    with pytest.raises(DoorError, match=f"set {TOKEN}"):
        token_of_environment()


async def test_time_passes_before_the_step_that_says_so(tmp_path: Path) -> None:
    """A step may be taken long after the one before; the transcript of a failure says so."""
    driver = FakeDriver()
    steps = "- user: hello\n- user: what is chemo\n  after_minutes: 61\n  says: never said"
    result = await run(read_steps(tmp_path, steps), "website", driver, DOMAIN)
    assert driver.waited == [61]
    assert "(61 minutes later)\n  Patient    what is chemo" in failure_text(result)


@pytest.mark.parametrize("steps", ["- user: hello", "- user: hello\n- user: what is chemo\n  after_minutes: 61"])
def test_a_server_is_not_asked_to_let_time_pass(tmp_path: Path, steps: str) -> None:
    """Over another door, what needs the inside of the assistant is left out."""
    conversation = read_steps(tmp_path, steps)
    door = Http("http://hospital.example")
    assert len(jobs([conversation], FakeDriver(), None, "")) == 1
    assert len(jobs([conversation], door, None, "")) == (0 if "after_minutes" in steps else 1)
