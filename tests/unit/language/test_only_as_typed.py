"""Words that name an effect in one form only: their base form is an everyday word."""

import pytest

from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind


@pytest.mark.parametrize(
    ("named", "effect", "everyday"),
    [
        ("i feel drained", "fatigue", "can radiation drain fluid"),
        ("wiped from chemo", "fatigue", "will radiation wipe out the tumor"),
        ("more colds on chemo", "infection", "does chemo make you cold"),
        ("sores from chemo", "mouth_sores", "radiation sore throat"),
        ("all backed up from chemo", "constipation", "when am i back up on my feet"),
        ("will i lose my curls", "hair_loss", "i curl up in bed"),
    ],
)
def test_the_base_form_of_a_word_for_an_effect_is_read_as_the_everyday_word_it_is(
    named: str, effect: str, everyday: str
) -> None:
    """To be drained is to be tired; to drain fluid is not."""
    of_effects = (Kind.EFFECT, Kind.EFFECT_CUE)
    found, not_found = (
        {one.id for one in shared_reader().read(text).mentions if one.kind in of_effects} for text in (named, everyday)
    )
    assert effect in found
    assert effect not in not_found
