"""Answers on several side effects at once: each is answered, of the right treatment, in texts that can be sent."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from knowledge.lookup import find_aspect, find_side_effect, treatments_listing
from knowledge.lookup_effects import (
    find_management_of_several,
    find_side_effects,
    find_side_effects_of_each,
    find_treatments_causing_any,
)
from knowledge.lookup_help import find_management, find_own_help
from knowledge.lookup_together import find_comparison, find_side_effects_of_all
from knowledge.reader import TREATMENTS, Knowledge, load_knowledge
from knowledge.records import Aspect
from knowledge.sms_length import LONGEST_SMS, first_text, gsm_length

SURGERY, CHEMO, RADIATION, IR, KV, TARGETED = TREATMENTS
WITH_LIST = (CHEMO, RADIATION, TARGETED)
_KNOWLEDGE = load_knowledge()
EFFECTS = tuple(_KNOWLEDGE.effects)


def many(count: int, of: int) -> list[tuple[str, ...]]:
    """Return `count` choices of `of` effects, always the same."""
    chosen = random.Random(of)
    return [tuple(chosen.sample(EFFECTS, of)) for _ in range(count)]


@pytest.mark.parametrize("treatment", WITH_LIST)
def test_no_effect_is_lost(treatment: str, knowledge: Knowledge) -> None:
    """Of each pair and of more effects, each that is listed is told with its facts, each other by its name."""
    for effects in (*combinations(EFFECTS, 2), *many(200, 3), *many(200, 4), *many(200, 7)):
        answer = find_side_effects(knowledge, treatment, effects)
        for effect in effects:
            if treatment in treatments_listing(knowledge, effect):
                own = find_side_effect(knowledge, treatment, effect)
                assert own.website[0].text in answer.text("website"), effects
                assert own.sms[0].text in f"{answer.text('sms')} {answer.more('sms')}", effects
            else:
                said = [line for line in answer.text("website").splitlines()[1:] if "I do not see" in line]
                assert any(knowledge.effects[effect].name in line for line in said), effects
                in_texts = f"{answer.text('sms').partition(': ')[2]} {answer.more('sms')}"
                assert knowledge.effects[effect].name in in_texts, effects


@pytest.mark.parametrize("treatment", WITH_LIST)
def test_no_effect_is_told_of_another_treatment(treatment: str, knowledge: Knowledge) -> None:
    """Of each pair, the facts are those by which this treatment lists the effects, and no others."""
    for effects in combinations(EFFECTS, 2):
        answers = [find_side_effect(knowledge, treatment, effect) for effect in effects]
        if answers[0].text("website") == answers[1].text("website"):
            continue
        own = {fact for answer in answers if answer.verdict == "listed" for fact in answer.facts("website")}
        assert set(find_side_effects(knowledge, treatment, effects).facts("website")) <= own, effects


@pytest.mark.parametrize("treatment", [name for name in TREATMENTS if name not in WITH_LIST])
def test_without_a_list_each_effect_is_told_with_the_lists_that_have_it(treatment: str, knowledge: Knowledge) -> None:
    """Where the page lists nothing, that is said once, and of each effect which lists have it."""
    gap = find_aspect(knowledge, treatment, Aspect.SIDE_EFFECTS).website[0].text
    for effects in combinations(EFFECTS, 2):
        answer = find_side_effects(knowledge, treatment, effects)
        assert not answer.known
        assert answer.text("website").count(gap) == 1
        for effect in effects:
            for other in treatments_listing(knowledge, effect):
                line = next(s.text for s in answer.website if f"I do see {knowledge.effects[effect].name} in" in s.text)
                assert knowledge.topics[other].name in line


def test_two_effects_that_share_an_answer_are_told_once(knowledge: Knowledge) -> None:
    """Nausea and vomiting after chemo are one entry: it is said once, also beside others."""
    both = find_side_effects(knowledge, CHEMO, ("nausea", "vomiting"))
    assert both == find_side_effect(knowledge, CHEMO, "nausea")
    three = find_side_effects(knowledge, CHEMO, ("nausea", "hair_loss", "vomiting"))
    assert [identifier for identifier in three.ids if identifier == "chemotherapy.nausea"] == ["chemotherapy.nausea"]


def test_which_treatments_cause_each_of_several_effects(knowledge: Knowledge) -> None:
    """For each effect the treatments that list it, and of those in no list that they are in none."""
    for effects in (*combinations(EFFECTS, 2), *many(200, 5)):
        answer = find_treatments_causing_any(knowledge, effects)
        for effect in effects:
            name = knowledge.effects[effect].name
            line = next(s.text for s in answer.website if name in s.text.lower())
            listing = treatments_listing(knowledge, effect)
            assert ("can be a side effect of" in line) is bool(listing)
            assert all(knowledge.topics[treatment].name in line for treatment in listing)


@pytest.mark.parametrize("treatment", [None, *TREATMENTS])
def test_several_effects_fit_a_text(treatment: str | None, knowledge: Knowledge) -> None:
    """The first text holds to two segments, and so does the rest of up to five effects; one "more" brings it."""
    for effects in (*combinations(EFFECTS, 2), *many(2000, 3), *many(500, 4), *many(500, 5)):
        answer = (
            find_side_effects(knowledge, treatment, effects)
            if treatment
            else find_treatments_causing_any(knowledge, effects)
        )
        assert gsm_length(answer.text("sms")) <= LONGEST_SMS, effects
        assert gsm_length(answer.more("sms") or "") <= LONGEST_SMS, effects


@pytest.mark.parametrize("count", [4, 5, 6])
def test_effects_of_many_treatments_are_told_of_each(count: int, knowledge: Knowledge) -> None:
    """Each treatment is named with what its own list says; no text is too long, and none of it is lost."""
    for topics in combinations(TREATMENTS, count):
        for effects in (*((effect,) for effect in EFFECTS), ("nausea", "vomiting"), *many(30, 3)):
            answer = find_side_effects_of_each(knowledge, topics, effects)
            in_texts = f"{answer.text('sms')} {answer.more('sms')}"
            assert gsm_length(answer.text("sms")) <= LONGEST_SMS, effects
            for topic in topics:
                name = knowledge.topics[topic].name
                assert name in answer.text("website").lower(), effects
                assert name in in_texts.lower(), effects
                for effect in effects:
                    own = find_side_effect(knowledge, topic, effect)
                    told = own.website[0].text in answer.text("website")
                    assert own.verdict != "listed" or told, effects


@pytest.mark.parametrize("treatment", [None, *TREATMENTS])
def test_help_with_several_effects_is_told_of_each(treatment: str | None, knowledge: Knowledge) -> None:
    """The help with each is told with its facts, and of those without one that there is none; no text is too long."""
    for effects in (*combinations(EFFECTS, 2), *many(100, 3), *many(100, 5)):
        answer = find_management_of_several(knowledge, treatment, effects)
        in_texts = f"{answer.text('sms')} {answer.more('sms')}"
        assert gsm_length(answer.text("sms")) <= LONGEST_SMS, effects
        if not answer.known:
            assert answer == find_management(knowledge, treatment, effects[0])
            continue
        unhelped = [line for line in answer.text("website").splitlines() if "I have no help listed for" in line]
        for effect in effects:
            own, name = find_own_help(knowledge, treatment, effect), knowledge.effects[effect].name
            if own is None:
                assert any(name in line for line in unhelped), effects
                assert name in in_texts.partition("I have no help listed for")[2], effects
            else:
                assert set(own.facts("website")) <= set(answer.facts("website")), effects
                assert all(statement.text in in_texts for statement in own.sms), effects


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_help_with_several_effects_is_never_that_of_another_treatment(treatment: str, knowledge: Knowledge) -> None:
    """What is told of a treatment are its own facts, or what supportive care is."""
    own = {fact for entry in knowledge.topics[treatment].entries for one in entry.website for fact in one.facts}
    own |= {fact for gap in knowledge.topics[treatment].gaps for fact in gap.facts}
    for effects in combinations(EFFECTS, 2):
        assert set(find_management_of_several(knowledge, treatment, effects).facts("website")) <= own, effects


def test_help_without_a_treatment_says_of_which_it_is(knowledge: Knowledge) -> None:
    """Where no treatment is named, nobody takes the help with one for that with all."""
    both = find_management_of_several(knowledge, None, ("fatigue", "swelling")).text("website").splitlines()
    assert "chemo" in both[1]
    assert "radiation" in both[2]


def test_help_that_is_for_two_effects_is_told_once(knowledge: Knowledge) -> None:
    """The help with nausea and with vomiting is one."""
    both = find_management_of_several(knowledge, CHEMO, ("nausea", "vomiting"))
    assert both == find_management(knowledge, CHEMO, "nausea")


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_several_treatments_fit_a_text(count: int, knowledge: Knowledge) -> None:
    """Whatever treatments are asked about together, neither the text nor its rest is over two segments."""
    for topics in combinations(TREATMENTS, count):
        for answer in (
            find_comparison(knowledge, topics, True),
            find_comparison(knowledge, topics, False),
            *([find_side_effects_of_all(knowledge, topics)] if count > 2 else []),
        ):
            assert gsm_length(answer.text("sms")) <= LONGEST_SMS, topics
            assert gsm_length(answer.more("sms") or "") <= LONGEST_SMS, topics
            said = f"{answer.text('sms')} {answer.more('sms')}".lower()
            assert all(knowledge.topics[topic].name in said for topic in topics), topics


def test_a_rest_that_is_too_long_is_cut_between_sentences() -> None:
    """Of very many effects the rest comes in several texts: nothing is lost, and no sentence is torn."""
    sentence = "I do not see this in my list."
    text = " ".join([sentence] * 30)
    parts = []
    rest: str | None = text
    while rest:
        part, rest = first_text(rest)
        assert gsm_length(part) <= LONGEST_SMS
        assert part.endswith(".")
        parts.append(part)
    assert " ".join(parts) == text
