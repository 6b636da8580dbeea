"""Reads what a person answered to a question of the appointment form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.booking.time_words import names_time
from assistant.dialogue.appointment.answers import (
    FIELDS,
    FREE,
    OPTIONAL,
    READ_TWICE,
    SKIPPED,
    TO_BE_CALLED,
    YES_OR_NO,
    Again,
    Answer,
    Aside,
    Cancel,
    Change,
    Form,
    Told,
    Typed,
    Unreadable,
    Value,
    Why,
)
from assistant.dialogue.appointment.asking import (
    asks_beside,
    begins_as_question,
    is_aside,
    is_remark,
    says_it_was_passed_over,
)
from assistant.dialogue.appointment.beside_aside import answer_beside
from assistant.dialogue.appointment.callers import ASKS_FOR, another_caller
from assistant.dialogue.appointment.changes import READ_BACK
from assistant.dialogue.appointment.choices import chosen, pointed_at
from assistant.dialogue.appointment.corrections import (
    begins_as,
    corrected,
    number_asked_about,
    puts_right,
    with_corrections,
)
from assistant.dialogue.appointment.fragments import more_times, rest_of_name, times_told, with_pieces
from assistant.dialogue.appointment.languages import language_wished, needs_more
from assistant.dialogue.appointment.of_the_form import (
    NOT_PASSED_ON,
    reply_of_the_form,
    wishes_for_words,
    without_wish_for_words,
)
from assistant.dialogue.appointment.other_times import is_correction_of_times
from assistant.dialogue.appointment.own_question import without_question
from assistant.dialogue.appointment.readers import READERS, as_typed, slots_read
from assistant.dialogue.appointment.safety_answer import names_danger
from assistant.dialogue.appointment.sending import sends_and_asks_when
from assistant.dialogue.appointment.several import read_several
from assistant.dialogue.appointment.whose import WHOSE, asks_whose
from assistant.dialogue.appointment.wishes import wish_in_form
from assistant.dialogue.appointment.words import FormWords, bare
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

_SAFETY, _FOR = "appointment_urgent_check", "appointment_for"
_TOLD_EARLY = frozenset(f"appointment_{name}" for name in ("for", "relation", "name", "phone", "times"))
"""What is kept of an answer to the safety question; a treatment, or what would help, may tell of a danger there."""
_NAME_THAT_ASKS = re.compile(
    r"^(?:will|do|can|may)"
    r"(?: (?!(?:it|i|you|he|she|we|they|this|that|the|my|a|people|patients|doctors?|nurses?)\b)\S+){0,3}$"
)
"""First names that are also words by which questions begin: "Will Price"."""
_FULL_NAME = re.compile(r"^[^\W\d_a-z][\w'\u2019-]*\.?(?: [^\W\d_a-z][\w'\u2019-]*\.?){1,3}\W*$")
"""A name where it is asked for whom it is: "Maria Keller" may be either."""
_WITH_DIGITS = ("appointment_phone", "appointment_times")
"""Slots whose answers are seen in whatever stands around them."""
_ASKS_ONE_THING = frozenset({_FOR, "appointment_relation", "appointment_language"}) | YES_OR_NO
"""Slots whose answers are a word or two: a question beside one is answered too."""
_ANSWERED_BESIDE = ("ask_privacy", "ask_identity", "out_of_scope_cost")
"""Intents that are answered also where the message answers the form: any other may only be its words."""
_MAIL_ADDRESS = re.compile(r"\S@\S")
_BEHIND_TIMES = FIELDS[FIELDS.index("appointment_times") + 1 : -1]
_OF_SOMEBODY = re.compile(r"(?:i|i'?m|he|she|we|they|it)\b", re.IGNORECASE)


def read_answer(asked: str, typed: Typed, form: Form) -> Answer:
    """Return what `typed` answers to the question for the slot `asked`, also beside a question of its own."""
    if typed.choice is not None or typed.text.startswith("/"):
        return _read(asked, typed, form)
    if asked in TO_BE_CALLED and asks_whose(typed.text, form.words):
        return Told(WHOSE)
    if asked == READ_BACK and sends_and_asks_when(typed.text, form.words):
        return Value({asked: True})
    danger = asked == _SAFETY and names_danger(typed.text, form)
    if not danger and wishes_for_words(typed.text):
        return Told(NOT_PASSED_ON, _beside_wish(asked, typed.text, form))
    answer = _beside_question(asked, typed, form, _read(asked, typed, form))
    response = None if danger else reply_of_the_form(typed.text)
    if response == f"utter_{typed.intent}" and isinstance(answer, Aside):
        return answer  # the message gets it by itself
    if response and isinstance(answer, Aside | Value | Unreadable | Again | Change):
        if asked == READ_BACK:
            return Told(response)
        if isinstance(answer, Aside) or (isinstance(answer, Value) and asked not in FREE):
            return Told(response, answer.slots)
        return Told(response, answer_beside(asked, typed, form, _read_part))
    if isinstance(answer, Aside) and not answer.slots and (number := number_asked_about(typed.text, form)):
        return Value(number)
    answer = without_question(asked, typed, form, answer)
    if not isinstance(answer, Value):
        return answer
    answer = with_corrections(asked, typed, form, answer)
    given = str(form.filled.get("appointment_name") or "")
    number_only = asked == "appointment_phone" and answer.slots.keys() == {asked}
    if number_only and given and another_caller(typed.text, given, form.words):
        return Told(ASKS_FOR, answer.slots)
    return answer


def _beside_wish(asked: str, text: str, form: Form) -> Mapping[str, Any]:
    """Return what stands before a wish about the words of the call, but for a yes to the voice message it is for."""
    rest = without_wish_for_words(text)
    found = _read_part(asked, Typed(rest), form) if rest and asked != READ_BACK else None
    slots = found.slots if isinstance(found, Value) else {}
    return {} if slots.get("appointment_voicemail") else slots


def _beside_question(asked: str, typed: Typed, form: Form, answer: Answer) -> Answer:
    """Return `answer` with what stands beside a question of its own, or beside a word on somebody else."""
    if asked == READ_BACK:
        return answer
    if asked == _SAFETY and (names_danger(typed.text, form) or form.words.mentions("doubt", typed.text)):
        return answer  # "no but is numbness from chemo" is no plain no
    if isinstance(answer, Aside):
        return Aside(answer_beside(asked, typed, form, _read_part))
    if asked == _FOR and (isinstance(answer, Unreadable) or (isinstance(answer, Value) and asked not in answer.slots)):
        slots = answer_beside(asked, typed, form, _read_part, last=False)  # "for me but my son does the phone"
        return Value({**(answer.slots if isinstance(answer, Value) else {}), **slots}) if slots else answer
    if isinstance(answer, Value) and asked in _ASKS_ONE_THING and asks_beside(typed):
        return Aside(answer.slots)
    if isinstance(answer, Value) and asked in _WITH_DIGITS and typed.intent in _ANSWERED_BESIDE and is_aside(typed):
        return Aside(answer.slots)  # "is that private. 917 555 0142"
    return answer


def _read_part(asked: str, part: Typed, form: Form) -> Answer:
    """Return what a part of a message answers that asks something beside it; a question answers nothing."""
    asks = begins_as_question(part.text) or form.words.says_only(["why", "remark", "doubt", "heard"], part.text, ())
    plain = asked != _SAFETY or form.words.says_only(["no"], part.text, ("around", "harmless", "before_answer"))
    if asked == "appointment_topic":
        part = replace(part, treatments=shared_reader().read(part.text).ids(Kind.TREATMENT))
    return Unreadable() if asks or not plain else READERS[asked](asked, part, form)


def _read(asked: str, typed: Typed, form: Form) -> Answer:
    """Return what a message answers that is read as a whole."""
    if typed.choice is not None:
        return chosen(asked, typed.choice, form)
    if typed.text.startswith("/"):  # a button of another reply: what is typed never begins so
        return Again() if typed.intent == "book_appointment" else Aside()
    if (choice := pointed_at(asked, typed.text)) is not None:
        return chosen(asked, choice, form)
    if (wish := wish_in_form(asked, typed, form)) is not None:
        return wish
    words, text = form.words, typed.text
    if language := language_wished(text, words):
        helps = slots_read(asked, text, form) if asked == "appointment_access" and needs_more(text, words) else {}
        return Value({**helps, "appointment_language": language})
    if words.says("remark", text.rstrip("? ")):
        return Aside() if is_remark(typed) else Again()
    if says_it_was_passed_over(text):
        return Aside()
    if words.says_only(["why"], text):
        return Why()
    is_name = asked == "appointment_name" and "?" not in text and _NAME_THAT_ASKS.match(bare(text))
    if is_aside(typed) and not is_name and asked not in _WITH_DIGITS:
        return Aside()
    found = read_several(asked, typed, form) or _is_of_another(asked, typed, form) or READERS[asked](asked, typed, form)
    found = with_pieces(asked, text, form, found)
    return _not_read(asked, typed, form, found) if isinstance(found, Unreadable) else found


def _not_read(asked: str, typed: Typed, form: Form, found: Unreadable) -> Answer:
    """Return what becomes of what is no answer to the question: it may answer another, refuse, skip, or ask."""
    words, text, asks = form.words, typed.text, is_aside(typed)
    if _may_be_danger(asked, text, words):
        return found
    if asks and not _tells_when(asked, text):
        return Aside()
    if not asks and (other := _answers_another(asked, typed, form) or rest_of_name(asked, typed, form)):
        return other
    if found.needed:
        return _refused(asked, text, form)
    if words.says("skip", text):
        return Value({asked: SKIPPED}) if asked in OPTIONAL else _refused(asked, text, form)
    if is_remark(typed) and not _is_of_the_form(text, words):
        return Aside()
    if form.tries >= READ_TWICE:
        return as_typed(asked, times_told(text, form) if asked == "appointment_times" else text, form)
    return found


def _may_be_danger(asked: str, text: str, words: FormWords) -> bool:
    """Say whether a yes to the safety question would be passed over for what stands beside it: "for my mom, yes"."""
    return asked == _SAFETY and words.mentions("yes", text)


def _is_of_another(asked: str, typed: Typed, form: Form) -> Value | None:
    """Return what is said of another answer in words that sound like a yes or no: "no, thursday", "she is deaf"."""
    corrects, tells = puts_right(typed.text), _OF_SOMEBODY.match(typed.text)
    if _may_be_danger(asked, typed.text, form.words):
        return None
    if asked == _SAFETY and corrects and "appointment_times" in (found := corrected(typed, form)):
        return Value(found)  # "no thursday" is no answer to the safety question, which is asked again
    if asked not in YES_OR_NO or not (corrects or tells):
        return None
    found = corrected(typed, form)
    new = {name: value for name, value in found.items() if form.filled.get(name) is None}
    if asked in found or (corrects and new == found):
        return None
    return Value(found) if corrects else Value(new) if new else None


def _answers_another(asked: str, typed: Typed, form: Form) -> Value | None:
    """Return what is said in answer to another question, and would be lost: "my name is Daniel".

    What was answered before stays, unless it is put right in so many words.
    """
    if asked == READ_BACK:
        return None
    found = corrected(typed, form)
    if asked == _FOR and not found and _FULL_NAME.match(typed.text) and not _begins_yes_or_no(typed.text, form):
        found = slots_read("appointment_name", typed.text, form)
    if asked == _SAFETY:
        found = {name: value for name, value in found.items() if name in _TOLD_EARLY}
    if asked in found:
        return None
    named = form.words.named_field(typed.text)
    new = {
        name: value
        for name, value in found.items()
        if form.filled.get(name) is None
        or puts_right(typed.text)
        or (name == named and name != "appointment_times")
        or (name == "appointment_times" and is_correction_of_times(typed.text, form))
        or (name == "appointment_phone" and value["checked"] and not form.filled[name]["checked"])
        or (name == "appointment_name" and begins_as(form.filled[name], value))
    }
    late = "appointment_times" in found and "appointment_times" not in new and asked in _BEHIND_TIMES
    if late and (more := more_times(form.filled["appointment_times"], found["appointment_times"], form)):
        new["appointment_times"] = more
    if "appointment_for" not in new:
        new.pop("appointment_relation", None)
    return Value(new) if new else None


def _begins_yes_or_no(text: str, form: Form) -> bool:
    return form.words.first_said(["yes", "no"], text) is not None


def _refused(asked: str, text: str, form: Form) -> Answer:
    """Return what becomes of a refusal of what is needed: that it is, and whom to call.

    Who refuses a name or number once more gives the request up; who asks ("can you email me") or gives an address does
    not. At any other question "not sure" is a doubt: under the read-back all that was typed would be lost to it.
    """
    if asked == READ_BACK:
        return Unreadable()
    offers = begins_as_question(text) or _MAIL_ADDRESS.search(text)
    again = asked in TO_BE_CALLED and form.tries > READ_TWICE and not offers
    return Cancel() if again else Unreadable(needed=True)


def _tells_when(asked: str, text: str) -> bool:
    """Say whether "when my daughter is free" answers when a call suits, and asks nothing."""
    return asked == "appointment_times" and bare(text).startswith("when") and not text.rstrip().endswith("?")


def _is_of_the_form(text: str, words: FormWords) -> bool:
    """Say whether `text` is an answer to some question of the form: out of place it is no remark either."""
    return words.says_only(["yes", "no", "nothing", "any", "asap"], text) or (
        len(text.split()) < 3 and names_time(text)
    )
