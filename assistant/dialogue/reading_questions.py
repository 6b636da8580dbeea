"""Reads the questions of a message as Rasa parsed it: what each asks, and what it names. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.dialogue import wording
from assistant.dialogue.beside_treatments import words_beside
from assistant.dialogue.halves import answerable_half, second_aspect
from assistant.dialogue.hints import hinted
from assistant.dialogue.names import (
    are_together,
    are_two,
    asked_about,
    denied,
    effects_asked_about,
    half_named,
    is_bare,
    is_refused,
    most_exact,
    only_hinted_by_surgeon,
    ruled_out_alone,
    told_of_the_past,
    without_own_noun,
)
from assistant.dialogue.question import NEVER_ANSWERED, OF_A_TREATMENT, Question
from assistant.language.reading import Reading, shared_reader
from knowledge.records import HELP
from knowledge.vocabulary import Kind

_OF_WHAT_IS_AHEAD = (*OF_A_TREATMENT, "ask_side_effect_management")
"""Intents in which a treatment that lies behind a person is not the one that is asked about."""
_TOLD_OF_EACH = (*OF_A_TREATMENT, "ask_supportive_care")
"""Intents that ask the same of two treatments, wherever these stand in a question."""
_OF_WHAT_IS_DONE = ("ask_what", "ask_goal", "ask_how_given")
"""Intents in which the treatment that another one comes after is not the one that is asked about."""
_ENDS_IN_ONE = re.compile(r"\bside effects? (?:of|from|with|for) (?:the )?\w+(?: therapy)?\W*$")
"""The end of a question about one treatment, whatever is named before it."""
_SPINE = re.compile(r"spin|vertebr|backbone|my back\b|spread|metast|\bmets\b|went to|gone to|came to|brain")
"""Words by which another cancer or disease is only the background of a question (the page names brain tumors too)."""
_IN_THE_SPINE = re.compile(r"spin(?:e|al)|vertebr|backbone|\b(?:my|his|her|the) back\b")
_REFERS = re.compile(r"\b(?:it|its|it's|that|this|these|those|they|them|their|both)\b")
_SAYS_NOTHING = re.compile(r"\b(?:forget|got|get|drop|leave) (?:it|that)\b|\bthat's it\b")
"""Words whose pronoun stands for nothing that was said: "forget it. hair?"."""
_CAUSING = re.compile(
    r"\b(?:it|that|this|they|those|these|both)\b(?: \w+)? (?:cause|bring|lead|give|result)"
    r"|\bwhy (?:do|does|would|will|is|are)(?: \w+)?(?: \w+)? (?:it|that|this|they|those|these|them|happen)\b"
)
_THAT = r"(?:it|that|this|these|those|them)"
_CHECKING = re.compile(
    rf"\b(?:check|test|watch|monitor|look|measure|find|see|know)(?: for| on| out| about| if you have)? {_THAT}\b"
)
_OF_THAT = re.compile(
    rf"\b(?:cause[sd]?|causing|give|gives|bring|brings|get|do)(?: (?:you|me|people))? {_THAT}\b"
    rf"|^(?:so |and |but |ok )*(?:is|are|was|were|can|could|do|does|did|will|would|might) (?:{_THAT}|they)"
    rf"(?: \w+)? (?:be|come|comes|happen|happens|caused|from|due|because|normal|common|part|side|with)\b"
    rf"|\b{_THAT}(?: too| also| either| as well)?\W*$"
)
"""What was said before is asked of a treatment: "does chemo cause that", "is it from chemo"."""
_ANYTHING_ELSE = re.compile(r"\b(?:else|other|another|besides)\b")
_IS_IT = re.compile(
    rf"^(?:so |and |but |ok )*(?:is|isn't|isnt|are|was) {_THAT}(?! (?:the )?(?:same|different|like)\b)(?: \w+){{0,3}} $"
)
"""Before a treatment that something else may be: "is it surgery", "is that a kind of radiation"."""
_WITHOUT = re.compile(
    r"\b(?:other than|rather than|instead of|besides|apart from|aside from|except|without|free of|never|least likely)\b"
    r"|(?<!\bi )(?<!\bwe )\b(?:not|doesn't|doesnt|don't|dont|won't|wont)(?: \w+)?"
    r" (?:cause|make|give|lead|bring|have|come)\b"
    r"|\b(?:has|have|with) no\b"
    r"|\b(?:which|what|who|treatments?|one|ones)(?: \w+)? (?:doesn't|doesnt|does not|don't|dont|do not|won't|wont)\W*$"
)


def read_questions(message: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions of a message as Rasa parsed it: at least one, at most two.

    `message` is the tracker's `latest_message`; its key `questions` is set by `assistant.nlu.intent_classifier` and is
    missing where a button was pressed.
    """
    found: Sequence[Mapping[str, Any]] = message.get("questions") or ()
    if len(found) > 1:
        wanted = [part for part in found[:2] if not is_refused(str(part["text"]))]
        if len(wanted) == 1:  # "don't tell me about surgery, tell me the side effects of radiation"
            return (_read(str(wanted[0]["intent"]), wanted[0]["entities"], str(wanted[0]["text"])),)
        first, second = (_read(str(part["intent"]), part["entities"], str(part["text"])) for part in found[:2])
        if found[1].get("asked", 1) < found[0].get("asked", 0):  # it comes first because it may be answered
            first = _after(second, first)
        if second.refers and not second.treatments:  # "could it be liver cancer, and how is that treated"
            second = replace(second, not_covered=second.not_covered or first.not_covered)
        return _about_what_was_told(message, (first, second))
    intent = str((message.get("intent") or {}).get("name") or "nlu_fallback")
    entities, text = message.get("entities") or (), str(message.get("text") or "")
    return _with_other_half(_read(intent, entities, text), entities, text)


def _with_other_half(
    question: Question, entities: Sequence[Mapping[str, Any]], text: str
) -> tuple[Question] | tuple[Question, Question]:
    """Return a question with what its message asks beside it: "surgery recovery and side effects"."""
    reading = shared_reader().read(text)
    other = second_aspect(question.intent, reading.spelt)
    if other is not None:
        return question, replace(question, intent=other)
    helping = [focus for focus in question.focuses if focus in HELP]
    if len(helping) > 1:  # "steroids and blood thinners, what is each one for"
        return replace(question, focuses=(helping[0],)), replace(question, focuses=(helping[1],))
    half = answerable_half(question.intent, [_placed(reading, entity) for entity in entities], reading.spelt)
    if half is None:
        return (question,)
    intent, named = half
    treatments = most_exact(tuple(str(e["value"]) for e in named if e.get("entity") == Kind.TREATMENT.value))
    effects = tuple(str(e["value"]) for e in named if e.get("entity") == Kind.EFFECT.value)
    return question, Question(intent, treatments, effects)


def _after(before: Question, question: Question) -> Question:
    """Return a question with what the one that was asked before it in the same message names, and it does not.

    "How much is surgery? What are the side effects?" asks for those of surgery, whatever was spoken of until then; and
    "how much is tamoxifen? what are the side effects?" for those of a drug that the page does not cover.
    """
    if question.treatments:
        return question
    outside = NEVER_ANSWERED & set(before.not_covered) and not before.treatments and question.intent in OF_A_TREATMENT
    not_covered = before.not_covered if outside else question.not_covered
    return replace(question, named_before=before.treatments, not_covered=not_covered)


def _about_what_was_told(message: Mapping[str, Any], questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return the questions with the treatment told of before: "I start chemo. How is it given, and is it long?"."""
    named = [str(e["value"]) for e in message.get("entities") or () if e.get("entity") == Kind.TREATMENT.value]
    told = most_exact(tuple(dict.fromkeys(named)))
    if len(told) != 1 or any(question.treatments for question in questions):
        return questions
    return tuple(question.with_treatment(told[0]) for question in questions)


def _read(intent: str, entities: Sequence[Mapping[str, Any]], text: str) -> Question:
    """Return one question from its intent and entities, in the words that `text` means: "is dat frm chemo"."""
    reading = shared_reader().read(text)
    spelt, entities = reading.spelt, [_placed(reading, entity) for entity in entities]
    named_all = only_hinted_by_surgeon([*entities, *half_named(entities, spelt)], spelt)
    of_one = intent in _OF_WHAT_IS_AHEAD or (intent == "ask_compare" and _ENDS_IN_ONE.search(spelt) is not None)
    entities = asked_about(named_all, spelt, behind=of_one, after=intent in _OF_WHAT_IS_DONE)
    entities = effects_asked_about(without_own_noun(entities, spelt), spelt)
    treatments = [e for e in entities if e.get("entity") == Kind.TREATMENT.value]

    def named(kind: Kind) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(e["value"]) for e in entities if e.get("entity") == kind.value))

    asked = most_exact(named(Kind.TREATMENT)) or _named_within(entities, spelt)
    return Question(
        intent=intent,
        treatments=asked,
        ruled_out=len(entities) < len(named_all),
        effects=named(Kind.EFFECT),
        treatment_cues=named(Kind.TREATMENT_CUE) or hinted(spelt),
        effect_cues=named(Kind.EFFECT_CUE),
        focuses=named(Kind.FOCUS),
        services=named(Kind.SERVICE),
        not_covered=named(Kind.NOT_COVERED),
        together=are_together(treatments, spelt) or (intent in _TOLD_OF_EACH and are_two(treatments, asked, spelt)),
        in_the_spine=_IN_THE_SPINE.search(spelt) is not None,
        about_spine=_SPINE.search(spelt) is not None,
        about_side_effects=bool(named(Kind.EFFECT)) or "side effect" in spelt.replace("-", " "),
        refers=_REFERS.search(_SAYS_NOTHING.sub("", spelt)) is not None and not wording.names_the_disease(spelt),
        causing=_CAUSING.search(spelt) is not None,
        checking=_CHECKING.search(spelt) is not None,
        of_that=_OF_THAT.search(spelt) is not None and _ANYTHING_ELSE.search(spelt) is None,
        is_it=any(_IS_IT.match(spelt[: int(e["start"])]) for e in treatments if "start" in e),
        without=_WITHOUT.search(spelt) is not None,
        bare=is_bare(entities, spelt),
        ruled_out_alone=ruled_out_alone(named_all, spelt),
        beside=words_beside(treatments, spelt),
        denied=denied(named_all, spelt),
        behind=told_of_the_past(treatments, spelt) if named(Kind.EFFECT) or named(Kind.EFFECT_CUE) else (),
        may_have=any(wording.may_have(spelt, int(e["start"]), int(e["end"])) for e in treatments if "start" in e),
        said=spelt,
        asked=reading.asked,
    )


def _named_within(entities: Sequence[Mapping[str, Any]], text: str) -> tuple[str, ...]:
    """Return the treatments that a narrower point names in its own words: "before chemo" is no point of surgery."""
    points = [e for e in entities if e.get("entity") == Kind.FOCUS.value and "start" in e]
    words = " ".join(text[int(e["start"]) : int(e["end"])] for e in points).split()
    return tuple(dict.fromkeys(name for word in words for name in shared_reader().read(word).ids(Kind.TREATMENT)))


def _placed(reading: Reading, entity: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an entity where it stands in the message spelt right."""
    places = {key: reading.place_spelt(int(entity[key])) for key in ("start", "end") if key in entity}
    return {**entity, **places}
