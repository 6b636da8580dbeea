"""How actions speak: they put replies into Rasa's messages, each with the record of why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from assistant.dialogue.next_steps import after_answer, after_redirect, after_saying_all, of_clarification
from assistant.dialogue.replies import Button, Clarification, Outcome, Record, Redirect, Reply
from assistant.settings import load_settings
from knowledge.answers import Answer
from knowledge.reader import Knowledge
from knowledge.records import Channel

_STILL_UNCLEAR = ("utter_misunderstood_menu", "utter_misunderstood_person")
"""What is said in turn where a question back was not answered; never the same twice in a row."""

_ANY_SUBJECT = "out_of_scope_everyday"
"""What has no subject of its own: "that"."""
_MOST_SUBJECTS = 2


def channel_of(tracker: Tracker) -> Channel:
    """Return which channel's words are read: SMS where the message came by text, the website's everywhere else."""
    begun = tracker.slots.get("session_started_metadata") or {}
    name = tracker.get_latest_input_channel() or str(begun.get("channel") or "")
    return "sms" if name.startswith("sms") else "website"


def hospital() -> dict[str, str]:
    """Return what responses may name of the hospital."""
    settings = load_settings()
    return {
        "hospital_name": settings.hospital_name,
        "appointment_phone": settings.appointment_phone,
        "appointment_link": settings.appointment_link,
        "care_team_phone": settings.care_team_phone,
        "time_zone": settings.booking_time_zone_name,
    }


class Speaker:
    """Speaks through one dispatcher on one channel."""

    def __init__(self, dispatcher: CollectingDispatcher, channel: Channel, knowledge: Knowledge) -> None:
        """Speak through `dispatcher` in the words of `channel`."""
        self._dispatcher, self._knowledge = dispatcher, knowledge
        self.channel = channel

    def answer(self, answer: Answer, with_next_steps: bool = True) -> None:
        """Say an answer, and offer what people ask next."""
        buttons = after_answer(answer, self._knowledge) if with_next_steps else ()
        self._dispatcher.utter_message(
            text=answer.text(self.channel), buttons=_as_buttons(buttons), record=self.record_of(answer).as_dict()
        )

    def clarify(self, clarification: Clarification, aspect: str | None, times: int = 1) -> None:
        """Say what is known already, and ask which treatment is meant; at the second time a menu, then a person."""
        if times > 1:
            response = _STILL_UNCLEAR[times % len(_STILL_UNCLEAR)]
            outcome = Outcome.CLARIFY if response == _STILL_UNCLEAR[0] else Outcome.REDIRECT
            self.respond(response, Record(outcome))
            return
        record = Record(Outcome.CLARIFY, aspect=aspect)
        if clarification.known is not None:
            known = clarification.known
            record = replace(record, facts=known.facts(self.channel), answer_ids=self._ids(known))
            self._dispatcher.utter_message(text=known.text(self.channel), record=record.as_dict())
        buttons = of_clarification(clarification, self._knowledge)
        self.respond("utter_ask_treatment", record, buttons)

    def redirect(self, redirect: Redirect, again: bool = False, also: tuple[str, ...] = ()) -> None:
        """Say that there is no information on this, and offer the appointment; `again` in other words.

        `also` are the subjects of what was asked beside it: each is named, so that none seems to be passed over.
        """
        buttons = after_redirect(self._knowledge)
        if redirect.answer is None:
            subjects = self._knowledge.frames.subjects
            named = [subjects.get(name, subjects[_ANY_SUBJECT]) for name in (redirect.subject, *also)]
            particular = [one for one in dict.fromkeys(named) if one != subjects[_ANY_SUBJECT]]
            subject = ", or on ".join(particular[:_MOST_SUBJECTS]) or subjects[_ANY_SUBJECT]
            response = "utter_redirect_again" if again else "utter_redirect"
            self.respond(response, Record(Outcome.REDIRECT), buttons, subject=subject)
            return
        record = self.record_of(redirect.answer, Outcome.REDIRECT)
        self._dispatcher.utter_message(text=redirect.answer.text(self.channel), record=record.as_dict())
        self.respond("utter_offer_appointment", record, buttons)

    def part(self, part: Answer, whole: Answer, with_next_steps: bool = True) -> None:
        """Say the part of an answer that is asked about, that no more is known of it, and offer the whole again."""
        self.answer(part, with_next_steps=False)
        buttons = after_saying_all(whole, self._knowledge) if with_next_steps else ()
        self.respond("utter_all_i_know", replace(self.record_of(part), facts=()), buttons)

    def no_more_than(self, answer: Answer, with_next_steps: bool = True) -> None:
        """Say that what was read before is all there is on this, and offer it again."""
        record = replace(self.record_of(answer, Outcome.REDIRECT), facts=(), verdict=None)
        buttons = after_saying_all(answer, self._knowledge) if with_next_steps else ()
        self.respond("utter_all_i_know_again", record, buttons)

    def nothing_more(self, said: Reply | None) -> None:
        """Say that all was said on what was asked last, and offer what people ask next."""
        buttons = after_answer(said, self._knowledge) if isinstance(said, Answer) else after_redirect(self._knowledge)
        self.respond("utter_nothing_more", Record(Outcome.SMALLTALK), buttons)

    def respond(
        self,
        response: str,
        record: Record,
        buttons: tuple[Button, ...] = (),
        attachment: Mapping[str, str] | None = None,
        **values: str,
    ) -> None:
        """Say a response of domain.yml, filled with the hospital's names and `values`; `attachment` is a file."""
        extra = {"file": dict(attachment)} if attachment else {}
        self._dispatcher.utter_message(
            response=response, buttons=_as_buttons(buttons), record=record.as_dict(), **hospital(), **extra, **values
        )

    def say(self, text: str, record: Record, buttons: tuple[Button, ...] = ()) -> None:
        """Say approved words as they are."""
        self._dispatcher.utter_message(text=text, buttons=_as_buttons(buttons), record=record.as_dict())

    def record_of(self, answer: Answer, outcome: Outcome = Outcome.ANSWER) -> Record:
        """Return the record of a turn that says `answer`."""
        return Record(
            outcome,
            topic=answer.topic,
            aspect=answer.aspect.value if answer.aspect else None,
            facts=answer.facts(self.channel),
            verdict=answer.verdict.value if answer.verdict else None,
            answer_ids=self._ids(answer),
        )

    def record_of_more(self, answers: Sequence[Answer], text: str) -> Record:
        """Return the record of a turn that says `text`, a part of the rest of one answer or of several."""
        told = [(one, statements) for one in answers if (statements := one.told_in(text, self.channel))]
        said = [one for one, _ in told] or [answers[0]]
        records = [self.record_of(one) for one in said]
        alike = len({(one.topic, one.aspect, one.verdict) for one in records}) == 1
        return replace(
            records[0],
            topic=records[0].topic if alike else None,
            aspect=records[0].aspect if len({one.aspect for one in records}) == 1 else None,
            verdict=records[0].verdict if alike else None,
            facts=tuple(dict.fromkeys(fact for _, statements in told for one in statements for fact in one.facts)),
            answer_ids=tuple(dict.fromkeys(name for one in records for name in one.answer_ids)),
        )

    def _ids(self, answer: Answer) -> tuple[str, ...]:
        return tuple(f"{identifier}@{self._knowledge.version}" for identifier in answer.ids)


def _as_buttons(buttons: tuple[Button, ...]) -> list[dict[str, Any]]:
    return [{"title": button.title, "payload": button.payload} for button in buttons]
