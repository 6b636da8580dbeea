"""What is asked or wished of the form itself, and has a reply of its own: who reads it, what to leave unsaid."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import bare

WHO_READS, CHANGE_LATER, TIME_ZONE = (
    "utter_ask_privacy",
    "utter_appointment_change_later",
    "utter_appointment_time_zone",
)
NOT_PASSED_ON = "utter_appointment_not_passed_on"
"""Responses of domain.yml."""
_WHO_READS = re.compile(
    r"\bwho(?: else)?(?:'?s| is| are| will| can| may| would| does| do| all| gets? to| has| have| get| gets)*(?: to)?"
    r" (?:reads?|reading|sees?|seeing|looks? at|looking at|gets?|getting|keeps?|access to|knows?|receives?)"
    r" (?:all )?(?:this|that|it|these|those|the|my|our|what)\b(?! (?:treatment|chemo|radiation|surgery|side|drug))"
    r"|\bwho (?:do|does|are|is|will)(?: \w+){1,3} (?:show|shown|give|given|send|sent|share|shared|pass|passed)\b"
    r"|\bwhere (?:do|does|are|is|will)(?: \w+){1,3} (?:answers?|number|name|data|details)(?: \w+)? (?:go|kept|saved"
    r"|stored|sent)\b"
)
_CHANGE_LATER = re.compile(
    r"\b(?:can|could|may|might|will|would|am|is)(?: (?:i|we|it|still|be|able|to|possible|also|always|then|later))*"
    r" (?:change|cancel|undo|take back|withdraw|edit|call off|reschedule)(?: (?:it|that|this|them|all|my|the|request"
    r"|answers?|appointment|day|time|number|something|anything))* (?:later|afterwards?|after|another time|once|when"
    r"|if)\b"
)
_TIME_ZONE = re.compile(
    r"\b(?:what|which|whose|where|how|why)(?:'?s| is| are| does| do| about)?(?: \w+){0,3}"
    r" (?:eastern|central|pacific|mountain)(?: time)?\b|\b(?:what|which|whose) time ?zone\b"
)
_LEFT_UNSAID = (
    r"(?:(?:the )?(?:words? )?(?:cancer|tumou?rs?|onco\w*|diagnos\w+|illness|disease|sickness|chemo\w*|radiation"
    r"|treatment"
    r"|condition|medical|health|details?|reason)|what (?:it|this|that)(?: is|'?s) (?:about|for)|why (?:you"
    r"|they) (?:call|are"
    r" calling)|where (?:you|they)(?:'?re| are)? (?:call|from|calling)|(?:the )?(?:name of the )?(?:hospital|clinic))"
)
_SAYS = (
    r"(?:say|saying|said|mention\w*|tell(?! (?:me|us)\b)|telling|use|using|name|naming|talk|talking|speak|speaking"
    r"|write|state|reveal"
    r"|give away|leave|leaving|bring up)"
)
_WISH_OF_WORDS = re.compile(
    rf"\b(?:(?<!did )(?<!have )(?<!has )not|never|no|without|don'?t|dont|doesn'?t|shouldn'?t|shouldnt|mustn'?t|can'?t"
    rf"|cannot|avoid|nobody|no one|nothing)"
    rf"(?: (?!(?:i|know|want|understand)\b)\w+){{0,3}}? {_SAYS}\b(?: \w+){{0,5}}? {_LEFT_UNSAID}\b"
    r"|\b(?:do not|don'?t|never|without|not) (?:say|mention)(?:ing)? (?:what|why|which|anything|the reason)\b"
    rf"|\b(?:keep|be|stay|make) (?:it|the message|that)? ?(?:discreet|discrete|vague|neutral)\b"
    r"|\b(?:only|just) (?:say|leave|give) (?:your|the|a|their) (?:name|number|first name|callback|call back)"
)
"""A wish about the words of the call or of the message. No request holds it, so that it must not seem to be taken."""
_PART = re.compile(r"[.,;!?\n]+|\b(?:but|because|and)\b", re.IGNORECASE)


def reply_of_the_form(text: str) -> str | None:
    """Return the response to what `text` asks of the form itself, None where it asks nothing of that."""
    said = bare(text)
    patterns = ((_WHO_READS, WHO_READS), (_CHANGE_LATER, CHANGE_LATER), (_TIME_ZONE, TIME_ZONE))
    return next((response for pattern, response in patterns if pattern.search(said)), None)


def wishes_for_words(text: str) -> bool:
    """Say whether it is wished that something be left unsaid on the phone: "do not say cancer on the message"."""
    return _WISH_OF_WORDS.search(bare(text)) is not None


def without_wish_for_words(text: str) -> str:
    """Return the parts of `text` that hold no such wish, and nothing that follows it."""
    parts = [part.strip() for part in _PART.split(text) if part.strip()]
    first = next((place for place, part in enumerate(parts) if wishes_for_words(part)), 0)
    return ", ".join(parts[:first])
