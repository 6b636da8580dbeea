"""What is remembered of a message that is not answered."""

from __future__ import annotations

import pytest

from assistant.dialogue.question import Question
from assistant.dialogue.remembering import named_together


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
