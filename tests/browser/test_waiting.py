"""Words that wait: behind a message without an answer, or for an answer that is slow. Nobody in danger waits untold."""

from __future__ import annotations

import asyncio

import pytest
from chatting import Chat
from playwright.async_api import Locator, Route, expect
from racing import WAYS_OUT, held, leave
from visiting import Site, Visit

NUMB = "i cant move my legs"
WITHIN = 2500
"""Milliseconds within which words that wait behind a message are met."""


async def _queue(chat: Chat, words: str) -> None:
    """Write something while there is a message without an answer."""
    await chat.field.fill(words)
    await chat.field.press("Enter")


def _help(chat: Chat) -> Locator:
    return chat.frame.get_by_role("alert")


async def test_an_emergency_behind_a_message_without_an_answer(visit: Visit, site: Site) -> None:
    """Urgent help with its number is pinned at once; the message is said in its turn, once; help is read out once."""
    chat = await visit(viewport={"width": 390, "height": 600})
    await chat.record_announcements()
    answered, go, set_up = held(chat.page, "**/api/messages")
    await set_up
    await _queue(chat, "slow")
    await answered.wait()
    await _queue(chat, NUMB)
    await expect(_help(chat)).to_contain_text("Call 911", timeout=WITHIN)
    await expect(_help(chat).get_by_role("link", name="Call 911").last).to_have_attribute("href", "tel:911")
    await expect(chat.find(".them")).to_have_count(1)
    await expect(chat.find(".pending .you")).to_be_in_viewport()
    await expect(chat.field).to_have_value(NUMB)
    assert site.player.heard == ["slow"]
    assert await chat.violations(page=False) == []
    go.set()
    await chat.answered(3)
    assert [words for words in await chat.texts() if words in ("slow", NUMB)] == ["slow", NUMB]
    assert site.player.heard == ["slow", NUMB]
    await expect(chat.field).to_have_value("")
    await expect(_help(chat)).to_contain_text("Call 911")
    assert len([said for said in await chat.frame.evaluate("window.announced") if said.startswith("urgent")]) == 1
    await chat.press("I was only asking")
    await expect(_help(chat)).to_be_empty()


async def test_other_words_wait_for_their_turn(visit: Visit, site: Site) -> None:
    """Words without an emergency are said after the answer before them, without an alarm; the line says what to do."""
    chat = await visit()
    answered, go, set_up = held(chat.page, "**/api/messages")
    await set_up
    await _queue(chat, "first")
    await answered.wait()
    async with chat.page.expect_response("**/api/urgent-help"):
        await _queue(chat, "second")
    await expect(chat.find("#status")).to_contain_text("go out in a moment. In an emergency, do not wait: call 911")
    await expect(chat.find("#status a")).to_have_attribute("href", "tel:911")
    await chat.page.wait_for_timeout(300)
    await expect(_help(chat)).to_be_empty()
    assert site.player.heard == ["first"]
    go.set()
    await chat.answered(3)
    await expect(chat.find("#status")).to_have_text("")
    assert site.player.heard == ["first", "second"]


async def test_a_server_that_is_gone(visit: Visit) -> None:
    """Where nothing is answered any more, the line at the field says within a moment what to do in an emergency."""
    chat = await visit()
    await chat.page.route("**/api/**", lambda _: asyncio.sleep(0))  # no answer, and no failure
    await _queue(chat, "what is chemo")
    await expect(chat.find("#status")).to_contain_text("In an emergency, do not wait: call 911", timeout=5000)
    await expect(chat.find("#status a")).to_be_visible()
    await _queue(chat, NUMB)
    await expect(chat.find("#status")).to_contain_text(
        "go out in a moment. In an emergency, do not wait", timeout=WITHIN
    )
    assert await chat.violations(page=False) == []


async def test_an_emergency_whose_own_answer_is_slow(visit: Visit, site: Site) -> None:
    """A message that has no answer after a moment is looked at too: help comes before it, and is read out once."""
    chat = await visit()
    await chat.record_announcements()
    answered, go, set_up = held(chat.page, "**/api/messages")
    await set_up
    await _queue(chat, NUMB)
    await answered.wait()
    await expect(_help(chat)).to_contain_text("Call 911")
    await expect(chat.find(".them")).to_have_count(1)
    go.set()
    await chat.answered(2)
    assert site.player.heard == [NUMB]
    assert len([said for said in await chat.frame.evaluate("window.announced") if said.startswith("urgent")]) == 1


async def test_later_words_count(visit: Visit) -> None:
    """Help for the words typed last stays pinned while a message before them is looked at, and is answered."""
    chat = await visit()
    gates = {words: asyncio.Event() for words in ("i have a fever", NUMB)}

    async def hold(route: Route) -> None:
        response = await route.fetch()
        await next(gate for words, gate in gates.items() if words in (route.request.post_data or "")).wait()
        await route.fulfill(response=response)

    await chat.page.route("**/api/messages", hold)
    await _queue(chat, "i have a fever")
    await expect(chat.find(".dots")).to_be_visible()
    await _queue(chat, NUMB)
    await expect(_help(chat).locator(".words")).to_contain_text("Call 911", timeout=WITHIN)
    words = await _help(chat).inner_text()
    await chat.page.wait_for_timeout(3500)
    assert await _help(chat).inner_text() == words
    gates["i have a fever"].set()
    await expect(chat.find(".them")).to_have_count(2)
    assert await _help(chat).inner_text() == words
    await expect(chat.find(".them.urgent .message").last).to_be_visible()
    gates[NUMB].set()
    await chat.answered(3)
    assert await _help(chat).inner_text() == words


@pytest.mark.parametrize("way_out", ["Hide", *WAYS_OUT])
async def test_help_before_its_turn_can_be_left(visit: Visit, way_out: str) -> None:
    """Help that came before its turn goes away when it is hidden, and with its chat."""
    chat = await visit()
    await chat.say("hello")
    answered, go, set_up = held(chat.page, "**/api/messages")
    await set_up
    await _queue(chat, "slow")
    await answered.wait()
    await _queue(chat, NUMB)
    await expect(_help(chat)).to_contain_text("Call 911", timeout=WITHIN)
    if way_out == "Hide":
        await chat.button("Hide").click()
    else:
        await leave(chat, way_out)
        await chat.answered(1)
        await expect(chat.field).to_have_value(NUMB)
    await expect(_help(chat)).to_be_empty()
    async with chat.page.expect_response("**/api/messages"):
        go.set()


async def test_a_look_that_comes_after_its_chat_is_dropped(visit: Visit, site: Site) -> None:
    """Help for words of a chat that is over is not pinned in the new one."""
    chat = await visit()
    await chat.say("hello")
    looked, tell, set_up = held(chat.page, "**/api/urgent-help")
    await set_up
    site.player.seconds = 1
    await _queue(chat, "slow")
    await _queue(chat, NUMB)
    await looked.wait()
    site.player.seconds = 0
    await leave(chat, "Start again")
    await chat.answered(1)
    async with chat.page.expect_response("**/api/urgent-help"):
        tell.set()
    await chat.page.wait_for_timeout(300)
    await expect(_help(chat)).to_be_empty()


async def test_a_look_that_comes_after_the_answer_is_dropped(visit: Visit) -> None:
    """Words typed while the old chat is deleted are answered in the new one: the look at them brings nothing back."""
    chat = await visit()
    await chat.say("hello")
    looked, look, delete = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        response = await route.fetch()
        if "urgent-help" in route.request.url:
            looked.set()
            await look.wait()
        elif "forget" in route.request.url:
            await delete.wait()
        await route.fulfill(response=response)

    await chat.page.route("**/api/**", hold)
    await leave(chat, "Delete this chat")
    await _queue(chat, NUMB)
    await looked.wait()
    delete.set()
    await expect(chat.find(".them.urgent")).to_have_count(1)
    await chat.button("Hide").click()
    async with chat.page.expect_response("**/api/urgent-help"):
        look.set()
    await chat.page.wait_for_timeout(300)
    await expect(_help(chat)).to_be_empty()
