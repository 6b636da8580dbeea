"""Finds readings of dangerous vital signs in a message: blood pressure, oxygen, blood sugar, pulse, and pain.

Readings of a thermometer are in `temperature`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.safety.bare_numbers import stands_alone
from assistant.safety.pain_scores import severe_pain
from assistant.safety.tiers import Tier

UPPER, LOWER = 180, 120
"""From here on the care team is called now, whichever of the two it is (American Heart Association, 180/120)."""
TOO_LOW_UPPER = 90
"""Below it 911 is called (a sign of sepsis or bleeding: NICE NG253, systolic pressure of 90 or less)."""
OXYGEN = 92
"""Percent, below which 911 is called (NICE NG253 and British Thoracic Society: less than 92)."""
SUGAR, TOO_LOW_SUGAR = 300, 54
"""mg/dL, from which on, and below which, the care team is called now (American Diabetes Association)."""
PULSE, TOO_LOW_PULSE = 131, 40
"""Beats a minute, from which on, and down to which, 911 is called (NICE NG253; NEWS2, Royal College of Physicians)."""

_UPPERS, _LOWERS = range(50, 301), range(20, 201)
_OXYGENS, _SUGARS, _PULSES = range(50, 101), range(20, 1001), range(20, 251)
"""Numbers that can be such a reading at all."""
_USUAL_UPPERS, _USUAL_LOWERS = range(95, 150), range(55, 95)
_USUAL_OXYGENS, _USUAL_PULSES, _USUAL_SUGARS = range(95, 101), range(50, 101), range(70, 181)
_FEW = 4
"""Words of a message that holds little beside a reading."""
_PRESSURE, _OXYGEN, _SUGAR, _PULSE = (
    r"bp|pressure|systolic|cuff",
    r"oxygen|o2|o 2|sats?|spo2|sp o2|saturation|oximeter|pulse ox",
    r"sugars?|glucose|glucometer|bg",
    r"pulse|heart ?rate|(?<!\d )(?<!\d)hr",
)
_BOTH = re.compile(r"(?<![\d./-])(\d{2,3})\s*(?:/|over|by|on)\s*(\d{2,3})(?![\d/-])")
_BOTH_WITH_DASH = re.compile(r"(?<![\d./-])(\d{2,3})-(\d{2,3})(?![\d/-])")
"""Read only where pressure is spoken of."""
_ON_AN_OXIMETER = re.compile(
    r"(?<![\d./-])(\d{2,3})\s*(?:%|percent)?\s+on\s+(?:the|my|his|her|our|a)\s+(?:finger )?"
    r"(?:oximeter|clip|pulse ox\w*)\b"
)
_NUMBER = re.compile(r"(?<![\d./-])\d{2,4}(?![\d/])(?!\.\d)")
_PERCENT = re.compile(r"\s*(?:%|percent|per cent)")
_SPEAKS_OF_PRESSURE = re.compile(rf"\b(?:{_PRESSURE}|hypertens\w*)\b")
_TOO_HIGH_TO_SHOW = re.compile(
    r"\b(?:sugars?|glucose|meter|glucometer)\b(?:[^\w.;!?]+\w+){0,4}?[^\w.;!?]+hi\b(?!\s+(?:there|all|i\b|how))"
    r"|\b(?:meter|glucometer) (?:just |only |still )?(?:says|reads|shows|said|showed|is reading) .?high\b"
)


@dataclass(frozen=True)
class VitalSign:
    """One reading: its kind of trouble, as typed, the tier that it calls for, and why."""

    kind: str
    typed: str
    tier: Tier
    reason: str


def dangerous_vital_signs(folded: str) -> tuple[VitalSign, ...]:
    """Return the dangerous readings of a folded text: "210 over 120", "sats 84", "sugar 450", "pulse 150"."""
    return tuple(sign for find in (_pressures, _oxygens, _sugars, _pulses, _pains) for sign in find(folded))


def only_usual_vital_signs(folded: str) -> bool:
    """Say whether a message tells readings of vital signs, and each is a usual one: "oxygen 98, pulse 70"."""
    usual = [
        *(int(m[1]) in _USUAL_UPPERS and int(m[2]) in _USUAL_LOWERS for m in _both(folded)),
        *(number in _USUAL_OXYGENS for _, number in _named(folded, _OXYGEN, _is_percent_or_alone)),
        *(number in _USUAL_PULSES for _, number in _named(folded, _PULSE, stands_alone)),
        *(number in _USUAL_SUGARS for _, number in _named(folded, _SUGAR, stands_alone)),
    ]
    return bool(usual) and all(usual)


def _both(folded: str) -> Iterator[re.Match[str]]:
    """Yield what is told of both pressures: where a message speaks of pressure, or says little else."""
    spoken_of = _SPEAKS_OF_PRESSURE.search(folded)
    if spoken_of or len(folded.split()) <= _FEW:
        yield from _BOTH.finditer(folded)
    if spoken_of:
        yield from _BOTH_WITH_DASH.finditer(folded)


def _pressures(folded: str) -> Iterator[VitalSign]:
    alone = folded
    for match in _both(folded):
        upper, lower = int(match[1]), int(match[2])
        if lower < upper and upper in _UPPERS and lower in _LOWERS:
            yield from _pressure(match[0], upper, lower)
            alone = alone.replace(match[0], "-" * len(match[0]))  # "over 75" is no pressure of its own
    for typed, number in _named(alone, _PRESSURE, stands_alone):
        if number in _UPPERS:
            yield from _pressure(typed, number, 0)


def _pressure(typed: str, upper: int, lower: int) -> Iterator[VitalSign]:
    of = partial(VitalSign, "blood_pressure", typed)
    if upper >= UPPER or lower >= LOWER:
        yield of(Tier.CALL_CARE_TEAM_NOW, "a very high blood pressure")
    elif upper < TOO_LOW_UPPER and (lower or upper < TOO_LOW_UPPER - 10):
        yield of(Tier.CALL_911, "a very low blood pressure")


def _oxygens(folded: str) -> Iterator[VitalSign]:
    clips = ((match[0], int(match[1])) for match in _ON_AN_OXIMETER.finditer(folded))
    for typed, number in (*_named(folded, _OXYGEN, _is_percent_or_alone), *clips):
        if number in _OXYGENS and number < OXYGEN:
            yield VitalSign("oxygen", typed, Tier.CALL_911, "too little oxygen in the blood")


def _sugars(folded: str) -> Iterator[VitalSign]:
    for typed, number in _named(folded, _SUGAR, stands_alone):
        if number in _SUGARS and not TOO_LOW_SUGAR <= number < SUGAR:
            how = "high" if number >= SUGAR else "low"
            yield VitalSign("blood_sugar", typed, Tier.CALL_CARE_TEAM_NOW, f"a very {how} blood sugar")
    if match := _TOO_HIGH_TO_SHOW.search(folded):
        yield VitalSign("blood_sugar", match[0], Tier.CALL_CARE_TEAM_NOW, "a blood sugar too high to be shown")


def _named(folded: str, names: str, is_reading: Callable[[str, int], bool]) -> Iterator[tuple[str, int]]:
    """Yield the numbers that one of `names` stands before in a sentence, at most six words before, as typed too."""
    before = _name_before(names)
    for match in _NUMBER.finditer(folded):
        named = is_reading(folded, match.end()) and before.search(folded, 0, match.start())
        if named:
            yield folded[named.start() : match.end()], int(match[0])


def _pulses(folded: str) -> Iterator[VitalSign]:
    for typed, number in _named(folded, _PULSE, stands_alone):
        if number in _PULSES and not TOO_LOW_PULSE < number < PULSE:
            yield VitalSign("heart_rate", typed, Tier.CALL_911, f"a very {'fast' if number >= PULSE else 'slow'} pulse")


def _pains(folded: str) -> Iterator[VitalSign]:
    if typed := severe_pain(folded):
        yield VitalSign("uncontrolled_pain", typed, Tier.CALL_CARE_TEAM_NOW, "a severe pain")


@lru_cache(maxsize=8)
def _name_before(names: str) -> re.Pattern[str]:
    """Return what finds one of `names` before a number: "oxygen 97 pulse 72", where each number has its own name."""
    others = rf"(?!(?:{_PRESSURE}|{_OXYGEN}|{_SUGAR}|{_PULSE})\b)"
    return re.compile(rf"\b(?:{names})\b(?:[^\w'/.;!?]+{others}[\w'/]+){{0,6}}?[^\w.;!?]+$")


def _is_percent_or_alone(text: str, end: int) -> bool:
    return bool(_PERCENT.match(text, end)) or stands_alone(text, end)
