"""Which answer a question about side effects by name finds: one or several, of one treatment or of any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from assistant.dialogue.replies import Clarification, Redirect, answer_in
from assistant.dialogue.resolve import resolve
from assistant.dialogue.rules import RULES
from knowledge.answers import Answer, Verdict
from knowledge.lookup import find_side_effect, treatments_listing
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect
from knowledge.texts import CHANNELS

CHEMO, RADIATION = "chemotherapy", "radiation"


def test_of_several_effects_each_is_answered(knowledge: Knowledge) -> None:
    """For "does radiation cause nausea or hair loss?" the listed one is not hidden behind the one that is not."""
    question = Question("ask_specific_side_effect", (RADIATION,), ("nausea", "hair_loss"))
    reply = resolve(question, Memory(), knowledge).reply
    assert isinstance(reply, Answer)
    assert (reply.topic, reply.aspect, reply.verdict) == (RADIATION, Aspect.SPECIFIC_SIDE_EFFECT, Verdict.LISTED)
    for channel in CHANNELS:
        assert "RA10" in reply.facts(channel)
        assert "Yes, radiation can cause hair loss" in reply.text(channel)
        assert "I do not see nausea in my list for radiation" in reply.text(channel)


@pytest.mark.parametrize("count", range(2, 8))
def test_however_many_effects_are_named_none_is_left_out(count: int, knowledge: Knowledge) -> None:
    """No question is too long: each effect is told of with the treatment, or with the treatments that list it."""
    effects = ("hair_loss", "headache", "nausea", "dry_mouth", "infection", "fever", "diarrhea")[:count]
    of_chemo = resolve(Question("ask_specific_side_effect", (CHEMO,), effects), Memory(), knowledge).reply
    of_any = resolve(Question("ask_specific_side_effect", (), effects), Memory(), knowledge).reply
    which = resolve(Question("ask_which_treatment_causes", (), effects), Memory(), knowledge).reply
    assert isinstance(of_chemo, Answer)
    assert isinstance(of_any, Clarification)
    assert isinstance(which, Answer)
    for answer in (of_chemo, of_any.known, which):
        assert answer is not None
        said = "\n".join(answer.text("website").lower().splitlines()[1:])
        assert all(knowledge.effects[effect].name in said for effect in effects)


def test_a_hinted_effect_counts_only_where_none_is_named(knowledge: Knowledge) -> None:
    """A hint as in "what about my hair?" is about hair loss; where an effect is named, it says nothing."""
    hinted = Question("ask_specific_side_effect", (CHEMO,), effect_cues=("hair_loss",))
    named = replace(hinted, effects=("nausea",))
    assert resolve(hinted, Memory(), knowledge).reply == find_side_effect(knowledge, CHEMO, "hair_loss")
    assert resolve(named, Memory(), knowledge).reply == find_side_effect(knowledge, CHEMO, "nausea")


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_one_effect_of_one_treatment(treatment: str, knowledge: Knowledge) -> None:
    """Each effect of each treatment: listed where its file lists it; else neither yes nor no, naming those that do."""
    for effect in knowledge.effects:
        reply = resolve(Question("ask_specific_side_effect", (treatment,), (effect,)), Memory(), knowledge).reply
        answer = answer_in(reply)
        assert answer is not None
        listed = treatment in treatments_listing(knowledge, effect)
        assert answer.verdict is (Verdict.LISTED if listed else Verdict.NOT_LISTED)
        if not listed:
            for other in treatments_listing(knowledge, effect):
                assert knowledge.topics[other].name in answer.text("website"), (treatment, effect)


def test_no_reason_is_given_for_an_effect_that_is_not_listed(knowledge: Knowledge) -> None:
    """Who asks why of mouth sores after chemo gets no reason: the page does not say that chemo brings them."""
    why = Question("ask_side_effects", ("chemotherapy",), focuses=("reason",))
    assert isinstance(RULES["ask_side_effects"](replace(why, effects=("mouth_sores",)), knowledge), Redirect)
    assert isinstance(RULES["ask_side_effects"](replace(why, effects=("hair_loss",)), knowledge), Answer)
    assert isinstance(RULES["ask_side_effects"](why, knowledge), Answer)
