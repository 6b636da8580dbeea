"""Finds readings of a thermometer in a message, in figures or words, and says which tier a reading calls for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.language.folding import fold
from assistant.safety.bare_numbers import counts_something, stands_alone
from assistant.safety.spelled_numbers import in_figures
from assistant.safety.tiers import Tier

FEVER_F, FEVER_C = 100.4, 38.0
"""From here on the care team is called now. Where published thresholds differ, this most careful one is taken."""
RAISED_F, RAISED_C = 99.5, 37.5
"""From here on the care team is called today."""

_RANGE_F, _RANGE_C = (99.5, 110.0), (37.5, 43.5)
_USUAL_F, _USUAL_C = (96.0, RAISED_F), (35.5, RAISED_C)
_BODY_F = range(100, 107)
"""Whole numbers that are a temperature where nothing says what else they are: "at triage it was 102"."""
_NUMBER = re.compile(r"(?<![\w.,/$#:-])(\d{2,3})(?:[.,](\d{1,2}))?(?![\d/])(?![.,:]\d)")
_UNIT = re.compile(
    r"\s*(?:°|º|˚|(?:deg(?:ree)?|grad[eo]?)s?\b|\*)?\s*(?:(c|celsius|centigrade)|(f|fahrenheit|farenheit|fahrenhiet))?(?![a-z])"
)
_DEGREES = re.compile(r"\s*(?:°|º|˚|(?:deg(?:ree)?|grad[eo]?)s?\b)")
_OF_THE_BODY = re.compile(
    r"\b(?:temp|temps|temperat\w*|tmp|tempr\w*|tempe\w*|feve?r\w*|feav\w*|febrile|thermo\w*|termo\w*|chill\w*|shiver\w*|fiebre|calentura|escalofr\w*)\b"
)
"""Words beside which a number is a temperature."""
_SPEAKS_OF_HEAT = re.compile(
    _OF_THE_BODY.pattern
    + r"|\b(?:shak\w*|hot|warm|burning|heat|degrees?|sweat\w*|forehead|ear|tongue|armpit|axilla\w*|tylenol"
    r"|acetaminophen|ibuprofen|infection\w*|reads?|reading|running|ran|spik\w*|celsius|fahrenheit)\b|°"
)
_TOLD_AS_TEMPERATURE = re.compile(
    r"\b(?:temps?|temperat\w*|fever|thermometer)\b(?:[^\w'.;!?]+[a-z']+){0,4}?[^\w.;!?]+(\d{2,3})(?:[.,](\d))?(?![\d/])"
)
"""A number a few words behind a word for a temperature, which is no age or weight."""
_NO_READING_BEFORE = re.compile(
    r"(?<!\w)(?:exit|rooms?|suites?|bus|route|interstate|highway|page|floor|building|gate|row|unit|apt|apartment|bed|lot"
    r"|flight|channel|chapter|psalm|ext|extension|(?<!my )(?<!his )(?<!her )numbers?|order|list|zip|code|age|aged"
    r"|turned|turning|turns|confirmation|reference|case|ticket|claim|policy|account|markers?|thermostat|pulse"
    r"|heart ?rate|hr|bp|pressure|oxygen|sats?|sugar|glucose|weigh|weight|weighs|weighed|waist|bra|size|platelets?"
    r"|counts?|bmi|(?:down|off|up|take|taking|took) the"
    r"|psa|ca(?: \d+-\d)?|cea|ldl|hdl|\w*a1c|hematocrit|hct|hemoglobin|hgb|albumin|creatinine|cholesterol"
    r"|ferritin|vitamin d|wbc|bill|copay|cost|costs|price|paid|fee|charged|outside|oven|\$|#)"
    r"(?:\s+(?:is|are|of|at|was|were|to|or|and|\d+|says|me|came|back|now|today)){0,3}\s*$"
)
_BASICS = re.compile(r"(?<!\w)(?:chemo\w*|radiation|surgery|cancer|treatment|\w+plasty|therapy)\s+$")
"""What "101" behind it means the first lesson of."""
_ELSEWHERE = re.compile(
    r"\b(?:outside|weather|in here|thermostat|phoenix|oven|sauna|hot tub|bath|bathtub|pool|outdoors|heat ?wave|fridge"
    r"|refrigerator|heater|(?:room|water|shower|store|storage) temp\w*"
    r"|(?:our|the|my) (?:house|apartment|room|car) (?:is|was|gets))\b"
)
"""Places and things that degrees are told of."""
_FEVERISH = re.compile(r"\b(?:feve?r\w*|febrile|thermometer|chill\w*|(?:my|his|her) temp\w*)\b")
"""What tells of a body, also in the pool."""
_AND = re.compile(r"\band\b")
_SOMEBODY_AT = re.compile(
    r"\b(?:i|i'm|im|i've|he|he's|she|she's|mom|dad|husband|wife)"
    r"(?:\s+(?:am|is|was|stay|stays|stayed|still|now|at|been|have|has|run|ran)){0,4}\s*$"
)
"""Before a number: it is that of a body, also in the sauna."""
_ANGLE = re.compile(r"\b(?:curve|angle|scoliosis|bend|rotation)\b")
_GENERAL = re.compile(
    r"\b(?:why (?:is|do|does|are)|what counts|cut ?off|threshold|what temperature|"
    r"at what|which temperature|what number|definition)\b"
)
_ASKS_OR_SUPPOSES = re.compile(
    r"\b(?:what|when|should|if|why|how|does|do|can|could|would|which|until|above|over|under|below|than|whether|unless)\b"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:i|i'm|im|i've|my|he|his|she|her|(?:mom|mum|mother|dad|father|husband|wife|son|daughter|brother|sister)(?:'?s)?"
    r"|mine|it's|its|says|reads|shows|now|today|tonight)\b"
)
_SO_HIGH = re.compile(r"\s*(?:too )?(?:bad|high|dangerous|serious)\b")
"""Behind a number it is asked about as a temperature."""
_TWO_SCALES = re.compile(r"(?<=\.\d)/(?=\d\d\.\d)")
"""Between the same reading in Fahrenheit and Celsius."""
_CLAUSES = re.compile(r"(?:(?<!\d)[,.;!?]|[,.;!?](?!\d)|\b(?:then|but)\b)")


@dataclass(frozen=True)
class TemperatureReading:
    """One reading: as typed, its value in degrees Fahrenheit, and the tier that it calls for."""

    typed: str
    fahrenheit: float
    tier: Tier
    clause: str = ""
    """What it is told in."""


def readings(text: str) -> tuple[TemperatureReading, ...]:
    """Return the raised readings of `text`, in the order of the text.

    A number with a unit of temperature always counts. A bare one counts where the message speaks of heat or fever,
    where it is written as a thermometer shows it, or where nothing stands beside it that it could count.
    """
    folded = _TWO_SCALES.sub(" ", in_figures(fold(text)))
    heat = bool(_SPEAKS_OF_HEAT.search(folded))
    short = sum(word.isalpha() for word in re.split(r"[^\w']+", folded)) <= 3
    found = []
    start = 0
    for end in (*(match.start() for match in _CLAUSES.finditer(folded)), len(folded)):
        found += _of_clause(folded[start:end], heat, short)
        start = end
    return tuple(found)


def only_usual_temperatures(text: str) -> bool:
    """Say whether a message tells a temperature, and none is raised: "my temperature is 37.2"."""
    folded = in_figures(fold(text))
    if {"was", "now"} <= set(folded.split()):
        return False  # "temp was 97 this morning, now burning"
    told = [float(f"{match[1]}.{match[2] or 0}") for match in _TOLD_AS_TEMPERATURE.finditer(folded)]
    return bool(told) and all(any(low <= value < high for low, high in (_USUAL_F, _USUAL_C)) for value in told)


def speaks_of_heat(text: str) -> bool:
    """Say whether a message speaks of heat, a fever or a reading, or has a number that may be one: "almost 39"."""
    folded = in_figures(fold(text))
    return bool(_SPEAKS_OF_HEAT.search(folded)) or any(
        _reading(match.group(), float(f"{match.group(1)}.{match.group(2) or 0}"), celsius=False, fahrenheit=False)
        and not counts_something(folded, match.end())
        and not _NO_READING_BEFORE.search(folded, 0, match.start())
        for match in _NUMBER.finditer(folded)
    )


def _of_clause(clause: str, heat: bool, short: bool) -> list[TemperatureReading]:
    """Return the readings of a clause of a message that speaks of heat, or is short."""
    if _GENERAL.search(clause) and not _OF_SOMEBODY.search(clause):
        return []
    read = (_read(clause, match, heat, short) for match in _NUMBER.finditer(clause))
    return [replace(reading, clause=clause) for reading in read if reading]


def _read(clause: str, match: re.Match[str], heat: bool, short: bool) -> TemperatureReading | None:
    """Return the reading that a number is, or None."""
    whole, decimals = match.group(1), match.group(2)
    unit = _UNIT.match(clause, match.end())
    celsius, fahrenheit = (bool(unit.group(1)), bool(unit.group(2))) if unit else (False, False)
    if _is_of_something_else(clause, match.start()):
        return None
    if not (celsius or fahrenheit) and not _is_bare_reading(clause, match, heat, short):
        return None
    return _reading(match.group(), float(f"{whole}.{decimals or 0}"), celsius, fahrenheit)


def _is_of_something_else(clause: str, start: int) -> bool:
    """Say whether the number at `start` is told of a place or a thing: "38 degrees outside", "room 102"."""
    if _FEVERISH.search(clause):
        return False
    begin = max((match.end() for match in _AND.finditer(clause, 0, start)), default=0)
    end = next((match.start() for match in _AND.finditer(clause, start)), len(clause))
    elsewhere = _ELSEWHERE.search(clause, begin, end) and not _SOMEBODY_AT.search(clause, 0, start)
    return bool(elsewhere or _NO_READING_BEFORE.search(clause, 0, start))


def _is_bare_reading(clause: str, match: re.Match[str], heat: bool, short: bool) -> bool:
    """Say whether a number without a unit is a temperature of the body."""
    start, end = match.span()
    whole, decimals = match.group(1), match.group(2)
    if counts_something(clause, end) or _NO_READING_BEFORE.search(clause, 0, start):
        return False
    degrees = _DEGREES.match(clause, end)
    if not _OF_THE_BODY.search(clause):
        if degrees and _ANGLE.search(clause):
            return False
        if match.group() == "101" and _BASICS.search(clause, 0, start):
            return False
    if heat or degrees or (decimals is not None and len(decimals) == 1):
        return True
    whole_f = len(whole) == 3 and int(whole) in _BODY_F and (decimals is None or short)
    told = stands_alone(clause, end) and not _ASKS_OR_SUPPOSES.search(clause)
    return whole_f and (short or told or bool(_SO_HIGH.match(clause, end)))


def _reading(typed: str, value: float, celsius: bool, fahrenheit: bool) -> TemperatureReading | None:
    """Return the reading for a number, or None when it is no raised body temperature."""
    if not fahrenheit and _RANGE_C[0] <= value <= _RANGE_C[1]:
        tier = Tier.CALL_CARE_TEAM_NOW if value >= FEVER_C else Tier.CALL_CARE_TEAM_TODAY
        return TemperatureReading(typed, round(value * 9 / 5 + 32, 1), tier)
    if not celsius and _RANGE_F[0] <= value <= _RANGE_F[1]:
        tier = Tier.CALL_CARE_TEAM_NOW if value >= FEVER_F else Tier.CALL_CARE_TEAM_TODAY
        return TemperatureReading(typed, value, tier)
    return None
