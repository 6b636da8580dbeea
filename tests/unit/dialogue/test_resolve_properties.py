"""What must hold for every question after whatever was said, with generated questions and memories."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from assistant.dialogue.replies import answer_in
from assistant.dialogue.resolve import ANSWERED_INTENTS, resolve
from knowledge.answers import Verdict
from knowledge.lookup import PAIR, SUPPORTIVE_CARE, find_aspect, find_side_effect, treatments_listing
from knowledge.reader import TREATMENTS, load_knowledge
from knowledge.records import Aspect, Focus
from knowledge.texts import CHANNELS

CHEMO, RADIATION, SURGERY, TARGETED = "chemotherapy", "radiation", "surgery", "targeted_therapy"


_OWN = {
    SURGERY: {"SU"},
    CHEMO: {"CH"},
    RADIATION: {"RA"},
    TARGETED: {"TT"},
    "interventional_radiology": {"IR", "KV"},  # its own procedures
    PAIR: {"KV", "IR"},  # procedures of interventional radiology
    SUPPORTIVE_CARE: {"CH", "RA"},  # its help with side effects says which help comes with which treatment
}


_MANAGED = Aspect.SIDE_EFFECT_MANAGEMENT
_SHARED = {"OV", "SC", "AP", "META"}


_topics = st.sampled_from((*TREATMENTS, SUPPORTIVE_CARE))


_effects = st.sampled_from(sorted(load_knowledge().effects))


_questions = st.builds(
    Question,
    intent=st.sampled_from(sorted(ANSWERED_INTENTS | {"book_appointment", "out_of_scope_cost"})),
    treatments=st.lists(_topics, max_size=3, unique=True).map(tuple),
    effects=st.lists(_effects, max_size=2, unique=True).map(tuple),
    effect_cues=st.lists(_effects, max_size=1).map(tuple),
    focuses=st.lists(st.sampled_from([focus.value for focus in Focus]), max_size=2, unique=True).map(tuple),
    services=st.lists(st.sampled_from(["nutrition_therapy", "pain_management"]), max_size=1).map(tuple),
    not_covered=st.lists(st.sampled_from(["other_treatment", "drug", "other_cancer"]), max_size=1).map(tuple),
    together=st.booleans(),
    about_side_effects=st.booleans(),
)


_memories = st.builds(
    Memory,
    treatment=st.none() | st.sampled_from(TREATMENTS),
    aspect=st.none() | st.sampled_from([aspect.value for aspect in Aspect]),
    effect=st.none() | _effects,
    last_question=st.none() | _questions.map(Question.as_slot),
    offered=st.none() | st.just("appointment"),
    more=st.none() | st.just("The rest."),
)


@cache
def _listed_facts() -> frozenset[str]:
    """Return the facts by which any treatment lists any side effect."""
    knowledge = load_knowledge()
    listing = [find_side_effect(knowledge, t, e) for e in knowledge.effects for t in treatments_listing(knowledge, e)]
    return frozenset(fact for one in listing for fact in one.facts("website"))


def _prefix(fact: str) -> str:
    return re.sub(r"\d+$", "", fact)


@settings(max_examples=800, deadline=None, derandomize=True)
@given(_questions, _memories)
def test_one_treatments_facts_are_never_used_for_another(question: Question, memory: Memory) -> None:
    """Whatever is asked after whatever was said, the facts of the reply belong to the treatment that is named.

    The one exception is said by name: where a side effect, or a kind of help, is not listed, the treatments that do
    list it are named.
    """
    knowledge = load_knowledge()
    resolved = resolve(question, memory, knowledge)
    named = resolved.question.treatments
    if question.treatments:
        assert set(question.treatments) <= set(named)
    answer = answer_in(resolved.reply)
    about_all = resolved.question.intent in (
        "ask_overview",
        "ask_which_treatment_causes",
        "ask_source",
        "ask_appointment",
    )
    if answer is None or not set(named) & set(TREATMENTS) or about_all:
        return
    for channel in CHANNELS:
        allowed = _SHARED | {prefix for name in named for prefix in _OWN[name]}
        stated = (*answer.facts(channel), *answer.facts_of_more(channel))
        said = f"{answer.text(channel)} {answer.more(channel) or ''}"
        foreign = {fact for fact in stated if _prefix(fact) not in allowed}
        if answer.ids[0].startswith("frames.help_not_listed"):
            for other in TREATMENTS:
                if any(_prefix(fact) in _OWN[other] for fact in foreign):
                    assert knowledge.topics[other].name in said
        elif answer.verdict is Verdict.NOT_LISTED:
            for other in TREATMENTS:
                if any(_prefix(fact) in _OWN[other] for fact in foreign):
                    assert knowledge.topics[other].name in said
            assert foreign <= _listed_facts()
        else:
            assert not foreign, (resolved, foreign)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_questions, _memories)
def test_an_answer_about_one_treatment_is_of_the_first_one_named(question: Question, memory: Memory) -> None:
    """The topic of an answer is the treatment named first, or else the one talked about; never a third one."""
    resolved = resolve(question, memory, load_knowledge())
    answer, asked = answer_in(resolved.reply), resolved.question
    if answer is None or answer.topic not in TREATMENTS:
        return
    if asked.intent == "ask_combination":  # the pair that is not named may be any two of them
        assert not asked.treatments or answer.topic in asked.treatments
    elif asked.treatments:
        assert answer.topic == next(name for name in asked.treatments if name in TREATMENTS)
    elif not asked.focuses:  # without a treatment only what no other one has may be told: one effect, one kind of help
        assert asked.effects
        assert answer.topic in treatments_listing(load_knowledge(), asked.effects[0]) or answer.aspect is _MANAGED


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(TREATMENTS), st.lists(_effects, min_size=1, max_size=8, unique=True).map(tuple))
def test_each_effect_that_is_named_is_told_of(treatment: str, effects: tuple[str, ...]) -> None:
    """However many effects are asked about, each is answered: by its own facts, by its name, or by the gap."""
    knowledge = load_knowledge()
    answer = answer_in(resolve(Question("ask_specific_side_effect", (treatment,), effects), Memory(), knowledge).reply)
    assert answer is not None
    for channel in CHANNELS:
        stated = {*answer.facts(channel), *answer.facts_of_more(channel)}
        said = f"{answer.text(channel)} {answer.more(channel) or ''}"
        for effect in effects:
            listing = treatments_listing(knowledge, effect)
            if treatment in listing:
                own = find_side_effect(knowledge, treatment, effect).website[0].facts
                assert set(own) <= stated, (effect, said)
            elif find_aspect(knowledge, treatment, Aspect.SIDE_EFFECTS).known or listing:
                assert knowledge.effects[effect].name in said, (effect, said)
            else:
                assert not answer.known


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_questions)
def test_a_question_survives_its_slot(question: Question) -> None:
    """What a slot keeps of a question leads to the same reply."""
    knowledge = load_knowledge()
    resolved = resolve(question, Memory(), knowledge)
    kept = Question.from_slot(resolved.question.as_slot())
    assert (kept.treatments, kept.effects, kept.focuses) == (
        resolved.question.treatments,
        resolved.question.effects,
        resolved.question.focuses,
    )
    assert resolve(kept, Memory(), knowledge).reply == resolved.reply
