"""Call-back numbers: found in what a person typed, checked and written in one form."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatch, PhoneNumberMatcher, PhoneNumberType
from pydantic import BaseModel, ConfigDict, Field

LONGEST = 100
_FICTIONAL = re.compile(r"[2-9]\d\d55501\d\d")
"""North American numbers 555-0100 to 555-0199 of any area code: kept free for stories and examples, nobody has one."""
_EITHER = re.compile(r"[\s,]*(?:/|\bor\b|\bif not\b|\bor else\b)[\s,]*", re.IGNORECASE)
"""What stands between two numbers of which either will do."""
_OLD = r"(?:old|wrong|former|previous)"
_IS_OLD = re.compile(
    rf"\b(?:that|thats|that's|this|it|its|it's|is|was|which|one|used to)(?: (?:is|was|be|the|my|an?|one|also|now))*"
    rf" (?:{_OLD}|disconnected|dead|gone)\b|\b(?:not|no longer|\w+n'?t)(?: (?:in|the))? (?:use|mine|ours|hers|right"
    r"|good|work\w*|current|valid|correct|that)\b",
    re.IGNORECASE,
)
"""Behind a number: it is not the one to call."""
_TAKEN_BACK = re.compile(
    r"^\W*(?:(?:oh|ah|um|and|but|ok) )*(?:no|nope|wait|hang on|hold on|scratch that|oops|i mean|i meant|correction"
    r"|sorry|actually|make that)\b(?! (?:voice|messages?)\b)",
    re.IGNORECASE,
)
"""Between two numbers, just behind the first: the second takes its place."""
_NOT_NEXT = re.compile(r"\b(?:not|instead of|rather than|do(?:n'?t| not) (?:call|use|ring))\W*$", re.IGNORECASE)
_OLD_NEXT = re.compile(rf"\b{_OLD}(?: (?:one|number|phone))?(?: (?:is|was))?\W*$", re.IGNORECASE)
"""Just before a number: it is not the one to call."""
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
    do ("212-555-0142 or 212-555-0143"), and the other where one is taken back ("no, that is the old one"); else nobody
    knows which is meant. Digits may be words, and an O a zero.
    Numbers that cost the caller extra are refused. Fictional numbers (212-555-0142) look right and reach nobody: they
    are refused too, unless `allow_fictional`, which is for demonstration mode and tests.

    Args:
        text: What the person typed, such as "its 212-736-5000 after 5".
        region: Two-letter country whose numbers are typed without a country code.
        allow_fictional: Whether 555-01xx numbers count.
    """
    text = _in_digits(text[:1000])
    matches = list(PhoneNumberMatcher(text, region, leniency=Leniency.VALID))
    meant = _meant(matches, text)
    if meant is None or phonenumbers.number_type(meant.number) in _NOT_CALLED:
        return None
    number = meant.number
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    fictional = number.country_code == 1 and _FICTIONAL.fullmatch(str(number.national_number))
    if fictional and not allow_fictional:
        return None
    home = number.country_code == phonenumbers.country_code_for_region(region)
    form = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    phone = Phone(e164=e164, shown=phonenumbers.format_number(number, form), checked=True)
    return FoundPhone(phone, text[: matches[0].start], text[matches[-1].end :])


def names_several(text: str, region: str = "US") -> bool:
    """Say whether `text` holds several numbers, and does not say which is meant."""
    text = _in_digits(text[:1000])
    matches = list(PhoneNumberMatcher(text, region, leniency=Leniency.VALID))
    return len(_numbers(matches)) > 1 and _meant(matches, text) is None


def _numbers(matches: list[PhoneNumberMatch]) -> set[str]:
    return {phonenumbers.format_number(match.number, PhoneNumberFormat.E164) for match in matches}


def _meant(matches: list[PhoneNumberMatch], text: str) -> PhoneNumberMatch | None:
    """Return the number that is meant of those in `text`: the only one, the first of either, or the one not taken back.

    A word on a number stands behind it up to the next one ("that is the old one"), or just before it ("not").
    """
    if not matches:
        return None
    between = [text[one.end : other.start] for one, other in pairwise(matches)]
    if len(_numbers(matches)) == 1 or all(_EITHER.fullmatch(words) for words in between):
        return matches[0]
    words = [text[: matches[0].start], *between, text[matches[-1].end :]]
    left = [
        one
        for place, one in enumerate(matches)
        if not _is_taken_back(words[place], words[place + 1], bool(between[place:]))
    ]
    return left[0] if left and len(_numbers(left)) == 1 else None


def _is_taken_back(before: str, behind: str, another: bool) -> bool:
    """Say whether the words around a number take it back; those behind it may be on `another` that follows."""
    if _takes_back_next(before) or _IS_OLD.search(behind):
        return True
    return another and _TAKEN_BACK.match(behind) is not None and not _takes_back_next(behind)


def _takes_back_next(words: str) -> bool:
    """Say whether the number behind `words` is not the one to call; "that is the old one" is about the one before."""
    return bool(_NOT_NEXT.search(words) or (_OLD_NEXT.search(words) and not _IS_OLD.search(words)))


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
