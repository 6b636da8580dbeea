"""From a question and the memory of a conversation to a reply, as tables; and what must hold for all of them."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from assistant.dialogue.replies import Clarification, Redirect, answer_in
from assistant.dialogue.resolve import Resolved, resolve
from knowledge.answers import Answer
from knowledge.lookup import PAIR, SUPPORTIVE_CARE, find_aspect
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect

ASPECTS = {
    "ask_what": "what",
    "ask_goal": "goal",
    "ask_how_given": "how_given",
    "ask_recovery": "recovery",
    "ask_side_effects": "side_effects",
    "ask_side_effect_management": "side_effect_management",
}
CHEMO, RADIATION, SURGERY, TARGETED = "chemotherapy", "radiation", "surgery", "targeted_therapy"


def asked(intent: str, *treatments: str, effect: str | None = None, **rest: Any) -> Question:
    """Return a question about treatments."""
    return Question(intent, treatments, effects=(effect,) if effect else (), **rest)


def shape(resolved: Resolved) -> tuple[str, str | None, str | None]:
    """Return kind of reply, topic and aspect."""
    answer = answer_in(resolved.reply)
    aspect = answer.aspect.value if answer and answer.aspect else None
    return type(resolved.reply).__name__.lower(), answer.topic if answer else None, aspect


# ------------------------------------------------------------------------------------------------- what is left out


@pytest.mark.parametrize("intent", ASPECTS)
@pytest.mark.parametrize("treatment", TREATMENTS)
def test_the_treatment_is_carried_over(intent: str, treatment: str, knowledge: Knowledge) -> None:
    """A question without a treatment is about the one that was talked about: the reply is as if it were named."""
    assert resolve(asked(intent), Memory(treatment=treatment), knowledge) == resolve(
        asked(intent, treatment), Memory(), knowledge
    )


@pytest.mark.parametrize("intent", ASPECTS)
@pytest.mark.parametrize("before", TREATMENTS)
def test_a_named_treatment_is_stronger_than_the_remembered_one(intent: str, before: str, knowledge: Knowledge) -> None:
    """Whatever was talked about before, the treatment of the question counts."""
    remembered = Memory(before, "side_effects", "hair_loss")
    expected = resolve(asked(intent, RADIATION, about_side_effects=True), Memory(), knowledge)
    assert resolve(asked(intent, RADIATION, about_side_effects=True), remembered, knowledge) == expected


@pytest.mark.parametrize("aspect", ASPECTS.values())
@pytest.mark.parametrize("treatment", TREATMENTS)
def test_a_treatment_alone_keeps_the_aspect(aspect: str, treatment: str, knowledge: Knowledge) -> None:
    """After each aspect, "and radiation?" asks the same of radiation."""
    intent = next(name for name, value in ASPECTS.items() if value == aspect)
    for before in TREATMENTS:
        followed = resolve(asked("name_treatment", treatment), Memory(before, aspect), knowledge)
        assert followed == resolve(asked(intent, treatment), Memory(), knowledge)


@pytest.mark.parametrize(
    ("aspect", "effect", "last", "treatment", "expected"),
    [
        (None, None, None, RADIATION, asked("ask_what", RADIATION)),
        (
            "specific_side_effect",
            "nausea",
            None,
            RADIATION,
            asked("ask_specific_side_effect", RADIATION, effect="nausea"),
        ),
        ("which_treatment_causes", "nausea", None, CHEMO, asked("ask_specific_side_effect", CHEMO, effect="nausea")),
        (
            "side_effect_management",
            "nausea",
            None,
            TARGETED,
            asked("ask_side_effect_management", TARGETED, effect="nausea"),
        ),
        ("side_effects", "nausea", None, CHEMO, asked("ask_side_effects", CHEMO)),
        ("compare", None, None, TARGETED, asked("ask_compare", SURGERY, TARGETED)),
        ("what", None, "ask_supportive_care", RADIATION, asked("ask_supportive_care", RADIATION)),
        ("how_given", None, "ask_combination", RADIATION, asked("ask_combination", RADIATION)),
        ("how_given", None, "ask_how_given", RADIATION, asked("ask_how_given", RADIATION)),
    ],
)
def test_a_treatment_alone_keeps_what_was_asked(  # noqa: PLR0917 - the columns of the table
    aspect: str | None, effect: str | None, last: str | None, treatment: str, expected: Question, knowledge: Knowledge
) -> None:
    """After "no, I meant chemo" the last question, with its side effect, is asked of the treatment named."""
    memory = Memory(SURGERY, aspect, effect, asked(last, SURGERY).as_slot() if last else None)
    followed = resolve(asked("name_treatment", treatment), memory, knowledge)
    assert followed.question == expected
    assert followed.reply == resolve(expected, Memory(), knowledge).reply


@pytest.mark.parametrize(
    ("question", "effect", "carried"),
    [
        (asked("ask_side_effect_management"), "nausea", True),
        (asked("ask_side_effect_management", CHEMO), "nausea", True),
        (asked("ask_which_treatment_causes"), "hair_loss", True),
        (asked("ask_side_effect_management", effect="infection"), "nausea", False),
        (asked("ask_side_effect_management", RADIATION, about_side_effects=True), "hair_loss", False),
        (asked("ask_side_effect_management", focuses=("steroids",)), "nausea", False),
        (asked("ask_what"), "nausea", False),
        (asked("ask_side_effects"), "nausea", False),
    ],
)
def test_the_side_effect_is_carried_over(question: Question, effect: str, carried: bool, knowledge: Knowledge) -> None:
    """The words "how do they treat that?" mean the effect talked about; a question about all side effects does not."""
    resolved = resolve(question, Memory(CHEMO, "specific_side_effect", effect), knowledge)
    assert (effect in resolved.question.effects) is carried


@pytest.mark.parametrize("intent", ["ask_overview", "ask_supportive_care", "ask_appointment", "ask_source"])
def test_questions_about_all_treatments_are_not_narrowed(intent: str, knowledge: Knowledge) -> None:
    """The question "what treatments are there?" is about all of them, whatever was talked about before."""
    assert resolve(asked(intent), Memory(CHEMO, "side_effects"), knowledge) == resolve(
        asked(intent), Memory(), knowledge
    )


# ------------------------------------------------------------------------------------------------- unclear questions


@pytest.mark.parametrize(
    ("question", "choices", "known"),
    [
        (asked("ask_what"), TREATMENTS, False),
        (asked("ask_side_effects"), TREATMENTS, False),
        (asked("ask_recovery"), (SURGERY, PAIR), False),
        (asked("ask_specific_side_effect", effect="hair_loss"), (CHEMO, RADIATION), True),
        (asked("ask_specific_side_effect", effect="constipation"), TREATMENTS, True),
        (asked("ask_specific_side_effect"), TREATMENTS, False),
        (asked("ask_which_treatment_causes"), TREATMENTS, False),
        (asked("ask_compare", CHEMO), tuple(t for t in TREATMENTS if t != CHEMO), False),
        (asked("name_treatment"), TREATMENTS, False),
    ],
)
def test_an_unclear_question_is_asked_back(
    question: Question, choices: tuple[str, ...], known: bool, knowledge: Knowledge
) -> None:
    """Without a treatment nothing is guessed: it is asked for, among those it can be, with what is known already."""
    reply = resolve(question, Memory(), knowledge).reply
    assert isinstance(reply, Clarification)
    assert reply.treatments == choices
    assert (reply.known is not None) is known


@pytest.mark.parametrize("intent", [*ASPECTS, "ask_specific_side_effect", "ask_compare", "ask_combination"])
@pytest.mark.parametrize("kind", ["other_treatment", "drug"])
def test_what_the_page_does_not_cover_is_never_answered(intent: str, kind: str, knowledge: Knowledge) -> None:
    """A question that names another treatment or a drug is redirected, also where chemo is named beside it."""
    question = asked(intent, CHEMO, effect="nausea", not_covered=(kind,))
    reply = resolve(question, Memory(CHEMO, "side_effects"), knowledge).reply
    assert reply == Redirect("not_covered")
    assert resolve(Question.from_slot(question.as_slot()), Memory(CHEMO), knowledge).reply == reply


@pytest.mark.parametrize("last", ["out_of_scope_duration", "out_of_scope_cost"])
def test_another_treatment_after_a_redirect_is_redirected_too(last: str, knowledge: Knowledge) -> None:
    """What is asked of another treatment after "how long does chemo take" is not what was asked before that."""
    memory = Memory(CHEMO, "specific_side_effect", "hair_loss", Question(last, (CHEMO,)).as_slot())
    assert resolve(asked("name_treatment", "radiation"), memory, knowledge).reply == Redirect(last)


@pytest.mark.parametrize(
    "intent", ["out_of_scope_cost", "out_of_scope_everyday", "nlu_fallback", "thank", "no_such_intent"]
)
def test_an_intent_without_an_answer_is_redirected(intent: str, knowledge: Knowledge) -> None:
    """An intent that the knowledge can't answer never gets an answer about the treatment it names."""
    assert resolve(asked(intent, CHEMO), Memory(CHEMO, "what"), knowledge).reply == Redirect(intent)


@pytest.mark.parametrize("treatment", TREATMENTS)
@pytest.mark.parametrize("aspect", list(ASPECTS.values()))
def test_a_gap_is_said_and_redirected(treatment: str, aspect: str, knowledge: Knowledge) -> None:
    """What the page leaves out of a treatment is said in the words of the gap, with the appointment offered."""
    intent = next(name for name, value in ASPECTS.items() if value == aspect)
    found = find_aspect(knowledge, treatment, Aspect(aspect))
    reply = resolve(asked(intent, treatment), Memory(), knowledge).reply
    assert reply == (found if found.known else Redirect(intent, found))


# ------------------------------------------------------------------------------------------------- what is asked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (asked("ask_compare", CHEMO, RADIATION), ("answer", CHEMO, "compare")),
        (asked("ask_compare", PAIR), ("redirect", PAIR, "compare")),
        (asked("ask_compare", CHEMO, SUPPORTIVE_CARE), ("answer", SUPPORTIVE_CARE, "what")),
        (asked("ask_compare"), ("answer", "treatments_overview", "what")),
        (asked("ask_combination", CHEMO, RADIATION), ("answer", CHEMO, "how_given")),
        (asked("ask_combination", SURGERY, RADIATION), ("answer", RADIATION, "how_given")),
        (asked("ask_combination"), ("answer", "treatments_overview", "how_given")),
        (asked("ask_combination", CHEMO, effect="fatigue"), ("answer", CHEMO, "specific_side_effect")),
        (asked("ask_how_given", CHEMO, effect="nausea"), ("answer", CHEMO, "side_effect_management")),
        (asked("ask_what", SUPPORTIVE_CARE), ("answer", SUPPORTIVE_CARE, "what")),
        (asked("ask_goal", SUPPORTIVE_CARE), ("answer", SUPPORTIVE_CARE, "goal")),
        (asked("ask_what", services=("nutrition_therapy",)), ("answer", SUPPORTIVE_CARE, "what")),
        (asked("ask_side_effect_management"), ("answer", SUPPORTIVE_CARE, "side_effect_management")),
        (asked("ask_supportive_care", RADIATION), ("answer", SUPPORTIVE_CARE, "what")),
        (
            asked("ask_side_effect_management", focuses=("blood_thinners",)),
            ("answer", RADIATION, "side_effect_management"),
        ),
        (asked("ask_what", focuses=("before",)), ("answer", CHEMO, "how_given")),
        (asked("ask_which_treatment_causes", effect="mouth_sores"), ("answer", None, "which_treatment_causes")),
        (asked("ask_appointment"), ("answer", "appointment", None)),
        (asked("book_appointment"), ("answer", "appointment", None)),
        (asked("ask_source"), ("answer", None, None)),
    ],
)
def test_which_answer(question: Question, expected: tuple[str, str | None, str | None], knowledge: Knowledge) -> None:
    """Each kind of question finds its answer."""
    assert shape(resolve(question, Memory(), knowledge)) == expected


def test_a_comparison_of_side_effects_puts_both_lists_side_by_side(knowledge: Knowledge) -> None:
    """For "side effects of chemo or radiation": both lists, and that which is better is for a doctor to say."""
    reply = resolve(asked("ask_compare", CHEMO, RADIATION, about_side_effects=True), Memory(), knowledge).reply
    assert isinstance(reply, Answer)
    assert {"CH9", "RA9", "OV1"} <= set(reply.facts("website"))


def test_a_comparison_takes_its_other_side_from_the_conversation(knowledge: Knowledge) -> None:
    """After radiation, "how does chemo compare?" compares these two; of the same treatment it asks with which."""
    compared = resolve(asked("ask_compare", CHEMO), Memory(RADIATION), knowledge)
    assert compared.question.treatments == (RADIATION, CHEMO)
    assert isinstance(resolve(asked("ask_compare", CHEMO), Memory(CHEMO), knowledge).reply, Clarification)


def test_what_is_left_of_a_comparison_is_answered(knowledge: Knowledge) -> None:
    """Who says "side effects of radiation, not chemo" compares nothing, and needs no question back."""
    asked = Question("ask_compare", treatments=("radiation",), ruled_out=True, about_side_effects=True)
    reply = resolve(asked, Memory(), knowledge).reply
    assert isinstance(reply, Answer)
    assert (reply.topic, reply.aspect) == ("radiation", Aspect.SIDE_EFFECTS)


def test_steroids_are_those_of_the_treatment_that_is_hinted_at(knowledge: Knowledge) -> None:
    """The question "why steroids with the beam" is not answered with those of chemo."""
    asked = Question("ask_side_effect_management", treatment_cues=("radiation",), focuses=("steroids",))
    reply = resolve(asked, Memory(), knowledge).reply
    assert isinstance(reply, Answer)
    assert reply.topic == "radiation"
