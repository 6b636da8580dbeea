"""One fact that is asked for in the middle of a talk is told, of what is spoken of, and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.dialogue.details import MORE_SURELY, NOTHING, SURELY, asks_nothing, in_detail
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import ASK_DETAIL, Question
from assistant.dialogue.replies import Clarification
from assistant.dialogue.resolve import resolve
from knowledge.answers import Answer
from knowledge.lookup import find_aspect
from knowledge.reader import TREATMENTS, load_knowledge
from knowledge.records import Aspect

KNOWLEDGE = load_knowledge()
RADIATION = Memory(treatment="radiation")
TALKED = Memory(last_question={"intent": "ask_what"})


def message(surely: float = 0.5, **found: tuple[str, float]) -> dict[str, Any]:
    """Return a message, understood so surely, of which the model finds these facts, by topic."""
    details = {topic: list(fact) for topic, fact in found.items()}
    return {"text": "x", "details": details, "intent": {"name": "ask_how_given", "confidence": surely}}


def asked(
    found: dict[str, Any], memory: Memory = RADIATION, intent: str = "nlu_fallback", **named: Any
) -> Question | None:
    """Return the question for the fact that is asked for behind a redirect."""
    return in_detail(found, Question(intent, **named), memory, KNOWLEDGE)


def test_the_fact_of_the_treatment_spoken_of_is_told() -> None:
    """In a talk on radiation: "from outside or do they put something in"."""
    question = asked(message(radiation=("RA5", 0.9), chemotherapy=("CH3", 0.95)))
    assert question is not None
    assert (question.intent, question.treatments, question.fact) == (ASK_DETAIL, ("radiation",), "RA5")
    reply = resolve(question, RADIATION, KNOWLEDGE).reply
    assert isinstance(reply, Answer)
    assert reply.facts("website") == ("RA5",)


def test_another_treatment_is_never_told_of() -> None:
    """A fact of a treatment that nobody spoke of is not told, however surely the words fit it."""
    assert asked(message(chemotherapy=("CH9", 0.99))) is None
    assert asked(message(chemotherapy=("CH9", 0.99)), Memory()) is None
    both = {"intent": "ask_compare", "treatments": ["chemotherapy", "radiation"]}
    assert asked(message(chemotherapy=("CH9", 0.99)), Memory(last_question=both)) is None, "a side effect of one of two"


def test_of_several_spoken_of_the_only_likely_one_is_meant() -> None:
    """Behind two: "is the healthy tissue around not damaged"; where both may be meant it is asked back."""
    back = Clarification({"intent": "ask_what"}, TREATMENTS)
    found = message(radiation=("RA1", 0.95), chemotherapy=("CH7", 0.3))
    question = in_detail(found, Question("ask_what"), TALKED, KNOWLEDGE, reply=back)
    assert question is not None
    assert question.treatments == ("radiation",)
    found = message(radiation=("RA1", 0.95), chemotherapy=("CH7", 0.9))
    assert in_detail(found, Question("ask_what"), TALKED, KNOWLEDGE, reply=back) is None


def test_a_treatment_in_the_background_takes_nothing_away() -> None:
    """What is asked of radiation though surgery is named: "why, if they cut it all out"."""
    question = asked(message(radiation=("RA2", 0.95)), treatments=("surgery",))
    assert question is not None
    assert question.treatments == ("radiation",)
    named = asked(message(radiation=("RA2", 0.9), surgery=("SU9", 0.8)), treatments=("surgery",))
    assert named is not None
    assert named.treatments == ("surgery",)
    surer = asked(message(radiation=("RA2", 0.99), surgery=("SU9", 0.8)), treatments=("surgery",))
    assert surer is not None
    assert surer.treatments == ("radiation",)


def test_the_treatment_of_the_last_answers_is_meant_where_none_is_spoken_of() -> None:
    """Behind a question back that nobody answered, "after what is the plan decided" is of what was told before."""
    found = message(radiation=("RA4", 0.9))
    question = in_detail(found, Question("ask_overview"), TALKED, KNOWLEDGE, lately="radiation")
    assert question is not None
    assert (question.treatments, question.fact) == (("radiation",), "RA4")
    assert in_detail(found, Question("ask_overview"), TALKED, KNOWLEDGE, lately="surgery") is None
    assert in_detail(found, Question("ask_overview"), TALKED, KNOWLEDGE) is None
    effect = message(radiation=("RA10", 0.99))
    assert in_detail(effect, Question("ask_overview"), TALKED, KNOWLEDGE, lately="radiation") is None, "a side effect"


@pytest.mark.parametrize(
    ("intent", "named"),
    [
        ("ask_specific_side_effect", {"effects": ("hair_loss",)}),
        ("ask_compare", {}),
        ("ask_appointment", {}),
        ("out_of_scope_drugs", {"not_covered": ("drug",)}),
        ("ask_what", {"treatments": ("radiation", "chemotherapy")}),
    ],
)
def test_what_is_looked_up_or_not_on_the_page_is_no_detail(intent: str, named: dict[str, Any]) -> None:
    """Whether a side effect is listed, a comparison, a drug: the rules for these decide."""
    assert asked(message(0.7, radiation=("RA5", 0.99)), intent=intent, **named) is None


def test_what_was_hardly_understood_may_ask_for_a_fact_whatever_it_names() -> None:
    """As in: "is there a way without a needle", "had it in his spinal fluid, is that nonsense"."""
    for named in ({"without": True}, {"intent": "ask_specific_side_effect", "effects": ("fluid_buildup",)}):
        question = asked(message(0.5, radiation=("RA5", 0.96)), **named)
        assert question is not None
        assert question.fact == "RA5"
        assert asked(message(0.7, radiation=("RA5", 0.99)), **named) is None
        assert asked(message(0.5, radiation=("RA5", 0.94)), **named) is None


def test_another_of_several_may_be_meant_where_one_is_named() -> None:
    """Behind "is targeted therapy like chemo": "so I take this one and no more chemo"."""
    both = Memory(last_question={"intent": "ask_compare", "treatments": ["targeted_therapy", "chemotherapy"]})
    question = asked(message(targeted_therapy=("TT2", 0.9)), both, treatments=("chemotherapy",))
    assert question is not None
    assert (question.treatments, question.fact) == (("targeted_therapy",), "TT2")


def test_where_none_is_spoken_of_the_only_likely_fact_is_told_in_place_of_a_redirect() -> None:
    """As in: "she screams when she turns over, is it normal", where the fracture was told of and not named as one."""
    found = message(kyphoplasty_vertebroplasty=("KV3", 0.96))
    question = asked(found, TALKED)
    assert question is not None
    assert question.fact == "KV3"
    assert asked(message(kyphoplasty_vertebroplasty=("KV3", 0.94)), TALKED) is None
    assert asked(message(kyphoplasty_vertebroplasty=("KV3", 0.96), surgery=("SU6", 0.6)), TALKED) is None
    back = Clarification({"intent": "ask_goal"}, ("chemotherapy", "radiation"))
    assert in_detail(found, Question("ask_goal"), TALKED, KNOWLEDGE, reply=back) is None, "of two others"
    assert asked(message(chemotherapy=("CH9", 0.99)), TALKED) is None, "a side effect"


def test_care_is_told_of_where_the_treatment_spoken_of_has_no_fact() -> None:
    """As in: "can somebody build him up again", of chemo."""
    question = asked(message(supportive_care=("SC4", 0.9)))
    assert question is not None
    assert (question.treatments, question.fact) == (("supportive_care",), "SC4")
    assert asked(message(supportive_care=("SC4", 0.8))) is None


def test_what_all_treatments_depend_on_is_told_of_the_one_spoken_of() -> None:
    """As in: "what decides that", of radiation: not what decides which treatment."""
    whole = find_aspect(KNOWLEDGE, "treatments_overview", Aspect.WHAT)
    found, question = message(0.98, radiation=("RA4", MORE_SURELY)), Question("ask_overview")
    told = in_detail(found, question, RADIATION, KNOWLEDGE, reply=whole)
    assert told is not None
    assert told.fact == "RA4"


def test_a_first_question_is_left_to_its_intent() -> None:
    """But where it names a treatment, was hardly understood, and surely asks for a fact of it."""
    found, named = message(0.7, radiation=("RA1", 0.99)), {"treatments": ("radiation",)}
    assert asked(found, TALKED, **named) is not None
    assert asked(found, Memory(), **named) is None
    assert asked(message(0.5, radiation=("RA1", 0.99)), Memory()) is None
    assert asked(message(0.5, radiation=("RA1", 0.94)), Memory(), **named) is None
    assert asked(message(0.5, radiation=("RA1", 0.96)), Memory(), **named) is not None


def test_two_questions_are_answered_as_two() -> None:
    """A message with two questions is not narrowed to one fact."""
    assert asked(message(radiation=("RA5", 0.99)) | {"questions": [{}, {}]}) is None


def test_an_answer_that_tells_it_is_said_whole() -> None:
    """Only where the answer leaves the fact out, or was read just before, is the fact told by itself."""
    whole = find_aspect(KNOWLEDGE, "radiation", Aspect.HOW_GIVEN)
    question, found = Question("ask_how_given", ("radiation",)), message(radiation=("RA5", MORE_SURELY))
    assert in_detail(found, question, RADIATION, KNOWLEDGE, reply=whole, told=whole.facts("website")) is None
    assert in_detail(found, question, RADIATION, KNOWLEDGE, reply=whole) is not None
    less = message(radiation=("RA5", (SURELY + MORE_SURELY) / 2))
    assert in_detail(less, question, RADIATION, KNOWLEDGE, reply=whole) is None, "another answer is no redirect"
    assert asked(less) is not None
    assert asked(message(radiation=("RA5", SURELY - 0.01))) is None


def test_a_detail_can_be_repeated() -> None:
    """Who wants it said again reads the fact again."""
    question = asked(message(radiation=("RA5", 0.9)))
    assert question is not None
    again = Question.from_slot(question.as_slot())
    assert resolve(again, RADIATION, KNOWLEDGE).reply == resolve(question, RADIATION, KNOWLEDGE).reply
    assert "fact" not in replace(question, fact="").as_slot()


def test_what_asks_nothing_is_told_from_what_was_not_understood() -> None:
    """No other words would help "rite i ask the doc"."""
    assert asks_nothing({"asks_nothing": NOTHING})
    assert not asks_nothing({"asks_nothing": NOTHING - 0.01})
    assert not asks_nothing({})
    nonsense = {"name": "out_of_scope_nonsense", "confidence": 0.9}
    assert not asks_nothing({"asks_nothing": 1.0, "intent": nonsense}), "other words are asked for"
