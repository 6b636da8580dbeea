"""What a phone gets for one message: keywords, the session, choices, "more", and else the assistant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from assistant.channels.caller import caller_number
from assistant.channels.emergencies import Emergency, emergency_in_time
from assistant.channels.needs import Talks
from assistant.channels.sms import choices, composing
from assistant.channels.sms.fitting import joined
from assistant.channels.sms.identity import Identity, dialable
from assistant.channels.sms.keywords import Keyword, asks_to_stop, bare, keyword_of
from assistant.channels.sms.phone import Open, Phone
from assistant.channels.sms.segments import fits, plain
from assistant.channels.sms.transport import Incoming
from assistant.channels.sms.words import Texting
from assistant.dialogue.replies import Button, Outcome
from assistant.language.folding import MAX_CHARACTERS
from assistant.training.domain_file import session_minutes
from assistant.turn.turns import Turn
from knowledge.records import Channel

_DOOR: Channel = "sms"

Texts = tuple[str, ...]
Begin = Callable[[float], Awaitable[None]]
"""Keeps when a conversation begins."""
_SAME_MOMENT = 10.0
"""Seconds by which two messages may overtake each other; a moment that is further ahead is of another clock."""

_LAST_QUESTION = "appointment_confirmed"
"""The slot after which a request is sent: where that fails or is slow, nobody here knows whether it was."""


@dataclass(frozen=True)
class _Message:
    """One message, looked at."""

    incoming: Incoming
    text: str
    urgent: Emergency | None
    keyword: Keyword | None
    now: float
    identifier: str | None
    begin: Begin


class Talk:
    """Answers one message after the other; what it must remember between them is a `Phone`."""

    def __init__(self, assistant: Talks, identity: Identity, words: Texting, care_team_phone: str) -> None:
        """Answer with `assistant` and the fixed texts `words`, filled in."""
        self._assistant = assistant
        self._identity = identity
        self._words = words
        self._care_team_phone = care_team_phone
        self._session_seconds = session_minutes() * 60

    async def reply(
        self, phone: Phone, incoming: Incoming, now: float, identifier: str | None = None, begin: Begin | None = None
    ) -> tuple[Texts, Phone]:
        """Return the texts to send and what is known of the phone after them.

        `now`, when the message came, is in seconds since 1970; under an `identifier` that came before nothing is said
        to the assistant again. `begin` is called before a conversation begins, so that it is found by its phone.
        """
        message = await _read(incoming, now, identifier, begin or _found_by_nothing)
        if now - phone.seen >= self._session_seconds:
            phone = phone.model_copy(update={"started": None, "open": Open(), "welcomed": False})
        if phone.stopped:
            return self._after_stop(phone, message)
        if message.keyword is not None:
            return self._keyword(phone, message.keyword, message)
        if message.urgent is None:
            if not message.text and incoming.media:
                return (self._words.media_only,), phone
            if len(message.text) > MAX_CHARACTERS:
                return (self._words.too_long,), phone
            if choices.asks_for_more(message.text) and composing.has_more(phone.open):
                return self._composed(composing.rest(phone.open, self._around(now)), phone)
        return await self._conversation(phone, message)

    def _keyword(self, phone: Phone, keyword: Keyword, message: _Message) -> tuple[Texts, Phone]:
        """Do what a keyword asks for; nothing is said where the phone company has said it already."""
        said = {
            Keyword.STOP: stop_text(self._words, phone.open.asks),
            Keyword.START: self._words.start,
            Keyword.HELP: self._words.help,
        }[keyword]
        if keyword is Keyword.STOP:
            phone = Phone(stopped=True, greeted=True, asked=_asked(phone, message.now))
        elif keyword is Keyword.START:
            asked = _asked(phone, message.now)
            phone = phone.model_copy(update={"stopped": False, "greeted": True, "welcomed": True, "asked": asked})
        return (() if message.incoming.answered else (said,)), phone

    def _after_stop(self, phone: Phone, message: _Message) -> tuple[Texts, Phone]:
        """Say nothing to a phone that said stop, but for an emergency, HELP, and a new beginning."""
        if message.keyword is Keyword.HELP or message.keyword is Keyword.START or bare(message.text) == "yes":
            return self._keyword(phone, message.keyword or Keyword.START, message)
        if message.urgent is not None:
            return (message.urgent.help("sms", self._care_team_phone),), phone
        return (), phone

    async def _conversation(self, phone: Phone, message: _Message) -> tuple[Texts, Phone]:
        """Take the message to the assistant, in the session of this phone."""
        open_ = phone.open
        picked: Button | choices.NoSuchChoice | choices.TooMany | None = None
        if message.urgent is None and open_.wants_name:
            picked = choices.at_any_time(message.text)
        elif message.urgent is None:
            fresh = message.now - open_.offered < choices.MINUTES * 60
            shown, named = (open_.choices, composing.picked_by_words(open_)) if fresh else ((), ())
            picked = choices.pick(message.text, shown, open_.wants_words, named)
        if isinstance(picked, choices.NoSuchChoice | choices.TooMany):
            too_many = isinstance(picked, choices.TooMany)
            notice = self._words.one_choice if too_many else self._words.no_such_choice
            return self._composed(composing.again(open_, notice, self._around(message.now)), phone)
        calling = caller_number.set(dialable(message.incoming.number))
        try:
            phone, welcome = await self._session(phone, message)
            turn = await self._turn(phone, message, picked)
        finally:
            caller_number.reset(calling)
        texts, phone = self._composed(self._said(turn, message, open_), phone)
        # Urgent help stands alone; the welcome comes next time.
        if turn.record.outcome is Outcome.URGENT or not welcome:
            return texts, phone
        return (welcome, *texts), phone.model_copy(update={"greeted": True})

    def _said(self, turn: Turn, message: _Message, open_: Open) -> composing.Composed:
        """Return the text of a turn; `open_` is what was open before it."""
        around = self._around(message.now)
        wanted_more = (open_.rest or open_.more_left) and choices.asks_for_more(message.text)
        if turn.record.outcome is Outcome.ERROR:
            if wanted_more and open_.rest:
                return composing.rest(open_, around)
            # "Please try again" must be possible: what was open stays open.
            return composing.Composed(composing.compose(turn, around).text, open_)
        notes = (self._words.media_too,) if message.incoming.media else ()
        return composing.compose(turn, around, open_, notes, bool(wanted_more))

    def _around(self, now: float) -> composing.Around:
        return composing.Around(self._words, now, self._care_team_phone)

    async def _session(self, phone: Phone, message: _Message) -> tuple[Phone, str]:
        """Begin a conversation where none is open; return the phone, and the words of welcome that are still to say."""
        welcome = "" if phone.greeted else self._words.first_contact
        if phone.started is None:
            await message.begin(message.now)
            phone = phone.model_copy(update={"started": message.now})
            welcomed, phone = phone.welcomed, phone.model_copy(update={"welcomed": False})
            begun = await self._assistant.start(self._name(phone, message), _DOOR)
            if begun.record.outcome is not Outcome.ERROR and not welcomed:
                welcome = welcome or plain("\n".join(said.text for said in begun.messages))
        return phone, welcome

    async def _turn(self, phone: Phone, message: _Message, picked: Button | None) -> Turn:
        conversation = self._name(phone, message)
        if picked is not None:
            return await self._assistant.press(conversation, picked, _DOOR, message.identifier)
        return await self._assistant.say(conversation, message.text, _DOOR, message.identifier)

    def _name(self, phone: Phone, message: _Message) -> str:
        return self._identity.conversation(message.incoming.number, phone.started or message.now)

    @staticmethod
    def _composed(composed: composing.Composed, phone: Phone) -> tuple[Texts, Phone]:
        return (composed.text,), phone.model_copy(update={"open": composed.open})


def stop_text(words: Texting, asks: str | None) -> str:
    """Return the text for STOP; where it ends a request, which the form `asks` for, and there is room, that too."""
    if asks is None:
        return words.stop
    text = joined(words.not_sent_unless if asks == _LAST_QUESTION else words.not_sent, words.stop)
    return text if fits(text) else words.stop


def _asked(phone: Phone, now: float) -> float:
    """Return the moment of a stop or start: after the last one, unless that came a moment later and was read first."""
    return phone.asked if phone.asked > now + _SAME_MOMENT else now


async def _found_by_nothing(_: float) -> None:
    """Keep nothing."""


async def _read(incoming: Incoming, now: float, identifier: str | None, begin: Begin) -> _Message:
    """Look at a message: a keyword alone is no emergency, but what reads like an opt-out may be one.

    Of a text that is longer than the assistant reads, an emergency's piece is what counts.
    """
    text = incoming.text.strip()
    keyword = incoming.answered or keyword_of(text)
    urgent = None
    if keyword is None:
        urgent = await emergency_in_time(text)
        if urgent is None and asks_to_stop(text):
            keyword = Keyword.STOP
    if urgent is not None:
        text = urgent.words
    return _Message(incoming, text, urgent, keyword, now, identifier, begin)
