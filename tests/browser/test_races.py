"""What happens at once, or in another order than it should: late answers, double clicks."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Route, expect
from racing import WAYS_OUT, back_online, held, leave, said_elsewhere, unsent
from visiting import Site, Visit

# Late answers


@pytest.mark.parametrize("way_out", WAYS_OUT)
async def test_what_was_read_of_the_old_chat_is_not_shown_in_the_new_one(
    visit: Visit, site: Site, way_out: str
) -> None:
    """A look at what other tabs said, that is answered after the patient began anew, adds nothing to the new chat."""
    chat = await visit()
    await said_elsewhere(chat, site, "my old words")
    answered, go, set_up = held(chat.page, "**/api/messages?after=*")
    await set_up
    await back_online(chat)  # it looks
    await answered.wait()
    await leave(chat, way_out)
    await expect(chat.find("#status")).to_contain_text("new")
    async with chat.page.expect_response("**/api/messages?after=*"):
        go.set()
    await chat.page.wait_for_timeout(300)
    await chat.answered(1)
    assert "my old words" not in str(await chat.texts())


async def test_a_slow_opening_does_not_undo_a_new_beginning(visit: Visit) -> None:
    """Who starts again before the old chat was read keeps the new one, and can write in it."""
    chat = await visit()
    await chat.say("my old words")
    answered, go, set_up = held(chat.page, "**/api/messages?after=0")
    await set_up
    await chat.page.reload()
    await answered.wait()
    await chat.page.wait_for_selector("iframe.ready")
    await leave(chat, "Start again")
    await chat.answered(1)
    async with chat.page.expect_response("**/api/messages?after=0"):
        go.set()
    await chat.say("in the new chat")
    assert "my old words" not in str(await chat.texts())
    await expect(chat.find(".you")).to_have_count(1)


async def test_an_answer_under_way_comes_after_a_reload(visit: Visit, site: Site) -> None:
    """Who reloads while an answer is under way is told of it, and gets it, once, without asking again."""
    chat = await visit()
    site.player.seconds = 2
    await chat.field.fill("slow")
    await chat.field.press("Enter")
    await expect(chat.find(".dots")).to_be_visible()
    while "slow" not in site.player.heard:
        await asyncio.sleep(0.05)
    await chat.page.reload()
    await chat.page.wait_for_selector("iframe.ready")
    await expect(chat.find("#status")).to_have_text("The assistant is answering.")
    await chat.answered(2)
    assert (await chat.texts())[1] == "slow"
    await expect(chat.find("#status")).to_have_text("")
    assert site.player.heard == ["slow"]
    kept = await chat.frame.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "slow" not in kept


async def test_a_turn_between_two_own_ones_is_not_left_out(visit: Visit, site: Site) -> None:
    """What was said elsewhere, just before the own message, is shown too, in its place."""
    chat = await visit()
    await said_elsewhere(chat, site, "from elsewhere")
    await chat.field.fill("from here")
    await chat.field.press("Enter")
    await chat.answered(3)
    assert [text for text in await chat.texts() if text.startswith("from")] == ["from elsewhere", "from here"]


async def test_a_message_whose_answer_another_look_brings_is_shown_once(visit: Visit, site: Site) -> None:
    """Where the answer was lost, and came by a look at the whole chat, nothing says any more that it was not sent."""
    chat = await visit()

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await chat.page.route("**/api/messages", lose)
    await chat.field.fill("lost on its way")
    await chat.field.press("Enter")
    await expect(chat.find(".unsent")).to_be_visible()
    await said_elsewhere(chat, site, "from elsewhere")
    await chat.frame.evaluate("new BroadcastChannel('assistant.session').postMessage('new')")
    await chat.answered(3)
    assert [text for text in await chat.texts() if text in ("lost on its way", "from elsewhere")] == [
        "lost on its way",
        "from elsewhere",
    ]
    assert site.player.heard.count("lost on its way") == 1


async def test_an_answer_to_a_closed_chat_is_in_view_when_it_is_opened(visit: Visit, site: Site) -> None:
    """Who closes the chat while an answer is under way finds it in view, and the focus in the field."""
    chat = await visit()
    for words in ("one", "two"):
        await chat.say(words)
    site.player.seconds = 0.5
    await chat.field.fill("three")
    await chat.field.press("Enter")
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.locator("iframe")).to_be_hidden()
    await expect(chat.find(".them")).to_have_count(4)
    await chat.launcher.click()
    await expect(chat.find(".you").last).to_be_in_viewport()
    await expect(chat.field).to_be_focused()


# Twice


async def test_a_double_click_presses_one_choice(visit: Visit, site: Site) -> None:
    """The second click of a double click, that falls on a choice of the next turn, doesn't press that."""
    chat = await visit()
    await chat.press("Ask for an appointment")
    await chat.press("No, none of these")
    box = await chat.button("For me").bounding_box()
    assert box
    mouse = chat.page.mouse
    await mouse.move(box["x"] + 10, box["y"] + 10)
    await mouse.down(click_count=2)
    await mouse.up(click_count=2)
    await chat.page.wait_for_timeout(300)
    assert site.player.heard == ["Ask for an appointment", "No, none of these"]
    await mouse.down()
    await mouse.up()
    await chat.answered(4)


async def test_start_again_pressed_twice_begins_once(visit: Visit, site: Site) -> None:
    """Two presses of "Start again" begin one chat, and what is written at once is in it."""
    chat = await visit()
    await chat.record_announcements()
    begun = len(site.player.begun)
    site.player.seconds = 0.3
    await chat.button("Start again").dblclick()
    await expect(chat.find("#status")).to_contain_text("new chat")
    await chat.say("at once")
    assert len(site.player.begun) == begun + 1
    assert len([said for said in await chat.announced() if "Hello." in said]) == 1


async def test_words_sent_while_the_chat_is_deleted_are_in_the_new_one(visit: Visit, site: Site) -> None:
    """What is written while the old chat is being deleted is the first that is said in the new one."""
    chat = await visit()
    await chat.say("my old words")
    answered, go, set_up = held(chat.page, "**/api/forget")
    await set_up
    await leave(chat, "Delete this chat")
    await answered.wait()
    await chat.field.fill("i cant move my legs")
    await chat.field.press("Enter")
    await chat.page.wait_for_timeout(300)
    go.set()
    await expect(chat.find(".you > p")).to_have_text(["i cant move my legs"])
    await chat.answered(2)
    await expect(chat.frame.get_by_role("alert")).to_contain_text("Call 911")
    assert site.player.heard == ["my old words", "i cant move my legs"]


async def test_a_deletion_that_fails_changes_nothing(visit: Visit, site: Site) -> None:
    """Where the chat can't be deleted it says so and goes on; a message that was not sent can still be sent."""
    chat = await visit()
    await chat.say("hello")
    await unsent(chat, "please hear me")
    await chat.page.route("**/api/forget", lambda route: route.abort())
    await leave(chat, "Delete this chat")
    await expect(chat.find("#status")).to_contain_text("can't be reached")
    await chat.page.unroute("**/api/messages")
    await chat.answered(3)
    assert site.player.heard == ["hello", "please hear me"]
    await chat.say("we go on")


@pytest.mark.parametrize("way_out", WAYS_OUT)
async def test_a_draft_that_waits_to_be_sent_stays_in_the_field(visit: Visit, site: Site, way_out: str) -> None:
    """Words sent while another message waits are not sent in a chat that was begun since; they stay in the field."""
    chat = await visit()
    await chat.say("hello")
    await unsent(chat, "my old words")
    await chat.field.fill("my next words")
    await chat.field.press("Enter")
    await leave(chat, way_out)
    await chat.page.unroute("**/api/messages")
    await expect(chat.find("#status")).to_contain_text("new")
    await chat.page.wait_for_timeout(500)
    await expect(chat.field).to_have_value("my next words")
    assert site.player.heard == ["hello"]


async def test_a_first_message_under_way_is_not_dropped_without_asking(visit: Visit) -> None:
    """Where nothing was answered yet, but a message waits to be sent, "Start again" asks first."""
    chat = await visit()
    await unsent(chat, "my first words")
    await chat.button("Start again").click()
    await expect(chat.button("No, go on here")).to_be_focused()
    await chat.page.unroute("**/api/messages")
    await chat.button("No, go on here").click()
    await chat.answered(2)
