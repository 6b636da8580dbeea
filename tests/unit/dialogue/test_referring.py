"""What "it", "that" and "they" ask about."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.memory import Memory
from assistant.dialogue.referring import redirected_as, refer, spoken_of_after
from knowledge.lookup import SUPPORTIVE_CARE
from knowledge.reader import TREATMENTS, load_knowledge

KNOWLEDGE = load_knowledge()

LISTED = Memory(treatment="chemotherapy", aspect="side_effects")
ONE_EFFECT = Memory(treatment="chemotherapy", aspect="specific_side_effect", effect="nausea")
EFFECT_ALONE = Memory(aspect="which_treatment_causes", effect="nausea")
COMPARED = Memory(last_question={"intent": "ask_compare", "treatments": ["chemotherapy", "radiation"]})
HELPED = Memory(treatment="chemotherapy", aspect="side_effect_management")
CARED = Memory(last_question={"intent": "ask_supportive_care"})


@pytest.mark.parametrize(
    ("text", "understood", "memory", "asked"),
    [
        ("what else can it cause", "out_of_scope_causes", LISTED, "ask_side_effects"),
        ("then what does it cause", "out_of_scope_causes", ONE_EFFECT, "ask_side_effects"),
        ("why does that happen", "out_of_scope_causes", LISTED, "ask_side_effects"),
        ("what causes it", "out_of_scope_causes", LISTED, "out_of_scope_causes"),
        ("what causes this cancer", "out_of_scope_causes", LISTED, "out_of_scope_causes"),
        ("how are they treated", "ask_overview", LISTED, "ask_side_effect_management"),
        ("what helps with them", "ask_supportive_care", LISTED, "ask_side_effect_management"),
        ("what helps with it", "ask_goal", EFFECT_ALONE, "ask_side_effect_management"),
        ("what is it for", "ask_goal", ONE_EFFECT, "ask_goal"),
        ("what helps with that", "ask_goal", ONE_EFFECT, "ask_side_effect_management"),
        ("what helps with that", "ask_goal", Memory(treatment="surgery", aspect="what"), "ask_goal"),
        ("how is this cancer treated", "ask_overview", LISTED, "ask_overview"),
        ("what treatments are there for it", "ask_overview", LISTED, "ask_overview"),
        ("how are they treated", "ask_overview", Memory(), "ask_overview"),
        ("how do they check that", "out_of_scope_diagnosis", ONE_EFFECT, "ask_side_effect_management"),
        ("how do they check that", "out_of_scope_diagnosis", LISTED, "out_of_scope_diagnosis"),
        ("my mom has a scan thursday is that ok", "out_of_scope_diagnosis", ONE_EFFECT, "out_of_scope_diagnosis"),
        ("does a scan show them", "out_of_scope_diagnosis", ONE_EFFECT, "out_of_scope_diagnosis"),
        ("what else can it do", "ask_overview", Memory(treatment="surgery", aspect="goal"), "ask_goal"),
    ],
)
def test_the_intent_fits_what_was_said_before(text: str, understood: str, memory: Memory, asked: str) -> None:
    """A pronoun stands for the treatment or the side effects talked about, unless the cancer itself is named."""
    assert refer(question(text, understood), memory, KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "intent", "left_out"),
    [
        ("side effects of all treatments", "ask_side_effects", ()),
        ("what side effects does each treatment have", "ask_side_effects", ()),
        ("side effects of every one of the therapies", "ask_side_effects", ()),
        ("compare the side effects of all the treatments", "ask_compare", ()),
        ("side effects of all treatments except surgery", "ask_side_effects", ("surgery",)),
        ("side effects of all treatments like surgery", "ask_side_effects", None),
        ("all side effects of the treatment", "ask_side_effects", None),
        ("compare all treatments", "ask_compare", None),
        ("what are all treatments for", "ask_goal", None),
    ],
)
def test_side_effects_of_all_treatments(text: str, intent: str, left_out: tuple[str, ...] | None) -> None:
    """Who asks for the side effects of all treatments is not asked back which one, whatever was spoken of."""
    found = refer(question(text, intent), LISTED, KNOWLEDGE).treatments
    if left_out is None:
        assert len(found) < 2
    else:
        assert found == tuple(name for name in TREATMENTS if name not in left_out)


@pytest.mark.parametrize(
    ("text", "understood", "memory", "treatments"),
    [
        ("compare their side effects", "ask_compare", COMPARED, ("chemotherapy", "radiation")),
        ("compare surgery with that", "ask_compare", COMPARED, ("surgery",)),
        ("what is it for", "ask_goal", CARED, (SUPPORTIVE_CARE,)),
        ("what is it for", "ask_goal", LISTED, ()),
    ],
)
def test_the_treatments_that_are_meant(text: str, understood: str, memory: Memory, treatments: tuple[str, ...]) -> None:
    """What a question names is never replaced by what was said before."""
    assert refer(question(text, understood), memory, KNOWLEDGE).treatments == treatments


def test_why_it_happens_asks_for_the_reason() -> None:
    """Behind a list of side effects "why does that happen" gets the reason, where the page has one."""
    asked = refer(question("why does that happen", "out_of_scope_causes"), LISTED, KNOWLEDGE)
    assert (asked.intent, asked.focuses) == ("ask_side_effects", ("reason",))
    assert not refer(question("what else can it cause", "out_of_scope_causes"), LISTED, KNOWLEDGE).focuses


NOT_COVERED = Memory(last_question={"intent": "out_of_scope_other_treatment", "not_covered": ["other_treatment"]})


@pytest.mark.parametrize(
    ("text", "intent", "outside"),
    [
        ("what is it", "ask_what", True),
        ("side effects?", "ask_side_effects", True),
        ("does it cause hair loss", "ask_specific_side_effect", True),
        ("hair loss", "ask_specific_side_effect", False),
        ("what is chemo", "ask_what", False),
        ("what treatments are there", "ask_overview", False),
    ],
)
def test_what_follows_a_treatment_that_is_not_covered(text: str, intent: str, outside: bool) -> None:
    """Behind "what is proton therapy", a question that names nothing is about that, and has no answer."""
    assert bool(refer(question(text, intent), NOT_COVERED, KNOWLEDGE).not_covered) is outside


def test_beside_a_treatment_that_is_not_covered_it_may_be_either() -> None:
    """Behind "is radiation better than ablation" nobody guesses which of them "it" is."""
    last = {"intent": "out_of_scope_other_treatment", "treatments": ["radiation"], "not_covered": ["other_treatment"]}
    assert not refer(question("how is it done", "ask_how_given"), Memory(last_question=last), KNOWLEDGE).not_covered
    assert spoken_of_after(question("what about qigong", "out_of_scope_other_treatment"), "chemotherapy") is None


@pytest.mark.parametrize(
    ("text", "intent", "asked"),
    [
        ("what about hair", "nlu_fallback", "ask_specific_side_effect"),
        ("ok and her skin", "ask_side_effects", "ask_specific_side_effect"),
        ("hair", "out_of_scope_everyday", "out_of_scope_everyday"),
        ("the mouth thing", "name_treatment", "ask_specific_side_effect"),
        ("the mouth ones", "name_treatment", "ask_specific_side_effect"),
        ("and the skin part?", "name_treatment", "ask_specific_side_effect"),
        ("what hair do doctors like", "nlu_fallback", "nlu_fallback"),
    ],
)
def test_a_hint_that_stands_alone_asks_for_a_side_effect(text: str, intent: str, asked: str) -> None:
    """Behind a list of side effects people type no more than "what about hair"."""
    assert refer(question(text, intent), LISTED, KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "intent", "memory", "subject"),
    [
        ("does it grow back", "out_of_scope_prognosis", ONE_EFFECT, "out_of_scope_everyday"),
        ("will my hair come back", "out_of_scope_prognosis", Memory(), "out_of_scope_everyday"),
        ("is that common", "out_of_scope_causes", ONE_EFFECT, "out_of_scope_everyday"),
        ("is that curable", "out_of_scope_prognosis", Memory(treatment="chemotherapy"), "how_well"),
        ("how long has he got", "out_of_scope_prognosis", Memory(), "out_of_scope_prognosis"),
        ("will she survive it", "out_of_scope_prognosis", Memory(), "out_of_scope_prognosis"),
        ("is it a big deal", "out_of_scope_prognosis", Memory(), "how_well"),
        ("is that normal", "out_of_scope_personal", ONE_EFFECT, "out_of_scope_everyday"),
        ("are those permanent", "out_of_scope_prognosis", LISTED, "out_of_scope_everyday"),
        ("does everyone get them", "out_of_scope_causes", LISTED, "out_of_scope_everyday"),
        ("which is most common", "out_of_scope_causes", LISTED, "out_of_scope_everyday"),
        ("are they permanent", "out_of_scope_prognosis", HELPED, "out_of_scope_everyday"),
        ("is it curable", "out_of_scope_prognosis", LISTED, "how_well"),
        ("which cancer is most common", "out_of_scope_causes", LISTED, "out_of_scope_causes"),
        ("should i worry about nausea", "out_of_scope_personal", ONE_EFFECT, "out_of_scope_personal"),
        ("what does that cost", "out_of_scope_cost", ONE_EFFECT, "out_of_scope_cost"),
    ],
)
def test_a_redirect_names_no_frightening_subject(text: str, intent: str, memory: Memory, subject: str) -> None:
    """Who asks whether hair grows back does not read of "how long people live"."""
    assert redirected_as(question(text, intent), memory) == subject
