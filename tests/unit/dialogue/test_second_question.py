"""A second thing that is asked in one sentence is not passed over."""

from __future__ import annotations

import pytest
from asked import question

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
