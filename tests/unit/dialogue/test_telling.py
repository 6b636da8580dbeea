"""Whether a message only tells, and what its signs say."""

from __future__ import annotations

import pytest
from asked import message, question

from assistant.dialogue.emoji import response_to_emoji
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.telling import leaves_or_thanks, only_tells, tells_of_a_plan


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


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("Thank you. I write it in my notebook and I show to my doctor. Goodbye.", "goodbye"),
        ("thanks, that helps. I will talk to my doctor. bye", "goodbye"),
        ("I have to go to my treatment now, good night", "goodbye"),
        ("Thank you. I wrote it all down for my sister.", "thank"),
        ("ok thanks, my husband reads it tonight", "thank"),
        ("Thank you. What about my hair", None),
        ("bye? what does that mean", None),
        ("thank you but how is it given", None),
        ("I must say goodbye to my hair", None),
        ("my legs are numb", None),
    ],
)
def test_who_leaves_or_thanks_in_whole_sentences_is_answered_in_kind(text: str, courtesy: str | None) -> None:
    """A goodbye is none of what was not understood; a question beside it is never passed over for it."""
    assert leaves_or_thanks(question(text, "nlu_fallback")) == courtesy


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("they want to do radiation in two weeks", True),
        ("my dad starts chemo on monday", True),
        ("wife has radiation on her back tomorrow first time", True),
        ("they want to do radiation in two weeks?", False),
        ("how long is radiation, they said two weeks", False),
        ("they said two weeks", False),
        ("he starts on monday and what is it for", False),
    ],
)
def test_a_plan_that_is_told_is_no_question(text: str, tells: bool) -> None:
    """Who only tells when a treatment begins reads no "I do not have information on how long it takes"."""
    assert tells_of_a_plan(read_questions(message(text, "out_of_scope_duration"))[0]) is tells
