"""Finds readings of a thermometer in a message, in figures or words, and says which tier a reading calls for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.folding import fold
from assistant.safety.tiers import Tier

FEVER_F, FEVER_C = 100.4, 38.0
"""From here on the care team is called now. Where published thresholds differ, this most careful one is taken."""
RAISED_F, RAISED_C = 99.5, 37.5
"""From here on the care team is called today."""

_RANGE_F, _RANGE_C = (99.5, 110.0), (37.5, 43.5)
_SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "ninety": 90}
_NUMBER = re.compile(r"(?<![\w.,/$#:-])(\d{2,3})(?:[.,](\d{1,2}))?(?![\d/])(?![.,:]\d)")
_UNIT = re.compile(
    r"\s*(?:°|º|˚|deg(?:ree)?s?\b|\*)?\s*(?:(c|celsius|centigrade)|(f|fahrenheit|farenheit|fahrenhiet))?(?![a-z])"
)
_DEGREES = re.compile(r"\s*(?:°|º|˚|deg(?:ree)?s?\b)")
_SPEAKS_OF_HEAT = re.compile(
    r"\b(?:temp\w*|tmp|tempr\w*|tempe\w*|feve?r\w*|feav\w*|febrile|thermo\w*|termo\w*|chill\w*|shiver\w*|shak\w*|hot|warm|burning|heat|degrees?|sweat\w*|forehead"
    r"|ear|tongue|armpit|axilla\w*|tylenol|acetaminophen|ibuprofen|infection\w*|reads?|reading|running|ran|spik\w*|celsius|fahrenheit)\b|°"
)
_NO_READING_AFTER = re.compile(
    r"\s*(?:%|percent|mg|ml|mcg|lbs?|pounds?|kg|kilos?|years?|yrs?|yo\b|y/o|miles?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|dollars?|bucks?"
    r"|people|patients?|times|pages?|am\b|pm\b|st\b|nd\b|rd\b|th\b|cm|mm|inch\w*|feet|ft|steps|bpm|over\s*\d|class|gy|grays?|fractions?|sessions?|treatments?)"
)
_NO_READING_BEFORE = re.compile(
    r"(?:exit|room|suite|bus|route|interstate|highway|i|page|floor|building|gate|row|unit|apt|apartment|"
    r"radiation|surgery|kyphoplasty|vertebroplasty|treatment|number of|"
    r"zip|code|age|aged|turned|turning|pulse|heart rate|hr"
    r"|bp|pressure|oxygen|sugar|glucose|weigh|weight|weighs|platelets?|count|counts|\$|#|chemo|cancer|"
    r"april|may|june|july|outside|phoenix|oven)\s*(?:is|of|at|was|to|or)?\s*$"
)
_ABOUT_WEATHER = re.compile(
    r"\b(?:outside|weather|curve|angle|scoliosis|phoenix|oven|sauna|hot tub|pool|outdoors|heat wave|heatwave)\b"
)
_GENERAL = re.compile(
    r"\b(?:why (?:is|do|does|are)|what counts|cut ?off|threshold|what temperature|"
    r"at what|which temperature|what number|definition)\b"
)
_PERSONAL = re.compile(
    r"\b(?:i|i'm|im|i've|my|he|his|she|her|mom|mum|dad|husband|wife|mine|it's|its|says|reads|shows|now|today|tonight)\b"
)


@dataclass(frozen=True)
class TemperatureReading:
    """One reading: as typed, its value in degrees Fahrenheit, and the tier that it calls for."""

    typed: str
    fahrenheit: float
    tier: Tier


def readings(text: str) -> tuple[TemperatureReading, ...]:
    """Return the raised readings of `text`, in the order of the text.

    A bare number counts as a reading when the message speaks of heat or fever, or holds little else; a number with a
    unit of temperature always counts.
    """
    folded = _spelled_to_figures(fold(text))
    heat = bool(_SPEAKS_OF_HEAT.search(folded))
    short = sum(word.isalpha() for word in re.split(r"[^\w']+", folded)) <= 3
    if _GENERAL.search(folded) and not _PERSONAL.search(folded):
        return ()
    found = []
    for match in _NUMBER.finditer(folded):
        whole, decimals = match.group(1), match.group(2)
        value = float(f"{whole}.{decimals or 0}")
        unit = _UNIT.match(folded, match.end())
        celsius, fahrenheit = (unit.group(1), unit.group(2)) if unit else (None, None)
        degrees = bool(_DEGREES.match(folded, match.end()))
        if not (celsius or fahrenheit):
            if _NO_READING_AFTER.match(folded, match.end()) or _NO_READING_BEFORE.search(folded, 0, match.start()):
                continue
            if _ABOUT_WEATHER.search(folded):
                continue
            precise = decimals is not None and len(decimals) == 1
            if not (heat or degrees or precise or (short and whole.startswith("10") and len(whole) == 3)):
                continue
        reading = _reading(folded[match.start() : match.end()], value, bool(celsius), bool(fahrenheit))
        if reading:
            found.append(reading)
    return tuple(found)


def _reading(typed: str, value: float, celsius: bool, fahrenheit: bool) -> TemperatureReading | None:
    """Return the reading for a number, or None when it is no raised body temperature."""
    if not fahrenheit and _RANGE_C[0] <= value <= _RANGE_C[1]:
        tier = Tier.CALL_CARE_TEAM_NOW if value >= FEVER_C else Tier.CALL_CARE_TEAM_TODAY
        return TemperatureReading(typed, round(value * 9 / 5 + 32, 1), tier)
    if not celsius and _RANGE_F[0] <= value <= _RANGE_F[1]:
        tier = Tier.CALL_CARE_TEAM_NOW if value >= FEVER_F else Tier.CALL_CARE_TEAM_TODAY
        return TemperatureReading(typed, value, tier)
    return None


def _spelled_to_figures(text: str) -> str:
    """Return `text` with numbers of body temperature in words written in figures ("one hundred and two": "102")."""
    text = text.replace("-", " ") if re.search(r"(?:ninety|thirty|forty)-", text) else text
    words = re.findall(r"[a-z]+|[^a-z]+", text)
    out: list[str] = []
    place = 0
    while place < len(words):
        number, after = _spelled(words, place)
        if number:
            out.append(number)
            place = after
        else:
            out.append(words[place])
            place += 1
    return "".join(out)


def _spelled(parts: list[str], place: int) -> tuple[str, int]:
    """Return the figures for a spelled temperature that begins at `place`, and the place behind it."""
    words = [(n, part) for n, part in enumerate(parts[place:], place) if part.isalpha()][:8]
    if not words or words[0][0] != place:
        return "", place
    texts = [text for _, text in words]
    total, used = 0, 0
    if texts[0] in {"a", "one"} and texts[1:2] == ["hundred"]:
        total, used = 100, 2
    elif texts[0] == "hundred":
        total, used = 100, 1
    elif texts[:1] == ["one"] and texts[1:2] == ["oh"] and texts[2:3] and texts[2] in _SMALL:
        total, used = 100 + _SMALL[texts[2]], 3
    elif texts[0] in {"thirty", "ninety", "forty"}:
        total, used = _TENS[texts[0]], 1
    else:
        return "", place
    rest = texts[used:]
    skip = 1 if rest[:1] == ["and"] else 0
    if used < 3 and rest[skip : skip + 1] and rest[skip] in _SMALL and rest[skip] != "zero":
        total += _SMALL[rest[skip]]
        used += skip + 1
        rest = texts[used:]
    figures = str(total)
    if rest[:1] == ["point"] and rest[1:2] and rest[1] in _SMALL:
        figures += f".{_SMALL[rest[1]]}"
        used += 2
    elif rest[:1] == ["and"] and rest[1:3] in (["a", "half"], ["half", "a"]):
        figures += ".5"
        used += 3
    return figures, words[used - 1][0] + 1
