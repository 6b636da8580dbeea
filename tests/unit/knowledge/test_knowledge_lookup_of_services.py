"""Lookups of what is no aspect of one treatment: several together, services, narrower points, appointments."""

from __future__ import annotations

import pytest

from knowledge.answers import Answer
from knowledge.framing import enumeration
from knowledge.lookup import OVERVIEW, SUPPORTIVE_CARE, find_aspect, find_focus, find_supportive_care, treatments_with
from knowledge.lookup_together import find_combination, find_with_supportive_care
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect, Focus

SURGERY, CHEMO, RADIATION, IR, KV, TARGETED = TREATMENTS


def facts_of(answer: Answer) -> set[str]:
    """Return all facts that an answer states, on any channel and in its rest."""
    return {fact for channel in ("website", "sms") for fact in (*answer.facts(channel), *answer.facts_of_more(channel))}


@pytest.mark.parametrize(
    ("topics", "identifier"),
    [
        ((CHEMO,), "chemotherapy.combination"),
        ((RADIATION,), "radiation.combination"),
        ((TARGETED,), "targeted_therapy.combination"),
        ((SURGERY, RADIATION), "radiation.combination"),
        ((CHEMO, RADIATION), "chemotherapy.combination"),
        ((SURGERY,), f"{OVERVIEW}.combination"),
        ((), f"{OVERVIEW}.combination"),
    ],
)
def test_treatments_together(knowledge: Knowledge, topics: tuple[str, ...], identifier: str) -> None:
    """What the page says of a treatment with others, or of treatments together where it says nothing of this one."""
    answer = find_combination(knowledge, topics)
    assert answer.ids == (identifier,)
    assert "OV3" in facts_of(answer)


@pytest.mark.parametrize(
    ("topic", "services"),
    [
        (None, {"SC1", "SC2", "SC3", "SC4", "SC5"}),
        (CHEMO, {"SC1", "SC2", "SC3", "SC4"}),
        (RADIATION, {"SC1", "SC2", "SC3", "SC4", "SC5"}),
    ],
)
def test_supportive_care(knowledge: Knowledge, topic: str | None, services: set[str]) -> None:
    """The services that the page names with a treatment, or all: mind-body medicine stands with radiation only."""
    answer = find_supportive_care(knowledge, topic)
    assert answer.topic == SUPPORTIVE_CARE
    for channel in ("website", "sms"):
        stated = {fact for fact in answer.facts(channel) if fact.startswith("SC")}
        assert stated - {"SC6"} == services
        assert "SC6" in stated
        assert ("mind" in answer.text(channel).lower()) is ("SC5" in services)


def test_of_which_treatments_the_page_says_something(knowledge: Knowledge) -> None:
    """Recovery is told of surgery and of kyphoplasty, side effects of three treatments, and what it is of each."""
    assert treatments_with(knowledge, Aspect.RECOVERY) == (SURGERY, KV)
    assert treatments_with(knowledge, Aspect.SIDE_EFFECTS) == (CHEMO, RADIATION, TARGETED)
    assert treatments_with(knowledge, Aspect.WHAT) == TREATMENTS


def test_supportive_care_where_none_is_named(knowledge: Knowledge) -> None:
    """With a treatment for which the page lists no services, the general answer is given."""
    assert find_supportive_care(knowledge, SURGERY).ids == (f"{SUPPORTIVE_CARE}.what",)
    assert find_supportive_care(knowledge, None, Aspect.GOAL).ids == (f"{SUPPORTIVE_CARE}.goal",)


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_supportive_care_with_a_treatment_that_the_page_names_none_with(knowledge: Knowledge, treatment: str) -> None:
    """That supportive care goes with a treatment is said of chemo, radiation and targeted therapy, and of no other."""
    named = treatment in (CHEMO, RADIATION, TARGETED)
    for answer in (
        find_with_supportive_care(knowledge, (treatment,)),
        find_combination(knowledge, (treatment, SUPPORTIVE_CARE)),
        find_combination(knowledge, (SUPPORTIVE_CARE, treatment)),
    ):
        assert answer.known is named
        assert bool({"SC1", "TT13"} & facts_of(answer)) is named
        assert ("I do not see" in answer.text("sms")) is not named


def test_supportive_care_with_several_treatments(knowledge: Knowledge) -> None:
    """Where the page names it with one of two, that is not said of both."""
    assert not find_combination(knowledge, (CHEMO, SURGERY, SUPPORTIVE_CARE)).known
    assert find_combination(knowledge, (SUPPORTIVE_CARE,)).known


@pytest.mark.parametrize(
    ("focus", "topic", "identifier"),
    [
        (Focus.BLOOD_TESTS, None, "chemotherapy.blood_tests"),
        (Focus.BEFORE, None, "chemotherapy.before_it_begins"),
        (Focus.BLOOD_THINNERS, None, "radiation.blood_clots_management"),
        (Focus.STEROIDS, CHEMO, "chemotherapy.steroids"),
        (Focus.STEROIDS, RADIATION, "radiation.swelling_management"),
        (Focus.STEROIDS, TARGETED, None),
        (Focus.BLOOD_THINNERS, CHEMO, None),
        (Focus.BLOOD_TESTS, RADIATION, None),
    ],
)
def test_narrower_points(knowledge: Knowledge, focus: Focus, topic: str | None, identifier: str | None) -> None:
    """A narrower point is answered for the treatment that has it, and never for one that has not."""
    answer = find_focus(knowledge, focus, topic)
    assert (answer.ids if answer else None) == ((identifier,) if identifier else None)


@pytest.mark.parametrize(
    ("treatment", "facts"),
    [
        (SURGERY, {"SU4", "SU5"}),
        (CHEMO, {"CH1"}),
        (RADIATION, {"RA3"}),
        (TARGETED, {"TT3"}),
        (KV, {"KV2", "KV5"}),
        (IR, {"IR2", "IR3", "IR4", "IR5"}),
    ],
)
def test_whom_a_treatment_is_for(knowledge: Knowledge, treatment: str, facts: set[str]) -> None:
    """Cancer of the spine itself, cancer that spread there, cancer that came back, one part of the spine: as listed."""
    answer = find_aspect(knowledge, treatment, Aspect.GOAL)
    assert facts <= set(answer.facts("website"))
    assert facts <= set(answer.facts("sms"))


def test_appointments(knowledge: Knowledge) -> None:
    """The appointment answer states how soon, and that a call is enough."""
    answer = find_aspect(knowledge, "appointment", Aspect.WHAT)
    assert set(answer.facts("website")) == set(answer.facts("sms")) == {"AP1", "AP2"}


def test_the_source_is_named(knowledge: Knowledge) -> None:
    """A patient who asks where this comes from is told who reviewed the page, and when it was updated."""
    answer = find_aspect(knowledge, "source", Aspect.WHAT)
    assert set(answer.facts("website")) == set(answer.facts("sms")) == {"META1", "META2"}


@pytest.mark.parametrize(
    ("names", "phrase"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b, and c")]
)
def test_names_are_listed_as_people_say_them(names: tuple[str, ...], phrase: str) -> None:
    """Names stand in a sentence as a person would list them."""
    assert enumeration(names) == phrase
