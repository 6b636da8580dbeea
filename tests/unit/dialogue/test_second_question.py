"""A second thing that is asked in one sentence is not passed over."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.help_asked import HOW_OFTEN
from assistant.dialogue.second_question import WHERE_IT_COMES_FROM, with_second_question


@pytest.mark.parametrize(
    ("text", "understood", "second"),
    [
        ("so you have palliative. what is that for the pain", "out_of_scope_other_treatment", "ask_supportive_care"),
        ("which of these would be for me, as it has spread", "out_of_scope_other_cancer", "out_of_scope_personal"),
        ("why do they do the surgery first", "ask_goal", "ask_combination"),
        ("how the rays are done, it hurts", "ask_goal", "out_of_scope_procedure"),
        ("these rays, it hurts? how are they done", "ask_side_effect_management", "out_of_scope_procedure"),
        ("is he tired from the chemo or the cancer", "out_of_scope_prognosis", WHERE_IT_COMES_FROM),
        ("targeted therapy for myeloma what is it", "out_of_scope_other_cancer", "ask_what"),
        ("chemo for lung cancer", "out_of_scope_other_cancer", "ask_goal"),
        ("does chemo for breast cancer make you lose hair", "out_of_scope_other_cancer", "ask_specific_side_effect"),
        ("which first, chemo or operation", "ask_compare", "ask_combination"),
        ("what comes first, the radiation or the kyphoplasty", "out_of_scope_procedure", None),
        ("blood test often? every day?", "out_of_scope_diagnosis", HOW_OFTEN),
        ("are there blood tests with chemo", "ask_how_given", None),
        ("what is chemo", "ask_what", None),
        ("what can be done for lung cancer", "out_of_scope_other_cancer", None),
        ("how is radiation done", "ask_how_given", None),
        ("why do they start with chemo", "ask_how_given", None),
        ("does surgery help when it has spread", "ask_goal", None),
    ],
)
def test_what_is_asked_beside(text: str, understood: str, second: str | None) -> None:
    """Each of the two gets its reply: what the page says, or that it says nothing."""
    found = with_second_question([question(text, understood)])
    assert [one.intent for one in found[1:]] == ([second] if second else [])


def test_a_way_of_giving_is_asked_of_the_treatment_named_before() -> None:
    """How chemo is given is no answer to "how is the antibody taken? also in the vein?"."""
    first = question("how is targeted therapy taken", "ask_what")
    _, second = with_second_question([first, question("also in the vein", "ask_how_given")])
    assert second.treatments == ("targeted_therapy",)
    _, named = with_second_question([first, question("and chemo, in the vein", "ask_how_given")])
    assert named.treatments == ("chemotherapy",)


@pytest.mark.parametrize(
    "text",
    [
        "after operation she need chemo too? or radiation",
        "will i need chemo and radiation after the operation",
        "after surgery does he get chemo or radiation",
    ],
)
def test_each_of_two_treatments_after_surgery_is_told(text: str) -> None:
    """One answer on the first of them would pass over that radiation often comes after surgery."""
    found = with_second_question([question(text, "ask_combination")])
    assert [one.treatments for one in found] == [("surgery", "chemotherapy"), ("surgery", "radiation")]


def test_one_treatment_after_another_is_one_question() -> None:
    """Nothing is told of a treatment that is not named."""
    for text in ("is chemo used after radiation", "is radiation used after surgery", "chemo, surgery or radiation"):
        assert len(with_second_question([question(text, "ask_combination")])) == 1


def test_what_is_used_together_is_told_of_the_two_spoken_of() -> None:
    """Of one treatment, and of a pair that the page does not name together, nothing is told beside it."""
    asked = question("in which order", "nlu_fallback")
    assert with_second_question([asked], ("chemotherapy", "radiation"))[1].treatments == ("chemotherapy", "radiation")
    assert with_second_question([asked], ("chemotherapy",)) == [asked]
    assert with_second_question([asked], ("radiation", "kyphoplasty_vertebroplasty")) == [asked]
