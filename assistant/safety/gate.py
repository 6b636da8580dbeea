"""The urgent-help gate: `assess` says how urgent a message is, `explain` says why.

Three looks, the most urgent finding wins: readings of a thermometer, the rules of rules.yml, and the examples of
examples.yml. Each clause is judged for itself, so that a danger in one is seen whatever stands in the others.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.folding import fold
from assistant.safety.clauses import sentences
from assistant.safety.context import present
from assistant.safety.likeness import Likeness, shared_second_look
from assistant.safety.rules import Hit, load_rules
from assistant.safety.temperature import readings
from assistant.safety.tiers import Assessment, Tier, most_urgent
from assistant.safety.units import Unit, calm_reading, speller, units
from assistant.safety.words import Word, spell_out, tokens_of

logger = logging.getLogger(__name__)

THRESHOLD = 0.2
"""A clause that is more like the urgent examples than this is urgent. Tested by tests/safety/thresholds.yml."""

_EVEN_IF = {"suicidal": ("question", "hypothetical"), "unsafe_home": ("question",)}
"""A wish to die is met also when it is put as a question or an if: "how many pills would it take"."""

_SURELY_CALM = frozenset(["past", "page", "story", "idiom"])
"""Calm readings that hold for every kind: what they hold for is not compared with the examples."""

_LINES = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")

ERROR = Assessment(Tier.CALL_CARE_TEAM_NOW, "error")
"""What callers get when the gate itself fails: help is offered rather than an answer."""


@dataclass(frozen=True)
class Finding:
    """One thing that a look found, and, where it does not count, why not."""

    found: Assessment
    because: str
    calm: str | None = None
    """Why it does not count: "denied", "past", "hypothetical", "question", "page", "story", "idiom"."""


def assess(text: str) -> Assessment:
    """Return how urgent `text` is. The same text always gives the same answer; never raises."""
    try:
        return _assess(_folded(text))
    except Exception as error:  # noqa: BLE001 - fails closed, whatever it is: a patient must not be answered as if all were well
        # Neither the message nor the error's own text is logged: both may hold what the patient wrote.
        logger.error("The urgent-help gate failed on a message (%s).", type(error).__name__)
        return ERROR


def compared(text: str) -> tuple[str, ...]:
    """Return the clauses of `text` that the second look may compare, for a caller who computes their vectors ahead."""
    return tuple(unit.text for unit in _to_compare(_folded(text)))


def explain(text: str) -> str:
    """Return one paragraph for a reader: what matched and why it counts, or why not."""
    try:
        findings, general = _findings(_folded(text))
    except Exception as error:  # noqa: BLE001 - as in assess
        return f"The gate failed ({error!r}), so the message is answered with the care team's number."
    counted = [finding for finding in findings if finding.calm is None]
    decided = most_urgent([finding.found for finding in counted])
    parts = []
    if decided.tier:
        reason = next(finding.because for finding in counted if finding.found == decided)
        parts.append(f"Urgent, {decided.tier.value} ({decided.kind}): {reason}")
    else:
        parts.append("Not urgent.")
    passed = list(
        dict.fromkeys(
            f"{finding.because} It does not count: {_CALM[finding.calm]}." for finding in findings if finding.calm
        )
    )
    parts += passed[:4]
    if general and not decided.tier:
        parts.append("It is a general question on danger signs, so the 911 line is added to the answer.")
    if not findings:
        parts.append("No rule, no reading of a thermometer and no written example is near.")
    return " ".join(parts)


_CALM = {
    "denied": "the message denies it",
    "past": "it is told as long past",
    "hypothetical": "it is an if, not a fact",
    "question": "it is a general question",
    "page": "it reads like a page or a form",
    "story": "it is told of a story or an animal",
    "idiom": "it is a figure of speech",
}


def _folded(text: str) -> str:
    """Return the text folded; the end of a line ends a sentence, since people who text leave out the full stop."""
    return fold(_LINES.sub(" . ", text.strip())).replace("by the way", "btw")  # a new thought: see clauses.JOINING


@lru_cache(maxsize=2048)
def _assess(folded: str) -> Assessment:
    findings, general = _findings(folded)
    decided = most_urgent([finding.found for finding in findings if finding.calm is None])
    return decided if decided.tier else Assessment(adds_911_line=general)


def _findings(folded: str) -> tuple[list[Finding], bool]:
    """Return all that the looks found, and whether the message asks in general about danger signs."""
    if not folded:
        return [], False
    rules = load_rules()
    findings = [
        Finding(Assessment(r.tier, "fever", r.typed, "temperature"), f"the reading {r.typed} is {r.fahrenheit:g} F.")
        for r in readings(folded)
    ]
    words = spell_out(tokens_of(folded, speller()))
    general = False
    for sentence in sentences(words, _text):
        idioms = rules.idiom_places(sentence)
        findings += [_judge(hit, sentence, idioms) for hit in rules.hits(sentence)]
        general = general or rules.names_danger_signs(sentence)
    asked = [f for f in findings if f.calm in {"question", "hypothetical", "page"} and f.found.tier is Tier.CALL_911]
    if not any(f.calm is None and f.found.tier is Tier.CALL_911 for f in findings):
        findings += _second_look(folded)
    return findings, general or bool(asked)


def _judge(hit: Hit, sentence: Sequence[Word], idioms: frozenset[int]) -> Finding:
    """Say whether a rule found in a sentence counts, in what stands around it."""
    rule = hit.rule
    matched = " ".join(sentence[place].text for place in hit.places)
    because = f"the rule {rule.id} matches '{matched}': {rule.reason}"
    found = Assessment(rule.tier, rule.kind, rule.id, "rule")
    calm = "idiom" if idioms & set(hit.places) else calm_reading(sentence, hit.places)
    return Finding(found, because, None if calm in rule.even_if else calm)


def _to_compare(folded: str) -> list[Unit]:
    """Return the sentences and clauses that are not calm whatever they say."""
    return [unit for unit in units(folded) if unit.calm not in _SURELY_CALM]


def _second_look(folded: str) -> list[Finding]:
    """Compare the sentences and clauses of a message with the written examples."""
    findings = []
    compared = _to_compare(folded)
    for unit, likeness in zip(compared, shared_second_look().look([unit.text for unit in compared]), strict=True):
        if likeness.score > THRESHOLD:
            found = Assessment(likeness.tier, likeness.kind, likeness.nearest, "example")
            calm = None if unit.calm in _EVEN_IF.get(likeness.kind, ()) else unit.calm
            findings.append(Finding(found, _why(likeness), calm or _denied(unit.text, likeness.kind)))
    return findings


def _denied(text: str, kind: str) -> str | None:
    """Return "denied" where a clause names signs of `kind` only to deny them: "no stiff neck, no headache"."""
    words = spell_out(text.split())
    if present(words):
        return None  # "I never wore pads and now I do"
    signs = [calm_reading(words, hit.places) for hit in load_rules().hits(words) if hit.rule.kind == kind]
    return "denied" if signs and all(calm == "denied" for calm in signs) else None


def _why(likeness: Likeness) -> str:
    return f"it is like the written example '{likeness.nearest}' ({likeness.score:.2f}, counted from {THRESHOLD})."


def _text(word: Word) -> str:
    return word.text
