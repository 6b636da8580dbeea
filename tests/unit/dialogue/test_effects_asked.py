"""A side effect that is named is asked about, whatever else the sentence was taken for."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.effects_asked import of_an_effect, which_it_is
from assistant.dialogue.memory import Memory
from assistant.dialogue.referring import refer
from knowledge.reader import load_knowledge

CHEMO, RADIATION, TARGETED = "chemotherapy", "radiation", "targeted_therapy"
HAIR = Memory(
    CHEMO,
    "specific_side_effect",
    "hair_loss",
    {"intent": "ask_specific_side_effect", "treatments": [CHEMO], "effects": ["hair_loss"]},
)
OF_STEROIDS = Memory(
    CHEMO,
    "side_effect_management",
    None,
    {"intent": "ask_side_effect_management", "treatments": [CHEMO], "focuses": ["steroids"]},
)
ONE, HELP = "ask_specific_side_effect", "ask_side_effect_management"


@pytest.mark.parametrize(
    ("text", "understood", "asked"),
    [
        ("can i rest, i mean, would i be very tired from it", "out_of_scope_duration", ONE),
        ("will i get tired from the treatment", "out_of_scope_personal", ONE),
        ("could he lose his hair with it", "out_of_scope_everyday", ONE),
        ("how long will i be tired from it", "out_of_scope_duration", None),
        ("will he be able to work with it even if tired", "out_of_scope_prognosis", None),
        ("can i drive when tired", "out_of_scope_lifestyle", None),
        ("what they do that i not get infection", "ask_which_treatment_causes", HELP),
        ("how do they keep her from an infection", "ask_which_treatment_causes", HELP),
        ("can they prevent nausea", "out_of_scope_causes", HELP),
        ("which treatment gives you an infection", "ask_which_treatment_causes", None),
        ("would it be gone with surgery", "out_of_scope_prognosis", None),
        ("mother start chemo next week for spine tumor. hair fall all?", "out_of_scope_duration", ONE),
        ("chemo is in 2 weeks, does everybody lose their hair?", "out_of_scope_duration", ONE),
        ("she start chemo tomorrow. she get tired?", "out_of_scope_personal", ONE),
        ("radiation begins on monday. will his hair fall out?", "nlu_fallback", ONE),
        ("mother start chemo next week. how long is she tired?", "out_of_scope_duration", None),
        ("chemo ended last week. when does hair grow back?", "out_of_scope_duration", None),
        ("she starts chemo next week. how long does it take?", "out_of_scope_duration", None),
        ("she starts chemo next week. hair dye ok?", "out_of_scope_personal", None),
        ("she starts chemo next week. should i worry if she is tired?", "out_of_scope_personal", None),
        ("ok so normal. what can we do about the tiredness", "out_of_scope_symptoms", HELP),
        ("anything for the diarrhea, anything to help with the diarrhea", "out_of_scope_everyday", HELP),
        ("what can be done about mouth sores", "out_of_scope_symptoms", HELP),
        ("what can we do about the bills", "out_of_scope_cost", None),
        ("does radiation make her sick by the way", "ask_side_effects", ONE),
        ("what makes her less sick", "ask_side_effects", None),
        ("she ok now, doctor give antibiotic. why infection come in chemo?", HELP, ONE),
        ("why do they give drugs against infection", HELP, None),
        ("why does he need help with nausea", HELP, None),
    ],
)
def test_what_is_asked_of_an_effect_is_read_in_its_words(text: str, understood: str, asked: str | None) -> None:
    """Whether it comes, and what is done about it; how long and how bad stay what the page does not say."""
    found = of_an_effect(question(text, understood), Memory())
    assert (found and found.intent) == asked


@pytest.mark.parametrize(
    ("text", "understood", "memory", "treatment"),
    [
        ("so low platelets means what", "ask_which_treatment_causes", Memory(), CHEMO),
        ("what does it mean when red cells are low", "out_of_scope_symptoms", Memory(), CHEMO),
        ("what are platelets", "out_of_scope_everyday", Memory(), CHEMO),
        ("what do low blood counts mean", "out_of_scope_symptoms", Memory(TARGETED, "side_effects"), TARGETED),
        ("which treatment causes low blood counts", "ask_which_treatment_causes", Memory(), None),
        ("what does nausea mean for my dog", "out_of_scope_everyday", Memory(), None),
    ],
)
def test_what_blood_counts_mean_is_told_of_the_treatment_spoken_of(
    text: str, understood: str, memory: Memory, treatment: str | None
) -> None:
    """The page says for chemo what comes of few cells; another treatment spoken of keeps its own answer."""
    found = of_an_effect(question(text, understood), memory)
    assert (found and found.treatments) == (treatment and (treatment,))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("dad is always tired. is that the chemo or the cancer", True),
        ("is my hair loss the radiation or the tumor", True),
        ("is it from the cancer or from the chemo", True),
        ("is hair loss from chemo or radiation", False),
        ("is chemo for one tumor only", False),
        ("does chemo make me tired", False),
    ],
)
def test_this_or_the_cancer(text: str, asks: bool) -> None:
    """Which of the two it is nobody can say from a page; of two treatments it is told for each."""
    assert which_it_is(question(text, "out_of_scope_prognosis")) == asks


@pytest.mark.parametrize(
    ("text", "understood", "treatments"),
    [
        (
            "and with radiation and the targeted therapy, do i lose it as well",
            "out_of_scope_prognosis",
            (RADIATION, TARGETED),
        ),
        ("with radiation, do i get that too", "ask_combination", (RADIATION,)),
    ],
)
def test_the_effect_spoken_of_is_asked_of_the_treatments_named(
    text: str, understood: str, treatments: tuple[str, ...]
) -> None:
    """Two treatments in one follow-up are both asked about what was spoken of."""
    found = refer(question(text, understood), HAIR, load_knowledge())
    assert (found.intent, found.treatments, found.effects) == (ONE, treatments, ("hair_loss",))


def test_whether_it_grows_back_is_not_whether_it_falls_out() -> None:
    """What grows back, behind hair loss, has no answer."""
    asked = question("will it grow back after radiation", "out_of_scope_prognosis")
    assert refer(asked, HAIR, load_knowledge()).intent == "out_of_scope_prognosis"


@pytest.mark.parametrize(
    ("text", "asked"), [("do they give those with radiation too", HELP), ("how is radiation given", "ask_how_given")]
)
def test_help_spoken_of_is_asked_of_another_treatment(text: str, asked: str) -> None:
    """Behind an answer on steroids, "those" are steroids."""
    assert refer(question(text, "ask_how_given"), OF_STEROIDS, load_knowledge()).intent == asked
