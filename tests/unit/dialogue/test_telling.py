"""Whether a message only tells, what its signs say, and whether it asks more than is answered at once."""

from __future__ import annotations

import pytest
from asked import message

from assistant.dialogue import wording
from assistant.dialogue.question import read_questions
from assistant.dialogue.signs import response_to_signs
from assistant.dialogue.telling import only_tells
from assistant.language.reading import shared_reader


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
        ("i have a fever of 102 on chemo", "ask_specific_side_effect", False),
        ("hair loss", "ask_specific_side_effect", False),
        ("i want to cancel my visit, my legs are numb", "book_appointment", False),
        ("i want to know about numb legs", "ask_specific_side_effect", False),
    ],
)
def test_what_only_tells(text: str, intent: str, tells: bool) -> None:
    """A message that asks nothing and names no treatment holds no question that could be answered."""
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
    assert response_to_signs(text) == response


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("what are side effects of chemo and how is it given and how long does it take", 3),
        ("whats surgery for, how long to recover, and is it painful", 3),
        ("what is vertebroplasty? does it hurt? how much? and when can i go home?", 4),
        ("what is chemo and what are the side effects", 2),
        ("side effects of chemo", 0),
        ("i know what it is. how is it given and what is it for", 2),
    ],
)
def test_how_many_questions_a_message_asks(text: str, count: int) -> None:
    """Questions are counted by the words that begin them."""
    assert wording.count_of_questions(shared_reader().read(text).spelt) == count
