"""The words of urgent help: knowledge/urgent_help.yml, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from assistant.language.folding import fold
from assistant.language.foreign import is_mostly_foreign
from assistant.safety.afterwards import OnlySaid, SaidAmongOthers, told_parts
from assistant.safety.reply_records import AskedAfter, KindReply, Line, Reply
from assistant.safety.tiers import Tier
from knowledge.frame_records import Frame
from knowledge.places import Where, fault_at
from knowledge.reader import FOLDER, read_file
from knowledge.reading_grade import sentences_in
from knowledge.records import Channel, Record, Review, Text

FILE = "urgent_help.yml"
_NUMBERS = {
    Tier.CALL_911: ("911",),
    Tier.CRISIS: ("988", "911"),
    Tier.CALL_CARE_TEAM_NOW: ("{phone}",),
    Tier.CALL_CARE_TEAM_TODAY: ("{phone}",),
}
"""What the first sentence of each tier says to call: one of these."""
_NUMBERS_BESIDE = {"still_here": ("988",), "care_team_danger": ("{phone}",)}
"""What the lines beside an answer name; the others name 911."""
_KNOWN = frozenset(["911", "988", "1-800-799-7233"])
"""The only numbers that may be named: emergency, crisis, and the domestic violence hotline."""
_BESIDE = ("danger_signs", "care_team_danger", "not_english", "still_here")
"""The lines that stand beside an answer."""
NO_ANSWER = "no_answer"
"""What is asked by who calls and reaches nobody."""
_ACTION = re.compile(r"(Call|Go|Text) ")
_NAMED = re.compile(r"(?<![\d.])\d[\d-]*\d\d(?![\d.]*\d)")
"""A number of three digits or more: none but those to call stand in these texts, except for a temperature."""


class UrgentHelp(Record):
    """The file urgent_help.yml."""

    review: Review
    replies: dict[Tier, Reply]
    kinds: tuple[KindReply, ...]
    in_spanish: dict[Tier, Reply]
    again: dict[Tier, Reply]
    asked_after: tuple[AskedAfter, ...]
    called: dict[Tier, Line]
    reached_988: tuple[Text, ...]
    called_typed: tuple[Text, ...]
    called_care_team_typed: tuple[Text, ...]
    called_by: tuple[Text, ...]
    called_around: tuple[Annotated[str, Field(min_length=1)], ...]
    danger_signs: Line
    care_team_danger: Reply
    not_english: Line
    still_here: Line
    seen_to: tuple[Text, ...]
    nothing_is_wrong: tuple[Text, ...]
    no_wish_to_die: tuple[Text, ...]
    well: tuple[Text, ...]
    not_well: tuple[Text, ...]
    only_asking: Text
    only_asking_typed: tuple[Text, ...]
    only_asking_around: tuple[Text, ...]
    insisting: tuple[Text, ...]

    @model_validator(mode="after")
    def _says_whom_to_call(self) -> Self:
        complete = {"replies": self.replies, "in_spanish": self.in_spanish, "again": self.again}
        for group, replies in complete.items():
            missing = [tier.value for tier in Tier if tier not in replies]
            if missing:
                raise fault_at((group,), f"there is no reply for {', '.join(missing)}")
        if not any(each.asks == NO_ANSWER for each in self.asked_after):
            raise fault_at(("asked_after",), f"there is no reply to who reaches nobody ('asks: {NO_ANSWER}')")
        for where, text, tier in self.texts():
            if tier is not None and not _ACTION.match(text):
                raise fault_at(where, "the first sentence must be the action: begin with Call, Go or Text")
            begins = sentences_in(text)[0] if tier else text
            wanted = _NUMBERS[tier] if tier else _NUMBERS_BESIDE.get(str(where[0]), ("911",))
            if not any(number in begins for number in wanted):
                part = "the first sentence" if tier else "the text"
                raise fault_at(where, f"{part} must name {' or '.join(wanted)}")
            _refuse_unknown_numbers(where, text)
        for tier, reply in self.in_spanish.items():
            for channel, text in (("website", reply.website), ("sms", reply.sms)):
                place: Where = ("in_spanish", tier.value, channel)
                begins = sentences_in(text)[0]
                if not begins.startswith("Llame ") or not any(number in begins for number in _NUMBERS[tier]):
                    either = " or ".join(_NUMBERS[tier])
                    raise fault_at(place, f"the first sentence must be the action: begin with Llame, and name {either}")
                _refuse_unknown_numbers(place, text)
        return self

    def texts(self) -> Iterator[tuple[Where, str, Tier | None]]:
        """Yield every text with its place in the file, and the tier of those that are replies."""
        frames: list[tuple[Where, Frame, Tier | None]] = []
        frames += [(("replies", tier.value), reply, tier) for tier, reply in self.replies.items()]
        frames += [(("kinds", number), reply, reply.tier) for number, reply in enumerate(self.kinds)]
        frames += [(("again", tier.value), reply, tier) for tier, reply in self.again.items()]
        for place, asked in enumerate(self.asked_after):
            frames += [
                (("asked_after", place, "replies", tier.value), said, tier) for tier, said in asked.replies.items()
            ]
        frames += [(("called", tier.value), line, None) for tier, line in self.called.items()]
        frames += [((name,), getattr(self, name), None) for name in _BESIDE]
        for where, frame, tier in frames:
            yield (*where, "website"), frame.website, tier
            yield (*where, "sms"), frame.sms, tier

    def means_only_asking(self, typed: str) -> bool:
        """Say whether somebody typed the words of the button "I was only asking", or others for them."""
        return self._only_asking.says(typed)

    @cached_property
    def _only_asking(self) -> OnlySaid:
        return OnlySaid((self.only_asking, *self.only_asking_typed), self.only_asking_around)

    def insists(self, typed: str) -> bool:
        """Say whether somebody who was only asking takes that back."""
        return SaidAmongOthers(self.insisting).says(typed)

    def says_nothing_is_wrong(self, typed: str, tier: Tier | None = None) -> bool:
        """Say whether somebody writes after urgent help of `tier`, among other words, that it was for nothing.

        Who says that nobody wants to die takes back 988 alone.
        """
        if tier in {Tier.CRISIS, None} and self._no_wish_to_die.says(typed):
            return True
        return self._wrong.says(typed) or (self._well.says(typed) and not self._not_well.says(typed))

    @cached_property
    def _no_wish_to_die(self) -> SaidAmongOthers:
        return SaidAmongOthers(self.no_wish_to_die)

    @cached_property
    def _wrong(self) -> SaidAmongOthers:
        return SaidAmongOthers(self.nothing_is_wrong)

    @cached_property
    def _well(self) -> SaidAmongOthers:
        return SaidAmongOthers(self.well)

    @cached_property
    def _not_well(self) -> SaidAmongOthers:
        return SaidAmongOthers(self.not_well)

    def is_called_or_seen_to(self, tier: Tier, typed: str) -> bool:
        """Say whether somebody writes after urgent help of `tier` that help was called, or is there.

        Who asks what to tell them, or reaches nobody, has not got it.
        """
        asked = self._asked_after(tier, typed)
        if asked is not None and asked.although_called:
            return False
        return self.has_called(tier, typed) or self.is_seen_to(tier, typed)

    def is_seen_to(self, tier: Tier, typed: str) -> bool:
        """Say whether somebody writes after urgent help of `tier`, among other words, that help was called or is there.

        After a word of suicide nothing is but 988 itself.
        """
        if tier is Tier.CRISIS:
            return self._reached_988.tells(typed)
        return self._seen_to.tells(typed) or any(self._called[tier].says(part) for part in told_parts(typed))

    @cached_property
    def _reached_988(self) -> SaidAmongOthers:
        return SaidAmongOthers(self.reached_988)

    @cached_property
    def _seen_to(self) -> SaidAmongOthers:
        return SaidAmongOthers(self.seen_to)

    def has_called(self, tier: Tier, typed: str) -> bool:
        """Say whether somebody writes after urgent help of `tier`, and nothing else, that help has been called."""
        return tier in self._called and "?" not in typed and self._called[tier].says(typed)

    @cached_property
    def _called(self) -> dict[Tier, OnlySaid]:
        team = (*self.called_typed, *self.called_care_team_typed)
        return {
            tier: OnlySaid(self.called_typed if tier is Tier.CALL_911 else team, self.called_around, self.called_by)
            for tier in self.called
            if tier is not Tier.CRISIS
        }

    def text(self, tier: Tier, kind: str | None, channel: Channel, phone: str, typed: str = "") -> str:
        """Return what is said for an emergency of `tier` and `kind`.

        Args:
            tier: Its tier.
            kind: Its kind, where it is known.
            channel: Whose words are wanted.
            phone: The care team's number.
            typed: The message; who writes no English reads the action in English, and the rest in Spanish.
        """
        fitting = [reply for reply in self.kinds if reply.tier is tier and kind in reply.kinds]
        reply: Reply = fitting[0] if fitting else self.replies[tier]
        return self._as_written(reply, tier, channel, typed).format(phone=phone)

    def text_again(self, tier: Tier, channel: Channel, phone: str, typed: str = "") -> str:
        """Return what is said to somebody who writes `typed` after the reply of `tier`: the reply to what they ask."""
        asked = self._asked_after(tier, typed)
        reply = asked.replies[tier] if asked else self.again[tier]
        return self._as_written(reply, tier, channel, typed).format(phone=phone)

    def answers_after(self, tier: Tier, typed: str) -> bool:
        """Say whether there is a reply to what somebody asks after the reply of `tier`."""
        return self._asked_after(tier, typed) is not None

    def reaches_nobody(self, typed: str) -> bool:
        """Say whether somebody writes that nobody answers: then a call that was made is no help yet."""
        return any(each.asks == NO_ANSWER and each.is_asked(typed) for each in self.asked_after)

    def _asked_after(self, tier: Tier, typed: str) -> AskedAfter | None:
        return next((each for each in self.asked_after if tier in each.replies and each.is_asked(typed)), None)

    def texts_in_spanish(self, channel: Channel, phone: str) -> Iterator[str]:
        """Yield all that `text` can return for a message in another language than English."""
        for tier in Tier:
            of_kinds = [reply for reply in self.kinds if reply.tier is tier]
            for reply in (self.replies[tier], *of_kinds):
                yield self._in_spanish(reply, tier, channel).format(phone=phone)

    def texts_again(self, channel: Channel, phone: str) -> Iterator[str]:
        """Yield all that `text_again` can return, for a message in English and in another language."""
        replies = [*self.again.items(), *(pair for asked in self.asked_after for pair in asked.replies.items())]
        for tier, reply in replies:
            yield str(getattr(reply, channel)).format(phone=phone)
            yield self._in_spanish(reply, tier, channel).format(phone=phone)

    def _in_spanish(self, reply: Reply, tier: Tier, channel: Channel) -> str:
        return f"{sentences_in(str(getattr(reply, channel)))[0]} {getattr(self.in_spanish[tier], channel)}"

    def _as_written(self, reply: Reply, tier: Tier, channel: Channel, typed: str) -> str:
        foreign = is_mostly_foreign(fold(typed))
        return self._in_spanish(reply, tier, channel) if foreign else str(getattr(reply, channel))

    def line_for(self, tier: Tier, channel: Channel, phone: str) -> str:
        """Return the line beside a question on a danger of `tier` that has no other answer."""
        beside: dict[Tier, Frame] = {Tier.CALL_911: self.danger_signs, Tier.CRISIS: self.still_here}
        return str(getattr(beside.get(tier, self.care_team_danger), channel).format(phone=phone))

    def line_beside(self, message: str, channel: Channel) -> str:
        """Return the 911 line that stands beside the answer of `message`."""
        frame = self.not_english if is_mostly_foreign(fold(message)) else self.danger_signs
        return str(getattr(frame, channel))


def _refuse_unknown_numbers(where: Where, text: str) -> None:
    """Raise where a text names another number than those that anybody may be told to call."""
    if unknown := [number for number in _NAMED.findall(text) if number not in _KNOWN]:
        raise fault_at(where, f"'{unknown[0]}' is not one of the numbers {', '.join(sorted(_KNOWN))}")


@lru_cache(maxsize=1)
def load_urgent_help(folder: Path = FOLDER) -> UrgentHelp:
    """Return the replies of urgent help, read once.

    Raises:
        KnowledgeError: the file is missing, is not YAML, breaks a rule, or does not say first whom to call.
    """
    return read_file(folder / FILE, UrgentHelp)
