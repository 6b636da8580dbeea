"""Ten turns with the trained assistant in a real browser, an emergency, and an appointment."""

from __future__ import annotations

from playwright.async_api import expect
from visiting import Visit

TURNS = (
    ("hi", "What would you like to know"),
    ("what are the treatment options for spine cancer", "Surgery"),
    ("wat r the side effects of kemo", "Hair loss"),
    ("and radiation?", "Skin irritation"),
    ("how do they treat that", "Help with side effects of radiation"),
    ("no i meant targeted therapy", "targeted therapy"),
    ("does it make your hair fall out", "hair loss"),
    ("how much does it cost", "I do not have information on costs"),
    ("how long is recovery after kyphoplasty", "kyphoplasty"),
    ("ok thank you, bye", "Goodbye"),
)


async def test_ten_turns(visit: Visit, real_site: str) -> None:
    """Each question of a whole conversation is answered, and all of it is there after a reload."""
    chat = await visit(real_site)
    for words, expected in TURNS:
        await chat.say(words)
        assert expected in (await chat.find(".them").last.inner_text()), words
    before = await chat.texts()
    await chat.page.reload()
    await chat.page.wait_for_selector("iframe.ready")
    await chat.answered(11)
    assert await chat.texts() == before


async def test_an_emergency(visit: Visit, real_site: str) -> None:
    """What may be an emergency gets the pinned alert and the numbers of its words."""
    chat = await visit(real_site)
    await chat.say("i cant move my legs since this morning")
    await expect(chat.frame.get_by_role("alert")).to_contain_text("Call 911")
    assert await chat.find(".call").first.get_attribute("href") == "tel:911"
    await chat.say("i want to kill myself")
    await expect(chat.find(".call").first).to_have_attribute("href", "tel:988")


async def test_a_real_appointment_by_keyboard_alone(visit: Visit, real_site: str) -> None:
    """From the page to a saved request with Tab, Enter and letters, through the trained assistant and its form."""
    from assistant.booking.shared import shared_store

    chat = await visit(real_site, opened=False)
    await chat.open_by_keyboard()
    await chat.choose_by_keyboard("Ask for an appointment")
    await chat.choose_by_keyboard("No")
    await chat.choose_by_keyboard("Me")
    assert await chat.field.get_attribute("autocomplete") == "name"
    await chat.write_by_keyboard("Pat Doe")
    assert await chat.field.get_attribute("type") == "tel"
    await chat.write_by_keyboard("212-555-0187")
    await chat.write_by_keyboard("what are the side effects of radiation?")
    assert "Skin irritation" in " ".join(await chat.texts())
    await chat.choose_by_keyboard("No")
    await chat.choose_by_keyboard("Radiation")
    await chat.write_by_keyboard("any afternoon")
    await chat.choose_by_keyboard("English")
    await chat.choose_by_keyboard("Nothing")
    await chat.choose_by_keyboard("Yes")
    assert "Ask for: Pat Doe" in " ".join(await chat.texts())
    await chat.choose_by_keyboard("Send it")
    said = (await chat.texts())[-1]
    (booking,) = [one for one in shared_store().list("test") if one.request.name == "Pat Doe"]
    assert booking.code in said
    assert booking.request.phone.e164 == "+12125550187"
