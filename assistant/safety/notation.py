"""The small notation in which a clinician reads and writes the patterns of rules.yml.

    can not feel .. @leg        words in this order; @leg is a group of words; .. lets up to six words stand between
    @leg & @weak                the parts on each side of & in any order, in the same sentence
    leg|legs                    one word or the other
    swelling?                   the word may be missing

A word stands for all its forms: "leg" for legs, "fall" for fell and falling. Small words (my, the, is, really ...) may
stand between any two words of a pattern.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.safety.words import Word, word_set

GAP = 6
"""How many words ".." lets pass."""

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

    def find(self, words: Sequence[Word]) -> tuple[int, ...] | None:
        """Return the places of the words that this pattern matches first, or None."""
        found: list[int] = []
        for part in self.parts:
            places = _find_part(part, words)
            if places is None:
                return None
            found += places
        return tuple(sorted(found))

    def find_all(self, words: Sequence[Word]) -> list[tuple[int, ...]]:
        """Return the matches of this pattern from left to right; each begins after the first word of the last."""
        matches = []
        start = 0
        while start < len(words):
            places = self.find(words[start:])
            if places is None:
                break
            matches.append(tuple(start + place for place in places))
            start += places[0] + 1
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


def _find_part(part: tuple[Step, ...], words: Sequence[Word]) -> list[int] | None:
    """Return the places of the first match of one part."""
    for start in range(len(words)):
        places = _match(part, 0, words, start, start)
        if places:
            return places
    return None


def _match(part: tuple[Step, ...], number: int, words: Sequence[Word], place: int, start: int) -> list[int] | None:
    """Match the steps from `number` on against the words from `place` on."""
    if number == len(part):
        return []
    step = part[number]
    passed = 0
    for here in range(place, len(words)):
        word = words[here]
        if word.text in step.words or word.lemma in step.words:
            rest = _match(part, number + 1, words, here + 1, start)
            if rest is not None:
                return [here, *rest]
        if place == start and number == 0:
            break
        if word.text not in SMALL_WORDS:
            passed += 1
            if passed > (GAP if step.gap else 0):
                break
    return _match(part, number + 1, words, place, start) if step.optional else None
