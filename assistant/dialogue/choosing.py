"""Which treatments a message points at in the list read last: "the second one", "the others". Pure functions."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue import pointing
from assistant.dialogue.each import MOST_AT_ONCE
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from knowledge.lookup import PAIR
from knowledge.reader import TREATMENTS
from knowledge.records import Aspect


def choose(question: Question, memory: Memory) -> Question | None:
    """Return the question about what a message points at in the list that was read last: "the second one", "both"."""
    choices = tuple((memory.last_question or {}).get("choices", ()))
    for chosen in (_ruled_out(question, memory), _at_a_place(question, choices, memory)):
        if chosen is not None:
            return chosen
    if pointing.means_other(question.asked) and (memory.treatment or choices):
        others = tuple(name for name in choices if name != memory.treatment)
        if memory.treatment == PAIR:
            others = (PAIR,)  # one entry tells of both
        return replace(question, intent="name_treatment", treatments=others if len(others) == 1 else ())
    return _several(question, choices, memory)


def _ruled_out(question: Question, memory: Memory) -> Question | None:
    """Return what "not surgery" asks: another treatment, or behind an answer on a side effect of it that once more."""
    if not question.ruled_out_alone:
        return None
    of_one = memory.aspect == Aspect.SPECIFIC_SIDE_EFFECT.value and memory.treatment is not None
    if of_one and question.ruled_out_alone == (memory.treatment,):  # "so not chemo"
        return replace(question, intent="name_treatment", treatments=question.ruled_out_alone, ruled_out_alone=())
    return replace(question, intent="name_treatment", treatments=())


def _at_a_place(question: Question, choices: tuple[str, ...], memory: Memory) -> Question | None:
    """Return the question about one place in a list, or about the list itself."""
    if pointing.means_the_list(question.asked) and not question.treatments:
        return replace(question, intent="ask_overview")
    place = pointing.place_in_list(question.asked)
    if place is None:
        return None
    if (memory.last_question or {}).get("intent") == "ask_supportive_care":
        return replace(question, intent="out_of_scope_everyday")  # of each kind of care the page has only the name
    there = place == pointing.LAST or place < len(choices)
    treatments = (choices[place],) if choices and there else ()
    return replace(question, intent="name_treatment", treatments=treatments)


def _several(question: Question, choices: tuple[str, ...], memory: Memory) -> Question | None:
    """Return the question about all of a list, or all the others, where a message points at these."""
    if pointing.means_others(question.asked) and (others := _others(choices, memory)):
        return _asked_of(question, others, memory)
    if choices and pointing.means_each(question.asked):
        of_effects = memory.aspect == Aspect.SIDE_EFFECTS.value
        if len(choices) > MOST_AT_ONCE and memory.aspect == Aspect.SPECIFIC_SIDE_EFFECT.value:
            return replace(question, intent="ask_which_treatment_causes")  # of each it is told whether it does
        if len(choices) > MOST_AT_ONCE and not of_effects:
            return replace(question, intent="ask_overview")
        return replace(question, intent="name_treatment", treatments=choices, together=True)
    return None


def _others(choices: tuple[str, ...], memory: Memory) -> tuple[str, ...]:
    """Return the other treatments than those spoken of: of the ones that were listed last, else of all."""
    told = tuple((memory.last_question or {}).get("treatments", ()))
    spoken_of = (memory.treatment,) if memory.treatment else told
    if not spoken_of:
        return ()
    listed = tuple(name for name in choices if name not in spoken_of)
    return listed or tuple(name for name in TREATMENTS if name not in spoken_of)


def _asked_of(question: Question, others: tuple[str, ...], memory: Memory) -> Question | None:
    """Return what was asked before, of other treatments; None where so many are too many to tell it of."""
    if len(others) <= MOST_AT_ONCE:
        return replace(question, intent="name_treatment", treatments=others, together=len(others) > 1)
    if memory.aspect == Aspect.SIDE_EFFECTS.value:
        return replace(question, intent="ask_side_effects", treatments=others, together=True)
    if memory.aspect == Aspect.SPECIFIC_SIDE_EFFECT.value and memory.effects:
        intent = "ask_specific_side_effect"
        return replace(question, intent=intent, treatments=others, effects=memory.effects, together=True)
    return None
