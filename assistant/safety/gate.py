"""The urgent-help gate: `assess` says how urgent a message is, `explain` says why.

Three looks, the most urgent finding wins: readings of a thermometer and of other vital signs, the rules of
rules.yml, and how like the message is to the written examples. It is compared whole, which tells the fever of a pet
from a patient's, and each clause for itself, so that a danger in one is seen whatever stands in the others.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.language.folding import fold
from assistant.language.foreign import is_mostly_foreign
from assistant.safety.clauses import sentences
from assistant.safety.context import past
from assistant.safety.judging import ASKED, judge
from assistant.safety.looked import Looked, look, most_like
from assistant.safety.rules import load_rules
from assistant.safety.second_look import Likeness, shared_second_look
from assistant.safety.temperature import readings
from assistant.safety.thresholds import (
    CLAUSE_THRESHOLD,
    CORE,
    DOUBTFUL,
    FEARED,
    OTHER_THRESHOLD,
    PLAINLY_CALM,
    REST_THRESHOLD,
    SENTENCE_THRESHOLD,
    THRESHOLD,
    UNSURE,
)
from assistant.safety.tiers import Assessment, Finding, Tier, most_urgent
from assistant.safety.units import (
    Unit,
    passages,
    speller,
    units,
    whole_sentences,
    without_a_sentence,
    without_courtesies,
)
from assistant.safety.vital_signs import dangerous_vital_signs
from assistant.safety.weak_likeness import denied, only_as_a_whole, why_calm
from assistant.safety.words import Word, spell_out, tokens_of

logger = logging.getLogger(__name__)

_EVEN_IF = {"suicidal": ("question", "hypothetical"), "unsafe_home": ("question",)}
"""A wish to die is met also when it is put as a question or an if: "how many pills would it take"."""

_OFTEN_FEARED = frozenset(["suicidal", "unsafe_home"])
"""Kinds that much sounds like which is none: a death in the family, a bruise from treatment."""

_SURELY_CALM = frozenset(["past", "page", "story", "idiom"])
"""Calm readings that hold for every kind: a clause that they hold for does not count, however it sounds."""

_LINES = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")

ERROR = Assessment(Tier.CALL_CARE_TEAM_NOW, "error")
"""What callers get when the gate itself fails: help is offered rather than an answer."""


def assess(text: str) -> Assessment:
    """Return how urgent `text` is. The same text always gives the same answer; never raises."""
    try:
        return _assess(_folded(text))
    except Exception as error:  # noqa: BLE001 - fails closed, whatever it is: a patient must not be answered as if all were well
        # Neither the message nor the error's own text is logged: both may hold what the patient wrote.
        logger.error("gate.failed error=%s", type(error).__name__)
        return ERROR


def looked_at_first(text: str) -> tuple[str, ...]:
    """Return what the second look compares of `text` whatever it finds, for a caller who computes its vectors ahead."""
    return passages(_folded(text))


def explain(text: str) -> str:
    """Return one paragraph for a reader: what matched and why it counts, or why not."""
    try:
        findings, general, unsure = _findings(_folded(text))
    except Exception as error:  # noqa: BLE001 - as in assess
        return f"The gate failed ({error!r}), so the message is answered with the care team's number."
    counted = [finding for finding in findings if finding.calm is None]
    decided = most_urgent([finding.found for finding in counted])
    parts = []
    if decided.tier:
        reason = next(finding.because for finding in counted if finding.found == decided)
        parts.append(f"Urgent, {decided.tier.value} ({decided.kind}): {reason}")
        if decided.by == "example":
            parts.append(_nearest(text))
    else:
        parts.append("Not urgent.")
    passed = list(
        dict.fromkeys(
            f"{finding.because} It does not count: {WHY_CALM.get(finding.calm, finding.calm)}."
            for finding in findings
            if finding.calm
        )
    )
    parts += passed[:4]
    if (general or unsure) and not decided.tier:
        parts.append(
            "It asks of danger signs in general, or is not surely calm, so the 911 line is added to the answer."
        )
    if not findings:
        parts.append("No rule, no reading of a thermometer and no written example is near.")
    return " ".join(parts)


WHY_CALM = {
    "denied": "the message denies it",
    "past": "it is told as long past",
    "hypothetical": "it is an if, not a fact",
    "question": "it is a general question",
    "page": "it reads like a page or a form",
    "story": "it is told of a story or an animal",
    "plainly calm": "the message as a whole is like the calm examples",
    "idiom": "it is a figure of speech",
}
"""What the calm readings mean, for `explain`; others are told in the words of rules.yml."""


def _nearest(text: str) -> str:
    """Return the examples that are nearest to a message, for `explain`."""
    passage = passages(_folded(text))[0]
    urgent, calm = (shared_second_look().nearest_example(passage, urgent=urgent) for urgent in (True, False))
    return f"The nearest urgent example is '{urgent}', the nearest calm one '{calm}'."


def _folded(text: str) -> str:
    """Return the text folded, without the marks at its end, so that nobody is heard less for shouting.

    The end of a line ends a sentence, since people who text leave out the full stop.
    """
    folded = fold(_LINES.sub(" . ", text.strip())).replace("by the way", "btw")  # a new thought: see clauses.JOINING
    return folded.rstrip(" .!") or folded


@lru_cache(maxsize=2048)
def _assess(folded: str) -> Assessment:
    findings, general, unsure = _findings(folded)
    decided = most_urgent([finding.found for finding in findings if finding.calm is None])
    if decided.tier:
        return decided
    return Assessment(adds_911_line=general or unsure, unsure=unsure, asks_about=_asks_about(folded, findings, general))


def _asks_about(folded: str, findings: Sequence[Finding], general: bool) -> tuple[Tier, str | None] | None:
    """Return the danger, and its kind, that a calm message asks about in general; the most urgent of several."""
    asked = most_urgent([finding.found for finding in findings if finding.calm in ASKED])
    if asked.tier:
        return asked.tier, asked.kind
    if named := load_rules().asked_about(spell_out(tokens_of(folded, speller()))):
        return named.tier, named.kind
    return (Tier.CALL_911, None) if general else None


def _findings(folded: str) -> tuple[list[Finding], bool, bool]:
    """Return all that the looks found, whether danger signs are asked about in general, and whether it is unsure."""
    if not folded:
        return [], False, False
    rules = load_rules()
    words = spell_out(tokens_of(folded, speller()))
    findings = _readings(folded)
    if alone := rules.alone(words):
        findings.append(Finding(Assessment(alone.tier, alone.kind, folded, "rule"), "it says nothing else."))
    said_and_hits = [(said, rules.hits(said)) for said in sentences(words, _text)]
    looked = look(folded, by_parts=any(hits for _, hits in said_and_hits))
    likenesses, whole = looked.parts, looked.whole
    plainly_calm = max(likeness.score for likeness in likenesses.values()) < PLAINLY_CALM
    general = False
    for (said, hits), (behind, _) in pairwise([*said_and_hits, ((), ())]):
        idioms = rules.idiom_places(said)
        findings += [judge(hit, said, behind, idioms, plainly_calm) for hit in hits]
        general = general or rules.names_danger_signs(said)
    asked = [f for f in findings if f.calm in ASKED and f.found.tier is Tier.CALL_911]
    wish_to_die = any(finding.found.kind == "suicidal" and finding.calm is None for finding in findings)
    message = _whole_without_courtesies(folded, looked)
    said_at_most = most_like([likenesses[said] for said in whole_sentences(folded) if said in likenesses] or [whole])
    parts = [likeness.score for text, likeness in likenesses.items() if text not in passages(folded)]
    story = only_as_a_whole(len(folded.split()), message.score, parts)
    for name, likeness, threshold in (
        ("the message", message, THRESHOLD if message.kind in CORE else OTHER_THRESHOLD),
        ("a sentence", said_at_most, SENTENCE_THRESHOLD),
        ("the message without one of its sentences", _rest(folded, looked, message), REST_THRESHOLD),
    ):
        if likeness.score > threshold:
            reason = story or why_calm(folded, words, likeness.kind)
            findings += _second_look(name, likeness, threshold, wish_to_die, reason)
    findings += [_clause(unit, likenesses[unit.text]) for unit in _clauses(folded, likenesses)]
    outweighed = any(finding.calm == "plainly calm" for finding in findings)
    unsure = outweighed or whole.score > UNSURE or is_mostly_foreign(folded)
    return findings, general or bool(asked), unsure


def _readings(folded: str) -> list[Finding]:
    """Return the dangerous readings of a thermometer and of other vital signs."""
    temperatures = [
        Finding(
            Assessment(reading.tier, "fever", reading.typed, "temperature"),
            f"the reading {reading.typed} is {reading.fahrenheit:g} F.",
            "past" if past(spell_out(tokens_of(reading.clause, speller()))) else None,
        )
        for reading in readings(folded)
    ]
    signs = [
        Finding(
            Assessment(sign.tier, sign.kind, sign.typed, "vital_sign"), f"the reading '{sign.typed}' is {sign.reason}."
        )
        for sign in dangerous_vital_signs(folded)
    ]
    return temperatures + signs


def _whole_without_courtesies(folded: str, looked: Looked) -> Likeness:
    """Return how like the examples a message is without its courtesies, where these alone make it sound urgent."""
    whole = looked.whole
    if whole.score <= THRESHOLD or len(passages(folded)) > 1:
        return whole
    (plain,) = looked.of([without_courtesies(folded)])
    return plain if plain.score < whole.score else whole


def _rest(folded: str, looked: Looked, message: Likeness) -> Likeness:
    """Return how like them a message is without its first, or last, sentence; as it is where it is in no doubt."""
    if not DOUBTFUL < message.score <= THRESHOLD or len(passages(folded)) > 1:
        return message
    return most_like((message, *looked.of(without_a_sentence(folded))))


def _second_look(
    name: str, likeness: Likeness, threshold: float, wish_to_die: bool, why_calm: str | None
) -> list[Finding]:
    """Say whether a message as a whole, or its most urgent sentence, counts that is like the urgent examples.

    What is only a little like the urgent examples is calm where there is a reason. Beside a wish to die that a rule has
    found, a little likeness to another kind must not take the place of 988.
    """
    because = f"{name} is like the urgent examples ({_shown(likeness, threshold)})."
    if wish_to_die and likeness.score < FEARED:
        return []
    little = likeness.score < (FEARED if likeness.kind in _OFTEN_FEARED else SENTENCE_THRESHOLD)
    return [Finding(_like(likeness), because, why_calm if little else None)]


def _clauses(folded: str, likenesses: Mapping[str, Likeness]) -> list[Unit]:
    """Return the sentences and clauses that are like the urgent examples, and not calm whatever they say."""
    return [
        unit
        for unit in units(folded)
        if unit.calm not in _SURELY_CALM and unit.text in likenesses and likenesses[unit.text].score > CLAUSE_THRESHOLD
    ]


def _clause(unit: Unit, likeness: Likeness) -> Finding:
    """Say whether a clause counts that is like the urgent examples."""
    calm = None if unit.calm in _EVEN_IF.get(likeness.kind, ()) else unit.calm
    because = f"'{unit.text}' is like the urgent examples ({_shown(likeness, CLAUSE_THRESHOLD)})."
    words = spell_out(unit.text.split())
    if calm is None and likeness.score < FEARED and likeness.kind in _OFTEN_FEARED:
        calm = load_rules().not_meant(words, likeness.kind)
    return Finding(_like(likeness), because, calm or denied(words, likeness.kind))


def _like(likeness: Likeness) -> Assessment:
    return Assessment(likeness.tier, likeness.kind, likeness.kind, "example")


def _shown(likeness: Likeness, threshold: float) -> str:
    return f"{likeness.kind}, {likeness.score:.1f}; it counts from {threshold:.1f} on"


def _text(word: Word) -> str:
    return word.text
