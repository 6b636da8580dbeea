"""Palliative care is on the page in one word: that word is said, and what it means for a person is left to the team."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.memory import Memory
from assistant.dialogue.palliative import of_palliative_care
from assistant.dialogue.resolve import resolve
from knowledge.answers import Answer
from knowledge.reader import load_knowledge


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("no i mean palliative", "out_of_scope_other_treatment"),
        ("so you do have palliative", "out_of_scope_other_treatment"),
        ("palliative, this word frightens me. here also?", "out_of_scope_other_treatment"),
        ("is palliative care only for the dying", "out_of_scope_other_treatment"),
        ("is palliative the same as hospice", "out_of_scope_other_treatment"),
        ("does comfort care mean that they have given up", "ask_supportive_care"),
        ("if they stop chemo what's left. like just comfort stuff", "ask_side_effect_management"),
        ("what is comfort care", "nlu_fallback"),
        ("do you give palliative treatment", "ask_what"),
    ],
)
@pytest.mark.parametrize("channel", ["website", "sms"])
def test_the_one_thing_that_the_page_says_is_said(text: str, understood: str, channel: str) -> None:
    """It is never denied, nor told as supportive care, and the care team is named."""
    reply = resolve(question(text, understood), Memory("chemotherapy", "what"), load_knowledge()).reply
    assert isinstance(reply, Answer)
    assert reply.ids == ("interventional_radiology.palliative",)
    said = reply.text("sms" if channel == "sms" else "website")
    assert "comfort care" in said
    assert "your care team" in said


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("what is palliative radiation", "ask_goal"),
        ("how much does palliative care cost", "out_of_scope_cost"),
        ("how long do people live in palliative care", "out_of_scope_prognosis"),
        ("does palliative care cause nausea", "ask_specific_side_effect"),
        ("is the bed comfortable", "out_of_scope_procedure"),
        ("what supportive care is there", "ask_supportive_care"),
        ("i take comfort in my family", "share_situation"),
    ],
)
def test_what_only_has_the_word_in_it_is_left_alone(text: str, understood: str) -> None:
    """A kind of radiation, costs, time left and side effects have replies of their own."""
    assert of_palliative_care(question(text, understood)) is None
