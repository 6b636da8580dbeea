"""What is asked of the chat itself: why it said 911, how long it keeps what is written. Pure functions."""

from __future__ import annotations

import re

WHY_911, HOW_LONG_KEPT = "utter_why_call", "utter_how_long_kept"
"""Responses of domain.yml."""
WHY_URGENT = "why_urgent_help"
"""Topic of the turn that says why urgent help was given: it takes the place of no urgent help."""
_PRIVACY = "ask_privacy"
_WHY_911 = re.compile(
    r"\b(?:why|how come|what for|what (?:do|did) you mean)\b[^.?!]{0,40}\b911\b"
    r"|\bwhat\b[^.?!]{0,30}\b911\b[^.?!]{0,10}\b(?:for|about|mean)\b|\b911\b[^.!]{0,12}\b(?:why|what for|how come)\b"
    r"|\bwhy\b[^.?!]{0,20}\byou\b[^.?!]{0,20}\b(?:emergency|urgent|danger\w*)\b"
)
_NO_HELP = re.compile(r"n't\b|\b(?:not|cant|wont|never|answer\w*|busy|hold|waiting|took)\b")
"""Words of somebody who calls, or can't: they need urgent help, and no reason."""
_KEEPS = r"\b(?:keep|keeps|kept|store|stores|stored|save|saves|saved|hold|deletes?|deleted|erased?|gone|stays?)\b"
_HOW_LONG = re.compile(rf"\b(?:how (?:long|many days)|when|until when|for ever|forever)\b.*{_KEEPS}")
_OF_THE_CHAT = re.compile(
    r"\b(?:chats?|messages?|texts?|data|conversations?|history|information|info"
    r"|what (?:i|we|people) (?:write|type|say|said|wrote|typed|ask|tell you))\b"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:treatments?|chemo\w*|radiation|surgery|hospital|hair|pain|effects?|drugs?|pills?|doctors?|they|him|her|she|he)\b"
)


def asked_of_this_chat(text: str, intent_before: str | None) -> str | None:
    """Return the response to a message, spelt right, that asks of the chat itself; None where it asks something else.

    Args:
        text: The message.
        intent_before: What the message before it was understood as: behind privacy, "how long you keep" needs no more.
    """
    if _WHY_911.search(text) and not _NO_HELP.search(text):
        return WHY_911
    kept = _HOW_LONG.search(text) and not _OF_SOMETHING_ELSE.search(text)
    return HOW_LONG_KEPT if kept and (intent_before == _PRIVACY or _OF_THE_CHAT.search(text)) else None
