"""What all answering actions share: read the questions, resolve them, say the answers, remember them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import say_what_became, sent_from
from actions.speaking import Speaker, channel_of
from assistant.dialogue.memory import APPOINTMENT, Memory
from assistant.dialogue.next_steps import booking_button
from assistant.dialogue.question import Question, read_questions
from assistant.dialogue.referring import refer, spoken_of_after
from assistant.dialogue.replies import Clarification, Outcome, Record, Redirect, answer_in
from assistant.dialogue.resolve import ANSWERED_INTENTS, WITHOUT_ASPECT, Resolved, resolve
from assistant.dialogue.wording import asks_for_number, place_in_list, wishes_appointment
from knowledge.answers import Answer
from knowledge.lookup import OVERVIEW, PAIR
from knowledge.reader import TREATMENTS, load_knowledge
from knowledge.records import Channel

ASIDES = {
    "ask_person": "utter_offer_person",
    "ask_interpreter": "utter_offer_interpreter",
    "ask_identity": "utter_ask_identity",
    "ask_privacy": "utter_ask_privacy",
    "ask_capabilities": "utter_ask_capabilities",
    "ask_repeat": None,
    "ask_more": None,
    "ask_request": None,
}
"""Intents that as a message's second question get a response of domain.yml, or none: the answer comes first."""
LEFT_OF = "left_of"
"""Key of the last question under which stand those whose answers `more` is the rest of, where there were several."""
_ONLY_ASKING = "only_asking"
_OF_SEVERAL = ("ask_compare", "ask_combination")
"""Intents after whose answer "it" may be any of the treatments named."""


def only_asked(tracker: Tracker) -> bool:
    """Say whether the person has just said that they were only asking when the urgent-help gate stopped them."""
    return (tracker.latest_message.get("intent") or {}).get("name") == _ONLY_ASKING


def stopped_message(tracker: Tracker) -> Mapping[str, Any] | None:
    """Return what the last message that the urgent-help gate stopped was understood as; None where none was.

    None too where it was taken up already: who says twice that they were only asking asks nothing new.
    """
    only_asked_before = 0
    for event in reversed(tracker.events):
        understood = (event.get("parse_data") or {}) if event.get("event") == "user" else {}
        if calm := understood.get("calm"):
            return dict(calm)
        only_asked_before += (understood.get("intent") or {}).get("name") == _ONLY_ASKING
        if only_asked_before > 1:  # it was taken up when they first said so
            return None
    return None


class AnswerAction:
    """Answers the questions of one intent.

    Actions inherit it beside Rasa's `Action`, every subclass of which is registered: it must not be one itself.
    """

    intent: ClassVar[str]

    def name(self) -> str:
        """Return the action's name: "action_answer_" and the intent without its verb."""
        return f"action_answer_{self.intent.removeprefix('ask_')}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer the message's question; where it holds two, both."""
        first, *others = read_questions(tracker.latest_message)
        if not tracker.latest_message.get("questions"):  # where there are several, each has its own
            first = replace(first, intent=self.intent)
        return answer_questions([first, *others], dispatcher, tracker)


def answer_questions(
    questions: list[Question], dispatcher: CollectingDispatcher, tracker: Tracker, *, repeated: bool = False
) -> list[dict[str, Any]]:
    """Say the replies to at most two questions and return the events that remember them.

    What is `repeated` was wished for again, and is said as it was.
    """
    knowledge = load_knowledge()
    memory = Memory.from_slots(tracker.slots)
    if repeated:
        memory = replace(memory, last_question=None)
    channel = channel_of(tracker)
    speaker = Speaker(dispatcher, channel, knowledge)
    resolved = [resolve(questions[0], memory, knowledge)]
    for question in _others(resolved[0], questions[1:]):
        second = resolve(question, _remembered(resolved[0], memory, channel), knowledge)
        # The same thing about a second treatment is worth its length where something is said of it.
        says_it = isinstance(second.reply, Answer) or (isinstance(second.reply, Redirect) and second.reply.answer)
        if second.reply != resolved[0].reply and (says_it or question in questions):
            resolved.append(second)
    _say(resolved, memory, speaker, in_form=bool(tracker.active_loop.get("name")))
    for question in questions[1:]:
        if question.intent == "ask_request":
            say_what_became(speaker, sent_from(tracker))
        if response := ASIDES.get(question.intent):
            speaker.respond(response, Record(Outcome.SMALLTALK))
    after = memory
    left: list[str] = []
    left_of: list[dict[str, Any]] = []
    for one in resolved:
        after = _remembered(one, after, channel)
        if after.more:
            left.append(_named(one, after.more) if len(resolved) > 1 else after.more)
            left_of.append(one.question.as_slot())
    after = replace(after, more=" ".join(left) or None)  # of each answer, not of the last alone
    if any(wishes_appointment(question.said) or _asks_for_number(question) for question in questions):
        speaker.respond("utter_offer_appointment", Record(Outcome.SMALLTALK), (booking_button(knowledge),))
        after = replace(after, offered=APPOINTMENT)
    if _asks_more(tracker):
        speaker.respond("utter_ask_the_rest", Record(Outcome.SMALLTALK))
    if len(questions) == 1 and resolved[0].question.together:
        # "It" may be either, and "which is worse" asks of both.
        choices = list(resolved[0].question.treatments)
        last = resolved[0].question.as_slot() | {"choices": choices}
        after = replace(after, treatment=None, last_question=last)
    if len(resolved) > 1 and left_of:
        after = replace(after, last_question={**(after.last_question or {}), LEFT_OF: left_of})
    return [SlotSet(name, value) for name, value in after.as_slots().items() if tracker.slots.get(name) != value]


def _asks_for_number(question: Question) -> bool:
    """Say whether a question about appointments asks for the number to call."""
    return question.intent == "ask_appointment" and asks_for_number(question.said)


def _asks_more(tracker: Tracker) -> bool:
    """Say whether a message asks more than the two questions that it was understood as."""
    return bool(tracker.latest_message.get("questions_left_out"))


def _say(resolved: list[Resolved], memory: Memory, speaker: Speaker, *, in_form: bool) -> None:
    """Say the replies, with what people ask next behind the last."""
    for place, one in enumerate(resolved):
        if isinstance(one.reply, Answer):
            # Inside the appointment form its question follows, with choices of its own.
            speaker.answer(one.reply, with_next_steps=place == len(resolved) - 1 and not in_form)
        elif isinstance(one.reply, Clarification):
            speaker.clarify(one.reply, one.question.intent.removeprefix("ask_"), _times_asked(one, memory))
        else:
            speaker.redirect(one.reply)


def hear_out(response: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Say a response to what a person tells; return the events by which "it" is the treatment that was named.

    A side effect alone behind an answer about another ("and my heart") tells nothing: it asks.
    """
    told = read_questions(tracker.latest_message)[0]
    in_context = refer(told, Memory.from_slots(tracker.slots), load_knowledge())
    if in_context.intent in ANSWERED_INTENTS:
        return answer_questions([in_context], dispatcher, tracker)
    Speaker(dispatcher, channel_of(tracker), load_knowledge()).respond(response, Record(Outcome.SMALLTALK))
    return [SlotSet("treatment", spoken_of_after(told, tracker.slots.get("treatment")))]


def _others(first: Resolved, others: list[Question]) -> list[Question]:
    """Return the second question of a message: one that was asked, or the first one about a second treatment."""
    resolvable = [question for question in others if question.intent not in ASIDES]
    if resolvable:
        return resolvable[:1]
    question = first.question
    if question.together and question.intent not in ("ask_compare", "ask_combination", "ask_which_treatment_causes"):
        several = len(question.treatments) > 2 and isinstance(first.reply, Answer) and first.reply.topic is None
        # "Both" was read already, and means no more than the treatments that it stood for.
        each = [replace(question.with_treatment(name), asked="") for name in question.treatments[1:]]
        return [] if several else each
    return []


def _remembered(resolved: Resolved, memory: Memory, channel: Channel) -> Memory:
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
    if isinstance(reply, Clarification):
        # A treatment that is named next is taken as the answer to the question back.
        return replace(
            memory,
            treatment=treatment if question.treatments else None,
            aspect=str(reply.question["intent"]).removeprefix("ask_"),
            effect=_first(question.effects),
            more=reply.known.more(channel) if reply.known else None,
        )
    aspect = reply.aspect.value if reply.aspect else memory.aspect
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


def _named(resolved: Resolved, rest: str) -> str:
    """Return the rest of one of several answers below its title: it comes when another answer was read since."""
    answer = answer_in(resolved.reply)
    return f"{answer.title}: {rest}" if answer and answer.title and not rest.startswith(answer.title) else rest


def _listed(resolved: Resolved, memory: Memory) -> dict[str, Any]:
    """Return what "the second one" and "both" count in after a reply, and how often in a row it was asked back."""
    reply = resolved.reply
    last = memory.last_question or {}
    before, told = tuple(last.get("choices", ())), tuple(last.get("treatments", ()))
    if isinstance(reply, Clarification):
        return {"choices": list(reply.treatments), "asked_back": _times_asked(resolved, memory)}
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


def _times_asked(resolved: Resolved, memory: Memory) -> int:
    """Return how often in a row the same was asked back, this time included."""
    last = memory.last_question or {}
    again = last.get("intent") == resolved.question.intent and last.get("effects", []) == list(
        resolved.question.effects
    )
    narrower = isinstance(resolved.reply, Clarification) and list(resolved.reply.treatments) != last.get("choices")
    return 1 + int(last.get("asked_back", 0)) if again and not narrower else 1


def _first(names: tuple[str, ...]) -> str | None:
    return names[0] if names else None
