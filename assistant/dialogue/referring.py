"""What "it", "that" and "they" ask about: the intent that fits what was said before. Pure functions.

A classifier sees one message. "How are they treated" asks for all treatments where it opens a conversation, and for
help where a list of side effects was read just before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue import wording
from assistant.dialogue.about_the_cancer import chooses
from assistant.dialogue.aspects import by_its_words, of_a_cue
from assistant.dialogue.beside_treatments import LIKE_IT
from assistant.dialogue.each import of_each
from assistant.dialogue.following import follow, why
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, NEVER_ANSWERED, OF_A_TREATMENT, Question
from knowledge.lookup import PAIR, SUPPORTIVE_CARE
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import HELP, Aspect, Focus

_OF_EFFECTS = {
    Aspect.SIDE_EFFECTS.value,
    Aspect.SPECIFIC_SIDE_EFFECT.value,
    Aspect.SIDE_EFFECT_MANAGEMENT.value,
    Aspect.WHICH_TREATMENT_CAUSES.value,
}
"""Aspects after which "they" are side effects."""
_FEW_WORDS = 9
_TELLS = ("express_worry", "share_situation")
_ASK_OF_EFFECTS = {"ask_side_effects", "ask_specific_side_effect", "ask_side_effect_management"}
_MAY_ASK_FOR_OTHERS = {*_ASK_OF_EFFECTS, *MISUNDERSTOOD, "ask_which_treatment_causes", "name_treatment", "ask_more"}
_WHY_OF_HELP = {"ask_goal", "ask_what", "ask_how_given", "out_of_scope_causes", "out_of_scope_drugs"}
_MAY_ASK_OF_HELP = {"ask_combination", "ask_specific_side_effect", "ask_side_effects", "ask_side_effect_management"}
_GIVEN_WITH = re.compile(r"\b(?:it|that|those|these|them|this)(?: \w+)? (?:with|for|in|during|after) ")
"""Help that was spoken of, beside the treatment that it is given with: "do they give those with radiation"."""
_OF_SOMETHING_ELSE = ("out_of_scope_prognosis", "out_of_scope_causes", "out_of_scope_everyday", "ask_combination")
_MAY_ASK_WHAT_IT_IS = {"ask_what", "ask_how_given", "name_treatment"}
_OF_THE_CANCER = ("out_of_scope_prognosis", "out_of_scope_causes")
"""Intents whose redirect names a subject that would frighten, or be beside the point, where a side effect is meant."""
_OTHER_TREATMENT = "out_of_scope_other_treatment"
_WHAT_ABOUT = re.compile(r"\b(?:what|how) (?:about|bout) (?:the |my |his |her |being |getting |feeling )*[\w -]+\W*$")
_OR_IT = re.compile(r"\b(?:this|that|it|these) or (?:an? |the )?(?:real |proper |actual |big |full |normal )?\w+\W*$")
"""What was spoken of against what is named: "which is better, this or a real operation"."""


def spoken_of_after(question: Question, before: str | None) -> str | None:
    """Return the treatment that "it" is after `question`; `before` is the one it was, and stays where none is named.

    None where "it" may be either: several are named, or one that the page does not cover, alone or beside another.
    """
    named = [name for name in question.treatments if name in TREATMENTS]
    if len(named) > 1 or question.intent == _OTHER_TREATMENT or NEVER_ANSWERED & set(question.not_covered):
        return None
    return named[0] if named else before


def other_of_two(question: Question, memory: Memory) -> str | None:
    """Return what a treatment is compared with: the one spoken of, or of two that were, the one it does not name."""
    two = [name for name in (memory.last_question or {}).get("treatments", ()) if name in TREATMENTS]
    others = [name for name in two if name not in question.treatments]
    return memory.treatment or (others[0] if len(two) == 2 and len(others) == 1 and question.refers else None)


def refer(question: Question, memory: Memory, knowledge: Knowledge) -> Question:
    """Return `question` with the intent and the names that its pronoun stands for; unchanged where it has none."""
    if _leaves_out_effects(question, memory):
        question = replace(question, intent="ask_side_effects", effects=(), effect_cues=(), without=False)
    question = of_a_cue(_of_all_treatments(follow(question, memory, knowledge)))
    if _tells_that_it_is_in_the_spine(question, memory):
        return replace(question, intent="ask_overview")
    if _asks_about_an_effect(question):
        question = replace(question, intent="ask_specific_side_effect")
    elif question.bare and _names_an_effect(question, memory):
        helped = memory.aspect == Aspect.SIDE_EFFECT_MANAGEMENT.value  # "what helps with nausea", "and diarrhea"
        intent = "ask_side_effect_management" if helped else "ask_specific_side_effect"
        question = replace(question, intent=intent)  # "mouth sores", "what about hair"
    elif question.bare and question.treatments and question.intent in MISUNDERSTOOD:
        question = replace(question, intent="name_treatment")  # "an kemo"
    if question.treatments:
        return _of_the_treatment_named(question, memory)
    if _asks_of_what_is_not_covered(question, memory):
        return replace(question, not_covered=("other_treatment",))  # "what is proton therapy", "side effects?"
    return _of_what_was_spoken_of(question, memory)


def _tells_that_it_is_in_the_spine(question: Question, memory: Memory) -> bool:
    """Say whether a few words place the cancer that there was no answer on in the spine: "it is in his spine"."""
    last = (memory.last_question or {}).get("intent")
    few = len(question.said.split()) <= _FEW_WORDS
    return (
        question.intent == "share_situation" and last == "out_of_scope_other_cancer" and question.in_the_spine and few
    )


def _leaves_out_effects(question: Question, memory: Memory) -> bool:
    """Say whether side effects are asked for beside the one that is named: "so im going bald. what else"."""
    names = bool(question.effects or question.effect_cues) and not question.services
    of_one = bool(question.treatments) or (memory.treatment is not None and memory.aspect in _OF_EFFECTS)
    asks = question.intent in _MAY_ASK_FOR_OTHERS
    return asks and names and of_one and wording.asks_for_others(question.said)


def _asks_about_an_effect(question: Question) -> bool:
    """Say whether a side effect is asked about behind other words: "ok thats good. what about being tired"."""
    names = question.effects and not (question.treatments or question.focuses or question.services)
    return bool(names) and question.intent in MISUNDERSTOOD and _WHAT_ABOUT.search(question.said) is not None


def _of_all_treatments(question: Question) -> Question:
    """Return a question about side effects of all treatments with their names, without those that it leaves out."""
    of_effects = question.intent == "ask_side_effects" or (
        question.intent == "ask_compare" and question.about_side_effects
    )
    left_out = question.treatments
    if not of_effects or (left_out and not question.without) or not wording.names_all_treatments(question.said):
        return question
    return replace(question, treatments=tuple(name for name in TREATMENTS if name not in left_out), together=True)


def _of_what_was_spoken_of(question: Question, memory: Memory) -> Question:  # noqa: PLR0911 - one for each kind
    """Return a question that names no treatment, with what it may take from the conversation."""
    last = memory.last_question or {}
    spoken_of = tuple(last.get("treatments", ()))
    helping = tuple(focus for focus in last.get("focuses", ()) if focus in HELP)
    if helping and question.refers and question.intent in _WHY_OF_HELP and not _names_more(question):
        return replace(question, intent="ask_side_effect_management", focuses=helping)  # "why do they give them"
    of_help = bool(set(HELP) & set(question.focuses)) and question.intent == "out_of_scope_diagnosis"
    if of_help and (wording.asks_for_reason(question.said) or wording.asks_if_done(question.said)):
        return replace(question, intent="ask_side_effect_management")  # "why do i need blood tests"
    if last.get("intent") == "ask_supportive_care" and question.refers and question.intent == "ask_how_given":
        return replace(question, intent="out_of_scope_everyday")  # "how do i get it"
    if question.intent == "ask_side_effects" and last.get("intent") == "ask_compare" and len(spoken_of) > 1:
        return replace(question, intent="ask_compare", treatments=spoken_of, about_side_effects=True)
    each = of_each(question, memory)
    if each.treatments:
        return each  # "how are they given", "side effects of both"
    if question.intent == "out_of_scope_causes" and question.causing and wording.asks_for_reason(question.said):
        return why(question, memory)  # "why does that happen"
    if _asks_of_effect_spoken_of(question, memory) and memory.treatment is None:
        return replace(question, effects=(str(memory.effect),))  # "can treatment cause it"
    if len(last.get("choices", ())) == 2 and set(spoken_of) <= set(last["choices"]):
        spoken_of = tuple(last["choices"])  # "side effects of chemo", "and radiation", "which is worse"
    if question.intent == "ask_compare" and (
        len(spoken_of) > 1 or (question.refers and last.get("intent") == "ask_compare")
    ):
        of_effects = last.get("about_side_effects") or last.get("intent") in _ASK_OF_EFFECTS
        of_effects = question.about_side_effects or bool(of_effects)
        return replace(question, treatments=spoken_of, about_side_effects=of_effects)  # "which is worse"
    if not question.refers:
        return question
    if question.intent == "ask_goal" and last.get("intent") == "ask_supportive_care":
        return replace(question, treatments=(SUPPORTIVE_CARE,))
    return replace(question, intent=_intent(question, memory))


def _names_more(question: Question) -> bool:
    """Say whether a question names anything beside a treatment."""
    return bool(question.effects or question.effect_cues or question.focuses or question.services)


def _names_an_effect(question: Question, memory: Memory) -> bool:
    """Say whether a bare name is that of a side effect; what only hints at one ("hair") is, where nothing else is."""
    if question.effects:
        goes_on = memory.aspect == Aspect.SIDE_EFFECT_MANAGEMENT.value
        return not question.treatments and (goes_on or question.intent not in _ASK_OF_EFFECTS)
    tells = question.intent in (*_TELLS, "name_treatment") and memory.aspect in _OF_EFFECTS  # "and my heart"
    may_hint = tells or question.intent in (*MISUNDERSTOOD, "ask_side_effects")
    return bool(question.effect_cues) and may_hint and not question.treatments


def _asks_of_what_is_not_covered(question: Question, memory: Memory) -> bool:
    """Say whether a question that names nothing is about what was just asked for, which the page does not cover."""
    last = memory.last_question or {}
    outside = last.get("intent") == _OTHER_TREATMENT or NEVER_ANSWERED & set(last.get("not_covered", ()))
    names_an_effect = bool(question.effects or question.effect_cues) and not question.refers
    names = names_an_effect or question.focuses or question.services or question.not_covered
    alone = bool(outside) and not last.get("treatments") and memory.treatment is None
    return alone and question.intent in OF_A_TREATMENT and not names


def _of_the_treatment_named(question: Question, memory: Memory) -> Question:  # noqa: PLR0911 - one for each kind
    """Return a question that names a treatment, with what its pronoun stands for beside it."""
    helping = tuple(focus for focus in (memory.last_question or {}).get("focuses", ()) if focus in HELP)
    question = by_its_words(question)
    if question.may_have and question.intent in ("out_of_scope_lifestyle", "out_of_scope_everyday"):
        return replace(question, intent="ask_goal")  # "can i have targeted therapy"
    names_more = _names_more(question)
    cared = (memory.last_question or {}).get("intent") == "ask_supportive_care"
    may_ask = question.intent in (*_MAY_ASK_OF_HELP, "ask_how_given") and len(question.treatments) == 1
    if cared and question.refers and not names_more and may_ask:
        return replace(question, intent="ask_supportive_care")  # "does chemo have it"
    if _asks_of_effect_spoken_of(question, memory):  # "does chemo cause that"
        return replace(question, intent="ask_specific_side_effect", effects=(str(memory.effect),))
    may_ask_of_help = question.intent in _MAY_ASK_OF_HELP or (
        question.intent == "ask_how_given" and _GIVEN_WITH.search(question.said) is not None
    )
    if helping and question.refers and not names_more and may_ask_of_help:
        return replace(question, intent="ask_side_effect_management", focuses=helping)  # "do i get them with chemo"
    of_one = memory.aspect == Aspect.SPECIFIC_SIDE_EFFECT.value and memory.effect is not None
    may_ask_why = of_one and not names_more and question.intent in (*MISUNDERSTOOD, "name_treatment")
    if may_ask_why and wording.asks_for_reason(question.said):  # "and why is it with chemo"
        return replace(question, intent="ask_side_effects", focuses=(Focus.REASON.value,), effects=memory.effects)
    against = memory.treatment and memory.treatment not in question.treatments and len(question.treatments) == 1
    if against and _OR_IT.search(question.said) and wording.asks_which_is_better(question.said):
        return replace(question, intent="ask_compare", treatments=(str(memory.treatment), *question.treatments))
    if question.beside == LIKE_IT and memory.treatment:
        spoken_of = tuple(dict.fromkeys((memory.treatment, *question.treatments)))
        return replace(question, intent="ask_compare", treatments=spoken_of)  # "is it like chemo"
    if question.is_it and memory.treatment and question.intent in _MAY_ASK_WHAT_IT_IS:
        spoken_of = tuple(dict.fromkeys((memory.treatment, *question.treatments)))
        return replace(question, intent="ask_what", treatments=spoken_of, together=False)  # "is it surgery"
    if question.intent == "ask_combination" and question.refers and len(question.treatments) == 1 and memory.treatment:
        both = tuple(dict.fromkeys((memory.treatment, *question.treatments)))
        return replace(question, treatments=both)  # "is it used with radiation"
    return question


def _asks_of_effect_spoken_of(question: Question, memory: Memory) -> bool:
    """Say whether "that" is the side effect spoken of, in a question where it can't be the treatment."""
    names_one = question.effects or question.effect_cues or question.focuses
    asks_of_one = question.intent == "ask_specific_side_effect" or (
        question.intent in _OF_SOMETHING_ELSE and bool(question.treatments) and memory.aspect in _OF_EFFECTS
    )  # "with radiation, do I lose it as well"
    return asks_of_one and question.of_that and not names_one and memory.effect is not None


def _intent(question: Question, memory: Memory) -> str:
    """Return what a question that refers to something asks."""
    of_effects = memory.aspect in _OF_EFFECTS
    match question.intent:
        case "out_of_scope_causes" if question.causing and memory.treatment:
            return "ask_side_effects"  # "what else can it cause"
        case "ask_overview" | "ask_supportive_care" | "ask_goal" if of_effects and _asks_for_help(question, memory):
            return "ask_side_effect_management"  # "how are they treated", "what helps with them"
        case "out_of_scope_diagnosis" if question.checking and of_effects and memory.effect:
            return "ask_side_effect_management"  # "how do they check that"
        case "out_of_scope_duration" if memory.treatment == PAIR:
            return "ask_recovery"  # "how long does it take": the page says so of kyphoplasty
        case "ask_overview" if memory.treatment and not chooses(question):
            return "ask_goal"  # "what else can it do"
    return question.intent


def _asks_for_help(question: Question, memory: Memory) -> bool:
    """Say whether it is the side effects spoken of that are to get better; only a treatment is "for" something."""
    if question.intent != "ask_goal" or wording.asks_what_helps(question.said):
        return True
    return memory.effect is not None and memory.treatment is None


HOW_WELL = "how_well"
"""What a question about outcomes is redirected as that speaks of no life: "how long people live" would frighten."""
_OF_LIFE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|life|surviv\w*|die[sd]?|dying|death|dead|fatal|terminal|end|prognos\w*|outlook|expect\w*"
    r"|how long|time (?:left|do|does|have|has)|make it|chances?|odds|years|months|statistics|stage|mortality|kill\w*)\b"
)


def redirected_as(question: Question, memory: Memory) -> str:
    """Return the intent whose subject a redirect names: "will it grow back", of hair, asks for no time to live."""
    spoken_of = question.refers and (memory.effect or (memory.last_question or {}).get("effects"))
    listed = memory.aspect in _OF_EFFECTS and (
        wording.says_they(question.said) or wording.asks_which_of_them(question.said)
    )  # "are those permanent", "which is most common"
    names_one = question.intent in _OF_THE_CANCER and (question.effects or question.effect_cues)
    listed = listed or (memory.aspect in _OF_EFFECTS and question.intent == "out_of_scope_causes" and question.refers)
    asks = question.intent in (*_OF_THE_CANCER, "out_of_scope_personal")  # "is that normal"
    if question.intent == "out_of_scope_prognosis" and not (spoken_of or names_one or listed):
        return question.intent if _OF_LIFE.search(question.said) else HOW_WELL
    return "out_of_scope_everyday" if asks and (spoken_of or names_one or listed) else question.intent
