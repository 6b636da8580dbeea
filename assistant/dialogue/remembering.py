"""What is remembered after a reply, for what comes next: "it", "the second one", "and radiation?". Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.dialogue.each import MOST_AT_ONCE
from assistant.dialogue.memory import APPOINTMENT, Memory
from assistant.dialogue.pointing import place_in_list
from assistant.dialogue.question import Question
from assistant.dialogue.referring import spoken_of_after
from assistant.dialogue.replies import Clarification, Redirect, answer_in
from assistant.dialogue.resolve import WITHOUT_ASPECT, Resolved
from assistant.language.reading import shared_reader
from knowledge.answers import Answer
from knowledge.lookup import OVERVIEW, PAIR
from knowledge.reader import TREATMENTS
from knowledge.records import Aspect, Channel
from knowledge.vocabulary import Kind

LEFT_OF = "left_of"
"""Key of the last question under which stand those whose answers `more` is the rest of, where there were several."""
_OF_SEVERAL = ("ask_compare", "ask_combination")
"""Intents after whose answer "it" may be any of the treatments named."""


def remember(resolved: Sequence[Resolved], memory: Memory, channel: Channel, *, together: bool) -> Memory:
    """Return what to remember after the replies to one message.

    Args:
        resolved: The replies, in the order in which they are read.
        memory: What was remembered before.
        channel: Whose words are read: of a long answer a part may be left.
        together: One question named several treatments in one breath: "it" may be any of them.
    """
    after = memory
    left: list[str] = []
    left_of: list[dict[str, Any]] = []
    for one in resolved:
        after = remembered(one, after, channel)
        if after.more:
            left.append(_rest_named(one, after.more) if len(resolved) > 1 else after.more)
            left_of.append(one.question.as_slot())
    last = dict(after.last_question or {})
    if together:  # "which is worse" asks of all of them
        question = resolved[0].question
        last = question.as_slot() | {"choices": list(question.treatments)}
    if len(resolved) > 1 and left_of:
        last[LEFT_OF] = left_of
    treatment = None if together else after.treatment
    return replace(after, treatment=treatment, last_question=last, more=" ".join(left) or None)


def remembered(resolved: Resolved, memory: Memory, channel: Channel) -> Memory:
    """Return what to remember after a reply."""
    reply, question = resolved.reply, resolved.question
    last = question.as_slot() | _listed(resolved, memory)
    memory = replace(memory, last_question=last, offered=None, more=None)
    if isinstance(reply, Redirect):
        memory = replace(memory, offered=APPOINTMENT)
        if reply.answer is None:
            return replace(memory, treatment=spoken_of_after(question, memory.treatment))
        reply = reply.answer  # the page leaves it out for this treatment; "and chemo?" asks the same of another
    topic = reply.topic if isinstance(reply, Answer) else None
    if topic == APPOINTMENT:
        memory = replace(memory, offered=APPOINTMENT)  # "how fast can I get one", then "ok, I want one"
    only_listing = question.intent == "ask_specific_side_effect" and not question.treatments  # it was not spoken of
    several = question.intent in _OF_SEVERAL and len(question.treatments) > 1
    answered = topic in TREATMENTS and not several and not only_listing
    treatment = topic if answered else spoken_of_after(question, memory.treatment)
    treatment = treatment or _compared_by_a_pronoun(question)
    if isinstance(reply, Clarification):
        # A treatment that is named next is taken as the answer to the question back.
        return replace(
            memory,
            treatment=treatment if question.treatments else None,
            aspect=str(reply.question["intent"]).removeprefix("ask_"),
            effect=_first(question.effects),
            more=reply.known.more(channel) if reply.known else None,
        )
    of_all = reply.aspect is not None and reply.aspect is not Aspect.DETAIL  # "and radiation?" asks for no one fact
    aspect = reply.aspect.value if reply.aspect and of_all else memory.aspect
    if question.intent in WITHOUT_ASPECT:
        aspect = question.intent.removeprefix("ask_")
    about_one = bool(question.treatments) or topic in TREATMENTS
    return replace(
        memory,
        treatment=treatment,
        aspect=aspect,
        effect=_first(question.effects) or (None if about_one and reply.aspect else memory.effect),
        more=reply.more(channel),
    )


def _compared_by_a_pronoun(question: Question) -> str | None:
    """Return the one of two treatments compared that the words do not name: "is it stronger than chemo".

    "It" stays what it was. "Which of those is worse" names neither, and "it" may be either.
    """
    if question.intent != "ask_compare" or not question.refers or len(question.treatments) != 2:
        return None
    named = shared_reader().read(question.said).ids(Kind.TREATMENT)
    unnamed = [name for name in question.treatments if name not in named]
    return unnamed[0] if len(unnamed) == 1 else None


def named_together(question: Question) -> dict[str, Any] | None:
    """Return the last question after a message that names two or three treatments and asks nothing that is answered.

    "He is getting radiation and chemo", then "are both making him tired": both are these. None where it names others.
    """
    named = [name for name in question.treatments if name in TREATMENTS]
    if not 1 < len(named) <= MOST_AT_ONCE:
        return None
    return replace(question, intent="name_treatment").as_slot() | {"choices": named}


def _rest_named(resolved: Resolved, rest: str) -> str:
    """Return the rest of one of several answers below its title: it comes when another answer was read since."""
    answer = answer_in(resolved.reply)
    return f"{answer.title}: {rest}" if answer and answer.title and not rest.startswith(answer.title) else rest


def _listed(resolved: Resolved, memory: Memory) -> dict[str, Any]:
    """Return what "the second one" and "both" count in after a reply, and how often in a row it was asked back."""
    reply = resolved.reply
    last = memory.last_question or {}
    before, told = tuple(last.get("choices", ())), tuple(last.get("treatments", ()))
    if isinstance(reply, Clarification):
        return {"choices": list(reply.treatments), "asked_back": times_asked(resolved, memory)}
    if isinstance(reply, Answer) and reply.topic == OVERVIEW:
        return {"choices": [name for name in TREATMENTS if name != PAIR]}
    several = resolved.question.treatments
    if isinstance(reply, Redirect) and reply.answer is None:
        return {"subject": reply.subject} | ({"choices": list(before)} if before and not several else {})
    if len(several) > 1:
        return {"choices": list(several)}
    # "The second one", then "and the last", are of one list; behind an answer on one of two, "both" are still these.
    pointed_at = before and place_in_list(resolved.question.asked) is not None
    if pointed_at or (len(before) == 2 and set(several) < set(before)):
        return {"choices": list(before)}
    # "What is chemo", "and radiation": the two that the same was asked of.
    same = last.get("intent") == resolved.question.intent and len(told) == len(several) == 1 and told != several
    return {"choices": [*told, *several]} if same else {}


def times_asked(resolved: Resolved, memory: Memory) -> int:
    """Return how often in a row the same was asked back, this time included."""
    last = memory.last_question or {}
    again = last.get("intent") == resolved.question.intent and last.get("effects", []) == list(
        resolved.question.effects
    )
    narrower = isinstance(resolved.reply, Clarification) and list(resolved.reply.treatments) != last.get("choices")
    return 1 + int(last.get("asked_back", 0)) if again and not narrower else 1


def _first(names: tuple[str, ...]) -> str | None:
    return names[0] if names else None
