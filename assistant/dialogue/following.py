"""What a short message asks behind what was said: "how quick" after surgery asks for recovery. Pure functions."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue import about_the_cancer, wording
from assistant.dialogue.aspects import of_small_cuts
from assistant.dialogue.beside_treatments import BACK_TO, DOES_ANY, DOES_IT, HAS, MORE_THAN, THIS_ONE
from assistant.dialogue.choosing import choose
from assistant.dialogue.effects_asked import of_an_effect
from assistant.dialogue.help_asked import of_help
from assistant.dialogue.in_focus import of_what_is_meant
from assistant.dialogue.memory import APPOINTMENT, Memory
from assistant.dialogue.palliative import of_palliative_care
from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.dialogue.silent import silent_on
from assistant.dialogue.spoken_of import of_the_treatment_spoken_of
from knowledge.lookup import PAIN, treatments_with
from knowledge.reader import Knowledge
from knowledge.records import Aspect, Focus

WHICH_IS_MOST = "which_is_most"
"""What a question that ranks treatments is redirected as."""
_THAT = "out_of_scope_everyday"
_OF_SIDE_EFFECTS = (Aspect.SIDE_EFFECTS.value, Aspect.SPECIFIC_SIDE_EFFECT.value)
_ASKS_WHY_OF = ("ask_what", "ask_how_given")
_SOURCE = "ask_source"
_NOT_COMPARED = (WHICH_IS_MOST, "out_of_scope_duration", "out_of_scope_procedure")
"""What a comparison behind a comparison is redirected as."""
_OF_WHAT_WAS_TOLD = {wording.HOW: "ask_how_given", wording.HOW_BAD: "ask_side_effects"}
_TELLS_OF_ONE = ("ask_what", "ask_goal")
"""Intents after which a bare "how" asks how that is done."""
_NAMED_BY_NO_PAGE = ("ask_what", "ask_how_given", *MISUNDERSTOOD)
_MAY_ASK_SIDE_EFFECTS = (*MISUNDERSTOOD, "out_of_scope_drugs", "ask_side_effect_management")
_MAY_ASK_WHICH_DOES_NOT = ("ask_overview", "ask_compare", "ask_which_treatment_causes", *MISUNDERSTOOD)
_RANKING = (
    "ask_compare",
    "ask_which_treatment_causes",
    "ask_appointment",
    "out_of_scope_personal",
    "out_of_scope_duration",
)
"""Intents that a ranking of treatments is understood as."""


def follow(question: Question, memory: Memory, knowledge: Knowledge) -> Question:  # noqa: PLR0911 - one for each kind
    """Return a question that says little with what it asks after what was said; unchanged where it says enough."""
    question = of_what_is_meant(question, memory)
    chosen = choose(question, memory)
    if chosen is not None:
        return chosen
    alone = wording.alone(question.asked)
    if alone is not None and _last(memory) != _SOURCE:
        return _alone(alone, question, memory, knowledge)
    if about_the_cancer.asks_what_metastatic_means(question):
        return replace(question, intent="ask_overview", treatments=(), focuses=(Focus.METASTATIC.value,))
    if about_the_cancer.asks_which_for_spread(question):
        return replace(question, intent="ask_overview", focuses=(Focus.METASTATIC.value,), not_covered=())
    if left_out := about_the_cancer.left_out(question, memory):
        return replace(question, intent="ask_overview", treatments=left_out, not_covered=(), without=True)
    if (palliative := of_palliative_care(question)) is not None:
        return palliative
    if (subject := silent_on(question, memory)) is not None:
        return replace(question, intent=subject)
    if (of_cuts := of_small_cuts(question, memory.treatment)) is not None:
        return of_cuts
    if (helped := of_help(question, memory)) is not None:
        return helped
    if (of_effect := of_an_effect(question, memory)) is not None:
        return of_effect
    if about_the_cancer.asks_for_help_with_pain(question):
        return replace(question, intent="ask_supportive_care", effects=(PAIN,))
    without = memory.effect and question.without and not question.treatments
    if without and question.intent in _MAY_ASK_WHICH_DOES_NOT:
        question = replace(question, effects=memory.effects)  # "is there one that won't"
        return replace(question, intent="ask_which_treatment_causes")
    return replace(question, intent=_intent(question, memory))


def _intent(question: Question, memory: Memory) -> str:
    """Return what a question asks whose wording says more than the intent it was given."""
    if said := _said_in_few_words(question, memory):
        return said
    if question.intent == _SOURCE and (no_source := _of_no_source(question, memory)):
        return no_source
    if wording.asks_which_is_most(question.said) and _may_rank(question, memory):
        return WHICH_IS_MOST
    if question.intent == "ask_compare" and not question.treatments:
        return _compared(question, memory)
    if wording.asks_the_same(question.asked) and len(question.treatments) == 1 and memory.last_question:
        return "name_treatment"  # "is it the same with chemo"
    return question.intent


def _said_in_few_words(question: Question, memory: Memory) -> str | None:
    """Return what a message asks that is no more than a few words, if that."""
    if question.beside is not None and (asked := _around_a_treatment(question.beside, memory)):
        return asked
    if wording.asks_what_is_done(question.asked) and not (memory.treatment or memory.effect or memory.last_question):
        return "ask_overview"  # behind "my dad got told it is in his spine"
    if wording.asks_what_treats_the_cancer(question.asked):
        return "ask_overview"
    if of_the_cancer := about_the_cancer.of_the_cancer(question, memory):
        return of_the_cancer
    if of_it := of_the_treatment_spoken_of(question, memory) or _named_or_listed(question):
        return of_it
    listed = memory.treatment and memory.aspect == Aspect.SIDE_EFFECTS.value
    # "So there are none?": that there is no list is said once more.
    return "ask_side_effects" if listed and wording.there_are_none(question.asked) else None


def _of_no_source(question: Question, memory: Memory) -> str | None:
    """Return what a message asks that was taken for a question about where the answers come from, and is none."""
    if question.of_that and memory.effect and memory.treatment:
        return "ask_specific_side_effect"  # "i bruise easily too, is that also from it"
    return MISUNDERSTOOD[0] if wording.is_of_no_source(question.said) else None  # "the doctor has not said yet"


def _named_or_listed(question: Question) -> str | None:
    """Return what is asked that is only a name, or a list: "what is it called, the medicine", "side effects, then?"."""
    if question.intent in _NAMED_BY_NO_PAGE and wording.asks_for_name_of_drug(question.said):
        return "out_of_scope_drugs"
    may_ask = question.intent in _MAY_ASK_SIDE_EFFECTS
    return "ask_side_effects" if may_ask and wording.asks_for_side_effects(question.said) else None


def _around_a_treatment(beside: str, memory: Memory) -> str | None:
    """Return what the few words around the name of a treatment ask of it, if they are enough."""
    of_effects = memory.aspect in _OF_SIDE_EFFECTS
    if beside == BACK_TO:
        return "ask_what"  # "go back to surgery"
    if beside == THIS_ONE and (memory.last_question or {}).get("asked_back"):
        return "name_treatment"  # "which do you mean", "radiation, as before"
    if beside == DOES_IT and memory.last_question:
        return "name_treatment"  # "does chemo cause hair loss", "does radiation"
    if beside in (DOES_ANY, HAS) and of_effects:
        return "ask_side_effects"  # "does radiation do any of those", "what does radiation have"
    return WHICH_IS_MOST if beside == MORE_THAN and of_effects else None


def _compared(question: Question, memory: Memory) -> str:
    """Return what a comparison asks that names no treatment: a second one does not say which is faster, or better."""
    last = memory.last_question or {}
    if last.get("intent") == "ask_how_given":
        return "out_of_scope_personal"  # "as pills or in the vein: which is better"
    if last.get("intent") != "ask_compare" and not (
        last.get("intent") in _NOT_COMPARED and len(last.get("choices", ())) > 1
    ):
        return question.intent
    if by := wording.compares_by(question.said):
        return by  # "which is faster"
    of_effects = question.about_side_effects or last.get("about_side_effects")
    return WHICH_IS_MOST if wording.asks_which_is_better(question.said) and not of_effects else question.intent


def _alone(word: str, question: Question, memory: Memory, knowledge: Knowledge) -> Question:
    """Return what no more than a word that asks is about."""
    if word == wording.HOW_SOON:
        return replace(question, intent=_how_soon(question, memory, knowledge))
    if word in _OF_WHAT_WAS_TOLD:
        told = memory.treatment and _last(memory) in _TELLS_OF_ONE
        return replace(question, intent=_OF_WHAT_WAS_TOLD[word]) if told else question
    return why(question, memory) if word == wording.WHY else replace(question, intent="out_of_scope_hospital")


def _last(memory: Memory) -> str | None:
    return (memory.last_question or {}).get("intent")


def _how_soon(question: Question, memory: Memory, knowledge: Knowledge) -> str:
    """Return what a bare "how quick" asks: how soon one recovers, or is seen, by what was spoken of."""
    if _last(memory) == "ask_appointment":
        return "ask_appointment"
    if not (memory.treatment or memory.last_question):
        return question.intent
    if memory.treatment in treatments_with(knowledge, Aspect.RECOVERY) or _last(memory) == "ask_recovery":
        return "ask_recovery"
    return "out_of_scope_duration" if memory.treatment else _THAT


def why(question: Question, memory: Memory) -> Question:
    """Return what a bare "why" asks: the reason of the side effects, or of the treatment, that was spoken of.

    Behind a redirect it asks why there is no answer: since all of them come from one page.
    """
    if memory.offered == APPOINTMENT and _last(memory) != "ask_appointment":
        return replace(question, intent=_SOURCE)
    if memory.treatment and (_last(memory) in _ASKS_WHY_OF or not (memory.last_question or memory.aspect)):
        return replace(question, intent="ask_goal")
    if memory.treatment and memory.aspect in _OF_SIDE_EFFECTS:
        of_one = memory.aspect == Aspect.SPECIFIC_SIDE_EFFECT.value and memory.effect is not None
        effects = (str(memory.effect),) if of_one else ()
        return replace(question, intent="ask_side_effects", focuses=(Focus.REASON.value,), effects=effects)
    return replace(question, intent=_THAT)


def _may_rank(question: Question, memory: Memory) -> bool:
    """Say whether a question in the words of a ranking ranks all treatments, and not one side effect or two of them."""
    named = question.treatments or question.effects or question.effect_cues
    compared = len((memory.last_question or {}).get("treatments", ())) > 1 and question.intent == "ask_compare"
    ranks = question.intent in _RANKING or (
        question.intent == "ask_overview" and wording.asks_which_is_best(question.said)
    )
    return ranks and not named and not compared
