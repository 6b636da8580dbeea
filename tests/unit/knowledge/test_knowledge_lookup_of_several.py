"""Help of one kind, several effects, and several treatments: nothing is left out, and nothing borrowed."""

from __future__ import annotations

import pytest
from test_knowledge_lookup import CHEMO, IR, KV, LISTED, RADIATION, SURGERY, TARGETED

from knowledge.answers import Verdict
from knowledge.lookup import find_side_effect
from knowledge.lookup_effects import find_side_effects
from knowledge.lookup_help import find_help, find_management
from knowledge.lookup_together import find_combination, find_comparison, find_side_effects_of_all
from knowledge.reader import Knowledge
from knowledge.records import Focus


@pytest.mark.parametrize(
    "topics", [(KV, CHEMO), (RADIATION, KV), (IR, CHEMO), ("surgery", TARGETED), (TARGETED, RADIATION), (IR, "surgery")]
)
def test_a_pair_that_is_not_named_is_not_listed(topics: tuple[str, ...], knowledge: Knowledge) -> None:
    """Only pairs that the page names are answered; of another one nothing is said but that it is not in the list."""
    answer = find_combination(knowledge, topics)
    assert not answer.known
    assert not answer.facts("website")
    assert all(knowledge.topics[topic].name in answer.text("website") for topic in topics)


@pytest.mark.parametrize(
    ("treatment", "effect", "kept", "left"),
    [
        (CHEMO, "diarrhea", {"CH21"}, {"CH16", "CH17", "CH18", "CH19", "CH20"}),
        (CHEMO, "hair_loss", {"CH21"}, {"CH16", "CH17", "CH18", "CH19", "CH20"}),
        (RADIATION, "nausea", {"RA16"}, {"RA14", "RA15"}),
        (RADIATION, "skin_irritation", {"RA16"}, {"RA14", "RA15"}),
        (TARGETED, "mouth_sores", {"TT13"}, set()),
    ],
)
def test_help_for_one_effect_is_no_help_for_another(
    treatment: str, effect: str, kept: set[str], left: set[str], knowledge: Knowledge
) -> None:
    """Drugs for nausea, infection, swelling or clots are not shown to who asks for help with another effect."""
    answer = find_management(knowledge, treatment, effect)
    assert kept <= set(answer.facts("website")) & set(answer.facts("sms"))
    assert not left & {*answer.facts("website"), *answer.facts("sms"), *answer.facts_of_more("sms")}


@pytest.mark.parametrize(
    ("asked", "facts", "refused"),
    [
        ((Focus.STEROIDS, None, None), {"CH19", "CH20", "RA14"}, False),
        ((Focus.STEROIDS, CHEMO, "loss_of_appetite"), {"CH19", "CH20"}, False),
        ((Focus.STEROIDS, RADIATION, "swelling"), {"RA14"}, False),
        ((Focus.STEROIDS, RADIATION, "loss_of_appetite"), {"CH19", "CH20"}, True),
        ((Focus.STEROIDS, RADIATION, "nerve_damage"), {"CH19", "CH20"}, True),
        ((Focus.STEROIDS, CHEMO, "nausea"), {"CH19", "CH20"}, True),
        ((Focus.STEROIDS, TARGETED, None), {"CH19", "CH20", "RA14"}, True),
        ((Focus.BLOOD_THINNERS, TARGETED, None), {"RA15"}, True),
        ((Focus.BLOOD_THINNERS, CHEMO, "blood_clots"), {"RA15"}, True),
        ((Focus.BLOOD_TESTS, RADIATION, None), {"CH18"}, True),
        ((Focus.BLOOD_TESTS, CHEMO, "bruising"), {"CH18"}, False),
    ],
)
def test_one_kind_of_help(
    asked: tuple[Focus, str | None, str | None], facts: set[str], refused: bool, knowledge: Knowledge
) -> None:
    """Help that is named for another treatment or effect is told with these, and that it is not named for this."""
    focus, treatment, effect = asked
    answer = find_help(knowledge, focus, treatment, effect)
    assert answer is not None
    assert set(answer.facts("website")) == facts
    assert ("I do not see" in answer.text("website")) is refused
    assert treatment is None or knowledge.topics[treatment].name in answer.text("sms").lower()


def test_several_effects_of_one_treatment(knowledge: Knowledge) -> None:
    """Each effect that is asked about is answered, listed or not; two words for one thing get one line."""
    two = find_side_effects(knowledge, TARGETED, ("fatigue", "mouth_sores"))
    assert two.facts("website") == ("TT7", "TT8") == two.facts("sms")
    assert two.verdict is Verdict.LISTED
    mixed = find_side_effects(knowledge, RADIATION, ("hair_loss", "nausea"))
    assert "RA10" in mixed.facts("website")
    assert "I do not see nausea" in mixed.text("website")
    assert find_side_effects(knowledge, CHEMO, ("nausea", "vomiting")) == find_side_effect(knowledge, CHEMO, "nausea")


@pytest.mark.parametrize("of_side_effects", [True, False])
def test_three_treatments_are_compared(knowledge: Knowledge, of_side_effects: bool) -> None:
    """No treatment that is named is left out; what is too long for one text comes in a second."""
    answer = find_comparison(knowledge, (CHEMO, RADIATION, SURGERY), of_side_effects)
    for treatment in (CHEMO, RADIATION, SURGERY):
        assert knowledge.topics[treatment].name in answer.title.lower()
        said = f"{answer.text('sms')} {answer.more('sms')}"
        assert knowledge.topics[treatment].name in said.lower()
    assert len(answer.text("sms")) <= 306


def test_side_effects_of_several_treatments(knowledge: Knowledge) -> None:
    """Each list is told in a line, and where there is none, that is said."""
    answer = find_side_effects_of_all(knowledge, (SURGERY, CHEMO, RADIATION, TARGETED))
    listed = {fact for name in (CHEMO, RADIATION, TARGETED) for facts in LISTED[name].values() for fact in facts}
    assert listed <= set(answer.facts("website"))
    assert "no list of side effects or risks of surgery" in answer.text("website")
    assert not find_side_effects_of_all(knowledge, (SURGERY, KV)).known
    three = find_side_effects_of_all(knowledge, (CHEMO, RADIATION, TARGETED))
    assert len(three.text("sms")) <= 306
    assert "TT8" in three.facts_of_more("sms")
