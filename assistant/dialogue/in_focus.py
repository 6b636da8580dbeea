"""Whether a treatment that is named is meant, or the one spoken of: "do they cut her open for it". Pure functions.

Words such as "cut" and "operate" tell how a thing is done, and one that lies behind a person is only told of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue import about_the_cancer
from assistant.dialogue.aspects import names_a_way_of_giving
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.language.reading import shared_reader
from knowledge.lookup import PAIR
from knowledge.vocabulary import Kind

_SURGERY, _SMALL = "surgery", (PAIR, "interventional_radiology")
_SURGEON = re.compile(r"\bsurgeons?\b")
_HOW_BIG = re.compile(
    r"\b(?:is|are|isn't|was) (?:it|this|that|they|the cuts?|kypho\w*|\w+oplasty)\b.*"
    r"\b(?:big|major|small|minor|serious|huge|large)\b"
    r"|\b(?:big|major|small|minor|serious|huge|large) (?:an? )?(?:op|operation|surgery|procedure|deal|thing)\b"
)
_CUT = re.compile(
    r"\bhow (?:big|large|long|small) (?:is|are|will|would|does|an?)\b(?: (?:the|that|this|be|an?|his|her|my)){0,2}"
    r" (?:cuts?|incisions?)\b"
)
_WHEN_IT_COMES = re.compile(
    r"\b(?:(?:is|does|will) (?:it|that|this)"
    r"|they (?:(?:will|would|can|want to|plan to) )?(?:do|give|start) (?:it|that|this))\b.*"
    r"\b(?:after|before)(?: the| my| her| his| an)? (?:op|operation|surgery)\b"
)
"""That a treatment comes before or after an operation, of the treatment spoken of."""
_SOMEBODY = r"(?:her|him|me|you|them|us|people|someone|somebody|(?:the|my|her|his|your) (?:back|spine|skin|body))"
_CUTS = re.compile(
    rf"\b(?:cut|cuts|cutting|slice|slicing)(?: {_SOMEBODY})? (?:open|into)\b"
    rf"|\bopen(?:s|ed|ing)? (?:{_SOMEBODY} up|up {_SOMEBODY})\b"
    r"|\b(?:under )?the knife\b|\bknife\b|\bscalpel\b|\boperat(?:e|es|ed|ing)(?: on)?\b"
)
"""Words that say how something is done, and are no name of surgery where another treatment was spoken of."""
_A_CUT = re.compile(r"\bcuts?\b|\binvasive\b|\bkeyhole\b")
_DONE_TO_IT = re.compile(
    r"\b(?:do|does|doing|done|get|getting|have|having|give|giving|put|for|with|in|during|by) (?:it|that|this)\b"
    r"|\b(?:is|are|does|will) (?:it|that|this)\b.*\b(?:done|given|involve|mean|need)\b"
)
_ANOTHER_THING = re.compile(
    r"\b(?:instead|rather|else|also|later|alternatives?|tumou?rs?|cancer|lump|growth|out|better)\b"
)
"""Words beside which an operation is one: "can they operate instead"."""
_MAY_ASK_HOW = (
    "ask_what",
    "ask_goal",
    "ask_how_given",
    "name_treatment",
    "out_of_scope_procedure",
    "out_of_scope_personal",
    "out_of_scope_hospital",
    *MISUNDERSTOOD,
)
_I_MEANT = re.compile(
    r"[.,;:!] *(?:no )?i (?:wanted|meant|mean|want|asked (?:about|for)) (?:the |about )?(?P<what>[\w -]+)\W*$"
)
_TO_DO_IT = re.compile(r"\bto (?:do|give|get|put|have|fix) (?:it|that|this)\b")


def of_what_is_meant(question: Question, memory: Memory) -> Question:  # noqa: PLR0911 - one for each kind
    """Return a question without the treatments that it names and does not mean, where another was spoken of."""
    spoken_of = memory.treatment
    if len(question.treatments) > 1 and (meant := _meant(question.said)):
        return replace(question, treatments=meant, intent="name_treatment", together=False)
    if spoken_of is None or about_the_cancer.left_out(question, memory):
        return question
    if question.treatment_cues == (_SURGERY,) and _only_says_how(question, spoken_of):
        question = replace(question, treatment_cues=())  # "my surgeon was vague", "is the cut small"
    if question.intent == "ask_how_given" and question.treatment_cues and names_a_way_of_giving(question.said):
        question = replace(question, treatment_cues=())  # "also in the vein", behind targeted therapy
    # "is it a big operation"
    if spoken_of in _SMALL and question.treatments in ((), (_SURGERY,)) and _HOW_BIG.search(question.said):
        return replace(question, treatments=(spoken_of,), intent="ask_how_given", is_it=False)
    if spoken_of in (_SURGERY, PAIR) and question.treatments in ((), (_SURGERY,)) and _CUT.search(question.said):
        return replace(question, treatments=(spoken_of,), treatment_cues=(), intent="ask_how_given")
    if _asks_if_it_cuts(question, spoken_of):  # "how do they do it, do they cut her open"
        return replace(question, treatments=(spoken_of,), intent="ask_how_given", is_it=False)
    # "is it done after the op"
    if question.treatments == (_SURGERY,) and spoken_of != _SURGERY and _WHEN_IT_COMES.search(question.said):
        return replace(question, treatments=(spoken_of, _SURGERY), intent="ask_combination")
    # "her hair too? she only just got it back after the chemo last year"
    if question.behind and spoken_of not in question.treatments and set(question.treatments) <= set(question.behind):
        return replace(question, treatments=())
    if question.denied and set(question.treatments) <= set(question.denied) and not question.ruled_out_alone:
        names_it = question.intent == "name_treatment"  # "no i meant the bone thing not surgery"
        meant = (spoken_of,) if names_it else ()
        return replace(question, treatments=question.treatments if spoken_of in question.denied else meant)
    return question


def _meant(said: str) -> tuple[str, ...]:
    """Return the one treatment that somebody says they meant: "that is the chemo, i wanted the targeted one"."""
    found = _I_MEANT.search(said)
    names = shared_reader().read(found["what"]).ids(Kind.TREATMENT) if found else ()
    return names if len(names) == 1 else ()


def _only_says_how(question: Question, spoken_of: str) -> bool:
    """Say whether the words that hint at surgery are about the doctor, or about the cut of a smaller procedure."""
    of_a_cut = spoken_of in _SMALL and _A_CUT.search(question.said) and not _ANOTHER_THING.search(question.said)
    return bool(of_a_cut) or _SURGEON.search(question.said) is not None


def _asks_if_it_cuts(question: Question, spoken_of: str) -> bool:
    """Say whether it is asked if the treatment spoken of is done by cutting, and no operation is named beside it."""
    said = question.said
    named = question.treatments == (_SURGERY,) or (not question.treatments and spoken_of in _SMALL)
    to_do_it = question.intent == "ask_combination" and _TO_DO_IT.search(said)
    asks = named and spoken_of != _SURGERY and (question.intent in _MAY_ASK_HOW or to_do_it)
    if not asks or not _CUTS.search(said) or _ANOTHER_THING.search(said):
        return False
    if _SURGERY in shared_reader().read(_CUTS.sub(" ", said)).ids(Kind.TREATMENT):
        return False
    return spoken_of in _SMALL or _DONE_TO_IT.search(said) is not None
