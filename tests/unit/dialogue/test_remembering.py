"""What is remembered of a message that is not answered."""

from __future__ import annotations

import pytest

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from assistant.dialogue.remembering import named_together, remembered
from assistant.dialogue.resolve import resolve
from knowledge.reader import load_knowledge

KNOWLEDGE = load_knowledge()
TWO = Memory(last_question={"intent": "ask_combination", "treatments": ["targeted_therapy", "chemotherapy"]})


def test_treatments_that_are_told_together_are_both_spoken_of() -> None:
    """After "he is getting radiation and chemo" they are "both" in "are both making him tired"."""
    last = named_together(Question("share_situation", ("radiation", "chemotherapy")))
    assert last is not None
    assert last["choices"] == last["treatments"] == ["radiation", "chemotherapy"]
    assert last["intent"] == "name_treatment"


@pytest.mark.parametrize(
    "named",
    [
        (),
        ("radiation",),
        ("radiation", "supportive_care"),
        ("surgery", "radiation", "chemotherapy", "targeted_therapy"),
    ],
)
def test_one_or_all_are_no_two(named: tuple[str, ...]) -> None:
    """One treatment is remembered as such, and of four "both" means none."""
    assert named_together(Question("share_situation", named)) is None


@pytest.mark.parametrize(
    ("said", "named", "it"),
    [
        ("is it stronger than chemo", ("chemotherapy",), "targeted_therapy"),
        ("is this stronger than targeted therapy", ("targeted_therapy",), "chemotherapy"),
        ("which of those is worse", ("targeted_therapy", "chemotherapy"), None),
        ("is it better to have targeted therapy or chemo", ("targeted_therapy", "chemotherapy"), None),
    ],
)
def test_what_is_compared_by_a_pronoun_stays_spoken_of(said: str, named: tuple[str, ...], it: str | None) -> None:
    """Behind two treatments "it" is the one that the words do not name, and where they name none or both, either."""
    question = Question("ask_compare", named, refers=True, said=said)
    assert remembered(resolve(question, TWO, KNOWLEDGE), TWO, "website").treatment == it
