"""What is typed in other scripts and ways."""

from __future__ import annotations

from playwright.async_api import expect
from visiting import Site, Visit

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
