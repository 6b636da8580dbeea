"""Takes out of a text what names a person: phone numbers, e-mail addresses, record numbers, dates of birth.

Rules, no model; docs/privacy.md says what they miss. Names are not found here: `assistant.unanswered.showing` leaves
out every word that is not known to be harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from phonenumbers import Leniency, PhoneNumberMatcher

PHONE, EMAIL, LINK, NUMBER, DATE = "[phone]", "[e-mail]", "[link]", "[number]", "[date]"
PLACES = (PHONE, EMAIL, LINK, NUMBER, DATE)
"""What stands in the text instead."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:19|20)?\d\d"
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_ENDS = r"(?:com|org|net|edu|gov)\b"
_PROVIDER = (
    r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|me|mac|aol|aim|mail|email|gmx|zoho"
    r"|proton(?:mail)?|comcast|xfinity|att|sbcglobal|bellsouth|verizon|charter|spectrum|cox|earthlink|juno|optonline"
    r"|frontier|windstream|centurylink|optimum|mindspring|netzero)"
)
_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+"
    rf"|\b[\w.+-]+\s*(?:\(at\)|\[at\])\s*[\w-]+\s*(?:\(dot\)|\[dot\]|\bdot\b|\.)\s*{_ENDS}"
    rf"|\b[\w.+-]+\s+at\s+[\w-]+\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*{_ENDS}"
    rf"|(?<!\S)(?=\S*[a-z])(?=\w*[\d_]|\w+[.+]\w)[\w.+-]+\s+at\s+[\w-]+\.{_ENDS}"
    rf"|\b[\w.+-]+\s+at\s+{_PROVIDER}\.{_ENDS}",
    re.IGNORECASE,
)
"""Where only an "at" is spelt out, what stands before it must look like a name of an address ("ana67 at mail.org"), or
what stands behind it is where people have one: "i looked at hospital.org" names a page."""
_DATE = re.compile(
    rf"\b\d{{1,2}}([./-])\d{{1,2}}\1{_YEAR}\b"
    r"|\b(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}\b"
    rf"|\b{_MONTH}\.?\s+(?:the\s+)?{_DAY},?\s+(?:19|20)\d\d\b"
    rf"|\b{_DAY}\s+(?:of\s+)?{_MONTH}\.?,?\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"(\b(?:dob|d\.o\.b\.?|born|birth\s*day|birth\s*date|date\s+of\s+birth)\b[^\d\n\[]{0,20}?)\b(?:"
    rf"{_MONTH}\.?,?\s+(?:the\s+)?(?:{_DAY}(?:,?\s+{_YEAR})?|(?:19|20)\d\d)"
    rf"|{_DAY}\s+(?:of\s+)?{_MONTH}\b\.?(?:,?\s+{_YEAR})?"
    rf"|{_DAY}\s*[./-]\s*{_MONTH}\s*[./-]\s*{_YEAR}"
    rf"|\d{{1,2}}(?:\s*[./-]\s*| )\d{{1,2}}(?:\s*[./-]\s*| ){_YEAR}"
    r"|\d{1,2}\s*/\s*\d{1,2}|\d{1,2}\s*[./-]\s*(?:19|20)\d\d"
    r"|(?:19|20)\d\d|\d{6}|\d{8}|(?<=born in )'?\d\d\b|(?<=on the )\d{1,2}(?:st|nd|rd|th)\b(?! (?:floor|of)\b)"
    r")(?![\d/])(?!\s*(?:mg|mcg|g|ml|cc|units?|pills?|tablets?|doses?|years?|months?|weeks?|days?|hours?|minutes?|pounds?|lbs?)\b)",
    re.IGNORECASE,
)
"""A date behind a word of birth. Not any number: "born early and took 40 pills" tells no date."""
_RECORD = re.compile(
    r"(\b(?:mrn|medical\s+record|record|chart|patient|account|acct|member|policy|case|claim|group|insurance|medicare"
    r"|medicaid|ssn|social\s+security)\b(?:\s*(?:number|num|no|id|nr)\b\.?)?\s*(?:is\b|:|#|=)?\s*)"
    r"(?=[a-z-]{0,6}\d)[a-z0-9][a-z0-9-]{3,}",
    re.IGNORECASE,
)
_LOCAL_PHONE = re.compile(r"(?<![\d-])\d{3}[ .-]\d{4}(?![\d-])")
_LONG_NUMBER = re.compile(
    r"(?<!\w)#?(?:\d{3}-\d{2}-\d{4}|\d(?:[ -]?\d){5,}|(?=\w*[a-z])(?=(?:\w*\d){4})\w+)", re.IGNORECASE
)
"""A social security number, six digits or more, or a word of letters with four digits or more."""


def redacted(text: str) -> str:
    """Return `text` with the place of each phone number, address, record number and date named instead of it."""
    if not any(character.isdigit() or character == "@" for character in text):
        return _EMAIL.sub(EMAIL, _LINK.sub(LINK, text))  # spelt out, or without a number
    text = _EMAIL.sub(EMAIL, _LINK.sub(LINK, text))
    text = _BIRTH.sub(rf"\1{DATE}", _DATE.sub(DATE, text))
    text = _RECORD.sub(rf"\1{NUMBER}", text)
    text = _without_phones(text)
    return _LONG_NUMBER.sub(NUMBER, _LOCAL_PHONE.sub(PHONE, text))


def redacted_event(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event of Rasa's, as a dictionary, with the words of a person redacted.

    Only what was typed: what the assistant says holds the hospital's numbers, and slots are what the form works with.
    """
    if event.get("event") != "user":
        return dict(event)
    return {**event, "text": _deeply(event.get("text")), "parse_data": _deeply(event.get("parse_data"))}


def _deeply(value: Any) -> Any:
    """Redact every text within `value`, but for ids."""
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, Mapping):
        return {key: one if str(key).endswith("_id") else _deeply(one) for key, one in value.items()}
    return [_deeply(one) for one in value] if isinstance(value, list | tuple) else value


def _without_phones(text: str) -> str:
    return "".join(_between(text))


def _between(text: str) -> Iterator[str]:
    """Yield what stands between the phone numbers of `text`, and `PHONE` for each of them."""
    position = 0
    for match in PhoneNumberMatcher(text, "US", leniency=Leniency.POSSIBLE):
        yield text[position : match.start] + PHONE
        position = match.end
    yield text[position:]
