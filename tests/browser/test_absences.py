"""Lost connections, long absences, and browsers that keep nothing."""

from __future__ import annotations

import pytest
from chatting import Chat
from playwright.async_api import expect
from racing import NEW_CHAT, back_online, could_not_begin, leave, said_elsewhere, unsent
from visiting import Site, Visit

# Connections


async def test_back_after_a_long_time_offline(visit: Visit, site: Site) -> None:
    """What was written offline is sent when the connection is back, however long that took: the page promises it."""
    chat = await visit()
    await unsent(chat, "written offline", failed=True)
    await chat.page.unroute("**/api/messages")
    await back_online(chat)
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
    chat = await could_not_begin(visit)
    await back_online(chat)
    await chat.answered(1)


async def test_no_dead_choices_while_a_message_waits_for_the_patient(visit: Visit) -> None:
    """While a message could not be sent, choices of the turn before it are not offered: they could not be pressed."""
    chat = await visit()
    await unsent(chat, "please hear me", failed=True)
    await expect(chat.find(".choices")).to_have_count(0)


async def test_not_sent_is_said_to_screen_readers_once(visit: Visit) -> None:
    """Who can't see the message's state hears it: that it is tried again, once for all tries; what to do at the end."""
    chat = await visit()
    await chat.frame.evaluate(
        """() => { window.statuses = [];
          new MutationObserver(() => window.statuses.push(document.getElementById("status").textContent))
            .observe(document.getElementById("status"), { childList: true, characterData: true, subtree: true }); }"""
    )
    await unsent(chat, "please hear me", failed=True)
    await expect(chat.find("#status")).to_contain_text("In an emergency, call 911.")
    assert await chat.frame.evaluate("window.statuses.filter(Boolean)") == [
        "The assistant is answering.",
        "Not sent yet. Trying again ...",
        "The chat can't be reached right now. Please try again, or call 555-0111. In an emergency, call 911.",
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
    await said_elsewhere(chat, site, "said meanwhile")
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
    await back_online(chat)
    await chat.say("again")
    await leave(chat, "Start again")
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
    await leave(chat, "Start again")
    await chat.answered(1)
    assert await chat.frame.evaluate("localStorage['assistant.session']") is None
    await chat.say("in the new chat")
