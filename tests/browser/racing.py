"""What tests of two tabs, late answers and lost connections share."""

from __future__ import annotations

import asyncio
from typing import Any

from chatting import Chat
from playwright.async_api import Page, Route, expect
from visiting import Site, Visit

NEW_CHAT = "Not sent. This is a new chat."
DEAF = "BroadcastChannel.prototype.addEventListener = () => {}"
"""For a page that hears nothing of other tabs."""
OLD = "delete window.BroadcastChannel"
"""For a browser that knows no channel between tabs."""
WAYS_OUT = ("Start again", "Delete this chat")


async def could_not_begin(visit: Visit) -> Chat:
    """Open the chat while no conversation can begin: it says so, with the number. From then on one can."""
    chat = await visit(opened=False)
    await chat.page.route("**/api/sessions", lambda route: route.abort())
    await chat.launcher.click()
    await chat.page.wait_for_selector("iframe.ready")
    await expect(chat.find(".ending")).to_contain_text("555-0111")
    await chat.page.unroute("**/api/sessions")
    return chat


async def leave(chat: Chat, way_out: str) -> None:
    """Start again, or delete the chat. Where nothing was said it is not asked first."""
    if way_out == "Delete this chat":
        await chat.find("summary.tool").click()
    await chat.button(way_out).click()
    if await chat.find(".confirm .strong").count():
        await chat.find(".confirm .strong").click()


async def second_tab(chat: Chat, script: str = "") -> Chat:
    """Open the chat in another tab of the same browser."""
    page = await chat.page.context.new_page()
    if script:
        await page.add_init_script(script)
    other = Chat(page)
    await page.goto(chat.page.url)
    await other.open()
    return other


async def kept(chat: Chat) -> str:
    """Return the token that the browser keeps."""
    return str(await chat.frame.evaluate("JSON.parse(localStorage['assistant.session']).token"))


async def said_elsewhere(chat: Chat, site: Site, words: str) -> None:
    """Say something in this chat from a tab that tells nobody."""
    response = await chat.page.request.post(
        f"{site.address}/api/messages",
        data={"text": words},
        headers={"Authorization": f"Bearer {await kept(chat)}"},
    )
    assert response.ok


async def unsent(chat: Chat, words: str, *, failed: bool = False) -> None:
    """Write something that can't be sent, and wait until it says so."""
    await chat.page.route("**/api/messages", lambda route: route.abort())
    await chat.field.fill(words)
    await chat.field.press("Enter")
    await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
    if failed:
        for _ in range(4):
            await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
            await back_online(chat)  # it tries at once instead of waiting
        await expect(chat.button("Try again")).to_be_visible()


async def back_online(chat: Chat) -> None:
    """Let the page hear that the connection is back."""
    await chat.frame.evaluate("dispatchEvent(new Event('online'))")


def held(page: Page, pattern: str) -> tuple[asyncio.Event, asyncio.Event, Any]:
    """Return when a request was answered by the server, what lets the answer through, and the setting up of it."""
    answered, go = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        response = await route.fetch()
        answered.set()
        await go.wait()
        await route.fulfill(response=response)

    return answered, go, page.route(pattern, hold, times=1)
