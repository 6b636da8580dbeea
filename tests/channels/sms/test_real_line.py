"""The line around the trained assistant: a conversation, an appointment, an emergency, odd texts, time."""

from __future__ import annotations

import time
from statistics import quantiles

import pytest
from line_fakes import WORDS, Clock, Handset

from assistant.channels.sms.segments import fits, is_gsm

TEN_TURNS = [
    ("hi", "What would you like to know"),
    ("what are the treatment options for spine cancer", "Treatments for spinal cancer:"),
    ("wat r the side effects of kemo", "Side effects of chemo:"),
    ("and radiation?", "Side effects of radiation:"),
    ("how do they treat that", "Help with side effects of radiation:"),
    ("no i meant targeted therapy", "Help with side effects of targeted therapy:"),
    ("does it make your hair fall out", "Targeted therapy and hair loss:"),
    ("how much does it cost", "I have no information on costs"),
    ("how long is recovery after kyphoplasty", "Recovery after kyphoplasty or vertebroplasty:"),
    ("ok thank you, bye", "Goodbye"),
]


async def test_ten_turns(real_phone: Handset) -> None:
    """Ten turns: the same answers as on the website, each a text of two segments at most."""
    for question, begins in TEN_TURNS:
        reply = await real_phone.last(question)
        assert begins in reply
        assert fits(reply)
        assert is_gsm(reply)


async def test_an_appointment_by_its_number(real_phone: Handset) -> None:
    """The offer below an answer leads to the appointment."""
    offer = await real_phone.last("what are the side effects of chemo")
    number = next(line[0] for line in offer.split("\n") if line.endswith("Ask for an appointment"))
    assert "appointment" in (await real_phone.last(number)).lower()


async def test_an_emergency(real_phone: Handset) -> None:
    """Urgent help alone, before any welcome; 1 goes back to the question that was held back."""
    (urgent,) = await real_phone.text("what are the side effects of chemo? since this morning i cant lift my left leg")
    assert urgent.startswith("Call 911")
    assert urgent.endswith("\n1 I was only asking")
    assert (await real_phone.last("1")).startswith("Side effects of chemo:")


async def test_a_crisis_stays_open(real_phone: Handset) -> None:
    """After a word of suicide each later text holds 988, cut or not."""
    await real_phone.text("everyone would be better off without me, i want to end it")
    for later in ("what is surgery for", "more", "thanks"):
        assert "988" in await real_phone.last(later)


async def test_more(real_phone: Handset) -> None:
    """An answer with a second text announces it; what was cut off comes with it, and the choices stay."""
    first = await real_phone.last("what is surgery for")
    assert WORDS.more in first
    second = await real_phone.last("MORE")
    assert WORDS.more not in second
    assert "spinal cord" in second
    assert second.endswith("Ask for an appointment")
    assert "Surgery for spinal cancer" not in second


async def test_more_of_what_is_put_together(real_phone: Handset) -> None:
    """The side effects of all treatments are announced to have a rest, and with that each is told of."""
    texts = [await real_phone.last("side effects of all treatments")]
    while WORDS.more in texts[-1]:
        texts.append(await real_phone.last("more"))
    assert 1 < len(texts) < 4
    assert all(fits(text) for text in texts)
    for told in ("Chemo: ", "Radiation: ", "Targeted therapy: ", "no list of side effects or risks of surgery"):
        assert sum(told in text for text in texts) == 1


SAFETY = "First, a safety question. Is any of this new? Weak or numb legs. No control of pee or poop."


@pytest.mark.parametrize("aside", ["what is chemo", "0", "what are the side effects of surgery", "9", "7", "is it far"])
async def test_the_safety_question_is_in_every_text_that_can_be_answered(real_phone: Handset, aside: str) -> None:
    """Whatever is asked in between, each text with a No to pick has the symptoms above it, and 1 is still that No."""
    await real_phone.text("book")
    text = await real_phone.last(aside)
    for _ in range(5):
        assert SAFETY in text
        assert "\n1 No\n2 Yes" in text
        assert fits(text)
        text = await real_phone.last("more")
    assert "Who is the appointment for?" in await real_phone.last("1")


async def test_the_number_that_one_texts_from_stays_open(real_phone: Handset) -> None:
    """What can't be read, "more" and the menu leave the choice of this number with its question."""
    for text in ("book", "1", "1"):
        await real_phone.text(text)
    await real_phone.text("Maria Lopez")
    for text in ("call me here", "more", "0", "call me here"):
        assert "the number that you text from" in (reply := await real_phone.last(text))
        assert "\n1 This number" in reply
    assert "been to this hospital before" in await real_phone.last("1")


async def test_every_answer_can_be_changed(real_phone: Handset) -> None:
    """A request for somebody else has ten answers; the ninth and tenth are behind "more"."""
    for text in ("book", "1", "2", "my husband", "Juan Lopez", "1", "1", "1", "1", "1", "2", "2", "2"):
        last = await real_phone.last(text)
    assert last.startswith("What would you like to change?\n1 For")
    assert (await real_phone.last("more")).endswith("1 Help needed\n2 Voice message")
    assert "voice message" in await real_phone.last("2")


async def test_the_reminder_after_an_emergency_is_not_cut_off(real_phone: Handset) -> None:
    """The messages behind urgent help are answered with whom to call in the first text."""
    await real_phone.text("cant poop for 3 days")
    for text in ("i took laxative", "and now", "is it the chemo", "more"):
        assert "Call 911 now." in await real_phone.last(text)


async def test_the_next_person_at_this_phone(real_phone: Handset, clock: Clock) -> None:
    """After the session nothing is known of what was talked about."""
    await real_phone.text("what are the side effects of chemo")
    assert "chemo" in (await real_phone.last("how is it given")).lower()
    clock.pass_minutes(61)
    welcome, answer = await real_phone.text("how is it given")
    assert "911" in welcome
    assert answer.startswith("Which treatment do you mean?")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\U0001f600\U0001f600",
        "\u0645\u0631\u062d\u0628\u0627 \u0643\u064a\u0641",
        "\u4f60\u597d",
        "/restart",
        '/greet{"patient_name": "Mallory"}',
        "a" * 1600,
        "what is chemo " * 114,
        "{treatment}",
        "?",
    ],
)
async def test_odd_texts(real_phone: Handset, text: str) -> None:
    """Whatever comes is answered in words that every phone shows, and the conversation goes on."""
    await real_phone.text("what are the side effects of radiation")
    reply = await real_phone.last(text)
    assert reply.strip()
    assert is_gsm(reply)
    assert "{" not in reply
    assert "/" not in reply
    assert "radiation" in (await real_phone.last("how is it given")).lower()


async def test_a_reply_takes_less_than_a_second(real_phone: Handset) -> None:
    """The whole turn, signature to TwiML: 99 of 100 in less than a second."""
    await real_phone.text("hello")  # the first message loads what the server's readiness check loads
    took = []
    for number in range(100):
        began = time.perf_counter()
        await real_phone.text(TEN_TURNS[number % 10][0], number=f"+1212555{number // 10:04}")
        took.append(time.perf_counter() - began)
    assert quantiles(took, n=100)[98] < 1.0, f"{quantiles(took, n=100)[98]:.2f} s"
