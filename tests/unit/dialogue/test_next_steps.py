"""Buttons: what they ask is what Rasa hears when they are pressed."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message

from assistant.dialogue.memory import Memory
from assistant.dialogue.next_steps import after_answer, after_redirect, booking_button, of_clarification
from assistant.dialogue.question import Question
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.replies import Button, Clarification
from assistant.dialogue.resolve import ANSWERED_INTENTS, resolve
from assistant.settings import ROOT
from knowledge.answers import Answer
from knowledge.lookup import find_side_effect, find_treatments_causing
from knowledge.lookup_help import find_management
from knowledge.lookup_together import find_comparison, find_side_effects_of_all
from knowledge.reader import TREATMENTS, load_knowledge
from knowledge.records import Aspect

if TYPE_CHECKING:
    from knowledge.reader import Knowledge

KNOWLEDGE = load_knowledge()


def _answers() -> list[Answer]:
    """Return an answer of every kind."""
    questions = [
        Question(intent, (t,)) for intent in sorted(ANSWERED_INTENTS) for t in (*TREATMENTS, "supportive_care")
    ]
    replies = [resolve(question, Memory(), KNOWLEDGE).reply for question in questions]
    found = [reply for reply in replies if isinstance(reply, Answer)]
    for effect in ("nausea", "constipation"):
        found.append(find_treatments_causing(KNOWLEDGE, effect))
        found += [find_side_effect(KNOWLEDGE, t, effect) for t in TREATMENTS]
        found += [find_management(KNOWLEDGE, t, effect) for t in (None, "chemotherapy")]
    compared = [pair for count in (2, 3, 6) for pair in combinations(TREATMENTS, count)]
    found += [find_comparison(KNOWLEDGE, pair, of_side_effects=each) for pair in compared for each in (True, False)]
    return [*found, find_side_effects_of_all(KNOWLEDGE, TREATMENTS)]


EFFECTS: tuple[tuple[str, ...], ...] = ((), ("hair_loss",), ("hair_loss", "nausea", "paralysis"))


def _clarifications() -> list[Clarification]:
    """Return a question back of every kind."""
    questions = [Question(intent, effects=e) for intent in sorted(ANSWERED_INTENTS) for e in EFFECTS]
    replies = [resolve(q, Memory(), KNOWLEDGE).reply for q in (*questions, Question("ask_compare", ("chemotherapy",)))]
    return [reply for reply in replies if isinstance(reply, Clarification)]


def _buttons() -> list[Button]:
    """Return every button there is, each once."""
    found = [button for answer in _answers() for button in after_answer(answer, KNOWLEDGE)]
    found += [button for clarification in _clarifications() for button in of_clarification(clarification, KNOWLEDGE)]
    found += after_redirect(KNOWLEDGE)
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def rasa_domain() -> Domain:
    """The domain as Rasa reads it."""
    return Domain.load(str(ROOT / "domain.yml"))


def heard(payload: str, domain: Domain) -> Message:
    """Return what Rasa understands when a button with this payload is pressed."""
    return YAMLStoryReader.unpack_regex_message(Message({"text": payload}), domain)


@pytest.mark.parametrize("button", _buttons(), ids=lambda button: button.payload)
def test_a_payload_is_understood_by_rasa(button: Button, rasa_domain: Domain, knowledge: Knowledge) -> None:
    """Each payload names an intent and entities of domain.yml, whose values are ids of the knowledge."""
    message = heard(button.payload, rasa_domain)
    assert message.get("intent")["name"] in rasa_domain.intents
    for entity in message.get("entities"):
        assert entity["entity"] in rasa_domain.entities
        assert entity["value"] in (*knowledge.topics, *knowledge.effects)
    assert button.title
    assert "{" not in button.title
    assert len(button.title) <= 40


def test_the_buttons_of_the_domain_are_understood_too(domain: dict[str, Any], rasa_domain: Domain) -> None:
    """Buttons that stand in domain.yml name intents of domain.yml."""
    responses = [one for variants in domain["responses"].values() for one in variants]
    buttons = [button for one in responses for button in one.get("buttons", ())]
    assert buttons
    for button in buttons:
        assert heard(button["payload"], rasa_domain).get("intent")["name"] in rasa_domain.intents


def test_an_answer_offers_at_most_four_steps_and_ends_with_the_appointment() -> None:
    """After each answer two or three different next steps are offered; the last is the appointment."""
    for answer in _answers():
        steps = after_answer(answer, KNOWLEDGE)
        assert 2 <= len(steps) <= 4, answer.ids
        assert steps[-1] == booking_button(KNOWLEDGE)
        assert len({step.title for step in steps}) == len(steps)


def test_behind_a_comparison_the_side_effects_of_each_are_offered() -> None:
    """Each treatment that was compared and has a list is offered by its name, not the first alone."""
    pair = after_answer(find_comparison(KNOWLEDGE, ("chemotherapy", "radiation"), of_side_effects=False), KNOWLEDGE)
    assert [button.title for button in pair[:-1]] == ["Side effects of chemo", "Side effects of radiation"]
    assert "radiation" in pair[1].payload
    one = after_answer(find_comparison(KNOWLEDGE, ("surgery", "radiation"), of_side_effects=False), KNOWLEDGE)
    assert [button.title for button in one[:-1]] == ["Side effects of radiation"]


def test_behind_the_side_effects_of_several_help_is_offered() -> None:
    """Who has read them does not need the same lists again, nor those of one of the treatments."""
    compared = find_comparison(KNOWLEDGE, ("chemotherapy", "radiation"), of_side_effects=True)
    for answer in (compared, find_side_effects_of_all(KNOWLEDGE, TREATMENTS)):
        assert after_answer(answer, KNOWLEDGE)[0].payload == "/ask_side_effect_management"


def test_no_step_leads_into_the_unknown(rasa_domain: Domain) -> None:
    """What is offered after an answer about a treatment has an answer: no button ends in "I have no list of that"."""
    for answer in _answers():
        for step in after_answer(answer, KNOWLEDGE)[:-1]:
            message = heard(step.payload, rasa_domain)
            found = {"text": step.payload, "intent": message.get("intent"), "entities": message.get("entities")}
            (question,) = read_questions(found)
            of_one = answer.topic in TREATMENTS and answer.aspect is not Aspect.COMPARE  # behind two, "it" is neither
            reply = resolve(question, Memory(answer.topic if of_one else None), KNOWLEDGE).reply
            assert isinstance(reply, Answer | Clarification), (answer.ids, step)


def test_pressing_an_answer_to_a_question_back_answers_the_question(rasa_domain: Domain) -> None:
    """Each button of a clarification asks the question again with that treatment and each of its side effects."""
    for clarification in _clarifications():
        question = Question.from_slot(clarification.question)
        for treatment, button in zip(clarification.treatments, of_clarification(clarification, KNOWLEDGE), strict=True):
            message = heard(button.payload, rasa_domain)
            found = {"text": button.payload, "intent": message.get("intent"), "entities": message.get("entities")}
            (pressed,) = read_questions(found)
            assert (pressed.intent, pressed.treatments, pressed.effects) == (
                question.intent,
                (treatment,),
                question.effects,
            )
