"""A second thing that is asked in a message which was understood as one question."""

from __future__ import annotations

import pytest
from asked import message

from assistant.dialogue.reading_questions import read_questions


@pytest.mark.parametrize(
    ("text", "intent", "second"),
    [
        ("kyphoplasty recovery and side effects", "ask_recovery", ("ask_side_effects", "kyphoplasty_vertebroplasty")),
        ("side effects of chemo and how it is given", "ask_side_effects", ("ask_how_given", "chemotherapy")),
        ("side effects and recovery", "ask_side_effects", ("ask_recovery", None)),
        ("how is recovery after surgery", "ask_recovery", None),
        ("nausea on chemo what pill", "out_of_scope_drugs", ("ask_specific_side_effect", "chemotherapy")),
        ("itching and what can i put on it", "out_of_scope_drugs", ("ask_specific_side_effect", None)),
        ("proton therapy or radiation", "out_of_scope_other_treatment", ("ask_what", "radiation")),
        ("is proton therapy like radiation", "out_of_scope_other_treatment", None),
        ("chemo how much is it", "out_of_scope_cost", None),
        ("my dog has a rash what can i do", "out_of_scope_everyday", None),
    ],
)
def test_the_other_half(text: str, intent: str, second: tuple[str, str | None] | None) -> None:
    """What can be answered beside the question that was understood is not dropped; nothing else is added."""
    found = read_questions(message(text, intent))
    assert found[0].intent == intent
    assert [(one.intent, *(one.treatments or (None,))) for one in found[1:]] == ([second] if second else [])
