"""Call-back numbers: found in what a person typed, checked and written in one form."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType
from pydantic import BaseModel, ConfigDict, Field

LONGEST = 100
_FICTIONAL = re.compile(r"[2-9]\d\d55501\d\d")
"""North American numbers 555-0100 to 555-0199 of any area code: kept free for stories and examples, nobody has one."""
_EITHER = re.compile(r"[\s,]*(?:/|\bor\b|\bif not\b|\bor else\b)[\s,]*", re.IGNORECASE)
"""What stands between two numbers of which either will do."""
_DIGITS = {
    word: str(digit)
    for digit, words in enumerate(("zero oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
    for word in words.split()
}
_SPOKEN = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b", re.IGNORECASE)
_ONE_DIGIT = rf"(?:\b(?:{'|'.join(_DIGITS)})\b|\d)"
_SPOKEN_NUMBER = re.compile(
    rf"(?:(?:\+?1|\bone\b)[\s,.-]*)?{_ONE_DIGIT}(?:[\s,.()-]*{_ONE_DIGIT}){{9}}(?!\d)", re.IGNORECASE
)
"""Ten digits, some of them words; a word for a digit elsewhere ("call at two") is one of the sentence."""
_NOT_CALLED = (PhoneNumberType.PREMIUM_RATE,)


class Phone(BaseModel):
    """A number to call back."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    e164: str | None = Field(default=None, max_length=20)
    """The number as machines dial it (ITU-T E.164), None where it was not checked."""
    shown: str = Field(min_length=1, max_length=LONGEST)
    """The number as people read it, or the person's own words where it was not checked."""
    checked: bool


class FoundPhone(NamedTuple):
    """A number and what stands around it, digits that were words written as digits."""

    phone: Phone
    before: str
    after: str


def read_phone(text: str, region: str = "US", *, allow_fictional: bool = False) -> Phone | None:
    """Return the one number in `text` that can be called, or None; see `find_phone`."""
    found = find_phone(text, region, allow_fictional=allow_fictional)
    return found.phone if found else None


def find_phone(text: str, region: str = "US", *, allow_fictional: bool = False) -> FoundPhone | None:
    """Return the one number in `text` that can be called and what stands around it, or None.

    A number without its area code can't be called: it gives None. Of two numbers the first is taken where either will
    do ("212-555-0142 or 212-555-0143"); else nobody knows which is meant. Digits may be words, and an O a zero.
    Numbers that cost the caller extra are refused. Fictional numbers (212-555-0142) look right and reach nobody: they
    are refused too, unless `allow_fictional`, which is for demonstration mode and tests.

    Args:
        text: What the person typed, such as "its 212-736-5000 after 5".
        region: Two-letter country whose numbers are typed without a country code.
        allow_fictional: Whether 555-01xx numbers count.
    """
    text = _in_digits(text[:1000])
    matches = list(PhoneNumberMatcher(text, region, leniency=Leniency.VALID))
    numbers = {phonenumbers.format_number(match.number, PhoneNumberFormat.E164): match.number for match in matches}
    between = [text[one.end : other.start] for one, other in pairwise(matches)]
    if not numbers or (len(numbers) > 1 and not all(_EITHER.fullmatch(words) for words in between)):
        return None
    e164, number = next(iter(numbers.items()))
    if phonenumbers.number_type(number) in _NOT_CALLED:
        return None
    fictional = number.country_code == 1 and _FICTIONAL.fullmatch(str(number.national_number))
    if fictional and not allow_fictional:
        return None
    home = number.country_code == phonenumbers.country_code_for_region(region)
    form = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    phone = Phone(e164=e164, shown=phonenumbers.format_number(number, form), checked=True)
    return FoundPhone(phone, text[: matches[0].start], text[matches[-1].end :])


def _in_digits(text: str) -> str:
    """Return `text` with digits where they stand as words, or as the letter O among digits."""
    text = re.sub(r"(?<=[\d-])[oO](?=[\dOo])|(?<=\d)[oO]\b", "0", text)
    return _SPOKEN_NUMBER.sub(_written, text)


def _written(number: re.Match[str]) -> str:
    """Return a number in digits; one without words stays as it was typed."""
    text, spoken = _SPOKEN.subn(lambda word: _DIGITS[word[0].lower()], number[0])
    return re.sub(r"[\s,]+", "", text) if spoken else text


def unchecked_phone(text: str) -> Phone:
    """Return what a person typed, kept as it is (at most 100 characters) and marked as not checked."""
    return Phone(shown=" ".join(text.split())[:LONGEST] or "-", checked=False)
