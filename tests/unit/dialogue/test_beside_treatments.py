"""What a few words around a treatment ask of it."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.memory import Memory
from assistant.dialogue.resolve import resolve
from knowledge.answers import Answer
from knowledge.reader import load_knowledge

KNOWLEDGE = load_knowledge()
PAIR, RAYS, SURGERY = "kyphoplasty_vertebroplasty", "interventional_radiology", "surgery"
CHEMO, RADIATION, TARGETED = "chemotherapy", "radiation", "targeted_therapy"
HAIR = Memory(
    CHEMO,
    "specific_side_effect",
    "hair_loss",
    {"intent": "ask_specific_side_effect", "treatments": [CHEMO], "effects": ["hair_loss"]},
)
GOAL = Memory(PAIR, "goal", last_question={"intent": "ask_goal", "treatments": [PAIR]})


@pytest.mark.parametrize(
    ("text", "spoken_of", "compared"),
    [
        ("is it the same as radiation?", RAYS, (RAYS, RADIATION)),
        ("is it the same as chemo", TARGETED, (TARGETED, CHEMO)),
        ("is it like chemo", TARGETED, (TARGETED, CHEMO)),
        ("so is that any different from surgery", RAYS, (RAYS, SURGERY)),
        ("is it the same as kyphoplasty", PAIR, (PAIR,)),
    ],
)
@pytest.mark.parametrize("intent", ["ask_what", "ask_how_given", "out_of_scope_personal"])
def test_whether_it_is_like_another_compares_both(
    text: str, spoken_of: str, compared: tuple[str, ...], intent: str
) -> None:
    """Who asks whether it is the same as radiation does not read of radiation alone, as if it were."""
    memory = Memory(spoken_of, "what", last_question={"intent": "ask_what", "treatments": [spoken_of]})
    resolved = resolve(question(text, intent), memory, KNOWLEDGE)
    assert (resolved.question.intent, resolved.question.treatments) == ("ask_compare", compared)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("is it like chemo where you lose your hair", "ask_how_given"), ("is it the same with chemo", "ask_what")],
)
def test_more_than_likeness_is_no_comparison(text: str, intent: str) -> None:
    """What stands behind the name, or the same asked of it, is another question."""
    memory = Memory(TARGETED, "what", last_question={"intent": "ask_what", "treatments": [TARGETED]})
    assert resolve(question(text, intent), memory, KNOWLEDGE).question.intent != "ask_compare"


@pytest.mark.parametrize(
    ("text", "memory", "asked"),
    [
        ("does radiation", HAIR, ("ask_specific_side_effect", (RADIATION,), ("hair_loss",))),
        ("does targeted", HAIR, ("ask_specific_side_effect", (TARGETED,), ("hair_loss",))),
        ("and would surgery do that too?", HAIR, ("ask_specific_side_effect", (SURGERY,), ("hair_loss",))),
        ("does surgery", GOAL, ("ask_goal", (SURGERY,), ())),
        ("go back to surgery", HAIR, ("ask_what", (SURGERY,), ())),
        ("ok back to targeted", HAIR, ("ask_what", (TARGETED,), ())),
    ],
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_side_effects"])
def test_the_same_of_another_and_back_to_one(text: str, memory: Memory, asked: tuple[object, ...], intent: str) -> None:
    """Where "does radiation" is all that is typed, it asks what was asked before; "back to surgery" begins anew."""
    resolved = resolve(question(text, intent), memory, KNOWLEDGE).question
    assert (resolved.intent, resolved.treatments, resolved.effects) == asked


def test_the_same_of_nothing_is_not_guessed() -> None:
    """Half a sentence at the beginning of a conversation asks nothing."""
    assert resolve(question("does radiation", "nlu_fallback"), Memory(), KNOWLEDGE).question.intent == "nlu_fallback"


@pytest.mark.parametrize("spoken_of", [SURGERY, RADIATION, None])
def test_what_is_before_chemo_is_told_of_chemo(spoken_of: str | None) -> None:
    """Who asks what happens before chemo does not read how surgery is done."""
    memory = Memory(spoken_of, "what", last_question={"intent": "ask_what"}) if spoken_of else Memory()
    for text in ("what happens before chemo", "what happens before i start chemo"):
        reply = resolve(question(text, "ask_how_given"), memory, KNOWLEDGE).reply
        assert isinstance(reply, Answer)
        assert reply.ids == ("chemotherapy.before_it_begins",)


@pytest.mark.parametrize(
    "text", ["radiaton, as before", "the radiation of course", "ok radiation again", "radiation i meant"]
)
def test_the_one_that_is_meant_is_taken_in_more_words(text: str) -> None:
    """Asked back which treatment they mean, people name it with a word or two; the question stays what it was."""
    asked_back = {"intent": "ask_specific_side_effect", "effects": ["hair_loss"], "asked_back": 1}
    memory = Memory(None, "specific_side_effect", "hair_loss", asked_back)
    resolved = resolve(question(text, "ask_how_given"), memory, KNOWLEDGE).question
    assert (resolved.intent, resolved.treatments) == ("ask_specific_side_effect", (RADIATION,))
    alone = resolve(question(text, "ask_how_given"), Memory(), KNOWLEDGE).question
    assert alone.intent == "ask_how_given", "where nothing was asked back it is no choice"
