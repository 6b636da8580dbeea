"""Which aspect of a treatment the words of a question name, whatever else its message tells. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.dialogue.question import MISUNDERSTOOD, Question
from knowledge.lookup import PAIR

_OF_A_TREATMENT: Mapping[str, re.Pattern[str]] = {
    "ask_side_effects": re.compile(r"\bside[- ]effects?\b"),
    "ask_recovery": re.compile(r"\brecover(?:y|ing)?\b|\bback to normal\b"),
    "ask_how_given": re.compile(
        r"\bhow (?:is|are|do|does|will|would)\b.*\b(?:given|done|get|take)\b|\bpills?\b|\bdrip\b|\bneedles?\b"
    ),
}
_OF_AN_EFFECT = re.compile(
    r"\b(?:does|do|will|would|can|could|may|might)\b.* (?:make|makes|cause|causes|lose)\b|\b(?:what|how) about\b"
)
"""Words that ask whether a treatment does something; a symptom that is only told of has none of them."""
_WHAT_FOR = re.compile(
    r"^(?:\W|and |so |ok |but )*what(?:'s| is| are| r)? (?:[\w-]+ ){1,6}for\W*$"
    r"|^(?:\W|and |so |ok |but )*what(?:'s| is| are)? (?:it|they|that|those) for\b"
)
_IN_COMMON = re.compile(r"\b(?:in common|alike|share|what (?:do|can|are) (?:they |[\w, ]+ )?both)\b")
"""Of two procedures that the page names as a pair: what both are, and not how they differ."""
_A_FORM = re.compile(
    r"^(?:\W|and |so |ok |but )*(?:is|are|isn't|does|do|will|would)\b.*"
    r"\b(?:pills?|tablets?|capsules?|needles?|shots?|injections?|ivs?|drips?|infusions?)\W*$"
)


def by_its_words(question: Question) -> Question:
    """Return a question that names a treatment with the aspect that its words name, where its intent tells less."""
    if question.intent == "out_of_scope_other_cancer" and question.in_the_spine:
        return _behind_a_diagnosis(question)
    if question.intent in ("ask_what", *MISUNDERSTOOD) and _WHAT_FOR.match(question.said):
        return replace(question, intent="ask_goal")  # "what is chemo for"
    if question.intent == "ask_compare" and question.treatments == (PAIR,) and _IN_COMMON.search(question.said):
        return replace(question, intent="ask_what")
    if question.intent in ("ask_what", "ask_compare") and _A_FORM.match(question.said):
        return replace(question, intent="ask_how_given")  # "is chemo a pill"
    return question


def _behind_a_diagnosis(question: Question) -> Question:
    """Return what is asked of the treatment behind "I have breast cancer in my spine": what it is for, if nothing else.

    A side effect counts where it is asked about: "and my back hurts" only tells of one.
    """
    effects = question.effects or question.effect_cues
    if effects and _OF_AN_EFFECT.search(question.said):
        return replace(question, intent="ask_specific_side_effect", effects=effects)
    named = (intent for intent, words in _OF_A_TREATMENT.items() if words.search(question.said))
    return replace(question, intent=next(named, "ask_goal"))
