"""One reader for each question of the appointment form: from what was typed to the value of its slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.booking.phone import Phone, names_several, read_phone, unchecked_phone
from assistant.booking.request import BETWEEN_TOPICS
from assistant.booking.time_reasons import without_reasons
from assistant.booking.time_words import names_time
from assistant.booking.times import Times, on_days_of, read_times, unchecked_times
from assistant.dialogue.appointment.answers import (
    OPTIONAL,
    READ_TWICE,
    SKIPPED,
    Answer,
    Change,
    Form,
    Typed,
    Unreadable,
    Value,
)
from assistant.dialogue.appointment.names import name_in, names_nobody, never_a_name
from assistant.dialogue.appointment.other_times import puts_times_right
from assistant.dialogue.appointment.safety_answer import safety_answer
from assistant.dialogue.appointment.treatments import names_only_treatments
from assistant.dialogue.appointment.whom import (
    is_for_writer,
    is_not_for_writer,
    relative_it_is_for,
    says_plainly_self,
)
from assistant.dialogue.appointment.words import FormWords, bare, names_two, spoken, which, words_of
from assistant.dialogue.appointment.yes_no import (
    concluded,
    needs_nothing,
    was_elsewhere,
)
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

_LONGEST = {"appointment_name": 60, "appointment_relation": 40, "appointment_language": 30, "appointment_access": 120}
_OWN_PART = re.compile(r"(?:i am|i'?m) (?:the|his|her|their|a) ")
"""The beginning of "I am his wife": what the person is to the patient, not who the patient is."""
_NAME_OF_ANOTHER = re.compile(r"\b(?:her|his|their) name(?:'?s| is) (?P<name>.+)$", re.IGNORECASE)
_CALLS_WRITER = re.compile(r"\b(?:call|ask for|phone|talk to) me\W*$", re.IGNORECASE)
"""Behind the name of a patient: it is not the one to ask for."""
_WITH_ANOTHER = re.compile(
    r"^(?:for |it is for |it's for )?(?:me|myself|i|us) and\b|\band (?:me|myself|i)$|^(?:for )?both\b"
)
"""Two people at once: "me and my husband"."""
_DENIED = re.compile(r"\b(?:no|not|never|none|nor|without|nothing|don'?t|isn'?t|haven'?t|nope)\b")
_TELLS_WHEN = re.compile(r"\b(?:when|after|before|while|during|until|unless|once|work|shift|school)\b")
"""Words by which people say when, though no day or clock is named."""
WHICH_PHONE = "utter_appointment_which_phone"
"""The response of domain.yml to several numbers of which none is said to be the one."""
_DIALLED_DIGITS = 7
"""Those of a number without its area code. What has fewer can't be dialled, and is never kept."""
_SIGNED = frozenset({"asl", "sign language", "american sign language"})
_HELPS_NOBODY = re.compile(
    r"^(?:what|when|where|who|why|how|which)\b(?: \w+){0,2}$"
    r"|^(?:no )?(?:that|this|it|the|that'?s|thats|it'?s|its)\b(?: \w+){0,2} (?:number|name)\b"
)
"""In answer to what helps at a visit: a bare question, and a word on another answer."""
_LONGEST_TREATMENT = 2
"""Words of an answer that may be a treatment and nothing else."""
_NOT_SURE = re.compile(
    r"\b(?:not|n'?t) (?:(?:so|too|very|really|quite|yet|totally|100) )*(?:sure|certain|decided)\b"
    r"|\b(?:unsure|dunno|undecided)\b"
    r"|\b(?:do not|don'?t|no) (?:really )?(?:know|idea|clue)\b|\b(?:can'?t|cannot|can not) (?:say|tell|decide)\b"
)
_LETTERS = re.compile(r"[^\W\d_]{2,}|[^\W\d_]\b")


def _yes_no(asked: str, typed: Typed, form: Form) -> Answer:
    if (answer := concluded(typed.text)) is not None:
        return Value({asked: answer})
    said = form.words.first_said(["yes", "no", "skip"], typed.text)
    if said == "skip" or form.words.mentions("doubt", typed.text):
        return Value({asked: SKIPPED})
    return Unreadable() if said is None else Value({asked: said == "yes"})


def _known_patient(asked: str, typed: Typed, form: Form) -> Answer:
    return Value({asked: False}) if was_elsewhere(typed.text) else _yes_no(asked, typed, form)


def _voicemail(asked: str, typed: Typed, form: Form) -> Answer:
    if form.words.says_only(["allowed"], typed.text, ("around", "assent")):
        return Value({asked: True})
    return _yes_no(asked, typed, form)


def _for_whom(asked: str, typed: Typed, form: Form) -> Answer:
    text = typed.text
    if form.words.says("self", text):
        return Value({asked: "self", "appointment_relation": "self"})
    if says_plainly_self(text, form.words):
        return Value({asked: "self", "appointment_relation": "self"})
    relation = which(form.words.relations, text)
    named = _NAME_OF_ANOTHER.search(text)
    if named and isinstance(name := _name("appointment_name", Typed(named["name"]), form), Value):
        meant = relative_it_is_for(text[: named.start()], form.words) if relation else None
        slots = {} if _CALLS_WRITER.search(named["name"]) else name.slots
        return Value({asked: "someone_else", **({"appointment_relation": meant} if meant else {}), **slots})
    if relation is not None and _WITH_ANOTHER.search(bare(text)):
        return Unreadable()  # a request is for one person
    if relation is not None and (_OWN_PART.match(bare(text)) or names_two(form.words.relations, text)):
        return Value({asked: "someone_else"})
    if meant := relative_it_is_for(text, form.words):
        return Value({asked: "someone_else", "appointment_relation": meant})
    if form.words.says("someone_else", text) or is_not_for_writer(text):
        return Value({asked: "someone_else"})
    if relation is None and is_for_writer(text, form.words):
        return Value({asked: "self", "appointment_relation": "self"})
    return Unreadable()


def _relation(asked: str, typed: Typed, form: Form) -> Answer:
    if form.words.says("skip", typed.text):
        return Value({asked: SKIPPED})
    known = which(form.words.relations, typed.text)
    if known and (_OWN_PART.match(bare(typed.text)) or names_two(form.words.relations, typed.text)):
        return Unreadable()
    if known is None and (names_nobody(typed.text, form.words) or form.words.first_said(["yes", "no"], typed.text)):
        return Unreadable()
    return Value({asked: known}) if known else _short_text(asked, typed.text, most_words=4)


def _name(asked: str, typed: Typed, form: Form) -> Answer:
    words, text = form.words, name_in(typed.text, form.words)
    if words.says("no", text) or words.says("skip", text) or words.mentions("withheld", typed.text):
        return Unreadable(needed=True)
    if words.says("yes", text) or any(c.isdigit() for c in text) or never_a_name(text, words):
        return Unreadable()
    if _is_treatment(text, typed, words) or (form.tries < READ_TWICE and names_nobody(text, words)):
        return Unreadable()
    answer = _short_text(asked, text, most_words=5)
    if isinstance(answer, Value) and text.islower():
        return Value({asked: text.title()})
    return answer


def _is_treatment(text: str, typed: Typed, words: FormWords) -> bool:
    if not typed.treatments or len(text.split()) > _LONGEST_TREATMENT or bare(text) in words.names.given:
        return False
    alone = len(typed.text.split()) == 1
    return alone or names_only_treatments(text, words)


def _short_text(asked: str, text: str, most_words: int) -> Answer:
    text = " ".join(text.split()).strip(" .,!?;:")
    longest = _LONGEST[asked]
    fits = 1 <= len(text) <= longest and len(text.split()) <= most_words and _LETTERS.search(text)
    return Value({asked: text}) if fits else Unreadable(too_long=len(text.split()) > most_words or len(text) > longest)


def _phone(asked: str, typed: Typed, form: Form) -> Answer:
    if form.caller and (form.words.says("this_number", typed.text) or form.words.says("yes", typed.text)):
        return this_number(form)
    phone = read_phone(typed.text, allow_fictional=form.allow_fictional)
    if phone is None and (form.words.says("no", typed.text) or form.words.mentions("withheld", typed.text)):
        return Unreadable(needed=True)
    if phone is None and names_several(typed.text):
        return Unreadable(response=WHICH_PHONE)
    return _kept(asked, phone)


def this_number(form: Form) -> Answer:
    """Return the number that a text message came from, as the answer."""
    phone = read_phone(form.caller, allow_fictional=form.allow_fictional) if form.caller else None
    return _kept("appointment_phone", phone)


def _times(asked: str, typed: Typed, form: Form) -> Answer:
    text = typed.text
    if form.words.says("asap", text):
        text = "as soon as possible"
    elif form.words.says("any", text):
        text = "any time"
    times = read_times(text, form.now, form.time_zone) or read_times(without_reasons(text), form.now, form.time_zone)
    before = (form.before or {}).get(asked) or form.filled.get(asked)
    if times is not None and before not in (None, SKIPPED):
        times = on_days_of(times, Times.model_validate(before))
    return _kept(asked, times)


def _kept(asked: str, found: Phone | Times | None) -> Answer:
    return Unreadable() if found is None else Value({asked: found.model_dump(mode="json")})


def _topic(asked: str, typed: Typed, form: Form) -> Answer:
    if typed.treatments:
        return Value({asked: BETWEEN_TOPICS.join(dict.fromkeys(typed.treatments))})
    if form.words.first_said(["topic_not_sure"], typed.text) or form.words.says("any", typed.text):
        return Value({asked: "not_sure"})
    if form.words.mentions("doubt", typed.text) or _NOT_SURE.search(bare(typed.text)):
        return Value({asked: "not_sure"})
    if form.words.mentions("topic_other", typed.text):
        return Value({asked: "other"})
    return Unreadable()


def _language(asked: str, typed: Typed, form: Form) -> Answer:
    known = spoken(form.words.languages, typed.text)
    if known and _DENIED.search(bare(typed.text)):
        return Unreadable()  # "my English is not good" names the language that it is not
    if known:
        return Value({asked: known})
    words = form.words
    if words.first_said(["yes", "no", "any", "asap"], typed.text) or words.says("skip", typed.text):
        return Unreadable()
    if names_time(typed.text) or names_nobody(typed.text, form.words):
        return Unreadable()
    return _short_text(asked, typed.text, most_words=2)


def _access(asked: str, typed: Typed, form: Form) -> Answer:
    if form.words.says_only(["nothing"], typed.text) or needs_nothing(typed.text):
        return Value({asked: "nothing"})
    if form.words.says("skip", typed.text):
        return Value({asked: SKIPPED})
    if (
        form.words.says("yes", typed.text)
        or _HELPS_NOBODY.search(bare(typed.text))
        or _is_out_of_place(typed.text, form)
    ):
        return Unreadable()
    return _short_text(asked, typed.text, most_words=25)


def _is_out_of_place(text: str, form: Form) -> bool:
    """Say whether `text` is a language or times and nothing more: an answer out of place, which helps at no visit."""
    languages = words_of(form.words.languages) - _SIGNED
    if bare(text) in languages:
        return True
    reads = read_times(text, form.now, form.time_zone) or puts_times_right(text, form)
    return names_time(text) and reads is not None


def _confirmed(asked: str, typed: Typed, form: Form) -> Answer:
    if agrees(typed.text, form.words):
        return Value({asked: True})
    if form.words.says("no", typed.text):
        return Change()
    return Unreadable()


def agrees(text: str, words: FormWords) -> bool:
    """Say whether `text` says that what was read back is right, and nothing more."""
    if text.rstrip().endswith("?") or words.first_said(["change"], text):
        return False
    return words.says("yes", text) or words.says_only(["send", "assent"], text, ("around", "around_assent"))


def tells_when(text: str) -> bool:
    """Say whether a text holds words by which people say when, though no day or clock is named: "once i am home"."""
    return _TELLS_WHEN.search(bare(text)) is not None


def as_typed(asked: str, text: str, form: Form) -> Answer:
    """Return what is kept where an answer could not be read several times: as typed and marked, or left out."""
    if asked == "appointment_times":
        tells = names_time(text) or tells_when(text)
        return _kept(asked, unchecked_times(text, form.time_zone)) if tells else Value({asked: SKIPPED})
    # A refusal counts as tries too, but did not ask for all ten digits.
    tried = any(c.isdigit() for before in form.typed_before for c in before)
    if asked == "appointment_phone" and tried and sum(c.isdigit() for c in text) >= _DIALLED_DIGITS:
        return _kept(asked, unchecked_phone(text))
    if asked == "appointment_topic":
        return Value({asked: "other"})
    if asked in OPTIONAL:
        return Value({asked: SKIPPED})
    return Unreadable(needed=form.tries == READ_TWICE)


READERS: Mapping[str, Callable[[str, Typed, Form], Answer]] = {
    "appointment_urgent_check": safety_answer,
    "appointment_for": _for_whom,
    "appointment_relation": _relation,
    "appointment_name": _name,
    "appointment_phone": _phone,
    "appointment_known_patient": _known_patient,
    "appointment_topic": _topic,
    "appointment_times": _times,
    "appointment_language": _language,
    "appointment_access": _access,
    "appointment_voicemail": _voicemail,
    "appointment_confirmed": _confirmed,
}


def slots_read(slot: str, text: str, form: Form) -> dict[str, Any]:
    """Return what the reader of `slot` takes out of `text`; nothing where it can't read it."""
    treatments = shared_reader().read(text).ids(Kind.TREATMENT) if slot == "appointment_topic" else ()
    answer = READERS[slot](slot, Typed(text, treatments=treatments), form) if text.strip() else None
    return dict(answer.slots) if isinstance(answer, Value) else {}
