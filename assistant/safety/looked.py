"""The second look at a message: whole, in parts, and without what may hide an emergency, in as few runs as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.safety.second_look import Likeness, shared_second_look
from assistant.safety.thresholds import CALM_THROUGHOUT, DOUBTFUL, THRESHOLD
from assistant.safety.units import passages, units, whole_sentences, without_a_sentence, without_courtesies


@dataclass(frozen=True)
class Looked:
    """What the second look says of a message."""

    whole: Likeness
    parts: Mapping[str, Likeness]
    """By their text: its passages; its sentences and clauses too, where it is not calm throughout."""
    all: Mapping[str, Likeness]
    """What was compared: beside its parts, what is left of it without some, where that will be asked for."""

    def of(self, texts: Sequence[str]) -> list[Likeness]:
        """Return how like the examples some texts are."""
        found = {**self.all, **_compare([text for text in texts if text not in self.all])}
        return [found[text] for text in texts]


def look(folded: str, *, by_parts: bool = False) -> Looked:
    """Compare a message with the examples: its passages, then all else together, as each look takes milliseconds.

    With `by_parts` always its parts: a message in which a rule is found is plainly calm only where each of them is.
    """
    found = _compare(passages(folded))
    whole = most_like(found.values())
    parts: list[str] = []
    if by_parts or whole.score >= CALM_THROUGHOUT:
        parts = [*whole_sentences(folded), *(unit.text for unit in units(folded))]
    besides: tuple[str, ...] = ()
    if whole.score > DOUBTFUL and len(found) == 1:
        besides = (without_courtesies(folded),) if whole.score > THRESHOLD else without_a_sentence(folded)
    compared = found | _compare([text for text in dict.fromkeys((*parts, *besides)) if text not in found])
    return Looked(whole, {text: compared[text] for text in (*found, *parts)}, compared)


def _compare(texts: Sequence[str]) -> dict[str, Likeness]:
    return dict(zip(texts, shared_second_look().look(texts), strict=True))


def most_like(found: Iterable[Likeness]) -> Likeness:
    """Return the likeness of what is most like the urgent examples."""
    return max(found, key=lambda likeness: likeness.score)
