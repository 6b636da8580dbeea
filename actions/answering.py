"""What all answering actions share: read the questions, resolve them, say the answers, remember them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.around_replies import say_kindly, say_of_this_chat
from actions.booking import say_what_became, sent_from
from actions.speaking import Speaker, channel_of
from actions.what_was_said import answered_lately, asks_anew, just_read, times_said
from assistant.dialogue.details import DETAILS, in_detail
from assistant.dialogue.memory import APPOINTMENT, Memory
from assistant.dialogue.next_steps import booking_button
from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.dialogue.read_before import Detail, part_asked_about
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.referring import refer, spoken_of_after
from assistant.dialogue.remembering import named_together, remember, remembered, times_asked
from assistant.dialogue.replies import Clarification, Outcome, Record, Redirect, Reply
from assistant.dialogue.resolve import ANSWERED_INTENTS, Resolved, resolve
from assistant.dialogue.second_question import with_second_question
from assistant.dialogue.services import asks_what_one_is
from assistant.dialogue.silent import SILENT_ON
from assistant.dialogue.wording import asks_for_number, asks_for_others, wishes_appointment
from assistant.language.reading import shared_reader
from knowledge.answers import Answer
from knowledge.lookup import OVERVIEW, find_supportive_care
from knowledge.reader import load_knowledge
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
        if say_of_this_chat(Speaker(dispatcher, channel_of(tracker), load_knowledge()), tracker):
            return []
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
    asked = len(questions)
    questions = with_second_question(questions, (memory.last_question or {}).get("treatments", ()))
    resolved = [resolve(questions[0], memory, knowledge)]
    if asked == len(questions) == 1 and not repeated:
        resolved = [_in_detail(resolved[0], tracker, memory, channel)]
    for question in _others(resolved[0], questions[1:]):
        second = resolve(question, remembered(resolved[0], memory, channel), knowledge)
        if asked < len(questions) and isinstance(resolved[0].reply, Redirect) and just_read(second, tracker):
            continue  # "which first, chemo or surgery", behind what is used together
        # The same thing about a second treatment is worth its length where something is said of it.
        says_it = isinstance(second.reply, Answer) or (isinstance(second.reply, Redirect) and second.reply.answer)
        if isinstance(resolved[0].reply, Answer) and _adds_nothing(second, resolved[0]):
            continue
        if second.reply != resolved[0].reply and (says_it or question in questions):
            resolved.append(second)
    if not repeated:
        say_kindly(speaker, tracker)
    in_form = bool(tracker.active_loop.get("name"))
    answers = [one.reply for one in resolved if isinstance(one.reply, Answer)]
    said = len(answers) == len(resolved) and not repeated and times_said(answers, tracker, channel)
    if not (said and _say_what_is_left(answers, said, memory, speaker, tracker)):
        if said:
            speaker.respond("utter_read_before", Record(Outcome.SMALLTALK))
        _say(resolved, memory, speaker, in_form=in_form)
    say_asides(questions[1:], speaker, tracker)
    together = len(questions) == 1 and resolved[0].question.together
    after = remember(resolved, memory, channel, together=together)
    if any(wishes_appointment(question.said) or _asks_for_number(question) for question in questions):
        speaker.respond("utter_offer_appointment", Record(Outcome.SMALLTALK), (booking_button(knowledge),))
        after = replace(after, offered=APPOINTMENT)
    if _asks_more(tracker):
        speaker.respond("utter_ask_the_rest", Record(Outcome.SMALLTALK))
    return [SlotSet(name, value) for name, value in after.as_slots().items() if tracker.slots.get(name) != value]


def _adds_nothing(second: Resolved, first: Resolved) -> bool:
    """Say whether the reply to a second question is that it was not understood, or the list of treatments once more."""
    both = [one.reply.topic for one in (first, second) if isinstance(one.reply, Answer)]
    return both == [OVERVIEW, OVERVIEW] or second.question.intent in MISUNDERSTOOD


def _in_detail(resolved: Resolved, tracker: Tracker, memory: Memory, channel: Channel) -> Resolved:
    """Return the reply that tells the one fact which a message asks for, where the one it would get does not."""
    if tracker.active_loop.get("name") or not tracker.latest_message.get(DETAILS):
        return resolved
    reply: Reply | None = None if isinstance(resolved.reply, Redirect) else resolved.reply
    told: tuple[str, ...] = ()
    if isinstance(reply, Answer):
        told = (*reply.facts(channel), *reply.facts_of_more(channel))
        if times_said([reply], tracker, channel):
            told = ()  # who asks on behind it asks for one fact of it
            reply = None if _part_of(reply, tracker, channel) is Detail.NOT_SAID else reply
    question = in_detail(
        tracker.latest_message,
        resolved.question,
        memory,
        load_knowledge(),
        reply=reply,
        told=told,
        lately=answered_lately(tracker),
    )
    return resolve(question, memory, load_knowledge()) if question else resolved


def answer_in_detail(
    question: Question, dispatcher: CollectingDispatcher, tracker: Tracker, message: Mapping[str, Any] | None = None
) -> list[dict[str, Any]] | None:
    """Tell the one fact that a message asks for, whatever it was understood as; None where it asks for none.

    The message is the last one, unless another is given.
    """
    if tracker.active_loop.get("name"):
        return None
    memory = Memory.from_slots(tracker.slots)
    lately = answered_lately(tracker)
    found = in_detail(message or tracker.latest_message, question, memory, load_knowledge(), lately=lately)
    return answer_questions([found], dispatcher, tracker) if found else None


def _say_what_is_left(
    answers: Sequence[Answer], times: int, memory: Memory, speaker: Speaker, tracker: Tracker
) -> bool:
    """Say the part of an answer that is asked about, or that it is all there is; return whether either was said.

    Who has read that there is no more, and asks on, reads the whole answer again.
    """
    in_form = bool(tracker.active_loop.get("name"))
    if len(answers) != 1 or not asks_anew(tracker) or asks_for_others(str(tracker.latest_message.get("text") or "")):
        return False
    part = _part_of(answers[0], tracker, speaker.channel)
    if isinstance(part, Answer):
        speaker.part(part, answers[0], with_next_steps=not in_form)
        return True
    if part is Detail.NOTHING or times > 1 or memory.more is not None:
        return False
    speaker.no_more_than(answers[0], with_next_steps=not in_form)
    return True


def _part_of(answer: Answer, tracker: Tracker, channel: Channel) -> Answer | Detail:
    """Return the part of an answer that the last message asks about."""
    return part_asked_about(shared_reader().read(str(tracker.latest_message.get("text") or "")), answer, channel)


def say_asides(questions: Sequence[Question], speaker: Speaker, tracker: Tracker) -> None:
    """Say what domain.yml replies to a second question of a message that the knowledge does not answer."""
    for question in questions:
        if question.intent == "ask_request":
            say_what_became(speaker, sent_from(tracker))
        if response := ASIDES.get(question.intent):
            speaker.respond(response, Record(Outcome.SMALLTALK))


def _asks_for_number(question: Question) -> bool:
    """Say whether a question about appointments asks for the number to call."""
    return question.intent == "ask_appointment" and asks_for_number(question.said)


def _asks_more(tracker: Tracker) -> bool:
    """Say whether a message asks more than the two questions that it was understood as."""
    return bool(tracker.latest_message.get("questions_left_out"))


def _say(resolved: list[Resolved], memory: Memory, speaker: Speaker, *, in_form: bool) -> None:
    """Say the replies, with what people ask next behind the last."""
    for place, one in enumerate(resolved):
        if isinstance(one.reply, Answer) and asks_what_one_is(one.question):
            whole = find_supportive_care(load_knowledge(), None)
            speaker.part(one.reply, whole, with_next_steps=place == len(resolved) - 1 and not in_form)
        elif isinstance(one.reply, Answer):
            # Inside the appointment form its question follows, with choices of its own.
            speaker.answer(one.reply, with_next_steps=place == len(resolved) - 1 and not in_form)
        elif isinstance(one.reply, Clarification):
            speaker.clarify(one.reply, one.question.intent.removeprefix("ask_"), times_asked(one, memory))
        else:
            last = memory.last_question or {}
            again = one.reply.subject in SILENT_ON and last.get("subject") == one.reply.subject
            speaker.redirect(one.reply, again)


def hear_out(response: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Say a response to what a person tells; return the events by which "it" is the treatment that was named.

    A side effect alone behind an answer about another ("and my heart") tells nothing: it asks.
    """
    if say_of_this_chat(Speaker(dispatcher, channel_of(tracker), load_knowledge()), tracker):
        return []
    told = read_questions(tracker.latest_message)[0]
    in_context = refer(told, Memory.from_slots(tracker.slots), load_knowledge())
    if in_context.intent in ANSWERED_INTENTS:
        return answer_questions([in_context], dispatcher, tracker)
    if (told_fact := answer_in_detail(told, dispatcher, tracker)) is not None:
        return told_fact
    Speaker(dispatcher, channel_of(tracker), load_knowledge()).respond(response, Record(Outcome.SMALLTALK))
    together = named_together(told)
    of_both = [SlotSet("last_question", together)] if together else []
    treatment = spoken_of_after(told, tracker.slots.get("treatment"))
    feared = told.effects if treatment else ()  # "she is afraid of the nerve damage", then "can they prevent it"
    return [SlotSet("treatment", treatment), *of_both, *[SlotSet("effect", effect) for effect in feared[:1]]]


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
