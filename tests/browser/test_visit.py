"""A patient's visits in a real browser: from the first look to the last word, and what goes wrong in between."""

from __future__ import annotations

import re
import time

import pytest
from playing import BAD
from playwright.async_api import expect
from visiting import Site, Visit


async def test_a_first_visit(visit: Visit) -> None:
    """The launcher opens the chat with the focus in the field; Esc closes it and gives the focus back."""
    chat = await visit()
    await expect(chat.field).to_be_focused()
    await expect(chat.find("h1")).to_have_text("Spinal cancer assistant")
    await expect(chat.find(".reminder")).to_contain_text("In an emergency, call 911")
    await chat.say("side effects of chemo")
    assert (await chat.texts())[1] == "side effects of chemo"
    assert "Hair loss" in (await chat.texts())[2]
    await expect(chat.find(".message li").first).to_be_visible()
    await expect(chat.field).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.launcher).to_be_focused()
    await expect(chat.page.locator("iframe")).to_be_hidden()
    await chat.launcher.press("Enter")
    await expect(chat.field).to_be_focused()
    assert len(await chat.texts()) == 3


async def test_choices_are_pressed_and_go_away(visit: Visit, site: Site) -> None:
    """A choice is said as the patient's words; only those of the last turn can be pressed; the focus is not lost."""
    chat = await visit()
    await chat.press("Side effects")
    assert (await chat.texts())[1] == "Side effects"
    assert await chat.find(".choices button").all_inner_texts() == ["Help with side effects", "Ask for an appointment"]
    assert await chat.focused() == "text"
    assert site.player.heard == ["Side effects"]


async def test_where_an_answer_is_from(visit: Visit) -> None:
    """Page, publisher, day, section and review state stand behind "Where is this from?"."""
    chat = await visit()
    await chat.say("side effects of chemo")
    await chat.find(".source summary").click()
    text = await chat.find(".source").inner_text()
    for part in (
        "Spinal cancer treatments",
        "City of Hope",
        "June 7, 2022",
        "side effects of spinal cancer chemotherapy",
        "has not signed",
    ):
        assert part in text


async def test_an_opinion_is_kept_without_words(visit: Visit, site: Site) -> None:
    """A thumb and a reason reach the server as ids; the patient is thanked."""
    chat = await visit()
    await chat.say("side effects of chemo")
    async with chat.page.expect_response("**/api/feedback"):
        await chat.button("No, this did not help").click()
    async with chat.page.expect_response("**/api/feedback"):
        await chat.button("It was hard to read").click()
    await expect(chat.find(".thanks")).to_be_focused()
    assert site.history.opinions()[-1][1:] == (["chemotherapy.side_effects@v"], False, "hard_to_read")


async def test_urgent_help_stands_out_and_stays(visit: Visit) -> None:
    """It is an alert with large numbers to press; the numbers stay while the chat goes on; "only asking" ends it."""
    chat = await visit()
    await chat.say("i have a fever of 102")
    alert = chat.frame.get_by_role("alert")
    await expect(alert).to_contain_text("Call your care team now")
    calls = await chat.find(".call").evaluate_all("all => all.map(one => [one.getAttribute('href'), one.offsetHeight])")
    assert [href for href, _ in calls] == ["tel:5550111", "tel:911"]
    assert all(height >= 48 for _, height in calls)
    await chat.say("what is chemo")
    await expect(chat.find(".call").first).to_be_in_viewport()
    await chat.say("i cant feel my legs")
    await expect(alert).to_contain_text("Do not drive")
    await chat.press("I was only asking")
    await expect(chat.find(".call")).to_have_count(0)


async def test_start_again_and_delete(visit: Visit, site: Site) -> None:
    """Both ask first; "no" changes nothing; then nothing of the old chat is shown or kept."""
    chat = await visit()
    await chat.say("my old words")
    await chat.button("Start again").click()
    await expect(chat.button("No, go on here")).to_be_focused()
    await chat.button("No, go on here").click()
    assert "my old words" in await chat.texts()
    await chat.find("summary.tool").click()
    await chat.button("Delete this chat").click()
    await chat.button("Yes, delete it").click()
    await expect(chat.find("#status")).to_have_text("Your chat is deleted. This is a new one.")
    await chat.answered(1)
    await expect(chat.field).to_be_focused()
    old, new = site.player.begun[-2:]
    assert site.history.is_closed(old)
    assert site.history.after(old, 0) == []
    assert len(site.history.after(new, 0)) == 1


async def test_an_ended_token_says_so_and_begins_anew(visit: Visit) -> None:
    """A token that the server no longer takes ends the chat in plain words, with one button to a new one."""
    chat = await visit()
    await chat.page.route(
        "**/api/messages",
        lambda route: route.fulfill(
            status=401, json={"error": {"code": "session_expired", "message": "This chat has ended."}}
        ),
    )
    await chat.field.fill("hello")
    await chat.field.press("Enter")
    await expect(chat.find(".ending")).to_contain_text("This chat has ended.")
    await chat.page.unroute("**/api/messages")
    await chat.button("Start a new chat").click()
    await chat.answered(1)
    await chat.say("hello")


async def test_a_stolen_token_is_worthless_after_the_chat(visit: Visit, site: Site) -> None:
    """Whoever copied the token reads nothing once its patient has started again."""
    chat = await visit()
    await chat.say("private words")
    stolen = await chat.frame.evaluate("JSON.parse(localStorage['assistant.session']).token")
    await chat.button("Start again").click()
    await chat.button("Yes, start again").click()
    await chat.answered(1)
    response = await chat.page.request.get(
        f"{site.address}/api/messages", headers={"Authorization": f"Bearer {stolen}"}
    )
    assert response.status == 401


async def test_the_next_person_at_this_screen_reads_nothing(visit: Visit) -> None:
    """After an hour without a turn the chat begins anew when it is opened."""
    chat = await visit()
    await chat.say("private words")
    await chat.frame.evaluate(
        """() => { const kept = JSON.parse(localStorage["assistant.session"]); kept.used -= 61 * 60000;
                   localStorage["assistant.session"] = JSON.stringify(kept); }"""
    )
    await chat.page.reload()
    await chat.page.wait_for_selector("iframe.ready")
    await chat.answered(1)
    assert "private words" not in str(await chat.texts())


async def test_long_messages_are_counted(visit: Visit, site: Site) -> None:
    """Near 1,000 characters it counts; above it says by how many, and what is sent comes back; an emoji is one."""
    chat = await visit()
    await chat.field.fill("a" * 900)
    await expect(chat.find("#count")).to_have_text("100 letters left")
    await chat.field.fill("a" * 1003)
    await expect(chat.find("#count")).to_have_text("Too long by 3 letters")
    await chat.field.press("Enter")
    await expect(chat.find("#status")).to_contain_text("at most 1,000 characters")
    await expect(chat.field).to_have_value("a" * 1003)
    assert site.player.heard == []
    await chat.field.fill("\U0001f600" * 1000)
    await expect(chat.find("#count")).to_have_text("0 letters left")


async def test_typed_html_stays_text(visit: Visit, site: Site) -> None:
    """Markup in what is typed, answered, offered, attached, and in the tag's attributes stays text."""
    chat = await visit()
    await chat.say(f"bad {BAD}")
    assert BAD in (await chat.texts())[1]
    assert BAD in (await chat.texts())[2]
    await expect(chat.find(".choices button")).to_have_text(BAD)
    await expect(chat.find(".file")).to_contain_text(BAD)
    await chat.page.goto(f"{site.address}/chat?accent=red;}}x")
    for frame in chat.page.frames:
        assert await frame.evaluate("window.broken") is None
    assert await chat.find("main img, main script, main b").count() == 0


async def test_an_emergency_in_a_long_message_is_answered(visit: Visit, site: Site) -> None:
    """A farewell of 1,500 letters is sent as it is, and urgent help is pinned."""
    chat = await visit()
    await chat.field.fill("thank you all for the years. " * 50 + "tonight i will end my life")
    await chat.field.press("Enter")
    await expect(chat.find(".urgent")).to_contain_text("988")
    await expect(chat.field).to_have_value("")


async def test_a_link_puts_no_words_on_the_page(visit: Visit, site: Site) -> None:
    """A greeting and a name come from a page of the hospital alone: in a link they are anybody's."""
    chat = await visit()
    words = "greeting=Our line has moved: call 1-900-555-0199&hospital=Somebody"
    await chat.page.goto(f"{site.address}/chat?{words}&host={site.address}")
    await expect(chat.find(".hospital")).to_be_visible()
    await expect(chat.find(".hospital")).not_to_have_text("Somebody")
    await expect(chat.find(".greeting")).to_have_count(0)


async def test_slow_answers_are_waited_for(visit: Visit, site: Site) -> None:
    """While the assistant answers there is a sign of it; what is sent meanwhile goes out right after."""
    chat = await visit()
    site.player.seconds = 0.6
    await chat.field.fill("slow")
    await chat.field.press("Enter")
    await expect(chat.find(".dots")).to_be_visible()
    await chat.field.fill("next question")
    await chat.field.press("Enter")
    await chat.answered(3)
    assert site.player.heard == ["slow", "next question"]
    await expect(chat.field).to_have_value("")


async def test_words_before_the_welcome_are_heard(visit: Visit, site: Site) -> None:
    """Who types and sends before the chat has begun is answered all the same: it may be an emergency."""
    chat = await visit(opened=False)
    site.player.seconds = 1
    await chat.launcher.click()
    await chat.page.wait_for_selector("iframe.ready")
    await chat.field.fill("i cant move my legs")
    await chat.field.press("Enter")
    site.player.seconds = 0
    await expect(chat.frame.get_by_role("alert")).to_contain_text("Call 911")
    assert site.player.heard == ["i cant move my legs"]


async def test_a_turn_that_was_not_kept_is_shown(visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server can't keep what it shows, each turn is shown all the same, in order."""
    chat = await visit()
    with monkeypatch.context() as patch:
        patch.setattr(site.history, "add", lambda *_: 0)
        for words in ("one", "two"):
            await chat.say(words)
    await chat.say("three")
    assert [text for text in await chat.texts() if text in ("one", "two", "three")] == ["one", "two", "three"]


async def test_the_transcript_prints(visit: Visit) -> None:
    """On paper there are the words of both, who said them, the day and what it is; no buttons."""
    chat = await visit()
    await chat.say("i cant move my legs")
    await chat.page.goto(f"{chat.page.url}chat")
    await chat.answered(2)
    await chat.page.emulate_media(media="print")
    await chat.frame.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = await chat.frame.evaluate("document.body.innerText")
    for part in (
        "Chat on spinal cancer care with Demo Hospital",
        "Printed on",
        "general information",
        "You",
        "Do not drive",
    ):
        assert part in text
    assert "Send" not in text


async def test_a_slow_phone_waits_for_little(visit: Visit) -> None:
    """From click to focused field only a few requests are made, in few rounds: on slow 4G each round costs 150 ms.

    `-s` prints the seconds, with a quarter of this processor's speed; the machine decides on them, so none is asserted.
    """
    chat = await visit(opened=False)
    session = await chat.page.context.new_cdp_session(chat.page)
    await session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750},
    )
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    began = time.monotonic()
    await chat.launcher.click()
    await chat.page.wait_for_selector("iframe.ready")
    await expect(chat.field).to_be_focused()
    print(f"click to focused field: {time.monotonic() - began:.1f} s, for {asked}")
    # The icon is the hospital page's own, which a browser fetches whenever it likes.
    assert 0 < len(set(asked) - {"icon.svg"}) <= 4


async def test_nothing_is_loaded_from_elsewhere_and_no_cookie_is_set(visit: Visit, site: Site) -> None:
    """All requests of a whole visit go to our server, and no cookie is set."""
    chat = await visit(opened=False)
    requested: list[str] = []
    chat.page.on("request", lambda request: requested.append(request.url))
    await chat.open()
    await chat.say("side effects of chemo")
    assert requested
    assert all(re.match(re.escape(site.address), address) for address in requested)
    assert await chat.page.context.cookies() == []
