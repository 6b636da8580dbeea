"""Everyone can use it: by keyboard, by ear, on a small or enlarged screen, in the dark, in forced colours."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect
from visiting import Site, Visit

SCREENS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 860}},
    "tablet": {"viewport": {"width": 768, "height": 1024}},
    "phone": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "zoom 200 %": {"viewport": {"width": 640, "height": 512}},
    "zoom 400 %": {"viewport": {"width": 320, "height": 256}},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}


@pytest.mark.parametrize("name", SCREENS)
async def test_no_violations_in_any_state(visit: Visit, site: Site, name: str) -> None:
    """Axe finds nothing to object to (WCAG 2.2 AA and its own advice) in each state, and nothing runs over the edge."""
    chat = await visit(opened=False, **SCREENS[name])
    assert await chat.violations() == [], "closed"
    await chat.open()

    async def fine(state: str) -> None:
        assert await chat.violations(page=False) == [], state
        assert await chat.overflow() <= 0, state

    await fine("welcome")
    await chat.say("side effects of chemo")
    await chat.find(".source summary").click()
    await chat.button("No, this did not help").click()
    await fine("answer with source and reasons")
    await chat.find("summary.tool").click()
    await fine("options")
    await chat.button("Delete this chat").click()
    await fine("confirmation")
    await chat.button("No, keep it").click()
    await chat.field.fill("a" * 1001)
    await fine("too long")
    await chat.field.fill("")
    await chat.say("i have a fever of 102")
    await fine("urgent")
    await chat.press("I was only asking")
    await chat.say("Ask for an appointment")
    await chat.press("No, none of these")
    await chat.press("For me")
    await fine("form")
    site.player.seconds = 3
    await chat.field.fill("Pat Doe")
    await chat.field.press("Enter")
    await expect(chat.find(".dots")).to_be_visible()
    await fine("under way")
    site.player.seconds = 0


async def test_the_failed_states_have_no_violations(visit: Visit) -> None:
    """Axe finds nothing where the message could not be sent, or the chat has ended."""
    chat = await visit()
    await chat.page.route("**/api/messages", lambda route: route.abort())
    await chat.field.fill("hello")
    await chat.field.press("Enter")
    await expect(chat.find(".unsent")).to_be_visible()
    assert await chat.violations() == []
    await chat.page.unroute("**/api/messages")
    await chat.answered(2)
    await chat.page.route(
        "**/api/messages",
        lambda route: route.fulfill(
            status=401, json={"error": {"code": "session_expired", "message": "It has ended."}}
        ),
    )
    await chat.field.fill("hello")
    await chat.field.press("Enter")
    await expect(chat.find(".ending")).to_be_visible()
    assert await chat.violations() == []


async def test_an_appointment_by_keyboard_alone(visit: Visit, site: Site) -> None:
    """From the page to a booked appointment with Tab, Enter and letters, a side question on the way; then Esc."""
    chat = await visit(opened=False)
    keys = chat.page.keyboard
    await chat.open_by_keyboard()
    await chat.choose_by_keyboard("Ask for an appointment")
    await chat.choose_by_keyboard("No, none of these")
    await chat.choose_by_keyboard("For me")
    await expect(chat.find('label[for="text"]')).to_have_text("First and last name")
    assert await chat.field.get_attribute("autocomplete") == "name"
    await chat.write_by_keyboard("what is chemo?")
    assert "First and last name" in await chat.find("label").inner_text()
    await chat.write_by_keyboard("Pat Doe")
    await expect(chat.field).to_be_focused()
    field = {name: await chat.field.get_attribute(name) for name in ("type", "inputmode", "autocomplete")}
    assert field == {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
    await chat.write_by_keyboard("212-555-0142")
    await chat.choose_by_keyboard("Any time")
    await chat.choose_by_keyboard("Yes, send it")
    assert "K7Q-4MX" in (await chat.texts())[-1]
    assert "Pat Doe" in site.player.heard
    async with chat.page.expect_download() as waiting:
        for _ in range(8):
            await keys.press("Shift+Tab")
            if "calendar" in await chat.focused():
                break
        await keys.press("Enter")
    assert (await waiting.value).suggested_filename == "call.ics"
    await keys.press("Escape")
    await expect(chat.launcher).to_be_focused()


async def test_each_turn_is_announced_once(visit: Visit) -> None:
    """The polite log says a new turn and its choices once; urgent help is an alert, not said twice."""
    chat = await visit()
    await chat.record_announcements()
    await chat.say("side effects of chemo")
    said = await chat.announced()
    assert len(said) == 1
    assert said[0].startswith("announcer: Assistant:")
    assert "Hair loss" in said[0]
    assert "Choices: Help with side effects, Ask for an appointment." in said[0]
    await chat.say("i cant move my legs")
    new = (await chat.announced())[1:]
    assert len(new) == 1
    assert new[0].startswith("urgent: Get help now")
    live = await chat.frame.evaluate(
        """[...document.querySelectorAll('[aria-live], [role=log], [role=alert], [role=status]')]
           .filter((one) => one.closest("#log") && !one.matches(".reasons")).length"""
    )
    assert live == 0


async def test_the_welcome_is_announced(visit: Visit) -> None:
    """Whoever opens the chat hears the welcome, though it comes after the focus."""
    chat = await visit()
    await expect(chat.find("#announcer")).to_contain_text("Hello.")


async def test_tab_leaves_the_chat_on_a_desk_and_stays_on_a_phone(visit: Visit) -> None:
    """On a desk the page stays in reach of Tab; where the chat covers the page, nothing behind it takes the focus."""
    chat = await visit()
    for _ in range(12):
        await chat.page.keyboard.press("Shift+Tab")
    assert await chat.page.evaluate("document.activeElement.tagName") != "IFRAME"
    phone = await visit(**SCREENS["phone"])
    for _ in range(40):
        await phone.page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.shadowRoot"
        assert await phone.page.evaluate(inside)


@pytest.mark.parametrize("name", ["phone", "desk", "zoom 400 %"])
async def test_targets_are_large(visit: Visit, name: str) -> None:
    """Everything to press is at least 44 by 44 pixels, links within a sentence left out."""
    chat = await visit(**SCREENS[name])
    await chat.say("side effects of chemo")
    await chat.button("No, this did not help").click()
    await chat.say("i have a fever of 102")
    small = await chat.frame.evaluate(
        """[...document.querySelectorAll("button, summary, input, textarea, a.call")]
           .map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width > 0)
           .filter(([, box]) => box.width < 43.9 || box.height < 43.9).map(([one]) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


async def test_the_newest_turn_is_in_view_at_400_percent(visit: Visit) -> None:
    """Enlarged four times the page scrolls as one, and shows a new answer from the patient's words on."""
    chat = await visit(**SCREENS["zoom 400 %"])
    await chat.say("first question")
    await chat.say("second question")
    await expect(chat.find(".you").last).to_be_in_viewport()


async def test_a_phone_does_not_open_its_keyboard_over_the_answer(visit: Visit) -> None:
    """With a finger a pressed choice leaves the focus on the conversation, not in the field."""
    chat = await visit(**{**SCREENS["phone"], "is_mobile": True})
    await chat.press("Side effects")
    assert await chat.focused() == "log"
    await chat.press("Ask for an appointment")
    await chat.say("none of these")
    await chat.say("for me")
    await expect(chat.field).to_be_focused()  # who types goes on typing, though the field became another one
    assert await chat.field.get_attribute("autocomplete") == "name"


@pytest.mark.parametrize("name", ["phone", "desk"])
async def test_no_choice_looks_chosen(visit: Visit, name: str) -> None:
    """The choice that comes to stand where a pointer or finger rests is not drawn like the filled buttons."""
    chat = await visit(**{**SCREENS[name], "is_mobile": name == "phone"})
    colour = "one => getComputedStyle(one).backgroundColor"
    await chat.find(".choices button").first.hover()
    first = await chat.find(".choices button").first.evaluate(colour)
    assert first != await chat.find(".send").evaluate(colour)
    if name == "phone":
        assert first == await chat.find(".choices button").last.evaluate(colour)


@pytest.mark.parametrize("name", ["phone", "zoom 400 %"])
async def test_numbers_to_call_are_in_view_on_small_screens(visit: Visit, name: str) -> None:
    """On the smallest screen urgent help shows its first number without scrolling, and each number on one line."""
    chat = await visit(**SCREENS[name])
    await chat.say("i have a fever of 102")
    await expect(chat.find("#urgent h2")).to_be_in_viewport()
    if name == "phone":
        await expect(chat.find(".call").first).to_be_in_viewport(ratio=1)
        await expect(chat.find(".call").last).to_be_in_viewport(ratio=1)


async def test_nothing_moves_where_that_is_asked(visit: Visit, site: Site) -> None:
    """With reduced motion no animation runs, also while an answer is waited for."""
    chat = await visit(reduced_motion="reduce")
    site.player.seconds = 1
    await chat.field.fill("slow")
    await chat.field.press("Enter")
    await expect(chat.find(".dots")).to_be_visible()
    assert await chat.frame.evaluate("document.getAnimations().length") == 0
    await chat.answered(2)


async def test_right_to_left(visit: Visit) -> None:
    """Written from the right, nothing runs over the edge, and the patient's words stand on the left."""
    chat = await visit(**SCREENS["phone"])
    await chat.frame.evaluate("document.documentElement.dir = 'rtl'")
    await chat.say("side effects of chemo")
    assert await chat.overflow() <= 0
    box = await chat.find(".you").first.bounding_box()
    assert box
    assert box["x"] < 30


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#c0ffee", "#ff0000"])
async def test_any_colour_of_a_hospital_stays_readable(visit: Visit, site: Site, colour: str) -> None:
    """Whatever colour the script tag asks for, text keeps its contrast, in light and dark."""
    for scheme in ("light", "dark"):
        address = f"{site.address}/chat?accent={colour.replace('#', '%23')}"
        chat = await visit(address, opened=False, color_scheme=scheme)
        await chat.say("side effects of chemo")
        assert await chat.violations() == []
