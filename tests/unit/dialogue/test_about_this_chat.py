"""Who asks why 911 was named, or how long the chat is kept, is told so; who needs help is not."""

from __future__ import annotations

import pytest

from assistant.dialogue.about_this_chat import HOW_LONG_KEPT, WHY_911, asked_of_this_chat


@pytest.mark.parametrize(
    "text",
    [
        "why you say 911, is danger?",
        "what did you say 911 for",
        "why do you tell me 911",
        "how come you said call 911",
        "what is the 911 for",
        "what do you mean 911",
        "911? why",
        "why should i call 911",
        "why do you say it is an emergency",
    ],
)
def test_why_911_was_named_is_told(text: str) -> None:
    """A word that frightens is explained."""
    assert asked_of_this_chat(text, None) == WHY_911


@pytest.mark.parametrize(
    "text",
    [
        "should i call 911",
        "911 does not answer why",
        "i am calling 911",
        "why can't i reach 911",
        "why is 911 busy",
        "what do i say to 911",
        "is it an emergency",
        "why is chemo given",
    ],
)
def test_who_needs_help_gets_no_reason(text: str) -> None:
    """What to do comes first: these keep the reply of the urgent help."""
    assert asked_of_this_chat(text, None) is None


@pytest.mark.parametrize(
    ("text", "before", "asks"),
    [
        ("how long time you keep", "ask_privacy", True),
        ("and when is it deleted", "ask_privacy", True),
        ("for how long is that stored", "ask_privacy", True),
        ("how long are my messages kept", None, True),
        ("how long do you keep what i write", None, True),
        ("how long time you keep", "ask_what", False),
        ("how long does chemo take", "ask_privacy", False),
        ("how long do they keep her in hospital", "ask_privacy", False),
        ("how long is it", "ask_privacy", False),
        ("when is the pain gone", "ask_privacy", False),
    ],
)
def test_how_long_the_chat_is_kept(text: str, before: str | None, asks: bool) -> None:
    """Behind talk of privacy few words are enough; a treatment that takes long is another thing."""
    assert (asked_of_this_chat(text, before) == HOW_LONG_KEPT) == asks
