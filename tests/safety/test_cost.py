"""No message costs much more than others of its length: one person must not hold up the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from assistant.language.folding import MAX_CHARACTERS
from assistant.safety import notation
from assistant.safety.notation import MOST_SMALL_WORDS, Pattern
from assistant.safety.pain_scores import only_little_pain, severe_pain
from assistant.safety.rules import load_rules
from assistant.safety.temperature import only_usual_temperatures, readings, speaks_of_heat
from assistant.safety.vital_signs import dangerous_vital_signs, only_usual_vital_signs
from assistant.safety.words import Word, spell_out


def worst_messages(pattern: Pattern) -> list[Sequence[Word]]:
    """Return messages that begin a pattern as often as can be and never end it, with small words in between."""
    first_words = [next(iter(sorted(step.words))) for part in pattern.parts for step in part][:-1]
    small = ("had", "so", "the")
    rows = (
        [word for word in first_words for _ in range(60)],
        [word for word in first_words for one in ([word], *([s] * 60 for s in small)) for word in one],
        [*first_words, *small] * 80,
    )
    texts = (" ".join(row)[:MAX_CHARACTERS] for row in rows if first_words)
    return [spell_out(text.split()) for text in texts]


def test_no_pattern_is_tried_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern looks at each word of a message a limited number of times for each of its steps."""
    looked = 0
    fits = notation._Part._fits

    def counted(part: Any, step: Any, here: int) -> bool:
        nonlocal looked
        looked += 1
        return fits(part, step, here)

    monkeypatch.setattr(notation._Part, "_fits", counted)
    rules = load_rules()
    of_rules = (pattern for rule in rules.rules for pattern in rule.patterns)
    for pattern in (*of_rules, *rules.idioms, *rules.happening, *rules.danger_signs):
        steps = sum(len(part) for part in pattern.parts)
        for words in worst_messages(pattern):
            looked = 0
            pattern.find_all(words)
            assert looked <= 4 * MOST_SMALL_WORDS * steps * len(words), (pattern.text, " ".join(w.text for w in words))


@pytest.mark.parametrize("mark", ["'", "/", "-", "\u00b0", " ", ","])
@pytest.mark.parametrize(
    ("look", "named", "number"),
    [
        (severe_pain, "pain", "9/10"),
        (only_little_pain, "pain", "2/10"),
        (dangerous_vital_signs, "bp", "97"),
        (only_usual_vital_signs, "oxygen", "97"),
        (readings, "temp", "101"),
        (only_usual_temperatures, "temp", "97"),
        (speaks_of_heat, "temp", "101"),
    ],
)
def test_no_reading_is_tried_over_and_over(look: Callable[[str], object], named: str, number: str, mark: str) -> None:
    """Twice as many marks before a number cost some times as much, not thousands of times."""

    def least(marks: int) -> float:
        text = f"{named} {mark * marks} a b c d e f g h {number}"
        times = []
        for _ in range(5):
            began = time.perf_counter()
            look(text)
            times.append(time.perf_counter() - began)
        return min(times)

    assert least(20) < 60 * max(least(10), 0.0001)
