"""The small notation in which a clinician reads and writes the patterns of rules.yml.

    can not feel .. @leg        words in this order; @leg is a group of words; .. lets up to six words stand between
    @leg & @weak                the parts on each side of & in any order, in the same sentence
    leg|legs                    one word or the other
    swelling?                   the word may be missing

A word stands for all its forms: "leg" for legs, "fall" for fell and falling. Small words (my, the, is, really ...) may
stand between any two words of a pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.safety.words import Word, word_set

GAP = 6
"""How many words ".." lets pass."""
MOST_SMALL_WORDS = 15
"""How many small words may stand between two words: nobody says more in a row."""

SMALL_WORDS = word_set(
    "a an the my your his her our their its this that these those really so very just quite even all both is am"
    " are was were be been being 's have has had do does did got get gets getting keep keeps kept still now also"
    " too like kind sort of bit little totally completely almost pretty rather much own whole entire right left"
    " dear please uh um suddenly already slightly somewhat bad badly lot then would will"
)
"""Words that may stand between two words of a pattern without a gap being written."""


class NotationError(ValueError):
    """A pattern can't be read; the message says why."""


@dataclass(frozen=True)
class Step:
    """One word of a pattern."""

    words: frozenset[str]
    optional: bool = False
    gap: bool = False
    """Whether up to `GAP` words may stand before it."""


@dataclass(frozen=True)
class Pattern:
    """A pattern as read: parts that all must be found, each a row of steps in order."""

    text: str
    parts: tuple[tuple[Step, ...], ...]

    @cached_property
    def needed(self) -> tuple[frozenset[str], ...]:
        """The words of each step that may not be missing: of each, one has to stand in a sentence."""
        return tuple(step.words for part in self.parts for step in part if not step.optional)

    def find_all(self, words: Sequence[Word]) -> list[tuple[int, ...]]:
        """Return the matches of this pattern from left to right; each begins after the first word of the last."""
        parts = [_Part(part, words) for part in self.parts]
        matches = []
        start = 0
        while (places := _first(parts, start)) is not None:
            matches.append(places)
            start = places[0] + 1
        return matches


def read_pattern(text: str, groups: Mapping[str, frozenset[str]]) -> Pattern:
    """Read one pattern.

    Raises:
        NotationError: it is empty, names a group that is not there, or begins or ends with "..".
    """
    parts = tuple(_read_part(part, groups) for part in text.split("&"))
    return Pattern(text, parts)


def _read_part(text: str, groups: Mapping[str, frozenset[str]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    gap = False
    for piece in text.split():
        if piece == "..":
            if not steps or gap:
                raise NotationError(f"'{text.strip()}': '..' has to stand between two words")
            gap = True
            continue
        optional = piece.endswith("?")
        words: set[str] = set()
        for word in piece.removesuffix("?").split("|"):
            if word.startswith("@"):
                if word[1:] not in groups:
                    raise NotationError(f"there is no group '{word}'")
                words |= groups[word[1:]]
            elif word and all(character.isalnum() or character in "'/" for character in word) and word == word.lower():
                words.add(word)
            else:
                raise NotationError(f"'{piece}' is not a word in lower case")
        steps.append(Step(frozenset(words), optional, gap))
        gap = False
    if not steps or gap or all(step.optional for step in steps):
        raise NotationError(f"'{text.strip()}' needs at least one word, and a word after each '..'")
    return tuple(steps)


class _Part:
    """One part of a pattern on the words of a sentence.

    What was tried and failed is remembered: however words are repeated, no place is tried twice for the same step.
    """

    def __init__(self, steps: tuple[Step, ...], words: Sequence[Word]) -> None:
        self._steps, self._words = steps, words
        self._failed: set[tuple[int, int]] = set()

    def first(self, start: int) -> list[int] | None:
        """Return the places of the first match that begins at `start` or later."""
        return next((places for here in range(start, len(self._words)) if (places := self._begin(here))), None)

    def _begin(self, here: int) -> list[int] | None:
        """Match with the first word that is there standing at `here`."""
        for number, step in enumerate(self._steps):
            if self._fits(step, here) and (rest := self._go_on(number + 1, here + 1)) is not None:
                return [here, *rest]
            if not step.optional:
                return None
        return None

    def _go_on(self, number: int, place: int) -> list[int] | None:
        """Match the steps from `number` on against the words from `place` on."""
        if number == len(self._steps):
            return []
        if (number, place) in self._failed:
            return None
        step = self._steps[number]
        for here in self._reach(step, place):
            if self._fits(step, here) and (rest := self._go_on(number + 1, here + 1)) is not None:
                return [here, *rest]
        if step.optional and (rest := self._go_on(number + 1, place)) is not None:
            return rest
        self._failed.add((number, place))
        return None

    def _reach(self, step: Step, place: int) -> Iterator[int]:
        """Give the places where the word of `step` may stand, the nearest first."""
        passed = small = 0
        for here in range(place, len(self._words)):
            yield here
            if self._words[here].text in SMALL_WORDS:
                small += 1
            else:
                passed += 1
            if passed > (GAP if step.gap else 0) or small > MOST_SMALL_WORDS:
                return

    def _fits(self, step: Step, here: int) -> bool:
        return self._words[here].text in step.words or self._words[here].lemma in step.words


def _first(parts: Sequence[_Part], start: int) -> tuple[int, ...] | None:
    """Return the places of the first match of all `parts` from `start` on, or None where one is missing."""
    found: list[int] = []
    for part in parts:
        places = part.first(start)
        if places is None:
            return None
        found += places
    return tuple(sorted(found))
