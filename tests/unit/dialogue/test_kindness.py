"""Fear, and cancer that has come to the spine of somebody, are met with a kind word before the reply."""

from __future__ import annotations

import pytest

from assistant.dialogue.kindness import needs_a_kind_word


@pytest.mark.parametrize(
    "text",
    [
        "and is operation hurt much? she is 70 and afraid",
        "nerve damage? that scares me a bit. can anything be done about that",
        "my wife has lung cancer and now it's gone to her spine. what is done for that",
        "i am terrified of the operation, how is it done",
        "his cancer has spread to his bones, what can they do",
        "it frightens me, what are the side effects",
        "we are so worried. what is radiation",
        "they told me tuesday i have a tumor in my spine. what can be done about it",
        "had surgery already. it came back. what now",
        "the cancer is back, what is targeted therapy",
        "we had bad news yesterday, what are the treatments",
        "i do not trust chemotherapy. it killed my brother",
        "palliative. so that's me dying then",
        "comfort care, does that mean they have given up on you",
    ],
)
def test_it_is_told_and_met(text: str) -> None:
    """The plain answer alone would be cold."""
    assert needs_a_kind_word(text)


@pytest.mark.parametrize(
    "text",
    [
        "i am not scared. what is chemo",
        "don't be afraid to tell me, what is chemo",
        "can chemo be used if cancer has gone to his spine",
        "what treats cancer that spread to the spine",
        "has it spread to my bones",
        "i was afraid to ask, what is chemo",
        "what is chemo",
        "does radiation go to my bones",
        "can it come back after surgery",
        "what if it came back",
        "is it back to normal soon after kyphoplasty",
        "my doctor told me about cancer drugs, what are they",
        "how is the diagnosis made",
        "what can treat it if it has come back",
    ],
)
def test_no_pity_for_who_only_asks(text: str) -> None:
    """A question about what may be, and a word that is denied, tell of nothing."""
    assert not needs_a_kind_word(text)
