"""Twilio's contract: who may post, what is read, what is answered."""

from __future__ import annotations

from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from line_fakes import TOKEN, URL, FakeTalks, Handset, said
from twilio.request_validator import RequestValidator

from assistant.channels.sms.simulated import TARGET, signed_form, texts_in
from assistant.channels.sms.transport import Incoming, RefusedError, WebRequest
from assistant.channels.sms.twilio_transport import TwilioTransport, twiml


def test_twilios_published_example() -> None:
    """The example of https://www.twilio.com/docs/usage/security: URL with a query, five parameters, one signature.

    It is a voice request, so that a right signature leads to "no message" and a wrong one to "not signed".
    """
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    transport = TwilioTransport("12345", "https://mycompany.com")
    published = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert RequestValidator("12345").compute_signature("https://mycompany.com/myapp.php?foo=1&bar=2", form) == published
    for signature, status in ((published, 400), (published.replace("R", "S", 1), 403)):
        request = WebRequest("/myapp.php?foo=1&bar=2", {"x-twilio-signature": signature}, urlencode(form).encode())
        with pytest.raises(RefusedError) as refused:
            transport.read(request)
        assert refused.value.status == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"X-Twilio-Signature": ""},
        {"X-Twilio-Signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
        {"X-Twilio-Signature": "\u00e9"},
        None,
    ],
)
async def test_a_request_without_the_right_signature_is_refused(
    phone: Handset, talks: FakeTalks, wrong: dict[str, str] | None
) -> None:
    """Missing, empty, wrong or strange: 403, and the assistant hears nothing."""
    body, headers = signed_form(TOKEN, URL, "+12125550142", "hello")
    del headers["X-Twilio-Signature"]
    encoded = {name: value.encode("latin-1") for name, value in {**headers, **(wrong or {})}.items()}
    response = await phone.http.post(TARGET, content=body, headers=encoded)
    assert response.status_code == 403
    assert talks.heard == []


@pytest.mark.parametrize("change", ["body", "url", "token", "added"])
async def test_a_signature_is_good_for_one_request_only(phone: Handset, talks: FakeTalks, change: str) -> None:
    """A changed or added parameter, another address or another token: 403."""
    token = "another-token" if change == "token" else TOKEN
    url = "https://elsewhere.example" if change == "url" else URL
    body, headers = signed_form(token, url, "+12125550142", "hello")
    if change == "body":
        body = body.replace(b"hello", b"hullo")
    if change == "added":
        body += b"&OptOutType=STOP"
    assert (await phone.http.post(TARGET, content=body, headers=headers)).status_code == 403
    assert talks.heard == []


async def test_the_signature_covers_the_query_and_spaces(phone: Handset, talks: FakeTalks) -> None:
    """All parameters count as they came, blank ones and spaces included, and so does a query in the address."""
    form = {"MessageSid": "SM1", "From": "+12125550142", "Body": "  a & b = c  ", "Empty": "", "NumMedia": "0"}
    signature = RequestValidator(TOKEN).compute_signature(f"{URL}{TARGET}?line=1&x=%20", form)
    response = await phone.http.post(
        f"{TARGET}?line=1&x=%20",
        content=urlencode(form).encode(),
        headers={"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert response.status_code == 200
    assert talks.words == ["a & b = c"]


async def test_a_request_that_is_no_message_is_refused(phone: Handset) -> None:
    """Signed, but without a sender or an id: 400 in one line."""
    form = {"Body": "hello"}
    signature = RequestValidator(TOKEN).compute_signature(f"{URL}{TARGET}", form)
    response = await phone.http.post(
        TARGET, content=urlencode(form).encode(), headers={"X-Twilio-Signature": signature}
    )
    assert response.status_code == 400
    assert response.text == "MessageSid or From is missing\n"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&" * 5000, b"a=1&" * 300, b"%"])
async def test_a_body_that_is_no_form_is_refused(phone: Handset, body: bytes) -> None:
    """Rubbish is refused like anything that is not signed."""
    response = await phone.http.post(TARGET, content=body, headers={"X-Twilio-Signature": "x"})
    assert response.status_code == 403


async def test_the_answer_is_twiml(phone: Handset, talks: FakeTalks) -> None:
    """text/xml, one Message for each text, with marks and line breaks as they were."""
    talks.turns = [said('Less < more & "so"\nnext')]
    response = await phone.post("hello")
    assert response.headers["content-type"].startswith("text/xml")
    assert texts_in(response.text)[-1] == 'Less < more & "so"\nnext'
    assert ET.fromstring(response.text).tag == "Response"


def test_silence_is_an_empty_response() -> None:
    """Where nothing is to be sent, the TwiML is valid and holds no message."""
    assert texts_in(twiml(())) == ()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Body": "hi"}, Incoming("SM1", "+12125550142", "hi")),
        ({}, Incoming("SM1", "+12125550142", "")),
        ({"NumMedia": "2"}, Incoming("SM1", "+12125550142", "", 2)),
        ({"NumMedia": "many"}, Incoming("SM1", "+12125550142", "")),
        ({"Body": "Stop", "OptOutType": "STOP"}, Incoming("SM1", "+12125550142", "Stop", 0, "stop")),  # type: ignore[arg-type]
        ({"Body": "hi", "OptOutType": "NEW"}, Incoming("SM1", "+12125550142", "hi")),
        ({"Body": "\u00a1Ayuda! \U0001f600"}, Incoming("SM1", "+12125550142", "\u00a1Ayuda! \U0001f600")),
    ],
)
def test_what_is_read(fields: dict[str, str], expected: Incoming) -> None:
    """The words as they were typed, how many pictures, and whether Twilio has answered a keyword itself."""
    form = {"MessageSid": "SM1", "From": "+12125550142", **fields}
    signature = RequestValidator(TOKEN).compute_signature(f"{URL}{TARGET}", form)
    request = WebRequest(TARGET, {"x-twilio-signature": signature}, urlencode(form).encode())
    assert TwilioTransport(TOKEN, f"{URL}/").read(request) == expected


async def test_only_posts_are_answered(phone: Handset) -> None:
    """A browser that opens the address sees that it takes another method."""
    assert (await phone.http.get(TARGET)).status_code == 405
