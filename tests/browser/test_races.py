"""What happens at once, or in another order than it should: two tabs, double clicks, late answers, long absences."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from chatting import Chat
from playwright.async_api import Page, Route, expect
from visiting import Site, Visit

NEW_CHAT = "Not sent. This is a new chat."
DEAF = "BroadcastChannel.prototype.addEventListener = () => {}"
"""For a page that hears nothing of other tabs."""
OLD = "delete window.BroadcastChannel"
"""For a browser that knows no channel between tabs."""
WAYS_OUT = ("Start again", "Delete this chat")


async def _leave(chat: Chat, way_out: str) -> None:
    """Start again, or delete the chat. Where nothing was said it is not asked first."""
    if way_out == "Delete this chat":
        await chat.find("summary.tool").click()
    await chat.button(way_out).click()
    if await chat.find(".confirm .strong").count():
        await chat.find(".confirm .strong").click()


async def _second_tab(chat: Chat, script: str = "") -> Chat:
    """Open the chat in another tab of the same browser."""
    page = await chat.page.context.new_page()
    if script:
        await page.add_init_script(script)
    other = Chat(page)
    await page.goto(chat.page.url)
    await other.open()
    return other


async def _kept(chat: Chat) -> str:
    """Return the token that the browser keeps."""
    return str(await chat.frame.evaluate("JSON.parse(localStorage['assistant.session']).token"))


async def _said_elsewhere(chat: Chat, site: Site, words: str) -> None:
    """Say something in this chat from a tab that tells nobody."""
    response = await chat.page.request.post(
        f"{site.address}/api/messages",
        data={"text": words},
        headers={"Authorization": f"Bearer {await _kept(chat)}"},
    )
    assert response.ok


async def _unsent(chat: Chat, words: str, *, failed: bool = False) -> None:
    """Write something that can't be sent, and wait until it says so."""
    await chat.page.route("**/api/messages", lambda route: route.abort())
    await chat.field.fill(words)
    await chat.field.press("Enter")
    await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
    if failed:
        for _ in range(4):
            await expect(chat.find(".unsent")).to_contain_text("Not sent yet")
            await _back_online(chat)  # it tries at once instead of waiting
        await expect(chat.button("Try again")).to_be_visible()


async def _back_online(chat: Chat) -> None:
    await chat.frame.evaluate("dispatchEvent(new Event('online'))")


def _held(page: Page, pattern: str) -> tuple[asyncio.Event, asyncio.Event, Any]:
    """Return when a request was answered by the server, what lets the answer through, and the setting up of it."""
    answered, go = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        response = await route.fetch()
        answered.set()
        await go.wait()
        await route.fulfill(response=response)

    return answered, go, page.route(pattern, hold, times=1)


# Late answers


@pytest.mark.parametrize("way_out", WAYS_OUT)
async def test_what_was_read_of_the_old_chat_is_not_shown_in_the_new_one(
    visit: Visit, site: Site, way_out: str
) -> None:
    """A look at what other tabs said, that is answered after the patient began anew, adds nothing to the new chat."""
    chat = await visit()
    await _said_elsewhere(chat, site, "my old words")
    answered, go, set_up = _held(chat.page, "**/api/messages?after=*")
    await set_up
    await _back_online(chat)  # it looks
    await answered.wait()
    await _leave(chat, way_out)
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
    answered, go, set_up = _held(chat.page, "**/api/messages?after=0")
    await set_up
    await chat.page.reload()
    await answered.wait()
    await chat.page.wait_for_selector("iframe.ready")
    await _leave(chat, "Start again")
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
    await _said_elsewhere(chat, site, "from elsewhere")
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
    await _said_elsewhere(chat, site, "from elsewhere")
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
    other = await _second_tab(one, "" if heard_of_it else DEAF)
    await other.say("hello")
    await _unsent(other, "please hear me", failed=failed)
    await other.field.fill("and this")
    await _leave(one, way_out)
    await expect(one.find("#status")).to_contain_text("new")
    if not heard_of_it:
        await other.page.unroute("**/api/messages")
        if failed:
            await other.button("Try again").click()
        else:
            await _back_online(other)
    await expect(other.field).to_have_value("please hear me and this")
    await expect(other.find("#status")).to_have_text(NEW_CHAT)
    await other.page.unroute("**/api/messages")
    await other.page.wait_for_timeout(1500)
    await other.answered(1)
    await one.answered(1)
    assert not [words for words in site.player.heard if "please" in words or "this" in words]
    assert await _kept(one) == await _kept(other)
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
    other = await _second_tab(one)
    await other.page.route("**/api/messages", lambda route: route.abort())
    await other.button("Side effects").click()
    await expect(other.find(".unsent")).to_be_visible()
    await _leave(one, "Start again")
    await expect(other.find("#status")).to_have_text(NEW_CHAT)
    await expect(other.field).to_have_value("")
    await other.page.unroute("**/api/messages")
    await other.press("Side effects")
    assert site.player.heard == ["Side effects"]


async def test_a_tab_with_an_ended_chat_leaves_the_new_one_alone(visit: Visit) -> None:
    """A tab that learns late that its chat has ended doesn't make the browser forget the new chat of another tab."""
    one = await visit()
    other = await _second_tab(one, DEAF)
    await one.say("hello")
    await _leave(one, "Start again")
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
    other = await _second_tab(one)
    answered, go, set_up = _held(other.page, "**/api/messages")
    await set_up
    await other.field.fill("under way")
    await other.field.press("Enter")
    await answered.wait()
    await _leave(one, "Start again")
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
    other = await _second_tab(one, OLD)
    await one.say("from one tab")
    await other.answered(2)
    await _leave(other, "Start again")
    await other.answered(1)
    await one.answered(1)


async def test_two_tabs_that_open_at_once_share_one_chat(visit: Visit, site: Site) -> None:
    """Tabs that begin at the same time keep the first chat; what was said in it at once stays."""
    one = await visit(opened=False)
    page = await one.page.context.new_page()
    other = Chat(page)
    await page.goto(one.page.url)
    answered, go, set_up = _held(page, "**/api/sessions")
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
    answered, go, set_up = _held(chat.page, "**/api/forget")
    await set_up
    await _leave(chat, "Delete this chat")
    await answered.wait()
    await chat.field.fill("i cant move my legs")
    await chat.field.press("Enter")
    await chat.page.wait_for_timeout(300)
    go.set()
    await expect(chat.frame.get_by_role("alert")).to_contain_text("Call 911")
    assert site.player.heard == ["my old words", "i cant move my legs"]
    assert "my old words" not in str(await chat.texts())


async def test_a_deletion_that_fails_changes_nothing(visit: Visit, site: Site) -> None:
    """Where the chat can't be deleted it says so and goes on; a message that was not sent can still be sent."""
    chat = await visit()
    await chat.say("hello")
    await _unsent(chat, "please hear me")
    await chat.page.route("**/api/forget", lambda route: route.abort())
    await _leave(chat, "Delete this chat")
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
    await _unsent(chat, "my old words")
    await chat.field.fill("my next words")
    await chat.field.press("Enter")
    await _leave(chat, way_out)
    await chat.page.unroute("**/api/messages")
    await expect(chat.find("#status")).to_contain_text("new")
    await chat.page.wait_for_timeout(500)
    await expect(chat.field).to_have_value("my next words")
    assert site.player.heard == ["hello"]


async def test_a_first_message_under_way_is_not_dropped_without_asking(visit: Visit) -> None:
    """Where nothing was answered yet, but a message waits to be sent, "Start again" asks first."""
    chat = await visit()
    await _unsent(chat, "my first words")
    await chat.button("Start again").click()
    await expect(chat.button("No, go on here")).to_be_focused()
    await chat.page.unroute("**/api/messages")
    await chat.button("No, go on here").click()
    await chat.answered(2)


# Connections


async def test_back_after_a_long_time_offline(visit: Visit, site: Site) -> None:
    """What was written offline is sent when the connection is back, however long that took: the page promises it."""
    chat = await visit()
    await _unsent(chat, "written offline", failed=True)
    await chat.page.unroute("**/api/messages")
    await _back_online(chat)
    await chat.answered(2)
    assert site.player.heard == ["written offline"]


async def test_a_connection_that_comes_and_goes(visit: Visit, site: Site) -> None:
    """However often the connection flaps, a message is said once, and shown once."""
    chat = await visit()
    await chat.page.context.set_offline(True)
    await chat.field.fill("flapping")
    await chat.field.press("Enter")
    for _ in range(6):
        await chat.page.context.set_offline(False)
        await chat.page.context.set_offline(True)
    await chat.page.context.set_offline(False)
    await chat.answered(2)
    await expect(chat.find(".you")).to_have_count(1)
    assert site.player.heard == ["flapping"]


async def test_trying_again_after_a_failed_reload_keeps_the_chat(visit: Visit, site: Site) -> None:
    """Where the chat can't be read after a reload, "Try again" reads it again: it ends nothing."""
    chat = await visit()
    await chat.say("my words")
    begun = len(site.player.begun)
    await chat.page.route("**/api/messages?after=*", lambda route: route.abort())
    await chat.page.reload()
    await chat.page.wait_for_selector("iframe.ready")
    await expect(chat.find(".ending")).to_contain_text("555-0111")
    await chat.page.unroute("**/api/messages?after=*")
    await chat.button("Try again").click()
    await chat.answered(2)
    assert "my words" in await chat.texts()
    assert len(site.player.begun) == begun


async def test_a_chat_that_could_not_be_opened_opens_when_the_connection_is_back(visit: Visit) -> None:
    """Nobody has to press "Try again" when the browser itself says that the connection is back."""
    chat = await visit(opened=False)
    await chat.page.route("**/api/sessions", lambda route: route.abort())
    await chat.launcher.click()
    await chat.page.wait_for_selector("iframe.ready")
    await expect(chat.find(".ending")).to_contain_text("555-0111")
    await chat.page.unroute("**/api/sessions")
    await _back_online(chat)
    await chat.answered(1)


async def test_no_dead_choices_while_a_message_waits_for_the_patient(visit: Visit) -> None:
    """While a message could not be sent, choices of the turn before it are not offered: they could not be pressed."""
    chat = await visit()
    await _unsent(chat, "please hear me", failed=True)
    await expect(chat.find(".choices")).to_have_count(0)


async def test_not_sent_is_said_to_screen_readers_once(visit: Visit) -> None:
    """Who can't see the message's state hears it: that it is tried again, once for all tries; that it was not sent."""
    chat = await visit()
    await chat.frame.evaluate(
        """() => { window.statuses = [];
          new MutationObserver(() => window.statuses.push(document.getElementById("status").textContent))
            .observe(document.getElementById("status"), { childList: true, characterData: true, subtree: true }); }"""
    )
    await _unsent(chat, "please hear me", failed=True)
    await expect(chat.find("#status")).to_have_text("Not sent.")
    assert await chat.frame.evaluate("window.statuses.filter(Boolean)") == [
        "The assistant is answering.",
        "Not sent yet. Trying again ...",
        "Not sent.",
    ]


# The end of a chat


async def test_words_for_an_ended_chat_are_not_lost(visit: Visit, site: Site) -> None:
    """A chat that ended within the form says so; what was typed stands in the field of the new one, unsent."""
    chat = await visit()
    await chat.press("Ask for an appointment")
    await chat.press("No, none of these")
    await chat.press("For me")
    site.history.close(site.player.begun[-1])
    await chat.field.fill("Pat Doe")
    await chat.field.press("Enter")
    await expect(chat.find(".ending")).to_contain_text("Not sent. This chat has ended.")
    heard = len(site.player.heard)
    await chat.button("Start a new chat").click()
    await chat.answered(1)
    await expect(chat.find("#status")).to_have_text(NEW_CHAT)
    await expect(chat.field).to_have_value("Pat Doe")
    assert len(site.player.heard) == heard
    await chat.field.press("Enter")
    await chat.answered(2)


async def _an_hour_later(chat: Chat, minutes: int = 61) -> None:
    await chat.frame.evaluate(
        """(minutes) => { const kept = JSON.parse(localStorage["assistant.session"]); kept.used -= minutes * 60000;
                   localStorage["assistant.session"] = JSON.stringify(kept); }""",
        minutes,
    )


async def test_the_next_person_who_opens_the_panel_reads_nothing(visit: Visit) -> None:
    """After an hour without a turn a closed chat begins anew when it is opened; what was typed in its field is gone."""
    chat = await visit()
    await chat.say("private words")
    await chat.field.fill("a private draft")
    await chat.page.keyboard.press("Escape")
    await _an_hour_later(chat)
    await chat.launcher.click()
    await chat.answered(1)
    assert "private words" not in str(await chat.texts())
    await expect(chat.field).to_have_value("")


async def test_a_page_from_the_back_forward_cache(visit: Visit, site: Site) -> None:
    """A page that was set aside and comes back shows what was said meanwhile; after an hour it begins anew."""
    chat = await visit()
    back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    await _said_elsewhere(chat, site, "said meanwhile")
    await chat.frame.evaluate(back)
    await chat.answered(2)
    await _an_hour_later(chat)
    await chat.frame.evaluate(back)
    await chat.answered(1)
    assert "said meanwhile" not in str(await chat.texts())


async def test_a_clock_that_was_put_back(visit: Visit) -> None:
    """A time of the last turn that lies hours ahead proves nothing: the chat begins anew, as after an hour."""
    chat = await visit()
    await chat.say("private words")
    await _an_hour_later(chat, -5 * 60)
    await chat.page.reload()
    await chat.page.wait_for_selector("iframe.ready")
    await chat.answered(1)
    assert "private words" not in str(await chat.texts())


async def test_a_clock_that_is_days_ahead(visit: Visit) -> None:
    """Whether a chat has ended is the server's to say: a wrong clock loses nothing."""
    chat = await visit(opened=False)
    await chat.page.add_init_script("const now = Date.now; Date.now = () => now() + 2 * 86400000")
    await chat.page.reload()
    await chat.open()
    await chat.say("my words")
    await chat.page.reload()
    await chat.page.wait_for_selector("iframe.ready")
    await chat.answered(2)


# Storage


@pytest.mark.parametrize(
    "script",
    [
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });"
        " window.BroadcastChannel = class { constructor() { throw new DOMException('no', 'SecurityError') } }",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    ],
    ids=["blocked", "full"],
)
async def test_it_works_without_storage(visit: Visit, script: str) -> None:
    """Where the browser keeps nothing the chat works until the page is left."""
    chat = await visit(opened=False)
    await chat.page.add_init_script(script)
    await chat.page.reload()
    await chat.open()
    await chat.say("hello")
    await _back_online(chat)
    await chat.say("again")
    await _leave(chat, "Start again")
    await expect(chat.find("#status")).to_contain_text("new chat")
    await chat.answered(1)
    await chat.say("in the new chat")


async def test_a_storage_that_is_full_keeps_no_old_chat(visit: Visit) -> None:
    """Where the new chat can't be kept, the old one isn't either: it would come back."""
    chat = await visit()
    await chat.say("hello")
    await chat.frame.evaluate(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }; 0"
    )
    await _leave(chat, "Start again")
    await chat.answered(1)
    assert await chat.frame.evaluate("localStorage['assistant.session']") is None
    await chat.say("in the new chat")


# What is typed


async def test_words_written_from_the_right(visit: Visit) -> None:
    """Words of a language that is written from the right are shown so, in the field and in the conversation."""
    chat = await visit()
    words = "\u05e9\u05dc\u05d5\u05dd, \u05de\u05d4 \u05e9\u05dc\u05d5\u05de\u05da! \U0001f642"
    direction = "one => getComputedStyle(one).direction"
    await chat.field.fill(words)
    assert await chat.field.evaluate(direction) == "rtl"
    await chat.say(words)
    assert await chat.find(".you > p").evaluate(direction) == "rtl"
    await chat.say("hello!")
    assert await chat.find(".you > p").last.evaluate(direction) == "ltr"


async def test_a_very_long_word_runs_over_no_edge(visit: Visit) -> None:
    """A thousand letters without a space, and as many emoji, break within a phone's width and an enlarged page's."""
    for viewport in ({"width": 320, "height": 640}, {"width": 640, "height": 430}):
        chat = await visit(viewport=viewport)
        for words in ("a" * 1000, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 200, "\u05d0" * 1000):
            await chat.say(words)
            assert await chat.overflow() <= 0
            inner = "one => one.scrollWidth - one.clientWidth"
            assert await chat.find("#log").evaluate(inner) <= 0


async def test_enter_that_ends_a_composition_sends_nothing(visit: Visit, site: Site) -> None:
    """Enter that takes over a word of an input method is no wish to send, also in Safari, which hides it behind 229."""
    chat = await visit()
    await chat.field.fill("half a wo")
    enter = "(one) => one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }))"
    await chat.field.evaluate(enter)
    await chat.page.wait_for_timeout(200)
    assert site.player.heard == []
    await expect(chat.field).to_have_value("half a wo")
