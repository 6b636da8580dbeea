"""The lookups answer what the source lists and nothing else."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from source_material import source_file

from knowledge.answers import Answer, Verdict
from knowledge.lookup import (
    OVERVIEW,
    find_aspect,
    find_other_treatments,
    find_side_effect,
    find_treatments_causing,
    find_treatments_not_listing,
    treatments_listing,
)
from knowledge.lookup_help import find_management
from knowledge.lookup_together import find_combination, find_comparison
from knowledge.reader import TREATMENTS, Knowledge, load_knowledge
from knowledge.records import Aspect

SURGERY, CHEMO, RADIATION, IR, KV, TARGETED = TREATMENTS
PREFIX = {SURGERY: "SU", CHEMO: "CH", RADIATION: "RA", IR: "IR", KV: "KV", TARGETED: "TT"}

# Drawn up by hand from the list of facts, apart from the knowledge files. Low counts of single blood cells are the
# chemo page's reasons for infection, tiredness and bruising; a buildup of fluid is what patients call swelling.
LISTED: dict[str, dict[str, set[str]]] = {
    SURGERY: {},
    CHEMO: {
        "hair_loss": {"CH9"}, "nausea": {"CH10"}, "vomiting": {"CH10"}, "diarrhea": {"CH11"}, "infection": {"CH12"},
        "fatigue": {"CH13"}, "bruising": {"CH14"}, "bleeding": {"CH14"}, "low_blood_counts": {"CH12", "CH13", "CH14"},
    },
    RADIATION: {"fatigue": {"RA9"}, "hair_loss": {"RA10"}, "skin_irritation": {"RA11"}, "nerve_damage": {"RA12"}},
    IR: {},
    KV: {},
    TARGETED: {
        "low_blood_counts": {"TT6"}, "fatigue": {"TT7"}, "mouth_sores": {"TT8"}, "nausea": {"TT9"},
        "diarrhea": {"TT10"}, "high_blood_pressure": {"TT11"}, "fluid_buildup": {"TT12"}, "swelling": {"TT12"},
    },
}  # fmt: skip
HELPED = {
    (CHEMO, "nerve_damage"): {"CH19", "CH20"}, (CHEMO, "loss_of_appetite"): {"CH20", "CH21"},
    (RADIATION, "swelling"): {"RA14"}, (RADIATION, "blood_clots"): {"RA15"},
}  # fmt: skip
"""Help that the page names for what it lists as no side effect of the treatment."""
EFFECTS = tuple(load_knowledge().effects)

# What the page does not say of a treatment (the rest of these aspects it does say).
UNKNOWN = {
    (SURGERY, "side_effects"), (SURGERY, "side_effect_management"),
    (CHEMO, "recovery"), (RADIATION, "recovery"),
    (IR, "side_effects"), (IR, "side_effect_management"), (IR, "recovery"),
    (KV, "side_effects"), (KV, "side_effect_management"),
    (TARGETED, "how_given"), (TARGETED, "recovery"),
}  # fmt: skip
ASPECTS = ("what", "goal", "how_given", "recovery", "side_effects", "side_effect_management")


def facts_of(answer: Answer) -> set[str]:
    """Return all facts that an answer states, on any channel and in its rest."""
    return {fact for channel in ("website", "sms") for fact in (*answer.facts(channel), *answer.facts_of_more(channel))}


def prefixes(answer: Answer) -> set[str]:
    """Return the letters of the facts that an answer states: which treatments it speaks of."""
    return {fact.rstrip("0123456789") for fact in facts_of(answer)}


@pytest.mark.parametrize("treatment", TREATMENTS)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_each_aspect_of_each_treatment(knowledge: Knowledge, treatment: str, aspect: str) -> None:
    """Every treatment has an answer of its own to every aspect, or says plainly that there is none."""
    answer = find_aspect(knowledge, treatment, Aspect(aspect))
    assert answer.ids == (f"{treatment}.{aspect}",)
    assert answer.topic == treatment
    assert answer.aspect == aspect
    assert answer.known is ((treatment, aspect) not in UNKNOWN)
    if answer.known:
        allowed = {PREFIX[treatment], "KV" if treatment == IR else "", "IR" if treatment == KV else ""}
        assert prefixes(answer) <= allowed | {"OV"}


@pytest.mark.parametrize("treatment", TREATMENTS)
@pytest.mark.parametrize("effect", EFFECTS)
def test_each_side_effect_of_each_treatment(knowledge: Knowledge, treatment: str, effect: str) -> None:
    """Listed means that the page lists it for this very treatment; else neither yes nor no, and who does list it.

    Where the page names help for it with this treatment all the same, that is not kept back.
    """
    answer = find_side_effect(knowledge, treatment, effect)
    assert answer.topic == treatment
    assert answer.aspect is Aspect.SPECIFIC_SIDE_EFFECT
    expected = LISTED[treatment].get(effect)
    if expected:
        assert answer.verdict is Verdict.LISTED
        assert expected <= set(answer.facts("website"))
        assert prefixes(answer) == {PREFIX[treatment]}
        assert answer.text("website").split("\n")[1].startswith("Yes")
        return
    assert answer.verdict is Verdict.NOT_LISTED
    assert "Yes" not in answer.text("website")
    elsewhere = [other for other in TREATMENTS if effect in LISTED[other]]
    helped = HELPED.get((treatment, effect), set())
    assert {fact for fact in facts_of(answer) if fact.startswith(PREFIX[treatment])} == helped
    assert prefixes(answer) == {PREFIX[other] for other in elsewhere} | ({PREFIX[treatment]} if helped else set())
    for channel in ("website", "sms"):
        text = answer.text(channel)
        for other in elsewhere:
            assert knowledge.topics[other].name in text
        for other in set(TREATMENTS) - set(elsewhere) - {treatment, SURGERY}:
            assert other in (IR, KV) or knowledge.topics[other].name not in text.lower()


@pytest.mark.parametrize("effect", EFFECTS)
def test_which_treatments_cause_an_effect(knowledge: Knowledge, effect: str) -> None:
    """All treatments that list the effect are named, in the order of the page, and no other."""
    expected = tuple(treatment for treatment in TREATMENTS if effect in LISTED[treatment])
    assert treatments_listing(knowledge, effect) == expected
    answer = find_treatments_causing(knowledge, effect)
    assert answer.aspect is Aspect.WHICH_TREATMENT_CAUSES
    assert prefixes(answer) == {PREFIX[treatment] for treatment in expected}
    named = {treatment for treatment in TREATMENTS if knowledge.topics[treatment].name in answer.text("sms")}
    assert named == set(expected)


def test_the_table_agrees_with_the_source() -> None:
    """The table above names every side effect that the list of facts has, by its number."""
    source = source_file("facts.md").read_text(encoding="utf-8")
    side_effects = set(re.findall(r"^- \*\*([A-Z]+\d+)\*\* Side effect:", source, re.MULTILINE))
    assert side_effects == {fact for effects in LISTED.values() for facts in effects.values() for fact in facts}


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_an_effect_without_a_name_gets_the_list(knowledge: Knowledge, treatment: str) -> None:
    """Of an effect that is not known by name, the treatment's own list is shown, and no yes or no is given."""
    answer = find_side_effect(knowledge, treatment, None)
    assert answer.verdict is Verdict.NOT_LISTED
    assert answer.known is bool(LISTED[treatment])
    assert facts_of(answer) >= {fact for facts in LISTED[treatment].values() for fact in facts}


@pytest.mark.parametrize("treatment", TREATMENTS)
@pytest.mark.parametrize("effect", [None, *EFFECTS])
def test_help_is_never_borrowed(knowledge: Knowledge, treatment: str, effect: str | None) -> None:
    """Help that the page names for one treatment is never offered for another: chemo's drugs are for chemo alone."""
    answer = find_management(knowledge, treatment, effect)
    assert answer.aspect is Aspect.SIDE_EFFECT_MANAGEMENT
    assert prefixes(answer) <= {PREFIX[treatment], "SC"}
    if not LISTED[treatment]:
        assert not answer.known
        assert facts_of(answer) == set()


@pytest.mark.parametrize(
    ("treatment", "effect", "facts"),
    [
        (CHEMO, "nausea", {"CH16"}),
        (CHEMO, "vomiting", {"CH16"}),
        (CHEMO, "infection", {"CH17"}),
        (CHEMO, "low_blood_counts", {"CH18"}),
        (CHEMO, "loss_of_appetite", {"CH20"}),
        (RADIATION, "swelling", {"RA14"}),
        (RADIATION, "blood_clots", {"RA15"}),
        (RADIATION, "pain", {"RA16", "SC3"}),
        (None, "nausea", {"CH16"}),
        (None, "blood_clots", {"RA15"}),
        (None, "swelling", {"RA14"}),
        (None, "pain", {"SC3"}),
        (None, None, {"CH16", "RA14", "SC6"}),
        (CHEMO, None, {"CH15", "CH16", "CH17", "CH18", "CH19", "CH20", "CH21"}),
        (RADIATION, None, {"RA13", "RA14", "RA15", "RA16"}),
        (TARGETED, None, {"TT13"}),
        (TARGETED, "nausea", {"TT13"}),
        (RADIATION, "hair_loss", {"RA13"}),
        (None, "mouth_sores", {"SC1", "SC6"}),
    ],
)
def test_help_with_one_effect(knowledge: Knowledge, treatment: str | None, effect: str | None, facts: set[str]) -> None:
    """The help that the page names for an effect is given; where it names none, the general help is, and says so."""
    answer = find_management(knowledge, treatment, effect)
    assert answer.known
    assert facts <= set(answer.facts("website"))


def test_no_own_help_says_so(knowledge: Knowledge) -> None:
    """Where the page has no help for this one effect, the answer begins with that."""
    answer = find_management(knowledge, TARGETED, "diarrhea")
    assert answer.ids == ("frames.no_own_help", f"{TARGETED}.side_effect_management")
    assert "no help listed" in answer.text("website").split("\n")[1]


@pytest.mark.parametrize(("first", "second"), list(permutations(TREATMENTS, 2)))
@pytest.mark.parametrize("of_side_effects", [True, False])
def test_two_treatments_are_compared(knowledge: Knowledge, first: str, second: str, of_side_effects: bool) -> None:
    """Both are named in the title and spoken of, in the order asked; which is better is left to a doctor (OV1)."""
    answer = find_comparison(knowledge, (first, second), of_side_effects)
    assert answer.aspect is Aspect.COMPARE
    assert answer.ids[-1] == "frames.which_is_better"
    assert [identifier.split(".")[0] for identifier in answer.ids[:2]] == [first, second]
    assert prefixes(answer) <= {PREFIX[first], PREFIX[second], "OV"}
    assert "OV1" in facts_of(answer)
    first_at = answer.title.lower().index(knowledge.topics[first].name)
    assert first_at < answer.title.lower().rindex(knowledge.topics[second].name)
    if of_side_effects:
        listed = {fact for name in (first, second) for facts in LISTED[name].values() for fact in facts}
        assert listed <= facts_of(answer)


def test_the_pair_is_not_told_apart(knowledge: Knowledge) -> None:
    """The page has no difference between kyphoplasty and vertebroplasty, and the assistant makes up none."""
    answer = find_comparison(knowledge, (KV,), False)
    assert not answer.known
    assert answer.ids == (f"{KV}.compare",)
    assert facts_of(answer) == set()


def test_nothing_to_compare(knowledge: Knowledge) -> None:
    """Without a treatment, all of them are shown."""
    assert find_comparison(knowledge, (), False).ids == (f"{OVERVIEW}.what",)


@pytest.mark.parametrize("effect", EFFECTS)
def test_which_treatments_do_not_list_an_effect(knowledge: Knowledge, effect: str) -> None:
    """Only a treatment that has a list without the effect is named as such, and never as a promise."""
    answer = find_treatments_not_listing(knowledge, effect)
    listing = {treatment for treatment in TREATMENTS if effect in LISTED[treatment]}
    without = {treatment for treatment in TREATMENTS if LISTED[treatment]} - listing
    assert prefixes(answer) == {PREFIX[treatment] for treatment in listing}
    for channel in ("website", "sms"):
        text = answer.text(channel)
        named = {treatment for treatment in TREATMENTS if knowledge.topics[treatment].name in text}
        assert named == (listing | without if listing else set())
        assert ("does not mean yes or no" in text) is bool(without)


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_the_other_treatments(knowledge: Knowledge, treatment: str) -> None:
    """The treatment that is ruled out is not listed, the others are, on both channels."""
    answer = find_other_treatments(knowledge, (treatment,))
    words = {SURGERY: "surgery", CHEMO: "chemo", RADIATION: "radiation", IR: "interventional", TARGETED: "targeted"}
    for channel in ("website", "sms"):
        text = answer.text(channel).lower()
        assert {topic for topic, word in words.items() if word in text} == set(words) - {treatment} - (
            {IR} if treatment == KV else set()
        )
        assert set(answer.facts(channel)) >= {"OV1", "OV2"}


@pytest.mark.parametrize(
    ("topics", "fact"),
    [
        ((CHEMO, TARGETED), "TT2"),
        ((TARGETED, CHEMO), "TT2"),
        ((CHEMO, RADIATION), "CH6"),
        ((RADIATION, "surgery"), "RA2"),
        ((CHEMO, RADIATION, "surgery"), "CH6"),
        ((), "OV3"),
    ],
)
def test_a_combination_is_told_by_who_names_both(topics: tuple[str, ...], fact: str, knowledge: Knowledge) -> None:
    """Chemo with targeted therapy is not answered with a list that leaves targeted therapy out."""
    assert fact in find_combination(knowledge, topics).facts("website")
