"""Whether a rule that is found in a message counts, in what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.safety.clauses import clauses, without_joining
from assistant.safety.context import stressed
from assistant.safety.questions import comes_true
from assistant.safety.rules import Hit
from assistant.safety.tiers import Assessment, Finding
from assistant.safety.units import calm_reading
from assistant.safety.words import Word

TELLING = 6
"""Words from which on a sentence says enough: a rule found in one that is shorter counts, however calm the message."""

ASKED = frozenset(["question", "hypothetical", "page", "story"])
"""Calm readings of a message that asks about a danger in general."""


def judge(
    hit: Hit, sentence: Sequence[Word], behind: Sequence[Word], idioms: frozenset[int], plainly_calm: bool
) -> Finding:
    """Say whether a rule found in a sentence counts, in what stands around it, also where the message is calm.

    What is asked or supposed counts where the words behind it, also in the next sentence, say that it is so.
    """
    rule = hit.rule
    matched = " ".join(sentence[place].text for place in hit.places)
    because = f"the rule {rule.id} matches '{matched}': {rule.reason}"
    found = Assessment(rule.tier, rule.kind, rule.id, "rule")
    calm = "idiom" if idioms & set(hit.places) else calm_reading(sentence, hit.places)
    is_so = _comes_true(sentence[hit.places[-1] :], behind)
    if calm in rule.even_if or (calm in ASKED and is_so):
        calm = None
    says_enough = len(without_joining(sentence, _text)) >= TELLING
    insists = is_so or stressed(sentence) or "plainly calm" in rule.even_if
    outweighed = plainly_calm and says_enough and not insists
    return Finding(found, because, calm or ("plainly calm" if outweighed else None))


def _comes_true(*following: Sequence[Word]) -> bool:
    """Say whether the rest of a sentence, or the one behind it, says that what was asked or supposed is so."""
    return any(comes_true(clause) for part in following for clause in clauses(part, _text))


def _text(word: Word) -> str:
    return word.text
