"""Reads rules.yml and finds its rules in the words of a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field, StringConstraints

from assistant.safety.files import Kind, Record, Review, Text, read_record, refuse
from assistant.safety.notation import NotationError, Pattern, read_pattern
from assistant.safety.tiers import Tier
from assistant.safety.words import Word

RULES = Path(__file__).with_name("rules.yml")

Context = Literal["denied", "past", "hypothetical", "question", "page", "story", "idiom", "plainly calm"]
R = TypeVar("R", "RuleRecord", "NotMeant", "AskedAbout", None)


class RuleRecord(Record):
    """One rule as written."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$")]
    kind: Kind
    tier: Tier
    reason: Text
    source: Text
    even_if: tuple[Context, ...] = ()
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]


class NotMeant(Record):
    """Words beside which a likeness to the examples of some kinds does not count, and why."""

    because: Text
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]
    unless: frozenset[str] = frozenset()
    """Words beside which it may be meant all the same."""


class Alone(Record):
    """Words that are a danger where they are all that a message says."""

    kind: Kind
    tier: Tier
    say: Annotated[tuple[Text, ...], Field(min_length=1)]


class AskedAbout(Record):
    """A danger by its names, for who asks about it and says then that it is happening."""

    kind: Kind
    tier: Tier
    patterns: Annotated[tuple[Text, ...], Field(min_length=1)]


class RulesFile(Record):
    """The file rules.yml."""

    review: Review
    sources: dict[str, Text]
    groups: dict[str, tuple[Annotated[str, StringConstraints(min_length=1)], ...]]
    spellings: dict[str, Text]
    rules: Annotated[tuple[RuleRecord, ...], Field(min_length=1)]
    idioms: tuple[Text, ...]
    spoken_of: dict[Kind, frozenset[str]]
    not_meant: tuple[NotMeant, ...]
    alone: tuple[Alone, ...]
    asked_about: tuple[AskedAbout, ...]
    happening: tuple[Text, ...]
    not_happening: frozenset[str]
    danger_signs: tuple[Text, ...]


@dataclass(frozen=True)
class Rule:
    """One rule with its patterns read."""

    record: RuleRecord
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True)
class Hit:
    """A rule found in a sentence: which of its patterns, and the places of the words that matched."""

    rule: RuleRecord
    pattern: str
    places: tuple[int, ...]


class Rules:
    """The rules, ready to search."""

    def __init__(self, file: RulesFile, path: Path = RULES) -> None:
        """Read the patterns of `file`; `path` is named in errors.

        Raises:
            SafetyFileError: a pattern can't be read, an id stands twice, or a source is unknown.
        """
        self.file = file
        groups = {name: frozenset(words) for name, words in file.groups.items()}

        def read(pattern: str) -> Pattern:
            try:
                return read_pattern(pattern, groups)
            except NotationError as error:
                raise refuse(path, pattern, str(error)) from error

        seen: set[str] = set()
        for rule in file.rules:
            if rule.id in seen:
                raise refuse(path, f"id: {rule.id}", f"the rule '{rule.id}' stands twice")
            if rule.source not in file.sources:
                raise refuse(path, f"source: {rule.source}", f"there is no source '{rule.source}'")
            seen.add(rule.id)
        self.rules = tuple(Rule(rule, tuple(read(pattern) for pattern in rule.patterns)) for rule in file.rules)
        self.idioms = tuple(read(pattern) for pattern in file.idioms)
        self.happening = tuple(read(pattern) for pattern in file.happening)
        self.danger_signs = tuple(read(pattern) for pattern in file.danger_signs)
        not_meant = [(one, read(pattern)) for one in file.not_meant for pattern in one.patterns]
        asked_about = [(one, read(pattern)) for one in file.asked_about for pattern in one.patterns]
        named = (pattern for _, pattern in (*not_meant, *asked_about))
        others = (*self.idioms, *named, *self.happening, *self.danger_signs)
        patterns = (*(pattern for rule in self.rules for pattern in rule.patterns), *others)
        steps = [step for pattern in patterns for part in pattern.parts for step in part]
        self.words = frozenset(word for step in steps for word in step.words)
        """Every word that a pattern names."""
        self._alone = {_without_around(said.split()): one for one in file.alone for said in one.say}
        self._rules = _Index([(rule.record, pattern) for rule in self.rules for pattern in rule.patterns])
        self._idioms = _Index([(None, pattern) for pattern in self.idioms])
        self._not_meant = _Index(not_meant)
        self._asked_about = _Index(asked_about)
        self._happening = _Index([(None, pattern) for pattern in self.happening])
        self._danger_signs = _Index([(None, pattern) for pattern in self.danger_signs])

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Return the places where rules are found in one sentence, whatever stands around them."""
        return [
            Hit(rule, pattern.text, places)
            for rule, pattern in self._rules.possible(words)
            for places in pattern.find_all(words)
        ]

    def idiom_places(self, words: Sequence[Word]) -> frozenset[int]:
        """Return the places of the words that belong to figures of speech."""
        return _places(self._idioms, words)

    def speaks_of(self, words: Sequence[Word], kind: str) -> bool:
        """Say whether a message speaks of `kind`, where the file says in which words everybody does."""
        known = self.file.spoken_of.get(kind)
        return known is None or any(word.text in known or word.lemma in known for word in words)

    def not_meant(self, words: Sequence[Word], kind: str) -> str | None:
        """Return why words that are a little like the examples of `kind` do not mean it; None where they may."""
        found = (
            one.because
            for one, pattern in self._not_meant.possible(words)
            if kind in one.kinds and pattern.find_all(words) and not any(word.text in one.unless for word in words)
        )
        return next(found, None)

    def alone(self, words: Sequence[Word]) -> Alone | None:
        """Return the danger that a message of these words is, where they say nothing else."""
        return self._alone.get(_without_around([word.text for word in words]))

    def asked_about(self, words: Sequence[Word]) -> AskedAbout | None:
        """Return the danger that words name, the most urgent of several."""
        found = (one for one, pattern in self._asked_about.possible(words) if pattern.find_all(words))
        return max(found, key=lambda one: one.tier.urgency, default=None)

    def happening_places(self, words: Sequence[Word]) -> list[tuple[int, ...]]:
        """Return the places where words say that what was asked about a moment ago is happening."""
        return [places for _, pattern in self._happening.possible(words) for places in pattern.find_all(words)]

    def names_danger_signs(self, words: Sequence[Word]) -> bool:
        """Say whether the words speak of danger signs in general."""
        return bool(_places(self._danger_signs, words))


_AROUND_ALONE = frozenset(
    [
        "please",
        "pls",
        "now",
        "today",
        "again",
        "so",
        "very",
        "really",
        "hi",
        "hello",
        "hey",
        "i",
        "am",
        "'m",
        "is",
        "are",
        "have",
        "having",
        "got",
        "a",
        "the",
        "my",
    ]
)
"""Words that may stand around those that say a danger alone."""


def _without_around(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text not in _AROUND_ALONE)


class _Index(Generic[R]):
    """Finds the patterns that a sentence may match without trying all of them."""

    def __init__(self, patterns: Sequence[tuple[R, Pattern]]) -> None:
        """Take patterns, each with the rule it is of, in the order in which they are found."""
        self._patterns: Sequence[tuple[R, Pattern]] = patterns
        self._by_word: dict[str, list[int]] = {}
        for place, (_, pattern) in enumerate(patterns):
            # One of the words of each step has to be there: the step with the fewest words is the most telling.
            for word in min(pattern.needed, key=len):
                self._by_word.setdefault(word, []).append(place)

    def possible(self, words: Sequence[Word]) -> Iterator[tuple[R, Pattern]]:
        """Return, in order, the patterns of which each needed word stands somewhere in the sentence."""
        forms = {form for word in words for form in (word.text, word.lemma)}
        for place in sorted({place for form in forms for place in self._by_word.get(form, ())}):
            if not any(needed.isdisjoint(forms) for needed in self._patterns[place][1].needed):
                yield self._patterns[place]


def _places(index: _Index[None], words: Sequence[Word]) -> frozenset[int]:
    """Return the places of the words that any of the patterns matches."""
    matches = (match for _, pattern in index.possible(words) for match in pattern.find_all(words))
    return frozenset(place for match in matches for place in match)


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """Return the rules of this folder, read once.

    Raises:
        SafetyFileError: the file is missing, is not YAML, or breaks a rule.
    """
    return read_rules(RULES)


def read_rules(path: Path) -> Rules:
    """Read and check a rules file.

    Raises:
        SafetyFileError: the file is missing, is not YAML, or breaks a rule.
    """
    return Rules(read_record(path, RulesFile), path)
