"""Whether a message only tells, and what its signs say."""

from __future__ import annotations

import pytest
from asked import message

from assistant.dialogue.emoji import response_to_emoji
from assistant.dialogue.question import read_questions
from assistant.dialogue.telling import only_tells


@pytest.mark.parametrize(
    ("text", "intent", "tells"),
    [
        ("my legs are numb", "ask_specific_side_effect", True),
        ("my leg went numb", "ask_specific_side_effect", True),
        ("i peed myself", "express_worry", True),
        ("i have a fever of 102", "out_of_scope_symptoms", True),
        ("my back hurts so bad", "out_of_scope_symptoms", True),
        ("my legs are numb, is that from chemo", "ask_specific_side_effect", False),
        ("numb legs?", "ask_specific_side_effect", False),
        ("can it make my legs numb", "ask_specific_side_effect", False),
        ("i cant lift my leg, what helps with that", "ask_side_effect_management", False),
        ("i have a fever of 102 on chemo", "ask_specific_side_effect", True),
        ("my legs are numb since surgery", "ask_specific_side_effect", True),
        ("i have a fever of 101.2 what is kyphoplasty", "ask_what", False),
        ("hair loss", "ask_specific_side_effect", False),
        ("i want to cancel my visit, my legs are numb", "book_appointment", False),
        ("i want to know about numb legs", "ask_specific_side_effect", False),
    ],
)
def test_what_only_tells(text: str, intent: str, tells: bool) -> None:
    """A message that asks nothing holds no question that could be answered."""
    assert only_tells(read_questions(message(text, intent))) is tells


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("👍", "utter_thank"),
        ("👍🏽", "utter_thank"),
        ("❤️ 🙏", "utter_thank"),
        ("😢", "utter_express_worry"),
        ("🙏😭😭", "utter_express_worry"),
        ("🤢", None),
        ("😀😀😀", None),
        ("", None),
        ("...", None),
        ("ok 👍", None),
    ],
)
def test_signs_that_stand_alone(text: str, response: str | None) -> None:
    """A thumb up is a thank-you and tears are a worry; signs that may mean anything are not guessed at."""
    assert response_to_emoji(text) == response
