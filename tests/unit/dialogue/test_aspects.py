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


@pytest.mark.parametrize(
    ("text", "understood", "asked"),
    [
        ("who gives the chemo", "ask_how_given", "ask_what"),
        ("who does radiation", "ask_how_given", "ask_how_given"),
        ("can surgery get rid of the pain at least", "out_of_scope_prognosis", "ask_goal"),
        ("does kyphoplasty ease pain", "out_of_scope_prognosis", "ask_goal"),
        ("can chemo get rid of the pain", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("how long does pain relief from kyphoplasty last", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("how well does surgery relieve pain", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("does surgery cure it", "out_of_scope_prognosis", "out_of_scope_prognosis"),
        ("what do kyphoplasty and vertebroplasty have in common", "ask_compare", "ask_what"),
        ("how do kyphoplasty and vertebroplasty differ", "ask_compare", "ask_compare"),
        ("the tumor has come back, is there still something", "out_of_scope_prognosis", "ask_goal"),
        ("the tumor came back, will he die", "out_of_scope_prognosis", "out_of_scope_prognosis"),
    ],
)
def test_the_words_name_an_aspect_that_the_page_has(text: str, understood: str, asked: str) -> None:
    """What the page says is answered, whatever it was taken for; odds, and what it does not say, stay redirected."""
    assert refer(question(text, understood), Memory(), KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "understood", "treatments"),
    [
        ("what is radiation meant to do after an operation", "ask_goal", ("radiation",)),
        ("cells left over after surgery, what kills those", "ask_goal", ()),
        ("what is recovery like after surgery", "ask_recovery", ("surgery",)),
        ("what happens after surgery and radiation", "ask_goal", ("surgery", "radiation")),
    ],
)
def test_what_another_treatment_comes_after_is_not_asked_about(
    text: str, understood: str, treatments: tuple[str, ...]
) -> None:
    """A treatment that is named as the time of another one is not the one to tell of; where it is alone, it is."""
    assert question(text, understood).treatments == treatments
