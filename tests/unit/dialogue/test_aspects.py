"""Which aspect of a treatment a question is about, by its words."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.memory import Memory
from assistant.dialogue.referring import refer
from knowledge.reader import load_knowledge

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I have bone cancer in my spine, what are side effects of chemo", "ask_side_effects"),
        ("breast cancer spread to my spine, having radiation next week, whats the side effects", "ask_side_effects"),
        ("prostate cancer in spine. how is chemo given", "ask_how_given"),
        ("lung cancer spread to my spine. does radiation make you lose your hair", "ask_specific_side_effect"),
        (
            "my mom has cancer in her spine and they want to do radiation. what about her hair",
            "ask_specific_side_effect",
        ),
        ("my kidney cancer is in my spine now, how long is recovery after surgery", "ask_recovery"),
        ("prostate cancer went to the spine, is radiation used", "ask_goal"),
        ("breast cancer in my spine and my back hurts, is radiation used", "ask_goal"),
        ("breast cancer in my spine and i am so tired, is radiation used", "ask_goal"),
        ("I have prostate cancer in my spine and it hurts, can i get radiation", "ask_goal"),
        ("lung cancer in my spine, i am tired all day, will they give me chemo", "ask_goal"),
    ],
)
def test_a_diagnosis_before_a_question_does_not_change_it(text: str, asked: str) -> None:
    """Who says first what they have gets what they ask, and what a treatment is for where they ask nothing narrower."""
    assert refer(question(text, "out_of_scope_other_cancer"), Memory(), KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is chemo for", "ask_goal"),
        ("wat is radiashun for", "ask_goal"),
        ("what are chemo and targeted therapy for", "ask_goal"),
        ("what's it for, chemo and radiation", "ask_goal"),
        ("what is chemo", "ask_what"),
        ("what is a good book for chemo", "ask_what"),
        ("is chemo pills", "ask_how_given"),
        ("so is chemo a drip", "ask_how_given"),
        ("is chemo good with my pills at home", "ask_what"),
        ("is chemo or targeted therapy a pill", "ask_how_given"),
    ],
)
def test_what_for_and_in_which_form(text: str, asked: str) -> None:
    """What a treatment is for, and whether it is a pill, is answered, and not what the treatment is."""
    assert refer(question(text, "ask_what"), Memory(), KNOWLEDGE).intent == asked
