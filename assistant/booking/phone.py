"""Call-back numbers: found in what a person typed, checked and written in one form."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType
from pydantic import BaseModel, ConfigDict, Field

LONGEST = 100
_FICTIONAL = re.compile(r"[2-9]\d\d55501\d\d")
"""North American numbers 555-0100 to 555-0199 of any area code: kept free for stories and examples, nobody has one."""
_NOT_CALLED = (PhoneNumberType.PREMIUM_RATE,)


class Phone(BaseModel):
    """A number to call back."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    e164: str | None = Field(default=None, max_length=20)
    """The number as machines dial it (ITU-T E.164), None where it was not checked."""
    shown: str = Field(min_length=1, max_length=LONGEST)
    """The number as people read it, or the person's own words where it was not checked."""
    checked: bool


def read_phone(text: str, region: str = "US", *, allow_fictional: bool = False) -> Phone | None:
    """Return the one number in `text` that can be called, or None.

    A number without its area code can't be called, and of two numbers nobody knows which is meant: both give None.
    Numbers that cost the caller extra are refused. Fictional numbers (212-555-0142) look right and reach nobody: they
    are refused too, unless `allow_fictional`, which is for demonstration mode and tests.

    Args:
        text: What the person typed, such as "its 212-736-5000 after 5".
        region: Two-letter country whose numbers are typed without a country code.
        allow_fictional: Whether 555-01xx numbers count.
    """
    found: dict[str, PhoneNumber] = {}
    for match in PhoneNumberMatcher(text[:1000], region, leniency=Leniency.VALID):
        found.setdefault(phonenumbers.format_number(match.number, PhoneNumberFormat.E164), match.number)
    if len(found) != 1:
        return None
    ((e164, number),) = found.items()
    if phonenumbers.number_type(number) in _NOT_CALLED:
        return None
    fictional = number.country_code == 1 and _FICTIONAL.fullmatch(str(number.national_number))
    if fictional and not allow_fictional:
        return None
    home = number.country_code == phonenumbers.country_code_for_region(region)
    form = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return Phone(e164=e164, shown=phonenumbers.format_number(number, form), checked=True)


def unchecked_phone(text: str) -> Phone:
    """Return what a person typed, kept as it is (at most 100 characters) and marked as not checked."""
    return Phone(shown=" ".join(text.split())[:LONGEST] or "-", checked=False)
