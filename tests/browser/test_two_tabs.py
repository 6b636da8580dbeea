"""Two tabs of one browser, in which one chat goes on."""

from __future__ import annotations

import pytest
from chatting import Chat
from playwright.async_api import expect
from racing import DEAF, NEW_CHAT, OLD, WAYS_OUT, back_online, held, kept, leave, second_tab, unsent
from visiting import Site, Visit

# Two tabs


@pytest.mark.parametrize("heard_of_it", [True, False])
@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize("way_out", WAYS_OUT)
async def test_unsent_words_of_another_tab_wait_in_its_field(
    visit: Visit, site: Site, way_out: str, failed: bool, heard_of_it: bool
) -> None:
    """A new chat from one tab: words that the other could not send stand in its field under a note, and nowhere else.

    They are sent once, when their patient sends them; a tab that heard nothing of the new chat learns of it by its
    next try.
    """
    one = await visit()
    other = await second_tab(one, "" if heard_of_it else DEAF)
    await other.say("hello")
    await unsent(other, "please hear me", failed=failed)
    await other.field.fill("and this")
    await leave(one, way_out)
    await expect(one.find("#status")).to_contain_text("new")
    if not heard_of_it:
        await other.page.unroute("**/api/messages")
        if failed:
            await other.button("Try again").click()
        else:
            await back_online(other)
    await expect(other.field).to_have_value("please hear me and this")
    await expect(other.find("#status")).to_have_text(NEW_CHAT)
    await other.page.unroute("**/api/messages")
    await other.page.wait_for_timeout(1500)
    await other.answered(1)
    await one.answered(1)
    assert not [words for words in site.player.heard if "please" in words or "this" in words]
    assert await kept(one) == await kept(other)
    await other.field.press("Enter")
    await other.answered(2)
    await one.answered(2)
    assert site.player.heard[-1:] == ["please hear me and this"]
    assert site.player.heard.count("please hear me and this") == 1
    await one.say("both tabs go on")
    assert (await one.texts())[1] == "please hear me and this"


async def test_a_choice_that_was_not_sent_is_not_pressed_in_the_new_chat(visit: Visit, site: Site) -> None:
    """A choice means nothing in another chat: it goes with its own, and the field stays as it was."""
    one = await visit()
    other = await second_tab(one)
    await other.page.route("**/api/messages", lambda route: route.abort())
    await other.button("Side effects").click()
    await expect(other.find(".unsent")).to_be_visible()
    await leave(one, "Start again")
    await expect(other.find("#status")).to_have_text(NEW_CHAT)
    await expect(other.field).to_have_value("")
    await other.page.unroute("**/api/messages")
    await other.press("Side effects")
    assert site.player.heard == ["Side effects"]


async def test_a_tab_with_an_ended_chat_leaves_the_new_one_alone(visit: Visit) -> None:
    """A tab that learns late that its chat has ended doesn't make the browser forget the new chat of another tab."""
    one = await visit()
    other = await second_tab(one, DEAF)
    await one.say("hello")
    await leave(one, "Start again")
    await one.answered(1)
    await one.say("in the new chat")
    await other.field.fill("in the old chat")
    await other.field.press("Enter")
    await expect(other.field).to_have_value("in the old chat")
    await other.answered(2)
    await expect(other.find("#status")).to_have_text(NEW_CHAT)
    await one.page.reload()
    await one.page.wait_for_selector("iframe.ready")
    await one.answered(2)
    assert "in the new chat" in await one.texts()


async def test_an_answer_under_way_is_not_called_unsent(visit: Visit, site: Site) -> None:
    """Who starts again in one tab while the other waits for an answer is not told that its words were not sent."""
    one = await visit()
    other = await second_tab(one)
    answered, go, set_up = held(other.page, "**/api/messages")
    await set_up
    await other.field.fill("under way")
    await other.field.press("Enter")
    await answered.wait()
    await leave(one, "Start again")
    await expect(one.find("#status")).to_contain_text("new chat")
    await other.page.wait_for_timeout(300)
    await expect(other.field).to_have_value("")
    go.set()
    await expect(other.find("#status")).to_have_text("This is a new chat.")
    await other.answered(1)
    await expect(other.field).to_have_value("")
    assert site.player.heard == ["under way"]


async def test_two_tabs_of_an_older_browser_show_one_chat(visit: Visit) -> None:
    """Where tabs can't speak to each other, what the browser keeps tells them of each other's turns and new chats."""
    one = await visit(opened=False)
    await one.page.add_init_script(OLD)
    await one.page.reload()
    await one.open()
    other = await second_tab(one, OLD)
    await one.say("from one tab")
    await other.answered(2)
    await leave(other, "Start again")
    await other.answered(1)
    await one.answered(1)


async def test_two_tabs_that_open_at_once_share_one_chat(visit: Visit, site: Site) -> None:
    """Tabs that begin at the same time keep the first chat; what was said in it at once stays."""
    one = await visit(opened=False)
    page = await one.page.context.new_page()
    other = Chat(page)
    await page.goto(one.page.url)
    answered, go, set_up = held(page, "**/api/sessions")
    await set_up
    await other.launcher.click()
    await answered.wait()
    await one.open()
    await one.say("said at once")
    go.set()
    await other.answered(2)
    assert await one.texts() == await other.texts()
    await other.say("from the other")
    await one.answered(3)
    assert site.player.heard == ["said at once", "from the other"]
