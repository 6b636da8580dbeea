"""No message costs much more than others of its length: one person must not hold up the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.language.folding import MAX_CHARACTERS
from assistant.safety import notation
from assistant.safety.notation import MOST_SMALL_WORDS, Pattern
from assistant.safety.rules import load_rules
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
