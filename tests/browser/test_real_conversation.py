"""Ten turns with the trained assistant, as in the README, in a real browser."""

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
    keys = chat.page.keyboard
    for _ in range(20):
        await keys.press("Tab")
        if await chat.page.evaluate("!!document.activeElement.shadowRoot"):
            break
    await keys.press("Enter")
    await chat.page.wait_for_selector("iframe.ready")
    await chat.answered(1)
    turns = 1

    async def choose(title: str) -> None:
        nonlocal turns
        for _ in range(14):
            await keys.press("Shift+Tab")
            if await chat.focused() == title:
                break
        assert await chat.focused() == title
        await keys.press("Enter")
        turns += 1
        await chat.answered(turns)
        await expect(chat.field).to_be_focused()

    async def write(words: str) -> None:
        nonlocal turns
        await keys.type(words)
        await keys.press("Enter")
        turns += 1
        await chat.answered(turns)

    await choose("Ask for an appointment")
    await choose("No")
    await choose("Me")
    assert await chat.field.get_attribute("autocomplete") == "name"
    await write("Pat Doe")
    assert await chat.field.get_attribute("type") == "tel"
    await write("212-555-0187")
    await write("what are the side effects of radiation?")
    assert "Skin irritation" in " ".join(await chat.texts())
    await choose("No")
    await choose("Radiation")
    await write("any afternoon")
    await choose("English")
    await choose("Nothing")
    await choose("Yes")
    assert "Ask for: Pat Doe" in " ".join(await chat.texts())
    await choose("Send it")
    said = (await chat.texts())[-1]
    (booking,) = [one for one in shared_store().list("test") if one.request.name == "Pat Doe"]
    assert booking.code in said
    assert booking.request.phone.e164 == "+12125550187"
