"""Which fact a message asks for in the middle of a talk, of the treatment that is spoken of. Pure functions.

The model says of each topic which of its facts a message may ask for (`assistant.nlu.detail_finder`); which topic is
meant only the conversation knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.dialogue import wording
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import ASK_DETAIL, MISUNDERSTOOD, Question
from assistant.dialogue.replies import Clarification, Reply
from assistant.language.reading import shared_reader
from knowledge.answers import Answer
from knowledge.lookup import OVERVIEW, SUPPORTIVE_CARE
from knowledge.lookup_facts import answer_stating, is_of_effect
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect
from knowledge.vocabulary import Kind

DETAILS = "details"
"""Key of the parsed message: by topic, the likeliest fact and how surely it is asked for, from 0 to 1."""
ASKS_NOTHING = "asks_nothing"
"""Key of the parsed message: how surely it asks for nothing, from 0 to 1."""
SURELY = 0.65
"""From here on a fact is told in place of a redirect, a question back, or a kind word."""
MORE_SURELY = 0.8
"""From here on it is told in place of another answer."""
_WELL_UNDERSTOOD, _THEN = 0.97, 0.95
"""Where the message was understood so surely, whatever as, a fact has to be asked for so surely."""
_HARDLY_UNDERSTOOD, _WHATEVER_IT_NAMES = 0.6, 0.95
"""Where the message was not understood so surely, it is told from here on whatever else the message names."""
_OF_A_HINT = 0.5
"""From here on it is told where it is of the side effect that a word hints at: "and my hair, me a hairdresser"."""
_OF_ANOTHER = 0.8
"""From here on it is one of the treatment spoken of, where another is named beside: "why, if they cut it out"."""
_OF_SEVERAL, _OF_NO_OTHER = 0.85, 0.5
"""From here on it is one of several treatments spoken of, where of no other a fact is as likely as the second."""
_OF_ALL = 0.95
"""From here on, in place of a redirect, it is one of any treatment, where of no other a fact is likely."""
_MORE_THAN_OF_THE_NAMED = 0.95
"""From here on it is one of the treatment spoken of, however likely one of the treatment named beside it is."""
_TELLS, _NONSENSE = "share_situation", "out_of_scope_nonsense"
NOTHING = 0.65
"""From here on a message that was not understood asks for nothing."""
_ASK_NO_FACT = frozenset(
    ["ask_compare", "ask_appointment", "ask_source", "ask_request", "ask_person", "name_treatment"]
)


def in_detail(
    message: Mapping[str, Any],
    question: Question,
    memory: Memory,
    knowledge: Knowledge,
    *,
    reply: Reply | None = None,
    told: Sequence[str] = (),
    lately: str | None = None,
) -> Question | None:
    """Return the question for the one fact that a message asks for; None where it asks for none, or `reply` tells it.

    Args:
        message: The tracker's `latest_message`.
        question: Its question.
        memory: What was said before.
        knowledge: What is known.
        reply: What it would get; None for a redirect, or a kind word.
        told: The facts that this would tell and that were not read just before.
        lately: The treatment that the last answers were about, for where the conversation has lost it.
    """
    if not _may_ask(message, question):
        return None
    found = message.get(DETAILS) or {}
    topic = _beside_the_named(found, question, knowledge) or _topic(message, question, memory, reply, lately)
    if topic is None or topic not in found:
        return None
    fact, surely = str(found[topic][0]), float(found[topic][1])
    known = _is_known(topic, question, memory)
    of_no_one = not known and _is_side_effect(fact, topic, knowledge)
    named = (*question.effects, *question.effect_cues)
    hinted = known and reply is None and _is_hardly_understood(message) and is_of_effect(knowledge, topic, fact, named)
    needed = _OF_A_HINT if hinted else _needed(message, question, memory, reply)
    if fact in told or of_no_one or needed is None or surely < needed:
        return None
    return replace(question, intent=ASK_DETAIL, treatments=(topic,), fact=fact, effects=(), focuses=(), together=False)


def _may_ask(message: Mapping[str, Any], question: Question) -> bool:
    """Say whether a message may ask for one fact: not where it asks two things, or what the page does not cover."""
    understood, _ = _understood(message)
    two = len(message.get("questions") or ()) > 1
    others = bool(question.effects or question.effect_cues) and wording.asks_for_others(question.said)
    return not (two or others or question.not_covered or _ASK_NO_FACT & {question.intent, understood})


def _needed(message: Mapping[str, Any], question: Question, memory: Memory, reply: Reply | None) -> float | None:
    """Return how surely a fact has to be asked for, by what the message names and would get; None where none is told.

    What names a treatment is seldom misunderstood where there is an answer, or where it only tells of it.
    """
    understood, confidence = _understood(message)
    hardly = _is_hardly_understood(message)
    if memory.last_question is None and memory.treatment is None:  # a first question is understood well
        return _WHATEVER_IT_NAMES if hardly and len(question.treatments) == 1 else None
    of_all = isinstance(reply, Answer) and reply.topic == OVERVIEW
    if of_all and (question.treatments or memory.treatment):
        # "I don't want chemo, what else is there", and "what decides that" of the treatment spoken of.
        return None if question.treatments else MORE_SURELY
    if _names_what_is_looked_up(question, reply) or (isinstance(reply, Answer) and question.intent != understood):
        return _WHATEVER_IT_NAMES if hardly else None
    names = _names_treatment(message)
    tells = understood == _TELLS  # "i am on targeted therapy"
    if confidence >= _WELL_UNDERSTOOD or (names and (isinstance(reply, Answer) or tells)):
        return _THEN
    return MORE_SURELY if isinstance(reply, Answer) else SURELY


def _names_treatment(message: Mapping[str, Any]) -> bool:
    return any(entity.get("entity") == Kind.TREATMENT.value for entity in message.get("entities") or ())


def _understood(message: Mapping[str, Any]) -> tuple[str, float]:
    """Return the intent of a message and how surely it was understood so."""
    intent = message.get("intent") or {}
    return str(intent.get("name")), float(intent.get("confidence") or 0.0)


def _is_hardly_understood(message: Mapping[str, Any]) -> bool:
    understood, confidence = _understood(message)
    return understood in MISUNDERSTOOD or confidence < _HARDLY_UNDERSTOOD


def _names_what_is_looked_up(question: Question, reply: Reply | None) -> bool:
    """Say whether a message names a side effect, steroids or a kind of care, or takes away what it names."""
    if question.without or not isinstance(reply, Answer):
        return question.without or (question.intent == "ask_specific_side_effect" and bool(question.effects))
    return bool(question.effects or question.effect_cues or question.focuses or question.services)


def asks_nothing(message: Mapping[str, Any]) -> bool:
    """Say whether a message that was not understood asks for nothing: "rite i ask the doc". Nonsense may ask."""
    intent = message.get("intent") or {}
    no_sense = intent.get("name") == _NONSENSE and float(intent.get("confidence") or 0.0) >= SURELY
    return not no_sense and float(message.get(ASKS_NOTHING) or 0.0) >= NOTHING


def _topic(
    message: Mapping[str, Any], question: Question, memory: Memory, reply: Reply | None, lately: str | None
) -> str | None:
    """Return the topic that a message is about: one treatment, the care around it, or all treatments."""
    found = message.get(DETAILS) or {}

    def surely(topic: str) -> float:
        return float(found[topic][1]) if topic in found else 0.0

    spoken_of = _spoken_of(memory)
    named = question.treatments
    last = memory.last_question or {}
    if named == (spoken_of,) and not _names_treatment(message):
        named = ()  # it was only taken from the conversation
    if len(named) == 1:
        others = [spoken_of] if spoken_of else [str(name) for name in last.get("treatments", ()) if name not in named]
        other = max(others, key=surely, default=None)
        return other if other and _is_of_another(surely(other), surely(named[0])) else named[0]
    if named:
        return None
    if spoken_of:
        helped = reply is None and surely(spoken_of) < _OF_NO_OTHER and surely(SUPPORTIVE_CARE) >= _OF_SEVERAL
        if helped or (reply is None and surely(SUPPORTIVE_CARE) >= max(_OF_ALL, surely(spoken_of))):
            return SUPPORTIVE_CARE  # "can somebody build him up again", of chemo
        helping = question.intent == "ask_side_effect_management"
        of_another = helping and reply is None and spoken_of not in found
        another = _likeliest(TREATMENTS, surely, _OF_ALL) if of_another else None
        return another or spoken_of  # "can he get something so he does not vomit", behind kyphoplasty
    several = reply.treatments if isinstance(reply, Clarification) else tuple(last.get("treatments", ()))
    of_all = OVERVIEW if last.get("intent") == "ask_overview" else None
    return (
        _likeliest(several, surely, _OF_SEVERAL)
        or _likeliest((lately,) if lately else (), surely, _OF_SEVERAL)
        or _likeliest(() if reply else TREATMENTS, surely, _OF_ALL)
        or of_all
    )


def _beside_the_named(found: Mapping[str, Any], question: Question, knowledge: Knowledge) -> str | None:
    """Return the treatment of which the fact that is surely asked for speaks of the one named, too.

    "He had the operation, what do they do about what is left": radiation is often used after surgery.
    """
    for topic, (fact, surely) in found.items():
        stated = answer_stating(knowledge, topic, str(fact)) if float(surely) >= _MORE_THAN_OF_THE_NAMED else None
        if stated is None or topic not in TREATMENTS or not question.treatments:
            continue
        told = shared_reader().read(" ".join(one.text for one in stated.website)).ids(Kind.TREATMENT)
        if set(question.treatments) <= {topic, *told} and set(question.treatments) != {topic}:
            return topic
    return None


def _likeliest(topics: Sequence[str], surely: Callable[[str], float], enough: float) -> str | None:
    """Return the topic of which a fact is surely asked for, where of no other one is likely."""
    first, *others = sorted(topics, key=surely, reverse=True) or [""]
    decided = bool(first) and surely(first) >= enough and all(surely(other) < _OF_NO_OTHER for other in others)
    return first if decided else None


def _is_of_another(spoken_of: float, named: float) -> bool:
    """Say whether a fact of the treatment spoken of is asked for, by how surely one of it and of the named one is.

    "She gets it after they cut it out, but why, if it's out".
    """
    return spoken_of >= _OF_ANOTHER and (named < _OF_NO_OTHER or spoken_of >= max(_MORE_THAN_OF_THE_NAMED, named))


def _spoken_of(memory: Memory) -> str | None:
    """Return the one topic that was spoken of."""
    last = memory.last_question or {}
    if last.get("intent") == "ask_supportive_care" and not last.get("treatments"):
        return SUPPORTIVE_CARE
    before = [name for name in last.get("treatments", ()) if name in TREATMENTS]
    return memory.treatment or (before[0] if len(before) == 1 else None)


def _is_known(topic: str, question: Question, memory: Memory) -> bool:
    """Say whether the topic is named, or the one that was spoken of, and not only the likeliest of several."""
    return topic in question.treatments or topic == _spoken_of(memory)


def _is_side_effect(fact: str, topic: str, knowledge: Knowledge) -> bool:
    """Say whether a fact is a side effect of a treatment: no other treatment's may be told."""
    stated = answer_stating(knowledge, topic, fact)
    return stated is not None and stated.aspect is Aspect.SPECIFIC_SIDE_EFFECT
