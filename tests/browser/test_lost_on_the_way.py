"""What is lost on the way: connections, answers, the server, scripts. Nothing that was said is lost with it."""

from __future__ import annotations

import asyncio

import pytest
from chatting import Chat
from playwright.async_api import Route, expect
from racing import could_not_begin, leave
from visiting import Site, Visit


async def test_a_reload_loses_nothing(visit: Visit) -> None:
    """After a reload the chat is open, all is there, the choices work, and the focus is not taken."""
    chat = await visit()
    await chat.say("side effects of chemo")
    before = await chat.texts()
    await chat.page.reload()
    await chat.page.wait_for_selector("iframe.ready")
    await chat.answered(2)
    assert await chat.texts() == before
    assert await chat.page.evaluate("document.activeElement === document.body")
    await chat.press("Help with side effects")


async def test_two_tabs_show_one_chat(visit: Visit) -> None:
    """What is said in one tab is shown in the other, once; after "start again" both have the new chat."""
    one = await visit()
    other = Chat(await one.page.context.new_page())
    await other.page.goto(one.page.url)
    await other.open()
    await one.say("from one tab")
    await other.answered(2)
    assert (await other.texts())[1] == "from one tab"
    await other.say("from the other")
    await one.answered(3)
    assert await one.texts() == await other.texts()
    await one.button("Start again").click()
    await one.button("Yes, start again").click()
    await one.answered(1)
    await other.answered(1)
    await other.say("in the new chat")
    await one.answered(2)


async def test_offline_and_back(visit: Visit, site: Site) -> None:
    """A message written offline waits, says so, and is sent once when the connection is back."""
    chat = await visit()
    context = chat.page.context
    await context.set_offline(True)
    await chat.field.fill("written offline")
    await chat.field.press("Enter")
    await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
    await expect(chat.find("#status")).to_contain_text("You are offline")
    await context.set_offline(False)
    await chat.answered(2)
    assert site.player.heard.count("written offline") == 1


async def test_a_lost_answer_is_not_said_twice(visit: Visit, site: Site) -> None:
    """Where the answer was lost on its way, the message is sent again under its id, and the assistant hears it once."""
    chat = await visit()
    lost = 0

    async def lose(route: object) -> None:
        nonlocal lost
        lost += 1
        if lost == 1:
            await route.fetch()  # type: ignore[attr-defined]
            await route.abort()  # type: ignore[attr-defined]
        else:
            await route.continue_()  # type: ignore[attr-defined]

    await chat.page.route("**/api/messages", lose)
    await chat.say("lost on its way")
    assert lost == 2
    assert site.player.heard.count("lost on its way") == 1


async def test_not_sent_can_be_tried_again(visit: Visit, site: Site) -> None:
    """When all tries failed it says so with a button, keeps the words, and the button sends them."""
    chat = await visit()
    await chat.page.route("**/api/messages", lambda route: route.abort())
    await chat.field.fill("please hear me")
    await chat.field.press("Enter")
    for _ in range(4):
        await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
        await chat.frame.evaluate("dispatchEvent(new Event('online'))")  # it tries at once instead of waiting
    await expect(chat.button("Try again")).to_be_visible()
    await expect(chat.find(".pending .you")).to_contain_text("please hear me")
    await chat.page.unroute("**/api/messages")
    await chat.button("Try again").click()
    await chat.answered(2)
    assert site.player.heard == ["please hear me"]


@pytest.mark.parametrize("way_out", ["Start again", "Delete this chat"])
async def test_unsent_words_end_with_their_chat(visit: Visit, site: Site, way_out: str) -> None:
    """Words that wait to be sent when the patient starts again or deletes the chat are not sent in the new one."""
    chat = await visit()
    await chat.say("hello")
    await chat.page.route("**/api/messages", lambda route: route.abort())
    await chat.field.fill("my old words")
    await chat.field.press("Enter")
    for _ in range(2):  # so that the next try is a few seconds away
        await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
        await chat.frame.evaluate("dispatchEvent(new Event('online'))")
    await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
    await leave(chat, way_out)
    await chat.answered(1)
    await chat.page.unroute("**/api/messages")
    await chat.page.wait_for_timeout(5000)
    await chat.answered(1)
    assert "my old words" not in site.player.heard
    assert "my old words" not in str(await chat.texts())


async def test_an_answer_that_comes_after_starting_again_is_not_shown(visit: Visit) -> None:
    """What was on its way when the patient starts again is no part of the new chat, which goes on undisturbed."""
    chat = await visit()
    await chat.say("hello")
    asked, go = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        response = await route.fetch()
        asked.set()
        await go.wait()
        await route.fulfill(response=response)

    await chat.page.route("**/api/messages", late, times=1)
    await chat.field.fill("my old words")
    await chat.field.press("Enter")
    await asked.wait()
    await leave(chat, "Start again")
    await chat.answered(1)
    async with chat.page.expect_response("**/api/messages"):
        go.set()
    await chat.say("in the new chat")
    assert [text for text in await chat.texts() if text in ("my old words", "in the new chat")] == ["in the new chat"]


async def test_a_server_that_is_down_gives_the_number(visit: Visit) -> None:
    """Where the chat can't begin, it says so with the number to call, and can be tried again."""
    chat = await could_not_begin(visit)
    await chat.button("Try again").click()
    await chat.answered(1)


async def test_a_frame_that_does_not_come_gives_the_number(visit: Visit) -> None:
    """Where not even the frame can be loaded, the launcher gives the number to call, and Esc closes it."""
    chat = await visit(opened=False)
    await chat.page.route("**/chat?*", lambda route: route.abort())
    await chat.launcher.click()
    link = chat.page.get_by_role("link", name="Call 555-0111").last
    await expect(chat.page.locator(".waiting")).to_contain_text("can't be reached", timeout=10_000)
    assert await link.get_attribute("href") == "tel:5550111"
    assert await chat.violations() == []
    await chat.page.keyboard.press("Escape")
    await expect(chat.launcher).to_be_focused()


async def test_a_second_try_is_not_ended_by_the_first(visit: Visit) -> None:
    """Who closes a chat that could not be loaded and opens it again waits for the new one its full time."""
    chat = await visit(opened=False)
    await chat.page.clock.install()
    await chat.page.reload()
    await chat.page.route("**/chat?*", lambda route: route.abort())
    await chat.launcher.click()
    await expect(chat.page.locator(".waiting")).to_contain_text("can't be reached", timeout=10_000)
    await chat.page.keyboard.press("Escape")
    go = asyncio.Event()

    async def late(route: Route) -> None:
        await go.wait()
        await route.continue_()

    await chat.page.unroute("**/chat?*")
    await chat.page.route("**/chat?*", late)
    await chat.launcher.click()
    # Past the end of the first try (12 s), and before that of the second; then the page's clock stands still.
    await chat.page.clock.pause_at((await chat.page.evaluate("Date.now()")) / 1000 + 11)
    go.set()
    await chat.page.wait_for_selector("iframe.ready")
    await expect(chat.find(".them").first).to_be_visible()


async def test_without_scripts_there_is_a_link_and_a_number(visit: Visit, site: Site) -> None:
    """With JavaScript off the page has a link and a number in place of the launcher, and the chat's page numbers."""
    chat = await visit(opened=False, java_script_enabled=False)
    await expect(chat.page.locator("[data-assistant-fallback] a").first).to_be_visible()
    await chat.page.goto(f"{site.address}/chat")
    assert "555-0111" in await chat.page.content()
