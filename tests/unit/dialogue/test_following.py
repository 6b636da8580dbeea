"""What a short message asks behind what was said."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.following import WHICH_IS_MOST, follow
from assistant.dialogue.memory import APPOINTMENT, Memory
from knowledge.reader import TREATMENTS, load_knowledge

KNOWLEDGE = load_knowledge()

CHEMO, RADIATION, SURGERY, TARGETED = "chemotherapy", "radiation", "surgery", "targeted_therapy"
EFFECTS = Memory(CHEMO, "side_effects", last_question={"intent": "ask_side_effects"})
CHOICES = Memory(
    aspect="side_effects",
    last_question={"intent": "ask_side_effects", "choices": [SURGERY, CHEMO, RADIATION]},
)


@pytest.mark.parametrize(
    ("memory", "intent"),
    [
        (Memory(SURGERY, "goal", last_question={"intent": "ask_goal"}), "ask_recovery"),
        (Memory(CHEMO, "what", last_question={"intent": "ask_what"}), "out_of_scope_duration"),
        (Memory(last_question={"intent": "out_of_scope_cost"}), "out_of_scope_everyday"),
        (Memory(last_question={"intent": "ask_appointment"}), "ask_appointment"),
        (Memory(), "ask_appointment"),
    ],
)
@pytest.mark.parametrize("text", ["how fast", "and how quick is it", "ok how soon then"])
def test_how_fast_is_about_what_was_spoken_of(text: str, memory: Memory, intent: str) -> None:
    """How soon one is seen is no answer to who asked how fast one recovers."""
    assert follow(question(text, "ask_appointment"), memory, KNOWLEDGE).intent == intent


@pytest.mark.parametrize("text", ["what do they do for that", "ok so what can doctors do about it"])
def test_what_is_done_for_a_tumor_that_was_told_of(text: str) -> None:
    """Who has told of a tumor, and of nothing else, asks for the treatments; after a list of side effects, for help."""
    asked = question(text, "ask_side_effect_management")
    assert follow(asked, Memory(), KNOWLEDGE).intent == "ask_overview"
    assert follow(asked, EFFECTS, KNOWLEDGE).intent == "ask_side_effect_management"


@pytest.mark.parametrize("text", ["how fast can i be seen", "how soon can i get a visit"])
def test_how_fast_one_is_seen_stays_an_appointment(text: str) -> None:
    """A question that says what is to be fast is taken at its word."""
    memory = Memory(SURGERY, "recovery", last_question={"intent": "ask_recovery"})
    assert follow(question(text, "ask_appointment"), memory, KNOWLEDGE).intent == "ask_appointment"


@pytest.mark.parametrize(
    ("text", "memory", "intent"),
    [
        ("why", EFFECTS, "ask_side_effects"),
        ("but why is that", Memory(RADIATION, "what", last_question={"intent": "ask_what"}), "ask_goal"),
        ("why not", Memory(offered=APPOINTMENT, last_question={"intent": "out_of_scope_cost"}), "ask_source"),
        ("where", EFFECTS, "out_of_scope_hospital"),
        ("my doctor is not sure yet", EFFECTS, "ask_source"),
        ("the nurse never told us", EFFECTS, "nlu_fallback"),
        ("who checked this", EFFECTS, "ask_source"),
        ("how", Memory(RADIATION, "what", last_question={"intent": "ask_what"}), "ask_how_given"),
        ("ok how?", Memory(SURGERY, "goal", last_question={"intent": "ask_goal"}), "ask_how_given"),
        ("how", EFFECTS, "ask_source"),
        ("how bad", Memory(SURGERY, "what", last_question={"intent": "ask_what"}), "ask_side_effects"),
        ("is it bad", Memory(RADIATION, "goal", last_question={"intent": "ask_goal"}), "ask_side_effects"),
        ("is it bad", Memory(last_question={"intent": "out_of_scope_cost"}), "ask_source"),
        ("so there are none?", Memory(SURGERY, "side_effects", last_question={}), "ask_side_effects"),
        ("so there are none?", Memory(SURGERY, "goal", last_question={}), "ask_source"),
    ],
)
def test_a_word_that_asks_is_about_what_was_said(text: str, memory: Memory, intent: str) -> None:
    """Where the answers come from is said to who asks for it, not to every "why" and "who"."""
    assert follow(question(text, "ask_source"), memory, KNOWLEDGE).intent == intent


@pytest.mark.parametrize(
    ("text", "treatments"),
    [
        ("the second one", (CHEMO,)),
        ("i mean the 3rd", (RADIATION,)),
        ("number 1", (SURGERY,)),
        ("option two please", (CHEMO,)),
        ("the last", (RADIATION,)),
        ("the sixth", ()),
        ("and the last", (RADIATION,)),
        ("last one", (RADIATION,)),
        ("2nd one", (CHEMO,)),
        ("no the first one", (SURGERY,)),
        ("all of them", (SURGERY, CHEMO, RADIATION)),
        ("all treatments", (SURGERY, CHEMO, RADIATION)),
    ],
)
def test_a_place_in_a_list(text: str, treatments: tuple[str, ...]) -> None:
    """Who points at one of the choices gets that one, and of a place that there is not, none."""
    assert follow(question(text, "name_treatment"), CHOICES, KNOWLEDGE).treatments == treatments


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("not surgery", (SURGERY,)),
        ("no, not chemo or radiation", (CHEMO, RADIATION)),
        ("i dont mean targeted therapy", (TARGETED,)),
        ("not surgery, chemo", ()),
        ("why not surgery", ()),
        ("chemo", ()),
    ],
)
def test_what_is_only_ruled_out(text: str, names: tuple[str, ...]) -> None:
    """A message that rules treatments out names none of them."""
    asked = question(text, "name_treatment")
    assert asked.ruled_out_alone == names
    if names:
        assert follow(asked, CHOICES, KNOWLEDGE).treatments == ()


@pytest.mark.parametrize(
    ("text", "intent", "asked"),
    [
        ("which one is the gentlest", "ask_compare", WHICH_IS_MOST),
        ("what has the fewest side effects", "ask_compare", WHICH_IS_MOST),
        ("which treatment is newest", "ask_which_treatment_causes", WHICH_IS_MOST),
        ("which is worst, chemo or radiation", "ask_compare", "ask_compare"),
        ("what are the most common treatments", "ask_overview", "ask_overview"),
        ("which treatments need blood tests", "ask_compare", "ask_compare"),
    ],
)
def test_a_ranking_of_all_treatments_is_no_list_of_them(text: str, intent: str, asked: str) -> None:
    """The page ranks no treatments, so that a list of them answers nothing."""
    assert follow(question(text, intent), Memory(), KNOWLEDGE).intent == asked


@pytest.mark.parametrize(
    ("text", "treatments"),
    [
        ("how long is the kyphoplasty operation", ("kyphoplasty_vertebroplasty",)),
        ("how long is surgery", (SURGERY,)),
        ("kyphoplasty or surgery", ("kyphoplasty_vertebroplasty", SURGERY)),
    ],
)
def test_the_word_for_an_operation_behind_its_name(text: str, treatments: tuple[str, ...]) -> None:
    """The word that only ends the name of a procedure is no second treatment."""
    assert question(text, "ask_recovery").treatments == treatments


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("does chemo make me tired and sick", ("fatigue", "nausea")),
        ("i have no fever. can chemo cause an infection", ("infection",)),
        ("nausea and bruises on chemo", ("nausea", "bruising")),
    ],
)
def test_which_effects_are_asked_about(text: str, effects: tuple[str, ...]) -> None:
    """Effects of one sentence are all asked about; one that another sentence denies is not."""
    assert question(text, "ask_specific_side_effect").effects == effects


PAIR = {"intent": "ask_side_effects", "treatments": [CHEMO], "choices": [CHEMO, RADIATION]}


@pytest.mark.parametrize(
    "text", ["the other one", "the other 1", "and what about the other?", "the other treatment then"]
)
def test_the_other_one_is_that_of_the_two_spoken_of(text: str) -> None:
    """Of two the other one is meant; where it may be any, it is asked which."""
    other = follow(question(text, "nlu_fallback"), Memory(CHEMO, "side_effects", last_question=PAIR), KNOWLEDGE)
    assert (other.intent, other.treatments) == ("name_treatment", (RADIATION,))
    unclear = follow(question(text, "nlu_fallback"), Memory(None, "side_effects", last_question=PAIR), KNOWLEDGE)
    assert (unclear.intent, unclear.treatments) == ("name_treatment", ())


@pytest.mark.parametrize("text", ["and of all the other treatments", "what about the others?", "and the rest of them"])
def test_the_others_are_asked_the_same(text: str) -> None:
    """Behind the side effects of chemo these of all other treatments are asked for, and no list of treatments."""
    memory = Memory(CHEMO, "side_effects", last_question={"intent": "ask_side_effects", "treatments": [CHEMO]})
    others = follow(question(text, "ask_overview"), memory, KNOWLEDGE)
    assert others.intent == "ask_side_effects"
    assert set(others.treatments) == set(TREATMENTS) - {CHEMO}
    assert others.together
    effect = Memory(
        CHEMO, "specific_side_effect", "nausea", {"intent": "ask_specific_side_effect", "effects": ["nausea"]}
    )
    of_one = follow(question(text, "ask_overview"), effect, KNOWLEDGE)
    assert (of_one.intent, of_one.effects) == ("ask_specific_side_effect", ("nausea",))
    assert set(of_one.treatments) == set(TREATMENTS) - {CHEMO}


def test_the_others_of_what_is_told_at_length_are_all_treatments() -> None:
    """What five treatments are is not told in one go: they are listed."""
    memory = Memory(CHEMO, "what", last_question={"intent": "ask_what", "treatments": [CHEMO]})
    assert follow(question("what about the others", "ask_overview"), memory, KNOWLEDGE).intent == "ask_overview"


def test_the_rest_of_a_list_of_three_is_asked_the_same() -> None:
    """Behind the answer on one of three, the others are the two that are left."""
    last = {"intent": "ask_what", "treatments": [CHEMO], "choices": [SURGERY, CHEMO, RADIATION]}
    others = follow(question("and the others", "ask_overview"), Memory(CHEMO, "what", last_question=last), KNOWLEDGE)
    assert (others.intent, others.treatments) == ("name_treatment", (SURGERY, RADIATION))


COMPARED = Memory(last_question={"intent": "ask_compare", "treatments": [CHEMO, RADIATION]})


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("which one is faster", "out_of_scope_duration"),
        ("which is shorter", "out_of_scope_duration"),
        ("which hurts less", "out_of_scope_procedure"),
        ("which is worse", WHICH_IS_MOST),
        ("which has worse side effects", "ask_compare"),
        ("which is better, surgery or radiation", "ask_compare"),
        ("how do they differ", "ask_compare"),
    ],
)
def test_a_comparison_is_not_read_twice_for_what_it_does_not_say(text: str, asked: str) -> None:
    """Behind a comparison, which of the two is faster or better is no second comparison: the page does not say it."""
    assert follow(question(text, "ask_compare"), COMPARED, KNOWLEDGE).intent == asked
    redirected = Memory(last_question={"intent": WHICH_IS_MOST, "choices": [CHEMO, RADIATION]})
    assert follow(question(text, "ask_compare"), redirected, KNOWLEDGE).intent == asked
