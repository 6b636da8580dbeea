"""A second thing that one message asks in words of its own, which must not be passed over. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.about_the_cancer import asks_which_for_spread
from assistant.dialogue.aspects import asks_how_done_and_if_it_hurts, behind_a_diagnosis, names_a_way_of_giving
from assistant.dialogue.effects_asked import which_it_is
from assistant.dialogue.help_asked import HOW_OFTEN, asks_how_often
from assistant.dialogue.palliative import names_palliative_care, of_palliative_care
from assistant.dialogue.question import OF_A_TREATMENT, Question
from assistant.dialogue.services import asks_what_one_is
from assistant.dialogue.silent import asks_which_first, asks_why_first
from knowledge.lookup import PAIN
from knowledge.lookup_together import find_combination
from knowledge.reader import load_knowledge
from knowledge.records import Focus

WHERE_IT_COMES_FROM = "where_it_comes_from"
_OTHER_CANCER = "out_of_scope_other_cancer"
_PAIN = re.compile(r"\bpains?\b")
_FOR_ONE = re.compile(r"\bfor (?:me|us|him|her|my \w+)\b")
_WHAT_IS = re.compile(r"\bwhat(?:'s| is| are|s)\b")
_LIKE = re.compile(r"\b(?:like|same as|kind of|sort of|mean|means|it|this|that)\b")
_AFTER_SURGERY = re.compile(r"\bafter (?:the |an? |my |her |his )?(?:surgery|surgical|operation|op)\b")
_TWO = 2
_COMES_AFTER = ("surgery", "radiation")
"""Two treatments of which the page says that the second one often comes after the first."""


def with_second_question(questions: Sequence[Question], spoken_of: Sequence[str] = ()) -> list[Question]:
    """Return the questions of a message with what a single one asks beside it, and the second about the same thing.

    Args:
        questions: The questions of the message.
        spoken_of: The treatments that the question before was about.
    """
    first, *others = questions
    if others and asks_what_one_is(first) and all(_is_it_like(other) for other in others):
        return [first]  # "what is naturopathic, is that like herbs": there is no more on it, and that is said
    if others:
        return [first, *(_of_the_same(first, other) for other in others)]
    if two := _each_after_surgery(first):
        return two
    second = _beside(first) or _together(first, spoken_of)
    return [first] if second is None else [first, second]


def _is_it_like(question: Question) -> bool:
    """Say whether it is only asked if what was named is a thing that the page does not have."""
    return bool(question.not_covered) and _LIKE.search(question.said) is not None


def _each_after_surgery(question: Question) -> list[Question]:
    """Return one question for each of two treatments after surgery: "after it she needs chemo too? or radiation"."""
    others = [name for name in question.treatments if name != _COMES_AFTER[0]]
    if question.intent != "ask_combination" or len(others) != _TWO or not _AFTER_SURGERY.search(question.said):
        return []
    return [replace(question, treatments=(_COMES_AFTER[0], name), together=False) for name in others]


def _together(question: Question, spoken_of: Sequence[str]) -> Question | None:
    """Return what is used together, behind a question in which order: only of two that the page has a word on."""
    if not asks_which_first(question):
        return None
    named = question.treatments or tuple(spoken_of)
    if len(named) != _TWO or not find_combination(load_knowledge(), named).known:
        return None
    return Question("ask_combination", tuple(named))


def _of_the_same(first: Question, second: Question) -> Question:
    """Return a second question about the treatment of the first, where it only hints at a way: "also in the vein?"."""
    only_a_way = second.intent == "ask_how_given" and not second.treatments and names_a_way_of_giving(second.said)
    return replace(second, treatments=first.treatments) if only_a_way and first.treatments else second


def _beside(question: Question) -> Question | None:
    """Return what a question asks beside what it was understood as: its answer, or a redirect on that point."""
    said = question.said
    spread = asks_which_for_spread(question) or Focus.METASTATIC.value in question.focuses
    palliative = names_palliative_care(said) and (of_palliative_care(question) is not None or _is_palliative(question))
    fitting = (
        # "what is palliative care, is that for the pain"
        (palliative and _PAIN.search(said), Question("ask_supportive_care", effects=(PAIN,))),
        # "which of these would be for me, as it has spread"
        (spread and _FOR_ONE.search(said), Question("out_of_scope_personal")),
        # "why is surgery done first": the page says what often comes after it
        (
            asks_why_first(question) and question.treatments and set(question.treatments) <= set(_COMES_AFTER),
            Question("ask_combination", _COMES_AFTER),
        ),
        # "is blood tested often, every day"
        (asks_how_often(question), Question(HOW_OFTEN)),
        # "how is radiation done, does it hurt"
        (asks_how_done_and_if_it_hurts(question), Question("out_of_scope_procedure")),
        # "is he tired from the chemo or from the cancer"
        (which_it_is(question), Question(WHERE_IT_COMES_FROM)),
        # "what is targeted therapy for myeloma": nothing on myeloma, and what it is
        (_is_of_another_cancer(question), _without_the_cancer(question)),
    )
    return next((second for fits, second in fitting if fits), None)


def comes_after(question: Question) -> bool:
    """Say whether a question is about the two treatments of which the page says that one comes after the other."""
    return set(question.treatments) == set(_COMES_AFTER)


def _is_palliative(question: Question) -> bool:
    return Focus.PALLIATIVE.value in question.focuses


def _is_of_another_cancer(question: Question) -> bool:
    """Say whether a question that is redirected for the cancer that it names is about a treatment of the page."""
    named = question.intent == _OTHER_CANCER or (
        question.intent in OF_A_TREATMENT and "other_cancer" in question.not_covered
    )
    return named and bool(question.treatments) and not question.about_spine


def _without_the_cancer(question: Question) -> Question:
    """Return what such a question asks of its treatment; what it is, or is for, where no aspect is understood."""
    other = [name for name in question.not_covered if name != "other_cancer"]
    question = replace(question, not_covered=tuple(other))
    if question.intent != _OTHER_CANCER:
        return question
    return replace(question, intent="ask_what") if _WHAT_IS.search(question.said) else behind_a_diagnosis(question)
