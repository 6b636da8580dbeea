"""Checks the words of the responses of domain.yml: read, sent, filled in, and with no number that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.checks import HIGHEST_GRADE, faults_for_sms, faults_of_grade, faults_of_sentences, faults_of_words
from knowledge.files import DOMAIN
from knowledge.places import Where, wrong_place
from knowledge.reader import refusal
from knowledge.reading_grade import grade_of, sentences_in
from knowledge.responses import Domain, Variation, channels_of
from knowledge.terms import Terms

_PHONE = "1-212-555-0111"
_OF_HOSPITAL = {
    "hospital_name": "H" * 40,
    "care_team_phone": _PHONE,
    "appointment_phone": _PHONE,
    "appointment_link": "https://hospital.example/appointments",
    "time_zone": "Eastern",
}
"""What the actions fill into any response, each with a long one of its kind for the count of segments."""
_CALL = {"code": "K7Q-4M9", "call_by": "by 12:30 PM on Wednesday, September 30"}
_TWO_SUBJECTS = (
    "how long treatment takes or how often it is given, or on how well treatment works or how long people live"
)
_OF_ONE = {
    "utter_redirect": {"subject": _TWO_SUBJECTS},
    "utter_misunderstood_of_treatment": {"treatment": "kyphoplasty and vertebroplasty"},
    "utter_appointment_by_link": {"link": "https://hospital.example/appointments"},
    "utter_appointment_slots": {"slots": "Wednesday, September 30, 12:30 PM"},
    "utter_ask_appointment_confirmed": {"summary": "For: you"},
    "utter_appointment_noted": {"noted": "For: you"},
    "utter_appointment_asks_for": {"name": "Maria Guadalupe Hernandez Santos"},
    "utter_appointment_sent": _CALL,
    "utter_appointment_updated": _CALL,
    "utter_how_long_kept": {"days": "30"},
    "utter_request_change": {"code": "K7Q-4M9"},
    "utter_request_overdue": {"code": "K7Q-4M9", "when": "12:30 PM on Wednesday, September 30"},
}
"""What is filled into one response beside these. Of a list (`slots`, `summary`, `noted`) one line
counts: it has any length."""
_KNOWN = ("911", "988")
_NUMBER = re.compile(r"(?<![\d.])\d[\d-]*\d\d(?![\d.]*\d)")
"""A number of three digits or more."""
_EXAMPLE = re.compile(r"(?:\d-)?(?:\d{3}-)?555-01\d\d")
"""The numbers that are given to nobody: examples."""
_READ_BY_SIGNS = re.compile(r"\{\w+\}|https?://\S+|[-0-9]{4,}")
"""Places, links and telephone numbers: no words."""


@dataclass(frozen=True)
class ResponseFault:
    """What is wrong with a response, and where."""

    where: Where
    what: str

    def line(self, root: Path) -> str:
        """Return the line for the editor: file, line, what to do."""
        return str(refusal(root / DOMAIN, self.where, self.what))


def check_responses(domain: Domain, said_by_rules: frozenset[str], terms: Terms) -> Iterator[ResponseFault]:
    """Yield all that is wrong with the words of the responses; `said_by_rules` are those that no action fills in."""
    unfilled = said_by_rules | frozenset(domain.asked_by_rasa())
    for name, variations in domain.responses.items():
        filled = {} if name in unfilled else {**_OF_HOSPITAL, **_OF_ONE.get(name, {})}
        for number, variation in enumerate(variations):
            sms = "sms" in channels_of(variation, variations)
            where = ("responses", name, number)
            for what in _faults_of_text(variation.text, filled, sms, terms):
                yield ResponseFault((*where, "text"), what)
            for what in faults_of_grade(_grade(variation, terms), HIGHEST_GRADE):
                yield ResponseFault((*where, "text"), what)
            for place, button in enumerate(variation.buttons):
                for what in (*_faults_of_places(button.title, {}), *faults_of_words(button.title)):
                    yield ResponseFault((*where, "buttons", place, "title"), what)


def _grade(variation: Variation, terms: Terms) -> float:
    return grade_of(sentences_in(_READ_BY_SIGNS.sub("us", variation.text)), terms)


def _faults_of_text(text: str, filled: dict[str, str], sms: bool, terms: Terms) -> Iterator[str]:
    """Say what is wrong with one text but its grade."""
    yield from faults_of_words(text)
    yield from faults_of_sentences(sentences_in(text))
    for number in _NUMBER.findall(text):
        if number not in _KNOWN and not _EXAMPLE.fullmatch(number):
            known = " and ".join(_KNOWN)
            yield (
                f"it names '{number}': only {known} and examples such as 212-555-0142 may stand here; "
                "write {care_team_phone} or {appointment_phone}"
            )
    wrong = list(_faults_of_places(text, filled))
    yield from wrong
    if sms and not wrong:
        yield from faults_for_sms(text.format(**filled))


def _faults_of_places(text: str, filled: dict[str, str]) -> Iterator[str]:
    """Say which place nothing is filled into: the patient would read its name."""
    if problem := wrong_place(text, tuple(filled)):
        yield problem
