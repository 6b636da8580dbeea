"""The widget on other people's pages: the hospital's own, one with hostile styles, one that may not show it."""

from __future__ import annotations

from urllib.parse import quote

from playwright.async_api import expect
from visiting import Visit


async def test_it_works_on_the_hospitals_site_with_its_own_policy(visit: Visit, hospital: str) -> None:
    """One script tag at another origin with a strict policy: nothing is refused, open, ask, Esc."""
    chat = await visit(hospital)
    await expect(chat.field).to_be_focused()
    await chat.say("side effects of chemo")
    await chat.page.keyboard.press("Escape")
    await expect(chat.launcher).to_be_focused()


async def test_attributes_of_the_script_tag(visit: Visit, hospital: str) -> None:
    """Name, colour, side, greeting, label and "open at start" come from the tag; nothing in them is read as HTML."""
    attributes = quote(
        'data-hospital="St. Mary <b>" data-accent="#7a1f5c" data-position="left" data-greeting="We are here. <i>" '
        'data-label="Questions?" data-open="true" data-lang="en"'
    )
    chat = await visit(f"{hospital}/?attributes={attributes}", opened=False)
    await chat.page.wait_for_selector("iframe.ready")
    await expect(chat.find(".hospital")).to_have_text("St. Mary <b>")
    await expect(chat.find(".greeting")).to_have_text("We are here. <i>")
    box = await chat.page.locator("dialog").bounding_box()
    assert box
    assert box["x"] < 40
    assert await chat.find(".send").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(122, 31, 92)"
    assert await chat.page.evaluate("document.activeElement === document.body")
    await chat.button("Close chat").click()
    await expect(chat.launcher).to_have_text("Questions?")


async def test_hostile_styles_change_nothing(visit: Visit, hospital: str) -> None:
    """A page whose styles hide and twist everything: launcher and chat look and work as elsewhere."""
    calm, hostile = await visit(hospital, opened=False), await visit(f"{hospital}/?hostile", opened=False)
    assert await calm.launcher.bounding_box() == await hostile.launcher.bounding_box()
    look = "one => { const s = getComputedStyle(one); return [s.color, s.fontSize, s.opacity, s.display] }"
    assert await calm.launcher.evaluate(look) == await hostile.launcher.evaluate(look)
    await hostile.open()
    await expect(hostile.field).to_be_focused()
    await hostile.say("side effects of chemo")


async def test_another_origin_may_not_frame_it(visit: Visit, hospital: str) -> None:
    """On a site that is not in the settings the browser shows no chat; the launcher gives the number instead."""
    stranger = hospital.replace("localhost", "127.0.0.1")
    chat = await visit(f"{stranger}/framed", opened=False)
    await chat.page.wait_for_timeout(500)
    framed = [frame for frame in chat.page.frames if frame != chat.page.main_frame]
    assert [await frame.evaluate("document.querySelectorAll('#composer').length") for frame in framed] == [0]
    assert any("frame-ancestors" in fault for fault in chat.faults)
    await chat.page.goto(stranger)
    await chat.launcher.click()
    await expect(chat.page.locator(".waiting")).to_contain_text("555-0111", timeout=10_000)
    chat.faults.clear()


async def test_a_page_can_not_speak_for_the_frame(visit: Visit, hospital: str) -> None:
    """Messages from the page itself, or from another frame, neither close nor open anything."""
    chat = await visit(hospital)
    await chat.page.evaluate("window.postMessage({ assistant: 'close' }, '*')")
    await chat.page.wait_for_timeout(200)
    await expect(chat.page.locator("iframe")).to_be_visible()


async def test_it_leaves_no_trace_on_the_page(visit: Visit, hospital: str) -> None:
    """It adds one element and no global names, and says nothing of the conversation to the page."""
    chat = await visit(hospital, opened=False)
    names = "Object.keys(window).filter((name) => /assist|vite|lit-?html/i.test(name))"
    assert await chat.page.evaluate(names) == []
    await chat.page.evaluate("window.heard = []; addEventListener('message', (event) => heard.push(event.data))")
    await chat.open()
    await chat.say("private words")
    assert await chat.page.evaluate("window.heard") == [{"assistant": "ready"}]
    assert await chat.page.evaluate("document.body.querySelectorAll(':scope > div').length") == 1
